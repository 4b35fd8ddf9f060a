//! Small random chains as plain records, and random operating models.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use seedrelay::rules::{FindingKind, Initiative, RoleRule, RouteRule, Rule};
use seedrelay::{
    Agreement, BenefitShare, Category, Charter, Demand, Funding, Member, OperatingModel, Organization, OrganizationId,
    OrganizationKind, Orientation, Project, Service, ServiceKind, Stage, Status, SupplyChain,
};

pub(crate) const CATEGORIES: [&str; 2] = ["pig", "rice"];

#[derive(Clone, Debug)]
pub(crate) struct Records {
    pub(crate) categories: Vec<Category>,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) projects: Vec<Project>,
    pub(crate) demands: Vec<Demand>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) funding: Vec<Funding>,
    pub(crate) services: Vec<Service>,
}

impl Records {
    pub(crate) fn build(&self) -> SupplyChain {
        let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap());
        builder.extend(self.categories.clone());
        builder.extend(self.organizations.clone());
        builder.extend(self.projects.clone());
        builder.extend(self.demands.clone());
        builder.extend(self.agreements.clone());
        builder.extend(self.funding.clone());
        builder.extend(self.services.clone());
        builder.build().unwrap()
    }

    pub(crate) fn kind(&self, id: &str) -> OrganizationKind {
        self.organizations.iter().find(|organization| organization.id == id).unwrap().kind
    }
}

fn kinds() -> impl Strategy<Value = OrganizationKind> {
    select(OrganizationKind::ALL.to_vec())
}

fn organization(id: String) -> impl Strategy<Value = Organization> {
    let all: Vec<_> = CATEGORIES.into_iter().flat_map(|category| Stage::ALL.map(|stage| (category, stage))).collect();
    let capabilities = (subsequence(all, 0..3), vec(1..5_u32, 3));
    (kinds(), capabilities, option::of(0..4_u32)).prop_map(move |(kind, (capabilities, teams), scientists)| {
        let mut organization = Organization::new(id.as_str(), kind);
        organization.leading_scientists = scientists;
        for ((category, stage), teams) in capabilities.into_iter().zip(teams) {
            organization = organization.capability(category, stage, teams);
        }
        if kind == OrganizationKind::Service { organization.service(ServiceKind::Technical) } else { organization }
    })
}

/// A charter in the making: members are picked from whoever is no consortium.
fn charter() -> impl Strategy<Value = CharterDraft> {
    let member = (any::<Index>(), option::weighted(0.9, select(vec![0.0, 0.25, 0.5])), option::weighted(0.9, 0..6_u32))
        .prop_map(|(index, contribution, technicians)| {
            let mut member = Member::new("?");
            member.contribution = contribution;
            member.technicians = technicians;
            (index, member)
        });
    let heads = [option::of(any::<Index>()), option::of(any::<Index>())];
    (option::of(any::<bool>()), option::of(0..12_u32), vec(member, 0..4), heads).prop_map(
        |(nonprofit, technicians, members, heads)| {
            let mut charter = Charter::new();
            charter.nonprofit = nonprofit;
            charter.technicians = technicians;
            (charter, members, heads)
        },
    )
}

type Draft = (Project, [Index; 3], bool, Vec<Index>, Vec<Index>);

fn project() -> impl Strategy<Value = Draft> {
    let facts = (
        select(CATEGORIES.to_vec()),
        select(Stage::ALL.to_vec()),
        select(Status::ALL.to_vec()),
        option::weighted(0.8, select(vec!["x", "y"])),
        any::<bool>(),
    );
    let shares = vec((select(vec!["inventors", "somebody", "others"]), select(vec![0.0, 0.25, 0.5])), 0..3);
    let faces = subsequence(Orientation::ALL.to_vec(), 0..3);
    let links = (any::<[Index; 3]>(), any::<bool>(), vec(any::<Index>(), 0..3), vec(any::<Index>(), 0..4));
    (facts, shares, faces, links, option::of(Just(()))).prop_map(|(facts, shares, faces, links, interested)| {
        let (category, stage, status, topic, chokepoint) = facts;
        let mut project = Project::new("?", category, stage, "?", status).chokepoint(chokepoint).orientations(faces);
        project.topic = topic.map(Into::into);
        project.benefit_shares = shares.into_iter().map(|(holder, share)| BenefitShare::new(holder, share)).collect();
        project.interested = interested.map(|()| Box::default());
        let (sides, commissioned, upstream, interested) = links;
        (project, sides, commissioned, upstream, interested)
    })
}

type CharterDraft = (Charter, Vec<(Index, Member)>, [Option<Index>; 2]);

/// Gives each consortium its charter.
fn constitute(organizations: &mut [Organization], charters: Vec<Option<CharterDraft>>) {
    let ids: Vec<_> = organizations.iter().map(|organization| organization.id.clone()).collect();
    let others: Vec<_> = organizations
        .iter()
        .filter(|organization| organization.kind != OrganizationKind::Consortium)
        .map(|organization| organization.id.clone())
        .collect();
    for (organization, charter) in organizations.iter_mut().zip(charters) {
        let Some((mut charter, members, heads)) = charter else { continue };
        if organization.kind != OrganizationKind::Consortium {
            continue;
        }
        let [lead, legal] = heads.map(|head| head.map(|index| index.get(&ids).clone()));
        (charter.lead, charter.legal_representative) = (lead, legal);
        let mut given = 0.0;
        for (index, mut member) in members.into_iter().filter(|_| !others.is_empty()) {
            member.organization = index.get(&others).clone();
            // More than the whole is no chain.
            let share = member.contribution.unwrap_or(0.0);
            member.contribution = member.contribution.filter(|_| given + share <= 1.0);
            given += member.contribution.unwrap_or(0.0);
            if charter.members.iter().all(|known| known.organization != member.organization) {
                charter.members.push(member);
            }
        }
        let sent: u32 = charter.members.iter().filter_map(|member| member.technicians).sum();
        charter.technicians = charter.technicians.map(|more| sent + more);
        organization.charter = Some(Box::new(charter));
    }
}

fn projects(drafts: Vec<Draft>, names: &[usize], ids: &[OrganizationId]) -> Vec<Project> {
    let mut projects: Vec<Project> = Vec::new();
    for (draft, name) in drafts.into_iter().zip(names) {
        let (mut project, sides, commissioned, upstream, interested) = draft;
        project.id = format!("p{name:02}").into();
        project.performer = sides[0].get(ids).clone();
        project.commissioner = commissioned.then(|| sides[1].get(ids).clone());
        if !projects.is_empty() {
            let mut upstream: Vec<_> = upstream.iter().map(|index| index.get(&projects).id.clone()).collect();
            upstream.sort();
            upstream.dedup();
            project.builds_on = upstream.into();
        }
        if project.interested.is_some() {
            let mut interested: Vec<_> = interested.iter().map(|index| index.get(ids).clone()).collect();
            interested.sort();
            interested.dedup();
            project.interested = Some(interested.into());
        }
        projects.push(project);
    }
    projects
}

pub(crate) fn records() -> impl Strategy<Value = Records> {
    let organizations = (2..8_usize)
        .prop_flat_map(|count| (0..count).map(|number| organization(format!("o{number}")).boxed()).collect::<Vec<_>>());
    let names = Just((0..14_usize).collect::<Vec<_>>()).prop_shuffle();
    let pairs = || vec((any::<[Index; 3]>(), any::<bool>(), option::of(1..4_u32)), 0..5);
    let strategic = any::<[Option<bool>; 2]>();
    let demands =
        vec((any::<Index>(), select(CATEGORIES.to_vec()), select(Stage::ALL.to_vec()), any::<[Index; 2]>()), 0..4);
    (
        organizations,
        vec(option::weighted(0.8, charter()), 8),
        vec(project(), 0..14),
        names,
        pairs(),
        pairs(),
        pairs(),
        strategic,
        demands,
    )
        .prop_map(
            |(mut organizations, charters, drafts, names, funding, services, agreements, strategic, demands)| {
                let ids: Vec<_> = organizations.iter().map(|organization| organization.id.clone()).collect();
                constitute(&mut organizations, charters);
                let mut projects = projects(drafts, &names, &ids);
                let demands: Vec<Demand> = demands
                    .into_iter()
                    .enumerate()
                    .map(|(number, (by, category, stage, answers))| {
                        let id = format!("d{number}");
                        let count = projects.len();
                        for index in answers.into_iter().filter(|_| count > 0) {
                            let project = &mut projects[index.index(count)];
                            let known = project.answers.iter().any(|answered| *answered == id.as_str());
                            if project.category == category && !known {
                                let mut answers = project.answers.to_vec();
                                answers.push(id.as_str().into());
                                project.answers = answers.into();
                            }
                        }
                        Demand::new(id, by.get(&ids), category, stage)
                    })
                    .collect();
                let funding = funding.into_iter().map(|(sides, named, amount)| {
                    let mut funding = Funding::new(sides[0].get(&ids), sides[1].get(&ids));
                    funding.project = (named && !projects.is_empty()).then(|| sides[2].get(&projects).id.clone());
                    funding.amount = amount.map(f64::from);
                    funding
                });
                let services =
                    services.into_iter().map(|(sides, ..)| Service::new(sides[0].get(&ids), sides[1].get(&ids)));
                let agreements =
                    agreements.into_iter().map(|(sides, ..)| Agreement::new(sides[0].get(&ids), sides[1].get(&ids)));
                let categories = CATEGORIES.iter().zip(strategic).map(|(id, strategic)| {
                    let mut category = Category::new(*id);
                    category.strategic = strategic;
                    category
                });
                Records {
                    categories: categories.collect(),
                    funding: funding.collect(),
                    services: services.take(2).collect(),
                    agreements: agreements.take(2).collect(),
                    organizations,
                    projects,
                    demands,
                }
            },
        )
}

pub(crate) fn role() -> impl Strategy<Value = RoleRule> {
    (kinds(), select(Stage::ALL.to_vec()), select(Initiative::ALL.to_vec()))
        .prop_map(|(kind, stage, initiative)| RoleRule::new(kind, stage).initiative(initiative))
}

pub(crate) fn route() -> impl Strategy<Value = RouteRule> {
    (kinds(), option::of(kinds()), option::of(select(Stage::ALL.to_vec()))).prop_map(|(from, to, stage)| {
        let mut route = RouteRule::new(from);
        (route.performer, route.stage) = (to, stage);
        route
    })
}

/// A sound model: it gives nothing twice.
pub(crate) fn model() -> impl Strategy<Value = OperatingModel> {
    let rule = (select(FindingKind::ALL), select(vec![0.0, 0.25, 0.5, 1.0]));
    (vec(role(), 0..20), vec(route(), 0..20), vec(rule, 0..12)).prop_map(|(mut roles, mut routes, rules)| {
        let (mut given, mut ways) = (BTreeSet::new(), BTreeSet::new());
        roles.retain(|role| given.insert((role.kind, role.stage)));
        routes.retain(|route| ways.insert((route.commissioner, route.performer, route.stage)));
        let mut model = OperatingModel::proposal();
        (model.roles, model.routes) = (roles, routes);
        for (kind, threshold) in rules {
            let mut rule = Rule::new(kind);
            rule.threshold = kind.default_threshold().map(|_| threshold);
            model = model.rule(rule);
        }
        model
    })
}
