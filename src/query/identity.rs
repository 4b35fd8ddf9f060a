//! What tells two answers apart: keys that own what they name, to hash, sort, keep and compare across chains.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Bottleneck, BottleneckKind, Finding, Gap, GapKind};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{CategoryId, DemandId, GermplasmId, Leap, OrganizationId, PartialDate, ProjectId, Stage};
use crate::rules::FindingKind;

macro_rules! answer_keys {
    ($(
        $(#[doc = $doc:literal])+
        pub struct $name:ident of $kind:ident { $($(#[$about:meta])+ pub $field:ident: $of:ident,)+ }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct $name {
            /// The kind.
            pub kind: $kind,
            $(
                $(#[$about])+
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $field: Option<$of>,
            )+
        }
    )+};
}

answer_keys! {
    /// What tells a [`Gap`] apart: two gaps, be they of two chains, are the same if their keys are equal.
    ///
    /// Its JSON has the keys of the gap's own, so that it can be read from the JSON of a gap.
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use seedrelay::{Evidence, datasets};
    /// use seedrelay::query::{GapKey, GapOptions};
    /// let (all, options) = (datasets::example(), GapOptions::new());
    /// let today = all.known_at_least(Evidence::Assumed);
    /// let after: HashSet<GapKey> = all.gaps(&options).iter().map(|gap| gap.key()).collect();
    /// let closed = today.gaps(&options).iter().filter(|gap| !after.contains(&gap.key())).count();
    /// assert!(closed > 0, "the proposal closes some gaps");
    /// ```
    pub struct GapKey of GapKind {
        /// The category; always there.
        pub category: CategoryId,
        /// The leap that is missing.
        pub leap: Leap,
        /// Of a missing route, the leap that would hand on.
        pub from: Leap,
        /// Of a missing route, the leap that would take up.
        #[serde(deserialize_with = "leap_if_any")]
        pub to: Leap,
        /// The project that is built on, of a gap between two.
        pub upstream: ProjectId,
        /// The project that it is about.
        pub project: ProjectId,
        /// The demand that it is about.
        pub demand: DemandId,
        /// The germplasm that it is about.
        pub germplasm: GermplasmId,
        /// Who has the licence that it is about.
        pub licensee: OrganizationId,
        /// When that licence was signed.
        pub signed: PartialDate,
    }

    /// What tells a [`Finding`] apart: two findings, be they of two chains or under two models, are the same if their
    /// keys are equal.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::{FindingKey, FindingOptions};
    /// let chain = datasets::example();
    /// let key = chain.findings(&FindingOptions::new()).worst_first()[0].key();
    /// let kept = serde_json::to_string(&key)?;
    /// assert_eq!(serde_json::from_str::<FindingKey>(&kept)?, key);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct FindingKey of FindingKind {
        /// Whom it is about.
        pub organization: OrganizationId,
        /// The other side.
        pub other: OrganizationId,
        /// The project that it is about; of two, the first by id.
        pub project: ProjectId,
        /// The second of two projects.
        pub other_project: ProjectId,
        /// The category that it belongs to.
        pub category: CategoryId,
        /// The stage that it is about.
        pub stage: Stage,
        /// The germplasm that it is about.
        pub germplasm: GermplasmId,
    }

    /// What tells a [`Bottleneck`] apart: two bottlenecks, be they of two chains, are the same if their keys are equal.
    ///
    /// The limit of a category is told apart by where one more team would bring most. The JSON of a bottleneck has all
    /// that its key has, so that a key can be read from it.
    ///
    /// ```
    /// use std::collections::BTreeSet;
    /// use seedrelay::datasets;
    /// use seedrelay::query::{BottleneckKey, BottleneckOptions};
    /// let chain = datasets::example();
    /// let bottlenecks = chain.bottlenecks(&BottleneckOptions::new()).worst_first();
    /// let keys: BTreeSet<BottleneckKey> = bottlenecks.iter().map(|bottleneck| bottleneck.key()).collect();
    /// assert_eq!(keys.len(), bottlenecks.len());
    /// ```
    pub struct BottleneckKey of BottleneckKind {
        /// The category that it belongs to.
        pub category: CategoryId,
        /// The organization that it is about.
        pub organization: OrganizationId,
        /// The stage that it is about.
        pub stage: Stage,
    }
}

/// In the JSON of a gap, a licence leads to an organization.
fn leap_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Leap>, D::Error> {
    let to = Option::<String>::deserialize(deserializer)?;
    Ok(to.and_then(|to| to.parse().ok()))
}

fn organization(view: OrganizationRef<'_>) -> OrganizationId {
    view.id().clone()
}

fn project(view: ProjectRef<'_>) -> ProjectId {
    view.id().clone()
}

impl Gap<'_> {
    /// What tells it apart, to keep, to hash and to compare with the gaps of another chain.
    #[must_use]
    pub fn key(&self) -> GapKey {
        let leap = if let Self::MissingStage { leap, .. } = self { Some(*leap) } else { None };
        let boundary = if let Self::MissingRoute { boundary, .. } = self { Some(*boundary) } else { None };
        GapKey {
            kind: self.kind(),
            category: Some(self.category().id.clone()),
            leap,
            from: boundary.map(crate::model::Boundary::from),
            to: boundary.map(crate::model::Boundary::to),
            upstream: self.upstream().map(project),
            project: self.project().map(project),
            demand: self.demand().map(|demand| demand.id.clone()),
            germplasm: self.germplasm().map(|germplasm| germplasm.id.clone()),
            licensee: self.licensee().map(organization),
            signed: self.signed(),
        }
    }
}

impl Finding<'_> {
    /// What tells it apart, to keep, to hash and to compare with the findings of another chain or model.
    #[must_use]
    pub fn key(&self) -> FindingKey {
        FindingKey {
            kind: self.kind(),
            organization: self.organization.map(organization),
            other: self.other.map(organization),
            project: self.project.map(project),
            other_project: self.other_project.map(project),
            category: self.category().map(|category| category.id.clone()),
            stage: self.stage,
            germplasm: self.germplasm.filter(|_| !self.is_about_all()).map(|germplasm| germplasm.id().clone()),
        }
    }
}

impl Bottleneck<'_> {
    /// What tells it apart, to keep, to hash and to compare with the bottlenecks of another chain.
    #[must_use]
    pub fn key(&self) -> BottleneckKey {
        BottleneckKey {
            kind: self.kind(),
            category: self.category().map(|category| category.id.clone()),
            organization: self.organization().map(organization),
            stage: self.stage(),
        }
    }
}
