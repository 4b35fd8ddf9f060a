//! Who connects.

use super::words::{list, number, say};
use super::{About, Column, Sentence, Table, TableRow, View};
use crate::chain::{OrganizationRef, Relation, RelationRef};
use crate::model::{Evidence, Lang};
use crate::query::connectors::most_central;
use crate::query::{Connector, ConnectorSummary};

impl<'c> View<'c> {
    /// Those who mediate most, at most `rows` of them, and whether the service bodies are among them.
    #[must_use]
    pub fn connectors(
        &self,
        connectors: &[Connector<'c>],
        summary: &ConnectorSummary<'c>,
        rows: usize,
        lang: Lang,
    ) -> Table<'c> {
        let pairs = say(lang, "pairs", "对");
        let columns = vec![
            Column::words(say(lang, "Organization", "组织")),
            Column::number(say(lang, "Mediates", "中介")).unit(pairs).definition("brokerage"),
            Column::number(say(lang, "Chance", "随机期望")).unit(pairs).definition("brokerage-expected"),
            Column::number(say(lang, "Between", "跨界")).unit(pairs).definition("liaison"),
            Column::number(say(lang, "Constraint", "约束度")).definition("constraint"),
            Column::number(say(lang, "Paths", "路径")).unit(say(lang, "paths", "条")).definition("betweenness"),
        ];
        let row = |connector: &Connector<'c>| {
            let cells = vec![
                connector.organization.record().label(lang).to_owned(),
                connector.roles.total.to_string(),
                number(Some(connector.expected.total), 1),
                connector.roles.liaison.to_string(),
                connector.constraint.map_or("-".to_owned(), |constraint| format!("{constraint:.2}")),
                number(Some(connector.betweenness), 0),
            ];
            TableRow::new(cells, of_relations(connector.organization))
        };
        let table = Table::new("connectors", say(lang, "Who connects", "谁在起连接作用"), columns)
            .rows(most_central(connectors).iter().take(rows).map(row))
            .note(say(
                lang,
                "Mediates: pairs that reach each other only through it, by commissions, live handoffs, services and \
                 memberships; chance: what as many relations at random would give; between: of them, between two other \
                 kinds. Constraint: 1 if it depends on one partner. Paths: shortest paths of handoffs through it.",
                "中介：只能经由该组织相通的组织对数（委托、有效成果交接、服务、成员关系）；随机期望：同样多的关系随机分布时的期望；跨界：其中连接两类其他组织的对数；约束度：只依赖一个伙伴时为1；路径：经过它的成果交接最短路径数。",
            ));
        self.connector_summary(summary, lang).into_iter().fold(table, |table, said| table.note(said.text))
    }

    /// Whether service bodies connect, and where nobody does: a sentence or two.
    #[must_use]
    pub fn connector_summary(&self, summary: &ConnectorSummary<'c>, lang: Lang) -> Vec<Sentence<'c>> {
        let liaisons: Vec<OrganizationRef<'c>> =
            summary.liaison_services.iter().filter_map(|id| self.chain.organization(id)).collect();
        let names: Vec<&str> = liaisons.iter().map(|liaison| liaison.record().label(lang)).collect();
        let text = match (lang, names.is_empty()) {
            (Lang::En, true) => "No service body mediates between two other kinds.".to_owned(),
            (Lang::Zh, true) => "没有服务机构在两类其他组织之间起到连接作用。".to_owned(),
            (Lang::En, false) => format!("Service bodies that do: {}.", list(&names, lang)),
            (Lang::Zh, false) => format!("起到连接作用的服务机构：{}。", list(&names, lang)),
        };
        let about = liaisons.into_iter().fold(About::nothing(), About::organization);
        let mut said = vec![Sentence { text, severity: None, kind: "liaison-services", about }];
        let unconnected = || summary.unconnected_categories.iter().filter_map(|id| self.chain.category(id));
        let names: Vec<&str> = unconnected().map(|category| category.label(lang)).collect();
        if !names.is_empty() {
            let text = match lang {
                Lang::En => format!("Categories in which no service body serves anybody: {}.", list(&names, lang)),
                Lang::Zh => format!("没有任何服务机构提供服务的品类：{}。", list(&names, lang)),
            };
            let about = unconnected().fold(About::nothing(), About::category);
            let about = if names.len() > 1 { About { category: None, ..about } } else { about };
            said.push(Sentence { text, severity: None, kind: "unconnected-categories", about });
        }
        said
    }
}

/// An organization, and all relations by which it may connect.
fn of_relations(organization: OrganizationRef<'_>) -> About<'_> {
    let about = About::nothing().organization(organization);
    organization.relations().map(evidence).fold(about, About::weakest)
}

/// How well a relation that connects is known.
fn evidence(relation: RelationRef<'_>) -> Option<Evidence> {
    let chain = relation.from().chain();
    match relation.relation() {
        Relation::Commission { .. } => relation.project().map(|project| project.evidence),
        Relation::Handoff { edge } => {
            let (upstream, project) = chain.project_graph().edge_endpoints(edge)?;
            Some(chain.project_graph()[upstream].evidence.min(chain.project_graph()[project].evidence))
        }
        Relation::Membership => {
            let consortium = relation.to().record();
            consortium.charter.as_ref().map(|charter| charter.evidence.min(consortium.evidence))
        }
        Relation::Service { index } => Some(chain.services()[index as usize].evidence),
        Relation::Agreement { .. } | Relation::Demand { .. } | Relation::Funding { .. } => None,
    }
}
