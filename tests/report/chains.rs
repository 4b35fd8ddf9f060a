//! Chains that several tests look at.

use seedrelay::{
    Capability, Category, Demand, Evidence, Organization, OrganizationKind, Project, Service, ServiceKind, Source,
    Stage, Status, SupplyChain,
};

/// Names that would do harm if a page took them for anything but names.
pub(crate) const NASTY: [&str; 9] = [
    "<script>window.pwned = 1</script>",
    "\" onload=\"window.pwned = 2",
    "' onfocus='window.pwned = 3' autofocus='",
    "=cmd()",
    "{{7*7}}",
    "</style>",
    "]]><!-- -->",
    "&lt;b&gt;",
    "\u{202e}gnp.exe\u{2066} اسم",
];

/// Two categories, of which one is cut short.
pub(crate) fn small() -> SupplyChain {
    let day = |text: &str| text.parse().unwrap();
    SupplyChain::builder(day("2024-12-31"))
        .name(("A small relay", "小型接力"))
        .source(Source::new("survey").title(("Survey of 2024", "2024年调查")).address("shelf 7"))
        .category(Category::new("rice").name(("Rice", "水稻")).source("survey"))
        .category(Category::new("pig").name(("Pig", "生猪")).evidence(Evidence::Proposed))
        .organization(
            Organization::new("lab", OrganizationKind::Laboratory)
                .name(("Seed Laboratory", "种业实验室"))
                .capabilities([Capability::new("pig", Stage::Basic, 1).evidence(Evidence::Proposed)])
                .capability("rice", Stage::Basic, 4)
                .source("survey"),
        )
        .organization(
            Organization::new("union", OrganizationKind::Consortium)
                .name(("Rice Union", "水稻联合体"))
                .capability("rice", Stage::Applied, 2)
                .evidence(Evidence::Assumed),
        )
        .organization(
            Organization::new("seeds", OrganizationKind::Company).name(("Longgrain Seeds", "长粒种业")).capability(
                "rice",
                Stage::Industrialization,
                1,
            ),
        )
        .organization(
            Organization::new("station", OrganizationKind::Service)
                .service(ServiceKind::Extension)
                .name(("Extension Station", "推广站")),
        )
        .project(
            Project::new("gene", "rice", Stage::Basic, "lab", Status::Delivered)
                .title(("Blast resistance gene", "抗稻瘟病基因"))
                .started(day("2018"))
                .ended(day("2020-06-30"))
                .source("survey"),
        )
        .project(
            Project::new("stranded", "rice", Stage::Basic, "lab", Status::Delivered)
                .title(("Cold tolerance gene", "耐冷基因"))
                .ended(day("2021-03")),
        )
        .project(
            Project::new("line", "rice", Stage::Applied, "union", Status::Active)
                .title(("Resistant line", "抗病品系"))
                .commissioned_by("seeds")
                .commissioned(day("2021-09-01"))
                .started(day("2022-01-01"))
                .builds_on(["gene"])
                .evidence(Evidence::Assumed),
        )
        .project(
            Project::new("waits", "rice", Stage::Applied, "union", Status::Accepted)
                .commissioned_by("seeds")
                .commissioned(day("2023-01-01"))
                .evidence(Evidence::Assumed),
        )
        .demand(Demand::new("cold", "seeds", "rice", Stage::Basic).title(("Rice that bears cold", "耐冷水稻")))
        .service(Service::new("station", "seeds"))
        .build()
        .unwrap()
}

/// A chain all of whose names would do harm: as names, as ids, as texts of every kind.
pub(crate) fn nasty() -> SupplyChain {
    let day = |text: &str| text.parse().unwrap();
    let name = |number: usize| NASTY[number % NASTY.len()];
    let mut builder = SupplyChain::builder(day("2024-12-31"))
        .name(NASTY.concat())
        .source(Source::new(name(0)).title(name(1)).address("javascript:window.pwned=4"))
        .source(Source::new("plain").address(name(3)));
    for (number, text) in NASTY.into_iter().enumerate() {
        let kind = OrganizationKind::ALL[number % OrganizationKind::ALL.len()];
        let category = Category::new(text).name(if number % 2 == 0 { text } else { name(number + 1) }).source(name(0));
        let mut organization = Organization::new(text, kind)
            .name((text, name(number + 2)))
            .region(name(number + 3))
            .capability(text, Stage::ALL[number % 4], 1 + number as u32)
            .capability(name(number + 1), Stage::Basic, 1)
            .source("plain");
        if kind == OrganizationKind::Service {
            organization = organization.service(ServiceKind::Extension);
        }
        builder = builder.category(category).organization(organization);
    }
    for (number, text) in NASTY.into_iter().enumerate() {
        let (stage, status) = (Stage::ALL[number % 4], Status::ALL[number % 6]);
        let mut project = Project::new(text, text, stage, name(number + 1), status)
            .title(name(number + 4))
            .topic(text)
            .commissioned_by(name(number + 2))
            .commissioned(day("2020"));
        if number > 0 {
            project = project.builds_on([name(number - 1)]);
        }
        let demand = Demand::new(text, name(number + 5), text, stage).title(text).raised(day("2019"));
        builder = builder.project(project).demand(demand).service(Service::new(text, name(number + 1)));
    }
    builder.build().unwrap()
}
