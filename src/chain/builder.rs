//! Chains built in Rust.

use super::assembly::Assembly;
use super::lists::{Lists, Store};
use crate::chain::SupplyChain;
use crate::model::{Evidence, PartialDate, RegionId, Text};
use crate::record::{Assumptions, Fields, Head, Problems, Record, Recorded};

mod sealed {
    /// A record that a builder keeps.
    pub trait Kept: Sized {
        fn kept(records: &mut super::Records) -> &mut Vec<Self>;
    }
}

/// A record that stands in a list of a chain, such as a project; not one within another, such as a capability.
pub trait ChainRecord: Record + sealed::Kept {}

/// Collects records, and builds a [`SupplyChain`] of them.
///
/// Nothing is checked before [`build`](Self::build), so that records may come in any order. What is called as one record,
/// such as [`project`](Self::project), adds it, and [`Extend`] adds many; [`update`](Self::update),
/// [`replace`](Self::replace) and [`retain`](Self::retain) change what is there. What the chain says of itself, such as its
/// [`name`](Self::name), is set, and replaces what was said before.
///
/// ```
/// use seedrelay::{Category, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};
///
/// let mut builder = SupplyChain::builder("2024-12-31".parse()?)
///     .category(Category::new("rice"))
///     .organization(Organization::new("hau", OrganizationKind::University));
/// builder.extend((1..=3).map(|n| Project::new(format!("p{n}"), "rice", Stage::Basic, "hua", Status::Active)));
/// let problems = builder.build().unwrap_err();
/// assert_eq!(problems.len(), 3);
/// assert_eq!(
///     problems.first().to_string(),
///     "projects[0].performer: unknown organization `hua`; did you mean `hau`?",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "call `build` to get a chain"]
pub struct ChainBuilder {
    pub(super) head: Head,
    pub(super) sources_required: bool,
    pub(super) records: Records,
}

/// ## Building
impl SupplyChain {
    /// A builder of a chain as of a day: "today" for every wait that is measured.
    pub fn builder(as_of: PartialDate) -> ChainBuilder {
        ChainBuilder { head: Head::new(as_of), sources_required: false, records: Records::default() }
    }

    /// A builder that holds everything of this chain, for a chain that differs from it.
    ///
    /// ```
    /// use seedrelay::datasets;
    /// let example = datasets::example();
    /// assert_eq!(example.to_builder().build()?, example);
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    pub fn to_builder(&self) -> ChainBuilder {
        ChainBuilder { head: self.head.clone(), sources_required: false, records: Records::of(&self.lists) }
    }
}

impl ChainBuilder {
    /// Sets what the chain is called.
    pub fn name(mut self, name: impl Into<Text>) -> Self {
        self.head.name = Some(name.into());
        self
    }

    /// Sets the day that every wait is measured to.
    pub fn as_of(mut self, as_of: PartialDate) -> Self {
        self.head.as_of = as_of;
        self
    }

    /// Sets the currency of all money.
    pub fn currency(mut self, currency: impl Into<Box<str>>) -> Self {
        self.head.currency = Some(currency.into());
        self
    }

    /// Sets the region whose chain it is.
    pub fn home(mut self, region: impl Into<RegionId>) -> Self {
        self.head.home = Some(region.into());
        self
    }

    /// Sets what is assumed where the records do not say.
    pub fn assumptions(mut self, assumptions: Assumptions) -> Self {
        self.head.assumptions = Some(assumptions);
        self
    }

    /// Sets whether every documented record must name its source.
    pub fn require_sources(mut self, required: bool) -> Self {
        self.sources_required = required;
        self
    }

    /// Keeps only the records of a kind that a condition holds for, here the projects:
    ///
    /// ```
    /// use seedrelay::{Project, Status, datasets};
    /// let example = datasets::example();
    /// let builder = example.to_builder().retain(|project: &Project| project.status != Status::Cancelled);
    /// assert!(builder.build()?.projects().all(|project| project.status() != Status::Cancelled));
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    pub fn retain<R: ChainRecord>(mut self, keep: impl FnMut(&R) -> bool) -> Self {
        R::kept(&mut self.records).retain(keep);
        self
    }

    /// Changes each record of a kind as a function does, here the organizations:
    ///
    /// ```
    /// use seedrelay::{Organization, Stage, datasets};
    /// let more = datasets::example().to_builder().update(|organization: &mut Organization| {
    ///     organization.capabilities.iter_mut().for_each(|capability| capability.teams += 1);
    /// });
    /// let more = more.build()?;
    /// let teams = |chain: &seedrelay::SupplyChain| chain.organization("yunlan-lab")?.teams("rice", Stage::Basic);
    /// assert_eq!(teams(&more), teams(&datasets::example()).map(|teams| teams + 1));
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    pub fn update<R: ChainRecord>(mut self, change: impl FnMut(&mut R)) -> Self {
        R::kept(&mut self.records).iter_mut().for_each(change);
        self
    }

    /// Puts other records in the place of all of a kind, here the funding; none take them away.
    ///
    /// ```
    /// use seedrelay::{Funding, datasets};
    /// let without = datasets::example().to_builder().replace::<Funding>([]).build()?;
    /// assert!(without.funding().is_empty());
    /// # Ok::<(), seedrelay::Problems>(())
    /// ```
    pub fn replace<R: ChainRecord>(mut self, records: impl IntoIterator<Item = R>) -> Self {
        *R::kept(&mut self.records) = records.into_iter().collect();
        self
    }

    /// Builds the chain.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the records. The index in a [path](crate::chain::Path) is that of the record among those
    /// of its list, in the order added.
    pub fn build(self) -> Result<SupplyChain, Problems> {
        self.assemble().finish()
    }

    /// Sets all that the document says of itself.
    #[cfg(feature = "proptest")]
    pub(crate) fn head(mut self, head: Head) -> Self {
        self.head = head;
        self
    }

    /// Builds a part of a valid chain, which may be empty.
    pub(crate) fn build_part(self) -> SupplyChain {
        self.assemble().finish_part().expect("a part of a valid chain that refers to nothing outside is valid")
    }

    fn assemble(self) -> Assembly {
        let mut assembly = Assembly::new(self.sources_required);
        assembly.reserve(self.records.organizations.len(), self.records.projects.len());
        assembly.head(self.head.draft());
        self.records.add_to(&mut assembly);
        assembly
    }
}

macro_rules! builder_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// The records of each list, in the order added.
        #[derive(Clone, Debug, Default)]
        pub struct Records {
            $(pub(super) $list: Vec<crate::record::$record>,)+
        }

        impl Records {
            fn of(lists: &Lists) -> Self {
                Self { $($list: lists.$list.records().cloned().collect(),)+ }
            }

            fn add_to(&self, assembly: &mut Assembly) {
                $(self.$list.iter().for_each(|record| assembly.add::<crate::record::$record>(record.draft()));)+
            }

            /// Leaves out what is not known well enough.
            pub(super) fn keep_known(&mut self, level: Evidence) {
                $(
                    self.$list.retain(|record| record.known().is_none_or(|known| known >= level));
                    self.$list.iter_mut().for_each(|record| record.keep_known(level));
                )+
            }
        }

        /// ## Adding records
        impl ChainBuilder {$(
            #[doc = concat!("Adds a [`", stringify!($record), "`](crate::record::", stringify!($record), ").")]
            pub fn $one(mut self, record: crate::record::$record) -> Self {
                self.records.$list.push(record);
                self
            }
        )+}

        $(
            impl sealed::Kept for crate::record::$record {
                fn kept(records: &mut Records) -> &mut Vec<Self> {
                    &mut records.$list
                }
            }

            impl ChainRecord for crate::record::$record {}
        )+

        $(impl Extend<crate::record::$record> for ChainBuilder {
            fn extend<I: IntoIterator<Item = crate::record::$record>>(&mut self, records: I) {
                self.records.$list.extend(records);
            }
        })+
    };
}

with_lists!(builder_lists);
