//! Marks: which gaps each project is part of, told in one pass over the builds-on edges and one over the projects.
//!
//! Statuses, stages and dates follow no pattern that a processor could guess, so both passes compute with bits and
//! hardly branch.

#![allow(clippy::needless_bitwise_bool)]

use super::GapOptions;
use crate::chain::NONE;
use crate::chain::SupplyChain;
use crate::model::{Stage, Status};
use crate::query::uses::{GROWN, Uses, WITHDRAWN};

/// A result before the last leap of which none of the conditions of standing holds.
pub(super) const STRANDED: u8 = 1;
/// A live project after the first leap that builds on nothing of its own or an earlier stage.
pub(super) const UNFOUNDED: u8 = 2;
/// A live project that builds on one two leaps before it, and on none of the leap between.
pub(super) const SKIPPING: u8 = 4;
/// A project that started late on some result.
pub(super) const LATE: u8 = 8;
/// A commission that has not started.
pub(super) const WAITING: u8 = 16;
/// A delivered product that is neither grown nor withdrawn.
pub(super) const PRODUCT: u8 = 32;

/// While the edges are looked at, the two lowest bits are the stage: it is read with the marks of a project that is built
/// on, which is all over the memory.
const STAGE: u8 = 3;
/// A live project of the same stage or a later one builds on it.
const CARRIED_ON: u8 = 4;
/// It builds on a project of its own stage or an earlier one.
const FOUNDED: u8 = 16;
/// It builds on a project of the leap between the first and the last.
const BRIDGED: u8 = 32;
/// It builds on a project two leaps before it.
const LEAPING: u8 = 64;

/// The marks of every project.
#[derive(Clone, Debug)]
pub(super) struct Marks(Vec<u8>);

impl Marks {
    pub(super) fn of(chain: &SupplyChain, options: &GapOptions, uses: &Uses) -> Self {
        let mut marks = edges(chain, options);
        projects(chain, &mut marks);
        if !uses.is_silent() {
            take_away_used(&mut marks, uses);
        }
        marks.resize(marks.len().next_multiple_of(8), 0);
        Self(marks)
    }

    /// The projects with a mark, in order. Looks at eight at a time, since most have none.
    pub(super) fn with(&self, mark: u8) -> impl Iterator<Item = usize> {
        // Of each of eight bytes the lowest bit, and the factor that gathers them in the highest byte.
        const LOWEST: u64 = 0x0101_0101_0101_0101;
        const GATHER: u64 = 0x0102_0408_1020_4080;
        let shift = mark.trailing_zeros();
        let eights = self.0.chunks_exact(8).enumerate().map(move |(number, eight)| {
            let eight = u64::from_le_bytes(eight.try_into().expect("a chunk has eight bytes"));
            (number * 8, (((eight >> shift) & LOWEST).wrapping_mul(GATHER) >> 56) as u8)
        });
        eights.filter(|(_, bits)| *bits != 0).flat_map(|(first, mut bits)| {
            std::iter::from_fn(move || {
                let next = bits.trailing_zeros();
                bits &= bits.wrapping_sub(1);
                (next < 8).then_some(first + next as usize)
            })
        })
    }
}

const fn mark(mark: u8, holds: bool) -> u8 {
    mark * holds as u8
}

/// A day before all days, for starts that are not known.
const NEVER: i32 = -(1 << 29);
/// A day after all days, for ends that are not known.
const NOT_YET: i32 = (1 << 29) - 1;

/// What the builds-on edges say of each project.
fn edges(chain: &SupplyChain, options: &GapOptions) -> Vec<u8> {
    let columns = chain.columns();
    let mut marks: Vec<u8> = columns.stage.iter().map(|&stage| stage as u8).collect();
    let of_each =
        columns.builds_on.iter().zip(&columns.stage).zip(&columns.status).zip(columns.started.numbers_or(NEVER));
    for (project, (((upstream, &stage), &status), started)) in of_each.enumerate() {
        // More than a third of all projects build on nothing.
        if upstream.is_empty() {
            continue;
        }
        let (stage, live) = (stage as u8, status.is_live());
        let last_leap = stage == Stage::Industrialization as u8;
        let mut own = 0;
        for &upstream in upstream {
            let upstream = upstream as usize;
            // A date that is not known makes no wait long.
            let ended = columns.ended.number_or(upstream, NOT_YET);
            let marks = &mut marks[upstream];
            let earlier = *marks & STAGE;
            let founded = earlier <= stage;
            own |= mark(FOUNDED, founded)
                | mark(LATE, (earlier < stage) & (started - ended > options.late_after_days))
                | mark(BRIDGED, earlier == Stage::Applied as u8)
                | mark(LEAPING, last_leap & (earlier < Stage::Applied as u8));
            *marks |= mark(CARRIED_ON, founded & live);
        }
        marks[project] |= own;
    }
    marks
}

/// What follows from stage and status.
fn projects(chain: &SupplyChain, marks: &mut [u8]) {
    let columns = chain.columns();
    let facts = columns.stage.iter().zip(&columns.status).zip(&columns.commissioner);
    for (marks, ((&stage, &status), &commissioner)) in marks.iter_mut().zip(facts) {
        let (edges, live) = (*marks, status.is_live());
        let delivered = status as u8 == Status::Delivered as u8;
        let industrial = stage as u8 == Stage::Industrialization as u8;
        let not_started = status as u8 <= Status::Accepted as u8;
        *marks = mark(STRANDED, delivered & !industrial & (edges & CARRIED_ON == 0))
            | mark(UNFOUNDED, live & (stage > Stage::AppliedBasic) & (edges & FOUNDED == 0))
            | mark(SKIPPING, live & (edges & (LEAPING | BRIDGED) == LEAPING))
            | (edges & LATE)
            | mark(WAITING, not_started & (commissioner != NONE))
            | mark(PRODUCT, delivered & industrial);
    }
}

/// What is used in another way than by a project that builds on it is not stranded, and what is grown or withdrawn has gone
/// the last mile.
fn take_away_used(marks: &mut [u8], uses: &Uses) {
    for (project, marks) in marks.iter_mut().enumerate() {
        let conditions = uses.conditions(project);
        *marks &= !(mark(STRANDED, conditions != 0) | mark(PRODUCT, conditions & (GROWN | WITHDRAWN) != 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_each_marked_project_once_and_in_order() {
        let mut bytes: Vec<u8> = (0..1000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        bytes.extend([0, u8::MAX, 0, 0, 0, 0, 0, 128]);
        let marks = Marks(bytes.clone());
        for mark in (0..8).map(|bit| 1 << bit) {
            let expected: Vec<usize> = (0..bytes.len()).filter(|&n| bytes[n] & mark != 0).collect();
            assert_eq!(marks.with(mark).collect::<Vec<_>>(), expected);
        }
    }
}
