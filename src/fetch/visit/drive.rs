//! Files and folders in Google Drive, and links that say nothing of what they open.

use super::docs::exported;
use super::{Step, Visit, named_source};
use crate::fetch::answer::Verdict;
use crate::fetch::error::FetchError;
use crate::fetch::google::{self, Export};
use crate::fetch::{page, table};
use crate::format::InputFormat;
use crate::link::{GoogleDoc, Kept, NoDocument, OldId, Sheet, Storage, Target};
use crate::source::Source;

/// What Drive has under an id.
pub(super) enum Found {
    File(Source),
    /// A document written in Google's editors, which Drive does not hold as a file.
    Native,
}

impl Visit<'_> {
    /// A link that says nothing of what it opens: the likelier way first, then the other.
    pub(super) async fn unknown(&mut self, kept: &Kept) -> Result<Step, FetchError> {
        if kept.id.storage() == Storage::Uploaded {
            return self.drive_file(kept).await;
        }
        let document = GoogleDoc::from(kept);
        let refusal = match self.google(&google::export(&document, Export::Docx, None)?).await {
            Ok(answer) => return Ok(Step::Done(exported(&document, answer, None))),
            Err(error @ (FetchError::PrivateOrDisabled | FetchError::Private | FetchError::NotFound)) => error,
            Err(error) => return Err(error),
        };
        match self.drive(kept).await? {
            Found::File(source) => Ok(Step::Done(source)),
            Found::Native if matches!(refusal, FetchError::NotFound) => self.by_kind(kept, refusal).await,
            Found::Native => Ok(Step::Done(self.refused(&document, refusal).await?)),
        }
    }

    /// A file in Drive, or the document written in Google's editors that its link stands for.
    pub(super) async fn drive_file(&mut self, kept: &Kept) -> Result<Step, FetchError> {
        match self.drive(kept).await? {
            Found::File(source) => Ok(Step::Done(source)),
            Found::Native => match self.native(&GoogleDoc::from(kept)).await {
                Ok(source) => {
                    self.note("the link opens a document written in Google Docs; it was exported as .docx".to_owned());
                    Ok(Step::Done(source))
                }
                Err(error @ FetchError::NotFound) => self.by_kind(kept, error).await,
                Err(error) => Err(error),
            },
        }
    }

    /// Something written in one of Google's editors that is no text document: Google leads its readers to the right editor.
    async fn by_kind(&mut self, kept: &Kept, otherwise: FetchError) -> Result<Step, FetchError> {
        match self.led(&google::opened(kept)?).await {
            Ok(Some(target)) if !matches!(target, Target::GoogleDoc(_)) => Ok(Step::Elsewhere(target)),
            _ => Err(otherwise),
        }
    }

    /// A link in the form of 2009. Google still leads some of them to the document.
    pub(super) async fn old_document(&mut self, old: &OldId) -> Result<Step, FetchError> {
        match self.led(&google::old(old)?).await {
            Ok(Some(target)) => Ok(Step::Elsewhere(target)),
            Ok(None) | Err(FetchError::NotFound | FetchError::WrongContent { .. } | FetchError::Status { .. }) => {
                Err(FetchError::NoDocument(NoDocument::TooOld))
            }
            Err(error) => Err(error),
        }
    }

    /// A spreadsheet, as one table.
    pub(super) async fn sheet(&mut self, target: &Target, sheet: &Sheet) -> Result<Source, FetchError> {
        let answer = self.google(&google::sheet(sheet)?).await.map_err(|error| with_key_hint(error, &sheet.kept))?;
        self.note("the link opens a spreadsheet; the cells of one sheet were read as a table".to_owned());
        let mut source = named_source(target, answer);
        source.bytes = table::of_csv(&source.bytes).into_bytes();
        source.format = Some(InputFormat::Html);
        source.content_type = Some("text/html; charset=utf-8".to_owned());
        Ok(source)
    }

    pub(super) async fn drive(&mut self, kept: &Kept) -> Result<Found, FetchError> {
        let answer = self.google(&google::download(kept)?).await.map_err(|error| with_key_hint(error, kept))?;
        let answer = match &answer.verdict {
            Verdict::Accepted => answer,
            Verdict::NativeDocument => return Ok(Found::Native),
            Verdict::Warning(fields) => self.google(&google::confirmed_download(kept, fields)?).await?,
        };
        match answer.verdict {
            Verdict::Accepted => Ok(Found::File(named_source(&Target::DriveFile(kept.clone()), answer))),
            // Once is enough: the warning was answered.
            _ => Err(FetchError::WrongContent { expected: "a file", found: "a web page" }),
        }
    }

    /// A folder with one file is as good as a link to it; of several, none is chosen.
    pub(super) async fn folder(&mut self, kept: &Kept) -> Result<Step, FetchError> {
        let answer = self.google(&google::folder(kept)?).await?;
        let listing = page::listing(&String::from_utf8_lossy(&answer.body));
        match listing.only() {
            Some(target) => Ok(Step::Elsewhere(target.clone())),
            None => Err(FetchError::Folder { names: listing.names() }),
        }
    }

    pub(super) async fn slides(&mut self, target: &Target, kept: &Kept) -> Result<Source, FetchError> {
        let answer = self.google(&google::slides(kept)?).await?;
        self.note("the link opens a presentation; the words of its slides were read".to_owned());
        let mut source = named_source(target, answer);
        source.format = Some(InputFormat::Text);
        Ok(source)
    }
}

/// Old ids need a key beside them, without which Google knows nothing of them.
pub(super) fn with_key_hint(error: FetchError, kept: &Kept) -> FetchError {
    let old = kept.id.as_str().starts_with("0B") && kept.resource_key.is_none();
    match error {
        FetchError::NotFound if old => FetchError::KeyMissing,
        error => error,
    }
}

impl GoogleDoc {
    pub(super) fn kept(&self) -> Kept {
        Kept { id: self.id.clone(), resource_key: self.resource_key.clone() }
    }
}

impl From<&Kept> for GoogleDoc {
    fn from(kept: &Kept) -> Self {
        Self { id: kept.id.clone(), tab: None, resource_key: kept.resource_key.clone(), storage: Storage::Native }
    }
}
