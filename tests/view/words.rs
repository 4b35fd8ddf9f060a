//! Both languages say something for everything, and every column and kind is defined.

use std::collections::{BTreeMap, BTreeSet};

use seedrelay::query::{BottleneckKind, BoundaryState, Criterion, NoWait};
use seedrelay::rules::{FindingKind, Severity};
use seedrelay::say::{self, Definition, View};
use seedrelay::{Evidence, GapKind, Lang, OrganizationKind, datasets};

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
    for chain in [datasets::hunan(), drawn::chain()] {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        let [en, zh] = Lang::ALL.map(|lang| tables(&view, &diagnosis, lang));
        let ids: BTreeSet<&str> = en.iter().map(|table| table.id).collect();
        assert_eq!(ids.len(), en.len());
        for (en, zh) in en.iter().zip(&zh) {
            assert_eq!((en.id, en.rows.len(), en.notes.len()), (zh.id, zh.rows.len(), zh.notes.len()));
            assert!(!is_chinese(en.caption) && is_chinese(zh.caption), "{}", en.id);
            // The names of the columns of counts are the caller's.
            for (en, zh) in en.columns.iter().zip(&zh.columns) {
                assert_eq!((en.align, en.definition, en.grouped), (zh.align, zh.definition, zh.grouped));
                assert_eq!((en.unit.is_some(), is_chinese(&en.heading)), (zh.unit.is_some(), false));
                assert!(en.definition.is_none_or(|id| defined.contains_key(id)), "{:?}", en.definition);
            }
            for (en, zh) in en.rows.iter().zip(&zh.rows) {
                assert_eq!((&en.about, en.kind), (&zh.about, zh.kind), "rows are about the same in both");
            }
            for (en, zh) in en.notes.iter().zip(&zh.notes) {
                assert!(!is_chinese(en) && is_chinese(zh), "{en}");
            }
        }
    }
}

#[test]
fn sentences_are_in_both_languages() {
    let defined = by_id(Lang::En);
    for chain in [datasets::hunan(), drawn::chain()] {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        let [en, zh] = Lang::ALL.map(|lang| sentences(&view, &diagnosis, lang));
        for (en, zh) in en.iter().zip(&zh) {
            assert_eq!((en.kind, en.severity, &en.about), (zh.kind, zh.severity, &zh.about));
            assert!(defined.contains_key(en.kind), "{}", en.kind);
            assert!(en.text.ends_with('.') && zh.text.ends_with('。'), "{} {}", en.text, zh.text);
        }
        let [en, zh] = Lang::ALL.map(|lang| remarks(&view, &diagnosis, lang));
        for (en, zh) in en.iter().zip(&zh) {
            assert_eq!((en.kind, &en.about), (zh.kind, &zh.about));
            assert!(en.text.ends_with('.') && zh.text.ends_with('。'), "{} {}", en.text, zh.text);
        }
    }
}

#[test]
fn a_view_serializes() {
    let chain = drawn::chain();
    let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
    let gap = view.gaps(&diagnosis.gaps, Lang::En).find(|gap| gap.kind == "idle-commission");
    insta::assert_json_snapshot!(gap);
    insta::assert_json_snapshot!(view.throughput(&diagnosis.throughput, Lang::Zh));
}
