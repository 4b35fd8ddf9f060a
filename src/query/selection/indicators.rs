//! What the chain says of each category.

use super::{Criterion, Indicator, PerCriterion};
use crate::chain::{SupplyChain, Workplace};
use crate::model::{OrganizationKind, Stage};

/// What is met of one category.
#[derive(Clone, Copy, Default)]
struct Tally {
    research_teams: Option<f64>,
    /// Organizations whose research teams are unknown.
    research_unknown: usize,
    scientists: Option<f64>,
    silent: usize,
    industry_teams: Option<f64>,
    /// Companies whose teams at industrialization are unknown.
    industry_unknown: usize,
}

fn add(sum: &mut Option<f64>, value: f64) {
    *sum = Some(sum.unwrap_or(0.0) + value);
}

/// What an organization has at the stages before industrialization, in one category or in all.
#[derive(Clone, Copy, Default)]
struct Research {
    places: usize,
    teams: f64,
    unknown: usize,
}

impl Research {
    fn of(places: &[Workplace]) -> Self {
        let mut research = Self::default();
        for place in places.iter().filter(|place| place.stage < Stage::Industrialization) {
            research.places += 1;
            match place.teams {
                Some(teams) => research.teams += f64::from(teams.get()),
                None => research.unknown += 1,
            }
        }
        research
    }

    /// Which share of the teams of all is its own; `None` where that depends on teams that are unknown.
    fn share_of(self, all: Self) -> Option<f64> {
        match all.unknown {
            0 => Some(self.teams / all.teams),
            _ => (self.places == all.places).then_some(1.0),
        }
    }
}

/// The indicators of every category.
pub(super) fn of_categories(chain: &SupplyChain) -> Vec<PerCriterion<Indicator>> {
    let mut tallies = vec![Tally::default(); chain.categories().len()];
    for organization in chain.organizations() {
        let places = chain.works_at().of(organization.number());
        let all_research = Research::of(places);
        // The workplaces come by category.
        for own in places.chunk_by(|a, b| a.category == b.category) {
            let tally = &mut tallies[own[0].category as usize];
            add_industry(tally, own, organization.kind());
            let research = Research::of(own);
            if research.teams > 0.0 {
                add(&mut tally.research_teams, research.teams);
            }
            tally.research_unknown += usize::from(research.unknown > 0);
            if research.places > 0 {
                let scientists = organization.record().leading_scientists.map(f64::from);
                match scientists.zip(research.share_of(all_research)) {
                    Some((all, share)) => add(&mut tally.scientists, all * share),
                    None => tally.silent += 1,
                }
            }
        }
    }
    let indicators = chain.categories().iter().zip(tallies).map(|(category, tally)| {
        let strategic = category.strategic.map(|strategic| if strategic { 1.0 } else { 0.0 });
        // Nothing that is known beside something that is not is no 0.
        let known = |value: Option<f64>, unknown| Indicator {
            value: value.filter(|value| *value > 0.0 || unknown == 0),
            unknown,
            ..Indicator::default()
        };
        [
            known(tally.research_teams, tally.research_unknown),
            known(tally.scientists, tally.silent),
            known(tally.industry_teams, tally.industry_unknown),
            known(strategic, 0),
        ]
    });
    let mut indicators: Vec<PerCriterion<Indicator>> = indicators.collect();
    for criterion in Criterion::ALL {
        let values = indicators.iter().filter_map(|own| own[criterion as usize].value);
        let greatest = values.fold(0.0_f64, f64::max);
        for own in &mut indicators {
            let indicator = &mut own[criterion as usize];
            indicator.scaled = indicator.value.map(|value| if greatest > 0.0 { value / greatest } else { 0.0 });
        }
    }
    indicators
}

/// Adds the teams at industrialization: those of companies, and that there are none where others work there.
fn add_industry(tally: &mut Tally, own: &[Workplace], kind: OrganizationKind) {
    for place in own.iter().filter(|place| place.stage == Stage::Industrialization) {
        match (kind, place.teams) {
            (OrganizationKind::Company, Some(teams)) => add(&mut tally.industry_teams, f64::from(teams.get())),
            (OrganizationKind::Company, None) => tally.industry_unknown += 1,
            _ => add(&mut tally.industry_teams, 0.0),
        }
    }
}
