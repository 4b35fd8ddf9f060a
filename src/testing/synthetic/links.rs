//! What holds between organizations besides projects: demands, agreements, funding and services.

use crate::chain::Assembly;
use crate::model::{Evidence, Stage};
use crate::record::{Agreement, Demand, Funding, Recorded, Service};

use super::SyntheticOptions;
use super::people::{self, CategoryFault, People};
use super::relay::{Relay, calendar};
use super::rng::StableRng;

pub(super) fn draw(
    options: &SyntheticOptions,
    people: &People,
    relay: Relay,
    rng: &mut StableRng,
    assembly: &mut Assembly,
) {
    let Relay { demands, industrial, grants } = relay;
    let today = options.as_of.first();
    let day = |day: i32| calendar(today, day);
    let id = |organization: u32| &people.ids[organization as usize];
    let both = |a: u32, b: u32| people.evidence[a as usize].min(people.evidence[b as usize]);

    for (number, planned) in demands.iter().enumerate() {
        let category = &people.fields[planned.category as usize].id;
        let raised = day(planned.taken_up - rng.between(30, 700));
        let mut demand = Demand::new(&planned.id, id(planned.raised_by), category, planned.stage)
            .raised(raised)
            .topic(&*planned.topic)
            .evidence(planned.evidence);
        demand.source = people::source(planned.evidence, number);
        assembly.add::<Demand>(demand.draft());
    }

    for field in people.fields.iter().filter(|field| field.fault != Some(CategoryFault::NoRoute)) {
        for &consortium in &field.consortia {
            let Some(laboratory) = field.capable(Stage::AppliedBasic).draw(rng) else { continue };
            let evidence = both(consortium, laboratory);
            let mut agreement = Agreement::new(id(consortium), id(laboratory))
                .categories([&field.id])
                .signed(day(-rng.between(0, 2_000)))
                .evidence(evidence);
            agreement.source = people::source(evidence, consortium as usize);
            assembly.add::<Agreement>(agreement.draft());
        }
    }

    for grant in grants {
        let Some(government) = rng.pick(&people.governments).filter(|&from| from != grant.performer) else { continue };
        let evidence = both(government, grant.performer).min(grant.evidence);
        let mut funding = Funding::new(id(government), id(grant.performer))
            .project(people::id('p', grant.project as usize, options.projects))
            .amount(grant.amount)
            .evidence(evidence);
        funding.year = Some(grant.year.into());
        funding.source = people::source(evidence, grant.project as usize);
        assembly.add::<Funding>(funding.draft());
    }

    for service in services(options, people, industrial, rng) {
        assembly.add::<Service>(service.draft());
    }
}

/// Extension for those who bring results to the farmers, all but the share that is to go without.
fn services(
    options: &SyntheticOptions,
    people: &People,
    industrial: Vec<(u32, u32)>,
    rng: &mut StableRng,
) -> Vec<Service> {
    let mut clients = industrial;
    clients.sort_unstable();
    clients.dedup();
    let mut services = Vec::new();
    let mut unserved = None;
    for (client, category) in clients {
        // Nobody is served in one category and not in another: that would be no service at all for either.
        if unserved.is_none_or(|(of, _)| of != client) {
            unserved = Some((client, rng.chance(options.gaps.last_mile)));
        }
        let provider = rng.pick(&people.extension).filter(|&provider| provider != client);
        if let (Some(provider), Some((_, false))) = (provider, unserved) {
            let evidence: Evidence = people.evidence[provider as usize].min(people.evidence[client as usize]);
            let mut service = Service::new(&people.ids[provider as usize], &people.ids[client as usize])
                .category(&people.fields[category as usize].id)
                .evidence(evidence);
            service.source = people::source(evidence, client as usize);
            services.push(service);
        }
    }
    services
}
