//! Where a line may end: between words, and in Chinese, which has no blanks, beside most characters.

use std::mem;

use textwrap::WordSeparator;
use textwrap::core::{Word, display_width};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Words by the line breaking algorithm of Unicode (UAX #14). What `textwrap` has for it builds half of ICU.
pub(super) fn separator() -> WordSeparator {
    WordSeparator::Custom(|text| Box::new(words(text)))
}

/// The words of a text. No line ends at a hyphen: what is hyphenated may be a name, to be copied.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut start = 0;
    let ends = linebreaks(text).filter(|(end, opportunity)| {
        *end == text.len() || *opportunity == BreakOpportunity::Allowed && !text[..*end].ends_with('-')
    });
    ends.map(move |(end, _)| Word::from(&text[mem::replace(&mut start, end)..end]))
}

/// The words of a Chinese text: parted at blanks, and where a line may end beside a character of Chinese.
pub(super) fn chinese_words(text: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut start = 0;
    let mut ends: Vec<usize> = Vec::new();
    for word in words(text) {
        start += word.word.len() + word.whitespace.len();
        let around = [text[..start].chars().next_back(), text[start..].chars().next()];
        if around.contains(&Some(' ')) || !around.iter().flatten().all(char::is_ascii) || start == text.len() {
            ends.push(start);
        }
    }
    let mut start = 0;
    Box::new(ends.into_iter().map(move |end| Word::from(&text[mem::replace(&mut start, end)..end])))
}

/// The columns that the longest word of a text takes. Between Chinese characters, a line may end.
pub(super) fn longest_word(text: &str) -> usize {
    words(text).map(|word| display_width(word.word)).max().unwrap_or(0)
}
