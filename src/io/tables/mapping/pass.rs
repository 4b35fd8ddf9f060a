//! One pass over the rows: each is left out, refused, or read.

mod fields;
mod order;
mod records;
mod values;

use std::borrow::Cow;

use hashbrown::HashMap;

use super::account::{Dispositions, RefusalKind, Remarks, RowRefusal, Stored, shortened};
use super::columns::ColumnAt;
use super::expression::{Expression, Mapped};
use super::figures::Measures;
use super::gather::{Names, Vote};
use super::given::Value;
use super::join::{Joins, steps_of};
use super::line::{Line, Memo, holds};
use super::mentions::Mentions;
use super::pattern::Steps;
use super::rules::{Among, AsOf, CategoryRule, Condition, KnownKind, Order, ProjectRule, Role, Rules, StatusRule};
use super::same::Aliases;
use crate::io::LimitedQuantity;
use crate::io::tables::{Cell, Grid, Row, TableLimits};
use crate::model::{PartialDate, Stage};
use crate::record::RecordList;
use crate::text::SearchBudget;

use order::order_dates;
pub(super) use records::RecordReading;

/// What one row says.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) row: u32,
    pub(super) grant: u32,
    pub(super) organization: u32,
    /// Who else does it.
    pub(super) joint: Box<[u32]>,
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
    /// Of the rules of `builds_on` that have a key, in their order: the number of its text, and where the row stands in
    /// the order, if that is a value.
    pub(super) keys: Box<[(u32, Option<Step>)]>,
    /// What `[project]` refers to, by its fields.
    pub(super) refers: Box<[Value<'a>]>,
}

/// Where a row stands among others of its key: numbers before dates before texts.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) enum Step {
    Number(f64),
    Text(Box<str>),
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
    pub(super) grids: &'a [&'a Grid],
    pub(super) joins: Joins<'a>,
    pub(super) dispositions: Dispositions,
    pub(super) readings: Vec<Reading<'a>>,
    /// Those of rows that are read.
    pub(super) grants: Names,
    grant_numbers: Memo<u32>,
    pub(super) organizations: Names,
    pub(super) profiles: Vec<Profile<'a>>,
    pub(super) categories: Names,
    pub(super) mentions: Mentions,
    pub(super) records: Vec<RecordReading<'a>>,
    pub(super) aliases: Aliases,
    pub(super) remarks: Remarks,
    pub(super) measures: Measures,
    pub(super) line: Line<'a>,
    /// Whether figures are asked of a table.
    measured: Vec<bool>,
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
    record_whens: Vec<Vec<Memo<bool>>>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(rules: &'a Rules, grids: &'a [&'a Grid], limits: &TableLimits) -> Self {
        let memos = |conditions: &[Condition]| vec![Memo::default(); conditions.len()];
        let mut organizations = Names::default();
        rules.organizations.iter().for_each(|it| _ = organizations.number(it.id.as_str()));
        let of_today = match &rules.as_of {
            AsOf::On(_) => 0,
            AsOf::Latest(columns) => columns.iter().map(Expression::asked).sum(),
        };
        let mut remarks = Remarks::default();
        let aliases = Aliases::of(rules, grids, &mut remarks);
        let mut line = Line::new(rules.expressions, &rules.writing);
        order_dates(rules, grids, &mut line, &mut remarks);
        let measured = (0..grids.len()).map(|table| rules.figures.iter().any(|figure| figure.table == table)).collect();
        Self {
            rules,
            grids,
            joins: Joins::new(rules, grids),
            dispositions: Dispositions { tables: vec![Vec::new(); grids.len()], ..Dispositions::default() },
            readings: Vec::with_capacity(if rules.project.is_some() { grids[0].rows().len() } else { 0 }),
            mentions: Mentions::default(),
            records: Vec::new(),
            aliases,
            remarks,
            measured,
            grants: Names::default(),
            grant_numbers: Memo::default(),
            profiles: vec![Profile::default(); organizations.len()],
            organizations,
            categories: Names::default(),
            measures: Measures::new(rules),
            line,
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
            record_whens: rules.records.iter().map(|rule| memos(&rule.when)).collect(),
        }
    }

    /// Reads every row of the tables that are joined to none. What becomes of those that are read is reported later.
    pub(super) fn run(&mut self, mut progress: impl FnMut(usize, usize)) {
        const OFTEN: usize = 4096;
        let roots: Vec<usize> =
            (0..self.grids.len()).filter(|table| self.rules.tables[*table].join.is_none()).collect();
        let count = roots.iter().map(|table| self.grids[*table].rows().len()).sum();
        let mut done = 0;
        for table in roots {
            let rows = self.grids[table].rows();
            let mut dispositions = Vec::with_capacity(rows.len());
            for (index, row) in rows.enumerate() {
                if done % OFTEN == 0 {
                    progress(done, count);
                }
                done += 1;
                dispositions.push(self.row(table, index as u32, row));
                if self.steps.are_spent() || self.room <= self.line.kept() {
                    break;
                }
            }
            self.dispositions.tables[table] = dispositions;
        }
        progress(count, count);
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

    fn row(&mut self, table: usize, index: u32, row: Row<'a>) -> Stored {
        let rules = self.rules;
        self.line.begin(table, row, self.grids.len());
        let missing = self.joins.of(&mut self.line.rows, &rules.writing);
        self.steps.spend(self.steps_of_row + steps_of(table, &self.line.rows));
        self.note_latest();
        if row.cells().all(Cell::is_blank) {
            return Stored::LeftOut(rules.leave_out.len() as u32);
        }
        if self.grids[table].repeats_header(row) {
            return Stored::LeftOut(rules.leave_out.len() as u32 + REPEATED_HEADER);
        }
        if self.measured[table] {
            self.measures.add(rules, table, &mut self.line, &mut self.steps);
        }
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
        if self.dispositions.reasons.len() > before {
            return Stored::Refused(before as u32, self.dispositions.reasons.len() as u32);
        }
        let has_project = table == 0 && rules.project.is_some();
        let reading = if has_project { self.reading(index) } else { None };
        let records = self.records(table, index);
        if self.dispositions.reasons.len() > before {
            return Stored::Refused(before as u32, self.dispositions.reasons.len() as u32);
        }
        let is_used = reading.is_some() || !records.is_empty() || rules.same.iter().any(|same| same.is_of(table));
        self.readings.extend(reading);
        self.records.extend(records);
        // Until it is known which project it becomes.
        if is_used { Stored::Joined } else { Stored::LeftOut(rules.leave_out.len() as u32 + NOTHING_ASKED) }
    }

    /// What the organization is in the grant.
    fn role(&mut self) -> Option<Role> {
        let Some(rule) = &self.rules.role else { return Some(Role::Participant) };
        let mut memo = std::mem::take(&mut self.roles);
        let role = self.mapped("role", rule, &mut memo);
        self.roles = memo;
        role
    }

    /// The number of the category.
    fn category(&mut self, project: &'a ProjectRule) -> Option<u32> {
        match &project.category {
            CategoryRule::Mapped(rule) => {
                let mut memo = std::mem::take(&mut self.mapped_categories);
                let category = self.mapped("project.category", rule, &mut memo);
                self.mapped_categories = memo;
                category.map(|category| category as u32)
            }
            CategoryRule::Named(rule, names) => {
                let mut memo = std::mem::take(&mut self.mapped_categories);
                let name = self.mapped("project.category", rule, &mut memo);
                self.mapped_categories = memo;
                name.map(|name| self.categories.number(&names[name]))
            }
            CategoryRule::EachValue(expression) => {
                let category = self.required("project.category", expression);
                category.map(|()| self.categories.number(&self.line.find(expression).text))
            }
        }
    }

    /// What a row says; whatever it cannot say is noted as a reason to refuse it.
    fn reading(&mut self, row: u32) -> Option<Reading<'a>> {
        let rules = self.rules;
        let (Some(performer), Some(project)) = (&rules.organization, &rules.project) else { return None };
        let organization = self.organizations_of(performer);
        let commissioner = match &rules.commissioner.row {
            // Without one, it is the performer's own initiative.
            Some(rule) if !self.line.find(&rule.id).text.is_empty() => Some(self.organization(rule, 1)),
            _ => None,
        };
        let grant = self.required("project.grant", &project.grant);
        let role = self.role();
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
        let category = self.category(project);
        let mut dates = [None; 3];
        for (number, rule) in project.dates.iter().enumerate() {
            if let Some(rule) = rule {
                dates[number] = self.date(field::DATES[number], &rule.expression);
            }
        }
        let budget = project.budget.as_ref().and_then(|rule| self.amount("project.budget", rule));
        let (mut funding, mut year) = (None, None);
        if let Some(rule) = &rules.funding {
            funding = rule.amount.as_ref().and_then(|rule| self.amount("funding.amount", rule));
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
        let keys = self.keys();
        let mut refers = Vec::with_capacity(project.refers.len());
        for rule in &project.refers {
            refers.push(self.value(rule).ok());
        }
        let refers: Option<Vec<Value<'a>>> = refers.into_iter().collect();
        let (organization, ()) = (organization?, grant?);
        let commissioner = match commissioner {
            Some(commissioner) => Some(commissioner?),
            None => None,
        };
        let (role, stage, status, category) = (role?, stage?, status?, category?);
        let refers = refers?;
        let (organization, joint) = self.performers(performer, organization);
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
            joint,
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
            keys,
            refers: refers.into(),
        })
    }

    pub(super) fn refuse(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        column: Option<ColumnAt>,
        value: &str,
        kind: RefusalKind,
    ) {
        let head = |at: ColumnAt| match self.grids[at.table as usize].header().cell(at.column as usize) {
            Cell::Text(text) => shortened(text.trim()),
            other => other.to_string().into(),
        };
        let letters = |at: ColumnAt| self.grids[at.table as usize].column_name(at.column as usize).into();
        let (column, letters) = (column.map(head), column.map(letters));
        let (field, value) = (field.into(), shortened(value));
        self.dispositions.reasons.push(RowRefusal { field, column, letters, value, kind });
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
            Some(split) if !text.is_empty() => split.parts(text).find_map(|part| self.map.get(part, steps)).copied(),
            _ => self.map.get(text, steps).copied(),
        }
    }
}

/// The number of the key of a row that has none.
pub(super) const NO_KEY: u32 = u32::MAX;

/// Behind the rules of the mapping, why rows are left out by themselves: an empty one, and these.
pub(super) const REPEATED_HEADER: u32 = 4;
pub(super) const NOTHING_ASKED: u32 = 5;

impl<'a> Pass<'a> {
    /// Of each rule of `builds_on` with a key: the number of its text, and where the row stands.
    fn keys(&mut self) -> Box<[(u32, Option<Step>)]> {
        let rules = self.rules;
        let mut keys = Vec::new();
        for rule in &rules.builds_on {
            let Among::Key { key, order } = &rule.among else { continue };
            let step = match order {
                Order::Stage | Order::Date => None,
                Order::Value(value) => self.step(value),
            };
            // What has no key is of no other.
            let number = self.line.number(key);
            keys.push((if self.line.text(key, number).is_empty() { NO_KEY } else { number }, step));
        }
        keys.into()
    }

    fn step(&mut self, value: &'a Expression) -> Option<Step> {
        if let Some(number) = self.line.amount(value) {
            return Some(Step::Number(number));
        }
        if let Some(date) = self.line.date(value) {
            return Some(Step::Number(f64::from(date.to_day().number())));
        }
        let text = self.line.find(value).text;
        (!text.is_empty()).then(|| Step::Text(text.into()))
    }

    /// The number of an organization by a name that rows call it.
    pub(super) fn organization_number(&mut self, text: &str) -> u32 {
        let name = self.aliases.name(text);
        let number = self.organizations.number(name);
        if !self.aliases.is_empty() && name != text {
            self.aliases.note(text);
        }
        if self.profiles.len() <= number as usize {
            self.profiles.resize_with(number as usize + 1, Profile::default);
        }
        number
    }

    /// The text of a number of a list; of categories that the mapping declares, the id.
    pub(super) fn named(&self, list: RecordList, number: u32) -> &str {
        match list {
            RecordList::Organizations => self.organizations.text(number),
            RecordList::Categories => match self.rules.categories.get(number as usize) {
                Some(category) => category.id.as_str(),
                None => self.categories.text(number),
            },
            list => self.mentions.names(list).text(number),
        }
    }
}
