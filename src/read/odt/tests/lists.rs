//! Lists: nesting, numbers, check boxes, text that goes on.

use super::*;

/// Numbers on two levels, from 3 and from 1; bullets on the third; nothing on the fourth.
const NUMBERS: &str = "<text:list-style style:name='L'>
    <text:list-level-style-number text:level='1' style:num-format='1' text:start-value='3'/>
    <text:list-level-style-number text:level='2' style:num-format='a'/>
    <text:list-level-style-bullet text:level='3' text:bullet-char='•'/>
    <text:list-level-style-number text:level='4' style:num-format=''/></text:list-style>";

fn list(attributes: &str, items: &str) -> String {
    format!("<text:list text:style-name='L' {attributes}>{items}</text:list>")
}

fn item(inside: &str) -> String {
    format!("<text:list-item>{inside}</text:list-item>")
}

fn tree(body: &str) -> String {
    Build::body(body).styles(NUMBERS).tree()
}

#[test]
fn levels_nest_and_text_goes_on_in_its_item() {
    let inner = format!("<text:list>{}</text:list>", item(&text("b")) + &item(&text("c")));
    let body = list("", &(item(&(text("a") + &inner + &text("a again"))) + &item(&text("d")))) + &text("after");
    assert_eq!(
        tree(&body),
        "list [1-5] numbers from 3\n  item\n    paragraph [1] \"a\"\n    list [2-3] numbers from 1\n      item\n        \
         paragraph [2] \"b\"\n      item\n        paragraph [3] \"c\"\n    paragraph [4] \"a again\"\n  item\n    \
         paragraph [5] \"d\"\nparagraph [6] \"after\"\n"
    );
}

#[test]
fn numbers_go_on_start_again_and_start_where_told() {
    let one = |attributes: &str, start: &str| {
        list(attributes, &format!("<text:list-item {start}>{}</text:list-item>", text("x"))) + &text("-")
    };
    let body = one("xml:id='first'", "")
        + &one("text:continue-numbering='true'", "")
        + &one("", "")
        + &one("text:continue-list='first'", "")
        + &one("", "text:start-value='9'");
    let tree = tree(&body);
    let starts: Vec<&str> = tree.lines().filter_map(|line| line.split_once("numbers from ")).map(|(_, n)| n).collect();
    assert_eq!(starts, ["3", "4", "3", "5", "9"]);
}

#[test]
fn a_list_for_each_level_is_one_list() {
    let deep = |text: String| {
        list(
            "text:continue-numbering='true'",
            &item(&format!("<text:list text:continue-numbering='true'>{}</text:list>", item(&text))),
        )
    };
    let body = list("", &item(&text("a")))
        + &deep(text("b"))
        + &deep(text("c"))
        + &list("text:continue-numbering='true'", &item(&text("d")));
    assert_eq!(
        tree(&body),
        "list [1-4] numbers from 3\n  item\n    paragraph [1] \"a\"\n    list [2-3] numbers from 1\n      item\n        \
         paragraph [2] \"b\"\n      item\n        paragraph [3] \"c\"\n  item\n    paragraph [4] \"d\"\n"
    );
}

#[test]
fn headings_in_lists_are_headings() {
    let body = list("", &item("<text:h text:outline-level='1'>Impact</text:h>")) + &text("x");
    assert_eq!(tree(&body), "heading 1 [1] \"Impact\"\nparagraph [2] \"x\"\n");
}

#[test]
fn list_headers_have_no_number() {
    let body = list("", &format!("<text:list-header>{}</text:list-header>{}", text("Steps"), item(&text("a"))));
    assert_eq!(tree(&body), "paragraph [1] \"Steps\"\nlist [2] numbers from 3\n  item\n    paragraph [2] \"a\"\n");
}

#[test]
fn numbered_paragraphs_are_items() {
    let numbered = |level: u32, text: String| {
        format!(
            "<text:numbered-paragraph text:list-id='n' text:style-name='L' text:level='{level}'>{text}</text:numbered-paragraph>"
        )
    };
    assert_eq!(
        tree(&(numbered(1, text("a")) + &numbered(2, text("b")) + &numbered(1, text("c")))),
        "list [1-3] numbers from 3\n  item\n    paragraph [1] \"a\"\n    list [2] numbers from 1\n      item\n        \
         paragraph [2] \"b\"\n  item\n    paragraph [3] \"c\"\n"
    );
}

#[test]
fn check_boxes_are_bullets_or_the_first_sign_of_the_text() {
    let styles = "<text:list-style style:name='L'>
        <text:list-level-style-bullet text:level='1' text:bullet-char='☐'/>
        <text:list-level-style-bullet text:level='2' text:bullet-char='\u{F0FE}'>
            <style:text-properties style:font-name='Wingdings'/></text:list-level-style-bullet></text:list-style>";
    let body = list("", &item(&(text("a") + &format!("<text:list>{}</text:list>", item(&text("b"))))))
        + &format!("<text:list text:style-name='Other'>{}</text:list>", item(&text("☒ c")));
    assert_eq!(
        Build::body(&body).styles(styles).tree(),
        "list [1-3] bullets\n  item [ ]\n    paragraph [1] \"a\"\n    list [2] bullets\n      item [x]\n        \
         paragraph [2] \"b\"\n  item [x]\n    paragraph [3] \"c\"\n"
    );
}

#[test]
fn a_paragraph_indented_like_an_item_belongs_to_it() {
    let body = list("", &item(&text("a"))) + "<text:p text:style-name='In'>more</text:p>";
    let indented = style("In", "", "<style:paragraph-properties fo:margin-left='1.27cm'/>");
    assert_eq!(
        Build::body(&body).styles(NUMBERS).styles(&indented).tree(),
        "list [1-2] numbers from 3\n  item\n    paragraph [1] \"a\"\n    paragraph [2] \"more\"\n"
    );
}
