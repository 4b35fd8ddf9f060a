//! The records that rows become besides projects, told of each other.

use hashbrown::HashMap;

use super::circles::without_circles;
use super::named::Named;
use super::settled::Known;
use super::wholes::{Whole, made_of_name, wholes};
use crate::chain::Assembly;
use crate::io::tables::mapping::account::{LeftOffWhy, Made, MadeUp};
use crate::io::tables::mapping::draft::{add, checked, entry, text, tree_of, with};
use crate::io::tables::mapping::given::Value;
use crate::io::tables::mapping::groups::{Group, Notes};
use crate::io::tables::mapping::pass::{Pass, RecordReading};
use crate::io::tables::mapping::rules::{FieldRule, What};
use crate::model::{Evidence, PartialDate};
use crate::record::tree::{Tree, Value as Leaf};
use crate::record::{Field, RecordList};

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
            made.parents_with_row += parents_with_row(named, whole);
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

/// How many parents it has that a row is about.
fn parents_with_row(named: &Named<'_>, whole: &Whole<'_>) -> usize {
    const GERMPLASM: RecordList = RecordList::Germplasm;
    let parents = whole.fields.iter().filter(|(field, _)| field.key == "parents");
    let numbers = parents.flat_map(|(_, value)| value.numbers(GERMPLASM));
    numbers.filter(|number| named.is_there(GERMPLASM, *number) && !named.is_only_named(GERMPLASM, *number)).count()
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
    let is_missing = |number: &u32| !named.is_there(list, *number) || named.is_only_named(list, *number);
    let missing = value.numbers(list).filter(is_missing);
    missing.map(|number| (field.name.clone(), list, number, named.is_there(list, number))).collect()
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
        let broken = without_circles(edges);
        for whole in wholes.iter_mut().filter(|whole| whole.list == list) {
            let Some(own) = whole.id.map(record) else { continue };
            for (_, value) in whole.fields.iter_mut().filter(|(field, _)| field.key == key) {
                let is_broken = |number: u32| broken.binary_search(&(own, record(number))).is_ok();
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
    for (id, name) in named.regions_only_named(pass) {
        let entries = vec![entry("id", text(id)), entry("name", text(name))];
        add(RecordList::Regions, &Tree { span: 0..0, value: Leaf::Table(entries) }, assembly);
        made.regions += 1;
    }
}
