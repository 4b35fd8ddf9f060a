//! Who connects: as a table, as sentences and as figures.

use super::cell::{cells, comma, joined, known};
use super::section::{Layout, Measure, Observation, Row, Section, Subject};
use super::{About, Cell, Column, Digits, Phrase, Sentence, Table, TableRow, Unit, View, Words};
use crate::chain::OrganizationRef;
use crate::model::Lang;
use crate::query::connectors::most_central;
use crate::query::{Connector, ConnectorSummary, Diagnosis};
use crate::record::Category;

impl<'c> View<'c> {
    /// Those who connect most others, at most `rows` of them, and whether service organizations are among them.
    #[must_use]
    pub fn connectors(&self, connectors: &[Connector<'c>], summary: &ConnectorSummary<'c>, rows: usize) -> Table<'c> {
        let columns = vec![
            Column::words("Organization", "组织"),
            Column::number("Bridges", "桥接数").unit("pairs", "对").definition("brokerage"),
            Column::number("By chance", "随机基准").unit("pairs", "对").definition("brokerage-expected"),
            Column::number("Across kinds", "跨类型桥接").unit("pairs", "对").definition("liaison"),
            Column::number("Constraint", "对少数伙伴的依赖度").definition("constraint"),
            Column::number("Paths", "路径").unit("paths", "条").definition("betweenness"),
        ];
        let row = |connector: &Connector<'c>| {
            let number = |value, unit, digits| Cell::number(value, unit, Digits::Fixed(digits));
            let cells = vec![
                Cell::organization(connector.organization),
                Cell::count(connector.roles.total, Unit::Pairs),
                number(connector.expected.total, Unit::Pairs, 1),
                Cell::count(connector.roles.liaison, Unit::Pairs),
                connector.constraint.map_or(Cell::Undefined, |constraint| number(constraint, Unit::None, 2)),
                number(connector.betweenness, Unit::Paths, 0),
            ];
            let about = About::nothing().organization(connector.organization).weakest(Some(connector.evidence));
            TableRow::new(cells, about)
        };
        let table = Table::new("connectors", Words::new("Who connects", "谁在起连接作用"), columns)
            .rows(most_central(connectors).iter().take(rows).map(row))
            .note(Words::new(
                "Bridges: pairs that reach each other only through it, by commissions, live handoffs, services and \
                 memberships; by chance: what as many relations at random would give; across kinds: of the pairs, those \
                 of two other kinds. Constraint: 1 if it depends on one partner. Paths: shortest paths of handoffs \
                 through it.",
                "桥接数：只能经由该组织相通的组织对数（委托、有效成果交接、服务、成员关系）；随机基准：同样多的关系随机分布时的期望；跨类型桥接：其中连接两类其他组织的对数；对少数伙伴的依赖度：只依赖一个伙伴时为1；路径：经过该组织的成果交接最短路径数。",
            ));
        self.connector_summary(summary).into_iter().fold(table, |table, said| table.note(said.phrase))
    }

    /// Whether service organizations connect, and where none is on record: a sentence or two.
    #[must_use]
    pub fn connector_summary(&self, summary: &ConnectorSummary<'c>) -> Vec<Sentence<'c>> {
        let liaisons: Vec<OrganizationRef<'c>> =
            summary.liaison_services.iter().filter_map(|id| self.chain.organization(id)).collect();
        let phrase = |lang| match (lang, liaisons.is_empty()) {
            (Lang::En, true) => cells!("No service organization is on record as a connector between two other kinds."),
            (Lang::Zh, true) => cells!("尚无服务机构发挥“连接器”作用（以有记录的关系为准）。"),
            (Lang::En, false) => {
                cells!("Service organizations that connect two other kinds: {}.", joined(liaisons.clone(), comma(lang)))
            }
            (Lang::Zh, false) => cells!("发挥“连接器”作用的服务机构：{}。", joined(liaisons.clone(), comma(lang))),
        };
        let about = liaisons.iter().copied().fold(About::nothing(), About::organization);
        let mut said = vec![Sentence::new("liaison-services", Phrase::of(phrase), about)];
        let unconnected = summary.unconnected_categories.iter().filter_map(|id| self.chain.category(id));
        let unconnected: Vec<&Category> = unconnected.collect();
        if !unconnected.is_empty() {
            let phrase = |lang| {
                let categories = joined(unconnected.clone(), comma(lang));
                match lang {
                    Lang::En => cells!("Categories for which no service is on record: {}.", categories),
                    Lang::Zh => cells!("未见服务记录的品类：{}。", categories),
                }
            };
            let about = unconnected.iter().copied().fold(About::nothing(), About::category);
            let about = if unconnected.len() > 1 { About { category: None, ..about } } else { about };
            said.push(Sentence::new("unconnected-categories", Phrase::of(phrase), about));
        }
        said
    }
}

const CONNECTORS: Layout = Layout {
    key: "connectors",
    names: ["connectors", "连接者"],
    subjects: &[Subject::Organization, Subject::Evidence],
    measures: &[
        Measure::new("coordinator", Unit::Pairs, "coordinator", "同类协调"),
        Measure::new("itinerant", Unit::Pairs, "itinerant", "外来协调"),
        Measure::new("representative", Unit::Pairs, "representative", "代表"),
        Measure::new("gatekeeper", Unit::Pairs, "gatekeeper", "守门"),
        Measure::new("liaison", Unit::Pairs, "liaison", "联络"),
        Measure::new("total", Unit::Pairs, "all roles", "合计"),
        Measure::new("coordinator_expected", Unit::Pairs, "coordinator by chance", "同类协调（随机基准）"),
        Measure::new("itinerant_expected", Unit::Pairs, "itinerant by chance", "外来协调（随机基准）"),
        Measure::new("representative_expected", Unit::Pairs, "representative by chance", "代表（随机基准）"),
        Measure::new("gatekeeper_expected", Unit::Pairs, "gatekeeper by chance", "守门（随机基准）"),
        Measure::new("liaison_expected", Unit::Pairs, "liaison by chance", "联络（随机基准）"),
        Measure::new("total_expected", Unit::Pairs, "all by chance", "合计（随机基准）"),
        Measure::new("coordinator_z", Unit::Deviations, "coordinator above chance", "同类协调（高于随机基准）"),
        Measure::new("itinerant_z", Unit::Deviations, "itinerant above chance", "外来协调（高于随机基准）"),
        Measure::new("representative_z", Unit::Deviations, "representative above chance", "代表（高于随机基准）"),
        Measure::new("gatekeeper_z", Unit::Deviations, "gatekeeper above chance", "守门（高于随机基准）"),
        Measure::new("liaison_z", Unit::Deviations, "liaison above chance", "联络（高于随机基准）"),
        Measure::new("total_z", Unit::Deviations, "all above chance", "合计（高于随机基准）"),
        Measure::new("constraint", Unit::None, "Burt's constraint", "对少数伙伴的依赖度"),
        Measure::new("betweenness", Unit::Paths, "betweenness of handoffs", "交接介数"),
        Measure::new(
            "liaison_service",
            Unit::None,
            "service organization that is a liaison",
            "发挥“连接器”作用的服务机构",
        ),
    ],
    message: false,
};

pub(super) fn figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let mut liaisons = diagnosis.connector_summary.liaison_services.clone();
    liaisons.sort_unstable();
    let rows = diagnosis.connectors.iter().map(move |connector| {
        let z = |z: Option<f64>| Observation::number(z).why(z.is_none().then_some("no-spread"));
        let is_liaison = liaisons.binary_search(&connector.organization.record().id.as_str()).is_ok();
        let counts = connector.roles.as_array().map(Observation::count);
        let observations = counts
            .into_iter()
            .chain(connector.expected.as_array().map(Observation::number))
            .chain(connector.z.as_array().map(z))
            .chain([
                Observation::number(connector.constraint),
                Observation::number(connector.betweenness),
                Observation::of(Cell::Flag(is_liaison)),
            ]);
        let subjects = [Some(Cell::organization(connector.organization)), known(Some(connector.evidence))];
        Row::new(subjects, observations)
    });
    Section::new(&CONNECTORS, rows)
}

const UNCONNECTED: Layout = Layout {
    key: "unconnected-categories",
    names: ["unconnected categories", "未见服务记录的品类"],
    subjects: &[Subject::Category, Subject::Evidence],
    measures: &[Measure::new("connected", Unit::None, "has a connector", "有服务记录")],
    message: false,
};

pub(super) fn unconnected_figures<'d>(diagnosis: &'d Diagnosis<'_>) -> Section<'d> {
    let rows = diagnosis.connector_summary.unconnected_categories.iter().map(|id| {
        // Coverage has every category, by id.
        let place = diagnosis.coverage.partition_point(|cell| cell.category.id.as_str() < *id);
        let category = diagnosis.coverage[place].category;
        let subjects = [Some(Cell::category(category)), known(Some(category.evidence))];
        Row::new(subjects, [Observation::of(Cell::Flag(false))])
    });
    Section::new(&UNCONNECTED, rows)
}
