//! Ctrl-C: what is under way is given up or finished whole, and the process ends with 130.
//!
//! A process that is interrupted by default dies where it stands, which can leave a temporary file beside an output. So while
//! something is [`hold`]en, the end waits: a fetch is given up and its connection closed, a file is written to its end.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, mpsc};

use super::exit::Exit;

/// Locked while something is under way that must not be torn.
static WHOLE: Mutex<()> = Mutex::new(());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static WATCH: Once = Once::new();

/// The right to finish what was begun. When it is dropped after an interrupt, the process ends.
pub(super) struct Held(Option<MutexGuard<'static, ()>>);

/// Puts an interrupt off until the result is dropped.
pub(super) fn hold() -> Held {
    WATCH.call_once(watch);
    Held(Some(lock()))
}

/// Ends when the user interrupts; within a runtime.
pub(super) async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the signal ends the process itself.
        std::future::pending::<()>().await;
    }
}

/// Ends the process as interrupted.
pub(super) fn end() -> ! {
    std::process::exit(Exit::Interrupted.code().into())
}

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.take());
        if INTERRUPTED.load(Ordering::SeqCst) {
            end();
        }
    }
}

/// Starts the thread that waits for an interrupt, and returns once it does.
fn watch() {
    let (ready, registered) = mpsc::channel();
    let spawned = std::thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            let mut interrupted = pin!(interrupted());
            poll_fn(|context| {
                let polled = interrupted.as_mut().poll(context);
                // The first poll registers the handler; nobody may be waiting for the later ones.
                let _ = ready.send(());
                polled
            })
            .await;
        });
        INTERRUPTED.store(true, Ordering::SeqCst);
        drop(lock());
        end();
    });
    if spawned.is_ok() {
        let _ = registered.recv();
    }
}

fn lock() -> MutexGuard<'static, ()> {
    WHOLE.lock().unwrap_or_else(PoisonError::into_inner)
}
