//! A workbook is an archive of XML. It is measured and looked over before a reader of workbooks sees it.
//!
//! Readers trust what a workbook says of itself: that there are so many shared strings, that a cell is at such a place,
//! that a part ends. Of a hostile one they would take all memory, overflow, or never come to an end.

use std::io::{BufReader, Cursor, Read};
use std::path::Path as FilePath;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sparse::Budget;
use crate::io::tables::TableLimits;
use crate::io::{FileError, LimitedQuantity};

/// As many sheets are more than anybody can find their way in.
pub(super) const MOST_SHEETS: usize = 1000;
pub(super) const MOST_ROWS: u32 = 1_048_576;
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// As many elements has no description of styles; Excel allows 65,490 formats.
const MOST_STYLES: usize = 500_000;
/// Bytes of all formats together, each of which repeats the longest name among them.
const MOST_STYLE_BYTES: usize = 1 << 28;
/// As many attributes has no element; some have dozens. Readers compare each with all others.
const MOST_ATTRIBUTES: usize = 200;

/// What a file of Excel before 2007 begins with, or one that is protected by a password.
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Opens an archive, after having unpacked it once to nowhere: what it claims to hold need not be what it holds.
pub(super) fn open<'b>(
    path: &FilePath,
    bytes: &'b [u8],
    limits: &TableLimits,
    budget: &Budget<'_>,
) -> Result<Archive<'b>, FileError> {
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(FileError::Protected { path: path.to_owned() });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| budget.broken(error))?;
    let too_large =
        || FileError::TooLarge { path: path.to_owned(), what: LimitedQuantity::UnpackedBytes, limit: limits.unpacked };
    let mut left = limits.unpacked;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|error| budget.broken(error))?;
        if part.size() > left {
            return Err(too_large());
        }
        let unpacked = std::io::copy(&mut part.by_ref().take(left.saturating_add(1)), &mut std::io::sink());
        left = left.checked_sub(unpacked.map_err(|error| budget.broken(error))?).ok_or_else(too_large)?;
    }
    Ok(archive)
}

/// Looks over every part of a workbook of Excel: whether the XML is whole, and whether the figures are sane that a reader
/// takes for granted.
pub(super) fn preflight(archive: &mut Archive<'_>, limits: &TableLimits, budget: &Budget<'_>) -> Result<(), FileError> {
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|error| budget.broken(error))?;
        let name = part.name().map_err(|error| budget.broken(error))?.to_ascii_lowercase();
        if is_xml(&name) {
            let mut preflight = Preflight {
                name,
                limits,
                elements: 0,
                formats: 0,
                longest: 0,
                sheets: 0,
                targets: vec![],
                references: vec![],
                shows_shared: false,
            };
            preflight.part(BufReader::new(part)).map_err(|error| {
                let name = &preflight.name;
                budget.broken(format!("{name}: {error}"))
            })?;
        }
    }
    Ok(())
}

fn is_xml(name: &str) -> bool {
    [".xml", ".rels"].iter().any(|end| name.ends_with(end))
}

type Anyhow<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

struct Preflight<'l> {
    name: String,
    limits: &'l TableLimits,
    elements: usize,
    /// Formats of cells, and the longest name in the description of styles: each format holds a copy of several.
    formats: usize,
    longest: usize,
    sheets: usize,
    /// The parts that sheets are in, and how the sheets refer to them.
    targets: Vec<String>,
    references: Vec<String>,
    /// Whether the last cell shows a shared string.
    shows_shared: bool,
}

impl Preflight<'_> {
    fn part(&mut self, part: impl std::io::BufRead) -> Anyhow<()> {
        let mut reader = Reader::from_reader(part);
        let mut buffer = Vec::new();
        let mut depth = 0_usize;
        // Whether the text comes next that says which shared string a cell shows.
        let mut is_index = false;
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer)?;
            if std::mem::take(&mut is_index) {
                is_shared_string(&event)?;
            }
            match event {
                Event::Start(element) => {
                    depth += 1;
                    self.element(&element)?;
                    is_index = self.shows_shared && element.local_name().as_ref() == "v";
                }
                Event::Empty(element) => self.element(&element)?,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Eof if depth == 0 => return Ok(()),
                Event::Eof => return Err("the XML breaks off".into()),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>) -> Anyhow<()> {
        let is_styles = self.name.ends_with("styles.xml");
        let local = element.local_name();
        let local: &str = local.as_ref();
        self.elements += 1;
        self.formats += usize::from(local == "xf");
        self.sheets += usize::from(local == "sheet");
        if too_many_attributes(element) {
            return Err("an element has too many attributes".into());
        }
        self.shows_shared &= local != "c";
        let (mut target, mut is_sheet) = (None, false);
        for attribute in element.attributes() {
            let attribute = attribute?;
            let (key, value) = (attribute.key.local_name(), &*attribute.value);
            self.longest = self.longest.max(value.len());
            match (local, AsRef::<str>::as_ref(&key)) {
                ("c" | "row", "r") => in_bounds(value)?,
                ("c", "t") => self.shows_shared = value == "s",
                ("dimension" | "mergeCell", "ref") => dimension(value)?,
                ("sst", "uniqueCount") => {
                    value
                        .parse()
                        .ok()
                        .filter(|count: &u64| *count <= self.limits.cells)
                        .ok_or("too many shared strings")?;
                }
                ("sheet", "id") => {
                    if self.references.iter().any(|reference| reference == value) {
                        return Err("two sheets are one".into());
                    }
                    self.references.push(value.to_owned());
                }
                ("Relationship", "Target") => target = Some(value.to_ascii_lowercase()),
                ("Relationship", "Type") => {
                    is_sheet |= value.ends_with("/worksheet") || value.ends_with("/officeDocument");
                }
                _ => {}
            }
        }
        if let Some(target) = target.filter(|_| is_sheet) {
            // A part that was not looked over is not read, and none is read again and again.
            let target = target.trim_start_matches(['/', '.']).to_owned();
            if !is_xml(&target) || self.targets.contains(&target) {
                return Err(format!("the part {target} cannot be a sheet").into());
            }
            self.targets.push(target);
        }
        let style_bytes = self.formats.saturating_mul(self.longest + 300);
        if is_styles && (self.elements > MOST_STYLES || style_bytes > MOST_STYLE_BYTES) {
            return Err("too many styles".into());
        }
        if self.sheets.max(self.targets.len()) > MOST_SHEETS {
            return Err(format!("more than {MOST_SHEETS} sheets").into());
        }
        Ok(())
    }
}

/// Whether an element has more attributes than any can have.
/// Whether what follows is the number of a shared string. Its reader takes what is no number for the first of them.
fn is_shared_string(event: &Event<'_>) -> Anyhow<()> {
    match event {
        Event::Text(index) if index.bytes().all(|byte| byte.is_ascii_digit()) => Ok(()),
        Event::End(_) => Ok(()),
        _ => Err("a cell shows a shared string that is none".into()),
    }
}

pub(super) fn too_many_attributes(element: &BytesStart<'_>) -> bool {
    element.attributes().with_checks(false).nth(MOST_ATTRIBUTES).is_some()
}

/// Whether a place such as `B12`, or a row such as `12`, is one that a sheet has.
fn in_bounds(place: &str) -> Anyhow<()> {
    let digits = place.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &place[..place.len() - digits.len()];
    let column =
        letters.bytes().take(4).fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    if letters.len() <= 3 && column <= MOST_COLUMNS && row.is_some_and(|row: u32| (1..=MOST_ROWS).contains(&row)) {
        return Ok(());
    }
    Err(format!("no sheet has a cell {place:?}").into())
}

fn dimension(range: &str) -> Anyhow<()> {
    range.split(':').try_for_each(in_bounds)?;
    // No reader copes with a range that ends before it begins.
    let corner = |place: &str| {
        let digits = place.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = place[..place.len() - digits.len()].to_ascii_uppercase();
        (digits.parse::<u32>().unwrap_or(0), (letters.len(), letters))
    };
    if let Some((from, to)) = range.split_once(':') {
        let (from, to) = (corner(from), corner(to));
        if from.0 > to.0 || from.1 > to.1 {
            return Err(format!("the range {range:?} ends before it begins").into());
        }
    }
    Ok(())
}
