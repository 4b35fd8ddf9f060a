//! How much is allocated.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

/// The system's allocator, counting what is asked of it.
struct Counting;

thread_local! {
    /// By this thread.
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

fn count(bytes: usize) {
    ALLOCATED.set(ALLOCATED.get() + bytes);
}

// SAFETY: every call is handed on to the system's allocator as it comes.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.saturating_sub(layout.size()));
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many bytes something allocates in all, those given back included.
pub(crate) fn allocated<T: Send>(work: impl FnOnce() -> T + Send) -> usize {
    counted(work).1
}

/// What something gives, and how many bytes it allocates. A thread of its own does all of it, so that as many as there are
/// processors can be counted side by side.
pub(crate) fn counted<T: Send>(work: impl FnOnce() -> T + Send) -> (T, usize) {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("there is room for one thread");
    alone.install(|| {
        let before = ALLOCATED.get();
        let given = black_box(work());
        (given, ALLOCATED.get() - before)
    })
}
