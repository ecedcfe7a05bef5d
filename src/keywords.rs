//! Keywords: the third flow, from a text to the phrases that say what it is about.

mod candidates;
mod features;
mod words;

use crate::analysis::Analyzer;
use crate::document::Document;
use crate::language::Language;
use candidates::Candidates;
use features::Measurer;
use words::Words;

/// For the script that fits.
#[doc(hidden)]
pub fn keyword_features(
    analyzer: &mut Analyzer,
    documents: &[Document<'_>],
    language: Option<Language>,
    honest: bool,
) -> (Vec<&'static str>, f64, Vec<(String, Vec<f64>)>) {
    let analysis = analyzer.analyze(documents, language);
    let words = Words::new(&analysis);
    let candidates = Candidates::new(&analysis, &words);
    let mut measurer = Measurer::new(&analysis, &words, &candidates, honest);
    let text = |place: &candidates::Place| {
        let here = &words.words[place.first as usize..place.first as usize + place.words as usize];
        let sentence = &analysis.sentences()[here[0].sentence as usize];
        let text = documents[sentence.document].text();
        text[here[0].span.start..here[here.len() - 1].span.end].to_string()
    };
    let rows = (0..candidates.groups.len()).map(|number| {
        let features = measurer.features(number);
        let group = &candidates.groups[number];
        let places = candidates.places_of(group);
        (text(&places[0]), features.to_vec())
    });
    let rows = rows.collect();
    (features::NAMES.to_vec(), measurer.length(), rows)
}
