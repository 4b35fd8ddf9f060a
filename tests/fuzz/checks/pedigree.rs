//! A pedigree: it is refused with a place that there is, or has parents whose shares make a whole, less what is unknown.

use seedrelay::Lang;
use seedrelay::io::tables::Pedigree;

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines().chain([&*text]) {
        match Pedigree::parse(line) {
            Ok(pedigree) => {
                let parents: Vec<(&str, f64)> = pedigree.parents().collect();
                let whole: f64 = parents.iter().map(|(_, share)| share).sum();
                assert!(whole <= 1.0 + 1e-9, "{line}: {whole}");
                assert!(pedigree.has_unknown() || (whole - 1.0).abs() < 1e-9, "{line}: {whole}");
                for (number, (name, share)) in parents.iter().enumerate() {
                    assert!(!name.trim().is_empty() && *share >= 0.0, "{line}: {name} {share}");
                    assert!(parents[..number].iter().all(|(other, _)| other != name), "{line}: {name} twice");
                    // Nothing is read that is not there.
                    assert!(line.contains(name), "{line}: {name}");
                }
            }
            Err(error) => {
                assert!((1..=line.chars().count() + 1).contains(&error.character), "{line}: {error}");
                assert!(Lang::ALL.iter().all(|lang| !error.message(*lang).is_empty()));
            }
        }
    }
}
