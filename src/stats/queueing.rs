//! How long a request waits for one of several equal servers.
//!
//! Requests arrive at rate λ, each occupies one of c servers for a mean time τ. The *offered load* is a = λτ, the
//! *utilization* ρ = a/c. From ρ = 1 on the queue grows without end and there is no mean wait to report: that is
//! [`Wait::Saturated`], never an infinite number.
//!
//! - **M/M/c** (independent exponential gaps and services), exact: A. K. Erlang, 1917. The probability of waiting is
//!   C = B / (1 − ρ (1 − B)) with B the loss probability, which the recursion B(0) = 1,
//!   B(k) = a B(k−1) / (k + a B(k−1)) gives without factorials or cancellation for any c. Mean wait W = C τ / (c − a).
//! - **G/G/c**, approximate: W × (c_a² + c_s²)/2, where c² is a squared coefficient of variation (variance over squared
//!   mean) of gaps and of services. For c = 1 it is J. F. C. Kingman, "The single server queue in heavy traffic", 1961;
//!   for more A. O. Allen, *Probability, Statistics, and Queueing Theory*, 1978, with J. Cunneen. Exact for M/M/c and
//!   M/G/1; it has no error bound elsewhere, and is best when servers are busy.
//!
//! Times may be in any unit, rates are per that unit.

/// A mean wait, or the word that there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wait {
    /// The mean time between asking and being served, in the unit of the queue.
    Mean(f64),
    /// As much or more arrives than can be served: waits grow as long as it lasts.
    Saturated,
}

impl Wait {
    /// The mean wait; `None` when saturated.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        match self {
            Wait::Mean(wait) => Some(wait),
            Wait::Saturated => None,
        }
    }
}

/// Equal servers fed by one line.
///
/// A clinic with three physicians, six patients an hour, twenty minutes each (Gross and Harris, *Fundamentals of Queueing
/// Theory*, example 2.2):
///
/// ```
/// use seedrelay::stats::queueing::{Queue, Wait};
///
/// let clinic = Queue::new(3, 6.0, 1.0 / 3.0).unwrap();
/// assert!((clinic.wait_probability() - 4.0 / 9.0).abs() < 1e-12);
/// let hours = clinic.mean_wait().mean().unwrap();
/// assert!((hours - 4.0 / 27.0).abs() < 1e-12);
///
/// let two_on_leave = Queue::new(1, 6.0, 1.0 / 3.0).unwrap();
/// assert_eq!(two_on_leave.mean_wait(), Wait::Saturated);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Queue {
    servers: u32,
    arrival_rate: f64,
    mean_service: f64,
}

impl Queue {
    /// A queue with `servers` servers, `arrival_rate` requests per unit of time, each served for `mean_service`.
    ///
    /// `None` without a server, or if a number is negative or not finite, or if their product is not finite.
    #[must_use]
    pub fn new(servers: u32, arrival_rate: f64, mean_service: f64) -> Option<Self> {
        let numbers = [arrival_rate, mean_service, arrival_rate * mean_service];
        let sound = servers > 0 && numbers.iter().all(|x| x.is_finite() && *x >= 0.0);
        sound.then_some(Self { servers, arrival_rate, mean_service })
    }

    /// Requests in service at a time if nobody ever waited: λτ, from 0.
    #[must_use]
    pub fn offered_load(&self) -> f64 {
        self.arrival_rate * self.mean_service
    }

    /// ρ: the offered load per server; the share of 1 that each is busy, where below 1.
    #[must_use]
    pub fn utilization(&self) -> f64 {
        self.offered_load() / f64::from(self.servers)
    }

    /// Whether ρ ≥ 1.
    #[must_use]
    pub fn is_saturated(&self) -> bool {
        self.utilization() >= 1.0
    }

    /// The probability (0..=1) that a request finds all servers busy in M/M/c; 1 when saturated. As [`loss_probability`].
    #[must_use]
    pub fn wait_probability(&self) -> f64 {
        if self.is_saturated() {
            return 1.0;
        }
        let lost = loss_probability(self.servers, self.offered_load());
        lost / (1.0 - self.utilization() * (1.0 - lost))
    }

    /// The mean wait of M/M/c. As [`loss_probability`].
    #[must_use]
    pub fn mean_wait(&self) -> Wait {
        if self.is_saturated() {
            return Wait::Saturated;
        }
        let idle_servers = f64::from(self.servers) - self.offered_load();
        Wait::Mean(self.wait_probability() * self.mean_service / idle_servers)
    }

    /// The approximate mean wait of G/G/c, from the squared coefficients of variation (from 0; 1 for exponential) of
    /// the gaps between arrivals and of the services. As [`loss_probability`].
    ///
    /// Services that all take equally long halve the wait:
    ///
    /// ```
    /// use seedrelay::stats::queueing::{Queue, Wait};
    ///
    /// let queue = Queue::new(1, 0.5, 1.0).unwrap();
    /// assert_eq!(queue.mean_wait(), Wait::Mean(1.0));
    /// assert_eq!(queue.approximate_wait(1.0, 0.0), Wait::Mean(0.5));
    /// ```
    #[must_use]
    pub fn approximate_wait(&self, arrival_variation: f64, service_variation: f64) -> Wait {
        match self.mean_wait() {
            Wait::Mean(wait) => Wait::Mean(wait * (arrival_variation + service_variation) / 2.0),
            Wait::Saturated => Wait::Saturated,
        }
    }
}

/// The probability (0..=1) that a request is turned away when nobody can wait: Erlang's B, for `servers` servers and an
/// `offered_load` from 0.
///
/// O(servers) up to 10,000 servers. Of more, only those count that lie near the load, O(√load): what fewer than these
/// lose is the part of the load that they cannot serve, and beyond them nothing is lost; the result is off by less than
/// 10⁻¹² of itself, and 0 below 10⁻³⁰.
///
/// ```
/// use seedrelay::stats::queueing::loss_probability;
///
/// assert!((loss_probability(2, 1.0) - 0.2).abs() < 1e-15);
/// ```
#[must_use]
pub fn loss_probability(servers: u32, offered_load: f64) -> f64 {
    if servers > EVERY_SERVER {
        return loss_near_the_load(servers, offered_load);
    }
    let mut lost = 1.0;
    for server in 1..=servers {
        lost = offered_load * lost / (f64::from(server) + offered_load * lost);
        if lost == 0.0 {
            break;
        }
    }
    lost
}

/// Up to how many servers the recursion goes over each.
const EVERY_SERVER: u32 = 10_000;

/// The same recursion for 1 / B: I(k) = 1 + I(k−1) k / a, from k = a − 9 √a on, where the servers are all busy and what
/// they cannot serve is lost, B = 1 − k / a. An error of that shrinks by j / a with each server j up to the load, in all
/// to less than exp(−9² / 2).
fn loss_near_the_load(servers: u32, offered_load: f64) -> f64 {
    const REQUESTS_FOR_ONE_LOST: f64 = 1e30;
    let load = offered_load.max(0.0);
    let nearest = load.min(f64::from(servers));
    let first = (nearest - 9.0 * nearest.sqrt()).max(0.0).floor();
    let mut requests = if first > 0.0 { 1.0 / (1.0 - first / load) } else { 1.0 };
    for server in first as u32 + 1..=servers {
        requests = 1.0 + requests * (f64::from(server) / load);
        if requests > REQUESTS_FOR_ONE_LOST {
            return 0.0;
        }
    }
    1.0 / requests
}

/// Fewer observed times than this say too little about their mean and variation.
pub const FEWEST_OBSERVATIONS: usize = 5;

/// What a sample of times tells a queue.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Moments {
    /// The mean, above 0, in the unit of the sample.
    pub mean: f64,
    /// Squared coefficient of variation, from 0: the sample variance (divisor n − 1) over the squared mean.
    pub variation: f64,
    /// How many times were observed.
    pub observations: usize,
}

impl Moments {
    /// The moments of observed times: gaps between arrivals, or services.
    ///
    /// `None` under [`FEWEST_OBSERVATIONS`], if a time is negative or not finite, and if all are 0, when variation is
    /// undefined. O(n).
    ///
    /// ```
    /// use seedrelay::stats::queueing::Moments;
    ///
    /// let services = Moments::of(&[2.0, 4.0, 4.0, 4.0, 6.0]).unwrap();
    /// assert_eq!(services.mean, 4.0);
    /// assert_eq!(services.variation, 2.0 / 16.0);
    /// assert_eq!(Moments::of(&[2.0, 4.0, 4.0, 4.0]), None);
    /// ```
    #[must_use]
    pub fn of(times: &[f64]) -> Option<Self> {
        let are_times = times.iter().all(|t| t.is_finite() && *t >= 0.0);
        if times.len() < FEWEST_OBSERVATIONS || !are_times {
            return None;
        }
        let n = times.len() as f64;
        let mean = times.iter().sum::<f64>() / n;
        if mean == 0.0 {
            return None;
        }
        let squares: f64 = times.iter().map(|t| (t / mean - 1.0).powi(2)).sum();
        let variation = squares / (n - 1.0);
        (mean.is_finite() && variation.is_finite()).then_some(Self { mean, variation, observations: times.len() })
    }

    /// The moments of the gaps between `arrivals`, given in any order: n arrivals leave n − 1 gaps, of which
    /// [`of`](Self::of) asks the same. O(n log n).
    ///
    /// ```
    /// use seedrelay::stats::queueing::Moments;
    ///
    /// let gaps = Moments::between(&[30.0, 0.0, 10.0, 20.0, 50.0, 40.0]).unwrap();
    /// assert_eq!((gaps.mean, gaps.variation, gaps.observations), (10.0, 0.0, 5));
    /// assert_eq!(gaps.rate(), 0.1);
    /// ```
    #[must_use]
    pub fn between(arrivals: &[f64]) -> Option<Self> {
        let mut sorted = arrivals.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let gaps: Vec<f64> = sorted.windows(2).map(|pair| pair[1] - pair[0]).collect();
        Self::of(&gaps)
    }

    /// Events per unit of time: 1 / mean.
    #[must_use]
    pub fn rate(&self) -> f64 {
        1.0 / self.mean
    }
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{Moments, Queue, Wait, loss_probability};

    fn close(a: f64, b: f64, relative: f64) -> bool {
        (a - b).abs() <= relative * b.abs()
    }

    /// Offered loads at 1 % loss from the Erlang B tables of telephone engineering (ITU-T handbooks), two decimals.
    #[test]
    fn loss_as_in_the_published_table() {
        for (servers, load) in [(1, 0.0101), (5, 1.36), (10, 4.46), (20, 12.03), (50, 37.90), (100, 84.06)] {
            let lost = loss_probability(servers, load);
            assert!(close(lost, 0.01, 0.01), "{servers} servers, {load} erlang: {lost}");
        }
    }

    /// The definition itself, by factorials, where these are still exact enough.
    #[test]
    fn recursion_equals_the_definition() {
        for servers in 1..=20_u32 {
            for load in [0.1, 0.5, 0.9, 0.99].map(|rho| rho * f64::from(servers)) {
                let term = |k: u32| (1..=k).fold(1.0, |product, i| product * load / f64::from(i));
                let all_busy = term(servers) / (1.0 - load / f64::from(servers));
                let expected = all_busy / ((0..servers).map(term).sum::<f64>() + all_busy);
                let got = Queue::new(servers, load, 1.0).unwrap().wait_probability();
                assert!(close(got, expected, 1e-12), "{servers}, {load}: {got} against {expected}");
            }
        }
    }

    /// The usual call-centre example: 200 calls an hour of 3 minutes and 14 agents; 17.4 % wait, 7.8 s on average.
    #[test]
    fn call_centre() {
        let calls = Queue::new(14, 200.0 / 3600.0, 180.0).unwrap();
        assert!(close(calls.offered_load(), 10.0, 1e-12));
        assert!((calls.wait_probability() - 0.174).abs() < 5e-4);
        assert!((calls.mean_wait().mean().unwrap() - 7.8).abs() < 0.05);
    }

    /// One server: C = ρ and W = ρ/(μ − λ).
    #[test]
    fn one_server() {
        let queue = Queue::new(1, 3.0, 0.25).unwrap();
        assert!(close(queue.wait_probability(), 0.75, 1e-15));
        assert!(close(queue.mean_wait().mean().unwrap(), 0.75, 1e-14));
    }

    /// Pollaczek and Khinchine: M/G/1 waits ρτ(1 + c_s²) / (2 (1 − ρ)), here for Erlang-4 services (c_s² = 1/4).
    #[test]
    fn approximation_is_exact_for_one_server_with_poisson_arrivals() {
        let queue = Queue::new(1, 0.8, 1.0).unwrap();
        let exact = 0.8 * 1.25 / (2.0 * 0.2);
        assert!(close(queue.approximate_wait(1.0, 0.25).mean().unwrap(), exact, 1e-14));
    }

    /// Halfin and Whitt, 1981: with (1 − ρ)√c = 1, C tends to 1 / (1 + Φ(1)/φ(1)) = 0.22336.
    #[test]
    fn a_million_servers() {
        let servers = 1_000_000;
        let queue = Queue::new(servers, f64::from(servers) - 1000.0, 1.0).unwrap();
        assert!((queue.wait_probability() - 0.22336).abs() < 1e-3);
        let idle = Queue::new(servers, 1.0, 1.0).unwrap();
        assert_eq!(idle.mean_wait(), Wait::Mean(0.0));
    }

    /// Both ways of the recursion, at the number of servers from which the shorter one is taken.
    #[test]
    fn the_servers_near_the_load_are_enough() {
        let over_each = |servers: u32, load: f64| {
            (1..=servers).fold(1.0, |lost, server| load * lost / (f64::from(server) + load * lost))
        };
        for servers in [10_001, 60_000] {
            for rho in [0.2, 0.9, 0.99, 0.999_9, 1.0, 1.5, 40.0] {
                let load = rho * f64::from(servers);
                let (near, all) = (loss_probability(servers, load), over_each(servers, load));
                assert!(close(near, all, 1e-11) || all < 1e-29, "{servers}, {rho}: {near} against {all}");
            }
        }
        for load in [0.0, 5e-324, -1.0] {
            assert_eq!(loss_probability(u32::MAX, load), 0.0);
        }
        assert_eq!(loss_probability(u32::MAX, f64::INFINITY), 1.0);
    }

    #[test]
    fn saturation_begins_at_one() {
        for rate in [2.0, 2.5, 1e300] {
            let queue = Queue::new(2, rate, 1.0).unwrap();
            assert_eq!(queue.mean_wait(), Wait::Saturated);
            assert_eq!(queue.approximate_wait(0.0, 0.0), Wait::Saturated);
            assert_eq!(queue.wait_probability(), 1.0);
        }
        assert!(Queue::new(2, 1.999, 1.0).unwrap().mean_wait().mean().is_some());
    }

    #[test]
    fn nobody_comes_nobody_waits() {
        assert_eq!(Queue::new(2, 0.0, 1.0).unwrap().mean_wait(), Wait::Mean(0.0));
        assert_eq!(Queue::new(2, 1.0, 0.0).unwrap().mean_wait(), Wait::Mean(0.0));
    }

    #[test]
    fn what_is_no_queue_is_none() {
        for (servers, rate, service) in [(0, 1.0, 1.0), (1, -1.0, 1.0), (1, 1.0, f64::NAN), (1, 1e300, 1e300)] {
            assert_eq!(Queue::new(servers, rate, service), None);
        }
    }

    #[test]
    fn moments_need_five_times_that_are_times() {
        assert_eq!(Moments::of(&[1.0; 4]), None);
        assert!(Moments::of(&[1.0; 5]).is_some());
        assert_eq!(Moments::of(&[1.0, 1.0, 1.0, 1.0, -1.0]), None);
        assert_eq!(Moments::of(&[1.0, 1.0, 1.0, 1.0, f64::NAN]), None);
        assert_eq!(Moments::of(&[0.0; 5]), None);
        assert_eq!(Moments::between(&[1.0, 2.0, 3.0, 4.0, 5.0]), None);
    }

    proptest! {
        #[test]
        fn another_server_never_lengthens_the_wait(servers in 1..60_u32, rate in 0.0..80.0_f64) {
            let wait = |servers| Queue::new(servers, rate, 1.0).unwrap().mean_wait().mean();
            match (wait(servers), wait(servers + 1)) {
                (Some(before), Some(after)) => prop_assert!(after <= before && after >= 0.0),
                (Some(_), None) => prop_assert!(false, "a server more saturated the queue"),
                (None, _) => {}
            }
        }

        #[test]
        fn probabilities_stay_in_range(servers in 1..5000_u32, rho in 0.0..1.2_f64) {
            let queue = Queue::new(servers, rho * f64::from(servers), 1.0).unwrap();
            prop_assert!((0.0..=1.0).contains(&queue.wait_probability()));
        }
    }
}
