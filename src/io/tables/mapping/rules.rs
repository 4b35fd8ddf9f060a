//! What a mapping says, section by section. `C` is a column: by its name as written, or by its place as found.

use super::expression::{Alternative, ColumnName, Expression, Mapped};
use super::pattern::ValueMap;
use super::values::Writing;
use crate::model::{
    Category, Evidence, Organization, OrganizationKind, PartialDate, ServiceKind, Source, SourceId, Stage,
};
use crate::model::{Status, Text};

/// How many rules of `builds_on` there may be: a row keeps a bit for each.
pub(super) const MOST_LINK_RULES: usize = 64;

/// Everything that a mapping says.
#[derive(Clone, Debug)]
pub(super) struct Rules<C = ColumnName> {
    pub(super) name: Option<Text>,
    pub(super) currency: Option<Box<str>>,
    pub(super) as_of: AsOf<C>,
    pub(super) source: Option<SourceId>,
    pub(super) writing: Writing,
    pub(super) sources: Vec<Source>,
    pub(super) categories: Vec<Category>,
    pub(super) organizations: Vec<Organization>,
    /// The tables: first that of the participations, then those that are joined to it.
    pub(super) tables: Vec<Table<C>>,
    pub(super) organization: OrganizationRule<C>,
    pub(super) project: ProjectRule<C>,
    pub(super) role: Option<Mapped<Role, C>>,
    pub(super) commissioner: CommissionerRule<C>,
    pub(super) funding: Option<FundingRule<C>>,
    pub(super) capabilities: Option<Evidence>,
    pub(super) leave_out: Vec<LeaveOut<C>>,
    pub(super) builds_on: Vec<LinkRule<C>>,
    pub(super) figures: Vec<FigureRule<C>>,
    /// How many different expressions there are, once the columns are found.
    pub(super) expressions: usize,
}

/// "Today" of the chain.
#[derive(Clone, Debug)]
pub(super) enum AsOf<C> {
    On(PartialDate),
    /// The latest date in some columns.
    Latest(Vec<Expression<C>>),
}

#[derive(Clone, Debug)]
pub(super) struct Table<C> {
    pub(super) name: Box<str>,
    /// How it is joined to the first table; only the first has none.
    pub(super) join: Option<Join<C>>,
}

#[derive(Clone, Debug)]
pub(super) struct Join<C> {
    /// Its own column that names each of its rows.
    pub(super) key: C,
    /// The column of the first table that says which of its rows is meant.
    pub(super) joined_by: C,
    /// Whether a row of the first table can do without.
    pub(super) optional: bool,
}

#[derive(Clone, Debug)]
pub(super) struct OrganizationRule<C> {
    pub(super) id: Expression<C>,
    pub(super) kind: Mapped<Kind, C>,
    pub(super) name: Option<Expression<C>>,
    pub(super) region: Option<Expression<C>>,
    pub(super) evidence: Evidence,
}

/// A kind of organization, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
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
    /// What an organization is in a grant.
    Role {
        /// It leads.
        Coordinator = "coordinator",
        /// It takes part.
        Participant = "participant",
    }
}

#[derive(Clone, Debug)]
pub(super) struct ProjectRule<C> {
    pub(super) unit: Unit,
    /// Whether the coordinator of a grant that is one project has an agreement with each of the others.
    pub(super) agreements: bool,
    pub(super) grant: Expression<C>,
    pub(super) title: Option<Expression<C>>,
    pub(super) topic: Option<Expression<C>>,
    pub(super) category: CategoryRule<C>,
    pub(super) stage: Mapped<Stage, C>,
    pub(super) status: Option<Mapped<StatusRule, C>>,
    /// `commissioned`, `started` and `ended`.
    pub(super) dates: [Option<DateRule<C>>; 3],
    pub(super) budget: Option<AmountRule<C>>,
    pub(super) evidence: Evidence,
}

#[derive(Clone, Debug)]
pub(super) enum CategoryRule<C> {
    /// Into the categories that the mapping declares, by their number.
    Mapped(Mapped<usize, C>),
    /// Each value is a category.
    EachValue(Expression<C>),
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
pub(super) struct DateRule<C> {
    pub(super) expression: Expression<C>,
    /// Whether a date that is out of order with the others is left off, rather than the row refused.
    pub(super) or_absent: bool,
}

#[derive(Clone, Debug)]
pub(super) struct AmountRule<C> {
    pub(super) expression: Expression<C>,
    pub(super) merged: Merged,
}

/// Who commissions. Organizations that the mapping declares are meant by their number.
#[derive(Clone, Debug)]
pub(super) struct CommissionerRule<C> {
    /// Who commissions the coordinator.
    pub(super) coordinator: Option<usize>,
    /// Who commissions the others.
    pub(super) participant: Commissioner,
    /// Who commissions those whose coordinator is in no row.
    pub(super) without_coordinator: Option<usize>,
    /// A commissioner that each row names itself; it comes before all others.
    pub(super) row: Option<OrganizationRule<C>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Commissioner {
    Coordinator,
    Fixed(Option<usize>),
}

#[derive(Clone, Debug)]
pub(super) struct FundingRule<C> {
    pub(super) from: usize,
    pub(super) amount: Option<AmountRule<C>>,
    pub(super) year: Option<Expression<C>>,
}

#[derive(Clone, Debug)]
pub(super) struct LeaveOut<C> {
    /// All must hold.
    pub(super) when: Vec<Condition<C>>,
    pub(super) why: Text,
}

#[derive(Clone, Debug)]
pub(super) struct Condition<C> {
    pub(super) expression: Expression<C>,
    /// One of them must match.
    pub(super) matches: ValueMap<()>,
    /// Or none of them may.
    pub(super) unless: bool,
}

#[derive(Clone, Debug)]
pub(super) struct LinkRule<C> {
    pub(super) upstream: Vec<Condition<C>>,
    pub(super) downstream: Vec<Condition<C>>,
    /// Whether both must be of one category.
    pub(super) same_category: bool,
    pub(super) evidence: Evidence,
    pub(super) name: Text,
}

#[derive(Clone, Debug)]
pub(super) struct FigureRule<C> {
    pub(super) name: Text,
    pub(super) what: FigureKind<C>,
}

#[derive(Clone, Debug)]
pub(super) enum FigureKind<C> {
    /// How many different values there are.
    Distinct(Expression<C>),
    /// What the numbers add up to.
    Sum(Expression<C>),
    /// The days between two dates, of all rows and by the values of a column.
    Days { from: Expression<C>, to: Expression<C>, by: Option<Expression<C>> },
}

impl<C> Rules<C> {
    /// How many columns a row is asked for at most.
    pub(super) fn columns_asked(&self) -> usize {
        let organizations = [Some(&self.organization), self.commissioner.row.as_ref()].into_iter().flatten();
        let of_organizations =
            organizations.map(|it| asked([&it.id, &it.kind.expression].into_iter().chain(&it.name).chain(&it.region)));
        let project = &self.project;
        let category = match &project.category {
            CategoryRule::Mapped(mapped) => &mapped.expression,
            CategoryRule::EachValue(expression) => expression,
        };
        let of_project = asked(
            [&project.grant, category, &project.stage.expression]
                .into_iter()
                .chain(&project.title)
                .chain(&project.topic)
                .chain(project.status.iter().map(|status| &status.expression))
                .chain(project.dates.iter().flatten().map(|date| &date.expression))
                .chain(project.budget.iter().map(|budget| &budget.expression))
                .chain(self.role.iter().map(|role| &role.expression)),
        );
        let of_funding =
            self.funding.iter().map(|it| asked(it.amount.iter().map(|amount| &amount.expression).chain(&it.year)));
        let left_out = self.leave_out.iter().flat_map(|rule| &rule.when);
        let links = self.builds_on.iter().flat_map(|rule| rule.upstream.iter().chain(&rule.downstream));
        let of_conditions = asked(left_out.chain(links).map(|condition| &condition.expression));
        let of_figures = self.figures.iter().map(|figure| match &figure.what {
            FigureKind::Distinct(expression) | FigureKind::Sum(expression) => asked([expression]),
            FigureKind::Days { from, to, by } => asked([from, to].into_iter().chain(by)),
        });
        of_organizations.chain([of_project, of_conditions]).chain(of_funding).chain(of_figures).sum()
    }
}

/// How many columns some expressions ask for at most.
pub(super) fn asked<'e, C: 'e>(expressions: impl IntoIterator<Item = &'e Expression<C>>) -> usize {
    let of_one = |alternative: &Alternative<C>| match alternative {
        Alternative::Template(parts) => parts.len(),
        Alternative::Column(_) | Alternative::Constant(_) => 1,
    };
    expressions.into_iter().flat_map(|expression| &expression.alternatives).map(of_one).sum()
}
