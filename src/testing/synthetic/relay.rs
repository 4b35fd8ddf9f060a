//! What is done: projects, each taking up what others left.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::chain::Assembly;
use crate::model::{DemandId, Evidence, Orientation, PartialDate, ProjectId, Stage, Status};
use crate::record::{BenefitShare, Project, Recorded};

use super::SyntheticOptions;
use super::people::{self, CategoryFault, Field, People};
use super::rng::{StableRng, cumulative};

/// How far back the first projects go: 20 years, in days.
const PAST: i32 = 20 * 365;
/// Later than this, in days, a handoff is late.
const LATE: i32 = 365;
/// Longer than this, in days, a commission is idle.
const IDLE: i32 = 180;
/// The last day of what has not ended. All days count back from the day of the chain, which is 0.
const OPEN: i32 = i32::MAX;

/// What the projects leave for the links between organizations.
#[derive(Debug, Default)]
pub(super) struct Relay {
    pub(super) demands: Vec<PlannedDemand>,
    /// Who delivered something at the last stage, in which category.
    pub(super) industrial: Vec<(u32, u32)>,
    pub(super) grants: Vec<Grant>,
}

/// A demand, before it is known when it was raised.
#[derive(Debug)]
pub(super) struct PlannedDemand {
    pub(super) id: DemandId,
    pub(super) category: u32,
    pub(super) stage: Stage,
    pub(super) raised_by: u32,
    pub(super) topic: Box<str>,
    pub(super) evidence: Evidence,
    /// The day on which somebody took it up.
    pub(super) taken_up: i32,
}

/// Public money for a project.
#[derive(Debug)]
pub(super) struct Grant {
    pub(super) project: u32,
    pub(super) performer: u32,
    pub(super) evidence: Evidence,
    pub(super) year: u16,
    pub(super) amount: f64,
}

/// What there is to build on, at one stage of one category.
#[derive(Debug, Default)]
struct Shelf {
    /// What nobody has taken up yet.
    fresh: Vec<u32>,
    /// Everything but what is to be stranded.
    all: Vec<u32>,
}

/// How a project comes to what it builds on.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    /// It takes up what it should.
    Founded,
    /// On nothing, as is planted.
    Unfounded,
    /// On the first leap, though it belongs to the third.
    Skipping,
}

/// One project in the making.
struct Draft {
    category: usize,
    stage: Stage,
    start: Start,
    /// What it takes up.
    taken: Option<u32>,
    /// That, and what else it builds on.
    upstream: Vec<u32>,
    status: Status,
    commissioned: Option<i32>,
    /// When it started or is to start.
    begins: i32,
    /// When it ended or is to end.
    ends: i32,
}

/// The date so many days after the day of the chain, and in the year 0 at the earliest.
pub(super) fn calendar(today: Date, day: i32) -> PartialDate {
    PartialDate::of_day(today.saturating_add(day.days()).max(Date::constant(0, 1, 1)))
}

struct Runner<'r> {
    options: &'r SyntheticOptions,
    people: &'r People,
    rng: &'r mut StableRng,
    today: Date,
    ids: Vec<ProjectId>,
    stages: Vec<Stage>,
    ends: Vec<i32>,
    evidence: Vec<Evidence>,
    shelves: Vec<[Shelf; 4]>,
    /// Demands that wait for an answer at the stage of their root, by category and stage.
    demanded: Vec<[Vec<u32>; 4]>,
    /// Demands that are to be answered at later stages only.
    demanded_late: Vec<[Vec<u32>; 4]>,
    relay: Relay,
}

impl Relay {
    /// Draws the projects, one by one.
    pub(super) fn run(
        options: &SyntheticOptions,
        people: &People,
        rng: &mut StableRng,
        assembly: &mut Assembly,
    ) -> Self {
        let shelves = people.fields.iter().map(|_| Default::default()).collect();
        let lists = || people.fields.iter().map(|_| Default::default()).collect();
        let mut runner = Runner {
            options,
            people,
            rng,
            today: options.as_of.first(),
            ids: Vec::with_capacity(options.projects),
            stages: Vec::with_capacity(options.projects),
            ends: Vec::with_capacity(options.projects),
            evidence: Vec::with_capacity(options.projects),
            shelves,
            demanded: lists(),
            demanded_late: lists(),
            relay: Self::default(),
        };
        let weights = people::weights(people.fields.len());
        runner.plan_demands(&weights);
        for number in 0..options.projects {
            runner.ids.push(people::id('p', number, options.projects).into());
            let project = runner.project(number, &weights);
            assembly.add::<Project>(project.draft());
        }
        runner.relay
    }
}

impl Runner<'_> {
    fn plan_demands(&mut self, weights: &[f64]) {
        let count = (self.options.demands.clamp(0.0, 1_000.0) * self.options.projects as f64) as usize;
        let by_stage = cumulative([0.25, 0.35, 0.3, 0.1]);
        let gaps = &self.options.gaps;
        for number in 0..count {
            let category = self.rng.weighted(weights);
            let stage = Stage::ALL[self.rng.weighted(&by_stage)];
            let companies = &self.people.fields[category].companies;
            let raised_by = self.rng.pick(companies).unwrap_or(0);
            let evidence = self.people.evidence[raised_by as usize];
            // What is rooted at the last stage cannot be answered later.
            let late = stage < Stage::Industrialization && self.rng.chance(gaps.demand_stopped_short);
            if !self.rng.chance(gaps.unanswered_demand) {
                let lists = if late { &mut self.demanded_late } else { &mut self.demanded };
                lists[category][stage as usize].push(number as u32);
            }
            let topic = self.topic();
            self.relay.demands.push(PlannedDemand {
                id: people::id('d', number, count).into(),
                category: category as u32,
                stage,
                raised_by,
                topic,
                evidence,
                taken_up: 0,
            });
        }
    }

    /// A topic: a few that many work on, and many that few do.
    fn topic(&mut self) -> Box<str> {
        let topics = (self.options.projects / 20).max(10) as f64;
        format!("t{}", (topics * self.rng.share().powi(2)) as u64).into()
    }

    fn field(&self, category: usize) -> &Field {
        &self.people.fields[category]
    }

    fn project(&mut self, number: usize, weights: &[f64]) -> Project {
        let category = self.rng.weighted(weights);
        let mut draft = self.found(category);
        self.set_dates(&mut draft);
        self.build_further(&mut draft);
        let performer = self.performer(&draft);
        let commissioner = self.commissioner(&mut draft, performer);

        let mut evidence = self.rng.evidence(self.options).min(self.people.evidence[performer as usize]);
        if let Some(organization) = commissioner {
            evidence = evidence.min(self.people.evidence[organization as usize]);
        }
        for &upstream in &draft.upstream {
            evidence = evidence.min(self.evidence[upstream as usize]);
        }
        let answers = self.answers(&draft, evidence);
        self.put_on_shelves(number as u32, &draft);
        self.stages.push(draft.stage);
        self.ends.push(if draft.status == Status::Delivered { draft.ends } else { OPEN });
        self.evidence.push(evidence);

        let people = self.people;
        let id_of = |organization: u32| &people.ids[organization as usize];
        let category_id = &people.fields[category].id;
        let mut project = Project::new(&self.ids[number], category_id, draft.stage, id_of(performer), draft.status)
            .evidence(evidence)
            .builds_on(draft.upstream.iter().map(|&upstream| &self.ids[upstream as usize]))
            .answers(answers.iter().map(|&demand| &self.relay.demands[demand as usize].id));
        project.commissioner = commissioner.map(|organization| id_of(organization).clone());
        project.source = people::source(evidence, number);
        self.write_dates(&draft, &mut project);
        self.describe(&draft, performer, &mut project);
        if draft.status == Status::Delivered && draft.stage == Stage::Industrialization {
            self.relay.industrial.push((performer, category as u32));
        }
        if self.rng.chance(0.03) {
            let year = calendar(self.today, draft.begins.min(0)).year();
            let amount = f64::from(self.rng.between(5, 500)) * 10_000.0;
            self.relay.grants.push(Grant { project: number as u32, performer, evidence, year, amount });
        }
        project
    }

    /// Decides the stage of a project and what it takes up.
    fn found(&mut self, category: usize) -> Draft {
        // Fewer go on than begin.
        let mut stage = Stage::ALL[self.rng.weighted(&[0.22, 0.5, 0.78, 1.0])];
        let fault = self.field(category).fault;
        if fault == Some(CategoryFault::NoIndustry) && stage == Stage::Industrialization {
            stage = Stage::Applied;
        }
        let no_route = fault == Some(CategoryFault::NoRoute);
        let gaps = &self.options.gaps;
        let (unfounded, skipping) = (gaps.unfounded_start, gaps.skipped_leap);
        let mut start = Start::Founded;
        let upstream = match stage {
            Stage::Basic => None,
            Stage::AppliedBasic => self.take_up(category, &[Stage::Basic]),
            Stage::Applied | Stage::Industrialization if self.rng.chance(unfounded) => {
                start = Start::Unfounded;
                None
            }
            Stage::Applied if no_route => {
                start = Start::Unfounded;
                None
            }
            Stage::Applied => self.take_up(category, &[Stage::AppliedBasic, Stage::Basic]),
            Stage::Industrialization if !no_route && self.rng.chance(skipping) => {
                start = Start::Skipping;
                self.take_up(category, &[Stage::Basic, Stage::AppliedBasic])
            }
            Stage::Industrialization => self.take_up(category, &[Stage::Applied]),
        };
        if upstream.is_none() && start != Start::Unfounded {
            // Where there is nothing to take up yet, work begins at the beginning.
            (stage, start) = (Stage::Basic, Start::Founded);
        }
        Draft {
            category,
            stage,
            start,
            taken: upstream,
            upstream: upstream.into_iter().collect(),
            status: Status::Proposed,
            commissioned: None,
            begins: 0,
            ends: 0,
        }
    }

    /// Something to build on, of the first of some stages that has anything; rather what nobody else has taken up.
    fn take_up(&mut self, category: usize, stages: &[Stage]) -> Option<u32> {
        let shelves = &mut self.shelves[category];
        let fresh_first = self.rng.chance(0.95);
        let fresh = fresh_first.then(|| stages.iter().find(|stage| !shelves[**stage as usize].fresh.is_empty()));
        if let Some(&stage) = fresh.flatten() {
            return self.rng.take(&mut shelves[stage as usize].fresh);
        }
        let stage = *stages.iter().find(|stage| !shelves[**stage as usize].all.is_empty())?;
        self.rng.pick(&shelves[stage as usize].all)
    }

    /// Decides when a project began and ended, and so what has become of it.
    fn set_dates(&mut self, draft: &mut Draft) {
        draft.begins = match draft.taken.map(|upstream| self.ends[upstream as usize]) {
            None => self.rng.between(-PAST, IDLE),
            // It waits for its upstream.
            Some(OPEN) => self.rng.between(1, LATE),
            Some(end) => {
                let late = end + LATE < 0 && self.rng.chance(self.options.gaps.late_handoff);
                let wait = if late {
                    self.rng.between(LATE + 1, (4 * LATE).min(-end))
                } else {
                    // Most wait for weeks, few for most of a year.
                    (f64::from(LATE - 1) * self.rng.share().powi(2)) as i32
                };
                end + wait
            }
        };
        // One to four years; twice the mean of two shares is a hump.
        let years = 1.0 + 1.5 * (self.rng.share() + self.rng.share());
        draft.ends = draft.begins + (years * 365.0) as i32;
        draft.status = if draft.begins > 0 {
            if self.rng.chance(0.5) { Status::Proposed } else { Status::Accepted }
        } else if draft.ends > 0 {
            Status::Active
        } else {
            [Status::Delivered, Status::Failed, Status::Cancelled][self.rng.weighted(&[0.75, 0.92, 1.0])]
        };
        if draft.status == Status::Active && self.rng.chance(0.05) {
            draft.status = Status::Cancelled;
            draft.ends = self.rng.between(draft.begins, 0);
        }
    }

    /// Adds a second thing to build on, of any kind, where that neither hides nor adds a fault.
    fn build_further(&mut self, draft: &mut Draft) {
        if !self.rng.chance(self.options.further_upstream) {
            return;
        }
        let options = self.options;
        let rest = 1.0 - options.level - options.feedback - options.cross_category;
        let weights = cumulative([options.level, options.feedback, options.cross_category, rest].map(|w| w.max(0.0)));
        let own = draft.stage as usize;
        let isolated = self.field(draft.category).fault == Some(CategoryFault::NoRoute);
        let (category, stage) = match self.rng.weighted(&weights) {
            0 => (draft.category, own),
            1 if own < 3 => (draft.category, own + 1 + self.rng.below(3 - own)),
            2 if !isolated => (self.rng.below(self.people.fields.len()), own),
            3 if own > 0 => (draft.category, self.rng.below(own)),
            _ => return,
        };
        let from = Stage::ALL[stage];
        if isolated && from.leap().index().min(1) != draft.stage.leap().index().min(1)
            || draft.start != Start::Founded && from <= draft.stage
        {
            return;
        }
        // A few tries, since what is found may not fit in time.
        for _ in 0..3 {
            let Some(upstream) = self.rng.pick(&self.shelves[category][stage].all) else { return };
            let end = self.ends[upstream as usize];
            let in_time = from >= draft.stage || (end <= draft.begins && draft.begins - end <= LATE);
            if in_time && !draft.upstream.contains(&upstream) {
                draft.upstream.push(upstream);
                return;
            }
        }
    }

    fn performer(&mut self, draft: &Draft) -> u32 {
        let people = self.people;
        let capable = people.fields[draft.category].capable(draft.stage);
        let anybody = |rng: &mut StableRng| rng.below(people.ids.len()) as u32;
        capable.draw(self.rng).unwrap_or_else(|| anybody(self.rng))
    }

    /// Who commissioned it, by the operating model for the most part; also decides when.
    fn commissioner(&mut self, draft: &mut Draft, performer: u32) -> Option<u32> {
        if !self.rng.chance(self.options.commissioned) {
            return None;
        }
        let people = self.people;
        let field = &people.fields[draft.category];
        let isolated = field.fault == Some(CategoryFault::NoRoute);
        let commissioner = match draft.stage {
            Stage::AppliedBasic if !isolated => self.rng.pick(&field.consortia),
            Stage::Applied if !people.is_consortium(performer) => None,
            Stage::Applied if isolated || self.rng.chance(0.3) => self.rng.pick(&field.companies),
            Stage::Applied => field.capable(Stage::AppliedBasic).draw(self.rng),
            Stage::Industrialization if !isolated && self.rng.chance(0.3) => field.capable(Stage::Basic).draw(self.rng),
            Stage::Industrialization => self.rng.pick(&field.consortia),
            _ => None,
        };
        let commissioner = commissioner.or_else(|| self.rng.pick(&people.governments));
        let commissioner = commissioner.filter(|&commissioner| commissioner != performer)?;
        draft.commissioned = Some(if draft.begins > 0 {
            let idle = self.rng.chance(self.options.gaps.idle_commission);
            if idle { -self.rng.between(IDLE + 1, 6 * IDLE) } else { -self.rng.between(1, IDLE) }
        } else {
            draft.begins - (300.0 * self.rng.share().powi(2)) as i32
        });
        Some(commissioner)
    }

    /// The demands that it answers.
    fn answers(&mut self, draft: &Draft, evidence: Evidence) -> Vec<u32> {
        if !draft.status.is_live() {
            return Vec::new();
        }
        // So often that all are answered some time before the last project.
        let chance = 3.0 * self.options.demands;
        let mut answers = Vec::new();
        let own = draft.stage as usize;
        if self.rng.chance(chance) {
            answers.extend(self.rng.take(&mut self.demanded[draft.category][own]));
        }
        if own > 0 && self.rng.chance(chance) {
            let root = self.rng.below(own);
            answers.extend(self.rng.take(&mut self.demanded_late[draft.category][root]));
        }
        for &demand in &answers {
            let demand = &mut self.relay.demands[demand as usize];
            // No project is better known than a demand that it answers.
            if demand.evidence < evidence {
                return Vec::new();
            }
            demand.taken_up = draft.commissioned.unwrap_or(draft.begins).min(0);
        }
        answers
    }

    /// Leaves the result for others to build on, or strands it.
    fn put_on_shelves(&mut self, number: u32, draft: &Draft) {
        if !draft.status.is_live() {
            // Whoever fails to take up a result leaves it for another.
            if let Some(upstream) = draft.taken {
                let stage = self.stages[upstream as usize];
                self.shelves[draft.category][stage as usize].fresh.push(upstream);
            }
            return;
        }
        let own = &mut self.shelves[draft.category][draft.stage as usize];
        match draft.status {
            Status::Delivered if draft.stage == Stage::Industrialization => own.all.push(number),
            Status::Delivered if self.rng.chance(self.options.gaps.stranded_result) => {}
            Status::Delivered => {
                own.fresh.push(number);
                own.all.push(number);
            }
            // Few plan ahead for a result that is not there yet.
            Status::Active if self.rng.chance(0.15) => own.fresh.push(number),
            _ => {}
        }
    }

    /// Writes the dates that there are, as well as they are known.
    fn write_dates(&mut self, draft: &Draft, project: &mut Project) {
        if self.rng.chance(self.options.missing_dates) {
            return;
        }
        let partial = self.rng.chance(self.options.partial_dates);
        let date = |day: i32, rng: &mut StableRng| {
            let exact = calendar(self.today, day);
            if !partial || rng.chance(0.3) {
                return exact;
            }
            let month = exact.month().filter(|_| rng.chance(0.7));
            PartialDate::new(exact.year(), month, None).unwrap_or(exact)
        };
        let started = draft.begins <= 0;
        let ended = !draft.status.is_open();
        project.commissioned = draft.commissioned.map(|day| date(day, self.rng));
        project.started = started.then(|| date(draft.begins, self.rng));
        project.ended = ended.then(|| date(draft.ends, self.rng));
    }

    /// Writes what else is known of it.
    fn describe(&mut self, draft: &Draft, performer: u32, project: &mut Project) {
        if self.rng.chance(0.6) {
            project.topic = Some(self.topic());
        }
        if self.rng.chance(0.7) {
            project.budget = Some(10_000.0 * (1.0 + 2_000.0 * self.rng.share().powi(3)).round());
        }
        project.chokepoint = self.rng.chance(0.05).then_some(true);
        if self.rng.chance(0.3) {
            let orientation = self.rng.below(Orientation::ALL.len());
            project.orientations = [Orientation::ALL[orientation]].into();
        }
        if self.people.is_consortium(performer) && self.rng.chance(0.6) {
            let known = |&member: &u32| self.people.evidence[member as usize] >= project.evidence;
            let everybody = self.rng.chance(0.6);
            let members = self.people.members(performer).iter().copied().filter(known);
            let interested = members.filter(|_| everybody || self.rng.chance(0.5));
            project.interested = Some(interested.map(|member| self.people.ids[member as usize].clone()).collect());
        }
        if draft.status == Status::Delivered && self.rng.chance(0.15) {
            let own = project.performer.as_str();
            let with_inventors = [BenefitShare::new(BenefitShare::INVENTORS, 0.7), BenefitShare::new(own, 0.3)];
            let without = [BenefitShare::new(own, 1.0)];
            project.benefit_shares = if self.rng.chance(0.8) { with_inventors.into() } else { without.into() };
        }
    }
}
