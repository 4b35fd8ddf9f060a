//! Both languages say something for everything, and every column and kind is defined.

use std::collections::{BTreeMap, BTreeSet};

use seedrelay::model::CompletenessList;
use seedrelay::query::{BottleneckKind, BoundaryState, CertaintyOptions, Criterion, NoWait};
use seedrelay::rules::{FindingKind, Severity};
use seedrelay::say::{self, Cell, Definition, View};
use seedrelay::{
    Category, Completeness, Evidence, GapKind, Lang, Organization, OrganizationKind, Project, Stage, Status,
    SupplyChain, datasets,
};

use crate::drawn;
use crate::everything::{diagnose, remarks, sentences, tables};

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn by_id(lang: Lang) -> BTreeMap<&'static str, Definition> {
    say::definitions(lang).into_iter().map(|definition| (definition.id, definition)).collect()
}

#[test]
fn definitions_are_in_both_languages() {
    let (en, zh) = (say::definitions(Lang::En), say::definitions(Lang::Zh));
    assert_eq!(by_id(Lang::En).len(), en.len(), "no id stands for two terms");
    for (en, zh) in en.iter().zip(&zh) {
        assert_eq!((en.id, en.topic, en.source.is_some()), (zh.id, zh.topic, zh.source.is_some()));
        assert!(!en.term.is_empty() && !is_chinese(en.term) && is_chinese(zh.term), "{}", en.id);
        assert!(en.meaning.ends_with('.') && !is_chinese(en.meaning), "{}: {}", en.id, en.meaning);
        assert!(zh.meaning.ends_with('。') && is_chinese(zh.meaning), "{}: {}", zh.id, zh.meaning);
        assert_eq!(en.unit.is_some(), zh.unit.is_some(), "{}", en.id);
        assert!(!en.unit.is_some_and(is_chinese) && !en.source.is_some_and(is_chinese), "{}", en.id);
    }
    assert!(en.is_sorted_by_key(|definition| definition.topic));
}

#[test]
fn every_kind_is_defined() {
    let defined = by_id(Lang::En);
    let kinds = [
        GapKind::NAMES,
        FindingKind::NAMES,
        BottleneckKind::NAMES,
        BoundaryState::NAMES,
        Severity::NAMES,
        Evidence::NAMES,
        NoWait::NAMES,
        Criterion::NAMES,
        OrganizationKind::NAMES,
    ];
    for kind in kinds.into_iter().flatten() {
        assert!(defined.contains_key(kind), "{kind} is not defined");
    }
}

#[test]
fn tables_are_in_both_languages() {
    let defined = by_id(Lang::En);
    for chain in [datasets::hunan(), datasets::example(), drawn::chain()] {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        let tables = tables(&view, &diagnosis);
        let ids: BTreeSet<&str> = tables.iter().map(|table| table.id).collect();
        assert_eq!(ids.len(), tables.len());
        for table in &tables {
            assert!(!is_chinese(&table.caption.en) && is_chinese(&table.caption.zh), "{}", table.id);
            // The names of the columns of counts are the caller's.
            for column in &table.columns {
                assert!(!is_chinese(&column.heading.en), "{:?}", column.heading);
                assert!(column.definition.is_none_or(|id| defined.contains_key(id)), "{:?}", column.definition);
            }
            for note in &table.notes {
                let [en, zh] = Lang::ALL.map(|lang| note.text(lang));
                assert!(!is_chinese(&en) && is_chinese(&zh), "{en} {zh}");
            }
        }
    }
}

#[test]
fn sentences_are_in_both_languages() {
    let defined = by_id(Lang::En);
    for chain in [datasets::hunan(), datasets::example(), drawn::chain()] {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        let sentences = sentences(&view, &diagnosis);
        assert!(sentences.iter().all(|sentence| defined.contains_key(sentence.kind)));
        for sentence in sentences.into_iter().chain(remarks(&view, &diagnosis)) {
            let [en, zh] = Lang::ALL.map(|lang| sentence.text(lang));
            assert!(en.ends_with('.') && zh.ends_with('。'), "{en} {zh}");
        }
    }
}

/// Both languages name the same records and tell the same numbers, though each in an order of its own.
#[test]
fn both_languages_speak_of_the_same() {
    fn named(cells: &[Cell<'_>], lang: Lang) -> Vec<(String, String)> {
        let name = |cell: &Cell<'_>| match cell {
            Cell::Record(record) | Cell::RecordWithin(record) => {
                vec![(record.list().key().to_owned(), record.id().to_owned())]
            }
            Cell::Count { count, unit } => vec![(format!("{unit:?}"), count.to_string())],
            Cell::Number(number) => vec![(format!("{:?}", number.unit), number.value.to_string())],
            Cell::Phrase(phrase) => named(phrase.cells(lang), lang),
            _ => Vec::new(),
        };
        let mut named: Vec<_> = cells.iter().flat_map(name).collect();
        named.sort();
        named.dedup();
        named
    }
    for chain in [datasets::hunan(), datasets::example(), drawn::chain()] {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        for sentence in sentences(&view, &diagnosis).into_iter().chain(remarks(&view, &diagnosis)) {
            let [en, zh] = Lang::ALL.map(|lang| named(sentence.parts(lang), lang));
            assert_eq!(en, zh, "{}", sentence.text(Lang::En));
        }
    }
}

#[test]
fn a_view_serializes() {
    let chain = drawn::chain();
    let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
    let gap = view.gaps(&diagnosis.gaps).find(|gap| gap.kind == "idle-commission");
    insta::assert_json_snapshot!(gap);
    insta::assert_json_snapshot!(view.throughput(&diagnosis.throughput));
}

#[test]
fn an_audit_that_names_no_category_is_not_kept_quiet() {
    let chain = |audit: Completeness| {
        SupplyChain::builder("2024-12-31".parse().unwrap())
            .category(Category::new("rice"))
            .organization(Organization::new("lab", OrganizationKind::Laboratory))
            .project(Project::new("gene", "rice", Stage::Basic, "lab", Status::Delivered))
            .completeness(audit)
            .build()
            .unwrap()
    };
    let told = |chain: &SupplyChain| {
        let certainty = chain.certainty(&CertaintyOptions::new());
        let table = View::new(chain).conversion_bounds(certainty.conversions());
        Lang::ALL.map(|lang| table.rows[0].texts(lang).nth(3).unwrap().into_owned())
    };
    let audit = Completeness::new(CompletenessList::BuildsOn).checked(25).found(20);
    assert_eq!(told(&chain(audit.clone())), ["audit names no category", "抽查未注明品类"]);
    assert_eq!(told(&chain(audit.category("rice")))[1], "20/25：80%（61%-91%）");
    assert_eq!(told(&chain(Completeness::new(CompletenessList::BuildsOn))), ["no audit", "未做抽查"]);
}
