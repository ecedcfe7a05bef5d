//! `nutgraf completions` and `nutgraf man`.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{Command, ValueHint};
use nutgraf::{AuditRule, Language, Limits};

use crate::args::{Args, Completions, ManPage};
use crate::config;
use crate::output::{self, Status, Target};

pub(crate) fn completions(args: &Completions) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut hinted(Args::described()), "nutgraf", &mut script);
    print(&script)
}

/// The command as completions are to see it: languages have names, and what is no file is not completed by names of files.
fn hinted(command: Command) -> Command {
    let codes: Vec<&'static str> = Language::ALL.iter().map(|language| language.code()).collect();
    let command = command.mut_args(|arg| match arg.get_id().as_str() {
        "lang" => arg.value_parser(PossibleValuesParser::new(codes.clone())),
        _ if arg.get_value_hint() == ValueHint::Unknown
            && arg.get_possible_values().is_empty()
            && arg.get_action().takes_values() =>
        {
            arg.value_hint(ValueHint::Other)
        }
        _ => arg,
    });
    command.mut_subcommands(hinted)
}

/// Prints a page of the manual, or writes all of them into a folder.
pub(crate) fn man(args: &ManPage) -> Result<Status> {
    let pages = pages()?;
    if let Some(folder) = &args.output {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        for (name, page) in &pages {
            Target::new(&folder.join(name))?.write(page)?;
        }
        return Ok(Status::Done);
    }
    let asked = args.page.join("-");
    let name = match asked.as_str() {
        "" => "nutgraf.1".to_string(),
        "nutgraf.toml" => format!("{}.5", config::NAME),
        asked => format!("nutgraf-{asked}.1"),
    };
    let Some((_, page)) = pages.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> =
            pages.iter().filter_map(|(name, _)| name.strip_prefix("nutgraf-")?.strip_suffix(".1")).collect();
        bail!("no manual page \"{asked}\": expected nutgraf.toml or a command: {}", known.join(", "));
    };
    print(page)
}

/// All pages, by the names of their files.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let command = Args::described();
    let mut pages = Vec::new();
    add_pages(&command, "nutgraf", &mut pages)?;
    pages.push((format!("{}.5", config::NAME), configuration().into_bytes()));
    Ok(pages)
}

fn add_pages(command: &Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).title(name).render(&mut page)?;
    pages.push((format!("{name}.1"), page));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set())
    {
        add_pages(inner, &format!("{name}-{}", inner.get_name()), pages)?;
    }
    Ok(())
}

/// `nutgraf.toml(5)`: what `nutgraf init` writes, in words.
fn configuration() -> String {
    let mut page = String::from(
        ".TH nutgraf.toml 5 \"\" nutgraf\n.SH NAME\nnutgraf.toml \\- settings of audits\n.SH DESCRIPTION\n\
         An audit reads the nearest\n.B nutgraf.toml\nin the folder of a draft or above it.\n\
         .B nutgraf init\nwrites one with comments,\n.B nutgraf config\nshows what applies to a file.\n\
         Options on the command line overrule it.\n.SH KEYS\n",
    );
    for (key, about) in config::keys() {
        item(&mut page, &key, &about);
    }
    page.push_str(".SH LIMITS\nNumbers in the table\n.BR [limits] .\n");
    let usual = Limits::default();
    for key in &Limits::KEYS {
        item(&mut page, key.name, &format!("{} (default {})", key.about, key.get(&usual)));
    }
    page.push_str(
        ".SH RULES\nIn the table\n.BR [rules] ,\neach is \"off\", \"on\", or a level: \"note\", \"warning\", \"error\".\n",
    );
    for rule in AuditRule::ALL {
        item(&mut page, rule.name(), rule.summary());
    }
    page.push_str(".SH SEE ALSO\n.BR nutgraf (1),\n.BR nutgraf\\-audit (1),\n.BR nutgraf\\-init (1)\n");
    page
}

fn item(page: &mut String, name: &str, about: &str) {
    page.push_str(&format!(".TP\n.B {}\n{}\n", escaped(name), escaped(about)));
}

/// Text that roff takes for text.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

fn print(bytes: &[u8]) -> Result<Status> {
    output::with_output(None, |out| {
        out.write_all(bytes)?;
        Ok(Status::Done)
    })
}
