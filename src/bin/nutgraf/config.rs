//! `nutgraf.toml`: limits, rules and allowed phrases, found upward from the file that is audited.

use std::collections::{BTreeMap, HashMap};
use std::ops;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};
use globset::{Glob, GlobSet, GlobSetBuilder};
use nutgraf::{AuditOptions, AuditRule, Keyphrase, LimitKey, Limits, LineIndex, Preset, Setting};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use toml::Spanned;

use crate::args::{Common, FailOn};
use crate::folder::Choice;
use crate::input;
use crate::output::note;

/// The JSON Schema of a configuration, for editors.
pub(crate) const SCHEMA: &str = include_str!("../../../docs/schemas/config.schema.json");

/// The name of the file.
pub(crate) const NAME: &str = "nutgraf.toml";

/// The most bytes of a configuration: a thousand times what a long one has.
const MOST_BYTES: usize = 1_000_000;

/// The most bytes of a glob: as many as a path has on Linux.
const MOST_GLOB_BYTES: usize = 4096;

/// The most characters of a name that an error repeats.
const MOST_SHOWN: usize = 60;

/// The least that counts of phrases and words of one may be: a phrase has two words, and is repeated if it stands twice.
const LEAST: f64 = 2.0;

/// What may be set: for all files at the top, for some in `[[overrides]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Section {
    /// The files that it is for, as globs from the folder of the configuration: in overrides only.
    files: Vec<Spanned<String>>,
    /// The preset that it changes: at the top only.
    extends: Option<Spanned<PresetName>>,
    fail_on: Option<Spanned<FailOn>>,
    min_count: Option<Spanned<f64>>,
    max_words: Option<Spanned<f64>>,
    sales_words: Option<Spanned<bool>>,
    keyphrases: Vec<Spanned<String>>,
    limits: BTreeMap<LimitName, Spanned<f64>>,
    rules: BTreeMap<RuleName, Spanned<SettingName>>,
    allow: Vec<Allowed>,
    /// What is left out of folders, as globs from the folder of the configuration: at the top only.
    exclude: Vec<String>,
    /// The extensions of the files of folders that are read, instead of those of all formats: at the top only.
    extensions: Option<Vec<String>>,
    overrides: Vec<Section>,
}

/// The name of a limit.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct LimitName(&'static str);

impl<'de> Deserialize<'de> for LimitName {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<LimitName, D::Error> {
        const NAMES: [&str; Limits::KEYS.len()] = {
            let mut names = [""; Limits::KEYS.len()];
            let mut place = 0;
            while place < names.len() {
                names[place] = Limits::KEYS[place].name;
                place += 1;
            }
            names
        };
        let name = String::deserialize(reader)?;
        let known = Limits::key(&name).map(|key| LimitName(key.name));
        known.ok_or_else(|| D::Error::unknown_field(&name, &NAMES))
    }
}

impl LimitName {
    fn key(&self) -> &'static LimitKey {
        Limits::key(self.0).expect("it was found by its name")
    }
}

#[derive(Debug)]
struct PresetName(Preset);

impl<'de> Deserialize<'de> for PresetName {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<PresetName, D::Error> {
        const NAMES: [&str; Preset::ALL.len()] = ["plain", "seo", "docs", "strict"];
        let name = String::deserialize(reader)?;
        name.parse().map(PresetName).map_err(|_| D::Error::unknown_variant(&name, &NAMES))
    }
}

/// A phrase that may be repeated, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    phrase: Spanned<String>,
    /// Why: for whoever reads the file next.
    reason: String,
    /// The last day on which it is allowed.
    expires: Option<toml::value::Date>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RuleName(AuditRule);

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<RuleName, D::Error> {
        const NAMES: [&str; AuditRule::ALL.len()] = {
            let mut names = [""; AuditRule::ALL.len()];
            let mut place = 0;
            while place < names.len() {
                names[place] = AuditRule::ALL[place].name();
                place += 1;
            }
            names
        };
        let name = String::deserialize(reader)?;
        name.parse().map(RuleName).map_err(|_| D::Error::unknown_field(&name, &NAMES))
    }
}

#[derive(Debug)]
struct SettingName(Setting);

impl<'de> Deserialize<'de> for SettingName {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<SettingName, D::Error> {
        let name = String::deserialize(reader)?;
        match name.as_str() {
            "off" => Ok(SettingName(Setting::Off)),
            "on" => Ok(SettingName(Setting::On)),
            level => {
                let level = level.parse().map(|level| SettingName(Setting::At(level)));
                level
                    .map_err(|_| D::Error::unknown_variant(&name, &["off", "on", "note", "warning", "error"]))
            }
        }
    }
}

/// A configuration that has been read.
#[derive(Debug, Default)]
pub(crate) struct Config {
    top: Section,
    /// The globs of each of its overrides.
    globs: Vec<GlobSet>,
    /// The folder it stands in.
    folder: PathBuf,
    /// What to call it, and what stands in it, to say where a value comes from.
    name: String,
    source: String,
}

impl Config {
    fn read(path: &Path, common: &Common) -> Result<Config> {
        let name = path.display();
        let source = read(path)?;
        let top = Section::parse(&source).with_context(|| name.to_string())?;
        let mut globs = Vec::new();
        for section in &top.overrides {
            globs.push(section.globs(&source).with_context(|| name.to_string())?);
        }
        let today = days_since_epoch();
        for allowed in std::iter::once(&top).chain(&top.overrides).flat_map(|section| &section.allow) {
            if !allowed.holds(today) {
                let (phrase, reason) = (allowed.phrase.get_ref(), &allowed.reason);
                note(
                    common,
                    &format!("{name}: \"{phrase}\" ({reason}) has expired and is no longer allowed"),
                );
            }
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let config = Config { top, globs, folder, name: name.to_string(), source };
        // A mistake is one whether a folder is read or not.
        config.choice(&[]).with_context(|| name.to_string())?;
        Ok(config)
    }

    /// The sections for a file, the most general one first.
    fn sections(&self, path: &Path) -> impl Iterator<Item = &Section> {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let inside = full.strip_prefix(&self.folder).map(Path::to_path_buf).unwrap_or(full);
        let some = self.top.overrides.iter().zip(&self.globs);
        std::iter::once(&self.top)
            .chain(some.filter(move |(_, globs)| globs.is_match(&inside)).map(|(section, _)| section))
    }

    /// Sets the options of a file as the configuration has them, over those of a preset: the one given, else the one that it
    /// extends.
    pub(crate) fn apply(&self, path: &Path, preset: Option<Preset>, options: &mut AuditOptions) {
        let today = days_since_epoch();
        if let Some(preset) = preset.or(self.extends()) {
            preset.apply(options);
        }
        for section in self.sections(path) {
            set_count(&mut options.least_count, &section.min_count);
            set_count(&mut options.most_words, &section.max_words);
            options.sales_words =
                section.sales_words.as_ref().map_or(options.sales_words, |given| *given.get_ref());
            options
                .keyphrases
                .extend(section.keyphrases.iter().map(|phrase| Keyphrase::from(phrase.get_ref())));
            for (name, given) in &section.limits {
                name.key().set(&mut options.limits, *given.get_ref());
            }
            for (rule, setting) in &section.rules {
                options.set(rule.0, setting.get_ref().0);
            }
            let allowed = section.allow.iter().filter(|allowed| allowed.holds(today));
            options.allowed.extend(allowed.map(|allowed| allowed.phrase.get_ref().clone()));
        }
    }

    /// What of a folder is read: `excluded` is left out besides, by globs from the working folder.
    pub(crate) fn choice(&self, excluded: &[String]) -> Result<Choice> {
        Choice::default()
            .reported()
            .without(Path::new("."), excluded)?
            .without(&self.folder, &self.top.exclude)
            .map(|choice| choice.with_extensions(self.top.extensions.as_deref()))
    }

    /// The level of findings that fails a file, if the configuration says it.
    pub(crate) fn fail_on(&self, path: &Path) -> Option<FailOn> {
        self.sections(path)
            .filter_map(|section| section.fail_on.as_ref().map(|given| *given.get_ref()))
            .last()
    }

    /// The preset that it changes.
    fn extends(&self) -> Option<Preset> {
        self.top.extends.as_ref().map(|given| given.get_ref().0)
    }

    /// What to call it, if there is one.
    pub(crate) fn name(&self) -> Option<&str> {
        Some(self.name.as_str()).filter(|name| !name.is_empty())
    }

    /// Every value that holds for a file, with what it is and where it comes from.
    pub(crate) fn values(&self, path: &Path, preset: Option<Preset>) -> Vec<Value> {
        let mut values = Vec::new();
        let given = preset.or(self.extends());
        let (usual, mut options) = (AuditOptions::new(), AuditOptions::new());
        if let Some(preset) = given {
            preset.apply(&mut options);
        }
        let line = |span: ops::Range<usize>| {
            let (line, _) = LineIndex::new(&self.source).place(span.start);
            format!("{}, line {line}", self.name)
        };
        let of_preset = |is_changed: bool| match given.filter(|_| is_changed) {
            Some(preset) => format!("preset {preset}"),
            None => "default".to_string(),
        };
        let sections: Vec<&Section> = self.sections(path).collect();
        let mut add = |group, name: &str, value: String, origin: String| {
            values.push(Value { group, name: name.to_string(), value, origin });
        };
        /// A value as the source has it, and where.
        type Written = (String, ops::Range<usize>);
        let last = |of: &dyn Fn(&Section) -> Option<Written>| {
            sections.iter().rev().find_map(|section| of(section)).map(|(value, span)| (value, line(span)))
        };
        let count = |given: &Option<Spanned<f64>>| {
            given.as_ref().map(|given| (given.get_ref().to_string(), given.span()))
        };
        let or =
            |found: Option<(String, String)>, usual: String| found.unwrap_or((usual, "default".to_string()));
        let (value, origin) = or(
            last(&|section| {
                section.fail_on.as_ref().map(|given| (given.get_ref().name().to_string(), given.span()))
            }),
            FailOn::Warning.name().to_string(),
        );
        add("", "fail-on", value, origin);
        let (value, origin) = or(last(&|section| count(&section.min_count)), usual.least_count.to_string());
        add("", "min-count", value, origin);
        let (value, origin) = or(last(&|section| count(&section.max_words)), usual.most_words.to_string());
        add("", "max-words", value, origin);
        let (value, origin) = or(
            last(&|section| {
                section.sales_words.as_ref().map(|given| (given.get_ref().to_string(), given.span()))
            }),
            usual.sales_words.to_string(),
        );
        add("", "sales-words", value, origin);
        for section in &sections {
            for phrase in &section.keyphrases {
                add("", "keyphrase", phrase.get_ref().clone(), line(phrase.span()));
            }
        }
        for key in &Limits::KEYS {
            let own = last(&|section| {
                let (_, given) = section.limits.iter().find(|(name, _)| name.0 == key.name)?;
                Some((given.get_ref().to_string(), given.span()))
            });
            let value = key.get(&options.limits);
            let (value, origin) =
                own.unwrap_or_else(|| (value.to_string(), of_preset(value != key.get(&usual.limits))));
            add("limits", key.name, value, origin);
        }
        for rule in AuditRule::ALL {
            let own = last(&|section| {
                let given = section.rules.get(&RuleName(rule))?;
                Some((setting_name(given.get_ref().0).to_string(), given.span()))
            });
            let setting = options.setting(rule);
            let (value, origin) = own.unwrap_or_else(|| {
                (setting_name(setting).to_string(), of_preset(setting != usual.setting(rule)))
            });
            add("rules", rule.name(), value, origin);
        }
        for section in &sections {
            for allowed in section.allow.iter().filter(|allowed| allowed.holds(days_since_epoch())) {
                add("allow", allowed.phrase.get_ref(), allowed.reason.clone(), line(allowed.phrase.span()));
            }
        }
        values
    }
}

/// A value that holds, and where it comes from.
#[derive(Debug)]
pub(crate) struct Value {
    /// The table of the configuration that it stands in; empty for the top.
    pub(crate) group: &'static str,
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) origin: String,
}

/// A setting as configurations name it.
pub(crate) fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Off => "off",
        Setting::At(level) => level.name(),
        _ => "on",
    }
}

/// A configuration that changes nothing, with every key in a comment. It extends a preset, if one is given.
pub(crate) fn template(preset: Option<Preset>) -> String {
    let mut out = String::from(
        "# Configuration of nutgraf audit. A line that begins with # does nothing: take away the # to set what it says.\n",
    );
    out.push_str(&match preset {
        Some(preset) => format!("# Limits and rules are shown as the preset {preset} has them, and other numbers as they are by default.\n"),
        None => "# Limits, rules and numbers are shown as they are by default; a preset changes some of them.\n".to_string(),
    });
    out.push_str(
        "# Phrases and globs are examples. docs/configuration.md explains every key, and nutgraf rules RULE every rule.\n\n",
    );
    let mut options = AuditOptions::new();
    match preset {
        Some(preset) => {
            preset.apply(&mut options);
            out.push_str(&format!("# {}\nextends = \"{preset}\"\n", preset.summary()));
        }
        None => {
            out.push_str("# A set of rules and limits to begin with: plain, seo, docs or strict.\n# extends = \"seo\"\n");
        }
    }
    out.push_str(
        "\n# Exit with status 1 on findings at or above this level: note, warning, error or never.\n\
         # fail-on = \"warning\"\n\n\
         # What every draft is about.\n# keyphrases = [\"heat pump\"]\n\n\
         # Leave out of folders what these globs match, as lines of .gitignore do.\n# exclude = [\"drafts/old/\"]\n\n\
         # Read files with these extensions in folders, instead of those of all formats.\n# extensions = [\"md\", \"txt\"]\n\n\
         # Whether sales words weigh in the score of an English draft.\n# sales-words = true\n\n\
         # Report phrases repeated at least min-count times, of at most max-words words.\n\
         # min-count = 3\n# max-words = 12\n\n\
         # Phrases that may be repeated, and why; the last day is optional.\n\
         # [[allow]]\n# phrase = \"Harbour Light\"\n# reason = \"name of the product\"\n# expires = 2030-12-31\n\n[limits]\n",
    );
    let width = Limits::KEYS.iter().map(|key| key.name.len()).max().unwrap_or(0);
    for key in &Limits::KEYS {
        let value = key.get(&options.limits);
        out.push_str(&format!("# {:<width$} = {value:<6} # {}\n", key.name, key.about));
    }
    out.push_str("\n# off, on, or a level: note, warning, error\n[rules]\n");
    let width = AuditRule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    for rule in AuditRule::ALL {
        let setting = format!("\"{}\"", setting_name(options.setting(rule)));
        out.push_str(&format!("# {:<width$} = {setting:<6} # {}\n", rule.name(), rule.summary()));
    }
    out.push_str(
        "\n# What holds for some files only.\n# [[overrides]]\n# files = [\"docs/**\"]\n# min-count = 4\n",
    );
    out
}

impl Section {
    fn parse(source: &str) -> Result<Section> {
        let section: Section = toml::from_str(source).map_err(|error| {
            anyhow!(
                "{}: {}",
                place(source, error.span()),
                explained(error.message(), error.span().map(|span| &source[..span.start]))
            )
        })?;
        if !section.files.is_empty() {
            bail!("\"files\" at the top: expected it in [[overrides]]");
        }
        section.check(source)?;
        for inner in &section.overrides {
            if inner.files.is_empty() {
                bail!("[[overrides]] without \"files\": expected a list of globs, such as [\"docs/**\"]");
            }
            if let Some(extends) = &inner.extends {
                bail!(
                    "{}: \"extends\" in [[overrides]]: expected it at the top",
                    place(source, Some(extends.span()))
                );
            }
            if !inner.exclude.is_empty() || inner.extensions.is_some() {
                bail!("\"exclude\" and \"extensions\" in [[overrides]]: expected them at the top");
            }
            if !inner.overrides.is_empty() {
                bail!("[[overrides]] within [[overrides]]: expected them at the top only");
            }
            inner.check(source)?;
        }
        Ok(section)
    }

    /// An error if a number makes no sense or a phrase is empty.
    fn check(&self, source: &str) -> Result<()> {
        for (key, given) in [("min-count", &self.min_count), ("max-words", &self.max_words)] {
            if let Some(given) = given {
                check(key, given, (LEAST, u32::MAX.into()), true, source)?;
            }
        }
        for (name, given) in &self.limits {
            let key = name.key();
            check(&format!("limits.{}", key.name), given, key.range, key.is_whole, source)?;
        }
        let keyphrases = self.keyphrases.iter().map(|phrase| ("keyphrases", phrase));
        let allowed = self.allow.iter().map(|allowed| ("phrase of [[allow]]", &allowed.phrase));
        for (key, phrase) in keyphrases.chain(allowed) {
            if phrase.get_ref().trim().is_empty() {
                bail!("{}: {key} is empty, expected a phrase", place(source, Some(phrase.span())));
            }
            if !phrase.get_ref().contains(char::is_alphanumeric) {
                bail!("{}: {key} has no letter or digit", place(source, Some(phrase.span())));
            }
        }
        Ok(())
    }

    /// The globs of the files that it is for.
    fn globs(&self, source: &str) -> Result<GlobSet> {
        let mut set = GlobSetBuilder::new();
        for glob in &self.files {
            let wrong = || format!("{}: files of [[overrides]]", place(source, Some(glob.span())));
            let given = glob.get_ref();
            if given.is_empty() || given.len() > MOST_GLOB_BYTES {
                let length = given.len();
                bail!("{}: a glob of {length} bytes, expected 1 to {MOST_GLOB_BYTES}", wrong());
            }
            let glob = Glob::new(given).with_context(wrong)?;
            // Only what is built shows whether it can be, and of many globs only one at a time shows which.
            GlobSetBuilder::new().add(glob.clone()).build().with_context(wrong)?;
            set.add(glob);
        }
        set.build().context("files of [[overrides]]: too many globs")
    }
}

/// Reads the text of a configuration.
fn read(path: &Path) -> Result<String> {
    let name = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {name}"))?;
    let bytes = input::read_at_most(file, MOST_BYTES).with_context(|| format!("cannot read {name}"))?;
    let Some(bytes) = bytes else { bail!("{name}: exceeds {MOST_BYTES} bytes") };
    input::text(bytes).with_context(|| format!("cannot read {name}"))
}

/// Where a part of the source begins, or its first line.
fn place(source: &str, span: Option<ops::Range<usize>>) -> String {
    let (line, column) = LineIndex::new(source).place(span.map_or(0, |span| span.start));
    format!("line {line}, column {column}")
}

/// An error if a number makes no sense for its key.
fn check(
    key: &str,
    given: &Spanned<f64>,
    (least, most): (f64, f64),
    is_whole: bool,
    source: &str,
) -> Result<()> {
    let number = *given.get_ref();
    if (least..=most).contains(&number) && !(is_whole && number.fract() != 0.0) {
        return Ok(());
    }
    let expected = match is_whole {
        true => format!("a whole number, at least {least}"),
        false => format!("a number from {least} to {most}"),
    };
    bail!("{}: {key} is {number}, expected {expected}", place(source, Some(given.span())))
}

/// Sets a count that was checked, if there is one.
fn set_count(count: &mut usize, given: &Option<Spanned<f64>>) {
    *count = given.as_ref().map_or(*count, |given| *given.get_ref() as usize);
}

impl Allowed {
    fn holds(&self, today: i64) -> bool {
        self.expires.is_none_or(|date| days(date) >= today)
    }
}

/// A message of the parser, with the nearest of the names that it expected.
fn explained(message: &str, before: Option<&str>) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if let Some(long) = quoted.iter().find(|name| name.chars().nth(MOST_SHOWN).is_some()) {
        // What is near to a name that nobody typed is of no interest, and takes long to find.
        let begin: String = long.chars().take(MOST_SHOWN).collect();
        return format!("unknown key or value \"{begin}…\"");
    }
    match &quoted[..] {
        [given, known @ ..] if message.starts_with("unknown ") && !known.is_empty() => {
            let distance = |name: &&&str| strsim::damerau_levenshtein(given, name);
            let nearest = known.iter().min_by_key(distance).expect("there is one");
            let near = strsim::damerau_levenshtein(given, nearest);
            let help = match near <= NEAR || message.starts_with("unknown field") {
                true => format!("; help: did you mean \"{nearest}\"?"),
                false => String::new(),
            };
            if message.starts_with("unknown field") {
                return format!("unknown key \"{given}\": expected {}{help}", either(known));
            }
            let key = before.and_then(key).map_or_else(String::new, |key| format!(" for {key}"));
            format!("invalid value \"{given}\"{key}: expected {}{help}", either(known))
        }
        _ => message.strip_prefix("invalid type: ").and_then(of_type).unwrap_or(message.replace('`', "\"")),
    }
}

/// Up to how many changes a name is taken for another one that was mistyped.
const NEAR: usize = 2;

/// The key that a value is for, from what stands before it: `fail-on = `.
fn key(before: &str) -> Option<&str> {
    let (key, _) = before.lines().next_back()?.split_once('=')?;
    Some(key.trim()).filter(|key| !key.is_empty())
}

/// `a, b or c`.
fn either(names: &[&str]) -> String {
    match names {
        [names @ .., last] if !names.is_empty() => format!("{} or {last}", names.join(", ")),
        names => names.concat(),
    }
}

/// What the parser says of a value of a wrong type, in plain words: `found a text ("x"), expected a number`.
fn of_type(message: &str) -> Option<String> {
    let (found, expected) = message.rsplit_once(", expected ")?;
    let expected = match expected {
        "f64" | "f32" => "a number",
        "usize" | "u64" | "u32" | "i64" => "a whole number",
        "a boolean" => "true or false",
        "a string" | "a borrowed string" => "a text in quotes",
        "a sequence" => "a list",
        "a map" => "a table",
        _ if expected.starts_with("struct ") => "a table",
        _ if expected.contains("enum ") || expected.contains("Setting") => "a text in quotes",
        other => other,
    };
    let found = match found.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some(("integer" | "float", _)) | Some(("floating", _)) => {
            format!("the number {}", found.split('`').nth(1)?)
        }
        Some(("boolean", _)) => found.split('`').nth(1)?.to_string(),
        _ => match found {
            "sequence" => "a list".to_string(),
            "map" => "a table".to_string(),
            other => other.replace('`', "\""),
        },
    };
    Some(format!("found {found}, expected {expected}"))
}

/// The keys of a configuration with what each does, but for limits and rules: as its schema has them.
pub(crate) fn keys() -> Vec<(String, String)> {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    let top = schema["properties"].as_object().into_iter().flatten();
    let described = top.filter_map(|(name, key)| {
        let about = key["description"].as_str()?;
        Some((name.clone(), about.to_string()))
    });
    described.collect()
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
fn days(date: toml::value::Date) -> i64 {
    // Years begin in March, so that the leap day is the last.
    let month = (i64::from(date.month) + 9) % 12;
    let year = i64::from(date.year) - i64::from(date.month <= 2);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + i64::from(date.day) - 1 - 719_468
}

fn days_since_epoch() -> i64 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    (seconds / 86_400) as i64
}

/// Finds the configuration of each file, and reads each one once.
pub(crate) struct Configs<'a> {
    /// The one to use for all files, if it was given.
    given: Option<Rc<Config>>,
    is_off: bool,
    common: &'a Common,
    by_folder: HashMap<PathBuf, Rc<Config>>,
}

impl<'a> Configs<'a> {
    /// Looks for configurations upward from each file, unless one is given or there is to be none.
    pub(crate) fn new(given: Option<&Path>, is_off: bool, common: &'a Common) -> Result<Configs<'a>> {
        let given = given.map(|path| -> Result<_> {
            let path = std::path::absolute(path).with_context(|| path.display().to_string())?;
            Ok(Rc::new(Config::read(&path, common)?))
        });
        Ok(Configs { given: given.transpose()?, is_off, common, by_folder: HashMap::new() })
    }

    /// The configuration of what is in a folder.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Result<Rc<Config>> {
        self.of(&folder.join(NAME))
    }

    /// The configuration of a file; of the working folder for standard input.
    pub(crate) fn of(&mut self, path: &Path) -> Result<Rc<Config>> {
        let path = match &self.common.stdin_filename {
            Some(name) if path == Path::new("-") => name,
            _ => path,
        };
        if let Some(config) = &self.given {
            return Ok(Rc::clone(config));
        }
        if self.is_off {
            return Ok(Rc::default());
        }
        let full = std::path::absolute(path).with_context(|| path.display().to_string())?;
        let folder = full.parent().unwrap_or(Path::new("/"));
        if let Some(config) = self.by_folder.get(folder) {
            return Ok(Rc::clone(config));
        }
        let found = folder.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        let config = match found {
            Some(path) => Rc::new(Config::read(&path, self.common)?),
            None => Rc::default(),
        };
        self.by_folder.insert(folder.to_path_buf(), Rc::clone(&config));
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(source: &str) -> String {
        Section::parse(source).unwrap_err().to_string()
    }

    #[test]
    fn a_wrong_key_is_told_its_nearest() {
        assert!(message("[limits]\nsentance-words = 3").starts_with("line 2, column 1: "));
        assert!(message("[limits]\nsentance-words = 3").contains("did you mean \"sentence-words\"?"));
        assert!(message("[rules]\nlong-sentences = \"off\"").contains("did you mean \"long-sentence\"?"));
        assert!(message("[rules]\nlong-sentence = \"of\"").contains("did you mean \"off\"?"));
        assert!(message("[[allow]]\nphrase = \"x\"").contains("reason"));
        assert!(message("files = [\"x\"]").contains("[[overrides]]"));
        for (source, ending) in [
            ("limits.family-note = \"six\"", "found the text \"six\", expected a number"),
            ("min-count = true", "found true, expected a number"),
            ("keyphrases = 3", "found the number 3, expected a list"),
            ("limits = []", "found a list, expected a table"),
        ] {
            assert!(message(source).ends_with(ending), "{}", message(source));
        }
        assert!(message("[[overrides]]\nmin-count = 2").contains("without \"files\""));
        assert!(message("min-count = ").starts_with("line 1, column "));
        assert!(message(&format!("{} = 1", "x".repeat(1 << 16))).len() < 200);
    }

    #[test]
    fn numbers_that_make_no_sense_are_told_with_their_key() {
        for (key, values) in [
            ("min-count", "0 1 -1 2.5 nan inf 1e300"),
            ("max-words", "0 1 -3 nan -inf"),
            ("limits.family-note", "nan inf 0 -1 100.5"),
            ("limits.family-warning", "nan -inf 0 -0.0"),
            ("limits.keyphrase-gap", "nan 0 1.5 -1"),
            ("limits.keyphrase-headings", "nan 0 101"),
            ("limits.sentence-words", "0 -1 nan 1.5"),
            ("limits.paragraph-words", "0 -1 inf"),
            ("limits.same-openings", "0 -1 nan"),
            ("limits.reading-ease", "nan inf -1 200"),
        ] {
            for value in values.split(' ') {
                for before in ["", "[[overrides]]\nfiles = [\"x\"]\n"] {
                    let line = 1 + before.lines().count();
                    let message = message(&format!("{before}{key} = {value}"));
                    assert!(message.starts_with(&format!("line {line}, column ")), "{message}");
                    assert!(
                        message.contains(&format!(": {key} is ")) && message.contains("expected a "),
                        "{message}"
                    );
                }
            }
        }
        for source in ["keyphrases = [\"a\", \" \"]", "[[allow]]\nphrase = \"\"\nreason = \"x\""] {
            assert!(message(source).contains(" is empty, expected a phrase"));
        }
        assert!(message("keyphrases = [\"…\"]").contains("keyphrases has no letter or digit"));
        assert!(Section::parse("min-count = 2\nlimits.family-note = 6\nlimits.reading-ease = 0").is_ok());
    }

    #[test]
    fn globs_that_cannot_be_used_are_told_with_their_key() {
        for glob in ["[", "{a", &"?".repeat(MOST_GLOB_BYTES + 1), &"{a,b}".repeat(MOST_GLOB_BYTES / 5), ""] {
            let source = format!("[[overrides]]\nfiles = [\"x\", \"{glob}\"]\n");
            let wrong = Section::parse(&source).unwrap().overrides[0].globs(&source);
            if let Err(error) = wrong {
                let message = error.to_string();
                assert!(message.starts_with("line 2, column 15: files of [[overrides]]"), "{message}");
            }
        }
        let source = "[[overrides]]\nfiles = [\"[\"]\n";
        assert!(Section::parse(source).unwrap().overrides[0].globs(source).is_err());
    }

    #[test]
    fn days_are_counted_from_1970() {
        let of = |year, month, day| days(toml::value::Date { year, month, day });
        assert_eq!((of(1970, 1, 1), of(2000, 2, 29), of(2000, 3, 1)), (0, 11_016, 11_017));
        assert_eq!((of(2026, 11, 24), of(1969, 12, 31)), (20_781, -1));
    }

    #[test]
    fn overrides_come_after_the_rest() {
        let source = "min-count = 4\n[rules]\nlong-sentence = \"error\"\n[[allow]]\nphrase = \"a b\"\nreason = \"name\"\n\
                      [[allow]]\nphrase = \"old\"\nreason = \"sale\"\nexpires = 1999-12-31\n\
                      [[overrides]]\nfiles = [\"docs/**\"]\nmin-count = 9\nlimits.sentence-words = 5\n";
        let top = Section::parse(source).unwrap();
        let globs = vec![GlobSetBuilder::new().add(Glob::new("docs/**").unwrap()).build().unwrap()];
        let folder = std::path::absolute("here").unwrap();
        let config = Config { top, globs, folder, ..Config::default() };
        let options = |path: &str| {
            let mut options = AuditOptions::new();
            config.apply(Path::new(path), None, &mut options);
            options
        };
        let (plain, docs) = (options("here/a.md"), options("here/docs/a.md"));
        assert_eq!((plain.least_count, docs.least_count), (4, 9));
        assert_eq!((plain.limits.sentence_words, docs.limits.sentence_words), (75, 5));
        assert_eq!(plain.setting(AuditRule::LongSentence), Setting::At(nutgraf::Level::Error));
        assert_eq!(plain.allowed, ["a b"]);
    }

    #[test]
    fn what_init_writes_changes_nothing_and_names_every_key() {
        let written = template(None);
        assert!(Section::parse(&written).is_ok());
        for preset in [None, Some(Preset::Seo), Some(Preset::Strict)] {
            let bare: String = template(preset)
                .lines()
                .map(|line| match line.strip_prefix("# ") {
                    // What is a key with a value, or a table.
                    Some(key)
                        if key.starts_with("[[")
                            || key
                                .split_once(" = ")
                                .is_some_and(|(key, _)| !key.trim_end().contains(' ')) =>
                    {
                        format!("{key}\n")
                    }
                    _ => format!("{line}\n"),
                })
                // Tables of their own would take what stands behind them.
                .collect();
            let bare = bare.replace("keyphrases = [\"heat pump\"]", "").replace(
                "extends = \"seo\"",
                if preset == Some(Preset::Seo) { "extends = \"seo\"" } else { "" },
            );
            let top = Section::parse(&bare).unwrap_or_else(|error| panic!("{error}: {bare}"));
            assert_eq!((top.limits.len(), top.rules.len()), (Limits::KEYS.len(), AuditRule::ALL.len()));
            let config = Config { top, ..Config::default() };
            let (mut options, mut expected) = (AuditOptions::new(), AuditOptions::new());
            config.apply(Path::new("x"), preset, &mut options);
            if let Some(preset) = preset {
                preset.apply(&mut expected);
            }
            expected.allowed = vec!["Harbour Light".into()];
            assert_eq!(options, expected);
        }
    }

    #[test]
    fn the_schema_and_the_reference_name_every_key() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        let names = |of: &str| -> Vec<String> {
            schema["$defs"][of]["properties"].as_object().unwrap().keys().cloned().collect()
        };
        let mut limits: Vec<&str> = Limits::KEYS.iter().map(|key| key.name).collect();
        let mut rules: Vec<&str> = AuditRule::ALL.iter().map(|rule| rule.name()).collect();
        limits.sort_unstable();
        rules.sort_unstable();
        let (mut shown_limits, mut shown_rules) = (names("limits"), names("rules"));
        shown_limits.sort();
        shown_rules.sort();
        assert_eq!(
            (shown_limits, shown_rules),
            (limits.iter().map(|s| s.to_string()).collect(), rules.iter().map(|s| s.to_string()).collect())
        );
        let page = include_str!("../../../docs/configuration.md");
        for key in &Limits::KEYS {
            let line = format!("| `{}` | {} |", key.name, key.get(&Limits::default()));
            assert!(page.contains(&line), "{line}");
        }
        for rule in AuditRule::ALL {
            assert!(page.contains(&format!("| `{rule}` |")), "{rule}");
        }
    }

    #[test]
    fn a_preset_goes_below_what_is_written() {
        let source = "extends = \"plain\"\nlimits.sentence-words = 30\n[rules]\npet-word = \"off\"\n";
        let config = Config {
            top: Section::parse(source).unwrap(),
            name: "n.toml".into(),
            source: source.into(),
            ..Config::default()
        };
        let mut options = AuditOptions::new();
        config.apply(Path::new("x"), None, &mut options);
        assert_eq!((options.limits.sentence_words, options.limits.paragraph_words), (30, 150));
        assert_eq!(options.setting(AuditRule::PetWord), Setting::Off);
        let values = config.values(Path::new("x"), None);
        let of = |name: &str| {
            let value = values.iter().find(|value| value.name == name).unwrap();
            format!("{} {}", value.value, value.origin)
        };
        assert_eq!(of("sentence-words"), "30 n.toml, line 2");
        assert_eq!(of("paragraph-words"), "150 preset plain");
        assert_eq!(of("family-note"), "6 default");
        assert_eq!(of("pet-word"), "off n.toml, line 4");
        assert_eq!(of("placeholder"), "on preset plain");
        assert!(message("extends = \"ceo\"").contains("did you mean \"seo\"?"));
        assert!(
            message("[[overrides]]\nfiles = [\"x\"]\nextends = \"seo\"").contains("expected it at the top")
        );
    }
}
