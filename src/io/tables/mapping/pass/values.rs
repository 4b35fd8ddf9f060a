//! What one row says in the fields of a record; whatever it cannot say is a reason to refuse it.

use hashbrown::HashMap;

use super::Pass;
use crate::io::tables::Cell;
use crate::io::tables::mapping::account::{LeftOffWhy, RefusalKind};
use crate::io::tables::mapping::expression::{Expression, Found};
use crate::io::tables::mapping::gather::distinct;
use crate::io::tables::mapping::given::Value;
use crate::io::tables::mapping::pattern::ValueMap;
use crate::io::tables::mapping::rules::{FieldRule, NameMap, Naming, Negative, What};
use crate::io::tables::pedigree::Pedigree;
use crate::record::RecordList;

/// Why a value is none: it has been noted, and the row is refused.
pub(in super::super) struct Refused;

impl<'a> Pass<'a> {
    /// What a row says in a field.
    pub(super) fn value(&mut self, rule: &'a FieldRule) -> Result<Value<'a>, Refused> {
        let before = self.dispositions.reasons.len();
        let read = self.read_value(rule);
        let is_refused = read.is_err() || self.dispositions.reasons.len() > before;
        if is_refused && rule.or_absent && !rule.field.required {
            let refused = self.dispositions.reasons.drain(before..).next();
            self.remarks.left_off(&rule.name, LeftOffWhy::Unreadable, refused.map(|it| it.value));
            return Ok(Value::Nothing);
        }
        if is_refused {
            return Err(Refused);
        }
        let value = read?;
        if value == Value::Nothing && rule.field.required {
            self.refuse_value(rule, &rule.values[0], RefusalKind::Missing);
            return Err(Refused);
        }
        Ok(value)
    }

    fn read_value(&mut self, rule: &'a FieldRule) -> Result<Value<'a>, Refused> {
        let first = &rule.values[0];
        let Found { text, cell } = self.line.find(first);
        if matches!(cell, Cell::Error(_)) {
            self.refuse_value(rule, first, RefusalKind::FailedFormula);
            return Err(Refused);
        }
        if text.is_empty() && rule.values.len() == 1 && !matches!(rule.what, What::Choice(_) | What::Flag(_)) {
            return Ok(Value::Nothing);
        }
        match &rule.what {
            What::Text => {
                self.room = self.room.saturating_sub(text.len() as u64);
                Ok(Value::Text(text))
            }
            What::Date => match self.date(&rule.name, first) {
                Some(date) => Ok(Value::Date(date)),
                None => Err(Refused),
            },
            What::Year => match self.line.amount(first).or_else(|| Some(f64::from(self.line.date(first)?.year()))) {
                Some(number) => Ok(Value::Number(number)),
                None => self.unreadable(rule, first, RefusalKind::NoNumber),
            },
            What::Number(negative) => self.number(rule, first, *negative),
            What::Share => match self.share(first) {
                Some(share) => Ok(Value::Number(share)),
                None => self.unreadable(rule, first, RefusalKind::NoNumber),
            },
            What::Flag(map) => Ok(self.covered(rule, map)?.map_or(Value::Nothing, Value::Flag)),
            What::Choice(map) => Ok(self.covered(rule, map)?.map_or(Value::Nothing, Value::Choice)),
            What::Refer(list, naming) => self.refer(rule, *list, naming),
            What::Parents { pedigree } => self.parents(rule, *pedigree),
            What::Owners => Ok(self.owners(rule)),
        }
    }

    fn number(&mut self, rule: &'a FieldRule, first: &'a Expression, negative: Negative) -> Result<Value<'a>, Refused> {
        match self.line.amount(first) {
            Some(number) if number >= 0.0 => Ok(Value::Number(number)),
            Some(_) if negative == Negative::Off => {
                let found = self.line.find(first).text.into();
                self.remarks.left_off(&rule.name, LeftOffWhy::Negative, Some(found));
                Ok(Value::Nothing)
            }
            Some(_) => self.unreadable(rule, first, RefusalKind::Negative),
            None => self.unreadable(rule, first, RefusalKind::NoNumber),
        }
    }

    /// A share of 1, or of a hundred with its sign.
    fn share(&mut self, expression: &'a Expression) -> Option<f64> {
        let text = self.line.find(expression).text;
        match text.strip_suffix(['%', '％']) {
            Some(hundredths) => Some(self.rules.writing.number(hundredths.trim())? / 100.0),
            None => self.line.amount(expression),
        }
    }

    /// The value of a text, by the patterns.
    fn covered<T: Copy>(&mut self, rule: &'a FieldRule, map: &ValueMap<T>) -> Result<Option<T>, Refused> {
        let first = &rule.values[0];
        let text = self.line.find(first).text;
        match map.get(&text, &mut self.steps) {
            Some(value) => Ok(Some(*value)),
            None if text.is_empty() => Ok(None),
            None => {
                let nearest = map.nearest(&text, &mut self.hinting).map(Box::from);
                self.refuse_value(rule, first, RefusalKind::NotCovered { nearest });
                Err(Refused)
            }
        }
    }

    /// Every text that names something here.
    fn texts(&self, rule: &'a FieldRule) -> Vec<String> {
        let mut named = Vec::new();
        for expression in &rule.values {
            let text = self.line.find(expression).text;
            match &rule.split {
                Some(split) => named.extend(split.parts(&text).map(str::to_owned)),
                None => named.extend(Some(text.into_owned()).filter(|text| !text.is_empty())),
            }
        }
        named
    }

    /// What a map says of one of the texts.
    fn meant(&mut self, rule: &'a FieldRule, map: &ValueMap<usize>, text: &str) -> Result<usize, Refused> {
        if let Some(number) = map.get(text, &mut self.steps) {
            return Ok(*number);
        }
        let nearest = map.nearest(text, &mut self.hinting).map(Box::from);
        self.refuse_text(rule, text, RefusalKind::NotCovered { nearest });
        Err(Refused)
    }

    fn refer(&mut self, rule: &'a FieldRule, list: RecordList, naming: &'a Naming) -> Result<Value<'a>, Refused> {
        let mut numbers = Vec::new();
        for text in self.texts(rule) {
            numbers.push(match naming {
                Naming::Itself => self.mention(list, &text),
                Naming::Declared(map) => self.meant(rule, map, &text)? as u32,
                Naming::Mapped(NameMap { map, names }) => {
                    let name = self.meant(rule, map, &text)?;
                    self.mention(list, &names[name])
                }
            });
        }
        let numbers = distinct(numbers);
        Ok(if numbers.is_empty() { Value::Nothing } else { Value::Refer(list, numbers.into()) })
    }

    /// The number of a text among those that name records of a list.
    pub(super) fn mention(&mut self, list: RecordList, text: &str) -> u32 {
        self.room = self.room.saturating_sub(text.len() as u64);
        match list {
            RecordList::Organizations => self.organization_number(text),
            RecordList::Categories => self.categories.number(text),
            list => self.mentions.names_mut(list).number(text),
        }
    }

    /// Parents by names, or by pedigrees. What several columns name has equal parts; a column that says nothing is an
    /// unknown parent, unless all do.
    fn parents(&mut self, rule: &'a FieldRule, is_pedigree: bool) -> Result<Value<'a>, Refused> {
        let columns = rule.values.len() as f64;
        let mut parents: Vec<(u32, f64)> = Vec::new();
        let mut places: HashMap<u32, usize> = HashMap::new();
        let mut unknown = false;
        for expression in &rule.values {
            let text = self.line.find(expression).text;
            if text.is_empty() {
                unknown = true;
                continue;
            }
            let mut named: Vec<(String, f64)> = Vec::new();
            if is_pedigree {
                match Pedigree::parse(&text) {
                    Ok(pedigree) => {
                        unknown |= pedigree.has_unknown();
                        named.extend(pedigree.parents().map(|(name, share)| (name.to_owned(), share)));
                    }
                    Err(error) => {
                        self.refuse_value(rule, expression, RefusalKind::NoPedigree { error });
                        return Err(Refused);
                    }
                }
            } else {
                let parts: Vec<&str> = match &rule.split {
                    Some(split) => split.parts(&text).collect(),
                    None => vec![&text],
                };
                let share = 1.0 / parts.len().max(1) as f64;
                named.extend(parts.into_iter().map(|part| (part.to_owned(), share)));
            }
            for (name, share) in named {
                let number = self.mention(RecordList::Germplasm, &name);
                let place = *places.entry(number).or_insert(parents.len());
                match parents.get_mut(place) {
                    Some((_, whole)) => *whole += share / columns,
                    None => parents.push((number, share / columns)),
                }
            }
        }
        if parents.is_empty() {
            return Ok(Value::Nothing);
        }
        let is_alike = !unknown && parents.iter().all(|(_, share)| (share - parents[0].1).abs() < 1e-12);
        let parents = parents.into_iter().map(|(number, share)| (number, (!is_alike).then_some(share)));
        Ok(Value::Shares(RecordList::Germplasm, parents.collect()))
    }

    /// Those who own something, by equal shares.
    fn owners(&mut self, rule: &'a FieldRule) -> Value<'a> {
        let texts = self.texts(rule);
        let numbers = distinct(texts.iter().map(|text| self.organization_number(text)).collect::<Vec<u32>>());
        let share = 1.0 / numbers.len().max(1) as f64;
        if numbers.is_empty() {
            return Value::Nothing;
        }
        let shares = numbers.into_iter().map(|number| (number, Some(share)));
        Value::Shares(RecordList::Organizations, shares.collect())
    }

    fn unreadable<T>(
        &mut self,
        rule: &'a FieldRule,
        expression: &'a Expression,
        kind: RefusalKind,
    ) -> Result<T, Refused> {
        self.refuse_value(rule, expression, kind);
        Err(Refused)
    }

    fn refuse_value(&mut self, rule: &'a FieldRule, expression: &'a Expression, kind: RefusalKind) {
        let text = self.line.find(expression).text;
        self.refuse(rule.name.to_string(), self.line.column(expression), &text, kind);
    }

    fn refuse_text(&mut self, rule: &'a FieldRule, text: &str, kind: RefusalKind) {
        self.refuse(rule.name.to_string(), self.line.column(&rule.values[0]), text, kind);
    }
}
