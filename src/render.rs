//! Results written down, for people and for programs. Pure: each function makes text of a value.

#[cfg(feature = "json")]
pub mod json;
pub mod markdown;
pub mod text;
