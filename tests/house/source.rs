//! The modules of `src/`, and what each of them uses, followed through every re-export to where it is defined.
//!
//! The source is read as tokens, so paths within macros count as well. Modules under `#[cfg(test)]` are left out: a
//! test may look at anything. Of the calls of methods, those are seen that one room adds to the types of another.

mod resolve;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use syn::Item;

pub(crate) use resolve::Target;
pub(crate) use scan::{Mention, attributes, defined_name};

type Reader<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A module: a file, or a `mod name { … }` within one.
pub(crate) struct Module {
    /// The names from the root of the crate to here; empty at the root.
    pub(crate) path: Vec<String>,
    /// Below `src/`, with `/`.
    pub(crate) file: String,
    pub(crate) parent: Option<usize>,
    names: BTreeMap<String, Vec<Named>>,
    /// The words of the macros that stand among the items: what they make is named there.
    made: BTreeSet<String>,
    globs: Vec<Vec<String>>,
    mentions: Vec<Mention>,
    calls: Vec<(String, usize)>,
    methods: Vec<(Vec<String>, String)>,
}

impl Module {
    /// The paths that stand in it.
    pub(crate) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }
}

/// A call of a method by its name alone.
pub(crate) struct Call {
    pub(crate) from: usize,
    pub(crate) line: usize,
    pub(crate) name: String,
    /// The modules that give a type of another room a method of this name.
    pub(crate) added_by: Vec<usize>,
    /// All modules that have a method of this name.
    pub(crate) defined_by: Vec<usize>,
}

/// What a name in a module stands for.
enum Named {
    Defined,
    Module(usize),
    Imported(Vec<String>),
}

/// One module uses what another one defines.
pub(crate) struct Use {
    pub(crate) from: usize,
    /// The module that defines the name, or the module that is named.
    pub(crate) to: usize,
    pub(crate) line: usize,
    /// As it is written, without the braces of `use`.
    pub(crate) written: String,
}

/// All modules of the crate; the first is its root.
pub(crate) struct Source {
    pub(crate) modules: Vec<Module>,
    macros: BTreeMap<String, usize>,
}

impl Source {
    /// What `src/` of this package says, read once.
    pub(crate) fn of_this_crate() -> &'static Self {
        static READ: OnceLock<Source> = OnceLock::new();
        READ.get_or_init(|| Self::with_items(&file_of_this_crate).0)
    }

    /// Reads a crate from `file`, which gives the text of a file below `src/`, if there is one; with the items of each
    /// module, tests left out.
    pub(crate) fn with_items(file: Reader) -> (Self, Vec<Vec<Item>>) {
        let mut source = Self { modules: Vec::new(), macros: BTreeMap::new() };
        let mut all = Vec::new();
        let text = file("lib.rs").expect("a crate has a root");
        source.add_file(file, &mut all, None, Vec::new(), "lib.rs", &text);
        (source, all)
    }

    fn add_file(
        &mut self,
        read: Reader,
        all: &mut Vec<Vec<Item>>,
        parent: Option<usize>,
        path: Vec<String>,
        file: &str,
        text: &str,
    ) -> usize {
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{file}: {error}"));
        self.add(read, all, parent, path, file, parsed.items)
    }

    fn add(
        &mut self,
        read: Reader,
        all: &mut Vec<Vec<Item>>,
        parent: Option<usize>,
        path: Vec<String>,
        file: &str,
        items: Vec<Item>,
    ) -> usize {
        let index = self.modules.len();
        let items: Vec<Item> = items.into_iter().filter(|item| !scan::is_test(item)).collect();
        let scanned = scan::scan(&items);
        for name in &scanned.macros {
            self.macros.insert(name.clone(), index);
        }
        self.modules.push(Module {
            names: names(&items, &scanned),
            made: scanned.made,
            calls: scanned.calls,
            methods: scanned.methods,
            globs: scanned.globs,
            mentions: scanned.mentions,
            file: file.to_owned(),
            path: path.clone(),
            parent,
        });
        all.push(items.clone());
        for item in items {
            let Item::Mod(module) = item else { continue };
            let name = module.ident.to_string();
            let below = [path.as_slice(), std::slice::from_ref(&name)].concat();
            let child = if let Some((_, items)) = module.content {
                self.add(read, all, Some(index), below, file, items)
            } else {
                let file = format!("{}.rs", below.join("/"));
                let text = read(&file).unwrap_or_else(|| panic!("there is no src/{file}"));
                self.add_file(read, all, Some(index), below, &file, &text)
            };
            self.modules[index].names.entry(name).or_default().insert(0, Named::Module(child));
        }
        index
    }
}

/// The text of a file below `src/` of this package.
pub(crate) fn file_of_this_crate(file: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../src").join(file)).ok()
}

fn names(items: &[Item], scanned: &scan::Scanned) -> BTreeMap<String, Vec<Named>> {
    let mut names: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for name in items.iter().filter_map(defined_name).chain(scanned.macros.iter().cloned()) {
        names.entry(name).or_default().push(Named::Defined);
    }
    for (name, path) in &scanned.imports {
        names.entry(name.clone()).or_default().push(Named::Imported(path.clone()));
    }
    names
}
