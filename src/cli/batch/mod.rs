//! `pmconvert batch LIST... --out DIR`: a cohort to a folder of results.

mod progress;

use std::future::Future;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::args::{BatchArguments, BatchForm, ConvertArguments, ImagesArgument, LayoutArgument};
use super::error::CliError;
use super::exit::Exit;
use super::{open, rules};
use crate::batch::list::{self, Row};
use crate::batch::{
    Batch, BatchError, ColumnNames, Ended, Folder, Follow, Form, Identities, Journal, Limits, ListOptions, OnFailure,
    Pictures, Plan, Pseudonyms, Retry, Settings, Summary,
};
use crate::fetch::{Fetcher, Options, Pace};
use progress::Progress;

/// Requests under way in all, where the user says nothing.
const CONCURRENCY: u16 = 4;
/// Links under way in all: most of them wait for their host's turn.
const FETCHES: usize = 256;

/// Converts a cohort.
pub(super) fn run(arguments: &BatchArguments, shared: &ConvertArguments) -> Exit {
    let progress = Arc::new(Progress::new(arguments.progress, shared.quiet, shared.color));
    match convert(arguments, shared, &progress) {
        Ok((ended, summary)) => {
            progress.end(&summary, ended, &arguments.out);
            exit(ended, &summary)
        }
        Err(error) => {
            progress.fail(&error);
            error.exit()
        }
    }
}

fn exit(ended: Ended, summary: &Summary) -> Exit {
    match ended {
        Ended::Interrupted => Exit::Interrupted,
        Ended::Complete if summary.ok() == summary.rows => Exit::Done,
        Ended::Complete | Ended::FirstFailure => Exit::Failed,
    }
}

fn convert(
    arguments: &BatchArguments,
    shared: &ConvertArguments,
    progress: &Arc<Progress>,
) -> Result<(Ended, Summary), CliError> {
    let settings = Arc::new(settings(arguments, rules::pack(shared.rules.as_deref())?));
    let plan = Plan::new(rows(arguments, progress)?, &settings);
    let plan = if arguments.anonymize { plan.with_pseudonyms(pseudonyms(&arguments.out)?)? } else { plan };
    let options = Options { pace: pace(arguments), ..open::options(&arguments.reading)? };
    let folder = Folder::open(&arguments.out)?;
    let journal = Journal::open(&arguments.out)?;
    let retry = if arguments.retry_failed { Retry::Failed } else { Retry::Nothing };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(BatchError::Workers)?;
    let ended = runtime.block_on(async {
        let fetcher = Fetcher::new(options).map_err(BatchError::Network)?.observed_by(Arc::<Progress>::clone(progress));
        let batch = Batch {
            plan: &plan,
            settings: &settings,
            folder: &folder,
            limits: limits(arguments),
            reporter: &**progress,
        };
        batch.run(journal, retry, Arc::new(fetcher), interrupted()?).await
    });
    // A lookup that hangs in the system must not hold up the end.
    runtime.shutdown_timeout(Duration::ZERO);
    Ok(ended?)
}

/// The key lies beside the folder of the results, not in it.
fn pseudonyms(out: &Path) -> Result<Pseudonyms, BatchError> {
    let mut name = std::path::absolute(out).map_err(BatchError::Workers)?.into_os_string();
    name.push("-names");
    Pseudonyms::open(Path::new(&name))
}

fn rows(arguments: &BatchArguments, progress: &Progress) -> Result<Vec<Row>, BatchError> {
    let options = ListOptions {
        columns: ColumnNames {
            id: arguments.id_column.clone(),
            input: arguments.input_column.clone(),
            name: arguments.name_column.clone(),
        },
        out: arguments.out.clone(),
    };
    let mut rows = Vec::new();
    for path in &arguments.lists {
        let list = list::read(path, &options)?;
        progress.remark(&list.remarks);
        rows.extend(list.rows);
    }
    Ok(rows)
}

fn settings(arguments: &BatchArguments, pack: crate::check::Pack) -> Settings {
    let mut forms: Vec<Form> = Vec::new();
    for form in &arguments.to {
        let form = match form {
            BatchForm::Md => Form::Md,
            BatchForm::Json => Form::Json,
            BatchForm::Html => Form::Html,
        };
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let reading = &arguments.reading;
    Settings {
        forms,
        keep_order: arguments.layout == LayoutArgument::Source,
        pictures: match arguments.images {
            ImagesArgument::Extract => Pictures::Extract,
            ImagesArgument::Embed => Pictures::Embed,
            ImagesArgument::Drop => Pictures::Drop,
        },
        follow: if reading.no_follow { Follow::No } else { Follow::Links },
        max_size: reading.max_size,
        fetching: format!("web_view={} tab={}", reading.web_view, reading.tab),
        from: reading.from.map(Into::into),
        pack,
        identities: if arguments.anonymize { Identities::Hidden } else { Identities::Shown },
    }
}

fn pace(arguments: &BatchArguments) -> Pace {
    let pace = arguments.rate.map_or_else(Pace::default, Pace::at_rate);
    let at_once = usize::from(arguments.concurrency.unwrap_or(1));
    pace.with_groups_at_once(usize::from(arguments.concurrency.unwrap_or(CONCURRENCY))).with_at_once(at_once)
}

fn limits(arguments: &BatchArguments) -> Limits {
    Limits {
        // One more than may be asked at once, so that the next is ready.
        at_once: usize::from(arguments.concurrency.unwrap_or(CONCURRENCY)) + 1,
        fetches: FETCHES,
        workers: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        convert: Duration::from_secs(arguments.convert_timeout),
        on_failure: if arguments.fail_fast { OnFailure::Stop } else { OnFailure::GoOn },
    }
}

/// Ends when the user or the system asks the process to end. Asked twice, the process ends at once.
fn interrupted() -> Result<impl Future<Output = ()>, BatchError> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let mut signals = Signals::new().map_err(BatchError::Workers)?;
    tokio::spawn(async move {
        signals.next().await;
        // The run may have ended by itself meanwhile.
        let _ = sender.send(());
        signals.next().await;
        std::process::exit(i32::from(Exit::Interrupted.code()));
    });
    Ok(async move {
        if receiver.await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
