//! By what a file of rows is known to be Parquet: its name, or its first bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Result, bail};

/// What a Parquet file begins and ends with.
const PARQUET: &[u8] = b"PAR1";

/// Whether a file is Parquet, by its name or by its first bytes. Of what is no file, a pipe for example, no bytes are
/// taken: if they are Parquet, that is an error when they come.
pub(super) fn is_parquet(path: &Path) -> bool {
    if path == Path::new("-") {
        return false;
    }
    if has_parquet_name(path) {
        return true;
    }
    let mut first = [0; PARQUET.len()];
    path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && first == *PARQUET
}

/// Whether a file is called `….parquet`.
pub(super) fn has_parquet_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"))
}

/// An error if the first bytes of what is read as lines are those of Parquet.
pub(super) fn refuse_parquet(name: &str, begin: &[u8]) -> Result<()> {
    match begin.starts_with(PARQUET) {
        true => bail!("cannot read {name}: Parquet is read from its end, expected a file rather than a pipe"),
        false => Ok(()),
    }
}
