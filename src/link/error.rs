//! Why a text is no link that can be followed.

use thiserror::Error;

/// Why a text is no link that can be followed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LinkError {
    /// No link was found.
    #[error("there is no link in this text")]
    Missing,
    /// More than one link was found.
    #[error("there are {} different links in this text: {}", links.len(), links.join(", "))]
    Several {
        /// What they lead to, in the form that is safe to show.
        links: Vec<String>,
    },
    /// The link cannot be parsed.
    #[error("`{link}` is no valid link")]
    Invalid {
        /// The link.
        link: String,
        /// What is wrong with it.
        #[source]
        source: url::ParseError,
    },
    /// Neither `http` nor `https`.
    #[error("the link begins with `{scheme}:`, expected `https:`")]
    Scheme {
        /// What it begins with.
        scheme: String,
    },
    /// A user name or password stands before the host, as in `https://docs.google.com@evil.test/`.
    #[error("the link holds a user name before its host `{host}`")]
    UserName {
        /// The true host.
        host: String,
    },
    /// Another port than the usual one.
    #[error("the link names the unusual port {port} of `{host}`")]
    Port {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// A Google link whose id holds impossible characters, or too few or too many.
    #[error("the link holds no valid document id: `{id}`")]
    Id {
        /// What stands in its place.
        id: String,
    },
    /// A resource key with impossible characters.
    #[error("the link holds an invalid resource key")]
    ResourceKey,
}

impl LinkError {
    /// The stable name of the failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing | Self::Several { .. } | Self::Id { .. } | Self::Invalid { .. } => "not-a-document",
            Self::Scheme { .. } | Self::UserName { .. } | Self::Port { .. } | Self::ResourceKey => "refused",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Several { .. } => "give the one link that leads to the document",
            Self::Missing | Self::Invalid { .. } | Self::Id { .. } | Self::ResourceKey => {
                "copy the whole link again from the address bar or from the Share button"
            }
            Self::Scheme { .. } => "give a link that begins with `https://`",
            Self::UserName { .. } | Self::Port { .. } => "check where the link really leads, and give a plain one",
        }
    }
}
