//! The records of the base as a scenario leaves them, assembled; and where what is wrong with them stands in the scenario.

use hashbrown::HashMap;

use super::Applying;
use crate::chain::{Assembly, Store, WithColumns};
use crate::record::draft::Given;
use crate::record::{Head, Path, Problem, ProblemKind, RecordList, Recorded, Step, Tolerant};
use crate::scenario::document::Patch;
use crate::scenario::value::Owned;

/// Where the records of the new chain come from, by list.
pub(super) type Origins = HashMap<RecordList, Vec<Origin>>;

#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// A record of the base, changed or not.
    Base(usize),
    /// What an edit adds.
    Added(usize),
}

macro_rules! assembled_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// Hands all records over.
        pub(super) fn assemble(applying: &mut Applying<'_>) -> (Assembly, Origins) {
            let mut assembly = Assembly::new(false);
            let (mut origins, mut reader) = (Origins::new(), Tolerant::default());
            if let Given::Is(draft) = <Head as Recorded>::read(&applying.head, &mut reader) {
                assembly.head(draft);
            }
            $(origins.insert(RecordList::$variant, add::<crate::record::$record>(applying, &mut assembly, &mut reader));)+
            applying.problems.append(&mut reader.problems);
            (assembly, origins)
        }
    };
}

with_lists!(assembled_lists);

fn add<R: WithColumns>(applying: &Applying<'_>, assembly: &mut Assembly, reader: &mut Tolerant) -> Vec<Origin> {
    let mut origins = Vec::new();
    for (number, record) in R::store(applying.base.lists()).records().enumerate() {
        let Some(touched) = applying.touched.get(&(R::LIST, number)) else {
            assembly.add::<R>(record.draft());
            origins.push(Origin::Base(number));
            continue;
        };
        let Some(tree) = &touched.tree else { continue };
        // What a scenario changes is known no better than the scenario.
        if record.known().is_some_and(|known| known > touched.evidence) {
            assembly.known_less(R::LIST, origins.len(), touched.evidence, &touched.weak);
        }
        read::<R>(tree, assembly, reader);
        origins.push(Origin::Base(number));
    }
    for (edit, tree) in applying.added.get(&R::LIST).into_iter().flatten() {
        read::<R>(tree, assembly, reader);
        origins.push(Origin::Added(*edit));
    }
    origins
}

fn read<R: WithColumns>(tree: &Owned, assembly: &mut Assembly, reader: &mut Tolerant) {
    if let Given::Is(draft) = <R as Recorded>::read(tree, reader) {
        assembly.add::<R>(draft);
    }
}

/// A problem of the new chain, with its place in the scenario, or in the base.
pub(super) fn in_scenario(applying: &Applying<'_>, origins: &Origins, problem: Problem) -> Problem {
    let Some((list, number, within)) = problem.path.in_list() else {
        return Problem::new(of_document(applying, &problem.path), problem.kind);
    };
    match origins[&list][number] {
        Origin::Added(edit) => Problem::new(applying.path(edit).within(within), problem.kind),
        Origin::Base(record) => of_base(applying, list, record, within, problem.kind),
    }
}

fn of_base(applying: &Applying<'_>, list: RecordList, record: usize, within: &[Step], kind: ProblemKind) -> Problem {
    let touched = applying.touched.get(&(list, record));
    let by = touched.and_then(|touched| touched.edits.iter().copied().find(|edit| speaks_of(applying, *edit, within)));
    if let Some(edit) = by {
        let path = applying.path(edit);
        let is_whole = applying.scenario.edits[edit]
            .patches
            .iter()
            .any(|(key, patch)| matches!(patch, Patch::Set(_)) && within.first() == Some(&Step::Key((*key).into())));
        let steps = if is_whole { within } else { &within[..within.len().min(1)] };
        return Problem::new(path.within(steps), kind);
    }
    let at = applying.in_base(list, record).within(within);
    if let ProblemKind::UnknownReference { what, id, .. } = &kind
        && let Some(edit) = removal(applying, *what, id)
    {
        let kind = ProblemKind::StillReferredTo { what: *what, id: id.clone(), by: at };
        return Problem::new(applying.path(edit), kind);
    }
    // Dates of the whole record, or what another edit of it led to.
    match touched.and_then(|touched| touched.edits.first()).filter(|edit| **edit < applying.scenario.edits.len()) {
        Some(edit) => Problem::new(applying.path(*edit).within(within), kind),
        None => Problem::new(at, kind),
    }
}

/// Whether an edit says something of a field.
fn speaks_of(applying: &Applying<'_>, edit: usize, within: &[Step]) -> bool {
    let (Some(edit), Some(Step::Key(field))) = (applying.scenario.edits.as_slice().get(edit), within.first()) else {
        return false;
    };
    let part = edit.kind().route.first().is_some_and(|first| *first == &**field);
    part || edit.kind().is_list() && edit.patches.iter().any(|(key, _)| *key == &**field)
}

/// The edit that removes a record.
fn removal(applying: &Applying<'_>, what: crate::model::Term, id: &str) -> Option<usize> {
    let list = RecordList::ALL.iter().copied().find(|list| list.record() == what)?;
    let record = applying.base.record_number(list, id)?;
    let touched = applying.touched.get(&(list, record)).filter(|touched| touched.tree.is_none())?;
    touched.edits.first().copied().filter(|edit| *edit < applying.scenario.edits.len())
}

/// The place of what the document says of itself.
fn of_document(applying: &Applying<'_>, path: &Path) -> Path {
    let settings = &applying.scenario.settings;
    match path.steps().first() {
        Some(Step::Key(key)) if settings.document.iter().any(|(own, _)| *own == &**key) => {
            Path::default().key("document").within(path.steps())
        }
        Some(Step::Key(key)) if &**key == "as_of" && settings.as_of.is_some() => path.clone(),
        Some(Step::Key(key)) if &**key == "assumptions" => path.clone(),
        _ => Path::default().key("base").within(path.steps()),
    }
}
