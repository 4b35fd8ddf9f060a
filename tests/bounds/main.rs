//! Nothing runs away: whatever shape a chain has, four times as much of it costs about four times as much, in every answer
//! and in every form that it is written in. Counted is what is allocated, which is the same on every machine.

mod allocations;
#[path = "../shared/cases.rs"]
mod cases;
mod numbers;
mod outputs;
mod shapes;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use allocations::{allocated, counted};
use outputs::{OF_A_CHAIN, OF_A_DIAGNOSIS, diagnosis};
use shapes::SHAPES;

/// So much larger are large shapes.
const GROWTH: usize = 4;

/// What a larger answer may cost at most, as a multiple of the smaller one's, and what any may cost besides: tables that
/// double, and what is looked up once.
const MOST: f64 = 1.5 * GROWTH as f64;
const BESIDES: f64 = 3e6;

#[test]
fn four_times_as_much_costs_about_four_times_as_much() {
    let (next, runaways) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let measure = || {
        while let Some((shape, size, document)) = SHAPES.get(next.fetch_add(1, Ordering::Relaxed)) {
            let [small, large] = [*size, GROWTH * size].map(|size| shapes::read(&document(size)));
            let check = |output: &str, [small, large]: [usize; 2]| {
                let [small, large] = [small as f64, large as f64];
                if large > MOST * small + BESIDES {
                    let told = format!("{shape}, {output}: {:.1} MB, then {:.1} MB", small / 1e6, large / 1e6);
                    runaways.lock().unwrap().push(told);
                }
            };
            for (output, write) in OF_A_CHAIN {
                check(output, [&small, &large].map(|chain| allocated(|| write(chain))));
            }
            let [small, large] = [&small, &large].map(|chain| counted(|| diagnosis(chain)));
            check("diagnosis", [small.1, large.1]);
            for (output, write) in OF_A_DIAGNOSIS {
                check(output, [&small.0, &large.0].map(|diagnosis| allocated(|| write(diagnosis))));
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(measure))));
    let runaways = runaways.into_inner().unwrap();
    assert!(runaways.is_empty(), "\n{}", runaways.join("\n"));
}

/// What is wrong a thousand times is refused, and telling it costs no more than its length.
#[test]
fn refusals_cost_about_as_much_as_what_is_refused() {
    for (shape, size, document) in shapes::REFUSED {
        let [small, large] = [size, GROWTH * size].map(|size| {
            let document = document(size);
            allocated(|| {
                let problems = seedrelay::SupplyChain::from_json(&document).unwrap_err();
                problems.to_string().len()
            }) as f64
        });
        assert!(large <= MOST * small + BESIDES, "{shape}: {:.1} MB, then {:.1} MB", small / 1e6, large / 1e6);
    }
}

/// The measure would see it: what costs a square of its size is found out.
#[test]
fn a_square_is_told_from_a_line() {
    let square = |size: usize| allocated(|| vec![0_u8; size * size].len()) as f64;
    assert!(square(GROWTH * 2_000) > MOST * square(2_000) + BESIDES);
    let line = |size: usize| allocated(|| vec![0_u8; 4_000 * size].len()) as f64;
    assert!(line(GROWTH * 2_000) <= MOST * line(2_000) + BESIDES);
}
