//! The sheets of a workbook as the tree of a document, which the reading of every other format ends in too.

use hashbrown::HashMap;

use super::cells::{elements, is_blank, value};
use super::layout::{Kind, Sheet};
use super::places::{NOWHERE, Places, Span, WHOLE, cell};
use super::problem::WorkbookProblemKind;
use super::sheets::{Meaning, Table, Tables, keys_and_values};
use crate::chain::ProblemKind;
use crate::io::tables::Row;
use crate::io::written::tree::{Entry, Tree, Value};
use crate::model::{Lang, OrganizationKind, Stage, Status};

type Entries<'g> = Vec<Entry<'g>>;

fn tree<'g>(span: &Span, value: Value<'g>) -> Tree<'g> {
    Tree { span: span.clone(), value }
}

fn entry<'g>(key: &'g str, value: Tree<'g>) -> Entry<'g> {
    Entry { key: key.into(), key_span: value.span.clone(), value }
}

fn text<'g>(span: &Span, text: impl Into<std::borrow::Cow<'g, str>>) -> Tree<'g> {
    tree(span, Value::String(text.into()))
}

/// The whole workbook.
pub(super) fn plant<'g>(tables: &Tables<'g>, places: &mut Places<'g>) -> Tree<'g> {
    let mut planter = Planter { tables, places };
    let mut document = planter.chain();
    for sheet in [
        Sheet::Sources,
        Sheet::Categories,
        Sheet::Organizations,
        Sheet::Projects,
        Sheet::Demands,
        Sheet::Agreements,
        Sheet::Funding,
        Sheet::Services,
    ] {
        document.extend(planter.list(sheet));
    }
    document.extend(planter.assumptions());
    tree(&WHOLE, Value::Table(document))
}

struct Planter<'t, 'g, 'p> {
    tables: &'t Tables<'g>,
    places: &'p mut Places<'g>,
}

/// A record with what other sheets say of it.
struct Record<'g> {
    span: Span,
    entries: Entries<'g>,
}

impl<'g> Planter<'_, 'g, '_> {
    /// Name, day and so on.
    fn chain(&mut self) -> Entries<'g> {
        let Some(table) = self.tables.get(Sheet::Chain) else { return Entries::new() };
        let mut cells = Cells::default();
        for (span, meaning, row, column) in keys_and_values(table, self.places) {
            cells.add(meaning, &span, row, column);
        }
        cells.entries(self.places)
    }

    /// The list of a sheet; `None` where there is neither a sheet nor anything that belongs into it.
    fn list(&mut self, sheet: Sheet) -> Option<Entry<'g>> {
        if let Some(span) = self.tables.lost.get(&sheet) {
            let key = super::layout::SheetLayout::of(sheet).names.key;
            // It has been told why; and that nothing can be said of what refers to it, the reader takes from this.
            return Some(entry(key, tree(span, Value::Unreadable(ProblemKind::MissingKey { key }))));
        }
        let table = self.tables.get(sheet)?;
        let mut records: Vec<Record<'g>> = table.rows().map(|(span, row)| self.record(table, span, row)).collect();
        match sheet {
            Sheet::Organizations => self.of_organizations(&mut records),
            Sheet::Projects => self.of_projects(&mut records),
            _ => {}
        }
        let records = records.into_iter().map(|record| tree(&record.span, Value::Table(record.entries))).collect();
        Some(entry(table.layout.names.key, tree(&table.span, Value::List(records))))
    }

    fn record(&mut self, table: &Table<'g>, span: Span, row: Row<'g>) -> Record<'g> {
        let mut cells = Cells::default();
        table.known().for_each(|(column, meaning)| cells.add(meaning, &span, row, column));
        Record { entries: cells.entries(self.places), span }
    }

    /// Capabilities and charters.
    fn of_organizations(&mut self, records: &mut Vec<Record<'g>>) {
        let mut owners = Owners::of(records, |id, refers_to| {
            let kind = entry("kind", text(&NOWHERE, OrganizationKind::Consortium.as_str()));
            let charter = refers_to.map(|owner| {
                let lead = entry("lead", owner);
                entry("charter", tree(&NOWHERE, Value::Table(vec![lead])))
            });
            [entry("id", text(&NOWHERE, id)), kind].into_iter().chain(charter).collect()
        });
        let capabilities = self.owned(Sheet::Capabilities, "organization", records, &mut owners);
        let charters = self.owned(Sheet::Charters, "organization", records, &mut owners);
        let members = self.owned(Sheet::Members, "consortium", records, &mut owners);
        for (owner, capabilities) in capabilities {
            append(&mut records[owner].entries, "capabilities", capabilities);
        }
        let mut first: HashMap<usize, Span> = HashMap::new();
        for (owner, charter) in charters {
            for charter in charter {
                if let Some(first) = first.get(&owner) {
                    let first = self.places.place(first);
                    let kind = WorkbookProblemKind::CharterTwice { consortium: id_of(&records[owner]), first };
                    self.places.note(charter.span, kind);
                    continue;
                }
                first.insert(owner, charter.span.clone());
                table_at(&mut records[owner].entries, "charter", &charter.span).extend(charter.entries);
            }
        }
        for (owner, members) in members {
            // Whoever names its members need not have a row among the charters.
            let span = members[0].span.clone();
            let charter = table_at(&mut records[owner].entries, "charter", &span);
            append(charter, "members", members);
        }
    }

    /// Benefit shares.
    fn of_projects(&mut self, records: &mut Vec<Record<'g>>) {
        let mut owners = Owners::of(records, |id, refers_to| {
            let needed = [("stage", Stage::Basic.as_str()), ("status", Status::Proposed.as_str())];
            let needed = needed.map(|(key, value)| entry(key, text(&NOWHERE, value)));
            let builds_on = refers_to.map(|owner| entry("builds_on", tree(&NOWHERE, Value::List(vec![owner]))));
            std::iter::once(entry("id", text(&NOWHERE, id))).chain(needed).chain(builds_on).collect()
        });
        for (owner, shares) in self.owned(Sheet::BenefitShares, "project", records, &mut owners) {
            append(&mut records[owner].entries, "benefit_shares", shares);
        }
    }

    /// The rows of a sheet by the record that they are part of, whose id is in a column.
    ///
    /// A row that is part of nothing known becomes part of a record that nobody wrote, and another such record refers to
    /// the unknown: so the reader finds what is wrong with the reference as with any other, and with all else in the row.
    fn owned(
        &mut self,
        sheet: Sheet,
        key: &'static str,
        records: &mut Vec<Record<'g>>,
        owners: &mut Owners<'g>,
    ) -> Vec<(usize, Vec<Record<'g>>)> {
        let mut owned: Vec<(usize, Vec<Record<'g>>)> = Vec::new();
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        let Some(table) = self.tables.get(sheet) else { return owned };
        for (span, row) in table.rows() {
            let mut record = self.record(table, span, row);
            let at = record.entries.iter().position(|entry| entry.key == key);
            let id = at.map(|at| record.entries.remove(at).value);
            if id.is_none() && !table.missing.contains(&key) {
                let span = table.column(key).map_or(record.span.clone(), |column| cell(&record.span, column));
                self.places.note(span, WorkbookProblemKind::Document(ProblemKind::MissingKey { key }));
            }
            let owner = owners.find(id, records);
            let number = *numbers.entry(owner).or_insert_with(|| {
                owned.push((owner, Vec::new()));
                owned.len() - 1
            });
            owned[number].1.push(record);
        }
        owned
    }

    fn assumptions(&mut self) -> Option<Entry<'g>> {
        let table = self.tables.get(Sheet::Assumptions)?;
        let mut stages = Entries::new();
        let mut categories = Entries::new();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (span, row) in table.rows() {
            let mut record = self.record(table, span, row);
            let mut take = |key: &str| {
                let at = record.entries.iter().position(|entry| entry.key == key)?;
                Some(record.entries.remove(at).value)
            };
            let (category, stage) = (take("category"), take("stage"));
            let of_category = category.is_some();
            let mut assumption = Entries::new();
            let mut duration = Entries::new();
            for given in std::mem::take(&mut record.entries) {
                match given.key.strip_prefix("duration_") {
                    Some(part) => duration.push(Entry { key: part.to_owned().into(), ..given }),
                    None => assumption.push(given),
                }
            }
            if !duration.is_empty() {
                assumption.push(entry("duration_years", tree(&record.span, Value::Table(duration))));
            }
            let Record { span, .. } = record;
            let within = match category {
                None => &mut stages,
                Some(Tree { span: at, value: Value::String(id) }) => {
                    let number = *numbers.entry(id.to_string()).or_insert_with(|| {
                        categories.push(Entry {
                            key: id,
                            key_span: at.clone(),
                            value: tree(&at, Value::Table(vec![])),
                        });
                        categories.len() - 1
                    });
                    let Value::Table(stages) = &mut categories[number].value.value else { continue };
                    stages
                }
                // A date or a truth value.
                Some(Tree { span: at, value }) => {
                    let kind = match value {
                        Value::Unreadable(kind) => kind,
                        _ => ProblemKind::WrongType { found: "no id".into(), expected: "a category".into() },
                    };
                    self.places.note(at, WorkbookProblemKind::Document(kind));
                    continue;
                }
            };
            match stage {
                Some(Tree { span: at, value: Value::String(stage) }) => {
                    within.push(Entry { key: stage, key_span: at, value: tree(&span, Value::Table(assumption)) });
                }
                Some(Tree { span: at, value: Value::Unreadable(kind) }) => {
                    self.places.note(at, WorkbookProblemKind::Document(kind));
                }
                Some(Tree { span: at, .. }) => {
                    let kind = ProblemKind::WrongType { found: "no stage".into(), expected: "a stage".into() };
                    self.places.note(at, WorkbookProblemKind::Document(kind));
                }
                // That a category is named and nothing assumed of it is something that a document can say.
                None if assumption.is_empty() && of_category => {}
                None => {
                    let kind = WorkbookProblemKind::Document(ProblemKind::MissingKey { key: "stage" });
                    self.places.note(span, kind);
                }
            }
        }
        let mut assumptions = Entries::new();
        if !stages.is_empty() {
            assumptions.push(entry("stages", tree(&table.span, Value::Table(stages))));
        }
        if !categories.is_empty() {
            assumptions.push(entry("categories", tree(&table.span, Value::Table(categories))));
        }
        Some(entry("assumptions", tree(&table.span, Value::Table(assumptions))))
    }
}

fn id_of(record: &Record<'_>) -> String {
    match record.entries.iter().find(|entry| entry.key == "id").map(|entry| &entry.value.value) {
        Some(Value::String(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// Adds a list of records to a record.
fn append<'g>(entries: &mut Entries<'g>, key: &'g str, records: Vec<Record<'g>>) {
    let Some(span) = records.first().map(|first| first.span.clone()) else { return };
    let records = records.into_iter().map(|record| tree(&record.span, Value::Table(record.entries))).collect();
    entries.push(entry(key, tree(&span, Value::List(records))));
}

/// The entries of a table within a record, which is there from now on.
fn table_at<'e, 'g>(entries: &'e mut Entries<'g>, key: &'g str, span: &Span) -> &'e mut Entries<'g> {
    let at = entries.iter().position(|entry| entry.key == key).unwrap_or_else(|| {
        entries.push(entry(key, tree(span, Value::Table(Entries::new()))));
        entries.len() - 1
    });
    match &mut entries[at].value.value {
        Value::Table(entries) => entries,
        _ => unreachable!("only tables are put there"),
    }
}

/// What the ids of records begin with that nobody wrote: nothing that is like any other id.
const INVENTED: &str = "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}";

/// The records that others are part of, by id.
struct Owners<'g> {
    numbers: HashMap<String, usize>,
    invent: Invent<'g>,
}

/// Makes a record with an id, which perhaps refers to another record.
type Invent<'g> = fn(String, Option<Tree<'g>>) -> Entries<'g>;

impl<'g> Owners<'g> {
    fn of(records: &[Record<'g>], invent: Invent<'g>) -> Self {
        let mut numbers = HashMap::with_capacity(records.len());
        for (number, record) in records.iter().enumerate() {
            numbers.entry(id_of(record)).or_insert(number);
        }
        Self { numbers, invent }
    }

    /// The number of the record with an id. If there is none, one is invented, and another that refers to what is not
    /// there.
    fn find(&mut self, id: Option<Tree<'g>>, records: &mut Vec<Record<'g>>) -> usize {
        let known = match &id {
            Some(Tree { value: Value::String(id), .. }) => self.numbers.get(&**id),
            _ => None,
        };
        if let Some(known) = known {
            return *known;
        }
        let mut invent = |refers_to| {
            let number = records.len();
            let entries = (self.invent)(format!("{INVENTED}{number}"), refers_to);
            records.push(Record { span: NOWHERE, entries });
            number
        };
        if id.is_some() {
            invent(id);
        }
        invent(None)
    }
}

/// The cells of one record: a text may have three.
#[derive(Default)]
struct Cells<'g> {
    fields: Vec<Field<'g>>,
}

struct Field<'g> {
    key: &'static str,
    kind: Kind,
    /// Without a language, in English, in Chinese.
    given: [Option<(Span, Row<'g>, usize)>; 3],
}

impl<'g> Cells<'g> {
    fn add(&mut self, meaning: Meaning, row_span: &Span, row: Row<'g>, column: usize) {
        if is_blank(row.cell(column)) {
            return;
        }
        let Meaning { column: layout, lang } = meaning;
        let key = layout.names.key;
        let at = self.fields.iter().position(|field| field.key == key).unwrap_or_else(|| {
            self.fields.push(Field { key, kind: layout.kind, given: [None, None, None] });
            self.fields.len() - 1
        });
        let number = lang.map_or(0, |lang| 1 + lang as usize);
        self.fields[at].given[number] = Some((cell(row_span, column), row, column));
    }

    fn entries(self, places: &mut Places<'g>) -> Entries<'g> {
        self.fields.into_iter().map(|field| field.entry(places)).collect()
    }
}

impl<'g> Field<'g> {
    fn entry(self, places: &mut Places<'g>) -> Entry<'g> {
        let Self { key, kind, given } = self;
        let first = given.iter().flatten().next().map_or(WHOLE, |(span, ..)| span.clone());
        if kind.is_list() {
            let lists = given.map(|given| {
                given.map(|(span, row, column)| {
                    let elements = elements(kind, row.cell(column));
                    elements.into_iter().map(|value| value.map(|value| Tree { span: span.clone(), value })).collect()
                })
            });
            return entry(key, Tree { span: first, value: Value::List(joined(key, lists, places)) });
        }
        let values =
            given.map(|given| given.map(|(span, row, column)| Tree { span, value: value(kind, row.cell(column)) }));
        entry(key, one(key, values, places).unwrap_or_else(|| text(&first, "")))
    }
}

/// A text of what is given of it: without a language, in English, in Chinese.
fn one<'g>(key: &'static str, given: [Option<Tree<'g>>; 3], places: &mut Places<'g>) -> Option<Tree<'g>> {
    let [plain, en, zh] = given;
    let mut languages = Entries::new();
    let mut span = None;
    for (lang, given) in Lang::ALL.into_iter().zip([en, zh]) {
        if let Some(given) = given {
            span = span.or_else(|| Some(given.span.clone()));
            languages.push(entry(lang.as_str(), given));
        }
    }
    match (plain, span) {
        (Some(plain), Some(span)) => {
            places.note(span, WorkbookProblemKind::TextTwice { key });
            Some(plain)
        }
        (Some(plain), None) => Some(plain),
        (None, Some(span)) => Some(tree(&span, Value::Table(languages))),
        (None, None) => None,
    }
}

/// A list of what is given of its elements: the first in each cell are one, and so on.
fn joined<'g>(key: &'static str, lists: [Option<Vec<Option<Tree<'g>>>>; 3], places: &mut Places<'g>) -> Vec<Tree<'g>> {
    let mut lists = lists.map(|list| list.unwrap_or_default().into_iter());
    let mut joined = Vec::new();
    while lists.iter().any(|list| list.len() > 0) {
        let given = lists.each_mut().map(|list| list.next().flatten());
        joined.extend(one(key, given, places));
    }
    joined
}
