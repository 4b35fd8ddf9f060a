//! Workbooks of LibreOffice and other programs that follow OpenDocument.
//!
//! Read here rather than by calamine, which spreads every repeated cell, of which a few bytes can claim billions, and
//! goes on for ever where a sheet breaks off.

use std::io::{BufRead, BufReader};
use std::path::Path as FilePath;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::{self, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS};
use super::excel::iso_day;
use super::sparse::{Budget, Sheet, any};
use super::{Grid, Slot};
use crate::io::FileError;
use crate::io::tables::TableLimits;

/// A longer name has no sheet: it is reported with every row that is refused. Excel allows 31 characters.
const LONGEST_NAME: usize = 1000;

pub(super) fn read(path: &FilePath, bytes: &[u8], limits: &TableLimits) -> Result<Vec<Grid>, FileError> {
    let budget = Budget::new(path, limits);
    let mut archive = archive::open(path, bytes, limits, &budget)?;
    if let Ok(manifest) = archive.by_name("META-INF/manifest.xml")
        && is_encrypted(BufReader::new(manifest))
    {
        return Err(FileError::Protected { path: path.to_owned() });
    }
    let content = archive.by_name("content.xml").map_err(|error| budget.broken(error))?;
    let mut content = Content { reader: Reader::from_reader(BufReader::new(content)), buffer: Vec::new(), budget };
    content.reader.config_mut().expand_empty_elements = true;
    let (mut grids, mut sheets) = (Vec::new(), 0);
    loop {
        match content.next()? {
            Next::Start(element) if element.name == "table:table" => {
                let name = element.attribute("table:name").unwrap_or_default().to_owned();
                sheets += 1;
                if sheets > MOST_SHEETS || name.len() > LONGEST_NAME {
                    let message =
                        format!("more than {MOST_SHEETS} sheets, or a name of more than {LONGEST_NAME} bytes");
                    return Err(content.budget.broken(message));
                }
                grids.extend(content.sheet(&name)?);
            }
            Next::End => return any(grids, path),
            _ => {}
        }
    }
}

fn is_encrypted(manifest: impl BufRead) -> bool {
    let mut reader = Reader::from_reader(manifest);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "encryption-data" => {
                return true;
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

struct Content<'p, R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    budget: Budget<'p>,
}

/// What comes next.
enum Next {
    Start(Element),
    Close,
    Text(String),
    Other,
    End,
}

/// The start of an element, with its attributes where they matter.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn of(element: &BytesStart<'_>) -> Result<Self, quick_xml::Error> {
        let name = AsRef::<str>::as_ref(&element.name()).to_owned();
        let mut attributes = Vec::new();
        if name.starts_with("table:") || name == "text:s" {
            for attribute in element.attributes() {
                let attribute = attribute?;
                let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
                attributes.push((AsRef::<str>::as_ref(&attribute.key).to_owned(), value.into_owned()));
            }
        }
        Ok(Self { name, attributes })
    }

    fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == key).map(|(_, value)| &**value)
    }

    /// How often it stands there.
    fn repeated(&self, key: &str) -> u32 {
        // More than a number holds is more than a sheet has.
        self.attribute(key).map_or(1, |count| count.parse().unwrap_or(u32::MAX))
    }

    fn is_cell(&self) -> bool {
        self.name == "table:table-cell" || self.name == "table:covered-table-cell"
    }
}

impl<R: BufRead> Content<'_, R> {
    fn next(&mut self) -> Result<Next, FileError> {
        self.buffer.clear();
        let next = match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(element)) if archive::too_many_attributes(&element) => {
                return Err(self.budget.broken("an element has too many attributes"));
            }
            Ok(Event::Start(element)) => Element::of(&element).map(Next::Start),
            Ok(Event::End(_)) => Ok(Next::Close),
            Ok(Event::Text(text)) => Ok(Next::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => Ok(Next::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.xml10_content();
                quick_xml::escape::unescape(&format!("&{name};"))
                    .map(|text| Next::Text(text.into_owned()))
                    .map_err(quick_xml::Error::from)
            }
            Ok(Event::Eof) => Ok(Next::End),
            Ok(_) => Ok(Next::Other),
            Err(error) => Err(error),
        };
        next.map_err(|error| self.budget.broken(error))
    }

    /// Like [`next`](Self::next), within something that must end first.
    fn within(&mut self) -> Result<Next, FileError> {
        match self.next()? {
            Next::End => Err(self.budget.broken("the XML breaks off")),
            next => Ok(next),
        }
    }

    fn sheet(&mut self, name: &str) -> Result<Option<Grid>, FileError> {
        let mut sheet = Sheet::new(name);
        let mut row = 0_u32;
        let mut depth = 1;
        while depth > 0 {
            match self.within()? {
                Next::Start(element) if element.name == "table:table-row" => {
                    let repeated = element.repeated("table:number-rows-repeated");
                    self.row(&mut sheet, row, repeated)?;
                    row = row.saturating_add(repeated);
                }
                // Shapes over the sheet hold texts that are in no cell.
                Next::Start(element) if element.name == "table:shapes" => self.skip()?,
                Next::Start(_) => depth += 1,
                Next::Close => depth -= 1,
                _ => {}
            }
        }
        sheet.finish(&mut self.budget)
    }

    fn skip(&mut self) -> Result<(), FileError> {
        let mut depth = 1;
        while depth > 0 {
            match self.within()? {
                Next::Start(_) => depth += 1,
                Next::Close => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, sheet: &mut Sheet, row: u32, rows: u32) -> Result<(), FileError> {
        let mut column = 0_u32;
        loop {
            match self.within()? {
                Next::Start(element) if element.is_cell() => {
                    let repeated = element.repeated("table:number-columns-repeated");
                    let slot = self.cell(sheet, &element)?;
                    let spanned = ["table:number-rows-spanned", "table:number-columns-spanned"];
                    let [down, across] = spanned.map(|key| element.repeated(key).saturating_sub(1));
                    if down > 0 || across > 0 {
                        sheet.merge((row, column), (row.saturating_add(down), column.saturating_add(across)));
                    }
                    if !matches!(slot, Slot::Empty) {
                        self.put(sheet, slot, (row, rows), (column, repeated))?;
                    }
                    column = column.saturating_add(repeated);
                }
                Next::Start(_) => self.skip()?,
                Next::Close => return Ok(()),
                _ => {}
            }
        }
    }

    /// Puts a value into a block of cells: from where on, and how many.
    fn put(
        &mut self,
        sheet: &mut Sheet,
        slot: Slot,
        (row, rows): (u32, u32),
        (column, columns): (u32, u32),
    ) -> Result<(), FileError> {
        let cells = u64::from(rows) * u64::from(columns);
        self.budget.spend_cells(cells)?;
        // It is kept once. Whoever reads the cells has it as often as it is shown.
        if let Slot::Text(start, end) | Slot::Error(start, end) = slot {
            let more = u64::from(end - start).saturating_mul(cells.saturating_sub(1));
            self.budget.spend_text(more as usize)?;
        }
        if row.saturating_add(rows) > MOST_ROWS || column.saturating_add(columns) > MOST_COLUMNS {
            return Err(self.budget.broken("a sheet has more cells than a sheet can have"));
        }
        for row in row..row + rows {
            (column..column + columns).for_each(|column| sheet.put(row, column, slot));
        }
        Ok(())
    }

    fn cell(&mut self, sheet: &mut Sheet, element: &Element) -> Result<Slot, FileError> {
        let shown = self.shown()?;
        let value = |key| element.attribute(key);
        if value("calcext:value-type") == Some("error") {
            return sheet.error(&shown, &mut self.budget);
        }
        let typed = match value("office:value-type") {
            Some("float" | "percentage" | "currency") => value("office:value").map(|number| self.number(number)),
            Some("boolean") => value("office:boolean-value").map(|truth| match truth.to_ascii_lowercase().as_str() {
                "true" => Ok(Slot::Bool(true)),
                "false" => Ok(Slot::Bool(false)),
                _ => Err(self.budget.broken(format!("a cell holds {truth:?}, which is neither true nor false"))),
            }),
            Some("date") => value("office:date-value").map(|date| match iso_day(date) {
                Some(day) => Ok(Slot::Date(day)),
                // As it stands there, for the reader to say what is wrong with it.
                None => sheet.text(date, &mut self.budget),
            }),
            _ => None,
        };
        match typed {
            Some(slot) => slot,
            None if shown.is_empty() && value("office:value-type").is_none() && value("table:formula").is_some() => {
                let formula = value("table:formula").unwrap_or_default();
                // Before it stands in which language it is written.
                let written = formula.split_once(":=").map_or(formula, |(_, formula)| formula);
                sheet.error(&format!("={}", written.trim_start_matches('=')), &mut self.budget)
            }
            None => sheet.text(value("office:string-value").unwrap_or(&shown), &mut self.budget),
        }
    }

    fn number(&self, written: &str) -> Result<Slot, FileError> {
        let number = written.parse().ok().filter(|number: &f64| number.is_finite());
        number
            .map(Slot::Number)
            .ok_or_else(|| self.budget.broken(format!("a cell holds {written:?}, which is no number")))
    }

    /// The text that a cell shows, without that of its notes and pictures, and without the reading aids of ruby.
    fn shown(&mut self) -> Result<String, FileError> {
        let mut shown = Shown::default();
        let mut depth = 1;
        // Between paragraphs there is only what makes the XML pleasant to read.
        let mut paragraph = None;
        while depth > 0 {
            match self.within()? {
                Next::Start(element)
                    if ["office:annotation", "text:ruby-text"].contains(&&*element.name)
                        || element.name.starts_with("draw:") =>
                {
                    self.skip()?;
                }
                Next::Start(element) => {
                    depth += 1;
                    match &*element.name {
                        "text:p" => {
                            paragraph = paragraph.or(Some(depth));
                            shown.begin_paragraph();
                        }
                        "text:s" => {
                            let blanks = element.repeated("text:c");
                            self.budget.spend_text(blanks as usize)?;
                            shown.put(' ', blanks as usize);
                        }
                        "text:tab" => shown.put('\t', 1),
                        "text:line-break" => shown.put('\n', 1),
                        _ => {}
                    }
                }
                Next::Close => {
                    if paragraph == Some(depth) {
                        paragraph = None;
                        shown.end_paragraph();
                    }
                    depth -= 1;
                }
                Next::Text(text) if paragraph.is_some() => shown.text(&text),
                _ => {}
            }
        }
        Ok(shown.text)
    }
}

/// The text of a cell in the making. Of blanks and line breaks in the XML of a paragraph, one blank is left, and none at
/// its ends (OpenDocument 1.2, part 1, 6.1.2); what is meant to stay has elements of its own.
#[derive(Default)]
struct Shown {
    text: String,
    paragraphs: usize,
    /// Whether the paragraph begins, or a blank stands last that stands for any number of them.
    after_blank: bool,
    /// How long the text is without that blank.
    trimmed: usize,
}

impl Shown {
    fn begin_paragraph(&mut self) {
        self.text.push_str(if self.paragraphs > 0 { "\n" } else { "" });
        self.paragraphs += 1;
        (self.after_blank, self.trimmed) = (true, self.text.len());
    }

    fn end_paragraph(&mut self) {
        if self.after_blank {
            self.text.truncate(self.trimmed);
        }
    }

    fn put(&mut self, character: char, times: usize) {
        self.text.extend(std::iter::repeat_n(character, times));
        (self.after_blank, self.trimmed) = (false, self.text.len());
    }

    fn text(&mut self, text: &str) {
        for character in text.chars() {
            if !matches!(character, ' ' | '\t' | '\r' | '\n') {
                self.put(character, 1);
            } else if !self.after_blank {
                self.after_blank = true;
                self.text.push(' ');
            }
        }
    }
}
