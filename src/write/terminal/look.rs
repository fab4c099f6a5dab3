//! Colors and signs.

use crate::check::report::Paint;
use crate::write::figure::Kind;

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Strong,
    Emphasis,
    Underline,
    Strike,
    Code,
    Dim,
    Heading,
    Kind(Kind),
}

impl Look {
    fn begin(self) -> &'static str {
        match self {
            Self::Strong => "\x1b[1m",
            Self::Emphasis => "\x1b[3m",
            Self::Underline => "\x1b[4m",
            Self::Strike => "\x1b[9m",
            Self::Code => "\x1b[36m",
            Self::Dim => "\x1b[2m",
            Self::Heading => "\x1b[1;34m",
            Self::Kind(Kind::Detected) => "\x1b[33m",
            Self::Kind(Kind::DeadEnd) => "\x1b[31m",
            Self::Kind(Kind::Escalated) => "\x1b[35m",
            Self::Kind(Kind::Resolved) => "\x1b[32m",
            Self::Kind(Kind::Action) => "\x1b[34m",
            Self::Kind(Kind::Other) => "\x1b[39m",
        }
    }

    /// Ends this look alone, so that one around it goes on.
    fn end(self) -> &'static str {
        match self {
            Self::Strong | Self::Dim => "\x1b[22m",
            Self::Emphasis => "\x1b[23m",
            Self::Underline => "\x1b[24m",
            Self::Strike => "\x1b[29m",
            Self::Code | Self::Kind(_) => "\x1b[39m",
            Self::Heading => "\x1b[22;39m",
        }
    }

    /// Text with this look.
    pub(super) fn on(self, text: &str, paint: Paint) -> String {
        match paint {
            Paint::Plain => text.to_owned(),
            Paint::Colored => format!("{}{text}{}", self.begin(), self.end()),
        }
    }
}

/// The sign of a kind of entry, one column wide, different in shape.
pub(super) fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Detected => "▲",
        Kind::Action => "●",
        Kind::DeadEnd => "×",
        Kind::Escalated => "◆",
        Kind::Resolved => "■",
        Kind::Other => "·",
    }
}
