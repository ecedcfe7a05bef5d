//! The command-line program. It parses flags, reads files, fetches URLs and prints; all else is the library's.

#[cfg(feature = "fetch")]
mod address;
mod args;
mod audit;
mod baseline;
mod batch;
mod config;
mod corpus;
mod evaluate;
#[cfg(feature = "fetch")]
mod fetch;
mod folder;
mod input;
mod keywords;
mod output;
mod progress;
mod report;
mod sentences;
mod shell;
mod summarize;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use output::Status;

fn main() -> ExitCode {
    let args = Args::parse();
    args.common.color.apply();
    let status = match &args.command {
        Command::Summarize(command) => summarize::run(command, &args.common),
        Command::Audit(command) => audit::run(command, &args.common),
        Command::Report(command) => report::run(command, &args.common),
        Command::Keywords(command) => keywords::run(command, &args.common),
        Command::Sentences(command) => sentences::run(command, &args.common),
        Command::Batch(command) => batch::run(command, &args.common),
        Command::Evaluate(command) => evaluate::run(command, &args.common),
        Command::Corpus(command) => corpus::run(command, &args.common),
        Command::Completions(command) => shell::completions(command),
        Command::Man => shell::man(),
    };
    status.unwrap_or_else(|error| Status::of_error(&error)).into()
}
