//! The whole way from bytes to an output, and its steps.

mod support;

use divan::Bencher;
use pmconvert::check::Pack;
use pmconvert::document::Document;
use pmconvert::format::{InputFormat, OutputFormat};
use pmconvert::notice::Notices;
use pmconvert::postmortem::{Submission, recognize, recognize_unjudged};
use pmconvert::read::read;
use pmconvert::source::Source;
use pmconvert::understand::{Depth, understand_to};
use pmconvert::write::{Images, WriteOptions, write};

fn main() {
    divan::main();
}

fn source(paragraphs: usize) -> Source {
    Source::file("a.docx", support::docx(&support::write_up(paragraphs)))
}

fn tree(source: &Source) -> (Document, InputFormat) {
    read(source, &mut Notices::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn recognized(source: &Source) -> (Document, Submission) {
    let (document, format) = tree(source);
    let submission = recognize(&document, source, format, Notices::default());
    (document, submission)
}

#[divan::bench(args = [support::USUAL, 1_000, 20_000])]
fn docx_to_markdown(bencher: Bencher<'_, '_>, paragraphs: usize) {
    whole(bencher, paragraphs, Depth::Recognized, OutputFormat::Markdown);
}

#[divan::bench(args = [support::USUAL, 1_000, 20_000])]
fn docx_to_json(bencher: Bencher<'_, '_>, paragraphs: usize) {
    whole(bencher, paragraphs, Depth::Judged, OutputFormat::Json);
}

fn whole(bencher: Bencher<'_, '_>, paragraphs: usize, depth: Depth, format: OutputFormat) {
    let options = WriteOptions::default();
    bencher.with_inputs(|| source(paragraphs)).bench_values(|source| {
        let understood = understand_to(depth, source, Pack::course(), &Images::default(), Notices::default());
        understood.map(|understood| write(&understood.submission, &understood.document, format, &options).len())
    });
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn recognizing(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let source = source(paragraphs);
    let (document, format) = tree(&source);
    bencher.bench(|| recognize_unjudged(Pack::course(), &document, &source, format, Notices::default()));
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn judging(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (_, submission) = recognized(&source(paragraphs));
    bencher.with_inputs(|| submission.clone()).bench_values(|mut submission| {
        pmconvert::check::judge(&mut submission, Pack::course());
        submission
    });
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn writing_markdown(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (document, submission) = recognized(&source(paragraphs));
    let options = WriteOptions::default();
    bencher.bench(|| write(&submission, &document, OutputFormat::Markdown, &options));
}
