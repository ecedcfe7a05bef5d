//! `nutgraf init`, `nutgraf config` and `nutgraf rules`.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use anyhow::{Context, Result, bail};
use nutgraf::render::visible;
use nutgraf::{AuditOptions, AuditRule, Preset};

use crate::args::{Common, ConfigArgs, Init, Rules};
use crate::config::{self, Configs};
use crate::output::{self, Status, note};

/// Writes a configuration that changes nothing into the working folder.
pub(crate) fn init(args: &Init, common: &Common) -> Result<Status> {
    let written = config::template(args.preset);
    if args.print {
        return output::with_output(None, |out| {
            out.write_all(written.as_bytes())?;
            Ok(Status::Done)
        });
    }
    let mut options = OpenOptions::new();
    options.write(true);
    match args.force {
        true => options.create(true).truncate(true),
        false => options.create_new(true),
    };
    let mut file = match options.open(config::NAME) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} already exists: --force replaces it, --print shows what would be written", config::NAME)
        }
        file => file.with_context(|| format!("cannot write {}", config::NAME))?,
    };
    file.write_all(written.as_bytes()).with_context(|| format!("cannot write {}", config::NAME))?;
    note(common, &format!("wrote {}", config::NAME));
    Ok(Status::Done)
}

/// Says what holds for a file.
pub(crate) fn show(args: &ConfigArgs, common: &Common) -> Result<Status> {
    output::with_output(None, |out| {
        if args.schema {
            out.write_all(config::SCHEMA.as_bytes())?;
            return Ok(Status::Done);
        }
        let Some(path) = args.file.as_ref().or(args.show.as_ref()) else { return Ok(Status::Done) };
        let found = Configs::new(args.config.as_deref(), false, common)?.of(path)?;
        let name = visible::line(found.name().unwrap_or("no configuration")).into_owned();
        writeln!(out, "{}: {name}", visible::line(&path.display().to_string()))?;
        let values = found.values(path, args.preset);
        let shown = values.iter().filter(|value| !args.changed || value.origin != "default");
        let shown: Vec<_> = shown.collect();
        let widths = |of: fn(&config::Value) -> &str| {
            shown
                .iter()
                .filter(|value| value.group != "allow")
                .map(|value| of(value).chars().count())
                .max()
                .unwrap_or(0)
        };
        let (names, numbers) = (widths(|value| &value.name), widths(|value| &value.value));
        let mut group = None;
        for value in shown {
            if group != Some(value.group) {
                group = Some(value.group);
                writeln!(
                    out,
                    "{}",
                    if value.group.is_empty() { String::new() } else { format!("\n[{}]", value.group) }
                )?;
            }
            let (name, given, origin) =
                (visible::line(&value.name), visible::line(&value.value), visible::line(&value.origin));
            writeln!(out, "{name:<names$}  {given:<numbers$}  {origin}")?;
        }
        Ok(Status::Done)
    })
}

/// Lists the rules: each with the presets that it is on in.
pub(crate) fn rules(args: &Rules) -> Result<Status> {
    output::with_output(None, |out| {
        if args.rule.is_some() {
            out.write_all(crate::audit::explain(args.rule).as_bytes())?;
            return Ok(Status::Done);
        }
        let usual = AuditOptions::new();
        let presets = Preset::ALL.map(|preset| {
            let mut options = AuditOptions::new();
            preset.apply(&mut options);
            (preset.name(), options)
        });
        let columns = std::iter::once(("default", &usual))
            .chain(presets.iter().map(|(name, options)| (*name, options)));
        let columns: Vec<(&str, &AuditOptions)> = columns.collect();
        let heads: Vec<String> = columns.iter().map(|(name, _)| format!("{name:<7}")).collect();
        writeln!(out, "{:<20} {} about", "rule", heads.join(" "))?;
        for rule in AuditRule::ALL {
            let cells: Vec<String> = columns
                .iter()
                .map(|(_, options)| format!("{:<7}", config::setting_name(options.setting(rule))))
                .collect();
            writeln!(out, "{:<20} {} {}", rule.name(), cells.join(" "), rule.summary())?;
        }
        Ok(Status::Done)
    })
}
