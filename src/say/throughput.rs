//! What gets through each category, what limits it, what would help, and what all that assumes: as tables, as sentences,
//! as figures, and how it is written.

mod sentence;

use serde::Serialize;

use super::cell::{cells, comma, joined, known, message, text, word};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::stages::{digits, stage};
use super::{About, Cell, Column, Digits, Phrase, Sentence, Table, TableRow, Unit, View, Words};
use crate::model::{Evidence, Lang};
use crate::query::{Assumed, Basis, Diagnosis, RoleCapacity, Stoppage, Throughput, keys};
use crate::record::{Category, Triangular};

use sentence::sentence;
pub(super) use sentence::stop;

impl<'c> View<'c> {
    /// What gets through each category, what limits it, and where one more team would help most.
    #[must_use]
    pub fn throughput(&self, rows: &[Throughput<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            a_year(Column::number("A year", "年产出")).definition("throughput"),
            Column::words("Limited by", "制约").definition("minimum-cut"),
            Column::words("One more team", "增加一个团队").definition("gain"),
            a_year(Column::number("Brings", "可增加")).definition("gain"),
        ];
        let row = |row: &Throughput<'c>| {
            let (team, gain) = match row.best_gain() {
                Some(best) => (
                    Cell::Phrase(Phrase::of(|lang| match lang {
                        Lang::En => cells!("{}: {}", best.organization, stage(best.stage)),
                        Lang::Zh => cells!("{}：{}", best.organization, stage(best.stage)),
                    })),
                    products(best.gain),
                ),
                None if row.products_per_year.is_none() => (Cell::Undefined, Cell::Undefined),
                None if row.gains.is_empty() => {
                    (Cell::word("nowhere", "no single place", "仅增加一处无效"), Cell::None)
                }
                None => (Cell::word("outside-role", "outside roles only", "仅在分工之外有效"), Cell::None),
            };
            let cells = vec![Cell::category(row.category), known_products(row), limits(row), team, gain];
            TableRow::new(cells, self.of_limits(row))
        };
        let table = Table::new("throughput", Words::new("What limits each category", "各品类的产出制约"), columns)
            .rows(rows.iter().map(row))
            .note(Words::of(|lang| basis(rows, lang)));
        at_least(rows).into_iter().fold(table, Table::note)
    }

    /// What gets through each category, as sentences in the order given.
    pub fn throughput_sentences<'v>(
        &'v self,
        rows: impl IntoIterator<Item = &'v Throughput<'c>>,
    ) -> impl Iterator<Item = Sentence<'c>> {
        rows.into_iter()
            .map(move |row| Sentence::new("throughput", Phrase::of(|lang| sentence(row, lang)), self.of_limits(row)))
    }

    /// What throughput rests on: capabilities, relations, and figures that are assumed.
    pub(super) fn of_throughput(&self, category: &'c Category) -> About<'c> {
        let about = About::nothing().category(category).weakest(self.provenance.network(category));
        about.weakest(Some(Evidence::Assumed))
    }

    /// What throughput rests on, with those who limit it and who would help most.
    fn of_limits(&self, row: &Throughput<'c>) -> About<'c> {
        let limiting = row.source_side.iter().map(|role| role.organization);
        let about = limiting.fold(self.of_throughput(row.category), About::organization);
        row.best_gain().map(|best| best.organization).into_iter().fold(about, About::organization)
    }

    /// What gets through each category before and after something changed, and what all depends on; both in the same
    /// order.
    #[must_use]
    pub fn throughput_change(
        &self,
        before: &[Throughput<'_>],
        after: &[Throughput<'c>],
        names: [&str; 2],
    ) -> Table<'c> {
        let named = |name| a_year(Column::headed(Words::named(name), super::Align::End)).definition("throughput");
        let columns = vec![
            Column::words("Category", "品类"),
            named(names[0]),
            named(names[1]),
            Column::number("Single points of failure", "单点依赖")
                .unit("organizations", "个组织")
                .definition("chokepoint"),
            Column::number("Resilience", "抗断链能力").unit("roles", "个环节").definition("resilience"),
        ];
        let change = |before, after| {
            Cell::Phrase(Phrase::of(|lang| match lang {
                Lang::En => cells!("{} to {}", Cell::clone(&before), Cell::clone(&after)),
                Lang::Zh => cells!("{}至{}", Cell::clone(&before), Cell::clone(&after)),
            }))
        };
        let row = |(before, after): (&Throughput<'_>, &Throughput<'c>)| {
            let organizations = |count| Cell::count(count, Unit::Organizations);
            let roles = |count: Option<usize>| count.map_or(Cell::Undefined, |count| Cell::count(count, Unit::Roles));
            let cells = vec![
                Cell::category(after.category),
                known_products(before),
                known_products(after),
                change(
                    organizations(before.single_points_of_failure.len()),
                    organizations(after.single_points_of_failure.len()),
                ),
                change(roles(before.resilience()), roles(after.resilience())),
            ];
            let about = self.of_throughput(after.category);
            TableRow::new(cells, after.single_points_of_failure.iter().copied().fold(about, About::organization))
        };
        let table = Table::new("throughput-change", Words::new("What changes", "产出的变化"), columns);
        table.rows(before.iter().zip(after).map(row)).note(Words::new(
            "Products a year before and after; organizations without which the output would stop; and how many roles, an \
             organization in a leap each, must be lost together before the chain is interrupted.",
            "表中为变化前后的年产出、一旦退出产出即中断的组织数，以及至少几个环节（一个组织在一个跨越）同时缺失才断链。",
        ))
    }

    /// The durations and probabilities of success that the throughput of each category assumes, and whose figures they
    /// are; categories that assume the same stand together.
    #[must_use]
    pub fn assumptions(&self, rows: &[Throughput<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("Years", "年数").unit("years", "年").definition("duration"),
            Column::words("From", "来源").definition("basis"),
            Column::number("Success", "成功率").unit("%", "%").definition("success"),
            Column::words("From", "来源").definition("basis"),
            a_year(Column::number("A team", "每团队")).definition("team-output"),
        ];
        let mut alike: Vec<(&[Assumed; 4], Vec<&Throughput<'c>>)> = Vec::new();
        for row in rows {
            match alike.iter_mut().find(|(assumed, _)| **assumed == row.assumed) {
                Some((_, group)) => group.push(row),
                None => alike.push((&row.assumed, vec![row])),
            }
        }
        let mut table =
            Table::new("assumptions", Words::new("What is assumed of each stage", "对各研究阶段的假定"), columns);
        for (assumed, group) in &alike {
            let categories = || match group.as_slice() {
                _ if alike.len() == 1 => Cell::word("all", "all", "全部"),
                [row] => Cell::category(row.category),
                group => Cell::Phrase(Phrase::of(|lang| joined(group.iter().map(|row| row.category), comma(lang)))),
            };
            table = table.rows(assumed.iter().map(|of| {
                let years = |years| Cell::number(years, Unit::Years, Digits::All);
                let Triangular { min, mode, max } = of.duration_years;
                let cells = vec![
                    categories(),
                    stage(of.stage),
                    Cell::Phrase(Phrase::of(|_| cells!("{}-{}-{}", years(min), years(mode), years(max)))),
                    word!(of.duration_basis),
                    Cell::percent(of.success, 0),
                    word!(of.success_basis),
                    products(of.products_per_team_year),
                ];
                let about = About::nothing().stage(of.stage).weakest(Some(Evidence::Assumed));
                let one = if let [row] = group.as_slice() { Some(row.category) } else { None };
                TableRow::new(cells, one.into_iter().fold(about, About::within))
            }));
        }
        table.note(Words::new(
            "Years: least, most likely and greatest duration of a project. Success: how likely it is to deliver a \
             result. A team: what one team would bring if nothing else limited it, given that all later leaps must \
             succeed too.",
            "年数为项目周期的最短、最可能与最长值；成功率为取得成果的概率；每团队为不受其他制约时一个团队的年产出，已计入后续各阶段也须成功。",
        ))
    }
}

fn a_year(column: Column) -> Column {
    column.unit("products a year", "个产品/年")
}

const fn products<'c>(a_year: f64) -> Cell<'c> {
    Cell::number(a_year, Unit::Products, Digits::Two)
}

/// Products a year of a category, where there is anything to compute them from. That no route is on record says nothing of how many there are;
/// and where teams are not on record, there may be more of them than the one that counts.
pub(crate) fn known_products<'c>(row: &Throughput<'_>) -> Cell<'c> {
    let a_year = match (row.products_per_year, row.stopped) {
        (Some(a_year), None | Some(Stoppage::NoSuccess(_))) => products(a_year),
        (Some(_), Some(_)) => return Cell::word("not-known", "not known", "未知"),
        (None, _) => return Cell::Undefined,
    };
    if row.counted_as_one.is_empty() {
        a_year
    } else {
        Cell::Phrase(Phrase::of(|_| cells!("≥ {}", Cell::clone(&a_year))))
    }
}

/// What `≥` means, where it stands.
pub(crate) fn at_least(rows: &[Throughput<'_>]) -> Option<Words> {
    let is_guess = rows.iter().any(|row| row.stopped.is_none() && !row.counted_as_one.is_empty());
    is_guess.then(|| {
        Words::new(
            "≥: where teams are not on record, one is counted; there may be more.",
            "“≥”：团队数未记载处各按1个计，实际可能更多。",
        )
    })
}

/// Which roles limit a category: by name if there are few, else how many.
fn limits<'c>(row: &Throughput<'c>) -> Cell<'c> {
    if let Some(stopped) = row.stopped {
        let [en, zh] = match stopped {
            Stoppage::NobodyAt(_) => ["cannot be estimated", "无法估计"],
            Stoppage::NoSuccess(_) => ["success assumed to be 0", "成功率假定为0"],
            Stoppage::NoRoute => ["no route on record", "未见通道记录"],
        };
        return Cell::word(stopped.as_str(), en, zh);
    }
    Cell::Phrase(Phrase::of(|lang| match row.source_side.as_slice() {
        roles @ ([_] | [_, _]) => match lang {
            Lang::En => joined(roles.iter().map(|role| cells!("{} ({})", role.organization, digits(role.leap))), "; "),
            Lang::Zh => joined(roles.iter().map(|role| cells!("{}（{}）", role.organization, digits(role.leap))), "；"),
        },
        roles => {
            let organizations = Cell::count(roles.len(), Unit::Organizations);
            let leaps = joined(row.limiting_leaps().into_iter().map(digits), comma(lang));
            match lang {
                Lang::En => cells!("{} organizations ({})", organizations, leaps),
                Lang::Zh => cells!("{}个组织（{}）", organizations, leaps),
            }
        }
    }))
}

/// What throughput rests on, in a sentence: whose figures they are.
///
/// ```
/// use seedrelay::{Lang, datasets, say};
/// use seedrelay::query::ThroughputOptions;
/// let chain = datasets::example();
/// let sentence = say::throughput_basis(&chain.throughput(&ThroughputOptions::new()), Lang::En);
/// assert!(sentence.contains("of 40 figures 40 are from the document"));
/// ```
#[must_use]
pub fn basis(rows: &[Throughput<'_>], lang: Lang) -> String {
    let figures =
        || rows.iter().flat_map(|row| row.assumed).flat_map(|stage| [stage.duration_basis, stage.success_basis]);
    let count = |basis: Basis| figures().filter(|figure| *figure == basis).count();
    let (all, document, caller) = (figures().count(), count(Basis::Document), count(Basis::Caller));
    let others = all - document - caller;
    let given = match (lang, caller) {
        (_, 0) => String::new(),
        (Lang::En, _) => format!("{caller} were given for this question, "),
        (Lang::Zh, _) => format!("{caller}个由提问者给出，"),
    };
    match lang {
        Lang::En => format!(
            "Products a year that could result at most, given the teams on record, how long research takes and how often \
             it succeeds. Durations and success are assumed: of {all} figures {document} are from the document, {given}and \
             {others} are general defaults."
        ),
        Lang::Zh => format!(
            "年产出为按有记录的团队、研究周期与成功率最多能形成的产品数。周期与成功率均为假定：{all}个数值中，{document}个来自文档，{given}{others}个为通用默认值。"
        ),
    }
}

impl Throughput<'_> {
    /// A sentence that a policy reader understands: what limits the category, and what would help most.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        text(&sentence(self, lang), lang)
    }
}

keys! { Throughput<'_>: row => {
    category: row.category.id,
    products_per_year: row.products_per_year,
    at_most: row.at_most,
    why: row.why().map(Stoppage::as_str),
    stopped [where_known]: row.stopped.filter(|_| row.products_per_year.is_some()).map(Stoppage::as_str),
    teams_counted_as_one: row.counted_as_one,
    minimum_cut: MinimumCut { source_side: &row.source_side, sink_side: &row.sink_side },
    gains: row.gains,
    losses: row.losses,
    chokepoints: row.single_points_of_failure,
    resilience: row.resilience(),
    assumed: row.assumed,
    evidence: row.evidence,
    message: message(|lang| row.message(lang)),
} }

#[derive(Serialize)]
struct MinimumCut<'a, 'c> {
    source_side: &'a [RoleCapacity<'c>],
    sink_side: &'a [RoleCapacity<'c>],
}

const THROUGHPUT: Layout = Layout {
    key: "throughput",
    names: ["throughput", "产出能力"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("products_per_year", Unit::Products, "throughput", "产出能力"),
        Measure::new("at_most", Unit::Products, "with unknown teams without limit", "未记载团队不设上限时"),
        Measure::new(
            "resilience",
            Unit::Roles,
            "roles to lose before the chain is interrupted",
            "抗断链能力（至少几个环节同时缺失才断链）",
        ),
    ],
    message: true,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().map(|row| {
        let stopped = row.stopped.map(Stoppage::as_str);
        let resilience = Observation::number(row.resilience().map(|roles| roles as f64)).why(stopped);
        let observations =
            [Observation::number(row.products_per_year).why(stopped), Observation::number(row.at_most), resilience];
        let subjects = [Some(Cell::category(row.category)), known(row.evidence)];
        Row::new(subjects, observations).saying(Phrase::of(|lang| sentence(row, lang)))
    });
    Section::new(&THROUGHPUT, rows)
}

const CUTS: Layout = Layout {
    key: "cuts",
    names: ["cuts", "产出制约环节"],
    subjects: &[Subject::Category, Subject::Side, Subject::Organization, Subject::Leap, Subject::Evidence],
    measures: &[Measure::new("capacity", Unit::Products, "capacity", "能力")],
    message: false,
};

/// The two minimum cuts, and the fewest roles without which nothing passes.
pub(super) fn cut_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        let sides = [
            ("source", ["near the start", "靠近起点"], &row.source_side),
            ("sink", ["near the end", "靠近终点"], &row.sink_side),
            ("weakest", ["fewest roles", "最少环节"], &row.weakest_roles),
        ];
        sides.into_iter().flat_map(move |(key, names, roles)| {
            roles.iter().map(move |role| {
                let side = Cell::word(key, names[0], names[1]);
                let organization = Cell::organization(role.organization);
                Row::new(
                    [
                        Some(Cell::category(row.category)),
                        Some(side),
                        Some(organization),
                        Some(word!(role.leap)),
                        known(row.evidence),
                    ],
                    [Observation::number(role.capacity)],
                )
            })
        })
    });
    Section::new(&CUTS, rows)
}

const GAINS: Layout = Layout {
    key: "gains",
    names: ["gains", "增加一个团队的收益"],
    subjects: &[Subject::Category, Subject::Organization, Subject::Stage, Subject::Evidence],
    measures: &[
        Measure::new("gain", Unit::Products, "gain of one more team", "增加一个团队的增量"),
        Measure::new("in_role", Unit::None, "in role under the model", "是否符合分工"),
        Measure::new("busy_now", Unit::Teams, "teams busy today", "目前在忙的团队"),
    ],
    message: false,
};

pub(super) fn gain_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        row.gains.iter().map(|gain| {
            Row::new(
                [
                    Some(Cell::category(row.category)),
                    Some(Cell::organization(gain.organization)),
                    Some(word!(gain.stage)),
                    known(row.evidence),
                ],
                [
                    Observation::number(gain.gain),
                    gain.in_role.map_or_else(Observation::default, |in_role| Observation::of(Cell::Flag(in_role))),
                    Observation::number(gain.busy_now.map(f64::from)),
                ],
            )
        })
    });
    Section::new(&GAINS, rows)
}

const LOSSES: Layout = Layout {
    key: "losses",
    names: ["losses", "组织退出的损失"],
    subjects: &[Subject::Category, Subject::Organization, Subject::Evidence],
    measures: &[
        Measure::new("loss", Unit::Products, "loss without it", "该组织退出后的减少量"),
        Measure::new("chokepoint", Unit::None, "single point of failure", "单点依赖"),
    ],
    message: false,
};

pub(super) fn loss_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        let mut chokepoints: Vec<usize> = row.single_points_of_failure.iter().map(|own| own.node().index()).collect();
        chokepoints.sort_unstable();
        row.losses.iter().map(move |loss| {
            let chokepoint = chokepoints.binary_search(&loss.organization.node().index()).is_ok();
            Row::new(
                [Some(Cell::category(row.category)), Some(Cell::organization(loss.organization)), known(row.evidence)],
                [Observation::number(loss.loss), Observation::of(Cell::Flag(chokepoint))],
            )
        })
    });
    Section::new(&LOSSES, rows)
}

const ASSUMED: Layout = Layout {
    key: "assumed",
    names: ["assumed", "产出假定"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Evidence],
    measures: &[
        Measure::new("duration_min", Unit::Years, "shortest duration", "最短周期"),
        Measure::new("duration_mode", Unit::Years, "likeliest duration", "最可能周期"),
        Measure::new("duration_max", Unit::Years, "longest duration", "最长周期"),
        Measure::new("duration_mean", Unit::Years, "mean duration", "平均周期"),
        Measure::new("duration_basis", Unit::None, "from", "周期来源"),
        Measure::new("success", Unit::Share, "success", "成功率"),
        Measure::new("success_basis", Unit::None, "from", "成功率来源"),
        Measure::new("products_per_team_year", Unit::Products, "products of one team", "每团队产出"),
    ],
    message: false,
};

pub(super) fn assumed_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.throughput.iter().flat_map(|row| {
        row.assumed.iter().map(|assumed| {
            let years = assumed.duration_years;
            Row::new(
                [Some(Cell::category(row.category)), Some(word!(assumed.stage)), known(Some(Evidence::Assumed))],
                [
                    Observation::number(years.min),
                    Observation::number(years.mode),
                    Observation::number(years.max),
                    Observation::number(years.mean()),
                    Observation::of(word!(assumed.duration_basis)),
                    Observation::number(assumed.success),
                    Observation::of(word!(assumed.success_basis)),
                    Observation::number(assumed.products_per_team_year),
                ],
            )
        })
    });
    Section::new(&ASSUMED, rows)
}
