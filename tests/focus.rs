//! What a focus does, on the texts of `corpora/`.
//!
//! Nobody has labelled these texts for queries. So every word that stands in three to six sentences of a text is a query,
//! and what is measured is the share of chosen sentences that have it.

use nutgraf::{
    Analyzer, Date, Document, Language, Method, Options, Scores, Summary, summarize, summarize_documents,
};

const ARTICLES: [&str; 5] = [
    include_str!("../corpora/flood-wall.txt"),
    include_str!("../corpora/four-day-week.txt"),
    include_str!("../corpora/harrow-point-light.txt"),
    include_str!("../corpora/seagrass-carbon.txt"),
    include_str!("../corpora/roadmap-meeting.txt"),
];

/// Words that stand in three to six sentences of an article, each with the text of these sentences.
fn queries(article: &str) -> Vec<(String, Vec<String>)> {
    let documents = [Document::plain(article)];
    let mut analyzer = Analyzer::new();
    let analysis = analyzer.analyze(&documents, Some(Language::English));
    let mut holders = vec![(String::new(), Vec::new()); analysis.term_count()];
    for place in Scores::new(&analysis, Method::Lead).sentences {
        let sentence = &analysis.sentences()[place];
        for token in analysis.tokens_of(sentence).iter().filter(|token| token.is_content()) {
            let (word, sentences) = &mut holders[token.term.index()];
            *word = token.span(sentence).of(article).to_string();
            let text = analysis.readable_text(sentence).into_owned();
            if sentences.last() != Some(&text) {
                sentences.push(text);
            }
        }
    }
    holders.retain(|(_, sentences)| (3..=6).contains(&sentences.len()));
    holders
}

/// The share of chosen sentences that have the word asked for, with a focus and without.
fn shares(method: Method) -> (f64, f64) {
    let (mut with, mut without, mut all) = (0, 0, 0);
    for article in ARTICLES {
        let options = Options::new(2).method(method).language(Language::English);
        let plain = summarize(article, &options);
        for (word, holders) in queries(article) {
            let focused = summarize(article, options.clone().focus(word));
            let count = |summary: &Summary| {
                summary.sentences.iter().filter(|sentence| holders.contains(&sentence.text)).count()
            };
            (with, without, all) = (with + count(&focused), without + count(&plain), all + 2);
        }
    }
    assert!(all >= 150, "only {all} sentences");
    (f64::from(with as u32) / f64::from(all), f64::from(without as u32) / f64::from(all))
}

#[test]
fn most_chosen_sentences_have_the_word_asked_for() {
    for method in Method::ALL {
        let (with, without) = shares(method);
        assert!(with >= 0.95 && without <= 0.3, "{method}: {with:.3}, without a focus {without:.3}");
    }
}

const PIER: &str = "The harbor board met on Monday in the old town hall. \
                    The old pier has sunk by nine inches since the winter storms. \
                    An old harbor map shows a pier that nobody remembers. \
                    A bus will carry passengers to the next harbor in June.";

#[test]
fn a_phrase_counts_more_than_its_words() {
    for method in Method::ALL.into_iter().filter(|method| !matches!(method, Method::Lead | Method::Random)) {
        let options = Options::new(1).method(method).focus("\"old pier\"");
        assert!(summarize(PIER, options).to_string().starts_with("The old pier"), "{method}");
    }
}

#[test]
fn what_is_avoided_stands_behind_all_others() {
    for method in Method::ALL {
        let options = Options::new(3).method(method).focus("harbor -\"town halls\"");
        assert!(!summarize(PIER, &options).to_string().contains("town hall"), "{method}");
        let options = Options::new(2).method(method).focus("-bus -storm");
        let summary = summarize(PIER, &options);
        assert!(!summary.to_string().contains("bus") && !summary.to_string().contains("storms"), "{method}");
        assert!(!summary.is_off_focus, "{method}");
        // Of nothing but what is avoided there is a summary, too.
        let options = Options::new(4).method(method).focus("-the -a -an");
        assert_eq!(summarize(PIER, options).sentences.len(), 4, "{method}");
    }
}

/// A text is about its title without a focus, so its title as a focus changes nothing; what the title does not say does.
#[test]
fn a_title_is_no_focus() {
    for article in ARTICLES {
        let document = Document::plain(article);
        let Some(title) = document.title() else { continue };
        let options = Options::new(3).language(Language::English);
        assert_eq!(
            summarize(article, options.clone().focus(title)).to_string(),
            summarize(article, &options).to_string(),
            "{title}"
        );
    }
    let documents = [Document::plain(PIER).with_title("The old pier")];
    let of = |focus: &str| {
        summarize_documents(&mut Analyzer::new(), &documents, Options::new(1).focus(focus)).to_string()
    };
    assert!(of("passengers").starts_with("A bus"));
}

#[test]
fn lead_and_random_take_sentences_with_a_word_of_it_first() {
    let lead = summarize(PIER, Options::new(2).method(Method::Lead).focus("piers"));
    assert_eq!(lead.sentences[0].text, "The old pier has sunk by nine inches since the winter storms.");
    assert!(lead.sentences[1].text.starts_with("An old harbor map shows a pier"));
    for seed in 0..10 {
        let options = Options::new(1).method(Method::Random).seed(seed).focus("passenger");
        assert!(summarize(PIER, options).to_string().starts_with("A bus"), "{seed}");
    }
}

#[test]
fn seeds_give_other_sentences() {
    let of = |seed| summarize(ARTICLES[0], Options::new(3).method(Method::Random).seed(seed)).to_string();
    assert_eq!(of(0), summarize(ARTICLES[0], Options::new(3).method(Method::Random)).to_string());
    assert!(of(0) != of(1) && of(1) != of(2));
}

#[test]
fn dated_documents_come_in_the_order_of_their_dates() {
    let document = |text, date: Option<&str>| {
        let document = Document::plain(text);
        date.map_or(document.clone(), |date| document.with_date(date.parse::<Date>().unwrap()))
    };
    let order = |dates: [Option<&str>; 3]| -> Vec<usize> {
        let texts = ["The old pier closes.", "A bridge was built.", "Nobody took the ferry."];
        let documents: Vec<Document<'_>> =
            texts.iter().zip(dates).map(|(text, date)| document(*text, date)).collect();
        let summary = summarize_documents(&mut Analyzer::new(), &documents, 3);
        summary.sentences.iter().map(|sentence| sentence.document).collect()
    };
    assert_eq!(order([Some("2026-03-02"), Some("2025-12-31"), Some("2026-03-01")]), [1, 2, 0]);
    assert_eq!(order([Some("2026-03-02"), Some("2026-03-01T23:00"), Some("2026-03-01T01:00")]), [1, 2, 0]);
    // One without a date, and the order is the one given.
    assert_eq!(order([Some("2026-03-02"), None, Some("2026-03-01")]), [0, 1, 2]);
}
