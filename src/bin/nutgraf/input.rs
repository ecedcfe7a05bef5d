//! Files, standard input and URLs, read and decoded.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use nutgraf::{Document, Format, Language};

use crate::args::Common;
use crate::folder::{self, Choice, MOST_FOLDERS, PassedOver};
use crate::output::{Status, note, quoted};

/// The most bytes of what is read whole, unless `--max-bytes` says otherwise: more than any text that people write, and
/// little enough that what never ends is an error before memory does.
const FILE_BYTES: usize = 500_000_000;

/// The byte order mark that some editors begin a text with. It says nothing.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// An input, and what to call it.
pub(crate) struct Input {
    /// The path or URL as it was given, or `standard input`.
    pub(crate) name: String,
    /// What offsets, lines and columns count in: the file as text. Of formats that are no text, what is read in it.
    pub(crate) text: String,
    content: Content,
    /// The last part of its URL that says something.
    slug: Option<String>,
}

enum Content {
    /// The text is in this format.
    Text(Format),
    /// Read already, since it is no text.
    Read(Box<Document<'static>>),
}

impl Input {
    /// Notes what may not be as it should be: whether there is any text, how much of a page was read, and in which language.
    pub(crate) fn note_doubts(&self, document: &Document<'_>, common: &Common) {
        // Of a page that is empty it has been said that the server sent nothing.
        let is_told = self.text.is_empty() && url(Path::new(&self.name)).is_some();
        if document.blocks().is_empty() && !is_told {
            note(common, &format!("{}: no text found", self.name));
        } else if !is_told && !document.text().contains(char::is_alphanumeric) {
            note(common, &format!("{}: no words found", self.name));
        }
        note_extent(&self.name, document, common);
        self.doubt_language(document, common);
    }

    /// Says where `--lang` is not the language that the text is plainly in.
    fn doubt_language(&self, document: &Document<'_>, common: &Common) {
        use Language::{Chinese, English, Greek, Japanese, Korean, Thai};
        let Some(said) = common.lang else { return };
        let Some(found) = document.contradicts(said) else { return };
        let (name, looks) = (&self.name, found.name());
        if said != Language::Undetermined {
            let said = said.code();
            note(common, &format!("{name}: the text looks {looks}, not --lang {said}; read as {said}"));
        } else if matches!(found, English | Chinese | Greek | Japanese | Korean | Thai) {
            // A language without tables may look like a neighbor that has some, but not like these.
            note(
                common,
                &format!("{name}: the text looks {looks}, not the language of --lang; read by general rules"),
            );
        }
    }

    /// The input that some bytes are; `charset` names the encoding of a text, if something does.
    fn new(
        name: String,
        bytes: &[u8],
        format: Format,
        charset: Option<&str>,
        common: &Common,
    ) -> Result<Input> {
        let format = match format {
            Format::Html if common.whole_page => Format::HtmlPage,
            format => format,
        };
        let slug = None;
        if format == Format::Pdf {
            let (text, document) = Document::pdf(bytes).with_context(|| name.clone())?;
            return Ok(Input { name, text, content: Content::Read(Box::new(document)), slug });
        }
        if !format.is_text() {
            let document = Document::office(bytes, format).with_context(|| name.clone())?;
            let text = document.text().to_string();
            return Ok(Input { name, text, content: Content::Read(Box::new(document)), slug });
        }
        let decoded = match (format, charset) {
            (Format::Html | Format::HtmlPage | Format::Xml, charset) => nutgraf::decode_page(bytes, charset),
            (_, Some(charset)) => nutgraf::decode_as(bytes, charset),
            (_, None) => nutgraf::decode(bytes),
        };
        let decoded = decoded.with_context(|| name.clone())?;
        if decoded.is_guess {
            note(common, &format!("{name}: not UTF-8, read as {}", decoded.encoding));
        }
        if decoded.replaced > 0 {
            let (count, encoding) = (decoded.replaced, decoded.encoding);
            let places = if count == 1 { "place is" } else { "places are" };
            note(common, &format!("{name}: {count} {places} not {encoding}, read as U+FFFD"));
        }
        Ok(Input { name, text: decoded.text.into_owned(), content: Content::Text(format), slug })
    }

    /// The format of the text, if it is one.
    pub(crate) fn format(&self) -> Option<Format> {
        match &self.content {
            Content::Text(format) => Some(*format),
            Content::Read(_) => None,
        }
    }

    /// The document that it is.
    pub(crate) fn document(&self) -> Result<Document<'_>> {
        let document = match &self.content {
            Content::Text(format) => {
                Document::read(&self.text, *format).with_context(|| self.name.clone())?
            }
            Content::Read(document) => Document::clone(document),
        };
        Ok(match &self.slug {
            // What a page says its address is goes before the one that led to it.
            Some(slug) if document.fields().slug.is_none() => document.with_slug(slug),
            _ => document,
        })
    }
}

/// Notes what of a page was read, if that is less than half of its prose, or no article.
fn note_extent(name: &str, document: &Document<'_>, common: &Common) {
    let Some(extent) = document.extent() else { return };
    if extent.is_index {
        note(common, &format!("{name}: an index page without an article; read its headings and teasers"));
    } else if document.text().is_empty() {
        note(common, &format!("{name}: no main content on the page; --whole-page reads all of it"));
    } else if extent.read == 0 && extent.page > 0 {
        let message = "no paragraphs in the main content of the page; read its headings and labels";
        note(common, &format!("{name}: {message}; --whole-page reads all of it"));
    } else if extent.is_less_than_half() {
        let share = 100 * extent.read / extent.page.max(1);
        let parts = match extent.parts {
            Some((read, all)) if read < all => format!(", {read} of {all} similar parts"),
            _ => String::new(),
        };
        let all = "--whole-page reads all of it";
        note(common, &format!("{name}: read {share}% of the text on the page{parts}; {all}"));
    }
}

/// The paths to read: standard input if none is given.
pub(crate) fn paths(files: &[PathBuf]) -> Vec<PathBuf> {
    match files {
        [] => vec![PathBuf::from("-")],
        files => files.to_vec(),
    }
}

/// What stands in folders.
pub(crate) struct Walk {
    pub(crate) paths: Vec<PathBuf>,
    /// Whether there is a folder among what was given.
    pub(crate) has_folder: bool,
    /// Whether a part of a folder could not be read, which has been reported.
    pub(crate) status: Status,
}

impl Walk {
    /// All paths, for what cannot do without those that could not be read.
    pub(crate) fn whole(self) -> Result<(Vec<PathBuf>, bool)> {
        match self.status >= Status::Failed {
            true => bail!("not all folders could be read: expected to read all, since all of them count"),
            false => Ok((self.paths, self.has_folder)),
        }
    }
}

/// The files to audit: those given, and the drafts in folders that are given, in the order of their names. A folder that
/// cannot be read is reported, and the others are read all the same. `choose` says what of a folder is read.
pub(crate) fn walked(
    files: &[PathBuf],
    mut choose: impl FnMut(&Path) -> Result<Choice>,
    common: &Common,
) -> Result<Walk> {
    let mut passed_over = PassedOver::default();
    let mut walk = Walk { paths: Vec::new(), has_folder: false, status: Status::Done };
    for path in paths(files) {
        if path == Path::new("-") || url(&path).is_some() || !path.is_dir() {
            walk.paths.push(path);
            continue;
        }
        walk.has_folder = true;
        let (before, read) = (walk.paths.len(), walk.status);
        let choice = choose(&path)?;
        for entry in choice.walk(&path) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let error = anyhow!(error).context(format!("cannot read all of {}", name(&path)));
                    walk.status = walk.status.max(Status::of_error(&error));
                    continue;
                }
            };
            if folder::is_too_deep(&entry) {
                let name = name(entry.path());
                let error = anyhow!("cannot read {name}: expected at most {MOST_FOLDERS} nested folders");
                walk.status = walk.status.max(Status::of_error(&error));
            }
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            if is_file && choice.takes(entry.path()) {
                // Reports that stand beside the drafts are none.
                if !folder::is_own(entry.path()) {
                    walk.paths.push(entry.into_path());
                }
            } else if is_file && choice.reports {
                passed_over.add(entry.path());
            }
        }
        if walk.paths.len() == before && walk.status == read {
            bail!("no drafts in {}: expected {}{}", name(&path), choice.expected(), passed_over.summary());
        }
    }
    if !passed_over.is_empty() {
        note(common, passed_over.summary().trim_start_matches("; "));
    }
    Ok(walk)
}

/// Reads a file, standard input for `-`, or a URL.
pub(crate) fn read(path: &Path, common: &Common) -> Result<Input> {
    if let Some(url) = url(path) {
        return fetched(url, common);
    }
    let name = match &common.stdin_filename {
        Some(given) if path == Path::new("-") => given.display().to_string(),
        _ => name(path),
    };
    let bytes = read_bytes(path, common)?;
    let format = match common.input_format {
        Some(format) => format,
        None => match format_of(
            common.stdin_filename.as_deref().filter(|_| path == Path::new("-")).unwrap_or(path),
            &bytes,
        ) {
            Err(error) if path != Path::new("-") => bail!("{name}: {}", for_file(&error.to_string(), &name)),
            format => format.with_context(|| name.clone())?,
        },
    };
    Input::new(name, &bytes, format, None, common)
}

/// Bytes as if they were those of a file.
pub(crate) fn of_bytes(name: String, bytes: &[u8], path: &Path, common: &Common) -> Result<Input> {
    let most = common.max_bytes.unwrap_or(FILE_BYTES);
    if bytes.len() > most {
        bail!("{}", too_long(&name, most, "--max-bytes"));
    }
    let format = match common.input_format {
        Some(format) => format,
        None => format_of(path, bytes).with_context(|| name.clone())?,
    };
    Input::new(name, bytes, format, None, common)
}

/// How to get at a text, said of some file, for this one.
fn for_file(advice: &str, name: &str) -> String {
    advice.replace(" FILE ", &format!(" {} ", quoted(name)))
}

/// Whether an argument can only mean a text to read: a file that is there, the name of one, or a URL.
pub(crate) fn names_text(given: &str) -> bool {
    let path = Path::new(given);
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.exists() || url(path).is_some() || !matches!(Format::of_extension(&extension), Ok(None))
}

/// The URL that was given for a path. Nothing else is ever fetched; a folder with such a name can be written `./http:`.
pub(crate) fn url(path: &Path) -> Option<&str> {
    let path = path.to_str()?;
    let begins =
        |scheme: &str| path.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    (begins("http://") || begins("https://")).then_some(path)
}

/// Reads what stands at a URL.
#[cfg(feature = "fetch")]
fn fetched(url: &str, common: &Common) -> Result<Input> {
    let page = crate::fetch::get(url, common).with_context(|| url.to_string())?;
    if page.bytes.is_empty() {
        note(common, &format!("{url}: the server sent an empty page"));
    }
    let format = match common.input_format {
        Some(format) => format,
        None => page.format(url).with_context(|| url.to_string())?,
    };
    let input = Input::new(url.into(), &page.bytes, format, page.charset.as_deref(), common)?;
    Ok(Input { slug: page.slug(), ..input })
}

#[cfg(not(feature = "fetch"))]
fn fetched(url: &str, _: &Common) -> Result<Input> {
    bail!("{url}: this program was built without the feature fetch: expected a file")
}

/// Extensions of templates, before which that of the format stands: `page.textile.liquid`.
const TEMPLATES: [&str; 10] =
    ["erb", "in", "j2", "jinja", "jinja2", "liquid", "njk", "template", "tmpl", "tpl"];

/// The format of a file, by its extension if that tells, else by its content.
fn format_of(path: &Path, bytes: &[u8]) -> Result<Format> {
    let of = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let mut extension = of(path);
    if TEMPLATES.contains(&extension.as_str()) {
        let inner = of(Path::new(path.file_stem().unwrap_or_default()));
        if matches!(Format::of_extension(&inner), Ok(Some(_))) {
            extension = inner;
        }
    }
    // Sphinx keeps the sources of its pages as `page.rst.txt`.
    if extension == "txt"
        && let Ok(Some(inner)) = Format::of_extension(&of(Path::new(path.file_stem().unwrap_or_default())))
        && inner.is_text()
        && !matches!(inner, Format::Html | Format::Xml | Format::Text)
    {
        return Ok(inner);
    }
    Ok(Format::of_file(&extension, bytes)?)
}

/// Opens a file, or standard input for `-`.
pub(crate) fn open(path: &Path, common: &Common) -> Result<Box<dyn Read + Send>> {
    if path == Path::new("-") {
        if io::stdin().is_terminal() {
            note(common, "reading from standard input; press Ctrl-D to end it");
        }
        return Ok(Box::new(io::stdin()));
    }
    let name = name(path);
    if url(path).is_some() {
        bail!("cannot read {name}: JSON Lines are not fetched, expected a file");
    }
    let file = match File::open(path) {
        Err(_) if name.contains("://") => {
            bail!("cannot open {name}: expected a file, or a URL that begins with http:// or https://")
        }
        file => file.with_context(|| format!("cannot open {name}"))?,
    };
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        bail!("cannot read {name}: it is a directory: expected a file");
    }
    Ok(Box::new(file))
}

/// Reads all bytes of a file, or of standard input for `-`.
pub(crate) fn read_bytes(path: &Path, common: &Common) -> Result<Vec<u8>> {
    let name = name(path);
    let most = common.max_bytes.unwrap_or(FILE_BYTES);
    let reader = open(path, common)?;
    // A file says how long it is before it is read.
    let length = std::fs::metadata(path).ok().filter(|file| file.is_file() && path != Path::new("-"));
    if length.is_some_and(|file| file.len() > most as u64) {
        bail!("{}", too_long(&name, most, "--max-bytes"));
    }
    read_at_most(reader, most)
        .with_context(|| format!("cannot read {name}"))?
        .ok_or_else(|| anyhow!(too_long(&name, most, "--max-bytes")))
}

/// Reads a text in UTF-8 that is no document: rows, a table, a baseline. A byte order mark is left out.
pub(crate) fn read_text(path: &Path, common: &Common) -> Result<String> {
    text(read_bytes(path, common)?).with_context(|| format!("cannot read {}", name(path)))
}

/// The text that bytes are, without a byte order mark.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow!("byte 0x{:02X} at offset {at} is not UTF-8", error.as_bytes()[at])
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))
}

/// The lines of a text that have something in them, with their numbers from 1. Where files were joined, the byte order mark
/// that the second began with is inside.
pub(crate) fn filled_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().map(|line| line.strip_prefix('\u{feff}').unwrap_or(line));
    (1..).zip(lines).filter(|(_, line)| !line.trim().is_empty())
}

/// Bytes without the byte order mark that they may begin with.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// All that a reader gives, or none if that is more than this many bytes.
pub(crate) fn read_at_most(reader: impl Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= most).then_some(bytes))
}

/// What is wrong with input that is longer than it may be, and what to do.
pub(crate) fn too_long(name: &str, most: usize, option: &str) -> String {
    format!("{name}: exceeds {most} bytes; help: raise {option}")
}

/// Adds a line to some bytes, or what is left of it; false if it is longer than this many bytes, and then the rest of it is
/// read over.
pub(crate) fn read_line(lines: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    let read = lines.take(most as u64 + 1).read_until(b'\n', line)?;
    if read <= most || line.last() == Some(&b'\n') {
        return Ok(true);
    }
    lines.skip_until(b'\n')?;
    Ok(false)
}

/// What to call a path in messages and output.
pub(crate) fn name(path: &Path) -> String {
    match path == Path::new("-") {
        true => "standard input".into(),
        false => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_a_name_for_one_word() {
        assert_eq!(quoted("https://a.example/b-c.pdf"), "https://a.example/b-c.pdf");
        assert_eq!(quoted("https://a.example/?b=c&d='e"), r"'https://a.example/?b=c&d='\''e'");
    }

    /// What has to be done for a text says so for a name that nobody would type.
    #[test]
    fn advice_is_for_the_file_at_hand() {
        let advice = Format::of_extension("doc").unwrap_err().to_string();
        let advice = for_file(&advice, "my paper");
        assert!(advice.contains(" 'my paper' ") && !advice.contains("FILE"), "{advice}");
    }
}
