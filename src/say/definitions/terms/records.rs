//! Terms of the records, and of how results get on.

use super::{KAPLAN_MEIER, Term, term};
use crate::say::definitions::Topic;

pub(super) const TERMS: &[Term] = &[
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
        "severity",
        Topic::Evidence,
        ["Severity", "程度"],
        [
            "How bad a gap, finding or bottleneck is, as its kind says: critical, warning or notice.",
            "断点、发现或瓶颈的严重程度，由其类型决定：严重、警告或提示。",
        ],
    ),
    term(
        "unknown",
        Topic::Evidence,
        ["Not on record (—)", "未记载"],
        [
            "The records do not say. It is left out of a share, and not counted as 0.",
            "记录没有说明。不计入比例，也不按0处理。",
        ],
    ),
    term(
        "undefined",
        Topic::Evidence,
        ["Undefined (n/a)", "不适用"],
        [
            "There is nothing to compute it from, as the delay of no results. It is neither 0 nor a blank of the records.",
            "没有可供计算的对象，例如没有成果时的承接延迟。既不是0，也不是记录缺漏。",
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
    .source_in("Frascati Manual, OECD 2015; the Yuelushan proposal", "Frascati Manual, OECD 2015；岳麓山方案"),
    term(
        "boundary",
        Topic::Research,
        ["Boundary", "交接处"],
        [
            "Between one leap and the next, where a result is handed on: 0-1 to 1-10, and 1-10 to 10-100.",
            "前后两个跨越之间，成果在此交接：从0到1 至 从1到10，以及从1到10 至 从10到100。",
        ],
    ),
    term(
        "status",
        Topic::Research,
        ["Delivered, open, ended", "已交付、在研、未成"],
        [
            "Delivered: ended with a result. Open: proposed, accepted or under way. Ended: failed or cancelled. Live is \
             what is open or delivered.",
            "已交付：取得成果；在研：已提出、已受理或进行中；未成：失败或取消。在研与已交付统称有效。",
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
        "demand",
        Topic::Research,
        ["Demand", "需求"],
        [
            "A need that an organization raised, with the stage where its root lies: where research would have to begin \
             to meet it.",
            "组织提出的需求，注明其根源所在阶段，即要满足它须从哪个阶段开始研究。",
        ],
    )
    .unit("demands", "项"),
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
             or an agreement that covers the category stands between them. Money and services make no relation.",
            "同一组织，或在该品类有委托、有效成果交接、企业与其所属联合体的成员关系、覆盖该品类的合作协议，即为相互关联。资金与服务不构成关联。",
        ],
    ),
    term(
        "boundary-state",
        Topic::Flow,
        ["State of a boundary", "交接处状态"],
        [
            "Whether results can get over it, by who is capable on both sides and who is related.",
            "根据两侧具备能力的组织及其关联，判断成果能否通过。",
        ],
    ),
    term(
        "standing",
        Topic::Flow,
        ["Standing of a result", "成果去向"],
        [
            "What became of a delivered result, by the first that holds: a live project builds on it (carried on) or draws on \
             what it releases (drawn on), a licence is in force (licensed), it is grown, it was grown, or all that it \
             releases is withdrawn; else nothing is on record, which does not say that nothing happened.",
            "已交付成果的去向，取首个成立者：有有效项目承接（已承接）或利用其释放的种质（已利用）、有有效许可（已许可）、正在推广、曾推广、所释放的种质均已退出；否则为未见去向记录，不等于没有去向。",
        ],
    ),
    term(
        "conversion",
        Topic::Flow,
        ["Conversion (results taken up)", "转化率（成果承接）"],
        [
            "Of the delivered projects of a leap, the share from which a live project of a later leap can be reached \
             along what builds on what. Without results it is undefined, not 0.",
            "某跨越已交付项目中，沿“以其为基础”的关系可到达后续跨越有效项目的比例。没有成果时无定义，不按0处理。",
        ],
    )
    .unit("share of results", "占成果比例"),
    term(
        "delay",
        Topic::Flow,
        ["Time to take-up (handoff delay)", "承接用时"],
        [
            "From the end of a project to the first start of a live project of a later leap that builds on it. The \
             median of all results, with those that still wait counted as waiting, and its 95 % interval; n is the \
             number of results with a known end.",
            "从项目结束到后续跨越首个以其为基础的有效项目启动的天数。按全部成果估计中位数及95%区间，仍在等待的按删失处理；样本为已知结束日期的成果。",
        ],
    )
    .unit("days", "天")
    .source(KAPLAN_MEIER),
    term(
        "gap",
        Topic::Gaps,
        ["Gap", "交接断点"],
        ["A place where the relay is broken, for certain or as far as is recorded; each kind is defined below.", "科研接力中断之处，或为确定，或按现有记录可能；各类定义见下。"],
    )
    .unit("gaps", "处"),
    term(
        "finding",
        Topic::Findings,
        ["Finding", "发现"],
        [
            "A place where the chain differs from the operating model that it is held against, or wastes research; each kind is \
             defined below.",
            "供应链与所对照的运行模式不一致、或浪费科研力量之处；各类定义见下。",
        ],
    )
    .unit("findings", "项"),
    term(
        "operating-model",
        Topic::Findings,
        ["Operating model", "运行模式"],
        [
            "Which kind of organization may work at which stage, who may commission whom, and how a consortium is to be \
             constituted. A proposal, not a law. Unless another is given it is that of the Yuelushan proposal where the chain has a \
             laboratory or a consortium, else none.",
            "哪类组织可在哪个阶段开展研究、谁可委托谁、联合体如何组建的规则。是建议而非规定。未另行指定时，有实验室或联合体的供应链对照岳麓山方案，其余不对照。",
        ],
    )
    .of_proposal(),
    term(
        "unjudged",
        Topic::Findings,
        ["Not judged", "未作判断"],
        [
            "Records that do not say enough for a finding of the kind. They are counted, and are no finding.",
            "信息不足、无法判断是否存在该类问题的记录数，不作为发现。",
        ],
    )
    .unit("records", "条"),
];
