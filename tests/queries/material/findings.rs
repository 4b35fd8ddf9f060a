//! What is found about material.

use seedrelay::model::{GermplasmKind, Right};
use seedrelay::query::FindingOptions;
use seedrelay::record::Royalty;
use seedrelay::rules::FindingKind;
use seedrelay::{BenefitShare, Germplasm, Lang, Project, Region, Stage, Status, SupplyChain};

use super::super::drawn::{build, project, relay};
use super::{line, variety, with};

fn told(chain: &SupplyChain, kind: FindingKind, lang: Lang) -> Vec<String> {
    chain.findings(&FindingOptions::new()).of_kind(kind).map(|finding| finding.message(lang)).collect()
}

fn english(chain: &SupplyChain, kind: FindingKind) -> Vec<String> {
    told(chain, kind, Lang::En)
}

/// So many varieties of the same two parents, which come from abroad.
fn narrow(varieties: usize) -> SupplyChain {
    let builder = relay().home("hunan").region(Region::new("hunan")).region(Region::new("laos"));
    let parents = [line("a").origin("laos"), line("b").origin("laos")];
    build(with(builder, parents.into_iter().chain((0..varieties).map(|n| variety(&format!("v{n}"), ["a", "b"])))))
}

#[test]
fn no_base_is_judged_below_twenty_varieties() {
    let (few, enough) = (narrow(19), narrow(20));
    for kind in [FindingKind::NarrowBase, FindingKind::OutsideBase] {
        assert_eq!(english(&few, kind), [""; 0]);
        let unjudged = few.findings(&FindingOptions::new()).unjudged();
        assert!(unjudged.iter().any(|row| row.kind == kind && row.records == 1));
    }
    assert_eq!(
        english(&enough, FindingKind::NarrowBase),
        ["rice: 100 % of the 20 varieties have “a” as a direct parent."]
    );
    assert_eq!(
        told(&enough, FindingKind::OutsideBase, Lang::Zh),
        ["rice：20个品种的遗传基础中，来源已知的部分有100%来自外地。"]
    );
}

#[test]
fn few_founders_are_a_narrow_base_without_one_parent_of_many() {
    let crosses = (0..12).map(|n| line(&format!("x{n:02}")).parents(["a", "b"]));
    let varieties = (0..24).map(|n| variety(&format!("v{n:02}"), [format!("x{:02}", n / 2).as_str()]));
    let chain = build(with(relay(), [line("a"), line("b")].into_iter().chain(crosses).chain(varieties)));
    assert_eq!(english(&chain, FindingKind::NarrowBase), ["rice: the 24 varieties come to 2 effective founders."]);
}

#[test]
fn a_resource_is_idle_until_anything_is_on_record() {
    let kept = |id: &str| Germplasm::new(id, "rice", GermplasmKind::Landrace).holders(["lab"]);
    let builder = relay().project(project("p", Stage::Applied, Status::Active).draws_on(["drawn"]));
    let chain = build(with(
        builder,
        [kept("idle"), kept("drawn"), kept("parent"), line("child").parents(["parent"]), line("kept-by-nobody-known")],
    ));
    assert_eq!(english(&chain, FindingKind::IdleGermplasm), ["rice: no use of “idle”, which lab keeps, is on record."]);
}

#[test]
fn a_duplicate_is_missed_where_the_records_say_that_there_is_none() {
    let none: [&str; 0] = [];
    let landrace = |id: &str| Germplasm::new(id, "rice", GermplasmKind::Landrace);
    let chain = build(with(
        relay(),
        [
            landrace("alone").duplicates(none),
            landrace("unknown"),
            landrace("safe").duplicates(["station"]),
            line("tool").duplicates(none),
        ],
    ));
    assert_eq!(told(&chain, FindingKind::UnbackedGermplasm, Lang::Zh), ["rice：记录注明“alone”没有异地备份。"]);
}

#[test]
fn rights_that_are_not_settled_are_found_beyond_basic_research() {
    let pending = |id: &str| line(id).right(Right::Pending);
    let builder = relay()
        .project(project("early", Stage::Basic, Status::Active).draws_on(["a"]))
        .project(project("late", Stage::Applied, Status::Active).draws_on(["b", "c"]));
    let chain = build(with(builder, [pending("a"), pending("b"), line("c")]));
    assert_eq!(
        english(&chain, FindingKind::UnconfirmedMaterial),
        ["rice: “late” of consortium draws on “b”, the right in which is applied for."]
    );
}

#[test]
fn inventors_have_a_floor_where_a_model_sets_one() {
    let shared = |share| {
        let shares = [BenefitShare::new("inventors", share), BenefitShare::new("lab", 1.0 - share)];
        build(relay().project(project("gene", Stage::Basic, Status::Delivered).benefit_shares(shares)))
    };
    assert_eq!(english(&shared(0.5), FindingKind::InventorShareBelowFloor), [""; 0]);
    assert_eq!(
        english(&shared(0.3), FindingKind::InventorShareBelowFloor),
        [
            "rice: the inventors of “gene” by lab have 30 %, less than 50 %, which differs from the division of labour of the Yuelushan proposal."
        ]
    );
}

#[test]
fn a_product_that_earns_and_pays_nothing_upstream_is_found() {
    let chain = |product: fn(Project) -> Project| {
        let sale = project("seed", Stage::Industrialization, Status::Active).revenue(5.0).builds_on(["bred"]);
        let bred = project("bred", Stage::Applied, Status::Delivered).releases(["v"]);
        build(with(relay().project(bred).project(product(sale)), [variety("v", [""; 0])]))
    };
    let none: fn(Project) -> Project = |sale| sale.royalties(Vec::<Royalty>::new());
    assert_eq!(english(&chain(none), FindingKind::UpstreamUnpaid).len(), 1);
    assert_eq!(english(&chain(|sale| sale), FindingKind::UpstreamUnpaid).len(), 0, "nobody says what it pays");
    assert_eq!(
        english(&chain(|sale| sale.royalties([Royalty::new(0.1).project("bred")])), FindingKind::UpstreamUnpaid).len(),
        0
    );
    assert_eq!(
        english(
            &chain(|sale| sale.draws_on(["v"]).royalties([Royalty::new(0.1).germplasm("v")])),
            FindingKind::UpstreamUnpaid
        )
        .len(),
        0,
        "it pays through what the result released"
    );
}
