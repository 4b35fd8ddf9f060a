//! What throughput, coverage and loads rest on, case by case.

use seedrelay::say::View;
use seedrelay::{
    Agreement, Category, Charter, Demand, Evidence, Lang, Member, Organization, OrganizationKind, Project, Stage,
    Status, SupplyChain,
};

use crate::drawn::date;
use crate::everything::diagnose;

/// A documented relay of rice without any relation, and pig beside it.
fn builder() -> seedrelay::ChainBuilder {
    SupplyChain::builder(date("2024-12-31"))
        .category(Category::new("rice"))
        .category(Category::new("pig"))
        .organization(Organization::new("lab", OrganizationKind::Laboratory).capability("rice", Stage::Basic, 1))
        .organization(Organization::new("union", OrganizationKind::Consortium).capability("rice", Stage::Applied, 1))
        .organization(Organization::new("seeds", OrganizationKind::Company).capability(
            "rice",
            Stage::Industrialization,
            1,
        ))
}

/// How well what is said of the throughput of rice is known.
fn known(builder: seedrelay::ChainBuilder) -> Option<Evidence> {
    let chain = builder.build().expect("the chain is sound");
    let table = View::new(&chain).throughput(&diagnose(&chain).throughput, Lang::En);
    table.rows.iter().find(|row| row.about.category == Some("rice")).expect("rice is there").about.evidence
}

#[test]
fn throughput_is_assumed_at_best() {
    assert_eq!(known(builder()), Some(Evidence::Assumed));
    assert_eq!(known(builder().agreement(Agreement::new("lab", "union"))), Some(Evidence::Assumed));
}

#[test]
fn throughput_rests_on_relations() {
    let proposed = Agreement::new("lab", "union").evidence(Evidence::Proposed);
    assert_eq!(known(builder().agreement(proposed.clone())), Some(Evidence::Proposed));
    let elsewhere = proposed.categories(["pig"]);
    assert_eq!(known(builder().agreement(elsewhere)), Some(Evidence::Assumed), "it covers another category");
    let project =
        |performer| Project::new("p", "rice", Stage::Applied, performer, Status::Proposed).evidence(Evidence::Proposed);
    assert_eq!(known(builder().project(project("union"))), Some(Evidence::Assumed), "it relates nobody");
    assert_eq!(known(builder().project(project("union").commissioned_by("lab"))), Some(Evidence::Proposed));
    let mut cancelled = project("union").commissioned_by("lab");
    cancelled.status = Status::Cancelled;
    assert_eq!(known(builder().project(cancelled)), Some(Evidence::Assumed));
    let upstream = Project::new("q", "rice", Stage::Basic, "lab", Status::Delivered);
    let handoff = builder().project(upstream).project(project("union").builds_on(["q"]));
    assert_eq!(known(handoff), Some(Evidence::Proposed));
}

#[test]
fn throughput_rests_on_members() {
    let consortium = |evidence| {
        let charter = Charter::new().lead("seeds").member(Member::new("seeds")).evidence(evidence);
        Organization::new("second", OrganizationKind::Consortium).capability("rice", Stage::Applied, 1).charter(charter)
    };
    assert_eq!(known(builder().organization(consortium(Evidence::Documented))), Some(Evidence::Assumed));
    assert_eq!(known(builder().organization(consortium(Evidence::Proposed))), Some(Evidence::Proposed));
}

#[test]
fn a_place_is_known_as_its_weakest_record() {
    let assumed = |id| Project::new(id, "rice", Stage::Basic, "lab", Status::Active).evidence(Evidence::Assumed);
    let chain = builder().project(assumed("p")).build().expect("the chain is sound");
    let table = View::new(&chain).coverage(&chain.coverage(), Lang::En);
    let of = |category, stage| {
        let row = table.rows.iter().find(|row| row.about.category == Some(category) && row.about.stages == [stage]);
        row.map(|row| (row.about.evidence, row.about.kinds.clone())).expect("every place has a row")
    };
    assert_eq!(of("rice", Stage::Basic), (Some(Evidence::Assumed), vec![OrganizationKind::Laboratory]));
    assert_eq!(of("rice", Stage::Applied), (Some(Evidence::Documented), vec![OrganizationKind::Consortium]));
    assert_eq!(of("pig", Stage::Basic), (None, vec![]));
}

#[test]
fn a_demand_that_stopped_short_rests_on_its_answers() {
    let chain = builder()
        .demand(Demand::new("d", "seeds", "rice", Stage::Basic))
        // The one who raised it answers it: no relation between two organizations tells of it.
        .project(
            Project::new("p", "rice", Stage::Industrialization, "seeds", Status::Active)
                .answers(["d"])
                .evidence(Evidence::Assumed),
        )
        .project(Project::new("q", "rice", Stage::Applied, "union", Status::Failed).answers(["d"]))
        .build()
        .expect("the chain is sound");
    let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
    let short = view.gaps(&diagnosis.gaps, Lang::En).find(|said| said.kind == "demand-stopped-short").expect("it is");
    let named: Vec<&str> = short.about.records.iter().map(|record| record.id).collect();
    assert_eq!(named, ["d", "seeds", "p"]);
    assert_eq!(short.about.evidence, Some(Evidence::Assumed));
}

#[test]
fn a_load_rests_on_what_is_open_there() {
    let project = |id, stage, status| Project::new(id, "rice", stage, "lab", status).evidence(Evidence::Assumed);
    let chain = builder()
        .project(project("open", Stage::Basic, Status::Active))
        .project(project("done", Stage::Basic, Status::Delivered).evidence(Evidence::Proposed))
        .project(project("elsewhere", Stage::Applied, Status::Active).evidence(Evidence::Proposed))
        .build()
        .expect("the chain is sound");
    let table = View::new(&chain).most_loaded(&chain.load(), 9, Lang::En);
    let row = table.rows.iter().find(|row| row.about.stages == [Stage::Basic]).expect("it is loaded");
    let named: Vec<&str> = row.about.records.iter().map(|record| record.id).collect();
    assert_eq!((named, row.about.evidence), (vec!["lab", "open"], Some(Evidence::Assumed)));
}
