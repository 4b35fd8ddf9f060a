//! The lists of records of a chain, in whatever way each is kept.

use std::marker::PhantomData;

use petgraph::graph::{DiGraph, NodeIndex};

use super::SupplyChain;
use super::relation::Relation;
use super::sorting::{Came, Sorting};
use crate::model::Evidence;
use crate::record::intake::Place;
use crate::record::{
    Fields, Germplasm, Index, Interned, ListNames, Listed, Organization, Project, RecordList, Recorded, Visit,
};

/// Where the records of a list are kept: in rows, or as the nodes of a graph.
pub(crate) trait Store<R: 'static>: Default {
    fn count(&self) -> usize;

    fn get(&self, place: usize) -> &R;

    fn add(&mut self, record: R);

    /// Whether the next record needs more room.
    fn is_full(&self) -> bool;

    fn reserve(&mut self, more: usize);

    fn records(&self) -> impl ExactSizeIterator<Item = &R> + DoubleEndedIterator + Clone;

    fn records_mut(&mut self) -> impl Iterator<Item = &mut R>;

    fn swap(&mut self, one: usize, other: usize);
}

impl<R: 'static> Store<R> for Vec<R> {
    fn count(&self) -> usize {
        self.len()
    }

    fn get(&self, place: usize) -> &R {
        &self[place]
    }

    fn add(&mut self, record: R) {
        self.push(record);
    }

    fn is_full(&self) -> bool {
        self.len() == self.capacity()
    }

    fn reserve(&mut self, more: usize) {
        self.reserve_exact(more);
    }

    fn records(&self) -> impl ExactSizeIterator<Item = &R> + DoubleEndedIterator + Clone {
        self.iter()
    }

    fn records_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.iter_mut()
    }

    fn swap(&mut self, one: usize, other: usize) {
        <[R]>::swap(self, one, other);
    }
}

impl<R: 'static, E> Store<R> for DiGraph<R, E> {
    fn count(&self) -> usize {
        self.node_count()
    }

    fn get(&self, place: usize) -> &R {
        &self[NodeIndex::new(place)]
    }

    fn add(&mut self, record: R) {
        self.add_node(record);
    }

    fn is_full(&self) -> bool {
        self.node_count() == self.capacity().0
    }

    fn reserve(&mut self, more: usize) {
        self.reserve_exact_nodes(more);
    }

    fn records(&self) -> impl ExactSizeIterator<Item = &R> + DoubleEndedIterator + Clone {
        (0..self.node_count()).map(|place| &self[NodeIndex::new(place)])
    }

    fn records_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.node_weights_mut()
    }

    fn swap(&mut self, one: usize, other: usize) {
        let (one, other) = self.index_twice_mut(NodeIndex::new(one), NodeIndex::new(other));
        std::mem::swap(one, other);
    }
}

/// What the edges between records say that are the nodes of a graph.
pub(crate) trait Node {
    type Edge;
}

impl Node for Organization {
    type Edge = Relation;
}

impl Node for Project {
    type Edge = ();
}

/// The share of the parent in the offspring.
impl Node for Germplasm {
    type Edge = f64;
}

/// A record with its place among the lists of a chain.
pub(crate) trait InChain: Listed + 'static {
    type Store: Store<Self>;

    fn store(lists: &Lists) -> &Self::Store;

    fn store_mut(lists: &mut Lists) -> &mut Self::Store;
}

macro_rules! chain_lists {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        /// Every list of records of a chain.
        #[derive(Clone, Debug, Default)]
        pub(crate) struct Lists {
            $(pub(crate) $list: chain_lists!(@ $store $record),)+
        }

        /// The same records in the same order; edges follow from them.
        impl PartialEq for Lists {
            fn eq(&self, other: &Self) -> bool {
                $(self.$list.records().eq(other.$list.records()))&&+
            }
        }

        $(impl InChain for crate::record::$record {
            type Store = chain_lists!(@ $store $record);

            fn store(lists: &Lists) -> &Self::Store {
                &lists.$list
            }

            fn store_mut(lists: &mut Lists) -> &mut Self::Store {
                &mut lists.$list
            }
        })+

        /// Look-up by id in each list that has ids.
        #[derive(Clone, Debug)]
        pub(crate) struct Indices {
            $($($list: IndexOf<crate::record::$id>,)?)+
        }

        impl Indices {
            /// The number of the record of a list with an id; `None` in lists without ids.
            pub(crate) fn find(&self, lists: &Lists, list: RecordList, id: &str) -> Option<usize> {
                match list {
                    $($(RecordList::$variant => {
                        let index: &IndexOf<crate::record::$id> = &self.$list;
                        index.0.find(id, |record| lists.$list.get(record).id.as_str())
                    })?)+
                    _ => None,
                }
            }

            $($(
                /// The number of the record with an id.
                pub(crate) fn $list(&self, lists: &Lists, id: &str) -> Option<usize> {
                    let index: &IndexOf<crate::record::$id> = &self.$list;
                    index.0.find(id, |record| lists.$list.get(record).id.as_str())
                }
            )?)+
        }

        /// ## Lists of records
        impl SupplyChain {
            $(chain_lists!(@rows $store $list $one $record ($($id)?));)+
        }
    };
    (@ rows $record:ident) => { Vec<crate::record::$record> };
    (@ nodes $record:ident) => { DiGraph<crate::record::$record, <crate::record::$record as Node>::Edge> };
    (@sorting $id:ident) => { Sorting };
    (@rows nodes $($rest:tt)*) => {};
    (@rows rows $list:ident $one:ident $record:ident ()) => {
        #[doc = concat!("Every [`", stringify!($record), "`](crate::record::", stringify!($record), "), in the order of what they are about.")]
        #[must_use]
        pub fn $list(&self) -> &[crate::record::$record] {
            &self.lists.$list
        }
    };
    (@rows rows $list:ident $one:ident $record:ident ($id:ident)) => {
        #[doc = concat!("Every [`", stringify!($record), "`](crate::record::", stringify!($record), "), by id.")]
        #[must_use]
        pub fn $list(&self) -> &[crate::record::$record] {
            &self.lists.$list
        }

        #[doc = concat!("The [`", stringify!($record), "`](crate::record::", stringify!($record), ") with an id.")]
        #[must_use]
        pub fn $one(&self, id: impl AsRef<str>) -> Option<&crate::record::$record> {
            self.indices.$list(&self.lists, id.as_ref()).map(|record| &self.lists.$list[record])
        }
    };
}

with_lists!(chain_lists);

/// Finds the records of a list by id.
#[derive(Clone, Debug)]
struct IndexOf<I>(Index, PhantomData<I>);

macro_rules! every_list {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        impl Lists {
            /// How many records a list has.
            pub(crate) fn count(&self, list: RecordList) -> usize {
                match list { $(RecordList::$variant => self.$list.count()),+ }
            }

            /// A record of a list.
            pub(crate) fn record(&self, list: RecordList, place: usize) -> &dyn Fields {
                match list { $(RecordList::$variant => self.$list.get(place)),+ }
            }

            /// Shows every reference with its place, its target, and how well the record that makes it is known.
            pub(crate) fn visit_references(&self, visit: &mut Visit<'_>) {
                $(
                    for (index, record) in self.$list.records().enumerate() {
                        record.visit(Place::Record(RecordList::$variant, index), None, visit);
                    }
                )+
            }

            /// Shows how well each record is known that says so, and each within it.
            pub(crate) fn visit_known(&self, visit: &mut dyn FnMut(Evidence)) {
                $(self.$list.records().for_each(|record| record.visit_known(None, visit));)+
            }

            /// Puts in order what is within the records, and the records that have no ids. Gives back where these came.
            fn tidy(&mut self) -> Came {
                let mut came = Came::default();
                $(
                    self.$list.records_mut().for_each(Recorded::tidy);
                    every_list!(@unless ($($id)?) {
                        let sorting = Sorting::by(self.$list.count(), |one, other| {
                            Recorded::compare(self.$list.get(one), self.$list.get(other))
                        });
                        sorting.apply(|a, b| self.$list.swap(a, b));
                        came.add(RecordList::$variant, sorting);
                    });
                )+
                came
            }

            /// Puts the records of a chain in order: those with ids by id, the others by what they say. Gives back where
            /// each of the former went.
            pub(super) fn put_in_order(&mut self) -> Sortings {
                Sortings { without_ids: self.tidy(), $($(
                    $list: {
                        let id_of = |record: usize| -> &crate::record::$id { &self.$list.get(record).id };
                        let sorting = Sorting::by_id(self.$list.count(), |record| id_of(record).as_str());
                        sorting.apply(|a, b| self.$list.swap(a, b));
                        sorting
                    },
                )?)+}
            }
        }

        /// Where the records of each list went that have ids.
        pub(super) struct Sortings {
            without_ids: Came,
            $($(pub(super) $list: chain_lists!(@sorting $id),)?)+
        }

        impl Sortings {
            /// Where all records came.
            pub(super) fn into_came(self) -> Came {
                let mut came = self.without_ids;
                $(every_list!(@with ($($id)?) { came.add(RecordList::$variant, self.$list) });)+
                came
            }

            /// Look-up by id among the records where they are now.
            pub(super) fn indices(&self, names: ListNames) -> Indices {
                Indices {$($(
                    $list: { let names: Interned<crate::record::$id> = names.$list; IndexOf(self.$list.index(names), PhantomData) },
                )?)+}
            }
        }

        /// What the records of each list refer to, in the order in which they came.
        #[derive(Debug, Default)]
        pub(crate) struct ListColumns {
            $(pub(super) $list: <crate::record::$record as Recorded>::Columns,)+
        }

        $(impl WithColumns for crate::record::$record {
            fn columns_mut(columns: &mut ListColumns) -> &mut Self::Columns {
                &mut columns.$list
            }
        })+
    };
    (@unless () { $($do:tt)* }) => { $($do)* };
    (@unless ($id:ident) { $($do:tt)* }) => {};
    (@with () { $($do:tt)* }) => {};
    (@with ($id:ident) { $($do:tt)* }) => { $($do)* };
}

with_lists!(every_list);

/// A record of which a chain keeps columns.
pub(crate) trait WithColumns: InChain {
    fn columns_mut(columns: &mut ListColumns) -> &mut Self::Columns;
}
