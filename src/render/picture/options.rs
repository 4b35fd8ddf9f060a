//! How a picture is to be drawn.

use crate::chain::SupplyChain;
use crate::model::{CategoryId, Lang};

/// In which language a picture speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureLang {
    /// In one.
    One(Lang),
    /// In both: every text is there twice, as `<text class="sr-en" lang="en">` and `<text class="sr-zh" lang="zh">`.
    /// Shown is the language that the attribute `data-lang` of the root names, at first this one.
    Both(Lang),
}

/// For which eyes a picture is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PictureStyle {
    /// In colours that most colour-blind people can tell apart.
    #[default]
    Colour,
    /// In black and white.
    Print,
}

/// How a picture is to be drawn.
///
/// ```
/// use seedrelay::render::picture::PictureOptions;
/// let options = PictureOptions::new().most_nodes(80);
/// assert_eq!(options.width, 1440.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PictureOptions {
    /// In which language it speaks: English by default.
    pub lang: PictureLang,
    /// Of which category it is; `None` for all, the default. It is one of a chain: a picture of nothing is none.
    category: Option<CategoryId>,
    /// How wide it should be, in pixels of CSS: 1440 by default. Lanes have a least and a largest width, so that it may
    /// become wider or less wide.
    pub width: f64,
    /// The largest number of boxes; by default as many as can be read, 28 to 120: fewer of one category, and of a chain of
    /// more than 300 organizations, of which a picture can show few by name. Where there would be more, what is small is
    /// folded into counted boxes. It is kept but for the boxes that must be there: one for each lane of each band with
    /// something in it.
    pub most_nodes: Option<usize>,
    /// The largest number of boxes with one organization in a lane of a band: 14 by default.
    pub most_per_lane: usize,
    /// The largest number of lines; by default as many as can be read, 40 to 200. Where there would be more, the thinnest
    /// are folded into one line from lane to lane.
    pub most_edges: Option<usize>,
    /// For which eyes it is drawn.
    pub style: PictureStyle,
    /// What all ids in the SVG begin with: `relay-` by default. Two pictures in one page need two prefixes.
    pub id_prefix: String,
    /// If there is one, each mark links to `#`, this, and the number of its first gap; and boxes and marks can be reached
    /// by the keyboard. `None` by default.
    pub gap_links: Option<String>,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            lang: PictureLang::One(Lang::En),
            category: None,
            width: 1440.0,
            most_nodes: None,
            most_per_lane: 14,
            most_edges: None,
            style: PictureStyle::default(),
            id_prefix: "relay-".to_owned(),
            gap_links: None,
        }
    }
}

impl PictureOptions {
    /// The defaults that each field tells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets it speak one language.
    #[must_use]
    pub const fn lang(mut self, lang: Lang) -> Self {
        self.lang = PictureLang::One(lang);
        self
    }

    /// Lets it speak both languages, at first the given one.
    #[must_use]
    pub const fn both_langs(mut self, first: Lang) -> Self {
        self.lang = PictureLang::Both(first);
        self
    }

    /// Leaves out what does not belong to a category of a chain; `None` where the chain has no such category.
    ///
    /// Where another chain is drawn that lacks it, the picture says so, and is otherwise empty.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// use seedrelay::render::picture::PictureOptions;
    /// let chain = datasets::example();
    /// assert!(PictureOptions::new().of_category(&chain, "rice").is_some());
    /// assert!(PictureOptions::new().of_category(&chain, "rise").is_none());
    /// ```
    #[must_use]
    pub fn of_category(mut self, chain: &SupplyChain, category: impl AsRef<str>) -> Option<Self> {
        self.category = Some(chain.category(category)?.id.clone());
        Some(self)
    }

    /// Of which category it is; `None` for all.
    #[must_use]
    pub const fn category(&self) -> Option<&CategoryId> {
        self.category.as_ref()
    }

    setters! {
        /// Sets how wide it should be.
        width: f64 => |width| width;
        /// Sets the largest number of boxes.
        most_nodes: usize => |nodes| Some(nodes);
        /// Sets the largest number of boxes with one organization in a lane of a band.
        most_per_lane: usize => |nodes| nodes;
        /// Sets the largest number of lines.
        most_edges: usize => |edges| Some(edges);
        /// Sets for which eyes it is drawn.
        style: PictureStyle => |style| style;
        /// Sets what all ids begin with.
        id_prefix: impl Into<String> => |prefix| prefix.into();
        /// Lets each mark link to an element of the page.
        gap_links: impl Into<String> => |prefix| Some(prefix.into());
    }

    /// The largest numbers of boxes and lines in the picture of a chain.
    pub(super) fn most(&self, chain: &SupplyChain) -> (usize, usize) {
        const LARGE: usize = 300;
        let (nodes, edges) = match (self.category(), chain.organizations().len() > LARGE) {
            (None, false) => (120, 200),
            (None, true) => (48, 70),
            (Some(_), false) => (60, 90),
            (Some(_), true) => (28, 40),
        };
        (self.most_nodes.unwrap_or(nodes), self.most_edges.unwrap_or(edges))
    }

    /// The languages that texts are there in, first that which is shown at first.
    pub(super) fn langs(&self) -> &'static [Lang] {
        match self.lang {
            PictureLang::One(Lang::En) => &[Lang::En],
            PictureLang::One(Lang::Zh) => &[Lang::Zh],
            PictureLang::Both(Lang::En) => &[Lang::En, Lang::Zh],
            PictureLang::Both(Lang::Zh) => &[Lang::Zh, Lang::En],
        }
    }
}
