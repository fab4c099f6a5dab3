//! The tokens are those that quick-xml finds, its errors included, however a part is written and cut.

use std::io::{BufReader, Read};

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Next};

use super::tokens::{Token, Tokens};
use super::{Event, Memory, PartError, Xml};

/// Some tags, texts and what else a part is made of, well-formed or not.
const PIECES: &[&str] = &[
    "<a>",
    "</a>",
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "</a >",
    "</a b='>'>",
    "<a b=\"1\" c='2>'/>",
    "<a\n\tb = \"1\">",
    "<a b=1 c>",
    "<a b='1'c='2'>",
    "<a/ >",
    "< a>",
    "<>",
    "</>",
    "<a:b:c d:e:f='&lt;'>",
    "<a <b>",
    "<a b='x' />",
    "<a xmlns='u' xmlns:b=\"v\">",
    "<a b=\"x'/>",
    "text",
    " ",
    "\n",
    "\r\n",
    "é",
    "\u{10FFFF}",
    "\u{FEFF}",
    "&amp;",
    "&#65;",
    "&#xZ;",
    "&unknown;",
    "&;",
    "&",
    "& ",
    "]]>",
    ">",
    "<!-- c -->",
    "<!---->",
    "<!-- - -- -->",
    "<!-",
    "<!",
    "<?xml version='1.0'?>",
    "<?p i?>",
    "<?>",
    "<??>",
    "<?",
    "<![CDATA[<a>&]]>",
    "<![CDATA[",
    "<!DOCTYPE a>",
    "<!DOCTYPE>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<!x>",
    "<",
    "='",
    "\"",
];

/// What quick-xml finds, as lines.
fn expected(stream: impl Read) -> Vec<String> {
    let mut reader = Reader::from_reader(BufReader::new(stream));
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut found) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        found.push(match reader.read_event_into(&mut buffer) {
            Ok(Next::Start(start) | Next::Empty(start)) => described(&start),
            Ok(Next::End(_)) => "end".to_owned(),
            Ok(Next::Text(text)) => format!("text {:?}", &*text),
            Ok(Next::CData(text)) => format!("text {:?}", &*text),
            Ok(Next::GeneralRef(name)) => format!("reference {:?}", format!("&{};", &*name)),
            Ok(Next::DocType(_)) => "doctype".to_owned(),
            Ok(Next::Comment(_) | Next::PI(_) | Next::Decl(_)) => "nothing".to_owned(),
            Ok(Next::Eof) => return found,
            Err(error) => {
                found.push(error.to_string());
                return found;
            }
        });
    }
}

fn described(start: &BytesStart<'_>) -> String {
    let attributes: Vec<_> = start.attributes().with_checks(false).flatten().map(|it| (it.key.0, it.value)).collect();
    let attributes: Vec<_> = attributes.iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!("start {} {attributes:?}", start.name().0)
}

/// What is found here.
fn found(stream: &mut dyn Read) -> Vec<String> {
    let mut found = Vec::new();
    let mut tokens = match Tokens::of(stream) {
        Ok(tokens) => tokens,
        Err(error) => return vec![error.to_string()],
    };
    loop {
        let next = tokens.next();
        let text = tokens.text();
        found.push(match next {
            Ok(Some(Token::Start(tag))) => {
                let content = text.get(1..tag.attributes).unwrap_or_default();
                let declares = content.contains("xmlns");
                assert!(tag.declares || !declares || !content.contains(" xmlns"), "{content}");
                described(&BytesStart::from_content(content, tag.name - 1))
            }
            Ok(Some(Token::End)) => "end".to_owned(),
            Ok(Some(Token::Text)) => format!("text {text:?}"),
            Ok(Some(Token::Characters(from, to))) => format!("text {:?}", text.get(from..to).unwrap_or_default()),
            Ok(Some(Token::Reference)) => format!("reference {text:?}"),
            Ok(Some(Token::Doctype)) => "doctype".to_owned(),
            Ok(Some(Token::Nothing)) => "nothing".to_owned(),
            Ok(None) => return found,
            Err(error) => {
                found.push(error.to_string());
                return found;
            }
        });
    }
}

/// A stream that gives few bytes at a time.
struct Drops<'b>(&'b [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.1.min(buffer.len());
        self.0.read(buffer.get_mut(..length).unwrap_or_default())
    }
}

fn check(bytes: &[u8]) {
    let expected = expected(bytes);
    assert_eq!(found(&mut &*bytes), expected, "{}", bytes.escape_ascii());
    // What is read together ends anywhere.
    let padded = [&vec![b' '; super::window::FEWEST - bytes.len() / 2], bytes].concat();
    assert_eq!(found(&mut Drops(&padded, 777)), self::expected(padded.as_slice()), "{}", bytes.escape_ascii());
}

#[test]
fn each_piece_alone_and_in_pairs() {
    for first in PIECES {
        check(first.as_bytes());
        for second in PIECES {
            check(format!("<a>{first}{second}").as_bytes());
        }
    }
}

#[test]
fn bytes_that_are_no_text() {
    for bytes in [
        &b"<a>\xFF</a>"[..],
        b"<a b='\xFF'>",
        b"<a>\xC3",
        b"<a>\xC3</a>",
        b"\xE2\x82",
        b"<a/>\xFF<b",
        b"<a>x&\xFF;",
        b"<\xFF",
        b"<!-- \xFF -->",
        b"<a><!-- \xFF",
        b"</\xFF>",
    ] {
        check(bytes);
    }
}

/// A stream that breaks off.
struct Broken<'b>(&'b [u8]);

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() { Err(std::io::Error::other("it breaks off")) } else { self.0.read(buffer) }
    }
}

#[test]
fn a_part_that_breaks_off() {
    for text in [
        &b""[..],
        b"<a>",
        b"<a b='",
        b"<a>text",
        b"<a>&am",
        b"<a><!-- c",
        b"</",
        b"<a/>",
        b"<a>\xFF</a>",
        b"<a>\xFF",
        b"<a>\xC3",
    ] {
        assert_eq!(found(&mut Broken(text)), expected(Broken(text)), "{}", text.escape_ascii());
    }
}

#[test]
fn a_text_longer_than_what_is_read_together_is_one() {
    let long = "ä".repeat(200_000);
    let tokens = found(&mut format!("<a>{long}</a>").as_bytes());
    assert_eq!(tokens, ["start a []".to_owned(), format!("text {long:?}"), "end".to_owned()]);
}

/// Reads each element in the outermost one by its characters, and tells how many were read anew.
fn read_once(text: &str) -> Result<(Vec<String>, usize, u32), PartError> {
    let mut anew = 0;
    let mut memory = Memory::default();
    Xml::read(&mut text.as_bytes(), |xml| {
        let mut all = Vec::new();
        xml.next()?;
        loop {
            match xml.next()? {
                Event::Open(_) => {
                    all.push(xml.once(&mut memory, |xml| {
                        anew += 1;
                        xml.characters()
                    })?);
                }
                Event::Close => return Ok((all, anew, xml.paragraphs())),
                Event::Text(_) | Event::Nothing => {}
            }
        }
    })
}

#[test]
fn what_was_read_is_not_read_again() {
    let read = |text: &str| read_once(text).ok();
    let all = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        read("<x><a>1<b/>&amp;</a><a>1<b/>&amp;</a> <a>2</a><a>1<b/>&amp;</a></x>"),
        Some((all(&["1&", "1&", "2", "1&"]), 2, 0))
    );
    assert_eq!(read("<x><a>1</a><b>1</b><a>1</a><a/><a/></x>"), Some((all(&["1", "1", "1", "", ""]), 4, 0)));
    // A prefix that means something else, and what must be counted.
    assert_eq!(read("<x><a>1</a><a xmlns:w='u'>1</a><a>1</a></x>"), Some((all(&["1", "1", "1"]), 3, 0)));
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraphs = format!("<x xmlns:w='{word}'><a>1<w:p/></a><a>1<w:p/></a></x>");
    assert_eq!(read(&paragraphs), Some((all(&["1", "1"]), 2, 2)));
    assert!(read_once("<x><a>1</a><a>1</b></x>").is_err());
    assert!(read_once("<x><a>1</a><b>1</a></x>").is_err());
    assert!(read_once("<x><a>1</a><va>1</a></x>").is_err());
}

proptest! {
    #[test]
    fn any_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        check(pieces.concat().as_bytes());
    }
}
