//! Chains as plain records, for those who must not ask the crate: drawn at random, or changed in one respect.

use proptest::prelude::*;
use proptest::sample::select;
use seedrelay::record::{StageAssumption, Triangular};
use seedrelay::{
    Agreement, Assumptions, Category, Charter, Member, Organization, OrganizationKind, Project, Stage, Status,
    SupplyChain,
};

pub(crate) const CATEGORIES: [&str; 2] = ["pig", "rice"];

#[derive(Clone, Debug)]
pub(crate) struct Plain {
    pub(crate) organizations: Vec<PlainOrganization>,
    pub(crate) projects: Vec<PlainProject>,
    /// From, to, and the category that it is limited to.
    pub(crate) agreements: Vec<(usize, usize, Option<usize>)>,
    /// By category and stage: min, mode, max in years, and success.
    pub(crate) assumed: [[([f64; 3], f64); 4]; 2],
}

#[derive(Clone, Debug)]
pub(crate) struct PlainOrganization {
    pub(crate) kind: OrganizationKind,
    /// Teams by category and stage; 0 for no capability.
    pub(crate) teams: [[u32; 4]; 2],
    /// Members, of a consortium.
    pub(crate) members: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct PlainProject {
    pub(crate) category: usize,
    pub(crate) stage: Stage,
    pub(crate) performer: usize,
    pub(crate) commissioner: Option<usize>,
    pub(crate) status: Status,
    pub(crate) builds_on: Vec<usize>,
}

/// The id of an organization; its order is that of the numbers.
pub(crate) fn name(organization: usize) -> String {
    format!("o{organization:03}")
}

impl Plain {
    pub(crate) fn chain(&self) -> SupplyChain {
        self.ordered(false)
    }

    /// The same records, in the opposite order.
    pub(crate) fn backwards(&self) -> SupplyChain {
        self.ordered(true)
    }

    fn ordered(&self, backwards: bool) -> SupplyChain {
        let mut categories = CATEGORIES.map(Category::new).to_vec();
        let mut organizations: Vec<_> =
            (0..self.organizations.len()).map(|number| self.organization(number, backwards)).collect();
        let mut projects: Vec<_> = (0..self.projects.len()).map(|number| self.project(number)).collect();
        let mut agreements: Vec<_> = self
            .agreements
            .iter()
            .map(|&(from, to, category)| {
                let agreement = Agreement::new(name(from), name(to));
                match category {
                    Some(category) => agreement.categories([CATEGORIES[category]]),
                    None => agreement,
                }
            })
            .collect();
        if backwards {
            categories.reverse();
            organizations.reverse();
            projects.reverse();
            agreements.reverse();
        }
        let mut assumptions = Assumptions::default();
        for (category, stages) in CATEGORIES.iter().zip(&self.assumed) {
            for (stage, &([min, mode, max], success)) in Stage::ALL.into_iter().zip(stages) {
                let assumption =
                    StageAssumption::new().duration_years(Triangular::new(min, mode, max)).success(success);
                assumptions = assumptions.category(*category, stage, assumption);
            }
        }
        let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).assumptions(assumptions);
        builder.extend(categories);
        builder.extend(organizations);
        builder.extend(projects);
        builder.extend(agreements);
        builder.build().unwrap()
    }

    fn organization(&self, number: usize, backwards: bool) -> Organization {
        let PlainOrganization { kind, teams, members } = &self.organizations[number];
        let mut organization = Organization::new(name(number), *kind);
        let mut cells: Vec<(&str, Stage, u32)> = Vec::new();
        for (category, stages) in CATEGORIES.iter().zip(teams) {
            cells.extend(Stage::ALL.into_iter().zip(stages).map(|(stage, &teams)| (*category, stage, teams)));
        }
        if backwards {
            cells.reverse();
        }
        for (category, stage, teams) in cells.into_iter().filter(|cell| cell.2 > 0) {
            organization = organization.capability(category, stage, teams);
        }
        if *kind == OrganizationKind::Consortium {
            let charter =
                members.iter().fold(Charter::new(), |charter, &member| charter.member(Member::new(name(member))));
            organization = organization.charter(charter);
        }
        organization
    }

    fn project(&self, number: usize) -> Project {
        let PlainProject { category, stage, performer, commissioner, status, builds_on } = &self.projects[number];
        let id = |project: &usize| format!("p{project:03}");
        let project = Project::new(id(&number), CATEGORIES[*category], *stage, name(*performer), *status)
            .builds_on(builds_on.iter().map(id));
        match commissioner {
            Some(commissioner) => project.commissioned_by(name(*commissioner)),
            None => project,
        }
    }
}

/// Small chains: up to `most` organizations, everything that can relate two of them, and capacities in decimals.
pub(crate) fn chains(most: usize) -> impl Strategy<Value = Plain> {
    (2..=most).prop_flat_map(|count| {
        let organizations = prop::collection::vec(organization(count), count);
        let projects = prop::collection::vec(project(count), 0..8);
        let category = prop::option::of(0..CATEGORIES.len());
        let agreements = prop::collection::vec((0..count, 0..count, category), 0..4);
        (organizations, projects, agreements, assumed()).prop_map(
            |(organizations, mut projects, agreements, assumed)| {
                for (number, project) in projects.iter_mut().enumerate() {
                    project.builds_on.retain(|&upstream| upstream < number);
                    project.builds_on.sort_unstable();
                    project.builds_on.dedup();
                }
                let mut chain = Plain { organizations, projects, agreements, assumed };
                for number in 0..chain.organizations.len() {
                    let members = &mut chain.organizations[number].members;
                    members.retain(|&member| member != number);
                    members.sort_unstable();
                    members.dedup();
                }
                chain.agreements.retain(|&(from, to, _)| from != to);
                chain
            },
        )
    })
}

fn organization(count: usize) -> impl Strategy<Value = PlainOrganization> {
    use OrganizationKind::{Company, Consortium, Laboratory, University};
    let kind = select(vec![Laboratory, University, Consortium, Company]);
    // Half the cells are empty.
    let cell = prop_oneof![3 => Just(0), 1 => 1..4_u32];
    let teams = prop::array::uniform2(prop::array::uniform4(cell));
    let members = prop::collection::vec(0..count, 0..3);
    (kind, teams, members).prop_map(|(kind, teams, members)| PlainOrganization { kind, teams, members })
}

fn project(count: usize) -> impl Strategy<Value = PlainProject> {
    let who = (0..count, prop::option::of(0..count));
    let what = (0..CATEGORIES.len(), select(Stage::ALL.to_vec()), select(Status::ALL.to_vec()));
    (who, what, prop::collection::vec(0..8_usize, 0..3)).prop_map(
        |((performer, commissioner), (category, stage, status), builds_on)| PlainProject {
            category,
            stage,
            performer,
            commissioner: commissioner.filter(|other| *other != performer),
            status,
            builds_on,
        },
    )
}

fn assumed() -> impl Strategy<Value = [[([f64; 3], f64); 4]; 2]> {
    // Few values, so that cuts tie often.
    let years = select(vec![[1.0, 1.0, 1.0], [2.0, 3.0, 4.0], [2.0, 3.0, 5.0], [0.7, 0.9, 1.3]]);
    let success = select(vec![1.0, 0.5, 0.3, 0.1]);
    prop::array::uniform2(prop::array::uniform4((years, success)))
}
