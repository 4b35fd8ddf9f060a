//! What one row says, field by field; whatever it cannot say is a reason to refuse it.

use std::borrow::Cow;

use super::{Pass, field};
use crate::io::tables::Cell;
use crate::io::tables::mapping::account::{LeftOffWhy, RefusalKind};
use crate::io::tables::mapping::expression::{Expression, Found, Mapped};
use crate::io::tables::mapping::gather::distinct;
use crate::io::tables::mapping::line::Memo;
use crate::io::tables::mapping::rules::{AmountRule, KnownKind, Negative, OrganizationRule};
use crate::model::PartialDate;

/// Who performs, with what they are, as far as the row says.
pub(super) enum Performers {
    One(Option<KnownKind>),
    /// By their names.
    Several(Vec<(String, Option<KnownKind>)>),
}

impl<'a> Pass<'a> {
    /// The kind of an organization that has a name. A row that leaves the kind empty says nothing of it, and is none to
    /// refuse.
    #[allow(clippy::option_option)]
    pub(super) fn organization(&mut self, rule: &'a OrganizationRule, which: usize) -> Option<Option<KnownKind>> {
        let [id_field, kind_field] = [field::ORGANIZATION, field::COMMISSIONER][which];
        let id = self.required(id_field, &rule.id);
        let Some(of_kind) = &rule.kind else { return id.map(|()| None) };
        let number = self.line.number(&of_kind.expression);
        let kind = if self.line.text(&of_kind.expression, number).is_empty() {
            None
        } else {
            let mut memo = std::mem::take(&mut self.kinds[which]);
            let kind = self.mapped(kind_field, of_kind, &mut memo);
            self.kinds[which] = memo;
            Some(kind?)
        };
        id.map(|()| kind)
    }

    /// The kind of who performs. Where a cell names several and the kind is that of their names, each has its own.
    #[allow(clippy::option_option)]
    pub(super) fn organizations_of(&mut self, rule: &'a OrganizationRule) -> Option<Performers> {
        let Some(split) = &rule.split else { return self.organization(rule, 0).map(Performers::One) };
        self.required(field::ORGANIZATION[0], &rule.id)?;
        let text = self.line.find(&rule.id).text;
        let of_names = rule.kind.as_ref().filter(|kind| kind.expression.number == rule.id.number);
        let mut performers: Vec<(String, Option<KnownKind>)> = Vec::new();
        for name in distinct(split.parts(&text)) {
            let kind = match of_names {
                None => None,
                Some(kind) => match kind.map.get(name, &mut self.steps) {
                    Some(kind) => Some(*kind),
                    None if self.rules.kinds.is_some() => None,
                    None => {
                        let nearest = kind.map.nearest(name, &mut self.hinting).map(Box::from);
                        let column = self.line.column(&rule.id);
                        self.refuse(field::ORGANIZATION[1], column, name, RefusalKind::NotCovered { nearest });
                        return None;
                    }
                },
            };
            performers.push((name.to_owned(), kind));
        }
        if performers.is_empty() {
            self.refuse_found(field::ORGANIZATION[0], &rule.id, RefusalKind::Missing);
            return None;
        }
        // A column of its own tells of the first.
        if of_names.is_none() && rule.kind.is_some() {
            performers[0].1 = self.organization(rule, 0)?;
        }
        Some(Performers::Several(performers))
    }

    /// The number of who performs, and of those who join in.
    pub(super) fn performers(&mut self, rule: &'a OrganizationRule, performers: Performers) -> (u32, Box<[u32]>) {
        let performers = match performers {
            Performers::One(kind) => return (self.vote(rule, kind), Box::default()),
            Performers::Several(performers) => performers,
        };
        let names = rule.name.as_ref().map(|name| self.line.find(name).text.into_owned());
        let names: Vec<String> = names
            .zip(rule.split.as_ref())
            .map(|(names, split)| split.parts(&names).map(str::to_owned).collect())
            .unwrap_or_default();
        let mut numbers = Vec::with_capacity(performers.len());
        for (place, (id, kind)) in performers.iter().enumerate() {
            let number = self.organization_number(id);
            let profile = &mut self.profiles[number as usize];
            kind.iter().for_each(|kind| profile.kind.add(*kind));
            // Names of as many belong to them one by one.
            if names.len() == performers.len() {
                profile.name.add(Cow::Owned(names[place].clone()));
            }
            numbers.push(number);
        }
        let numbers = distinct(numbers);
        self.region(rule, numbers[0]);
        (numbers[0], numbers[1..].into())
    }

    fn region(&mut self, rule: &'a OrganizationRule, number: u32) {
        let Some(expression) = &rule.region else { return };
        let text = self.line.find(expression).text;
        if !text.is_empty() {
            self.room = self.room.saturating_sub(text.len() as u64);
            self.profiles[number as usize].region.add(text);
        }
    }

    /// The number of an organization, to which goes what the row says of it.
    pub(super) fn vote(&mut self, rule: &'a OrganizationRule, kind: Option<KnownKind>) -> u32 {
        let id = self.line.find(&rule.id).text;
        let number = self.organization_number(&id);
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

    pub(super) fn date(&mut self, field: &str, expression: &'a Expression) -> Option<PartialDate> {
        let date = self.line.date(expression);
        if date.is_none() && !self.line.find(expression).text.is_empty() {
            let kind = match self.line.ambiguity(expression) {
                Some([one, other]) => RefusalKind::TwoDates { one, other },
                None => RefusalKind::NoDate,
            };
            self.refuse_found(field, expression, kind);
        }
        date
    }

    pub(super) fn amount(&mut self, field: &'static str, rule: &'a AmountRule) -> Option<f64> {
        let expression = &rule.expression;
        let kind = match self.line.amount(expression) {
            Some(number) if number >= 0.0 => return Some(number),
            Some(_) if rule.negative == Negative::Off => {
                let found = self.line.find(expression).text.into();
                self.remarks.left_off(field, LeftOffWhy::Negative, Some(found));
                return None;
            }
            Some(_) => RefusalKind::Negative,
            None if self.line.find(expression).text.is_empty() => return None,
            None => RefusalKind::NoNumber,
        };
        self.refuse_found(field, expression, kind);
        None
    }

    fn refuse_found(&mut self, field: &str, expression: &'a Expression, kind: RefusalKind) {
        let Found { text, cell } = self.line.find(expression);
        let kind = if matches!(cell, Cell::Error(_)) { RefusalKind::FailedFormula } else { kind };
        self.refuse(field.to_owned(), self.line.column(expression), &text, kind);
    }
}
