//! Who may sell what.

use seedrelay::model::GermplasmKind::{Hybrid, Variety};
use seedrelay::model::{LicenceUse, Right};
use seedrelay::query::Clearance::{self, Blocked, Clear, Unknown};
use seedrelay::record::Owner;
use seedrelay::{ChainBuilder, Germplasm, Licence, Organization, OrganizationKind, Project, Stage, Status};

use super::super::drawn::{build, date, relay};
use super::with;

/// The company sells `v`; the university owns rights.
fn selling(germplasm: impl IntoIterator<Item = Germplasm>) -> ChainBuilder {
    let sale = Project::new("sale", "rice", Stage::Industrialization, "company", Status::Active).draws_on(["v"]);
    let builder = relay()
        .organization(Organization::new("university", OrganizationKind::University))
        .organization(Organization::new("broker", OrganizationKind::Company));
    with(builder.project(sale), germplasm)
}

fn owned(id: &str) -> Germplasm {
    Germplasm::new(id, "rice", Variety).right(Right::VarietyRight).owners([Owner::new("university", 0.6)])
}

fn free(id: &str) -> Germplasm {
    Germplasm::new(id, "rice", Variety).right(Right::None)
}

fn state(builder: ChainBuilder) -> Clearance {
    build(builder).clearance()[0].state
}

#[test]
fn a_right_stands_until_it_ends_and_blocks_where_an_owner_is_known() {
    assert_eq!(state(selling([owned("v")])), Blocked, "owners known to 0.6, the seller not among them");
    assert_eq!(state(selling([owned("v").right_ends(date("2024-12-31"))])), Clear, "over on that day");
    assert_eq!(state(selling([owned("v").right_ends(date("2025-01-01"))])), Blocked);
    assert_eq!(state(selling([owned("v").owners([Owner::new("company", 0.1)])])), Clear, "an owner of a part");
    assert_eq!(state(selling([owned("v").owners([Owner::new(Owner::INVENTORS, 1.0)])])), Blocked);
    let of_nobody = Germplasm::new("v", "rice", Variety).right(Right::Patent);
    assert_eq!(state(selling([of_nobody])), Unknown);
    for right in [Right::Pending, Right::Disputed] {
        assert_eq!(state(selling([free("v").right(right)])), Unknown);
    }
    assert_eq!(state(selling([Germplasm::new("v", "rice", Variety)])), Unknown, "nobody says");
}

#[test]
fn a_licence_clears_while_it_is_in_force_and_for_sale() {
    let licence = |to: &str| Licence::new(to).germplasm("v").allows(LicenceUse::Commercial);
    let licensed = |licence| state(selling([owned("v")]).licence(licence));
    assert_eq!(licensed(licence("company")), Clear);
    assert_eq!(licensed(licence("company").ends(date("2024-12-30"))), Blocked, "ended yesterday");
    assert_eq!(licensed(licence("company").allows(LicenceUse::Breeding)), Blocked);
    assert_eq!(licensed(licence("company").from("broker")), Blocked, "from one who has no right");
    let passed_on = |sublicence| {
        let first = licence("broker").sublicence(sublicence);
        state(selling([owned("v")]).licence(first).licence(licence("company").from("broker")))
    };
    assert_eq!((passed_on(true), passed_on(false)), (Clear, Blocked));
    let breeding = Project::new("breeding", "rice", Stage::Applied, "university", Status::Delivered).releases(["v"]);
    let of_project = Licence::new("company").project("breeding").allows(LicenceUse::Commercial);
    assert_eq!(state(selling([owned("v")]).project(breeding).licence(of_project)), Clear);
}

#[test]
fn a_hybrid_needs_its_parents_and_a_derived_variety_its_root() {
    let hybrid = Germplasm::new("v", "rice", Hybrid).right(Right::None).parents(["sterile", "restorer"]);
    assert_eq!(state(selling([hybrid, owned("sterile"), free("restorer")])), Blocked);
    let bred = free("v").parents(["protected"]);
    assert_eq!(state(selling([bred, owned("protected")])), Clear, "breeders are exempt");
    let chain = build(selling([free("v").derived_from("b"), owned("b").derived_from("c"), owned("c")]));
    let product = &chain.clearance()[0];
    let because: Vec<&str> = product.because.iter().map(|own| own.germplasm.id().as_str()).collect();
    assert_eq!((product.state, because.as_slice(), product.needed), (Blocked, &["c"][..], 2), "c, and not b");
}
