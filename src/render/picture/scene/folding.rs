//! What is small is folded into counted boxes, so that what is large can be seen.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::parts::{Area, Lane, PictureNode, PictureNodeKind};
use super::super::{Answers, PictureOptions};
use super::bands::Bands;
use super::places::{Places, Work};
use crate::chain::SupplyChain;
use crate::model::{Evidence, Leap, OrganizationKind};
use crate::query::Gap;
use crate::rules::Severity;

/// Of more organizations without a part in the relay, only their numbers are shown.
const MOST_APART: usize = 24;

pub(super) struct Boxes<'c> {
    pub(super) nodes: Vec<PictureNode<'c>>,
    /// The box of each spot.
    pub(super) of_spot: Vec<usize>,
}

/// A box in the making.
struct Draft {
    band: Option<u32>,
    column: u8,
    kind: PictureNodeKind,
    /// Its spots by number; of the strip, its organizations.
    members: Vec<u32>,
}

pub(super) fn fold<'c>(
    chain: &'c SupplyChain,
    answers: Answers<'_, 'c>,
    options: &PictureOptions,
    bands: &Bands<'c>,
    places: &Places,
    work: Vec<Work>,
) -> Boxes<'c> {
    let mut drafts = of_spots(chain, answers, options, bands, places, &work);
    drafts.extend(of_missing_stages(chain, answers, bands));
    if bands.is_whole {
        drafts.extend(of_those_apart(chain, places));
    }
    let kind_of = |draft: &Draft| match draft.kind {
        PictureNodeKind::Organization if draft.band.is_some() => {
            let spot = places.spots[draft.members[0] as usize];
            chain.organization_columns().kind[spot.organization as usize] as u8
        }
        PictureNodeKind::Organization => chain.organization_columns().kind[draft.members[0] as usize] as u8,
        PictureNodeKind::Folded { kind: Some(kind) } => kind as u8,
        _ => u8::MAX,
    };
    drafts.sort_by_cached_key(|draft| {
        let is_folded = draft.kind != PictureNodeKind::Organization;
        (draft.band.unwrap_or(u32::MAX), draft.column, kind_of(draft), is_folded, draft.members.first().copied())
    });
    let mut of_spot = vec![usize::MAX; places.spots.len()];
    for (number, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.band.is_some()) {
        draft.members.iter().for_each(|&spot| of_spot[spot as usize] = number);
    }
    let mut work: Vec<Option<Work>> = work.into_iter().map(Some).collect();
    let nodes = drafts.into_iter().map(|draft| node(chain, places, &mut work, draft)).collect();
    Boxes { nodes, of_spot }
}

/// Every spot by itself if there is room; if not, those that matter most, and the others by lane and kind, or by lane.
fn of_spots(
    chain: &SupplyChain,
    answers: Answers<'_, '_>,
    options: &PictureOptions,
    bands: &Bands<'_>,
    places: &Places,
    work: &[Work],
) -> Vec<Draft> {
    let kind = |spot: u32| chain.organization_columns().kind[places.spots[spot as usize].organization as usize];
    let alone = |spot: u32| {
        let place = places.spots[spot as usize];
        Draft { band: Some(place.band), column: place.column, kind: PictureNodeKind::Organization, members: vec![spot] }
    };
    let (most_nodes, _) = options.most(chain);
    let mut spots: Vec<u32> = (0..places.spots.len() as u32).collect();
    let lane = |spot: u32| (places.spots[spot as usize].band, places.spots[spot as usize].column);
    let mut in_lane: BTreeMap<(u32, u8), usize> = BTreeMap::new();
    spots.iter().for_each(|&spot| *in_lane.entry(lane(spot)).or_default() += 1);
    if spots.len() <= most_nodes && in_lane.values().all(|&spots| spots <= options.most_per_lane) {
        return spots.into_iter().map(alone).collect();
    }
    let cell = |spot: u32, by_kind: bool| {
        let place = places.spots[spot as usize];
        (place.band, place.column, by_kind.then(|| kind(spot)))
    };
    let count = |by_kind: bool| {
        let mut cells: Vec<_> = (0..places.spots.len() as u32).map(|spot| cell(spot, by_kind)).collect();
        cells.sort_unstable();
        cells.dedup();
        cells.len()
    };
    let by_kind = count(true) <= most_nodes / 2;
    let most = most_nodes.saturating_sub(count(by_kind));
    let gaps = gaps_of_spots(chain, answers, bands, places);
    spots.sort_by_cached_key(|&spot| {
        let work = &work[spot as usize];
        let is_critical = work.severity == Some(Severity::Critical);
        Reverse((
            is_critical,
            work.severity,
            work.active + work.waiting,
            gaps[spot as usize],
            work.projects.len(),
            Reverse(spot),
        ))
    });
    let mut kept: BTreeMap<(u32, u8), usize> = BTreeMap::new();
    let mut room = most;
    let (spots, folded): (Vec<u32>, Vec<u32>) = spots.into_iter().partition(|&spot| {
        let in_lane = kept.entry(lane(spot)).or_default();
        let is_kept = room > 0 && *in_lane < options.most_per_lane;
        *in_lane += usize::from(is_kept);
        room -= usize::from(is_kept);
        is_kept
    });
    let mut drafts: Vec<Draft> = spots.into_iter().map(alone).collect();
    let mut folded: Vec<_> = folded.into_iter().map(|spot| (cell(spot, by_kind), spot)).collect();
    folded.sort_unstable();
    for group in folded.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, spot)] = group {
            drafts.push(alone(*spot));
            continue;
        }
        let (band, column, kind) = group[0].0;
        let members = group.iter().map(|&(_, spot)| spot).collect();
        drafts.push(Draft { band: Some(band), column, kind: PictureNodeKind::Folded { kind }, members });
    }
    drafts
}

/// How many gaps that are more than a notice concern a project at each spot.
fn gaps_of_spots(chain: &SupplyChain, answers: Answers<'_, '_>, bands: &Bands<'_>, places: &Places) -> Vec<u32> {
    let mut gaps = vec![0; places.spots.len()];
    for gap in answers.gaps.iter().filter(|gap| gap.severity() >= Severity::Warning) {
        let projects = gap.project().into_iter().chain(gap.upstream());
        let spots = projects.filter_map(|project| super::relations::performer(chain, bands, project.number()));
        spots.filter_map(|spot| places.number(spot)).for_each(|number| gaps[number] += 1);
    }
    gaps
}

/// A hole for each leap of each band that nobody is capable of.
fn of_missing_stages(chain: &SupplyChain, answers: Answers<'_, '_>, bands: &Bands<'_>) -> Vec<Draft> {
    let mut holes: Vec<(u32, Leap)> = Vec::new();
    for gap in answers.gaps {
        if let Gap::MissingStage { category, leap, .. } = gap {
            holes.extend(bands.of_record(chain, category).map(|band| (band, *leap)));
        }
    }
    holes.sort_unstable();
    holes.dedup();
    let hole = |(band, leap): (u32, Leap)| {
        let stage = leap.stages()[leap.stages().len() - 1];
        let column = Lane::Stage(stage).column() as u8;
        Draft { band: Some(band), column, kind: PictureNodeKind::MissingStage { leap }, members: Vec::new() }
    };
    holes.into_iter().map(hole).collect()
}

/// Who is in no band; if they are many, by kind.
fn of_those_apart(chain: &SupplyChain, places: &Places) -> Vec<Draft> {
    let mut is_in = vec![false; chain.organizations().len()];
    places.spots.iter().for_each(|spot| is_in[spot.organization as usize] = true);
    let apart: Vec<u32> = (0..is_in.len() as u32).filter(|&organization| !is_in[organization as usize]).collect();
    let draft = |kind, members| Draft { band: None, column: Lane::Apart.column() as u8, kind, members };
    if apart.len() <= MOST_APART {
        return apart.into_iter().map(|one| draft(PictureNodeKind::Organization, vec![one])).collect();
    }
    let kinds = &chain.organization_columns().kind;
    let of_kind = |kind: OrganizationKind| {
        let members: Vec<u32> = apart.iter().copied().filter(|&one| kinds[one as usize] == kind).collect();
        (!members.is_empty()).then(|| draft(PictureNodeKind::Folded { kind: Some(kind) }, members))
    };
    OrganizationKind::ALL.into_iter().filter_map(of_kind).collect()
}

fn node<'c>(chain: &'c SupplyChain, places: &Places, work: &mut [Option<Work>], draft: Draft) -> PictureNode<'c> {
    let mut node = PictureNode {
        kind: draft.kind,
        band: draft.band.map(|band| band as usize),
        lane: Lane::at(usize::from(draft.column)),
        organizations: Vec::new(),
        projects: Vec::new(),
        teams: 0,
        teams_unknown: 0,
        active: 0,
        waiting: 0,
        evidence: Evidence::Proposed,
        severity: None,
        bottlenecks: Vec::new(),
        area: Area::default(),
    };
    if matches!(draft.kind, PictureNodeKind::MissingStage { .. }) {
        // That nobody is known is no record, and so not less known than any.
        node.evidence = Evidence::Documented;
    }
    for member in draft.members {
        let (organization, work) = match draft.band {
            Some(_) => (places.spots[member as usize].organization, work[member as usize].take().unwrap_or_default()),
            None => (member, Work::default()),
        };
        let organization = chain.numbered_organization(organization as usize);
        node.organizations.push(organization);
        node.projects.extend(work.projects.iter().map(|&project| chain.numbered_project(project as usize)));
        node.teams += work.teams;
        node.teams_unknown += work.teams_unknown;
        node.active += work.active;
        node.waiting += work.waiting;
        node.evidence = node.evidence.max(work.evidence.unwrap_or(organization.record().evidence));
        node.severity = node.severity.max(work.severity);
        node.bottlenecks.extend(work.bottlenecks);
    }
    node.projects.sort_unstable_by_key(|project| project.number());
    node.bottlenecks.sort_unstable();
    node.bottlenecks.dedup();
    node
}
