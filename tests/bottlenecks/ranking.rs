//! The ranking: every measure has its say, worst first, and every sentence can be repeated.

use seedrelay::query::{BottleneckKind, BottleneckOptions};
use seedrelay::{
    Agreement, Bottleneck, Category, Lang, Organization, OrganizationKind, Project, Stage, Status, SupplyChain,
    datasets,
};

fn chain() -> SupplyChain {
    let commission = |id: &str, status| {
        Project::new(id, "rice", Stage::Applied, "union", status)
            .commissioned_by("lab")
            .commissioned("2022-01-01".parse().unwrap())
    };
    let mut builder = SupplyChain::builder("2024-12-31".parse().unwrap())
        .category(Category::new("rice").name(("Rice", "水稻")))
        .category(Category::new("pig").name(("Pig", "生猪")))
        .organization(
            Organization::new("lab", OrganizationKind::Laboratory).name(("The laboratory", "实验室")).capability(
                "rice",
                Stage::Basic,
                40,
            ),
        )
        .organization(
            Organization::new("union", OrganizationKind::Consortium).name(("The consortium", "联合体")).capability(
                "rice",
                Stage::Applied,
                2,
            ),
        )
        .organization(Organization::new("firm", OrganizationKind::Company).name(("The company", "公司")).capability(
            "rice",
            Stage::Industrialization,
            9,
        ))
        .agreement(Agreement::new("union", "firm"));
    for number in 0..3 {
        builder = builder
            .project(commission(&format!("begun{number}"), Status::Active).started("2023-01-01".parse().unwrap()))
            .project(commission(&format!("waits{number}"), Status::Accepted));
    }
    builder.build().unwrap()
}

#[test]
fn every_measure_has_its_say() {
    use BottleneckKind::{Chokepoint, Concentrated, Limit, LongWait, LongestBusy, Overloaded};
    let chain = chain();
    let found = chain.bottlenecks(&BottleneckOptions::new()).worst_first();
    let kinds: Vec<_> = found.iter().map(Bottleneck::kind).collect();
    assert_eq!(kinds, [Chokepoint, Chokepoint, Chokepoint, Overloaded, LongWait, Limit, Concentrated, LongestBusy]);
    assert!(found.is_sorted_by(|a, b| a.severity() >= b.severity()));
    let english: Vec<String> = found.iter().map(|bottleneck| bottleneck.message(Lang::En)).collect();
    // That nobody is on record for pigs at 0→1 holds up nothing.
    assert!(english.iter().all(|said| !said.starts_with("Pig")), "{english:?}");
    assert_eq!(
        english[0],
        "Rice: The company is a single point of failure: all routes on record lead through it, and without it the output of \
         the category (one product in about seven years) would stop."
    );
    assert_eq!(
        english[3],
        "Rice, applied research: The consortium has 3 projects under way and 3 waiting for 2 teams."
    );
    assert_eq!(
        english[4],
        "Rice, applied research: half of the 6 commissions to The consortium wait more than 365 days for their start."
    );
    assert_eq!(
        english[5],
        "Rice: the output is one product in about seven years, and applied research at The consortium is a limit; another team \
         there would bring one more product in about 14 years."
    );
    assert_eq!(english[6], "Rice, applied research: The consortium has 6 of 6 commissions (concentration 1.00 of 1).");
    assert_eq!(
        english[7],
        "Rice, applied research: The consortium has been continuously full the longest for 100 % of the time."
    );
    assert_eq!(found[3].message(Lang::Zh), "水稻应用研究：联合体有2个团队，3个在研项目、3个等待项目。");
    let json = serde_json::to_value(found[3]).unwrap();
    assert_eq!(json["kind"], "overloaded");
    assert_eq!((&json["organization"], &json["stage"]), (&"union".into(), &"applied".into()));
    assert_eq!(json["message"]["en"], english[3]);
}

#[test]
fn the_caller_sets_where_a_bottleneck_begins() {
    let chain = chain();
    let patient = BottleneckOptions::new()
        .overloaded_above(3.0)
        .long_wait_days(400.0)
        .concentrated_from(7)
        .longest_busy_above(1.0);
    let found = chain.bottlenecks(&patient).worst_first();
    let of_throughput = [BottleneckKind::NothingPasses, BottleneckKind::Chokepoint, BottleneckKind::Limit];
    assert!(found.iter().all(|bottleneck| of_throughput.contains(&bottleneck.kind())));
}

/// What is exactly at a limit is not over it; as many commissions as are asked for are enough.
#[test]
fn at_a_limit_is_not_over_it() {
    use BottleneckKind::{Concentrated, LongWait, LongestBusy, Overloaded};
    let chain = chain();
    let has = |options: BottleneckOptions, kind| {
        chain.bottlenecks(&options).worst_first().iter().any(|bottleneck| bottleneck.kind() == kind)
    };
    let new = BottleneckOptions::new;
    let mut wrong = Vec::new();
    for (at, under, kind) in [
        (new().overloaded_above(3.0), new().overloaded_above(3.0_f64.next_down()), Overloaded),
        (new().long_wait_days(365.0), new().long_wait_days(365.0_f64.next_down()), LongWait),
        (new().concentrated_above(1.0), new().concentrated_above(1.0_f64.next_down()), Concentrated),
        (new().concentrated_from(7), new().concentrated_from(6), Concentrated),
        (new().longest_busy_above(1.0), new().longest_busy_above(1.0_f64.next_down()), LongestBusy),
    ] {
        let found = (has(at, kind), has(under, kind));
        if found != (false, true) {
            wrong.push(format!("{kind}: at its limit {}, over it {}", found.0, found.1));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_example_has_words_for_all_of_them() {
    let chain = datasets::example();
    let found = chain.bottlenecks(&BottleneckOptions::new()).worst_first();
    assert!(!found.is_empty());
    for bottleneck in found {
        for lang in Lang::ALL {
            let sentence = bottleneck.message(lang);
            assert!(sentence.ends_with(['.', '。']) && !sentence.contains("NaN"), "{sentence}");
        }
    }
}
