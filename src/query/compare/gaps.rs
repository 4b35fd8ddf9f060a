//! Which gaps opened, closed and continue, and which changed records did it.

use hashbrown::HashSet;

use super::Turned;
use super::counterparts::Counterparts;
use super::lookup::Lookup;
use super::role::{self, Role};
use super::support;
use crate::chain::SupplyChain;
use crate::query::{Gap, GapKey, GapOptions, Wait};
use crate::scenario::Differences;

named_enum! {
    /// What became of a gap or a finding between two chains.
    pub enum Turn ("turn") {
        /// It is there after, and was not before.
        Opened = "opened", "opened", "新出现";
        /// It was there before, and is not after.
        Closed = "closed", "closed", "已消除";
        /// It is there in both.
        Continuing = "continuing", "continues", "仍存在";
    }
}

/// A changed record that a gap opened or closed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Because {
    /// The number of the record among those that [differ](Differences::records).
    pub change: usize,
    /// What it did.
    pub role: Role,
}

/// A gap in two chains.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GapChange<'c> {
    /// What became of it.
    pub turn: Turn,
    /// The gap: of one that closed, as it was; of others, as it is.
    pub gap: Gap<'c>,
    /// How long it had waited before, if it was there.
    pub waited_before: Option<Wait>,
    /// How long it has waited after, if it is there.
    pub waited_after: Option<Wait>,
    /// The changed records that did it; none where time alone did.
    pub because: Vec<Because>,
    /// Whether time alone would have done it: the same records on the later day.
    pub time: bool,
    /// Of one that closed: whether it was never there, by what is known now.
    pub was_not_there: bool,
    /// Of one that opened: whether it was there before, unseen, by what is known now.
    pub was_there_unseen: bool,
}

type Keys = HashSet<GapKey>;

fn keys(chain: &SupplyChain, options: &GapOptions) -> Keys {
    chain.gaps(options).iter().map(|gap| gap.key()).collect()
}

/// What became of every gap of two chains.
pub(super) fn compare<'c>(
    differences: &Differences<'c>,
    counterparts: &Counterparts,
    options: &GapOptions,
) -> Vec<GapChange<'c>> {
    let (before, after) = (differences.before, differences.after);
    let of_before = before.gaps(options);
    let (olds, news): (Vec<Gap<'c>>, _) = (of_before.iter().collect(), after.gaps(options).worst_first());
    let there = |list, number| counterparts.after(list, number);
    let old_keys: Vec<_> = olds.iter().map(|gap| gap.numbers(before).in_other(there)).collect();
    let turned = Turned::of(&old_keys, news.iter().map(|gap| gap.numbers(after)));
    let of_each = || news.iter().zip(&turned.before);
    let opened: Vec<Gap<'c>> = of_each().filter(|(_, old)| old.is_none()).map(|(gap, _)| *gap).collect();
    let mut closed: Vec<Gap<'c>> = turned.closed.iter().map(|place| olds[*place]).collect();
    of_before.sort_worst_first(&mut closed);
    let mut changes = Vec::with_capacity(news.len() + closed.len());
    if !opened.is_empty() || !closed.is_empty() {
        let turns = Turns::of(differences, options);
        changes.extend(opened.into_iter().map(|gap| turns.change(Turn::Opened, gap)));
        changes.extend(closed.into_iter().map(|gap| turns.change(Turn::Closed, gap)));
    }
    changes.extend(of_each().filter_map(|(gap, old)| {
        Some(GapChange {
            turn: Turn::Continuing,
            gap: *gap,
            waited_before: olds[(*old)?].waited(),
            waited_after: gap.waited(),
            because: Vec::new(),
            time: false,
            was_not_there: false,
            was_there_unseen: false,
        })
    }));
    changes
}

/// What it takes to tell why a gap opened or closed.
struct Turns<'d, 'c> {
    differences: &'d Differences<'c>,
    lookup: Lookup<'d, 'c>,
    /// The gaps of the records before on the day after, and of the records after on the day before; `None` where it is one
    /// day.
    on_other_day: Option<[Keys; 2]>,
    /// The gaps of the chain after as it stood on the day before; `None` where that is the chain after itself, which has
    /// what opened and not what closed.
    then: Option<Keys>,
}

impl<'d, 'c> Turns<'d, 'c> {
    fn of(differences: &'d Differences<'c>, options: &GapOptions) -> Self {
        let (before, after) = (differences.before, differences.after);
        let is_one_day = before.as_of() == after.as_of();
        let on_other_day = (!is_one_day)
            .then(|| [keys(&before.on_day(after.as_of()), options), keys(&after.on_day(before.as_of()), options)]);
        let is_later = before.as_of() < after.as_of();
        let then = is_later.then(|| keys(&after.at(before.as_of()).chain, options));
        Self { differences, lookup: Lookup::of(differences), on_other_day, then }
    }

    fn change(&self, turn: Turn, gap: Gap<'c>) -> GapChange<'c> {
        let (key, is_opened) = (gap.key(), turn == Turn::Opened);
        let [by_time, by_records] = match &self.on_other_day {
            Some([later, earlier]) => [later.contains(&key) == is_opened, earlier.contains(&key) == is_opened],
            None => [false, true],
        };
        let because = if by_time && !by_records { Vec::new() } else { self.because(&key, is_opened) };
        let was_there = self.then.as_ref().map_or(is_opened, |then| then.contains(&key));
        let waited = |wanted: Turn| gap.waited().filter(|_| turn == wanted);
        GapChange {
            turn,
            gap,
            waited_before: waited(Turn::Closed),
            waited_after: waited(Turn::Opened),
            because,
            time: by_time,
            was_not_there: !is_opened && !was_there,
            was_there_unseen: is_opened && was_there,
        }
    }

    fn because(&self, key: &GapKey, is_opened: bool) -> Vec<Because> {
        let mut found = support::changes(&self.lookup, key);
        found.sort_unstable();
        found.dedup();
        let role = |change: usize| role::of(self.differences, change, key, is_opened);
        found.into_iter().map(|change| Because { change, role: role(change) }).collect()
    }
}
