//! Maps over long slices on all cores.
//!
//! A document of a common length is done before other threads would have begun, so only long ones are divided.

use std::num::NonZeroUsize;
use std::thread;

/// Fewest items that a thread is started for.
const LEAST: usize = 2_000;
/// Most threads: beyond these, what is done one after another takes the time.
const MOST: usize = 8;

/// What `of` gives for each item, in their order. A panic in it goes on in the caller.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let parts = parts(items.len());
    if parts < 2 {
        return items.iter().map(of).collect();
    }
    let (of, length) = (&of, items.len().div_ceil(parts));
    thread::scope(|scope| {
        let mut chunks = items.chunks(length);
        let first = chunks.next().unwrap_or_default();
        // A thread that cannot be started leaves its part to this one.
        let others: Vec<_> = chunks
            .map(|chunk| {
                let work = move || chunk.iter().map(of).collect::<Vec<R>>();
                (chunk, thread::Builder::new().spawn_scoped(scope, work))
            })
            .collect();
        let mut all: Vec<R> = Vec::with_capacity(items.len());
        all.extend(first.iter().map(of));
        for (chunk, other) in others {
            match other.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(part)) => all.extend(part),
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(_) => all.extend(chunk.iter().map(of)),
            }
        }
        all
    })
}

/// How many parts so many items are divided into.
fn parts(items: usize) -> usize {
    if items < 2 * LEAST {
        return 1;
    }
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    cores.min(items / LEAST).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays_whatever_the_number_of_items() {
        for count in [0, 1, LEAST, 2 * LEAST - 1, 2 * LEAST, 2 * LEAST + 1, 5 * LEAST + 7] {
            let items: Vec<usize> = (0..count).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(map(&items, |item| item * 2), doubled, "{count}");
        }
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        let items: Vec<usize> = (0..3 * LEAST).collect();
        let outcome = std::panic::catch_unwind(|| map(&items, |item| assert_ne!(*item, 3 * LEAST - 1)));
        assert!(outcome.is_err());
    }
}
