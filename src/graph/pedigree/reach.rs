//! Reach: how many members of a population descend from each individual.

use super::Pedigree;

/// Words of a block: a line of the cache, so that a step along an edge reads one and writes one.
const WORDS: usize = 8;

/// Members of a block.
const BLOCK: usize = WORDS * u64::BITS as usize;

impl Pedigree {
    /// Of each individual, how many members of a population descend from it; no member descends from itself.
    ///
    /// Exact. Takes a pass over the edges for each block of 512 members, and 64 bytes for each individual.
    ///
    /// # Panics
    ///
    /// If there is no such individual as a member.
    #[must_use]
    pub fn reach(&self, members: &[u32]) -> Vec<u32> {
        let mut reach = vec![0_u32; self.len()];
        let mut below = vec![[0_u64; WORDS]; self.len()];
        for block in members.chunks(BLOCK) {
            for (bit, &member) in block.iter().enumerate() {
                below[member as usize][bit / 64] |= 1 << (bit % 64);
            }
            self.pass_up(&mut below, &mut reach);
            // A member stands among its own.
            block.iter().for_each(|&member| reach[member as usize] -= 1);
        }
        reach
    }

    /// Passes the members below each individual on to its parents, counts them, and leaves nothing.
    fn pass_up(&self, below: &mut [[u64; WORDS]], reach: &mut [u32]) {
        for own in (0..self.len()).rev() {
            let (above, rest) = below.split_at_mut(own);
            let members = std::mem::take(&mut rest[0]);
            if members == [0; WORDS] {
                continue;
            }
            reach[own] += members.iter().map(|word| word.count_ones()).sum::<u32>();
            for &parent in self.parents.of(own) {
                above[parent as usize].iter_mut().zip(&members).for_each(|(above, word)| *above |= word);
            }
        }
    }
}
