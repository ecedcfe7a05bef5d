//! The file that `--output` names: there in full, or as it was before.
//!
//! What is written is a temporary file beside the target, with a name that nobody can foresee. It reaches the disk, gets
//! the permissions of the file that it replaces, and then its name; what goes wrong before that removes it. A link stays,
//! and what it leads to is replaced or made. Pipes and devices cannot be replaced and are just written to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

/// How many links may follow each other: as many as Linux follows.
const MOST_LINKS: usize = 40;

/// What a temporary file is called, before and behind what chance makes of it: short, since the target's own name may
/// be as long as names can be.
const TEMPORARY: (&str, &str) = (".nutgraf-", ".tmp");

/// Where output is to go.
pub(crate) struct Target {
    /// As it was given.
    given: PathBuf,
    /// What the links that were given lead to.
    path: PathBuf,
    is_stream: bool,
}

impl Target {
    /// Looks whether there can be a file at a path, so that what cannot be written is known before the work is done.
    pub(crate) fn new(given: &Path) -> Result<Target> {
        let name = given.display();
        let is_stream = is_stream(given);
        let path = match is_stream {
            true => given.to_path_buf(),
            false => resolve(given).with_context(|| format!("cannot write {name}"))?,
        };
        let target = Target { given: given.to_path_buf(), path, is_stream };
        if is_stream {
            return Ok(target);
        }
        match fs::metadata(&target.path) {
            Ok(before) if before.is_dir() => {
                bail!("cannot write {name}: it is a directory: expected a file")
            }
            // Replacing asks only the folder for its leave, and what is protected should stay.
            Ok(_) => drop(
                OpenOptions::new()
                    .append(true)
                    .open(&target.path)
                    .with_context(|| format!("cannot write {name}"))?,
            ),
            Err(_) => {
                let folder = target.folder();
                let is_folder = fs::metadata(folder)
                    .with_context(|| format!("cannot write {name}: no folder {}", folder.display()))?;
                if !is_folder.is_dir() {
                    bail!("cannot write {name}: {} is not a folder", folder.display());
                }
            }
        }
        Ok(target)
    }

    /// What the links lead to.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a pipe or a device, which is written to and never replaced.
    pub(crate) fn is_stream(&self) -> bool {
        self.is_stream
    }

    /// Whether there is a file already.
    pub(crate) fn exists(&self) -> bool {
        !self.is_stream && self.path.exists()
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }

    /// Replaces what is there, or writes to the pipe or device that is there.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<()> {
        let written = match self.is_stream {
            true => {
                OpenOptions::new().append(true).open(&self.path).and_then(|mut file| file.write_all(bytes))
            }
            false => self.temporary().and_then(|mut file| {
                file.write_all(bytes)?;
                self.persist(file)
            }),
        };
        written.with_context(|| format!("cannot write {}", self.given.display()))
    }

    /// A temporary file beside the target. It is gone when it is dropped.
    pub(crate) fn temporary(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
        #[cfg(unix)]
        if !self.exists() {
            use std::os::unix::fs::PermissionsExt;
            // Less what the umask takes, as for every new file. One that replaces another is its owner's alone until
            // it is whole.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        builder.tempfile_in(self.folder())
    }

    /// Gives a temporary file the target's name, once all of it is on the disk.
    pub(crate) fn persist(&self, file: NamedTempFile) -> io::Result<()> {
        if let Ok(before) = fs::metadata(&self.path) {
            keep_owner(file.as_file(), &before);
            file.as_file().set_permissions(before.permissions())?;
        }
        file.as_file().sync_all()?;
        file.persist(&self.path).map_err(|error| error.error)?;
        // The name is kept in the folder. Where a folder cannot be synced, that is no failure of what was written.
        #[cfg(unix)]
        let _ = File::open(self.folder()).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// Gives a file the owner and group of the one that it replaces, as far as that is allowed.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(now) = file.metadata() else { return };
    if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// Whether a path is that of a pipe, a device, or an open file of this process such as `/dev/stdout`.
fn is_stream(path: &Path) -> bool {
    let Ok(metadata) = fs::metadata(path) else { return false };
    let is_open_file = || {
        let opened = ["/dev/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/proc"];
        opened.iter().any(|opened| path.starts_with(opened))
    };
    !metadata.is_file() && !metadata.is_dir() || is_open_file()
}

/// What a path leads to when every link is followed, whether there is something or not.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(to) = fs::read_link(&path) else { return Ok(path) };
        path = match path.parent() {
            Some(folder) => folder.join(to),
            None => to,
        };
    }
    Err(io::Error::other("its links form a loop: expected a link to a file"))
}
