//! The cells of a spreadsheet as a table.

/// Most cells of a table; a sheet of a write-up has some hundred.
const MOST: usize = 100_000;

/// A page that holds the cells of a CSV file (RFC 4180) as a table. Any bytes give one.
pub(super) fn of_csv(bytes: &[u8]) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut table = String::from("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><table>");
    let (mut cells, mut first) = (0, true);
    for row in reader.byte_records().map_while(Result::ok) {
        cells += row.len();
        if cells > MOST {
            break;
        }
        if row.iter().all(<[u8]>::is_empty) {
            continue;
        }
        let tag = if std::mem::take(&mut first) { "th" } else { "td" };
        table.push_str("<tr>");
        for cell in &row {
            let text = String::from_utf8_lossy(cell);
            let lines = text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
            table.extend(["<", tag, ">", &lines, "</", tag, ">"]);
        }
        table.push_str("</tr>");
    }
    table.push_str("</table></body></html>");
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_a_table() {
        let table = of_csv(b"Time,What\r\n14:00,\"a, \"\"b\"\" <c>\nd\"\n,\n15:00\n");
        let expected = "<table><tr><th>Time</th><th>What</th></tr><tr><td>14:00</td><td>a, \"b\" &lt;c><br>d</td></tr>\
                        <tr><td>15:00</td></tr></table>";
        assert!(table.contains(expected), "{table}");
        assert!(of_csv(b"").contains("<table></table>"));
        assert!(of_csv(b"\"unclosed").contains("<th>unclosed</th>"));
    }
}
