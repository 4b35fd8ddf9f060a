//! The signs of a pedigree, one after another.

use std::borrow::Cow;

use super::{MOST_USES, PedigreeError, PedigreeErrorKind};

/// What comes next, and at which byte.
#[derive(Clone, Debug)]
pub(super) enum Sign<'t> {
    /// A cross. Twice its number of strokes; a `×` is between the first and the second.
    Cross {
        rank: u8,
        at: usize,
    },
    /// A bracket, and the one that closes it.
    Open {
        close: char,
        at: usize,
    },
    Close {
        bracket: char,
        at: usize,
    },
    /// How often something is used.
    Uses {
        times: u32,
        at: usize,
    },
    /// A parent; nothing where it is unknown.
    Name {
        name: Cow<'t, str>,
        at: usize,
    },
    End,
}

/// A pedigree of more crosses after each other was written by nobody; so `93-11` is no rank.
const MOST_RANKS: u8 = 20;

/// What stands for a parent that nobody knows.
const UNKNOWN: [&str; 10] = ["?", "？", "-", "—", "unknown", "不详", "未知", "不明", "n/a", "…"];

const OPENING: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('【', '】'), ('［', '］')];

/// Signs of the mother and the father, which the place in a cross tells too.
const SEXES: [char; 2] = ['♀', '♂'];

/// Signs that end a sentence or separate its parts: no name has them.
const OF_SENTENCES: [char; 8] = ['，', '。', '；', ';', ',', '、', '\n', '：'];

pub(super) struct Signs<'t> {
    text: &'t str,
    at: usize,
    peeked: Option<Sign<'t>>,
    /// Whether a parent may stand here, rather than a sign behind one.
    wants_parent: bool,
}

impl<'t> Signs<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0, peeked: None, wants_parent: true }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    pub(super) const fn place(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&mut self) -> Result<Sign<'t>, PedigreeError> {
        if self.peeked.is_none() {
            let sign = self.read()?;
            self.peeked = Some(sign);
        }
        Ok(self.peeked.clone().unwrap_or(Sign::End))
    }

    pub(super) fn next(&mut self) -> Result<Sign<'t>, PedigreeError> {
        match self.peeked.take() {
            Some(sign) => Ok(sign),
            None => self.read(),
        }
    }

    /// A generation behind a bracket, such as `F1` or `BC2F3`, says nothing of the parents.
    pub(super) fn skip_generation(&mut self) {
        self.skip_blanks();
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let word = &rest[..length];
        let is_generation = ["F", "BC", "S", "DH", "RIL", "M"].iter().any(|letters| {
            let is_number = |rest: &str| {
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || b"FBC".contains(&byte))
            };
            word.strip_prefix(letters).is_some_and(|rest| is_number(rest) || (rest.is_empty() && letters.len() > 1))
        });
        if is_generation {
            self.at += length;
            self.at += self.text[self.at..].strip_prefix('代').map_or(0, |_| '代'.len_utf8());
        }
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(|c| is_blank(c) || SEXES.contains(&c)).len();
    }

    fn read(&mut self) -> Result<Sign<'t>, PedigreeError> {
        self.skip_blanks();
        let at = self.at;
        let Some(character) = self.text[at..].chars().next() else { return Ok(Sign::End) };
        if let Some((_, close)) = OPENING.iter().find(|(open, _)| *open == character) {
            self.at += character.len_utf8();
            self.wants_parent = true;
            return Ok(Sign::Open { close: *close, at });
        }
        if OPENING.iter().any(|(_, close)| *close == character) {
            self.at += character.len_utf8();
            self.wants_parent = false;
            return Ok(Sign::Close { bracket: character, at });
        }
        if let Some((length, sign)) = self.sign(at)? {
            self.at += length;
            self.wants_parent =
                matches!(sign, Sign::Cross { .. }) || (self.wants_parent && matches!(sign, Sign::Uses { .. }));
            return Ok(sign);
        }
        self.wants_parent = false;
        self.name(at)
    }

    /// A sign at a byte, with its length.
    fn sign(&self, at: usize) -> Result<Option<(usize, Sign<'t>)>, PedigreeError> {
        let rest = &self.text[at..];
        if self.wants_parent
            && let Some((length, times)) = uses_before(rest)
        {
            return self.uses(times, at, length);
        }
        let first = rest.chars().next().unwrap_or(' ');
        if is_stroke(first) {
            return Ok(Some(strokes(rest, at)));
        }
        if is_star(first) {
            if !self.wants_parent
                && let Some((length, times)) = uses_behind(rest)
            {
                return self.uses(times, at, length);
            }
            return Ok(Some((first.len_utf8(), Sign::Cross { rank: 3, at })));
        }
        if is_times(first) || self.is_lone_x(at) {
            return Ok(Some((first.len_utf8(), Sign::Cross { rank: 3, at })));
        }
        Ok(None)
    }

    fn uses(&self, times: u32, at: usize, length: usize) -> Result<Option<(usize, Sign<'t>)>, PedigreeError> {
        if times > MOST_USES {
            return Err(PedigreeErrorKind::UsedTooOften.at(self.text, at));
        }
        Ok(Some((length, Sign::Uses { times, at })))
    }

    /// Whether an `x` stands by itself.
    fn is_lone_x(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "()[]（）?？".contains(c));
        rest.starts_with(['x', 'X', 'ｘ', 'Ｘ'])
            && ends(rest.chars().nth(1))
            && ends(self.text[..at].chars().next_back())
    }

    /// A name, up to the next sign. A bracket that comes behind other characters is of the name, as long as it holds no
    /// cross.
    fn name(&mut self, at: usize) -> Result<Sign<'t>, PedigreeError> {
        let mut end = at;
        while let Some(character) = self.text[end..].chars().next() {
            if OF_SENTENCES.contains(&character) {
                return Err(PedigreeErrorKind::Sentence.at(self.text, end));
            }
            if let Some((_, close)) = OPENING.iter().find(|(open, _)| *open == character) {
                end = self.within_name(end, character, *close)?;
                continue;
            }
            let is_closing = OPENING.iter().any(|(_, close)| *close == character);
            if is_closing || is_stroke(character) || is_star(character) || is_times(character) || self.is_lone_x(end) {
                break;
            }
            end += character.len_utf8();
        }
        self.at = end;
        let name = self.text[at..end].trim_matches(|c| is_blank(c) || SEXES.contains(&c));
        let is_unknown = UNKNOWN.iter().any(|unknown| name.eq_ignore_ascii_case(unknown));
        Ok(Sign::Name { name: Cow::Borrowed(if is_unknown { "" } else { name }), at })
    }

    /// Where a bracket within a name ends.
    fn within_name(&self, at: usize, open: char, close: char) -> Result<usize, PedigreeError> {
        let within = &self.text[at + open.len_utf8()..];
        let Some(end) = within.find(close) else { return Err(PedigreeErrorKind::NeverClosed.at(self.text, at)) };
        if within[..end].contains(|c: char| is_stroke(c) || is_times(c) || c == open) {
            return Err(PedigreeErrorKind::SignMissing.at(self.text, at));
        }
        Ok(at + open.len_utf8() + end + close.len_utf8())
    }
}

/// What nobody sees. The end of a line is none: it is of a sentence.
fn is_blank(character: char) -> bool {
    let is_hidden = matches!(character, '\u{200b}'..='\u{200d}' | '\u{feff}');
    character != '\n' && (character.is_whitespace() || character.is_control() || is_hidden)
}

const fn is_stroke(character: char) -> bool {
    matches!(character, '/' | '／' | '∕')
}

const fn is_star(character: char) -> bool {
    matches!(character, '*' | '＊' | '﹡')
}

const fn is_times(character: char) -> bool {
    matches!(character, '×' | '✕' | '✖' | '╳' | '⨯' | '☓')
}

/// `/`, `//`, `/3/`: as many strokes as there are, or the number between two.
fn strokes(text: &str, at: usize) -> (usize, Sign<'_>) {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let (digits, behind) = number(&text[first..]);
    let number: Option<u8> = digits.parse().ok().filter(|number| (1..=MOST_RANKS).contains(number));
    let closing = behind.chars().next().filter(|character| is_stroke(*character));
    if let (Some(number), Some(closing)) = (number, closing) {
        return (text.len() - behind.len() + closing.len_utf8(), Sign::Cross { rank: number * 2, at });
    }
    let (mut length, mut count) = (0, 0_u8);
    for character in text.chars().take_while(|character| is_stroke(*character)).take(usize::from(MOST_RANKS)) {
        length += character.len_utf8();
        count += 1;
    }
    (length, Sign::Cross { rank: count * 2, at })
}

/// The digits of a number with blanks around it, and what stands behind them.
fn number(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(is_blank);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (&text[..digits], text[digits..].trim_start_matches(is_blank))
}

/// `3*` before a name.
fn uses_before(text: &str) -> Option<(usize, u32)> {
    let (digits, behind) = number(text);
    let times = digits.parse().ok().filter(|times| *times >= 1)?;
    let star = behind.chars().next().filter(|character| is_star(*character))?;
    // Between blanks, a number of a name such as 9311 is crossed with what follows.
    let is_close = text.len() - behind.len() == digits.len();
    (is_close || times <= MOST_USES).then_some(())?;
    // `2*` before nothing, or before another sign, is no count.
    behind[star.len_utf8()..].trim_start().starts_with(|c: char| !is_stroke(c)).then_some(())?;
    Some((text.len() - behind.len() + star.len_utf8(), times))
}

/// `*3` behind a name: up to a sign or a bracket, since a name may begin with digits.
fn uses_behind(text: &str) -> Option<(usize, u32)> {
    let star = text.chars().next()?.len_utf8();
    let (digits, behind) = number(&text[star..]);
    let times: u32 = digits.parse().ok().filter(|times| *times >= 1)?;
    let is_close = text[star..].starts_with(digits);
    (is_close || times <= MOST_USES).then_some(())?;
    let ends =
        behind.is_empty() || behind.starts_with(|c: char| is_stroke(c) || is_times(c) || ")]}）】］".contains(c));
    ends.then_some((text.len() - behind.len(), times))
}
