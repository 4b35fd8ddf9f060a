//! Where in a text a place of what was read from it is.

use std::ops::Range;

use hashbrown::HashMap;

use crate::record::keys::Misspelt;
use crate::record::tree::{Entry, Tree, Value};
use crate::record::{Path, Step};

/// Finds places in the text.
#[derive(Debug)]
pub(crate) struct Locator<'t> {
    tree: &'t Tree<'t>,
    misspelt: Misspelt,
    /// The keys of tables that have many, by the first entry.
    wide: HashMap<*const Entry<'t>, HashMap<&'t str, &'t Tree<'t>>>,
}

impl<'t> Locator<'t> {
    pub(crate) fn new(tree: &'t Tree<'t>, misspelt: Misspelt) -> Self {
        Self { tree, misspelt, wide: HashMap::new() }
    }

    /// The value at a path, or the nearest value around it that is there.
    pub(crate) fn locate(&mut self, path: &Path) -> Range<usize> {
        let mut place = self.tree;
        for step in path.steps() {
            let next = match (step, &place.value) {
                (Step::Key(key), Value::Table(entries)) => self.entry(entries, key),
                (Step::Index(index), Value::List(values)) => values.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            place = next;
        }
        place.span.clone()
    }

    fn entry(&mut self, entries: &'t [Entry<'t>], key: &str) -> Option<&'t Tree<'t>> {
        const WIDE: usize = 50;
        if entries.len() > WIDE {
            let index = || entries.iter().rev().map(|entry| (&*entry.key, &entry.value)).collect();
            return self.wide.entry(entries.as_ptr()).or_insert_with(index).get(key).copied();
        }
        let is_meant = |entry: &&Entry<'_>| self.misspelt.0.get(&entry.key_span.start) == Some(&key);
        let found = entries.iter().find(|entry| *entry.key == *key).or_else(|| entries.iter().find(is_meant));
        found.map(|entry| &entry.value)
    }
}
