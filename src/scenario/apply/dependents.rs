//! What depends on what a scenario removes.
//!
//! A record that cannot be without what is removed, or is limited to it, is removed too; everything else only loses the
//! link.

use hashbrown::HashMap;

use super::{Applying, Touched};
use crate::model::Evidence;
use crate::record::tree::Value;
use crate::record::{FieldKind, FieldValue, RecordList};
use crate::scenario::key::RecordKey;
use crate::scenario::kind::RecordKind;
use crate::scenario::value::{Owned, as_text, get, get_mut, put};

/// Removes all that depends on what is removed, and gives back which records these are.
pub(super) fn remove(applying: &mut Applying<'_>) -> Vec<RecordKey> {
    let mut referring: HashMap<(RecordList, String), Vec<(RecordList, usize)>> = HashMap::new();
    applying.base.lists().visit_references(&mut |place, target, id, _| {
        if let Some((list, number, _)) = place.path().in_list() {
            referring.entry((target, id.to_owned())).or_default().push((list, number));
        }
    });
    let mut gone: Vec<(RecordList, usize)> =
        applying.touched.iter().filter(|(_, touched)| touched.tree.is_none()).map(|(place, _)| *place).collect();
    let mut dependents = Vec::new();
    while let Some((list, number)) = gone.pop() {
        let Some(id) = id_of(applying, list, number) else { continue };
        forget_in_document(&mut applying.head, list, &id);
        for &(from, record) in referring.get(&(list, id.clone())).into_iter().flatten() {
            let kind = RecordKind::of_list(from);
            let touched = applying.touch(from, record, usize::MAX);
            let Some(tree) = &mut touched.tree else { continue };
            if cut(tree, kind, list, &id) {
                *touched = Touched { tree: None, edits: Vec::new(), weak: Vec::new(), evidence: Evidence::Documented };
                dependents.push(RecordKey::of(kind, None, applying.base.lists().record(from, record)));
                gone.push((from, record));
            }
        }
    }
    dependents.sort();
    dependents
}

fn id_of(applying: &Applying<'_>, list: RecordList, number: usize) -> Option<String> {
    match applying.base.lists().record(list, number).field(0) {
        FieldValue::Id(id) if RecordKind::of_list(list).has_id() => Some(id.to_owned()),
        _ => None,
    }
}

/// Takes every link to a record out of another one; whether that cannot be without it.
fn cut(tree: &mut Owned, kind: &'static RecordKind, list: RecordList, id: &str) -> bool {
    for field in kind.shape().fields {
        let is_meant = |value: &Owned| as_text(value) == Some(id);
        let needs_it = field.required || kind.is_identity(field.key);
        match (&field.kind, kind.part(field.key)) {
            (_, Some(part)) => cut_parts(tree, field.key, part, list, id),
            (FieldKind::Reference(target), None) if *target == list => {
                if get(tree, field.key).is_some_and(is_meant) {
                    if needs_it {
                        return true;
                    }
                    put(tree, field.key, None);
                }
            }
            // Who owns something is an organization, or those who made it.
            (FieldKind::Plain, None) if list == RecordList::Organizations && kind.shape().name == "Owner" => {
                if get(tree, field.key).is_some_and(is_meant) {
                    return true;
                }
            }
            (FieldKind::List(FieldKind::Reference(target)), None) if *target == list => {
                let Some(Value::List(values)) = get_mut(tree, field.key).map(|values| &mut values.value) else {
                    continue;
                };
                let before = values.len();
                values.retain(|value| !is_meant(value));
                // What is limited to nothing would be limited to nothing at all.
                if values.len() < before && values.is_empty() && needs_it {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

fn cut_parts(tree: &mut Owned, key: &str, part: &'static RecordKind, list: RecordList, id: &str) {
    let Some(parts) = get_mut(tree, key) else { return };
    match &mut parts.value {
        Value::List(parts) => parts.retain_mut(|own| !cut(own, part, list, id)),
        _ => {
            if cut(parts, part, list, id) {
                put(tree, key, None);
            }
        }
    }
}

/// Takes out of what the document says of itself what is gone.
fn forget_in_document(head: &mut Owned, list: RecordList, id: &str) {
    if list == RecordList::Regions && get(head, "home").and_then(as_text) == Some(id) {
        put(head, "home", None);
    }
    if list == RecordList::Categories
        && let Some(categories) = get_mut(head, "assumptions").and_then(|assumed| get_mut(assumed, "categories"))
    {
        put(categories, id, None);
    }
}
