//! How well a finding is known: as well as the weakest of all that it rests on, and what stands for several.

use seedrelay::query::{Finding, FindingOptions};
use seedrelay::rules::FindingKind;
use seedrelay::{
    Capability, Category, Evidence, Funding, Organization, OrganizationKind, Project, Stage, Status, SupplyChain,
};

use crate::chains::{Sound, sound};

/// The one finding of a kind.
fn the(chain: &SupplyChain, kind: FindingKind) -> Finding<'_> {
    let mut found = chain.findings(&FindingOptions::new()).worst_first();
    found.retain(|finding| finding.kind() == kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn wanted_by(chain: Sound, members: &[&str]) -> Sound {
    chain.project("parents", |parents| {
        parents.interested = Some(members.iter().map(|member| (*member).into()).collect());
    })
}

#[test]
fn what_members_want_is_known_as_well_as_project_and_charter() {
    let known = |chain: Sound| the(&wanted_by(chain, &["hope"]).build(), FindingKind::NotCommonTechnology).evidence;
    assert_eq!(known(sound()), Evidence::Documented);
    assert_eq!(known(sound().charter(|charter| charter.evidence = Evidence::Assumed)), Evidence::Assumed);
    let mut by_project = sound().project("parents", |parents| parents.evidence = Evidence::Assumed);
    // What builds on it, or pays for it, is no better known.
    by_project = by_project.project("seed", |seed| seed.evidence = Evidence::Assumed);
    by_project.funding.clear();
    assert_eq!(known(by_project), Evidence::Assumed);
}

#[test]
fn public_money_is_known_as_well_as_its_payment() {
    let mut chain = sound().project("parents", |parents| parents.chokepoint = Some(false));
    chain.funding = vec![Funding::new("state", "union").project("parents").evidence(Evidence::Assumed)];
    assert_eq!(the(&chain.build(), FindingKind::PublicMoneyOffChokepoint).evidence, Evidence::Assumed);
}

#[test]
fn of_several_payments_the_first_by_funder_stands_for_all() {
    let mut chain = sound()
        .project("parents", |parents| parents.chokepoint = Some(false))
        .with_organization(Organization::new("province", OrganizationKind::Government));
    chain.funding = ["state", "province"].map(|funder| Funding::new(funder, "union").project("parents")).into();
    let chain = chain.build();
    let found = the(&chain, FindingKind::PublicMoneyOffChokepoint);
    assert_eq!(found.other.map(|funder| funder.id().to_string()), Some("province".to_owned()));
}

#[test]
fn overreach_is_known_as_well_as_the_capability_and_who_has_it() {
    let known = |of_capability, of_organization| {
        let mut capability = Capability::new("rice", Stage::Industrialization, 2);
        capability.evidence = of_capability;
        let mut far = Organization::new("far", OrganizationKind::University).evidence(of_organization);
        far.capabilities.push(capability);
        the(&sound().with_organization(far).build(), FindingKind::Overreach).evidence
    };
    assert_eq!(known(Evidence::Documented, Evidence::Documented), Evidence::Documented);
    assert_eq!(known(Evidence::Assumed, Evidence::Documented), Evidence::Assumed);
    assert_eq!(known(Evidence::Documented, Evidence::Proposed), Evidence::Proposed);
}

/// Universities that each do what the others do, but for what a project says of itself.
fn on_one_topic(ids: impl IntoIterator<Item = String>, change: impl Fn(usize, Project) -> Project) -> SupplyChain {
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new("rice"));
    for (number, id) in ids.into_iter().enumerate() {
        let performer = format!("u-{id}");
        let project = Project::new(id, "rice", Stage::Basic, performer.as_str(), Status::Active).topic("blast");
        builder = builder
            .organization(Organization::new(performer.as_str(), OrganizationKind::University))
            .project(change(number, project));
    }
    builder.build().unwrap()
}

fn doubled(chain: &SupplyChain, pairs_per_topic: usize) -> Vec<[String; 2]> {
    let findings = chain.findings(&FindingOptions::new().pairs_per_topic(pairs_per_topic));
    let pairs = findings.of_kind(FindingKind::DuplicatedEffort).map(|finding| {
        [finding.project, finding.other_project].map(|project| project.expect("a pair").id().to_string())
    });
    pairs.collect()
}

#[test]
fn the_first_and_the_third_of_a_group_are_a_pair() {
    let ids = || ["a", "b", "c"].map(str::to_owned);
    let all = doubled(&on_one_topic(ids(), |_, project| project), 100);
    assert_eq!(all, [["a", "b"], ["a", "c"], ["b", "c"]].map(|pair| pair.map(str::to_owned)));
    // The second builds on both others, who do not know of each other.
    let chained =
        on_one_topic(ids(), |number, project| if number == 1 { project.builds_on(["a", "c"]) } else { project });
    assert_eq!(doubled(&chained, 100), [["a", "c"].map(str::to_owned)]);
}

/// Of a large group each is compared with those next to it by id, whatever the order of the document.
#[test]
fn a_large_group_is_compared_in_the_order_of_ids() {
    let ids: Vec<String> = (0..300).map(|number| format!("p{number:03}")).collect();
    let shuffled: Vec<String> = (0..300).map(|number| ids[number * 7 % 300].clone()).collect();
    let expected: Vec<[String; 2]> = ids.windows(2).map(|pair| [pair[0].clone(), pair[1].clone()]).collect();
    assert_eq!(doubled(&on_one_topic(shuffled, |_, project| project), 0), expected);
}
