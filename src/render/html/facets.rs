//! What the filters ask of an entry.

use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::chain::SupplyChain;
use crate::model::{Evidence, Stage};

/// The words by which an entry is found: none holds what a document says, so that none can be confused.
#[derive(Clone, Debug)]
pub(super) struct Facets {
    categories: BTreeSet<usize>,
    stages: BTreeSet<Stage>,
    kinds: Vec<&'static str>,
    evidence: Evidence,
}

impl Facets {
    pub(super) fn of_evidence(evidence: Evidence) -> Self {
        Self { categories: BTreeSet::new(), stages: BTreeSet::new(), kinds: Vec::new(), evidence }
    }

    pub(super) fn category(&mut self, number: usize) -> &mut Self {
        self.categories.insert(number);
        self
    }

    pub(super) fn stage(&mut self, stage: Stage) -> &mut Self {
        self.stages.insert(stage);
        self
    }

    pub(super) fn kind(&mut self, kind: &'static str) -> &mut Self {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        self
    }
}

/// The word of a category.
pub(super) fn category_word(number: usize) -> String {
    format!("c{number}")
}

/// The word of a category of a chain.
pub(super) fn word_of(chain: &SupplyChain, category: &crate::record::Category) -> String {
    chain.category_number(category.id.as_str()).map(category_word).unwrap_or_default()
}

/// Words with spaces between, as they stand in the attributes.
impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let joined = |words: Vec<String>| words.join(" ");
        let mut facets = serializer.serialize_struct("Facets", 4)?;
        facets.serialize_field(
            "category",
            &joined(self.categories.iter().map(|number| category_word(*number)).collect()),
        )?;
        facets.serialize_field("stage", &joined(self.stages.iter().map(ToString::to_string).collect()))?;
        facets.serialize_field("kind", &self.kinds.join(" "))?;
        facets.serialize_field("evidence", &self.evidence)?;
        facets.end()
    }
}
