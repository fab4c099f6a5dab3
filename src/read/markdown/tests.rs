//! Tests of the reader.
#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::document::dump;

fn tree(text: &str) -> String {
    let mut notices = Notices::default();
    let document = read(text, &mut notices);
    let notices: String = notices.into_vec().iter().map(|noted| format!("! {}\n", noted.notice)).collect();
    dump(&document) + &notices
}

#[test]
fn show() {
    if let Ok(path) = std::env::var("SHOW") {
        let text = std::fs::read_to_string(path).unwrap();
        eprintln!("{}", tree(&text));
    }
}
