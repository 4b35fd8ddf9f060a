//! What is exported of each node and edge: one list of attributes, which every format renders.

use super::answers::{Answers, Told as Of};
use super::elements::{Edge, Node, Nodes};
use super::provenance::Provenance;
use super::records::Graph;
use super::stage::main_stage;
use super::value::{Value, list, text};
use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef, Workplace};
use crate::graph::pedigree::ROUNDING;
use crate::model::{Lang, Stage, Text, whole_label};
use crate::record::{
    BenefitShare, Field, FieldKind, FieldValue, Fields, Germplasm, Organization, Project, Record, RecordList, Shape,
};

/// The type of an attribute, the same for all that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A whole number, 0 or more.
    Whole,
    Number,
    Flag,
}

/// An attribute: its name in every format, its type, and how it is found.
struct Attribute<F> {
    key: &'static str,
    kind: Kind,
    of: F,
}

type OfOrganization = for<'c> fn(OrganizationRef<'c>, &Answers) -> Option<Value<'c>>;
type OfProject = for<'c> fn(ProjectRef<'c>, &Answers) -> Option<Value<'c>>;
type OfGermplasm = for<'c> fn(GermplasmRef<'c>, &Answers) -> Option<Value<'c>>;
type OfEdge = for<'c> fn(&Provenance<'c>) -> Option<Value<'c>>;

const fn attribute<F>(key: &'static str, kind: Kind, of: F) -> Attribute<F> {
    Attribute { key, kind, of }
}

/// What is reported of an organization besides its own fields, behind one of them or before all.
const OF_ORGANIZATION: &[(Option<&str>, &[Attribute<OfOrganization>])] = &[
    (None, &[attribute("record", Kind::Text, |_, _| text("organization"))]),
    (
        Some("service"),
        &[
            attribute("stage", Kind::Text, |own, _| text(main_stage(own)?.as_str())),
            attribute("leap", Kind::Text, |own, _| text(main_stage(own)?.leap().as_str())),
            attribute("categories", Kind::Text, |own, _| categories(own)),
            attribute("teams", Kind::Whole, |own, _| teams(own, None)),
            attribute("teams_basic", Kind::Whole, |own, _| teams(own, Some(Stage::Basic))),
            attribute("teams_applied_basic", Kind::Whole, |own, _| teams(own, Some(Stage::AppliedBasic))),
            attribute("teams_applied", Kind::Whole, |own, _| teams(own, Some(Stage::Applied))),
            attribute("teams_industrialization", Kind::Whole, |own, _| teams(own, Some(Stage::Industrialization))),
        ],
    ),
    (
        Some("source"),
        &[
            attribute("gaps", Kind::Text, |own, of| of.at_organization(own).gaps(Of::All)),
            attribute("certain_gaps", Kind::Text, |own, of| of.at_organization(own).gaps(Of::Certain)),
            attribute("possible_gaps", Kind::Text, |own, of| of.at_organization(own).gaps(Of::Possible)),
            attribute("findings", Kind::Text, |own, of| of.at_organization(own).findings(Of::All)),
            attribute("certain_findings", Kind::Text, |own, of| of.at_organization(own).findings(Of::Certain)),
            attribute("possible_findings", Kind::Text, |own, of| of.at_organization(own).findings(Of::Possible)),
            attribute("active", Kind::Whole, |own, of| of.work(own).open.map(|[active, _]| count(active))),
            attribute("waiting", Kind::Whole, |own, of| of.work(own).open.map(|[_, waiting]| count(waiting))),
            attribute("waits_while_idle", Kind::Flag, |own, of| of.work(own).waits_while_idle.map(Value::Flag)),
        ],
    ),
];

/// The same of a project.
const OF_PROJECT: &[(Option<&str>, &[Attribute<OfProject>])] = &[
    (None, &[attribute("record", Kind::Text, |_, _| text("project"))]),
    (Some("stage"), &[attribute("leap", Kind::Text, |own, _| text(own.stage().leap().as_str()))]),
    (Some("orientations"), &[attribute("inventors_share", Kind::Number, |own, _| inventors_share(own))]),
    (
        Some("source"),
        &[
            attribute("standing", Kind::Text, |own, of| text(of.standing(own)?.as_str())),
            attribute("gaps", Kind::Text, |own, of| of.at_project(own).gaps(Of::All)),
            attribute("certain_gaps", Kind::Text, |own, of| of.at_project(own).gaps(Of::Certain)),
            attribute("possible_gaps", Kind::Text, |own, of| of.at_project(own).gaps(Of::Possible)),
            attribute("findings", Kind::Text, |own, of| of.at_project(own).findings(Of::All)),
            attribute("certain_findings", Kind::Text, |own, of| of.at_project(own).findings(Of::Certain)),
            attribute("possible_findings", Kind::Text, |own, of| of.at_project(own).findings(Of::Possible)),
        ],
    ),
];

/// The same of a germplasm.
const OF_GERMPLASM: &[(Option<&str>, &[Attribute<OfGermplasm>])] = &[
    (None, &[attribute("record", Kind::Text, |_, _| text("germplasm"))]),
    (Some("released"), &[attribute("released_by", Kind::Text, |own, _| text(own.released_by()?.record().id.as_str()))]),
    (
        Some("source"),
        &[
            attribute("mass", Kind::Number, |own, of| of.part(own).map(|part| Value::Number(part.mass))),
            attribute("reach", Kind::Whole, |own, of| of.part(own).map(|part| Value::Whole(part.reach.into()))),
            attribute("core_parent", Kind::Flag, |own, of| of.part(own).map(|part| Value::Flag(part.is_core_parent))),
            attribute("unknown_parents", Kind::Number, |own, _| Some(Value::Number(unknown_parents(own)))),
            attribute("gaps", Kind::Text, |own, of| of.at_germplasm(own).gaps(Of::All)),
            attribute("certain_gaps", Kind::Text, |own, of| of.at_germplasm(own).gaps(Of::Certain)),
            attribute("possible_gaps", Kind::Text, |own, of| of.at_germplasm(own).gaps(Of::Possible)),
            attribute("findings", Kind::Text, |own, of| of.at_germplasm(own).findings(Of::All)),
            attribute("certain_findings", Kind::Text, |own, of| of.at_germplasm(own).findings(Of::Certain)),
            attribute("possible_findings", Kind::Text, |own, of| of.at_germplasm(own).findings(Of::Possible)),
        ],
    ),
];

const EDGE: &[Attribute<OfEdge>] = &[
    attribute("kind", Kind::Text, |own| text(own.edge.link.as_str())),
    attribute("category", Kind::Text, |own| own.categories()),
    attribute("upstream", Kind::Text, |own| text(own.upstream?.record().id.as_str())),
    attribute("project", Kind::Text, |own| own.project_id()),
    attribute("demand", Kind::Text, |own| text(own.demand()?.id.as_str())),
    attribute("germplasm", Kind::Text, |own| text(own.material()?.id.as_str())),
    attribute("date", Kind::Text, |own| own.date()),
    attribute("amount", Kind::Number, |own| own.funding()?.amount.map(Value::Number)),
    attribute("contribution", Kind::Number, |own| own.member()?.contribution.map(Value::Number)),
    attribute("technicians", Kind::Whole, |own| whole(own.member()?.technicians)),
    attribute("share", Kind::Number, |own| own.share().map(Value::Number)),
    attribute("evidence", Kind::Text, |own| text(own.evidence().as_str())),
    attribute("source_id", Kind::Text, |own| text(own.source()?.as_str())),
];

/// A column: one attribute, of whatever nodes have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) kind: Kind,
}

/// Columns that stand behind another one than that of the field before: some programs find columns by their places.
const BEHIND: &[(&str, &str)] = &[("status", "stage"), ("answers", "chokepoint")];

/// The fields of a record in the order of their columns, with their places.
fn in_order(shape: &'static Shape) -> Vec<(usize, &'static Field)> {
    let mut fields: Vec<(usize, &Field)> = shape.fields.iter().enumerate().collect();
    for (moved, before) in BEHIND {
        let place = |key: &str, fields: &[(usize, &Field)]| fields.iter().position(|(_, field)| field.key == key);
        if let (Some(from), Some(_)) = (place(moved, &fields), place(before, &fields)) {
            let field = fields.remove(from);
            let behind = place(before, &fields).map_or(fields.len(), |before| before + 1);
            fields.insert(behind, field);
        }
    }
    fields
}

/// What is reported of a node in a column.
enum Told<F: 'static> {
    /// What people call it: in the language of the reader, or in exactly one.
    Label(Option<Lang>),
    /// What stands in a field, by the places of the field and of that within it.
    Field(usize, Option<usize>),
    /// What follows from the chain.
    Derived(&'static Attribute<F>),
}

/// What is reported of each record of some kind, in order: the fields as they are declared, and what follows from the chain.
///
/// A record within the record has its own fields, before how the record is known; lists of them, and what is an edge of
/// the graph, are not told of the node.
fn told<F>(
    shape: &'static Shape,
    list: RecordList,
    derived: &'static [(Option<&'static str>, &'static [Attribute<F>])],
) -> Vec<(Column, Told<F>)> {
    let label = |lang: Option<Lang>| {
        let key = match lang {
            None => "label",
            Some(Lang::En) => "label_en",
            Some(Lang::Zh) => "label_zh",
        };
        (Column { key, kind: Kind::Text }, Told::Label(lang))
    };
    let mut columns: Vec<(Column, Told<F>)> = [None, Some(Lang::En), Some(Lang::Zh)].map(label).into();
    let behind = |key: Option<&'static str>| {
        let own = derived.iter().filter(move |(place, _)| *place == key).flat_map(|(_, own)| own.iter());
        own.map(|own| (Column { key: own.key, kind: own.kind }, Told::Derived(own)))
    };
    columns.extend(behind(None));
    let mut of_parts = Vec::new();
    for (place, field) in in_order(shape) {
        if is_known_by(field) {
            columns.append(&mut of_parts);
        }
        match field.kind {
            // They are the label.
            FieldKind::Text if matches!(field.key, "name" | "title") => {}
            FieldKind::Record(of) => {
                let within = of.fields.iter().enumerate().filter(|(_, field)| !is_known_by(field));
                of_parts.extend(
                    within.filter_map(|(within, field)| Some((column(field, None)?, Told::Field(place, Some(within))))),
                );
            }
            _ => columns.extend(column(field, Some(list)).map(|column| (column, Told::Field(place, None)))),
        }
        columns.extend(behind(Some(field.key)));
    }
    columns
}

/// Whether a field says how the record is known.
fn is_known_by(field: &Field) -> bool {
    matches!(field.key, "evidence" | "source")
}

/// The column of a field. An id says of which record it is; of records of the list itself, the edges of the graph tell.
fn column(field: &Field, list: Option<RecordList>) -> Option<Column> {
    let key = match field.kind {
        FieldKind::Id(_) => "record_id",
        FieldKind::Reference(RecordList::Sources) => "source_id",
        _ => field.key,
    };
    let kind = match field.kind {
        FieldKind::Count { .. } => Kind::Whole,
        FieldKind::Number | FieldKind::Positive | FieldKind::Share => Kind::Number,
        FieldKind::Flag => Kind::Flag,
        FieldKind::List(FieldKind::Record(_)) | FieldKind::ByStage(_) | FieldKind::ByCategory(_) => return None,
        FieldKind::List(FieldKind::Reference(of)) if Some(*of) == list => return None,
        _ => Kind::Text,
    };
    Some(Column { key, kind })
}

/// What stands in a field.
fn value(field: FieldValue<'_>, lang: Lang) -> Option<Value<'_>> {
    match field {
        FieldValue::Id(words) | FieldValue::Plain(words) | FieldValue::Choice(words) => text(words),
        FieldValue::Text(words) => text(words.get(lang)),
        FieldValue::Date(date) => Some(Value::Date(date)),
        FieldValue::Count(count) => Some(Value::Whole(count.into())),
        FieldValue::Number(number) => Some(Value::Number(number)),
        FieldValue::Flag(flag) => Some(Value::Flag(flag)),
        FieldValue::List(_) => list(field.elements().filter_map(|element| match element {
            FieldValue::Id(words) | FieldValue::Plain(words) | FieldValue::Choice(words) => Some(words),
            FieldValue::Text(words) => Some(words.get(lang)),
            _ => None,
        })),
        _ => None,
    }
}

/// What a record has in a column.
fn of_record<'c, F>(record: &'c dyn Fields, name: Option<&'c Text>, told: &Told<F>, lang: Lang) -> Option<Value<'c>> {
    match told {
        Told::Label(None) => match (name, record.value("id")?) {
            (name, FieldValue::Id(id)) => text(whole_label(name, id, lang)),
            (_, id) => value(id, lang),
        },
        Told::Label(Some(lang)) => text(name?.in_language(*lang)?),
        Told::Field(place, None) => value(record.field(*place), lang),
        Told::Field(place, Some(within)) => match record.field(*place) {
            FieldValue::Record(record) => value(record.field(*within), lang),
            _ => None,
        },
        Told::Derived(_) => None,
    }
}

/// The attributes of the nodes of one graph.
pub(super) struct NodeColumns {
    pub(super) list: Vec<Column>,
    /// What is reported of an organization, each with its column, in the order of the columns.
    of_organization: Vec<(usize, Told<OfOrganization>)>,
    /// The same of a project.
    of_project: Vec<(usize, Told<OfProject>)>,
    /// The same of a germplasm.
    of_germplasm: Vec<(usize, Told<OfGermplasm>)>,
    answers: Answers,
}

impl NodeColumns {
    /// What takes a look at the whole chain is looked up here, once.
    fn of(graph: &Graph<'_>) -> Self {
        let nodes = graph.which();
        let answers = Answers::of(graph.chain(), nodes);
        let (mut of_organization, mut of_project, mut of_germplasm) = (Vec::new(), Vec::new(), Vec::new());
        if matches!(nodes, Nodes::Organizations | Nodes::Both) {
            of_organization = told(&Organization::SHAPE, RecordList::Organizations, OF_ORGANIZATION);
        }
        if matches!(nodes, Nodes::Projects | Nodes::Both) {
            of_project = told(&Project::SHAPE, RecordList::Projects, OF_PROJECT);
        }
        if nodes == Nodes::Pedigree {
            of_germplasm = told(&Germplasm::SHAPE, RecordList::Germplasm, OF_GERMPLASM);
        }
        let mut list: Vec<Column> = Vec::new();
        let of_organization = placed(of_organization, &mut list);
        let of_project = placed(of_project, &mut list);
        let of_germplasm = placed(of_germplasm, &mut list);
        Self { list, of_organization, of_project, of_germplasm, answers }
    }

    /// Hands over what there is of a node, with the number of the column, in the order of the columns.
    pub(super) fn visit<'c, E>(
        &self,
        node: Node<'c>,
        lang: Lang,
        mut put: impl FnMut(usize, Value<'c>) -> Result<(), E>,
    ) -> Result<(), E> {
        match node {
            Node::Organization(node) => {
                let record = node.record();
                self.of_organization.iter().try_for_each(|(column, told)| {
                    let value = match told {
                        Told::Derived(own) => (own.of)(node, &self.answers),
                        told => of_record(record, record.name.as_ref(), told, lang),
                    };
                    value.map_or(Ok(()), |value| put(*column, value))
                })
            }
            Node::Project(node) => {
                let record = node.record();
                self.of_project.iter().try_for_each(|(column, told)| {
                    let value = match told {
                        Told::Derived(own) => (own.of)(node, &self.answers),
                        told => of_record(record, record.title.as_ref(), told, lang),
                    };
                    value.map_or(Ok(()), |value| put(*column, value))
                })
            }
            Node::Germplasm(node) => {
                let record = node.record();
                self.of_germplasm.iter().try_for_each(|(column, told)| {
                    let value = match told {
                        Told::Derived(own) => (own.of)(node, &self.answers),
                        told => of_record(record, record.name.as_ref(), told, lang),
                    };
                    value.map_or(Ok(()), |value| put(*column, value))
                })
            }
        }
    }
}

/// Gives what is reported its columns: those of the same key are one.
fn placed<F>(told: Vec<(Column, Told<F>)>, list: &mut Vec<Column>) -> Vec<(usize, Told<F>)> {
    let mut placed: Vec<(usize, Told<F>)> = Vec::with_capacity(told.len());
    for (column, told) in told {
        let place = list.iter().position(|own| own.key == column.key).unwrap_or_else(|| {
            list.push(column);
            list.len() - 1
        });
        placed.push((place, told));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed
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
        NodeColumns::of(self)
    }
}

fn whole<'c>(number: Option<u32>) -> Option<Value<'c>> {
    number.map(|number| Value::Whole(number.into()))
}

const fn count<'c>(count: usize) -> Value<'c> {
    Value::Whole(count as u64)
}

/// The categories that an organization works in.
fn categories(organization: OrganizationRef<'_>) -> Option<Value<'_>> {
    let chain = organization.chain();
    let mut numbers: Vec<u32> = workplaces(organization).iter().map(|place| place.category).collect();
    numbers.dedup();
    list(numbers.into_iter().map(|number| chain.categories()[number as usize].id.as_str()))
}

fn workplaces(organization: OrganizationRef<'_>) -> &[Workplace] {
    organization.chain().works_at().of(organization.number())
}

/// The teams of an organization at a stage or at all of them; `None` where it is not known to work anywhere, or where any
/// of these teams are unknown.
fn teams(organization: OrganizationRef<'_>, stage: Option<Stage>) -> Option<Value<'_>> {
    let places = workplaces(organization);
    let mut own = places.iter().filter(|place| stage.is_none_or(|stage| stage == place.stage));
    let sum = own.try_fold(0, |sum, place| Some(sum + u64::from(place.teams?.get())))?;
    (!places.is_empty()).then_some(Value::Whole(sum))
}

/// What the shares of its parents leave: 1 without parents.
fn unknown_parents(germplasm: GermplasmRef<'_>) -> f64 {
    let known: f64 = germplasm.parents().map(|(_, share)| share).sum();
    let unknown = (1.0 - known).max(0.0);
    if unknown < ROUNDING { 0.0 } else { unknown }
}

fn inventors_share(project: ProjectRef<'_>) -> Option<Value<'_>> {
    let shares = &project.record().benefit_shares;
    let of_inventors = shares.iter().filter(|share| *share.holder == *BenefitShare::INVENTORS);
    (!shares.is_empty()).then(|| Value::Number(of_inventors.fold(0.0, |sum, share| sum + share.share)))
}
