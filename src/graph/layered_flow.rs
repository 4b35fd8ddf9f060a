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
//! * **How many nodes must fail before nothing passes?** [`LayeredNetwork::minimum_vertex_cut`] (Menger 1927).
//!
//! ```
//! use seedrelay::graph::layered_flow::{LayeredNetwork, Node};
//!
//! // The network drawn above; owner 7 has the nodes a and f.
//! let nodes = [
//!     Node { owner: 7, layer: 0, capacity: 3 }, // a
//!     Node { owner: 1, layer: 0, capacity: 5 }, // b
//!     Node { owner: 2, layer: 1, capacity: 4 }, // c
//!     Node { owner: 3, layer: 1, capacity: 1 }, // d
//!     Node { owner: 4, layer: 2, capacity: 9 }, // e
//!     Node { owner: 7, layer: 2, capacity: 2 }, // f
//! ];
//! let arcs = [(0, 2), (1, 2), (1, 3), (2, 4), (3, 5)];
//! let network = LayeredNetwork::new(3, &nodes, &arcs)?;
//!
//! let flow = network.maximum_flow();
//! assert_eq!(flow.value(), 5); // 4 through c, 1 through d
//! assert_eq!(flow.source_side_cut().nodes, [2, 3]); // c and d bind
//!
//! // One more unit at c or d comes out at the far end; at a or b it would lie idle.
//! assert_eq!(flow.gains(&[(2, 1), (3, 1), (0, 1)]), [1, 1, 0]);
//!
//! // Without owner 7 the branch over d ends at f, and b alone still fills c.
//! let without_seven = flow.losses().into_iter().find(|loss| loss.owner == 7).unwrap();
//! assert_eq!((without_seven.amount, without_seven.remaining), (1, 4));
//! # Ok::<(), seedrelay::graph::layered_flow::NetworkError>(())
//! ```
//!
//! # Units
//!
//! Capacities are whole numbers of a unit of the caller's choice: products, teams, or a fraction of either that divides
//! them all. Every flow value, gain and loss is then a whole number of it too, and two cuts tie exactly where their
//! capacities are equal. They are added up in 128 bits, so that a unit may be as small as one likes: all capacities
//! of a network together may be up to 2¹²⁶.
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
mod residual;
mod search;
mod solver;
mod stoppage;
mod units;

pub use maximum_flow::{CutMembership, MaximumFlow, MinimumCut};
pub use network::{LayeredNetwork, NetworkError, Node};
pub use probe::{Loss, Probe};
