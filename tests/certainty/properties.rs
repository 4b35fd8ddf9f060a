//! What always holds of certainty, bounds and ranges.

use proptest::prelude::*;
use seedrelay::model::CompletenessList;
use seedrelay::query::{
    Assuming, CertaintyCount, CertaintyOptions, Degree, DiagnosisOptions, GapKey, GapOptions, Need, ParameterEstimate,
    RangeOptions, ThroughputOptions,
};
use seedrelay::record::{StageAssumption, Triangular};
use seedrelay::rules::Severity;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};
use seedrelay::{Assumptions, GapKind, Stage, Status, SupplyChain};
use serde_json::{Value, json};

use crate::cases::tried;
use crate::tiny::{self, CATEGORIES, Draw, STAGES};

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..tried(64) }
}

fn chain(document: &Value) -> SupplyChain {
    SupplyChain::from_json(document.to_string().as_bytes()).expect("it is sound")
}

fn marks(chain: &SupplyChain, options: &CertaintyOptions) -> Vec<(GapKey, Degree)> {
    let certainty = chain.certainty(options);
    chain.gaps(&GapOptions::new()).iter().map(|gap| (gap.key(), certainty.of(&gap).degree())).collect()
}

/// The statements that cover a need.
fn covering(need: &Need<'_>) -> Vec<Value> {
    let mut statement = json!({"list": need.list, "category": need.category.id});
    if let Some(organization) = need.organization {
        statement["organization"] = json!(organization.id());
    }
    if need.list != CompletenessList::Capabilities {
        statement["to"] = json!(need.to);
        if let Some(from) = need.from {
            statement["from"] = json!(from);
        }
    }
    if need.stages.is_empty() {
        return vec![statement];
    }
    let at = |stage: &Stage| {
        let mut own = statement.clone();
        own["stage"] = json!(stage);
        own
    };
    need.stages.iter().map(at).collect()
}

fn declare(document: &mut Value, statements: Vec<Value>) {
    document["completeness"].as_array_mut().unwrap().extend(statements);
}

proptest! {
    #![proptest_config(config())]

    /// Without needs nothing is open, and with what is needed nothing stays open.
    #[test]
    fn what_is_needed_settles(seed in any::<u64>()) {
        let document = tiny::document(seed);
        let chain = chain(&document);
        let certainty = chain.certainty(&CertaintyOptions::new());
        for gap in chain.gaps(&GapOptions::new()).iter() {
            let known = certainty.of(&gap);
            prop_assert_eq!(known.is_certain(), known.needs().is_empty());
            let mut declared = document.clone();
            declare(&mut declared, known.needs().iter().flat_map(covering).collect());
            let declared = self::chain(&declared);
            let settled = declared.certainty(&CertaintyOptions::new());
            let same = declared.gaps(&GapOptions::new()).iter().find(|other| other.key() == gap.key()).expect("it is there");
            prop_assert!(settled.of(&same).is_certain(), "{}: {:?}", gap, known);
        }
    }

    #[test]
    fn looking_up_settles_as_many_as_it_says(seed in any::<u64>()) {
        let document = tiny::document(seed);
        let chain = chain(&document);
        let certainty = chain.certainty(&CertaintyOptions::new());
        let certain = |chain: &SupplyChain| marks(chain, &CertaintyOptions::new()).iter().filter(|(_, of)| *of == Degree::Certain).count();
        let before = certain(&chain);
        for row in certainty.look_up_next() {
            prop_assert!(1 <= row.needed_by && row.settles <= row.needed_by);
            let mut declared = document.clone();
            declare(&mut declared, covering(&row.need));
            prop_assert!(certain(&self::chain(&declared)) >= before + row.settles);
        }
        prop_assert!(certainty.look_up_next().is_sorted_by_key(|row| std::cmp::Reverse((row.settles, row.needed_by))));
    }

    #[test]
    fn a_statement_never_makes_a_certain_gap_possible(seed in any::<u64>(), other in any::<u64>()) {
        let mut document = tiny::document(seed);
        let before = marks(&chain(&document), &CertaintyOptions::new());
        let organizations = document["organizations"].as_array().unwrap().len();
        let more = tiny::document(other)["completeness"].as_array().unwrap().clone();
        let is_known = |statement: &Value| {
            let number = statement["organization"].as_str().map(|id| id[1..].parse::<usize>().unwrap());
            number.is_none_or(|number| number < organizations)
        };
        declare(&mut document, more.into_iter().filter(is_known).collect());
        let after = marks(&chain(&document), &CertaintyOptions::new());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(&before.0, &after.0, "certainty changes no gap");
            prop_assert!(after.1 <= before.1, "{:?}", before.0);
        }
    }

    #[test]
    fn a_record_never_makes_another_gap_certain(seed in any::<u64>()) {
        let mut document = tiny::document(seed);
        let before = marks(&chain(&document), &CertaintyOptions::new());
        let draw = &mut Draw::new(seed);
        let organizations = document["organizations"].as_array().unwrap().len();
        document["projects"].as_array_mut().unwrap().push(json!({
            "id": "further", "title": "further", "category": CATEGORIES[draw.below(2)], "stage": STAGES[draw.below(4)],
            "performer": format!("o{}", draw.below(organizations)), "status": "active", "started": "2015-05-05",
        }));
        let after = marks(&chain(&document), &CertaintyOptions::new());
        for (key, degree) in before.iter().filter(|(_, degree)| *degree == Degree::Possible) {
            if let Some((_, after)) = after.iter().find(|(other, _)| other == key) {
                prop_assert_eq!(after, degree, "{:?}", key);
            }
        }
    }

    #[test]
    fn all_is_certain_or_only_what_rests_on_records(seed in any::<u64>()) {
        let chain = chain(&tiny::document(seed));
        let options = CertaintyOptions::new();
        let gaps: Vec<_> = chain.gaps(&GapOptions::new()).iter().collect();
        for assuming in Assuming::ALL {
            let certainty = chain.certainty(&options.assuming(assuming));
            for gap in &gaps {
                let expected = match assuming {
                    Assuming::Closed => true,
                    Assuming::Open => matches!(gap.kind(), GapKind::LateHandoff | GapKind::IdleCommission),
                    Assuming::Declared => certainty.is_certain(gap),
                };
                prop_assert_eq!(certainty.of(gap).is_certain(), expected);
            }
            let listed: usize = certainty.counts().iter().map(CertaintyCount::listed).sum();
            let certain: usize = certainty.counts().iter().map(|row| row.certain).sum();
            prop_assert_eq!((listed, certain), (gaps.len(), gaps.iter().filter(|gap| certainty.is_certain(gap)).count()));
        }
    }

    #[test]
    fn a_diagnosis_puts_what_is_certain_first_and_calls_nothing_possible_critical(seed in any::<u64>()) {
        let chain = chain(&tiny::document(seed));
        let diagnosis = chain.diagnose(&DiagnosisOptions::new());
        let known: Vec<Degree> = diagnosis.certainty.gaps.iter().map(seedrelay::query::Known::degree).collect();
        prop_assert_eq!(known.len(), diagnosis.gaps.len());
        prop_assert!(known.is_sorted());
        for marked in diagnosis.marked_gaps() {
            let is_possible = !marked.known.unwrap().is_certain();
            prop_assert!(!(is_possible && marked.severity() == Severity::Critical));
        }
        let written = serde_json::to_value(&diagnosis).unwrap();
        for (gap, degree) in written["gaps"].as_array().unwrap().iter().zip(&known) {
            prop_assert_eq!(&gap["certainty"], degree.as_str());
            prop_assert_eq!(gap["needs"].is_null(), *degree == Degree::Certain);
        }
    }

    #[test]
    fn a_conversion_lies_within_its_bounds(seed in any::<u64>()) {
        let chain = chain(&tiny::document(seed));
        for assuming in Assuming::ALL {
            for row in chain.certainty(&CertaintyOptions::new().assuming(assuming)).conversions() {
                let (Some(listed), Some(low), Some(high)) = (row.listed(), row.low(), row.high()) else {
                    prop_assert_eq!(row.delivered, 0);
                    continue;
                };
                prop_assert!(0.0 <= low && low <= listed && listed <= high && high <= 1.0);
                prop_assert!(assuming != Assuming::Closed || low == high, "nothing is open");
                prop_assert!(assuming != Assuming::Open || high == 1.0, "nothing is covered");
            }
        }
    }

    #[test]
    fn success_lies_within_its_interval_and_is_told_where_every_project_is_known(seed in any::<u64>()) {
        let chain = chain(&tiny::document(seed));
        let estimates = |assuming| chain.certainty(&CertaintyOptions::new().assuming(assuming)).estimates();
        let (all, declared) = (estimates(Assuming::Closed), estimates(Assuming::Declared));
        prop_assert!(estimates(Assuming::Open).is_empty());
        let same = |row: &ParameterEstimate<'_>, own: &ParameterEstimate<'_>| {
            (own.category, own.stage, own.success, own.mean_years)
                == (row.category, row.stage, row.success, row.mean_years)
        };
        let is_told = declared.iter().all(|row| all.iter().any(|own| same(row, own)));
        prop_assert!(is_told, "{:?} is more than {:?}", declared, all);
        for row in &all {
            let (low, high) = row.success_between;
            prop_assert!(0.0 <= low && low < row.success && row.success < high && high <= 1.0, "{:?}", row);
            let of_status = |status| {
                let own = chain.projects().filter(|own| own.status() == status && own.stage() == row.stage);
                own.filter(|own| own.category() == row.category).count()
            };
            prop_assert_eq!(row.delivered, of_status(Status::Delivered));
            prop_assert_eq!(row.failed, of_status(Status::Failed));
        }
    }

    #[test]
    fn every_point_of_the_box_lies_within_the_range(seed in any::<u64>()) {
        let chain = generate(&SyntheticOptions::of_size(40).seed(seed));
        let draw = &mut Draw::new(seed);
        let mut between = |low: f64, high: f64| low + (high - low) * draw.below(1001) as f64 / 1000.0;
        let ranges: Vec<[f64; 4]> = Stage::ALL.iter().map(|_| {
            let (success, years) = (between(0.05, 0.9), between(0.5, 6.0));
            [success, between(success, 1.0), years, between(years, 9.0)]
        }).collect();
        let assumed = |values: &[[f64; 2]]| {
            Stage::ALL.into_iter().zip(values).zip(&ranges).fold(Assumptions::default(), |all, ((stage, value), range)| {
                let own = StageAssumption::new().success(value[0]).duration_years(Triangular::new(value[1], value[1], value[1]));
                all.stage(stage, own.success_between([range[0], range[1]]).mean_years_between([range[2], range[3]]))
            })
        };
        let mut point = || ranges.iter().map(|range| [between(range[0], range[1]), between(range[2], range[3])]).collect::<Vec<_>>();
        let options = |values: &[[f64; 2]]| ThroughputOptions::new().assumptions(assumed(values)).unwrap();
        let ranged = chain.throughput_range(&RangeOptions::new().throughput(options(&point())));
        for _ in 0..6 {
            for (row, range) in chain.throughput(&options(&point())).iter().zip(&ranged) {
                let (Some(low), Some(high), Some(flow)) = (range.low, range.high, row.products_per_year) else {
                    prop_assert_eq!((range.low, range.high), (None, None));
                    continue;
                };
                prop_assert!(low <= flow * (1.0 + 1e-12) && flow <= high * (1.0 + 1e-12), "{} {} {}", low, flow, high);
                for swing in &range.tornado {
                    prop_assert!(low <= swing.low * (1.0 + 1e-12) && swing.high <= high * (1.0 + 1e-12));
                }
            }
        }
    }
}
