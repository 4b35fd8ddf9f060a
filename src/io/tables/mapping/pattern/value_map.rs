//! A value for each pattern.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use hashbrown::HashMap;

use super::matcher::Matcher;
use super::{Pattern, Steps};
use crate::text::{SearchBudget, is_too_long, nearest_within};

/// A value for each pattern; of several that match, the most specific counts.
#[derive(Clone, Debug)]
pub(in super::super) struct ValueMap<T> {
    /// In the order in which they are tried: those without wildcards first.
    entries: Vec<(Pattern, T)>,
    /// Those without wildcards, by the text that they match.
    plain: HashMap<Box<str>, usize>,
    /// The others, from the first of them on.
    wild: Vec<Matcher>,
    /// Which of these begin with some characters, by how many bytes these are: of a thousand patterns, few are tried.
    starts: BTreeMap<usize, HashMap<Box<str>, Vec<usize>>>,
    /// Those that begin with a wildcard, as long as they are few, or have no text of their own.
    loose: Vec<usize>,
    /// Where those are many, what finds the texts of their own in one pass, and whose each of these is.
    within: Option<Box<(AhoCorasick, Vec<usize>)>>,
}

impl<T> ValueMap<T> {
    pub(in super::super) fn new(mut entries: Vec<(Pattern, T)>) -> Self {
        entries.sort_by(|(a, _), (b, _)| a.precedence().cmp(&b.precedence()));
        let first_wild = entries.partition_point(|(pattern, _)| !pattern.is_wild());
        let mut plain = HashMap::with_capacity(first_wild);
        for (number, (pattern, _)) in entries[..first_wild].iter().enumerate() {
            plain.entry(pattern.text().into()).or_insert(number);
        }
        let wild: Vec<Matcher> = entries[first_wild..].iter().map(|(it, _)| Matcher::of(&it.pieces)).collect();
        let mut starts: BTreeMap<usize, HashMap<Box<str>, Vec<usize>>> = BTreeMap::new();
        let mut loose = Vec::new();
        for (number, matcher) in wild.iter().enumerate() {
            match matcher.start() {
                "" => loose.push(number),
                start => starts.entry(start.len()).or_default().entry(start.into()).or_default().push(number),
            }
        }
        let within = within(&wild, &mut loose);
        Self { entries, plain, wild, starts, loose, within }
    }

    /// The value of a text; none, too, if the steps do not suffice to find it.
    pub(in super::super) fn get(&self, text: &str, steps: &mut Steps) -> Option<&T> {
        let text = lower(text);
        steps.spend(1 + text.len() / 16);
        let found = self.plain.get(&*text).copied().or_else(|| {
            let is_match =
                |number: &usize, steps: &mut Steps| steps.are_spent() || self.wild[*number].matches(&text, steps);
            let wild = self.candidates(&text, steps).into_iter().find(|number| is_match(number, steps))?;
            Some(self.entries.len() - self.wild.len() + wild)
        });
        found.filter(|_| !steps.are_spent()).map(|number| &self.entries[number].1)
    }

    /// The patterns with wildcards that a text may match by its beginning, or by what stands in it, in their order.
    fn candidates(&self, text: &str, steps: &mut Steps) -> Vec<usize> {
        let mut candidates = self.loose.clone();
        for (length, starts) in self.starts.range(..=text.len()) {
            candidates.extend(text.get(..*length).and_then(|start| starts.get(start)).into_iter().flatten());
        }
        if let Some((finder, whose)) = self.within.as_deref() {
            for found in finder.find_overlapping_iter(text) {
                if !steps.spend(1) {
                    break;
                }
                candidates.push(whose[found.pattern().as_usize()]);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// The most similar pattern to a text that none matches, as long as the budget lasts.
    pub(in super::super) fn nearest(&self, text: &str, budget: &mut SearchBudget) -> Option<&str> {
        /// Filling a pattern.
        const FILLING: usize = 50;
        if is_too_long(text) {
            return None;
        }
        budget.spend(FILLING * self.entries.len())?;
        let short = self.entries.iter().filter(|(pattern, _)| !is_too_long(&pattern.written));
        let filled: Vec<(String, &str)> = short.map(|(it, _)| (it.filled(text), &*it.written)).collect();
        let nearest = nearest_within(text, filled.iter().map(|(filled, _)| &**filled), budget)?;
        filled.iter().find(|(filled, _)| filled == nearest).map(|(_, written)| *written)
    }

    /// Every pattern that is never reached, with the one that takes all that it matches. What is not worth the budget is
    /// not found.
    pub(in super::super) fn never_reached(&self, budget: &mut SearchBudget) -> Vec<(&Pattern, &T, &Pattern)> {
        let mut earlier = Covering::default();
        let mut never = Vec::new();
        for (pattern, value) in &self.entries {
            if let Some(by) = earlier.first(pattern, budget) {
                never.push((pattern, value, by));
            }
            earlier.add(pattern);
        }
        never
    }
}

/// What finds which of many patterns a text can match: to try each with each text would be their product. Takes those that
/// it finds off the list.
fn within(wild: &[Matcher], loose: &mut Vec<usize>) -> Option<Box<(AhoCorasick, Vec<usize>)>> {
    /// Few are tried as fast one by one.
    const MANY: usize = 16;
    if loose.len() < MANY {
        return None;
    }
    let (whose, rest): (Vec<usize>, Vec<usize>) = loose.iter().partition(|number| !wild[**number].literal().is_empty());
    let finder = AhoCorasick::new(whose.iter().map(|number| wild[*number].literal())).ok()?;
    *loose = rest;
    Some(Box::new((finder, whose)))
}

/// A text in lower case, character by character as patterns are: a final sigma is one like others.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().flat_map(char::to_lowercase).collect())
}

/// Patterns that may match all that a later one does. One without wildcards matches nothing but its text.
#[derive(Default)]
pub(in super::super) struct Covering<'p> {
    count: usize,
    plain: HashMap<&'p [super::Piece], (usize, &'p Pattern)>,
    wild: Vec<(usize, &'p Pattern)>,
}

impl<'p> Covering<'p> {
    pub(in super::super) fn add(&mut self, pattern: &'p Pattern) {
        if pattern.is_wild() {
            self.wild.push((self.count, pattern));
        } else {
            self.plain.entry(&pattern.pieces).or_insert((self.count, pattern));
        }
        self.count += 1;
    }

    /// The first that matches all that a pattern does, as far as that is worth the budget.
    pub(in super::super) fn first(&self, pattern: &Pattern, budget: &mut SearchBudget) -> Option<&'p Pattern> {
        /// Going on to the next.
        const LOOK: usize = 4;
        let plain = self.plain.get(&*pattern.pieces);
        let mut wild = None;
        for earlier in &self.wild {
            budget.spend(LOOK)?;
            if earlier.1.covers(pattern, budget)? {
                wild = Some(earlier);
                break;
            }
        }
        [plain, wild].into_iter().flatten().min_by_key(|(number, _)| *number).map(|(_, pattern)| *pattern)
    }
}
