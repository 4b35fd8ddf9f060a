//! Documents with exactly one fault, planted in records of its own so that it causes no other.

use proptest::prelude::{Strategy, any};
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::chain::{ProblemKind, SupplyChain};
use crate::record::{Field, FieldKind, RecordList, Shape};

use super::{ChainSizes, chain_with};

mod material;

macro_rules! faults {
    ($($(#[$meta:meta])* $fault:ident)+) => {
        /// A kind of fault that a document can have. Each is named as the [`ProblemKind`] by which it is refused.
        ///
        /// Faults below the level of values, such as a missing bracket, are not among them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Fault {
            $($(#[$meta])* $fault,)+
        }

        impl Fault {
            /// Every kind of fault.
            pub const ALL: &'static [Self] = &[$(Self::$fault),+];

            /// Whether a problem is of this kind.
            ///
            /// ```
            /// use seedrelay::chain::ProblemKind;
            /// use seedrelay::testing::strategies::Fault;
            /// assert!(Fault::EmptyId.matches(&ProblemKind::EmptyId));
            /// assert!(!Fault::EmptyId.matches(&ProblemKind::NoTeams));
            /// ```
            #[must_use]
            pub const fn matches(self, problem: &ProblemKind) -> bool {
                match self {
                    $(Self::$fault => matches!(problem, ProblemKind::$fault { .. }),)+
                }
            }
        }
    };
}

faults! {
    /// A key that there is not.
    UnknownKey
    /// A key given twice.
    DuplicateKey
    /// A key that must be there is not.
    MissingKey
    /// A value of another type.
    WrongType
    /// A value that an enumeration does not have.
    UnknownValue
    /// A string with half a character.
    BrokenString
    /// A date that is none.
    MalformedDate
    /// A number below 0.
    Negative
    /// A number that no double holds.
    NotFinite
    /// A count that is too large.
    OutOfRange
    /// A format of another version.
    UnsupportedFormat
    /// No organization, or no category.
    NothingGiven
    /// An id of no characters.
    EmptyId
    /// An id given twice.
    DuplicateId
    /// A reference to nothing.
    UnknownReference
    /// A project that builds on itself.
    BuildsOnItself
    /// A project that builds twice on the same.
    BuildsOnTwice
    /// Something that a record refers to twice in one list.
    NamedTwice
    /// Projects that build on each other in a circle.
    Cycle
    /// A date that is surely after one that must not be earlier.
    DatesOutOfOrder
    /// A date that the status does not allow.
    DateAgainstStatus
    /// A charter on what is no consortium.
    CharterElsewhere
    /// A service organization that does not say which service it does.
    ServiceMissing
    /// A service on what is no service organization.
    ServiceElsewhere
    /// A share above 1.
    ShareOutOfRange
    /// Shares that add up to more than 1.
    SharesExceedOne
    /// More technicians from the members than there are.
    TooManyTechnicians
    /// A member named twice.
    MemberTwice
    /// A capability of no teams.
    NoTeams
    /// The same capability twice.
    CapabilityTwice
    /// A distribution whose values are out of order.
    DurationOutOfOrder
    /// A record better known than one that it refers to.
    EvidenceTooStrong
    /// A germplasm that names a parent twice.
    ParentTwice
    /// Germplasm or regions that refer to each other in a circle.
    ReferenceCycle
    /// A "today" that is no full day.
    NotADay
    /// The end of a right that excludes nobody.
    RightEndsWithoutRight
    /// A licence of a project and a germplasm, or of neither.
    NotOneObject
    /// More accessions of a kind than there are.
    MoreThanAccessions
    /// A completeness statement limited by what its list does not have.
    ScopeWithoutMeaning
    /// A completeness statement that says both how much is recorded and how much was checked.
    RecordedAndChecked
    /// More found than checked.
    FoundMoreThanChecked
    /// An audit that looked at nothing.
    NothingChecked
    /// Two completeness statements that contradict each other.
    Contradicts
    /// A germplasm that two projects release.
    ReleasedTwice
    /// A germplasm that a project of another category releases.
    ReleasedAcross
    /// A royalty to what a project does not rest on.
    RoyaltyElsewhere
    /// A record without an id that is given twice.
    GivenTwice
    /// A value in use outside its range.
    ValueOutsideRange
    /// A range that is none.
    NoRange
}

/// A document that is valid but for one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaultyDocument {
    /// The document.
    pub json: String,
    /// What is wrong.
    pub fault: Fault,
    /// Where, as a [`Path`](crate::chain::Path) is written: `projects[3].performer`.
    pub path: String,
}

/// Documents with exactly one fault, of every [kind](Fault) alike.
///
/// Reading one gives exactly one problem, of that kind and at that place.
///
/// ```
/// use proptest::prelude::*;
/// use seedrelay::SupplyChain;
/// use seedrelay::testing::strategies::faulty_document;
/// proptest!(ProptestConfig::with_cases(16), |(document in faulty_document())| {
///     let problems = SupplyChain::from_json(&document.json).unwrap_err();
///     prop_assert_eq!(problems.first().path.to_string(), document.path);
/// });
/// ```
pub fn faulty_document() -> impl Strategy<Value = FaultyDocument> {
    let sizes = ChainSizes::default().organizations(1..=3).projects(0..=3).demands(0..=2);
    (select(Fault::ALL), any::<Index>(), any::<Index>(), chain_with(sizes))
        .prop_map(|(fault, variant, place, chain)| plant(fault, variant, place, &chain))
}

/// Stands for what no [`Value`] can hold, until the document is written.
const RAW: &str = "seedrelay: not yet written";

struct Planter {
    document: Value,
    /// Where in a list records are added.
    place: Index,
    /// Which of several ways the fault comes about.
    variant: Index,
    /// What is written in the place of [`RAW`].
    raw: &'static str,
    category: Value,
    organization: Value,
}

fn plant(fault: Fault, variant: Index, place: Index, chain: &SupplyChain) -> FaultyDocument {
    let document: Value = serde_json::from_str(&chain.to_json()).expect("the crate writes JSON");
    let [category, organization] = ["categories", "organizations"].map(|list| document[list][0]["id"].clone());
    let mut planter = Planter { document, place, variant, raw: "", category, organization };
    planter.prepare();
    let path = planter.plant(fault);
    let json = planter.document.to_string().replace(&format!("\"{RAW}\""), planter.raw);
    FaultyDocument { json, fault, path }
}

impl Planter {
    /// One of some ways.
    fn one_of<T: Clone>(&self, ways: &[T]) -> T {
        self.variant.get(ways).clone()
    }

    /// An id that no record has.
    fn fresh(&self, stem: &str) -> String {
        let written = self.document.to_string();
        let mut id = stem.to_owned();
        while written.contains(&format!("\"{id}\"")) {
            id.push('-');
        }
        id
    }

    /// The list, which is made where it is not there yet.
    fn list(&mut self, list: &str) -> &mut Vec<Value> {
        let document = self.document.as_object_mut().expect("a document is an object");
        let list = document.entry(list).or_insert_with(|| json!([]));
        list.as_array_mut().expect("the lists of a document are lists")
    }

    /// Adds a record somewhere in a list.
    fn add(&mut self, list: &str, record: Value) -> String {
        let place = self.place;
        let records = self.list(list);
        let index = place.index(records.len() + 1);
        records.insert(index, record);
        format!("{list}[{index}]")
    }

    /// Adds a record at the end of a list.
    fn append(&mut self, list: &str, record: Value) -> String {
        let records = self.list(list);
        records.push(record);
        format!("{list}[{}]", records.len() - 1)
    }

    /// A record that is right but for what is added or changed. Nothing is known less well, so that it may refer to all.
    fn record(&self, list: &str, changes: &Value) -> Value {
        let list = RecordList::ALL.iter().find(|own| own.key() == list).expect("it is a list of a document");
        let shape = list.shape();
        let needed = shape.fields.iter().filter(|field| field.required);
        let mut record: Value = needed.map(|field| (field.key.to_owned(), self.value_of(field))).collect();
        if shape.field("evidence").is_some() {
            record["evidence"] = json!("proposed");
        }
        for (key, value) in changes.as_object().expect("changes come as an object") {
            record[key] = value.clone();
        }
        material::give_object(list, &mut record);
        record
    }

    /// Any right value of a field that a record must have.
    fn value_of(&self, field: &Field) -> Value {
        match field.kind {
            FieldKind::Id(_) => json!(self.fresh("planted")),
            FieldKind::Reference(RecordList::Categories) => self.category.clone(),
            FieldKind::Reference(RecordList::Organizations) => self.organization.clone(),
            FieldKind::Reference(RecordList::Regions) => json!(material::REGION),
            FieldKind::Reference(RecordList::Germplasm) => json!(material::GERMPLASM),
            // What may have dates, and no service.
            FieldKind::Choice(choice) => {
                let usual = ["active", "applied", "company"].into_iter().find(|key| choice.keys.contains(key));
                json!(usual.unwrap_or(choice.keys[0]))
            }
            FieldKind::Date => json!("1905"),
            FieldKind::Count { least } => json!(least),
            FieldKind::Share | FieldKind::Number | FieldKind::Positive => json!(1),
            _ => json!("planted"),
        }
    }

    /// Adds a record with changes; the fault is at a place in it.
    fn change(&mut self, list: &str, changes: &Value, place: &str) -> String {
        let record = self.record(list, changes);
        self.add(list, record) + place
    }

    fn project(&mut self, changes: &Value, place: &str) -> String {
        self.change("projects", changes, place)
    }

    fn organization(&mut self, changes: &Value, place: &str) -> String {
        self.change("organizations", changes, place)
    }

    fn consortium(&mut self, charter: &Value, place: &str) -> String {
        self.organization(&json!({"kind": "consortium", "charter": charter}), &format!(".charter{place}"))
    }

    /// Replaces what is assumed of a stage.
    fn assume(&mut self, assumption: &Value, place: &str) -> String {
        if self.variant.index(4) < 2 {
            self.document["assumptions"] = json!({"stages": {"applied-basic": assumption}});
            return format!("assumptions.stages.applied-basic{place}");
        }
        let id = self.fresh("planted");
        let category = json!({"id": id});
        self.append("categories", category);
        self.document["assumptions"] = json!({"categories": {&id: {"basic": assumption}}});
        format!("assumptions.categories.{id}.basic{place}")
    }

    fn plant(&mut self, fault: Fault) -> String {
        match fault {
            Fault::UnknownKey
            | Fault::DuplicateKey
            | Fault::MissingKey
            | Fault::WrongType
            | Fault::UnknownValue
            | Fault::BrokenString
            | Fault::MalformedDate
            | Fault::Negative
            | Fault::NotFinite
            | Fault::OutOfRange
            | Fault::UnsupportedFormat => self.plant_in_values(fault),
            Fault::NothingGiven
            | Fault::EmptyId
            | Fault::DuplicateId
            | Fault::UnknownReference
            | Fault::BuildsOnItself
            | Fault::BuildsOnTwice
            | Fault::Cycle
            | Fault::EvidenceTooStrong => self.plant_in_references(fault),
            _ => self.plant_in_facts(fault),
        }
    }

    /// Faults of single values.
    fn plant_in_values(&mut self, fault: Fault) -> String {
        match fault {
            Fault::UnknownKey => match self.one_of(&[0, 1, 2]) {
                0 => self.project(&json!({"planted": 1}), ".planted"),
                1 => self.consortium(&json!({"planted": null}), ".planted"),
                _ => {
                    self.document["planted"] = json!({});
                    "planted".into()
                }
            },
            Fault::DuplicateKey => {
                self.raw = r#""once", "title": "twice""#;
                self.project(&json!({"title": RAW}), ".title")
            }
            Fault::MissingKey => {
                let of_list = |list: &RecordList| {
                    let needed = list.shape().fields.iter().filter(|field| field.required);
                    needed.map(|field| (list.key(), field.key)).collect::<Vec<_>>()
                };
                let mut needed = vec![("", "format"), ("", "as_of")];
                needed.extend(RecordList::ALL.iter().flat_map(of_list));
                let (list, key) = self.one_of(&needed);
                let remove = |value: &mut Value| value.as_object_mut().and_then(|object| object.remove(key));
                if list.is_empty() {
                    remove(&mut self.document);
                    return "the document".into();
                }
                let mut record = self.record(list, &json!({}));
                remove(&mut record);
                self.add(list, record)
            }
            Fault::WrongType => match self.one_of(&[0, 1, 2, 3]) {
                0 => self.project(&json!({"budget": "much"}), ".budget"),
                1 => self.project(&json!({"builds_on": "p1"}), ".builds_on"),
                2 => self.organization(&json!({"staff": null}), ".staff"),
                _ => self.organization(&json!({"name": {}}), ".name"),
            },
            Fault::UnknownValue => match self.one_of(&[0, 1, 2]) {
                0 => self.project(&json!({"status": "done"}), ".status"),
                1 => self.project(&json!({"orientations": ["frontier", "space"]}), ".orientations[1]"),
                _ => self.organization(&json!({"kind": "Company"}), ".kind"),
            },
            Fault::BrokenString => {
                self.raw = r#""half \ud83d of it""#;
                self.project(&json!({"title": RAW}), ".title")
            }
            Fault::MalformedDate => {
                let date = self.one_of(&["1900-13", "1900-02-29", "1900/01/01", "soon", ""]);
                self.project(&json!({"started": date}), ".started")
            }
            Fault::Negative => self.project(&json!({"budget": -0.5}), ".budget"),
            Fault::NotFinite => {
                self.raw = "1e999";
                self.project(&json!({"budget": RAW}), ".budget")
            }
            Fault::OutOfRange => self.organization(&json!({"staff": 4_294_967_296_u64}), ".staff"),
            _ => {
                self.document["format"] = json!("seedrelay/2");
                "format".into()
            }
        }
    }

    /// Faults of ids, and of references from one record to another.
    fn plant_in_references(&mut self, fault: Fault) -> String {
        match fault {
            Fault::NothingGiven => {
                let (given, list) = self.one_of(&[("categories", "organizations"), ("organizations", "categories")]);
                let record = self.record(given, &json!({}));
                self.document =
                    json!({"format": crate::model::FORMAT, "as_of": "2024-12-31", given: [record], list: []});
                list.into()
            }
            Fault::EmptyId => {
                let list = self.one_of(&["sources", "categories", "organizations", "projects", "demands"]);
                self.change(list, &json!({"id": ""}), ".id")
            }
            Fault::DuplicateId => {
                let list = self.one_of(&["sources", "categories", "organizations", "projects", "demands"]);
                let record = self.record(list, &json!({}));
                self.append(list, record.clone());
                self.append(list, record) + ".id"
            }
            Fault::UnknownReference => self.plant_unknown_reference(),
            Fault::BuildsOnItself => {
                let id = self.fresh("planted");
                self.project(&json!({"builds_on": [id]}), ".builds_on[0]")
            }
            Fault::BuildsOnTwice => {
                let upstream = self.record("projects", &json!({}));
                let id = upstream["id"].clone();
                self.append("projects", upstream);
                self.project(&json!({"builds_on": [id, id]}), ".builds_on[1]")
            }
            Fault::Cycle => {
                let ids = ["planted-a", "planted-b", "planted-c"].map(|stem| self.fresh(stem));
                let length = self.one_of(&[2, 3]);
                let mut first = String::new();
                for (number, id) in ids[..length].iter().enumerate() {
                    let changes = json!({"id": id, "builds_on": [ids[(number + 1) % length]]});
                    let record = self.record("projects", &changes);
                    let path = self.append("projects", record);
                    if number == 0 {
                        first = path + ".builds_on";
                    }
                }
                first
            }
            _ => self.plant_strong_evidence(),
        }
    }

    fn plant_unknown_reference(&mut self) -> String {
        let nowhere = self.fresh("nowhere");
        let mut ways: Vec<(&str, Value, String)> = Vec::new();
        for list in RecordList::ALL {
            let found = self.references(list.shape(), &json!(nowhere));
            ways.extend(found.into_iter().map(|(changes, place)| (list.key(), changes, place)));
        }
        // The last way is by what is assumed.
        let Some((list, changes, place)) = ways.get(self.variant.index(ways.len() + 1)) else {
            self.document["assumptions"] = json!({"categories": {&nowhere: {}}});
            return format!("assumptions.categories.{nowhere}");
        };
        self.change(list, changes, place)
    }

    /// Every way in which such a record can refer to something, and the place where it does.
    fn references(&self, shape: &Shape, target: &Value) -> Vec<(Value, String)> {
        let mut ways = Vec::new();
        for field in shape.fields {
            let key = field.key;
            match field.kind {
                FieldKind::Reference(_) => ways.push((json!({key: target}), format!(".{key}"))),
                FieldKind::List(FieldKind::Reference(_)) => {
                    ways.push((json!({key: [target]}), format!(".{key}[0]")));
                }
                FieldKind::Record(of) => ways.extend(self.references(of, target).into_iter().map(|(within, place)| {
                    // Only a consortium has a charter.
                    (json!({"kind": "consortium", key: within}), format!(".{key}{place}"))
                })),
                FieldKind::List(FieldKind::Record(of)) => {
                    ways.extend(self.references(of, target).into_iter().map(|(within, place)| {
                        let needed = of.fields.iter().filter(|field| field.required);
                        let mut part: Value =
                            needed.map(|field| (field.key.to_owned(), self.value_of(field))).collect();
                        within.as_object().into_iter().flatten().for_each(|(key, value)| part[key] = value.clone());
                        (json!({key: [part]}), format!(".{key}[0]{place}"))
                    }));
                }
                _ => {}
            }
        }
        ways
    }

    fn plant_strong_evidence(&mut self) -> String {
        // Of one's own, since those of the chain may be proposed too.
        let sound = json!({"id": self.fresh("sound"), "evidence": "documented"});
        let (category, sound_one) = (self.record("categories", &sound), self.record("organizations", &sound));
        let weak = json!({"id": self.fresh("weak")});
        let weak_one = self.record("organizations", &weak);
        self.append("categories", category);
        self.append("organizations", sound_one);
        self.append("organizations", weak_one);
        let own = self.one_of(&["documented", "assumed"]);
        let mut changes = json!({"category": sound["id"], "performer": sound["id"], "evidence": own});
        match self.variant.index(8) / 2 {
            0 => {
                changes["performer"] = weak["id"].clone();
                self.project(&changes, ".performer")
            }
            1 => {
                changes["commissioner"] = weak["id"].clone();
                self.project(&changes, ".commissioner")
            }
            2 => {
                let charter = json!({"members": [{"organization": weak["id"]}]});
                let consortium = json!({"kind": "consortium", "charter": charter, "evidence": own});
                self.organization(&consortium, ".charter.members[0].organization")
            }
            _ => {
                let service = json!({"provider": sound["id"], "client": weak["id"], "evidence": own});
                self.change("services", &service, ".client")
            }
        }
    }

    /// Faults of one record whose values are right each for itself.
    fn plant_in_facts(&mut self, fault: Fault) -> String {
        let member = |contribution: f64, technicians: u32, organization: &Value| json!({"organization": organization, "contribution": contribution, "technicians": technicians});
        let organization = self.organization.clone();
        match fault {
            Fault::DatesOutOfOrder => match self.one_of(&[0, 1, 2, 3]) {
                0 => self.project(&json!({"status": "delivered", "started": "1905", "ended": "1904-12"}), ".ended"),
                1 => self.project(&json!({"commissioned": "1905-02", "started": "1905-01-31"}), ".started"),
                2 => self.project(
                    &json!({"status": "failed", "commissioned": "1905-01-02", "ended": "1905-01-01"}),
                    ".ended",
                ),
                _ => self.project(&json!({"started": "9999"}), ".started"),
            },
            Fault::DateAgainstStatus => match self.one_of(&[0, 1, 2]) {
                0 => self.project(&json!({"status": "proposed", "started": "1905"}), ".started"),
                1 => self.project(&json!({"status": "accepted", "ended": "1905"}), ".ended"),
                _ => self.project(&json!({"status": "active", "ended": "1905"}), ".ended"),
            },
            Fault::CharterElsewhere => self.organization(&json!({"charter": {}}), ".charter"),
            Fault::ServiceMissing => self.organization(&json!({"kind": "service"}), ""),
            Fault::ServiceElsewhere => self.organization(&json!({"service": "extension"}), ".service"),
            Fault::ShareOutOfRange => match self.one_of(&[0, 1, 2]) {
                0 => {
                    let members = json!([member(1.5, 0, &organization)]);
                    self.consortium(&json!({"members": members}), ".members[0].contribution")
                }
                1 => {
                    let shares = json!([{"holder": "inventors", "share": 1.001}]);
                    self.project(&json!({"benefit_shares": shares}), ".benefit_shares[0].share")
                }
                _ => self.assume(&json!({"success": 2}), ".success"),
            },
            Fault::SharesExceedOne => {
                if self.one_of(&[true, false]) {
                    let itself = json!(self.fresh("planted"));
                    let members = json!([member(0.7, 0, &organization), member(0.6, 0, &itself)]);
                    self.consortium(&json!({"members": members}), ".members")
                } else {
                    let shares = json!([{"holder": "inventors", "share": 0.7}, {"holder": "others", "share": 0.4}]);
                    self.project(&json!({"benefit_shares": shares}), ".benefit_shares")
                }
            }
            Fault::TooManyTechnicians => {
                let charter = json!({"technicians": 7, "members": [member(0.5, 8, &organization)]});
                self.consortium(&charter, ".technicians")
            }
            Fault::MemberTwice => {
                let members = json!([member(0.5, 0, &organization), member(0.5, 0, &organization)]);
                self.consortium(&json!({"members": members}), ".members[1]")
            }
            Fault::NoTeams | Fault::CapabilityTwice => {
                let capability = |teams: u32| json!({"category": self.category, "stage": "basic", "teams": teams});
                let (capabilities, place) = match fault {
                    Fault::NoTeams => (json!([capability(0)]), ".capabilities[0].teams"),
                    _ => (json!([capability(1), capability(2)]), ".capabilities[1]"),
                };
                self.organization(&json!({"capabilities": capabilities}), place)
            }
            Fault::DurationOutOfOrder => {
                let (min, mode, max) = self.one_of(&[(3, 2, 4), (2, 4, 3), (0, 0, 0)]);
                let duration = json!({"min": min, "mode": mode, "max": max});
                self.assume(&json!({"duration_years": duration}), ".duration_years")
            }
            _ => self.plant_in_material(fault),
        }
    }
}
