//! What goes wrong, in Rust and in Python.

use std::fmt;

use pyo3::prelude::*;

pyo3::create_exception!(
    nutgraf,
    Error,
    pyo3::exceptions::PyValueError,
    "Something that was given cannot be used.\n\nThe message names it, and says what was expected."
);

/// A message for whoever gave what cannot be used: in lower case, without a final stop.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem(pub(crate) String);

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Problem {
        Problem(message.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<nutgraf::Error> for Problem {
    fn from(error: nutgraf::Error) -> Problem {
        Problem(error.to_string())
    }
}

impl From<Problem> for PyErr {
    fn from(problem: Problem) -> PyErr {
        Error::new_err(problem.0)
    }
}
