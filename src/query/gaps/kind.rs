//! The kinds of gaps, and how bad each is.

use crate::rules::Severity;

named_enum! {
    /// The kinds of handoff gaps 交接断点.
    ///
    /// Source: [definitions](crate::docs::definitions), section 2.
    #[non_exhaustive]
    pub enum GapKind ("kind of gap") {
        /// No organization on record works at a leap.
        MissingStage = "missing-stage", "missing stage", "环节缺失";
        /// Nothing connects those before a boundary with those after it.
        MissingRoute = "missing-route", "missing route", "通道缺失";
        /// A result without a follow-on on record.
        StrandedResult = "stranded-result", "stranded result", "成果未见承接";
        /// A project without earlier research on record.
        UnfoundedStart = "unfounded-start", "unfounded start", "缺前期支撑";
        /// A leap that was left out.
        SkippedLeap = "skipped-leap", "skipped leap", "缺应用研究环节";
        /// A result that was taken up late.
        LateHandoff = "late-handoff", "late handoff", "交接迟缓";
        /// A commission that waits for its start.
        IdleCommission = "idle-commission", "idle commission", "委托积压";
        /// A demand without an answer on record.
        UnansweredDemand = "unanswered-demand", "unanswered demand", "需求未获响应";
        /// A demand that is answered, but not at its root.
        DemandStoppedShort = "demand-stopped-short", "demand stopped short", "需求未传导到源头";
        /// A product without a service on record that carries it to the field.
        LastMile = "last-mile", "last mile", "“最后一公里”未打通";
        /// A licence without a use on record.
        IdleLicence = "idle-licence", "idle licence", "许可未实施";
        /// A variety without an adoption on record.
        UnadoptedProduct = "unadopted-product", "unadopted product", "成果未落地";
    }
}

impl GapKind {
    /// How bad a gap of this kind is.
    ///
    /// Critical is what stops the relay as a whole: a leap at which no organization works, a boundary that nothing
    /// crosses. A warning is a result, a commission or a demand that is lost or waits. A notice is a handoff that
    /// happened, but late, from nothing, or not all the way to the field. A gap that holds only as far as is recorded is
    /// [never critical](super::Gap::severity).
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::MissingStage | Self::MissingRoute => Severity::Critical,
            Self::StrandedResult
            | Self::SkippedLeap
            | Self::IdleCommission
            | Self::UnansweredDemand
            | Self::DemandStoppedShort
            | Self::IdleLicence => Severity::Warning,
            Self::UnfoundedStart | Self::LateHandoff | Self::LastMile | Self::UnadoptedProduct => Severity::Notice,
        }
    }
}
