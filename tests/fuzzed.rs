//! Inputs that fuzzing kept, asked for again. `fuzz/README.md` says how they are found and made few.

use std::fs;
use std::path::Path;

use crate::targets::TARGETS;

/// Runs a target over all inputs that are kept for it.
#[expect(clippy::print_stdout, reason = "the harness shows the input if the target panics")]
fn replay(name: &str) {
    // The published package is without it.
    if !Path::new("fuzz").is_dir() {
        return;
    }
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target of that name");
    let folder = Path::new("fuzz/seeds").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut inputs: Vec<_> = entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{} has nothing in it", folder.display());
    for path in inputs {
        println!("{}", path.display());
        target(&fs::read(&path).expect("an input can be read"));
    }
}

/// A test for each target, so that they run beside each other.
macro_rules! tests {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            replay(stringify!($name));
        })*

        #[test]
        fn every_target_is_here() {
            assert_eq!([$(stringify!($name)),*], TARGETS.map(|(name, _)| name));
        }
    };
}

tests! {
    audit decode docx epub formats front_matter html keywords markdown odt pdf pptx readers rtf site split summarize table words
}
