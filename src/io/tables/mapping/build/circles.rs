//! Links that make a circle: nothing is bred from its own offspring, and nothing builds on what builds on it.

use hashbrown::HashMap;

/// The links that have to go so that no circle is left, in order. Which they are depends on the links and not on their
/// order.
pub(super) fn without_circles(mut edges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    edges.sort_unstable();
    edges.dedup();
    let mut nodes: Vec<u32> = edges.iter().flat_map(|(one, other)| [*one, *other]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let place: HashMap<u32, usize> = nodes.iter().enumerate().map(|(place, node)| (*node, place)).collect();
    let range = |node: u32| {
        let begin = edges.partition_point(|(one, _)| *one < node);
        (begin, begin + edges[begin..].partition_point(|(one, _)| *one == node))
    };
    let mut states = vec![State::New; nodes.len()];
    let mut broken = Vec::new();
    for start in 0..nodes.len() {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::Open;
        let mut open = vec![(start, range(nodes[start]))];
        while let Some((node, (next, end))) = open.last_mut() {
            if next == end {
                states[*node] = State::Done;
                open.pop();
                continue;
            }
            let (_, to) = edges[*next];
            *next += 1;
            let to_place = place[&to];
            match states[to_place] {
                State::New => {
                    states[to_place] = State::Open;
                    open.push((to_place, range(to)));
                }
                State::Open => broken.push((nodes[*node], to)),
                State::Done => {}
            }
        }
    }
    broken.sort_unstable();
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_of_each_circle_goes_and_no_other() {
        assert!(without_circles(vec![(1, 2), (2, 3), (1, 3)]).is_empty());
        assert_eq!(without_circles(vec![(3, 1), (1, 2), (2, 3)]), [(3, 1)]);
        assert_eq!(without_circles(vec![(7, 7), (7, 8)]), [(7, 7)]);
        let long: Vec<(u32, u32)> = (0..100_000).map(|node| (node, (node + 1) % 100_000)).collect();
        assert_eq!(without_circles(long), [(99_999, 0)]);
    }
}
