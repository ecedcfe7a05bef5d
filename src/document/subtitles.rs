//! Subtitles: what is said in SubRip, WebVTT, SubStation Alpha and YouTube's captions, as paragraphs.
//!
//! Cues are joined, since they end where the screen does and not where a sentence does. A paragraph ends where somebody
//! else speaks, and behind a sentence that a pause follows.

use rustc_hash::{FxHashMap, FxHashSet};

use super::builder::Builder;
use super::{BlockKind, Document, speech};
use crate::span::Span;

/// Behind the end of a sentence, nobody speaks for so long before a paragraph, in milliseconds. Chosen by eye: speakers
/// breathe for less than a second.
const PAUSE: u64 = 2_000;

/// Nobody says nothing for so long within a sentence, in milliseconds.
const LONG_PAUSE: u64 = 6_000;

/// Captions that software makes have no marks at all: a paragraph without one ends at a cue behind this many bytes.
const MOST_UNMARKED: usize = 300;

/// Paragraphs of one speaker end at the end of a sentence behind this many bytes.
const MOST_BYTES: usize = 900;

/// A label that is not in capitals is no longer, in bytes and in words.
const LABEL_BYTES: usize = 40;
const LABEL_WORDS: usize = 4;

/// The fields of a line of a script before what is said.
const FIELDS_BEFORE_TEXT: usize = 9;

/// Who made subtitles says so in a cue of its own, of at most this many bytes: with one of these words before a colon, or with one of
/// these beginnings.
const LONGEST_CREDIT: usize = 200;
#[rustfmt::skip] // Several to a line.
const CREDITS: [&str; 115] = [
    "subtitles", "subtitle", "captions", "captioning", "translation", "translator", "translators", "reviewer", "reviewers", "transcriber",
    "transcription", "timing", "sync", "untertitel", "untertitelung", "übersetzung", "übersetzer", "übersetzerin", "lektorat",
    "sous-titres", "sous-titrage", "traduction", "traducteur", "traductrice", "relecteur", "relectrice", "relecture", "subtítulos",
    "subtitulado", "traducción", "traductor", "traductora", "revisor", "revisora", "legendas", "legendagem", "tradução", "tradutor",
    "tradutora", "sottotitoli", "traduzione", "traduttore", "traduttrice", "revisore", "ondertiteling", "ondertitels", "vertaling",
    "vertaler", "undertexter", "översättning", "översättare", "textning", "undertekster", "tekster", "oversættelse", "oversettelse",
    "oversætter", "tekstitys", "suomennos", "käännös", "kääntäjä", "napisy", "tłumaczenie", "korekta", "tłumacz", "titulky", "překlad",
    "překladatel", "preklad", "felirat", "feliratok", "fordítás", "fordító", "fordította", "subtitrarea", "subtitrare", "traducerea",
    "traducere", "субтитры", "перевод", "переводчик", "редактор субтитров", "корректор", "altyazı", "çeviri", "çevirmen", "çeviren",
    "субтитри", "переклад", "υπότιτλοι", "μετάφραση", "απόδοση", "字幕", "字幕组", "翻译", "翻譯", "翻译人员", "校对", "校對", "校对人员", "时间轴", "翻訳", "校正",
    "자막", "번역", "번역자", "검토", "ترجمة", "المترجم", "تدقيق", "المدقّق", "תרגום", "phụ đề", "terjemahan", "penerjemah",
];
#[rustfmt::skip] // Several to a line.
const CREDIT_BEGINNINGS: [&str; 94] = [
    "subtitles by ", "subtitled by ", "subtitles made ", "captions by ", "captioned by ", "closed captions ", "captioning by ",
    "captioning made possible", "sync & corrections", "sync and corrections", "synced & corrected", "synced and corrected",
    "synchronized by ", "synced by ", "corrected by ", "transcribed by ", "transcript by ", "translated by ", "translation by ",
    "subtitle translation by", "untertitel von ", "untertitel der ", "untertitel im auftrag", "untertitelung des",
    "untertitelung im auftrag", "untertitelt von ", "übersetzt von ", "sous-titrage de ", "sous-titres par ", "sous-titres réalisés",
    "sous-titrage société", "sous-titré par ", "traduit par ", "adaptation : ", "subtítulos por ", "subtítulos de ",
    "subtítulos realizados", "subtitulado por ", "traducido por ", "legendas por ", "legendas pela ", "legendado por ", "traduzido por ",
    "sottotitoli di ", "sottotitoli creati", "sottotitoli a cura", "sottotitoli e revisione", "tradotto da ", "ondertiteld door ",
    "ondertiteling door ", "vertaald door ", "undertexter av ", "undertexter från", "översatt av ", "svensktextning", "tekstet av ",
    "tekstet af ", "oversat af ", "oversatt av ", "suomentanut ", "tekstittänyt ", "napisy stworzone", "napisy przez", "napisy pobrane",
    "tłumaczenie i ", "přeložil", "titulky vytvořil", "překlad a ", "felirat: ", "magyar felirat", "subtitrarea de ",
    "traducerea și adaptarea", "субтитры создавал", "субтитры сделал", "субтитры подготовлены", "субтитры добавил", "altyazı m.k",
    "altyazılar ", "字幕由", "字幕by", "由 amara", "中文字幕志愿者", "请不吝点赞", "ご視聴ありがとう", "amara.org", "subtitles from ", "downloaded from ",
    "provided by explosiveskull", "opensubtitles", "www.opensubtitles", "support us and become vip", "advertise your product or brand",
    "legendas pela comunidade", "ترجمة نانسي",
];

/// What is heard and not said, where brackets in a line hold this and at most this many words.
#[rustfmt::skip] // Several to a line.
const SOUNDS: [&str; 104] = [
    "laughs", "laughter", "laughing", "laugh", "chuckles", "chuckling", "giggles", "applause", "clapping", "cheering", "cheers", "sighs",
    "sigh", "sighing", "music", "gasps", "coughs", "coughing", "sobs", "sobbing", "cries", "crying", "screams", "screaming", "whispers",
    "whispering", "shouts", "groans", "grunts", "sniffs", "inaudible", "crosstalk", "unintelligible", "indistinct", "silence", "pause",
    "singing", "sings", "lacht", "lachen", "gelächter", "applaus", "beifall", "musik", "seufzt", "hustet", "unverständlich", "rires",
    "rire", "rit", "applaudissements", "musique", "soupire", "soupir", "risas", "ríe", "risa", "aplausos", "música", "suspira", "risate",
    "ride", "applausi", "musica", "sospira", "risos", "ri", "gelach", "muziek", "zucht", "skratt", "skrattar", "applåder", "latter",
    "klapsalver", "naurua", "aplodeja", "musiikkia", "смех", "смеется", "смеётся", "аплодисменты", "музыка", "вздыхает", "śmiech",
    "oklaski", "muzyka", "smích", "potlesk", "hudba", "nevetés", "taps", "zene", "râsete", "aplauze", "muzică", "gülüşmeler", "alkışlar",
    "müzik", "сміх", "оплески", "γέλια", "χειροκρότημα", "μουσική",
];
const SOUND_WORDS: usize = 3;

/// A sound is no longer, in bytes.
const LONGEST_SOUND: usize = 80;

/// The most characters between wide brackets that are a sound or a name. Chosen by eye.
const WIDE_SOUND: usize = 12;

/// Characters that stand for a letter or a mark.
const ENTITIES: [(&str, &str); 8] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&nbsp;", "\u{A0}"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&lrm;", ""),
    ("&rlm;", ""),
];

pub(super) fn read(source: &str) -> Document<'static> {
    let mut reader = Reader {
        source,
        builder: Builder::with_capacity(source.len()),
        last: Vec::new(),
        voice: "",
        names: recurring_names(source),
        within: names_within(source),
    };
    if is_script(source) {
        reader.script();
        return reader.builder.finish(BlockKind::Paragraph);
    }
    let (mut ends, mut has_cues) = (0, source.trim_start_matches('\u{FEFF}').starts_with("WEBVTT"));
    let mut rest = lines(source).peekable();
    let mut is_note = source.trim_start_matches('\u{FEFF}').starts_with("WEBVTT");
    let (mut is_behind_blank, mut cue): (bool, Vec<Span>) = (true, Vec::new());
    while let Some(line) = rest.next() {
        let text = line.of(source);
        let next = rest.peek().map_or("", |line| line.of(source));
        if let Some((start, end)) = times(text) {
            has_cues = true;
            reader.cue(&cue);
            cue.clear();
            reader.pause(start.saturating_sub(ends));
            (ends, is_note, is_behind_blank) = (end.max(start), false, false);
        } else if text.is_empty() {
            (is_note, is_behind_blank) = (false, true);
        } else if is_behind_blank
            && ["NOTE", "STYLE", "REGION"].iter().any(|word| {
                text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
            })
        {
            is_note = true;
        } else {
            // The number or name of a cue stands right above its times.
            let is_name =
                times(next).is_some() && (is_behind_blank || text.bytes().all(|b| b.is_ascii_digit()));
            if !is_note && !is_name {
                cue.push(line);
            }
            is_behind_blank = false;
        }
    }
    if !has_cues {
        // Times alone above what is said, as they are pasted from a page.
        return Document::plain(source).into_owned();
    }
    reader.cue(&cue);
    reader.builder.finish(BlockKind::Paragraph)
}

/// Whether a text begins as subtitles do.
pub(super) fn begins(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    {
        return true;
    }
    if is_script(text) {
        return true;
    }
    // The first line of prose may be a whole paragraph.
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut lines = text.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    !first.is_empty()
        && first.len() < 8
        && first.bytes().all(|b| b.is_ascii_digit())
        && lines.next().is_some_and(|line| line.contains("-->") && times(line).is_some())
}

/// Whether a source is a script of SubStation Alpha, plain or advanced.
fn is_script(source: &str) -> bool {
    source.trim_start_matches('\u{FEFF}').trim_start().starts_with("[Script Info]")
}

/// What a line of a script says and when: `Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,The wall {\i1}sinks`.
fn dialogue(source: &str, line: Span) -> Option<(u64, u64, Span)> {
    let mut fields = line.of(source).strip_prefix("Dialogue:")?.splitn(FIELDS_BEFORE_TEXT + 1, ',');
    let (start, end) = (fields.nth(1)?, fields.next()?);
    let text = fields.nth(FIELDS_BEFORE_TEXT - 3)?;
    Some((time(start.trim())?, time(end.trim())?, Span { start: line.end - text.len(), end: line.end }))
}

/// The lines of a source, without white space at their ends.
fn lines(source: &str) -> impl Iterator<Item = Span> {
    let ends = memchr::memchr_iter(b'\n', source.as_bytes()).chain([source.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let line = Span { start, end }.trim(source);
        start = (end + 1).min(source.len());
        line
    })
}

/// When a cue begins and ends, in milliseconds: `00:00:04,000 --> 00:00:07,500`, or `0:00:04.000,0:00:07.500`.
fn times(line: &str) -> Option<(u64, u64)> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (start, end) = match line.split_once("-->") {
        Some((start, end)) => (start.trim(), end.split_whitespace().next()?),
        None => line.split_once(',').filter(|(start, end)| start.contains('.') && end.contains('.'))?,
    };
    Some((time(start)?, time(end)?))
}

fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let is_number =
        |part: &str| !part.is_empty() && part.len() < 6 && part.bytes().all(|b| b.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(|part| is_number(part)) || !is_number(fraction) {
        return None;
    }
    let seconds = parts.iter().try_fold(0u64, |sum, part| Some(sum * 60 + part.parse::<u64>().ok()?))?;
    Some(seconds * 1_000 + fraction.parse::<u64>().ok()?.min(999))
}

struct Reader<'t> {
    source: &'t str,
    builder: Builder,
    /// The lines that were read last, without their tags.
    last: Vec<String>,
    /// Who speaks, if tags say so.
    voice: &'t str,
    /// Labels that recur, whatever their case.
    names: FxHashMap<&'t str, usize>,
    /// In subtitles without marks whose capitals tell where sentences begin, the words that have a capital within a line too.
    within: Option<FxHashSet<&'t str>>,
}

impl<'t> Reader<'t> {
    /// The dialogue of a script, in which each cue is a line.
    fn script(&mut self) {
        let mut ends = 0;
        for (start, end, words) in lines(self.source).filter_map(|line| dialogue(self.source, line)) {
            self.pause(start.saturating_sub(ends));
            ends = ends.max(end);
            self.cue(&[words]);
        }
    }

    fn pause(&mut self, length: u64) {
        let said = self.builder.block_text().trim_end();
        let is_ended = ends_sentence(said);
        let tail = said.rfind(['.', '!', '?', '…', '。']).map_or(said.len(), |at| said.len() - at);
        let goes_on = said.ends_with([',', ';', ':', '-', '–', '—', '，', '、']);
        if (length >= LONG_PAUSE && !goes_on)
            || (is_ended && (length >= PAUSE || said.len() > MOST_BYTES))
            || (tail > MOST_UNMARKED && !goes_on)
        {
            self.builder.end_block(BlockKind::Paragraph);
        }
    }

    /// The lines of a cue.
    fn cue(&mut self, lines: &[Span]) {
        let before = std::mem::take(&mut self.last);
        if is_credit(self.source, lines) {
            self.builder.end_block(BlockKind::Paragraph);
            return;
        }
        for line in lines {
            let (pieces, said) = self.pieces(*line);
            let words = said.trim();
            if words.is_empty() {
                continue;
            }
            self.last.push(words.to_string());
            // Captions that roll say again what stood there before, or go on with it.
            if before.iter().any(|line| line == words) {
                continue;
            }
            let begun = before
                .last()
                .filter(|line| words.strip_prefix(line.as_str()).is_some_and(|rest| rest.starts_with(' ')));
            let mut skip = begun.map_or(0, String::len);
            if self.changes_speaker(words) || self.begins_sentence(words) {
                self.builder.end_block(BlockKind::Paragraph);
            }
            let mark = words.len() - words.trim_start_matches(['-', '–', '—', '>', ' ', '♪', '♫', '#']).len();
            skip = skip.max(mark) + (said.len() - said.trim_start().len());
            if !self.builder.block_text().is_empty() {
                self.builder.push(" ", Span { start: line.start, end: line.start });
            }
            for (words, place) in pieces {
                if skip >= words.len() {
                    skip -= words.len();
                    continue;
                }
                let is_verbatim = words.len() == place.len();
                let start = if is_verbatim { place.start + skip } else { place.start };
                self.builder.push(&words[skip..], Span { start, end: place.end });
                skip = 0;
            }
        }
        if lines.is_empty() {
            self.last = before;
        }
    }

    /// Whether a line begins a sentence by its capital alone.
    fn begins_sentence(&self, words: &str) -> bool {
        let Some(within) = &self.within else { return false };
        words.starts_with(char::is_uppercase) && self.ends_in_word() && !within.contains(first_word(words))
    }

    /// Whether what was said last ends in a word that may end a sentence: short ones lead to a name.
    fn ends_in_word(&self) -> bool {
        let said = self.builder.block_text().trim_end();
        let last = said.rsplit(' ').next().unwrap_or_default();
        said.ends_with(char::is_alphanumeric) && last.chars().nth(LEADING_LETTERS).is_some()
    }

    fn changes_speaker(&self, words: &str) -> bool {
        let said = self.builder.block_text().trim_end();
        let behind_dash = words.strip_prefix(['-', '–', '—']).filter(|_| !words.starts_with("--"));
        words.starts_with(">>")
            || behind_dash.is_some_and(|words| {
                said.is_empty() || ends_sentence(said) || words.trim_start().starts_with(char::is_uppercase)
            })
    }

    /// The words of a line with their places, without tags, times and sounds; and the same in one.
    fn pieces(&mut self, line: Span) -> (Vec<(&'t str, Span)>, String) {
        let source = self.source;
        let (mut at, mut run) = (line.start, line.start);
        let (mut pieces, mut said) = (Vec::new(), String::new());
        let mut push = |words: &'t str, place: Span| {
            if !words.is_empty() {
                said.push_str(words);
                pieces.push((words, place));
            }
        };
        while at < line.end {
            let rest = &source[at..line.end];
            let (len, stands_for) = match rest.as_bytes()[0] {
                b'<' => (rest.find('>').map_or(0, |end| end + 1), ""),
                b'{' if rest.starts_with("{\\") || rest.starts_with("{y:") => {
                    (rest.find('}').map_or(0, |end| end + 1), "")
                }
                b'\\' if rest.starts_with("\\N") || rest.starts_with("\\n") || rest.starts_with("\\h") => {
                    (2, " ")
                }
                b'[' => (rest.find(']').map_or(0, |end| end + 1), ""),
                b'(' if is_sound(rest, line.of(source)) => (rest.find(')').map_or(0, |end| end + 1), ""),
                b'*' | 0xE3 | 0xEF => (sound_between(rest), ""),
                b'&' => ENTITIES
                    .iter()
                    .find(|(name, _)| rest.starts_with(name))
                    .map_or((0, ""), |(name, c)| (name.len(), *c)),
                _ => (0, ""),
            };
            if len == 0 {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            push(&source[run..at], Span { start: run, end: at });
            push(stands_for, Span { start: at, end: at + len });
            if let Some(voice) = rest[..len].strip_prefix("<v").and_then(|rest| rest.split_once([' ', '\t']))
            {
                let voice = voice.1.trim_end_matches('>').trim();
                if voice != self.voice {
                    self.voice = voice;
                    self.builder.end_block(BlockKind::Paragraph);
                }
            }
            at += len;
            run = at;
        }
        push(&source[run..line.end], Span { start: run, end: line.end });
        // Music between notes, and labels in capitals, are not said.
        let text = said.trim();
        if text.starts_with(['♪', '♫']) && !text.trim_matches(['♪', '♫', ' ']).contains(['.', '!', '?'])
        {
            return (Vec::new(), String::new());
        }
        if let Some(len) = bracketed_label(&said, line.of(source)) {
            let name = line.of(source).split([':', '：']).next().unwrap_or_default().trim();
            if name != self.voice {
                self.voice = name;
                self.builder.end_block(BlockKind::Paragraph);
            }
            return cut(pieces, said, len);
        }
        if let Some(len) = label(&said).or_else(|| self.recurring_label(&said)) {
            // Some services say who speaks in each cue.
            let name = source.get(line.range()).and_then(labelled).map_or("", |(name, _)| name);
            let is_turn = said.trim_start().starts_with(['-', '–', '—', '>']);
            if name.is_empty() || name != self.voice || is_turn {
                self.voice = name;
                self.builder.end_block(BlockKind::Paragraph);
            }
            return cut(pieces, said, len);
        }
        (pieces, said)
    }
}

impl Reader<'_> {
    /// The length of a label that is not in capitals: behind two angles, or one that recurs; without a mark before it, only
    /// where two names do.
    fn recurring_label(&self, line: &str) -> Option<usize> {
        let (name, words) = labelled(line)?;
        let begun = line.trim_start();
        let recurs = |count: &&usize| **count > 1;
        let some_recur = self.names.values().any(|count| *count > 1);
        let is_name = begun.starts_with(">>")
            || begun.starts_with(['-', '–', '—']) && some_recur && !name.contains(' ')
            || self.names.get(name).is_some_and(|count| *count > 1)
                && (begun.starts_with(['-', '–', '—']) || self.names.values().filter(recurs).count() > 1);
        is_name.then_some(words)
    }
}

/// The words that have a capital within a line, if hardly a line ends with a mark and capitals begin some lines, but not all.
fn names_within(source: &str) -> Option<FxHashSet<&str>> {
    let (mut all, mut ended, mut begun) = (0, 0, 0);
    let said = || {
        lines(source).map(|line| line.of(source)).filter(|line| {
            line.contains(' ') && !line.starts_with(|c: char| c.is_ascii_digit()) && !line.contains("-->")
        })
    };
    for line in said() {
        all += 1;
        ended += usize::from(ends_sentence(line));
        begun += usize::from(line.starts_with(char::is_uppercase));
    }
    if all < LEAST_LINES || ended * 10 > all || begun * 100 < all * 5 || begun * 100 > all * 90 {
        return None;
    }
    let (mut words, mut names) = (0, 0);
    let mut within = FxHashSet::default();
    for word in said().flat_map(|line| line.split_ascii_whitespace().skip(1)) {
        words += 1;
        if word.starts_with(char::is_uppercase) {
            names += 1;
            within.insert(first_word(word));
        }
    }
    // German has capitals everywhere.
    (names * 100 <= words * 12).then_some(within)
}

/// Fewer lines do not tell how subtitles are written.
const LEAST_LINES: usize = 5;

/// A word of so few letters may lead to a name: `of`, `the`, `und`.
const LEADING_LETTERS: usize = 3;

/// The letters that a line begins with.
fn first_word(line: &str) -> &str {
    &line[..line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len())]
}

/// The labels that lines begin with, and how often they do.
fn recurring_names(source: &str) -> FxHashMap<&str, usize> {
    let mut names = FxHashMap::default();
    for line in lines(source) {
        if let Some((name, _)) = labelled(line.of(source)) {
            *names.entry(name).or_default() += 1;
        }
    }
    names
}

/// What may be a label at the beginning of a line, in whatever case, and where the words behind it begin.
fn labelled(line: &str) -> Option<(&str, usize)> {
    let begun = line.trim_start_matches(['-', '–', '—', '>', ' ']);
    let colon = memchr::memchr(b':', begun.as_bytes().get(..LABEL_BYTES.min(begun.len()))?)?;
    // What a name is called beside it, in brackets, may be taken for a sound.
    let (name, rest) = (&begun[..colon], &begun[colon + 1..]);
    let name = name.split(" (").next().unwrap_or_default().trim_end();
    let is_word = |word: &str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '_' | '#' | '(' | ')'))
    };
    let is_name = name.starts_with(char::is_alphabetic)
        && name.split(' ').count() <= LABEL_WORDS
        && name.split(' ').all(|word| !word.is_empty() && is_word(word))
        && (rest.is_empty() || rest.starts_with(' '))
        && !speech::is_no_speaker(name);
    is_name.then(|| (name, line.len() - rest.trim_start().len()))
}

/// Pieces without the first `len` bytes of what they say.
fn cut(pieces: Vec<(&str, Span)>, said: String, len: usize) -> (Vec<(&str, Span)>, String) {
    let mut left = len;
    let mut out = Vec::new();
    for (words, place) in pieces {
        let skip = left.min(words.len());
        left -= skip;
        if skip < words.len() {
            let start = if words.len() == place.len() { place.start + skip } else { place.start };
            out.push((&words[skip..], Span { start, end: place.end }));
        }
    }
    (out, said[len..].to_string())
}

/// The length of what is left of a label in brackets that a line begins with, `(Boy): Later`: brackets that may hold a sound are gone.
fn bracketed_label(said: &str, line: &str) -> Option<usize> {
    let begun = line.trim_start_matches(['-', '–', '—', '>', ' ']);
    let close = match begun.as_bytes().first()? {
        b'(' => ')',
        b'[' => ']',
        _ => return None,
    };
    let (name, rest) = begun[1..].split_once(close)?;
    let is_name = rest.trim_start().starts_with([':', '：'])
        && !name.contains([':', '：'])
        && name.len() <= 2 * LABEL_BYTES
        && name.split_whitespace().count() <= LABEL_WORDS;
    let words = said[said.find([':', '：'])?..].trim_start_matches([':', '：', ' ']);
    is_name.then(|| said.len() - words.len())
}

/// The length of a label in capitals, `ANN MOSS: `, at the beginning of a line.
fn label(line: &str) -> Option<usize> {
    let begun = line.trim_start_matches(['-', '–', '>', ' ']);
    let colon = begun.find(':').filter(|at| (2..=40).contains(at))?;
    let name = &begun[..colon];
    let is_name = name
        .chars()
        .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '\'' | '-' | '#' | '_'))
        && name.chars().filter(|c| c.is_uppercase()).count() > 1;
    let rest = &begun[colon + 1..];
    (is_name && (rest.is_empty() || rest.starts_with(' '))).then(|| line.len() - rest.trim_start().len())
}

/// Whether brackets hold a sound: they are all of a line, or in capitals.
fn is_sound(rest: &str, line: &str) -> bool {
    let Some(end) = rest.find(')') else { return false };
    let bare = line.trim_start_matches(['-', '–', ' ']);
    let alone = bare.len() == end + 1 && bare.starts_with('(');
    alone || !rest[..end].chars().any(char::is_lowercase) || is_heard(&rest[1..end])
}

/// Whether words say what is heard: `laughs`, `soft music`.
fn is_heard(words: &str) -> bool {
    words.split_whitespace().count() <= SOUND_WORDS
        && words
            .split_whitespace()
            .any(|word| SOUNDS.contains(&word.trim_matches(['.', ',', '!']).to_lowercase().as_str()))
}

/// The length of a sound between asterisks or wide brackets that a line begins with; 0 if there is none.
fn sound_between(rest: &str) -> usize {
    let Some((open, close)) =
        [("*", "*"), ("（", "）"), ("【", "】")].into_iter().find(|(open, _)| rest.starts_with(open))
    else {
        return 0;
    };
    let near = &rest[..crate::span::boundary_at_or_before(rest, LONGEST_SOUND)];
    let Some(length) = near.get(open.len()..).and_then(|inner| inner.find(close)) else { return 0 };
    let inner = &rest[open.len()..open.len() + length];
    let is_sound = match open {
        "*" => is_heard(inner) && !inner.starts_with(' '),
        _ => inner.chars().count() <= WIDE_SOUND,
    };
    if is_sound { open.len() + length + close.len() } else { 0 }
}

/// Whether a cue only says who made the subtitles.
fn is_credit(source: &str, lines: &[Span]) -> bool {
    let [first, ..] = lines else { return false };
    if lines.iter().map(|line| line.len()).sum::<usize>() > LONGEST_CREDIT {
        return false;
    }
    let mut said = first.of(source).to_lowercase();
    while let Some((_, rest)) = said.strip_prefix(['<', '{']).and_then(|rest| rest.split_once(['>', '}'])) {
        said = rest.to_string();
    }
    let said = said.trim_start_matches(['-', '–', '♪', '[', '(', '"', '~', '=', '*', ' ']);
    let label = said.split_once([':', '：']).map(|(label, _)| label.trim_end());
    label.is_some_and(|label| CREDITS.contains(&label))
        || CREDIT_BEGINNINGS.iter().any(|begins| said.starts_with(begins))
        || said.contains("amara.org")
}

fn ends_sentence(said: &str) -> bool {
    said.trim_end_matches(['"', '”', '»', '\'', '’', ')', ']'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}
