//! Reading a scenario past every problem: whatever can be known to be wrong without the chain that it is for.

use std::sync::Arc;

use super::document::{Base, DEFAULT_EVIDENCE, Edit, Patch, SCENARIO_FORMAT, Scenario, Settings, Verb};
use super::key::RecordKey;
use super::kind::{ASSUMPTIONS, EXPECTS, RecordKind, UNSET};
use super::value::{as_text, get, owned, put, table, text};
use crate::model::{Evidence, PartialDate, Stage, Text, Values};
use crate::record::tree::{Tree, Value};
use crate::record::{
    Expected, Field, FieldKind, Head, Path, Problem, ProblemKind, Problems, Record as _, Shape, StageAssumption, Step,
    Tolerant,
};

const KEYS: &[&str] = &[
    "format",
    "name",
    "evidence",
    "base",
    "as_of",
    "document",
    "add",
    "change",
    "remove",
    "assumptions",
    "model",
    "with_dependents",
];

/// What a scenario can say of the document itself.
const OF_DOCUMENT: &[&str] = &["name", "currency", "home", UNSET];

/// Reads a scenario from its tree. `noted` is what was met while the tree was made.
pub(crate) fn read(tree: &Tree<'_>, noted: Vec<Problem>) -> Result<Scenario, Problems> {
    let mut reader = Reading { reader: Tolerant { problems: noted, ..Tolerant::default() }, edits: Vec::new() };
    let mut settings = Settings::default();
    let mut has_format = false;
    let is_table = reader.table(tree, KEYS, &mut |reader, key, value| {
        has_format |= key == "format";
        reader.setting(key, value, &mut settings);
    });
    if is_table && !has_format {
        reader.reader.note(tree, ProblemKind::MissingKey { key: "format" });
    }
    let evidence = settings.evidence.unwrap_or(DEFAULT_EVIDENCE);
    reader.edits.iter_mut().for_each(|edit| edit.evidence = evidence);
    match Problems::new(reader.reader.problems) {
        Some(problems) => Err(problems),
        None => Ok(Scenario { settings, edits: reader.edits, documents: vec![Some(Arc::new(owned(tree)))] }),
    }
}

struct Reading {
    reader: Tolerant,
    edits: Vec<Edit>,
}

/// ## The document
impl Reading {
    /// Reads each entry of a table that may have some keys only; `false` where it is none.
    fn table<'t>(
        &mut self,
        tree: &'t Tree<'t>,
        keys: &'static [&'static str],
        read: &mut dyn FnMut(&mut Self, &'static str, &'t Tree<'t>),
    ) -> bool {
        let mut met: Vec<(Path, &'static str, &'t Tree<'t>)> = Vec::new();
        let is_table = self.reader.table(tree, keys, Expected::Record(keys), &mut |reader, key, value| {
            met.push((reader.path.clone(), key, value));
        });
        for (path, key, value) in met {
            let outer = std::mem::replace(&mut self.reader.path, path);
            read(self, key, value);
            self.reader.path = outer;
        }
        is_table
    }

    fn setting(&mut self, key: &'static str, tree: &Tree<'_>, settings: &mut Settings) {
        match key {
            "format" => self.format(tree),
            "name" => settings.name = self.text(tree),
            "evidence" => settings.evidence = self.choice(tree),
            "as_of" => settings.as_of = self.day(tree),
            "model" => settings.model = self.plain(tree).map(Into::into),
            "with_dependents" => settings.with_dependents = self.flag(tree),
            "base" => settings.base = self.base(tree),
            "document" => settings.document = self.document(tree),
            "add" => self.section(Verb::Add, tree),
            "change" => self.section(Verb::Change, tree),
            "remove" => self.section(Verb::Remove, tree),
            _ => self.assumptions(tree),
        }
    }

    fn format(&mut self, tree: &Tree<'_>) {
        match as_text(tree) {
            Some(SCENARIO_FORMAT) => {}
            Some(found) => {
                let kind = ProblemKind::unknown_value(found, &[SCENARIO_FORMAT][..]);
                self.reader.note(tree, kind);
            }
            None => _ = self.reader.expect::<()>(tree, Expected::Text),
        }
    }

    fn base(&mut self, tree: &Tree<'_>) -> Base {
        let mut base = Base::default();
        self.table(tree, &["name", "as_of"], &mut |reader, key, value| match key {
            "name" => base.name = reader.text(value),
            _ => base.as_of = reader.day(value),
        });
        base
    }

    fn document(&mut self, tree: &Tree<'_>) -> Vec<(&'static str, Option<super::value::Owned>)> {
        let mut set = Vec::new();
        self.table(tree, OF_DOCUMENT, &mut |reader, key, value| {
            if key == UNSET {
                let unset = reader.unset(value, &Head::SHAPE, &|field| OF_DOCUMENT.contains(&field.key));
                set.extend(unset.into_iter().map(|key| (key, None)));
            } else if reader.field(&Head::SHAPE, key, value) {
                set.push((key, Some(owned(value))));
            }
        });
        set
    }
}

/// ## Single values
impl Reading {
    /// Reads a value as that of a field; whether it is one.
    fn field(&mut self, shape: &Shape, key: &str, tree: &Tree<'_>) -> bool {
        let before = self.reader.problems.len();
        if let Some(place) = shape.fields.iter().position(|field| field.key == key) {
            (shape.read_field)(place, tree, &mut self.reader);
        }
        self.reader.problems.len() == before
    }

    fn text(&mut self, tree: &Tree<'_>) -> Option<Text> {
        if !self.field(&Head::SHAPE, "name", tree) {
            return None;
        }
        let word = |key| get(tree, key).and_then(as_text).map(Box::from);
        as_text(tree).map(Text::from).or_else(|| Text::of(word("en"), word("zh")))
    }

    fn day(&mut self, tree: &Tree<'_>) -> Option<PartialDate> {
        if !self.field(&Head::SHAPE, "as_of", tree) {
            return None;
        }
        let found: PartialDate = as_text(tree)?.parse().ok()?;
        if !found.is_exact() {
            self.reader.note(tree, ProblemKind::NotADay { found });
        }
        Some(found)
    }

    fn plain(&mut self, tree: &Tree<'_>) -> Option<String> {
        let found = as_text(tree).map(str::to_owned);
        if found.is_none() {
            self.reader.expect::<()>(tree, Expected::Text);
        }
        found
    }

    fn choice(&mut self, tree: &Tree<'_>) -> Option<Evidence> {
        let found = self.plain(tree)?;
        let known = found.parse().ok();
        if known.is_none() {
            self.reader.note(tree, ProblemKind::unknown_value(&found, Values::of::<Evidence>()));
        }
        known
    }

    fn flag(&mut self, tree: &Tree<'_>) -> bool {
        if let Value::Bool(truth) = tree.value {
            return truth;
        }
        self.reader.expect::<()>(tree, Expected::Flag);
        false
    }
}

/// ## Records
impl Reading {
    fn section(&mut self, verb: Verb, tree: &Tree<'_>) {
        self.table(tree, RecordKind::names(), &mut |reader, name, value| {
            let kind = RecordKind::named(name).expect("only names of kinds are read");
            if name == ASSUMPTIONS && verb != Verb::Remove {
                let nothing = ProblemKind::unknown_key(name, RecordKind::names(), |key| key == ASSUMPTIONS);
                return reader.reader.note(value, nothing);
            }
            reader.records(verb, kind, None, value);
        });
    }

    /// Reads a list of records, perhaps as part of one.
    fn records(&mut self, verb: Verb, kind: &'static RecordKind, owner: Option<&str>, tree: &Tree<'_>) {
        let Value::List(values) = &tree.value else {
            _ = self.reader.expect::<()>(tree, Expected::List);
            return;
        };
        for (index, value) in values.iter().enumerate() {
            self.reader.path.push(Step::Index(index));
            match verb {
                Verb::Add => self.whole(verb, kind, owner, value),
                Verb::Remove => self.removal(kind, owner, value),
                Verb::Change => self.change(kind, owner, value),
            }
            self.reader.path.pop();
        }
    }

    /// A record that is removed: its id, its key, or the whole of it.
    fn removal(&mut self, kind: &'static RecordKind, owner: Option<&str>, tree: &Tree<'_>) {
        let is_told = |field: &&Field| owner.is_some() && kind.owner().is_some_and(|own| own.key == field.key);
        let mut left = kind.identity().iter().filter(|field| !is_told(field));
        match (as_text(tree), left.next(), left.next()) {
            (Some(id), Some(only), None) => {
                let named = table([(only.key, text(id))]);
                let key = RecordKey::of_tree(kind, owner, &named);
                self.edits.push(self.edit(Verb::Remove, key));
            }
            _ => self.whole(Verb::Remove, kind, owner, tree),
        }
    }

    /// A record with its fields.
    fn whole(&mut self, verb: Verb, kind: &'static RecordKind, owner: Option<&str>, tree: &Tree<'_>) {
        let before = self.reader.problems.len();
        let shorthand = as_text(tree).and_then(|id| Some(table([(kind.shape().shorthand?, text(id))])));
        let tree = shorthand.as_ref().unwrap_or(tree);
        let mut record = table([]);
        let is_table = self.table(tree, &kind.whole_keys, &mut |reader, key, value| {
            if kind.shape().field(key).is_some() {
                reader.field(kind.shape(), key, value);
            } else {
                reader.plain(value);
            }
            put(&mut record, key, Some(owned(value)));
        });
        if !is_table || !self.has_identity(kind, owner, &record, tree) || self.reader.problems.len() > before {
            return;
        }
        let key = RecordKey::of_tree(kind, owner, &record);
        if let Some(owner) = kind.owner() {
            put(&mut record, owner.key, None);
        }
        // Of several records of one key, one may say no more than that.
        let is_kept = verb == Verb::Add || kind.says_more(&record) || kind.may_repeat();
        let whole = Some(record).filter(|_| is_kept);
        self.edits.push(Edit { whole, ..self.edit(verb, key) });
    }

    /// A record with what changes in it.
    fn change(&mut self, kind: &'static RecordKind, owner: Option<&str>, tree: &Tree<'_>) {
        let before = self.reader.problems.len();
        let first = self.edits.len();
        let mut identity = table([]);
        let mut edit = self.edit(Verb::Change, RecordKey::of_id(kind, ""));
        let mut nested = Vec::new();
        let is_table = self.table(tree, &kind.change_keys, &mut |reader, key, value| match key {
            UNSET => {
                let unset = reader.unset(value, kind.shape(), &|field| !kind.is_identity(field.key));
                edit.patches.extend(unset.into_iter().map(|key| (key, Patch::Unset)));
            }
            EXPECTS => edit.expects = reader.expects(kind, value),
            key if kind.is_identity(key) => {
                if kind.shape().field(key).is_some() {
                    _ = reader.field(kind.shape(), key, value)
                } else {
                    _ = reader.plain(value)
                }
                put(&mut identity, key, Some(owned(value)));
            }
            key => match (kind.part(key), is_by_verbs(value)) {
                (Some(part), true) => nested.push((reader.reader.path.clone(), part, value)),
                _ => edit.patches.extend(reader.patch(kind.shape(), key, value).map(|patch| (key, patch))),
            },
        });
        if !is_table || !self.has_identity(kind, owner, &identity, tree) {
            return;
        }
        edit.key = RecordKey::of_tree(kind, owner, &identity);
        self.twice(&edit, tree);
        let id = edit.key.id().unwrap_or_default().to_owned();
        for (path, part, value) in nested {
            let outer = std::mem::replace(&mut self.reader.path, path);
            self.parts(part, &id, value);
            self.reader.path = outer;
        }
        let changes = !edit.patches.is_empty() || !edit.expects.is_empty() || self.edits.len() == first;
        if changes && self.reader.problems.len() == before {
            self.edits.insert(first, edit);
        }
    }

    /// What is part of a record, by what becomes of it.
    fn parts(&mut self, kind: &'static RecordKind, owner: &str, tree: &Tree<'_>) {
        self.table(tree, &["add", "change", "remove"], &mut |reader, key, value| {
            let verb = Verb::ALL.into_iter().find(|verb| verb.key() == key).unwrap_or(Verb::Change);
            reader.records(verb, kind, Some(owner), value);
        });
    }

    fn patch(&mut self, shape: &Shape, key: &str, tree: &Tree<'_>) -> Option<Patch> {
        let is_set = matches!(shape.field(key)?.kind, FieldKind::List(_));
        if !is_set || !is_by_verbs(tree) {
            return self.field(shape, key, tree).then(|| Patch::Set(owned(tree)));
        }
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        self.table(tree, &["add", "remove"], &mut |reader, verb, value| {
            if reader.field(shape, key, value)
                && let Value::List(values) = &value.value
            {
                let elements = if verb == "add" { &mut add } else { &mut remove };
                elements.extend(values.iter().map(owned));
            }
        });
        Some(Patch::Elements { add, remove })
    }

    /// Keys that are taken away.
    fn unset(&mut self, tree: &Tree<'_>, shape: &Shape, may: &dyn Fn(&Field) -> bool) -> Vec<&'static str> {
        let Value::List(values) = &tree.value else {
            self.reader.expect::<()>(tree, Expected::List);
            return Vec::new();
        };
        let mut unset = Vec::new();
        for (index, value) in values.iter().enumerate() {
            self.reader.path.push(Step::Index(index));
            if let Some(key) = self.plain(value) {
                match shape.field(&key) {
                    Some(field) if field.required || !may(field) => {
                        self.reader.note(value, ProblemKind::CannotBeUnset { key: field.key });
                    }
                    Some(field) => unset.push(field.key),
                    None => {
                        let keys = RecordKind::all().iter().find(|kind| kind.shape().name == shape.name);
                        let keys = keys.map_or(OF_DOCUMENT, |kind| &kind.whole_keys);
                        self.reader.note(value, ProblemKind::unknown_key(&key, keys, |_| false));
                    }
                }
            }
            self.reader.path.pop();
        }
        unset
    }

    fn expects(&mut self, kind: &'static RecordKind, tree: &Tree<'_>) -> Vec<(&'static str, super::value::Owned)> {
        let mut expects = Vec::new();
        self.table(tree, &kind.whole_keys, &mut |reader, key, value| {
            if reader.field(kind.shape(), key, value) {
                expects.push((key, owned(value)));
            }
        });
        expects
    }

    /// A field that is both set and taken away, or taken away twice.
    fn twice(&mut self, edit: &Edit, tree: &Tree<'_>) {
        for (place, (key, _)) in edit.patches.iter().enumerate() {
            if edit.patches[..place].iter().any(|(other, _)| other == key) {
                self.reader.note(tree, ProblemKind::DuplicateKey { key: (*key).to_owned() });
            }
        }
    }

    fn has_identity(&mut self, kind: &RecordKind, owner: Option<&str>, record: &Tree<'_>, tree: &Tree<'_>) -> bool {
        let is_owner = |field: &Field| kind.owner().is_some_and(|own| own.key == field.key) && owner.is_some();
        let missing = kind.identity().iter().filter(|field| field.required && !is_owner(field));
        let missing: Vec<&'static str> =
            missing.filter(|field| get(record, field.key).is_none()).map(|field| field.key).collect();
        missing.iter().for_each(|key| self.reader.note(tree, ProblemKind::MissingKey { key }));
        missing.is_empty()
    }

    fn edit(&self, verb: Verb, key: RecordKey) -> Edit {
        Edit::new(verb, key, DEFAULT_EVIDENCE, self.reader.path.clone())
    }
}

/// ## What is assumed
impl Reading {
    fn assumptions(&mut self, tree: &Tree<'_>) {
        self.table(tree, &["stages", "categories"], &mut |reader, key, value| {
            if key == "stages" {
                return reader.stages(None, value);
            }
            let mut categories = Vec::new();
            reader.reader.open_table(value, Expected::Categories, &mut |reader, category, value| {
                categories.push((reader.path.clone(), category, value));
            });
            for (path, category, value) in categories {
                let outer = std::mem::replace(&mut reader.reader.path, path);
                reader.stages(Some(category), value);
                reader.reader.path = outer;
            }
        });
    }

    fn stages(&mut self, category: Option<&str>, tree: &Tree<'_>) {
        let kind = RecordKind::named(ASSUMPTIONS).expect("it is one of all kinds");
        self.table(tree, Stage::NAMES, &mut |reader, stage, value| {
            let mut edit = reader.edit(Verb::Change, RecordKey::of_assumption(kind, category, stage));
            let before = reader.reader.problems.len();
            // What tells it apart is said around it already.
            reader.table(value, assumption_keys(), &mut |reader, key, value| {
                if key == UNSET {
                    let unset = reader.unset(value, kind.shape(), &|_| true);
                    edit.patches.extend(unset.into_iter().map(|key| (key, Patch::Unset)));
                } else {
                    edit.patches.extend(reader.patch(kind.shape(), key, value).map(|patch| (key, patch)));
                }
            });
            if reader.reader.problems.len() == before {
                reader.edits.push(edit);
            }
        });
    }
}

/// The keys of what is assumed of a stage.
fn assumption_keys() -> &'static [&'static str] {
    const COUNT: usize = StageAssumption::SHAPE.fields.len();
    const KEYS: [&str; COUNT + 1] = {
        let mut keys = [UNSET; COUNT + 1];
        let mut place = 0;
        while place < COUNT {
            keys[place] = StageAssumption::SHAPE.fields[place].key;
            place += 1;
        }
        keys
    };
    &KEYS
}

/// Whether a value says what is to be added and removed, instead of being given whole.
fn is_by_verbs(tree: &Tree<'_>) -> bool {
    let Value::Table(entries) = &tree.value else { return false };
    !entries.is_empty() && entries.iter().all(|entry| Verb::ALL.iter().any(|verb| verb.key() == entry.key))
}
