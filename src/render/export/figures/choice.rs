//! With which category to begin, and who connects.

use super::{Cell, Layout, Measure, Observation, Row, Section, Subject, Unit, name};
use crate::query::{Criterion, Diagnosis};

const OUTCOME: Layout = Layout {
    key: "selection-outcome",
    names: ["selection outcome", "选择结论"],
    subjects: &[],
    measures: &[Measure::new("undecided", Unit::Share, "weights of unknown ranking", "排名未定的权重")],
    message: true,
};

/// What is said of all categories together.
pub(super) fn outcome<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let selection = &diagnosis.selection;
    let row = Row::new([], [Observation::number(selection.undecided)]).saying(|lang| selection.message(lang));
    Section::new(&OUTCOME, std::iter::once(row))
}

const SELECTION: Layout = Layout {
    key: "selection",
    names: ["selection", "优势品类"],
    subjects: &[Subject::Category],
    measures: &[
        Measure::new("score", Unit::Share, "score", "得分"),
        Measure::new("first_rank", Unit::Share, "weights that make it first", "使其居首的权重"),
        Measure::new("dominated_by", Unit::None, "behind, whatever the weights", "无论权重均落后于"),
    ],
    message: false,
};

pub(super) fn selection<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.selection.candidates.iter().map(|candidate| {
        let unknown = candidate.score.is_none().then_some("unknown-indicator");
        let dominating: Vec<&str> = candidate.dominated_by.iter().map(|category| category.id.as_str()).collect();
        let dominating = (!dominating.is_empty()).then(|| Cell::Text(dominating.join("; ")));
        let observations = [
            Observation::number(candidate.score).why(unknown),
            Observation::number(candidate.first_rank()).why(unknown),
            Observation::of(dominating),
        ];
        Row::new([Some(Cell::category(candidate.category))], observations)
    });
    Section::new(&SELECTION, rows)
}

const CRITERIA: Layout = Layout {
    key: "criteria",
    names: ["criteria", "选择准则"],
    subjects: &[Subject::Category, Subject::Criterion],
    measures: &[
        Measure::new("value", Unit::None, "value (teams, people or yes = 1)", "数值（团队、人或是=1）"),
        Measure::new("scaled", Unit::Share, "over the greatest", "与最大值之比"),
        Measure::new("unknown", Unit::Organizations, "organizations that do not say", "未说明的组织"),
        Measure::new("compared", Unit::None, "compared", "参与比较"),
        Measure::new("central_weight", Unit::Share, "mean weight that makes it first", "使其居首的平均权重"),
    ],
    message: false,
};

pub(super) fn criteria<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let compared = &diagnosis.selection.compared;
    let rows = diagnosis.selection.candidates.iter().flat_map(move |candidate| {
        Criterion::ALL.into_iter().map(move |criterion| {
            let indicator = candidate.indicator(criterion);
            let place = compared.iter().position(|own| *own == criterion);
            let weight = place.and_then(|place| Some(candidate.central_weights.as_ref()?[place]));
            let observations = [
                Observation::number(indicator.value),
                Observation::number(indicator.scaled),
                Observation::count(indicator.unknown),
                Observation::of(Some(Cell::Flag(place.is_some()))),
                Observation::number(weight),
            ];
            Row::new([Some(Cell::category(candidate.category)), Some(name!(criterion))], observations)
        })
    });
    Section::new(&CRITERIA, rows)
}

const RANKS: Layout = Layout {
    key: "ranks",
    names: ["ranks", "各名次权重份额"],
    subjects: &[Subject::Category, Subject::Rank],
    measures: &[Measure::new("acceptability", Unit::Share, "weights that give this rank", "得此名次的权重")],
    message: false,
};

/// What share of all weights gives a category each rank; those that none gives are left out.
pub(super) fn ranks<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.selection.candidates.iter().flat_map(|candidate| {
        let ranks = candidate.acceptability.iter().flatten().enumerate().filter(|(_, share)| **share > 0.0);
        ranks.map(|(rank, share)| {
            let subjects = [Some(Cell::category(candidate.category)), Some(Cell::count(rank + 1))];
            Row::new(subjects, [Observation::number(*share)])
        })
    });
    Section::new(&RANKS, rows)
}

const CONNECTORS: Layout = Layout {
    key: "connectors",
    names: ["connectors", "连接者"],
    subjects: &[Subject::Organization],
    measures: &[
        Measure::new("coordinator", Unit::Pairs, "coordinator", "同类协调"),
        Measure::new("itinerant", Unit::Pairs, "itinerant", "外来协调"),
        Measure::new("representative", Unit::Pairs, "representative", "代表"),
        Measure::new("gatekeeper", Unit::Pairs, "gatekeeper", "守门"),
        Measure::new("liaison", Unit::Pairs, "liaison", "联络"),
        Measure::new("total", Unit::Pairs, "all roles", "合计"),
        Measure::new("coordinator_expected", Unit::Pairs, "coordinator by chance", "同类协调（随机期望）"),
        Measure::new("itinerant_expected", Unit::Pairs, "itinerant by chance", "外来协调（随机期望）"),
        Measure::new("representative_expected", Unit::Pairs, "representative by chance", "代表（随机期望）"),
        Measure::new("gatekeeper_expected", Unit::Pairs, "gatekeeper by chance", "守门（随机期望）"),
        Measure::new("liaison_expected", Unit::Pairs, "liaison by chance", "联络（随机期望）"),
        Measure::new("total_expected", Unit::Pairs, "all by chance", "合计（随机期望）"),
        Measure::new("coordinator_z", Unit::Deviations, "coordinator above chance", "同类协调（高于随机）"),
        Measure::new("itinerant_z", Unit::Deviations, "itinerant above chance", "外来协调（高于随机）"),
        Measure::new("representative_z", Unit::Deviations, "representative above chance", "代表（高于随机）"),
        Measure::new("gatekeeper_z", Unit::Deviations, "gatekeeper above chance", "守门（高于随机）"),
        Measure::new("liaison_z", Unit::Deviations, "liaison above chance", "联络（高于随机）"),
        Measure::new("total_z", Unit::Deviations, "all above chance", "合计（高于随机）"),
        Measure::new("constraint", Unit::None, "Burt's constraint", "约束度"),
        Measure::new("betweenness", Unit::Paths, "betweenness of handoffs", "交接介数"),
        Measure::new("liaison_service", Unit::None, "service body that is a liaison", "起联络作用的服务机构"),
    ],
    message: false,
};

pub(super) fn connectors<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let mut liaisons = diagnosis.connector_summary.liaison_services.clone();
    liaisons.sort_unstable();
    let rows = diagnosis.connectors.iter().map(move |connector| {
        let z = |z: Option<f64>| Observation::number(z).why(z.is_none().then_some("no-spread"));
        let is_liaison = liaisons.binary_search(&connector.organization.record().id.as_str()).is_ok();
        let counts = connector.roles.as_array().map(|count| Observation::of(Some(Cell::Count(count))));
        let observations = counts
            .into_iter()
            .chain(connector.expected.as_array().map(Observation::number))
            .chain(connector.z.as_array().map(z))
            .chain([
                Observation::number(connector.constraint),
                Observation::number(connector.betweenness),
                Observation::of(Some(Cell::Flag(is_liaison))),
            ]);
        Row::new([Some(Cell::organization(connector.organization))], observations)
    });
    Section::new(&CONNECTORS, rows)
}

const UNCONNECTED: Layout = Layout {
    key: "unconnected-categories",
    names: ["unconnected categories", "无连接者的品类"],
    subjects: &[Subject::Category],
    measures: &[Measure::new("connected", Unit::None, "has a connector", "有连接者")],
    message: false,
};

pub(super) fn unconnected<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.connector_summary.unconnected_categories.iter().map(|id| {
        // Coverage has every category, by id.
        let place = diagnosis.coverage.partition_point(|cell| cell.category.id.as_str() < *id);
        let category = Cell::category(diagnosis.coverage[place].category);
        Row::new([Some(category)], [Observation::of(Some(Cell::Flag(false)))])
    });
    Section::new(&UNCONNECTED, rows)
}
