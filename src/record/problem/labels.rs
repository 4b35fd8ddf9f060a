//! The values of enumerations in a Chinese sentence: as documents spell them, with what they are called.

use crate::model::Lang;
use crate::record::{Choice, FieldKind, RecordList, Shape};

/// The values, with what they are called where an enumeration of some record has exactly these.
pub(super) fn values(names: &'static [&'static str]) -> String {
    let choice = RecordList::ALL.iter().find_map(|list| choice_of(list.shape(), names));
    let label = |name: &'static str| match choice {
        Some(choice) => format!("{name}（{}）", choice.label(name, Some(Lang::Zh))),
        None => name.to_owned(),
    };
    names.iter().copied().map(label).collect::<Vec<_>>().join("、")
}

/// The enumeration with some values, of the record or of those within.
fn choice_of(shape: &Shape, names: &[&str]) -> Option<&'static Choice> {
    shape.fields.iter().find_map(|field| match field.kind {
        FieldKind::Choice(choice) | FieldKind::List(&FieldKind::Choice(choice)) => {
            Some(choice).filter(|choice| choice.keys == names)
        }
        FieldKind::Record(of) | FieldKind::List(&FieldKind::Record(of)) => choice_of(of, names),
        _ => None,
    })
}
