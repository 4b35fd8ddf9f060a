//! Circles: projects that build on each other cannot be told earlier from later.

use petgraph::graph::NodeIndex;

use super::super::columns::Rows;
use super::super::names::NONE;
use super::super::path::{Path, RecordList};
use super::super::problem::{Problem, ProblemKind};
use super::Assembly;

/// What each project builds on, by number in the document.
struct Upstream<'a> {
    assembly: &'a Assembly,
}

impl Upstream<'_> {
    fn of(&self, project: u32) -> impl Iterator<Item = u32> + Clone {
        self.beyond(project, 0).map(|(_, upstream)| upstream)
    }

    /// What a project builds on, from a position in its list, with the positions.
    fn beyond(&self, project: u32, start: usize) -> impl Iterator<Item = (usize, u32)> + Clone {
        let numbers = &self.assembly.columns.builds_on.of(project as usize)[start..];
        let records = numbers.iter().map(|&number| self.assembly.project_names.record(number));
        // What is unknown, and a project that builds on itself, has been noted.
        (start..).zip(records).filter(move |&(_, upstream)| upstream != NONE && upstream != project)
    }
}

impl Assembly {
    /// Every project after those that it builds on (Kahn 1962), by number in the document. Notes every circle.
    ///
    /// Where there are circles, the order is of no use. Each is noted once, at its first project in the document; two
    /// that share a project are mended one after the other.
    pub(super) fn topological_order(&mut self) -> Vec<u32> {
        let count = self.projects.node_count();
        let upstream = Upstream { assembly: self };
        // Most documents name what was earlier first.
        if (0..count as u32).all(|project| upstream.of(project).all(|earlier| earlier < project)) {
            return (0..count as u32).collect();
        }

        let downstream = downstream(count, &upstream);
        let mut waiting: Vec<u32> = (0..count as u32).map(|project| upstream.of(project).count() as u32).collect();
        let mut order: Vec<u32> = (0..count as u32).filter(|&project| waiting[project as usize] == 0).collect();
        let mut circles = Vec::new();
        let (mut done, mut next_blocked) = (0, 0);
        let mut walk = Walk::default();
        loop {
            while done < order.len() {
                let project = order[done] as usize;
                done += 1;
                for &later in downstream.of(project) {
                    // The members of a circle have been taken out already.
                    if waiting[later as usize] > 0 {
                        waiting[later as usize] -= 1;
                        if waiting[later as usize] == 0 {
                            order.push(later);
                        }
                    }
                }
            }
            // What still waits, waits for a circle. Take the members of one out, and go on.
            while next_blocked < count && waiting[next_blocked] == 0 {
                next_blocked += 1;
            }
            if next_blocked == count {
                break;
            }
            let circle = walk.next_circle(next_blocked as u32, &upstream, &waiting);
            for &project in &circle {
                waiting[project as usize] = 0;
                order.push(project);
            }
            circles.push(circle);
        }
        self.note_circles(circles);
        order
    }

    fn note_circles(&mut self, circles: Vec<Vec<u32>>) {
        for mut circle in circles {
            let first = (0..circle.len()).min_by_key(|&position| circle[position]).expect("a circle has members");
            circle.rotate_left(first);
            let place = Path::record(RecordList::Projects, circle[0] as usize).key("builds_on");
            let ids = circle.iter().map(|&project| self.projects[NodeIndex::new(project as usize)].id.clone());
            let projects = ids.collect();
            self.problems.push(Problem::new(place, ProblemKind::Cycle { projects }));
        }
    }
}

/// The projects that build on each one.
fn downstream(count: usize, upstream: &Upstream<'_>) -> Rows {
    let pairs = (0..count as u32).flat_map(|project| upstream.of(project).map(move |earlier| (earlier, project)));
    Rows::from_pairs(count, pairs)
}

/// A walk against the stream among the projects that wait. It is kept from one circle to the next, so that all walks
/// together are no longer than the document.
#[derive(Default)]
struct Walk {
    /// Where it went, with the position in each list of what a project builds on before which nothing waits any more.
    steps: Vec<(u32, usize)>,
    position: hashbrown::HashMap<u32, usize>,
}

impl Walk {
    /// Goes on to the next circle, and leaves it out of the walk. Each member builds on the next.
    fn next_circle(&mut self, start: u32, upstream: &Upstream<'_>, waiting: &[u32]) -> Vec<u32> {
        while let Some(&(project, _)) = self.steps.last()
            && waiting[project as usize] == 0
        {
            self.steps.pop();
            self.position.remove(&project);
        }
        let mut next = if self.steps.is_empty() { Some(start) } else { None };
        loop {
            if let Some(project) = next {
                if let Some(&position) = self.position.get(&project) {
                    let circle = self.steps.split_off(position);
                    return circle
                        .into_iter()
                        .map(|(project, _)| project)
                        .inspect(|project| {
                            self.position.remove(project);
                        })
                        .collect();
                }
                self.position.insert(project, self.steps.len());
                self.steps.push((project, 0));
            }
            let (project, settled) = self.steps.last_mut().expect("the walk starts at a project that waits");
            let (passed, earlier) = upstream
                .beyond(*project, *settled)
                .find(|(_, earlier)| waiting[*earlier as usize] > 0)
                .expect("a project that waits builds on one that waits");
            *settled = passed;
            next = Some(earlier);
        }
    }
}
