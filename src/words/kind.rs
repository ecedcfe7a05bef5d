//! What in a text is no word of a language: addresses, tags, paths, formulas. What is none of these is a word or a
//! number.
//!
//! A text is searched for the few bytes that every such thing has (`@`, `#`, `/`, `$`, `\` and `www.`), and only what
//! stands around them is looked at, so that prose costs next to nothing.
//!
//! * time: `O(n)`; every look around a byte has a bound
//! * space: what is found

use memchr::{memchr_iter, memchr2_iter, memchr3_iter, memmem};

use crate::order::Arrange;
use crate::span::Span;

/// The longest address, path or tag, in bytes. Chosen: browsers stop at about as much.
const LONGEST_ADDRESS: usize = 2_048;

/// The longest formula in a line, and the longest that stands alone, in bytes. Chosen: a line or two, and a page.
const LONGEST_INLINE: usize = 500;
const LONGEST_DISPLAY: usize = 4_000;

/// A formula without any sign has this many characters or fewer: `$x$`, `$AB$`.
const LONGEST_SYMBOL: usize = 3;

/// What a stretch is that is no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `https://example.org/a`, `www.example.org`, `example.org/a`.
    Url,
    /// `ned@example.org`.
    Mail,
    /// `@ned`.
    Mention,
    /// `#wind-farm`.
    Hashtag,
    /// A number that a tracker gave: `#1234`, `owner/name#12`.
    Reference,
    /// `/usr/bin`, `src/main.rs`.
    Path,
    /// TeX: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`, `\begin{…}x\end{…}`.
    Formula,
}

/// The fewest characters of a hexadecimal number and of a key. Git shortens hashes to seven; a shorter one may be the name of a
/// product, as `B2B`, `H264`. Chosen.
const LEAST_HEX: usize = 7;
const LEAST_KEY: usize = 12;

/// How often letters and digits alternate in a key, at least: `sha256sum` and `covid19vaccine` are words.
const LEAST_TURNS: usize = 3;

/// Whether a word is a key, a hash or another number in letters and digits: `9f86d081`, `x7Kq2Lm9PzR4`. A word that no reader says.
#[inline]
pub(crate) fn is_code(word: &str) -> bool {
    // Most words are shorter.
    word.len() >= LEAST_HEX && is_long_code(word)
}

fn is_long_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let has_letter = bytes.iter().any(u8::is_ascii_alphabetic);
    if !has_letter || !bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
        return false;
    }
    let hex = bytes.strip_prefix(b"0x").unwrap_or(bytes);
    if hex.iter().all(u8::is_ascii_hexdigit) {
        return true;
    }
    let is_turn = |pair: &&[u8]| pair[0].is_ascii_digit() != pair[1].is_ascii_digit();
    bytes.len() >= LEAST_KEY && bytes.windows(2).filter(is_turn).count() >= LEAST_TURNS
}

/// A stretch of a text that is no word of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Special {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// All such stretches, in order; they do not overlap.
pub(crate) fn specials(text: &str) -> Vec<Special> {
    let bytes = text.as_bytes();
    let mut found: Vec<Special> = Vec::new();
    // What is no path at its first slash is none at the next, up to `slashes`.
    let (mut end, mut slashes) = (0, 0);
    for at in memchr3_iter(b'@', b'#', b'/', bytes) {
        if at < end {
            continue;
        }
        let special = match bytes[at] {
            b'@' => mail_or_mention(text, at),
            b'#' => hashtag(text, at).or_else(|| reference(text, at)),
            _ if at < slashes => None,
            _ => {
                let special = address_or_path(text, at);
                if special.is_none() {
                    let rest = address_end(text, at);
                    slashes = at + text[at..rest].find("://").unwrap_or(rest - at);
                }
                special
            }
        };
        if let Some(special) = special.filter(|special| special.span.start >= end) {
            end = special.span.end;
            found.push(special);
        }
    }
    let plain = found.len();
    for at in memmem::find_iter(bytes, b"www.") {
        if !text[..at].ends_with(is_word) && text[at + 4..].starts_with(is_word) {
            found.push(Special { span: Span { start: at, end: address_end(text, at) }, kind: Kind::Url });
        }
    }
    let mut end = 0;
    for at in memchr2_iter(b'$', b'\\', bytes) {
        if at >= end
            && let Some(span) = formula(text, at)
        {
            end = span.end;
            found.push(Special { span, kind: Kind::Formula });
        }
    }
    if found.len() > plain {
        found.arrange_by_key(|special| (special.span.start, std::cmp::Reverse(special.span.end)));
        let mut end = 0;
        found.retain(|special| {
            let apart = special.span.start >= end;
            end = end.max(special.span.end);
            apart
        });
    }
    found
}

/// Stretches of a text whose words are passed over, walked through in order.
#[derive(Debug, Default)]
pub(crate) struct PassedOver {
    spans: std::vec::IntoIter<Span>,
    next: Option<Span>,
}

/// Where a word stands as to the stretches that are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Inside,
    /// The first word behind one.
    Behind,
    Outside,
}

impl PassedOver {
    /// All that is no word of a language, and more.
    pub(crate) fn of(text: &str, more: impl Iterator<Item = Span>) -> PassedOver {
        let mut spans: Vec<Span> = specials(text).iter().map(|special| special.span).chain(more).collect();
        spans.sort_unstable_by_key(|span| (span.start, span.end));
        let mut spans = spans.into_iter();
        PassedOver { next: spans.next(), spans }
    }

    /// Where the next word stands: words come in order.
    #[inline]
    pub(crate) fn standing(&mut self, word: Span) -> Standing {
        let mut standing = Standing::Outside;
        while let Some(span) = self.next {
            if span.start >= word.end {
                break;
            }
            if span.end > word.start {
                return Standing::Inside;
            }
            self.next = self.spans.next();
            standing = Standing::Behind;
        }
        standing
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether nothing of a word or of an address stands before a place.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '«' | '„' | ',' | ';' | '>' | '|')
    })
}

/// Where an address ends that begins at `start`: at white space or a quote, without the marks of the sentence around it.
fn address_end(text: &str, start: usize) -> usize {
    let goes_on = |c: char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`' | '。' | '，' | '、' | '）' | '」')
    };
    let address = &text[start..];
    let mut end = 0;
    for (at, c) in address.char_indices().take_while(|(at, c)| *at < LONGEST_ADDRESS && goes_on(*c)) {
        end = at + c.len_utf8();
    }
    loop {
        let address = &address[..end];
        let Some(last) = address.chars().next_back() else { return start };
        let is_mark = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' => true,
            ')' => address.matches(')').count() > address.matches('(').count(),
            ']' => address.matches(']').count() > address.matches('[').count(),
            '}' => address.matches('}').count() > address.matches('{').count(),
            _ => false,
        };
        if !is_mark {
            return start + end;
        }
        end -= last.len_utf8();
    }
}

/// Where what `belongs` begins that stands right before a place.
fn back(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    let mut start = at;
    for (place, c) in text[..at].char_indices().rev() {
        if !belongs(c) || at - place > LONGEST_ADDRESS {
            break;
        }
        start = place;
    }
    start
}

/// Where what `belongs` ends that stands at a place.
fn on(text: &str, at: usize, belongs: impl Fn(char) -> bool) -> usize {
    let all = text[at..].char_indices().take_while(|(place, c)| *place < LONGEST_ADDRESS && belongs(*c));
    all.last().map_or(at, |(place, c)| at + place + c.len_utf8())
}

fn mail_or_mention(text: &str, at: usize) -> Option<Special> {
    let of_name = |c: char| is_word(c) || matches!(c, '.' | '-' | '+' | '%');
    let of_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let end = on(text, at + 1, of_host);
    let end = at + 1 + text[at + 1..end].trim_end_matches(['.', '-']).len();
    if end == at + 1 {
        return None;
    }
    let start = back(text, at, of_name);
    if start == at {
        let kind = Kind::Mention;
        return begins(text, at).then_some(Special { span: Span { start, end }, kind });
    }
    text[at + 1..end].contains('.').then_some(Special { span: Span { start, end }, kind: Kind::Mail })
}

/// The fewest digits that make a reference by themselves: `#1` is the best of its kind.
const LEAST_DIGITS: usize = 2;

/// A number behind `#`, with the repository before it if there is one.
fn reference(text: &str, at: usize) -> Option<Special> {
    let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + 1 + digits;
    if digits == 0 || text[end..].starts_with(is_word) {
        return None;
    }
    let start = back(text, at, |c| is_word(c) || matches!(c, '.' | '-' | '/'));
    let is_reference = match text[start..at].split_once('/') {
        Some((owner, name)) => !owner.is_empty() && !name.is_empty() && !name.contains('/'),
        None => start == at && digits >= LEAST_DIGITS,
    };
    (is_reference && begins(text, start))
        .then_some(Special { span: Span { start, end }, kind: Kind::Reference })
}

fn hashtag(text: &str, at: usize) -> Option<Special> {
    let end = on(text, at + 1, |c| is_word(c) || c == '-');
    let end = at + 1 + text[at + 1..end].trim_end_matches('-').len();
    let tag = &text[at + 1..end];
    let is_tag = tag.starts_with(is_word) && tag.contains(char::is_alphabetic) && begins(text, at);
    is_tag.then_some(Special { span: Span { start: at, end }, kind: Kind::Hashtag })
}

fn address_or_path(text: &str, at: usize) -> Option<Special> {
    let bytes = text.as_bytes();
    let special = |start: usize, kind: Kind| {
        Some(Special { span: Span { start, end: address_end(text, start) }, kind })
    };
    if at > 1 && bytes[at - 1] == b':' && bytes.get(at + 1) == Some(&b'/') {
        let start = back(text, at - 1, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
        return if start < at - 1 { special(start, Kind::Url) } else { None };
    }
    let of_path = |c: char| is_word(c) || matches!(c, '.' | '-' | '~' | '/');
    let start = back(text, at, of_path);
    let whole = &text[start..address_end(text, start)];
    if !begins(text, start) || whole.len() <= at - start {
        return None;
    }
    let (first, rest) = (&text[start..at], &whole[at - start + 1..]);
    let named = |name: &str| {
        let end =
            name.rsplit_once('.').filter(|(stem, _)| stem.ends_with(is_word)).map_or("", |(_, end)| end);
        (1..=5).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && end.starts_with(|c: char| c.is_ascii_lowercase())
    };
    if named(first) && rest.starts_with(is_word) && !first.contains('/') && first.len() > 3 {
        return special(start, Kind::Url);
    }
    let is_rooted =
        matches!(first, "" | "." | ".." | "~") && rest.starts_with(|c: char| is_word(c) || c == '.');
    let parts = rest.split('/').filter(|part| !part.is_empty()).count() + usize::from(!first.is_empty());
    let last = rest.rsplit('/').next().unwrap_or_default();
    let is_path =
        whole.chars().all(of_path) && (is_rooted && (parts > 1 || named(last)) || parts > 1 && named(last));
    if is_path { special(start, Kind::Path) } else { None }
}

/// The formula that begins at a `$` or `\`.
fn formula(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at..];
    let closed = |open: &str, close: &str, most: usize| {
        let inside = rest.strip_prefix(open)?;
        let near = &inside.as_bytes()[..inside.len().min(most + close.len())];
        let end = memmem::find(near, close.as_bytes()).filter(|end| *end > 0)?;
        (!inside[..end].contains("\n\n"))
            .then(|| Span { start: at, end: at + open.len() + end + close.len() })
    };
    if rest.starts_with("$$") {
        return closed("$$", "$$", LONGEST_DISPLAY);
    }
    if rest.starts_with('$') {
        return in_line(text, at);
    }
    if rest.starts_with("\\begin{") {
        let span = closed("\\begin{", "\\end{", LONGEST_DISPLAY)?;
        let close = text[span.end..].find('}').filter(|close| *close < LONGEST_SYMBOL * 8)?;
        return Some(Span { start: at, end: span.end + close + 1 });
    }
    closed("\\(", "\\)", LONGEST_INLINE).or_else(|| closed("\\[", "\\]", LONGEST_DISPLAY))
}

/// A formula between single dollars, as Pandoc tells it from two prices, and only with what a formula has.
fn in_line(text: &str, at: usize) -> Option<Span> {
    let inside = &text[at + 1..];
    if text[..at].ends_with(|c: char| is_word(c) || c == '\\' || c == '$')
        || inside.starts_with(char::is_whitespace)
    {
        return None;
    }
    let near = &inside.as_bytes()[..inside.len().min(LONGEST_INLINE)];
    // A dollar behind a backslash is part of the formula.
    let end = memchr_iter(b'$', near).find(|end| !inside[..*end].ends_with('\\')).filter(|end| *end > 0)?;
    let formula = &inside[..end];
    let is_closed = !formula.ends_with(char::is_whitespace) && !inside[end + 1..].starts_with(is_word);
    if !is_closed || formula.contains("\n\n") {
        return None;
    }
    let has = |signs: &[char]| formula.contains(signs);
    let is_spaced = formula.contains(char::is_whitespace);
    let is_formula = has(&['\\', '^', '_', '=', '{'])
        || !formula.starts_with(|c: char| c.is_ascii_digit())
            && (has(&['<', '>', '+', '|', '≤', '≥', '∈', '×'])
                || !is_spaced && (has(&['(', '-', '\'']) || formula.chars().count() <= LONGEST_SYMBOL));
    is_formula.then_some(Span { start: at, end: at + end + 2 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_and_hashes_are_no_words() {
        for code in [
            "9f86d081",
            "a3f5c9d",
            "DEADBEEF01",
            "0x7ffee3b2",
            "x7Kq2Lm9PzR4",
            "sk_live_51H8xyzQ2",
            "e3b0c44298fc1c149afbf4c8996fb924",
        ] {
            assert!(is_code(code), "{code}");
        }
        for word in [
            "defaced",
            "effaced",
            "covid19",
            "B2B",
            "H264",
            "sha256sum",
            "2000s",
            "1234567",
            "MP3player",
            "4x4",
            "café2024",
            "windows11pro",
            "iPhone15",
        ] {
            assert!(!is_code(word), "{word}");
        }
    }

    #[test]
    fn what_is_no_word_is_told_from_prose() {
        use Kind::*;
        let list: [(&str, &[(&str, Kind)]); 24] = [
            (
                "See https://example.org/a?b=c#d, or (http://x.org/a_(b)).",
                &[("https://example.org/a?b=c#d", Url), ("http://x.org/a_(b)", Url)],
            ),
            (
                "Visit www.example.org/a. Then example.org/rota?day=4.",
                &[("www.example.org/a", Url), ("example.org/rota?day=4", Url)],
            ),
            (
                "Mail ned.poole@example.org. Or ask @ned_p.",
                &[("ned.poole@example.org", Mail), ("@ned_p", Mention)],
            ),
            (
                "Read #wind-farm and #Öl now, issue #12, C# and F#.",
                &[("#wind-farm", Hashtag), ("#Öl", Hashtag), ("#12", Reference)],
            ),
            (
                "The #1 plumber: see mill/wheel#390 (#1234), a/b/c#1, and/or #7.",
                &[("mill/wheel#390", Reference), ("#1234", Reference)],
            ),
            (
                "In src/main.rs and /usr/local/bin, ./run.sh",
                &[("src/main.rs", Path), ("/usr/local/bin", Path), ("./run.sh", Path)],
            ),
            ("24/7 support, his/her desk, I/O, and/or, 9/11, km/h.", &[]),
            (
                "The rate $r r = s s$ grows; $x$, $n-1$ and $f(x)$.",
                &[("$r r = s s$", Formula), ("$x$", Formula), ("$n-1$", Formula), ("$f(x)$", Formula)],
            ),
            ("We write $$ h = h_0 $$ here.", &[("$$ h = h_0 $$", Formula)]),
            (
                "Inline \\(a a = b\\) and \\[c c\\] too.",
                &[("\\(a a = b\\)", Formula), ("\\[c c\\]", Formula)],
            ),
            ("\\begin{align}x x\\end{align} so", &[("\\begin{align}x x\\end{align}", Formula)]),
            ("The price is $5 or $10. It fell from $5 to $4, or 6$ each.", &[]),
            ("US$5 and US$6; $5-$6; $HOME/$PATH; A$AP and Ke$ha.", &[]),
            ("From $20 million to $30 million (up 50%), then $40.", &[]),
            ("a @ b, 5 @ 3, x@y", &[]),
            ("end #", &[]),
            ("://", &[]),
            ("a\\(b", &[]),
            ("$", &[]),
            ("$$$$", &[]),
            ("«https://beispiel.de/größe»", &[("https://beispiel.de/größe", Url)]),
            ("見る https://example.jp/あ。次", &[("https://example.jp/あ", Url)]),
            ("AC/DC, TCP/IP. Then", &[]),
            ("www. is short", &[]),
        ];
        for (text, expected) in list {
            let found: Vec<(&str, Kind)> =
                specials(text).iter().map(|special| (special.span.of(text), special.kind)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(5_000) })]

        #[test]
        fn stretches_are_in_order_and_apart(text in "([a-z1.é]{0,3}|[@#/$\\\\() \n_:-]|www\\.|://|見){0,16}") {
            let mut end = 0;
            for special in specials(&text) {
                prop_assert!(special.span.start >= end && !special.span.of(&text).is_empty());
                end = special.span.end;
            }
        }
    }
}
