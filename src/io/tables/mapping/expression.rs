//! Where the value of a field comes from: a column, the first of several that is not empty, a template, a constant.

use std::borrow::Cow;
use std::ops::Range;

use super::pattern::{Pattern, ValueMap};
use super::reason::Reason;
use super::values::Writing;
use crate::chain::{Path, ProblemKind};
use crate::io::tables::{Cell, Row};
use crate::io::written::reader::{At, Keys, Reader};

/// The keys of a value that is written as a table.
pub(super) const PLAIN_KEYS: &[&str] = &["column", "columns", "template", "constant", "optional"];

/// The name of a column as a mapping has it, with its place there.
#[derive(Clone, Debug)]
pub(super) struct ColumnName {
    pub(super) written: Box<str>,
    pub(super) path: Path,
    pub(super) span: Range<usize>,
}

impl ColumnName {
    pub(super) fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let written = reader.string(at)?;
        if written.trim().is_empty() {
            reader.unusable(at, written, Reason::NamelessColumn);
            return None;
        }
        Some(Self { written: written.trim().into(), path: at.path.clone(), span: at.span() })
    }
}

/// Where the value of a field comes from. `C` is a column: by its name as written, or by its place as found.
#[derive(Clone, Debug)]
pub(super) struct Expression<C = ColumnName> {
    pub(super) alternatives: Vec<Alternative<C>>,
    /// Once the columns are found, those that find the same have one number.
    pub(super) number: usize,
    /// Whether the table may have none of the columns.
    pub(super) optional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Alternative<C> {
    Column(C),
    Template(Vec<Part<C>>),
    Constant(Box<str>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part<C> {
    Literal(Box<str>),
    Column(C),
}

/// A column of one of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ColumnAt {
    pub(super) table: u32,
    pub(super) column: u32,
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
            return Some((Self { alternatives: alternatives(reader, at), number: 0, optional: false }, None));
        }
        let keys = reader.table(at, expected)?;
        let given: Vec<&str> =
            ["column", "columns", "template", "constant"].into_iter().filter(|key| keys.get(key).is_some()).collect();
        match given[..] {
            [_] => {}
            [] => {
                reader.note(at, ProblemKind::NothingGiven { what: "column, template or constant" });
                return None;
            }
            [first, second, ..] => {
                reader.unusable(at, second, Reason::GivenAlready { key: first });
                return None;
            }
        }
        let optional = keys.get("optional").and_then(|at| reader.bool(&at)).unwrap_or(false);
        let alternatives = match (keys.get("column"), keys.get("columns")) {
            (Some(at), _) => ColumnName::read(reader, &at).map(Alternative::Column).into_iter().collect(),
            (_, Some(at)) => alternatives(reader, &at),
            _ => text_of(reader, at, &keys).into_iter().collect(),
        };
        Some((Self { alternatives, number: 0, optional }, Some(keys)))
    }

    /// The name of every column that it mentions.
    pub(super) fn columns(&self) -> impl Iterator<Item = &ColumnName> {
        self.alternatives.iter().flat_map(|alternative| match alternative {
            Alternative::Column(column) => vec![column],
            Alternative::Template(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Column(column) => Some(column),
                    Part::Literal(_) => None,
                })
                .collect(),
            Alternative::Constant(_) => Vec::new(),
        })
    }
}

fn alternatives(reader: &mut Reader, at: &At<'_>) -> Vec<Alternative<ColumnName>> {
    let elements = at.elements();
    if elements.is_empty() {
        reader.note(at, ProblemKind::NothingGiven { what: "column" });
    }
    elements.iter().filter_map(|at| alternative(reader, at)).collect()
}

fn alternative(reader: &mut Reader, at: &At<'_>) -> Option<Alternative<ColumnName>> {
    if !at.is_table() {
        return ColumnName::read(reader, at).map(Alternative::Column);
    }
    let keys = reader.open_table(at)?;
    text_of(reader, at, &keys)
}

/// A template or a constant.
fn text_of(reader: &mut Reader, at: &At<'_>, keys: &Keys<'_>) -> Option<Alternative<ColumnName>> {
    if let Some(at) = keys.get("template") {
        return template(reader, &at).map(Alternative::Template);
    }
    if let Some(at) = keys.get("constant") {
        return reader.string(&at).map(|text| Alternative::Constant(text.into()));
    }
    reader.wrong_type(at, "the name of a column, or a table with `template` or `constant`");
    None
}

/// `{column}` within a text; `{{` and `}}` are the brackets themselves.
fn template(reader: &mut Reader, at: &At<'_>) -> Option<Vec<Part<ColumnName>>> {
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
        parts.push(Part::Column(ColumnName {
            written: rest[..end].trim().into(),
            path: at.path.clone(),
            span: at.span(),
        }));
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

impl Expression<ColumnAt> {
    /// The first alternative that is not empty.
    #[inline]
    pub(super) fn find<'a>(&'a self, rows: &[Option<Row<'a>>], writing: &Writing) -> Found<'a> {
        for alternative in &self.alternatives {
            let found = match alternative {
                Alternative::Column(column) => cell(*column, rows, writing),
                Alternative::Template(parts) => fill(parts, rows, writing),
                Alternative::Constant(text) => Found { text: Cow::Borrowed(text), cell: Cell::Text(text) },
            };
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

    fn all_columns(&self) -> impl Iterator<Item = ColumnAt> {
        self.alternatives.iter().filter_map(|alternative| match alternative {
            Alternative::Column(column) => Some(*column),
            Alternative::Template(parts) => parts.iter().find_map(|part| match part {
                Part::Column(column) => Some(*column),
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

/// A template says nothing where one of its columns does not.
fn fill<'a>(parts: &[Part<ColumnAt>], rows: &[Option<Row<'a>>], writing: &Writing) -> Found<'a> {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::Column(column) => match cell(*column, rows, writing).text {
                empty if empty.is_empty() => return Found::EMPTY,
                found => text.push_str(&found),
            },
        }
    }
    Found { text: Cow::Owned(text), cell: Cell::Empty }
}

/// A field whose values are looked up.
#[derive(Clone, Debug)]
pub(super) struct Mapped<T, C = ColumnName> {
    pub(super) expression: Expression<C>,
    /// What separates several values in one cell.
    pub(super) split: Option<Box<str>>,
    pub(super) map: ValueMap<T>,
}

impl<T: Clone> Mapped<T> {
    /// Reads one. Without a `map`, the values must be some names themselves.
    pub(super) fn read(
        reader: &mut Reader,
        at: &At<'_>,
        names: &[(&str, T)],
        mut read_value: impl FnMut(&mut Reader, &At<'_>) -> Option<T>,
    ) -> Option<Self> {
        const KEYS: &[&str] = &["column", "columns", "template", "constant", "optional", "map", "split"];
        let (expression, keys) = Expression::read_with(reader, at, KEYS)?;
        let get = |key| keys.as_ref().and_then(|keys| keys.get(key));
        let split = get("split").and_then(|at| {
            let split = reader.string(&at)?;
            if split.is_empty() {
                reader.unusable(&at, split, Reason::NothingSeparates);
            }
            Some(split.into()).filter(|_| !split.is_empty())
        });
        let entries = match (get("map"), get("constant")) {
            (Some(at), _) => read_map(reader, &at, &mut read_value),
            (None, Some(at)) => {
                let everything = Pattern::parse("*").expect("it is a pattern");
                read_value(reader, &at).map(|value| (everything, value)).into_iter().collect()
            }
            (None, None) => names.iter().map(|(name, value)| (Pattern::literal(name), value.clone())).collect(),
        };
        Some(Self { expression, split, map: ValueMap::new(entries) })
    }
}

fn read_map<T>(
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
        reader.note(at, ProblemKind::NothingGiven { what: "pattern" });
    }
    never_reached(reader, &at.path, &written);
    entries
}

/// Notes the patterns that are never reached.
pub(super) fn never_reached(reader: &mut Reader, path: &Path, written: &[(Pattern, Range<usize>)]) {
    let map = ValueMap::new(written.to_vec());
    for (pattern, span, by) in map.never_reached(&mut reader.effort) {
        let kind = ProblemKind::NeverReached { pattern: pattern.written.to_string(), by: by.written.to_string() };
        reader.problem(path, span.clone(), kind);
    }
}
