//! What throughput, coverage and loads rest on, case by case.

use seedrelay::say::View;
use seedrelay::{
    Agreement, Category, Charter, Demand, Evidence, Funding, Member, Organization, OrganizationKind, Project, Service,
    ServiceKind, Stage, Status, SupplyChain,
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
    let table = View::new(&chain).throughput(&diagnose(&chain).throughput);
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
    let table = View::new(&chain).coverage(&chain.coverage());
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
    let short = view.gaps(&diagnosis.gaps).find(|said| said.kind == "demand-stopped-short").expect("it is");
    let named: Vec<&str> = short.about.records.iter().map(|record| record.id()).collect();
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
    let table = View::new(&chain).most_loaded(&chain.workloads(), 9);
    let row = table.rows.iter().find(|row| row.about.stages == [Stage::Basic]).expect("it is loaded");
    let named: Vec<&str> = row.about.records.iter().map(|record| record.id()).collect();
    assert_eq!((named, row.about.evidence), (vec!["lab", "open"], Some(Evidence::Assumed)));
}

/// The government, and a consortium with a project that it pays for.
fn paid(payments: impl IntoIterator<Item = Funding>) -> SupplyChain {
    let mut builder = builder()
        .organization(Organization::new("state", OrganizationKind::Government))
        .project(Project::new("p", "rice", Stage::Applied, "union", Status::Active));
    builder.extend(payments);
    builder.build().expect("the chain is sound")
}

#[test]
fn money_rests_on_its_payments_and_names_each_project_once() {
    let payment = |evidence| Funding::new("state", "union").project("p").amount(1.0).evidence(evidence);
    let rests_on = |chain: &SupplyChain| {
        let (view, diagnosis) = (View::new(chain), diagnose(chain));
        let union = view.consortium_money(&diagnosis.consortium_money).rows.remove(0).about;
        let rice =
            view.mechanisms(&diagnosis.mechanisms).rows.into_iter().find(|row| row.about.category == Some("rice"));
        let named: Vec<String> = union.records.iter().map(|record| record.id().to_owned()).collect();
        (named, union.evidence, rice.expect("rice has a row").about.evidence)
    };
    let named = || vec!["union".to_owned(), "p".to_owned()];
    let documented = Some(Evidence::Documented);
    let both = paid([payment(Evidence::Documented), payment(Evidence::Documented)]);
    assert_eq!(rests_on(&both), (named(), documented, documented));
    let weaker = paid([payment(Evidence::Documented), payment(Evidence::Assumed)]);
    assert_eq!(rests_on(&weaker), (named(), Some(Evidence::Assumed), Some(Evidence::Assumed)));
}

/// Who limits a category in two leaps, and would help most there, is named once.
#[test]
fn who_limits_twice_is_named_once() {
    let alone = Organization::new("alone", OrganizationKind::Institute);
    let alone =
        [Stage::Basic, Stage::Applied].into_iter().fold(alone, |alone, stage| alone.capability("pig", stage, 1));
    let chain = builder()
        .organization(alone.capability("pig", Stage::Industrialization, 1))
        .build()
        .expect("the chain is sound");
    let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
    let pig = view.throughput(&diagnosis.throughput).rows.into_iter().find(|row| row.about.category == Some("pig"));
    let named: Vec<&str> = pig.expect("pig has a row").about.records.iter().map(|record| record.id()).collect();
    assert_eq!(named, ["pig", "alone"]);
}

#[test]
fn who_connects_is_known_as_the_weakest_of_its_relations() {
    let of_station = |builder: seedrelay::ChainBuilder| {
        let chain = builder.build().expect("the chain is sound");
        let (view, diagnosis) = (View::new(&chain), diagnose(&chain));
        let table = view.connectors(&diagnosis.connectors, &diagnosis.connector_summary, 9);
        let named = |row: &seedrelay::say::TableRow<'_>| row.about.records[0].id() == "station";
        table.rows.iter().find(|row| named(row)).expect("it has a partner").about.evidence
    };
    // It takes on what the company commissions, and serves the laboratory.
    let asked = || Project::new("p", "rice", Stage::Applied, "station", Status::Active).commissioned_by("seeds");
    let station = Organization::new("station", OrganizationKind::Service).service(ServiceKind::Extension);
    let serves = |client, evidence| Service::new("station", client).evidence(evidence);
    let served =
        || builder().organization(station.clone()).project(asked()).service(serves("lab", Evidence::Documented));
    assert_eq!(of_station(served()), Some(Evidence::Documented));
    assert_eq!(of_station(served().service(serves("union", Evidence::Assumed))), Some(Evidence::Assumed));
    let agreed = served().agreement(Agreement::new("lab", "station").evidence(Evidence::Proposed));
    assert_eq!(of_station(agreed), Some(Evidence::Documented), "an agreement connects nobody yet");
}
