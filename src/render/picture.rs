//! The picture of the relay: lanes are stages, boxes are organizations at work, lines are what passes between them, and
//! marks are the gaps.
//!
//! It is made in three steps, one below the other: `scene` decides what is drawn, `layout` where, and `svg` how.

mod layout;
mod options;
mod paper;
mod parts;
mod pedigree;
#[cfg(feature = "png")]
mod png;
mod scene;
mod svg;
mod text;
mod words;

use std::collections::BTreeMap;

use crate::chain::SupplyChain;
use crate::model::Lang;
use crate::query::{
    Bottleneck, BottleneckOptions, Certainty, CertaintyOptions, Diagnosis, Gap, GapOptions, Known, Load, MarkedGap,
};

pub use options::{PictureLang, PictureOptions, PictureStyle};
pub use parts::{
    Area, Lane, Line, MarkPlace, PictureBand, PictureEdge, PictureMark, PictureNode, PictureNodeKind, PictureRelation,
    Point,
};
pub use pedigree::{MOST_CORE_PARENTS, PedigreeLine, PedigreeNode, PedigreePicture};
#[cfg(feature = "png")]
pub use png::{PngError, PngOptions, png};

/// The answers that a picture shows, as the queries gave them.
///
/// ```
/// use seedrelay::datasets;
/// use seedrelay::query::DiagnosisOptions;
/// use seedrelay::render::picture::{Answers, Picture, PictureOptions};
/// let chain = datasets::example();
/// let diagnosis = chain.diagnose(&DiagnosisOptions::new());
/// let picture = Picture::with(&chain, Answers::from(&diagnosis), &PictureOptions::new());
/// assert_eq!(picture.gaps().len(), diagnosis.gaps.len());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a, 'c> {
    /// Where the relay is broken. Marks refer to them by number.
    pub gaps: &'a [Gap<'c>],
    /// How far each of these gaps is known, in their order; none where nobody asked.
    pub known: &'a [Known<'c>],
    /// What holds up the work, worst first.
    pub bottlenecks: &'a [Bottleneck<'c>],
    /// How much work each performer has.
    pub load: &'a [Load<'c>],
}

impl<'a, 'c> From<&'a Diagnosis<'c>> for Answers<'a, 'c> {
    fn from(diagnosis: &'a Diagnosis<'c>) -> Self {
        Self {
            gaps: &diagnosis.gaps,
            known: &diagnosis.certainty.gaps,
            bottlenecks: &diagnosis.bottlenecks,
            load: &diagnosis.load,
        }
    }
}

/// The picture of the relay, laid out: what is drawn, of which records it is made, and where it is.
///
/// ```
/// use seedrelay::{GapKind, datasets};
/// use seedrelay::render::picture::{Picture, PictureOptions};
/// let chain = datasets::example();
/// let picture = Picture::draw(&chain, &PictureOptions::new().of_category(&chain, "rice").unwrap());
/// assert!(picture.nodes().iter().any(|node| node.organizations.iter().any(|o| o.record().id == "yunlan-lab")));
/// assert!(picture.marks().iter().any(|mark| mark.kind == GapKind::StrandedResult));
/// assert!(picture.to_svg().starts_with("<svg "));
/// ```
#[derive(Clone, Debug)]
pub struct Picture<'c> {
    chain: &'c SupplyChain,
    options: PictureOptions,
    gaps: Vec<Gap<'c>>,
    /// How far those gaps are known of which titles tell one by one.
    known: BTreeMap<usize, Known<'c>>,
    bottlenecks: Vec<Bottleneck<'c>>,
    bands: Vec<PictureBand<'c>>,
    nodes: Vec<PictureNode<'c>>,
    edges: Vec<PictureEdge<'c>>,
    marks: Vec<PictureMark>,
    /// Relations that are in no band, because neither side has a place in it.
    undrawn: usize,
    frame: layout::Frame,
}

/// ## To draw
impl<'c> Picture<'c> {
    /// Draws a chain: asks for its gaps, how far they are known, loads and bottlenecks, with the defaults of each query.
    #[must_use]
    pub fn draw(chain: &'c SupplyChain, options: &PictureOptions) -> Self {
        let gaps = chain.gaps(&GapOptions::new()).worst_first();
        let bottlenecks = chain.bottlenecks(&BottleneckOptions::new());
        let (known, worst_first) =
            (Certainty::of_all(chain, &CertaintyOptions::new(), &gaps), bottlenecks.worst_first());
        let answers = Answers { gaps: &gaps, known: &known, bottlenecks: &worst_first, load: &bottlenecks.load };
        Self::with(chain, answers, options)
    }

    /// Draws a chain with answers that are there already. Takes time in proportion to the chain, and to the nodes and edges
    /// that are left after folding, times their logarithm.
    #[must_use]
    pub fn with(chain: &'c SupplyChain, answers: Answers<'_, 'c>, options: &PictureOptions) -> Self {
        let scene::Scene { bands, nodes, edges, marks, undrawn } = scene::of(chain, answers, options);
        let told = marks.iter().flat_map(|mark| words::told_of(&mark.gaps));
        let known = told.filter_map(|&gap| Some((gap, answers.known.get(gap)?.clone()))).collect();
        let mut picture = Self {
            chain,
            options: options.clone(),
            gaps: answers.gaps.to_vec(),
            known,
            bottlenecks: answers.bottlenecks.to_vec(),
            bands,
            nodes,
            edges,
            marks,
            undrawn,
            frame: layout::Frame::default(),
        };
        layout::lay_out(&mut picture);
        picture
    }

    /// What is drawn here, laid out anew for another language, other ids and other links. What decides which boxes and
    /// lines there are must be the same in both options.
    pub(super) fn redrawn(&self, options: &PictureOptions) -> Self {
        let mut picture = Self { options: options.clone(), ..self.clone() };
        layout::lay_out(&mut picture);
        picture
    }

    /// What a box is called, and what it says below its name.
    pub(super) fn told(node: &PictureNode<'c>, lang: Lang) -> (String, Vec<String>) {
        (words::name(node, lang), words::facts_in_full(node, lang))
    }

    /// Whether its smallest words have 7 points or more on a sheet of A4, laid on its side, with a heading over them.
    pub(super) fn is_legible_on_paper(&self) -> bool {
        paper::SIDEWAYS.is_legible(layout::FACTS_SIZE, (self.width(), self.height()))
    }

    /// The picture as SVG for a page that has the [style sheet](Self::sheet) itself, without the lists of ids that the
    /// file holds for others.
    pub(super) fn to_lean_svg(&self) -> String {
        svg::write_lean(self)
    }

    /// The style sheet that the SVG holds.
    pub(super) fn sheet(&self) -> String {
        svg::sheet(self)
    }

    /// The picture as SVG, UTF-8: well-formed whatever the names are, without scripts and without references to
    /// anything outside.
    #[must_use]
    pub fn to_svg(&self) -> String {
        svg::write(self)
    }
}

/// ## What is drawn
impl<'c> Picture<'c> {
    /// The gaps that marks refer to by number: all of the answers, in their order.
    #[must_use]
    pub fn gaps(&self) -> &[Gap<'c>] {
        &self.gaps
    }

    /// A gap, with how far it is known where that was asked and a title tells of it.
    fn marked_gap(&self, gap: usize) -> MarkedGap<'_, 'c> {
        let known = self.known.get(&gap);
        MarkedGap { known, ..MarkedGap::unasked(&self.gaps[gap]) }
    }

    /// The bottlenecks that nodes refer to by number: all of the answers, in their order.
    #[must_use]
    pub fn bottlenecks(&self) -> &[Bottleneck<'c>] {
        &self.bottlenecks
    }

    /// The bands, from top to bottom: one for each category, or for many small ones together.
    #[must_use]
    pub fn bands(&self) -> &[PictureBand<'c>] {
        &self.bands
    }

    /// The boxes.
    #[must_use]
    pub fn nodes(&self) -> &[PictureNode<'c>] {
        &self.nodes
    }

    /// The lines.
    #[must_use]
    pub fn edges(&self) -> &[PictureEdge<'c>] {
        &self.edges
    }

    /// The marks of the gaps.
    #[must_use]
    pub fn marks(&self) -> &[PictureMark] {
        &self.marks
    }

    /// How many relations are not drawn, since neither side has a place in a band.
    #[must_use]
    pub const fn undrawn(&self) -> usize {
        self.undrawn
    }

    /// How wide the picture is, in pixels of CSS.
    #[must_use]
    pub const fn width(&self) -> f64 {
        self.frame.width
    }

    /// How high the picture is, in pixels of CSS.
    #[must_use]
    pub const fn height(&self) -> f64 {
        self.frame.height
    }
}

/// ## Names of elements
impl Picture<'_> {
    /// The `id` of the element of a node in the SVG.
    #[must_use]
    pub fn node_id(&self, node: usize) -> String {
        format!("{}n{node}", self.options.id_prefix)
    }

    /// The `id` of the element of an edge in the SVG.
    #[must_use]
    pub fn edge_id(&self, edge: usize) -> String {
        format!("{}e{edge}", self.options.id_prefix)
    }

    /// The `id` of the element of a mark in the SVG.
    #[must_use]
    pub fn mark_id(&self, mark: usize) -> String {
        format!("{}m{mark}", self.options.id_prefix)
    }
}

/// The picture of a chain as SVG.
///
/// ```
/// use seedrelay::{Lang, datasets};
/// use seedrelay::render::picture::{self, PictureOptions};
/// let svg = picture::svg(&datasets::example(), &PictureOptions::new().lang(Lang::Zh));
/// assert!(svg.contains("云岚实验室"));
/// ```
#[must_use]
pub fn svg(chain: &SupplyChain, options: &PictureOptions) -> String {
    Picture::draw(chain, options).to_svg()
}
