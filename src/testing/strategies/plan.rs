//! Plans of chains: records with numbers in the place of references, which any list resolves.

use hashbrown::HashSet;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::sample::{Index, select};

use crate::chain::SupplyChain;
use crate::model::{
    Agreement, Assumptions, BenefitShare, Capability, Category, Charter, Demand, Evidence, Funding, Member,
    Organization, OrganizationKind, Orientation, PartialDate, Project, Service, ServiceKind, Source, SourceId, Stage,
    StageAssumption, StageAssumptions, Status, Text, Triangular,
};

use super::ChainSizes;

/// How well a record is to be known, if what it refers to allows it, and its source.
type Known = (Evidence, Option<Index>);

/// A day before another, and how exactly it is known.
type Before = (u16, Precision);

#[derive(Clone, Copy, Debug)]
enum Precision {
    Day,
    Month,
    Year,
}

type SourcePlan = (String, Option<Text>, Option<Text>, Option<Precision>);
type CategoryPlan = (String, Option<Text>, Option<bool>, Known);
type CapabilityPlan = (Index, Stage, u32, Known);
type DemandPlan = ((String, Option<Text>), (Index, Index, Stage), Option<Before>, Option<String>, Known);
type AgreementPlan = ((Index, Index), Option<Vec<Index>>, Option<Before>, Known);
type FundingPlan = ((Index, Index), Option<Index>, Option<f64>, Option<u32>, Known);
type ServicePlan = ((Index, Index), Option<Index>, Known);

#[derive(Clone, Debug)]
struct OrganizationPlan {
    id: String,
    kind: OrganizationKind,
    service: ServiceKind,
    name: Option<Text>,
    capabilities: Vec<CapabilityPlan>,
    charter: Option<CharterPlan>,
    leading_scientists: Option<u32>,
    staff: Option<u32>,
    platforms: Vec<Text>,
    region: Option<Text>,
    known: Known,
}

#[derive(Clone, Debug)]
struct CharterPlan {
    lead: Option<Index>,
    legal_representative: Option<Index>,
    nonprofit: Option<bool>,
    /// Technicians beyond those that the members send.
    further_technicians: Option<u16>,
    members: Vec<(Index, Option<u8>, Option<u16>)>,
    /// What nobody contributes, in the measure of the members' weights.
    rest: u8,
    known: Known,
}

#[derive(Clone, Debug)]
struct ProjectPlan {
    id: String,
    title: Option<Text>,
    category: Index,
    stage: Stage,
    performer: Index,
    commissioner: Option<Index>,
    status: Status,
    /// When it ended before the day of the chain, started before it ended, and was commissioned before it started.
    dates: [(Before, bool); 3],
    builds_on: Vec<Index>,
    answers: Vec<Index>,
    topic: Option<String>,
    budget: Option<f64>,
    chokepoint: bool,
    interested: Option<Vec<Index>>,
    orientations: Vec<Orientation>,
    benefit_shares: Vec<(String, u8)>,
    /// What nobody gets, in the measure of the shares' weights.
    rest: u8,
    known: Known,
}

#[derive(Clone, Debug)]
pub(super) struct Plan {
    as_of: (i32, Precision),
    name: Option<Text>,
    currency: Option<String>,
    sources: Vec<SourcePlan>,
    categories: Vec<CategoryPlan>,
    organizations: Vec<OrganizationPlan>,
    projects: Vec<ProjectPlan>,
    demands: Vec<DemandPlan>,
    agreements: Vec<AgreementPlan>,
    funding: Vec<FundingPlan>,
    services: Vec<ServicePlan>,
    assumptions: (StageAssumptions, Vec<(Index, StageAssumptions)>),
}

/// Any plan of so many records.
pub(super) fn plan(sizes: ChainSizes) -> impl Strategy<Value = Plan> {
    let ChainSizes { sources, categories, organizations, projects, demands, agreements, funding, services } = sizes;
    let head = (
        (0..60_000, precision()),
        option::of(text()),
        option::of(characters()),
        vec((id(), option::of(text()), option::of(text()), option::of(precision())), sources),
        vec((id(), option::of(text()), any::<Option<bool>>(), known()), categories),
        vec(organization(), organizations),
        vec(project(), projects),
    );
    let pair = || (any::<Index>(), any::<Index>());
    let demand = (
        (id(), option::of(text())),
        (any::<Index>(), any::<Index>(), select(&Stage::ALL[..])),
        option::of(before()),
        option::of(characters()),
        known(),
    );
    let several = vec(any::<Index>(), 0..4);
    let agreement = (pair(), option::of(several), option::of(before()), known());
    let fund = (pair(), any::<Option<Index>>(), option::of(number()), any::<Option<u32>>(), known());
    let service = (pair(), any::<Option<Index>>(), known());
    let by_category = vec((any::<Index>(), stage_assumptions()), 0..3);
    let tail = (
        vec(demand, demands),
        vec(agreement, agreements),
        vec(fund, funding),
        vec(service, services),
        (stage_assumptions(), by_category),
    );
    (head, tail).prop_map(|(head, tail)| {
        let (as_of, name, currency, sources, categories, organizations, projects) = head;
        let (demands, agreements, funding, services, assumptions) = tail;
        Plan {
            as_of,
            name,
            currency,
            sources,
            categories,
            organizations,
            projects,
            demands,
            agreements,
            funding,
            services,
            assumptions,
        }
    })
}

fn organization() -> impl Strategy<Value = OrganizationPlan> {
    let who = (id(), select(&OrganizationKind::ALL[..]), select(&ServiceKind::ALL[..]), option::of(text()));
    let capability = (any::<Index>(), select(&Stage::ALL[..]), 1..=u32::MAX, known());
    let size = (any::<Option<u32>>(), any::<Option<u32>>());
    let rest = (vec(text(), 0..3), option::of(text()), known());
    // A consortium without a charter is rarer than one with.
    (who, vec(capability, 0..4), option::weighted(0.8, charter()), size, rest).prop_map(
        |(
            (id, kind, service, name),
            capabilities,
            charter,
            (leading_scientists, staff),
            (platforms, region, known),
        )| {
            OrganizationPlan {
                id,
                kind,
                service,
                name,
                capabilities,
                charter,
                leading_scientists,
                staff,
                platforms,
                region,
                known,
            }
        },
    )
}

fn charter() -> impl Strategy<Value = CharterPlan> {
    let heads = (any::<Option<Index>>(), any::<Option<Index>>(), any::<Option<bool>>());
    let member = (any::<Index>(), any::<Option<u8>>(), any::<Option<u16>>());
    let rest = prop_oneof![Just(0), any::<u8>()];
    (heads, any::<Option<u16>>(), vec(member, 0..4), rest, known()).prop_map(
        |((lead, legal_representative, nonprofit), further_technicians, members, rest, known)| CharterPlan {
            lead,
            legal_representative,
            nonprofit,
            further_technicians,
            members,
            rest,
            known,
        },
    )
}

fn project() -> impl Strategy<Value = ProjectPlan> {
    let what = (id(), option::of(text()), any::<Index>(), select(&Stage::ALL[..]));
    let who = (any::<Index>(), any::<Option<Index>>(), select(&Status::ALL[..]));
    let date = || (before(), proptest::bool::weighted(0.8));
    let dates = [date(), date(), date()];
    let links = (vec(any::<Index>(), 0..4), vec(any::<Index>(), 0..3));
    let about = (option::of(topic()), option::of(number()), any::<bool>());
    let orientations = proptest::sample::subsequence(&Orientation::ALL[..], 0..=Orientation::ALL.len());
    let holder = prop_oneof![Just(BenefitShare::INVENTORS.to_owned()), characters()];
    let people = (
        option::of(vec(any::<Index>(), 0..3)),
        orientations,
        vec((holder, any::<u8>()), 0..3),
        prop_oneof![Just(0), any::<u8>()],
    );
    (what, who, dates, links, about, people, known()).prop_map(
        |(
            (id, title, category, stage),
            (performer, commissioner, status),
            dates,
            (builds_on, answers),
            (topic, budget, chokepoint),
            (interested, orientations, benefit_shares, rest),
            known,
        )| ProjectPlan {
            id,
            title,
            category,
            stage,
            performer,
            commissioner,
            status,
            dates,
            builds_on,
            answers,
            topic,
            budget,
            chokepoint,
            interested,
            orientations,
            benefit_shares,
            rest,
            known,
        },
    )
}

fn stage_assumptions() -> impl Strategy<Value = StageAssumptions> {
    // The last is never 0.
    let duration = (number(), number(), number()).prop_map(|(a, b, c)| {
        let mut years = [a, b, c + f64::MIN_POSITIVE];
        years.sort_by(f64::total_cmp);
        Triangular::new(years[0], years[1], years[2])
    });
    let assumption = (option::of(duration), option::of(share()))
        .prop_map(|(duration_years, success)| StageAssumption { duration_years, success });
    btree_map(select(&Stage::ALL[..]), assumption, 0..3)
}

fn known() -> impl Strategy<Value = Known> {
    // Mostly documented: what refers to several records would hardly ever be so otherwise.
    let evidence =
        prop_oneof![6 => Just(Evidence::Documented), 1 => Just(Evidence::Assumed), 1 => Just(Evidence::Proposed)];
    (evidence, any::<Option<Index>>())
}

fn precision() -> impl Strategy<Value = Precision> {
    prop_oneof![3 => Just(Precision::Day), 1 => Just(Precision::Month), 1 => Just(Precision::Year)]
}

fn before() -> impl Strategy<Value = Before> {
    (prop_oneof![1 => Just(0), 4 => 0..2_000_u16], precision())
}

fn share() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0]
}

/// Numbers of 0 or more: whole ones, as people write them, and any that a double holds.
fn number() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NORMAL, POSITIVE, SUBNORMAL};
    // Halved, so that a sum of two is finite.
    let any_at_all = (POSITIVE | NORMAL | SUBNORMAL).prop_map(|number| number / 2.0);
    prop_oneof![4 => (0..10_000_000_u32).prop_map(f64::from), 2 => 0.0..1e6, 1 => Just(0.0), 2 => any_at_all]
}

/// Texts that are easily taken for something else, or hard to write.
const TRICKY: [&str; 16] = [
    "",
    " ",
    "\"",
    "\\",
    "'''",
    "\"\"\"",
    "a\nb\r\n",
    "\t",
    "\0",
    "\u{7f}\u{85}\u{2028}",
    "\u{feff}",
    "true",
    "2024-01-01",
    "a.b[0]",
    "e\u{301}",
    "👩🏽‍🌾",
];

fn characters() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-z ]{1,8}", 2 => "[\u{4e00}-\u{9fff}]{1,4}", 1 => "(?s).{0,6}", 1 => select(&TRICKY[..]).prop_map(str::to_owned)]
}

/// A few topics that many share, besides any other.
fn topic() -> impl Strategy<Value = String> {
    prop_oneof![2 => "[a-c]", 1 => characters()]
}

/// Ids; equal ones are told apart later.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-z]{1,2}[0-9]{0,2}", 1 => characters()].prop_map(
        |id| {
            if id.is_empty() { "-".into() } else { id }
        },
    )
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        3 => characters().prop_map(Text::from),
        1 => characters().prop_map(Text::english),
        1 => characters().prop_map(Text::chinese),
        2 => (characters(), characters()).prop_map(|(en, zh)| Text::new(en, zh)),
    ]
}

/// Makes every id of a list one of its own.
fn distinct<'p>(ids: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut seen = HashSet::new();
    let distinct = |id: &str| {
        let mut distinct = id.to_owned();
        let mut number = 2;
        while !seen.insert(distinct.clone()) {
            distinct = format!("{id}-{number}");
            number += 1;
        }
        distinct
    };
    ids.map(distinct).collect()
}

fn partial(date: Date, precision: Precision) -> PartialDate {
    let exact = PartialDate::from(date);
    let month = exact.month().filter(|_| !matches!(precision, Precision::Year));
    let day = exact.day().filter(|_| matches!(precision, Precision::Day));
    PartialDate::new(exact.year(), month, day).expect("a part of a date is a date")
}

fn day_before(date: Date, days: u16) -> Date {
    date.checked_sub(i64::from(days).days()).expect("the days of a plan are long after the year 0")
}

/// Parts of a whole, by weight, where some of it may be nobody's.
fn shares(weights: &[Option<u8>], rest: u8) -> Vec<Option<f64>> {
    let whole: u32 = weights.iter().flatten().map(|&weight| u32::from(weight)).sum::<u32>() + u32::from(rest);
    let share = |weight: u8| f64::from(weight) / f64::from(whole.max(1));
    weights.iter().map(|weight| weight.map(share)).collect()
}

/// What a plan becomes, list by list. References go to what stands in the lists already.
struct Records {
    sources: Vec<Source>,
    categories: Vec<Category>,
    organizations: Vec<Organization>,
    demands: Vec<Demand>,
    projects: Vec<Project>,
    today: Date,
}

impl Records {
    fn source(&self, index: Option<Index>) -> Option<SourceId> {
        let index = index.filter(|_| !self.sources.is_empty())?;
        Some(index.get(&self.sources).id.clone())
    }

    fn category(&self, index: Index) -> &Category {
        index.get(&self.categories)
    }

    fn organization(&self, index: Index) -> &Organization {
        index.get(&self.organizations)
    }

    /// Some organizations, each once.
    fn several(&self, indices: &[Index]) -> Vec<&Organization> {
        each_once(indices, self.organizations.len()).into_iter().map(|place| &self.organizations[place]).collect()
    }

    fn date(&self, (days, precision): Before) -> PartialDate {
        partial(day_before(self.today, days), precision)
    }

    fn organization_of(&self, plan: &OrganizationPlan, id: &str) -> Organization {
        let (evidence, source) = plan.known;
        let mut organization = Organization::new(id, plan.kind).platforms(plan.platforms.iter().cloned());
        organization.service = (plan.kind == OrganizationKind::Service).then_some(plan.service);
        organization.name.clone_from(&plan.name);
        organization.leading_scientists = plan.leading_scientists;
        organization.staff = plan.staff;
        organization.region.clone_from(&plan.region);
        organization.evidence = evidence;
        organization.source = self.source(source);
        for &(category, stage, teams, (evidence, source)) in &plan.capabilities {
            let category = self.category(category);
            let mut capability = Capability::new(&category.id, stage, teams).evidence(evidence.min(category.evidence));
            capability.source = self.source(source);
            let twice = |other: &Capability| other.category == category.id && other.stage == stage;
            if !organization.capabilities.iter().any(twice) {
                organization.capabilities.push(capability);
            }
        }
        organization
    }

    fn charter_of(&self, plan: &CharterPlan) -> Charter {
        let (mut evidence, source) = plan.known;
        let mut refer = |index: Index| {
            let organization = self.organization(index);
            evidence = evidence.min(organization.evidence);
            organization.id.clone()
        };
        let mut charter = Charter::new();
        charter.lead = plan.lead.map(&mut refer);
        charter.legal_representative = plan.legal_representative.map(&mut refer);
        charter.nonprofit = plan.nonprofit;
        let weights: Vec<Option<u8>> = plan.members.iter().map(|member| member.1).collect();
        for (&(index, _, technicians), contribution) in plan.members.iter().zip(shares(&weights, plan.rest)) {
            let mut member = Member::new(refer(index));
            member.contribution = contribution;
            member.technicians = technicians.map(u32::from);
            if !charter.members.iter().any(|other| other.organization == member.organization) {
                charter.members.push(member);
            }
        }
        let sent: u32 = charter.members.iter().filter_map(|member| member.technicians).sum();
        charter.technicians = plan.further_technicians.map(|further| sent + u32::from(further));
        charter.evidence = evidence;
        charter.source = self.source(source);
        charter
    }

    fn project_of(&self, plan: &ProjectPlan, id: &str) -> Project {
        let (mut evidence, source) = plan.known;
        let category = self.category(plan.category);
        let performer = self.organization(plan.performer);
        let commissioner = plan.commissioner.map(|index| self.organization(index));
        let interested = plan.interested.as_ref().map(|indices| self.several(indices));
        // On earlier ones only, so that there is no circle.
        let earlier = |index: usize| &self.projects[index];
        let upstream: Vec<&Project> =
            each_once(&plan.builds_on, self.projects.len()).into_iter().map(earlier).collect();
        let answers: Vec<&Demand> =
            each_once(&plan.answers, self.demands.len()).into_iter().map(|place| &self.demands[place]).collect();
        let referred = [category.evidence, performer.evidence]
            .into_iter()
            .chain(commissioner.map(|organization| organization.evidence))
            .chain(interested.iter().flatten().map(|organization| organization.evidence))
            .chain(upstream.iter().map(|project| project.evidence))
            .chain(answers.iter().map(|demand| demand.evidence));
        evidence = referred.fold(evidence, Ord::min);

        let mut project = Project::new(id, &category.id, plan.stage, &performer.id, plan.status)
            .builds_on(upstream.iter().map(|project| &project.id))
            .answers(answers.iter().map(|demand| &demand.id))
            .chokepoint(plan.chokepoint)
            .orientations(plan.orientations.iter().copied())
            .evidence(evidence);
        project.title.clone_from(&plan.title);
        project.commissioner = commissioner.map(|organization| organization.id.clone());
        project.topic = plan.topic.as_deref().map(Into::into);
        project.budget = plan.budget;
        project.interested =
            interested.map(|members| members.iter().map(|organization| organization.id.clone()).collect());
        let weights: Vec<Option<u8>> = plan.benefit_shares.iter().map(|share| Some(share.1)).collect();
        let shares = plan.benefit_shares.iter().zip(shares(&weights, plan.rest).into_iter().flatten());
        project.benefit_shares = shares.map(|((holder, _), share)| BenefitShare::new(&**holder, share)).collect();
        project.source = self.source(source);

        let mut day = self.today;
        let [ended, started, asked] = plan.dates.map(|((days, precision), known)| {
            day = day_before(day, days);
            known.then(|| partial(day, precision))
        });
        project.commissioned = asked;
        project.started = started.filter(|_| !matches!(plan.status, Status::Proposed | Status::Accepted));
        project.ended = ended.filter(|_| !plan.status.is_open());
        project
    }
}

/// The places of a list that some numbers stand for, each once; none of an empty list.
fn each_once(indices: &[Index], length: usize) -> Vec<usize> {
    let mut places: Vec<usize> = indices.iter().filter(|_| length > 0).map(|index| index.index(length)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

impl Plan {
    pub(super) fn chain(&self) -> SupplyChain {
        let (day, precision) = self.as_of;
        let today = Date::constant(1950, 1, 1).checked_add(day.days()).expect("the days of a plan are within reach");
        let mut records = Records {
            sources: Vec::new(),
            categories: Vec::new(),
            organizations: Vec::new(),
            demands: Vec::new(),
            projects: Vec::new(),
            today,
        };
        self.name_things(&mut records);
        self.do_things(&mut records);

        let mut builder = SupplyChain::builder(partial(today, precision)).assumptions(self.assumptions_of(&records));
        builder.extend(self.agreements(&records));
        builder.extend(self.funding(&records));
        builder.extend(self.services(&records));
        if let Some(name) = &self.name {
            builder = builder.name(name.clone());
        }
        if let Some(currency) = &self.currency {
            builder = builder.currency(currency.as_str());
        }
        let Records { sources, categories, organizations, demands, projects, .. } = records;
        builder.extend(projects);
        builder.extend(demands);
        builder.extend(organizations);
        builder.extend(categories);
        builder.extend(sources);
        builder.build().expect("a plan keeps to the rules of a document")
    }

    fn name_things(&self, records: &mut Records) {
        let ids = distinct(self.sources.iter().map(|plan| plan.0.as_str()));
        for ((_, title, address, date), id) in self.sources.iter().zip(ids) {
            let mut source = Source::new(id);
            source.title.clone_from(title);
            source.address.clone_from(address);
            source.date = date.map(|precision| partial(records.today, precision));
            records.sources.push(source);
        }
        let spare = ("category".to_owned(), None, None, (Evidence::Documented, None));
        let categories = or_one(&self.categories, &spare);
        let ids = distinct(categories.iter().map(|plan| plan.0.as_str()));
        for ((_, name, strategic, (evidence, source)), id) in categories.iter().zip(ids) {
            let mut category = Category::new(id).evidence(*evidence);
            category.name.clone_from(name);
            category.strategic = *strategic;
            category.source = records.source(*source);
            records.categories.push(category);
        }
        let ids = distinct(self.organizations.iter().map(|plan| plan.id.as_str()));
        for (plan, id) in self.organizations.iter().zip(ids) {
            records.organizations.push(records.organization_of(plan, &id));
        }
        if records.organizations.is_empty() {
            records.organizations.push(Organization::new("organization", OrganizationKind::Company));
        }
        for (place, plan) in self.organizations.iter().enumerate() {
            if let (OrganizationKind::Consortium, Some(charter)) = (plan.kind, &plan.charter) {
                records.organizations[place].charter = Some(Box::new(records.charter_of(charter)));
            }
        }
    }

    fn do_things(&self, records: &mut Records) {
        let ids = distinct(self.demands.iter().map(|plan| plan.0.0.as_str()));
        for (((_, title), (raised_by, category, stage), raised, topic, (evidence, source)), id) in
            self.demands.iter().zip(ids)
        {
            let (raised_by, category) = (records.organization(*raised_by), records.category(*category));
            let evidence = (*evidence).min(raised_by.evidence).min(category.evidence);
            let mut demand = Demand::new(id, &raised_by.id, &category.id, *stage).evidence(evidence);
            demand.title.clone_from(title);
            demand.raised = raised.map(|before| records.date(before));
            demand.topic = topic.as_deref().map(Into::into);
            demand.source = records.source(*source);
            records.demands.push(demand);
        }
        let ids = distinct(self.projects.iter().map(|plan| plan.id.as_str()));
        for (plan, id) in self.projects.iter().zip(ids) {
            records.projects.push(records.project_of(plan, &id));
        }
    }

    fn agreements(&self, records: &Records) -> Vec<Agreement> {
        let agreement = |((from, to), categories, signed, (evidence, source)): &AgreementPlan| {
            let (from, to) = (records.organization(*from), records.organization(*to));
            let mut agreement = Agreement::new(&from.id, &to.id);
            agreement.evidence = (*evidence).min(from.evidence).min(to.evidence);
            if let Some(indices) = categories {
                let places = each_once(indices, records.categories.len());
                let categories: Vec<&Category> = places.into_iter().map(|place| &records.categories[place]).collect();
                let evidence = categories.iter().map(|category| category.evidence);
                agreement.evidence = evidence.fold(agreement.evidence, Ord::min);
                agreement.categories = Some(categories.iter().map(|category| category.id.clone()).collect());
            }
            agreement.signed = signed.map(|before| records.date(before));
            agreement.source = records.source(*source);
            agreement
        };
        self.agreements.iter().map(agreement).collect()
    }

    fn funding(&self, records: &Records) -> Vec<Funding> {
        let funding = |((from, to), project, amount, year, (evidence, source)): &FundingPlan| {
            let (from, to) = (records.organization(*from), records.organization(*to));
            let project = project.filter(|_| !records.projects.is_empty()).map(|index| index.get(&records.projects));
            let mut funding = Funding::new(&from.id, &to.id);
            funding.evidence = (*evidence).min(from.evidence).min(to.evidence);
            if let Some(project) = project {
                funding.evidence = funding.evidence.min(project.evidence);
                funding.project = Some(project.id.clone());
            }
            funding.amount = *amount;
            funding.year = *year;
            funding.source = records.source(*source);
            funding
        };
        self.funding.iter().map(funding).collect()
    }

    fn services(&self, records: &Records) -> Vec<Service> {
        let service = |((provider, client), category, (evidence, source)): &ServicePlan| {
            let (provider, client) = (records.organization(*provider), records.organization(*client));
            let mut service = Service::new(&provider.id, &client.id);
            service.evidence = (*evidence).min(provider.evidence).min(client.evidence);
            if let Some(category) = category.map(|index| records.category(index)) {
                service.evidence = service.evidence.min(category.evidence);
                service.category = Some(category.id.clone());
            }
            service.source = records.source(*source);
            service
        };
        self.services.iter().map(service).collect()
    }

    fn assumptions_of(&self, records: &Records) -> Assumptions {
        let (stages, by_category) = &self.assumptions;
        let by_category =
            by_category.iter().map(|(index, stages)| (records.category(*index).id.clone(), stages.clone()));
        Assumptions { stages: stages.clone(), categories: by_category.collect() }
    }
}

/// A list, or one record where it is empty.
fn or_one<'p, T>(list: &'p [T], spare: &'p T) -> &'p [T] {
    if list.is_empty() { std::slice::from_ref(spare) } else { list }
}
