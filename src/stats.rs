//! Statistics on plain slices, each with its paper. They know nothing of the field.
//!
//! | module | question | paper |
//! |---|---|---|
//! | [`kaplan_meier`] | how long until something happens, when for some it has not happened yet? | Kaplan & Meier 1958 |
//! | [`queueing`] | how long must one wait for a free team? | Erlang 1917; Kingman 1961; Allen 1990 |
//! | [`active_period`] | who is busy longest without a pause, and when? | Roser, Nakano & Tanaka 2002 |
//! | [`concentration`] | how few share most of the work? | Herfindahl 1950 |
//! | [`normal`] | how far from the middle lies a share of a normal distribution? | Wichura 1988 |
//! | [`preference`] | which of two is better, whatever the weights? | Pareto |
//! | [`wilson`] | how far may a share found in a sample lie from the true one? | Wilson 1927; Brown, Cai & DasGupta 2001 |
//! | [`acceptability`] | for which share of all weights is it the best? | Lahdelma, Hokkanen & Salminen 1998 |

pub mod acceptability;
pub mod active_period;
pub mod concentration;
pub mod kaplan_meier;
pub mod normal;
pub mod preference;
pub mod queueing;
pub mod wilson;
