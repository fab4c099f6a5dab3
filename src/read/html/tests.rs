//! Laws and tables of the reader.
