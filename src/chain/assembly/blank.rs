//! Blanks: what stands in the place of a record that could not be read.

use super::Assembly;
use crate::chain::lists::{Store, WithColumns};
use crate::record::RecordList;

macro_rules! blanks {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        impl Assembly {
            /// Keeps the place of a record that could not be read at all, so that those behind it are found.
            pub(crate) fn blank(&mut self, list: RecordList) {
                match list { $(RecordList::$variant => self.add_blank::<crate::record::$record>()),+ }
            }
        }
    };
}

with_lists!(blanks);

impl Assembly {
    fn add_blank<R: WithColumns>(&mut self) {
        R::push(R::columns_mut(&mut self.columns), &R::no_numbers(), &[]);
        R::store_mut(&mut self.lists).add(R::blank());
    }
}
