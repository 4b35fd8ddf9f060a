//! A document in TOML: it is refused with problems that can be shown, or read and written again as it was.

use seedrelay::SupplyChain;
use seedrelay::io::document::RenderOptions;

pub fn check(document: &[u8]) {
    match SupplyChain::from_toml(document) {
        Ok(chain) => {
            assert_eq!(SupplyChain::from_toml(chain.to_toml()).expect("what is written can be read"), chain);
            assert_eq!(SupplyChain::from_json(chain.to_json()).expect("in either format"), chain);
        }
        Err(problems) => {
            let _ = problems.to_string();
            let _ = problems.render("fuzz.toml", document, RenderOptions::new()).to_string();
        }
    }
}
