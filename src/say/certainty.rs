//! How far all that is said is known: tables of what is certain, what is only possible, and what to look up.

mod figures;

use super::cell::{cells, comma, joined, word};
use super::{About, Cell, Column, Digits, Phrase, Sentence, Table, TableRow, Unit, View, Words, flow};
use crate::chain::SupplyChain;
use crate::model::{CompletenessList, Lang, PartialDate, Stage};
use crate::query::{
    Assuming, CertaintyCount, CertaintyReport, ConversionBounds, Correction, Estimate, Known, LookUp, Need,
    NoCorrection, ParameterEstimate, Swing, ThroughputRange, Unrecorded,
};

pub(super) use figures::{
    conversion_figures, count_figures, estimate_figures, look_up_figures, range_figures, tornado_figures,
    unrecorded_figures,
};

impl<'c> View<'c> {
    /// In how many places the relay is broken for certain, and in how many more as far as is recorded.
    #[must_use]
    pub fn certainty_headline(&self, report: &CertaintyReport<'c>) -> Sentence<'c> {
        let (certain, possible) = report.totals();
        let phrase = Phrase::of(|lang| headline(certain, possible, lang));
        let assumption = Phrase::of(|lang| assumption(report.assuming, lang));
        Sentence::new("certainty", phrase.then(assumption), About::nothing())
    }

    /// How many gaps of each kind are certain in each category.
    #[must_use]
    pub fn certainty_counts(&self, counts: &[CertaintyCount<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Kind of gap", "断点类型").definition("gap"),
            Column::number("Certain", "确定").definition("certainty"),
            Column::number("As far as is recorded", "以现有记录为限").definition("certainty"),
        ];
        let row = |row: &CertaintyCount<'c>| {
            let cells = vec![
                Cell::category(row.category),
                word!(row.kind),
                Cell::count(row.certain, Unit::None),
                Cell::count(row.possible, Unit::None),
            ];
            TableRow::new(cells, About::nothing().within(row.category)).of_kind(row.kind.as_str())
        };
        Table::new(
            "certainty",
            Words::new("What is certain, and what may only not be recorded", "断点的确定程度"),
            columns,
        )
        .rows(counts.iter().map(row))
        .note(Words::new(
            "Certain: holds whatever is missing from the lists that are not declared complete. As far as is recorded: \
                 nothing to the contrary is on record, but it may exist.",
            "“确定”指无论未声明完整的记录中缺少什么，断点都成立；“以现有记录为限”指未见相反记录，但可能存在而未记载。",
        ))
    }

    /// What is hardly recorded: missing data, not broken handoffs.
    #[must_use]
    pub fn unrecorded(&self, rows: &[Unrecorded<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Not recorded", "未记载的内容").definition("unrecorded"),
            Column::number("Recorded", "有记载").unit("records", "条"),
            Column::number("Of", "应有").unit("records", "条"),
        ];
        let row = |row: &Unrecorded<'c>| {
            let cells = vec![
                Cell::category(row.category),
                word!(row.list),
                Cell::count(row.filled, Unit::Records),
                Cell::count(row.of, Unit::Records),
            ];
            TableRow::new(cells, About::nothing().within(row.category))
        };
        Table::new("unrecorded", Words::new("Data that are missing", "缺失的数据"), columns)
            .rows(rows.iter().map(row))
            .note(Words::new(
                "Less than one in twenty of the records say it. A gap that rests on it is a blank of the document \
                 before it is anything else.",
                "不足二十分之一的记录填写了该项。依据它得出的断点，首先是文档的空白。",
            ))
    }

    /// What to look up next, as far as it settles something.
    #[must_use]
    pub fn look_up_next(&self, rows: &[LookUp<'c>], most: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Look up all", "需查全的内容").definition("look-up"),
            Column::number("Settles", "可定").unit("gaps", "处"),
            Column::number("Needed by", "涉及").unit("gaps", "处"),
        ];
        let as_of = PartialDate::of_day(self.chain.as_of().middle());
        let row = |row: &LookUp<'c>| {
            let need = &row.need;
            let cells = vec![
                Cell::Phrase(Phrase::of(|lang| wanted(need, as_of, lang))),
                Cell::count(row.settles, Unit::None),
                Cell::count(row.needed_by, Unit::None),
            ];
            let about =
                need.stages.iter().fold(About::nothing().within(need.category), |about, stage| about.stage(*stage));
            TableRow::new(cells, need.organization.into_iter().fold(about, About::organization))
        };
        Table::new("look-up", Words::new("What to look up next", "下一步查什么"), columns)
            .rows(rows.iter().take(most).map(row))
            .note(Words::new(
                "Once somebody has looked up all of it and a statement of completeness says so, so many gaps are settled \
                 at once, and so many need it among others.",
                "查全并以完整性声明注明后，“可定”的断点即可判明，“涉及”的断点还需查其他内容。",
            ))
    }

    /// How far the conversion of each boundary is known.
    #[must_use]
    pub fn conversion_bounds(&self, rows: &[ConversionBounds<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::words("Boundary", "交接处").definition("boundary"),
            Column::number("Between", "可能范围").definition("conversion-bounds"),
            Column::words("Recorded", "关系记载率").definition("recorded-share"),
            Column::words("Corrected", "校正后").definition("corrected-conversion"),
            Column::words("Stranded", "确无承接").definition("corrected-conversion"),
        ];
        let row = |row: &ConversionBounds<'c>| {
            let cells = vec![
                Cell::category(row.category),
                Cell::Phrase(Phrase::of(|lang| flow::between(row.boundary, lang))),
                between(row),
                audited(row),
                corrected(row, |correction| shares(correction.conversion)),
                corrected(row, |correction| really_stranded(row, correction)),
            ];
            let about = [row.boundary.from(), row.boundary.to()]
                .into_iter()
                .fold(About::nothing().within(row.category), About::leap);
            TableRow::new(cells, about)
        };
        let with_results = rows.iter().filter(|row| row.delivered > 0);
        Table::new("conversion-bounds", Words::new("How far the conversion is known", "转化率的可能范围"), columns)
            .rows(with_results.map(row))
            .note(Words::new(
                "Between: from what is on record to all but what is certainly not taken up; whatever is not on record, the \
                 share lies here. Recorded: of the follow-ons that were looked up elsewhere, how many the document has, \
                 with Wilson's 95 % interval; the conversion by projects is corrected by it, and how many of the results \
                 without a follow-on on record are really stranded. Where the two sources are not independent, the share \
                 recorded is too high.",
                "“可能范围”自有记载的承接比例起，至除确定无人承接者外的全部成果止；无论缺少什么记录，转化率都在其中。“关系记载率”为另行查得的后续项目中本文档已有的比例及其95%的Wilson区间，据此校正由项目承接的转化率，以及未见后续记录的成果中确无承接的数量；若两个来源并不独立，记载率会偏高。",
            ))
    }

    /// Between what the throughput lies if what is assumed lies within its ranges.
    #[must_use]
    pub fn throughput_ranges(&self, rows: &[ThroughputRange<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::number("Least", "最少").unit("products/year", "产品/年").definition("throughput-range"),
            Column::number("Most", "最多").unit("products/year", "产品/年").definition("throughput-range"),
        ];
        let known = rows.iter().filter(|row| row.tornado.iter().any(|swing| !swing.what_if));
        let row = |row: &ThroughputRange<'c>| {
            let cells = vec![Cell::category(row.category), rate(row.low), rate(row.high)];
            TableRow::new(cells, About::nothing().within(row.category))
        };
        Table::new("throughput-range", Words::new("Between what the throughput lies", "产出的可能范围"), columns)
            .rows(known.map(row))
            .note(Words::new(
                "With every success and mean duration within the range that the document gives.",
                "各成功率与平均周期均在文档所给范围之内时的产出。",
            ))
    }

    /// What complete records say of success and duration, beside what is assumed.
    #[must_use]
    pub fn parameter_estimates(&self, rows: &[ParameterEstimate<'c>]) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类"),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("Delivered", "已交付").unit("projects", "项"),
            Column::number("Failed", "已失败").unit("projects", "项"),
            Column::number("Success", "成功率").unit("%", "%").definition("estimate"),
            Column::words("Between", "可能范围").definition("estimate"),
            Column::number("Mean", "平均周期").unit("years", "年").definition("estimate"),
        ];
        let row = |row: &ParameterEstimate<'c>| {
            let (low, high) = row.success_between;
            let cells = vec![
                Cell::category(row.category),
                word!(row.stage),
                Cell::count(row.delivered, Unit::Records),
                Cell::count(row.failed, Unit::Records),
                Cell::percent(row.success, 0),
                Cell::Phrase(Phrase::of(|_| cells!("{}–{}", Cell::percent(low, 0), Cell::percent(high, 0)))),
                Cell::measured(row.mean_years, Unit::Years, 1, Cell::Undefined),
            ];
            TableRow::new(cells, About::nothing().within(row.category).stage(row.stage).weakest(row.evidence))
        };
        Table::new(
            "estimates",
            Words::new("What complete records say of success and duration", "完整记录所示的成功率与周期"),
            columns,
        )
        .rows(rows.iter().map(row))
        .note(Words::new(
            "Where all projects are said to be on record, the failed ones too. Nothing is computed from it: it stands \
                 beside what is assumed.",
            "仅限声明全部项目（含失败项目）均已记载之处；仅供与假定值对照，不参与计算。",
        ))
    }

    /// How far each assumed value moves the throughput by itself, the first few of each category.
    #[must_use]
    pub fn tornado(&self, rows: &[ThroughputRange<'c>], most: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Category", "品类").grouped(),
            Column::words("Assumed", "假定").definition("tornado"),
            Column::words("Stage", "研究阶段").definition("stage"),
            Column::number("From", "自").unit("products/year", "产品/年"),
            Column::number("To", "至").unit("products/year", "产品/年"),
            Column::words("Ends", "两端取值"),
        ];
        let row = |category, swing: &Swing| {
            let cells = vec![
                Cell::category(category),
                word!(swing.parameter),
                word!(swing.stage),
                rate(Some(swing.low)),
                rate(Some(swing.high)),
                ends(swing),
            ];
            TableRow::new(cells, About::nothing().within(category).stage(swing.stage))
        };
        let moving = rows.iter().flat_map(|row| {
            let moving = row.tornado.iter().filter(|swing| swing.low < swing.high).take(most);
            moving.map(move |swing| (row.category, swing))
        });
        let quarter = Words::new(
            "One value at its ends, the others as they are in use. “What if” varies a value that is given without a range; \
             that is no uncertainty.",
            "每次只改变一个值，其余取现用值。“假设”指文档未给范围，仅作假设变动，不代表不确定程度。",
        );
        Table::new("tornado", Words::new("What moves the throughput most", "哪些假定影响最大"), columns)
            .rows(moving.map(|(category, swing)| row(category, swing)))
            .note(quarter)
    }
}

fn headline<'c>(certain: usize, possible: usize, lang: Lang) -> Vec<Cell<'c>> {
    let [sure, more] = [certain, possible].map(|count| Cell::count(count, Unit::None));
    match (lang, certain, possible) {
        (Lang::En, 0, 0) => cells!("No gap was found."),
        (Lang::Zh, 0, 0) => cells!("未发现交接断点。"),
        (Lang::En, 1, 0) => cells!("In {} place the relay is broken for certain.", sure),
        (Lang::En, _, 0) => cells!("In {} places the relay is broken for certain.", sure),
        (Lang::Zh, _, 0) => cells!("确定的交接断点有{}处。", sure),
        (Lang::En, 0, _) => {
            cells!("In no place is the relay broken for certain; in {} it is as far as is recorded.", more)
        }
        (Lang::Zh, 0, _) => cells!("没有确定的交接断点；以现有记录为限，有{}处。", more),
        (Lang::En, 1, _) => {
            cells!("In {} place the relay is broken for certain, in {} more as far as is recorded.", sure, more)
        }
        (Lang::En, ..) => {
            cells!("In {} places the relay is broken for certain, in {} more as far as is recorded.", sure, more)
        }
        (Lang::Zh, ..) => cells!("确定的交接断点有{}处；以现有记录为限，另有{}处。", sure, more),
    }
}

/// What is taken to be on record, where that is not what the document says.
pub(super) fn assumption<'c>(assuming: Assuming, lang: Lang) -> Vec<Cell<'c>> {
    match (assuming, lang) {
        (Assuming::Declared, _) => Vec::new(),
        (Assuming::Closed, Lang::En) => {
            cells!(" This takes everything for recorded: what is not on record is taken not to exist.")
        }
        (Assuming::Closed, Lang::Zh) => cells!("此处视一切均已记载：未记载者即视为不存在。"),
        (Assuming::Open, Lang::En) => cells!(" This leaves aside what the document declares complete."),
        (Assuming::Open, Lang::Zh) => cells!("此处不采信文档的完整性声明。"),
    }
}

fn rate<'c>(products: Option<f64>) -> Cell<'c> {
    products.map_or(Cell::Undefined, Cell::products)
}

fn between<'c>(row: &ConversionBounds<'_>) -> Cell<'c> {
    let (Some(low), Some(high)) = (row.low(), row.high()) else { return flow::no_results() };
    let percent = |share| Cell::number(share, Unit::Share, Digits::Fixed(0));
    if low == high {
        return percent(low);
    }
    Cell::Phrase(Phrase::of(|_| cells!("{}-{}", percent(low), percent(high))))
}

/// What the audits found.
fn audited<'c>(row: &ConversionBounds<'_>) -> Cell<'c> {
    let Some(recorded) = row.recorded_share else {
        let why = NoCorrection::NoAudit;
        return if row.audit_of_no_category {
            Cell::word(why.as_str(), "audit names no category", "抽查未注明品类")
        } else {
            word!(why)
        };
    };
    let [found, checked] = [recorded.found, recorded.checked].map(|count| move || Cell::count(count, Unit::Records));
    Cell::Phrase(Phrase::of(|lang| match lang {
        Lang::En => cells!("{} of {}: {}", found(), checked(), shares(recorded.share)),
        Lang::Zh => cells!("{}/{}：{}", found(), checked(), shares(recorded.share)),
    }))
}

fn shares<'c>(of: Estimate) -> Cell<'c> {
    let percent = |share| Cell::percent(share, 0);
    let [estimate, low, high] = [of.estimate, of.low, of.high].map(|share| move || percent(share));
    Cell::Phrase(Phrase::of(|lang| match lang {
        Lang::En => cells!("{} ({}-{})", estimate(), low(), high()),
        Lang::Zh => cells!("{}（{}-{}）", estimate(), low(), high()),
    }))
}

fn corrected<'c>(row: &ConversionBounds<'_>, say: impl Fn(Correction) -> Cell<'c>) -> Cell<'c> {
    match row.corrected {
        Ok(correction) => say(correction),
        Err(NoCorrection::NoAudit) => Cell::None,
        Err(why) => word!(why),
    }
}

fn really_stranded<'c>(row: &ConversionBounds<'_>, correction: Correction) -> Cell<'c> {
    let of = correction.real_gaps;
    let untaken = row.delivered - row.by_project;
    // Of few, a part of one still tells something.
    let digits = if untaken < 10 { Digits::AtMostOne } else { Digits::Fixed(0) };
    let number = |count| Cell::number(count, Unit::None, digits);
    let listed = || Cell::count(untaken, Unit::Projects);
    Cell::Phrase(Phrase::of(|lang| match lang {
        Lang::En => cells!("{} ({}-{}) of {}", number(of.estimate), number(of.low), number(of.high), listed()),
        Lang::Zh => cells!("{}（{}-{}）/{}", number(of.estimate), number(of.low), number(of.high), listed()),
    }))
}

/// How many needs of a gap are listed; the others are counted.
const NEEDS: usize = 2;

/// What would settle a gap of a chain that is only possible.
pub(crate) fn settled_by<'c>(known: &Known<'c>, chain: &SupplyChain) -> Option<Phrase<'c>> {
    let (needs, as_of) = (known.needs(), PartialDate::of_day(chain.as_of().middle()));
    let more = needs.len().saturating_sub(NEEDS);
    let told = |lang: Lang| {
        let between = if lang == Lang::En { "; " } else { "；" };
        joined(needs.iter().take(NEEDS).map(|need| needed(need, as_of, lang)), between)
    };
    let count = || Cell::count(more, Unit::None);
    let phrase = |lang| match (lang, more) {
        (Lang::En, 0) => cells!("To settle it, look up all of: {}.", told(lang)),
        (Lang::En, _) => cells!("To settle it, look up all of: {}; and {} more.", told(lang), count()),
        (Lang::Zh, 0) => cells!("查全以下内容即可判明：{}。", told(lang)),
        (Lang::Zh, _) => cells!("查全以下内容即可判明：{}；另有{}项。", told(lang), count()),
    };
    (!needs.is_empty()).then(|| Phrase::of(phrase))
}

/// What is to be looked up, with the category.
fn wanted<'c>(need: &Need<'c>, as_of: PartialDate, lang: Lang) -> Vec<Cell<'c>> {
    let (category, needed) = (Cell::category(need.category), needed(need, as_of, lang));
    match lang {
        Lang::En => cells!("{}: {}", category, needed),
        Lang::Zh => cells!("{}：{}", category, needed),
    }
}

/// What is to be looked up: all of a list, of whom, where and when.
fn needed<'c>(need: &Need<'c>, as_of: PartialDate, lang: Lang) -> Vec<Cell<'c>> {
    let list = || cells!("{}", word!(need.list));
    let of = match (need.organization, lang) {
        (None, _) => list(),
        (Some(organization), Lang::En) => cells!("{} of {}", list(), Cell::organization(organization)),
        (Some(organization), Lang::Zh) => cells!("{}的{}", Cell::organization(organization), list()),
    };
    let stages = || joined(need.stages.iter().map(|stage| cells!("{}", word!(*stage))), comma(lang));
    let all_stages = need.stages.is_empty() || need.stages.len() == Stage::ALL.len();
    match (lang, all_stages) {
        (Lang::En, true) => cells!("{}, {}", of, period(need, as_of, lang)),
        (Lang::En, false) => cells!("{}, {}, {}", of, stages(), period(need, as_of, lang)),
        (Lang::Zh, true) => cells!("{}，{}", of, period(need, as_of, lang)),
        (Lang::Zh, false) => cells!("{}，{}，{}", of, stages(), period(need, as_of, lang)),
    }
}

/// From when to when. The links of projects without a date are taken for those of the day of the document.
fn period<'c>(need: &Need<'_>, as_of: PartialDate, lang: Lang) -> Vec<Cell<'c>> {
    let day = |date: PartialDate| Cell::text_of(date.to_string());
    let of_links = matches!(need.list, CompletenessList::BuildsOn | CompletenessList::Answers);
    let is_undated = |from: PartialDate| of_links && from == as_of && need.to == as_of;
    match (need.from, lang) {
        (None, Lang::En) => cells!("up to {}", day(need.to)),
        (None, Lang::Zh) => cells!("截至{}", day(need.to)),
        (Some(from), Lang::En) if is_undated(from) => cells!("undated"),
        (Some(from), Lang::Zh) if is_undated(from) => cells!("未注明日期"),
        (Some(from), _) if from == need.to => cells!("{}", day(from)),
        (Some(from), Lang::En) => cells!("{} to {}", day(from), day(need.to)),
        (Some(from), Lang::Zh) => cells!("{}至{}", day(from), day(need.to)),
    }
}

fn ends<'c>(swing: &Swing) -> Cell<'c> {
    if swing.what_if {
        Cell::word("what-if", "what if", "假设")
    } else {
        Cell::word("range", "range given", "文档给定范围")
    }
}
