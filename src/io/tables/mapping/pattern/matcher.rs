//! Matching a text: what stands between the wildcards of a pattern is searched for, from one end to the other.

use memchr::memmem::Finder;

use super::{Piece, is_wild};

/// How many steps an import may still take. One is worth a nanosecond or a few.
#[derive(Debug)]
pub(in super::super) struct Steps(u64);

impl Steps {
    pub(in super::super) const fn new(steps: u64) -> Self {
        Self(steps)
    }

    /// Spends some; whether there were as many.
    pub(in super::super) fn spend(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps as u64);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }

    pub(in super::super) const fn are_spent(&self) -> bool {
        self.0 == 0
    }
}

/// A pattern with wildcards, made ready to be matched with many texts.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    /// What a text begins with.
    start: Segment,
    /// What follows behind each `*`, but for the last.
    middle: Vec<Segment>,
    /// What a text ends with, behind the last `*`; without any, the text ends with its beginning.
    end: Option<Segment>,
}

impl Matcher {
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut segments = pieces.split(|piece| *piece == Piece::Any).map(Segment::of);
        let start = segments.next().unwrap_or_else(|| Segment::of(&[]));
        let mut middle: Vec<Segment> = segments.collect();
        let end = middle.pop();
        Self { start, middle, end }
    }

    /// The characters that every text which it matches begins with.
    pub(super) fn start(&self) -> &str {
        match &self.start {
            Segment::Literal(literal, _) => literal,
            Segment::Wild(..) => "",
        }
    }

    /// The longest text that stands in every text which it matches; nothing of one of wildcards alone.
    pub(super) fn literal(&self) -> &str {
        let segments = std::iter::once(&self.start).chain(&self.middle).chain(&self.end);
        let literals = segments.map(|segment| match segment {
            Segment::Literal(literal, _) | Segment::Wild(_, literal) => &**literal,
        });
        literals.max_by_key(|literal| literal.len()).unwrap_or_default()
    }

    /// Whether it matches a text in lower case. Of several places for a segment, the first leaves the most room for what
    /// follows, so none needs to be gone back to.
    pub(super) fn matches(&self, text: &str, steps: &mut Steps) -> bool {
        steps.spend(1);
        let Some(rest) = self.start.strip_from_start(text) else { return false };
        let Some(end) = &self.end else { return rest.is_empty() };
        let Some(mut rest) = end.strip_from_end(rest) else { return false };
        self.middle.iter().all(|segment| match segment.find(rest, steps) {
            Some(behind) => {
                rest = &rest[behind..];
                true
            }
            None => false,
        })
    }
}

/// What stands between two `*`.
#[derive(Clone, Debug)]
enum Segment {
    /// Without a `?`.
    Literal(Box<str>, Box<Finder<'static>>),
    /// And the longest text between them.
    Wild(Box<[Piece]>, Box<str>),
}

/// The characters of a pattern, without its wildcards.
pub(super) fn literal(pieces: &[Piece]) -> String {
    let characters = pieces.iter().filter_map(|piece| match piece {
        Piece::Literal(character) => Some(*character),
        Piece::One | Piece::Any => None,
    });
    characters.collect()
}

impl Segment {
    fn of(pieces: &[Piece]) -> Self {
        let runs = pieces.split(|piece| is_wild(*piece)).map(literal);
        let literal = runs.max_by_key(String::len).unwrap_or_default();
        if pieces.iter().any(|piece| is_wild(*piece)) {
            return Self::Wild(pieces.into(), literal.into());
        }
        let finder = Finder::new(&literal).into_owned();
        Self::Literal(literal.into(), Box::new(finder))
    }

    fn strip_from_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Literal(literal, _) => text.strip_prefix(&**literal),
            Self::Wild(pieces, _) => {
                let mut characters = text.chars();
                let fits = pieces.iter().all(|piece| characters.next().is_some_and(|found| piece.is(found)));
                fits.then_some(characters.as_str())
            }
        }
    }

    fn strip_from_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Literal(literal, _) => text.strip_suffix(&**literal),
            Self::Wild(pieces, _) => {
                let mut characters = text.chars();
                let fits = pieces.iter().rev().all(|piece| characters.next_back().is_some_and(|found| piece.is(found)));
                fits.then_some(characters.as_str())
            }
        }
    }

    /// Where the text behind its first place begins.
    fn find(&self, text: &str, steps: &mut Steps) -> Option<usize> {
        /// So many bytes are searched in a step.
        const AT_ONCE: usize = 16;
        match self {
            Self::Literal(literal, finder) => {
                let found = finder.find(text.as_bytes());
                steps.spend(found.unwrap_or(text.len()) / AT_ONCE);
                Some(found? + literal.len())
            }
            Self::Wild(pieces, _) => {
                for (start, _) in text.char_indices() {
                    if text.len() - start < pieces.len() || !steps.spend(pieces.len()) {
                        return None;
                    }
                    if let Some(behind) = self.strip_from_start(&text[start..]) {
                        return Some(text.len() - behind.len());
                    }
                }
                None
            }
        }
    }
}

impl Piece {
    /// Whether it stands for a character; `*` is in no segment.
    fn is(self, character: char) -> bool {
        match self {
            Self::Literal(literal) => literal == character,
            Self::One | Self::Any => true,
        }
    }
}
