//! Which sheet is which, and which column.

use hashbrown::{HashMap, HashSet};

use super::layout::{self, Column, GUIDE, KEY, LAYOUT, NOTE, Part, SheetLayout, VALUE, mean};
use super::places::{Places, Span, cell};
use super::problem::WorkbookProblemKind;
use super::spelling::{language_of, spelling};
use crate::chain::ProblemKind;
use crate::io::FileError;
use crate::io::tables::{Cell, Grid, Row};
use crate::model::Lang;
use crate::record::{Head, Record};
use crate::text::nearest;

/// A sheet with its meaning.
pub(super) struct Table<'g> {
    pub(super) layout: &'static SheetLayout,
    grid: &'g Grid,
    pub(super) span: Span,
    /// The columns of the grid that mean something, and what. They are few, even where there are many others.
    known: Vec<(usize, Meaning)>,
    /// The keys of columns that must be there and are not.
    pub(super) missing: Vec<&'static str>,
}

/// What a column means: one of the layout, or one language of it.
#[derive(Clone, Copy)]
pub(super) struct Meaning {
    pub(super) column: &'static Column,
    pub(super) lang: Option<Lang>,
}

impl<'g> Table<'g> {
    /// The rows that are not blank, with their places.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Span, Row<'g>)> {
        let first = self.span.start + 2;
        let rows = self.grid.rows().enumerate().map(move |(number, row)| (first + number..0, row));
        rows.filter(|(_, row)| !row.cells().all(Cell::is_blank) && !is_remark(*row))
    }

    /// Whether a place is in the sheet.
    pub(super) fn holds(&self, span: &Span) -> bool {
        (self.span.start..self.span.start + 2 + self.grid.rows().len()).contains(&span.start)
    }

    /// The column of the grid that holds a key.
    pub(super) fn column(&self, key: &str) -> Option<usize> {
        self.find(|meaning| meaning.column.names.key == key)
    }

    /// Every column that means something, from the first on.
    pub(super) fn known(&self) -> impl Iterator<Item = (usize, Meaning)> {
        self.known.iter().copied()
    }

    fn find(&self, is_it: impl Fn(Meaning) -> bool) -> Option<usize> {
        self.known().find(|(_, meaning)| is_it(*meaning)).map(|(column, _)| column)
    }
}

/// So many unknown columns, or rows of the sheet `chain`, get a hint of what was meant. Where there are more, it is another table.
const HINTED: usize = 100;

/// The sheets of a workbook by what they mean.
#[derive(Default)]
pub(super) struct Tables<'g> {
    tables: HashMap<Part, Table<'g>>,
    /// Sheets that are there and could not be read.
    pub(super) lost: HashMap<Part, Span>,
    /// The language in which most are called; `None` where they are called as the keys of documents.
    pub(super) lang: Option<Lang>,
}

impl<'g> Tables<'g> {
    pub(super) fn get(&self, part: Part) -> Option<&Table<'g>> {
        self.tables.get(&part)
    }

    /// Finds out what each sheet means, and notes what is wrong with sheets and headers.
    pub(super) fn of(grids: &'g [Grid], failed: Vec<FileError>, places: &mut Places<'g>) -> Self {
        let languages = || grids.iter().map(|grid| language_of(&name_of(grid)));
        let of_most = languages().max_by_key(|lang| languages().filter(|other| other == lang).count());
        let mut tables = Self { lang: of_most.flatten(), ..Self::default() };
        let mut unknown = Vec::new();
        for grid in grids {
            let span = places.add(grid.path(), Some(grid));
            let name = name_of(grid);
            let spelt = spelling(&name);
            if spelt.starts_with('#') || mean(&GUIDE, &spelt) {
                continue;
            }
            match LAYOUT.iter().find(|layout| mean(&layout.names, &spelt)) {
                Some(layout) => tables.put(layout, grid, span, places),
                None => unknown.push((name, grid, span)),
            }
        }
        for error in failed {
            let path = error.path().to_owned();
            let span = places.add(&path, None);
            let spelt = path.file_stem().map(|stem| spelling(&stem.to_string_lossy())).unwrap_or_default();
            if let Some(layout) = LAYOUT.iter().find(|layout| mean(&layout.names, &spelt)) {
                tables.lost.insert(layout.part, span.clone());
            }
            places.note(span, WorkbookProblemKind::Table(error));
        }
        for (name, grid, span) in unknown {
            let lang = language_of(&name);
            let nearest = nearest(&name, LAYOUT.iter().flat_map(|layout| layout.names.all()));
            let meant =
                nearest.and_then(|near| LAYOUT.iter().find(|layout| layout.names.all().any(|name| name == near)));
            let kind = WorkbookProblemKind::UnknownSheet {
                name,
                nearest: nearest.map(str::to_owned),
                expected: LAYOUT.iter().map(|layout| layout.names.get(lang)).collect(),
            };
            places.note(span.clone(), kind);
            // A typo is noted once, and not also as a sheet that is missing.
            if let Some(layout) = meant.filter(|layout| !tables.tables.contains_key(&layout.part)) {
                tables.put(layout, grid, span, places);
            }
        }
        tables
    }

    fn put(&mut self, layout: &'static SheetLayout, grid: &'g Grid, span: Span, places: &mut Places<'g>) {
        if let Some(first) = self.tables.get(&layout.part) {
            let first = places.place(&first.span);
            places.note(span, WorkbookProblemKind::SheetTwice { sheet: layout.names.key, first });
            return;
        }
        let mut table = Table { layout, grid, span, known: Vec::new(), missing: Vec::new() };
        if layout.part != Part::Head {
            Headers { table: &mut table, places, unknown: Vec::new() }.read();
        }
        self.tables.insert(layout.part, table);
    }
}

/// Whether a row is a remark: its first cell that is not blank begins with a `#`, and is not what a spreadsheet shows where
/// a formula fails.
fn is_remark(row: Row<'_>) -> bool {
    const FAILED: [&str; 9] = ["#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!", "#calc!"];
    let first = row.cells().find(|cell| !cell.is_blank());
    let Some(Cell::Text(text)) = first else { return false };
    let text = text.trim();
    text.starts_with(['#', '＃']) && !FAILED.iter().any(|failed| text.eq_ignore_ascii_case(failed))
}

/// The row in which a sheet has its headers: the one with the most names that the sheet knows.
pub(super) fn header_row(grid: &Grid) -> usize {
    /// So many rows are looked at.
    const FIRST: usize = 20;
    let Some(layout) = layout_of(grid) else { return 0 };
    let spellings = spellings(layout);
    let is_known = |name: &str| {
        let is_head = layout.part == Part::Head;
        (is_head && (mean(&KEY, name) || mean(&VALUE, name))) || (!is_head && spellings.contains_key(name))
    };
    grid.header_row(FIRST, 2, |cell| !cell.is_blank() && is_known(&spelling(&cell.to_string())))
}

/// What a sheet is by its name, if it is one of a chain.
pub(super) fn layout_of(grid: &Grid) -> Option<&'static SheetLayout> {
    let spelt = spelling(&name_of(grid));
    LAYOUT.iter().find(|layout| mean(&layout.names, &spelt))
}

fn name_of(grid: &Grid) -> String {
    match grid.sheet() {
        Some(sheet) => sheet.trim().to_owned(),
        None => grid.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

struct Headers<'t, 'g, 'p> {
    table: &'t mut Table<'g>,
    places: &'p mut Places<'g>,
    unknown: Vec<(usize, String)>,
}

impl Headers<'_, '_, '_> {
    fn read(mut self) {
        let spellings = spellings(self.table.layout);
        let header = self.table.grid.header();
        for (number, cell) in header.cells().enumerate() {
            let name = cell.to_string();
            let spelt = spelling(&name);
            let meaning = spellings.get(&spelt).copied();
            match meaning {
                Some(meaning) => self.put(number, meaning),
                None if spelt.is_empty() || spelt.starts_with('#') || mean(&NOTE, &spelt) => {}
                None => self.unknown.push((number, name.trim().to_owned())),
            }
        }
        for (told, (number, name)) in std::mem::take(&mut self.unknown).into_iter().enumerate() {
            self.misspelt(number, name, told < HINTED);
        }
        self.table.known.sort_by_key(|(column, _)| *column);
        self.nameless();
        let lang = header.cells().find_map(|cell| language_of(&cell.to_string()));
        for column in self.table.layout.columns.iter().filter(|column| column.required) {
            if self.table.column(column.names.key).is_none() {
                self.table.missing.push(column.names.key);
                let header = self.table.span.start + 1..0;
                let key = column.names.key;
                self.places.note(header, WorkbookProblemKind::ColumnMissing { key, name: column.names.get(lang) });
            }
        }
    }

    fn put(&mut self, number: usize, meaning: Meaning) {
        let same = |other: Meaning| other.column.names.key == meaning.column.names.key && other.lang == meaning.lang;
        if let Some(first) = self.table.find(same) {
            let kind = WorkbookProblemKind::ColumnTwice {
                key: layout::header(meaning.column, meaning.lang, None),
                first: self.table.grid.column_name(first),
            };
            self.places.note(self.header(number), kind);
        } else {
            self.table.known.push((number, meaning));
        }
    }

    /// A typo is noted once, and what stands in the column is read as what was meant.
    fn misspelt(&mut self, number: usize, name: String, is_hinted: bool) {
        let lang = language_of(&name);
        let columns: &'static [Column] = &self.table.layout.columns;
        let absent = |column: &&Column| self.table.column(column.names.key).is_none();
        let found = is_hinted.then(|| {
            let names = columns.iter().filter(absent).flat_map(|column| column.names.all());
            nearest(&name, names).or_else(|| nearest(&name, columns.iter().flat_map(|column| column.names.all())))
        });
        let found = found.flatten();
        let meant = columns.iter().find(|column| column.names.all().any(|name| Some(name) == found));
        let kind = WorkbookProblemKind::UnknownColumn {
            nearest: found.map(str::to_owned),
            name,
            expected: columns.iter().map(|column| column.names.get(lang)).collect(),
        };
        self.places.note(self.header(number), kind);
        if let Some(column) = meant.filter(absent) {
            self.table.known.push((number, Meaning { column, lang: None }));
        }
    }

    /// Notes the values that stand in no column that has a name: the first of each column.
    fn nameless(&mut self) {
        let header = self.table.grid.header();
        let mut told = HashSet::new();
        for (span, row) in self.table.rows() {
            for number in 0..row.len() {
                if header.cell(number).is_blank() && !row.cell(number).is_blank() && told.insert(number) {
                    self.places.note(cell(&span, number), WorkbookProblemKind::Nameless);
                }
            }
        }
    }

    fn header(&self, number: usize) -> Span {
        cell(&(self.table.span.start + 1..0), number)
    }
}

/// The keys of the sheet about the whole document.
const HEAD: &[&str] = &{
    // What is assumed has a sheet of its own.
    let mut keys = [""; Head::SHAPE.fields.len() - 1];
    let mut place = 0;
    while place < keys.len() {
        keys[place] = Head::SHAPE.fields[place].key;
        place += 1;
    }
    keys
};

/// Every spelling of every column of a sheet.
fn spellings(layout: &'static SheetLayout) -> HashMap<String, Meaning> {
    let mut spellings = HashMap::new();
    for column in &layout.columns {
        for name in column.names.all() {
            spellings.insert(spelling(name), Meaning { column, lang: None });
            for lang in Lang::ALL.into_iter().filter(|_| column.kind.is_text()) {
                for of in [lang.as_str(), lang.label(Lang::En), lang.label(Lang::Zh)] {
                    let meaning = Meaning { column, lang: Some(lang) };
                    spellings.insert(spelling(&format!("{name}_{of}")), meaning);
                    spellings.insert(spelling(&format!("{name}({of})")), meaning);
                }
            }
        }
    }
    spellings
}

/// What the sheet `chain` says: the place of each row that is not blank, what its key means, and the cell of the value.
pub(super) fn keys_and_values<'g>(table: &Table<'g>, places: &mut Places<'g>) -> Vec<(Span, Meaning, Row<'g>, usize)> {
    let header = table.grid.header();
    let spellings = spellings(table.layout);
    let find = |names| header.cells().position(|cell| mean(names, &spelling(&cell.to_string())));
    let (key, value) = (find(&KEY), find(&VALUE));
    // Without a header, the first row says something already.
    let is_headless = key.is_none() && spellings.contains_key(&spelling(&header.cell(0).to_string()));
    let (key, value) = (key.unwrap_or(0), value.unwrap_or(1));
    let mut rows: Vec<_> = table.rows().collect();
    if is_headless {
        rows.insert(0, (table.span.start + 1..0, header));
    }
    let is_note = |cell: Cell<'_>| {
        let spelt = spelling(&cell.to_string());
        !is_headless && (spelt.starts_with('#') || mean(&NOTE, &spelt))
    };
    let notes: Vec<bool> = header.cells().map(is_note).collect();
    let mut told = 0;
    let mut found: Vec<(Span, Meaning, Row<'g>, usize)> = Vec::new();
    for (span, row) in rows {
        for number in 0..row.len() {
            let is_note = notes.get(number).copied().unwrap_or(false);
            if number != key && number != value && !row.cell(number).is_blank() && !is_note {
                places.note(cell(&span, number), WorkbookProblemKind::Nameless);
            }
        }
        let name = row.cell(key).to_string();
        let spelt = spelling(&name);
        match spellings.get(&spelt) {
            Some(meaning) => {
                let same =
                    |other: &Meaning| other.column.names.key == meaning.column.names.key && other.lang == meaning.lang;
                if found.iter().any(|(_, other, ..)| same(other)) {
                    let twice = ProblemKind::DuplicateKey { key: layout::header(meaning.column, meaning.lang, None) };
                    places.note(cell(&span, key), WorkbookProblemKind::Document(twice));
                } else {
                    found.push((span, *meaning, row, value));
                }
            }
            None if spelt.starts_with('#') => {}
            None if spelt.is_empty() => {
                if !row.cell(value).is_blank() {
                    places.note(cell(&span, value), WorkbookProblemKind::Nameless);
                }
            }
            None => {
                let names = table.layout.columns.iter().flat_map(|column| column.names.all());
                told += 1;
                let nearest = if told > HINTED { None } else { nearest(&name, names) };
                let kind = WorkbookProblemKind::Document(ProblemKind::UnknownKey {
                    nearest: nearest.map(str::to_owned),
                    expected: HEAD,
                    key: name,
                });
                places.note(cell(&span, key), kind);
            }
        }
    }
    found
}
