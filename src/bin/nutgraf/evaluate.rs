//! `nutgraf evaluate`: how close summaries come to references, beside the first sentences, a random and the best choice.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use nutgraf::evaluation::{self, Choice};
use nutgraf::render::json;
use nutgraf::rouge::{Reference, Score, Scorer, Scores};
use nutgraf::{Analyzer, Document, Format, Method, Options, summarize_documents};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::args::{Common, Evaluate, EvaluateFormat};
use crate::corpus::Tables;
use crate::jobs;
use crate::output::{self, Status, Target};
use crate::progress::Progress;
use crate::{folder, input};

/// What the measures are called, in the order of [`Scores::all`].
const MEASURES: [&str; 3] = ["ROUGE-1", "ROUGE-2", "ROUGE-Lsum"];

/// The seeds of draws differ from text to text by this, so that texts of equal length do not have the same sentences
/// drawn.
const NEXT_SEED: u64 = 1 << 32;

pub(crate) fn run(args: &Evaluate, common: &Common) -> Result<Status> {
    if let Some(path) = &args.output {
        // What cannot be written is known before hours of work.
        Target::new(path)?;
    }
    let mut rows = Vec::new();
    match &args.reference {
        Some(pattern) => pairs(args, pattern, common, &mut rows)?,
        None => {
            for path in input::paths(&args.files) {
                read_rows(&path, common, &mut rows)?;
            }
        }
    }
    let Some(first) = rows.first() else { bail!("nothing to evaluate: expected at least one row") };
    for row in &rows {
        let differs = |has: fn(&Row) -> bool| has(row) != has(first);
        let has_summary = |row: &Row| row.summary.is_some();
        if differs(has_summary) || differs(|row| row.documents.is_empty()) {
            let what = if differs(has_summary) { "summary" } else { "text" };
            bail!("{}: expected a {what} in each row or in none", row.place);
        }
    }
    let systems = systems(args, first);
    let tables = Tables::read(common)?;
    let threads = jobs::pool(args.jobs)?;
    let progress = Progress::each_until_end(rows.len(), "texts", common);
    let score = |analyzer: &mut Analyzer, (row, number): (&Row, u64)| {
        let seed = args.seed.wrapping_add(number.wrapping_mul(NEXT_SEED));
        let scores = score_row(row, &systems, analyzer, seed, args);
        progress.add();
        scores
    };
    let numbered: Vec<(&Row, u64)> = rows.iter().zip(0..).collect();
    let scores: Vec<Vec<Scores>> =
        threads.install(|| numbered.into_par_iter().map_init(|| tables.analyzer(), score).collect());
    drop(progress);

    output::with_output(args.output.as_deref(), |out| {
        if args.format == EvaluateFormat::Jsonl {
            for (row, scores) in rows.iter().zip(&scores) {
                for (system, scores) in systems.iter().zip(scores) {
                    out.write_all(json::line(&RowScores::new(row, *system, scores))?.as_bytes())?;
                }
            }
            return Ok(Status::Done);
        }
        let table = Table::new(&systems, &scores, args);
        match args.format {
            EvaluateFormat::Json => out.write_all(json::line(&table)?.as_bytes())?,
            EvaluateFormat::Markdown => out.write_all(table.markdown().as_bytes())?,
            _ => out.write_all(table.text().as_bytes())?,
        }
        Ok(Status::Done)
    })
}

/// What is evaluated: a line of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    /// The summary that the row has.
    Given,
    Method(Method),
    Random,
    Oracle,
}

impl System {
    fn name(self) -> &'static str {
        match self {
            System::Given => "given",
            System::Method(method) => method.name(),
            System::Random => "random",
            System::Oracle => "oracle",
        }
    }
}

/// What can be evaluated on rows such as this one: what is requested first, then what to hold it against.
fn systems(args: &Evaluate, row: &Row) -> Vec<System> {
    let mut systems = Vec::new();
    if row.summary.is_some() {
        systems.push(System::Given);
    }
    if !row.documents.is_empty() {
        systems.extend(args.method.iter().copied().map(System::Method));
        systems.extend([System::Method(Method::Lead), System::Random, System::Oracle]);
    }
    let is_first = |place: &usize| !systems[..*place].contains(&systems[*place]);
    (0..systems.len()).filter(is_first).map(|place| systems[place]).collect()
}

/// A text, or several, with what a summary of it should say.
struct Row {
    /// What to call it in errors.
    place: String,
    id: serde_json::Value,
    documents: Vec<Document<'static>>,
    references: Vec<String>,
    summary: Option<String>,
    language: Option<nutgraf::Language>,
}

/// A row as it is written. Fields that it does not know are ignored.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    id: serde_json::Value,
    text: Option<String>,
    documents: Option<Vec<String>>,
    reference: OneOrMany,
    summary: Option<String>,
    title: Option<String>,
    lang: Option<String>,
    format: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a \"reference\" that is no string and no list of strings")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Reads the rows of a file of JSON Lines.
fn read_rows(path: &Path, common: &Common, rows: &mut Vec<Row>) -> Result<()> {
    let name = input::name(path);
    let text = input::read_text(path, common)?;
    for (number, line) in input::filled_lines(&text) {
        let place = format!("{name}, line {number}");
        rows.push(read_row(line, common).with_context(|| place.clone()).map(|row| Row { place, ..row })?);
    }
    Ok(())
}

fn read_row(line: &str, common: &Common) -> Result<Row> {
    let row: Written = serde_json::from_str(line).map_err(|error| {
        let message = error.to_string();
        anyhow!("not a row to evaluate: {}", message.split(" at line ").next().unwrap_or(&message))
    })?;
    let references = match row.reference {
        OneOrMany::One(reference) => vec![reference],
        OneOrMany::Many(references) => references,
    };
    let texts = row.documents.unwrap_or_else(|| Vec::from_iter(row.text));
    if references.is_empty() || texts.is_empty() && row.summary.is_none() {
        bail!("expected a \"reference\", and a \"text\", a list of \"documents\" or a \"summary\"");
    }
    let language = row.lang.as_deref().map(str::parse).transpose()?;
    let format = row.format.as_deref().map(str::parse).transpose()?;
    let format: Option<Format> = format.or(common.input_format);
    let read = |text: &String| -> Result<Document<'static>> {
        let document = Document::read(text, format.unwrap_or_else(|| Format::of_text(text)))?;
        Ok(match &row.title {
            Some(title) => document.with_title(title),
            None => document,
        }
        .into_owned())
    };
    let documents = texts.iter().map(read).collect::<Result<_>>()?;
    Ok(Row {
        place: String::new(),
        id: row.id,
        documents,
        references,
        summary: row.summary,
        language: language.or(common.lang),
    })
}

/// Reads files, each with the reference that a pattern leads to. Of a folder, those that have one.
fn pairs(args: &Evaluate, pattern: &str, common: &Common, rows: &mut Vec<Row>) -> Result<()> {
    let choose = |_: &Path| Ok(folder::Choice::default());
    let (paths, has_folder) = input::walked(&args.files, choose, common)?.whole()?;
    for path in paths {
        let reference = PathBuf::from(pattern.replace("{}", &path.with_extension("").display().to_string()));
        let was_given = args.files.contains(&path);
        if has_folder && !was_given && !reference.exists() {
            continue;
        }
        let input = input::read(&path, common)?;
        rows.push(Row {
            place: input.name.clone(),
            documents: vec![input.document().with_context(|| input.name.clone())?.into_owned()],
            id: input.name.into(),
            references: vec![input::read(&reference, common)?.text],
            summary: None,
            language: common.lang,
        });
    }
    Ok(())
}

/// The scores of each system on a row.
fn score_row(
    row: &Row,
    systems: &[System],
    analyzer: &mut Analyzer,
    seed: u64,
    args: &Evaluate,
) -> Vec<Scores> {
    let documents = &row.documents;
    // Summary and reference are too short to tell the language by.
    let (choice, language) = match documents.is_empty() {
        true => (None, row.language.unwrap_or_default()),
        false => {
            let analysis = analyzer.analyze(documents, row.language);
            (Some(Choice::new(&analysis, args.budget.budget())), analysis.language())
        }
    };
    let mut scorer = if args.no_stem { Scorer::unstemmed(language) } else { Scorer::new(language) };
    let references: Vec<Reference> =
        row.references.iter().map(|reference| Reference::new(&scorer.text(reference))).collect();
    let across = args.across.into();
    let summaries = systems.iter().map(|system| match (system, &choice) {
        (System::Given, _) => row.summary.clone().unwrap_or_default(),
        (System::Method(method), _) => {
            let options = Options::new(args.budget.budget()).method(*method).language(language);
            summarize_documents(analyzer, documents, options).to_string()
        }
        (System::Random, Some(choice)) => choice.text(&choice.random(seed)),
        (System::Oracle, Some(choice)) => choice.text(&choice.oracle(&mut scorer, &references, across)),
        (System::Random | System::Oracle, None) => String::new(),
    });
    let summaries: Vec<String> = summaries.collect();
    let score = |summary: String| {
        let summary = scorer.text(&summary);
        let scores: Vec<Scores> = references.iter().map(|reference| reference.score(&[&summary])).collect();
        across.of(&scores)
    };
    summaries.into_iter().map(score).collect()
}

/// The scores of one system on one row.
#[derive(Serialize)]
struct RowScores<'r> {
    id: &'r serde_json::Value,
    method: &'static str,
    rouge1: Shares,
    rouge2: Shares,
    rouge_lsum: Shares,
}

#[derive(Serialize)]
struct Shares {
    precision: f64,
    recall: f64,
    f1: f64,
}

impl<'r> RowScores<'r> {
    fn new(row: &'r Row, system: System, scores: &Scores) -> RowScores<'r> {
        let shares = |Score { precision, recall, f1 }: Score| Shares { precision, recall, f1 };
        let [rouge1, rouge2, rouge_lsum] = scores.all().map(shares);
        RowScores { id: &row.id, method: system.name(), rouge1, rouge2, rouge_lsum }
    }
}

/// The means of each system over all rows.
#[derive(Serialize)]
struct Table {
    texts: usize,
    measure: &'static str,
    stemmed: bool,
    resamples: usize,
    seed: u64,
    methods: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    method: &'static str,
    rouge1: Mean,
    rouge2: Mean,
    rouge_lsum: Mean,
    /// ROUGE-1 and ROUGE-2 together, over those of the first sentences.
    over_lead: Option<f64>,
}

/// A mean with its confidence interval, from 0 to 1.
#[derive(Serialize)]
struct Mean {
    mean: f64,
    low: f64,
    high: f64,
}

impl Table {
    fn new(systems: &[System], scores: &[Vec<Scores>], args: &Evaluate) -> Table {
        let number = |score: Score| if args.recall { score.recall } else { score.f1 };
        let of = |system: usize, measure: usize| {
            let values: Vec<f64> = scores.iter().map(|row| number(row[system].all()[measure])).collect();
            let (low, high) = evaluation::interval(&values, args.seed);
            Mean { mean: values.iter().sum::<f64>() / values.len() as f64, low, high }
        };
        let line = |(place, system): (usize, &System)| {
            let [rouge1, rouge2, rouge_lsum] = [0, 1, 2].map(|measure| of(place, measure));
            Line { method: system.name(), rouge1, rouge2, rouge_lsum, over_lead: None }
        };
        let mut methods: Vec<Line> = systems.iter().enumerate().map(line).collect();
        let sum = |line: &Line| line.rouge1.mean + line.rouge2.mean;
        let lead = methods.iter().find(|line| line.method == Method::Lead.name()).map(sum);
        for line in &mut methods {
            line.over_lead = lead.filter(|lead| *lead > 0.0).map(|lead| sum(line) / lead);
        }
        Table {
            texts: scores.len(),
            measure: if args.recall { "recall" } else { "f1" },
            stemmed: !args.no_stem,
            resamples: evaluation::RESAMPLES,
            seed: args.seed,
            methods,
        }
    }

    /// What the numbers are.
    fn caption(&self) -> String {
        format!(
            "{} {}, {} × 100, {}, with 95% intervals over texts ({} resamples)",
            self.texts,
            if self.texts == 1 { "text" } else { "texts" },
            if self.measure == "f1" { "F1" } else { "recall" },
            if self.stemmed { "stemmed" } else { "not stemmed" },
            self.resamples,
        )
    }

    fn text(&self) -> String {
        let mut out = format!("{}\n\n{:<9}", self.caption(), "");
        for measure in MEASURES {
            let _ = write!(out, "  {measure:<17}");
        }
        out.push_str("  over lead\n");
        for line in &self.methods {
            let _ = write!(out, "{:<9}", line.method);
            for Mean { mean, low, high } in line.means() {
                let _ = write!(out, "  {:>5.2} {:>5.2}–{:<5.2}", 100.0 * mean, 100.0 * low, 100.0 * high);
            }
            let _ = writeln!(out, "  {:>9}", line.ratio());
        }
        out
    }

    fn markdown(&self) -> String {
        let mut out = format!(
            "{}\n\n| | {} | over lead |\n|---|---:|---:|---:|---:|\n",
            self.caption(),
            MEASURES.join(" | ")
        );
        for line in &self.methods {
            let _ = write!(out, "| {} |", line.method);
            for Mean { mean, low, high } in line.means() {
                let _ = write!(out, " {:.2} ({:.2}–{:.2}) |", 100.0 * mean, 100.0 * low, 100.0 * high);
            }
            let _ = writeln!(out, " {} |", line.ratio());
        }
        out
    }
}

impl Line {
    fn means(&self) -> [&Mean; 3] {
        [&self.rouge1, &self.rouge2, &self.rouge_lsum]
    }

    fn ratio(&self) -> String {
        self.over_lead.map_or_else(|| "-".into(), |ratio| format!("{ratio:.3}"))
    }
}
