//! Standing 成果去向: what became of each delivered result.

use crate::chain::{ProjectRef, SupplyChain};
use crate::model::{Evidence, Status};
use crate::query::keys::keys;
use crate::query::uses::{DRAWN_ON, GROWN, LICENSED, Uses, WITHDRAWN};

named_enum! {
    /// What became of a delivered result: the first of its conditions that holds, in this order.
    ///
    /// Source: [definitions](crate::docs::definitions), section 0.
    #[non_exhaustive]
    pub enum Standing ("standing") {
        /// A live project of its own stage or a later one builds on it.
        CarriedOn = "carried-on", "carried on", "已承接";
        /// Another live project draws on what it releases.
        DrawnOn = "drawn-on", "drawn on", "已利用";
        /// A licence of it or of what it releases is in force.
        Licensed = "licensed", "licensed", "已许可";
        /// It or what it releases is grown, as the latest year of adoption shows.
        Grown = "grown", "grown", "已推广";
        /// It or what it releases was grown, and no year of late is on record.
        WasGrown = "was-grown", "was grown", "曾推广";
        /// It releases something, and all of it is withdrawn.
        Withdrawn = "withdrawn", "withdrawn", "已退出";
        /// None of this is on record.
        None = "none", "nothing on record", "未见去向记录";
    }
}

/// How to tell what became of a result.
///
/// ```
/// use seedrelay::query::StandingOptions;
/// assert_eq!(StandingOptions::new().grown_within_years, 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct StandingOptions {
    /// What was adopted less than so many years before the year of the chain is grown, and what was before that, was
    /// grown: 3 by default.
    pub grown_within_years: u32,
}

impl Default for StandingOptions {
    fn default() -> Self {
        Self { grown_within_years: 3 }
    }
}

impl StandingOptions {
    /// Three years.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets within how many years what was adopted is grown.
    #[must_use]
    pub const fn grown_within_years(mut self, years: u32) -> Self {
        self.grown_within_years = years;
        self
    }
}

/// What became of one delivered project. Each condition stands by itself; [`standing`](Self::standing) is the first that
/// holds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ResultStanding<'c> {
    /// The delivered project.
    pub project: ProjectRef<'c>,
    /// The first of its conditions that holds.
    pub standing: Standing,
    /// How well it is known: as the project, or if that is less, as the best known of the records by which the standing
    /// holds.
    pub evidence: Evidence,
    /// A bit each.
    conditions: u8,
}

/// Beside the conditions that uses tell.
const CARRIED_ON: u8 = 16;

impl ResultStanding<'_> {
    const fn holds(&self, condition: u8) -> bool {
        self.conditions & condition != 0
    }

    /// Whether a live project of its own stage or a later one builds on it.
    #[must_use]
    pub const fn is_carried_on(&self) -> bool {
        self.holds(CARRIED_ON)
    }

    /// Whether another live project draws on what it releases, or releases what that is a parent of.
    #[must_use]
    pub const fn is_drawn_on(&self) -> bool {
        self.holds(DRAWN_ON)
    }

    /// Whether a licence of it or of what it releases is in force.
    #[must_use]
    pub const fn is_licensed(&self) -> bool {
        self.holds(LICENSED)
    }

    /// Whether it or what it releases was ever adopted.
    #[must_use]
    pub const fn is_grown(&self) -> bool {
        self.holds(GROWN)
    }

    /// Whether it releases something and all of it is withdrawn.
    #[must_use]
    pub const fn is_withdrawn(&self) -> bool {
        self.holds(WITHDRAWN)
    }
}

keys! { ResultStanding<'_>: row => {
    project: row.project,
    standing: row.standing,
    evidence: row.evidence,
} }

/// ## Standing
impl SupplyChain {
    /// What became of every delivered project, by id. Takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::{Category, Licence, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// use seedrelay::query::{Standing, StandingOptions};
    /// let project = |id, stage, status| Project::new(id, "rice", stage, "hau", status);
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .organization(Organization::new("longping", OrganizationKind::Company))
    ///     .project(project("gene", Stage::Basic, Status::Delivered))
    ///     .project(project("line", Stage::AppliedBasic, Status::Delivered).builds_on(["gene"]))
    ///     .project(project("marker", Stage::AppliedBasic, Status::Delivered))
    ///     .licence(Licence::new("longping").project("line"))
    ///     .build()?;
    /// let standing: Vec<Standing> =
    ///     chain.standings(&StandingOptions::new()).iter().map(|row| row.standing).collect();
    /// assert_eq!(standing, [Standing::CarriedOn, Standing::Licensed, Standing::None]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn standings(&self, options: &StandingOptions) -> Vec<ResultStanding<'_>> {
        let uses = Uses::of(self);
        let delivered = self.projects().filter(|project| project.status() == Status::Delivered);
        delivered.map(|project| self.standing_of(project, &uses, options)).collect()
    }

    fn standing_of<'c>(
        &'c self,
        project: ProjectRef<'c>,
        uses: &Uses,
        options: &StandingOptions,
    ) -> ResultStanding<'c> {
        let number = project.number();
        let conditions = uses.conditions(number);
        let carries_on = |next: &ProjectRef<'_>| next.status().is_live() && next.stage() >= project.stage();
        let carried_on = project.built_on_by().filter(carries_on).map(ProjectRef::evidence).max();
        let is_grown = |latest: u32| u32::from(self.as_of().year()).saturating_sub(latest) < options.grown_within_years;
        let standing = if carried_on.is_some() {
            Standing::CarriedOn
        } else if conditions & DRAWN_ON != 0 {
            Standing::DrawnOn
        } else if conditions & LICENSED != 0 {
            Standing::Licensed
        } else if conditions & GROWN != 0 {
            let latest = uses.adoptions_of(number).map(|adoption| self.adoptions()[adoption].year).max();
            if latest.is_some_and(is_grown) { Standing::Grown } else { Standing::WasGrown }
        } else if conditions & WITHDRAWN != 0 {
            Standing::Withdrawn
        } else {
            Standing::None
        };
        let by = match standing {
            Standing::CarriedOn => carried_on,
            Standing::DrawnOn => uses.drawing_on(number).map(|own| self.numbered_project(own).evidence()).max(),
            Standing::Licensed => uses.licences_of(number).map(|own| self.licences()[own].evidence).max(),
            Standing::Grown | Standing::WasGrown => {
                uses.adoptions_of(number).map(|own| self.adoptions()[own].evidence).max()
            }
            Standing::Withdrawn => {
                let released = self.columns().releases.of(number).iter();
                released.map(|&own| self.numbered_germplasm(own as usize).evidence()).min()
            }
            Standing::None => None,
        };
        ResultStanding {
            project,
            standing,
            evidence: by.map_or(project.evidence(), |by| by.min(project.evidence())),
            conditions: conditions | if carried_on.is_some() { CARRIED_ON } else { 0 },
        }
    }
}
