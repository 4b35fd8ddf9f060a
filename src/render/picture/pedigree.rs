//! The pedigree of the core parents of a category: who of them descends from whom, and how many varieties do.
//!
//! All germplasm of a category would be a thicket. Drawn are the core parents, and of everything else one box for the
//! varieties; what lies between is folded into the lines. A core parent may be of another category, which its box says.
//! It is made in three steps: `fold` decides what is drawn, `place`
//! where, and `svg` how.

mod fold;
mod place;
mod svg;

use super::paper;
use super::parts::{Area, Point};
use crate::chain::{GermplasmRef, SupplyChain};
use crate::query::{CategoryPedigree, CoreParent};
use crate::record::Category;

/// So many core parents are drawn at most: more boxes nobody reads. The bits of a mask tell them apart.
pub const MOST_CORE_PARENTS: usize = 24;

/// The pedigree of the core parents of a category, laid out.
///
/// ```
/// use seedrelay::{Lang, datasets};
/// use seedrelay::query::PedigreeOptions;
/// use seedrelay::render::picture::PedigreePicture;
/// let chain = datasets::example();
/// let pedigrees = chain.pedigrees(&PedigreeOptions::new());
/// let rice = pedigrees.iter().find(|row| row.category.id == "rice").unwrap();
/// let picture = PedigreePicture::draw(&chain, rice).unwrap();
/// assert!(picture.nodes().iter().any(|node| node.germplasm.id() == "lan-1s"));
/// assert!(picture.to_svg("rice-pedigree", Lang::Zh).starts_with("<svg "));
/// ```
#[derive(Clone, Debug)]
pub struct PedigreePicture<'c> {
    category: &'c Category,
    varieties: usize,
    nodes: Vec<PedigreeNode<'c>>,
    lines: Vec<PedigreeLine>,
    /// The box of the varieties.
    sink: Area,
    left_out: usize,
    width: f64,
    height: f64,
}

/// A core parent in the picture.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PedigreeNode<'c> {
    /// The germplasm.
    pub germplasm: GermplasmRef<'c>,
    /// How many of the varieties descend from it.
    pub reach: u32,
    /// Its part of the genes of all varieties: a share of 1.
    pub mass: f64,
    /// Where it is.
    pub area: Area,
}

/// A line of descent in the picture.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PedigreeLine {
    /// The number of the node that it begins at.
    pub from: usize,
    /// The number of the node that it leads to; `None` where it leads to the box of the varieties.
    pub to: Option<usize>,
    /// How many varieties it leads to, past no other core parent; 0 where it leads to a node.
    pub varieties: usize,
    /// Whether it is one generation: that of a parent. Of a line to varieties, whether that is so of any of them.
    pub is_direct: bool,
    /// Its points: from one to the next, curves and straight lines take turns.
    pub points: Vec<Point>,
}

impl<'c> PedigreePicture<'c> {
    /// Draws the core parents of a category, of very many those with the largest reach; `None` where there are none.
    /// Takes time in proportion to the germplasm of the chain.
    #[must_use]
    pub fn draw(chain: &'c SupplyChain, row: &CategoryPedigree<'c>) -> Option<Self> {
        let shown = &row.core_parents[..row.core_parents.len().min(MOST_CORE_PARENTS)];
        if shown.is_empty() {
            return None;
        }
        let node = |own: &CoreParent<'c>| PedigreeNode {
            germplasm: own.germplasm,
            reach: own.reach,
            mass: own.mass,
            area: Area::default(),
        };
        let mut picture = Self {
            category: row.category,
            varieties: row.varieties,
            nodes: shown.iter().map(node).collect(),
            lines: fold::lines(chain, shown, row.category),
            sink: Area::default(),
            left_out: row.core_parents.len() - shown.len(),
            width: 0.0,
            height: 0.0,
        };
        place::lay_out(&mut picture);
        Some(picture)
    }

    /// The core parents, by reach, then mass, then id.
    #[must_use]
    pub fn nodes(&self) -> &[PedigreeNode<'c>] {
        &self.nodes
    }

    /// The lines between them, and to the varieties.
    #[must_use]
    pub fn lines(&self) -> &[PedigreeLine] {
        &self.lines
    }

    /// How many core parents are not drawn.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// The picture as SVG that needs no style sheet, with a text alternative. `id` must be the only one of its page.
    #[must_use]
    pub fn to_svg(&self, id: &str, lang: crate::model::Lang) -> String {
        svg::write(self, id, lang)
    }

    /// The category of a core parent that is of another one than the varieties.
    fn other_category(&self, node: &PedigreeNode<'c>) -> Option<&'c Category> {
        Some(node.germplasm.category()).filter(|category| category.id != self.category.id)
    }

    /// Whether any core parent is of another category.
    fn reaches_other_categories(&self) -> bool {
        self.nodes.iter().any(|node| self.other_category(node).is_some())
    }

    /// Whether nothing in it is too small to be read on an upright sheet of A4.
    pub(crate) fn is_legible_on_paper(&self) -> bool {
        paper::UPRIGHT.is_legible(svg::SMALL, (self.width, self.height))
    }
}
