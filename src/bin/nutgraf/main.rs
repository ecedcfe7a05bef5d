//! The command-line program. It parses flags, reads files, fetches URLs and prints; all else is the library's.

// A fuzz target brings its own.
#![cfg_attr(fuzzing, no_main, allow(dead_code))]

#[cfg(feature = "fetch")]
mod address;
mod against;
mod args;
mod audit;
mod baseline;
mod batch;
mod config;
mod corpus;
mod density;
mod diff;
mod evaluate;
#[cfg(feature = "fetch")]
mod fetch;
mod folder;
#[cfg(any(test, fuzzing))]
mod fuzzed;
mod git;
mod input;
mod jobs;
mod keywords;
mod languages;
mod lsp;
mod output;
mod page;
mod progress;
#[cfg(feature = "fetch")]
mod reach;
mod report;
mod sentences;
mod serve;
mod settings;
mod shell;
mod signals;
mod summarize;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue};
use nutgraf::render::visible;

use args::{Args, Command};
use output::Status;

fn main() -> ExitCode {
    let args = match Args::of_process() {
        Ok(args) => args,
        Err(refused) => return print(refused).unwrap_or_else(|error| Status::of_error(&error)).into(),
    };
    args.common.color.apply();
    run(&args).unwrap_or_else(|error| Status::of_error(&error)).into()
}

fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.command {
        Command::Summarize(command) => summarize::run(command, &args.common),
        Command::Audit(command) => audit::run(command, &args.common),
        Command::Report(command) => report::run(command, &args.common),
        Command::Density(command) => density::run(command, &args.common),
        Command::Diff(command) => diff::run(command, &args.common),
        Command::Keywords(command) => keywords::run(command, &args.common),
        Command::Sentences(command) => sentences::run(command, &args.common),
        Command::Languages(command) => languages::run(command),
        Command::Batch(command) => batch::run(command, &args.common),
        Command::Evaluate(command) => evaluate::run(command, &args.common),
        Command::Corpus(command) => corpus::run(command, &args.common),
        Command::Init(command) => settings::init(command, &args.common),
        Command::Config(command) => settings::show(command, &args.common),
        Command::Rules(command) => settings::rules(command),
        Command::Lsp(command) => lsp::run(command, &args.common),
        Command::Serve(command) => serve::run(command, &args.common),
        Command::Watch(command) => watch::run(command, &args.common),
        Command::Completions(command) => shell::completions(command),
        Command::Man(command) => shell::man(command),
    }
}

/// The most characters of an argument that are quoted: some messages have it twice, and are as long as others still.
const QUOTED_CHARS: usize = visible::MESSAGE_CHARS / 3;

/// Prints help, or what is wrong with the arguments.
fn print(refused: clap::Error) -> anyhow::Result<Status> {
    if !refused.use_stderr() {
        // What is buffered is written when it is too late to say that it could not be.
        refused.print().and_then(|()| io::stdout().flush()).map_err(output::named)?;
        return Ok(Status::Done);
    }
    if let Some(ContextValue::String(given)) = refused.get(ContextKind::InvalidSubcommand)
        && input::names_text(given)
    {
        let given = output::quoted(given);
        output::complain(&anyhow::anyhow!(
            "{given} is not a command; help: did you mean nutgraf summarize {given}, or nutgraf audit {given}?"
        ));
        return Ok(Status::Failed);
    }
    // Its message quotes the arguments: it is made again of arguments that may be seen.
    let shown = |arg: OsString| {
        let arg = arg.to_string_lossy();
        OsString::from(visible::clipped(&visible::line(&arg), QUOTED_CHARS).into_owned())
    };
    match Args::parsed(std::env::args_os().map(shown)) {
        Err(again) => again.print()?,
        // What is wrong with them cannot be seen. Without clap's colors its message has only what it quotes.
        Ok(_) => {
            let plain = Args::command().styles(Styles::plain()).try_get_matches_from(std::env::args_os());
            let message =
                plain.map_or_else(|error| error.render().ansi().to_string(), |_| refused.kind().to_string());
            let message = message.split("\n\nFor more information").next().unwrap_or_default();
            output::complain(&anyhow::anyhow!("{}", message.trim_start_matches("error: ").trim_end()));
        }
    }
    Ok(Status::Failed)
}
