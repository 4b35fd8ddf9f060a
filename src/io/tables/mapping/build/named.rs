//! Which record each text of the rows names, and what is made of texts that name none.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::io::tables::mapping::gather::{Vote, distinct};
use crate::io::tables::mapping::given::Value;
use crate::io::tables::mapping::groups::{Group, Ids};
use crate::io::tables::mapping::mentions::Records as Texts;
use crate::io::tables::mapping::pass::Pass;
use crate::io::tables::mapping::rules::FieldRule;
use crate::model::{GermplasmKind, Lang};
use crate::record::RecordList;

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
    pub(super) made: BTreeMap<u32, (GermplasmKind, u32)>,
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

    /// Whether what a text of a list names is made of that text alone, if it is there.
    pub(super) fn is_only_named(&self, list: RecordList, number: u32) -> bool {
        list == RecordList::Germplasm && !self.germplasm.is_defined(number)
    }

    /// The id of the record that a text of a list names.
    pub(super) fn id(&self, list: RecordList, number: u32) -> Option<String> {
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
    pub(super) fn record(&self, list: RecordList, number: u32) -> u32 {
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

    /// The regions that rows name and say nothing more of: the ids and the names.
    pub(super) fn regions_only_named<'n>(&'n self, pass: &'n Pass<'_>) -> Vec<(&'n str, &'n str)> {
        let names = pass.mentions.names(RecordList::Regions);
        let mut regions: Vec<(&str, &str)> = (0..names.len() as u32)
            .filter(|number| self.regions.record(*number) == *number && !self.regions.is_defined(*number))
            .map(|number| (self.region_id(number), names.text(number)))
            .collect();
        regions.sort_unstable();
        regions
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
        let title = group.title.as_ref().map(|title| title.get(Lang::En));
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
