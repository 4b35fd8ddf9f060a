//! The chain of Hunan as it first came with the crate, in figures that were counted elsewhere.

use seedrelay::query::GapOptions;
use seedrelay::{Evidence, GapKind};

use crate::recorded::hunan_1;

/// Counted from the records with pencil and paper, and again by a program in another language.
#[test]
fn the_gaps_are_those_of_a_second_implementation() {
    let chain = hunan_1();
    let count = |level, kind| chain.known_at_least(level).gaps(&GapOptions::new()).of_kind(kind).count();
    let expected = [
        (GapKind::MissingStage, [4, 0, 0]),
        (GapKind::MissingRoute, [2, 0, 0]),
        (GapKind::StrandedResult, [9, 11, 5]),
        (GapKind::UnfoundedStart, [19, 22, 22]),
        (GapKind::SkippedLeap, [0, 1, 1]),
        (GapKind::LateHandoff, [0, 3, 3]),
        (GapKind::IdleCommission, [0, 1, 1]),
        (GapKind::UnansweredDemand, [0, 6, 4]),
        (GapKind::DemandStoppedShort, [0, 1, 0]),
        (GapKind::LastMile, [5, 6, 1]),
    ];
    for (kind, counts) in expected {
        let found = [Evidence::Documented, Evidence::Assumed, Evidence::Proposed].map(|level| count(level, kind));
        assert_eq!(found, counts, "{kind}");
    }
}
