//! A chain drawn by hand, in which something of each kind is said, known in each of the three ways.

use seedrelay::{
    Agreement, Category, Charter, Demand, Evidence, Funding, Member, Organization, OrganizationKind, PartialDate,
    Project, Service, ServiceKind, Source, Stage, Status, SupplyChain,
};

pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().expect("the test knows its dates")
}

/// Rice has all four stages, a consortium that is only proposed, and a commission that waits; of pig only a demand and
/// a stranded result are known.
pub(crate) fn chain() -> SupplyChain {
    let project = |id: &str, title: (&str, &str), category: &str, stage, performer: &str, status| {
        Project::new(id, category, stage, performer, status).title(title)
    };
    let builder = SupplyChain::builder(date("2024-12-31"))
        .name(("Two categories", "两个品类"))
        .currency("CNY")
        .source(
            Source::new("register").title(("Register of varieties", "品种登记")).address("shelf 3").date(date("2023")),
        )
        .source(Source::new("unused"))
        .category(Category::new("rice").name(("Rice", "水稻")).strategic(true).source("register"))
        .category(Category::new("pig").name(("Pig", "生猪")))
        .organization(
            Organization::new("lab", OrganizationKind::Laboratory)
                .name(("Laboratory", "实验室"))
                .leading_scientists(3)
                .capability("rice", Stage::Basic, 4)
                .source("register"),
        )
        .organization(
            Organization::new("hau", OrganizationKind::University)
                .name(("University", "农业大学"))
                .capability("rice", Stage::AppliedBasic, 2)
                .capability("pig", Stage::Basic, 1)
                .evidence(Evidence::Assumed),
        )
        .organization(
            Organization::new("union", OrganizationKind::Consortium)
                .name(("Rice consortium", "水稻联合体"))
                .capability("rice", Stage::Applied, 1)
                .charter(Charter::new().lead("seeds").nonprofit(true).member(Member::new("seeds").contribution(1.0)))
                .evidence(Evidence::Proposed),
        )
        .organization(
            Organization::new("seeds", OrganizationKind::Company).name(("Seed company", "种业公司")).capability(
                "rice",
                Stage::Industrialization,
                2,
            ),
        )
        .organization(Organization::new("state", OrganizationKind::Government).name(("Government", "省政府")))
        .organization(
            Organization::new("station", OrganizationKind::Service)
                .service(ServiceKind::Extension)
                .name(("Extension station", "推广站")),
        );
    builder
        .project(
            project("gene", ("Blast gene", "抗稻瘟病基因"), "rice", Stage::Basic, "lab", Status::Delivered)
                .ended(date("2021-06-30"))
                .source("register"),
        )
        .project(
            project("marker", ("Blast marker", "抗病分子标记"), "rice", Stage::AppliedBasic, "hau", Status::Active)
                .builds_on(["gene"])
                .started(date("2021-09-01"))
                .evidence(Evidence::Assumed),
        )
        .project(
            project("parents", ("Parental lines", "亲本系"), "rice", Stage::Applied, "union", Status::Accepted)
                .builds_on(["marker"])
                .commissioned_by("lab")
                .commissioned(date("2024-01-15"))
                .evidence(Evidence::Proposed),
        )
        .project(
            project("seed", ("Hybrid seed", "杂交种"), "rice", Stage::Industrialization, "hau", Status::Active)
                .builds_on(["gene"])
                .started(date("2023-03-01"))
                .evidence(Evidence::Assumed),
        )
        .project(
            project("breed", ("Black pig gene", "黑猪基因"), "pig", Stage::Basic, "hau", Status::Delivered)
                .ended(date("2020"))
                .evidence(Evidence::Assumed),
        )
        .demand(
            Demand::new("lean", "seeds", "pig", Stage::Basic)
                .title(("Lean growth", "瘦肉生长"))
                .raised(date("2023-05")),
        )
        .demand(Demand::new("heat", "seeds", "rice", Stage::Basic).title(("Heat tolerance", "耐高温")))
        .agreement(Agreement::new("union", "seeds").evidence(Evidence::Proposed))
        .funding(Funding::new("state", "union").project("parents").amount(500_000.0).evidence(Evidence::Proposed))
        .service(Service::new("station", "seeds").category("rice"))
        .build()
        .expect("the chain is sound")
}
