//! Pedigrees, collections, clearance and benefit: cases for a pencil, recorded figures, and what always holds.

mod benefit;
mod clearance;
mod findings;
mod properties;
mod recorded;

use seedrelay::model::AdoptionUnit::{Hectare, Mu};
use seedrelay::model::GermplasmKind::{Hybrid, Landrace, Line, Variety};
use seedrelay::query::{CategoryPedigree, FounderSummary, PedigreeOptions, VarietyWeights};
use seedrelay::record::Parent;
use seedrelay::{
    Adoption, ChainBuilder, Collection, Germplasm, Organization, OrganizationKind, Project, Region, Stage, Status,
    SupplyChain,
};

use super::drawn::{build, date, relay};

/// A germplasm of rice without parents.
fn line(id: &str) -> Germplasm {
    Germplasm::new(id, "rice", Line)
}

/// A variety of rice, released in 2010.
fn variety<P: Into<Parent>>(id: &str, parents: impl IntoIterator<Item = P>) -> Germplasm {
    Germplasm::new(id, "rice", Variety).parents(parents.into_iter().map(Into::into)).released(date("2010"))
}

fn with(builder: ChainBuilder, germplasm: impl IntoIterator<Item = Germplasm>) -> ChainBuilder {
    germplasm.into_iter().fold(builder, ChainBuilder::germplasm)
}

fn chain(germplasm: impl IntoIterator<Item = Germplasm>) -> SupplyChain {
    build(with(relay(), germplasm))
}

fn pedigree(chain: &SupplyChain) -> CategoryPedigree<'_> {
    chain.pedigrees(&PedigreeOptions::new()).remove(0)
}

fn shares(founders: &FounderSummary<'_>) -> Vec<(String, f64)> {
    founders.largest.iter().map(|founder| (founder.germplasm.id().to_string(), founder.share)).collect()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn a_founder_that_is_sold_is_a_variety_and_a_line_is_none() {
    let chain = chain([
        Germplasm::new("old", "rice", Landrace).released(date("1950")),
        Germplasm::new("sold", "rice", Variety).released(date("1990")),
        Germplasm::new("sterile", "rice", Line).released(date("2000")),
        variety("new", ["sold", "old"]),
        Germplasm::new("never", "rice", Hybrid),
        variety("gone", ["old"]).withdrawn(date("2024-12-31")),
    ]);
    let row = pedigree(&chain);
    assert_eq!(row.varieties, 2, "sold and new");
    assert_eq!(shares(row.founders.as_ref().unwrap()), [("sold".to_owned(), 0.75), ("old".to_owned(), 0.25)]);
    assert_eq!(row.years_to_field.observations, 3, "what was withdrawn took its time, too");
}

#[test]
fn the_base_of_one_variety_is_its_parents() {
    let chain = chain([line("a"), line("b"), variety("v", ["a", "b"])]);
    let row = pedigree(&chain);
    let founders = row.founders.unwrap();
    assert_eq!((row.varieties, founders.count, founders.effective_upper, founders.unknown), (1, 2, 2.0, 0.0));
    assert!(row.core_parents.is_empty(), "nobody is a core parent of one");
    let parents = row.direct_parents.unwrap();
    assert_eq!((parents.hhi, parents.top_share, parents.most_used_in), (Some(0.5), Some(0.5), 1));
}

#[test]
fn twenty_varieties_of_one_foreign_cross_have_two_founders_from_abroad() {
    let builder = relay().home("hunan").region(Region::new("hunan")).region(Region::new("philippines"));
    let parents = [line("a").origin("philippines"), line("b").origin("philippines")];
    let cross = line("cross").parents(["a", "b"]);
    let varieties = (0..20).map(|n| variety(&format!("v{n:02}"), ["cross"]));
    let chain = build(with(builder, parents.into_iter().chain([cross]).chain(varieties)));
    let row = pedigree(&chain);
    let founders = row.founders.as_ref().unwrap();
    close(founders.effective_upper, 2.0);
    close(founders.effective_lower, 2.0);
    let core: Vec<(&str, u32)> =
        row.core_parents.iter().map(|core| (core.germplasm.id().as_str(), core.reach)).collect();
    assert_eq!(core, [("cross", 20), ("a", 20), ("b", 20)], "by reach, then mass, then id");
    close(row.origin.unwrap().abroad, 1.0);
    let parents = row.direct_parents.unwrap();
    close(parents.hhi.unwrap(), 1.0);
    close(parents.top_share.unwrap(), 1.0);
    assert_eq!(parents.most_used_in, 20);
}

#[test]
fn tracing_stops_at_what_came_in_and_what_home_lies_within_is_unknown() {
    let region = |id: &str, within: &[&str]| Region::new(id).within(within.iter().copied());
    let builder = relay()
        .home("hunan")
        .region(region("china", &[]))
        .region(region("hunan", &["china"]))
        .region(region("changsha", &["hunan"]))
        .region(region("guangdong", &["china"]))
        .region(region("laos", &[]));
    let chain = build(with(
        builder,
        [
            line("local").origin("changsha"),
            line("wide").origin("china"),
            line("far").origin("laos"),
            // Its own parents are of no concern.
            line("brought").origin("guangdong").parents(["far"]),
            line("nobody-knows"),
            variety("v", ["local", "wide", "far", "brought"]),
            variety("w", ["nobody-knows"]),
        ],
    ));
    let origin = pedigree(&chain).origin.unwrap();
    let eighth = 0.125;
    assert_eq!((origin.home, origin.elsewhere, origin.abroad, origin.unknown), (eighth, eighth, eighth, 0.5 + eighth));
    close(origin.from_outside().unwrap(), 2.0 / 3.0);
}

#[test]
fn weights_by_area_go_by_the_latest_year_and_count_no_part_beside_its_total() {
    let grown =
        |variety: &str, region: &str, year, area, unit| Adoption::new(region, year, area, unit).germplasm(variety);
    let builder = relay()
        .region(Region::new("china"))
        .region(Region::new("hunan").within(["china"]))
        .adoption(grown("v", "china", 2020, 300.0, Mu))
        .adoption(grown("v", "hunan", 2020, 10.0, Hectare))
        .adoption(grown("w", "hunan", 2020, 100.0, Mu))
        .adoption(grown("w", "china", 2012, 9000.0, Mu));
    let chain = build(with(builder, [line("a"), line("b"), variety("v", ["a"]), variety("w", ["b"])]));
    let by_area = PedigreeOptions::new().weights(VarietyWeights::Area);
    let row = chain.pedigrees(&by_area).remove(0);
    assert_eq!(shares(row.founders.as_ref().unwrap()), [("a".to_owned(), 0.75), ("b".to_owned(), 0.25)]);
    let age = row.variety_age.unwrap();
    assert_eq!((age.years, age.covered, age.year), (Some(10.0), 1.0, 2020));
    assert_eq!(row.years_to_field.median, Some(6.0), "w after 2 years, v after 10");
    let since = chain.pedigrees(&PedigreeOptions::new().since(date("2011"))).remove(0);
    assert_eq!((since.varieties, since.founders), (0, None));
}

#[test]
fn sharing_goes_by_who_holds_and_who_draws() {
    let consortium = Organization::new("union", OrganizationKind::Consortium).charter(
        seedrelay::Charter::new().member(seedrelay::Member::new("company")).member(seedrelay::Member::new("second")),
    );
    let project =
        |id, by, draws: &'static str| Project::new(id, "rice", Stage::Applied, by, Status::Active).draws_on([draws]);
    let builder = relay()
        .organization(Organization::new("second", OrganizationKind::Company))
        .organization(consortium)
        .project(project("own", "company", "kept"))
        .project(project("others", "second", "kept"))
        .project(project("unknown", "second", "loose"));
    let chain = build(with(builder, [line("kept").holders(["company"]), line("loose")]));
    let row = pedigree(&chain);
    assert_eq!((row.sharing.pairs, row.sharing.shared, row.sharing.unknown), (2, 1, 1));
    assert_eq!(row.sharing.matrix[0].pairs, 2);
    let union = &row.sharing.consortia[0];
    assert_eq!((union.holding.len(), union.letting[0].id().as_str()), (1, "company"));
}

#[test]
fn shares_of_accessions_are_over_collections_that_say_both() {
    let builder = relay()
        .collection(Collection::new("lab", "rice").date(date("2017")).accessions(1000).identified(200))
        .collection(Collection::new("lab", "rice").accessions(10).used(10))
        .collection(Collection::new("company", "rice").accessions(500))
        .collection(Collection::new("station", "rice").identified(7))
        .project(Project::new("p", "rice", Stage::Basic, "lab", Status::Active).draws_on(["wild"]));
    let chain = build(with(builder, [line("wild"), line("idle")]));
    let row = chain.collection_rows()[0];
    assert_eq!((row.holders, row.accessions, row.used), (3, Some(1500), None));
    let identified = row.identified.unwrap();
    assert_eq!((identified.count, identified.share()), (200, Some(0.2)));
    assert_eq!((row.named, row.drawn_on), (2, 1));
}
