//! The order of what comes from each other, or the cycles that leave it without one.
//!
//! Kahn (1962) for the order; what still waits, waits for a cycle. Nothing here calls itself, however long a chain is.

use hashbrown::{HashMap, HashSet};

/// What each of some things comes from, by number, end to end: `sources[starts[i]..starts[i + 1]]` for the `i`th.
#[derive(Debug)]
pub(crate) struct Origins {
    pub(crate) starts: Vec<u32>,
    pub(crate) sources: Vec<u32>,
}

/// An order, and what has none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// Every number after those that it comes from; of no use where there are cycles.
    pub(crate) order: Vec<u32>,
    /// Each cycle: every member comes from the next, and the last from the first, which is the least. No two share a
    /// member; where several do, the others show when one is fixed.
    pub(crate) cycles: Vec<Vec<u32>>,
}

impl Origins {
    /// What each of some things comes from; `None` if all that it comes from stands before it, so that their order is one
    /// already.
    pub(crate) fn by_number<I: IntoIterator<Item = u32>>(count: usize, of: impl Fn(usize) -> I) -> Option<Self> {
        if (0..count).all(|number| of(number).into_iter().all(|source| (source as usize) < number)) {
            return None;
        }
        let (mut starts, mut sources) = (Vec::with_capacity(count + 1), Vec::new());
        starts.push(0);
        for number in 0..count {
            sources.extend(of(number));
            starts.push(u32::try_from(sources.len()).expect("more references than memory holds"));
        }
        Some(Self { starts, sources })
    }

    fn of(&self, number: u32) -> &[u32] {
        &self.sources[self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize]
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// What comes from each, in the same form.
    fn reversed(&self) -> Self {
        let mut starts = vec![0_u32; self.starts.len()];
        self.sources.iter().for_each(|&source| starts[source as usize + 1] += 1);
        for number in 0..self.count() {
            starts[number + 1] += starts[number];
        }
        let mut ends = starts.clone();
        let mut sources = vec![0_u32; self.sources.len()];
        for number in 0..self.count() as u32 {
            for &source in self.of(number) {
                sources[ends[source as usize] as usize] = number;
                ends[source as usize] += 1;
            }
        }
        Self { starts, sources }
    }

    /// The order, with every cycle taken out. What comes from itself is a cycle of one.
    pub(crate) fn order(&self) -> Order {
        let count = self.count();
        let downstream = self.reversed();
        let mut waiting: Vec<u32> = (0..count as u32).map(|number| self.of(number).len() as u32).collect();
        let mut order: Vec<u32> = (0..count as u32).filter(|&number| waiting[number as usize] == 0).collect();
        let mut cycles = Vec::new();
        let (mut done, mut next_blocked) = (0, 0);
        let mut walk = Walk::default();
        loop {
            while done < order.len() {
                let number = order[done];
                done += 1;
                for &later in downstream.of(number) {
                    // The members of a cycle have been taken out already.
                    if waiting[later as usize] > 0 {
                        waiting[later as usize] -= 1;
                        if waiting[later as usize] == 0 {
                            order.push(later);
                        }
                    }
                }
            }
            while next_blocked < count && waiting[next_blocked] == 0 {
                next_blocked += 1;
            }
            if next_blocked == count {
                break;
            }
            let members = walk.next_cycle(next_blocked as u32, self, &waiting);
            for &member in &members {
                waiting[member as usize] = 0;
                order.push(member);
            }
            cycles.push(self.shortest(&members));
        }
        Order { order, cycles }
    }

    /// The shortest cycle through the least of some members of a cycle, among the members.
    fn shortest(&self, members: &[u32]) -> Vec<u32> {
        let first = *members.iter().min().expect("a cycle has members");
        let members: HashSet<u32> = members.iter().copied().collect();
        let mut before: HashMap<u32, u32> = HashMap::new();
        let mut reached = vec![first];
        let mut next = 0;
        while next < reached.len() {
            let number = reached[next];
            next += 1;
            for &source in self.of(number) {
                if source == first {
                    let mut cycle = vec![number];
                    while let Some(&earlier) = before.get(cycle.last().expect("it is not empty")) {
                        cycle.push(earlier);
                    }
                    cycle.reverse();
                    return cycle;
                }
                if members.contains(&source) && !before.contains_key(&source) {
                    before.insert(source, number);
                    reached.push(source);
                }
            }
        }
        unreachable!("the members of a cycle lead back to each of them")
    }
}

/// A walk to the origins of what waits. It is kept from one cycle to the next, so that all walks together are no longer
/// than what there is.
#[derive(Default)]
struct Walk {
    /// Where it went, with the position in each list of origins before which nothing waits any more.
    steps: Vec<(u32, usize)>,
    position: HashMap<u32, usize>,
}

impl Walk {
    /// Goes on to the next cycle, and leaves it out of the walk. Each member comes from the next.
    fn next_cycle(&mut self, start: u32, origins: &Origins, waiting: &[u32]) -> Vec<u32> {
        while let Some(&(number, _)) = self.steps.last()
            && waiting[number as usize] == 0
        {
            self.steps.pop();
            self.position.remove(&number);
        }
        let mut next = if self.steps.is_empty() { Some(start) } else { None };
        loop {
            if let Some(number) = next {
                if let Some(&position) = self.position.get(&number) {
                    let cycle: Vec<u32> =
                        self.steps.split_off(position).into_iter().map(|(number, _)| number).collect();
                    cycle.iter().for_each(|number| _ = self.position.remove(number));
                    return cycle;
                }
                self.position.insert(number, self.steps.len());
                self.steps.push((number, 0));
            }
            let (number, settled) = self.steps.last_mut().expect("the walk starts at what waits");
            let sources = origins.of(*number);
            let passed = sources[*settled..].iter().position(|source| waiting[*source as usize] > 0);
            *settled += passed.expect("what waits comes from what waits");
            next = Some(sources[*settled]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(lists: &[&[u32]]) -> Origins {
        let mut starts = vec![0];
        let mut sources = Vec::new();
        for list in lists {
            sources.extend_from_slice(list);
            starts.push(sources.len() as u32);
        }
        Origins { starts, sources }
    }

    #[test]
    fn what_comes_first_is_first() {
        let Order { order, cycles } = origins(&[&[2], &[0, 2], &[]]).order();
        assert_eq!((order, cycles), (vec![2, 0, 1], vec![]));
    }

    #[test]
    fn each_cycle_is_told_by_its_shortest_way() {
        // 1 → 2 → 3 → 1, with a shorter way from 2 back to 1; and 0 and 4 between themselves.
        let Order { cycles, .. } = origins(&[&[4], &[2], &[3, 1], &[1], &[0]]).order();
        assert_eq!(cycles, [vec![0, 4], vec![1, 2]]);
    }

    #[test]
    fn a_long_chain_that_closes_is_one_cycle() {
        let count = 50_000;
        let sources: Vec<u32> = (0..count).map(|number| (number + 1) % count).collect();
        let starts = (0..=count).collect();
        let Order { cycles, .. } = Origins { starts, sources }.order();
        assert_eq!((cycles.len(), cycles[0].len()), (1, count as usize));
    }
}
