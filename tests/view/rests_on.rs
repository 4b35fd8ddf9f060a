//! What rows and sentences rest on: records that exist, and evidence that is never better than theirs.

use proptest::prelude::*;
use seedrelay::chain::{GermplasmRef, RecordList};
use seedrelay::say::{About, Cell, Record, View};
use seedrelay::testing::strategies;
use seedrelay::{Evidence, Lang, OrganizationRef, ProjectRef, SupplyChain, datasets};

use crate::cases::tried;
use crate::drawn;
use crate::everything::{diagnose, remarks, sentences, tables};
use crate::recorded::hunan_1;

/// How well a record is known that is named; `None` if the chain has none of this id.
fn evidence(chain: &SupplyChain, record: &Record<'_>) -> Option<Evidence> {
    let id = record.id();
    match record {
        Record::Category(_) => chain.category(id).map(|record| record.evidence),
        Record::Organization(_) => chain.organization(id).map(OrganizationRef::evidence),
        Record::Project(_) => chain.project(id).map(ProjectRef::evidence),
        Record::Demand(_) => chain.demand(id).map(|record| record.evidence),
        // A source is what others are known from.
        Record::Germplasm(_) => chain.germplasm_with_id(id).map(GermplasmRef::evidence),
        Record::Source(_) => chain.source(id).map(|_| Evidence::Documented),
        _ => None,
    }
}

fn check(chain: &SupplyChain, about: &About<'_>, what: &str) -> Result<(), TestCaseError> {
    for record in &about.records {
        let Some(known) = evidence(chain, record) else {
            return Err(TestCaseError::fail(format!("{what}: no {record:?}")));
        };
        if record.list() != RecordList::Sources {
            prop_assert!(about.evidence.is_some_and(|evidence| evidence <= known), "{what}: {about:?}");
        }
        let once = about.records.iter().filter(|other| *other == record).count();
        prop_assert_eq!(once, 1, "{}", what);
    }
    prop_assert!(about.category.is_none_or(|category| chain.category(category).is_some()), "{what}");
    prop_assert!(about.stages.is_sorted_by(|a, b| a < b) && about.kinds.is_sorted_by(|a, b| a < b), "{what}");
    Ok(())
}

fn check_all(chain: &SupplyChain) -> Result<(), TestCaseError> {
    let (view, diagnosis) = (View::new(chain), diagnose(chain));
    for table in tables(&view, &diagnosis) {
        for row in &table.rows {
            prop_assert_eq!(row.cells.len(), table.columns.len(), "{}", table.id);
            check(chain, &row.about, table.id)?;
        }
    }
    for sentence in sentences(&view, &diagnosis) {
        let text = sentence.text(Lang::En);
        prop_assert!(!sentence.about.records.is_empty() && sentence.severity.is_some(), "{}", text);
        check(chain, &sentence.about, &text)?;
    }
    for remark in remarks(&view, &diagnosis) {
        check(chain, &remark.about, &remark.text(Lang::En))?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(tried(64))]

    #[test]
    fn what_is_named_exists_and_is_known_no_worse(chain in strategies::chain()) {
        check_all(&chain)?;
        check_all(&chain.known_at_least(Evidence::Assumed))?;
        check_all(&chain.known_at_least(Evidence::Documented))?;
    }

    /// Every gap and every finding is counted once in all and once at its level.
    #[test]
    fn counts_by_evidence_add_up(chain in strategies::chain()) {
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        let (gaps, findings) = (&diagnosis.gaps, &diagnosis.findings);
        let tables = [view.gaps_by_evidence(diagnosis.marked_gaps()), view.findings_by_evidence(findings)];
        for (table, all) in tables.iter().zip([gaps.len(), findings.len()]) {
            let count = |cell: &Cell<'_>| if let Cell::Count { count, .. } = cell { *count as usize } else { panic!("{cell:?}") };
            for row in &table.rows {
                prop_assert_eq!(count(&row.cells[2]), row.cells[3..].iter().map(count).sum::<usize>());
            }
            prop_assert_eq!(table.rows.iter().map(|row| count(&row.cells[2])).sum::<usize>(), all);
        }
    }

    /// Of a part that is known at least so well, nothing rests on less, but for what is assumed anyway.
    #[test]
    fn nothing_rests_on_what_was_left_out(chain in strategies::chain()) {
        for level in [Evidence::Assumed, Evidence::Documented] {
            let part = chain.known_at_least(level);
            let (view, diagnosis) = (View::new(&part), diagnose(&part));
            let rows = tables(&view, &diagnosis).into_iter().flat_map(|table| table.rows);
            let said = sentences(&view, &diagnosis).into_iter().map(|sentence| sentence.about);
            for about in rows.map(|row| row.about).chain(said) {
                prop_assert!(about.evidence.is_none_or(|evidence| evidence >= level.min(Evidence::Assumed)));
            }
        }
    }
}

#[test]
fn of_the_data_sets_and_the_drawn_chain() {
    for chain in
        [datasets::hunan(), datasets::hunan().known_at_least(Evidence::Assumed), datasets::example(), drawn::chain()]
    {
        check_all(&chain).expect("records exist");
    }
}

/// A gap rests on what its sentence names and on nothing else; a finding knows its own evidence.
#[test]
fn the_weakest_record_tells() {
    let chain = hunan_1();
    let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
    let mut seen = [0; 3];
    for (gap, sentence) in diagnosis.gaps.iter().zip(view.gaps(&diagnosis.gaps)) {
        let weakest = sentence.about.records.iter().filter_map(|record| evidence(&chain, record)).min();
        assert_eq!(sentence.about.evidence, weakest, "{gap}");
        seen[weakest.expect("a gap names a record") as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > 0), "all three levels occur: {seen:?}");
    for (finding, sentence) in diagnosis.findings.iter().zip(view.findings(&diagnosis.findings)) {
        assert_eq!(sentence.about.evidence, Some(finding.evidence), "{finding}");
    }
}

/// What is said of a million gaps costs nothing until it is shown.
#[test]
fn sentences_are_made_when_they_are_asked_for() {
    let chain = datasets::hunan();
    let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
    let asked = std::cell::Cell::new(0);
    let gaps = diagnosis.gaps.iter().inspect(|_| asked.set(asked.get() + 1));
    assert_eq!(view.gaps(gaps).take(3).count(), 3);
    assert_eq!(asked.get(), 3);
}
