//! Which category is in which band.

use super::super::{Area, PictureBand, PictureOptions};
use crate::chain::SupplyChain;
use crate::record::Category;

/// For so many boxes there is room for one band.
const NODES_PER_BAND: usize = 10;

pub(super) struct Bands<'c> {
    pub(super) list: Vec<PictureBand<'c>>,
    /// The band of each category, by number; `None` where it is not drawn.
    of_category: Vec<Option<u32>>,
    /// Whether the picture is of all categories.
    pub(super) is_whole: bool,
}

impl Bands<'_> {
    pub(super) fn of(&self, category: u32) -> Option<u32> {
        self.of_category.get(category as usize).copied().flatten()
    }

    pub(super) fn of_record(&self, chain: &SupplyChain, category: &Category) -> Option<u32> {
        chain.category_number(category.id.as_str()).and_then(|number| self.of_category[number])
    }
}

/// One band for each category; of too many categories, those with the fewest projects share the last one.
pub(super) fn choose<'c>(chain: &'c SupplyChain, options: &PictureOptions) -> Bands<'c> {
    let categories = chain.categories();
    let mut of_category = vec![None; categories.len()];
    let mut list: Vec<PictureBand<'c>> = Vec::new();
    let mut add = |numbers: &[usize]| {
        numbers.iter().for_each(|&number| of_category[number] = Some(list.len() as u32));
        let categories = numbers.iter().map(|&number| &categories[number]).collect();
        list.push(PictureBand { categories, to_others: 0, from_others: 0, area: Area::default() });
    };
    if let Some(only) = options.category() {
        chain.category_number(only.as_str()).into_iter().for_each(|number| add(&[number]));
        return Bands { list, of_category, is_whole: false };
    }
    let most = (options.most(chain).0 / NODES_PER_BAND).max(1);
    let mut numbers: Vec<usize> = (0..categories.len()).collect();
    if numbers.len() > most {
        let mut projects = vec![0_usize; categories.len()];
        chain.columns().category.iter().for_each(|&category| projects[category as usize] += 1);
        numbers.sort_by_key(|&number| (std::cmp::Reverse(projects[number]), number));
        let mut small = numbers.split_off(most - 1);
        numbers.sort_unstable();
        small.sort_unstable();
        numbers.iter().for_each(|&number| add(&[number]));
        add(&small);
    } else {
        numbers.iter().for_each(|&number| add(&[number]));
    }
    Bands { list, of_category, is_whole: true }
}
