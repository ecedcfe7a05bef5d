//! Plain text that comes from elsewhere: what stands around it, between its pages and among its lines.
//!
//! Books with a licence around them, pages with heads and feet, tables of contents with leaders, and articles that were copied
//! from a wiki are read by rewriting: what parts a sentence goes, and what is a text of its own becomes blocks with a role.
//! Texts without any of these are not rewritten.
//!
//! * time: linear; lines are looked at only where something speaks for one of these
//! * space: the places of lines

use rustc_hash::FxHashMap;

use super::bytes::Bytes;
use super::rewrite::Rewriting;
use super::{Block, BlockKind, Document, Role, speech};
use crate::span::{Span, holds};

/// Heads and feet stand among this many lines at the top and the bottom of a page.
const EDGE_LINES: usize = 2;

/// A line on this many pages or more, of ten, is a head or a foot: those of left and right pages differ.
const PAGES_OF_TEN: usize = 3;

/// A line of this many columns or more without a mark at its end goes on behind the break of a page. Chosen by eye.
const GOES_ON: usize = 40;

/// So many lines at the beginning of a text tell what it is, and they are no longer than this in bytes: twelve lines of some
/// hundred and seventy columns.
const FIRST_LINES: usize = 12;
const LONGEST_HEAD: usize = 2_000;

/// What a line begins with that says that a text is a request for comments.
const REQUEST_LINE: &str = "Request for Comments:";

/// Times that stand alone on their lines belong to captions if there are this many, and this many in a hundred lines.
const LEAST_TIMES: usize = 3;
const TIMES_OF_HUNDRED: usize = 20;

/// Bytes after which a paragraph of captions ends with its sentence; one without marks ends after fewer. As in subtitles.
const MOST_CAPTIONS: usize = 900;
const MOST_UNMARKED: usize = 300;

/// The longest line that is a mark between a licence and a book, in bytes.
const LONGEST_MARK: usize = 200;

/// A leader of this many dots needs no number behind it. Chosen by eye: people who trail off in dots use up to 24.
const LONG_LEADER: usize = 30;

/// An entry of a table of contents is no longer, in bytes, and there are this many of them.
const LONGEST_ENTRY: usize = 160;
const LEAST_ENTRIES: usize = 2;

/// How many lines at the beginning and the end of a book may hold a note of whoever typed it. Chosen by eye.
const NOTE_LINES: usize = 60;

/// The least lines of a table of contents whose page numbers stand behind a gap.
const LEAST_TYPED: usize = 3;

/// How many lines behind the mark of a book may say who typed it, and how they begin.
const CREDIT_LINES: usize = 12;
#[rustfmt::skip] // Several to a line.
const CREDITS: [&str; 15] = [
    "Produced by", "E-text prepared by", "Etext prepared by", "Text prepared by", "Transcribed by", "Transcribed from", "This etext was", "This e-text was", "This ebook was", "This e-book was",
    "This text was prepared by", "Prepared by", "Digitized by", "Scanned by", "Proofread by",
];

/// How notes on the typing of a book begin.
#[rustfmt::skip] // Several to a line.
const TYPED: [&str; 14] = [
    "transcriber's note", "transcriber’s note", "transcribers' note", "transcriber note", "note de transcription",
    "notes de transcription", "note du transcripteur", "notes du transcripteur", "note sur la transcription",
    "anmerkungen zur transkription", "anmerkung zur transkription", "nota del transcriptor", "nota di trascrizione",
    "opmerkingen van de bewerker",
];

/// Words of the marks before and behind a book.
#[rustfmt::skip] // Several to a line.
const STARTS: [&str; 12] =
    ["START", "BEGIN", "BEGINNING", "ANFANG", "BEGINN", "DÉBUT", "DEBUT", "COMIENZO", "INICIO", "INÍCIO", "INIZIO", "НАЧАЛО"];
#[rustfmt::skip] // Several to a line.
const ENDS: [&str; 11] = ["END", "ENDE", "FIN", "FINAL", "FIM", "FINE", "EINDE", "SLUT", "LOPPU", "KONIEC", "КОНЕЦ"];

/// Links to change a section, as they stand behind its title.
#[rustfmt::skip] // Several to a line.
const EDITS: [&str; 24] = [
    "[edit]", "[edit source]", "[edit | edit source]", "[Bearbeiten]", "[Bearbeiten | Quelltext bearbeiten]", "[modifier]",
    "[modifier | modifier le code]", "[editar]", "[editar código]", "[editar | editar código-fonte]", "[modifica]",
    "[modifica | modifica wikitesto]", "[bewerken]", "[brontekst bewerken]", "[править]", "[править | править код]",
    "[edytuj]", "[edytuj | edytuj kod]", "[redigera]", "[redigera | redigera wikitext]", "[rediger]", "[muokkaa]", "[değiştir]",
    "[编辑]",
];

/// Titles of what stands below an article of a wiki.
#[rustfmt::skip] // Several to a line.
const APPENDICES: [&str; 38] = [
    "references", "notes", "notes and references", "external links", "see also", "further reading", "bibliography", "sources",
    "citations", "footnotes", "einzelnachweise", "weblinks", "literatur", "siehe auch", "anmerkungen", "références",
    "notes et références", "liens externes", "voir aussi", "bibliographie", "annexes", "referencias", "enlaces externos",
    "véase también", "bibliografía", "referências", "ligações externas", "ver também", "note", "collegamenti esterni",
    "voci correlate", "bibliografia", "примечания", "ссылки", "литература", "см. также", "przypisy", "referenties",
];

/// A text that is rewritten, and the roles of what is written.
pub(super) struct Framed<'t> {
    source: &'t str,
    rewriting: Rewriting<'t>,
    roles: Vec<(Span, Role)>,
}

impl<'t> Framed<'t> {
    pub(super) fn new(source: &'t str) -> Framed<'t> {
        Framed { source, rewriting: Rewriting::new(source), roles: Vec::new() }
    }

    /// Keeps a stretch that is there for something.
    pub(super) fn keep(&mut self, span: Span, role: Role) {
        if span.is_empty() {
            return;
        }
        let start = self.rewriting.text().len();
        self.rewriting.keep(span);
        let written = Span { start, end: self.rewriting.text().len() };
        match self.roles.last_mut() {
            Some((last, same)) if *same == role => last.end = written.end,
            _ => self.roles.push((written, role)),
        }
    }

    /// Writes white space for a stretch.
    pub(super) fn put(&mut self, blank: &str, span: Span) {
        self.rewriting.put(blank, span);
    }

    /// Ends what was written, so that nothing is joined with it.
    pub(super) fn part(&mut self, at: usize) {
        let text = self.rewriting.text();
        if !text.is_empty() && !text.ends_with("\n\n") {
            self.put("\n\n", Span { start: at, end: at });
        }
    }

    pub(super) fn read(self) -> Document<'static> {
        let Framed { rewriting, roles, .. } = self;
        rewriting.read(|text| {
            let mut document = Document::lines(text);
            let mut lacks_title = false;
            for (place, block) in document.blocks.iter_mut().enumerate() {
                let at = roles.partition_point(|(span, _)| span.end <= block.span.start);
                let role = roles.get(at).map_or(Role::Prose, |(_, role)| *role);
                if role != Role::Prose {
                    block.role = role;
                    lacks_title |= place == 0;
                    if role == Role::Quotation && block.kind == BlockKind::Paragraph {
                        block.kind = BlockKind::Quote;
                    } else if block.kind == BlockKind::Title {
                        (block.kind, lacks_title) = (BlockKind::Heading, true);
                    }
                }
            }
            // The title of the text stands behind what stands around it.
            if let Some(first) = document.blocks.iter_mut().find(|block| block.role == Role::Prose)
                && lacks_title
                && first.kind == BlockKind::Heading
            {
                first.kind = BlockKind::Title;
            }
            document.with_roles()
        })
    }

    fn source(&self) -> &'t str {
        self.source
    }
}

/// What a line is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Text(Role),
    /// A head or a foot between two pages.
    Page,
    /// An entry of a table of contents.
    Entry,
    /// When the captions below it are said.
    Time,
}

/// The document of a text that has something of another place in it.
pub(super) fn read(text: &str, known: &Bytes<'_>) -> Option<Document<'static>> {
    let bytes = text.as_bytes();
    let has = |what: &str| holds(bytes, what.as_bytes(), 0);
    let (mut has_edits, mut has_pages, mut has_stars) = (false, false, false);
    // Most texts have none of the three.
    if known.has_any(b"\x0C[*") {
        has_pages = known.has(b'\x0C');
        has_stars = memchr::memchr(b'*', bytes).is_some_and(|at| at + 2 < bytes.len());
        for at in memchr::memchr_iter(b'[', bytes) {
            has_pages |= text[at..].starts_with("[Page ");
            has_edits |= EDITS.iter().any(|edit| text[at..].starts_with(edit));
        }
    }
    // The last byte of an ellipsis is a rare one.
    let is_leader = |at: usize| bytes[at..].starts_with(b".....") || bytes[at..].starts_with(b". . . .");
    let has_leaders =
        known.has(b'.') && may_have_leader(bytes) && memchr::memchr_iter(b'.', bytes).any(is_leader)
            || known.has(b'\xA6') && has("……");
    let has_marks = has_stars && (has("***") || has("THE SMALL PRINT"));
    let has_colon = known.has(b':');
    let has_times = has_colon
        && memchr::memchr_iter(b':', text.as_bytes()).take(LEAST_TIMES).count() == LEAST_TIMES
        && text.lines().take(2 * FIRST_LINES).any(|line| speech::is_time(line.trim()));
    let is_manual = known.has(b'(') && is_manual(text.trim_start_matches('\u{FEFF}').trim_start());
    let may_be_request = known.has(b'-') && known.has(b'D') || has_colon && known.may_hold(REQUEST_LINE);
    let is_request = may_be_request && is_request(text);
    if !(has_pages || has_leaders || has_marks || has_edits || has_times || is_manual || is_request) {
        return None;
    }
    let lines = lines(text);
    let mut labels = vec![Line::Text(Role::Prose); lines.len()];
    if has_times {
        times(text, &lines, &mut labels);
    }
    if is_manual {
        sections(text, &lines, &mut labels, &MANUAL);
    }
    if is_request {
        header(text, &lines, &mut labels);
        sections(text, &lines, &mut labels, &REQUEST);
    }
    if has_pages {
        pages(text, &lines, &mut labels);
    }
    if has_leaders {
        contents(text, &lines, &mut labels);
    }
    let framed = if has_marks { frame(text, &lines, &mut labels) } else { None };
    if has_edits {
        appendices(text, &lines, &mut labels);
    }
    if !has_edits && labels.iter().all(|line| *line == Line::Text(Role::Prose)) {
        return None;
    }
    let mut document = write(text, &lines, &labels, has_edits, framed.is_some());
    document.fields.title = framed.filter(|title| !title.is_empty());
    Some(document)
}

/// Whether the first lines of a text say that it is a request for comments, or the draft of one.
fn is_request(text: &str) -> bool {
    let end = memchr::memchr_iter(b'\n', text.as_bytes()).nth(FIRST_LINES - 1).unwrap_or(text.len());
    let head = &text[..end.min(crate::span::boundary_at_or_before(text, LONGEST_HEAD))];
    let is_draft = |at: usize| {
        head[..at].ends_with("Internet") && head[at..].starts_with("-Draft")
            || head[..at].ends_with("INTERNET") && head[at..].starts_with("-DRAFT")
    };
    memchr::memchr_iter(b'-', head.as_bytes()).any(is_draft)
        || head.starts_with(REQUEST_LINE)
        || memchr::memchr_iter(b'\n', head.as_bytes()).any(|at| head[at + 1..].starts_with(REQUEST_LINE))
}

/// Whether dots are the next but one behind each other, three of them, as in all leaders and few abbreviations. Without an end in the
/// loop, many bytes are looked at together.
fn may_have_leader(bytes: &[u8]) -> bool {
    let [thirds, fifths] = [2, 4].map(|from| bytes.get(from..).unwrap_or_default());
    let dots = bytes.iter().zip(thirds).zip(fifths);
    dots.fold(false, |found, ((a, b), c)| found | (*a == b'.') & (*b == b'.') & (*c == b'.'))
}

/// The lines of a text, without line breaks.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\x0C', text.as_bytes()).chain([text.len()]);
    let line = ends.map(|end| {
        let span = Span { start, end };
        start = (end + 1).min(text.len());
        span
    });
    line.collect()
}

fn write(text: &str, lines: &[Span], labels: &[Line], is_wiki: bool, is_book: bool) -> Document<'static> {
    let mut framed = Framed::new(text);
    let mut last: Option<(usize, Role)> = None;
    let is_timed = labels.contains(&Line::Time);
    let (mut captions, mut unended) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        let Line::Text(role) = labels[at] else { continue };
        let said = line.trim(text);
        if said.is_empty() {
            continue;
        }
        if let Some((before, same)) = last {
            let above = lines[before].trim(text);
            let between = &labels[before + 1..at];
            let is_cut = between.iter().any(|line| !matches!(line, Line::Text(_)));
            let blanks = Span { start: lines[before].end, end: line.start };
            let is_ended = ends(above.of(text));
            // Captions end where the screen does; those without marks have to end somewhere.
            let goes_on = between.contains(&Line::Page) && goes_on(above.of(text), said.of(text))
                || is_timed
                    && same == role
                    && (!is_ended || captions < MOST_CAPTIONS)
                    && unended < MOST_UNMARKED;
            captions = if goes_on { captions + said.len() } else { said.len() };
            unended = if is_ended || !goes_on { said.len() } else { unended + said.len() };
            if same != role || (is_cut && !goes_on) {
                framed.part(line.start);
            } else if goes_on {
                framed.put(" ", blanks);
            } else {
                framed.keep(blanks, role);
            }
        }
        // A sentence that goes on over a page is one line, without what indents it.
        let is_joined = is_timed
            || last.is_some_and(|(before, same)| {
                same == role
                    && labels[before + 1..at].contains(&Line::Page)
                    && goes_on(lines[before].trim(text).of(text), said.of(text))
            });
        let kept = if is_joined { Span { start: said.start, end: line.end } } else { *line };
        if is_wiki {
            unmarked(&mut framed, kept, role);
        } else if is_book {
            unstressed(&mut framed, kept, role);
        } else {
            framed.keep(kept, role);
        }
        last = Some((at, role));
    }
    framed.read()
}

/// Whether a sentence goes on over the break of a page.
fn goes_on(above: &str, below: &str) -> bool {
    !ends(above)
        && (above.chars().count() >= GOES_ON || below.starts_with(char::is_lowercase))
        && !below.starts_with(['•', '*'])
}

/// Whether a line ends with the mark of a sentence.
fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '»', '\'', '’', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// A line of a book without the underscores around what its printer stressed.
fn unstressed(framed: &mut Framed<'_>, line: Span, role: Role) {
    let text = framed.source();
    let mut run = line.start;
    for at in memchr::memchr_iter(b'_', line.of(text).as_bytes()).map(|at| line.start + at) {
        let before = text[line.start..at].chars().next_back().unwrap_or(' ');
        let behind = text[at + 1..line.end].chars().next().unwrap_or(' ');
        let opens = !before.is_alphanumeric() && behind.is_alphanumeric();
        let closes = !before.is_whitespace() && before != '_' && !behind.is_alphanumeric() && behind != '_';
        if opens || closes {
            framed.keep(Span { start: run, end: at }, role);
            run = at + 1;
        }
    }
    framed.keep(Span { start: run, end: line.end }, role);
}

/// A line of a wiki without links to change it and the numbers of notes.
fn unmarked(framed: &mut Framed<'_>, line: Span, role: Role) {
    let text = framed.source();
    let (mut at, mut run) = (line.start, line.start);
    while let Some(found) = memchr::memchr(b'[', &text.as_bytes()[at..line.end]) {
        let start = at + found;
        let rest = &text[start..line.end];
        let edit = EDITS.iter().find(|edit| rest.starts_with(**edit)).map(|edit| edit.len());
        let note = rest.find(']').filter(|end| (2..=12).contains(end)).filter(|end| {
            let inner = &rest[1..*end];
            inner.bytes().all(|b| b.is_ascii_digit())
                || ["citation needed", "note "].iter().any(|word| inner.starts_with(word))
                || inner.len() == 1
        });
        match edit.or(note.map(|end| end + 1)) {
            Some(len) => {
                framed.keep(Span { start: run, end: start }, role);
                at = start + len;
                run = at;
            }
            None => at = start + 1,
        }
    }
    framed.keep(Span { start: run, end: line.end }, role);
}

/// Times that stand alone above captions, as they are pasted from a page with a film. With names above them, somebody speaks.
fn times(text: &str, lines: &[Span], labels: &mut [Line]) {
    let said = |at: usize| lines[at].trim(text).of(text);
    let mut names: FxHashMap<&str, usize> = FxHashMap::default();
    let mut stamps = Vec::new();
    let mut count = 0;
    for at in 0..lines.len() {
        count += usize::from(!said(at).is_empty());
        if speech::is_time(said(at)) {
            stamps.push(at);
            if at > 0 && speech::is_name(said(at - 1), false) {
                *names.entry(said(at - 1)).or_default() += 1;
            }
        }
    }
    let have_names = names.values().any(|count| *count > 1);
    if stamps.len() >= LEAST_TIMES && stamps.len() * 100 >= count * TIMES_OF_HUNDRED && !have_names {
        stamps.into_iter().for_each(|at| labels[at] = Line::Time);
        // What is heard and not said: `(a bell rings)`, `♪ words ♪`.
        let is_sound = |said: &str| {
            said.starts_with('♪')
                || said.starts_with('(') && said.ends_with(')')
                || said.starts_with('[') && said.ends_with(']')
        };
        (0..lines.len()).filter(|at| is_sound(said(*at))).for_each(|at| labels[at] = Line::Time);
    }
}

/// `LS(1)   User Commands   LS(1)`: whether a text begins with such a line.
fn is_manual(text: &str) -> bool {
    let is_page = |word: &str| {
        word.strip_suffix(')').and_then(|word| word.split_once('(')).is_some_and(|(name, section)| {
            !name.is_empty() && section.len() <= 4 && section.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    // The first line of prose may be a whole paragraph, and its first word is enough.
    let first = text.split(char::is_whitespace).next().unwrap_or_default();
    let line = || text.lines().next().unwrap_or_default();
    is_page(first) && line()[first.len()..].split_whitespace().next_back().is_some_and(is_page)
}

/// Titles of sections that are no prose of the author's.
struct Sections {
    roles: &'static [(&'static str, Role)],
    /// Whether the first and the last line are a head and a foot.
    has_edges: bool,
}

/// Titles of sections of manuals that are no prose, in the languages in which these are translated most.
pub(super) const SECTIONS_OF_MANUALS: [(&str, Role); 26] = [
    ("SYNOPSIS", Role::Code),
    ("ÜBERSICHT", Role::Code),
    ("SINOPSIS", Role::Code),
    ("SINTASSI", Role::Code),
    ("SINTASSE", Role::Code),
    ("СИНТАКСИС", Role::Code),
    ("書式", Role::Code),
    ("SEE ALSO", Role::References),
    ("SIEHE AUCH", Role::References),
    ("VOIR AUSSI", Role::References),
    ("VÉASE TAMBIÉN", Role::References),
    ("VEDERE ANCHE", Role::References),
    ("REFERENCES", Role::References),
    ("AUTHOR", Role::Byline),
    ("AUTHORS", Role::Byline),
    ("AUTOREN", Role::Byline),
    ("AUTEUR", Role::Byline),
    ("AUTEURS", Role::Byline),
    ("AUTORES", Role::Byline),
    ("COPYRIGHT", Role::Notice),
    ("COPYING", Role::Notice),
    ("LICENSE", Role::Notice),
    ("COLOPHON", Role::Notice),
    ("REPORTING BUGS", Role::Notice),
    ("AVAILABILITY", Role::Notice),
    ("KOLOPHON", Role::Notice),
];

const MANUAL: Sections = Sections { roles: &SECTIONS_OF_MANUALS, has_edges: true };

const REQUEST: Sections = Sections {
    roles: &[
        ("status of this memo", Role::Notice),
        ("copyright notice", Role::Notice),
        ("copyright", Role::Notice),
        ("copyright and license notice", Role::Notice),
        ("full copyright statement", Role::Notice),
        ("intellectual property", Role::Notice),
        ("intellectual property statement", Role::Notice),
        ("disclaimer of validity", Role::Notice),
        ("legal provisions", Role::Notice),
        ("iesg note", Role::Notice),
        ("table of contents", Role::Contents),
        ("references", Role::References),
        ("normative references", Role::References),
        ("informative references", Role::References),
        ("author's address", Role::Byline),
        ("authors' addresses", Role::Byline),
        ("authors' address", Role::Byline),
        ("author's addresses", Role::Byline),
        ("editor's address", Role::Byline),
        ("editors' addresses", Role::Byline),
    ],
    has_edges: false,
};

/// The sections of a text whose titles stand further left than what is below them.
fn sections(text: &str, lines: &[Span], labels: &mut [Line], sections: &Sections) {
    let indent = |at: usize| lines[at].trim(text).start - lines[at].start;
    let said = |at: usize| lines[at].trim(text).of(text);
    let mut open: Option<(usize, Role)> = None;
    let mut last = None;
    for (at, line) in labels.iter_mut().enumerate() {
        if said(at).is_empty() || *line == Line::Page {
            continue;
        }
        last = Some(at);
        let bare = said(at).trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
        let title = sections.roles.iter().find(|(title, _)| match sections.has_edges {
            true => *title == bare,
            false => title.eq_ignore_ascii_case(bare.trim_end_matches('.')),
        });
        if let Some((_, role)) = title {
            open = Some((indent(at), *role));
        } else if open.is_some_and(|(column, _)| indent(at) <= column) {
            open = None;
        }
        if let Some((_, role)) = open {
            *line = Line::Text(role);
        }
    }
    if sections.has_edges {
        let first = (0..lines.len()).find(|at| !said(*at).is_empty());
        for at in first.into_iter().chain(last) {
            labels[at] = Line::Text(Role::Field);
        }
    }
}

/// The two columns above the title of a request for comments: who writes, what it replaces, when.
fn header(text: &str, lines: &[Span], labels: &mut [Line]) {
    let mut is_begun = false;
    for at in 0..lines.len().min(2 * FIRST_LINES) {
        let line = lines[at];
        let said = line.trim(text);
        if said.is_empty() {
            if is_begun {
                return;
            }
            continue;
        }
        let has_columns = said.of(text).contains("   ") || said.start - line.start >= GOES_ON;
        is_begun |= has_columns;
        if is_begun {
            labels[at] = Line::Text(Role::Field);
        }
    }
}

/// Heads, feet and numbers of pages.
fn pages(text: &str, lines: &[Span], labels: &mut [Line]) {
    let is_break = |at: usize| text.as_bytes().get(lines[at].end) == Some(&b'\x0C');
    let mut edges: Vec<usize> = Vec::new();
    let (mut start, mut count) = (0, 0usize);
    for at in 0..lines.len() {
        if !is_break(at) && at + 1 < lines.len() {
            continue;
        }
        count += 1;
        let said: Vec<usize> = (start..=at).filter(|at| !lines[*at].trim(text).is_empty()).collect();
        edges.extend(said.iter().take(EDGE_LINES));
        edges.extend(said.iter().skip(EDGE_LINES).rev().take(EDGE_LINES));
        start = at + 1;
    }
    if count > 1 {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for at in &edges {
            *counts.entry(shape(lines[*at].of(text))).or_default() += 1;
        }
        for at in &edges {
            let shape = shape(lines[*at].of(text));
            let recurs =
                counts.get(&shape).is_some_and(|found| *found > 1 && *found * 10 >= count * PAGES_OF_TEN);
            if (recurs && !shape.is_empty()) || is_page_number(lines[*at].trim(text).of(text)) {
                labels[*at] = Line::Page;
            }
        }
    }
    // Pages of RFCs whose form feeds are lost.
    let mut heads: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for at in 0..lines.len() {
        let line = lines[at].trim(text).of(text);
        let is_foot =
            line.strip_suffix(']').and_then(|line| line.rsplit_once("[Page ")).is_some_and(|(_, page)| {
                !page.is_empty() && page.len() < 8 && page.chars().all(char::is_alphanumeric)
            });
        if !is_foot {
            continue;
        }
        labels[at] = Line::Page;
        let next = (at + 1..lines.len().min(at + 8)).find(|at| !lines[*at].trim(text).is_empty());
        if let Some(next) = next {
            heads.entry(shape(lines[next].of(text))).or_default().push(next);
        }
    }
    for places in heads.values() {
        for at in places {
            let line = lines[*at].trim(text).of(text);
            // Three columns, or the same line on other pages.
            if places.len() > 1 || line.split("   ").filter(|part| !part.trim().is_empty()).count() >= 3 {
                labels[*at] = Line::Page;
            }
        }
    }
}

/// A line without its digits and its spaces, in lower case.
fn shape(line: &str) -> String {
    line.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// `12`, `- 12 -`, `xii`, `Page 12 of 30`.
fn is_page_number(line: &str) -> bool {
    let line = line.trim_matches(['-', '–', '—', ' ', '[', ']', '|', '.']);
    let is_number = |word: &str| {
        !word.is_empty()
            && word.len() <= 6
            && (word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().all(|b| b"ivxlc".contains(&b)))
    };
    let mut words = line.split([' ', '/']).filter(|word| !word.is_empty());
    match words.clone().count() {
        1 => words.next().is_some_and(is_number),
        2..=4 => {
            let first = words.next().unwrap_or_default().to_lowercase();
            let of_pages = [
                "page",
                "seite",
                "página",
                "pagina",
                "pag.",
                "p.",
                "s.",
                "страница",
                "стр.",
                "strona",
                "sida",
                "side",
                "sivu",
            ];
            (of_pages.contains(&first.as_str()) || is_number(&first))
                && words.clone().any(is_number)
                && words.all(|word| {
                    is_number(word)
                        || matches!(
                            word,
                            "of" | "von" | "de" | "di" | "sur" | "van" | "из" | "z" | "av" | "af"
                        )
                })
        }
        _ => false,
    }
}

/// Lines of a table of contents: a leader, then a number.
fn contents(text: &str, lines: &[Span], labels: &mut [Line]) {
    let led = lines.iter().filter(|line| has_leader(line.trim(text).of(text)));
    if led.take(LEAST_ENTRIES).count() < LEAST_ENTRIES {
        return;
    }
    let mut start = 0;
    while start < lines.len() {
        let mut end = start;
        while end < lines.len() && !lines[end].trim(text).is_empty() {
            end += 1;
        }
        let led: Vec<usize> = (start..end).filter(|at| has_leader(lines[*at].trim(text).of(text))).collect();
        let whole = led.len() * 2 >= end - start && !led.is_empty();
        for at in if whole { (start..end).collect() } else { led } {
            labels[at] = Line::Entry;
        }
        start = end + 1;
    }
}

fn has_leader(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let number = &line[bare.len()..];
    let is_number = number.len() <= 6
        && (number.bytes().all(|b| b.is_ascii_digit()) || number.bytes().all(|b| b"ivxlcIVXLC".contains(&b)));
    let leader = bare.len() - bare.trim_end_matches(['.', ' ', '…', '\t']).len();
    let dots = bare[bare.len() - leader..]
        .chars()
        .map(|c| if c == '…' { 3 } else { usize::from(c == '.') })
        .sum::<usize>();
    // A leader without a number is a long one, whose number stands on the next line: prose trails off with a few dots.
    let is_leader =
        if number.is_empty() { dots >= LONG_LEADER } else { dots >= 5 || (dots >= 3 && leader >= 6) };
    is_number && is_leader && line.len() <= LONGEST_ENTRY && line.chars().any(char::is_alphabetic)
}

/// The end of the licence of books of the last century.
fn is_small_print(line: &str) -> bool {
    let line = line.trim_start_matches('*');
    line.len() <= LONGEST_MARK
        && (line.starts_with("END*THE SMALL PRINT") || line.starts_with("END THE SMALL PRINT"))
}

/// Whether a line is a mark before or behind a book, which one of these words begins.
fn is_frame(line: &str, words: &[&str]) -> bool {
    // Books of the last century have another mark before them, and this line behind them.
    let is_old = *words == ENDS && line.starts_with("End of") && line.contains("Project Gutenberg");
    let is_new = || {
        line.starts_with("***")
            && line
                .split(|c: char| !c.is_alphabetic())
                .find(|word| !word.is_empty())
                .is_some_and(|word| words.contains(&word.to_uppercase().as_str()))
            && line.split_whitespace().count() > 2
    };
    line.len() <= LONGEST_MARK && (is_old || is_new())
}

/// What stands before and behind the marks of a book is a notice, in pages and files of office programs as well.
#[cfg(any(feature = "html", feature = "office"))]
pub(super) fn mark_notices(document: &mut Document<'_>) {
    let is_mark = |at: usize, words: &[&str]| {
        let said = document.blocks[at].span.of(&document.text);
        said.len() <= 2 * LONGEST_MARK && said.lines().any(|line| is_frame(line.trim(), words))
    };
    let count = document.blocks.len();
    let start = (0..count).find(|at| is_mark(*at, &STARTS));
    let end = (start.map_or(0, |start| start + 1)..count).find(|at| is_mark(*at, &ENDS)).unwrap_or(count);
    let Some(start) = start.filter(|start| start + 1 < end) else { return };
    let (before, behind) = document.blocks.split_at_mut(end);
    for block in before[..=start].iter_mut().chain(behind) {
        block.role = Role::Notice;
    }
    // Who typed the book, line by line in files of office programs.
    let mut goes_on = false;
    for block in before[start + 1..].iter_mut().take(CREDIT_LINES) {
        let said = block.span.of(&document.text);
        if goes_on || is_credit(said) {
            block.role = Role::Credit;
            goes_on = !ends(said) && said.len() >= GOES_ON;
        }
    }
}

/// Whether a line says who typed a book.
fn is_credit(line: &str) -> bool {
    CREDITS
        .iter()
        .any(|credit| line.get(..credit.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(credit)))
}

/// What stands before and behind the marks of a book is a notice. Gives its title, if that is said there.
fn frame(text: &str, lines: &[Span], labels: &mut [Line]) -> Option<String> {
    let is_mark = |at: &usize, words: &[&str]| is_frame(lines[*at].trim(text).of(text), words);
    // The small print has marks of its own around it: the last one counts.
    let print = (0..lines.len()).find(|at| is_small_print(lines[*at].trim(text).of(text)));
    // Small print behind the book is no beginning of one.
    let print = print.filter(|print| !(0..*print).any(|at| is_mark(&at, &ENDS)));
    let start = print.or_else(|| (0..lines.len()).find(|at| is_mark(at, &STARTS)));
    let end = (start.unwrap_or(0)..lines.len()).find(|at| is_mark(at, &ENDS));
    if start.is_none() && end.is_none() {
        return None;
    }
    // A mark may go on over two lines: up to the line that its stars end.
    let mut first = start.map_or(0, |start| start + 1);
    if let Some(start) = start
        && !lines[start].trim(text).of(text).ends_with("***")
        && lines.get(start + 1).is_some_and(|line| line.trim(text).of(text).ends_with("***"))
    {
        first += 1;
    }
    for line in &mut labels[..first] {
        *line = Line::Text(Role::Notice);
    }
    for line in &mut labels[end.unwrap_or(lines.len())..] {
        *line = Line::Text(Role::Notice);
    }
    // Who typed the book stands right behind the mark, and once more before its end.
    for near in [
        first..lines.len().min(first + CREDIT_LINES),
        end.unwrap_or(lines.len()).saturating_sub(6).max(first)..end.unwrap_or(lines.len()),
    ] {
        let mut is_credit = false;
        for at in near {
            let line = lines[at].trim(text).of(text);
            is_credit =
                !line.is_empty() && (is_credit || self::is_credit(line) || line.starts_with("End of"));
            if is_credit {
                labels[at] = Line::Text(Role::Credit);
            }
        }
    }
    typed(text, lines, labels, first, end.unwrap_or(lines.len()));
    let title =
        |line: &Span| line.trim(text).of(text).strip_prefix("Title:").map(|title| title.trim().to_string());
    Some(lines[..first].iter().find_map(title).unwrap_or_default())
}

/// What whoever typed a book says of that, above it or below: how it marks italics, which errors it mends. And the contents of
/// the book, whose lines end with a number behind a gap.
fn typed(text: &str, lines: &[Span], labels: &mut [Line], first: usize, end: usize) {
    let said = |at: usize| lines[at].trim(text).of(text);
    let (mut at, mut noted) = (first, None);
    while at < end {
        let start = at;
        while at < end && !said(at).is_empty() {
            at += 1;
        }
        let is_near = start < first + NOTE_LINES || at + NOTE_LINES > end;
        // A note goes on over one blank line.
        let goes_on = noted.is_some_and(|noted| noted + 1 == start);
        if start < at && is_near && (goes_on || is_note_on_typing(text, &lines[start..at])) {
            labels[start..at].fill(Line::Text(Role::Notice));
            noted = Some(at);
        }
        let is_entry = |at: &usize| has_gap_and_number(said(*at));
        if at - start >= LEAST_TYPED && (start..at).filter(is_entry).count() * 3 >= 2 * (at - start) {
            labels[start..at].fill(Line::Text(Role::Contents));
        }
        at += 1;
    }
}

/// Whether a paragraph is about how the book was typed.
fn is_note_on_typing(text: &str, lines: &[Span]) -> bool {
    let words = Span { start: lines[0].start, end: lines[lines.len() - 1].end }.of(text).to_lowercase();
    let begins = words.trim_start_matches([' ', '[', '*', '_', '{']);
    if TYPED.iter().any(|note| begins.starts_with(note)) {
        return true;
    }
    let is_about_type = ["italic", "italique", "kursiv", "cursief", "corsivo", "cursiva", "itálico", "bold"];
    let is_about_text = ["_", "=", "original", "underscore", "unterstrich", "equal"];
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    has(&is_about_type) && has(&is_about_text)
}

/// `THE PROMISE IN THE GARDEN      43`.
fn has_gap_and_number(line: &str) -> bool {
    let number = line.rsplit([' ', '\t']).next().unwrap_or_default();
    let title = line[..line.len() - number.len()].trim_end();
    let gap = line.len() - number.len() - title.len();
    is_page_number(number)
        && (gap >= 4 || line[title.len()..].contains('\t'))
        && title.contains(char::is_alphabetic)
}

/// The sections below an article of a wiki, its contents and its categories.
fn appendices(text: &str, lines: &[Span], labels: &mut [Line]) {
    let mut role = Role::Prose;
    for at in 0..lines.len() {
        let line = lines[at].trim(text).of(text);
        let edit = EDITS.iter().find_map(|edit| line.strip_suffix(edit));
        let title = edit.unwrap_or(line).trim().to_lowercase();
        if edit.is_some() || (line.len() < 40 && APPENDICES.contains(&title.as_str())) {
            role = if APPENDICES.contains(&title.as_str()) { Role::References } else { Role::Prose };
        } else if [
            "contents",
            "contents [hide]",
            "inhaltsverzeichnis",
            "sommaire",
            "índice",
            "indice",
            "inhoud",
            "содержание",
            "spis treści",
        ]
        .contains(&title.as_str())
        {
            role = Role::Contents;
        } else if role == Role::Contents
            && !line.is_empty()
            && !line.starts_with(|c: char| c.is_ascii_digit())
            && line.split_whitespace().count() > 8
        {
            role = Role::Prose;
        }
        let is_link = [
            "Categories:",
            "Category:",
            "Kategorien:",
            "Kategorie:",
            "Catégories",
            "Categorías:",
            "Categoria:",
            "Categorias:",
            "Категории:",
            "Retrieved from",
            "From Wikipedia",
            "Jump to",
            "Main article:",
            "This page was last edited",
        ]
        .iter()
        .any(|begins| line.starts_with(begins));
        let is_note = line.starts_with("^ ") || line.starts_with("↑ ");
        labels[at] = match (is_link, is_note) {
            (true, _) => Line::Text(Role::Navigation),
            (_, true) => Line::Text(Role::References),
            _ if role != Role::Prose => Line::Text(role),
            _ => labels[at],
        };
    }
}

/// Items that are parts of a sentence say nothing without the others: those that end in a semicolon, and the one behind them.
///
/// A paragraph in double brackets is what an agency tells its customers.
pub(super) fn mark_parts(text: &str, blocks: &mut [Block]) {
    let mut goes_on = false;
    for block in blocks {
        let words = block.span.of(text).trim_end();
        if words.starts_with("((") && words.ends_with("))") && block.role == Role::Prose {
            block.role = Role::Notice;
        }
        if block.kind != BlockKind::Item {
            goes_on = false;
            continue;
        }
        let last = words.rsplit(' ').next().unwrap_or_default();
        // `; and`, `; oder`: the conjunction is a word of few letters.
        let bare = if last.len() <= 4 && last.chars().all(char::is_alphabetic) {
            words[..words.len() - last.len()].trim_end()
        } else {
            words
        };
        let is_part = bare.ends_with([';', '；']);
        if (is_part || goes_on) && block.role == Role::Prose {
            block.role = Role::LeadIn;
        }
        goes_on = is_part;
    }
}
