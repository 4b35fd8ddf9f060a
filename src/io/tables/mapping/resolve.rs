//! The columns that a mapping names, looked up in the tables that were given.

use std::borrow::Cow;

use hashbrown::{HashMap, HashSet};

use super::account::AbsentColumn;
use super::expression::{Alternative, ColumnAt, ColumnName, Expression, Mapped, Part};
use super::reason::Reason;
use super::rules::{
    AmountRule, AsOf, CategoryRule, CommissionerRule, Condition, DateRule, FigureKind, FigureRule, FundingRule, Join,
    LeaveOut, LinkRule, OrganizationRule, ProjectRule, Rules, Table,
};
use crate::chain::{Problem, ProblemKind, Problems};
use crate::io::tables::Grid;
use crate::text::{Effort, nearest_within};

/// The rules with the place of each column, and the columns that the tables can do without and do not have.
pub(super) fn resolve(rules: &Rules, grids: &[Grid]) -> Result<(Rules<ColumnAt>, Vec<AbsentColumn>), Problems> {
    let headers: Vec<_> = grids.iter().map(header).collect();
    let tables = rules.tables.iter().map(|table| &*table.name).collect();
    let names = headers.iter().map(names_of).collect();
    let (problems, absent, effort) = (Vec::new(), Vec::new(), Effort::default());
    let mut resolver = Resolver { headers, names, tables, problems, absent, effort, numbers: HashMap::new() };
    let resolved = resolver.rules(rules);
    match (Problems::new(resolver.problems), resolved) {
        (Some(problems), _) => Err(problems),
        (None, rules) => Ok((rules.expect("what is missing was noted"), resolver.absent)),
    }
}

/// The place of each column by its name; `None` for a name that stands twice.
type Header<'g> = HashMap<Cow<'g, str>, Option<u32>>;

fn header(grid: &Grid) -> Header<'_> {
    let mut columns = Header::new();
    for (index, cell) in grid.header().cells().enumerate() {
        let name = match cell {
            crate::io::tables::Cell::Text(text) => Cow::Borrowed(text.trim()),
            other => Cow::Owned(other.to_string()),
        };
        columns.entry(name).and_modify(|place| *place = None).or_insert(Some(index as u32));
    }
    columns.remove("");
    columns
}

/// The names of all columns, in an order that is the same each time.
fn names_of<'g>(header: &Header<'g>) -> Vec<Cow<'g, str>> {
    let mut names: Vec<_> = header.keys().cloned().collect();
    names.sort_unstable();
    names
}

struct Resolver<'g> {
    tables: Vec<&'g str>,
    headers: Vec<Header<'g>>,
    names: Vec<Vec<Cow<'g, str>>>,
    problems: Vec<Problem>,
    absent: Vec<AbsentColumn>,
    /// What is left to be spent on hints.
    effort: Effort,
    /// The numbers of expressions that find the same.
    numbers: HashMap<Vec<Alternative<ColumnAt>>, usize>,
}

impl Resolver<'_> {
    /// Where a column is; `Err` if there is none of the name.
    fn find(&mut self, column: &ColumnName) -> Result<ColumnAt, ()> {
        let written = &*column.written;
        let in_table = |table: usize, name: &str| {
            let place = self.headers.get(table)?.get(name)?;
            Some((table as u32, *place))
        };
        let everywhere = || (0..self.tables.len()).find_map(|table| in_table(table, written));
        let found = everywhere().or_else(|| {
            let (table, name) = written.split_once('.')?;
            in_table(self.tables.iter().position(|known| *known == table)?, name.trim())
        });
        match found {
            None => Err(()),
            Some((table, Some(index))) => Ok(ColumnAt { table, column: index }),
            Some((table, None)) => {
                let why = Reason::ColumnTwice { table: self.tables[table as usize] }.into();
                let kind = ProblemKind::Unusable { found: written.to_owned(), why };
                self.problem(column, kind);
                Ok(ColumnAt { table, column: 0 })
            }
        }
    }

    fn problem(&mut self, column: &ColumnName, kind: ProblemKind) {
        self.problems.push(Problem { path: column.path.clone(), kind, span: Some(column.span.clone()) });
    }

    fn nearest(&mut self, column: &ColumnName) -> Option<String> {
        let written = &*column.written;
        let name = written.split_once('.').filter(|(table, _)| self.tables.contains(table)).map_or(written, |it| it.1);
        nearest_within(name, self.names.iter().flatten().map(|name| &**name), &mut self.effort).map(str::to_owned)
    }

    fn unknown(&mut self, column: &ColumnName) {
        let nearest = self.nearest(column);
        let id = column.written.to_string();
        self.problem(column, ProblemKind::UnknownReference { what: "column", id, nearest });
    }

    fn column(&mut self, column: &ColumnName) -> Option<ColumnAt> {
        let found = self.find(column);
        if found.is_err() {
            self.unknown(column);
        }
        found.ok()
    }

    fn expression(&mut self, expression: &Expression) -> Option<Expression<ColumnAt>> {
        let mut kept = Vec::new();
        for alternative in &expression.alternatives {
            kept.extend(match alternative {
                Alternative::Column(column) => self.find(column).ok().map(Alternative::Column),
                Alternative::Template(parts) => {
                    let parts: Result<Vec<_>, ()> = parts
                        .iter()
                        .map(|part| match part {
                            Part::Literal(text) => Ok(Part::Literal(text.clone())),
                            Part::Column(column) => self.find(column).map(Part::Column),
                        })
                        .collect();
                    parts.ok().map(Alternative::Template)
                }
                Alternative::Constant(text) => Some(Alternative::Constant(text.clone())),
            });
        }
        let missing: Vec<&ColumnName> = expression.columns().filter(|column| self.find(column).is_err()).collect();
        if kept.is_empty() && !expression.optional {
            missing.iter().for_each(|column| self.unknown(column));
            return None;
        }
        let named: HashSet<&str> = expression.columns().map(|column| &*column.written).collect();
        for column in missing {
            // A column that stands in already needs no hint.
            let nearest = self.nearest(column).filter(|name| !named.contains(name.as_str()));
            let field = column.path.to_string().into();
            self.absent.push(AbsentColumn { column: column.written.clone(), field, nearest });
        }
        let next = self.numbers.len();
        let number = *self.numbers.entry(kept.clone()).or_insert(next);
        Some(Expression { alternatives: kept, number, optional: expression.optional })
    }

    /// One that may be left out of the mapping. What is missing in the tables is noted, so nothing is lost here.
    fn optional(&mut self, expression: Option<&Expression>) -> Option<Expression<ColumnAt>> {
        self.expression(expression?)
    }

    fn mapped<T: Clone>(&mut self, mapped: &Mapped<T>) -> Option<Mapped<T, ColumnAt>> {
        let expression = self.expression(&mapped.expression)?;
        Some(Mapped { expression, split: mapped.split.clone(), map: mapped.map.clone() })
    }

    fn amount(&mut self, amount: &AmountRule<ColumnName>) -> Option<AmountRule<ColumnAt>> {
        Some(AmountRule { expression: self.expression(&amount.expression)?, merged: amount.merged })
    }

    fn organization(&mut self, rule: &OrganizationRule<ColumnName>) -> Option<OrganizationRule<ColumnAt>> {
        let (id, kind) = (self.expression(&rule.id), self.mapped(&rule.kind));
        let (name, region) = (self.optional(rule.name.as_ref()), self.optional(rule.region.as_ref()));
        Some(OrganizationRule { id: id?, kind: kind?, name, region, evidence: rule.evidence })
    }

    fn conditions(&mut self, conditions: &[Condition<ColumnName>]) -> Vec<Condition<ColumnAt>> {
        let condition = |condition: &Condition<ColumnName>| {
            let expression = self.expression(&condition.expression)?;
            Some(Condition { expression, matches: condition.matches.clone(), unless: condition.unless })
        };
        conditions.iter().filter_map(condition).collect()
    }

    fn project(&mut self, rule: &ProjectRule<ColumnName>) -> Option<ProjectRule<ColumnAt>> {
        let grant = self.expression(&rule.grant);
        let (title, topic) = (self.optional(rule.title.as_ref()), self.optional(rule.topic.as_ref()));
        let category = match &rule.category {
            CategoryRule::Mapped(mapped) => self.mapped(mapped).map(CategoryRule::Mapped),
            CategoryRule::EachValue(expression) => self.expression(expression).map(CategoryRule::EachValue),
        };
        let stage = self.mapped(&rule.stage);
        let status = rule.status.as_ref().and_then(|status| self.mapped(status));
        let dates = rule.dates.each_ref().map(|date| {
            let DateRule { expression, or_absent } = date.as_ref()?;
            Some(DateRule { expression: self.expression(expression)?, or_absent: *or_absent })
        });
        let budget = rule.budget.as_ref().and_then(|budget| self.amount(budget));
        let ProjectRule { unit, agreements, evidence, .. } = *rule;
        let (grant, category, stage) = (grant?, category?, stage?);
        Some(ProjectRule { unit, agreements, grant, title, topic, category, stage, status, dates, budget, evidence })
    }

    fn figure(&mut self, rule: &FigureRule<ColumnName>) -> Option<FigureRule<ColumnAt>> {
        let what = match &rule.what {
            FigureKind::Distinct(expression) => FigureKind::Distinct(self.expression(expression)?),
            FigureKind::Sum(expression) => FigureKind::Sum(self.expression(expression)?),
            FigureKind::Days { from, to, by } => {
                let (from, to, by) = (self.expression(from), self.expression(to), self.optional(by.as_ref()));
                FigureKind::Days { from: from?, to: to?, by }
            }
        };
        Some(FigureRule { name: rule.name.clone(), what })
    }

    fn table(&mut self, index: usize, table: &Table<ColumnName>) -> Option<Table<ColumnAt>> {
        let Some(join) = &table.join else { return Some(Table { name: table.name.clone(), join: None }) };
        // Each is looked for in its own table, whatever the other one has.
        let key = self.column_of(index, &join.key);
        let joined_by = self.column_of(0, &join.joined_by);
        let join = Join { key: key?, joined_by: joined_by?, optional: join.optional };
        Some(Table { name: table.name.clone(), join: Some(join) })
    }

    fn column_of(&mut self, table: usize, column: &ColumnName) -> Option<ColumnAt> {
        match self.headers.get(table).and_then(|header| header.get(&*column.written)).copied() {
            Some(Some(index)) => Some(ColumnAt { table: table as u32, column: index }),
            Some(None) => self.column(column),
            None => {
                self.unknown(column);
                None
            }
        }
    }

    fn rules(&mut self, rules: &Rules) -> Option<Rules<ColumnAt>> {
        let tables: Vec<_> = rules.tables.iter().enumerate().map(|(index, table)| self.table(index, table)).collect();
        let as_of = match &rules.as_of {
            AsOf::On(date) => AsOf::On(*date),
            AsOf::Latest(columns) => AsOf::Latest(columns.iter().filter_map(|it| self.expression(it)).collect()),
        };
        let organization = self.organization(&rules.organization);
        let project = self.project(&rules.project);
        let role = rules.role.as_ref().and_then(|role| self.mapped(role));
        let CommissionerRule { coordinator, participant, without_coordinator, .. } = rules.commissioner;
        let row = rules.commissioner.row.as_ref().and_then(|row| self.organization(row));
        let commissioner = CommissionerRule { coordinator, participant, without_coordinator, row };
        let funding = rules.funding.as_ref().map(|rule| FundingRule {
            from: rule.from,
            amount: rule.amount.as_ref().and_then(|amount| self.amount(amount)),
            year: self.optional(rule.year.as_ref()),
        });
        let leave_out: Vec<_> = rules
            .leave_out
            .iter()
            .map(|rule| LeaveOut { when: self.conditions(&rule.when), why: rule.why.clone() })
            .collect();
        let builds_on: Vec<_> = rules
            .builds_on
            .iter()
            .map(|rule| LinkRule {
                upstream: self.conditions(&rule.upstream),
                downstream: self.conditions(&rule.downstream),
                same_category: rule.same_category,
                evidence: rule.evidence,
                name: rule.name.clone(),
            })
            .collect();
        let figures = rules.figures.iter().filter_map(|rule| self.figure(rule)).collect();
        Some(Rules {
            name: rules.name.clone(),
            currency: rules.currency.clone(),
            as_of,
            source: rules.source.clone(),
            writing: rules.writing.clone(),
            sources: rules.sources.clone(),
            categories: rules.categories.clone(),
            organizations: rules.organizations.clone(),
            tables: tables.into_iter().collect::<Option<_>>()?,
            organization: organization?,
            project: project?,
            role,
            commissioner,
            funding,
            capabilities: rules.capabilities,
            leave_out,
            builds_on,
            figures,
            expressions: self.numbers.len(),
        })
    }
}
