//! The page's policy names its own style and script by their SHA-256.

use base64::Engine as _;
use sha2::{Digest, Sha256};

use crate::chains::small;
use crate::document::report;

fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    text.split_once(open).and_then(|(_, after)| after.split_once(close)).expect("the page has one").0
}

/// Whoever changes `style.css` or `script.js` puts what this test names into `POLICY` in `src/render/html.rs`.
#[test]
fn the_policy_allows_the_style_and_the_script_and_nothing_else() {
    let page = report(&small());
    let hash = |code: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(code));
    let style = hash(between(page, "<style>", "</style>"));
    let script = hash(between(page, "<script>", "</script>"));
    let policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; \
             form-action 'none'"
        )
    );
}
