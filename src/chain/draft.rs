//! Drafts: records as they were written, with every key perhaps missing.
//!
//! Whatever people bring, a JSON or TOML document, a table, or records built in Rust, arrives here first. So there is
//! one validation, in [`assembly`](super::assembly), and it can go on past the first problem of a record.

mod from_records;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};

use crate::model::EXPECTED_DATE;
use crate::model::{
    Agreement, Assumptions, BenefitShare, Capability, Category, Charter, Demand, Evidence, Funding, Member,
    Organization, OrganizationKind, Orientation, PartialDate, Project, Service, ServiceKind, Source, Stage, Status,
    Text, Triangular,
};

/// The newtype name by which a [`Given`] tells a tolerant deserializer that it can do without its value.
pub(crate) const GIVEN: &str = "seedrelay::Given";

/// The newtype name by which a date tells a deserializer that a date of the format's own is welcome.
pub(crate) const DATE: &str = "seedrelay::PartialDate";

/// The value of one key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Given<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// The value could not be read, and the reader has said why.
    Bad,
    Is(T),
}

impl<T> Given<T> {
    pub(crate) fn get(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn take(self) -> Option<T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn copied(&self) -> Option<T>
    where
        T: Copy,
    {
        self.get().copied()
    }

    pub(crate) const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub(crate) const fn is_bad(&self) -> bool {
        matches!(self, Self::Bad)
    }
}

impl<T> Given<Vec<T>> {
    pub(crate) fn list(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }
}

impl<T> From<Option<T>> for Given<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Is)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GivenVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for GivenVisitor<T> {
            type Value = Given<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            // Strict formats come this way; an error ends the reading.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given<T>, D::Error> {
                T::deserialize(deserializer).map(Given::Is)
            }

            // A tolerant deserializer comes this way: it offers a sequence of one value, or of none where it has
            // noted why there is none.
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Given<T>, A::Error> {
                Ok(seq.next_element()?.map_or(Given::Bad, Given::Is))
            }
        }

        deserializer.deserialize_newtype_struct(GIVEN, GivenVisitor(PhantomData))
    }
}

/// A string, borrowed from the document where it stands there as it is.
#[derive(Clone, Debug)]
pub(crate) struct Str<'a>(pub(crate) Cow<'a, str>);

impl std::ops::Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a, T: AsRef<str> + ?Sized> From<&'a T> for Str<'a> {
    fn from(text: &'a T) -> Self {
        Self(Cow::Borrowed(text.as_ref()))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StrVisitor;

        impl<'de> Visitor<'de> for StrVisitor {
            type Value = Str<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text)))
            }
        }

        deserializer.deserialize_str(StrVisitor)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;

        impl<'de> Visitor<'de> for DateVisitor {
            type Value = PartialDate;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED_DATE)
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<PartialDate, D::Error> {
                deserializer.deserialize_str(self)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<PartialDate, E> {
                text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_newtype_struct(DATE, DateVisitor)
    }
}

/// What a [`Count`] can hold, for whoever wrote something else.
pub(crate) const EXPECTED_COUNT: &str = "a whole number from 0 to 4294967295";

/// A whole number of things.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count(pub(crate) u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CountVisitor;

        impl Visitor<'_> for CountVisitor {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED_COUNT)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Count, E> {
                let count = u32::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))?;
                Ok(Count(count))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Count, E> {
                let count = u32::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))?;
                Ok(Count(count))
            }
        }

        deserializer.deserialize_u32(CountVisitor)
    }
}

/// What a [`Number`] can hold, for whoever wrote something else.
pub(crate) const EXPECTED_NUMBER: &str = "a number of 0 or more";

/// A number. Whether it is finite and not negative is for the validation to say, since records built in Rust may hold
/// any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(pub(crate) f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl Visitor<'_> for NumberVisitor {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED_NUMBER)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Number, E> {
                Ok(Number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Number, E> {
                let double = number as f64;
                // 2^53 + 1 is no double, and must not become 2^53 unseen.
                if double as u64 != number || number == u64::MAX {
                    return Err(E::invalid_value(
                        Unexpected::Unsigned(number),
                        &"a whole number that a double can hold exactly",
                    ));
                }
                Ok(Number(double))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Number, E> {
                // A negative one is refused, however exact.
                Ok(Number(number as f64))
            }
        }

        deserializer.deserialize_f64(NumberVisitor)
    }
}

/// Declares drafts: which keys a record may have, with the type of each.
///
/// Serde's derive would also read a list of values in the order of the keys, which is no record.
macro_rules! drafts {
    ($($(#[$meta:meta])* $name:ident $(<$life:lifetime>)? { $($key:ident $(= $written:literal)? : $type:ty,)* })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub(crate) struct $name $(<$life>)? {
            $( pub(crate) $key: Given<$type>, )*
        }

        impl $(<$life>)? $name $(<$life>)? {
            /// Every key that such a record may have.
            pub(crate) const KEYS: &'static [&'static str] = &[$(written!($key $(= $written)?)),*];
        }

        impl<'de $(: $life, $life)?> Deserialize<'de> for $name $(<$life>)? {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Deserialize)]
                #[serde(field_identifier)]
                #[allow(non_camel_case_types)]
                enum Key { $( $(#[serde(rename = $written)])? $key, )* }

                struct RecordVisitor<T>(PhantomData<T>);

                impl<'de $(: $life, $life)?> Visitor<'de> for RecordVisitor<$name $(<$life>)?> {
                    type Value = $name $(<$life>)?;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "an object with the keys {}", $name::KEYS.join(", "))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        let mut draft = $name::default();
                        while let Some(key) = map.next_key()? {
                            match key {$(
                                Key::$key if draft.$key.is_absent() => draft.$key = map.next_value()?,
                                Key::$key => return Err(de::Error::duplicate_field(written!($key $(= $written)?))),
                            )*}
                        }
                        Ok(draft)
                    }
                }

                deserializer.deserialize_struct(stringify!($name), Self::KEYS, RecordVisitor(PhantomData))
            }
        }
    )+};
}

/// How a key is written: as its field is named, or otherwise.
macro_rules! written {
    ($key:ident) => {
        stringify!($key)
    };
    ($key:ident = $written:literal) => {
        $written
    };
}

drafts! {
    SourceDraft<'a> { id: Str<'a>, title: Text, address = "where": Text, date: PartialDate, }
    CategoryDraft<'a> { id: Str<'a>, name: Text, strategic: bool, evidence: Evidence, source: Str<'a>, }
    OrganizationDraft<'a> {
        id: Str<'a>,
        kind: OrganizationKind,
        service: ServiceKind,
        name: Text,
        capabilities: Vec<Given<CapabilityDraft<'a>>>,
        charter: CharterDraft<'a>,
        leading_scientists: Count,
        staff: Count,
        platforms: Vec<Given<Text>>,
        region: Text,
        evidence: Evidence,
        source: Str<'a>,
    }
    CapabilityDraft<'a> { category: Str<'a>, stage: Stage, teams: Count, evidence: Evidence, source: Str<'a>, }
    CharterDraft<'a> {
        lead: Str<'a>,
        legal_representative: Str<'a>,
        nonprofit: bool,
        technicians: Count,
        members: Vec<Given<MemberDraft<'a>>>,
        evidence: Evidence,
        source: Str<'a>,
    }
    MemberDraft<'a> { organization: Str<'a>, contribution: Number, technicians: Count, }
    ProjectDraft<'a> {
        id: Str<'a>,
        title: Text,
        category: Str<'a>,
        stage: Stage,
        performer: Str<'a>,
        commissioner: Str<'a>,
        status: Status,
        commissioned: PartialDate,
        started: PartialDate,
        ended: PartialDate,
        builds_on: Vec<Given<Str<'a>>>,
        answers: Vec<Given<Str<'a>>>,
        topic: Str<'a>,
        budget: Number,
        chokepoint: bool,
        interested: Vec<Given<Str<'a>>>,
        orientations: Vec<Given<Orientation>>,
        benefit_shares: Vec<Given<BenefitShareDraft<'a>>>,
        evidence: Evidence,
        source: Str<'a>,
    }
    BenefitShareDraft<'a> { holder: Str<'a>, share: Number, }
    DemandDraft<'a> {
        id: Str<'a>,
        title: Text,
        raised_by: Str<'a>,
        category: Str<'a>,
        stage: Stage,
        raised: PartialDate,
        topic: Str<'a>,
        evidence: Evidence,
        source: Str<'a>,
    }
    AgreementDraft<'a> {
        from: Str<'a>,
        to: Str<'a>,
        categories: Vec<Given<Str<'a>>>,
        signed: PartialDate,
        evidence: Evidence,
        source: Str<'a>,
    }
    FundingDraft<'a> {
        from: Str<'a>,
        to: Str<'a>,
        project: Str<'a>,
        amount: Number,
        year: Count,
        evidence: Evidence,
        source: Str<'a>,
    }
    ServiceDraft<'a> { provider: Str<'a>, client: Str<'a>, category: Str<'a>, evidence: Evidence, source: Str<'a>, }
    AssumptionsDraft<'a> { stages: StagesDraft, categories: ByCategory<'a>, }
    /// What is assumed of each stage.
    StagesDraft {
        basic: StageAssumptionDraft,
        applied_basic = "applied-basic": StageAssumptionDraft,
        applied: StageAssumptionDraft,
        industrialization: StageAssumptionDraft,
    }
    StageAssumptionDraft { duration_years: TriangularDraft, success: Number, }
    TriangularDraft { min: Number, mode: Number, max: Number, }
}

impl StagesDraft {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Stage, &Given<StageAssumptionDraft>)> {
        Stage::ALL.into_iter().zip([&self.basic, &self.applied_basic, &self.applied, &self.industrialization])
    }
}

/// What is assumed of each stage of some categories, in the order written.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByCategory<'a>(pub(crate) Vec<(Str<'a>, Given<StagesDraft>)>);

impl<'de: 'a, 'a> Deserialize<'de> for ByCategory<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapVisitor;

        impl<'de> Visitor<'de> for MapVisitor {
            type Value = ByCategory<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a category as each key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByCategory<'de>, A::Error> {
                let mut entries: Vec<(Str<'de>, _)> = Vec::new();
                while let Some((category, stages)) = map.next_entry::<Str<'de>, _>()? {
                    entries.push((category, stages));
                }
                // A strict reader has no other moment to see a category given twice.
                let mut names: Vec<&str> = entries.iter().map(|(name, _)| &**name).collect();
                names.sort_unstable();
                if names.windows(2).any(|pair| pair[0] == pair[1]) {
                    return Err(de::Error::custom("a category is given twice"));
                }
                Ok(ByCategory(entries))
            }
        }

        deserializer.deserialize_map(MapVisitor)
    }
}
