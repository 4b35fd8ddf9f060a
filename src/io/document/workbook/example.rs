//! A small chain that a template shows, so that nobody has to guess what a row looks like.

use crate::chain::SupplyChain;
use crate::model::{GermplasmKind, OrganizationKind, Stage, Status};
use crate::record::{Agreement, Category, Demand, Germplasm, Organization, Project};

/// Rice from a gene to a variety: a university, an institute and a company.
pub(super) fn example() -> SupplyChain {
    let date = |text: &str| text.parse().expect("it is a date");
    let chain = SupplyChain::builder(date("2024-12-31"))
        .name(("A small example", "小例子"))
        .currency("CNY")
        .category(Category::new("rice").name(("Rice", "水稻")).strategic(true))
        .organization(
            Organization::new("hau", OrganizationKind::University)
                .name(("Agricultural University", "农业大学"))
                .capability("rice", Stage::Basic, 4),
        )
        .organization(
            Organization::new("rri", OrganizationKind::Institute)
                .name(("Rice Research Institute", "水稻研究所"))
                .capability("rice", Stage::Applied, 3),
        )
        .organization(
            Organization::new("seedco", OrganizationKind::Company).name(("Seed Company", "种业公司")).capability(
                "rice",
                Stage::Industrialization,
                2,
            ),
        )
        .germplasm(Germplasm::new("line-1", "rice", GermplasmKind::Line).name(("Line 1", "材料1号")))
        .germplasm(
            Germplasm::new("variety-1", "rice", GermplasmKind::Variety)
                .name(("Variety 1", "品种1号"))
                .parents(["line-1"])
                .bred_by(["rri"])
                .released(date("2023-05")),
        )
        .project(
            Project::new("p1", "rice", Stage::Basic, "hau", Status::Delivered)
                .title(("A gene for blast resistance", "抗稻瘟病基因"))
                .started(date("2018-03"))
                .ended(date("2020-12-31")),
        )
        .project(
            Project::new("p2", "rice", Stage::Applied, "rri", Status::Delivered)
                .title(("Breeding with the gene", "抗病品种选育"))
                .commissioned_by("seedco")
                .joint_performers(["hau"])
                .commissioned(date("2020-06-01"))
                .started(date("2021"))
                .ended(date("2023-05-31"))
                .builds_on(["p1"])
                .draws_on(["line-1"])
                .releases(["variety-1"])
                .budget(3_000_000.0),
        )
        .project(
            Project::new("p3", "rice", Stage::Industrialization, "seedco", Status::Active)
                .title(("Seed production", "种子生产"))
                .started(date("2024-03-01"))
                .builds_on(["p2"]),
        )
        .demand(Demand::new("d1", "seedco", "rice", Stage::Applied).raised(date("2022-05-31")))
        .agreement(Agreement::new("seedco", "rri"))
        .build();
    chain.expect("the example is sound")
}
