//! What is allocated does not grow with the text once an analyzer has seen one as long.

use allocation_counter::measure;
use nutgraf::{Analyzer, AuditOptions, Auditor, Document, Language, Options, Splitter};

/// So many words for each sentence.
const WORDS: usize = 12;

/// Sentences of made-up words in paragraphs of five, so that of any two texts the shorter is the beginning. The word at
/// each place is the one with the number that `number` gives for it.
fn text(sentences: usize, number: impl Fn(usize) -> usize) -> String {
    let word = |place: usize| {
        let mut rest = number(place);
        let mut word = String::from("q");
        while rest > 0 {
            word.push(char::from(b'a' + (rest % 20) as u8));
            rest /= 20;
        }
        word + "o"
    };
    let mut text = String::new();
    for sentence in 0..sentences {
        let words: Vec<String> = (0..WORDS).map(|at| word(WORDS * sentence + at)).collect();
        text += &format!("Q{}.{}", &words.join(" ")[1..], if sentence % 5 == 4 { "\n\n" } else { " " });
    }
    text
}

/// A few words often and most seldom: of a thousand, the one with the number of a random one squared.
fn as_in_texts(place: usize) -> usize {
    let mixed = (place as u64).wrapping_mul(6_364_136_223_846_793_005).rotate_left(29);
    let even = (mixed.wrapping_mul(1_442_695_040_888_963_407) >> 40) as usize % 1000;
    even * even / 1000
}

const LONG: usize = 4000;
const SHORT: usize = 500;

/// How often `work` allocates for a long text and for a short one, when it has done the long one before.
fn allocations(number: fn(usize) -> usize, mut work: impl FnMut(&str)) -> [u64; 2] {
    let (long, short) = (text(LONG, number), text(SHORT, number));
    work(&long);
    [&long, &short].map(|text| measure(|| work(text)).count_total)
}

#[test]
fn splitting_allocates_nothing() {
    let long = text(LONG, as_in_texts);
    let document = Document::plain(&long);
    let split = || assert_eq!(Splitter::default().split(&document).count(), LONG);
    split(); // The table of the language is read once.
    assert_eq!(measure(split).count_total, 0);
}

#[test]
fn analyzing_allocates_nothing() {
    let long = text(LONG, as_in_texts);
    let documents = [Document::plain(&long)];
    let mut analyzer = Analyzer::new();
    let mut analyze = || analyzer.analyze(&documents, Some(Language::English)).sentences().len();
    assert_eq!(analyze(), LONG);
    assert_eq!(measure(|| assert_eq!(analyze(), LONG)).count_total, 0);
}

/// Vectors that grow as they are filled take one allocation more for each doubling, and a long text writes a keyword in more
/// ways, each of which is compared, and passes over more candidates: each of these is compared with what is listed in a few ways, and in
/// a text of made-up words many are as good as one another; a dozen that are passed over as no good are measured. Audits tell of
/// repeated phrases, each of which is allocated: where there is none, they are as the others.
#[test]
fn summaries_keywords_and_audits_allocate_as_much_for_any_text() {
    let doublings = (LONG / SHORT).ilog2() as u64;
    let options = Options::new(3).language(Language::English);
    let mut analyzer = Analyzer::new();
    let summaries = allocations(as_in_texts, |text| {
        let summary = nutgraf::summarize_documents(&mut analyzer, &[Document::plain(text)], &options);
        assert_eq!(summary.sentences.len(), 3);
    });
    let keywords = allocations(as_in_texts, |text| {
        let found = nutgraf::keywords_of_documents(&mut analyzer, &[Document::plain(text)], 5);
        // Of made-up words few are worth a list.
        assert!(found.keywords.len() > 2);
    });
    let mut auditor = Auditor::new();
    let options = AuditOptions::new().language(Language::English).topic(false);
    let audits = allocations(std::convert::identity, |text| {
        assert!(auditor.audit(&Document::plain(text), &options).phrases.is_empty());
    });
    for (what, [long, short], growing, most) in
        [("summaries", summaries, 4, 300), ("keywords", keywords, 320, 1800), ("audits", audits, 16, 300)]
    {
        assert!(
            long <= short + growing * doublings,
            "{what}: {long} for a long text, {short} for a short one"
        );
        assert!(long < most, "{what}: {long}");
    }
}

/// A page whose resources name many forms, one of which is drawn again and again: what is drawn must not copy them all each time.
#[cfg(feature = "pdf")]
#[test]
fn what_a_page_draws_does_not_copy_its_resources() {
    const DRAWN: usize = 300;
    let page = |forms: usize, stands_apart: bool| {
        let named: String = (0..forms).map(|form| format!("/F{form} 6 0 R ")).collect();
        let drawn = "/F0 Do\n".repeat(DRAWN);
        let text = "BT /T 12 Tf 72 700 Td (The wall held through the night.) Tj ET";
        let stream = |dict: &str, content: &str| {
            format!("<< {dict} /Length {} >>\nstream\n{content}\nendstream", content.len())
        };
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
        let named = format!("<< {named}>>");
        let place = if stands_apart { "7 0 R" } else { &named };
        let resources = format!("<< /XObject {place} /Font << /T 5 0 R >> >>");
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_string(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources {resources} >>"
            ),
            stream("", &format!("{drawn}{text}")),
            font.to_string(),
            stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 m"),
            named.clone(),
        ];
        let objects =
            objects.iter().zip(1..).map(|(object, number)| format!("{number} 0 obj\n{object}\nendobj\n"));
        format!("%PDF-1.4\n{}trailer\n<< /Root 1 0 R /Size 8 >>\n%%EOF\n", objects.collect::<String>())
            .into_bytes()
    };
    let read = |bytes: &[u8]| {
        let (source, _) = Document::pdf(bytes).unwrap();
        assert_eq!(source.trim(), "The wall held through the night.");
    };
    for stands_apart in [false, true] {
        let [few, many] = [100, 1100].map(|forms| page(forms, stands_apart));
        let [few, many] = [&few, &many].map(|bytes| measure(|| read(bytes)).count_total);
        // Each name is read, a few times for the page and not for each form that is drawn.
        assert!(many < few + 30 * 1000, "{many} with a thousand names more, {few} without");
    }
}
