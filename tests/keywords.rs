//! Keywords: what holds for every text, odd texts, and a text in each language.

use nutgraf::{
    Analyzer, Document, Format, KeywordOptions, Keywords, Language, keywords, keywords_of_documents,
};
use proptest::prelude::*;
use proptest::sample::select;

fn phrases(keywords: &Keywords) -> Vec<&str> {
    keywords.keywords.iter().map(|keyword| keyword.phrase.as_str()).collect()
}

fn found(text: &str, options: KeywordOptions) -> Vec<String> {
    phrases(&keywords(text, options)).into_iter().map(String::from).collect()
}

/// What texts are made of: each piece is there because something looks at it.
#[rustfmt::skip] // Several to a line.
const PIECES: &[&str] = &[
    "wall ", "walls ", "flood ", "Flood ", "flood wall ", "council ", "Tarrow ", "river\n", "of ", "the ", "a ", "du ",
    "l'eau ", "d’Europe ", "aujourd'hui ", "council's ", "state-of-the-art ", "e-mail ", "C++ ", "C# ", "TCP/IP ", "R&D ",
    "U.S. ", "7 ", "3.5 ", "2010-12 ", "x ", "стена ", "Реки ", "جدار ", "النهر ", "堤防", "は", "강 ", "🙂 ", "cafe\u{301} ",
    "co\u{AD}op ", "\u{200B}", ", ", ". ", "? ", ": ", "(", ") ", "\"", "-", "- ", "/", "&", "+", "#", "'", "’", "\n", "\n\n",
    "\r\n", "\t", "\u{A0}", "\0", "* ", "**", "`", "# ", "[x](y) ",
];

fn source() -> impl Strategy<Value = (String, Format)> {
    #[cfg(feature = "markdown")]
    let formats = vec![Format::Text, Format::Markdown];
    #[cfg(not(feature = "markdown"))]
    let formats = vec![Format::Text];
    let texty = prop::collection::vec(select(PIECES), 0..80).prop_map(|pieces| pieces.concat());
    let any = prop::collection::vec(any::<char>(), 0..80).prop_map(String::from_iter);
    (prop_oneof![8 => texty, 1 => any], select(formats))
}

fn language() -> impl Strategy<Value = Option<Language>> {
    let mut all = Language::ALL.to_vec();
    all.push(Language::Undetermined);
    prop::option::of(select(all))
}

/// Languages whose keywords are put in the nominative or lose what is written together with them, if they are to be read.
const BENT: [Language; 23] = {
    use Language::*;
    [
        Arabic, Belarusian, Croatian, Czech, Danish, Estonian, Finnish, German, Hebrew, Hungarian, Icelandic,
        Latvian, Lithuanian, Norwegian, Polish, Romanian, Russian, Serbian, Slovak, Slovenian, Swedish,
        Turkish, Ukrainian,
    ]
};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn keywords_stand_in_the_text(
        sources in prop::collection::vec(source(), 0..3),
        language in language(),
        count in 0usize..30,
        max_words in 1usize..6,
        nested in any::<bool>(),
        filled in any::<bool>(),
    ) {
        let documents: Vec<Document<'_>> =
            sources.iter().map(|(source, format)| Document::read(source, *format).unwrap()).collect();
        let options = KeywordOptions::new(count).max_words(max_words).nested(nested).filled(filled).language(language);
        let mut analyzer = Analyzer::new();
        let all = keywords_of_documents(&mut analyzer, &documents, options);
        prop_assert!(all.keywords.len() <= count);
        prop_assert!(all.keywords.is_sorted_by(|one, next| one.score >= next.score));
        for keyword in &all.keywords {
            prop_assert!(keyword.score.get().is_finite());
            prop_assert!(!keyword.phrase.is_empty());
            prop_assert_eq!(keyword.phrase.trim(), keyword.phrase.as_str());
            prop_assert_eq!(keyword.places.len(), keyword.count);
            prop_assert!(keyword.places.is_sorted_by_key(|place| (place.document, place.span)));
            // In some case: common nouns are shown as a dictionary has them.
            let written = |source: &str| source.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
            let mut is_written = false;
            for place in &keyword.places {
                let (source, format) = &sources[place.document];
                let there = source.get(place.span.range());
                prop_assert!(there.is_some_and(|there| !there.is_empty()), "{}", place.span);
                // Phrases of these languages are put in the nominative.
                let is_inflected = !nested && BENT.contains(&all.language);
                is_written |= is_inflected || *format != Format::Text || written(there.unwrap()) == written(&keyword.phrase);
            }
            prop_assert!(is_written, "{:?}", keyword);
        }
        let alone: std::collections::HashSet<&str> = phrases(&all).into_iter().collect();
        prop_assert_eq!(alone.len(), all.keywords.len());

        // Fewer are the first of more, and nothing depends on what the analyzer saw before.
        let fewer = keywords_of_documents(&mut analyzer, &documents, options.count(count / 2));
        prop_assert_eq!(&fewer.keywords[..], &all.keywords[..all.keywords.len().min(count / 2)]);
        prop_assert_eq!(keywords_of_documents(&mut analyzer, &documents, options), all);
    }

    #[test]
    fn listed_keywords_hold_no_other((source, _) in source()) {
        let options = KeywordOptions::new(usize::MAX).language(Language::English);
        let found = keywords(&source, options);
        // The first place of each is what is compared.
        for (at, one) in found.keywords.iter().enumerate() {
            for other in &found.keywords[at + 1..] {
                let (one, other) = (one.places[0].span, other.places[0].span);
                prop_assert!(!one.contains(other) && !other.contains(one), "{one} and {other}");
            }
        }
    }
}

#[test]
fn odd_texts() {
    for text in ["", " \n\t", "...", "7 8 9", "the of and", "🙂🙂 👍🏽", "a", "\u{301}", "\0\0", "---\n***"]
    {
        assert!(found(text, KeywordOptions::new(5).language(Language::English)).is_empty(), "{text:?}");
    }
    assert_eq!(found("wall", KeywordOptions::new(5)), ["wall"]);
    assert!(found("wall", KeywordOptions::new(0)).is_empty());
    let wrapped = "The river council approved the new flood\r\nwall.";
    assert!(found(wrapped, KeywordOptions::new(20).nested(true)).contains(&"flood wall".to_string()));
    assert_eq!(found("🙂 walls 🎉", KeywordOptions::new(3)), ["walls"]);
    let hebrew = found("המועצה אישרה את החומה החדשה. החומה תגן על הבתים.", KeywordOptions::new(3));
    assert!(hebrew.iter().any(|phrase| phrase.contains("החומה")), "{hebrew:?}");
}

#[test]
fn half_a_megabyte() {
    megabytes(500_000);
}

/// No test looks at the clock: a step whose cost grows with the square of the text would never end.
#[test]
#[ignore = "12 seconds without optimization: .ci/run asks for it"]
fn ten_megabytes() {
    megabytes(10_000_000);
}

/// Long texts of one sentence, of one word and of ever new ones.
fn megabytes(bytes: usize) {
    let repeat = |piece: &str| piece.repeat(bytes / piece.len());
    let sentences = keywords(&repeat("the flood wall of the river council. "), 1);
    assert_eq!((phrases(&sentences), sentences.keywords[0].count), (vec!["river council"], bytes / 37));
    assert!(found(&repeat("wall"), KeywordOptions::new(5)).is_empty());
    assert!(found(&repeat("a-"), KeywordOptions::new(5)).is_empty());
    assert_eq!(found(&repeat("wall\n"), KeywordOptions::new(1)), ["wall"]);
    let new: String = (0..bytes / 25).map(|i| format!("The word{i} is no verb{i}. ")).collect();
    assert_eq!(keywords(&new, 3).keywords.len(), 3);
}

/// Of a word that is said again and again not every place is listed, but each is counted; what is rare keeps its places.
#[cfg(feature = "json")]
#[test]
fn places_in_json_have_a_bound() {
    use nutgraf::OffsetUnit;
    let text = "The council met. ".to_string() + &"The wall of the river holds. ".repeat(12_000);
    let found = keywords(&text, KeywordOptions::new(50).nested(true));
    let shape = nutgraf::render::json::Keywords::new(&found).with_places(&found, &[&text], OffsetUnit::Bytes);
    let shape = serde_json::to_value(&shape).unwrap();
    let listed = |keyword: &serde_json::Value| keyword["places"].as_array().unwrap().len();
    let keywords = shape["keywords"].as_array().unwrap();
    assert!(keywords.iter().map(listed).sum::<usize>() <= 20_000);
    for keyword in keywords {
        let left_out = keyword.get("places_left_out").map_or(0, |count| count.as_u64().unwrap() as usize);
        assert_eq!((listed(keyword) + left_out) as u64, keyword["count"].as_u64().unwrap(), "{keyword}");
        assert_eq!(left_out > 0, keyword["count"].as_u64().unwrap() > 9_000);
    }
    assert!(keywords.iter().any(|keyword| keyword.get("places_left_out").is_some()));
}

#[test]
fn elided_articles_are_no_part_of_a_keyword() {
    let text = "L'Europe vote. Le Parlement de l’Europe siège, et l'Europe attend l'accord du Parlement de l'Europe.";
    let found = keywords(text, KeywordOptions::new(50).nested(true).language(Language::French));
    let europe = found.keywords.iter().find(|keyword| keyword.phrase == "Europe").expect("Europe");
    assert_eq!(europe.count, 4);
    assert!(europe.places.iter().all(|place| place.span.of(text) == "Europe"));
    let parliament = found.keywords.iter().find(|keyword| keyword.phrase.starts_with("Parlement de"));
    assert_eq!(parliament.map(|keyword| keyword.count), Some(2));
    assert!(
        !phrases(&found).iter().any(|phrase| phrase.starts_with(['l', 'L']) && phrase.contains(['\'', '’']))
    );
}

#[test]
fn forms_of_a_phrase_are_one_keyword() {
    let text = "Flood walls hold. The state-of-the-art flood wall held. A new flood-wall will hold the Tarrow, and the \
                council's flood wall too.";
    let all = keywords(text, KeywordOptions::new(50).nested(true).language(Language::English));
    let count =
        |phrase: &str| all.keywords.iter().find(|keyword| keyword.phrase == phrase).map(|it| it.count);
    assert_eq!(count("flood walls"), None);
    assert_eq!(count("flood wall"), Some(4));
    assert_eq!(count("state-of-the-art"), Some(1));
    assert_eq!(count("council"), Some(1));
}

#[test]
fn a_name_that_looks_like_a_plural_stays_one() {
    let text = format!(
        "The engineer installs Windows for the crew. {}Close the Window in the end.",
        "They run Windows at the pier. ".repeat(9)
    );
    let phrases = found(&text, KeywordOptions::new(3).language(Language::English));
    assert!(phrases.contains(&"Windows".to_string()), "{phrases:?}");
}

#[test]
fn options_narrow() {
    let text = include_str!("../corpora/flood-wall.txt");
    let one = KeywordOptions::new(20).max_words(1);
    assert!(found(text, one).iter().all(|phrase| !phrase.contains(' ')));
    assert_eq!(found(text, one.max_words(9)), found(text, KeywordOptions::new(20)));
}

/// In each language a text of two sentences that says `bridge` (of the harbor) twice, and what it is found to be about.
#[test]
#[rustfmt::skip] // A line for each language.
fn every_language() {
    use Language::*;
    let cases = [
        (Arabic, "أغلقت المدينة الجسر الجديد. وافق المجلس على إصلاح الجسر الجديد.", "الجسر"),
        (Danish, "Byen lukker havnebroen. Rådet vil reparere havnebroen før vinteren.", "havnebroen"),
        (Dutch, "De stad sluit de havenbrug. De raad wil de havenbrug herstellen.", "havenbrug"),
        (English, "The town closes the harbor bridge. The council will repair the harbor bridge.", "harbor bridge"),
        (Finnish, "Kaupunki sulkee satamasillan. Valtuusto korjaa satamasillan syksyllä.", "satamasillan"),
        (French, "La ville ferme le pont du port. Le conseil réparera le pont du port.", "pont"),
        (German, "Die Stadt sperrt die Hafenbrücke. Der Rat will die Hafenbrücke reparieren.", "Hafenbrücke"),
        (Greek, "Η πόλη κλείνει τη γέφυρα. Το συμβούλιο θα επισκευάσει τη γέφυρα.", "γέφυρα"),
        (Hungarian, "A város lezárja a hidat. A tanács megjavítja a hidat ősszel.", "hidat"),
        (Italian, "La città chiude il ponte. Il consiglio riparerà il ponte del porto.", "ponte"),
        (Norwegian, "Byen stenger havnebroen. Rådet vil reparere havnebroen før vinteren.", "havnebroen"),
        (Portuguese, "A cidade fecha a ponte. O conselho vai reparar a ponte do porto.", "ponte"),
        (Romanian, "Orașul închide podul. Consiliul va repara podul din port.", "podul"),
        (Russian, "Город закрывает мост. Совет отремонтирует мост осенью.", "мост"),
        (Spanish, "La ciudad cierra el puente. El consejo reparará el puente del puerto.", "puente"),
        (Swedish, "Staden stänger hamnbron. Rådet vill reparera hamnbron före vintern.", "hamnbron"),
        (Tamil, "நகரம் பாலத்தை மூடுகிறது. மன்றம் பாலத்தை சரிசெய்யும்.", "பாலத்தை"),
        (Turkish, "Kent köprüyü kapatıyor. Meclis köprüyü onaracak.", "köprüyü"),
    ];
    let with_stop_words = Language::ALL.into_iter().filter(|language| language.has_stop_words());
    assert_eq!(cases.len(), with_stop_words.count());
    for (language, text, expected) in cases {
        let found = keywords(text, KeywordOptions::new(10).nested(true).language(language));
        let best = found.keywords.iter().find(|keyword| keyword.phrase == expected);
        assert_eq!(best.map(|keyword| keyword.count), Some(2), "{language}: {:?}", phrases(&found));
        assert_eq!(found.language, language);
    }
}

/// Texts, what is to be listed of them, and what is not: pieces of names among others.
#[test]
#[cfg(all(feature = "tagger-en", feature = "tagger-de"))]
fn names_are_whole() {
    use Language::*;
    let air_force = "The mayor of New York met the U.S. Air Force. New York is big, and the U.S. Air Force left New York.";
    let kennedy =
        "John F. Kennedy was born in Brookline. Kennedy won. Kennedy spoke in Berlin, and Kennedy left.";
    let rings = "We read Lord of the Rings in school, and the critics of Vermont liked Lord of the Rings.";
    let company = "The friends founded Ben & Jerry's in Vermont. Today Ben & Jerry's sells ice cream.";
    let who = "The report of the WHO names no country. The WHO met in Geneva, and the WHO will meet again.";
    let club = "Der FC St. Pauli gewann gegen den Hamburger SV. Am Sonntag spielt der FC St. Pauli in Kiel.";
    let version =
        "Schools keep Windows 10 until June. Windows 10 runs on old machines, so teachers like Windows 10.";
    let cited =
        "Marlowe et al. found that tides fall. Later Marlowe et al. found that the tides of spring rise.";
    let with_party = "The speaker TUV Harriet Quill left the hall. Harriet Quill had asked for a new vote on the harbour, \
                      and Harriet Quill lost it.";
    for (language, text, whole, pieces) in [
        (English, version, "Windows 10", ["Windows", "10"]),
        (English, cited, "Marlowe", ["Marlowe et", "et"]),
        (English, air_force, "New York", ["York", "New"]),
        (English, air_force, "U.S. Air Force", ["Air Force", "U.S"]),
        (English, kennedy, "John F. Kennedy", ["Kennedy", "John"]),
        (English, rings, "Lord of the Rings", ["Lord", "Rings"]),
        (English, company, "Ben & Jerry", ["Ben", "Jerry"]),
        (English, who, "WHO", ["who", "report of the WHO"]),
        (German, club, "FC St. Pauli", ["Pauli", "FC"]),
        (English, with_party, "Harriet Quill", ["TUV Harriet Quill", "Quill"]),
    ] {
        let listed = found(text, KeywordOptions::new(10).language(language));
        assert!(listed.iter().any(|phrase| phrase == whole), "{whole}: {listed:?}");
        assert!(!pieces.iter().any(|piece| listed.iter().any(|phrase| phrase == piece)), "{listed:?}");
    }
}

#[test]
fn a_short_text_has_few_keywords_and_none_is_part_of_another() {
    let text = "Desk converters are tall. A desk converter with a lamp costs less than two desk converters without one.";
    let listed = keywords(text, KeywordOptions::new(10).language(Language::English));
    assert!((1..=4).contains(&listed.keywords.len()), "{:?}", phrases(&listed));
    let desk = &listed.keywords[0];
    assert_eq!((desk.phrase.as_str(), desk.count), ("desk converter", 3));
    assert_eq!(desk.variants, ["Desk converters", "desk converters"]);
    assert!(!phrases(&listed).contains(&"desk"));
    let nested = found(text, KeywordOptions::new(10).nested(true).language(Language::English));
    assert!(nested.contains(&"desk".to_string()), "{nested:?}");
}

/// Texts, what names their topic, and what says nothing of it: nouns such as `process`, labels, adjectives at the edge, verbs where
/// there is no tagger.
#[test]
#[cfg(all(feature = "tagger-en", feature = "tagger-fr"))]
fn what_says_nothing_alone_stands_behind() {
    use Language::*;
    let ferry = "The process is slow. In this process the ferry terminal waits for the process. The ferry terminal is old, \
                 and the harbour office has various reasons. The harbour office likes various reasons.";
    let ferry_fr = "Le gardien du phare vit seul. Le problème du village est ancien, et le problème reste. Les enfants aiment \
                    le gardien du phare, mais le vent pose un problème.";
    let press = "Press the red lever. Press the blue lever to open the sluice gate. The sluice gate keeps the lever dry.";
    let bridge = "Belediye köprüyü sever. Eski köprü, tamamlanmıştır. Yeni köprü, tamamlanmıştır. Köprü, tamamlanmıştır.";
    for (language, text, topic, nothing) in [
        (English, ferry, "ferry terminal", ["process", "various reasons"]),
        (French, ferry_fr, "gardien du phare", ["problème", "ancien"]),
        (English, press, "sluice gate", ["Press", "press"]),
        (Turkish, bridge, "Eski köprü", ["tamamlanmıştır", "Tamamlanmıştır"]),
    ] {
        let listed = found(text, KeywordOptions::new(2).language(language));
        assert!(listed.iter().any(|phrase| phrase == topic), "{topic}: {listed:?}");
        assert!(!nothing.iter().any(|word| listed.iter().any(|phrase| phrase == word)), "{listed:?}");
    }
}

#[test]
fn components_add_up_to_the_score() {
    for (text, language) in [
        (include_str!("../corpora/flood-wall.txt"), Language::English),
        (include_str!("../corpora/hafenbruecke.txt"), Language::German),
        ("Köprü tamamlanmıştır. Yeni köprü Bursa'da tamamlanmıştır.", Language::Turkish),
    ] {
        for nested in [false, true] {
            let options = KeywordOptions::new(30).nested(nested).language(language);
            let explained = keywords(text, options.explained(true));
            for keyword in &explained.keywords {
                let sum: f64 = keyword.components.iter().map(|(_, value)| value).sum();
                assert!((sum - keyword.score.get()).abs() < 1e-9, "{keyword:?}");
                assert!(!nested || keyword.ranked_as.is_none());
                assert_ne!(keyword.ranked_as.as_ref(), Some(&keyword.phrase));
            }
            // Nothing else depends on it.
            let mut plain = explained.clone();
            for keyword in &mut plain.keywords {
                (keyword.components, keyword.ranked_as) = (Vec::new(), None);
            }
            assert_eq!(plain, keywords(text, options));
        }
    }
}

/// What the lists of the Natural Language Toolkit lack.
#[test]
fn function_words_are_no_keywords() {
    use Language::*;
    for (language, text) in [
        (Turkish, "bir olarak kadar değil sonra göre tüm bütün ancak çünkü"),
        (Greek, "της από τη ότι είναι αυτό μια οποία έχει μεταξύ"),
        (Hungarian, "is ha miatt szerint után között ezért mellett"),
        (Finnish, "voi kaikki jälkeen ennen vuoksi kanssa kuitenkin myös"),
        (Romanian, "și între își dintre aceasta către fără până"),
        (French, "cette cet être si leurs après depuis pendant chez"),
        // Possessives and who is spoken to, which texts have and treebanks of news hardly.
        (Polish, "twojego twoich wasza swojej chcesz możesz musimy"),
        (Ukrainian, "вашого вашими твоя свої щодо можете"),
        (Slovak, "tvoju tvoje vašich chceš môžete"),
        (Czech, "tvůj vašich svou chci můžete"),
        (Bulgarian, "вашите твоят нали можете"),
        (Estonian, "sinu teie praegu kuna saate"),
        (Lithuanian, "jūsų savo galite šiems"),
        (Hungarian, "minket önöknek neked szeretnénk"),
        (Korean, "여러분 여러분의 당신의 우리가"),
        // Quoted in another language.
        (Swedish, "the your these which would with"),
        (Hungarian, "about their from there when"),
    ] {
        let listed = found(text, KeywordOptions::new(10).language(language));
        assert!(listed.is_empty(), "{language}: {listed:?}");
    }
}

/// The words of one line of a table in `no_nouns.txt`, particles, headings and furniture: what a reader must not see, and what must be seen.
#[test]
#[cfg(all(feature = "tagger-en", feature = "tagger-es", feature = "markdown"))]
fn main_terms_are_listed_and_furniture_is_not() {
    let read = |text: &str, language: Language| {
        let documents = [Document::markdown(text)];
        let options = KeywordOptions::new(10).language(language);
        let found = keywords_of_documents(&mut Analyzer::new(), &documents, options);
        found.keywords.into_iter().map(|keyword| keyword.phrase).collect::<Vec<_>>()
    };
    for (language, text, named, not_named) in [
        (
            Language::English,
            "# Ferry tickets\n\nA client MUST send the ferry ticket at 9:30 UTC. The server MUST store the ticket, and SHOULD log it at 10:00 UTC. \
             Ferries MUST carry short-lived keys. Short-lived keys expire. A harbour checks short-lived keys at 11:00 UTC.",
            ["ferry ticket", "short-lived keys"],
            ["MUST", "UTC"],
        ),
        (
            Language::English,
            "# Desktops\n\nKDE Frames are new. The panel is made by KDE, and so is the dock. KDE ships a browser. A browser of KDE has tabs.\n\n\
             KDE draws a panel. The panel of openSUSE KDE is blue.",
            ["KDE", "panel"],
            ["openSUSE KDE KDE", "ships"],
        ),
        (
            Language::Korean,
            "# 화살표 함수\n\n화살표 함수는 짧습니다. 함수를 호출하면 값을 반환합니다. 화살표 함수에서 변수는 바깥 변수를 가리킵니다. 변수의 이름은 짧습니다.",
            ["화살표 함수", "변수"],
            ["반환합니다", "함수는"],
        ),
        (
            Language::Polish,
            "# Konta\n\nNa Mastodonie każdy ma konto. Konto Mastodona jest darmowe, a serwer Mastodona działa. Mastodon to serwis, a serwis Mastodona rośnie.",
            ["Mastodon", "serwis"],
            ["Mastodona", "rośnie"],
        ),
    ] {
        let found = read(text, language);
        for phrase in named {
            assert!(found.iter().any(|keyword| keyword == phrase), "{phrase}: {found:?}");
        }
        for phrase in not_named {
            assert!(!found.iter().any(|keyword| keyword == phrase), "{phrase}: {found:?}");
        }
    }
}

/// With `filled`, what was left out comes behind what was not.
#[test]
fn a_filled_list_begins_with_the_list() {
    let text = include_str!("../corpora/smart-thermostat-rebate.txt");
    let options = KeywordOptions::new(40).language(Language::English);
    let (short, filled) = (found(text, options), found(text, options.filled(true)));
    assert!(filled.starts_with(&short) && filled.len() > short.len(), "{filled:?}");
}

/// Texts, what is listed of them, and what would say it again: initials, a part at a capital, the same as one word, what is done with a tool;
/// and forms of a word that has a dictionary form in the text.
#[test]
#[cfg(feature = "tagger-en")]
fn what_is_said_again_is_left_out_and_forms_are_those_of_a_dictionary() {
    use Language::*;
    let guild = "The Harbour Pilots Guild (HPG) met in Ailder. The Harbour Pilots Guild votes on Sunday, and the HPG pays for the pilot boats. \
                 Pilot boats of the Harbour Pilots Guild are red.";
    let hub = "FerryHub, a shop in Ailder, sells tickets. Pilots in Ailder like FerryHub. The hub has lamps. FerryHub, says the mayor, is \
               cheap, and tickets of FerryHub last.";
    let linter = "The timetable linter reads each ferry timetable. Linting takes an hour, and linting a ferry timetable helps. The timetable linter \
                  prints errors.";
    let library = "Programvaran mäter vågor vid kusten. En programvara mäter vågor, och programvaran säljs vid kusten. Programvaran är fri.";
    let visa = "Виза нужна для моря. Туристы ждут визы в порту, а порт выдаёт визы летом. Море любит визы, и порт ставит печать. Без визу порт закрыт.";
    // The texts have no form of a dictionary.
    let zone = "Fiskare möts i den ekonomiska zonen. Havet i den ekonomiska zonen är rikt, och fartyg vaktar den ekonomiska zonen.";
    let village = "Vocea comunității se aude în port. Planul comunității ajută portul, iar sprijinul comunității crește. Banii comunității ajung.";
    let policy = "Liman politikaya uyuyor. Gemiler bu politikaya bakıyor, kaptanlar politikaya güveniyor. Herkes politikaya saygı duyuyor.";
    let meeting = "Satama nukkui kokouksessa. Kapteenit tapasivat kokouksessa, ja kokouksessa oli kiire. Kokouksessa nukuttiin.";
    let club = "Rybáři mají klub u moře. Schůze klubu byla dlouhá a předseda klubu spal. Peníze klubu leží v bance, dům klubu stojí.";
    for (language, text, listed, not_listed) in [
        (English, guild, "HPG", "Harbour Pilots Guild"),
        (English, hub, "FerryHub", "hub"),
        (English, linter, "timetable linter", "linting"),
        (Swedish, library, "programvara", "programvaran"),
        (Russian, visa, "виза", "визы"),
        (Swedish, zone, "ekonomisk zon", "ekonomiska zonen"),
        (Romanian, village, "comunitate", "comunității"),
        (Turkish, policy, "politika", "politikaya"),
        (Finnish, meeting, "kokous", "kokouksessa"),
        (Czech, club, "klub", "klubu"),
    ] {
        let found = found(text, KeywordOptions::new(10).language(language));
        assert!(found.iter().any(|phrase| phrase == listed), "{listed}: {found:?}");
        assert!(
            !found.iter().any(|phrase| phrase.eq_ignore_ascii_case(not_listed)),
            "{not_listed}: {found:?}"
        );
    }
}

/// A patch below a mail, and who was present, are no keywords.
#[test]
#[cfg(all(feature = "tagger-en", feature = "mail", feature = "markdown"))]
fn what_stands_in_a_patch_or_a_list_of_names_is_no_keyword() {
    let mail = "From: Rita <rita@example.org>\nTo: list@example.org\nSubject: [PATCH] Sort ferry times\n\n\
                This patch sorts ferry times before the timetable is printed. The timetable was wrong where ferry times came twice.\n\
                \n---\n lib/times.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n\
                diff --git a/lib/times.c b/lib/times.c\n--- a/lib/times.c\n+++ b/lib/times.c\n@@ -1,4 +1,4 @@\n\
                 struct ferry_slot slot_first;\n-slot_first = next_slot(slot_first);\n+slot_first = sort_slot(slot_first);\n return slot_first;\n";
    let minutes = "# Minutes of the harbour board\n\n## Present\n\n- Rita Vale\n- Joe Ferrow\n- Ada Marsh\n- Tom Quill\n- Una Reed\n\n## Ferry times\n\n\
                   One of them asked for new ferry times. The harbour board likes the new ferry times, and the pilots like the harbour board. The timetable of \
                   the pilots costs little, and the timetable hangs at the quay.\n";
    let mut analyzer = Analyzer::new();
    for (document, listed, not_listed) in [
        (Document::read(mail, Format::Mail).unwrap(), "ferry times", "slot_first"),
        (Document::markdown(minutes), "ferry times", "Rita Vale"),
    ] {
        let options = KeywordOptions::new(10).language(Language::English);
        let found = keywords_of_documents(&mut analyzer, &[document], options);
        let found = phrases(&found);
        assert!(found.contains(&listed), "{found:?}");
        assert!(!found.contains(&not_listed), "{found:?}");
    }
}

/// The text has no dictionary form, but its other forms tell it; cases behind a mark; verbs that no noun is made of.
#[test]
fn forms_of_a_noun_tell_its_dictionary_form_and_marks_part_cases() {
    use Language::*;
    let threats = "Model zagrożeń pomaga portowi. Kapitan widzi zagrożenia na morzu, a lista zagrożeń rośnie. Port żyje z zagrożeniem.";
    let union = "EU:n satama nukkuu. Kalastajat lukevat EU:n sääntöjä, ja EU:n laivat odottavat satamassa. Satama kuuluu EU:n alueeseen.";
    let program = "Pescarii au un software-ul nou. Portul plătește pentru software-ul acesta, iar software-ul arată valurile.";
    let germany = "Pristanišče leži v Nemčiji. Ribiči v Nemčiji imajo ladje, ladje v Nemčiji pa so rdeče.";
    let imagine = "Įsivaizduokime uostą. Uostas miega, įsivaizduokime laivus uoste, ir įsivaizduokime žvejus. Žvejai mato laivus prie uosto.";
    let train = "Pociąg do Ostródy odjeżdża o szóstej. Z Ostródy jedziemy rowerem nad jezioro. Droga do Ostródy biegnie przez las, a kanał łączy jezioro z morzem. Kanał jest stary, a jezioro głębokie.";
    let dams = "Delegacija je stigla na sastanak o vodi u Iraku. U Iraku rijeke presušuju, a brane u Iraku trebaju popravak. Brane na rijekama daju struju.";
    for (language, text, listed, not_listed) in [
        (Polish, train, "Ostróda", "Ostródy"),
        (Croatian, dams, "Irak", "Iraku"),
        (Polish, threats, "zagrożenie", "zagrożeń"),
        (Finnish, union, "EU", "EU:n"),
        (Romanian, program, "software", "software-ul"),
        (Slovenian, germany, "Nemčija", "Nemčiji"),
        (Lithuanian, imagine, "uostas", "įsivaizduokimas"),
    ] {
        let found = found(text, KeywordOptions::new(10).language(language));
        assert!(found.iter().any(|phrase| phrase == listed), "{listed}: {found:?}");
        assert!(!found.iter().any(|phrase| phrase == not_listed), "{not_listed}: {found:?}");
    }
}

/// What a title names is listed however seldom it is said, and nouns too broad to choose are not, unless the title has them. Who speaks in
/// minutes by initials, codes of places, tags of templates, measures and what something has are no keywords; a first name gives way to
/// the name, however often it is said.
#[test]
#[cfg(all(feature = "tagger-en", feature = "markdown"))]
fn titles_name_the_subject_and_broad_nouns_do_not() {
    let timetable = "The ferry timetable is new. Pilots like the ferry timetable, and harbour lamps burn. The committee printed the ferry \
                     timetable, the committee sold it, and the committee hung up harbour lamps. A ferry timetable costs little, and harbour lamps \
                     last. Pilots read the ferry timetable under harbour lamps. Pilots know tidal streams, and the ferry timetable has tidal streams.";
    let titled = format!("# The committee\n\n{timetable}");
    let untitled = format!("# Ferries at night\n\n{timetable}");
    let lantern = format!("# Tarrow Lantern\n\n{timetable} Readers of the Tarrow Lantern sleep.");
    let group = format!("# Harbour WG\n\nThe WG met at noon.\n\n{timetable}");
    let minutes = format!(
        "# Ferry tickets\n\nRW: Ferry tickets cost too much.\n\nJM: Harbour dues pay for the quay.\n\nDH: Ferry tickets are cheap.\n\n\
                   RW: I sold ferry tickets.\n\nJM: Harbour dues rose.\n\nDH: Let us follow up on what RW said of harbour dues. RW and JM agree.\n\n{timetable}"
    );
    let places =
        format!("{timetable} One ferry timetable hangs in Ailder, QX and one in Portmere, QX at the quay.");
    let template = format!(
        "{timetable}\n\n{{box-start kind=\"tide\"}}\n\nLow water.\n\n{{box-end}}\n\n{{box-start kind=\"ebb\"}}\n\nHigh water.\n\n{{box-end}}\n"
    );
    let measure = format!("{timetable} Take 50g kelp. Then add 50g kelp to the broth.");
    let possessor = format!("{timetable} The lamp's colour is red. The lamp's colour fades.");
    let name = "Rita Vale repairs harbour lamps. Harbour lamps need oil, and Rita buys lamp oil. Lamp oil is dear. The pilots thank Rita for harbour lamps.";
    let given = "Brett Cannon opened the meeting of the harbour board. Brett read the accounts of the lighthouse. The lighthouse needs a keeper, said Brett, \
                 and the harbour board agreed. Brett will write to the lighthouse keeper.";
    let bidden =
        format!("{timetable} Register at the quay. You have to register before noon. Register twice.");
    for (text, listed, not_listed) in [
        (given, "Brett Cannon", "Brett"),
        (&bidden, "ferry timetable", "register"),
        (titled.as_str(), "committee", "committees"),
        (&untitled, "ferry timetable", "committee"),
        (&lantern, "Tarrow Lantern", "committee"),
        (&group, "Harbour WG", "WG"),
        (&minutes, "ferry tickets", "RW"),
        (&minutes, "ferry tickets", "JM"),
        (&places, "ferry timetable", "QX"),
        (&template, "ferry timetable", "box-end"),
        (&template, "ferry timetable", "box-start"),
        (&measure, "ferry timetable", "50g kelp"),
        (&possessor, "ferry timetable", "lamp's colour"),
        (name, "Rita Vale", "Rita"),
    ] {
        let documents = [Document::markdown(text)];
        let options = KeywordOptions::new(10).language(Language::English);
        let found = keywords_of_documents(&mut Analyzer::new(), &documents, options);
        let found = phrases(&found);
        let has = |phrase: &str| {
            found.iter().any(|keyword| keyword.trim_end_matches('s') == phrase.trim_end_matches('s'))
        };
        assert!(has(listed), "{listed}: {found:?}");
        assert!(!found.contains(&not_listed), "{not_listed}: {found:?}");
    }
}

/// A German adjective behind an article has another ending alone.
#[test]
fn german_adjectives_stand_alone_without_their_article() {
    for (text, expected) in [
        ("Das offene Verfahren beginnt. Wer das offene Verfahren kennt, bietet mit.", "offenes Verfahren"),
        ("Der rote Leuchtturm steht am Hafen. Abends blinkt der rote Leuchtturm.", "roter Leuchtturm"),
        ("Die alte Mole bricht. Im Sturm hält die alte Mole nicht.", "alte Mole"),
    ] {
        let found = found(text, KeywordOptions::new(5).language(Language::German));
        assert!(found.iter().any(|phrase| phrase == expected), "{expected}: {found:?}");
    }
}

/// Common nouns beside each other in German are two objects, unless they always stand together.
#[test]
fn german_nouns_beside_each_other_are_no_phrase() {
    let pump = "Eine Pumpe entzieht der Außenluft Wärme. Der Außenluft Wärme zu nehmen, kostet Strom. Die Wärme geht ins Haus, und \
                die Außenluft wird kalt. Wer Open Source mag, baut die Pumpe selbst. Open Source kostet nichts.";
    let found = found(pump, KeywordOptions::new(10).language(Language::German));
    assert!(found.iter().any(|phrase| phrase == "Außenluft"), "{found:?}");
    assert!(found.iter().all(|phrase| phrase != "Außenluft Wärme"), "{found:?}");
    assert!(found.iter().any(|phrase| phrase == "Open Source"), "{found:?}");
}

/// Names keep their Roman numerals, and a line that is one phrase is a keyword as a whole.
#[test]
#[cfg(feature = "tagger-en")]
fn names_keep_numerals_and_lines_their_words() {
    let wars = "World War I closed the harbour. World War II closed it again, and the harbour lost its cranes. The cranes were rebuilt.";
    let list = "Soup for pilots\n\nRye flour\n\nKelp broth\n";
    let both = "Tide gates keep the town dry. A tide comes twice a day, and gates of steel close before it. The tide gates are old; new tide \
                gates cost money. Each tide is measured, and each of the gates is painted. The tide turns at noon, when gates open.";
    for (text, listed, not_listed) in
        [(wars, "World War II", "World War"), (list, "rye flour", "flour"), (both, "tide gates", "tide")]
    {
        let found = found(text, KeywordOptions::new(10).language(Language::English));
        assert!(found.iter().any(|phrase| phrase.eq_ignore_ascii_case(listed)), "{listed}: {found:?}");
        assert!(!found.iter().any(|phrase| phrase == not_listed), "{not_listed}: {found:?}");
    }
}

/// What a hyphen joins to a name is put in the nominative; sentences in capitals have no acronyms.
#[test]
fn compounds_of_names_bend_and_shouted_words_stand_behind() {
    let russian = "Команда работает с Git-репозиторием. С Git-репозиторием работать просто. Псевдонимы живут рядом с Git-репозиторием.";
    let found_russian = found(russian, KeywordOptions::new(5).language(Language::Russian));
    assert!(found_russian.iter().any(|phrase| phrase == "Git-репозиторий"), "{found_russian:?}");
    let harbour = "O porto de Aveiro tem amarrações. As amarrações do porto são gratuitas, e o farol do porto é novo. \
                   SE NÃO QUERES ESPERAR, DEVES RESERVAR JÁ. TODOS OS BARCOS DEVES AVISAR. O farol guia os barcos.";
    let found_harbour = found(harbour, KeywordOptions::new(5).language(Language::Portuguese));
    assert!(found_harbour.iter().all(|phrase| phrase != "DEVES"), "{found_harbour:?}");
}
