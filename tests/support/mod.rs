//! What the test programs share. Each of them uses a part.
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::expect_used,
    reason = "every test program compiles this module and uses a part of it"
)]

pub mod laws;
pub mod outputs;
pub mod samples;
#[cfg(feature = "fetch")]
pub mod stand_in;
pub mod variants;
pub mod write_up;

/// Says that a check was left out because an outside program is missing.
#[expect(clippy::print_stderr, reason = "the one who runs the tests should know what was not checked")]
pub fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
