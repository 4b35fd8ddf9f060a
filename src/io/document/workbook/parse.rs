//! The sheets of a workbook as the tree of a document, which the reading of every other format ends in too.

use hashbrown::HashMap;

use super::cells::{elements, value};
use super::layout::{Kind, LAYOUT, Part, Several, SheetLayout};
use super::places::{NOWHERE, Places, Span, WHOLE, cell};
use super::problem::WorkbookProblemKind;
use super::sheets::{Meaning, Table, Tables, keys_and_values};
use crate::chain::ProblemKind;
use crate::io::tables::Row;
use crate::model::Lang;
use crate::record::tree::{Entry, Tree, Value};
use crate::record::{Expected, FieldKind, Found, RecordList, Shape};

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
pub(super) fn parse<'g>(tables: &Tables<'g>, places: &mut Places<'g>) -> Tree<'g> {
    let mut planter = Parser { tables, places };
    let mut document = planter.chain();
    RecordList::ALL.iter().for_each(|list| document.extend(planter.list(*list)));
    document.extend(planter.assumptions());
    tree(&WHOLE, Value::Table(document))
}

struct Parser<'t, 'g, 'p> {
    tables: &'t Tables<'g>,
    places: &'p mut Places<'g>,
}

/// A record with what other sheets say of it.
struct Record<'g> {
    span: Span,
    entries: Entries<'g>,
}

impl<'g> Parser<'_, 'g, '_> {
    /// Name, day and so on.
    fn chain(&mut self) -> Entries<'g> {
        let Some(table) = self.tables.get(Part::Head) else { return Entries::new() };
        let mut cells = Cells::default();
        for (span, meaning, row, column) in keys_and_values(table, self.places) {
            cells.add(meaning, &span, row, column);
        }
        cells.entries(self.places)
    }

    /// The list of a sheet; `None` where there is neither a sheet nor anything that belongs into it.
    fn list(&mut self, list: RecordList) -> Option<Entry<'g>> {
        let part = Part::List(list);
        if let Some(span) = self.tables.lost.get(&part) {
            let key = list.key();
            // It has been reported why; and that nothing can be said of what refers to it, the reader takes from this.
            return Some(entry(key, tree(span, Value::Unreadable(ProblemKind::MissingKey { key }))));
        }
        let table = self.tables.get(part)?;
        let mut records: Vec<Record<'g>> = table.rows().map(|(span, row)| self.record(table, span, row)).collect();
        let mut owners = Owners::of(list, &records);
        let parts = LAYOUT.iter().filter_map(|layout| match layout.part {
            Part::Within(of, keys, several) if of == list => Some((layout, keys, several)),
            _ => None,
        });
        let parts: Vec<_> = parts
            .map(|(layout, keys, several)| (self.owned(layout, &mut records, &mut owners), keys, several))
            .collect();
        for (owned, keys, several) in parts {
            for (owner, rows) in owned {
                self.put(&mut records[owner], keys, several, rows);
            }
        }
        let records = records.into_iter().map(|record| tree(&record.span, Value::Table(record.entries))).collect();
        Some(entry(table.layout.names.key, tree(&table.span, Value::List(records))))
    }

    /// Puts the rows of another sheet where they belong in a record.
    fn put(&mut self, record: &mut Record<'g>, keys: &'static [&'static str], several: Several, rows: Vec<Record<'g>>) {
        let (Some((last, around)), Some(span)) = (keys.split_last(), rows.first().map(|row| row.span.clone())) else {
            return;
        };
        let id = id_of(record);
        let mut entries = &mut record.entries;
        for key in around {
            // Whoever names what is within need not have a row of what is around it.
            entries = table_at(entries, key, &span);
        }
        let is_none = rows.len() == 1 && rows.iter().all(|row| row.entries.is_empty());
        match several {
            Several::No => {}
            Several::OrNone if is_none => return entries.push(entry(last, tree(&span, Value::List(Vec::new())))),
            Several::Yes | Several::OrNone => return append(entries, last, rows),
        }
        let mut rows = rows.into_iter();
        table_at(entries, last, &span).extend(rows.next().into_iter().flat_map(|row| row.entries));
        for row in rows {
            let first = self.places.place(&span);
            self.places.note(row.span, WorkbookProblemKind::CharterTwice { consortium: id.clone(), first });
        }
    }

    fn record(&mut self, table: &Table<'g>, span: Span, row: Row<'g>) -> Record<'g> {
        let mut cells = Cells::default();
        table.known().for_each(|(column, meaning)| cells.add(meaning, &span, row, column));
        Record { entries: cells.entries(self.places), span }
    }

    /// The rows of a sheet by the record that they are part of, whose id is in a column.
    ///
    /// A row that is part of nothing known becomes part of a record that nobody wrote, and another such record refers to
    /// the unknown: so the reader finds what is wrong with the reference as with any other, and with all else in the row.
    fn owned(
        &mut self,
        layout: &'static SheetLayout,
        records: &mut Vec<Record<'g>>,
        owners: &mut Owners,
    ) -> Vec<(usize, Vec<Record<'g>>)> {
        let mut owned: Vec<(usize, Vec<Record<'g>>)> = Vec::new();
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        let (Some(table), Some(owner)) = (self.tables.get(layout.part), layout.columns.first()) else { return owned };
        let key = owner.names.key;
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
        let table = self.tables.get(Part::Assumptions)?;
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
                        _ => ProblemKind::WrongType { found: value.found(), expected: Expected::Category },
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
                    let kind = ProblemKind::WrongType { found: Found::Other, expected: Expected::Stage };
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
struct Owners {
    list: RecordList,
    numbers: HashMap<String, usize>,
}

impl Owners {
    fn of(list: RecordList, records: &[Record<'_>]) -> Self {
        let mut numbers = HashMap::with_capacity(records.len());
        for (number, record) in records.iter().enumerate() {
            numbers.entry(id_of(record)).or_insert(number);
        }
        Self { list, numbers }
    }

    /// The number of the record with an id. If there is none, one is invented, and another that refers to what is not
    /// there.
    fn find<'g>(&mut self, id: Option<Tree<'g>>, records: &mut Vec<Record<'g>>) -> usize {
        let known = match &id {
            Some(Tree { value: Value::String(id), .. }) => self.numbers.get(&**id),
            _ => None,
        };
        if let Some(known) = known {
            return *known;
        }
        let mut invent = |refers_to: Option<Tree<'g>>| {
            let number = records.len();
            let mut entries = vec![entry("id", text(&NOWHERE, format!("{INVENTED}{number}")))];
            entries.extend(refers_to.and_then(|target| reference(self.list.shape(), self.list, target)));
            records.push(Record { span: NOWHERE, entries });
            number
        };
        if id.is_some() {
            invent(id);
        }
        invent(None)
    }
}

/// An entry of such a record that refers to a record of a list, in the first field that does.
fn reference<'g>(shape: &'static Shape, list: RecordList, target: Tree<'g>) -> Option<Entry<'g>> {
    let is_it = |kind: &FieldKind| matches!(kind, FieldKind::Reference(own) if *own == list);
    for field in shape.fields {
        match field.kind {
            kind if is_it(&kind) => return Some(entry(field.key, target)),
            FieldKind::List(kind) if is_it(kind) => {
                return Some(entry(field.key, tree(&NOWHERE, Value::List(vec![target]))));
            }
            FieldKind::Record(of) if of.fields.iter().any(|field| is_it(&field.kind)) => {
                let within = reference(of, list, target)?;
                return Some(entry(field.key, tree(&NOWHERE, Value::Table(vec![within]))));
            }
            _ => {}
        }
    }
    None
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
        if row.cell(column).is_blank() {
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
