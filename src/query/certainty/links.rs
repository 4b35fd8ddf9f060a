//! Links of listed projects that may be missing: what they build on, draw on and release, and what they answer.

use hashbrown::{HashMap, HashSet};

use super::covered::Period;
use super::statements::Statements;
use crate::chain::{Object, SupplyChain};
use crate::model::{CompletenessList, Stage};

/// The listed projects of a category and stage whose links may be missing, as far as a statement has to reach.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Open {
    /// There are none.
    #[default]
    Nowhere,
    /// Those that began within a period: all of one performer, or of several.
    Within { period: Period, performer: Option<u32> },
}

impl Open {
    fn add(&mut self, day: i32, performer: u32) {
        *self = match *self {
            Self::Nowhere => Self::Within { period: (day, day), performer: Some(performer) },
            Self::Within { period: (first, last), performer: known } => {
                let performer = known.filter(|known| *known == performer);
                Self::Within { period: (first.min(day), last.max(day)), performer }
            }
        };
    }
}

/// What may be missing, by category and stage.
#[derive(Clone, Debug)]
pub(super) struct Links {
    builds_on: Vec<Open>,
    /// Of projects whatever became of them: results pass through those that failed, too.
    builds_on_of_all: Vec<Open>,
    /// Of projects whose results are in use, whatever became of them.
    builds_on_in_use: Vec<Open>,
    answers: Vec<Open>,
    /// What live projects of licensees build on, draw on and release, by licensee, category and stage.
    of_licensees: HashMap<(u32, u32, Stage), Open>,
}

/// Which links of which projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// What live projects build on, draw on and release.
    BuildsOn,
    /// The same of all projects.
    BuildsOnOfAll,
    /// The same of projects whose results are in use.
    BuildsOnInUse,
    /// What live projects answer.
    Answers,
}

impl LinkKind {
    pub(super) const fn list(self) -> CompletenessList {
        match self {
            Self::BuildsOn | Self::BuildsOnOfAll | Self::BuildsOnInUse => CompletenessList::BuildsOn,
            Self::Answers => CompletenessList::Answers,
        }
    }
}

impl Links {
    pub(super) fn new(chain: &SupplyChain, statements: &Statements) -> Self {
        let columns = chain.columns();
        let cells = chain.categories().len() * Stage::ALL.len();
        let nowhere = || vec![Open::Nowhere; cells];
        let mut links = Self {
            builds_on: nowhere(),
            builds_on_of_all: nowhere(),
            builds_on_in_use: nowhere(),
            answers: nowhere(),
            of_licensees: HashMap::new(),
        };
        let licensees: HashSet<u32> = chain.uses().licensee.iter().copied().collect();
        let in_use = in_use(chain);
        for project in 0..columns.len() {
            let (category, stage) = (columns.category[project], columns.stage[project]);
            let (day, performer) = (day(chain, statements, project), columns.performer[project]);
            let is_known = |list| statements.of(list, category, Some(stage), performer).holds((day, day));
            let cell = category as usize * Stage::ALL.len() + stage as usize;
            let live = columns.is_live(project);
            if !is_known(CompletenessList::BuildsOn) {
                links.builds_on_of_all[cell].add(day, performer);
                if in_use.contains(&project) {
                    links.builds_on_in_use[cell].add(day, performer);
                }
                if live {
                    links.builds_on[cell].add(day, performer);
                    if licensees.contains(&performer) {
                        links.of_licensees.entry((performer, category, stage)).or_default().add(day, performer);
                    }
                }
            }
            if live && !is_known(CompletenessList::Answers) {
                links.answers[cell].add(day, performer);
            }
        }
        links
    }

    /// What may be missing of the live projects of a licensee.
    pub(super) fn of_licensee(&self, licensee: u32, category: u32, stage: Stage) -> Open {
        self.of_licensees.get(&(licensee, category, stage)).copied().unwrap_or_default()
    }

    pub(super) fn open(&self, kind: LinkKind, category: u32, stage: Stage) -> Open {
        let of_kind = match kind {
            LinkKind::BuildsOn => &self.builds_on,
            LinkKind::BuildsOnOfAll => &self.builds_on_of_all,
            LinkKind::BuildsOnInUse => &self.builds_on_in_use,
            LinkKind::Answers => &self.answers,
        };
        of_kind[category as usize * Stage::ALL.len() + stage as usize]
    }
}

/// The day by which a listed project is in the scope of a statement: its start, else its commission, else today.
pub(super) fn day(chain: &SupplyChain, statements: &Statements, project: usize) -> i32 {
    let columns = chain.columns();
    let found = columns.started.get(project).or_else(|| columns.commissioned.get(project));
    found.map_or(statements.today, |day| day.number().min(statements.today))
}

/// The projects of which some use is on record.
fn in_use(chain: &SupplyChain) -> HashSet<usize> {
    let adopted =
        chain.uses().adoption_object.iter().zip(chain.adoptions()).filter(|(_, adoption)| adoption.area > 0.0);
    let project = |(object, _): (&Object, _)| match *object {
        Object::Project(project) => Some(project as usize),
        Object::Germplasm(_) => None,
    };
    adopted.filter_map(project).collect()
}
