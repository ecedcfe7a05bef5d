//! The rules: which candidates do end a sentence.
//!
//! A candidate that no rule refuses is a boundary. Each rule has a name, by which a measurement can switch it off.

use super::candidate::{Candidate, RunKind, char_at, is_blank, is_face};
use super::table::{Class, Table};
use crate::language::Language;
use crate::span::{Span, boundary_at_or_after, boundary_at_or_before};

/// A rule of the splitter.
///
/// For measuring what each is worth: [`Splitter::without`](super::Splitter::without) switches one off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Without white space, only `word.Next` is two sentences.
    Glued,
    /// A sentence does not begin with `,`, `)` or the like.
    Continuation,
    /// A sentence does not begin in lower case.
    LowerCase,
    /// It does in careless writing: after an ordinary word and a period, or after `!` or `?`.
    Careless,
    /// `! said George` goes on with the sentence, quotes or not.
    Speech,
    /// `. . .` apart from its word stands inside a sentence.
    SpacedEllipsis,
    /// The number of an item belongs to it: `1. Flour`.
    ListNumber,
    /// Items that stand on one line: `1. Flour 2. Water`.
    InlineItems,
    /// `(b)` begins a sentence, whatever the case of its first word.
    Enumerator,
    /// A letter and a period are an initial: `J. R. Maddox`.
    Initial,
    /// `Mr.`, `e.g.`
    Title,
    /// `No.` before a number.
    Number,
    /// `Inc.`, unless a starter follows.
    Ends,
    /// `U.S.`, unless a starter follows.
    Acronym,
    /// `12.` before a month, or before what does not begin a sentence, in languages with such ordinals.
    Ordinal,
    /// `Yahoo!` in the middle of a sentence.
    Name,
    /// What stands in brackets inside a sentence does not end it.
    Bracket,
    /// A source in brackets belongs to the quotation before it: `"…" (Hale 55).`
    Citation,
    /// Footnote marks, `[8]`, belong to the sentence before them.
    FootnoteMark,
    /// Closing quotes may stand apart from the mark: `. ''` and, in some languages, `. »`.
    SpacedCloser,
    /// Emoticons belong to the sentence before them.
    Emoticon,
    /// `; El muelle`: a starter with a capital begins a sentence behind a semicolon, and in some languages behind a colon.
    Pause,
    /// In English, sentences end without a mark in mail, signatures and lists: `Best regards, Ned Poole`.
    Unmarked,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 23] = [
        Rule::Glued,
        Rule::Continuation,
        Rule::LowerCase,
        Rule::Careless,
        Rule::Speech,
        Rule::SpacedEllipsis,
        Rule::ListNumber,
        Rule::InlineItems,
        Rule::Enumerator,
        Rule::Initial,
        Rule::Title,
        Rule::Number,
        Rule::Ends,
        Rule::Acronym,
        Rule::Ordinal,
        Rule::Name,
        Rule::Bracket,
        Rule::Citation,
        Rule::FootnoteMark,
        Rule::SpacedCloser,
        Rule::Emoticon,
        Rule::Pause,
        Rule::Unmarked,
    ];
}

/// What a text is split by: the table of its language, and the rules, all of them unless one is being measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grammar {
    pub(super) table: &'static Table,
    /// A bit for each rule that is switched off.
    pub(super) off: u32,
    /// Whether another mark ends sentences in this block, so that a period does not.
    pub(super) inner_periods: bool,
    /// Whether numbers and letters of clauses are sentences.
    pub(super) enumerators: bool,
    /// Whether line breaks say nothing.
    pub(super) no_layout: bool,
    /// The block that is split.
    pub(super) block: Span,
}

impl Grammar {
    pub(super) fn has(self, rule: Rule) -> bool {
        self.off & (1 << rule as u32) == 0
    }
}

/// A word longer than this is no abbreviation, and looking further back would make long runs without white space
/// cost the square of their length.
const LONGEST_TOKEN: usize = 48;

/// How far a bracket may have opened before the candidate, and how far behind it may close, in bytes.
/// From the prototype that the rules were measured with.
const BRACKET_BEFORE: usize = 250;
const BRACKET_BEHIND: usize = 200;

/// What streets are called in short, glued to their names in German and Dutch.
const STREET: &str = "str";

/// The longest tail of a block without a word that belongs to its last sentence, in bytes: an emoji or two, a bracket.
const LONGEST_TAIL: usize = 32;

/// The longest sentence that is searched for items, in bytes: each item is split off and the rest read again.
const LONGEST_LIST: usize = 4_000;

/// The longest source in brackets behind a quotation, in bytes. Chosen by eye.
const LONGEST_CITATION: usize = 80;

/// After so few words a title goes on with a sentence rather than begins one: `At 5 a.m. Mr. Hale left.`
const FEW_WORDS: usize = 3;

/// The most digits that the number of an item on one line with others may have.
const LONGEST_ITEM_NUMBER: usize = 3;

/// How far around a mark capitals are looked for, in bytes, where a sentence seems to begin in lower case. In ordinary
/// prose a stretch of twice that has several.
const SMALL_AROUND: usize = 300;

/// A text of so few letters shows nothing by having no capitals: an item of a list, a caption.
const SMALL_LETTERS: usize = 60;

/// With so few at least it does where its first letter is a small one too. Chosen: two short clauses.
const FEW_SMALL_LETTERS: usize = 24;

/// Fewer capitals than one in this many letters come from slips and acronyms.
const LETTERS_PER_CAPITAL: usize = 300;

/// The parts of degrees and offices that stand behind a title in any language: `Dr. med.`, `Prof. em. Dr.`
const DEGREES: [&str; 26] = [
    "med", "phil", "rer", "nat", "pol", "jur", "iur", "theol", "dent", "vet", "oec", "sc", "em", "hab",
    "habil", "ing", "arch", "h.c", "hc", "mult", "techn", "agr", "paed", "pharm", "psych", "math",
];

/// The longest part of a degree that is glued to its title, in letters: `Dipl.-Volksw.`
const LONGEST_DEGREE: usize = 6;

/// A candidate and what stands around it.
struct Place<'t> {
    text: &'t str,
    /// From the start of the sentence to the end of the block.
    rest: Span,
    candidate: &'t Candidate,
    /// The word before the marks, without the openers that it begins with.
    token: &'t str,
    /// The first quote, bracket or dash that opens what follows.
    opener: Option<char>,
    /// The first character behind all openers.
    initial: Option<char>,
    /// The letters and digits that begin there.
    word: &'t str,
    /// What stands behind them, up to the end of the block.
    behind_word: &'t str,
    grammar: Grammar,
}

/// Where the sentence ends, if the candidate ends it. `rest` begins with the sentence and ends with the block.
pub(super) fn boundary(text: &str, rest: Span, candidate: &Candidate, grammar: Grammar) -> Option<usize> {
    if candidate.kind == RunKind::Pause {
        return Some(candidate.after);
    }
    if grammar.table.unspaced
        && (is_inside_quotation(text, rest, candidate) || ends_bracket(text, rest, candidate))
    {
        return None;
    }
    if candidate.kind == RunKind::Full {
        let goes_on = matches!(char_at(text, candidate.next), '、' | '，' | ',' | '：')
            || grammar.table.unspaced && goes_on_unspaced(text, rest, candidate)
            || grammar.table.language == Language::Urdu && is_urdu_initial(text, rest, candidate);
        return (!goes_on).then_some(candidate.after);
    }
    // A number of an item, or what counts something: the script's own full stop ends sentences.
    if grammar.table.unspaced && candidate.kind == RunKind::Period && ends_in_digit(text, rest, candidate) {
        return None;
    }
    if grammar.table.unspaced && !candidate.is_spaced() {
        return (!goes_on_between(text, rest, candidate) && !goes_on_unspaced(text, rest, candidate))
            .then_some(candidate.after);
    }
    if !grammar.table.unspaced && grammar.off == 0 {
        if goes_on_plainly(text, rest, candidate) {
            return None;
        }
        if ends_plainly(text, rest, candidate, grammar) {
            return Some(candidate.after);
        }
    }
    by_every_rule(text, rest, candidate, grammar)
}

/// Where the sentence ends by all rules that a language written with spaces has.
fn by_every_rule(text: &str, rest: Span, candidate: &Candidate, grammar: Grammar) -> Option<usize> {
    let place = Place::new(text, rest, candidate, grammar);
    let refused = place.has(Rule::Glued) && place.is_glued()
        || place.has(Rule::Continuation) && place.continues()
        || place.has(Rule::LowerCase) && place.goes_on_small()
        || place.has(Rule::Speech) && place.is_before_speaker()
        || place.has(Rule::Name) && place.ends_in_name()
        || place.has(Rule::Bracket) && place.is_inside_bracket()
        || place.has(Rule::Citation) && place.is_before_citation()
        || match candidate.kind {
            RunKind::Ellipsis => place.has(Rule::SpacedEllipsis) && place.is_inner_ellipsis(),
            RunKind::Period => grammar.inner_periods || place.is_abbreviation(),
            _ => false,
        };
    (!refused).then_some(candidate.after)
}

/// Whether a digit or small letter is glued to a candidate, as in `3.5` and `example.org`, or what stands behind it can begin no sentence.
fn goes_on_plainly(text: &str, rest: Span, candidate: &Candidate) -> bool {
    match &text.as_bytes()[candidate.next..rest.end] {
        [b'0'..=b'9' | b'a'..=b'z', ..] => !candidate.is_spaced(),
        // `U.S.`: a capital begins a sentence there before a small letter or alone.
        [b'A'..=b'Z', behind, ..] if behind.is_ascii() && !is_ascii_blank(*behind) => {
            !candidate.is_spaced() && !behind.is_ascii_lowercase()
        }
        // Small letters of Cyrillic, and what is a capital if it is a letter, likewise.
        [0xD0, 0xB0..=0xBF, ..] | [0xD1, 0x80..=0x9F, ..] => !candidate.is_spaced(),
        [0xC3..=0xDF, _, behind, ..] if behind.is_ascii() && !is_ascii_blank(*behind) => {
            !candidate.is_spaced() && !behind.is_ascii_lowercase()
        }
        [b';' | b':' | b')' | b']' | b'}' | b'%' | b'/', ..] => true,
        _ => false,
    }
}

/// Whether a candidate is as plain as most are in prose, so that no rule refuses it: one mark right behind a word that is not cut
/// short, perhaps a quote that closes, then blanks, then a capital, perhaps in quotes. There are no brackets to be inside, and not so few
/// words behind it that they could say who speaks. Behind a closing quote a period is that of no abbreviation.
fn ends_plainly(text: &str, rest: Span, candidate: &Candidate, grammar: Grammar) -> bool {
    let bytes = text.as_bytes();
    let (mark, next) = (candidate.run.start, candidate.next);
    let is_period = candidate.kind == RunKind::Period && !grammar.inner_periods;
    if !(is_period || candidate.kind == RunKind::Exclamation)
        || candidate.run.len() != 1
        || !candidate.is_spaced()
        || next >= rest.end
        || mark == rest.start
    {
        return false;
    }
    let is_quoted = match &bytes[mark + 1..candidate.after] {
        [] => false,
        [b'"' | b'\''] | [0xE2, 0x80, 0x99 | 0x9D] => true,
        _ => return false,
    };
    let ahead = &bytes[next..rest.end];
    let opener = match ahead {
        [b'"', ..] => 1,
        [0xE2, 0x80, 0x9C, ..] => '“'.len_utf8(),
        _ => 0,
    };
    let begins = match ahead.get(opener) {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        Some(_) => char_at(text, next + opener).is_uppercase(),
        None => false,
    };
    let is_whole = || match is_quoted && is_period {
        true => bytes[mark - 1].is_ascii_alphanumeric(),
        false => plain_word(text, rest.start, mark, grammar.table)
            .is_some_and(|word| !grammar.table.may_be_cut(word)),
    };
    begins
        && is_whole()
        && (opener > 0 || is_quoted && is_period || !may_be_before_speaker(ahead, candidate.kind))
        && {
            let near = &bytes[rest.start.max(mark.saturating_sub(BRACKET_BEFORE))..mark];
            memchr::memrchr2(b'(', b')', near).is_none_or(|at| near[at] == b')')
        }
}

/// The word that ends at a mark, if it is plain: letters and hyphens, at most the first a capital, or a year, with a blank before it and no
/// period before that. It is none that is known by its form as cut short, as a word without a vowel or a street is, nor a number of an
/// item.
fn plain_word<'t>(text: &'t str, start: usize, mark: usize, table: &Table) -> Option<&'t str> {
    const FEWEST_LETTERS: usize = 5;
    const DIGITS: usize = 4;
    const SHORTEST_ACRONYM: usize = 3;
    let bytes = &text.as_bytes()[start..mark];
    let mut begin = match bytes {
        // `the harbor's`: one word for all tables.
        [.., b'\'', b's' | b't'] => bytes.len() - 2,
        [.., 0xE2, 0x80, 0x99, b's' | b't'] => bytes.len() - '’'.len_utf8() - 1,
        _ => bytes.len(),
    };
    let mut seen = 0;
    while begin > 0 && LETTERS[usize::from(bytes[begin - 1])] != 0 && bytes.len() - begin < LONGEST_TOKEN {
        begin -= 1;
        seen |= LETTERS[usize::from(bytes[begin])];
    }
    if seen == 0 && bytes.last().is_some_and(u8::is_ascii_digit) {
        // A year that is not that of a Hungarian law; shorter numbers may be ordinals, or those of items.
        let digits = bytes.iter().rev().take(DIGITS).take_while(|b| b.is_ascii_digit()).count();
        begin = bytes.len() - digits;
        if digits < DIGITS || table.language == Language::Hungarian {
            return None;
        }
    } else if seen == 0 && bytes.last().is_some_and(u8::is_ascii_uppercase) {
        // An acronym without periods, such as `NASA`, which is no Roman number and does not begin the sentence.
        let capitals = bytes.iter().rev().take(LONGEST_TOKEN).take_while(|b| b.is_ascii_uppercase()).count();
        begin = bytes.len() - capitals;
        let is_roman = || bytes[begin..].iter().all(|b| b"IVXLC".contains(b));
        // Places of scenes begin so, perhaps behind a dash.
        let is_scene = || matches!(&bytes[begin..], b"INT" | b"EXT" | b"EST");
        if capitals < SHORTEST_ACRONYM || begin == 0 || is_roman() || is_scene() {
            return None;
        }
    } else if begin > 0 && !bytes[begin - 1].is_ascii() {
        // With other letters, the word has to be long, as what is cut short is not.
        let mut count = 0;
        begin = bytes.len();
        for c in text[start..mark].chars().rev().take_while(|c| c.is_lowercase()).take(LONGEST_TOKEN) {
            begin -= c.len_utf8();
            count += 1;
        }
        if count < FEWEST_LETTERS {
            return None;
        }
    } else {
        begin -= usize::from(begin > 0 && bytes[begin - 1].is_ascii_uppercase());
        if bytes.len() - begin < 2 || bytes[begin] == b'-' || seen & VOWEL == 0 || seen & UNROMAN == 0 {
            return None;
        }
    }
    let word = &text[start + begin..mark];
    let is_apart = match &bytes[..begin] {
        [] => true,
        [.., before, b' ' | b'\n'] if before.is_ascii() => *before != b'.' && !is_ascii_blank(*before),
        [before @ .., b' ' | b'\n'] => {
            let before = text[start..start + before.len()].chars().next_back();
            before.is_some_and(|c| !c.is_whitespace())
        }
        _ => false,
    };
    (is_apart && word.len() < LONGEST_TOKEN && !word.ends_with(STREET)).then_some(word)
}

/// What a byte says of the word that it is part of, if it is a small letter or a hyphen.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = b'a';
    while byte <= b'z' {
        let vowel = if matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') { VOWEL } else { 0 };
        let unroman = if matches!(byte, b'i' | b'v' | b'x') { 0 } else { UNROMAN };
        letters[byte as usize] = LETTER | vowel | unroman;
        byte += 1;
    }
    letters[b'-' as usize] = LETTER | UNROMAN;
    letters
};
const LETTER: u8 = 1;
/// It can be said.
const VOWEL: u8 = 2;
/// It is no number of `i`, `v` and `x`.
const UNROMAN: u8 = 4;

/// Whether a byte is white space, as `char::is_whitespace` has it.
fn is_ascii_blank(byte: u8) -> bool {
    byte == b' ' || (b'\t'..=b'\r').contains(&byte)
}

/// Whether two or three words with a mark behind them come next: see [`Place::is_before_speaker`].
fn may_be_before_speaker(ahead: &[u8], kind: RunKind) -> bool {
    const MOST_SPACES: usize = 2;
    let mut spaces = 0;
    for byte in &ahead[..ahead.len().min(LONGEST_TOKEN)] {
        match byte {
            b' ' if spaces == MOST_SPACES => return false,
            b' ' => spaces += 1,
            b',' if kind == RunKind::Period => return false,
            b'.' | b',' => return spaces > 0,
            _ => {}
        }
    }
    false
}

/// As `char::is_alphabetic`, whose search of a table takes 300 instructions for each letter of Cyrillic, Chinese, Japanese and Korean.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{410}'..='\u{44F}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
        || c.is_alphabetic()
}

/// In Urdu the mark that ends sentences stands behind initials too, which are the names of Latin letters: `اے۔ کیو۔ خان`.
fn is_urdu_initial(text: &str, rest: Span, candidate: &Candidate) -> bool {
    // Names that are words as well are left out, and `کے` ends no sentence.
    const LETTERS: [&str; 22] = [
        "اے",
        "بی",
        "سی",
        "ڈی",
        "ای",
        "ایف",
        "جی",
        "ایچ",
        "آئی",
        "جے",
        "کے",
        "ایل",
        "ایم",
        "این",
        "پی",
        "کیو",
        "آر",
        "ایس",
        "ٹی",
        "یو",
        "وی",
        "ڈاکٹر",
    ];
    let name = token(text, rest.start, candidate.run.start);
    candidate.after == candidate.run.end && (LETTERS.contains(&name) || is_one_letter(name))
}

/// How long a quotation of several sentences may be that is one sentence with what stands around it, in bytes. Chosen by eye.
const QUOTATION: usize = 600;

/// In a text without spaces: the mark stands inside a quotation or bracket that opened in mid sentence and closes soon, as in
/// `船長は「壊れた。明日出る。」と言った`.
fn is_inside_quotation(text: &str, rest: Span, candidate: &Candidate) -> bool {
    // Curved quotes are left out: those of several sentences are cut as often as not.
    const PAIRS: [(char, char); 4] = [('「', '」'), ('『', '』'), ('（', '）'), ('《', '》')];
    let from = boundary_at_or_after(text, rest.start.max(candidate.after.saturating_sub(QUOTATION)));
    let before = &text[from..candidate.after];
    let Some((at, opener)) =
        before.char_indices().rev().find(|(_, c)| PAIRS.iter().any(|(a, b)| c == a || c == b))
    else {
        return false;
    };
    let Some((_, closer)) = PAIRS.iter().find(|(open, _)| *open == opener) else { return false };
    let to = boundary_at_or_before(text, rest.end.min(candidate.after + QUOTATION));
    let closes = text[candidate.after..to]
        .find([opener, *closer])
        .is_some_and(|at| text[candidate.after + at..].starts_with(*closer));
    closes && from + at > rest.start
}

/// In a text without spaces: the mark is the last one in a bracket that opened in mid sentence, as in `彼（一九八〇年生まれ。独身。）は来た`.
fn ends_bracket(text: &str, rest: Span, candidate: &Candidate) -> bool {
    if !candidate.closers(text).starts_with('）')
        || candidate.next == candidate.after && candidate.next == rest.end
    {
        return false;
    }
    let from = boundary_at_or_after(text, rest.start.max(candidate.run.start.saturating_sub(QUOTATION)));
    let opened = text[from..candidate.run.start].rfind('（').map(|at| &text[rest.start..from + at]);
    opened.is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '」' || c == '》'))
}

/// The mark stands right behind a digit.
fn ends_in_digit(text: &str, rest: Span, candidate: &Candidate) -> bool {
    candidate.run.start > rest.start && text.as_bytes()[candidate.run.start - 1].is_ascii_digit()
}

/// In a text without spaces: what follows a quotation or bracket goes on with the sentence around it, as the particle and
/// the verb of speech in `「待とう。」と言った`.
fn goes_on_unspaced(text: &str, rest: Span, candidate: &Candidate) -> bool {
    let ahead = &text[candidate.next..];
    // The mark is the last one of a title: `《你好！》是`.
    if candidate.closers(text).ends_with(['》', '〉']) {
        return candidate.next < rest.end;
    }
    if candidate.closers(text).is_empty() && is_behind_name(text, rest, candidate) {
        return true;
    }
    // `「` is left out where a link stands: `箱を作ろう！の章`, `来た！と言った`.
    if candidate.closers(text).is_empty() && text[..candidate.after].ends_with(['！', '？', '!', '?']) {
        const SAID: [&str; 6] = ["という", "といっ", "と言", "と思", "と叫", "と書"];
        let is_word = |c: char| matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{3400}'..='\u{9FFF}');
        let is_genitive = ahead.strip_prefix(['の', 'を']).is_some_and(|next| next.starts_with(is_word));
        if is_genitive || SAID.iter().any(|said| ahead.starts_with(said)) {
            return true;
        }
    }
    // What is said in between: `……，` and a closing mark of another kind.
    let closes = candidate.closers(text).ends_with(['」', '』', '”', '’', '"', '）', '》']);
    // `“走吧。”他说。`: who speaks, and that they do.
    const VERBS: [&str; 19] = [
        "说",
        "說",
        "问",
        "問",
        "答道",
        "喊",
        "叫道",
        "笑道",
        "回答",
        "想道",
        "嘆道",
        "叹道",
        "尋ね",
        "言った",
        "聞いた",
        "叫ん",
        "答え",
        "つぶや",
        "訊い",
    ];
    // That nobody does: `“你是谁？”他没有回答。`
    const SILENT: [&str; 6] = ["没", "沒", "无人", "無人", "不回答", "不说"];
    const LONGEST_SPEAKER: usize = 8;
    let is_said = || {
        let clause = ahead
            .char_indices()
            .take(LONGEST_SPEAKER + 1)
            .find(|(_, c)| matches!(c, '。' | '，' | '：' | '！'));
        clause.is_some_and(|(end, _)| {
            VERBS.iter().any(|verb| ahead[..end].contains(verb))
                && !SILENT.iter().any(|word| ahead[..end].contains(word))
        })
    };
    if candidate.closers(text).ends_with(['”', '"', '」']) && is_said() && !is_led_in(text, rest, candidate)
    {
        return true;
    }
    const PARTICLES: [&str; 14] =
        ["と", "って", "など", "は", "が", "を", "に", "の", "も", "で", "や", "から", "という", "へ"];
    closes && PARTICLES.iter().any(|particle| ahead.starts_with(particle))
}

/// A name ends in the mark, `モーニング娘。は`: with a particle no sentence begins that a word in other letters follows.
fn is_behind_name(text: &str, rest: Span, candidate: &Candidate) -> bool {
    // Katakana and characters.
    let is_word = |c: char| matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{3400}'..='\u{9FFF}' | '、' | '「');
    let ahead = &text[candidate.next..rest.end];
    candidate.next == candidate.after
        && text[rest.start..candidate.run.start].ends_with(is_word)
        && ahead
            .strip_prefix(['は', 'が', 'を', 'の', 'に', 'も'])
            .is_some_and(|next| next.starts_with(is_word))
}

/// Who speaks was named before the quotation, `她问：“为什么？”`, so that whoever is named behind it speaks next.
fn is_led_in(text: &str, rest: Span, candidate: &Candidate) -> bool {
    let from = boundary_at_or_after(text, rest.start.max(candidate.run.start.saturating_sub(QUOTATION)));
    let quotation = text[from..candidate.run.start].rfind(['“', '「', '"']);
    quotation.is_some_and(|at| text[from..from + at].ends_with(['：', ':']))
}

/// In a text without spaces: a mark that others use too, with nothing behind it. A period is one between two words of the
/// text's own script only, so that `Gauge.js` and `3.5` stay whole; other marks are unless they stand behind a Latin word, as in
/// `Yahoo!ニュース`; an ellipsis is one before an opening quote only.
fn goes_on_between(text: &str, rest: Span, candidate: &Candidate) -> bool {
    const FIRST_OF_ITS_OWN: char = '\u{2E80}';
    let own = |c: Option<char>| c.is_some_and(|c| c >= FIRST_OF_ITS_OWN);
    let before = own(text[rest.start..candidate.run.start].chars().next_back());
    let behind = text[candidate.next..].chars().next();
    match candidate.kind {
        RunKind::Period => !(before && own(behind)),
        RunKind::Ellipsis => !matches!(behind, Some('“' | '「' | '『')),
        _ => !before && behind.is_some_and(char::is_alphanumeric),
    }
}

impl<'t> Place<'t> {
    fn new(text: &'t str, rest: Span, candidate: &'t Candidate, grammar: Grammar) -> Place<'t> {
        let mut ahead = &text[candidate.next..rest.end];
        let opener = ahead.chars().next().filter(|c| is_opener(*c));
        while let Some(behind) = ahead.strip_prefix(is_opener) {
            ahead = behind.trim_start_matches(is_blank);
        }
        let (word, behind_word) = ahead
            .split_at(ahead.find(|c: char| !is_letter(c) && !c.is_alphanumeric()).unwrap_or(ahead.len()));
        Place {
            text,
            rest,
            candidate,
            token: without_article(token(text, rest.start, candidate.run.start), grammar.table),
            opener,
            initial: ahead.chars().next(),
            word,
            behind_word,
            grammar,
        }
    }

    fn has(&self, rule: Rule) -> bool {
        self.grammar.has(rule)
    }

    fn table(&self) -> &'static Table {
        self.grammar.table
    }

    /// The closers after the marks.
    fn closers(&self) -> &'t str {
        self.candidate.closers(self.text)
    }

    /// What follows, up to the end of the block.
    fn ahead(&self) -> &'t str {
        &self.text[self.candidate.next..self.rest.end]
    }

    /// Whether the token is all there is of the sentence so far.
    fn begins_sentence(&self) -> bool {
        let before = Span { start: self.rest.start, end: self.candidate.run.start };
        let skipped = |c: char| is_opener(c) || c.is_whitespace();
        before.len() <= LONGEST_TOKEN
            && before.of(self.text).trim_start_matches(skipped).len() == self.token.len()
    }

    /// No white space, and not the cases in which it is only missing: three small letters, a unit or the end of a quotation, the mark,
    /// then a capital with a small letter or a word of one letter. Not inside an address.
    fn is_glued(&self) -> bool {
        if self.candidate.is_spaced() {
            return false;
        }
        let mut last = self.token.chars().rev();
        let plain = (0..3).all(|_| last.next().is_some_and(char::is_lowercase))
            && !self.token.contains(['.', '/', '@'])
            || self.is_glued_starter()
            || self.ends_quotation()
            || is_quantity(self.token) && self.table().is_starter(self.word)
            || self.is_behind_number();
        let rest = self.ahead().trim_start_matches(['"', '“', '„', '«', '»', '(', '¿', '¡']);
        let mut chars = rest.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let word = match chars.next() {
            Some(c) if c.is_whitespace() => self.table().is_starter(self.word),
            Some(c) => c.is_lowercase(),
            None => false,
        };
        let is_address = || {
            let end = boundary_at_or_before(rest, LONGEST_TOKEN);
            let next = rest[..end].split(char::is_whitespace).next().unwrap_or_default();
            next.contains('@') || matches!(self.word, "Com" | "Org" | "Net")
        };
        !(plain && capital && word && !is_address())
    }

    /// A word of two small letters that is no abbreviation, glued to one that begins sentences: `Nobody saw it.They left`.
    fn is_glued_starter(&self) -> bool {
        let table = self.table();
        self.token.chars().count() == 2
            && self.token.chars().all(char::is_lowercase)
            && self.behind_word.starts_with(' ')
            && table.class(self.token).is_none()
            && table.is_starter(self.word)
    }

    /// A quotation ends at the mark, before or behind it: `"Yes."He left`, `« Oui ».Il partit`.
    fn ends_quotation(&self) -> bool {
        const CLOSING: [char; 7] = ['"', '”', '»', '›', '“', '«', '‹'];
        if self.closers().is_empty() {
            let quoted = self.token.trim_end_matches(CLOSING);
            return quoted.len() < self.token.len() && quoted.ends_with(char::is_alphabetic);
        }
        // An apostrophe closes where one has opened in the sentence.
        let so_far = || &self.text[self.rest.start..self.candidate.run.start];
        self.closers().ends_with(CLOSING)
            || self.closers().ends_with('’') && so_far().contains('‘')
            || self.closers().ends_with('\'') && (so_far().starts_with('\'') || so_far().contains(" '"))
    }

    /// A unit behind its number: `3 km`, `5 GB`, `20 €`. What has one capital at its beginning is a name or a title: `2019 St.`; what a
    /// word with a mark of its own follows is the first half of an abbreviation: `900 e.Kr.`
    fn is_behind_number(&self) -> bool {
        const LONGEST_UNIT: usize = 4;
        let token = self.token;
        let before = &self.text[self.rest.start..self.candidate.run.start - token.len()];
        let is_name = token.starts_with(char::is_uppercase) && !token.chars().skip(1).any(char::is_uppercase);
        !token.is_empty()
            && !is_name
            && !self.behind_word.starts_with('.')
            && token.chars().count() <= LONGEST_UNIT
            && token
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '€' | '$' | '£' | '¥' | '₽' | '%' | '°'))
            && before
                .strip_suffix([' ', '\u{A0}', '\u{202F}'])
                .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// What follows can only go on with a sentence, or is its tail, without a word.
    fn continues(&self) -> bool {
        let ahead = self.ahead();
        let quotes = || ahead.starts_with(",,"); // An opening quote, as typewriters had it.
        let sign = ahead.starts_with([',', ';', ':', ')', ']', '}', '%', '/']) && !quotes();
        sign || ahead.len() <= LONGEST_TAIL && !ahead.contains(char::is_alphanumeric)
    }

    /// What follows is in lower case, and nothing says that a sentence begins so.
    fn goes_on_small(&self) -> bool {
        // Georgian letters are small ones by Unicode, and no text has its capitals.
        let is_small = |c: char| c.is_lowercase() && !is_georgian(c);
        if !self.initial.is_some_and(is_small) {
            return false;
        }
        if self.token.is_empty() && self.is_period_itself() {
            return true;
        }
        let begins = self.has(Rule::Careless) && (self.is_careless_start() || self.is_small_start())
            || self.has(Rule::Enumerator) && self.is_before_enumerator()
            || matches!(self.opener, Some('¿' | '¡'))
            || self.is_before_address()
            || self.is_elided_start()
            || self.is_behind_chat_ellipsis()
            || self.candidate.run.of(self.text).starts_with(is_face);
        !begins
    }

    /// A period apart from the words around it is what a sentence speaks of, as in `allowing . in the name`: an article stands
    /// before it, or others near by are glued to their words, in a text with capitals.
    fn is_period_itself(&self) -> bool {
        let at = self.candidate.run.start;
        if self.candidate.kind != RunKind::Period
            || !self.closers().is_empty()
            || self.opener.is_some()
            || !self.text[self.rest.start..at].ends_with(' ')
        {
            return false;
        }
        if self.table().is_english
            && matches!(self.word_before(), "the" | "The" | "a" | "A" | "no" | "each" | "every")
        {
            return true;
        }
        let block = self.grammar.block;
        let from = boundary_at_or_after(self.text, block.start.max(at.saturating_sub(SMALL_AROUND)));
        let to = boundary_at_or_before(self.text, block.end.min(at + SMALL_AROUND));
        let near = &self.text.as_bytes()[from..to];
        let is_glued = |mark: usize| {
            near.get(mark + 1).is_none_or(u8::is_ascii_whitespace)
                && mark > 0
                && near[mark - 1].is_ascii_lowercase()
        };
        memchr::memchr2_iter(b'.', b',', near).any(is_glued) && !self.is_in_careless_text()
    }

    /// An address comes next, which has no capital: `It is online. https://example.org`.
    fn is_before_address(&self) -> bool {
        matches!(self.word, "http" | "https" | "www") && self.candidate.is_spaced()
    }

    /// In Estonian chats two periods or three end a sentence, and the next one begins with a small letter: `ma ka ei tea .. küsi temalt`.
    fn is_behind_chat_ellipsis(&self) -> bool {
        let run = self.candidate.run.of(self.text);
        self.table().language == Language::Estonian
            && self.candidate.kind == RunKind::Ellipsis
            && self.candidate.is_spaced()
            && self.opener.is_none()
            && self.closers().is_empty()
            && run.bytes().all(|b| b == b'.')
            && (run.len() == 2 || self.is_in_careless_text())
    }

    /// A word that has lost its beginning comes next, as in Dutch and Afrikaans, and the one behind it has the capital: `'t Is laat`.
    fn is_elided_start(&self) -> bool {
        matches!(self.opener, Some('\'' | '’' | '‘'))
            && is_one_letter(self.word)
            && self.behind_word.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase))
    }

    /// The word before a mark that stands apart from it, as in `it rains . so we stay`.
    fn word_before(&self) -> &'t str {
        let start = self.candidate.run.start;
        match self.text[self.rest.start..start].ends_with(' ') {
            true => token(self.text, self.rest.start, start - 1),
            false => self.token,
        }
    }

    fn is_careless_start(&self) -> bool {
        let aside = self.closers().trim_start();
        let is_aside = aside.starts_with([':', ';', '=']) || aside.chars().all(|c| c == ' ' || is_face(c));
        let plain = is_aside && self.opener.is_none() && self.candidate.is_spaced();
        // Behind a face in any language.
        if !plain || !self.table().careless_starts && aside.is_empty() {
            return false;
        }
        match self.candidate.kind {
            RunKind::Period => {
                let token = self.word_before();
                if token.ends_with(|c: char| c.is_ascii_digit()) || is_quantity(token) || is_address(token) {
                    return self.is_careless_number(token);
                }
                let letters = token.chars().filter(|c| c.is_alphabetic()).count();
                let in_word = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-');
                // What plainly begins a sentence makes a word of what is as short as an abbreviation: `did u see it. we left`, `thx. i will`.
                let starts = || self.table().is_starter(self.word) && self.is_in_careless_text();
                // A mark that stands apart is seldom that of an abbreviation.
                let is_short_word = || self.is_short_word(token) && self.is_in_careless_text();
                (letters >= 3
                    || letters > 0 && self.token.is_empty()
                    || letters == 2 && (starts() || is_short_word()))
                    && token.chars().all(in_word)
                    && (self.table().class(token).is_none()
                        || (self.table().is_word(token) || self.table().is_starter(token)) && starts())
                    && !self.is_state()
                    && !self.table().is_cut(token)
                    && (!is_unspeakable(token) || starts())
                    && !is_ordinal(token)
                    && !self.seems_cut(token)
            }
            RunKind::Exclamation => {
                !(self.is_interjection() || self.has(Rule::Speech) && self.is_before_speech())
            }
            RunKind::Ellipsis | RunKind::Full | RunKind::Pause => false,
        }
    }

    /// An answer or a greeting of two letters, and in English a word that ends clauses: `ok. bring the tent`.
    fn is_short_word(&self, token: &str) -> bool {
        token == "ok"
            || self.table().is_english
                && matches!(token, "hi" | "yo" | "ya" | "me" | "it" | "us" | "up" | "ha")
    }

    /// A number, an hour or an address ends a sentence in careless writing too: `we eat at 7. bring bread`. Not the number of an item, which
    /// has the one before or behind it near by, nor one that is an ordinal or has a word for it before it.
    fn is_careless_number(&self, number: &str) -> bool {
        if self.begins_sentence() || !is_address(number) && has_dotted_ordinals(self.table().language) {
            return false;
        }
        let before = self.before();
        let label = token(self.text, self.rest.start, self.rest.start + before.len());
        let is_labelled = self.table().class(label) == Some(Class::Number) || before.ends_with([':', ';']);
        // `at 7` is an hour, and no item.
        let is_hour =
            || self.table().is_english && ["at", "by", "until", "till", "before", "after"].contains(&label);
        !is_labelled && self.is_in_careless_text() && (is_hour() || !self.has_neighbor_item(number))
    }

    /// The number that comes before or behind this one stands near by, with a period too.
    fn has_neighbor_item(&self, token: &str) -> bool {
        let Ok(number) = token.parse::<u32>() else { return false };
        let (block, at) = (self.grammar.block, self.candidate.run.start);
        let from = boundary_at_or_after(self.text, block.start.max(at.saturating_sub(SMALL_AROUND)));
        let to = boundary_at_or_before(self.text, block.end.min(at + SMALL_AROUND));
        let words = self.text[from..to].split_whitespace().filter_map(|word| word.strip_suffix(['.', ')']));
        let mut numbers = words.filter_map(|word| word.parse::<u32>().ok());
        numbers.any(|other| other.abs_diff(number) == 1)
    }

    /// The text begins with a small letter, or another sentence near by does.
    fn is_in_careless_text(&self) -> bool {
        let first = self.grammar.block.of(self.text).chars().find(|c| c.is_alphanumeric());
        first.is_none_or(char::is_lowercase) || self.is_near_careless_start()
    }

    /// A word that no table has seems cut short where the text is not careless, so that no sentence begins in lower case behind it:
    /// `L'hôt. de ville`, `na univ. v Praze`. It is not long and does not end as whole words do, the paragraph begins with a capital, and no
    /// other sentence near by begins with a small letter. Of 278 abbreviations before a small letter in the treebanks 264 have at most five
    /// letters; behind a longer one what begins sentences begins one, save the prepositions of the genitive.
    fn seems_cut(&self, token: &str) -> bool {
        const LONGEST: usize = 6;
        const SHORT: usize = 5;
        const GENITIVES: [&str; 9] = ["de", "des", "du", "d", "di", "do", "da", "del", "della"];
        // A name, and a mark that stands apart from its word; a mail or who speaks next, `ann: yes`.
        let is_name = || token.starts_with(char::is_uppercase) && !self.begins_sentence();
        if self.token.is_empty() || is_name() || self.behind_word.starts_with([':', '@']) {
            return false;
        }
        let word = token.rsplit(['\'', '’', '-']).next().unwrap_or(token);
        let letters = word.chars().count();
        let Some(end) = word.chars().next_back() else { return false };
        if is_vowel(end) || letters > 2 * SHORT {
            return false;
        }
        let goes_on = || letters <= SHORT || !self.table().is_starter(self.word);
        let is_cut = match self.table().language {
            // Whole words end in these letters alone.
            Language::Italian => !matches!(end, 'n' | 'l' | 'r'),
            Language::Galician => !matches!(end, 'n' | 's' | 'r' | 'z' | 'l') || word.ends_with("ll"),
            Language::Finnish => !matches!(end, 'n' | 't' | 's' | 'l' | 'r'),
            Language::Lithuanian => end != 's',
            Language::English => {
                matches!(end, 'v' | 'j' | 'q') || end == 'c' && letters < SHORT || word.ends_with("mm")
            }
            _ if letters > LONGEST => false,
            // Words of four letters and more are seldom cut.
            Language::Indonesian | Language::Turkish | Language::Vietnamese => letters <= 3,
            Language::French | Language::Catalan | Language::Romanian => {
                goes_on() || GENITIVES.contains(&self.word)
            }
            // Endings of cases and persons.
            Language::Estonian => (letters <= 3 || !matches!(end, 's' | 'b' | 'n' | 'd' | 't')) && goes_on(),
            _ => (letters <= 3 || !matches!(end, 'm' | 'w' | 'ł' | 'м' | 'х' | 'в' | 'ў')) && goes_on(),
        };
        is_cut && !self.is_in_careless_text()
    }

    /// Another sentence near by begins with a small letter: behind `!` or `?`, or behind a word that is not cut short. In English an `i` alone
    /// is as good a sign.
    fn is_near_careless_start(&self) -> bool {
        const SHORTEST: usize = 3;
        let (block, at) = (self.grammar.block, self.candidate.run.start);
        let from = boundary_at_or_after(self.text, block.start.max(at.saturating_sub(SMALL_AROUND)));
        let to = boundary_at_or_before(self.text, block.end.min(at + SMALL_AROUND));
        let near = &self.text[from..to];
        let is_start = |mark: usize| {
            let small =
                near[mark + 1..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase));
            let is_whole = || {
                let word = token(self.text, from, from + mark);
                word.chars().count() >= SHORTEST
                    && word.chars().all(char::is_alphabetic)
                    && word.chars().next_back().is_some_and(is_vowel)
                    && self.table().class(word).is_none()
                    && !self.table().is_cut(word)
            };
            small && from + mark != at && (near.as_bytes()[mark] != b'.' || is_whole())
        };
        memchr::memchr3_iter(b'.', b'!', b'?', near.as_bytes()).any(is_start)
            || self.table().is_english && memchr::memmem::find(near.as_bytes(), b" i ").is_some()
    }

    /// All there is of the sentence is a cry: `Ah! quelle surprise`.
    fn is_interjection(&self) -> bool {
        const CRIES: [&str; 18] = [
            "ah", "oh", "ahi", "ohi", "ay", "ai", "ach", "och", "eh", "uh", "hé", "aïe", "hélas", "ах", "ох",
            "эх", "ой", "увы",
        ];
        self.begins_sentence() && self.token.len() <= 8 && CRIES.contains(&self.token.to_lowercase().as_str())
    }

    /// The text around has no capitals, so that what follows in lower case begins a sentence as well as anything.
    fn is_small_start(&self) -> bool {
        let spoken = || self.has(Rule::Speech) && self.is_before_speech();
        let ends_in_digit = || self.token.ends_with(|c: char| c.is_ascii_digit());
        let is_number = || {
            self.candidate.is_spaced()
                && (ends_in_digit() || is_address(self.token))
                && self.is_careless_number(self.token)
        };
        match self.candidate.kind {
            RunKind::Period if self.table().class(self.token) == Some(Class::Close) => {}
            RunKind::Period if self.table().is_cut(self.token) => return false,
            // `nem a 2000. évi`, `to 1. use the site`: an ordinal or a number of an item, whose case says nothing.
            RunKind::Period if is_ordinal(self.token) && !is_number() => return false,
            _ if self.closers().contains(')') => return false,
            RunKind::Exclamation if spoken() => return false,
            RunKind::Period | RunKind::Exclamation => {}
            RunKind::Ellipsis | RunKind::Full | RunKind::Pause => return false,
        }
        let (block, at) = (self.grammar.block, self.candidate.run.start);
        let from = boundary_at_or_after(self.text, block.start.max(at.saturating_sub(SMALL_AROUND)));
        let to = boundary_at_or_before(self.text, block.end.min(at + SMALL_AROUND));
        // With so many there are too many for any number of letters, and prose has them after a line or two.
        const MANY_CAPITALS: usize = (2 * SMALL_AROUND).div_ceil(LETTERS_PER_CAPITAL);
        let capitals = self.text.as_bytes()[from..to].iter().filter(|b| b.is_ascii_uppercase());
        if capitals.take(MANY_CAPITALS).count() == MANY_CAPITALS {
            return false;
        }
        let mut letters = 0;
        let (mut capitals, mut small) = (0, 0);
        for c in self.text[from..to].chars().filter(|c| is_letter(*c)) {
            letters += 1;
            capitals += usize::from(c.is_uppercase());
            small += usize::from(c.is_lowercase());
        }
        if small * 10 <= letters * 9 || capitals * LETTERS_PER_CAPITAL >= letters {
            return false;
        }
        letters >= SMALL_LETTERS
            || letters >= FEW_SMALL_LETTERS && (is_number() || self.is_in_small_letters())
    }

    /// All of a short text is in lower case, from its first on, and an ordinary word stands before the mark.
    fn is_in_small_letters(&self) -> bool {
        let shortest = if self.table().is_starter(self.word) { 2 } else { 3 };
        let block = self.grammar.block.of(self.text);
        let letters = self.token.chars().filter(|c| c.is_alphabetic()).count();
        block.trim_start().starts_with(char::is_lowercase)
            && letters >= shortest
            && letters == self.token.chars().count()
            && self.table().class(self.token).is_none()
            && !is_unspeakable(self.token)
            && !is_cut_small(self.token)
            && self.candidate.is_spaced()
    }

    /// A verb of speech comes next, before or behind its subject: `! said George`, `? she asked`.
    fn is_before_speech(&self) -> bool {
        let mut words = self.ahead().split(|c: char| !c.is_alphabetic()).take(2);
        words.any(|word| self.table().is_speech(word))
    }

    /// A subject and a verb of speech are all that the next sentence would be: `? Quinn asked.`
    ///
    /// After a period only without quotes, and with a verb that says nothing else. `He` or `She` begins a sentence of
    /// its own.
    ///
    /// Where letters have no case, as in Korean, particles and verbs of speech behind a quotation go on with the sentence around it.
    fn is_before_speaker(&self) -> bool {
        let caseless =
            |c: char| c.is_alphabetic() && (!c.is_lowercase() || is_georgian(c)) && !c.is_uppercase();
        if self.word.starts_with(caseless) {
            const SUBJECT: usize = 3;
            return !self.closers().is_empty()
                && matches!(self.opener, None | Some('—' | '–' | '-'))
                && (self.table().is_speech(self.word)
                    || is_verb_late(self.table().language)
                        && self.ahead().split(' ').take(SUBJECT).any(|word| {
                            self.table().is_speech(word.trim_end_matches(['।', '۔', ',', '.']))
                        }));
        }
        // Who speaks stands outside the quotes: `"Really?" "Yes!" she said.`
        if matches!(self.opener, Some('"' | '“' | '„' | '«' | '»' | '‘')) {
            return false;
        }
        let near = &self.ahead().as_bytes()[..self.ahead().len().min(LONGEST_TOKEN)];
        let Some(len) = memchr::memchr2(b'.', b',', near) else { return false };
        let clause = &self.ahead()[..len];
        let words = 1 + clause.bytes().filter(|b| *b == b' ').count();
        if !(2..=3).contains(&words) {
            return false;
        }
        let last = clause.rsplit(' ').next().unwrap_or_default();
        let speaks = match self.candidate.kind {
            RunKind::Exclamation => self.table().is_speech(last),
            RunKind::Period => {
                self.closers().is_empty() && near[len] == b'.' && self.table().is_attribution(last)
            }
            _ => false,
        };
        speaks && (!self.table().is_starter(self.word) || is_one_letter(self.word))
    }

    /// `(b)` or `(iv)` comes next, or the dash of an item behind a period.
    fn is_before_enumerator(&self) -> bool {
        if self.candidate.kind == RunKind::Period
            && self.table().dashed_items
            && self.ahead().starts_with("- ")
        {
            return self.closers().is_empty();
        }
        // `b) La boya`: the bracket alone, behind a period and before a capital.
        if self.candidate.kind == RunKind::Period
            && self.opener.is_none()
            && is_one_letter(self.word)
            && let Some(item) = self.behind_word.strip_prefix(") ")
        {
            return item.trim_start_matches(is_opener).starts_with(char::is_uppercase);
        }
        let Some(ahead) = self.ahead().strip_prefix('(') else { return false };
        let close = ahead.bytes().take(5).position(|b| b == b')');
        let inside = close.map_or("", |at| &ahead[..at]);
        is_list_number(inside) && !inside.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The marks belong to a name, `Yahoo!`, unless a sentence plainly begins.
    fn ends_in_name(&self) -> bool {
        self.candidate.kind == RunKind::Exclamation
            && self.table().class(self.token) == Some(Class::Name)
            && !(self.table().is_starter(self.word) && self.word.starts_with(char::is_uppercase))
    }

    /// An ellipsis in the old style, `. . .`, that stands apart from its word.
    fn is_inner_ellipsis(&self) -> bool {
        let run = self.candidate.run.of(self.text);
        run.len() == ". . .".len()
            && run.contains(' ')
            && !self.text[self.rest.start..self.candidate.run.start].ends_with(|c: char| !c.is_whitespace())
    }

    /// The period belongs to the word before it and does not end a sentence as well.
    fn is_abbreviation(&self) -> bool {
        let closers = self.closers();
        if !matches!(closers, "" | ")" | "]") {
            return false;
        }
        if self.table().language == Language::Hungarian && self.is_hungarian_law() {
            return self.has(Rule::Ordinal);
        }
        let begins_sentence = self.begins_sentence();
        if begins_sentence
            && self.has(Rule::ListNumber)
            && is_list_number(self.token.trim_end_matches([')', ']']))
        {
            return true;
        }
        if !closers.is_empty() || self.token.is_empty() {
            return false;
        }
        if self.has(Rule::ListNumber) && self.is_inner_item() {
            return true;
        }
        if is_doubled(self.token) && (self.is_before_doubled() || self.is_behind_doubled()) {
            return self.has(Rule::Acronym) && (self.is_before_doubled() || !self.starts());
        }
        if begins_sentence && matches!(self.token, "P.S" | "P.-S" | "P.P.S" | "P.D" | "N.B" | "PS" | "NB") {
            return self.has(Rule::Title);
        }
        if begins_sentence && self.is_scene() {
            return self.has(Rule::Title);
        }
        let class = self.class();
        let is_small_end =
            matches!(class, Some(Class::End | Class::Close)) && self.token.starts_with(char::is_lowercase);
        // `M.` is a title in French, and `1,70 m.` a length.
        let is_length = || self.token == "m" && self.is_unit();
        if self.is_era() || self.is_closing_chain() {
            return false;
        }
        if let Some(ends) = self.ends_with_year() {
            return self.has(Rule::Ends) && !ends;
        }
        if is_one_letter(self.token) && (class != Some(Class::Title) || is_length()) && !is_small_end {
            return self.has(Rule::Initial) && self.is_initial() && !self.is_letter_of_thing();
        }
        let digit = self.initial.is_some_and(|c| c.is_ascii_digit() || c == '§');
        if self.is_measure() || self.is_last_of_chain() {
            return false;
        }
        // `2 §:n 1 mom. Valitus`, `pp. 12 ss. Altri`: it stands behind its number. German nouns have capitals, and Lithuanian names a place so.
        if (class == Some(Class::Number) || matches!(self.token, "ss" | "segg"))
            && self.is_before_word()
            && self.has_number_before()
            && self.token.starts_with(char::is_lowercase)
            && !matches!(self.table().language, Language::German | Language::Lithuanian)
        {
            return false;
        }
        let is_word = || self.table().is_word(self.token) && !self.is_behind_abbreviation();
        match class {
            // `m. w. N. Das Gericht`: the capital is not that of the title.
            Some(Class::Title)
                if is_one_letter(self.token)
                    && self.token.starts_with(char::is_uppercase)
                    && self.cut_before().is_some_and(|before| {
                        before.len() == 1 && before.starts_with(char::is_lowercase)
                    })
                    && self.starts_plainly() =>
            {
                false
            }
            Some(Class::Title) if is_word() => self.has(Rule::Title) && !self.starts_plainly(),
            Some(Class::Title) => self.has(Rule::Title),
            Some(Class::Number) if digit || self.is_before_letter() || self.is_before_roman() => {
                self.has(Rule::Number)
            }
            Some(Class::Close) if digit => {
                self.has(Rule::Number) && (self.is_year_before_amount() || self.is_first_of_two_units())
            }
            Some(Class::Close | Class::Name) => false,
            // `PL 12 §. Valitus`: it stands behind its number.
            Some(Class::Number) if self.token == "§" && self.is_unit_behind_number() => false,
            // `Hell no.` The abbreviation is a word too.
            Some(Class::Number) if is_word() || self.table().is_starter(self.token) => false,
            // `No.` is an answer, and what has no vowel is none: `Str. Lungă`.
            Some(Class::Number)
                if begins_sentence && self.token.chars().any(|c| is_vowel(c.to_ascii_lowercase())) =>
            {
                false
            }
            Some(_) => {
                self.has(Rule::Ends)
                    && (!self.starts() || self.is_before_letter_name() || self.is_title_before_initial())
                    && !self.is_time_before_clause()
            }
            None if self.is_acronym() => self.has(Rule::Acronym) && !self.starts(),
            None if self.is_degree() => self.has(Rule::Title) && !self.starts_plainly(),
            None if digit && self.table().is_english && self.is_inside_source() => self.has(Rule::Number),
            None if self.is_inside_label() => self.has(Rule::Number),
            None if digit && self.is_edition() => self.has(Rule::Number),
            None if digit && (self.is_cut_before_number() || self.is_law_before_section()) => {
                self.has(Rule::Number)
            }
            None => self.has(Rule::Ordinal) && self.is_ordinal(digit),
        }
    }

    /// The number or day of a Hungarian law: `a 123/2007. (VII. 18.) Korm. rendelet`, `a Ptk. 6:519. §-a`.
    fn is_hungarian_law(&self) -> bool {
        let is_roman = |word: &str| !word.is_empty() && word.bytes().all(|b| b"IVX".contains(&b));
        let is_number = self.token.ends_with(|c: char| c.is_ascii_digit());
        match self.closers() {
            "" if is_roman(self.token) => {
                let is_behind_year = || {
                    let year = self.cut_before().unwrap_or_default();
                    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())
                };
                self.initial.is_some_and(|c| c.is_ascii_digit())
                    && (self.behind_word.starts_with(".)") || is_behind_year())
            }
            _ if !is_number => false,
            "" => {
                self.initial == Some('§')
                    || self.token.contains('/')
                        && self.opener == Some('(')
                        && is_roman(self.word)
                        && self.behind_word.starts_with('.')
            }
            ")" => {
                let month = self.cut_before().unwrap_or_default();
                is_roman(month)
                    && self.text[self.rest.start..self.candidate.run.start]
                        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.'))
                        .trim_end_matches(['I', 'V', 'X'])
                        .ends_with('(')
            }
            _ => false,
        }
    }

    /// The number of an item stands behind a colon or semicolon, and belongs to what follows: `we order: 1.2. Piers are …`. A starter
    /// begins a sentence even so, since `The score is: 3. The game …` is as likely. In English the model of boundaries without a mark
    /// parts such items. At the start of a line the number is that of an item whatever follows.
    fn is_inner_item(&self) -> bool {
        let start = self.candidate.run.start - self.token.len();
        let begins_line = || self.text[self.rest.start..start].trim_end_matches(' ').ends_with('\n');
        !self.table().is_english
            && self.token.starts_with(|c: char| c.is_ascii_digit())
            && is_list_number(self.token)
            && self.text[self.rest.start..start].trim_end().ends_with([':', ';'])
            && (!self.starts() || begins_line())
    }

    /// A unit behind a number ends the sentence before a capital, though the same letters are short for something else elsewhere: `Ma 3 m.
    /// Szerokość`, but `м. Київ`. Behind a year they are no unit, as in Lithuanian, `2001 m.` German nouns have capitals,
    /// and Finnish `mm.` says that there are others.
    fn is_measure(&self) -> bool {
        const LONGEST_UNIT: usize = 8;
        if self.table().language == Language::Arabic {
            return self.is_arabic_measure();
        }
        if self.token.len() > LONGEST_UNIT
            || !self.initial.is_some_and(char::is_uppercase)
            || matches!(self.table().language, Language::German | Language::Finnish)
            || !(matches!(
                self.token,
                "m" | "km" | "cm" | "mm" | "kg" | "ha" | "м" | "км" | "см" | "мм" | "кг" | "га" | "Ft"
            ) || self.is_unit_of_table())
        {
            return false;
        }
        let number = self.before();
        let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
        (1..4).contains(&digits)
            && self.opener.is_none()
            && !(is_one_letter(self.word) && self.behind_word.starts_with('.'))
    }

    /// A unit of time or money by the table, and an ordinary word with a capital behind it: `Koszt 12 zł 50 gr. Potem`, `12 дин. Отишао`, but
    /// `12 mil. Kč`. In Lithuanian a place follows the hour, `10 val. Vilniuje`.
    fn is_unit_of_table(&self) -> bool {
        if self.table().language == Language::Lithuanian {
            return false;
        }
        const MULTIPLES: [&str; 26] = [
            "tis", "tys", "mil", "mill", "mio", "mln", "mld", "mlrd", "mrd", "mn", "bn", "тис", "тыс", "хил",
            "хиљ", "мил", "млн", "млрд", "трлн", "ezer", "st", "ст", "ks", "экз", "екз", "kr",
        ];
        const SHORTEST: usize = 3;
        let mut letters = self.word.chars().skip(1);
        let is_small = |c: char| c.is_lowercase();
        matches!(self.table().class(self.token), Some(Class::End | Class::Close))
            && (!is_one_letter(self.token) || matches!(self.token, "ч" | "h" | "t"))
            && self.token.chars().all(is_small)
            && !MULTIPLES.contains(&self.token)
            && letters.clone().nth(SHORTEST - 2).is_some()
            && letters.all(is_small)
    }

    /// The same in Arabic, where letters have no case: `12 م.` is a length, but behind a year `م.` says of which calendar it is, and
    /// behind an hour of which half of the day.
    fn is_arabic_measure(&self) -> bool {
        if !matches!(self.token, "م" | "كم" | "سم" | "مم" | "كغ" | "كغم" | "كجم") {
            return false;
        }
        let before = self.before();
        let words = before.trim_end_matches(char::is_numeric);
        let digits = before[words.len()..].chars().count();
        (1..4).contains(&digits)
            && !words.trim_end().ends_with("الساعة")
            && self.initial.is_some_and(char::is_alphabetic)
    }

    /// The last letter of `p. a.` in German, where a starter follows: alone, `a.` stands inside the names of towns.
    fn is_last_of_chain(&self) -> bool {
        self.token == "a"
            && self.table().language == Language::German
            && self.table().is_starter(self.word)
            && self.cut_before() == Some("p")
    }

    /// An abbreviated year behind its number goes on with the sentence where an amount follows, or where few words stand before it: `W
    /// 2027 r. 5 mln zł`, `У 2020 р. 30 громад`.
    fn is_year_before_amount(&self) -> bool {
        let year = self.before();
        let digits = year.bytes().rev().take_while(u8::is_ascii_digit).count();
        if digits != 4 || !is_one_letter(self.token) {
            return false;
        }
        let so_far = &self.text[self.rest.start..self.candidate.run.start];
        let unit = self.behind_word.trim_start_matches([' ', '\u{A0}']);
        let unit = &unit[..unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len())];
        so_far.split_whitespace().nth(FEW_WORDS).is_none() || self.table().class(unit) == Some(Class::End)
    }

    /// Whether the sentence ends with an abbreviated year or century behind its number, where a capital follows: it goes on where nothing but
    /// a time stands before it, `У 1990 р. Іван`, `Dnia 5 maja 1990 r. Sejm`, and ends with a year behind anything else. `None` elsewhere.
    fn ends_with_year(&self) -> Option<bool> {
        // What a time begins with; shorter words are prepositions and conjunctions.
        const TIMES: [&str; 40] = [
            "dnia",
            "przed",
            "około",
            "kiedy",
            "latem",
            "zimą",
            "wiosną",
            "jesienią",
            "dopiero",
            "jeszcze",
            "през",
            "около",
            "преди",
            "след",
            "когато",
            "още",
            "едва",
            "після",
            "перед",
            "близько",
            "коли",
            "лише",
            "тільки",
            "влітку",
            "взимку",
            "после",
            "когда",
            "лишь",
            "только",
            "летом",
            "зимой",
            "пасля",
            "калі",
            "толькі",
            "lutym",
            "лютому",
            "восени",
            "навесні",
            "осенью",
            "весной",
        ];
        const SHORT: usize = 3;
        if self.token.len() > 4 || !self.initial.is_some_and(char::is_uppercase) {
            return None;
        }
        let (is_year, is_century) = match self.table().language {
            Language::Russian | Language::Belarusian | Language::Bulgarian => {
                (matches!(self.token, "г" | "гг"), matches!(self.token, "в" | "вв"))
            }
            Language::Ukrainian => (matches!(self.token, "р" | "рр"), matches!(self.token, "ст")),
            Language::Polish => (matches!(self.token, "r" | "rr"), self.token == "w"),
            _ => return None,
        };
        if !is_year && !is_century {
            return None;
        }
        let before = self.before();
        let (lead, number) = before.rsplit_once(char::is_whitespace).unwrap_or(("", before));
        let is_number = match is_year {
            true => {
                number.starts_with(|c: char| c.is_ascii_digit())
                    && (number.len() >= 4 && number.bytes().take(4).all(|b| b.is_ascii_digit())
                        || number.contains(['-', '–', '—']))
            }
            false => !number.is_empty() && number.chars().all(|c| "XVIХІ–-—".contains(c)),
        };
        if !is_number {
            return None;
        }
        // Where a law was published: `z dnia 4 lutego 1994 r. (Dz. U.`
        if self.opener == Some('(') {
            return Some(false);
        }
        let is_time = |word: &str| {
            let word = word.trim_start_matches(is_opener);
            // `we wrześniu`, `в сентябре`: the table has them as they stand behind a day.
            let is_month_of = |ending: &str| {
                let stem = word.char_indices().next_back().map_or("", |(last, _)| &word[..last]);
                self.table().is_month(&format!("{stem}{ending}"))
            };
            let is_month = || self.table().is_month(word) || ["a", "а", "я"].into_iter().any(is_month_of);
            let is_day = || word.bytes().all(|b| b.is_ascii_digit()) || is_month();
            let is_lead = || word.chars().count() <= SHORT || TIMES.contains(&&*word.to_lowercase());
            !word.ends_with([',', '.', ':']) && (is_day() || is_lead())
        };
        let goes_on = lead.split_whitespace().all(is_time);
        (goes_on || is_year).then_some(!goes_on)
    }

    /// `a. C.` and `d. C.` behind more than a few words end the sentence before a capital, as `a.C.` does: `murió en el año 44 a. C. Nadie`,
    /// but `En 44 a. C. César`.
    fn is_era(&self) -> bool {
        self.token == "C"
            && self.initial.is_some_and(char::is_uppercase)
            && matches!(self.cut_before(), Some("a" | "d"))
            && !(is_one_letter(self.word) && self.behind_word.starts_with('.'))
            && {
                let so_far = self.before().strip_suffix('.').unwrap_or_default();
                so_far[..so_far.len().saturating_sub(1)].trim_end().ends_with(|c: char| c.is_alphanumeric())
                    && so_far.split_whitespace().nth(2 * FEW_WORDS).is_some()
            }
    }

    /// The last letter of a chain that means "and so on" ends the sentence before an ordinary word with a capital: `и т. д. Там`, `u. Ä. Danach`;
    /// so does that of an era, behind more than a few words: `w 300 r. p. n. e. Powstał`.
    fn is_closing_chain(&self) -> bool {
        use Language::*;
        const LONGEST: usize = 4;
        if self.token.len() > LONGEST {
            return false;
        }
        let Some(before) = self.cut_before() else { return false };
        let pair = (before, self.token);
        let so_on = match self.table().language {
            Russian | Belarusian | Bulgarian => matches!(pair, ("т", "д" | "п") | ("г", "д") | ("д", "р")),
            Ukrainian => matches!(pair, ("т", "д" | "п" | "і")),
            German => matches!(pair, ("u" | "o", "ä" | "Ä")),
            Danish | Norwegian => matches!(pair, ("o", "l") | ("m", "m" | "v")),
            Swedish => matches!(pair, ("m", "m") | ("o", "d" | "s")),
            Dutch => matches!(pair, ("e", "d") | ("d", "g")),
            Finnish => matches!(pair, ("y", "m")),
            Greek => matches!(pair, ("κ", "ά" | "ε" | "λπ" | "τ")),
            Latvian => matches!(pair, ("t", "t" | "l")),
            Lithuanian => matches!(pair, ("t", "t")),
            Icelandic => matches!(pair, ("o", "s")),
            _ => false,
        };
        let era = match self.table().language {
            Polish | Croatian | Serbian | Slovenian => matches!(pair, ("n", "e" | "št") | ("н", "е")),
            Russian | Ukrainian | Bulgarian | Belarusian => matches!(pair, ("н", "э" | "е")),
            Czech | Slovak => matches!(pair, ("n", "l")),
            _ => false,
        };
        let has_words = || self.rest_so_far().split_whitespace().nth(2 * FEW_WORDS).is_some();
        (so_on || era && has_words()) && self.is_before_word()
    }

    /// From the start of the sentence to the mark.
    fn rest_so_far(&self) -> &'t str {
        &self.text[self.rest.start..self.candidate.run.start]
    }

    /// An ordinary word with a capital comes next, and no initial or acronym: two small letters and more behind it, and no period.
    fn is_before_word(&self) -> bool {
        const SHORTEST: usize = 2;
        let mut letters = self.word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().nth(SHORTEST - 1).is_some()
            && letters.all(char::is_lowercase)
            // A sentence of one word ends the block: `Leve ao forno 30 min. Sirva.`
            && (!self.behind_word.starts_with('.') || self.behind_word == ".")
    }

    /// A letter that is a name rather than an initial, behind the noun that it names: `bokstav b. Anken`, `vitamínu A. Masky`, `hepatitis B. Die`;
    /// or a unit with a capital behind its number, `10 i 15 C. Vizni`.
    fn is_letter_of_thing(&self) -> bool {
        if !is_one_letter(self.token) || self.opener.is_some() || !self.is_before_word() {
            return false;
        }
        let before = self.before();
        if matches!(self.token, "C" | "С" | "F" | "K" | "V" | "W" | "A" | "Z")
            && (before.ends_with(['°', 'º'])
                || !self.table().is_english && before.ends_with(|c: char| c.is_ascii_digit())
                || before.ends_with(" st."))
        {
            return true;
        }
        names_letter(token(self.text, self.rest.start, self.rest.start + before.len()))
    }

    /// A unit goes on with a smaller one: `12 руб. 50 коп.`
    fn is_first_of_two_units(&self) -> bool {
        let unit = self.behind_word.trim_start_matches([' ', '\u{A0}']);
        let (unit, mark) = unit.split_at(unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len()));
        let number = self.before();
        let whole = number.trim_end_matches(|c: char| c.is_ascii_digit());
        (1..4).contains(&(number.len() - whole.len()))
            && !whole.ends_with(['.', ':'])
            && mark.starts_with('.')
            && matches!(self.table().class(unit), Some(Class::End | Class::Close))
    }

    /// A time of day in English before a clause: `It returns at 6 p.m. Passengers must book.` Days and zones of time go on with it, and so
    /// does what a time is said of: `the 6 p.m. Bristol train`.
    fn is_time_before_clause(&self) -> bool {
        const ZONES: [&str; 13] = [
            "Eastern",
            "Central",
            "Mountain",
            "Pacific",
            "Atlantic",
            "Greenwich",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ];
        if !matches!(self.token, "a.m" | "p.m") || !self.table().is_english {
            return false;
        }
        let before = self.before();
        let time = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
        let mut letters = self.word.chars();
        time.len() < before.len()
            && [" at ", " by ", " until ", " till ", " before ", " after ", " and ", " to "]
                .iter()
                .any(|lead| time.ends_with(lead))
            && letters.next().is_some_and(char::is_uppercase)
            && !letters.as_str().is_empty()
            && letters.all(char::is_lowercase)
            && (!ZONES.contains(&self.word.strip_suffix('s').unwrap_or(self.word))
                || self.is_day_before_verb())
            && !self.table().is_month(self.word)
            && self.behind_word.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase))
            && time.split_whitespace().nth(FEW_WORDS - 1).is_some()
    }

    /// A day of the week with a verb of its own, where the sentence so far has a subject and so a verb: `He left at 4 a.m. Wednesday was
    /// quiet.`, but `The meeting at 4 p.m. Wednesday was short.`
    fn is_day_before_verb(&self) -> bool {
        const VERBS: [&str; 24] = [
            "is", "was", "has", "had", "will", "would", "can", "could", "may", "might", "should", "came",
            "comes", "brought", "brings", "saw", "began", "begins", "went", "dawned", "looks", "looked",
            "seemed", "felt",
        ];
        const SUBJECTS: [&str; 7] = ["He", "She", "It", "We", "They", "I", "You"];
        let so_far = self.text[self.rest.start..self.candidate.run.start].trim_start_matches(is_opener);
        let mut next = self.behind_word.trim_start().split(' ');
        self.word.ends_with("day")
            && SUBJECTS.contains(&so_far.split(' ').next().unwrap_or_default())
            && next.next().is_some_and(|word| VERBS.contains(&word))
    }

    /// What kind of abbreviation stands before the mark.
    fn class(&self) -> Option<Class> {
        // `Chr.` may be a name, and is an era behind `v.`
        let is_era = self.token == "Chr" && matches!(self.cut_before(), Some("v" | "n" | "f" | "e"));
        if is_era {
            return Some(Class::End);
        }
        self.table().class(self.token).or_else(|| {
            if self.is_state()
                || (is_cut_name(self.token)
                    || self.is_cut_name_with_r()
                    || is_cut_small(self.token) && !self.is_unit_behind_number())
                    && !self.is_word_without_vowel()
            {
                return Some(Class::End);
            }
            if self.is_nordic_street() {
                return Some(Class::Number);
            }
            // `Hauptstr. 5` is what `str. 5` is.
            let name = self.token.strip_suffix(STREET)?;
            self.table().class(STREET).filter(|_| name.ends_with(|c: char| c.is_lowercase() || c == '-'))
        })
    }

    /// A title that has no vowel but may be said in Slavic languages, in another: `Msgr. Ryan`, `Flt. Lt. Moss`.
    fn is_cut_name_with_r(&self) -> bool {
        const LONGEST: usize = 4;
        let token = self.token.as_bytes();
        (3..=LONGEST).contains(&token.len())
            && token[0].is_ascii_uppercase()
            && token[1..].iter().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(b))
            && !b"AEIOUY".contains(&token[0])
            && !token[1..].iter().all(|b| b"rmhpsft".contains(b))
            && !matches!(
                self.table().language,
                Language::Croatian
                    | Language::Serbian
                    | Language::Slovenian
                    | Language::Czech
                    | Language::Slovak
                    | Language::Undetermined
            )
    }

    /// A word that has no vowel and is not cut short: the name of a program or a place that many know, one that stands without a period near
    /// by, or, in English, one behind a verb that names it and before a clause: `The town is Brn. Bears live there.`
    fn is_word_without_vowel(&self) -> bool {
        is_known_without_vowel(self.token) || self.stands_bare_near_by() || self.is_named_before_clause()
    }

    /// The token, which has a letter of a byte at its beginning, stands near by without a period.
    fn stands_bare_near_by(&self) -> bool {
        const AROUND: usize = 1_500;
        let Some((first, tail)) = self.token.split_at_checked(1) else { return false };
        let at = self.candidate.run.start;
        let from = boundary_at_or_after(self.text, at.saturating_sub(AROUND));
        let to = boundary_at_or_before(self.text, self.text.len().min(at + AROUND));
        let near = &self.text[from..to];
        memchr::memmem::find_iter(near.as_bytes(), tail).any(|found| {
            let end = found + tail.len();
            let begins = found > 0 && near.as_bytes()[found - 1].eq_ignore_ascii_case(&first.as_bytes()[0]);
            let is_apart =
                || near[..found - 1].chars().next_back().is_none_or(|c| is_blank(c) || is_opener(c));
            let is_bare = || near[end..].starts_with([' ', '\n', ',', ';', '?', '!', ')', '\'', '’']);
            begins && is_apart() && is_bare()
        })
    }

    /// A verb that names or uses something stands before the token, and behind it a word with a verb of its own.
    fn is_named_before_clause(&self) -> bool {
        const NAMING: [&str; 24] = [
            "is",
            "was",
            "are",
            "were",
            "be",
            "called",
            "named",
            "like",
            "likes",
            "love",
            "use",
            "uses",
            "used",
            "using",
            "install",
            "installed",
            "try",
            "prefer",
            "learn",
            "learned",
            "know",
            "need",
            "want",
            "hate",
        ];
        const VERBS: [&str; 36] = [
            "is", "was", "are", "were", "has", "have", "had", "will", "would", "can", "could", "may", "must",
            "should", "do", "does", "did", "go", "goes", "come", "comes", "live", "lives", "make", "makes",
            "run", "runs", "work", "works", "need", "needs", "take", "takes", "help", "helps", "never",
        ];
        // Behind these a title and a name stand as often: `of Msgr. Ryan`.
        const LEADS: [&str; 16] = [
            "by", "of", "from", "with", "and", "to", "for", "when", "that", "as", "but", "because", "if",
            "said", "then", "while",
        ];
        if !self.table().is_english || self.opener.is_some() {
            return false;
        }
        let before = self.before();
        let before =
            &before[before.len() - before.bytes().rev().take_while(u8::is_ascii_alphabetic).count()..];
        let Some(behind) = self.behind_word.strip_prefix(' ') else { return false };
        let verb = &behind[..behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len())];
        // `Traffic flows`, `Packets travel`: a name does so as well, so that a verb has to stand before.
        const SHORTEST: usize = 4;
        let is_verb = || {
            verb.len() >= SHORTEST
                && verb.bytes().all(|b| b.is_ascii_lowercase())
                && (verb.ends_with('s')
                    && !verb.ends_with("ss")
                    && !verb.ends_with("us")
                    && !verb.ends_with("is"))
        };
        let is_third_person = || {
            before.len() >= SHORTEST
                && before.bytes().all(|b| b.is_ascii_lowercase())
                && before.ends_with('s')
                && !LEADS.contains(&before)
        };
        (VERBS.contains(&verb) && NAMING.iter().any(|word| before.eq_ignore_ascii_case(word))
            || is_verb() && is_third_person())
            && self.word.chars().nth(2).is_some()
    }

    /// A Nordic street cut short before its number: `Storgt. 5`, `Nørreg. 5, 2. sal`. A town may end in `g` or `v` too, so that a sign has
    /// to stand behind the number.
    fn is_nordic_street(&self) -> bool {
        const SHORTEST: usize = 5;
        if !self.word.starts_with(|c: char| c.is_ascii_digit())
            || self.token.len() < SHORTEST
            || !self.token.starts_with(char::is_uppercase)
        {
            return false;
        }
        let ends = match self.table().language {
            Language::Norwegian => self.token.ends_with("gt") || self.token.ends_with("vn"),
            Language::Danish | Language::Swedish | Language::Icelandic => {
                self.token.ends_with(['g', 'v']) && self.behind_word.starts_with(',')
            }
            _ => false,
        };
        ends && self.word.bytes().all(|b| b.is_ascii_digit())
    }

    /// A state that is cut short stands before the mark, behind a place and a comma: many are words of another kind as well.
    fn is_state(&self) -> bool {
        let start = self.candidate.run.start.saturating_sub(self.token.len());
        self.token.starts_with(|c: char| c.is_ascii_uppercase())
            && self.text[self.rest.start..start.max(self.rest.start)].ends_with(", ")
            && self.table().is_state(self.token)
    }

    /// What follows begins a sentence: a starter, a title, or a quotation.
    fn starts(&self) -> bool {
        let so_far = Span { start: self.rest.start, end: self.candidate.run.start }.of(self.text);
        let title = || {
            self.word.starts_with(char::is_uppercase)
                && self.table().class(self.word) == Some(Class::Title)
                && so_far.split_whitespace().nth(FEW_WORDS).is_some()
        };
        self.table().is_starter(self.word) || matches!(self.opener, Some('"' | '“' | '„' | '«')) || title()
    }

    /// What follows begins a sentence by its first word alone: a name may stand in quotes or have a title before it.
    fn starts_plainly(&self) -> bool {
        let is_initial = is_one_letter(self.word) && self.behind_word.starts_with('.');
        self.table().is_starter(self.word) && !is_initial
    }

    /// The words that stand right before the token, without the blanks between.
    fn before(&self) -> &'t str {
        self.text[self.rest.start..self.candidate.run.start - self.token.len()].trim_end()
    }

    /// The token before this one, if a period ends it too: `Dr` of `Dr. med.`
    fn cut_before(&self) -> Option<&'t str> {
        let before = self.before().strip_suffix('.')?;
        Some(token(self.text, self.rest.start, self.rest.start + before.len()))
    }

    /// The token before this one is an abbreviation, or is written as one elsewhere: `p. ex.`, `par ex.`
    fn is_behind_abbreviation(&self) -> bool {
        let before = self.before();
        let bare = before.strip_suffix('.').unwrap_or(before);
        let last = token(self.text, self.rest.start, self.rest.start + bare.len());
        bare.len() < before.len() || self.table().class(last).is_some()
    }

    /// A part of a degree behind a title, `Dr. rer. nat. Vale`, or one glued to it, `Dipl.-Kfm. Vale`.
    fn is_degree(&self) -> bool {
        let is_title = |token: &str| self.table().class(token) == Some(Class::Title);
        // Hardly a token has a hyphen or is so short.
        if memchr::memchr(b'-', self.token.as_bytes()).is_some()
            && let Some((title, field)) = self.token.split_once(".-")
        {
            return field.chars().count() <= LONGEST_DEGREE
                && matches!(title, "Dipl" | "Dr" | "Mag" | "Prof");
        }
        self.token.len() <= LONGEST_DEGREE
            && DEGREES.contains(&self.token)
            && self.cut_before().is_some_and(|before| is_title(before) || DEGREES.contains(&before))
    }

    /// Two equal capitals and a period come next, as in the Romance plurals `EE. UU.` and `RR. HH.`
    fn is_before_doubled(&self) -> bool {
        is_doubled(self.word) && self.behind_word.starts_with('.')
    }

    /// Two equal capitals and a period stand before the token.
    fn is_behind_doubled(&self) -> bool {
        self.cut_before().is_some_and(is_doubled)
    }

    /// The place of a scene in a screenplay: `EXT. HARBOUR - DAY`.
    fn is_scene(&self) -> bool {
        matches!(self.token, "INT" | "EXT" | "EST" | "INT./EXT" | "EXT./INT" | "INT/EXT" | "I/E")
            && self.word.len() > 1
            && self.word.chars().all(char::is_uppercase)
    }

    /// The number of a label whose name or next part follows: `Art. 2. - Durée`, `§ 3. Abs. 2`.
    fn is_inside_label(&self) -> bool {
        let is_number = self.token.starts_with(|c: char| c.is_ascii_digit()) && is_list_number(self.token);
        let is_roman = || self.ahead().starts_with(['-', '–', '—']) && is_ordinal(self.token);
        if !is_number && !is_roman() {
            return false;
        }
        let before = self.before();
        let label = before.strip_suffix('.').unwrap_or(before);
        let name = token(self.text, self.rest.start, self.rest.start + label.len());
        if self.table().class(name) != Some(Class::Number) && !self.table().is_division(name) {
            return false;
        }
        let is_heading = || label.len() == name.len() && self.ahead().starts_with(['-', '–', '—']);
        // `plkst. 10.00. Sk. 5`: a time.
        let is_time = || self.token.split_once('.').is_some_and(|(_, minutes)| minutes.len() == 2);
        let is_part = || {
            let behind = self.behind_word.strip_prefix('.').unwrap_or_default().trim_start();
            self.table().class(self.word) == Some(Class::Number)
                && behind.starts_with(|c: char| c.is_ascii_digit())
        };
        is_heading() || is_part() && !is_time()
    }

    /// A single letter is an initial, unless it is a word of its own: `I`, or `i` and `o` where these are words.
    fn is_initial(&self) -> bool {
        // `A few words about R. R is a language.`: the letter is the name of what the next sentence is about.
        if self.word == self.token
            && self.behind_word.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase))
        {
            return false;
        }
        // Letters without case are words as small ones are.
        let small = !self.token.starts_with(char::is_uppercase);
        // `Is fearr é.`: what has an accent is a word.
        if small && self.token.starts_with(|c: char| "áàâéèêëíìîóòôúùû".contains(c)) {
            return false;
        }
        let is_before_digit = self.initial.is_some_and(|c| c.is_ascii_digit());
        let goes_on = is_before_digit || is_one_letter(self.word) || self.is_before_letter_name();
        // Slavic prepositions of one letter never end a sentence: `в с. Ивановка`.
        let is_preposition = matches!(self.token, "с" | "к" | "в")
            // Hebrew writes its own ones together with the next word.
            || self.token.starts_with(|c: char| ('\u{5D0}'..='\u{5EA}').contains(&c));
        let is_word = small && self.table().is_starter(self.token) && !goes_on && !is_preposition;
        // `5 ч. 2`: a part of a law rather than hours.
        let is_unit = self.is_unit() && !is_before_digit;
        let starts =
            self.table().is_starter(self.word) && !is_one_letter(self.word) && !self.is_before_letter_name()
                || self.token == "I" && self.table().is_english && self.starts();
        !starts && !is_word && !is_unit
    }

    /// A small letter behind a number is that of a unit: `400 m.`
    fn is_unit(&self) -> bool {
        let before = || self.text[self.rest.start..self.candidate.run.start - self.token.len()].trim_end();
        self.token.starts_with(char::is_lowercase)
            && before().ends_with(|c: char| c.is_ascii_digit())
            // The first half of `300 a. C.`
            && !(is_one_letter(self.word) && self.behind_word.starts_with('.'))
    }

    /// A number of a page or part stands before the token, with or without a period: `12. lpp.`, and no year or day.
    fn has_number_before(&self) -> bool {
        let before = self.before();
        let bare = before.strip_suffix('.').unwrap_or(before);
        let digits = bare.bytes().rev().take_while(u8::is_ascii_digit).count();
        (1..4).contains(&digits) && bare[..bare.len() - digits].ends_with([' ', '\u{A0}', '-', '–'])
    }

    /// A number stands before the token, which may be a unit.
    fn is_unit_behind_number(&self) -> bool {
        self.before().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '²' | '³'))
    }

    /// A Roman number comes next: `sec. XIX`, `кн. IV`.
    fn is_before_roman(&self) -> bool {
        self.word.len() > 1 && is_ordinal(self.word)
    }

    /// Where letters have no case, the name of a letter that is an initial comes next, though it is a word too: `આર. કે. પટેલ`.
    fn is_before_letter_name(&self) -> bool {
        self.behind_word.starts_with('.')
            && self.word.starts_with(|c: char| ('\u{900}'..='\u{DFF}').contains(&c))
            && self.table().class(self.word).is_some()
    }

    /// What is cut short like a title has an initial behind it: `Dkt. A. Otieno`.
    fn is_title_before_initial(&self) -> bool {
        is_one_letter(self.word) && self.behind_word.starts_with('.') && is_cut_name(self.token)
    }

    /// A capital of its own comes next: `Fig. B`, `doc. L`, `art. L. 123`.
    fn is_before_letter(&self) -> bool {
        is_one_letter(self.word)
            && self.word.starts_with(char::is_uppercase)
            && (!self.table().is_starter(self.word)
                || self.behind_word.starts_with(['.', '-', ',', ')', ';', '/'])
                || self.word == "I" && !self.table().is_english && !self.table().is_word(self.token))
            && !self.behind_word.starts_with(['\'', '’'])
    }

    /// A number, an abbreviation and a number are a source: `412 Harb. 88, 97`. What follows the second says that it is no sentence
    /// with a number at its start.
    fn is_inside_source(&self) -> bool {
        const LONGEST_SERIES: usize = 8;
        let before =
            self.text[self.rest.start..self.candidate.run.start - self.token.len()].trim_end_matches(' ');
        let ends = matches!(
            self.behind_word.as_bytes(),
            [b',' | b';' | b')' | b'(' | b'.', ..] | [] | [b' ', b'(', ..]
        );
        ends && self.token.len() <= LONGEST_SERIES
            && self.token.starts_with(char::is_uppercase)
            && self.word.bytes().all(|b| b.is_ascii_digit())
            && before.ends_with(|c: char| c.is_ascii_digit())
    }

    /// An edition before a page or a year of it: `12th ed. 46:47`, `2nd ed. 1999, p. 4`. A sentence with a number at its start goes on in
    /// small letters.
    fn is_edition(&self) -> bool {
        let is_ordinal = || {
            let before = self.before().trim_end();
            ["st", "nd", "rd", "th", "ª", "e", "º"].iter().any(|suffix| {
                before.strip_suffix(suffix).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
            })
        };
        matches!(self.token, "ed" | "edn" | "éd")
            && !self.behind_word.trim_start().starts_with(char::is_lowercase)
            && is_ordinal()
    }

    /// A short word before a number, in any language: two or three letters that begin with a capital and end in a consonant, `Mt. 45`, or
    /// any short word before a number with a bar in it, `prop. 1997/98`. Of 791 of the former in the treebanks of 48 languages two end a
    /// sentence.
    fn is_cut_before_number(&self) -> bool {
        const LONGEST: usize = 5;
        let mut letters = self.token.chars();
        let count = letters.clone().count();
        if count > LONGEST || !letters.clone().all(char::is_alphabetic) {
            return false;
        }
        let is_numbered = || {
            let behind = self.behind_word.strip_prefix('/').unwrap_or_default();
            self.word.bytes().all(|b| b.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit())
        };
        let is_name = letters.next().is_some_and(char::is_uppercase)
            && (2..=3).contains(&count)
            && letters.all(char::is_lowercase)
            && !self.begins_sentence()
            && !self.token.ends_with(|c: char| is_vowel(c))
            && (!self.behind_word.starts_with('.') || self.behind_word.starts_with(". §"));
        is_name || is_numbered()
    }

    /// The name of a law that is cut short, in lower case without a vowel or with the `l` of Norwegian laws: `Jf. strl. § 12`, `avtl. § 36`.
    fn is_law_before_section(&self) -> bool {
        const LONGEST: usize = 6;
        self.initial == Some('§')
            && (2..=LONGEST).contains(&self.token.len())
            && self.token.bytes().all(|b| b.is_ascii_lowercase())
            && (self.token.ends_with("l")
                && matches!(self.table().language, Language::Norwegian | Language::Danish)
                || !self.token.bytes().any(|b| b"aeiouy".contains(&b)))
            && !self.begins_sentence()
    }

    /// Short parts with periods between, `U.S`, `W.H.S`, `a.m`, `Ph.D`, `J.-P`; or each of them an abbreviation.
    fn is_acronym(&self) -> bool {
        let parts = || self.token.split('.').map(|part| part.trim_start_matches('-'));
        let short =
            |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
        let is_title = |part: &str| self.table().class(part) == Some(Class::Title);
        self.token.contains('.')
            && (parts().all(|part| short(part) || is_title(part)) || is_indic_degree(self.token))
    }

    /// `12.` before a month; or before a capital that does not begin a sentence, unless `Nr.` stands before it.
    fn is_ordinal(&self, digit: bool) -> bool {
        let table = self.table();
        // The year before a month and a day: `2019. 5. 3.`
        let is_short_number = digit && self.word.len() <= 2 && self.behind_word.starts_with('.');
        let is_before_two = || {
            let behind = self.behind_word.strip_prefix('.').unwrap_or_default();
            behind.trim_start().starts_with(|c: char| c.is_ascii_digit())
        };
        let is_year = self.token.len() == 4 && self.token.bytes().all(|b| b.is_ascii_digit());
        let is_volume = || table.language == Language::Hungarian; // `BH 2001. 45. sz.`
        if table.ordinals && is_year && is_short_number && (is_before_two() || is_volume()) {
            return true;
        }
        // The year before a month in Roman numbers and a day: `1848. III. 15-én`.
        let is_roman_month = || self.word.bytes().all(|b| b"IVX".contains(&b)) && is_before_two();
        if is_volume() && is_year && !self.word.is_empty() && is_roman_month() {
            return true;
        }
        if !table.ordinals || !is_ordinal(self.token) {
            return false;
        }
        let before = self.text[self.rest.start..self.candidate.run.start - self.token.len()].trim_end();
        let counts =
            before.strip_suffix('.').is_some_and(|before| {
                let end = self.rest.start + before.len();
                let label = token(self.text, self.rest.start, end);
                table.class(label) == Some(Class::Number) && !is_ordinal_label(label, table)
            }) || is_numbered_thing(token(self.text, self.rest.start, self.rest.start + before.len()))
                || digit_only(self.token) && self.is_house_number(before);
        // The day and the month in a date of numbers: `20. 3. 1999`.
        let is_day = is_short_number && self.token.len() <= 2;
        let day =
            before.strip_suffix('.').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        // What may follow a day or a month behind it: a year, or a day.
        let is_month = digit && day && self.token.len() <= 2 && matches!(self.word.len(), 1 | 2 | 4);
        // `az 5. § szerint`
        let is_paragraph = self.initial == Some('§');
        table.is_month(self.word)
            || is_day
            || is_month
            || is_paragraph
            || !self.starts() && !digit && !counts && !self.is_count_before_capital(before)
    }

    /// The number of a house, behind the street and before a word with a capital: `in der Bahnhofstr. 12. Bitte`, `č. p. 5. Narodila se`.
    fn is_house_number(&self, before: &str) -> bool {
        const STREETS: [&str; 14] = [
            "str", "straße", "strasse", "gasse", "weg", "platz", "allee", "gate", "gata", "gaten", "gatan",
            "vei", "veien", "katu",
        ];
        if !self.is_before_word() {
            return false;
        }
        let bare = before.strip_suffix('.').unwrap_or(before);
        let label = token(self.text, self.rest.start, self.rest.start + bare.len());
        let is_name = || {
            label.starts_with(char::is_uppercase)
                && STREETS.iter().any(|end| label.len() > end.len() + 2 && label.ends_with(end))
        };
        bare.len() < before.len() && is_street(label)
            || is_name()
            // `č. p. 5`, `h. št. 5`
            || label == "p" && bare.len() < before.len() && bare.ends_with("č. p")
    }

    /// A number before a capital in a language that writes the nouns and adjectives behind an ordinal small, so that a sentence begins: `Bilo
    /// ih je 5. Otišli su.` What a proper name with an ordinal begins with is left out, `2. Svetová vojna`, as is what stands behind another
    /// period, an item or a label. Of 46 numbers before a capital in collections of seven such languages 42 end a sentence.
    fn is_count_before_capital(&self, before: &str) -> bool {
        use Language::{Croatian, Czech, Estonian, Hungarian, Latvian, Serbian, Slovak, Slovenian};
        matches!(
            self.table().language,
            Croatian | Czech | Estonian | Hungarian | Latvian | Serbian | Slovak | Slovenian
        ) && self.token.starts_with(|c: char| c.is_ascii_digit())
            && self.initial.is_some_and(char::is_uppercase)
            && !before.is_empty()
            && (!before.ends_with(['.', ':', ';', '§'])
                || before.strip_suffix('.').is_some_and(|day| day.ends_with(|c: char| c.is_ascii_digit())))
            && !self.behind_word.starts_with('.')
            && !begins_ordinal_name(self.word)
    }

    /// The candidate stands inside round brackets that opened in mid sentence and close soon. Brackets that hold
    /// whole sentences open after a mark, or at the start.
    fn is_inside_bracket(&self) -> bool {
        let (start, end) = (self.rest.start, self.candidate.run.start);
        // A mark that is all of its bracket: `nine (!) Boats` in German.
        if let Some(lead) = self.text[start..end].strip_suffix('(').map(str::trim_end)
            && self.closers().starts_with(')')
        {
            let is_apart = lead.is_empty() || lead.ends_with(['.', '!', '?', '"', '”']);
            return !is_apart && !self.table().is_starter(self.word);
        }
        let from = boundary_at_or_after(self.text, start.max(end.saturating_sub(BRACKET_BEFORE)));
        let before = &self.text.as_bytes()[from..end];
        let Some(at) = memchr::memrchr2(b'(', b')', before).filter(|at| before[*at] == b'(') else {
            return false;
        };
        let to = boundary_at_or_before(self.text, self.rest.end.min(self.candidate.after + BRACKET_BEHIND));
        let behind = &self.text.as_bytes()[self.candidate.after..to];
        let closes = memchr::memchr2(b'(', b')', behind).is_some_and(|at| behind[at] == b')');
        let lead = self.text[start..from + at].trim_end();
        closes && !(lead.is_empty() || lead.ends_with(['.', '!', '?', '"', '”']))
    }

    /// A quotation closes, and a source with a number follows it in brackets, with the period behind: `(Hale 55).`
    fn is_before_citation(&self) -> bool {
        let Some(ahead) =
            self.ahead().strip_prefix('(').filter(|_| self.closers().ends_with(['"', '”', '’', '“', '»']))
        else {
            return false;
        };
        let ahead = &ahead[..boundary_at_or_before(ahead, LONGEST_CITATION)];
        let source = ahead.split_once(')').filter(|(_, behind)| behind.starts_with('.'));
        source.is_some_and(|(source, _)| source.ends_with(|c: char| c.is_ascii_digit()))
    }
}

/// Where the next item begins inside a sentence that is one: `1. Flour 2. Water`, `a) Flour b) Water`.
///
/// The next item has the next number or letter, the same marks behind it, and begins with a capital.
pub(super) fn next_item(text: &str, sentence: Span, grammar: Grammar) -> Option<usize> {
    let start = &text.as_bytes()[sentence.range()];
    if start.first().is_some_and(u8::is_ascii_alphanumeric) {
        // Most sentences begin with a word of letters.
        let mark = start.iter().take(LONGEST_ITEM_NUMBER + 1).find(|b| !b.is_ascii_alphanumeric());
        if !matches!(mark, Some(b'.' | b')')) {
            return None;
        }
    }
    let skipped = |c: char| is_opener(c) || c.is_whitespace();
    let words = sentence.of(text);
    let words = &words[..boundary_at_or_before(words, LONGEST_TOKEN)];
    let number = words.trim_start_matches(skipped);
    let len = number.bytes().take(LONGEST_ITEM_NUMBER + 1).position(|b| !b.is_ascii_alphanumeric())?;
    let (number, behind) = number.split_at(len);
    let marks = &behind[..behind.find(|c| !matches!(c, '.' | ')')).unwrap_or(behind.len())];
    if !grammar.has(Rule::InlineItems)
        || sentence.len() > LONGEST_LIST
        || marks.is_empty()
        || !behind[marks.len()..].starts_with(char::is_whitespace)
    {
        return None;
    }
    let next = match number.as_bytes() {
        [letter @ b'a'..=b'y'] => format!("{}{marks}", char::from(letter + 1)),
        _ if number.len() <= 3 => format!("{}{marks}", number.parse::<u32>().ok()? + 1),
        _ => return None,
    };
    let begins = |at: &usize| {
        let before = text[sentence.start..*at].trim_end_matches(is_opener);
        let ahead = &text[at + next.len()..];
        before.ends_with(char::is_whitespace)
            && ahead.starts_with(char::is_whitespace)
            && ahead.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
    };
    let found = memchr::memmem::find_iter(sentence.of(text).as_bytes(), &next).map(|at| sentence.start + at);
    let at = found.filter(|at| *at > sentence.start).find(begins)?;
    let bullets = text[sentence.start..at].trim_end_matches(skipped).len();
    Some(sentence.start + bullets)
}

/// The word before byte `end`, without the openers that it begins with.
fn token(text: &str, start: usize, end: usize) -> &str {
    let from = boundary_at_or_after(text, start.max(end.saturating_sub(LONGEST_TOKEN)));
    let word = &text[from..end];
    // Most words are ASCII, in which no character has to be decoded.
    let is_end = |byte: &u8| !byte.is_ascii() || char::from(*byte).is_whitespace();
    let start = match word.bytes().rposition(|byte| is_end(&byte)) {
        None => 0,
        Some(blank) if word.as_bytes()[blank].is_ascii() => blank + 1,
        Some(_) => word.trim_end_matches(|c: char| !c.is_whitespace() && !matches!(c, '—' | '–')).len(),
    };
    word[start..].trim_start_matches(is_opener)
}

/// A word of a table behind an elided article, `l'art`, without the article.
fn without_article<'t>(token: &'t str, table: &Table) -> &'t str {
    // The first byte of a curly one is a rare one.
    if memchr::memchr2(b'\'', 0xE2, token.as_bytes()).is_none() {
        return token;
    }
    let bare = token.rsplit(['\'', '’']).next().unwrap_or(token);
    if bare.len() < token.len() && bare.len() > 1 && table.class(token).is_none() { bare } else { token }
}

/// Whether `c` is a letter of Georgian, which are small ones by Unicode.
fn is_georgian(c: char) -> bool {
    ('\u{10D0}'..='\u{10FF}').contains(&c)
}

/// Whether the verb stands behind its subject in a language whose letters have no case: `उसने पूछा`.
fn is_verb_late(language: Language) -> bool {
    use Language::{Georgian, Gujarati, Hindi, Korean, Persian, Tamil, Urdu};
    matches!(language, Georgian | Gujarati | Hindi | Korean | Persian | Tamil | Urdu)
}

/// Whether a number with a period may be an ordinal in a language, before lower case too, `den 3. maj`: in all but some.
fn has_dotted_ordinals(language: Language) -> bool {
    use Language::*;
    !matches!(
        language,
        Catalan
            | Dutch
            | English
            | French
            | Galician
            | Indonesian
            | Italian
            | Portuguese
            | Romanian
            | Spanish
            | Vietnamese
    )
}

/// Whether a token is an address on the web.
fn is_address(token: &str) -> bool {
    token.starts_with("http") && token.contains("://") || token.starts_with("www.")
}

/// Whether `c` may open a sentence before its first word.
fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '‘' | '„' | '‚' | '«' | '‹' | '»' | '›' | '(' | '[' | '{' | '*' | '_'
    ) || matches!(c, '¿' | '¡' | '-' | '–' | '—' | '•' | '⁃' | ',' | '`')
}

/// What an ordinal stands behind in Croatian and Serbian laws: `čl. 5. Zakona`, but `br. 5`.
fn is_ordinal_label(label: &str, table: &Table) -> bool {
    matches!(table.language, Language::Croatian | Language::Serbian)
        && matches!(
            label,
            "čl" | "st" | "stav" | "toč" | "t" | "gl" | "чл" | "ст" | "тач" | "т" | "гл" | "cl" | "toc"
        )
}

/// A word that the name of something with an ordinal begins with: an adjective in `-ski`, or what there are several of.
fn begins_ordinal_name(word: &str) -> bool {
    const STEMS: [&str; 38] = [
        "Svet",
        "Svět",
        "Svjet",
        "Svēt",
        "Pasaul",
        "Maailm",
        "Arm",
        "Brig",
        "Div",
        "Puk",
        "Korpus",
        "Kongres",
        "Sjezd",
        "Zjazd",
        "Festival",
        "Memori",
        "Mistrov",
        "Majstrov",
        "Prven",
        "Olimp",
        "Olymp",
        "Konfer",
        "Simpoz",
        "Sympoz",
        "Magyar",
        "Ukrán",
        "Свет",
        "Арм",
        "Бриг",
        "Див",
        "Конгрес",
        "Прол",
        "Sjednic",
        "Sednic",
        "Седниц",
        "Okres",
        "Sezon",
        "Sezón",
    ];
    const ENDING: usize = 3;
    let adjective = ["sk", "ск"].into_iter().any(|suffix| {
        word.rfind(suffix).is_some_and(|at| {
            let ending = word[at + suffix.len()..].chars().count();
            at > 0 && (1..=ENDING).contains(&ending)
        })
    });
    adjective || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// What has its number behind it, so that this is no ordinal, in languages with such ordinals: `auf Seite 12. Hale schreibt`.
fn is_numbered_thing(word: &str) -> bool {
    const THINGS: &str = concat!(
        " seite kapitel abschnitt band teil nummer zimmer raum version tabelle abbildung anhang anlage gleis linie side kapittel afsnit",
        " avsnitt bind tabel tabell figur bilag vedlegg kafla sivu sivulla luku luvussa osa numero taulukko kuva liite lisa lisas joonis",
        " peatükk strana straně strane kapitola kapitole část časť příloha príloha číslo tabulka tabuľka stran strani poglavje poglavju",
        " priloga številka tabela slika poglavlje poglavlju prilog broj tablica sayfa bölüm ",
    );
    const LONGEST: usize = 12;
    let mut lower = [0; 4 * LONGEST];
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        if !c.is_alphabetic() || length > LONGEST {
            return false;
        }
        length += c.encode_utf8(&mut lower[length..]).len();
    }
    let word = &lower[..length];
    length > 2
        && memchr::memmem::find_iter(THINGS.as_bytes(), word)
            .any(|at| THINGS.as_bytes()[at - 1] == b' ' && THINGS.as_bytes()[at + length] == b' ')
}

/// What a letter is the name of that stands behind it, in any form: `Vitamin C`, `litra b`, `plan B`.
fn names_letter(word: &str) -> bool {
    const STEMS: [&str; 44] = [
        "bokstav",
        "litra",
        "buchstabe",
        "lettera",
        "letra",
        "lettre",
        "litera",
        "liter",
        "písmen",
        "písm",
        "betű",
        "harf",
        "букв",
        "літер",
        "vitamin",
        "vitamín",
        "vitamiin",
        "vitamina",
        "vitamiini",
        "witamin",
        "витамин",
        "вітамін",
        "βιταμίν",
        "hepatit",
        "hepatyt",
        "hepatiti",
        "hépatit",
        "epatit",
        "гепатит",
        "plan",
        "plán",
        "план",
        "skupin",
        "skupina",
        "grup",
        "grupp",
        "групп",
        "груп",
        "tipo",
        "typu",
        "типа",
        "kategori",
        "категори",
        "категорі",
    ];
    // Endings of cases, and no other words: `Gruppenleiter A. Weber`, `Planer`, `Literat`.
    const ENDING: usize = 2;
    let mut letters = word.chars();
    let Some(first) = letters.next().and_then(|c| c.to_lowercase().next()) else { return false };
    let begins = |stem: &str| {
        let mut own = stem.chars();
        own.next() == Some(first)
            && letters.as_str().strip_prefix(own.as_str()).is_some_and(|ending| {
                ending.chars().count() <= ENDING && !matches!(ending, "er" | "at" | "ar" | "ir")
            })
    };
    STEMS.iter().any(|stem| begins(stem))
}

/// What the number of a house stands behind, cut short, so that it is no ordinal: `na Prešernovi ul. 5. Rojena`.
fn is_street(token: &str) -> bool {
    const STREETS: &str = " ul nám tř č čp čís kbr št br ул бр u krt tn pst mnt g gt str cad cd sok ";
    memchr::memmem::find(STREETS.as_bytes(), token.as_bytes()).is_some_and(|at| {
        let around = [at.wrapping_sub(1), at + token.len()];
        around.map(|place| STREETS.as_bytes().get(place)) == [Some(&b' '); 2]
    })
}

/// A number with its unit: `€2.1bn`, `3%`, `40km`.
fn is_quantity(token: &str) -> bool {
    const LONGEST_UNIT: usize = 3;
    let number = token.trim_end_matches(|c: char| c.is_lowercase() || c == '%');
    let unit = token.len() - number.len();
    (1..=LONGEST_UNIT).contains(&unit)
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '$' | '€' | '£' | '-' | '+' | '~'))
}

/// A word in Latin letters that nobody can say, as it has no vowel nor what may stand for one: `pct`, `mfg`.
fn is_unspeakable(token: &str) -> bool {
    token.bytes().all(|b| b.is_ascii_lowercase() && !b"aeiouyrl".contains(&b))
}

/// A letter of an alphabet that is a vowel in most languages, with or without an accent.
fn is_vowel(c: char) -> bool {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        _ if c.is_ascii() => false,
        'ç' | 'ñ' | 'š' | 'č' | 'ž' | 'ř' | 'ć' | 'đ' | 'ś' | 'ź' | 'ż' | 'ł' | 'ń' | 'ť' | 'ď' | 'ň'
        | 'ľ' | 'ß' => false,
        'б' | 'в' | 'г' | 'д' | 'ж' | 'з' | 'к' | 'л' | 'м' | 'н' | 'п' | 'р' | 'с' | 'т' | 'ф' | 'х'
        | 'ц' | 'ч' | 'ш' | 'щ' => false,
        'β' | 'γ' | 'δ' | 'ζ' | 'θ' | 'κ' | 'λ' | 'μ' | 'ν' | 'ξ' | 'π' | 'ρ' | 'σ' | 'ς' | 'τ' | 'φ'
        | 'χ' | 'ψ' => false,
        _ => true,
    }
}

/// A lower-case word without a vowel, which is short for another in any language: `znj`, `абз`, `ppłk`.
fn is_cut_small(token: &str) -> bool {
    const LONGEST: usize = 4;
    let mut count = 0;
    token.chars().all(|c| {
        count += 1;
        // `r` and `l` carry a syllable, and `w` is a vowel in Welsh.
        c.is_lowercase() && !is_vowel(c) && !matches!(c, 'r' | 'l' | 'w' | 'р' | 'л' | 'ŕ' | 'ĺ' | 'ř')
    }) && (2..=LONGEST).contains(&count)
        && !token.bytes().all(|b| b"mhpsft".contains(&b))
        // Acronyms that have become words, and money.
        && !matches!(token, "tv" | "cd" | "dvd" | "pc" | "sms" | "pdf" | "mq" | "zł" | "kč" | "gb" | "mb" | "kb" | "tb")
}

/// A title or the like of any language, that has a capital and no vowel: `Dk. Juma`, `Mw. Botha`.
fn is_cut_name(token: &str) -> bool {
    const LONGEST: usize = 4;
    let small = token.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or_default();
    // `Mm`, `Pst` and `Shh` are sounds.
    let is_sound = || token.bytes().all(|b| b"mhpsft".contains(&b.to_ascii_lowercase()));
    (1..LONGEST).contains(&small.len())
        && is_unspeakable(small)
        && !b"AEIOUY".contains(&token.as_bytes()[0])
        && !is_sound()
}

/// What has no vowel and is a word for all that, in any case: programs, formats and protocols, and towns.
fn is_known_without_vowel(token: &str) -> bool {
    const KNOWN: &str = concat!(
        " zsh bsh ksh csh ssh npm tcl php css html xml sql svg png jpg gdb gcc vlc gtk ftp sftp http dns tls ssl vpn ntp nfs",
        " zfs svn rss rpm csv tsv grpc mpv xfs ntfs nvm rvm wsl bsd mqtt krk trst ",
    );
    const LONGEST: usize = 4;
    let mut word = [b' '; LONGEST + 2];
    let len = token.len();
    if !(3..=LONGEST).contains(&len) || !token.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    word[1..=len].copy_from_slice(token.as_bytes());
    word.make_ascii_lowercase();
    memchr::memmem::find(KNOWN.as_bytes(), &word[..len + 2]).is_some()
}

/// Names of letters and short parts with periods between in a script of India, where a letter is several characters: `पीएच.डी`.
fn is_indic_degree(token: &str) -> bool {
    const LONGEST: usize = 6;
    token.split('.').all(|part| {
        (1..=LONGEST).contains(&part.chars().count())
            && part.chars().all(|c| ('\u{900}'..='\u{DFF}').contains(&c))
    })
}

/// Two equal capitals, by which Romance languages cut plurals short: `EE`.
fn is_doubled(token: &str) -> bool {
    let mut chars = token.chars();
    let (first, second) = (chars.next(), chars.next());
    first == second && first.is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether the token is a letter of an alphabet. A syllable of Hangul or a character is a word.
fn is_one_letter(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(|c| c < '\u{2E80}' && c.is_alphabetic()) && chars.next().is_none()
}

/// `1`, `12`, `3.4.2`, `a`, `iv`: what stands before an item rather than a sentence.
fn is_list_number(token: &str) -> bool {
    let all = |set: &[u8]| token.bytes().all(|b| set.contains(&b));
    let parts = || token.split('.').all(|part| (1..=3).contains(&part.len()));
    match token.len() {
        0 => false,
        1 => token.bytes().all(|b| b.is_ascii_alphanumeric()) && token != "I",
        _ if all(b"0123456789.") => parts(),
        2..=5 => all(b"ivx") || token.len() < 4 && all(b"IVX"),
        _ => false,
    }
}

fn digit_only(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit())
}

/// A number of one to three digits, or a Roman one: with a period, an ordinal in many languages.
fn is_ordinal(token: &str) -> bool {
    let digits = token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit());
    let roman = token.len() <= 6 && token.bytes().all(|b| b"IVXLC".contains(&b));
    digits || roman
}

#[cfg(test)]
mod tests {
    use super::super::candidate::Marks;
    use super::*;

    #[test]
    fn what_is_plain_is_so_by_every_rule() {
        use Language::*;
        let before = [
            "It was so",
            "It was the well-known",
            "Back in 2019",
            "It is NASA",
            "EXT",
            "- INT",
            "xiv",
            "A word of mr",
            "Dr",
            "Boston, Mass",
            "the harbor's",
            "the harbor’s",
            "p. em",
            "rer. nat",
            "z. B",
            "So it was (so",
            "So (it) was",
            "an der Hauptstr",
            "в школе",
            "на улице",
            "др. школе",
            "Es war schön",
            "Yahoo",
            "am 3",
            "bl",
            "É",
            "U",
            "i. e",
            "of the US",
            "a b c d e f g h",
            "Я жил в Москве",
            "etc",
            "ett hus",
        ];
        let marks = [".", "!", "?", ".\"", ".”", "?’", "!'", "...", ".)"];
        let next = [
            "The wall stood there.",
            "Quinn said.",
            "Quinn said, so",
            "He left the town so",
            "the wall",
            "\"The wall",
            "“So it was.",
            "12 boats",
            "Été comme",
            "Жена ушла",
            "жена ушла",
            "U.S. law",
            "В.П. Во",
            "е, а",
            "; so",
            "(b) x",
            "- so",
            "»",
            "X",
            "XD",
            "",
            "II. So",
            "Str. 5",
        ];
        let mut plain = 0;
        for language in
            [English, German, French, Russian, Polish, Hungarian, Norwegian, Italian, Turkish, Undetermined]
        {
            let table = Table::of(language);
            for (before, mark) in before.iter().flat_map(|before| marks.map(|mark| (before, mark))) {
                for (gap, next) in
                    ["", " ", "\n", "  "].into_iter().flat_map(|gap| next.map(|next| (gap, next)))
                {
                    let text = format!("{before}{mark}{gap}{next}");
                    let block = Span::new(0, text.len());
                    let grammar = Grammar {
                        table,
                        off: 0,
                        inner_periods: false,
                        enumerators: false,
                        no_layout: false,
                        block,
                    };
                    let found = Candidate::find(&text, block, before.len(), grammar, &mut Marks::unknown());
                    let Some(candidate) = found.filter(|found| found.next < block.end) else { continue };
                    if matches!(candidate.kind, RunKind::Full | RunKind::Pause) {
                        continue;
                    }
                    let slow = by_every_rule(&text, block, &candidate, grammar);
                    assert_eq!(boundary(&text, block, &candidate, grammar), slow, "{language}: {text:?}");
                    plain += usize::from(ends_plainly(&text, block, &candidate, grammar));
                }
            }
        }
        assert!(plain > 1000);
    }

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }
}
