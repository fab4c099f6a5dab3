//! Sample folders as sources.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use pmconvert::source::Source;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// The source of a sample: its file `input.EXT`, or its folder `input.EXT/` zipped in the order of names, with what tells its
/// kind first: `[Content_Types].xml`, or `mimetype`, which OpenDocument wants uncompressed.
pub fn source(case: &Path) -> Result<Source, String> {
    let input = fs::read_dir(case)
        .map_err(|error| error.to_string())?
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with("input."))
        .ok_or_else(|| format!("no input in {}", case.display()))?;
    let name = input.file_name().to_string_lossy().into_owned();
    let bytes = if input.path().is_dir() {
        zipped(&input.path())?
    } else {
        fs::read(input.path()).map_err(|error| error.to_string())?
    };
    Ok(Source::file(name, bytes))
}

/// The sources of all samples below a folder.
pub fn all(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for format in fs::read_dir(root).into_iter().flatten().flatten() {
        for case in fs::read_dir(format.path()).into_iter().flatten().flatten() {
            found.extend(source(&case.path()));
        }
    }
    found.sort_by_key(|source| source.bytes.len());
    found
}

/// The files below a folder as a zip: the same bytes for the same files.
pub fn zipped(folder: &Path) -> Result<Vec<u8>, String> {
    let mut names = Vec::new();
    list(folder, folder, &mut names)?;
    names.sort_by_key(|name| (!matches!(name.as_str(), "[Content_Types].xml" | "mimetype"), name.clone()));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let content = fs::read(folder.join(&name)).map_err(|error| error.to_string())?;
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(name, options).map_err(|error| error.to_string())?;
        archive.write_all(&content).map_err(|error| error.to_string())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

fn list(root: &Path, folder: &Path, names: &mut Vec<String>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
        if entry.path().is_dir() {
            list(root, &entry.path(), names)?;
        } else {
            let path = entry.path();
            let name = path.strip_prefix(root).map_err(|error| error.to_string())?;
            names.push(name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    Ok(())
}
