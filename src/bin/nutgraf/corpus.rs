//! `nutgraf corpus`: tables of how common words are, and those that `--corpus` gives to the other commands.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use nutgraf::render::visible;
use nutgraf::{Analyzer, Auditor, Background, Corpus, Document, Language};
use rayon::prelude::*;

use crate::args::{Common, CorpusBuild, CorpusCommand, CorpusMerge, CorpusShow, CorpusTask};
use crate::batch::row;
use crate::folder::Choice;
use crate::input;
use crate::jobs;
use crate::output::{self, Status, Target, note};
use crate::progress::Progress;

/// The tables of `--corpus`, read once for all threads.
pub(crate) struct Tables {
    tables: Vec<Arc<Background>>,
    sums: Vec<u32>,
}

impl Tables {
    pub(crate) fn read(common: &Common) -> Result<Tables> {
        let (mut tables, mut sums) = (Vec::new(), Vec::new());
        for path in &common.corpus {
            let (table, sum) = read_with_sum(path, common)?;
            tables.push(Arc::new(table));
            sums.push(sum);
        }
        Ok(Tables { tables, sums })
    }

    /// The check sums of the tables.
    pub(crate) fn sums(&self) -> &[u32] {
        &self.sums
    }

    pub(crate) fn analyzer(&self) -> Analyzer {
        self.tables.iter().cloned().fold(Analyzer::new(), Analyzer::with_background)
    }

    pub(crate) fn auditor(&self) -> Auditor {
        self.tables.iter().cloned().fold(Auditor::new(), Auditor::with_background)
    }
}

pub(crate) fn run(args: &CorpusCommand, common: &Common) -> Result<Status> {
    match &args.task {
        CorpusTask::Build(args) => build(args, common),
        CorpusTask::Merge(args) => merge(args, common),
        CorpusTask::Show(args) => show(args, common),
    }
}

fn read(path: &Path, common: &Common) -> Result<Background> {
    Ok(read_with_sum(path, common)?.0)
}

fn read_with_sum(path: &Path, common: &Common) -> Result<(Background, u32)> {
    let name = path.display();
    // Standard input has the texts, so what is called - here is a file.
    let path = if path == Path::new("-") { Path::new("./-") } else { path };
    let text = input::read_bytes(path, common).with_context(|| format!("cannot read the table {name}"))?;
    let sum = crc32fast::hash(&text);
    let text = str::from_utf8(input::without_mark(&text))
        .map_err(|_| anyhow!("{name}: expected a table in UTF-8"))?;
    Ok((Background::parse(text).with_context(|| name.to_string())?, sum))
}

fn write(table: &Background, path: Option<&Path>) -> Result<Status> {
    output::with_output(path, |out| {
        write!(out, "{table}")?;
        Ok(Status::Done)
    })
}

fn build(args: &CorpusBuild, common: &Common) -> Result<Status> {
    if let Some(path) = &args.output {
        // What cannot be written is known before hours of work.
        Target::new(path)?;
    }
    let threads = jobs::pool(args.jobs)?;
    let mut corpus = common.lang.map(Corpus::new);
    match args.jsonl {
        true => {
            let paths = input::paths(&args.files);
            let progress = Progress::rows_until_end(&paths, common);
            for path in paths {
                let name = input::name(&path);
                let mut lines = BufReader::new(input::open(&path, common)?);
                let (mut chunk, mut number) = (Vec::new(), 0);
                while number < args.limit.unwrap_or(usize::MAX)
                    && read_chunk(&mut lines, &mut chunk, args.max_row_bytes)
                        .with_context(|| format!("cannot read {name}"))?
                {
                    let lines = chunk.split_inclusive(|byte| *byte == b'\n').map(input::without_mark);
                    let rows = lines.zip(number + 1..);
                    let rows: Vec<_> =
                        rows.take(args.limit.map_or(usize::MAX, |limit| limit - number)).collect();
                    number += rows.len();
                    let filled: Vec<_> =
                        rows.into_iter().filter(|(row, _)| !row.trim_ascii().is_empty()).collect();
                    let count = |corpus: &mut Option<Corpus>,
                                 analyzer: &mut Analyzer,
                                 (line, number): &(&[u8], usize)| {
                        let counted = match line.len() > args.max_row_bytes {
                            true => {
                                Err(anyhow!(input::too_long("a row", args.max_row_bytes, "--max-row-bytes")))
                            }
                            false => count_row(line, corpus, analyzer, common),
                        };
                        counted.with_context(|| format!("{name}, line {number}"))
                    };
                    threads.install(|| count_all(&filled, &mut corpus, count))?;
                    progress.add_rows(filled.len(), chunk.len());
                }
            }
        }
        false => {
            let (paths, _) = input::walked(&args.files, |_| Ok(Choice::default()), common)?.whole()?;
            let progress = Progress::each_until_end(paths.len(), "files", common);
            let count = |corpus: &mut Option<Corpus>, analyzer: &mut Analyzer, path: &PathBuf| {
                let input = input::read(path, common)?;
                let documents = [input.document()?];
                progress.add();
                count_text(&documents, corpus, analyzer, common.lang).with_context(|| input.name.clone())
            };
            threads.install(|| count_all(&paths, &mut corpus, count))?;
        }
    }
    let corpus = corpus.filter(|corpus| corpus.documents() > 0);
    let Some(corpus) = corpus else { bail!("nothing to count: expected at least one document") };
    let table = corpus.background(args.min_df);
    let (documents, stems) = (table.documents(), table.len());
    note(common, &format!("{documents} documents, {stems} stems, {}", table.language().name()));
    write(&table, args.output.as_deref())
}

/// Counts all items into one corpus, whatever thread counts what. The first tells the language, if it is not given.
fn count_all<T: Sync>(
    items: &[T],
    corpus: &mut Option<Corpus>,
    count: impl Fn(&mut Option<Corpus>, &mut Analyzer, &T) -> Result<()> + Sync,
) -> Result<()> {
    let mut rest = items;
    if let (None, [first, others @ ..]) = (&corpus, items) {
        count(corpus, &mut Analyzer::new(), first)?;
        rest = others;
    }
    let Some(corpus) = corpus else { return Ok(()) };
    let none = || (Some(Corpus::new(corpus.language())), Analyzer::new());
    let parts = rest.par_iter().try_fold(none, |(mut part, mut analyzer), item| {
        count(&mut part, &mut analyzer, item)?;
        Ok::<_, anyhow::Error>((part, analyzer))
    });
    // Parts are in the order of the items, so that the first error is that of the first item that has one.
    for part in parts.collect::<Vec<_>>() {
        if let (Some(part), _) = part? {
            corpus.merge(part)?;
        }
    }
    Ok(())
}

/// How much is read before its rows are counted: lines up to this many bytes, or one line that is longer.
const CHUNK_BYTES: usize = 4 << 20;

/// Fills `chunk` with whole lines; false at the end of the input.
fn read_chunk(lines: &mut impl BufRead, chunk: &mut Vec<u8>, most: usize) -> Result<bool> {
    chunk.clear();
    lines.take(CHUNK_BYTES as u64).read_to_end(chunk)?;
    if !chunk.is_empty() && chunk.last() != Some(&b'\n') && !input::read_line(lines, chunk, most)? {
        bail!("{}", input::too_long("a row", most, "--max-row-bytes"));
    }
    Ok(!chunk.is_empty())
}

fn count_row(
    line: &[u8],
    corpus: &mut Option<Corpus>,
    analyzer: &mut Analyzer,
    common: &Common,
) -> Result<()> {
    let row = row::parse(line.trim_ascii(), &row::Fields { text: "text", id: "id" })?;
    let documents = row.documents()?;
    count_text(&documents, corpus, analyzer, common.lang.or(row.language()?))
}

fn count_text(
    documents: &[Document<'_>],
    corpus: &mut Option<Corpus>,
    analyzer: &mut Analyzer,
    language: Option<Language>,
) -> Result<()> {
    let analysis = analyzer.analyze(documents, language);
    let corpus = corpus.get_or_insert_with(|| Corpus::new(analysis.language()));
    match language.is_none() && analysis.language() != corpus.language() {
        true => bail!(
            "this looks like {}, the documents before like {}: expected one language, or --lang",
            analysis.language().name(),
            corpus.language().name()
        ),
        false => Ok(corpus.add(&analysis)?),
    }
}

fn merge(args: &CorpusMerge, common: &Common) -> Result<Status> {
    let mut merged = None;
    for path in &args.files {
        let table = read(path, common)?;
        // What a table has is printed as it is, so that it can be read again.
        if let Some((stem, ..)) = table.stems().find(|(stem, ..)| visible::line(stem) != *stem) {
            bail!(
                "{}: the stem \"{stem}\" is not a word: expected a table made by nutgraf corpus",
                path.display()
            );
        }
        let corpus = merged.get_or_insert_with(|| Corpus::new(table.language()));
        corpus.merge_background(&table).with_context(|| path.display().to_string())?;
    }
    let Some(corpus) = merged else { bail!("nothing to merge: expected at least one table") };
    write(&corpus.background(args.min_df), args.output.as_deref())
}

fn show(args: &CorpusShow, common: &Common) -> Result<Status> {
    let table = read(&args.file, common)?;
    output::with_output(None, |out| {
        let (documents, words) = (table.documents(), table.words());
        let name = args.file.display().to_string();
        writeln!(out, "{}: {}", visible::line(&name), table.language().name())?;
        write!(out, "{documents} documents, {words} words, {} stems", table.len())?;
        match table.least() {
            0 | 1 => writeln!(out)?,
            least => writeln!(out, " of {least} documents or more")?,
        }
        let mut shown: Vec<(String, u32, u64)> = match args.terms.is_empty() {
            true => table.stems().map(|(stem, df, count)| (stem.to_string(), df, count)).collect(),
            false => Vec::new(),
        };
        shown.sort_by_key(|(_, documents, _)| std::cmp::Reverse(*documents));
        shown.truncate(args.top);
        let mut analyzer = Analyzer::new();
        for term in &args.terms {
            let parts = [Document::plain(term)];
            let analysis = analyzer.analyze(&parts, Some(table.language()));
            for word in analysis.tokens() {
                let stem = analysis.stem(word.term);
                shown.push((stem.to_string(), table.frequency(stem), table.occurrences(stem)));
            }
        }
        writeln!(out, "\n{:>9}  {:>11}  stem", "documents", "occurrences")?;
        for (stem, documents, occurrences) in shown {
            writeln!(out, "{documents:>9}  {occurrences:>11}  {}", visible::line(&stem))?;
        }
        Ok(Status::Done)
    })
}
