//! Chains with ids that no format likes.

use proptest::prelude::*;
use seedrelay::{Category, Organization, OrganizationKind, Project, Service, Stage, Status, SupplyChain};

/// Ids of what formulas, XML, DOT, CSV and escapes are made of.
fn id() -> impl Strategy<Value = String> {
    r#"([=+@'_x01F"<&>;,\\\]-]|_x0001_|_x005F_|&#38;|\]\]>|\x00|\x01|\x1f|\x7f|\u{fffe}|\u{ffff}|\u{202e}|[\n\r\t ]|🌾|稻|＝|＠){1,5}"#
}

/// Organizations and projects under the same ids, each project performed by an organization and built on by the next.
pub(super) fn chain() -> impl Strategy<Value = SupplyChain> {
    (prop::collection::btree_set(id(), 2..8), any::<u32>()).prop_map(|(ids, seed)| {
        let ids: Vec<String> = ids.into_iter().collect();
        let pick = |number: usize| &ids[(seed as usize + number) % ids.len()];
        let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap()).category(Category::new(pick(0).as_str()));
        for (number, id) in ids.iter().enumerate() {
            let kind = OrganizationKind::ALL[number % 6];
            let stage = Stage::ALL[number % 4];
            let project = Project::new(id.as_str(), pick(0).as_str(), stage, pick(number).as_str(), Status::Active);
            let project = project.title(pick(number + 1).as_str()).commissioned_by(pick(number + 1).as_str());
            let upstream = number.checked_sub(1).map(|before| ids[before].as_str());
            builder = builder
                .organization(Organization::new(id.as_str(), kind).name(pick(number + 2).as_str()))
                .project(project.topic(pick(number + 3).as_str()).builds_on(upstream))
                .service(Service::new(pick(number).as_str(), pick(number + 1).as_str()));
        }
        builder.build().unwrap_or_else(|problems| panic!("{problems}"))
    })
}
