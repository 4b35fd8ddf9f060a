//! Terms of what limits the flow.

use super::{KAPLAN_MEIER, Term, term};
use crate::say::definitions::Topic;

pub(super) const TERMS: &[Term] = &[
    term(
        "load",
        Topic::Bottlenecks,
        ["Load (open work)", "负荷（在办）"],
        [
            "Projects of a performer under way + proposed or accepted, which wait for its teams. Utilization is their \
             number per team: above 1 there is more work than teams.",
            "承担单位进行中的项目数+已提出或已受理、等待团队的项目数。负荷率为每个团队的在办项目数，大于1即工作多于团队。",
        ],
    )
    .unit("projects", "个"),
    term(
        "wait",
        Topic::Bottlenecks,
        ["Wait of commissions", "委托等待天数"],
        [
            "From the commission to the start. The median of all commissions with a known date, with those not started \
             counted as waiting; unknown while less than half have started.",
            "从委托到启动的天数。按全部已知日期的委托估计中位数，未启动的按删失处理；启动不足一半时未知。",
        ],
    )
    .unit("days", "天")
    .source(KAPLAN_MEIER),
    term(
        "erlang-c",
        Topic::Bottlenecks,
        ["Predicted wait, M/M/c", "预测等待（M/M/c）"],
        [
            "The mean wait for one of c teams if commissions came and projects lasted at random, at the rates observed. \
             Only from 5 observations on.",
            "假定委托到达与项目周期均为随机、按观测速率计算的c个团队的平均等待。至少5个观测才计算。",
        ],
    )
    .unit("days", "天")
    .source("Erlang 1917"),
    term(
        "allen-cunneen",
        Topic::Bottlenecks,
        ["Predicted wait, G/G/c", "预测等待（G/G/c）"],
        [
            "The same with commissions and durations as variable as they were observed to be.",
            "同上，但委托间隔与项目周期的变异取观测值。",
        ],
    )
    .unit("days", "天")
    .source("Kingman 1961; Allen and Cunneen 1978"),
    term(
        "hhi",
        Topic::Bottlenecks,
        ["Concentration (index)", "集中度（指数）"],
        [
            "The sum of the squared shares of the performers in the commissions of a category at a stage: 1 where one \
             has all, 1/n where n have equally many.",
            "某品类某阶段各承担单位委托份额的平方和：一家独占为1，n家均分为1/n。",
        ],
    )
    .unit("0 to 1", "0至1")
    .source("Herfindahl 1950; Hirschman 1945"),
    term(
        "active-period",
        Topic::Bottlenecks,
        ["Active period", "连续满负荷"],
        [
            "At each moment, whoever has been continuously full longest. Alone: the share of the time in which it is the only \
             one. In turns: while this passes from or to another.",
            "任一时刻连续满负荷时间最长者。“单独”为只有该组织最长的时间比例；“交替”为在该组织与另一个之间转移的时间比例。",
        ],
    )
    .unit("share of the time", "占时间比例")
    .source("Roser, Nakano and Tanaka 2002"),
    term(
        "throughput",
        Topic::Bottlenecks,
        ["Throughput", "年产出"],
        [
            "The products a year that could get through a category at most: the maximum flow from leap to leap between \
             related organizations, each limited by its teams, the assumed durations and the assumed success.",
            "某品类每年最多能产出的产品数：相互关联的组织之间逐级流动的最大流，各组织受其团队数、假定周期与假定成功率所限。",
        ],
    )
    .unit("products a year", "个产品/年")
    .source("Ford and Fulkerson 1956"),
    term(
        "minimum-cut",
        Topic::Bottlenecks,
        ["What limits (minimum cut)", "制约（最小割）"],
        [
            "Roles, an organization in a leap each, whose capacities add up to the throughput: more elsewhere brings \
             nothing. Where several sets limit alike, the one nearest to the start is shown.",
            "一组环节（一个组织在一个跨越），其产能之和等于年产出；在别处增加没有效果。有多组时显示最靠近源头的一组。",
        ],
    )
    .source("Picard and Queyranne 1980"),
    term(
        "gain",
        Topic::Bottlenecks,
        ["Gain of a team", "增加一个团队的收效"],
        [
            "By how much the throughput would rise with one more team at a capability.",
            "某能力增加一个团队后年产出的增量。",
        ],
    )
    .unit("products a year", "个产品/年"),
    term(
        "loss",
        Topic::Bottlenecks,
        ["Loss of an organization", "组织退出的损失"],
        [
            "By how much the throughput would fall without the organization.",
            "某组织退出后年产出的减少量。",
        ],
    )
    .unit("products a year", "个产品/年"),
    term(
        "resilience",
        Topic::Bottlenecks,
        ["Resilience (roles to lose)", "抗断链能力（至少几个环节同时缺失才断链）"],
        [
            "The least number of roles that must be lost together before the chain is interrupted; 0 where it is already.",
            "至少几个环节同时缺失，创新链条才会中断；本已中断时为0。",
        ],
    )
    .unit("roles", "个环节")
    .source("Menger 1927"),
    term(
        "duration",
        Topic::Bottlenecks,
        ["Duration of a project", "项目周期"],
        [
            "Assumed: the least, the most likely and the greatest number of years; their mean counts. The crate's own \
             figures add up to 14 years from the first stage to the market; a survey of biotechnology traits found \
             13.1.",
            "假定值：最短、最可能与最长年数，按均值计算。本库默认值合计14年；一项生物技术性状调查为13.1年。",
        ],
    )
    .unit("years", "年")
    .source("Phillips McDougall 2011"),
    term(
        "success",
        Topic::Bottlenecks,
        ["Success of a project", "项目成功率"],
        [
            "Assumed: how likely a project is to deliver a result. The crate's own figures are 0.3, 0.4, 0.5 and 0.6 \
             from stage to stage.",
            "假定值：项目取得成果的概率。本库默认值依次为0.3、0.4、0.5、0.6。",
        ],
    )
    .unit("share of projects", "占项目比例"),
    term(
        "basis",
        Topic::Bottlenecks,
        ["Where a figure is from", "数值来源"],
        [
            "The caller's figure goes before the document's, and that before the crate's own.",
            "调用者给出的优先于文档，文档优先于本库默认值。",
        ],
    ),
    term(
        "team-output",
        Topic::Bottlenecks,
        ["Output of a team", "每团队产出"],
        [
            "Success over mean duration, times the success of all stages of later leaps: what one team would bring if \
             nothing else limited it.",
            "成功率除以平均周期，再乘以后续各跨越的成功率：不受其他制约时一个团队的年产出。",
        ],
    )
    .unit("products a year", "个产品/年"),
];
