//! SHA-256 digests in hexadecimal.
//!
//! In: bytes. Out: 64 lowercase digits. A sequence of parts is hashed with their lengths, so that
//! moving a byte from one part to the next changes the digest.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// Hashes a sequence of parts.
#[derive(Debug, Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// Adds one part: its length as eight little-endian bytes, then its bytes.
    pub(crate) fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();

        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The digest of all parts.
    pub(crate) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// The digest of a sequence of parts.
pub(crate) fn of_parts<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut hasher = Hasher::default();
    parts.into_iter().for_each(|part| hasher.add(part));

    hasher.finish()
}

/// The digest of one sequence of bytes, without its length: what `sha256sum` prints.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The number of bytes that `reader` gives, and their digest. Each chunk is also passed to `sink`.
///
/// # Errors
/// The reader or the sink fails.
pub(crate) fn of_stream(
    mut reader: impl Read,
    mut sink: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(u64, String)> {
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, [0; 1 << 15]);

    loop {
        let read = reader.read(&mut buffer)?;
        if read == 0 {
            return Ok((size, hex(&hash.finalize())));
        }

        hash.update(&buffer[..read]);
        sink(&buffer[..read])?;
        size += read as u64;
    }
}

/// Lowercase hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
