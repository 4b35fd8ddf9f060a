//! What the queries say of each node: looked up once for a whole export, with the defaults of each query.

use super::elements::Nodes;
use super::value::{Value, list};
use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef, SupplyChain};
use crate::query::material::PartInVarieties;
use crate::query::{
    Certainty, CertaintyOptions, Finding, FindingOptions, Gap, GapKind, GapOptions, Standing, StandingOptions,
};
use crate::rules::FindingKind;

/// What is said of the nodes of one graph.
pub(super) struct Answers {
    /// By the number of the organization; empty where organizations are no nodes.
    organizations: Vec<Places>,
    work: Vec<Work>,
    /// By the number of the project; empty where projects are no nodes.
    projects: Vec<Places>,
    standing: Vec<Option<Standing>>,
    /// By the number of the germplasm; empty where germplasm are no nodes.
    germplasm: Vec<Places>,
    parts: Vec<Option<PartInVarieties>>,
}

/// The kinds of gaps and findings at a node, a bit each.
#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    gaps: Kinds,
    findings: Kinds,
}

/// Kinds, a bit each: of what is certain, and of what is only possible.
#[derive(Clone, Copy, Default)]
struct Kinds {
    certain: u64,
    possible: u64,
}

/// The open work of an organization, at all places together.
#[derive(Clone, Copy, Default)]
pub(super) struct Work {
    /// Projects under way and projects that wait; `None` where it has no work on record.
    pub(super) open: Option<[usize; 2]>,
    /// Whether work waits at any place although a team is free; `None` where that is not known.
    pub(super) waits_while_idle: Option<bool>,
}

impl Answers {
    /// What is said of the nodes of a graph. Takes time in proportion to the chain.
    pub(super) fn of(chain: &SupplyChain, nodes: Nodes) -> Self {
        let of_organizations = matches!(nodes, Nodes::Organizations | Nodes::Both);
        let of_projects = matches!(nodes, Nodes::Projects | Nodes::Both);
        let of_germplasm = nodes == Nodes::Pedigree;
        let places = |asked, count| vec![Places::default(); if asked { count } else { 0 }];
        let mut answers = Self {
            organizations: places(of_organizations, chain.organizations().len()),
            work: if of_organizations { work(chain) } else { Vec::new() },
            projects: places(of_projects, chain.projects().len()),
            standing: if of_projects { standing(chain) } else { Vec::new() },
            germplasm: places(of_germplasm, chain.germplasm().len()),
            parts: if of_germplasm { chain.parts_in_varieties() } else { Vec::new() },
        };
        let gaps: Vec<Gap<'_>> = chain.gaps(&GapOptions::new()).iter().collect();
        let (certainty, needs) = Certainty::with_needs(chain, &CertaintyOptions::new(), &gaps);
        for (gap, needs) in gaps.iter().zip(&needs) {
            answers.add_gap(chain, gap, needs.are_none());
        }
        for finding in chain.findings(&FindingOptions::new()).iter() {
            answers.add_finding(&finding, certainty.is_certain_finding(&finding));
        }
        answers
    }

    /// A gap is at the projects that it names, or that release what it names, and at who performs them, raised the demand
    /// or has the licence; where no project releases it, at who owns it.
    fn add_gap(&mut self, chain: &SupplyChain, gap: &Gap<'_>, is_certain: bool) {
        let germplasm = gap.germplasm().and_then(|germplasm| chain.germplasm_with_id(&germplasm.id));
        let releasing = germplasm.and_then(GermplasmRef::released_by);
        let owned = germplasm.filter(|_| releasing.is_none());
        if let Some(places) = germplasm.and_then(|germplasm| self.germplasm.get_mut(germplasm.number())) {
            places.gaps.add(gap.kind() as u32, is_certain);
        }
        for &owner in owned.iter().flat_map(|germplasm| chain.germplasm_columns().owners.of(germplasm.number())) {
            if let Some(places) = self.organizations.get_mut(owner as usize) {
                places.gaps.add(gap.kind() as u32, is_certain);
            }
        }
        let projects = [gap.project(), gap.upstream(), releasing];
        let raised_by = match gap {
            Gap::UnansweredDemand { raised_by, .. } | Gap::DemandStoppedShort { raised_by, .. } => Some(*raised_by),
            _ => None,
        };
        let others = [raised_by, gap.licensee()];
        let performers = projects.iter().flatten().map(|project| project.performer());
        for organization in performers.chain(others.into_iter().flatten()) {
            if let Some(places) = self.organizations.get_mut(organization.number()) {
                places.gaps.add(gap.kind() as u32, is_certain);
            }
        }
        for project in projects.into_iter().flatten() {
            if let Some(places) = self.projects.get_mut(project.number()) {
                places.gaps.add(gap.kind() as u32, is_certain);
            }
        }
    }

    /// A finding is at the organizations, the projects and the germplasm that it names.
    fn add_finding(&mut self, finding: &Finding<'_>, is_certain: bool) {
        for organization in [finding.organization, finding.other].into_iter().flatten() {
            if let Some(places) = self.organizations.get_mut(organization.number()) {
                places.findings.add(finding.kind() as u32, is_certain);
            }
        }
        for project in [finding.project, finding.other_project].into_iter().flatten() {
            if let Some(places) = self.projects.get_mut(project.number()) {
                places.findings.add(finding.kind() as u32, is_certain);
            }
        }
        for germplasm in [finding.germplasm, finding.other_germplasm].into_iter().flatten() {
            if let Some(places) = self.germplasm.get_mut(germplasm.number()) {
                places.findings.add(finding.kind() as u32, is_certain);
            }
        }
    }

    pub(super) fn at_germplasm(&self, germplasm: GermplasmRef<'_>) -> Places {
        self.germplasm[germplasm.number()]
    }

    /// What a germplasm is to the varieties of its category.
    pub(super) fn part(&self, germplasm: GermplasmRef<'_>) -> Option<PartInVarieties> {
        self.parts[germplasm.number()]
    }

    pub(super) fn at_organization(&self, organization: OrganizationRef<'_>) -> Places {
        self.organizations[organization.number()]
    }

    pub(super) fn at_project(&self, project: ProjectRef<'_>) -> Places {
        self.projects[project.number()]
    }

    pub(super) fn work(&self, organization: OrganizationRef<'_>) -> Work {
        self.work[organization.number()]
    }

    /// What became of a delivered project.
    pub(super) fn standing(&self, project: ProjectRef<'_>) -> Option<Standing> {
        self.standing[project.number()]
    }
}

impl Kinds {
    fn add(&mut self, kind: u32, is_certain: bool) {
        *(if is_certain { &mut self.certain } else { &mut self.possible }) |= 1 << kind;
    }
}

/// Which kinds are meant.
#[derive(Clone, Copy)]
pub(super) enum Told {
    All,
    Certain,
    Possible,
}

impl Places {
    /// The kinds of gaps, in the order of their spelling.
    pub(super) fn gaps<'c>(self, told: Told) -> Option<Value<'c>> {
        self.gaps.spelled(told, GapKind::ALL.iter().map(|kind| (*kind as u32, kind.as_str())))
    }

    /// The kinds of findings, in the order of their spelling.
    pub(super) fn findings<'c>(self, told: Told) -> Option<Value<'c>> {
        self.findings.spelled(told, FindingKind::ALL.iter().map(|kind| (*kind as u32, kind.as_str())))
    }
}

impl Kinds {
    fn spelled<'c>(self, told: Told, kinds: impl Iterator<Item = (u32, &'static str)>) -> Option<Value<'c>> {
        let bits = match told {
            Told::All => self.certain | self.possible,
            Told::Certain => self.certain,
            Told::Possible => self.possible,
        };
        let mut spelled: Vec<&str> = kinds.filter(|(kind, _)| bits >> kind & 1 == 1).map(|(_, word)| word).collect();
        spelled.sort_unstable();
        list(spelled.into_iter())
    }
}

/// The work of each organization.
fn work(chain: &SupplyChain) -> Vec<Work> {
    let mut all = vec![Work::default(); chain.organizations().len()];
    for load in chain.workloads() {
        let work = &mut all[load.organization.number()];
        let before = work.open;
        let [active, waiting] = before.unwrap_or_default();
        work.open = Some([active + load.active, waiting + load.waiting]);
        work.waits_while_idle = match (before.map(|_| work.waits_while_idle), load.waits_while_idle()) {
            (Some(Some(true)), _) | (_, Some(true)) => Some(true),
            (None | Some(Some(false)), Some(false)) => Some(false),
            _ => None,
        };
    }
    all
}

/// The standing of each project; `None` of those that are not delivered.
fn standing(chain: &SupplyChain) -> Vec<Option<Standing>> {
    let mut all = vec![None; chain.projects().len()];
    for row in chain.standings(&StandingOptions::new()) {
        all[row.project.number()] = Some(row.standing);
    }
    all
}
