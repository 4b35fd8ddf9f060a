//! The one place that knows whether there are threads.

/// Computes `part(0), part(1), …` and hands them to `take` in that order, whoever computed them.
#[cfg(feature = "parallel")]
pub(super) fn map_in_order<T: Send>(parts: usize, part: impl Fn(usize) -> T + Send + Sync, take: impl FnMut(T)) {
    use rayon::prelude::*;
    let results: Vec<T> = (0..parts).into_par_iter().map(part).collect();
    results.into_iter().for_each(take);
}

/// Computes `part(0), part(1), …` and hands each to `take`.
#[cfg(not(feature = "parallel"))]
pub(super) fn map_in_order<T>(parts: usize, part: impl Fn(usize) -> T, take: impl FnMut(T)) {
    (0..parts).map(part).for_each(take);
}

/// Calls `work` on each item, in any order.
#[cfg(feature = "parallel")]
pub(super) fn for_each_of<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Send + Sync) {
    use rayon::prelude::*;
    items.par_iter_mut().with_max_len(1).for_each(work);
}

/// Calls `work` on each item.
#[cfg(not(feature = "parallel"))]
pub(super) fn for_each_of<T>(items: &mut [T], work: impl Fn(&mut T)) {
    items.iter_mut().for_each(work);
}
