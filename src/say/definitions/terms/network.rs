//! Terms of connectors, mechanisms and the selection of categories.

use super::{Term, term};
use crate::say::definitions::Topic;

const GOULD: &str = "Gould and Fernandez 1989";

pub(super) const TERMS: &[Term] = &[
    term(
        "brokerage",
        Topic::Connectors,
        ["Bridges (brokerage)", "桥接数"],
        [
            "Pairs a, b for which a reaches b through the organization but not directly, by commissions, live handoffs, \
             services and memberships.",
            "a只能经由该组织到达b、而不能直接到达的组织对数（委托、有效成果交接、服务、成员关系）。",
        ],
    )
    .unit("pairs", "对")
    .source(GOULD),
    term(
        "brokerage-expected",
        Topic::Connectors,
        ["By chance", "随机基准"],
        [
            "How many pairs it would connect if as many relations were laid at random among organizations of the \
             same kinds. The z-score says by how many standard deviations the count is above it.",
            "同样多的关系在同样构成的组织间随机分布时的期望对数。z值为实际值高出期望多少个标准差。",
        ],
    )
    .unit("pairs", "对")
    .source(GOULD),
    term(
        "liaison",
        Topic::Connectors,
        ["Across kinds (liaison)", "跨类型桥接"],
        [
            "Of the pairs that it connects, those of which all three organizations are of different kinds.",
            "所桥接的组织对中，三方组织类型各不相同的对数。",
        ],
    )
    .unit("pairs", "对")
    .source(GOULD),
    term(
        "constraint",
        Topic::Connectors,
        ["Constraint", "对少数伙伴的依赖度"],
        [
            "How far an organization is held by its network of partners: 1 if it depends on one alone, near 0 with many that \
             are not linked with each other; n/a without partners.",
            "受合作网络约束的程度：只依赖一个伙伴时为1，有许多互不关联的伙伴时接近0；未见伙伴记录时不适用。",
        ],
    )
    .unit("0 to about 1", "0至约1")
    .source("Burt 1992"),
    term(
        "betweenness",
        Topic::Connectors,
        ["Paths (betweenness)", "路径（中介中心性）"],
        [
            "Shortest paths along live handoffs that lead through the organization.",
            "经过该组织的有效成果交接最短路径数。",
        ],
    )
    .unit("paths", "条")
    .source("Brandes 2001"),
    term(
        "public-money",
        Topic::Mechanisms,
        ["Public money on chokepoints", "卡脖子资金"],
        [
            "Of the money of the government for known projects, the share that is for chokepoint technology.",
            "政府对已知项目的资金中，用于卡脖子技术的比例。",
        ],
    )
    .unit("share of money", "占资金比例")
    .of_proposal(),
    term(
        "demand-at-root",
        Topic::Mechanisms,
        ["Demands answered at their root", "需求传导到源头"],
        [
            "Demands that a live project answers at the stage where their root lies, or an earlier one; of all demands.",
            "在根源阶段或更早阶段有有效项目响应的需求，占全部需求。",
        ],
    )
    .unit("demands", "项")
    .of_proposal(),
    term(
        "duplicated",
        Topic::Mechanisms,
        ["Doubled projects", "低水平重复"],
        [
            "Live projects of applied research and industrialization that duplicate another; of those whose topic is \
             known.",
            "应用研究与产业化的有效项目中与他人重复的，占主题已知的项目。",
        ],
    )
    .unit("projects", "个")
    .of_proposal(),
    term(
        "inventors",
        Topic::Mechanisms,
        ["Inventors with a share", "发明人收益"],
        [
            "Projects whose inventors have a share of the benefit; of those whose benefit shares are known.",
            "发明人享有收益份额的项目，占收益分配已知的项目。",
        ],
    )
    .unit("projects", "个")
    .of_proposal(),
    term(
        "orientations",
        Topic::Mechanisms,
        ["Facing (the four orientations)", "四个面向"],
        [
            "How many of the four orientations the live projects face, were all faced alike: the exponential of \
             Shannon's entropy, 1 to 4.",
            "有效项目所面向的方向的有效数（香农熵的指数），1至4。",
        ],
    )
    .unit("1 to 4", "1至4")
    .source("Hill 1973"),
    term(
        "score",
        Topic::Selection,
        ["Score", "得分"],
        [
            "The mean of the criteria that are compared, each over the greatest value of all categories, by the weights \
             of the caller; unknown where one of them is.",
            "各比较指标除以全部品类中的最大值后，按给定权重求平均；任一指标未知时未知。",
        ],
    )
    .unit("0 to 1", "0至1"),
    term(
        "dominance",
        Topic::Selection,
        ["Dominance", "优势关系"],
        [
            "At least as good by every criterion that is compared, and better by one: such a category comes before the \
             other whatever the weights.",
            "在每项比较指标上都不差，且至少一项更好：无论怎样赋权都排在前面。",
        ],
    ),
    term(
        "acceptability",
        Topic::Selection,
        ["First (rank acceptability)", "排名第一的权重占比"],
        [
            "The share of all possible weights of the criteria for which the category comes first.",
            "在全部可能的权重中，使该品类居首的权重所占比例。",
        ],
    )
    .unit("share of weights", "占权重比例")
    .source("Lahdelma and Salminen 2001"),
];
