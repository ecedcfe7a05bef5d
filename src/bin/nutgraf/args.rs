//! The command line, parsed into plain values. Nothing here does any work.

use std::collections::BTreeMap;
use std::path::PathBuf;
#[cfg(feature = "fetch")]
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};
use nutgraf::rouge::Across;
use nutgraf::{
    AuditRule, Budget, Focus, Format, KeywordOptions, Language, Level, Method, OffsetUnit, Options, Splitter,
};

use crate::batch::ROW_BYTES;
use crate::jobs::MOST_JOBS;

/// Summarize articles by their own best sentences.
#[derive(Parser)]
#[command(
    name = "nutgraf",
    version,
    max_term_width = 100,
    after_help = "Examples:
  nutgraf summarize article.txt                   the three best sentences
  nutgraf summarize -n 5 --explain notes.md       five, and why these
  nutgraf summarize --together a.txt b.txt        one summary of both
  nutgraf summarize --highlight article.txt       the article, its best sentences marked
  nutgraf summarize https://example.org/article   of a page, less what surrounds the article
  pdftotext paper.pdf - | nutgraf summarize --words 120
  nutgraf audit draft.md --keyphrase \"heat pump\"   what the draft says too often
  nutgraf report draft.md -o report.html          both, on a page for the browser
  nutgraf keywords -n 5 article.txt               the five phrases it is about
  nutgraf sentences --number letter.txt           one sentence a line
  nutgraf batch summarize --words 60 < in.jsonl > out.jsonl
  nutgraf evaluate --words 60 rows.jsonl          how good summaries are, by ROUGE

Exit status: 0 done; 1 an audit found something, or some rows of a batch failed; 2 wrong usage, or an
input that could not be read; 130 a batch was stopped by Ctrl-C, 143 by SIGTERM."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print the best sentences of each file, in the order of the text
    Summarize(Summarize),
    /// Report the phrases that each draft repeats, and say which are unusual
    Audit(Audit),
    /// Write a page for the browser: a file's summary and its audit
    Report(Report),
    /// Print the keywords of each file, one a line, the best first
    Keywords(Keywords),
    /// Print the sentences of each file, one a line
    Sentences(Sentences),
    /// Print what nutgraf has for each language
    Languages(Languages),
    /// Answer many requests: JSON Lines in, JSON Lines out, in the same order
    Batch(Batch),
    /// Measure summaries against references by ROUGE
    Evaluate(Evaluate),
    /// Make and read tables of how common words are, for --corpus
    Corpus(CorpusCommand),
    /// Print completions for a shell, to be sourced by it
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// What every command takes.
#[derive(ClapArgs, Clone)]
pub(crate) struct Common {
    /// Language of the text, such as en, de or pt-BR [default: detected; English if there is too little text]
    #[arg(long, global = true, value_name = "CODE")]
    pub(crate) lang: Option<Language>,

    /// How to read the input: text, markdown, mdx, notebook, asciidoc, rst, org, latex, mediawiki, subtitles, mail, mbox,
    /// html, html-page, docx, odt or epub [default: by the file's extension, or by its content]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) input_format: Option<Format>,

    /// Read standard input as if it were the file NAME: its extension tells the format, its folder the configuration
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Of HTML, read all that the page's readers see, and not its main content only
    #[arg(long, global = true)]
    pub(crate) whole_page: bool,

    /// Weigh words by this table, made by nutgraf corpus, instead of the built-in one of its language. May be given
    /// several times
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) corpus: Vec<PathBuf>,

    /// What offsets in JSON count
    #[arg(long, global = true, value_name = "UNIT", value_enum, default_value_t = Unit::Bytes)]
    pub(crate) offsets: Unit,

    /// When to use colors; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,

    /// Print no notes and no progress on standard error, only errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Read at most N bytes of a file, of standard input or of a URL, where they are counted after decompression
    /// [default: 500000000; of a URL 20000000]
    ///
    /// The same holds for tables, baselines and the rows of evaluate. A batch is read row by row, and has
    /// --max-row-bytes instead.
    #[arg(long, global = true, value_name = "N", value_parser = count, hide_short_help = true)]
    pub(crate) max_bytes: Option<usize>,

    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

/// How what is given by its URL is fetched.
#[cfg(feature = "fetch")]
#[derive(ClapArgs, Clone)]
pub(crate) struct Fetching {
    /// Give a URL so many seconds, redirects and all
    #[arg(long, global = true, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    #[arg(help_heading = "URLs", hide_short_help = true)]
    pub(crate) timeout: Duration,

    /// Follow redirects from the internet to loopback, private and link-local addresses too
    ///
    /// Without it, a page on the web cannot make nutgraf fetch what only this machine or its network can reach. A URL on
    /// the command line may be of any address, and if it is one of those, redirects may lead to them.
    #[arg(long, global = true)]
    #[arg(help_heading = "URLs", hide_short_help = true)]
    pub(crate) allow_private_redirects: bool,

    /// Who asks for a URL; some servers refuse programs that they do not know
    #[arg(long, global = true, value_name = "TEXT", value_parser = user_agent)]
    #[arg(default_value = concat!("nutgraf/", env!("CARGO_PKG_VERSION")))]
    #[arg(help_heading = "URLs", hide_short_help = true)]
    pub(crate) user_agent: String,
}

#[derive(ClapArgs)]
pub(crate) struct Summarize {
    /// Files or URLs to summarize, each on its own unless --together; - or none for standard input
    #[arg(value_name = "FILE|URL")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// One summary of all files, which says what is from which
    ///
    /// What one file has said is not taken from another. Files come in the order given; but if each has a date in its
    /// front matter, the earlier first.
    #[arg(long)]
    pub(crate) together: bool,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = SummaryFormat::Text)]
    pub(crate) format: SummaryFormat,

    /// Print the whole article, as wide as the terminal, with the chosen sentences marked
    ///
    /// They are colored, those chosen first most. Without colors they stand between » and «, or between ▐ and ▌ in an
    /// article that has » or « itself. Beside each of their lines is a bar, the wider the better: █ ▌ ▎. With --scores
    /// their rank and score stand in the margin. Lines have the columns of the terminal, from 40 to 120, and 80 where
    /// there is none; COLUMNS in the environment says otherwise.
    #[arg(long)]
    pub(crate) highlight: bool,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Put each sentence's score before it
    #[arg(long)]
    pub(crate) scores: bool,

    /// Add a table of what gave each sentence its place
    #[arg(long)]
    pub(crate) explain: bool,
}

impl Summarize {
    /// Ends the program, as wrong usage does, where two arguments cannot be meant together.
    pub(crate) fn check(&self) {
        if self.highlight && self.format != SummaryFormat::Text {
            let format = named(self.format);
            let message = format!("the argument '--highlight' cannot be used with '--format {format}'");
            let mut command = Args::command();
            command.build();
            let command = command.find_subcommand_mut("summarize").expect("it is a command");
            command.error(ErrorKind::ArgumentConflict, message).exit();
        }
    }
}

/// How to summarize.
#[derive(ClapArgs)]
pub(crate) struct How {
    #[command(flatten)]
    budget: BudgetArgs,

    /// How to score sentences
    ///
    /// auto: position, centroid, LexRank and TextRank together. lead: the first sentences, hard to beat on news.
    /// tfidf: most like the text as a whole. textrank: sharing words with many others. lexrank: resembling many
    /// others, rare words counting more. luhn: clusters of frequent words. lsa: main topics of a singular value
    /// decomposition. sumbasic: probable words, each said once. klsum: words spread as in the text. mmr: like the text
    /// and unlike each other. submodular: covering all, of many topics. random: the floor.
    #[arg(long, short, value_name = "METHOD", default_value_t = Method::Auto, value_parser = methods())]
    pub(crate) method: Method,

    /// What the summary is to be about: words, "phrases", -words to avoid
    ///
    /// Words count in all their forms. Phrases are put in double quotes inside the query and count more. Sentences
    /// with what is to be avoided come last. With lead and random, sentences with a word of it come first.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    focus: Option<Focus>,

    /// Seed of --method random
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

#[derive(ClapArgs)]
#[group(multiple = false)]
pub(crate) struct BudgetArgs {
    /// At most N sentences [default: 3]
    #[arg(long, short = 'n', value_name = "N", value_parser = count)]
    sentences: Option<usize>,

    /// At most N words; only whole sentences are taken
    #[arg(long, short, value_name = "N", value_parser = count)]
    words: Option<usize>,

    /// At most N characters; only whole sentences are taken
    #[arg(long, value_name = "N", value_parser = count)]
    chars: Option<usize>,

    /// At most this share of the words, such as 0.2
    #[arg(long, value_name = "R", value_parser = ratio)]
    ratio: Option<Budget>,
}

impl How {
    /// What it says as options.
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::new(self.budget.budget()).method(self.method).seed(self.seed);
        options.focus = self.focus.clone();
        options
    }
}

impl BudgetArgs {
    pub(crate) fn budget(&self) -> Budget {
        let BudgetArgs { sentences, words, chars, ratio } = *self;
        let sentences = sentences.map(Budget::Sentences);
        let others = words.map(Budget::Words).or(chars.map(Budget::Chars)).or(ratio);
        sentences.or(others).unwrap_or_default()
    }

    /// The option that says so, and what it says.
    fn setting(&self) -> (&'static str, String) {
        match self.budget() {
            Budget::Words(count) => ("--words", count.to_string()),
            Budget::Chars(count) => ("--chars", count.to_string()),
            Budget::Sentences(count) => ("--sentences", count.to_string()),
            other => ("--ratio", format!("{other:?}")),
        }
    }
}

/// Names of methods, so that help, completions and errors list them.
fn methods() -> impl TypedValueParser<Value = Method> {
    PossibleValuesParser::new(Method::ALL.map(Method::name)).try_map(|name| name.parse::<Method>())
}

/// Names of rules, for the same.
fn rules() -> impl TypedValueParser<Value = AuditRule> {
    PossibleValuesParser::new(AuditRule::ALL.map(AuditRule::name)).try_map(|name| name.parse::<AuditRule>())
}

fn count(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(0) | Err(_) => Err("expected a whole number, at least 1".into()),
        Ok(count) => Ok(count),
    }
}

fn jobs(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(count) if (1..=MOST_JOBS).contains(&count) => Ok(count),
        _ => Err(format!("expected a whole number from 1 to {MOST_JOBS}")),
    }
}

fn documents(given: &str) -> Result<u32, String> {
    match given.parse() {
        Ok(0) | Err(_) => Err("expected a whole number, at least 1".into()),
        Ok(count) => Ok(count),
    }
}

fn phrase(given: &str) -> Result<String, String> {
    match given.trim().is_empty() {
        true => Err("expected a phrase, not an empty one".into()),
        false => Ok(given.into()),
    }
}

fn two_or_more(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(0 | 1) | Err(_) => Err("expected a whole number, at least 2".into()),
        Ok(count) => Ok(count),
    }
}

#[cfg(feature = "fetch")]
fn seconds(given: &str) -> Result<Duration, String> {
    let seconds = given.parse().ok().filter(|seconds: &f64| *seconds >= 0.001 && *seconds <= 86_400.0);
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "expected a number of seconds, at most 86400".into())
}

#[cfg(feature = "fetch")]
fn user_agent(given: &str) -> Result<String, String> {
    match given.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => Ok(given.into()),
        false => Err("expected one line of ASCII".into()),
    }
}

fn ratio(given: &str) -> Result<Budget, String> {
    let share = given.parse().map_err(|_| "expected a number such as 0.2")?;
    Budget::ratio(share).map_err(|error| error.to_string())
}

#[derive(ClapArgs)]
pub(crate) struct Audit {
    /// Drafts to audit; - or none for standard input. With a folder, its drafts and all others given are compared too
    ///
    /// Of a folder, files of all formats that nutgraf reads are audited, except books, templates, hidden files and those
    /// that .gitignore, .nutgrafignore or the configuration leaves out. A note says what was passed over.
    #[arg(value_name = "FILE|FOLDER|URL")]
    pub(crate) files: Vec<PathBuf>,

    /// Leave out what this glob matches in folders, as a line of .gitignore does. May be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    #[command(flatten)]
    pub(crate) what: What,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = AuditFormat::Text)]
    pub(crate) format: AuditFormat,

    /// Exit with status 1 if there is a finding of this level or a graver one [default: warning]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(crate) fail_on: Option<FailOn>,

    /// Print what a rule is about, and do nothing else; without a name, a list of all
    #[arg(long, value_name = "RULE", value_parser = rules(), num_args = 0..=1, require_equals = false)]
    pub(crate) explain: Option<Option<AuditRule>>,

    /// Show at most so many phrases [default: 10; 30 in HTML]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) top: Option<usize>,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Leave out the findings that stand in FILE, the output of an earlier run with --format json
    ///
    /// A finding is known if its file, rule and fingerprint stand there and its level is no graver now. Each entry
    /// stands for one finding.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Print the JSON Schema of --format json, and do nothing else
    #[arg(long)]
    pub(crate) schema: bool,
}

/// What to audit for, and how strictly.
#[derive(ClapArgs)]
pub(crate) struct What {
    /// A phrase that the draft is meant to be about. May be given several times
    ///
    /// It is counted, in its order and within a clause, and checked: is it there, everywhere, in the title, the first
    /// paragraph, the headings, and not too often? In quotes inside it, only what is written exactly so counts.
    #[arg(long, short, value_name = "PHRASE", value_parser = phrase)]
    pub(crate) keyphrase: Vec<String>,

    /// Another way to say the keyphrase; with several keyphrases, written KEYPHRASE=SYNONYM
    #[arg(long, value_name = "PHRASE", requires = "keyphrase", value_parser = phrase)]
    pub(crate) synonym: Vec<String>,

    /// A phrase that may be repeated
    #[arg(long, value_name = "PHRASE", value_parser = phrase)]
    pub(crate) allow: Vec<String>,

    /// Tell phrases said so often or more [default: 3]
    #[arg(long, value_name = "N", value_parser = two_or_more)]
    pub(crate) min_count: Option<usize>,

    /// Tell phrases of so many words or fewer [default: 12]
    #[arg(long, value_name = "N", value_parser = two_or_more)]
    pub(crate) max_words: Option<usize>,

    /// Judge by these rules only
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules(), conflicts_with = "skip")]
    pub(crate) only: Vec<AuditRule>,

    /// Do not judge by these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    pub(crate) skip: Vec<AuditRule>,

    /// Configuration to use [default: the nearest nutgraf.toml upward from each file]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

#[derive(ClapArgs)]
pub(crate) struct Report {
    /// The file to look at; - or none for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    #[command(flatten)]
    pub(crate) what: What,

    /// Show at most so many phrases
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 30)]
    pub(crate) top: usize,

    /// Exit with status 1 if there is a finding of this level or a graver one [default: never, whatever a configuration
    /// says]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(crate) fail_on: Option<FailOn>,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct Keywords {
    /// Files or URLs to find keywords in, each on its own; - or none for standard input
    #[arg(value_name = "FILE|URL")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) which: Which,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = KeywordsFormat::Text)]
    pub(crate) format: KeywordsFormat,

    /// Put each keyword's score and how often it is said before it
    #[arg(long)]
    pub(crate) scores: bool,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Which keywords to find.
#[derive(ClapArgs)]
pub(crate) struct Which {
    /// At most N keywords
    #[arg(long, short = 'n', value_name = "N", value_parser = count, default_value_t = KeywordOptions::default().count)]
    count: usize,

    /// None of more than N words, 1 to 4; stop words inside do not count
    #[arg(long, value_name = "N", value_parser = count, default_value_t = KeywordOptions::default().max_words)]
    max_words: usize,

    /// Rank all phrases, parts of others among them [default in a batch]
    #[arg(long, overrides_with = "unnested")]
    nested: bool,

    /// List whole phrases, none part of another, and fewer of a short text [default outside a batch]
    #[arg(long, overrides_with = "nested")]
    unnested: bool,
}

impl Which {
    /// `nested` is what holds if neither is asked for: a batch gives what benchmarks score.
    pub(crate) fn options(&self, nested: bool) -> KeywordOptions {
        let nested = if nested { !self.unnested } else { self.nested };
        KeywordOptions::new(self.count).max_words(self.max_words).nested(nested)
    }
}

#[derive(ClapArgs)]
pub(crate) struct Sentences {
    /// Files or URLs to split; - or none for standard input
    #[arg(value_name = "FILE|URL")]
    pub(crate) files: Vec<PathBuf>,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = SentencesFormat::Text)]
    pub(crate) format: SentencesFormat,

    /// Put each sentence's number before it
    #[arg(long, short)]
    pub(crate) number: bool,

    /// Say what each sentence is there for: prose, or a caption, a byline, navigation, a notice
    #[arg(long)]
    pub(crate) roles: bool,

    #[command(flatten)]
    pub(crate) how: Splitting,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How to split.
#[derive(ClapArgs, Clone, Copy)]
pub(crate) struct Splitting {
    /// Count numbers and letters of clauses, such as 3., (b) and § 4, as sentences of their own
    #[arg(long)]
    pub(crate) enumerators: bool,

    /// Ignore line breaks and blank lines, as in transcripts and subtitles whose lines were cut anywhere
    #[arg(long)]
    pub(crate) no_layout: bool,
}

impl Splitting {
    /// The splitter of a language.
    pub(crate) fn splitter(self, language: Language) -> Splitter {
        Splitter::new(language).enumerators(self.enumerators).layout(!self.no_layout)
    }
}

#[derive(ClapArgs)]
pub(crate) struct SentencesRows {
    #[command(flatten)]
    pub(crate) rows: Rows,

    #[command(flatten)]
    pub(crate) how: Splitting,
}

#[derive(ClapArgs)]
pub(crate) struct Languages {
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = LanguagesFormat::Text)]
    pub(crate) format: LanguagesFormat,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguagesFormat {
    /// A table
    Text,
    /// An array of objects
    Json,
}

#[derive(ClapArgs)]
pub(crate) struct Batch {
    #[command(subcommand)]
    pub(crate) task: BatchTask,
}

#[derive(Subcommand)]
pub(crate) enum BatchTask {
    /// {"id", "text"} to {"id", "spans": [[start, end], ...]}
    Sentences(SentencesRows),
    /// {"id", "text" or "documents", "dates", "focus", "lang", "title", "format"} to {"id", "summary", "sentences", "lang"}
    Summarize(SummarizeRows),
    /// {"id", "text" or "documents", "lang", "format"} to {"id", "keywords": [{"phrase", "score", "count"}, ...], "lang"}
    Keywords(KeywordsRows),
    /// {"id", "text", "keyphrase", "lang", "format"} to {"id", "words", "measures", "phrases", "findings", ...}
    Audit(Rows),
}

impl BatchTask {
    pub(crate) fn rows(&self) -> &Rows {
        match self {
            BatchTask::Audit(rows) => rows,
            BatchTask::Sentences(task) => &task.rows,
            BatchTask::Summarize(task) => &task.rows,
            BatchTask::Keywords(task) => &task.rows,
        }
    }

    /// What it is called.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            BatchTask::Sentences(_) => "sentences",
            BatchTask::Summarize(_) => "summarize",
            BatchTask::Keywords(_) => "keywords",
            BatchTask::Audit(_) => "audit",
        }
    }

    /// A field that each of its answers has, and that no answer of another task has.
    pub(crate) fn field(&self) -> &'static str {
        match self {
            BatchTask::Sentences(_) => "spans",
            BatchTask::Summarize(_) => "summary",
            BatchTask::Keywords(_) => "keywords",
            BatchTask::Audit(_) => "findings",
        }
    }

    /// All options that change answers, by their names; `tables` are the check sums of those of `--corpus`.
    pub(crate) fn settings(&self, common: &Common, tables: &[u32]) -> BTreeMap<String, String> {
        let rows = self.rows();
        let mut settings = BTreeMap::new();
        let mut set = |name: &str, value: String| drop(settings.insert(name.to_string(), value));
        set("--text-field", rows.text_field.clone());
        set("--id-field", rows.id_field.clone());
        set("--max-row-bytes", rows.max_row_bytes.to_string());
        set("--offsets", named(common.offsets));
        if let Some(language) = common.lang {
            set("--lang", language.code().into());
        }
        if !tables.is_empty() {
            let sums: Vec<String> = tables.iter().map(|sum| format!("{sum:08x}")).collect();
            set("--corpus", format!("with the check sum {}", sums.join(" and ")));
        }
        if let Some(id) = &rows.resume_after {
            set("--resume-after", id.clone());
        }
        match self {
            BatchTask::Summarize(SummarizeRows { how, .. }) => {
                let (name, value) = how.budget.setting();
                set(name, value);
                set("--method", how.method.name().into());
                set("--seed", how.seed.to_string());
                if let Some(focus) = &how.focus {
                    set("--focus", format!("{focus:?}"));
                }
            }
            BatchTask::Keywords(KeywordsRows { which, .. }) => {
                set("--count", which.count.to_string());
                set("--max-words", which.max_words.to_string());
                set("--unnested", which.unnested.to_string());
            }
            BatchTask::Sentences(SentencesRows { how, .. }) => {
                // A run from before there were these options is continued without them.
                if how.enumerators {
                    set("--enumerators", "true".into());
                }
                if how.no_layout {
                    set("--no-layout", "true".into());
                }
            }
            BatchTask::Audit(_) => {}
        }
        settings
    }
}

/// A value as it is written on the command line.
fn named(value: impl ValueEnum) -> String {
    value.to_possible_value().map_or(String::new(), |value| value.get_name().into())
}

#[derive(ClapArgs)]
pub(crate) struct SummarizeRows {
    #[command(flatten)]
    pub(crate) rows: Rows,

    #[command(flatten)]
    pub(crate) how: How,
}

#[derive(ClapArgs)]
pub(crate) struct KeywordsRows {
    #[command(flatten)]
    pub(crate) rows: Rows,

    #[command(flatten)]
    pub(crate) which: Which,
}

/// What every task of a batch takes.
#[derive(ClapArgs, Clone)]
pub(crate) struct Rows {
    /// Files of JSON Lines or Parquet, one after the other; - or none for JSON Lines on standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Field that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// Field that holds the id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// Threads to work with; at most 256; the output does not depend on it [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,

    /// Read rows of at most N bytes; a longer one is answered with an error, and the others go on
    #[arg(long, value_name = "N", value_parser = count, default_value_t = ROW_BYTES)]
    pub(crate) max_row_bytes: usize,

    /// Write to this file instead of standard output, row by row; one that has something in it is not written over
    ///
    /// One that ends in .parquet is written as Parquet, and is there when all is done.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Continue a run that was stopped: answer only the rows that --output has no answer to, and append
    ///
    /// As many rows are skipped as the file has whole lines; a last line that was not finished is removed. The file
    /// FILE.nutgraf-run beside the output records the task, the options and the rows of the run: where one of them
    /// differs, or the output is in use by another run, nothing is touched. Without it only the id of the last answer
    /// is compared. A last row that was cut off when it was read is answered anew. Without --output's file, all rows are
    /// answered.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// Skip all rows up to the first that has this id, and that row
    ///
    /// For answers that are kept elsewhere. The id is given as it stands in the row, and a string without its quotes if
    /// need be.
    #[arg(long, value_name = "ID", conflicts_with = "resume", allow_hyphen_values = true)]
    pub(crate) resume_after: Option<String>,
}

#[derive(ClapArgs)]
pub(crate) struct Evaluate {
    /// JSON Lines to evaluate on; - or none for standard input. With --reference, articles, or folders of them
    ///
    /// A row has a "reference", one or a list, and a "text" or a list of "documents", or a "summary" to be scored as it
    /// is, or both; and may have "id", "lang", "title" and "format".
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) files: Vec<PathBuf>,

    /// The file with the reference of each FILE; {} stands for its path without the extension
    #[arg(long, value_name = "PATTERN")]
    pub(crate) reference: Option<String>,

    #[command(flatten)]
    pub(crate) budget: BudgetArgs,

    /// The methods to evaluate, beside lead, random and oracle
    #[arg(long, short, value_name = "METHOD", value_delimiter = ',', default_value = "auto", value_parser = methods())]
    pub(crate) method: Vec<Method>,

    /// Show recall instead of F1, as at the Document Understanding Conferences
    #[arg(long)]
    pub(crate) recall: bool,

    /// Compare words as they are written, not their stems
    #[arg(long)]
    pub(crate) no_stem: bool,

    /// What to make of several references
    #[arg(long, value_name = "HOW", value_enum, default_value_t = AcrossArg::Mean)]
    pub(crate) across: AcrossArg,

    /// Seed of random sentences and resamples
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = EvaluateFormat::Text)]
    pub(crate) format: EvaluateFormat,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Threads to work with; at most 256; the output does not depend on it [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvaluateFormat {
    /// A table to be read
    Text,
    /// The same as one object, unrounded
    Json,
    /// One object for each row and method, with precision, recall and F1
    Jsonl,
    /// A table to be pasted
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcrossArg {
    /// Their mean
    Mean,
    /// For each measure the reference of the best F1
    Best,
    /// The reference of the best ROUGE-1, for all measures
    Closest,
}

impl From<AcrossArg> for Across {
    fn from(across: AcrossArg) -> Across {
        match across {
            AcrossArg::Mean => Across::Mean,
            AcrossArg::Best => Across::Best,
            AcrossArg::Closest => Across::Closest,
        }
    }
}

#[derive(ClapArgs)]
pub(crate) struct CorpusCommand {
    #[command(subcommand)]
    pub(crate) task: CorpusTask,
}

#[derive(Subcommand)]
pub(crate) enum CorpusTask {
    /// Count in how many documents each stem stands
    Build(CorpusBuild),
    /// Add tables up
    Merge(CorpusMerge),
    /// Print what a table has
    Show(CorpusShow),
}

#[derive(ClapArgs)]
pub(crate) struct CorpusBuild {
    /// Documents to count, or folders of them; - or none for standard input
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) files: Vec<PathBuf>,

    /// The files are JSON Lines, a document each, as those of nutgraf batch
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// Count at most the first N rows of each file, so that none outweighs the others
    #[arg(long, value_name = "N", value_parser = count, requires = "jsonl")]
    pub(crate) limit: Option<usize>,

    /// With --jsonl, read rows of at most N bytes; a longer one is an error
    #[arg(long, value_name = "N", value_parser = count, requires = "jsonl", default_value_t = ROW_BYTES)]
    pub(crate) max_row_bytes: usize,

    /// List only stems that stand in N documents or more; such a table cannot be merged any more
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = documents)]
    pub(crate) min_df: u32,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Threads to work with; at most 256; the output does not depend on it [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,
}

#[derive(ClapArgs)]
pub(crate) struct CorpusMerge {
    /// Tables of one language
    #[arg(value_name = "TABLE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// List only stems that stand in N documents or more; such a table cannot be merged any more
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = documents)]
    pub(crate) min_df: u32,

    /// Write to this file instead of standard output; it is replaced once all is done, and stays as it was if not all could be
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct CorpusShow {
    /// The table
    #[arg(value_name = "TABLE")]
    pub(crate) file: PathBuf,

    /// Words to look up, instead of the commonest
    #[arg(value_name = "TERM")]
    pub(crate) terms: Vec<String>,

    /// Show so many of the commonest stems
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 10)]
    pub(crate) top: usize,
}

#[derive(ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    /// One sentence a line
    Text,
    /// Paragraphs and items
    Markdown,
    /// One object a file, each on a line
    Json,
    /// A page for the browser: the article with its best sentences marked, and a slider for more or fewer
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// To be read: as wide as the terminal, from 40 to 120 columns; 80 where there is none, or COLUMNS
    Text,
    /// One object a file, each on a line
    Json,
    /// One object a finding, each on a line
    Jsonl,
    /// A report to paste into a pull request or a chat
    Markdown,
    /// One log for all files, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// One document for all files: a finding is a test, and failed if it is of the level of --fail-on
    Junit,
    /// One document for all files, for services that watch code quality
    Checkstyle,
    /// FILE:LINE:COLUMN: LEVEL: MESSAGE, as compilers print
    Unix,
    /// A page for the browser: findings, phrases, and the draft with marks to walk through
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOn {
    /// Any finding
    Note,
    /// Warnings and errors
    Warning,
    /// Errors, which only a configuration makes
    Error,
    /// No finding
    Never,
}

impl FailOn {
    /// The least level that fails, if one does.
    pub(crate) fn level(self) -> Option<Level> {
        match self {
            FailOn::Note => Some(Level::Note),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Error => Some(Level::Error),
            FailOn::Never => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeywordsFormat {
    /// One keyword a line
    Text,
    /// One object a file, each on a line
    Json,
    /// One object a keyword, each on a line
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SentencesFormat {
    /// One sentence a line; line breaks inside it become spaces
    Text,
    /// One array a file, each on a line
    Json,
    /// One object a sentence, each on a line
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// Bytes of UTF-8
    Bytes,
    /// Unicode code points, as in Python
    Chars,
    /// UTF-16 code units, as in JavaScript
    Utf16,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> OffsetUnit {
        match unit {
            Unit::Bytes => OffsetUnit::Bytes,
            Unit::Chars => OffsetUnit::Chars,
            Unit::Utf16 => OffsetUnit::Utf16,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes this the choice of the whole program.
    pub(crate) fn apply(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}
