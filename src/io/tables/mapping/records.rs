//! Sections of a mapping about records of any list: where the value of each field comes from.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::conditions::{conditions, table_of};
use super::declared::{Declared, evidence};
use super::expression::{Expression, entries, read_map};
use super::pattern::{Pattern, ValueMap};
use super::reason::Reason;
use super::rules::{FieldRule, NameMap, Naming, Negative, Notation, RecordRule, What};
use super::shaping::Splitter;
use crate::chain::ProblemKind;
use crate::io::written::reader::{At, Keys, Reader};
use crate::model::{Evidence, GermplasmKind, Values};
use crate::record::{Choice, Field, FieldKind, RecordList, Shape};

const FIELD_KEYS: &[&str] = &[
    "column",
    "columns",
    "template",
    "constant",
    "optional",
    "blank",
    "replace",
    "pattern",
    "part",
    "map",
    "split",
    "each",
    "notation",
    "make",
    "or_absent",
    "negative",
];

/// The lists that rows can be mapped to.
const LISTS: [RecordList; 10] = [
    RecordList::Regions,
    RecordList::Organizations,
    RecordList::Germplasm,
    RecordList::Demands,
    RecordList::Agreements,
    RecordList::Licences,
    RecordList::Funding,
    RecordList::Services,
    RecordList::Adoptions,
    RecordList::Collections,
];

/// The keys of a section, by list.
static KEYS: LazyLock<HashMap<RecordList, Vec<&'static str>>> = LazyLock::new(|| {
    let keys = |list: RecordList| {
        let fields = list.shape().fields.iter().filter(|field| is_mapped(field)).map(|field| field.key);
        ["of", "table", "when"].into_iter().chain(fields).collect()
    };
    LISTS.into_iter().map(|list| (list, keys(list))).collect()
});

/// Whether a column can give what a field holds. The source is that of the mapping.
fn is_mapped(field: &Field) -> bool {
    match field.kind {
        FieldKind::Record(_) | FieldKind::ByStage(_) | FieldKind::ByCategory(_) | FieldKind::Format => false,
        FieldKind::List(FieldKind::Record(_)) => matches!(field.key, "parents" | "owners"),
        _ => field.key != "source",
    }
}

pub(super) fn record(reader: &mut Reader, at: &At<'_>, declared: &Declared) -> Option<RecordRule> {
    let open = Reader::default().open_table(at)?;
    let Some(of) = open.get("of") else {
        reader.note(at, ProblemKind::MissingKey { key: "of" });
        return None;
    };
    let written = reader.string(&of)?;
    let Some(list) = LISTS.into_iter().find(|list| list.key() == written) else {
        reader.unusable(&of, written, Reason::ListNotMapped);
        return None;
    };
    let keys = reader.table(at, &KEYS[&list])?;
    let table = keys.get("table").map_or(Some(0), |at| table_of(reader, &at, declared));
    let when = keys.get("when").map(|at| conditions(reader, &at)).unwrap_or_default();
    let evidence = evidence(reader, &keys, Evidence::Documented);
    let shape: &'static Shape = list.shape();
    let mut fields = Vec::new();
    for field in shape.fields.iter().filter(|field| is_mapped(field) && field.key != "evidence") {
        match keys.get(field.key) {
            Some(at) => fields.extend(self::field(reader, &at, field, list, declared)),
            None if field.required => reader.note(keys.at(), ProblemKind::MissingKey { key: field.key }),
            None => {}
        }
    }
    Some(RecordRule { list, table: table?, when, evidence, fields })
}

/// The rule of one field of a list.
pub(super) fn field(
    reader: &mut Reader,
    at: &At<'_>,
    field: &'static Field,
    list: RecordList,
    declared: &Declared,
) -> Option<FieldRule> {
    let is_list = matches!(field.kind, FieldKind::List(_));
    let (values, keys) = values(reader, at)?;
    let get = |key| keys.as_ref().and_then(|keys| keys.get(key));
    for key in ["each", "split"] {
        if let Some(at) = get(key).filter(|_| !is_list) {
            reader.unusable(&at, key, Reason::NotSeveral);
        }
    }
    let split = get("split").and_then(|at| Splitter::read(reader, &at));
    let or_absent = get("or_absent").and_then(|at| reader.bool(&at)).unwrap_or(false);
    let make = get("make").and_then(|at| reader.name(&at, Values::of::<GermplasmKind>()));
    let what = what(reader, field, list, keys.as_ref(), declared)?;
    let name = format!("{}.{}", list.key(), field.key).into();
    Some(FieldRule { field, name, values, split, what, or_absent, make })
}

/// One value, or `each` of several.
fn values<'t>(reader: &mut Reader, at: &At<'t>) -> Option<(Vec<Expression>, Option<Keys<'t>>)> {
    let each = Reader::default().open_table(at).filter(|_| at.is_table()).and_then(|keys| keys.get("each"));
    let Some(each) = each else {
        let (expression, keys) = Expression::read_with(reader, at, FIELD_KEYS)?;
        return Some((vec![expression], keys));
    };
    let keys = reader.table(at, FIELD_KEYS)?;
    if let Some(at) = ["column", "columns", "template", "constant"].into_iter().find_map(|key| keys.get(key)) {
        reader.unusable(&at, "each", Reason::EachOrOne);
    }
    let values = each.elements().iter().filter_map(|at| Expression::read(reader, at)).collect();
    Some((values, Some(keys)))
}

fn what(
    reader: &mut Reader,
    field: &'static Field,
    list: RecordList,
    keys: Option<&Keys<'_>>,
    declared: &Declared,
) -> Option<What> {
    let get = |key| keys.and_then(|keys| keys.get(key));
    let one = match field.kind {
        FieldKind::List(kind) => *kind,
        kind => kind,
    };
    let takes_a_map = matches!(one, FieldKind::Reference(_) | FieldKind::Flag | FieldKind::Choice(_));
    if let Some(at) = get("map").filter(|_| !takes_a_map) {
        reader.unusable(&at, "map", Reason::NoMapHere);
    }
    Some(match one {
        FieldKind::Id(_) | FieldKind::Plain | FieldKind::Text => What::Text,
        FieldKind::Reference(RecordList::Categories) if declared.categories.iter().len() > 0 => {
            What::Refer(RecordList::Categories, Naming::Declared(categories(reader, keys, declared)))
        }
        FieldKind::Reference(list) => What::Refer(list, naming(reader, get("map").as_ref())),
        FieldKind::Date => What::Date,
        FieldKind::Count { .. } if field.key == "year" => What::Year,
        FieldKind::Count { .. } | FieldKind::Number | FieldKind::Positive => {
            let negative = get("negative").and_then(|at| reader.name(&at, Negative::NAMES));
            What::Number(negative.unwrap_or(Negative::Refuse))
        }
        FieldKind::Share => What::Share,
        FieldKind::Flag => What::Flag(flags(reader, keys)),
        FieldKind::Choice(choice) => What::Choice(choices(reader, keys, choice)),
        FieldKind::Record(_) if field.key == "parents" => {
            let notation = get("notation").and_then(|at| reader.name(&at, Notation::NAMES));
            What::Parents { pedigree: notation == Some(Notation::Pedigree) }
        }
        FieldKind::Record(_) => What::Owners,
        _ => {
            if let Some(keys) = keys {
                reader.unusable(keys.at(), list.key(), Reason::FieldNotMapped);
            }
            return None;
        }
    })
}

/// What names records that the mapping does not declare.
fn naming(reader: &mut Reader, map: Option<&At<'_>>) -> Naming {
    let Some(at) = map else { return Naming::Itself };
    let mut names = Vec::new();
    let map = ValueMap::new(read_map(reader, at, &mut |reader, at| named(reader, at, &mut names)));
    Naming::Mapped(NameMap { map, names })
}

/// The number of a name in a map, the next for one that is new.
pub(super) fn named(reader: &mut Reader, at: &At<'_>, names: &mut Vec<Box<str>>) -> Option<usize> {
    let name = reader.string(at)?;
    names.push(name.into());
    Some(names.len() - 1)
}

/// Into the categories that the mapping declares, by their number.
fn categories(reader: &mut Reader, keys: Option<&Keys<'_>>, declared: &Declared) -> ValueMap<usize> {
    let names = declared.categories.iter().enumerate().map(|(number, id)| (Pattern::literal(id), number));
    let value =
        |reader: &mut Reader, at: &At<'_>| reader.reference(at, RecordList::Categories.record(), &declared.categories);
    ValueMap::new(entries(reader, keys, names, value))
}

/// As every language spells it.
fn choices(reader: &mut Reader, keys: Option<&Keys<'_>>, choice: &'static Choice) -> ValueMap<&'static str> {
    let names = choice.spellings().map(|(key, name)| (Pattern::literal(name), key));
    let value = |reader: &mut Reader, at: &At<'_>| {
        let written = reader.string(at)?;
        let found = choice.spellings().find(|(_, name)| *name == written).map(|(key, _)| key);
        if found.is_none() {
            reader.note(at, ProblemKind::unknown_value(written, choice.keys));
        }
        found
    };
    ValueMap::new(entries(reader, keys, names, value))
}

fn flags(reader: &mut Reader, keys: Option<&Keys<'_>>) -> ValueMap<bool> {
    const YES: [&str; 8] = ["true", "yes", "y", "1", "是", "有", "√", "x"];
    const NO: [&str; 7] = ["false", "no", "n", "0", "否", "无", "×"];
    let yes = YES.into_iter().map(|name| (Pattern::literal(name), true));
    let names = yes.chain(NO.into_iter().map(|name| (Pattern::literal(name), false)));
    let value = |reader: &mut Reader, at: &At<'_>| match at.as_text() {
        Some(text) if YES.contains(&text) => Some(true),
        Some(text) if NO.contains(&text) => Some(false),
        _ => reader.bool(at),
    };
    ValueMap::new(entries(reader, keys, names, value))
}
