//! How long until something happens, when for some it has not happened yet.
//!
//! The product-limit estimator of E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations",
//! *Journal of the American Statistical Association* 53, 1958. At every time t at which d of the n observations still
//! running end, survival falls by the factor (n − d)/n; an observation that is *censored* (known to have lasted at
//! least until its time, and no more) leaves the n and lowers nothing. Where both meet at one time the ends come
//! first, so that a censored observation is still at risk at its own time.
//!
//! - **Variance**: M. Greenwood, "The natural duration of cancer", 1926: S(t)² Σ d / (n (n − d)).
//! - **Interval** of survival: on the log(−log S) scale (Kalbfleisch and Prentice, 1980), which keeps it inside 0..1:
//!   S^exp(± z √Σ / log S). It does not exist where S is 0 or 1.
//! - **Median**: the first time with S ≤ 0.5; where S *equals* 0.5 over a stretch of time, the middle of the stretch.
//!   Its interval reads the two limits of survival in the same way (Brookmeyer and Crowley, 1982).
//!
//! These are the rules of R's `survival::survfit(..., conf.type = "log-log")` as it prints them, to the last case:
//! the tests compare with 226 recorded samples. One thing differs: R also takes times that differ by less than a
//! relative 1.5e-8 for ties (`timefix`), here ties are equal numbers.
//!
//! Times may be negative or zero: an end before the clock started is an end.

use super::normal;

/// One thing waited for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// When it happened, or until when it had not: in any unit, of any sign.
    pub time: f64,
    /// Whether it happened; `false` means censored.
    pub observed: bool,
}

impl Observation {
    /// It happened at `time`.
    #[must_use]
    pub fn event(time: f64) -> Self {
        Self { time, observed: true }
    }

    /// It had not happened by `time`.
    #[must_use]
    pub fn censored(time: f64) -> Self {
        Self { time, observed: false }
    }
}

/// How sure an interval is meant to be: a share of 1 strictly between 0 and 1. The default is 95 %.
///
/// ```
/// use seedrelay::stats::kaplan_meier::Confidence;
///
/// assert_eq!(Confidence::default(), Confidence::new(0.95).unwrap());
/// assert_eq!(Confidence::new(95.0), None); // a share of 1, not per cent
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    level: f64,
    z: f64,
}

impl Confidence {
    /// `None` unless 0 < `level` < 1.
    #[must_use]
    pub fn new(level: f64) -> Option<Self> {
        if !(level > 0.0 && level < 1.0) {
            return None;
        }
        let z = normal::quantile(1.0 - (1.0 - level) / 2.0)?;
        z.is_finite().then_some(Self { level, z })
    }

    /// The level, a share of 1.
    #[must_use]
    pub fn level(self) -> f64 {
        self.level
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self::new(0.95).expect("0.95 lies between 0 and 1")
    }
}

/// The survival curve from one time, inclusive, to the next step's.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The time, in the unit of the observations.
    pub time: f64,
    /// Observations that had neither ended nor been censored before this time.
    pub at_risk: usize,
    /// Those that ended at it.
    pub events: usize,
    /// Those that were censored at it.
    pub censored: usize,
    /// S: the estimated share of 1 that lasts longer than this time.
    pub survival: f64,
    /// Square root of Greenwood's variance; `None` once survival is 0, where it is not defined.
    pub standard_error: Option<f64>,
    /// Lower limit of survival; `None` where survival is 0 or 1.
    pub low: Option<f64>,
    /// Upper limit of survival; `None` where survival is 0 or 1.
    pub high: Option<f64>,
}

/// The time by which half of all have ended, each value `None` where the observations do not reach so far.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct MedianEstimate {
    /// The median, in the unit of the observations.
    pub median: Option<f64>,
    /// Lower limit of its interval. It may exist where the median does not.
    pub low: Option<f64>,
    /// Upper limit of its interval.
    pub high: Option<f64>,
}

/// The estimated survival curve of a sample.
///
/// Six commissions: four began after 2, 5, 5 and −1 days, two were still waiting when last heard of.
///
/// ```
/// use seedrelay::stats::kaplan_meier::{KaplanMeier, Observation};
///
/// let curve = KaplanMeier::new(&[
///     Observation::event(2.0),
///     Observation::event(5.0),
///     Observation::event(5.0),
///     Observation::event(-1.0),
///     Observation::censored(-3.0),
///     Observation::censored(0.0),
/// ]);
/// let median = curve.median();
/// assert_eq!(median.median, Some(5.0));
/// assert_eq!(median.low, Some(-1.0));
/// assert_eq!(median.high, None); // too few to say
/// assert_eq!(curve.naive_median(), Some(3.5)); // what forgetting the waiting ones would say
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KaplanMeier {
    steps: Vec<Step>,
    confidence: Confidence,
    left_out: usize,
}

impl KaplanMeier {
    /// The curve of `observations`, in any order, with intervals at 95 %.
    ///
    /// An observation whose time is not a number says nothing and is left out, as R's `na.omit` does;
    /// [`left_out`](Self::left_out) counts them. Takes O(n log n) time.
    #[must_use]
    pub fn new(observations: &[Observation]) -> Self {
        Self::with_confidence(observations, Confidence::default())
    }

    /// As [`new`](Self::new), with intervals at another level.
    ///
    /// ```
    /// use seedrelay::stats::kaplan_meier::{Confidence, KaplanMeier, Observation};
    ///
    /// let sample = [1.0, 2.0, 3.0, 4.0, 5.0].map(Observation::event);
    /// let half_sure = KaplanMeier::with_confidence(&sample, Confidence::new(0.5).unwrap());
    /// assert_eq!(half_sure.median().low, Some(2.0));
    /// assert_eq!(KaplanMeier::new(&sample).median().low, Some(1.0));
    /// ```
    #[must_use]
    pub fn with_confidence(observations: &[Observation], confidence: Confidence) -> Self {
        let mut sorted: Vec<Observation> = observations.iter().copied().filter(|o| !o.time.is_nan()).collect();
        sorted.sort_unstable_by(|a, b| a.time.partial_cmp(&b.time).expect("NaN is left out"));

        let mut steps = Vec::new();
        let mut at_risk = sorted.len();
        let mut survival = 1.0;
        let mut greenwood = 0.0;
        for tied in sorted.chunk_by(|a, b| a.time == b.time) {
            let events = tied.iter().filter(|o| o.observed).count();
            let lasting = at_risk - events;
            survival *= lasting as f64 / at_risk as f64;
            // Divides by zero exactly when survival becomes 0, where no standard error is reported.
            greenwood += events as f64 / (at_risk as f64 * lasting as f64);
            let limits = log_log_limits(survival, greenwood, confidence);
            steps.push(Step {
                time: tied[0].time,
                at_risk,
                events,
                censored: tied.len() - events,
                survival,
                standard_error: (survival > 0.0).then(|| survival * greenwood.sqrt()),
                low: limits.map(|(low, _)| low),
                high: limits.map(|(_, high)| high),
            });
            at_risk -= tied.len();
        }
        Self { steps, confidence, left_out: observations.len() - sorted.len() }
    }

    /// The curve: one step for every distinct time, also those at which observations were only censored, earliest
    /// first. Before the first step survival is 1.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The median time and its interval. O(number of steps).
    #[must_use]
    pub fn median(&self) -> MedianEstimate {
        MedianEstimate {
            median: self.first_at_half(|step| Some(step.survival)),
            low: self.first_at_half(|step| step.low),
            high: self.first_at_half(|step| step.high),
        }
    }

    /// The median of those that did end, as if the censored had never been: the mean of the middle two where their
    /// number is even, `None` where none ended. It is too short whenever long waits are the ones still running.
    /// O(number of steps).
    #[must_use]
    pub fn naive_median(&self) -> Option<f64> {
        let events = self.events();
        let nth = |n: usize| {
            let mut before = 0;
            self.steps.iter().find_map(|step| {
                before += step.events;
                (before > n).then_some(step.time)
            })
        };
        let (lower, upper) = (nth(events.checked_sub(1)? / 2)?, nth(events / 2)?);
        Some(middle(lower, upper))
    }

    /// The mean time restricted to the longest on record, observed or censored: the area under the curve up to there, for
    /// times of 0 or more. `None` of no observation. O(number of steps).
    ///
    /// As R's `print(survfit(Surv(c(1, 3, 4), c(1, 1, 0)) ~ 1), rmean = "common")` has it, 2.667:
    ///
    /// ```
    /// use seedrelay::stats::kaplan_meier::{KaplanMeier, Observation};
    ///
    /// let curve = KaplanMeier::new(&[Observation::event(1.0), Observation::event(3.0), Observation::censored(4.0)]);
    /// assert_eq!(format!("{:.3}", curve.restricted_mean().unwrap()), "2.667");
    /// ```
    #[must_use]
    pub fn restricted_mean(&self) -> Option<f64> {
        let last = self.steps.last()?;
        let before = std::iter::once((0.0, 1.0)).chain(self.steps.iter().map(|step| (step.time, step.survival)));
        let until = self.steps.iter().map(|step| step.time);
        Some(before.zip(until.chain([last.time])).map(|((from, survival), to)| survival * (to - from)).sum())
    }

    /// The estimated share of 1 that lasts longer than `time`; `None` past the last observation when that one was
    /// censored, because nothing was seen there. O(log of the number of steps).
    ///
    /// ```
    /// use seedrelay::stats::kaplan_meier::{KaplanMeier, Observation};
    ///
    /// let curve = KaplanMeier::new(&[Observation::event(1.0), Observation::censored(4.0)]);
    /// assert_eq!(curve.survival_at(0.9), Some(1.0));
    /// assert_eq!(curve.survival_at(1.0), Some(0.5));
    /// assert_eq!(curve.survival_at(4.1), None);
    /// ```
    #[must_use]
    pub fn survival_at(&self, time: f64) -> Option<f64> {
        let last = self.steps.last()?;
        if time.is_nan() || (time > last.time && last.survival > 0.0) {
            return None;
        }
        let begun = self.steps.partition_point(|step| step.time <= time);
        Some(match begun {
            0 => 1.0,
            _ => self.steps[begun - 1].survival,
        })
    }

    /// How many observations the curve rests on.
    #[must_use]
    pub fn observations(&self) -> usize {
        self.steps.first().map_or(0, |step| step.at_risk)
    }

    /// How many of them ended. O(number of steps).
    #[must_use]
    pub fn events(&self) -> usize {
        self.steps.iter().map(|step| step.events).sum()
    }

    /// How many observations were left out because their time was not a number.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The level of the intervals.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// The first time at which `curve` is at most a half; the middle of the stretch on which it equals a half, if it
    /// falls further afterwards. Steps at which the curve is not defined are passed over (`minmin` in R's `survival`,
    /// with its tolerance).
    fn first_at_half(&self, curve: impl Fn(&Step) -> Option<f64>) -> Option<f64> {
        let tolerance = f64::EPSILON.sqrt();
        let mut reached = self
            .steps
            .iter()
            .filter_map(|step| Some((step.time, curve(step)?)))
            .skip_while(|&(_, value)| value >= 0.5 + tolerance);
        let (time, value) = reached.next()?;
        if (value - 0.5).abs() >= tolerance {
            return Some(time);
        }
        match reached.find(|&(_, later)| later < value) {
            Some((end_of_stretch, _)) => Some(middle(time, end_of_stretch)),
            None => Some(time),
        }
    }
}

fn log_log_limits(survival: f64, greenwood: f64, confidence: Confidence) -> Option<(f64, f64)> {
    if survival <= 0.0 || survival >= 1.0 {
        return None;
    }
    let log = survival.ln();
    let half_width = confidence.z * greenwood.sqrt() / -log;
    Some(((log * half_width.exp()).exp(), (log * (-half_width).exp()).exp()))
}

fn middle(a: f64, b: f64) -> f64 {
    f64::midpoint(a, b)
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{KaplanMeier, Observation};

    fn sample(observed: &[f64], censored: &[f64]) -> Vec<Observation> {
        let events = observed.iter().copied().map(Observation::event);
        events.chain(censored.iter().copied().map(Observation::censored)).collect()
    }

    /// Remission times under 6-MP (Freireich and others, 1963), with survival as worked by hand in Kleinbaum and Klein,
    /// *Survival Analysis*, chapter 2.
    #[test]
    fn textbook_remission_times() {
        let curve = KaplanMeier::new(&sample(
            &[6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0],
            &[6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0],
        ));
        let printed =
            [(6.0, 0.857), (7.0, 0.807), (10.0, 0.753), (13.0, 0.690), (16.0, 0.627), (22.0, 0.538), (23.0, 0.448)];
        for (time, survival) in printed {
            assert!((curve.survival_at(time).unwrap() - survival).abs() < 5e-4);
        }
        assert_eq!(curve.median().median, Some(23.0));
        assert_eq!((curve.observations(), curve.events()), (21, 9));
    }

    #[test]
    fn a_censored_observation_is_at_risk_at_its_own_time() {
        let curve = KaplanMeier::new(&sample(&[5.0], &[5.0]));
        assert_eq!(curve.steps().len(), 1);
        assert_eq!(curve.steps()[0].survival, 0.5);
    }

    /// Two end and one is censored at one time: three are at risk there, and the curve reaches as far as that time.
    #[test]
    fn an_end_and_a_censored_observation_tie() {
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let all = sample(&[2.0, 2.0], &[2.0, 1.0]);
            let curve = KaplanMeier::new(&order.map(|number| all[number]));
            let last = curve.steps()[1];
            assert_eq!((last.at_risk, last.events, last.censored), (3, 2, 1));
            assert!((last.survival - 1.0 / 3.0).abs() < 1e-15);
            assert_eq!(curve.survival_at(2.0), Some(last.survival), "the last time itself was seen");
            assert_eq!(curve.survival_at(2.0_f64.next_up()), None, "nothing was seen past it");
            assert_eq!(curve.survival_at(2.0_f64.next_down()), Some(1.0));
            assert_eq!(
                curve.naive_median(),
                Some(2.0),
                "the one censored earlier is not the middle of those that ended"
            );
        }
    }

    #[test]
    fn a_flat_half_gives_its_middle_and_an_endless_one_its_beginning() {
        let falls_again = KaplanMeier::new(&sample(&[1.0, 2.0, 7.0, 9.0], &[]));
        assert_eq!(falls_again.median().median, Some(4.5));
        let stays = KaplanMeier::new(&sample(&[1.0, 2.0], &[7.0, 9.0]));
        assert_eq!(stays.median().median, Some(2.0));
    }

    #[test]
    fn nothing_observed_answers_nothing() {
        for nothing in [KaplanMeier::new(&[]), KaplanMeier::new(&sample(&[], &[3.0, 4.0]))] {
            let median = nothing.median();
            assert_eq!((median.median, median.low, median.high), (None, None, None));
            assert_eq!(nothing.naive_median(), None);
            assert_eq!(nothing.survival_at(9.0), None);
        }
    }

    #[test]
    fn what_is_not_a_number_is_left_out_and_counted() {
        let curve = KaplanMeier::new(&sample(&[1.0, f64::NAN], &[-f64::NAN]));
        assert_eq!((curve.observations(), curve.left_out()), (1, 2));
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(KaplanMeier::new(&sample(&[0.0, -0.0], &[])).steps().len(), 1);
    }

    fn any_sample() -> impl Strategy<Value = Vec<Observation>> {
        let observation =
            (-9..20_i32, any::<bool>()).prop_map(|(time, observed)| Observation { time: f64::from(time), observed });
        prop::collection::vec(observation, 0..40)
    }

    proptest! {
        #[test]
        fn survival_falls_within_its_limits(sample in any_sample()) {
            let curve = KaplanMeier::new(&sample);
            let mut before = 1.0;
            for step in curve.steps() {
                prop_assert!(step.survival <= before && step.survival >= 0.0);
                if let (Some(low), Some(high)) = (step.low, step.high) {
                    prop_assert!(0.0 <= low && low <= step.survival && step.survival <= high && high <= 1.0);
                }
                before = step.survival;
            }
        }

        #[test]
        fn order_of_observations_changes_nothing(sample in any_sample(), turn in 0..40_usize) {
            let mut turned = sample.clone();
            turned.rotate_left(turn.min(sample.len()));
            turned.reverse();
            prop_assert_eq!(KaplanMeier::new(&turned), KaplanMeier::new(&sample));
        }

        #[test]
        fn without_censoring_both_medians_agree(times in prop::collection::vec(-50..50_i32, 1..30)) {
            let sample: Vec<_> = times.iter().map(|&t| Observation::event(f64::from(t))).collect();
            let curve = KaplanMeier::new(&sample);
            prop_assert_eq!(curve.median().median, curve.naive_median());
        }

        #[test]
        fn later_by_a_day_is_later_by_a_day(sample in any_sample()) {
            let later: Vec<_> = sample.iter().map(|o| Observation { time: o.time + 1.0, ..*o }).collect();
            let (now, then) = (KaplanMeier::new(&sample).median(), KaplanMeier::new(&later).median());
            prop_assert_eq!(now.median.map(|t| t + 1.0), then.median);
            prop_assert_eq!(now.low.map(|t| t + 1.0), then.low);
            prop_assert_eq!(now.high.map(|t| t + 1.0), then.high);
        }
    }
}
