//! Waits for a team: as measured, and as predicted.

use serde::Serialize;

use crate::chain::SupplyChain;
use crate::model::Status;
use crate::query::keys::keys;
use crate::stats::kaplan_meier::{KaplanMeier, Observation};
use crate::stats::queueing::{Moments, Queue};

named_enum! {
    /// Why a figure of load or wait is not there.
    #[non_exhaustive]
    pub enum NoWait ("reason for no wait") {
        /// How many research teams it has is not on record.
        UnknownTeams = "unknown-teams", "number of teams not on record", "团队数未记载";
        /// Nothing has been observed.
        NoObservations = "no-observations", "no dates on record", "日期未记载";
        /// Less than half of the commissions have started, so that the median lies in the future.
        NotReached = "not-reached", "less than half have started", "启动的不足一半";
        /// Under five gaps between commissions, or under five finished projects, have known dates.
        TooFewObservations = "too-few-observations", "too few observations", "观测过少";
        /// All commissions came on one day, or all projects took no time: there is no rate.
        NoSpread = "no-spread", "all dates are the same", "日期全部相同";
        /// As much or more is commissioned than the teams can do: the queue grows without end.
        Saturated = "saturated", "more is commissioned than the teams can do", "委托量超过团队承载能力";
    }
}

/// How long commissions waited for their start, `started − commissioned`, in days.
///
/// Every project with both dates is observed; one that was proposed or accepted and has not started is censored at the
/// date of the chain. Where a date is known to the month or year only, its middle stands for it, and a wait that comes out
/// below 0 by that is none.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MeasuredWait {
    /// Commissions with a known date, started or still waiting.
    pub observations: usize,
    /// Those of them that have started.
    pub started: usize,
    /// The median of those that have started: too short, since those that still wait are left out.
    pub naive_median: Option<f64>,
    /// The median of all, by Kaplan and Meier (1958); `None` while less than half have started.
    pub median: Option<f64>,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end of its 95 % interval.
    pub high: Option<f64>,
}

impl MeasuredWait {
    /// Why there is no median, where there is none.
    #[must_use]
    pub fn why(&self) -> Option<NoWait> {
        match (self.median, self.observations) {
            (Some(_), _) => None,
            (None, 0) => Some(NoWait::NoObservations),
            (None, _) => Some(NoWait::NotReached),
        }
    }

    /// Why the interval of a median that is known has an end that is not: too many still wait.
    fn why_open_interval(&self) -> Option<NoWait> {
        (self.median.is_some() && (self.low.is_none() || self.high.is_none())).then_some(NoWait::NotReached)
    }
}

keys! { MeasuredWait: wait => {
    observations: wait.observations,
    started: wait.started,
    naive_median: wait.naive_median,
    median: wait.median,
    low: wait.low,
    high: wait.high,
    why [where_known]: wait.why(),
    why_interval [where_known]: wait.why_open_interval(),
} }

/// The mean wait by queueing theory, in days, from the arrivals (commissions) and services (`ended − started`) observed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PredictedWait {
    /// With arrivals and services at random: M/M/c (Erlang 1917).
    pub erlang_c: Option<f64>,
    /// With arrivals and services as variable as observed: G/G/c (Kingman 1961; Allen and Cunneen 1978).
    pub allen_cunneen: Option<f64>,
    /// Work commissioned per team, ρ: the share of 1 of its time that a team would need for it. From 1 on it is
    /// saturated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commissioned_per_team: Option<f64>,
    /// Why there is no prediction, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<NoWait>,
}

impl PredictedWait {
    const fn none(why: NoWait) -> Self {
        Self { erlang_c: None, allen_cunneen: None, commissioned_per_team: None, why: Some(why) }
    }
}

pub(super) fn measured(chain: &SupplyChain, projects: impl Iterator<Item = usize>) -> MeasuredWait {
    let columns = chain.columns();
    let as_of = chain.as_of().to_day();
    let observation = |project: usize| {
        let commissioned = columns.commissioned.get(project)?;
        let days = |day: crate::model::Day| f64::from(day.number() - commissioned.number()).max(0.0);
        match columns.started.get(project) {
            Some(started) => Some(Observation::event(days(started))),
            None if matches!(columns.status[project], Status::Proposed | Status::Accepted) => {
                Some(Observation::censored(days(as_of)))
            }
            None => None,
        }
    };
    let observations: Vec<Observation> = projects.filter_map(observation).collect();
    let estimate = KaplanMeier::new(&observations);
    let median = estimate.median();
    MeasuredWait {
        observations: estimate.observations(),
        started: estimate.events(),
        naive_median: estimate.naive_median(),
        median: median.median,
        low: median.low,
        high: median.high,
    }
}

pub(super) fn predicted(
    chain: &SupplyChain,
    teams: Option<u32>,
    projects: impl Iterator<Item = usize> + Clone,
) -> PredictedWait {
    use crate::stats::queueing::FEWEST_OBSERVATIONS;
    let Some(teams) = teams else { return PredictedWait::none(NoWait::UnknownTeams) };
    let columns = chain.columns();
    let arrival = |project| columns.commissioned.get(project).map(|day| f64::from(day.number()));
    let arrivals: Vec<f64> = projects.clone().filter_map(arrival).collect();
    let service = |project| {
        let days = columns.ended.get(project)?.number() - columns.started.get(project)?.number();
        // Months and years may seem to end before they start.
        (days >= 0).then_some(f64::from(days))
    };
    let services: Vec<f64> = projects.filter_map(service).collect();
    if arrivals.len() <= FEWEST_OBSERVATIONS || services.len() < FEWEST_OBSERVATIONS {
        return PredictedWait::none(NoWait::TooFewObservations);
    }
    let (Some(gaps), Some(services)) = (Moments::between(&arrivals), Moments::of(&services)) else {
        return PredictedWait::none(NoWait::NoSpread);
    };
    let Some(queue) = Queue::new(teams, gaps.rate(), services.mean) else {
        return PredictedWait::none(NoWait::NoSpread);
    };
    let erlang_c = queue.mean_wait().mean();
    PredictedWait {
        erlang_c,
        allen_cunneen: queue.approximate_wait(gaps.variation, services.variation).mean(),
        commissioned_per_team: Some(queue.utilization()),
        why: erlang_c.is_none().then_some(NoWait::Saturated),
    }
}
