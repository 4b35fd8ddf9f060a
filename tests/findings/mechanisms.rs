//! The mechanisms of a hand-drawn chain.

use seedrelay::query::{FindingOptions, Mechanisms};
use seedrelay::{
    BenefitShare, Demand, Funding, Organization, OrganizationKind, Orientation, Project, Stage, Status, SupplyChain,
};

use crate::chains::{Sound, sound};

fn rice(chain: &SupplyChain) -> Mechanisms<'_> {
    chain.findings(&FindingOptions::new()).mechanisms()[0]
}

#[test]
fn money_that_follows_chokepoints() {
    let mut chain = sound().project("gene", |gene| gene.chokepoint = Some(false));
    chain.funding.push(Funding::new("state", "lab").project("gene").amount(1_500.0));
    chain.funding.push(Funding::new("state", "lab").project("gene"));
    chain.funding.push(Funding::new("state", "union").amount(70.0));
    chain.funding.push(Funding::new("longping", "union").project("gene").amount(1e9));
    let chain = chain.build();
    let money = rice(&chain).public_money;
    assert_eq!((money.total, money.on_chokepoint, money.unknown), (2_000.0, 500.0, 1));
    assert_eq!(money.share(), Some(0.25));
    let consortia = chain.findings(&FindingOptions::new()).consortium_money();
    assert_eq!(consortia.len(), 1);
    assert_eq!(consortia[0].money.share(), Some(1.0));
    assert_eq!(consortia[0].money.unknown, 1, "seventy of which no project is known");
}

#[test]
fn no_money_is_no_share() {
    let mut chain = sound();
    chain.funding.clear();
    let json = serde_json::to_value(rice(&chain.build())).unwrap();
    assert_eq!(json["public_money"]["share"], serde_json::Value::Null);
    assert_eq!(json["public_money"]["why"], "no-money");
}

#[test]
fn demand_that_reaches_its_root() {
    let chain = Sound {
        projects: sound()
            .project("marker", |marker| marker.answers = ["at-root".into(), "before-root".into()].into())
            .project("seed", |seed| seed.answers = ["too-late".into()].into())
            .projects,
        ..sound()
    };
    let demand = |id, stage| Demand::new(id, "longping", "rice", stage);
    let chain = chain
        .builder()
        .demand(demand("at-root", Stage::AppliedBasic))
        .demand(demand("before-root", Stage::Applied))
        .demand(demand("too-late", Stage::Basic))
        .demand(demand("unanswered", Stage::Basic))
        .build()
        .unwrap();
    let share = rice(&chain).demand_at_root;
    assert_eq!((share.part, share.whole, share.share()), (2, 4, Some(0.5)));
}

#[test]
fn duplication_at_late_stages() {
    let chain = sound()
        .with_organization(Organization::new("firm", OrganizationKind::Company))
        .with_project(Project::new("seed-2", "rice", Stage::Industrialization, "firm", Status::Active).topic("blast"))
        .with_project(Project::new("gene-2", "rice", Stage::Basic, "hau", Status::Active).topic("blast"))
        .with_project(Project::new("silent", "rice", Stage::Applied, "firm", Status::Active))
        .build();
    let share = rice(&chain).duplicated_late;
    // Of parents, seed and seed-2 the last two; what is doubled early does not count.
    assert_eq!((share.part, share.whole, share.unknown), (2, 3, 1));
}

#[test]
fn benefit_of_the_inventors() {
    let chain = sound()
        .project("gene", |gene| gene.benefit_shares = [BenefitShare::new("lab", 1.0)].into())
        .project("seed", |seed| seed.benefit_shares = [].into())
        .build();
    let row = rice(&chain);
    assert_eq!((row.inventors_share.part, row.inventors_share.whole, row.inventors_share.unknown), (2, 3, 1));
    assert!((row.mean_inventors_share.unwrap() - 1.4 / 3.0).abs() < 1e-15);
}

/// Two faced alike come to 2, half of the greatest entropy; ¾ and ¼ to exp(0.5623…) = 1.7548.
#[test]
fn diversity_of_the_orientations() {
    use Orientation::{Economy, Frontier};
    let face = |lists: [&[Orientation]; 4]| {
        let mut chain = sound();
        for (project, list) in chain.projects.iter_mut().zip(lists) {
            project.orientations = list.into();
        }
        let chain = chain.build();
        let orientations = rice(&chain).orientations;
        (orientations.effective_number(), orientations.evenness(), orientations.unknown)
    };
    assert_eq!(face([&[], &[], &[], &[]]), (None, None, 4));
    assert_eq!(face([&[Frontier], &[], &[Frontier], &[]]), (Some(1.0), Some(0.0), 2));
    let (number, evenness, _) = face([&[Frontier, Economy], &[Economy], &[Frontier], &[]]);
    assert!((number.unwrap() - 2.0).abs() < 1e-12 && (evenness.unwrap() - 0.5).abs() < 1e-12);
    let (number, ..) = face([&[Frontier], &[Economy], &[Frontier], &[Frontier]]);
    assert!((number.unwrap() - 1.754_765_350_634_2).abs() < 1e-9, "{number:?}");
}
