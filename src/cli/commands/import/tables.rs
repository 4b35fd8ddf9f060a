//! Which file or sheet is which table of the mapping.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use crate::cli::Reader;
use crate::cli::stop::Stop;
use crate::io::tables::mapping::Mapping;
use crate::io::tables::{Grid, TableLimits};
use crate::model::{Lang, UnknownName};

/// There is no mapping of a name.
pub(super) fn no_mapping(unknown: &UnknownName, reader: Reader) -> Stop {
    refused(reader, unknown, format_args!("没有名为“{}”的映射；自带的有{}", unknown.found, unknown.expected.join("、")))
}

/// There is neither a file nor a mapping of a name.
pub(super) fn no_file_or_mapping(name: &str, reader: Reader) -> Stop {
    let unknown = Mapping::named(name).err().map(|unknown| unknown.to_string()).unwrap_or_default();
    refused(
        reader,
        format_args!("there is no file {name}, nor a mapping of the name: {unknown}"),
        format_args!("没有文件{name}，也没有名为“{name}”的映射；自带的有{}", Mapping::NAMES.join("、")),
    )
}

fn refused(reader: Reader, en: impl Display, zh: impl Display) -> Stop {
    match reader.lang {
        Lang::En => Stop::refused(en, reader),
        Lang::Zh => Stop::refused(zh, reader),
    }
}

/// The tables in the order of the mapping: those given by name, those that are called so, and the others in the order
/// given. One workbook may have them all.
pub(super) fn of(
    tables: &[PathBuf],
    named: &[(String, PathBuf)],
    mapping: &Mapping,
    reader: Reader,
) -> Result<Vec<Grid>, Stop> {
    let known: Vec<&str> = mapping.tables().collect();
    if let Some((name, _)) = named.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        return Err(refused(
            reader,
            format_args!("the mapping has no table `{name}`; it has {}", known.join(", ")),
            format_args!("映射中没有表“{name}”，只有{}", known.join("、")),
        ));
    }
    if let ([workbook], true) = (tables, named.is_empty() && known.len() > 1) {
        let mut sheets = open(workbook, reader)?;
        if sheets.iter().any(|sheet| sheet.sheet().is_some()) {
            return known.iter().map(|name| sheet_of(workbook, &mut sheets, name, reader)).collect();
        }
    }
    in_order(tables, named, &known, reader)
}

fn in_order(
    tables: &[PathBuf],
    named: &[(String, PathBuf)],
    known: &[&str],
    reader: Reader,
) -> Result<Vec<Grid>, Stop> {
    let mut unnamed: Vec<&PathBuf> = tables.iter().collect();
    let mut paths: Vec<Option<&PathBuf>> =
        known.iter().map(|name| named.iter().find(|(given, _)| given == name).map(|(_, path)| path)).collect();
    for (path, name) in paths.iter_mut().zip(known).filter(|(path, _)| path.is_none()) {
        let called = unnamed.iter().position(|path| is_called(path, name));
        *path = called.map(|called| unnamed.remove(called));
    }
    let mut unnamed = unnamed.into_iter();
    let mut grids = Vec::new();
    for (path, name) in paths.into_iter().zip(known) {
        let path = path.or_else(|| unnamed.next()).ok_or_else(|| {
            refused(
                reader,
                format_args!("no table `{name}` is given; the mapping needs {}", known.join(" and ")),
                format_args!("未指定表“{name}”；映射需要{}", known.join("、")),
            )
        })?;
        grids.push(table(path, name, known.len(), reader)?);
    }
    match unnamed.next().map(|path| path.display()) {
        Some(path) => {
            Err(refused(reader, format_args!("{path} is one table too many"), format_args!("{path}是多余的表")))
        }
        None => Ok(grids),
    }
}

/// Whether a file, or the sheet of it that is asked for, has the name of a table.
fn is_called(path: &Path, name: &str) -> bool {
    let text = path.display().to_string();
    let sheet = text.rsplit_once('#').map(|(_, sheet)| sheet);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    stem.is_some_and(|stem| stem.eq_ignore_ascii_case(name))
        || sheet.is_some_and(|sheet| sheet.eq_ignore_ascii_case(name))
}

fn open(path: &Path, reader: Reader) -> Result<Vec<Grid>, Stop> {
    Grid::open(path, &TableLimits::new()).map_err(|error| Stop::refused(error.message(reader.lang), reader))
}

/// One table of a file: its only sheet, the one that is named after a `#`, or the one named as the mapping has it.
fn table(path: &Path, name: &str, needed: usize, reader: Reader) -> Result<Grid, Stop> {
    let text = path.display().to_string();
    let (file, sheet) = match text.rsplit_once('#') {
        Some((file, sheet)) if !path.exists() => (PathBuf::from(file), Some(sheet)),
        _ => (path.to_owned(), None),
    };
    let mut sheets = open(&file, reader)?;
    let is_one = sheets.len() == 1 && (needed == 1 || sheets[0].sheet().is_none());
    if is_one && sheet.is_none() {
        Ok(sheets.swap_remove(0))
    } else {
        sheet_of(&file, &mut sheets, sheet.unwrap_or(name), reader)
    }
}

/// The sheet of a name.
fn sheet_of(file: &Path, sheets: &mut Vec<Grid>, wanted: &str, reader: Reader) -> Result<Grid, Stop> {
    let position = sheets.iter().position(|grid| grid.sheet().is_some_and(|sheet| sheet.eq_ignore_ascii_case(wanted)));
    position.map(|position| sheets.swap_remove(position)).ok_or_else(|| {
        let names: Vec<&str> = sheets.iter().filter_map(Grid::sheet).collect();
        let file = file.display();
        let has = match (names.is_empty(), reader.lang) {
            (true, Lang::En) => "no sheets".to_owned(),
            (false, Lang::En) => format!("the sheets {}", names.join(", ")),
            (true, Lang::Zh) => "没有工作表".to_owned(),
            (false, Lang::Zh) => format!("有工作表{}", names.join("、")),
        };
        refused(
            reader,
            format_args!("{file} has {has}, none of them `{wanted}`; say which with {file}#SHEET"),
            format_args!("{file}{has}，没有“{wanted}”；请用 {file}#SHEET 指明"),
        )
    })
}
