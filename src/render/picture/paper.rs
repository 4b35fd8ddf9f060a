//! What can be read on a sheet of A4: one rule for every picture of the page.
//!
//! The style sheet of the page gives a picture as much room as stands here, and scales it down to that.

/// The room that a picture has on a sheet, in pixels of CSS, 96 an inch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    width: f64,
    height: f64,
}

/// On its side, below a heading: 281 mm by 172 mm, less a line around it.
pub(super) const SIDEWAYS: Sheet = Sheet { width: 1060.0, height: 648.0 };

/// Upright, among others of a chapter: 180 mm by 236 mm.
pub(super) const UPRIGHT: Sheet = Sheet { width: 680.0, height: 890.0 };

/// Smaller type nobody reads.
const LEAST_POINTS: f64 = 7.0;
const POINTS_A_PIXEL: f64 = 0.75;

impl Sheet {
    /// Whether the smallest type of a picture, of so many pixels, can be read once all of the picture is on the sheet.
    pub(super) fn is_legible(self, smallest: f64, (width, height): (f64, f64)) -> bool {
        let scale = (self.width / width).min(self.height / height).min(1.0);
        smallest * scale * POINTS_A_PIXEL >= LEAST_POINTS
    }
}

#[cfg(test)]
mod tests {
    use super::{SIDEWAYS, UPRIGHT};

    #[test]
    fn what_is_too_wide_or_too_high_for_its_type_cannot_be_read() {
        assert!(UPRIGHT.is_legible(10.0, (500.0, 500.0)), "7.5 points, and all of it fits");
        assert!(!UPRIGHT.is_legible(9.0, (500.0, 500.0)), "6.75 points");
        assert!(!UPRIGHT.is_legible(10.0, (800.0, 500.0)) && SIDEWAYS.is_legible(10.0, (800.0, 500.0)));
        assert!(UPRIGHT.is_legible(10.0, (500.0, 800.0)) && !SIDEWAYS.is_legible(10.0, (500.0, 800.0)));
    }
}
