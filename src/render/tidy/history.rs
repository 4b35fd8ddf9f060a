//! The history of a chain as tidy CSV: one row for each figure of each year.

use std::io::{self, Write};

use super::{CsvOptions, Table};
use crate::query::PastYear;

const HEADINGS: [&str; 7] = ["as_of", "figure", "category", "kind", "from", "to", "value"];

/// Writes a history, one row for each figure: the gaps of each kind and the conversion of each boundary, by category and
/// year's end. What is undefined has no row.
///
/// # Errors
///
/// If the writer fails.
///
/// ```
/// use seedrelay::datasets;
/// use seedrelay::query::HistoryOptions;
/// use seedrelay::render::tidy::{CsvOptions, write_history};
/// let mut out = Vec::new();
/// write_history(&datasets::example().history(&HistoryOptions::new()), &mut out, CsvOptions::new())?;
/// assert!(out.starts_with(b"as_of,figure,category,kind,from,to,value\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_history(history: &[PastYear], out: impl Write, options: CsvOptions) -> io::Result<()> {
    let mut table = Table::new(out, options, HEADINGS.into_iter())?;
    for year in history {
        let as_of = year.as_of.to_string();
        for row in &year.gaps {
            [&as_of, "gaps", row.category.as_str(), row.kind.as_str()].iter().for_each(|text| table.text(text));
            table.skip(2);
            table.number(row.gaps);
            table.end_row()?;
        }
        for row in &year.conversions {
            let Some(conversion) = row.conversion else { continue };
            [&as_of, "conversion", row.category.as_str()].iter().for_each(|text| table.text(text));
            table.skip(1);
            table.text(row.boundary.from().as_str());
            table.text(row.boundary.to().as_str());
            table.number(conversion);
            table.end_row()?;
        }
    }
    table.finish()
}
