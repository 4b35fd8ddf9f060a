//! Statements of completeness: of which lists a document has all, some or nothing.

use super::draft::{Count, Given};
use super::field::Recorded;
use super::intake::{Intake, Place};
use super::problem::ProblemKind;
use crate::model::{
    CategoryId, CompletenessList, Evidence, OrganizationId, PartialDate, RecordedPart, SourceId, Stage,
};

record! {
    /// A statement of completeness: within a scope, how much of a list the document has (Motro 1989; Razniewski & Nutt
    /// 2011). What the scope does not name is any.
    ///
    /// ```
    /// use seedrelay::Completeness;
    /// use seedrelay::model::CompletenessList;
    /// use seedrelay::record::Extent;
    /// let audit = Completeness::new(CompletenessList::BuildsOn).category("rice").checked(25).found(20);
    /// assert!(matches!(audit.extent(), Extent::Checked { checked: 25, found: 20, .. }));
    /// ```
    #[derive(Eq)]
    pub struct Completeness (
        "completeness", "Completeness", "完整性声明" | "完整性说明" | "完整性",
        "Of which lists the document has all that there is.", "本文档的哪些清单是完整的。"
    ) {
        /// Which list it is about.
        list: CompletenessList ("List", "清单", "说明针对哪个清单。"),
        /// In which category; `None` for any.
        category: Option<CategoryId> ("Category", "品类", "限于哪个品类，留空即不限。"),
        /// At which stage; `None` for any.
        stage: Option<Stage> ("Stage", "研究阶段" | "阶段", "限于哪个研究阶段，留空即不限。"),
        /// Of which organization; `None` for any.
        organization: Option<OrganizationId> ("Organization", "组织", "限于哪个组织，留空即不限。"),
        /// From when on, that day included; `None` for always.
        from: Option<PartialDate> ("From", "自", "自何时起（含当日），留空即不限。"),
        /// Up to when, that day included; `None` for the day of the document.
        to: Option<PartialDate> ("To", "至", "至何时止（含当日），留空即至截止日期。"),
        /// How much is recorded; `None` for all, or for what was checked.
        recorded: Option<RecordedPart> ("Recorded", "记载程度", "记载了全部、部分还是没有；留空即为全部。"),
        /// How many were looked up elsewhere, 1 or more, if some were.
        checked: Option<u32> ("Checked", "抽查数", "另行查得并核对的条数。"),
        /// How many of these are in the list.
        found: Option<u32> ("Found", "查到数", "其中本文档已有的条数。"),
        ..known
    }
    key [list, category, stage, organization, from, to]
    check check_completeness
}

/// How much of a list a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Extent {
    /// All that there is.
    All,
    /// Some of it.
    Some,
    /// Nothing of it.
    None,
    /// So many of those that were looked up elsewhere.
    #[non_exhaustive]
    Checked {
        /// How many were looked up, 1 or more.
        checked: u32,
        /// How many of them are in the list.
        found: u32,
    },
}

impl Completeness {
    /// How much of the list the document has by this statement.
    #[must_use]
    pub fn extent(&self) -> Extent {
        match (self.recorded, self.checked) {
            (None, Some(checked)) => Extent::Checked { checked, found: self.found.unwrap_or(0) },
            (None | Some(RecordedPart::All), _) => Extent::All,
            (Some(RecordedPart::Some), _) => Extent::Some,
            (Some(RecordedPart::None), _) => Extent::None,
        }
    }
}

type Draft<'a> = <Completeness as Recorded>::Draft<'a>;

fn check_completeness(
    draft: &mut Draft<'_>,
    _: &<Completeness as Recorded>::Numbers,
    place: Place<'_>,
    intake: &mut Intake,
) {
    intake.in_order(place, ["from", "to"], [draft.from.copied(), draft.to.copied()]);
    intake.must_be_past(draft.from.copied());
    intake.must_be_past(draft.to.copied());
    check_counts(draft, place, intake);
    let Some(list) = draft.list.copied() else { return };
    let mut unscoped = |key, is_given: bool| {
        if is_given {
            intake.note(place.key(key), ProblemKind::ScopeWithoutMeaning { list, key });
        }
    };
    unscoped(
        "stage",
        matches!(list, CompletenessList::Agreements | CompletenessList::Services) && !draft.stage.is_absent(),
    );
    unscoped("from", list == CompletenessList::Capabilities && !draft.from.is_absent());
    unscoped("to", list == CompletenessList::Capabilities && !draft.to.is_absent());
}

/// An audit says how many were checked and how many found, and nothing else.
fn check_counts(draft: &Draft<'_>, place: Place<'_>, intake: &mut Intake) {
    let [checked, found] = [&draft.checked, &draft.found].map(Given::copied);
    if draft.checked.is_absent() != draft.found.is_absent() {
        let key = if draft.checked.is_absent() { "checked" } else { "found" };
        intake.missing(place, key);
    }
    let is_audit = !draft.checked.is_absent() || !draft.found.is_absent();
    if is_audit && !draft.recorded.is_absent() {
        intake.note(place.key("recorded"), ProblemKind::RecordedAndChecked);
    }
    if let (Some(Count(checked)), Some(Count(found))) = (checked, found)
        && found > checked
    {
        intake.note(place.key("found"), ProblemKind::FoundMoreThanChecked { checked, found });
    }
    if let Some(Count(0)) = checked {
        intake.note(place.key("checked"), ProblemKind::NothingChecked);
    }
}
