//! One bench for each reader: a write-up of the usual length and a long one, from bytes to tree.

mod support;

use divan::Bencher;
use pmconvert::notice::Notices;
use pmconvert::read::read;
use pmconvert::source::Source;

fn main() {
    divan::main();
}

fn bench(bencher: Bencher<'_, '_>, name: &str, bytes: Vec<u8>) {
    let source = Source::file(name, bytes);
    bencher
        .counter(divan::counter::BytesCount::new(source.bytes.len()))
        .bench(|| read(&source, &mut Notices::default()).map(|(document, _)| document.blocks.len()));
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn docx(bencher: Bencher<'_, '_>, paragraphs: usize) {
    bench(bencher, "a.docx", support::docx(&support::write_up(paragraphs)));
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn html(bencher: Bencher<'_, '_>, paragraphs: usize) {
    bench(bencher, "a.html", support::html(&support::write_up(paragraphs)).into_bytes());
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn markdown(bencher: Bencher<'_, '_>, paragraphs: usize) {
    bench(bencher, "a.md", support::markdown(&support::write_up(paragraphs)).into_bytes());
}

#[divan::bench(args = [support::USUAL, 20_000])]
fn text(bencher: Bencher<'_, '_>, paragraphs: usize) {
    bench(bencher, "a.txt", support::text(&support::write_up(paragraphs)).into_bytes());
}
