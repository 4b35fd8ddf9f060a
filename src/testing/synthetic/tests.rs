use hashbrown::HashSet;

use super::*;
use crate::chain::{OrganizationRef, ProjectRef, RelationKind};
use crate::model::{Leap, ServiceKind, Stage, Status};

/// The gaps of a chain, counted by reading the definitions word for word. Slow and plain on purpose.
#[derive(Debug, Default)]
struct Counts {
    missing_stage: usize,
    missing_route: usize,
    stranded: usize,
    results: usize,
    unfounded: usize,
    starts: usize,
    skipped: usize,
    last_starts: usize,
    late: usize,
    handoffs: usize,
    idle: usize,
    waiting: usize,
    unanswered: usize,
    stopped_short: usize,
    last_mile: usize,
    products: usize,
}

fn capable<'c>(chain: &'c SupplyChain, category: &'c crate::model::CategoryId, leap: Leap) -> Vec<OrganizationRef<'c>> {
    let stages = leap.stages().iter();
    stages.flat_map(|&stage| chain.capable_organizations(category, stage).unwrap()).collect()
}

/// Whether any of some organizations is related to any of some others in a category.
fn connected(chain: &SupplyChain, category: &crate::model::CategoryId, leap: Leap, next: Leap) -> bool {
    let nodes = |leap| capable(chain, category, leap).iter().map(|o| o.node()).collect::<HashSet<_>>();
    let (nodes, next) = (nodes(leap), nodes(next));
    let across = |a, b| (nodes.contains(&a) && next.contains(&b)) || (nodes.contains(&b) && next.contains(&a));
    !nodes.is_disjoint(&next)
        || chain.organizations().flat_map(OrganizationRef::relations).any(|relation| {
            let related = match relation.relation() {
                crate::chain::Relation::Commission { .. } | crate::chain::Relation::Handoff { .. } => {
                    relation.project().is_some_and(|project| project.category().id == *category)
                }
                crate::chain::Relation::Membership => true,
                crate::chain::Relation::Agreement { index } => chain.agreements()[index as usize].covers(category),
                _ => false,
            };
            related && across(relation.from().node(), relation.to().node())
        })
}

fn count(chain: &SupplyChain) -> Counts {
    let mut counts = Counts::default();
    for category in chain.categories() {
        let can = |leap| !capable(chain, &category.id, leap).is_empty();
        counts.missing_stage += Leap::ALL.into_iter().filter(|leap| !can(*leap)).count();
        for (leap, next) in [(Leap::ZeroToOne, Leap::OneToTen), (Leap::OneToTen, Leap::TenToHundred)] {
            let both = can(leap) && can(next);
            counts.missing_route += usize::from(both && !connected(chain, &category.id, leap, next));
        }
    }
    let as_of = chain.as_of().middle();
    let days = |from: jiff::civil::Date, to: jiff::civil::Date| to.duration_since(from).as_hours() / 24;
    for project in chain.projects() {
        let leap = project.stage().leap();
        if project.status() == Status::Delivered && leap < Leap::TenToHundred {
            counts.results += 1;
            let taken = project.built_on_by().any(|next| next.status().is_live() && next.stage() >= project.stage());
            counts.stranded += usize::from(!taken);
        }
        if project.status().is_live() && leap > Leap::ZeroToOne {
            counts.starts += 1;
            counts.unfounded += usize::from(!project.builds_on().any(|upstream| upstream.stage() <= project.stage()));
        }
        if project.status().is_live() && leap == Leap::TenToHundred {
            counts.last_starts += 1;
            let on = |leap| project.builds_on().any(|upstream: ProjectRef<'_>| upstream.stage().leap() == leap);
            counts.skipped += usize::from(on(Leap::ZeroToOne) && !on(Leap::OneToTen));
        }
        for upstream in project.builds_on().filter(|upstream| upstream.stage() < project.stage()) {
            if let (Some(started), Some(ended)) = (project.record().started, upstream.record().ended) {
                counts.handoffs += 1;
                counts.late += usize::from(days(ended.middle(), started.middle()) > 365);
            }
        }
        if project.commissioner().is_some()
            && matches!(project.status(), Status::Proposed | Status::Accepted)
            && let Some(commissioned) = project.record().commissioned
        {
            counts.waiting += 1;
            counts.idle += usize::from(days(commissioned.middle(), as_of) > 180);
        }
        if project.status() == Status::Delivered && leap == Leap::TenToHundred {
            counts.products += 1;
            let performer = project.performer();
            let extended = performer.relations_of(RelationKind::Service).any(|relation| {
                let crate::chain::Relation::Service { index } = relation.relation() else { return false };
                relation.to() == performer
                    && relation.from().record().service == Some(ServiceKind::Extension)
                    && chain.services()[index as usize].serves(&project.category().id)
            });
            counts.last_mile += usize::from(!extended);
        }
    }
    for demand in chain.demands() {
        let answers: Vec<Stage> =
            chain.answers_to(&demand.id).unwrap().filter(|p| p.status().is_live()).map(ProjectRef::stage).collect();
        counts.unanswered += usize::from(answers.is_empty());
        counts.stopped_short += usize::from(!answers.is_empty() && answers.iter().all(|stage| *stage > demand.stage));
    }
    counts
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[test]
fn plants_as_many_gaps_as_it_is_asked_to() {
    let chain = generate(&SyntheticOptions::of_size(2_000));
    let counts = count(&chain);
    let near = |part, whole, planted: f64, what: &str| {
        let found = share(part, whole);
        assert!((found - planted).abs() < 0.06, "{what}: {found} of {whole}, planted {planted}");
    };
    let gaps = PlantedGaps::default();
    assert_eq!((counts.missing_stage, counts.missing_route), (1, 1));
    near(counts.skipped, counts.last_starts, gaps.skipped_leap, "skipped leaps");
    near(counts.idle, counts.waiting, gaps.idle_commission, "idle commissions");
    near(counts.unanswered, chain.demands().len(), gaps.unanswered_demand, "unanswered demands");
    near(counts.stopped_short, chain.demands().len(), 0.2 * 0.8 * 0.9, "demands stopped short");
    assert!(share(counts.last_mile, counts.products) > 0.05);
    assert!(share(counts.late, counts.handoffs) > 0.1);
    assert!(share(counts.stranded, counts.results) >= 0.15, "{counts:?}");
    assert!(share(counts.unfounded, counts.starts) >= 0.05, "{counts:?}");
}

#[test]
fn is_nearly_sound_where_nothing_is_planted() {
    let chain = generate(&SyntheticOptions::of_size(2_000).gaps(PlantedGaps::none()));
    let counts = count(&chain);
    assert_eq!((counts.missing_stage, counts.missing_route), (0, 0));
    assert_eq!((counts.unfounded, counts.skipped, counts.last_mile), (0, 0, 0));
    assert_eq!(counts.stopped_short, 0);
    for (part, whole, what) in [
        (counts.stranded, counts.results, "stranded"),
        // The middle of a month or a year may make a wait look longer.
        (counts.late, counts.handoffs, "late"),
        (counts.idle, counts.waiting, "idle"),
        (counts.unanswered, chain.demands().len(), "unanswered"),
    ] {
        assert!(share(part, whole) < 0.08, "{what}: {part} of {whole}");
    }
}

#[test]
fn is_skewed_as_real_chains_are() {
    let chain = generate(&SyntheticOptions::of_size(2_000));
    let of_kind = |kind| chain.organizations_of_kind(kind).count();
    assert!(of_kind(crate::model::OrganizationKind::Laboratory) < of_kind(crate::model::OrganizationKind::University));
    assert!(of_kind(crate::model::OrganizationKind::Company) > 1_500);
    for kind in crate::model::OrganizationKind::ALL {
        assert!(of_kind(kind) > 0, "{kind}");
    }
    for status in Status::ALL {
        assert!(chain.projects().any(|project| project.status() == status), "{status}");
    }
    let edges = chain.project_graph().edge_count();
    assert!((8_000..12_000).contains(&edges), "{edges} builds-on edges of 10,000 projects");
    let busiest = chain.organizations().map(|organization| organization.projects().count()).max().unwrap();
    assert!(busiest > 300, "{busiest}");
    // What is handed on as material is not drawn.
    for &kind in RelationKind::ALL.iter().filter(|kind| **kind != RelationKind::Licence) {
        assert!(chain.organizations().any(|organization| organization.relations_of(kind).count() > 0), "{kind}");
    }
}

#[test]
fn takes_any_size_and_any_share() {
    for (organizations, projects, categories) in
        [(0, 0, 0), (1, 0, 1), (1, 50, 1), (2, 3, 7), (9, 100, 3), (40, 0, 200), (30, 400, 30)]
    {
        let options =
            SyntheticOptions::default().organizations(organizations).projects(projects).categories(categories);
        let chain = generate(&options);
        assert_eq!(chain.organizations().len(), organizations.max(1));
        assert_eq!(chain.projects().len(), projects);
    }
    for share in [f64::NAN, -1.0, 0.0, 1.0, 7.0, f64::INFINITY] {
        let gaps = PlantedGaps::none()
            .missing_stage(share)
            .missing_route(share)
            .stranded_result(share)
            .unfounded_start(share)
            .skipped_leap(share)
            .late_handoff(share)
            .idle_commission(share)
            .unanswered_demand(share)
            .demand_stopped_short(share)
            .last_mile(share);
        let options = SyntheticOptions::default()
            .gaps(gaps)
            .zipf_exponent(share)
            .commissioned(share)
            .further_upstream(share)
            .level(share)
            .feedback(share)
            .cross_category(share)
            .demands(share.min(2.0))
            .partial_dates(share)
            .missing_dates(share)
            .assumed(share)
            .proposed(share);
        assert_eq!(generate(&options).projects().len(), 1_000);
    }
    let early = SyntheticOptions::default().as_of("0003".parse().unwrap());
    assert_eq!(generate(&early).as_of().year(), 3);
}

#[test]
fn mixes_evidence_when_asked_to() {
    let counts = generate(&SyntheticOptions::default().assumed(0.2).proposed(0.1)).evidence_counts();
    assert!(counts.documented > 100 && counts.assumed > 100 && counts.proposed > 100, "{counts:?}");
    let documented = generate(&SyntheticOptions::default()).evidence_counts();
    assert_eq!((documented.assumed, documented.proposed), (0, 0));
}

#[cfg(feature = "json")]
#[test]
fn a_seed_gives_the_same_bytes() {
    let document = generate(&SyntheticOptions::of_size(100).seed(42)).to_json();
    let other = generate(&SyntheticOptions::of_size(100).seed(43)).to_json();
    assert_ne!(document, other);
    // FNV-1a (Fowler, Noll and Vo), which needs no crate. A change here is a change of what seeds mean: it belongs in the
    // change log.
    let hash = document
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    assert_eq!((document.len(), hash), (156_065, 5_044_801_442_232_393_507));
    let read = crate::io::document::ReadOptions::new().require_sources(true).json(&document).unwrap();
    assert_eq!(read.to_json(), document);
}
