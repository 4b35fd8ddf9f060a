//! How answers are written: each declares its keys once, in order. Records are written as their ids.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::chain::{GermplasmRef, OrganizationRef, ProjectRef};

/// As documents refer to it: by its id.
impl Serialize for OrganizationRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().id.serialize(serializer)
    }
}

/// As documents refer to it: by its id.
impl Serialize for ProjectRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().id.serialize(serializer)
    }
}

/// As documents refer to it: by its id.
impl Serialize for GermplasmRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().id.serialize(serializer)
    }
}

/// A key that is only there where its value is.
pub(crate) fn entry<M: SerializeMap>(map: &mut M, key: &str, value: Option<impl Serialize>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
}

/// The keys of an answer in order, each with its value, as names or, with hyphens, in quotes; a key that is marked `[where_known]` is only there where its
/// value is.
macro_rules! keys {
    ($answer:ty: $row:ident => { $($key:tt $([$only:ident])?: $value:expr,)+ }) => {
        impl serde::Serialize for $answer {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let $row = self;
                let mut map = serializer.serialize_map(None)?;
                $( keys!(@entry map, $key, $value $(, $only)?); )+
                map.end()
            }
        }
    };
    (@entry $map:ident, $key:tt, $value:expr) => {
        $map.serialize_entry(keys!(@name $key), &$value)?
    };
    (@entry $map:ident, $key:tt, $value:expr, where_known) => {
        if let Some(value) = &$value {
            $map.serialize_entry(keys!(@name $key), value)?
        }
    };
    (@name $key:literal) => {
        $key
    };
    (@name $key:ident) => {
        stringify!($key)
    };
}
pub(crate) use keys;
