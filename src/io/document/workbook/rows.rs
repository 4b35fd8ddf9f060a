//! A chain as rows of cells, the same for workbooks and CSV files.

use serde::Serialize;
use serde_json::Value;

use super::cells::{escaped, list};
use super::layout::{Choice, Column, KEY, Kind, LAYOUT, NO, Sheet, SheetLayout, VALUE, YES, header};
use crate::chain::{OrganizationRef, ProjectRef, SupplyChain};
use crate::model::{FORMAT, Lang};

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

#[derive(Clone, Debug)]
pub(super) struct WrittenColumn {
    pub(super) header: String,
    /// What it holds; `None` for the two columns of the sheet `chain`.
    pub(super) column: Option<&'static Column>,
}

/// A record, with the values of the columns of its sheet.
type Record = serde_json::Map<String, Value>;

/// All sheets of a chain, or of none yet.
pub(super) fn sheets(chain: Option<&SupplyChain>, lang: Option<Lang>) -> Vec<SheetRows> {
    let sheet = |layout: &'static SheetLayout| match layout.sheet {
        Sheet::Chain => chain_rows(chain, lang),
        sheet => rows(layout, &chain.map_or_else(Vec::new, |chain| records(chain, sheet)), lang),
    };
    LAYOUT.iter().map(sheet).collect()
}

fn record(of: &impl Serialize) -> Record {
    match serde_json::to_value(of) {
        Ok(Value::Object(record)) => record,
        _ => unreachable!("every record of a chain is an object"),
    }
}

/// Puts the id of what a record is part of before its own values.
fn part_of(key: &str, id: &str, of: &impl Serialize) -> Record {
    let mut part = record(of);
    part.insert(key.to_owned(), id.into());
    part
}

fn records(chain: &SupplyChain, sheet: Sheet) -> Vec<Record> {
    let organizations = chain.organizations().map(OrganizationRef::record);
    let projects = chain.projects().map(ProjectRef::record);
    let charters = organizations
        .clone()
        .filter_map(|organization| organization.charter.as_deref().map(|charter| (organization.id.as_str(), charter)));
    match sheet {
        Sheet::Chain => Vec::new(),
        Sheet::Sources => chain.sources().iter().map(record).collect(),
        Sheet::Categories => chain.categories().iter().map(record).collect(),
        Sheet::Organizations => organizations.map(record).collect(),
        Sheet::Capabilities => organizations
            .flat_map(|owner| owner.capabilities.iter().map(|own| part_of("organization", owner.id.as_str(), own)))
            .collect(),
        Sheet::Charters => charters.map(|(owner, charter)| part_of("organization", owner, charter)).collect(),
        Sheet::Members => charters
            .flat_map(|(owner, charter)| charter.members.iter().map(move |own| part_of("consortium", owner, own)))
            .collect(),
        Sheet::Projects => projects.map(record).collect(),
        Sheet::BenefitShares => projects
            .flat_map(|owner| owner.benefit_shares.iter().map(|own| part_of("project", owner.id.as_str(), own)))
            .collect(),
        Sheet::Demands => chain.demands().iter().map(record).collect(),
        Sheet::Agreements => chain.agreements().iter().map(record).collect(),
        Sheet::Funding => chain.funding().iter().map(record).collect(),
        Sheet::Services => chain.services().iter().map(record).collect(),
        Sheet::Assumptions => assumptions(chain),
    }
}

fn assumptions(chain: &SupplyChain) -> Vec<Record> {
    let assumptions = chain.assumptions();
    let every = std::iter::once((None, &assumptions.stages));
    let of_categories = assumptions.categories.iter().map(|(category, stages)| (Some(category.as_str()), stages));
    let mut records = Vec::new();
    for (category, stages) in every.chain(of_categories) {
        let begun = |key: &str, value: Option<&str>| value.map(|value| (key.to_owned(), Value::from(value)));
        for (stage, assumption) in stages {
            let mut row = record(assumption);
            if let Some(Value::Object(duration)) = row.remove("duration_years") {
                row.extend(duration.into_iter().map(|(key, value)| (format!("duration_{key}"), value)));
            }
            row.extend(begun("category", category).into_iter().chain(begun("stage", Some(stage.as_str()))));
            records.push(row);
        }
        if stages.is_empty() {
            records.extend(begun("category", category).map(|category| Record::from_iter([category])));
        }
    }
    records
}

/// The sheet `chain`, of two columns.
fn chain_rows(chain: Option<&SupplyChain>, lang: Option<Lang>) -> SheetRows {
    let layout = SheetLayout::of(Sheet::Chain);
    let mut said = Record::new();
    said.insert("format".into(), FORMAT.into());
    if let Some(chain) = chain {
        said.insert("as_of".into(), chain.as_of().to_string().into());
        said.extend(chain.name().map(|name| ("name".to_owned(), serde_json::to_value(name).unwrap_or_default())));
        said.extend(chain.currency().map(|currency| ("currency".to_owned(), currency.into())));
    }
    let mut rows = Vec::new();
    for column in layout.columns {
        let given = said.get(column.names.key).map_or_else(Default::default, |value| written(column.kind, value, lang));
        // Where nothing is said, the row waits for it.
        let nothing = given.iter().all(|cell| *cell == Written::Blank);
        for (of, cell) in variants().into_iter().zip(given) {
            if cell != Written::Blank || (nothing && of.is_none()) {
                rows.push(vec![Written::Text(header(column, of, lang)), cell]);
            }
        }
    }
    let columns = [&KEY, &VALUE].map(|names| WrittenColumn { header: names.get(lang).to_owned(), column: None });
    SheetRows { layout, columns: columns.into(), rows }
}

fn rows(layout: &'static SheetLayout, records: &[Record], lang: Option<Lang>) -> SheetRows {
    let mut columns = Vec::new();
    let mut rows = vec![Vec::new(); records.len()];
    for column in layout.columns {
        let cells: Vec<[Written; 3]> = records
            .iter()
            .map(|record| {
                record.get(column.names.key).map_or_else(Default::default, |value| written(column.kind, value, lang))
            })
            .collect();
        for (variant, of) in variants().into_iter().enumerate() {
            let is_used = |variant: usize| cells.iter().any(|cells| cells[variant] != Written::Blank);
            if is_used(variant) || (variant == 0 && !is_used(1) && !is_used(2)) {
                columns.push(WrittenColumn { header: header(column, of, lang), column: Some(column) });
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
fn written(kind: Kind, value: &Value, lang: Option<Lang>) -> [Written; 3] {
    let one = |cell| [cell, Written::Blank, Written::Blank];
    match (kind, value) {
        (Kind::TextMany, Value::Array(texts)) => variants().map(|of| {
            let elements: Vec<Option<&str>> = texts.iter().map(|text| in_language(text, of)).collect();
            // A list of nothing is told by the column without a language.
            let is_blank = elements.iter().all(Option::is_none) && (of.is_some() || !texts.is_empty());
            if is_blank { Written::Blank } else { Written::Text(list(elements)) }
        }),
        (Kind::Text, text) => variants().map(|of| match in_language(text, of) {
            Some(text) => Written::Text(escaped(text, false).into_owned()),
            None => Written::Blank,
        }),
        (Kind::ReferMany, Value::Array(ids)) => one(Written::Text(list(ids.iter().map(Value::as_str)))),
        (Kind::ChoiceMany(choice), Value::Array(values)) => {
            let labels = values.iter().filter_map(Value::as_str).map(|value| Some(label(choice, value, lang)));
            one(Written::Text(list(labels)))
        }
        (Kind::Choice(choice), Value::String(value)) => one(Written::Text(label(choice, value, lang).to_owned())),
        (_, Value::Bool(truth)) => one(Written::Text(if *truth { &YES } else { &NO }.get(lang).to_owned())),
        (_, Value::Number(number)) => one(number.as_f64().map_or(Written::Blank, Written::Number)),
        (_, Value::String(text)) => one(Written::Text(escaped(text, false).into_owned())),
        _ => Default::default(),
    }
}

/// What a text says in exactly one language, or without saying in which.
fn in_language(text: &Value, lang: Option<Lang>) -> Option<&str> {
    match (text, lang) {
        (Value::String(text), None) => Some(text),
        (Value::Object(languages), Some(lang)) => languages.get(lang.as_str()).and_then(Value::as_str),
        _ => None,
    }
}

fn label(choice: Choice, value: &str, lang: Option<Lang>) -> &str {
    choice.names(None).iter().position(|key| *key == value).map_or(value, |value| choice.names(lang)[value])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::draft::*;

    /// A key that no column holds would be lost on the way to a workbook and back.
    #[test]
    fn every_key_of_a_document_has_its_column() {
        let sheets: [(Sheet, &[&str], &[&str]); 12] = [
            (Sheet::Sources, SourceDraft::KEYS, &[]),
            (Sheet::Categories, CategoryDraft::KEYS, &[]),
            (Sheet::Organizations, OrganizationDraft::KEYS, &["capabilities", "charter"]),
            (Sheet::Capabilities, CapabilityDraft::KEYS, &[]),
            (Sheet::Charters, CharterDraft::KEYS, &["members"]),
            (Sheet::Members, MemberDraft::KEYS, &[]),
            (Sheet::Projects, ProjectDraft::KEYS, &["benefit_shares"]),
            (Sheet::BenefitShares, BenefitShareDraft::KEYS, &[]),
            (Sheet::Demands, DemandDraft::KEYS, &[]),
            (Sheet::Agreements, AgreementDraft::KEYS, &[]),
            (Sheet::Funding, FundingDraft::KEYS, &[]),
            (Sheet::Services, ServiceDraft::KEYS, &[]),
        ];
        for (sheet, keys, elsewhere) in sheets {
            for key in keys.iter().filter(|key| !elsewhere.contains(*key)) {
                assert!(SheetLayout::of(sheet).column(key).is_some(), "{sheet:?} lacks {key}");
            }
        }
        let others = [
            "sources",
            "categories",
            "organizations",
            "projects",
            "demands",
            "agreements",
            "funding",
            "services",
            "assumptions",
        ];
        for key in crate::io::document::read::KEYS.iter().filter(|key| !others.contains(key)) {
            assert!(SheetLayout::of(Sheet::Chain).column(key).is_some(), "{key}");
        }
    }
}
