//! Workbooks made of what an input says, sound where it says nothing.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use seedrelay::PartialDate;
use seedrelay::io::tables::Cell;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const XLSX: [(&str, &str); 5] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="r"><sheets><sheet name="chain" sheetId="1" r:id="r1"/><sheet name="categories" sheetId="2" r:id="r2"/><sheet name="organizations" sheetId="3" r:id="r3"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://x/relationships/worksheet" Target="worksheets/sheet3.xml"/></Relationships>"#,
    ),
    ("xl/styles.xml", r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
];

/// A workbook of Excel of some parts.
pub fn xlsx(parts: &[(&str, &str)]) -> Vec<u8> {
    let missing = XLSX.into_iter().filter(|(name, _)| !parts.iter().any(|(own, _)| own == name));
    archive(missing.chain(parts.iter().copied()))
}

/// A workbook of LibreOffice of some parts.
pub fn ods(parts: &[(&str, &str)]) -> Vec<u8> {
    archive(parts.iter().copied())
}

/// An archive; of parts of one name, the first.
fn archive<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        if archive.start_file(name, stored).is_ok() {
            archive.write_all(content.as_bytes()).expect("a vector takes every byte");
        }
    }
    archive.finish().expect("a vector takes every byte").into_inner()
}

/// What a cell is to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Number(f64),
    Bool(bool),
    Date(PartialDate),
}

impl Value {
    /// A text that a workbook can hold.
    pub fn text(text: &str) -> Self {
        let plain = |c: char| match c {
            '\n' => c,
            '\u{fffe}' | '\u{ffff}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        };
        // Excel takes `_x0041_` for an A.
        let text: String = text.chars().take(1000).map(plain).collect::<String>().replace("_x", "_y");
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A date if a workbook of Excel can hold it.
    pub fn date(date: PartialDate) -> Self {
        if (1901..=9999).contains(&date.year()) { Self::Date(date) } else { Self::text(&date.to_string()) }
    }

    /// What a short text stands for.
    pub fn parse(text: &str) -> Self {
        let typed = match text.as_bytes().first() {
            Some(b'#') => text[1..].parse().ok().filter(|number: &f64| number.is_finite()).map(Self::Number),
            Some(b'@') => text[1..].parse().ok().filter(|date: &PartialDate| date.is_exact()).map(Self::date),
            Some(b'!') => Some(Self::Bool(&text[1..] == "true")),
            _ => None,
        };
        typed.unwrap_or_else(|| Self::text(&text.replace("\\n", "\n")))
    }

    /// Whether a cell says it.
    pub fn is(&self, cell: Cell<'_>) -> bool {
        match (self, cell) {
            (Self::Empty, Cell::Empty) => true,
            (Self::Text(text), Cell::Text(read)) => text == read,
            (Self::Number(number), Cell::Number(read)) => *number == read,
            (Self::Bool(truth), Cell::Bool(read)) => *truth == read,
            (Self::Date(date), Cell::Date(read)) => *date == read,
            _ => false,
        }
    }
}

/// A sheet of Excel.
pub fn sheet(table: &[Vec<Value>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, values) in (0..).zip(table) {
        for (column, value) in (0..).zip(values) {
            match value {
                Value::Empty => continue,
                Value::Text(text) => sheet.write_string(row, column, text),
                Value::Number(number) => sheet.write_number(row, column, *number),
                Value::Bool(truth) => sheet.write_boolean(row, column, *truth),
                Value::Date(date) => {
                    let (year, month, day_of) = (date.year(), date.month().unwrap_or(1), date.day().unwrap_or(1));
                    let date = ExcelDateTime::from_ymd(year, month, day_of).expect("a day that Excel knows");
                    sheet.write_datetime_with_format(row, column, date, &day)
                }
            }
            .expect("a sheet has room for it");
        }
    }
    workbook.save_to_buffer().expect("a sound workbook")
}

/// A sheet of LibreOffice.
pub fn spreadsheet(table: &[Vec<Value>]) -> Vec<u8> {
    // Of several blanks a reader keeps one, and none at the ends, but for those that say that they are meant.
    let escape = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        text.replace('\t', "<text:tab/>").replace(' ', "<text:s/>")
    };
    let cell = |value: &Value| match value {
        Value::Empty => "<table:table-cell/>".to_owned(),
        Value::Text(text) => {
            let paragraphs = text.split('\n').map(|line| format!("<text:p>{}</text:p>", escape(line)));
            format!(
                r#"<table:table-cell office:value-type="string">{}</table:table-cell>"#,
                paragraphs.collect::<String>()
            )
        }
        Value::Number(number) => format!(r#"<table:table-cell office:value-type="float" office:value="{number:?}"/>"#),
        Value::Bool(truth) => {
            format!(r#"<table:table-cell office:value-type="boolean" office:boolean-value="{truth}"/>"#)
        }
        Value::Date(date) => format!(r#"<table:table-cell office:value-type="date" office:date-value="{date}"/>"#),
    };
    let row =
        |row: &Vec<Value>| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let rows: String = table.iter().map(row).collect();
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    ods(&[("content.xml", &content)])
}
