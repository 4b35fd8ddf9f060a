//! Patterns with wildcards, and the value maps that are made of them.

mod matcher;
mod value_map;

use std::cmp::Reverse;

use super::reason::Reason;
use crate::text::SearchBudget;

pub(super) use matcher::Steps;
pub(super) use value_map::{Covering, ValueMap};

/// A text with wildcards: `*` stands for any characters, `?` for one, and `\` takes away the meaning of the next.
///
/// Upper and lower case are alike. Only the empty pattern matches an empty cell: what is missing is never taken for
/// "anything".
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) written: Box<str>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Piece {
    Literal(char),
    One,
    Any,
}

/// How long a pattern with wildcards may be. To match a text may take as many steps for each of its characters.
const LONGEST: usize = 200;

impl Pattern {
    pub(super) fn parse(written: &str) -> Result<Self, Reason<'static>> {
        let mut pieces = Vec::new();
        let mut characters = written.trim().chars();
        while let Some(character) = characters.next() {
            match character {
                '*' => pieces.push(Piece::Any),
                '?' => pieces.push(Piece::One),
                '\\' => match characters.next() {
                    Some(literal @ ('*' | '?' | '\\')) => pieces.push(Piece::Literal(literal)),
                    _ => return Err(Reason::StrayBackslash),
                },
                literal => pieces.extend(literal.to_lowercase().map(Piece::Literal)),
            }
        }
        if pieces.len() > LONGEST && pieces.iter().any(|piece| is_wild(*piece)) {
            return Err(Reason::LongPattern { most: LONGEST });
        }
        Ok(Self { written: written.into(), pieces: canonical(&pieces) })
    }

    /// The pattern that matches a text itself, whatever stands in it.
    pub(super) fn literal(text: &str) -> Self {
        let pieces = text.trim().chars().flat_map(char::to_lowercase).map(Piece::Literal).collect();
        Self { written: text.into(), pieces }
    }

    /// Whether it matches all that another one does; `None` where that is not worth the budget.
    pub(super) fn covers(&self, other: &Self, budget: &mut SearchBudget) -> Option<bool> {
        matches(&self.pieces, &other.pieces, budget)
    }

    /// The characters of its own, in lower case.
    fn text(&self) -> String {
        matcher::literal(&self.pieces)
    }

    fn is_wild(&self) -> bool {
        self.pieces.iter().any(|piece| is_wild(*piece))
    }

    /// What the text would have to be for the pattern to match it, where it has one `*` at most: so `SNE-2` is near to
    /// `SME-*`.
    fn filled(&self, text: &str) -> String {
        let Some((before, behind)) = self.written.split_once('*').filter(|(_, behind)| !behind.contains('*')) else {
            return self.written.to_string();
        };
        let length = text.chars().count();
        let (skipped, kept) = (before.chars().count(), behind.chars().count());
        let middle: String = text.chars().take(length.saturating_sub(kept)).skip(skipped).collect();
        format!("{before}{middle}{behind}")
    }

    /// The order in which patterns are tried: those without wildcards, then those with the most characters of their
    /// own, then those with the fewest wildcards. It does not depend on where a pattern stands.
    fn precedence(&self) -> impl Ord + '_ {
        let wildcards = self.pieces.iter().filter(|piece| !matches!(piece, Piece::Literal(_))).count();
        (wildcards > 0, Reverse(self.pieces.len() - wildcards), wildcards, &self.pieces)
    }
}

/// Runs of wildcards in one order, and a lone `*`, which wants a character, as `?*`.
fn canonical(pieces: &[Piece]) -> Vec<Piece> {
    let mut canonical = Vec::with_capacity(pieces.len());
    for run in pieces.chunk_by(|a, b| is_wild(*a) == is_wild(*b)) {
        if is_wild(run[0]) {
            canonical.extend(run.iter().filter(|piece| **piece == Piece::One));
            canonical.extend(run.contains(&Piece::Any).then_some(Piece::Any));
        } else {
            canonical.extend(run);
        }
    }
    if canonical == [Piece::Any] { vec![Piece::One, Piece::Any] } else { canonical }
}

fn is_wild(piece: Piece) -> bool {
    !matches!(piece, Piece::Literal(_))
}

/// Whether a pattern matches all that another one does: `?` is matched by `?`, and `*` only by `*`. Goes back to the last
/// `*` alone, so that the work is at most the product of the lengths.
fn matches(pattern: &[Piece], text: &[Piece], budget: &mut SearchBudget) -> Option<bool> {
    let (mut p, mut t) = (0, 0);
    let mut last_any: Option<(usize, usize)> = None;
    while t < text.len() {
        budget.spend(1)?;
        match pattern.get(p) {
            Some(Piece::Any) => {
                last_any = Some((p, t));
                p += 1;
            }
            Some(Piece::One) if text[t] != Piece::Any => {
                p += 1;
                t += 1;
            }
            Some(piece) if *piece == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((any, from)) = last_any else { return Some(false) };
                last_any = Some((any, from + 1));
                p = any + 1;
                t = from + 1;
            }
        }
    }
    Some(pattern[p..].iter().all(|piece| *piece == Piece::Any))
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use super::*;

    fn pattern(written: &str) -> Pattern {
        Pattern::parse(written).unwrap()
    }

    fn is_match(written: &str, text: &str) -> bool {
        ValueMap::new(vec![(pattern(written), ())]).get(text, &mut Steps::new(u64::MAX)).is_some()
    }

    proptest::proptest! {
        /// Two ways to the same: piece by piece, and by searching for what stands between wildcards.
        #[test]
        fn a_search_finds_what_a_comparison_does(written in "[abB水*?]{0,8}", text in "[abB水É]{0,10}") {
            let pieces = Pattern::literal(&text).pieces;
            let expected = matches(&pattern(&written).pieces, &pieces, &mut SearchBudget::default()).unwrap();
            proptest::prop_assert_eq!(is_match(&written, &text), expected, "{} {}", written, text);
        }
    }

    #[test]
    fn of_thousands_of_patterns_few_are_tried() {
        let written = (0..5000).map(|number| format!("*k{number:04}?*")).chain(["*".into(), "??".into(), "x*".into()]);
        let map = ValueMap::new(written.map(|written| (pattern(&written), written.clone())).collect());
        let mut steps = Steps::new(1_000_000);
        for number in 0..5000 {
            let found = map.get(&format!("AK{number:04}b"), &mut steps).map(String::as_str);
            assert_eq!(found, Some(&*format!("*k{number:04}?*")));
        }
        for (text, expected) in [("ak0001", "*"), ("ab", "??"), ("xyz", "x*")] {
            assert_eq!(map.get(text, &mut steps).map(String::as_str), Some(expected), "{text}");
        }
        assert!(!steps.are_spent(), "each text takes a few steps, not five thousand");
    }

    #[test]
    fn what_takes_too_many_steps_is_given_up() {
        let map = ValueMap::new(vec![(pattern("*a?c*"), ())]);
        let mut steps = Steps::new(1000);
        assert_eq!(map.get(&"a".repeat(10_000), &mut steps), None);
        assert!(steps.are_spent());
    }

    #[test]
    fn a_pattern_matches_a_whole_text_in_any_case() {
        for (written, text, expected) in [
            ("ERC-*", "erc-stg", true),
            ("ERC-*", "ERC-", true),
            ("ERC-*", "x ERC-STG", false),
            ("*RIA*", "SGA-RIA", true),
            ("*a*b*c", "aXbYbZc", true),
            ("*a*b*c", "acb", false),
            ("?IA", "RIA", true),
            ("?IA", "IA", false),
            ("a\\*", "a*", true),
            ("a\\*", "ab", false),
            ("", "", true),
            ("*", "", false),
            ("*", "x", true),
            ("水*", "水稻", true),
        ] {
            assert_eq!(is_match(written, text), expected, "{written} {text}");
        }
        assert!(Pattern::parse("a\\b").is_err());
        assert!(Pattern::parse("a\\").is_err());
        assert!(Pattern::parse(&format!("*{}", "a".repeat(199))).is_ok());
        assert!(Pattern::parse(&format!("*{}", "a".repeat(200))).is_err());
        assert!(Pattern::parse(&"a".repeat(1000)).is_ok());
    }

    #[test]
    fn the_most_specific_pattern_counts_wherever_it_stands() {
        let entries = ["*", "SME-*", "SME-2", "*-2"].map(|written| (pattern(written), written.to_owned()));
        for entries in [entries.to_vec(), entries.iter().rev().cloned().collect()] {
            let map = ValueMap::new(entries);
            let of = |text| map.get(text, &mut Steps::new(u64::MAX)).map(String::as_str);
            assert_eq!(
                [of("sme-2"), of("SME-1"), of("X-2"), of("?"), of("")].map(Option::unwrap_or_default),
                ["SME-2", "SME-*", "*-2", "*", ""]
            );
            assert_eq!(map.never_reached(&mut SearchBudget::default()).len(), 0);
        }
    }

    #[test]
    fn a_pattern_that_another_covers_is_never_reached() {
        let map = ValueMap::new(["*", "?*", "a**", "A*"].map(|written| (pattern(written), ())).to_vec());
        assert_eq!(map.never_reached(&mut SearchBudget::default()).len(), 2);
        let covers = |a, b| pattern(a).covers(&pattern(b), &mut SearchBudget::default()).unwrap();
        assert!(covers("CSA*", "CSA-?S*"));
        assert!(!covers("CSA-?", "CSA-*"));
        assert!(!covers("*", ""));
    }
}
