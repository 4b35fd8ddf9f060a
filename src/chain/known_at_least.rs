//! The part of a chain that is known well enough.

use std::sync::Arc;

use super::builder::ChainBuilder;
use crate::chain::SupplyChain;
use crate::model::{CategoryId, Evidence};

/// ## How well it is known
impl SupplyChain {
    /// The part of the chain that is known at least as well as a level, itself a valid chain.
    ///
    /// A record that is less well known is left out, and so is what is part of it. Since no record is better known than
    /// what it refers to, nothing that stays refers to what was left out. Where nothing is known well enough the chain is
    /// empty, which a document cannot be.
    ///
    /// What a scenario changed or removed that is less well known is undone: what is left is that part of the chain that
    /// it was laid over.
    ///
    /// ```
    /// use seedrelay::{Evidence, datasets};
    /// let example = datasets::example();
    /// let today = example.known_at_least(Evidence::Assumed);
    /// assert!(example.organization("tea-consortium").is_some());
    /// assert!(today.organization("tea-consortium").is_none(), "it is proposed");
    /// ```
    #[must_use]
    pub fn known_at_least(&self, level: Evidence) -> Self {
        if let Some((known, base)) = &self.base
            && *known < level
        {
            return base.known_at_least(level).with_years_of(self);
        }
        let mut builder = self.to_builder();
        builder.keep_known(level);
        // An empty list is no fault here.
        builder.build_part().with_years_of(self)
    }

    /// Keeps the chain over which a scenario was laid that came to this one, where it changes or removes something.
    pub(crate) fn over(mut self, base: &Self, known: Option<Evidence>) -> Self {
        self.base = known.filter(|known| *known < Evidence::Documented).map(|known| (known, Arc::new(base.clone())));
        // Further below may be what is known even less.
        if self.base.is_none() {
            self.base.clone_from(&base.base);
        }
        self
    }

    /// How many records are known how well: those documented, assumed and proposed.
    ///
    /// Counted are categories, organizations, capabilities, charters, projects, demands, agreements, funding and
    /// services. What is part of an organization is never better known than it.
    #[must_use]
    pub fn evidence_counts(&self) -> EvidenceCounts {
        let mut counts = EvidenceCounts::default();
        self.lists.visit_known(&mut |evidence| counts.add(evidence));
        counts
    }
}

/// How many records are known how well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct EvidenceCounts {
    /// Known from a source, or from the user's own records.
    pub documented: usize,
    /// Without a source to rely on.
    pub assumed: usize,
    /// What the model asks for.
    pub proposed: usize,
}

impl EvidenceCounts {
    fn add(&mut self, evidence: Evidence) {
        match evidence {
            Evidence::Documented => self.documented += 1,
            Evidence::Assumed => self.assumed += 1,
            Evidence::Proposed => self.proposed += 1,
        }
    }
}

impl ChainBuilder {
    fn keep_known(&mut self, level: Evidence) {
        self.records.keep_known(level);
        let Self { records, head, .. } = &mut *self;
        head.home.take_if(|home| !records.regions.iter().any(|region| region.id == *home));
        let categories = &self.records.categories;
        // The records of a chain are in order of their ids.
        let is_kept = |id: &CategoryId| categories.binary_search_by(|category| category.id.cmp(id)).is_ok();
        self.head.assumptions.iter_mut().for_each(|assumed| assumed.categories.retain(|id, _| is_kept(id)));
    }
}
