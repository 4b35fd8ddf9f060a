//! Operating models 运行模式: who may do what, who may commission whom, and how a consortium is to be constituted.
//!
//! A model is data, not code. [`OperatingModel::proposal`] is the division of labour that the proposal asks for,
//! [`OperatingModel::dispersed`] the situation that it wants to leave; a caller may write a third. Each rule names the
//! clause that it comes from. A model is read and written as JSON and TOML, and two of them are
//! [compared in words](OperatingModel::diff).

mod choice;
mod difference;
mod finding_kind;
mod permissions;
mod severity;
mod shipped;

use std::fmt;

use hashbrown::HashMap;

use crate::chain::{Problem, ProblemKind, Problems};
use crate::model::Term;
use crate::model::{OrganizationKind, Stage, Text};
use crate::record::Expected;

pub use choice::ModelChoice;
pub use difference::Difference;
pub use finding_kind::FindingKind;
pub(crate) use permissions::Permissions;
pub use severity::Severity;

use permissions::Place;

named_enum! {
    /// On whose initiative an organization may work at a stage.
    #[derive(Default)]
    pub enum Initiative ("initiative") {
        /// Only on its own: nobody may commission it.
        Own = "own", "on its own initiative", "自主立项";
        /// On its own, or commissioned.
        #[default]
        Any = "any", "on its own initiative or commissioned", "自主立项或受托";
    }
}

/// A kind of organization may work at a stage.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RoleRule {
    /// The kind.
    pub kind: OrganizationKind,
    /// The stage.
    pub stage: Stage,
    /// On whose initiative.
    #[serde(default, skip_serializing_if = "Initiative::is_default")]
    pub initiative: Initiative,
    /// The clause that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
}

impl Initiative {
    // Serde asks with a reference.
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl RoleRule {
    /// The kind may work at the stage, on any initiative.
    #[must_use]
    pub const fn new(kind: OrganizationKind, stage: Stage) -> Self {
        Self { kind, stage, initiative: Initiative::Any, clause: None }
    }

    setters! {
        /// Sets on whose initiative.
        initiative: Initiative => |initiative| initiative;
        /// Sets the clause that it comes from.
        clause: impl Into<Text> => |clause| Some(clause.into());
    }
}

/// A kind of organization may commission another.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RouteRule {
    /// Who may commission.
    pub commissioner: OrganizationKind,
    /// Who may be commissioned; `None` for every kind that may work at the stage when it is commissioned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performer: Option<OrganizationKind>,
    /// For which stage; `None` for every stage at which the performer may work when it is commissioned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The clause that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
}

impl RouteRule {
    /// The kind may commission every kind at every stage that is in that kind's role.
    #[must_use]
    pub const fn new(commissioner: OrganizationKind) -> Self {
        Self { commissioner, performer: None, stage: None, clause: None }
    }

    setters! {
        /// Limits it to a kind of performer.
        performer: OrganizationKind => |kind| Some(kind);
        /// Limits it to a stage.
        stage: Stage => |stage| Some(stage);
        /// Sets the clause that it comes from.
        clause: impl Into<Text> => |clause| Some(clause.into());
    }
}

/// What a model looks for: a kind of finding, from where the rule comes, and how strict it is.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rule {
    /// What it is to break the rule.
    pub kind: FindingKind,
    /// How strict it is, a share of 1: the least share of technicians of members or of inventors, or how far from 1 a sum
    /// may lie.
    /// `None` where the kind has no threshold, or for [its own](FindingKind::default_threshold).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
    /// The clause that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Text>,
}

impl Rule {
    /// The rule as strict as its kind has it.
    #[must_use]
    pub const fn new(kind: FindingKind) -> Self {
        Self { kind, threshold: None, clause: None }
    }

    /// The threshold in use: that of the rule, or that of its kind.
    #[must_use]
    pub fn effective_threshold(&self) -> Option<f64> {
        self.threshold.or(self.kind.default_threshold())
    }

    setters! {
        /// Sets how strict it is.
        threshold: f64 => |threshold| Some(threshold);
        /// Sets the clause that it comes from.
        clause: impl Into<Text> => |clause| Some(clause.into());
    }
}

/// An operating model: roles, routes of commission, and the rules that are looked after.
///
/// A kind of finding is looked for only if the model has a [`Rule`] for it. The default is
/// [`proposal`](Self::proposal).
///
/// ```
/// use seedrelay::{OperatingModel, OrganizationKind, Stage};
/// let model = OperatingModel::proposal();
/// assert!(model.allows(OrganizationKind::Company, Stage::Applied, true), "on its own initiative");
/// assert!(!model.allows(OrganizationKind::Company, Stage::Applied, false), "commissioned");
/// assert!(model.allows_route(OrganizationKind::Consortium, OrganizationKind::Laboratory, Stage::AppliedBasic));
/// assert!(!model.allows_route(OrganizationKind::Company, OrganizationKind::University, Stage::AppliedBasic));
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OperatingModel {
    /// What it is called.
    pub name: Text,
    /// Which kind may work at which stage.
    #[serde(default)]
    pub roles: Vec<RoleRule>,
    /// Which kind may commission which.
    #[serde(default)]
    pub routes: Vec<RouteRule>,
    /// What is looked for.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

impl Default for OperatingModel {
    fn default() -> Self {
        Self::proposal()
    }
}

impl OperatingModel {
    /// A model that allows nothing and looks for nothing, to be filled.
    #[must_use]
    pub fn new(name: impl Into<Text>) -> Self {
        Self { name: name.into(), roles: Vec::new(), routes: Vec::new(), rules: Vec::new() }
    }

    /// Adds a role.
    #[must_use]
    pub fn role(mut self, role: RoleRule) -> Self {
        self.roles.push(role);
        self
    }

    /// Adds a route.
    #[must_use]
    pub fn route(mut self, route: RouteRule) -> Self {
        self.routes.push(route);
        self
    }

    /// Sets a rule, in the place of one of the same kind.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.retain(|known| known.kind != rule.kind);
        self.rules.push(rule);
        self
    }

    /// Looks no more for a kind of finding.
    #[must_use]
    pub fn without_rule(mut self, kind: FindingKind) -> Self {
        self.rules.retain(|rule| rule.kind != kind);
        self
    }

    /// The rule about a kind of finding; `None` if the model does not look for it.
    #[must_use]
    pub fn rule_for(&self, kind: FindingKind) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.kind == kind)
    }

    /// Whether a kind may work at a stage, on its own initiative or commissioned.
    #[must_use]
    pub fn allows(&self, kind: OrganizationKind, stage: Stage, own_initiative: bool) -> bool {
        Permissions::new(self).role(kind, stage, own_initiative)
    }

    /// Whether a kind may commission another at a stage.
    #[must_use]
    pub fn allows_route(&self, commissioner: OrganizationKind, performer: OrganizationKind, stage: Stage) -> bool {
        Permissions::new(self).route(commissioner, performer, stage)
    }

    /// Whether this model forbids nothing that another allows: then no chain has a finding under this one that it has
    /// not under the other.
    ///
    /// ```
    /// use seedrelay::OperatingModel;
    /// let (proposal, dispersed) = (OperatingModel::proposal(), OperatingModel::dispersed());
    /// assert!(dispersed.is_at_least_as_lax_as(&proposal));
    /// assert!(!proposal.is_at_least_as_lax_as(&dispersed));
    /// ```
    #[must_use]
    pub fn is_at_least_as_lax_as(&self, other: &Self) -> bool {
        let (own, theirs) = (Permissions::new(self), Permissions::new(other));
        let as_lax = |rule: &Rule| {
            let (own, theirs) = (rule.effective_threshold(), other.rule_for(rule.kind).map(Rule::effective_threshold));
            match (rule.kind, own, theirs) {
                (_, _, None) => false,
                (
                    FindingKind::TechniciansBelowHalf | FindingKind::InventorShareBelowFloor,
                    Some(own),
                    Some(Some(theirs)),
                ) => own <= theirs,
                (_, Some(own), Some(Some(theirs))) => own >= theirs,
                _ => true,
            }
        };
        own.cover(&theirs) && self.rules.iter().all(as_lax)
    }

    /// In what another model differs from this one: roles, routes and rules, in this order, as sentences.
    ///
    /// ```
    /// use seedrelay::{Lang, OperatingModel, OrganizationKind, Stage};
    /// use seedrelay::rules::RoleRule;
    /// let mine = OperatingModel::proposal().role(RoleRule::new(OrganizationKind::University, Stage::Applied));
    /// let differences = OperatingModel::proposal().diff(&mine);
    /// assert_eq!(differences[0].message(Lang::En), "A university may also do applied research.");
    /// assert_eq!(differences[0].message(Lang::Zh), "高校还可从事应用研究。");
    /// ```
    #[must_use]
    pub fn diff(&self, other: &Self) -> Vec<Difference> {
        difference::between(self, other)
    }

    /// Whether the model is sound: nothing given twice, and every threshold a share of 1 on a rule that has one.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with its place.
    ///
    /// ```
    /// use seedrelay::OperatingModel;
    /// use seedrelay::rules::{FindingKind, Rule};
    /// let model = OperatingModel::proposal().rule(Rule::new(FindingKind::TechniciansBelowHalf).threshold(50.0));
    /// let problems = model.validate().unwrap_err();
    /// assert_eq!(
    ///     problems.first().to_string(),
    ///     "rules[24].threshold: 50 is no share: expected a number from 0 to 1",
    /// );
    /// ```
    pub fn validate(&self) -> Result<(), Problems> {
        let mut problems = Vec::new();
        let mut add = |place: Place, kind| problems.push(Problem::new(place.path(), kind));
        let twice = |what: Term, id: String, list, first| ProblemKind::DuplicateId {
            what,
            id,
            first: Place::record(list, first).path(),
        };
        let mut seen = HashMap::new();
        for (index, role) in self.roles.iter().enumerate() {
            let first = *seen.entry((role.kind, role.stage)).or_insert(index);
            if first < index {
                let id = format!("{} at {}", role.kind, role.stage);
                add(Place::record("roles", index), twice(Term::new("role", "职责"), id, "roles", first));
            }
        }
        let mut seen = HashMap::new();
        for (index, route) in self.routes.iter().enumerate() {
            let first = *seen.entry((route.commissioner, route.performer, route.stage)).or_insert(index);
            if first < index {
                add(
                    Place::record("routes", index),
                    twice(Term::new("route", "委托路径"), route.to_string(), "routes", first),
                );
            }
        }
        let mut seen = HashMap::new();
        for (index, rule) in self.rules.iter().enumerate() {
            let first = *seen.entry(rule.kind).or_insert(index);
            if first < index {
                add(
                    Place::record("rules", index),
                    twice(Term::new("rule", "规则"), rule.kind.to_string(), "rules", first),
                );
            }
            let Some(found) = rule.threshold else { continue };
            let place = Place::record("rules", index).key("threshold");
            if rule.kind.default_threshold().is_none() {
                let expected = Expected::NoThreshold(rule.kind.to_string());
                add(place, ProblemKind::OutOfRange { found: found.to_string(), expected });
            } else if !found.is_finite() {
                add(place, ProblemKind::NotFinite { found: found.to_string() });
            } else if found < 0.0 {
                add(place, ProblemKind::Negative { found: found.to_string() });
            } else if found > 1.0 {
                add(place, ProblemKind::ShareOutOfRange { found });
            }
        }
        Problems::new(problems).map_or(Ok(()), Err)
    }
}

impl fmt::Display for RouteRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (performer, stage) = (self.performer.map(OrganizationKind::as_str), self.stage.map(Stage::as_str));
        write!(f, "{} to {} at {}", self.commissioner, performer.unwrap_or("any kind"), stage.unwrap_or("its stages"))
    }
}
