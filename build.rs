//! Has the program linked so that it starts sooner: relative relocations packed (`DT_RELR`).
//!
//! Tables and vtables hold some 60,000 addresses that the loader adds its base to: 24 bytes of the file each, a hundredth of
//! that when packed. Loaders know packed ones from glibc 2.36 on, and older ones refuse the program, so it is asked for only
//! where the program is built for the system at hand, and that is new enough. Linkers that cannot do it say so and go on.
//! It changes nothing of the library.

use std::env;
use std::process::Command;

/// The first version of glibc whose loader reads packed relocations.
const FIRST_GLIBC: (u32, u32) = (2, 36);

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|set| set == value);
    let is_at_hand = env::var("HOST").ok() == env::var("TARGET").ok();
    let is_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let has_program = env::var_os("CARGO_FEATURE_CLI").is_some();
    if has_program && is_at_hand && is_glibc && glibc().is_some_and(|version| version >= FIRST_GLIBC) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of the C library at hand, from `glibc 2.36`.
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let (major, minor) = str::from_utf8(&said).ok()?.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
