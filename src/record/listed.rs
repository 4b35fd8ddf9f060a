//! The records of the lists.

use super::{RecordList, Recorded, Shape};

/// A record that stands in a list of the document.
pub(crate) trait Listed: Recorded {
    const LIST: RecordList;
}

macro_rules! listed {
    ($(
        $list:ident $one:ident $en:literal $zh:literal $variant:ident $record:ident ($($id:ident)?) $store:ident
        $required:ident;
    )+) => {
        $(impl Listed for crate::record::$record {
            const LIST: RecordList = RecordList::$variant;
        })+

        impl RecordList {
            /// What is declared of the records of the list.
            #[must_use]
            pub const fn shape(self) -> &'static Shape {
                match self { $(Self::$variant => &<crate::record::$record as super::Record>::SHAPE),+ }
            }
        }
    };
}

with_lists!(listed);
