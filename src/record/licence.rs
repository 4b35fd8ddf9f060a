//! Licences: who may use what another owns.

use super::field::Recorded;
use super::intake::{Intake, Place};
use super::owner::one_object;
use super::types::{Amount, Share};
use crate::model::{Evidence, GermplasmId, LicenceUse, OrganizationId, PartialDate, ProjectId, SourceId};

record! {
    /// A licence 许可: the right of an organization to use the result of a project, or a germplasm, of which others are
    /// owners. It is of exactly one of the two.
    ///
    /// ```
    /// use seedrelay::Licence;
    /// use seedrelay::model::LicenceUse;
    /// let licence = Licence::new("longping").project("stem-borer-gene").allows(LicenceUse::Commercial);
    /// assert_eq!(licence.to, "longping");
    /// ```
    pub struct Licence (
        "licences", "Licences", "许可" | "许可协议",
        "Who may use the result of a project, or a germplasm.", "谁可以使用某一项目成果或种质。"
    ) {
        /// The project whose result it is of, if it is one.
        project: Option<ProjectId> ("Project", "项目" | "项目编号", "许可哪个项目的成果；与种质二选一。"),
        /// The germplasm that it is of, if it is one.
        germplasm: Option<GermplasmId> ("Germplasm", "种质" | "品种", "许可哪个种质；与项目二选一。"),
        /// Who gives it; `None` for the owners of what it is of.
        from: Option<OrganizationId> ("From", "许可方", "给予许可的组织，留空即为权利人。"),
        /// Who has it, the licensee.
        to: OrganizationId ("To", "被许可方", "获得许可的组织。"),
        /// For which use; `None` where nobody says.
        allows = "use": Option<LicenceUse> ("Use", "许可用途" | "用途", "许可的用途，未知则留空。"),
        /// Whether nobody else may have one; `None` where nobody says.
        exclusive: Option<bool> ("Exclusive", "独占" | "是否独占", "是否为独占许可。"),
        /// Whether the licensee may license on 再许可; `None` where nobody says.
        sublicence: Option<bool> ("Sublicence", "可再许可" | "可转授权", "被许可方能否再许可他人。"),
        /// When it was signed.
        signed: Option<PartialDate> ("Signed", "签订日期", "签订的日期。"),
        /// From when on it is over.
        ends: Option<PartialDate> ("Ends", "终止日期", "终止之日，当日即不再有效。"),
        /// What was paid for it, in the chain's currency.
        fee: Option<f64> as Amount ("Fee", "许可费", "许可费，按供应链的货币。"),
        /// Which part of the revenue is paid: a share of 1.
        royalty: Option<f64> as Share ("Royalty", "提成比例", "提成比例，0至1。"),
        ..known
    }
    key [project, germplasm, from, to]
    order [project, germplasm, from, to, signed, allows, ends, exclusive, sublicence, evidence, source, fee, royalty]
    check check_licence
}

fn check_licence(
    draft: &mut <Licence as Recorded>::Draft<'_>,
    _: &<Licence as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    one_object(draft.project.is_absent(), draft.germplasm.is_absent(), place, intake);
    intake.in_order(place, ["signed", "ends"], [draft.signed.copied(), draft.ends.copied()]);
    intake.must_be_past(draft.signed.copied());
}
