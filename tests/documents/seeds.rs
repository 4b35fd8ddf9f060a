//! What a fuzzer begins with, and every input that once failed: see `tests/fuzz/README.md`.

use std::fs;
use std::path::Path;

#[path = "../fuzz/checks/lib.rs"]
mod checks;

#[test]
fn what_once_failed_does_not_fail_again() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (target, check) in checks::CHECKS {
        let mut paths: Vec<_> = fs::read_dir(seeds.join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "no seed for {target}");
        for path in paths {
            let input = fs::read(&path).unwrap();
            let failed = std::panic::catch_unwind(|| check(&input)).is_err();
            assert!(!failed, "{} fails", path.display());
        }
    }
}
