//! Files as they were in a revision of git, and what changed since. Nothing else executes git.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use crate::args::Common;
use crate::input::{self, Input};
use crate::output::note;

/// How alike two files have to be to be one that was renamed.
const RENAMED: &str = "--find-renames=30%";

/// A revision, and the option that gave it.
#[derive(Clone, Copy)]
pub(crate) struct Revision<'r> {
    rev: &'r str,
    option: &'static str,
}

/// Files that are not as they were, by their full paths: what each was called from the root of its repository, if it was there, and
/// that root.
pub(crate) struct Changed(BTreeMap<PathBuf, (PathBuf, Option<String>)>);

impl<'r> Revision<'r> {
    pub(crate) fn new(rev: &'r str, option: &'static str) -> Result<Revision<'r>> {
        if rev.is_empty() || rev.starts_with('-') || rev.contains(':') {
            bail!("{option} {rev}: expected a git revision, such as HEAD~1 or main");
        }
        Ok(Revision { rev, option })
    }

    /// A file as it was, also if it had another name.
    pub(crate) fn read(self, file: &Path, common: &Common) -> Result<Input> {
        let rev = self.rev;
        let full = std::path::absolute(file).with_context(|| file.display().to_string())?;
        let (Some(folder), Some(name)) = (full.parent(), full.file_name()) else {
            bail!("{}: expected a file", file.display());
        };
        let name = name.to_string_lossy();
        let shown = self.git(folder, &["show", &format!("{rev}:./{name}")])?;
        let bytes = match shown.status.success() {
            true => shown.stdout,
            false => match self.former_name(folder, &full)? {
                Some(path) => {
                    note(common, &format!("{}: was {path} in {rev}", file.display()));
                    self.succeeded(self.git(folder, &["show", &format!("{rev}:{path}")])?)?
                }
                None => self.succeeded(shown)?,
            },
        };
        input::of_bytes(format!("{rev}:{}", file.display()), &bytes, file, common)
    }

    /// What a file that is not in the revision was called there.
    fn former_name(self, folder: &Path, full: &Path) -> Result<Option<String>> {
        let Ok(changed) = self.changed([folder]) else { return Ok(None) };
        Ok(changed.of(full).and_then(|(_, former)| former.clone()))
    }

    /// What is not as it was in the repositories of some folders, what git does not follow yet and does not ignore among it.
    pub(crate) fn changed<'f>(self, folders: impl IntoIterator<Item = &'f Path>) -> Result<Changed> {
        let mut roots: Vec<PathBuf> = Vec::new();
        for folder in folders {
            let root = self.succeeded(self.git(folder, &["rev-parse", "--show-toplevel"])?)?;
            let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches(['\r', '\n']));
            roots.push(root.canonicalize().unwrap_or(root));
        }
        roots.sort();
        roots.dedup();
        let mut changed = BTreeMap::new();
        for root in roots {
            // Names with a zero byte between, since they may have anything else in them.
            let listed = self
                .git(&root, &["diff", RENAMED, "--name-status", "-z", "--diff-filter=d", self.rev, "--"])?;
            let listed = self.succeeded(listed)?;
            let listed = String::from_utf8_lossy(&listed);
            let mut parts = listed.split('\0').filter(|part| !part.is_empty());
            while let (Some(status), Some(first)) = (parts.next(), parts.next()) {
                let (former, now) = match status.as_bytes()[0] {
                    b'A' => (None, first),
                    b'R' | b'C' => (Some(first), parts.next().unwrap_or_default()),
                    _ => (Some(first), first),
                };
                changed.insert(root.join(now), (root.clone(), former.map(str::to_string)));
            }
            let unknown = self.git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
            let unknown = self.succeeded(unknown)?;
            for name in String::from_utf8_lossy(&unknown).split('\0').filter(|name| !name.is_empty()) {
                changed.insert(root.join(name), (root.clone(), None));
            }
        }
        Ok(Changed(changed))
    }

    /// A file that changed as it was; none if it was not there.
    pub(crate) fn read_changed(
        self,
        changed: &Changed,
        file: &Path,
        common: &Common,
    ) -> Result<Option<Input>> {
        let Some((root, Some(former))) = changed.of(file) else { return Ok(None) };
        let shown = self.succeeded(self.git(root, &["show", &format!("{}:{former}", self.rev)])?)?;
        let input = input::of_bytes(format!("{}:{former}", self.rev), &shown, Path::new(former), common)?;
        Ok(Some(input))
    }

    fn git(self, folder: &Path, arguments: &[&str]) -> Result<Output> {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).args(arguments);
        command.output().with_context(|| format!("{}: cannot run git: expected it on the PATH", self.option))
    }

    /// What git printed, or what it says went wrong.
    fn succeeded(self, output: Output) -> Result<Vec<u8>> {
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_string();
        match said.contains("invalid object name 'HEAD'")
            || said.contains("unknown revision") && self.rev == "HEAD"
        {
            true => bail!("{} {}: the repository has no commit yet", self.option, self.rev),
            false if said.starts_with("not a git repository") => {
                bail!("{} {}: not a git repository", self.option, self.rev)
            }
            false => bail!("{} {}: git: {said}", self.option, self.rev),
        }
    }
}

impl Changed {
    fn of(&self, file: &Path) -> Option<&(PathBuf, Option<String>)> {
        let full = file.canonicalize().ok()?;
        self.0.get(&full)
    }

    /// Whether a file is not as it was.
    pub(crate) fn has(&self, file: &Path) -> bool {
        self.of(file).is_some()
    }
}
