//! LaTeX: the words of papers. Titles, sections, paragraphs, items, quotations and footnotes.

mod quantity;

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::formula;
use super::inline::{Place, is_cited};
use crate::document::builder::Builder;
use crate::document::divided::is_unparted;
use crate::document::{BlockKind, Document, Role};
use crate::span::{Span, boundary_at_or_after};

/// Commands that begin a section, with or without a star.
const SECTIONS: [&str; 8] =
    ["part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "frametitle"];

/// Environments without sentences of the text.
#[rustfmt::skip] // Several to a line.
const HIDDEN: [&str; 46] = [
    "equation", "align", "gather", "multline", "eqnarray", "math", "displaymath", "flalign", "alignat", "IEEEeqnarray",
    "tabular", "tabularx", "tabulary", "longtable", "array", "tabbing", "matrix", "pmatrix", "cases",
    "lstlisting", "verbatim", "Verbatim", "minted", "alltt", "code", "listing", "tikzpicture", "picture", "pspicture",
    "algorithm", "algorithmic", "algorithm2e", "thebibliography", "filecontents", "comment", "CCSXML", "figure",
    "table", "wrapfigure", "wraptable", "sidewaystable", "sidewaysfigure", "SCfigure", "subequations", "forest", "axis",
];

/// Commands whose arguments are no words of the text.
#[rustfmt::skip] // Several to a line.
const SILENT: [&str; 98] = [
    "label", "index", "vspace", "hspace", "includegraphics", "input", "include", "bibliography", "bibliographystyle",
    "usepackage", "documentclass", "newcommand", "renewcommand", "providecommand", "def", "let", "setlength",
    "addtolength", "setcounter", "addtocounter", "pagestyle", "thispagestyle", "pagenumbering", "newtheorem",
    "theoremstyle", "DeclareMathOperator", "hypersetup", "graphicspath", "color", "definecolor", "fontsize",
    "selectfont", "vskip", "hskip", "cline", "cmidrule", "thanks", "email", "affil", "affiliation", "institute", "institution",
    "address", "keywords", "author", "date", "title", "shorttitle", "shortauthors", "runningauthor", "orcid", "lstset",
    "tikzset", "usetikzlibrary", "newenvironment", "renewenvironment", "addbibresource", "printbibliography",
    "nocite", "hyphenation", "markboth", "markright", "addcontentsline", "captionsetup", "lstinputlisting", "newpage",
    "acmConference", "acmYear", "acmDOI", "acmISBN", "ccsdesc", "setcopyright", "copyrightyear", "city", "country",
    "bibitem", "phantom", "vphantom", "hphantom", "todo", "newlength", "newsavebox", "newcounter", "newif", "geometry",
    "NewDocumentCommand", "newglossaryentry", "newacronym", "newcolumntype", "newcommandx", "renewcommandx", "providecommandx",
    "RenewDocumentCommand", "newrobustcmd", "renewrobustcmd", "gdef", "edef", "xdef",
];

/// Commands whose first argument is a command, which needs no braces.
#[rustfmt::skip] // Several to a line.
const ASSIGNS: [&str; 17] = [
    "setlength", "addtolength", "newcommand", "renewcommand", "providecommand", "def", "let", "newlength", "newsavebox",
    "newcommandx", "renewcommandx", "providecommandx", "newrobustcmd", "renewrobustcmd", "gdef", "edef", "xdef",
];

/// A command with at least this many arguments of one word each is none of words.
const NAMING_ARGUMENTS: usize = 3;

/// A command with as many arguments or more is an entry with fields: those of papers have two.
const LEAST_FIELDS: usize = 3;

/// A field of more words that ends as a sentence does is prose.
const FIELD_WORDS: usize = 4;

/// How many lines with comments may stand between two fields.
const FIELD_LINES: usize = 4;

/// Commands of a reference: what they stand for is made by LaTeX.
#[rustfmt::skip] // Several to a line.
const REFERENCES: [&str; 10] =
    ["ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vref", "figref", "secref"];

/// Commands of whose arguments some are no words: for each, in order, `+` for one that is shown and `-` for one that is not.
/// Options in square brackets stand between them and do not count.
#[rustfmt::skip] // Several to a line.
const SHOWN: [(&str, &str); 66] = [
    ("hypertarget", "-+"), ("hyperlink", "-+"), ("hyperref", "+"), ("href", "-+"), ("texorpdfstring", "-+"), ("rotatebox", "-+"),
    ("scalebox", "-+"), ("resizebox", "--+"), ("raisebox", "-+"), ("parbox", "-+"), ("colorbox", "-+"), ("fcolorbox", "--+"),
    ("textcolor", "-+"), ("multicolumn", "--+"), ("multirow", "--+"), ("foreignlanguage", "-+"), ("adjustbox", "-+"),
    ("pdftooltip", "+-"), ("tooltip", "+-"), ("ruby", "+-"), ("replaced", "+-"), ("deleted", "-"), ("selectlanguage", "-"),
    ("fontfamily", "-"), ("fontseries", "-"), ("fontshape", "-"), ("fontencoding", "-"), ("usefont", "----"), ("rule", "--"),
    ("enlargethispage", "-"), ("cellcolor", "-"), ("rowcolor", "-"), ("columncolor", "-"), ("pagecolor", "-"), ("marginpar", "-"),
    ("marginnote", "-"), ("sidenote", "-"), ("pdfbookmark", "--"), ("bookmark", "-"), ("setstretch", "-"), ("linespread", "-"),
    ("fancyhead", "-"), ("fancyfoot", "-"), ("lhead", "-"), ("rhead", "-"), ("chead", "-"), ("lfoot", "-"), ("rfoot", "-"),
    ("cfoot", "-"), ("import", "--"), ("subimport", "--"), ("subfile", "-"), ("settowidth", "--"), ("settoheight", "--"),
    ("savebox", "--"), ("sbox", "--"), ("usebox", "-"), ("hyphenchar", "-"), ("stretchbox", "-+"), ("reflectbox", "+"),
    ("textlangle", "-"), ("textlang", "-+"), ("textstyle", "-+"), ("addtocontents", "--"), ("footnotemark", ""), ("phantomsection", ""),
];

/// The arguments of a command of which some are no words.
fn signature(name: &str) -> Option<&'static str> {
    SHOWN.iter().find(|(command, _)| *command == name).map(|(_, arguments)| *arguments)
}

/// Whether the first argument of a command is no word of the text.
fn hides_first(name: &str) -> bool {
    SILENT.contains(&name) || signature(name).is_some_and(|arguments| arguments.starts_with('-'))
}

/// Commands without arguments that stand for no words.
#[rustfmt::skip] // Several to a line.
const SWITCHES: [&str; 46] = [
    "it", "bf", "em", "rm", "sf", "tt", "sc", "sl", "itshape", "bfseries", "scshape", "upshape", "rmfamily", "sffamily", "ttfamily",
    "mdseries", "normalfont", "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge",
    "centering", "raggedright", "raggedleft", "noindent", "indent", "quad", "qquad", "hfill", "hfil", "vfill", "linebreak", "newline",
    "nolinebreak", "allowbreak", "xspace", "relax", "smallskip", "medskip", "bigskip",
];

/// Letters and marks with a command of their own.
#[rustfmt::skip] // Several to a line.
const LETTERS: [(&str, &str); 46] = [
    ("ss", "ß"), ("ae", "æ"), ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("aa", "å"), ("AA", "Å"), ("o", "ø"), ("O", "Ø"),
    ("l", "ł"), ("L", "Ł"), ("i", "i"), ("j", "j"), ("dh", "ð"), ("th", "þ"), ("S", "§"), ("P", "¶"), ("dots", "…"),
    ("ldots", "…"), ("textellipsis", "…"), ("textendash", "–"), ("textemdash", "—"), ("LaTeX", "LaTeX"), ("TeX", "TeX"),
    ("LaTeXe", "LaTeX2e"), ("BibTeX", "BibTeX"), ("textbackslash", "\\"), ("textasciitilde", "~"), ("textasciicircum", "^"),
    ("textquotedblleft", "“"), ("textquotedblright", "”"), ("textquoteleft", "‘"), ("textquoteright", "’"),
    ("copyright", "©"), ("pounds", "£"), ("euro", "€"), ("texteuro", "€"), ("textdegree", "°"), ("textregistered", "®"),
    ("texttrademark", "™"), ("eg", "e.g."), ("ie", "i.e."),
    ("degree", "°"), ("degrees", "°"), ("celsius", "°C"), ("textcelsius", "°C"),
];

/// Accents: the command, and the mark that goes over or under the letter behind it.
const ACCENTS: [(char, char); 14] = [
    ('"', '\u{308}'),
    ('\'', '\u{301}'),
    ('`', '\u{300}'),
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('=', '\u{304}'),
    ('.', '\u{307}'),
    ('c', '\u{327}'),
    ('v', '\u{30C}'),
    ('u', '\u{306}'),
    ('H', '\u{30B}'),
    ('k', '\u{328}'),
    ('r', '\u{30A}'),
    ('d', '\u{323}'),
];

pub(super) fn read(source: &str) -> Document<'static> {
    let find = |what: &str| memchr::memmem::find(source.as_bytes(), what.as_bytes());
    let start = find("\\begin{document}").map(|at| at + "\\begin{document}".len());
    let end = find("\\end{document}").filter(|end| start.is_none_or(|start| *end >= start));
    let mut reader = Reader {
        source,
        at: start.unwrap_or(0),
        end: end.unwrap_or(source.len()),
        builder: Builder::with_capacity(source.len()),
        open: Vec::new(),
        environments: Vec::new(),
        macros: macros(&source[..start.unwrap_or(0)]),
        ends: HashMap::new(),
        notes: Vec::new(),
        blank: None,
        is_behind_out: false,
        title: None,
        has_chapters: source.contains("\\chapter"),
    };
    reader.title();
    reader.run();
    let kind = reader.kind();
    reader.end_block(kind, Role::Prose);
    reader.builder.finish(BlockKind::Paragraph)
}

/// How many bytes a text ends with that are a bracket with nothing but marks in it, if `words` close it.
fn empty_bracket(text: &str, words: &str) -> Option<usize> {
    const LONGEST: usize = 12;
    if !words.starts_with(')') {
        return None;
    }
    let tail = boundary_at_or_after(text, text.len().saturating_sub(LONGEST));
    let open = tail + text[tail..].rfind('(')?;
    let is_empty = !text[open..].contains(|c: char| c.is_alphanumeric() || c == '…');
    is_empty.then(|| text.len() - text[..open].trim_end().len())
}

/// What a brace that is open ends.
#[derive(Clone, Copy, Debug)]
enum Group {
    Plain,
    /// A block of its own.
    Block(BlockKind),
    /// A name of something, from this byte of the text on.
    Code(usize),
    /// Words in quotation marks.
    Quoted,
    /// Words before this many arguments that are not shown.
    Before(usize),
    /// A field of an entry, such as one of a curriculum vitae.
    Field,
}

/// The length of what sets a quantity of TeX behind its name: `=0.75in`, or `\skip by -2.95mm` behind `\advance`.
fn assignment(name: &str, behind: &str) -> Option<usize> {
    let blank = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
    let mut at = blank(behind);
    if name == "advance" {
        let target = behind[at..].strip_prefix('\\')?;
        at += 1 + target.bytes().take_while(u8::is_ascii_alphabetic).count();
        at += blank(&behind[at..]);
        at += if behind[at..].starts_with("by") { 2 } else { 0 };
    } else {
        at += behind[at..].starts_with('=').then_some(1)?;
    }
    at += blank(&behind[at..]);
    let number = behind[at..].trim_start_matches(['-', '+']);
    at += behind[at..].len() - number.len();
    let digits =
        number.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
    let unit = number[digits..].bytes().take_while(u8::is_ascii_lowercase).count();
    // A number with a unit, or a share of another quantity.
    let other = number[digits + unit..].strip_prefix('\\').filter(|_| unit == 0);
    let other = other.map_or(0, |name| 1 + name.bytes().take_while(u8::is_ascii_alphabetic).count());
    (digits > 0 && (unit == 2 || other > 1) || digits == 0 && unit == 0 && other > 1)
        .then_some(at + digits + unit + other)
}

/// Whether an argument in its braces is a path, a length or a number.
fn is_no_words(argument: &str) -> bool {
    let inner = argument.trim().trim_start_matches('{').trim_end_matches('}');
    is_path(inner) || is_measure(inner)
}

/// Whether an argument is the path of a file: `ch_regr/figures/influential`, `wall.png`.
fn is_path(words: &str) -> bool {
    const ENDINGS: [&str; 10] = ["png", "jpg", "jpeg", "pdf", "eps", "svg", "tex", "csv", "bib", "gif"];
    let is_named = || words.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    !words.contains([' ', '\n', '\\', '$', '{'])
        && !words.contains("://")
        && (words.contains('/') && words.contains(['_', '.']) || words.matches('/').count() > 1 || is_named())
}

/// Whether an argument is a number, a length or a share of one: `0.32`, `4cm`, `.5\textwidth`.
fn is_measure(words: &str) -> bool {
    const UNITS: [&str; 11] = ["", "cm", "mm", "in", "pt", "em", "ex", "bp", "pc", "px", "sp"];
    let number = words.strip_prefix('-').unwrap_or(words);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_share = unit.strip_prefix('\\').is_some_and(|name| {
        (name.ends_with("width") || name.ends_with("height") || name.ends_with("skip"))
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    is_share || unit.len() < number.len() && UNITS.contains(&unit)
}

struct Reader<'t> {
    source: &'t str,
    at: usize,
    end: usize,
    builder: Builder,
    open: Vec<Group>,
    environments: Vec<(&'t str, BlockKind)>,
    /// The commands that the preamble defines.
    macros: HashMap<&'t str, Macro<'t>>,
    /// Where each kind of hidden environment ends last.
    ends: HashMap<&'t str, usize>,
    notes: Vec<Span>,
    blank: Option<Span>,
    is_behind_out: bool,
    /// Where the command of a title stands that no preamble has, and its brace.
    title: Option<(usize, usize)>,
    /// Whether sections are parts of chapters.
    has_chapters: bool,
}

/// What a command of the author's own does.
enum Macro<'t> {
    /// It stands for these words.
    Words(Cow<'t, str>),
    /// It has this many arguments and shows none of them: a remark to a co-author, what was left out.
    Hides(usize),
    /// It has this many arguments that are no words before the first that is: a color, a name.
    Shows(usize),
}

/// The commands that define one, the longest first where one begins like another.
const DEFINES: [&str; 8] = [
    "\\newrobustcmd",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\DeclareRobustCommand",
    "\\gdef",
    "\\edef",
    "\\def",
];

/// How many other commands are looked up for what one stands for.
const MOST_LOOKUPS: usize = 32;

/// Words that sentences begin with, and no name goes on with.
const BEGIN_SENTENCES: [&str; 14] = [
    "The", "A", "An", "In", "This", "These", "Each", "For", "If", "When", "We", "Consider", "Suppose",
    "Below",
];

/// The longest definition of a command that is read, in bytes: what is longer draws or computes something.
const LONGEST_MACRO: usize = 500;

/// The commands that are defined before the text begins, each by its last definition.
fn macros(preamble: &str) -> HashMap<&str, Macro<'_>> {
    let mut known: HashMap<&str, Macro<'_>> = HashMap::new();
    let mut defined: Vec<(&str, usize, &str)> = Vec::new();
    let mut line = 0;
    for end in memchr::memchr_iter(b'\n', preamble.as_bytes()).chain([preamble.len()]) {
        // What stands behind a percent sign is a remark.
        let code = preamble[line..end].split('%').next().unwrap_or_default();
        for at in memchr::memchr_iter(b'\\', code.as_bytes()) {
            let rest = &preamble[line + at..];
            let behind = DEFINES.iter().find_map(|defines| rest.strip_prefix(defines));
            defined.extend(behind.and_then(definition));
        }
        line = (end + 1).min(preamble.len());
    }
    let by_name: HashMap<&str, (usize, &str)> =
        defined.iter().map(|(name, arguments, body)| (*name, (*arguments, *body))).collect();
    for (name, arguments, body) in defined {
        let first = (1..=arguments).find(|argument| shows(body, &format!("#{argument}")));
        let does = match (arguments, first) {
            (0, _) => {
                match plain(body, &by_name, &mut { MOST_LOOKUPS }).filter(|words| !words.trim().is_empty()) {
                    Some(words) => Macro::Words(words),
                    None => continue,
                }
            }
            (_, None) => Macro::Hides(arguments),
            (_, Some(first)) => Macro::Shows(first - 1),
        };
        known.insert(name, does);
    }
    known
}

/// Whether a definition shows this argument, other than as a color, a length or an address.
fn shows(body: &str, argument: &str) -> bool {
    body.match_indices(argument).any(|(at, _)| {
        let Some(before) = body[..at].strip_suffix('{') else { return true };
        let name = before.rsplit('\\').next().unwrap_or_default();
        !hides_first(name)
    })
}

/// The name of a command that is being defined, how many arguments it has, and what it stands for.
fn definition(rest: &str) -> Option<(&str, usize, &str)> {
    let rest =
        rest.trim_start_matches('*').trim_start().trim_start_matches('{').trim_start().strip_prefix('\\')?;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let (name, rest) = rest.split_at(end);
    let mut rest = rest.trim_start().trim_start_matches('}').trim_start();
    let mut arguments = 0;
    // `[2][default]`, or TeX's own `#1#2`.
    if let Some((number, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        arguments = number.trim().parse().ok().filter(|number| *number <= 9)?;
        rest = behind.trim_start();
        if rest.starts_with('[') {
            rest = rest.split_once(']')?.1.trim_start();
        }
    }
    while let Some(behind) = rest.strip_prefix('#') {
        arguments += 1;
        rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let within = &rest[..boundary_at_or_after(rest, LONGEST_MACRO.min(rest.len()))];
    let len = Place { source: within, start: 0, at: 0, end: within.len() }.bracketed(b'{', b'}')?;
    (!name.is_empty()).then(|| (name, arguments, &rest[1..len - 1]))
}

/// What is read where a command without arguments stands, if that is words: those of its definition without their dress.
fn plain<'t>(
    body: &'t str,
    by_name: &HashMap<&str, (usize, &'t str)>,
    lookups: &mut usize,
) -> Option<Cow<'t, str>> {
    let body = body.trim_end().trim_end_matches("\\xspace").trim_matches('\n');
    if !body.contains(['\\', '#', '$', '{', '}', '~', '%', '_', '^']) {
        return Some(Cow::Borrowed(body));
    }
    let mut words = String::new();
    let mut rest = body;
    while let Some(at) = rest.find(['\\', '#', '$', '{', '}', '~', '%', '_', '^']) {
        words.push_str(&rest[..at]);
        let (mark, behind) = rest[at..].split_at(1);
        rest = behind;
        match mark {
            "{" | "}" => {}
            "~" => words.push(' '),
            "\\" => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, behind) = rest.split_at(letters);
                let known = LETTERS.iter().find(|(command, _)| *command == name);
                rest = if letters > 0 { behind.trim_start_matches(' ') } else { behind };
                match (known, by_name.get(name)) {
                    (Some((_, letter)), _) => words.push_str(letter),
                    // As in the text, no words grow together.
                    (None, Some((0, body))) => {
                        rest = behind;
                        *lookups = lookups.checked_sub(1)?;
                        words.push_str(&plain(body, by_name, lookups)?);
                    }
                    _ if name == "xspace" => {}
                    // A dress: `\textsc{Pier}`, `{\sc Pier}`.
                    _ if letters > 0 && (rest.starts_with('{') && name.starts_with("text")) => {}
                    _ if SWITCHES.contains(&name)
                        || matches!(name, "emph" | "mbox" | "uppercase" | "lowercase") => {}
                    _ if letters == 0 && rest.starts_with(['&', '%', '#', '_', '$', ' ']) => {
                        words.push_str(&rest[..1]);
                        rest = &rest[1..];
                    }
                    _ => return None,
                }
            }
            _ => return None,
        }
        if words.len() > LONGEST_MACRO {
            return None;
        }
    }
    words.push_str(rest);
    Some(Cow::Owned(words))
}

/// Whether an argument with its braces is a label: `{sec:wall}`, `{part:start-out}`.
fn is_label(argument: &str) -> bool {
    const LONGEST: usize = 12;
    let inner = argument.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    inner.and_then(|inner| inner.split_once(':')).is_some_and(|(kind, name)| {
        (2..=LONGEST).contains(&kind.len())
            && kind.bytes().all(|byte| byte.is_ascii_lowercase())
            && !name.is_empty()
            && !name.starts_with('/')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.'))
    })
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.source[self.at..self.end]
    }

    fn kind(&self) -> BlockKind {
        self.environments.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind)
    }

    /// The title and the date that the preamble has. A title further down is left to its place: what comes before it does so
    /// in the text as well.
    fn title(&mut self) {
        let body = self.at;
        for (command, is_title) in [("\\title", true), ("\\date", false)] {
            let found = self.source.match_indices(command).find_map(|(at, _)| {
                let rest = &self.source[at + command.len()..];
                let rest = rest
                    .strip_prefix('[')
                    .and_then(|rest| rest.split_once(']'))
                    .map_or(rest, |(_, rest)| rest);
                let open = self.source.len() - rest.len();
                rest.starts_with('{').then_some((at, open))
            });
            let Some((at, open)) = found else { continue };
            let place = Place { source: self.source, start: open, at: open, end: self.source.len() };
            let Some(len) = place.bracketed(b'{', b'}') else { continue };
            let words = Span { start: open + 1, end: open + len - 1 };
            match (is_title, at < body) {
                (true, true) => self.title_of(words, body),
                (true, false) => self.title = Some((at, open)),
                (false, _) => self.builder.fields.date = words.of(self.source).trim().parse().ok(),
            }
        }
    }

    /// Reads the words of a title, to go on elsewhere.
    fn title_of(&mut self, words: Span, behind: usize) {
        let end = self.end;
        let (open, environments) = (std::mem::take(&mut self.open), std::mem::take(&mut self.environments));
        (self.at, self.end) = (words.start, words.end);
        self.run();
        self.end_block(BlockKind::Title, Role::Prose);
        (self.at, self.end, self.open, self.environments) = (behind, end, open, environments);
    }

    fn run(&mut self) {
        while self.at < self.end {
            let rest = self.rest();
            let run = rest.bytes().position(|b| b"\\{}$%~-`'&#\n \t\r".contains(&b)).unwrap_or(rest.len());
            if run > 0 {
                self.put(&rest[..run], run);
                continue;
            }
            match rest.as_bytes()[0] {
                b' ' | b'\t' | b'\r' | b'\n' => self.blanks(),
                b'%' => {
                    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
                    let next = rest[line..].len() - rest[line..].trim_start_matches([' ', '\t']).len();
                    self.at += line + next;
                }
                b'\\' => self.command(),
                b'{' => {
                    self.token();
                    self.open.push(Group::Plain);
                    self.at += 1;
                }
                b'}' => self.close(),
                b'$' => self.formula(
                    if rest.starts_with("$$") { "$$" } else { "$" },
                    1 + usize::from(rest.starts_with("$$")),
                ),
                b'~' => {
                    let start = self.blank.map_or(self.at, |blank| blank.start);
                    self.blank = Some(Span { start, end: self.at + 1 });
                    self.at += 1;
                }
                b'-' if rest.starts_with("---") => self.put("—", 3),
                b'-' if rest.starts_with("--") => self.put("–", 2),
                b'`' if rest.starts_with("``") => self.put("“", 2),
                b'`' => self.put("‘", 1),
                b'\'' if rest.starts_with("''") => self.put("”", 2),
                b'&' => self.out(1),
                // The argument of a command that is being defined.
                b'#' if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) => self.out(2),
                _ => self.put(&rest[..1], 1),
            }
        }
    }

    /// Takes back what stands before a word that a book lets its editors choose: `!!{wall}`, `!!^{wall}`, `!!a{wall}`.
    fn token(&mut self) {
        let said = self.builder.block_text();
        let mark = ["!!", "!!^", "!!a", "!!^a"].into_iter().find(|mark| said.ends_with(mark));
        let Some(mark) = mark else { return };
        self.builder.take_back(self.builder.text.len() - mark.len());
        if mark.ends_with('a') {
            let is_vowel = self.rest()[1..].starts_with(['a', 'e', 'i', 'o', 'u']);
            let article = match (mark.contains('^'), is_vowel) {
                (true, true) => "An ",
                (true, false) => "A ",
                (false, true) => "an ",
                (false, false) => "a ",
            };
            self.builder.push(article, Span { start: self.at, end: self.at });
        }
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        let len = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        if rest[..len].bytes().filter(|b| *b == b'\n').count() > 1 {
            self.end_block(self.kind(), Role::Prose);
        }
        let start = self.blank.map_or(self.at, |blank| blank.start);
        self.blank = Some(Span { start, end: self.at + len });
        self.at += len;
    }

    /// Writes words for the next bytes.
    fn put(&mut self, words: &str, len: usize) {
        let end = boundary_at_or_after(self.source, (self.at + len).min(self.end));
        let closes = self.is_behind_out && words.starts_with(['.', ',', ';', ':', '!', '?', ')']);
        if closes && let Some(open) = empty_bracket(self.builder.block_text(), words) {
            // `(\cite{a}; \cite{b})` leaves nothing between its brackets.
            self.builder.take_back(self.builder.text.len() - open);
            self.at = boundary_at_or_after(self.source, (self.at + 1).min(self.end));
            return match words.len() {
                1 => {}
                _ => self.put(&words[1..], len - 1),
            };
        }
        if let Some(blank) = self.blank.take()
            && !closes
            && !self.builder.block_text().is_empty()
            && !(is_unparted(self.builder.block_text(), words) && blank.of(self.source).contains('\n'))
        {
            self.builder.push(" ", blank);
        }
        self.is_behind_out = false;
        self.builder.push(words, Span { start: self.at, end });
        self.at = end;
    }

    fn out(&mut self, len: usize) {
        self.is_behind_out = true;
        self.at = boundary_at_or_after(self.source, (self.at + len).min(self.end));
    }

    fn end_block(&mut self, kind: BlockKind, role: Role) {
        // What assignments leave behind.
        if !self.builder.block_text().contains(char::is_alphabetic) {
            self.builder.take_back(self.builder.text.len() - self.builder.block_text().len());
        }
        self.builder.end_block_as(kind, role);
        (self.blank, self.is_behind_out) = (None, false);
        if self.open.iter().any(|group| matches!(group, Group::Block(_))) {
            return;
        }
        let (at, end) = (self.at, self.end);
        let (open, environments) = (std::mem::take(&mut self.open), std::mem::take(&mut self.environments));
        for note in std::mem::take(&mut self.notes) {
            (self.at, self.end) = (note.start, note.end);
            self.run();
            self.builder.end_block_as(BlockKind::Footnote, Role::Prose);
            (self.blank, self.is_behind_out) = (None, false);
            // A note in a note is none.
            self.notes.clear();
        }
        (self.at, self.end, self.open, self.environments) = (at, end, open, environments);
    }

    fn close(&mut self) {
        self.at += 1;
        match self.open.pop() {
            Some(Group::Block(kind)) => self.end_block(kind, Role::Prose),
            Some(Group::Code(start)) => {
                let blanks =
                    self.builder.text.get(start..).map_or(0, |text| text.len() - text.trim_start().len());
                self.builder.mark(Role::Code, start + blanks);
            }
            Some(Group::Quoted) => {
                self.at -= 1;
                self.put("”", 1);
            }
            Some(Group::Before(hidden)) => {
                for _ in 0..hidden {
                    self.at += self.argument(self.at, b'{', b'}').unwrap_or(0);
                }
            }
            Some(Group::Field) => {
                let said = self.builder.block_text().trim_end();
                let is_prose = said.ends_with(['.', '!', '?']) && said.split(' ').count() > FIELD_WORDS;
                self.end_block(if is_prose { BlockKind::Item } else { BlockKind::Cell }, Role::Prose);
                self.field(self.at);
            }
            Some(Group::Plain) | None => {}
        }
    }

    /// Begins the field of an entry that stands at a place, if one does.
    fn field(&mut self, at: usize) {
        if let Some(open) = self.next_argument(at) {
            self.at = open + 1;
            self.open.push(Group::Field);
        }
    }

    /// Where the next argument of a command begins, behind blanks, comments and at most one line break each.
    fn next_argument(&self, mut at: usize) -> Option<usize> {
        for _ in 0..FIELD_LINES {
            let rest = self.source.get(at..self.end)?;
            at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
            match self.source.as_bytes().get(at).filter(|_| at < self.end)? {
                b'{' => return self.argument(at, b'{', b'}').map(|_| at),
                b'%' => at += memchr::memchr(b'\n', &self.source.as_bytes()[at..self.end])? + 1,
                b'\n' => at += 1,
                _ => return None,
            }
            // A blank line ends the command.
            if self.source[at..self.end].trim_start_matches([' ', '\t']).starts_with('\n') {
                return None;
            }
        }
        None
    }

    /// Whether a command has as many arguments as an entry of a list of offices, degrees or prizes.
    fn is_entry(&self, len: usize) -> bool {
        let mut at = self.at + len;
        (0..LEAST_FIELDS).all(|_| {
            let open = self.next_argument(at);
            at = open.and_then(|open| Some(open + self.argument(open, b'{', b'}')?)).unwrap_or(at);
            open.is_some()
        })
    }

    /// A formula up to its end; a mark without one says nothing.
    fn formula(&mut self, ends: &str, begins: usize) {
        let rest = self.rest();
        let window = &rest[..crate::span::boundary_at_or_before(rest, 5_000)];
        let mut from = begins;
        let end = loop {
            match window.get(from..).and_then(|rest| rest.find(ends)) {
                Some(at) if window[..from + at].ends_with('\\') && ends.starts_with('$') => from += at + 1,
                found => break found.map(|at| from + at + ends.len()),
            }
        };
        let paragraph = window.find("\n\n").unwrap_or(window.len());
        match end.filter(|end| *end <= paragraph) {
            Some(end) => {
                let start = self.builder.text.len();
                let words = &rest[..end];
                let inner = &rest[begins..end - ends.len()];
                // A letter or a sum can be read where it stands; what has commands in it leaves a gap.
                if (ends == "$" || ends == "\\)") && !inner.contains(['\\', '{', '^', '_', '\n']) {
                    self.at += begins;
                    self.put(inner, inner.len());
                    let blanks =
                        self.builder.text[start..].len() - self.builder.text[start..].trim_start().len();
                    self.builder.mark(Role::Formula, start + blanks);
                    self.at += ends.len();
                } else if ends == "$" || ends == "\\)" || self.is_inside_sentence(end) {
                    let read = if ends == "$" || ends == "\\)" { formula::shown(inner) } else { None };
                    self.put(read.as_deref().unwrap_or("…"), words.len());
                    let blanks =
                        self.builder.text[start..].len() - self.builder.text[start..].trim_start().len();
                    self.builder.mark(Role::Formula, start + blanks);
                } else {
                    self.leads_to_formula(words.len());
                }
            }
            None => self.out(begins),
        }
    }

    /// Leaves out a formula which is set apart and `len` bytes long: it ends the sentence before it, unless a mark does, and what
    /// stands behind it begins anew if it has a capital.
    fn leads_to_formula(&mut self, len: usize) {
        let leads = self.builder.block_text().trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
        self.out(len);
        if leads {
            self.builder.lack();
            if self.rest().trim_start().starts_with(char::is_uppercase) {
                self.end_block(self.kind(), Role::Prose);
            }
        }
    }

    /// Whether a sentence goes on behind what is set apart in it and is `len` bytes long.
    fn is_inside_sentence(&self, len: usize) -> bool {
        let said = self.builder.block_text().trim_end();
        let behind = self.rest()[len..].trim_start_matches([' ', '\t', '\r']);
        let behind = behind.strip_prefix('\n').unwrap_or(behind).trim_start_matches([' ', '\t']);
        !said.is_empty()
            && !said.ends_with(['.', '!', '?', '…'])
            && behind.starts_with(|c: char| c.is_lowercase())
    }

    /// The length of an argument here: blanks, then what stands in brackets.
    fn argument(&self, at: usize, open: u8, close: u8) -> Option<usize> {
        let rest = self.source.get(at..self.end)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let newline =
            usize::from(rest[blanks..].starts_with('\n') && rest[blanks + 1..].starts_with(open as char));
        let start = at + blanks + newline;
        if self.source.as_bytes().get(start) != Some(&open) {
            return None;
        }
        let place = Place { source: self.source, start, at: start, end: self.end };
        place.bracketed(open, close).map(|len| start + len - at)
    }

    /// Passes the arguments of a command that begin `at` bytes behind it: all of them, or those in square brackets.
    fn skip_arguments(&self, mut len: usize, all: bool) -> usize {
        loop {
            let at = self.at + len;
            let argument = self
                .argument(at, b'[', b']')
                .or_else(|| if all { self.argument(at, b'{', b'}') } else { None });
            match argument {
                Some(more) => len += more,
                None => return len,
            }
        }
    }

    /// Passes this many arguments of a command that begin `at` bytes behind it, or as many as there are.
    fn arguments(&self, at: usize, many: usize) -> usize {
        let options = self.skip_arguments(at, false);
        (0..many).fold(options, |len, _| len + self.argument(self.at + len, b'{', b'}').unwrap_or(0))
    }

    /// What TeX wants between the name of a command that is being defined and what it does: `\def\wall@high#1,#2{…}`.
    fn behind_parameters(&self, name: &str, len: usize) -> usize {
        const LONGEST: usize = 60;
        let rest = &self.rest()[len.min(self.rest().len())..];
        let line = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'{' | b'\n' | b'\\'));
        let open = line
            .filter(|at| matches!(name, "def" | "gdef" | "edef" | "xdef") && rest.as_bytes()[*at] == b'{');
        len + open.unwrap_or(0)
    }

    fn command(&mut self) {
        let rest = self.rest();
        let letters = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            return self.symbol();
        }
        let name = &rest[1..=letters];
        let star = usize::from(rest[1 + letters..].starts_with('*'));
        let len = 1 + letters + star;
        if let Some((words, whole)) = self.quantity(name, len) {
            return self.put(&words, whole);
        }
        match name {
            "begin" => return self.begin(),
            "end" => return self.ends(),
            "par" | "newpage" | "clearpage" | "maketitle" | "appendix" => {
                self.end_block(self.kind(), Role::Prose);
                return self.out(len);
            }
            "item" => {
                self.end_block(self.kind(), Role::Prose);
                let label = self.argument(self.at + len, b'[', b']');
                self.at += len;
                // What a list of descriptions describes; a mark instead of a bullet is shorter.
                if let Some(label) = label {
                    let (behind, end) = (self.at + label, self.end);
                    self.at += self.rest().find('[').map_or(0, |at| at + 1);
                    self.end = behind - 1;
                    if label > 4 {
                        let open = std::mem::take(&mut self.open);
                        self.run();
                        self.open = open;
                        self.end_block(BlockKind::Heading, Role::Prose);
                    }
                    (self.at, self.end) = (behind, end);
                }
                return;
            }
            "footnote" | "footnotetext" => {
                let len = self.skip_arguments(len, false);
                if let Some(argument) = self.argument(self.at + len, b'{', b'}') {
                    let start = self.at + len + self.source[self.at + len..].find('{').unwrap_or(0) + 1;
                    self.notes.push(Span { start, end: self.at + len + argument - 1 });
                    return self.out(len + argument);
                }
            }
            "lstinline" | "mintinline" | "piton" | "cpp"
                if self.delimited(self.behind_language(name, len)) =>
            {
                return;
            }
            "mintinline" => return self.code(name, self.behind_language(name, len)),
            "texttt" | "lstinline" | "code" | "url" | "path" | "nolinkurl" => return self.code(name, len),
            "verb" | "Verb" | "spverb" if self.delimited(len) => return,
            "enquote" => {
                if let Some(open) = rest[len..].starts_with('{').then_some(len + 1) {
                    self.put("“", open);
                    self.open.push(Group::Quoted);
                    return;
                }
            }
            "title" => {
                let title = self.title.take_if(|(at, _)| *at == self.at);
                let place = title.map(|(_, open)| Place {
                    source: self.source,
                    start: open,
                    at: open,
                    end: self.end,
                });
                if let Some((open, len)) =
                    place.and_then(|place| Some((place.start, place.bracketed(b'{', b'}')?)))
                {
                    self.end_block(self.kind(), Role::Prose);
                    self.title_of(Span { start: open + 1, end: open + len - 1 }, open + len);
                    return;
                }
            }
            "ensuremath" => return self.out(self.skip_arguments(len, true)),
            // The key of an entry of a glossary, whose words stand elsewhere, is made of words itself.
            _ if (name.contains("gls") || name.starts_with("Gls"))
                && !["glsadd", "newgls", "makegls", "printgls"]
                    .iter()
                    .any(|begins| name.starts_with(begins)) =>
            {
                let options = self.skip_arguments(len, false);
                if let Some(argument) = self.argument(self.at + options, b'{', b'}') {
                    let whole = &rest[options..options + argument];
                    let key = whole.trim_start().trim_start_matches('{').trim_end_matches('}');
                    if !key.is_empty()
                        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':'))
                    {
                        let words = key.rsplit(':').next().unwrap_or(key).replace('_', " ");
                        return self.put(&words, options + argument);
                    }
                }
            }
            _ => {}
        }
        if SECTIONS.contains(&name) || name.ends_with("section") {
            self.end_block(self.kind(), Role::Prose);
            self.at += self.skip_arguments(len, false);
            if self.rest().starts_with('{') {
                self.at += 1;
                self.open.clear();
                self.open.push(Group::Block(BlockKind::Heading));
                let below = u8::from(self.has_chapters);
                let level = match name {
                    "chapter" => Some(2),
                    "section" => Some(2 + below),
                    "subsection" => Some(3 + below),
                    "subsubsection" => Some(4 + below),
                    // Others are parts of a book, or begin their paragraph.
                    _ => None,
                };
                if let Some(level) = level {
                    self.builder.heading_alone(level);
                    self.builder.fields.is_titled_elsewhere = true;
                }
            }
            return;
        }
        let lower = name.to_ascii_lowercase();
        // A citation that is a word of its sentence leaves a gap, one behind its words does not.
        let is_subject =
            ["citet", "textcite", "citeauthor", "citeal", "citeyear", "citetitle", "citefield", "shortcite"]
                .iter()
                .any(|cite| lower.starts_with(cite));
        if REFERENCES.contains(&name)
            || name.starts_with("cref")
            || (name.ends_with("ref") && signature(name).is_none())
            || is_subject
        {
            let len = self.skip_arguments(len, true);
            // `(see Fig.~\ref{wall})`: the bracket goes with what it points to.
            let end = boundary_at_or_after(self.source, (self.at + len).min(self.end));
            if !is_subject
                && self.source[end..].starts_with(')')
                && let Some(open) = super::super::pointers::opened_reference(self.builder.block_text())
            {
                let kept = self.builder.block_text();
                let kept = kept[..kept.len() - open].trim_end().len();
                let start = self.builder.text.len() - self.builder.block_text().len();
                self.builder.take_back(start + kept);
                self.blank = None;
                return self.out(len + 1);
            }
            return self.put("…", len);
        }
        if lower.contains("cite") {
            let len = self.skip_arguments(len, true);
            // `as shown in~\cite{…}.`: the citation is a word of its sentence.
            if self.is_cited(len) {
                return self.put("…", len);
            }
            return self.out(len);
        }
        if let Some(end) = assignment(name, &rest[len..]) {
            return self.out(len + end);
        }
        let is_silent = SILENT.contains(&name)
            || name.ends_with("label")
            || signature(name).is_none() && self.names_something(len)
            // `\indextext` puts its words into the index and into the text.
            || ["index", "sindex", "glsadd", "Declare", "setmain", "titleformat", "titlespacing"]
                .iter()
                .any(|begins| name.starts_with(begins) && !name.ends_with("text"))
            || self.sets_something(name, len);
        if is_silent {
            let end = self.skip_arguments(len, true);
            // `\setlength\parindent{0pt}`: its first argument may be a command.
            let behind = &rest[end..];
            let inner = behind
                .strip_prefix('\\')
                .map_or(0, |behind| behind.bytes().take_while(u8::is_ascii_alphabetic).count());
            let end = match inner > 0 && end == len && ASSIGNS.contains(&name) {
                true => self.skip_arguments(self.behind_parameters(name, end + 1 + inner), true),
                false => end,
            };
            return self.out(end);
        }
        if let Some((_, letter)) = LETTERS.iter().find(|(command, _)| *command == name) {
            // Nobody means `90°and`.
            if letter.starts_with('°') && rest[len..].trim_start_matches(' ').starts_with(char::is_lowercase)
            {
                return self.put(letter, len);
            }
            return self.put(letter, self.behind(len));
        }
        match self.macros.get(name) {
            Some(Macro::Words(words)) => {
                let words = words.clone();
                // TeX passes the blank behind it, unless `\xspace` is there: nobody means words that grow together.
                return self.put(&words, if rest[len..].starts_with("{}") { len + 2 } else { len });
            }
            Some(Macro::Hides(arguments)) => return self.out(self.arguments(len, *arguments)),
            // Those before it are dropped, its own are words of the text.
            Some(Macro::Shows(dropped)) if *dropped > 0 => {
                self.at += self.arguments(len, *dropped);
                return;
            }
            _ => {}
        }
        if let Some((_, mark)) =
            ACCENTS.iter().find(|(accent, _)| name.len() == 1 && name.starts_with(*accent))
        {
            return self.accent(*mark, len);
        }
        if let Some(arguments) = signature(name) {
            return self.shown_arguments(len, arguments);
        }
        // A command that is not known: its words are read, its options are not. One without either may stand for words.
        let behind = self.skip_arguments(len, false);
        if let Some(hidden) = self.measures(name, behind) {
            return self.words_among_measures(behind + hidden);
        }
        if self.builder.block_text().trim().is_empty() && self.is_entry(behind) {
            return self.field(self.at + behind);
        }
        if self.is_run_in_heading(name, behind) {
            self.at += behind + self.rest()[behind..].find('{').map_or(0, |at| at + 1);
            self.open.push(Group::Block(BlockKind::Heading));
            return;
        }
        if let Some(symbol) = self.symbol_in_sentence(behind) {
            return self.put("…", symbol);
        }
        if self.stands_for_words(name, behind) {
            let end = self.behind(len).min(len + 2);
            return self.put("…", if rest[len..].starts_with("{}") { end } else { len });
        }
        self.at +=
            if rest[len..].starts_with([' ', '\t']) && !rest[len..].trim_start().starts_with(['[', '{']) {
                self.behind(len)
            } else {
                behind
            };
    }

    /// Passes the arguments of a command that are not shown, up to the first that is.
    fn shown_arguments(&mut self, len: usize, arguments: &str) {
        let mut len = self.skip_arguments(len, false);
        let hidden = arguments.bytes().take_while(|mark| *mark == b'-').count();
        for _ in 0..hidden {
            len += self.argument(self.at + len, b'{', b'}').unwrap_or(0);
            len = self.skip_arguments(len, false);
        }
        let behind = arguments[hidden..].bytes().filter(|mark| *mark == b'-').count();
        if hidden == arguments.len() {
            return self.out(len);
        }
        self.at += len;
        if behind > 0
            && let Some(open) = self.argument(self.at, b'{', b'}').and_then(|_| self.rest().find('{'))
        {
            self.at += open + 1;
            self.open.push(Group::Before(behind));
        }
    }

    /// What a command of siunitx shows, and its length.
    fn quantity(&self, name: &str, len: usize) -> Option<(String, usize)> {
        let count = quantity::arguments(name)?;
        let (mut end, mut arguments) = (len, Vec::with_capacity(count));
        for _ in 0..count {
            end = self.skip_arguments(end, false);
            let argument = self.argument(self.at + end, b'{', b'}')?;
            let inner = self.rest().get(end..end + argument)?.trim_start();
            arguments.push(inner.get(1..inner.len() - 1)?);
            end += argument;
        }
        Some((quantity::shown(name, &arguments)?, end))
    }

    /// The length of a command with its options and the language of what it shows.
    fn behind_language(&self, name: &str, len: usize) -> usize {
        let len = self.skip_arguments(len, false);
        match name {
            "mintinline" => len + self.argument(self.at + len, b'{', b'}').unwrap_or(0),
            _ => len,
        }
    }

    /// Reads code between two marks of any kind, if it is so delimited: `\verb|a b|`.
    fn delimited(&mut self, len: usize) -> bool {
        const LONGEST: usize = 200;
        let rest = self.rest();
        let Some(mark) = rest[len..]
            .chars()
            .next()
            .filter(|mark| !mark.is_alphanumeric() && !matches!(mark, '{' | ' ' | '\n'))
        else {
            return false;
        };
        let inner = &rest[len + mark.len_utf8()..];
        let Some(end) = inner.find(mark).filter(|end| *end < LONGEST && !inner[..*end].contains('\n')) else {
            return false;
        };
        self.at += len + mark.len_utf8();
        let start = self.builder.text.len();
        self.put(&inner[..end], end);
        let blanks = usize::from(self.builder.text[start..].starts_with(' '));
        self.builder.mark(Role::Code, start + blanks);
        self.at += mark.len_utf8();
        true
    }

    /// Whether a citation or a reference is a word of its sentence.
    fn is_cited(&self, len: usize) -> bool {
        is_cited(self.builder.block_text(), &self.rest()[len.min(self.rest().len())..])
    }

    /// Whether a command sets an option, by its name and its argument: `\addfontfeature{LetterSpace=45}`.
    fn sets_something(&self, name: &str, len: usize) -> bool {
        let is_setter =
            ["option", "setup", "feature"].iter().any(|part| name.contains(part)) || name.starts_with("set");
        is_setter
            && self.argument(self.at + len, b'{', b'}').is_some_and(|argument| {
                let words = &self.source[self.at + len..self.at + len + argument];
                words.contains('=') && !words.contains(". ")
            })
    }

    /// Whether a command that opens a block holds a heading on the line of what it is above: a few words without a mark, before a
    /// sentence.
    fn is_run_in_heading(&self, name: &str, len: usize) -> bool {
        const LONGEST: usize = 100;
        let is_emphasis = matches!(
            name,
            "emph"
                | "textit"
                | "textsl"
                | "textrm"
                | "textsf"
                | "textup"
                | "text"
                | "mbox"
                | "hbox"
                | "underline"
                | "uline"
                | "href"
                | "foreignlanguage"
                | "textsuperscript"
                | "textcolor"
        );
        if is_emphasis || !self.builder.block_text().trim().is_empty() {
            return false;
        }
        let Some(argument) = self.argument(self.at + len, b'{', b'}').filter(|argument| *argument < LONGEST)
        else {
            return false;
        };
        let words = self.source[self.at + len..self.at + len + argument].trim_start().trim_start_matches('{');
        let words = words.split(['\\', '}']).next().unwrap_or_default().trim_end();
        let behind = &self.source[self.at + len + argument..self.end.max(self.at + len + argument)];
        let sentence = behind.trim_start_matches([' ', '\t', '\n', '~']);
        let is_labelled = || self.source[self.at + len..self.at + len + argument].contains("\\label{");
        // Of one word it is known by the sentence behind it: `\qt{Trees} The plots show …`, and not `\who{Rita} Vale`.
        let begins_sentence = || {
            let first = sentence.split_ascii_whitespace().next().unwrap_or_default();
            BEGIN_SENTENCES.contains(&first) && !name.starts_with("text")
        };
        (words.contains(' ') || is_labelled() || begins_sentence())
            && words.starts_with(char::is_uppercase)
            && words.ends_with(|c: char| c.is_alphanumeric() || c == '$')
            && sentence.len() < behind.len()
            && !behind.trim_start_matches([' ', '\t']).starts_with("\n\n")
            && sentence.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    }

    /// Whether a command has three arguments or more of one word each, as those have that name a file or a part.
    fn names_something(&self, len: usize) -> bool {
        let (mut at, mut count) = (self.at + len, 0);
        while let Some(argument) = self.argument(at, b'{', b'}') {
            let words = &self.source[at..at + argument];
            if words.len() < 3 || words.contains([' ', '\n', '\\', '$']) {
                return false;
            }
            (at, count) = (at + argument, count + 1);
        }
        count >= NAMING_ARGUMENTS || count == 1 && is_label(self.source[self.at + len..at].trim())
    }

    /// Reads the argument that stands `len` bytes behind a command, if one does, and passes paths, lengths and numbers behind it.
    fn words_among_measures(&mut self, len: usize) {
        let Some(words) = self.argument(self.at + len, b'{', b'}') else { return self.out(len) };
        let (mut at, mut hidden) = (self.at + len + words, 0);
        while let Some(argument) = self.argument(at, b'{', b'}')
            && is_no_words(&self.source[at..at + argument])
        {
            (at, hidden) = (at + argument, hidden + 1);
        }
        self.at += len + self.rest()[len..].find('{').unwrap_or(0) + 1;
        self.open.push(if hidden > 0 { Group::Before(hidden) } else { Group::Plain });
    }

    /// The length of the first arguments of a command that is not known, if they are paths, lengths and numbers: of several, or of
    /// one that is alone on its line.
    fn measures(&self, name: &str, len: usize) -> Option<usize> {
        if !self.rest()[len..].starts_with('{') || name.starts_with("text") || SWITCHES.contains(&name) {
            return None;
        }
        let (mut at, mut hidden, mut paths) = (self.at + len, 0, 0);
        let mut count = 0;
        while let Some(argument) = self.argument(at, b'{', b'}') {
            let whole = &self.source[at..at + argument];
            count += 1;
            if hidden + 1 == count && is_no_words(whole) {
                hidden += 1;
                paths +=
                    usize::from(whole.bytes().any(|byte| !byte.is_ascii_digit() && !b"{} ".contains(&byte)));
                at += argument;
                continue;
            }
            break;
        }
        let is_alone = || {
            let before = self.source[..self.at].trim_end_matches([' ', '\t']);
            let behind = self.source[at..self.end].trim_start_matches([' ', '\t']);
            (before.is_empty() || before.ends_with('\n'))
                && (behind.is_empty() || behind.starts_with(['\n', '%', '\r']))
        };
        (hidden > 0 && paths > 0 && (count > 1 || is_alone())).then(|| at - self.at - len)
    }

    /// The length of a command that is not known and whose argument has nothing but commands, in the middle of a sentence.
    fn symbol_in_sentence(&self, len: usize) -> Option<usize> {
        let argument = self.argument(self.at + len, b'{', b'}')?;
        let inner = &self.source[self.at + len..self.at + len + argument];
        let mut has_words = false;
        let mut parts = inner.split('\\');
        has_words |= parts.next().is_some_and(|part| part.contains(char::is_alphanumeric));
        for part in parts {
            let behind = part.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            has_words |= behind.contains(char::is_alphanumeric);
        }
        let is_behind_word = self.builder.block_text().trim_end().ends_with(char::is_alphanumeric);
        (!has_words && inner.contains('\\') && is_behind_word && !self.source[..self.at].ends_with('\n'))
            .then_some(len + argument)
    }

    /// Whether a command that is not known and has no arguments is a word of a sentence: it stands between words, and is no
    /// switch, which is known or begins a group or a line.
    fn stands_for_words(&self, name: &str, len: usize) -> bool {
        let rest = &self.rest()[len..];
        let begins_line =
            self.source[..self.at].trim_end_matches([' ', '\t']).ends_with(['\n', '{', '}', '\\']);
        let is_behind_word = self.builder.block_text().trim_end().ends_with(char::is_alphanumeric);
        let behind = rest.trim_start_matches(['{', '}', ' ', '~']).chars().next();
        !rest.starts_with(['[', '('])
            && (!rest.starts_with('{') || rest.starts_with("{}"))
            && is_behind_word
            && !begins_line
            && !SWITCHES.contains(&name)
            && behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | ')'))
    }

    /// The length of a command with the blanks and the empty braces that end it.
    fn behind(&self, len: usize) -> usize {
        let rest = &self.rest()[len..];
        if rest.starts_with("{}") {
            return len + 2;
        }
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        len + blanks
    }

    fn code(&mut self, name: &str, len: usize) {
        let len = self.skip_arguments(len, false);
        let Some(argument) = self.argument(self.at + len, b'{', b'}') else { return self.out(len) };
        let open = self.rest()[len..].find('{').unwrap_or(0) + 1;
        if name == "texttt" || name == "code" {
            self.at += len + open;
            self.open.push(Group::Code(self.builder.text.len()));
            return;
        }
        self.at += len + open;
        let inner = argument - open - 1;
        let start = self.builder.text.len();
        self.put(&self.rest()[..inner], inner);
        let blanks = self.builder.text[start..].len() - self.builder.text[start..].trim_start().len();
        self.builder.mark(Role::Code, start + blanks);
        self.at += 1;
    }

    /// A backslash before something else than a letter.
    fn symbol(&mut self) {
        let rest = self.rest();
        let Some(c) = rest[1..].chars().next() else { return self.out(1) };
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => self.put(&rest[1..2], 2),
            '(' => self.formula("\\)", 2),
            '[' => self.formula("\\]", 2),
            '\\' => {
                let len = self.skip_arguments(2 + usize::from(rest[2..].starts_with('*')), false);
                // Lines that are centered stand for themselves.
                if self
                    .environments
                    .last()
                    .is_some_and(|(name, _)| matches!(*name, "center" | "titlepage" | "flushright"))
                    && !matches!(self.open.last(), Some(Group::Block(_)))
                {
                    self.end_block(self.kind(), Role::Prose);
                    return self.out(len);
                }
                self.blank = Some(self.blank.map_or(Span { start: self.at, end: self.at + len }, |blank| {
                    Span { start: blank.start, end: self.at + len }
                }));
                self.at += len;
            }
            ' ' | ',' | ';' | ':' | '\n' | '/' | '!' | '-' | '@' => {
                if matches!(c, ' ' | ',' | ';' | ':' | '\n') {
                    self.blank = Some(Span { start: self.at, end: self.at + 2 });
                }
                self.at += 2;
            }
            c => match ACCENTS.iter().find(|(accent, _)| *accent == c) {
                Some((_, mark)) => self.accent(*mark, 2),
                None => self.out(1 + c.len_utf8()),
            },
        }
    }

    /// An accent over the letter behind it, which may stand in braces.
    fn accent(&mut self, mark: char, len: usize) {
        let rest = &self.rest()[len..];
        let inner = rest.trim_start_matches([' ', '{', '\\']);
        let braces = rest[..rest.len() - inner.len()].matches('{').count();
        let Some(letter) = inner.chars().next().filter(|c| c.is_alphabetic()) else { return self.out(len) };
        let close = inner[letter.len_utf8()..].bytes().take(braces).take_while(|b| *b == b'}').count();
        let whole = len + (rest.len() - inner.len()) + letter.len_utf8() + close;
        let composed: String = [letter, mark].into_iter().nfc().collect();
        self.put(&Cow::from(composed), whole);
    }

    fn begin(&mut self) {
        let rest = self.rest();
        let Some(name) = rest
            .strip_prefix("\\begin{")
            .and_then(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
            .filter(|name| name.len() < 40)
        else {
            return self.out("\\begin".len());
        };
        let bare = name.trim_end_matches('*');
        let len = "\\begin{}".len() + name.len();
        let is_formula = HIDDEN[..10].contains(&bare);
        if HIDDEN.contains(&bare) {
            let source = self.source;
            let ends = format!("\\end{{{name}}}");
            let last = *self.ends.entry(name).or_insert_with(|| source.rfind(&ends).unwrap_or(0));
            if last >= self.at && last < self.end {
                let end = memchr::memmem::find(rest.as_bytes(), ends.as_bytes()).unwrap_or(0);
                if matches!(
                    bare,
                    "figure"
                        | "table"
                        | "wrapfigure"
                        | "wraptable"
                        | "sidewaystable"
                        | "sidewaysfigure"
                        | "SCfigure"
                ) {
                    self.caption(end);
                } else if !is_formula {
                    self.end_block(self.kind(), Role::Prose);
                } else if self.is_inside_sentence(end + ends.len()) {
                    let start = self.builder.text.len();
                    self.put("…", end + ends.len());
                    let blanks = usize::from(self.builder.text[start..].starts_with(' '));
                    return self.builder.mark(Role::Formula, start + blanks);
                } else {
                    return self.leads_to_formula(end + ends.len());
                }
                return self.out(end + ends.len());
            }
        }
        self.end_block(self.kind(), Role::Prose);
        let kind = match bare {
            "itemize" | "enumerate" | "description" | "compactitem" | "compactenum" | "inparaenum" => {
                BlockKind::Item
            }
            "quote" | "quotation" | "verse" | "displayquote" => BlockKind::Quote,
            _ => self.kind(),
        };
        self.environments.push((name, kind));
        // `\begin{section}{The wall}`: what begins so is the section, and its words are the heading.
        if SECTIONS.contains(&bare) {
            self.at += self.skip_arguments(len, false);
            if self.rest().starts_with('{') {
                self.at += 1;
                self.open.push(Group::Block(BlockKind::Heading));
            }
            return;
        }
        let takes = matches!(
            bare,
            "minipage" | "multicols" | "adjustwidth" | "tcolorbox" | "spacing" | "otherlanguage"
        );
        self.at += self.skip_arguments(len, takes);
        // `\begin{implementation}{con:wall}`: what it belongs to.
        if let Some(argument) = self.argument(self.at, b'{', b'}').filter(|_| !takes)
            && is_label(self.source[self.at..self.at + argument].trim())
        {
            self.at += argument;
        }
    }

    /// The captions of a figure that goes on for this many bytes, in blocks of their own.
    fn caption(&mut self, len: usize) {
        let (at, end) = (self.at, self.end);
        self.end_block(self.kind(), Role::Prose);
        let mut from = at;
        while let Some(found) = memchr::memmem::find(&self.source.as_bytes()[from..at + len], b"\\caption") {
            self.at = from + found;
            from = self.at + 1;
            let skip = self.skip_arguments("\\caption".len(), false);
            let Some(argument) = self.argument(self.at + skip, b'{', b'}') else { continue };
            let open = self.source[self.at + skip..].find('{').unwrap_or(0) + 1;
            (self.at, self.end) = (self.at + skip + open, self.at + skip + argument - 1);
            let open = std::mem::take(&mut self.open);
            self.run();
            from = self.end;
            self.builder.end_block_as(BlockKind::Paragraph, Role::Caption);
            (self.open, self.end, self.blank) = (open, end, None);
        }
        (self.at, self.end) = (at, end);
    }

    fn ends(&mut self) {
        let rest = self.rest();
        let Some(name) = rest
            .strip_prefix("\\end{")
            .and_then(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
            .filter(|name| name.len() < 40)
        else {
            return self.out("\\end".len());
        };
        self.end_block(self.kind(), Role::Prose);
        // Ends come in the order of their beginnings; one that does not says nothing.
        if self.environments.last().is_some_and(|(open, _)| *open == name) {
            self.environments.pop();
        }
        self.at += "\\end{}".len() + name.len();
    }
}
