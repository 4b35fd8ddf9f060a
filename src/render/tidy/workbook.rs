//! The workbook of a diagnosis: one sheet per section, for Excel and LibreOffice.

mod xlsx;

use std::io::{self, Seek, Write};

use crate::model::Lang;
use crate::query::Diagnosis;
use crate::say::figures::{self, Layout, Row, Section};
use crate::say::{Cell, Unit};
use crate::text::markup;
use xlsx::{Book, Sheet};

/// The rows of a sheet, as Excel limits them, without the headings.
const ROWS: usize = 1_048_575;

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
    /// The same diagnosis gives the same bytes, whenever it is written. A row is written as it comes: what it takes in memory
    /// does not grow with the diagnosis.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::{Lang, datasets};
    /// use seedrelay::query::DiagnosisOptions;
    /// let chain = datasets::example();
    /// let mut workbook = std::io::Cursor::new(Vec::new());
    /// chain.diagnose(&DiagnosisOptions::new()).write_workbook(&mut workbook, Lang::Zh)?;
    /// assert!(workbook.get_ref().starts_with(b"PK"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_workbook(&self, writer: impl Write + Seek, lang: Lang) -> io::Result<()> {
        let mut book = Book::new(writer);
        for Section { layout, rows } in figures::sections(self) {
            let (headings, mut rows) = (headings(layout, lang), rows.peekable());
            for part in 1.. {
                let name = match part {
                    1 => layout.label(lang).to_owned(),
                    part => format!("{} {part}", layout.label(lang)),
                };
                let mut lines = Lines { sheet: book.sheet(name, &headings)?, layout, lang };
                rows.by_ref().take(ROWS).try_for_each(|row| lines.row(&row))?;
                lines.sheet.finish()?;
                if rows.peek().is_none() {
                    break;
                }
            }
        }
        book.finish()
    }
}

/// The rows of a section.
struct Lines<'b, W: Write + Seek> {
    sheet: Sheet<'b, W>,
    layout: &'static Layout,
    lang: Lang,
}

impl<W: Write + Seek> Lines<'_, W> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.sheet.begin_row();
        let mut column = 0;
        for (subject, cell) in self.layout.subjects.iter().zip(&row.subjects) {
            match cell {
                Some(Cell::Record(record)) => {
                    self.text(column, record.id());
                    self.text(column + 1, record.label(self.lang));
                }
                Some(cell) => self.cell(column, cell),
                None => {}
            }
            column += if subject.is_record() { 2 } else { 1 };
        }
        for (measure, observation) in self.layout.measures.iter().zip(&row.observations) {
            match (&observation.value, observation.why) {
                (Some(value), _) => self.cell(column, value),
                (None, Some(why)) => self.text(column, why),
                (None, None) => {}
            }
            column += 1;
            if measure.spread {
                let observations = observation.observations.map(|count| count as f64);
                for number in [observation.low, observation.high, observations] {
                    if let Some(number) = number {
                        self.sheet.number(column, number);
                    }
                    column += 1;
                }
            }
        }
        if let Some(message) = &row.message {
            self.text(column, &message.text(self.lang));
        }
        self.sheet.end_row()
    }

    fn cell(&mut self, column: usize, cell: &Cell<'_>) {
        match cell {
            Cell::Count { count, .. } => self.sheet.number(column, *count as f64),
            Cell::Number(number) => self.sheet.number(column, number.value),
            Cell::Flag(flag) => self.sheet.flag(column, *flag),
            said => self.text(column, &said.text(self.lang)),
        }
    }

    fn text(&mut self, column: usize, text: &str) {
        let text = markup::reversible(text, markup::is_illegal_in_xml);
        self.sheet.text(column, &shortened(&text));
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
