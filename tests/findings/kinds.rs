//! Each kind of finding: there after one change to a sound chain, and gone with it.

use seedrelay::query::FindingOptions;
use seedrelay::rules::FindingKind;
use seedrelay::{
    BenefitShare, Category, Funding, Member, Organization, OrganizationKind, Project, Stage, Status, SupplyChain,
};
use serde_json::json;

use crate::chains::{kinds, only, sound};

#[test]
fn a_sound_chain_has_no_finding() {
    let chain = sound().build();
    assert_eq!(kinds(&chain), []);
    assert_eq!(chain.findings(&FindingOptions::new()).unjudged(), []);
}

#[test]
fn role() {
    let chain = sound()
        .with_project(
            Project::new("variety", "rice", Stage::Industrialization, "hau", Status::Failed)
                .topic("other")
                .benefit_shares([BenefitShare::new("inventors", 1.0)]),
        )
        .build();
    let expected = json!({"kind": "role", "severity": "warning", "organization": "hau", "project": "variety",
        "category": "rice", "stage": "industrialization", "evidence": "documented"});
    assert_eq!(only(&chain), expected);

    let cancelled = chain.to_builder().retain(|project: &Project| project.id != "variety");
    let mut cancelled = cancelled;
    cancelled.extend([Project::new("variety", "rice", Stage::Industrialization, "hau", Status::Cancelled)]);
    assert_eq!(kinds(&cancelled.build().unwrap()), [FindingKind::Role], "it was asked to, whatever became of it");
}

#[test]
fn applied_research_of_a_company_is_in_its_role_on_its_own_initiative_only() {
    let project = || {
        Project::new("trial", "rice", Stage::Applied, "hope", Status::Active)
            .topic("trial")
            .benefit_shares([BenefitShare::new("inventors", 1.0)])
    };
    assert_eq!(kinds(&sound().with_project(project()).build()), []);
    let commissioned = kinds(&sound().with_project(project().commissioned_by("lab")).build());
    assert_eq!(commissioned, [FindingKind::Role, FindingKind::Route]);
    let by_government = kinds(&sound().with_project(project().commissioned_by("state")).build());
    assert_eq!(by_government, [FindingKind::Role, FindingKind::Route]);
}

#[test]
fn route() {
    let chain = sound().project("marker", |marker| marker.commissioner = Some("longping".into())).build();
    let expected = json!({"kind": "route", "severity": "warning", "organization": "hau", "commissioner": "longping",
        "project": "marker", "category": "rice", "stage": "applied-basic", "evidence": "documented"});
    assert_eq!(only(&chain), expected);

    for commissioner in [Some("state"), None] {
        let chain = sound().project("marker", |marker| marker.commissioner = commissioner.map(Into::into)).build();
        assert_eq!(kinds(&chain), [], "{commissioner:?}");
    }
}

#[test]
fn lead_not_company() {
    let chain = sound()
        .charter(|charter| {
            charter.lead = Some("lab".into());
            charter.members[0].organization = "lab".into();
        })
        .project("parents", |parents| parents.interested = Some(["lab".into(), "longping".into()].into()));
    let found = kinds(&chain.build());
    // The company that left has no other relation.
    let expected = [FindingKind::LeadNotCompany, FindingKind::MemberNotCompany, FindingKind::IsolatedOrganization];
    assert_eq!(found, expected);
}

#[test]
fn legal_representative_not_company() {
    let chain = sound().charter(|charter| charter.legal_representative = Some("state".into())).build();
    let expected = json!({"kind": "legal-representative-not-company", "severity": "warning", "organization": "union",
        "legal_representative": "state", "evidence": "documented"});
    assert_eq!(only(&chain), expected);
}

#[test]
fn lead_not_member() {
    let other = || Organization::new("outside", OrganizationKind::Company).capability("rice", Stage::Applied, 1);
    let mut chain = sound().with_organization(other()).charter(|charter| charter.lead = Some("outside".into()));
    chain.services.push(seedrelay::Service::new("station", "outside"));
    let expected = json!({"kind": "lead-not-member", "severity": "notice", "organization": "union", "lead": "outside",
        "evidence": "documented"});
    assert_eq!(only(&chain.build()), expected);
}

#[test]
fn for_profit() {
    let chain = sound().charter(|charter| charter.nonprofit = Some(false)).build();
    let expected =
        json!({"kind": "for-profit", "severity": "warning", "organization": "union", "evidence": "documented"});
    assert_eq!(only(&chain), expected);
}

/// 20 of 40 is half; 19 is less.
#[test]
fn technicians_below_half() {
    let chain = sound().charter(|charter| charter.members[0].technicians = Some(5)).build();
    let expected = json!({"kind": "technicians-below-half", "severity": "warning", "organization": "union",
        "share": 0.475, "evidence": "documented"});
    assert_eq!(only(&chain), expected);
    let none = sound().charter(|charter| {
        charter.technicians = Some(0);
        charter.members.iter_mut().for_each(|member| member.technicians = Some(0));
    });
    assert_eq!(kinds(&none.build()), [], "of nobody there is no share");
}

#[test]
fn contributions_do_not_sum() {
    let chain = sound().charter(|charter| charter.members[0].contribution = Some(0.125)).build();
    let expected = json!({"kind": "contributions-do-not-sum", "severity": "notice", "organization": "union",
        "share": 0.875, "evidence": "documented"});
    assert_eq!(only(&chain), expected);
    let within = sound().charter(|charter| charter.members[0].contribution = Some(0.25 - 9e-7));
    assert_eq!(kinds(&within.build()), []);
    let beyond = sound().charter(|charter| charter.members[0].contribution = Some(0.25 - 1.1e-6));
    assert_eq!(kinds(&beyond.build()), [FindingKind::ContributionsDoNotSum]);
}

#[test]
fn member_not_company() {
    let chain = sound()
        .charter(|charter| charter.members.push(Member::new("hau").contribution(0.0).technicians(0)))
        .project("parents", |parents| parents.interested = Some(["hau", "hope", "longping"].map(Into::into).into()));
    let expected = json!({"kind": "member-not-company", "severity": "notice", "organization": "union", "member": "hau",
        "evidence": "documented"});
    assert_eq!(only(&chain.build()), expected);
}

#[test]
fn no_charter() {
    let mut chain = sound().organization("union", |union| union.charter = None);
    // What does not come from the charter any more.
    chain.services.push(seedrelay::Service::new("station", "hope"));
    let expected =
        json!({"kind": "no-charter", "severity": "notice", "organization": "union", "evidence": "documented"});
    assert_eq!(only(&chain.build()), expected);
}

#[test]
fn public_money_off_chokepoint() {
    let mut chain = sound().project("parents", |parents| parents.chokepoint = Some(false));
    chain.funding.push(Funding::new("state", "lab").project("parents").amount(1.0));
    let expected = json!({"kind": "public-money-off-chokepoint", "severity": "warning", "organization": "union",
        "funder": "state", "project": "parents", "category": "rice", "stage": "applied", "evidence": "documented"});
    assert_eq!(only(&chain.build()), expected, "two payments for one project are one finding");

    let mut by_company = sound().project("parents", |parents| parents.chokepoint = Some(false));
    by_company.funding = vec![Funding::new("longping", "union").project("parents"), Funding::new("state", "lab")];
    assert_eq!(kinds(&by_company.build()), []);
}

#[test]
fn not_common_technology() {
    let chain = sound().project("parents", |parents| parents.interested = Some(["hope", "lab"].map(Into::into).into()));
    let expected = json!({"kind": "not-common-technology", "severity": "notice", "organization": "union",
        "project": "parents", "category": "rice", "stage": "applied", "share": 0.5, "evidence": "documented"});
    assert_eq!(only(&chain.build()), expected);
}

fn second_gene() -> Project {
    Project::new("gene-2", "rice", Stage::Basic, "hau", Status::Active)
        .topic("blast")
        .benefit_shares([BenefitShare::new("inventors", 1.0)])
}

#[test]
fn duplicated_effort() {
    let chain = sound().with_project(second_gene()).build();
    let expected = json!({"kind": "duplicated-effort", "severity": "warning", "projects": ["gene", "gene-2"],
        "category": "rice", "stage": "basic", "evidence": "documented"});
    assert_eq!(only(&chain), expected);

    let apart = |change: fn(&mut Project)| {
        let mut project = second_gene();
        change(&mut project);
        kinds(&sound().with_project(project).build())
    };
    assert_eq!(apart(|project| project.topic = Some("yield".into())), [], "another topic");
    assert_eq!(apart(|project| project.performer = "lab".into()), [], "the same performer");
    assert_eq!(apart(|project| project.status = Status::Failed), [], "not live");
    assert_eq!(apart(|project| project.builds_on = ["gene".into()].into()), [], "one builds on the other");
    assert_eq!(apart(|project| project.builds_on = ["seed".into()].into()), [], "through others, back from the market");
}

#[test]
fn who_was_commissioned_by_the_same_does_not_double_the_effort() {
    let both = |other: &str| {
        sound()
            .project("gene", |gene| gene.commissioner = Some("state".into()))
            .with_project(second_gene().commissioned_by(other))
            .with_organization(Organization::new("state-2", OrganizationKind::Government))
            .build()
    };
    let findings =
        |chain: &SupplyChain| chain.findings(&FindingOptions::new()).of_kind(FindingKind::DuplicatedEffort).count();
    assert_eq!(findings(&both("state")), 0);
    assert_eq!(findings(&both("state-2")), 1);
}

/// More projects on one topic than pairs are compared: each is compared with those next to it.
#[test]
fn a_topic_that_everybody_works_on_is_compared_in_part() {
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new("rice"));
    for n in 0..10 {
        builder = builder
            .organization(Organization::new(format!("u{n}"), OrganizationKind::University))
            .project(Project::new(format!("p{n}"), "rice", Stage::Basic, format!("u{n}"), Status::Active).topic("t"));
    }
    let chain = builder.build().unwrap();
    let count = |pairs| {
        let findings = chain.findings(&FindingOptions::new().pairs_per_topic(pairs));
        let unjudged = findings.unjudged().into_iter().find(|row| row.kind == FindingKind::DuplicatedEffort);
        (findings.of_kind(FindingKind::DuplicatedEffort).count(), unjudged.map_or(0, |row| row.records))
    };
    assert_eq!(count(45), (45, 0));
    // Four after each: 4 × 6 + 3 + 2 + 1. Only the middle of nine would see all others; of ten none does.
    assert_eq!(count(44), (30, 10));
    assert_eq!(count(0), (9, 10));
    // The same limit on all topics: four after each are 30 pairs, five 35.
    let count = |pairs| {
        let findings = chain.findings(&FindingOptions::new().most_pairs(pairs));
        let unjudged = findings.unjudged().into_iter().find(|row| row.kind == FindingKind::DuplicatedEffort);
        (findings.of_kind(FindingKind::DuplicatedEffort).count(), unjudged.map_or(0, |row| row.records))
    };
    assert_eq!([45, 44, 30, 29, 0].map(|most| count(most).0), [45, 44, 30, 24, 9]);
    assert_eq!((count(45).1, count(30).1), (0, 10));
}

#[test]
fn isolated_organization() {
    let alone = Organization::new("alone", OrganizationKind::Company).capability("rice", Stage::Applied, 1);
    let expected = json!({"kind": "isolated-organization", "severity": "notice", "organization": "alone",
        "evidence": "documented"});
    assert_eq!(only(&sound().with_organization(alone.clone()).build()), expected);
    let mut served = sound().with_organization(alone);
    served.services.push(seedrelay::Service::new("station", "alone"));
    assert_eq!(kinds(&served.build()), []);
}

#[test]
fn overreach() {
    let chain = sound().organization("hau", |hau| {
        hau.capabilities.push(seedrelay::Capability::new("rice", Stage::Industrialization, 2));
    });
    let expected = json!({"kind": "overreach", "severity": "notice", "organization": "hau", "category": "rice",
        "stage": "industrialization", "evidence": "documented"});
    assert_eq!(only(&chain.build()), expected);
}

#[test]
fn inventor_without_share() {
    let expected = json!({"kind": "inventor-without-share", "severity": "warning", "organization": "lab",
        "project": "gene", "category": "rice", "stage": "basic", "evidence": "documented"});
    let shared =
        |shares: Vec<BenefitShare>| sound().project("gene", |gene| gene.benefit_shares = shares.into()).build();
    assert_eq!(only(&shared(vec![BenefitShare::new("lab", 1.0)])), expected);
    // A share of 0 is none, and is on record as too small.
    let none = shared(vec![BenefitShare::new("inventors", 0.0), BenefitShare::new("lab", 1.0)]);
    assert_eq!(kinds(&none), [FindingKind::InventorWithoutShare, FindingKind::InventorShareBelowFloor]);
}

#[test]
fn benefit_shares_do_not_sum() {
    let chain =
        sound().project("gene", |gene| gene.benefit_shares = [BenefitShare::new("inventors", 0.75)].into()).build();
    let expected = json!({"kind": "benefit-shares-do-not-sum", "severity": "notice", "organization": "lab",
        "project": "gene", "category": "rice", "stage": "basic", "share": 0.75, "evidence": "documented"});
    assert_eq!(only(&chain), expected);
}

#[test]
fn the_worst_come_first_and_each_reads_as_a_sentence() {
    let chain = sound()
        .charter(|charter| {
            charter.members[0].contribution = Some(0.2499);
            charter.nonprofit = Some(false);
        })
        .with_project(second_gene())
        .build();
    let sentences: Vec<String> =
        chain.findings(&FindingOptions::new()).worst_first().iter().map(ToString::to_string).collect();
    let expected = [
        "union works for profit, which differs from the division of labour of the Yuelushan proposal.",
        "rice: lab and hau work on the same topic (basic research), in “gene” and “gene-2”; no link between the two is on \
             record.",
        "The members of union contribute 99.99 % of its research costs, not 100 %, which differs from the division of labour \
             of the Yuelushan proposal.",
    ];
    assert_eq!(sentences, expected);
}
