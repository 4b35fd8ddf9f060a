//! Files as grids: what stands in which cell.

use seedrelay::io::FileError;
use seedrelay::io::tables::{Cell, Grid, TableLimits};

use crate::archives::{archive, excel, ods};

/// Every cell that is not empty, with its address.
fn cells(grid: &Grid) -> Vec<(String, Cell<'_>)> {
    let rows = std::iter::once(grid.header()).chain(grid.rows());
    let cells = rows.flat_map(|row| {
        let address = move |column| format!("{}{}", grid.column_name(column), row.number());
        row.cells().enumerate().map(move |(column, cell)| (address(column), cell))
    });
    cells.filter(|(_, cell)| *cell != Cell::Empty).collect()
}

fn day(text: &str) -> Cell<'_> {
    Cell::Date(text.parse().unwrap())
}

#[test]
fn a_sheet_of_excel_begins_where_it_begins() {
    let strings = r"<sst uniqueCount='2'><si><t>编号</t></si><si><r><t>年</t></r><r><t>份</t></r></si></sst>";
    let sheet = r#"<dimension ref="A1:XFD1048576"/><sheetData>
        <row r="3"><c r="C3" t="s"><v>0</v></c><c r="D3" t="s"><v>1</v></c></row>
        <row r="5"><c r="B5" t="inlineStr"><is><t xml:space="preserve"> a_x000D_</t></is></c><c r="D5"><v>2001</v></c>
            <c r="E5" s="1"><v>45477.5</v></c><c r="F5" t="b"><v>1</v></c><c r="G5" t="e"><v>#REF!</v></c></row>
        </sheetData>"#;
    let grids = Grid::sheets_of("a.xlsx", &excel(sheet, &[("xl/sharedStrings.xml", strings)]), &TableLimits::new());
    let grids = grids.unwrap();
    assert_eq!((grids.len(), grids[0].sheet()), (1, Some("项目")));
    let expected = [
        ("C3", Cell::Text("编号")),
        ("D3", Cell::Text("年份")),
        ("B5", Cell::Text(" a\r")),
        ("D5", Cell::Number(2001.0)),
        ("E5", day("2024-07-04")),
        ("F5", Cell::Bool(true)),
        ("G5", Cell::Error("#REF!")),
    ];
    assert_eq!(cells(&grids[0]), expected.map(|(address, cell)| (address.to_owned(), cell)));
}

/// Programs write formulas without their values; a spreadsheet adds these when it saves the file. Such a cell is not
/// empty. One whose formula gives an empty text is.
#[test]
fn formulas_that_were_never_calculated() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><f>B1&amp;"x"</f><v></v></c><c r="B1"><f>1+1</f></c>
        <c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>""</f><v></v></c>
        <c r="E1"><f t="shared" ref="E1:F1" si="9999999999">A1+1</f></c><c r="F1"><f t="shared" si="9999999999"/></c>
        <c r="G1" s="1"/></row></sheetData>"#;
    let grids = Grid::sheets_of("a.xlsx", &excel(sheet, &[]), &TableLimits::new()).unwrap();
    let expected = [
        ("A1", Cell::Error("=B1&\"x\"")),
        ("B1", Cell::Error("=1+1")),
        ("C1", Cell::Number(2.0)),
        ("E1", Cell::Error("=A1+1")),
        ("F1", Cell::Error("=…")),
    ];
    assert_eq!(cells(&grids[0]), expected.map(|(address, cell)| (address.to_owned(), cell)));

    let sheet = r#"<table:table table:name="a"><table:table-row><table:table-cell table:formula="of:=[.B1]+1"/>
        <table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>
        <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""/>
        </table:table-row></table:table>"#;
    let grids = Grid::sheets_of("a.ods", &ods(sheet), &TableLimits::new()).unwrap();
    let expected = [("A1", Cell::Error("=[.B1]+1")), ("B1", Cell::Number(2.0))];
    assert_eq!(cells(&grids[0]), expected.map(|(address, cell)| (address.to_owned(), cell)));
}

#[test]
fn a_sheet_of_libreoffice_repeats_cells_and_rows() {
    let sheet = r#"
<table:table table:name="Übersicht"><table:shapes><draw:frame><text:p>no</text:p></draw:frame></table:shapes>
<table:table-column table:number-columns-repeated="16384"/>
<table:table-header-rows><table:table-row>
 <table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b &amp; <text:span>c</text:span></text:p><text:p>d</text:p>
   <office:annotation><text:p>note</text:p></office:annotation></table:table-cell>
 <table:covered-table-cell table:number-columns-repeated="2"/>
 <table:table-cell office:value-type="string" office:string-value="x"><text:p>shown</text:p></table:table-cell>
</table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row table:number-rows-repeated="2">
 <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="0.5"><text:p>50%</text:p></table:table-cell>
 <table:table-cell office:value-type="date" office:date-value="2024-07-04T10:00:00"><text:p>4.7.</text:p></table:table-cell>
 <table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FALSCH</text:p></table:table-cell>
 <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>
 <table:table-cell table:number-columns-repeated="16379"/>
</table:table-row>
<table:table-row table:number-rows-repeated="1047573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:table table:name="empty"><table:table-row><table:table-cell/></table:table-row></table:table>"#;
    let grids = Grid::sheets_of("a.ods", &ods(sheet), &TableLimits::new()).unwrap();
    assert_eq!((grids.len(), grids[0].sheet()), (1, Some("Übersicht")));
    let mut expected = vec![("A1".to_owned(), Cell::Text("a  b & c\nd")), ("D1".to_owned(), Cell::Text("x"))];
    for row in [1002, 1003] {
        let values = [Cell::Number(0.5), Cell::Number(0.5), day("2024-07-04"), Cell::Bool(false), Cell::Error("#REF!")];
        expected.extend("ABCDE".chars().zip(values).map(|(column, cell)| (format!("{column}{row}"), cell)));
    }
    assert_eq!(cells(&grids[0]), expected);
}

#[test]
fn blanks_of_a_paragraph_are_one_and_reading_aids_are_left_out() {
    let cell = |text: &str| {
        let row = format!("<table:table-row><table:table-cell>{text}</table:table-cell></table:table-row>");
        let sheet = ods(&format!("<table:table table:name=\"a\">{row}</table:table>"));
        let grids = Grid::sheets_of("a.ods", &sheet, &TableLimits::new()).unwrap();
        grids[0].header().cell(0).to_string()
    };
    for (written, shown) in [
        ("<text:p>\n  rice\n  seed  </text:p>", "rice seed"),
        ("<text:p>a <text:span> b</text:span> </text:p>", "a b"),
        ("<text:p>a<text:s/> <text:s/></text:p><text:p> b<text:tab/> c</text:p>", "a   \nb\t c"),
        ("<text:p> <text:s/> x </text:p>", "  x"),
        (
            "<text:p><text:ruby><text:ruby-base>稻</text:ruby-base><text:ruby-text>dào</text:ruby-text></text:ruby>1</text:p>",
            "稻1",
        ),
    ] {
        assert_eq!(cell(written), shown, "{written}");
    }
}

#[test]
fn a_value_that_is_none_is_not_taken_for_another() {
    let refused = |name: &str, bytes: &[u8]| match Grid::sheets_of(name, bytes, &TableLimits::new()) {
        Err(error @ FileError::Workbook { .. }) => std::error::Error::source(&error).unwrap().to_string(),
        other => panic!("{other:?}"),
    };
    for (attributes, told) in [
        (r#"office:value-type="float" office:value="1,5""#, r#"a cell holds "1,5", which is no number"#),
        (r#"office:value-type="currency" office:value="inf""#, r#"a cell holds "inf", which is no number"#),
        (
            r#"office:value-type="boolean" office:boolean-value="1""#,
            r#"a cell holds "1", which is neither true nor false"#,
        ),
    ] {
        let cell = format!(
            "<table:table-row><table:table-cell {attributes}><text:p>2</text:p></table:table-cell></table:table-row>"
        );
        assert_eq!(refused("a.ods", &ods(&format!("<table:table table:name=\"a\">{cell}</table:table>"))), told);
    }
    let day = r#"<table:table-row><table:table-cell office:value-type="date" office:date-value="1900-02-29"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let grids =
        Grid::sheets_of("a.ods", &ods(&format!("<table:table>{day}</table:table>")), &TableLimits::new()).unwrap();
    assert_eq!(grids[0].header().cell(0), Cell::Text("1900-02-29"));

    let strings = [("xl/sharedStrings.xml", "<sst><si><t>first</t></si><si><t>second</t></si></sst>")];
    let sheet =
        |index: &str| excel(&format!(r#"<sheetData><row><c t="s"><v>{index}</v></c></row></sheetData>"#), &strings);
    for index in ["-1", " 1", "1.0", "x", "<!-- -->1"] {
        let told = refused("a.xlsx", &sheet(index));
        assert!(told.contains("a cell shows a shared string that is none"), "{index}: {told}");
    }
    let grids = Grid::sheets_of("a.xlsx", &sheet("1"), &TableLimits::new()).unwrap();
    assert_eq!(grids[0].header().cell(0), Cell::Text("second"));
    // Formatted as days: a time of day, and the 29th of February 1900, which as a number would be the year 60.
    let days = excel(r#"<sheetData><row><c s="1"><v>60</v></c><c s="1"><v>0.5</v></c></row></sheetData>"#, &[]);
    let grids = Grid::sheets_of("a.xlsx", &days, &TableLimits::new()).unwrap();
    assert_eq!([0, 1].map(|column| grids[0].header().cell(column)), [Cell::Text("60"), Cell::Text("0.5")]);
    let not_a_number = excel("<sheetData><row><c><v>nan</v></c></row></sheetData>", &[]);
    assert!(refused("a.xlsx", &not_a_number).ends_with("holds NaN, which is no number"));
}

#[test]
fn what_is_no_workbook_is_told() {
    let read = |name: &str, bytes: &[u8]| Grid::sheets_of(name, bytes, &TableLimits::new()).unwrap_err();
    for name in ["a.xlsx", "a.ods"] {
        assert!(matches!(read(name, b"id,stage"), FileError::Workbook { .. }), "{name}");
        assert!(matches!(read(name, &archive(&[("a", "b")])), FileError::Workbook { .. }), "{name}");
        let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        assert!(matches!(read(name, &old), FileError::Protected { .. }), "{name}");
    }
    assert!(matches!(read("a.xls", b""), FileError::UnknownExtension { .. }));
    assert!(matches!(read("a.xlsx", &excel("<sheetData/>", &[])), FileError::Empty { .. }));
    let encrypted = archive(&[("META-INF/manifest.xml", "<m><encryption-data/></m>"), ("content.xml", "<a/>")]);
    assert!(matches!(read("a.ods", &encrypted), FileError::Protected { .. }));
    assert!(matches!(Grid::open("no/such.xlsx", &TableLimits::new()).unwrap_err(), FileError::Unreadable { .. }));
}
