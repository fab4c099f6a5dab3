//! JSON, one object a line; also one array of objects.

use serde_json::{Map, Value};

use super::error::ListError;
use super::table::{Record, Table};

/// A line number and the object there.
type Numbered = (usize, Map<String, Value>);

pub(super) fn read(text: &str, list: &str) -> Result<Table, ListError> {
    let values = if text.trim_start().starts_with('[') { array(text, list)? } else { lines(text, list)? };
    let mut header: Vec<String> = Vec::new();
    for key in values.iter().flat_map(|(_, object)| object.keys()) {
        if !header.contains(key) {
            header.push(key.clone());
        }
    }
    let records = values.iter().map(|(number, object)| Record {
        number: *number,
        cells: header.iter().map(|key| object.get(key).map_or_else(String::new, cell)).collect(),
        linked: Vec::new(),
    });
    Ok(Table { records: records.collect(), header: Some(header) })
}

fn lines(text: &str, list: &str) -> Result<Vec<Numbered>, ListError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let number = index + 1;
            let value: Value = serde_json::from_str(line).map_err(|error| malformed(list, number, &error))?;
            Ok((number, object(value, list, number)?))
        })
        .collect()
}

fn array(text: &str, list: &str) -> Result<Vec<Numbered>, ListError> {
    let values: Vec<Value> = serde_json::from_str(text).map_err(|error| malformed(list, error.line(), &error))?;
    values.into_iter().enumerate().map(|(index, value)| Ok((index + 1, object(value, list, index + 1)?))).collect()
}

/// A string alone is a link or a path.
fn object(value: Value, list: &str, line: usize) -> Result<Map<String, Value>, ListError> {
    match value {
        Value::Object(object) => Ok(object),
        Value::String(text) => Ok(Map::from_iter([("input".to_owned(), Value::String(text))])),
        _ => Err(ListError::Json {
            list: list.to_owned(),
            line,
            column: 1,
            what: "expected an object or a string".to_owned(),
        }),
    }
}

fn malformed(list: &str, line: usize, error: &serde_json::Error) -> ListError {
    // The position is told apart from the message, in the terms of the whole list.
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default().to_owned();
    ListError::Json { list: list.to_owned(), line, column: error.column().max(1), what }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn keys_become_columns_and_mistakes_have_a_place() {
        let table =
            read("{\"id\": 7, \"link\": [\"https://a.test/\", \"https://b.test/\"]}\n\n\"c.md\"\n", "l").unwrap();
        assert_eq!(table.header.unwrap(), ["id", "link", "input"]);
        assert_eq!(table.records[0].cells, ["7", "https://a.test/\nhttps://b.test/", ""]);
        assert_eq!((table.records[1].number, table.records[1].cells[2].as_str()), (3, "c.md"));
        let error = read("{\"id\": 1}\n{\"id\": }\n", "l.jsonl").unwrap_err().to_string();
        assert_eq!(error, "`l.jsonl`, line 2, column 8: expected value");
    }
}
