//! Concentration: how few performers share the commissions.

use crate::chain::{OrganizationRef, SupplyChain};
use crate::model::{Evidence, Stage, Status};
use crate::query::keys::keys;
use crate::record::Category;
use crate::stats::concentration::herfindahl_hirschman;

/// How the commissions of one category at one stage spread over performers.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Concentration<'c> {
    /// The category.
    pub category: &'c Category,
    /// The stage.
    pub stage: Stage,
    /// The Herfindahl–Hirschman index, Σ share²: 1/n where n performers have equally many, 1 where one has all.
    pub hhi: f64,
    /// Commissioned projects that were not cancelled: 1 or more.
    pub commissions: u64,
    /// Who has any of them.
    pub performers: usize,
    /// Who has most; of several, the first by id.
    pub largest: OrganizationRef<'c>,
    /// How many that one has.
    pub commissions_of_largest: u64,
    /// How well the weakest of the commissions is known.
    pub evidence: Evidence,
}

keys! { Concentration<'_>: row => {
    category: row.category.id,
    stage: row.stage,
    hhi: row.hhi,
    commissions: row.commissions,
    performers: row.performers,
    largest: row.largest,
    evidence: row.evidence,
} }

/// ## Concentration
impl SupplyChain {
    /// How the commissions spread over performers, by category and stage, wherever there are any.
    ///
    /// A commission is a project with a commissioner that was not cancelled. Source:
    /// [definitions](crate::docs::definitions), section 4; Herfindahl 1950, Hirschman 1945. O(n log n) in the projects.
    ///
    /// ```
    /// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    ///
    /// let commission = |id, performer| {
    ///     Project::new(id, "rice", Stage::Basic, performer, Status::Proposed).commissioned_by("seeds")
    /// };
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("lab", OrganizationKind::Laboratory))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .organization(Organization::new("seeds", OrganizationKind::Company))
    ///     .project(commission("p1", "lab"))
    ///     .project(commission("p2", "lab"))
    ///     .project(commission("p3", "lab"))
    ///     .project(commission("p4", "hau"))
    ///     .build()?;
    /// let concentration = chain.concentration();
    /// assert_eq!(concentration.len(), 1);
    /// assert_eq!(concentration[0].hhi, 0.75 * 0.75 + 0.25 * 0.25);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn concentration(&self) -> Vec<Concentration<'_>> {
        let columns = self.columns();
        let counts =
            |project: &usize| columns.is_commissioned(*project) && columns.status[*project] != Status::Cancelled;
        let key = |project: usize| {
            let evidence = self.numbered_project(project).evidence();
            (columns.category[project], columns.stage[project], columns.performer[project], evidence)
        };
        let mut commissions: Vec<(u32, Stage, u32, Evidence)> = (0..columns.len()).filter(counts).map(key).collect();
        commissions.sort_unstable();
        let cells = commissions.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        let row = |cell: &[(u32, Stage, u32, Evidence)]| {
            let of_each: Vec<(u32, u64)> =
                cell.chunk_by(|a, b| a.2 == b.2).map(|own| (own[0].2, own.len() as u64)).collect();
            let counts: Vec<u64> = of_each.iter().map(|&(_, count)| count).collect();
            let most = of_each.iter().copied().reduce(|most, next| if next.1 > most.1 { next } else { most });
            let (largest, commissions_of_largest) = most.expect("a chunk is not empty");
            Concentration {
                category: &self.categories()[cell[0].0 as usize],
                stage: cell[0].1,
                hhi: herfindahl_hirschman(&counts).expect("a chunk is not empty"),
                commissions: cell.len() as u64,
                performers: counts.len(),
                largest: self.numbered_organization(largest as usize),
                commissions_of_largest,
                evidence: cell.iter().map(|own| own.3).min().expect("a chunk is not empty"),
            }
        };
        cells.map(row).collect()
    }
}
