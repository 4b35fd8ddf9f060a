//! The records of a chain, parts of organizations among them, as far as they say how they are known.

use seedrelay::chain::RecordList;
use seedrelay::record::{FieldValue, SourceId};
use seedrelay::{Evidence, SupplyChain};

/// A record that can name a source.
#[derive(Debug)]
pub struct Known<'c> {
    /// The list of which it is, or the part of an organization that it is.
    pub list: &'static str,
    /// What it is called, if it has a name in the document.
    pub id: String,
    pub evidence: Evidence,
    pub source: Option<&'c str>,
}

fn id(source: &Option<SourceId>) -> Option<&str> {
    source.as_ref().map(AsRef::as_ref)
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
            let id = text("id").unwrap_or_default().to_owned();
            all.push(Known { list: list.key(), id, evidence, source: text("source") });
        }
    }
    for organization in chain.organizations() {
        let record = organization.record();
        let own = id(&record.source);
        let capabilities = record.capabilities.iter().map(|part| ("capabilities", part.evidence, id(&part.source)));
        let charter = record.charter.iter().map(|part| ("charter", part.evidence, id(&part.source)));
        all.extend(capabilities.chain(charter).map(|(list, evidence, source)| Known {
            list,
            id: record.id.to_string(),
            evidence: evidence.min(record.evidence),
            source: source.or(own),
        }));
    }
    all
}
