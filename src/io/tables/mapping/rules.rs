//! What a mapping says, section by section.

mod expressions;

use super::columns::Column;
use super::expression::{Expression, Mapped};
use super::pattern::ValueMap;
use super::shaping::Splitter;
use super::values::Writing;
use crate::model::{Evidence, GermplasmKind, OrganizationKind, PartialDate, ServiceKind, SourceId, Stage};
use crate::model::{Status, Text};
use crate::record::{Category, Field, Organization, RecordList, Source};

/// How many rules of `builds_on` there may be: a row keeps a bit for each.
pub(super) const MOST_LINK_RULES: usize = 64;

/// Everything that a mapping says.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) name: Option<Text>,
    pub(super) currency: Option<Box<str>>,
    pub(super) as_of: AsOf,
    pub(super) source: Option<SourceId>,
    pub(super) writing: Writing,
    pub(super) sources: Vec<Source>,
    pub(super) categories: Vec<Category>,
    pub(super) organizations: Vec<Organization>,
    /// The tables: first that of the participations, then those that are joined to it.
    pub(super) tables: Vec<Table>,
    /// Who does the projects; there are both or neither.
    pub(super) organization: Option<OrganizationRule>,
    pub(super) project: Option<ProjectRule>,
    /// What an organization is by its name, where no column says.
    pub(super) kinds: Option<ValueMap<KnownKind>>,
    /// Which names are one organization.
    pub(super) same: Vec<SameRule>,
    /// What rows become besides projects.
    pub(super) records: Vec<RecordRule>,
    pub(super) role: Option<Mapped<Role>>,
    pub(super) commissioner: CommissionerRule,
    pub(super) funding: Option<FundingRule>,
    pub(super) capabilities: Option<Evidence>,
    pub(super) leave_out: Vec<LeaveOut>,
    pub(super) builds_on: Vec<LinkRule>,
    pub(super) figures: Vec<FigureRule>,
    /// How many different expressions there are, once the columns are found.
    pub(super) expressions: usize,
    /// How many columns a row is asked for at most, once they are found.
    pub(super) asked: usize,
}

/// What rows become besides projects.
#[derive(Clone, Debug)]
pub(super) struct RecordRule {
    pub(super) list: RecordList,
    /// The table whose rows they are, by its number.
    pub(super) table: usize,
    pub(super) when: Vec<Condition>,
    pub(super) evidence: Evidence,
    pub(super) fields: Vec<FieldRule>,
}

/// Where what a field holds comes from.
#[derive(Clone, Debug)]
pub(super) struct FieldRule {
    pub(super) field: &'static Field,
    /// As it is reported, such as `germplasm.parents`.
    pub(super) name: Box<str>,
    /// One value, or each of several columns.
    pub(super) values: Vec<Expression>,
    pub(super) split: Option<Splitter>,
    pub(super) what: What,
    /// Whether what cannot be read is left off, rather than the row refused.
    pub(super) or_absent: bool,
    /// What becomes of germplasm that is named here and has no row: a record of this kind.
    pub(super) make: Option<GermplasmKind>,
}

/// What a value is read as.
#[derive(Clone, Debug)]
pub(super) enum What {
    Text,
    Date,
    /// A whole number, or the year of a date.
    Year,
    Number(Negative),
    /// A share of 1, or in hundredths.
    Share,
    Flag(ValueMap<bool>),
    Choice(ValueMap<&'static str>),
    /// One or several records of a list.
    Refer(RecordList, Naming),
    Parents {
        pedigree: bool,
    },
    /// Owners by equal shares.
    Owners,
}

/// How a text names a record.
#[derive(Clone, Debug)]
pub(super) enum Naming {
    /// By itself.
    Itself,
    /// By the number of a category that the mapping declares.
    Declared(ValueMap<usize>),
    /// By what a map says of it.
    Mapped(NameMap),
}

/// A map into names, which are numbered.
#[derive(Clone, Debug)]
pub(super) struct NameMap {
    pub(super) map: ValueMap<usize>,
    pub(super) names: Vec<Box<str>>,
}

/// "Today" of the chain.
#[derive(Clone, Debug)]
pub(super) enum AsOf {
    On(PartialDate),
    /// The latest date in some columns.
    Latest(Vec<Expression>),
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) name: Box<str>,
    /// How it is joined to one before it; the first is not, nor is one that only records or names are read from.
    pub(super) join: Option<Join>,
    pub(super) layout: Layout,
}

/// How the rows of a table are found in its files.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Where the column names stand, where that is said.
    pub(super) header: Option<HeaderAt>,
    /// Which sheets are the table, one below the other.
    pub(super) sheets: Option<ValueMap<()>>,
    /// What the column is called that says from which sheet or file a row is.
    pub(super) origin: Option<Box<str>>,
    /// What columns are called in some of its sheets, each with its name here.
    pub(super) rename: Vec<(Box<str>, Box<str>)>,
    /// Columns each of which makes a row of its own.
    pub(super) unpivot: Option<Unpivot>,
    /// Whether merged cells are refused, rather than give their value to each row.
    pub(super) refuses_merged: bool,
}

/// Columns each of which makes a row of its own, such as that of the breeder, that of the maintainer and that of the seller.
#[derive(Clone, Debug)]
pub(super) struct Unpivot {
    pub(super) columns: Vec<Box<str>>,
    /// What the columns are called that say which of them it is, what stands in it, and its place among them from 1.
    pub(super) names: [Box<str>; 3],
}

/// Where column names stand.
#[derive(Clone, Debug)]
pub(super) enum HeaderAt {
    /// In a row, from 1.
    Row(usize),
    /// In the first row that has these names.
    Names(Vec<Box<str>>),
}

/// Names that are one organization.
#[derive(Clone, Debug)]
pub(super) enum SameRule {
    Names {
        name: Box<str>,
        also: Vec<Box<str>>,
    },
    /// Each row of a table says it of two.
    Rows {
        table: usize,
        name: Expression,
        also: Expression,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Join {
    /// Its own column that names each of its rows.
    pub(super) key: Column,
    /// The column of a table before it that says which of its rows is meant.
    pub(super) joined_by: Column,
    /// Whether a row can do without.
    pub(super) optional: bool,
}

#[derive(Clone, Debug)]
pub(super) struct OrganizationRule {
    pub(super) id: Expression,
    /// What separates several in one cell.
    pub(super) split: Option<Splitter>,
    /// `None` where names tell.
    pub(super) kind: Option<Mapped<KnownKind>>,
    pub(super) name: Option<Expression>,
    pub(super) region: Option<Expression>,
    pub(super) evidence: Evidence,
}

/// A kind of organization, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KnownKind {
    pub(super) kind: OrganizationKind,
    pub(super) service: Option<ServiceKind>,
    pub(super) evidence: Evidence,
}

/// Declares a choice that only mappings write.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $key:literal, )+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name { $( $(#[$doc])* $variant, )+ }

        impl $name {
            pub(super) const NAMES: &'static [&'static str] = &[$($key),+];
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text {
                    $($key => Ok(Self::$variant),)+
                    _ => Err(()),
                }
            }
        }
    )+};
}

choices! {
    /// What becomes one project of the chain.
    Unit {
        /// Each organization's part in a grant.
        Participation = "participation",
        /// Each grant as a whole, done by its coordinator.
        Grant = "grant",
    }
    /// What rows of one project that give several amounts mean.
    Merged {
        /// The amounts add up.
        Sum = "sum",
        /// Each different amount counts once.
        Once = "once",
    }
    /// What becomes of a cell that is merged out of several rows.
    MergedCells {
        /// Each row gets its value.
        Spread = "spread",
        /// The table is refused.
        Refuse = "refuse",
    }
    /// What becomes of an amount below 0.
    Negative {
        /// The row is refused.
        Refuse = "refuse",
        /// The amount is left off.
        Off = "off",
    }
    /// How a cell names parents.
    Notation {
        /// By their names.
        Names = "names",
        /// By a cross, as breeders write it.
        Pedigree = "pedigree",
    }
    /// What an organization is in a grant.
    Role {
        /// It leads.
        Coordinator = "coordinator",
        /// It takes part.
        Participant = "participant",
    }
}

#[derive(Clone, Debug)]
pub(super) struct ProjectRule {
    pub(super) unit: Unit,
    /// Whether the coordinator of a grant that is one project has an agreement with each of the others.
    pub(super) agreements: bool,
    pub(super) grant: Expression,
    pub(super) title: Option<Expression>,
    pub(super) topic: Option<Expression>,
    pub(super) category: CategoryRule,
    pub(super) stage: Mapped<Stage>,
    pub(super) status: Option<Mapped<StatusRule>>,
    /// `commissioned`, `started` and `ended`.
    pub(super) dates: [Option<DateRule>; 3],
    pub(super) budget: Option<AmountRule>,
    /// What else columns name: other projects, germplasm, demands, further performers.
    pub(super) refers: Vec<FieldRule>,
    pub(super) evidence: Evidence,
}

#[derive(Clone, Debug)]
pub(super) enum CategoryRule {
    /// Into the categories that the mapping declares, by their number.
    Mapped(Mapped<usize>),
    /// Into what a map calls categories, where the mapping declares none.
    Named(Mapped<usize>, Vec<Box<str>>),
    /// Each value is a category.
    EachValue(Expression),
}

/// The status of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StatusRule {
    /// As its dates say.
    ByDates,
    Is(Status),
}

impl std::fmt::Display for StatusRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ByDates => f.write_str("by-dates"),
            Self::Is(status) => status.fmt(f),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct DateRule {
    pub(super) expression: Expression,
    /// Whether a date that is out of order with the others is left off, rather than the row refused.
    pub(super) or_absent: bool,
}

#[derive(Clone, Debug)]
pub(super) struct AmountRule {
    pub(super) expression: Expression,
    pub(super) merged: Merged,
    pub(super) negative: Negative,
}

/// Who commissions. Organizations that the mapping declares are meant by their number.
#[derive(Clone, Debug)]
pub(super) struct CommissionerRule {
    /// Who commissions the coordinator.
    pub(super) coordinator: Option<usize>,
    /// Who commissions the others.
    pub(super) participant: Commissioner,
    /// Who commissions those whose coordinator is in no row.
    pub(super) without_coordinator: Option<usize>,
    /// A commissioner that each row names itself; it comes before all others.
    pub(super) row: Option<OrganizationRule>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Commissioner {
    Coordinator,
    Fixed(Option<usize>),
}

#[derive(Clone, Debug)]
pub(super) struct FundingRule {
    pub(super) from: usize,
    pub(super) amount: Option<AmountRule>,
    pub(super) year: Option<Expression>,
}

#[derive(Clone, Debug)]
pub(super) struct LeaveOut {
    /// All must hold.
    pub(super) when: Vec<Condition>,
    pub(super) why: Text,
}

#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub(super) expression: Expression,
    pub(super) holds: Holds,
}

/// When a condition holds.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    /// One of the patterns must match.
    Matches(ValueMap<()>),
    /// None of them may.
    Unless(ValueMap<()>),
    /// Another value says something else.
    Unlike(Expression),
}

#[derive(Clone, Debug)]
pub(super) struct LinkRule {
    pub(super) upstream: Vec<Condition>,
    pub(super) downstream: Vec<Condition>,
    pub(super) among: Among,
    pub(super) evidence: Evidence,
    pub(super) name: Text,
}

/// Among which projects a rule looks for what one builds on.
#[derive(Clone, Debug)]
pub(super) enum Among {
    /// Those of the same organization.
    Organization {
        /// Whether both must be of one category.
        same_category: bool,
    },
    /// Those of one key, whoever performs them.
    Key { key: Expression, order: Order },
}

/// By what the projects of one key come one after another.
#[derive(Clone, Debug)]
pub(super) enum Order {
    Stage,
    /// When they began; else when they were commissioned, else when they ended.
    Date,
    /// A number, a date or a text.
    Value(Expression),
}

#[derive(Clone, Debug)]
pub(super) struct FigureRule {
    pub(super) name: Text,
    /// Of which table.
    pub(super) table: usize,
    /// Of which of its rows: all conditions must hold.
    pub(super) when: Vec<Condition>,
    pub(super) what: FigureKind,
}

#[derive(Clone, Debug)]
pub(super) enum FigureKind {
    /// How many different values there are.
    Distinct(Expression),
    /// What the numbers add up to.
    Sum(Expression),
    /// How many rows conditions hold of.
    Count(Vec<Condition>),
    /// The days between two dates, of all rows and by the values of a column.
    Days { from: Expression, to: Expression, by: Option<Expression> },
}
