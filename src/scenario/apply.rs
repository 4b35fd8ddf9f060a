//! Laying a scenario over a chain: remove, then change, then add; then the records are assembled and checked as those of
//! any document.

mod build;
mod dependents;

use hashbrown::{HashMap, HashSet};

use build::Origins;

use super::document::{Edit, Patch, Scenario, Verb};
use super::key::RecordKey;
use super::kind::RecordKind;
use super::value::{self, Owned, get, get_mut, list_in, put, same, shown};
use crate::chain::{Problem, ProblemKind, Problems, SupplyChain};
use crate::model::{Evidence, Lang, Text};
use crate::record::tree::Value;
use crate::record::{FieldValue, Path, RecordList, Step};
use crate::text::nearest;

/// What came of a scenario that was applied.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Applied {
    /// The chain.
    pub chain: SupplyChain,
    /// What was removed because it depends on what the scenario removes, where that is asked for.
    pub dependents: Vec<RecordKey>,
}

/// ## Scenarios
impl SupplyChain {
    /// The chain with a scenario laid over it.
    ///
    /// Several scenarios are applied in turn, each to what came of the one before. Takes about as long as to build the
    /// chain anew.
    ///
    /// ```
    /// use seedrelay::scenario::Scenario;
    /// use seedrelay::{Evidence, datasets};
    /// let chain = datasets::example();
    /// let plan = Scenario::from_json(
    ///     r#"{"format": "seedrelay-scenario/1",
    ///         "change": {"organizations": [{"id": "rice-consortium",
    ///             "capabilities": {"change": [{"category": "rice", "stage": "applied", "teams": 8}]}}]}}"#,
    /// )?;
    /// let planned = chain.with(&plan)?;
    /// assert_eq!(planned.organization("rice-consortium").unwrap().teams("rice", seedrelay::Stage::Applied), Some(8));
    /// assert_eq!(planned.known_at_least(Evidence::Assumed), chain.known_at_least(Evidence::Assumed), "it is a plan");
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that does not fit, each with its place in the scenario or, behind `base`, in what the chain was read
    /// from.
    pub fn with(&self, scenario: &Scenario) -> Result<Self, Problems> {
        self.apply(scenario).map(|applied| applied.chain)
    }

    /// The chain with a scenario laid over it, and what was removed with what the scenario removes.
    ///
    /// # Errors
    ///
    /// As [`with`](Self::with).
    pub fn apply(&self, scenario: &Scenario) -> Result<Applied, Problems> {
        let mut applying = Applying::new(self, scenario);
        applying.check_base();
        applying.check_once();
        for verb in [Verb::Remove, Verb::Change, Verb::Add] {
            if verb == Verb::Change && scenario.settings.with_dependents {
                applying.dependents = dependents::remove(&mut applying);
            }
            let edits = scenario.edits.iter().enumerate().filter(|(_, edit)| edit.verb == verb);
            edits.for_each(|(number, edit)| applying.apply(number, edit));
        }
        applying.set_document();
        applying.finish()
    }
}

/// What becomes of a record of the base.
#[derive(Debug)]
pub(super) struct Touched {
    /// What it says now; `None` where it is gone.
    pub(super) tree: Option<Owned>,
    /// The edits that did it.
    pub(super) edits: Vec<usize>,
    /// The fields that are known only as well as the scenario.
    pub(super) weak: Vec<&'static str>,
    pub(super) evidence: Evidence,
}

pub(super) struct Applying<'a> {
    pub(super) base: &'a SupplyChain,
    pub(super) scenario: &'a Scenario,
    pub(super) problems: Vec<Problem>,
    pub(super) touched: HashMap<(RecordList, usize), Touched>,
    /// The edits that add records to each list.
    pub(super) added: HashMap<RecordList, Vec<(usize, Owned)>>,
    pub(super) head: Owned,
    pub(super) dependents: Vec<RecordKey>,
    /// Edits of what another one deals with already.
    twice: HashSet<usize>,
    /// The records of lists without ids, by key.
    by_key: HashMap<&'static str, HashMap<RecordKey, Vec<usize>>>,
}

impl<'a> Applying<'a> {
    fn new(base: &'a SupplyChain, scenario: &'a Scenario) -> Self {
        Self {
            base,
            scenario,
            problems: Vec::new(),
            touched: HashMap::new(),
            added: HashMap::new(),
            head: value::of_record(base.head()),
            dependents: Vec::new(),
            twice: HashSet::new(),
            by_key: HashMap::new(),
        }
    }

    pub(super) fn note(&mut self, path: Path, kind: ProblemKind) {
        Problem::note(&mut self.problems, || Problem::new(path, kind));
    }

    fn check_base(&mut self) {
        let base = &self.scenario.settings.base;
        let path = |key| Path::default().key("base").key(key);
        if let Some(expected) = base.as_of.filter(|as_of| *as_of != self.base.as_of()) {
            let (expected, found) = (expected.to_string(), self.base.as_of().to_string());
            self.note(path("as_of"), ProblemKind::OtherBase { key: "as_of", expected, found });
        }
        let shown = |name: Option<&Text>| name.map_or_else(|| "—".to_owned(), ToString::to_string);
        if base.name.is_some() && !names_agree(base.name.as_ref(), self.base.name()) {
            let (expected, found) = (shown(base.name.as_ref()), shown(self.base.name()));
            self.note(path("name"), ProblemKind::OtherBase { key: "name", expected, found });
        }
    }

    /// Notes each record that is dealt with twice.
    fn check_once(&mut self) {
        let mut met: HashMap<&RecordKey, usize> = HashMap::new();
        let is_whole = |edit: &Edit| edit.kind().may_be_alike() && edit.whole.is_some();
        for (number, edit) in self.scenario.edits.iter().enumerate() {
            let first = *met.entry(&edit.key).or_insert(number);
            let other = &self.scenario.edits[first];
            if first != number && !(is_whole(edit) && is_whole(other)) {
                let (what, id) = (edit.kind().term(), edit.key.to_string());
                self.note(self.path(number), ProblemKind::DealtWithTwice { what, id, first: self.path(first) });
                self.twice.insert(number);
            }
        }
    }

    /// Where an edit stands: in which of several documents, if there are several.
    pub(super) fn path(&self, edit: usize) -> Path {
        let edit = &self.scenario.edits[edit];
        if self.scenario.documents.len() < 2 {
            return edit.path.clone();
        }
        Path::default().key("scenarios").index(edit.document).within(edit.path.steps())
    }

    /// Where a record stands in what the base was read from.
    pub(super) fn in_base(&self, list: RecordList, number: usize) -> Path {
        let read = self.base.place_as_read(&Path::record(list, number));
        Path::default().key("base").within(read.steps())
    }

    fn apply(&mut self, number: usize, edit: &Edit) {
        if self.twice.contains(&number) {
            return;
        }
        match edit.kind().list() {
            None => self.assume(number, edit),
            Some(list) if edit.kind().is_list() => self.apply_to_list(number, edit, list),
            Some(list) => self.apply_to_part(number, edit, list),
        }
    }
}

/// ## Records of lists
impl Applying<'_> {
    fn apply_to_list(&mut self, number: usize, edit: &Edit, list: RecordList) {
        let found: Vec<usize> = self.find(&edit.key, list);
        match edit.verb {
            Verb::Remove => {
                let meant = self.meant(edit, found, list);
                if let Some(record) = self.only(number, &meant, list) {
                    let (weak, evidence) = (Vec::new(), edit.evidence);
                    self.touched.insert((list, record), Touched { tree: None, edits: vec![number], weak, evidence });
                }
            }
            Verb::Change => {
                if let Some(record) = self.only(number, &found, list) {
                    let path = self.path(number);
                    let touched = self.touch(list, record, number);
                    let mut problems = Vec::new();
                    if let Some(tree) = &mut touched.tree {
                        patch(tree, edit, &path, &mut problems);
                    }
                    touched.weak.extend(edit.patches.iter().map(|(key, _)| *key));
                    self.problems.append(&mut problems);
                }
            }
            Verb::Add => {
                let whole = with_evidence(edit);
                let is_there = |record: &usize| {
                    !edit.kind().may_repeat()
                        || same(&whole, &value::of_record(self.base.lists().record(list, *record)))
                };
                if let Some(record) = found.into_iter().find(is_there) {
                    let (what, id, at) = (list.record(), edit.key.to_string(), self.in_base(list, record));
                    return self.note(self.path(number), ProblemKind::AlreadyThere { what, id, at });
                }
                self.added.entry(list).or_default().push((number, whole));
            }
        }
    }

    /// The records of the base with a key that are still there.
    fn find(&mut self, key: &RecordKey, list: RecordList) -> Vec<usize> {
        let base = self.base;
        let found = if key.kind().has_id() {
            key.id().and_then(|id| base.record_number(list, id)).into_iter().collect()
        } else {
            let index = self.by_key.entry(list.key()).or_insert_with(|| {
                let mut index: HashMap<RecordKey, Vec<usize>> = HashMap::new();
                for (number, record) in base.records(list).enumerate() {
                    index.entry(RecordKey::of(key.kind(), None, record)).or_default().push(number);
                }
                index
            });
            index.get(key).cloned().unwrap_or_default()
        };
        let is_gone = |record: &usize| self.touched.get(&(list, *record)).is_some_and(|touched| touched.tree.is_none());
        found.into_iter().filter(|record| !is_gone(record)).collect()
    }

    /// The records with a key that are meant: those that say what the scenario says of the whole record, or, where it says
    /// no more than the key, all.
    fn meant(&self, edit: &Edit, found: Vec<usize>, list: RecordList) -> Vec<usize> {
        let Some(whole) = &edit.whole else { return found };
        let is_same = |record: &&usize| same(whole, &value::of_record(self.base.lists().record(list, **record)));
        match found.iter().find(is_same) {
            Some(record) => vec![*record],
            None if edit.kind().says_more(whole) => Vec::new(),
            None => found,
        }
    }

    /// The one record that is meant.
    fn only(&mut self, number: usize, found: &[usize], list: RecordList) -> Option<usize> {
        let edit = &self.scenario.edits[number];
        match found {
            [record] => Some(*record),
            [] => {
                // That it is dealt with twice has been noted.
                let is_known = |record: usize| self.touched.contains_key(&(list, record));
                let id = edit.key.id();
                if id.and_then(|id| self.base.record_number(list, id)).is_some_and(is_known) {
                    return None;
                }
                let nearest = id.and_then(|id| self.nearest(list, id));
                let (what, id) = (list.record(), edit.key.to_string());
                self.note(self.path(number), ProblemKind::UnknownReference { what, id, nearest });
                None
            }
            several => {
                let kind = ProblemKind::SeveralAlike { id: edit.key.to_string(), count: several.len() };
                self.note(self.path(number), kind);
                None
            }
        }
    }

    /// The id of a list that is most like another one.
    fn nearest(&self, list: RecordList, id: &str) -> Option<String> {
        let ids = self.base.records(list).filter_map(|record| match record.field(0) {
            FieldValue::Id(id) => Some(id),
            _ => None,
        });
        nearest(id, ids).map(str::to_owned)
    }

    /// What a record says now, to be changed.
    pub(super) fn touch(&mut self, list: RecordList, record: usize, edit: usize) -> &mut Touched {
        let evidence = self.scenario.edits.get(edit).map_or(Evidence::Documented, |edit| edit.evidence);
        let base = self.base;
        let touched = self.touched.entry((list, record)).or_insert_with(|| Touched {
            tree: Some(value::of_record(base.lists().record(list, record))),
            edits: Vec::new(),
            weak: Vec::new(),
            evidence,
        });
        touched.evidence = touched.evidence.min(evidence);
        touched.edits.push(edit);
        touched
    }
}

/// What is added, with how well the scenario knows it.
fn with_evidence(edit: &Edit) -> Owned {
    let mut whole = edit.whole.clone().unwrap_or_else(|| value::table([]));
    if edit.kind().shape().field("evidence").is_none() {
        return whole;
    }
    let said = get(&whole, "evidence").and_then(value::as_text);
    let known = said.map_or(edit.evidence.as_str(), |said| said).to_owned();
    // What is taken for granted is left out.
    let written = (known != Evidence::Documented.as_str()).then(|| value::text(&known));
    put(&mut whole, "evidence", written);
    whole
}

/// ## Parts of records
impl Applying<'_> {
    fn apply_to_part(&mut self, number: usize, edit: &Edit, list: RecordList) {
        let (kind, owner) = (edit.kind(), edit.key.id().unwrap_or_default());
        let (what, id) = (list.record(), owner.to_owned());
        let Some(record) = self.base.record_number(list, owner) else {
            let nearest = self.nearest(list, owner);
            return self.note(self.path(number), ProblemKind::UnknownReference { what, id, nearest });
        };
        if let Some(first) = self.touched.get(&(list, record)).filter(|touched| touched.tree.is_none()) {
            let first = first.edits.first().map_or_else(|| self.in_base(list, record), |first| self.path(*first));
            return self.note(self.path(number), ProblemKind::DealtWithTwice { what, id, first });
        }
        let whole = with_evidence(edit);
        let (path, at) = (self.path(number), self.in_base(list, record));
        let touched = self.touch(list, record, number);
        let Some(tree) = &mut touched.tree else { return };
        let mut problems = Vec::new();
        change_part(tree, kind, edit, whole, (&path, &at), &mut problems);
        // What is added and says how it is known is no change of what it is added to.
        if edit.verb != Verb::Add || kind.shape().field("evidence").is_none() {
            touched.weak.push(kind.route[0]);
        }
        self.problems.append(&mut problems);
    }
}

/// Adds, changes or removes a part of a record.
fn change_part(
    tree: &mut Owned,
    kind: &'static RecordKind,
    edit: &Edit,
    whole: Owned,
    (path, at): (&Path, &Path),
    problems: &mut Vec<Problem>,
) {
    let (what, id) = (kind.term(), edit.key.to_string());
    let unknown = ProblemKind::UnknownReference { what, id: id.clone(), nearest: None };
    let (last, outer) = kind.route.split_last().expect("a part stands in some field");
    let mut around = tree;
    for key in outer {
        let Some(next) = get_mut(around, key) else { return problems.push(Problem::new(path.clone(), unknown)) };
        around = next;
    }
    let is_meant = |part: &Owned| RecordKey::of_tree(kind, edit.key.id(), part) == edit.key;
    if let Some(part) = get_mut(around, last).filter(|part| matches!(part.value, Value::Table(_))) {
        // There is one of it only.
        match edit.verb {
            Verb::Add => {
                problems.push(Problem::new(path.clone(), ProblemKind::AlreadyThere { what, id, at: at.clone() }))
            }
            Verb::Change => patch(part, edit, path, problems),
            Verb::Remove => put(around, last, None),
        }
        return;
    }
    if is_alone(kind) {
        return match edit.verb {
            Verb::Add => put(around, last, Some(whole)),
            _ => problems.push(Problem::new(path.clone(), unknown)),
        };
    }
    let Some(parts) = list_in(around, last) else { return };
    let found: Vec<usize> = (0..parts.len()).filter(|part| is_meant(&parts[*part])).collect();
    let meant = |part: &usize| edit.whole.as_ref().is_none_or(|whole| same(whole, &parts[*part]));
    match edit.verb {
        Verb::Add => match found.first() {
            Some(_) if !kind.may_repeat_as_part() => {
                problems.push(Problem::new(path.clone(), ProblemKind::AlreadyThere { what, id, at: at.clone() }));
            }
            _ => parts.push(whole),
        },
        Verb::Remove => match found.iter().copied().find(meant) {
            Some(part) if found.len() == 1 || edit.whole.is_some() => _ = parts.remove(part),
            Some(_) => {
                problems.push(Problem::new(path.clone(), ProblemKind::SeveralAlike { id, count: found.len() }));
            }
            None => problems.push(Problem::new(path.clone(), unknown)),
        },
        Verb::Change => match found[..] {
            [part] => patch(&mut parts[part], edit, path, problems),
            [] => problems.push(Problem::new(path.clone(), unknown)),
            _ => problems.push(Problem::new(path.clone(), ProblemKind::SeveralAlike { id, count: found.len() })),
        },
    }
}

/// Whether there is one such part at most in a record.
fn is_alone(kind: &RecordKind) -> bool {
    kind.identity().len() == 1
}

/// Changes what a record says.
fn patch(tree: &mut Owned, edit: &Edit, path: &Path, problems: &mut Vec<Problem>) {
    for (key, expected) in &edit.expects {
        let found = get(tree, key);
        if !found.is_some_and(|found| same(found, expected)) {
            let (expected, found) = (shown(Some(expected)), shown(found));
            let path = path.clone().key("expects").key(key);
            problems.push(Problem::new(path, ProblemKind::ExpectedOtherwise { expected, found }));
        }
    }
    for (key, patch) in &edit.patches {
        match patch {
            Patch::Set(value) => put(tree, key, Some(value.clone())),
            Patch::Unset => put(tree, key, None),
            Patch::Elements { add, remove } => {
                let path = |verb: &str| path.clone().key(key).key(verb);
                let Some(elements) = list_in(tree, key) else { continue };
                for (index, gone) in remove.iter().enumerate() {
                    if let Some(place) = elements.iter().position(|element| same(element, gone)) {
                        elements.remove(place);
                    } else {
                        let kind = ProblemKind::ElementNotThere { element: shown(Some(gone)) };
                        problems.push(Problem::new(path("remove").index(index), kind));
                    }
                }
                for (index, new) in add.iter().enumerate() {
                    if elements.iter().any(|element| same(element, new)) {
                        let kind = ProblemKind::ElementThere { element: shown(Some(new)) };
                        problems.push(Problem::new(path("add").index(index), kind));
                    } else {
                        elements.push(new.clone());
                    }
                }
            }
        }
    }
}

/// The place in a scenario of the record that a place is in.
fn of_record(path: &Path) -> String {
    let is_of_several = matches!(path.steps().first(), Some(Step::Key(key)) if &**key == "scenarios");
    let steps = path.steps().iter().take(if is_of_several { 5 } else { 3 });
    steps.fold(Path::default(), |path, step| path.within(std::slice::from_ref(step))).to_string()
}

/// ## The document
impl Applying<'_> {
    fn set_document(&mut self) {
        let settings = &self.scenario.settings;
        for (key, value) in &settings.document {
            put(&mut self.head, key, value.clone());
        }
        if let Some(as_of) = settings.as_of {
            put(&mut self.head, "as_of", Some(value::text(&as_of.to_string())));
        }
    }

    /// Changes what is assumed of a stage.
    fn assume(&mut self, number: usize, edit: &Edit) {
        let (category, stage) = (edit.key.value("category"), edit.key.value("stage").unwrap_or_default());
        let mut way = vec!["assumptions", if category.is_some() { "categories" } else { "stages" }];
        way.extend(category);
        if edit.verb == Verb::Remove {
            let stages = way.iter().try_fold(&mut self.head, |tree, key| get_mut(tree, key));
            let is_there = stages.as_ref().is_some_and(|stages| get(stages, stage).is_some());
            match stages {
                Some(stages) if is_there => {
                    put(stages, stage, None);
                    let is_empty = matches!(&stages.value, Value::Table(left) if left.is_empty());
                    if let (true, Some(category)) = (is_empty, category) {
                        put(value::table_at(&mut self.head, &way[..2]), category, None);
                    }
                }
                _ => {
                    let (what, id) = (edit.kind().term(), edit.key.to_string());
                    let kind = ProblemKind::UnknownReference { what, id, nearest: None };
                    self.note(self.path(number), kind);
                }
            }
            return;
        }
        way.push(stage);
        let (path, mut problems) = (self.path(number), Vec::new());
        patch(value::table_at(&mut self.head, &way), edit, &path, &mut problems);
        self.problems.append(&mut problems);
    }

    fn finish(mut self) -> Result<Applied, Problems> {
        let own = self.problems.len();
        let (assembly, origins) = build::assemble(&mut self);
        // What could not be read is not there for others to refer to.
        if self.problems.len() > own {
            return Err(self.located());
        }
        match assembly.finish() {
            Ok(chain) if self.problems.is_empty() => {
                let weak = self.weakest_change();
                let chain = chain.with_years_of(self.base).over(self.base, weak);
                Ok(Applied { chain, dependents: self.dependents })
            }
            Ok(_) => Err(self.located()),
            Err(problems) => Err(self.problems_of(&origins, problems)),
        }
    }

    /// How well the least known of the changes and removals is known; what is added says so itself.
    fn weakest_change(&self) -> Option<Evidence> {
        let says_so = |edit: &&Edit| edit.verb == Verb::Add && edit.kind().shape().field("evidence").is_some();
        self.scenario.edits.iter().filter(|edit| !says_so(edit)).map(|edit| edit.evidence).min()
    }

    /// With what is wrong with the chain that comes of it. Where something could not be applied, that has been told of its
    /// record, and what no longer fits in the base may be its doing.
    fn problems_of(mut self, origins: &Origins, problems: Problems) -> Problems {
        let told: HashSet<String> = self.problems.iter().map(|problem| of_record(&problem.path)).collect();
        for problem in problems {
            let found = build::in_scenario(&self, origins, problem);
            let is_of_base = matches!(found.path.steps().first(), Some(Step::Key(key)) if &**key == "base");
            if told.is_empty() || !is_of_base && !told.contains(&of_record(&found.path)) {
                Problem::note(&mut self.problems, || found);
            }
        }
        self.located()
    }

    /// The problems with their places in the text, where it is one document.
    fn located(mut self) -> Problems {
        if let [Some(document)] = &self.scenario.documents[..] {
            for problem in &mut self.problems {
                let in_scenario = problem.path.steps().first() != Some(&Step::Key("base".into()))
                    || matches!(problem.kind, ProblemKind::OtherBase { .. });
                problem.span = in_scenario.then(|| value::locate(document, &problem.path));
            }
        }
        Problems::new(self.problems).expect("there is one")
    }
}

/// Whether a name is one that is expected, in each language in which both are given.
fn names_agree(expected: Option<&Text>, found: Option<&Text>) -> bool {
    let (Some(expected), Some(found)) = (expected, found) else { return false };
    if expected == found {
        return true;
    }
    let in_each = Lang::ALL.map(|lang| (expected.in_language(lang), found.in_language(lang)));
    let both: Vec<bool> = in_each.into_iter().filter_map(|(expected, found)| Some(expected? == found?)).collect();
    !both.is_empty() && both.into_iter().all(|agrees| agrees)
}
