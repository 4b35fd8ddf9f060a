//! Bottlenecks: each as a sentence and as figures, and how it is written.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cell::{cells, known, message, text, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::throughput::stop;
use super::{About, Cell, Digits, Phrase, Sentence, Unit, View};
use crate::model::Lang;
use crate::query::{Bottleneck, BottleneckKind, Diagnosis, Stoppage, entry};

impl<'c> View<'c> {
    /// Bottlenecks as sentences, in the order given.
    pub fn bottlenecks<'v>(
        &'v self,
        bottlenecks: impl IntoIterator<Item = &'v Bottleneck<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        bottlenecks.into_iter().map(move |bottleneck| {
            let phrase = Phrase::of(|lang| sentence(bottleneck, lang));
            let about = self.of_bottleneck(bottleneck);
            Sentence::new(bottleneck.kind().as_str(), phrase, about).severity(bottleneck.severity())
        })
    }

    pub(super) fn of_bottleneck(&self, bottleneck: &Bottleneck<'c>) -> About<'c> {
        self.named_by(bottleneck).weakest(Some(bottleneck.evidence()))
    }

    /// What it names or counts.
    fn named_by(&self, bottleneck: &Bottleneck<'c>) -> About<'c> {
        match *bottleneck {
            // No figure is needed to see that nobody is at work, or related.
            Bottleneck::NothingPasses { category, stopped: Stoppage::NobodyAt(leap), .. } => {
                About::nothing().category(category).leap(leap)
            }
            Bottleneck::NothingPasses { category, stopped: Stoppage::NoRoute, .. } => {
                About::nothing().category(category).weakest(self.provenance.network(category))
            }
            Bottleneck::NothingPasses { category, stopped: Stoppage::NoSuccess(leap), .. } => {
                self.of_throughput(category).leap(leap)
            }
            Bottleneck::Chokepoint { category, organization, .. } => {
                self.of_throughput(category).organization(organization)
            }
            Bottleneck::Limit { category, best, outside_role, .. } => {
                let (about, best) = (self.of_throughput(category), best.or(outside_role));
                best.map_or(about.clone(), |best| about.capability(best.organization, category, best.stage))
            }
            Bottleneck::Saturated { category, organization, stage, .. }
            | Bottleneck::LongWait { category, organization, stage, .. } => {
                self.of_commissions_to(category, organization, stage)
            }
            Bottleneck::Overloaded { category, organization, stage, .. } => {
                self.of_open_work(category, organization, stage)
            }
            Bottleneck::Concentrated { category, stage, organization, .. } => {
                self.of_commissions(category, stage, organization)
            }
            Bottleneck::LongestBusy { category, organization, stage, .. } => {
                self.of_busy(category, organization, stage)
            }
        }
    }
}

fn sentence<'c>(bottleneck: &Bottleneck<'c>, lang: Lang) -> Vec<Cell<'c>> {
    match lang {
        Lang::En => english(bottleneck),
        Lang::Zh => chinese(bottleneck),
    }
}

fn english<'c>(bottleneck: &Bottleneck<'c>) -> Vec<Cell<'c>> {
    match *bottleneck {
        Bottleneck::NothingPasses { category, stopped, .. } => cells!("{}: {}.", category, stop(stopped, Lang::En)),
        Bottleneck::Chokepoint { category, organization, loss, teams_unknown: 0, .. } => cells!(
            "{}: {} is a single point of failure: all routes on record lead through it, and without it the output of the \
             category ({}) would stop.",
            category,
            organization,
            Cell::products(loss),
        ),
        Bottleneck::Chokepoint { category, organization, teams_unknown, .. } => cells!(
            "{}: all routes on record lead through {}, a single point of failure as far as is recorded; how much would stop \
             without it is not known, since {} not on record.",
            category,
            organization,
            unknown_teams(teams_unknown, Lang::En),
        ),
        Bottleneck::Saturated { category, organization, stage, commissioned_per_team, .. } => cells!(
            "{}, {}: {} is commissioned {} its teams can do, so that the queue keeps growing.",
            category,
            stage,
            organization,
            more_than_all(commissioned_per_team, Lang::En),
        ),
        Bottleneck::Overloaded { category, organization, stage, teams, active, waiting, .. } => cells!(
            "{}, {}: {} has {} under way{}{}.",
            category,
            stage,
            organization,
            if active == 1 { cells!("{} project", projects(active)) } else { cells!("{} projects", projects(active)) },
            if waiting == 0 { Vec::new() } else { cells!(" and {} waiting", projects(waiting)) },
            if teams == 1 {
                cells!(" for {} team", Cell::count(teams, Unit::Teams))
            } else {
                cells!(" for {} teams", Cell::count(teams, Unit::Teams))
            },
        ),
        Bottleneck::LongWait { category, organization, stage, median_days, observations, .. } => cells!(
            "{}, {}: half of the {} commissions to {} wait more than {} for their start.",
            category,
            stage,
            projects(observations),
            organization,
            Cell::time(median_days, true),
        ),
        Bottleneck::Limit { category, products_per_year, best: Some(best), places, teams_unknown, .. } => cells!(
            "{}: the output is {}, and {} at {} is a limit; another team there would bring {}{}.{}",
            category,
            Cell::products(products_per_year),
            best.stage,
            best.organization,
            Cell::more_products(best.gain),
            match places {
                0 | 1 => Vec::new(),
                2 => cells!(", and a team at {} other place would help too", others(places)),
                _ => cells!(", and a team at {} other places would help too", others(places)),
            },
            counted_as_one(teams_unknown, Lang::En),
        ),
        Bottleneck::Limit { category, products_per_year, outside_role: Some(best), teams_unknown, .. } => cells!(
            "{}: the output is {}, and {} at {} is a limit, outside its role under the model; no team in role would help.{}",
            category,
            Cell::products(products_per_year),
            best.stage,
            best.organization,
            counted_as_one(teams_unknown, Lang::En),
        ),
        Bottleneck::Limit { category, products_per_year, teams_unknown, .. } => cells!(
            "{}: the output is {}, limited in several places alike, so that no single team would help.{}",
            category,
            Cell::products(products_per_year),
            counted_as_one(teams_unknown, Lang::En),
        ),
        Bottleneck::Concentrated { category, stage, organization, held, commissions, hhi, .. } => cells!(
            "{}, {}: {} has {} of {} commissions (concentration {} of 1).",
            category,
            stage,
            organization,
            projects(held),
            projects(commissions),
            index(hhi),
        ),
        Bottleneck::LongestBusy { category, organization, stage, share, .. } => cells!(
            "{}, {}: {} has been continuously full the longest for {} of the time.",
            category,
            stage,
            organization,
            Cell::percent(share, 0),
        ),
    }
}

fn chinese<'c>(bottleneck: &Bottleneck<'c>) -> Vec<Cell<'c>> {
    match *bottleneck {
        Bottleneck::NothingPasses { category, stopped, .. } => cells!("{}：{}。", category, stop(stopped, Lang::Zh)),
        Bottleneck::Chokepoint { category, organization, loss, teams_unknown: 0, .. } => cells!(
            "{}：单点依赖{}，有记载的通道均经由该单位；若该单位退出，该品类产出（{}）将中断。",
            category,
            organization,
            Cell::products(loss),
        ),
        Bottleneck::Chokepoint { category, organization, teams_unknown, .. } => cells!(
            "{}：有记载的通道均经由{}，以现有记录为限属单点依赖；{}，若该单位退出，影响多大尚不清楚。",
            category,
            organization,
            unknown_teams(teams_unknown, Lang::Zh),
        ),
        Bottleneck::Saturated { category, organization, stage, commissioned_per_team, .. } => cells!(
            "{}{}：委托给{}的工作量{}，积压将不断增长。",
            category,
            stage,
            organization,
            more_than_all(commissioned_per_team, Lang::Zh),
        ),
        Bottleneck::Overloaded { category, organization, stage, teams, active, waiting, .. } => cells!(
            "{}{}：{}有{}个团队，{}个在研项目{}。",
            category,
            stage,
            organization,
            Cell::count(teams, Unit::Teams),
            projects(active),
            chinese_waiting(waiting),
        ),
        Bottleneck::LongWait { category, organization, stage, median_days, observations, .. } => cells!(
            "{}{}：委托给{}的{}个项目中，半数等待{}以上才启动。",
            category,
            stage,
            organization,
            projects(observations),
            Cell::time(median_days, true),
        ),
        Bottleneck::Limit { category, products_per_year, best: Some(best), places, teams_unknown, .. } => cells!(
            "{}：产出{}，{}的{}是制约之一；在此增加一个团队，相当于{}{}。{}",
            category,
            Cell::products(products_per_year),
            best.organization,
            best.stage,
            Cell::more_products(best.gain),
            match places {
                0 | 1 => Vec::new(),
                _ => cells!("，另有{}处增加团队也有效果", others(places)),
            },
            counted_as_one(teams_unknown, Lang::Zh),
        ),
        Bottleneck::Limit { category, products_per_year, outside_role: Some(best), teams_unknown, .. } => cells!(
            "{}：产出{}，{}的{}是制约之一，但不在其分工之内；在分工之内增加一个团队没有效果。{}",
            category,
            Cell::products(products_per_year),
            best.organization,
            best.stage,
            counted_as_one(teams_unknown, Lang::Zh),
        ),
        Bottleneck::Limit { category, products_per_year, teams_unknown, .. } => cells!(
            "{}：产出{}，多处同时构成制约，只增加一个团队没有效果。{}",
            category,
            Cell::products(products_per_year),
            counted_as_one(teams_unknown, Lang::Zh),
        ),
        Bottleneck::Concentrated { category, stage, organization, held, commissions, hhi, .. } => cells!(
            "{}{}：{}项委托中{}项集中在{}（集中度{}，最高为1）。",
            category,
            stage,
            projects(commissions),
            projects(held),
            organization,
            index(hhi),
        ),
        Bottleneck::LongestBusy { category, organization, stage, share, .. } => {
            cells!("{}{}：{}在{}的时间里连续满负荷时间最长。", category, stage, organization, Cell::percent(share, 0),)
        }
    }
}

/// At how many places nobody has recorded the teams.
fn unknown_teams<'c>(places: usize, lang: Lang) -> Vec<Cell<'c>> {
    let count = Cell::count(places, Unit::Roles);
    match (lang, places) {
        (Lang::En, 1) => cells!("the teams at {} place are", count),
        (Lang::En, _) => cells!("the teams at {} places are", count),
        (Lang::Zh, _) => cells!("有{}处团队数未记载", count),
    }
}

/// What an output is worth in which teams count that nobody has recorded.
fn counted_as_one<'c>(places: usize, lang: Lang) -> Vec<Cell<'c>> {
    match lang {
        _ if places == 0 => Vec::new(),
        Lang::En => cells!(
            " This counts one team wherever teams are not on record: {} of the places.",
            Cell::count(places, Unit::Roles)
        ),
        Lang::Zh => cells!("其中{}，各按1个计。", unknown_teams(places, lang)),
    }
}

fn chinese_waiting<'c>(waiting: usize) -> Vec<Cell<'c>> {
    if waiting == 0 { Vec::new() } else { cells!("、{}个等待项目", projects(waiting)) }
}

fn projects<'c>(count: impl TryInto<u64>) -> Cell<'c> {
    Cell::count(count, Unit::Projects)
}

/// The places where one more team would help, but for the best.
fn others<'c>(places: usize) -> Cell<'c> {
    Cell::count(places - 1, Unit::Roles)
}

/// How much is commissioned, where the teams can do just that or less: a number only where its digit tells that it is more.
fn more_than_all<'c>(work: f64, lang: Lang) -> Vec<Cell<'c>> {
    let times = || Cell::number(work, Unit::PerTeam, Digits::Fixed(1));
    match lang {
        Lang::En if work <= 1.0 => cells!("as much work as"),
        Lang::Zh if work <= 1.0 => cells!("已达到其团队承载能力"),
        Lang::En if work < 1.05 => cells!("more work than"),
        Lang::Zh if work < 1.05 => cells!("超过其团队承载能力"),
        Lang::En => cells!("{} times the work that", times()),
        Lang::Zh => cells!("是其团队承载能力的{}倍", times()),
    }
}

const fn index<'c>(hhi: f64) -> Cell<'c> {
    Cell::number(hhi, Unit::None, Digits::Fixed(2))
}

impl Bottleneck<'_> {
    /// The reason, as a sentence that a policy reader can repeat.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        text(&sentence(self, lang), lang)
    }
}

/// The sentence in English.
impl fmt::Display for Bottleneck<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Serialize for Bottleneck<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind())?;
        map.serialize_entry("severity", &self.severity())?;
        map.serialize_entry("evidence", &self.evidence())?;
        entry(&mut map, "category", self.category().map(|category| &category.id))?;
        entry(&mut map, "organization", self.organization())?;
        entry(&mut map, "stage", self.stage())?;
        numbers(self, &mut map)?;
        map.serialize_entry("message", &message(|lang| self.message(lang)))?;
        map.end()
    }
}

/// What the sentence says in numbers, and why, where nothing passes.
fn numbers<M: SerializeMap>(bottleneck: &Bottleneck<'_>, map: &mut M) -> Result<(), M::Error> {
    match bottleneck {
        Bottleneck::NothingPasses { stopped, .. } => map.serialize_entry("why", stopped.as_str()),
        Bottleneck::Chokepoint { loss, teams_unknown, .. } => {
            map.serialize_entry("loss", loss)?;
            map.serialize_entry("teams_unknown", teams_unknown)
        }
        Bottleneck::Saturated { commissioned_per_team, .. } => {
            map.serialize_entry("commissioned_per_team", commissioned_per_team)
        }
        Bottleneck::Overloaded { teams, active, waiting, .. } => {
            map.serialize_entry("teams", teams)?;
            map.serialize_entry("active", active)?;
            map.serialize_entry("waiting", waiting)
        }
        Bottleneck::LongWait { median_days, observations, .. } => {
            map.serialize_entry("median_days", median_days)?;
            map.serialize_entry("observations", observations)
        }
        Bottleneck::Limit { products_per_year, best, places, teams_unknown, .. } => {
            map.serialize_entry("teams_unknown", teams_unknown)?;
            map.serialize_entry("products_per_year", products_per_year)?;
            entry(map, "gain", best.map(|best| best.gain))?;
            map.serialize_entry("places", places)
        }
        Bottleneck::Concentrated { hhi, held, commissions, .. } => {
            map.serialize_entry("hhi", hhi)?;
            map.serialize_entry("held", held)?;
            map.serialize_entry("commissions", commissions)
        }
        Bottleneck::LongestBusy { share, .. } => map.serialize_entry("share", share),
    }
}

const BOTTLENECKS: Layout = Layout {
    key: "bottlenecks",
    names: ["bottlenecks", "瓶颈"],
    subjects: &[
        Subject::Kind,
        Subject::Severity,
        Subject::Evidence,
        Subject::Category,
        Subject::Organization,
        Subject::Stage,
    ],
    measures: &[
        Measure::new("loss", Unit::Products, "loss without it", "失去后的减量"),
        Measure::new("gain", Unit::Products, "gain of one more team", "增加一个团队的增量"),
        Measure::new("work_per_team", Unit::PerTeam, "work per team", "每团队工作量"),
        Measure::new("median_wait", Unit::Days, "median wait", "等待中位数"),
        Measure::new("hhi", Unit::None, "Herfindahl-Hirschman index", "赫芬达尔指数"),
        Measure::new("busy", Unit::Share, "of the time longest full", "连续满负荷时间最长的占比"),
    ],
    message: true,
};

/// Each has the one measure by which its kind is ordered.
pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.bottlenecks.iter().map(|bottleneck| {
        let of_kind = match bottleneck.kind() {
            BottleneckKind::NothingPasses => None,
            BottleneckKind::Chokepoint => Some(0),
            BottleneckKind::Limit => Some(1),
            BottleneckKind::Saturated | BottleneckKind::Overloaded => Some(2),
            BottleneckKind::LongWait => Some(3),
            BottleneckKind::Concentrated => Some(4),
            BottleneckKind::LongestBusy => Some(5),
        };
        let observations = (0..BOTTLENECKS.measures.len()).map(|measure| {
            if of_kind == Some(measure) { Observation::number(bottleneck.size()) } else { Observation::default() }
        });
        let subjects = [
            Some(word!(bottleneck.kind())),
            Some(word!(bottleneck.severity())),
            known(Some(bottleneck.evidence())),
            bottleneck.category().map(Cell::category),
            bottleneck.organization().map(Cell::organization),
            bottleneck.stage().map(|stage| word!(stage)),
        ];
        Row::new(subjects, observations).saying(Phrase::of(|lang| sentence(bottleneck, lang)))
    });
    Section::new(&BOTTLENECKS, rows)
}
