//! The shape of the crate, read from its source: which module may use which, and what others can name.

mod cycles;
mod layers;
mod made_up;
mod public_api;
mod source;
mod wording;
