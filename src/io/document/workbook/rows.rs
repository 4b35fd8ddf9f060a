//! A chain as rows of cells, the same for workbooks and CSV files.

use super::cells::{escaped, list};
use super::layout::{Column, KEY, Kind, LAYOUT, NO, Part, SheetLayout, VALUE, YES, header};
use crate::chain::SupplyChain;
use crate::model::{Lang, Text};
use crate::record::{FieldValue, Fields, Names, RecordList, StageAssumption};

/// What is written into a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Written {
    #[default]
    Blank,
    Text(String),
    Number(f64),
}

/// A sheet as it is written.
#[derive(Debug)]
pub(super) struct SheetRows {
    pub(super) layout: &'static SheetLayout,
    pub(super) columns: Vec<WrittenColumn>,
    pub(super) rows: Vec<Vec<Written>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum WrittenColumn {
    /// One of the two columns of the sheet `chain`.
    OfChain(&'static Names),
    /// What a field holds; of a text, in one language.
    OfField(&'static Column, Option<Lang>),
}

impl WrittenColumn {
    /// What its header says.
    pub(super) fn header(self, lang: Option<Lang>) -> String {
        match self {
            Self::OfChain(names) => names.get(lang).to_owned(),
            Self::OfField(column, of) => header(column, of, lang),
        }
    }
}

/// What a row holds in each column of its sheet.
type Row<'c> = Vec<FieldValue<'c>>;

/// All sheets of a chain, or of none yet.
pub(super) fn sheets(chain: Option<&SupplyChain>, lang: Option<Lang>) -> Vec<SheetRows> {
    let sheet = |layout: &'static SheetLayout| match (layout.part, chain) {
        (Part::Head, _) => head_rows(layout, chain, lang),
        (_, None) => rows(layout, &[], lang),
        (Part::Assumptions, Some(chain)) => rows(layout, &assumptions(layout, chain), lang),
        (Part::List(list), Some(chain)) => rows(layout, &records(layout, chain, list), lang),
        (Part::Within(list, keys, _), Some(chain)) => rows(layout, &within(layout, chain, list, keys), lang),
    };
    LAYOUT.iter().map(sheet).collect()
}

/// What a record has in some columns.
fn values<'c>(record: &'c dyn Fields, columns: &[Column]) -> Row<'c> {
    let value = |column: &Column| {
        let place = record.shape().fields.iter().position(|field| field.key == column.names.key)?;
        Some(record.field(place)).filter(|_| !record.is_left_out(place))
    };
    columns.iter().map(|column| value(column).unwrap_or(FieldValue::Absent)).collect()
}

fn records<'c>(layout: &SheetLayout, chain: &'c SupplyChain, list: RecordList) -> Vec<Row<'c>> {
    chain.records(list).map(|record| values(record, &layout.columns)).collect()
}

/// The records within those of a list, each behind the id of what it is part of.
fn within<'c>(layout: &SheetLayout, chain: &'c SupplyChain, list: RecordList, keys: &[&str]) -> Vec<Row<'c>> {
    let mut rows = Vec::new();
    for owner in chain.records(list) {
        let id = owner.value("id").unwrap_or(FieldValue::Absent);
        let mut parts = vec![owner];
        for key in keys {
            if parts.iter().any(|part| says_none(*part, key)) {
                // Of a list that says that there are none, the row says whose they would be.
                let mut row = vec![id];
                row.resize(layout.columns.len(), FieldValue::Absent);
                rows.push(row);
            }
            let found = parts.into_iter().filter_map(|part| part.value(key));
            parts = found.flat_map(records_of).collect();
        }
        rows.extend(parts.into_iter().map(|part| {
            let mut row = vec![id];
            row.extend(values(part, &layout.columns[1..]));
            row
        }));
    }
    rows
}

/// Whether a record says that it has nothing in a list.
fn says_none(record: &dyn Fields, key: &str) -> bool {
    let says = record.shape().field(key).is_some_and(|field| field.says_none);
    says && matches!(record.value(key), Some(FieldValue::List(list)) if list.is_empty())
}

/// The record or the records that a field holds.
fn records_of(value: FieldValue<'_>) -> Vec<&dyn Fields> {
    let record = |value| match value {
        FieldValue::Record(record) => Some(record),
        _ => None,
    };
    record(value).into_iter().chain(value.elements().filter_map(record)).collect()
}

fn assumptions<'c>(layout: &SheetLayout, chain: &'c SupplyChain) -> Vec<Row<'c>> {
    let assumptions = chain.assumptions();
    let every = std::iter::once((FieldValue::Absent, &assumptions.stages));
    let of_categories =
        assumptions.categories.iter().map(|(category, stages)| (FieldValue::Id(category.as_str()), stages));
    let mut rows = Vec::new();
    for (category, stages) in every.chain(of_categories) {
        for (stage, assumption) in stages {
            let mut row = vec![category, FieldValue::Choice(stage.as_str())];
            row.extend(layout.columns[2..].iter().map(|column| assumed(assumption, column.names.key)));
            rows.push(row);
        }
        if stages.is_empty() && category != FieldValue::Absent {
            let mut row = vec![category];
            row.resize(layout.columns.len(), FieldValue::Absent);
            rows.push(row);
        }
    }
    rows
}

/// What is assumed in a column: of the duration, or of something else.
fn assumed<'c>(assumption: &'c StageAssumption, key: &str) -> FieldValue<'c> {
    let found = match key.strip_prefix("duration_") {
        Some(part) => assumption.duration_years.as_ref().and_then(|duration| duration.value(part)),
        None => assumption.value(key),
    };
    found.unwrap_or(FieldValue::Absent)
}

/// The sheet `chain`, of two columns.
fn head_rows(layout: &'static SheetLayout, chain: Option<&SupplyChain>, lang: Option<Lang>) -> SheetRows {
    let head = chain.map(SupplyChain::head);
    let mut rows = Vec::new();
    for column in &layout.columns {
        let key = column.names.key;
        let value = match head {
            Some(head) => head.value(key).unwrap_or(FieldValue::Absent),
            None if key == "format" => FieldValue::Plain(crate::model::FORMAT),
            None => FieldValue::Absent,
        };
        let given = written(column.kind, value, lang);
        // Where nothing is said, the row waits for it.
        let nothing = given.iter().all(|cell| *cell == Written::Blank);
        for (of, cell) in variants().into_iter().zip(given) {
            if cell != Written::Blank || (nothing && of.is_none()) {
                rows.push(vec![Written::Text(header(column, of, lang)), cell]);
            }
        }
    }
    SheetRows { layout, columns: [&KEY, &VALUE].map(WrittenColumn::OfChain).into(), rows }
}

fn rows(layout: &'static SheetLayout, records: &[Row<'_>], lang: Option<Lang>) -> SheetRows {
    let mut columns = Vec::new();
    let mut rows = vec![Vec::new(); records.len()];
    for (place, column) in layout.columns.iter().enumerate() {
        let cells: Vec<[Written; 3]> = records.iter().map(|record| written(column.kind, record[place], lang)).collect();
        for (variant, of) in variants().into_iter().enumerate() {
            let is_used = |variant: usize| cells.iter().any(|cells| cells[variant] != Written::Blank);
            if is_used(variant) || (variant == 0 && !is_used(1) && !is_used(2)) {
                columns.push(WrittenColumn::OfField(column, of));
                for (row, cells) in rows.iter_mut().zip(&cells) {
                    row.push(cells[variant].clone());
                }
            }
        }
    }
    SheetRows { layout, columns, rows }
}

/// The columns that a text may take: one without a language, and one for each.
fn variants() -> [Option<Lang>; 3] {
    [None, Some(Lang::En), Some(Lang::Zh)]
}

/// A value in the up to three columns that it may take.
fn written(kind: Kind, value: FieldValue<'_>, lang: Option<Lang>) -> [Written; 3] {
    let one = |cell| [cell, Written::Blank, Written::Blank];
    match value {
        FieldValue::Text(text) => variants().map(|of| match in_language(text, of) {
            Some(text) => Written::Text(escaped(text, false).into_owned()),
            None => Written::Blank,
        }),
        FieldValue::List(all) if matches!(kind, Kind::TextMany) => variants().map(|of| {
            let elements: Vec<Option<&str>> = value.elements().map(|text| text_of(text, of)).collect();
            // A list of nothing stands in the column without a language.
            let is_blank = elements.iter().all(Option::is_none) && (of.is_some() || !all.is_empty());
            if is_blank { Written::Blank } else { Written::Text(list(elements)) }
        }),
        FieldValue::List(_) if matches!(kind, Kind::NumberMany) => {
            let numbers = value.elements().map(|number| match number {
                FieldValue::Number(number) => number.to_string(),
                _ => String::new(),
            });
            let numbers: Vec<String> = numbers.collect();
            one(Written::Text(list(numbers.iter().map(|number| Some(number.as_str())))))
        }
        // An empty list that says nothing is left out; one that says that there is nothing is a value of its own.
        FieldValue::List(_) => {
            let label = |element| match (element, kind) {
                (FieldValue::Choice(key), Kind::ChoiceMany(choice)) => Some(choice.label(key, lang)),
                (FieldValue::Id(text) | FieldValue::Plain(text), _) => Some(text),
                _ => None,
            };
            one(Written::Text(list(value.elements().map(label))))
        }
        FieldValue::Choice(key) => {
            let label = kind.choice().map_or(key, |choice| choice.label(key, lang));
            one(Written::Text(label.to_owned()))
        }
        FieldValue::Flag(truth) => one(Written::Text(if truth { &YES } else { &NO }.get(lang).to_owned())),
        FieldValue::Count(count) => one(Written::Number(f64::from(count))),
        FieldValue::Number(number) => one(Written::Number(number)),
        FieldValue::Date(date) => one(Written::Text(date.to_string())),
        FieldValue::Id(text) | FieldValue::Plain(text) => one(Written::Text(escaped(text, false).into_owned())),
        _ => Default::default(),
    }
}

/// What a text says in exactly one language, or without saying in which.
fn in_language(text: &Text, lang: Option<Lang>) -> Option<&str> {
    match lang {
        Some(lang) => text.in_language(lang),
        None => Some(text.get(Lang::En)).filter(|_| Lang::ALL.iter().all(|lang| text.in_language(*lang).is_none())),
    }
}

fn text_of(value: FieldValue<'_>, lang: Option<Lang>) -> Option<&str> {
    match value {
        FieldValue::Text(text) => in_language(text, lang),
        _ => None,
    }
}
