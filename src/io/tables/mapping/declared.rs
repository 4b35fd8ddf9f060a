//! What a mapping itself declares: sources, categories and organizations that are in no row, and how records are known.

use super::rules::KnownKind;
use crate::chain::ProblemKind;
use crate::io::written::reader::{At, Ids, Keys, Reader};
use crate::model::{Evidence, OrganizationKind, ServiceKind, SourceId, Values};
use crate::record::{Category, Organization, Source};

/// What the mapping itself declares, for the sections that refer to it.
pub(super) struct Declared {
    pub(super) categories: Ids,
    pub(super) organizations: Ids,
    pub(super) tables: Ids,
}

pub(super) fn source(reader: &mut Reader, at: &At<'_>) -> Option<Source> {
    let keys = reader.table(at, &["id", "title", "where", "date"])?;
    let mut source = Source::new(&*reader.required(&keys, "id").and_then(|at| reader.id(&at))?);
    source.title = keys.get("title").and_then(|at| reader.text(&at));
    source.address = keys.get("where").and_then(|at| reader.text(&at));
    source.date = keys.get("date").and_then(|at| reader.date(&at));
    Some(source)
}

pub(super) fn category(reader: &mut Reader, at: &At<'_>, source: Option<&SourceId>) -> Option<Category> {
    let keys = reader.table(at, &["id", "name", "strategic"])?;
    let mut category = Category::new(&*reader.required(&keys, "id").and_then(|at| reader.id(&at))?);
    category.name = keys.get("name").and_then(|at| reader.text(&at));
    category.strategic = keys.get("strategic").and_then(|at| reader.bool(&at));
    category.source = source.cloned();
    Some(category)
}

pub(super) fn organization(reader: &mut Reader, at: &At<'_>, source: Option<&SourceId>) -> Option<Organization> {
    let keys = reader.table(at, &["id", "kind", "service", "name", "region", "evidence"])?;
    let id = reader.required(&keys, "id").and_then(|at| reader.id(&at));
    let kind = kind(reader, &keys);
    let mut organization = Organization::new(&*id?, kind?.kind);
    organization.service = kind?.service;
    organization.evidence = kind?.evidence;
    organization.name = keys.get("name").and_then(|at| reader.text(&at));
    organization.region = keys.get("region").and_then(|at| reader.text(&at));
    organization.source = source.cloned();
    Some(organization)
}

/// The kind that a table with `kind`, `service` and `evidence` says.
pub(super) fn kind(reader: &mut Reader, keys: &Keys<'_>) -> Option<KnownKind> {
    let kind = reader.required(keys, "kind").and_then(|at| reader.name(&at, Values::of::<OrganizationKind>()));
    let service = service(reader, keys);
    let evidence = evidence(reader, keys, Evidence::Documented);
    let kind: OrganizationKind = kind?;
    match (kind, keys.get("service")) {
        (OrganizationKind::Service, None) => reader.note(keys.at(), ProblemKind::ServiceMissing),
        (OrganizationKind::Service, _) | (_, None) => {}
        (kind, Some(at)) => reader.note(&at, ProblemKind::ServiceElsewhere { kind }),
    }
    Some(KnownKind { kind, service, evidence })
}

/// How a record of a section is known.
pub(super) fn evidence(reader: &mut Reader, keys: &Keys<'_>, otherwise: Evidence) -> Evidence {
    keys.get("evidence").and_then(|at| reader.name(&at, Values::of::<Evidence>())).unwrap_or(otherwise)
}

/// The kinds that need nothing besides.
pub(super) fn plain_kinds() -> impl Iterator<Item = OrganizationKind> {
    OrganizationKind::ALL.into_iter().filter(|kind| *kind != OrganizationKind::Service)
}

/// The service of a service organization.
fn service(reader: &mut Reader, keys: &Keys<'_>) -> Option<ServiceKind> {
    keys.get("service").and_then(|at| reader.name(&at, Values::of::<ServiceKind>()))
}
