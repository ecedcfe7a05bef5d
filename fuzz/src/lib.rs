//! The targets, which are those that `cargo test` runs over the inputs that are kept. `README.md` says how to fuzz.

#[allow(dead_code)]
#[path = "../../tests/pdf_files.rs"]
mod pdf_files;
#[path = "../../tests/targets.rs"]
mod targets;

/// Does what the target of this name does with an input.
pub fn run(name: &str, input: &[u8]) {
    let (_, target) = targets::TARGETS.iter().find(|(known, _)| *known == name).expect("a target of that name");
    target(input);
}
