//! The tolerant reading: the tree of a document read past every problem.
//!
//! Sound documents in JSON never come here. When their strict reading fails, the text becomes a [`Tree`], as documents of
//! the other formats always do.

use super::read::{DOCUMENT, KEYS, Key, ReadOptions, note_missing_lists};
use crate::chain::{Assembly, SupplyChain, WithColumns};
use crate::io::written::locate::Locator;
use crate::record::draft::Given;
use crate::record::tree::Tree;
use crate::record::{Expected, Head, HeadDraft, Problem, Problems, RecordList, Recorded, Tolerant};

/// Reads a document past every problem. `noted` is what was met while the tree was made.
pub(super) fn read(tree: &Tree<'_>, noted: Vec<Problem>, options: ReadOptions) -> Result<SupplyChain, Problems> {
    let mut assembly = Assembly::new(options.require_sources);
    let mut reader = Tolerant { problems: noted, ..Tolerant::default() };
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

/// Reads the value of a key past every problem.
fn read_value<'t>(
    key: &str,
    tree: &'t Tree<'t>,
    reader: &mut Tolerant,
    head: &mut HeadDraft<'t>,
    assembly: &mut Assembly,
) {
    match DOCUMENT.iter().find(|(own, _)| *own == key) {
        Some((_, Key::Head(place))) => Head::read_field(head, *place, tree, reader),
        Some((_, Key::List(list))) => read_list(*list, tree, reader, assembly),
        None => {}
    }
}

macro_rules! read_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// Reads a list past every problem.
        fn read_list(list: RecordList, tree: &Tree<'_>, reader: &mut Tolerant, assembly: &mut Assembly) {
            match list {
                $(RecordList::$variant => read_records::<crate::record::$record>(tree, reader, assembly),)+
            }
        }
    };
}

with_lists!(read_lists);

/// Reads the records of a list past every problem.
fn read_records<R: WithColumns>(tree: &Tree<'_>, reader: &mut Tolerant, assembly: &mut Assembly) {
    let records =
        reader.list(tree, Expected::Records(R::LIST), |reader, tree| match <R as Recorded>::read(tree, reader) {
            Given::Is(draft) => assembly.add::<R>(draft),
            Given::Absent | Given::Bad => assembly.blank(R::LIST),
        });
    if records.is_bad() {
        assembly.lose(R::LIST);
    }
}
