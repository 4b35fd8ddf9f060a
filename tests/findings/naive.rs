//! Every finding once more, by the words of the definitions, over plain records and without an index.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use seedrelay::query::FindingOptions;
use seedrelay::rules::{FindingKind as Kind, Initiative, Rule};
use seedrelay::{Charter, Finding, OperatingModel, OrganizationId, OrganizationKind, Project, Stage, Status};

use crate::cases::tried;
use crate::random::{Records, model, records};

/// Kind, organization, other, project, other project, category and stage of teams.
pub(crate) type Key = (Kind, [String; 6]);

fn key(kind: Kind, ids: [&str; 6]) -> Key {
    (kind, ids.map(str::to_owned))
}

pub(crate) fn key_of(finding: &Finding<'_>) -> Key {
    let pair = finding.other_project.is_some();
    let [organization, other] = [finding.organization, finding.other]
        .map(|organization| organization.filter(|_| !pair).map_or("", |view| view.record().id.as_str()));
    let [first, second] =
        [finding.project, finding.other_project].map(|p| p.map_or("", |view| view.record().id.as_str()));
    let category = finding.category().map_or("", |category| category.id.as_str());
    key(finding.kind(), [organization, other, first, second, category, finding.stage.map_or("", Stage::as_str)])
}

fn in_role(model: &OperatingModel, kind: OrganizationKind, stage: Stage, own: bool) -> bool {
    model
        .roles
        .iter()
        .any(|role| role.kind == kind && role.stage == stage && (own || role.initiative == Initiative::Any))
}

fn on_route(model: &OperatingModel, from: OrganizationKind, to: OrganizationKind, stage: Stage) -> bool {
    model.routes.iter().any(|route| {
        let fits = route.performer.is_none_or(|kind| kind == to) && route.stage.is_none_or(|at| at == stage);
        let named = route.performer.is_some() && route.stage.is_some();
        route.commissioner == from && fits && (named || in_role(model, to, stage, false))
    })
}

fn builds_on(records: &Records, project: &Project, other: &Project) -> bool {
    project.builds_on.iter().any(|id| {
        let upstream = records.projects.iter().find(|project| project.id == *id).unwrap();
        upstream.id == other.id || builds_on(records, upstream, other)
    })
}

fn connected(records: &Records) -> BTreeSet<String> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for project in &records.projects {
        if let Some(commissioner) = &project.commissioner
            && project.status != Status::Cancelled
        {
            pairs.push((commissioner.as_str(), project.performer.as_str()));
        }
        for upstream in &records.projects {
            if project.status.is_live() && upstream.status.is_live() && project.builds_on.contains(&upstream.id) {
                pairs.push((upstream.performer.as_str(), project.performer.as_str()));
            }
        }
        for demand in &records.demands {
            if project.status.is_live() && project.answers.contains(&demand.id) {
                pairs.push((demand.raised_by.as_str(), project.performer.as_str()));
            }
        }
    }
    for organization in &records.organizations {
        for member in organization.charter.iter().flat_map(|charter| &charter.members) {
            pairs.push((organization.id.as_str(), member.organization.as_str()));
        }
    }
    pairs.extend(records.agreements.iter().map(|record| (record.from.as_str(), record.to.as_str())));
    pairs.extend(records.funding.iter().map(|record| (record.from.as_str(), record.to.as_str())));
    pairs.extend(records.services.iter().map(|record| (record.provider.as_str(), record.client.as_str())));
    pairs.into_iter().filter(|(a, b)| a != b).flat_map(|(a, b)| [a.to_owned(), b.to_owned()]).collect()
}

pub(crate) fn findings(records: &Records, model: &OperatingModel) -> BTreeSet<Key> {
    let mut found = BTreeSet::new();
    for project in &records.projects {
        let mut add = |kind, organization: &str, other: &str| {
            let ids = [organization, other, project.id.as_str(), "", project.category.as_str(), project.stage.as_str()];
            found.insert(key(kind, ids));
        };
        let performer = records.organizations.iter().find(|record| record.id == project.performer).unwrap();
        let id = performer.id.as_str();
        for funding in &records.funding {
            if records.kind(funding.from.as_str()) == OrganizationKind::Government
                && funding.project.as_ref() == Some(&project.id)
                && performer.kind == OrganizationKind::Consortium
                && project.chokepoint == Some(false)
            {
                let first = records
                    .funding
                    .iter()
                    .filter(|other| other.project == funding.project)
                    .filter(|other| records.kind(other.from.as_str()) == OrganizationKind::Government)
                    .map(|other| &other.from)
                    .min();
                add(Kind::PublicMoneyOffChokepoint, id, first.unwrap().as_str());
            }
        }
        let commissioner = project.commissioner.as_ref();
        if !in_role(model, performer.kind, project.stage, commissioner.is_none()) {
            add(Kind::Role, id, "");
        }
        if let Some(commissioner) = commissioner
            && !on_route(model, records.kind(commissioner.as_str()), performer.kind, project.stage)
        {
            add(Kind::Route, id, commissioner.as_str());
        }
        if let (Some(charter), Some(interested)) = (&performer.charter, &project.interested)
            && charter.members.iter().any(|member| !interested.contains(&member.organization))
        {
            add(Kind::NotCommonTechnology, id, "");
        }
        if !project.benefit_shares.is_empty() {
            let left_out =
                !project.benefit_shares.iter().any(|share| &*share.holder == "inventors" && share.share > 0.0);
            if left_out && project.evidence == seedrelay::Evidence::Documented {
                add(Kind::InventorWithoutShare, id, "");
            }
            let sum: f64 = project.benefit_shares.iter().map(|share| share.share).sum();
            let tolerance = model.rule_for(Kind::BenefitSharesDoNotSum).and_then(Rule::effective_threshold);
            if (sum - 1.0).abs() > tolerance.unwrap_or(0.0) {
                add(Kind::BenefitSharesDoNotSum, id, "");
            }
        }
        let floor = model.rule_for(Kind::InventorShareBelowFloor).and_then(Rule::effective_threshold);
        if inventors(project).is_some_and(|share| share < floor.unwrap_or(0.5)) {
            add(Kind::InventorShareBelowFloor, id, "");
        }
        for other in &records.projects {
            if project.id < other.id
                && project.status.is_live()
                && other.status.is_live()
                && (&project.category, project.stage) == (&other.category, other.stage)
                && project.topic.is_some()
                && project.topic == other.topic
                && project.performer != other.performer
                && (project.commissioner.is_none() || project.commissioner != other.commissioner)
                && !builds_on(records, project, other)
                && !builds_on(records, other, project)
            {
                let ids =
                    ["", "", project.id.as_str(), other.id.as_str(), project.category.as_str(), project.stage.as_str()];
                found.insert(key(Kind::DuplicatedEffort, ids));
            }
        }
    }
    let connected = connected(records);
    for organization in &records.organizations {
        let id = organization.id.as_str();
        if !connected.contains(id) {
            found.insert(key(Kind::IsolatedOrganization, [id, "", "", "", "", ""]));
        }
        for own in &organization.capabilities {
            if !in_role(model, organization.kind, own.stage, true) {
                let ids = [id, "", "", "", own.category.as_str(), own.stage.as_str()];
                found.insert(key(Kind::Overreach, ids));
            }
        }
        if organization.kind == OrganizationKind::Consortium {
            charter(records, model, id, organization.charter.as_deref(), &mut found);
        }
    }
    found.retain(|(kind, _)| model.rule_for(*kind).is_some());
    found
}

fn charter(records: &Records, model: &OperatingModel, id: &str, charter: Option<&Charter>, found: &mut BTreeSet<Key>) {
    let mut add = |kind, other: &str| {
        found.insert(key(kind, [id, other, "", "", "", ""]));
    };
    let Some(charter) = charter else {
        add(Kind::NoCharter, "");
        return;
    };
    let is_company = |id: &str| records.kind(id) == OrganizationKind::Company;
    let threshold = |kind| model.rule_for(kind).and_then(Rule::effective_threshold).unwrap_or(0.0);
    if let Some(lead) = &charter.lead {
        if !is_company(lead.as_str()) {
            add(Kind::LeadNotCompany, lead.as_str());
        }
        if !charter.members.is_empty() && !charter.members.iter().any(|member| member.organization == *lead) {
            add(Kind::LeadNotMember, lead.as_str());
        }
    }
    if let Some(legal) = &charter.legal_representative
        && !is_company(legal.as_str())
    {
        add(Kind::LegalRepresentativeNotCompany, legal.as_str());
    }
    if charter.nonprofit == Some(false) {
        add(Kind::ForProfit, "");
    }
    for member in &charter.members {
        if !is_company(member.organization.as_str()) {
            add(Kind::MemberNotCompany, member.organization.as_str());
        }
    }
    if charter.members.is_empty() {
        return;
    }
    let technicians: Option<Vec<u32>> = charter.members.iter().map(|member| member.technicians).collect();
    if let (Some(all), Some(of_members)) = (charter.technicians.filter(|all| *all > 0), technicians) {
        let share = f64::from(of_members.iter().sum::<u32>()) / f64::from(all);
        if share < threshold(Kind::TechniciansBelowHalf) {
            add(Kind::TechniciansBelowHalf, "");
        }
    }
    let contributions: Option<Vec<f64>> = charter.members.iter().map(|member| member.contribution).collect();
    if contributions
        .is_some_and(|shares| (shares.iter().sum::<f64>() - 1.0).abs() > threshold(Kind::ContributionsDoNotSum))
    {
        add(Kind::ContributionsDoNotSum, "");
    }
}

/// The share of the inventors, where the benefit shares name them; owners are not drawn.
fn inventors(project: &Project) -> Option<f64> {
    let named: Vec<f64> = project
        .benefit_shares
        .iter()
        .filter(|share| ["inventors", "Inventors", "发明人", "职务发明人"].contains(&&*share.holder))
        .map(|share| share.share)
        .collect();
    (!named.is_empty()).then(|| named.iter().sum())
}

/// How many records of each kind do not say enough, by the same words.
fn unjudged(records: &Records, model: &OperatingModel) -> BTreeMap<Kind, usize> {
    let standing = || records.projects.iter();
    let consortia = || records.organizations.iter().filter(|record| record.kind == OrganizationKind::Consortium);
    let silent = |says: &dyn Fn(&Charter) -> bool| {
        consortia().filter(|consortium| !consortium.charter.as_deref().is_some_and(says)).count()
    };
    let has_members = |charter: &Charter| !charter.members.is_empty();
    let members_of = |id: &OrganizationId| {
        let performer = records.organizations.iter().find(|record| record.id == *id).unwrap();
        performer.charter.as_ref().is_some_and(|charter| has_members(charter))
    };
    let least = model.rule_for(Kind::TechniciansBelowHalf).and_then(Rule::effective_threshold).unwrap_or(0.5);
    let technicians = |charter: &Charter| {
        let sent = charter.members.iter().filter_map(|member| member.technicians).sum::<u32>();
        let all_say = has_members(charter) && charter.members.iter().all(|member| member.technicians.is_some());
        charter.technicians.is_some_and(|all| all_say || f64::from(sent) >= least * f64::from(all))
    };
    let money = records.funding.iter().filter(|funding| {
        records.kind(funding.from.as_str()) == OrganizationKind::Government
            && records.kind(funding.to.as_str()) == OrganizationKind::Consortium
            && funding.project.is_none()
    });
    let common = standing().filter(|project| records.kind(project.performer.as_str()) == OrganizationKind::Consortium);
    let without_shares = standing().filter(|project| project.benefit_shares.is_empty()).count();
    let researches = |kind| !matches!(kind, OrganizationKind::Government | OrganizationKind::Service);
    let idle = records.organizations.iter().filter(|record| researches(record.kind) && record.capabilities.is_empty());
    let all = BTreeMap::from([
        (Kind::LeadNotCompany, silent(&|charter| charter.lead.is_some())),
        (Kind::LegalRepresentativeNotCompany, silent(&|charter| charter.legal_representative.is_some())),
        (Kind::LeadNotMember, silent(&|charter| charter.lead.is_some() && has_members(charter))),
        (Kind::ForProfit, silent(&|charter| charter.nonprofit.is_some())),
        (Kind::TechniciansBelowHalf, silent(&technicians)),
        (
            Kind::ContributionsDoNotSum,
            silent(&|charter| {
                has_members(charter) && charter.members.iter().all(|member| member.contribution.is_some())
            }),
        ),
        (Kind::MemberNotCompany, silent(&has_members)),
        (Kind::PublicMoneyOffChokepoint, money.count()),
        (Kind::NotCommonTechnology, common.filter(|p| p.interested.is_none() || !members_of(&p.performer)).count()),
        (Kind::DuplicatedEffort, records.projects.iter().filter(|p| p.status.is_live() && p.topic.is_none()).count()),
        (Kind::Overreach, idle.count()),
        (Kind::InventorWithoutShare, without_shares),
        (Kind::BenefitSharesDoNotSum, without_shares),
        (Kind::InventorShareBelowFloor, standing().filter(|project| inventors(project).is_none()).count()),
    ]);
    all.into_iter().filter(|(kind, count)| *count > 0 && model.rule_for(*kind).is_some()).collect()
}

proptest! {
    #![proptest_config(tried(1024))]

    #[test]
    fn the_library_finds_what_the_definitions_say(records in records(), model in model(), proposed in any::<bool>()) {
        let model = if proposed { OperatingModel::proposal() } else { model };
        let chain = records.build();
        let answer = chain.findings(&FindingOptions::new().model(model.clone()));
        let listed: Vec<Key> = answer.worst_first().iter().map(key_of).collect();
        let found: BTreeSet<Key> = listed.iter().cloned().collect();
        prop_assert_eq!(found.len(), listed.len(), "nothing is found twice");
        prop_assert_eq!(found, findings(&records, &model));
        let counted: BTreeMap<Kind, usize> = answer.unjudged().iter().map(|row| (row.kind, row.records)).collect();
        prop_assert_eq!(counted, unjudged(&records, &model));
    }
}
