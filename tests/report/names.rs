//! What the page calls what it is about.

use seedrelay::model::{GermplasmKind, SourceKind};
use seedrelay::{
    Category, Demand, Germplasm, Lang, Organization, OrganizationKind, Project, Source, Stage, Status, SupplyChain,
    Topic,
};

use crate::document::{ids, parsed, report, text, without_code};

/// A demand without a title, one with a blank one, and a project with a topic, a germplasm and a source of each kind.
fn chain() -> SupplyChain {
    let source = |id, title: &str| Source::new(id).title(title);
    let project = |id, source: &str| {
        Project::new(id, "rice", Stage::Basic, "lab", Status::Delivered)
            .topic("borers")
            .draws_on(["l5901"])
            .source(source)
    };
    SupplyChain::builder("2024-12-31".parse().unwrap())
        .source(source("copy", "Seen elsewhere").kind(SourceKind::Repost))
        .source(source("gazette", "Gazette").kind(SourceKind::Official))
        .topic(Topic::new("borers").name(("resistance to stem borers", "抗螟虫")))
        .category(Category::new("rice"))
        .organization(Organization::new("lab", OrganizationKind::Laboratory))
        .germplasm(Germplasm::new("l5901", "rice", GermplasmKind::Line).name(("Line 5901", "5901系")))
        .project(project("gene", "copy"))
        .project(project("trait", "gazette"))
        .demand(Demand::new("d1", "lab", "rice", Stage::Basic).topic("yield"))
        .demand(Demand::new("d2", "lab", "rice", Stage::Basic).title(" "))
        .build()
        .unwrap()
}

#[test]
fn topics_germplasm_sources_and_demands_are_called_by_what_says_something() {
    let page = without_code(report(&chain()));
    let document = parsed(&page);
    let ids = ids(&document);
    let told = |id: &str| text(ids[id]);
    let records = [told("en-project-0"), told("en-project-1"), told("zh-project-0")];
    assert!(records[0].contains("Topic: resistance to stem borers"), "{}", records[0]);
    assert!(records[0].contains("Draws on: Line 5901"), "{}", records[0]);
    assert!(records[0].ends_with("Source: Seen elsewhere (repost)"), "{}", records[0]);
    assert!(records[1].ends_with("Source: Gazette"), "{}", records[1]);
    assert!(records[2].contains("主题：抗螟虫") && records[2].contains("利用种质：5901系"), "{}", records[2]);
    assert!(records[2].ends_with("来源：Seen elsewhere（转载）"), "{}", records[2]);
    assert!(told("en-demand-0").contains("Topic: yield"), "a topic that is not listed is its own name");
    for lang in Lang::ALL {
        let gaps = told(&format!("{lang}-gaps"));
        assert!(gaps.contains("“d1”") && gaps.contains("“d2”"), "{gaps}");
        assert!(!gaps.contains("“”") && !gaps.contains("“ ”"), "{gaps}");
    }
    assert!(told("en-figure-evidence").contains("1 source is a repost of what appeared elsewhere."));
    assert!(told("zh-figure-evidence").contains("其中1个来源为转载。"));
    assert!(told("en-sources").contains("repost") && told("zh-sources").contains("转载"));
}
