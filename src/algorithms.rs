//! Algorithms on plain slices and indices, each with its paper. They know nothing of the field.
//!
//! What a query answers about a chain is computed here, and translated back into names by the query. They are public
//! because what serves any graph or sample serves other programs too.
//!
//! | module | question | paper |
//! |---|---|---|
//! | [`kaplan_meier`] | how long until something happens, when for some it has not happened yet? | Kaplan & Meier 1958 |
//! | [`queueing`] | how long must one wait for a free team? | Erlang 1917; Kingman 1961; Allen 1990 |
//! | [`active_period`] | who holds up all others, and when? | Roser, Nakano & Tanaka 2002 |
//! | [`concentration`] | how few share most of the work? | Herfindahl 1950 |
//! | [`layered_flow`] | how much gets through, what limits it, and what is each part worth? | Ford & Fulkerson 1956; Dinic 1970; Picard & Queyranne 1980 |
//! | [`layered_layout`] | where is everything in a drawing whose layers are given? | Sugiyama, Tagawa & Toda 1981; Gansner et al. 1993 |
//! | [`directed`] | the simple directed graph that the next three read | – |
//! | [`brokerage`] | between which groups does a node mediate? | Gould & Fernandez 1989 |
//! | [`constraint`] | how far do a node's contacts close in on it? | Burt 1992 |
//! | [`betweenness`] | on how many shortest paths does a node lie? | Brandes 2001; Borassi & Natale 2019 |
//! | [`reachability`] | can one node of an acyclic graph be reached from another? | Yıldırım, Chaoji & Zaki 2010 |
//! | [`normal`] | how far from the middle lies a share of a normal distribution? | Wichura 1988 |
//! | [`preference`] | which of two is better, whatever the weights? | Pareto |
//! | [`acceptability`] | for which share of all weights is it the best? | Lahdelma, Hokkanen & Salminen 1998 |

pub mod acceptability;
pub mod active_period;
pub mod betweenness;
pub mod brokerage;
pub mod concentration;
pub mod constraint;
pub mod directed;
pub mod kaplan_meier;
pub mod layered_flow;
pub mod layered_layout;
pub mod normal;
pub mod preference;
pub mod queueing;
pub mod reachability;
mod triangles;
