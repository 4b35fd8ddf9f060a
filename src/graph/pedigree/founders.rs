//! Founders: in whom the pedigree ends, and how many they come to.

use super::Pedigree;

/// The founders of a population, with their parts of its genes. Together with the phantoms they make up the whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Founders {
    known: Vec<(u32, f64)>,
    phantoms: Vec<(u32, f64)>,
}

impl Founders {
    /// The founders without parents on record, by number, with the mass of each, above 0.
    #[must_use]
    pub fn known(&self) -> &[(u32, f64)] {
        &self.known
    }

    /// The individuals of whose parents some are unknown, by number, with the mass of the unknown ones, above 0.
    #[must_use]
    pub fn phantoms(&self) -> &[(u32, f64)] {
        &self.phantoms
    }

    /// The mass of all phantoms together, 0 to 1.
    #[must_use]
    pub fn unknown(&self) -> f64 {
        // The sum of nothing is -0.
        self.phantoms.iter().map(|(_, mass)| mass).sum::<f64>() + 0.0
    }

    /// The effective number of founders where every phantom is a founder of its own: the greatest that it may be.
    /// `NaN` of a population without members.
    #[must_use]
    pub fn effective_upper(&self) -> f64 {
        inverse(self.known.iter().chain(&self.phantoms).map(|(_, mass)| mass * mass).sum())
    }

    /// The effective number of founders where all phantoms are the largest founder in disguise: the least that it may
    /// be. Without any founder they are one. `NaN` of a population without members.
    #[must_use]
    pub fn effective_lower(&self) -> f64 {
        let mut masses: Vec<f64> = self.known.iter().map(|(_, mass)| *mass).collect();
        let unknown = self.unknown();
        match masses.iter_mut().max_by(|one, other| one.total_cmp(other)) {
            Some(largest) => *largest += unknown,
            None => masses.push(unknown),
        }
        inverse(masses.into_iter().map(|mass| mass * mass).sum())
    }
}

fn inverse(squares: f64) -> f64 {
    if squares > 0.0 { 1.0 / squares } else { f64::NAN }
}

impl Pedigree {
    /// The founders of a population, from the [mass](Self::mass) of everybody in it.
    ///
    /// # Panics
    ///
    /// If there is not a mass for each individual.
    #[must_use]
    pub fn founders(&self, mass: &[f64]) -> Founders {
        assert_eq!(mass.len(), self.len(), "a mass for each individual");
        let mut founders = Founders::default();
        for (own, (&mass, &unknown)) in (0_u32..).zip(mass.iter().zip(&self.unknown)) {
            let founded = mass * unknown;
            if founded > 0.0 {
                let is_known = self.parents.degree(own as usize) == 0;
                if is_known { &mut founders.known } else { &mut founders.phantoms }.push((own, founded));
            }
        }
        founders
    }
}
