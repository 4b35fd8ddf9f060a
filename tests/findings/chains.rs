//! A chain without a single finding, to change one thing in.

use seedrelay::query::FindingOptions;
use seedrelay::rules::FindingKind;
use seedrelay::{
    BenefitShare, Category, ChainBuilder, Charter, Funding, Member, Organization, OrganizationKind, Project, Service,
    ServiceKind, Stage, Status, SupplyChain,
};

/// Everything in its place: the laboratory finds, the consortium carries on, the company brings to market, the
/// government pays for the chokepoint, and the extension station serves.
pub(crate) struct Sound {
    pub(crate) organizations: Vec<Organization>,
    pub(crate) projects: Vec<Project>,
    pub(crate) funding: Vec<Funding>,
    pub(crate) services: Vec<Service>,
}

pub(crate) fn sound() -> Sound {
    let shares = || [BenefitShare::new("inventors", 0.7), BenefitShare::new("lab", 0.3)];
    let charter = Charter::new()
        .lead("longping")
        .legal_representative("longping")
        .nonprofit(true)
        .technicians(40)
        .member(Member::new("hope").contribution(0.25).technicians(6))
        .member(Member::new("longping").contribution(0.75).technicians(14));
    Sound {
        organizations: vec![
            Organization::new("lab", OrganizationKind::Laboratory).capability("rice", Stage::Basic, 4),
            Organization::new("hau", OrganizationKind::University).capability("rice", Stage::AppliedBasic, 2),
            Organization::new("union", OrganizationKind::Consortium)
                .capability("rice", Stage::Applied, 3)
                .charter(charter),
            Organization::new("longping", OrganizationKind::Company).capability("rice", Stage::Industrialization, 5),
            Organization::new("hope", OrganizationKind::Company).capability("rice", Stage::Applied, 1),
            Organization::new("state", OrganizationKind::Government),
            Organization::new("station", OrganizationKind::Service).service(ServiceKind::Extension),
        ],
        projects: vec![
            Project::new("gene", "rice", Stage::Basic, "lab", Status::Delivered)
                .topic("blast")
                .benefit_shares(shares()),
            Project::new("marker", "rice", Stage::AppliedBasic, "hau", Status::Active)
                .topic("blast")
                .builds_on(["gene"])
                .commissioned_by("union")
                .benefit_shares(shares()),
            Project::new("parents", "rice", Stage::Applied, "union", Status::Active)
                .topic("blast")
                .builds_on(["marker"])
                .commissioned_by("lab")
                .chokepoint(true)
                .interested(["hope", "longping"])
                .benefit_shares(shares()),
            Project::new("seed", "rice", Stage::Industrialization, "longping", Status::Active)
                .topic("blast")
                .builds_on(["parents"])
                .commissioned_by("union")
                .benefit_shares(shares()),
        ],
        funding: vec![Funding::new("state", "union").project("parents").amount(500.0)],
        services: vec![Service::new("station", "longping")],
    }
}

impl Sound {
    pub(crate) fn builder(self) -> ChainBuilder {
        let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new("rice"));
        builder.extend(self.organizations);
        builder.extend(self.projects);
        builder.extend(self.funding);
        builder.extend(self.services);
        builder
    }

    pub(crate) fn build(self) -> SupplyChain {
        self.builder().build().unwrap()
    }

    pub(crate) fn organization(mut self, id: &str, change: impl FnOnce(&mut Organization)) -> Self {
        change(self.organizations.iter_mut().find(|organization| organization.id == id).unwrap());
        self
    }

    pub(crate) fn charter(self, change: impl FnOnce(&mut Charter)) -> Self {
        self.organization("union", |union| change(union.charter.as_mut().unwrap()))
    }

    pub(crate) fn project(mut self, id: &str, change: impl FnOnce(&mut Project)) -> Self {
        change(self.projects.iter_mut().find(|project| project.id == id).unwrap());
        self
    }

    pub(crate) fn with_project(mut self, project: Project) -> Self {
        self.projects.push(project);
        self
    }

    pub(crate) fn with_organization(mut self, organization: Organization) -> Self {
        self.organizations.push(organization);
        self
    }
}

/// The kinds of a chain's findings under the proposal's model.
pub(crate) fn kinds(chain: &SupplyChain) -> Vec<FindingKind> {
    chain.findings(&FindingOptions::new()).iter().map(|finding| finding.kind()).collect()
}

/// The only finding of a chain, as JSON without its message.
pub(crate) fn only(chain: &SupplyChain) -> serde_json::Value {
    let findings = chain.findings(&FindingOptions::new()).worst_first();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let mut json = serde_json::to_value(&findings[0]).unwrap();
    let object = json.as_object_mut().unwrap();
    let message = object.remove("message").unwrap();
    assert!(message["en"].as_str().unwrap().ends_with('.'), "{message}");
    assert!(message["zh"].as_str().unwrap().ends_with('。'), "{message}");
    for lang in ["en", "zh"] {
        assert!(!message[lang].as_str().unwrap().contains('?'), "{message}");
    }
    assert!(findings[0].rule().clause.is_some());
    json
}
