//! How examples read a document or a model from a file, and tell what is wrong with it.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use seedrelay::io::FileError;
use seedrelay::io::document::{ReadError, ReadOptions, RenderOptions};
use seedrelay::{Lang, OperatingModel, Problems, SupplyChain, datasets};

use super::fault;

/// A file of more bytes than this takes long enough to want a word about it.
const LARGE: u64 = 20_000_000;

/// How many problems are shown in full; the others are counted.
const SHOWN: usize = 1000;

/// The chain of a file or folder, without one that of Hunan, or what to tell about why there is none.
pub fn given(path: Option<&Path>, lang: Lang) -> Result<SupplyChain, String> {
    let Some(path) = path else { return Ok(datasets::hunan()) };
    let progress = progress(path);
    let outcome = read(path, &ReadOptions::new(), lang, progress.as_ref());
    progress.inspect(ProgressBar::finish_and_clear);
    outcome
}

/// The chain of a file or folder, or what to tell about why there is none.
pub fn read(
    path: &Path,
    options: &ReadOptions,
    lang: Lang,
    progress: Option<&ProgressBar>,
) -> Result<SupplyChain, String> {
    if path.is_dir() {
        return options.file(path).map_err(|error| refusal(path, &[], error, lang));
    }
    let contents = contents(path, progress).map_err(|error| unreadable(path, &error, lang))?;
    progress.inspect(|progress| progress.set_message("checking"));
    let chain = match options.contents(path, &contents) {
        // Such as /dev/stdin. A workbook of Excel before 2007, or a lone table, is no text with mistakes.
        Err(ReadError::File(FileError::UnknownExtension { .. })) if is_json(&contents) => {
            options.json(&contents).map_err(ReadError::from)
        }
        outcome => outcome,
    };
    chain.map_err(|error| refusal(path, &contents, error, lang))
}

/// Whether it begins as a document in JSON does.
fn is_json(contents: &[u8]) -> bool {
    contents.strip_prefix("\u{feff}".as_bytes()).unwrap_or(contents).trim_ascii_start().starts_with(b"{")
}

/// An operating model by its name, or of a file; or what to tell about why there is none.
pub fn model(name: &str, lang: Lang) -> Result<OperatingModel, String> {
    let path = match name {
        "proposal" => return Ok(OperatingModel::proposal()),
        "dispersed" => return Ok(OperatingModel::dispersed()),
        path => Path::new(path),
    };
    let contents = contents(path, None).map_err(|error| unreadable(path, &error, lang))?;
    let toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let model = if toml { OperatingModel::from_toml(&contents) } else { OperatingModel::from_json(&contents) };
    model.map_err(|problems| refusal(path, &contents, problems.into(), lang))
}

fn unreadable(path: &Path, error: &io::Error, lang: Lang) -> String {
    let told = match lang {
        Lang::En => format!("cannot read {}: {error}", path.display()),
        Lang::Zh => format!("无法读取{}：{error}", path.display()),
    };
    fault(&told, lang)
}

/// Everything that is wrong with a document.
fn refusal(path: &Path, contents: &[u8], error: ReadError, lang: Lang) -> String {
    let name = path.display().to_string();
    let counted = |count: usize| match lang {
        Lang::En => format!("{name}: {count} problem{}", if count == 1 { "" } else { "s" }),
        Lang::Zh => format!("{name}：{count}个问题"),
    };
    match error {
        ReadError::Faulty(problems) => {
            format!("{}\n\n{}", shown(&problems, &name, contents, lang), counted(problems.len()))
        }
        ReadError::Tables(problems) => {
            let told = problems.iter().take(SHOWN).map(|problem| fault(&problem.message(lang), lang));
            let mut told: String = told.collect();
            match (problems.len().saturating_sub(SHOWN), lang) {
                (0, _) => {}
                (more, Lang::En) => told += &format!("and {more} more\n"),
                (more, Lang::Zh) => told += &format!("另有{more}个问题\n"),
            }
            format!("{told}\n{}", counted(problems.len()))
        }
        other => fault(&other.message(lang), lang),
    }
}

/// The problems of a text, inside it.
pub fn shown(problems: &Problems, name: &str, text: &[u8], lang: Lang) -> String {
    let options = RenderOptions::new().color(wants_color()).shown(SHOWN).lang(lang);
    problems.render(name, text, options).to_string()
}

/// Colors are for people at a terminal who have not said no (<https://no-color.org>).
fn wants_color() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn contents(path: &Path, progress: Option<&ProgressBar>) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut contents = Vec::new();
    match progress {
        Some(progress) => progress.wrap_read(file).read_to_end(&mut contents)?,
        None => { file }.read_to_end(&mut contents)?,
    };
    Ok(contents)
}

/// A word on what is going on, where a large file meets somebody who waits.
pub fn progress(path: &Path) -> Option<ProgressBar> {
    let size = path.metadata().ok()?.len();
    if size < LARGE || !io::stderr().is_terminal() {
        return None;
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {bar:30} {bytes} of {total_bytes} {elapsed}");
    let progress = ProgressBar::new(size).with_style(style.expect("the template is right")).with_message("reading");
    progress.enable_steady_tick(Duration::from_millis(200));
    Some(progress)
}
