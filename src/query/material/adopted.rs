//! Adopted amounts: how much of something is in use in a year, where totals are not counted beside their parts.

use hashbrown::HashSet;

use super::regions::Regions;
use crate::chain::{GermplasmRef, Object, ProjectRef, SupplyChain};
use crate::model::{AdoptionUnit, Evidence};
use crate::query::keys::keys;

/// What an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AdoptedObject<'c> {
    /// The result of a project.
    Project(ProjectRef<'c>),
    /// A germplasm.
    Germplasm(GermplasmRef<'c>),
}

/// How much of one thing was in use in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct AdoptedAmount<'c> {
    /// Of what.
    pub of: AdoptedObject<'c>,
    /// In which year.
    pub year: u32,
    /// In what it is measured; hectares are converted to mu.
    pub unit: AdoptionUnit,
    /// How much, 0 or more.
    pub amount: f64,
    /// How well the weakest of the adoptions is known that were added up.
    pub evidence: Evidence,
}

impl<'c> AdoptedAmount<'c> {
    /// The project, if it is of one.
    #[must_use]
    pub const fn project(&self) -> Option<ProjectRef<'c>> {
        if let AdoptedObject::Project(project) = self.of { Some(project) } else { None }
    }

    /// The germplasm, if it is of one.
    #[must_use]
    pub const fn germplasm(&self) -> Option<GermplasmRef<'c>> {
        if let AdoptedObject::Germplasm(germplasm) = self.of { Some(germplasm) } else { None }
    }
}

keys! { AdoptedAmount<'_>: row => {
    project [where_known]: row.project(),
    germplasm [where_known]: row.germplasm(),
    year: row.year,
    unit: row.unit,
    amount: row.amount,
    evidence: row.evidence,
} }

/// One adoption, in the unit that it is added up in.
struct Adopted {
    object: Object,
    year: u32,
    unit: AdoptionUnit,
    region: u32,
    amount: f64,
    evidence: Evidence,
}

/// ## Adopted amounts
impl SupplyChain {
    /// How much of each germplasm and of each result was in use, by year and unit. What lies within a region of which an
    /// amount is on record too, is part of that one, and is not added to it.
    ///
    /// ```
    /// use seedrelay::model::{AdoptionUnit::{Hectare, Mu}, GermplasmKind};
    /// use seedrelay::{Adoption, Category, Germplasm, Organization, OrganizationKind, Region, SupplyChain};
    /// let grown = |region, area, unit| Adoption::new(region, 2020, area, unit).germplasm("v");
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University))
    ///     .region(Region::new("china"))
    ///     .region(Region::new("hunan").within(["china"]))
    ///     .region(Region::new("laos"))
    ///     .germplasm(Germplasm::new("v", "rice", GermplasmKind::Variety))
    ///     .adoption(grown("china", 900.0, Mu))
    ///     .adoption(grown("hunan", 20.0, Hectare))
    ///     .adoption(grown("laos", 10.0, Hectare))
    ///     .build()?;
    /// assert_eq!(chain.adopted_amounts()[0].amount, 900.0 + 10.0 * 15.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn adopted_amounts(&self) -> Vec<AdoptedAmount<'_>> {
        let regions = Regions::of(self);
        let mut adopted = self.adopted();
        adopted.sort_by_key(|row| (row.object, row.year, row.unit, row.region));
        let groups = adopted.chunk_by(|a, b| (a.object, a.year, a.unit) == (b.object, b.year, b.unit));
        groups.map(|rows| self.added_up(rows, &regions)).collect()
    }

    fn adopted(&self) -> Vec<Adopted> {
        let uses = self.uses();
        let row = |(adoption, record): (usize, &crate::record::Adoption)| {
            let (unit, times) = record.unit.converted();
            Adopted {
                object: uses.adoption_object[adoption],
                year: record.year,
                unit,
                region: uses.adoption_region[adoption],
                amount: record.area * times,
                evidence: record.evidence,
            }
        };
        self.adoptions().iter().enumerate().map(row).collect()
    }

    fn added_up(&self, rows: &[Adopted], regions: &Regions) -> AdoptedAmount<'_> {
        let named: HashSet<u32> = rows.iter().map(|row| row.region).collect();
        let is_part = |row: &&Adopted| named.len() > 1 && regions.lies_within_any(row.region, &named);
        let whole = || rows.iter().filter(|row| !is_part(row));
        let of = match rows[0].object {
            Object::Project(project) => AdoptedObject::Project(self.numbered_project(project as usize)),
            Object::Germplasm(germplasm) => AdoptedObject::Germplasm(self.numbered_germplasm(germplasm as usize)),
        };
        AdoptedAmount {
            of,
            year: rows[0].year,
            unit: rows[0].unit,
            amount: whole().map(|row| row.amount).sum(),
            evidence: whole().map(|row| row.evidence).min().unwrap_or_default(),
        }
    }
}
