//! What the readers of office documents share: XML of parts, marked runs of characters, blocks from paragraphs in a row,
//! meanings of style names, pictures.

mod characters;
pub(in crate::read) mod flow;
pub(in crate::read) mod line;
pub(in crate::read) mod marks;
pub(in crate::read) mod pictures;
pub(in crate::read) mod role;
mod space;
pub(in crate::read) mod symbols;
pub(in crate::read) mod xml;

use std::io;
use std::sync::Arc;

use super::package::{Package, PackageError};
use xml::{PartError, Xml};

/// Why a part cannot be read.
pub(in crate::read) enum Fault {
    /// The container, or the part in it.
    Package(PackageError),
    /// The part's XML.
    Xml {
        /// The part's name.
        part: String,
        /// What is wrong with it.
        source: PartError,
    },
}

/// Reads a part's XML to its end; `None` when there is no such part.
pub(in crate::read) fn part<T>(
    package: &Package<'_>,
    name: &str,
    read: impl FnOnce(&mut Xml<'_>) -> Result<T, PartError>,
) -> Result<Option<T>, Fault> {
    let read = package.read_part(name, |stream| Xml::read(stream, read)).map_err(Fault::Package)?;
    read.transpose().map_err(|error| match error {
        PartError::Package(error) => Fault::Package(*error),
        PartError::Syntax(error) => match *error {
            quick_xml::Error::Io(error) => {
                let kind = error.kind();
                let owned = Arc::try_unwrap(error).unwrap_or_else(|shared| io::Error::new(kind, shared));
                Fault::Package(Package::fault(name, owned))
            }
            error => Fault::Xml { part: name.to_owned(), source: error.into() },
        },
        source => Fault::Xml { part: name.to_owned(), source },
    })
}
