//! Regions: which lies within which, and what is home, elsewhere or abroad.

use hashbrown::{HashMap, HashSet};

use crate::chain::{NONE, Rows, SupplyChain};

named_enum! {
    /// Where a germplasm comes from, seen from the home of the chain.
    #[non_exhaustive]
    pub enum OriginClass ("origin") {
        /// From within home 本地.
        Home = "home", "home", "本地";
        /// From a region that shares an outermost region with home, such as the country 国内其他地区.
        Elsewhere = "elsewhere", "elsewhere in the country", "国内其他地区";
        /// From any other region 国外.
        Abroad = "abroad", "abroad", "国外";
        /// Not on record, or from a region that home lies within 未记载.
        Unknown = "unknown", "not on record", "未记载";
    }
}

/// The regions of a chain, by number.
pub(crate) struct Regions {
    /// The regions that each lies within, directly.
    within: Rows,
}

impl Regions {
    pub(crate) fn of(chain: &SupplyChain) -> Self {
        let numbers = numbers(chain);
        let mut within = Rows::with_capacity(chain.regions().len(), 0);
        for region in chain.regions() {
            within.extend(region.within.iter().map(|id| numbers[id.as_str()]));
            within.end_row();
        }
        Self { within }
    }

    /// Visits everything that a region lies within, directly or through others, once, until told to stop; the region
    /// itself is not part of it.
    fn up(&self, region: u32, mut goes_on: impl FnMut(u32) -> bool) {
        let (mut seen, mut ahead) = (HashSet::new(), vec![region]);
        while let Some(region) = ahead.pop() {
            for &next in self.within.of(region as usize) {
                if seen.insert(next) {
                    if !goes_on(next) {
                        return;
                    }
                    ahead.push(next);
                }
            }
        }
    }

    /// Everything that a region lies within, directly or through others, once.
    pub(crate) fn around(&self, region: u32) -> Vec<u32> {
        let mut around = Vec::new();
        self.up(region, |outer| {
            around.push(outer);
            true
        });
        around
    }

    /// The regions that lie directly within several others.
    pub(crate) fn within_several(&self) -> impl Iterator<Item = u32> {
        (0..self.within.len() as u32).filter(|region| self.within.of(*region as usize).len() > 1)
    }

    /// Whether a region lies within one of some others, and not only is one of them.
    pub(super) fn lies_within_any(&self, region: u32, others: &HashSet<u32>) -> bool {
        let mut lies = false;
        self.up(region, |outer| {
            lies = others.contains(&outer);
            !lies
        });
        lies
    }

    /// Where each germplasm comes from, seen from home.
    pub(super) fn origins(&self, chain: &SupplyChain) -> Vec<OriginClass> {
        let germplasm = chain.germplasm_columns();
        let Some(home) = chain.home().map(|home| numbers(chain)[home.as_str()]) else {
            return vec![OriginClass::Unknown; germplasm.len()];
        };
        let classes = self.classes(home);
        let class = |&origin: &u32| if origin == NONE { OriginClass::Unknown } else { classes[origin as usize] };
        germplasm.origin.iter().map(class).collect()
    }

    /// The class of each region: what shares a root with home is elsewhere, unless it lies within home, or home in it.
    fn classes(&self, home: u32) -> Vec<OriginClass> {
        let around = self.around(home);
        let with_home = around.iter().copied().chain([home]);
        let roots: Vec<u32> = with_home.filter(|&region| self.within.of(region as usize).is_empty()).collect();
        let inner = self.within.transposed(self.within.len());
        let mut classes = vec![OriginClass::Abroad; self.within.len()];
        mark_below(&inner, &roots, &mut classes, OriginClass::Elsewhere);
        around.iter().for_each(|&region| classes[region as usize] = OriginClass::Unknown);
        mark_below(&inner, &[home], &mut classes, OriginClass::Home);
        classes
    }
}

/// Gives some regions, and all that lie within them, a class.
fn mark_below(inner: &Rows, from: &[u32], classes: &mut [OriginClass], class: OriginClass) {
    let (mut seen, mut ahead) = (vec![false; classes.len()], from.to_vec());
    while let Some(region) = ahead.pop() {
        if !std::mem::replace(&mut seen[region as usize], true) {
            classes[region as usize] = class;
            ahead.extend(inner.of(region as usize));
        }
    }
}

fn numbers(chain: &SupplyChain) -> HashMap<&str, u32> {
    chain.regions().iter().map(|region| region.id.as_str()).zip(0..).collect()
}
