//! What is drawn: from a chain and its answers to boxes, lines and marks.

mod bands;
mod edges;
mod folding;
mod marks;
mod places;
mod relations;

use super::{Answers, PictureBand, PictureEdge, PictureMark, PictureNode, PictureOptions};
use crate::chain::SupplyChain;

pub(super) struct Scene<'c> {
    pub(super) bands: Vec<PictureBand<'c>>,
    pub(super) nodes: Vec<PictureNode<'c>>,
    pub(super) edges: Vec<PictureEdge<'c>>,
    pub(super) marks: Vec<PictureMark>,
    pub(super) undrawn: usize,
}

pub(super) fn of<'c>(chain: &'c SupplyChain, answers: Answers<'_, 'c>, options: &PictureOptions) -> Scene<'c> {
    let bands = bands::choose(chain, options);
    let mut places = places::Places::of_work(chain, &bands);
    let found = relations::find(chain, answers, &bands, &mut places);
    let work = places::work(chain, answers, &bands, &places);
    let mut boxes = folding::fold(chain, answers, options, &bands, &places, work);
    let edges = edges::bundle(chain, options, &places, &mut boxes, found.relations);
    let marks = marks::place(chain, answers, &bands, &places, &boxes, &edges);
    let mut list = bands.list;
    for (band, (to_others, from_others)) in list.iter_mut().zip(found.between_bands) {
        band.to_others = to_others;
        band.from_others = from_others;
    }
    Scene { bands: list, nodes: boxes.nodes, edges, marks, undrawn: found.undrawn }
}
