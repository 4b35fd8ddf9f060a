//! Stages of research, the leaps that they make up, and the boundaries between leaps.

named_enum! {
    /// A stage of research 研究阶段, earliest first.
    ///
    /// Source: the proposal's division of labour; basic, applied and developmental research are those of the Frascati
    /// Manual (OECD 2015), with applied-basic research 应用基础研究 told apart, as is usual in China.
    ///
    /// ```
    /// use seedrelay::{Leap, Stage};
    /// assert!(Stage::Basic < Stage::Applied);
    /// assert_eq!(Stage::AppliedBasic.leap(), Leap::ZeroToOne);
    /// ```
    pub enum Stage ("stage") {
        /// Basic research 基础研究.
        Basic = "basic", "basic research", "基础研究";
        /// Applied-basic research 应用基础研究.
        AppliedBasic = "applied-basic", "applied-basic research", "应用基础研究";
        /// Applied research 应用研究.
        Applied = "applied", "applied research", "应用研究";
        /// Industrialization 产业化.
        Industrialization = "industrialization", "industrialization", "产业化";
    }
}

named_enum! {
    /// A leg of the relay, of one or two stages.
    ///
    /// Source: 激活……从0到1、从1到10、从10到100的技术供应链 (the proposal).
    ///
    /// ```
    /// use seedrelay::{Lang, Leap, Stage};
    /// assert_eq!(Leap::ZeroToOne.stages(), &[Stage::Basic, Stage::AppliedBasic]);
    /// assert_eq!(Leap::OneToTen.label(Lang::En), "1→10");
    /// ```
    pub enum Leap ("leap") {
        /// From 0 to 1: basic and applied-basic research.
        ZeroToOne = "zero-to-one", "0→1", "从0到1";
        /// From 1 to 10: applied research.
        OneToTen = "one-to-ten", "1→10", "从1到10";
        /// From 10 to 100: industrialization.
        TenToHundred = "ten-to-hundred", "10→100", "从10到100";
    }
}

impl Stage {
    /// The leap that the stage belongs to.
    #[must_use]
    pub const fn leap(self) -> Leap {
        match self {
            Self::Basic | Self::AppliedBasic => Leap::ZeroToOne,
            Self::Applied => Leap::OneToTen,
            Self::Industrialization => Leap::TenToHundred,
        }
    }
}

impl Leap {
    /// The stages of the leap, earliest first.
    #[must_use]
    pub const fn stages(self) -> &'static [Stage] {
        match self {
            Self::ZeroToOne => &[Stage::Basic, Stage::AppliedBasic],
            Self::OneToTen => &[Stage::Applied],
            Self::TenToHundred => &[Stage::Industrialization],
        }
    }

    /// The number of the leap: 0, 1 or 2.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The boundary between a leap and the next, where a result is handed on.
///
/// ```
/// use seedrelay::{Boundary, Leap};
/// assert_eq!(Boundary::ToApplied.from(), Leap::ZeroToOne);
/// assert_eq!(Boundary::ToApplied.to_string(), "zero-to-one to one-to-ten");
/// let written = serde_json::to_string(&Boundary::ToApplied)?;
/// assert_eq!(written, r#"{"from":"zero-to-one","to":"one-to-ten"}"#);
/// assert_eq!(serde_json::from_str::<Boundary>(&written)?, Boundary::ToApplied);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boundary {
    /// From 0→1 to 1→10: results of basic and applied-basic research become applied research.
    ToApplied,
    /// From 1→10 to 10→100: applied results become products.
    ToIndustry,
}

impl Boundary {
    /// Both boundaries, in order.
    pub const ALL: [Self; 2] = [Self::ToApplied, Self::ToIndustry];

    /// The leap that hands on.
    #[must_use]
    pub const fn from(self) -> Leap {
        match self {
            Self::ToApplied => Leap::ZeroToOne,
            Self::ToIndustry => Leap::OneToTen,
        }
    }

    /// The leap that takes up.
    #[must_use]
    pub const fn to(self) -> Leap {
        match self {
            Self::ToApplied => Leap::OneToTen,
            Self::ToIndustry => Leap::TenToHundred,
        }
    }

    /// Whether a leap is on one of its sides.
    pub(crate) fn joins(self, leap: Leap) -> bool {
        leap == self.from() || leap == self.to()
    }
}

/// As the answers write it, with the leap that hands on and the one that takes up.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Boundary", deny_unknown_fields)]
struct Sides {
    from: Leap,
    to: Leap,
}

impl serde::Serialize for Boundary {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Sides { from: self.from(), to: self.to() }.serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Boundary {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Sides { from, to } = Sides::deserialize(deserializer)?;
        let boundary = Self::ALL.into_iter().find(|boundary| (boundary.from(), boundary.to()) == (from, to));
        boundary.ok_or_else(|| serde::de::Error::custom(format_args!("no boundary leads from {from} to {to}")))
    }
}

impl std::fmt::Display for Boundary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} to {}", self.from(), self.to())
    }
}
