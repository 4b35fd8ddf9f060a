//! Who is where: an organization in a lane of a band, since it can work there or does.

use std::ops::Range;

use super::super::Answers;
use super::super::parts::Lane;
use super::bands::Bands;
use crate::chain::SupplyChain;
use crate::model::{Evidence, OrganizationKind, Stage};
use crate::rules::Severity;

/// An organization in a lane of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) band: u32,
    pub(super) organization: u32,
    pub(super) column: u8,
}

pub(super) fn column(stage: Stage) -> u8 {
    Lane::Stage(stage).column() as u8
}

pub(super) struct Places {
    /// In order.
    pub(super) spots: Vec<Spot>,
    /// The numbers of the spots, organization by organization, and where those of each begin in this list.
    by_organization: (Vec<u32>, Vec<u32>),
    /// Whether each organization works at a stage of any category, drawn or not.
    works: Vec<bool>,
    is_service: Vec<bool>,
}

impl Places {
    pub(super) fn of_work(chain: &SupplyChain, bands: &Bands<'_>) -> Self {
        let columns = chain.columns();
        let mut works = vec![false; chain.organizations().len()];
        let mut spots = Vec::new();
        let mut add = |organization: u32, category: u32, stage: Stage| {
            works[organization as usize] = true;
            spots.extend(bands.of(category).map(|band| Spot { band, organization, column: column(stage) }));
        };
        for organization in 0..chain.organizations().len() {
            for place in chain.works_at().of(organization) {
                add(organization as u32, place.category, place.stage);
            }
        }
        for project in 0..columns.len() {
            add(columns.performer[project], columns.category[project], columns.stage[project]);
        }
        let kinds = chain.organization_columns().kind.iter();
        let is_service = kinds.map(|kind| *kind == OrganizationKind::Service).collect();
        let mut places = Self { spots, by_organization: (Vec::new(), Vec::new()), works, is_service };
        places.put_in_order();
        places
    }

    /// Adds spots beside the stages.
    pub(super) fn add(&mut self, spots: Vec<Spot>) {
        self.spots.extend(spots);
        self.put_in_order();
    }

    fn put_in_order(&mut self) {
        self.spots.sort_unstable();
        self.spots.dedup();
        let mut from = vec![0; self.works.len() + 1];
        self.spots.iter().for_each(|spot| from[spot.organization as usize + 1] += 1);
        (1..from.len()).for_each(|organization| from[organization] += from[organization - 1]);
        let mut next = from.clone();
        let mut numbers = vec![0; self.spots.len()];
        for (number, spot) in self.spots.iter().enumerate() {
            let place = &mut next[spot.organization as usize];
            numbers[*place as usize] = number as u32;
            *place += 1;
        }
        self.by_organization = (numbers, from);
    }

    pub(super) fn number(&self, spot: Spot) -> Option<usize> {
        let mut own = self.range(spot.band, spot.organization);
        own.find(|&number| self.spots[number].column == spot.column)
    }

    fn range(&self, band: u32, organization: u32) -> Range<usize> {
        let (numbers, from) = &self.by_organization;
        let organization = organization as usize;
        let own = &numbers[from[organization] as usize..from[organization + 1] as usize];
        let before = own.partition_point(|&number| self.spots[number as usize].band < band);
        let own = &own[before..];
        // The spots of an organization in a band follow each other.
        let count = own.partition_point(|&number| self.spots[number as usize].band == band);
        own.first().map_or(0..0, |&first| first as usize..first as usize + count)
    }

    /// The spots of an organization in a band, by lane.
    pub(super) fn of(&self, band: u32, organization: u32) -> &[Spot] {
        &self.spots[self.range(band, organization)]
    }

    pub(super) fn works(&self, organization: u32) -> bool {
        self.works[organization as usize]
    }

    /// The spot of an organization in a band that is nearest to a lane, of two the later one; beside the stages if it
    /// works at none.
    pub(super) fn nearest(&self, band: u32, organization: u32, lane: u8) -> Spot {
        let own = self.of(band, organization).iter().copied();
        own.min_by_key(|spot| (spot.column.abs_diff(lane), std::cmp::Reverse(spot.column))).unwrap_or_else(|| {
            let lane = if self.is_service[organization as usize] { Lane::Services } else { Lane::Funders };
            Spot { band, organization, column: lane.column() as u8 }
        })
    }

    /// The two spots of two organizations in a band that are nearest to each other.
    pub(super) fn closest(&self, band: u32, first: u32, second: u32) -> (Spot, Spot) {
        let of_first = self.of(band, first).iter().copied();
        let pair = |spot: Spot| (spot, self.nearest(band, second, spot.column));
        let distance = |(a, b): &(Spot, Spot)| a.column.abs_diff(b.column);
        of_first.map(pair).min_by_key(distance).unwrap_or_else(|| {
            let beside = self.nearest(band, first, 0);
            pair(beside)
        })
    }
}

/// What an organization does at a spot.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    /// Those that are known.
    pub(super) teams: u64,
    /// Places where the number of teams is unknown.
    pub(super) teams_unknown: usize,
    pub(super) active: usize,
    pub(super) waiting: usize,
    pub(super) projects: Vec<u32>,
    pub(super) evidence: Option<Evidence>,
    pub(super) severity: Option<Severity>,
    pub(super) bottlenecks: Vec<usize>,
}

/// The work at every spot, in the order of the spots.
pub(super) fn work(chain: &SupplyChain, answers: Answers<'_, '_>, bands: &Bands<'_>, places: &Places) -> Vec<Work> {
    let mut work = vec![Work::default(); places.spots.len()];
    let spot = |category, organization, stage| {
        let band = bands.of(category)?;
        places.number(Spot { band, organization, column: column(stage) })
    };
    for organization in chain.organizations() {
        for place in chain.works_at().of(organization.number()) {
            let Some(number) = spot(place.category, organization.number() as u32, place.stage) else { continue };
            let work = &mut work[number];
            work.evidence = work.evidence.max(Some(place.evidence));
            match place.teams {
                Some(teams) => work.teams += u64::from(teams.get()),
                None => work.teams_unknown += 1,
            }
        }
    }
    let columns = chain.columns();
    for project in 0..columns.len() {
        let place = spot(columns.category[project], columns.performer[project], columns.stage[project]);
        let Some(number) = place else { continue };
        work[number].projects.push(project as u32);
        work[number].evidence = work[number].evidence.max(Some(chain.numbered_project(project).record().evidence));
    }
    for load in answers.load {
        let category = chain.category_number(load.category.id.as_str()).unwrap_or(usize::MAX);
        let place = spot(category as u32, load.organization.number() as u32, load.stage);
        let Some(number) = place else { continue };
        work[number].active += load.active;
        work[number].waiting += load.waiting;
    }
    for (number, bottleneck) in answers.bottlenecks.iter().enumerate() {
        let Some(organization) = bottleneck.organization() else { continue };
        let organization = organization.number() as u32;
        let in_bands = match bottleneck.category() {
            Some(category) => bands.of_record(chain, category).map_or(0..0, |band| band..band + 1),
            None => 0..bands.list.len() as u32,
        };
        for own in in_bands.flat_map(|band| places.of(band, organization)) {
            if bottleneck.stage().is_none_or(|stage| column(stage) == own.column) {
                let work = &mut work[places.number(*own).expect("it is one of the spots")];
                work.severity = work.severity.max(Some(bottleneck.severity()));
                work.bottlenecks.push(number);
            }
        }
    }
    work
}
