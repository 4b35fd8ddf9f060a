//! Who owns a result or a germplasm, and who is paid for it.

use super::RecordList;
use super::draft::Given;
use super::field::Recorded;
use super::intake::{Intake, Place, Seen};
use super::problem::ProblemKind;
use super::types::{Holder, Share};
use crate::model::{GermplasmId, INVENTORS, ProjectId, Term, is_inventors};

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
    key [holder]
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
    let mut seen = Seen::new();
    for (index, owner) in owners.list().iter().enumerate() {
        let Some(holder) = owner.get().and_then(|owner| owner.holder.get()) else { continue };
        // The inventors are one holder, however they are written.
        let one = if is_inventors(holder) { INVENTORS } else { &**holder };
        if !one.is_empty() && !seen.insert(one) {
            let kind = ProblemKind::NamedTwice { what: Term::new("owner", "权利人"), id: holder.to_string() };
            intake.note(place.index(index), kind);
        }
    }
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
    key [project, germplasm]
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

/// Royalties together are no more than the whole, and each goes to another.
pub(super) fn check_royalties(
    royalties: &Given<Vec<Given<<Royalty as Recorded>::Draft<'_>>>>,
    place: Place<'_>,
    intake: &mut Intake,
) {
    let royalties = || royalties.list().iter().enumerate().filter_map(|(index, one)| Some((index, one.get()?)));
    intake.check_shares(place, royalties().map(|(_, royalty)| &royalty.share));
    let (mut projects, mut germplasm) = (Seen::new(), Seen::new());
    for (index, royalty) in royalties() {
        let twice = [
            (RecordList::Projects, royalty.project.get(), &mut projects),
            (RecordList::Germplasm, royalty.germplasm.get(), &mut germplasm),
        ];
        for (list, id, seen) in twice {
            if let Some(id) = id.filter(|id| !id.is_empty())
                && !seen.insert(&**id)
            {
                let kind = ProblemKind::NamedTwice { what: list.record(), id: id.to_string() };
                intake.note(place.index(index), kind);
            }
        }
    }
}

/// What may be of a project or of a germplasm is of exactly one.
pub(super) fn one_object(no_project: bool, no_germplasm: bool, place: Place<'_>, intake: &mut Intake) {
    if no_project == no_germplasm {
        intake.note(place, ProblemKind::NotOneObject { both: !no_project });
    }
}
