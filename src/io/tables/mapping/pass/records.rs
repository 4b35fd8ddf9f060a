//! The records that one row becomes besides a project.

use super::Pass;
use crate::chain::ProblemKind;
use crate::io::tables::mapping::account::{LeftOffWhy, RefusalKind};
use crate::io::tables::mapping::draft::{Checked, Named, checked, tree_of};
use crate::io::tables::mapping::given::Value;
use crate::io::tables::mapping::line::holds;
use crate::io::tables::mapping::rules::RecordRule;
use crate::model::Lang;
use crate::record::{Field, RecordList, Step};

/// What one row says of a record.
#[derive(Clone, Debug)]
pub(in super::super) struct RecordReading<'a> {
    /// The rule of the mapping, by its number.
    pub(in super::super) rule: u32,
    pub(in super::super) table: u32,
    pub(in super::super) row: u32,
    /// What it is called, by the number of the text; `None` in lists without ids.
    pub(in super::super) id: Option<u32>,
    /// By the fields of the rule.
    pub(in super::super) values: Box<[Value<'a>]>,
}

impl<'a> Pass<'a> {
    /// Reads what a row of a table says of records; whatever it cannot say is noted.
    pub(super) fn records(&mut self, table: usize, row: u32) -> Vec<RecordReading<'a>> {
        let rules = self.rules;
        let mut readings = Vec::new();
        for (number, rule) in rules.records.iter().enumerate().filter(|(_, rule)| rule.table == table) {
            let mut memos = std::mem::take(&mut self.record_whens[number]);
            let applies = holds(&rule.when, &mut memos, &mut self.line, &mut self.steps);
            self.record_whens[number] = memos;
            if applies {
                readings.extend(self.record(number as u32, rule, table as u32, row));
            }
        }
        readings
    }

    fn record(&mut self, number: u32, rule: &'a RecordRule, table: u32, row: u32) -> Option<RecordReading<'a>> {
        let mut values = Vec::with_capacity(rule.fields.len());
        let mut is_refused = false;
        for field in &rule.fields {
            match self.value(field) {
                Ok(value) => values.push(value),
                Err(super::values::Refused) => is_refused = true,
            }
        }
        if is_refused {
            return None;
        }
        while !self.check(rule, &mut values)? {}
        let id = rule.fields.iter().zip(&values).find_map(|(field, value)| match value {
            Value::Text(text) if field.field.key == "id" => Some(text.clone()),
            _ => None,
        });
        let id = id.map(|id| self.mention(rule.list, &id));
        Some(RecordReading { rule: number, table, row, id, values: values.into() })
    }

    /// Whether the row by itself makes a record that a chain could hold. `false` where a value was left off so that it may;
    /// `None` where it is refused.
    fn check(&mut self, rule: &'a RecordRule, values: &mut [Value<'a>]) -> Option<bool> {
        // What organizations say is gathered over all rows.
        if rule.list == RecordList::Organizations {
            return Some(true);
        }
        let fields: Vec<&'static Field> = rule.fields.iter().map(|field| field.field).collect();
        let name = |list, number| Some(self.named(list, number).to_owned());
        let tree = tree_of(&fields, values, &name as &Named<'_>);
        let Checked { problem: Some(problem), .. } = checked(rule.list, &tree) else { return Some(true) };
        let key = problem.path.steps().iter().find_map(|step| match step {
            Step::Key(key) if rule.list.shape().field(key).is_some() => Some(key.to_string()),
            _ => None,
        });
        let place = rule.fields.iter().position(|field| Some(field.field.key) == key.as_deref());
        let kind = RefusalKind::faulty(&problem.kind);
        let Some(place) = place else {
            self.refuse(rule.list.key(), None, "", kind);
            return None;
        };
        let field = &rule.fields[place];
        let text = self.line.find(&field.values[0]).text;
        if field.or_absent && !field.field.required && values[place] != Value::Nothing {
            self.remarks.left_off(&field.name, LeftOffWhy::Unreadable, Some(text.into()));
            values[place] = Value::Nothing;
            return Some(false);
        }
        self.refuse(field.name.to_string(), self.line.column(&field.values[0]), &text, kind);
        None
    }
}

impl RefusalKind {
    fn faulty(kind: &ProblemKind) -> Self {
        Self::Faulty { en: kind.message(Lang::En).into(), zh: kind.message(Lang::Zh).into() }
    }
}
