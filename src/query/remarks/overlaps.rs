//! Adopted amounts of regions that overlap: neither lies within the other, so that what both hold is added up twice.

use hashbrown::{HashMap, HashSet};

use crate::chain::{NONE, SupplyChain};

/// Of the regions within one that lie in several others, so many are looked at.
const MOST_WITHIN: usize = 64;

/// How many steps are taken at most from regions to those that they lie in.
const MOST_STEPS: usize = 2_000_000;

/// The adoptions of one thing in one year and unit whose region overlaps with that of an earlier one: both by number, the
/// earlier one last.
pub(super) fn overlapping(chain: &SupplyChain) -> Vec<(usize, usize)> {
    let regions = Regions::of(chain);
    if regions.shared.is_empty() {
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
        for shared in regions.shared.get(&region).into_iter().flatten() {
            let earlier = met.entry((key, *shared)).or_default();
            let is_apart = |of: &&usize| regions.are_apart(region, uses.adoption_region[**of]);
            other = other.or_else(|| earlier.iter().find(is_apart).copied());
            if earlier.len() < MOST_WITHIN {
                earlier.push(number);
            }
        }
        found.extend(other.map(|other| (number, other)));
    }
    found
}

struct Regions {
    /// All that each region lies in, of those that lie in several directly, and of those that these lie in.
    around: HashMap<u32, HashSet<u32>>,
    /// By region, those within it that lie in several directly: only in such a one two others can overlap.
    shared: HashMap<u32, Vec<u32>>,
}

impl Regions {
    fn of(chain: &SupplyChain) -> Self {
        let numbers: HashMap<&str, u32> = chain.regions().iter().map(|region| region.id.as_str()).zip(0..).collect();
        let number = |id: &str| numbers.get(id).copied().unwrap_or(NONE);
        let within: Vec<Vec<u32>> = chain
            .regions()
            .iter()
            .map(|region| region.within.iter().map(|id| number(id.as_str())).filter(|own| *own != NONE).collect())
            .collect();
        let up = |region: u32| {
            let (mut seen, mut ahead) = (HashSet::new(), vec![region]);
            while let Some(region) = ahead.pop() {
                ahead.extend(within[region as usize].iter().copied().filter(|outer| seen.insert(*outer)));
            }
            seen
        };
        let mut regions = Self { around: HashMap::new(), shared: HashMap::new() };
        let several = (0..within.len() as u32).filter(|region| within[*region as usize].len() > 1);
        let mut steps = 0;
        for (region, outer) in several.flat_map(|region| up(region).into_iter().map(move |outer| (region, outer))) {
            if steps > MOST_STEPS {
                break;
            }
            steps += regions.around.entry(outer).or_insert_with(|| up(outer)).len() + 1;
            let shared = regions.shared.entry(outer).or_default();
            if shared.len() < MOST_WITHIN {
                shared.push(region);
            }
        }
        regions
    }

    /// Whether two regions are two, of which neither lies in the other.
    fn are_apart(&self, one: u32, other: u32) -> bool {
        let lies_in = |inner: u32, outer: u32| self.around.get(&inner).is_some_and(|around| around.contains(&outer));
        one != other && !lies_in(one, other) && !lies_in(other, one)
    }
}
