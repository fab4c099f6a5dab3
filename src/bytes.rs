//! Sets of bytes, laid out when the program is built.

/// Whether each byte is one of these.
pub(crate) const fn set_of(bytes: &[u8]) -> [bool; 256] {
    let mut set = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        set[bytes[index] as usize] = true;
        index += 1;
    }
    set
}
