//! From an input to what was understood of it: open or fetch, read, recognize.

use super::error::CliError;
use super::open::Inputs;
use crate::notice::Notices;
use crate::source::Source;
pub(super) use crate::understand::Understood;
use crate::understand::{followed, leads, understand_to};
use crate::write::Images;

impl Inputs<'_> {
    /// Reads an input and recognizes it; with `--follow`, what its only link leads to instead of a document that is only that
    /// link. That is done once: what the link leads to is taken as it is.
    pub(super) fn understand(&self, input: &str, images: &Images) -> Result<Understood, CliError> {
        let mut notices = Notices::default();
        let source = self.open(input, &mut notices)?;
        let understood = self.read(input, source, images, notices)?;
        let Some(leads) = leads(&understood.submission).filter(|_| self.arguments.follow) else {
            return Ok(understood);
        };
        let target = match leads.as_slice() {
            // Addresses of mail and the like, which lead to no document.
            [] => return Ok(understood),
            [(_, target)] => target,
            several => {
                let links = several.iter().map(|(_, target)| target.canonical()).collect();
                return Err(CliError::ManyLinks { input: input.to_owned(), links });
            }
        };
        let mut notices = Notices::default();
        notices.note(followed(target));
        let source = self.fetch(target, &mut notices)?;
        self.read(&target.canonical(), source, images, notices)
    }

    fn read(&self, input: &str, mut source: Source, images: &Images, notices: Notices) -> Result<Understood, CliError> {
        source.format = self.arguments.from.map(Into::into).or(source.format);
        understand_to(self.depth, source, self.pack, images, notices)
            .map_err(|source| CliError::Read { input: input.to_owned(), source })
    }
}
