//! A chain built in Rust: three organizations, two projects, and what the crate says of them.
//!
//! `cargo run --example build_in_code`

mod shared;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use seedrelay::chain::ProblemKind;
use seedrelay::query::GapOptions;
use seedrelay::{
    Capability, Category, Charter, Demand, Evidence, Gap, GapKind, Member, Organization, OrganizationKind, Project,
    Stage, Status, SupplyChain,
};

fn main() -> ExitCode {
    shared::tell(|_| tell())
}

fn tell() -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    // The laboratory has delivered a gene. A consortium is proposed to carry it on.
    let builder = SupplyChain::builder("2024-12-31".parse()?)
        .name(("A first chain", "第一条链"))
        .currency("CNY")
        .category(Category::new("rice").name(("Rice", "水稻")))
        .organization(
            Organization::new("laboratory", OrganizationKind::Laboratory)
                .name(("The laboratory", "实验室"))
                .capabilities([Capability::new("rice", Stage::AppliedBasic, 2).evidence(Evidence::Assumed)])
                .capability("rice", Stage::Basic, 4),
        )
        .organization(
            Organization::new("company", OrganizationKind::Company).name(("The company", "种业公司")).capability(
                "rice",
                Stage::Industrialization,
                3,
            ),
        )
        .organization(
            Organization::new("consortium", OrganizationKind::Consortium)
                .capability("rice", Stage::Applied, 2)
                .charter(
                    Charter::new()
                        .lead("company")
                        .legal_representative("company")
                        .nonprofit(true)
                        .technicians(10)
                        .member(Member::new("company").contribution(1.0).technicians(6)),
                )
                .evidence(Evidence::Proposed),
        )
        .project(
            Project::new("gene", "rice", Stage::Basic, "laboratory", Status::Delivered)
                .title(("A resistance gene", "抗性基因"))
                .started("2020".parse()?)
                .ended("2023-06-30".parse()?),
        )
        .demand(Demand::new("blast", "company", "rice", Stage::AppliedBasic).raised("2024-07-04".parse()?));
    let chain = builder.clone().build()?;

    // Today, without the consortium, nobody does applied research and the gene is stranded.
    let today = chain.known_at_least(Evidence::Assumed);
    let gaps = today.gaps(&GapOptions::new());
    for gap in gaps.worst_first() {
        writeln!(out, "{gap}")?;
    }
    let kinds: Vec<GapKind> = gaps.worst_first().iter().map(Gap::kind).collect();
    assert_eq!(kinds, [GapKind::MissingStage, GapKind::StrandedResult, GapKind::UnansweredDemand]);

    // With the consortium, and a commission that carries the gene on, only the demand is left.
    let carried_on = builder
        .clone()
        .project(
            Project::new("lines", "rice", Stage::Applied, "consortium", Status::Proposed)
                .commissioned_by("laboratory")
                .commissioned("2024-12-01".parse()?)
                .builds_on(["gene"])
                .evidence(Evidence::Proposed),
        )
        .build()?;
    let left = carried_on.gaps(&GapOptions::new()).worst_first();
    assert_eq!(left.iter().map(Gap::kind).collect::<Vec<_>>(), [GapKind::UnansweredDemand]);

    // Mistakes come back all at once, each with its place and what was probably meant.
    let problems = builder
        .project(Project::new("gene", "rcie", Stage::Applied, "consortum", Status::Active))
        .build()
        .expect_err("three things are wrong");
    writeln!(out, "\n{problems}")?;
    assert_eq!(problems.len(), 3);
    assert!(problems.iter().any(|problem| matches!(problem.kind, ProblemKind::DuplicateId { .. })));

    // What was built can be written, and read again.
    let document = carried_on.to_json();
    assert_eq!(SupplyChain::from_json(&document)?, carried_on);
    Ok(out)
}
