//! The records of a chain, parts of organizations among them, as far as they say how they are known.

use seedrelay::chain::RecordList;
use seedrelay::record::{FieldValue, SourceId};
use seedrelay::{Evidence, SupplyChain};

/// A record that can name a source.
#[derive(Debug)]
pub struct Known<'c> {
    /// The list of which it is, or the part of an organization that it is.
    pub list: &'static str,
    pub evidence: Evidence,
    pub source: Option<&'c str>,
}

fn id(source: Option<&SourceId>) -> Option<&str> {
    source.map(AsRef::as_ref)
}

/// Every record that can name a source, and the capabilities and charters of organizations, which have the source of
/// their organization where they name none.
pub fn known(chain: &SupplyChain) -> Vec<Known<'_>> {
    let mut all = Vec::new();
    for list in RecordList::ALL {
        for record in chain.records(*list) {
            let Some(evidence) = record.known() else { continue };
            let text = |key| match record.value(key) {
                Some(FieldValue::Id(id)) => Some(id),
                _ => None,
            };
            all.push(Known { list: list.key(), evidence, source: text("source") });
        }
    }
    for organization in chain.organizations() {
        let record = organization.record();
        let own = id(record.source.as_ref());
        let capabilities =
            record.capabilities.iter().map(|part| ("capabilities", part.evidence, id(part.source.as_ref())));
        let charter = record.charter.iter().map(|part| ("charter", part.evidence, id(part.source.as_ref())));
        all.extend(capabilities.chain(charter).map(|(list, evidence, source)| Known {
            list,
            evidence: evidence.min(record.evidence),
            source: source.or(own),
        }));
    }
    all
}
