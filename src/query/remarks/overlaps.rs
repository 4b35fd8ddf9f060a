//! Adopted amounts of regions that overlap: neither lies within the other, so that what both hold is added up twice.

use hashbrown::{HashMap, HashSet};

use crate::chain::SupplyChain;
use crate::query::material::Regions;

/// Of the regions within one that lie in several others, so many are looked at.
const MOST_WITHIN: usize = 64;

/// How many steps are taken at most from regions to those that they lie in.
const MOST_STEPS: usize = 2_000_000;

/// The adoptions of one thing in one year and unit whose region overlaps with that of an earlier one: both by number, the
/// earlier one last.
pub(super) fn overlapping(chain: &SupplyChain) -> Vec<(usize, usize)> {
    let shared = Shared::of(chain);
    if shared.within.is_empty() {
        return Vec::new();
    }
    let uses = chain.uses();
    // By what is added up, and a region that lies in several: the adoptions of those that it lies in.
    let mut met: HashMap<_, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (number, adoption) in chain.adoptions().iter().enumerate() {
        let region = uses.adoption_region[number];
        let key = (uses.adoption_object[number], adoption.year, adoption.unit.converted().0);
        let mut other = None;
        for common in shared.within.get(&region).into_iter().flatten() {
            let earlier = met.entry((key, *common)).or_default();
            let is_apart = |of: &&usize| shared.are_apart(region, uses.adoption_region[**of]);
            other = other.or_else(|| earlier.iter().find(is_apart).copied());
            if earlier.len() < MOST_WITHIN {
                earlier.push(number);
            }
        }
        found.extend(other.map(|other| (number, other)));
    }
    found
}

/// The regions that two others may have in common.
struct Shared {
    /// All that each region lies in, of those that hold one that lies in several directly.
    around: HashMap<u32, HashSet<u32>>,
    /// By region, those within it that lie in several directly: only in such a one two others can overlap.
    within: HashMap<u32, Vec<u32>>,
}

impl Shared {
    fn of(chain: &SupplyChain) -> Self {
        let regions = Regions::of(chain);
        let mut shared = Self { around: HashMap::new(), within: HashMap::new() };
        let mut steps = 0;
        let pairs = |region: u32| regions.around(region).into_iter().map(move |outer| (region, outer));
        for (region, outer) in regions.within_several().flat_map(pairs) {
            if steps > MOST_STEPS {
                break;
            }
            let around = || regions.around(outer).into_iter().collect();
            steps += shared.around.entry(outer).or_insert_with(around).len() + 1;
            let within = shared.within.entry(outer).or_default();
            if within.len() < MOST_WITHIN {
                within.push(region);
            }
        }
        shared
    }

    /// Whether two regions are two, of which neither lies in the other.
    fn are_apart(&self, one: u32, other: u32) -> bool {
        let lies_in = |inner: u32, outer: u32| self.around.get(&inner).is_some_and(|around| around.contains(&outer));
        one != other && !lies_in(one, other) && !lies_in(other, one)
    }
}
