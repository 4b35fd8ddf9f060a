//! Collections: the stock of a gene bank.

use super::draft::{Count, Given};
use super::field::Recorded;
use super::intake::{Intake, Place};
use super::problem::ProblemKind;
use crate::model::{CategoryId, Evidence, OrganizationId, PartialDate, SourceId};

record! {
    /// A collection 种质库: how much germplasm of a category an organization keeps, and how much of it is known and used.
    ///
    /// ```
    /// use seedrelay::Collection;
    /// let collection = Collection::new("hunan-crop-bank", "pepper").accessions(3219).identified(426);
    /// assert_eq!(collection.accessions, Some(3219));
    /// ```
    #[derive(Eq)]
    pub struct Collection (
        "collections", "Collections", "种质库" | "资源库",
        "How much germplasm an organization keeps, and how much of it is known and used.", "各组织保存的种质数量，及其鉴定与利用情况。"
    ) {
        /// Who keeps it.
        holder: OrganizationId ("Holder", "保存单位", "保存的组织。"),
        /// Of which category.
        category: CategoryId ("Category", "品类", "所属品类。"),
        /// When it was counted.
        date: Option<PartialDate> ("Date", "统计日期" | "日期", "统计的日期。"),
        /// Accessions 份: all that is kept.
        accessions: Option<u32> ("Accessions", "保存份数" | "份数", "保存的总份数。"),
        /// Of these, identified 精准鉴定.
        identified: Option<u32> ("Identified", "已鉴定份数", "其中已精准鉴定的份数。"),
        /// Of these, with a confirmed right 已确权.
        confirmed: Option<u32> ("Confirmed", "已确权份数", "其中已确权的份数。"),
        /// Of these, on a public list of what is shared.
        listed: Option<u32> ("Listed", "已列入目录份数", "其中已列入共享目录的份数。"),
        /// Of these, shared with others.
        shared: Option<u32> ("Shared", "已共享份数", "其中已对外共享的份数。"),
        /// Of these, used in breeding.
        used: Option<u32> ("Used", "已利用份数", "其中已用于育种的份数。"),
        /// Of these, kept in duplicate elsewhere 异地备份.
        duplicated: Option<u32> ("Duplicated", "已备份份数", "其中已异地备份的份数。"),
        ..known
    }
    key [holder, category]
    check check_collection
}

fn check_collection(
    draft: &mut <Collection as Recorded>::Draft<'_>,
    _: &<Collection as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    let Some(Count(accessions)) = draft.accessions.copied() else { return };
    let mut check = |key, given: &Given<Count>| {
        if let Some(Count(count)) = given.copied().filter(|count| count.0 > accessions) {
            intake.note(place.key(key), ProblemKind::MoreThanAccessions { count, accessions });
        }
    };
    check("identified", &draft.identified);
    check("confirmed", &draft.confirmed);
    check("listed", &draft.listed);
    check("shared", &draft.shared);
    check("used", &draft.used);
    check("duplicated", &draft.duplicated);
}
