//! The command line, parsed into plain values. Nothing here does any work.

mod idle;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use nutgraf::rouge::Across;
use nutgraf::{
    AuditRule, Budget, DensityOptions, Focus, Format, KeywordOptions, Language, Level, Method, OffsetUnit,
    Options, Preset, Splitter,
};

use crate::jobs::MOST_JOBS;

/// The most bytes of a row, unless `--max-row-bytes` says otherwise. Each worker may hold one.
const ROW_BYTES: usize = 64_000_000;

/// Summarize articles by extracting their best sentences.
#[derive(Parser)]
#[command(
    name = "nutgraf",
    version,
    max_term_width = 100,
    after_help = "Examples:
  nutgraf summarize article.txt                    print its three best sentences
  nutgraf audit draft.md                           report the phrases that it repeats too often
  nutgraf density draft.md                         count its words and phrases
  nutgraf diff --rev HEAD draft.md                 say what your edits changed
  nutgraf keywords article.txt                     print what it is about
  nutgraf report draft.md -o report.html           show both in the browser
  nutgraf batch summarize < in.jsonl > out.jsonl   answer many rows

Exit status: 0 done; 1 an audit found something, or some rows of a batch failed; 2 wrong usage or
unreadable input; 130 a batch was stopped by Ctrl-C, 143 by SIGTERM.

nutgraf COMMAND --help has more options and examples."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

impl Args {
    /// The arguments of this process.
    ///
    /// Most are those of one command that comes first. Then only this is described to clap: describing all of them takes a fifth of
    /// what a summary of one article does. What is refused so, and help, is for the whole description to answer.
    pub(crate) fn of_process() -> Result<Args, clap::Error> {
        let arguments: Vec<OsString> = std::env::args_os().collect();
        if let [_, only] = &arguments[..]
            && (only == "--version" || only == "-V")
            && let Err(version) = version().try_get_matches_from(&arguments)
        {
            return Err(version);
        }
        Args::of_one_command(&arguments).map_or_else(|| Args::parsed(arguments), Ok)
    }

    /// The arguments that these are, by the whole description.
    pub(crate) fn parsed(arguments: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
        let mut command = Args::described();
        let matches = command.try_get_matches_from_mut(arguments)?;
        if let Some((names, message)) = given_for_nothing(&matches) {
            let mut of_command = &mut command;
            for name in names.split(' ') {
                of_command = of_command.find_subcommand_mut(name).expect("it is a command");
            }
            return Err(of_command.error(ErrorKind::ArgumentConflict, message));
        }
        Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
    }

    /// All commands. What every command takes is in the help of those to which it means something.
    pub(crate) fn described() -> clap::Command {
        let mut all = Args::command();
        // What every command takes is put into each when they are built.
        all.build();
        all.mut_subcommands(|command| {
            let name = command.get_name().to_string();
            without(command, &name, &[])
        })
    }

    fn of_one_command(arguments: &[OsString]) -> Option<Args> {
        let first = arguments.get(1)?;
        let (name, describe) = ONE_BY_ONE.into_iter().find(|(name, _)| first == *name)?;
        let matches = one_command(name, describe).try_get_matches_from(arguments).ok()?;
        if given_for_nothing(&matches).is_some() {
            return None;
        }
        Args::from_arg_matches(&matches).ok()
    }
}

/// Options of what is read, of places in JSON, and of what is fetched.
const OF_INPUT: [&str; 6] = ["lang", "input_format", "stdin_filename", "whole_page", "corpus", "max_bytes"];
const OF_PLACES: [&str; 1] = ["offsets"];
const OF_URLS: [&str; 3] = ["timeout", "allow_private_redirects", "user_agent"];

/// Of the options that every command takes, those that mean nothing to one: to give them is a mistake. Commands below another are named
/// with it.
fn meaningless(command: &str) -> Vec<&'static str> {
    match command {
        // These read no text.
        "languages" | "rules" | "init" | "completions" | "man" => {
            [&OF_INPUT[..], &OF_PLACES, &OF_URLS].concat()
        }
        "config" => {
            let of_input = ["lang", "input_format", "stdin_filename", "whole_page", "corpus"];
            [&of_input[..], &OF_PLACES, &OF_URLS].concat()
        }
        // Drafts come from an editor, a browser or a disk, and places go back in the units of these.
        "lsp" | "serve" | "watch" => [&["stdin_filename"][..], &OF_PLACES, &OF_URLS].concat(),
        // A page has no offsets.
        "report" => OF_PLACES.to_vec(),
        // These know words by a table of their own, or by none.
        "keywords" | "sentences" => vec!["corpus"],
        "batch" => [&["stdin_filename"][..], &OF_URLS].concat(),
        // One line of options serves all tasks of batches: `--offsets` is taken, though keywords have no places.
        "batch keywords" => vec!["corpus"],
        "batch sentences" => vec!["corpus"],
        "evaluate" => OF_PLACES.to_vec(),
        "corpus" => [&["corpus"][..], &OF_PLACES].concat(),
        "corpus merge" | "corpus show" => {
            let of_input = ["lang", "input_format", "stdin_filename", "whole_page"];
            [&of_input[..], &OF_URLS].concat()
        }
        _ => Vec::new(),
    }
}

/// A command without the options in its help that mean nothing to it; it is called by its own name and those above it.
fn without(command: clap::Command, name: &str, above: &[&str]) -> clap::Command {
    let options = [above, &meaningless(name)].concat();
    let is_one = |argument: &clap::Arg| options.contains(&argument.get_id().as_str());
    let hidden = |argument: clap::Arg| if is_one(&argument) { argument.hide(true) } else { argument };
    command.mut_args(hidden).mut_subcommands(|below| {
        let name = format!("{name} {}", below.get_name());
        without(below, &name, &options)
    })
}

/// The command, by all its names, and what is wrong with an option that was given and does nothing.
fn given_for_nothing(matches: &ArgMatches) -> Option<(String, String)> {
    let (name, mut given) = matches.subcommand()?;
    let mut names = vec![name.to_string()];
    while let Some((below, of_below)) = given.subcommand() {
        names.push(format!("{} {below}", names.last().map_or("", String::as_str)));
        given = of_below;
    }
    let is_given = |option: &str| {
        given.ids().any(|id| id.as_str() == option)
            && given.value_source(option) == Some(ValueSource::CommandLine)
    };
    // What means nothing to a command means nothing to those below it.
    let meaningless = names.iter().find_map(|name| {
        let option = meaningless(name).into_iter().find(|option| is_given(option))?;
        Some(format!("'--{}' does nothing in 'nutgraf {name}'", option.replace('_', "-")))
    });
    let name = names.pop()?;
    let message = meaningless.or_else(|| idle::idle(&name, given))?;
    Some((name, message))
}

/// What is described to clap where only the version is asked for.
fn version() -> clap::Command {
    clap::Command::new("nutgraf").version(env!("CARGO_PKG_VERSION"))
}

/// The description of one command and of what every command takes.
fn one_command(name: &'static str, describe: Describe) -> clap::Command {
    Common::augment_args(clap::Command::new("nutgraf")).subcommand(describe(clap::Command::new(name)))
}

/// Describes the arguments of a command to clap.
type Describe = fn(clap::Command) -> clap::Command;

/// The commands that are started again and again, each with what describes it.
const ONE_BY_ONE: [(&str, Describe); 5] = [
    ("summarize", Summarize::augment_args),
    ("audit", Audit::augment_args),
    ("keywords", Keywords::augment_args),
    ("sentences", Sentences::augment_args),
    ("batch", Batch::augment_args),
];

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Print the best sentences of each file, in the order of the text
    #[command(after_help = "Examples:
  nutgraf summarize -n 5 article.txt                     print five sentences
  nutgraf summarize --focus 'pier -council' article.txt  about the pier, not the council
  nutgraf summarize --highlight article.txt              mark its best sentences in the article
  nutgraf summarize --together article.txt notes.md      print one summary of both
  nutgraf summarize https://example.org/article          summarize the main content of a page")]
    Summarize(Summarize),
    /// Report phrases that drafts repeat too often
    #[command(after_help = "Examples:
  nutgraf audit draft.md                                 report what is repeated too often
  nutgraf audit --keyphrase \"heat pump\" draft.md         check a phrase that the draft is about
  nutgraf audit --format sarif -o audit.sarif drafts     for code scanning
  nutgraf audit --changed                                only what is new since the last commit
  nutgraf audit --explain overused-phrase                print the page of a rule")]
    Audit(Audit),
    /// Write a page for the browser with a summary and an audit
    #[command(after_help = "Examples:
  nutgraf report draft.md -o report.html                 write a page with summary and audit
  nutgraf report -n 5 --keyphrase \"heat pump\" draft.md -o report.html
  nutgraf report --open draft.md                         write draft.html and open it
  nutgraf report --fail-on warning draft.md -o report.html
  nutgraf report drafts -o site.html                     write one page for all drafts of a folder
  nutgraf report drafts -o site/                         the same, with a page for each draft")]
    Report(Report),
    /// Count the words and phrases of each file, by size
    Density(Density),
    /// Compare two versions of a draft
    Diff(Diff),
    /// Print the keywords of each file, best first
    #[command(after_help = "Examples:
  nutgraf keywords article.txt                           print up to ten keywords
  nutgraf keywords -n 5 --scores article.txt             print five, with scores and counts
  nutgraf keywords --explain article.txt                 print what each score is made of
  nutgraf keywords --format json article.txt             print variants and places, too")]
    Keywords(Keywords),
    /// Print the sentences of each file, one per line
    #[command(after_help = "Examples:
  nutgraf sentences article.txt                          print one sentence per line
  nutgraf sentences --roles notes.md                     say what each is for
  nutgraf sentences --format jsonl article.txt           print offsets, too")]
    Sentences(Sentences),
    /// List what nutgraf has for each language
    #[command(after_help = "Examples:
  nutgraf languages                                      print a table
  nutgraf languages --format json                        for programs
  nutgraf languages -f json -o languages.json            write it to a file")]
    Languages(Languages),
    /// Process many texts: JSON Lines in, JSON Lines out, in order
    #[command(after_help = "Examples:
  nutgraf batch summarize --words 60 < in.jsonl > out.jsonl
  nutgraf batch keywords --lang en -o keys.jsonl in.jsonl
  nutgraf batch audit --resume -o audits.jsonl in.jsonl  continue a run that was stopped")]
    Batch(Batch),
    /// Score summaries against references by ROUGE
    #[command(after_help = "Examples:
  nutgraf evaluate rows.jsonl                            rows have a text and a reference
  nutgraf evaluate --method auto,textrank rows.jsonl     compare two methods
  nutgraf evaluate --reference {}.summary.txt article.txt")]
    Evaluate(Evaluate),
    /// Build and read word-frequency tables for --corpus
    #[command(after_help = "Examples:
  nutgraf corpus build --lang en drafts -o table.tsv     count the words of a folder
  nutgraf corpus show table.tsv water                    look a word up
  nutgraf summarize --corpus table.tsv article.txt       use the table")]
    Corpus(CorpusCommand),
    /// Write a commented nutgraf.toml into the working folder
    #[command(after_help = "Examples:
  nutgraf init --print                                   look at it first
  nutgraf init --preset seo --print                      start from a preset
  nutgraf init --force                                   write it, replacing one that is there")]
    Init(Init),
    /// Show which limits and rules apply to a file, and where each comes from
    #[command(after_help = "Examples:
  nutgraf config draft.md                                show all limits and rules
  nutgraf config --changed --preset seo draft.md         show what a preset changes
  nutgraf config --schema                                print the schema for editors")]
    Config(ConfigArgs),
    /// List the rules of an audit, or explain one
    #[command(after_help = "Examples:
  nutgraf rules                                          list all, with their presets
  nutgraf rules overused-phrase                          print what one checks, and its limits
  nutgraf rules heading-jump                             the same for a rule that is off by default")]
    Rules(Rules),
    /// Audit drafts in an editor: a language server on standard input and output
    #[command(after_help = "Examples:
  nutgraf lsp                                            run as an editor does
  nutgraf lsp --preset seo --skip echoed-word            a preset without one rule
  nutgraf lsp --lang de                                  for drafts in one language

docs/editors.md has the set-up of editors.")]
    Lsp(Lsp),
    /// Serve a desk for writing in the browser, and an API over HTTP
    #[command(after_help = "Examples:
  nutgraf serve --open                                   open the desk in the browser
  nutgraf serve --listen 127.0.0.1:0 --preset seo        take any free port
  NUTGRAF_TOKEN=secret nutgraf serve --listen 0.0.0.0:7575 --allow-host desk.example

docs/serve.md has the desk, the API and what keeps both safe.")]
    Serve(Serve),
    /// Audit drafts whenever they are saved, and report what got better or worse
    #[command(after_help = "Examples:
  nutgraf watch draft.md                                 watch a draft
  nutgraf watch --preset seo drafts                      watch a folder
  nutgraf watch --only overused-phrase                   watch the working folder by one rule")]
    Watch(Watch),
    /// Print shell completions
    #[command(after_help = "Examples:
  nutgraf completions bash                               for the completions of bash
  nutgraf completions zsh                                for a file _nutgraf on $fpath
  nutgraf completions fish                               for nutgraf.fish")]
    Completions(Completions),
    /// Print a manual page, or write all of them
    #[command(after_help = "Examples:
  nutgraf man                               print the page of nutgraf itself
  nutgraf man batch audit                   print that of a command
  nutgraf man nutgraf.toml                  print that of the configuration
  nutgraf man -o man                        write all pages into a folder")]
    Man(ManPage),
}

/// What every command takes.
#[derive(ClapArgs, Clone)]
pub(crate) struct Common {
    /// Language of the text, such as en, de or pt-BR [default: detected, or English in short texts]
    #[arg(long, global = true, value_name = "CODE", help_heading = "Input")]
    pub(crate) lang: Option<Language>,

    /// Format of the input: text, markdown, mdx, notebook, asciidoc, rst, org, latex, mediawiki, man, typst,
    /// textile, pod, creole, wikidot, bbcode, gemtext, fountain, subtitles, mail, mbox, html, html-page, xml, docx,
    /// pptx, odt, rtf, epub or pdf [default: by extension or content]
    #[arg(long, global = true, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) input_format: Option<Format>,

    /// Treat standard input as the file NAME, for its format and its configuration
    #[arg(long, global = true, value_name = "NAME", help_heading = "Input")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Read the whole page, not only its main content
    #[arg(long, global = true, help_heading = "Input")]
    pub(crate) whole_page: bool,

    /// Use this word-frequency table (from `nutgraf corpus build`) instead of the built-in one; may be repeated
    #[arg(long, global = true, value_name = "FILE", help_heading = "Input")]
    pub(crate) corpus: Vec<PathBuf>,

    /// Unit of offsets in JSON
    #[arg(long, global = true, value_name = "UNIT", value_enum, default_value_t = Unit::Bytes, help_heading = "Output")]
    pub(crate) offsets: Unit,

    /// When to use colors; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    pub(crate) color: Color,

    /// Print errors only, no notes and no progress
    #[arg(long, short, global = true, help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Limit on the bytes of a file, standard input or a URL after decompression [default: 500000000; URLs 20000000]
    ///
    /// It also holds for tables, baselines and the rows of evaluate. A batch is read row by row and has --max-row-bytes
    /// instead.
    #[arg(long, global = true, value_name = "N", value_parser = count, hide_short_help = true, help_heading = "Input")]
    pub(crate) max_bytes: Option<usize>,

    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

/// How what is given by its URL is fetched.
#[cfg(feature = "fetch")]
#[derive(ClapArgs, Clone)]
pub(crate) struct Fetching {
    /// Time limit for each URL, redirects included
    #[arg(long, global = true, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    #[arg(help_heading = "URLs", hide_short_help = true)]
    pub(crate) timeout: Duration,

    /// Follow redirects from the internet to loopback, private and link-local addresses too
    ///
    /// Without it, a page on the web cannot make nutgraf fetch what only this machine or its network can reach. A URL on
    /// the command line may have any address; if it is one of those, redirects may lead to them.
    #[arg(long, global = true)]
    #[arg(help_heading = "URLs", hide_short_help = true)]
    pub(crate) allow_private_redirects: bool,

    /// User-Agent header to send
    #[arg(long, global = true, value_name = "TEXT", value_parser = user_agent)]
    #[arg(default_value = concat!("nutgraf/", env!("CARGO_PKG_VERSION")))]
    #[arg(help_heading = "URLs", hide_short_help = true)]
    pub(crate) user_agent: String,
}

#[derive(ClapArgs)]
pub(crate) struct Summarize {
    /// Files or URLs to summarize; - or none for standard input
    #[arg(value_name = "FILE|URL")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Print one summary of all files, with the source of each sentence
    ///
    /// What one file says is not repeated from another. Files come in the order given, or by date if each has one in
    /// its front matter.
    #[arg(long)]
    pub(crate) together: bool,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = SummaryFormat::Text)]
    pub(crate) format: SummaryFormat,

    /// Print the whole article with the chosen sentences marked
    ///
    /// They are colored, the best ones the strongest. Without colors they are between » and «, or between ▐ and ▌ in an article that
    /// has » or « itself. A bar beside each line is wider for better sentences: █ ▌ ▎. With --scores, rank and score
    /// are in the margin. Lines are as wide as the terminal, from 40 to 120 columns, or 80 without one; COLUMNS overrides it.
    #[arg(long)]
    pub(crate) highlight: bool,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Print the score before each sentence
    #[arg(long)]
    pub(crate) scores: bool,

    /// Explain the score of each sentence
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

    /// Method to score sentences by
    ///
    /// auto: position, centroid, LexRank and TextRank together. lead: the first sentences, hard to beat on news.
    /// tfidf: most like the text as a whole. textrank: sharing words with many others. lexrank: resembling many
    /// others, rare words counting more. luhn: clusters of frequent words. lsa: main topics of a singular value
    /// decomposition. sumbasic: probable words, each said once. klsum: words spread as in the text. mmr: like the text
    /// and unlike each other. submodular: covering all, of many topics. random: a baseline.
    #[arg(long, short, value_name = "METHOD", default_value_t = Method::Auto, value_parser = methods())]
    pub(crate) method: Method,

    /// Subject of the summary: words, "phrases", -words to avoid
    ///
    /// Words count in all their forms. Phrases in double quotes count more. Sentences with words to avoid come last. With lead and random, sentences with a word of the query come first.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    focus: Option<Focus>,

    /// Seed for --method random
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    /// Leave out datelines, leading connectives, parentheses and tails such as "he said on Tuesday"
    ///
    /// What remains of a sentence keeps its words and their order; its first letter becomes a capital. Names of speakers stay, and so
    /// do parentheses that limit what is said. The budget counts what is shown, and JSON says where its parts are. Works in 18
    /// languages; in others, only datelines are left out.
    #[arg(long)]
    trim: bool,
}

#[derive(ClapArgs)]
#[group(multiple = false)]
pub(crate) struct BudgetArgs {
    /// Maximum number of sentences [default: 3]
    #[arg(long, short = 'n', value_name = "N", value_parser = count)]
    sentences: Option<usize>,

    /// Maximum number of words; only whole sentences are taken
    #[arg(long, short, value_name = "N", value_parser = count)]
    words: Option<usize>,

    /// Maximum number of characters; only whole sentences are taken
    #[arg(long, value_name = "N", value_parser = count)]
    chars: Option<usize>,

    /// Maximum share of the words, such as 0.2
    #[arg(long, value_name = "R", value_parser = ratio)]
    ratio: Option<Budget>,
}

impl How {
    /// The first option that says something else than the default.
    pub(crate) fn first_given(&self) -> Option<&'static str> {
        let BudgetArgs { sentences, words, chars, ratio } = self.budget;
        let given = [
            (sentences.is_some(), "--sentences"),
            (words.is_some(), "--words"),
            (chars.is_some(), "--chars"),
            (ratio.is_some(), "--ratio"),
            (self.method != Method::Auto, "--method"),
            (self.focus.is_some(), "--focus"),
            (self.seed != 0, "--seed"),
            (self.trim, "--trim"),
        ];
        given.into_iter().find(|(is_given, _)| *is_given).map(|(_, option)| option)
    }

    /// What it says as options.
    pub(crate) fn options(&self) -> Options {
        let mut options =
            Options::new(self.budget.budget()).method(self.method).seed(self.seed).trim(self.trim);
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

/// Names of presets, for the same.
fn presets() -> impl TypedValueParser<Value = Preset> {
    PossibleValuesParser::new(Preset::ALL.map(Preset::name)).try_map(|name| name.parse::<Preset>())
}

fn count(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(0) | Err(_) => Err("expected a whole number, at least 1".into()),
        Ok(count) => Ok(count),
    }
}

fn keyword_words(given: &str) -> Result<usize, String> {
    let most = KeywordOptions::default().max_words;
    match given.parse() {
        Ok(words) if (1..=most).contains(&words) => Ok(words),
        _ => Err(format!("expected a whole number from 1 to {most}")),
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

/// A phrase that can be counted.
pub(crate) fn phrase(given: &str) -> Result<String, String> {
    let trimmed = given.trim();
    let is_half_quoted =
        trimmed.starts_with('"') != trimmed.ends_with('"') && trimmed.matches('"').count() == 1;
    // `monitor 27"` is a size.
    let is_inch = trimmed.strip_suffix('"').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    match given {
        _ if is_half_quoted && !is_inch => Err("expected quotes at both ends of a phrase, or none".into()),
        _ if given.trim().is_empty() => Err("expected a phrase, not an empty one".into()),
        _ if !given.contains(char::is_alphanumeric) => Err("expected a phrase with a letter or digit".into()),
        _ => Ok(given.into()),
    }
}

fn two_or_more(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(0 | 1) | Err(_) => Err("expected a whole number, at least 2".into()),
        Ok(count) => Ok(count),
    }
}

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
    /// Drafts to audit, or folders of them; - or none for standard input
    ///
    /// In a folder, files of all formats are audited, except books, templates, hidden files and those that .gitignore,
    /// .nutgrafignore or the configuration leaves out; a note gives the number of other files that were skipped, apart
    /// from images, styles, scripts and settings. All drafts of a folder are also compared with each other.
    #[arg(value_name = "FILE|FOLDER|URL")]
    pub(crate) files: Vec<PathBuf>,

    /// Leave out files in folders that match GLOB, as in .gitignore; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// Compare with reference texts: list the terms that the draft lacks, under-uses and over-uses
    ///
    /// References may be competing pages, last year's posts, or the best of your own. Missing: in most references, not in the draft.
    /// Under-used: less than half their median. Over-used: at least twice as often as in the references together.
    /// The draft comes first: everything after --against is a reference.
    #[arg(long, value_name = "FILE|FOLDER|URL", num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) what: What,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = AuditFormat::Text)]
    pub(crate) format: AuditFormat,

    /// Exit with status 1 on findings at or above this level [default: warning]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(crate) fail_on: Option<FailOn>,

    /// Explain RULE, or list all rules, and exit
    #[arg(long, value_name = "RULE", value_parser = rules(), num_args = 0..=1, require_equals = false)]
    pub(crate) explain: Option<Option<AuditRule>>,

    /// List which occurrences of an over-used phrase to drop, shorten or keep
    #[arg(long)]
    pub(crate) cuts: bool,

    /// Number of phrases in the table of text, Markdown and HTML [default: 10; 30 in HTML]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) top: Option<usize>,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Leave out findings that are in FILE, the output of an earlier run with --format json
    ///
    /// A finding is known if its file, rule and fingerprint are in FILE and its level is not higher now. Each entry
    /// covers one finding.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Audit only drafts that changed since a git revision, and report only findings that they did not have [REV: HEAD]
    ///
    /// Untracked drafts count as changed. Without a FILE, drafts of the working folder are looked at.
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD")]
    #[arg(conflicts_with = "baseline")]
    pub(crate) changed: Option<String>,

    /// Print the JSON Schema of --format json, and exit
    #[arg(long)]
    pub(crate) schema: bool,
}

/// What to audit for, and how strictly.
#[derive(ClapArgs, Clone)]
pub(crate) struct What {
    /// Phrase that the draft is meant to be about; may be repeated
    ///
    /// It is counted in its order within a clause, and checked: does it occur at all; in the title, the first paragraph and
    /// the headings; throughout the draft; and too often? Words in quotes count only as they are written.
    #[arg(long, short, value_name = "PHRASE", value_parser = phrase)]
    pub(crate) keyphrase: Vec<String>,

    /// Another way to say the keyphrase; with several keyphrases, KEYPHRASE=SYNONYM
    #[arg(long, value_name = "PHRASE", requires = "keyphrase", value_parser = phrase)]
    pub(crate) synonym: Vec<String>,

    /// Phrase that may be repeated in the draft; may be given several times
    #[arg(long, value_name = "PHRASE", value_parser = phrase)]
    pub(crate) allow: Vec<String>,

    /// Report phrases repeated at least N times [default: 3]
    #[arg(long, value_name = "N", value_parser = two_or_more)]
    pub(crate) min_count: Option<usize>,

    /// Report phrases of at most N words [default: 12]
    #[arg(long, value_name = "N", value_parser = two_or_more)]
    pub(crate) max_words: Option<usize>,

    /// Run only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules(), conflicts_with = "skip")]
    pub(crate) only: Vec<AuditRule>,

    /// Skip these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rules())]
    pub(crate) skip: Vec<AuditRule>,

    /// Start from the rules and limits of a preset; the configuration and other options override it
    ///
    /// plain: short sentences, easy to read. seo: title, description, headings, links, images. docs: documentation, where
    /// terms may be repeated. strict: all rules. Default: the preset that the configuration extends, if any.
    #[arg(long, value_name = "PRESET", value_parser = presets())]
    pub(crate) preset: Option<Preset>,

    /// Configuration file [default: the nearest nutgraf.toml at or above each draft]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Ignore configuration files
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

#[derive(ClapArgs)]
pub(crate) struct Report {
    /// File to report on, or a folder for one report of all its drafts; - or none for standard input
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) file: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Compare with reference texts: list the terms that the draft lacks, under-uses and over-uses
    ///
    /// References may be competing pages, last year's posts, or the best of your own. Missing: in most references, not in the draft.
    /// Under-used: less than half their median. Over-used: at least twice as often as in the references together.
    /// The draft comes first: everything after --against is a reference.
    #[arg(long, value_name = "FILE|FOLDER|URL", num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) what: What,

    /// Number of phrases in the table
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 30)]
    pub(crate) top: usize,

    /// Include tables of the most frequent words and phrases, as nutgraf density prints them
    #[arg(long)]
    pub(crate) density: bool,

    /// Exit with status 1 on findings at or above this level [default: never]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(crate) fail_on: Option<FailOn>,

    /// Open the page in the browser
    #[arg(long)]
    pub(crate) open: bool,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    ///
    /// On a terminal, and with --open, the default is a file in the working folder: draft.html for draft.md.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(ClapArgs)]
#[command(after_help = "Examples:
  nutgraf density draft.md                              list the ten most frequent of each size
  nutgraf density --words 2 --top 30 draft.md           list phrases of two words only
  nutgraf density --stop-words drop draft.md notes.md   count each file, then both together
  nutgraf density --format csv --by heading draft.md > draft.csv")]
pub(crate) struct Density {
    /// Files, folders or URLs, counted one by one and then together; - or none for standard input
    #[arg(value_name = "FILE|FOLDER|URL")]
    pub(crate) files: Vec<PathBuf>,

    /// Compare with reference texts: list the terms that the draft lacks, under-uses and over-uses
    ///
    /// References may be competing pages, last year's posts, or the best of your own. Missing: in most references, not in the draft.
    /// Under-used: less than half their median. Over-used: at least twice as often as in the references together.
    /// The draft comes first: everything after --against is a reference.
    #[arg(long, value_name = "FILE|FOLDER|URL", num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,

    /// Count phrases of N words, or of N to M
    #[arg(long, short, value_name = "N|N-M", default_value = "1-3", value_parser = sizes)]
    pub(crate) words: (usize, usize),

    /// Which phrases to list, by the stop words in them
    #[arg(long, value_name = "WHICH", value_enum, default_value_t = StopWords::Ends)]
    pub(crate) stop_words: StopWords,

    /// Which forms of a word to count as one
    #[arg(long, value_name = "FORMS", value_enum, default_value_t = Fold::Light)]
    pub(crate) fold: Fold,

    /// Distinguish case
    #[arg(long)]
    pub(crate) case: bool,

    /// List phrases that occur at least N times
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = count)]
    pub(crate) min_count: usize,

    /// What to list first
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Sort::Count)]
    pub(crate) sort: Sort,

    /// List at most N phrases of each size [default: 10; 30 in HTML; all in CSV, TSV and JSON]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) top: Option<usize>,

    /// Count each section, too
    #[arg(long, value_name = "PART", value_enum)]
    pub(crate) by: Option<By>,

    /// Leave out files in folders that match GLOB, as in .gitignore; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = DensityFormat::Text)]
    pub(crate) format: DensityFormat,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Print the JSON Schema of --format json, and exit
    #[arg(long)]
    pub(crate) schema: bool,
}

#[derive(ClapArgs)]
#[command(after_help = "Examples:
  nutgraf diff notes.md draft.md                      show what changed
  nutgraf diff --rev HEAD draft.md                    show what changed since the last commit
  nutgraf diff --rev main --fail-on-worse draft.md    fail if a finding is new or worse")]
pub(crate) struct Diff {
    /// The old and the new version; or one file with --rev
    #[arg(value_name = "FILE|URL", num_args = 0..=2)]
    pub(crate) files: Vec<PathBuf>,

    /// Compare with the file as it was in this git revision, even under another name
    #[arg(long, value_name = "REV")]
    pub(crate) rev: Option<String>,

    /// Exit with status 1 if a finding is new or worse: more severe, or in more places
    #[arg(long)]
    pub(crate) fail_on_worse: bool,

    #[command(flatten)]
    pub(crate) what: What,

    /// Show at most N phrases, and at most N sentences added or removed [default: 15; JSON has all]
    #[arg(long, value_name = "N", value_parser = count)]
    pub(crate) top: Option<usize>,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Print the JSON Schema of --format json, and exit
    #[arg(long)]
    pub(crate) schema: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Tables, as wide as the terminal, from 40 to 120 columns
    Text,
    /// Tables to paste into a pull request
    Markdown,
    /// One object on a line
    Json,
    /// A page for the browser
    Html,
}

fn sizes(given: &str) -> Result<(usize, usize), String> {
    let (least, most) = given.split_once('-').unwrap_or((given, given));
    match (least.parse(), most.parse()) {
        (Ok(least), Ok(most)) if 1 <= least && least <= most && most <= DensityOptions::MOST_WORDS => {
            Ok((least, most))
        }
        _ => Err(format!(
            "expected a number of words from 1 to {}, or a range such as 1-4",
            DensityOptions::MOST_WORDS
        )),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StopWords {
    /// All phrases
    Keep,
    /// Only phrases without stop words
    Drop,
    /// Phrases that neither begin nor end with one
    Ends,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Fold {
    /// Singular and plural, possessives and spellings that writers interchange, as an audit counts
    Light,
    /// All words with the same Snowball stem
    Stem,
    /// Each form by itself
    None,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// The most frequent first
    Count,
    /// The highest TF-IDF first
    TfIdf,
    /// In the order of the text
    First,
    /// In alphabetical order
    Text,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// Each heading and what follows it, up to the next heading
    Heading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DensityFormat {
    /// Tables with bars, as wide as the terminal, from 40 to 120 columns
    Text,
    /// One line for each phrase, with commas between the values
    Csv,
    /// The same with tabs
    Tsv,
    /// One object per file and line
    Json,
    /// Tables to paste into a document
    Markdown,
    /// A page for the browser
    Html,
}

#[derive(ClapArgs)]
pub(crate) struct Keywords {
    /// Files or URLs; - or none for standard input
    #[arg(value_name = "FILE|URL")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) which: Which,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = KeywordsFormat::Text)]
    pub(crate) format: KeywordsFormat,

    /// Print score and number of occurrences before each keyword
    #[arg(long)]
    pub(crate) scores: bool,

    /// Explain the score of each keyword
    #[arg(long)]
    pub(crate) explain: bool,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Which keywords to find.
#[derive(ClapArgs)]
pub(crate) struct Which {
    /// Maximum number of keywords; a list of more than 10 is filled up with weaker ones
    #[arg(long, short = 'n', value_name = "N", value_parser = count, default_value_t = KeywordOptions::default().count)]
    count: usize,

    /// Maximum number of words in a keyword, 1 to 4; stop words inside it do not count
    #[arg(long, value_name = "N", value_parser = keyword_words, default_value_t = KeywordOptions::default().max_words)]
    max_words: usize,

    /// Rank all phrases, including parts of others [default in batches]
    #[arg(long, overrides_with = "unnested")]
    nested: bool,

    /// List whole phrases only, and fewer of a short text [default except in batches]
    #[arg(long, overrides_with = "nested")]
    unnested: bool,
}

impl Which {
    /// `nested` is what holds if neither is requested: a batch gives what benchmarks score.
    pub(crate) fn options(&self, nested: bool) -> KeywordOptions {
        let nested = if nested { !self.unnested } else { self.nested };
        let filled = self.count > KeywordOptions::default().count;
        KeywordOptions::new(self.count).max_words(self.max_words).nested(nested).filled(filled)
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

    /// Print the number of each sentence
    #[arg(long, short)]
    pub(crate) number: bool,

    /// Print the role of each sentence: prose, caption, byline, navigation, notice and others
    #[arg(long)]
    pub(crate) roles: bool,

    #[command(flatten)]
    pub(crate) how: Splitting,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
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

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
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
    /// Split the text of each row into sentences
    ///
    /// {"id", "text"} to {"id", "spans": [[start, end], ...]}
    Sentences(SentencesRows),
    /// Summarize the text of each row
    ///
    /// {"id", "text" or "documents", "dates", "focus", "lang", "title", "format"} to {"id", "summary", "sentences", "lang"}
    Summarize(SummarizeRows),
    /// Print the keywords of each row
    ///
    /// {"id", "text" or "documents", "lang", "format"} to {"id", "keywords": [{"phrase", "score", "count"}, ...], "lang"}
    Keywords(KeywordsRows),
    /// Audit the draft in each row
    ///
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
                // A run from before there was this option is continued without it.
                if how.trim {
                    set("--trim", "true".into());
                }
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
    /// JSON Lines or Parquet files; - or none for JSON Lines on standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Name of the field with the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// Name of the field with the id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// Number of threads, at most 256; the output is the same for any [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,

    /// Limit on the bytes of a row; a longer one is answered with an error
    #[arg(long, value_name = "N", value_parser = count, default_value_t = ROW_BYTES)]
    pub(crate) max_row_bytes: usize,

    /// Write to FILE row by row; a file that is not empty is refused
    ///
    /// A FILE that ends in .parquet is written as Parquet, and appears when everything is done.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Continue a stopped run: answer the rows that --output has no answer to
    ///
    /// For each whole line of the file a row is skipped; a last line that was not finished is removed. The file
    /// FILE.nutgraf-run beside the output records the task, the options and the rows of the run: where one of them
    /// differs, or the output is in use by another run, nothing is touched. Without that file, only the id of the last
    /// answer is compared. A last row that was cut off when it was read is answered anew. If the output does not exist, all
    /// rows are answered.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// Skip all rows up to and including the first with this id
    ///
    /// For answers that are kept elsewhere. Give the id as it is in the row; a string needs no quotes.
    #[arg(long, value_name = "ID", conflicts_with = "resume", allow_hyphen_values = true)]
    pub(crate) resume_after: Option<String>,
}

#[derive(ClapArgs)]
pub(crate) struct Evaluate {
    /// JSON Lines with references; - or none for standard input; with --reference, articles or folders of them
    ///
    /// A row has a "reference", one or a list, and a "text" or a list of "documents", or a "summary" to be scored as it
    /// is, or both; and may have "id", "lang", "title" and "format".
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) files: Vec<PathBuf>,

    /// File with the reference of each FILE; {} is its path without the extension
    #[arg(long, value_name = "PATTERN")]
    pub(crate) reference: Option<String>,

    #[command(flatten)]
    pub(crate) budget: BudgetArgs,

    /// Methods to evaluate, besides lead, random and oracle
    #[arg(long, short, value_name = "METHOD", value_delimiter = ',', default_value = "auto", value_parser = methods())]
    pub(crate) method: Vec<Method>,

    /// Show recall instead of F1, as at the Document Understanding Conferences
    #[arg(long)]
    pub(crate) recall: bool,

    /// Compare words as they are written, not their stems
    #[arg(long)]
    pub(crate) no_stem: bool,

    /// How to combine several references
    #[arg(long, value_name = "HOW", value_enum, default_value_t = AcrossArg::Mean)]
    pub(crate) across: AcrossArg,

    /// Seed of random sentences and resamples
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,

    /// Format of the output
    #[arg(long, short, value_enum, default_value_t = EvaluateFormat::Text)]
    pub(crate) format: EvaluateFormat,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Number of threads, at most 256; the output is the same for any [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvaluateFormat {
    /// A table for reading
    Text,
    /// The same as one object, unrounded
    Json,
    /// One object for each row and method, with precision, recall and F1
    Jsonl,
    /// A table to paste
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcrossArg {
    /// Their mean
    Mean,
    /// For each measure, the reference with the best F1
    Best,
    /// For all measures, the reference with the best ROUGE-1
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
    /// Count the documents that each stem occurs in
    Build(CorpusBuild),
    /// Merge tables
    Merge(CorpusMerge),
    /// Print the contents of a table
    Show(CorpusShow),
}

#[derive(ClapArgs)]
pub(crate) struct CorpusBuild {
    /// Documents to count, or folders of them; - or none for standard input
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) files: Vec<PathBuf>,

    /// Read JSON Lines with a document per row, as `nutgraf batch` does
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// Count only the first N rows of each file
    #[arg(long, value_name = "N", value_parser = count, requires = "jsonl")]
    pub(crate) limit: Option<usize>,

    /// Limit on the bytes of a row with --jsonl; a longer one is an error
    #[arg(long, value_name = "N", value_parser = count, requires = "jsonl", default_value_t = ROW_BYTES)]
    pub(crate) max_row_bytes: usize,

    /// List only stems in at least N documents; such a table cannot be merged
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = documents)]
    pub(crate) min_df: u32,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Number of threads, at most 256; the output is the same for any [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,
}

#[derive(ClapArgs)]
pub(crate) struct CorpusMerge {
    /// Tables of one language
    #[arg(value_name = "TABLE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// List only stems in at least N documents; such a table cannot be merged
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = documents)]
    pub(crate) min_df: u32,

    /// Write to FILE instead of standard output; it is replaced only if everything succeeds
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct CorpusShow {
    /// The table
    #[arg(value_name = "TABLE")]
    pub(crate) file: PathBuf,

    /// Words to look up instead of the most frequent
    #[arg(value_name = "TERM")]
    pub(crate) terms: Vec<String>,

    /// Number of the most frequent stems to show
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 10)]
    pub(crate) top: usize,
}

#[derive(ClapArgs)]
pub(crate) struct Init {
    /// Extend this preset
    #[arg(long, value_name = "PRESET", value_parser = presets())]
    pub(crate) preset: Option<Preset>,

    /// Replace an existing nutgraf.toml
    #[arg(long)]
    pub(crate) force: bool,

    /// Print the configuration instead of writing it
    #[arg(long, conflicts_with = "force")]
    pub(crate) print: bool,
}

#[derive(ClapArgs)]
#[command(arg_required_else_help = true)]
pub(crate) struct ConfigArgs {
    /// Show the limits and rules that apply to FILE, which need not exist
    #[arg(value_name = "FILE", required_unless_present_any = ["show", "schema"])]
    pub(crate) file: Option<PathBuf>,

    /// The same as FILE alone
    #[arg(long, value_name = "FILE", hide = true, conflicts_with = "file")]
    pub(crate) show: Option<PathBuf>,

    /// Show only values that are not the default
    #[arg(long)]
    pub(crate) changed: bool,

    /// Start from the rules and limits of a preset, as nutgraf audit --preset does
    #[arg(long, value_name = "PRESET", value_parser = presets())]
    pub(crate) preset: Option<Preset>,

    /// Configuration file [default: the nearest nutgraf.toml at or above FILE]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Print the JSON Schema of nutgraf.toml, for completion in editors, and exit
    #[arg(long, conflicts_with_all = ["file", "show", "changed", "preset", "config"])]
    pub(crate) schema: bool,
}

#[derive(ClapArgs)]
pub(crate) struct Rules {
    /// Rule to explain [default: list all rules]
    #[arg(value_name = "RULE", value_parser = rules())]
    pub(crate) rule: Option<AuditRule>,
}

#[derive(ClapArgs)]
pub(crate) struct Lsp {
    #[command(flatten)]
    pub(crate) what: What,

    /// Use standard input and output, the only transport; accepted because some editors pass it
    #[arg(long)]
    stdio: bool,
}

#[derive(ClapArgs)]
pub(crate) struct Serve {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7575")]
    pub(crate) listen: SocketAddr,

    /// Open the desk in the browser
    #[arg(long)]
    pub(crate) open: bool,

    /// Answer only requests with this token [default: the environment's NUTGRAF_TOKEN]
    ///
    /// Requests have it in the header Authorization: Bearer TOKEN; the desk asks for it. Without a token, only loopback
    /// addresses are allowed.
    #[arg(long, value_name = "TOKEN")]
    pub(crate) token: Option<String>,

    /// Answer requests for this host name, besides localhost and IP addresses; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) allow_host: Vec<String>,

    /// Number of requests handled at the same time, at most 256; others wait [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,

    /// Limit on the bytes of a request's body
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 10_000_000)]
    pub(crate) max_body_bytes: usize,

    /// Time limit for a request to arrive, to wait for its turn, and to be answered, and for requests at work to end when stopped
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    pub(crate) request_timeout: Duration,

    /// Maximum number of open connections
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 1_024)]
    pub(crate) max_connections: usize,

    #[command(flatten)]
    pub(crate) what: What,
}

#[derive(ClapArgs)]
pub(crate) struct Watch {
    /// Drafts to watch, or folders of them [default: the working folder]
    #[arg(value_name = "FILE|FOLDER")]
    pub(crate) files: Vec<PathBuf>,

    /// Leave out files in folders that match GLOB, as in .gitignore; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    #[command(flatten)]
    pub(crate) what: What,
}

#[derive(ClapArgs)]
pub(crate) struct ManPage {
    /// The command whose page to print, or nutgraf.toml [default: nutgraf itself]
    #[arg(value_name = "COMMAND", num_args = 0..)]
    pub(crate) page: Vec<String>,

    /// Write all pages into this folder
    #[arg(long, short, value_name = "FOLDER", conflicts_with = "page", value_hint = clap::ValueHint::DirPath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    /// One sentence per line
    Text,
    /// Paragraphs and items
    Markdown,
    /// One object per file and line
    Json,
    /// A page for the browser: the article with its best sentences marked, and a slider for more or fewer
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// For reading: as wide as the terminal, from 40 to 120 columns
    Text,
    /// One object per file and line
    Json,
    /// One object per finding and line
    Jsonl,
    /// A report to paste into a pull request or a chat
    Markdown,
    /// One SARIF log of all files, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// One document of all files; a finding at or above --fail-on is a failed test
    Junit,
    /// One document of all files, for code-quality services
    Checkstyle,
    /// One report for all files, for code quality in GitLab
    Gitlab,
    /// One line per finding, in the order of the text: FILE:LINE:COLUMN: LEVEL: MESSAGE
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
    /// Errors (set only by configuration)
    Error,
    /// No finding
    Never,
}

impl FailOn {
    /// The name on the command line and in configurations.
    pub(crate) fn name(self) -> &'static str {
        self.level().map_or("never", Level::name)
    }

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
    /// One keyword per line
    Text,
    /// One object per file and line
    Json,
    /// One object per keyword and line
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SentencesFormat {
    /// One sentence per line; line breaks inside become spaces
    Text,
    /// One array per file and line
    Json,
    /// One object per sentence and line
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

#[cfg(test)]
mod tests {
    use super::*;

    /// All that clap knows of the arguments of a command but their places in its help, which the whole description has.
    fn own(command: &clap::Command) -> impl Iterator<Item = clap::Arg> {
        let own = command.get_arguments().filter(|argument| argument.get_id() != "version");
        own.map(|argument| argument.clone().display_order(0))
    }

    /// The same, with those of the commands below it.
    fn arguments(command: &clap::Command) -> Vec<String> {
        let below = command.get_subcommands().filter(|below| below.get_name() != "help");
        let here = own(command).map(|argument| format!("{} {argument:?}", command.get_name()));
        here.chain(below.flat_map(arguments)).collect()
    }

    #[test]
    fn one_command_is_described_as_among_all() {
        let mut all = Args::command();
        all.build();
        for (name, describe) in ONE_BY_ONE {
            let mut one = one_command(name, describe);
            one.build();
            let among = all.find_subcommand(name).expect("a command");
            let alone = one.find_subcommand(name).expect("a command");
            assert!(arguments(alone).len() > 10, "{name}");
            assert_eq!(arguments(alone), arguments(among), "{name}");
            let common = |command| own(command).map(|argument| format!("{argument:?}")).collect::<Vec<_>>();
            assert_eq!(common(&one), common(&all));
        }
    }

    #[test]
    fn one_command_is_taken_and_all_else_left() {
        let of = |line: &str| Args::of_one_command(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        for line in ["nutgraf summarize -n 5 a.txt", "nutgraf batch audit --lang en", "nutgraf sentences"] {
            assert!(of(line).is_some(), "{line}");
        }
        for line in [
            "nutgraf",
            "nutgraf --lang en summarize",
            "nutgraf summarize --help",
            "nutgraf audit --no",
            "nutgraf man",
        ] {
            assert!(of(line).is_none(), "{line}");
        }
    }
}
