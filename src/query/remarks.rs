//! Remarks: what loads, and is probably not meant.

mod completeness;
mod currency;
mod dates;
mod kind;
mod overlaps;
mod own;

use std::borrow::Cow;

use hashbrown::HashMap;

use crate::chain::{ProjectRef, RecordList, SupplyChain};
use crate::model::{Lang, PartialDate};
use crate::record::{Agreement, FieldValue, Funding, Owner, Path, Service};
use crate::text::normalized;

pub use kind::RemarkKind;
pub(crate) use own::unsourced;

/// How many remarks of a kind are listed; the others are counted.
const LISTED: usize = 100;

/// What topics are called that say nothing.
const EMPTY_TOPICS: [&str; 16] = [
    "none",
    "n/a",
    "na",
    "nil",
    "null",
    "unknown",
    "unspecified",
    "-",
    "--",
    "—",
    "/",
    "?",
    "无",
    "暂无",
    "未知",
    "不详",
];

/// Something in a document that loads, and is probably not meant. Nothing is refused for it.
///
/// Which of its parts a remark has depends on its kind. Places are those of the canonical document, in which records stand
/// in order of their ids.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Remark<'c> {
    /// Its kind.
    pub kind: RemarkKind,
    /// Where it is.
    pub path: Path,
    /// What stands there: a name, an id, a topic, a holder, a currency, a list.
    pub found: Option<&'c str>,
    /// The id of the other record, of two.
    pub other: Option<&'c str>,
    /// Where the same stands already.
    pub first: Option<Path>,
    /// The last date in the document.
    pub date: Option<PartialDate>,
    /// How many records it is about.
    pub count: Option<usize>,
    /// How many could be recorded, of which [`count`](Self::count) are.
    pub of: Option<usize>,
}

impl Remark<'_> {
    const fn new(kind: RemarkKind, path: Path) -> Self {
        Self { kind, path, found: None, other: None, first: None, date: None, count: None, of: None }
    }
}

/// How many remarks there are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RemarkCount {
    /// The kind.
    pub kind: RemarkKind,
    /// The remarks, 1 or more.
    pub count: usize,
}

/// The remarks on a document: of each kind the first 100, and how many there are.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Remarks<'c> {
    /// Kind by kind, and of each kind in the order of the chain.
    pub list: Vec<Remark<'c>>,
    /// The kinds that occur.
    pub counts: Vec<RemarkCount>,
}

impl Remarks<'_> {
    /// How many there are, listed or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.counts.iter().map(|kind| kind.count).sum()
    }

    /// How many are counted and not listed.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.count() - self.list.len()
    }
}

/// ## Remarks
impl SupplyChain {
    /// What in the document is probably not meant: names given twice, links that run backwards, topics and currencies that
    /// say nothing, and the like.
    ///
    /// Takes time in proportion to the chain.
    ///
    /// ```
    /// use seedrelay::query::RemarkKind;
    /// use seedrelay::{Category, Lang, Organization, OrganizationKind, SupplyChain};
    /// let chain = SupplyChain::builder("2024-12-31".parse()?)
    ///     .currency("万元")
    ///     .category(Category::new("rice"))
    ///     .organization(Organization::new("hau", OrganizationKind::University).name("Hunan Agricultural University"))
    ///     .organization(Organization::new("hnau", OrganizationKind::University).name("Hunan agricultural university"))
    ///     .build()?;
    /// let remarks = chain.remarks();
    /// assert_eq!(remarks.list[0].kind, RemarkKind::SameName);
    /// assert_eq!(
    ///     remarks.list[0].message(Lang::En),
    ///     "organizations[1].name: “hau” is also called “Hunan agricultural university”."
    /// );
    /// assert_eq!(remarks.list[1].message(Lang::Zh), "currency：“万元”带有倍数；金额应按货币的单位填写，如CNY。");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn remarks(&self) -> Remarks<'_> {
        let mut found = Found::default();
        found.names(self);
        found.ids(self);
        found.rows(self);
        found.projects(self);
        found.demands(self);
        found.licences(self);
        found.adoptions(self);
        found.currency(self);
        found.date(self);
        found.completeness(self);
        let unsourced = unsourced(self);
        if unsourced > 0 {
            found.add(RemarkKind::NoSource, || Remark {
                count: Some(unsourced),
                ..Remark::new(RemarkKind::NoSource, Path::default())
            });
        }
        found.finish()
    }
}

/// What has been found so far: of each kind the first, and how many.
#[derive(Default)]
struct Found<'c> {
    kinds: [(usize, Vec<Remark<'c>>); RemarkKind::ALL.len()],
}

impl<'c> Found<'c> {
    fn add(&mut self, kind: RemarkKind, remark: impl FnOnce() -> Remark<'c>) {
        let (count, list) = &mut self.kinds[kind as usize];
        *count += 1;
        if list.len() < LISTED {
            list.push(remark());
        }
    }

    fn finish(self) -> Remarks<'c> {
        let mut remarks = Remarks::default();
        for (kind, (count, list)) in RemarkKind::ALL.iter().zip(self.kinds) {
            if count > 0 {
                remarks.counts.push(RemarkCount { kind: *kind, count });
                remarks.list.extend(list);
            }
        }
        remarks
    }

    fn names(&mut self, chain: &'c SupplyChain) {
        let mut named: HashMap<Cow<'c, str>, (usize, &'c str)> = HashMap::new();
        for (number, organization) in chain.organizations().enumerate() {
            let Some(name) = &organization.record().name else { continue };
            // A name that is the same in both languages is one.
            let mut names = Lang::ALL.map(|lang| name.get(lang)).to_vec();
            names.dedup();
            let id = organization.id().as_str();
            let mut other = None;
            for name in names {
                let (first, first_id) = *named.entry(normalized(name)).or_insert((number, id));
                if first != number {
                    other = other.or(Some((name, first_id)));
                }
            }
            if let Some((name, other)) = other {
                self.add(RemarkKind::SameName, || Remark {
                    found: Some(name),
                    other: Some(other),
                    ..Remark::new(RemarkKind::SameName, Path::record(RecordList::Organizations, number).key("name"))
                });
            }
        }
    }

    fn ids(&mut self, chain: &'c SupplyChain) {
        for list in RecordList::ALL.iter().copied() {
            let mut known: HashMap<Cow<'c, str>, &'c str> = HashMap::new();
            for (number, record) in chain.records(list).enumerate() {
                let Some(FieldValue::Id(id)) = record.value("id") else { break };
                let first = *known.entry(normalized(id)).or_insert(id);
                if first != id {
                    self.add(RemarkKind::SimilarId, || Remark {
                        found: Some(id),
                        other: Some(first),
                        ..Remark::new(RemarkKind::SimilarId, Path::record(list, number).key("id"))
                    });
                }
            }
        }
    }

    fn rows(&mut self, chain: &'c SupplyChain) {
        let agreement = |row: &'c Agreement| (&row.from, &row.to, &row.categories, row.signed, row.since, row.until);
        self.twice(RecordList::Agreements, chain.agreements(), agreement);
        let payment = |row: &'c Funding| (&row.from, &row.to, &row.project, row.year, row.amount.map(f64::to_bits));
        self.twice(RecordList::Funding, chain.funding(), payment);
        let service = |row: &'c Service| (&row.provider, &row.client, &row.category, row.since, row.until);
        self.twice(RecordList::Services, chain.services(), service);
    }

    fn twice<T, K: std::hash::Hash + Eq>(&mut self, list: RecordList, rows: &'c [T], key: impl Fn(&'c T) -> K) {
        let mut known: HashMap<K, usize> = HashMap::new();
        for (number, row) in rows.iter().enumerate() {
            let first = *known.entry(key(row)).or_insert(number);
            if first != number {
                self.add(RemarkKind::GivenTwice, || Remark {
                    first: Some(Path::record(list, first)),
                    ..Remark::new(RemarkKind::GivenTwice, Path::record(list, number))
                });
            }
        }
    }

    fn projects(&mut self, chain: &'c SupplyChain) {
        for (number, project) in chain.projects().enumerate() {
            let place = || Path::record(RecordList::Projects, number);
            for (link, upstream) in project.builds_on().enumerate() {
                for kind in backwards(project, upstream) {
                    self.add(kind, || Remark {
                        found: Some(project.id().as_str()),
                        other: Some(upstream.id().as_str()),
                        ..Remark::new(kind, place().key("builds_on").index(link))
                    });
                }
            }
            self.topic(project.record().topic.as_deref(), place);
            let mut holders: HashMap<&str, usize> = HashMap::new();
            for (row, share) in project.record().benefit_shares.iter().enumerate() {
                let holder: &'c str = &share.holder;
                let at = |row: usize| place().key("benefit_shares").index(row);
                // The inventors are one holder, however they are written.
                let one = if Owner::is_inventors(holder) { Owner::INVENTORS } else { holder };
                let first = *holders.entry(one).or_insert(row);
                if first != row {
                    self.add(RemarkKind::GivenTwice, || Remark {
                        first: Some(at(first)),
                        ..Remark::new(RemarkKind::GivenTwice, at(row))
                    });
                }
                if chain.organization(holder).is_none() && !Owner::is_inventors(holder) {
                    self.add(RemarkKind::UnknownHolder, || Remark {
                        found: Some(holder),
                        ..Remark::new(RemarkKind::UnknownHolder, at(row).key("holder"))
                    });
                }
            }
        }
    }

    fn demands(&mut self, chain: &'c SupplyChain) {
        for (number, demand) in chain.demands().iter().enumerate() {
            self.topic(demand.topic.as_deref(), || Path::record(RecordList::Demands, number));
        }
    }

    fn licences(&mut self, chain: &'c SupplyChain) {
        let uses = chain.uses();
        for (number, &licensee) in uses.licensee.iter().enumerate() {
            if *uses.licensors.of(number) == [licensee] {
                self.add(RemarkKind::LicenceToOneself, || Remark {
                    found: Some(chain.licences()[number].to.as_str()),
                    ..Remark::new(RemarkKind::LicenceToOneself, Path::record(RecordList::Licences, number).key("to"))
                });
            }
        }
    }

    fn adoptions(&mut self, chain: &'c SupplyChain) {
        let region = |number: usize| chain.adoptions()[number].region.as_str();
        for (number, other) in overlaps::overlapping(chain) {
            self.add(RemarkKind::OverlappingRegions, || Remark {
                found: Some(region(number)),
                other: Some(region(other)),
                first: Some(Path::record(RecordList::Adoptions, other)),
                ..Remark::new(RemarkKind::OverlappingRegions, Path::record(RecordList::Adoptions, number).key("region"))
            });
        }
    }

    fn topic(&mut self, topic: Option<&'c str>, place: impl FnOnce() -> Path) {
        // What is longer than the longest of them says something.
        let Some(topic) = topic.filter(|topic| topic.len() <= 64) else { return };
        if EMPTY_TOPICS.contains(&&*normalized(topic)) {
            self.add(RemarkKind::EmptyTopic, || Remark {
                found: Some(topic),
                ..Remark::new(RemarkKind::EmptyTopic, place().key("topic"))
            });
        }
    }

    fn currency(&mut self, chain: &'c SupplyChain) {
        let Some(currency) = chain.currency().filter(|currency| !currency::is_code(currency)) else { return };
        let kind =
            if currency::is_multiple(currency) { RemarkKind::CurrencyMultiple } else { RemarkKind::UnknownCurrency };
        self.add(kind, || Remark { found: Some(currency), ..Remark::new(kind, Path::default().key("currency")) });
    }

    fn date(&mut self, chain: &'c SupplyChain) {
        if let Some(last) = dates::long_past(chain) {
            self.add(RemarkKind::LateDate, || Remark {
                date: Some(last),
                ..Remark::new(RemarkKind::LateDate, Path::default().key("as_of"))
            });
        }
    }

    fn completeness(&mut self, chain: &'c SupplyChain) {
        for (number, filled) in completeness::nearly_empty(chain) {
            self.add(RemarkKind::CompleteButEmpty, || Remark {
                found: Some(chain.completeness()[number].list.as_str()),
                count: Some(filled.filled),
                of: Some(filled.of),
                ..Remark::new(RemarkKind::CompleteButEmpty, Path::record(RecordList::Completeness, number))
            });
        }
    }
}

/// In what ways a link between two projects runs against what one expects.
fn backwards(project: ProjectRef<'_>, upstream: ProjectRef<'_>) -> impl Iterator<Item = RemarkKind> {
    let (own, theirs) = (project.record(), upstream.record());
    let starts_later = theirs.started.zip(own.ended).is_some_and(|(started, ended)| started.is_surely_after(ended));
    [
        (upstream.stage() > project.stage(), RemarkKind::BuildsOnLaterStage),
        (starts_later, RemarkKind::BuildsOnLaterStart),
        (theirs.category != own.category, RemarkKind::BuildsOnOtherCategory),
    ]
    .into_iter()
    .filter_map(|(is_so, kind)| is_so.then_some(kind))
}
