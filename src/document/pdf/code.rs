//! Programs and what they print, in files that do not say so: slides, reports, logs.
//!
//! * time: `O(n)`
//! * space: none

use crate::document::{Block, Document, Role};

/// The fewest assignments (`peer=5`) of a log, and the most words for each of them.
const ASSIGNMENTS: usize = 3;
const WORDS_AN_ASSIGNMENT: usize = 10;

/// The fewest statements that end in a semicolon, and the most words for each.
const STATEMENTS: usize = 3;
const WORDS_A_STATEMENT: usize = 7;

impl Document<'_> {
    /// Marks blocks that are code or a log.
    pub(super) fn mark_code_blocks(&mut self) {
        let text = &self.text;
        let is_open = |block: &Block| block.kind.is_prose() && block.role == Role::Prose;
        for block in self.blocks.iter_mut().filter(|block| is_open(block)) {
            if is_code(&text[block.content_start..block.span.end]) {
                block.role = Role::Code;
            }
        }
    }
}

fn is_code(said: &str) -> bool {
    let bytes = said.as_bytes();
    if bytes.starts_with(b"// ") {
        return true;
    }
    if memchr::memchr2(b'=', b';', bytes).is_none() {
        return false;
    }
    let ends_statement = bytes.ends_with(b";");
    if ends_statement && (bytes.ends_with(b");") || memchr::memmem::find(bytes, b" = ").is_some()) {
        return true;
    }
    let words = said.split_whitespace().count();
    let is_assignment = |token: &&str| {
        token.split_once('=').is_some_and(|(name, value)| {
            !value.is_empty()
                && name.len() > 1
                && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        })
    };
    let assignments = || said.split_whitespace().filter(is_assignment).count();
    let statements = || memchr::memmem::find_iter(bytes, b"; ").count() + usize::from(ends_statement);
    let is_dense = |count: usize, least: usize, most: usize| count >= least && count * most >= words;
    is_dense(assignments(), ASSIGNMENTS, WORDS_AN_ASSIGNMENT)
        || ends_statement && is_dense(statements(), STATEMENTS, WORDS_A_STATEMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_logs_are_no_prose() {
        for said in [
            "// Was: let wall = new Wall(quay);",
            "let wall = quay.open(tide, 4);",
            "readonly attribute Wall wall; readonly attribute Quay quay; readonly attribute Tide tide;",
            "sending boat (37 tons) quay=5 received: rope (12 fathoms) quay=5 sending rope (12 fathoms) quay=2",
        ] {
            assert!(is_code(said), "{said}");
        }
        for said in [
            "The wall stands; the quay does not; the town has to choose.",
            "Vale, R.; Marsh, N.; Quay, S.: Walls and tides of the northern ports. Ailder 2019.",
            "With n = 4 and m = 5 the sum is p = 9, which is what the wall bears.",
            "Either/or",
            "We thank the crew;",
        ] {
            assert!(!is_code(said), "{said}");
        }
    }
}
