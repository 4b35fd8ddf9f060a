//! What stands in the place of a figure that there is not: something is not on record, or there is nothing to compute it from.

use seedrelay::model::GermplasmKind;
use seedrelay::query::{FindingOptions, FunnelOptions, PedigreeOptions, ThroughputOptions};
use seedrelay::say::{Cell, Table, View};
use seedrelay::{Category, Germplasm, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain};

fn chain(projects: impl IntoIterator<Item = Project>) -> SupplyChain {
    let builder = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice"))
        .organization(Organization::new("lab", OrganizationKind::Laboratory))
        .germplasm(Germplasm::new("line", "rice", GermplasmKind::Line));
    projects.into_iter().fold(builder, seedrelay::chain::ChainBuilder::project).build().unwrap()
}

fn project() -> Project {
    Project::new("gene", "rice", Stage::Basic, "lab", Status::Delivered)
}

/// What stands in the first row under a heading.
fn under(table: &Table<'_>, heading: &str) -> [String; 2] {
    let column = table.columns.iter().position(|column| column.heading.en == heading).expect(heading);
    Lang::ALL.map(|lang| table.rows[0].cells[column].text(lang).into_owned())
}

const UNDEFINED: [&str; 2] = ["n/a", "不适用"];
const UNKNOWN: [&str; 2] = ["—", "未记载"];

#[test]
fn of_nothing_there_is_no_share_and_of_what_is_not_recorded_nobody_knows_it() {
    let [nothing, unsaid] = [chain([]), chain([project().draws_on(["line"])])];
    let mechanisms = |chain: &SupplyChain, heading| {
        let findings = chain.findings(&FindingOptions::new());
        under(&View::new(chain).mechanisms(&findings.mechanisms()), heading)
    };
    for heading in ["Public money", "Demands", "Doubled", "Inventors", "Facing"] {
        assert_eq!(mechanisms(&nothing, heading), UNDEFINED, "{heading}");
    }
    assert_eq!(mechanisms(&unsaid, "Demands"), UNDEFINED, "there is no demand");
    assert_eq!(mechanisms(&unsaid, "Inventors"), UNKNOWN, "the project does not say");
    assert_eq!(mechanisms(&unsaid, "Facing"), UNKNOWN);
    let pedigrees = |chain: &SupplyChain, heading| {
        under(&View::new(chain).pedigrees(&chain.pedigrees(&PedigreeOptions::new())), heading)
    };
    assert_eq!(pedigrees(&unsaid, "Shared"), UNKNOWN, "nobody says who holds the line");
    for heading in ["Founders", "Outside", "Years"] {
        assert_eq!(pedigrees(&unsaid, heading), UNDEFINED, "{heading}: there is no variety");
    }
}

#[test]
fn delays_and_outputs() {
    let funnel =
        |chain: &SupplyChain, heading| under(&View::new(chain).funnel(&chain.funnel(&FunnelOptions::new())), heading);
    let [nothing, undated] = [chain([]), chain([project()])];
    assert_eq!(funnel(&nothing, "Time to take-up"), UNDEFINED, "no result can be late");
    assert_eq!(funnel(&undated, "Time to take-up"), ["no dates", "日期未记载"], "a result without a day");
    let throughput =
        |heading| under(&View::new(&nothing).throughput(&nothing.throughput(&ThroughputOptions::new())), heading);
    assert_eq!(throughput("A year"), UNDEFINED);
    assert_eq!(throughput("Limited by"), ["cannot be estimated", "无法估计"], "which says why");
    assert_eq!(Cell::Unknown.text(Lang::Zh), "未记载");
}
