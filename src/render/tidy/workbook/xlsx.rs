//! A workbook of plain tables, written as its rows come: nothing is kept but how long each sheet is.
//!
//! Source: ECMA-376, *Office Open XML File Formats*, part 1, SpreadsheetML (clause 18) and its package (part 2).

use std::fmt::Write as _;
use std::io::{self, Seek, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::text::markup::in_cell;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Two formats of cells: the plain one, and that of headings, which are bold and break their lines.
const STYLES: &str = r#"<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#;

/// So many bytes of a sheet are handed on at once.
const CHUNK: usize = 1 << 16;

/// A workbook in the making.
pub(super) struct Book<W: Write + Seek> {
    zip: ZipWriter<W>,
    sheets: Vec<Written>,
}

/// What must be said of a sheet outside it.
struct Written {
    name: String,
    /// Which cells have a filter, if there are any below the headings.
    filtered: Option<String>,
}

impl<W: Write + Seek> Book<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { zip: ZipWriter::new(writer), sheets: Vec::new() }
    }

    /// Begins a sheet with its headings, each with the width of its column in characters. They stay in view.
    pub(super) fn sheet(&mut self, name: String, headings: &[(String, f64)]) -> io::Result<Sheet<'_, W>> {
        let number = self.sheets.len() + 1;
        begin(&mut self.zip, &format!("xl/worksheets/sheet{number}.xml"))?;
        let mut out = format!(
            r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView{} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>"#,
            if number == 1 { r#" tabSelected="1""# } else { "" },
        );
        for (column, (_, width)) in (1..).zip(headings) {
            // With the margins of a cell, in units of 1/256 of a character of 7 pixels.
            let width = ((width * 7.0 + 5.0) / 7.0 * 256.0).trunc() / 256.0;
            put(&mut out, format_args!(r#"<col min="{column}" max="{column}" width="{width}" customWidth="1"/>"#));
        }
        out.push_str("</cols><sheetData>");
        let mut sheet = Sheet { book: self, name, out, row: 0, columns: headings.len() };
        sheet.begin_row();
        for (column, (heading, _)) in headings.iter().enumerate() {
            sheet.text_of_style(column, heading, r#" s="1""#);
        }
        sheet.end_row()?;
        Ok(sheet)
    }

    /// Puts the workbook together.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let (mut sheets, mut names, mut relations, mut types) =
            (String::new(), String::new(), String::new(), String::new());
        for (place, Written { name, filtered }) in self.sheets.iter().enumerate() {
            let (number, mut escaped) = (place + 1, String::new());
            in_cell(name, &mut escaped);
            put(&mut sheets, format_args!(r#"<sheet name="{escaped}" sheetId="{number}" r:id="rId{number}"/>"#));
            put(
                &mut relations,
                format_args!(
                    r#"<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
                ),
            );
            put(
                &mut types,
                format_args!(
                    r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{TYPE}.worksheet+xml"/>"#
                ),
            );
            if let Some(cells) = filtered {
                put(
                    &mut names,
                    format_args!(
                        r#"<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'{escaped}'!{cells}</definedName>"#
                    ),
                );
            }
        }
        let styles = self.sheets.len() + 1;
        let names = if names.is_empty() { names } else { format!("<definedNames>{names}</definedNames>") };
        let parts = [
            (
                "[Content_Types].xml",
                format!(
                    r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>{types}</Types>"#
                ),
            ),
            (
                "_rels/.rels",
                format!(
                    r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets>{names}</workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    r#"<Relationships xmlns="{PACKAGE}/relationships">{relations}<Relationship Id="rId{styles}" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>"#
                ),
            ),
            ("xl/styles.xml", format!(r#"<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>"#)),
        ];
        for (name, content) in parts {
            begin(&mut self.zip, name)?;
            self.zip.write_all(HEAD.as_bytes())?;
            self.zip.write_all(content.as_bytes())?;
        }
        self.zip.finish()?.flush()
    }
}

/// Begins a part of the package. The clock is never read.
fn begin<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str) -> io::Result<()> {
    Ok(zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))?)
}

/// A sheet in the making. Columns are counted from 0, and come in their order.
pub(super) struct Sheet<'b, W: Write + Seek> {
    book: &'b mut Book<W>,
    name: String,
    out: String,
    row: u32,
    columns: usize,
}

impl<W: Write + Seek> Sheet<'_, W> {
    pub(super) fn begin_row(&mut self) {
        self.row += 1;
        put(&mut self.out, format_args!(r#"<row r="{}">"#, self.row));
    }

    pub(super) fn end_row(&mut self) -> io::Result<()> {
        self.out.push_str("</row>");
        if self.out.len() >= CHUNK { self.hand_on() } else { Ok(()) }
    }

    pub(super) fn text(&mut self, column: usize, text: &str) {
        self.text_of_style(column, text, "");
    }

    fn text_of_style(&mut self, column: usize, text: &str, style: &str) {
        self.begin_cell(column);
        self.out.push_str(style);
        self.out.push_str(r#" t="inlineStr"><is><t xml:space="preserve">"#);
        in_cell(text, &mut self.out);
        self.out.push_str("</t></is></c>");
    }

    /// A number; what is none is shown as Excel shows it.
    pub(super) fn number(&mut self, column: usize, number: f64) {
        self.begin_cell(column);
        match number.abs() {
            size if !size.is_finite() => self.out.push_str(r#" t="e"><v>#NUM!</v></c>"#),
            size if size == 0.0 || (1e-6..1e15).contains(&size) => {
                put(&mut self.out, format_args!("><v>{number}</v></c>"));
            }
            _ => put(&mut self.out, format_args!("><v>{number:e}</v></c>")),
        }
    }

    pub(super) fn flag(&mut self, column: usize, flag: bool) {
        self.begin_cell(column);
        put(&mut self.out, format_args!(r#" t="b"><v>{}</v></c>"#, u8::from(flag)));
    }

    fn begin_cell(&mut self, column: usize) {
        self.out.push_str(r#"<c r=""#);
        letters(column, &mut self.out);
        put(&mut self.out, format_args!(r#"{}""#, self.row));
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.book.zip.write_all(self.out.as_bytes())?;
        self.out.clear();
        Ok(())
    }

    /// Ends the sheet, with a filter for each column where there is something to filter.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let mut last = String::new();
        letters(self.columns.saturating_sub(1), &mut last);
        let (row, is_filtered) = (self.row, self.row > 1);
        self.out.push_str("</sheetData>");
        if is_filtered {
            put(&mut self.out, format_args!(r#"<autoFilter ref="A1:{last}{row}"/>"#));
        }
        self.out.push_str("</worksheet>");
        self.hand_on()?;
        let filtered = is_filtered.then(|| format!("$A$1:${last}${row}"));
        self.book.sheets.push(Written { name: self.name, filtered });
        Ok(())
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes every character");
}

/// The letters of a column.
fn letters(column: usize, out: &mut String) {
    if column >= 26 {
        letters(column / 26 - 1, out);
    }
    out.push(char::from(b'A' + (column % 26) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_as_in_a_spreadsheet() {
        let of = |column| {
            let mut out = String::new();
            letters(column, &mut out);
            out
        };
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(of), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    /// A writer that is full after so many bytes.
    struct Full(io::Cursor<Vec<u8>>, usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.get_ref().len() + bytes.len() > self.1 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn a_full_disk_is_an_error_wherever_it_is_met() {
        let write = |size| {
            let mut book = Book::new(Full(io::Cursor::default(), size));
            let mut sheet = book.sheet("one".to_owned(), &[("number".to_owned(), 10.0)])?;
            for row in 0..20_000 {
                sheet.begin_row();
                sheet.number(0, f64::from(row) * 1.1);
                sheet.end_row()?;
            }
            sheet.finish()?;
            book.finish()
        };
        assert!(write(10_000_000).is_ok());
        for size in [0, 100, 1_000, 30_000, 50_000] {
            assert_eq!(write(size).unwrap_err().kind(), io::ErrorKind::StorageFull, "{size}");
        }
    }
}
