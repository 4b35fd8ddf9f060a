//! Networks small enough to work out by hand, and the figures that `NetworkX` gives for some that are not.

use seedrelay::graph::layered_flow::{CutMembership, LayeredNetwork, Loss, NetworkError, Node};

fn node(owner: u32, layer: u32, capacity: u128) -> Node {
    Node { owner, layer, capacity }
}

fn losses(network: &LayeredNetwork) -> Vec<(u32, u128, u128)> {
    let tuple = |Loss { owner, amount, remaining }| (owner, amount, remaining);
    network.maximum_flow().losses().into_iter().map(tuple).collect()
}

/// The first fill goes a → c and leaves b nothing; the best flow has to lead a around over d.
#[test]
fn an_earlier_choice_is_taken_back() {
    // a(2) → c(2), d(2); b(2) → c; c, d → e(9)
    let nodes = [node(0, 0, 2), node(1, 0, 2), node(2, 1, 2), node(3, 1, 2), node(4, 2, 9)];
    for arcs in [[(0, 2), (0, 3), (1, 2), (2, 4), (3, 4)], [(1, 2), (0, 3), (0, 2), (3, 4), (2, 4)]] {
        let network = LayeredNetwork::new(3, &nodes, &arcs).unwrap();
        assert_eq!(network.maximum_flow().value(), 4);
        // Without c, b has no way on; without d, one of a and b has not.
        assert_eq!(losses(&network), [(0, 2, 2), (1, 2, 2), (2, 2, 2), (3, 2, 2), (4, 4, 0)]);
    }
}

/// Two branches, one bound at its beginning, the other in its middle.
#[test]
fn the_cut_may_cross_layers() {
    // a(6), b(10) → c(20) → e(18), h(1); g(8) → d(2) → f(4)
    let nodes = [
        node(0, 0, 6),  // 0: a
        node(1, 0, 10), // 1: b
        node(2, 1, 20), // 2: c
        node(3, 1, 2),  // 3: d
        node(4, 2, 18), // 4: e
        node(5, 2, 4),  // 5: f
        node(6, 0, 8),  // 6: g
        node(7, 2, 1),  // 7: h
    ];
    let network = LayeredNetwork::new(3, &nodes, &[(0, 2), (1, 2), (6, 3), (2, 4), (3, 5), (2, 7)]).unwrap();
    let flow = network.maximum_flow();
    assert_eq!(flow.value(), 18);
    let cut = flow.source_side_cut();
    assert_eq!((cut.nodes.as_slice(), cut.capacity), (&[0, 1, 3][..], 18));
    assert_eq!(flow.sink_side_cut(), cut);
    // Of four more at a, three go on: e and h take 19 in all, and had 16.
    assert_eq!(flow.gains(&[(0, 4), (0, 2), (3, 4), (6, 4), (2, 4)]), [3, 2, 2, 0, 0]);
}

/// Three layers that bind alike: every one is a minimum cut.
#[test]
fn ties_between_cuts() {
    let nodes = [node(0, 0, 2), node(1, 1, 2), node(2, 2, 2), node(3, 2, 1)];
    let network = LayeredNetwork::new(3, &nodes, &[(0, 1), (1, 2)]).unwrap();
    let flow = network.maximum_flow();
    assert_eq!(flow.source_side_cut().nodes, [0]);
    assert_eq!(flow.sink_side_cut().nodes, [2]);
    for v in 0..3 {
        assert_eq!(flow.cut_membership(v), CutMembership::Some);
    }
    assert_eq!(flow.cut_membership(3), CutMembership::None);
    // More of one alone brings nothing, the loss of any stops everything.
    assert_eq!(flow.gains(&[(0, 1), (1, 1), (2, 1), (3, 1)]), [0; 4]);
    assert_eq!(losses(&network), [(0, 2, 0), (1, 2, 0), (2, 2, 0), (3, 0, 2)]);
}

/// One owner on the same path twice must not be counted twice, nor on two paths once.
#[test]
fn an_owner_in_two_layers() {
    // Path a → c → e carries 2, path b → d → f carries 3.
    let arcs = [(0, 2), (1, 3), (2, 4), (3, 5)];
    let of = |owners: [u32; 6]| {
        let place = [(0, 2), (0, 3), (1, 9), (1, 9), (2, 9), (2, 9)];
        let nodes: Vec<Node> = owners.iter().zip(place).map(|(&o, (l, c))| node(o, l, c)).collect();
        losses(&LayeredNetwork::new(3, &nodes, &arcs).unwrap())
    };
    // a and e: the same path.
    assert_eq!(of([9, 1, 2, 3, 9, 4])[4], (9, 2, 3));
    // a and f: one path each.
    assert_eq!(of([9, 1, 2, 3, 4, 9])[4], (9, 5, 0));
    // All three of one path.
    assert_eq!(of([9, 1, 9, 3, 9, 4])[3], (9, 2, 3));
}

/// Spare capacity elsewhere takes over part of what is lost.
#[test]
fn part_of_a_loss_is_led_around() {
    // a(5) and b(5) → c(6); c → d(9): b can bring 4 more when a is gone.
    let nodes = [node(0, 0, 5), node(1, 0, 5), node(2, 1, 6), node(3, 2, 9)];
    let network = LayeredNetwork::new(3, &nodes, &[(0, 2), (1, 2), (2, 3)]).unwrap();
    assert_eq!(losses(&network), [(0, 1, 5), (1, 1, 5), (2, 6, 0), (3, 6, 0)]);
    assert_eq!(network.minimum_vertex_cut().len(), 1);
}

#[test]
fn no_route() {
    let nodes = [node(0, 0, 5), node(1, 1, 5), node(2, 2, 5), node(3, 1, 5)];
    let network = LayeredNetwork::new(3, &nodes, &[(0, 1), (3, 2)]).unwrap();
    let flow = network.maximum_flow();
    assert_eq!(flow.value(), 0);
    assert_eq!((flow.source_side_cut().nodes, flow.source_side_cut().capacity), (vec![], 0));
    assert_eq!(flow.sink_side_cut().nodes, Vec::<u32>::new());
    assert_eq!(flow.gains(&[(0, 1), (1, 1), (2, 1)]), [0; 3]);
    assert!(losses(&network).iter().all(|&(_, amount, remaining)| amount == 0 && remaining == 0));
    assert!(network.minimum_vertex_cut().is_empty());
}

#[test]
fn no_nodes_no_layers_and_an_empty_layer() {
    for layers in 0..4 {
        let network = LayeredNetwork::new(layers, &[], &[]).unwrap();
        assert_eq!(network.maximum_flow().value(), 0);
        assert!(losses(&network).is_empty() && network.minimum_vertex_cut().is_empty());
    }
    let network = LayeredNetwork::new(3, &[node(0, 0, 1), node(1, 2, 1)], &[]).unwrap();
    assert_eq!(network.maximum_flow().value(), 0);
    assert_eq!(network.nodes_of(1), [1]);
    assert!(network.nodes_of(5).is_empty());
    assert_eq!(network.maximum_flow().probe().loss(5).amount, 0);
}

#[test]
fn one_layer() {
    let network = LayeredNetwork::new(1, &[node(0, 0, 3), node(1, 0, 0)], &[]).unwrap();
    let flow = network.maximum_flow();
    assert_eq!(flow.value(), 3);
    assert_eq!(flow.source_side_cut(), flow.sink_side_cut());
    assert_eq!(flow.gains(&[(0, 1 << 90), (1, 1)]), [1 << 90, 1]);
    assert_eq!(network.minimum_vertex_cut(), [0]);
}

/// A node without capacity blocks, is worth a gain where it blocks, and does not count among nodes that can be lost.
#[test]
fn zero_capacity() {
    let nodes = [node(0, 0, 2), node(1, 1, 0), node(2, 2, 3)];
    let network = LayeredNetwork::new(3, &nodes, &[(0, 1), (1, 2)]).unwrap();
    let flow = network.maximum_flow();
    assert_eq!(flow.value(), 0);
    assert_eq!(flow.source_side_cut().nodes, [1]);
    assert_eq!(flow.cut_membership(1), CutMembership::All);
    assert_eq!(flow.gains(&[(1, 1), (1, 5), (0, 1)]), [1, 2, 0]);
    assert!(network.minimum_vertex_cut().is_empty());
}

#[test]
fn what_is_no_network_is_refused() {
    let nodes = [node(0, 0, 1), node(1, 1, 1)];
    let error = |nodes: &[Node], arcs: &[(u32, u32)]| LayeredNetwork::new(2, nodes, arcs).unwrap_err();
    assert_eq!(error(&[node(0, 2, 1)], &[]), NetworkError::Layer { node: 0, layer: 2, layers: 2 });
    assert_eq!(error(&nodes, &[(0, 1), (0, 2)]), NetworkError::Endpoint { arc: 1, node: 2 });
    assert_eq!(error(&nodes, &[(0, 0)]), NetworkError::Direction { arc: 0, from: 0, to: 0 });
}

/// A unit beside more than a double can count: to the last unit.
#[test]
fn small_capacities_beside_large_ones() {
    let large = 1 << 100;
    let nodes = [node(0, 0, large), node(1, 1, large), node(2, 0, 1), node(3, 1, 3), node(4, 0, 2)];
    let network = LayeredNetwork::new(2, &nodes, &[(0, 1), (2, 3), (4, 3)]).unwrap();
    let flow = network.maximum_flow();
    assert_eq!(flow.value(), large + 3);
    let losses = flow.losses();
    assert_eq!([losses[0].amount, losses[2].amount, losses[4].amount], [large, 1, 2]);
    assert_eq!(flow.gains(&[(2, 1), (3, 1)]), [0, 0]);
}

#[test]
fn the_largest_capacities() {
    let most = (1 << 126) - 1;
    let nodes = [node(0, 0, most / 3), node(1, 1, most / 3), node(2, 1, most / 3)];
    let network = LayeredNetwork::new(2, &nodes, &[(0, 1), (0, 2)]).unwrap();
    assert_eq!(network.maximum_flow().value(), most / 3);
    assert_eq!(network.maximum_flow().gains(&[(0, u128::MAX)]), [most / 3]);
    // Without an end on either side there is no limit to what more brings.
    let one = LayeredNetwork::new(1, &[node(0, 0, most)], &[]).unwrap();
    assert_eq!(one.maximum_flow().gains(&[(0, u128::MAX)]), [u128::MAX]);
    for nodes in [vec![node(0, 0, most + 1)], vec![node(0, 0, most), node(1, 0, 1)], vec![node(0, 0, u128::MAX); 2]] {
        let refused = LayeredNetwork::new(1, &nodes, &[]).unwrap_err();
        let first = usize::from(nodes[0].capacity == most);
        assert_eq!(refused, NetworkError::Capacity { node: first });
    }
}

#[test]
fn probes_may_be_sent_between_threads() {
    fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<LayeredNetwork>();
    assert_send_sync::<seedrelay::graph::layered_flow::MaximumFlow<'_>>();
    assert_send_sync::<seedrelay::graph::layered_flow::Probe<'_>>();
}
