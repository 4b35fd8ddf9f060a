//! Pedigrees: who descends from whom, in which shares, and what that comes to for a population.
//!
//! A pedigree is an acyclic graph whose edges run from parent to offspring and hold the parent's share in it. What the
//! shares of the parents leave of an individual is unknown: as a whole in a founder, in part in one of whose parents
//! not all are on record. Such a part is a *phantom* founder of its own.
//!
//! - The **mass** of an individual in a population is its expected part of the population's genes: the sum over all paths
//!   to the members, of the product of the shares along each (Lacy 1989).
//! - The **effective number of founders** is the number of equal founders that would give the same diversity: 1 / Σ f²
//!   of their masses (Lacy 1989; Boichard, Maignel & Verrier 1997).
//! - The **reach** of an individual is the number of members that descend from it.
//!
//! Mass takes one pass over the edges against their direction; reach one pass for each block of members, each of which
//! has a bit.

mod founders;
mod reach;

use super::rows::Rows;

pub use founders::Founders;

/// What shares leave over below this is no unknown parent but the rounding of decimals.
pub(crate) const ROUNDING: f64 = 1e-9;

/// A pedigree. Individuals are numbered from 0 as they are added, parents before their offspring.
///
/// A three-way cross, `(a × b) × c`:
///
/// ```
/// use seedrelay::graph::pedigree::Pedigree;
/// let mut pedigree = Pedigree::new();
/// let [a, b, c] = [(); 3].map(|()| pedigree.add([]));
/// let single = pedigree.add([(a, 0.5), (b, 0.5)]);
/// let variety = pedigree.add([(single, 0.5), (c, 0.5)]);
/// let mass = pedigree.mass(pedigree.equal_weights(&[variety]));
/// assert_eq!(mass, [0.25, 0.25, 0.5, 0.5, 1.0]);
/// let founders = pedigree.founders(&mass);
/// assert_eq!(founders.known(), [(a, 0.25), (b, 0.25), (c, 0.5)]);
/// assert_eq!(founders.effective_upper(), 1.0 / (0.0625 + 0.0625 + 0.25));
/// assert_eq!(pedigree.reach(&[variety]), [1, 1, 1, 1, 0]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pedigree {
    parents: Rows,
    /// The share of each parent, in the order of the rows.
    shares: Vec<f64>,
    /// Of each individual, the share of unknown parents, 0 to 1.
    unknown: Vec<f64>,
}

impl Pedigree {
    /// Nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an individual with its parents and the share of each, 0 to 1, and gives its number. A share of 0 makes an
    /// ancestor without weight. Shares that miss 1 by less than 10⁻⁹ are taken for the whole.
    ///
    /// # Panics
    ///
    /// If a parent was not added before.
    pub fn add(&mut self, parents: impl IntoIterator<Item = (u32, f64)>) -> u32 {
        let own = u32::try_from(self.len()).expect("individuals are numbered by u32");
        let first = self.shares.len();
        for (parent, share) in parents {
            assert!(parent < own, "parent {parent} of {own} is not there yet");
            self.parents.push(parent);
            self.shares.push(share);
        }
        self.parents.end_row();
        let shares = &mut self.shares[first..];
        let known: f64 = shares.iter().sum();
        let unknown = 1.0 - known;
        let is_whole = unknown.abs() < ROUNDING;
        if is_whole && unknown != 0.0 {
            shares.iter_mut().for_each(|share| *share /= known);
        }
        self.unknown.push(if is_whole { 0.0 } else { unknown.max(0.0) });
        own
    }

    /// How many individuals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The parents of an individual, each with its share.
    ///
    /// # Panics
    ///
    /// If there is no such individual.
    #[must_use]
    pub fn parents(&self, individual: u32) -> impl ExactSizeIterator<Item = (u32, f64)> {
        let range = self.parents.range(individual as usize);
        self.parents.values()[range.clone()].iter().copied().zip(self.shares[range].iter().copied())
    }

    /// The share of its unknown parents, 0 to 1: 1 of an individual without parents.
    ///
    /// # Panics
    ///
    /// If there is no such individual.
    #[must_use]
    pub fn unknown(&self, individual: u32) -> f64 {
        self.unknown[individual as usize]
    }

    /// Weights that sum to 1, the same for each member of a population and 0 for everybody else.
    ///
    /// # Panics
    ///
    /// If there is no such individual.
    #[must_use]
    pub fn equal_weights(&self, members: &[u32]) -> Vec<f64> {
        let mut weights = vec![0.0; self.len()];
        members.iter().for_each(|&member| weights[member as usize] = 1.0 / members.len() as f64);
        weights
    }

    /// The mass of everybody in a population in which each individual has the weight that is given for it.
    ///
    /// Takes one pass over the edges.
    ///
    /// # Panics
    ///
    /// If there is not a weight for each individual.
    #[must_use]
    pub fn mass(&self, weights: Vec<f64>) -> Vec<f64> {
        self.mass_traced(weights, |_| true)
    }

    /// As [`mass`](Self::mass), where only the individuals are traced to their parents that the caller wants traced: the
    /// others keep what reaches them, as founders do.
    ///
    /// # Panics
    ///
    /// If there is not a weight for each individual.
    #[must_use]
    pub fn mass_traced(&self, weights: Vec<f64>, is_traced: impl Fn(u32) -> bool) -> Vec<f64> {
        assert_eq!(weights.len(), self.len(), "a weight for each individual");
        let mut mass = weights;
        for own in (0..self.len()).rev() {
            let of_own = mass[own];
            if of_own != 0.0 && is_traced(own as u32) {
                let range = self.parents.range(own);
                for (&parent, &share) in self.parents.values()[range.clone()].iter().zip(&self.shares[range]) {
                    mass[parent as usize] += share * of_own;
                }
            }
        }
        mass
    }
}

#[cfg(test)]
mod tests;
