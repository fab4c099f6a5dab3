//! Bytes from where they are.
