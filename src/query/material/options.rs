//! How to measure pedigrees.

use crate::model::PartialDate;

named_enum! {
    /// How much each variety counts.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum VarietyWeights ("weights of varieties") {
        /// All alike.
        #[default]
        Equal = "equal", "all alike", "等权";
        /// By the area that it is grown on, in the latest year of which any area is known.
        Area = "area", "by area", "按面积";
    }
}

/// How to measure the pedigrees of released varieties.
///
/// ```
/// use seedrelay::query::{PedigreeOptions, VarietyWeights};
/// let options = PedigreeOptions::new().since("2015".parse()?).weights(VarietyWeights::Area);
/// assert_eq!(options.since, Some("2015".parse()?));
/// # Ok::<(), seedrelay::model::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PedigreeOptions {
    /// Only varieties that were released on this day or later; all by default.
    pub since: Option<PartialDate>,
    /// How much each variety counts in masses; all alike by default. In reach each counts once.
    pub weights: VarietyWeights,
}

impl PedigreeOptions {
    /// All varieties, alike.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets since when varieties count.
        since: PartialDate => |day| Some(day);
        /// Sets how much each variety counts.
        weights: VarietyWeights => |weights| weights;
    }
}
