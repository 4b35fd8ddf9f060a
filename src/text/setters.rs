//! Options that read as one sentence.

/// Declares consuming setters, so that a record reads as one sentence.
macro_rules! setters {
    ($( $(#[$meta:meta])* $field:ident : $type:ty => |$value:ident| $set:expr; )+) => {$(
        $(#[$meta])*
        #[must_use]
        pub fn $field(mut self, $value: $type) -> Self {
            self.$field = $set;
            self
        }
    )+};
}
