//! Where each gap is marked.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::super::Answers;
use super::super::parts::{Line, MarkPlace, PictureEdge, PictureMark, PictureNodeKind, Point};
use super::bands::Bands;
use super::folding::Boxes;
use super::places::{Places, Spot};
use super::relations::{commissioner, performer, raiser, unreleased};
use crate::chain::{ProjectRef, SupplyChain};
use crate::query::{Gap, GapKind};
use crate::record::Demand;

/// Marks every gap of the bands: on the line of the relation that it is about if that is drawn, or else at a box.
pub(super) fn place(
    chain: &SupplyChain,
    answers: Answers<'_, '_>,
    bands: &Bands<'_>,
    places: &Places,
    boxes: &Boxes<'_>,
    edges: &[PictureEdge<'_>],
) -> Vec<PictureMark> {
    let edge_of = edges.iter().enumerate().map(|(number, edge)| ((edge.from, edge.to, edge.line), number)).collect();
    let finder = Finder { chain, bands, places, boxes, edge_of };
    let mut marks: BTreeMap<(MarkPlace, GapKind), Vec<usize>> = BTreeMap::new();
    for (number, gap) in answers.gaps.iter().enumerate() {
        if let Some(place) = finder.place(gap) {
            marks.entry((place, gap.kind())).or_default().push(number);
        }
    }
    let is_possible = |gap: &usize| answers.known.get(*gap).is_none_or(|known| !known.is_certain());
    let mark = |((place, kind), mut gaps): (_, Vec<usize>)| {
        gaps.sort_by_key(is_possible);
        let certain = (!answers.known.is_empty()).then(|| gaps.partition_point(|gap| !is_possible(gap)));
        PictureMark { kind, gaps, certain, place, at: Point::default() }
    };
    marks.into_iter().map(mark).collect()
}

struct Finder<'a, 'c> {
    chain: &'a SupplyChain,
    bands: &'a Bands<'c>,
    places: &'a Places,
    boxes: &'a Boxes<'c>,
    edge_of: HashMap<(usize, usize, Line), usize>,
}

impl Finder<'_, '_> {
    /// `None` for a gap of a category that is not drawn.
    fn place(&self, gap: &Gap<'_>) -> Option<MarkPlace> {
        match gap {
            Gap::MissingStage { category, leap } => {
                let band = self.bands.of_record(self.chain, category)? as usize;
                let is_hole = PictureNodeKind::MissingStage { leap: *leap };
                let mut nodes = self.boxes.nodes.iter();
                nodes.position(|node| node.kind == is_hole && node.band == Some(band)).map(MarkPlace::Node)
            }
            Gap::MissingRoute { category, boundary, .. } => {
                self.bands.of_record(self.chain, category).map(|band| MarkPlace::Boundary(band as usize, *boundary))
            }
            Gap::StrandedResult { project, .. }
            | Gap::UnfoundedStart { project }
            | Gap::LastMile { project, .. }
            | Gap::UnadoptedProduct { released_by: Some(project), .. } => {
                self.node(self.performer(*project)?).map(MarkPlace::Node)
            }
            Gap::SkippedLeap { upstream, project } | Gap::LateHandoff { upstream, project, .. } => {
                self.on(Line::Handoff, self.performer(*upstream), self.performer(*project)?)
            }
            Gap::IdleCommission { project, .. } => {
                let commissioner = commissioner(self.chain, self.bands, self.places, project.number());
                self.on(Line::Commission, commissioner, self.performer(*project)?)
            }
            Gap::IdleLicence { project, germplasm, .. } => {
                let released = || self.chain.germplasm_with_id(&germplasm.as_ref()?.id)?.released_by();
                let performer = project.or_else(released).map(|project| self.performer(project));
                self.node(performer.unwrap_or_else(|| self.unreleased(gap))?).map(MarkPlace::Node)
            }
            Gap::UnadoptedProduct { category, .. } => {
                let band = self.bands.of_record(self.chain, category)? as usize;
                let owner = self.unreleased(gap).and_then(|spot| self.node(spot));
                Some(owner.map_or(MarkPlace::Band(band), MarkPlace::Node))
            }
            Gap::UnansweredDemand { demand, .. } | Gap::DemandStoppedShort { demand, .. } => {
                self.node(self.raiser(demand)?).map(MarkPlace::Node)
            }
        }
    }

    /// On the line from one spot to the other; where there is none, at the latter.
    fn on(&self, line: Line, from: Option<Spot>, to: Spot) -> Option<MarkPlace> {
        let to = self.node(to)?;
        let from = from.and_then(|from| self.node(from));
        let edge = from.and_then(|from| self.edge_of.get(&(from, to, line)));
        Some(edge.map_or(MarkPlace::Node(to), |&edge| MarkPlace::Edge(edge)))
    }

    fn node(&self, spot: Spot) -> Option<usize> {
        self.places.number(spot).map(|number| self.boxes.of_spot[number])
    }

    fn performer(&self, project: ProjectRef<'_>) -> Option<Spot> {
        performer(self.chain, self.bands, project.number())
    }

    fn unreleased(&self, gap: &Gap<'_>) -> Option<Spot> {
        unreleased(self.chain, self.bands, self.places, gap)
    }

    fn raiser(&self, demand: &Demand) -> Option<Spot> {
        let number = self.chain.demand_number(demand.id.as_str())?;
        raiser(self.chain, self.bands, self.places, number)
    }
}
