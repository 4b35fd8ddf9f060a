//! The rows of a throughput, and how it is written.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Throughput;
use crate::chain::OrganizationRef;
use crate::model::{Lang, Leap, Stage, Text};

/// A role, an organization in a leap, and what it could bring at most.
#[derive(Clone, Copy, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq)]
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

impl Serialize for RoleCapacity<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("organization", &self.organization.record().id)?;
        map.serialize_entry("leap", &self.leap)?;
        map.serialize_entry("capacity", &self.capacity)?;
        map.end()
    }
}

impl Serialize for TeamGain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("organization", &self.organization.record().id)?;
        map.serialize_entry("stage", &self.stage)?;
        map.serialize_entry("gain", &self.gain)?;
        map.end()
    }
}

impl Serialize for OrganizationLoss<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("organization", &self.organization.record().id)?;
        map.serialize_entry("loss", &self.loss)?;
        map.end()
    }
}

impl Serialize for Throughput<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct MinimumCut<'a, 'c> {
            source_side: &'a [RoleCapacity<'c>],
            sink_side: &'a [RoleCapacity<'c>],
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("category", &self.category.id)?;
        map.serialize_entry("products_per_year", &self.products_per_year)?;
        if let Some(stopped) = self.stopped {
            map.serialize_entry("why", stopped.as_str())?;
        }
        map.serialize_entry("minimum_cut", &MinimumCut { source_side: &self.source_side, sink_side: &self.sink_side })?;
        map.serialize_entry("gains", &self.gains)?;
        map.serialize_entry("losses", &self.losses)?;
        let chokepoints: Vec<&str> =
            self.chokepoints.iter().map(|chokepoint| chokepoint.record().id.as_str()).collect();
        map.serialize_entry("chokepoints", &chokepoints)?;
        map.serialize_entry("resilience", &self.resilience())?;
        map.serialize_entry("assumed", &self.assumed)?;
        map.serialize_entry("message", &Text::new(self.message(Lang::En), self.message(Lang::Zh)))?;
        map.end()
    }
}
