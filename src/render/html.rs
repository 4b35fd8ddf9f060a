//! The page: one file of HTML that shows, tells and explains a chain, in both languages.
//!
//! The diagnosis and the prepared view decide what is said; the templates beside this file how it stands. Everything
//! that a document says is escaped where it is written, by one function. Nothing is loaded: style, script and drawings
//! are part of the file, and a policy in its head forbids everything else.

mod chart;
mod edition;
mod environment;
mod facets;
mod figures;
mod filters;
mod listed;
mod pictures;
mod records;
mod vertical;
mod words;

use std::io;

use minijinja::context;

use crate::chain::SupplyChain;
use crate::model::{Evidence, Lang};
use crate::query::DiagnosisOptions;
use crate::say::View;

use edition::{Content, Edition, Proposal};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// What the page may do: apply its own style and run its own script, told by their SHA-256, and nothing else. The test
/// `policy` says what stands here after a change.
const POLICY: &str = "default-src 'none'; \
    style-src 'sha256-nwFiTdWdd30583r4P/oKtMBS3yegeV3AyPGJBQTYVjI='; \
    script-src 'sha256-QBc+lzp6TgexqtDYOYt9fd1UvfKTBWlINuMKHW9vIoc='; \
    base-uri 'none'; form-action 'none'";

/// What the page makes of records that are only proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proposed {
    /// The page is of today, without them; what they would change stands beside it, and can be switched to.
    #[default]
    Beside,
    /// The page is of the whole chain, as if they were in place.
    InPlace,
}

/// How to make the page.
///
/// ```
/// use seedrelay::Lang;
/// use seedrelay::render::html::ReportOptions;
/// let options = ReportOptions::new().lang(Lang::Zh).entries_per_kind(10);
/// assert_eq!(options.table_rows, 15);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReportOptions {
    /// Which of the two languages is shown at first: English by default.
    pub lang: Lang,
    /// How to diagnose.
    pub diagnosis: DiagnosisOptions,
    /// How many gaps, findings and bottlenecks of each kind are listed; the others are counted. 25 by default. On paper
    /// stand the first eight of them.
    pub entries_per_kind: usize,
    /// How many rows the longest tables have; the others are counted. 15 by default.
    pub table_rows: usize,
    /// How many categories have a picture of their own: those with most gaps. 12 by default.
    pub pictures: usize,
    /// What the page makes of records that are only proposed: it is of today by default, with the proposal beside it.
    pub proposed: Proposed,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            diagnosis: DiagnosisOptions::default(),
            entries_per_kind: 25,
            table_rows: 15,
            pictures: 12,
            proposed: Proposed::default(),
        }
    }
}

impl ReportOptions {
    /// The defaults that each field tells.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// Sets which language is shown at first.
        lang: Lang => |lang| lang;
        /// Sets how to diagnose.
        diagnosis: DiagnosisOptions => |options| options;
        /// Sets how many entries of each kind are listed.
        entries_per_kind: usize => |entries| entries;
        /// Sets how many rows the longest tables have.
        table_rows: usize => |rows| rows;
        /// Sets how many categories have a picture of their own.
        pictures: usize => |pictures| pictures;
        /// Sets what the page makes of records that are only proposed.
        proposed: Proposed => |proposed| proposed;
    }
}

/// The report about a chain: one page of HTML in English and Chinese that loads nothing.
///
/// It diagnoses the chain, draws it, and tells what is found with everything that it rests on. The page begins with a brief
/// that can be read aloud in a minute. It is of today: records that are only proposed are left out, and what they would
/// change [stands beside it](Proposed). Long lists are cut, and say how much they leave out, so that the page stays readable,
/// and small, for any chain; what is printed of it stays within some eighty sheets, or is what the filters have chosen. The
/// same chain gives the same bytes.
///
/// ```
/// use seedrelay::datasets;
/// use seedrelay::render::html::{self, ReportOptions};
/// let page = html::report(&datasets::example(), &ReportOptions::new());
/// assert!(page.starts_with("<!DOCTYPE html>") && page.len() < 3_000_000);
/// ```
#[must_use]
pub fn report(chain: &SupplyChain, options: &ReportOptions) -> String {
    if options.proposed == Proposed::Beside && chain.evidence_counts().proposed > 0 {
        page(&chain.known_at_least(Evidence::Assumed), Some(chain), options)
    } else {
        page(chain, None, options)
    }
}

/// The page of a chain, beside which another one stands.
fn page(chain: &SupplyChain, whole: Option<&SupplyChain>, options: &ReportOptions) -> String {
    let mut diagnosis = chain.diagnose(&options.diagnosis);
    let proposal = whole.map(|whole| Proposal::new(whole, &diagnosis, options));
    if let Some(proposal) = &proposal {
        diagnosis.compare_with_diagnosis(proposal.diagnosis());
    }
    let view = View::new(chain);
    let content = Content::new(&view, &diagnosis, options);
    let mut editions: Vec<Edition> =
        Lang::ALL.into_iter().map(|lang| content.edition(proposal.as_ref(), lang)).collect();
    // The choice of the language starts with the one that is shown.
    editions.sort_by_key(|edition| edition.lang != options.lang);
    let environment = environment::environment(options.lang);
    let template = environment.get_template("page.html").expect("the template is there");
    let context = context! {
        first => edition::value(&editions[0]),
        editions => edition::value(&editions),
        policy => minijinja::Value::from_safe_string(POLICY.to_owned()),
        style => minijinja::Value::from_safe_string(format!("{STYLE}{}", content.sheet())),
        script => minijinja::Value::from_safe_string(SCRIPT.to_owned()),
        version => env!("CARGO_PKG_VERSION"),
    };
    template.render(context).expect("the template fits what it is given")
}

/// Writes the [report] about a chain.
///
/// # Errors
///
/// If the writer fails.
pub fn write_report(chain: &SupplyChain, options: &ReportOptions, mut out: impl io::Write) -> io::Result<()> {
    out.write_all(report(chain, options).as_bytes())?;
    out.flush()
}
