//! Conditions of a mapping, and the tables that its sections are about.

use super::declared::Declared;
use super::expression::{Expression, never_reached};
use super::pattern::{Pattern, ValueMap};
use super::reason::Reason;
use super::rules::{Condition, Holds};
use crate::chain::ProblemKind;
use crate::io::written::reader::{At, Reader};
use crate::model::Term;
use crate::record::Expected;

/// One condition, or a list of conditions that must all hold.
pub(super) fn conditions(reader: &mut Reader, at: &At<'_>) -> Vec<Condition> {
    at.elements().iter().filter_map(|at| condition(reader, at)).collect()
}

fn condition(reader: &mut Reader, at: &At<'_>) -> Option<Condition> {
    const KEYS: &[&str] = &[
        "column", "columns", "template", "constant", "optional", "blank", "replace", "pattern", "part", "matches",
        "unless", "unlike",
    ];
    if !at.is_table() {
        reader.wrong_type(at, Expected::Condition);
        return None;
    }
    let (expression, keys) = Expression::read_with(reader, at, KEYS)?;
    let keys = keys?;
    let given: Vec<&'static str> =
        ["matches", "unless", "unlike"].into_iter().filter(|key| keys.get(key).is_some()).collect();
    let key = match given[..] {
        [key] => key,
        [] => {
            reader.note(at, ProblemKind::MissingKey { key: "matches" });
            return None;
        }
        [_, second, ..] => {
            let at = keys.get(second)?;
            reader.unusable(&at, second, Reason::MatchesAndUnless);
            return None;
        }
    };
    let at = keys.get(key)?;
    let holds = match key {
        "unlike" => Holds::Unlike(Expression::read(reader, &at)?),
        "unless" => Holds::Unless(patterns(reader, &at)),
        _ => Holds::Matches(patterns(reader, &at)),
    };
    Some(Condition { expression, holds })
}

pub(super) fn patterns(reader: &mut Reader, at: &At<'_>) -> ValueMap<()> {
    let patterns = patterns_of(reader, at);
    let written: Vec<_> = patterns.iter().map(|(pattern, at)| (pattern.clone(), at.span())).collect();
    never_reached(reader, &at.path, &written);
    ValueMap::new(patterns.into_iter().map(|(pattern, _)| (pattern, ())).collect())
}

pub(super) fn patterns_of<'t>(reader: &mut Reader, at: &At<'t>) -> Vec<(Pattern, At<'t>)> {
    let mut patterns = Vec::new();
    for at in at.elements() {
        let Some(written) = reader.string(&at) else { continue };
        match Pattern::parse(written) {
            Ok(pattern) => patterns.push((pattern, at)),
            Err(why) => reader.unusable(&at, written, why),
        }
    }
    patterns
}

/// The number of a table of the mapping.
pub(super) fn table_of(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<usize> {
    reader.reference(at, Term::new("table", "表"), &declared.tables)
}
