//! The same as figures, for tidy CSV and workbooks.

use std::collections::BTreeMap;

use super::super::cell::{known, word};
use super::super::section::{Layout, Measure, Observation, Row, Section, Subject, leaps};
use super::super::{Cell, Unit};
use crate::model::{Boundary, Evidence};
use crate::query::{Diagnosis, Estimate, FunnelRow, GapKind, NoCorrection, weaker};

const COUNTS: Layout = Layout {
    key: "certainty",
    names: ["certainty of gaps", "断点确定程度"],
    subjects: &[Subject::Kind, Subject::Evidence, Subject::Category],
    measures: &[
        Measure::new("listed", Unit::None, "listed", "列出"),
        Measure::new("certain", Unit::None, "certain", "确定"),
        Measure::new("possible", Unit::None, "as far as is recorded", "以现有记录为限"),
    ],
    message: false,
};

pub(in crate::say) fn count_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let mut weakest: BTreeMap<(GapKind, &str), Option<Evidence>> = BTreeMap::new();
    for marked in diagnosis.marked_gaps() {
        let own = weakest.entry((marked.gap.kind(), marked.gap.category().id.as_str())).or_default();
        *own = weaker(*own, marked.evidence());
    }
    let rows = diagnosis.certainty.counts.iter().map(move |row| {
        let counts = [row.listed(), row.certain, row.possible].map(Observation::count);
        let evidence = weakest.get(&(row.kind, row.category.id.as_str())).copied().flatten();
        Row::new([Some(word!(row.kind)), known(evidence), Some(Cell::category(row.category))], counts)
    });
    Section::new(&COUNTS, rows)
}

const UNRECORDED: Layout = Layout {
    key: "unrecorded",
    names: ["unrecorded", "缺失的数据"],
    subjects: &[Subject::Category, Subject::List],
    measures: &[
        Measure::new("filled", Unit::Records, "records that say it", "已填写的记录"),
        Measure::new("of", Unit::Records, "records that could", "可填写的记录"),
    ],
    message: false,
};

pub(in crate::say) fn unrecorded_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.certainty.unrecorded.iter().map(|row| {
        let counts = [row.filled, row.of].map(Observation::count);
        Row::new([Some(Cell::category(row.category)), Some(word!(row.list))], counts)
    });
    Section::new(&UNRECORDED, rows)
}

const LOOK_UP: Layout = Layout {
    key: "look-up-next",
    names: ["look up next", "下一步查什么"],
    subjects: &[Subject::Category, Subject::Organization, Subject::List],
    measures: &[
        Measure::new("settles", Unit::None, "gaps that it settles", "可判明的断点"),
        Measure::new("needed_by", Unit::None, "gaps that need it", "涉及的断点"),
        Measure::new("stages", Unit::None, "stages", "研究阶段"),
        Measure::new("from", Unit::None, "from", "自"),
        Measure::new("to", Unit::None, "to", "至"),
    ],
    message: false,
};

pub(in crate::say) fn look_up_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.certainty.look_up_next.iter().map(|row| {
        let need = &row.need;
        let stages: Vec<&str> = need.stages.iter().map(|stage| stage.as_str()).collect();
        let stages = (!stages.is_empty()).then(|| Cell::text_of(stages.join(" ")));
        let observations = [
            Observation::count(row.settles),
            Observation::count(row.needed_by),
            Observation::of(stages),
            Observation::of(need.from.map(|from| Cell::text_of(from.to_string()))),
            Observation::of(Cell::text_of(need.to.to_string())),
        ];
        let subjects =
            [Some(Cell::category(need.category)), need.organization.map(Cell::organization), Some(word!(need.list))];
        Row::new(subjects, observations)
    });
    Section::new(&LOOK_UP, rows)
}

const CONVERSION: Layout = Layout {
    key: "conversion-bounds",
    names: ["conversion bounds", "转化率可能范围"],
    subjects: &[Subject::Category, Subject::Leap, Subject::ToLeap, Subject::Evidence],
    measures: &[
        Measure::new("listed", Unit::Share, "on record", "有记载"),
        Measure::new("low", Unit::Share, "at least", "至少"),
        Measure::new("high", Unit::Share, "at most", "至多"),
        Measure::new("recorded_share", Unit::Share, "links on record (Wilson)", "关系记载率（Wilson）").with_spread(),
        Measure::new("corrected", Unit::Share, "corrected conversion", "校正后的转化率").with_spread(),
        Measure::new("real_gaps", Unit::Projects, "results that are really stranded", "确无承接的成果").with_spread(),
    ],
    message: false,
};

pub(in crate::say) fn conversion_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let of_boundary = |row: &'d FunnelRow<'_>| ((row.category.id.as_str(), row.boundary), row.evidence);
    let weakest: BTreeMap<(&str, Boundary), Option<Evidence>> = diagnosis.funnel.iter().map(of_boundary).collect();
    let rows = diagnosis.certainty.conversions.iter().map(move |row| {
        let why = row.listed().is_none().then_some("no-results");
        let share = |share| Observation::number(share).why(why);
        let recorded = row.recorded_share.map_or_else(
            || Observation::default().why(Some(NoCorrection::NoAudit.as_str())),
            |recorded| Observation { observations: Some(recorded.checked), ..estimated(recorded.share) },
        );
        let [leap, to_leap] = leaps(row.boundary);
        let not = |why: NoCorrection| Observation::default().why(Some(why.as_str()));
        let observations = [
            share(row.listed()),
            share(row.low()),
            share(row.high()),
            recorded,
            row.corrected.map_or_else(not, |correction| estimated(correction.conversion)),
            row.corrected.map_or_else(not, |correction| estimated(correction.real_gaps)),
        ];
        let evidence = weakest.get(&(row.category.id.as_str(), row.boundary)).copied().flatten();
        Row::new([Some(Cell::category(row.category)), leap, to_leap, known(evidence)], observations)
    });
    Section::new(&CONVERSION, rows)
}

fn estimated<'d>(of: Estimate) -> Observation<'d> {
    Observation { low: Some(of.low), high: Some(of.high), ..Observation::number(of.estimate) }
}

const RANGE: Layout = Layout {
    key: "throughput-range",
    names: ["throughput range", "产出可能范围"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("low", Unit::Products, "at least", "至少"),
        Measure::new("high", Unit::Products, "at most", "至多"),
    ],
    message: false,
};

pub(in crate::say) fn range_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let weakest = of_throughput(diagnosis);
    let rows = diagnosis.certainty.throughput.iter().map(move |row| {
        let evidence = weakest.get(row.category.id.as_str()).copied().flatten();
        let subjects = [Some(Cell::category(row.category)), known(evidence)];
        Row::new(subjects, [row.low, row.high].map(Observation::number))
    });
    Section::new(&RANGE, rows)
}

/// How well the weakest is known that the throughput of each category rests on.
fn of_throughput<'d>(diagnosis: &'d Diagnosis<'_>) -> BTreeMap<&'d str, Option<Evidence>> {
    diagnosis.throughput.iter().map(|row| (row.category.id.as_str(), row.evidence)).collect()
}

const ESTIMATES: Layout = Layout {
    key: "estimates",
    names: ["success and duration on record", "记录所示的成功率与周期"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Evidence],
    measures: &[
        Measure::new("delivered", Unit::Projects, "delivered", "已交付"),
        Measure::new("failed", Unit::Projects, "failed", "已失败"),
        Measure::new("success", Unit::Share, "success", "成功率").with_spread(),
        Measure::new("mean_years", Unit::Years, "mean duration", "平均周期"),
    ],
    message: false,
};

pub(in crate::say) fn estimate_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.certainty.estimates.iter().map(|row| {
        let subjects = [Some(Cell::category(row.category)), Some(word!(row.stage)), known(row.evidence)];
        let (low, high) = row.success_between;
        let success = Observation { low: Some(low), high: Some(high), ..Observation::number(Some(row.success)) };
        let mean = Observation::number(row.mean_years).why(row.mean_years.is_none().then_some("too-few-observations"));
        Row::new(subjects, [Observation::count(row.delivered), Observation::count(row.failed), success, mean])
    });
    Section::new(&ESTIMATES, rows)
}

const TORNADO: Layout = Layout {
    key: "tornado",
    names: ["what moves throughput", "各假定的影响"],
    subjects: &[Subject::Category, Subject::Stage, Subject::Evidence, Subject::Parameter],
    measures: &[
        Measure::new("low", Unit::Products, "at its worse end", "取较差值时"),
        Measure::new("high", Unit::Products, "at its better end", "取较好值时"),
        Measure::new("what_if", Unit::None, "ends that are not given", "未给范围、仅作假设"),
    ],
    message: false,
};

pub(in crate::say) fn tornado_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let weakest = of_throughput(diagnosis);
    let swings = diagnosis.certainty.throughput.iter().flat_map(move |row| {
        let evidence = weakest.get(row.category.id.as_str()).copied().flatten();
        row.tornado.iter().map(move |swing| {
            let [category, stage] = [Cell::category(row.category), word!(swing.stage)].map(Some);
            let subjects = [category, stage, known(evidence), Some(word!(swing.parameter))];
            let what_if = Observation::of(Cell::Flag(swing.what_if));
            Row::new(subjects, [Observation::number(swing.low), Observation::number(swing.high), what_if])
        })
    });
    Section::new(&TORNADO, swings)
}
