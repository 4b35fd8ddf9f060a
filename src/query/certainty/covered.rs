//! Days that are covered: closed intervals, apart from each other and in order.

/// Before all days: what has no beginning.
pub(super) const ALWAYS: i32 = i32::MIN;

/// The first and the last day of a period.
pub(super) type Period = (i32, i32);

/// Days, as the fewest intervals that hold them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Covered(Vec<Period>);

impl Covered {
    /// Every day that one of some periods holds.
    pub(super) fn of(mut periods: Vec<Period>) -> Self {
        periods.retain(|(first, last)| first <= last);
        periods.sort_unstable();
        let mut merged: Vec<Period> = Vec::with_capacity(periods.len());
        for (first, last) in periods {
            match merged.last_mut() {
                Some((_, until)) if first <= until.saturating_add(1) => *until = last.max(*until),
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    /// No day.
    pub(super) const fn nothing() -> Self {
        Self(Vec::new())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The intervals, for a union with others.
    pub(super) fn periods(&self) -> &[Period] {
        &self.0
    }

    /// Whether every day of a period is among them.
    pub(super) fn holds(&self, (first, last): Period) -> bool {
        let place = self.0.partition_point(|(_, until)| *until < first);
        first > last || self.0.get(place).is_some_and(|(from, until)| *from <= first && last <= *until)
    }

    /// What they leave open of a period.
    pub(super) fn open_in(&self, (first, last): Period) -> impl Iterator<Item = Period> {
        let place = self.0.partition_point(|(_, until)| *until < first);
        let after = self.0[place..].iter().take_while(move |(from, _)| *from <= last);
        // What follows an interval begins on the day after it; what comes before the first, with the period.
        let starts = std::iter::once(Some(first)).chain(after.clone().map(|(_, until)| until.checked_add(1)));
        let ends = after.map(|(from, _)| from.checked_sub(1)).chain([Some(last)]);
        starts.zip(ends).filter_map(|(start, end)| start.zip(end)).filter(|(start, end)| start <= end)
    }

    /// The days that both hold.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut common = Vec::new();
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(&&(from, until)), Some(&&(other_from, other_until))) = (one.peek(), two.peek()) {
            let both = (from.max(other_from), until.min(other_until));
            if both.0 <= both.1 {
                common.push(both);
            }
            if until < other_until {
                one.next()
            } else {
                two.next()
            };
        }
        Self(common)
    }
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS, Covered};

    #[test]
    fn overlapping_and_adjoining_periods_are_one() {
        let covered = Covered::of(vec![(5, 9), (1, 3), (4, 4), (20, 10), (12, 12)]);
        assert_eq!(covered.periods(), [(1, 9), (12, 12)]);
        assert!(covered.holds((1, 9)) && covered.holds((12, 12)) && covered.holds((3, 2)));
        assert!(!covered.holds((9, 12)) && !covered.holds((0, 1)) && !covered.holds((10, 11)));
    }

    #[test]
    fn what_is_left_open() {
        let covered = Covered::of(vec![(1, 3), (6, 7)]);
        let open = |period| covered.open_in(period).collect::<Vec<_>>();
        assert_eq!(open((0, 9)), [(0, 0), (4, 5), (8, 9)]);
        assert_eq!(open((2, 6)), [(4, 5)]);
        assert_eq!(open((8, 9)), [(8, 9)]);
        assert_eq!(open((3, 2)), []);
        assert_eq!(open((ALWAYS, 2)), [(ALWAYS, 0)]);
        assert_eq!(Covered::of(vec![(ALWAYS, i32::MAX)]).open_in((ALWAYS, i32::MAX)).next(), None);
    }

    #[test]
    fn what_two_have_in_common() {
        let (one, other) = (Covered::of(vec![(1, 5), (8, 9)]), Covered::of(vec![(3, 8), (10, 12)]));
        assert_eq!(one.and(&other).periods(), [(3, 5), (8, 8)]);
        assert_eq!(one.and(&other), other.and(&one));
        assert!(one.and(&Covered::default()).is_empty());
    }
}
