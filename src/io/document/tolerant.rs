//! The tolerant reading: the tree of a document read past every problem.
//!
//! Sound documents in JSON never come here. When their strict reading fails, the text becomes a [`Tree`], as documents of
//! the other formats always do.

use super::read::{KEYS, ReadOptions, note_missing_lists, read_value};
use crate::chain::{Assembly, SupplyChain};
use crate::io::written::locate::Locator;
use crate::record::tree::Tree;
use crate::record::{Expected, HeadDraft, Problem, Problems, Tolerant};

/// Reads a document past every problem. `noted` is what was met while the tree was made.
pub(super) fn read(tree: &Tree<'_>, noted: Vec<Problem>, options: ReadOptions) -> Result<SupplyChain, Problems> {
    let mut assembly = Assembly::new(options.require_sources);
    let mut reader = Tolerant::after(noted);
    let mut head = HeadDraft::default();
    let mut keys = Vec::new();
    let is_document = reader.table(tree, KEYS, Expected::Object, &mut |reader, key, tree| {
        keys.push(key);
        read_value(key, tree, reader, &mut head, &mut assembly);
    });
    let Tolerant { problems, misspelt, .. } = reader;
    if !is_document {
        return Err(Problems::new(problems).expect("there is one"));
    }
    problems.into_iter().for_each(|problem| assembly.problem(problem));
    assembly.head(head);
    note_missing_lists(&mut assembly, |list| keys.contains(&list));
    assembly.finish().map_err(|problems| {
        let mut locator = Locator::new(tree, misspelt);
        let locate = |mut problem: Problem| {
            if problem.span.is_none() {
                problem.span = Some(locator.locate(&problem.path));
            }
            problem
        };
        Problems::new(problems.into_iter().map(locate).collect()).expect("there is still one")
    })
}
