//! How a prepared [view](crate::say) looks in a terminal of 80 columns, in either language.
//!
//! ```
//! use seedrelay::render::terminal;
//! use seedrelay::say::View;
//! use seedrelay::{Lang, datasets};
//!
//! let example = datasets::example();
//! let shown = terminal::section(&View::new(&example).coverage(&example.coverage()), Lang::En);
//! assert!(shown.lines().all(|line| line.chars().count() <= 80));
//! assert!(shown.contains("Soybean"));
//! ```

mod words;

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};

use crate::model::{Evidence, Lang};
use crate::query::Degree;
use crate::rules::Severity;
use crate::say::{self, Align, Sentence, Table};
use words::{chinese_words, longest_word, separator};

/// Lines that are one column wide in every terminal: those of box drawing are two in some Chinese ones.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

/// Columns of the terminal.
pub const WIDTH: u16 = 80;

/// Columns of a table that are no wider than this, the longest name of a stage, are broken only where the others get too
/// narrow.
const UNBROKEN: usize = 17;

/// Too narrow is a wide column that is narrower than this and than its longest word.
const LEAST: usize = 14;

/// Words that are longer, such as addresses, may be broken.
const LONGEST_WORD: usize = 24;

/// Columns behind what stands in a cell, and those with the line, a blank one, behind that.
const PADDING: usize = 1;
const BETWEEN: usize = PADDING + 1;

/// One text in the language of the reader.
const fn one<'t>(lang: Lang, en: &'t str, zh: &'t str) -> &'t str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// Prints a text, and is quiet when the reader has gone (as with `| head`).
///
/// # Errors
///
/// The standard output fails for another reason, such as a full device.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

fn width<'o>() -> textwrap::Options<'o> {
    textwrap::Options::new(usize::from(WIDTH))
        .word_separator(separator())
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// A heading, filled to the width and underlined.
#[must_use]
pub fn heading(text: &str) -> String {
    let text = textwrap::fill(text, width());
    let columns = text.lines().map(textwrap::core::display_width).max().unwrap_or_default();
    format!("\n{text}\n{}\n", "=".repeat(columns))
}

/// A text in lines of at most so many columns, without an end of line behind the last.
#[cfg(feature = "cli")]
pub(crate) fn fill(text: &str, columns: usize) -> String {
    let options = textwrap::Options::new(columns)
        .word_separator(separator())
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// A paragraph, filled to the width.
#[must_use]
pub fn paragraph(text: &str) -> String {
    format!("{}\n", textwrap::fill(text, width()))
}

/// An item of a list, with what comes first set off.
#[must_use]
pub fn item(mark: &str, text: &str) -> String {
    let indent = " ".repeat(textwrap::core::display_width(mark) + 1);
    let first = format!("{mark} ");
    let options = width().initial_indent(&first).subsequent_indent(&indent);
    format!("{}\n", textwrap::fill(text, options))
}

/// What is wrong, in a sentence. What stands between blanks, such as a path or a name, stays whole, to be copied; in
/// Chinese, which has no blanks, whatever of it is not Chinese.
#[must_use]
pub fn fault(text: &str, lang: Lang) -> String {
    let (first, others) = (one(lang, "error: ", "错误："), one(lang, "       ", "      "));
    let options = width().initial_indent(first).subsequent_indent(others).break_words(false);
    let separator = match lang {
        Lang::En => textwrap::WordSeparator::AsciiSpace,
        Lang::Zh => textwrap::WordSeparator::Custom(chinese_words),
    };
    format!("{}\n", textwrap::fill(text, options.word_separator(separator)))
}

/// A table under its caption, with its notes.
#[must_use]
pub fn section(table: &Table<'_>, lang: Lang) -> String {
    heading(table.caption.get(lang)) + &self::table(table, lang)
}

/// A table with its notes.
#[must_use]
pub fn table(table: &Table<'_>, lang: Lang) -> String {
    notes(table, lang).into_iter().fold(grid(table, lang), |out, note| out + &note)
}

/// The notes of a table alone.
#[must_use]
pub fn notes(table: &Table<'_>, lang: Lang) -> Vec<String> {
    table.notes.iter().map(|note| paragraph(&note.text(lang))).collect()
}

/// A table without its notes. How well its rows are known stands in a column of its own, or below it where all are known
/// alike.
#[must_use]
pub fn grid(table: &Table<'_>, lang: Lang) -> String {
    let alike = table.evidence();
    let mut header: Vec<&str> = table.columns.iter().map(|column| column.heading.get(lang)).collect();
    let mut rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.texts(lang).map(Cow::into_owned).collect()).collect();
    for (number, _) in table.columns.iter().enumerate().filter(|(_, column)| column.grouped) {
        for row in (1..rows.len()).rev() {
            if rows[row][number] == rows[row - 1][number] {
                rows[row][number].clear();
            }
        }
    }
    let mixed = alike.is_none() && table.rows.iter().any(|row| row.about.evidence.is_some());
    if mixed {
        header.push(one(lang, "Evidence", "依据"));
        for (row, of) in rows.iter_mut().zip(&table.rows) {
            row.push(of.about.evidence.map_or("", |evidence| evidence.label(lang)).to_owned());
        }
    }
    let below = match alike {
        Some(evidence) => paragraph(say::evidence_note(evidence, lang)),
        None if mixed => paragraph(one(
            lang,
            "Evidence: how well the weakest record is known that a row rests on.",
            "依据以各行所依据的最弱一条记录为准。",
        )),
        None => String::new(),
    };
    let mut out = comfy_table::Table::new();
    out.load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(header.clone());
    let widths = widths(&header, &rows);
    out.add_rows(
        rows.into_iter()
            .map(|row| row.iter().zip(&widths).map(|(cell, width)| folded(cell, *width)).collect::<Vec<_>>()),
    );
    for (number, width) in widths.into_iter().enumerate() {
        let Some(column) = out.column_mut(number) else { continue };
        column.set_padding((0, PADDING as u16));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed((width + PADDING) as u16)));
        if table.columns.get(number).is_some_and(|column| column.align == Align::End) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = out.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("{}\n{below}", lines.join("\n"))
}

/// A cell in lines that end where lines may end, also in Chinese: not within a date, and not behind an opening bracket.
fn folded(cell: &str, width: usize) -> String {
    let options = textwrap::Options::new(width.max(1))
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(cell, options.word_separator(separator())).join("\n")
}

/// How wide each column is: as its longest word, so that none is broken, and from there the column that is folded most
/// gets what room there is. Narrow columns are folded only where the words of the wide ones leave no room, the widest
/// first.
fn widths(header: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let cells = |column: usize| rows.iter().map(move |row| row[column].as_str()).chain([header[column]]);
    let widest = |measure: fn(&str) -> usize, column| cells(column).map(measure).max().unwrap_or(0);
    let whole: Vec<usize> = (0..header.len()).map(|column| widest(textwrap::core::display_width, column)).collect();
    let words: Vec<usize> = (0..header.len()).map(|column| widest(longest_word, column).min(LONGEST_WORD)).collect();
    let room = usize::from(WIDTH) + BETWEEN - PADDING;
    let taken = |widths: &[usize]| widths.iter().map(|width| width + BETWEEN).sum::<usize>();
    let folded_above = |most: usize, least: usize| -> Vec<usize> {
        let width = |(whole, word): (&usize, &usize)| if *whole > most { (*word).min(least) } else { *whole };
        whole.iter().zip(&words).map(width).collect()
    };
    let most = (0..=UNBROKEN).rev().find(|most| taken(&folded_above(*most, LEAST)) <= room).unwrap_or(0);
    let mut widths = folded_above(most, LONGEST_WORD);
    let folded: Vec<usize> = (0..header.len()).filter(|column| whole[*column] > most).collect();
    // Words that take more than all the room are broken after all, the longest first.
    while taken(&widths) > room {
        let Some(longest) = folded.iter().copied().max_by_key(|column| widths[*column]) else { break };
        if widths[longest] <= 1 {
            break;
        }
        widths[longest] -= 1;
    }
    // The lines of the cell that has most, and those of all.
    let lines = |column, width| {
        let of_cell = cells(column)
            .map(|cell| textwrap::wrap(cell, textwrap::Options::new(width).word_separator(separator())).len());
        of_cell.fold((0, 0), |(most, all), lines| (most.max(lines), all + lines))
    };
    let mut folds: Vec<_> = folded.iter().map(|column| (lines(*column, widths[*column]), *column)).collect();
    for _ in taken(&widths)..room {
        let wider = folds.iter_mut().filter(|(_, column)| widths[*column] < whole[*column]);
        let Some((folds, column)) = wider.max_by_key(|(folds, column)| (*folds, std::cmp::Reverse(*column))) else {
            break;
        };
        widths[*column] += 1;
        *folds = lines(*column, widths[*column]);
    }
    widths
}

/// Sentences as a list, with how bad each is and, unless it is documented, how well it is known.
#[must_use]
pub fn sentences<'c>(sentences: impl IntoIterator<Item = Sentence<'c>>, lang: Lang) -> String {
    let known = |evidence: Option<Evidence>| match (evidence, lang) {
        (None | Some(Evidence::Documented), _) => String::new(),
        (Some(evidence), Lang::En) => format!(" [{}]", evidence.label(lang)),
        (Some(evidence), Lang::Zh) => format!("［{}］", evidence.label(lang)),
    };
    let possible = |degree: Option<Degree>| match (degree, lang) {
        (None | Some(Degree::Certain), _) => String::new(),
        (Some(degree), Lang::En) => format!(" [{}]", degree.label(lang)),
        (Some(degree), Lang::Zh) => format!("［{}］", degree.label(lang)),
    };
    let line = |sentence: Sentence<'_>| {
        let notes = possible(sentence.certainty) + &known(sentence.about.evidence);
        item(mark(sentence.severity, sentence.certainty), &(sentence.text(lang) + &notes))
    };
    sentences.into_iter().map(line).collect()
}

/// How bad it is, and whether it is only possible, at a glance and without colour.
const fn mark(severity: Option<Severity>, degree: Option<Degree>) -> &'static str {
    match (severity, degree) {
        (Some(Severity::Critical), _) => "!!",
        (Some(Severity::Warning), Some(Degree::Possible)) => "!?",
        (Some(Severity::Notice), Some(Degree::Possible)) => "-?",
        (Some(Severity::Warning), _) => "! ",
        (Some(Severity::Notice), _) => "- ",
        (None, _) => "* ",
    }
}

/// The first sentences of a list, and how many more there are. Only those that are shown are put into words.
pub fn first<'l, T, S: Iterator<Item = Sentence<'l>>>(
    list: &'l [T],
    told: usize,
    lang: Lang,
    to_sentences: impl FnOnce(&'l [T]) -> S,
) -> String {
    let (shown, left) = list.split_at(told.min(list.len()));
    let mut out = sentences(to_sentences(shown), lang);
    if !left.is_empty() {
        out += &match lang {
            Lang::En => format!("   ... and {} more\n", left.len()),
            Lang::Zh => format!("   ……另有{}处\n", left.len()),
        };
    }
    out
}

/// What could not be judged, as a paragraph of its own; nothing if all could.
#[must_use]
pub fn unjudged(table: &Table<'_>, lang: Lang) -> String {
    notes(table, lang).into_iter().map(|note| format!("\n{note}")).collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn cells_are_folded_where_lines_may_end() {
        assert_eq!(folded("关系，自2016-03-01至2024-12-31", 14), "关系，自\n2016-03-01至\n2024-12-31");
        assert_eq!(folded("国家重点实验室（从0到1）", 16), "国家重点实验室\n（从0到1）");
    }
}
