//! The rule pack that `--rules` names.

use std::path::Path;

use super::error::CliError;
use crate::check::Pack;
use crate::fetch::local;

/// Most bytes that are read of a pack; a larger file is none.
const LARGEST: u64 = 1_000_000;

/// The pack of a file, or the course's.
pub(super) fn pack(path: Option<&Path>) -> Result<Pack, CliError> {
    let Some(path) = path else { return Ok(Pack::course().clone()) };
    let source = local::file(path, LARGEST).map_err(|source| CliError::OpenRules { path: path.to_owned(), source })?;
    Pack::parse(&source.bytes).map_err(|source| CliError::Rules { path: path.to_owned(), source: Box::new(source) })
}
