//! Where the value of a field comes from: a column, the first of several that is not empty, a template, a constant.

use std::borrow::Cow;
use std::ops::Range;

use hashbrown::HashMap;

use super::columns::{Column, ColumnAt, Columns};
use super::pattern::{Pattern, ValueMap};
use super::reason::Reason;
use super::shaping::{Shaping, Splitter};
use super::values::Writing;
use crate::chain::{Path, ProblemKind};
use crate::io::tables::{Cell, Row};
use crate::io::written::reader::{At, Keys, Reader};
use crate::model::Term;
use crate::record::Expected;

/// The keys of a value that is written as a table.
pub(super) const PLAIN_KEYS: &[&str] =
    &["column", "columns", "template", "constant", "optional", "blank", "replace", "pattern", "part"];

/// Where the value of a field comes from.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub(super) alternatives: Vec<Alternative>,
    /// What is done with what stands there, if anything is.
    pub(super) shaping: Option<Box<Shaping>>,
    /// Once the columns are found, those that find the same have one number.
    pub(super) number: usize,
    /// Whether the table may have none of the columns.
    pub(super) optional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Alternative {
    Column(Column),
    /// A column of whose cells something is made first.
    Shaped(Column, Box<Shaping>),
    Template(Vec<Part>),
    Constant(Box<str>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Literal(Box<str>),
    Column(Column),
}

impl Expression {
    pub(super) fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        Self::read_with(reader, at, PLAIN_KEYS).map(|(expression, _)| expression)
    }

    /// Reads one that may have further keys, and gives these back.
    pub(super) fn read_with<'t>(
        reader: &mut Reader,
        at: &At<'t>,
        expected: &'static [&'static str],
    ) -> Option<(Self, Option<Keys<'t>>)> {
        if !at.is_table() {
            return Some((
                Self { alternatives: alternatives(reader, at), shaping: None, number: 0, optional: false },
                None,
            ));
        }
        let keys = reader.table(at, expected)?;
        let given: Vec<&str> =
            ["column", "columns", "template", "constant"].into_iter().filter(|key| keys.get(key).is_some()).collect();
        match given[..] {
            [_] => {}
            [] => {
                reader.note(
                    at,
                    ProblemKind::NothingGiven {
                        what: Term::new("column, template or constant", "列、模板或常量")
                    },
                );
                return None;
            }
            [first, second, ..] => {
                reader.unusable(at, second, Reason::GivenAlready { key: first });
                return None;
            }
        }
        let optional = keys.get("optional").and_then(|at| reader.bool(&at)).unwrap_or(false);
        let alternatives = match (keys.get("column"), keys.get("columns")) {
            (Some(at), _) => Column::read(reader, &at).map(Alternative::Column).into_iter().collect(),
            (_, Some(at)) => alternatives(reader, &at),
            _ => text_of(reader, at, &keys).into_iter().collect(),
        };
        let shaping = Shaping::read(reader, &keys);
        Some((Self { alternatives, shaping, number: 0, optional }, Some(keys)))
    }

    /// Finds the places of its columns. Alternatives that the tables do not have are dropped, as long as one is left or
    /// none is needed.
    pub(super) fn resolve(&mut self, columns: &mut Columns<'_>, numbers: &mut Numbers) {
        let named: Vec<Box<str>> = self.columns_mut().map(|column| column.name.written.clone()).collect();
        let mut missing = Vec::new();
        self.alternatives.retain_mut(|alternative| {
            let before = missing.len();
            for column in alternative.columns_mut() {
                if !columns.find(column) {
                    missing.push(column.clone());
                }
            }
            missing.len() == before
        });
        if self.alternatives.is_empty() && !self.optional {
            missing.iter().for_each(|column| columns.unknown(column));
            return;
        }
        missing.iter().for_each(|column| columns.absent(column, &named));
        self.number = numbers.of(&self.alternatives, self.shaping.as_deref());
    }

    /// How many columns it asks a row for at most.
    pub(super) fn asked(&self) -> usize {
        let of_one = |alternative: &Alternative| match alternative {
            Alternative::Template(parts) => parts.len(),
            Alternative::Column(_) | Alternative::Shaped(..) | Alternative::Constant(_) => 1,
        };
        self.alternatives.iter().map(of_one).sum()
    }

    pub(super) fn columns_mut(&mut self) -> impl Iterator<Item = &mut Column> {
        self.alternatives.iter_mut().flat_map(Alternative::columns_mut)
    }
}

impl Alternative {
    fn columns_mut(&mut self) -> impl Iterator<Item = &mut Column> {
        let (own, parts) = match self {
            Self::Column(column) | Self::Shaped(column, _) => (Some(column), &mut [][..]),
            Self::Template(parts) => (None, &mut parts[..]),
            Self::Constant(_) => (None, &mut [][..]),
        };
        let of_parts = parts.iter_mut().filter_map(|part| match part {
            Part::Column(column) => Some(column),
            Part::Literal(_) => None,
        });
        own.into_iter().chain(of_parts)
    }
}

/// The numbers of expressions; those that find the same have one.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<(Vec<Alternative>, Box<str>), usize>);

impl Numbers {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn of(&mut self, alternatives: &[Alternative], shaping: Option<&Shaping>) -> usize {
        let next = self.0.len();
        let shaping = shaping.map(Shaping::signature).unwrap_or_default();
        *self.0.entry((alternatives.to_vec(), shaping.into())).or_insert(next)
    }
}

fn alternatives(reader: &mut Reader, at: &At<'_>) -> Vec<Alternative> {
    let elements = at.elements();
    if elements.is_empty() {
        reader.note(at, ProblemKind::NothingGiven { what: Term::new("column", "列") });
    }
    elements.iter().filter_map(|at| alternative(reader, at)).collect()
}

fn alternative(reader: &mut Reader, at: &At<'_>) -> Option<Alternative> {
    const KEYS: &[&str] = &["column", "template", "constant", "blank", "replace", "pattern", "part"];
    if !at.is_table() {
        return Column::read(reader, at).map(Alternative::Column);
    }
    let keys = reader.table(at, KEYS)?;
    let Some(column) = keys.get("column") else { return text_of(reader, at, &keys) };
    let column = Column::read(reader, &column)?;
    Some(match Shaping::read(reader, &keys) {
        Some(shaping) => Alternative::Shaped(column, shaping),
        None => Alternative::Column(column),
    })
}

/// A template or a constant.
fn text_of(reader: &mut Reader, at: &At<'_>, keys: &Keys<'_>) -> Option<Alternative> {
    if let Some(at) = keys.get("template") {
        return template(reader, &at).map(Alternative::Template);
    }
    if let Some(at) = keys.get("constant") {
        return reader.string(&at).map(|text| Alternative::Constant(text.into()));
    }
    reader.wrong_type(at, Expected::Column);
    None
}

/// `{column}` within a text; `{{` and `}}` are the brackets themselves.
fn template(reader: &mut Reader, at: &At<'_>) -> Option<Vec<Part>> {
    let written = reader.string(at)?;
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = written;
    while let Some(position) = rest.find(['{', '}']) {
        literal.push_str(&rest[..position]);
        let bracket = &rest[position..=position];
        rest = &rest[position + 1..];
        if let Some(behind) = rest.strip_prefix(bracket) {
            literal.push_str(bracket);
            rest = behind;
            continue;
        }
        let end = rest.find(['{', '}']).filter(|end| bracket == "{" && rest[*end..].starts_with('}'));
        let Some(end) = end.filter(|end| !rest[..*end].trim().is_empty()) else {
            reader.unusable(at, written, Reason::BracketInTemplate);
            return None;
        };
        parts.push(Part::Literal(std::mem::take(&mut literal).into()));
        parts.push(Part::Column(Column::named(&rest[..end], at)));
        rest = &rest[end + 1..];
    }
    literal.push_str(rest);
    parts.push(Part::Literal(literal.into()));
    Some(parts)
}

/// What stands where a value comes from.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// The text without the spaces around it.
    pub(super) text: Cow<'a, str>,
    /// The cell, where it is that of one column.
    pub(super) cell: Cell<'a>,
}

impl Found<'_> {
    const EMPTY: Self = Self { text: Cow::Borrowed(""), cell: Cell::Empty };
}

impl Expression {
    /// The first alternative that is not empty.
    #[inline]
    pub(super) fn find<'a>(&'a self, rows: &[Option<Row<'a>>], writing: &Writing) -> Found<'a> {
        for alternative in &self.alternatives {
            let found = match alternative {
                Alternative::Column(column) => cell(column.at, rows, writing),
                Alternative::Shaped(column, shaping) => shaped(cell(column.at, rows, writing), shaping),
                Alternative::Template(parts) => fill(parts, rows, writing),
                Alternative::Constant(text) => Found { text: Cow::Borrowed(text), cell: Cell::Text(text) },
            };
            if found.text.is_empty() {
                continue;
            }
            let Some(shaping) = self.shaping.as_deref() else { return found };
            let found = shaped(found, shaping);
            if !found.text.is_empty() {
                return found;
            }
        }
        Found::EMPTY
    }

    /// The column that a value came from, or else the first that it could have come from.
    pub(super) fn column(&self, rows: &[Option<Row<'_>>], writing: &Writing) -> Option<ColumnAt> {
        let is_there = |column: &ColumnAt| !cell(*column, rows, writing).text.is_empty();
        self.all_columns().find(is_there).or_else(|| self.first_column())
    }

    /// The first column that a value could come from.
    pub(super) fn first_column(&self) -> Option<ColumnAt> {
        self.all_columns().next()
    }

    /// Every column that a value could come from.
    pub(super) fn columns(&self) -> impl Iterator<Item = ColumnAt> {
        self.all_columns()
    }

    fn all_columns(&self) -> impl Iterator<Item = ColumnAt> {
        self.alternatives.iter().filter_map(|alternative| match alternative {
            Alternative::Column(column) | Alternative::Shaped(column, _) => Some(column.at),
            Alternative::Template(parts) => parts.iter().find_map(|part| match part {
                Part::Column(column) => Some(column.at),
                Part::Literal(_) => None,
            }),
            Alternative::Constant(_) => None,
        })
    }
}

#[inline]
fn cell<'a>(column: ColumnAt, rows: &[Option<Row<'a>>], writing: &Writing) -> Found<'a> {
    let Some(row) = rows[column.table as usize] else { return Found::EMPTY };
    let cell = row.cell(column.column as usize);
    let text = match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(writing.clean(text)),
        other => Cow::Owned(other.to_string()),
    };
    Found { text, cell }
}

/// What is made of what stands there. Where nothing changes, it is still the cell.
fn shaped<'a>(found: Found<'a>, shaping: &Shaping) -> Found<'a> {
    if found.text.is_empty() || matches!(found.cell, Cell::Error(_)) {
        return found;
    }
    let text = shaping.of(found.text.clone());
    if text == found.text { found } else { Found { text, cell: Cell::Empty } }
}

/// A template says nothing where one of its columns does not.
fn fill<'a>(parts: &[Part], rows: &[Option<Row<'a>>], writing: &Writing) -> Found<'a> {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Column(column) => match cell(column.at, rows, writing).text {
                empty if empty.is_empty() => return Found::EMPTY,
                found => text.push_str(&found),
            },
        }
    }
    Found { text: Cow::Owned(text), cell: Cell::Empty }
}

/// A field whose values are looked up.
#[derive(Clone, Debug)]
pub(super) struct Mapped<T> {
    pub(super) expression: Expression,
    /// What separates several values in one cell.
    pub(super) split: Option<Splitter>,
    pub(super) map: ValueMap<T>,
}

impl<T: Clone> Mapped<T> {
    /// Reads one. Without a `map`, the values must be some names themselves.
    pub(super) fn read(
        reader: &mut Reader,
        at: &At<'_>,
        names: &[(&str, T)],
        read_value: impl FnMut(&mut Reader, &At<'_>) -> Option<T>,
    ) -> Option<Self> {
        const KEYS: &[&str] = &[
            "column", "columns", "template", "constant", "optional", "blank", "replace", "pattern", "part", "map",
            "split",
        ];
        let (expression, keys) = Expression::read_with(reader, at, KEYS)?;
        let split = keys.as_ref().and_then(|keys| keys.get("split")).and_then(|at| Splitter::read(reader, &at));
        let names = names.iter().map(|(name, value)| (Pattern::literal(name), value.clone()));
        let entries = entries(reader, keys.as_ref(), names, read_value);
        Some(Self { expression, split, map: ValueMap::new(entries) })
    }
}

/// What `map` says, or what `constant` says for everything, or the names themselves.
pub(super) fn entries<T>(
    reader: &mut Reader,
    keys: Option<&Keys<'_>>,
    names: impl Iterator<Item = (Pattern, T)>,
    mut read_value: impl FnMut(&mut Reader, &At<'_>) -> Option<T>,
) -> Vec<(Pattern, T)> {
    let get = |key| keys.and_then(|keys| keys.get(key));
    match (get("map"), get("constant")) {
        (Some(at), _) => read_map(reader, &at, &mut read_value),
        (None, Some(at)) => {
            let everything = Pattern::parse("*").expect("it is a pattern");
            read_value(reader, &at).map(|value| (everything, value)).into_iter().collect()
        }
        (None, None) => names.collect(),
    }
}

/// A value for each pattern of a table.
pub(super) fn read_map<T>(
    reader: &mut Reader,
    at: &At<'_>,
    read_value: &mut impl FnMut(&mut Reader, &At<'_>) -> Option<T>,
) -> Vec<(Pattern, T)> {
    let mut entries = Vec::new();
    let Some(keys) = reader.open_table(at) else { return entries };
    let mut written = Vec::new();
    for (key, span, value) in keys.all() {
        match Pattern::parse(key) {
            Ok(pattern) => {
                written.push((pattern.clone(), span));
                entries.extend(read_value(reader, &value).map(|value| (pattern, value)));
            }
            Err(why) => {
                let kind = ProblemKind::Unusable { found: key.to_owned(), why: why.into() };
                reader.problem(&at.path, span, kind);
            }
        }
    }
    if written.is_empty() {
        reader.note(at, ProblemKind::NothingGiven { what: Term::new("pattern", "模式") });
    }
    never_reached(reader, &at.path, &written);
    entries
}

/// Notes the patterns that are never reached.
pub(super) fn never_reached(reader: &mut Reader, path: &Path, written: &[(Pattern, Range<usize>)]) {
    let map = ValueMap::new(written.to_vec());
    for (pattern, span, by) in map.never_reached(&mut reader.budget) {
        let kind = ProblemKind::NeverReached { pattern: pattern.written.to_string(), by: by.written.to_string() };
        reader.problem(path, span.clone(), kind);
    }
}
