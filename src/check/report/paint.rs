//! The colors of text reports.

use crate::postmortem::Severity;

/// Whether the text form is colored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With ANSI escapes.
    Colored,
    /// Without.
    Plain,
}

/// The escapes of one report.
pub(in crate::check) struct Colors {
    pub(in crate::check) red: &'static str,
    pub(in crate::check) yellow: &'static str,
    pub(in crate::check) green: &'static str,
    pub(in crate::check) cyan: &'static str,
    pub(in crate::check) bold: &'static str,
    pub(in crate::check) dim: &'static str,
    pub(in crate::check) reset: &'static str,
}

/// The escapes, or none.
pub(in crate::check) fn paints(paint: Paint) -> Colors {
    match paint {
        Paint::Colored => Colors {
            red: "\x1b[1;31m",
            yellow: "\x1b[1;33m",
            green: "\x1b[32m",
            cyan: "\x1b[1;36m",
            bold: "\x1b[1m",
            dim: "\x1b[2m",
            reset: "\x1b[0m",
        },
        Paint::Plain => Colors { red: "", yellow: "", green: "", cyan: "", bold: "", dim: "", reset: "" },
    }
}

impl Colors {
    pub(in crate::check) fn of(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.red,
            Severity::Warning => self.yellow,
            Severity::Suggestion => self.cyan,
        }
    }
}
