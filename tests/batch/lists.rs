//! Lists of every kind, and what is said of those that cannot be used.

use std::io::{Cursor, Write as _};

use crate::cohort::{Cohort, text, write_up};

/// A zip of these members.
fn zip(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cohort with these files and the documents `a.txt`, `b.txt`.
fn cohort(files: &[(&str, &[u8])]) -> Cohort {
    let cohort = Cohort::new();
    cohort.write("a.txt", write_up(1)).write("b.txt", write_up(2));
    for (name, bytes) in files {
        cohort.write(name, bytes);
    }
    cohort
}

fn ids_of(files: &[(&str, &[u8])], arguments: &[&str]) -> Vec<(String, String, String)> {
    let cohort = cohort(files);
    let ran = cohort.run(arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let records = cohort.records();
    records.iter().map(|record| (text(&record["id"]), text(&record["name"]), text(&record["title"]))).collect()
}

fn both() -> Vec<(String, String, String)> {
    [("7", "Zoë Doe", 1), ("8", "Bo Roe", 2)]
        .map(|(id, name, number)| (id.into(), name.into(), format!("Postmortem: outage {number}")))
        .to_vec()
}

#[test]
fn tables_in_every_dress_are_the_same() {
    let csv = "Student ID,Full name,Document\n7,Zoë Doe,a.txt\n8,Bo Roe,b.txt\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(csv);
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(csv.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let jsonl = "{\"id\": 7, \"name\": \"Zoë Doe\", \"input\": \"a.txt\"}\n{\"id\": 8, \"name\": \"Bo Roe\", \"input\": \"b.txt\"}\n";
    for (name, bytes) in [
        ("l.csv", csv.as_bytes().to_vec()),
        ("l.csv", [b"\xEF\xBB\xBF", csv.as_bytes()].concat()),
        ("l.csv", csv.replace(',', ";").replace('\n', "\r\n").into_bytes()),
        ("l.csv", latin.into_owned()),
        ("l.csv", utf16),
        ("l.tsv", csv.replace(',', "\t").into_bytes()),
        ("l.txt", csv.replace(',', "\t").into_bytes()),
        ("l.csv", b"sep=;\n7;Zo\xC3\xAB Doe;a.txt\n8;Bo Roe;b.txt\n".to_vec()),
        ("l.jsonl", jsonl.as_bytes().to_vec()),
        ("l.json", format!("[{}]", jsonl.trim().replace('\n', ",")).into_bytes()),
        ("l.xlsx", xlsx()),
        ("l.ods", ods()),
    ] {
        let headless = bytes.starts_with(b"sep=");
        let arguments = if headless { &[name, "--name-column", "2"][..] } else { &[name] };
        assert_eq!(ids_of(&[(name, &bytes)], arguments), both(), "{name}");
    }
}

/// A spreadsheet as spreadsheet programs write it, cut to what a reader needs.
fn xlsx() -> Vec<u8> {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let number = |place: &str, number: u32| format!("<c r=\"{place}\"><v>{number}</v></c>");
    let rows = [
        [cell("A1", "Student ID"), cell("B1", "Full name"), cell("C1", "Document")],
        [number("A2", 7), cell("B2", "Zoë Doe"), cell("C2", "a.txt")],
        [number("A3", 8), cell("B3", "Bo Roe"), cell("C3", "b.txt")],
    ];
    let rows: String = rows
        .iter()
        .enumerate()
        .map(|(index, cells)| format!("<row r=\"{}\">{}</row>", index + 1, cells.concat()))
        .collect();
    workbook(&format!("<sheetData>{rows}</sheetData>"), "")
}

/// A workbook of one sheet with this content and these relationships.
fn workbook(sheet: &str, relationships: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{types}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{types}.worksheet+xml\"/></Types>"
            )
            .into_bytes(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            )
            .into_bytes(),
        ),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"Cohort\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>").into_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            )
            .into_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\" xmlns:r=\"{kind}\">{sheet}</worksheet>").into_bytes()),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            format!("<Relationships xmlns=\"{package}/relationships\">{relationships}</Relationships>").into_bytes(),
        ),
    ])
}

#[test]
fn links_set_on_cells_are_links_of_the_row() {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: u32, cells: [&str; 2]| {
        format!(
            "<row r=\"{number}\">{}{}</row>",
            cell(&format!("A{number}"), cells[0]),
            cell(&format!("B{number}"), cells[1])
        )
    };
    let rows = [row(1, ["Name", "Postmortem"]), row(2, ["Ada Doe", "my write-up"]), row(3, ["Bo Roe", "here"])];
    // One on a name, which stays a name; one on a block of cells far beyond the table; one that leads to another sheet.
    let links = "<hyperlink ref=\"A2\" r:id=\"p1\"/><hyperlink ref=\"B2\" r:id=\"p2\"/>\
                 <hyperlink ref=\"B3:XFD1048576\" r:id=\"p3\"/><hyperlink ref=\"A3\" location=\"Other!A1\"/>";
    let leads = |id: &str, target: &str| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\" TargetMode=\"External\"/>")
    };
    let targets = [
        leads("p1", "https://people.test/ada"),
        leads("p2", "https://10.0.0.1/ada.docx"),
        leads("p3", "https://10.0.0.1/bo.docx"),
    ];
    let sheet = format!("<sheetData>{}</sheetData><hyperlinks>{links}</hyperlinks>", rows.concat());
    let cohort = cohort(&[("l.xlsx", &workbook(&sheet, &targets.concat()))]);
    // No request goes to such an address: what counts is which document each row names.
    let ran = cohort.run(&["l.xlsx"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("(refused)").count(), 2, "{}", ran.stderr);
    assert_eq!(cohort.each("name"), ["Ada Doe", "Bo Roe"]);
    assert_eq!(cohort.each("input"), ["https://10.0.0.1/ada.docx", "https://10.0.0.1/bo.docx"]);
}

fn ods() -> Vec<u8> {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |number: u32| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
        )
    };
    let rows = [
        [cell("Student ID"), cell("Full name"), cell("Document")],
        [number(7), cell("Zoë Doe"), cell("a.txt")],
        [number(8), cell("Bo Roe"), cell("b.txt")],
    ];
    let rows: String =
        rows.iter().map(|cells| format!("<table:table-row>{}</table:table-row>", cells.concat())).collect();
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{names}:office:1.0\" xmlns:table=\"{names}:table:1.0\" xmlns:text=\"{names}:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Cohort\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let media = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{names}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{media}\"/></manifest:manifest>"
    );
    zip(&[
        ("mimetype", media.into()),
        ("META-INF/manifest.xml", manifest.into_bytes()),
        ("content.xml", content.into_bytes()),
    ])
}

#[test]
fn a_sheet_of_answers_works_as_it_is() {
    let form = "Timestamp,Email Address,Your full name,Link to your postmortem,Link to your GitHub profile\n\
        5/13/2024 9:00:00,ada@x.test,Ada Doe,https://docs.test/ada-1,https://github.com/ada\n\
        5/13/2024 9:30:00,bo@x.test,Bo Roe,here it is: https://docs.test/bo - thanks,https://github.com/bo\n\
        5/14/2024 8:00:00,Ada@x.test,Ada Doe,https://docs.test/ada-2,https://github.com/ada\n\
        5/14/2024 9:00:00,cy@x.test,Cy Poe,I have no link yet,https://github.com/cy\n";
    let cohort = cohort(&[("form.csv", form.as_bytes())]);
    // Nobody answers at this address, which is no matter for what is read from the sheet.
    let mut command = cohort.command(&["form.csv", "--rate", "0"]);
    command.env("PMCONVERT_ORIGIN_MAP", "*=http://127.0.0.1:9");
    let ran = crate::cohort::ended(&mut command);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(cohort.each("row"), ["3", "4", "5"]);
    assert_eq!(cohort.each("id"), ["bo@x.test", "Ada@x.test", "cy@x.test"]);
    assert_eq!(cohort.each("input"), ["https://docs.test/bo", "https://docs.test/ada-2", "I have no link yet"]);
    let older = &cohort.records()[1]["others"][0];
    assert_eq!(
        (text(&older["input"]), text(&older["reason"])),
        ("row 2: https://docs.test/ada-1".into(), "older_attempt".into())
    );
    assert!(
        ran.stderr.contains("documents from `Link to your postmortem`, ids from `Email Address`"),
        "{}",
        ran.stderr
    );
}

/// The rows that a folder and a zip of it give: id, name, late, file, and what else there was.
fn both_ways(files: &[(&str, Vec<u8>)]) -> Vec<[String; 5]> {
    let cohort = Cohort::new();
    for (name, bytes) in files {
        cohort.write(&format!("in/{name}"), bytes);
    }
    cohort.write("in.zip", zip(files));
    let rows = |list: &str| {
        let _ = std::fs::remove_dir_all(cohort.out());
        let ran = cohort.run(&[list]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let row = |record: &serde_json::Value| {
            let others = record["others"].as_array().map_or_else(Vec::new, |others| {
                others.iter().map(|other| format!("{} {}", text(&other["input"]), text(&other["reason"]))).collect()
            });
            let late = if record["late"] == true { "late" } else { "" };
            [text(&record["id"]), text(&record["name"]), late.to_owned(), text(&record["input"]), others.join(", ")]
        };
        cohort.records().iter().map(row).collect::<Vec<_>>()
    };
    let (folder, zip) = (rows("in"), rows("in.zip"));
    assert_eq!(folder, zip);
    folder
}

fn document(number: usize) -> Vec<u8> {
    write_up(number).into_bytes()
}

#[test]
fn a_folder_of_files() {
    let rows = both_ways(&[
        ("ada.txt", document(1)),
        ("bo.md", document(2)),
        (".DS_Store", vec![0]),
        ("notes.py", document(3)),
    ]);
    assert_eq!(rows, [["ada", "", "", "ada.txt", ""], ["bo", "", "", "bo.md", ""]]);
}

#[test]
fn a_download_of_canvas() {
    let rows = both_ways(&[
        ("doeada_12345_67890_essay.txt", document(1)),
        ("doeada_12345_67999_essay-1.txt", document(2)),
        ("roebo_LATE_12346_67891_my_essay.txt", document(3)),
        ("poecy_12347_text.html", b"<p>Postmortem</p>".to_vec()),
    ]);
    let older = "doeada_12345_67890_essay.txt older_attempt";
    assert_eq!(
        rows,
        [
            ["12345", "doeada", "", "doeada_12345_67999_essay-1.txt", older],
            ["12346", "roebo", "late", "roebo_LATE_12346_67891_my_essay.txt", ""],
            ["12347", "poecy", "", "poecy_12347_text.html", ""],
        ]
    );
}

#[test]
fn a_download_of_moodle() {
    let text = b"<p>see my file</p>".to_vec();
    let rows = both_ways(&[
        ("Ada Doe_12345_assignsubmission_file_/essay.txt", document(1)),
        ("Ada Doe_12345_assignsubmission_onlinetext_/onlinetext.html", text),
        ("Bo Roe_12346_assignsubmission_file_/essay.txt", document(2)),
    ]);
    let file = |name: &str| format!("{name}_assignsubmission_file_/essay.txt");
    let typed = "Ada Doe_12345_assignsubmission_onlinetext_/onlinetext.html not_needed";
    assert_eq!(
        rows,
        [
            ["12345", "Ada Doe", "", &file("Ada Doe_12345"), typed].map(str::to_owned),
            ["12346", "Bo Roe", "", &file("Bo Roe_12346"), ""].map(str::to_owned),
        ]
    );
}

#[test]
fn an_export_of_gradescope() {
    let metadata = "---\nsubmission_1:\n  :submitters:\n  - :name: Ada Doe\n    :sid: '4711'\n  :created_at: 2024-05-01 10:00:00 Z\n\
        submission_2:\n  :submitters:\n  - :name: Ada Doe\n    :sid: '4711'\n  :created_at: 2024-05-02 10:00:00 Z\n\
        submission_3:\n  :submitters:\n  - :name: Bo Roe\n    :email: bo@x.test\n  :created_at: 2024-05-01 10:00:00 Z\n";
    let rows = both_ways(&[
        ("submission_1/essay.txt", document(1)),
        ("submission_2/essay.txt", document(2)),
        ("submission_3/essay.txt", document(3)),
        ("submission_metadata.yml", metadata.into()),
    ]);
    assert_eq!(
        rows,
        [
            ["4711", "Ada Doe", "", "submission_2/essay.txt", "submission_1/essay.txt older_attempt"],
            ["bo@x.test", "Bo Roe", "", "submission_3/essay.txt", ""],
        ]
    );
}

#[test]
fn repositories_of_github_classroom() {
    let rows = both_ways(&[
        ("outage-ada/README.md", document(1)),
        ("outage-ada/LICENSE.md", document(9)),
        ("outage-bo/README.md", b"# Outage\n\nMy work for the course.\n".to_vec()),
        ("outage-bo/docs/postmortem.txt", document(2)),
        ("outage-bo/main.py", document(3)),
    ]);
    let readme = "outage-bo/README.md not_a_postmortem";
    assert_eq!(
        rows,
        [["ada", "", "", "outage-ada/README.md", ""], ["bo", "", "", "outage-bo/docs/postmortem.txt", readme]]
    );
}

#[test]
fn a_list_that_cannot_be_used_says_where() {
    for (name, content, arguments, message) in [
        (
            "l.csv",
            &b"id,link\nada,\"a.txt\nbo,b.txt\n"[..],
            &[][..],
            "`l.csv`, line 2, column 5: this quote is never closed",
        ),
        ("l.csv", b"id,link\nada,a.txt,x,y\n", &[], "`l.csv`, line 2, column 3: the row has 4 cells, expected 2"),
        ("l.jsonl", b"{\"input\": \"a.txt\"}\n{\"input\": }\n", &[], "`l.jsonl`, line 2, column 11: expected value"),
        (
            "l.txt",
            b"# links\na.txt\n  what is this\n",
            &[],
            "`l.txt`, line 3, column 3: `what is this` is neither a link nor a file",
        ),
        ("l.csv", b"", &[], "the list `l.csv` holds no submission"),
        ("l.csv", b"id,link\n", &[], "the list `l.csv` holds no submission"),
        (
            "l.csv",
            b"id,link\nada,a.txt\n",
            &["--input-column", "url"],
            "`l.csv` has no column `url`; its columns are `id`, `link`",
        ),
        (
            "l.csv",
            b"who,what\nada,hello\n",
            &[],
            "no column of `l.csv` holds links or files; its columns are `who`, `what`",
        ),
        ("l.pdf", b"%PDF-1.7 \x00\x01", &[], "`l.pdf` is no list"),
        ("l.xlsx", b"PK\x03\x04 broken", &[], "cannot read the spreadsheet `l.xlsx`"),
        ("l.zip", b"PK\x03\x04 broken", &[], "cannot read the archive `l.zip`"),
        ("gone/x.txt", b"", &["gone.csv"], "cannot open the list `gone.csv`"),
    ] {
        let cohort = cohort(&[(name, content)]);
        let mut all = vec![];
        if !arguments.contains(&"gone.csv") {
            all.push(name);
        }
        all.extend(arguments);
        let ran = cohort.run(&all);
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("\nhint: "), "{}", ran.stderr);
        assert!(!cohort.out().exists(), "{name}: nothing is made for a list that cannot be used");
    }
    let empty = Cohort::new();
    std::fs::create_dir(empty.path("in")).unwrap();
    assert!(empty.run(&["in"]).stderr.contains("the list `in` holds no submission"));
}

#[test]
fn a_row_without_an_id_is_called_after_its_name_or_file() {
    let cohort = cohort(&[("l.csv", b"Name,Link\nAda Doe,a.txt\n,b.txt\n,\n,?\n"), ("l.txt", b"a.txt\nb.txt\n")]);
    assert_eq!(cohort.run(&["l.csv", "l.txt"]).code, Some(1));
    assert_eq!(cohort.each("id"), ["Ada Doe", "b", "row-5", "a", "b-2"]);
}
