//! Who there is: categories, organizations and what they can do.

use crate::chain::Assembly;
use crate::model::{CategoryId, Evidence, Lang, OrganizationId, OrganizationKind, ServiceKind, Stage};
use crate::record::{Category, Charter, Member, Organization, Recorded};

use super::rng::{Ranks, StableRng, cumulative};
use super::{SOURCES, SyntheticOptions};

/// The categories of the proposal; further ones have numbers for names.
const NAMES: [(&str, &str); 5] =
    [("Rice", "水稻"), ("Rapeseed", "油菜"), ("Pig", "生猪"), ("Pepper", "辣椒"), ("Freshwater fish", "淡水鱼")];

/// What is wrong with a whole category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CategoryFault {
    /// Nobody can do the last leap.
    NoIndustry,
    /// Nothing connects those who can do the first leap with those who can do the second.
    NoRoute,
}

/// A category with those who work in it.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) id: CategoryId,
    pub(super) fault: Option<CategoryFault>,
    /// Who can do each stage.
    pub(super) capable: [Ranks; 4],
    pub(super) consortia: Vec<u32>,
    pub(super) companies: Vec<u32>,
}

impl Field {
    pub(super) fn capable(&self, stage: Stage) -> &Ranks {
        &self.capable[stage as usize]
    }
}

/// Everybody.
#[derive(Debug)]
pub(super) struct People {
    pub(super) fields: Vec<Field>,
    pub(super) ids: Vec<OrganizationId>,
    pub(super) kinds: Vec<OrganizationKind>,
    pub(super) evidence: Vec<Evidence>,
    /// The members of each consortium, from the first consortium on.
    members: Vec<Vec<u32>>,
    first_consortium: u32,
    pub(super) governments: Vec<u32>,
    pub(super) extension: Vec<u32>,
}

/// An id: a letter and a number, so wide that ids sort as numbers do.
pub(super) fn id(letter: char, number: usize, count: usize) -> String {
    let width = count.saturating_sub(1).max(1).ilog10() as usize + 1;
    format!("{letter}{number:0width$}")
}

/// The source that a record names.
pub(super) fn source(evidence: Evidence, number: usize) -> Option<crate::model::SourceId> {
    (evidence == Evidence::Documented).then(|| ["s1", "s2", "s3"][number % SOURCES].into())
}

impl People {
    pub(super) fn draw(options: &SyntheticOptions, rng: &mut StableRng, assembly: &mut Assembly) -> Self {
        let (count, categories) = (options.organizations.max(1), options.categories.max(1));
        assert!(u32::try_from(count.max(options.projects)).is_ok_and(|n| n < u32::MAX), "too many records to number");
        assembly.reserve(count, options.projects);
        let kinds = kinds(count, categories);
        let primary: Vec<u32> = primary_categories(&kinds, categories, rng);
        let mut people = Self {
            fields: fields(options, categories, assembly),
            ids: (0..count).map(|number| id('o', number, count).into()).collect(),
            evidence: kinds.iter().map(|_| rng.evidence(options)).collect(),
            members: Vec::new(),
            first_consortium: kinds.iter().position(|kind| *kind == OrganizationKind::Consortium).unwrap_or(0) as u32,
            governments: Vec::new(),
            extension: Vec::new(),
            kinds,
        };
        for (number, kind) in people.kinds.iter().enumerate() {
            if *kind == OrganizationKind::Company {
                people.fields[primary[number] as usize].companies.push(number as u32);
            }
        }
        let mut of_kind = 0;
        for (number, &primary) in primary.iter().enumerate() {
            let kind = people.kinds[number];
            of_kind = if number > 0 && people.kinds[number - 1] == kind { of_kind + 1 } else { 1 };
            let organization = people.organization(number, of_kind, primary as usize, rng);
            assembly.add::<Organization>(organization.draft());
        }
        for field in &mut people.fields {
            field.capable.iter_mut().for_each(|ranks| ranks.settle(options.zipf_exponent));
        }
        people
    }

    /// The members of a consortium.
    pub(super) fn members(&self, consortium: u32) -> &[u32] {
        &self.members[(consortium - self.first_consortium) as usize]
    }

    pub(super) fn is_consortium(&self, organization: u32) -> bool {
        self.kinds[organization as usize] == OrganizationKind::Consortium
    }

    fn organization(&mut self, number: usize, of_kind: usize, primary: usize, rng: &mut StableRng) -> Organization {
        let kind = self.kinds[number];
        let evidence = self.evidence[number];
        let name = |lang| match lang {
            Lang::En => format!("{} {of_kind}", kind.label(lang)),
            Lang::Zh => format!("{}{of_kind}", kind.label(lang)),
        };
        let mut organization = Organization::new(&self.ids[number], kind)
            .name(crate::model::Text::new(name(Lang::En), name(Lang::Zh)))
            .evidence(evidence);
        organization.source = source(evidence, number);
        match kind {
            OrganizationKind::Laboratory => {
                organization = organization
                    .leading_scientists(rng.count(1, 12))
                    .staff(rng.count(100, 2_000))
                    .platforms([("germplasm bank", "种质资源库")]);
                for category in self.several(primary, 4, rng) {
                    self.enable(number, &mut organization, category, Stage::Basic, 20, rng);
                    self.enable(number, &mut organization, category, Stage::AppliedBasic, 20, rng);
                }
            }
            OrganizationKind::University => {
                for category in self.several(primary, 3, rng) {
                    self.enable(number, &mut organization, category, Stage::Basic, 10, rng);
                    self.enable(number, &mut organization, category, Stage::AppliedBasic, 10, rng);
                    if rng.chance(0.1) {
                        // Competes with the companies 与民争利.
                        self.enable(number, &mut organization, category, Stage::Industrialization, 2, rng);
                    }
                }
            }
            OrganizationKind::Institute => {
                for category in self.several(primary, 2, rng) {
                    self.enable(number, &mut organization, category, Stage::AppliedBasic, 8, rng);
                    let applied = self.fields[category].fault != Some(CategoryFault::NoRoute) && rng.chance(0.2);
                    if applied {
                        self.enable(number, &mut organization, category, Stage::Applied, 4, rng);
                    }
                }
            }
            OrganizationKind::Consortium => {
                self.enable(number, &mut organization, primary, Stage::Applied, 12, rng);
                self.fields[primary].consortia.push(number as u32);
                organization = organization.charter(self.charter(primary, evidence, rng));
            }
            OrganizationKind::Government => self.governments.push(number as u32),
            OrganizationKind::Service => {
                // Every other one for extension, the rest for the other services in turn.
                let service = if of_kind % 2 == 1 { 0 } else { of_kind / 2 % ServiceKind::ALL.len() };
                organization = organization.service(ServiceKind::ALL[service]);
                if ServiceKind::ALL[service] == ServiceKind::Extension {
                    self.extension.push(number as u32);
                }
            }
            OrganizationKind::Company => {
                self.enable(number, &mut organization, primary, Stage::Industrialization, 3, rng);
                if rng.chance(0.15) {
                    self.enable(number, &mut organization, primary, Stage::Applied, 2, rng);
                }
                if rng.chance(0.3) {
                    organization = organization.staff(rng.count(5, 500));
                }
            }
        }
        organization
    }

    /// The primary category and up to so many others.
    fn several(&self, primary: usize, most: u32, rng: &mut StableRng) -> Vec<usize> {
        let mut categories = vec![primary];
        for _ in 1..rng.count(1, most) {
            let category = rng.below(self.fields.len());
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        categories
    }

    /// Gives an organization teams for a category at a stage.
    fn enable(
        &mut self,
        number: usize,
        organization: &mut Organization,
        category: usize,
        stage: Stage,
        most: u32,
        rng: &mut StableRng,
    ) {
        let field = &mut self.fields[category];
        if stage == Stage::Industrialization && field.fault == Some(CategoryFault::NoIndustry) {
            return;
        }
        // Many small, few large.
        let teams = (f64::from(most) * rng.share().powi(3)) as u32 + 1;
        let mut capability = crate::record::Capability::new(&field.id, stage, teams).evidence(organization.evidence);
        capability.source.clone_from(&organization.source);
        organization.capabilities.push(capability);
        field.capable[stage as usize].push(number as u32);
    }

    /// A charter by the book, mostly: led by a company, without profit, half of the technicians from the members.
    fn charter(&mut self, category: usize, evidence: Evidence, rng: &mut StableRng) -> Charter {
        let companies = &self.fields[category].companies;
        let mut members: Vec<u32> = Vec::new();
        for _ in 0..rng.count(3, 12) {
            // Large companies, which come first, join more often.
            let rank = (companies.len() as f64 * rng.share().powi(2)) as usize;
            if let Some(&company) = companies.get(rank)
                && !members.contains(&company)
            {
                members.push(company);
            }
        }
        let evidence = members.iter().map(|&member| self.evidence[member as usize]).fold(evidence, Ord::min);
        let mut charter = Charter::new().nonprofit(rng.chance(0.9)).evidence(evidence);
        charter.source = source(evidence, category);
        if let Some(&lead) = members.first() {
            charter = charter.lead(&self.ids[lead as usize]).legal_representative(&self.ids[lead as usize]);
        }
        // Whole percentages, so that the shares add up; the lead bears what is left.
        let share = (100 / members.len().max(1) as u32).max(1);
        let lead_share = 100_u32.saturating_sub(share * (members.len().saturating_sub(1)) as u32);
        let mut sent = 0;
        for (place, &member) in members.iter().enumerate() {
            let percent = if place == 0 { lead_share } else { share };
            let technicians = rng.count(0, 8);
            sent += technicians;
            let member = Member::new(&self.ids[member as usize]);
            charter = charter.member(member.contribution(f64::from(percent) / 100.0).technicians(technicians));
        }
        self.members.push(members);
        charter.technicians(sent + rng.count(0, sent))
    }
}

/// The kinds, in the order of the ids: the few before the many.
fn kinds(count: usize, categories: usize) -> Vec<OrganizationKind> {
    let share = |share: f64| ((count as f64 * share) as usize).max(1);
    let mut kinds = Vec::with_capacity(count);
    for (kind, wanted) in [
        (OrganizationKind::Laboratory, share(0.002)),
        (OrganizationKind::University, share(0.008)),
        (OrganizationKind::Institute, share(0.03)),
        // One for each category, or a few.
        (OrganizationKind::Consortium, categories.max(count / 2_000)),
        (OrganizationKind::Government, share(0.005)),
        (OrganizationKind::Service, share(0.05)),
    ] {
        let left = count - kinds.len();
        kinds.extend(std::iter::repeat_n(kind, wanted.min(left)));
    }
    kinds.resize(count, OrganizationKind::Company);
    kinds
}

/// The category that each organization knows best. The first of a kind are dealt to the categories in turn, so that
/// none goes without; the others prefer the first categories.
fn primary_categories(kinds: &[OrganizationKind], categories: usize, rng: &mut StableRng) -> Vec<u32> {
    let weights = weights(categories);
    let mut of_kind = 0;
    let draw = |number: usize| {
        of_kind = if number > 0 && kinds[number - 1] == kinds[number] { of_kind + 1 } else { 0 };
        if of_kind < categories { of_kind as u32 } else { rng.weighted(&weights) as u32 }
    };
    (0..kinds.len()).map(draw).collect()
}

/// How much work there is in each category, next to the others, added up.
pub(super) fn weights(categories: usize) -> Vec<f64> {
    cumulative((1..=categories).map(|rank| 1.0 / (rank as f64).sqrt()))
}

fn fields(options: &SyntheticOptions, categories: usize, assembly: &mut Assembly) -> Vec<Field> {
    let share = |share: f64| (share.clamp(0.0, 1.0) * categories as f64).round() as usize;
    // The faulty ones are the last, and so the smallest.
    let no_industry = categories - share(options.gaps.missing_stage);
    let no_route = no_industry.saturating_sub(share(options.gaps.missing_route));
    let field = |number: usize| {
        let name = match NAMES.get(number) {
            Some(name) => (*name).into(),
            None => crate::model::Text::new(format!("Category {number}"), format!("品类{number}")),
        };
        let id = id('c', number, categories);
        let category = Category::new(id.as_str()).name(name).strategic(number < categories.div_ceil(2)).source("s1");
        assembly.add::<Category>(category.draft());
        let fault = match number {
            number if number >= no_industry => Some(CategoryFault::NoIndustry),
            number if number >= no_route => Some(CategoryFault::NoRoute),
            _ => None,
        };
        let capable = [(); 4].map(|()| Ranks::default());
        Field { id: id.into(), fault, capable, consortia: Vec::new(), companies: Vec::new() }
    };
    (0..categories).map(field).collect()
}
