//! Material as figures.

use super::benefit::holder;
use crate::model::Leap;
use crate::query::{Counted, Diagnosis, HolderBenefit};
use crate::say::cell::{known, word};
use crate::say::section::{Layout, Measure, Observation, Row, Section, Subject};
use crate::say::{Cell, Unit};

const PEDIGREES: Layout = Layout {
    key: "pedigree",
    names: ["pedigrees", "亲本基础"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("varieties", Unit::Records, "varieties", "品种"),
        Measure::new("founders", Unit::Records, "founders", "始祖"),
        Measure::new("effective_founders_least", Unit::None, "effective founders, at least", "有效始祖数下限"),
        Measure::new("effective_founders_most", Unit::None, "effective founders, at most", "有效始祖数上限"),
        Measure::new("unknown_parents", Unit::Share, "from unknown parents", "来自未知亲本"),
        Measure::new("core_parents", Unit::Records, "core parents", "骨干亲本"),
        Measure::new("direct_parents_hhi", Unit::None, "concentration of direct parents", "直接亲本集中度"),
        Measure::new("top_parent_share", Unit::Share, "part of the largest direct parent", "最大直接亲本占比"),
        Measure::new("origin_home", Unit::Share, "base from home", "来自本地"),
        Measure::new("origin_elsewhere", Unit::Share, "base from elsewhere", "来自国内其他地区"),
        Measure::new("origin_abroad", Unit::Share, "base from abroad", "来自国外"),
        Measure::new("origin_unknown", Unit::Share, "base of unknown origin", "来源未记载"),
        Measure::new("sharing_pairs", Unit::Pairs, "projects with material of known holders", "保存单位已知的材料利用"),
        Measure::new("sharing_shared", Unit::Pairs, "of these, material of others", "其中利用他人材料"),
        Measure::new("variety_age", Unit::Years, "age of varieties in the field", "在田品种平均年龄"),
        Measure::new("variety_age_covered", Unit::Share, "area of known age", "年龄已知面积占比"),
        Measure::new("years_to_field", Unit::Years, "years to the field, at the median", "落地年数中位数")
            .with_spread(),
    ],
    message: false,
};

pub(in crate::say) fn pedigree_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.pedigree.iter().map(|row| {
        let founders = row.founders.as_ref();
        let (parents, origin, age) = (row.direct_parents, row.origin, row.variety_age);
        let why = row.why();
        let number = |number: Option<f64>| {
            let is_unknown = number.is_none();
            Observation::number(number).why(why.filter(|_| is_unknown))
        };
        let core = row.is_traced.then_some(row.core_parents.len());
        let years = row.years_to_field;
        let observations = vec![
            Observation::count(row.varieties),
            Observation::of(founders.map(|founders| Cell::count(founders.count, Unit::Records))).why(why),
            number(founders.map(|founders| founders.effective_lower)),
            number(founders.map(|founders| founders.effective_upper)),
            number(founders.map(|founders| founders.unknown)),
            Observation::of(core.map(|count| Cell::count(count, Unit::Records))).why(why.filter(|_| core.is_none())),
            number(parents.and_then(|parents| parents.hhi)),
            number(parents.and_then(|parents| parents.top_share)),
            number(origin.map(|origin| origin.home)),
            number(origin.map(|origin| origin.elsewhere)),
            number(origin.map(|origin| origin.abroad)),
            number(origin.map(|origin| origin.unknown)),
            Observation::count(row.sharing.pairs),
            Observation::count(row.sharing.shared),
            Observation::number(age.and_then(|age| age.years)),
            Observation::number(age.map(|age| age.covered)),
            Observation {
                low: years.low,
                high: years.high,
                observations: Some(years.observations as u64),
                ..Observation::number(years.median)
            },
        ];
        Row::new([Some(Cell::category(row.category)), known(row.evidence)], observations)
    });
    Section::new(&PEDIGREES, rows)
}

const FOUNDERS: Layout = Layout {
    key: "founders",
    names: ["largest founders", "主要始祖"],
    subjects: &[Subject::Category, Subject::Germplasm, Subject::Evidence],
    measures: &[Measure::new("share", Unit::Share, "part of all varieties", "血缘占比")],
    message: false,
};

pub(in crate::say) fn founder_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.pedigree.iter().flat_map(|row| {
        let largest = row.founders.iter().flat_map(|founders| &founders.largest);
        largest.map(|founder| {
            let subjects =
                [Some(Cell::category(row.category)), Some(Cell::germplasm(founder.germplasm)), known(row.evidence)];
            Row::new(subjects, [Observation::number(founder.share)])
        })
    });
    Section::new(&FOUNDERS, rows)
}

const CORE_PARENTS: Layout = Layout {
    key: "core-parents",
    names: ["core parents", "骨干亲本"],
    subjects: &[Subject::Category, Subject::Germplasm, Subject::Evidence],
    measures: &[
        Measure::new("reach", Unit::Records, "varieties that descend from it", "衍生品种"),
        Measure::new("mass", Unit::Share, "part of all varieties", "血缘占比"),
    ],
    message: false,
};

pub(in crate::say) fn core_parent_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.pedigree.iter().flat_map(|row| {
        row.core_parents.iter().map(|parent| {
            let subjects =
                [Some(Cell::category(row.category)), Some(Cell::germplasm(parent.germplasm)), known(row.evidence)];
            Row::new(subjects, [Observation::count(parent.reach), Observation::number(parent.mass)])
        })
    });
    Section::new(&CORE_PARENTS, rows)
}

const COLLECTIONS: Layout = Layout {
    key: "collections",
    names: ["collections", "种质库"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("accessions", Unit::Records, "accessions", "保存份数"),
        Measure::new("identified", Unit::Share, "identified", "已鉴定"),
        Measure::new("confirmed", Unit::Share, "confirmed", "已确权"),
        Measure::new("listed", Unit::Share, "listed", "已列入目录"),
        Measure::new("shared", Unit::Share, "shared", "已共享"),
        Measure::new("used", Unit::Share, "used", "已利用"),
        Measure::new("duplicated", Unit::Share, "kept in duplicate", "已备份"),
        Measure::new("named", Unit::Records, "named germplasm", "有记录的种质"),
        Measure::new("drawn_on", Unit::Records, "of these, projects draw on", "其中有项目利用"),
        Measure::new("in_pedigrees", Unit::Records, "of these, ancestors of varieties", "其中为品种祖先"),
        Measure::new("in_adopted", Unit::Records, "of these, in the field", "其中进入大田"),
    ],
    message: false,
};

pub(in crate::say) fn collection_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    // How many it is stands beside the share as its number of observations.
    let share = |counted: Option<Counted>| Observation {
        observations: counted.map(|counted| counted.count),
        ..Observation::number(counted.and_then(|counted| counted.share()))
    };
    let rows = diagnosis.collections.iter().map(move |row| {
        let observations = [
            Observation::of(row.accessions.map(|count| Cell::count(count, Unit::Records))),
            share(row.identified),
            share(row.confirmed),
            share(row.listed),
            share(row.shared),
            share(row.used),
            share(row.duplicated),
            Observation::count(row.named),
            Observation::count(row.drawn_on),
            Observation::count(row.in_pedigrees),
            Observation::count(row.in_adopted),
        ];
        Row::new([Some(Cell::category(row.category)), known(row.evidence)], observations)
    });
    Section::new(&COLLECTIONS, rows)
}

const CLEARANCE: Layout = Layout {
    key: "clearance",
    names: ["clearance", "产品权利"],
    subjects: &[Subject::Kind, Subject::Evidence, Subject::Organization, Subject::Project, Subject::Germplasm],
    measures: &[
        Measure::new("needed", Unit::Records, "materials needed", "所需材料"),
        Measure::new("not_clear", Unit::Records, "of these, not clear", "其中未厘清"),
    ],
    message: false,
};

pub(in crate::say) fn clearance_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.clearance.iter().map(|product| {
        let subjects = [
            Some(word!(product.state)),
            known(Some(product.evidence)),
            Some(Cell::organization(product.by)),
            Some(Cell::project(product.project)),
            Some(Cell::germplasm(product.germplasm)),
        ];
        Row::new(subjects, [Observation::count(product.needed), Observation::count(product.because.len())])
    });
    Section::new(&CLEARANCE, rows)
}

const BENEFIT: Layout = Layout {
    key: "benefit",
    names: ["benefit", "收益分享"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[
        Measure::new("revenue", Unit::Money, "revenue of products", "产品收入"),
        Measure::new("zero_to_one", Unit::Money, "reaches 0→1", "到达从0到1"),
        Measure::new("one_to_ten", Unit::Money, "reaches 1→10", "到达从1到10"),
        Measure::new("ten_to_hundred", Unit::Money, "stays in 10→100", "留在从10到100"),
        Measure::new("germplasm", Unit::Money, "reaches the germplasm", "归种质"),
    ],
    message: false,
};

pub(in crate::say) fn benefit_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.benefit.categories.iter().map(|row| {
        let leaps = Leap::ALL.map(|leap| Observation::number(row.by_leap.leaps[leap.index()]));
        let all = [Observation::number(row.revenue)].into_iter().chain(leaps);
        let all = all.chain([Observation::number(row.by_leap.germplasm)]);
        Row::new([Some(Cell::category(row.category)), known(row.evidence)], all)
    });
    Section::new(&BENEFIT, rows)
}

const HOLDERS: Layout = Layout {
    key: "benefit-holders",
    names: ["holders", "受益方"],
    subjects: &[Subject::Organization, Subject::Evidence],
    measures: &[Measure::new("amount", Unit::Money, "amount", "金额")],
    message: false,
};

pub(in crate::say) fn holder_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.benefit.by_holder.iter();
    let evidence = diagnosis.benefit.evidence;
    let row = move |row: &HolderBenefit<'d>| {
        Row::new([Some(holder(row.holder)), known(evidence)], [Observation::number(row.amount)])
    };
    Section::new(&HOLDERS, rows.map(row))
}
