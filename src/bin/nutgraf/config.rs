//! `nutgraf.toml`: limits, rules and allowed phrases, found upward from the file that is audited.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};
use globset::{Glob, GlobSet, GlobSetBuilder};
use nutgraf::{AuditOptions, AuditRule, Keyphrase, Limits, LineIndex, Setting};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use toml::Spanned;

use crate::args::{Common, FailOn};
use crate::folder::Choice;
use crate::input;
use crate::output::note;

/// The name of the file.
const NAME: &str = "nutgraf.toml";

/// The most bytes of a configuration: a thousand times what a long one has.
const MOST_BYTES: usize = 1_000_000;

/// The most bytes of a glob: as many as a path has on Linux.
const MOST_GLOB_BYTES: usize = 4096;

/// The most characters of a name that an error repeats.
const MOST_SHOWN: usize = 60;

/// The numbers that a key takes.
struct Range {
    least: f64,
    most: f64,
    is_whole: bool,
}

/// Counts: as many as fit in an `f64` to the last digit, and in a `usize`.
const fn counts(least: f64) -> Range {
    Range { least, most: u32::MAX as f64, is_whole: true }
}

/// Percent and shares, of which 0 would find fault with every draft; the least step that means something is taken for
/// the least.
const PERCENT: Range = Range { least: 0.001, most: 100.0, is_whole: false };
const SHARE: Range = Range { least: 0.001, most: 1.0, is_whole: false };

/// Flesch Reading Ease has 121.22 at most; text as hard as 0 is hardly read at all.
const READING_EASE: Range = Range { least: 0.0, most: 121.22, is_whole: false };

/// What may be set: for all files at the top, for some in `[[overrides]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Section {
    /// The files that it is for, as globs from the folder of the configuration: in overrides only.
    files: Vec<Spanned<String>>,
    fail_on: Option<FailOn>,
    min_count: Option<Spanned<f64>>,
    max_words: Option<Spanned<f64>>,
    sales_words: Option<bool>,
    keyphrases: Vec<Spanned<String>>,
    limits: LimitSettings,
    rules: BTreeMap<RuleName, SettingName>,
    allow: Vec<Allowed>,
    /// What is left out of folders, as globs from the folder of the configuration: at the top only.
    exclude: Vec<String>,
    /// The extensions of the files of folders that are read, instead of those of all formats: at the top only.
    extensions: Option<Vec<String>>,
    overrides: Vec<Section>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct LimitSettings {
    family_note: Option<Spanned<f64>>,
    family_warning: Option<Spanned<f64>>,
    word_note: Option<Spanned<f64>>,
    word_warning: Option<Spanned<f64>>,
    least_note: Option<Spanned<f64>>,
    least_warning: Option<Spanned<f64>>,
    keyphrase_gap: Option<Spanned<f64>>,
    keyphrase_headings: Option<Spanned<f64>>,
    sentence_words: Option<Spanned<f64>>,
    paragraph_words: Option<Spanned<f64>>,
    same_openings: Option<Spanned<f64>>,
    reading_ease: Option<Spanned<f64>>,
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
        let config = Config { top, globs, folder };
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

    /// Sets the options of a file as the configuration has them.
    pub(crate) fn apply(&self, path: &Path, options: &mut AuditOptions) {
        let today = days_since_epoch();
        for section in self.sections(path) {
            set_count(&mut options.least_count, &section.min_count);
            set_count(&mut options.most_words, &section.max_words);
            options.sales_words = section.sales_words.unwrap_or(options.sales_words);
            options
                .keyphrases
                .extend(section.keyphrases.iter().map(|phrase| Keyphrase::from(phrase.get_ref())));
            section.limits.apply(&mut options.limits);
            for (rule, setting) in &section.rules {
                options.set(rule.0, setting.0);
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
        self.sections(path).filter_map(|section| section.fail_on).last()
    }
}

impl Section {
    fn parse(source: &str) -> Result<Section> {
        let section: Section = toml::from_str(source)
            .map_err(|error| anyhow!("{}: {}", place(source, error.span()), explained(error.message())))?;
        if !section.files.is_empty() {
            bail!("\"files\" stands at the top: expected it in [[overrides]]");
        }
        section.check(source)?;
        for inner in &section.overrides {
            if inner.files.is_empty() {
                bail!("[[overrides]] without \"files\": expected a list of globs, such as [\"docs/**\"]");
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
        let LimitSettings {
            family_note,
            family_warning,
            word_note,
            word_warning,
            least_note,
            least_warning,
            keyphrase_gap,
            keyphrase_headings,
            sentence_words,
            paragraph_words,
            same_openings,
            reading_ease,
        } = &self.limits;
        let numbers = [
            // A phrase has two words, and is repeated if it stands twice.
            ("min-count", &self.min_count, counts(2.0)),
            ("max-words", &self.max_words, counts(2.0)),
            ("limits.family-note", family_note, PERCENT),
            ("limits.family-warning", family_warning, PERCENT),
            ("limits.word-note", word_note, PERCENT),
            ("limits.word-warning", word_warning, PERCENT),
            ("limits.least-note", least_note, counts(1.0)),
            ("limits.least-warning", least_warning, counts(1.0)),
            ("limits.keyphrase-gap", keyphrase_gap, SHARE),
            ("limits.keyphrase-headings", keyphrase_headings, PERCENT),
            ("limits.sentence-words", sentence_words, counts(1.0)),
            ("limits.paragraph-words", paragraph_words, counts(1.0)),
            ("limits.same-openings", same_openings, counts(1.0)),
            ("limits.reading-ease", reading_ease, READING_EASE),
        ];
        for (key, given, range) in numbers {
            let Some(given) = given else { continue };
            let number = *given.get_ref();
            if !range.has(number) {
                bail!("{}: {key} is {number}, expected {range}", place(source, Some(given.span())));
            }
        }
        let keyphrases = self.keyphrases.iter().map(|phrase| ("keyphrases", phrase));
        let allowed = self.allow.iter().map(|allowed| ("phrase of [[allow]]", &allowed.phrase));
        for (key, phrase) in keyphrases.chain(allowed) {
            if phrase.get_ref().trim().is_empty() {
                bail!("{}: {key} is empty, expected a phrase", place(source, Some(phrase.span())));
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
        set.build().context("files of [[overrides]]: all globs together are too much")
    }
}

/// Reads the text of a configuration.
fn read(path: &Path) -> Result<String> {
    let name = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {name}"))?;
    let bytes = input::read_at_most(file, MOST_BYTES).with_context(|| format!("cannot read {name}"))?;
    let Some(bytes) = bytes else {
        bail!("{name}: longer than {MOST_BYTES} bytes, expected a configuration of at most as many")
    };
    input::text(bytes).with_context(|| format!("cannot read {name}"))
}

/// Where a part of the source begins, or its first line.
fn place(source: &str, span: Option<ops::Range<usize>>) -> String {
    let (line, column) = LineIndex::new(source).place(span.map_or(0, |span| span.start));
    format!("line {line}, column {column}")
}

impl Range {
    fn has(&self, number: f64) -> bool {
        (self.least..=self.most).contains(&number) && !(self.is_whole && number.fract() != 0.0)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_whole {
            true => write!(f, "a whole number, at least {}", self.least),
            false => write!(f, "a number from {} to {}", self.least, self.most),
        }
    }
}

/// Sets a count that was checked, if there is one.
fn set_count(count: &mut usize, given: &Option<Spanned<f64>>) {
    *count = given.as_ref().map_or(*count, |given| *given.get_ref() as usize);
}

fn set_number(number: &mut f64, given: &Option<Spanned<f64>>) {
    *number = given.as_ref().map_or(*number, |given| *given.get_ref());
}

impl LimitSettings {
    fn apply(&self, limits: &mut Limits) {
        set_number(&mut limits.family_note, &self.family_note);
        set_number(&mut limits.family_warning, &self.family_warning);
        set_number(&mut limits.word_note, &self.word_note);
        set_number(&mut limits.word_warning, &self.word_warning);
        set_count(&mut limits.least_note, &self.least_note);
        set_count(&mut limits.least_warning, &self.least_warning);
        set_number(&mut limits.keyphrase_gap, &self.keyphrase_gap);
        set_number(&mut limits.keyphrase_headings, &self.keyphrase_headings);
        set_count(&mut limits.sentence_words, &self.sentence_words);
        set_count(&mut limits.paragraph_words, &self.paragraph_words);
        set_count(&mut limits.same_openings, &self.same_openings);
        set_number(&mut limits.reading_ease, &self.reading_ease);
    }
}

impl Allowed {
    fn holds(&self, today: i64) -> bool {
        self.expires.is_none_or(|date| days(date) >= today)
    }
}

/// A message of the parser, with the nearest of the names that it expected.
fn explained(message: &str) -> String {
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
            format!(
                "unknown key or value \"{given}\": did you mean \"{nearest}\"? Known are {}",
                known.join(", ")
            )
        }
        _ => message.replace('`', "\""),
    }
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
        let config = Config { top, globs, folder: std::path::absolute("here").unwrap() };
        let options = |path: &str| {
            let mut options = AuditOptions::new();
            config.apply(Path::new(path), &mut options);
            options
        };
        let (plain, docs) = (options("here/a.md"), options("here/docs/a.md"));
        assert_eq!((plain.least_count, docs.least_count), (4, 9));
        assert_eq!((plain.limits.sentence_words, docs.limits.sentence_words), (75, 5));
        assert_eq!(plain.setting(AuditRule::LongSentence), Setting::At(nutgraf::Level::Error));
        assert_eq!(plain.allowed, ["a b"]);
    }
}
