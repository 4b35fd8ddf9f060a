//! All that rows say of one record, put together.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::named::Named;
use crate::io::tables::mapping::account::{Disagreement, Stored, shortened};
use crate::io::tables::mapping::gather::{Vote, distinct};
use crate::io::tables::mapping::given::Value;
use crate::io::tables::mapping::groups::Notes;
use crate::io::tables::mapping::pass::{Pass, RecordReading};
use crate::io::tables::mapping::rules::FieldRule;
use crate::model::{Evidence, GermplasmKind};
use crate::record::{Field, FieldKind, RecordList};

/// A record of all rows that are about it.
pub(super) struct Whole<'a> {
    pub(super) list: RecordList,
    pub(super) evidence: Evidence,
    pub(super) fields: Vec<(&'static Field, Value<'a>)>,
    /// The text that names it.
    pub(super) id: Option<u32>,
}

/// The records of rows, those of one id made one; of lists without ids, those that say the same.
pub(super) fn wholes<'a>(
    pass: &mut Pass<'_>,
    named: &Named<'_>,
    readings: &'a [RecordReading<'a>],
    notes: &mut Notes,
) -> Vec<Whole<'a>> {
    let rules = pass.rules;
    let mut groups: BTreeMap<(RecordList, String), Vec<&'a RecordReading<'a>>> = BTreeMap::new();
    let mut first_of_row: HashMap<(u32, u32), (u32, u32)> = HashMap::new();
    for reading in readings {
        let rule = &rules.records[reading.rule as usize];
        let key = match (rule.list, reading.id) {
            (RecordList::Organizations, _) => continue,
            (list, Some(id)) => named.id(list, id).unwrap_or_default(),
            // What says the same is the same.
            (_, None) => format!(
                "{:?}",
                rule.fields.iter().map(|field| field.field.key).zip(&*reading.values).collect::<Vec<_>>()
            ),
        };
        groups.entry((rule.list, key)).or_default().push(reading);
    }
    let mut wholes = Vec::with_capacity(groups.len());
    for ((list, id), readings) in groups {
        let first = readings[0];
        for later in &readings[1..] {
            if (later.table, later.row) != (first.table, first.row) && later.table == first.table {
                first_of_row.entry((later.table, later.row)).or_insert((first.table, first.row));
            }
        }
        let evidence = readings.iter().map(|it| rules.records[it.rule as usize].evidence).min();
        let mut fields: Vec<(&'static Field, Value<'a>)> = Vec::new();
        for field in list.shape().fields {
            let given = readings.iter().flat_map(|reading| {
                let own = rules.records[reading.rule as usize].fields.iter().zip(&*reading.values);
                own.filter(|(rule, value)| rule.field.key == field.key && **value != Value::Nothing)
            });
            let given: Vec<(&FieldRule, &'a Value<'a>)> = given.collect();
            if let Some((rule, _)) = given.first() {
                let values: Vec<&'a Value<'a>> = given.iter().map(|(_, value)| *value).collect();
                fields.push((field, merged(pass, notes, rule, &id, &values)));
            }
        }
        wholes.push(Whole { list, evidence: evidence.unwrap_or(Evidence::Documented), fields, id: first.id });
    }
    // A row that only says more of what an earlier one is about is merged with that.
    for ((table, row), (_, into)) in first_of_row {
        let stored = &mut pass.dispositions.tables[table as usize][row as usize];
        if *stored == Stored::Joined {
            *stored = Stored::JoinedInto(into);
        }
    }
    wholes
}

/// What rows say of one field together: lists are joined, of anything else what most say counts.
fn merged<'a>(
    pass: &mut Pass<'_>,
    notes: &mut Notes,
    rule: &FieldRule,
    id: &str,
    values: &[&'a Value<'a>],
) -> Value<'a> {
    if let [value] = values {
        return (*value).clone();
    }
    let first = values[0];
    if values.iter().all(|value| *value == first) {
        return first.clone();
    }
    match first {
        Value::Refer(list, _) if matches!(rule.field.kind, FieldKind::List(_)) => {
            let all = distinct(values.iter().flat_map(|value| value.numbers(*list)));
            return Value::Refer(*list, all.into());
        }
        Value::Shares(list, _) if values.iter().all(|value| weighs_alike(value)) => {
            let all = distinct(values.iter().flat_map(|value| value.numbers(*list)));
            return Value::Shares(*list, all.into_iter().map(|number| (number, None)).collect());
        }
        _ => {}
    }
    let shown = |value: &Value<'_>| shown(pass, value);
    let mut vote = Vote::default();
    values.iter().for_each(|value| vote.add(shown(value)));
    let kept = vote.winner().cloned().unwrap_or_default();
    for other in vote.losers() {
        notes.disagreements.push(Disagreement {
            field: rule.name.to_string().into(),
            id: id.into(),
            kept: shortened(&kept),
            other: shortened(other),
        });
    }
    values.iter().find(|value| shown(value) == kept).map_or(Value::Nothing, |value| (**value).clone())
}

fn weighs_alike(value: &Value<'_>) -> bool {
    matches!(value, Value::Shares(_, shares) if shares.iter().all(|(_, share)| share.is_none()))
}

/// A value in words, the same whatever the order of the rows.
fn shown(pass: &Pass<'_>, value: &Value<'_>) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(truth) => truth.to_string(),
        Value::Choice(key) => (*key).to_owned(),
        Value::Refer(list, numbers) => numbers.iter().map(|it| pass.named(*list, *it)).collect::<Vec<_>>().join("; "),
        Value::Shares(list, shares) => {
            let share = |share: &Option<f64>| share.map(|share| format!(" {share}")).unwrap_or_default();
            shares
                .iter()
                .map(|(it, own)| pass.named(*list, *it).to_owned() + &share(own))
                .collect::<Vec<_>>()
                .join("; ")
        }
    }
}

/// Germplasm of which only its name is known, and the category of what names it.
pub(super) fn made_of_name(
    pass: &Pass<'_>,
    named: &Named<'_>,
    number: u32,
    (kind, category): (GermplasmKind, u32),
) -> Whole<'static> {
    let shape = RecordList::Germplasm.shape();
    let mut fields = Vec::new();
    let mut put = |key: &str, value: Value<'static>| fields.extend(shape.field(key).map(|field| (field, value)));
    put("id", Value::Text(named.id(RecordList::Germplasm, number).unwrap_or_default().into()));
    put("name", Value::Text(pass.named(RecordList::Germplasm, number).to_owned().into()));
    put("category", Value::Refer(RecordList::Categories, [category].into()));
    put("kind", Value::Choice(kind.as_str()));
    // Somebody named it, and no more.
    Whole { list: RecordList::Germplasm, evidence: Evidence::Documented, fields, id: Some(number) }
}
