//! How time and memory grow with a site: one line of a Markdown table for a made-up site of so many million
//! bytes.
//!
//! ```text
//! cd benches/site && cargo build --release --locked
//! for size in 5 10 20 50 100; do target/release/site-bench $size; done
//! target/release/site-bench 10 copies   # a page of 1,000 words again and again
//! ```
//!
//! Besides `copies` there are `walls`, where that page has no mark in it, and `word`, where it is one word.
//!
//! A site is made of pages of 2 to 10 KB of made-up English: half of the words are function words, the others
//! drawn log-uniformly from ten million, so that a few come often and the vocabulary goes on growing. Six
//! pages of ten end with the same three sentences, one of twenty has a paragraph of the page before. The same
//! size makes the same site.
//!
//! CPU seconds: of each draft's own audit, of adding it to the site, and of comparing. Memory: the largest
//! resident set (Linux), with the texts.

use cpu_time::ProcessTime;
use nutgraf::{AuditOptions, Auditor, Document, Language, SiteAuditor, SiteLimits};

const FUNCTION_WORDS: &str = "the of and to in a is that for it as was with be by on not he his but at are this have \
                              from or had an they which one you were all her she there would their we him been has";
const FOOTER: &str = "Written by the editors of the harbor gazette, with photos by our readers. Subscribe to our letter \
                      for news from the coast every Friday morning. All rights to texts and photos are reserved.";

/// splitmix64.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ x >> 31) % end as u64) as usize
    }

    fn word(&mut self, functions: &[&str]) -> String {
        if self.below(2) == 0 {
            return functions[self.below(functions.len())].to_string();
        }
        let mut rank = 10_000_000f64.powf(self.below(1 << 30) as f64 / (1 << 30) as f64) as usize + 60;
        let mut word = String::new();
        while rank > 0 {
            word.push(b"bdfgklmnprtv"[rank % 12] as char);
            word.push(b"aeiou"[rank / 12 % 5] as char);
            rank /= 60;
        }
        word + "n"
    }

    fn sentence(&mut self, functions: &[&str]) -> String {
        let words: Vec<String> = (0..5 + self.below(25)).map(|_| self.word(functions)).collect();
        let comma = if words.len() > 15 {
            words[..8].join(" ") + ", " + &words[8..].join(" ")
        } else {
            words.join(" ")
        };
        comma[..1].to_uppercase() + &comma[1..] + "."
    }

    fn paragraph(&mut self, functions: &[&str]) -> String {
        (0..2 + self.below(5)).map(|_| self.sentence(functions)).collect::<Vec<_>>().join(" ")
    }
}

fn pages(bytes: usize, kind: &str) -> Vec<String> {
    let functions: Vec<&str> = FUNCTION_WORDS.split_whitespace().collect();
    let mut draw = Draw(1);
    let (mut pages, mut made) = (Vec::new(), 0);
    let mut paragraph = String::new();
    let wall: Vec<String> = (0..1_000).map(|_| draw.word(&functions)).collect();
    let copied: Vec<String> = (0..15).map(|_| draw.paragraph(&functions)).collect();
    while made < bytes {
        let page = match kind {
            "copies" => copied.join("\n\n"),
            "walls" => wall.join(" "),
            "word" => "harbor ".repeat(1_000),
            _ => {
                let size = 2_000 + draw.below(8_000);
                let mut page = draw.sentence(&functions);
                page.truncate(40);
                if draw.below(20) == 0 {
                    page = page + "\n\n" + &paragraph;
                }
                while page.len() < size {
                    paragraph = draw.paragraph(&functions);
                    page = page + "\n\n" + &paragraph;
                }
                if draw.below(10) < 6 { page + "\n\n" + FOOTER } else { page }
            }
        };
        made += page.len();
        pages.push(page);
    }
    pages
}

fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) / 1_000
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let size: f64 = arguments.first().and_then(|size| size.parse().ok()).unwrap_or(5.0);
    let kind = arguments.get(1).map_or("site", String::as_str);
    let pages = pages((size * 1e6) as usize, kind);
    let options = AuditOptions::new().language(Language::English);
    let (mut auditor, mut site) = (Auditor::new(), SiteAuditor::new(SiteLimits::default()));
    let (mut own, mut add, mut words) = (0.0, 0.0, 0);
    for (number, page) in pages.iter().enumerate() {
        let start = ProcessTime::now();
        let document = Document::plain(page);
        let audit = auditor.audit(&document, &options);
        own += start.elapsed().as_secs_f64();
        words += audit.words;
        let start = ProcessTime::now();
        site.add(number.to_string(), page, &document, &audit);
        add += start.elapsed().as_secs_f64();
    }
    let before = peak();
    let start = ProcessTime::now();
    let found = site.finish();
    let finish = start.elapsed().as_secs_f64();
    let findings: usize = found.drafts.iter().map(Vec::len).sum();
    println!(
        "| {kind} | {size} MB | {} | {words} | {own:.2} | {add:.2} | {finish:.2} | {before} | {} | {findings} | {} |",
        pages.len(),
        peak(),
        found.boilerplate.len()
    );
}
