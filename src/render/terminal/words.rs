//! Where a line may end: between words, and in Chinese, which has no blanks, beside most characters.

use std::mem;

use textwrap::WordSeparator;
use textwrap::core::{Word, display_width};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Words by the line breaking algorithm of Unicode (UAX #14). What `textwrap` has for it builds half of ICU.
pub(super) fn separator() -> WordSeparator {
    WordSeparator::Custom(|text| Box::new(words(text)))
}

/// The wide brackets of Chinese before which a line may end, even behind a digit.
const OPENING: [char; 6] = ['（', '［', '《', '「', '【', '〔'];

/// The words of a text. No line ends at a hyphen: what is hyphenated may be a name, to be copied. The algorithm has learnt
/// since that a line may end at every blank, also between a quotation mark and a bracket (15.1), and before a wide bracket
/// (LB30).
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let allowed = linebreaks(text).filter(|(end, opportunity)| {
        *end == text.len() || *opportunity == BreakOpportunity::Allowed && !text[..*end].ends_with('-')
    });
    let blanks = text.match_indices(' ').map(|(blank, _)| blank + 1).filter(|end| !text[*end..].starts_with(' '));
    let opening = text.match_indices(OPENING).map(|(opening, _)| opening);
    let opening = opening.filter(|end| text[..*end].ends_with(char::is_alphanumeric));
    let mut ends: Vec<usize> = allowed.map(|(end, _)| end).chain(blanks).chain(opening).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut start = 0;
    ends.into_iter().map(move |end| Word::from(&text[mem::replace(&mut start, end)..end]))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<String> {
        words(text).map(|word| format!("{}{}", word.word, word.whitespace)).collect()
    }

    #[test]
    fn a_line_may_end_at_blanks_and_in_chinese_but_not_at_hyphens() {
        assert_eq!(parted("my-chain.json is read"), ["my-chain.json ", "is ", "read"]);
        assert_eq!(parted("“Hybrid seed” (basic)"), ["“Hybrid ", "seed” ", "(basic)"]);
        assert_eq!(parted("水稻：无人，"), ["水", "稻：", "无", "人，"]);
        assert_eq!(parted("湘油420（2016）"), ["湘", "油", "420", "（2016）"]);
        assert_eq!(parted("two  blanks"), ["two  ", "blanks"]);
        assert!(parted("").is_empty());
    }

    #[test]
    fn the_longest_word_is_measured_in_columns() {
        assert_eq!(longest_word("a hyphenated-name 水稻"), "hyphenated-name".len());
        assert_eq!(longest_word("水稻"), 2);
    }
}
