//! What is not known is counted, and never a finding.

use seedrelay::query::FindingOptions;
use seedrelay::rules::FindingKind;
use seedrelay::{Charter, Funding, SupplyChain};

use crate::chains::{Sound, kinds, sound};

fn unjudged(chain: &SupplyChain) -> Vec<(FindingKind, usize)> {
    chain.findings(&FindingOptions::new()).unjudged().iter().map(|row| (row.kind, row.records)).collect()
}

fn judge(changed: Sound, expected: &[(FindingKind, usize)]) {
    let chain = changed.build();
    assert_eq!(kinds(&chain), []);
    assert_eq!(unjudged(&chain), expected);
}

#[test]
fn a_charter_that_does_not_say() {
    judge(
        sound().charter(|charter| charter.lead = None),
        &[(FindingKind::LeadNotCompany, 1), (FindingKind::LeadNotMember, 1)],
    );
    judge(
        sound().charter(|charter| charter.legal_representative = None),
        &[(FindingKind::LegalRepresentativeNotCompany, 1)],
    );
    judge(sound().charter(|charter| charter.nonprofit = None), &[(FindingKind::ForProfit, 1)]);
    judge(sound().charter(|charter| charter.technicians = None), &[(FindingKind::TechniciansBelowHalf, 1)]);
    judge(sound().charter(|charter| charter.members[0].technicians = None), &[(FindingKind::TechniciansBelowHalf, 1)]);
    judge(
        sound().charter(|charter| charter.members[0].contribution = None),
        &[(FindingKind::ContributionsDoNotSum, 1)],
    );
}

#[test]
fn technicians_of_some_members_may_be_enough() {
    let chain = sound().charter(|charter| {
        charter.members[0].technicians = None;
        charter.members[1].technicians = Some(20);
    });
    judge(chain, &[]);
}

#[test]
fn a_charter_without_members() {
    let mut chain = sound().charter(|charter| {
        *charter = Charter::new().lead("longping").legal_representative("longping").nonprofit(true).technicians(40);
    });
    chain.services.push(seedrelay::Service::new("station", "hope"));
    let expected = [
        (FindingKind::LeadNotMember, 1),
        (FindingKind::TechniciansBelowHalf, 1),
        (FindingKind::ContributionsDoNotSum, 1),
        (FindingKind::MemberNotCompany, 1),
        (FindingKind::NotCommonTechnology, 1),
    ];
    judge(chain, &expected);
}

#[test]
fn projects_and_money_that_do_not_say() {
    judge(sound().project("parents", |parents| parents.interested = None), &[(FindingKind::NotCommonTechnology, 1)]);
    judge(sound().project("gene", |gene| gene.topic = None), &[(FindingKind::DuplicatedEffort, 1)]);
    judge(
        sound().project("gene", |gene| gene.benefit_shares = [].into()),
        &[
            (FindingKind::InventorWithoutShare, 1),
            (FindingKind::BenefitSharesDoNotSum, 1),
            (FindingKind::InventorShareBelowFloor, 1),
        ],
    );
    judge(sound().organization("lab", |lab| lab.capabilities.clear()), &[(FindingKind::Overreach, 1)]);
    let mut chain = sound();
    chain.funding = vec![Funding::new("state", "union"), Funding::new("state", "lab")];
    judge(chain, &[(FindingKind::PublicMoneyOffChokepoint, 1)]);
}

#[test]
fn what_a_model_does_not_look_for_is_not_unjudged() {
    let chain = sound().charter(|charter| charter.lead = None).build();
    let model = seedrelay::OperatingModel::proposal()
        .without_rule(FindingKind::LeadNotCompany)
        .without_rule(FindingKind::LeadNotMember);
    assert_eq!(chain.findings(&FindingOptions::new().model(model)).unjudged(), []);
}
