//! Threads change nothing, to the last bit.

use seedrelay::query::ThroughputOptions;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};

#[test]
fn any_number_of_threads_gives_the_same() {
    let chain = generate(&SyntheticOptions::of_size(2_000).seed(3));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let rows = pool.install(|| chain.throughput(&ThroughputOptions::new()));
        serde_json::to_string(&rows).unwrap()
    };
    let alone = with(1);
    assert!(alone.contains("\"gain\""));
    for threads in [2, 3, 8] {
        assert_eq!(with(threads), alone);
    }
}
