//! Kaplan and Meier's estimate against R's `survfit`.

use seedrelay::stats::kaplan_meier::{Confidence, KaplanMeier, Observation};
use serde_json::Value;

fn same(ours: Option<f64>, recorded: &Value) -> bool {
    match (ours, recorded.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
        (None, None) => recorded.is_null(),
        _ => false,
    }
}

/// Every recorded value of R's `survfit(..., conf.type = "log-log")`: see `oracles/kaplan_meier.R`.
#[test]
fn equals_survfit_of_r() {
    let recorded: Value = serde_json::from_str(include_str!("../oracles/kaplan_meier.json")).unwrap();
    let cases = recorded["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 226);
    for case in cases {
        let name = &case["name"];
        let times = case["time"].as_array().unwrap();
        let observed = case["observed"].as_array().unwrap();
        let sample: Vec<_> = times
            .iter()
            .zip(observed)
            .map(|(time, observed)| Observation {
                time: time.as_f64().unwrap(),
                observed: observed.as_f64() == Some(1.0),
            })
            .collect();
        let confidence = Confidence::new(case["confidence"].as_f64().unwrap()).unwrap();
        let curve = KaplanMeier::with_confidence(&sample, confidence);

        let median = curve.median();
        assert!(same(median.median, &case["median"]), "median of {name}: {median:?}");
        assert!(same(median.low, &case["median_low"]), "low of {name}: {median:?}");
        assert!(same(median.high, &case["median_high"]), "high of {name}: {median:?}");
        assert!(same(curve.naive_median(), &case["naive_median"]), "naive median of {name}");

        let theirs = &case["curve"];
        assert_eq!(curve.steps().len(), theirs["time"].as_array().unwrap().len(), "steps of {name}");
        for (i, step) in curve.steps().iter().enumerate() {
            let columns = [
                ("time", Some(step.time)),
                ("at_risk", Some(step.at_risk as f64)),
                ("events", Some(step.events as f64)),
                ("censored", Some(step.censored as f64)),
                ("survival", Some(step.survival)),
                ("standard_error", step.standard_error),
                ("low", step.low),
                ("high", step.high),
            ];
            for (column, ours) in columns {
                assert!(same(ours, &theirs[column][i]), "{column} of {name}, step {i}: {ours:?}");
            }
        }
    }
}
