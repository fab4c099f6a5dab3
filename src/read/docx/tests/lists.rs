//! Numbering.

use super::*;

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'>
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr></w:lvl>
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:pPr><w:ind w:left='1440.0000000000002'/></w:pPr></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:pStyle w:val='Step'/></w:lvl>
    <w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:pStyle w:val='Substep'/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId='3'><w:numStyleLink w:val='MyList'/></w:abstractNum>
  <w:abstractNum w:abstractNumId='4'><w:lvl w:ilvl='0'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>
  <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>
  <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>
  <w:num w:numId='4'><w:abstractNumId w:val='2'/></w:num><w:num w:numId='5'><w:abstractNumId w:val='3'/></w:num>
  <w:num w:numId='6'><w:abstractNumId w:val='4'/></w:num>
  <w:num w:numId='8'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:lvlOverride></w:num>";

const STYLES: &str = "<w:style w:type='paragraph' w:styleId='Step'><w:name w:val='Step'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>
  <w:style w:type='paragraph' w:styleId='Substep'><w:name w:val='Substep'/><w:basedOn w:val='Step'/></w:style>
  <w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
  <w:style w:type='numbering' w:styleId='MyList'><w:name w:val='MyList'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";

fn numbered(number: u32, level: u32, text: &str) -> String {
    styled(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"), text)
}

fn tree(body: &[String]) -> String {
    Build::body(&body.concat()).numbering(NUMBERING).styles(STYLES).tree()
}

/// The list kinds of a tree, in order.
fn kinds(body: &[String]) -> Vec<String> {
    let tree = tree(body);
    let lines = tree.lines().map(str::trim_start).filter(|line| line.starts_with("list"));
    lines.map(|line| line.split(']').nth(1).unwrap_or_default().trim().to_owned()).collect()
}

#[test]
fn nested_and_interrupted_lists_keep_their_numbers() {
    let body = [numbered(1, 0, "a"), numbered(1, 1, "b"), numbered(1, 0, "c"), text("between"), numbered(1, 0, "d")];
    assert_eq!(
        tree(&body),
        "list [1-3] numbers from 1\n  item\n    paragraph [1] \"a\"\n    list [2] numbers from 1\n      item\n        \
         paragraph [2] \"b\"\n  item\n    paragraph [3] \"c\"\nparagraph [4] \"between\"\nlist [5] numbers from 3\n  item\n    \
         paragraph [5] \"d\"\n"
    );
}

#[test]
fn start_values_overrides_and_kinds() {
    assert_eq!(kinds(&[numbered(1, 0, "a"), numbered(3, 0, "b")]), ["numbers from 1", "numbers from 7"]);
    assert_eq!(kinds(&[numbered(8, 0, "a"), numbered(2, 0, "b")]), ["bullets"]);
    assert_eq!(kinds(&[numbered(2, 0, "a"), numbered(1, 0, "b")]), ["bullets", "numbers from 1"]);
    assert_eq!(kinds(&[numbered(5, 0, "by a list style")]), ["bullets"]);
}

#[test]
fn styles_stand_for_levels() {
    let by_style = |style: &str, text: &str| styled(&format!("<w:pStyle w:val='{style}'/>"), text);
    let body = [by_style("Step", "a"), by_style("Substep", "b"), by_style("Step", "c")];
    assert_eq!(kinds(&body), ["numbers from 1", "numbers from 1"]);
    let none = styled("<w:pStyle w:val='Step'/><w:numPr><w:numId w:val='0'/></w:numPr>", "d");
    assert_eq!(tree(&[none]), "paragraph [1] \"d\"\n");
}

#[test]
fn numbered_headings_stay_headings_and_end_lists() {
    let heading = styled("<w:pStyle w:val='H1'/>", "h");
    let body = [numbered(2, 0, "a"), heading, numbered(2, 0, "b")];
    let tree = tree(&body);
    assert!(tree.contains("\nheading 1 [2] \"h\"\nlist [3] bullets\n"), "{tree}");
}

#[test]
fn an_empty_item_counts_and_no_marker_is_no_item() {
    assert_eq!(kinds(&[numbered(1, 0, ""), numbered(1, 0, "b")]), ["numbers from 2"]);
    assert_eq!(tree(&[numbered(6, 0, "a")]), "paragraph [1] \"a\"\n");
    assert_eq!(tree(&[numbered(99, 0, "a")]), "paragraph [1] \"a\"\n");
}

#[test]
fn indented_text_goes_on_in_its_item() {
    let body = [numbered(1, 0, "a"), styled("<w:ind w:left='720.00000001'/>", "b"), numbered(1, 0, "c")];
    assert_eq!(
        tree(&body),
        "list [1-3] numbers from 1\n  item\n    paragraph [1] \"a\"\n    paragraph [2] \"b\"\n  item\n    paragraph [3] \"c\"\n"
    );
}
