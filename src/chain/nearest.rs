//! What was probably meant: the most similar of the names that there are.

/// The most similar of some names, if any is similar enough to be what was meant.
///
/// Similar enough: no more than a third of the characters differ (Damerau 1964, Levenshtein 1966), or the names are the
/// same but for case, `-` and `_`.
pub(crate) fn nearest<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest_within(found, names, &mut usize::MAX.clone())
}

/// Like [`nearest`], as long as the effort lasts: a unit of it is worth a few nanoseconds.
pub(crate) fn nearest_within<'a>(
    found: &str,
    names: impl Iterator<Item = &'a str>,
    effort: &mut usize,
) -> Option<&'a str> {
    // A name of thousands of characters is no slip of the pen, and comparing it would take for ever.
    const LONGEST: usize = 100;
    /// Telling that a name is too long or too short.
    const LOOK: usize = 10;
    /// Comparing two characters.
    const COMPARISON: usize = 5;
    if found.len() > LONGEST {
        return None;
    }
    let plain = |name: &str| name.to_lowercase().replace('_', "-");
    let (length, wanted) = (found.chars().count(), plain(found));
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        *effort = effort.checked_sub(LOOK)?;
        if name.len() > LONGEST {
            continue;
        }
        let limit =
            (length.max(name.chars().count()) / 3).max(1).min(best.map_or(usize::MAX, |(distance, _)| distance));
        if name.chars().count().abs_diff(length) > limit {
            continue;
        }
        *effort = effort.checked_sub(COMPARISON * (1 + length) * (1 + name.len()))?;
        let distance = if wanted == plain(name) { 0 } else { strsim::damerau_levenshtein(found, name) };
        if distance <= limit && best.is_none_or(|(shortest, first)| (distance, name) < (shortest, first)) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}
