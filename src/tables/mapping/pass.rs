//! One pass over the rows: each is left out, refused, or read.

mod fields;

use std::borrow::Cow;

use hashbrown::HashMap;

use super::account::{Fates, RefusalKind, RowRefusal, Stored, shortened};
use super::expression::{ColumnAt, Expression, Found, Mapped};
use super::figures::Measures;
use super::gather::{Names, Vote};
use super::import::ImportError;
use super::join::{Joins, steps_of};
use super::pattern::Steps;
use super::rules::{AsOf, CategoryRule, Condition, Kind, Role, Rules, StatusRule, asked};
use crate::chain::Effort;
use crate::tables::{Cell, Grid, Row, TableLimits};
use crate::{PartialDate, Stage};

/// What one row says.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) row: u32,
    pub(super) grant: u32,
    pub(super) organization: u32,
    pub(super) commissioner: Option<u32>,
    pub(super) role: Role,
    pub(super) title: Cow<'a, str>,
    pub(super) topic: Cow<'a, str>,
    pub(super) category: u32,
    pub(super) stage: Stage,
    pub(super) status: StatusRule,
    /// Asked, begun and done.
    pub(super) dates: [Option<PartialDate>; 3],
    pub(super) budget: Option<f64>,
    pub(super) funding: Option<f64>,
    pub(super) year: Option<u16>,
    /// The rules of `builds_on` by which others may build on it, one bit each, and those by which it may on others.
    pub(super) upstream: u64,
    pub(super) downstream: u64,
}

/// How many texts of a row are kept at most: title, topic, and names and regions of two organizations.
const KEPT: u64 = 6;

/// How many rules of `builds_on` there may be.
pub(super) const MOST_LINK_RULES: usize = 64;

/// What rows say of one organization.
#[derive(Clone, Debug, Default)]
pub(super) struct Portrait<'a> {
    pub(super) kind: Vote<Kind>,
    pub(super) name: Vote<Cow<'a, str>>,
    pub(super) region: Vote<Cow<'a, str>>,
}

type Memo<'a, T> = HashMap<Cow<'a, str>, Option<T>>;

/// The names of the fields, as mappings call them.
pub(super) mod field {
    pub(crate) const ORGANIZATION: [&str; 2] = ["organization.id", "organization.kind"];
    pub(crate) const COMMISSIONER: [&str; 2] = ["commissioner.id", "commissioner.kind"];
    pub(crate) const DATES: [&str; 3] = ["project.commissioned", "project.started", "project.ended"];
    pub(crate) const KEYS: [&str; 3] = ["commissioned", "started", "ended"];
}

pub(super) struct Pass<'a> {
    pub(super) rules: &'a Rules<ColumnAt>,
    pub(super) grids: &'a [Grid],
    pub(super) joins: Joins<'a>,
    pub(super) fates: Fates,
    pub(super) readings: Vec<Reading<'a>>,
    pub(super) grants: Names<'a>,
    pub(super) organizations: Names<'a>,
    pub(super) portraits: Vec<Portrait<'a>>,
    pub(super) categories: Names<'a>,
    pub(super) measures: Measures<'a>,
    dates: Memo<'a, PartialDate>,
    kinds: [Memo<'a, Kind>; 2],
    roles: Memo<'a, Role>,
    stages: Memo<'a, Stage>,
    statuses: Memo<'a, StatusRule>,
    mapped_categories: Memo<'a, usize>,
    hints: HashMap<(&'static str, Cow<'a, str>), Option<Box<str>>>,
    hinting: Effort,
    pub(super) steps: Steps,
    /// How many steps each row takes, whatever stands in it.
    steps_of_row: usize,
    /// How many bytes of text may still be kept.
    room: u64,
    left_out: Vec<Vec<Memo<'a, ()>>>,
    upstream: Vec<Vec<Memo<'a, ()>>>,
    downstream: Vec<Vec<Memo<'a, ()>>>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(rules: &'a Rules<ColumnAt>, grids: &'a [Grid], limits: &TableLimits) -> Self {
        let memos = |conditions: &[Condition<ColumnAt>]| conditions.iter().map(|_| Memo::new()).collect();
        let mut organizations = Names::default();
        rules.organizations.iter().for_each(|it| _ = organizations.number(Cow::Borrowed(it.id.as_str())));
        Self {
            rules,
            grids,
            joins: Joins::new(rules, grids),
            fates: Fates::default(),
            readings: Vec::with_capacity(grids[0].rows().len()),
            grants: Names::default(),
            portraits: vec![Portrait::default(); organizations.len()],
            organizations,
            categories: Names::default(),
            measures: Measures::new(rules),
            dates: Memo::new(),
            kinds: [Memo::new(), Memo::new()],
            roles: Memo::new(),
            stages: Memo::new(),
            statuses: Memo::new(),
            mapped_categories: Memo::new(),
            hints: HashMap::new(),
            hinting: Effort::default(),
            steps: Steps::new(limits.steps),
            steps_of_row: rules.columns_asked(),
            room: limits.text.saturating_add(KEPT * grids[0].text_len() as u64),
            left_out: rules.leave_out.iter().map(|rule| memos(&rule.when)).collect(),
            upstream: rules.builds_on.iter().map(|rule| memos(&rule.upstream)).collect(),
            downstream: rules.builds_on.iter().map(|rule| memos(&rule.downstream)).collect(),
        }
    }

    /// Reads every row of the first table. What becomes of those that are read is told later.
    pub(super) fn run(&mut self, mut progress: impl FnMut(usize, usize)) {
        const OFTEN: usize = 4096;
        let rows = self.grids[0].rows();
        let count = rows.len();
        let mut fates = Vec::with_capacity(count);
        let mut joined = Vec::with_capacity(self.grids.len());
        for (index, row) in rows.enumerate() {
            if index % OFTEN == 0 {
                progress(index, count);
            }
            fates.push(self.row(index as u32, row, &mut joined));
            if self.steps.are_spent() || self.room == 0 {
                break;
            }
        }
        progress(count, count);
        self.fates.tables = vec![fates];
    }

    /// Whether the limits were kept to.
    pub(super) const fn within(&self, limits: &TableLimits) -> Result<(), ImportError> {
        match (self.steps.are_spent(), self.room) {
            (true, _) => Err(ImportError::TooLarge { what: "steps", limit: limits.steps }),
            (_, 0) => Err(ImportError::TooLarge { what: "bytes of text", limit: limits.text }),
            _ => Ok(()),
        }
    }

    fn row(&mut self, index: u32, row: Row<'a>, joined: &mut Vec<Option<Row<'a>>>) -> Stored {
        if row
            .cells()
            .all(|cell| matches!(cell, Cell::Empty) || matches!(cell, Cell::Text(text) if text.trim().is_empty()))
        {
            return Stored::LeftOut(self.rules.leave_out.len() as u32);
        }
        joined.clear();
        joined.push(Some(row));
        let missing = self.joins.of(row, joined, &self.rules.writing);
        self.steps.spend(self.steps_of_row + steps_of(joined));
        self.measures.add(self.rules, joined, &mut self.dates);
        let rules = self.rules;
        for (number, rule) in rules.leave_out.iter().enumerate() {
            if holds(&rule.when, joined, rules, &mut self.left_out[number], &mut self.steps) {
                return Stored::LeftOut(number as u32);
            }
        }
        let before = self.fates.reasons.len();
        for (column, key, table) in missing {
            let kind = if key.is_empty() {
                RefusalKind::Missing
            } else {
                RefusalKind::NoRow { table: rules.tables[table].name.clone() }
            };
            self.refuse("tables.joined_by", Some(column), &key, kind);
        }
        let reading = if self.fates.reasons.len() == before { self.reading(index, joined) } else { None };
        match reading {
            Some(reading) if self.fates.reasons.len() == before => {
                self.readings.push(reading);
                // Until it is known which project it becomes.
                Stored::Joined
            }
            _ => Stored::Refused(before as u32, self.fates.reasons.len() as u32),
        }
    }

    /// What a row says; whatever it cannot say is noted as a reason to refuse it.
    fn reading(&mut self, row: u32, rows: &[Option<Row<'a>>]) -> Option<Reading<'a>> {
        let rules = self.rules;
        let organization = self.organization(&rules.organization, 0, rows);
        let commissioner = match &rules.commissioner.row {
            // Without one, it is the performer's own initiative.
            Some(rule) if !rule.id.find(rows, &rules.writing).text.is_empty() => Some(self.organization(rule, 1, rows)),
            _ => None,
        };
        let grant = self.required("project.grant", &rules.project.grant, rows);
        let project = &rules.project;
        let role = match &rules.role {
            None => Some(Role::Participant),
            Some(rule) => {
                let mut memo = std::mem::take(&mut self.roles);
                let role = self.mapped("role", rule, rows, &mut memo);
                self.roles = memo;
                role
            }
        };
        let mut memo = std::mem::take(&mut self.stages);
        let stage = self.mapped("project.stage", &project.stage, rows, &mut memo);
        self.stages = memo;
        let status = match &project.status {
            None => Some(StatusRule::ByDates),
            Some(rule) => {
                let mut memo = std::mem::take(&mut self.statuses);
                let status = self.mapped("project.status", rule, rows, &mut memo);
                self.statuses = memo;
                status
            }
        };
        let category = match &project.category {
            CategoryRule::Mapped(rule) => {
                let mut memo = std::mem::take(&mut self.mapped_categories);
                let category = self.mapped("project.category", rule, rows, &mut memo);
                self.mapped_categories = memo;
                category.map(|category| category as u32)
            }
            CategoryRule::EachValue(expression) => {
                let category = self.required("project.category", expression, rows);
                category.map(|category| self.categories.number(category))
            }
        };
        let mut dates = [None; 3];
        for (number, rule) in project.dates.iter().enumerate() {
            if let Some(rule) = rule {
                dates[number] = self.date(field::DATES[number], &rule.expression, rows);
            }
        }
        let budget = project.budget.as_ref().and_then(|rule| self.amount("project.budget", &rule.expression, rows));
        let (mut funding, mut year) = (None, None);
        if let Some(rule) = &rules.funding {
            funding = rule.amount.as_ref().and_then(|rule| self.amount("funding.amount", &rule.expression, rows));
            year = rule.year.as_ref().and_then(|year| self.date("funding.year", year, rows)).map(PartialDate::year);
        }
        let text = |expression: &'a Option<Expression<ColumnAt>>| {
            expression.as_ref().map_or(Cow::Borrowed(""), |it| it.find(rows, &rules.writing).text)
        };
        let (title, topic) = (text(&project.title), text(&project.topic));
        self.room = self.room.saturating_sub((title.len() + topic.len()) as u64);
        let (mut upstream, mut downstream) = (0, 0);
        for (number, rule) in rules.builds_on.iter().enumerate() {
            let steps = &mut self.steps;
            upstream |= u64::from(holds(&rule.upstream, rows, rules, &mut self.upstream[number], steps)) << number;
            downstream |=
                u64::from(holds(&rule.downstream, rows, rules, &mut self.downstream[number], steps)) << number;
        }
        let (organization, grant) = (organization?, grant?);
        let commissioner = match commissioner {
            Some(commissioner) => Some(commissioner?),
            None => None,
        };
        let (role, stage, status, category) = (role?, stage?, status?, category?);
        let organization = self.vote(&rules.organization, organization, rows);
        let commissioner = match (&rules.commissioner.row, commissioner) {
            (Some(rule), Some(commissioner)) => Some(self.vote(rule, commissioner, rows)),
            _ => None,
        };
        let grant = self.grants.number(grant);
        Some(Reading {
            row,
            grant,
            organization,
            commissioner,
            role,
            title,
            topic,
            category,
            stage,
            status,
            dates,
            budget,
            funding,
            year,
            upstream,
            downstream,
        })
    }

    pub(super) fn refuse(&mut self, field: &'static str, column: Option<ColumnAt>, value: &str, kind: RefusalKind) {
        let head = |at: ColumnAt| match self.grids[at.table as usize].header().cell(at.column as usize) {
            Cell::Text(text) => shortened(text.trim()),
            other => other.to_string().into(),
        };
        let letters = |at: ColumnAt| self.grids[at.table as usize].column_name(at.column as usize).into();
        let (column, letters) = (column.map(head), column.map(letters));
        self.fates.reasons.push(RowRefusal { field, column, letters, value: shortened(value), kind });
    }

    /// "Today" of the chain: as the mapping says, or the latest date in the columns that it names.
    pub(super) fn as_of(&mut self) -> Option<PartialDate> {
        let rules = self.rules;
        let columns = match &rules.as_of {
            AsOf::On(date) => return Some(*date),
            AsOf::Latest(columns) => columns,
        };
        let asked = asked(columns);
        let mut latest: Option<PartialDate> = None;
        let mut joined = Vec::new();
        for row in self.grids[0].rows() {
            joined.clear();
            joined.push(Some(row));
            let _ = self.joins.of(row, &mut joined, &rules.writing);
            self.steps.spend(asked + steps_of(&joined));
            if self.steps.are_spent() {
                return None;
            }
            for column in columns {
                let found = column.find(&joined, &rules.writing);
                let date = date(&found, rules, &mut self.dates);
                if date.is_some_and(|date| latest.is_none_or(|latest| date.last() > latest.last())) {
                    latest = date;
                }
            }
        }
        latest
    }
}

impl<T: Copy> Mapped<T, ColumnAt> {
    /// The value of a text, or of the first of its parts that has one.
    pub(super) fn look_up(&self, text: &str, steps: &mut Steps) -> Option<T> {
        match &self.split {
            Some(split) => text.split(&**split).find_map(|part| self.map.get(part.trim(), steps)).copied(),
            None => self.map.get(text, steps).copied(),
        }
    }
}

/// A date as a spreadsheet has it, or as it is written.
pub(super) fn date<'a>(
    found: &Found<'a>,
    rules: &Rules<ColumnAt>,
    memo: &mut HashMap<Cow<'a, str>, Option<PartialDate>>,
) -> Option<PartialDate> {
    if let Cell::Date(date) = found.cell {
        return Some(date);
    }
    remembered(memo, &found.text, |text| rules.writing.date(text))
}

/// What a text means, from memory if it was asked for before.
// A borrowed text is remembered as such.
#[allow(clippy::ptr_arg)]
pub(super) fn remembered<'a, T: Copy>(
    memo: &mut Memo<'a, T>,
    text: &Cow<'a, str>,
    look: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    /// Where there are more values, they hardly come again.
    const MOST: usize = 1 << 16;
    if let Some(value) = memo.get(text) {
        return *value;
    }
    let value = look(text);
    if memo.len() < MOST {
        memo.insert(text.clone(), value);
    }
    value
}

/// Whether all conditions hold of a row.
fn holds<'a>(
    conditions: &'a [Condition<ColumnAt>],
    rows: &[Option<Row<'a>>],
    rules: &Rules<ColumnAt>,
    memos: &mut [Memo<'a, ()>],
    steps: &mut Steps,
) -> bool {
    conditions.iter().zip(memos).all(|(condition, memo)| {
        let text = condition.expression.find(rows, &rules.writing).text;
        let mut look = |text: &str| {
            let matches = condition.matches.get(text, steps).is_some();
            (matches != condition.unless).then_some(())
        };
        if condition.matches.is_plain() { look(&text).is_some() } else { remembered(memo, &text, look).is_some() }
    })
}
