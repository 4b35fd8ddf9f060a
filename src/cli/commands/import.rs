//! Flat tables of grants or participations made into a chain by a mapping, with an account of every row.

mod refusal;
mod tables;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::output::{self, Force, Outputs, Target};
use crate::cli::progress::Progress;
use crate::cli::stop::Stop;
use crate::cli::{Reader, reading};
use crate::io::document::ReadError;
use crate::io::tables::Grid;
use crate::io::tables::mapping::{self, Account, ImportOptions, Mapping};
use crate::model::{Lang, PartialDate};

/// Make a chain of a flat table of grants, or of several, by a mapping, and account for every row
///
/// 按映射把项目资助等平面表转为供应链，并交代每一行的去向
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Import {
    /// CSV files, workbooks, or a folder of them; FILE#SHEET is one sheet of several, FILE#* all of them, one below the
    /// other. Of several tables each is found by the name of its file or sheet; the others are taken in the order of the
    /// mapping.
    ///
    /// CSV文件、工作簿，或存放它们的文件夹；FILE#SHEET指其中一个工作表，FILE#*指全部工作表（上下相接）。多张表按文件名或工作表名对应，其余按映射中的顺序。
    #[arg(value_name = "TABLE")]
    tables: Vec<PathBuf>,

    /// A table of the mapping by its name, as NAME=TABLE; may be given again.
    ///
    /// 指定映射中某张表的文件，写作NAME=TABLE，可多次指定。
    #[arg(long = "table", value_name = "NAME=TABLE", value_parser = named_table)]
    named: Vec<(String, PathBuf)>,

    /// The mapping: norway-h2020, cordis, or a file of your own.
    ///
    /// 映射：norway-h2020、cordis，或自己的文件。
    #[arg(long, value_name = "MAPPING", required_unless_present_any = ["show", "suggest"])]
    mapping: Option<String>,

    /// Where the chain is written: .json, .toml, .xlsx, or a folder of CSV files with / at the end.
    ///
    /// 供应链的文件名：.json、.toml、.xlsx，或以 / 结尾的CSV文件夹。
    #[arg(short, long, value_name = "CHAIN", alias = "output", required_unless_present_any = ["show", "suggest"])]
    out: Option<PathBuf>,

    /// The encoding of text files, such as gb18030, big5 or windows-1252, where it cannot be found out.
    ///
    /// 文本文件的编码，如gb18030、big5、windows-1252；仅在无法自动判断时需要。
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<String>,

    /// The date of the chain.
    ///
    /// 供应链的截止日期。
    #[arg(long, value_name = "DATE")]
    as_of: Option<PartialDate>,

    /// Make no chain if a row is refused.
    ///
    /// 有任何一行不被接受即停止。
    #[arg(long)]
    stop_on_refusal: bool,

    /// A CSV file with a line for each row: what became of it.
    ///
    /// 写出CSV文件，逐行说明去向。
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,

    /// Print a mapping that comes with the program, to copy and change it.
    ///
    /// 打印一个自带的映射，供复制修改。
    #[arg(long, value_name = "NAME")]
    show: Option<String>,

    /// Print a mapping to begin with, guessed from the columns of the table and what stands in them; to be corrected.
    ///
    /// 根据表的列名和内容猜测并打印一个映射草稿，供修改后使用。
    #[arg(long, conflicts_with_all = ["mapping", "out", "show"])]
    suggest: bool,

    /// Tell in plain words which column became what, what was left out or made up, and what to do next.
    ///
    /// 用通俗的话说明哪一列成为什么、哪些被略去或按规则补上、下一步做什么。
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    force: Force,
}

fn named_table(given: &str) -> Result<(String, PathBuf), String> {
    let (name, path) = given.split_once('=').ok_or("NAME=TABLE")?;
    Ok((name.to_owned(), path.into()))
}

impl Import {
    pub(in crate::cli) fn run(&self, reader: Reader) -> Result<(), Stop> {
        if let Some(name) = &self.show {
            let text = Mapping::text_of(name).map_err(|unknown| tables::no_mapping(&unknown, reader))?;
            return output::print(text, reader);
        }
        if self.suggest {
            let table = tables::first(&self.tables, self.encoding.as_deref(), reader)?;
            return output::print(&Mapping::suggest(&table), reader);
        }
        // clap asks for both without --show.
        let (Some(mapping), Some(out)) = (&self.mapping, &self.out) else { return Ok(()) };
        if self.tables.is_empty() && self.named.is_empty() {
            return Err(Stop::refused(reader.says("no TABLE is given", "未指定表"), reader));
        }
        self.import(mapping, out, reader)
    }

    fn import(&self, name: &str, out: &Path, reader: Reader) -> Result<(), Stop> {
        let mapping = mapping_of(name, reader)?;
        let tables = tables::of(&self.tables, &self.named, &mapping, self.encoding.as_deref(), reader)?;
        let mapping_file = Some(Path::new(name)).filter(|file| file.is_file());
        let mut outputs = Outputs::new(tables.iter().flatten().map(Grid::path).chain(mapping_file), self.force, reader);
        let target = outputs.claim_chain(out)?;
        let rows = self.rows.as_deref().map(|rows| outputs.claim(rows)).transpose()?;
        let progress = Progress::rows(reader);
        let sheets: Vec<&[Grid]> = tables.iter().map(Vec::as_slice).collect();
        let outcome = mapping.import_sheets(&sheets, &self.options(), |done, all| progress.done(done, all));
        drop(progress);
        let mapping::Import { chain, account, .. } = match outcome {
            Ok(import) => import,
            Err(error) => {
                // The account of every row is most wanted where something is wrong.
                let refused = refusal::of(&error, name, &sheets, reader);
                let written = match refusal::account(&error) {
                    Some(account) => write_rows(&mut outputs, rows, account, reader).and_then(|()| outputs.finish()),
                    None => Ok(()),
                };
                return Err(match written {
                    Ok(()) => refused,
                    Err(unwritten) => refused.and(unwritten.told()),
                });
            }
        };
        write_rows(&mut outputs, rows, &account, reader)?;
        outputs.write_chain(target, &chain)?;
        outputs.finish()?;
        let out = out.display();
        let written = match reader.lang {
            Lang::En => format!("\nWritten to {out}.\n"),
            Lang::Zh => format!("\n已写入{out}。\n"),
        };
        let told = if self.explain { account.explanation(reader.lang) } else { account.text(reader.lang) };
        output::print(&(told + &written), reader)
    }

    fn options(&self) -> ImportOptions {
        let options = ImportOptions::default().stop_on_refusal(self.stop_on_refusal);
        match self.as_of {
            Some(date) => options.as_of(date),
            None => options,
        }
    }
}

/// The account of every row, where it is asked for.
fn write_rows(outputs: &mut Outputs, rows: Option<Target>, account: &Account, reader: Reader) -> Result<(), Stop> {
    let Some(target) = rows else { return Ok(()) };
    // Excel takes a file for UTF-8 only with the mark.
    let text = format!("\u{feff}{}", account.rows_csv(reader.lang));
    outputs.write(target, |out| out.write_all(text.as_bytes()))
}

/// A mapping by its name, or of a file.
fn mapping_of(name: &str, reader: Reader) -> Result<Mapping, Stop> {
    if Mapping::NAMES.contains(&name) {
        return Mapping::named(name).map_err(|unknown| tables::no_mapping(&unknown, reader));
    }
    if !Path::new(name).exists() {
        return Err(tables::no_file_or_mapping(name, reader));
    }
    Mapping::from_file(name).map_err(|error| match error {
        ReadError::Faulty(problems) => {
            let text = std::fs::read(name).unwrap_or_default();
            Stop::told_already(reading::shown(&problems, name, &text, reader.lang))
        }
        other => Stop::refused(other.message(reader.lang), reader),
    })
}
