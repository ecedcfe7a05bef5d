//! `nutgraf watch`: what each save of a draft made better or worse.
//!
//! What the system tells of files only says when to look: then all drafts are looked at whose size or time is another. So editors that
//! write a new file and rename it are no case of their own, and nothing is lost where the system tells of many changes as one.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, anyhow, bail};
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use nutgraf::render::{Report, visible};
use nutgraf::{Audit, Auditor, ChangedFinding, Difference, FindingChange};

use crate::args::{Common, Watch};
use crate::audit::OptionsByFile;
use crate::config;
use crate::corpus::Tables;
use crate::input::{self, Input, Walk};
use crate::output::{self, Paint, Status, note};

/// How long nothing has to happen before drafts are looked at. Chosen: a save is over in a few milliseconds, and a person waits for
/// what it made; together they are to stay under 100.
const QUIET: Duration = Duration::from_millis(30);

/// The longest that is waited for such a pause.
const BUSY: Duration = Duration::from_millis(500);

/// How long a draft has to be gone to be reported: editors may delete a draft before they write the new one. Chosen.
const GONE: Duration = Duration::from_secs(1);

/// How many findings are listed for a save.
const MOST_LISTED: usize = 10;

pub(crate) fn run(args: &Watch, common: &Common) -> Result<Status> {
    let given = match &args.files[..] {
        [] => vec![PathBuf::from(".")],
        files => files.to_vec(),
    };
    if let Some(other) = given.iter().find(|path| !path.exists()) {
        bail!("cannot watch {}: expected a file or a folder", other.display());
    }
    let (sender, events) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event| drop(sender.send(event)))?;
    let mut watch = Watching {
        args,
        common,
        given,
        options: OptionsByFile::new(&args.what, common)?,
        auditor: Tables::read(common)?.auditor(),
        watcher,
        folders: HashSet::new(),
        drafts: HashMap::new(),
        missing: HashMap::new(),
        refused: HashMap::new(),
    };
    watch.look()?;
    let count = watch.drafts.len();
    note(
        common,
        &format!("watching {count} {}; press Ctrl-C to stop", if count == 1 { "draft" } else { "drafts" }),
    );
    while let Some(is_configured) = change(&events, watch.wake())? {
        // What is wrong with a draft or a configuration now may be right after the next save.
        let looked = match is_configured {
            true => watch.configure(),
            false => watch.look(),
        };
        if let Err(error) = looked
            && Status::of_error(&error) == Status::Done
        {
            break;
        }
    }
    Ok(Status::Done)
}

/// Waits until something has changed, and then until no more does, or until `wake`: whether a configuration is among it. None if
/// nothing will.
fn change(events: &Receiver<notify::Result<notify::Event>>, wake: Option<Instant>) -> Result<Option<bool>> {
    let (mut is_configured, mut end) = (false, None::<Instant>);
    loop {
        let event = match (end, wake) {
            (None, None) => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            (None, Some(wake)) => events.recv_timeout(wake.saturating_duration_since(Instant::now())),
            (Some(end), _) => events.recv_timeout(QUIET.min(end.saturating_duration_since(Instant::now()))),
        };
        let event = match event {
            Ok(event) => event.context("cannot watch")?,
            Err(RecvTimeoutError::Timeout) => return Ok(Some(is_configured)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
        };
        // That a draft was read is no change: we do that ourselves.
        let is_change = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => false,
            _ => true,
        };
        if is_change {
            is_configured |= event.paths.iter().any(|path| path.ends_with(config::NAME));
            end.get_or_insert_with(|| Instant::now() + BUSY);
        }
    }
}

/// The bytes and the time of a file.
type Stamp = (u64, Option<SystemTime>);

/// A draft as it was when it was last looked at.
struct Draft {
    stamp: Stamp,
    input: Input,
    audit: Audit,
}

struct Watching<'a> {
    args: &'a Watch,
    common: &'a Common,
    given: Vec<PathBuf>,
    options: OptionsByFile<'a>,
    auditor: Auditor,
    watcher: RecommendedWatcher,
    /// The folders that the system tells of.
    folders: HashSet<PathBuf>,
    drafts: HashMap<PathBuf, Draft>,
    /// Drafts that are not there, since when.
    missing: HashMap<PathBuf, Instant>,
    /// What could not be judged, and has been reported.
    refused: HashMap<PathBuf, Stamp>,
}

impl Watching<'_> {
    /// Reads configurations anew and says which drafts are judged differently by them.
    fn configure(&mut self) -> Result<()> {
        self.options = OptionsByFile::new(&self.args.what, self.common)?;
        self.refused.clear();
        let mut paths: Vec<PathBuf> = self.drafts.keys().cloned().collect();
        paths.sort_unstable();
        let (all, mut others) = (paths.len(), 0);
        let mut said = String::new();
        for path in paths {
            let (mut options, _) = self.options.of(&path)?;
            options.topic = false;
            let Some(draft) = self.drafts.get_mut(&path) else { continue };
            let audit = self.auditor.audit(&draft.input.document()?, &options);
            // By other limits the same value is no better and no worse.
            let is_other = |found: &ChangedFinding| found.levels.0 != found.levels.1;
            let changed: Vec<ChangedFinding> =
                audit.changes_since(&draft.audit).into_iter().filter(is_other).collect();
            if !changed.is_empty() {
                others += 1;
                let report = Report::new(&draft.input.name, &draft.input.text, &audit);
                said +=
                    &format!("{}: {}; {}\n", shown(&draft.input.name), report.verdict(), report.measure());
                said += &lines(&changed);
            }
            draft.audit = audit;
        }
        let drafts = if all == 1 { "draft" } else { "drafts" };
        let text = match others {
            0 => format!("configuration read again: the same findings in {all} {drafts}"),
            _ => format!("configuration read again: other findings in {others} of {all} {drafts}"),
        };
        note(self.common, &text);
        output::stdout().write_all(said.as_bytes())?;
        output::stdout().flush()?;
        self.look()
    }

    /// When to look again without a sign of the system: once a draft that is not there has been gone for long enough.
    fn wake(&self) -> Option<Instant> {
        self.missing.values().min().map(|since| *since + GONE)
    }

    /// What there is to say of drafts that are gone, or that a configuration leaves out now.
    fn gone(&mut self, paths: &[PathBuf]) -> String {
        let there: HashSet<&PathBuf> = paths.iter().collect();
        let mut gone: Vec<PathBuf> =
            self.drafts.keys().filter(|path| !there.contains(path) || !path.exists()).cloned().collect();
        gone.sort_unstable();
        self.missing.retain(|path, _| gone.contains(path));
        let mut said = String::new();
        for path in gone {
            let is_there = path.exists();
            let since = *self.missing.entry(path.clone()).or_insert_with(Instant::now);
            if !is_there && since.elapsed() < GONE {
                continue;
            }
            self.missing.remove(&path);
            if let Some(draft) = self.drafts.remove(&path) {
                let what = if is_there { "no longer watched" } else { "deleted" };
                said += &format!("{}: {what}\n", shown(&draft.input.name));
            }
        }
        said
    }

    /// Looks at what has changed, and says what came of it.
    fn look(&mut self) -> Result<()> {
        let paths = self.paths()?;
        let mut out = output::stdout();
        out.write_all(self.gone(&paths).as_bytes())?;
        let mut said_last = String::new();
        for path in paths {
            // Between two steps of a save, a draft may not be there.
            let Ok(metadata) = std::fs::metadata(&path) else { continue };
            let stamp = (metadata.len(), metadata.modified().ok());
            let is_known = self.drafts.get(&path).is_some_and(|draft| draft.stamp == stamp);
            if is_known || self.refused.get(&path) == Some(&stamp) {
                continue;
            }
            match self.judge(&path) {
                Ok((input, audit, said)) => {
                    out.write_all(said.as_bytes())?;
                    self.refused.remove(&path);
                    self.drafts.insert(path, Draft { stamp, input, audit });
                }
                Err(error) => {
                    // What holds for many drafts, such as a configuration that is wrong, is said once.
                    if said_last != format!("{error:#}") {
                        said_last = format!("{error:#}");
                        Status::of_error(&error);
                    }
                    self.refused.insert(path, stamp);
                }
            }
        }
        Ok(out.flush()?)
    }

    /// The drafts there are; folders that are new are watched from now on.
    fn paths(&mut self) -> Result<Vec<PathBuf>> {
        self.folders.retain(|folder| folder.is_dir());
        let mut folders: Vec<PathBuf> = Vec::new();
        for path in &self.given {
            if !path.is_dir() {
                let folder = path.parent().filter(|folder| *folder != Path::new(""));
                folders.push(folder.unwrap_or(Path::new(".")).into());
                continue;
            }
            let choice = self.options.choice(path, &self.args.exclude)?;
            let entries = choice.walk(path).filter_map(Result::ok);
            let inside = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
            folders.extend(inside.map(|entry| entry.into_path()));
        }
        for folder in folders {
            if !self.folders.contains(&folder) {
                let watched = self.watcher.watch(&folder, RecursiveMode::NonRecursive);
                watched.map_err(|error| anyhow!("cannot watch {}: {error}", folder.display()))?;
                self.folders.insert(folder);
            }
        }
        let (options, exclude) = (&mut self.options, &self.args.exclude);
        let quiet = Common { quiet: true, ..self.common.clone() };
        let Walk { paths, .. } =
            input::walked(&self.given, |folder| options.choice(folder, exclude), &quiet)?;
        Ok(paths)
    }

    /// A draft as it is now, and what to say of it.
    fn judge(&mut self, path: &Path) -> Result<(Input, Audit, String)> {
        let input = input::read(path, self.common)?;
        let (mut options, _) = self.options.of(path)?;
        options.topic = false;
        let document = input.document()?;
        let (audit, said) = match self.drafts.get(path) {
            Some(draft) if draft.input.text == input.text => (draft.audit.clone(), String::new()),
            Some(draft) => {
                let difference = self.auditor.diff(&draft.input.document()?, &document, &options);
                let said = described(&input, &difference);
                (difference.new, said)
            }
            None => {
                input.note_doubts(&document, self.common);
                let audit = self.auditor.audit(&document, &options);
                let report = Report::new(&input.name, &input.text, &audit);
                let said = format!("{}: {}; {}\n", shown(&input.name), report.verdict(), report.measure());
                (audit, said)
            }
        };
        drop(document);
        Ok((input, audit, said))
    }
}

/// What a save changed: whether it is better, each finding that is not as it was, and how the draft fares now.
fn described(input: &Input, difference: &Difference) -> String {
    let paint = Paint::of(false);
    let has = |kinds: &[FindingChange]| difference.findings.iter().any(|found| kinds.contains(&found.change));
    let verdict = match (
        has(&[FindingChange::Fixed, FindingChange::Better]),
        has(&[FindingChange::New, FindingChange::Worse]),
    ) {
        (true, true) => "better and worse",
        (true, false) => "better",
        (false, true) => "worse",
        (false, false) => "as before",
    };
    let report = Report::new(&input.name, &input.text, &difference.new);
    let words = difference.new.words as i64 - difference.old.words as i64;
    let mut out = format!(
        "{}: {}; {}, {} ({words:+})\n",
        shown(&input.name),
        paint.bold(verdict),
        report.verdict(),
        report.measure()
    );
    out += &lines(&difference.findings);
    out
}

/// Findings that are not as they were, the worst first.
fn lines(findings: &[ChangedFinding]) -> String {
    let mut out = String::new();
    let order = [FindingChange::New, FindingChange::Worse, FindingChange::Better, FindingChange::Fixed];
    let changed = order.iter().flat_map(|kind| findings.iter().filter(|found| found.change == *kind));
    let changed: Vec<&ChangedFinding> = changed.collect();
    for found in changed.iter().take(MOST_LISTED) {
        out += &line(found);
    }
    if changed.len() > MOST_LISTED {
        out += &format!("  … and {} more\n", changed.len() - MOST_LISTED);
    }
    out
}

/// What became of a finding: `  worse  note overused-phrase: … (3 to 5 places)`.
fn line(found: &ChangedFinding) -> String {
    let finding = &found.finding;
    let places = match (found.change, found.places) {
        (FindingChange::Better | FindingChange::Worse, (before, after)) if before != after => {
            format!(" ({before} to {after} places)")
        }
        _ => String::new(),
    };
    let message = visible::line(&finding.message);
    let change = format!("{:<6}", found.change.name());
    format!(
        "  {} {} {}: {message}{places}\n",
        Paint::of(false).bold(&change),
        finding.level.name(),
        finding.rule
    )
}

fn shown(name: &str) -> String {
    visible::line(name.strip_prefix("./").unwrap_or(name)).into_owned()
}
