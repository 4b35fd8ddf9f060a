//! How old the last date in a document is.

use jiff::ToSpan as _;

use crate::chain::{RecordList, SupplyChain};
use crate::model::PartialDate;
use crate::record::FieldValue;

/// The fields that hold dates and years of what has happened.
const DATES: [&str; 13] = [
    "commissioned",
    "started",
    "ended",
    "raised",
    "signed",
    "since",
    "until",
    "released",
    "withdrawn",
    "year",
    "date",
    "accessed",
    "to",
];

/// The last date in the document of what has happened, if the date of the document is more than two years after it. A term
/// that is still to end tells nothing of how old the document is.
pub(super) fn long_past(chain: &SupplyChain) -> Option<PartialDate> {
    let lists = RecordList::ALL.iter().flat_map(|list| {
        let mut places: Option<Vec<usize>> = None;
        chain.records(*list).filter_map(move |record| {
            let fields = record.shape().fields.iter().enumerate();
            let dated = || fields.filter(|(_, field)| DATES.contains(&field.key)).map(|(place, _)| place).collect();
            let places = places.get_or_insert_with(dated);
            let past = |date: &PartialDate| !date.is_surely_after(chain.as_of());
            places.iter().filter_map(|place| date_of(&record.field(*place))).filter(past).max_by_key(|date| date.last())
        })
    });
    let last = lists.max_by_key(|date| date.last())?;
    let is_long_past = last.last().checked_add(2.years()).is_ok_and(|later| later < chain.as_of().middle());
    is_long_past.then_some(last)
}

fn date_of(value: &FieldValue<'_>) -> Option<PartialDate> {
    match value {
        FieldValue::Date(date) => Some(*date),
        FieldValue::Count(year) => Some(PartialDate::of_year(*year)),
        _ => None,
    }
}
