//! The committed JSON Schema is the one that the types give.

#[test]
fn the_committed_schema_is_current() {
    let committed = include_str!("../docs/schema.json");
    assert!(committed == pmconvert::write::json::schema(), "docs/schema.json is out of date: run `just bless`");
}
