//! The declaration of a record.

/// Declares a record once; all else follows.
///
/// It reads as the struct that it becomes. Behind each field stands what it is called in English and in Chinese (behind a
/// `|`, how else people call it) and what belongs there in Chinese; in English, the documentation says so. `key =
/// "where"` is a field whose key is no name in Rust. A type that has several meanings says which with `as`: an `f64` is an
/// `Amount` or a `Share`. `..known` is `evidence` and `source`, which almost every record has.
///
/// Behind the name of the record stands its sheet in a workbook: what it is called, and what it is for. `part of` says
/// which column of that sheet tells the record that such a record is part of. `order` is the order of records without an
/// id, where it is not that of the fields; `key` is what tells such records apart in two documents; `check` is what no
/// field can tell by itself. A record that is part of records
/// of two lists has a sheet for each, the second behind `also`. `or just` names the field whose id alone can stand for
/// the record, where nothing else is said.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $(#[derive($($derive:ident),+)])?
        pub struct $name:ident $sheet:tt $(part of $owner:tt)? $(also $other_sheet:tt part of $other_owner:tt)?
        $(or just $short:ident)?
        { $($fields:tt)* }
        $(key [$($identity:ident),+])?
        $(order [$($order:ident),+])?
        $(check $check:path)?
    ) => {
        record! {
            @field
            [
                ($($doc)+) ($($($derive)+)?) $name $sheet ($($owner)?) ($($other_sheet $other_owner)?) ($($short)?)
                ($($($identity)+)?) ($($($order)+)?) ($($check)?)
            ] [] [] []
            $($fields)*
        }
    };

    // One field after the other: its documentation, its name, its key if that is another, what stores it, which type of
    // field it is, its names. A field that a record cannot be without is an argument of `new`; others have a setter of
    // their own name. That of a list replaces all; what adds one is written by hand, and called as one.
    (@field $head:tt $fields:tt $needed:tt $set:tt ..known) => {
        record! {
            @field $head $fields $needed $set
            /// How it is known. As a part of another record, it is never better known than that one.
            evidence: Evidence ("Evidence", "依据", "记录的依据，空白即为有据。"),
            /// From where it is known.
            source: Option<SourceId> ("Source", "来源" | "来源编号", "出自哪个来源。"),
        }
    };
    (
        @field $head:tt [$($fields:tt)*] [$($needed:tt)*] $set:tt
        $(#[doc = $doc:literal])+ id: $id:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) id () ($id) ($crate::record::Own<$id>) $names}] [$($needed)* {id (impl Into<$id>) (id.into())}] $set
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<Box<[$of:ident]>> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<Box<[$of]>>) (Option<Box<[$of]>>) $names}] $needed
            [$($set)* {($($doc)+ " Replaces all that were there.") $key (impl IntoIterator<Item = impl Into<$of>>) (Some($key.into_iter().map(Into::into).collect()))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Box<[$of:ident]> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Box<[$of]>) (Box<[$of]>) $names}] $needed
            [$($set)* {($($doc)+ " Replaces all that were there.") $key (impl IntoIterator<Item = impl Into<$of>>) ($key.into_iter().map(Into::into).collect())}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Vec<$of:ident> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Vec<$of>) (Vec<$of>) $names}] $needed
            [$($set)* {($($doc)+ " Replaces all that were there.") $key (impl IntoIterator<Item = $of>) ($key.into_iter().collect())}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<Box<str>> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<Box<str>>) (Option<Box<str>>) $names}] $needed
            [$($set)* {($($doc)+) $key (impl Into<Box<str>>) (Some($key.into()))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<Box<$of:ident>> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<Box<$of>>) (Option<$crate::record::Boxed<$of>>) $names}] $needed
            [$($set)* {($($doc)+) $key ($of) (Some(Box::new($key)))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<f64> as $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<f64>) (Option<$of>) $names}] $needed
            [$($set)* {($($doc)+) $key (f64) (Some($key))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<u32> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<u32>) (Option<u32>) $names}] $needed
            [$($set)* {($($doc)+) $key (u32) (Some($key))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<bool> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<bool>) (Option<bool>) $names}] $needed
            [$($set)* {($($doc)+) $key (bool) (Some($key))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<PartialDate> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<PartialDate>) (Option<PartialDate>) $names}] $needed
            [$($set)* {($($doc)+) $key (PartialDate) (Some($key))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Option<$of:ident> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Option<$of>) (Option<$of>) $names}] $needed
            [$($set)* {($($doc)+) $key (impl Into<$of>) (Some($key.into()))}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : bool $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (bool) (bool) $names}] $needed
            [$($set)* {($($doc)+) $key (bool) ($key)}]
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident : Evidence $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key () (Evidence) (Evidence) $names}] $needed
            [$($set)* {($($doc)+) $key (Evidence) ($key)}]
            $($rest)*
        }
    };
    // What is the same in every record.
    (
        @field $head:tt [$($fields:tt)*] $needed:tt $set:tt
        $(#[doc = $doc:literal])+ $key:ident : fixed $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key () (&'static str) ($of) $names}] $needed $set
            $($rest)*
        }
    };
    // The least and the greatest of what a number can be.
    (
        @field $head:tt [$($fields:tt)*] $needed:tt [$($set:tt)*]
        $(#[doc = $doc:literal])+ $key:ident : range $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key () (Option<[f64; 2]>) (Option<Between<$of>>) $names}] $needed
            [$($set)* {($($doc)+) $key ([f64; 2]) (Some($key))}]
            $($rest)*
        }
    };
    // A map of records, which is filled by methods of its own.
    (
        @field $head:tt [$($fields:tt)*] $needed:tt $set:tt
        $(#[doc = $doc:literal])+ $key:ident : map $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key () ($of) ($of) $names}] $needed $set
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] [$($needed:tt)*] $set:tt
        $(#[doc = $doc:literal])+ $key:ident : Box<str> as $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key () (Box<str>) ($of) $names}]
            [$($needed)* {$key (impl Into<Box<str>>) ($key.into())}] $set
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] [$($needed:tt)*] $set:tt
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : Box<str> $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) (Box<str>) (Box<str>) $names}]
            [$($needed)* {$key (impl Into<Box<str>>) ($key.into())}] $set
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] [$($needed:tt)*] $set:tt
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : $stored:ident as $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) ($stored) ($of) $names}]
            [$($needed)* {$key ($stored) ($key)}] $set
            $($rest)*
        }
    };
    (
        @field $head:tt [$($fields:tt)*] [$($needed:tt)*] $set:tt
        $(#[doc = $doc:literal])+ $key:ident $(= $written:literal)? : $of:ident $names:tt, $($rest:tt)*
    ) => {
        record! {
            @field $head [$($fields)* {($($doc)+) $key ($($written)?) ($of) ($of) $names}]
            [$($needed)* {$key (impl Into<$of>) ($key.into())}] $set
            $($rest)*
        }
    };

    // All fields are there.
    (
        @field
        [
            ($($doc:literal)+) ($($derive:ident)*) $name:ident $sheet:tt ($($owner:tt)?) ($($other:tt)*) ($($short:ident)?)
            ($($identity:ident)*) ($($order:ident)*) ($($check:path)?)
        ]
        [$({($($about:literal)+) $key:ident ($($written:literal)?) ($stored:ty) ($of:ty) $names:tt})+]
        [$({$needed:ident ($argument:ty) ($made:expr)})*]
        [$({($($set_doc:literal)+) $set:ident ($given:ty) ($kept:expr)})*]
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq $(, $derive)*)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $about])+ pub $key: $stored,)+
        }

        impl $name {
            /// A record of which only what must be known is said yet.
            #[must_use]
            #[allow(clippy::new_without_default)]
            pub fn new($($needed: $argument),*) -> Self {
                Self { $($needed: $made,)* ..<Self as $crate::record::Recorded>::blank() }
            }

            $(
                #[doc = concat!("Sets [`", stringify!($set), "`](Self#structfield.", stringify!($set), "):")]
                $(#[doc = $set_doc])+
                #[must_use]
                pub fn $set(mut self, $set: $given) -> Self {
                    self.$set = $kept;
                    self
                }
            )*
        }

        const _: () = {
            use std::cmp::Ordering;

            use serde::ser::SerializeStruct as _;
            use $crate::record::draft::Given;
            use $crate::record::intake::{Intake, Place};
            use $crate::record::tree::Tree;
            use $crate::record::{
                Column, Expected, Field, FieldKind, FieldType, FieldValue, Fields, NONE, Names, Record, Recorded, Shape, Tolerant,
                Visit,
            };
            use $crate::record::field::{Written, known_within};
            #[cfg(feature = "proptest")]
            use $crate::record::{Theirs, draw::Draw};

            const KEYS: &[&str] = &[$(record!(@key $key $($written)?)),+];

            /// The key whose id alone can stand for the record.
            const SHORT: Option<&str> = record!(@short $($short)?);

            const FIELDS: &[Field] = &[$(record!(
                @described (record!(@key $key $($written)?)) ($of) (concat!($($about, "\n"),+)) $names
            )),+];

            /// The places of the fields.
            #[allow(non_camel_case_types, clippy::enum_variant_names)]
            enum At { $($key),+ }

            #[derive(Clone, Debug, Default)]
            pub(crate) struct Draft<'a> {
                $(pub(crate) $key: Given<<$of as FieldType>::Draft<'a>>,)+
            }

            #[derive(Clone, Copy)]
            pub(crate) struct Numbers {
                $(pub(crate) $key: u32,)+
            }

            #[derive(Debug, Default)]
            pub(crate) struct Columns {
                $(pub(crate) $key: <$of as FieldType>::Column,)+
            }

            // Serde's derive would also read a list of values in the order of the keys, which is no record.
            impl<'de> serde::Deserialize<'de> for Draft<'de> {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    #[derive(serde::Deserialize)]
                    #[serde(field_identifier)]
                    #[allow(non_camel_case_types, clippy::enum_variant_names)]
                    enum Key { $( $(#[serde(rename = $written)])? $key, )+ }

                    struct RecordVisitor;

                    impl<'de> serde::de::Visitor<'de> for RecordVisitor {
                        type Value = Draft<'de>;

                        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                            write!(f, "an object with the keys {}", KEYS.join(", "))
                        }

                        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Draft<'de>, A::Error> {
                            let mut draft = Draft::default();
                            while let Some(key) = map.next_key()? {
                                match key {$(
                                    Key::$key if draft.$key.is_absent() => draft.$key = Given::Is(map.next_value()?),
                                    Key::$key => {
                                        let key = record!(@key $key $($written)?);
                                        return Err(serde::de::Error::duplicate_field(key));
                                    }
                                )+}
                            }
                            Ok(draft)
                        }

                        $(
                            fn visit_borrowed_str<E: serde::de::Error>(self, id: &'de str) -> Result<Draft<'de>, E> {
                                Ok(Draft { $short: Given::Is(id.into()), ..Draft::default() })
                            }

                            fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<Draft<'de>, E> {
                                let id = $crate::record::draft::Str(id.to_owned().into());
                                Ok(Draft { $short: Given::Is(id), ..Draft::default() })
                            }
                        )?
                    }

                    if SHORT.is_some() {
                        return deserializer.deserialize_any(RecordVisitor);
                    }
                    deserializer.deserialize_struct(stringify!($name), KEYS, RecordVisitor)
                }
            }

            /// As in a document, with its problems; what it refers to is not looked for.
            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::record::reading::record(deserializer)
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    $(
                        let mut others = (0..KEYS.len()).filter(|place| *place != At::$short as usize);
                        if others.all(|place| Fields::is_left_out(self, place)) {
                            return serializer.serialize_str(self.$short.as_ref());
                        }
                    )?
                    let count = [$(!<$of as FieldType>::is_absent(&self.$key)),+].into_iter().filter(|is| *is).count();
                    let mut record = serializer.serialize_struct(stringify!($name), count)?;
                    (0..KEYS.len()).try_for_each(|place| self.write_field(place, &mut record))?;
                    record.end()
                }
            }

            impl Fields for $name {
                fn shape(&self) -> &'static Shape {
                    &<Self as Record>::SHAPE
                }

                fn field(&self, place: usize) -> FieldValue<'_> {
                    $(
                        if place == At::$key as usize {
                            return <$of as FieldType>::value(&self.$key);
                        }
                    )+
                    panic!("{} has no field {place}", stringify!($name))
                }

                fn is_left_out(&self, place: usize) -> bool {
                    [$(<$of as FieldType>::is_absent(&self.$key)),+].get(place).is_none_or(|is_absent| *is_absent)
                }

                fn known(&self) -> Option<$crate::model::Evidence> {
                    None$(.or(<$of as FieldType>::evidence(&self.$key)))+
                }
            }

            impl Record for $name {
                const SHAPE: Shape = Shape {
                    name: stringify!($name),
                    fields: FIELDS,
                    sheet: record!(@sheet $sheet $($owner)?),
                    other_sheet: record!(@other $($other)*),
                    shorthand: SHORT,
                    key: &[$(stringify!($identity)),*],
                    #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
                    read_field: |place, tree, reader| {
                        <Self as Recorded>::read_field(&mut Draft::default(), place, tree, reader);
                    },
                    about: [concat!($($doc, "\n"),+), record!(@about $sheet)],
                };

                fn copy_field(&mut self, key: &str, from: &Self) -> bool {
                    match key {
                        $(record!(@key $key $($written)?) => self.$key.clone_from(&from.$key),)+
                        _ => return false,
                    }
                    true
                }

                fn clear_field(&mut self, key: &str) -> bool {
                    match key {
                        $(record!(@key $key $($written)?) if !<$of as FieldType>::REQUIRED => {
                            self.$key = <$of as FieldType>::absent();
                        })+
                        _ => return false,
                    }
                    true
                }
            }

            impl Recorded for $name {
                type Draft<'a> = Draft<'a>;
                type Numbers = Numbers;
                type Columns = Columns;

                fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Draft<'t>> {
                    let mut draft = Draft::default();
                    $(if let $crate::record::tree::Value::String(_) = &tree.value {
                        Self::read_field(&mut draft, At::$short as usize, tree, reader);
                        return Given::Is(draft);
                    })?
                    let is_table = reader.table(tree, KEYS, Expected::Record(KEYS), &mut |reader, key, value| {
                        if let Some(place) = KEYS.iter().position(|own| *own == key) {
                            Self::read_field(&mut draft, place, value, reader);
                        }
                    });
                    if is_table { Given::Is(draft) } else { Given::Bad }
                }

                fn read_field<'t>(draft: &mut Draft<'t>, place: usize, tree: &'t Tree<'t>, reader: &mut Tolerant) {
                    $(
                        if place == At::$key as usize {
                            draft.$key = <$of as FieldType>::read(tree, reader);
                        }
                    )+
                }

                fn take_field<'de, A: serde::de::MapAccess<'de>>(
                    draft: &mut Draft<'de>,
                    place: usize,
                    map: &mut A,
                ) -> Result<(), A::Error> {
                    $(
                        if place == At::$key as usize {
                            draft.$key = map.next_value()?;
                        }
                    )+
                    Ok(())
                }

                fn write_field<S: serde::ser::SerializeStruct>(
                    &self,
                    place: usize,
                    record: &mut S,
                ) -> Result<(), S::Error> {
                    $(
                        if place == At::$key as usize && !<$of as FieldType>::is_absent(&self.$key) {
                            record.serialize_field(KEYS[place], &Written::<$of>(&self.$key))?;
                        }
                    )+
                    Ok(())
                }

                fn look_up(draft: &Draft<'_>, place: Place<'_>, intake: &mut Intake) -> Numbers {
                    Numbers {$(
                        $key: {
                            let key = record!(@key $key $($written)?);
                            if <$of as FieldType>::REQUIRED && draft.$key.is_absent() {
                                intake.missing(place, key);
                                NONE
                            } else {
                                <$of as FieldType>::look_up(&draft.$key, place.key(key), intake)
                            }
                        },
                    )+}
                }

                #[allow(unused_variables)]
                fn check(draft: &mut Draft<'_>, numbers: &Numbers, place: Place<'_>, intake: &mut Intake) {
                    $($check(draft, numbers, place, intake);)?
                }

                fn settle(draft: Draft<'_>, numbers: &Numbers, place: Place<'_>, intake: &mut Intake) -> Self {
                    Self {$(
                        $key: {
                            let place = place.key(record!(@key $key $($written)?));
                            <$of as FieldType>::settle(draft.$key, numbers.$key, place, intake)
                        },
                    )+}
                }

                fn position(draft: &Draft<'_>) -> Option<usize> {
                    None$(.or(<$of as FieldType>::position(&draft.$key)))+
                }

                fn push(columns: &mut Columns, numbers: &Numbers, many: &[u32]) {
                    $(Column::push(&mut columns.$key, numbers.$key, many);)+
                }

                #[cfg(any(feature = "csv", feature = "json", feature = "toml"))]
                fn no_numbers() -> Numbers {
                    Numbers { $($key: NONE),+ }
                }

                fn blank() -> Self {
                    Self { $($key: <$of as FieldType>::absent(),)+ }
                }

                fn draft(&self) -> Draft<'_> {
                    Draft { $($key: <$of as FieldType>::draft(&self.$key),)+ }
                }

                fn is_given(draft: &Draft<'_>, key: &str) -> bool {
                    match key {
                        $(record!(@key $key $($written)?) => !draft.$key.is_absent(),)+
                        _ => false,
                    }
                }

                fn tidy(&mut self) {
                    $(<$of as FieldType>::tidy(&mut self.$key);)+
                }

                fn compare(&self, other: &Self) -> Ordering {
                    let by = |place: At| match place {
                        $(At::$key => <$of as FieldType>::compare(&self.$key, &other.$key),)+
                    };
                    record!(@order by [$($order)*] [$($key)+])
                }

                fn visit(&self, place: Place<'_>, around: Option<$crate::model::Evidence>, visit: &mut Visit<'_>) {
                    let evidence = known_within(Fields::known(self), around);
                    $(
                        let at = place.key(record!(@key $key $($written)?));
                        <$of as FieldType>::visit(&self.$key, at, evidence, visit);
                    )+
                }

                fn visit_known(
                    &self,
                    around: Option<$crate::model::Evidence>,
                    visit: &mut dyn FnMut($crate::model::Evidence),
                ) {
                    let own = Fields::known(self);
                    let evidence = known_within(own, around);
                    own.and(evidence).into_iter().for_each(&mut *visit);
                    $(<$of as FieldType>::visit_known(&self.$key, evidence, visit);)+
                }

                fn keep_known(&mut self, level: $crate::model::Evidence) {
                    $(<$of as FieldType>::keep_known(&mut self.$key, level);)+
                }

                #[cfg(feature = "proptest")]
                fn draw(draw: &mut Draw<'_>) -> Self {
                    Self { $($key: <$of as FieldType>::draw(draw),)+ }
                }

                #[cfg(feature = "proptest")]
                fn weaken(&mut self, theirs: &Theirs<'_>) -> bool {
                    let mut changed = false;
                    $(changed |= <$of as FieldType>::weaken(&mut self.$key, theirs);)+
                    let mut least = $crate::model::Evidence::Documented;
                    Recorded::visit(self, Place::Top, None, &mut |_, list, id, own| {
                        if let (Some(own), Some(theirs)) = (own, theirs(list, id)) {
                            least = if own > theirs { least.min(theirs) } else { least };
                        }
                    });
                    if least < $crate::model::Evidence::Documented {
                        $(changed |= <$of as FieldType>::limit(&mut self.$key, least);)+
                    }
                    changed
                }
            }

            // A record within another one.
            impl FieldType for $name {
                type Stored = Self;
                type Draft<'a> = Draft<'a>;
                type Column = record!(@column $($short)?);

                const KIND: FieldKind = FieldKind::Record(&<Self as Record>::SHAPE);

                fn read<'t>(tree: &'t Tree<'t>, reader: &mut Tolerant) -> Given<Draft<'t>> {
                    <Self as Recorded>::read(tree, reader)
                }

                // What it refers to is looked up, and what is wrong with it noted, as it settles.
                fn look_up(given: &Given<Draft<'_>>, _: Place<'_>, intake: &mut Intake) -> u32 {
                    let mut number = NONE;
                    if let (Some(short), Some(draft)) = (SHORT, given.get()) {
                        $(if short == stringify!($key) {
                            number = <$of as FieldType>::number(&draft.$key, intake);
                        })+
                    }
                    number
                }

                fn settle(given: Given<Draft<'_>>, _: u32, place: Place<'_>, intake: &mut Intake) -> Self {
                    match given {
                        Given::Is(draft) => $crate::record::assemble(draft, place, intake).0,
                        // A placeholder keeps the places of what follows.
                        Given::Absent | Given::Bad => <Self as Recorded>::blank(),
                    }
                }

                fn absent() -> Self {
                    <Self as Recorded>::blank()
                }

                fn draft(stored: &Self) -> Given<Draft<'_>> {
                    Given::Is(<Self as Recorded>::draft(stored))
                }

                fn value(stored: &Self) -> FieldValue<'_> {
                    FieldValue::Record(stored)
                }

                fn write<S: serde::Serializer>(stored: &Self, serializer: S) -> Result<S::Ok, S::Error> {
                    serde::Serialize::serialize(stored, serializer)
                }

                fn compare(one: &Self, other: &Self) -> Ordering {
                    Recorded::compare(one, other)
                }

                fn tidy(stored: &mut Self) {
                    Recorded::tidy(stored);
                }

                fn visit(
                    stored: &Self,
                    place: Place<'_>,
                    around: Option<$crate::model::Evidence>,
                    visit: &mut Visit<'_>,
                ) {
                    Recorded::visit(stored, place, around, visit);
                }

                fn visit_known(
                    stored: &Self,
                    around: Option<$crate::model::Evidence>,
                    visit: &mut dyn FnMut($crate::model::Evidence),
                ) {
                    Recorded::visit_known(stored, around, visit);
                }

                fn keep_known(stored: &mut Self, level: $crate::model::Evidence) {
                    Recorded::keep_known(stored, level);
                }

                #[cfg(feature = "proptest")]
                fn draw(draw: &mut Draw<'_>) -> Self {
                    draw.within(<Self as Recorded>::draw)
                }

                #[cfg(feature = "proptest")]
                fn can_draw(draw: &Draw<'_>) -> bool {
                    [$(!<$of as FieldType>::REQUIRED || <$of as FieldType>::can_draw(draw)),+].into_iter().all(|can| can)
                }

                #[cfg(feature = "proptest")]
                fn weaken(stored: &mut Self, theirs: &Theirs<'_>) -> bool {
                    // A record that does not say how it is known is as well known as the one around it.
                    Fields::known(stored).is_some() && Recorded::weaken(stored, theirs)
                }
            }
        };
    };

    // How a key is written: as its field is named, or otherwise.
    (@key $key:ident) => { stringify!($key) };
    (@key $key:ident $written:literal) => { $written };

    (@described ($key:expr) ($of:ty) ($doc:expr) ($en:literal, $zh:literal $(| $other:literal)*, $about:literal)) => {
        Field {
            key: $key,
            names: Names::new($key, $en, $zh, &[$($other),*]),
            kind: <$of as FieldType>::KIND,
            required: <$of as FieldType>::REQUIRED,
            says_none: <$of as FieldType>::SAYS_NONE,
            about: [$doc, $about],
        }
    };

    (@short) => { None };
    (@short $short:ident) => { Some(stringify!($short)) };
    (@column) => { () };
    (@column $short:ident) => { Vec<u32> };
    (@other) => { None };
    (@other $sheet:tt $owner:tt) => { record!(@sheet $sheet $owner) };
    (@sheet ($about:literal)) => { None };
    (@sheet ($key:literal, $en:literal, $zh:literal $(| $other:literal)*, $about_en:literal, $about_zh:literal)) => {
        Some($crate::record::SheetNames::new(Names::new($key, $en, $zh, &[$($other),*]), [$about_en, $about_zh], None))
    };
    (
        @sheet ($key:literal, $en:literal, $zh:literal $(| $other:literal)*, $about_en:literal, $about_zh:literal)
        ($list:ident $column:literal, $column_en:literal, $column_zh:literal $(| $column_other:literal)*, $of_en:literal, $of_zh:literal)
    ) => {
        Some($crate::record::SheetNames::new(
            Names::new($key, $en, $zh, &[$($other),*]),
            [$about_en, $about_zh],
            Some(Field {
                key: $column,
                names: Names::new($column, $column_en, $column_zh, &[$($column_other),*]),
                kind: FieldKind::Reference($crate::record::RecordList::$list),
                required: true,
                says_none: false,
                about: [$of_en, $of_zh],
            }),
        ))
    };
    (@about ($about:literal)) => { $about };
    (@about ($key:literal, $en:literal, $zh:literal $(| $other:literal)*, $about_en:literal, $about_zh:literal)) => {
        $about_zh
    };

    (@order $by:ident [] [$($key:ident)+]) => { Ordering::Equal$(.then_with(|| $by(At::$key)))+ };
    (@order $by:ident [$($order:ident)+] $keys:tt) => { Ordering::Equal$(.then_with(|| $by(At::$order)))+ };
}
