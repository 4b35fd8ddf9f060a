//! A mapping read from its document: the sections that say what the chain and the tables are.

use encoding_rs::Encoding;

use super::columns::Column;
use super::conditions;
use super::declared::{Declared, category, organization, source};
use super::expression::Expression;
use super::reason::Reason;
use super::records;
use super::rules::{AsOf, HeaderAt, Join, Layout, MOST_LINK_RULES, MergedCells, Rules, Table, Unpivot};
use super::sections;
use super::values::{Writing, check_date_format};
use crate::chain::{Problem, ProblemKind, Problems};
use crate::io::written::reader::{At, Ids, Keys, Reader};
use crate::model::SourceId;
use crate::model::Term;
use crate::record::RecordList;
use crate::record::Source;
use crate::record::tree::{Tree, Value};

/// The format of the mappings that this version reads.
pub(super) const FORMAT: &str = "seedrelay-mapping/1";

const KEYS: &[&str] = &[
    "format",
    "name",
    "as_of",
    "currency",
    "source",
    "read",
    "sources",
    "categories",
    "organizations",
    "tables",
    "leave_out",
    "organization",
    "project",
    "role",
    "commissioner",
    "funding",
    "capabilities",
    "builds_on",
    "figures",
    "kinds",
    "same",
    "records",
];

/// How many formats of dates, texts that mean nothing, and signs there may be: each is tried with every cell.
const MOST_WRITINGS: usize = 100;

/// How many bytes the name of a table may have: it is reported with every row that lacks one of it.
const LONGEST_NAME: usize = 200;

pub(super) fn read(tree: &Tree<'_>, noted: Vec<Problem>) -> Result<Rules, Problems> {
    let mut reader = Reader { problems: noted, ..Reader::default() };
    let rules = rules(&mut reader, &At::whole(tree));
    match (Problems::new(reader.problems), rules) {
        (Some(problems), _) => Err(problems),
        (None, rules) => Ok(rules.expect("what is missing was noted")),
    }
}

fn rules(reader: &mut Reader, at: &At<'_>) -> Option<Rules> {
    let keys = reader.table(at, KEYS)?;
    reader.format(&keys, &[FORMAT]);
    let name = keys.get("name").and_then(|at| reader.text(&at));
    let currency = keys.get("currency").and_then(|at| reader.id(&at));
    let as_of = reader.required(&keys, "as_of").and_then(|at| as_of(reader, &at));
    let writing = keys.get("read").map_or_else(Writing::default, |at| writing(reader, &at));
    let sources: Vec<Source> = list(reader, &keys, "sources", source);
    let source_ids = Ids::of(sources.iter().map(|source| source.id.as_str()));
    let source: Option<SourceId> = keys
        .get("source")
        .and_then(|at| reader.reference(&at, RecordList::Sources.record(), &source_ids))
        .map(|source| sources[source].id.clone());
    let categories = list(reader, &keys, "categories", |reader, at| category(reader, at, source.as_ref()));
    let organizations = list(reader, &keys, "organizations", |reader, at| organization(reader, at, source.as_ref()));
    let tables = tables(reader, &keys);
    let declared = Declared {
        tables: Ids::of(tables.iter().map(|table| &*table.name)),
        categories: Ids::of(categories.iter().map(|category| category.id.as_str())),
        organizations: Ids::of(organizations.iter().map(|organization| organization.id.as_str())),
    };
    for list in [RecordList::Sources, RecordList::Categories, RecordList::Organizations] {
        twice(reader, &keys, list.key(), list.record());
    }
    let leave_out = list(reader, &keys, "leave_out", sections::leave_out);
    sections::never_left_out(reader, &keys);
    let kinds = keys.get("kinds").map(|at| sections::kinds(reader, &at));
    let has_kinds = kinds.is_some();
    let records = list(reader, &keys, "records", |reader, at| records::record(reader, at, &declared));
    // Rows become projects, or something else, or both.
    let wants_projects = keys.get("project").is_some() || keys.get("records").is_none();
    let mut section = |key| if wants_projects { reader.required(&keys, key) } else { keys.get(key) };
    let (at_organization, at_project) = (section("organization"), section("project"));
    let organization = at_organization.and_then(|at| sections::organization(reader, &at, has_kinds));
    let project = at_project.and_then(|at| sections::project(reader, &at, &declared));
    let same = list(reader, &keys, "same", |reader, at| sections::same(reader, at, &declared));
    let role = keys.get("role").and_then(|at| sections::role(reader, &at));
    let commissioner = sections::commissioner(reader, keys.get("commissioner").as_ref(), &declared, has_kinds);
    let funding = keys.get("funding").and_then(|at| sections::funding(reader, &at, &declared));
    let capabilities = keys.get("capabilities").and_then(|at| sections::capabilities(reader, &at));
    let builds_on = list(reader, &keys, "builds_on", sections::builds_on);
    if let Some(at) = keys.get("builds_on").filter(|_| builds_on.len() > MOST_LINK_RULES) {
        reader.unusable(&at, "builds_on", Reason::TooManyRules { most: MOST_LINK_RULES });
    }
    let figures = list(reader, &keys, "figures", |reader, at| sections::figure(reader, at, &declared));
    Some(Rules {
        name,
        currency,
        as_of: as_of?,
        source,
        writing,
        sources,
        categories,
        organizations,
        tables,
        organization,
        project,
        kinds,
        same,
        records,
        role,
        commissioner,
        funding,
        capabilities,
        leave_out,
        builds_on,
        figures,
        expressions: 0,
        asked: 0,
    })
}

/// A list of records; what cannot be read of them is noted.
fn list<T>(
    reader: &mut Reader,
    keys: &Keys<'_>,
    key: &str,
    mut read: impl FnMut(&mut Reader, &At<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(at) = keys.get(key) else { return Vec::new() };
    at.elements().iter().filter_map(|at| read(reader, at)).collect()
}

fn twice(reader: &mut Reader, keys: &Keys<'_>, key: &'static str, what: Term) {
    let Some(at) = keys.get(key) else { return };
    let mut seen = hashbrown::HashMap::new();
    for record in at.elements() {
        let Some(at) = Reader::default().open_table(&record).and_then(|keys| keys.get("id")) else { continue };
        let Some(id) = at.as_text() else { continue };
        if let Some(first) = seen.insert(id, record.path.clone()) {
            reader.note(&at, ProblemKind::DuplicateId { what, id: id.to_owned(), first });
        }
    }
}

fn as_of(reader: &mut Reader, at: &At<'_>) -> Option<AsOf> {
    if !at.is_table() {
        return reader.date(at).map(AsOf::On);
    }
    let keys = reader.table(at, &["latest"])?;
    let latest = reader.required(&keys, "latest")?;
    let expressions: Vec<Expression> = latest.elements().iter().filter_map(|at| Expression::read(reader, at)).collect();
    (!expressions.is_empty()).then_some(AsOf::Latest(expressions))
}

fn writing(reader: &mut Reader, at: &At<'_>) -> Writing {
    let mut writing = Writing::default();
    let Some(keys) = reader.table(at, &["dates", "decimal", "thousands", "blank", "encoding"]) else { return writing };
    let few = |reader: &mut Reader, key: &'static str| {
        let at = keys.get(key)?;
        let elements = at.elements();
        if elements.len() > MOST_WRITINGS {
            reader.unusable(&at, key, Reason::TooMany { most: MOST_WRITINGS });
            return None;
        }
        Some(elements)
    };
    if let Some(dates) = few(reader, "dates") {
        writing.dates.clear();
        for at in dates {
            let Some(format) = reader.string(&at) else { continue };
            match check_date_format(format) {
                Ok(()) => writing.dates.push(format.into()),
                Err(why) => reader.unusable(&at, format, why),
            }
        }
    }
    let mut signs = |key: &str, signs: &mut Box<str>| {
        let Some(at) = keys.get(key) else { return };
        let Some(written) = reader.string(&at) else { return };
        if written.chars().count() > MOST_WRITINGS {
            reader.unusable(&at, key, Reason::TooMany { most: MOST_WRITINGS });
            return;
        }
        if written.chars().any(|sign| sign.is_ascii_alphanumeric() || "+-".contains(sign)) {
            reader.unusable(&at, written, Reason::NoSign);
            return;
        }
        *signs = written.into();
    };
    signs("decimal", &mut writing.decimal);
    signs("thousands", &mut writing.thousands);
    if let Some(both) = writing.decimal.chars().find(|sign| writing.thousands.contains(*sign)) {
        let at = keys.get("thousands").unwrap_or_else(|| at.clone());
        reader.unusable(&at, &both.to_string(), Reason::OneSignForBoth);
    }
    writing.find_conflicts();
    if let Some(at) = keys.get("encoding")
        && let Some(label) = reader.string(&at)
    {
        writing.encoding = Encoding::for_label(label.as_bytes());
        if writing.encoding.is_none() {
            reader.unusable(&at, label, Reason::UnknownEncoding);
        }
    }
    if let Some(texts) = few(reader, "blank") {
        writing.blank =
            texts.iter().filter_map(|at| reader.string(at)).map(|text| text.trim().to_lowercase().into()).collect();
    }
    writing
}

fn tables(reader: &mut Reader, keys: &Keys<'_>) -> Vec<Table> {
    const KEYS: &[&str] =
        &["name", "key", "joined_by", "optional", "header", "sheets", "origin", "rename", "merged", "unpivot"];
    let Some(at) = keys.get("tables") else {
        return vec![Table { name: "table".into(), join: None, layout: Layout::default() }];
    };
    let mut tables: Vec<Table> = Vec::new();
    let mut names = hashbrown::HashSet::new();
    for (index, at) in at.elements().iter().enumerate() {
        let Some(keys) = reader.table(at, KEYS) else { continue };
        let Some(name) = reader.required(&keys, "name").and_then(|at| reader.id(&at)) else { continue };
        if !names.insert(name.clone()) || name.contains('.') || name.len() > LONGEST_NAME {
            reader.unusable(at, &name, Reason::TableName);
        }
        let layout = layout(reader, &keys);
        let joining = ["key", "joined_by", "optional"].into_iter().find(|key| keys.get(key).is_some());
        let join = match joining {
            None => Some(None),
            Some(key) if index == 0 => {
                reader.unusable(at, key, Reason::FirstTableJoined);
                Some(None)
            }
            Some(_) => join(reader, &keys).map(Some),
        };
        tables.extend(join.map(|join| Table { name, join, layout }));
    }
    if tables.is_empty() {
        reader.note(&at, ProblemKind::NothingGiven { what: Term::new("table", "表") });
    }
    tables
}

fn join(reader: &mut Reader, keys: &Keys<'_>) -> Option<Join> {
    let key = reader.required(keys, "key").and_then(|at| Column::read(reader, &at));
    let joined_by = reader.required(keys, "joined_by").and_then(|at| Column::read(reader, &at));
    let optional = keys.get("optional").and_then(|at| reader.bool(&at)).unwrap_or(false);
    Some(Join { key: key?, joined_by: joined_by?, optional })
}

/// How the rows of a table are found in its files.
fn layout(reader: &mut Reader, keys: &Keys<'_>) -> Layout {
    let header = keys.get("header").and_then(|at| header(reader, &at));
    let sheets = keys.get("sheets").map(|at| conditions::patterns(reader, &at));
    let origin = keys.get("origin").and_then(|at| reader.id(&at));
    let mut rename = Vec::new();
    if let Some(pairs) = keys.get("rename").and_then(|at| reader.open_table(&at)) {
        for (from, _, at) in pairs.all() {
            rename.extend(reader.id(&at).map(|to| (from.trim().into(), to)));
        }
    }
    let refuses_merged =
        keys.get("merged").and_then(|at| reader.name(&at, MergedCells::NAMES)) == Some(MergedCells::Refuse);
    let unpivot = keys.get("unpivot").and_then(|at| unpivot(reader, &at));
    Layout { header, sheets, origin, rename, unpivot, refuses_merged }
}

fn unpivot(reader: &mut Reader, at: &At<'_>) -> Option<Unpivot> {
    let keys = reader.table(at, &["columns", "name", "value", "place"])?;
    let columns: Vec<Box<str>> = reader
        .required(&keys, "columns")
        .map(|at| at.elements().iter().filter_map(|at| reader.id(at)).collect())
        .unwrap_or_default();
    let mut name = |key, otherwise: &str| keys.get(key).map_or(Some(otherwise.into()), |at| reader.id(&at));
    let names = [name("name", "role")?, name("value", "who")?, name("place", "place")?];
    (!columns.is_empty()).then_some(Unpivot { columns, names })
}

fn header(reader: &mut Reader, at: &At<'_>) -> Option<HeaderAt> {
    match &at.tree.value {
        Value::Unsigned(row @ 1..=1_000_000) => Some(HeaderAt::Row(*row as usize)),
        Value::List(_) => {
            let names = at.elements().iter().filter_map(|at| reader.id(at)).collect();
            Some(HeaderAt::Names(names))
        }
        _ => {
            reader.unusable(at, "header", Reason::HeaderRow);
            None
        }
    }
}
