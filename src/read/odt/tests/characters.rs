//! Spans, blanks, links, fields, pictures and notes.

use super::*;
use crate::document::{At, Comment};

#[test]
fn looks_become_marks_through_named_and_automatic_styles() {
    let document = Build::body(&text(
        "<text:span text:style-name='B'>bold <text:span text:style-name='I'>both</text:span></text:span> \
         <text:span text:style-name='U'>under</text:span> <text:span text:style-name='X'>gone</text:span> \
         m<text:span text:style-name='Up'>2</text:span> H<text:span text:style-name='Low'>2</text:span>O \
         <text:span text:style-name='Caps'>Small</text:span> <text:span text:style-name='Mine'>run</text:span> \
         <text:span text:style-name='Source_20_Text'>ls</text:span> <text:span text:style-name='Strong_20_Emphasis'>loud</text:span>",
    ))
    .styles(&look("B", "fo:font-weight='bold'"))
    .styles(&look("I", "fo:font-style='italic'"))
    .styles(&look("U", "style:text-underline-style='solid'"))
    .styles(&look("X", "style:text-line-through-type='single'"))
    .styles(&look("Up", "style:text-position='super 58%'"))
    .styles(&look("Low", "style:text-position='-33% 58%'"))
    .styles(&look("Caps", "fo:font-variant='small-caps'"))
    .styles("<style:style style:name='Mine' style:family='text' style:parent-style-name='Teletype'/>");
    assert_eq!(
        document.tree(),
        "paragraph [1] strong{\"bold \" emphasis{\"both\"}} \" \" underline{\"under\"} \" \" strike{\"gone\"} \" m\" \
         superscript{\"2\"} \" H\" subscript{\"2\"} \"O Small \" code{\"run\"} \" \" code{\"ls\"} \" \" strong{\"loud\"}\n"
    );
}

#[test]
fn an_inner_span_may_take_a_mark_away() {
    let document =
        Build::body("<text:p text:style-name='P'>loud <text:span text:style-name='N'>calm</text:span></text:p>")
            .styles(&style("P", "", "<style:text-properties fo:font-weight='bold'/>"))
            .styles(&look("N", "fo:font-weight='normal'"));
    assert_eq!(document.tree(), "paragraph [1] strong{\"loud\"} \" calm\"\n");
}

#[test]
fn blanks_collapse_and_those_that_are_meant_stay() {
    let tree = Build::body(&text("  a \n  b<text:s text:c='2'/>c<text:tab/>d<text:line-break/> e ")).tree();
    assert_eq!(tree, "paragraph [1] \"a b  c\\td\" // \" e\"\n");
}

#[test]
fn links_keep_their_target() {
    let link = |href: &str| format!("<text:a xlink:href='{href}' office:title='Tip'>x</text:a> ");
    let good = Build::body(&text(&(link("https://a.test/?a=1&amp;b") + &link("#Impact|outline"))));
    assert_eq!(good.tree(), "paragraph [1] link<https://a.test/?a=1&b>{\"x\"} \" \" link<#Impact>{\"x\"}\n");
}

#[test]
fn marks_and_fields_are_read_through() {
    let tree = Build::body(&text(
        "<text:bookmark-start text:name='b'/>Page <text:page-number>3</text:page-number> of\
         <text:bookmark-end text:name='b'/><text:soft-page-break/> <text:date>May 3</text:date>\
         <text:note-ref>7</text:note-ref><loext:content-control loext:checkbox='true'>☒</loext:content-control>",
    ))
    .tree();
    assert_eq!(tree, "paragraph [1] \"Page 3 of May 37☒\"\n");
}

#[test]
fn unknown_elements_keep_their_text() {
    let tree = Build::body(&text("a <x:y xmlns:x='urn:x'>b</x:y>")).tree_with("unknown-element");
    assert_eq!(tree, "paragraph [1] \"a b\"\n");
}

#[test]
fn notes_of_both_kinds_follow_the_text() {
    let note = |class: &str, text: &str| {
        format!(
            "<text:note text:note-class='{class}'><text:note-citation>1</text:note-citation>\
             <text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let inner = note("footnote", "deep");
    let tree = Build::body(&format!(
        "<text:p>One{} two</text:p><text:p>Three{}</text:p>",
        note("footnote", &format!("first{inner}")),
        note("endnote", "second")
    ))
    .tree();
    assert_eq!(
        tree,
        "paragraph [1] \"One\" note{\"1\"} \" two\"\nparagraph [2] \"Three\" note{\"2\"}\nfootnote [1] \"1\"\n  \
         paragraph [1] \"first deep\"\nfootnote [2] \"2\"\n  paragraph [2] \"second\"\n"
    );
}

#[test]
fn comments_and_deletions_are_counted_and_insertions_stay() {
    let changes = "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>gone</text:p>\
                   </text:deletion></text:changed-region><text:changed-region text:id='c2'><text:insertion/>\
                   </text:changed-region><text:changed-region text:id='c3'><text:deletion><text:p/><text:p/>\
                   </text:deletion></text:changed-region></text:tracked-changes>";
    let (document, notices) = Build::body(&format!(
        "{changes}<text:p>a<text:change text:change-id='c1'/><text:change-start text:change-id='c2'/>b\
         <text:change-end text:change-id='c2'/><text:change text:change-id='c3'/>c\
         <office:annotation><dc:creator>Ann</dc:creator><text:p>why?</text:p></office:annotation></text:p>"
    ))
    .read();
    assert_eq!(dump(&document), "paragraph [1] \"ab c\"\n");
    assert_eq!(notices, ["deletions-dropped", "comments-dropped"]);
}

#[test]
fn comments_have_an_author_a_text_and_a_place() {
    let (document, notices) = Build::body(
        "<text:p>one</text:p><text:p>two<office:annotation office:name='n'><dc:creator>Ann Lee</dc:creator>\
         <dc:date>2024-05-03T10:00:00</dc:date><meta:creator-initials>AL</meta:creator-initials>\n\
         <text:p>which<text:s/><text:span>zone</text:span>?</text:p>\n<text:list><text:list-item><text:p>UTC,\n I hope</text:p>\
         </text:list-item></text:list></office:annotation> and</text:p>\
         <text:p>three<office:annotation-end office:name='n'/><office:annotation-end office:name='none'/></text:p>\
         <text:p>four<office:annotation><text:p>a<text:line-break/>b</text:p></office:annotation></text:p>",
    )
    .read();
    assert_eq!(notices, ["comments-dropped"]);
    assert_eq!(dump(&document).lines().count(), 4);
    let at = |first, last| Some(At::paragraph(first).to(At::paragraph(last)));
    assert_eq!(
        document.comments,
        [
            Comment { author: Some("Ann Lee".to_owned()), text: "which zone?\nUTC, I hope".to_owned(), at: at(2, 3) },
            Comment { author: None, text: "a\nb".to_owned(), at: at(4, 4) },
        ]
    );
}

#[test]
fn google_code_is_code() {
    let document = Build::body(&text("run <text:span text:style-name='G'>ls</text:span> \u{E907}now"))
        .styles(&look("G", "style:font-name='Roboto Mono' fo:color='#188038'"));
    assert_eq!(document.tree(), "paragraph [1] \"run \" code{\"ls\"} \" now\"\n");
}

#[test]
fn what_looks_like_markup_is_text() {
    let lines = ["1. x", "# x", "&lt;script&gt;", "* x", "| x |"].map(text).concat();
    assert_eq!(
        Build::body(&lines).tree(),
        "paragraph [1] \"1. x\"\nparagraph [2] \"# x\"\nparagraph [3] \"<script>\"\nparagraph [4] \"* x\"\n\
         paragraph [5] \"| x |\"\n"
    );
}
