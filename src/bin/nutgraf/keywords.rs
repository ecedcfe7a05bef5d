//! `nutgraf keywords`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{json, text};
use nutgraf::{Analyzer, keywords_of_documents};
use serde::Serialize;

use crate::args::{Common, Keywords, KeywordsFormat};
use crate::input::{self, Input};
use crate::output::{self, BOLD, RESET, Status};

pub(crate) fn run(args: &Keywords, common: &Common) -> Result<Status> {
    let paths = input::paths(&args.files);
    let options = args.which.options().language(common.lang);
    let several = paths.len() > 1;
    let mut analyzer = Analyzer::new();
    let mut first = true;
    let print = |path: &PathBuf, out: &mut dyn Write| {
        let input = input::read(path, common)?;
        let documents = [input.document()?];
        let keywords = keywords_of_documents(&mut analyzer, &documents, options);
        if args.format == KeywordsFormat::Text && several {
            let gap = if first { "" } else { "\n" };
            writeln!(out, "{gap}{BOLD}{}{RESET}", input.name)?;
        }
        first = false;
        write_keywords(&keywords, &input, args, common, out)
    };
    output::with_output(args.output.as_deref(), |out| output::for_each_into(out, paths, print))
}

fn write_keywords(
    keywords: &nutgraf::Keywords,
    input: &Input,
    args: &Keywords,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    let shape = || json::Keywords::new(keywords).with_places(keywords, &[&input.text], common.offsets.into());
    match args.format {
        KeywordsFormat::Text if args.scores => write!(out, "{}", text::keywords_with_scores(keywords))?,
        KeywordsFormat::Text if keywords.keywords.is_empty() => {}
        KeywordsFormat::Text => writeln!(out, "{keywords}")?,
        KeywordsFormat::Json => {
            serde_json::to_writer(&mut *out, &FileKeywords { file: &input.name, keywords: shape() })?;
            writeln!(out)?;
        }
        KeywordsFormat::Jsonl => {
            for keyword in shape().keywords {
                serde_json::to_writer(&mut *out, &FileKeyword { file: &input.name, keyword })?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// The keywords of a file in JSON: `{"file"}` and then as in a batch, with places.
#[derive(Serialize)]
struct FileKeywords<'a> {
    file: &'a str,
    #[serde(flatten)]
    keywords: json::Keywords<'a>,
}

/// A keyword in JSON Lines.
#[derive(Serialize)]
struct FileKeyword<'a> {
    file: &'a str,
    #[serde(flatten)]
    keyword: json::Keyword<'a>,
}
