//! The kinds of gaps, and how bad each is.

use crate::rules::Severity;

named_enum! {
    /// The kinds of handoff gaps 交接断点.
    ///
    /// Source: [definitions](crate::docs::definitions), section 2.
    #[non_exhaustive]
    pub enum GapKind ("kind of gap") {
        /// Nobody is capable of a leap.
        MissingStage = "missing-stage", "missing stage", "环节缺失";
        /// Nothing connects those before a boundary with those after it.
        MissingRoute = "missing-route", "missing route", "通道缺失";
        /// A result that nobody carries on.
        StrandedResult = "stranded-result", "stranded result", "成果搁置";
        /// A project that rests on nothing.
        UnfoundedStart = "unfounded-start", "unfounded start", "无源立项";
        /// A leap that was left out.
        SkippedLeap = "skipped-leap", "skipped leap", "跨级跳跃";
        /// A result that was taken up late.
        LateHandoff = "late-handoff", "late handoff", "交接迟缓";
        /// A commission that waits for its start.
        IdleCommission = "idle-commission", "idle commission", "委托积压";
        /// A demand that nobody answers.
        UnansweredDemand = "unanswered-demand", "unanswered demand", "需求无应答";
        /// A demand that is answered, but not at its root.
        DemandStoppedShort = "demand-stopped-short", "demand stopped short", "需求未溯源";
        /// A product that nobody carries to the field.
        LastMile = "last-mile", "last mile", "最后一公里";
    }
}

impl GapKind {
    /// How bad a gap of this kind is.
    ///
    /// Critical is what stops the relay as a whole: a leap that nobody is capable of, a boundary that nothing crosses.
    /// A warning is a baton on the ground: a result, a commission or a demand that is lost or waits. A notice is a
    /// handoff that happened, but late, from nothing, or not all the way to the field.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::MissingStage | Self::MissingRoute => Severity::Critical,
            Self::StrandedResult
            | Self::SkippedLeap
            | Self::IdleCommission
            | Self::UnansweredDemand
            | Self::DemandStoppedShort => Severity::Warning,
            Self::UnfoundedStart | Self::LateHandoff | Self::LastMile => Severity::Notice,
        }
    }
}
