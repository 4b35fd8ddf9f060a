//! A document in JSON: it is refused with problems that can be shown, or read, answered and written again as it was.

use seedrelay::SupplyChain;
use seedrelay::io::document::RenderOptions;
use seedrelay::query::DiagnosisOptions;

pub fn check(document: &[u8]) {
    match SupplyChain::from_json(document) {
        Ok(chain) => {
            let written = chain.to_json();
            let again = SupplyChain::from_json(&written).expect("what is written can be read");
            assert_eq!(again, chain);
            assert_eq!(again.to_json(), written);
            let diagnosis = chain.diagnose(&DiagnosisOptions::new());
            serde_json::to_writer(std::io::sink(), &diagnosis).expect("a diagnosis is JSON");
        }
        Err(problems) => {
            let _ = problems.to_string();
            let _ = problems.render("fuzz.json", document, RenderOptions::new()).to_string();
        }
    }
}
