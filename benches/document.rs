//! Reading a document into a validated chain with both graphs, beside `serde_json` reading the same bytes into a
//! `Value`, in one run: the ratio counts, not the seconds.
//!
//! ```text
//! cargo bench --bench document                 # 1,000 and 100,000 organizations
//! cargo bench --bench document -- 1000000      # sizes of your own
//! ```
//!
//! There are five times as many projects. Times are medians of runs that alternate between the two, each in a process of
//! its own: what one of them leaves behind in the heap would be the other's to clear up. Peak memory counts every byte
//! asked of the allocator from before the reading to its end, and the file, which is in memory too.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use seedrelay::SupplyChain;
use seedrelay::testing::synthetic::{SyntheticOptions, generate};

/// The system's allocator, with the bytes that are in use and the most that ever were.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn grow(bytes: usize) {
    let now = IN_USE.fetch_add(bytes, Relaxed) + bytes;
    // One thread: what is read here is still the most when it is written.
    if now > PEAK.load(Relaxed) {
        PEAK.store(now, Relaxed);
    }
}

// SAFETY: every call is handed on to the system's allocator as it comes.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // While it is moved, a large block may be there twice; count it so.
        grow(size);
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How long something takes, with its result dropped after that, and the most memory that it needs beyond what is in
/// use already.
fn measure<T>(work: impl FnOnce() -> T) -> (Duration, usize) {
    let before = IN_USE.load(Relaxed);
    PEAK.store(before, Relaxed);
    let start = Instant::now();
    let result = black_box(work());
    let time = start.elapsed();
    let peak = PEAK.load(Relaxed) - before;
    // The process ends here; nothing is gained by clearing up.
    std::mem::forget(result);
    (time, peak)
}

/// What is measured.
#[derive(Clone, Copy)]
enum Reading {
    Value,
    Chain,
}

const READ: [(&str, Reading); 2] = [("--value", Reading::Value), ("--chain", Reading::Chain)];

/// Reads a file once and prints nanoseconds and bytes, for the process that asked.
fn read_once(reading: Reading, path: &Path) {
    let document = std::fs::read(path).expect("the file was just written");
    let (time, peak) = match reading {
        Reading::Value => measure(|| serde_json::from_slice::<serde_json::Value>(&document).unwrap()),
        Reading::Chain => measure(|| SupplyChain::from_json(&document).unwrap()),
    };
    println!("{} {peak}", time.as_nanos());
}

/// Reads a file once in a process of its own.
fn read_apart(flag: &str, path: &Path) -> (Duration, usize) {
    let program = std::env::current_exe().expect("a running program has a file");
    let output = Command::new(program).arg(flag).arg(path).output().expect("the program starts again");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = String::from_utf8(output.stdout).expect("the program prints two numbers");
    let (time, peak) = output.trim().split_once(' ').expect("the program prints two numbers");
    (Duration::from_nanos(time.parse().unwrap()), peak.parse().unwrap())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn bench(organizations: usize) {
    let start = Instant::now();
    let before = IN_USE.load(Relaxed);
    PEAK.store(before, Relaxed);
    let chain = generate(&SyntheticOptions::of_size(organizations));
    let (generated, generated_peak) = (start.elapsed(), PEAK.load(Relaxed) - before);
    let in_memory = IN_USE.load(Relaxed) - before;
    let path = std::env::temp_dir().join(format!("seedrelay-bench-{}-{organizations}.json", std::process::id()));
    chain.to_file(&path).expect("there is room for temporary files");
    let size = std::fs::metadata(&path).expect("the file was just written").len() as usize;
    let (projects, edges) = (chain.project_graph().edge_count(), chain.organization_graph().edge_count());
    drop(chain);

    let runs = if organizations <= 100_000 { 11 } else { 3 };
    let mut times = [Vec::new(), Vec::new()];
    let mut peaks = [0, 0];
    for _ in 0..runs {
        for (number, (flag, _)) in READ.iter().enumerate() {
            let (time, peak) = read_apart(flag, &path);
            times[number].push(time);
            peaks[number] = peak;
        }
    }
    std::fs::remove_file(&path).expect("the file is still there");

    let [value, chain] = times.map(median);
    let times_file = |bytes: usize| (bytes + size) as f64 / size as f64;
    println!(
        "{organizations:>9} organizations, {} projects: {:.1} MB, {projects} builds-on edges, {edges} relations",
        organizations * 5,
        size as f64 / 1e6,
    );
    println!(
        "          drawn in {generated:.2?}, at most {:.0} MB ({:.0} MB kept)",
        generated_peak as f64 / 1e6,
        in_memory as f64 / 1e6
    );
    println!("          serde_json Value  {value:>10.2?}  peak {:.2} × file", times_file(peaks[0]));
    println!("          SupplyChain       {chain:>10.2?}  peak {:.2} × file", times_file(peaks[1]));
    println!("          ratio {:.2}  ({runs} runs each)", chain.as_secs_f64() / value.as_secs_f64());
}

fn main() {
    // Cargo adds `--bench`, and `cargo test` asks for a run that is only a test.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, path] = &arguments[..]
        && let Some((_, reading)) = READ.iter().find(|(name, _)| name == flag)
    {
        return read_once(*reading, Path::new(path));
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.replace('_', "").parse().ok()).collect();
    match (&sizes[..], arguments.iter().any(|argument| argument == "--bench")) {
        ([], true) => [1_000, 100_000].into_iter().for_each(bench),
        ([], false) => bench(20),
        (sizes, _) => sizes.iter().copied().for_each(bench),
    }
}
