//! Lists that grow with the chain: the first are named, the others are counted.

use seedrelay::model::{GermplasmKind, Right};
use seedrelay::say::View;
use seedrelay::{Category, Germplasm, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};

/// A company sells the last of so many hybrids, each of them a parent of the next and protected by another's right.
fn line_of_hybrids(count: usize) -> SupplyChain {
    let builder = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice"))
        .organization(Organization::new("breeder", OrganizationKind::University))
        .organization(Organization::new("seller", OrganizationKind::Company));
    let builder = (0..count).fold(builder, |builder, number| {
        let hybrid = Germplasm::new(format!("h{number:02}"), "rice", GermplasmKind::Hybrid).bred_by(["breeder"]);
        let parents = number.checked_sub(1).map(|parent| format!("h{parent:02}"));
        builder.germplasm(hybrid.right(Right::VarietyRight).parents(parents.as_deref()))
    });
    let last = format!("h{:02}", count - 1);
    let sale = Project::new("sale", "rice", Stage::Industrialization, "seller", Status::Active).draws_on([last]);
    builder.project(sale).build().unwrap()
}

#[test]
fn what_stands_in_the_way_of_a_product() {
    for (hybrids, en, zh) in [(12, "h10, h11", "h10、h11"), (14, "h11 and 2 more", "h11，另有2项")] {
        let chain = line_of_hybrids(hybrids);
        let view = View::new(&chain);
        let table = view.clearance(&chain.clearance(), 5);
        let because = |lang| table.rows[0].cells[3].text(lang);
        assert!(because(Lang::En).ends_with(en), "{}", because(Lang::En));
        assert!(because(Lang::Zh).ends_with(zh), "{}", because(Lang::Zh));
        // The row rests on all of them, each once, and on its seller and the sale.
        assert_eq!(table.rows[0].about.records.len(), hybrids + 2);
    }
}
