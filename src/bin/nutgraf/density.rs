//! `nutgraf density`.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use nutgraf::render::against::{self, AgainstReport};
use nutgraf::render::density::{self, DensityReport};
use nutgraf::render::text::Terminal;
use nutgraf::{Auditor, DensityOptions, DensityOrder, Document, Folding, StopWords};

use crate::against::References;
use crate::args::{self, Common, Density, DensityFormat, Fold, Sort};
use crate::config::Configs;
use crate::corpus::Tables;
use crate::input::{self, Input, Walk};
use crate::output::{self, Status};

/// How many phrases of each size people are shown, unless they ask for more or fewer.
const TOP: usize = 10;
const TOP_OF_PAGE: usize = 30;

pub(crate) fn run(args: &Density, common: &Common) -> Result<Status> {
    output::refuse_input(args.output.as_deref(), &args.files)?;
    output::with_output(args.output.as_deref(), |out| {
        if args.schema {
            out.write_all(density::SCHEMA.as_bytes())?;
            return Ok(Status::Done);
        }
        count(args, common, out)
    })
}

/// Counts each file, then all together.
fn count(args: &Density, common: &Common, out: &mut dyn Write) -> Result<Status> {
    refuse_what_a_comparison_ignores(args)?;
    let references = References::read(&args.against, !args.files.is_empty(), common)?;
    let mut configs = Configs::new(None, false, common)?;
    let choose = |folder: &Path| configs.of_folder(folder)?.choice(&args.exclude);
    let Walk { paths, status: walked, .. } = input::walked(&args.files, choose, common)?;
    let mut inputs: Vec<Input> = Vec::new();
    let status = output::for_each_into(out, paths, |path, _| {
        let input = input::read(path, common)?;
        // What cannot be read as a document is reported here and left out.
        input.note_doubts(&input.document()?, common);
        inputs.push(input);
        Ok(())
    })?
    .max(walked);
    let documents: Vec<Document<'_>> = inputs.iter().map(Input::document).collect::<Result<_>>()?;
    let sources: Vec<(&str, &str)> =
        inputs.iter().map(|input| (input.name.as_str(), input.text.as_str())).collect();
    let options = options(args, common);
    let mut auditor = Tables::read(common)?.auditor();
    let mut each: Vec<nutgraf::Density> =
        documents.iter().map(|document| auditor.density(std::slice::from_ref(document), &options)).collect();
    let all = format!("all {} files", documents.len());
    if documents.len() > 1 {
        each.push(total(&mut auditor, &documents, &options));
    }
    let reports: Vec<DensityReport<'_>> = each
        .iter()
        .enumerate()
        .map(|(place, density)| match sources.get(place) {
            Some(source) => DensityReport::new(source.0, std::slice::from_ref(source), density),
            None => DensityReport::new(&all, &sources, density),
        })
        .collect();
    let compared = compared(references.as_ref(), &inputs, common, &mut auditor)?;
    let against: Vec<AgainstReport<'_>> = compared
        .iter()
        .map(|(name, references, comparison)| {
            AgainstReport::new(name, references, comparison).top(options.top)
        })
        .collect();
    write(&reports, &against, args, common, out)?;
    Ok(status)
}

/// Values are a table of one kind: with references, that of the comparison, which has no sections and counts in one way only.
fn refuse_what_a_comparison_ignores(args: &Density) -> Result<()> {
    let name = match args.format {
        DensityFormat::Csv => "csv",
        DensityFormat::Tsv => "tsv",
        _ => return Ok(()),
    };
    let ignored = [
        (args.by.is_some(), "--by"),
        (args.case, "--case"),
        (args.words != (1, 3), "--words"),
        (args.fold != Fold::Light, "--fold"),
        (args.stop_words != args::StopWords::Ends, "--stop-words"),
        (args.min_count != 2, "--min-count"),
        (args.sort != Sort::Count, "--sort"),
    ];
    match ignored.iter().find(|(is_given, _)| *is_given && !args.against.is_empty()) {
        Some((_, option)) => bail!(
            "{option} with --against: expected no --format {name}, which lists the comparison only; json has the tables too"
        ),
        None => Ok(()),
    }
}

/// A file, the references that it is compared with, and what came out.
type Compared<'a> = (&'a str, Vec<&'a str>, nutgraf::Comparison);

/// Each file beside the references; nothing without any.
fn compared<'a>(
    references: Option<&'a References>,
    inputs: &'a [Input],
    common: &Common,
    auditor: &mut Auditor,
) -> Result<Vec<Compared<'a>>> {
    let Some(references) = references else { return Ok(Vec::new()) };
    let each = inputs.iter().map(|input| {
        let comparison = references.compare(input, common.lang, auditor, common)?;
        Ok((input.name.as_str(), references.names(&input.name), comparison))
    });
    each.collect()
}

/// All files together: each section is one of its file already.
fn total(auditor: &mut Auditor, documents: &[Document<'_>], options: &DensityOptions) -> nutgraf::Density {
    auditor.density(documents, &options.clone().by_heading(false))
}

fn options(args: &Density, common: &Common) -> DensityOptions {
    let top = match args.format {
        DensityFormat::Text | DensityFormat::Markdown => Some(TOP),
        DensityFormat::Html => Some(TOP_OF_PAGE),
        DensityFormat::Csv | DensityFormat::Tsv | DensityFormat::Json => None,
    };
    DensityOptions::new()
        .language(common.lang)
        .words(args.words.0, args.words.1)
        .stop_words(match args.stop_words {
            args::StopWords::Keep => StopWords::Keep,
            args::StopWords::Drop => StopWords::Drop,
            args::StopWords::Ends => StopWords::Ends,
        })
        .folding(match args.fold {
            Fold::Light => Folding::Light,
            Fold::Stem => Folding::Stem,
            Fold::None => Folding::None,
        })
        .case(args.case)
        .least_count(args.min_count)
        .order(match args.sort {
            Sort::Count => DensityOrder::Count,
            Sort::TfIdf => DensityOrder::TfIdf,
            Sort::First => DensityOrder::First,
            Sort::Text => DensityOrder::Text,
        })
        .top(args.top.or(top))
        .by_heading(args.by.is_some())
}

fn write(
    reports: &[DensityReport<'_>],
    compared: &[AgainstReport<'_>],
    args: &Density,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    if args.format == DensityFormat::Html {
        if !reports.is_empty() {
            out.write_all(density::html(reports, compared).as_bytes())?;
        }
        return Ok(());
    }
    let width = output::columns(args.output.is_some());
    // Values of two kinds make no table: what was asked for is the comparison.
    if !compared.is_empty() && matches!(args.format, DensityFormat::Csv | DensityFormat::Tsv) {
        for (place, report) in compared.iter().enumerate() {
            let written = match args.format {
                DensityFormat::Csv => against::csv(report, place == 0),
                _ => against::tsv(report, place == 0),
            };
            out.write_all(written.as_bytes())?;
        }
        return Ok(());
    }
    for (place, report) in reports.iter().enumerate() {
        let is_first = place == 0;
        let is_read = matches!(args.format, DensityFormat::Text | DensityFormat::Markdown);
        if !is_first && is_read {
            writeln!(out)?;
        }
        let written = match args.format {
            DensityFormat::Text => density::text(report, Terminal::new(width)),
            DensityFormat::Markdown => density::markdown(report),
            DensityFormat::Csv => density::csv(report, is_first),
            DensityFormat::Tsv => density::tsv(report, is_first),
            DensityFormat::Json => density::json(report, compared.get(place), common.offsets.into())?,
            DensityFormat::Html => unreachable!("a page is written above"),
        };
        out.write_all(written.as_bytes())?;
    }
    for report in compared {
        match args.format {
            DensityFormat::Text => write!(out, "\n{}", against::text(report, Terminal::new(width)))?,
            DensityFormat::Markdown => write!(out, "\n{}", against::markdown(report))?,
            _ => {}
        }
    }
    Ok(())
}
