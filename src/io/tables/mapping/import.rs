//! An import: tables go in, a chain and an account come out.

mod account;

use std::fmt;
use std::sync::Arc;

use hashbrown::HashMap;

use super::Mapping;
use super::account::{Account, Stored};
use super::build::{self, Built};
use super::pass::Pass;
use super::prepare::{Prepared, Unprepared, prepare};
use super::rules::AsOf;
use crate::chain::{Problem, Problems, Step, SupplyChain};
use crate::io::tables::{Grid, TableLimits, TablePlace};
use crate::io::{FileError, LimitedQuantity};
use crate::model::{Lang, PartialDate};
use crate::record::{Head, Recorded, Source};

/// A chain made of tables, and the account of every row.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Import {
    /// The chain.
    pub chain: SupplyChain,
    /// What became of every row.
    pub account: Account,
}

/// How to import tables.
///
/// ```
/// use seedrelay::io::tables::mapping::ImportOptions;
/// use seedrelay::io::tables::TableLimits;
/// let options = ImportOptions::new().stop_on_refusal(true).as_of("2021-12-31".parse()?);
/// let patient = options.limits(TableLimits::new().steps(u64::MAX));
/// assert!(!ImportOptions::default().stop_on_refusal);
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportOptions {
    /// Whether a row that is refused ends the import. If not, the chain is made of the other rows.
    pub stop_on_refusal: bool,
    /// "Today" of the chain, in place of what the mapping says.
    pub as_of: Option<PartialDate>,
    /// How many steps the import may take, and how much text it may repeat.
    pub limits: TableLimits,
}

impl ImportOptions {
    /// Rows that are refused end nothing, "today" is as the mapping says, and limits are the usual ones.
    #[must_use]
    pub const fn new() -> Self {
        Self { stop_on_refusal: false, as_of: None, limits: TableLimits::new() }
    }

    /// Sets whether a row that is refused ends the import.
    #[must_use]
    pub const fn stop_on_refusal(mut self, stop: bool) -> Self {
        self.stop_on_refusal = stop;
        self
    }

    /// Sets "today" of the chain.
    #[must_use]
    pub const fn as_of(mut self, as_of: PartialDate) -> Self {
        self.as_of = Some(as_of);
        self
    }

    /// Sets how many steps the import may take, and how much text it may repeat.
    #[must_use]
    pub const fn limits(mut self, limits: TableLimits) -> Self {
        self.limits = limits;
        self
    }
}

/// Why no chain was made.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// As many tables are needed as the mapping has.
    #[error("the mapping needs {} table{} ({}), and {found} {} given", names.len(), if names.len() == 1 { "" } else { "s" }, names.join(", "), if *found == 1 { "is" } else { "are" })]
    #[non_exhaustive]
    Tables {
        /// The names of the tables, in the order in which they are needed.
        names: Vec<String>,
        /// How many are given.
        found: usize,
    },
    /// A table has merged cells, and the mapping wants none.
    #[error("table {table} has merged cells ({}); unmerge them, or let `merged = \"spread\"` give each row their value", ranges.join(", "))]
    #[non_exhaustive]
    Merged {
        /// The table.
        table: String,
        /// Where; the first of them.
        ranges: Vec<String>,
    },
    /// The sheets of a table cannot be put together.
    #[error("{error}")]
    #[non_exhaustive]
    Table {
        /// Why not.
        error: Arc<FileError>,
    },
    /// The mapping names columns that the tables do not have.
    #[error("the mapping does not fit the tables: {0}")]
    Columns(Problems),
    /// No date stands in the columns from which "today" is to be taken.
    #[error("no date stands in the columns that `as_of` names; give a date")]
    NoAsOf,
    /// The import is larger than the caller allows: so many rules meet so many rows, or so many rows share one text.
    #[error("the import takes more than {limit} {}; a limit that the caller can raise", what.label(Lang::En))]
    #[non_exhaustive]
    TooLarge {
        /// What there is too much of.
        what: LimitedQuantity,
        /// How much of it is allowed.
        limit: u64,
    },
    /// Rows were refused, and that was to end the import.
    #[error("{} of {} rows are refused", .0.rows_refused(), .0.rows_read())]
    Refused(Box<Account>),
    /// What was made of the rows is no valid chain.
    #[error("the rows make no valid chain: {}", problems.first().map(ToString::to_string).unwrap_or_default())]
    #[non_exhaustive]
    Chain {
        /// Every problem, with the rows that it comes from.
        problems: Vec<TracedProblem>,
        /// What became of every row.
        account: Box<Account>,
    },
}

impl ImportError {
    fn of_table(why: Unprepared) -> Self {
        match why {
            Unprepared::Merged { table, ranges } => Self::Merged { table, ranges },
            Unprepared::File(error) => Self::Table { error: error.into() },
        }
    }
}

/// A problem of a chain, with the rows that it comes from.
///
/// Its `Display` is the first of the places and the problem.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TracedProblem {
    /// The problem.
    pub problem: Problem,
    /// The rows, in the order of the table; none for what the mapping itself declares.
    pub places: Vec<TablePlace>,
}

impl TracedProblem {
    /// The first of the places and the problem. In English it is what `Display` gives.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self.places.first(), lang) {
            (_, Lang::En) => self.to_string(),
            (Some(place), Lang::Zh) => format!("{}：{}", place.label(lang), self.problem.message(lang)),
            (None, Lang::Zh) => self.problem.message(lang),
        }
    }
}

impl fmt::Display for TracedProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.places.first() {
            write!(f, "{place}: ")?;
        }
        self.problem.fmt(f)
    }
}

/// ## Importing
impl Mapping {
    /// Makes a chain of tables, in the order in which the mapping [lists](Mapping::tables) them.
    ///
    /// The order of the rows changes nothing in the chain.
    ///
    /// # Errors
    ///
    /// If the tables do not have the columns that the mapping names, if "today" is nowhere, if rows are refused and
    /// the options say that this ends the import, or if the rows make no valid chain, such as where none is left.
    pub fn import(&self, tables: &[Grid], options: &ImportOptions) -> Result<Import, ImportError> {
        self.import_with(tables, options, |_, _| {})
    }

    /// Like [`import`](Self::import), telling now and then how many rows of how many are read.
    ///
    /// # Errors
    ///
    /// As [`import`](Self::import).
    pub fn import_with(
        &self,
        tables: &[Grid],
        options: &ImportOptions,
        progress: impl FnMut(usize, usize),
    ) -> Result<Import, ImportError> {
        let tables: Vec<&[Grid]> = tables.chunks(1).collect();
        self.import_sheets(&tables, options, progress)
    }

    /// Like [`import_with`](Self::import_with), of tables each of which may stand in several sheets or files: they are put
    /// one below the other, columns by their names.
    ///
    /// ```
    /// use seedrelay::io::tables::Grid;
    /// use seedrelay::io::tables::mapping::{ImportOptions, Mapping};
    /// let mapping = Mapping::from_toml(r#"
    ///     format = "seedrelay-mapping/1"
    ///     as_of = "2024-12-31"
    ///     [[tables]]
    ///     name = "releases"
    ///     origin = "sheet"
    ///     [kinds]
    ///     "*" = "institute"
    ///     [[records]]
    ///     of = "germplasm"
    ///     id = "variety"
    ///     category = "sheet"
    ///     kind = { constant = "variety" }
    ///     bred_by = "breeder"
    /// "#)?;
    /// let rice = Grid::from_csv("rice.csv", b"variety,breeder\nR1,HAU\n")?;
    /// let wheat = Grid::from_csv("wheat.csv", b"breeder,variety\nCAU,W1\n")?;
    /// let import = mapping.import_sheets(&[&[rice, wheat]], &ImportOptions::new(), |_, _| {})?;
    /// let ids: Vec<&str> = import.chain.categories().iter().map(|it| it.id.as_str()).collect();
    /// assert_eq!(ids, ["rice", "wheat"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`import`](Self::import).
    pub fn import_sheets(
        &self,
        tables: &[&[Grid]],
        options: &ImportOptions,
        progress: impl FnMut(usize, usize),
    ) -> Result<Import, ImportError> {
        if tables.len() != self.rules.tables.len() || tables.iter().any(|sheets| sheets.is_empty()) {
            let names = self.tables().map(str::to_owned).collect();
            return Err(ImportError::Tables {
                names,
                found: tables.iter().filter(|sheets| !sheets.is_empty()).count(),
            });
        }
        let Prepared { grids, remarks } =
            prepare(&self.rules, tables, &options.limits).map_err(ImportError::of_table)?;
        let tables: Vec<&Grid> = grids.iter().map(|grid| &**grid).collect();
        let tables = &tables[..];
        let (mut rules, absent) = self.rules.resolved(tables).map_err(ImportError::Columns)?;
        if let Some(as_of) = options.as_of {
            rules.as_of = AsOf::On(as_of);
        }
        let mut pass = Pass::new(&rules, tables, &options.limits);
        remarks.into_iter().for_each(|remark| pass.remarks.tell(remark));
        pass.run(progress);
        if let Some((what, limit)) = pass.exceeded(&options.limits) {
            return Err(ImportError::TooLarge { what, limit });
        }
        // "Today" is a full day: of a month or a year the last, so that no date of the table is after it.
        let as_of = PartialDate::of_day(pass.as_of().ok_or(ImportError::NoAsOf)?.last());
        let Built { mut assembly, notes, links, made, named, added } = build::build(&mut pass, as_of);
        let account = account::of(pass, tables, absent, notes, links, made);
        debug_assert!(account.adds_up());
        if options.stop_on_refusal && account.rows_refused() > 0 {
            return Err(ImportError::Refused(Box::new(account)));
        }
        let mut head = Head::new(as_of);
        head.name.clone_from(&rules.name);
        head.currency.clone_from(&rules.currency);
        assembly.head(head.draft());
        rules.sources.iter().for_each(|source| assembly.add::<Source>(source.draft()));
        match assembly.finish() {
            Ok(chain) => Ok(Import { chain, account }),
            Err(problems) => {
                let projects = rows_of_projects(&account);
                let organizations = rows_of_organizations(&named, &added, rules.organizations.len());
                let trace = |problem| trace(problem, tables, &projects, &organizations);
                let problems = problems.into_iter().map(trace).collect();
                Err(ImportError::Chain { problems, account: Box::new(account) })
            }
        }
    }
}

/// The rows of each project, in the order in which they were added.
fn rows_of_projects(account: &Account) -> Vec<Vec<u32>> {
    let mut rows = vec![Vec::new(); account.made.projects];
    for (row, disposition) in (0..).zip(&account.dispositions.tables[0]) {
        if let Stored::Used(project) | Stored::Merged { project, .. } = disposition {
            rows[*project as usize].push(row);
        }
    }
    rows
}

/// The rows of each organization, in the order in which they were added. What the mapping declares is of no row.
fn rows_of_organizations(named: &[(u32, u32)], added: &[u32], declared: usize) -> Vec<Vec<u32>> {
    let mut places = HashMap::with_capacity(added.len());
    places.extend((0..).zip(added).skip(declared).map(|(place, number)| (*number, place)));
    let mut rows = vec![Vec::new(); added.len()];
    for (organization, row) in named {
        if let Some(place) = places.get(organization) {
            rows[*place].push(*row);
        }
    }
    rows
}

/// The rows that a problem comes from.
fn trace(problem: Problem, tables: &[&Grid], projects: &[Vec<u32>], organizations: &[Vec<u32>]) -> TracedProblem {
    let rows = match problem.path.steps() {
        [Step::Key(list), Step::Index(index), ..] if **list == *"projects" => projects.get(*index),
        [Step::Key(list), Step::Index(index), ..] if **list == *"organizations" => organizations.get(*index),
        _ => None,
    };
    let mut rows: Vec<u32> = rows.cloned().unwrap_or_default();
    rows.sort_unstable();
    rows.dedup();
    let place = |row: u32| TablePlace::row_of(tables[0], row as usize + 1);
    TracedProblem { places: rows.into_iter().map(place).collect(), problem }
}

/// Why no chain was made, in a sentence for each reason, in either language.
impl ImportError {
    /// The error in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Tables { names, found } => {
                format!("映射需要{}张表（{}），给出了{found}张", names.len(), names.join("、"))
            }
            Self::Columns(problems) => format!("映射与表格不符：{}", problems.message(lang)),
            Self::TooLarge { what, limit } => {
                format!("导入超出上限（{limit}{}）；调用者可以提高该上限", what.label(lang))
            }
            Self::Merged { table, ranges } => {
                format!("表“{table}”中有合并单元格（{}）；请取消合并，或写merged = \"spread\"", ranges.join("、"))
            }
            Self::Table { error } => error.message(lang),
            Self::NoAsOf => "“as_of”所指的列中没有日期；请给出日期".to_owned(),
            Self::Refused(account) => {
                format!("共{}行，其中{}行被拒收", account.rows_read(), account.rows_refused())
            }
            Self::Chain { problems, .. } => {
                let first = problems.first().map(|problem| problem.message(lang)).unwrap_or_default();
                format!("这些行不能构成有效的供应链：{first}")
            }
        }
    }
}
