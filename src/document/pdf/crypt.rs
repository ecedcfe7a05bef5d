//! Encrypted files that open without a password, as those do whose makers only forbid to print or to change them.
//!
//! ISO 32000-2, 7.6: RC4 and AES with keys of 40 to 256 bits.

use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

use super::WHAT;
use super::object::{Dict, Object};
use crate::error::Error;

/// What stands for a password that is too short, and so for none: 7.6.4.3.2.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E,
    0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

#[derive(Clone, Copy, PartialEq)]
enum Method {
    None,
    Rc4,
    Aes128,
    Aes256,
}

/// The key of a file, and how it is used.
pub(super) struct Key {
    key: Vec<u8>,
    strings: Method,
    streams: Method,
}

impl Key {
    /// Opens a lock without a password. `get` resolves an entry of the lock.
    pub(super) fn open(lock: &Dict, get: impl Fn(&str) -> Object, id: &[u8]) -> Result<Key, Error> {
        let unknown = || Error::malformed(WHAT, "it is encrypted in a way that is not known");
        let number = |key: &str| get(key).integer();
        let bytes = |key: &str| get(key).string().map(<[u8]>::to_vec).unwrap_or_default();
        let is_standard = get("Filter").name().is_none_or(|name| name == b"Standard");
        let (version, revision) = (number("V").unwrap_or(0), number("R").unwrap_or(2));
        let methods = match version {
            1 | 2 => (Method::Rc4, Method::Rc4),
            4 | 5 => (method(lock, &get, "StrF"), method(lock, &get, "StmF")),
            _ => return Err(unknown()),
        };
        if !is_standard {
            return Err(unknown());
        }
        let (owner, user) = (bytes("O"), bytes("U"));
        let key = match revision {
            2..=4 => {
                let bits = if version == 1 {
                    40
                } else {
                    number("Length").unwrap_or(if version == 4 { 128 } else { 40 })
                };
                let length = (bits.clamp(40, 128) / 8) as usize;
                let mut hash = Md5::new();
                hash.update(PADDING);
                hash.update(owner.get(..32).ok_or_else(unknown)?);
                hash.update((number("P").unwrap_or(0) as u32).to_le_bytes());
                hash.update(id);
                if revision == 4 && get("EncryptMetadata") == Object::Bool(false) {
                    hash.update([0xFF; 4]);
                }
                let mut key = hash.finalize().to_vec();
                if revision > 2 {
                    for _ in 0..50 {
                        key = Md5::digest(&key[..length]).to_vec();
                    }
                }
                key.truncate(length);
                let expected = user_entry(&key, revision, id);
                let compared = if revision == 2 { 32 } else { 16 };
                (user.get(..compared) == expected.get(..compared)).then_some(key)
            }
            5 | 6 => key_of_256_bits(&user, &bytes("UE"), revision),
            _ => return Err(unknown()),
        };
        let key = key.ok_or_else(|| {
            Error::malformed(WHAT, "it is encrypted: expected a file saved without a password; help: run qpdf --decrypt --password=… FILE OUT first")
        })?;
        Ok(Key { key, strings: methods.0, streams: methods.1 })
    }

    pub(super) fn decrypt_stream(&self, bytes: &[u8], number: u32, generation: u16) -> Vec<u8> {
        self.decrypt(self.streams, bytes, number, generation)
    }

    /// Decrypts all strings of an object.
    pub(super) fn decrypt_strings(&self, object: &mut Object, number: u32, generation: u16) {
        match object {
            Object::String(string) => *string = self.decrypt(self.strings, string, number, generation),
            Object::Array(array) => {
                array.iter_mut().for_each(|inner| self.decrypt_strings(inner, number, generation));
            }
            Object::Dict(dict) => {
                dict.values_mut().for_each(|inner| self.decrypt_strings(inner, number, generation));
            }
            _ => {}
        }
    }

    fn decrypt(&self, method: Method, bytes: &[u8], number: u32, generation: u16) -> Vec<u8> {
        let of_object = |salt: &[u8]| {
            let mut hash = Md5::new();
            hash.update(&self.key);
            hash.update(&number.to_le_bytes()[..3]);
            hash.update(generation.to_le_bytes());
            hash.update(salt);
            let mut key = hash.finalize().to_vec();
            key.truncate((self.key.len() + 5).min(16));
            key
        };
        match method {
            Method::None => bytes.to_vec(),
            Method::Rc4 => rc4(&of_object(b""), bytes),
            Method::Aes128 => Aes128::new_from_slice(&of_object(b"sAlT"))
                .map_or_else(|_| Vec::new(), |aes| unchain(&aes, bytes)),
            Method::Aes256 => {
                Aes256::new_from_slice(&self.key).map_or_else(|_| Vec::new(), |aes| unchain(&aes, bytes))
            }
        }
    }
}

/// The method that a lock of version 4 or 5 names for strings or streams.
fn method(lock: &Dict, get: &impl Fn(&str) -> Object, which: &str) -> Method {
    let Some(name) = lock.get(which).name().map(<[u8]>::to_vec) else { return Method::None };
    let filters = get("CF");
    let filter = str::from_utf8(&name).ok().and_then(|name| filters.dict()?.get(name).dict().cloned());
    match filter.unwrap_or_default().get("CFM").name() {
        Some(b"V2") => Method::Rc4,
        Some(b"AESV2") => Method::Aes128,
        Some(b"AESV3") => Method::Aes256,
        _ => Method::None,
    }
}

/// What the entry for the user's password is if the key is right: 7.6.4.4.3 and 7.6.4.4.4.
fn user_entry(key: &[u8], revision: i64, id: &[u8]) -> Vec<u8> {
    if revision == 2 {
        return rc4(key, &PADDING);
    }
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(id);
    let mut entry = hash.finalize().to_vec();
    for round in 0..20u8 {
        let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        entry = rc4(&key, &entry);
    }
    entry
}

/// The key of revisions 5 and 6, if the password is none: 7.6.4.3.3.
fn key_of_256_bits(user: &[u8], packed: &[u8], revision: i64) -> Option<Vec<u8>> {
    let (hash, salts) = (user.get(..32)?, user.get(32..48)?);
    if digest(&salts[..8], revision) != hash {
        return None;
    }
    let aes = Aes256::new_from_slice(&digest(&salts[8..], revision)).ok()?;
    let mut chained = vec![0; 16];
    chained.extend(packed.get(..32)?);
    Some(unchain_whole(&aes, &chained))
}

/// The hash of a salt without a password: SHA-256, and in revision 6 what 7.6.4.3.4 makes of it.
fn digest(salt: &[u8], revision: i64) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    if revision < 6 {
        return key;
    }
    let mut round = 0;
    loop {
        let mut bytes = key.repeat(64);
        let Ok(aes) = Aes128::new_from_slice(&key[..16]) else { return key };
        let mut before: Vec<u8> = key[16..32].to_vec();
        for block in bytes.chunks_exact_mut(16) {
            block.iter_mut().zip(&before).for_each(|(byte, before)| *byte ^= before);
            if let Ok(block) = <&mut Array<u8, _>>::try_from(&mut *block) {
                aes.encrypt_block(block);
            }
            before.copy_from_slice(block);
        }
        let sum: u32 = bytes[..16].iter().map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&bytes).to_vec(),
            1 => Sha384::digest(&bytes).to_vec(),
            _ => Sha512::digest(&bytes).to_vec(),
        };
        round += 1;
        // It ends after 64 rounds as soon as the last byte is small: it is chance, of 1 in 256 each round at first.
        if round >= 64 && usize::from(*bytes.last().unwrap_or(&0)) <= round - 32 {
            key.truncate(32);
            return key;
        }
    }
}

/// Takes back chained blocks, of which the first starts the chain, and what fills the last.
fn unchain<A: BlockCipherDecrypt>(aes: &A, bytes: &[u8]) -> Vec<u8> {
    let mut out = unchain_whole(aes, bytes);
    let filled = out.last().map_or(0, |byte| usize::from(*byte));
    if (1..=16).contains(&filled) {
        out.truncate(out.len().saturating_sub(filled));
    }
    out
}

fn unchain_whole<A: BlockCipherDecrypt>(aes: &A, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut blocks = bytes.chunks_exact(16);
    let mut before = blocks.next().unwrap_or_default();
    for chained in blocks {
        let mut block = chained.to_vec();
        if let Ok(block) = <&mut Array<u8, _>>::try_from(&mut block[..]) {
            aes.decrypt_block(block);
        }
        out.extend(block.iter().zip(before).map(|(byte, before)| byte ^ before));
        before = chained;
    }
    out
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|place| place as u8);
    let mut j = 0u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0u8, 0u8);
    let next = |byte: &u8| {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        byte ^ state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    bytes.iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_as_in_rfc_6229() {
        assert_eq!(rc4(&[1, 2, 3, 4, 5], &[0; 4]), [0xB2, 0x39, 0x63, 0x05]);
    }
}
