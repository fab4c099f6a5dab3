//! Progress of a run: a bar on a terminal, lines elsewhere, JSON lines for programs; at the end what became of the cohort.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use serde_json::json;

use crate::batch::{Ended, Event, Failure, Record, Reporter, Status, Summary};
use crate::cli::args::{ColorArgument, ProgressArgument};
use crate::cli::error::CliError;
use crate::cli::terminal;
use crate::fetch::{Clock as _, FetchEvent, Observer, SystemClock};
use crate::visible::visible;

/// Between two lines on how far it is, where there is no bar.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// Shows the progress of a run.
pub(super) struct Progress {
    look: Look,
    color: ColorArgument,
    clock: Arc<SystemClock>,
    state: Arc<Mutex<State>>,
}

enum Look {
    Bar(ProgressBar),
    Lines,
    Json,
    Silent,
}

#[derive(Default)]
struct State {
    outstanding: usize,
    ok: usize,
    failed: usize,
    unchanged: usize,
    last_line: Duration,
    /// What the run waits for, and until when.
    pause: Option<(String, Duration)>,
}

impl Progress {
    pub(super) fn new(argument: ProgressArgument, is_quiet: bool, color: ColorArgument) -> Self {
        let clock = Arc::new(SystemClock::new());
        let state = Arc::<Mutex<State>>::default();
        let look = match argument {
            ProgressArgument::Json => Look::Json,
            ProgressArgument::None => Look::Silent,
            _ if is_quiet => Look::Silent,
            ProgressArgument::Auto if std::io::stderr().is_terminal() => Look::Bar(bar(&clock, &state)),
            ProgressArgument::Auto | ProgressArgument::Plain => Look::Lines,
        };
        Self { look, color, clock, state }
    }

    /// What there is to say about the lists.
    pub(super) fn remark(&self, remarks: &[String]) {
        for remark in remarks {
            self.say(remark, || json!({"event": "remark", "message": remark}));
        }
    }

    /// The run has ended.
    pub(super) fn end(&self, summary: &Summary, ended: Ended, out: &Path) {
        match &self.look {
            Look::Bar(bar) => bar.finish_and_clear(),
            Look::Json => return line(&json_summary(summary, ended, out)),
            Look::Silent => return,
            Look::Lines => {}
        }
        terminal::print_lines(&text_summary(summary, ended, out));
    }

    /// The run cannot go on.
    pub(super) fn fail(&self, error: &CliError) {
        match &self.look {
            Look::Bar(bar) => bar.finish_and_clear(),
            Look::Json => {
                let failure = Failure::new("stopped", error, error.hint());
                return line(&json!({"event": "error", "message": failure.message, "hint": failure.hint}));
            }
            Look::Lines | Look::Silent => {}
        }
        terminal::print_error(error, self.color);
    }

    fn finished(&self, record: &Record) {
        let mut state = self.state();
        match record.status {
            Status::Ok => state.ok += 1,
            Status::Failed | Status::NotTried => state.failed += 1,
        }
        self.advance(&mut state);
        drop(state);
        if let Some(failure) = &record.error {
            let text = format!("{}: {} ({})", record.id, failure.message, failure.code);
            self.say(&text, || finished_json(record));
        } else if matches!(self.look, Look::Json) {
            line(&finished_json(record));
        }
    }

    fn advance(&self, state: &mut State) {
        let done = state.ok + state.failed + state.unchanged;
        if let Look::Bar(bar) = &self.look {
            bar.inc(1);
            return;
        }
        let now = self.clock.now();
        if matches!(self.look, Look::Lines) && now.saturating_sub(state.last_line) >= BETWEEN_LINES {
            state.last_line = now;
            terminal::print_lines(&[format!(
                "{done} of {}: {} ok, {} failed",
                state.outstanding, state.ok, state.failed
            )]);
        }
    }

    /// Says something to people, or to programs.
    fn say(&self, text: &str, object: impl FnOnce() -> serde_json::Value) {
        match &self.look {
            Look::Bar(bar) => bar.suspend(|| terminal::print_lines(&[text.to_owned()])),
            Look::Lines => terminal::print_lines(&[text.to_owned()]),
            Look::Json => line(&object()),
            Look::Silent => {}
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reporter for Progress {
    fn report(&self, event: &Event<'_>) {
        match event {
            Event::Planned { rows, outstanding, removed } => {
                self.state().outstanding = *outstanding;
                if let Look::Bar(bar) = &self.look {
                    bar.set_length(u64::try_from(*outstanding).unwrap_or(u64::MAX));
                    bar.enable_steady_tick(Duration::from_millis(250));
                }
                let mut text = format!("{rows} rows, {outstanding} to do");
                if !removed.is_empty() {
                    let _ = write!(text, "; {} of earlier runs are in no list now", removed.len());
                }
                self.say(
                    &text,
                    || json!({"event": "planned", "rows": rows, "outstanding": outstanding, "removed": removed}),
                );
            }
            Event::Started { id } => {
                if matches!(self.look, Look::Json) {
                    line(&json!({"event": "started", "id": id}));
                }
            }
            Event::Finished { record } => self.finished(record),
            Event::Unchanged { record } => {
                let mut state = self.state();
                state.unchanged += 1;
                self.advance(&mut state);
                drop(state);
                if matches!(self.look, Look::Json) {
                    line(&json!({"event": "unchanged", "id": record.id}));
                }
            }
            Event::Stopping => {
                self.say("stopping: what is under way ends or is dropped", || json!({"event": "stopping"}));
            }
            Event::Writing => {
                if matches!(self.look, Look::Json) {
                    line(&json!({"event": "writing"}));
                }
            }
        }
    }
}

impl Observer for Progress {
    fn observe(&self, event: &FetchEvent<'_>) {
        match event {
            FetchEvent::Paused { group, wait } => {
                self.state().pause = Some(((*group).to_owned(), self.clock.now().saturating_add(*wait)));
                if !matches!(self.look, Look::Bar(_)) {
                    let seconds = wait.as_secs();
                    let text = format!("{group} limits requests: waiting {seconds} s");
                    self.say(&text, || json!({"event": "waiting", "group": group, "seconds": seconds}));
                }
            }
            FetchEvent::Stopped { group, because } => {
                let text = format!("{group} is not asked any more: {because}");
                self.say(&text, || json!({"event": "stopped", "group": group, "because": because.to_string()}));
            }
            _ => {}
        }
    }
}

/// The bar: how far, how fast, how long still, how it went, and what it waits for.
fn bar(clock: &Arc<SystemClock>, state: &Arc<Mutex<State>>) -> ProgressBar {
    let (clock, state) = (Arc::clone(clock), Arc::clone(state));
    let tell = move |_: &ProgressState, out: &mut dyn std::fmt::Write| {
        let state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = write!(out, "{} ok, {} failed", state.ok, state.failed);
        if state.unchanged > 0 {
            let _ = write!(out, ", {} unchanged", state.unchanged);
        }
        if let Some((group, until)) = &state.pause {
            let left = until.saturating_sub(clock.now());
            if !left.is_zero() {
                let _ = write!(out, " - {} limits requests: {} s", visible(group), left.as_secs() + 1);
            }
        }
    };
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{:.1}/s", state.per_sec());
    };
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {rate}  {eta} left  {outcome}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("outcome", tell).with_key("rate", rate);
    ProgressBar::new(0).with_style(style)
}

fn finished_json(record: &Record) -> serde_json::Value {
    json!({"event": "finished", "record": record})
}

fn line(object: &serde_json::Value) {
    terminal::print_raw(&format!("{object}\n"));
}

fn json_summary(summary: &Summary, ended: Ended, out: &Path) -> serde_json::Value {
    let errors: serde_json::Map<String, serde_json::Value> =
        summary.errors.iter().map(|(code, trouble)| (code.clone(), json!(trouble.count))).collect();
    json!({
        "event": "summary",
        "ended": ended_name(ended),
        "rows": summary.rows,
        "ok": summary.ok(),
        "failed": summary.failed(),
        "not_tried": summary.not_tried(),
        "all_met": summary.all_met,
        "verdicts": summary.verdicts,
        "errors": errors,
        "removed": summary.removed,
        "out": out.display().to_string(),
    })
}

fn ended_name(ended: Ended) -> &'static str {
    match ended {
        Ended::Complete => "complete",
        Ended::Interrupted => "interrupted",
        Ended::FirstFailure => "first_failure",
    }
}

/// What became of the cohort, and what to do next.
fn text_summary(summary: &Summary, ended: Ended, out: &Path) -> Vec<String> {
    let mut lines = vec![match ended {
        Ended::Complete => format!("{} rows: {} ok, {} failed", summary.rows, summary.ok(), summary.failed()),
        Ended::Interrupted => {
            format!("interrupted: {} ok, {} failed, {} open", summary.ok(), summary.failed(), summary.open)
        }
        Ended::FirstFailure => {
            format!(
                "stopped at the first failure: {} ok, {} failed, {} open",
                summary.ok(),
                summary.failed(),
                summary.open
            )
        }
    }];
    for (verdict, count) in &summary.verdicts {
        let met = if verdict == "postmortem" {
            format!(", {} meet every requirement", summary.all_met)
        } else {
            String::new()
        };
        lines.push(format!("  {count:>5} {verdict}{met}"));
    }
    for (code, trouble) in &summary.errors {
        let more = if trouble.count > trouble.ids.len() { ", ..." } else { "" };
        lines.push(format!("  {:>5} {code}: {}{more}", trouble.count, trouble.ids.join(", ")));
        lines.push(format!("        {}", trouble.hint));
    }
    if !summary.removed.is_empty() {
        let shown: Vec<&str> = summary.removed.iter().take(5).map(String::as_str).collect();
        let more = if summary.removed.len() > shown.len() { ", ..." } else { "" };
        lines.push(format!(
            "  {:>5} of earlier runs in no list now: {}{more}; their folders stay, and they are in none of the results",
            summary.removed.len(),
            shown.join(", ")
        ));
    }
    let shown = out.display();
    lines.push(format!("see {shown}/report.html and {shown}/results.csv"));
    if ended != Ended::Complete || summary.open > 0 {
        lines.push("run the same command again to go on".to_owned());
    } else if summary.not_tried() > 0 {
        lines.push("run the same command again later for those that were not tried".to_owned());
    }
    if summary.failed() > 0 && ended == Ended::Complete {
        lines.push("when links were mended, `--retry-failed` tries the failed ones again".to_owned());
    }
    lines
}
