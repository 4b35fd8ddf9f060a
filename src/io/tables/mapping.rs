//! Mappings: how tables become a chain: of projects or participations, of varieties, of rights, of whatever has rows. The
//! page of the documentation about tables has an example of each thing that real tables need.
//!
//! A mapping is a small TOML document. It says which column feeds which field, what the values mean, which rows are left
//! out and why, and what follows from what. An [import](Mapping::import) ends with an [`Account`] of every row: used,
//! merged, left out by which rule, or refused for which reason, adding up to the rows read.
//!
//! ```
//! use seedrelay::io::tables::Grid;
//! use seedrelay::io::tables::mapping::{ImportOptions, Mapping};
//!
//! let mapping = Mapping::from_toml(r#"
//!     format = "seedrelay-mapping/1"
//!     as_of = "2024-12-31"
//!     [[leave_out]]
//!     when = { column = "type", matches = "travel*" }
//!     why = { en = "travel is no research", zh = "差旅不是研究" }
//!     [organization]
//!     id = "who"
//!     kind = { column = "sector", map = { "univ*" = "university", "*" = "company" } }
//!     [project]
//!     grant = "number"
//!     category = "crop"
//!     stage = { column = "type", map = { "basic*" = "basic", "trial" = "applied" } }
//!     started = "from"
//! "#)?;
//! let table = Grid::from_csv("grants.csv", b"\
//! number;who;sector;crop;type;from
//! p1;HAU;university;rice;basic research;2021-03-01
//! p2;Longping;firm;rice;trial;2023
//! p3;Longping;firm;rice;travel grant;2023
//! p4;Longping;firm;rice;trail;2024
//! ")?;
//! let import = mapping.import(&[table], &ImportOptions::new())?;
//! assert_eq!(import.chain.projects().len(), 2);
//! let account = import.account;
//! assert!(account.adds_up());
//! assert_eq!((account.tables[0].used, account.tables[0].left_out, account.tables[0].refused), (2, 1, 1));
//! assert_eq!(
//!     account.refusals[0].message(seedrelay::Lang::En),
//!     "project.stage, column “type”: no pattern covers `trail`; did you mean `trial`?",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The document
//!
//! `format` is `"seedrelay-mapping/1"`. Unknown keys, unknown names, patterns that are never reached and columns that the
//! tables do not have are refused, all at once and with their places. Four mappings come with the crate and are written to
//! be copied: [`Mapping::text_of`] gives the text of each name in [`Mapping::NAMES`].
//!
//! ## Values
//!
//! A *value* says where the value of a field comes from: `"Column"`; a list of columns, of which the first counts that is
//! not empty; or a table with one of
//!
//! | key | |
//! |---|---|
//! | `column`, `columns` | a column, or a list of alternatives; in a list, a table with `template` or `constant` may stand too |
//! | `template` | columns within a text: `"unknown-{Prosjektnr}"`; says nothing if one of the columns is empty |
//! | `constant` | the same for every row |
//! | `optional` | `true`: the table may have none of these columns |
//! | `blank`, `replace` | texts that mean nothing in this column; `{ "~" = "-" }`, signs that are written otherwise |
//! | `pattern`, `part` | a regular expression, and which of its named parts counts; where it is not found, the cell says nothing |
//! | `map`, `split` | for kinds, stages, categories, statuses and roles: a value for each pattern; `split = ";"`, or a list of signs, where a cell lists several, of which the first counts that a pattern covers |
//! | `each` | several columns that all count, for what may be several |
//! | `notation`, `make` | for parents: `"pedigree"` for crosses as breeders write them; the kind of germplasm that is made of names without a row |
//! | `negative` | for amounts: `"off"` leaves one below 0 off rather than refuse the row |
//! | `or_absent` | for dates: `true` leaves a date off that is out of order with the others, rather than refuse the row; for fields of records, whatever cannot be read |
//! | `merged` | for amounts: whether rows of one project `"sum"` up, or each amount counts `"once"` |
//!
//! Of alternatives, the table must have one at least; the others may be missing, and the account tells which. A column of
//! a joined table is `"table.Column"`, where another table has a column of that name too.
//!
//! A *pattern* is a text in upper or lower case with `*` for any characters, `?` for one, and `\` before a `*`, `?` or `\`
//! that means itself. Of several patterns that match, the most specific counts: without wildcards before with, then the
//! one with more characters of its own, then with fewer wildcards; the order in the document changes nothing. Only the
//! empty pattern matches an empty cell.
//!
//! ## Sections
//!
//! | key | |
//! |---|---|
//! | `name`, `currency` | of the chain |
//! | `as_of` | "today" of the chain: a date, or `{ latest = ["Column"] }`, the latest date in some columns |
//! | `source` | the id of the `[[sources]]` (`id`, `title`, `where`, `date`) that every record names |
//! | `[read]` | how cells are written: `encoding` of text files; `dates`, formats such as `%d.%m.%Y %H:%M`, or `"excel-serial"`, of which the first counts that fits, and of which day and month have one order in a column; `decimal` and `thousands`, the signs that may stand there (`",."` allows either); `blank`, texts that mean nothing, such as `"NULL"` |
//! | `[[categories]]` | `id`, `name`, `strategic`. Without any, each value of `project.category` is a category |
//! | `[[organizations]]` | that are in no row: `id`, `kind`, `service`, `name`, `region`, `evidence` |
//! | `[[tables]]` | `name`; of one that is joined, `key`, its column that names its rows, `joined_by`, the column of a table before it that refers to it, `optional`, whether a row can do without; `header`, the row of the column names or some of these; `sheets`, patterns of the sheets that it stands in, one below the other; `origin`, a column of where a row came from; `rename`, columns that are called otherwise in some; `unpivot`, columns that make a row each; `merged`, `"spread"` or `"refuse"`. Without any, there is one |
//! | `[kinds]` | what organizations are by their names, where no column says: a kind for each pattern |
//! | `[[same]]` | `name` and `also`, other names of it; or with `table`, columns of a table that say so |
//! | `[[leave_out]]` | `when`, a condition or a list of which all must hold, and `why`, a text. The first rule that holds counts |
//! | `[[records]]` | what else rows become: `of`, a list of the chain; `table`, if not the first; `when`, conditions; and the fields of the record |
//! | `[organization]` | who performs: `id`, perhaps with `split`, `kind`, `name`, `region`, `evidence`. A kind is a name, or `{ kind, service, evidence }` |
//! | `[project]` | `unit`: `"participation"` (the default) makes a project of each organization's part in a grant, `"grant"` one of each grant, done by its coordinator, or where no row says who that is, by whom gets most; `partners = "agreement"` then gives the coordinator an agreement with each of the others. `grant` names the grant; `title`, `topic`, `category`, `stage`, `status`, `commissioned`, `started`, `ended`, `budget`, `builds_on`, `draws_on`, `releases`, `answers`, `joint_performers`, `evidence` |
//! | `[role]` | a value whose map says `"coordinator"` or `"participant"`. Without it, all are participants |
//! | `[commissioner]` | `coordinator`: who commissions the coordinator, an id of `[[organizations]]`; `participant`: the same for the others, or `"coordinator"` (the default); `without_coordinator`: for those whose coordinator is in no row. Or each row names one: `id`, `kind`, `name`, `region` |
//! | `[funding]` | a record for each project: `from`, an id of `[[organizations]]`, `amount` (else the budget), `year`, a date |
//! | `[capabilities]` | `teams = "most-at-once"`: as many teams as the organization had projects at one time; `evidence`, `"assumed"` by default |
//! | `[[builds_on]]` | `name`, and the conditions `upstream` and `downstream`: a downstream project builds on the last upstream one that the same organization started before it: `same = "organization"`, or `["organization", "category"]`. Or `key` and `order` (`"stage"`, `"date"` or a value): of rows that share the key, each builds on those of the step before, whoever performs them. `evidence`, `"assumed"` by default |
//! | `[[figures]]` | of a `table` as read, perhaps only of the rows of which conditions hold (`when`): `name`, and `distinct`, `sum`, `count` (conditions), or `from` and `to`, two dates, with the days between them, perhaps `by` the values of a column |
//!
//! A *condition* is a value with `matches`, patterns of which one must match, `unless`, patterns of which none may, or
//! `unlike`, another value that must differ.
//!
//! The `status` `"by-dates"` (the default for all) is delivered if `ended` is not after "today", else active if `started`
//! is not, else accepted. Dates after "today" are plans: they decide that, and are left off. Where rows of one thing
//! disagree, what most of them say is kept, and of as many the first in the alphabet; so the order of the rows changes
//! nothing in the chain. A record is never better known than what it refers to.

mod account;
mod build;
mod columns;
mod conditions;
mod declared;
mod document;
mod draft;
mod expression;
mod figures;
mod gather;
mod given;
mod groups;
mod import;
mod join;
mod line;
mod links;
mod mentions;
mod pass;
mod pattern;
mod prepare;
mod reason;
mod records;
mod rules;
mod same;
mod sections;
mod shaping;
mod suggest;
mod teams;
mod values;

use std::path::Path as FilePath;

pub use account::{
    AbsentColumn, Account, ColumnUse, DatesLeftOff, Disagreement, Disposition, Figure, FigureValue, LeftOffWhy,
    LeftOut, LinkFigure, Made, MadeUp, Refusal, RefusalKind, Remark, RowAccount, RowRefusal, Spread, TableAccount,
    TablePart, WhyLeftOff,
};
pub use import::{Import, ImportError, ImportOptions, TracedProblem};

use crate::chain::Problems;
use crate::io::FileError;
use crate::io::document::ReadError;
use crate::model::UnknownName;

/// How a flat table of projects or participations becomes a chain. See the [module](self) for the document.
#[derive(Clone, Debug)]
pub struct Mapping {
    rules: rules::Rules,
}

/// The mappings that come with the crate.
const SHIPPED: [(&str, &str); 4] = [
    ("norway-h2020", include_str!("mapping/norway-h2020.toml")),
    ("cordis", include_str!("mapping/cordis.toml")),
    ("variety-register", include_str!("mapping/variety-register.toml")),
    ("variety-approvals-zh", include_str!("mapping/variety-approvals-zh.toml")),
];

impl Mapping {
    /// The names of the mappings that come with the crate: the grants of Horizon 2020 to Norwegian organizations as the
    /// Research Council of Norway publishes them, the project and organization tables of CORDIS, a register of varieties in
    /// English, and the approvals of varieties as Chinese authorities announce them.
    pub const NAMES: &'static [&'static str] = &[SHIPPED[0].0, SHIPPED[1].0, SHIPPED[2].0, SHIPPED[3].0];

    /// A mapping that comes with the crate.
    ///
    /// ```
    /// use seedrelay::io::tables::mapping::Mapping;
    /// let mapping = Mapping::named("cordis")?;
    /// assert_eq!(mapping.tables().collect::<Vec<_>>(), ["organization", "project"]);
    /// assert!(Mapping::named("cordsi").unwrap_err().to_string().ends_with("did you mean `cordis`?"));
    /// # Ok::<(), seedrelay::model::UnknownName>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If there is none of the name.
    pub fn named(name: &str) -> Result<Self, UnknownName> {
        let text = Self::text_of(name)?;
        Ok(Self::from_toml(text).expect("the mappings that come with the crate are sound"))
    }

    /// The document of a mapping that comes with the crate, to copy and change.
    ///
    /// # Errors
    ///
    /// If there is none of the name.
    pub fn text_of(name: &str) -> Result<&'static str, UnknownName> {
        let found = SHIPPED.into_iter().find(|(known, _)| *known == name);
        let unknown = || UnknownName { what: "mapping", found: name.to_owned(), expected: Self::NAMES };
        found.map(|(_, text)| text).ok_or_else(unknown)
    }

    /// Reads a mapping from TOML text or bytes.
    ///
    /// ```
    /// use seedrelay::io::tables::mapping::Mapping;
    /// let problems = Mapping::from_toml(r#"
    ///     format = "seedrelay-mapping/1"
    ///     as_of = "2024-13-28"
    ///     [organisation]
    ///     id = "who"
    ///     [project]
    ///     grant = "number"
    ///     category = "crop"
    ///     stage = { column = "type", map = { "ERC-*" = "basik", "erc-*" = "basic" } }
    /// "#).unwrap_err();
    /// let lines: Vec<String> = problems.iter().map(|problem| problem.to_string()).collect();
    /// assert!(lines.iter().any(|line| line.contains("unknown key `organisation`; did you mean `organization`?")));
    /// assert!(lines.iter().any(|line| line.contains("unknown value `basik`; did you mean `basic`?")));
    /// assert!(lines.iter().any(|line| line.contains("the pattern `erc-*` is never reached")));
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the mapping, with its place.
    pub fn from_toml(document: impl AsRef<[u8]>) -> Result<Self, Problems> {
        let (tree, noted) = crate::io::written::toml::parse(document.as_ref())?;
        Ok(Self { rules: document::read(&tree, noted)? })
    }

    /// Reads a mapping from a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or everything that is wrong with the mapping.
    pub fn from_file(path: impl AsRef<FilePath>) -> Result<Self, ReadError> {
        Ok(Self::from_toml(FileError::read(path.as_ref())?)?)
    }

    /// The encoding that text files are in, where the mapping says it: to be read with
    /// [`Grid::open_in`](crate::io::tables::Grid::open_in).
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        self.rules.writing.encoding.map(encoding_rs::Encoding::name)
    }

    /// Whether a sheet is of a table that stands in several sheets; `None` of a table that stands in one.
    #[must_use]
    pub fn has_sheet(&self, table: &str, sheet: &str) -> Option<bool> {
        let table = self.rules.tables.iter().find(|known| *known.name == *table)?;
        let patterns = table.layout.sheets.as_ref()?;
        Some(patterns.get(sheet.trim(), &mut pattern::Steps::new(u64::MAX)).is_some())
    }

    /// The names of the tables that an import needs, in their order.
    #[must_use]
    pub fn tables(&self) -> impl ExactSizeIterator<Item = &str> {
        self.rules.tables.iter().map(|table| &*table.name)
    }
}
