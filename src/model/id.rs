//! Ids are types, so that an organization's cannot be taken for a project's.

/// What the machinery needs of each kind of id.
pub(crate) trait Id: Clone + AsRef<str> + for<'a> From<&'a str> {}

/// Declares ids.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident)+) => {$(
        $(#[$meta])*
        ///
        /// Cheap to clone: within one chain all mentions of an id share their characters. It compares, sorts and
        /// hashes as its characters do. Any string that is not empty can be an id; an empty one is refused where a
        /// chain is built.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// The id as it stands in documents.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::model::Id for $name {}

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        /// From a text, as it is; whether it is empty is for whoever builds a chain to say.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    )+};
}

ids! {
    /// The id of a [category](crate::record::Category).
    CategoryId
    /// The id of an [organization](crate::record::Organization).
    OrganizationId
    /// The id of a [project](crate::record::Project).
    ProjectId
    /// The id of a [demand](crate::record::Demand).
    DemandId
    /// The id of a [source](crate::record::Source).
    SourceId
    /// The id of a [region](crate::record::Region).
    RegionId
    /// The id of a [topic](crate::record::Topic).
    TopicId
    /// The id of a [germplasm](crate::record::Germplasm).
    GermplasmId
}
