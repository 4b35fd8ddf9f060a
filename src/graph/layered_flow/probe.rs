//! What a node's extra capacity would bring and what an owner's loss would cost, from one residual network.

use super::MaximumFlow;
use super::network::{DOWN, UP};
use super::residual::{Side, terminal};
use super::search::Search;
use super::units::{UNLIMITED, Units, given_back};

/// What the loss of all nodes of an owner costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The owner whose nodes are taken out.
    pub owner: u32,
    /// By how much the maximum flow falls: from 0 to its value.
    pub amount: u128,
    /// The maximum flow without the owner. It is 0 exactly if nothing passes any more.
    pub remaining: u128,
}

/// Asks one "what if" after another of a maximum flow; each changes the residual network and changes it back.
///
/// A probe copies the residual network once, O(n + m), so make one per thread and keep it.
///
/// # Why small flows suffice
///
/// Let R be the residual network of a maximum flow. In R the source does not reach the sink.
///
/// **Gain.** Give R one more arc, with room x, from the entry to the exit of node v. The gain is the maximum flow from
/// source to sink in R with this arc, and each of its paths takes the arc, because without it there is none. So the gain
/// is not above x, nor a, the maximum flow in R from the source to the entry, nor b, that from the exit to the sink. It is
/// not below the least of the three: the ways of the flow to the entry lie wholly within what the source reaches, those of
/// the flow from the exit wholly within what reaches the sink, and as no side belongs to both, the two do not compete for
/// room. So **gain = min(x, a, b)**. It is 0 without a search if the source does not reach the entry or the
/// exit not the sink, hence also if v has spare capacity, which would join the two. In layer 0, a has no limit; in the
/// last layer, b has none.
///
/// **Loss.** Take out owner O whose nodes v carry f(v). In what is left of R, R∖O, f(v) arrives at each entry and is
/// missing at each exit. The difference between this and a maximum flow without O is a flow in R∖O that starts with f(v)
/// at each entry and with L at the sink, and ends with f(v) at each exit and with L at the source, where L is the
/// loss. If M of it goes from entries to exits, then the remaining Σf − M of the entries can go only to the source, so that
/// L ≥ Σf − M. Conversely, when the most possible M has gone from entries to exits, the rest can be returned to the
/// source and taken back from the sink on the ways on which it came and went. So **loss = Σf − M with M the maximum flow in
/// R∖O from the entries, f(v) each, to the exits, f(v) each**.
///
/// *Source and sink may help.* Let N be that maximum flow with the source as one more supply and the sink as one more
/// demand, both without limit. Then M = min(Σf, N). M is above neither. And it is not below: take a least cut for M, the
/// sides X with the entries' supplies, the others with the exits' demands. If X has the source but not the sink, the cut
/// has at least N. If X is without the source, it has at least Σf, because all that is in the entries can be
/// returned to the source or, where one node of O fed another, be led back to that one's exit. If X has the
/// sink, likewise, reading backwards. So a search may stop at any entry of layer 0 and any exit of the last layer.
///
/// *No search is needed* if an owner carries nothing (loss 0), or if every exit has a lower rank, the place of its strongly
/// connected component in topological order, than every entry: then no exit is reached and M = 0. For an owner of one
/// node this is so exactly if the node is in some minimum cut (Picard & Queyranne 1980): all it carries is lost.
#[derive(Clone, Debug)]
pub struct Probe<'f> {
    flow: &'f MaximumFlow<'f>,
    search: Search<'f>,
}

impl MaximumFlow<'_> {
    /// A workspace to ask "what if" of this flow. The first one computes strongly connected components, O(n + m).
    #[must_use]
    pub fn probe(&self) -> Probe<'_> {
        Probe { flow: self, search: Search::new(self.network, self.residual.clone(), &self.reach, self.ranks()) }
    }

    /// By how much the maximum flow would grow if a node had `extra` more capacity, for each pair
    /// (node, extra) by itself: from 0 to `extra`, in the order of the queries.
    ///
    /// # Panics
    ///
    /// If the network has no such node.
    #[must_use]
    pub fn gains(&self, queries: &[(u32, u128)]) -> Vec<u128> {
        let mut probe = self.probe();
        queries.iter().map(|&(node, extra)| probe.gain(node, extra)).collect()
    }

    /// What the maximum flow loses without each owner by itself, for all [`owners`](super::LayeredNetwork::owners) in
    /// their order.
    #[must_use]
    pub fn losses(&self) -> Vec<Loss> {
        let mut probe = self.probe();
        self.network.owners().iter().map(|&owner| probe.loss(owner)).collect()
    }

    /// As [`gains`](Self::gains), on all threads; the same to the last bit.
    #[cfg(feature = "parallel")]
    #[must_use]
    pub fn gains_in_parallel(&self, queries: &[(u32, u128)]) -> Vec<u128> {
        self.in_parallel(queries, |probe, &(node, extra)| probe.gain(node, extra))
    }

    /// As [`losses`](Self::losses), on all threads; the same to the last bit.
    #[cfg(feature = "parallel")]
    #[must_use]
    pub fn losses_in_parallel(&self) -> Vec<Loss> {
        self.in_parallel(self.network.owners(), |probe, &owner| probe.loss(owner))
    }

    /// Deals the queries out among the threads like cards, one probe to a thread.
    #[cfg(feature = "parallel")]
    fn in_parallel<Q: Sync, A: Send + Copy>(
        &self,
        queries: &[Q],
        ask: impl Fn(&mut Probe<'_>, &Q) -> A + Sync,
    ) -> Vec<A> {
        use rayon::prelude::*;
        let hands = rayon::current_num_threads().max(1);
        self.ranks();
        let answers: Vec<Vec<A>> = (0..hands)
            .into_par_iter()
            .map(|hand| {
                let mut probe = self.probe();
                queries.iter().skip(hand).step_by(hands).map(|query| ask(&mut probe, query)).collect()
            })
            .collect();
        (0..queries.len()).map(|query| answers[query % hands][query / hands]).collect()
    }
}

impl Probe<'_> {
    /// By how much the maximum flow would grow if `node` had `extra` more capacity: from 0 to `extra`.
    ///
    /// # Panics
    ///
    /// If the network has no such node.
    pub fn gain(&mut self, node: u32, extra: u128) -> u128 {
        let (entry, exit) = (2 * node, 2 * node + 1);
        let flow = self.flow;
        if extra == 0 || !flow.source_reaches(entry) || !flow.reaches_sink(exit) {
            return 0;
        }
        let network = flow.network;
        let mut gain = extra.min(given_back(UNLIMITED)).cast_signed();
        if !network.begins(DOWN, node) {
            gain = self.most_between((terminal(network, DOWN), UNLIMITED), (entry, gain), gain);
        }
        if !network.begins(UP, node) {
            gain = self.most_between((exit, gain), (terminal(network, UP), UNLIMITED), gain);
        }
        // Where neither end has a limit, nor has the gain.
        if gain == UNLIMITED { extra } else { given_back(gain) }
    }

    /// What the maximum flow loses without the nodes of `owner`; nothing if it has none.
    pub fn loss(&mut self, owner: u32) -> Loss {
        let flow = self.flow;
        let network = flow.network;
        let lost = self.lost(network.nodes_of(owner));
        Loss { owner, amount: given_back(lost), remaining: given_back(flow.value - lost) }
    }

    /// The most that goes from a supply to a demand in the residual network, up to `limit`; leaves no trace.
    fn most_between(&mut self, supply: (Side, Units), demand: (Side, Units), limit: Units) -> Units {
        for (ends, given) in self.search.ends().iter_mut().zip([supply, demand]) {
            ends.clear();
            ends.push(given);
        }
        let sent = self.search.send(limit);
        self.search.undo();
        sent
    }

    /// How much less flows without these nodes.
    fn lost(&mut self, nodes: &[u32]) -> Units {
        let flow = self.flow;
        let (network, ranks) = (flow.network, flow.ranks());
        let [supplies, demands] = self.search.ends();
        supplies.clear();
        demands.clear();
        for &node in nodes {
            let carried = flow.residual.passing(node);
            if carried > 0 {
                supplies.push((2 * node, carried));
                demands.push((2 * node + 1, carried));
            }
        }
        let all: Units = supplies.iter().map(|&(_, carried)| carried).sum();
        let rank = |&(side, _): &(Side, Units)| ranks[side as usize];
        let (Some(lowest), Some(highest)) = (supplies.iter().map(rank).min(), demands.iter().map(rank).max()) else {
            return 0;
        };
        if highest < lowest {
            return all;
        }
        let (source, sink) = (terminal(network, DOWN), terminal(network, UP));
        if ranks[source as usize] <= highest {
            supplies.push((source, UNLIMITED));
        }
        if ranks[sink as usize] >= lowest {
            demands.push((sink, UNLIMITED));
        }
        for &node in nodes {
            self.search.residual().set_removed(node, true);
        }
        let led_around = self.search.send(all);
        self.search.undo();
        for &node in nodes {
            self.search.residual().set_removed(node, false);
        }
        all - led_around
    }
}
