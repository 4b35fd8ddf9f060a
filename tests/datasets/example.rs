//! The example: nobody real, and something of everything.

use std::collections::BTreeSet;

use seedrelay::chain::RecordList;
use seedrelay::query::{Degree, DiagnosisOptions, Standing, StandingOptions};
use seedrelay::record::{Field, FieldKind, FieldValue, Fields, Shape};
use seedrelay::rules::FindingKind;
use seedrelay::{Evidence, GapKind, Lang, SupplyChain, datasets};

use crate::records::known;

fn today() -> SupplyChain {
    datasets::example().known_at_least(Evidence::Assumed)
}

#[test]
fn the_document_is_canonical_and_nothing_in_it_is_remarked_on() {
    let chain = datasets::example();
    assert_eq!(chain.to_json(), datasets::EXAMPLE_JSON);
    assert_eq!(chain.remarks().list, []);
}

#[test]
fn it_says_that_nobody_in_it_is_real() {
    let chain = datasets::example();
    let name = chain.name().unwrap();
    assert!(name.get(Lang::En).contains("invented") && name.get(Lang::Zh).contains("虚构"), "{name:?}");
    for source in chain.sources() {
        let [en, zh] = Lang::ALL.map(|lang| source.title.as_ref().unwrap().get(lang));
        assert!(en.contains("invented") && zh.contains("虚构"), "{source:?}");
        let address = source.address.as_ref().unwrap().get(Lang::En);
        assert!(address.starts_with("example.org/"), "{address} may be somebody's");
    }
}

#[test]
fn nobody_of_hunan_is_in_it() {
    let (example, hunan) = (datasets::example(), datasets::hunan());
    let names = |chain: &SupplyChain| -> BTreeSet<String> {
        let of = |own: seedrelay::OrganizationRef<'_>| Lang::ALL.map(|lang| own.label(lang).to_lowercase());
        chain.organizations().flat_map(of).collect()
    };
    assert_eq!(names(&example).intersection(&names(&hunan)).next(), None);
    for word in ["Hunan", "湖南", "Longping", "隆平", "Yuelushan", "岳麓"] {
        assert!(!datasets::EXAMPLE_JSON.contains(word), "{word}");
    }
}

#[test]
fn every_record_names_a_source_and_every_level_of_evidence_occurs() {
    let chain = datasets::example();
    let records = known(&chain);
    assert!(records.iter().all(|record| record.source.is_some()));
    for level in Evidence::ALL {
        assert!(records.iter().any(|record| record.evidence == level), "{level}");
    }
}

/// What records say in a field of theirs, those within records too.
fn say(records: &[&dyn Fields], place: usize, field: &Field, said: &mut BTreeSet<String>) {
    let at = |value: &str| format!("{}.{value}", field.key);
    let mut within: Vec<&dyn Fields> = Vec::new();
    let mut one = |value: FieldValue<'_>| match value {
        FieldValue::Choice(key) => _ = said.insert(at(key)),
        FieldValue::Flag(flag) => _ = said.insert(at(&flag.to_string())),
        _ => {}
    };
    for record in records {
        match record.field(place) {
            FieldValue::List(list) => {
                for element in (0..list.len()).map(|number| list.element(number)) {
                    match element {
                        FieldValue::Record(record) => within.push(record),
                        other => one(other),
                    }
                }
            }
            FieldValue::Record(record) => within.push(record),
            other => one(other),
        }
    }
    if records.iter().any(|record| record.field(place) != FieldValue::Absent) {
        said.insert(field.key.to_owned());
    }
    if let Some(shape) = within.first().map(|record| record.shape()) {
        said.extend(all_said(&within, shape).into_iter().map(|own| at(&own)));
    }
}

fn all_said(records: &[&dyn Fields], shape: &Shape) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for (place, field) in shape.fields.iter().enumerate() {
        say(records, place, field, &mut said);
    }
    said
}

/// All that records of a shape can say: every field, and every value of those that have few.
fn sayable(shape: &Shape) -> BTreeSet<String> {
    fn of(kind: &FieldKind, key: &str) -> BTreeSet<String> {
        match kind {
            FieldKind::Choice(choice) => choice.keys.iter().map(|value| format!("{key}.{value}")).collect(),
            FieldKind::Record(shape) => sayable(shape).into_iter().map(|own| format!("{key}.{own}")).collect(),
            FieldKind::List(kind) => of(kind, key),
            _ => BTreeSet::new(),
        }
    }
    let fields = shape.fields.iter().filter(|field| !["evidence", "source"].contains(&field.key));
    fields.flat_map(|field| of(&field.kind, field.key).into_iter().chain([field.key.to_owned()])).collect()
}

#[test]
fn every_kind_of_record_says_all_that_it_can() {
    let chain = datasets::example();
    for list in RecordList::ALL {
        let records: Vec<&dyn Fields> = chain.records(*list).collect();
        let shape = records.first().unwrap_or_else(|| panic!("there are no {}", list.key())).shape();
        let said = all_said(&records, shape);
        // Industrialization is what the others are asked for: nobody asks for it.
        let is_asked = |own: &&String| (list.key(), own.as_str()) != ("demands", "stage.industrialization");
        let unsaid: Vec<String> = sayable(shape).difference(&said).filter(is_asked).cloned().collect();
        assert_eq!(unsaid, Vec::<String>::new(), "{}", list.key());
    }
    assert!(chain.home().is_some() && chain.currency().is_some());
}

#[test]
fn every_kind_of_gap_is_there_some_for_certain() {
    let today = today();
    let diagnosis = today.diagnose(&DiagnosisOptions::new());
    let kinds: BTreeSet<GapKind> = diagnosis.gaps.iter().map(seedrelay::Gap::kind).collect();
    assert!(kinds.iter().eq(GapKind::ALL), "{kinds:?}");
    for degree in Degree::ALL {
        let known = |gap: seedrelay::query::MarkedGap<'_, '_>| gap.known.is_some_and(|known| known.degree() == degree);
        assert!(diagnosis.marked_gaps().any(known), "{degree}");
    }
}

#[test]
fn every_kind_of_finding_is_there() {
    let today = today();
    let diagnosis = today.diagnose(&DiagnosisOptions::new());
    let kinds: BTreeSet<FindingKind> = diagnosis.findings.iter().map(seedrelay::Finding::kind).collect();
    assert!(kinds.iter().eq(FindingKind::ALL), "{kinds:?}");
}

#[test]
fn results_stand_in_every_way() {
    let today = today();
    let standings: BTreeSet<Standing> =
        today.standings(&StandingOptions::new()).into_iter().map(|row| row.standing).collect();
    assert!(standings.iter().eq(Standing::ALL), "{standings:?}");
}

#[test]
fn the_plan_closes_gaps() {
    let all = datasets::example();
    let (today, all) = (today(), &all);
    let gaps = |chain: &SupplyChain| chain.diagnose(&DiagnosisOptions::new()).gaps.len();
    assert!(gaps(all) < gaps(&today));
    assert!(all.organization("tea-consortium").is_some() && today.organization("tea-consortium").is_none());
}
