//! Bytes as odt.
#![no_main]

mod reader;

use libfuzzer_sys::fuzz_target;
use pmconvert::format::InputFormat;

fuzz_target!(|bytes: &[u8]| reader::reads(InputFormat::Odt, bytes));
