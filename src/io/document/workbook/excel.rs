//! Writing a chain as a workbook of Excel.

use std::fmt::Write as _;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use super::example::example;
use super::guide::guide;
use super::layout::{Column, Kind, NO, Part, SheetLayout, YES};
use super::rows::{SheetRows, Written, WrittenColumn, sheets};
use super::write::WorkbookOptions;
use crate::chain::SupplyChain;
use crate::model::Lang;
use crate::record::FieldKind;

/// Why a chain cannot be written as a workbook.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A text that is longer than a cell can hold.
    #[error(
        "sheet {sheet}, row {row}, column {column}: a text of {length} characters; a cell of Excel holds 32767; write JSON or CSV instead"
    )]
    #[non_exhaustive]
    TextTooLong {
        /// The sheet.
        sheet: String,
        /// The row, from 1.
        row: usize,
        /// What the header of the column says.
        column: String,
        /// How long the text is, in units of UTF-16, as Excel counts.
        length: usize,
    },
    /// More records than a sheet has rows.
    #[error("sheet {sheet}: {rows} rows; a sheet of Excel has 1048576; write JSON or CSV instead")]
    #[non_exhaustive]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// How many rows there would be, with that of the headers.
        rows: usize,
    },
    /// The workbook could not be made.
    #[error("cannot make the workbook")]
    Workbook(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What stops the writing: what is wrong with the chain, or whatever the writer says, of which no type gets out.
enum Failure {
    Told(WorkbookError),
    Writer(XlsxError),
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        Self::Writer(error)
    }
}

impl Failure {
    fn told(self) -> WorkbookError {
        match self {
            Self::Told(error) => error,
            Self::Writer(error) => WorkbookError::Workbook(error.into()),
        }
    }
}

const MOST_ROWS: usize = 1_048_576;
const LONGEST_TEXT: usize = 32_767;

/// So many rows of a sheet offer choices, or more where more are filled.
const OFFERING: usize = 2_000;

/// A list of choices that is longer than this, a workbook cannot hold.
const LONGEST_CHOICES: usize = 255;

/// ## Writing workbooks
impl SupplyChain {
    /// The chain as a workbook of Excel, the same bytes for the same chain. Every sheet is there, if only with its
    /// header; columns of choices offer them.
    ///
    /// ```
    /// use seedrelay::io::document::ReadOptions;
    /// use seedrelay::io::document::workbook::WorkbookOptions;
    /// use seedrelay::{Lang, datasets};
    /// let example = datasets::example();
    /// let workbook = example.to_xlsx(&WorkbookOptions::new().lang(Lang::Zh))?;
    /// assert_eq!(ReadOptions::new().contents("云岚.xlsx", &workbook)?, example);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If a text is longer than a cell can hold, or a list longer than a sheet. Nothing is cut off.
    pub fn to_xlsx(&self, options: &WorkbookOptions) -> Result<Vec<u8>, WorkbookError> {
        workbook(Some(self), options).map_err(Failure::told)
    }
}

/// A workbook to fill in: every sheet with its headers, with choices where there are any, and a guide first if the
/// options say so.
///
/// ```
/// use seedrelay::io::document::ReadOptions;
/// use seedrelay::io::document::workbook::{WorkbookOptions, template};
/// let workbook = template(&WorkbookOptions::new().guide(true));
/// let problems = ReadOptions::new().contents("chain.xlsx", &workbook).unwrap_err();
/// assert!(problems.to_string().contains("chain.xlsx, sheet chain, row 4: missing key `as_of`"));
/// ```
#[must_use]
pub fn template(options: &WorkbookOptions) -> Vec<u8> {
    workbook(None, options).map_err(Failure::told).expect("an empty workbook exceeds no limit")
}

fn workbook(chain: Option<&SupplyChain>, options: &WorkbookOptions) -> Result<Vec<u8>, Failure> {
    let sheets = sheets(chain, options.lang);
    let mut workbook = Workbook::new();
    // Else it would be the time of writing.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    if options.guide {
        write_guide(workbook.add_worksheet(), options.lang, &formats)?;
    }
    // Whoever has filled it in needs no example.
    if options.guide && chain.is_none() {
        write_example(workbook.add_worksheet(), options.lang, &formats)?;
    }
    for rows in &sheets {
        Writer { sheet: workbook.add_worksheet(), rows, sheets: &sheets, options, formats: &formats }.write()?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Formats {
    header: Format,
    required: Format,
    /// What is typed stays what it is: no `2024-07` becomes a day, and no `001` a 1.
    text: Format,
    wrapped: Format,
}

impl Formats {
    fn new() -> Self {
        let header = Format::new().set_bold().set_background_color(0x00DD_EBF7).set_align(FormatAlign::Left);
        Self {
            required: header.clone().set_background_color(0x00FC_E4D6),
            header,
            text: Format::new().set_num_format("@"),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

struct Writer<'a> {
    sheet: &'a mut Worksheet,
    rows: &'a SheetRows,
    sheets: &'a [SheetRows],
    options: &'a WorkbookOptions,
    formats: &'a Formats,
}

impl Writer<'_> {
    fn write(mut self) -> Result<(), Failure> {
        let SheetRows { layout, columns, rows } = self.rows;
        let name = layout.names.get(self.options.lang);
        self.sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        if rows.len() >= MOST_ROWS {
            return Err(Failure::Told(WorkbookError::TooManyRows { sheet: name.to_owned(), rows: rows.len() + 1 }));
        }
        for (number, column) in columns.iter().enumerate() {
            self.header(number as u16, *column)?;
        }
        for (number, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let (number, at) = (number + 1, column as u16);
                match cell {
                    Written::Blank => {}
                    Written::Number(value) => drop(self.sheet.write_number(number as u32, at, *value)?),
                    Written::Text(text) => {
                        let length = text.encode_utf16().count();
                        if length > LONGEST_TEXT {
                            let (sheet, column) = (name.to_owned(), columns[column].header(self.options.lang));
                            return Err(Failure::Told(WorkbookError::TextTooLong {
                                sheet,
                                row: number + 1,
                                column,
                                length,
                            }));
                        }
                        self.sheet.write_string_with_format(number as u32, at, text, &self.formats.text)?;
                    }
                }
            }
        }
        if layout.part == Part::Head && self.options.guide {
            // In these rows stands one key each.
            for (number, row) in rows.iter().enumerate() {
                let column = layout.columns.iter().find(|column| {
                    matches!(row.first(), Some(Written::Text(key)) if *key == column.names.get(self.options.lang))
                });
                if let Some(column) = column {
                    self.sheet.insert_note(number as u32 + 1, 0, &note(column, self.options.lang))?;
                }
            }
        }
        Ok(())
    }

    fn header(&mut self, number: u16, written: WrittenColumn) -> Result<(), Failure> {
        let lang = self.options.lang;
        let header = written.header(lang);
        let column = match written {
            WrittenColumn::OfChain(_) => None,
            WrittenColumn::OfField(column, _) => Some(column),
        };
        let is_required = column.is_some_and(|column| column.required);
        let format = if is_required { &self.formats.required } else { &self.formats.header };
        self.sheet.write_string_with_format(0, number, &header, format)?;
        let kind = column.map(|column| column.kind);
        let width = match kind {
            Some(Kind::Text | Kind::TextMany) | None => 30,
            Some(Kind::ReferMany | Kind::ChoiceMany(_)) => 24,
            _ => 16,
        };
        self.sheet.set_column_width(number, width.max(header.chars().count() as u32 + 4))?;
        if !matches!(kind, Some(Kind::Number | Kind::Count)) {
            self.sheet.set_column_format(number, &self.formats.text)?;
        }
        if let Some(column) = column {
            if self.options.guide {
                self.sheet.insert_note(0, number, &note(column, lang))?;
            }
            if let Some(choices) = self.choices(column)? {
                let last = OFFERING.max(self.rows.rows.len() + 1).min(MOST_ROWS - 1);
                self.sheet.add_data_validation(1, number, last as u32, number, &choices)?;
            }
        }
        Ok(())
    }

    /// What a column offers to choose from. It only offers: what is spelt otherwise may still be right.
    fn choices(&self, column: &Column) -> Result<Option<DataValidation>, Failure> {
        let lang = self.options.lang;
        let validation = DataValidation::new().set_error_style(DataValidationErrorStyle::Information);
        let of = |choices: &[&str]| {
            let is_short = choices.join(",").encode_utf16().count() <= LONGEST_CHOICES;
            is_short.then(|| validation.clone().allow_list_strings(choices)).transpose()
        };
        Ok(match column.kind {
            Kind::Choice(choice) => of(choice.names(lang))?,
            Kind::YesNo => of(&[YES.get(lang), NO.get(lang)])?,
            Kind::Refer => {
                let FieldKind::Reference(list) = column.field.kind else { return Ok(None) };
                let layout = SheetLayout::of_part(Part::List(list));
                let name = layout.names.get(lang);
                let same = |rows: &&SheetRows| rows.layout.part == layout.part;
                let filled = self.sheets.iter().find(same).map_or(0, |rows| rows.rows.len());
                let last = OFFERING.max(filled + 1);
                // As many as are filled in, so that the list does not end in nothing.
                let list = format!("=OFFSET('{name}'!$A$2,0,0,MAX(1,COUNTA('{name}'!$A$2:$A${last})),1)");
                Some(validation.show_error_message(false).allow_list_formula(Formula::new(list)))
            }
            _ => None,
        })
    }
}

/// What belongs into a column, for whoever points at its header.
fn note(column: &Column, lang: Option<Lang>) -> Note {
    let reader = lang.unwrap_or_default();
    let mut text = column.field.about(reader);
    if column.required {
        text += match reader {
            Lang::En => " Required.",
            Lang::Zh => "必填。",
        };
    }
    if let Some(choice) = column.kind.choice() {
        let _ = write!(text, "\n{}", choice.names(lang).join("\n"));
    }
    let height = 40 + 18 * text.lines().map(|line| 1 + line.chars().count() / 24).sum::<usize>();
    Note::new(text).add_author_prefix(false).set_author("seedrelay").set_width(220).set_height(height as u32)
}

/// The second sheet of a template, which is not read: each sheet of a small chain that has rows, one below the other.
fn write_example(sheet: &mut Worksheet, lang: Option<Lang>, formats: &Formats) -> Result<(), Failure> {
    let reader = lang.unwrap_or_default();
    let (name, introduction) = match reader {
        Lang::En => ("# Example", "A small chain, filled in: each sheet with its rows. This sheet is not read."),
        Lang::Zh => ("# 示例", "一条填好的小供应链：各工作表及其内容。本表不读取。"),
    };
    sheet.set_name(name)?;
    sheet.write_string(0, 0, introduction)?;
    let mut number = 2;
    for rows in sheets(Some(&example()), lang).iter().filter(|rows| !rows.rows.is_empty()) {
        sheet.write_string_with_format(number, 0, rows.layout.names.get(lang), &formats.required)?;
        // Columns that nothing stands in would hide those that matter.
        let is_used = |column: &usize| rows.rows.iter().any(|row| row[*column] != Written::Blank);
        let used: Vec<usize> = (0..rows.columns.len()).filter(is_used).collect();
        for (at, column) in used.iter().enumerate() {
            let header = rows.columns[*column].header(lang);
            sheet.write_string_with_format(number + 1, at as u16, &header, &formats.header)?;
        }
        number += 2;
        for row in &rows.rows {
            for (at, column) in used.iter().enumerate() {
                match &row[*column] {
                    Written::Blank => {}
                    Written::Number(value) => {
                        sheet.write_number(number, at as u16, *value)?;
                    }
                    Written::Text(text) => {
                        sheet.write_string_with_format(number, at as u16, text, &formats.text)?;
                    }
                }
            }
            number += 1;
        }
        number += 1;
    }
    (0..12).try_for_each(|column| sheet.set_column_width(column, 20).map(drop))?;
    Ok(())
}

/// The first sheet of a template, which is not read.
fn write_guide(sheet: &mut Worksheet, lang: Option<Lang>, formats: &Formats) -> Result<(), Failure> {
    let guide = guide(lang);
    sheet.set_name(guide.name)?.set_freeze_panes(guide.introduction.len() as u32 + 1, 0)?;
    for (number, line) in guide.introduction.iter().enumerate() {
        sheet.write_string(number as u32, 0, *line)?;
    }
    let first = guide.introduction.len() as u32;
    for (number, (header, width)) in guide.headers.iter().zip([18, 22, 10, 90]).enumerate() {
        sheet.write_string_with_format(first, number as u16, *header, &formats.header)?;
        sheet.set_column_width(number as u16, width)?;
    }
    for (row, cells) in guide.rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string_with_format(first + 1 + row as u32, column as u16, text, &formats.wrapped)?;
        }
    }
    Ok(())
}
