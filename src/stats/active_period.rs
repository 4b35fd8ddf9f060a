//! Who is the bottleneck now, and for how much of the time.
//!
//! The active-period method of C. Roser, M. Nakano and M. Tanaka, "Shifting bottleneck detection", *Proceedings of the
//! Winter Simulation Conference*, 2002: whoever has been kept busy longest without a pause holds the others up. In the
//! order of its definitions:
//!
//! 1. **Active period**: a performer's busy intervals, half-open `[start, end)` in whole days, merged where they
//!    overlap or touch. Its length is that of the whole, past and to come, not what has run so far. An interval that
//!    does not end after it starts is nothing.
//! 2. **Momentary bottleneck** at time t: of all active periods that contain t the longest; of equally long ones that
//!    of the performer with the lowest index. No performer is it when none is busy.
//! 3. **Bottleneck period**: an active period that is the momentary bottleneck at any time at all. It counts from its
//!    beginning to its end, including the times at which a neighbour is longer.
//! 4. **Shifting**: the overlap of a bottleneck period with the one before or after it. Both performers are
//!    *shifting* bottleneck there. For the rest of its bottleneck period a performer is *sole* bottleneck.
//!
//! None lies inside another, so bottleneck periods follow each other by start and by end alike, and t is shifting
//! exactly when two or more of them contain it:
//!
//! ```text
//! day         0    5    10   15   20   25
//! performer 0 ===========                  [0, 11)  longest until day 8
//! performer 1         =================    [8, 25)  longest from day 8
//! performer 2              ====            [13, 17) never longest: no bottleneck
//!             ssssssss+++ssssssssssssss    s sole, + shifting
//! ```
//!
//! At every time at which anybody is busy somebody is a bottleneck, so the sole shares of all and the share of shifting
//! time add up to the share of time with anybody busy. Periods are found from all intervals given; a window only
//! measures, so that adjoining windows add up. Whoever must not know what comes after a day cuts the intervals there.

use std::ops::Range;

/// The index of a performer's latest active period while it has none. Indices are kept small because they are read at
/// random.
const NONE: u32 = u32::MAX;

/// A time during which a performer worked on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BusyInterval {
    /// Index of the performer.
    pub performer: u32,
    /// First day.
    pub start: i32,
    /// First day no more; nothing unless later than `start`.
    pub end: i32,
}

/// An active period, in days `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ActivePeriod {
    /// Index of the performer.
    pub performer: u32,
    /// First day.
    pub start: i32,
    /// First day no more.
    pub end: i32,
}

impl ActivePeriod {
    fn days(&self) -> i64 {
        i64::from(self.end) - i64::from(self.start)
    }

    /// Whether this one is the momentary bottleneck where both are active.
    fn outlasts(&self, other: &Self) -> bool {
        match self.days().cmp(&other.days()) {
            std::cmp::Ordering::Equal => self.performer < other.performer,
            by_length => by_length.is_gt(),
        }
    }
}

/// How much of a window a performer was the bottleneck.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct BottleneckShare {
    /// Alone: a share of 1 of the window.
    pub sole: f64,
    /// Together with the bottleneck before or after: a share of 1 of the window.
    pub shifting: f64,
}

/// The bottleneck periods of a set of performers.
///
/// The picture above:
///
/// ```
/// use seedrelay::stats::active_period::{BottleneckPeriods, BusyInterval};
///
/// let busy = |performer, start, end| BusyInterval { performer, start, end };
/// let periods = BottleneckPeriods::new(
///     3,
///     &[busy(0, 0, 6), busy(0, 4, 11), busy(1, 8, 25), busy(2, 13, 17)],
/// );
/// assert_eq!(periods.momentary(7), Some(0));
/// assert_eq!(periods.momentary(8), Some(1));
///
/// let shares = periods.shares(0..25).unwrap();
/// assert_eq!((shares[0].sole, shares[0].shifting), (8.0 / 25.0, 3.0 / 25.0));
/// assert_eq!((shares[1].sole, shares[1].shifting), (14.0 / 25.0, 3.0 / 25.0));
/// assert_eq!((shares[2].sole, shares[2].shifting), (0.0, 0.0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleneckPeriods {
    performers: usize,
    periods: Vec<ActivePeriod>,
}

impl BottleneckPeriods {
    /// The bottleneck periods of `performers` performers, from their busy intervals in any order.
    ///
    /// One sort of the intervals and one pass: O(n log n) time, O(n + performers) memory.
    ///
    /// # Panics
    ///
    /// If an interval names a performer whose index is not below `performers`, or there are 2^32 intervals.
    #[must_use]
    pub fn new(performers: usize, busy: &[BusyInterval]) -> Self {
        let mut periods = Vec::new();
        for period in active_periods(performers, busy) {
            add(&mut periods, period);
        }
        Self { performers, periods }
    }

    /// The bottleneck periods, earliest first; the next starts later and ends later.
    #[must_use]
    pub fn periods(&self) -> &[ActivePeriod] {
        &self.periods
    }

    /// The performer that is the momentary bottleneck on `day`, if any is busy then.
    /// O(log n + number of bottleneck periods that contain the day).
    #[must_use]
    pub fn momentary(&self, day: i32) -> Option<u32> {
        let first = self.periods.partition_point(|period| period.end <= day);
        self.periods[first..]
            .iter()
            .take_while(|period| period.start <= day)
            .reduce(|best, next| if next.outlasts(best) { next } else { best })
            .map(|period| period.performer)
    }

    /// For each performer by index, the share of `window` (days, the last exclusive) as sole and as shifting
    /// bottleneck. `None` if the window is empty. O(number of bottleneck periods + performers).
    #[must_use]
    pub fn shares(&self, window: Range<i32>) -> Option<Vec<BottleneckShare>> {
        if window.is_empty() {
            return None;
        }
        let window_days = days_within(&window, window.start, window.end) as f64;
        let mut days = vec![(0_i64, 0_i64); self.performers];
        for (i, period) in self.periods.iter().enumerate() {
            let before = i.checked_sub(1).map(|i| self.periods[i].end);
            let after = self.periods.get(i + 1).map(|next| next.start);
            let sole = days_within(
                &window,
                before.map_or(period.start, |end| end.max(period.start)),
                after.map_or(period.end, |start| start.min(period.end)),
            );
            let (soles, shiftings) = &mut days[period.performer as usize];
            *soles += sole;
            *shiftings += days_within(&window, period.start, period.end) - sole;
        }
        let share = |days: i64| days as f64 / window_days;
        let shares =
            days.into_iter().map(|(sole, shifting)| BottleneckShare { sole: share(sole), shifting: share(shifting) });
        Some(shares.collect())
    }
}

/// Every performer's busy intervals merged, in order of start.
fn active_periods(performers: usize, busy: &[BusyInterval]) -> Vec<ActivePeriod> {
    let mut busy: Vec<BusyInterval> = busy.iter().copied().filter(|b| b.start < b.end).collect();
    busy.sort_unstable_by_key(|b| b.start);

    let mut periods: Vec<ActivePeriod> = Vec::new();
    assert!(busy.len() < NONE as usize, "2^32 intervals or more");
    let mut latest = vec![NONE; performers];
    for BusyInterval { performer, start, end } in busy {
        let latest =
            latest.get_mut(performer as usize).unwrap_or_else(|| panic!("performer {performer} of {performers}"));
        match periods.get_mut(*latest as usize) {
            Some(running) if start <= running.end => running.end = running.end.max(end),
            _ => {
                *latest = periods.len() as u32;
                periods.push(ActivePeriod { performer, start, end });
            }
        }
    }
    periods
}

/// Adds an active period that starts no earlier than those before, and takes away those that by it are never the
/// momentary bottleneck. `periods` stays in order of start and of end.
fn add(periods: &mut Vec<ActivePeriod>, new: ActivePeriod) {
    while let Some(last) = periods.last() {
        if new.end <= last.end && !new.outlasts(last) {
            return; // inside the last one
        }
        let inside_new = new.start == last.start && new.outlasts(last);
        // The one before reaches to where the new one starts, and both are longer.
        let between = periods.len() >= 2 && {
            let before = &periods[periods.len() - 2];
            before.end >= new.start && before.outlasts(last) && new.outlasts(last)
        };
        if !inside_new && !between {
            break;
        }
        periods.pop();
    }
    periods.push(new);
}

fn days_within(window: &Range<i32>, start: i32, end: i32) -> i64 {
    let days = i64::from(end.min(window.end)) - i64::from(start.max(window.start));
    days.max(0)
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{BottleneckPeriods, BottleneckShare, BusyInterval};

    fn busy(performer: u32, start: i32, end: i32) -> BusyInterval {
        BusyInterval { performer, start, end }
    }

    /// Days of each performer as (sole, shifting).
    fn days(performers: usize, intervals: &[BusyInterval], from: i32, to: i32) -> Vec<(i64, i64)> {
        let window = f64::from(to - from);
        let whole = |share: f64| (share * window).round() as i64;
        BottleneckPeriods::new(performers, intervals)
            .shares(from..to)
            .unwrap()
            .iter()
            .map(|share| (whole(share.sole), whole(share.shifting)))
            .collect()
    }

    /// ```text
    /// day 0         10        20        30        40
    /// 0   ==========                    ==========    [0,10) [30,40)
    /// 1        ===============                        [5,20)
    /// 2                 ==================            [14,32)
    /// 3            ===                                [9,12) inside 1
    ///     0000011111111122222222222222222200000000    momentary bottleneck
    ///     sssss+++++ssss++++++ssssssssss++ssssssss    s sole, + shifting
    /// ```
    #[test]
    fn a_worked_timeline() {
        let intervals = [busy(0, 0, 10), busy(0, 30, 40), busy(1, 5, 20), busy(2, 14, 32), busy(3, 9, 12)];
        assert_eq!(days(4, &intervals, 0, 40), [(5 + 8, 5 + 2), (4, 5 + 6), (10, 6 + 2), (0, 0)]);
        // A window cuts what is measured, not who is the bottleneck.
        assert_eq!(days(4, &intervals, 8, 16), [(0, 2), (4, 2 + 2), (0, 2), (0, 0)]);
        let periods = BottleneckPeriods::new(4, &intervals);
        let momentary: Vec<_> = [4, 5, 13, 14, 31, 32, 40].map(|day| periods.momentary(day)).into();
        assert_eq!(momentary, [Some(0), Some(1), Some(1), Some(2), Some(2), Some(0), None]);
    }

    /// ```text
    /// 0   ==========              [0,10)  length 10
    /// 1          ====             [7,11)  always under 0 or 2: no bottleneck
    /// 2            ============   [9,21)  length 12
    /// ```
    #[test]
    fn a_period_hidden_by_its_two_neighbours_is_no_bottleneck() {
        let intervals = [busy(0, 0, 10), busy(1, 7, 11), busy(2, 9, 21)];
        assert_eq!(days(3, &intervals, 0, 21), [(9, 1), (0, 0), (11, 1)]);
    }

    /// Three long periods in a stair: on days 8 and 9 all three are shifting.
    #[test]
    fn three_may_shift_at_once() {
        let intervals = [busy(0, 0, 10), busy(1, 5, 17), busy(2, 8, 25)];
        assert_eq!(days(3, &intervals, 0, 25), [(5, 5), (0, 12), (8, 9)]);
    }

    #[test]
    fn touching_intervals_merge_and_empty_ones_are_nothing() {
        let intervals = [busy(0, 0, 5), busy(0, 5, 10), busy(1, 0, 9), busy(1, 12, 12), busy(1, 20, 15)];
        assert_eq!(days(2, &intervals, 0, 20), [(10, 0), (0, 0)]);
    }

    #[test]
    fn equally_long_the_lowest_index_is_it() {
        let same = [busy(1, 0, 5), busy(0, 0, 5)];
        assert_eq!(days(2, &same, 0, 5), [(5, 0), (0, 0)]);
        let staggered = BottleneckPeriods::new(2, &[busy(1, 0, 6), busy(0, 3, 9)]);
        assert_eq!(staggered.momentary(2), Some(1));
        assert_eq!(staggered.momentary(3), Some(0));
    }

    #[test]
    fn nobody_busy_and_no_window() {
        let idle = BottleneckPeriods::new(2, &[]);
        assert_eq!(idle.shares(0..10).unwrap(), [BottleneckShare::default(); 2]);
        assert_eq!(idle.shares(10..10), None);
        assert_eq!(idle.momentary(3), None);
    }

    #[test]
    fn the_ends_of_time() {
        let whole = [busy(0, i32::MIN, i32::MAX), busy(1, 0, i32::MAX)];
        let shares = BottleneckPeriods::new(2, &whole).shares(i32::MIN..i32::MAX).unwrap();
        assert_eq!((shares[0].sole, shares[1].sole), (1.0, 0.0));
    }

    #[test]
    #[should_panic(expected = "performer 2 of 2")]
    fn an_unknown_performer() {
        let _ = BottleneckPeriods::new(2, &[busy(2, 0, 1)]);
    }

    const PERFORMERS: usize = 6;
    const DAYS: i32 = 40;

    fn any_intervals() -> impl Strategy<Value = Vec<BusyInterval>> {
        let interval = (0..PERFORMERS as u32, 0..DAYS, 0..14_i32)
            .prop_map(|(performer, start, days): (u32, i32, i32)| busy(performer, start, (start + days).min(DAYS)));
        prop::collection::vec(interval, 0..24)
    }

    /// Definitions 1 to 4 word by word, a day at a time.
    fn day_by_day(intervals: &[BusyInterval], from: i32, to: i32) -> Vec<(i64, i64)> {
        let is_busy = |performer: u32, day: i32| {
            intervals.iter().any(|b| b.performer == performer && b.start <= day && day < b.end)
        };
        let period = |performer: u32, day: i32| {
            let start = (0..=day).rev().take_while(|&d| is_busy(performer, d)).last()?;
            let end = (day..i32::MAX).take_while(|&d| is_busy(performer, d)).last()? + 1;
            Some((performer, start, end))
        };
        let active = |day| (0..PERFORMERS as u32).filter_map(move |performer| period(performer, day));
        let mut bottlenecks: Vec<(u32, i32, i32)> = Vec::new();
        for day in 0..DAYS {
            let longest = active(day).max_by_key(|&(performer, start, end)| (end - start, u32::MAX - performer));
            if let Some(longest) = longest
                && bottlenecks.last() != Some(&longest)
            {
                assert!(!bottlenecks.contains(&longest), "a bottleneck came back");
                bottlenecks.push(longest);
            }
        }
        let mut days = vec![(0, 0); PERFORMERS];
        for (i, &(performer, start, end)) in bottlenecks.iter().enumerate() {
            let neighbours = [i.checked_sub(1), Some(i + 1)];
            for day in start.max(from)..end.min(to) {
                let shifts = neighbours
                    .iter()
                    .filter_map(|&i| bottlenecks.get(i?))
                    .any(|&(_, start, end)| start <= day && day < end);
                let (sole, shifting) = &mut days[performer as usize];
                *if shifts { shifting } else { sole } += 1;
            }
        }
        days
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn equals_a_simulation_day_by_day(intervals in any_intervals(), from in 0..20, length in 1..30) {
            let to = from + length;
            prop_assert_eq!(days(PERFORMERS, &intervals, from, to), day_by_day(&intervals, from, to));
        }
    }

    proptest! {
        #[test]
        fn sole_and_shifting_fill_the_busy_time(intervals in any_intervals()) {
            let periods = BottleneckPeriods::new(PERFORMERS, &intervals);
            let containing = |day| periods.periods().iter().filter(|p| p.start <= day && day < p.end).count();
            let shifting = (0..DAYS).filter(|&day| containing(day) > 1).count();
            let anybody = (0..DAYS).filter(|&day| intervals.iter().any(|b| b.start <= day && day < b.end)).count();
            let days = days(PERFORMERS, &intervals, 0, DAYS);
            let soles: i64 = days.iter().map(|&(sole, _)| sole).sum();
            prop_assert_eq!(soles as usize + shifting, anybody);
            for (sole, shifting) in days {
                prop_assert!(sole >= 0 && shifting >= 0 && sole + shifting <= i64::from(DAYS));
            }
        }

        #[test]
        fn order_of_intervals_changes_nothing(intervals in any_intervals(), turn in 0..24_usize) {
            let mut turned = intervals.clone();
            turned.rotate_left(turn.min(intervals.len()));
            turned.reverse();
            prop_assert_eq!(
                BottleneckPeriods::new(PERFORMERS, &turned),
                BottleneckPeriods::new(PERFORMERS, &intervals)
            );
        }

        #[test]
        fn adjoining_windows_add_up(intervals in any_intervals(), cut in 1..DAYS) {
            let whole = days(PERFORMERS, &intervals, 0, DAYS);
            let (left, right) = (days(PERFORMERS, &intervals, 0, cut), days(PERFORMERS, &intervals, cut, DAYS));
            for ((whole, left), right) in whole.iter().zip(left).zip(right) {
                prop_assert_eq!(*whole, (left.0 + right.0, left.1 + right.1));
            }
        }

        #[test]
        fn the_momentary_bottleneck_is_busy(intervals in any_intervals(), day in 0..DAYS) {
            let busy: Vec<_> = intervals.iter().filter(|b| b.start <= day && day < b.end).collect();
            match BottleneckPeriods::new(PERFORMERS, &intervals).momentary(day) {
                Some(performer) => prop_assert!(busy.iter().any(|b| b.performer == performer)),
                None => prop_assert!(busy.is_empty()),
            }
        }
    }
}
