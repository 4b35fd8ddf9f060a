//! What rows say, gathered: names to numbers, and votes where several rows say different things.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use hashbrown::hash_table::{Entry, HashTable};
use hashbrown::{DefaultHashBuilder, HashMap, HashSet};

use super::values::safe_id;

/// Texts by number, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// One after another: so those that come again and again are near each other, and not all over the table.
    texts: String,
    ends: Vec<usize>,
    /// That of the text that was asked for last: rows that stand together often say the same.
    last: Option<u32>,
}

impl Names {
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let Self { numbers, hasher, texts, ends, last } = self;
        let is_it = |number: &u32| texts.as_bytes()[span(ends, *number)] == *text.as_bytes();
        if let Some(number) = last.filter(is_it) {
            return number;
        }
        let hash = |number: &u32| hasher.hash_one(&texts[span(ends, *number)]);
        let number = match numbers.entry(hasher.hash_one(text), is_it, hash) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let number = ends.len() as u32;
                entry.insert(number);
                texts.push_str(text);
                ends.push(texts.len());
                number
            }
        };
        *last = Some(number);
        number
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes of text are kept.
    pub(super) fn bytes(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn text(&self, number: u32) -> &str {
        &self.texts[span(&self.ends, number)]
    }

    /// An id for each text, safe and different from all others. The first `given` texts are ids already.
    ///
    /// Which of two texts of the same safe id gets a number behind it depends on the texts alone. One that is safe as it
    /// is stays as it is, so that people find it.
    pub(super) fn ids(&self, given: usize) -> Vec<Box<str>> {
        let texts = || (0..self.len() as u32).map(|number| self.text(number));
        let is_safe = |text: &str| safe_id(text) == text;
        // Where each text is its own id already, as numbers are, none is like another.
        if texts().skip(given).all(is_safe) {
            return texts().map(Box::from).collect();
        }
        let mut taken: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(self.len());
        let mut ids: Vec<Box<str>> = vec![Box::default(); self.len()];
        for (id, text) in ids.iter_mut().zip(texts()).take(given) {
            *id = text.into();
            taken.insert(Cow::Borrowed(text), 1);
        }
        let mut rest: Vec<(bool, &str, usize)> =
            texts().enumerate().skip(given).map(|(number, text)| (!is_safe(text), text, number)).collect();
        rest.sort_unstable();
        for (_, text, number) in rest {
            let safe = safe_id(text);
            let mut id = safe.clone();
            while taken.contains_key(&id) {
                let count = taken.get_mut(&safe).expect("the first of the same id is there");
                *count += 1;
                id = Cow::Owned(format!("{safe}-{count}"));
            }
            ids[number] = Box::from(&*id);
            taken.insert(id, 1);
        }
        ids
    }
}

/// Where a text is, by where each ends.
fn span(ends: &[usize], number: u32) -> Range<usize> {
    let number = number as usize;
    number.checked_sub(1).map_or(0, |before| ends[before])..ends[number]
}

/// Each once, in the order in which they come first.
pub(super) fn distinct<T: Copy + Eq + Hash>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    values.into_iter().filter(|value| seen.insert(*value)).collect()
}

/// What rows say of one thing: the most rows count, and of as many the least value.
#[derive(Clone, Debug)]
pub(super) struct Vote<T> {
    first: Option<(T, u32)>,
    others: BTreeMap<T, u32>,
}

impl<T> Default for Vote<T> {
    fn default() -> Self {
        Self { first: None, others: BTreeMap::new() }
    }
}

impl<T: Ord> Vote<T> {
    pub(super) fn add(&mut self, value: T) {
        match &mut self.first {
            None => self.first = Some((value, 1)),
            Some((first, count)) if *first == value => *count += 1,
            Some(_) => *self.others.entry(value).or_default() += 1,
        }
    }

    pub(super) fn winner(&self) -> Option<&T> {
        let (first, count) = self.first.as_ref()?;
        let all = std::iter::once((first, count)).chain(&self.others);
        all.reduce(|best, next| if (next.1, best.0) > (best.1, next.0) { next } else { best }).map(|(value, _)| value)
    }

    /// What else was said.
    pub(super) fn losers(&self) -> impl Iterator<Item = &T> {
        let winner = self.winner();
        let all = self.first.iter().map(|(first, _)| first).chain(self.others.keys());
        all.filter(move |value| Some(*value) != winner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_votes_win_and_of_as_many_the_least_value() {
        for order in [["b", "a", "c", "b"], ["c", "b", "b", "a"]] {
            let mut vote = Vote::default();
            order.into_iter().for_each(|value| vote.add(value));
            assert_eq!(vote.winner(), Some(&"b"));
            let mut losers: Vec<_> = vote.losers().copied().collect();
            losers.sort_unstable();
            assert_eq!(losers, ["a", "c"]);
        }
        let mut tie = Vote::default();
        ["z", "y", "x"].into_iter().for_each(|value| tie.add(value));
        assert_eq!(tie.winner(), Some(&"x"));
    }

    #[test]
    fn ids_differ_where_texts_do_in_whatever_order_they_come() {
        for order in [["A b", "A/b", "A-b", "A-b-2"], ["A-b-2", "A-b", "A/b", "A b"]] {
            let mut names = Names::default();
            names.number("ec");
            order.into_iter().for_each(|text| _ = names.number(text));
            let ids = names.ids(1);
            let of = |text: &str| &*ids[order.iter().position(|it| *it == text).unwrap() + 1];
            assert_eq!([of("A b"), of("A-b"), of("A-b-2"), of("A/b")], ["A-b-3", "A-b", "A-b-2", "A-b-4"]);
        }
    }
}
