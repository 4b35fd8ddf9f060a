//! What was probably meant: the most similar of the names that there are.

/// How much work may go into what only helps the reader of a problem, over a whole document. Beyond that, problems go
/// without a hint: a document of a million slips must not take for ever. A unit of it is worth a few nanoseconds.
#[derive(Debug)]
pub(crate) struct SearchBudget(usize);

impl Default for SearchBudget {
    /// As much as half a second.
    fn default() -> Self {
        Self(50_000_000)
    }
}

impl SearchBudget {
    /// Spends some; `None` if it is more than is left, and nothing is left from then on.
    pub(crate) fn spend(&mut self, units: usize) -> Option<()> {
        let left = self.0.checked_sub(units);
        self.0 = left.unwrap_or(0);
        left.map(|_| ())
    }
}

/// The most similar of some names, if any is similar enough to be what was meant.
///
/// Similar enough: no more than a third of the characters differ (Damerau 1964, Levenshtein 1966), or the names are the
/// same but for case, `-` and `_`.
///
/// Where it is the document that says how many names there are, [`nearest_within`] is to be asked.
pub(crate) fn nearest<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest_within(found, names, &mut SearchBudget(usize::MAX))
}

/// Whether a text is so long that it is no typo, and comparing it would take for ever.
pub(crate) fn is_too_long(text: &str) -> bool {
    const LONGEST: usize = 100;
    text.len() > LONGEST
}

/// Like [`nearest`], as long as the budget lasts.
pub(crate) fn nearest_within<'a>(
    found: &str,
    names: impl Iterator<Item = &'a str>,
    budget: &mut SearchBudget,
) -> Option<&'a str> {
    /// Telling that a name is too long or too short.
    const LOOK: usize = 10;
    /// Comparing two characters.
    const COMPARISON: usize = 5;
    if is_too_long(found) {
        return None;
    }
    let plain = |name: &str| name.to_lowercase().replace('_', "-");
    let (wanted, letters) = (plain(found), Letters::of(found));
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        budget.spend(LOOK)?;
        if is_too_long(name) {
            continue;
        }
        let count = name.chars().count();
        let limit = (letters.count.max(count) / 3).max(1).min(best.map_or(usize::MAX, |(distance, _)| distance));
        if count.abs_diff(letters.count) > limit {
            continue;
        }
        budget.spend(name.len())?;
        let others = Letters::of(name);
        if letters.least_distance(&others) > limit {
            continue;
        }
        budget.spend(COMPARISON * (1 + letters.count) * (1 + count))?;
        let distance = if wanted == plain(name) { 0 } else { strsim::damerau_levenshtein(found, name) };
        if distance <= limit && best.is_none_or(|(shortest, first)| (distance, name) < (shortest, first)) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How often each letter stands in a text, several letters counted as one: enough to tell most names apart without
/// comparing them.
struct Letters {
    count: usize,
    of_each: [i16; Self::KINDS],
}

impl Letters {
    const KINDS: usize = 32;

    fn of(text: &str) -> Self {
        let mut letters = Self { count: 0, of_each: [0; Self::KINDS] };
        for character in text.chars() {
            // Case, `-` and `_` do not matter; the last bits of a small letter are those of the capital one.
            let character = match character {
                '_' => '-',
                character if character.is_ascii() => character,
                character => character.to_lowercase().next().unwrap_or(character),
            };
            letters.of_each[u32::from(character) as usize % Self::KINDS] += 1;
            letters.count += 1;
        }
        letters
    }

    /// No fewer characters than these must be changed, put in or left out to make the one text the other.
    fn least_distance(&self, other: &Self) -> usize {
        let (mut more, mut fewer) = (0, 0);
        for (own, other) in self.of_each.iter().zip(&other.of_each) {
            more += (own - other).max(0);
            fewer += (other - own).max(0);
        }
        more.max(fewer) as usize
    }
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_meant_is_told_and_not_what_is_merely_there() {
        let names = ["category", "stage", "raised_by", "水稻育种"];
        let of = |found| nearest(found, names.into_iter());
        assert_eq!(of("catgeory"), Some("category"));
        assert_eq!(of("RAISED-BY"), Some("raised_by"));
        assert_eq!(of("水稻育肿"), Some("水稻育种"));
        assert_eq!(of("budget"), None);
        assert_eq!(nearest_within("catgeory", names.into_iter(), &mut SearchBudget(0)), None);
    }

    proptest! {
        #[test]
        fn letters_never_tell_too_much(a in "[a-eA-E_é水\\-]{0,8}", b in "[a-eA-E_é水\\-]{0,8}") {
            let least = Letters::of(&a).least_distance(&Letters::of(&b));
            prop_assert!(least <= strsim::damerau_levenshtein(&a, &b));
        }
    }
}
