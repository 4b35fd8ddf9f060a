//! What all drawings share: numbers, text, scales.

use std::fmt::Write;

use crate::text::markup::markup;

/// A coordinate: to a tenth of a pixel, without a needless zero.
pub(super) fn coordinate(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // No minus zero.
    let tenths = if tenths == 0.0 { 0.0 } else { tenths };
    if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

/// A drawing that grows element by element.
#[derive(Debug, Default)]
pub(super) struct Drawing(String);

impl Drawing {
    /// A rectangle; one without extent is left out.
    pub(super) fn rectangle(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        if width >= 0.05 && height >= 0.05 {
            let [x, y, width, height] = [x, y, width, height].map(coordinate);
            let _ = write!(self.0, r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#);
        }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(coordinate);
        let _ = write!(self.0, r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#);
    }

    /// A path, as its commands.
    pub(super) fn path(&mut self, class: &str, commands: &str) {
        if !commands.is_empty() {
            let _ = write!(self.0, r#"<path class="{class}" d="{commands}"/>"#);
        }
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let [x, y, radius] = [x, y, radius].map(coordinate);
        let _ = write!(self.0, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#);
    }

    /// Words; the class tells at which end they are held.
    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, words: &str) {
        let [x, y] = [x, y].map(coordinate);
        let _ = write!(self.0, r#"<text class="{class}" x="{x}" y="{y}">{}</text>"#, markup(words));
    }

    /// The drawing for a cell of a table, whose row says all of it in words.
    pub(super) fn for_cell(self, width: f64, height: f64) -> String {
        let [width, height] = [width, height].map(coordinate);
        format!(
            r#"<svg class="bar" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false">{}</svg>"#,
            self.0,
        )
    }

    /// The drawing that stands alone, with its text alternative. `id` must be unique on the page.
    pub(super) fn alone(self, id: &str, width: f64, height: f64, title: &str, description: &str) -> String {
        let [width, height] = [width, height].map(coordinate);
        let (id, title, description) = (markup(id), markup(title), markup(description));
        format!(
            r#"<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="{id}-title {id}-desc" focusable="false"><title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>{}</svg>"#,
            self.0,
        )
    }
}

/// The ends of a scale lie no farther from 0.
const FARTHEST: f64 = 1e300;

/// Nor are they nearer to each other than this share of the farther one.
const NARROWEST: f64 = 1e-9;

/// Values laid on pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::render::html) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    length: f64,
}

impl Scale {
    /// From the least to the greatest value, over so many pixels from `start` on; a greatest value that is no greater
    /// than the least counts as one more.
    pub(in crate::render::html) fn new(from: f64, to: f64, start: f64, length: f64) -> Self {
        // No difference is infinite, and no step below what a double holds or lost beside the ends.
        let end = |end: f64, instead: f64| if end.is_finite() { end.clamp(-FARTHEST, FARTHEST) } else { instead };
        let from = end(from, 0.0);
        let to = end(to, from);
        let narrowest = from.abs().max(to.abs()) * NARROWEST;
        let to = if to - from > narrowest.max(1.0 / FARTHEST) { to } else { from + narrowest.max(1.0) };
        Self { from, to, start, length }
    }

    /// Where a value lies; beyond the ends at the nearer end, and what is no number at the start.
    pub(in crate::render::html) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        self.start + if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) } * self.length
    }

    /// Round values to mark, `count` of them or a few less, all within the ends.
    pub(in crate::render::html) fn ticks(&self, count: usize) -> Vec<f64> {
        let step = nice_step((self.to - self.from) / count.max(1) as f64);
        let first = (self.from / step).ceil() as i64;
        let last = (self.to / step * (1.0 + 1e-12)).floor() as i64;
        (first..=last).map(|number| number as f64 * step).collect()
    }
}

/// The least of 1, 2, 5 times a power of ten that is not less than a step.
fn nice_step(least: f64) -> f64 {
    let power = 10_f64.powi(least.log10().floor() as i32);
    [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(all(test, feature = "proptest"))]
mod tests {
    use proptest::prelude::*;

    use super::{Scale, coordinate};

    #[test]
    fn coordinates_are_short() {
        assert_eq!([0.04, -0.04, 2.0, 2.25, -3.16].map(coordinate), ["0", "0", "2", "2.3", "-3.2"]);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(Scale::new(0.0, 730.0, 0.0, 100.0).ticks(4), [0.0, 200.0, 400.0, 600.0]);
        assert_eq!(Scale::new(-30.0, 5.0, 0.0, 100.0).ticks(4), [-30.0, -20.0, -10.0, 0.0]);
        assert_eq!(Scale::new(3.0, 3.0, 0.0, 100.0).ticks(1), [3.0, 4.0]);
    }

    fn holds(from: f64, to: f64, value: f64) -> Result<(), TestCaseError> {
        let scale = Scale::new(from, to, 10.0, 200.0);
        prop_assert!((10.0..=210.0).contains(&scale.at(value)), "{scale:?}");
        let ticks = scale.ticks(5);
        prop_assert!(ticks.len() <= 7 && ticks.iter().all(|tick| tick.is_finite()), "{scale:?}: {ticks:?}");
        prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{scale:?}: {ticks:?}");
        Ok(())
    }

    proptest! {
        #[test]
        fn scales_stay_within_their_pixels(from in -1e6..1e6, to in -1e6..1e6, value in -1e9..1e9) {
            holds(from, to, value)?;
        }

        /// Of all doubles, subnormal and infinite ones and those that are no number too.
        #[test]
        fn scales_stay_within_their_pixels_whatever_is_given(
            from in prop::num::f64::ANY, to in prop::num::f64::ANY, value in prop::num::f64::ANY, near in 0..4_u64,
        ) {
            holds(from, to, value)?;
            holds(0.0, to, value)?;
            holds(from, f64::from_bits(from.to_bits().wrapping_add(near)), value)?;
        }
    }
}
