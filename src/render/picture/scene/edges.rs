//! Lines: all relations of one kind between two boxes are one, and of too many lines the thinnest run from lane to lane.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::super::PictureOptions;
use super::super::parts::{Area, Lane, Line, PictureEdge, PictureNode, PictureNodeKind, Point};
use super::folding::Boxes;
use super::places::Places;
use super::relations::Related;
use crate::chain::SupplyChain;
use crate::model::Evidence;

/// Where lines are thinned, no more single ones than this are kept in a band.
const MOST_OF_BAND: usize = 40;

pub(super) fn bundle<'c>(
    chain: &'c SupplyChain,
    options: &PictureOptions,
    places: &Places,
    boxes: &mut Boxes<'c>,
    relations: Vec<Related<'c>>,
) -> Vec<PictureEdge<'c>> {
    let mut bundles: HashMap<(usize, usize, Line), PictureEdge<'c>> = HashMap::new();
    for related in relations {
        let [from, to] = [related.from, related.to]
            .map(|spot| boxes.of_spot[places.number(spot).expect("every relation has brought its spots")]);
        if from != to {
            let edge = bundles.entry((from, to, related.line)).or_insert_with(|| edge(related.line, from, to));
            edge.evidence = edge.evidence.max(related.evidence);
            edge.relations.push(related.relation);
        }
    }
    let mut edges: Vec<PictureEdge<'c>> = bundles.into_values().collect();
    edges.sort_unstable_by_key(|edge| (edge.from, edge.to, edge.line));
    let (_, most) = options.most(chain);
    if edges.len() > most {
        edges = thinned(most, boxes, edges);
    }
    edges.extend(of_same_organizations(chain, places, boxes));
    edges
}

fn edge<'c>(line: Line, from: usize, to: usize) -> PictureEdge<'c> {
    PictureEdge {
        line,
        from,
        to,
        relations: Vec::new(),
        evidence: Evidence::Proposed,
        points: Vec::new(),
        count_at: Point::default(),
    }
}

/// Keeps the thickest lines; the others run between the boxes for other relations of their lanes.
fn thinned<'c>(most: usize, boxes: &mut Boxes<'c>, edges: Vec<PictureEdge<'c>>) -> Vec<PictureEdge<'c>> {
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|&number| (Reverse(edges[number].relations.len()), number));
    // Half of the lines may be needed from lane to lane.
    let mut is_kept = vec![false; edges.len()];
    let mut of_band: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for number in order.into_iter().take(most / 2) {
        let kept = of_band.entry(boxes.nodes[edges[number].from].band).or_default();
        is_kept[number] = *kept < MOST_OF_BAND;
        *kept += usize::from(is_kept[number]);
    }
    let mut of_lane: BTreeMap<(Option<usize>, Lane), usize> = BTreeMap::new();
    let mut between_lanes: BTreeMap<(usize, usize, Line), PictureEdge<'c>> = BTreeMap::new();
    let mut kept = Vec::new();
    for (number, mut thin) in edges.into_iter().enumerate() {
        if is_kept[number] {
            kept.push(thin);
            continue;
        }
        let [from, to] = [thin.from, thin.to].map(|node| {
            let (band, lane) = (boxes.nodes[node].band, boxes.nodes[node].lane);
            *of_lane.entry((band, lane)).or_insert_with(|| {
                boxes.nodes.push(others(band, lane));
                boxes.nodes.len() - 1
            })
        });
        if from != to {
            let bundle = between_lanes.entry((from, to, thin.line)).or_insert_with(|| edge(thin.line, from, to));
            bundle.evidence = bundle.evidence.max(thin.evidence);
            bundle.relations.append(&mut thin.relations);
        }
    }
    kept.extend(between_lanes.into_values());
    kept
}

fn others<'c>(band: Option<usize>, lane: Lane) -> PictureNode<'c> {
    PictureNode {
        kind: PictureNodeKind::OtherRelations,
        band,
        lane,
        organizations: Vec::new(),
        projects: Vec::new(),
        teams: 0,
        teams_unknown: 0,
        active: 0,
        waiting: 0,
        evidence: Evidence::Documented,
        severity: None,
        bottlenecks: Vec::new(),
        area: Area::default(),
    }
}

/// A line between the boxes of each organization that is at work in several lanes of a band.
fn of_same_organizations<'c>(chain: &'c SupplyChain, places: &Places, boxes: &Boxes<'c>) -> Vec<PictureEdge<'c>> {
    let mut edges = Vec::new();
    for (number, pair) in places.spots.windows(2).enumerate() {
        let [from, to] = [number, number + 1].map(|spot| boxes.of_spot[spot]);
        let are_shown = [from, to].iter().all(|&node| boxes.nodes[node].kind == PictureNodeKind::Organization);
        if (pair[0].band, pair[0].organization) == (pair[1].band, pair[1].organization) && are_shown {
            let evidence = chain.numbered_organization(pair[0].organization as usize).record().evidence;
            edges.push(PictureEdge { evidence, ..edge(Line::SameOrganization, from, to) });
        }
    }
    edges
}
