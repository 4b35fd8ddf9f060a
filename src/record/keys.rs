//! The keys of a table: each once, and what was meant by those that are misspelt.

use hashbrown::{HashMap, HashSet};

use super::problem::ProblemKind;
use super::tree::Entry;

/// Hears what is wrong with a key.
pub(crate) type Note<'n, 't> = &'n mut dyn FnMut(&'t Entry<'t>, ProblemKind);

/// The first entry of every key.
pub(crate) fn once<'t>(entries: &'t [Entry<'t>], note: Note<'_, 't>) -> Vec<&'t Entry<'t>> {
    let mut seen = HashSet::with_capacity(entries.len());
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        if seen.insert(&*entry.key) {
            kept.push(entry);
        } else {
            note(entry, ProblemKind::DuplicateKey { key: entry.key.to_string() });
        }
    }
    kept
}

/// The entries of some keys, each with the key that was meant. A typo is noted once: as an unknown key, and
/// not also as one that is missing. What it holds is read as if it were written rightly, so that all other problems in
/// it are found, and no more.
pub(crate) fn known<'t>(
    entries: &'t [Entry<'t>],
    keys: &'static [&'static str],
    note: Note<'_, 't>,
) -> Vec<(&'static str, &'t Entry<'t>)> {
    let mut kept: Vec<(&'static str, &'t Entry<'t>)> = Vec::with_capacity(keys.len());
    let mut unknown = Vec::new();
    for entry in once(entries, note) {
        match keys.iter().find(|key| **key == entry.key) {
            Some(key) => kept.push((key, entry)),
            None => unknown.push(entry),
        }
    }
    for entry in unknown {
        let kind = ProblemKind::unknown_key(&entry.key, keys, |key| kept.iter().any(|(kept, _)| *kept == key));
        if let ProblemKind::UnknownKey { nearest: Some(nearest), .. } = &kind
            && let Some(meant) = keys.iter().copied().find(|key| key == nearest)
            && !kept.iter().any(|(kept, _)| *kept == meant)
        {
            kept.push((meant, entry));
        }
        note(entry, kind);
    }
    kept
}

/// What was meant by each misspelt key, by where the key stands.
#[derive(Debug, Default)]
pub(crate) struct Misspelt(pub(crate) HashMap<usize, &'static str>);

impl Misspelt {
    /// Keeps those keys of a table that are not what was meant.
    pub(crate) fn keep(&mut self, known: &[(&'static str, &Entry<'_>)]) {
        let misspelt = known.iter().filter(|(meant, entry)| *meant != entry.key);
        self.0.extend(misspelt.map(|(meant, entry)| (entry.key_span.start, *meant)));
    }
}
