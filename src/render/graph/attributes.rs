//! What is told of each node and edge: one list of attributes, which every format renders.

use std::borrow::Cow;
use std::fmt::Write;

use super::provenance::Provenance;
use super::records::{Edge, Graph, Node, Nodes};
use crate::chain::{OrganizationRef, ProjectRef};
use crate::model::{DemandId, Lang, OrganizationId, PartialDate, Stage, Text};

/// The type of an attribute, the same for all that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A whole number, 0 or more.
    Whole,
    Number,
    Flag,
}

/// What one node or edge has of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'c> {
    Text(Cow<'c, str>),
    Date(PartialDate),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

impl Value<'_> {
    /// Adds the value as it is written in documents.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Date(date) => write!(out, "{date}").expect("a string takes every character"),
            Self::Whole(number) => write!(out, "{number}").expect("a string takes every character"),
            // A whole number reads the same as an integer, which takes a fraction of the time; above 2^53 it is rounded.
            Self::Number(number) => match *number as u64 {
                whole if whole < 1 << 53 && (whole as f64).to_bits() == number.to_bits() => {
                    Self::Whole(whole).write(out);
                }
                _ => write!(out, "{number}").expect("a string takes every character"),
            },
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        }
    }
}

/// An attribute: its name in every format, its type, and how it is found.
struct Attribute<F> {
    key: &'static str,
    kind: Kind,
    of: F,
}

type OfOrganization = for<'c> fn(OrganizationRef<'c>, Lang) -> Option<Value<'c>>;
type OfProject = for<'c> fn(ProjectRef<'c>, Lang) -> Option<Value<'c>>;
type OfEdge = for<'c> fn(&Provenance<'c>) -> Option<Value<'c>>;

const fn attribute<F>(key: &'static str, kind: Kind, of: F) -> Attribute<F> {
    Attribute { key, kind, of }
}

const ORGANIZATION: &[Attribute<OfOrganization>] = &[
    attribute("label", Kind::Text, |own, lang| text(own.record().label(lang))),
    attribute("label_en", Kind::Text, |own, _| in_language(own.record().name.as_ref(), Lang::En)),
    attribute("label_zh", Kind::Text, |own, _| in_language(own.record().name.as_ref(), Lang::Zh)),
    attribute("record", Kind::Text, |_, _| text("organization")),
    attribute("record_id", Kind::Text, |own, _| text(own.record().id.as_str())),
    attribute("kind", Kind::Text, |own, _| text(own.kind.as_str())),
    attribute("service", Kind::Text, |own, _| text(own.service?.as_str())),
    attribute("stage", Kind::Text, |own, _| text(main_stage(own)?.as_str())),
    attribute("leap", Kind::Text, |own, _| text(main_stage(own)?.leap().as_str())),
    attribute("categories", Kind::Text, |own, _| categories(own)),
    attribute("teams", Kind::Whole, |own, _| teams(own, None)),
    attribute("teams_basic", Kind::Whole, |own, _| teams(own, Some(Stage::Basic))),
    attribute("teams_applied_basic", Kind::Whole, |own, _| teams(own, Some(Stage::AppliedBasic))),
    attribute("teams_applied", Kind::Whole, |own, _| teams(own, Some(Stage::Applied))),
    attribute("teams_industrialization", Kind::Whole, |own, _| teams(own, Some(Stage::Industrialization))),
    attribute("leading_scientists", Kind::Whole, |own, _| whole(own.leading_scientists)),
    attribute("staff", Kind::Whole, |own, _| whole(own.staff)),
    attribute("platforms", Kind::Text, |own, lang| list(own.record().platforms.iter().map(|text| text.get(lang)))),
    attribute("region", Kind::Text, |own, lang| text(own.record().region.as_ref()?.get(lang))),
    attribute("lead", Kind::Text, |own, _| text(own.record().charter.as_ref()?.lead.as_ref()?.as_str())),
    attribute("legal_representative", Kind::Text, |own, _| {
        text(own.record().charter.as_ref()?.legal_representative.as_ref()?.as_str())
    }),
    attribute("nonprofit", Kind::Flag, |own, _| own.charter.as_ref()?.nonprofit.map(Value::Flag)),
    attribute("technicians", Kind::Whole, |own, _| whole(own.charter.as_ref()?.technicians)),
    attribute("evidence", Kind::Text, |own, _| text(own.evidence.as_str())),
    attribute("source_id", Kind::Text, |own, _| text(own.record().source.as_ref()?.as_str())),
];

const PROJECT: &[Attribute<OfProject>] = &[
    attribute("label", Kind::Text, |own, lang| text(own.record().label(lang))),
    attribute("label_en", Kind::Text, |own, _| in_language(own.record().title.as_ref(), Lang::En)),
    attribute("label_zh", Kind::Text, |own, _| in_language(own.record().title.as_ref(), Lang::Zh)),
    attribute("record", Kind::Text, |_, _| text("project")),
    attribute("record_id", Kind::Text, |own, _| text(own.record().id.as_str())),
    attribute("category", Kind::Text, |own, _| text(own.record().category.as_str())),
    attribute("stage", Kind::Text, |own, _| text(own.stage.as_str())),
    attribute("leap", Kind::Text, |own, _| text(own.stage.leap().as_str())),
    attribute("status", Kind::Text, |own, _| text(own.status.as_str())),
    attribute("performer", Kind::Text, |own, _| text(own.record().performer.as_str())),
    attribute("commissioner", Kind::Text, |own, _| text(own.record().commissioner.as_ref()?.as_str())),
    attribute("commissioned", Kind::Text, |own, _| own.commissioned.map(Value::Date)),
    attribute("started", Kind::Text, |own, _| own.started.map(Value::Date)),
    attribute("ended", Kind::Text, |own, _| own.ended.map(Value::Date)),
    attribute("topic", Kind::Text, |own, _| text(own.record().topic.as_deref()?)),
    attribute("budget", Kind::Number, |own, _| own.budget.map(Value::Number)),
    attribute("chokepoint", Kind::Flag, |own, _| Some(Value::Flag(own.chokepoint))),
    attribute("answers", Kind::Text, |own, _| list(own.record().answers.iter().map(DemandId::as_str))),
    attribute("interested", Kind::Text, |own, _| {
        list(own.record().interested.iter().flatten().map(OrganizationId::as_str))
    }),
    attribute("orientations", Kind::Text, |own, _| list(own.record().orientations.iter().map(|one| one.as_str()))),
    attribute("inventors_share", Kind::Number, |own, _| inventors_share(own)),
    attribute("evidence", Kind::Text, |own, _| text(own.evidence.as_str())),
    attribute("source_id", Kind::Text, |own, _| text(own.record().source.as_ref()?.as_str())),
];

const EDGE: &[Attribute<OfEdge>] = &[
    attribute("kind", Kind::Text, |own| text(own.edge.link.as_str())),
    attribute("category", Kind::Text, |own| own.categories()),
    attribute("upstream", Kind::Text, |own| text(own.upstream?.record().id.as_str())),
    attribute("project", Kind::Text, |own| own.project_id()),
    attribute("demand", Kind::Text, |own| text(own.demand()?.id.as_str())),
    attribute("date", Kind::Text, |own| own.date()),
    attribute("amount", Kind::Number, |own| own.funding()?.amount.map(Value::Number)),
    attribute("contribution", Kind::Number, |own| own.member()?.contribution.map(Value::Number)),
    attribute("technicians", Kind::Whole, |own| whole(own.member()?.technicians)),
    attribute("evidence", Kind::Text, |own| text(own.evidence().as_str())),
    attribute("source_id", Kind::Text, |own| text(own.source()?.as_str())),
];

/// A column: one attribute, of whatever nodes have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) kind: Kind,
}

/// The attributes of the nodes of one graph.
pub(super) struct NodeColumns {
    pub(super) list: Vec<Column>,
    /// The attributes of a project, each with its column, in the order of the columns.
    of_project: Vec<(usize, &'static Attribute<OfProject>)>,
}

impl NodeColumns {
    pub(super) fn of(nodes: Nodes) -> Self {
        let organizations: &[_] = if nodes == Nodes::Projects { &[] } else { ORGANIZATION };
        let projects: &[_] = if nodes == Nodes::Organizations { &[] } else { PROJECT };
        let mut list: Vec<Column> = organizations.iter().map(|own| Column { key: own.key, kind: own.kind }).collect();
        let mut of_project = Vec::new();
        for own in projects {
            let place = list.iter().position(|column| column.key == own.key).unwrap_or(list.len());
            if place == list.len() {
                list.push(Column { key: own.key, kind: own.kind });
            }
            of_project.push((place, own));
        }
        of_project.sort_by_key(|(place, _)| *place);
        Self { list, of_project }
    }

    /// Hands over what there is of a node, with the number of the column, in the order of the columns.
    pub(super) fn visit<'c, E>(
        &self,
        node: Node<'c>,
        lang: Lang,
        mut put: impl FnMut(usize, Value<'c>) -> Result<(), E>,
    ) -> Result<(), E> {
        match node {
            Node::Organization(organization) => ORGANIZATION
                .iter()
                .enumerate()
                .filter_map(|(column, own)| Some((column, (own.of)(organization, lang)?)))
                .try_for_each(|(column, value)| put(column, value)),
            Node::Project(project) => self
                .of_project
                .iter()
                .filter_map(|(column, own)| Some((*column, (own.of)(project, lang)?)))
                .try_for_each(|(column, value)| put(column, value)),
        }
    }
}

/// The attributes of edges.
pub(super) fn edge_columns() -> Vec<Column> {
    EDGE.iter().map(|own| Column { key: own.key, kind: own.kind }).collect()
}

/// Hands over what there is of an edge, with the number of the column, in the order of the columns.
pub(super) fn visit_edge<'c, E>(
    edge: Edge<'c>,
    mut put: impl FnMut(usize, Value<'c>) -> Result<(), E>,
) -> Result<(), E> {
    let provenance = Provenance::of(edge);
    let values = EDGE.iter().enumerate().filter_map(|(column, own)| Some((column, (own.of)(&provenance)?)));
    { values }.try_for_each(|(column, value)| put(column, value))
}

impl Graph<'_> {
    pub(super) fn node_columns(&self) -> NodeColumns {
        NodeColumns::of(self.which())
    }
}

// Beside values that may not be there.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn text(text: &str) -> Option<Value<'_>> {
    Some(Value::Text(Cow::Borrowed(text)))
}

fn whole<'c>(number: Option<u32>) -> Option<Value<'c>> {
    number.map(|number| Value::Whole(number.into()))
}

fn in_language(words: Option<&Text>, lang: Lang) -> Option<Value<'_>> {
    text(words?.in_language(lang)?)
}

/// Texts in one, with `;` between them; within one of them, a backslash goes before `;` and before itself.
pub(super) fn list<'c>(mut texts: impl Iterator<Item = &'c str>) -> Option<Value<'c>> {
    let entry = |text: &'c str| {
        let special = text.contains([';', '\\']);
        if special { Cow::Owned(text.replace('\\', r"\\").replace(';', r"\;")) } else { Cow::Borrowed(text) }
    };
    let first = entry(texts.next()?);
    let joined = texts.fold(first, |joined, next| Cow::Owned(joined.into_owned() + ";" + &entry(next)));
    Some(Value::Text(joined))
}

/// The categories that an organization has teams for.
fn categories(organization: OrganizationRef<'_>) -> Option<Value<'_>> {
    let chain = organization.chain();
    let mut numbers: Vec<u32> =
        chain.organization_columns().capabilities(organization.number()).iter().map(|cell| cell.category).collect();
    numbers.dedup();
    list(numbers.into_iter().map(|number| chain.categories()[number as usize].id.as_str()))
}

/// The stage at which an organization has most teams; of several, the earliest.
pub(super) fn main_stage(organization: OrganizationRef<'_>) -> Option<Stage> {
    let teams = Stage::ALL.map(|stage| (teams_at(organization, stage), stage));
    let most = teams.iter().map(|(teams, _)| *teams).max().filter(|most| *most > 0)?;
    teams.into_iter().find(|(teams, _)| *teams == most).map(|(_, stage)| stage)
}

fn teams_at(organization: OrganizationRef<'_>, stage: Stage) -> u64 {
    let capabilities = organization.chain().organization_columns().capabilities(organization.number());
    capabilities.iter().filter(|cell| cell.stage == stage).map(|cell| u64::from(cell.teams)).sum()
}

/// The teams of an organization at a stage or at all of them; `None` where no capability is on record at all.
fn teams(organization: OrganizationRef<'_>, stage: Option<Stage>) -> Option<Value<'_>> {
    let known = !organization.chain().organization_columns().capabilities(organization.number()).is_empty();
    known.then(|| {
        let stages = Stage::ALL.into_iter().filter(|own| stage.is_none_or(|stage| stage == *own));
        Value::Whole(stages.map(|stage| teams_at(organization, stage)).sum())
    })
}

fn inventors_share(project: ProjectRef<'_>) -> Option<Value<'_>> {
    let shares = &project.record().benefit_shares;
    let of_inventors = shares.iter().filter(|share| *share.holder == *crate::model::BenefitShare::INVENTORS);
    (!shares.is_empty()).then(|| Value::Number(of_inventors.fold(0.0, |sum, share| sum + share.share)))
}
