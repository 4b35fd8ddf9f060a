//! Pedigrees as breeders write them, read into parents and shares.
//!
//! | written | read |
//! |---|---|
//! | `A/B`, `A×B`, `A x B`, `A*B` | a cross: half of each |
//! | `A//B/C`, `A/B//C`, `A/B//C/3/D` | Purdy, Loegering, Konzak, Peterson & Allan (1968): the sign with more strokes, or the higher number, is the later cross |
//! | `(A×B)×C` | brackets of any kind, full-width too; behind one, a generation such as `F1` may stand |
//! | `A*3/B`, `B/3*A` | a backcross: `A` was used three times, so that `B` has ⅛ |
//! | `甲A×恢乙` | a sterile line and its restorer: a cross like any other |
//! | `A` | a selection out of `A`, its only parent |
//! | `A/?`, `A×不详` | one parent is known; the other half is unknown parentage |
//!
//! Signs of one rank are read from the left: `A/B/C` is `A/B//C`. Where both stand in one cell, `×` is a later cross than
//! `/`, and an earlier one than `//`. An `x` is a sign only between blanks: names have that letter too. What cannot be read
//! to its end is refused with the place in the text, never read by half.
//!
//! ```
//! use seedrelay::io::tables::Pedigree;
//! let pedigree = Pedigree::parse("皖宿5717//徐豆9号/中黄13")?;
//! let parents: Vec<_> = pedigree.parents().collect();
//! assert_eq!(parents, [("皖宿5717", 0.5), ("徐豆9号", 0.25), ("中黄13", 0.25)]);
//! assert_eq!(Pedigree::parse("Kubsa*4/Yr27")?.parents().collect::<Vec<_>>(), [("Kubsa", 0.9375), ("Yr27", 0.0625)]);
//!
//! let error = Pedigree::parse("(A/B//C").unwrap_err();
//! assert_eq!(error.to_string(), "character 1: the bracket `(` is never closed");
//! # Ok::<(), seedrelay::io::tables::PedigreeError>(())
//! ```

mod error;
mod signs;

use std::borrow::Cow;

pub use error::{PedigreeError, PedigreeErrorKind};

use signs::{Sign, Signs};

/// Brackets within brackets, and signs of as many ranks, are in no pedigree that anybody wrote.
const DEEPEST: usize = 40;
/// How many parents a cell may name.
const MOST_PARENTS: usize = 200;
/// How often one parent may be used again: beyond that its share is 1 to ten decimals.
const MOST_USES: u32 = 32;

/// The parents that a text names, with their shares. What is understood is in the [documentation of tables](crate::docs::tables).
#[derive(Clone, Debug, PartialEq)]
pub struct Pedigree<'t> {
    leaves: Vec<Leaf<'t>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Leaf<'t> {
    /// Nothing where the parent is unknown.
    name: Cow<'t, str>,
    share: f64,
}

/// What has been read: the leaves from a place on, and how often it was used.
struct Operand {
    from: usize,
    uses: u32,
}

impl<'t> Pedigree<'t> {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// What cannot be understood, with its place: a bracket without its partner, a sign without a parent on one side, a
    /// sentence, or more parents than anybody crossed.
    pub fn parse(text: &'t str) -> Result<Self, PedigreeError> {
        let mut parser = Parser { signs: Signs::of(text), leaves: Vec::new() };
        let operand = parser.cross(u8::MAX, 0)?;
        match parser.signs.next()? {
            Sign::End => {}
            Sign::Close { at, .. } => return Err(PedigreeErrorKind::NeverOpened.at(text, at)),
            Sign::Cross { at, .. } | Sign::Open { at, .. } | Sign::Uses { at, .. } | Sign::Name { at, .. } => {
                return Err(PedigreeErrorKind::SignMissing.at(text, at));
            }
        }
        if operand.uses > 1 {
            return Err(PedigreeErrorKind::UsedWithNothing.at(text, 0));
        }
        Ok(Self { leaves: parser.leaves })
    }

    /// The parents that are known, each once, with their shares, in the order in which they are named. Together they have
    /// 1, less what is of unknown parentage.
    #[must_use]
    pub fn parents(&self) -> impl ExactSizeIterator<Item = (&str, f64)> {
        let mut parents: Vec<(&str, f64)> = Vec::with_capacity(self.leaves.len());
        for leaf in self.leaves.iter().filter(|leaf| !leaf.name.is_empty()) {
            match parents.iter_mut().find(|(name, _)| *name == leaf.name) {
                Some((_, share)) => *share += leaf.share,
                None => parents.push((&leaf.name, leaf.share)),
            }
        }
        parents.into_iter()
    }

    /// Whether a parent is unknown.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        self.leaves.iter().any(|leaf| leaf.name.is_empty())
    }
}

struct Parser<'t> {
    signs: Signs<'t>,
    leaves: Vec<Leaf<'t>>,
}

impl Parser<'_> {
    /// A cross whose signs are of a rank at most.
    fn cross(&mut self, most: u8, depth: usize) -> Result<Operand, PedigreeError> {
        let mut left = self.operand(depth)?;
        loop {
            let Sign::Cross { rank, at } = self.signs.peek()? else { return Ok(left) };
            if rank > most {
                return Ok(left);
            }
            self.signs.next()?;
            if depth >= DEEPEST {
                return Err(PedigreeErrorKind::TooDeep.at(self.signs.text(), at));
            }
            let right = self.cross(rank - 1, depth + 1)?;
            left = self.crossed(left, right, at)?;
        }
    }

    /// Halves what both sides have; of a backcross, so often as the one was used.
    fn crossed(&mut self, left: Operand, right: Operand, at: usize) -> Result<Operand, PedigreeError> {
        if left.uses > 1 && right.uses > 1 {
            return Err(PedigreeErrorKind::BothUsedAgain.at(self.signs.text(), at));
        }
        let of_the_other = 0.5_f64.powi(left.uses.max(right.uses).cast_signed());
        let (own, other) =
            if right.uses > 1 { (of_the_other, 1.0 - of_the_other) } else { (1.0 - of_the_other, of_the_other) };
        self.leaves[left.from..right.from].iter_mut().for_each(|leaf| leaf.share *= own);
        self.leaves[right.from..].iter_mut().for_each(|leaf| leaf.share *= other);
        Ok(Operand { from: left.from, uses: 1 })
    }

    /// A name or a cross in brackets, with how often it is used before or behind it.
    fn operand(&mut self, depth: usize) -> Result<Operand, PedigreeError> {
        let mut uses = 1;
        if let Sign::Uses { times, .. } = self.signs.peek()? {
            self.signs.next()?;
            uses = times;
        }
        let from = self.leaves.len();
        match self.signs.next()? {
            Sign::Name { name, .. } => {
                if self.leaves.len() >= MOST_PARENTS {
                    return Err(PedigreeErrorKind::TooMany { most: MOST_PARENTS }.at(self.signs.text(), 0));
                }
                self.leaves.push(Leaf { name, share: 1.0 });
            }
            Sign::Open { close, at } => {
                if depth >= DEEPEST {
                    return Err(PedigreeErrorKind::TooDeep.at(self.signs.text(), at));
                }
                let within = self.cross(u8::MAX, depth + 1)?;
                match self.signs.next()? {
                    Sign::Close { bracket, .. } if bracket == close => {}
                    Sign::Close { at, .. } => {
                        return Err(PedigreeErrorKind::NeverOpened.at(self.signs.text(), at));
                    }
                    Sign::End => return Err(PedigreeErrorKind::NeverClosed.at(self.signs.text(), at)),
                    _ => return Err(PedigreeErrorKind::SignMissing.at(self.signs.text(), self.signs.place())),
                }
                self.signs.skip_generation();
                uses = uses.max(within.uses);
            }
            Sign::Cross { at, .. } | Sign::Close { at, .. } | Sign::Uses { at, .. } => {
                return Err(PedigreeErrorKind::ParentMissing.at(self.signs.text(), at));
            }
            Sign::End => return Err(PedigreeErrorKind::ParentMissing.at(self.signs.text(), self.signs.place())),
        }
        if let Sign::Uses { times, at } = self.signs.peek()? {
            self.signs.next()?;
            if uses > 1 {
                return Err(PedigreeErrorKind::BothUsedAgain.at(self.signs.text(), at));
            }
            uses = times;
        }
        Ok(Operand { from, uses })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parents(text: &str) -> Vec<(String, f64)> {
        match Pedigree::parse(text) {
            Ok(pedigree) => pedigree.parents().map(|(name, share)| (name.to_owned(), share)).collect(),
            Err(error) => panic!("{text}: {error}"),
        }
    }

    #[track_caller]
    fn same(text: &str, expected: &[(&str, f64)]) {
        let expected: Vec<(String, f64)> = expected.iter().map(|(name, share)| ((*name).to_owned(), *share)).collect();
        assert_eq!(parents(text), expected, "{text}");
    }

    #[test]
    fn a_cross_is_half_of_each_in_every_notation() {
        let signs = ["/", "×", " x ", " X ", "／", " / ", "✕", "*", "＊", "╳"];
        for text in signs.map(|sign| format!("湘早籼45号{sign}93-11")) {
            // A number behind `*` and before the end counts nothing: it is a name.
            same(&text, &[("湘早籼45号", 0.5), ("93-11", 0.5)]);
        }
        same("甲A×恢乙", &[("甲A", 0.5), ("恢乙", 0.5)]);
        same("♀甲A×♂恢乙", &[("甲A", 0.5), ("恢乙", 0.5)]);
        same("Taxi", &[("Taxi", 1.0)]);
        same("Max x Hex", &[("Max", 0.5), ("Hex", 0.5)]);
    }

    #[test]
    fn more_strokes_and_higher_numbers_are_later_crosses() {
        same("A//B/C", &[("A", 0.5), ("B", 0.25), ("C", 0.25)]);
        same("A/B//C", &[("A", 0.25), ("B", 0.25), ("C", 0.5)]);
        same("A/3/B//C/D", &[("A", 0.5), ("B", 0.25), ("C", 0.125), ("D", 0.125)]);
        same("A/B//C/3/D/4/E", &[("A", 0.0625), ("B", 0.0625), ("C", 0.125), ("D", 0.25), ("E", 0.5)]);
        same("A / 3 / B // C / D", &[("A", 0.5), ("B", 0.25), ("C", 0.125), ("D", 0.125)]);
        same("A///B//C", &[("A", 0.5), ("B", 0.25), ("C", 0.25)]);
        same("(A×B)×C", &[("A", 0.25), ("B", 0.25), ("C", 0.5)]);
        same("A×（B×C）", &[("A", 0.5), ("B", 0.25), ("C", 0.25)]);
        same("（A/B）F1//C", &[("A", 0.25), ("B", 0.25), ("C", 0.5)]);
        same("A/B×C/D", &[("A", 0.25), ("B", 0.25), ("C", 0.25), ("D", 0.25)]);
        same("A/B/C", &[("A", 0.25), ("B", 0.25), ("C", 0.5)]);
    }

    #[test]
    fn a_backcross_says_how_often_the_one_was_used() {
        same("A*3/B", &[("A", 0.875), ("B", 0.125)]);
        same("B/3*A", &[("B", 0.125), ("A", 0.875)]);
        same("B/A*3", &[("B", 0.125), ("A", 0.875)]);
        same("A*2/B//C", &[("A", 0.375), ("B", 0.125), ("C", 0.5)]);
        same(
            "SERI.1B*2/3/KAUZ*2/BOW//KAUZ",
            &[("SERI.1B", 0.75), ("KAUZ", 0.75 * 0.25 * 0.5 + 0.25 * 0.5), ("BOW", 0.25 * 0.25 * 0.5)],
        );
        // Blanks around the star change nothing.
        same("A * 3 / B", &[("A", 0.875), ("B", 0.125)]);
        same("B / 3 * A", &[("B", 0.125), ("A", 0.875)]);
        same("A *2/ B // C", &[("A", 0.375), ("B", 0.125), ("C", 0.5)]);
        same("9311 * B", &[("9311", 0.5), ("B", 0.5)]);
        same("B * 9311", &[("B", 0.5), ("9311", 0.5)]);
        same("(A/B)*2/C", &[("A", 0.375), ("B", 0.375), ("C", 0.25)]);
    }

    #[test]
    fn who_is_named_twice_has_both_shares_and_who_is_unknown_none() {
        same("A/B//A", &[("A", 0.75), ("B", 0.25)]);
        same("A/?", &[("A", 0.5)]);
        same("A×不详", &[("A", 0.5)]);
        same("unknown/A", &[("A", 0.5)]);
        same("A x?", &[("A", 0.5)]);
        same("？x A", &[("A", 0.5)]);
        assert!(Pedigree::parse("A/-").unwrap().has_unknown());
    }

    #[test]
    fn brackets_within_a_name_are_of_the_name() {
        same("HAR 604 (1)/Kubsa", &[("HAR 604 (1)", 0.5), ("Kubsa", 0.5)]);
        same("中品（选系）/A", &[("中品（选系）", 0.5), ("A", 0.5)]);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_place() {
        for (text, message) in [
            ("", "character 1: a parent is missing"),
            ("A/", "character 3: a parent is missing"),
            ("A×\u{b}", "character 4: a parent is missing"),
            ("\u{feff}", "character 2: a parent is missing"),
            ("/A", "character 1: a parent is missing"),
            ("A//", "character 4: a parent is missing"),
            ("(A/B", "character 1: the bracket `(` is never closed"),
            ("A/B)", "character 4: the bracket `)` was never opened"),
            ("(A/B]", "character 5: the bracket `]` was never opened"),
            ("(A/B)C", "character 6: a sign such as `/` or `×` is missing before this"),
            ("A*3", "character 1: what is used several times is crossed with nothing"),
            ("A*2/B*2", "character 4: both sides are used several times"),
            (
                "用A×B杂交，经系谱法选育",
                "character 7: `，` is of a sentence; give the pedigree alone, such as `A/B//C`",
            ),
            ("A/B;C", "character 4: `;` is of a sentence; give the pedigree alone, such as `A/B//C`"),
        ] {
            assert_eq!(Pedigree::parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }

    #[test]
    fn nothing_is_too_deep_or_too_long_to_be_refused() {
        for text in ["(".repeat(100_000), "A/".repeat(100_000), format!("{}A{}", "(".repeat(50), ")".repeat(50))] {
            assert!(Pedigree::parse(&text).is_err());
        }
    }
}
