//! Algorithms on graphs, as rows of indices, each with its paper. They know nothing of the field.
//!
//! What a query answers about a chain is computed here, and translated back into names by the query. They are public
//! because what serves any graph serves other programs too.
//!
//! | module | question | paper |
//! |---|---|---|
//! | [`layered_flow`] | how much gets through, what limits it, and what is each part worth? | Ford & Fulkerson 1956; Dinic 1970; Picard & Queyranne 1980 |
//! | [`layered_layout`] | where is everything in a drawing whose layers are given? | Sugiyama, Tagawa & Toda 1981; Gansner et al. 1993 |
//! | [`directed`] | the simple directed graph that the next three read | – |
//! | [`brokerage`] | between which groups does a node mediate? | Gould & Fernandez 1989 |
//! | [`constraint`] | how far do a node's contacts close in on it? | Burt 1992 |
//! | [`betweenness`] | on how many shortest paths does a node lie? | Brandes 2001; Borassi & Natale 2019 |
//! | [`pedigree`] | of whose genes is a population, and who descends from whom? | Lacy 1989; Boichard, Maignel & Verrier 1997 |
//! | [`reachability`] | can one node of an acyclic graph be reached from another? | Yıldırım, Chaoji & Zaki 2010 |

pub mod betweenness;
pub mod brokerage;
pub mod constraint;
pub(crate) mod cycles;
pub mod directed;
pub mod layered_flow;
pub mod layered_layout;
pub mod pedigree;
pub mod reachability;
pub(crate) mod rows;
mod triangles;
