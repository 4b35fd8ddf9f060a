//! What complete records say of success and duration: an estimate beside what is assumed.

use super::Certainty;
use crate::chain::SupplyChain;
use crate::model::{DAYS_A_YEAR, Day, Evidence, Stage, Status};
use crate::query::evidence::weaker;
use crate::query::keys::keys;
use crate::record::Category;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};
use crate::stats::wilson::wilson;

/// Of fewer projects that ended, there is no mean duration.
pub(crate) const LEAST_ENDED: usize = 10;

/// What the projects of a category at a stage say of success and duration, where every one of them is on record, the
/// failed ones too. A list of results names what succeeded, and says nothing of either.
///
/// Source: [definitions](crate::docs::definitions), section 8.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ParameterEstimate<'c> {
    /// The category.
    pub category: &'c Category,
    /// The stage.
    pub stage: Stage,
    /// Projects that delivered a result.
    pub delivered: usize,
    /// Projects that failed.
    pub failed: usize,
    /// How likely a project is to deliver, a share of 1: (delivered + ½) / (delivered + failed + 1), the mean under the
    /// prior of Jeffreys.
    pub success: f64,
    /// Wilson's interval at 95 % of the share that delivered, a share of 1.
    pub success_between: (f64, f64),
    /// Projects that delivered or failed whose start and end are known.
    pub ended: usize,
    /// How long a project takes on average, in years: the mean by Kaplan and Meier, restricted to the longest time on
    /// record, where those under way count as lasting. `None` where fewer than ten ended.
    pub mean_years: Option<f64>,
    /// How well the weakest is known of the projects and of the statement that they are all.
    pub evidence: Option<Evidence>,
}

keys! { ParameterEstimate<'_>: row => {
    category: row.category.id,
    stage: row.stage,
    delivered: row.delivered,
    failed: row.failed,
    success: row.success,
    success_between: row.success_between,
    ended: row.ended,
    mean_years: row.mean_years,
    evidence: row.evidence,
} }

impl<'c> Certainty<'c> {
    /// What complete records say of success and duration, by category and stage: only where all projects are declared to
    /// be on record whenever they began, and one delivered or failed. Nothing else is computed from it.
    ///
    /// ```
    /// use seedrelay::model::CompletenessList;
    /// use seedrelay::query::CertaintyOptions;
    /// use seedrelay::{Category, Completeness, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    ///
    /// let project = |id, status| Project::new(id, "rice", Stage::Applied, "hau", status);
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .project(project("p1", Status::Delivered))
    ///     .project(project("p2", Status::Delivered))
    ///     .project(project("p3", Status::Failed));
    /// let estimates = |chain: &SupplyChain| {
    ///     chain.certainty(&CertaintyOptions::new()).estimates().iter().map(|row| row.success).collect::<Vec<_>>()
    /// };
    /// assert!(estimates(&chain.clone().build()?).is_empty(), "others may have failed, and not be on record");
    /// let all = Completeness::new(CompletenessList::Projects).category("rice");
    /// assert_eq!(estimates(&chain.completeness(all).build()?), [0.625]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn estimates(&self) -> Vec<ParameterEstimate<'c>> {
        let (stages, today) = (Stage::ALL.len(), self.chain.as_of().to_day().number());
        let places = self.chain.categories().iter().zip(0..).flat_map(|own| Stage::ALL.map(|stage| (own, stage)));
        let is_told = |((_, number), stage)| self.is_settled(|cells| cells.know_projects(number, stage));
        let mut seen: Vec<Option<Seen>> = places.clone().map(|place| is_told(place).then(Seen::default)).collect();
        let columns = self.chain.columns();
        for project in 0..columns.len() {
            let place = columns.category[project] as usize * stages + columns.stage[project] as usize;
            if let Some(seen) = &mut seen[place] {
                let known = self.chain.numbered_project(project).evidence();
                seen.see(columns.status[project], lasted(self.chain, project, today), known);
            }
        }
        let estimates = places.zip(seen).filter_map(|(((category, number), stage), seen)| {
            let mut estimate = seen.filter(|seen| seen.judged() > 0)?.estimate(category, stage);
            let said = self.weakest(|cells| cells.know_projects(number, stage));
            estimate.evidence = weaker(estimate.evidence, said);
            Some(estimate)
        });
        estimates.collect()
    }
}

/// How long a project lasted, or lasts, in days; `None` where its days are not known.
fn lasted(chain: &SupplyChain, project: usize, today: i32) -> Option<Observation> {
    let columns = chain.columns();
    let started = columns.started.get(project)?.number();
    let ended = columns.ended.get(project).map(Day::number);
    let last = |until: i32| f64::from(until.saturating_sub(started));
    let observation = match columns.status[project] {
        Status::Delivered | Status::Failed => Observation::event(last(ended?)),
        Status::Active => Observation::censored(last(today)),
        Status::Cancelled => Observation::censored(last(ended?)),
        _ => return None,
    };
    (observation.time >= 0.0).then_some(observation)
}

/// What became of the projects of a category at a stage.
#[derive(Clone, Default)]
struct Seen {
    delivered: usize,
    failed: usize,
    lasted: Vec<Observation>,
    evidence: Option<Evidence>,
}

impl Seen {
    fn see(&mut self, status: Status, lasted: Option<Observation>, known: Evidence) {
        self.delivered += usize::from(status == Status::Delivered);
        self.failed += usize::from(status == Status::Failed);
        self.lasted.extend(lasted);
        self.evidence = weaker(self.evidence, Some(known));
    }

    const fn judged(&self) -> usize {
        self.delivered + self.failed
    }

    fn estimate<'c>(&self, category: &'c Category, stage: Stage) -> ParameterEstimate<'c> {
        let (delivered, judged) = (self.delivered, self.judged());
        let curve = KaplanMeier::new(&self.lasted);
        let ended = curve.events();
        let mean = || curve.restricted_mean().map(|days| days / DAYS_A_YEAR);
        ParameterEstimate {
            category,
            stage,
            delivered,
            failed: self.failed,
            success: (delivered as f64 + 0.5) / (judged as f64 + 1.0),
            success_between: wilson(delivered as u64, judged as u64),
            ended,
            mean_years: if ended < LEAST_ENDED { None } else { mean() },
            evidence: self.evidence,
        }
    }
}
