//! Reach: how many members of a population descend from each individual.

use super::Pedigree;

/// Words of a block: a line of the cache, so that a step along an edge reads one and writes one.
const WORDS: usize = 8;

/// Members of a block.
const BLOCK: usize = WORDS * u64::BITS as usize;

impl Pedigree {
    /// Of each individual, how many members of a population descend from it; no member descends from itself.
    ///
    /// Exact. Takes 64 bytes for each individual, and for each block of 512 members a pass over their ancestors: members
    /// that were added one after another share a block, since these have most ancestors in common.
    ///
    /// # Panics
    ///
    /// If there is no such individual as a member.
    #[must_use]
    pub fn reach(&self, members: &[u32]) -> Vec<u32> {
        let mut steps = u64::MAX;
        self.reach_within(members, &mut steps).unwrap_or_default()
    }

    /// The same in at most so many steps, from an individual to itself or to a parent, of which those are taken off that
    /// were gone; `None` where it takes more.
    pub(crate) fn reach_within(&self, members: &[u32], steps: &mut u64) -> Option<Vec<u32>> {
        let mut members = members.to_vec();
        members.sort_unstable();
        let mut reach = vec![0_u32; self.len()];
        let mut below = vec![[0_u64; WORDS]; self.len()];
        let mut ahead = Ahead::of(self.len());
        for block in members.chunks(BLOCK) {
            for (bit, &member) in block.iter().enumerate() {
                below[member as usize][bit / 64] |= 1 << (bit % 64);
                ahead.add(member);
            }
            *steps -= self.pass_up(&mut below, &mut reach, &mut ahead, *steps)?;
            // A member stands among its own.
            block.iter().for_each(|&member| reach[member as usize] -= 1);
        }
        Some(reach)
    }

    /// Passes the members below each individual on to its parents, counts them, and leaves nothing. Gives how many steps
    /// that took; `None` where it took too many.
    fn pass_up(&self, below: &mut [[u64; WORDS]], reach: &mut [u32], ahead: &mut Ahead, most: u64) -> Option<u64> {
        let mut steps = 0;
        while let Some(own) = ahead.last() {
            let parents = self.parents.of(own);
            steps += 1 + parents.len() as u64;
            if steps > most {
                return None;
            }
            let (above, rest) = below.split_at_mut(own);
            let members = std::mem::take(&mut rest[0]);
            reach[own] += members.iter().map(|word| word.count_ones()).sum::<u32>();
            for &parent in parents {
                above[parent as usize].iter_mut().zip(&members).for_each(|(above, word)| *above |= word);
                ahead.add(parent);
            }
        }
        Some(steps)
    }
}

/// The individuals that something is to be passed on from, a bit each.
struct Ahead {
    words: Vec<u64>,
    /// Behind this word there is none.
    top: usize,
}

impl Ahead {
    fn of(individuals: usize) -> Self {
        Self { words: vec![0; individuals.div_ceil(64)], top: 0 }
    }

    fn add(&mut self, individual: u32) {
        let word = individual as usize / 64;
        self.words[word] |= 1 << (individual % 64);
        self.top = self.top.max(word);
    }

    /// Takes the last one: what it is passed on to comes before it.
    fn last(&mut self) -> Option<usize> {
        while self.top > 0 && self.words[self.top] == 0 {
            self.top -= 1;
        }
        let word = self.words.get_mut(self.top).filter(|word| **word != 0)?;
        let bit = word.ilog2();
        *word &= !(1 << bit);
        Some(self.top * 64 + bit as usize)
    }
}
