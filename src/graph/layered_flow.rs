//! Maximum flow through a layered network whose *nodes* have capacities, and what each node is worth to it.
//!
//! The network has layers 0, 1, …, K−1. Every node belongs to an *owner* and has a capacity, the most that may pass
//! through it per unit of time. Arcs lead from a layer to the next one and carry any amount. Everything enters at
//! layer 0 and leaves at layer K−1:
//!
//! ```text
//!             layer 0     layer 1     layer 2
//!          ┌─▶ a (3) ───▶ c (4) ───▶ e (9) ─┐
//!  source ─┤              ▲                 ├─▶ sink
//!          └─▶ b (5) ─────┘                 │
//!               └───────▶ d (1) ───▶ f (2) ─┘
//! ```
//!
//! Four questions are answered, all of them exactly:
//!
//! * **How much passes?** [`LayeredNetwork::maximum_flow`] (Ford & Fulkerson 1956; Dinic 1970).
//! * **What binds?** [`MaximumFlow::source_side_cut`] and [`MaximumFlow::sink_side_cut`]: the first and the last of
//!   all minimum cuts; they differ when several tie. [`MaximumFlow::cut_membership`] tells for each node whether it
//!   is in every minimum cut, in some or in none (Picard & Queyranne 1980).
//! * **What would more capacity bring, and what would a loss cost?** [`MaximumFlow::gains`] and
//!   [`MaximumFlow::losses`] for all nodes and owners, from the one residual network that the solution leaves; or
//!   one at a time with a [`Probe`].
//! * **How many nodes must fail before nothing passes?** [`LayeredNetwork::fewest_nodes_to_stop`] (Menger 1927).
//!
//! ```
//! use seedrelay::graph::layered_flow::{LayeredNetwork, Node};
//!
//! // The network drawn above; owner 7 has the nodes a and f.
//! let nodes = [
//!     Node { owner: 7, layer: 0, capacity: 3.0 }, // a
//!     Node { owner: 1, layer: 0, capacity: 5.0 }, // b
//!     Node { owner: 2, layer: 1, capacity: 4.0 }, // c
//!     Node { owner: 3, layer: 1, capacity: 1.0 }, // d
//!     Node { owner: 4, layer: 2, capacity: 9.0 }, // e
//!     Node { owner: 7, layer: 2, capacity: 2.0 }, // f
//! ];
//! let arcs = [(0, 2), (1, 2), (1, 3), (2, 4), (3, 5)];
//! let network = LayeredNetwork::new(3, &nodes, &arcs)?;
//!
//! let flow = network.maximum_flow();
//! assert_eq!(flow.value(), 5.0); // 4 through c, 1 through d
//! assert_eq!(flow.source_side_cut().nodes, [2, 3]); // c and d bind
//!
//! // One more unit at c or d comes out at the far end; at a or b it would lie idle.
//! assert_eq!(flow.gains(&[(2, 1.0), (3, 1.0), (0, 1.0)]), [1.0, 1.0, 0.0]);
//!
//! // Without owner 7 the branch over d ends at f, and b alone still fills c.
//! let without_seven = flow.losses().into_iter().find(|loss| loss.owner == 7).unwrap();
//! assert_eq!((without_seven.amount, without_seven.remaining), (1.0, 4.0));
//! # Ok::<(), seedrelay::graph::layered_flow::NetworkError>(())
//! ```
//!
//! # How exact is exact
//!
//! Capacities come as `f64`. They are counted in *quanta*, whole numbers of one power of two per network, in `i128`,
//! and nothing is rounded from there until an answer is handed back as the nearest `f64`. With `n` nodes and 2ᴱ the
//! power of two at or below the largest capacity, the quantum is 2^(E + 1 + ⌈log₂ n⌉ − 126): then all capacities
//! together stay below 2¹²⁶ quanta, no sum overflows, and
//!
//! * a capacity not below 2^(⌈log₂ n⌉ − 73) of the largest is a whole number of quanta, because the last of its 53
//!   significant bits is not below one quantum. In a network of 130,000 nodes this holds for capacities that differ by
//!   up to 2⁵⁵ ≈ 3.6 · 10¹⁶ times. [`LayeredNetwork::is_exact`] says whether it holds for all; if so, **every flow
//!   value, gain and loss is the true one for the given `f64`s, rounded once** (relative error ≤ 2⁻⁵³), however small
//!   the difference between two large flows that it stands for;
//! * otherwise a smaller capacity is off by half a quantum at most (and a positive one by less than a quantum, as it is
//!   never rounded to 0, so that positive flows stay positive). A flow value is the sum of at most n capacities, those of
//!   a minimum cut, so it is off by less than n quanta, that is n² · 2⁻¹²⁴ of the largest capacity or 5 · 10⁻²⁸ of it for
//!   10⁵ nodes; a gain or a loss, the difference of two flow values, by twice that. The *relative* error is therefore
//!   below 10⁻⁹ for every answer down to 10⁻¹⁸ of the largest capacity, and below 10⁻¹⁶ down to 10⁻¹¹ of it. What is
//!   smaller still, beside capacities 10¹⁶ times apart, is right to 10⁻²⁷ of the largest capacity and no better.
//!
//! # How all gains and losses come from one residual network
//!
//! [`Probe`] has the proofs. Gain: extra capacity at a node is worth the least of the extra, what the source can
//! still bring to the node's entry and what the sink can still take from its exit. Loss: what an owner's nodes carry,
//! less what can be led around them in the residual network. Both are small maximum flows that begin at the node in
//! question and rarely leave its surroundings; strongly connected components of the residual network settle many
//! without any search and fence the others in.
//!
//! # References
//!
//! * L. R. Ford, D. R. Fulkerson (1956), Maximal flow through a network, *Canad. J. Math.* 8; (1962) *Flows in
//!   Networks*, Princeton (splitting nodes to give them capacities: I.11).
//! * K. Menger (1927), Zur allgemeinen Kurventheorie, *Fund. Math.* 10.
//! * E. A. Dinic (1970), Algorithm for solution of a problem of maximum flow in networks with power estimation,
//!   *Soviet Math. Dokl.* 11.
//! * J. Edmonds, R. M. Karp (1972), Theoretical improvements in algorithmic efficiency for network flow problems,
//!   *J. ACM* 19.
//! * P. E. Hart, N. J. Nilsson, B. Raphael (1968), A formal basis for the heuristic determination of minimum cost paths,
//!   *IEEE Trans. Syst. Sci. Cybern.* 4.
//! * S. Even, R. E. Tarjan (1975), Network flow and testing graph connectivity, *SIAM J. Comput.* 4.
//! * R. E. Tarjan (1972), Depth-first search and linear graph algorithms, *SIAM J. Comput.* 1.
//! * J.-C. Picard, M. Queyranne (1980), On the structure of all minimum cuts in a network and applications,
//!   *Math. Programming Study* 13.
//! * I. Pohl (1971), Bi-directional search, *Machine Intelligence* 6.

mod components;
mod maximum_flow;
mod network;
mod probe;
mod quanta;
mod residual;
mod search;
mod solver;
mod stoppage;

pub use maximum_flow::{CutMembership, MaximumFlow, MinimumCut};
pub use network::{LayeredNetwork, NetworkError, Node};
pub use probe::{Loss, Probe};
