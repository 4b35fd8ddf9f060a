//! What is drawn: lines between core parents, and from them to the varieties, past what is not drawn.

use super::PedigreeLine;
use crate::chain::SupplyChain;
use crate::query::CoreParent;
use crate::record::Category;

/// Core parents as bits, by their numbers in the picture.
type Mask = u32;

/// The core parents from which a germplasm descends without another one between.
#[derive(Clone, Copy, Default)]
struct Nearest {
    /// Those among its parents.
    direct: Mask,
    /// Those behind parents that are none.
    behind: Mask,
}

impl Nearest {
    const fn all(self) -> Mask {
        self.direct | self.behind
    }
}

/// The lines of a picture: first those between core parents, by their numbers, then those to the varieties.
pub(super) fn lines(chain: &SupplyChain, shown: &[CoreParent<'_>], category: &Category) -> Vec<PedigreeLine> {
    let nearest = nearest(chain, shown);
    let line = |from, to, varieties, is_direct| PedigreeLine { from, to, varieties, is_direct, points: Vec::new() };
    let mut lines = Vec::new();
    for (to, parent) in shown.iter().enumerate() {
        let of = nearest[parent.germplasm.number()];
        lines.extend(bits(of.all()).map(|from| line(from, Some(to), 0, of.direct >> from & 1 == 1)));
    }
    let number = chain.category_number(category.id.as_str()).unwrap_or(usize::MAX);
    let is_shown = |own: u32| shown.iter().any(|parent| parent.germplasm.number() as u32 == own);
    let mut counts = vec![(0, false); shown.len()];
    let varieties = chain.released_varieties();
    let of_category = if number < varieties.len() { varieties.of(number) } else { &[] };
    // A variety that is a core parent itself has its own box.
    for &variety in of_category.iter().filter(|&&own| !is_shown(own)) {
        let of = nearest[variety as usize];
        for from in bits(of.all()) {
            counts[from].0 += 1;
            counts[from].1 |= of.direct >> from & 1 == 1;
        }
    }
    let to_varieties = counts.into_iter().enumerate().filter(|(_, (count, _))| *count > 0);
    lines.extend(to_varieties.map(|(from, (count, is_direct))| line(from, None, count, is_direct)));
    lines
}

/// Of each germplasm, in one pass down the pedigree.
fn nearest(chain: &SupplyChain, shown: &[CoreParent<'_>]) -> Vec<Nearest> {
    let columns = chain.germplasm_columns();
    let mut own_bit: Vec<Mask> = vec![0; columns.len()];
    shown.iter().enumerate().for_each(|(bit, parent)| own_bit[parent.germplasm.number()] = 1 << bit);
    let mut nearest = vec![Nearest::default(); columns.len()];
    for own in columns.downstream_order() {
        let mut of = Nearest::default();
        for &parent in columns.parents.of(own) {
            match own_bit[parent as usize] {
                0 => of.behind |= nearest[parent as usize].all(),
                bit => of.direct |= bit,
            }
        }
        nearest[own] = of;
    }
    nearest
}

fn bits(mask: Mask) -> impl Iterator<Item = usize> {
    (0..Mask::BITS as usize).filter(move |bit| mask >> bit & 1 == 1)
}
