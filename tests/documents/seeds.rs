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

/// A bounded turn of what the fuzzer does, for whoever has none: bytes of the seeds changed, left out and repeated, the same
/// on every run.
#[test]
fn seeds_with_bytes_changed_are_refused_or_read() {
    const ROUNDS: usize = 150;
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut random = 88_172_645_463_325_252_u64;
    let mut below = move |bound: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % bound.max(1) as u64) as usize
    };
    let chosen = ["csv", "encoding", "mapping", "pedigree"];
    for (target, check) in checks::CHECKS.into_iter().filter(|(target, _)| chosen.contains(target)) {
        let mut paths: Vec<_> = fs::read_dir(seeds.join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        for round in 0..ROUNDS {
            let mut input = seeds[round % seeds.len()].clone();
            for _ in 0..=below(3) {
                let at = below(input.len());
                let end = (at + below(6)).min(input.len());
                match below(3) {
                    0 => input.splice(at..end, []).for_each(drop),
                    1 => input.extend_from_within(at..end),
                    _ => input.insert(at, b"/*x ?\x0b\xff\xa1,;\"\n=0["[below(15)]),
                }
            }
            let failed = std::panic::catch_unwind(|| check(&input)).is_err();
            assert!(!failed, "{target}: {:?}", String::from_utf8_lossy(&input));
        }
    }
}
