//! The lists of a document, declared once.

use super::names::Names;
use crate::model::{Id, Term};

/// Hands every list of a document to a macro, in the order of documents: its key, what one record of it is called in
/// English and Chinese, its name among [`RecordList`]s, its record with the type of the id if it has one, whether a chain
/// keeps it in `rows` or as the `nodes` of a graph, and whether a document can be without it.
macro_rules! with_lists {
    ($callback:ident) => {
        $callback! {
            sources source "source" "来源" Sources Source (SourceId) rows optional;
            regions region "region" "地区" Regions Region (RegionId) rows optional;
            topics topic "topic" "主题" Topics Topic (TopicId) rows optional;
            categories category "category" "品类" Categories Category (CategoryId) rows required;
            organizations organization "organization" "组织" Organizations Organization (OrganizationId) nodes required;
            germplasm germplasm "germplasm" "种质" Germplasm Germplasm (GermplasmId) nodes optional;
            projects project "project" "项目" Projects Project (ProjectId) nodes optional;
            demands demand "demand" "需求" Demands Demand (DemandId) rows optional;
            agreements agreement "agreement" "合作协议" Agreements Agreement () rows optional;
            licences licence "licence" "许可" Licences Licence () rows optional;
            funding funding "funding" "资助" Funding Funding () rows optional;
            services service "service" "服务" Services Service () rows optional;
            adoptions adoption "adoption" "推广应用" Adoptions Adoption () rows optional;
            collections collection "collection" "种质库" Collections Collection () rows optional;
            completeness completeness "completeness statement" "完整性声明" Completeness Completeness () rows optional;
        }
    };
}

macro_rules! record_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// A list of records in a document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum RecordList {
            $(#[doc = concat!("`", stringify!($list), "`.")] $variant,)+
        }

        impl RecordList {
            /// Every list, in the order of documents.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key of the list in a document.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => stringify!($list)),+ }
            }

            /// What one record of the list is called.
            #[must_use]
            pub const fn record(self) -> Term {
                match self { $(Self::$variant => Term::new($en, $zh)),+ }
            }

            /// Whether a document must have the list, with a record in it.
            #[must_use]
            pub const fn is_required(self) -> bool {
                match self { $(Self::$variant => record_lists!(@ $required)),+ }
            }
        }

        /// The ids of all lists, as they are met.
        #[derive(Debug, Default)]
        pub(crate) struct ListNames {
            $($(pub(crate) $list: Names<crate::record::$id>,)?)+
        }

        impl ListNames {
            /// Whether some id was mentioned that no record has.
            pub(crate) fn has_undefined(&self) -> bool {
                let mut undefined = false;
                $($({
                    let names: &Names<crate::record::$id> = &self.$list;
                    undefined |= names.has_undefined();
                })?)+
                undefined
            }

            /// The record of a list with an id.
            pub(crate) fn find(&self, list: RecordList, id: &str) -> Option<usize> {
                match list {
                    $($(RecordList::$variant => { let names: &Names<crate::record::$id> = &self.$list; names.find_record(id) })?)+
                    #[allow(unreachable_patterns)]
                    _ => None,
                }
            }

            /// The ids that the records of a list have.
            pub(crate) fn defined(&self, list: RecordList) -> Vec<&str> {
                match list {
                    $($(RecordList::$variant => { let names: &Names<crate::record::$id> = &self.$list; names.defined().collect() })?)+
                    #[allow(unreachable_patterns)]
                    _ => Vec::new(),
                }
            }
        }

        $($(impl Identified for crate::record::$id {
            const LIST: RecordList = RecordList::$variant;

            fn names(names: &ListNames) -> &Names<Self> {
                &names.$list
            }

            fn names_mut(names: &mut ListNames) -> &mut Names<Self> {
                &mut names.$list
            }
        })?)+
    };
    (@ required) => { true };
    (@ optional) => { false };
}

with_lists!(record_lists);

/// The id of a record of a list.
pub(crate) trait Identified: Id {
    const LIST: RecordList;

    fn names(names: &ListNames) -> &Names<Self>;

    fn names_mut(names: &mut ListNames) -> &mut Names<Self>;
}
