//! Trimming: what a sentence of a summary says as well without.
//!
//! Five things are left out, each only where what remains is a sentence: the place and the agency that a report opens with
//! (`LONDON, May 3 (Reuters) - `), a connective before a comma (`However, `), a conjunction before a clause (`But the `), the tail that
//! says that somebody said it (`, he told reporters on Tuesday`), and parentheses. Words never change their order, and none changes but the
//! first letter of what remains, which becomes a capital.
//!
//! What would change the meaning stays:
//!
//! * whoever has a name: a tail goes only if its speaker is a pronoun, which tells nobody anything
//! * the tail of a quotation, whose speaker it is
//! * a parenthesis that limits the words around it (`(except on Sundays)`), one inside a quotation or put in for a word that it lacks,
//!   an abbreviation that other sentences may use, labels such as `(a)`, formulas and code
//! * what reads on into a fragment: of `When asked, he said` nothing would be left
//!
//! Words are looked up in `src/language/trims/`; in a language without lists only the opening of a report is known, by its marks.
//!
//! Linear in the sentence, but for a look through its document where it opens with a place that stands alone.

use std::ops::Range;

use crate::analysis::{Analysis, Sentence};
use crate::document::unwrap_lines;
use crate::language::{Language, TrimClass, TrimWords};
use crate::span::{Span, boundary_at_or_before};
use crate::words::for_each_word;

/// A cut is made only if this many words are left, and at least a third of all. Chosen: fewer are what selection calls short.
const LEAST_LEFT: usize = 5;

/// The opening of a report ends within this many bytes. Chosen: `SAN FRANCISCO, California, September 30, 2026 (Reuters) - ` has 57.
const LONGEST_DATELINE: usize = 90;

/// A connective has at most this many bytes, its comma not counted: more than any listed.
const LONGEST_CONNECTIVE: usize = 60;

/// The tail of a sentence that only says that it was said has at most this many words. Chosen: `he told reporters at a news conference
/// on Tuesday evening` has ten.
const LONGEST_TAIL: usize = 12;

/// The verb of saying stands among this many words of its tail: `a-t-il ajouté`, `he has also said`.
const SAYING_AMONG: usize = 4;

/// Words by which a sentence speaks for its speaker or to somebody: without its tail it would be the writer who does. Those of all languages
/// that have tails; one that means something else in another only keeps a tail there.
#[rustfmt::skip] // Several to a line.
const SELF: [&str; 88] = [
    "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "please", "ich", "mich", "mir", "mein", "meine", "meinen", "wir", "uns",
    "unser", "unsere", "unseren", "unserer", "du", "dich", "dein", "bitte", "je", "j", "moi", "mon", "mes", "nous", "notre", "nos", "vous",
    "votre", "vos", "yo", "mi", "mis", "nosotros", "nuestro", "nuestra", "nuestros", "nuestras", "usted", "io", "mio", "mia", "noi", 
    "nostro", "nostra", "nostri", "eu", "meu", "minha", "nós", "nosso", "nossa", "ik", "mijn", "wij", "ons", "onze", "jullie", "jag", "vi",
    "vår", "våra", "oss", "ni", "jeg", "vores", "vor", "os", "minä", "meidän", "мы", "я", "мой", "нас", "нам", "наш", "наша", "наши",
    "μας", "μου", "εμείς",
];

/// The first person plural of verbs where no pronoun has to stand beside it: Spanish, Portuguese and Italian.
const WE: [&str; 4] = ["amos", "emos", "imos", "iamo"];

/// What a relative clause in parentheses begins with in English.
const RELATIVES: [&str; 3] = ["which", "who", "whose"];

/// A reference in parentheses has one of these.
const REFERENCES: [&str; 7] = ["al", "Fig", "Figure", "Figs", "Table", "Section", "Eq"];

/// The first and the last year of what may be one: `built in 1911`.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

/// A comma among this many words behind a connective parts no list but who speaks: `so der Rat, werde …`, `it is said, the …`.
const WORDS_BEFORE_COMMA: usize = 4;

/// A parenthesis of fewer characters is a label, a sign or an ending. `(1999)` has four.
const SHORTEST_ASIDE: usize = 4;

/// Small words inside the names of places and in dates.
const SMALL: [&str; 24] = [
    "am", "city", "d'", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "im", "in",
    "la", "le", "les", "of", "the", "van", "von", "y",
];

/// What can be left out of sentences of an analysis.
pub(crate) struct Trimmer<'a> {
    analysis: &'a Analysis<'a>,
    words: Option<TrimWords>,
}

impl<'a> Trimmer<'a> {
    pub(crate) fn new(analysis: &'a Analysis<'a>) -> Trimmer<'a> {
        Trimmer { analysis, words: TrimWords::new(analysis.language()) }
    }

    /// What remains of the sentence at a place in the analysis: stretches of its document's text, in order. There is at
    /// least one, and only one if nothing is left out in between.
    pub(crate) fn parts(&self, place: usize) -> Vec<Span> {
        let sentence = &self.analysis.sentences()[place];
        let start = sentence.content_start;
        let text = &self.analysis.documents()[sentence.document].text()[start..sentence.span.end];
        let mut left =
            Left { words: count(text), cuts: Vec::new(), least: count(text).div_ceil(3).max(LEAST_LEFT) };
        if self.opens_block(place) {
            left.cut_to(text, dateline(text, self.analysis.documents()[sentence.document].text()));
        }
        if let Some(words) = &self.words {
            left.cut_to(text, connective(text, left.start(), words));
            left.cut_to(text, coordinator(text, left.start(), words));
            left.cut(text, tail(text, left.start(), words));
            let end = left.cuts.last().filter(|cut| cut.start > 0).map_or(text.len(), |cut| cut.start);
            for aside in asides(text, left.start()..end, words) {
                left.cut(text, Some(aside).filter(|aside| self.is_counted(sentence, aside)));
            }
        }
        left.parts(text.len()).map(|part| Span { start: start + part.start, end: start + part.end }).collect()
    }

    /// Parts of a sentence to be read, the first letter a capital if words before it are left out.
    pub(crate) fn readable_text(&self, sentence: &Sentence, parts: &[Span]) -> String {
        let text = self.analysis.documents()[sentence.document].text();
        let joined: String = parts.iter().map(|part| part.of(text)).collect();
        let readable = unwrap_lines(&joined).into_owned();
        match parts.first().is_some_and(|first| first.start > sentence.content_start) {
            true => capitalized(&readable, self.analysis.language()),
            false => readable,
        }
    }

    /// How many words parts have.
    pub(crate) fn words_of(&self, sentence: &Sentence, parts: &[Span]) -> usize {
        let text = self.analysis.documents()[sentence.document].text();
        parts.iter().map(|part| count(part.of(text))).sum()
    }

    fn opens_block(&self, place: usize) -> bool {
        let sentence = |place: usize| &self.analysis.sentences()[place];
        place.checked_sub(1).map(sentence).is_none_or(|before| {
            (before.document, before.block) != (sentence(place).document, sentence(place).block)
        })
    }

    /// Whether a stretch of a sentence holds no code and no formula.
    fn is_counted(&self, sentence: &Sentence, stretch: &Range<usize>) -> bool {
        let start = sentence.content_start;
        let (start, end) = (start + stretch.start, start + stretch.end);
        let stretches = self.analysis.documents()[sentence.document].stretches();
        let first = stretches.partition_point(|stretch| stretch.span.end <= start);
        stretches[first..].iter().take_while(|s| s.span.start < end).all(|s| s.role.is_counted())
    }
}

/// What is left of a sentence while cuts are made.
struct Left {
    /// In order, apart from each other.
    cuts: Vec<Range<usize>>,
    words: usize,
    least: usize,
}

impl Left {
    /// Where what is left begins.
    fn start(&self) -> usize {
        self.cuts.first().filter(|cut| cut.start == 0).map_or(0, |cut| cut.end)
    }

    /// Leaves out the beginning.
    fn cut_to(&mut self, text: &str, end: Option<usize>) {
        let start = self.start();
        let Some(end) = end.filter(|end| *end > start) else { return };
        let words = count(&text[start..end]);
        if words + self.least <= self.words {
            self.words -= words;
            self.cuts.clear();
            self.cuts.push(0..end);
        }
    }

    /// Leaves out a stretch that overlaps none of those that are left out already.
    fn cut(&mut self, text: &str, stretch: Option<Range<usize>>) {
        let Some(stretch) = stretch else { return };
        let words = count(&text[stretch.clone()]);
        if words + self.least <= self.words {
            self.words -= words;
            let place = self.cuts.partition_point(|cut| cut.start < stretch.start);
            self.cuts.insert(place, stretch);
        }
    }

    /// What is between the cuts, of a text of this length.
    fn parts(self, length: usize) -> impl Iterator<Item = Range<usize>> {
        let ends = self.cuts.iter().map(|cut| cut.start).chain([length]).collect::<Vec<_>>();
        let starts = std::iter::once(0).chain(self.cuts.into_iter().map(|cut| cut.end));
        starts.zip(ends).map(|(start, end)| start..end).filter(|part| !part.is_empty())
    }
}

fn count(text: &str) -> usize {
    let mut words = 0;
    for_each_word(text, |_, _| words += 1);
    words
}

fn words_in(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for_each_word(text, |_, word| words.push(word));
    words
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '‹' | '›')
}

/// The beginning of a text, of at most this many bytes.
fn beginning(text: &str, most: usize) -> &str {
    &text[..boundary_at_or_before(text, most)]
}

/// Where the sentence of a report begins behind its place, date and agency.
///
/// A place in capitals alone is one only if the document has it in lower case, too: `WARNING — Do not open` is none.
fn dateline(text: &str, document: &str) -> Option<usize> {
    let head = beginning(text, LONGEST_DATELINE);
    let behind = |at: usize| at + (text[at..].len() - text[at..].trim_start().len());
    let opens = |at: usize| text[at..].chars().next().is_some_and(|c| c.is_uppercase() || is_quote(c));
    if let Some((agency, rest)) = head.strip_prefix('(').and_then(|head| head.split_once(')')) {
        let rest = head.len() - rest.len();
        let end = behind(dash(&text[rest..]).map_or(rest, |dash| rest + dash.end));
        return (is_agency(agency) && opens(end)).then_some(end);
    }
    // A hyphen inside a name is no dash, so the first that is one counts.
    let dash = dash(head)?;
    let (before, end) = (head[..dash.start].trim_end(), behind(dash.end));
    let (place, agency) = match before.strip_suffix(')').and_then(|before| before.rsplit_once('(')) {
        Some((place, agency)) => (place.trim_end(), Some(agency)),
        None => (before, None),
    };
    let mut is_behind_number = false;
    let is_name = |word: &str| {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        // The month of `14 maja` has a small letter.
        let is_month = std::mem::replace(&mut is_behind_number, is_number);
        is_number || is_month || word.starts_with(char::is_uppercase) || SMALL.contains(&word)
    };
    let mut names = place.split([' ', ',', '.', '\n', '\u{A0}']).filter(|word| !word.is_empty()).peekable();
    let first = *names.peek()?;
    if !opens(end) || !first.starts_with(char::is_uppercase) || !names.all(is_name) {
        return None;
    }
    let is_in_capitals =
        first.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !first.contains(char::is_lowercase);
    let is_place = match agency {
        // `Chapter 3 (Bridges) - ` is a heading: dates have a comma or a period.
        Some(agency) => {
            let has_number = place.contains(|c: char| c.is_ascii_digit());
            agency.starts_with(char::is_alphabetic)
                && count(agency) <= 3
                && count(place) <= 6
                && (!has_number || place.contains([',', '.']))
        }
        None => is_in_capitals && (place.contains(',') || is_named(place, document)),
    };
    is_place.then_some(end)
}

/// Whether letters in parentheses at the very beginning are those of an agency: `(CNN)`, and no label.
fn is_agency(letters: &str) -> bool {
    (2..=8).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && !letters.bytes().all(|byte| b"IVXLC".contains(&byte))
}

/// Whether the document has a place in capitals with small letters as well, behind a word in lower case: `in London`.
fn is_named(place: &str, document: &str) -> bool {
    let word = |word: &str| -> String {
        let mut chars = word.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
    };
    let name = place.split(' ').map(word).collect::<Vec<_>>().join(" ");
    name != place
        && document.match_indices(&name).any(|(at, _)| {
            let mut before = document[..at].chars().rev();
            before.next() == Some(' ') && before.next().is_some_and(char::is_lowercase)
        })
}

/// The first dash between words: a long one, two hyphens, or a hyphen between spaces.
fn dash(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) = text[from..].find(['-', '–', '—']).map(|at| from + at) {
        let length = if text[at..].starts_with("--") { 2 } else { text[at..].chars().next()?.len_utf8() };
        let is_apart = text[..at].is_empty() || text[..at].ends_with(char::is_whitespace);
        let is_long = length == 2 || text[at..].starts_with('—');
        if is_long || (is_apart && text[at + length..].starts_with(char::is_whitespace)) {
            return Some(at..at + length);
        }
        from = at + length;
    }
    None
}

/// Where a sentence goes on behind a connective and its comma.
fn connective(text: &str, start: usize, words: &TrimWords) -> Option<usize> {
    let head = beginning(&text[start..], LONGEST_CONNECTIVE);
    let (comma, sign) = head.char_indices().find(|(_, c)| matches!(c, ',' | '،'))?;
    let end = comma + sign.len_utf8();
    let rest = text[start + end..].trim_start();
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || is_quote(c))
        && !words.is(TrimClass::Coordinator, words_in(beginning(rest, LONGEST_CONNECTIVE)).first()?);
    let (mut end, mut first) = (0, 0);
    let ahead = beginning(rest, LONGEST_CONNECTIVE);
    for_each_word(ahead, |at, word| {
        first += 1;
        if first <= WORDS_BEFORE_COMMA {
            end = at + word.len();
        }
    });
    let has_comma = ahead[..end].contains(',') || ahead[end..].starts_with(',');
    (goes_on && !has_comma && words.is(TrimClass::Connective, &unwrap_lines(&head[..comma])))
        .then(|| text.len() - rest.len())
}

/// Where a sentence goes on behind a conjunction: before an article or a name, unless the conjunction comes again, since it may
/// join what follows with what follows that.
fn coordinator(text: &str, start: usize, words: &TrimWords) -> Option<usize> {
    let rest = &text[start..];
    if !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let (first, behind) = rest.split_once(char::is_whitespace)?;
    let behind = behind.trim_start();
    let all = words_in(behind);
    let next = *all.first()?;
    let opens = behind.starts_with(next)
        && (next.starts_with(char::is_uppercase) || words.is(TrimClass::Article, next));
    let first_folded = first.to_lowercase();
    let comes_again = || all.iter().any(|word| word.to_lowercase() == first_folded);
    (words.is(TrimClass::Coordinator, first) && opens && !comes_again()).then(|| text.len() - behind.len())
}

/// The end of a sentence that says only that a pronoun said it, from its comma to the mark at the end.
fn tail(text: &str, start: usize, words: &TrimWords) -> Option<Range<usize>> {
    let end = text.trim_end_matches(['.', '!', '…']).len();
    let comma = text[start..end].rfind(',').map(|at| start + at)?;
    let (rest, said) = (&text[start..comma], words_in(&text[comma..end]));
    let is = |class: TrimClass| move |word: &&str| words.is(class, word);
    let is_said = (1..=LONGEST_TAIL).contains(&said.len())
        && said.iter().take(SAYING_AMONG).any(|word| is(TrimClass::Saying)(word))
        && (words.is(TrimClass::Speaker, "-") || said.iter().any(|word| is(TrimClass::Speaker)(word)))
        && said.iter().all(|word| {
            [TrimClass::Saying, TrimClass::Speaker, TrimClass::Aside].iter().any(|class| is(*class)(word))
                || word.bytes().all(|byte| byte.is_ascii_digit())
        });
    // Of a quotation, the tail is its speaker; a dash opens one as well.
    let is_quoted = text[start..].contains(is_quote) || rest.starts_with(['-', '–', '—']);
    let is_whole =
        || !words_in(rest).first().is_some_and(is(TrimClass::Fragment)) || rest.contains([',', '،']);
    let is_of_speaker = || {
        words_in(rest).iter().any(|word| {
            let small = word.to_lowercase();
            // In lower case it is a preposition of the Nordic languages.
            *word == "I" || SELF.contains(&small.as_str()) || WE.iter().any(|ending| small.ends_with(ending))
        })
    };
    (end < text.len() && is_said && !is_quoted && is_whole() && !is_of_speaker()).then_some(comma..end)
}

/// The parentheses of a stretch that say something beside the point, each with the space before it.
fn asides(text: &str, stretch: Range<usize>, words: &TrimWords) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = stretch.start;
    while let Some(open) = text[at..stretch.end].find('(').map(|open| at + open) {
        let mut depth = 0;
        let close = text[open..stretch.end].char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        let Some(close) = close.map(|(close, _)| open + close) else { break };
        at = close + 1;
        let before = text[..open].trim_end();
        let is_apart = before.len() < open && before.len() > stretch.start;
        let next = text[at..].chars().next();
        let is_closed =
            next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…'));
        let inside = &text[open + 1..close];
        // `with (Ann) Moss`, `he said (Moss) is late`: an editor put in what the sentence needs.
        let is_put_in = before.chars().filter(|c| is_quote(*c)).count() % 2 == 1
            || before.ends_with([':', ','])
            || (is_capital(inside)
                && is_capital(text[at..].trim_start())
                && !inside.contains(char::is_whitespace));
        // The period of `Inc. (now Hale).` is that of the sentence already.
        let is_doubled = before.ends_with('.') && next == Some('.');
        if is_apart && is_closed && !is_put_in && !is_doubled && is_beside_the_point(inside, words) {
            found.push(before.len()..at);
        }
    }
    found
}

fn is_capital(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Whether a parenthesis only adds to what is said: a year, a reference, names, a relative clause. Any other may limit it: `no (known) virus`,
/// `(almost) all`, `(and her brother) were`.
fn is_beside_the_point(inside: &str, words: &TrimWords) -> bool {
    let is_label =
        inside.chars().count() < SHORTEST_ASIDE || inside.chars().all(|c| "ivxlcIVXLC".contains(c));
    let is_one = !inside.contains(char::is_whitespace);
    let is_abbreviation = is_one && inside.chars().filter(|c| c.is_uppercase()).count() > 1;
    let is_formula = inside.contains(['=', '+', '*', '<', '>', '^', '_', '{', '}', '|', '\\']);
    let is_exception = || words_in(inside).iter().any(|word| words.is(TrimClass::Exception, word));
    let said = words_in(inside);
    let has_year = || said.iter().any(|word| word.parse().is_ok_and(|year| YEARS.contains(&year)));
    let is_reference = || said.iter().any(|word| REFERENCES.contains(word));
    let is_relative = || said.first().is_some_and(|word| RELATIVES.contains(word)) && said.len() > 2;
    let are_names = || said.iter().all(|word| word.starts_with(char::is_uppercase));
    let adds = || has_year() || is_reference() || is_relative() || are_names();
    !is_label && !is_abbreviation && !is_formula && !inside.contains(is_quote) && !is_exception() && adds()
}

/// A text with its first letter a capital, as its language writes it.
fn capitalized(text: &str, language: Language) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    match (language, first) {
        (Language::Turkish, 'i') => format!("İ{rest}"),
        (Language::Dutch, 'i') if rest.starts_with('j') => format!("IJ{}", &rest[1..]),
        // A letter with a capital of two, such as ß, begins no word.
        _ if first.to_uppercase().count() == 1 => first.to_uppercase().chain(rest.chars()).collect(),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_the_language() {
        assert_eq!(capitalized("ijs smelt", Language::Dutch), "IJs smelt");
        assert_eq!(capitalized("iskele", Language::Turkish), "İskele");
        assert_eq!(capitalized("iskele", Language::English), "Iskele");
        assert_eq!(capitalized("étage", Language::French), "Étage");
        assert_eq!(capitalized("", Language::French), "");
    }

    #[test]
    fn a_dash_parts_words() {
        assert_eq!(dash("NEW-YORK - The"), Some(9..10));
        assert_eq!(dash("in Frankfurt-Höchst"), None);
        assert_eq!(dash("LONDON--The"), Some(6..8));
    }
}
