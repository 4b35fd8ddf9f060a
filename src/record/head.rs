//! What a document says of itself, beside its lists.

use super::intake::{Intake, Place};
use super::problem::ProblemKind;
use super::types::Format;
use super::{Assumptions, Recorded};
use crate::model::{PartialDate, RegionId, Text};

record! {
    /// A seedrelay/1 document: one seed-technology supply chain.
    pub struct Head (
        "chain", "Chain", "供应链" | "总体",
        "What the whole workbook is about: one row for each key.", "整个工作簿的总体说明，每项一行。"
    ) {
        /// The format of the document: always seedrelay/1.
        format: fixed Format ("Format", "格式", "固定为seedrelay/1。"),
        /// What the chain is called.
        name: Option<Text> ("Name", "名称", "供应链的名称。"),
        /// The day that every wait is measured to: "today". A full day.
        as_of: PartialDate ("As of", "截止日期" | "截至", "一切等待时间计算到这一天。"),
        /// The currency of all money, such as CNY.
        currency: Option<Box<str>> ("Currency", "货币", "全部金额的货币，如CNY。"),
        /// The region whose chain this is; `None` where nobody says.
        home: Option<RegionId> ("Home", "本地区" | "所属地区", "本供应链所属的地区。"),
        /// What is assumed where the records do not say.
        assumptions: Option<Assumptions> ("Assumptions", "假定", "记录未说明时，对研究时长与成功率的假定。"),
    }
    check check_head
}

/// Of a "today" that is only a year, whether something is over today cannot be known.
fn check_head(draft: &mut HeadDraft<'_>, _: &<Head as Recorded>::Numbers, place: Place<'_>, intake: &mut Intake) {
    if let Some(found) = draft.as_of.copied().filter(|as_of| !as_of.is_exact()) {
        intake.note(place.key("as_of"), ProblemKind::NotADay { found });
    }
}

/// What a document says of itself, as it was written.
pub(crate) type HeadDraft<'a> = <Head as Recorded>::Draft<'a>;
