//! Files that claim to be small and are not: refused, by a limit that the caller can raise, before they take memory.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use seedrelay::io::document::ReadOptions;
use seedrelay::io::tables::{Grid, TableLimits};
use seedrelay::io::{FileError, LimitedQuantity};

use crate::archives::{archive, excel, ods};
use crate::folders::Folder;

/// A second in an optimized build; many of these take seconds if they are not refused, most all memory.
const PATIENCE: Duration = Duration::from_secs(20);

fn refused(name: &str, bytes: &[u8]) -> FileError {
    let limits = TableLimits::new().unpacked(1 << 24).cells(1_000_000).text(1 << 24);
    let begun = Instant::now();
    let error = Grid::sheets_of(name, bytes, &limits).unwrap_err();
    assert!(begun.elapsed() < PATIENCE, "{error} took {:?}", begun.elapsed());
    error
}

fn assert_too_large(error: &FileError, expected: LimitedQuantity) {
    assert!(matches!(error, FileError::TooLarge { what, .. } if *what == expected), "{error}");
    assert!(error.to_string().contains("a limit that the caller can raise"));
}

#[test]
fn much_of_nothing() {
    let blanks = " ".repeat(1 << 25);
    let sheet = format!("<sheetData>{blanks}</sheetData>");
    assert!(excel(&sheet, &[]).len() < 100_000);
    assert_too_large(&refused("a.xlsx", &excel(&sheet, &[])), LimitedQuantity::UnpackedBytes);
    assert_too_large(&refused("a.ods", &ods(&blanks)), LimitedQuantity::UnpackedBytes);
    let other = [("xl/media/image1.png", &*blanks)];
    assert_too_large(&refused("a.xlsx", &excel("<sheetData/>", &other)), LimitedQuantity::UnpackedBytes);
}

/// The archive says that a part is small. What counts is what comes out of it.
#[test]
fn much_that_is_said_to_be_little() {
    let blanks = " ".repeat(1 << 25);
    let mut bytes = archive(&[("content.xml", &blanks)]);
    let size = u32::to_le_bytes(1 << 25);
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&u32::to_le_bytes(100));
    }
    let error = refused("a.ods", &bytes);
    assert!(matches!(error, FileError::TooLarge { .. } | FileError::Workbook { .. }), "{error}");
}

#[test]
fn few_cells_far_apart() {
    let sheet = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="B1048576"><v>2</v></c></row></sheetData>"#;
    let grids = Grid::sheets_of("a.xlsx", &excel(sheet, &[]), &TableLimits::new().cells(10)).unwrap();
    let last = grids[0].rows().last().unwrap();
    assert_eq!((grids[0].rows().len(), last.number(), last.len()), (1, 1_048_576, 2));
    let mut rows = String::new();
    for row in 1..100 {
        write!(rows, r#"<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>"#).unwrap();
    }
    let sheet = format!("<sheetData>{rows}</sheetData>");
    assert_too_large(&refused("a.xlsx", &excel(&sheet, &[])), LimitedQuantity::Cells);
}

#[test]
fn cells_that_are_repeated() {
    let sheet = |cell: &str| {
        format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table>"#
        )
    };
    let many =
        r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>"#;
    assert_too_large(&refused("a.ods", &ods(&sheet(many))), LimitedQuantity::Cells);
    let more = r#"<table:table-cell table:number-columns-repeated="99999999999999" office:value-type="float" office:value="1"/>"#;
    assert_too_large(&refused("a.ods", &ods(&sheet(more))), LimitedQuantity::Cells);
    let blanks = r#"<table:table-cell office:value-type="string"><text:p><text:s text:c="99999999999"/></text:p></table:table-cell>"#;
    assert_too_large(&refused("a.ods", &ods(&sheet(blanks))), LimitedQuantity::TextBytes);
    let none = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
    assert!(matches!(refused("a.ods", &ods(&sheet(none))), FileError::Empty { .. }));
}

#[test]
fn a_long_text_shown_often() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 15));
    let mut cells = String::new();
    for row in 1..2000 {
        write!(cells, r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#).unwrap();
    }
    let bytes = excel(&format!("<sheetData>{cells}</sheetData>"), &[("xl/sharedStrings.xml", &strings)]);
    assert_too_large(&refused("a.xlsx", &bytes), LimitedQuantity::TextBytes);
}

/// It is kept once where its cell is repeated. A chain that is made of it has it as often as it is shown.
#[test]
fn a_long_text_in_a_cell_that_is_repeated() {
    let text = "x".repeat(1 << 15);
    let cell = format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let sheet = |rows: u32| {
        format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row></table:table>"#
        )
    };
    assert!(Grid::sheets_of("a.ods", &ods(&sheet(512)), &TableLimits::new().text(1 << 24)).is_ok());
    assert_too_large(&refused("a.ods", &ods(&sheet(513))), LimitedQuantity::TextBytes);
}

/// A reader that looks for attributes given twice compares each with all others.
#[test]
fn an_element_of_very_many_attributes() {
    let attributes: String = (0..200_000).map(|number| format!(r#" a{number}="""#)).collect();
    let files = [
        ("a.xlsx", excel(&format!("<sheetData{attributes}/>"), &[])),
        ("a.ods", ods(&format!("<table:table{attributes}/>"))),
    ];
    for (name, bytes) in files {
        let error = refused(name, &bytes);
        assert!(error.to_string().contains("too many attributes"), "{error}");
    }
}

/// Neither each row nor each column is compared with every column of a table that is far too wide.
#[test]
fn more_columns_than_anybody_has() {
    let remarks: String = (0..100_000).map(|number| format!("#{number},")).collect();
    let folder = Folder::new("wide");
    folder.write("chain.csv", b"key,value\nformat,seedrelay/1\nas_of,2024-12-31\n");
    folder.write("organizations.csv", format!("{remarks}id,kind\n{}", "x\n".repeat(20_000)).as_bytes());
    folder.write("categories.csv", format!("{remarks}{}\nrice\n", "id,".repeat(20_000)).as_bytes());
    let begun = Instant::now();
    let error = ReadOptions::new().file(folder.path()).unwrap_err().to_string();
    assert!(error.starts_with("60000 problems"), "{}", error.lines().next().unwrap());
    assert!(begun.elapsed() < PATIENCE, "took {:?}", begun.elapsed());
}

#[test]
fn figures_that_a_reader_would_trust() {
    let strings = |count: &str| format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
    for count in ["18446744073709551615", "99999999999", "-1"] {
        let error = refused("a.xlsx", &excel("<sheetData/>", &[("xl/sharedStrings.xml", &strings(count))]));
        assert!(error.to_string().contains("shared strings"), "{error}");
    }
    for sheet in [
        r#"<sheetData><row r="1"><c r="AAAAAAAAAAAA1"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="99999999999999"><c><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="A1048577"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="é1"><v>1</v></c></row></sheetData>"#,
        r#"<dimension ref="B2:A1"/><sheetData/>"#,
        r#"<dimension ref="A9:B1"/><sheetData/>"#,
        r#"<sheetData><row r="1"><c r="A1"><v>1</v></c>"#,
        r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#,
    ] {
        let error = refused("a.xlsx", &excel(sheet, &[]));
        assert!(matches!(error, FileError::Workbook { .. }), "{sheet}: {error}");
    }
    // More columns than there are, none of which says where it is.
    let sheet = format!("<sheetData><row>{}</row></sheetData>", "<c><v>1</v></c>".repeat(16_385));
    assert!(matches!(refused("a.xlsx", &excel(&sheet, &[])), FileError::Workbook { .. }));
}

#[test]
fn a_sheet_that_is_many_sheets() {
    let mut sheets = String::new();
    for number in 0..500 {
        write!(sheets, r#"<sheet name="s{number}" sheetId="{number}" r:id="r1"/>"#).unwrap();
    }
    let workbook = format!(r#"<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>"#);
    let error = refused("a.xlsx", &excel("<sheetData/>", &[("xl/workbook.xml", &workbook)]));
    assert!(error.to_string().contains("two sheets are one"), "{error}");
}

#[test]
fn styles_that_repeat_a_long_name() {
    let code = "0".repeat(1 << 20);
    let formats = r#"<xf numFmtId="200"/>"#.repeat(10_000);
    let styles = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs>{formats}</cellXfs></styleSheet>"#
    );
    let error = refused("a.xlsx", &excel("<sheetData/>", &[("xl/styles.xml", &styles)]));
    assert!(error.to_string().contains("too many styles"), "{error}");
}

#[test]
fn entities_within_entities() {
    let strings =
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>"#;
    let error = refused("a.xlsx", &excel(sheet, &[("xl/sharedStrings.xml", strings)]));
    assert!(matches!(error, FileError::Workbook { .. }), "{error}");
    let cell = r#"<table:table-cell office:value-type="string"><text:p>&b;</text:p></table:table-cell>"#;
    let sheet = format!(r#"<table:table table:name="a"><table:table-row>{cell}</table:table-row></table:table>"#);
    assert!(matches!(refused("a.ods", &ods(&sheet)), FileError::Workbook { .. }));
}

/// Cut anywhere, a workbook is an error, and neither a panic nor the wait for an end that does not come.
#[test]
fn what_breaks_off() {
    let whole = r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p><office:annotation><text:p>b</text:p></office:annotation></table:table-cell></table:table-row></table:table>"#;
    for end in 1..whole.len() {
        let bytes = archive(&[("content.xml", &whole[..end])]);
        assert!(Grid::sheets_of("a.ods", &bytes, &TableLimits::new()).is_err(), "{}", &whole[..end]);
    }
    let sound = excel(r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#, &[]);
    for end in 0..sound.len() {
        assert!(Grid::sheets_of("a.xlsx", &sound[..end], &TableLimits::new()).is_err());
    }
}

#[test]
fn many_sheets_and_long_names_of_sheets() {
    let sheet = |name: &str| {
        let cell = "<table:table-cell><text:p>a</text:p></table:table-cell>";
        format!(r#"<table:table table:name="{name}"><table:table-row>{cell}</table:table-row></table:table>"#)
    };
    for sheets in [sheet("a").repeat(1001), sheet(&"a".repeat(1001))] {
        let error = refused("a.ods", &ods(&sheets));
        assert!(error.to_string().contains("more than 1000 sheets"), "{error}");
    }
}

/// Every value under a header of megabytes, and every row of slips.
#[test]
fn a_folder_of_slips() {
    const MANY: usize = 5_000;
    let long = "x".repeat(1_000_000);
    let folder = Folder::new("slips");
    let chain = format!("key,value,#{long}\nformat,seedrelay/1\nas_of,2024-12-31\n{}", "curency,CNY,x\n".repeat(MANY));
    folder.write("chain.csv", chain.as_bytes());
    folder.write("categories.csv", b"id\nrice\n");
    folder.write("organizations.csv", b"id,kind\nhau,university\n");
    let mut capabilities = String::from("organization,category,stage,teams\n");
    (0..MANY).for_each(|number| writeln!(capabilities, "hua{number},rice,basik{number},1").unwrap());
    folder.write("capabilities.csv", capabilities.as_bytes());
    match ReadOptions::new().file(folder.path()).unwrap_err() {
        seedrelay::io::document::ReadError::Tables(problems) => assert_eq!(problems.len(), 3 * MANY),
        error => panic!("{error}"),
    }
}
