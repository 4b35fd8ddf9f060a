//! A report of one's own: the page of HTML and the picture of one category, from a diagnosis by one's own measure.
//!
//! `cargo run --features report --example write_report`
//!
//! It writes nothing: the command `seedrelay report` does.

mod shared;

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use seedrelay::query::{DiagnosisOptions, GapOptions};
use seedrelay::render::html::{self, ReportOptions};
use seedrelay::render::picture::{Answers, Picture, PictureOptions, PictureStyle};
use seedrelay::{Evidence, Lang, datasets};

fn main() -> ExitCode {
    shared::tell(tell)
}

fn tell(lang: Lang) -> Result<String, Box<dyn Error>> {
    let today = datasets::example().known_at_least(Evidence::Assumed);

    // For this reader a result is late after two years.
    let options = DiagnosisOptions::new().gaps(GapOptions::new().late_after_days(730));
    let page = html::report(&today, &ReportOptions::new().lang(lang).diagnosis(options.clone()));
    assert!(page.starts_with("<!DOCTYPE html>"));
    // It has both languages, loads nothing from elsewhere, and names no organization that is not yet there.
    assert!(page.contains("水稻") && page.contains("Rice"));
    assert!(!page.contains("<script src") && !page.contains("<link"));

    // The picture of each category, of the same answers.
    let diagnosis = today.diagnose(&options);
    let mut out = format!("a page of {} kB\n", page.len() / 1000);
    for category in today.categories() {
        let options = PictureOptions::new().lang(lang).style(PictureStyle::Print);
        let options = options.of_category(&today, &category.id).ok_or("it is one of the chain")?;
        let picture = Picture::with(&today, Answers::from(&diagnosis), &options);
        let svg = picture.to_svg();
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
        writeln!(out, "{}: a picture of {} kB", category.label(lang), svg.len() / 1000)?;
    }
    Ok(out)
}
