//! Plans of chains: numbers, which the declarations of the records make records of.
//!
//! What a type of field can hold, it draws itself. Here is only what no field can tell by itself: the rules that concern
//! several.

mod material;

use std::any::Any;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};

use crate::chain::SupplyChain;
use crate::model::{OrganizationKind, PartialDate, ServiceKind, Status};
use crate::record::draw::{Draw, Ids};
use crate::record::{
    Adoption, Agreement, Assumptions, Capability, Charter, Collection, Completeness, Fields, Funding, Germplasm, Head,
    Licence, Member, Organization, Project, RecordList, Recorded, Service, Triangular,
};

use super::ChainSizes;

/// The numbers that one record is drawn from.
type Numbers = Vec<u32>;

/// So many numbers at most: a project takes about as many.
const NUMBERS: usize = 240;

fn numbers() -> impl Strategy<Value = Numbers> {
    vec(any::<u32>(), 0..=NUMBERS)
}

macro_rules! plans {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// The numbers of the whole, and those of each record of each list.
        #[derive(Clone, Debug)]
        pub(super) struct Plan {
            day: u32,
            head: Numbers,
            $($list: Vec<Numbers>,)+
        }

        /// Any plan of so many records.
        pub(super) fn plan(sizes: ChainSizes) -> impl Strategy<Value = Plan> {
            let ChainSizes { $($list),+ } = sizes;
            let lists = [$(vec(numbers(), $list)),+];
            (0..60_000_u32, numbers(), lists).prop_map(|(day, head, lists)| {
                let [$($list),+] = lists;
                let mut plan = Plan { day, head, $($list),+ };
                $(if RecordList::$variant.is_required() && plan.$list.is_empty() {
                    plan.$list.push(Numbers::new());
                })+
                plan
            })
        }

        /// The records of each list, as they are drawn.
        struct Drawn {
            $($list: Vec<crate::record::$record>,)+
        }

        impl Plan {
            pub(super) fn chain(&self) -> SupplyChain {
                let first = Date::constant(1950, 1, 1);
                let today = first.checked_add(i64::from(self.day).days()).expect("the days of a plan are within reach");
                let mut ids = Ids::default();
                $(if RecordList::$variant.shape().field("id").is_some() {
                    ids.draw(RecordList::$variant, &self.$list, today);
                })+
                let mut head = Head::draw(&mut Draw::new(&self.head, &ids, None, today));
                head.as_of = PartialDate::of_day(today);
                let day = head.as_of;
                make_sound(&mut head, day);
                $(
                    let draw = |(place, numbers): (usize, &Numbers)| {
                        let mut record =
                            crate::record::$record::draw(&mut Draw::new(numbers, &ids, Some((RecordList::$variant, place)), today));
                        make_sound(&mut record, day);
                        record
                    };
                    let $list: Vec<crate::record::$record> = self.$list.iter().enumerate().map(draw).collect();
                )+
                let mut drawn = Drawn { $($list),+ };
                material::sound_together(&mut drawn);
                // Nothing is better known than what it refers to: what is made less sure makes others so.
                loop {
                    let mut known = hashbrown::HashMap::new();
                    $(for (place, record) in drawn.$list.iter().enumerate() {
                        if let (Some(id), Some(evidence)) = (ids.of(RecordList::$variant).get(place), record.known()) {
                            known.insert((RecordList::$variant, id.as_str()), evidence);
                        }
                    })+
                    let theirs = |list: RecordList, id: &str| known.get(&(list, id)).copied();
                    let mut changed = false;
                    $(drawn.$list.iter_mut().for_each(|record| changed |= record.weaken(&theirs));)+
                    if !changed {
                        break;
                    }
                }
                let mut builder = SupplyChain::builder(head.as_of).head(head);
                $(builder.extend(drawn.$list);)+
                builder.build().expect("a plan keeps to the rules of a document")
            }
        }
    };
}

with_lists!(plans);

/// Makes a record keep to the rules that concern several of its fields.
fn make_sound(record: &mut dyn Any, today: PartialDate) {
    if let Some(head) = record.downcast_mut::<Head>() {
        head.assumptions.iter_mut().for_each(sound_assumptions);
    } else if let Some(organization) = record.downcast_mut::<Organization>() {
        sound_organization(organization);
    } else if let Some(project) = record.downcast_mut::<Project>() {
        sound_dates(project);
        let mut shares: Vec<&mut f64> = project.benefit_shares.iter_mut().map(|share| &mut share.share).collect();
        sound_shares(&mut shares);
        material::sound_owners(&mut project.owners);
    } else if let Some(germplasm) = record.downcast_mut::<Germplasm>() {
        material::sound_germplasm(germplasm);
    } else if let Some(licence) = record.downcast_mut::<Licence>() {
        material::sound_licence(licence);
    } else if let Some(adoption) = record.downcast_mut::<Adoption>() {
        material::sound_adoption(adoption, today);
    } else if let Some(collection) = record.downcast_mut::<Collection>() {
        material::sound_collection(collection);
    } else if let Some(statement) = record.downcast_mut::<Completeness>() {
        material::sound_statement(statement);
    } else if let Some(funding) = record.downcast_mut::<Funding>() {
        funding.year = funding.year.map(|year| material::past(year, today));
    } else if let Some(agreement) = record.downcast_mut::<Agreement>() {
        material::in_order(&mut agreement.since, &mut agreement.until);
    } else if let Some(service) = record.downcast_mut::<Service>() {
        material::in_order(&mut service.since, &mut service.until);
    }
}

fn sound_assumptions(assumptions: &mut Assumptions) {
    let stages = assumptions.categories.values_mut().chain([&mut assumptions.stages]);
    for duration in stages.flat_map(|stages| stages.values_mut()).filter_map(|assumed| assumed.duration_years.as_mut())
    {
        let mut years = [duration.min.min(1e4), duration.mode.min(1e4), duration.max.clamp(1e-3, 1e4)];
        years.sort_by(f64::total_cmp);
        *duration = Triangular::new(years[0], years[1], years[2]);
    }
    material::sound_ranges(assumptions);
}

fn sound_organization(organization: &mut Organization) {
    if organization.kind == OrganizationKind::Service {
        organization.service.get_or_insert(ServiceKind::Extension);
    } else {
        organization.service = None;
    }
    let mut seen: Vec<Capability> = Vec::new();
    for mut capability in std::mem::take(&mut organization.capabilities) {
        material::in_order(&mut capability.since, &mut capability.until);
        let twice = |other: &Capability| other.category == capability.category && other.stage == capability.stage;
        if !seen.iter().any(twice) {
            seen.push(capability);
        }
    }
    organization.capabilities = seen;
    match &mut organization.charter {
        Some(charter) if organization.kind == OrganizationKind::Consortium => sound_charter(charter),
        charter => *charter = None,
    }
}

fn sound_charter(charter: &mut Charter) {
    let mut members: Vec<Member> = Vec::new();
    for mut member in std::mem::take(&mut charter.members) {
        material::in_order(&mut member.since, &mut member.until);
        if !members.iter().any(|other| other.organization == member.organization) {
            members.push(member);
        }
    }
    charter.members = members;
    let mut shares: Vec<&mut f64> =
        charter.members.iter_mut().filter_map(|member| member.contribution.as_mut()).collect();
    sound_shares(&mut shares);
    let technicians = charter.members.iter_mut().filter_map(|member| member.technicians.as_mut());
    let sent: u32 = technicians
        .map(|sent| {
            *sent %= 1 << 16;
            *sent
        })
        .sum();
    charter.technicians = charter.technicians.map(|own| own.max(sent));
}

/// Shares are parts of one whole.
fn sound_shares(shares: &mut [&mut f64]) {
    let whole: f64 = shares.iter().map(|share| **share).sum();
    if whole > 1.0 {
        shares.iter_mut().for_each(|share| **share /= whole);
    }
}

/// Dates are in order, and those that the status allows.
fn sound_dates(project: &mut Project) {
    let mut dates: Vec<PartialDate> =
        [project.commissioned, project.started, project.ended].into_iter().flatten().collect();
    dates.sort_by_key(|date| date.first());
    let mut dates = dates.into_iter();
    for date in [&mut project.commissioned, &mut project.started, &mut project.ended] {
        *date = date.and_then(|_| dates.next());
    }
    if matches!(project.status, Status::Proposed | Status::Accepted) {
        project.started = None;
    }
    if project.status.is_open() {
        project.ended = None;
    }
}
