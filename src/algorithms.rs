//! Algorithms on plain slices and indices, each with its paper. They know nothing of the field.
//!
//! What a query answers about a chain is computed here and translated back into names by the query.

pub mod kaplan_meier;
mod normal;
