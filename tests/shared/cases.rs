//! How often a property is tried.

use proptest::prelude::ProptestConfig;

/// As often as stands beside a property, or as often as `PROPTEST_CASES` says: proptest itself reads that only where
/// nothing stands.
pub(crate) fn tried(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    ProptestConfig::with_cases(cases)
}
