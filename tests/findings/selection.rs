//! Selection, worked by hand.

use seedrelay::query::{Criterion, NoRanks, SelectionOptions};
use seedrelay::{Category, Lang, Organization, OrganizationKind, ServiceKind, Stage, SupplyChain};

fn chain(change: impl FnOnce(&mut Vec<Organization>, &mut Vec<Category>)) -> SupplyChain {
    let mut categories = vec![
        Category::new("fish").name(("Fish", "鱼")).strategic(false),
        Category::new("pig").name(("Pig", "猪")).strategic(true),
        Category::new("rice").name(("Rice", "水稻")).strategic(true),
    ];
    let mut organizations = vec![
        // 8 teams before industrialization, 6 of them for rice: 3 of its 4 scientists.
        Organization::new("hau", OrganizationKind::University)
            .capability("rice", Stage::Basic, 4)
            .capability("rice", Stage::Applied, 2)
            .capability("pig", Stage::AppliedBasic, 2)
            .leading_scientists(4),
        Organization::new("havi", OrganizationKind::Institute).capability("pig", Stage::Basic, 1).leading_scientists(5),
        Organization::new("centre", OrganizationKind::Institute)
            .capability("fish", Stage::Applied, 3)
            .capability("fish", Stage::Industrialization, 9)
            .leading_scientists(0),
        Organization::new("longping", OrganizationKind::Company).capability("rice", Stage::Industrialization, 4),
        Organization::new("xiangcun", OrganizationKind::Company).capability("pig", Stage::Industrialization, 3),
        Organization::new("bank", OrganizationKind::Service).service(ServiceKind::Finance),
    ];
    change(&mut organizations, &mut categories);
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap());
    builder.extend(categories);
    builder.extend(organizations);
    builder.build().unwrap()
}

#[test]
fn indicators_with_their_units() {
    let chain = chain(|_, _| ());
    let selection = chain.selection(&SelectionOptions::new());
    let values = |id: &str| {
        let candidate = selection.candidates.iter().find(|candidate| candidate.category.id == id).unwrap();
        candidate.indicators.map(|indicator| indicator.value.unwrap())
    };
    assert_eq!(values("rice"), [6.0, 3.0, 4.0, 1.0]);
    assert_eq!(values("pig"), [3.0, 6.0, 3.0, 1.0]);
    assert_eq!(values("fish"), [3.0, 0.0, 0.0, 0.0], "teams of an institute are no industry");
    assert_eq!(selection.compared, Criterion::ALL);
}

/// Scaled: rice (1, ½, 1, 1), pig (½, 1, ¾, 1), fish (½, 0, 0, 0).
#[test]
fn score_dominance_and_ranks_over_all_weights() {
    let chain = chain(|_, _| ());
    let selection = chain.selection(&SelectionOptions::new());
    let ids: Vec<&str> = selection.candidates.iter().map(|candidate| candidate.category.id.as_str()).collect();
    assert_eq!(ids, ["rice", "pig", "fish"]);
    let scores: Vec<f64> = selection.candidates.iter().map(|candidate| candidate.score.unwrap()).collect();
    assert_eq!(scores, [0.875, 0.8125, 0.125]);
    let dominating: Vec<&str> = selection.candidates[2].dominated_by.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(dominating, ["pig", "rice"]);
    assert!(selection.candidates[0].dominated_by.is_empty() && selection.candidates[1].dominated_by.is_empty());

    // Rice leads pig by (½, −½, ¼, 0).
    let expected = seedrelay::stats::preference::winning_share(&[1.0, 0.5, 1.0, 1.0], &[0.5, 1.0, 0.75, 1.0]);
    let first = selection.candidates[0].first_rank().unwrap();
    assert!((first - expected.unwrap()).abs() < 1e-9);
    // The plane cuts off the corner of talent: ½ of its edge to research, ⅔ to industry, the whole of the last.
    assert!((first - (1.0 - 1.0 / 3.0)).abs() < 1e-9, "{first}");
    assert_eq!(selection.candidates[2].acceptability.as_deref(), Some(&[0.0, 0.0, 1.0][..]));
    assert_eq!(
        selection.message(Lang::En),
        "“Rice first” depends on the weights of research base, leading talent, industry base and strategic weight: \
         it comes first under 66.7 % of all weights, Pig under 33.3 %.",
    );
    assert_eq!(
        selection.message(Lang::Zh),
        "“水稻优先”取决于研究基础、领军人才、产业基础、战略地位的权重：在全部权重中，使水稻居首的占66.7%，猪为33.3%。",
    );
}

#[test]
fn weights_of_the_caller() {
    let chain = chain(|_, _| ());
    let options = SelectionOptions::new()
        .weight(Criterion::LeadingTalent, 5.0)
        .weight(Criterion::IndustryBase, 0.0)
        .weight(Criterion::StrategicWeight, 0.0);
    let selection = chain.selection(&options);
    assert_eq!(selection.compared, [Criterion::ResearchBase, Criterion::LeadingTalent]);
    let first = &selection.candidates[0];
    assert_eq!(first.category.id, "pig");
    assert!((first.score.unwrap() - 5.5 / 6.0).abs() < 1e-15);
}

#[test]
fn what_is_not_known_is_not_zero() {
    let chain = chain(|organizations, categories| {
        organizations[2].leading_scientists = None;
        categories[1].strategic = None;
        categories[2].strategic = None;
    });
    let selection = chain.selection(&SelectionOptions::new());
    // Strategic weight is known of one in three: not compared. Talent of two in three: fish has no rank.
    assert_eq!(selection.compared, [Criterion::ResearchBase, Criterion::LeadingTalent, Criterion::IndustryBase]);
    let fish = selection.candidates.last().unwrap();
    assert_eq!((fish.category.id.as_str(), fish.score, fish.acceptability.as_ref()), ("fish", None, None));
    assert_eq!(fish.indicator(Criterion::LeadingTalent).unknown, 1);
    let json = serde_json::to_value(&selection).unwrap();
    assert_eq!(json["candidates"][2]["why"], "unknown-indicator");
    assert_eq!(json["candidates"][0]["acceptability"].as_array().unwrap().len(), 2);
    assert!(selection.message(Lang::En).contains("Not compared"));
}

#[test]
fn whoever_is_best_in_all_comes_first_whatever_the_weights() {
    let chain = chain(|organizations, _| organizations[1].leading_scientists = Some(0));
    let selection = chain.selection(&SelectionOptions::new());
    let message = selection.message(Lang::En);
    assert!(message.starts_with("Rice comes first whatever the weights of"), "{message}");
}

#[test]
fn nothing_known_compares_nothing() {
    let chain = chain(|organizations, categories| {
        organizations.retain(|organization| organization.id == "bank");
        for category in categories {
            category.strategic = None;
        }
    });
    let selection = chain.selection(&SelectionOptions::new());
    assert!(selection.compared.is_empty());
    assert!(selection.candidates.iter().all(|candidate| candidate.score.is_none()));
    assert!(selection.message(Lang::Zh).starts_with("品类数据不足"));
}

/// Each compared with each grows as a square; above the limit it is said that it was left out, and nothing is 0.
#[test]
fn too_many_categories_have_a_score_and_no_ranks() {
    let chain = chain(|_, _| ());
    let selection = chain.selection(&SelectionOptions::new().most_compared(2));
    let whole = chain.selection(&SelectionOptions::new());
    for (candidate, whole) in selection.candidates.iter().zip(&whole.candidates) {
        assert_eq!((&candidate.category.id, candidate.score), (&whole.category.id, whole.score));
        assert_eq!((&candidate.acceptability, candidate.why()), (&None, Some(NoRanks::TooManyCategories)));
        let written = serde_json::to_value(candidate).unwrap();
        assert_eq!(written["why"], "too-many-categories");
        assert!(written["dominated_by"].is_null() && written["central_weights"].is_null());
    }
    assert_eq!(
        selection.message(Lang::En),
        "Rice has the highest score of 3 categories, with the weights given; they are too many to say how that depends \
         on the weights of research base, leading talent, industry base and strategic weight.",
    );
    assert_eq!(
        selection.message(Lang::Zh),
        "按给定权重，水稻在3个品类中得分最高；品类过多，未分析该结论如何取决于研究基础、领军人才、产业基础、战略地位的权重。",
    );
    assert_eq!(chain.selection(&SelectionOptions::new().most_compared(3)), whole);
}
