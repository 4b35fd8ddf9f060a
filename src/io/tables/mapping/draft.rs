//! Records as trees of a document: so they are read, and checked, as those of any other format.

use super::given::Value;
use crate::chain::{Assembly, Problem, WithColumns};
use crate::model::PartialDate;
use crate::record::intake::{Intake, Place};
use crate::record::tree::{Entry, Tree, Value as Leaf};
use crate::record::{Field, FieldKind, RecordList, Recorded, Tolerant, assemble};

/// What something of a list is called, by its number; nothing where there is no such record.
pub(super) type Named<'n> = dyn Fn(RecordList, u32) -> Option<String> + 'n;

fn leaf(value: Leaf<'static>) -> Tree<'static> {
    Tree { span: 0..0, value }
}

pub(super) fn text(text: impl Into<String>) -> Tree<'static> {
    leaf(Leaf::String(text.into().into()))
}

pub(super) fn entry(key: &'static str, value: Tree<'static>) -> Entry<'static> {
    Entry { key: key.into(), key_span: 0..0, value }
}

/// A record of some fields.
pub(super) fn tree_of(fields: &[&'static Field], values: &[Value<'_>], name: &Named<'_>) -> Tree<'static> {
    let entries =
        fields.iter().zip(values).filter_map(|(field, value)| Some(entry(field.key, value_of(field, value, name)?)));
    leaf(Leaf::Table(entries.collect()))
}

/// Adds to a record what is the same for all.
pub(super) fn with(mut tree: Tree<'static>, key: &'static str, value: Tree<'static>) -> Tree<'static> {
    if let Leaf::Table(entries) = &mut tree.value {
        entries.retain(|entry| entry.key != key);
        entries.push(entry(key, value));
    }
    tree
}

fn value_of(field: &Field, value: &Value<'_>, name: &Named<'_>) -> Option<Tree<'static>> {
    let tree = match value {
        Value::Nothing => return None,
        Value::Text(written) => text(&**written),
        Value::Date(date) => leaf(Leaf::Date(date.to_string())),
        Value::Number(number) => leaf(match field.kind {
            FieldKind::Count { .. } if number.fract() == 0.0 && *number >= 0.0 => Leaf::Unsigned(*number as u64),
            _ => Leaf::Float(*number),
        }),
        Value::Flag(truth) => leaf(Leaf::Bool(*truth)),
        Value::Choice(key) => text(*key),
        Value::Refer(list, numbers) => {
            let mut names = numbers.iter().filter_map(|number| name(*list, *number)).map(text);
            match field.kind {
                FieldKind::List(_) => {
                    let names: Vec<Tree<'static>> = names.collect();
                    if names.is_empty() {
                        return None;
                    }
                    leaf(Leaf::List(names))
                }
                _ => names.next()?,
            }
        }
        Value::Shares(list, shares) => {
            let key = if *list == RecordList::Germplasm { "germplasm" } else { "holder" };
            let shares = shares.iter().filter_map(|(number, share)| {
                let mut entries = vec![entry(key, text(name(*list, *number)?))];
                entries.extend(share.map(|share| entry("share", leaf(Leaf::Float(share)))));
                Some(leaf(Leaf::Table(entries)))
            });
            let shares: Vec<Tree<'static>> = shares.collect();
            if shares.is_empty() {
                return None;
            }
            leaf(Leaf::List(shares))
        }
    };
    Some(tree)
}

/// What is wrong with a record by itself, and the date in it that must not be after the day of the chain.
pub(super) struct Checked {
    pub(super) problem: Option<Problem>,
    pub(super) latest: Option<PartialDate>,
}

macro_rules! by_list {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// Checks a record of a list by itself.
        pub(super) fn checked(list: RecordList, tree: &Tree<'_>) -> Checked {
            match list {
                $(RecordList::$variant => check::<crate::record::$record>(list, tree),)+
            }
        }

        /// Adds a record to its list.
        pub(super) fn add(list: RecordList, tree: &Tree<'_>, assembly: &mut Assembly) {
            match list {
                $(RecordList::$variant => add_one::<crate::record::$record>(tree, assembly),)+
            }
        }
    };
}

with_lists!(by_list);

fn check<R: Recorded>(list: RecordList, tree: &Tree<'_>) -> Checked {
    let mut reader = Tolerant::default();
    let mut intake = Intake::default();
    if let Some(draft) = R::read(tree, &mut reader).take() {
        assemble::<R>(draft, Place::Record(list, 0), &mut intake);
    }
    let problem = reader.problems.into_iter().chain(intake.problems).next();
    Checked { problem, latest: intake.latest }
}

fn add_one<R: WithColumns>(tree: &Tree<'_>, assembly: &mut Assembly) {
    let mut reader = Tolerant::default();
    if let Some(draft) = <R as Recorded>::read(tree, &mut reader).take() {
        assembly.add::<R>(draft);
    }
    reader.problems.into_iter().for_each(|problem| assembly.problem(problem));
}
