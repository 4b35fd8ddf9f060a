//! What a missing stage or a missing route rests on: who works at a leap of a category, and how those are related.

use hashbrown::HashSet;

use super::super::lookup::Lookup;
use crate::chain::{Object, SupplyChain};
use crate::model::{CategoryId, Leap, OrganizationId, Stage, Status};
use crate::query::{GapKey, GapKind};
use crate::record::{FieldValue, Fields, RecordList};
use crate::scenario::{ChangeKind, RecordChange};

/// The changes that can matter for who works at the leaps of a gap, and for how they are related.
pub(super) fn changes(lookup: &Lookup<'_, '_>, gap: &GapKey, found: &mut Vec<usize>) {
    let leaps: Vec<Leap> = match gap.kind {
        GapKind::MissingStage => gap.leap.into_iter().collect(),
        _ => [gap.from, gap.to].into_iter().flatten().collect(),
    };
    let category = gap.category.as_ref().map(CategoryId::as_str).unwrap_or_default();
    let place = Whole { lookup, category, leaps: &leaps, workers: workers(lookup, category, &leaps) };
    for (number, change) in lookup.differences.records.iter().enumerate() {
        let works = place.is_of_work(change);
        let relates = gap.kind == GapKind::MissingRoute && place.is_of_relation(change);
        if works || relates {
            found.push(number);
        }
    }
}

struct Whole<'s, 'd, 'c> {
    lookup: &'s Lookup<'d, 'c>,
    category: &'s str,
    leaps: &'s [Leap],
    /// Who works at one of the leaps, before or after.
    workers: HashSet<OrganizationId>,
}

/// Who works at some leaps of a category, in either chain.
fn workers(lookup: &Lookup<'_, '_>, category: &str, leaps: &[Leap]) -> HashSet<OrganizationId> {
    let mut workers = HashSet::new();
    for side in &lookup.sides {
        let Some(number) = side.chain.category_number(category) else { continue };
        for organization in side.chain.organizations() {
            let own = side.chain.works_at().leaps(organization.number(), number as u32);
            if leaps.iter().any(|leap| own >> leap.index() & 1 == 1) {
                workers.insert(organization.id().clone());
            }
        }
    }
    workers
}

fn text<'r>(record: &'r dyn Fields, key: &str) -> Option<&'r str> {
    match record.value(key)? {
        FieldValue::Id(text) | FieldValue::Choice(text) | FieldValue::Plain(text) => Some(text),
        _ => None,
    }
}

/// The record as it was and as it is.
fn sides<'c>(change: &RecordChange<'c>) -> impl Iterator<Item = &'c dyn Fields> + use<'c> {
    change.before().into_iter().chain(change.after())
}

fn is_whole(change: &RecordChange<'_>) -> bool {
    matches!(change.kind, ChangeKind::Added | ChangeKind::Removed)
}

fn has_any(change: &RecordChange<'_>, fields: &[&str]) -> bool {
    is_whole(change) || fields.iter().any(|field| change.has_field(field))
}

impl Whole<'_, '_, '_> {
    fn works(&self, id: Option<&str>) -> bool {
        id.is_some_and(|id| self.workers.contains(id))
    }

    fn is_at_leap(&self, record: &dyn Fields) -> bool {
        let stage = text(record, "stage").and_then(|stage| stage.parse::<Stage>().ok());
        text(record, "category") == Some(self.category) && stage.is_some_and(|stage| self.leaps.contains(&stage.leap()))
    }

    /// A capability at a leap, or a project that proves work there.
    fn is_of_work(&self, change: &RecordChange<'_>) -> bool {
        match change.key.kind().name() {
            "capabilities" => {
                sides(change).any(|record| self.is_at_leap(record)) && has_any(change, &["since", "until"])
            }
            "organizations" => {
                let at_leap = |part: FieldValue<'_>| matches!(part, FieldValue::Record(part) if self.is_at_leap(part));
                let mut capabilities = sides(change).filter_map(|record| record.value("capabilities"));
                is_whole(change) && capabilities.any(|all| all.elements().any(at_leap))
            }
            "projects" => {
                const READ: [&str; 6] = ["status", "ended", "performer", "joint_performers", "stage", "category"];
                let has_run = |record: &dyn Fields| {
                    let status = text(record, "status").and_then(|status| status.parse::<Status>().ok());
                    status.is_some_and(Status::has_run)
                };
                sides(change).any(|record| self.is_at_leap(record) && has_run(record)) && has_any(change, &READ)
            }
            _ => false,
        }
    }

    /// A relation between two who work there.
    fn is_of_relation(&self, change: &RecordChange<'_>) -> bool {
        let join = |one: &str, other: &str| {
            sides(change).any(|record| self.works(text(record, one)) && self.works(text(record, other)))
        };
        match change.key.kind().name() {
            "projects" => self.is_relating_project(change),
            "agreements" => {
                let covers = |record: &dyn Fields| {
                    let mut categories =
                        record.value("categories").into_iter().flat_map(FieldValue::elements).peekable();
                    categories.peek().is_none() || categories.any(|own| own == FieldValue::Id(self.category))
                };
                join("from", "to") && sides(change).any(covers) && has_any(change, &["since", "until"])
            }
            "members" => {
                let consortium = change.key.id();
                self.works(consortium)
                    && sides(change).any(|record| self.works(text(record, "organization")))
                    && has_any(change, &["since", "until"])
            }
            // Members are those of the charter, and members of a consortium that is new or gone.
            "charters" => is_whole(change) && self.works(change.key.id()),
            "organizations" => self.works(change.key.id()) && has_any(change, &["kind"]),
            "licences" => sides(change).any(|record| self.works(text(record, "to"))) && has_any(change, &["ends"]),
            "project_owners" | "germplasm_owners" => self.is_of_licensed(change),
            "germplasm" => has_any(change, &["holders", "bred_by", "category"]) && self.is_of_licensed(change),
            _ => false,
        }
    }

    /// A commission or a handoff between two who work there.
    fn is_relating_project(&self, change: &RecordChange<'_>) -> bool {
        let in_category = |record: &dyn Fields| text(record, "category") == Some(self.category);
        let commissions = |record: &dyn Fields| {
            in_category(record) && self.works(text(record, "commissioner")) && self.works(text(record, "performer"))
        };
        let performs = |record: &dyn Fields| self.works(text(record, "performer"));
        let commissioned =
            sides(change).any(commissions) && has_any(change, &["status", "commissioner", "performer", "category"]);
        let handed = sides(change).any(performs)
            && self.hands_over(change)
            && has_any(change, &["status", "performer", "builds_on", "category"]);
        commissioned
            || handed
            || (sides(change).any(performs)
                && self.is_of_licensed(change)
                && has_any(change, &["performer", "category"]))
    }

    /// Whether a project of the category builds on something, or is built on by one of the category.
    fn hands_over(&self, change: &RecordChange<'_>) -> bool {
        let placed = [change.before, change.after];
        self.lookup.sides.iter().zip(placed).any(|(side, placed)| {
            let Some(placed) = placed else { return false };
            let project = side.chain.numbered_project(placed.number);
            let is_in = |chain: &SupplyChain, number: usize| {
                Some(chain.columns().category[number] as usize) == chain.category_number(self.category)
            };
            let builds = is_in(side.chain, placed.number) && project.builds_on().next().is_some();
            builds || project.built_on_by().any(|next| is_in(side.chain, next.number()))
        })
    }

    /// Whether the record that changed, or whose owners did, is one of which there is a licence.
    fn is_of_licensed(&self, change: &RecordChange<'_>) -> bool {
        let placed = [change.before, change.after];
        self.lookup.sides.iter().zip(placed).any(|(side, placed)| {
            let Some(placed) = placed else { return false };
            let number = placed.number as u32;
            let object = match change.key.kind().list() {
                Some(RecordList::Projects) => Object::Project(number),
                _ => Object::Germplasm(number),
            };
            side.licences_of.contains_key(&object)
        })
    }
}
