//! What always holds of the answers (`definitions`, section 5).

use proptest::prelude::*;
use seedrelay::query::{
    ConnectorOptions, DiagnosisOptions, FunnelOptions, GapKey, GapOptions, Standing, StandingOptions,
};
use seedrelay::testing::strategies::{ChainSizes, chain, chain_with};
use seedrelay::{
    Boundary, Category, Evidence, Gap, GapKind, Organization, OrganizationKind, Project, ProjectId, Stage, Status,
    SupplyChain,
};

use super::reference;
use crate::cases::tried;

fn count(chain: &SupplyChain, kind: GapKind) -> usize {
    chain.gaps(&GapOptions::new()).of_kind(kind).count()
}

fn is_in(gaps: &[Gap<'_>], gap: &Gap<'_>) -> bool {
    gaps.iter().any(|other| other.is_same_as(gap))
}

proptest! {
    #![proptest_config(tried(128))]

    /// Every gap kind, state, result and count, against the definitions word by word.
    #[test]
    fn answers_are_those_of_the_reference(chain in chain()) {
        reference::agrees(&chain);
    }

    /// Larger chains have more of what a gap takes: routes, results of every age, demands at every stage.
    #[test]
    fn answers_of_larger_chains_are_those_of_the_reference(
        chain in chain_with(ChainSizes::default().organizations(4..=10).projects(20..=40).demands(3..=6)),
    ) {
        reference::agrees(&chain);
    }

    #[test]
    fn coverage_counts_sum_to_the_number_of_projects(chain in chain()) {
        let total: usize = chain.coverage().iter().map(|cell| cell.projects.total()).sum();
        prop_assert_eq!(total, chain.projects().len());
    }

    #[test]
    fn conversion_lies_between_0_and_1_and_an_interval_around_its_median(chain in chain()) {
        for row in chain.funnel(&FunnelOptions::new()) {
            prop_assert!(row.conversion().is_none_or(|share| (0.0..=1.0).contains(&share)));
            prop_assert_eq!(row.conversion().is_none(), row.delivered == 0);
            let delay = &row.delay;
            prop_assert!(delay.low.zip(delay.median).is_none_or(|(low, median)| low <= median));
            prop_assert!(delay.high.zip(delay.median).is_none_or(|(high, median)| median <= high));
            prop_assert!(delay.taken_up <= delay.observations);
            prop_assert_eq!(delay.observations + delay.undated + delay.no_end, row.delivered);
            prop_assert_eq!(row.by_project + row.by_licence + row.by_use, row.taken_up);
        }
    }

    #[test]
    fn stranded_results_are_the_delivered_ones_without_a_standing(chain in chain()) {
        let standings = chain.standings(&StandingOptions::new());
        let results = standings.iter().filter(|row| row.project.stage() < Stage::Industrialization);
        let without = results.filter(|row| row.standing == Standing::None).count();
        prop_assert_eq!(count(&chain, GapKind::StrandedResult), without);
        for row in standings {
            let holds = [row.is_carried_on(), row.is_drawn_on(), row.is_licensed(), row.is_grown(), row.is_withdrawn()];
            prop_assert_eq!(row.standing == Standing::None, holds == [false; 5]);
        }
    }

    /// A use on record explains; it never accuses, but of what it is itself.
    #[test]
    fn a_licence_an_adoption_or_a_draw_adds_no_other_gap_and_lowers_no_conversion(
        chain in chain(), project in 0..9_usize, material in 0..9_usize, licensee in 0..9_usize,
    ) {
        let document: serde_json::Value = serde_json::from_str(&chain.to_json()).unwrap();
        let pick = |list: &str, number: usize| {
            let records = document[list].as_array().filter(|records| !records.is_empty())?;
            Some(number % records.len())
        };
        let Some(number) = pick("projects", project) else { return Ok(()) };
        let (project, to) = (&document["projects"][number]["id"], &document["organizations"][licensee % document["organizations"].as_array().unwrap().len()]["id"]);
        let mut more = Vec::new();
        let mut with = |list: &str, record: serde_json::Value| {
            let mut document = document.clone();
            let records = document.as_object_mut().unwrap().entry(list).or_insert_with(|| serde_json::json!([]));
            records.as_array_mut().unwrap().push(record);
            more.push(document);
        };
        with("licences", serde_json::json!({"project": project, "to": to, "evidence": "proposed"}));
        if let Some(region) = pick("regions", 0) {
            let region = &document["regions"][region]["id"];
            let adoption = serde_json::json!({
                "project": project, "region": region, "year": chain.as_of().year(), "area": 1.5, "unit": "fish", "evidence": "proposed"
            });
            with("adoptions", adoption);
        }
        if let Some(germplasm) = pick("germplasm", material) {
            let mut document = document.clone();
            let drawn = &document["germplasm"][germplasm]["id"].clone();
            let own = document["projects"][number].as_object_mut().unwrap();
            let draws_on = own.entry("draws_on").or_insert_with(|| serde_json::json!([])).as_array_mut().unwrap();
            if !draws_on.contains(drawn) {
                draws_on.push(drawn.clone());
                more.push(document);
            }
        }
        let before: Vec<GapKey> = chain.gaps(&GapOptions::new()).iter().map(|gap| gap.key()).collect();
        let conversion = |chain: &SupplyChain| -> Vec<usize> {
            chain.funnel(&FunnelOptions::new()).iter().map(|row| row.taken_up).collect()
        };
        for document in more {
            // What is less well known, or given already, is refused.
            let Ok(after) = SupplyChain::from_json(document.to_string()) else { continue };
            let own = [GapKind::IdleLicence, GapKind::UnadoptedProduct];
            for gap in after.gaps(&GapOptions::new()).iter().filter(|gap| !own.contains(&gap.kind())) {
                prop_assert!(before.contains(&gap.key()), "{gap:?}");
            }
            prop_assert!(conversion(&chain).iter().zip(conversion(&after)).all(|(before, after)| *before <= after));
        }
    }

    #[test]
    fn a_live_follow_on_project_removes_exactly_its_stranded_result(chain in chain()) {
        let before = chain.gaps(&GapOptions::new()).worst_first();
        let stranded = before.iter().filter(|gap| gap.kind() == GapKind::StrandedResult);
        for gap in stranded.take(3) {
            let result = gap.project().unwrap();
            let next = Project::new(
                "\u{10ffff}next",
                &result.record().category,
                result.stage(),
                &result.record().performer,
                // Under way it would also prove that its performer works there.
                Status::Proposed,
            );
            let next = next.builds_on([ProjectId::from(result.id())]).evidence(Evidence::Proposed);
            let after = chain.to_builder().project(next).build().unwrap();
            let after = after.gaps(&GapOptions::new()).worst_first();
            prop_assert!(!is_in(&after, gap));
            prop_assert!(before.iter().all(|other| other.is_same_as(gap) || is_in(&after, other)));
            prop_assert_eq!(after.len(), before.len() - 1);
        }
    }

    #[test]
    fn a_commission_never_adds_a_missing_route(chain in chain(), from in 0..9_usize, to in 0..9_usize, stage in 0..4_usize) {
        let organizations: Vec<_> = chain.organizations().collect();
        let (from, to) = (organizations[from % organizations.len()], organizations[to % organizations.len()]);
        let category = &chain.categories()[0].id;
        let project = Project::new("\u{10ffff}new", category, Stage::ALL[stage], to.id(), Status::Proposed)
            .commissioned_by(from.id())
            .evidence(Evidence::Proposed);
        let more = chain.to_builder().project(project).build().unwrap();
        prop_assert!(count(&more, GapKind::MissingRoute) <= count(&chain, GapKind::MissingRoute));
    }

    /// What concerns a category alone, its answers, do not change with records of another that nothing ties to it.
    #[test]
    fn a_category_is_not_touched_by_another(chain in chain()) {
        let other = Category::new("\u{10ffff}other");
        let stranger = Organization::new("\u{10ffff}stranger", OrganizationKind::University)
            .capability("\u{10ffff}other", Stage::Basic, 3)
            .capability("\u{10ffff}other", Stage::Applied, 3);
        let result = Project::new("\u{10ffff}result", "\u{10ffff}other", Stage::Basic, "\u{10ffff}stranger", Status::Delivered);
        let more = chain.to_builder().category(other).organization(stranger).project(result).build().unwrap();
        let own = |row: &seedrelay::query::FunnelRow<'_>| row.category.id != "\u{10ffff}other";
        let (before, after) = (chain.funnel(&FunnelOptions::new()), more.funnel(&FunnelOptions::new()));
        let after: Vec<_> = after.iter().filter(|row| own(row)).map(|row| serde_json::to_value(row).unwrap()).collect();
        let before: Vec<_> = before.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
        prop_assert_eq!(before, after);
        let gaps = more.gaps(&GapOptions::new()).worst_first();
        let own = gaps.iter().filter(|gap| gap.category().id != "\u{10ffff}other");
        let before = chain.gaps(&GapOptions::new()).worst_first();
        prop_assert_eq!(own.clone().count(), before.len());
        prop_assert!(before.iter().zip(own).all(|(before, after)| before.is_same_as(after)));
    }

    #[test]
    fn the_order_of_the_records_changes_no_answer(chain in chain()) {
        let mut document: serde_json::Value = serde_json::from_str(&chain.to_json()).unwrap();
        for list in document.as_object_mut().unwrap().values_mut().filter_map(serde_json::Value::as_array_mut) {
            list.reverse();
        }
        let turned = SupplyChain::from_json(document.to_string()).unwrap();
        let answers = |chain: &SupplyChain| serde_json::to_string(&chain.diagnose(&DiagnosisOptions::new())).unwrap();
        prop_assert_eq!(answers(&chain), answers(&turned));
    }

    #[test]
    fn brokerage_roles_sum_to_their_total(chain in chain()) {
        for connector in chain.connectors(&ConnectorOptions::new()).list {
            let [coordinator, itinerant, representative, gatekeeper, liaison, total] = connector.roles.as_array();
            prop_assert_eq!(coordinator + itinerant + representative + gatekeeper + liaison, total);
        }
    }

    #[test]
    fn routes_are_told_once_and_lead_from_those_at_work_to_those_at_work(chain in chain()) {
        for category in chain.categories() {
            for boundary in Boundary::ALL {
                let routes = chain.routes(&category.id, boundary).unwrap();
                for (number, route) in routes.iter().enumerate() {
                    let works = |organization: seedrelay::OrganizationRef<'_>, leap: seedrelay::Leap| {
                        leap.stages().iter().any(|&stage| organization.works_at(&category.id, stage))
                    };
                    prop_assert!(works(route.from, boundary.from()) && works(route.to, boundary.to()));
                    prop_assert!(!routes[..number].contains(route));
                }
            }
        }
    }
}
