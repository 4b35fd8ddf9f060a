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

/// A sheet or a file that was given.
struct Sheet {
    grid: Grid,
    /// The path as it was given.
    path: PathBuf,
    /// Whether it was asked for by its own name, or is the only one of its file.
    is_chosen: bool,
}

impl Sheet {
    /// What it is called: the sheet, or the file without its ending.
    fn name(&self) -> String {
        let stem = || self.grid.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        self.grid.sheet().map_or_else(stem, str::to_owned)
    }

    /// Whether its sheet or its file has the name of a table.
    fn is_called(&self, name: &str) -> bool {
        let stem = self.grid.path().file_stem().map(|stem| stem.to_string_lossy());
        self.name().eq_ignore_ascii_case(name)
            || (self.is_chosen && stem.is_some_and(|stem| stem.eq_ignore_ascii_case(name)))
    }
}

/// The sheets of each table in the order of the mapping: those given by name, those that the mapping asks for by a
/// pattern, those that are called so, and the others in the order given. One workbook or folder may have them all.
pub(super) fn of(
    tables: &[PathBuf],
    named: &[(String, PathBuf)],
    mapping: &Mapping,
    encoding: Option<&str>,
    reader: Reader,
) -> Result<Vec<Vec<Grid>>, Stop> {
    let known: Vec<&str> = mapping.tables().collect();
    if let Some((name, _)) = named.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        return Err(refused(
            reader,
            format_args!("the mapping has no table `{name}`; it has {}", known.join(", ")),
            format_args!("映射中没有表“{name}”，只有{}", known.join("、")),
        ));
    }
    let encoding = encoding.or(mapping.encoding());
    let mut chosen: Vec<Vec<Sheet>> = known.iter().map(|_| Vec::new()).collect();
    for (name, path) in named {
        let place = known.iter().position(|known| known == name).unwrap_or(0);
        chosen[place].extend(sheets_of(path, encoding, Some(name), reader)?);
    }
    let mut rest: Vec<Sheet> = Vec::new();
    for path in tables {
        rest.extend(sheets_of(path, encoding, None, reader)?);
    }
    for (place, name) in known.iter().enumerate().filter(|(place, _)| named.iter().all(|(own, _)| own != known[*place]))
    {
        let is_wanted = |sheet: &Sheet| mapping.has_sheet(name, &sheet.name()).unwrap_or_else(|| sheet.is_called(name));
        let (wanted, others): (Vec<Sheet>, Vec<Sheet>) = rest.into_iter().partition(is_wanted);
        chosen[place].extend(wanted);
        rest = others;
    }
    give_out(&known, &mut chosen, rest, tables, reader)?;
    let grids = |sheets: Vec<Sheet>| sheets.into_iter().map(|sheet| sheet.grid).collect();
    Ok(chosen.into_iter().map(grids).collect())
}

/// The first of the tables that are given.
pub(super) fn first(tables: &[PathBuf], encoding: Option<&str>, reader: Reader) -> Result<Grid, Stop> {
    let no_table = || refused(reader, "no TABLE is given", "未指定表");
    let path = tables.first().ok_or_else(no_table)?;
    sheets_of(path, encoding, None, reader)?.into_iter().next().map(|sheet| sheet.grid).ok_or_else(no_table)
}

/// Gives what is called otherwise to the tables that have nothing yet: the only table gets all, others one each.
fn give_out(
    known: &[&str],
    chosen: &mut [Vec<Sheet>],
    rest: Vec<Sheet>,
    given: &[PathBuf],
    reader: Reader,
) -> Result<(), Stop> {
    if let ([name], [sheets]) = (known, &mut *chosen) {
        if sheets.is_empty() {
            if let Some(sheet) = rest.iter().find(|sheet| !sheet.is_chosen) {
                return Err(which_sheet(&sheet.path, &rest, name, reader));
            }
            sheets.extend(rest);
        } else if let Some(sheet) = rest.into_iter().find(|sheet| sheet.is_chosen) {
            return Err(too_many(&sheet, reader));
        }
        return if sheets.is_empty() { Err(nothing_for(name, known, given, &[], reader)) } else { Ok(()) };
    }
    // Sheets of a workbook that has others too are only taken by name.
    let (mut others, unnamed): (Vec<Sheet>, Vec<Sheet>) = rest.into_iter().partition(|sheet| sheet.is_chosen);
    others.reverse();
    for (sheets, name) in chosen.iter_mut().zip(known).filter(|(sheets, _)| sheets.is_empty()) {
        match others.pop() {
            Some(sheet) => sheets.push(sheet),
            None => return Err(nothing_for(name, known, given, &unnamed, reader)),
        }
    }
    match others.pop() {
        // A folder may hold other things.
        Some(sheet) if sheet.path.is_file() => Err(too_many(&sheet, reader)),
        _ => Ok(()),
    }
}

fn too_many(sheet: &Sheet, reader: Reader) -> Stop {
    let path = sheet.path.display();
    refused(reader, format_args!("{path} is one table too many"), format_args!("{path}是多余的表"))
}

fn nothing_for(name: &str, known: &[&str], given: &[PathBuf], sheets: &[Sheet], reader: Reader) -> Stop {
    if let (Some(sheet), [path]) = (sheets.first(), given)
        && sheet.grid.sheet().is_some()
    {
        return which_sheet(path, sheets, name, reader);
    }
    refused(
        reader,
        format_args!("no table `{name}` is given; the mapping needs {}", known.join(" and ")),
        format_args!("未指定表“{name}”；映射需要{}", known.join("、")),
    )
}

fn which_sheet(path: &Path, sheets: &[Sheet], wanted: &str, reader: Reader) -> Stop {
    let names: Vec<String> = sheets.iter().filter(|sheet| sheet.path == path).map(Sheet::name).collect();
    let file = path.display();
    refused(
        reader,
        format_args!(
            "{file} has the sheets {}, none of them `{wanted}`; say which with {file}#SHEET, or all with {file}#*",
            names.join(", ")
        ),
        format_args!(
            "{file}有工作表{}，没有“{wanted}”；请用 {file}#SHEET 指明其中一个，或用 {file}#* 指全部",
            names.join("、")
        ),
    )
}

/// The sheets that a path means: those of a workbook, the one or all that are named after a `#`, or all of a folder.
/// Where the path is given for a table, a workbook of several sheets has it by the name of the table.
fn sheets_of(path: &Path, encoding: Option<&str>, table: Option<&str>, reader: Reader) -> Result<Vec<Sheet>, Stop> {
    let text = path.display().to_string();
    let (file, sheet) = match text.rsplit_once('#') {
        Some((file, sheet)) if !path.exists() => (PathBuf::from(file), Some(sheet)),
        _ => (path.to_owned(), None),
    };
    let chosen = |grid: Grid, is_chosen: bool| Sheet { grid, path: path.to_owned(), is_chosen };
    if file.is_dir() {
        let mut sheets = Vec::new();
        for file in files_of(&file, reader)? {
            let grids = open(&file, encoding, reader)?;
            let is_one = grids.len() == 1 || sheet == Some("*");
            sheets.extend(grids.into_iter().map(|grid| chosen(grid, is_one)));
        }
        return Ok(sheets);
    }
    let mut grids = open(&file, encoding, reader)?;
    match sheet {
        Some("*") => Ok(grids.into_iter().map(|grid| chosen(grid, true)).collect()),
        Some(wanted) => Ok(vec![chosen(sheet_of(&file, &mut grids, wanted, reader)?, true)]),
        None => {
            let is_one = grids.len() == 1;
            match table {
                Some(table) if !is_one => Ok(vec![chosen(sheet_of(&file, &mut grids, table, reader)?, true)]),
                _ => Ok(grids.into_iter().map(|grid| chosen(grid, is_one)).collect()),
            }
        }
    }
}

/// The tables of a folder, in the order of their names.
fn files_of(folder: &Path, reader: Reader) -> Result<Vec<PathBuf>, Stop> {
    const ENDS: [&str; 6] = ["csv", "tsv", "txt", "xlsx", "xlsm", "ods"];
    let path = folder.display();
    let unreadable = |error: std::io::Error| {
        refused(reader, format_args!("cannot read {path}: {error}"), format_args!("无法读取{path}：{error}"))
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let is_table = file.extension().is_some_and(|end| ENDS.iter().any(|own| end.eq_ignore_ascii_case(own)));
        // Such as what a spreadsheet program keeps beside an open file.
        let is_hidden = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        files.extend(Some(file).filter(|_| is_table && !is_hidden));
    }
    files.sort();
    if files.is_empty() {
        return Err(refused(reader, format_args!("{path} holds no table"), format_args!("{path}中没有表格文件")));
    }
    Ok(files)
}

fn open(path: &Path, encoding: Option<&str>, reader: Reader) -> Result<Vec<Grid>, Stop> {
    let limits = TableLimits::new();
    let grids = match encoding {
        Some(encoding) => Grid::open_in(path, encoding, &limits),
        None => Grid::open(path, &limits),
    };
    grids.map_err(|error| Stop::refused(error.message(reader.lang), reader))
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
