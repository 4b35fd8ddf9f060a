//! Tidy CSV: all findings and figures of a diagnosis, one observation a line.
//!
//! Source: H. Wickham, "Tidy data", *Journal of Statistical Software* 59 (2014).

use std::io::{self, Write};

use super::{CsvOptions, Table};
use crate::model::Lang;
use crate::query::Diagnosis;
use crate::say::figures::{self, Observation, Row, Section, Subject};
use crate::say::{Cell, Unit};

/// The columns after those of the subjects.
const MEASURED: [&str; 11] = [
    "measure",
    "value",
    "unit",
    "low",
    "high",
    "observations",
    "approximate",
    "text",
    "why",
    "message_en",
    "message_zh",
];

/// ## Tidy CSV
impl Diagnosis<'_> {
    /// Writes everything that the diagnosis says as tidy CSV: one line for each observation.
    ///
    /// `section` and `measure` name what was measured, the columns between them what of: `kind`, `severity`, `certainty`,
    /// `evidence`, `category`, `stage`, `leap`, `to_leap`, `side`, `organization`, `other_organization`, `project`,
    /// `other_project`, `germplasm`, `other_germplasm`, `demand`, `list`, `parameter`, `criterion`, `rank`. Records are given by
    /// their ids and enumerations by their spelling in documents. `evidence` tells how well the weakest record is known that a row rests on; it is empty
    /// where a row counts what is not on record. `value` is a number in `unit`, with `low`, `high` and `observations` where an
    /// interval is known; a yes is 1 and a no 0; what is no number is in `text`. Where a value is not known, it is empty, and
    /// `why` says why. Sentences stand in `message_en` and `message_zh`, once for each gap, finding, throughput and bottleneck,
    /// and for the selection.
    ///
    /// # Errors
    ///
    /// If the writer fails.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::query::DiagnosisOptions;
    /// use seedrelay::render::tidy::CsvOptions;
    /// let chain = datasets::example();
    /// let mut table = Vec::new();
    /// chain.diagnose(&DiagnosisOptions::new()).write_csv(&mut table, CsvOptions::new())?;
    /// let table = String::from_utf8(table).unwrap();
    /// assert!(table.contains("\ncoverage,,,,documented,rice,basic,"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_csv(&self, writer: impl Write, options: CsvOptions) -> io::Result<()> {
        let headings = ["section"].into_iter().chain(Subject::ALL.map(Subject::as_str)).chain(MEASURED);
        let mut table = Table::new(writer, options, headings)?;
        for Section { layout, rows } in figures::sections(self) {
            for row in rows {
                for (number, line) in lines(&row).enumerate() {
                    table.text(layout.key);
                    for subject in Subject::ALL {
                        let place = layout.subjects.iter().position(|own| *own == subject);
                        cell(&mut table, place.and_then(|place| row.subjects[place].as_ref()));
                    }
                    let measure = &layout.measures[line];
                    table.text(measure.key);
                    observation(&mut table, &row.observations[line], measure.unit);
                    match row.message.as_ref().filter(|_| number == 0) {
                        Some(message) => Lang::ALL.into_iter().for_each(|lang| table.text(&message.text(lang))),
                        None => table.skip(2),
                    }
                    table.end_row()?;
                }
            }
        }
        table.finish()
    }
}

/// Which observations of a row are reported: those with a value, or a reason for none; at least one.
fn lines(row: &Row<'_>) -> impl Iterator<Item = usize> {
    let says = |own: &Observation<'_>| own.value.is_some() || own.why.is_some() || own.observations.is_some();
    let mut told: Vec<usize> =
        row.observations.iter().enumerate().filter(|(_, own)| says(own)).map(|(number, _)| number).collect();
    if told.is_empty() {
        told.push(0);
    }
    told.into_iter()
}

fn cell<W: Write>(table: &mut Table<W>, cell: Option<&Cell<'_>>) {
    match cell {
        None => table.skip(1),
        Some(Cell::Record(record)) => table.text(record.id()),
        Some(Cell::Word(word)) => table.text(word.key),
        Some(Cell::Count { count, .. }) => table.number(*count),
        Some(Cell::Number(number)) => table.number(number.value),
        Some(Cell::Flag(flag)) => table.number(u8::from(*flag)),
        Some(said) => table.text(&said.text(Lang::En)),
    }
}

/// From the value to why there is none.
fn observation<W: Write>(table: &mut Table<W>, observation: &Observation<'_>, unit: Unit) {
    let value = observation.value.as_ref();
    let is_text = |value: &&Cell<'_>| !matches!(value, Cell::Count { .. } | Cell::Number(_) | Cell::Flag(_));
    cell(table, value.filter(|value| !is_text(value)));
    table.text(unit.as_str());
    known(table, observation.low);
    known(table, observation.high);
    known(table, observation.observations);
    known(table, observation.approximate.then_some(1));
    cell(table, value.filter(is_text));
    table.text(observation.why.unwrap_or_default());
}

/// A number that may not be known.
fn known<W: Write>(table: &mut Table<W>, number: Option<impl std::fmt::Display>) {
    match number {
        Some(number) => table.number(number),
        None => table.skip(1),
    }
}
