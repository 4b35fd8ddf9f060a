//! One pass over the rows: each is left out, refused, or read.

mod fields;

use std::borrow::Cow;

use hashbrown::HashMap;

use super::account::{Dispositions, RefusalKind, RowRefusal, Stored, shortened};
use super::columns::ColumnAt;
use super::expression::{Expression, Mapped};
use super::figures::Measures;
use super::gather::{Names, Vote};
use super::join::{Joins, steps_of};
use super::line::{Line, Memo};
use super::pattern::Steps;
use super::rules::{AsOf, CategoryRule, Condition, KnownKind, Role, Rules, StatusRule};
use crate::io::LimitedQuantity;
use crate::io::tables::{Cell, Grid, Row, TableLimits};
use crate::model::{PartialDate, Stage};
use crate::text::SearchBudget;

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

/// How often what stands in a row is kept at most, as a rule: title, topic, names and regions of two organizations, and
/// twice among the different texts of expressions.
const KEPT: u64 = 8;

/// What rows say of one organization.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile<'a> {
    pub(super) kind: Vote<KnownKind>,
    pub(super) name: Vote<Cow<'a, str>>,
    pub(super) region: Vote<Cow<'a, str>>,
}

/// The names of the fields, as mappings call them.
pub(super) mod field {
    pub(crate) const ORGANIZATION: [&str; 2] = ["organization.id", "organization.kind"];
    pub(crate) const COMMISSIONER: [&str; 2] = ["commissioner.id", "commissioner.kind"];
    pub(crate) const DATES: [&str; 3] = ["project.commissioned", "project.started", "project.ended"];
    pub(crate) const KEYS: [&str; 3] = ["commissioned", "started", "ended"];
}

pub(super) struct Pass<'a> {
    pub(super) rules: &'a Rules,
    pub(super) grids: &'a [Grid],
    pub(super) joins: Joins<'a>,
    pub(super) dispositions: Dispositions,
    pub(super) readings: Vec<Reading<'a>>,
    /// Those of rows that are read.
    pub(super) grants: Names,
    grant_numbers: Memo<u32>,
    pub(super) organizations: Names,
    pub(super) profiles: Vec<Profile<'a>>,
    pub(super) categories: Names,
    pub(super) measures: Measures,
    pub(super) line: Line<'a>,
    latest: Option<PartialDate>,
    kinds: [Memo<Option<KnownKind>>; 2],
    roles: Memo<Option<Role>>,
    stages: Memo<Option<Stage>>,
    statuses: Memo<Option<StatusRule>>,
    mapped_categories: Memo<Option<usize>>,
    hints: HashMap<(&'static str, Cow<'a, str>), Option<Box<str>>>,
    hinting: SearchBudget,
    pub(super) steps: Steps,
    /// How many steps each row takes, whatever stands in it.
    steps_of_row: usize,
    /// How many bytes of text may still be kept.
    room: u64,
    left_out: Vec<Vec<Memo<bool>>>,
    upstream: Vec<Vec<Memo<bool>>>,
    downstream: Vec<Vec<Memo<bool>>>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(rules: &'a Rules, grids: &'a [Grid], limits: &TableLimits) -> Self {
        let memos = |conditions: &[Condition]| vec![Memo::default(); conditions.len()];
        let mut organizations = Names::default();
        rules.organizations.iter().for_each(|it| _ = organizations.number(it.id.as_str()));
        let of_today = match &rules.as_of {
            AsOf::On(_) => 0,
            AsOf::Latest(columns) => columns.iter().map(Expression::asked).sum(),
        };
        Self {
            rules,
            grids,
            joins: Joins::new(rules, grids),
            dispositions: Dispositions::default(),
            readings: Vec::with_capacity(grids[0].rows().len()),
            grants: Names::default(),
            grant_numbers: Memo::default(),
            profiles: vec![Profile::default(); organizations.len()],
            organizations,
            categories: Names::default(),
            measures: Measures::new(rules),
            line: Line::new(rules.expressions, &rules.writing),
            latest: None,
            kinds: [Memo::default(), Memo::default()],
            roles: Memo::default(),
            stages: Memo::default(),
            statuses: Memo::default(),
            mapped_categories: Memo::default(),
            hints: HashMap::new(),
            hinting: SearchBudget::default(),
            steps: Steps::new(limits.steps),
            steps_of_row: rules.asked + of_today,
            room: limits.text.saturating_add(KEPT * grids[0].text_len() as u64),
            left_out: rules.leave_out.iter().map(|rule| memos(&rule.when)).collect(),
            upstream: rules.builds_on.iter().map(|rule| memos(&rule.upstream)).collect(),
            downstream: rules.builds_on.iter().map(|rule| memos(&rule.downstream)).collect(),
        }
    }

    /// Reads every row of the first table. What becomes of those that are read is reported later.
    pub(super) fn run(&mut self, mut progress: impl FnMut(usize, usize)) {
        const OFTEN: usize = 4096;
        let rows = self.grids[0].rows();
        let count = rows.len();
        let mut dispositions = Vec::with_capacity(count);
        for (index, row) in rows.enumerate() {
            if index % OFTEN == 0 {
                progress(index, count);
            }
            dispositions.push(self.row(index as u32, row));
            if self.steps.are_spent() || self.room <= self.line.kept() {
                break;
            }
        }
        progress(count, count);
        self.dispositions.tables = vec![dispositions];
    }

    /// The limit that was not kept to, and what it limits.
    pub(super) const fn exceeded(&self, limits: &TableLimits) -> Option<(LimitedQuantity, u64)> {
        if self.steps.are_spent() {
            return Some((LimitedQuantity::Steps, limits.steps));
        }
        if self.room <= self.line.kept() {
            return Some((LimitedQuantity::TextBytes, limits.text));
        }
        None
    }

    fn row(&mut self, index: u32, row: Row<'a>) -> Stored {
        let rules = self.rules;
        self.line.begin(row);
        let missing = self.joins.of(row, &mut self.line.rows, &rules.writing);
        self.steps.spend(self.steps_of_row + steps_of(&self.line.rows));
        self.note_latest();
        if row
            .cells()
            .all(|cell| matches!(cell, Cell::Empty) || matches!(cell, Cell::Text(text) if text.trim().is_empty()))
        {
            return Stored::LeftOut(rules.leave_out.len() as u32);
        }
        self.measures.add(rules, &mut self.line);
        for (number, (rule, memos)) in rules.leave_out.iter().zip(&mut self.left_out).enumerate() {
            if holds(&rule.when, memos, &mut self.line, &mut self.steps) {
                return Stored::LeftOut(number as u32);
            }
        }
        let before = self.dispositions.reasons.len();
        for (column, key, table) in missing {
            let kind = if key.is_empty() {
                RefusalKind::Missing
            } else {
                RefusalKind::NoRow { table: rules.tables[table].name.clone() }
            };
            self.refuse("tables.joined_by", Some(column), &key, kind);
        }
        let reading = if self.dispositions.reasons.len() == before { self.reading(index) } else { None };
        match reading {
            Some(reading) if self.dispositions.reasons.len() == before => {
                self.readings.push(reading);
                // Until it is known which project it becomes.
                Stored::Joined
            }
            _ => Stored::Refused(before as u32, self.dispositions.reasons.len() as u32),
        }
    }

    /// What a row says; whatever it cannot say is noted as a reason to refuse it.
    fn reading(&mut self, row: u32) -> Option<Reading<'a>> {
        let rules = self.rules;
        let organization = self.organization(&rules.organization, 0);
        let commissioner = match &rules.commissioner.row {
            // Without one, it is the performer's own initiative.
            Some(rule) if !self.line.find(&rule.id).text.is_empty() => Some(self.organization(rule, 1)),
            _ => None,
        };
        let grant = self.required("project.grant", &rules.project.grant);
        let project = &rules.project;
        let role = match &rules.role {
            None => Some(Role::Participant),
            Some(rule) => {
                let mut memo = std::mem::take(&mut self.roles);
                let role = self.mapped("role", rule, &mut memo);
                self.roles = memo;
                role
            }
        };
        let mut memo = std::mem::take(&mut self.stages);
        let stage = self.mapped("project.stage", &project.stage, &mut memo);
        self.stages = memo;
        let status = match &project.status {
            None => Some(StatusRule::ByDates),
            Some(rule) => {
                let mut memo = std::mem::take(&mut self.statuses);
                let status = self.mapped("project.status", rule, &mut memo);
                self.statuses = memo;
                status
            }
        };
        let category = match &project.category {
            CategoryRule::Mapped(rule) => {
                let mut memo = std::mem::take(&mut self.mapped_categories);
                let category = self.mapped("project.category", rule, &mut memo);
                self.mapped_categories = memo;
                category.map(|category| category as u32)
            }
            CategoryRule::EachValue(expression) => {
                let category = self.required("project.category", expression);
                category.map(|()| self.categories.number(&self.line.find(expression).text))
            }
        };
        let mut dates = [None; 3];
        for (number, rule) in project.dates.iter().enumerate() {
            if let Some(rule) = rule {
                dates[number] = self.date(field::DATES[number], &rule.expression);
            }
        }
        let budget = project.budget.as_ref().and_then(|rule| self.amount("project.budget", &rule.expression));
        let (mut funding, mut year) = (None, None);
        if let Some(rule) = &rules.funding {
            funding = rule.amount.as_ref().and_then(|rule| self.amount("funding.amount", &rule.expression));
            year = rule.year.as_ref().and_then(|year| self.date("funding.year", year)).map(PartialDate::year);
        }
        let text = |expression: &'a Option<Expression>| {
            expression.as_ref().map_or(Cow::Borrowed(""), |it| self.line.find(it).text)
        };
        let (title, topic) = (text(&project.title), text(&project.topic));
        self.room = self.room.saturating_sub((title.len() + topic.len()) as u64);
        let (mut upstream, mut downstream) = (0, 0);
        for (number, rule) in rules.builds_on.iter().enumerate() {
            let (line, steps) = (&mut self.line, &mut self.steps);
            upstream |= u64::from(holds(&rule.upstream, &mut self.upstream[number], line, steps)) << number;
            downstream |= u64::from(holds(&rule.downstream, &mut self.downstream[number], line, steps)) << number;
        }
        let (organization, ()) = (organization?, grant?);
        let commissioner = match commissioner {
            Some(commissioner) => Some(commissioner?),
            None => None,
        };
        let (role, stage, status, category) = (role?, stage?, status?, category?);
        let organization = self.vote(&rules.organization, organization);
        let commissioner = match (&rules.commissioner.row, commissioner) {
            (Some(rule), Some(commissioner)) => Some(self.vote(rule, commissioner)),
            _ => None,
        };
        let grant = self.line.number(&project.grant);
        let grant = self.grant_numbers.of(grant, || self.grants.number(self.line.text(&project.grant, grant)));
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
        self.dispositions.reasons.push(RowRefusal { field, column, letters, value: shortened(value), kind });
    }

    /// "Today" of the chain: as the mapping says, or the latest date in the columns that it names, of the rows read.
    pub(super) fn as_of(&self) -> Option<PartialDate> {
        match self.rules.as_of {
            AsOf::On(date) => Some(date),
            AsOf::Latest(_) => self.latest,
        }
    }

    fn note_latest(&mut self) {
        let AsOf::Latest(columns) = &self.rules.as_of else { return };
        for column in columns {
            let date = self.line.date(column);
            if date.is_some_and(|date| self.latest.is_none_or(|latest| date.last() > latest.last())) {
                self.latest = date;
            }
        }
    }
}

impl<T: Copy> Mapped<T> {
    /// The value of a text, or of the first of its parts that has one.
    pub(super) fn look_up(&self, text: &str, steps: &mut Steps) -> Option<T> {
        match &self.split {
            Some(split) => text.split(&**split).find_map(|part| self.map.get(part.trim(), steps)).copied(),
            None => self.map.get(text, steps).copied(),
        }
    }
}

/// Whether all conditions hold of a row.
fn holds<'a>(conditions: &'a [Condition], memos: &mut [Memo<bool>], line: &mut Line<'a>, steps: &mut Steps) -> bool {
    conditions.iter().zip(memos).all(|(condition, memo)| {
        let number = line.number(&condition.expression);
        memo.of(number, || {
            let text = line.text(&condition.expression, number);
            condition.matches.get(text, steps).is_some() != condition.unless
        })
    })
}
