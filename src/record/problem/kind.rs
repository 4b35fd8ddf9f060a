//! Every kind of problem, with its facts.

use std::fmt;

use super::super::path::Path;
use super::chinese;
use super::found::{Expected, Found};
use crate::model::{
    CategoryId, CompletenessList, Evidence, GermplasmId, Lang, OrganizationId, OrganizationKind, PartialDate,
    ProjectId, ServiceKind, Stage, Status, Term, Text, Values,
};
use crate::text::{Hint, Shown, nearest};

/// What can be wrong with a chain. Each variant holds the facts; its `Display` says what was found, what is expected,
/// and how to fix it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text does not follow the rules of its format.
    #[error("{message}, at line {line} column {column}")]
    #[non_exhaustive]
    Syntax {
        /// What the parser says.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1, in characters.
        column: usize,
    },
    /// The bytes are not UTF-8.
    #[error("not UTF-8 text: byte {position} belongs to no character; save the file as UTF-8")]
    #[non_exhaustive]
    NotUtf8 {
        /// The first byte that belongs to no character, from 0.
        position: usize,
    },
    /// Values within values within values, deeper than any document goes.
    #[error("values nested more than {limit} deep; a document needs no more than 7")]
    #[non_exhaustive]
    NestedTooDeep {
        /// How deep is allowed.
        limit: usize,
    },
    /// The `format` is not one that this version reads.
    #[error("unsupported format `{}`; expected `{}`", Shown(found), crate::model::FORMAT)]
    #[non_exhaustive]
    UnsupportedFormat {
        /// What was found instead.
        found: String,
    },
    /// A key that a record of this kind does not have.
    #[error("unknown key `{}`{}; the keys are {}", Shown(key), Hint(nearest.as_deref()), Listed(expected))]
    #[non_exhaustive]
    UnknownKey {
        /// The key.
        key: String,
        /// The most similar key that there is.
        nearest: Option<String>,
        /// Every key that there is.
        expected: &'static [&'static str],
    },
    /// A key given twice in one record.
    #[error("key `{}` is given twice", Shown(key))]
    #[non_exhaustive]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that must be there is not.
    #[error("missing key `{key}`")]
    #[non_exhaustive]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A value of another type.
    #[error("found {found}, expected {expected}")]
    #[non_exhaustive]
    WrongType {
        /// What was found.
        found: Found,
        /// What is expected.
        expected: Expected,
    },
    /// A value that an enumeration does not have.
    #[error(
        "unknown value `{}`{}; the values are {}", Shown(found), Hint(nearest.as_deref()), expected.listed(Lang::En)
    )]
    #[non_exhaustive]
    UnknownValue {
        /// What was found instead.
        found: String,
        /// The most similar value that there is.
        nearest: Option<String>,
        /// Every value that there is.
        expected: Values,
    },
    /// A date that is none, or is written in another way.
    #[error("malformed date `{}`; expected {}", Shown(found), crate::model::EXPECTED_DATE)]
    #[non_exhaustive]
    MalformedDate {
        /// What was found instead.
        found: String,
    },
    /// A number that cannot be negative is.
    #[error("{found} is negative; expected a number of 0 or more")]
    #[non_exhaustive]
    Negative {
        /// What was found, as it is written.
        found: String,
    },
    /// A number that is infinite or no number at all.
    #[error("{found} is no finite number")]
    #[non_exhaustive]
    NotFinite {
        /// What was found, as it is written.
        found: String,
    },
    /// A number that is out of the range that can be kept.
    #[error("{found} is out of range; expected {expected}")]
    #[non_exhaustive]
    OutOfRange {
        /// What was found.
        found: String,
        /// What is expected.
        expected: Expected,
    },
    /// A string that holds half a character, such as a lone surrogate.
    #[error("the string cannot be read: {message}")]
    #[non_exhaustive]
    BrokenString {
        /// What the parser says.
        message: String,
    },
    /// A list that must hold something does not.
    #[error("no {what} is given; at least one is needed")]
    #[non_exhaustive]
    NothingGiven {
        /// What is missing.
        what: Term,
    },
    /// An id of no characters.
    #[error("the id is empty")]
    EmptyId,
    /// An id given twice in its list.
    #[error("{what} `{}` is given twice; the first is {first}", Shown(id))]
    #[non_exhaustive]
    DuplicateId {
        /// What it is the id of.
        what: Term,
        /// The id.
        id: String,
        /// Where it was first given.
        first: Path,
    },
    /// A reference to nothing.
    #[error("unknown {what} `{}`{}", Shown(id), Hint(nearest.as_deref()))]
    #[non_exhaustive]
    UnknownReference {
        /// What is referred to, such as `organization`.
        what: Term,
        /// The id that was found.
        id: String,
        /// The most similar id that there is.
        nearest: Option<String>,
    },
    /// A project that builds on itself.
    #[error("project `{}` builds on itself", Shown(project.as_str()))]
    #[non_exhaustive]
    BuildsOnItself {
        /// The project.
        project: ProjectId,
    },
    /// A project that builds twice on the same.
    #[error("project `{}` builds on `{}` twice", Shown(project.as_str()), Shown(upstream.as_str()))]
    #[non_exhaustive]
    BuildsOnTwice {
        /// The project.
        project: ProjectId,
        /// What it builds on twice.
        upstream: ProjectId,
    },
    /// A record that refers to the same twice in one list.
    #[error("{what} `{}` is named twice; keep it once", Shown(id))]
    #[non_exhaustive]
    NamedTwice {
        /// What is named, such as `germplasm`.
        what: Term,
        /// The id that is named twice.
        id: String,
    },
    /// Projects that build on each other in a cycle.
    #[error("projects build on each other in a cycle: {}", Cycle(projects, "builds on"))]
    #[non_exhaustive]
    Cycle {
        /// The projects of the cycle; each builds on the next, and the last on the first.
        projects: Vec<ProjectId>,
    },
    /// Two dates in the wrong order.
    #[error("`{earlier_key}` {earlier} is after `{later_key}` {later}")]
    #[non_exhaustive]
    DatesOutOfOrder {
        /// The key of the date that must come first.
        earlier_key: &'static str,
        /// That date.
        earlier: PartialDate,
        /// The key of the date that must come later.
        later_key: &'static str,
        /// That date.
        later: PartialDate,
    },
    /// A date that a project of this status cannot have.
    #[error("a project that is {status} cannot have `{key}`")]
    #[non_exhaustive]
    DateAgainstStatus {
        /// The key of the date.
        key: &'static str,
        /// The status.
        status: Status,
    },
    /// A charter on anything but a consortium.
    #[error("a {kind} cannot have a charter; only a consortium has one")]
    #[non_exhaustive]
    CharterElsewhere {
        /// What has the charter.
        kind: OrganizationKind,
    },
    /// A service organization that does not say which service it does.
    #[error("a service organization must say which: missing key `service`, one of {}", Listed(ServiceKind::NAMES))]
    ServiceMissing,
    /// A service on anything but a service organization.
    #[error("a {kind} cannot have `service`; only an organization of kind `service` has one")]
    #[non_exhaustive]
    ServiceElsewhere {
        /// What has the service.
        kind: OrganizationKind,
    },
    /// More problems than are kept.
    #[error("there are more problems than the {told} that are listed")]
    #[non_exhaustive]
    TooManyProblems {
        /// How many are kept.
        told: usize,
    },
    /// A share that is more than 1.
    #[error("{found} is no share: expected a number from 0 to 1")]
    #[non_exhaustive]
    ShareOutOfRange {
        /// What was found.
        found: f64,
    },
    /// Shares that together are more than the whole.
    #[error("the shares add up to {sum}, more than 1")]
    #[non_exhaustive]
    SharesExceedOne {
        /// What they add up to.
        sum: f64,
    },
    /// More technicians from the members than technicians.
    #[error("the members send {of_members} technicians, more than the {technicians} that there are")]
    #[non_exhaustive]
    TooManyTechnicians {
        /// Technicians whom the members send.
        of_members: u64,
        /// Technicians of the consortium.
        technicians: u32,
    },
    /// A member of a consortium that is named twice.
    #[error("the member `{}` is named twice; keep it once, with all that it gives", Shown(member.as_str()))]
    #[non_exhaustive]
    MemberTwice {
        /// The member.
        member: OrganizationId,
    },
    /// A capability without teams.
    #[error("a capability needs at least 1 team")]
    NoTeams,
    /// Two capabilities of one organization for the same category and stage.
    #[error("the capability for `{}` at {stage} is given twice; add up the teams", Shown(category.as_str()))]
    #[non_exhaustive]
    CapabilityTwice {
        /// The category.
        category: CategoryId,
        /// The stage.
        stage: Stage,
    },
    /// A germplasm that names a parent twice.
    #[error("the parent `{}` is named twice; keep it once, with its share", Shown(parent.as_str()))]
    #[non_exhaustive]
    ParentTwice {
        /// The parent.
        parent: GermplasmId,
    },
    /// Records of a list that refer to each other in a cycle.
    #[error("`{key}` leads back to where it began: {}", Cycle(ids, "→"))]
    #[non_exhaustive]
    ReferenceCycle {
        /// The key by which they refer to each other.
        key: &'static str,
        /// The ids of the cycle; each refers to the next, and the last to the first.
        ids: Vec<String>,
    },
    /// A day that is known to the month or the year only.
    #[error("{found} is no full day; expected a date such as 2024-12-31")]
    #[non_exhaustive]
    NotADay {
        /// What was found.
        found: PartialDate,
    },
    /// The end of a right that is none which excludes others.
    #[error("`right_ends` needs an exclusive right: a `right` of `variety-right` or `patent`")]
    RightEndsWithoutRight,
    /// What must be of a project or of a germplasm, and is of both or of neither.
    #[error("expected exactly one of `project` and `germplasm`, found {}", if *both { "both" } else { "neither" })]
    #[non_exhaustive]
    NotOneObject {
        /// Whether both are given.
        both: bool,
    },
    /// More accessions of a kind than there are.
    #[error("{count} is more than the {accessions} accessions that there are")]
    #[non_exhaustive]
    MoreThanAccessions {
        /// How many of a kind.
        count: u32,
        /// How many there are.
        accessions: u32,
    },
    /// A part of the scope of a completeness statement that its list does not have.
    #[error("a statement about {} has no `{key}`", list.label(Lang::En))]
    #[non_exhaustive]
    ScopeWithoutMeaning {
        /// What the statement is about.
        list: CompletenessList,
        /// The part of the scope.
        key: &'static str,
    },
    /// A completeness statement that says how much is recorded and how much was checked.
    #[error("`recorded` cannot be given beside `checked` and `found`; keep one of the two")]
    RecordedAndChecked,
    /// More found than were checked.
    #[error("{found} found are more than the {checked} checked")]
    #[non_exhaustive]
    FoundMoreThanChecked {
        /// How many were checked.
        checked: u32,
        /// How many of them were found.
        found: u32,
    },
    /// An audit that looked at nothing.
    #[error("an audit needs at least 1 that was checked")]
    NothingChecked,
    /// Two completeness statements that contradict each other.
    #[error("says that {} is recorded, where {other} says that all is", if *.nothing { "nothing" } else { "only some" })]
    #[non_exhaustive]
    Contradicts {
        /// Whether it says that nothing is recorded, rather than some.
        nothing: bool,
        /// The other statement, which says that all is.
        other: Path,
    },
    /// A germplasm that another project releases too.
    #[error("germplasm `{}` is released by project `{}` already", Shown(germplasm.as_str()), Shown(other.as_str()))]
    #[non_exhaustive]
    ReleasedTwice {
        /// The germplasm.
        germplasm: GermplasmId,
        /// The other project.
        other: ProjectId,
    },
    /// A germplasm that a project of another category releases.
    #[error(
        "germplasm `{}` is of category `{}`; a project of `{}` cannot release it",
        Shown(germplasm.as_str()), Shown(theirs.as_str()), Shown(own.as_str())
    )]
    #[non_exhaustive]
    ReleasedAcross {
        /// The germplasm.
        germplasm: GermplasmId,
        /// The category of the project.
        own: CategoryId,
        /// The category of the germplasm.
        theirs: CategoryId,
    },
    /// A royalty to what a project does not rest on.
    #[error("pays `{}`, which is not in its `builds_on`, its `draws_on` or the parents of what it releases", Shown(to))]
    #[non_exhaustive]
    RoyaltyElsewhere {
        /// What is paid.
        to: String,
    },
    /// A record without an id that is given twice.
    #[error("the same {what} is given twice; the first is {first}")]
    #[non_exhaustive]
    GivenTwice {
        /// What it is.
        what: Term,
        /// Where it was first given.
        first: Path,
    },
    /// A value in use that lies outside the range in which it is said to lie.
    #[error("the value in use, {value}, is not between {low} and {high}")]
    #[non_exhaustive]
    ValueOutsideRange {
        /// The value in use.
        value: f64,
        /// The least.
        low: f64,
        /// The greatest.
        high: f64,
    },
    /// A range that is not of two numbers in order.
    #[error("expected two numbers, the lesser first")]
    NoRange,
    /// A distribution whose least, most likely and greatest value are out of order, or whose greatest value is 0.
    #[error("expected min ≤ mode ≤ max and max > 0, found {min}, {mode}, {max}")]
    #[non_exhaustive]
    DurationOutOfOrder {
        /// The least value.
        min: f64,
        /// The most likely value.
        mode: f64,
        /// The greatest value.
        max: f64,
    },
    /// A record that claims to be better known than one that it refers to.
    #[error("{} {own} record cannot refer to {what} `{}`, which is only {theirs}", article(*own), Shown(id))]
    #[non_exhaustive]
    EvidenceTooStrong {
        /// How the record claims to be known.
        own: Evidence,
        /// What it refers to, such as `organization`.
        what: Term,
        /// The id of what it refers to.
        id: String,
        /// How that is known.
        theirs: Evidence,
    },
    /// A pattern, a template or a format of dates that cannot be used.
    #[error("`{}`: {}", Shown(found), why.get(Lang::En))]
    #[non_exhaustive]
    Unusable {
        /// What was found.
        found: String,
        /// Why it cannot be used, in both languages.
        why: Text,
    },
    /// A pattern that nothing reaches, since another one matches all that it does.
    #[error("the pattern `{}` is never reached: `{}` takes all that it matches", Shown(pattern), Shown(by))]
    #[non_exhaustive]
    NeverReached {
        /// The pattern.
        pattern: String,
        /// What takes all that it matches.
        by: String,
    },
    /// A scenario that adds what is there already.
    #[error("{what} `{}` is there already, as {at}; change it instead", Shown(id))]
    #[non_exhaustive]
    AlreadyThere {
        /// What it is.
        what: Term,
        /// What tells it apart.
        id: String,
        /// Where it is in the chain.
        at: Path,
    },
    /// A scenario that adds, changes or removes one record in two places.
    #[error("{what} `{}` is dealt with twice; the first is {first}", Shown(id))]
    #[non_exhaustive]
    DealtWithTwice {
        /// What it is.
        what: Term,
        /// What tells it apart.
        id: String,
        /// Where it is dealt with first.
        first: Path,
    },
    /// A key that a scenario takes away and no record can be without.
    #[error("a record cannot be without `{key}`")]
    #[non_exhaustive]
    CannotBeUnset {
        /// The key.
        key: &'static str,
    },
    /// An element that a scenario adds to where it is already.
    #[error("`{}` is there already", Shown(element))]
    #[non_exhaustive]
    ElementThere {
        /// The element.
        element: String,
    },
    /// An element that a scenario takes away from where it is not.
    #[error("`{}` is not there, and cannot be taken away", Shown(element))]
    #[non_exhaustive]
    ElementNotThere {
        /// The element.
        element: String,
    },
    /// A scenario that removes what something else refers to.
    #[error(
        "{what} `{}` cannot be removed: {by} refers to it; remove that too, or set `with_dependents` to true",
        Shown(id)
    )]
    #[non_exhaustive]
    StillReferredTo {
        /// What it is.
        what: Term,
        /// The id.
        id: String,
        /// What refers to it, in the chain.
        by: Path,
    },
    /// A scenario that is applied to another chain than it was made for.
    #[error("the scenario is for a chain whose `{key}` is `{}`; this one has `{}`", Shown(expected), Shown(found))]
    #[non_exhaustive]
    OtherBase {
        /// The key of the document.
        key: &'static str,
        /// What the scenario says.
        expected: String,
        /// What the chain says.
        found: String,
    },
    /// A record that is not as the scenario expects it to be.
    #[error("the scenario expects `{}` here, and the chain has `{}`", Shown(expected), Shown(found))]
    #[non_exhaustive]
    ExpectedOtherwise {
        /// What the scenario expects.
        expected: String,
        /// What the chain has.
        found: String,
    },
    /// A key that several records have alike.
    #[error("{count} records are `{}` alike: remove each as a whole, and add what takes its place", Shown(id))]
    #[non_exhaustive]
    SeveralAlike {
        /// What they have in common.
        id: String,
        /// How many there are.
        count: usize,
    },
    /// A documented record that names no source, where the caller insists on one.
    #[error("a documented record must name its `source`")]
    SourceMissing,
}

impl ProblemKind {
    /// What was found, what is expected, and how to fix it. In English it is what `Display` gives.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => chinese::sentence(self),
        }
    }

    /// An unknown key. A key that the record has already is not what was meant, if there is another one.
    pub(crate) fn unknown_key(
        key: &str,
        expected: &'static [&'static str],
        is_there: impl Fn(&'static str) -> bool,
    ) -> Self {
        let absent = nearest(key, expected.iter().copied().filter(|key| !is_there(key)));
        let nearest = owned(absent.or_else(|| nearest(key, expected.iter().copied())));
        Self::UnknownKey { key: key.to_owned(), nearest, expected }
    }

    /// A cell in which a spreadsheet shows that a formula failed, or in which it calculated none.
    #[cfg(feature = "csv")]
    pub(crate) fn failed_formula(shown: &str) -> Self {
        let (found, expected) = if shown.starts_with('=') {
            (Found::UncalculatedFormula(shown.to_owned()), Expected::CalculatedValue)
        } else {
            (Found::FailedFormula(shown.to_owned()), Expected::Value)
        };
        Self::WrongType { found, expected }
    }

    pub(crate) fn unknown_value(found: &str, expected: impl Into<Values>) -> Self {
        let expected = expected.into();
        Self::UnknownValue {
            found: found.to_owned(),
            nearest: owned(nearest(found, expected.keys.iter().copied())),
            expected,
        }
    }
}

fn owned(name: Option<&str>) -> Option<String> {
    name.map(str::to_owned)
}

/// `an assumed record`, `a proposed record`.
fn article(evidence: Evidence) -> &'static str {
    if evidence == Evidence::Assumed { "an" } else { "a" }
}

struct Listed<'a>(&'a [&'a str]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

/// The way round a cycle of ids, with what leads from one to the next; only its beginning where it is long.
struct Cycle<'a, I>(&'a [I], &'static str);

impl<I: AsRef<str>> fmt::Display for Cycle<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(ids, link) = self;
        for id in ids.iter().take(SHOWN_OF_A_CYCLE) {
            write!(f, "`{}` {link} ", Shown(id.as_ref()))?;
        }
        if ids.len() > SHOWN_OF_A_CYCLE {
            write!(f, "… ({} more) … {link} ", ids.len() - SHOWN_OF_A_CYCLE)?;
        }
        write!(f, "`{}`", Shown(ids[0].as_ref()))
    }
}

/// How many of the ids of a cycle are named.
pub(super) const SHOWN_OF_A_CYCLE: usize = 20;
