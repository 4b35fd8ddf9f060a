//! The records that rows become besides projects: merged where several rows are about one, and told of each other.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::circles::without_circles;
use super::settled::Known;
use crate::chain::Assembly;
use crate::io::tables::mapping::account::{Disagreement, LeftOffWhy, Made, MadeUp, RefusalKind, Stored, shortened};
use crate::io::tables::mapping::draft::{add, checked, entry, text, tree_of, with};
use crate::io::tables::mapping::expression::Expression;
use crate::io::tables::mapping::gather::{Vote, distinct};
use crate::io::tables::mapping::given::Value;
use crate::io::tables::mapping::groups::{Group, Ids, Notes};
use crate::io::tables::mapping::mentions::Records as Texts;
use crate::io::tables::mapping::pass::{Pass, RecordReading};
use crate::io::tables::mapping::rules::{FieldRule, What};
use crate::model::{Evidence, GermplasmKind, PartialDate};
use crate::record::tree::{Tree, Value as Leaf};
use crate::record::{Field, FieldKind, RecordList};

/// Which record each text names, by list.
pub(super) struct Named<'a> {
    ids: Ids<'a>,
    germplasm: Texts,
    demands: Texts,
    regions: Texts,
    topics: Texts,
    /// Each text that names projects, with these.
    projects: Vec<Vec<u32>>,
    project_ids: Vec<Box<str>>,
    /// What germplasm is made of names that have no row: its kind and its category, by the text that names it.
    made: BTreeMap<u32, (GermplasmKind, u32)>,
}

impl<'a> Named<'a> {
    pub(super) fn of(pass: &Pass<'_>, ids: Ids<'a>, groups: &[(Box<str>, Group<'_, '_>)], grants: &[Box<str>]) -> Self {
        let texts = |list: RecordList| {
            let of_list = || pass.records.iter().filter(move |it| pass.rules.records[it.rule as usize].list == list);
            let called = of_list().filter_map(|it| {
                let fields = &pass.rules.records[it.rule as usize].fields;
                let name = fields.iter().zip(&*it.values).find(|(field, _)| field.field.key == "name");
                match name {
                    Some((_, Value::Text(name))) => Some((name.clone().into_owned(), it.id?)),
                    _ => None,
                }
            });
            Texts::of(pass.mentions.names(list), of_list().filter_map(|it| it.id), called)
        };
        let project_ids: Vec<Box<str>> = groups.iter().map(|(id, _)| id.clone()).collect();
        let germplasm = texts(RecordList::Germplasm);
        let mut named = Self {
            ids,
            germplasm,
            demands: texts(RecordList::Demands),
            regions: texts(RecordList::Regions),
            topics: texts(RecordList::Topics),
            projects: projects(pass, groups, grants),
            project_ids,
            made: BTreeMap::new(),
        };
        named.make(pass, groups);
        named
    }

    /// Notes which germplasm is to be made of texts that name it and have no row: of the category that most of what names
    /// it is of, and of as many the first in the alphabet. Without any category, nothing can be made of it.
    fn make(&mut self, pass: &Pass<'_>, groups: &[(Box<str>, Group<'_, '_>)]) {
        let Self { ids, germplasm, made, .. } = self;
        let mut only_named: BTreeMap<u32, OnlyNamed<'_>> = BTreeMap::new();
        let mut note = |fields: &[FieldRule], values: &[Value<'_>], category: Option<u32>| {
            let mut named = Vec::new();
            for (field, value) in fields.iter().zip(values) {
                for number in value.numbers(RecordList::Germplasm).filter(|number| !germplasm.is_defined(*number)) {
                    let record = germplasm.record(number);
                    let known = only_named.entry(record).or_default();
                    known.kind = known.kind.into_iter().chain(field.make).min();
                    named.push(record);
                }
            }
            let category = category.map(|category| (&*ids.categories[category as usize], category));
            for record in distinct(named) {
                only_named.entry(record).and_modify(|known| category.iter().for_each(|it| known.categories.add(*it)));
            }
        };
        for reading in &pass.records {
            let category = reading.values.iter().find_map(|value| value.numbers(RecordList::Categories).next());
            note(&pass.rules.records[reading.rule as usize].fields, &reading.values, category);
        }
        let refers = pass.rules.project.as_ref().map_or(&[][..], |project| &project.refers);
        for (_, group) in groups {
            group.readings.iter().for_each(|reading| note(refers, &reading.refers, Some(group.category)));
        }
        let is_made = |known: OnlyNamed<'_>| Some((known.kind?, known.categories.winner()?.1));
        *made = only_named.into_iter().filter_map(|(number, known)| Some((number, is_made(known)?))).collect();
    }

    /// Whether there is a record that a text of a list names.
    pub(super) fn is_there(&self, list: RecordList, number: u32) -> bool {
        match list {
            RecordList::Germplasm => {
                self.germplasm.is_defined(number) || self.made.contains_key(&self.germplasm.record(number))
            }
            RecordList::Demands => self.demands.is_defined(number),
            RecordList::Projects => self.projects.get(number as usize).is_some_and(|projects| !projects.is_empty()),
            RecordList::Topics | RecordList::Sources => false,
            // Each value is one.
            _ => true,
        }
    }

    /// The id of the record that a text of a list names.
    fn id(&self, list: RecordList, number: u32) -> Option<String> {
        let id = match list {
            RecordList::Organizations => &*self.ids.organizations[number as usize],
            RecordList::Categories => &*self.ids.categories[number as usize],
            RecordList::Germplasm => self.germplasm.id(number),
            RecordList::Demands => self.demands.id(number),
            RecordList::Regions => self.regions.id(number),
            RecordList::Topics => self.topics.id(number),
            RecordList::Projects => &*self.project_ids[*self.projects[number as usize].first()? as usize],
            _ => return None,
        };
        self.is_there(list, number).then(|| id.to_owned())
    }

    /// The ids that a value of a project refers to in a list, without those that it refers to in vain.
    pub(super) fn ids_of<'v>(&'v self, list: RecordList, value: &'v Value<'_>) -> impl Iterator<Item = String> + 'v {
        value.numbers(list).filter_map(move |number| self.id(list, number))
    }

    /// The text that stands for the record that a text names.
    fn record(&self, list: RecordList, number: u32) -> u32 {
        match list {
            RecordList::Germplasm => self.germplasm.record(number),
            RecordList::Demands => self.demands.record(number),
            RecordList::Regions => self.regions.record(number),
            RecordList::Topics => self.topics.record(number),
            _ => number,
        }
    }

    /// The projects that a value names.
    pub(super) fn projects_of<'v>(&'v self, value: &'v Value<'_>) -> impl Iterator<Item = u32> + 'v {
        value.numbers(RecordList::Projects).flat_map(|number| self.projects[number as usize].iter().copied())
    }

    pub(super) fn region_id(&self, number: u32) -> &str {
        self.regions.id(number)
    }
}

/// Germplasm that has no row: the kind that it is to be made of, if it is, and the categories of what names it.
#[derive(Default)]
struct OnlyNamed<'a> {
    kind: Option<GermplasmKind>,
    categories: Vote<(&'a str, u32)>,
}

/// What each text that names projects names: those of a grant, else the one of an id, else those of a title.
fn projects(pass: &Pass<'_>, groups: &[(Box<str>, Group<'_, '_>)], grants: &[Box<str>]) -> Vec<Vec<u32>> {
    let names = pass.mentions.names(RecordList::Projects);
    if names.len() == 0 {
        return Vec::new();
    }
    let (mut by_grant, mut by_id, mut by_title) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (index, (id, group)) in (0_u32..).zip(groups) {
        let grant = group.readings[0].grant;
        by_grant.entry(pass.grants.text(grant)).or_insert_with(Vec::new).push(index);
        by_id.insert(&**id, index);
        by_id.entry(&*grants[grant as usize]).or_insert(index);
        let title = group.title.as_ref().map(|title| title.get(crate::model::Lang::En));
        if let Some(title) = title {
            by_title.entry(title).or_insert_with(Vec::new).push(index);
        }
    }
    let of = |text: &str| {
        let of_id = || by_id.get(text).map(|index| vec![*index]);
        by_grant.get(text).cloned().or_else(of_id).or_else(|| by_title.get(text).cloned()).unwrap_or_default()
    };
    (0..names.len() as u32).map(|number| of(names.text(number))).collect()
}

/// Refuses the rows whose records name organizations of which nobody knows what they are.
pub(super) fn refuse_unknown_kinds(pass: &mut Pass<'_>, known: &[Known]) {
    let rules = pass.rules;
    let mut refused = Vec::new();
    for (place, reading) in pass.records.iter().enumerate() {
        let rule = &rules.records[reading.rule as usize];
        let unknown = rule.fields.iter().zip(&*reading.values).find_map(|(field, value)| {
            let own = reading.id.filter(|_| rule.list == RecordList::Organizations && field.field.key == "id");
            let mut numbers = value.numbers(RecordList::Organizations).chain(own);
            Some((field, numbers.find(|number| known[*number as usize].kind.is_none())?))
        });
        refused.extend(unknown.map(|(field, number)| (place, field, number)));
    }
    for (place, field, number) in refused {
        let reading = &pass.records[place];
        let (table, row) = (reading.table as usize, reading.row as usize);
        let name = pass.organizations.text(number).to_owned();
        refuse(pass, table, row, field, &name, RefusalKind::KindMissing);
    }
    drop_refused(pass);
}

/// Refuses the rows whose records must refer to one that is not there. Where such a row became a project too, that one
/// stays, and the record is left off and told.
pub(super) fn refuse_not_found(pass: &mut Pass<'_>, named: &Named<'_>, groups: &[(Box<str>, Group<'_, '_>)]) {
    let rules = pass.rules;
    let mut missing = Vec::new();
    for (place, reading) in pass.records.iter().enumerate() {
        let rule = &rules.records[reading.rule as usize];
        let is_of_one = matches!(rule.list, RecordList::Licences | RecordList::Adoptions);
        for (field, value) in rule.fields.iter().zip(&*reading.values) {
            let FieldKind::Reference(list) = field.field.kind else { continue };
            let is_object = is_of_one && matches!(field.field.key, "project" | "germplasm");
            if !field.field.required && !is_object {
                continue;
            }
            let first = value.numbers(list).find(|number| !named.is_there(list, *number));
            missing.extend(first.map(|number| (place, field, list, number)));
        }
    }
    if missing.is_empty() {
        return;
    }
    let rows = groups.iter().flat_map(|(_, group)| group.readings).map(|reading| reading.row);
    let of_projects: HashSet<u32> = rows.collect();
    let mut left_off = HashSet::new();
    for (place, field, list, number) in missing {
        let reading = &pass.records[place];
        let (table, row) = (reading.table as usize, reading.row);
        let name = pass.named(list, number).to_owned();
        if table == 0 && of_projects.contains(&row) {
            pass.remarks.not_found(&field.name, &name, false);
            left_off.insert(place);
        } else {
            refuse(pass, table, row as usize, field, &name, RefusalKind::NotFound);
        }
    }
    let mut place = 0..;
    pass.records.retain(|_| place.next().is_none_or(|place| !left_off.contains(&place)));
    drop_refused(pass);
}

fn refuse(pass: &mut Pass<'_>, table: usize, row: usize, field: &FieldRule, value: &str, kind: RefusalKind) {
    if matches!(pass.dispositions.tables[table][row], Stored::Refused(..)) {
        return;
    }
    let before = pass.dispositions.reasons.len() as u32;
    let column = field.values.first().and_then(Expression::first_column);
    pass.refuse(field.name.to_string(), column, value, kind);
    pass.dispositions.tables[table][row] = Stored::Refused(before, before + 1);
}

/// Nothing is made of rows that are refused.
pub(super) fn drop_refused(pass: &mut Pass<'_>) {
    let tables = &pass.dispositions.tables;
    let is_kept = |reading: &RecordReading<'_>| {
        !matches!(tables[reading.table as usize][reading.row as usize], Stored::Refused(..))
    };
    pass.records.retain(is_kept);
}

/// A record of all rows that are about it.
struct Whole<'a> {
    list: RecordList,
    evidence: Evidence,
    fields: Vec<(&'static Field, Value<'a>)>,
    /// The text that names it.
    id: Option<u32>,
}

/// The records of all lists but projects and organizations, before they are added.
pub(super) struct Others<'a> {
    wholes: Vec<Whole<'a>>,
    /// How well those are known that others refer to, by list and number.
    levels: HashMap<(RecordList, u32), Evidence>,
}

impl<'a> Others<'a> {
    pub(super) fn of(
        pass: &mut Pass<'_>,
        named: &Named<'_>,
        readings: &'a [RecordReading<'a>],
        groups: &[(Box<str>, Group<'_, '_>)],
        known: &[Known],
        notes: &mut Notes,
    ) -> Self {
        tell_not_found(pass, named, readings, groups);
        let mut wholes = wholes(pass, named, readings, notes);
        wholes.extend(named.made.iter().map(|(number, of)| made_of_name(pass, named, *number, *of)));
        pass.remarks.made_up(MadeUp::Germplasm, named.made.len());
        break_circles(pass, named, &mut wholes);
        let levels = levels(named, &wholes, known);
        Self { wholes, levels }
    }

    /// The categories that they are of.
    pub(super) fn categories(&self) -> impl Iterator<Item = u32> {
        self.wholes.iter().flat_map(|whole| &whole.fields).flat_map(|(_, value)| value.numbers(RecordList::Categories))
    }

    /// How well what a value names is known at least.
    pub(super) fn evidence(&self, named: &Named<'_>, value: &Value<'_>) -> Evidence {
        REFERRED.into_iter().fold(Evidence::Documented, |evidence, list| {
            let levels = value.numbers(list).filter_map(|number| self.levels.get(&(list, named.record(list, number))));
            levels.fold(evidence, |evidence, level| evidence.min(*level))
        })
    }

    /// Adds them.
    pub(super) fn add(
        self,
        pass: &mut Pass<'_>,
        named: &Named<'_>,
        [known, projects]: [&dyn Fn(u32) -> Evidence; 2],
        as_of: PartialDate,
        assembly: &mut Assembly,
        made: &mut Made,
    ) {
        let name = |list: RecordList, number: u32| named.id(list, number);
        let mut trees: Vec<(RecordList, String, Tree<'static>)> = Vec::with_capacity(self.wholes.len());
        for whole in &self.wholes {
            let evidence = whole.fields.iter().fold(whole.evidence, |evidence, (_, value)| {
                let organizations = value.numbers(RecordList::Organizations).map(known);
                let projects = named.projects_of(value).map(projects);
                organizations.chain(projects).chain([self.evidence(named, value)]).fold(evidence, Evidence::min)
            });
            let own = whole.id.and_then(|id| self.levels.get(&(whole.list, named.record(whole.list, id))));
            let evidence = own.map_or(evidence, |own| evidence.min(*own));
            let fields: Vec<&'static Field> = whole.fields.iter().map(|(field, _)| *field).collect();
            let mut values: Vec<Value<'_>> = whole.fields.iter().map(|(_, value)| value.clone()).collect();
            let mut tree = tree_of(&fields, &values, &name);
            if checked(whole.list, &tree).latest.is_some_and(|latest| latest.is_surely_after(as_of)) {
                if !leave_off_plans(pass, whole.list, &fields, &mut values, as_of) {
                    continue;
                }
                tree = tree_of(&fields, &values, &name);
            }
            let id = whole.id.and_then(|id| named.id(whole.list, id));
            if let Some(id) = &id {
                tree = with(tree, "id", text(id));
            }
            let has = |key| whole.list.shape().field(key).is_some();
            if has("evidence") {
                tree = with(tree, "evidence", text(evidence.as_str()));
            }
            if let Some(source) = pass.rules.source.as_ref().filter(|_| has("source")) {
                tree = with(tree, "source", text(source.as_str()));
            }
            trees.push((whole.list, id.unwrap_or_default(), tree));
        }
        trees.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        for (list, _, tree) in &trees {
            count(made, *list, tree);
            add(*list, tree, assembly);
        }
    }
}

/// Lists whose records others refer to.
const REFERRED: [RecordList; 2] = [RecordList::Germplasm, RecordList::Demands];

/// How well each germplasm and demand is known: never better than those that it refers to, through all generations.
fn levels(named: &Named<'_>, wholes: &[Whole<'_>], known: &[Known]) -> HashMap<(RecordList, u32), Evidence> {
    let mut levels = HashMap::new();
    let mut bred_from: HashMap<(RecordList, u32), Vec<(RecordList, u32)>> = HashMap::new();
    for whole in wholes.iter().filter(|whole| REFERRED.contains(&whole.list)) {
        let Some(id) = whole.id else { continue };
        let own = (whole.list, named.record(whole.list, id));
        levels.insert(own, evidence_of(whole, known));
        for (list, number) in REFERRED.into_iter().flat_map(|list| {
            whole.fields.iter().flat_map(move |(_, value)| value.numbers(list)).map(move |number| (list, number))
        }) {
            bred_from.entry((list, named.record(list, number))).or_default().push(own);
        }
    }
    let mut lowered: Vec<(RecordList, u32)> =
        levels.iter().filter(|(_, level)| **level < Evidence::Documented).map(|(own, _)| *own).collect();
    while let Some(own) = lowered.pop() {
        let level = levels[&own];
        for other in bred_from.get(&own).into_iter().flatten() {
            if let Some(theirs) = levels.get_mut(other).filter(|theirs| **theirs > level) {
                *theirs = level;
                lowered.push(*other);
            }
        }
    }
    levels
}

fn count(made: &mut Made, list: RecordList, tree: &Tree<'_>) {
    let counter = match list {
        RecordList::Germplasm => &mut made.germplasm,
        RecordList::Demands => &mut made.demands,
        RecordList::Licences => &mut made.licences,
        RecordList::Services => &mut made.services,
        RecordList::Adoptions => &mut made.adoptions,
        RecordList::Collections => &mut made.collections,
        RecordList::Regions => &mut made.regions,
        RecordList::Funding => &mut made.funding,
        RecordList::Agreements => &mut made.agreements,
        _ => return,
    };
    *counter += 1;
    if let Leaf::Table(entries) = &tree.value {
        let parents = entries.iter().find(|entry| entry.key == "parents").map(|entry| &entry.value.value);
        if let Some(Leaf::List(parents)) = parents {
            made.parents += parents.len();
        }
    }
}

/// Notes what rows name and is not there, or was made.
fn tell_not_found(
    pass: &mut Pass<'_>,
    named: &Named<'_>,
    readings: &[RecordReading<'_>],
    groups: &[(Box<str>, Group<'_, '_>)],
) {
    let rules = pass.rules;
    let mut told = Vec::new();
    for reading in readings {
        let rule = &rules.records[reading.rule as usize];
        told.extend(rule.fields.iter().zip(&*reading.values).flat_map(|(field, value)| not_found(named, field, value)));
    }
    let refers = || rules.project.iter().flat_map(|project| &project.refers);
    for reading in groups.iter().flat_map(|(_, group)| group.readings) {
        told.extend(refers().zip(&*reading.refers).flat_map(|(field, value)| not_found(named, field, value)));
    }
    for (field, list, number, is_made) in told {
        let name = pass.named(list, number).to_owned();
        pass.remarks.not_found(&field, &name, is_made);
    }
}

fn not_found(named: &Named<'_>, field: &FieldRule, value: &Value<'_>) -> Vec<(Box<str>, RecordList, u32, bool)> {
    let list = match field.what {
        What::Refer(list, _) => list,
        What::Parents { .. } => RecordList::Germplasm,
        _ => return Vec::new(),
    };
    let is_made = |number: u32| list == RecordList::Germplasm && !named.germplasm.is_defined(number);
    let missing = value.numbers(list).filter(|number| !named.is_there(list, *number) || is_made(*number));
    missing.map(|number| (field.name.clone(), list, number, named.is_there(list, number))).collect()
}

/// The records of rows, those of one id made one; of lists without ids, those that say the same.
fn wholes<'a>(
    pass: &mut Pass<'_>,
    named: &Named<'_>,
    readings: &'a [RecordReading<'a>],
    notes: &mut Notes,
) -> Vec<Whole<'a>> {
    let rules = pass.rules;
    let mut groups: BTreeMap<(RecordList, String), Vec<&'a RecordReading<'a>>> = BTreeMap::new();
    let mut first_of_row: HashMap<(u32, u32), (u32, u32)> = HashMap::new();
    for reading in readings {
        let rule = &rules.records[reading.rule as usize];
        let key = match (rule.list, reading.id) {
            (RecordList::Organizations, _) => continue,
            (list, Some(id)) => named.id(list, id).unwrap_or_default(),
            // What says the same is the same.
            (_, None) => format!(
                "{:?}",
                rule.fields.iter().map(|field| field.field.key).zip(&*reading.values).collect::<Vec<_>>()
            ),
        };
        groups.entry((rule.list, key)).or_default().push(reading);
    }
    let mut wholes = Vec::with_capacity(groups.len());
    for ((list, id), readings) in groups {
        let first = readings[0];
        for later in &readings[1..] {
            if (later.table, later.row) != (first.table, first.row) && later.table == first.table {
                first_of_row.entry((later.table, later.row)).or_insert((first.table, first.row));
            }
        }
        let evidence = readings.iter().map(|it| rules.records[it.rule as usize].evidence).min();
        let mut fields: Vec<(&'static Field, Value<'a>)> = Vec::new();
        for field in list.shape().fields {
            let given = readings.iter().flat_map(|reading| {
                let own = rules.records[reading.rule as usize].fields.iter().zip(&*reading.values);
                own.filter(|(rule, value)| rule.field.key == field.key && **value != Value::Nothing)
            });
            let given: Vec<(&FieldRule, &'a Value<'a>)> = given.collect();
            if let Some((rule, _)) = given.first() {
                let values: Vec<&'a Value<'a>> = given.iter().map(|(_, value)| *value).collect();
                fields.push((field, merged(pass, notes, rule, &id, &values)));
            }
        }
        wholes.push(Whole { list, evidence: evidence.unwrap_or(Evidence::Documented), fields, id: first.id });
    }
    // A row that only says more of what an earlier one is about is merged with that.
    for ((table, row), (_, into)) in first_of_row {
        let stored = &mut pass.dispositions.tables[table as usize][row as usize];
        if *stored == Stored::Joined {
            *stored = Stored::JoinedInto(into);
        }
    }
    wholes
}

/// What rows say of one field together: lists are joined, of anything else what most say counts.
fn merged<'a>(
    pass: &mut Pass<'_>,
    notes: &mut Notes,
    rule: &FieldRule,
    id: &str,
    values: &[&'a Value<'a>],
) -> Value<'a> {
    if let [value] = values {
        return (*value).clone();
    }
    let first = values[0];
    if values.iter().all(|value| *value == first) {
        return first.clone();
    }
    match first {
        Value::Refer(list, _) if matches!(rule.field.kind, FieldKind::List(_)) => {
            let all = distinct(values.iter().flat_map(|value| value.numbers(*list)));
            return Value::Refer(*list, all.into());
        }
        Value::Shares(list, _) if values.iter().all(|value| weighs_alike(value)) => {
            let all = distinct(values.iter().flat_map(|value| value.numbers(*list)));
            return Value::Shares(*list, all.into_iter().map(|number| (number, None)).collect());
        }
        _ => {}
    }
    let shown = |value: &Value<'_>| shown(pass, value);
    let mut vote = Vote::default();
    values.iter().for_each(|value| vote.add(shown(value)));
    let kept = vote.winner().cloned().unwrap_or_default();
    for other in vote.losers() {
        notes.disagreements.push(Disagreement {
            field: rule.name.to_string().into(),
            id: id.into(),
            kept: shortened(&kept),
            other: shortened(other),
        });
    }
    values.iter().find(|value| shown(value) == kept).map_or(Value::Nothing, |value| (**value).clone())
}

fn weighs_alike(value: &Value<'_>) -> bool {
    matches!(value, Value::Shares(_, shares) if shares.iter().all(|(_, share)| share.is_none()))
}

/// A value in words, the same whatever the order of the rows.
fn shown(pass: &Pass<'_>, value: &Value<'_>) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(truth) => truth.to_string(),
        Value::Choice(key) => (*key).to_owned(),
        Value::Refer(list, numbers) => numbers.iter().map(|it| pass.named(*list, *it)).collect::<Vec<_>>().join("; "),
        Value::Shares(list, shares) => {
            let share = |share: &Option<f64>| share.map(|share| format!(" {share}")).unwrap_or_default();
            shares.iter().map(|(it, own)| pass.named(*list, *it).to_owned() + &share(own)).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Germplasm of which only its name is known, and the category of what names it.
fn made_of_name(
    pass: &Pass<'_>,
    named: &Named<'_>,
    number: u32,
    (kind, category): (GermplasmKind, u32),
) -> Whole<'static> {
    let shape = RecordList::Germplasm.shape();
    let mut fields = Vec::new();
    let mut put = |key: &str, value: Value<'static>| fields.extend(shape.field(key).map(|field| (field, value)));
    put("id", Value::Text(named.germplasm.id(number).to_owned().into()));
    put("name", Value::Text(pass.named(RecordList::Germplasm, number).to_owned().into()));
    put("category", Value::Refer(RecordList::Categories, [category].into()));
    put("kind", Value::Choice(kind.as_str()));
    // Somebody named it, and no more.
    Whole { list: RecordList::Germplasm, evidence: Evidence::Documented, fields, id: Some(number) }
}

/// Takes away what would make a circle of parents, of what is derived from what, and of regions.
fn break_circles(pass: &mut Pass<'_>, named: &Named<'_>, wholes: &mut [Whole<'_>]) {
    for (list, key) in
        [(RecordList::Germplasm, "parents"), (RecordList::Germplasm, "derived_from"), (RecordList::Regions, "within")]
    {
        // By the order of their ids: that of the rows changes nothing.
        let names = pass.mentions.names(list);
        let mut order: Vec<u32> = (0..names.len() as u32).collect();
        order.sort_unstable_by_key(|number| names.text(*number));
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, number)| ranks[*number as usize] = rank);
        let record = |number: u32| ranks[named.record(list, number) as usize];
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for whole in wholes.iter().filter(|whole| whole.list == list) {
            let Some(own) = whole.id.map(record) else { continue };
            let of_key = whole.fields.iter().filter(|(field, _)| field.key == key);
            edges.extend(of_key.flat_map(|(_, value)| value.numbers(list)).map(|other| (own, record(other))));
        }
        let broken: HashSet<(u32, u32)> = without_circles(edges).into_iter().collect();
        for whole in wholes.iter_mut().filter(|whole| whole.list == list) {
            let Some(own) = whole.id.map(record) else { continue };
            for (_, value) in whole.fields.iter_mut().filter(|(field, _)| field.key == key) {
                let is_broken = |number: u32| broken.contains(&(own, record(number)));
                match value {
                    Value::Refer(_, numbers) => {
                        *numbers = numbers.iter().copied().filter(|number| !is_broken(*number)).collect();
                    }
                    Value::Shares(_, shares) => {
                        *shares =
                            once_each(shares, record).into_iter().filter(|(number, _)| !is_broken(*number)).collect();
                    }
                    _ => {}
                }
            }
        }
        for (own, other) in broken {
            let text = |rank: u32| pass.mentions.names(list).text(order[rank as usize]);
            let value = format!("{} < {}", text(own), text(other)).into_boxed_str();
            pass.remarks.left_off(&format!("{}.{key}", list.key()), LeftOffWhy::Circle, Some(value));
        }
    }
}

/// Parents that two texts name are one.
fn once_each(shares: &[(u32, Option<f64>)], record: impl Fn(u32) -> u32) -> Vec<(u32, Option<f64>)> {
    let mut once: Vec<(u32, Option<f64>)> = Vec::with_capacity(shares.len());
    let mut places: HashMap<u32, usize> = HashMap::with_capacity(shares.len());
    for (number, share) in shares {
        let place = *places.entry(record(*number)).or_insert(once.len());
        match once.get_mut(place) {
            Some((_, whole)) => *whole = whole.zip(*share).map(|(one, other)| one + other),
            None => once.push((*number, *share)),
        }
    }
    once
}

/// Never better known than those that it refers to.
fn evidence_of(whole: &Whole<'_>, known: &[Known]) -> Evidence {
    let values = whole.fields.iter().map(|(_, value)| value);
    let organizations = values.flat_map(|value| value.numbers(RecordList::Organizations));
    organizations.map(|number| known[number as usize].evidence).fold(whole.evidence, Evidence::min)
}

/// Leaves off what lies after "today"; `false` where the record cannot be without.
fn leave_off_plans(
    pass: &mut Pass<'_>,
    list: RecordList,
    fields: &[&'static Field],
    values: &mut [Value<'_>],
    as_of: PartialDate,
) -> bool {
    /// What may lie after it.
    const MAY: [&str; 5] = ["withdrawn", "ends", "right_ends", "since", "until"];
    for (field, value) in fields.iter().zip(values) {
        let is_after = match value {
            Value::Date(date) => date.is_surely_after(as_of) && !MAY.contains(&field.key),
            Value::Number(year) if field.key == "year" => *year > f64::from(as_of.year()),
            _ => false,
        };
        if is_after {
            let shown = match value {
                Value::Date(date) => date.to_string(),
                Value::Number(year) => year.to_string(),
                _ => String::new(),
            };
            pass.remarks.left_off(&format!("{}.{}", list.key(), field.key), LeftOffWhy::Planned, Some(shown.into()));
            if field.required {
                return false;
            }
            *value = Value::Nothing;
        }
    }
    true
}

/// The regions that rows name and say nothing more of.
pub(super) fn regions_named(pass: &Pass<'_>, named: &Named<'_>, assembly: &mut Assembly, made: &mut Made) {
    let names = pass.mentions.names(RecordList::Regions);
    let mut regions: Vec<(&str, &str)> = (0..names.len() as u32)
        .filter(|number| named.regions.record(*number) == *number && !named.regions.is_defined(*number))
        .map(|number| (named.region_id(number), names.text(number)))
        .collect();
    regions.sort_unstable();
    for (id, name) in regions {
        let entries = vec![entry("id", text(id)), entry("name", text(name))];
        add(RecordList::Regions, &Tree { span: 0..0, value: Leaf::Table(entries) }, assembly);
        made.regions += 1;
    }
}
