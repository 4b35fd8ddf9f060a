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

/// Why nothing passes through a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stoppage {
    /// Nobody is capable of this leap, the first of such.
    NoCapability(Leap),
    /// What research there is in this leap is assumed never to succeed.
    NoSuccess(Leap),
    /// Every leap has capable organizations, but no way leads through all of them.
    NoRoute,
}

impl Stoppage {
    /// The spelling in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoCapability(_) => "no-capability",
            Self::NoSuccess(_) => "no-success",
            Self::NoRoute => "no-route",
        }
    }
}
