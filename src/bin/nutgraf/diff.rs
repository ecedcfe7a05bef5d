//! `nutgraf diff`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use nutgraf::Document;
use nutgraf::render::diff::{self, DiffReport};
use nutgraf::render::text::Terminal;

use crate::args::{Common, Diff, DiffFormat};
use crate::audit::OptionsByFile;
use crate::corpus::Tables;
use crate::input::{self, Input};
use crate::output::{self, Status, note};

/// How many phrases, and how many sentences, people are shown, unless they ask for more or fewer.
const TOP: usize = 15;

pub(crate) fn run(args: &Diff, common: &Common) -> Result<Status> {
    output::with_output(args.output.as_deref(), |out| {
        if args.schema {
            out.write_all(diff::SCHEMA.as_bytes())?;
            return Ok(Status::Done);
        }
        compare(args, common, out)
    })
}

fn compare(args: &Diff, common: &Common, out: &mut dyn Write) -> Result<Status> {
    let (old, new, path) = match (&args.files[..], &args.rev) {
        ([file], Some(rev)) => (of_revision(rev, file, common)?, input::read(file, common)?, file),
        ([old, new], None) => (input::read(old, common)?, input::read(new, common)?, new),
        (files, Some(_)) => bail!("--rev: expected one file, not {}", files.len()),
        (files, None) => bail!("expected an old and a new file, or one file with --rev, not {}", files.len()),
    };
    let (mut options, _) = OptionsByFile::new(&args.what, common)?.of(path)?;
    options.topic = false;
    let mut auditor = Tables::read(common)?.auditor();
    let (before, after): (Document<'_>, Document<'_>) = (old.document()?, new.document()?);
    let difference = auditor.diff(&before, &after, &options);
    let is_read = !matches!(args.format, DiffFormat::Json);
    let report = DiffReport::new((&old.name, &old.text), (&new.name, &new.text), &difference)
        .top(args.top.or(is_read.then_some(TOP)));
    let written = match args.format {
        DiffFormat::Text => diff::text(&report, Terminal::new(output::columns(args.output.is_some()))),
        DiffFormat::Markdown => diff::markdown(&report),
        DiffFormat::Json => diff::json(&report, common.offsets.into())?,
        DiffFormat::Html => diff::html(&report),
    };
    out.write_all(written.as_bytes())?;
    let fails = args.fail_on_worse && difference.is_worse();
    Ok(if fails { Status::Found } else { Status::Done })
}

/// A file as it was in a revision of git, also if it had another name there. Nothing else executes git.
fn of_revision(rev: &str, file: &Path, common: &Common) -> Result<Input> {
    if rev.is_empty() || rev.starts_with('-') || rev.contains(':') {
        bail!("--rev {rev}: expected a revision of git, such as HEAD~1 or main");
    }
    let full = std::path::absolute(file).with_context(|| file.display().to_string())?;
    let (Some(folder), Some(name)) = (full.parent(), full.file_name()) else {
        bail!("{}: expected a file", file.display());
    };
    let name = name.to_string_lossy();
    let shown = git(folder, &["show", &format!("{rev}:./{name}")])?;
    let bytes = match shown.status.success() {
        true => shown.stdout,
        false => match renamed(rev, folder, &full)? {
            Some(path) => {
                note(common, &format!("{}: was {path} in {rev}", file.display()));
                let shown = git(folder, &["show", &format!("{rev}:{path}")])?;
                succeeded(rev, &shown)?;
                shown.stdout
            }
            None => {
                succeeded(rev, &shown)?;
                shown.stdout
            }
        },
    };
    input::of_bytes(format!("{rev}:{}", file.display()), &bytes, file, common)
}

/// What a file that is not in a revision was called there, from the root of the repository.
fn renamed(rev: &str, folder: &Path, full: &Path) -> Result<Option<String>> {
    let root = git(folder, &["rev-parse", "--show-toplevel"])?;
    if !root.status.success() {
        return Ok(None);
    }
    let root = PathBuf::from(String::from_utf8_lossy(&root.stdout).trim_end());
    let full = full.canonicalize().unwrap_or_else(|_| full.to_path_buf());
    let Ok(inside) = full.strip_prefix(root.canonicalize().unwrap_or(root)).map(Path::to_path_buf) else {
        return Ok(None);
    };
    // Names with a zero byte between, since they may have anything else in them.
    let changed =
        git(folder, &["diff", "--find-renames=30%", "--name-status", "-z", "--diff-filter=R", rev, "--"])?;
    let listed = String::from_utf8_lossy(&changed.stdout).into_owned();
    let parts: Vec<&str> = listed.split('\0').collect();
    let old = parts.chunks_exact(3).find(|part| Path::new(part[2]) == inside).map(|part| part[1].to_string());
    Ok(old)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    command.output().context("--rev: cannot run git, expected it on the path")
}

fn succeeded(rev: &str, output: &Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    bail!("--rev {rev}: git says: {}", said.lines().next().unwrap_or_default().trim_start_matches("fatal: "))
}
