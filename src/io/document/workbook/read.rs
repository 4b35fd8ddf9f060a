//! Reading a workbook or a folder of CSV files.

use std::path::Path as FilePath;

use super::layout::{LAYOUT, Part, SheetLayout, mean};
use super::parse::parse;
use super::places::{Places, Span, WHOLE, cell};
use super::problem::{WorkbookProblemKind, WorkbookProblems};
use super::remark::WorkbookRemark;
use super::sheets::{Table, Tables, header_row};
use super::spelling::spelling;
use crate::chain::{Path, Problem, ProblemKind, Step, SupplyChain};
use crate::io::FileError;
use crate::io::document::ReadOptions;
use crate::io::document::tolerant;
use crate::io::tables::{Cell, Grid};
use crate::record::tree::{Tree, Value};

/// A chain, and what is worth knowing of how it was read.
pub(in crate::io::document) type Reading = (SupplyChain, Vec<WorkbookRemark>);

/// Reads the CSV files of a folder.
pub(in crate::io::document) fn folder(path: &FilePath, options: ReadOptions) -> Result<Reading, WorkbookProblems> {
    let unreadable = |source| only(path, WorkbookProblemKind::Table(FileError::unreadable(path)(source)));
    let files = files_of(path).map_err(unreadable)?;
    if files.is_empty() {
        return Err(only(path, WorkbookProblemKind::NoTable));
    }
    let (mut grids, mut failed) = (Vec::new(), Vec::new());
    for file in files {
        match Grid::open(&file, &options.tables) {
            Ok(of_file) => grids.extend(of_file),
            // As in a workbook, a sheet of nothing is no sheet.
            Err(FileError::Empty { .. }) => {}
            Err(error) => failed.push(error),
        }
    }
    read(path, &grids, failed, options)
}

/// The CSV files of a folder, in the order of their names.
fn files_of(folder: &FilePath) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_table =
            path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv") || end.eq_ignore_ascii_case("tsv"));
        let is_aside = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '#', '＃']));
        if is_table && !is_aside && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub(super) fn only(path: &FilePath, kind: WorkbookProblemKind) -> WorkbookProblems {
    let mut places = Places::new(path);
    places.note(WHOLE, kind);
    WorkbookProblems::new(places.problems()).expect("there is one")
}

pub(super) fn read(
    path: &FilePath,
    grids: &[Grid],
    failed: Vec<FileError>,
    options: ReadOptions,
) -> Result<Reading, WorkbookProblems> {
    let mut places = Places::new(path);
    let headers: Vec<usize> = grids.iter().map(header_row).collect();
    let remarks = grids.iter().zip(&headers).flat_map(|(grid, header)| WorkbookRemark::of(grid, *header)).collect();
    // Mostly the headers stand in the first row of every sheet, and nothing is copied.
    let below: Vec<Grid>;
    let grids = if headers.iter().all(|row| *row == 0) {
        grids
    } else {
        below = grids.iter().zip(headers).map(|(grid, row)| grid.below(row)).collect();
        &below
    };
    let tables = Tables::of(grids, failed, &mut places);
    let tree = parse(&tables, &mut places);
    let problems = match tolerant::read(&tree, Vec::new(), options) {
        Ok(chain) => return WorkbookProblems::new(places.problems()).map_or(Ok((chain, remarks)), Err),
        Err(problems) => problems,
    };
    let mut teller = Teller { tables: &tables, places: &mut places, tree: &tree, untold: None };
    problems.into_iter().for_each(|problem| teller.tell(problem));
    let untold = teller.untold;
    let told = WorkbookProblems::new(places.problems());
    // What is left out is a consequence of what is reported. If ever it is not, it is reported after all.
    Err(told.unwrap_or_else(|| only(path, WorkbookProblemKind::Document(untold.expect("there was a problem")))))
}

/// Tells the problems of a document as those of a workbook.
struct Teller<'a, 'g> {
    tables: &'a Tables<'g>,
    places: &'a mut Places<'g>,
    tree: &'a Tree<'g>,
    /// A problem that goes without saying.
    untold: Option<ProblemKind>,
}

impl Teller<'_, '_> {
    fn tell(&mut self, problem: Problem) {
        let Problem { path, kind, span } = problem;
        let span = span.unwrap_or(WHOLE);
        // Of records that nobody wrote, only what they stand for is reported; of a file that was not read, nothing more.
        let nowhere = span.start == usize::MAX;
        let lost = self.tables.lost.values().any(|lost| *lost == span);
        if nowhere || lost {
            self.untold = Some(kind);
            return;
        }
        let (span, kind) = match kind {
            ProblemKind::MissingKey { key } if path.steps().is_empty() => return self.missing_in_document(key),
            ProblemKind::MissingKey { key } => {
                let Some(span) = self.missing(&span, key) else {
                    self.untold = Some(kind);
                    return;
                };
                (span, WorkbookProblemKind::Document(kind))
            }
            ProblemKind::DuplicateId { what, id, first } => {
                let first = self.places.place(&self.locate(&first));
                (span, WorkbookProblemKind::DuplicateId { what, id, first })
            }
            kind => (span, WorkbookProblemKind::Document(kind)),
        };
        self.places.note(span, kind);
    }

    /// A key that the whole document must have: a sheet, or a row of the sheet `chain`.
    fn missing_in_document(&mut self, key: &'static str) {
        let of_chain = SheetLayout::of_part(Part::Head).column(key);
        let is_of_chain = of_chain.is_some();
        // The row that waits for a value, if there is one.
        let row = |chain: &Table<'_>| {
            let is_it =
                |cell: Cell<'_>| of_chain.is_some_and(|column| mean(&column.names, &spelling(&cell.to_string())));
            let row = chain.rows().find(|(_, row)| row.cells().any(is_it));
            row.map_or(chain.span.clone(), |(span, _)| span)
        };
        let chain = self.tables.get(Part::Head).map(row);
        match chain.filter(|_| is_of_chain) {
            Some(span) => self.places.note(span, WorkbookProblemKind::Document(ProblemKind::MissingKey { key })),
            // Once for all that it must say, unless it has been reported why it cannot be read.
            None if is_of_chain && (key != "format" || self.tables.lost.contains_key(&Part::Head)) => {
                self.untold = Some(ProblemKind::MissingKey { key });
            }
            None => {
                let sheet = if is_of_chain { "chain" } else { key };
                let layout = LAYOUT.iter().find(|layout| layout.names.key == sheet);
                let name = layout.map_or(sheet, |layout| layout.names.get(self.tables.lang));
                self.places.note(WHOLE, WorkbookProblemKind::SheetMissing { sheet, name });
            }
        }
    }

    /// Where a record lacks a key: the cell that is empty. `None` if there is no such column, which has been reported.
    fn missing(&self, record: &Span, key: &'static str) -> Option<Span> {
        let Some(table) =
            LAYOUT.iter().filter_map(|layout| self.tables.get(layout.part)).find(|table| table.holds(record))
        else {
            return Some(record.clone());
        };
        // `duration_min` is `min` of a duration.
        let found = table.column(key).or_else(|| table.column(&format!("duration_{key}")));
        match found {
            Some(column) => Some(cell(&(record.start..0), column)),
            None if table.missing.contains(&key) => None,
            None => Some(record.clone()),
        }
    }

    fn locate(&self, path: &Path) -> Span {
        let mut place = self.tree;
        for step in path.steps() {
            let next = match (step, &place.value) {
                (Step::Key(key), Value::Table(entries)) => {
                    entries.iter().find(|entry| *entry.key == **key).map(|entry| &entry.value)
                }
                (Step::Index(index), Value::List(values)) => values.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            place = next;
        }
        place.span.clone()
    }
}
