//! Equations.

use super::*;

/// An element of an equation with this inside.
fn element(name: &str, inside: &str) -> String {
    format!("<m:{name}>{inside}</m:{name}>")
}

fn run(text: &str) -> String {
    format!("<m:r><w:rPr><w:i/></w:rPr><m:t>{text}</m:t></m:r>")
}

/// An element whose arguments are runs.
fn of(name: &str, arguments: &[(&str, &str)]) -> String {
    let inside: String = arguments.iter().map(|(argument, text)| element(argument, &run(text))).collect();
    element(name, &inside)
}

/// What an equation is read as.
fn equation(inside: &str) -> String {
    let tree = Build::paragraph(&element("oMath", inside)).tree();
    tree.strip_prefix("paragraph [1] ").unwrap().trim_end().to_owned()
}

fn assert_latex(inside: &str, latex: &str) {
    let shown = format!("{latex:?}");
    assert_eq!(equation(inside), format!("\"$\" code{{{shown}}} \"$\""));
}

#[test]
fn what_a_line_of_text_shows_is_text() {
    assert_eq!(equation(&run("3 × 5 = 15")), "\"3 × 5 = 15\"");
    assert_eq!(equation(&of("sSup", &[("e", "x"), ("sup", "10")])), "\"x^10\"");
    assert_eq!(equation(&of("sSubSup", &[("e", "x"), ("sub", "i"), ("sup", "2")])), "\"x_i^2\"");
    assert_eq!(equation(&of("f", &[("num", "1"), ("den", "2")])), "\"1/2\"");
    assert_eq!(equation(&of("func", &[("fName", "sin"), ("e", "x")])), "\"sin x\"");
    let sum = element("d", &element("e", &run("a+b")));
    assert_eq!(equation(&sum), "\"(a+b)\"");
}

#[test]
fn fractions_and_roots() {
    assert_latex(&of("f", &[("num", "a+b"), ("den", "c")]), "\\frac{a+b}{c}");
    assert_latex(&of("rad", &[("e", "x")]), "\\sqrt{x}");
    assert_latex(&of("rad", &[("deg", "3"), ("e", "x")]), "\\sqrt[3]{x}");
    let bare = element(
        "f",
        &format!("<m:fPr><m:type m:val=\"noBar\"/></m:fPr>{}{}", element("num", &run("n")), element("den", &run("k"))),
    );
    assert_latex(&element("d", &element("e", &bare)), "\\left( {n \\atop k} \\right)");
    let line = element(
        "f",
        &format!("<m:fPr><m:type m:val=\"lin\"/></m:fPr>{}{}", element("num", &run("a+b")), element("den", &run("c"))),
    );
    assert_eq!(equation(&line), "\"(a+b)/c\"");
}

#[test]
fn scripts_of_several_characters_are_grouped() {
    assert_latex(&of("sSup", &[("e", "x"), ("sup", "n+1")]), "x^{n+1}");
    assert_latex(&of("sPre", &[("sub", "a"), ("sup", "b"), ("e", "x")]), "{}_a^bx");
}

#[test]
fn large_operators_keep_their_bounds() {
    let sum = element(
        "nary",
        &format!(
            "<m:naryPr><m:chr m:val=\"∑\"/></m:naryPr>{}{}{}",
            element("sub", &run("i=1")),
            element("sup", &run("n")),
            element("e", &run("i"))
        ),
    );
    assert_latex(&sum, "\\sum_{i=1}^n i");
    assert_latex(&of("nary", &[("sub", "0"), ("sup", "1"), ("e", "x")]), "\\int_0^1 x");
}

#[test]
fn delimiters_may_be_any_or_none() {
    let cases = element(
        "d",
        &format!(
            "<m:dPr><m:begChr m:val=\"{{\"/><m:endChr m:val=\"\"/></m:dPr>{}",
            element("e", &of("eqArr", &[("e", "a"), ("e", "b")]))
        ),
    );
    assert_latex(&cases, "\\left\\{ \\begin{matrix} a \\\\ b \\end{matrix} \\right.");
    assert_eq!(equation(&of("d", &[("e", "a"), ("e", "b")])), "\"(a|b)\"");
}

#[test]
fn matrices_keep_their_rows() {
    let rows = [of("mr", &[("e", "a"), ("e", "b")]), of("mr", &[("e", "c"), ("e", "d")])].concat();
    assert_latex(&element("m", &rows), "\\begin{matrix} a & b \\\\ c & d \\end{matrix}");
}

#[test]
fn functions_limits_and_accents() {
    let limit = element(
        "func",
        &format!("{}{}", element("fName", &of("limLow", &[("e", "lim"), ("lim", "x→0")])), element("e", &run("f"))),
    );
    assert_latex(&limit, "\\lim_{x→0} f");
    let accent = element("acc", &format!("<m:accPr><m:chr m:val=\"\u{303}\"/></m:accPr>{}", element("e", &run("x"))));
    assert_latex(&accent, "\\tilde{x}");
    let bar = element("bar", &format!("<m:barPr><m:pos m:val=\"top\"/></m:barPr>{}", element("e", &run("x"))));
    assert_latex(&bar, "\\overline{x}");
}

#[test]
fn words_and_signs_of_latex_come_out_as_they_are() {
    let words = "<m:r><m:rPr><m:nor/></m:rPr><m:t>if 5%</m:t></m:r>";
    assert_latex(&format!("{}{words}", of("rad", &[("e", "a_b")])), "\\sqrt{a\\_b}\\text{if 5\\%}");
}

#[test]
fn nothing_of_an_equation_is_lost() {
    let odd = "<m:box><m:e><m:novelty><m:r><m:t>a</m:t></m:r></m:novelty></m:e></m:box>\
        <m:f><m:num/><w:ins><m:r><m:t>b</m:t></m:r></w:ins></m:f><w:del><m:r><m:t>gone</m:t></m:r></w:del>";
    let shown = equation(odd);
    assert!(shown.contains('a') && shown.contains('b') && !shown.contains("gone"), "{shown}");
}
