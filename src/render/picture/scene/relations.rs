//! Which relations are drawn, and between which spots.

use super::super::Answers;
use super::super::parts::{Line, PictureRelation};
use super::bands::Bands;
use super::places::{Places, Spot, column};
use crate::chain::NONE;
use crate::chain::SupplyChain;
use crate::model::{Evidence, Stage, Status};
use crate::query::Gap;

/// A relation between two spots of one band.
pub(super) struct Related<'c> {
    pub(super) line: Line,
    pub(super) from: Spot,
    pub(super) to: Spot,
    pub(super) evidence: Evidence,
    pub(super) relation: PictureRelation<'c>,
}

pub(super) struct Found<'c> {
    pub(super) relations: Vec<Related<'c>>,
    /// For each band: what leaves it for another, and what comes into it.
    pub(super) between_bands: Vec<(usize, usize)>,
    /// Relations of two organizations of which neither is in a band.
    pub(super) undrawn: usize,
}

/// Finds all relations, and gives a place beside the stages to those who have a part in them but work at no stage.
pub(super) fn find<'c>(
    chain: &'c SupplyChain,
    answers: Answers<'_, 'c>,
    bands: &Bands<'c>,
    places: &mut Places,
) -> Found<'c> {
    let mut found = Found { relations: Vec::new(), between_bands: vec![(0, 0); bands.list.len()], undrawn: 0 };
    found.of_projects(chain, bands, places);
    found.of_links(chain, bands, places);
    let mut beside: Vec<Spot> = found.relations.iter().flat_map(|related| [related.from, related.to]).collect();
    // A demand has a place even if nobody answers it, and a commission even if it was cancelled.
    beside.extend((0..chain.demands().len()).filter_map(|demand| raiser(chain, bands, places, demand)));
    beside.extend((0..chain.columns().len()).filter_map(|project| commissioner(chain, bands, places, project)));
    beside.extend(answers.gaps.iter().filter_map(|gap| unreleased(chain, bands, places, gap)));
    beside.retain(|spot| places.number(*spot).is_none());
    places.add(beside);
    found
}

/// Where the one who raised a demand is drawn: as near to the market as it works.
pub(super) fn raiser(chain: &SupplyChain, bands: &Bands<'_>, places: &Places, demand: usize) -> Option<Spot> {
    let band = bands.of(chain.links().demand_category[demand])?;
    Some(places.nearest(band, chain.links().raised_by[demand], 4))
}

/// Where the one who commissioned a project is drawn: as near to the project as it works.
pub(super) fn commissioner(chain: &SupplyChain, bands: &Bands<'_>, places: &Places, project: usize) -> Option<Spot> {
    let columns = chain.columns();
    let band = bands.of(columns.category[project])?;
    let commissioner = columns.commissioner[project];
    (commissioner != NONE).then(|| places.nearest(band, commissioner, column(columns.stage[project])))
}

/// Where a project is drawn.
pub(super) fn performer(chain: &SupplyChain, bands: &Bands<'_>, project: usize) -> Option<Spot> {
    let columns = chain.columns();
    let band = bands.of(columns.category[project])?;
    Some(Spot { band, organization: columns.performer[project], column: column(columns.stage[project]) })
}

/// Where a gap of a germplasm is drawn that no project on record releases: at who owns, keeps or bred it, as near to the
/// market as they work; where none of them is on record, at who has the licence. `None` for every other gap.
pub(super) fn unreleased(chain: &SupplyChain, bands: &Bands<'_>, places: &Places, gap: &Gap<'_>) -> Option<Spot> {
    let germplasm = chain.germplasm_with_id(&gap.germplasm()?.id)?;
    if germplasm.released_by().is_some() {
        return None;
    }
    let columns = chain.germplasm_columns();
    let band = bands.of(columns.category[germplasm.number()])?;
    let owners = columns.owners.of(germplasm.number());
    let at_work = owners.iter().find(|&&owner| !places.of(band, owner).is_empty());
    let licensee = gap.licensee().map(|licensee| licensee.number() as u32);
    let owner = at_work.or(owners.first()).copied().or(licensee)?;
    Some(places.nearest(band, owner, column(Stage::Industrialization)))
}

impl<'c> Found<'c> {
    fn of_projects(&mut self, chain: &'c SupplyChain, bands: &Bands<'c>, places: &Places) {
        let columns = chain.columns();
        for project in 0..columns.len() {
            let to = performer(chain, bands, project);
            // What is done elsewhere, out of nothing from here, is most of the chain in a picture of one category.
            if to.is_none() && columns.builds_on.of(project).is_empty() && columns.answers.of(project).is_empty() {
                continue;
            }
            let record = chain.numbered_project(project);
            let evidence = record.record().evidence;
            if columns.is_live(project) {
                for &upstream in columns.builds_on.of(project) {
                    if columns.is_live(upstream as usize) {
                        let relation = PictureRelation::Handoff {
                            upstream: chain.numbered_project(upstream as usize),
                            project: record,
                        };
                        let from = performer(chain, bands, upstream as usize);
                        self.add(Line::Handoff, from, to, evidence, relation);
                    }
                }
                for &demand in columns.answers.of(project) {
                    let relation =
                        PictureRelation::Demand { demand: &chain.demands()[demand as usize], project: record };
                    self.add(Line::Demand, raiser(chain, bands, places, demand as usize), to, evidence, relation);
                }
            }
            if columns.is_commissioned(project) && columns.status[project] != Status::Cancelled {
                let from = commissioner(chain, bands, places, project);
                self.add(Line::Commission, from, to, evidence, PictureRelation::Commission { project: record });
            }
        }
    }

    fn of_links(&mut self, chain: &'c SupplyChain, bands: &Bands<'c>, places: &Places) {
        let links = chain.links();
        let everywhere: Vec<u32> = (0..bands.list.len() as u32).collect();
        let in_bands = |categories: &[u32]| {
            let mut bands: Vec<u32> = categories.iter().filter_map(|&category| bands.of(category)).collect();
            bands.sort_unstable();
            bands.dedup();
            bands
        };
        for (number, &sides) in links.agreements.iter().enumerate().filter(|(own, _)| links.agreement_holds[*own]) {
            let record = &chain.agreements()[number];
            let categories = links.agreement_categories.of(number);
            let own = if categories.is_empty() { everywhere.clone() } else { in_bands(categories) };
            self.add_link(places, Line::Agreement, sides, &own, record.evidence, PictureRelation::Agreement(record));
        }
        self.of_licences(chain, bands, places);
        for &(member, consortium) in &links.memberships {
            let [a, b] = [member, consortium].map(|number| chain.numbered_organization(number as usize));
            let relation = PictureRelation::Membership { member: a, consortium: b };
            let evidence = b.record().evidence_of_charter();
            self.add_link(places, Line::Membership, (member, consortium), &everywhere, evidence, relation);
        }
        for (number, &sides) in links.funding.iter().enumerate() {
            let record = &chain.funding()[number];
            let project = record.project.as_ref().and_then(|id| chain.project(id));
            let own = project.map(|project| in_bands(&[chain.columns().category[project.number()]]));
            let own = own.as_deref().unwrap_or(&everywhere);
            self.add_link(places, Line::Funding, sides, own, record.evidence, PictureRelation::Funding(record));
        }
        for (number, &sides) in links.services.iter().enumerate().filter(|(own, _)| links.service_holds[*own]) {
            let record = &chain.services()[number];
            let category = links.service_category[number];
            let own = if category == NONE { everywhere.clone() } else { in_bands(&[category]) };
            self.add_link(places, Line::Service, sides, &own, record.evidence, PictureRelation::Service(record));
        }
    }

    /// Those in force, from each who gives one: the owners of what it is of, where it names nobody.
    fn of_licences(&mut self, chain: &'c SupplyChain, bands: &Bands<'c>, places: &Places) {
        let uses = chain.uses();
        for (number, record) in chain.licences().iter().enumerate().filter(|(own, _)| uses.in_force[*own]) {
            let band = bands.of(uses.licence_category[number]);
            for &licensor in uses.licensors.of(number) {
                let sides = (licensor, uses.licensee[number]);
                let relation = PictureRelation::Licence(record);
                self.add_link(places, Line::Licence, sides, band.as_slice(), record.evidence, relation);
            }
        }
    }

    /// Adds a relation that a project causes. One between two bands is counted.
    fn add(
        &mut self,
        line: Line,
        from: Option<Spot>,
        to: Option<Spot>,
        evidence: Evidence,
        relation: PictureRelation<'c>,
    ) {
        match (from, to) {
            (Some(from), Some(to)) if from.band == to.band => {
                if from != to {
                    self.relations.push(Related { line, from, to, evidence, relation });
                }
            }
            _ => {
                from.into_iter().for_each(|spot| self.between_bands[spot.band as usize].0 += 1);
                to.into_iter().for_each(|spot| self.between_bands[spot.band as usize].1 += 1);
            }
        }
    }

    /// Adds a relation that holds for itself, in each of the bands where both sides work, or where one does and the other
    /// works at no stage at all.
    fn add_link(
        &mut self,
        places: &Places,
        line: Line,
        (from, to): (u32, u32),
        bands: &[u32],
        evidence: Evidence,
        relation: PictureRelation<'c>,
    ) {
        if from == to {
            return;
        }
        let before = self.relations.len();
        for &band in bands {
            let is_here = |organization| !places.of(band, organization).is_empty();
            let fits = |here, other| is_here(here) && (is_here(other) || !places.works(other));
            if fits(from, to) || fits(to, from) {
                let (from, to) = places.closest(band, from, to);
                self.relations.push(Related { line, from, to, evidence, relation });
            }
        }
        if self.relations.len() == before && !places.works(from) && !places.works(to) {
            self.undrawn += 1;
        }
    }
}
