//! Units: what numbers count, and in what they are measured.

use crate::model::Lang;

/// What a number counts, or in what it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unit {
    /// No number, or one without a unit.
    None,
    /// Organizations.
    Organizations,
    /// Projects.
    Projects,
    /// Categories.
    Categories,
    /// Demands.
    Demands,
    /// Records of any list.
    Records,
    /// Payments.
    Payments,
    /// Research teams.
    Teams,
    /// Days.
    Days,
    /// Years.
    Years,
    /// In the chain's currency.
    Money,
    /// Of 1.
    Share,
    /// Products per year.
    Products,
    /// Roles: an organization in a leap each.
    Roles,
    /// Of organizations, through one between them.
    Pairs,
    /// Shortest paths, or those that were sampled.
    Paths,
    /// Standard deviations.
    Deviations,
    /// Projects for each team.
    PerTeam,
}

impl Unit {
    /// The spelling in CSV, and what a reader of English and of Chinese calls it.
    const fn names(self) -> [&'static str; 3] {
        match self {
            Self::None => ["", "", ""],
            Self::Organizations => ["organizations", "organizations", "个组织"],
            Self::Projects => ["projects", "projects", "个项目"],
            Self::Categories => ["categories", "categories", "个品类"],
            Self::Demands => ["demands", "demands", "项需求"],
            Self::Records => ["records", "records", "条记录"],
            Self::Payments => ["payments", "payments", "笔"],
            Self::Teams => ["teams", "teams", "个团队"],
            Self::Days => ["days", "days", "天"],
            Self::Years => ["years", "years", "年"],
            Self::Money => ["currency", "currency", "货币单位"],
            Self::Share => ["share", "share of 1", "占1的份额"],
            Self::Products => ["products/year", "products/year", "产品/年"],
            Self::Roles => ["roles", "roles", "个环节"],
            Self::Pairs => ["pairs", "pairs", "对"],
            Self::Paths => ["paths", "paths", "条路径"],
            Self::Deviations => ["standard deviations", "standard deviations", "个标准差"],
            Self::PerTeam => ["projects/team", "projects/team", "项目/团队"],
        }
    }

    /// The spelling in CSV.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.names()[0]
    }

    /// What a reader of the language calls it.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.names()[lang as usize + 1]
    }
}
