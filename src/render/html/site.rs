//! The page of a site: a table of its drafts, how their measures spread and change, what drafts have in common, and each
//! draft's findings unless it leads to a page of its own.
//!
//! * time: `O(n log n)` to sort `n` drafts, then linear in what is shown
//! * size: bounded, for any number of drafts: each list has a constant that says how much of it is shown

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::draft::verdict;
use super::texts::Texts;
use super::{SCRIPT, STYLE, environment, escape, flow, policy};
use crate::audit::{Finding, Level, SiteAudit};
use crate::document::Date;
use crate::language::Language;
use crate::order::Arrange;
use crate::render::Report;
use crate::span::LineIndex;

/// The drafts of a site, to be shown.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SitePage<'a> {
    /// What the site is called: the folder that its drafts are in.
    pub name: &'a str,
    /// What the drafts have in common.
    pub site: &'a SiteAudit,
    /// The drafts, in the order in which the site has them.
    pub drafts: Vec<SiteDraft<'a>>,
}

impl<'a> SitePage<'a> {
    /// A page of these drafts.
    pub fn new(name: &'a str, site: &'a SiteAudit, drafts: Vec<SiteDraft<'a>>) -> SitePage<'a> {
        SitePage { name, site, drafts }
    }
}

/// A draft of a site.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SiteDraft<'a> {
    /// Its audit, its source, and what it is called.
    pub report: Report<'a>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// The day it is of, if it says so.
    pub date: Option<Date>,
    /// Where its own page is, as a relative address. Without one, its findings are on this page.
    pub link: Option<String>,
}

impl<'a> SiteDraft<'a> {
    /// A draft without a title, a date and a page of its own.
    pub fn new(report: Report<'a>) -> SiteDraft<'a> {
        SiteDraft { report, title: None, date: None, link: None }
    }

    /// Sets its title.
    pub fn title(mut self, title: impl Into<Option<String>>) -> SiteDraft<'a> {
        self.title = title.into();
        self
    }

    /// Sets the day it is of.
    pub fn date(mut self, date: impl Into<Option<Date>>) -> SiteDraft<'a> {
        self.date = date.into();
        self
    }

    /// Sets where its own page is.
    pub fn link(mut self, link: impl Into<Option<String>>) -> SiteDraft<'a> {
        self.link = link.into();
        self
    }
}

/// How many drafts the table has, and how many have their findings below it. Chosen: a page of some megabytes at most.
const MOST_ROWS: usize = 2_000;
const MOST_DETAILS: usize = 300;

/// How many findings are shown of each draft, and how many lines are named of each.
const MOST_FINDINGS: usize = 20;
const MOST_LINES: usize = 8;

/// How many rows the lists of what drafts have in common have, and how many drafts are named in each.
const MOST_COMMON: usize = 100;
const MOST_NAMED: usize = 8;

/// The least drafts with a date that make a trend, and the most periods of one. Chosen: with fewer, a median says little.
const LEAST_DATED: usize = 4;
const MOST_PERIODS: usize = 60;

/// A trend that is longer, in years, goes by years and not by months.
const MOST_YEARS_BY_MONTH: i64 = 3;

/// How wide a spread is drawn.
const WIDTH: f64 = 1000.0;

#[derive(Serialize)]
struct View<'a> {
    kind: &'static str,
    ui: &'static str,
    t: BTreeMap<&'static str, &'static str>,
    title: &'a str,
    version: &'static str,
    policy: String,
    style: Value,
    script: Value,
    data: Value,
    verdict: String,
    level: &'static str,
    facts: Vec<(&'static str, String)>,
    has_dates: bool,
    has_errors: bool,
    rows: Vec<Row<'a>>,
    rows_left_out: usize,
    spreads: Vec<Spread>,
    periods: Vec<Period>,
    boilerplate: Vec<Common<'a>>,
    boilerplate_left_out: usize,
    competing: Vec<Common<'a>>,
    competing_left_out: usize,
    duplicates: Vec<Common<'a>>,
    duplicates_left_out: usize,
    details: Vec<Details<'a>>,
    details_left_out: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    draft: Named<'a>,
    title: Option<&'a str>,
    level: &'static str,
    levels: [usize; 3],
    words: String,
    word_count: usize,
    share: String,
    share_value: i64,
    phrase: &'a str,
    lang: &'static str,
    ease: String,
    ease_value: i64,
    date: String,
    date_value: String,
}

/// A draft where it is named, and where its name leads.
#[derive(Clone, Serialize)]
struct Named<'a> {
    name: &'a str,
    href: Option<String>,
    number: usize,
}

/// How a measure spreads over the drafts, in thousandths of its greatest value.
#[derive(Serialize)]
struct Spread {
    name: &'static str,
    least: String,
    median: String,
    most: String,
    ticks: String,
    from: usize,
    width: usize,
    middle: usize,
}

/// A period of a trend.
#[derive(Serialize)]
struct Period {
    name: String,
    drafts: usize,
    findings: String,
    words: String,
    share: String,
    bar: usize,
}

/// Something that drafts have in common.
#[derive(Serialize)]
struct Common<'a> {
    text: &'a str,
    /// How many drafts have it, or the words that two of them share.
    first: String,
    /// How often it occurs, or how many passages there are.
    second: String,
    drafts: Vec<Named<'a>>,
    more: usize,
}

#[derive(Serialize)]
struct Details<'a> {
    number: usize,
    name: &'a str,
    level: &'static str,
    verdict: String,
    findings: Vec<Found<'a>>,
    more: usize,
}

#[derive(Serialize)]
struct Found<'a> {
    level: &'static str,
    level_name: &'static str,
    rule: &'static str,
    message: Cow<'a, str>,
    advice: Cow<'a, str>,
    lines: String,
}

#[derive(Serialize)]
struct Data {
    texts: BTreeMap<&'static str, &'static str>,
    summary: Option<()>,
    audit: Option<()>,
}

pub(super) fn write(page: &SitePage<'_>) -> String {
    let texts = Texts::of(language(page));
    let shown = Shown::new(page, &texts);
    let data = serde_json::to_string(&Data { texts: texts.of_script(), summary: None, audit: None });
    let levels = shown
        .levels
        .iter()
        .fold([0; 3], |all: [usize; 3], levels| std::array::from_fn(|at| all[at] + levels[at]));
    let (site, most) = (page.site, |count: usize| count.saturating_sub(MOST_COMMON));
    let view = View {
        kind: "site",
        ui: flow::code(texts.language()),
        t: texts.all(),
        title: page.name,
        version: env!("CARGO_PKG_VERSION"),
        policy: policy(),
        style: Value::from_safe_string(STYLE.into()),
        script: Value::from_safe_string(SCRIPT.into()),
        data: escape::data(&data.expect("texts can be written as JSON")),
        verdict: shown.verdict(levels),
        level: level_of(levels),
        facts: shown.facts(),
        has_errors: levels[0] > 0,
        has_dates: page.drafts.iter().any(|draft| draft.date.is_some()),
        rows: shown.order.iter().take(MOST_ROWS).map(|draft| shown.row(*draft)).collect(),
        rows_left_out: page.drafts.len().saturating_sub(MOST_ROWS),
        spreads: shown.spreads(),
        periods: shown.periods(),
        boilerplate: site
            .boilerplate
            .iter()
            .take(MOST_COMMON)
            .map(|phrase| {
                shown.common(&phrase.text, phrase.drafts, phrase.count, &phrase.examples, phrase.drafts)
            })
            .collect(),
        boilerplate_left_out: most(site.boilerplate.len()),
        competing: site
            .competing
            .iter()
            .take(MOST_COMMON)
            .map(|topic| shown.common(&topic.text, topic.drafts.len(), 0, &topic.drafts, topic.drafts.len()))
            .collect(),
        competing_left_out: most(site.competing.len()),
        duplicates: site
            .duplicates
            .iter()
            .take(MOST_COMMON)
            .map(|pair| shown.common("", pair.words, pair.passages, &[pair.drafts.0, pair.drafts.1], 2))
            .collect(),
        duplicates_left_out: most(site.duplicates.len()),
        details: shown.detailed().take(MOST_DETAILS).map(|draft| shown.details(draft)).collect(),
        details_left_out: shown.detailed().count().saturating_sub(MOST_DETAILS),
    };
    let environment = environment();
    let template = environment.get_template("site.html").expect("it is among the templates");
    template.render(Serde(view)).expect("the template names what the page has")
}

/// The language of most drafts; of as many, the one that comes first.
fn language(page: &SitePage<'_>) -> Language {
    let mut counts: Vec<(Language, usize)> = Vec::new();
    for draft in &page.drafts {
        let language = draft.report.audit.language;
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += 1,
            None => counts.push((language, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    counts
        .into_iter()
        .find(|(_, count)| Some(*count) == most)
        .map_or(Language::Undetermined, |(language, _)| language)
}

/// The most severe level that there is of errors, warnings and notes.
fn level_of(levels: [usize; 3]) -> &'static str {
    let names = ["error", "warning", "note"];
    levels.iter().position(|count| *count > 0).map_or("clean", |at| names[at])
}

/// The value at a share of a sorted list.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    quantile(&values, 0.5)
}

/// What the parts of the page are made from.
struct Shown<'p, 'a> {
    page: &'p SitePage<'a>,
    texts: &'p Texts,
    /// Errors, warnings and notes of each draft.
    levels: Vec<[usize; 3]>,
    /// The drafts, those with the most severe findings first.
    order: Vec<usize>,
    /// Which drafts have their findings on this page.
    detailed: HashMap<usize, ()>,
}

impl<'p, 'a> Shown<'p, 'a> {
    fn new(page: &'p SitePage<'a>, texts: &'p Texts) -> Shown<'p, 'a> {
        let count = |draft: &SiteDraft<'_>, level| {
            draft.report.audit.findings.iter().filter(|finding| finding.level == level).count()
        };
        let levels: Vec<[usize; 3]> = page
            .drafts
            .iter()
            .map(|draft| [Level::Error, Level::Warning, Level::Note].map(|level| count(draft, level)))
            .collect();
        let mut order: Vec<usize> = (0..page.drafts.len()).collect();
        order.arrange_by_key(|draft| Reverse(levels[*draft]));
        let mut shown = Shown { page, texts, levels, order, detailed: HashMap::new() };
        shown.detailed = shown.detailed().take(MOST_DETAILS).map(|draft| (draft, ())).collect();
        shown
    }

    /// The drafts whose findings are shown, in the order of the table.
    fn detailed(&self) -> impl Iterator<Item = usize> {
        let is_here =
            |draft: &usize| self.page.drafts[*draft].link.is_none() && self.levels[*draft] != [0; 3];
        self.order.iter().copied().filter(is_here)
    }

    fn named(&self, number: usize) -> Named<'p> {
        let Some(draft) = self.page.drafts.get(number) else { return Named { name: "", href: None, number } };
        let here = self.detailed.contains_key(&number).then(|| format!("#d{number}"));
        Named { name: draft.report.name, href: draft.link.clone().or(here), number }
    }

    fn verdict(&self, levels: [usize; 3]) -> String {
        let texts = self.texts;
        let names = ["error", "warning", "note"];
        let parts: Vec<String> =
            (0..3).filter(|at| levels[*at] > 0).map(|at| texts.counted(levels[at], names[at])).collect();
        let drafts = texts.whole(self.page.drafts.len());
        let with = self.levels.iter().filter(|levels| **levels != [0; 3]).count();
        match parts.is_empty() {
            true => texts.fill("site_clean", &[&drafts]),
            false => texts.fill("site_of", &[&parts.join(", "), &texts.whole(with), &drafts]),
        }
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let (texts, site) = (self.texts, self.page.site);
        let words = self.page.drafts.iter().map(|draft| draft.report.audit.words).sum();
        vec![
            (texts.get("drafts"), texts.whole(self.page.drafts.len())),
            (texts.get("words"), texts.whole(words)),
            (texts.get("boilerplate"), texts.whole(site.boilerplate.len())),
            (texts.get("competing"), texts.whole(site.competing.len())),
            (texts.get("duplicates"), texts.whole(site.duplicates.len())),
        ]
    }

    fn row(&self, number: usize) -> Row<'p> {
        let (draft, texts) = (&self.page.drafts[number], self.texts);
        let audit = draft.report.audit;
        let ease = audit.measures.readability.as_ref().map(|readability| readability.score);
        let share = audit.measures.family_coverage;
        let date = draft.date.map(|date| date.to_string()).unwrap_or_default();
        Row {
            draft: self.named(number),
            title: draft.title.as_deref(),
            level: level_of(self.levels[number]),
            levels: self.levels[number],
            words: texts.whole(audit.words),
            word_count: audit.words,
            // Nothing, where no phrase is repeated.
            share: if share == 0.0 { String::new() } else { texts.percent(share) },
            share_value: (100.0 * share).round() as i64,
            phrase: audit.phrases.first().map_or("", |phrase| phrase.text.as_str()),
            lang: flow::code(audit.language),
            ease: ease.map_or_else(String::new, |ease| texts.number(ease, 0)),
            ease_value: ease.map_or(0, |ease| (100.0 * ease).round() as i64),
            date_value: date.chars().filter(char::is_ascii_digit).collect(),
            date,
        }
    }

    fn spreads(&self) -> Vec<Spread> {
        if self.page.drafts.len() < 2 {
            return Vec::new();
        }
        let texts = self.texts;
        let audits =
            || self.page.drafts.iter().map(|draft| draft.report.audit).filter(|audit| audit.words > 0);
        let spread = |name, values: Vec<f64>, write: &dyn Fn(f64) -> String| {
            let mut sorted = values;
            sorted.sort_by(f64::total_cmp);
            let (least, most) = (*sorted.first()?, *sorted.last()?);
            // From zero, unless a measure can be below it.
            let (from, to) = (least.min(0.0), most.max(f64::MIN_POSITIVE));
            let at =
                |value: f64| ((value - from) / (to - from) * WIDTH).round().clamp(0.0, WIDTH - 1.0) as usize;
            let mut columns: Vec<usize> = sorted.iter().map(|value| at(*value)).collect();
            columns.dedup();
            let quarter = at(quantile(&sorted, 0.25));
            Some(Spread {
                name: texts.get(name),
                least: write(least),
                median: write(quantile(&sorted, 0.5)),
                most: write(most),
                ticks: columns.iter().map(|column| format!("M{column} 6v8")).collect(),
                from: quarter,
                width: (at(quantile(&sorted, 0.75)) - quarter).max(2),
                middle: at(quantile(&sorted, 0.5)),
            })
        };
        let whole = |value: f64| texts.whole(value.round().max(0.0) as usize);
        let eases =
            || audits().filter_map(|audit| audit.measures.readability.as_ref().map(|ease| ease.score));
        [
            spread("words", audits().map(|audit| audit.words as f64).collect(), &whole),
            spread("share", audits().map(|audit| audit.measures.family_coverage).collect(), &|value| {
                texts.percent(value)
            }),
            spread(
                "words_per_sentence",
                audits().map(|audit| audit.measures.words_per_sentence).collect(),
                &|value| texts.number(value, 1),
            ),
            spread("reading_ease", eases().collect(), &|value| texts.number(value, 0)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Medians by month, or by year where there are many.
    fn periods(&self) -> Vec<Period> {
        let dated: Vec<(String, usize)> = self
            .page
            .drafts
            .iter()
            .enumerate()
            .filter_map(|(number, draft)| Some((draft.date?.to_string(), number)))
            .collect();
        if dated.len() < LEAST_DATED {
            return Vec::new();
        }
        let year =
            |date: &String| date.split('-').next().and_then(|year| year.parse::<i64>().ok()).unwrap_or(0);
        let years = dated.iter().map(|(date, _)| year(date));
        let (first, last) = (years.clone().min().unwrap_or(0), years.max().unwrap_or(0));
        let parts = if last - first >= MOST_YEARS_BY_MONTH { 1 } else { 2 };
        let mut periods: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (date, number) in dated {
            let name: Vec<&str> = date.splitn(3, '-').take(parts).collect();
            periods.entry(name.join("-")).or_default().push(number);
        }
        if periods.len() < 2 {
            return Vec::new();
        }
        let skipped = periods.len().saturating_sub(MOST_PERIODS);
        let texts = self.texts;
        let share = |drafts: &[usize]| {
            median(
                drafts
                    .iter()
                    .map(|draft| self.page.drafts[*draft].report.audit.measures.family_coverage)
                    .collect(),
            )
        };
        let widest = periods.values().map(|drafts| share(drafts)).fold(f64::MIN_POSITIVE, f64::max);
        let period = |(name, drafts): (&String, &Vec<usize>)| {
            let findings: usize = drafts.iter().map(|draft| self.levels[*draft].iter().sum::<usize>()).sum();
            let words =
                drafts.iter().map(|draft| self.page.drafts[*draft].report.audit.words as f64).collect();
            let share = share(drafts);
            Period {
                name: name.clone(),
                drafts: drafts.len(),
                findings: texts.number(findings as f64 / drafts.len() as f64, 1),
                words: texts.whole(median(words) as usize),
                // Nothing, where no phrase is repeated.
                share: if share == 0.0 { String::new() } else { texts.percent(share) },
                bar: (WIDTH * share / widest).round() as usize,
            }
        };
        periods.iter().skip(skipped).map(period).collect()
    }

    fn common(&self, text: &'p str, first: usize, second: usize, drafts: &[usize], all: usize) -> Common<'p> {
        let named: Vec<Named<'p>> = drafts.iter().take(MOST_NAMED).map(|draft| self.named(*draft)).collect();
        Common {
            text,
            first: self.texts.whole(first),
            second: self.texts.whole(second),
            more: all.saturating_sub(named.len()),
            drafts: named,
        }
    }

    fn details(&self, number: usize) -> Details<'p> {
        let (draft, texts) = (&self.page.drafts[number], self.texts);
        let lines = LineIndex::new(draft.report.source);
        let found = |finding: &'p Finding| {
            let mut at: Vec<String> = Vec::new();
            // In the order of the text: findings have those to look at first in front.
            let mut starts: Vec<usize> =
                finding.occurrences.iter().map(|occurrence| occurrence.span.start).collect();
            starts.sort_unstable();
            for start in starts {
                let line = lines.locate(start).to_string();
                if at.len() == MOST_LINES {
                    at.push("…".to_string());
                    break;
                }
                at.push(line);
            }
            Found {
                level: finding.level.name(),
                level_name: texts.get(finding.level.name()),
                rule: finding.rule.name(),
                message: finding.message_in(texts.language()),
                advice: finding.advice_in(texts.language()),
                lines: at.join(", "),
            }
        };
        let findings = &draft.report.audit.findings;
        Details {
            number,
            name: draft.report.name,
            level: level_of(self.levels[number]),
            verdict: verdict(&draft.report, texts),
            findings: findings.iter().take(MOST_FINDINGS).map(found).collect(),
            more: findings.len().saturating_sub(MOST_FINDINGS),
        }
    }
}
