//! Questionnaires: what to ask, a sheet for each organization that can answer, and one for whoever keeps a register.

use std::collections::BTreeMap;
use std::io;

use super::{CsvOptions, Table};
use crate::model::Lang;
use crate::query::Question;
use crate::scenario::ANSWER_COLUMNS;
#[cfg(feature = "xlsx")]
use crate::scenario::Answered;

/// A sheet: what it is called, and its rows.
struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
}

/// The sheets, those first that have most to settle.
fn sheets(questions: &[Question<'_>], lang: Lang) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut number_of: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for question in questions {
        let asked = question.asked.map(|asked| asked.id().as_str());
        let number = *number_of.entry(asked).or_insert_with(|| {
            sheets.push(Sheet { name: sheet_name(question, sheets.len() + 1, lang), rows: Vec::new() });
            sheets.len() - 1
        });
        sheets[number].rows.push(row(question, lang));
    }
    sheets
}

/// A name that a sheet and a file can have.
fn sheet_name(question: &Question<'_>, number: usize, lang: Lang) -> String {
    const MOST: usize = 26;
    let register = match lang {
        Lang::En => "Registers",
        Lang::Zh => "登记机构",
    };
    let name = question.asked.map_or(register, |asked| asked.record().label(lang));
    let sound = |c: &char| !c.is_control() && !r#"[]:*?/\'"<>|."#.contains(*c);
    let name: String = name.chars().filter(sound).take(MOST).collect();
    format!("{number} {}", name.trim())
}

fn row(question: &Question<'_>, lang: Lang) -> Vec<String> {
    let need = &question.need;
    let cell = |key: &str| match key {
        "question" => question.message(lang),
        "purpose" => question.purpose(lang),
        "settles" => question.settles.to_string(),
        "list" => need.list.as_str().to_owned(),
        "category" => need.category.id.to_string(),
        "stages" => need.stages.iter().map(|stage| stage.as_str()).collect::<Vec<_>>().join(";"),
        "organization" => need.organization.map(|own| own.id().to_string()).unwrap_or_default(),
        "from" => need.from.map(|from| from.to_string()).unwrap_or_default(),
        "to" => need.to.to_string(),
        _ => String::new(),
    };
    ANSWER_COLUMNS.iter().map(|column| cell(column.key)).collect()
}

/// The questionnaire as CSV files: the name and the content of each, in UTF-8 with a byte order mark.
///
/// ```
/// use seedrelay::query::CertaintyOptions;
/// use seedrelay::render::tidy::questionnaire_csv;
/// use seedrelay::{Lang, datasets};
/// let chain = datasets::hunan();
/// let files = questionnaire_csv(&chain.questions(&CertaintyOptions::new()), Lang::Zh);
/// assert!(files.iter().all(|(name, content)| name.ends_with(".csv") && content.starts_with("\u{feff}问题,")));
/// ```
#[must_use]
pub fn questionnaire_csv(questions: &[Question<'_>], lang: Lang) -> Vec<(String, String)> {
    let file = |sheet: Sheet| {
        let mut out = Vec::new();
        write(&sheet, lang, &mut out).expect("a vector takes every byte");
        (format!("{}.csv", sheet.name), String::from_utf8(out).expect("texts are UTF-8"))
    };
    sheets(questions, lang).into_iter().map(file).collect()
}

fn write(sheet: &Sheet, lang: Lang, out: &mut Vec<u8>) -> io::Result<()> {
    let headings = ANSWER_COLUMNS.iter().map(|column| column.get(Some(lang)));
    let mut table = Table::new(out, CsvOptions::for_excel(), headings)?;
    for row in &sheet.rows {
        row.iter().for_each(|cell| table.text(cell));
        table.end_row()?;
    }
    table.finish()
}

/// The questionnaire as a workbook of Excel. Answers are chosen from a list.
///
/// # Errors
///
/// If the workbook cannot be made.
#[cfg(feature = "xlsx")]
pub fn questionnaire_xlsx(questions: &[Question<'_>], lang: Lang) -> io::Result<Vec<u8>> {
    workbook(questions, lang).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(feature = "xlsx")]
fn workbook(questions: &[Question<'_>], lang: Lang) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook};
    /// A question and its purpose are read, the rest is filled in.
    const WIDE: f64 = 60.0;
    /// So many more rows offer answers, for whoever has more to add.
    const MORE: u32 = 200;
    let mut book = Workbook::new();
    // The same questions are the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap());
    for sheet in sheets(questions, lang) {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 1)?;
        for (column, names) in (0_u16..).zip(&ANSWER_COLUMNS) {
            page.write_string_with_format(0, column, names.get(Some(lang)), &bold)?;
            page.set_column_width(column, if column < 2 { WIDE } else { 16.0 })?;
        }
        for (number, row) in (1_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string_with_format(number, column, cell, &wrapped)?;
            }
        }
        let offered = Answered::ALL.map(|answer| answer.label(lang));
        let answer = ANSWER_COLUMNS.iter().position(|column| column.key == "answer").unwrap_or_default() as u16;
        let choice = DataValidation::new().allow_list_strings(&offered)?;
        page.add_data_validation(1, answer, sheet.rows.len() as u32 + MORE, answer, &choice)?;
    }
    if questions.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}
