//! Speech in text: transcripts and chats, whose lines say who speaks, and when.
//!
//! A name is a label only where it recurs as one, beside another that does: so a single "Note:" or a list of terms is none.
//! Labels stay in the text with the roles [`Role::Speaker`] and [`Role::Time`], before the content of their block.
//!
//! * time: linear; most lines are looked at up to their first colon
//! * space: the labels

use rustc_hash::{FxHashMap, FxHashSet};

use super::bytes::Bytes;
use super::listed::{Barred, Listed};
use super::{Block, BlockKind, Role, Stretch, mail, plain};
use crate::span::{Span, holds};

/// A label is no longer, in bytes and in words: a name, and what somebody is.
const LABEL_BYTES: usize = 48;
const LABEL_WORDS: usize = 5;

/// The most words of what somebody is, behind an article.
const OFFICE_WORDS: usize = 2;

/// Stamps are no longer, in bytes: `[2025-03-04T09:12:44.123+01:00] `.
const STAMP_BYTES: usize = 40;

/// A time alone on its line is no longer, in bytes: `[00:01:15.200]`.
const SHORT_STAMP: usize = 16;

/// How many labels make a text one of speech: this many in all, and this many of a hundred lines or blocks.
const LEAST_LABELS: usize = 3;
const LABELS_OF_HUNDRED: usize = 40;

/// Of the lines of a text that is wrapped, fewer begin with a label.
const LABELS_OF_HUNDRED_LINES: usize = 20;

/// The fewest fields of a record: of two, nothing tells them from two who talk.
const LEAST_FIELDS: usize = 3;

/// Labels of questions and answers before courts and in interviews.
const QUESTIONS: [&str; 2] = ["Q", "A"];

/// Words before a colon that recur and speak to the reader, and are nobody.
#[rustfmt::skip] // Several to a line.
const NO_SPEAKERS: [&str; 75] = [
    "note", "notes", "warning", "tip", "tips", "example", "examples", "important", "caution", "hint", "info", "update", "edit", "source",
    "sources", "tl;dr", "pros", "cons", "title", "author", "hinweis", "beispiel", "exemple", "ejemplo", "agreed", "decision", "decided", "action", "actions", "todo",
    "summary", "resolved", "motion", "vote", "beschluss", "décision", "acuerdo", "problem", "solution", "before", "after", "input",
    "output", "expected", "actual", "ingredients", "method", "serves", "directions", "preparation", "price", "rating", "location",
    "address", "phone", "result", "results", "goal", "definition", "vorteile", "nachteile", "zutaten", "zubereitung", "avantages",
    "inconvénients", "ingrédients", "préparation", "ventajas", "desventajas", "ingredientes", "preparación", "ingredienti",
    "preparazione", "vantaggi", "svantaggi",
];

/// Words before names that have a stop behind them.
const TITLES: [&str; 14] =
    ["Dr.", "Mr.", "Mrs.", "Ms.", "Mx.", "Prof.", "M.", "Mme.", "Hr.", "Fr.", "Sr.", "Sra.", "Sig.", "Dott."];

/// What stands for a picture or a message that is gone, in exports of chats.
#[rustfmt::skip] // Several to a line.
const NO_MESSAGE: [&str; 20] = [
    "omitted", "weggelassen", "ausgeschlossen", "omitido", "omitida", "omis", "omise", "omesso", "omessi", "weggelaten",
    "message was deleted", "deleted this message", "nachricht wurde gelöscht", "nachricht gelöscht", "message a été supprimé",
    "se eliminó este mensaje", "mensagem apagada", "messaggio è stato eliminato", "без медиафайлов", "missed voice call",
];

/// What stands for such a message in brackets of its own, or in place of them.
#[rustfmt::skip] // Several to a line.
const STANDS_FOR: [&str; 12] = [
    "사진", "동영상", "이모티콘", "삭제된 메시지입니다", "スタンプ", "写真", "動画", "图片", "视频", "动画表情", "照片", "貼圖",
];

/// What chats say themselves: who came or went, that answers stand elsewhere, that a message was taken back.
#[rustfmt::skip] // Several to a line.
const EVENTS: [&str; 13] = [
    "님이 나갔습니다", "님이 들어왔습니다", "님을 초대했습니다", "님이 내보냈습니다", "메시지를 가렸습니다", "unsent a message", "joined the group",
    "left the group", "送信を取り消しました", "が参加しました", "が退出しました", "撤回了一条消息", "加入了群聊",
];
#[rustfmt::skip] // Several to a line.
const EVENT_BEGINNINGS: [&str; 9] = [
    "Last reply ", "View thread", "View newer replies", "joined #", "Reacted to \"", "Replying to \"", "reacted to your message",
    "Letzte Antwort ", "set the channel ",
];

/// Marks that a message was changed.
#[rustfmt::skip] // Several to a line.
const EDITED: [&str; 10] = [
    " (edited)", " (bearbeitet)", " (modifié)", " (editado)", " (modificato)", " (bewerkt)", " (編集済み)", " (수정됨)", " (已编辑)", " (изменено)",
];

/// Halves of the day and units of dates, as stamps in Korean, Chinese and Japanese have them.
const HALVES: [&str; 10] = ["오전", "오후", "上午", "下午", "午前", "午後", "凌晨", "早上", "晚上", "中午"];
const UNITS: [&str; 6] = ["년", "월", "일", "年", "月", "日"];

/// Words before the name of who wrote to whom, in the chats of meetings, and words behind it.
const WROTE: [&str; 6] = ["From ", "Von ", "De ", "Da ", "Van ", "Från "];
const WROTE_TO: [&str; 7] = [" to ", " an ", " à ", " a ", " para ", " aan ", " till "];

/// Articles before what somebody is: `Le maire : …`, `The chair: …`.
#[rustfmt::skip] // Several to a line.
const ARTICLES: [&str; 22] = [
    "The", "Le", "La", "L'", "L’", "Les", "Un", "Une", "El", "Los", "Las", "Il", "Lo", "Gli", "O", "A", "Os", "As", "De", "Het", "Der", "Die",
];

/// The dash that a question has before it in interviews in Japanese, and the blank behind a name there.
const QUESTION_DASH: &str = "――";
const WIDE_BLANK: char = '\u{3000}';

/// A name before a wide blank is no longer, in bytes.
const WIDE_LABEL: usize = 30;

/// The beginning of a line of speech.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    /// Where the stamp and the name stand, in the text; where the words begin.
    time: Option<Span>,
    name: Option<Span>,
    words: usize,
    /// Whether somebody came or went, and nothing was said.
    is_event: bool,
    /// Whether it is a name above a time without a blank line before it: one that recurs, or none.
    is_close: bool,
}

/// The blocks of a chat or a transcript, with what in them is no prose; `None` for other texts.
pub(super) fn blocks(text: &str, known: &Bytes<'_>) -> Option<(Vec<Block>, Vec<Stretch>)> {
    // A time or a label has a colon, and there are several; but questions before courts, and programs.
    let has_colon = known.has(b':');
    if !has_colon || memchr::memchr_iter(b':', text.as_bytes()).nth(LEAST_LABELS - 1).is_none() {
        let bytes = text.as_bytes();
        let has = |sign: &str| holds(bytes, sign.as_bytes(), 0);
        let is_question =
            |at: usize| bytes[at + 1..].starts_with(b". ") || bytes[at + 1..].starts_with(b".\t");
        // The rare letters before what costs more to look for.
        let is_spoken = known.has(b'Q') && memchr::memchr_iter(b'Q', bytes).any(is_question)
            || known.has(b'_') && has("SPEAKER_")
            || known.may_hold("Speaker ") && has("Speaker ");
        if !is_spoken {
            return None;
        }
    }
    let (mut stamped, mut names, mut said) = (0usize, FxHashMap::<&str, usize>::default(), 0usize);
    let (mut initials, mut order) = (FxHashMap::<&str, usize>::default(), Vec::new());
    let mut doubtful = 0;
    for (line, head) in heads(text) {
        said += usize::from(!line.is_empty());
        stamped += usize::from(head.is_some_and(|head| head.time.is_some()));
        doubtful += usize::from(head.is_some_and(|head| head.name.is_some() && is_bare(text, head.time)));
        if let Some(name) = head.and_then(|head| head.name) {
            let counts = if is_initial(text, name) { &mut initials } else { &mut names };
            *counts.entry(name.of(text)).or_default() += 1;
            if head.is_some_and(|head| head.time.is_none()) {
                order.push(name.of(text));
            }
        }
    }
    if is_questioning(&initials) {
        names.extend(initials);
    }
    if are_fields(&order) {
        names.clear();
    }
    let labels: usize = names.values().filter(|count| **count > 1).sum();
    let recurring = names.values().filter(|count| **count > 1).count();
    // In a diary and a program, what stands behind a time is no name.
    if recurring == 0 {
        stamped -= doubtful;
    }
    let is_stamped = stamped >= LEAST_LABELS
        && stamped * 100 >= said * LABELS_OF_HUNDRED_LINES
        && (labels > 1 || stamped * 2 > said);
    let recurs = |name: Span| names.get(name.of(text)).is_some_and(|count| *count > 1);
    let is_labelled =
        recurring > 1 && labels > LEAST_LABELS && labels * 100 >= said * LABELS_OF_HUNDRED_LINES;
    if !is_stamped && !is_labelled {
        return None;
    }
    let is_head = |head: &Head| match (head.time, head.name) {
        (Some(_), Some(name)) if head.is_close && !recurs(name) => false,
        (Some(_), _) => is_stamped,
        (None, Some(name)) => {
            is_labelled && (recurs(name) || labels > 2 * LEAST_LABELS && names.contains_key(name.of(text)))
        }
        (None, None) => is_stamped && head.is_event,
    };
    // What stands behind the times of a diary is a name only if it recurs, or others do.
    let without_name = |head: Head| match (head.time, head.name) {
        (Some(time), Some(name))
            if !time.is_empty()
                && !recurs(name)
                && (recurring == 0 || head.words <= name.end && is_bare(text, Some(time))) =>
        {
            Head { name: None, words: name.start, ..head }
        }
        _ => head,
    };
    let nicks: FxHashSet<&str> = names.keys().copied().collect();
    let (mut out, mut stretches) = (Vec::new(), Vec::new());
    let mut open: Option<Block> = None;
    let (wrap, mut is_begun, mut is_counted) = (plain::width(text), false, false);
    for (line, head) in heads(text) {
        let head = head.filter(is_head).map(without_name);
        // What stands above the first name that recurs is a header: a date, who was there.
        is_begun |= head.is_some_and(|head| head.time.is_some() || head.name.is_some_and(recurs));
        let head = head.filter(|_| is_begun);
        if line.is_empty() || head.is_some() {
            close(text, wrap, &mut out, open.take());
        }
        if line.is_empty() {
            continue;
        }
        let Some(head) = head else {
            is_counted = is_said_by_none(line.of(text), is_counted);
            if is_counted {
                close(text, wrap, &mut out, open.take());
                out.push(Block {
                    kind: BlockKind::Paragraph,
                    span: line,
                    content_start: line.start,
                    role: Role::Notice,
                });
                continue;
            }
            let is_edited = EDITED.iter().any(|mark| line.of(text).ends_with(mark));
            match &mut open {
                Some(block) => block.span.end = line.end,
                None => {
                    open = Some(Block {
                        kind: BlockKind::Paragraph,
                        span: line,
                        content_start: line.start,
                        role: Role::Prose,
                    })
                }
            }
            if is_edited {
                close(text, wrap, &mut out, open.take());
            }
            continue;
        };
        is_counted = false;
        let time = head.time.filter(|span| !span.is_empty());
        let mut parts: Vec<Stretch> =
            time.map(|span| Stretch { span, role: Role::Time }).into_iter().collect();
        parts.extend(head.name.map(|span| Stretch { span, role: Role::Speaker }));
        parts.sort_unstable_by_key(|part| part.span.start);
        stretches.extend(parts);
        // `<This message was edited>`, as exports have it behind a message.
        let edited = Span { start: head.words, end: line.end }
            .of(text)
            .strip_suffix('>')
            .and_then(|words| words.rfind(" <"));
        let edited = edited.map(|at| Span { start: head.words + at + 1, end: line.end }).filter(|mark| {
            let inner = mark.of(text);
            inner.contains(' ') && !inner.contains(['/', '=', '@', '"'])
        });
        let line = Span { end: edited.map_or(line.end, |mark| mark.start), ..line }.trim(text);
        let words = Span { start: head.words.min(line.end), end: line.end };
        let role = match (head.is_event, words.is_empty()) {
            (true, _) => Role::Notice,
            (_, true) if head.name.is_some() => Role::Speaker,
            (_, true) => Role::Time,
            _ if is_no_message(words.of(text)) => Role::Notice,
            _ => Role::Prose,
        };
        let content_start = if words.is_empty() { line.start } else { words.start };
        let block = Block { kind: BlockKind::Paragraph, span: line, content_start, role };
        if words.is_empty() {
            close(text, wrap, &mut out, Some(block));
        } else {
            mentions(text, words, &nicks, &mut stretches);
            open = Some(block);
        }
        if let Some(span) = edited {
            close(text, wrap, &mut out, open.take());
            out.push(Block {
                kind: BlockKind::Paragraph,
                span,
                content_start: span.start,
                role: Role::Notice,
            });
        }
    }
    close(text, wrap, &mut out, open);
    Some((out, stretches))
}

/// Whether a label is a letter with a stop, as initials and lists have it.
fn is_initial(text: &str, name: Span) -> bool {
    name.len() == 1 && text[name.end..].starts_with('.')
}

/// Whether a stamp is a time of the day and no more, as in diaries.
fn is_bare(text: &str, time: Option<Span>) -> bool {
    let said = time.map_or("", |time| time.of(text));
    said.starts_with(|c: char| c.is_ascii_digit())
        && said.matches(':').count() == 1
        && !said.contains(['/', '-', '.'])
}

/// Whether questions and answers are labelled, each more than once. One letter alone is one of a list, or an initial.
fn is_questioning(names: &FxHashMap<&str, usize>) -> bool {
    QUESTIONS.iter().all(|name| names.get(name).is_some_and(|count| *count > 1))
}

/// Whether labels are the fields of records rather than people: three or more that come round and round in the same order.
fn are_fields(order: &[&str]) -> bool {
    let Some(period) = order.iter().skip(1).position(|name| *name == order[0]).map(|at| at + 1) else {
        return false;
    };
    period >= LEAST_FIELDS
        && order.len() >= 2 * period
        && order.iter().zip(&order[period..]).all(|(before, name)| before == name)
}

/// Whether a line of a chat is none of who writes there: reactions, and below them how many (`is_counted`), dates between rules,
/// what a service says, and what stands for a picture.
fn is_said_by_none(line: &str, is_counted: bool) -> bool {
    let is_in = |open, close| {
        line.strip_prefix(open)
            .and_then(|line: &str| line.strip_suffix(close))
            .is_some_and(|inner| !inner.contains(open) && inner.split_whitespace().count() <= LABEL_WORDS + 1)
    };
    let bare = || line.trim_end_matches(['.', '。', ' ']);
    let is_date = || {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-'));
        digits.len() + 8 <= line.len()
            && (digits.is_empty() || digits.starts_with('(') && digits.ends_with(')'))
    };
    match line.as_bytes().first() {
        Some(b':') => is_reactions(line),
        Some(b'[') => is_in('[', ']'),
        Some(b'{') => is_in('{', '}'),
        Some(b'-') => line.len() > SHORT_STAMP && line.starts_with("---") && line.ends_with("---"),
        Some(b'0'..=b'9') => is_counted && line.bytes().all(|byte| byte.is_ascii_digit()) || is_date(),
        _ => {
            is_counted
                && line.ends_with(')')
                && line.len() < SHORT_STAMP
                && !line.contains(char::is_alphabetic)
                || EVENT_BEGINNINGS.iter().any(|begins| line.starts_with(begins))
                || line.len() <= 4 * LABEL_BYTES && EVENTS.iter().any(|ends| bare().ends_with(ends))
        }
    }
}

/// Ends a block. Prose that stands before the first label or between labels is read as other prose is.
fn close(text: &str, wrap: Option<usize>, out: &mut Vec<Block>, block: Option<Block>) {
    let Some(mut block) = block else { return };
    let edited = EDITED.iter().find(|mark| block.role == Role::Prose && block.span.of(text).ends_with(*mark));
    let mark = edited.map(|mark| Span { start: block.span.end - mark.len() + 1, end: block.span.end });
    let mark = mark.filter(|mark| mark.start > block.content_start + 1);
    if let Some(mark) = mark {
        block.span = Span { end: mark.start, ..block.span }.trim(text);
    }
    close_said(text, wrap, out, block);
    out.extend(mark.map(|span| Block {
        kind: BlockKind::Paragraph,
        span,
        content_start: span.start,
        role: Role::Notice,
    }));
}

/// The same for a block without a mark that it was changed.
fn close_said(text: &str, wrap: Option<usize>, out: &mut Vec<Block>, block: Block) {
    if block.content_start > block.span.start || block.role != Role::Prose {
        return out.push(block);
    }
    let start = block.span.start;
    out.extend(plain::blocks_wrapped(block.span.of(text), wrap).map(|inner| {
        let is_first = start == 0;
        Block {
            span: Span { start: inner.span.start + start, end: inner.span.end + start },
            content_start: inner.content_start + start,
            kind: if inner.kind == BlockKind::Title && !is_first { BlockKind::Heading } else { inner.kind },
            ..inner
        }
    }));
}

/// The lines of a text, without white space and marks of direction at their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let line = Span { start, end }.trim(text);
        start = (end + 1).min(text.len());
        line
    })
}

/// The lines of a text, with what they begin with.
fn heads(text: &str) -> impl Iterator<Item = (Span, Option<Head>)> {
    let mut is_alone = true;
    let mut rest = lines(text).peekable();
    std::iter::from_fn(move || {
        let line = rest.next()?;
        let words = line.of(text);
        // A dash may part a name from its time, each on a line.
        let mut is_timed = || {
            rest.peek().is_some_and(|next| {
                let next = next.of(text);
                is_time_line(next) && is_name(words, false) || is_dash(next) && is_name(words, true)
            })
        };
        let head = if is_time_line(words) || is_dash(words) {
            Some(Head { time: Some(line), words: line.end, ..Head::default() })
        } else if (1..=LABEL_BYTES).contains(&words.len()) && is_timed() {
            // A name, and below it when that was said: no other time is needed.
            let below = Span { start: line.end, end: line.end };
            let is_close = !is_alone;
            Some(Head { name: Some(line), time: Some(below), words: line.end, is_close, ..Head::default() })
        } else {
            head(text, line, is_alone)
        };
        is_alone = line.is_empty();
        Some((line, head))
    })
}

/// Whether a line is the dash between a name and a time.
fn is_dash(line: &str) -> bool {
    matches!(line, "—" | "–")
}

/// Whether a line is a time, perhaps behind a sign of what somebody is at: `:palm_tree:  9:14 AM`.
fn is_time_line(line: &str) -> bool {
    if line.len() > LABEL_BYTES
        || !line.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | ']' | 'm' | 'M' | '.'))
    {
        return false;
    }
    let sign = line.strip_prefix(':').and_then(|line| line.split_once(':'));
    match sign.filter(|(name, _)| !name.contains(' ')) {
        Some((_, time)) => is_time(time.trim_start()),
        None => is_time(line),
    }
}

/// Whether a line says when something was said, and no more: `0:15`, `00:01:15.200`, `(12:03)`, `9:12 AM`, `오전 9:12`.
pub(super) fn is_time(line: &str) -> bool {
    if line.len() > SHORT_STAMP || !line.contains(':') {
        return false;
    }
    let bare = line.strip_prefix(['(', '[']).and_then(|line| line.strip_suffix([')', ']'])).unwrap_or(line);
    let bare = HALVES.iter().find_map(|half| bare.strip_prefix(half)).unwrap_or(bare).trim_start();
    let bare = match bare.find(['a', 'p', 'A', 'P']) {
        Some(half) if half_of_day(&bare[half..]) == Some(bare.len() - half) => bare[..half].trim_end(),
        _ => bare,
    };
    let clock = bare.split(['.', ',']).next().unwrap_or_default();
    let parts = || clock.split(':');
    (2..=3).contains(&parts().count())
        && parts().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        && parts().skip(1).all(|part| part.len() == 2)
        && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','))
}

/// Whether there may be a colon, narrow or wide, whose first byte is a rare one.
fn may_have_colon(bytes: &[u8]) -> bool {
    memchr::memchr2(b':', 0xEF, bytes).is_some()
}

/// What the line begins with, if that is a stamp or a label. One alone, with what it labels below, follows a blank line.
fn head(text: &str, line: Span, is_alone: bool) -> Option<Head> {
    let whole = line.of(text);
    // Nearly all lines are prose: they begin with a letter, and have no colon near it.
    if let Some(first) = whole.as_bytes().first()
        && first.is_ascii_alphabetic()
        && !matches!(first, b'Q' | b'A' | b'S' | b's')
        && !may_have_colon(&whole.as_bytes()[..whole.len().min(LABEL_BYTES + STAMP_BYTES)])
    {
        return None;
    }
    let bare = match whole.as_bytes().first() {
        // What the marks of direction and of the byte order begin with.
        Some(0xE2 | 0xEF) => whole.trim_start_matches(['\u{200E}', '\u{200F}', '\u{202A}', '\u{FEFF}']),
        _ => whole,
    };
    let begin = line.end - bare.len();
    let stamp = stamp(bare);
    let rest = &bare[stamp.unwrap_or(0)..];
    let start = begin + stamp.unwrap_or(0);
    let time = stamp.map(|len| Span { start: begin, end: begin + len }.trim(text));
    let is_bracketed = bare.starts_with(['[', '(']);
    if stamp.is_some() {
        // Somebody came or went, or does something.
        if rest.starts_with("* ")
            || rest.starts_with("-!-")
            || rest.starts_with("***")
            || rest.starts_with("--> ")
            || rest.starts_with("<-- ")
            || rest.starts_with("-->\t")
        {
            return Some(Head { time, words: start, is_event: true, ..Head::default() });
        }
        // Columns parted by tabs: a name and what they say, or what happened.
        if bare[..stamp.unwrap_or(0)].ends_with('\t') {
            let said = rest.split_once('\t').filter(|(name, _)| (1..=LABEL_BYTES).contains(&name.len()));
            return Some(match said.filter(|_| !rest.starts_with("From ")) {
                Some((name, words)) => Head {
                    time,
                    name: Some(Span { start, end: start + name.len() }.trim(text))
                        .filter(|name| !name.is_empty()),
                    words: line.end - words.trim_start().len(),
                    ..Head::default()
                },
                None => match sent(text, line, rest, time) {
                    Some(head) => head,
                    None => Head { time, words: start, is_event: true, ..Head::default() },
                },
            });
        }
        if let Some(head) = sent(text, line, rest, time) {
            return Some(head);
        }
        if let Some((nick, words)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
            && nick.len() <= LABEL_BYTES
        {
            let nick_at = start + 1 + (nick.len() - nick.trim_start_matches(['@', '+', '%', ' ']).len());
            let name = Span { start: nick_at, end: start + 1 + nick.len() };
            return Some(Head {
                time,
                name: Some(name.trim(text)),
                words: line.end - words.trim_start().len(),
                ..Head::default()
            });
        }
        if let Some(label) = label(rest, true) {
            let at = line.end - rest.len();
            let name = Span { start: at, end: at + label.0 }.trim(text);
            let words = line.end - rest[label.1..].trim_start().len();
            return Some(Head { time, name: Some(name), words, ..Head::default() });
        }
        // A name alone, with what is said below it.
        let nick = rest.strip_suffix(" (pinned)").unwrap_or(rest);
        if is_name(nick, true) && rest.len() <= LABEL_BYTES && !rest.is_empty() && is_alone {
            return Some(Head {
                time,
                name: Some(Span { start, end: start + nick.len() }),
                words: line.end,
                ..Head::default()
            });
        }
        let is_date = bare[..stamp.unwrap_or(0)].contains(['/', '.', '-']);
        let has_seconds = bare[..stamp.unwrap_or(0)].matches(':').count() > 1;
        if is_bracketed || has_seconds {
            return Some(Head { time, words: start, ..Head::default() });
        }
        // What a service says in an export has no name.
        return is_date.then_some(Head { time, words: start, is_event: true, ..Head::default() });
    }
    // `[Speaker 1] [00:00] words`.
    if let Some((name, behind)) = bare.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && name.len() <= LABEL_BYTES
        && name.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && name.split(' ').count() <= LABEL_WORDS
        && let Some(len) = time_behind_name(behind.trim_start())
    {
        let time_at = line.end - behind.trim_start().len();
        let words = behind.trim_start()[len..].trim_start_matches([':', ' ', '\t']);
        return Some(Head {
            time: Some(Span { start: time_at, end: time_at + len }.trim(text)),
            name: Some(Span { start: begin + 1, end: begin + 1 + name.len() }),
            words: line.end - words.len(),
            ..Head::default()
        });
    }
    if let Some((nick, words)) = bare.strip_prefix('<').and_then(|rest| rest.split_once("> "))
        && !nick.is_empty()
        && nick.len() <= LABEL_BYTES
        && !nick.contains([' ', '/', '='])
    {
        return Some(Head {
            time: None,
            name: Some(Span { start: begin + 1, end: begin + 1 + nick.len() }),
            words: line.end - words.len(),
            ..Head::default()
        });
    }
    // Before courts, and where a program names who speaks, labels need no colon.
    let needs_none = bare.starts_with("Q.")
        || bare.starts_with("A.")
        || is_wide(bare)
        || bare.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("speaker"));
    if !needs_none && !may_have_colon(&bare.as_bytes()[..bare.len().min(LABEL_BYTES + STAMP_BYTES)]) {
        return None;
    }
    // `Rita Vale (12:03)`, `Rita — Today at 09:12`, perhaps with a colon and words behind it.
    let (name_len, words_at) = named_then_stamped(bare).map_or_else(
        || label(bare, false).map_or((0, None), |(name, words)| (name, Some((words, false)))),
        |(name, words)| (name, Some((words, true))),
    );
    let (words_at, is_stamped) = words_at?;
    let name = Span { start: begin, end: begin + name_len }.trim(text);
    let words = line.end - bare[words_at..].trim_start().len();
    let time = is_stamped
        .then(|| Span { start: name.end, end: words.max(name.end) }.trim(text))
        .filter(|span| !span.is_empty());
    Some(Head { time, name: Some(name), words, ..Head::default() })
}

/// `From Rita to Everyone:`, as the chats of meetings have it behind a time.
fn sent(text: &str, line: Span, rest: &str, time: Option<Span>) -> Option<Head> {
    let from = WROTE.iter().find_map(|from| rest.strip_prefix(from))?.trim_start();
    let window = &from[..crate::span::boundary_at_or_before(from, 2 * LABEL_BYTES)];
    let colon = window.find(':')?;
    let to = WROTE_TO.iter().filter_map(|to| window[..colon].find(to)).min().unwrap_or(colon);
    let at = line.end - from.len();
    let name = Span { start: at, end: at + to }.trim(text);
    let words = line.end - from[colon + 1..].trim_start().len();
    (!name.is_empty() && name.len() <= LABEL_BYTES).then_some(Head {
        time,
        name: Some(name),
        words,
        ..Head::default()
    })
}

/// Whether a line begins as those of interviews in Japanese do.
fn is_wide(line: &str) -> bool {
    line.as_bytes().first().is_some_and(|byte| *byte > 0xE0) && wide_label(line).is_some()
}

/// Where a name ends that a wide blank follows, or the dash before a question, and where the words begin.
fn wide_label(line: &str) -> Option<(usize, usize)> {
    if let Some(words) = line.strip_prefix(QUESTION_DASH) {
        let words = words.trim_start_matches('―');
        return (!words.is_empty()).then(|| (line.len() - words.len(), line.len() - words.len()));
    }
    let window = &line[..crate::span::boundary_at_or_before(line, WIDE_LABEL)];
    let (name, _) = window.split_once(WIDE_BLANK)?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '・' | 'ー' | '（' | '）');
    (!name.is_empty() && name.chars().all(is_word)).then(|| (name.len(), name.len() + WIDE_BLANK.len_utf8()))
}

/// The length of a time behind a name in brackets: in brackets itself, or alone.
fn time_behind_name(words: &str) -> Option<usize> {
    let stamped = || words.starts_with('[').then(|| stamp(words)).flatten();
    time_in_brackets(words).or_else(stamped).or_else(|| is_time(words).then_some(words.len()))
}

/// The length of a time in brackets that words begin with.
fn time_in_brackets(words: &str) -> Option<usize> {
    let close = if words.starts_with('[') { ']' } else { words.starts_with('(').then_some(')')? };
    let end = words.bytes().take(SHORT_STAMP + 2).position(|b| b == close as u8)?;
    is_time(&words[..=end]).then_some(end + 1)
}

/// The length of a stamp with a time in it, and of what parts it from the rest, at the beginning of a line.
fn stamp(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let half = |words: &str| HALVES.iter().find(|half| words.starts_with(**half)).map(|half| half.len());
    let open = match bytes.first()? {
        b'[' | b'(' => 1,
        b'0'..=b'9' => 0,
        0xE4 | 0xE5 | 0xE6 | 0xEC if half(line).is_some() => 0,
        _ => return None,
    };
    let mut end = open;
    while end < bytes.len().min(STAMP_BYTES) {
        match bytes[end] {
            b'0'..=b'9' | b':' | b'/' | b'.' | b',' | b'+' => end += 1,
            b'-' if open == 1 || !line[..end].ends_with(' ') => end += 1,
            b' ' if open == 0 && line[..end].ends_with(' ') => break,
            b' ' => end += 1,
            b'T' | b'Z' if end > 0 && bytes[end - 1].is_ascii_digit() => end += 1,
            0xE2 if line[end..].starts_with('\u{202F}') => end += '\u{202F}'.len_utf8(),
            0xE4..=0xEC => {
                let unit =
                    || UNITS.iter().find(|unit| line[end..].starts_with(**unit)).map(|unit| unit.len());
                match half(&line[end..]).or_else(unit) {
                    Some(length) => end += length,
                    None => break,
                }
            }
            b'a' | b'p' | b'A' | b'P' => match half_of_day(&line[end..]) {
                Some(length) => end += length,
                None => break,
            },
            _ => break,
        }
    }
    let said = line[open..end].trim_end_matches([' ', '-', ',', '.']);
    let has_time = said.char_indices().any(|(at, c)| {
        c == ':'
            && said[..at].ends_with(|c: char| c.is_ascii_digit())
            && said[at + 1..].bytes().take(2).filter(u8::is_ascii_digit).count() == 2
    });
    if !has_time {
        return None;
    }
    let rest = match open {
        1 => line[end..].strip_prefix([']', ')'])?,
        _ => {
            let rest = &line[open + said.len()..];
            // The stop of `a. m.` goes with it.
            let rest = rest.strip_prefix('.').filter(|_| said.ends_with('m')).unwrap_or(rest);
            let rest = rest.strip_prefix(',').filter(|_| !said.is_ascii()).unwrap_or(rest);
            rest.starts_with([' ', '\t']).then_some(rest)?
        }
    };
    let rest = rest.trim_start_matches([' ', '\t', '\u{A0}']);
    let rest = if rest.starts_with("-!-") || rest.starts_with("--> ") {
        rest
    } else {
        rest.strip_prefix(['-', '–', '—', '|']).unwrap_or(rest)
    };
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    (!rest.is_empty() || open == 1).then(|| line.len() - rest.len())
}

/// The length of the half of the day that words begin with: `PM`, `a.m.`, and `a. m.` as Spanish has it.
fn half_of_day(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(['a', 'p', 'A', 'P'])?;
    let (dot, rest) = rest.strip_prefix('.').map_or((false, rest), |rest| (true, rest));
    let rest = rest.strip_prefix([' ', '\u{A0}', '\u{202F}']).filter(|_| dot).unwrap_or(rest);
    let rest = rest.strip_prefix(['m', 'M'])?;
    let rest = if dot { rest.strip_prefix('.')? } else { rest };
    (!rest.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| words.len() - rest.len())
}

/// A label and a colon: where the name ends, and where the words begin.
fn label(line: &str, is_stamped: bool) -> Option<(usize, usize)> {
    let window = &line[..crate::span::boundary_at_or_before(line, LABEL_BYTES + 4)];
    if let Some(words) = line.strip_prefix("Q.").or_else(|| line.strip_prefix("A."))
        && words.starts_with([' ', '\t'])
    {
        return Some((1, 2));
    }
    if !is_stamped && is_wide(line) {
        return wide_label(line);
    }
    // `SPEAKER_00 - `, as programs name those that they do not know.
    if window.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("speaker"))
        && let Some((name, words)) = [" - ", " – "].iter().find_map(|dash| window.split_once(dash))
        && name.len() >= 7
        && name.ends_with(|c: char| c.is_ascii_digit())
        && !name.contains(':')
    {
        return Some((name.len(), window.len() - words.len()));
    }
    let colon = crate::span::first_colon(window)?;
    let name = &line[..colon];
    let wide = line[colon..].chars().next().map_or(1, char::len_utf8);
    let words = &line[colon + wide..];
    let is_sound =
        is_name(name, is_stamped) && (words.is_empty() || words.starts_with(char::is_whitespace) || wide > 1);
    // Initials, which minutes have for names, may be those of a field in some language: `DE:`.
    let is_initials = name.len() == 2
        && name.bytes().all(|byte| byte.is_ascii_uppercase())
        && !matches!(name, "TO" | "CC" | "RE" | "FW");
    let is_other = || !is_stamped && (mail::is_field(name) && !is_initials || is_no_speaker(name));
    (is_sound && !is_other()).then(|| (colon, colon + wide))
}

/// Whether a word before a colon speaks to the reader and is nobody.
pub(super) fn is_no_speaker(name: &str) -> bool {
    static LISTED: Listed = Listed::of(&[&NO_SPEAKERS]);
    LISTED.may_have(name) && NO_SPEAKERS.contains(&name.to_lowercase().as_str())
}

/// Whether words may be the name of somebody. Behind a stamp, a nick may be in lower case.
pub(super) fn is_name(name: &str, is_stamped: bool) -> bool {
    let words = name.split(' ').filter(|word| !word.is_empty());
    let is_capital = |word: &str| {
        let first = word.trim_start_matches(['(', '"', '\'', '“', '@', '~']).chars().next();
        first.is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric() || c == '+'))
    };
    let count = words.clone().count();
    (1..=LABEL_WORDS).contains(&count)
        && !name.contains(['.', '!', '?', ';', '=', '{', '}', '<', '>', '|'])
            | name.split_whitespace().any(|word| TITLES.iter().any(|title| word.eq_ignore_ascii_case(title)))
        && name.chars().any(char::is_alphanumeric)
        && !name.ends_with("http")
        && !name.ends_with("https")
        && (words.clone().all(|word| is_capital(word) || word.len() <= 3)
            && name.starts_with(|c: char| !c.is_lowercase())
            || (is_stamped && count <= 2)
            || is_office(words))
}

/// Whether words are an article and what somebody is: `Le maire`, `The chair`, `L'avocate`.
fn is_office<'t>(words: impl Iterator<Item = &'t str> + Clone) -> bool {
    let mut rest = words.clone();
    let article = rest.next().unwrap_or_default();
    let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    let is_elided = article.starts_with("L'") || article.starts_with("L’");
    (ARTICLES.contains(&article) && (1..=OFFICE_WORDS).contains(&rest.clone().count())
        || is_elided && rest.clone().count() < OFFICE_WORDS)
        && rest.all(|word| is_word(word) && !is_no_speaker(word))
}

/// `Name (12:03)`, `Name — Today at 09:12`, `Name  9:12 AM`: where the name ends, and where the words begin.
fn named_then_stamped(line: &str) -> Option<(usize, usize)> {
    let window = &line[..crate::span::boundary_at_or_before(line, LABEL_BYTES + STAMP_BYTES)];
    let colon = window.match_indices(':').find(|(at, _)| {
        line[..*at].ends_with(|c: char| c.is_ascii_digit())
            && line[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    });
    let colon = colon?.0;
    // Back to what parts the name from the stamp, on to what ends the stamp.
    let before = line[..colon]
        .rfind(['(', '[', '—', '–'])
        .or_else(|| line[..colon].find("  ").filter(|at| *at > 0))
        .or_else(|| {
            let digits = line[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
            digits.ends_with(' ').then(|| digits.trim_end().len())
        })?;
    let name = line[..before].trim_end_matches([' ', '-', ',']);
    // A dash, or two blanks as chats have them when they are copied, are no marks of prose before a time and nothing else: what
    // stands before them may be a nick.
    let may_be_nick = line[before..].starts_with('—') || line[before..].starts_with("  ");
    if name.len() > LABEL_BYTES {
        return None;
    }
    // Nicks of firms have stops in them.
    let is_dotted = || may_be_nick && name.contains('.') && is_name(&name.replace('.', ""), true);
    if !is_name(name, may_be_nick) && !is_dotted() {
        return None;
    }
    let mut end = colon;
    let bytes = line.as_bytes();
    while end < bytes.len() && matches!(bytes[end], b'0'..=b'9' | b':' | b'.' | b',') {
        end += 1;
    }
    let rest = line[end..].trim_start();
    let half =
        rest.get(..2).filter(|half| half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"));
    let rest = half.map_or(rest, |_| rest[2..].trim_start());
    let behind = rest.strip_prefix([')', ']']).unwrap_or(rest).trim_start();
    let words = behind.strip_prefix([':', '-', '–', '—']).map(str::trim_start);
    match words {
        Some(words) => Some((name.len(), line.len() - words.len())),
        None if behind.is_empty() => Some((name.len(), line.len())),
        None => None,
    }
}

/// Nicks that a message speaks to: `@ned`.
fn mentions(text: &str, words: Span, nicks: &FxHashSet<&str>, stretches: &mut Vec<Stretch>) {
    let mut from = words.start;
    while let Some(found) = memchr::memchr(b'@', &text.as_bytes()[from..words.end]) {
        let start = from + found;
        let rest = &text[start + 1..words.end];
        let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if nicks.contains(&rest[..len]) {
            stretches.push(Stretch { span: Span { start, end: start + 1 + len }, role: Role::Speaker });
        }
        from = start + 1 + len;
    }
}

/// Whether a message only says that there was one.
fn is_no_message(words: &str) -> bool {
    let bare =
        words.trim_matches(['\u{200E}', '<', '>', '*', '_', '.', ' ', '[', ']', '(', ')']).to_lowercase();
    let is_within = |open, close| words.starts_with(open) && words.ends_with(close) && !bare.contains(open);
    let is_tag = is_within('<', '>') || is_within('[', ']') && bare.split(' ').count() <= 3;
    bare.len() < 60
        && (is_tag
            || STANDS_FOR.contains(&bare.as_str())
            || NO_MESSAGE.iter().any(|word| bare.ends_with(word)))
        || EVENT_BEGINNINGS.iter().any(|begins| words.starts_with(begins))
}

/// Whether a line has only how often readers of a message chose a sign: `:+1: 2 :tada: 1`.
fn is_reactions(line: &str) -> bool {
    let mut signs = 0;
    line.starts_with(':')
        && line.split_whitespace().all(|word| {
            let sign = word.strip_prefix(':').and_then(|word| word.strip_suffix(':'));
            signs += usize::from(sign.is_some());
            sign.map_or_else(
                || word.bytes().all(|byte| byte.is_ascii_digit()),
                |name| {
                    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-_".contains(&b))
                },
            )
        })
        && signs > 0
}

/// Whether a sentence has a hole where nobody understood what was said, or a time in brackets: `[inaudible]`, `[unintelligible 00:07:05]`.
pub(super) fn has_hole(sentence: &str) -> bool {
    memchr::memchr_iter(b'[', sentence.as_bytes()).any(|at| {
        let near = &sentence[at + 1..crate::span::boundary_at_or_before(sentence, at + 1 + LABEL_BYTES)];
        let Some((inner, _)) = near.split_once(']') else { return false };
        let mut words = inner.split([' ', ',', '-']).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default().trim_end_matches('.').to_lowercase();
        is_listed(HOLES, &first) || is_time(inner) || words.next_back().is_some_and(is_time)
    })
}

/// Whether a word is one of those that a list parts by bars.
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    let list = list.as_bytes();
    let is_whole = |at: usize| {
        at.checked_sub(1).is_none_or(|before| list[before] == b'|')
            && list.get(at + word.len()).is_none_or(|behind| *behind == b'|')
    };
    !word.is_empty() && memchr::memmem::find_iter(list, word).any(is_whole)
}

/// What stands for words that nobody understood, or for more than one who spoke.
const HOLES: &str = "unintelligible|inaudible|indistinct|crosstalk|unverständlich|unv|incompréhensible|inintelligible|ininteligible\
    |inaudibles|ininteligível|inaudível|incomprensibile|inudibile|onverstaanbaar|ohörbart|utydelig|uforståeligt\
    |epäselvää|niezrozumiałe|nesrozumitelné|неразборчиво|нерозбірливо|anlaşılmıyor|聞き取り不能|听不清";

/// The fewest labels of all that are said, in minutes that have them among other paragraphs: their number, and their share in percent.
const LEAST_AMONG: usize = 4;
const LABELS_OF_HUNDRED_AMONG: usize = 15;

/// No more who speak are looked for.
const MOST_SPEAKERS: usize = 64;

/// Fields and headings above who was there, as far as they name people.
static ATTENDANCE: Barred = Barred::of(
    "present|also present|members present|attendees|attendance|in attendance|attending|participants|guests|chair\
    |chairperson|scribe|note taker|notetaker|facilitator|secretary|hosts|host|speakers|panelists|guest|anwesend\
    |anwesende|teilnehmer|teilnehmende|teilnehmerinnen|teilnehmerinnen und teilnehmer|gäste|moderation|présents\
    |présent|présentes|étaient présents|invités|asistentes|participantes|presentes|invitados|presenti|partecipanti\
    |convidados|aanwezig|aanwezigen|deelnemers|närvarande|deltagare|til stede|tilstede|deltagere|deltakere|läsnä\
    |paikalla|osallistujat|obecni|uczestnicy|přítomni|účastníci|jelen vannak|jelenlévők|resztvevők|prezenți\
    |participanți|присутствовали|присутствующие|участники|присутні|учасники|katılanlar|katılımcılar",
);

/// None of them is longer, in bytes.
const LONGEST_LABEL: usize = 48;

/// A person on a list has no more words, with what they are.
const PERSON_WORDS: usize = 12;

/// Who was there, as a list of them says.
#[derive(Default)]
struct Attendance<'t> {
    /// The names, whole, and the first word of each.
    names: FxHashSet<&'t str>,
    /// The items of the list.
    items: Vec<usize>,
}

impl<'t> Attendance<'t> {
    fn of(text: &'t str, blocks: &[Block]) -> Attendance<'t> {
        let mut all = Attendance::default();
        let mut is_list = false;
        for (at, block) in blocks.iter().enumerate() {
            let said = text[block.content_start..block.span.end].trim();
            if is_list && block.kind == BlockKind::Item {
                if all.add(said) {
                    all.items.push(at);
                }
                continue;
            }
            is_list = false;
            if !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) {
                continue;
            }
            let near = &said[..crate::span::boundary_at_or_before(said, LABEL_BYTES)];
            let (name, value) = match crate::span::first_colon(near) {
                Some(colon) => (&said[..colon], said[colon..].trim_start_matches([':', '：'])),
                None if said.len() <= LABEL_BYTES => (said, ""),
                None => continue,
            };
            let name = name.trim_matches(['*', '_', ' ', '\u{A0}', '.']);
            let is_added = memchr::memchr(b'(', name.as_bytes()).is_some();
            let name = if is_added { name.split(" (").next().unwrap_or_default() } else { name };
            if name.len() > LONGEST_LABEL || name.bytes().filter(|byte| *byte == b' ').count() > 2 {
                continue;
            }
            if ATTENDANCE.has_small(name) {
                is_list = value.trim().is_empty();
                let parts = value.split([',', ';', '、', '\n', '&', '/', '，']);
                for person in parts.flat_map(|person| person.split(" and ")) {
                    all.add(person);
                }
            }
        }
        all
    }

    /// A name with what stands behind it: `Ned Moss (engineer)`, `Rita Vale @rita`.
    fn add(&mut self, person: &'t str) -> bool {
        let person = person.split(['(', ':', '[', '<', '@', ',']).next().unwrap_or_default();
        let person = person.split(" - ").next().unwrap_or_default();
        let person = person.trim_matches(['*', '_', ' ', '.', '-', '–', '—']);
        let is_one = is_name(person, false);
        if is_one {
            self.names.insert(person);
            self.names.extend(person.split(' ').next().filter(|first| first.chars().count() > 1));
        }
        is_one
    }
}

/// Finds the labels of those who a list says were there, and in minutes those of several who recur and are no words of the text.
fn mark_those_present<'t>(
    text: &'t str,
    mut names: FxHashSet<&'t str>,
    blocks: &mut [Block],
    stretches: &mut Vec<Stretch>,
) {
    let window = |block: &Block| {
        let start = block.content_start;
        let end = crate::span::boundary_at_or_before(text, start + 2 * STAMP_BYTES + LABEL_BYTES);
        Span { start, end: end.clamp(start, block.span.end) }
    };
    let labelled = |block: &Block| {
        let window = window(block);
        let is_prose =
            block.kind.is_prose() && block.role == Role::Prose && may_have_colon(window.of(text).as_bytes());
        let (name, words) = is_prose.then(|| label(window.of(text), false)).flatten()?;
        let name = Span { start: window.start, end: window.start + name }.trim(text);
        let words = window.start + words;
        let blank = text[words..block.span.end].len() - text[words..block.span.end].trim_start().len();
        (words + blank < block.span.end).then_some((name, words + blank))
    };
    let found: Vec<(usize, Span, usize)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| labelled(block).map(|(name, words)| (at, name, words)))
        .collect();
    if found.len() < 2 {
        return;
    }
    let paragraphs = || found.iter().filter(|(at, ..)| blocks[*at].kind == BlockKind::Paragraph);
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    paragraphs().for_each(|(_, name, _)| *counts.entry(name.of(text)).or_default() += 1);
    let prose = blocks.iter().filter(|block| block.kind.is_prose()).count();
    let order: Vec<&str> = paragraphs().map(|(_, name, _)| name.of(text)).collect();
    // A name is no word of the language: in lower case it does not stand in the text.
    let is_own = |name: &str| name.split(' ').count() <= 2 && !text.contains(name.to_lowercase().as_str());
    counts.retain(|_, count| *count > 1);
    let recurring: usize = counts.values().sum();
    if counts.len() > 1
        && recurring >= LEAST_AMONG
        && recurring * 100 >= prose * LABELS_OF_HUNDRED_AMONG
        && !are_fields(&order)
        && counts.len() <= MOST_SPEAKERS
        && counts.keys().all(|name| is_own(name))
    {
        let distinct: FxHashSet<&str> = order.iter().copied().collect();
        names.extend(distinct.into_iter().take(MOST_SPEAKERS).filter(|name| is_own(name)));
    }
    if names.is_empty() {
        return;
    }
    let mut is_marked = false;
    for (at, name, words) in found {
        if names.contains(name.of(text)) {
            blocks[at].content_start = words;
            stretches.push(Stretch { span: name, role: Role::Speaker });
            is_marked = true;
        }
    }
    if is_marked {
        stretches.sort_unstable_by_key(|stretch| (stretch.span.start, stretch.span.end));
        stretches.dedup_by(|next, last| next.span.start < last.span.end);
    }
}

/// Finds the labels that blocks begin with, in whatever format: `Name: …` where names recur, or where a list says who was there.
pub(super) fn mark_labels(text: &str, blocks: &mut [Block], stretches: &mut Vec<Stretch>) {
    if mark_recurring(text, blocks, stretches) || blocks.len() < 2 {
        return;
    }
    let Attendance { names, items } = Attendance::of(text, blocks);
    mark_those_present(text, names, blocks, stretches);
    for at in items {
        let block = &mut blocks[at];
        if block.role == Role::Prose
            && text[block.content_start..block.span.end].split(' ').count() <= PERSON_WORDS
        {
            block.role = Role::Field;
        }
    }
}

/// Finds the labels where names recur; whether the text is one of speech.
fn mark_recurring(text: &str, blocks: &mut [Block], stretches: &mut Vec<Stretch>) -> bool {
    let is_told = |block: &Block| block.content_start > block.span.start && block.kind != BlockKind::Item;
    if blocks.iter().any(is_told) {
        return true; // They are of a chat already.
    }
    let mut names: FxHashMap<&str, usize> = FxHashMap::default();
    let mut initials: FxHashMap<&str, usize> = FxHashMap::default();
    let mut heads: Vec<(usize, Head)> = Vec::new();
    let mut prose = 0usize;
    for (at, block) in blocks.iter().enumerate() {
        if !block.kind.is_prose() {
            continue;
        }
        prose += 1;
        let line = Span { start: block.content_start, end: block.span.end };
        // Of a long block, its beginning.
        let end = crate::span::boundary_at_or_before(text, line.start + 2 * STAMP_BYTES + LABEL_BYTES)
            .clamp(line.start, line.end);
        let window = Span { start: line.start, end };
        let said = window.of(text);
        if !may_have_colon(said.as_bytes())
            && !said.starts_with("Q.")
            && !said.starts_with("A.")
            && !is_wide(said)
        {
            continue;
        }
        if let Some(head) = head(text, window, true)
            .filter(|head| !head.is_event && (head.words < end || end == line.end))
            .filter(|head| head.name.is_some() || text[line.start..].starts_with(['(', '[']))
        {
            let Some(name) = head.name else {
                heads.push((at, head));
                continue;
            };
            let counts = if is_initial(text, name) { &mut initials } else { &mut names };
            *counts.entry(name.of(text)).or_default() += 1;
            heads.push((at, head));
        }
    }
    if is_questioning(&initials) {
        names.extend(initials);
    } else if !initials.is_empty() {
        heads.retain(|(_, head)| !head.name.is_some_and(|name| is_initial(text, name)));
    }
    let recurring = names.values().filter(|count| **count > 1).count();
    let is_questions = names.keys().any(|name| matches!(*name, "Q" | "A" | "F" | "P" | "R"));
    // Times in brackets need no names beside them.
    let timed = heads.iter().filter(|(_, head)| head.name.is_none()).count();
    if recurring < 2 {
        heads.retain(|(_, head)| head.name.is_none() || head.time.is_some());
    }
    if heads.len() < LEAST_LABELS
        || recurring < 2 && timed < LEAST_LABELS
        || (heads.len() * 100 < prose * LABELS_OF_HUNDRED && !is_questions)
    {
        return false;
    }
    // A wrapped block may hold several.
    let lines =
        blocks.iter().filter(|block| block.kind.is_prose()).flat_map(|block| block.span.of(text).split('\n'));
    let order: Vec<&str> =
        lines.filter_map(|line| Some(&line.trim()[..label(line.trim(), false)?.0])).collect();
    if are_fields(&order) {
        return true;
    }
    for (at, head) in heads {
        let block = &mut blocks[at];
        let mut parts: Vec<Stretch> =
            head.time.map(|span| Stretch { span, role: Role::Time }).into_iter().collect();
        parts.extend(head.name.map(|span| Stretch { span, role: Role::Speaker }));
        stretches.extend(parts);
        if head.words < block.span.end {
            block.content_start = head.words;
        } else {
            block.role = Role::Speaker;
        }
    }
    stretches.sort_unstable_by_key(|stretch| (stretch.span.start, stretch.span.end));
    // Code at the beginning of a turn stays what it is.
    stretches.dedup_by(|next, last| next.span.start < last.span.end);
    true
}
