//! Which findings come first.

use std::cmp::Reverse;

use crate::model::Evidence;
use crate::query::{Degree, Diagnosis};
use crate::rules::Severity;
use crate::say::View;

/// How many findings the brief has.
const FINDINGS: usize = 3;

/// What may be in the brief, by its number in its list of the diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Candidate {
    Gap(usize),
    Bottleneck(usize),
    Finding(usize),
}

impl Candidate {
    pub(super) const fn number(self) -> usize {
        match self {
            Self::Gap(number) | Self::Bottleneck(number) | Self::Finding(number) => number,
        }
    }

    const fn is_gap(self) -> bool {
        matches!(self, Self::Gap(_))
    }
}

/// How far something is known: what is certain, what is on record, and what may be a blank of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Certain,
    Recorded,
    Blank,
}

/// What the choice goes by, first what counts most; of all that is equal the first of its list.
#[derive(Clone, Debug)]
struct Ranked<'c> {
    standing: Standing,
    rests_on_less: bool,
    severity: Severity,
    waited: i32,
    kind: &'static str,
    category: Option<&'c str>,
    candidate: Candidate,
}

impl Ranked<'_> {
    fn is_like(&self, other: &Self) -> bool {
        (self.kind, self.category) == (other.kind, other.category)
    }
}

/// The findings that come first; the first of each kind with how many more there are of it that are known as far.
pub(super) fn first(view: &View<'_>, diagnosis: &Diagnosis<'_>) -> Vec<(Candidate, usize)> {
    let ranked = ranked(view, diagnosis);
    let mut chosen: Vec<&Ranked<'_>> = Vec::new();
    while chosen.len() < FINDINGS.min(ranked.len()) {
        let left = ranked.iter().filter(|own| chosen.iter().all(|other| other.candidate != own.candidate));
        let is_one_too_many = |own: &Ranked<'_>| {
            let is_of_list = |other: &&&Ranked<'_>| {
                std::mem::discriminant(&other.candidate) == std::mem::discriminant(&own.candidate)
            };
            !own.candidate.is_gap() && chosen.iter().any(|other| is_of_list(&other))
        };
        let next = left.min_by_key(|own| {
            let is_like = chosen.iter().any(|other| own.is_like(other));
            let known = (own.standing, own.rests_on_less, Reverse(own.severity));
            (is_one_too_many(own), known, is_like, Reverse(own.waited), own.candidate)
        });
        chosen.extend(next);
    }
    chosen.sort_by_key(|own| (own.standing, own.rests_on_less));
    let is_alike = |own: &Ranked<'_>, other: &Ranked<'_>| (own.kind, own.standing) == (other.kind, other.standing);
    let more = |(place, own): (usize, &&Ranked<'_>)| {
        let of_kind = |all: &[&Ranked<'_>]| all.iter().filter(|other| is_alike(own, other)).count();
        let is_first = of_kind(&chosen[..place]) == 0;
        let all = ranked.iter().filter(|other| is_alike(own, other)).count();
        (own.candidate, if is_first { all - of_kind(&chosen) } else { 0 })
    };
    chosen.iter().enumerate().map(more).collect()
}

fn ranked<'c>(view: &View<'c>, diagnosis: &Diagnosis<'c>) -> Vec<Ranked<'c>> {
    let gaps = diagnosis.marked_gaps().zip(diagnosis.blank_gaps()).enumerate().map(|(number, (marked, is_blank))| {
        let standing = match marked.known {
            Some(known) if known.is_certain() => Standing::Certain,
            _ if is_blank => Standing::Blank,
            _ => Standing::Recorded,
        };
        Ranked {
            standing,
            rests_on_less: view.of_gap(marked.gap).rests_on_less_than_documented(),
            severity: marked.severity(),
            waited: marked.gap.waited().map_or(-1, |waited| waited.days),
            kind: marked.gap.kind().as_str(),
            category: Some(marked.gap.category().id.as_str()),
            candidate: Candidate::Gap(number),
        }
    });
    let bottlenecks = diagnosis.bottlenecks.iter().enumerate().map(|(number, bottleneck)| Ranked {
        standing: Standing::Recorded,
        rests_on_less: bottleneck.evidence() < Evidence::Documented,
        severity: bottleneck.severity(),
        waited: -1,
        kind: bottleneck.kind().as_str(),
        category: bottleneck.category().map(|category| category.id.as_str()),
        candidate: Candidate::Bottleneck(number),
    });
    let findings = diagnosis.marked_findings().enumerate().map(|(number, marked)| Ranked {
        standing: if marked.degree == Some(Degree::Certain) { Standing::Certain } else { Standing::Recorded },
        rests_on_less: marked.finding.evidence < Evidence::Documented,
        severity: marked.finding.severity(),
        waited: -1,
        kind: marked.finding.kind().as_str(),
        category: marked.finding.category().map(|category| category.id.as_str()),
        candidate: Candidate::Finding(number),
    });
    gaps.chain(bottlenecks).chain(findings).collect()
}
