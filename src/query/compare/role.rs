//! What a changed record did to a gap, in fixed words.

use crate::model::{PartialDate, ProjectId, Status};
use crate::query::{GapKey, GapKind};
use crate::record::{FieldValue, Fields};
use crate::scenario::{ChangeKind, Differences, RecordChange};

named_enum! {
    /// What a changed record did to a gap that opened or closed.
    #[non_exhaustive]
    pub enum Role ("role of a change") {
        /// It was delivered.
        Delivered = "delivered", "was delivered", "已交付";
        /// It carries a result on.
        TakenUp = "taken-up", "takes it up", "予以承接";
        /// It, or its link, is gone.
        Dropped = "dropped", "no longer does", "不再承接";
        /// It failed or was cancelled.
        FailedOrCancelled = "failed-or-cancelled", "failed or was cancelled", "失败或取消";
        /// It, or what it had become, is gone.
        Withdrawn = "withdrawn", "was withdrawn", "已撤回或退出";
        /// It is new to the document, though older than the first one: knowledge, not history.
        Listed = "listed", "is newly on record", "新记入";
        /// A date of it is known, or is another one.
        Dated = "dated", "has another date", "日期变动";
        /// It began.
        Begun = "begun", "has begun", "已启动";
        /// It was commissioned.
        Commissioned = "commissioned", "was commissioned", "已委托";
        /// It was raised.
        Raised = "raised", "was raised", "已提出";
        /// It allows a use.
        Licensed = "licensed", "allows its use", "予以许可";
        /// It is grown or used.
        Adopted = "adopted", "uses it in the field", "推广应用";
        /// Something draws on it.
        DrawnOn = "drawn-on", "draws on it", "予以利用";
        /// It was released.
        Released = "released", "was released", "已审定或育成";
        /// Somebody works there now.
        CapabilityAdded = "capability-added", "works there now", "新增力量";
        /// Somebody works there no longer.
        CapabilityLost = "capability-lost", "no longer works there", "力量缺失";
        /// It relates two sides.
        Related = "related", "relates both sides", "建立联系";
        /// It relates them no longer.
        Unrelated = "unrelated", "no longer relates both sides", "联系中断";
        /// It answers a demand.
        Answered = "answered", "answers it", "响应需求";
    }
}

/// What a change did to a gap.
pub(super) fn of(differences: &Differences<'_>, change: usize, gap: &GapKey, is_opened: bool) -> Role {
    let change = &differences.records[change];
    if change.kind == ChangeKind::Added && change.after().and_then(date).is_some_and(|date| is_older(date, differences))
    {
        return Role::Listed;
    }
    match change.key.kind().name() {
        "projects" => project(change, gap, is_opened),
        "capabilities" => capability(change, gap, is_opened),
        "organizations" => match (change.kind, gap.kind) {
            (ChangeKind::Added, GapKind::MissingStage | GapKind::MissingRoute) => Role::CapabilityAdded,
            (ChangeKind::Removed, GapKind::MissingStage | GapKind::MissingRoute) => Role::CapabilityLost,
            _ => related(is_opened),
        },
        "licences" => licence(change, gap, is_opened),
        "adoptions" => match change.kind {
            ChangeKind::Removed => Role::Dropped,
            _ if is_opened && gap.kind != GapKind::UnadoptedProduct => Role::Dropped,
            _ => Role::Adopted,
        },
        "demands" => match change.kind {
            ChangeKind::Added => Role::Raised,
            ChangeKind::Removed => Role::Withdrawn,
            _ => Role::Listed,
        },
        "germplasm" => germplasm(change),
        "parents" => {
            if change.kind == ChangeKind::Removed {
                Role::Dropped
            } else {
                Role::DrawnOn
            }
        }
        "categories" => {
            if change.kind == ChangeKind::Removed {
                Role::Withdrawn
            } else {
                Role::Listed
            }
        }
        // Agreements, members, charters, services and owners.
        _ => match change.kind {
            ChangeKind::Added => Role::Related,
            ChangeKind::Removed => Role::Unrelated,
            _ => related(is_opened),
        },
    }
}

const fn related(is_opened: bool) -> Role {
    if is_opened { Role::Unrelated } else { Role::Related }
}

/// Since when a record is, as far as it says.
fn date(record: &dyn Fields) -> Option<PartialDate> {
    const KEYS: [&str; 7] = ["commissioned", "started", "ended", "raised", "signed", "since", "released"];
    let dated = KEYS.iter().find_map(|key| match record.value(key) {
        Some(FieldValue::Date(date)) => Some(date),
        _ => None,
    });
    dated.or_else(|| match record.value("year") {
        Some(FieldValue::Count(year)) => Some(PartialDate::of_year(year)),
        _ => None,
    })
}

/// Whether a date is before the day of the chain before: what is planned for that day is no old record.
fn is_older(date: PartialDate, differences: &Differences<'_>) -> bool {
    date.to_day().number() < differences.before.as_of().to_day().number()
}

fn status(record: Option<&dyn Fields>) -> Option<Status> {
    match record?.value("status")? {
        FieldValue::Choice(status) => status.parse().ok(),
        _ => None,
    }
}

/// Whether a list of a record lost or gained an element.
fn links(change: &RecordChange<'_>, key: &str) -> Option<[bool; 2]> {
    let field = change.fields.iter().find(|field| field.field.key == key)?;
    let elements = |value: FieldValue<'_>| value.elements().count();
    let [added, removed] =
        field.elements().map_or([elements(field.after) > 0, elements(field.before) > 0], |[added, removed]| {
            [!added.is_empty(), !removed.is_empty()]
        });
    Some([added, removed])
}

fn project(change: &RecordChange<'_>, gap: &GapKey, is_opened: bool) -> Role {
    let id = change.key.id();
    let is_subject = gap.project.as_ref().map(ProjectId::as_str) == id;
    match (change.kind, is_subject) {
        (ChangeKind::Added, true) => match gap.kind {
            GapKind::StrandedResult | GapKind::LastMile => Role::Delivered,
            GapKind::IdleCommission => Role::Commissioned,
            _ => Role::Begun,
        },
        (ChangeKind::Removed, true) => Role::Withdrawn,
        (ChangeKind::Added, false) => taking_up(change, gap),
        (ChangeKind::Removed, false) => Role::Dropped,
        _ => changed_project(change, gap, is_opened),
    }
}

/// What a project does that is not the subject of the gap.
fn taking_up(change: &RecordChange<'_>, gap: &GapKey) -> Role {
    let builds_on_it = change.after().and_then(|record| record.value("builds_on")).is_some_and(|links| {
        links
            .elements()
            .any(|id| matches!((id, &gap.project), (FieldValue::Id(id), Some(project)) if project.as_str() == id))
    });
    match gap.kind {
        GapKind::UnansweredDemand | GapKind::DemandStoppedShort => Role::Answered,
        GapKind::StrandedResult if !builds_on_it => Role::DrawnOn,
        GapKind::MissingStage => Role::Begun,
        GapKind::MissingRoute => match change.after().and_then(|record| record.value("commissioner")) {
            Some(FieldValue::Id(_)) => Role::Commissioned,
            _ => Role::Related,
        },
        GapKind::UnadoptedProduct => Role::Released,
        _ => Role::TakenUp,
    }
}

fn changed_project(change: &RecordChange<'_>, gap: &GapKey, is_opened: bool) -> Role {
    if change.has_field("status") {
        let (before, after) = (status(change.before()), status(change.after()));
        match after {
            Some(Status::Failed | Status::Cancelled) => return Role::FailedOrCancelled,
            Some(Status::Delivered) if gap.project.as_ref().map(ProjectId::as_str) == change.key.id() => {
                return Role::Delivered;
            }
            Some(_) if before > after => return Role::Withdrawn,
            Some(Status::Active | Status::Delivered) => return Role::Begun,
            _ => return Role::Commissioned,
        }
    }
    let link = |key: &str, gained: Role| {
        links(change, key)
            .map(|[added, removed]| if added && (!is_opened || !removed) { gained } else { Role::Dropped })
    };
    let linked = link("builds_on", Role::TakenUp)
        .or_else(|| link("answers", Role::Answered))
        .or_else(|| link("draws_on", Role::DrawnOn))
        .or_else(|| link("releases", Role::Released));
    if let Some(linked) = linked {
        return linked;
    }
    if change.has_field("commissioner") {
        let has = matches!(change.after().and_then(|record| record.value("commissioner")), Some(FieldValue::Id(_)));
        return if has { Role::Commissioned } else { Role::Dropped };
    }
    if ["commissioned", "started", "ended"].iter().any(|key| change.has_field(key)) {
        return Role::Dated;
    }
    if change.has_field("performer") || change.has_field("joint_performers") {
        return match gap.kind {
            GapKind::MissingStage if is_opened => Role::CapabilityLost,
            GapKind::MissingStage => Role::CapabilityAdded,
            _ => related(is_opened),
        };
    }
    // It belongs elsewhere than was on record.
    Role::Listed
}

fn capability(change: &RecordChange<'_>, gap: &GapKey, is_opened: bool) -> Role {
    match change.kind {
        ChangeKind::Added => Role::CapabilityAdded,
        ChangeKind::Removed => Role::CapabilityLost,
        // Two sides are needed for a route to be missing.
        _ if is_opened == (gap.kind == GapKind::MissingStage) => Role::CapabilityLost,
        _ => Role::CapabilityAdded,
    }
}

fn licence(change: &RecordChange<'_>, gap: &GapKey, is_opened: bool) -> Role {
    match (change.kind, gap.kind) {
        (ChangeKind::Added, _) => Role::Licensed,
        (ChangeKind::Removed, _) => Role::Withdrawn,
        _ if change.has_field("signed") => Role::Dated,
        (_, GapKind::IdleLicence) if is_opened => Role::Licensed,
        _ if is_opened || gap.kind == GapKind::IdleLicence => Role::Withdrawn,
        _ => Role::Licensed,
    }
}

fn germplasm(change: &RecordChange<'_>) -> Role {
    match change.kind {
        ChangeKind::Added => Role::Released,
        ChangeKind::Removed => Role::Withdrawn,
        _ if change.has_field("withdrawn") => Role::Withdrawn,
        _ if change.has_field("released") => Role::Dated,
        _ => Role::Listed,
    }
}
