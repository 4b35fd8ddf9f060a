//! The workbook of a diagnosis: one sheet per section, for Excel and LibreOffice.

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::model::Lang;
use crate::query::Diagnosis;
use crate::say::figures::{self, Layout, Row, Section};
use crate::say::{Cell, Unit};
use crate::text::markup;

/// The rows of a sheet, as Excel limits them, without the headings.
const ROWS: u32 = 1_048_575;

/// A sheet of fewer rows is kept in memory, a longer one in a temporary file until the workbook is put together.
const FEW: usize = 50_000;

/// How many UTF-16 units Excel takes in a cell.
const LONGEST: usize = 32_767;

/// ## The workbook
impl Diagnosis<'_> {
    /// Writes everything that the diagnosis says as a workbook (`.xlsx`) for readers of a language: one sheet for each
    /// section, headings with units that stay in view, records with id and name, and the sentences.
    ///
    /// Texts are typed as texts, so that none runs as a formula. Characters that XML cannot hold are
    /// [escaped](crate::render::unescape). A section of more than 1,048,575 rows goes on in a second sheet. A text of more than
    /// 32,767 characters, which Excel refuses, is cut short and ends in `…`; [`write_csv`](Self::write_csv) has it whole.
    /// The same diagnosis gives the same bytes, whenever it is written.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// # Panics
    ///
    /// If a section has 50,000 rows or more, which are kept in a temporary file, and there is no room for that file.
    ///
    /// ```
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::DiagnosisOptions;
    /// let chain = datasets::hunan();
    /// let mut workbook = std::io::Cursor::new(Vec::new());
    /// chain.diagnose(&DiagnosisOptions::new()).write_workbook(&mut workbook, Lang::Zh)?;
    /// assert!(workbook.get_ref().starts_with(b"PK"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_workbook(&self, writer: impl Write + Seek + Send, lang: Lang) -> std::io::Result<()> {
        self.workbook(lang).and_then(|mut workbook| workbook.save_to_writer(writer)).map_err(|error| match error {
            XlsxError::IoError(error) => error,
            other => std::io::Error::other(other),
        })
    }

    fn workbook(&self, lang: Lang) -> Result<Workbook, XlsxError> {
        let mut workbook = Workbook::new();
        // The clock is never read.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
        for Section { layout, rows } in figures::sections(self) {
            let mut rows = rows.peekable();
            for part in 1.. {
                let name = match part {
                    1 => layout.label(lang).to_owned(),
                    part => format!("{} {part}", layout.label(lang)),
                };
                let few: Vec<Row<'_>> = rows.by_ref().take(FEW).collect();
                let worksheet = match few.len() {
                    FEW => workbook.add_worksheet_with_constant_memory()?,
                    _ => workbook.add_worksheet(),
                };
                let mut sheet = Sheet::begin(worksheet, layout, &name, lang)?;
                for row in few.into_iter().chain(rows.by_ref().take(ROWS as usize - FEW)) {
                    sheet.row(&row)?;
                }
                sheet.finish()?;
                if rows.peek().is_none() {
                    break;
                }
            }
        }
        Ok(workbook)
    }
}

/// A sheet in the making.
struct Sheet<'w> {
    sheet: &'w mut Worksheet,
    layout: &'static Layout,
    lang: Lang,
    row: u32,
    columns: u16,
}

impl<'w> Sheet<'w> {
    fn begin(sheet: &'w mut Worksheet, layout: &'static Layout, name: &str, lang: Lang) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let headings = headings(layout, lang);
        for (column, (heading, width)) in (0_u16..).zip(&headings) {
            sheet.write_string_with_format(0, column, heading, &bold)?;
            sheet.set_column_width(column, *width)?;
        }
        Ok(Self { sheet, layout, lang, row: 0, columns: headings.len() as u16 })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        self.row += 1;
        let mut column = 0;
        for (subject, cell) in self.layout.subjects.iter().zip(&row.subjects) {
            match cell {
                Some(Cell::Record(record)) => {
                    self.text(column, record.id())?;
                    self.text(column + 1, record.label(self.lang))?;
                }
                Some(cell) => self.cell(column, cell)?,
                None => {}
            }
            column += if subject.is_record() { 2 } else { 1 };
        }
        for (measure, observation) in self.layout.measures.iter().zip(&row.observations) {
            match (&observation.value, observation.why) {
                (Some(value), _) => self.cell(column, value)?,
                (None, Some(why)) => self.text(column, why)?,
                (None, None) => {}
            }
            column += 1;
            if measure.spread {
                for end in [observation.low, observation.high] {
                    if let Some(end) = end {
                        self.sheet.write_number(self.row, column, end)?;
                    }
                    column += 1;
                }
                if let Some(count) = observation.observations {
                    self.sheet.write_number(self.row, column, count as f64)?;
                }
                column += 1;
            }
        }
        if let Some(message) = &row.message {
            self.text(column, &message.text(self.lang))?;
        }
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        match cell {
            Cell::Count { count, .. } => _ = self.sheet.write_number(self.row, column, *count as f64)?,
            Cell::Number(number) => _ = self.sheet.write_number(self.row, column, number.value)?,
            Cell::Flag(flag) => _ = self.sheet.write_boolean(self.row, column, *flag)?,
            said => self.text(column, &said.text(self.lang))?,
        }
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let text = markup::reversible(text, markup::is_illegal_in_xml);
        let text = shortened(&text);
        self.sheet.write_string(self.row, column, text)?;
        Ok(())
    }

    fn finish(self) -> Result<(), XlsxError> {
        if self.row > 0 {
            self.sheet.autofilter(0, 0, self.row, self.columns - 1)?;
        }
        Ok(())
    }
}

/// The headings of a section, with the width of each column in characters.
fn headings(layout: &Layout, lang: Lang) -> Vec<(String, f64)> {
    let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
    let mut headings = Vec::new();
    for subject in layout.subjects {
        let label = subject.label(lang);
        if subject.is_record() {
            headings.push((format!("{label} {}", say("id", "编号")), 16.0));
            headings.push((label.to_owned(), 28.0));
        } else {
            headings.push((label.to_owned(), 18.0));
        }
    }
    for measure in layout.measures {
        let label = measure.label(lang);
        let unit = |label: &str| match (measure.unit, lang) {
            (Unit::None, _) => label.to_owned(),
            (unit, Lang::En) => format!("{label} ({})", unit.label(lang)),
            (unit, Lang::Zh) => format!("{label}（{}）", unit.label(lang)),
        };
        headings.push((unit(label), 14.0));
        if measure.spread {
            headings.push((unit(say("lower 95 %", "95%下限")), 14.0));
            headings.push((unit(say("upper 95 %", "95%上限")), 14.0));
            headings.push((say("observations", "观测数").to_owned(), 14.0));
        }
    }
    if layout.message {
        headings.push((say("in a sentence", "说明").to_owned(), 90.0));
    }
    headings
}

/// A text that Excel takes.
fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.into();
    }
    let mut units = 0;
    let fits = |(_, character): &(usize, char)| {
        units += character.len_utf16();
        units < LONGEST
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, character)| at + character.len_utf8());
    format!("{}…", &text[..end]).into()
}
