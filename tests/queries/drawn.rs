//! Chains drawn by hand: small enough to check with a pencil.

use seedrelay::{
    Category, ChainBuilder, Organization, OrganizationKind, PartialDate, Project, ServiceKind, Stage, Status,
    SupplyChain,
};

pub fn date(text: &str) -> PartialDate {
    text.parse().expect("the test knows its dates")
}

/// Rice and pig, one organization for each leg of the rice relay and nothing else, as of the end of 2024.
///
/// ```text
/// lab (basic, applied-basic)   consortium (applied)   company (industrialization)   station (extension)
/// ```
pub fn relay() -> ChainBuilder {
    SupplyChain::builder(date("2024-12-31"))
        .category(Category::new("rice"))
        .organization(
            Organization::new("lab", OrganizationKind::Laboratory).capability("rice", Stage::Basic, 3).capability(
                "rice",
                Stage::AppliedBasic,
                2,
            ),
        )
        .organization(Organization::new("consortium", OrganizationKind::Consortium).capability(
            "rice",
            Stage::Applied,
            2,
        ))
        .organization(Organization::new("company", OrganizationKind::Company).capability(
            "rice",
            Stage::Industrialization,
            4,
        ))
        .organization(Organization::new("station", OrganizationKind::Service).service(ServiceKind::Extension))
}

/// A project of rice, with whoever performs its stage in [`relay`].
pub fn project(id: &str, stage: Stage, status: Status) -> Project {
    let performer = match stage {
        Stage::Basic | Stage::AppliedBasic => "lab",
        Stage::Applied => "consortium",
        Stage::Industrialization => "company",
    };
    Project::new(id, "rice", stage, performer, status)
}

pub fn build(builder: ChainBuilder) -> SupplyChain {
    builder.build().unwrap_or_else(|problems| panic!("{problems}"))
}
