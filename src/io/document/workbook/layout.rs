//! What a workbook is made of: a sheet for each kind of record, a column for each of its fields, as they are declared.
//! Reading, writing, the template and its explanations all go by this.

use std::sync::LazyLock;

use super::spelling::spelling;
use crate::model::Lang;
use crate::record::{
    Assumptions, Choice, Field, FieldKind, Head, Names, Record, RecordList, Shape, SheetNames, StageAssumption,
    Triangular,
};

/// A sheet, or a CSV file of a folder.
#[derive(Debug)]
pub(super) struct SheetLayout {
    pub(super) names: Names,
    /// What it is for, in English and Chinese.
    #[cfg(feature = "xlsx")]
    pub(super) about: [&'static str; 2],
    pub(super) columns: Vec<Column>,
    pub(super) part: Part,
}

/// What the rows of a sheet are of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// A key of the document each.
    Head,
    /// A record of a list each.
    List(RecordList),
    /// A record within one of a list each: the keys from that to it, and whether there can be several.
    Within(RecordList, &'static [&'static str], Several),
    /// What is assumed of a stage each.
    Assumptions,
}

/// Whether there can be several records in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Several {
    No,
    Yes,
    /// Several, and that there are none is something to say: by a row that names no more than whose they would be.
    OrNone,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) names: Names,
    pub(super) kind: Kind,
    pub(super) required: bool,
    /// What a workbook says of it besides.
    #[cfg(feature = "xlsx")]
    pub(super) field: &'static Field,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A text that is the same for all readers.
    Plain,
    /// The id of a record of a list.
    Refer,
    /// Several of them.
    ReferMany,
    /// A text that people read: one column, or one for each language.
    Text,
    /// Several of them.
    TextMany,
    /// Several numbers.
    NumberMany,
    Count,
    Number,
    YesNo,
    Date,
    Choice(&'static Choice),
    ChoiceMany(&'static Choice),
}

impl Kind {
    /// What stands in the column of a field; `None` of records within the record, which have sheets of their own.
    fn of(kind: FieldKind) -> Option<Self> {
        Some(match kind {
            FieldKind::Format | FieldKind::Plain | FieldKind::Id(_) => Self::Plain,
            FieldKind::Reference(_) => Self::Refer,
            FieldKind::Text => Self::Text,
            FieldKind::Date => Self::Date,
            FieldKind::Count { .. } => Self::Count,
            FieldKind::Number | FieldKind::Positive | FieldKind::Share => Self::Number,
            FieldKind::Flag => Self::YesNo,
            FieldKind::Choice(choice) => Self::Choice(choice),
            FieldKind::List(kind) => match kind {
                FieldKind::Text => Self::TextMany,
                FieldKind::Number | FieldKind::Positive | FieldKind::Share => Self::NumberMany,
                FieldKind::Choice(choice) => Self::ChoiceMany(choice),
                FieldKind::Record(_) => return None,
                _ => Self::ReferMany,
            },
            _ => return None,
        })
    }

    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::TextMany)
    }

    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::ReferMany | Self::TextMany | Self::NumberMany | Self::ChoiceMany(_))
    }

    pub(super) const fn choice(self) -> Option<&'static Choice> {
        match self {
            Self::Choice(choice) | Self::ChoiceMany(choice) => Some(choice),
            _ => None,
        }
    }
}

/// Whether names are what a text with this [`spelling`] means.
pub(super) fn mean(names: &Names, spelt: &str) -> bool {
    names.all().any(|name| spelling(name) == spelt)
}

/// The value of an enumeration, as documents spell it, that a text names in whatever language.
pub(super) fn find(choice: &Choice, text: &str) -> Option<&'static str> {
    // Mostly it is spelt as in documents.
    if let Some(key) = choice.keys.iter().find(|key| **key == text) {
        return Some(key);
    }
    let spelt = spelling(text);
    choice.spellings().find(|(_, name)| spelling(name) == spelt).map(|(key, _)| key)
}

impl SheetLayout {
    pub(super) fn of_part(part: Part) -> &'static Self {
        LAYOUT.iter().find(|layout| layout.part == part).expect("every part of a document has its sheet")
    }

    pub(super) fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.names.key == key)
    }
}

/// Every sheet, in the order of documents, with what is within the records of a list behind it.
pub(super) static LAYOUT: LazyLock<Vec<SheetLayout>> = LazyLock::new(|| {
    let mut sheets = vec![sheet(&Head::SHAPE, Part::Head)];
    for &list in RecordList::ALL {
        let shape = list.shape();
        sheets.push(sheet(shape, Part::List(list)));
        within(list, shape, &mut Vec::new(), &mut sheets);
    }
    sheets.push(assumptions());
    sheets
});

/// The sheets of the records that are within those of a list.
fn within(list: RecordList, shape: &'static Shape, keys: &mut Vec<&'static str>, sheets: &mut Vec<SheetLayout>) {
    for field in shape.fields {
        let (of, several) = match field.kind {
            FieldKind::Record(of) => (of, Several::No),
            FieldKind::List(FieldKind::Record(of)) if field.says_none => (*of, Several::OrNone),
            FieldKind::List(FieldKind::Record(of)) => (*of, Several::Yes),
            _ => continue,
        };
        keys.push(field.key);
        if of.sheet.is_some() {
            // The layout is made once, and lasts.
            sheets.push(sheet(of, Part::Within(list, keys.clone().leak(), several)));
        }
        within(list, of, keys, sheets);
        keys.pop();
    }
}

fn sheet(shape: &'static Shape, part: Part) -> SheetLayout {
    let names = match part {
        Part::Within(list, ..) => shape.sheet_in(list),
        _ => shape.sheet.as_ref(),
    };
    let names = names.expect("what has a part of a workbook has a sheet");
    let fields = names.owner.iter().chain(shape.fields);
    of_part(names, fields.filter_map(column).collect(), part)
}

fn of_part(names: &SheetNames, columns: Vec<Column>, part: Part) -> SheetLayout {
    SheetLayout {
        names: names.names,
        #[cfg(feature = "xlsx")]
        about: Lang::ALL.map(|lang| names.about(lang)),
        columns,
        part,
    }
}

fn column(field: &'static Field) -> Option<Column> {
    let kind = Kind::of(field.kind)?;
    Some(Column {
        names: field.names,
        kind,
        required: field.required,
        #[cfg(feature = "xlsx")]
        field,
    })
}

/// The sheet of assumptions: what is assumed of a stage, for one category or for all.
fn assumptions() -> SheetLayout {
    let names = Assumptions::SHAPE.sheet.expect("it has a sheet");
    let demand = RecordList::Demands.shape();
    let of_stage = ["category", "stage"].iter().filter_map(|key| column(demand.field(key)?));
    let of_duration = Triangular::SHAPE.fields.iter().filter_map(column).map(|column| {
        let key = match column.names.key {
            "min" => "duration_min",
            "mode" => "duration_mode",
            _ => "duration_max",
        };
        Column { names: Names { key, ..column.names }, ..column }
    });
    let others = StageAssumption::SHAPE.fields.iter().filter_map(column);
    let columns = of_stage.chain(of_duration).chain(others).map(|column| Column { required: false, ..column });
    of_part(&names, columns.collect(), Part::Assumptions)
}

/// What a column is called that holds one language of a text.
pub(super) fn header(column: &Column, of: Option<Lang>, lang: Option<Lang>) -> String {
    let name = column.names.get(lang);
    match (of, lang) {
        (None, _) => name.to_owned(),
        (Some(of), None) => format!("{name}_{of}"),
        (Some(of), Some(Lang::En)) => format!("{name} ({})", of.label(Lang::En)),
        (Some(of), Some(Lang::Zh)) => format!("{name}({})", of.label(Lang::Zh)),
    }
}

/// The two columns of [`Part::Head`].
pub(super) const KEY: Names = Names::new("key", "Key", "项", &["项目"]);
pub(super) const VALUE: Names = Names::new("value", "Value", "值", &["内容"]);

/// What a column of remarks may be called, besides anything that begins with `#`.
pub(super) const NOTE: Names =
    Names::new("note", "Note", "备注", &["notes", "remark", "remarks", "comment", "comments"]);

/// What the first sheet of the template is called, which explains the others.
pub(super) const GUIDE: Names = Names::new("# guide", "# Guide", "# 说明", &["guide", "说明"]);

/// What stands for yes and no.
pub(super) const YES: Names = Names::new("true", "yes", "是", &[]);
pub(super) const NO: Names = Names::new("false", "no", "否", &[]);

#[cfg(test)]
mod tests {
    use super::*;

    /// No spelling means two sheets, or two columns of one sheet, or two choices of one column.
    #[test]
    fn every_spelling_means_one_thing() {
        let one = |names: Vec<(usize, &'static str)>| {
            for (first, name) in &names {
                let also = names.iter().find(|(other, also)| other != first && spelling(also) == spelling(name));
                assert!(also.is_none(), "{name} is also {also:?}");
            }
        };
        let named = |(number, names): (usize, Names)| names.all().map(move |name| (number, name));
        one(LAYOUT.iter().map(|sheet| sheet.names).enumerate().flat_map(named).collect());
        for sheet in LAYOUT.iter() {
            let columns = sheet.columns.iter().map(|column| column.names);
            one(columns.chain([NOTE]).enumerate().flat_map(named).collect());
            for choice in sheet.columns.iter().filter_map(|column| column.kind.choice()) {
                let value = |key| choice.keys.iter().position(|own| *own == key).unwrap();
                one(choice.spellings().map(|(key, name)| (value(key), name)).collect());
            }
        }
    }

    /// A field that no column holds would be lost on the way to a workbook and back.
    #[test]
    fn every_field_has_its_column_or_its_sheet() {
        fn check(shape: &Shape) {
            for field in shape.fields {
                match field.kind {
                    FieldKind::Record(of) | FieldKind::List(&FieldKind::Record(of)) => {
                        // The three years of a duration stand in the sheet of assumptions.
                        assert!(of.sheet.is_some() || of.name == Triangular::SHAPE.name, "{} lacks a sheet", of.name);
                        check(of);
                    }
                    FieldKind::ByStage(of) | FieldKind::ByCategory(of) => check(of),
                    kind => assert!(Kind::of(kind).is_some(), "{} of {}", field.key, shape.name),
                }
            }
        }
        check(&Head::SHAPE);
        RecordList::ALL.iter().for_each(|list| check(list.shape()));
    }
}
