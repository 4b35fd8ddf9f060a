//! The picture as PNG: no character of it is left out without a word.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, Node, Tree};
use unicode_width::UnicodeWidthChar;

use super::Picture;

/// No image has more pixels than this, which take 800 MB while it is drawn.
const MOST_PIXELS: f64 = 2e8;

/// Families with Latin and Chinese characters first, then those with Latin ones.
const FAMILIES: [&str; 10] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Arial",
];

/// How a PNG is to be drawn.
///
/// ```
/// use seedrelay::render::picture::PngOptions;
/// assert_eq!(PngOptions::new().scale(3.0).scale, 3.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PngOptions {
    /// Pixels of the image for one pixel of CSS: 2 by default.
    pub scale: f64,
    /// Whether the fonts of the system are used, as they are by default.
    pub system_fonts: bool,
    /// Files of fonts that are used, too.
    pub font_files: Vec<PathBuf>,
}

impl Default for PngOptions {
    fn default() -> Self {
        Self { scale: 2.0, system_fonts: true, font_files: Vec::new() }
    }
}

impl PngOptions {
    /// The defaults that each field tells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets the pixels of the image for one pixel of CSS.
        scale: f64 => |scale| scale;
        /// Sets whether the fonts of the system are used.
        system_fonts: bool => |used| used;
        /// Sets the files of fonts that are used, too.
        font_files: impl IntoIterator<Item = impl Into<PathBuf>> => |files| files.into_iter().map(Into::into).collect();
    }
}

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// No font has the glyphs of some characters of the picture, which would be missing from it.
    #[error(
        "no font has glyphs for {count} of the characters of the picture, such as {characters}; install a font that has \
         them, such as Noto Sans CJK (Debian: fonts-noto-cjk) or WenQuanYi Micro Hei (Debian: fonts-wqy-microhei)"
    )]
    #[non_exhaustive]
    NoGlyphs {
        /// How many different characters.
        count: usize,
        /// The first of them.
        characters: String,
    },
    /// A file of a font cannot be read.
    #[error("cannot read the font {}: {source}", path.display())]
    #[non_exhaustive]
    Font {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The image would have too many pixels, or none.
    #[error("an image of {width:.0} by {height:.0} pixels cannot be drawn; choose another scale or fewer boxes")]
    #[non_exhaustive]
    Size {
        /// Pixels from left to right.
        width: f64,
        /// Pixels from top to bottom.
        height: f64,
    },
    /// The SVG cannot be drawn.
    #[error("cannot draw the picture: {0}")]
    Svg(#[source] usvg::Error),
    /// The image cannot be written.
    #[error("cannot write the image: {0}")]
    Encoding(String),
}

/// Draws a picture as PNG.
///
/// # Errors
///
/// If no font has the glyphs of a character, if a font cannot be read, or if the image would be too large.
///
/// ```
/// use seedrelay::datasets;
/// use seedrelay::render::picture::{Picture, PictureOptions, PngError, PngOptions, png};
/// let chain = datasets::example();
/// let picture = Picture::draw(&chain, &PictureOptions::new());
/// let without_fonts = png(&picture, &PngOptions::new().system_fonts(false));
/// assert!(matches!(without_fonts, Err(PngError::NoGlyphs { .. })), "not a picture without words");
/// ```
pub fn png(picture: &Picture<'_>, options: &PngOptions) -> Result<Vec<u8>, PngError> {
    let (width, height) = (picture.width() * options.scale, picture.height() * options.scale);
    let is_drawable = width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS;
    let size = || PngError::Size { width, height };
    let mut pixmap = Pixmap::new(width.ceil() as u32, height.ceil() as u32).filter(|_| is_drawable).ok_or_else(size)?;
    let svg = picture.to_svg();
    let tree = tree(&svg, options)?;
    let missing = missing(&svg, &tree);
    if !missing.is_empty() {
        let characters: Vec<String> =
            missing.iter().take(8).map(|c| format!("“{c}” (U+{:04X})", u32::from(*c))).collect();
        return Err(PngError::NoGlyphs { count: missing.len(), characters: characters.join(", ") });
    }
    resvg::render(&tree, Transform::from_scale(options.scale as f32, options.scale as f32), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PngError::Encoding(error.to_string()))
}

fn tree(svg: &str, options: &PngOptions) -> Result<Tree, PngError> {
    let mut fonts = Database::new();
    if options.system_fonts {
        fonts.load_system_fonts();
    }
    for path in &options.font_files {
        fonts.load_font_file(path).map_err(|source| PngError::Font { path: path.clone(), source })?;
    }
    let has = |family: &str| fonts.faces().any(|face| face.families.iter().any(|(name, _)| name == family));
    let any = fonts.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    let family = FAMILIES.into_iter().find(|family| has(family)).map(str::to_owned).or(any).unwrap_or_default();
    // What is not set is taken from fonts that may not be there, and then nothing is drawn.
    fonts.set_sans_serif_family(&family);
    fonts.set_serif_family(&family);
    let options = usvg::Options { font_family: family, fontdb: Arc::new(fonts), ..usvg::Options::default() };
    Tree::from_str(svg, &options).map_err(PngError::Svg)
}

/// The characters of the texts that have no glyph in the tree.
fn missing(svg: &str, tree: &Tree) -> BTreeSet<char> {
    let mut drawn = BTreeSet::new();
    collect(tree.root().children(), &mut drawn);
    // Only what takes room must be seen.
    let is_seen = |c: &char| !c.is_whitespace() && c.width().is_some_and(|width| width > 0);
    texts(svg).filter(is_seen).filter(|c| !drawn.contains(c)).collect()
}

fn collect(nodes: &[Node], drawn: &mut BTreeSet<char>) {
    for node in nodes {
        match node {
            Node::Group(group) => collect(group.children(), drawn),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                drawn.extend(glyphs.filter(|glyph| glyph.id.0 != 0).flat_map(|glyph| glyph.text.chars()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// The characters of all texts of an SVG that this crate wrote and that speaks one language, or of both that it speaks.
fn texts(svg: &str) -> impl Iterator<Item = char> {
    let texts = svg.split("<text ").skip(1);
    let texts = texts.filter_map(|text| text.split_once('>')?.1.split_once("</text>")).map(|(text, _)| text);
    texts.flat_map(|text| {
        let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        plain.replace("&amp;", "&").chars().collect::<Vec<_>>()
    })
}
