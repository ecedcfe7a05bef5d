//! What is no sentence of prose by its shape: rows of a few words, lines of code, paragraphs that others break off, titles that a
//! notation has marked in its own way, and what stands below headings that say so.
//!
//! * time: `O(n)` in the blocks; of most of them one or two bytes and the length are looked at
//! * space: the places of what is broken off

use super::listed::Barred;
use super::{Block, BlockKind, Role, roles};
use crate::span::Span;

/// A row of a few words is no longer, in bytes: six long words of Cyrillic letters.
const LONGEST_ROW: usize = 110;

/// The most words of a row without a mark at its end, and of one with it; the latter is no longer than this, in characters. Chosen on
/// 100 labelled documents: of 300 rows of six words or fewer four say something alone, of 85 of seven to nine words thirteen.
const ROW_WORDS: usize = 6;
const ENDED_WORDS: usize = 2;
const ENDED_CHARS: usize = 24;

/// The most characters of a row in letters that are written without blanks.
const UNPARTED_CHARS: usize = 12;

/// Letters of Indic, Thai and other scripts, whose words are long or not parted, begin with such a byte.
const FIRST_DENSE: std::ops::RangeInclusive<u8> = 0xE0..=0xE1;

/// The first bytes of kana, characters and Hangul.
const UNPARTED: std::ops::RangeInclusive<u8> = 0xE3..=0xED;

/// Whether what a block says is too little to be a sentence that says something alone: `Python 3.7+`, `Fast builds`, `Yes, always.` What
/// has no mark at its end is so only if it is all of its block.
pub(super) fn is_row(block: &Block, sentence: Span, content: &str) -> bool {
    // What somebody says in a chat is short, and says something.
    if block.kind == BlockKind::Paragraph && block.content_start > block.span.start {
        return false;
    }
    // What a writer has drawn around a title or a table.
    if content.starts_with("===") && matches!(content.as_bytes().get(3), Some(b'=' | b' ')) {
        return true;
    }
    if content.len() > LONGEST_ROW || !block.kind.is_prose() {
        return false;
    }
    let words = |most: usize| content.split_ascii_whitespace().take(most + 1).count() <= most;
    let is_dense = content.as_bytes().first().is_some_and(|byte| FIRST_DENSE.contains(byte))
        || !content.is_ascii() && content.bytes().any(|byte| UNPARTED.contains(&byte));
    if is_ended(content) {
        return block.kind != BlockKind::Quote
            && !is_dense
            && words(ENDED_WORDS)
            && content.chars().count() <= ENDED_CHARS;
    }
    let is_all = sentence.end == block.span.end && sentence.start <= block.content_start;
    is_all
        && match is_dense {
            true => content.chars().count() <= UNPARTED_CHARS,
            false => words(ROW_WORDS),
        }
}

/// Whether a text ends in a mark that ends sentences, perhaps inside of quotes or brackets.
fn is_ended(said: &str) -> bool {
    let bare = said.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '」' | '』' | '）')
    });
    match bare.as_bytes().last() {
        Some(byte) if byte.is_ascii() => matches!(byte, b'.' | b'!' | b'?' | b':' | b';'),
        _ => bare.ends_with(['…', '。', '！', '？', '：', '؟', '।', '۔', '։', '።']),
    }
}

/// Says where paragraphs are broken off: before a list, without a mark at the end; and where one goes on in lower case behind what
/// broke it off, such as code or a list. Of each the sentence at the break says nothing alone.
pub(super) fn mark_broken(text: &str, blocks: &[Block], gaps: &mut Vec<usize>) {
    let is_prose = |block: &Block| block.kind == BlockKind::Paragraph && block.role == Role::Prose;
    let known = gaps.len();
    let mut begun_small = 0;
    for pair in blocks.windows(2) {
        let [above, below] = pair else { continue };
        if is_prose(above)
            && below.kind == BlockKind::Item
            && above.span.of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',')
        {
            gaps.push(above.span.end - 1);
        }
        if is_prose(below) && below.content_start == below.span.start && begins_small(below.span.of(text)) {
            begun_small += 1;
            let said = above.span.of(text);
            let is_broken = match above.kind {
                BlockKind::Item => true,
                BlockKind::Paragraph => said.ends_with(':') || said.ends_with(char::is_alphanumeric),
                _ => false,
            };
            if is_broken {
                gaps.push(below.span.start);
            }
        }
    }
    // Where all begin so, nothing is broken off: the writer has no capitals.
    if 4 * begun_small > blocks.iter().filter(|block| is_prose(block)).count() {
        gaps.truncate(known);
    }
    if gaps.len() > known {
        gaps.sort_unstable();
    }
}

/// Whether a text goes on like a sentence that was begun above: with a word in lower case that joins. Others begin with names, such as
/// `iOS`, `npm-check`, `containerd` or `van Gogh`.
fn begins_small(said: &str) -> bool {
    if !said.starts_with(char::is_lowercase) {
        return false;
    }
    let word = said.split([' ', '\u{A0}', '\n']).next().unwrap_or_default();
    word.len() < said.len() && JOINING.has(word.trim_end_matches([',', ';', ':']))
}

/// Words that go on with a sentence: conjunctions, prepositions, pronouns and verbs that need what stands before them.
static JOINING: Barred = Barred::of(concat!(
    "and|or|but|which|that|where|when|while|who|whose|because|so|then|if|as|with|without|to|for|from|of|in|into|on|at|by|is|are|was|were|has",
    "|have|will|can|may|should|would|than|depending|based|including|such|the|a|an|it|they|you|we|this|these|instead|and/or",
    "|und|oder|aber|sondern|die|der|das|den|dem|wobei|wenn|weil|dass|sowie|mit|ohne|von|zu|zum|zur|in|im|am|an|auf|für|bei|ist|sind|wird|werden|hat|kann",
    "|et|ou|mais|qui|que|dont|où|car|donc|avec|sans|de|du|des|à|au|aux|dans|sur|pour|par|est|sont|peut|le|la|les|un|une",
    "|y|o|e|u|pero|sino|que|donde|cuando|porque|con|sin|de|del|a|al|en|para|por|es|son|se|el|los|las|una|uno",
    "|ed|ma|che|dove|quando|perché|con|senza|di|da|in|su|per|è|sono|il|lo|gli|i|mas|onde|com|sem|em|no|na|são|os|as|um|uma",
    "|en|of|maar|die|dat|waar|als|omdat|met|zonder|van|te|voor|op|bij|is|zijn|wordt|het|een|och|eller|men|som|där|när|med|utan|av|till|för|på",
    "|är|og|der|hvor|når|uden|uten|af|til|på|er|ja|tai|mutta|joka|jossa|kun|että|i|lub|ale|który|która|które|gdzie|gdy|z|bez|w|na|do|dla|jest|są",
    "|a|nebo|který|která|které|kde|když|s|v|ve|pro|je|jsou|alebo|ktorý|kde|keď|и|или|но|который|которая|которые|где|когда|с|без|в|на|для|это",
    "|і|або|але|який|яка|які|де|коли|з|у|є|ve|veya|ama|ile|için|és|vagy|de|amely|ahol|și|sau|dar|care|unde|când|cu|fără",
));

/// A title that a notation has marked in a way that its reader does not know has this many words or fewer.
const TITLE_WORDS: usize = 14;

/// Makes headings of lines such as `=== Plans ===` and `#Plans of the board` in a notation that writes headings in another way.
pub(super) fn mark_titles(text: &str, blocks: &mut [Block]) {
    for block in blocks {
        let said = block.span.of(text);
        let is_one = match said.as_bytes()[0] {
            b'=' => {
                let title = said.trim_matches('=').trim();
                said.starts_with("==") && !title.is_empty() && !is_ended(title)
            }
            b'#' => {
                let title = said.trim_start_matches('#');
                title.starts_with(char::is_uppercase)
                    && title.contains(' ')
                    && !title.contains('#')
                    && !is_ended(title)
            }
            _ => false,
        };
        if is_one
            && block.kind == BlockKind::Paragraph
            && block.role == Role::Prose
            && said.split_whitespace().count() <= TITLE_WORDS
        {
            block.kind = BlockKind::Heading;
        }
    }
}

/// Marks what stands below headings that say so: whom the author thanks, and how the work is to be cited. An entry may also stand behind
/// `If you use these plans, please cite:`.
pub(super) fn mark_sections(text: &str, blocks: &mut [Block]) {
    let (mut below, mut is_cited) = (None, false);
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
            below = if block.kind == BlockKind::Heading { section(block.span.of(text)) } else { None };
            is_cited = false;
            continue;
        }
        let is_one = matches!(block.role, Role::Prose | Role::LeadIn)
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote);
        is_cited = is_cited && is_one && roles::is_reference(block.span.of(text));
        match below {
            _ if is_cited => block.role = Role::References,
            Some(Section::Thanks) if is_one && is_of_thanks(block, block.span.of(text)) => {
                block.role = Role::Aside;
            }
            Some(Section::Citation) if is_one && roles::is_reference(block.span.of(text)) => {
                block.role = Role::References;
            }
            _ => {}
        }
        is_cited |= asks_to_cite(block.span.of(text));
    }
}

/// Whether a block below such a heading is of it: the name of somebody in a list, or a text with a word for thanks or support. Anything may
/// stand below a heading, and one such as `Credits` may be about something else.
fn is_of_thanks(block: &Block, said: &str) -> bool {
    const ITEM_WORDS: usize = 12;
    let is_named =
        || block.kind == BlockKind::Item && said.split_ascii_whitespace().nth(ITEM_WORDS).is_none();
    let lower = || said.to_lowercase();
    !is_ended(said) && is_named() || WORDS_OF_THANKS.split('|').any(|word| lower().contains(word))
}

/// What words for thanks and support have in them.
const WORDS_OF_THANKS: &str = concat!(
    "thank|grateful|gratitude|acknowledg|appreciat|supported by|funded by|sponsor|grant|indebted|contributed|contributors|kudos",
    "|dank|gefördert|finanziert|unterstützt|merci|remerci|reconnaissan|soutien de|financé|graci|agrade|financiad|apoyo de|ringrazi|grazie",
    "|finanziat|obrigad|apoio|bedankt|gesteund|tack|takk|tak til|kiit|dzięk|podzięk|wdzięczn|poděk|děkuj|ďakuj|poďak|köszön|mulțum|teşekkür",
    "|ευχαριστ|благодар|спасибо|признател|дяку|подяк|感谢|感謝|谢|謝|감사",
);

/// Whether a text leads to an entry: it ends in a colon or without a mark, and has a word for citing.
#[rustfmt::skip] // Several to a line.
fn asks_to_cite(said: &str) -> bool {
    const CITE: [&str; 14] = [
        " cite", "Cite", " citing", "Citing", " citation", "Citation", "itier", " citar", " citer", "Citer", " cytow", "цитир", "引用",
        "인용",
    ];
    said.len() <= LONGEST_ASKED
        && said.ends_with(|c: char| matches!(c, ':' | '：') || c.is_alphabetic())
        && may_cite(said.as_bytes())
        && CITE.iter().any(|cite| memchr::memmem::find(said.as_bytes(), cite.as_bytes()).is_some())
}

/// Whether a text has three letters of a word for citing, or a byte of one that is not ASCII. Without an end in the loop, many bytes are
/// looked at together.
fn may_cite(said: &[u8]) -> bool {
    let is_wide = |byte: u8| (byte == 0xD1) | (byte == 0xE5) | (byte == 0xEC);
    if said.iter().fold(false, |found, byte| found | is_wide(*byte)) {
        return true;
    }
    let [seconds, thirds] = [1, 2].map(|from| said.get(from..).unwrap_or_default());
    let letters = said.iter().zip(seconds).zip(thirds);
    letters.fold(false, |found, ((a, b), c)| {
        let is_first = (a | 0x20 == b'c') | (a | 0x20 == b'i');
        let is_cit = (*b == b'i') | (*b == b'y') & (*c == b't');
        let is_iti = (*b == b't') & (*c == b'i');
        found | is_first & ((is_cit & (*c == b't')) | is_iti)
    })
}

/// A text that asks to cite is no longer, in bytes.
const LONGEST_ASKED: usize = 240;

#[derive(Clone, Copy)]
enum Section {
    Thanks,
    Citation,
}

/// A longer heading, in bytes, is none of these.
const LONGEST_HEADING: usize = 48;

fn section(heading: &str) -> Option<Section> {
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let said = heading.trim_start_matches(|c: char| c.is_numeric() || c == '.' || c.is_whitespace());
    let said = said.trim_end_matches(|c: char| !c.is_alphabetic());
    let said = said.trim_start_matches(|c: char| !c.is_alphabetic());
    if THANKS.has_small(said) {
        return Some(Section::Thanks);
    }
    CITATIONS.has_small(said).then_some(Section::Citation)
}

/// Titles above thanks and lists of those who helped.
static THANKS: Barred = Barred::of(concat!(
    "acknowledgements|acknowledgments|acknowledgement|acknowledgment|thanks|special thanks|thanks to|thank you|credits|hall of fame",
    "|funding|financial support|sponsors and thanks|acknowledgements and funding|contributors|all contributors|backers",
    "|danksagung|danksagungen|dank|danke|danke an|dankeschön|mitwirkende|förderung|finanzierung",
    "|remerciements|remerciement|merci|merci à|crédits|contributeurs|financement",
    "|agradecimientos|agradecimiento|gracias|créditos|colaboradores|contribuidores|financiación",
    "|ringraziamenti|ringraziamento|grazie|grazie a|crediti|riconoscimenti|finanziamenti",
    "|agradecimentos|agradecimento|obrigado|contribuidores|financiamento",
    "|dankwoord|met dank aan|dankbetuiging|dankbetuigingen|bijdragers|medewerkers",
    "|tack|tack till|författarens tack|takk|takk til|tak|tak til|bidragsgivare|bidragydere|bidragsytere|medverkande",
    "|kiitokset|kiitos|podziękowania|podziękowanie|współtwórcy|poděkování|poďakovanie|přispěvatelé|köszönetnyilvánítás|köszönet",
    "|mulțumiri|teşekkür|teşekkürler|katkıda bulunanlar|ευχαριστίες|благодарности|благодарность|спасибо|подяки|подяка|участники",
    "|致谢|鸣谢|感谢|特别感谢|贡献者|致謝|鳴謝|感謝|貢獻者|謝辞|貢献者|감사의 말|감사의 글|감사|기여자",
));

/// Titles above how to cite the work.
static CITATIONS: Barred = Barred::of(concat!(
    "citation|citations|citing|how to cite|cite|cite this|cite us|cite as|citing this work|citing us|please cite|bibtex|reference|publication",
    "|publications|zitieren|zitierweise|zitation|zitiervorschlag|citer|comment citer|pour citer|cómo citar|citar|cita|citación",
    "|como citar|citação|come citare|citazione|citare|citeren|citatie|hur man citerar|citering|jak cytować|cytowanie|jak citovat|citace",
    "|как цитировать|цитирование|як цитувати|引用|如何引用|引用方法|引用本文|인용|인용 방법|hivatkozás|atıf|alıntı",
));

/// Whether a line shows code in a text that nothing marks it in: a command, a line of JSON, a frame around a key.
pub(super) fn is_code_line(said: &str) -> bool {
    match said.as_bytes() {
        // `"name": "wall",`
        [b'"', ..] => said[1..].split_once("\": ").is_some_and(|(name, value)| {
            !name.contains(['"', ' ']) && (value.ends_with(['{', '[', ',', '"']) || !value.contains(' '))
        }),
        [b'-', b'-', b'-', b'-', b'-', b'B' | b'E', ..] => {
            said.starts_with("-----BEGIN ") || said.starts_with("-----END ")
        }
        [b'$' | b'>', b' ', b'a'..=b'z' | b'.' | b'/', ..] => !is_ended(said) && said.is_ascii(),
        [b'a' | b'b' | b'c' | b'd' | b'g' | b'n' | b'p' | b's' | b'w' | b'y', ..] => {
            said.is_ascii()
                && !said.ends_with(['.', '!', '?', ':', ','])
                && (COMMANDS.split('|').any(|command| said.starts_with(command)) || runs_script(said))
        }
        _ => false,
    }
}

/// How commands begin that manuals show most.
const COMMANDS: &str = concat!(
    "apt-get |apt install |brew install |cargo add |cargo build|cargo install |cargo run|composer require |conda install |curl -",
    "|curl http|docker build |docker compose |docker pull |docker run |docker-compose |gem install |git checkout |git clone |git push ",
    "|go get |go install |npm install|npm run |npm start|npx |pip install |pip3 install |pnpm |poetry add |poetry install|python -m ",
    "|python3 -m |sudo |wget http|yarn add |yarn install",
);

/// `python walls.py --all`
fn runs_script(said: &str) -> bool {
    let mut words = said.split(' ');
    matches!(words.next(), Some("python" | "python3" | "node" | "bash" | "sh" | "ruby" | "perl" | "php"))
        && words.next().is_some_and(|script| {
            [".py", ".js", ".sh", ".rb", ".pl", ".php"].iter().any(|ending| script.ends_with(ending))
        })
}

/// Items in a row that are a link each and no more, as many as this, lead elsewhere however much their words say.
const LEAST_LINKS: usize = 3;

/// Marks rows of items that are links alone: titles of what is elsewhere.
pub(super) fn mark_link_lists(text: &str, blocks: &mut [Block], links: &[Span]) {
    if links.len() < LEAST_LINKS {
        return;
    }
    let is_one = |block: &Block| {
        let content = Span { start: block.content_start, end: block.span.end };
        let next = links.partition_point(|link| link.end <= content.start);
        block.kind == BlockKind::Item
            && matches!(block.role, Role::Prose | Role::Navigation)
            && links.get(next).is_some_and(|link| link.start <= content.start && link.end >= content.end)
            && !content.of(text).ends_with(['.', '!', '。'])
    };
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks[at..].iter().take_while(|block| is_one(block)).count();
        if run >= LEAST_LINKS {
            let rows = blocks[at..at + run].iter_mut().filter(|block| block.role == Role::Prose);
            // The author counts on their words, unlike on those of a menu.
            rows.for_each(|block| block.role = Role::Aside);
        }
        at += run.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_to_cite_has_a_word_for_it() {
        for said in [
            "Please cite",
            "Cite this as",
            "We are citing",
            "Citing us",
            "The citation",
            "Citation",
            "Bitte zitieren",
            "Para citar",
            "Pour citer",
            "Citer le mur",
            "Prosimy o cytowanie",
            "цитировать",
            "引用:",
        ] {
            assert!(asks_to_cite(said), "{said}");
        }
        for said in ["With its city", "The crystal", "A title", "", "it", "c"] {
            assert!(!asks_to_cite(said), "{said}");
        }
    }
}
