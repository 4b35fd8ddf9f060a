//! Why each kind of finding matters, whatever the case.

use crate::query::{BottleneckKind, GapKind};
use crate::rules::FindingKind;
use crate::say::Words;

pub(super) const fn of_gap(kind: GapKind) -> Words {
    let [en, zh] = match kind {
        GapKind::MissingStage => [
            "Where a stage is empty, what comes before it gets no further.",
            "某一阶段若确实空缺，前面的成果就走不下去。",
        ],
        GapKind::MissingRoute => {
            ["Without a route, results stay on their side of the boundary.", "没有衔接渠道，成果就停在交接处的一侧。"]
        }
        GapKind::StrandedResult => [
            "What was paid for and delivered reaches no field unless somebody carries it on.",
            "成果已交付、经费已投入，若无后续就到不了田间。",
        ],
        GapKind::UnfoundedStart => [
            "Work without a base repeats what others know; a base that is not on record gets no credit.",
            "若确无前期支撑，可能重复已有工作；若有而未记载，前期研究的贡献就看不见。",
        ],
        GapKind::SkippedLeap => [
            "What goes to market without applied research was not tried where it will be used.",
            "未经应用研究即进入产业化，成果未在使用条件下检验。",
        ],
        GapKind::LateHandoff => ["A result that waits earns nothing, and ages.", "成果闲置期间没有效益，且逐年老化。"],
        GapKind::IdleCommission => [
            "A commission that does not start binds money, and whoever asked for it waits.",
            "委托迟迟不启动，经费与需求都在空等。",
        ],
        GapKind::UnansweredDemand => [
            "A demand without a project stays a problem of growers and firms.",
            "需求若无项目响应，生产一线的问题就一直存在。",
        ],
        GapKind::DemandStoppedShort => [
            "Later stages treat the symptom; the cause lies in earlier research.",
            "后续阶段只能治标，根源在更早的研究阶段。",
        ],
        GapKind::LastMile => [
            "A product that is not carried to the field changes nothing there.",
            "产品到不了田间，前面各环节的投入就没有落地。",
        ],
        GapKind::IdleLicence => [
            "A right that is held and not used can keep others from using it.",
            "取得许可而不实施，还可能挡住他人使用。",
        ],
        GapKind::UnadoptedProduct => [
            "A variety that is released and not grown has cost its breeding and its trials.",
            "品种审定后若未种植，育种与试验的投入就没有回报。",
        ],
    };
    Words::new(en, zh)
}

pub(super) const fn of_bottleneck(kind: BottleneckKind) -> Words {
    let [en, zh] = match kind {
        BottleneckKind::NothingPasses => [
            "By the routes on record, what is begun in the category does not end as a product.",
            "按有记载的路径，该品类的研究走不到产品。",
        ],
        BottleneckKind::Chokepoint => [
            "If it closes, turns to something else or has too much to do, the whole category waits.",
            "该单位一旦停摆、转向或超负荷，整个品类都受影响。",
        ],
        BottleneckKind::Saturated | BottleneckKind::Overloaded | BottleneckKind::LongWait => {
            ["Whoever commissions more there only makes the queue longer.", "在此继续委托，只会让排队更长。"]
        }
        BottleneckKind::Limit => [
            "Money put in elsewhere in the category brings no more products.",
            "投在该品类其他环节的钱，不会带来更多产品。",
        ],
        BottleneckKind::Concentrated => [
            "A commissioner without a choice can neither bargain nor turn elsewhere.",
            "委托方别无选择，既难议价，也没有退路。",
        ],
        BottleneckKind::LongestBusy => {
            ["Whoever is full the longest sets the pace.", "满负荷最久的环节，决定整体节奏。"]
        }
    };
    Words::new(en, zh)
}

pub(super) const fn of_finding(kind: FindingKind) -> Words {
    let [en, zh] = match kind {
        FindingKind::DuplicatedEffort => [
            "The same work is paid for twice, and neither side learns from the other.",
            "同样的工作付两遍钱，双方却互不借鉴。",
        ],
        FindingKind::IsolatedOrganization => [
            "Whoever has no link can neither take up results nor hand them on.",
            "没有衔接关系，既接不到成果，也交不出成果。",
        ],
        FindingKind::InventorWithoutShare
        | FindingKind::BenefitSharesDoNotSum
        | FindingKind::InventorShareBelowFloor
        | FindingKind::UpstreamUnpaid => [
            "Whoever does not share in what a result earns has little reason to hand it on.",
            "不能分享收益，就缺少把成果交出去的动力。",
        ],
        FindingKind::UnclearedProduct | FindingKind::UnconfirmedMaterial => [
            "A product whose rights are not settled can be stopped in the market.",
            "权利不清的产品，上市后可能被叫停。",
        ],
        FindingKind::NarrowBase | FindingKind::OutsideBase => [
            "What befalls the few parents befalls every variety that rests on them.",
            "少数亲本一旦出问题，所有后代品种都受影响。",
        ],
        FindingKind::IdleGermplasm | FindingKind::UnbackedGermplasm => [
            "What is kept in one place, or kept and not used, can be lost before it has served.",
            "只存一处或只存不用的资源，可能尚未发挥作用就已丢失。",
        ],
        FindingKind::Role
        | FindingKind::Route
        | FindingKind::LeadNotCompany
        | FindingKind::LegalRepresentativeNotCompany
        | FindingKind::LeadNotMember
        | FindingKind::ForProfit
        | FindingKind::TechniciansBelowHalf
        | FindingKind::ContributionsDoNotSum
        | FindingKind::MemberNotCompany
        | FindingKind::NoCharter
        | FindingKind::PublicMoneyOffChokepoint
        | FindingKind::NotCommonTechnology
        | FindingKind::Overreach => [
            "The model would have it otherwise. That is a difference to decide on, not a fault.",
            "与所对照的模式不同；这是有待决策的差异，不等于过错。",
        ],
    };
    Words::new(en, zh)
}
