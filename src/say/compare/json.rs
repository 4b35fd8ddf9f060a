//! A comparison as JSON.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::chain::SupplyChain;
use crate::model::{PartialDate, Text};
use crate::query::{
    Because, ChangeCount, Comparison, Concentrated, ConversionChange, FindingChange, GapChange, NewlyRecorded,
    PerhapsRenamed, RoleCapacity, ThroughputChange, Turn, keys,
};
use crate::say::cell::message;
use crate::say::gaps::{boundary, leap, to};
use crate::scenario::{ChangeKind, FieldChange, RecordChange, written};

keys! { Comparison<'_>: own => {
    before: Version(own.before()),
    after: Version(own.after()),
    ids_differ: own.share_of_ids_that_differ(),
    counts: Counts(&own.counts()),
    document: Each(&own.differences.document, Field),
    records: Each(&own.differences.records, Record),
    newly_recorded: own.newly_recorded,
    concentration: own.concentration,
    gaps: Each(&own.gaps, |gap| GapOf(own, gap)),
    findings: Each(&own.findings, FindingOf),
    figures: own.conversions,
    throughput: own.throughput,
    hints: own.hints,
} }

/// A list of which each element is written in a way of its own.
struct Each<'a, T, F>(&'a [T], F);

impl<'a, T, R: Serialize, F: Fn(&'a T) -> R> Serialize for Each<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        self.0.iter().try_for_each(|element| list.serialize_element(&(self.1)(element)))?;
        list.end()
    }
}

/// Which version of a chain.
struct Version<'c>(&'c SupplyChain);

keys! { Version<'_>: own => {
    name [where_known]: name(own.0),
    as_of: as_of(own.0),
} }

fn name(chain: &SupplyChain) -> Option<&Text> {
    chain.name()
}

fn as_of(chain: &SupplyChain) -> PartialDate {
    chain.as_of()
}

/// How many records of each kind became what.
struct Counts<'a>(&'a [ChangeCount]);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = |count: &ChangeCount| {
            let each = ChangeKind::ALL.iter().map(|kind| (kind.as_str(), count.get(*kind)));
            each.collect::<BTreeMap<&str, usize>>()
        };
        serializer.collect_map(self.0.iter().map(|count| (count.of.name(), of(count))))
    }
}

/// A record that differs.
struct Record<'a, 'c>(&'a RecordChange<'c>);

impl Serialize for Record<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.0.key.serialize_entries(&mut map)?;
        map.serialize_entry("change", &self.0.kind)?;
        map.serialize_entry("fields", &Each(&self.0.fields, Field))?;
        map.end()
    }
}

/// A field that differs. What is absent has no value.
struct Field<'a, 'c>(&'a FieldChange<'c>);

impl Serialize for Field<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("field", self.0.field.key)?;
        if let Some([added, removed]) = self.0.elements() {
            let written = |values: Vec<_>| values.into_iter().filter_map(written).collect::<Vec<_>>();
            map.serialize_entry("added", &written(added))?;
            map.serialize_entry("removed", &written(removed))?;
            return map.end();
        }
        for (key, value) in [("before", self.0.before), ("after", self.0.after)] {
            if let Some(value) = written(value) {
                map.serialize_entry(key, &value)?;
            }
        }
        map.end()
    }
}

/// A gap that opened, closed or continues.
struct GapOf<'a, 'c>(&'a Comparison<'c>, &'a GapChange<'c>);

impl Serialize for GapOf<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(comparison, change) = self;
        let gap = &change.gap;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("change", &change.turn)?;
        map.serialize_entry("kind", &gap.kind())?;
        map.serialize_entry("category", &gap.category().id)?;
        crate::query::entry(&mut map, "leap", leap(gap))?;
        crate::query::entry(&mut map, "from", boundary(gap).map(crate::model::Boundary::from))?;
        crate::query::entry(&mut map, "to", to(gap))?;
        crate::query::entry(&mut map, "upstream", gap.upstream())?;
        crate::query::entry(&mut map, "project", gap.project())?;
        crate::query::entry(&mut map, "demand", gap.demand().map(|demand| &demand.id))?;
        crate::query::entry(&mut map, "germplasm", gap.germplasm().map(|germplasm| &germplasm.id))?;
        crate::query::entry(&mut map, "licensee", gap.licensee())?;
        crate::query::entry(&mut map, "signed", gap.signed())?;
        if change.turn != Turn::Continuing {
            map.serialize_entry("time", &change.time)?;
            map.serialize_entry("because", &Each(&change.because, |because| BecauseOf(comparison, because)))?;
        }
        match change.turn {
            Turn::Closed => map.serialize_entry("was_not_there", &change.was_not_there)?,
            Turn::Opened => map.serialize_entry("was_there_unseen", &change.was_there_unseen)?,
            Turn::Continuing => {}
        }
        let days = [("before", change.waited_before), ("after", change.waited_after)];
        let days: BTreeMap<&str, i32> = days.into_iter().filter_map(|(side, wait)| Some((side, wait?.days))).collect();
        if !days.is_empty() {
            map.serialize_entry("waited_days", &days)?;
        }
        map.serialize_entry("message", &message(|lang| gap.message(lang)))?;
        map.end()
    }
}

/// A record that a gap opened or closed by.
struct BecauseOf<'a, 'c>(&'a Comparison<'c>, &'a Because);

impl Serialize for BecauseOf<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let change = &self.0.differences.records[self.1.change];
        let mut map = serializer.serialize_map(None)?;
        change.key.serialize_entries(&mut map)?;
        map.serialize_entry("change", &change.kind)?;
        map.serialize_entry("role", &self.1.role)?;
        map.end()
    }
}

/// A finding that is new, gone or continues.
struct FindingOf<'a, 'c>(&'a FindingChange<'c>);

impl Serialize for FindingOf<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Written {
            change: Turn,
            #[serde(flatten)]
            key: crate::query::FindingKey,
            message: Text,
        }
        let finding = &self.0.finding;
        Written { change: self.0.turn, key: finding.key(), message: message(|lang| finding.message(lang)) }
            .serialize(serializer)
    }
}

keys! { NewlyRecorded: row => {
    list: row.list.key(),
    field: row.field,
    records: row.records,
} }

keys! { Concentrated: row => {
    by: row.by,
    value: row.value,
    share_of_changes: row.share_of_changes,
    share_of_records: row.share_of_records,
} }

keys! { ConversionChange<'_>: row => {
    category: row.category.id,
    figure: "conversion",
    from: row.boundary.from(),
    to: row.boundary.to(),
    before: row.before,
    after: row.after,
} }

keys! { ThroughputChange<'_>: row => {
    category: row.category.id,
    before: row.before,
    after: row.after,
    parts: row.parts,
    chokepoints: Sides { added: &row.new_points_of_failure, removed: &row.old_points_of_failure },
    limiting: Limits { before: &row.limited_before, after: &row.limited_after },
} }

#[derive(serde::Serialize)]
struct Sides<T> {
    added: T,
    removed: T,
}

#[derive(serde::Serialize)]
struct Limits<'a, 'c> {
    before: &'a [RoleCapacity<'c>],
    after: &'a [RoleCapacity<'c>],
}

keys! { PerhapsRenamed<'_>: row => {
    list: row.list.key(),
    removed: row.removed,
    added: row.added,
    kind: "perhaps-renamed",
} }
