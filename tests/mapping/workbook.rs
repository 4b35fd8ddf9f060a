//! A mapping over the sheets of a workbook, where dates and numbers are no texts.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use seedrelay::io::tables::mapping::ImportOptions;
use seedrelay::io::tables::{Grid, TableLimits};

use crate::tables::{dispositions, lines, mapping_with};

#[test]
fn a_sheet_reads_as_its_csv_does() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("grants").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in crate::tables::HEADER.trim().split(';').enumerate() {
        sheet.write(0, column as u16, name).unwrap();
    }
    for (row, number, day, money) in [(1, 101.0, (2021, 3, 4), 1000.5), (2, 102.0, (2022, 1, 1), -1.0)] {
        sheet.write(row, 0, number).unwrap();
        for (column, text) in [(1, "hau"), (2, "uni"), (3, "rice"), (4, "basic")] {
            sheet.write(row, column, text).unwrap();
        }
        let day = ExcelDateTime::from_ymd(day.0, day.1, day.2).unwrap();
        sheet.write_with_format(row, 5, &day, &date).unwrap();
        sheet.write(row, 7, money).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let tables = Grid::sheets_of("grants.xlsx", &bytes, &TableLimits::new()).unwrap();
    let mapping = mapping_with("", "started = \"from\"\nbudget = \"money\"", "");
    let import = mapping.import(&tables, &ImportOptions::new()).unwrap();
    assert_eq!(lines(&import), ["101/hau hau <-> basic active - 2021-03-04 -"]);
    assert_eq!(import.chain.project("101/hau").unwrap().record().budget, Some(1000.5));
    assert_eq!(dispositions(&import.account)[1], "refused: project.budget, column “money”: `-1` is negative");
    let place = import.account.refusals[0].first.to_string();
    assert_eq!(place, "grants.xlsx, sheet grants, row 3, column H (money)");
}
