//! How two chains differ, record by record and field by field.
//!
//! Records are matched by their keys, never by position. Both chains hold theirs in order, so the lists are merged in one
//! pass, and only what differs is looked at field by field.

use std::collections::BTreeMap;

use super::key::RecordKey;
use super::kind::{ASSUMPTIONS, RecordKind};
use crate::chain::{InChain, Store, SupplyChain};
use crate::model::{CategoryId, Evidence, Lang, PartialDate};
use crate::record::{Field, FieldValue, Fields, Head, Record as _, RecordList, Recorded, StageAssumptions};

named_enum! {
    /// What became of a record.
    pub enum ChangeKind ("kind of change") {
        /// It is new.
        Added = "added", "added", "新增";
        /// It is gone.
        Removed = "removed", "removed", "删除";
        /// It says something else.
        Changed = "changed", "changed", "修改";
        /// A date of it is known more precisely, and nothing else changed.
        Refined = "refined", "made more precise", "日期更精确";
        /// Nothing but how it is known changed, to the better.
        KnownBetter = "known-better", "better known", "依据增强";
        /// Nothing but how it is known changed, to the worse.
        KnownWorse = "known-worse", "less well known", "依据减弱";
    }
}

/// What changed in one field of a record.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FieldChange<'c> {
    /// The field.
    pub field: &'static Field,
    /// What it had.
    pub before: FieldValue<'c>,
    /// What it has.
    pub after: FieldValue<'c>,
}

impl<'c> FieldChange<'c> {
    /// Of a list of values on both sides: what came to it and what is gone; `None` of any other field.
    #[must_use]
    pub fn elements(&self) -> Option<[Vec<FieldValue<'c>>; 2]> {
        let (FieldValue::List(_), FieldValue::List(_)) = (self.before, self.after) else { return None };
        Some([without(self.after, self.before), without(self.before, self.after)])
    }

    /// What kind of change it is by itself.
    fn kind(&self) -> ChangeKind {
        match (self.field.key, self.before, self.after) {
            ("evidence", FieldValue::Choice(before), FieldValue::Choice(after)) => {
                let known = |key: &str| key.parse::<Evidence>().unwrap_or_default();
                if known(after) > known(before) { ChangeKind::KnownBetter } else { ChangeKind::KnownWorse }
            }
            ("source", FieldValue::Absent, _) => ChangeKind::KnownBetter,
            ("source", _, FieldValue::Absent) => ChangeKind::KnownWorse,
            (_, FieldValue::Date(before), FieldValue::Date(after)) if is_refined(before, after) => ChangeKind::Refined,
            _ => ChangeKind::Changed,
        }
    }
}

/// The elements of one list that another does not have, each as often as it has more of it.
fn without<'c>(list: FieldValue<'c>, other: FieldValue<'c>) -> Vec<FieldValue<'c>> {
    let mut theirs: Vec<FieldValue<'c>> = other.elements().collect();
    let mut left = list.elements().collect::<Vec<_>>();
    left.retain(|element| match theirs.iter().position(|own| own == element) {
        Some(place) => {
            theirs.swap_remove(place);
            false
        }
        None => true,
    });
    // A set of names has no order.
    left.sort_by_key(|element| match *element {
        FieldValue::Id(name) | FieldValue::Plain(name) | FieldValue::Choice(name) => [name; 2],
        FieldValue::Text(text) => [Lang::En, Lang::Zh].map(|lang| text.get(lang)),
        _ => [""; 2],
    });
    left
}

/// Whether a date lies within a less precise one.
fn is_refined(before: PartialDate, after: PartialDate) -> bool {
    before != after && before.first() <= after.first() && after.last() <= before.last()
}

/// A record with where it stands: in which record of which list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'c> {
    /// The number of the record of the list.
    pub(crate) number: usize,
    pub(crate) record: &'c dyn Fields,
}

/// A record that is not the same in two chains.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordChange<'c> {
    /// What tells it apart.
    pub key: RecordKey,
    /// What became of it.
    pub kind: ChangeKind,
    /// The fields that differ; none of what was added or removed as a whole.
    pub fields: Vec<FieldChange<'c>>,
    pub(crate) before: Option<Placed<'c>>,
    pub(crate) after: Option<Placed<'c>>,
}

impl<'c> RecordChange<'c> {
    /// The record as it was.
    #[must_use]
    pub fn before(&self) -> Option<&'c dyn Fields> {
        self.before.map(|placed| placed.record)
    }

    /// The record as it is.
    #[must_use]
    pub fn after(&self) -> Option<&'c dyn Fields> {
        self.after.map(|placed| placed.record)
    }

    /// Whether a field of it differs.
    pub(crate) fn has_field(&self, key: &str) -> bool {
        self.fields.iter().any(|change| change.field.key == key)
    }

    fn whole(key: RecordKey, kind: ChangeKind, placed: Placed<'c>) -> Self {
        let (before, after) = if kind == ChangeKind::Removed { (Some(placed), None) } else { (None, Some(placed)) };
        Self { key, kind, fields: Vec::new(), before, after }
    }

    fn of_fields(key: RecordKey, fields: Vec<FieldChange<'c>>, before: Placed<'c>, after: Placed<'c>) -> Self {
        const FIRST: [ChangeKind; 4] =
            [ChangeKind::Changed, ChangeKind::Refined, ChangeKind::KnownWorse, ChangeKind::KnownBetter];
        let is_there = |kind: &ChangeKind| fields.iter().any(|change| change.kind() == *kind);
        let kind = FIRST.into_iter().find(is_there).unwrap_or(ChangeKind::Changed);
        Self { key, kind, fields, before: Some(before), after: Some(after) }
    }
}

/// How two chains differ.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Differences<'c> {
    /// The chain before.
    pub before: &'c SupplyChain,
    /// The chain after.
    pub after: &'c SupplyChain,
    /// What the documents say of themselves that differs: name, day, currency and home.
    pub document: Vec<FieldChange<'c>>,
    /// The records that differ, by kind and key.
    pub records: Vec<RecordChange<'c>>,
}

/// ## How two chains differ
impl SupplyChain {
    /// How another chain differs from this one: which records were added, removed and changed, and in which fields.
    ///
    /// ```
    /// use seedrelay::scenario::ChangeKind;
    /// use seedrelay::{Evidence, datasets};
    /// let example = datasets::example();
    /// let today = example.known_at_least(Evidence::Assumed);
    /// let differences = today.differences(&example);
    /// assert!(differences.records.iter().any(|change| change.kind == ChangeKind::Added));
    /// assert!(example.differences(&example).is_empty());
    /// ```
    #[must_use]
    pub fn differences<'c>(&'c self, after: &'c Self) -> Differences<'c> {
        let mut records = Vec::new();
        for &list in RecordList::ALL {
            let start = records.len();
            add_list(list, self, after, &mut records);
            records[start..].sort_by(|one, other| one.key.cmp(&other.key));
        }
        add_assumptions(self, after, &mut records);
        Differences { before: self, after, document: document(self.head(), after.head()), records }
    }
}

impl Differences<'_> {
    /// Whether the chains say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.document.is_empty()
    }

    /// How many records of a kind became what.
    #[must_use]
    pub fn count(&self, of: &RecordKind, kind: ChangeKind) -> usize {
        self.records.iter().filter(|change| change.key.kind() == of && change.kind == kind).count()
    }
}

fn document<'c>(before: &'c Head, after: &'c Head) -> Vec<FieldChange<'c>> {
    let fields = Head::SHAPE.fields.iter().enumerate().filter(|(_, field)| field.key != ASSUMPTIONS);
    let change = |(place, field)| FieldChange { field, before: before.field(place), after: after.field(place) };
    fields.map(change).filter(|change| change.before != change.after).collect()
}

macro_rules! each_list {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        fn add_list<'c>(
            list: RecordList,
            before: &'c SupplyChain,
            after: &'c SupplyChain,
            out: &mut Vec<RecordChange<'c>>,
        ) {
            match list {
                $(RecordList::$variant => each_list!(@ ($($id)?) $record before after out),)+
            }
        }
    };
    (@ ($id:ident) $record:ident $before:ident $after:ident $out:ident) => {
        by_id::<crate::record::$record>($before, $after, |record| record.id.as_str(), $out)
    };
    (@ () $record:ident $before:ident $after:ident $out:ident) => {
        by_key::<crate::record::$record>($before, $after, $out)
    };
}

with_lists!(each_list);

/// Records with ids, which both lists hold in the order of these.
fn by_id<'c, R: InChain>(
    before: &'c SupplyChain,
    after: &'c SupplyChain,
    id: impl Fn(&R) -> &str,
    out: &mut Vec<RecordChange<'c>>,
) {
    let kind = RecordKind::of_list(R::LIST);
    let mut olds = R::store(before.lists()).records().enumerate().peekable();
    let mut news = R::store(after.lists()).records().enumerate().peekable();
    loop {
        let order = match (olds.peek().copied(), news.peek().copied()) {
            (None, None) => return,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            // Most are the same, and their ids need no second look.
            (Some((_, old)), Some((_, new))) if old == new => {
                olds.next();
                news.next();
                continue;
            }
            (Some((_, old)), Some((_, new))) => id(old).cmp(id(new)),
        };
        let old = olds.next_if(|_| order.is_le());
        let new = news.next_if(|_| order.is_ge());
        let placed = |(number, record): (usize, &'c R)| Placed { number, record: record as &'c dyn Fields };
        let id = old.or(new).map(|(_, record)| id(record)).unwrap_or_default();
        compare_one(RecordKey::of_id(kind, id), old.map(placed), new.map(placed), id, out);
    }
}

/// Records without ids: those that are equal are paired first.
fn by_key<'c, R: InChain>(before: &'c SupplyChain, after: &'c SupplyChain, out: &mut Vec<RecordChange<'c>>) {
    let kind = RecordKind::of_list(R::LIST);
    let (olds, news) = (R::store(before.lists()), R::store(after.lists()));
    let (mut old, mut new) = (0, 0);
    let mut left: BTreeMap<RecordKey, [Vec<Placed<'c>>; 2]> = BTreeMap::new();
    while old < olds.count() || new < news.count() {
        let order = match (old < olds.count(), new < news.count()) {
            (true, true) if olds.get(old) == news.get(new) => {
                old += 1;
                new += 1;
                continue;
            }
            (true, true) => Recorded::compare(olds.get(old), news.get(new)),
            (true, false) => std::cmp::Ordering::Less,
            _ => std::cmp::Ordering::Greater,
        };
        let mut keep = |side: usize, number: usize, record: &'c R| {
            let key = RecordKey::of(kind, None, record);
            left.entry(key).or_default()[side].push(Placed { number, record });
        };
        if order.is_le() {
            keep(0, old, olds.get(old));
            old += 1;
        }
        if order.is_ge() {
            keep(1, new, news.get(new));
            new += 1;
        }
    }
    left.into_iter().for_each(|(key, sides)| pair(&key, sides, "", out));
}

/// Pairs what has one key: equal ones first, then the others in order; the rest was added or removed.
fn pair<'c>(key: &RecordKey, [mut olds, mut news]: [Vec<Placed<'c>>; 2], owner: &str, out: &mut Vec<RecordChange<'c>>) {
    let is_same =
        |one: &Placed<'_>, other: &Placed<'_>| FieldValue::Record(one.record) == FieldValue::Record(other.record);
    olds.retain(|old| {
        let found = news.iter().position(|new| is_same(old, new));
        found.map(|place| news.remove(place)).is_none()
    });
    for place in 0..olds.len().max(news.len()) {
        compare_one(key.clone(), olds.as_slice().get(place).copied(), news.as_slice().get(place).copied(), owner, out);
    }
}

fn compare_one<'c>(
    key: RecordKey,
    before: Option<Placed<'c>>,
    after: Option<Placed<'c>>,
    owner: &str,
    out: &mut Vec<RecordChange<'c>>,
) {
    match (before, after) {
        (Some(before), Some(after)) => {
            let fields = fields(key.kind(), owner, before, after, out);
            if !fields.is_empty() {
                out.push(RecordChange::of_fields(key, fields, before, after));
            }
        }
        (Some(before), None) => out.push(RecordChange::whole(key, ChangeKind::Removed, before)),
        (None, Some(after)) => out.push(RecordChange::whole(key, ChangeKind::Added, after)),
        (None, None) => {}
    }
}

/// The fields that differ of two records; what is a record by itself goes to the others.
fn fields<'c>(
    kind: &'static RecordKind,
    owner: &str,
    before: Placed<'c>,
    after: Placed<'c>,
    out: &mut Vec<RecordChange<'c>>,
) -> Vec<FieldChange<'c>> {
    let mut changed = Vec::new();
    for (place, field) in before.record.shape().fields.iter().enumerate() {
        let change = FieldChange { field, before: before.record.field(place), after: after.record.field(place) };
        if change.before == change.after {
            continue;
        }
        match kind.part(field.key) {
            Some(part) if !is_about_silence(&change) => parts(part, owner, &change, [before.number, after.number], out),
            _ => changed.push(change),
        }
    }
    changed
}

/// Whether a list is known now of which nobody said anything before, or the other way round.
const fn is_about_silence(change: &FieldChange<'_>) -> bool {
    matches!(
        (change.before, change.after),
        (FieldValue::List(_), FieldValue::Absent) | (FieldValue::Absent, FieldValue::List(_))
    )
}

/// Compares what is part of two records.
fn parts<'c>(
    kind: &'static RecordKind,
    owner: &str,
    change: &FieldChange<'c>,
    numbers: [usize; 2],
    out: &mut Vec<RecordChange<'c>>,
) {
    let mut sides: BTreeMap<RecordKey, [Vec<Placed<'c>>; 2]> = BTreeMap::new();
    for (side, value) in [change.before, change.after].into_iter().enumerate() {
        let alone = if let FieldValue::Record(record) = value { Some(record) } else { None };
        let of_list = value.elements().filter_map(|element| match element {
            FieldValue::Record(record) => Some(record),
            _ => None,
        });
        for record in alone.into_iter().chain(of_list) {
            let key = RecordKey::of(kind, Some(owner), record);
            sides.entry(key).or_default()[side].push(Placed { number: numbers[side], record });
        }
    }
    sides.into_iter().for_each(|(key, sides)| pair(&key, sides, owner, out));
}

/// Compares what is assumed of each stage, for all categories and for each.
fn add_assumptions<'c>(before: &'c SupplyChain, after: &'c SupplyChain, out: &mut Vec<RecordChange<'c>>) {
    let start = out.len();
    let (olds, news) = (before.assumptions(), after.assumptions());
    compare_stages(None, Some(&olds.stages), Some(&news.stages), out);
    let mut categories: Vec<&CategoryId> = olds.categories.keys().chain(news.categories.keys()).collect();
    categories.sort_unstable();
    categories.dedup();
    for category in categories {
        compare_stages(Some(category.as_str()), olds.categories.get(category), news.categories.get(category), out);
    }
    out[start..].sort_by(|one, other| one.key.cmp(&other.key));
}

fn compare_stages<'c>(
    category: Option<&str>,
    before: Option<&'c StageAssumptions>,
    after: Option<&'c StageAssumptions>,
    out: &mut Vec<RecordChange<'c>>,
) {
    let kind = RecordKind::named(ASSUMPTIONS).expect("it is one of all kinds");
    for stage in crate::model::Stage::ALL {
        let of = |stages: Option<&'c StageAssumptions>| {
            stages.and_then(|stages| stages.get(&stage)).map(|record| Placed { number: 0, record })
        };
        compare_one(RecordKey::of_assumption(kind, category, stage.as_str()), of(before), of(after), "", out);
    }
}
