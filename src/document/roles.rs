//! What blocks are for, recognized by layout and wording: the same way for every format, behind its reader.
//!
//! A block is taken for something else than prose only where a block of prose would hardly look like it: by how a short
//! one begins (`roles/wording.txt`), or since it says nothing but a date. What a reader has found stays.
//!
//! * time: `O(n)` in the blocks: of most of them, the first word is looked up and no more
//! * space: the words of one short block

use std::borrow::Cow;

use super::filter::{Filter, Key};
use super::listed::Barred;
use super::{
    Block, BlockKind, Document, Role, Stretch, contacts, fragments, frames, header, pointers, release, speech,
};
use crate::span::Span;

/// A block of more bytes is prose, or recognized by its reader. Chosen: the longest notices, of licences, have some 110 words.
const LONGEST: usize = 800;

/// The longest first word of a phrase, in bytes.
const LONGEST_FIRST: usize = 32;

/// This many words of a block are read one by one, as long as a phrase fits. Chosen: few phrases have more.
const FIRST_WORDS: usize = 6;

/// A date with all that stands around it has this many words or fewer. Chosen: "Published on Tuesday, 4 March 2025 at 10:30 am,
/// updated …, 3 min read".
const DATE_WORDS: usize = 18;

/// A headline that is signed stands above the text: among this many blocks.
const HEAD_BLOCKS: usize = 6;

/// The fewest fields that make a list, and the most words of each.
const LEAST_ITEMS: usize = 3;
const ITEM_WORDS: usize = 10;

/// The fewest rows with times that make a list of chapters.
const LEAST_CHAPTERS: usize = 4;

/// The least measures of a row of them.
const LEAST_MEASURES: usize = 2;

/// The most words of a label before code.
const CODE_LABEL_WORDS: usize = 2;

/// What stands for something that is not shown.
pub(crate) const GAP: &str = "…";

/// Letters from here on, those of Chinese, Japanese and Korean, are written without blanks between words.
const FIRST_WITHOUT_BLANKS: char = '\u{2E80}';

/// A sentence of fewer words that ends in a colon only announces what follows.
const LEAST_SAID: usize = 6;

/// Names of fields are no longer, in bytes and words, and neither are values, in bytes. Chosen by eye.
const FIELD_NAME: usize = 32;
const FIELD_NAME_WORDS: usize = 3;
const FIELD_VALUE: usize = 160;

/// A label of so few words before an address says what is behind it, and no more. Chosen by eye: "Read the whole report of the board here:".
const ADDRESS_LABEL_WORDS: usize = 8;

/// The words that a gap in a phrase stands for, at most.
const LONGEST_GAP: usize = 6;

/// Between names stand words of so few letters: `van der`, `and`, `y`.
const PARTICLE: usize = 3;

impl<'t> Document<'t> {
    /// The document with the roles of its blocks, as far as layout and wording tell.
    pub(super) fn with_roles(mut self) -> Document<'t> {
        // Of most short texts there is one block, which has nothing above it and nothing below; and of many that is the title, which stays
        // one.
        let are_several = self.blocks.len() > 1;
        if matches!(&self.blocks[..], [alone] if alone.kind == BlockKind::Title) && self.stretches.is_empty()
        {
            frames::mark_parts(&self.text, &mut self.blocks);
            release::mark(&self.text, &mut self.blocks);
            mark_formulas(&self.text, &mut self.blocks, &mut self.stretches);
            return self;
        }
        if are_several {
            speech::mark_labels(&self.text, &mut self.blocks, &mut self.stretches);
        }
        let text = &self.text;
        for (place, block) in self.blocks.iter_mut().enumerate() {
            if matches!(block.role, Role::Prose | Role::Aside) && block.kind != BlockKind::Title {
                block.role = by_wording(text, block, place).unwrap_or(block.role);
            }
        }
        frames::mark_parts(text, &mut self.blocks);
        release::mark(text, &mut self.blocks);
        mark_fields(text, &mut self.blocks);
        if are_several {
            mark_contents(text, &mut self.blocks);
            mark_chapters(text, &mut self.blocks);
            mark_sponsors(text, &mut self.blocks);
            mark_quantities(text, &mut self.blocks);
            mark_postscript(text, &mut self.blocks);
            mark_references(text, &mut self.blocks);
        }
        fragments::mark_titles(text, &mut self.blocks);
        if are_several {
            fragments::mark_sections(text, &mut self.blocks);
        }
        mark_numbered_references(text, &mut self.blocks);
        mark_authors(text, &mut self.blocks);
        mark_agenda(text, &mut self.blocks);
        mark_articles(text, &mut self.blocks);
        mark_sources(text, &mut self.blocks);
        mark_terms(text, &mut self.blocks);
        mark_formulas(text, &mut self.blocks, &mut self.stretches);
        mark_code(text, &mut self.blocks, &self.stretches);
        // Lists of teasers are the content of some pages.
        if !self.is_main_content {
            fragments::mark_link_lists(text, &mut self.blocks, &self.fields.links);
        }
        fragments::mark_broken(text, &self.blocks, &mut self.gaps);
        self
    }

    /// Marks calls to get in touch, to book or to fill in a form, which pages have beside what they are about.
    #[cfg(feature = "html")]
    pub(super) fn mark_calls(&mut self) {
        for (place, block) in self.blocks.iter_mut().enumerate() {
            if matches!(block.role, Role::Prose | Role::Aside) && block.kind != BlockKind::Title {
                block.role = by_call(&self.text, block, place).unwrap_or(block.role);
            }
        }
    }

    /// Whether a text is such a call.
    #[cfg(feature = "html")]
    pub(super) fn is_call(said: &str) -> bool {
        let span = Span { start: 0, end: said.len() };
        let block = Block { kind: BlockKind::Paragraph, span, content_start: 0, role: Role::Prose };
        by_call(said, &block, usize::MAX).is_some()
    }

    /// The document with the places where something stands for what is not shown: a mark of omission that the source does not
    /// have so, between blanks or before a mark.
    pub(super) fn with_gaps(mut self) -> Document<'t> {
        for at in memchr::memmem::find_iter(self.text.as_bytes(), GAP) {
            // Chinese and Japanese have no blanks before it.
            let begins = self.text[..at].chars().next_back().is_none_or(|before| {
                matches!(before, ' ' | '\n' | '\t' | '(' | '[' | '"') || before >= FIRST_WITHOUT_BLANKS
            });
            let piece = self.pieces.partition_point(|piece| piece.text.end <= at);
            if begins && self.pieces.get(piece).is_some_and(|piece| !piece.is_verbatim()) {
                self.gaps.push(at);
            }
        }
        self.gaps.sort_unstable();
        self
    }

    /// What a sentence of a block is there for: the same as the block, unless a stretch has all of it, or it announces what
    /// follows the block.
    pub fn role_of(&self, block: &Block, sentence: Span) -> Role {
        if block.role != Role::Prose {
            return block.role;
        }
        if sentence.end == block.span.end
            && block.kind.is_prose()
            && (announces(sentence.of(&self.text))
                && !(self.opens(block) && says_something(sentence.of(&self.text)))
                || sentence.of(&self.text).ends_with([',', '，', '、']))
        {
            return Role::LeadIn;
        }
        if is_bare_address(sentence.of(&self.text)) {
            return Role::Navigation;
        }
        let gap = self.gaps.partition_point(|gap| *gap < sentence.start);
        if self.gaps.get(gap).is_some_and(|gap| *gap < sentence.end) {
            return Role::LeadIn;
        }
        let after = self.stretches.partition_point(|stretch| stretch.span.end < sentence.end);
        let whole = self.stretches.get(after).filter(|stretch| stretch.span.contains(sentence));
        let said = sentence.of(&self.text);
        // A bullet or the name of who speaks stands before what is said.
        let content = &self.text[sentence.start.max(block.content_start).min(sentence.end)..sentence.end];
        // Text that is its own source is plain: marks in it are those of a notation that nobody knew.
        let marks = || {
            self.has_blank(sentence)
                || are_mentions(said)
                || is_half_bracketed(content)
                || speech::has_hole(content)
                || self.pieces.is_empty() && has_marks(said)
        };
        let lacks = || {
            !has_word(said)
                || fragments::is_row(block, sentence, content)
                || may_have_marks(said.as_bytes()) && marks()
                || self.leads_by_link(sentence)
                || self.shows_code(sentence, after)
                || content.starts_with("--") && content.as_bytes().get(2).is_some_and(u8::is_ascii_lowercase)
                || pointers::points(content)
                || sentence.end == block.span.end && is_cried(block, content)
        };
        match whole {
            Some(stretch) => stretch.role,
            None if lacks() => Role::LeadIn,
            None => self.frame(block, sentence).or_else(|| self.part(sentence)).unwrap_or_default(),
        }
    }

    /// Whether a sentence has a blank that its reader is to fill in: `Dear {NAME}`, `[INSERT CONTACT METHOD]`. Code and formulas may
    /// look so.
    fn has_blank(&self, sentence: Span) -> bool {
        let said = sentence.of(&self.text);
        memchr::memchr2_iter(b'{', b'[', said.as_bytes()).any(|at| {
            is_blank(&said[at..], at > 0)
                && matches!(
                    said.as_bytes()[..at].last(),
                    None | Some(b' ' | b'(' | b'"' | b'@' | b'#' | b'-' | b'*' | 0x80..)
                )
                && !self.is_marked(sentence.start + at)
        })
    }

    /// Whether what stands at a place has a role of its own.
    fn is_marked(&self, at: usize) -> bool {
        let next = self.stretches.partition_point(|stretch| stretch.span.end <= at);
        self.stretches.get(next).is_some_and(|stretch| stretch.span.start <= at)
    }

    /// Whether a short sentence sends its reader elsewhere by a link that says no more: "Download the plans here."
    fn leads_by_link(&self, sentence: Span) -> bool {
        let links = &self.fields.links;
        if links.is_empty() {
            return false;
        }
        let next = links.partition_point(|link| link.start < sentence.start);
        links[next.min(links.len())..]
            .iter()
            .take_while(|link| link.end <= sentence.end)
            .any(|link| pointers::is_here(link.of(&self.text)) && pointers::is_short(sentence.of(&self.text)))
    }

    /// Whether a sentence only announces the code that it ends in: "Ask whether it runs: `quay status`". `after` is the place of
    /// the first stretch that does not end before it.
    fn shows_code(&self, sentence: Span, after: usize) -> bool {
        let code = self.stretches.get(after).filter(|stretch| {
            stretch.role == Role::Code
                && stretch.span.end == sentence.end
                && stretch.span.start > sentence.start
        });
        code.is_some_and(|code| announces(self.text[sentence.start..code.span.start].trim_end()))
    }

    /// What a sentence that is not all of its block is there for, if pages, podcasts and newsletters have it around what they
    /// say: "Read more.", "Prices may vary."
    fn frame(&self, block: &Block, sentence: Span) -> Option<Role> {
        // What is all of its block was looked at with it; the first sentence of a longer one may be how each issue begins.
        if sentence.start <= block.content_start && sentence.end == block.span.end {
            return None;
        }
        let start = sentence.start.max(block.content_start).min(sentence.end);
        let said = &self.text[start..sentence.end];
        if self.is_main_content && (contacts::is_contact(said) || contacts::is_place(said)) {
            let is_whole = crate::score::is_whole(&self.text[start..sentence.end]);
            return Some(if is_whole { Role::Aside } else { Role::Field });
        }
        let alone = Block { span: Span { start, end: sentence.end }, content_start: start, ..*block };
        let call = || self.is_main_content.then(|| by_call(&self.text, &alone, usize::MAX)).flatten();
        let role = by_wording(&self.text, &alone, usize::MAX).or_else(call)?;
        let is_frame =
            matches!(role, Role::Navigation | Role::Notice) || self.is_main_content && role == Role::Aside;
        is_frame.then_some(role)
    }

    /// The part of a page that a sentence stands in: a question, an answer, a post, a review.
    fn part(&self, sentence: Span) -> Option<Role> {
        let at = self.parts.partition_point(|part| part.span.end < sentence.end);
        self.parts.get(at).filter(|part| part.span.contains(sentence)).map(|part| part.role)
    }
}

impl Document<'_> {
    /// Whether a block is the first of prose, and no list follows it.
    fn opens(&self, block: &Block) -> bool {
        let is_prose = |block: &Block| block.kind.is_prose() && block.role == Role::Prose;
        let first = self.blocks.iter().take(HEAD_BLOCKS).position(is_prose);
        first.is_some_and(|first| {
            self.blocks[first].span == block.span
                && self.blocks.get(first + 1).is_none_or(|next| next.kind != BlockKind::Item)
        })
    }
}

/// Whether a sentence has a bracket, or another byte without which it has no blank, mention or mark of a notation. Without an end in the
/// loop, many bytes are looked at together.
fn may_have_marks(sentence: &[u8]) -> bool {
    let is_one = |byte: u8| {
        u8::from(byte.wrapping_sub(b'(') <= b'*' - b'(')
            | u8::from(byte | 0x20 == b'{')
            | u8::from(byte | 0x20 == b'}')
            | u8::from(byte == b'<')
            | u8::from(byte == b'@')
    };
    let (chunks, rest) = sentence.as_chunks::<16>();
    let among = |bytes: &[u8]| bytes.iter().fold(0, |found, byte| found | is_one(*byte));
    chunks.iter().fold(0, |found, chunk| found | among(chunk)) | among(rest) != 0
}

/// Whether a sentence has a word: two letters or more between blanks that are no path, number, assignment or address.
fn has_word(sentence: &str) -> bool {
    // Most sentences begin with one.
    let letters = sentence.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 1 && sentence.as_bytes().get(letters) == Some(&b' ') {
        return true;
    }
    sentence.split_ascii_whitespace().any(|token| {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let is_long = if bare.is_ascii() { bare.len() > 1 } else { bare.chars().nth(1).is_some() };
        is_long && !bare.bytes().any(|b| OF_NAMES[usize::from(b)])
            || bare.chars().any(|c| c >= FIRST_WITHOUT_BLANKS)
    })
}

/// Whether braces or brackets that a text begins with hold what stands for something else: the name of a field in braces, an order in
/// capitals or an address to the reader in brackets.
fn is_blank(text: &str, is_inside: bool) -> bool {
    let window = &text[..crate::span::boundary_at_or_before(text, LONGEST_BLANK)];
    let Some(close) = memchr::memchr2(b'}', b']', window.as_bytes()) else { return false };
    let inner = &window[1..close];
    if text.starts_with('{') {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        // Packages of R are written so: `{knitr}`.
        let is_field = || {
            inner.len() > 1 && !inner.bytes().any(|byte| byte.is_ascii_lowercase())
                || inner.bytes().all(|byte| byte.is_ascii_digit())
                || inner.contains('_')
                || FIELDS.split('|').any(|field| field == inner)
        };
        return !inner.is_empty()
            && inner.bytes().all(is_name)
            && window[close..].starts_with('}')
            && is_field();
    }
    let is_cried = || {
        inner.contains([' ', '_'])
            && inner.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '_' | '/' | '-'))
            && inner.chars().filter(|c| c.is_uppercase()).count() > CRIED_LETTERS
    };
    window[close..].starts_with(']')
        && !text[close + 1..].starts_with(['(', '[', ':'])
        && (is_cried()
            || is_inside && is_cried_field(inner)
            || inner.split_once(' ').is_some_and(|(first, _)| is_address_to_reader(first)))
}

/// Whether a word in brackets inside of a sentence is the name of a field in capitals, `[COMPANY]`, or one in both genders, `[AUTOR(A)]`.
/// Names of sources look like others: `[KEYWORDS]`.
fn is_cried_field(inner: &str) -> bool {
    let is_cried = |c: char| c.is_uppercase() || matches!(c, '(' | ')' | '/');
    inner.chars().all(is_cried)
        && (inner.ends_with(')') || FIELDS.split('|').any(|field| inner.eq_ignore_ascii_case(field)))
}

/// What names of fields often are.
const FIELDS: &str = "name|names|user|username|email|count|number|year|month|day|date|time|title|url|link|price|amount|total|city|country|\
company|product|package|project|version|id|value|min|max";

/// Blanks in a text are no longer, in bytes.
const LONGEST_BLANK: usize = 48;

/// How orders and addresses to a reader begin, in lower case: `[Your name]`, `[Ihr Name]`.
fn is_address_to_reader(word: &str) -> bool {
    const FIRST: &str = "|your|insert|enter|ihr|ihre|dein|deine|votre|twoje|twój|ваше|ваш|";
    let word = word.to_lowercase();
    !word.is_empty() && FIRST.split('|').any(|first| first == word)
}

/// Whether a sentence is hardly more than names of accounts: `@rita, @ned and @ann`.
fn are_mentions(sentence: &str) -> bool {
    if memchr::memchr(b'@', sentence.as_bytes()).is_none() {
        return false;
    }
    let (mut mentions, mut words) = (0, 0);
    for word in sentence.split_ascii_whitespace() {
        words += 1;
        mentions += usize::from(word.trim_start_matches(['(', '[', ',']).starts_with('@'));
    }
    mentions == words || mentions >= LEAST_ITEMS && mentions * 2 >= words
}

/// Whether a sentence that is all of a paragraph is written in capitals as headings of books are: `A SCENE AT THE WALL.`
fn is_cried(block: &Block, sentence: &str) -> bool {
    block.kind == BlockKind::Paragraph
        && sentence.len() == block.span.end - block.content_start.min(block.span.end)
        && sentence.len() <= CRIED_BYTES
        && !sentence.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && sentence.chars().filter(|c| c.is_uppercase()).count() > CRIED_LETTERS
        && sentence.split(' ').count() <= CRIED_WORDS
}

/// A line in capitals has more letters than this and no more words and bytes.
const CRIED_LETTERS: usize = 5;
const CRIED_WORDS: usize = 10;
const CRIED_BYTES: usize = 120;

/// The bytes of paths, numbers, assignments and addresses.
static OF_NAMES: [bool; 256] = {
    let mut of_names = [false; 256];
    let (mut at, bytes) = (0, b"0123456789/_.=:\\<>@{}()");
    while at < bytes.len() {
        of_names[bytes[at] as usize] = true;
        at += 1;
    }
    of_names
};

/// Whether a sentence is one end of what stands in brackets, of which the other sentences are not shown with it.
fn is_half_bracketed(sentence: &str) -> bool {
    // `[we need testers!]`: a title, a direction, an addition of whoever edited the text.
    if let [b'[', inner @ .., b']'] = sentence.as_bytes()
        && memchr::memchr2(b'[', b']', inner).is_none()
    {
        return true;
    }
    let lacks = |mark: u8| memchr::memchr(mark, sentence.as_bytes()).is_none();
    let end = sentence.trim_end_matches(['.', '!', '?', '"', '”', '’']).as_bytes();
    match (sentence.as_bytes().first(), end) {
        (Some(b'('), _) if lacks(b')') => true,
        (Some(b'['), _) if lacks(b']') => true,
        // `:)` is none.
        (_, [.., before, b')']) => !matches!(before, b':' | b';' | b'-') && lacks(b'('),
        (_, [.., b']']) => lacks(b'['),
        // `The fourth thing] that was said`, and a link that its notation does not know: `[the wall](https:// wall.example)`.
        _ => memchr::memchr(b']', end).is_some_and(|close| {
            memchr::memchr(b'[', &end[..close]).is_none()
                || memchr::memchr_iter(b']', end).any(|at| {
                    [&b"](http"[..], b"](/", b"](#", b"](mailto:"]
                        .iter()
                        .any(|link| end[at..].starts_with(link))
                })
        }),
    }
}

/// Whether a sentence has marks of some notation: tags, links of wikis, templates.
fn has_marks(sentence: &str) -> bool {
    const MARKS: [&str; 14] =
        ["[[", "{{", "{%", "[/", "[b]", "[i]", "[url", "[img", "[quote", "</", "<br", "<a ", "<p>", "<img"];
    // Bold words of Markdown: `**State:** open`.
    let is_bold = |at: usize| {
        sentence[at..].strip_prefix("**").is_some_and(|words| words.starts_with(char::is_alphanumeric))
            && !sentence[..at].ends_with(|c: char| c.is_alphanumeric() || c == '*')
    };
    let bytes = sentence.as_bytes();
    memchr::memchr3_iter(b'[', b'{', b'<', bytes)
        .any(|at| MARKS.iter().any(|mark| bytes[at..].starts_with(mark.as_bytes())))
        || memchr::memchr_iter(b'*', bytes).any(is_bold)
}

/// Whether a sentence that ends in a colon says something all the same: it points to nothing, and is not broken off.
fn says_something(sentence: &str) -> bool {
    let words: Vec<Word<'_>> = Words(sentence).collect();
    let leads = |word: &Word<'_>| WORDING.has_word(LEADS, word.bare());
    words.len() >= LEAST_SAID
        && !words.iter().any(leads)
        && words.last().is_some_and(|last| last.raw.chars().count() > 4)
}

/// Lines such as `Date: 4 March` above the text, two or more in a row: fields of a header. What ends with a mark is said.
fn mark_fields(text: &str, blocks: &mut [Block]) {
    let end = blocks.len().min(2 * HEAD_BLOCKS);
    mark_known_fields(text, &mut blocks[..end]);
    if end < 2 {
        return;
    }
    let mut start = 0;
    for at in 0..=end {
        let is_one = blocks[..end].get(at).is_some_and(|block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading)
                && blocks[start.min(at)].kind == block.kind
                && matches!(block.role, Role::Prose | Role::Date | Role::Byline | Role::Navigation)
                && block.content_start == block.span.start
                && is_field(block.span.of(text))
        });
        if is_one {
            continue;
        }
        // A list of labels may be the author's: that of a header is longer, of values that are no sentences, and comes first.
        // Headings are one if they are called as the fields of a mail are: those of a memorandum.
        let is_sent = |block: &Block| {
            block.span.of(text).split_once(':').is_some_and(|(name, _)| super::mail::is_field(name))
        };
        let is_header = |run: &[Block]| match run[0].kind {
            BlockKind::Heading => run.len() >= LEAST_ITEMS && run.iter().all(is_sent),
            BlockKind::Paragraph => true,
            _ => {
                run.len() >= LEAST_ITEMS
                    && blocks[..start].iter().all(|block| !block.kind.is_prose())
                    && run.iter().all(|block| block.span.of(text).split(' ').count() <= ITEM_WORDS)
            }
        };
        if at - start > 1 && is_header(&blocks[start..at]) {
            blocks[start..at].iter_mut().for_each(|block| block.role = Role::Field);
        }
        start = at + 1;
    }
}

/// Fields that minutes and memoranda have below their titles, whatever stands between them: `Present: Rita Vale, Ned Moss.` One alone
/// is one if it ends as no sentence does.
fn mark_known_fields(text: &str, blocks: &mut [Block]) {
    let known = |block: &&mut Block| {
        let is_bare = block.content_start == block.span.start || block.kind == BlockKind::Item;
        let may_be =
            matches!(block.role, Role::Prose | Role::Date | Role::Byline | Role::Navigation | Role::LeadIn);
        is_bare
            && may_be
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading)
            && header::field(&text[block.content_start..block.span.end])
                .is_some_and(|(_, value)| value.len() <= LONGEST_LIST)
    };
    if !blocks.iter_mut().any(|block| known(&block)) {
        return;
    }
    let mut found: Vec<&mut Block> = blocks.iter_mut().filter(known).collect();
    let is_sentence = |block: &Block| block.span.of(text).ends_with(['.', '!', '?', ':', '。', '：']);
    if let [alone] = &found[..]
        && (is_sentence(alone) || alone.kind == BlockKind::Item)
    {
        return;
    }
    found.iter_mut().for_each(|block| block.role = Role::Field);
}

/// Rows below the title of a table of contents, with who wrote what: items that end as no sentence does.
fn mark_contents(text: &str, blocks: &mut [Block]) {
    let mut is_in = false;
    for block in blocks {
        let said = || &text[block.content_start..block.span.end];
        if block.role == Role::Contents {
            is_in |= block.kind != BlockKind::Item;
        } else if is_in {
            is_in = block.kind == BlockKind::Item
                && !said().ends_with(['.', '!', '?', '。', ':', ';'])
                && said().split_whitespace().count() <= ROW_WORDS;
            if is_in && block.role == Role::Prose {
                block.role = Role::Contents;
            }
        }
    }
}

/// The chapters of a recording and the program of a day: blocks of few words with a time before them, the times in order. They are four or
/// more of which none ends as a sentence does, for else they may be what somebody said or did then; or few do, and the first is near
/// the beginning of what takes a minute each, as in no diary and no transcript.
fn mark_chapters(text: &str, blocks: &mut [Block]) {
    let chapter = |block: &Block| {
        let said = &text[block.content_start..block.span.end];
        let is_row = matches!(block.kind, BlockKind::Item | BlockKind::Paragraph)
            && matches!(block.role, Role::Prose | Role::Aside | Role::LeadIn);
        // Most blocks begin with a letter.
        let is_row = is_row && said.starts_with(|c: char| c.is_ascii_digit() || c == '[' || c == '(');
        is_row.then(|| time_before(said)).flatten().filter(|(_, title)| !title.is_empty())
    };
    let rows: Vec<(usize, u32, &str)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| chapter(block).map(|(time, title)| (at, time, title)))
        .collect();
    let ([(_, first, _), ..], [.., (_, last, _)]) = (&rows[..], &rows[..]) else { return };
    let is_short = rows.iter().all(|(_, _, title)| title.split_whitespace().count() <= CHAPTER_WORDS);
    if rows.len() < LEAST_ITEMS || !is_short || !rows.is_sorted_by_key(|(_, time, _)| *time) {
        return;
    }
    let ended = rows.iter().filter(|(_, _, title)| title.ends_with(['.', ':', '。'])).count();
    let is_recording = 2 * ended < rows.len()
        && *first <= FIRST_CHAPTER
        && (last - first) as usize >= SHORTEST_CHAPTER * (rows.len() - 1);
    let is_program = rows.len() >= LEAST_CHAPTERS && ended == 0;
    if is_recording || is_program {
        rows.iter().for_each(|(at, ..)| blocks[*at].role = Role::Contents);
    }
}

/// The most words of the title of a chapter, the latest second at which the first of them begins, and how many seconds they take on
/// average: lines of a transcript take less. Chosen by eye.
const CHAPTER_WORDS: usize = 18;
const FIRST_CHAPTER: u32 = 180;
const SHORTEST_CHAPTER: usize = 40;

/// What stands below a heading that says who pays: `Sponsors`, `Sponsored by Rope & Sons`, `Lamps Ltd - Sponsor`.
fn mark_sponsors(text: &str, blocks: &mut [Block]) {
    let mut is_paid = false;
    for block in blocks {
        match block.kind {
            BlockKind::Title => is_paid = false,
            BlockKind::Heading => {
                let said = block.span.of(text);
                let words = || said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
                let begins =
                    |word: &&str| matches!(word.as_bytes()[0], b's' | b'S' | b'p' | b'P' | 0xD0 | 0xD1);
                // Most headings have no word that begins as one of those does.
                let may_be = |three: &[u8]| {
                    matches!(three[0], 0xD0 | 0xD1)
                        || three.eq_ignore_ascii_case(b"spo")
                        || three.eq_ignore_ascii_case(b"pat")
                };
                is_paid = said.as_bytes().windows(3).any(may_be)
                    && words().filter(begins).any(|word| SPONSORS.has_small(word))
                    && words().take(SPONSOR_WORDS + 1).count() <= SPONSOR_WORDS;
            }
            _ if is_paid && matches!(block.role, Role::Prose | Role::LeadIn) => block.role = Role::Notice,
            _ => {}
        }
    }
}

/// The ingredients of a recipe: items of few words in a row that end as no sentence does, most of them with a number before them, and
/// of some that with a measure of a kitchen.
fn mark_quantities(text: &str, blocks: &mut [Block]) {
    let said = |block: &Block| &text[block.content_start.min(block.span.end)..block.span.end];
    let is_row = |block: &Block| {
        block.kind == BlockKind::Item
            && matches!(block.role, Role::Prose | Role::LeadIn)
            && !said(block).ends_with(['.', '!', '?', ':', '。'])
            && said(block).len() <= INGREDIENT
    };
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks[at..].iter().take_while(|block| is_row(block)).count();
        let rows = &mut blocks[at..at + run];
        at += run.max(1);
        if run < LEAST_ITEMS {
            continue;
        }
        let counted = rows.iter().filter(|row| quantity(said(row)).is_some()).count();
        let measured =
            rows.iter().filter(|row| quantity(said(row)).is_some_and(|unit| MEASURES.has_small(unit)));
        if 2 * counted >= run && measured.count() >= LEAST_MEASURES {
            rows.iter_mut().for_each(|row| row.role = Role::Field);
        }
    }
}

/// The word behind the number that a row begins with: of `1½ cups of flour` `cups`, of `200g flour` `g`.
fn quantity(said: &str) -> Option<&str> {
    let is_number = |c: char| c.is_numeric() || matches!(c, '/' | '.' | ',' | '-' | '–' | '⁄' | '~');
    if !said.starts_with(|c: char| c.is_numeric() || c == '~') {
        return None;
    }
    let rest = said.trim_start_matches(|c: char| is_number(c) || c == ' ');
    let end = rest.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches('.'))
}

/// A row of ingredients is no longer, in bytes.
const INGREDIENT: usize = 120;

/// Measures of kitchens.
static MEASURES: Barred = Barred::of(concat!(
    "g|gr|kg|mg|ml|cl|dl|l|oz|lb|lbs|cup|cups|tsp|tsps|tbsp|tbsps|teaspoon|teaspoons|tablespoon|tablespoons|pound|pounds|ounce|ounces",
    "|pinch|clove|cloves|stick|sticks|quart|quarts|pint|pints|gram|grams|can|cans|slices|bunch|sprigs|package",
    "|el|tl|esslöffel|teelöffel|gramm|liter|prise|zehe|zehen|bund|tasse|tassen|dose|päckchen|stück",
    "|cuillère|cuillères|cs|cc|tasses|pincée|gousse|gousses|grammes|sachet|cas|cac",
    "|cucharada|cucharadas|cucharadita|cucharaditas|taza|tazas|diente|dientes|gramos|litro|litros|pizca|cda|cdas|cdta",
    "|cucchiaio|cucchiai|cucchiaino|cucchiaini|grammi|spicchio|spicchi|bicchiere|etti",
    "|colher|colheres|xícara|xícaras|dentes|gramas|kopje|eetlepel|eetlepels|theelepel|theelepels|teentjes|gram",
    "|msk|tsk|krm|klyftor|nypa|spsk|ss|ts|fed|båt|rkl|kynttä|ripaus|łyżka|łyżki|łyżek|łyżeczka|łyżeczki|szklanka|szklanki|szklanek|ząbki|dag",
    "|lžíce|lžička|lžičky|hrnek|hrnky|stroužky|polievková|dkg|ek|tk|csésze|gerezd|linguri|linguriță|căni|căței",
    "|г|гр|кг|мл|л|ст|ч|стакан|стакана|стаканов|зубчика|зубчиков|ложка|ложки|шт|склянка|склянки|su|çay|yemek|bardağı|adet|diş",
    "|克|毫升|个|勺|汤匙|茶匙|个鸡蛋|カップ|個|本|片|큰술|작은술|컵",
));

/// What is added below the name of whoever wrote a letter.
fn mark_postscript(text: &str, blocks: &mut [Block]) {
    const LABELS: [&str; 10] =
        ["P.S.", "P. S.", "PS:", "P.P.S.", "PPS:", "P.-S.", "P.D.", "PD:", "Posdata:", "З.Ы."];
    let from = blocks.len().saturating_sub(POSTSCRIPT_BLOCKS).max(1);
    for at in from..blocks.len() {
        let begins = |block: &Block| {
            let said = &text[block.content_start.min(block.span.end)..block.span.end];
            matches!(said.as_bytes().first(), Some(b'P' | 0xD0))
                && LABELS.iter().any(|label| said.starts_with(label))
        };
        if blocks[at].role != Role::Prose || !blocks[at].kind.is_prose() || !begins(&blocks[at]) {
            continue;
        }
        // The name above, or another postscript.
        let above = blocks[at - 1].span.of(text);
        let is_signed = above.split_whitespace().count() <= SIGNED_WORDS
            && !above.ends_with(['.', '?', '…', ':'])
            || begins(&blocks[at - 1]);
        if is_signed {
            blocks[at].role = Role::Aside;
        }
    }
}

/// Postscripts are among the last blocks, below a name of so few words.
const POSTSCRIPT_BLOCKS: usize = 5;
const SIGNED_WORDS: usize = 6;

/// A time such as `02:20`, `(1:02:20)` or `[9:30]` at the start of a text, in its smallest unit, and what stands behind it.
fn time_before(said: &str) -> Option<(u32, &str)> {
    let bare = said.trim_start_matches(['[', '(']);
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != ':')?;
    let (time, behind) = bare.split_at(end);
    let parts = || time.split(':');
    let is_time = (2..=3).contains(&parts().count())
        && parts().all(|part| matches!(part.len(), 1 | 2))
        && parts().skip(1).all(|part| part.len() == 2 && part < "60");
    let behind = behind.trim_start_matches([']', ')']);
    let is_parted = behind.starts_with([' ', '\t', '\u{A0}', '-', '–', '—']);
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    (is_time && is_parted).then(|| {
        let time = parts().fold(0, |sum, part| 60 * sum + number(part));
        (time, behind.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—')))
    })
}

/// Words of headings above what sponsors say, and the most words of such a heading.
static SPONSORS: Barred =
    Barred::of("sponsor|sponsors|sponsored|sponsoren|sponsorer|patrocinador|patrocinadores|спонсор|спонсоры");
const SPONSOR_WORDS: usize = 4;

/// What stands below a heading such as `References` and looks like an entry of them: it has a year or an address. Other prose there is the
/// author's.
fn mark_references(text: &str, blocks: &mut [Block]) {
    let mut is_below = false;
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
            is_below = block.kind == BlockKind::Heading && is_references_title(block.span.of(text));
        } else if is_below
            && matches!(block.kind, BlockKind::Item | BlockKind::Paragraph | BlockKind::Footnote)
            && matches!(block.role, Role::Prose | Role::Aside)
            && is_reference(block.span.of(text))
        {
            block.role = Role::References;
        }
    }
}

/// Entries of a list of references that no heading is above, two or more in a row: `[1] Moss N. Oak piles. Harbour Press, 2001.` Paragraphs of
/// a judgment have such numbers, too: an entry says where it was printed, and when.
fn mark_numbered_references(text: &str, blocks: &mut [Block]) {
    let entry = |block: &Block| {
        let said = block.span.of(text);
        let number = said.strip_prefix('[').and_then(|said| said.split_once(']'))?.0.parse::<u32>().ok()?;
        let number = (number > 0).then_some(number)?;
        let is_one = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Footnote)
            && matches!(block.role, Role::Prose | Role::Aside)
            && said.len() <= LONGEST_ENTRY
            && is_reference(said)
            && is_printed(said);
        is_one.then_some(number)
    };
    // `Moss, N. "On oak piles", Journal of Walls, 12(3), 2001.`
    for block in blocks.iter_mut() {
        let said = block.span.of(text);
        let may_be =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.role == Role::Prose;
        if may_be
            && begins_with_author(said)
            && said.len() <= LONGEST_ENTRY
            && is_reference(said)
            && is_printed(said)
        {
            block.role = Role::References;
        }
    }
    let mut at = 0;
    while at < blocks.len() {
        let Some(first) = entry(&blocks[at]) else {
            at += 1;
            continue;
        };
        let in_order = |(place, block): &(usize, &Block)| entry(block) == Some(first + *place as u32);
        let run = blocks[at..].iter().enumerate().take_while(in_order).count();
        if run > 1 {
            blocks[at..at + run].iter_mut().for_each(|block| block.role = Role::References);
        }
        at += run;
    }
}

/// Whether an entry begins with a family name and an initial: `Moss, N.`.
fn begins_with_author(said: &str) -> bool {
    let name = said
        .bytes()
        .take(INITIAL_BYTES)
        .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
        .count();
    name > 1
        && said.as_bytes()[0].is_ascii_uppercase()
        && matches!(said.as_bytes()[name..], [b',', b' ', initial, b'.', ..] if initial.is_ascii_uppercase())
}

/// A family name before an initial is no longer, in bytes.
const INITIAL_BYTES: usize = 24;

fn is_printed(said: &str) -> bool {
    PRINTED.split('|').any(|mark| memchr::memmem::find(said.as_bytes(), mark.as_bytes()).is_some())
}

/// An entry is no longer, in bytes, and has one of these.
const LONGEST_ENTRY: usize = 500;
const PRINTED: &str = "://|doi|et al|pp.|Proc.|Press|arXiv|ISBN|Vol.|vol.|Verlag|Journal|Conference|Trans.|In: |IEEE|ACM|Springer|Elsevier";

/// The line of a paper that says who wrote it, and those that say where they work, among its first blocks: names and no more.
fn mark_authors(text: &str, blocks: &mut [Block]) {
    let end = blocks.len().min(HEAD_BLOCKS);
    for block in &mut blocks[..end] {
        if block.kind == BlockKind::Paragraph && block.role == Role::Prose && are_names(block.span.of(text)) {
            block.role = Role::Byline;
        }
    }
}

/// Whether a block consists of names, two or more of two words each, with commas and a conjunction between them.
fn are_names(said: &str) -> bool {
    static PARTICLES: Barred = Barred::of(
        "and|und|et|y|e|en|och|og|ja|i|a|de|der|den|von|van|di|da|du|del|la|le|of|for|für|the|al|el|bin|ten|ter|zu",
    );
    if said.len() > LONGEST_ENTRY
        || !said.starts_with(char::is_uppercase)
        || !said.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | ')' | '†'))
    {
        return false;
    }
    let is_particle = |word: &str| PARTICLES.has(word);
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
            || word.len() <= INITIAL && word.starts_with(char::is_uppercase)
    };
    let words = || said.split([' ', ',', '&', '\u{A0}']).filter(|word| !word.is_empty());
    let parts =
        || said.split([',', '&']).flat_map(|part| part.split(" and ")).filter(|part| !part.trim().is_empty());
    // Of prose the first words tell that it is none.
    words().all(|word| is_name(word) || is_particle(word))
        && [(", ", 0), (" and ", 3), (" und ", 1), (" et ", 2)]
            .iter()
            .any(|(joins, rare)| crate::span::holds(said.as_bytes(), joins.as_bytes(), *rare))
        && words().filter(|word| is_name(word)).count() >= LEAST_NAMES
        && parts().count() > 1
        && parts().all(|part| part.split_whitespace().filter(|word| is_name(word)).count() > 1)
}

/// Two names have this count of words, and an initial with its stop and a mark no more bytes.
const LEAST_NAMES: usize = 4;
const INITIAL: usize = 3;

/// Items below the heading of an agenda that end as no sentence does: what was to be spoken of, and not what was said.
fn mark_agenda(text: &str, blocks: &mut [Block]) {
    let mut is_below = false;
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
            let said = block.span.of(text);
            is_below = said.len() <= LONGEST_AGENDA
                && AGENDAS.has_small(said.trim_matches(|c: char| !c.is_alphabetic()));
        } else if is_below && block.kind == BlockKind::Item && block.role == Role::Prose {
            let said = block.span.of(text);
            if !said.ends_with(['.', '!', '?', '。', '"', '”', ')'])
                && said.split_whitespace().count() <= ROW_WORDS
            {
                block.role = Role::LeadIn;
            }
        }
    }
}

/// Headings above an agenda; a longer one, in bytes, is none.
const LONGEST_AGENDA: usize = 40;
static AGENDAS: Barred = Barred::of(concat!(
    "agenda|meeting agenda|draft agenda|proposed agenda|today's agenda|tagesordnung|ordre du jour|orden del día|ordine del giorno",
    "|ordem do dia|pauta|agendapunten|повестка дня|порядок денний|dagordning|dagsorden|esityslista|porządek obrad|napirend",
    "|ordinea de zi|gündem|dnevni red|议程|議程|議題|アジェンダ|안건",
));

/// Titles of lists of references.
static REFERENCES: Barred = Barred::of(concat!(
    "references|references and notes|notes and references|references and recommended reading|references cited",
    "|reference list|bibliography|selected bibliography|works cited|literature cited|citations",
    "|literatur|literaturverzeichnis|literaturangaben|einzelnachweise|quellenverzeichnis|quellenangaben",
    "|références|références bibliographiques|notes et références|bibliographie|referencias|referencias bibliográficas",
    "|bibliografía|referências|referências bibliográficas|bibliografia|riferimenti|riferimenti bibliografici",
    "|literatuur|literatuurlijst|referenties|bronvermelding|список литературы|литература|примечания",
    "|источники|список використаних джерел|література|przypisy|literatura|referenser|källförteckning",
    "|litteratur|litteraturliste|lähteet|kaynakça|参考文献|参考资料|參考文獻|참고문헌|المراجع",
));

/// A longer heading, in bytes, is none of these.
const LONGEST_TITLE: usize = 64;

fn is_references_title(heading: &str) -> bool {
    if heading.len() > LONGEST_TITLE {
        return false;
    }
    let said = heading.trim_start_matches(|c: char| c.is_numeric() || c == '.' || c.is_whitespace());
    let said = said.trim_end_matches(|c: char| !c.is_alphabetic());
    REFERENCES.has_small(said)
}

/// Whether a block has what an entry of a list of references has: the year of a work, or where it is kept.
pub(super) fn is_reference(said: &str) -> bool {
    let bytes = said.as_bytes();
    let is_year = |at: usize| {
        let edge =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|byte| !byte.is_ascii_digit());
        matches!(&bytes[at..], [b'1', b'6'..=b'9', c, d, ..] | [b'2', b'0', c, d, ..]
            if c.is_ascii_digit() && d.is_ascii_digit())
            && edge(at.checked_sub(1))
            && edge(Some(at + 4))
    };
    memchr::memchr2_iter(b'1', b'2', bytes).any(is_year)
        || ["://", "doi:", "et al"].iter().any(|mark| memchr::memmem::find(bytes, mark.as_bytes()).is_some())
}

/// Labels in brackets that say who said something, and where: `[@rita, msg#442, 2023-10-25]: The wall leaks.` What is said begins behind
/// them.
fn mark_sources(text: &str, blocks: &mut [Block]) {
    for block in blocks {
        let said = &text[block.content_start.min(block.span.end)..block.span.end];
        if !matches!(said.as_bytes().first(), Some(b'[' | 0xE2))
            || !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
        {
            continue;
        }
        // A bullet that the writer typed.
        if let Some(rest) = said.strip_prefix(TYPED_BULLETS) {
            let rest = rest.trim_start();
            block.content_start =
                if rest.is_empty() { block.content_start } else { block.span.end - rest.len() };
            continue;
        }
        let window = &said[..crate::span::boundary_at_or_before(said, LONGEST_SOURCE)];
        let Some((label, _)) = window.split_once("]: ") else { continue };
        let is_source =
            label.contains('@') || label.bytes().filter(u8::is_ascii_digit).count() >= SOURCE_DIGITS;
        if is_source && label.starts_with('[') && !label[1..].contains('[') && said.len() > label.len() + 3 {
            block.content_start += label.len() + 3;
        }
    }
}

/// Bullets of typographers. Dashes may begin what somebody says.
const TYPED_BULLETS: [char; 8] = ['•', '▪', '●', '■', '◦', '‣', '➢', '⁃'];

/// Such a label is no longer, in bytes, and has an account or a date: this many digits.
const LONGEST_SOURCE: usize = 96;
const SOURCE_DIGITS: usize = 6;

/// Terms with a value of a few words each, three or more in a row, say nothing alone: `Weight: 4 kg`, `Secretary: Rita Vale @rita`.
fn mark_terms(text: &str, blocks: &mut [Block]) {
    let is_term = |block: &Block| {
        let said = &text[block.content_start.min(block.span.end)..block.span.end];
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
            && matches!(block.role, Role::Prose | Role::LeadIn | Role::Field)
            && said.len() <= LONGEST_TERM
            && !said.ends_with(['.', '!', '?', '…', ';', '。', '！', '？', '"', '”'])
            && memchr::memchr(b':', said.as_bytes()).is_some_and(|colon| {
                let value = said[colon + 1..].trim_start_matches(':');
                value.is_empty()
                    || value.starts_with([' ', '\u{A0}'])
                        // `Oak: it lasts` says something.
                        && !value.trim_start().starts_with(char::is_lowercase)
                        && value.split_ascii_whitespace().count() <= TERM_WORDS
                        && said[..colon].split_ascii_whitespace().count() <= TERM_WORDS
            })
    };
    // `Rita Vale @rita`: an account at the end of a name.
    let is_account = |block: &Block| {
        let said = &text[block.content_start.min(block.span.end)..block.span.end];
        block.kind == BlockKind::Item
            && said.len() <= LONGEST_TERM
            && memchr::memrchr(b'@', said.as_bytes()).is_some_and(|at| {
                at > 0
                    && said[..at].ends_with(' ')
                    && !said[at..].contains(' ')
                    && said[..at]
                        .split_ascii_whitespace()
                        .all(|word| !word.starts_with(char::is_lowercase) || word.ends_with(':'))
            })
    };
    for block in blocks.iter_mut().filter(|block| block.role == Role::Prose && is_account(block)) {
        block.role = Role::LeadIn;
    }
    if blocks.len() < LEAST_ITEMS {
        return;
    }
    let mut at = 0;
    while at < blocks.len() {
        let kind = blocks[at].kind;
        let run = blocks[at..].iter().take_while(|block| block.kind == kind && is_term(block)).count();
        if run >= LEAST_ITEMS {
            let rows = blocks[at..at + run].iter_mut();
            rows.filter(|row| row.role == Role::Prose).for_each(|row| row.role = Role::LeadIn);
        }
        at += run.max(1);
    }
}

/// A term with its value is no longer, in bytes, and neither has more words.
const LONGEST_TERM: usize = 90;
const TERM_WORDS: usize = 5;

/// The labels of clauses: `Art. 4. - The tenant keeps the quay.` What is said begins behind them, and behind their title.
fn mark_articles(text: &str, blocks: &mut [Block]) {
    let may_be = |block: &&mut Block| {
        matches!(text.as_bytes()[block.span.start], b'A' | b'a' | b'S' | b'C' | 0xC2 | 0xD0)
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
            && block.content_start == block.span.start
            && matches!(block.role, Role::Prose | Role::Aside)
    };
    for block in blocks.iter_mut().filter(may_be) {
        if let Some(label) = clause_label(block.span.of(text)) {
            block.content_start += label;
        }
    }
}

/// The length of the label of a clause with a dash or a colon behind its number, and of its title, before words.
fn clause_label(said: &str) -> Option<usize> {
    let near = &said[..crate::span::boundary_at_or_before(said, LONGEST_CLAUSE)];
    let word = near.find(|c: char| !c.is_alphabetic()).unwrap_or(near.len());
    let behind = match near.strip_prefix('§') {
        Some(behind) => behind,
        None if CLAUSES.iter().any(|name| near[..word].eq_ignore_ascii_case(name))
            || near[..word] == *"Статья" =>
        {
            near[word..].trim_start_matches('.')
        }
        None => return None,
    };
    let number = behind.trim_start_matches([' ', '\u{A0}']);
    let len = number.bytes().take_while(|b| b.is_ascii_digit() || b"IVXL.-".contains(b)).count();
    if len == 0 || number[..len].bytes().all(|b| !b.is_ascii_alphanumeric()) {
        return None;
    }
    let ends_in_dash = number[..len].ends_with('-');
    let tail = number[len..].trim_start_matches(['º', '°', 'ª', '.', '\u{A0}', ' ']);
    let rest = match tail.strip_prefix(['-', '–', '—', ':']) {
        Some(rest) => rest,
        None if ends_in_dash => tail,
        None => return None,
    };
    let start = near.len() - rest.trim_start_matches(['-', ' ', '\u{A0}']).len();
    let words = &said[start..];
    // `Loyer. Le loyer annuel est …`: the title of the clause.
    let window = &words[..crate::span::boundary_at_or_before(words, LONGEST_CLAUSE)];
    let title = window.split_once(". ").filter(|(title, rest)| {
        title.split_whitespace().count() <= TITLE_WORDS
            && !title.contains([',', ':', ';'])
            && rest.starts_with(char::is_uppercase)
    });
    let start = title.map_or(start, |(title, _)| start + title.len() + 2);
    (start < said.len()).then_some(start)
}

/// Words that the labels of clauses begin with.
const CLAUSES: [&str; 12] = [
    "art",
    "article",
    "artículo",
    "articolo",
    "artigo",
    "artikel",
    "artykuł",
    "articol",
    "section",
    "sec",
    "clause",
    "cláusula",
];

/// The label of a clause with its title is no longer, in bytes, and the title has this many words or fewer.
const LONGEST_CLAUSE: usize = 64;
const TITLE_WORDS: usize = 4;

/// The most words of a row of contents, with who wrote it.
const ROW_WORDS: usize = 14;

/// Who was at a meeting takes no more bytes.
const LONGEST_LIST: usize = 600;

/// Formulas that are written with the mathematical letters of Unicode, from U+1D400 to U+1D7FF: `𝑥 = 𝑦 + 1`.
fn mark_formulas(text: &str, blocks: &mut [Block], stretches: &mut Vec<Stretch>) {
    let bytes = text.as_bytes();
    let is_letter = |at: &usize| {
        bytes[*at..].starts_with(b"\xF0\x9D") && bytes.get(at + 2).is_some_and(|b| (0x90..=0x9F).contains(b))
    };
    let mut found: Vec<Stretch> = Vec::new();
    let (mut next, mut done) = (0, 0);
    for at in memchr::memchr_iter(0xF0, bytes).filter(is_letter) {
        if at < done {
            continue;
        }
        while blocks.get(next).is_some_and(|block| block.span.end <= at) {
            next += 1;
        }
        let Some(block) = blocks.get_mut(next).filter(|block| block.span.start <= at) else { continue };
        let span = formula_around(text, block.span, at);
        done = span.end.max(at + 1);
        if letters_in_row(span.of(text)) > FORMULA_LETTERS {
            continue; // Words that somebody has dressed up.
        }
        if span == block.span {
            block.role = Role::Formula;
        }
        let place = stretches.partition_point(|stretch| stretch.span.end <= span.start);
        if stretches.get(place).is_none_or(|stretch| stretch.span.start >= span.end) {
            found.push(Stretch { span, role: Role::Formula });
        }
    }
    if !found.is_empty() {
        stretches.extend(found);
        stretches.sort_unstable_by_key(|stretch| (stretch.span.start, stretch.span.end));
    }
}

/// The formula around a letter: all that stands beside it and is a mathematical letter, a digit or a sign.
fn formula_around(text: &str, block: Span, at: usize) -> Span {
    let is_part = |c: char| {
        ('\u{1D400}'..='\u{1D7FF}').contains(&c)
            || c.is_ascii_digit()
            || matches!(
                c,
                '+' | '-'
                    | '='
                    | '<'
                    | '>'
                    | '*'
                    | '/'
                    | '^'
                    | '|'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '_'
                    | '\''
                    | '±'
                    | '×'
                    | '·'
                    | '÷'
            )
            || ('\u{2070}'..='\u{209C}').contains(&c)
            || ('\u{2100}'..='\u{22FF}').contains(&c)
            || matches!(c, '²' | '³' | '¹' | '′' | 'ᵢ' | 'ⱼ' | '⋯')
            || ('α'..='ω').contains(&c)
            || matches!(c, ' ' | ',' | '…')
    };
    let behind = &text[at..block.end];
    let end = at + behind.find(|c| !is_part(c)).unwrap_or(behind.len());
    let before = &text[block.start..at];
    let start = at - before.chars().rev().take_while(|c| is_part(*c)).map(char::len_utf8).sum::<usize>();
    let is_edge = |c: char| matches!(c, ' ' | ',' | '(' | '…' | '-');
    let said = &text[start..end];
    let trimmed = said.trim_end_matches(is_edge);
    let start = start + (said.len() - said.trim_start_matches([' ', ',', '-', '…', ')']).len());
    Span { start: start.min(at), end: (end - (said.len() - trimmed.len())).max(at) }
}

/// The most mathematical letters that stand in a row.
fn letters_in_row(formula: &str) -> usize {
    let mut most = 0;
    let mut row = 0;
    for c in formula.chars() {
        row = if ('\u{1D400}'..='\u{1D7FF}').contains(&c) { row + 1 } else { 0 };
        most = most.max(row);
    }
    most
}

/// More letters in a row are a word.
const FORMULA_LETTERS: usize = 3;

/// What only shows code: how a program is called, below a heading that says so, and a name with a value that is code.
fn mark_code(text: &str, blocks: &mut [Block], stretches: &[super::Stretch]) {
    let mut is_synopsis = false;
    let mut stretches = stretches.iter().filter(|stretch| stretch.role == Role::Code).peekable();
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
            is_synopsis = block.span.of(text).eq_ignore_ascii_case("synopsis");
            continue;
        }
        while stretches.next_if(|stretch| stretch.span.end <= block.span.start).is_some() {}
        let code = stretches.peek().filter(|stretch| stretch.span.start < block.span.end);
        let is_valued = |code: Span| {
            let label = text[block.content_start.min(code.start)..code.start].trim_end();
            label.ends_with(':')
                && label.split_whitespace().filter(|word| *word != ":").count() <= CODE_LABEL_WORDS
                && code.end == block.span.end
        };
        if block.role == Role::Prose
            && (is_synopsis && block.kind.is_prose() || code.is_some_and(|code| is_valued(code.span)))
        {
            block.role = Role::Code;
        }
    }
}

fn is_field(said: &str) -> bool {
    let window = &said[..crate::span::boundary_at_or_before(said, FIELD_NAME)];
    let is_parted = |colon: &usize| window.as_bytes().get(colon + 1) == Some(&b' ');
    let Some(colon) = memchr::memchr_iter(b':', window.as_bytes()).find(is_parted) else { return false };
    let (name, value) = (&said[..colon], &said[colon + 2..]);
    name.starts_with(char::is_uppercase)
        && name.split(' ').count() <= FIELD_NAME_WORDS
        && value.len() <= FIELD_VALUE
        && !value
            .trim_end_matches(['"', '”', '»', ')'])
            .ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '！', '？'])
}

/// Whether a block is what PHP prints into a page in the place of what failed: `Warning: … in /srv/page.php on line 9`.
fn is_server_error(said: &str) -> bool {
    const BEGINNINGS: [&str; 6] =
        ["Warning", "Notice", "Deprecated", "Fatal error", "Parse error", "Strict Standards"];
    said.ends_with(|c: char| c.is_ascii_digit())
        && BEGINNINGS.iter().any(|begins| said.strip_prefix(begins).is_some_and(|rest| rest.starts_with(':')))
        && said.rsplit_once(" on line ").is_some_and(|(before, line)| {
            line.bytes().all(|b| b.is_ascii_digit())
                && (before.contains(".php") || before.ends_with("Unknown"))
        })
}

/// Whether a block is a row of measures, as programs print them: names and numbers with decimals, as many of these or more, and
/// no mark at the end.
fn is_data(said: &str) -> bool {
    // The settings of a server: `location / { root /srv; }`.
    if said.ends_with('}') {
        let has = |mark: &[u8]| memchr::memmem::find(said.as_bytes(), mark).is_some();
        return has(b"{ ") && (has(b"; ") || has(b";}"));
    }
    // Settings on one line each, which a reader has joined: `name = "Walls" url = "/walls"`.
    if said.ends_with('"') {
        return memchr::memmem::find_iter(said.as_bytes(), b" = \"").take(LEAST_MEASURES).count()
            >= LEAST_MEASURES;
    }
    if !said.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_number = |word: &&str| {
        word.split_once('.').is_some_and(|(whole, decimals)| {
            decimals.len() > 1
                && decimals.bytes().all(|b| b.is_ascii_digit())
                && whole.trim_start_matches(['-', '+']).bytes().all(|b| b.is_ascii_digit())
        })
    };
    let numbers = said.split_whitespace().filter(is_number).count();
    numbers >= LEAST_MEASURES && numbers * 2 >= said.split_whitespace().count()
}

/// Whether a block is an address and no more, perhaps with a name before it.
fn is_address(said: &str) -> bool {
    let said = said.trim_end();
    let begin = match said.bytes().rposition(|byte| !byte.is_ascii_graphic()) {
        None => 0,
        // Most last words are ASCII, with a blank before them.
        Some(blank) if said.as_bytes()[blank] == b' ' => blank + 1,
        Some(_) => said.len() - said.rsplit(char::is_whitespace).next().unwrap_or_default().len(),
    };
    let address = &said[begin..];
    if !address.starts_with("www.") && !address.bytes().any(|byte| byte == b':') {
        return false;
    }
    let name = said[..said.len() - address.len()].trim_end();
    (address.contains("://") || address.starts_with("www."))
        && (name.is_empty() || name.ends_with(':') && name.split(' ').count() <= ADDRESS_LABEL_WORDS)
}

/// Whether a sentence is an address of the web and no more.
fn is_bare_address(sentence: &str) -> bool {
    matches!(sentence.as_bytes(), [b'h' | b'w', ..])
        && ["http://", "https://", "www."].iter().any(|begins| sentence.starts_with(begins))
        && !sentence.contains(char::is_whitespace)
}

/// Whether a sentence that ends a block announces what follows.
fn announces(sentence: &str) -> bool {
    sentence.trim_end_matches(['*', '_', ')', '"', '”', '»', ' ']).ends_with([':', '：'])
}

/// A link that is all of a paragraph or an item leads elsewhere if it has this many words or fewer; longer ones are headlines,
/// which say something.
#[cfg(any(feature = "html", feature = "markdown", feature = "markup", feature = "pdf"))]
const LINK_WORDS: usize = 6;

/// What a block is by its links, each with whether it leads to a place in the same document: a line of links, or an entry of
/// a table of contents; prose, if it says more than they do.
#[cfg(any(feature = "html", feature = "markdown", feature = "markup", feature = "pdf"))]
pub(super) fn of_links(text: &str, kind: BlockKind, block: Span, links: &[(Span, bool)]) -> Role {
    if links.is_empty() {
        return Role::Prose;
    }
    // Links may begin with white space that the block does not.
    let links = links.iter().map(|(link, is_local)| (link.trim(text), *is_local));
    let links: Vec<(Span, bool)> =
        links.filter(|(link, _)| !link.is_empty() && block.contains(*link)).collect();
    let [(first, _), ..] = links[..] else { return Role::Prose };
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
        return Role::Prose;
    }
    // How many words there are, as far as it matters.
    let words = |from: usize, to: usize, most: usize| {
        let between = text.get(from..to).unwrap_or_default();
        between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(most).count()
    };
    let around = |from, to| words(from, to, LINK_WORDS + 1);
    let mut at = first.end;
    let mut behind = 0;
    for (link, _) in &links[1..] {
        behind += around(at, link.start);
        at = at.max(link.end);
    }
    behind += around(at, block.end);
    let before = around(block.start, first.start);
    let said = || links.iter().map(|(link, _)| words(link.start, link.end, usize::MAX)).sum::<usize>();
    let is_announced = text[block.start..first.start].trim_end().ends_with(':');
    let is_ended = text[block.start..block.end].ends_with(['.', '!', '?', '。']);
    let is_line = match links.len() {
        1 => before + behind == 0 && !is_ended && said() <= LINK_WORDS,
        // The page at hand may be named without a link.
        count => {
            behind + before <= usize::from(!is_ended) && said() <= LINK_WORDS * count
                || behind == 0 && is_announced && before <= LINK_WORDS
        }
    };
    match (is_line, links.iter().all(|(_, is_local)| *is_local)) {
        (false, _) => Role::Prose,
        (true, true) => Role::Contents,
        (true, false) => Role::Navigation,
    }
}

/// How what pages have around their fields and posts ends, whatever it begins with: `Your name (required)`, `Ned and 2 others like this.`
const ENDINGS: &str = concat!(
    "(required)|(optional)|(pflichtfeld)|(erforderlich)|(wajib)|(obligatoire)|(facultatif)|(requis)",
    "|(requerido)|(obligatorio)|(opcional)|(opzionale)|(richiesto)|(obbligatorio)|(facoltativo)|(obrigatório)",
    "|(verplicht)|(optioneel)|(обязательно)|(необязательно)|(wymagane)|(obligatoriskt)|(påkrævet)|(必須)|（必須）",
    "|others like this.|other person likes this.|other people like this.|other person like this.|anderen gefällt das.",
    "|weiteren gefällt das.|autres aiment ça.|autre aime ça.|autres personnes aiment ça.|más les gusta esto.",
    "|altri piace questo.|outros curtiram isso.|anderen vinden dit leuk.|другим это нравится.|andra gillar detta.",
);

/// What ends so has no more words and bytes: labels have fewer words than names of people.
const LABEL_WORDS: usize = 5;
const LIKES_WORDS: usize = 14;
const LONGEST_ENDED: usize = 160;

/// Whether a block is the label of a field or says who likes a post, by how it ends.
fn is_ended(said: &str) -> bool {
    let ends = match said.as_bytes() {
        [.., b')' | 0x89] => true,
        [.., a, b, c, b'.'] => matches!(
            [*a, *b, *c],
            // `this`, `das`, `ça`, `esto`, `questo`, `isso`, `leuk`, `нравится`, `detta`.
            [b'h', b'i', b's']
                | [b'd', b'a', b's']
                | [_, 0xA7, b'a']
                | [b's', b't' | b's', b'o']
                | [b'e', b'u', b'k']
                | [_, 0xD1, 0x8F]
                | [b't', b't', b'a']
        ),
        _ => false,
    };
    let most = if said.ends_with('.') { LIKES_WORDS } else { LABEL_WORDS };
    if !ends || said.len() > LONGEST_ENDED || said.split(' ').count() > most {
        return false;
    }
    // `abm10040 likes this.`: who has such a name has an account.
    let is_account =
        |name: &str| name.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_') && !name.contains(' ');
    let before = |ending: &str| {
        let (before, end) = said.split_at_checked(said.len().checked_sub(ending.len())?)?;
        end.eq_ignore_ascii_case(ending).then_some(before).filter(|before| !before.is_empty())
    };
    ENDINGS.split('|').any(|ending| before(ending).is_some())
        || before(" likes this.").is_some_and(is_account)
}

/// What magazines and channels say of themselves in languages without blanks, whose words are not found apart. The second list needs a word
/// for those who say it.
const UNPARTED: &str = concat!(
    "关注公众号|关注微信公众号|扫码关注|扫描下方二维码|转载请注明|未经授权|版权所有|请勿转载|禁止转载|點擊閱讀原文|点击阅读原文",
    "|版權所有|轉載請註明|無断転載|転載を禁じ|転載禁止|メルマガ登録|チャンネル登録をお願い|チャンネル登録よろしく|購読はこちら",
);
const UNPARTED_APPEALS: &str = "欢迎投稿|欢迎提交|欢迎订阅|欢迎关注|歡迎投稿|歡迎訂閱|歡迎關注";
const OURS: [char; 4] = ['本', '我', '们', '們'];

/// They are no longer, in bytes, and begin with a byte of these or above.
const LONGEST_UNPARTED: usize = 300;
const FIRST_BYTE_WITHOUT_BLANKS: u8 = 0xE3;

/// Calls to get in touch or to fill in a form in Japanese, Chinese and Korean, each behind a letter that hardly a sentence has. A longer
/// one, in bytes, says more.
const UNPARTED_CALLS: [(&[&str], &str); 3] = [
    (
        &["ください", "下さい"],
        "お問い合わせ|お問合せ|予約ページ|ボタンから|フォームから|フォームより|クリックして|ご連絡|お電話|ご相談|ご記入|ご入力|送信して|お申し込み|お申込み|ご予約|ご覧",
    ),
    (
        &["请", "請", "欢", "歡", "咨", "击"],
        "请联系我们|请与我们联系|欢迎联系|欢迎来电|欢迎咨询|立即咨询|点击咨询|请填写|请输入|点击这里|请拨打|敬请关注|請聯絡我們|請填寫|歡迎來電",
    ),
    (
        &["주", "바랍"],
        "문의해 주|문의하여 주|문의 주시|문의주세요|문의 바랍니다|문의하시기 바랍니다|연락 주시|연락주시|연락 바랍니다|연락해 주|입력해 주|작성해 주|신청해 주|예약해 주|전화 주시",
    ),
];
const LONGEST_CALL: usize = 160;

fn is_unparted_call(said: &str) -> bool {
    said.len() <= LONGEST_CALL
        && UNPARTED_CALLS.iter().any(|(signs, calls)| {
            signs.iter().any(|sign| said.contains(sign)) && calls.split('|').any(|call| said.contains(call))
        })
}

fn is_unparted_notice(said: &str) -> bool {
    // One of these letters is in each: hardly a sentence has any.
    let may_be = |c| matches!(c, '迎' | '注' | '扫' | '载' | '載' | '授' | '転' | '版' | '原' | '登' | '購');
    said.len() <= LONGEST_UNPARTED
        && said.contains(may_be)
        && (UNPARTED.split('|').any(|notice| said.contains(notice))
            || UNPARTED_APPEALS.split('|').any(|appeal| said.contains(appeal)) && said.contains(OURS))
}

fn by_wording(text: &str, block: &Block, place: usize) -> Option<Role> {
    let said = text.get(block.content_start..block.span.end)?;
    if said.len() > LONGEST {
        return None;
    }
    if is_data(said) || fragments::is_code_line(said) {
        return Some(Role::Code);
    }
    if is_server_error(said) {
        return Some(Role::Notice);
    }
    if is_address(said) {
        return Some(Role::Navigation);
    }
    if is_ended(said) {
        return Some(Role::Aside);
    }
    if said.as_bytes().first().is_some_and(|byte| *byte >= FIRST_BYTE_WITHOUT_BLANKS)
        && is_unparted_notice(said)
    {
        return Some(Role::Notice);
    }
    by_phrases(&WORDING, said, block, place)
}

/// What a block of a web page is, if it calls its readers to get in touch, to book or to fill in a form.
fn by_call(text: &str, block: &Block, place: usize) -> Option<Role> {
    let said = text.get(block.content_start..block.span.end)?;
    if said.len() > LONGEST {
        return None;
    }
    if said.as_bytes().first().is_some_and(|byte| *byte >= FIRST_BYTE_WITHOUT_BLANKS)
        && is_unparted_call(said)
    {
        return Some(Role::Aside);
    }
    by_phrases(&CALLS, said, block, place)
}

fn by_phrases(wording: &Wording, said: &str, block: &Block, place: usize) -> Option<Role> {
    // Nearly all prose begins with a word of some phrase, and goes on with a letter of none. What a filter lets through by chance is held
    // against the lists before anything is allocated.
    if wording.may_begin(said) && wording.is_begun(said) {
        by_all_phrases(wording, said, block, place)
    } else {
        None
    }
}

/// The same without the filter.
fn by_all_phrases(wording: &Wording, said: &str, block: &Block, place: usize) -> Option<Role> {
    let mut buffer = [0; LONGEST_FIRST];
    let first = first_word(said, &mut buffer)?;
    let is_number = first.starts_with(|c: char| c.is_ascii_digit());
    let is_date = wording.has_dates && (is_number || wording.is_of_dates(first));
    // A few words tell nearly all prose from what is looked for; the others are read only if they do not.
    let mut rest = Words(said);
    let mut words: Vec<Word<'_>> = rest.by_ref().take(2).collect();
    let is_dated = |word: &Word<'_>| word.is_number || wording.is_of_dates(word.bare());
    let may_be_date = is_date && words.get(1).is_none_or(is_dated);
    let mut fitting = wording.phrases_for(if is_number { "#" } else { first }, &words);
    while !fitting.is_empty() && !may_be_date && words.len() < FIRST_WORDS {
        let Some(word) = rest.next() else { break };
        words.push(word);
        fitting.retain(|phrase| phrase.may_fit(&words));
    }
    if !may_be_date && fitting.is_empty() {
        return None;
    }
    words.extend(rest);
    let found = fitting.iter().find(|phrase| phrase.fits(&words, said, block, place));
    if let Some(phrase) = found {
        return Some(phrase.role);
    }
    let is_date_line = is_date
        && words.len() <= DATE_WORDS
        && (block.kind != BlockKind::Heading || place < HEAD_BLOCKS)
        && words.iter().any(|word| word.is_number)
        && words.iter().any(|word| {
            wording.is_of_dates(word.bare()) && word.bare().len() > PARTICLE
                || is_year(word.raw) && words.iter().any(|word| wording.is_of_dates(word.bare()))
                || block.kind != BlockKind::Cell && is_day(word.raw)
        })
        && (words.len() > 1 || !is_year(words[0].raw))
        && words.iter().all(is_dated);
    is_date_line.then_some(Role::Date)
}

/// Whether a word is a year with its marks.
fn is_year(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', ')', ':']);
    bare.len() == 4
        && matches!(bare.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..])
        && bare.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word is a day in numbers: `2016/03/11(金)`, `13.12.2013`, `2016年3月11日`.
fn is_day(word: &str) -> bool {
    let mut parts = word.split(['/', '-', '.', '年', '月', '日', '(', '（']);
    let numbers = [parts.next(), parts.next(), parts.next()].map(|part| {
        let part = part.unwrap_or_default().trim_end_matches(',');
        let is_number = matches!(part.len(), 1..=4) && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse::<u16>().ok() } else { None }
    });
    let [Some(first), Some(middle), Some(last)] = numbers else { return false };
    let is_year = |year: u16| (1900..2100).contains(&year);
    is_year(first) && (1..=12).contains(&middle) && (1..=31).contains(&last)
        || is_year(last) && first.min(middle) <= 12 && (1..=31).contains(&first.max(middle))
}

/// The first word of a block in lower case, without marks around it; nothing is allocated for what most blocks begin with.
fn first_word<'b>(said: &str, buffer: &'b mut [u8; LONGEST_FIRST]) -> Option<&'b str> {
    let said = said.trim_start_matches(|c: char| !is_letter(c));
    let (mut length, mut end) = (0, 0);
    // Most first words are ASCII, in which no letter has to be looked up.
    let ascii = said.bytes().take_while(|byte| byte.is_ascii_graphic()).count();
    for byte in said.bytes().take(ascii) {
        *buffer.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
        if byte.is_ascii_alphanumeric() {
            end = length;
        }
    }
    for c in said[ascii..].chars().take_while(|c| !c.is_whitespace()) {
        for lower in c.to_lowercase() {
            let lower = if lower == '’' { '\'' } else { lower };
            lower.encode_utf8(buffer.get_mut(length..length + lower.len_utf8())?);
            length += lower.len_utf8();
        }
        if is_letter(c) {
            end = length;
        }
    }
    str::from_utf8(&buffer[..end]).ok().filter(|word| !word.is_empty())
}

/// A word of a block: in lower case, without marks around it but a colon behind it.
struct Word<'t> {
    raw: &'t str,
    lower: Cow<'t, str>,
    is_number: bool,
    is_capital: bool,
}

impl Word<'_> {
    fn bare(&self) -> &str {
        self.lower.trim_end_matches(':')
    }
}

/// The words of a block, one after the other.
struct Words<'t>(&'t str);

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        loop {
            // Most words are ASCII, with a blank before them and one behind.
            self.0 = self.0.strip_prefix(' ').unwrap_or(self.0);
            let bytes = self.0.as_bytes();
            let mut end = bytes.iter().take_while(|byte| byte.is_ascii_graphic()).count();
            if end == 0 || !matches!(bytes.get(end), None | Some(b' ')) {
                self.0 = self.0.trim_start();
                end = self.0.find(char::is_whitespace).unwrap_or(self.0.len());
            }
            let (raw, rest) = self.0.split_at(end);
            if raw.is_empty() {
                return None;
            }
            self.0 = rest;
            let is_mark = |c: char| !is_letter(c);
            let word = raw.trim_start_matches(is_mark);
            if word.is_empty() {
                continue;
            }
            // French has a space before the colon.
            let parted = rest.trim_start().strip_prefix(':').filter(|rest| rest.starts_with([' ', '\u{A0}']));
            self.0 = parted.unwrap_or(rest);
            let has_colon = parted.is_some() || word.trim_end_matches(['*', '_']).ends_with(':');
            let ends_question = word.ends_with(['?', '!']);
            let word = word.trim_end_matches(is_mark);
            let first = word.chars().next().unwrap_or(' ');
            let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
            let mut lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
            if lower.contains('’') {
                lower = Cow::Owned(lower.replace('’', "'"));
            }
            if has_colon {
                lower.to_mut().push(':');
            } else if ends_question {
                lower.to_mut().extend(raw.chars().next_back());
            }
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            return Some(Word { raw, lower, is_number, is_capital: first.is_uppercase() || first == '@' });
        }
    }
}

/// What tells roles by wording. It is put in order where the program is compiled: a start would spend a third of its time on it.
struct Wording {
    source: &'static str,
    /// The phrases and words in the order of the list.
    listed: &'static [Listed],
    /// Where chains of them begin, by their [`chain_of`]: that of phrases by the first word, and the byte that the second one begins with
    /// or [`ANY`].
    chains: &'static Chains,
    has_dates: bool,
    /// What phrases begin with: of each the first two words, or the first and [`ANY`] if the second may be any.
    begins: Filter<1024>,
    /// The words of dates.
    dates: Filter<64>,
}

/// For each kind of what is listed the place of the first of each chain in the list; [`NONE`] where there is none.
type Chains = [[u16; BYTES]; 3];

/// The kinds: what blocks say or begin with, words of dates, words of sentences that lead to what follows.
const PHRASES: usize = 0;
const DATES: usize = 1;
const LEADS: usize = 2;

/// The chain of a word.
const fn chain_of(word: &[u8], behind: u8) -> usize {
    (word[0] as usize * 31 + word[word.len() - 1] as usize * 7 + word.len() + behind as usize * 13) % BYTES
}

/// How many bytes there are.
const BYTES: usize = 256;

/// Stands for any byte; no word begins with it.
const ANY: u8 = b'~';

/// The keys of no byte, and of the sign that stands for a number.
const NO_WORD: Key = Key::of('\0');
const NUMBER: Key = NO_WORD.with(b'#');

/// The place of no phrase.
const NONE: u16 = u16::MAX;

/// A phrase as it is listed. Every process that reads a text makes thousands: they are to fill few pages of memory.
#[derive(Clone, Copy)]
struct Listed {
    /// Where it stands in the source.
    start: u32,
    length: u16,
    /// The place of the next of its chain.
    next: u16,
    role: Role,
    most_words: Option<u8>,
}

impl Listed {
    fn of(&self, source: &'static str) -> &'static str {
        &source[self.start as usize..][..usize::from(self.length)]
    }
}

impl Wording {
    fn chain(&self, kind: usize, chain: usize) -> impl Iterator<Item = &'static Listed> + Clone + use<> {
        let listed = self.listed;
        let first = listed.get(usize::from(self.chains[kind][chain]));
        std::iter::successors(first, |one| listed.get(usize::from(one.next)))
    }

    fn has_word(&self, kind: usize, word: &str) -> bool {
        !word.is_empty()
            && self.chain(kind, chain_of(word.as_bytes(), ANY)).any(|one| one.of(self.source) == word)
    }

    /// Whether dates have a word, in lower case.
    fn is_of_dates(&self, word: &str) -> bool {
        self.has_word(DATES, word)
    }

    /// Whether a block may begin with a phrase or a date, by its first two words. One of one word always may, and so may one with a mark
    /// before the second.
    fn may_begin(&self, said: &str) -> bool {
        let said = said.trim_start_matches(|c: char| !is_letter(c));
        let is_number = said.starts_with(|c: char| c.is_ascii_digit());
        let Some((first, end)) = key_from(NO_WORD, said) else { return true };
        let behind = &said[end..];
        let behind = behind.strip_prefix(' ').unwrap_or(behind);
        if !behind.starts_with(is_letter) {
            return !said.is_empty();
        }
        let gap = if is_number { NUMBER } else { first }.with(b' ');
        let Some((both, _)) = key_from(gap, behind) else { return true };
        self.begins.has(both)
            || self.begins.has(gap.with(ANY))
            || self.has_dates
                && (is_number || self.dates.has(first))
                && (behind.starts_with(|c: char| c.is_ascii_digit())
                    || key_from(NO_WORD, behind).is_none_or(|(second, _)| self.dates.has(second)))
    }

    /// Whether a block begins with a word of dates, or with the first word of a phrase that may go on as it does.
    fn is_begun(&self, said: &str) -> bool {
        let mut buffer = [0; LONGEST_FIRST];
        let Some(first) = first_word(said, &mut buffer) else { return true };
        let is_number = first.starts_with(|c: char| c.is_ascii_digit());
        if self.has_dates && (is_number || self.is_of_dates(first)) {
            return true;
        }
        let first = if is_number { "#" } else { first };
        let said = said.trim_start_matches(|c: char| !is_letter(c));
        let behind = said.find(char::is_whitespace).map_or("", |blank| said[blank..].trim_start());
        let second = match behind.bytes().next() {
            Some(byte) if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            Some(_) => return true,
            None => ANY,
        };
        let begins = |one: &Listed| {
            let behind = one.of(self.source).strip_prefix(first);
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', ':']))
        };
        [ANY, second].iter().any(|byte| self.chain(PHRASES, chain_of(first.as_bytes(), *byte)).any(begins))
    }

    /// The phrases that may fit a block with these first words, in the order of the list.
    fn phrases_for(&self, first: &str, words: &[Word<'_>]) -> Vec<Phrase> {
        let phrase = |one: &Listed| {
            let said = one.of(self.source);
            let behind = said.strip_prefix(first)?.trim_start_matches(':');
            let behind = if behind.is_empty() { behind } else { behind.strip_prefix(' ')? };
            let phrase = Phrase { said, behind, role: one.role, most_words: one.most_words.map(usize::from) };
            phrase.may_fit(words).then_some(phrase)
        };
        let second = words.get(1).and_then(|word| word.lower.bytes().next());
        let chained = [Some(ANY), second].into_iter().flatten();
        let mut phrases: Vec<Phrase> = chained
            .flat_map(|behind| self.chain(PHRASES, chain_of(first.as_bytes(), behind)))
            .filter_map(phrase)
            .collect();
        // The source has them in the order of the list. Both chains may be one.
        phrases.sort_unstable_by_key(|phrase| phrase.said.as_ptr());
        phrases.dedup_by_key(|phrase| phrase.said.as_ptr());
        phrases
    }
}

#[derive(Clone, Copy)]
struct Phrase {
    role: Role,
    said: &'static str,
    /// What it says behind its first word.
    behind: &'static str,
    /// How many words a block has that begins so; `None` if it says this and no more.
    most_words: Option<usize>,
}

#[derive(Clone, Copy)]
enum Part {
    Word(&'static str),
    Number,
    Capital,
    /// Any words.
    Gap,
}

impl Part {
    fn of(word: &'static str) -> Part {
        match word {
            "#" => Part::Number,
            "^" => Part::Capital,
            "…" => Part::Gap,
            word => Part::Word(word),
        }
    }

    fn is(self, word: &Word<'_>) -> bool {
        match self {
            Part::Word(part) if part.ends_with([':', '?', '!']) => word.lower == part,
            Part::Word(part) => word.lower.trim_end_matches([':', '?', '!']) == part,
            Part::Number => word.is_number,
            Part::Capital => word.is_capital,
            Part::Gap => false,
        }
    }
}

impl Phrase {
    /// What it consists of.
    fn parts(&self) -> impl DoubleEndedIterator<Item = Part> + use<> {
        self.said.split(' ').map(Part::of)
    }

    /// Whether the first words of a block, of which it has the first, leave room for it.
    fn may_fit(&self, first: &[Word<'_>]) -> bool {
        let mut words = first[1..].iter();
        // Most phrases go on with another letter.
        if let (Some(byte), Some(word)) = (self.behind.bytes().next(), first.get(1))
            && !matches!(byte, b'#' | b'^' | 0xE2)
            && word.lower.bytes().next() != Some(byte)
        {
            return false;
        }
        for part in self.behind.split(' ').filter(|part| !part.is_empty()).map(Part::of) {
            match (part, words.next()) {
                (Part::Gap, _) | (_, None) => return true,
                (part, Some(word)) if part.is(word) => {}
                _ => return false,
            }
        }
        self.most_words.is_some() || words.next().is_none()
    }

    fn fits(&self, words: &[Word<'_>], said: &str, block: &Block, place: usize) -> bool {
        let parts: Vec<Part> = self.parts().collect();
        let Some(matched) = length_in(&parts, words) else { return false };
        match self.most_words {
            // A heading of one word is the author's more often than not.
            None => {
                words.len() == matched
                    && (block.kind != BlockKind::Heading
                        || matched > 1
                        || matches!(self.role, Role::Contents | Role::Notice))
            }
            Some(most) if words.len() > most => false,
            Some(_) if self.role == Role::Byline => self.signs(words, matched, said, block, place),
            // `Welcome to Ailder` as a heading is the author's.
            Some(GREETING_WORDS) if block.kind == BlockKind::Heading => false,
            // What follows a call in a longer block may be what it is about.
            Some(CALL_WORDS) if goes_on(said) => false,
            Some(CALL_WORDS) if block.kind == BlockKind::Heading && words.len() <= TITLE_CALL_WORDS => false,
            Some(most) => !self.is_prose(words, matched, most, said),
        }
    }

    /// Whether what begins so is prose all the same: it is what somebody in a story says, or goes on as no notice does.
    fn is_prose(&self, words: &[Word<'_>], matched: usize, most: usize, said: &str) -> bool {
        // Licences have all kinds of clauses.
        if most > NOTICE_WORDS || !matches!(self.role, Role::Notice | Role::Navigation | Role::Aside) {
            return false;
        }
        let is_ended = said.ends_with(['.', '!', '?', '…', '"', '”', '»']);
        let (last, behind) = (self.parts().next_back(), words.get(matched));
        let before = self.parts().rev().nth(1);
        let goes_on_small = || behind.is_some_and(|word| word.raw.starts_with(char::is_lowercase));
        let begins_clause =
            |comma: usize| words.get(comma + 1).is_some_and(|word| speech::is_listed(SUBJECTS, word.bare()));
        let is_parted = |at: &usize| words[*at].raw.ends_with(',');
        match (last, before) {
            // `Read more: the master wrote …`
            (Some(Part::Word(word)), _) if word.ends_with(':') && self.role == Role::Navigation => {
                return is_ended && goes_on_small();
            }
            // `Follow us on Monday …`
            (Some(Part::Capital), Some(Part::Word(before)))
                if speech::is_listed(PLACED, before) && WORDING.is_of_dates(words[matched - 1].bare()) =>
            {
                return true;
            }
            // `Translated by Luther in 1522, the text …`
            (Some(Part::Capital), Some(Part::Word(before))) if speech::is_listed(CREDITED, before) => {
                let mut commas = (matched - 1..words.len()).filter(is_parted);
                if is_ended && commas.any(begins_clause) {
                    return true;
                }
            }
            _ => {}
        }
        // `Terms of use were unknown to the farmers.`
        most == LABEL_NOTICE_WORDS
            && self.role == Role::Notice
            && is_ended
            && goes_on_small()
            && words.len() > matched + 1
            && !words.iter().any(|word| word.is_number)
            || is_reported(words)
    }

    /// Whether a block that begins like the signature of an article goes on as one: with names, and perhaps a date.
    fn signs(&self, words: &[Word<'_>], matched: usize, said: &str, block: &Block, place: usize) -> bool {
        let from = matched - usize::from(matches!(self.parts().next_back(), Some(Part::Capital)));
        let names = &words[from..];
        let is_date = |word: &Word<'_>| WORDING.is_of_dates(word.bare());
        let is_name = |word: &Word<'_>| word.is_capital && !is_date(word);
        let in_names = |word: &Word<'_>| {
            word.is_capital || word.is_number || is_date(word) || word.lower.len() <= PARTICLE
        };
        let count = names.iter().filter(|word| is_name(word)).count();
        let is_ended = said.trim_end().ends_with(['.', '!', '?', ',', ';'])
            && words.last().is_none_or(|last| last.raw.len() > PARTICLE);
        let fits_place = match block.kind {
            BlockKind::Heading => place < HEAD_BLOCKS && count > 1,
            BlockKind::Paragraph => count > 0,
            _ => false,
        };
        fits_place && !is_ended && words[0].is_capital && names.iter().all(in_names)
    }
}

/// How many words the parts of a phrase take at the beginning of a block, if that begins so.
fn length_in(parts: &[Part], words: &[Word<'_>]) -> Option<usize> {
    let begins = |parts: &[Part], words: &[Word<'_>]| {
        parts.len() <= words.len() && parts.iter().zip(words).all(|(part, word)| part.is(word))
    };
    let gap = parts.iter().position(|part| matches!(part, Part::Gap));
    let (before, behind) = match gap {
        Some(gap) => (&parts[..gap], &parts[gap + 1..]),
        None => (parts, &[][..]),
    };
    if !begins(before, words) {
        return None;
    }
    if gap.is_none() {
        return Some(before.len());
    }
    (before.len()..words.len().min(before.len() + LONGEST_GAP + 1))
        .find(|at| begins(behind, &words[*at..]))
        .map(|at| at + behind.len())
}

/// Whether a sentence ends inside of a block, by its mark and a capital behind it.
fn goes_on(said: &str) -> bool {
    memchr::memchr3_iter(b'.', b'!', b'?', said.as_bytes()).any(|at| {
        let behind = said[at + 1..].strip_prefix(' ').unwrap_or_default();
        behind.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
    })
}

/// Whether a sentence has a clause that says who said it: `Leave us a review, the priest asked.`
fn is_reported(words: &[Word<'_>]) -> bool {
    let ends_said = |word: &Word<'_>| word.raw.ends_with([',', '"', '”', '“', '»', '’', '—', '–']);
    let says = |word: &Word<'_>| speech::is_listed(SAYING, word.bare());
    words
        .iter()
        .enumerate()
        .any(|(at, word)| ends_said(word) && words[at + 1..].iter().take(REPORTER_WORDS).any(says))
}

/// A greeting that is all of a sentence has no more words.
const GREETING_WORDS: usize = 8;

/// A call to get in touch has no more; one of so few that is a heading is the title of a page or a part of it.
const CALL_WORDS: usize = 26;
const TITLE_CALL_WORDS: usize = 8;

/// Notices of more words are licences and terms; labels have no more than so few.
const NOTICE_WORDS: usize = 60;
const LABEL_NOTICE_WORDS: usize = 14;

/// Between what is said and the verb stand fewer words: `the old priest had asked`.
const REPORTER_WORDS: usize = 5;

/// Words before a name of a network or a paper.
const PLACED: &str = "on|auf|bei|sur|en|su|em|no|op|på|at|in|the";

/// Words before the name of whoever did something.
const CREDITED: &str = "by|from|von|par|por|de|di|da|door|av|af|przez";

/// Words that begin the main clause behind one without a subject.
const SUBJECTS: &str = concat!(
    "the|it|he|she|they|we|i|his|her|its|their|this|that|these|a|an|wurde|war|ist|hat|hatte|blieb|galt|le|la|les|il|elle|ils",
    "|cette|ce|cet|el|los|las|fue|era|lo|gli|fu|o|os|as|foi|esta|este|werd|was|is|het|de",
);

/// Verbs that say who said something, in what tells of it.
const SAYING: &str = concat!(
    "said|says|asked|told|cried|called|shouted|wrote|replied|answered|added|warned|whispered|begged|urged|joked|read|ran|promised|ordered",
    "|sagte|sagt|bat|rief|fragte|schrieb|hieß|meinte|antwortete|forderte|warnte|flehte|mahnte|stand",
    "|dit|disait|écrivait|écrit|cria|criait|demanda|demandait|répondit|lança|lançait|ajouta|implora|suppliait",
    "|dijo|decía|pidió|pedía|gritó|gritaba|escribió|respondió|preguntó|rogó|advirtió|rezaba",
    "|disse|diceva|gridò|gridava|scrisse|chiese|chiedeva|rispose|aggiunse|pregò|implorò|recitava",
    "|dizia|pediu|pedia|gritou|escreveu|respondeu|perguntou|implorou|avisou",
    "|zei|riep|schreef|vroeg|antwoordde|smeekte|luidde|waarschuwde",
    "|sade|sa|ropade|skrev|frågade|svarade|bad|sagde|råbte|spurgte|svarede|ropte|spurte|svarte|stod",
    "|sanoi|huusi|kirjoitti|pyysi|kysyi|vastasi",
    "|powiedział|powiedziała|napisał|napisała|zawołał|zawołała|prosił|prosiła|krzyknął|krzyknęła|zapytał|zapytała|odpowiedział",
    "|řekl|řekla|napsal|napsala|zvolal|prosil|volal|povedal|povedala|napísal",
    "|сказал|сказала|сказали|писал|писала|написал|написала|кричал|кричала|кричали|просил|просила|просили|призывал|призывала|призывали",
    "|говорил|говорила|говорили|ответил|ответила|спросил|спросила|сказав|сказала|писав|просив|гукав|закликали|відповів",
    "|mondta|kérte|írta|kiáltotta|kérdezte|felelte|spuse|zise|strigă|scrise|ceru|dedi|diye|yazdı|sordu|bağırdı",
);

static WORDING: Wording = {
    const SOURCE: &str = include_str!("roles/wording.txt");
    static INDEX: ([Listed; count(SOURCE)], Chains) = index(SOURCE);
    Wording::of(SOURCE, &INDEX.0, &INDEX.1)
};

static CALLS: Wording = {
    const SOURCE: &str = include_str!("roles/calls.txt");
    static INDEX: ([Listed; count(SOURCE)], Chains) = index(SOURCE);
    Wording::of(SOURCE, &INDEX.0, &INDEX.1)
};

impl Wording {
    const fn of(source: &'static str, listed: &'static [Listed], chains: &'static Chains) -> Wording {
        let (mut begins, mut dates) = (Filter::new(), Filter::new());
        let (mut has_dates, mut chain) = (false, 0);
        while chain < BYTES {
            has_dates |= chains[DATES][chain] != NONE;
            let mut place = chains[PHRASES][chain];
            while place != NONE {
                let phrase = &listed[place as usize];
                put_beginning(&mut begins, source.as_bytes(), phrase);
                place = phrase.next;
            }
            let mut place = chains[DATES][chain];
            while place != NONE {
                let word = &listed[place as usize];
                dates.put(key_of(
                    NO_WORD,
                    source.as_bytes(),
                    word.start as usize,
                    word.start as usize + word.length as usize,
                ));
                place = word.next;
            }
            chain += 1;
        }
        Wording { source, listed, chains, has_dates, begins, dates }
    }
}

/// Puts what a phrase begins with into a filter.
const fn put_beginning(begins: &mut Filter<1024>, source: &[u8], phrase: &Listed) {
    let (start, end) = (phrase.start as usize, phrase.start as usize + phrase.length as usize);
    let mut blank = start;
    while blank < end && source[blank] != b' ' {
        blank += 1;
    }
    // A colon may stand behind the first word.
    let mut last = blank;
    while last > start && source[last - 1] == b':' {
        last -= 1;
    }
    let gap = key_of(NO_WORD, source, start, last).with(b' ');
    if blank + 1 < end {
        let mut second = blank + 1;
        while second < end && source[second] != b' ' {
            second += 1;
        }
        // What may stand behind a word is none of it.
        while second > blank + 1 && matches!(source[second - 1], b':' | b'?' | b'!') {
            second -= 1;
        }
        // Numbers, names and gaps are any words.
        let is_any = matches!(source[blank + 1], b'#' | b'^' | 0xE2);
        begins.put(if is_any { gap.with(ANY) } else { key_of(gap, source, blank + 1, second) });
    } else if phrase.most_words.is_some() {
        begins.put(gap.with(ANY));
    }
}

/// The key of a word that stands between two places, behind what another key is of.
const fn key_of(before: Key, source: &[u8], start: usize, end: usize) -> Key {
    let (mut at, mut key) = (start, before);
    while at < end {
        key = key.with(source[at]);
        at += 1;
    }
    key
}

/// The key of the word that a text begins with, behind what another key is of: in lower case and without marks behind it. And where what
/// belongs to it ends. `None` of what is written otherwise at the end of a word.
fn key_from(before: Key, text: &str) -> Option<(Key, usize)> {
    let (mut all, mut word) = (before, before);
    let (bytes, mut at) = (text.as_bytes(), 0);
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_graphic() {
            all = all.with(byte.to_ascii_lowercase());
            if byte.is_ascii_alphanumeric() {
                word = all;
            }
            at += 1;
            continue;
        }
        let c = text[at..].chars().next().filter(|c| !c.is_whitespace());
        let Some(c) = c else { break };
        if c == 'Σ' {
            return None;
        }
        for small in c.to_lowercase() {
            let small = if small == '’' { '\'' } else { small };
            all = small.encode_utf8(&mut [0; 4]).bytes().fold(all, Key::with);
        }
        if is_letter(c) {
            word = all;
        }
        at += c.len_utf8();
    }
    Some((word, at))
}

/// Whether words of phrases consist of such characters, and of marks between them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '©'
}

/// How many phrases and words a list has: lines of a language have bars between them.
const fn count(source: &str) -> usize {
    let source = source.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < source.len() {
        let is_said = !matches!(source[at], b'#' | b'[' | b'\n');
        count += is_said as usize;
        while source[at] != b'\n' {
            count += (is_said && source[at] == b'|') as usize;
            at += 1;
        }
        at += 1;
    }
    count
}

/// What a list has, and the chains of it.
const fn index<const COUNT: usize>(source: &str) -> ([Listed; COUNT], Chains) {
    let source = source.as_bytes();
    let none = Listed { start: 0, length: 0, next: NONE, role: Role::Prose, most_words: None };
    assert!(COUNT < NONE as usize, "places have two bytes");
    let (mut listed, mut place) = ([none; COUNT], 0);
    let (mut begins, mut ends): (Chains, Chains) = ([[NONE; BYTES]; 3], [[NONE; BYTES]; 3]);
    let (mut section, mut kind) = (none, PHRASES);
    let mut at = 0;
    while at < source.len() {
        let mut end = at;
        while source[end] != b'\n' {
            end += 1;
        }
        match source[at] {
            b'[' => (section, kind) = headed(source, at + 1),
            b'#' | b'\n' => {}
            _ => {
                while source[at] != b':' {
                    at += 1;
                }
                while at < end {
                    // Behind the colon, or a bar.
                    let mut start = at + 1;
                    at = start;
                    while at < end && source[at] != b'|' {
                        at += 1;
                    }
                    let mut last = at;
                    while start < last && source[start] == b' ' {
                        start += 1;
                    }
                    while start < last && source[last - 1] == b' ' {
                        last -= 1;
                    }
                    if start == last {
                        continue;
                    }
                    let said = source.split_at(start).1.split_at(last - start).0;
                    let chain = if kind == PHRASES { chain_of_phrase(said) } else { chain_of(said, ANY) };
                    match ends[kind][chain] {
                        NONE => begins[kind][chain] = place as u16,
                        before => listed[before as usize].next = place as u16,
                    }
                    ends[kind][chain] = place as u16;
                    listed[place] = Listed { start: start as u32, length: (last - start) as u16, ..section };
                    place += 1;
                }
            }
        }
        at = end + 1;
    }
    (listed, begins)
}

/// The chain of a phrase.
const fn chain_of_phrase(said: &[u8]) -> usize {
    let mut blank = 0;
    while blank < said.len() && said[blank] != b' ' {
        blank += 1;
    }
    // A colon may stand behind the first word.
    let mut end = blank;
    while end > 1 && said[end - 1] == b':' {
        end -= 1;
    }
    chain_of(said.split_at(end).0, second_of(said, blank))
}

/// The byte that the second word of a phrase begins with, behind a blank; [`ANY`] if that may be any, or there is none.
const fn second_of(said: &[u8], blank: usize) -> u8 {
    match if blank + 1 < said.len() { said[blank + 1] } else { ANY } {
        b'#' | b'^' | 0xE2 => ANY,
        byte => byte,
    }
}

/// What the head of a section says of the phrases below it: `[navigation begins 25]`.
const fn headed(source: &[u8], mut at: usize) -> (Listed, usize) {
    let mut section = Listed { start: 0, length: 0, next: NONE, role: Role::Prose, most_words: None };
    let start = at;
    while source[at] != b' ' {
        at += 1;
    }
    let name = source.split_at(start).1.split_at(at - start).0;
    section.role = match name {
        b"navigation" => Role::Navigation,
        b"contents" => Role::Contents,
        b"notice" => Role::Notice,
        b"credit" => Role::Credit,
        b"byline" => Role::Byline,
        b"caption" => Role::Caption,
        b"aside" => Role::Aside,
        b"date" => Role::Date,
        b"lead-in" => Role::LeadIn,
        _ => panic!("a section begins with the name of a role"),
    };
    let are_words = source[at + 1] == b'w' && source[at + 2] == b'o';
    let mut most: u8 = 0;
    while source[at] != b']' {
        if source[at].is_ascii_digit() {
            most = 10 * most + (source[at] - b'0');
            section.most_words = Some(most);
        }
        at += 1;
    }
    let kind = match section.role {
        _ if !are_words => PHRASES,
        Role::LeadIn => LEADS,
        _ => DATES,
    };
    (section, kind)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// The filter keeps out no phrase and no date.
    #[test]
    fn what_is_kept_out_is_nothing_listed() {
        for wording in [&WORDING, &CALLS] {
            for (place, one) in wording.listed.iter().enumerate() {
                let words =
                    one.of(wording.source).replace('#', "12").replace('^', "Rita").replace('…', "the wall");
                let small = words.chars().next().unwrap();
                let words = match place % 2 {
                    0 => words,
                    _ => format!("{}{}", small.to_uppercase(), &words[small.len_utf8()..]),
                };
                for (head, tail) in [
                    ("", ""),
                    ("“", " and more of it"),
                    ("* ", " 4, 2025"),
                    ("", ": March"),
                    ("", "! 4 May"),
                    ("4 ", ""),
                ] {
                    let said = format!("{head}{words}{tail}");
                    let span = Span { start: 0, end: said.len() };
                    let block =
                        Block { kind: BlockKind::Paragraph, span, content_start: 0, role: Role::Prose };
                    let expected = by_all_phrases(wording, &said, &block, 0);
                    assert_eq!(by_phrases(wording, &said, &block, 0), expected, "{said}");
                }
            }
        }
        let kept_out = |said: &str| !WORDING.may_begin(said);
        assert!(
            kept_out("The wall is high.")
                && kept_out("“It stands,” she said.")
                && kept_out("Wall-builders came.")
        );
    }

    /// Read line by line, as the index is not.
    #[test]
    fn the_index_has_all_that_is_listed() {
        for wording in [&WORDING, &CALLS] {
            let (mut head, mut read) = ("", Vec::new());
            for line in wording.source.lines() {
                if line.starts_with('[') {
                    head = line.trim_matches(['[', ']']);
                } else if let Some((_, phrases)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
                    read.extend(phrases.split('|').map(|said| (head, said.trim())));
                }
            }
            assert_eq!(wording.listed.len(), read.len());
            let mut ends = HashMap::new();
            for (place, (one, (head, said))) in wording.listed.iter().zip(read).enumerate() {
                let mut head = head.split(' ');
                assert_eq!((one.of(wording.source), Some(one.role.name())), (said, head.next()));
                let kind = match (head.next(), one.role) {
                    (Some("words"), Role::LeadIn) => LEADS,
                    (Some("words"), _) => DATES,
                    _ => PHRASES,
                };
                assert_eq!(one.most_words, head.next().and_then(|most| most.parse().ok()), "{said}");
                let chain = match kind {
                    PHRASES => chain_of_phrase(said.as_bytes()),
                    _ => chain_of(said.as_bytes(), ANY),
                };
                let before = ends.insert((kind, chain), place);
                let led_from = match before {
                    Some(before) => wording.listed[before].next,
                    None => wording.chains[kind][chain],
                };
                assert_eq!(usize::from(led_from), place, "{said}");
                assert!(kind == PHRASES || wording.has_word(kind, said), "{said}");
            }
        }
        assert!(!WORDING.has_word(DATES, "") && !WORDING.has_word(DATES, "harbour") && !CALLS.has_dates);
    }
}
