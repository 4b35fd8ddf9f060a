//! The page in a real browser: `tests/browser/report.mjs` opens it, uses it, and checks what is shown.
//!
//! It takes a Chromium, Node and `npm ci` in `tests/browser`. Where one of them is missing the test says so and passes,
//! but not where `CI` is set.

use std::path::{Path, PathBuf};
use std::process::Command;

use seedrelay::datasets;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};

use crate::chains::nasty;
use crate::document::report;

/// Where a Chromium may be; `CHROMIUM` goes before.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What is needed and missing, or the browser.
fn browser(scripts: &Path) -> Result<PathBuf, &'static str> {
    let answers =
        |program: &Path| Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success());
    if !answers(Path::new("node")) {
        return Err("no node");
    }
    if !scripts.join("node_modules/playwright-core").is_dir() {
        return Err("no node_modules in tests/browser: run `npm ci` there");
    }
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let usual = BROWSERS.iter().map(PathBuf::from).filter(|name| answers(name));
    // Playwright takes a path, and no name.
    let path = |name: PathBuf| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).map(|folder| folder.join(&name)).find(|path| path.is_file())
    };
    named.into_iter().chain(usual).find_map(path).ok_or("no Chromium: install it, or name it in CHROMIUM")
}

#[test]
fn readers_can_use_the_page() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser");
    let browser = match browser(&scripts) {
        Ok(browser) => browser,
        Err(missing) => {
            assert!(std::env::var_os("CI").is_none(), "the page cannot be tested in a browser: {missing}");
            println!("SKIPPED: the page is not tested in a browser, because there is {missing}.");
            eprintln!("SKIPPED: the page is not tested in a browser, because there is {missing}.");
            return;
        }
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).unwrap();
    let large = generate(&SyntheticOptions::of_size(120).assumed(0.2).proposed(0.1));
    let thousands = generate(&SyntheticOptions::of_size(1_200).categories(40).assumed(0.2).proposed(0.1));
    let chains = [
        ("hunan.html", &datasets::hunan()),
        ("nasty.html", &nasty()),
        ("large.html", &large),
        ("example.html", &datasets::example()),
        ("thousands.html", &thousands),
    ];
    let pages = chains.map(|(name, chain)| {
        let path = folder.join(name);
        std::fs::write(&path, report(chain)).unwrap();
        path
    });
    let outcome = Command::new("node").arg(scripts.join("report.mjs")).arg(browser).args(&pages).output().unwrap();
    let (said, complained) = (String::from_utf8_lossy(&outcome.stdout), String::from_utf8_lossy(&outcome.stderr));
    assert!(outcome.status.success(), "{said}\n{complained}");
    assert!(said.lines().filter(|line| line.starts_with("ok ")).count() > 25, "{said}");
    println!("{said}");
}
