//! Own records: those that claim to be documented and name no source.

use crate::chain::{RecordList, SupplyChain};
use crate::model::Evidence;
use crate::record::FieldValue;

/// How many documented records name no source. Parts of an organization that name none have that of the organization.
pub(crate) fn unsourced(chain: &SupplyChain) -> usize {
    let lists = RecordList::ALL.iter().map(|list| {
        let mut place = None;
        let without = chain.records(*list).filter(|record| {
            let is_source = || record.shape().fields.iter().position(|field| field.key == "source");
            let Some(source) = *place.get_or_insert_with(is_source) else { return false };
            record.known() == Some(Evidence::Documented) && record.field(source) == FieldValue::Absent
        });
        without.count()
    });
    let parts =
        chain.organizations().filter(|organization| organization.record().source.is_none()).map(|organization| {
            let record = organization.record();
            let capabilities = record.capabilities.iter().map(|part| (part.evidence, &part.source));
            let charter = record.charter.iter().map(|part| (part.evidence, &part.source));
            let parts = capabilities.chain(charter);
            parts.filter(|(evidence, source)| *evidence == Evidence::Documented && source.is_none()).count()
        });
    lists.sum::<usize>() + parts.sum::<usize>()
}
