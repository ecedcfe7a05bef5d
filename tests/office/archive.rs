//! A small writer of zip archives: good ones, and any that a test wants to be wrong.

use flate2::write::DeflateEncoder;
use flate2::{Compress, Compression, Crc, FlushCompress};
use std::io::Write;

/// A file of an archive, with all that its headers say.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) packed: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) crc: u32,
    /// The size that it says it unpacks to.
    pub(crate) size: u32,
}

/// Bit 0 of the flags: encrypted. Bit 11: the name is UTF-8.
pub(crate) const ENCRYPTED: u16 = 1;
const UTF8: u16 = 1 << 11;

impl File {
    /// A file that is packed as office programs do.
    pub(crate) fn new(name: &str, bytes: impl AsRef<[u8]>) -> File {
        let bytes = bytes.as_ref();
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        File { packed: encoder.finish().unwrap(), method: 8, ..File::stored(name, bytes) }
    }

    /// A file that is not packed, as the media type of ODT and EPUB must be.
    pub(crate) fn stored(name: &str, bytes: impl AsRef<[u8]>) -> File {
        let packed = bytes.as_ref().to_vec();
        let mut crc = Crc::new();
        crc.update(&packed);
        let size = packed.len() as u32;
        File { name: name.into(), packed, method: 0, flags: UTF8, crc: crc.sum(), size }
    }

    /// A file that unpacks to so many megabytes of blanks.
    pub(crate) fn bomb(name: &str, megabytes: usize) -> File {
        let mut packed = vec![0; 1 << 16];
        let mut compress = Compress::new(Compression::best(), false);
        compress.compress(&[b' '; 1 << 20], &mut packed, FlushCompress::Full).unwrap();
        packed.truncate(compress.total_out() as usize);
        let mut packed = packed.repeat(megabytes);
        packed.extend([1, 0, 0, 0xFF, 0xFF]); // The last block, of no bytes.
        File { packed, method: 8, crc: 0, size: (megabytes << 20) as u32, ..File::stored(name, "") }
    }
}

/// The archive of some files.
pub(crate) fn archive(files: &[File]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for file in files {
        let start = bytes.len();
        let about = [file.flags, file.method, 0, 0x21].map(u16::to_le_bytes).concat();
        let sizes = [file.crc, file.packed.len() as u32, file.size].map(u32::to_le_bytes).concat();
        let name = (file.name.len() as u16).to_le_bytes();
        bytes.extend([&b"PK\x03\x04"[..], &[20, 0], &about[..], &sizes, &name, &[0, 0]].concat());
        bytes.extend(file.name.as_bytes());
        bytes.extend(&file.packed);
        list.extend([&b"PK\x01\x02"[..], &[20, 0, 20, 0], &about[..], &sizes, &name, &[0; 12]].concat());
        list.extend((start as u32).to_le_bytes());
        list.extend(file.name.as_bytes());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (start, length) = ((bytes.len() as u32).to_le_bytes(), (list.len() as u32).to_le_bytes());
    bytes.extend(list);
    bytes.extend([&b"PK\x05\x06"[..], &[0; 4], &count[..], &count, &length, &start, &[0, 0]].concat());
    bytes
}
