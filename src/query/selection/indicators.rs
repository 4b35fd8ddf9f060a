//! What the chain says of each category.

use super::{Criterion, Indicator, PerCriterion};
use crate::chain::SupplyChain;
use crate::model::{OrganizationKind, Stage};

/// What is met of one category.
#[derive(Clone, Copy, Default)]
struct Tally {
    research_teams: Option<f64>,
    scientists: Option<f64>,
    silent: usize,
    industry_teams: Option<f64>,
}

fn add(sum: &mut Option<f64>, value: f64) {
    *sum = Some(sum.unwrap_or(0.0) + value);
}

/// The indicators of every category.
pub(super) fn of_categories(chain: &SupplyChain) -> Vec<PerCriterion<Indicator>> {
    let columns = chain.organization_columns();
    let mut tallies = vec![Tally::default(); chain.categories().len()];
    for organization in chain.organizations() {
        let capabilities = columns.capabilities(organization.number());
        let research = |stage| stage < Stage::Industrialization;
        let teams = capabilities.iter().filter(|own| research(own.stage)).map(|own| f64::from(own.teams));
        let all_research_teams: f64 = teams.sum();
        // The capabilities come by category.
        for own in capabilities.chunk_by(|a, b| a.category == b.category) {
            let tally = &mut tallies[own[0].category as usize];
            let mut own_teams = 0.0;
            for capability in own {
                let teams = f64::from(capability.teams);
                if research(capability.stage) {
                    own_teams += teams;
                } else {
                    let of_company = organization.kind() == OrganizationKind::Company;
                    add(&mut tally.industry_teams, if of_company { teams } else { 0.0 });
                }
            }
            if own_teams > 0.0 {
                add(&mut tally.research_teams, own_teams);
                match organization.record().leading_scientists {
                    Some(all) => add(&mut tally.scientists, f64::from(all) * own_teams / all_research_teams),
                    None => tally.silent += 1,
                }
            }
        }
    }
    let indicators = chain.categories().iter().zip(tallies).map(|(category, tally)| {
        let strategic = category.strategic.map(|strategic| if strategic { 1.0 } else { 0.0 });
        let known = |value| Indicator { value, ..Indicator::default() };
        let scientists = Indicator { unknown: tally.silent, ..known(tally.scientists) };
        [known(tally.research_teams), scientists, known(tally.industry_teams), known(strategic)]
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
