//! Who owns a result or a germplasm, and who is paid for it.

use super::draft::Given;
use super::field::Recorded;
use super::intake::{Intake, Place};
use super::problem::ProblemKind;
use super::types::{Holder, Share};
use crate::model::{GermplasmId, INVENTORS, ProjectId, is_inventors};

record! {
    /// Who owns which share of the result of a project, or of a germplasm 权属.
    ///
    /// ```
    /// use seedrelay::record::Owner;
    /// assert_eq!(Owner::new(Owner::INVENTORS, 0.7).holder.as_ref(), "inventors");
    /// ```
    pub struct Owner (
        "project_owners", "Owners of results", "成果权属",
        "Who owns which share of the result of a project.", "项目成果的权利如何分配。"
    )
    part of (Projects "project", "Project", "项目" | "项目编号", "Of which project.", "所属项目。")
    also (
        "germplasm_owners", "Owners of germplasm", "种质权属",
        "Who owns which share of a germplasm.", "种质的权利如何分配。"
    )
    part of (Germplasm "germplasm", "Germplasm", "种质" | "品种", "Of which germplasm.", "所属种质。")
    {
        /// Who owns it: `inventors`, or an organization of the chain.
        holder: Box<str> as Holder ("Holder", "权利人", "权利人：某一组织，或发明人（inventors）。"),
        /// How much: a share of 1.
        share: f64 as Share ("Share", "比例" | "份额", "所占份额，0至1。"),
    }
}

impl Owner {
    /// The holder that stands for the people who made the result.
    pub const INVENTORS: &'static str = INVENTORS;

    /// Whether a holder stands for the inventors, however it is written: `inventors`, `Inventors`, 发明人 or 职务发明人.
    #[must_use]
    pub fn is_inventors(holder: &str) -> bool {
        is_inventors(holder)
    }
}

/// Owners together own no more than the whole.
pub(super) fn check_owners(
    owners: &Given<Vec<Given<<Owner as Recorded>::Draft<'_>>>>,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.check_shares(place, owners.list().iter().filter_map(Given::get).map(|owner| &owner.share));
}

record! {
    /// The part of what a project earns that it passes on to what it rests on 收益分享.
    ///
    /// ```
    /// use seedrelay::record::Royalty;
    /// let royalty = Royalty::new(0.03).project("stem-borer-gene");
    /// assert!(royalty.germplasm.is_none());
    /// ```
    pub struct Royalty (
        "royalties", "Royalties", "收益分享",
        "Which part of its revenue a project passes on to what it rests on; a row with nothing but the project says that it \
         passes on nothing.",
        "项目收入中有多少分给所依托的成果或种质；只填项目的一行表示不分享。"
    )
    part of (Projects "paying", "Paying project", "付费项目", "Which project passes it on.", "支付收益的项目。")
    {
        /// To which project, if it is one.
        project: Option<ProjectId> ("Project", "项目" | "成果项目", "分给哪个项目；与种质二选一。"),
        /// To which germplasm, if it is one.
        germplasm: Option<GermplasmId> ("Germplasm", "种质", "分给哪个种质；与项目二选一。"),
        /// How much of the revenue: a share of 1.
        share: f64 as Share ("Share", "比例", "占收入的比例，0至1。"),
    }
    check check_royalty
}

fn check_royalty(
    draft: &mut <Royalty as Recorded>::Draft<'_>,
    _: &<Royalty as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    one_object(draft.project.is_absent(), draft.germplasm.is_absent(), place, intake);
}

/// What may be of a project or of a germplasm is of exactly one.
pub(super) fn one_object(no_project: bool, no_germplasm: bool, place: Place<'_>, intake: &mut Intake) {
    if no_project == no_germplasm {
        intake.note(place, ProblemKind::NotOneObject { both: !no_project });
    }
}
