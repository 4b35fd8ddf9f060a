//! Where the values of all rules come from: their expressions and columns, and which field each column feeds.

use hashbrown::HashSet;

use super::{
    Among, AsOf, CategoryRule, FieldRule, FigureKind, Holds, Order, OrganizationRule, ProjectRule, Rules, SameRule,
    What,
};
use crate::chain::{Path, Problems, Step};
use crate::io::tables::Grid;
use crate::io::tables::mapping::account::AbsentColumn;
use crate::io::tables::mapping::columns::{Column, ColumnAt, Columns};
use crate::io::tables::mapping::expression::{Expression, Numbers};

impl Rules {
    /// The names of all columns that it asks for, without those of their tables.
    pub(in super::super) fn column_names(&self) -> HashSet<String> {
        let mut names = HashSet::new();
        let mut note = |column: &Column| {
            let written = &*column.name.written;
            let within = written.split_once('.').filter(|(table, _)| self.tables.iter().any(|it| *it.name == **table));
            names.insert(within.map_or(written, |(_, name)| name.trim()).to_owned());
        };
        self.tables.iter().filter_map(|table| table.join.as_ref()).for_each(|join| {
            note(&join.key);
            note(&join.joined_by);
        });
        self.clone().each_expression(|expression| expression.columns_mut().for_each(|column| note(column)));
        names
    }

    /// The rules with the place of each column, and the columns that the tables can do without and do not have.
    pub(in super::super) fn resolved(&self, grids: &[&Grid]) -> Result<(Self, Vec<AbsentColumn>), Problems> {
        let mut rules = self.clone();
        let mut columns = Columns::of(self.tables.iter().map(|table| &*table.name).collect(), grids);
        let mut numbers = Numbers::default();
        for (index, table) in rules.tables.iter_mut().enumerate() {
            if let Some(join) = &mut table.join {
                columns.find_in(index, &mut join.key);
                columns.find_before(index, &mut join.joined_by);
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
        self.organization.iter_mut().for_each(|rule| rule.each_expression(&mut visit));
        self.project.iter_mut().for_each(|rule| rule.each_expression(&mut visit));
        self.role.iter_mut().for_each(|role| visit(&mut role.expression));
        self.commissioner.row.iter_mut().for_each(|row| row.each_expression(&mut visit));
        if let Some(rule) = &mut self.funding {
            rule.amount.iter_mut().for_each(|amount| visit(&mut amount.expression));
            rule.year.iter_mut().for_each(&mut visit);
        }
        let left_out = self.leave_out.iter_mut().flat_map(|rule| &mut rule.when);
        let links = self.builds_on.iter_mut().flat_map(|rule| rule.upstream.iter_mut().chain(&mut rule.downstream));
        let records = self.records.iter_mut().flat_map(|rule| &mut rule.when);
        let figures = self.figures.iter_mut().flat_map(|figure| {
            let counted = match &mut figure.what {
                FigureKind::Count(when) => &mut when[..],
                _ => &mut [],
            };
            figure.when.iter_mut().chain(counted)
        });
        for condition in left_out.chain(links).chain(records).chain(figures) {
            visit(&mut condition.expression);
            if let Holds::Unlike(other) = &mut condition.holds {
                visit(other);
            }
        }
        for rule in &mut self.builds_on {
            if let Among::Key { key, order } = &mut rule.among {
                visit(key);
                if let Order::Value(value) = order {
                    visit(value);
                }
            }
        }
        self.records.iter_mut().flat_map(|rule| &mut rule.fields).for_each(|field| field.each_expression(&mut visit));
        for rule in &mut self.same {
            if let SameRule::Rows { name, also, .. } = rule {
                [name, also].into_iter().for_each(&mut visit);
            }
        }
        for figure in &mut self.figures {
            match &mut figure.what {
                FigureKind::Distinct(expression) | FigureKind::Sum(expression) => visit(expression),
                FigureKind::Count(_) => {}
                FigureKind::Days { from, to, by } => [from, to].into_iter().chain(by).for_each(&mut visit),
            }
        }
    }
}

impl OrganizationRule {
    fn each_expression(&mut self, visit: &mut impl FnMut(&mut Expression)) {
        let kind = self.kind.iter_mut().map(|kind| &mut kind.expression);
        std::iter::once(&mut self.id).chain(kind).chain(&mut self.name).chain(&mut self.region).for_each(visit);
    }
}

impl ProjectRule {
    fn each_expression(&mut self, visit: &mut impl FnMut(&mut Expression)) {
        visit(&mut self.grant);
        self.title.iter_mut().chain(&mut self.topic).for_each(&mut *visit);
        visit(match &mut self.category {
            CategoryRule::Mapped(mapped) | CategoryRule::Named(mapped, _) => &mut mapped.expression,
            CategoryRule::EachValue(expression) => expression,
        });
        visit(&mut self.stage.expression);
        self.status.iter_mut().for_each(|status| visit(&mut status.expression));
        self.dates.iter_mut().flatten().for_each(|date| visit(&mut date.expression));
        self.budget.iter_mut().for_each(|budget| visit(&mut budget.expression));
        self.refers.iter_mut().for_each(|field| field.each_expression(visit));
    }
}

impl FieldRule {
    fn each_expression(&mut self, visit: &mut impl FnMut(&mut Expression)) {
        self.values.iter_mut().for_each(visit);
    }
}

impl SameRule {
    /// Whether rows of a table say it.
    pub(in super::super) fn is_of(&self, number: usize) -> bool {
        matches!(self, Self::Rows { table, .. } if *table == number)
    }
}

impl Rules {
    /// Where dates come from.
    pub(in super::super) fn dates(&self) -> impl Iterator<Item = &Expression> {
        let latest = match &self.as_of {
            AsOf::On(_) => &[][..],
            AsOf::Latest(expressions) => expressions,
        };
        let of_projects = self.project.iter().flat_map(|project| project.dates.iter().flatten());
        let of_records = self.records.iter().flat_map(|rule| &rule.fields);
        let of_records = of_records.filter(|field| matches!(field.what, What::Date)).flat_map(|field| &field.values);
        let years = self.funding.iter().filter_map(|funding| funding.year.as_ref());
        latest.iter().chain(of_projects.map(|date| &date.expression)).chain(of_records).chain(years)
    }

    /// Each column that is asked for, with the field that it feeds, once the columns are found.
    pub(in super::super) fn uses(&self) -> Vec<(ColumnAt, Box<str>)> {
        let mut uses = Vec::new();
        let mut rules = self.clone();
        let lists: Vec<&'static str> = self.records.iter().map(|rule| rule.list.key()).collect();
        let mut note = |column: &Column| uses.push((column.at, field_of(&column.name.path, &lists)));
        rules.tables.iter().filter_map(|table| table.join.as_ref()).for_each(|join| {
            note(&join.key);
            note(&join.joined_by);
        });
        rules.each_expression(|expression| expression.columns_mut().for_each(|column| note(column)));
        uses
    }

    /// What is said of projects; asked of rows that became some.
    pub(in super::super) fn project(&self) -> &ProjectRule {
        self.project.as_ref().expect("rows became projects, so the mapping says how")
    }
}

/// The field that a place of a mapping is about, such as `project.stage`.
fn field_of(path: &Path, lists: &[&'static str]) -> Box<str> {
    let field = match path.steps() {
        [Step::Key(list), Step::Index(number), Step::Key(key), ..] if **list == *"records" => {
            format!("{}.{key}", lists.get(*number).copied().unwrap_or_default())
        }
        [Step::Key(section), Step::Index(_), ..] => section.to_string(),
        [Step::Key(section), Step::Key(key), ..] => format!("{section}.{key}"),
        _ => path.to_string(),
    };
    field.into()
}
