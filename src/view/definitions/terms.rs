//! Terms: what is counted and measured.

use super::{Definition, Topic};
use crate::Lang;

/// A definition in both languages.
struct Term {
    id: &'static str,
    topic: Topic,
    term: [&'static str; 2],
    meaning: [&'static str; 2],
    unit: Option<[&'static str; 2]>,
    source: Option<&'static str>,
}

impl Term {
    const fn unit(mut self, en: &'static str, zh: &'static str) -> Self {
        self.unit = Some([en, zh]);
        self
    }

    const fn source(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }
}

const fn term(id: &'static str, topic: Topic, term: [&'static str; 2], meaning: [&'static str; 2]) -> Term {
    Term { id, topic, term, meaning, unit: None, source: None }
}

pub(super) fn terms(lang: Lang) -> impl Iterator<Item = Definition> {
    let of = lang as usize;
    TERMS.iter().map(move |term| Definition {
        id: term.id,
        topic: term.topic,
        term: term.term[of],
        meaning: term.meaning[of],
        unit: term.unit.map(|unit| unit[of]),
        source: term.source,
    })
}

const KAPLAN_MEIER: &str = "Kaplan and Meier 1958; Greenwood 1926";
const GOULD: &str = "Gould and Fernandez 1989";
const PROPOSAL: &str = "岳麓山方案";

const TERMS: &[Term] = &[
    term(
        "record",
        Topic::Evidence,
        ["Record", "记录"],
        [
            "One thing that the document says: a category, organization, capability, charter, project, demand, \
             agreement, funding or service.",
            "文档中的一项内容：品类、组织、能力、章程、项目、需求、合作协议、资助或服务。",
        ],
    ),
    term(
        "source",
        Topic::Evidence,
        ["Source", "来源"],
        [
            "Where a documented record is known from. Counted are the records that name it; parts of an organization \
             have the source of the organization unless they name their own.",
            "有据记录的出处。按注明该出处的记录计数；组织的各部分未另行注明时，沿用该组织的出处。",
        ],
    ),
    term(
        "unknown",
        Topic::Evidence,
        ["Unknown (?)", "未知（?）"],
        [
            "The records do not say. What is unknown is left out of a share, never counted as 0.",
            "记录没有说明。未知的不计入比例，绝不按0处理。",
        ],
    ),
    term(
        "stage",
        Topic::Research,
        ["Stage", "研究阶段"],
        [
            "Basic and applied-basic research (0→1), applied research (1→10), industrialization (10→100).",
            "基础研究与应用基础研究（从0到1）、应用研究（从1到10）、产业化（从10到100）。",
        ],
    )
    .source("Frascati Manual, OECD 2015; 岳麓山方案"),
    term(
        "boundary",
        Topic::Research,
        ["Boundary", "环节交界"],
        [
            "Between one leap and the next, where a result is handed on: 0-1 > 1-10, and 1-10 > 10-100.",
            "前后两个跨越之间，成果在此交接：0-1 > 1-10，以及1-10 > 10-100。",
        ],
    ),
    term(
        "status",
        Topic::Research,
        ["Delivered, open, ended", "已交付、在研、未成"],
        [
            "Delivered: ended with a result. Open: proposed, accepted or under way. Ended: failed or cancelled. Live is \
             what is open or delivered.",
            "已交付：取得成果；在研：已提出、已接受或进行中；未成：失败或取消。在研与已交付统称有效。",
        ],
    )
    .unit("projects", "个"),
    term(
        "capability",
        Topic::Research,
        ["Capability (teams)", "能力（团队）"],
        [
            "The research teams of an organization for a category at a stage. A team runs one project at a time.",
            "一个组织在某品类某阶段的科研团队数。一个团队同时只做一个项目。",
        ],
    )
    .unit("teams", "个"),
    term(
        "commission",
        Topic::Research,
        ["Commission", "委托"],
        [
            "A project that one organization asks another to do, and that was not cancelled.",
            "一个组织委托另一个组织承担、且未取消的项目。",
        ],
    )
    .unit("projects", "项"),
    term(
        "coverage",
        Topic::Flow,
        ["Coverage", "布局"],
        [
            "For a category and a stage: the organizations with a capability, their teams, and the projects by status.",
            "某品类某阶段具备能力的组织数、团队数以及各状态的项目数。",
        ],
    ),
    term(
        "related",
        Topic::Flow,
        ["Related organizations", "相互关联的组织"],
        [
            "Two organizations are related in a category if they are the same, or one commissioned the other there, or a \
             live handoff passes between them, or one is a company and the other a consortium that it is a member of, \
             or an agreement that covers the category stands between them. Money and services relate nobody.",
            "同一组织，或在该品类有委托、有效成果交接、企业与其所属联合体的成员关系、覆盖该品类的合作协议，即为相互关联。资金与服务不构成关联。",
        ],
    ),
    term(
        "boundary-state",
        Topic::Flow,
        ["State of a boundary", "环节状态"],
        [
            "Whether results can get over it, by who is capable on both sides and who is related.",
            "根据两侧具备能力的组织及其关联，判断成果能否通过。",
        ],
    ),
    term(
        "conversion",
        Topic::Flow,
        ["Conversion (results taken up)", "转化率（成果承接）"],
        [
            "Of the delivered projects of a leap, the share from which a live project of a later leap can be reached \
             along what builds on what. Without results it is undefined, not 0.",
            "某跨越已交付项目中，沿“以其为基础”的关系可到达后续跨越有效项目的比例。没有成果时无定义，而不是0。",
        ],
    )
    .unit("share of results", "占成果比例"),
    term(
        "delay",
        Topic::Flow,
        ["Days to take-up (handoff delay)", "承接天数"],
        [
            "From the end of a project to the first start of a live project of a later leap that builds on it. The \
             median of all results, with those that still wait counted as waiting, and its 95 % interval; n is the \
             number of results with a known end. Not reached: less than half have been taken up.",
            "从项目结束到后续跨越首个以其为基础的有效项目启动的天数。按全部成果估计中位数及95%区间，仍在等待的按删失处理；n为已知结束日期的成果数。“未达到”指被承接的不足一半。",
        ],
    )
    .unit("days", "天")
    .source(KAPLAN_MEIER),
    term(
        "gap",
        Topic::Gaps,
        ["Gap", "交接断点"],
        ["A place where the relay is broken; each kind is defined below.", "科研接力中断之处；各类定义见下。"],
    )
    .unit("gaps", "处"),
    term(
        "finding",
        Topic::Findings,
        ["Finding", "发现"],
        [
            "A place where the chain departs from its operating model, or wastes research; each kind is defined below.",
            "供应链与运行模式不符或浪费科研力量之处；各类定义见下。",
        ],
    )
    .unit("findings", "项"),
    term(
        "unjudged",
        Topic::Findings,
        ["Not judged", "未作判断"],
        [
            "Records that do not say enough to tell whether there is a finding of the kind. They are counted, and are no \
             finding.",
            "信息不足、无法判断是否存在该类问题的记录数，不作为发现。",
        ],
    )
    .unit("records", "条"),
    term(
        "load",
        Topic::Bottlenecks,
        ["Load (open work)", "负荷（在办）"],
        [
            "Projects of a performer under way + proposed or accepted, which wait for its teams. Utilization is their \
             number per team: above 1 there is more work than teams.",
            "承担者进行中的项目数+已提出或已接受、等待团队的项目数。负荷率为每个团队的在办项目数，大于1即工作多于团队。",
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
            "某品类某阶段各承担者委托份额的平方和：一家独占为1，n家均分为1/n。",
        ],
    )
    .unit("0 to 1", "0至1")
    .source("Herfindahl 1950; Hirschman 1945"),
    term(
        "active-period",
        Topic::Bottlenecks,
        ["Active period", "活动期"],
        [
            "Whoever has been busy longest without a pause holds up the others at that moment. Alone: the share of the \
             time in which it is the only one. In turns: while the bottleneck passes from or to another.",
            "任一时刻，不间断忙碌最久者拖住其他组织。“单独”为只有它一个的时间比例；“交替”为瓶颈在它与另一个之间转移的时间比例。",
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
        ["Loss of an organization", "失去一个组织的损失"],
        [
            "By how much the throughput would fall without the organization.",
            "失去某组织后年产出的减少量。",
        ],
    )
    .unit("products a year", "个产品/年"),
    term(
        "resilience",
        Topic::Bottlenecks,
        ["Resilience (roles to lose)", "韧性（可失环节）"],
        [
            "The least number of roles that must be lost before nothing gets through; 0 where nothing does anyway.",
            "至少失去多少个环节才会全线不通；本来就不通时为0。",
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
    term(
        "brokerage",
        Topic::Connectors,
        ["Mediates (brokerage)", "中介"],
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
        ["Chance", "随机期望"],
        [
            "How many pairs it would mediate between if as many relations were laid at random among organizations of the \
             same kinds. The z-score tells by how many standard deviations the count is above it.",
            "同样多的关系在同样构成的组织间随机分布时的期望对数。z值为实际值高出期望多少个标准差。",
        ],
    )
    .unit("pairs", "对")
    .source(GOULD),
    term(
        "liaison",
        Topic::Connectors,
        ["Between two other kinds (liaison)", "跨界连接"],
        [
            "Of the pairs that it mediates between, those of which all three organizations are of different kinds.",
            "中介的组织对中，三方组织类型各不相同的对数。",
        ],
    )
    .unit("pairs", "对")
    .source(GOULD),
    term(
        "constraint",
        Topic::Connectors,
        ["Constraint", "约束度"],
        [
            "How far an organization's partners close in on it: 1 if it depends on one alone, near 0 with many that do \
             not know each other; - without partners.",
            "合作方对该组织的包围程度：只依赖一个伙伴时为1，有许多互不相识的伙伴时接近0；没有伙伴记为“-”。",
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
    .source(PROPOSAL),
    term(
        "demand-at-root",
        Topic::Mechanisms,
        ["Demands answered at their root", "需求溯源"],
        [
            "Demands that a live project answers at the stage where their root lies, or an earlier one; of all demands.",
            "在根源阶段或更早阶段有有效项目应答的需求，占全部需求。",
        ],
    )
    .unit("demands", "项")
    .source(PROPOSAL),
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
    .source(PROPOSAL),
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
    .source(PROPOSAL),
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
            "在每项比较指标上都不差，且至少一项更好：无论权重如何都排在前面。",
        ],
    ),
    term(
        "acceptability",
        Topic::Selection,
        ["First (rank acceptability)", "居首占比"],
        [
            "The share of all possible weights of the criteria for which the category comes first.",
            "在全部可能的权重中，使该品类排第一的权重所占比例。",
        ],
    )
    .unit("share of weights", "占权重比例")
    .source("Lahdelma and Salminen 2001"),
];
