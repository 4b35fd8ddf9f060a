//! What tells two findings apart without a look at any id: records by their numbers.

use super::Finding;
use crate::chain::{GermplasmRef, NONE, OrganizationRef, ProjectRef, SupplyChain};
use crate::model::Stage;
use crate::record::RecordList;
use crate::rules::FindingKind;

/// What tells a finding apart within its chain, as its [key](Finding::key) does everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::query) struct FindingNumbers {
    kind: FindingKind,
    stage: Option<Stage>,
    /// Of the lists below; [`NONE`] where it is about none.
    records: [u32; 6],
}

const LISTS: [RecordList; 6] = [
    RecordList::Organizations,
    RecordList::Organizations,
    RecordList::Projects,
    RecordList::Projects,
    RecordList::Categories,
    RecordList::Germplasm,
];

impl Finding<'_> {
    /// What tells it apart among the findings of its chain.
    pub(in crate::query) fn numbers(&self, chain: &SupplyChain) -> FindingNumbers {
        let number = |found: Option<usize>| found.map_or(NONE, |number| number as u32);
        let category = match (self.category, self.project) {
            (Some(category), _) => number(chain.category_number(category.id.as_str())),
            (None, Some(project)) => chain.columns().category[project.number()],
            (None, None) => NONE,
        };
        let germplasm = self.germplasm.filter(|_| !self.is_about_all());
        let records = [
            number(self.organization.map(OrganizationRef::number)),
            number(self.other.map(OrganizationRef::number)),
            number(self.project.map(ProjectRef::number)),
            number(self.other_project.map(ProjectRef::number)),
            category,
            number(germplasm.map(GermplasmRef::number)),
        ];
        FindingNumbers { kind: self.kind(), stage: self.stage, records }
    }
}

impl FindingNumbers {
    /// The same in another chain, by what number each record has there; `None` if one of them is not there.
    pub(in crate::query) fn in_other(mut self, number: impl Fn(RecordList, u32) -> Option<u32>) -> Option<Self> {
        for (record, list) in self.records.iter_mut().zip(LISTS).filter(|(record, _)| **record != NONE) {
            *record = number(list, *record)?;
        }
        Some(self)
    }
}
