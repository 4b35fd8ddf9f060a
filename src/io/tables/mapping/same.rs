//! Which names are one organization, and which are only nearly alike.

use hashbrown::{HashMap, HashSet};

use super::account::Remarks;
use super::line::of_table;
use super::mentions::normal;
use super::rules::{Rules, SameRule};
use crate::io::tables::Grid;

/// What names stand for another one.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    is: HashMap<Box<str>, Box<str>>,
    /// How many rows each of them stands in.
    pub(super) used: HashMap<Box<str>, usize>,
}

impl Aliases {
    pub(super) fn of(rules: &Rules, grids: &[&Grid], remarks: &mut Remarks) -> Self {
        let mut said: Vec<(Box<str>, Box<str>)> = Vec::new();
        for rule in &rules.same {
            match rule {
                SameRule::Names { name, also } => said.extend(also.iter().map(|also| (also.clone(), name.clone()))),
                SameRule::Rows { table, name, also } => {
                    for row in grids[*table].rows() {
                        let rows = of_table(*table, row, grids.len());
                        let [name, also] = [name, also].map(|it| it.find(&rows, &rules.writing).text);
                        if !name.is_empty() && !also.is_empty() {
                            said.push((also.into(), name.into()));
                        }
                    }
                }
            }
        }
        let mut is: HashMap<Box<str>, Box<str>> = HashMap::with_capacity(said.len());
        for (also, name) in said.into_iter().filter(|(also, name)| also != name) {
            match is.get(&also) {
                Some(other) if *other != name => remarks.said_twice(&also, other, &name),
                Some(_) => {}
                None => _ = is.insert(also, name),
            }
        }
        Self { is, used: HashMap::new() }
    }

    /// The name that one stands for, or itself.
    pub(super) fn name<'n>(&'n self, text: &'n str) -> &'n str {
        /// A longer chain of names is a circle.
        const LONGEST: usize = 100;
        if self.is.is_empty() {
            return text;
        }
        let mut name = text;
        for _ in 0..LONGEST {
            match self.is.get(name) {
                Some(other) => name = other,
                None => return name,
            }
        }
        text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.is.is_empty()
    }

    /// Notes that a row has a name that stands for another.
    pub(super) fn note(&mut self, text: &str) {
        match self.used.get_mut(text) {
            Some(rows) => *rows += 1,
            None => _ = self.used.insert(text.into(), 1),
        }
    }

    /// Those that rows have, each with the name it stands for and its rows, in the order of the alphabet.
    pub(super) fn told(&self) -> Vec<(Box<str>, Box<str>, usize)> {
        let mut told: Vec<_> =
            self.used.iter().map(|(also, rows)| (also.clone(), Box::from(self.name(also)), *rows)).collect();
        told.sort_unstable();
        told
    }
}

/// Names that differ in a letter, in case, in blanks or in the words that companies add to their names. None is merged:
/// who knows the field says which are one.
///
/// Each name is compared with those that have all but one of its letters in common, so that the work grows with the
/// names and not with their square.
pub(super) fn nearly_alike<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, &'n str)> {
    /// A longer name is not compared letter by letter.
    const LONGEST: usize = 60;
    /// Of more names, only those are listed that are the same without what companies add.
    const MOST: usize = 50_000;
    /// Of names of a few letters, one letter is all the difference: 郑州一所 is not 郑州二所.
    const SHORTEST: usize = 5;
    let mut names: Vec<(String, &str)> =
        names.map(|name| (bare(name), name)).filter(|(bare, _)| !bare.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let mut pairs = HashSet::new();
    let mut found = Vec::new();
    let mut near = |one: usize, other: usize, names: &[(String, &'n str)]| {
        let pair = (one.min(other), one.max(other));
        if one != other && pairs.insert(pair) {
            found.push((names[pair.0].1, names[pair.1].1));
        }
    };
    // By a number that follows from the letters: which names have it is looked at in the end.
    let compares_letters = names.len() <= MOST;
    // An entry for most letters: growing to so many would take longer than filling them.
    let letters = names.iter().map(|(bare, _)| bare.len().min(LONGEST)).sum();
    let room = if compares_letters { letters } else { names.len() };
    let mut shorter: HashMap<u64, usize> = HashMap::with_capacity(room);
    for number in 0..names.len() {
        let (bare, _) = &names[number];
        let letters: Vec<char> = bare.chars().collect();
        let hashes = Hashes::of(&letters);
        let first = *shorter.entry(hashes.whole()).or_insert(number);
        if first != number && (names[first].0 == *bare || strsim::levenshtein(&names[first].0, bare) <= 1) {
            near(first, number, &names);
        }
        let is_number = letters.iter().filter(|c| c.is_ascii_digit()).count() > 2;
        if !compares_letters || is_number || !(SHORTEST..=LONGEST).contains(&letters.len()) {
            continue;
        }
        for (left_out, letter) in letters.iter().enumerate() {
            // Two numbers are two things.
            if letter.is_numeric() || (!letter.is_ascii() && ORDINALS.contains(*letter)) {
                continue;
            }
            let first = *shorter.entry(hashes.without(left_out)).or_insert(number);
            if first != number && strsim::levenshtein(&names[first].0, bare) <= 1 {
                near(first, number, &names);
            }
        }
    }
    found.sort_unstable();
    found
}

/// Hashes of a text and of what is left of it without one letter, each in a step: of a polynomial, as Karp & Rabin (1987).
struct Hashes {
    before: Vec<u64>,
    powers: Vec<u64>,
}

impl Hashes {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

    fn of(letters: &[char]) -> Self {
        let (mut before, mut powers) = (vec![0_u64], vec![1_u64]);
        for (place, letter) in letters.iter().enumerate() {
            before.push(before[place].wrapping_mul(Self::BASE).wrapping_add(u64::from(*letter) + 1));
            powers.push(powers[place].wrapping_mul(Self::BASE));
        }
        Self { before, powers }
    }

    fn whole(&self) -> u64 {
        self.before[self.before.len() - 1]
    }

    fn without(&self, place: usize) -> u64 {
        let length = self.before.len() - 1;
        let behind = self.powers[length - place - 1];
        let rest = self.whole().wrapping_sub(self.before[place + 1].wrapping_mul(behind));
        self.before[place].wrapping_mul(behind).wrapping_add(rest)
    }
}

/// What tells the first of several from the second.
const ORDINALS: &str = "一二三四五六七八九十甲乙丙丁东南西北";

/// A name without what names of companies end with.
fn bare(name: &str) -> String {
    const ADDED: [&str; 12] = [
        "股份有限公司",
        "有限责任公司",
        "有限公司",
        "集团",
        "公司",
        "limited",
        "ltd.",
        "ltd",
        "company",
        "co.",
        "inc.",
        "inc",
    ];
    let mut bare = normal(name);
    bare.retain(|c| c.is_alphanumeric() || c == '.');
    while let Some(rest) = ADDED.iter().find_map(|added| bare.strip_suffix(added)).filter(|rest| !rest.is_empty()) {
        bare = rest.to_owned();
    }
    bare.retain(char::is_alphanumeric);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_little_are_told_and_numbers_tell_apart() {
        let names = [
            "Kenya Seed Company",
            "KENYA SEED CO.",
            "Kenya  Seed",
            "隆平高科",
            "隆平高科有限公司",
            "湖南省农科院",
            "湖南农科院",
            "郑州第一研究所",
            "郑州第二研究所",
            "Institute 12 of rice",
            "Institute 13 of rice",
            "KARI",
            "KALRO",
        ];
        let found = nearly_alike(names.into_iter());
        for pair in [("湖南农科院", "湖南省农科院"), ("隆平高科", "隆平高科有限公司")] {
            assert!(found.contains(&pair), "{pair:?} of {found:?}");
        }
        assert!(found.iter().any(|(one, other)| one.starts_with("KENYA") && other.starts_with("Kenya")), "{found:?}");
        assert!(
            !found.iter().any(|(one, _)| one.contains("郑州") || one.contains("Institute") || *one == "KALRO"),
            "{found:?}"
        );
    }
}
