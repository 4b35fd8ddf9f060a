//! Who is the bottleneck now, and for how much of the time.
//!
//! The active-period method of C. Roser, M. Nakano and M. Tanaka, "Shifting bottleneck detection", *Proceedings of the
//! Winter Simulation Conference*, 2002: whoever has been working without a pause for longest is the bottleneck. Here a
//! performer may run several things at a time, and works without a pause while it is *full*. In the order of the
//! definitions:
//!
//! 1. **Active period**: a time, half-open `[start, end)` in whole days, through which a performer had at least as many
//!    busy intervals as it has room for. Periods that touch are one. The length of a period is that of the whole, past
//!    and to come, not what has run so far. An interval that does not end after it starts is nothing.
//! 2. **Momentary bottleneck** at time t: of all active periods that contain t the longest; equally long ones share the
//!    time evenly. No performer is it when none is full.
//! 3. **Bottleneck period**: an active period that is a momentary bottleneck at any time at all. It counts from its
//!    beginning to its end, including the times at which another is longer.
//! 4. **Shifting**: a time at which bottleneck periods of different lengths overlap. All their performers are *shifting*
//!    bottleneck there. For the rest of its bottleneck period a performer is *sole* bottleneck.
//!
//! ```text
//! day         0    5    10   15   20   25
//! performer 0 ===========                  [0, 11)  longest until day 8
//! performer 1         =================    [8, 25)  longest from day 8
//! performer 2              ====            [13, 17) never longest: no bottleneck
//!             ssssssss+++ssssssssssssss    s sole, + shifting
//! ```
//!
//! At every time at which anybody is full somebody is a bottleneck, so the sole shares of all and the share of shifting
//! time add up to the share of time with anybody full. Periods are found from all intervals given; a window only
//! measures, so that adjoining windows add up. Whoever must not know what comes after a day cuts the intervals there.

use std::collections::BinaryHeap;
use std::ops::Range;

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
}

/// How much of a window a performer was the bottleneck.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct BottleneckShare {
    /// Alone, or with others that are full for as long: a share of 1 of the window.
    pub sole: f64,
    /// Together with a bottleneck that is full for longer or less long: a share of 1 of the window.
    pub shifting: f64,
}

/// The bottleneck periods of a set of performers.
///
/// The picture above, where performer 1 has room for two:
///
/// ```
/// use seedrelay::stats::active_period::{BottleneckPeriods, BusyInterval};
///
/// let busy = |performer, start, end| BusyInterval { performer, start, end };
/// let periods = BottleneckPeriods::new(
///     &[1, 2, 1],
///     &[busy(0, 0, 6), busy(0, 4, 11), busy(1, 3, 25), busy(1, 8, 30), busy(2, 13, 17)],
/// );
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
    /// The bottleneck periods of performers with room for so many things at a time each, from their busy intervals in any
    /// order. Room for none is taken for room for one.
    ///
    /// Sorts the intervals, and passes once over them: O(n log n) time.
    ///
    /// # Panics
    ///
    /// If an interval names a performer without a room, or there are 2^31 intervals.
    #[must_use]
    pub fn new(room: &[u32], busy: &[BusyInterval]) -> Self {
        let periods = active_periods(room, busy);
        let mut longest =
            EverLongest { on_top: Vec::new(), before: vec![0; periods.len()], is: vec![false; periods.len()] };
        sweep(&periods, &mut longest);
        let periods = periods.into_iter().zip(longest.is).filter_map(|(period, is)| is.then_some(period)).collect();
        Self { performers: room.len(), periods }
    }

    /// The bottleneck periods: earliest first, and by performer among those that begin on one day.
    #[must_use]
    pub fn periods(&self) -> &[ActivePeriod] {
        &self.periods
    }

    /// For each performer by index, the share of `window` (days, the last exclusive) as sole and as shifting
    /// bottleneck. `None` if the window is empty. O(n log n) in the bottleneck periods, and the performers.
    #[must_use]
    pub fn shares(&self, window: Range<i32>) -> Option<Vec<BottleneckShare>> {
        if window.is_empty() {
            return None;
        }
        let window_days = i64::from(window.end) - i64::from(window.start);
        let mut measure = Measure {
            periods: &self.periods,
            window,
            groups: Vec::new(),
            began: vec![Tally::default(); self.periods.len()],
            days: vec![BottleneckShare::default(); self.performers],
        };
        sweep(&self.periods, &mut measure);
        let share = |days: f64| days / window_days as f64;
        let shares = measure.days.into_iter();
        Some(shares.map(|own| BottleneckShare { sole: share(own.sole), shifting: share(own.shifting) }).collect())
    }
}

/// The times at which each performer was full, in order of start and performer.
fn active_periods(room: &[u32], busy: &[BusyInterval]) -> Vec<ActivePeriod> {
    let busy = busy.iter().filter(|interval| interval.start < interval.end);
    let mut changes: Vec<(u32, i32, i32)> =
        busy.flat_map(|own| [(own.performer, own.start, 1), (own.performer, own.end, -1)]).collect();
    assert!(u32::try_from(changes.len()).is_ok(), "2^31 intervals or more");
    changes.sort_unstable();
    let mut periods = Vec::new();
    for own in changes.chunk_by(|a, b| a.0 == b.0) {
        let performer = own[0].0;
        let room = *room.get(performer as usize).unwrap_or_else(|| panic!("performer {performer} of {}", room.len()));
        let (mut running, mut since) = (0, None);
        for today in own.chunk_by(|a, b| a.1 == b.1) {
            let day = today[0].1;
            running += today.iter().map(|change| i64::from(change.2)).sum::<i64>();
            match (since, running >= i64::from(room.max(1))) {
                (None, true) => since = Some(day),
                (Some(start), false) => {
                    periods.push(ActivePeriod { performer, start, end: day });
                    since = None;
                }
                _ => {}
            }
        }
    }
    periods.sort_unstable_by_key(|period| (period.start, period.performer));
    periods
}

/// Sees a walk along the days on which active periods begin and end. Periods of one length are a *group*.
trait Watch {
    /// So many groups there are.
    fn groups(&mut self, count: usize);

    /// Through these days the group was the longest, with so many running of it and of all.
    fn passes(&mut self, days: Range<i32>, group: usize, of_group: u32, of_all: u32);

    /// A period of the group begins; whether it is the first running of it.
    fn begins(&mut self, period: usize, group: usize, is_first: bool);

    /// A period of the group ends.
    fn ends(&mut self, period: usize, group: usize);
}

fn sweep(periods: &[ActivePeriod], watch: &mut impl Watch) {
    let mut lengths: Vec<i64> = periods.iter().map(ActivePeriod::days).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let group_of = |period: usize| lengths.binary_search(&periods[period].days()).expect("it is one of the lengths");
    let mut changes: Vec<(i32, bool, u32)> = (0_u32..)
        .zip(periods)
        .flat_map(|(number, period)| [(period.start, true, number), (period.end, false, number)])
        .collect();
    changes.sort_unstable();

    watch.groups(lengths.len());
    let mut running = vec![0_u32; lengths.len()];
    let mut of_all = 0;
    // Groups that may be running; one that is not is taken off when it comes to the top.
    let mut longest: BinaryHeap<usize> = BinaryHeap::new();
    let mut from = i32::MIN;
    for today in changes.chunk_by(|a, b| a.0 == b.0) {
        let day = today[0].0;
        while longest.peek().is_some_and(|&group| running[group] == 0) {
            longest.pop();
        }
        if let Some(&group) = longest.peek() {
            watch.passes(from..day, group, running[group], of_all);
        }
        from = day;
        for &(_, begins, number) in today {
            let group = group_of(number as usize);
            if begins {
                watch.begins(number as usize, group, running[group] == 0);
                if running[group] == 0 {
                    longest.push(group);
                }
                running[group] += 1;
                of_all += 1;
            } else {
                running[group] -= 1;
                of_all -= 1;
                watch.ends(number as usize, group);
            }
        }
    }
}

/// Finds the periods that are ever the longest.
struct EverLongest {
    /// For how many days each group was the longest so far.
    on_top: Vec<i64>,
    /// And when each period began.
    before: Vec<i64>,
    is: Vec<bool>,
}

impl Watch for EverLongest {
    fn groups(&mut self, count: usize) {
        self.on_top = vec![0; count];
    }

    fn passes(&mut self, days: Range<i32>, group: usize, _: u32, _: u32) {
        self.on_top[group] += i64::from(days.end) - i64::from(days.start);
    }

    fn begins(&mut self, period: usize, group: usize, _: bool) {
        self.before[period] = self.on_top[group];
    }

    fn ends(&mut self, period: usize, group: usize) {
        self.is[period] = self.on_top[group] > self.before[period];
    }
}

/// Days of a window that passed for one of a group so far.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// While the group was the longest, and only it was running.
    sole: f64,
    /// While the group was the longest beside others.
    shifting: f64,
    /// While the group was the longest, undivided.
    on_top: f64,
}

/// Adds up the days within a window.
struct Measure<'p> {
    periods: &'p [ActivePeriod],
    window: Range<i32>,
    groups: Vec<Tally>,
    began: Vec<Tally>,
    /// By performer.
    days: Vec<BottleneckShare>,
}

impl Measure<'_> {
    fn days_within(&self, days: &Range<i32>) -> f64 {
        let (start, end) = (days.start.max(self.window.start), days.end.min(self.window.end));
        (i64::from(end) - i64::from(start)).max(0) as f64
    }
}

impl Watch for Measure<'_> {
    fn groups(&mut self, count: usize) {
        self.groups = vec![Tally::default(); count];
    }

    fn passes(&mut self, days: Range<i32>, group: usize, of_group: u32, of_all: u32) {
        let days = self.days_within(&days);
        let tally = &mut self.groups[group];
        tally.on_top += days;
        *if of_all == of_group { &mut tally.sole } else { &mut tally.shifting } += days / f64::from(of_group);
    }

    fn begins(&mut self, period: usize, group: usize, is_first: bool) {
        // What passed before does not matter to the periods to come, and costs digits.
        if is_first {
            self.groups[group] = Tally::default();
        }
        self.began[period] = self.groups[group];
    }

    fn ends(&mut self, period: usize, group: usize) {
        let (own, began, now) = (self.periods[period], self.began[period], self.groups[group]);
        let below = self.days_within(&(own.start..own.end)) - (now.on_top - began.on_top);
        let days = &mut self.days[own.performer as usize];
        days.sole += now.sole - began.sole;
        days.shifting += now.shifting - began.shifting + below;
    }
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{BottleneckPeriods, BottleneckShare, BusyInterval};

    fn busy(performer: u32, start: i32, end: i32) -> BusyInterval {
        BusyInterval { performer, start, end }
    }

    /// Days of each performer as (sole, shifting).
    fn days(room: &[u32], intervals: &[BusyInterval], from: i32, to: i32) -> Vec<(f64, f64)> {
        let window = f64::from(to - from);
        let rounded = |share: f64| (share * window * 1e9).round() / 1e9;
        let shares = BottleneckPeriods::new(room, intervals).shares(from..to).unwrap();
        shares.iter().map(|share| (rounded(share.sole), rounded(share.shifting))).collect()
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
        let expected = [(5.0 + 8.0, 5.0 + 2.0), (4.0, 5.0 + 6.0), (10.0, 6.0 + 2.0), (0.0, 0.0)];
        assert_eq!(days(&[1; 4], &intervals, 0, 40), expected);
        // A window cuts what is measured, not who is the bottleneck.
        assert_eq!(days(&[1; 4], &intervals, 8, 16), [(0.0, 2.0), (4.0, 4.0), (0.0, 2.0), (0.0, 0.0)]);
    }

    /// ```text
    /// 0   ==========              [0,10)  length 10
    /// 1          ====             [7,11)  always under 0 or 2: no bottleneck
    /// 2            ============   [9,21)  length 12
    /// ```
    #[test]
    fn a_period_hidden_by_its_two_neighbours_is_no_bottleneck() {
        let intervals = [busy(0, 0, 10), busy(1, 7, 11), busy(2, 9, 21)];
        assert_eq!(days(&[1; 3], &intervals, 0, 21), [(9.0, 1.0), (0.0, 0.0), (11.0, 1.0)]);
    }

    /// Three long periods in a stair: on days 8 and 9 all three are shifting.
    #[test]
    fn three_may_shift_at_once() {
        let intervals = [busy(0, 0, 10), busy(1, 5, 17), busy(2, 8, 25)];
        assert_eq!(days(&[1; 3], &intervals, 0, 25), [(5.0, 5.0), (0.0, 12.0), (8.0, 9.0)]);
    }

    #[test]
    fn touching_intervals_merge_and_empty_ones_are_nothing() {
        let intervals = [busy(0, 0, 5), busy(0, 5, 10), busy(1, 0, 9), busy(1, 12, 12), busy(1, 20, 15)];
        assert_eq!(days(&[1; 2], &intervals, 0, 20), [(10.0, 0.0), (0.0, 0.0)]);
    }

    /// With room for two, a performer is full only while it does two things.
    #[test]
    fn a_performer_is_full_when_it_has_no_room() {
        let intervals = [busy(0, 0, 10), busy(0, 4, 7), busy(0, 7, 12), busy(1, 0, 3)];
        assert_eq!(days(&[2, 1], &intervals, 0, 12), [(6.0, 0.0), (3.0, 0.0)]);
        assert_eq!(days(&[0, 1], &intervals, 0, 12), [(12.0, 0.0), (0.0, 0.0)], "room for none is room for one");
    }

    #[test]
    fn equally_long_ones_share_the_time() {
        let same = [busy(1, 0, 5), busy(0, 0, 5)];
        assert_eq!(days(&[1; 2], &same, 0, 5), [(2.5, 0.0), (2.5, 0.0)]);
        let staggered = [busy(1, 0, 6), busy(0, 3, 9)];
        assert_eq!(days(&[1; 2], &staggered, 0, 9), [(4.5, 0.0), (4.5, 0.0)]);
    }

    #[test]
    fn nobody_busy_and_no_window() {
        let idle = BottleneckPeriods::new(&[1; 2], &[]);
        assert_eq!(idle.shares(0..10).unwrap(), [BottleneckShare::default(); 2]);
        assert_eq!(idle.shares(10..10), None);
    }

    #[test]
    fn the_ends_of_time() {
        let whole = [busy(0, i32::MIN, i32::MAX), busy(1, 0, i32::MAX)];
        let shares = BottleneckPeriods::new(&[1; 2], &whole).shares(i32::MIN..i32::MAX).unwrap();
        assert_eq!((shares[0].sole, shares[1].sole), (1.0, 0.0));
    }

    #[test]
    #[should_panic(expected = "performer 2 of 2")]
    fn an_unknown_performer() {
        let _ = BottleneckPeriods::new(&[1; 2], &[busy(2, 0, 1)]);
    }

    const ROOM: [u32; 6] = [1, 1, 1, 2, 3, 0];
    const DAYS: i32 = 40;

    fn any_intervals() -> impl Strategy<Value = Vec<BusyInterval>> {
        let interval = (0..ROOM.len() as u32, 0..DAYS, 0..14_i32)
            .prop_map(|(performer, start, days): (u32, i32, i32)| busy(performer, start, (start + days).min(DAYS)));
        prop::collection::vec(interval, 0..24)
    }

    /// Definitions 1 to 4 word by word, a day at a time.
    fn day_by_day(intervals: &[BusyInterval], from: i32, to: i32) -> Vec<(f64, f64)> {
        let is_full = |performer: u32, day: i32| {
            let mine = intervals.iter().filter(|b| b.performer == performer && b.start <= day && day < b.end);
            mine.count() >= ROOM[performer as usize].max(1) as usize
        };
        let period = |performer: u32, day: i32| {
            let start = (0..=day).rev().take_while(|&d| is_full(performer, d)).last()?;
            let end = (day..i32::MAX).take_while(|&d| is_full(performer, d)).last()? + 1;
            Some((performer, start, end))
        };
        let active = |day| (0..ROOM.len() as u32).filter_map(move |performer| period(performer, day));
        let longest = |day| -> Vec<(u32, i32, i32)> {
            let most = active(day).map(|(_, start, end)| end - start).max();
            active(day).filter(|(_, start, end)| Some(end - start) == most).collect()
        };
        let ever: Vec<(u32, i32, i32)> = (0..DAYS).flat_map(longest).collect();
        let mut days = vec![(0.0, 0.0); ROOM.len()];
        for day in from..to {
            let top = longest(day);
            let below: Vec<_> = active(day).filter(|own| ever.contains(own) && !top.contains(own)).collect();
            for (performer, ..) in &top {
                let (sole, shifting) = &mut days[*performer as usize];
                *if below.is_empty() { sole } else { shifting } += 1.0 / top.len() as f64;
            }
            below.iter().for_each(|(performer, ..)| days[*performer as usize].1 += 1.0);
        }
        days.iter().map(|(sole, shifting)| ((sole * 1e9).round() / 1e9, (shifting * 1e9).round() / 1e9)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn equals_a_simulation_day_by_day(intervals in any_intervals(), from in 0..20, length in 1..30) {
            let to = from + length;
            prop_assert_eq!(days(&ROOM, &intervals, from, to), day_by_day(&intervals, from, to));
        }
    }

    proptest! {
        #[test]
        fn order_of_intervals_changes_nothing(intervals in any_intervals(), turn in 0..24_usize) {
            let mut turned = intervals.clone();
            turned.rotate_left(turn.min(intervals.len()));
            turned.reverse();
            prop_assert_eq!(BottleneckPeriods::new(&ROOM, &turned), BottleneckPeriods::new(&ROOM, &intervals));
        }

        #[test]
        fn adjoining_windows_add_up(intervals in any_intervals(), cut in 1..DAYS) {
            let whole = days(&ROOM, &intervals, 0, DAYS);
            let (left, right) = (days(&ROOM, &intervals, 0, cut), days(&ROOM, &intervals, cut, DAYS));
            for ((whole, left), right) in whole.iter().zip(left).zip(right) {
                prop_assert!((whole.0 - left.0 - right.0).abs() < 1e-6 && (whole.1 - left.1 - right.1).abs() < 1e-6);
            }
        }

        #[test]
        fn somebody_is_a_bottleneck_whenever_anybody_is_full(intervals in any_intervals(), day in 0..DAYS) {
            let total = |from, to| -> f64 { days(&ROOM, &intervals, from, to).iter().map(|own| own.0 + own.1).sum() };
            let alone: Vec<u32> = ROOM.iter().map(|_| 1).collect();
            let busy = !days(&alone, &intervals, day, day + 1).iter().all(|own| *own == (0.0, 0.0));
            prop_assert!(busy || total(day, day + 1) == 0.0);
            prop_assert!(total(day, day + 1) == 0.0 || total(day, day + 1) > 0.999);
        }
    }
}
