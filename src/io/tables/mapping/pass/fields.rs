//! What one row says, field by field; whatever it cannot say is a reason to refuse it.

use std::borrow::Cow;

use super::{Pass, Profile, field};
use crate::io::tables::Cell;
use crate::io::tables::mapping::account::RefusalKind;
use crate::io::tables::mapping::expression::{Expression, Found, Mapped};
use crate::io::tables::mapping::line::Memo;
use crate::io::tables::mapping::rules::{KnownKind, OrganizationRule};
use crate::model::PartialDate;

impl<'a> Pass<'a> {
    /// The kind of an organization that has a name. A row that leaves the kind empty says nothing of it, and is none to
    /// refuse.
    #[allow(clippy::option_option)]
    pub(super) fn organization(&mut self, rule: &'a OrganizationRule, which: usize) -> Option<Option<KnownKind>> {
        let [id_field, kind_field] = [field::ORGANIZATION, field::COMMISSIONER][which];
        let id = self.required(id_field, &rule.id);
        let number = self.line.number(&rule.kind.expression);
        let kind = if self.line.text(&rule.kind.expression, number).is_empty() {
            None
        } else {
            let mut memo = std::mem::take(&mut self.kinds[which]);
            let kind = self.mapped(kind_field, &rule.kind, &mut memo);
            self.kinds[which] = memo;
            Some(kind?)
        };
        id.map(|()| kind)
    }

    /// The number of an organization, to which goes what the row says of it.
    pub(super) fn vote(&mut self, rule: &'a OrganizationRule, kind: Option<KnownKind>) -> u32 {
        let number = self.organizations.number(&self.line.find(&rule.id).text);
        if self.profiles.len() <= number as usize {
            self.profiles.push(Profile::default());
        }
        let profile = &mut self.profiles[number as usize];
        if let Some(kind) = kind {
            profile.kind.add(kind);
        }
        let mut kept = 0;
        for (expression, vote) in [(&rule.name, &mut profile.name), (&rule.region, &mut profile.region)] {
            let Some(expression) = expression else { continue };
            let text = self.line.find(expression).text;
            if !text.is_empty() {
                kept += text.len() as u64;
                vote.add(text);
            }
        }
        self.room = self.room.saturating_sub(kept);
        number
    }

    /// Whether a text stands where one must.
    pub(super) fn required(&mut self, field: &'static str, expression: &'a Expression) -> Option<()> {
        let Found { text, cell } = self.line.find(expression);
        if text.is_empty() || matches!(cell, Cell::Error(_)) {
            self.refuse_found(field, expression, RefusalKind::Missing);
            return None;
        }
        Some(())
    }

    pub(super) fn mapped<T: Copy>(
        &mut self,
        field: &'static str,
        rule: &'a Mapped<T>,
        memo: &mut Memo<Option<T>>,
    ) -> Option<T> {
        let number = self.line.number(&rule.expression);
        let value = memo.of(number, || rule.look_up(self.line.text(&rule.expression, number), &mut self.steps));
        if value.is_none() {
            let text = self.line.find(&rule.expression).text;
            let kind = if text.is_empty() {
                RefusalKind::Missing
            } else {
                RefusalKind::NotCovered { nearest: self.hint(field, rule, text) }
            };
            self.refuse_found(field, &rule.expression, kind);
        }
        value
    }

    /// The nearest pattern, sought once for each value, and for no more values than anybody reads about.
    fn hint<T>(&mut self, field: &'static str, rule: &Mapped<T>, text: Cow<'a, str>) -> Option<Box<str>> {
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

    pub(super) fn date(&mut self, field: &'static str, expression: &'a Expression) -> Option<PartialDate> {
        let date = self.line.date(expression);
        if date.is_none() && !self.line.find(expression).text.is_empty() {
            self.refuse_found(field, expression, RefusalKind::NoDate);
        }
        date
    }

    pub(super) fn amount(&mut self, field: &'static str, expression: &'a Expression) -> Option<f64> {
        let kind = match self.line.amount(expression) {
            Some(number) if number >= 0.0 => return Some(number),
            Some(_) => RefusalKind::Negative,
            None if self.line.find(expression).text.is_empty() => return None,
            None => RefusalKind::NoNumber,
        };
        self.refuse_found(field, expression, kind);
        None
    }

    fn refuse_found(&mut self, field: &'static str, expression: &'a Expression, kind: RefusalKind) {
        let Found { text, cell } = self.line.find(expression);
        let kind = if matches!(cell, Cell::Error(_)) { RefusalKind::FailedFormula } else { kind };
        self.refuse(field, self.line.column(expression), &text, kind);
    }
}
