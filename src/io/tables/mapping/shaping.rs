//! What is done with a cell before it is read: texts that mean nothing there, replacements, the part that a pattern finds.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use regex::Regex;

use super::reason::Reason;
use crate::io::written::reader::{At, Keys, Reader};

/// How many of them there may be: each is tried with every cell.
const MOST: usize = 100;

/// What is done with a cell, in this order: what means nothing there is nothing, signs are replaced, a part is taken out.
#[derive(Clone, Debug)]
pub(super) struct Shaping {
    /// In lower case.
    blank: Vec<Box<str>>,
    replace: Vec<(Box<str>, Box<str>)>,
    pattern: Option<(Regex, usize)>,
    /// As it is written, to tell one from another.
    signature: Box<str>,
}

/// The same where they are written the same.
impl PartialEq for Shaping {
    fn eq(&self, other: &Self) -> bool {
        self.signature == other.signature
    }
}

impl Eq for Shaping {}

impl Hash for Shaping {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.signature.hash(state);
    }
}

impl Shaping {
    /// Reads what the keys say; nothing where they say nothing.
    pub(super) fn read(reader: &mut Reader, keys: &Keys<'_>) -> Option<Box<Self>> {
        let mut signature = String::new();
        let mut shaping = Self { blank: Vec::new(), replace: Vec::new(), pattern: None, signature: Box::default() };
        if let Some(at) = keys.get("blank") {
            for at in at.elements() {
                let Some(text) = reader.string(&at) else { continue };
                shaping.blank.push(text.trim().to_lowercase().into());
                signature += &format!("blank{text:?}");
            }
        }
        if let Some(at) = keys.get("replace")
            && let Some(pairs) = reader.open_table(&at)
        {
            for (from, _, at) in pairs.all() {
                let Some(to) = reader.string(&at) else { continue };
                if from.is_empty() {
                    reader.unusable(&at, to, Reason::NothingReplaced);
                    continue;
                }
                shaping.replace.push((from.into(), to.into()));
                signature += &format!("{from:?}to{to:?}");
            }
        }
        if let Some(at) = keys.get("blank").or_else(|| keys.get("replace"))
            && shaping.blank.len() + shaping.replace.len() > MOST
        {
            reader.unusable(&at, "blank", Reason::TooMany { most: MOST });
        }
        shaping.pattern = pattern(reader, keys);
        if let Some((pattern, group)) = &shaping.pattern {
            signature += &format!("{:?}{group}", pattern.as_str());
        }
        if signature.is_empty() {
            return None;
        }
        shaping.signature = signature.into();
        Some(Box::new(shaping))
    }

    pub(super) fn signature(&self) -> &str {
        &self.signature
    }

    /// What is left of a text that is not empty; nothing where it means nothing, or its pattern is not found.
    pub(super) fn of<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        if !self.blank.is_empty() {
            let lower = text.to_lowercase();
            if self.blank.iter().any(|blank| **blank == lower) {
                return Cow::Borrowed("");
            }
        }
        let mut text = text;
        for (from, to) in &self.replace {
            if text.contains(&**from) {
                text = Cow::Owned(text.replace(&**from, to));
            }
        }
        let Some((pattern, group)) = &self.pattern else { return trimmed(text) };
        let Some(found) = pattern.captures(&text).and_then(|captures| Some(captures.get(*group)?.range())) else {
            return Cow::Borrowed("");
        };
        trimmed(match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[found]),
            Cow::Owned(text) => Cow::Owned(text[found].to_owned()),
        })
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(owned) if owned.trim().len() == owned.len() => Cow::Owned(owned),
        Cow::Owned(owned) => Cow::Owned(owned.trim().to_owned()),
    }
}

/// The pattern, and which part of it: the one that `part` names, else the only one that has a name, else all of it.
fn pattern(reader: &mut Reader, keys: &Keys<'_>) -> Option<(Regex, usize)> {
    /// What a pattern may take once it is made ready.
    const MOST_BYTES: usize = 1 << 20;
    let part = keys.get("part");
    let Some(at) = keys.get("pattern") else {
        if let Some(at) = part {
            reader.unusable(&at, "part", Reason::PartOfNoPattern);
        }
        return None;
    };
    let written = reader.string(&at)?;
    let made = regex::RegexBuilder::new(written).size_limit(MOST_BYTES).build();
    let pattern = match made {
        Ok(pattern) => pattern,
        Err(error) => {
            let error = error.to_string();
            let last = error.lines().last().unwrap_or_default();
            reader.unusable(&at, written, Reason::NoPattern { error: last.trim_start_matches("error: ") });
            return None;
        }
    };
    let names: Vec<(usize, &str)> =
        pattern.capture_names().enumerate().filter_map(|(number, name)| Some((number, name?))).collect();
    let group = match (part, &names[..]) {
        (Some(at), names) => {
            let wanted = reader.string(&at)?;
            let found = names.iter().find(|(_, name)| *name == wanted).map(|(number, _)| *number);
            if found.is_none() {
                reader.unusable(&at, wanted, Reason::NoSuchPart);
            }
            found?
        }
        (None, [(number, _)]) => *number,
        (None, []) => 0,
        (None, _) => {
            reader.unusable(&at, written, Reason::WhichPart);
            return None;
        }
    };
    Some((pattern, group))
}

/// What separates several values in one cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Splitter(Box<[Box<str>]>);

impl Splitter {
    /// Reads one sign, or a list of them.
    pub(super) fn read(reader: &mut Reader, at: &At<'_>) -> Option<Self> {
        let mut signs = Vec::new();
        for at in at.elements() {
            let sign = reader.string(&at)?;
            if sign.is_empty() {
                reader.unusable(&at, sign, Reason::NothingSeparates);
                return None;
            }
            signs.push(sign.into());
        }
        Some(Self(signs.into()))
    }

    /// The parts of a text that are not blank. Of several signs that begin at one place, the longest separates.
    pub(super) fn parts<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let mut rest = Some(text);
        std::iter::from_fn(move || {
            let text = rest?;
            let found = self.0.iter().filter_map(|sign| Some((text.find(&**sign)?, sign.len())));
            let first = found.min_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            let (part, behind) = first.map_or((text, None), |(at, length)| (&text[..at], Some(&text[at + length..])));
            rest = behind;
            Some(part.trim())
        })
        .filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_split_at_every_sign_and_the_longest_of_several() {
        let signs = ["、", ";", " and ", "/", "//"].map(Box::from);
        let splitter = Splitter(signs.into());
        let parts = |text| splitter.parts(text).collect::<Vec<_>>();
        assert_eq!(parts("甲院、乙院；丙"), ["甲院", "乙院；丙"]);
        assert_eq!(parts("A and B//C ; ;D/"), ["A", "B", "C", "D"]);
        assert_eq!(parts("Sandy"), ["Sandy"]);
    }
}
