//! The brief: what stands on the first page.

use roxmltree::Node;
use seedrelay::query::{Degree, DiagnosisOptions};
use seedrelay::say::View;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{
    Category, Evidence, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain, datasets,
};

use crate::chains::{nasty, small};
use crate::document::{elements, ids, of_class, parsed, report, text, without_code};

#[test]
fn three_findings_say_why_who_and_how_sure() {
    let large = generate(&SyntheticOptions::of_size(200));
    for chain in [datasets::hunan(), datasets::example(), small(), nasty(), large] {
        let page = without_code(report(&chain));
        let document = parsed(&page);
        let ids = ids(&document);
        for lang in Lang::ALL {
            let hear = ids[format!("{lang}-hear").as_str()];
            let found: Vec<Node<'_, '_>> = of_class(hear, "what").filter_map(|what| what.parent_element()).collect();
            assert_eq!(found.len(), 3);
            for finding in found {
                let said: Vec<String> =
                    finding.descendants().filter(|node| node.tag_name().name() == "dd").map(text).collect();
                assert!(said.len() == 3 && said.iter().all(|words| words.chars().count() > 5), "{said:?}");
                // Its details are on the page.
                let link = of_class(finding, "more").next().and_then(|link| link.attribute("href")).unwrap();
                assert!(ids[link.trim_start_matches('#')].attribute("class").is_some_and(|own| own.contains("entry")));
            }
        }
    }
}

#[test]
fn what_is_certain_is_heard_before_what_is_possible() {
    for chain in [datasets::hunan(), datasets::example(), small()] {
        let today = chain.known_at_least(Evidence::Assumed);
        let diagnosis = today.diagnose(&DiagnosisOptions::new());
        let brief = View::new(&today).brief(&diagnosis);
        let degrees: Vec<bool> = brief.iter().map(|own| own.what.certainty != Some(Degree::Certain)).collect();
        assert!(degrees.is_sorted(), "{degrees:?}");
        for finding in &brief {
            let sure = finding.sure.text(Lang::En);
            assert_eq!(sure.starts_with("Certain"), finding.what.certainty == Some(Degree::Certain), "{sure}");
            if finding.what.certainty != Some(Degree::Certain) {
                assert!(sure.starts_with("As far as is recorded"), "{sure}");
            }
        }
    }
}

/// What is not known is no number.
#[test]
fn no_category_has_an_output_of_naught_that_is_only_not_known() {
    for chain in [datasets::hunan(), datasets::example()] {
        let page = without_code(report(&chain));
        let document = parsed(&page);
        for table in elements(&document).filter(|node| node.tag_name().name() == "table") {
            for cell in table.descendants().filter(|node| matches!(node.tag_name().name(), "td" | "th")) {
                assert!(!matches!(text(cell).as_str(), "0.00" | "0.0" | "≥ 0"), "in {}", text(table));
            }
        }
    }
    let page = without_code(report(&datasets::hunan()));
    let document = parsed(&page);
    let ids = ids(&document);
    for (lang, name, not_known) in [("en", "Rapeseed", "not known"), ("zh", "油菜", "未知")] {
        let glance = ids[format!("{lang}-glance").as_str()];
        let row = glance.descendants().find(|node| node.tag_name().name() == "tr" && text(*node).starts_with(name));
        assert!(text(row.unwrap()).ends_with(not_known), "{}", text(row.unwrap()));
    }
}

/// Who hands on to itself has nobody to agree with.
#[test]
fn nobody_acts_with_itself() {
    let day = |text: &str| text.parse().unwrap();
    let project = |id, stage, status| Project::new(id, "rice", stage, "lab", status);
    let chain = SupplyChain::builder(day("2024-12-31"))
        .category(Category::new("rice"))
        .organization(Organization::new("lab", OrganizationKind::Laboratory))
        .project(project("gene", Stage::Basic, Status::Delivered).ended(day("2010-01-01")))
        .project(project("line", Stage::Applied, Status::Active).started(day("2020-01-01")).builds_on(["gene"]))
        .project(
            project("waits", Stage::Applied, Status::Accepted).commissioned_by("lab").commissioned(day("2020-01-01")),
        )
        .build()
        .unwrap();
    let diagnosis = chain.diagnose(&DiagnosisOptions::new());
    let brief = View::new(&chain).brief(&diagnosis);
    let who = |lang: Lang| -> Vec<String> { brief.iter().map(|finding| finding.who.text(lang)).collect() };
    let (en, zh) = (who(Lang::En), who(Lang::Zh));
    for said in ["lab: settle who goes on with a result before it is delivered.", "lab: start it, or give it up."] {
        assert!(en.iter().any(|own| own == said), "{en:?}");
    }
    for said in ["lab：在成果交付之前确定由谁接续。", "lab：启动该项目，或取消委托。"] {
        assert!(zh.iter().any(|own| own == said), "{zh:?}");
    }
}

/// What is true only of what is recorded says so.
#[test]
fn single_points_of_failure_say_on_what_they_rest() {
    for chain in [datasets::hunan(), datasets::example(), small()] {
        let diagnosis = chain.diagnose(&DiagnosisOptions::new());
        let chokepoints = diagnosis.bottlenecks.iter().filter(|own| own.kind().as_str() == "chokepoint");
        for bottleneck in chokepoints {
            let [en, zh] = Lang::ALL.map(|lang| bottleneck.message(lang));
            assert!(en.contains("on record") && zh.contains("有记载"), "{en} {zh}");
        }
    }
    let hunan = datasets::hunan();
    let diagnosis = hunan.diagnose(&DiagnosisOptions::new());
    let first = diagnosis.bottlenecks.iter().find(|own| own.kind().as_str() == "chokepoint").unwrap();
    assert!(first.message(Lang::En).contains("is not known, since the teams at"), "{}", first.message(Lang::En));
}

/// What an aide reads aloud.
#[test]
fn the_brief_of_the_example() {
    let page = without_code(report(&datasets::example()));
    let document = parsed(&page);
    let ids = ids(&document);
    let mut out = String::new();
    for lang in Lang::ALL {
        let brief = ids[format!("{lang}-brief").as_str()];
        let is_line = |node: &Node<'_, '_>| {
            matches!(node.tag_name().name(), "h1" | "h2" | "p" | "dd" | "tr")
                || node.tag_name().name() == "li" && !node.descendants().any(|inner| inner.tag_name().name() == "p")
        };
        for line in brief.descendants().filter(is_line) {
            let cells: Vec<String> = match line.tag_name().name() {
                "tr" => line.children().filter(Node::is_element).map(text).collect(),
                _ => vec![text(line)],
            };
            out += &format!("{:>4} {}\n", line.tag_name().name(), cells.join(" | "));
        }
    }
    insta::assert_snapshot!(out);
}
