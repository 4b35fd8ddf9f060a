//! What is drawn: boxes in layers by stage, and lines between them, every record for itself or folded into groups.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::elements::{Edge, Link, Node};
use super::palette::{self, Color};
use super::records::Graph;
use super::stage::main_stage;
use crate::model::{GermplasmKind, Lang, OrganizationKind, Stage};

/// How to draw a graph.
///
/// ```
/// use seedrelay::render::graph::DrawingOptions;
/// assert_eq!(DrawingOptions::new().fold(true).font("SimSun").font, "SimSun");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DrawingOptions {
    /// Whether to draw one box for all organizations of one kind at one stage, and one for all projects of one category
    /// at one stage, with their numbers: for chains that are too large to look at. Off by default.
    pub fold: bool,
    /// The font of DOT; it must have Chinese characters if the labels do. `Noto Sans CJK SC` by default.
    pub font: String,
}

impl Default for DrawingOptions {
    fn default() -> Self {
        Self { fold: false, font: "Noto Sans CJK SC".into() }
    }
}

impl DrawingOptions {
    /// Every record for itself.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets whether to draw groups.
        fold: bool => |fold| fold;
        /// Sets the font of DOT.
        font: impl Into<String> => |font| font.into();
    }
}

/// Where a box is drawn: at a stage, or beside the relay; in a pedigree by what a germplasm is, as breeding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Stage(Stage),
    Beside,
    Germplasm(GermplasmKind),
}

impl Layer {
    /// In the order in which they are drawn.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let stages = Stage::ALL.into_iter().map(Self::Stage);
        stages.chain([Self::Beside]).chain(GermplasmKind::ALL.iter().copied().map(Self::Germplasm))
    }

    fn of(node: Node<'_>) -> Self {
        let stage = match node {
            Node::Organization(organization) => main_stage(organization),
            Node::Project(project) => Some(project.stage()),
            Node::Germplasm(germplasm) => return Self::Germplasm(germplasm.kind()),
        };
        stage.map_or(Self::Beside, Self::Stage)
    }

    /// The name of the layer, for ids.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Stage(stage) => stage.as_str(),
            Self::Beside => "beside",
            Self::Germplasm(kind) => kind.as_str(),
        }
    }

    pub(super) const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Stage(stage), lang) => stage.label(lang),
            (Self::Beside, Lang::En) => "beside the relay",
            (Self::Beside, Lang::Zh) => "接力之外",
            (Self::Germplasm(kind), lang) => kind.label(lang),
        }
    }
}

/// One box.
pub(super) struct Cell<'c> {
    pub(super) layer: Layer,
    /// Its id, as no other box has it.
    pub(super) id: Cow<'c, str>,
    pub(super) label: Cow<'c, str>,
    pub(super) color: Color,
    /// Whether it stands for organizations; if not, for projects or germplasm.
    pub(super) organization: bool,
    /// Whether what it stands for is proposed only.
    pub(super) proposed: bool,
}

/// One line, from one box to another by their numbers.
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) link: Link,
    /// For how many edges it stands.
    pub(super) edges: usize,
}

/// A drawing.
pub(super) struct Drawing<'c> {
    pub(super) cells: Vec<Cell<'c>>,
    pub(super) lines: Vec<Line>,
}

impl<'c> Drawing<'c> {
    pub(super) fn of(graph: &Graph<'c>, options: &DrawingOptions) -> Self {
        if options.fold { Self::folded(graph) } else { Self::whole(graph) }
    }

    fn whole(graph: &Graph<'c>) -> Self {
        let cell = |node: Node<'c>| Cell {
            layer: Layer::of(node),
            id: node.id(graph.which()),
            label: label_in(graph, node),
            color: palette::of_node(node),
            organization: matches!(node, Node::Organization(_)),
            proposed: is_proposed(node),
        };
        let mut places = Places::new(graph);
        let nodes = graph.every_node().enumerate();
        let cells = nodes.map(|(place, node)| (places.set(node, place), cell(node)).1).collect();
        let line =
            |edge: Edge<'c>| Line { from: places.get(edge.from), to: places.get(edge.to), link: edge.link, edges: 1 };
        Self { cells, lines: graph.every_edge().map(line).collect() }
    }

    fn folded(graph: &Graph<'c>) -> Self {
        let mut groups: BTreeMap<Group, (usize, usize)> = BTreeMap::new();
        for node in graph.every_node() {
            let (nodes, proposed) = groups.entry(Group::of(node)).or_default();
            *nodes += 1;
            *proposed += usize::from(is_proposed(node));
        }
        let numbers: BTreeMap<Group, usize> = groups.keys().enumerate().map(|(place, group)| (*group, place)).collect();
        let mut places = Places::new(graph);
        graph.every_node().for_each(|node| places.set(node, numbers[&Group::of(node)]));
        let lang = graph.language();
        let cell = |(group, (nodes, proposed)): (&Group, &(usize, usize))| {
            let (layer, organization) = (group.layer(), matches!(group, Group::Organizations(..)));
            let (id, name, color) = match group {
                Group::Organizations(kind, _) => {
                    (format!("{}/{kind}", layer.as_str()), kind.label(lang), palette::of_kind(*kind))
                }
                Group::Projects(category, stage) => {
                    let category = &graph.chain().categories()[*category as usize];
                    let id = format!("{}/projects/{}", layer.as_str(), category.id);
                    (id, category.label(lang), palette::of_stage(*stage))
                }
                Group::Germplasm(category, kind) => {
                    let category = &graph.chain().categories()[*category as usize];
                    let id = format!("{}/germplasm/{}", layer.as_str(), category.id);
                    (id, category.label(lang), palette::of_germplasm(*kind))
                }
            };
            let label = match (lang, group) {
                (_, Group::Organizations(..)) => format!("{name} ({nodes})"),
                (Lang::En, Group::Projects(..)) => {
                    format!("{name}: {nodes} project{}", if *nodes == 1 { "" } else { "s" })
                }
                (Lang::Zh, Group::Projects(..)) => format!("{name}：{nodes}个项目"),
                (Lang::En, Group::Germplasm(..)) => format!("{name}: {nodes} items of germplasm"),
                (Lang::Zh, Group::Germplasm(..)) => format!("{name}：{nodes}份种质"),
            };
            let (id, label) = (Cow::Owned(id), Cow::Owned(label));
            Cell { layer, id, label, color, organization, proposed: nodes == proposed }
        };
        let cells = groups.iter().map(cell).collect();
        let mut lines: BTreeMap<(usize, usize, &'static str), (Link, usize)> = BTreeMap::new();
        for edge in graph.every_edge() {
            let key = (places.get(edge.from), places.get(edge.to), edge.link.as_str());
            lines.entry(key).or_insert((edge.link, 0)).1 += 1;
        }
        let line = |((from, to, _), (link, edges))| Line { from, to, link, edges };
        Self { cells, lines: lines.into_iter().map(line).collect() }
    }
}

/// What is drawn as one box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Organizations(OrganizationKind, Layer),
    /// Of a category by its number.
    Projects(u32, Stage),
    /// The same.
    Germplasm(u32, GermplasmKind),
}

impl Group {
    fn of(node: Node<'_>) -> Self {
        match node {
            Node::Organization(organization) => Self::Organizations(organization.kind(), Layer::of(node)),
            Node::Project(project) => {
                Self::Projects(project.chain().columns().category[project.number()], project.stage())
            }
            Node::Germplasm(germplasm) => {
                Self::Germplasm(germplasm.chain().germplasm_columns().category[germplasm.number()], germplasm.kind())
            }
        }
    }

    const fn layer(self) -> Layer {
        match self {
            Self::Organizations(_, layer) => layer,
            Self::Projects(_, stage) => Layer::Stage(stage),
            Self::Germplasm(_, kind) => Layer::Germplasm(kind),
        }
    }
}

/// What a box is called: an ancestor from another category with the name of that.
fn label_in<'c>(graph: &Graph<'c>, node: Node<'c>) -> Cow<'c, str> {
    let (lang, label) = (graph.language(), node.label(graph.language()));
    match (graph.other_category(node), lang) {
        (None, _) => label.into(),
        (Some(category), Lang::En) => format!("{label} ({})", category.label(lang)).into(),
        (Some(category), Lang::Zh) => format!("{label}（{}）", category.label(lang)).into(),
    }
}

fn is_proposed(node: Node<'_>) -> bool {
    node.evidence() == crate::model::Evidence::Proposed
}

/// In which box each node is.
struct Places {
    organizations: Vec<u32>,
    projects: Vec<u32>,
    germplasm: Vec<u32>,
}

impl Places {
    fn new(graph: &Graph<'_>) -> Self {
        let chain = graph.chain();
        let none = |count| vec![0; count];
        let (organizations, projects) = (none(chain.organizations().len()), none(chain.projects().len()));
        Self { organizations, projects, germplasm: none(chain.germplasm().len()) }
    }

    fn set(&mut self, node: Node<'_>, place: usize) {
        match node {
            Node::Organization(own) => self.organizations[own.number()] = place as u32,
            Node::Project(own) => self.projects[own.number()] = place as u32,
            Node::Germplasm(own) => self.germplasm[own.number()] = place as u32,
        }
    }

    fn get(&self, node: Node<'_>) -> usize {
        match node {
            Node::Organization(own) => self.organizations[own.number()] as usize,
            Node::Project(own) => self.projects[own.number()] as usize,
            Node::Germplasm(own) => self.germplasm[own.number()] as usize,
        }
    }
}
