//! What one row says, field by field; whatever it cannot say is a reason to refuse it.

use std::borrow::Cow;

use super::{Memo, Pass, Portrait, date, field, remembered};
use crate::PartialDate;
use crate::tables::mapping::account::RefusalKind;
use crate::tables::mapping::expression::{ColumnAt, Expression, Found, Mapped};
use crate::tables::mapping::rules::{Kind, OrganizationRule};
use crate::tables::{Cell, Row};

impl<'a> Pass<'a> {
    /// The name and the kind of an organization. A row that leaves the kind empty says nothing of it.
    pub(super) fn organization(
        &mut self,
        rule: &'a OrganizationRule<ColumnAt>,
        which: usize,
        rows: &[Option<Row<'a>>],
    ) -> Option<(Cow<'a, str>, Option<Kind>)> {
        let [id_field, kind_field] = [field::ORGANIZATION, field::COMMISSIONER][which];
        let id = self.required(id_field, &rule.id, rows);
        let empty = rule.kind.expression.find(rows, &self.rules.writing).text.is_empty();
        let kind = if empty {
            None
        } else {
            let mut memo = std::mem::take(&mut self.kinds[which]);
            let kind = self.mapped(kind_field, &rule.kind, rows, &mut memo);
            self.kinds[which] = memo;
            Some(kind?)
        };
        Some((id?, kind))
    }

    pub(super) fn vote(
        &mut self,
        rule: &'a OrganizationRule<ColumnAt>,
        (id, kind): (Cow<'a, str>, Option<Kind>),
        rows: &[Option<Row<'a>>],
    ) -> u32 {
        let number = self.organizations.number(id);
        if self.portraits.len() <= number as usize {
            self.portraits.push(Portrait::default());
        }
        let portrait = &mut self.portraits[number as usize];
        if let Some(kind) = kind {
            portrait.kind.add(kind);
        }
        let mut kept = 0;
        for (expression, vote) in [(&rule.name, &mut portrait.name), (&rule.region, &mut portrait.region)] {
            let Some(expression) = expression else { continue };
            let text = expression.find(rows, &self.rules.writing).text;
            if !text.is_empty() {
                kept += text.len() as u64;
                vote.add(text);
            }
        }
        self.room = self.room.saturating_sub(kept);
        number
    }

    pub(super) fn required(
        &mut self,
        field: &'static str,
        expression: &'a Expression<ColumnAt>,
        rows: &[Option<Row<'a>>],
    ) -> Option<Cow<'a, str>> {
        let Found { text, cell } = expression.find(rows, &self.rules.writing);
        if text.is_empty() || matches!(cell, Cell::Error(_)) {
            self.refuse_found(field, expression, rows, &text, cell, RefusalKind::Missing);
            return None;
        }
        Some(text)
    }

    pub(super) fn mapped<T: Copy>(
        &mut self,
        field: &'static str,
        rule: &'a Mapped<T, ColumnAt>,
        rows: &[Option<Row<'a>>],
        memo: &mut Memo<'a, T>,
    ) -> Option<T> {
        let Found { text, cell } = rule.expression.find(rows, &self.rules.writing);
        let value = remembered(memo, &text, |text| rule.look_up(text, &mut self.steps));
        if value.is_none() {
            let kind = if text.is_empty() {
                RefusalKind::Missing
            } else {
                RefusalKind::NotCovered { nearest: self.hint(field, rule, text.clone()) }
            };
            self.refuse_found(field, &rule.expression, rows, &text, cell, kind);
        }
        value
    }

    /// The nearest pattern, sought once for each value, and for no more values than anybody reads about.
    pub(super) fn hint<T>(
        &mut self,
        field: &'static str,
        rule: &Mapped<T, ColumnAt>,
        text: Cow<'a, str>,
    ) -> Option<Box<str>> {
        const MOST: usize = 1000;
        let key = (field, text);
        if let Some(hint) = self.hints.get(&key) {
            return hint.clone();
        }
        if self.hints.len() >= MOST {
            return None;
        }
        let hint: Option<Box<str>> = rule.map.nearest(&key.1, &mut self.hinting).map(Box::from);
        self.hints.insert(key, hint.clone());
        hint
    }

    pub(super) fn date(
        &mut self,
        field: &'static str,
        expression: &'a Expression<ColumnAt>,
        rows: &[Option<Row<'a>>],
    ) -> Option<PartialDate> {
        let found = expression.find(rows, &self.rules.writing);
        if found.text.is_empty() {
            return None;
        }
        let date = date(&found, self.rules, &mut self.dates);
        if date.is_none() {
            self.refuse_found(field, expression, rows, &found.text, found.cell, RefusalKind::NoDate);
        }
        date
    }

    pub(super) fn amount(
        &mut self,
        field: &'static str,
        expression: &'a Expression<ColumnAt>,
        rows: &[Option<Row<'a>>],
    ) -> Option<f64> {
        let Found { text, cell } = expression.find(rows, &self.rules.writing);
        if text.is_empty() {
            return None;
        }
        let number = match cell {
            Cell::Number(number) => Some(number),
            _ => self.rules.writing.number(&text),
        };
        let kind = match number {
            Some(number) if number >= 0.0 => return Some(number),
            Some(_) => RefusalKind::Negative,
            None => RefusalKind::NoNumber,
        };
        self.refuse_found(field, expression, rows, &text, cell, kind);
        None
    }

    pub(super) fn refuse_found(
        &mut self,
        field: &'static str,
        expression: &Expression<ColumnAt>,
        rows: &[Option<Row<'_>>],
        text: &str,
        cell: Cell<'_>,
        kind: RefusalKind,
    ) {
        let kind = if matches!(cell, Cell::Error(_)) { RefusalKind::FailedFormula } else { kind };
        let column = expression.column(rows, &self.rules.writing);
        self.refuse(field, column, text, kind);
    }
}
