//! From a path as it is written to the module that defines what it names.

use std::collections::BTreeMap;

use super::{Call, Mention, Module, Named, Source, Use};

/// Where a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Module(usize),
    /// Something that this module defines.
    Item(usize, String),
}

impl Target {
    const fn module(&self) -> usize {
        match self {
            Self::Module(module) | Self::Item(module, _) => *module,
        }
    }
}

/// Re-exports that lead to each other would never end.
const DEEPEST: usize = 16;

impl Source {
    /// All uses of a module by another, in the order of the source.
    pub(crate) fn uses(&self) -> Vec<Use> {
        let mut uses = Vec::new();
        for (from, module) in self.modules.iter().enumerate() {
            for mention in &module.mentions {
                uses.extend(self.targets_of(from, mention).into_iter().map(|target| Use {
                    from,
                    to: target.module(),
                    line: mention.line,
                    written: mention.segments.join("::"),
                }));
            }
        }
        uses.retain(|found| found.from != found.to);
        uses
    }

    /// The calls of methods that one room adds to a type of another.
    pub(crate) fn calls_of_added_methods(&self) -> Vec<Call> {
        let mut methods: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, module) in self.modules.iter().enumerate() {
            for (of, name) in &module.methods {
                let (added_by, defined_by) = methods.entry(name).or_default();
                defined_by.push(at);
                let room = |target: &Target| self.modules[target.module()].path.first();
                if self.resolve(at, of, 0).iter().any(|target| room(target) != module.path.first()) {
                    added_by.push(at);
                }
            }
        }
        let mut calls = Vec::new();
        for (from, module) in self.modules.iter().enumerate() {
            for (name, line) in &module.calls {
                if let Some((added_by, defined_by)) = methods.get(name.as_str()).filter(|(added, _)| !added.is_empty())
                {
                    let (added_by, defined_by) = (added_by.clone(), defined_by.clone());
                    calls.push(Call { from, line: *line, name: name.clone(), added_by, defined_by });
                }
            }
        }
        calls
    }

    fn targets_of(&self, from: usize, mention: &Mention) -> Vec<Target> {
        if let [name] = mention.segments.as_slice()
            && let Some(name) = name.strip_suffix('!')
        {
            return self.macros.get(name).map(|module| Target::Item(*module, name.to_owned())).into_iter().collect();
        }
        let found = self.resolve(from, &mention.segments, 0);
        let is_of_the_crate = matches!(mention.segments[0].as_str(), "crate" | "super" | "self");
        let named = mention.segments.last().is_some_and(|last| !self.macros.contains_key(last));
        assert!(
            !found.is_empty() || !is_of_the_crate || !named,
            "src/{}:{}: cannot tell what `{}` is",
            self.modules[from].file,
            mention.line,
            mention.segments.join("::"),
        );
        found
    }

    /// What a path that is written in `from` names; nothing if that is outside the crate.
    pub(crate) fn resolve(&self, from: usize, path: &[String], depth: usize) -> Vec<Target> {
        if depth > DEEPEST {
            return Vec::new();
        }
        let Some((first, mut rest)) = path.split_first() else { return vec![Target::Module(from)] };
        let mut here = match first.as_str() {
            "crate" => vec![Target::Module(0)],
            "self" => vec![Target::Module(from)],
            "super" => self.modules[from].parent.map(Target::Module).into_iter().collect(),
            name => self.look_up(from, name, depth),
        };
        while let Some((name, further)) = rest.split_first() {
            let module = here.iter().find_map(|target| match target {
                Target::Module(module) => Some(*module),
                Target::Item(..) => None,
            });
            // What follows an item is a variant or an associated item of it.
            let Some(module) = module else { break };
            here = match name.as_str() {
                "super" => self.modules[module].parent.map(Target::Module).into_iter().collect(),
                "self" => vec![Target::Module(module)],
                name => self.look_up(module, name, depth),
            };
            rest = further;
        }
        here
    }

    /// The beginning of a path that names something in the root of the crate other than a module or a macro.
    pub(crate) fn name_in_the_root(&self, from: usize, path: &[String]) -> Option<String> {
        let up = path.iter().take_while(|segment| matches!(segment.as_str(), "crate" | "super" | "self")).count();
        let name = path.get(up)?;
        let is_root = up > 0 && self.resolve(from, &path[..up], 0) == [Target::Module(0)];
        let passed_on = |named: &Named| !matches!(named, Named::Module(_));
        let is_passed_on = self.modules[0].names.get(name).is_some_and(|named| named.iter().all(passed_on));
        (is_root && is_passed_on).then(|| path[..=up].join("::"))
    }

    fn look_up(&self, module: usize, name: &str, depth: usize) -> Vec<Target> {
        let Module { names, globs, made, .. } = &self.modules[module];
        let mut found: Vec<Target> = Vec::new();
        for named in names.get(name).into_iter().flatten() {
            match named {
                Named::Defined => found.push(Target::Item(module, name.to_owned())),
                Named::Module(module) => found.push(Target::Module(*module)),
                // `use x::x` beside `mod x`: the path begins at the module.
                Named::Imported(path) if path.len() == 1 && path[0] == name => {}
                Named::Imported(path) => found.extend(self.resolve(module, path, depth + 1)),
            }
        }
        if found.is_empty() && made.contains(name) {
            found.push(Target::Item(module, name.to_owned()));
        }
        if found.is_empty() {
            for glob in globs.iter().filter(|glob| glob.as_slice() != [name.to_owned()]) {
                for target in self.resolve(module, glob, depth + 1) {
                    if let Target::Module(module) = target {
                        found.extend(self.look_up(module, name, depth + 1));
                    }
                }
            }
        }
        found.dedup();
        found
    }
}
