//! Room for projects, which are most of what a large document holds.

use std::borrow::Cow;

use super::super::draft::Str;

/// From so many projects on, those that came tell how many are to come.
const ENOUGH: usize = 1_000;

/// How far the reading of a text has come.
///
/// A list that doubles whenever it is full may end up half empty, and needs three times its size while it moves. For
/// the fat records of a large document that would be more than the document itself. An id that is borrowed from the text
/// tells where the reading is, and so about how many records are still to come.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// Where the text ends in memory; 0 where there is no text.
    end: usize,
    /// Where the first project stands.
    first: usize,
}

impl Room {
    #[cfg(any(feature = "json", test))]
    pub(super) fn in_text(text: &str) -> Self {
        Self { end: text.as_bytes().as_ptr_range().end as usize, first: 0 }
    }

    /// For how many further projects to make room when `count` have come and there is none left.
    pub(super) fn projects(&mut self, count: usize, id: Option<&Str<'_>>) -> usize {
        let doubled = count.max(4);
        let Some(Str(Cow::Borrowed(id))) = id else { return doubled };
        let here = id.as_ptr() as usize;
        if count == 0 {
            self.first = here;
        }
        // Ids of records built in Rust, and those with escapes, stand somewhere else.
        if count < ENOUGH || self.first == 0 || here <= self.first || here >= self.end {
            return doubled;
        }
        let (read, left) = ((here - self.first) as u64, (self.end - here) as u64);
        let expected = (u128::from(left) * count as u128 / u128::from(read)) as usize;
        // Rather a little too much than to move everything for the last few.
        expected + expected / 64 + 16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Str<'_> {
        Str(Cow::Borrowed(text))
    }

    #[test]
    fn expects_as_much_as_there_was() {
        let text = "x".repeat(100_000);
        let mut room = Room::in_text(&text);
        assert_eq!(room.projects(0, Some(&id(&text[..1]))), 4);
        assert_eq!(room.projects(64, Some(&id(&text[640..641]))), 64, "too few to tell");
        // A tenth is read, with one project in ten bytes.
        let more = room.projects(1_000, Some(&id(&text[10_000..10_001])));
        assert!((9_000..9_300).contains(&more), "{more}");
    }

    #[test]
    fn doubles_where_there_is_no_text() {
        assert_eq!(Room::default().projects(5_000, Some(&id("p1"))), 5_000);
        let text = "x".repeat(100);
        assert_eq!(Room::in_text(&text).projects(5_000, None), 5_000);
        assert_eq!(Room::in_text(&text).projects(5_000, Some(&Str("p1".to_owned().into()))), 5_000);
    }
}
