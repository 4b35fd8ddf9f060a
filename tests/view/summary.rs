//! The summary: ten lines at most, whatever the chain.

use std::cmp::Reverse;

use proptest::prelude::*;
use seedrelay::query::DiagnosisOptions;
use seedrelay::rules::Severity;
use seedrelay::say::{Sentence, View};
use seedrelay::testing::strategies;
use seedrelay::{Category, Evidence, Lang, Organization, OrganizationKind, SupplyChain, datasets};

use crate::cases::tried;
use crate::drawn::{self, date};
use crate::everything::diagnose;

fn summary(chain: &SupplyChain, lang: Lang) -> String {
    let said = View::new(chain).summary(&diagnose(chain));
    said.into_iter().map(|line| format!("{}\n", line.text(lang))).collect()
}

#[test]
fn of_the_drawn_chain() {
    insta::assert_snapshot!("drawn_en", summary(&drawn::chain(), Lang::En));
    insta::assert_snapshot!("drawn_zh", summary(&drawn::chain(), Lang::Zh));
}

#[test]
fn of_hunan_today() {
    let today = datasets::hunan().known_at_least(Evidence::Assumed);
    insta::assert_snapshot!("hunan_en", summary(&today, Lang::En));
    insta::assert_snapshot!("hunan_zh", summary(&today, Lang::Zh));
}

#[test]
fn a_plan_is_not_taken_for_what_is_there() {
    let hunan = datasets::hunan();
    let compared = hunan.compared_with_proposal(&DiagnosisOptions::new()).expect("some records are proposed");
    let today = hunan.known_at_least(Evidence::Assumed);
    let [mut now, mut with] = [&today, &hunan].map(diagnose);
    assert_eq!(compared.gaps.closed + compared.gaps.left, now.gaps.len());
    assert_eq!(compared.gaps.left + compared.gaps.opened, with.gaps.len());
    assert_eq!(today.compared_with_proposal(&DiagnosisOptions::new()), None);
    (now.compared_with_proposal, with.compared_with_proposal) = (Some(compared), Some(compared));
    let first = |diagnosis: &_, lang| View::new(&hunan).summary(diagnosis).remove(0).text(lang);
    let said = [&now, &with].map(|diagnosis| Lang::ALL.map(|lang| first(diagnosis, lang)).join("\n"));
    insta::assert_snapshot!("hunan_with_proposal", said.join("\n"));
}

#[test]
fn of_next_to_nothing() {
    let chain = SupplyChain::builder(date("2024-12-31"))
        .category(Category::new("rice").name(("Rice", "水稻")))
        .organization(Organization::new("lab", OrganizationKind::Laboratory))
        .build()
        .expect("the chain is sound");
    insta::assert_snapshot!("little_en", summary(&chain, Lang::En));
    insta::assert_snapshot!("little_zh", summary(&chain, Lang::Zh));
}

/// What is certain before what is possible, what is documented before what is not, and then by severity.
type Rank = (bool, bool, Reverse<Option<Severity>>);

fn rank(sentence: &Sentence<'_>) -> Rank {
    let is_documented = sentence.about.evidence.is_none_or(|evidence| evidence == Evidence::Documented);
    let is_certain = sentence.certainty.is_none_or(|degree| degree == seedrelay::query::Degree::Certain);
    (!is_certain, !is_documented, Reverse(sentence.severity))
}

proptest! {
    #![proptest_config(tried(64))]

    #[test]
    fn ten_lines_at_most(chain in strategies::chain(), documented in any::<bool>()) {
        let chain = if documented { chain.known_at_least(Evidence::Documented) } else { chain };
        let diagnosis = diagnose(&chain);
        let lines = View::new(&chain).summary(&diagnosis);
        prop_assert!((6..=10).contains(&lines.len()), "{lines:?}");
        let told = |kinds: &[&str]| lines.iter().filter(|line| kinds.contains(&line.kind)).count();
        prop_assert_eq!(told(seedrelay::GapKind::NAMES), diagnosis.gaps.len().min(3));
        prop_assert_eq!(told(seedrelay::query::BottleneckKind::NAMES), diagnosis.bottlenecks.len().min(3));
        // Each tells which of the list it is.
        for line in &lines {
            let listed = match line.number {
                Some(number) if seedrelay::GapKind::NAMES.contains(&line.kind) => diagnosis.marked_gaps().nth(number).unwrap().message(Lang::Zh),
                Some(number) => diagnosis.bottlenecks[number].message(Lang::Zh),
                None => continue,
            };
            prop_assert!(line.text(Lang::Zh).ends_with(&listed));
        }
    }

    /// No gap or bottleneck that is left out comes before one that is shown, and they stand in order.
    #[test]
    fn the_first_are_shown(chain in strategies::chain()) {
        let diagnosis = diagnose(&chain);
        let view = View::new(&chain);
        let lines = view.summary(&diagnosis);
        let shown = |kinds: &[&str]| -> Vec<Rank> {
            lines.iter().filter(|line| kinds.contains(&line.kind)).map(rank).collect()
        };
        let first = |mut all: Vec<Rank>| {
            all.sort_unstable();
            all.truncate(3);
            all
        };
        let gaps = view.marked_gaps(diagnosis.marked_gaps()).map(|sentence| rank(&sentence)).collect();
        prop_assert_eq!(shown(seedrelay::GapKind::NAMES), first(gaps));
        let bottlenecks = view.bottlenecks(&diagnosis.bottlenecks).map(|sentence| rank(&sentence)).collect();
        prop_assert_eq!(shown(seedrelay::query::BottleneckKind::NAMES), first(bottlenecks));
    }
}
