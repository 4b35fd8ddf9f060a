//! The gaps of a chain: looked up once, listed lazily.

use std::cmp::Reverse;

use super::idle;
use super::marks::{self, Marks};
use super::{Gap, GapKind, GapOptions, Wait};
use crate::chain::{NONE, Object, OrganizationRef, Rows, SupplyChain};
use crate::model::Day;
use crate::model::{Boundary, Evidence, Leap, ServiceKind};
use crate::query::routes::{self, Crossing};
use crate::query::uses::Uses;
use crate::record::{Category, Demand};

/// ## Handoff gaps
impl SupplyChain {
    /// Looks for the places where the relay is broken.
    ///
    /// Takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::{Category, GapKind, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
    /// use seedrelay::query::GapOptions;
    ///
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice").name(("Rice", "水稻")))
    ///     .organization(Organization::new("hau", OrganizationKind::University).capability("rice", Stage::Basic, 2))
    ///     .project(Project::new("gene", "rice", Stage::Basic, "hau", Status::Delivered).ended("2022-12-31".parse()?))
    ///     .build()?;
    /// let gaps = chain.gaps(&GapOptions::new());
    /// let stranded: Vec<_> = gaps.stranded_results().collect();
    /// assert_eq!(stranded[0].waited().unwrap().days, 731);
    /// let kinds: Vec<GapKind> = gaps.worst_first().iter().map(|gap| gap.kind()).collect();
    /// assert_eq!(kinds, [GapKind::MissingStage, GapKind::MissingStage, GapKind::StrandedResult]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gaps(&self, options: &GapOptions) -> Gaps<'_> {
        Gaps::new(self, *options)
    }
}

/// The gaps of a chain. What it takes to tell them is looked up once; the lists are lazy.
#[derive(Clone, Debug)]
pub struct Gaps<'c> {
    chain: &'c SupplyChain,
    options: GapOptions,
    crossings: Vec<[Crossing; 2]>,
    /// The leaps that somebody works in, a bit each, by category.
    leaps: Vec<u8>,
    /// How well the weakest of those who work on both sides of each boundary is known, by category.
    sides: Vec<[Evidence; 2]>,
    /// Which gaps each project is part of, a bit each.
    marks: Marks,
    /// Licences in force that are not used, and varieties that are not, in the order of the chain.
    idle_licences: Vec<u32>,
    unadopted: Vec<u32>,
    answers: Vec<Answered>,
    /// The categories (or all, [`NONE`]) in which extension services serve each organization.
    extension: Rows,
    as_of: Day,
}

/// How a demand is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    None,
    /// Only later than where its root lies.
    Short,
    AtRoot,
}

impl<'c> Gaps<'c> {
    fn new(chain: &'c SupplyChain, options: GapOptions) -> Self {
        let leaps = routes::staffed_leaps(chain);
        let uses = Uses::of(chain);
        Self {
            chain,
            options,
            crossings: routes::crossings(chain, &leaps),
            leaps,
            sides: sides(chain),
            marks: Marks::of(chain, &options, &uses),
            idle_licences: idle::licences(chain, &options, &uses),
            unadopted: idle::products(chain, &options, &uses),
            answers: answers(chain),
            extension: extension(chain),
            as_of: chain.as_of().to_day(),
        }
    }

    /// Every category and leap at which no organization works.
    pub fn missing_stages(&self) -> impl Iterator<Item = Gap<'c>> {
        self.chain.categories().iter().zip(&self.leaps).flat_map(|(category, &leaps)| {
            let missing = Leap::ALL.into_iter().filter(move |leap| leaps >> leap.index() & 1 == 0);
            missing.map(move |leap| Gap::MissingStage { category, leap })
        })
    }

    /// Every boundary with organizations at work on both sides, none of them related in the category.
    pub fn missing_routes(&self) -> impl Iterator<Item = Gap<'c>> {
        let of_each = self.chain.categories().iter().zip(&self.crossings).zip(&self.sides);
        of_each.flat_map(|((category, crossings), sides)| {
            let cut = Boundary::ALL.into_iter().filter(|boundary| crossings[*boundary as usize] == Crossing::Cut);
            cut.map(|boundary| Gap::MissingRoute { category, boundary, evidence: sides[boundary as usize] })
        })
    }

    /// Every result before the last leap that is not carried on, drawn on, licensed, grown or withdrawn.
    pub fn stranded_results(&self) -> impl Iterator<Item = Gap<'c>> {
        let columns = self.chain.columns();
        self.marks.with(marks::STRANDED).map(|project| Gap::StrandedResult {
            project: self.chain.numbered_project(project),
            waited: self.until_now(columns.ended.get(project)),
        })
    }

    /// Every live project after the first leap that rests on nothing.
    pub fn unfounded_starts(&self) -> impl Iterator<Item = Gap<'c>> {
        self.marks
            .with(marks::UNFOUNDED)
            .map(|project| Gap::UnfoundedStart { project: self.chain.numbered_project(project) })
    }

    /// Every builds-on edge that leaves out a leap.
    pub fn skipped_leaps(&self) -> impl Iterator<Item = Gap<'c>> {
        let columns = self.chain.columns();
        self.marks.with(marks::SKIPPING).flat_map(move |project| {
            let upstream = columns.builds_on.of(project).iter().map(|&upstream| upstream as usize);
            let first = upstream.filter(|&upstream| columns.leap(upstream) == Leap::ZeroToOne);
            first.map(move |upstream| Gap::SkippedLeap {
                upstream: self.chain.numbered_project(upstream),
                project: self.chain.numbered_project(project),
            })
        })
    }

    /// Every handoff to a later stage that took too long.
    pub fn late_handoffs(&self) -> impl Iterator<Item = Gap<'c>> {
        let columns = self.chain.columns();
        let late = self.marks.with(marks::LATE).filter_map(|project| Some((project, columns.started.get(project)?)));
        late.flat_map(move |(project, started)| {
            columns.builds_on.of(project).iter().filter_map(move |&upstream| {
                let upstream = upstream as usize;
                let ended = columns.ended.get(upstream).filter(|_| columns.stage[project] > columns.stage[upstream])?;
                let waited = wait(ended, started)?;
                (waited.days > self.options.late_after_days).then(|| Gap::LateHandoff {
                    upstream: self.chain.numbered_project(upstream),
                    project: self.chain.numbered_project(project),
                    waited,
                })
            })
        })
    }

    /// Every commission that has waited too long for its start.
    pub fn idle_commissions(&self) -> impl Iterator<Item = Gap<'c>> {
        let columns = self.chain.columns();
        self.marks.with(marks::WAITING).filter_map(|project| {
            let waited = self.until_now(columns.commissioned.get(project))?;
            let project = self.chain.numbered_project(project);
            (waited.days > self.options.idle_after_days).then_some(Gap::IdleCommission { project, waited })
        })
    }

    /// Every demand that no live project answers.
    pub fn unanswered_demands(&self) -> impl Iterator<Item = Gap<'c>> {
        self.demands(Answer::None).map(|Raised { demand, category, raised_by, waited, .. }| Gap::UnansweredDemand {
            demand,
            category,
            raised_by,
            waited,
        })
    }

    /// Every demand that is only answered later than where its root lies.
    pub fn demands_stopped_short(&self) -> impl Iterator<Item = Gap<'c>> {
        self.demands(Answer::Short).map(|Raised { demand, category, raised_by, waited, evidence }| {
            Gap::DemandStoppedShort { demand, category, raised_by, waited, evidence }
        })
    }

    /// Every product that no extension service carries to the field, and that is neither grown nor withdrawn.
    pub fn last_miles(&self) -> impl Iterator<Item = Gap<'c>> {
        let columns = self.chain.columns();
        let is_served = |project: usize| {
            let categories = self.extension.of(columns.performer[project] as usize);
            // In order, and so with what is not limited to a category last.
            categories.last() == Some(&NONE) || categories.binary_search(&columns.category[project]).is_ok()
        };
        self.marks.with(marks::PRODUCT).filter(move |&project| !is_served(project)).map(|project| Gap::LastMile {
            project: self.chain.numbered_project(project),
            waited: self.until_now(columns.ended.get(project)),
        })
    }

    /// Every licence in force that is not used long after it was signed.
    pub fn idle_licences(&self) -> impl Iterator<Item = Gap<'c>> {
        let (chain, as_of) = (self.chain, self.as_of);
        self.idle_licences.iter().filter_map(move |&licence| {
            let number = licence as usize;
            let uses = chain.uses();
            let (project, germplasm) = match uses.licence_object[number] {
                Object::Project(project) => (Some(chain.numbered_project(project as usize)), None),
                Object::Germplasm(germplasm) => (None, Some(chain.numbered_germplasm(germplasm as usize).record())),
            };
            Some(Gap::IdleLicence {
                licence: &chain.licences()[number],
                category: &chain.categories()[uses.licence_category[number] as usize],
                project,
                germplasm,
                licensee: chain.numbered_organization(uses.licensee[number] as usize),
                waited: wait(uses.licence_signed.get(number)?, as_of)?,
            })
        })
    }

    /// Every variety that nobody is known to have taken to the field long after its release.
    pub fn unadopted_products(&self) -> impl Iterator<Item = Gap<'c>> {
        let (chain, as_of) = (self.chain, self.as_of);
        self.unadopted.iter().filter_map(move |&germplasm| {
            let (number, columns) = (germplasm as usize, chain.germplasm_columns());
            let released_by = Some(columns.released_by[number]).filter(|project| *project != NONE);
            Some(Gap::UnadoptedProduct {
                germplasm: chain.numbered_germplasm(number).record(),
                category: &chain.categories()[columns.category[number] as usize],
                released_by: released_by.map(|project| chain.numbered_project(project as usize)),
                waited: wait(columns.released.get(number)?, as_of)?,
            })
        })
    }

    /// The gaps of one kind, each in the order of its ids.
    #[must_use]
    pub fn of_kind(&self, kind: GapKind) -> Box<dyn Iterator<Item = Gap<'c>> + '_> {
        match kind {
            GapKind::MissingStage => Box::new(self.missing_stages()),
            GapKind::MissingRoute => Box::new(self.missing_routes()),
            GapKind::StrandedResult => Box::new(self.stranded_results()),
            GapKind::UnfoundedStart => Box::new(self.unfounded_starts()),
            GapKind::SkippedLeap => Box::new(self.skipped_leaps()),
            GapKind::LateHandoff => Box::new(self.late_handoffs()),
            GapKind::IdleCommission => Box::new(self.idle_commissions()),
            GapKind::UnansweredDemand => Box::new(self.unanswered_demands()),
            GapKind::DemandStoppedShort => Box::new(self.demands_stopped_short()),
            GapKind::LastMile => Box::new(self.last_miles()),
            GapKind::IdleLicence => Box::new(self.idle_licences()),
            GapKind::UnadoptedProduct => Box::new(self.unadopted_products()),
        }
    }

    /// Every gap, kind by kind.
    pub fn iter(&self) -> impl Iterator<Item = Gap<'c>> {
        self.missing_stages()
            .chain(self.missing_routes())
            .chain(self.stranded_results())
            .chain(self.unfounded_starts())
            .chain(self.skipped_leaps())
            .chain(self.late_handoffs())
            .chain(self.idle_commissions())
            .chain(self.unanswered_demands())
            .chain(self.demands_stopped_short())
            .chain(self.last_miles())
            .chain(self.idle_licences())
            .chain(self.unadopted_products())
    }

    /// Every gap: the most severe first, of those the longest waited, and then by kind and ids.
    #[must_use]
    pub fn worst_first(&self) -> Vec<Gap<'c>> {
        let mut gaps: Vec<Gap<'c>> = self.iter().collect();
        self.sort_worst_first(&mut gaps);
        gaps
    }

    /// Puts some of the gaps into the order of [`worst_first`](Self::worst_first).
    pub(in crate::query) fn sort_worst_first(&self, gaps: &mut [Gap<'c>]) {
        gaps.sort_by_cached_key(|gap| self.rank(gap));
    }

    /// Where a gap comes in the list of the worst.
    fn rank(&self, gap: &Gap<'c>) -> impl Ord + use<> {
        let waited = Reverse(gap.waited().map(|waited| waited.days));
        let severity = (Reverse(gap.severity()), Reverse(gap.kind().severity()));
        (severity, waited, gap.numbers(self.chain))
    }

    fn demands(&self, wanted: Answer) -> impl Iterator<Item = Raised<'c>> {
        let chain = self.chain;
        let demands = chain.demands().iter().zip(&self.answers).enumerate();
        demands.filter(move |(_, (_, (answer, _)))| *answer == wanted).map(move |(number, (demand, answered))| Raised {
            demand,
            category: &chain.categories()[chain.links().demand_category[number] as usize],
            raised_by: chain.numbered_organization(chain.links().raised_by[number] as usize),
            waited: self.until_now(chain.links().raised.get(number)),
            evidence: answered.1.min(demand.evidence),
        })
    }

    fn until_now(&self, from: Option<Day>) -> Option<Wait> {
        wait(from?, self.as_of)
    }
}

/// A demand with what a gap says of it.
struct Raised<'c> {
    demand: &'c Demand,
    category: &'c Category,
    raised_by: OrganizationRef<'c>,
    waited: Option<Wait>,
    evidence: Evidence,
}

/// The days from one to another; `None` if the other is earlier.
fn wait(from: Day, to: Day) -> Option<Wait> {
    let days = to.number() - from.number();
    (days >= 0).then_some(Wait { days, exact: from.is_exact() && to.is_exact() })
}

/// See [`Gaps::sides`].
fn sides(chain: &SupplyChain) -> Vec<[Evidence; 2]> {
    let mut sides = vec![[Evidence::Documented; 2]; chain.categories().len()];
    for place in chain.works_at().every() {
        for boundary in Boundary::ALL.into_iter().filter(|boundary| boundary.joins(place.stage.leap())) {
            let weakest = &mut sides[place.category as usize][boundary as usize];
            *weakest = place.evidence.min(*weakest);
        }
    }
    sides
}

/// The categories in which extension services serve each organization.
fn extension(chain: &SupplyChain) -> Rows {
    let (organizations, links) = (chain.organization_columns(), chain.links());
    let by_extension = links
        .services
        .iter()
        .zip(&links.service_category)
        .zip(&links.service_holds)
        .filter(|(_, holds)| **holds)
        .map(|(service, _)| service)
        .filter(|((provider, _), _)| organizations.service[*provider as usize] == Some(ServiceKind::Extension));
    let mut served: Vec<(u32, u32)> = by_extension.map(|(&(_, client), &category)| (client, category)).collect();
    served.sort_unstable();
    served.dedup();
    Rows::from_pairs(organizations.kind.len(), served.iter().copied())
}

/// How a demand is answered, and how well the weakest of the projects that do is known.
type Answered = (Answer, Evidence);

/// How each demand is answered.
fn answers(chain: &SupplyChain) -> Vec<Answered> {
    let columns = chain.columns();
    let mut answers = vec![(Answer::None, Evidence::Documented); chain.demands().len()];
    if columns.answers.values().is_empty() {
        return answers;
    }
    for (project, answered) in columns.answers.iter().enumerate() {
        if answered.is_empty() || !columns.is_live(project) {
            continue;
        }
        for &demand in answered {
            let at_root = columns.stage[project] <= chain.links().demand_stage[demand as usize];
            let (answer, evidence) = &mut answers[demand as usize];
            *evidence = columns.evidence[project].min(*evidence);
            *answer = match (at_root, *answer) {
                (true, _) | (_, Answer::AtRoot) => Answer::AtRoot,
                _ => Answer::Short,
            };
        }
    }
    answers
}
