//! What others can name, as a list in `tests/public-api.txt`, so that a review sees each change of it.
//!
//! Read from the source, so what a macro makes is listed as the call of the macro, with what it is given. Where a name
//! can be reached by several paths, it is listed by the longest; the others are lines of `pub use`.

mod items;
mod tidy;

use std::collections::BTreeMap;
use std::fs;

use syn::{Item, UseTree, Visibility};

use crate::source::{Source, Target, file_of_this_crate};

/// Run with `SEEDRELAY_WRITE_PUBLIC_API=1` to write the file anew.
#[test]
fn the_list_of_public_names_is_up_to_date() {
    let (source, items) = Source::with_items(&file_of_this_crate);
    let current = listing(&source, &items, "seedrelay");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public-api.txt");
    if std::env::var_os("SEEDRELAY_WRITE_PUBLIC_API").is_some() {
        fs::write(path, &current).unwrap();
        return;
    }
    let committed = fs::read_to_string(path).unwrap();
    let added = current.lines().filter(|line| !committed.lines().any(|other| other == *line));
    let removed = committed.lines().filter(|line| !current.lines().any(|other| other == *line));
    let changes: Vec<String> =
        removed.map(|line| format!("- {line}")).chain(added.map(|line| format!("+ {line}"))).collect();
    assert!(
        current == committed,
        "the public names changed; if that is meant, run the tests once with SEEDRELAY_WRITE_PUBLIC_API=1\n{}",
        changes.join("\n"),
    );
}

/// All public names of a crate, a line each, by path.
pub(crate) fn listing(source: &Source, items_of: &[Vec<Item>], name: &str) -> String {
    let mut reached = Reached::of(source, items_of);
    reached.module(0, name.to_owned());
    let mut lines = reached.lines;
    reached.modules.remove(&0);
    for paths in reached.modules.values() {
        lines.extend(paths.iter().map(|path| format!("pub mod {path}")));
    }
    for ((module, item), paths) in &reached.items {
        let longest = longest(paths);
        lines.extend(paths.iter().filter(|path| *path != longest).map(|path| format!("pub use {longest} as {path}")));
        for found in items_of[*module].iter().filter(|found| items::name_of(found).as_ref() == Some(item)) {
            lines.extend(items::lines(found, longest));
        }
    }
    let public: BTreeMap<_, _> =
        reached.items.iter().map(|(key, paths)| (key.clone(), longest(paths).clone())).collect();
    for (at, items) in items_of.iter().enumerate() {
        for item in items {
            lines.extend(items::impl_lines(source, at, item, &public));
            lines.extend(items::macro_lines(item, at, &public));
        }
    }
    lines.sort_by(|one, other| key(one, name).cmp(&key(other, name)));
    lines.dedup();
    lines.join("\n") + "\n"
}

/// By path first, so that what belongs to a type stands together.
fn key<'a>(line: &'a str, name: &str) -> (&'a str, &'a str) {
    let path = line.find(&format!("{name}::")).map_or(line, |at| &line[at..]);
    (path.split_once(['(', ' ', '<']).map_or(path, |(path, _)| path), line)
}

fn longest(paths: &[String]) -> &String {
    let depth = |path: &&String| (path.matches("::").count(), path.len());
    paths.iter().max_by_key(depth).expect("what is reached is reached by a path")
}

/// What can be reached from the root of the crate, and by which paths.
struct Reached<'a> {
    source: &'a Source,
    items_of: &'a [Vec<Item>],
    modules: BTreeMap<usize, Vec<String>>,
    items: BTreeMap<(usize, String), Vec<String>>,
    lines: Vec<String>,
}

impl<'a> Reached<'a> {
    fn of(source: &'a Source, items_of: &'a [Vec<Item>]) -> Self {
        Self { source, items_of, modules: BTreeMap::new(), items: BTreeMap::new(), lines: Vec::new() }
    }

    fn module(&mut self, module: usize, path: String) {
        self.modules.entry(module).or_default().push(path.clone());
        for item in &self.items_of[module] {
            match item {
                Item::Use(item) if is_public(&item.vis) => self.tree(module, &path, &mut Vec::new(), &item.tree),
                Item::Mod(item) if is_public(&item.vis) => {
                    let name = item.ident.to_string();
                    for target in self.source.resolve(module, &["self".to_owned(), name.clone()], 0) {
                        if let Target::Module(child) = target {
                            self.module(child, format!("{path}::{name}"));
                        }
                    }
                }
                item => {
                    for name in items::public_name(item).into_iter().chain(items::made_by_a_macro(item)) {
                        self.items.entry((module, name.clone())).or_default().push(format!("{path}::{name}"));
                    }
                }
            }
        }
    }

    fn tree(&mut self, module: usize, path: &str, before: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(tree_path) => {
                before.push(tree_path.ident.to_string());
                self.tree(module, path, before, &tree_path.tree);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(module, path, before, tree)),
            UseTree::Name(name) => self.passed_on(module, path, before, &name.ident.to_string(), None),
            UseTree::Rename(name) => {
                self.passed_on(module, path, before, &name.ident.to_string(), Some(name.rename.to_string()));
            }
            UseTree::Glob(_) => self.lines.push(format!("pub use {}::* in {path}", before.join("::"))),
        }
    }

    fn passed_on(&mut self, module: usize, path: &str, before: &[String], name: &str, new_name: Option<String>) {
        let written = [before, &[name.to_owned()]].concat();
        let public = format!("{path}::{}", new_name.as_deref().unwrap_or(name));
        let targets = self.source.resolve(module, &written, 0);
        if targets.is_empty() {
            self.lines.push(format!("pub use {} as {public}", written.join("::")));
        }
        for target in targets {
            match target {
                Target::Item(module, name) => self.items.entry((module, name)).or_default().push(public.clone()),
                // A module of that name that is not public is not passed on by a name that means the item in it.
                Target::Module(_) if written.len() > 1 => {}
                Target::Module(child) => self.module(child, public.clone()),
            }
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
