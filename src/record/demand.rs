//! Demands, which flow back up the chain.

use super::field::Recorded;
use super::intake::{Intake, Place};
use crate::model::{CategoryId, DemandId, Evidence, Lang, OrganizationId, PartialDate, SourceId, Stage, Text, label};

record! {
    /// A demand 需求反馈: a need that an organization raised, located at the stage where its root lies.
    ///
    /// ```
    /// use seedrelay::{Demand, Stage};
    /// let demand = Demand::new("d1", "longping", "rice", Stage::AppliedBasic).title("Resistance to stem borers");
    /// assert_eq!(demand.stage, Stage::AppliedBasic);
    /// ```
    #[derive(Eq)]
    pub struct Demand (
        "demands", "Demands", "需求" | "需求反馈",
        "Needs of the market, at the stage where their root lies.", "市场需求，按其根源所在的研究阶段填写。"
    ) {
        /// Its name in the document.
        id: DemandId ("Id", "编号" | "需求编号", "供其他表引用的简短编号。"),
        /// What people call it.
        title: Option<Text> ("Title", "标题" | "需求名称", "需求的名称。"),
        /// Who has the need.
        raised_by: OrganizationId ("Raised by", "提出方" | "提出单位", "提出需求的组织。"),
        /// Which category it concerns.
        category: CategoryId ("Category", "品类", "所属品类。"),
        /// The stage where its root lies: it is answered by research at this stage or an earlier one.
        stage: Stage ("Stage", "研究阶段" | "阶段", "所处研究阶段。"),
        /// When it was raised.
        raised: Option<PartialDate> ("Raised", "提出日期", "提出的日期。"),
        /// What it is about, in the word that projects use.
        topic: Option<Box<str>> ("Topic", "主题", "需求主题，与项目用同一个词。"),
        ..known
    }
    check check_demand
}

fn check_demand(
    draft: &mut <Demand as Recorded>::Draft<'_>,
    _: &<Demand as Recorded>::Numbers,
    _: Place<'_>,
    intake: &mut Intake,
) {
    intake.must_be_past(draft.raised.copied());
}

impl Demand {
    /// What a reader of the language calls it: its title, [cut](crate::model::Text::short) if it is long, or its id
    /// where it has none.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        label(self.title.as_ref(), self.id.as_str(), lang)
    }
}
