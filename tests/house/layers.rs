//! Each layer of the crate uses only those below it.

use crate::source::{Call, Source, Use};

/// The layers from the ground up. What stands in one row does not use each other.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["graph", "stats"],
    &["model"],
    &["record"],
    &["chain"],
    &["rules"],
    &["scenario"],
    &["query", "io"],
    &["say"],
    &["render"],
    &["testing", "datasets", "docs"],
    &["cli"],
];

/// Uses that are still to be undone: the file, the room that it uses, and what will undo it.
const STILL_TO_UNDO: &[(&str, &str, &str)] = &[];

#[test]
fn every_module_uses_only_the_layers_below_it() {
    let source = Source::of_this_crate();
    let broken: Vec<String> = broken(source).into_iter().filter(|found| !is_known(found)).map(|b| b.sentence).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn what_is_still_to_undo_is_still_there() {
    let found = broken(Source::of_this_crate());
    for (file, room, _) in STILL_TO_UNDO {
        assert!(
            found.iter().any(|broken| broken.file == *file && broken.uses == *room),
            "src/{file} does not use `{room}` any more: strike it from the list",
        );
    }
}

#[test]
fn nobody_within_the_crate_uses_its_prelude() {
    let found = by_the_prelude(Source::of_this_crate());
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// A use that the layers do not allow.
pub(crate) struct Broken {
    pub(crate) file: String,
    pub(crate) uses: String,
    pub(crate) sentence: String,
}

fn is_known(broken: &Broken) -> bool {
    STILL_TO_UNDO.iter().any(|(file, room, _)| broken.file == *file && broken.uses == *room)
}

pub(crate) fn broken(source: &Source) -> Vec<Broken> {
    let by_path = source.uses().iter().filter_map(|found| broken_by(source, found)).collect::<Vec<_>>();
    let by_call = source.calls_of_added_methods();
    by_path.into_iter().chain(by_call.iter().filter_map(|call| broken_by_a_call(source, call))).collect()
}

/// A method that a higher room adds to a type, called where no method of that name can be meant but this.
fn broken_by_a_call(source: &Source, call: &Call) -> Option<Broken> {
    let room = |module: usize| source.modules[module].path.first();
    let (from, user) = (&source.modules[call.from], room(call.from)?);
    let may_use = |module: &usize| room(*module).is_some_and(|used| used == user || layer(used) < layer(user));
    if call.defined_by.iter().any(may_use) {
        return None;
    }
    let adder = *call.added_by.first()?;
    let (file, line, name, uses) = (&from.file, call.line, &call.name, room(adder)?);
    let by = &source.modules[adder].file;
    let sentence =
        format!("src/{file}:{line}: the method `{name}` is added by src/{by}, but `{uses}` is not below `{user}`.");
    Some(Broken { file: file.clone(), uses: uses.clone(), sentence })
}

fn broken_by(source: &Source, found: &Use) -> Option<Broken> {
    let (from, to) = (&source.modules[found.from], &source.modules[found.to]);
    // The root only passes names on; whoever uses them by it is found by its own test.
    let (user, used) = (from.path.first()?, to.path.first()?);
    if user == used {
        return None;
    }
    let why = match (layer(user), layer(used)) {
        (Some(above), Some(below)) if below < above => return None,
        (Some(one), Some(other)) if one == other => format!("`{user}` and `{used}` stand side by side"),
        (Some(_), Some(_)) => format!("`{used}` stands above `{user}`"),
        (None, _) => format!("`{user}` has no layer yet: give it one in tests/house/layers.rs"),
        (_, None) => format!("`{used}` has no layer yet: give it one in tests/house/layers.rs"),
    };
    let (file, line, written) = (&from.file, found.line, &found.written);
    let by_re_export = if written.contains(used.as_str()) { "" } else { " through a re-export" };
    let sentence = format!("src/{file}:{line}: `{written}` is defined in src/{}{by_re_export}, but {why}.", to.file);
    Some(Broken { file: file.clone(), uses: used.clone(), sentence })
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

/// Paths that reach a name by the root of the crate, where its prelude is, instead of by its module.
pub(crate) fn by_the_prelude(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (from, module) in source.modules.iter().enumerate().skip(1) {
        for mention in module.mentions() {
            if let Some(name) = source.name_in_the_root(from, &mention.segments) {
                let (file, line) = (&module.file, mention.line);
                found.push(format!(
                    "src/{file}:{line}: `{name}` is taken from the prelude; name the module that defines it."
                ));
            }
        }
    }
    found
}
