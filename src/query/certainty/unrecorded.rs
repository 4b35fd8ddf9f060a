//! Lists that are hardly filled in a category: what is missing there is missing from the document.

use super::places::Places;
use crate::chain::SupplyChain;
use crate::model::{CompletenessList, Leap, ServiceKind, Stage, Status};
use crate::query::keys::keys;
use crate::record::Category;

named_enum! {
    /// What records of a category may say.
    #[non_exhaustive]
    pub enum RecordedKey ("recorded key") {
        /// What live projects after the first leap build on.
        BuildsOn = "builds-on", "what projects build on", "前序关系";
        /// Who commissioned the projects.
        Commissioner = "commissioner", "who commissioned projects", "委托方";
        /// Which demands live projects answer, in categories with demands.
        Answers = "answers", "which demands projects answer", "响应的需求";
        /// When projects started that are active, delivered or failed.
        Started = "started", "when projects started", "启动日期";
        /// When projects ended that are delivered or failed.
        Ended = "ended", "when projects ended", "结束日期";
        /// The capabilities of those who work in the category.
        Capabilities = "capabilities", "what organizations are capable of", "能力";
        /// The extension services to those who delivered products.
        Services = "services", "who carries products to the field", "推广服务";
    }
}

impl RecordedKey {
    /// The list of which a gap would ask for all; `None` of keys that no gap asks for.
    pub(crate) const fn asked_for(self) -> Option<CompletenessList> {
        match self {
            Self::BuildsOn => Some(CompletenessList::BuildsOn),
            Self::Answers => Some(CompletenessList::Answers),
            Self::Capabilities => Some(CompletenessList::Capabilities),
            Self::Services => Some(CompletenessList::Services),
            Self::Commissioner | Self::Started | Self::Ended => None,
        }
    }
}

/// A key that is hardly filled in a category: of 10 records or more that could have it, less than 5 % have.
///
/// Gaps that rest on it are blanks of the document before they are anything else.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unrecorded<'c> {
    /// Which key.
    pub list: RecordedKey,
    /// The category.
    pub category: &'c Category,
    /// How many records have it.
    pub filled: usize,
    /// How many could have it.
    pub of: usize,
}

keys! { Unrecorded<'_>: row => {
    list: row.list,
    category: row.category.id,
    filled: row.filled,
    of: row.of,
} }

/// Of fewer records than this nothing follows.
const LEAST: usize = 10;
/// Less than one of so many is hardly any.
const ONE_OF: usize = 20;

#[derive(Clone, Copy, Default)]
struct Fill {
    filled: usize,
    of: usize,
}

impl Fill {
    fn add(&mut self, has_it: bool) {
        self.filled += usize::from(has_it);
        self.of += 1;
    }
}

type Fills = [Fill; RecordedKey::ALL.len()];

/// How many records of all categories say a thing that they could say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RecordedTotal {
    /// Which key.
    pub list: RecordedKey,
    /// How many records have it.
    pub filled: usize,
    /// How many could have it: 1 or more.
    pub of: usize,
}

/// How much is recorded of every category, by category, and of all together.
pub(super) fn recorded<'c>(chain: &'c SupplyChain, places: &Places) -> (Vec<Unrecorded<'c>>, Vec<RecordedTotal>) {
    let mut fills: Vec<Fills> = vec![Fills::default(); chain.categories().len()];
    of_projects(chain, &mut fills);
    of_capabilities(chain, places, &mut fills);
    of_services(chain, &mut fills);
    let total = |list: &RecordedKey| {
        let own = fills.iter().map(|fills| fills[*list as usize]);
        let (filled, of) = own.fold((0, 0), |(filled, of), own| (filled + own.filled, of + own.of));
        RecordedTotal { list: *list, filled, of }
    };
    let totals = RecordedKey::ALL.iter().map(total).filter(|total| total.of > 0).collect();
    let rows = chain.categories().iter().zip(fills).flat_map(|(category, fills)| {
        let row =
            move |(list, Fill { filled, of }): (&RecordedKey, Fill)| Unrecorded { list: *list, category, filled, of };
        RecordedKey::ALL.iter().zip(fills).map(row)
    });
    (rows.filter(|row| row.of >= LEAST && row.filled * ONE_OF < row.of).collect(), totals)
}

fn of_projects(chain: &SupplyChain, fills: &mut [Fills]) {
    let columns = chain.columns();
    let mut has_demands = vec![false; fills.len()];
    chain.links().demand_category.iter().for_each(|&category| has_demands[category as usize] = true);
    for project in 0..columns.len() {
        let (category, status) = (columns.category[project] as usize, columns.status[project]);
        let mut fill = |list: RecordedKey, has_it: bool| fills[category][list as usize].add(has_it);
        fill(RecordedKey::Commissioner, columns.is_commissioned(project));
        if status.is_live() && columns.leap(project) > Leap::ZeroToOne {
            fill(RecordedKey::BuildsOn, !columns.builds_on.of(project).is_empty());
        }
        if status.is_live() && has_demands[category] {
            fill(RecordedKey::Answers, !columns.answers.of(project).is_empty());
        }
        let is_over = matches!(status, Status::Delivered | Status::Failed);
        if is_over || status == Status::Active {
            fill(RecordedKey::Started, columns.started.get(project).is_some());
        }
        if is_over {
            fill(RecordedKey::Ended, columns.ended.get(project).is_some());
        }
    }
}

fn of_capabilities(chain: &SupplyChain, places: &Places, fills: &mut [Fills]) {
    let columns = chain.organization_columns();
    for (category, fills) in (0_u32..).zip(fills) {
        let capable = |organization: u32| {
            let cells = columns.capabilities(organization as usize);
            cells.binary_search_by_key(&category, |cell| cell.category).is_ok()
        };
        let workers = places.workers(category, &Leap::ALL);
        workers.into_iter().for_each(|worker| fills[RecordedKey::Capabilities as usize].add(capable(worker)));
    }
}

fn of_services(chain: &SupplyChain, fills: &mut [Fills]) {
    let (columns, organizations, links) = (chain.columns(), chain.organization_columns(), chain.links());
    let by_extension = |provider: u32| organizations.service[provider as usize] == Some(ServiceKind::Extension);
    let services =
        links.services.iter().zip(&links.service_category).filter(|((provider, _), _)| by_extension(*provider));
    let mut served: Vec<(u32, u32)> = services.map(|(&(_, client), &category)| (client, category)).collect();
    served.sort_unstable();
    let is_served = |client, category| {
        [category, crate::chain::NONE].into_iter().any(|category| served.binary_search(&(client, category)).is_ok())
    };
    let products = (0..columns.len()).filter(|&project| {
        columns.status[project] == Status::Delivered && columns.stage[project] == Stage::Industrialization
    });
    let mut performers: Vec<(u32, u32)> =
        products.map(|project| (columns.category[project], columns.performer[project])).collect();
    performers.sort_unstable();
    performers.dedup();
    for (category, performer) in performers {
        fills[category as usize][RecordedKey::Services as usize].add(is_served(performer, category));
    }
}
