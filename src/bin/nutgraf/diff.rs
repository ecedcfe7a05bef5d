//! `nutgraf diff`.

use std::io::Write;

use anyhow::{Result, bail};
use nutgraf::Document;
use nutgraf::render::diff::{self, DiffReport};
use nutgraf::render::text::Terminal;

use crate::args::{Common, Diff, DiffFormat};
use crate::audit::OptionsByFile;
use crate::corpus::Tables;
use crate::git::Revision;
use crate::input;
use crate::output::{self, Status};

/// How many phrases, and how many sentences, people are shown, unless they ask for more or fewer.
const TOP: usize = 15;

pub(crate) fn run(args: &Diff, common: &Common) -> Result<Status> {
    output::refuse_input(args.output.as_deref(), &args.files)?;
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
        ([file], Some(rev)) => {
            (Revision::new(rev, "--rev")?.read(file, common)?, input::read(file, common)?, file)
        }
        ([old, new], None) => (input::read(old, common)?, input::read(new, common)?, new),
        (files, Some(_)) => bail!("--rev: expected one file, not {}", files.len()),
        (_, None) => bail!("expected two files, or one with --rev"),
    };
    let (mut options, _) = OptionsByFile::new(&args.what, common)?.of(path)?;
    options.topic = false;
    let mut auditor = Tables::read(common)?.auditor();
    let (before, after): (Document<'_>, Document<'_>) = (old.document()?, new.document()?);
    let difference = auditor.diff(&before, &after, &options);
    let report = DiffReport::new((&old.name, &old.text), (&new.name, &new.text), &difference)
        .top(args.top.unwrap_or(TOP));
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
