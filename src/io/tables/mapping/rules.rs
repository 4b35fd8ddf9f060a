//! What a mapping says, section by section.

use super::account::AbsentColumn;
use super::columns::{Column, Columns};
use super::expression::{Expression, Mapped, Numbers};
use super::pattern::ValueMap;
use super::values::Writing;
use crate::chain::Problems;
use crate::io::tables::Grid;
use crate::model::{Evidence, OrganizationKind, PartialDate, ServiceKind, SourceId, Stage};
use crate::model::{Status, Text};
use crate::record::{Category, Organization, Source};

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
    pub(super) organization: OrganizationRule,
    pub(super) project: ProjectRule,
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
    /// How it is joined to the first table; only the first has none.
    pub(super) join: Option<Join>,
}

#[derive(Clone, Debug)]
pub(super) struct Join {
    /// Its own column that names each of its rows.
    pub(super) key: Column,
    /// The column of the first table that says which of its rows is meant.
    pub(super) joined_by: Column,
    /// Whether a row of the first table can do without.
    pub(super) optional: bool,
}

#[derive(Clone, Debug)]
pub(super) struct OrganizationRule {
    pub(super) id: Expression,
    pub(super) kind: Mapped<KnownKind>,
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
    pub(super) evidence: Evidence,
}

#[derive(Clone, Debug)]
pub(super) enum CategoryRule {
    /// Into the categories that the mapping declares, by their number.
    Mapped(Mapped<usize>),
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
    /// One of them must match.
    pub(super) matches: ValueMap<()>,
    /// Or none of them may.
    pub(super) unless: bool,
}

#[derive(Clone, Debug)]
pub(super) struct LinkRule {
    pub(super) upstream: Vec<Condition>,
    pub(super) downstream: Vec<Condition>,
    /// Whether both must be of one category.
    pub(super) same_category: bool,
    pub(super) evidence: Evidence,
    pub(super) name: Text,
}

#[derive(Clone, Debug)]
pub(super) struct FigureRule {
    pub(super) name: Text,
    pub(super) what: FigureKind,
}

#[derive(Clone, Debug)]
pub(super) enum FigureKind {
    /// How many different values there are.
    Distinct(Expression),
    /// What the numbers add up to.
    Sum(Expression),
    /// The days between two dates, of all rows and by the values of a column.
    Days { from: Expression, to: Expression, by: Option<Expression> },
}

impl Rules {
    /// The rules with the place of each column, and the columns that the tables can do without and do not have.
    pub(super) fn resolved(&self, grids: &[Grid]) -> Result<(Self, Vec<AbsentColumn>), Problems> {
        let mut rules = self.clone();
        let mut columns = Columns::of(self.tables.iter().map(|table| &*table.name).collect(), grids);
        let mut numbers = Numbers::default();
        for (index, table) in rules.tables.iter_mut().enumerate() {
            if let Some(join) = &mut table.join {
                columns.find_in(index, &mut join.key);
                columns.find_in(0, &mut join.joined_by);
            }
        }
        if let AsOf::Latest(expressions) = &mut rules.as_of {
            expressions.iter_mut().for_each(|expression| expression.resolve(&mut columns, &mut numbers));
        }
        let mut asked = 0;
        rules.each_expression(|expression| {
            expression.resolve(&mut columns, &mut numbers);
            asked += expression.asked();
        });
        (rules.asked, rules.expressions) = (asked, numbers.len());
        Ok((rules, columns.finish()?))
    }

    /// Visits where each value of a row comes from, section by section.
    fn each_expression(&mut self, mut visit: impl FnMut(&mut Expression)) {
        self.organization.each_expression(&mut visit);
        self.project.each_expression(&mut visit);
        self.role.iter_mut().for_each(|role| visit(&mut role.expression));
        self.commissioner.row.iter_mut().for_each(|row| row.each_expression(&mut visit));
        if let Some(rule) = &mut self.funding {
            rule.amount.iter_mut().for_each(|amount| visit(&mut amount.expression));
            rule.year.iter_mut().for_each(&mut visit);
        }
        let left_out = self.leave_out.iter_mut().flat_map(|rule| &mut rule.when);
        let links = self.builds_on.iter_mut().flat_map(|rule| rule.upstream.iter_mut().chain(&mut rule.downstream));
        left_out.chain(links).for_each(|condition| visit(&mut condition.expression));
        for figure in &mut self.figures {
            match &mut figure.what {
                FigureKind::Distinct(expression) | FigureKind::Sum(expression) => visit(expression),
                FigureKind::Days { from, to, by } => [from, to].into_iter().chain(by).for_each(&mut visit),
            }
        }
    }
}

impl OrganizationRule {
    fn each_expression(&mut self, visit: &mut impl FnMut(&mut Expression)) {
        let given = [&mut self.id, &mut self.kind.expression].into_iter();
        given.chain(&mut self.name).chain(&mut self.region).for_each(visit);
    }
}

impl ProjectRule {
    fn each_expression(&mut self, visit: &mut impl FnMut(&mut Expression)) {
        visit(&mut self.grant);
        self.title.iter_mut().chain(&mut self.topic).for_each(&mut *visit);
        visit(match &mut self.category {
            CategoryRule::Mapped(mapped) => &mut mapped.expression,
            CategoryRule::EachValue(expression) => expression,
        });
        visit(&mut self.stage.expression);
        self.status.iter_mut().for_each(|status| visit(&mut status.expression));
        self.dates.iter_mut().flatten().for_each(|date| visit(&mut date.expression));
        self.budget.iter_mut().for_each(|budget| visit(&mut budget.expression));
    }
}
