//! Links against stand-in servers.
