//! Room for the records of long lists, which are most of what a large document holds.

use std::borrow::Cow;

use super::RecordList;
use super::draft::Str;

/// From so many records on, those that came tell how many are to come.
const ENOUGH: usize = 1_000;

/// How far the reading of a text has come.
///
/// A list that doubles whenever it is full may end up half empty, and needs three times its size while it moves. For
/// the fat records of a large document that would be more than the document itself. An id that is borrowed from the text
/// tells where the reading is, and so about how many records are still to come.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// Where the text ends in memory; 0 where there is no text.
    end: usize,
    /// Where the first record of each list stands.
    first: [usize; RecordList::ALL.len()],
}

/// Where in memory a string stands that is borrowed from a text. Ids of records built in Rust, and those with escapes,
/// stand somewhere else.
pub(crate) fn position(text: &Str<'_>) -> Option<usize> {
    match &text.0 {
        Cow::Borrowed(text) => Some(text.as_ptr() as usize),
        Cow::Owned(_) => None,
    }
}

impl Room {
    #[cfg(any(feature = "json", test))]
    pub(crate) fn in_text(text: &str) -> Self {
        Self { end: text.as_bytes().as_ptr_range().end as usize, ..Self::default() }
    }

    /// For how many further records to make room when `count` have come and there is none left; `here` is where the next
    /// stands.
    pub(crate) fn more(&mut self, list: RecordList, count: usize, here: Option<usize>) -> usize {
        let doubled = count.max(4);
        let Some(here) = here else { return doubled };
        let first = &mut self.first[list as usize];
        if count == 0 {
            *first = here;
        }
        if count < ENOUGH || *first == 0 || here <= *first || here >= self.end {
            return doubled;
        }
        let (read, left) = ((here - *first) as u64, (self.end - here) as u64);
        let expected = (u128::from(left) * count as u128 / u128::from(read)) as usize;
        // Rather a little too much than to move everything for the last few.
        expected + expected / 64 + 16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Option<usize> {
        position(&Str(Cow::Borrowed(text)))
    }

    #[test]
    fn expects_as_much_as_there_was() {
        let text = "x".repeat(100_000);
        let mut room = Room::in_text(&text);
        let mut more = |count, at: std::ops::Range<usize>| room.more(RecordList::Projects, count, id(&text[at]));
        assert_eq!(more(0, 0..1), 4);
        assert_eq!(more(64, 640..641), 64, "too few to tell");
        // A tenth is read, with one project in ten bytes.
        let more = more(1_000, 10_000..10_001);
        assert!((9_000..9_300).contains(&more), "{more}");
    }

    #[test]
    fn doubles_where_there_is_no_text() {
        let text = "x".repeat(100);
        assert_eq!(Room::default().more(RecordList::Projects, 5_000, id("p1")), 5_000);
        assert_eq!(Room::in_text(&text).more(RecordList::Projects, 5_000, None), 5_000);
        assert_eq!(position(&Str("p1".to_owned().into())), None);
    }
}
