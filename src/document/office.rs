//! Files of office programs, and books.

use super::{Document, Format};
use crate::error::Error;

pub(super) fn read(_bytes: &[u8], _format: Format) -> Result<Document<'static>, Error> {
    unimplemented!()
}
