//! Reading a workbook or a folder of CSV files.

use std::path::Path as FilePath;

use super::layout::{LAYOUT, Sheet, SheetLayout};
use super::places::{Places, Span, WHOLE, cell};
use super::plant::plant;
use super::problem::{WorkbookProblem, WorkbookProblemKind, WorkbookProblems};
use super::sheets::Tables;
use crate::document::ReadOptions;
use crate::document::tree::{self, Tree, Value};
use crate::tables::{Grid, TableError};
use crate::{Path, Problem, ProblemKind, Step, SupplyChain};

/// Reads a workbook.
pub(in crate::document) fn file(path: &FilePath, options: ReadOptions) -> Result<SupplyChain, WorkbookProblems> {
    of_file(path, Grid::open(path, &options.tables), options)
}

/// Reads a workbook whose bytes were read already.
pub(in crate::document) fn in_memory(
    path: &FilePath,
    bytes: &[u8],
    options: ReadOptions,
) -> Result<SupplyChain, WorkbookProblems> {
    of_file(path, Grid::sheets_of(path, bytes, &options.tables), options)
}

fn of_file(
    path: &FilePath,
    outcome: Result<Vec<Grid>, TableError>,
    options: ReadOptions,
) -> Result<SupplyChain, WorkbookProblems> {
    match outcome {
        Ok(grids) => read(path, &grids, Vec::new(), options),
        Err(error) => Err(only(path, WorkbookProblemKind::Table(error))),
    }
}

/// Reads the CSV files of a folder.
pub(in crate::document) fn folder(path: &FilePath, options: ReadOptions) -> Result<SupplyChain, WorkbookProblems> {
    let files = match files_of(path) {
        Ok(files) => files,
        Err(source) => {
            return Err(only(path, WorkbookProblemKind::Table(TableError::File { path: path.to_owned(), source })));
        }
    };
    if files.is_empty() {
        return Err(only(path, WorkbookProblemKind::NoTable));
    }
    let (mut grids, mut failed) = (Vec::new(), Vec::new());
    for file in files {
        match Grid::open(&file, &options.tables) {
            Ok(of_file) => grids.extend(of_file),
            // As in a workbook, a sheet of nothing is no sheet.
            Err(TableError::Empty { .. }) => {}
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
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_table && !is_hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn only(path: &FilePath, kind: WorkbookProblemKind) -> WorkbookProblems {
    let mut places = Places::new(path);
    places.note(WHOLE, kind);
    WorkbookProblems::new(places.problems()).expect("there is one")
}

fn read(
    path: &FilePath,
    grids: &[Grid],
    failed: Vec<TableError>,
    options: ReadOptions,
) -> Result<SupplyChain, WorkbookProblems> {
    let mut places = Places::new(path);
    let tables = Tables::of(grids, failed, &mut places);
    let tree = plant(&tables, &mut places);
    let outcome = tree::read(&tree, Vec::new(), options);
    let chain = match outcome {
        Ok(chain) => Some(chain),
        Err(problems) => {
            let mut teller = Teller { tables: &tables, places: &mut places, tree: &tree };
            problems.into_iter().for_each(|problem| teller.tell(problem));
            None
        }
    };
    let noted: Vec<WorkbookProblem> = places.problems();
    match (WorkbookProblems::new(noted), chain) {
        (None, Some(chain)) => Ok(chain),
        (Some(problems), _) => Err(problems),
        (None, None) => unreachable!("what is not told is a consequence of what is"),
    }
}

/// Tells the problems of a document as those of a workbook.
struct Teller<'a, 'g> {
    tables: &'a Tables<'g>,
    places: &'a mut Places<'g>,
    tree: &'a Tree<'g>,
}

impl Teller<'_, '_> {
    fn tell(&mut self, problem: Problem) {
        let Problem { path, kind, span } = problem;
        let span = span.unwrap_or(WHOLE);
        // Of records that nobody wrote, only what they stand for is told; of a file that was not read, nothing more.
        let nowhere = span.start == usize::MAX;
        let lost = self.tables.lost.values().any(|lost| *lost == span);
        if nowhere || lost {
            return;
        }
        let (span, kind) = match kind {
            ProblemKind::MissingKey { key } if path.steps().is_empty() => return self.missing_in_document(key),
            ProblemKind::MissingKey { key } => match self.missing(&span, key) {
                Some(span) => (span, WorkbookProblemKind::Document(ProblemKind::MissingKey { key })),
                None => return,
            },
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
        let chain = self.tables.get(Sheet::Chain).map(|chain| chain.span.clone());
        let is_of_chain = SheetLayout::of(Sheet::Chain).column(key).is_some();
        match chain.filter(|_| is_of_chain) {
            Some(span) => self.places.note(span, WorkbookProblemKind::Document(ProblemKind::MissingKey { key })),
            // Once for all that it must say.
            None if is_of_chain && key != "format" => {}
            None => {
                let sheet = if is_of_chain { "chain" } else { key };
                self.places.note(WHOLE, WorkbookProblemKind::SheetMissing { sheet });
            }
        }
    }

    /// Where a record lacks a key: the cell that is empty. `None` if there is no such column, which has been told.
    fn missing(&self, record: &Span, key: &'static str) -> Option<Span> {
        let Some(table) =
            LAYOUT.iter().filter_map(|layout| self.tables.get(layout.sheet)).find(|table| table.holds(record))
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
