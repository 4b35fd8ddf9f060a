//! The rows of a throughput, each written as its fields.

use serde::Serialize;

use crate::chain::OrganizationRef;
use crate::model::{Leap, Stage};

/// A role, an organization in a leap, and what it could bring at most.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RoleCapacity<'c> {
    /// The organization.
    pub organization: OrganizationRef<'c>,
    /// The leap.
    pub leap: Leap,
    /// Its capacity, in products per year.
    pub capacity: f64,
}

/// What one more team would bring.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TeamGain<'c> {
    /// Where the team would work.
    pub organization: OrganizationRef<'c>,
    /// At which stage.
    pub stage: Stage,
    /// By how much the throughput of the category would rise, in products per year: above 0.
    pub gain: f64,
    /// Whether the operating model gives the organization's kind a role at the stage, on its own initiative or
    /// commissioned; `None` without a model.
    pub in_role: Option<bool>,
    /// How many of its teams there have a project under way today; `None` where its teams are unknown.
    pub busy_now: Option<u32>,
}

/// A place where the number of teams is unknown and one was counted: there is at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CountedAsOne<'c> {
    /// Who works there.
    pub organization: OrganizationRef<'c>,
    /// At which stage.
    pub stage: Stage,
}

/// What the loss of an organization would cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OrganizationLoss<'c> {
    /// Who would be lost, in all leaps.
    pub organization: OrganizationRef<'c>,
    /// By how much the throughput of the category would fall, in products per year: above 0.
    pub loss: f64,
}

/// Why nothing passes through a category, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stoppage {
    /// Nobody is known to work in this leap, the first of such: what gets through is not known.
    NobodyAt(Leap),
    /// What research there is in this leap is assumed never to succeed.
    NoSuccess(Leap),
    /// Organizations work in every leap, but no way leads through all of them.
    NoRoute,
}

impl Stoppage {
    /// The spelling in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NobodyAt(Leap::ZeroToOne) => "nobody-at-zero-to-one",
            Self::NobodyAt(Leap::OneToTen) => "nobody-at-one-to-ten",
            Self::NobodyAt(Leap::TenToHundred) => "nobody-at-ten-to-hundred",
            Self::NoSuccess(_) => "no-success",
            Self::NoRoute => "no-route",
        }
    }
}
