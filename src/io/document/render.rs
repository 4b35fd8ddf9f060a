//! Problems shown inside the source text, in the manner of rustc.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::chain::{Problem, Problems};
use crate::io::written::lines::Lines;
use crate::model::Lang;

/// How to show problems inside the source text.
///
/// ```
/// use seedrelay::io::document::RenderOptions;
/// let options = RenderOptions::new().color(true).shown(10);
/// assert_eq!(RenderOptions::default().shown, 100);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenderOptions {
    /// Whether to color the text with ANSI escape codes, for a terminal.
    pub color: bool,
    /// How many problems to show; the others are counted.
    pub shown: usize,
    /// In which language to say them.
    pub lang: Lang,
}

impl Default for RenderOptions {
    /// Plain text in English, and a hundred problems.
    fn default() -> Self {
        Self { color: false, shown: 100, lang: Lang::En }
    }
}

impl RenderOptions {
    /// Plain text in English, and a hundred problems.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether to color the text with ANSI escape codes.
    #[must_use]
    pub const fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }

    /// Sets how many problems to show.
    #[must_use]
    pub const fn shown(mut self, shown: usize) -> Self {
        self.shown = shown;
        self
    }

    /// Sets the language.
    #[must_use]
    pub const fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }
}

/// Problems of a document, each with the lines of the source text that it is about.
///
/// Its `Display` writes them. See [`Problems::render`].
#[derive(Clone, Debug)]
pub struct Rendered<'a> {
    problems: &'a Problems,
    file: &'a str,
    source: &'a [u8],
    options: RenderOptions,
}

/// ## Showing problems
impl Problems {
    /// The problems with the lines of the source text that they are about.
    ///
    /// `file` is the name that is shown, `source` the text or the bytes that the document was read from.
    ///
    /// ```
    /// use seedrelay::SupplyChain;
    /// use seedrelay::io::document::RenderOptions;
    /// let source = r#"{
    ///   "format": "seedrelay/1", "as_of": "2024-12-31",
    ///   "categories": [{"id": "rice", "name": {"zh": "水稻"}, "strategc": true}],
    ///   "organizations": [{"id": "hau", "kind": "university"}]
    /// }"#;
    /// let problems = SupplyChain::from_json(source).unwrap_err();
    /// assert_eq!(
    ///     problems.render("hunan.json", source, RenderOptions::new()).to_string(),
    ///     r#"error: categories[0].strategc: unknown key `strategc`; did you mean `strategic`?; the keys are id, name, strategic, evidence, source
    ///  --> hunan.json:3:55
    ///   |
    /// 3 |   "categories": [{"id": "rice", "name": {"zh": "水稻"}, "strategc": true}],
    ///   |                                                         ^^^^^^^^^^
    /// "#,
    /// );
    /// ```
    #[must_use]
    pub fn render<'a>(
        &'a self,
        file: &'a str,
        source: &'a (impl AsRef<[u8]> + ?Sized),
        options: RenderOptions,
    ) -> Rendered<'a> {
        Rendered { problems: self, file, source: source.as_ref(), options }
    }
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let renderer = if self.options.color { Renderer::styled() } else { Renderer::plain() };
        let lines = Lines::of(self.source);
        let mut separator = "";
        for problem in self.problems.iter().take(self.options.shown) {
            write!(f, "{separator}{}", self.one(&renderer, &lines, problem))?;
            separator = "\n";
        }
        match (self.problems.len().saturating_sub(self.options.shown), self.options.lang) {
            (0, _) => Ok(()),
            (more, Lang::En) => writeln!(f, "{separator}and {more} more"),
            (more, Lang::Zh) => writeln!(f, "{separator}另有{more}个问题"),
        }
    }
}

impl Rendered<'_> {
    fn one(&self, renderer: &Renderer, lines: &Lines<'_>, problem: &Problem) -> String {
        let level = match self.options.lang {
            Lang::En => Level::ERROR,
            Lang::Zh => Level::ERROR.with_name("错误"),
        };
        let title = problem.message(self.options.lang);
        let title = level.primary_title(title.as_str());
        let report = |group: Group<'_>| format!("{}\n", renderer.render(&[group]));
        let Some(span) = problem.span.as_ref().filter(|span| span.start <= self.source.len()) else {
            return report(Group::with_title(title));
        };
        let (line, bounds) = lines.around(span.start);
        let column = lines.column(bounds.start, span.start);
        let excerpt = Excerpt::of(self.source, span, bounds);
        let annotation = AnnotationKind::Primary.span(excerpt.span.clone());
        let snippet = Snippet::source(excerpt.text.as_str()).line_start(line).path(self.file).annotation(annotation);
        let report = report(title.element(snippet));
        // Where the start of a line is cut off, its columns are not those of the file. The place comes after the title.
        let shown = excerpt.text[..excerpt.span.start].chars().count() + 1;
        let (title, rest) = report.split_once('\n').unwrap_or((&report, ""));
        format!("{title}\n{}", rest.replacen(&format!(":{line}:{shown}"), &format!(":{line}:{column}"), 1))
    }
}

/// The part of a source text that shows one place.
struct Excerpt {
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    /// A document may be one line of megabytes, and a span the whole of it: what is shown is the line in which the span
    /// starts, or so much of it as one can read.
    fn of(source: &[u8], span: &Range<usize>, line: Range<usize>) -> Self {
        /// How many bytes are shown before a span.
        const BEFORE: usize = 60;
        /// How many bytes are shown from the start of a span.
        const FROM: usize = 80;
        let start = span.start;
        let (line_start, line_end) = (line.start, line.end);
        let (mut from, mut to) = (line_start, line_end);
        if line_end - line_start > BEFORE + FROM {
            from = from.max(start.saturating_sub(BEFORE));
            to = to.min(start + FROM);
        }
        // Not in the midst of a character.
        let is_inside = |byte: usize| source.get(byte).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000);
        while from > line_start && is_inside(from) {
            from -= 1;
        }
        while to < line_end && is_inside(to) {
            to += 1;
        }
        let mut before = String::from_utf8_lossy(&source[from..start]).into_owned();
        if from > line_start {
            before.insert(0, '…');
        } else if from == 0 && before.starts_with('\u{feff}') {
            before.remove(0);
        }
        let end = span.end.clamp(start, to);
        let within = String::from_utf8_lossy(&source[start..end]);
        let after = String::from_utf8_lossy(&source[end..to]);
        let rest = if to < line_end { "…" } else { "" };
        let span = before.len()..before.len() + within.len();
        Self { text: format!("{before}{within}{}{rest}", after.trim_end_matches('\r')), span }
    }
}
