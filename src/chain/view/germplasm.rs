//! A germplasm with its parents, its offspring, and whoever has to do with it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use petgraph::Direction::Outgoing;
use petgraph::graph::NodeIndex;

use super::{OrganizationRef, ProjectRef};
use crate::chain::SupplyChain;
use crate::model::{Evidence, GermplasmId, GermplasmKind, Lang};
use crate::record::{Category, Germplasm, NONE};

view! {
    /// A germplasm of a chain: its [record](Self::record), and what it descends from and became.
    ///
    /// What it gives out borrows the chain, and outlives the view itself.
    ///
    /// ```
    /// use seedrelay::model::GermplasmKind::{Hybrid, Line};
    /// use seedrelay::{Category, Germplasm, Organization, OrganizationKind, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .germplasm(Germplasm::new("y58s", "rice", Line))
    ///     .germplasm(Germplasm::new("yliangyou-1", "rice", Hybrid).parents(["y58s"]))
    ///     .build()?;
    /// let line = chain.germplasm_with_id("y58s").unwrap();
    /// assert_eq!(line.offspring().next().unwrap().id(), "yliangyou-1");
    /// assert!(line.released_by().is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    GermplasmRef, Germplasm, GermplasmId, germplasm
}

impl<'c> GermplasmRef<'c> {
    /// What it is.
    #[must_use]
    pub fn kind(self) -> GermplasmKind {
        self.record().kind
    }

    /// The category that it belongs to.
    #[must_use]
    pub fn category(self) -> &'c Category {
        &self.chain.lists.categories[self.chain.germplasm.category[self.number()] as usize]
    }

    /// What it was bred from, each with its share in it, 0 to 1, by id.
    #[must_use]
    pub fn parents(self) -> impl ExactSizeIterator<Item = (GermplasmRef<'c>, f64)> {
        let columns = &self.chain.germplasm;
        let range = columns.parents.range(self.number());
        let shares = columns.shares[range.clone()].iter().copied();
        columns.parents.values()[range].iter().map(move |&parent| self.other(parent)).zip(shares)
    }

    /// What was bred from it, by id.
    pub fn offspring(self) -> impl Iterator<Item = GermplasmRef<'c>> {
        self.chain.lists.germplasm.neighbors_directed(self.node, Outgoing).map(move |node| Self::new(self.chain, node))
    }

    /// The project that releases it, if one is on record.
    #[must_use]
    pub fn released_by(self) -> Option<ProjectRef<'c>> {
        let project = self.chain.germplasm.released_by[self.number()];
        (project != NONE).then(|| self.chain.numbered_project(project as usize))
    }

    /// Who bred it, by id.
    #[must_use]
    pub fn bred_by(self) -> impl ExactSizeIterator<Item = OrganizationRef<'c>> {
        self.organizations(self.chain.germplasm.bred_by.of(self.number()))
    }

    /// Who keeps it, by id; nobody, too, where nobody says.
    #[must_use]
    pub fn holders(self) -> impl ExactSizeIterator<Item = OrganizationRef<'c>> {
        self.organizations(self.chain.germplasm.holders.of(self.number()))
    }

    fn organizations(self, numbers: &'c [u32]) -> impl ExactSizeIterator<Item = OrganizationRef<'c>> {
        numbers.iter().map(move |&organization| self.chain.numbered_organization(organization as usize))
    }

    fn other(self, number: u32) -> Self {
        Self::new(self.chain, NodeIndex::new(number as usize))
    }
}
