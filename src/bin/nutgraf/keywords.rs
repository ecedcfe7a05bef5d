//! `nutgraf keywords`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use nutgraf::render::{json, text, visible};
use nutgraf::{Analyzer, keywords_of_documents};
use serde::Serialize;

use crate::args::{Common, Keywords, KeywordsFormat};
use crate::input::{self, Input};
use crate::output::{self, Paint, Status};

pub(crate) fn run(args: &Keywords, common: &Common) -> Result<Status> {
    let paths = input::paths(&args.files);
    let options = args.which.options(false).explained(args.explain).language(common.lang);
    let several = paths.len() > 1;
    let mut analyzer = Analyzer::new();
    let mut first = true;
    let print = |path: &PathBuf, out: &mut dyn Write| {
        let input = input::read(path, common)?;
        let documents = [input.document()?];
        input.note_doubts(&documents[0], common);
        let keywords = keywords_of_documents(&mut analyzer, &documents, options);
        if args.format == KeywordsFormat::Text && several {
            let gap = if first { "" } else { "\n" };
            writeln!(out, "{gap}{}", Paint::of(false).bold(&visible::line(&input.name)))?;
        }
        first = false;
        write_keywords(&keywords, &input, args, common, out)
    };
    output::refuse_input(args.output.as_deref(), &args.files)?;
    output::with_output(args.output.as_deref(), |out| output::for_each_into(out, paths, print))
}

fn write_keywords(
    keywords: &nutgraf::Keywords,
    input: &Input,
    args: &Keywords,
    common: &Common,
    out: &mut dyn Write,
) -> Result<()> {
    let shape = || {
        let shape = json::Keywords::new(keywords);
        let shape = if args.explain { shape.explained(keywords) } else { shape };
        shape.with_places(keywords, &[&input.text], common.offsets.into())
    };
    match args.format {
        KeywordsFormat::Text if args.explain => {
            let width = output::columns(args.output.is_some());
            write!(out, "{}", text::keywords_explained(keywords, width))?
        }
        KeywordsFormat::Text if args.scores => write!(out, "{}", text::keywords_with_scores(keywords))?,
        KeywordsFormat::Text => write!(out, "{}", text::keywords(keywords))?,
        KeywordsFormat::Json => {
            let line = json::line(&FileKeywords { file: &input.name, keywords: shape() })?;
            out.write_all(line.as_bytes())?;
        }
        KeywordsFormat::Jsonl => {
            for keyword in shape().keywords {
                let line = json::line(&FileKeyword { file: &input.name, keyword })?;
                out.write_all(line.as_bytes())?;
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
