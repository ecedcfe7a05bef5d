//! The language of a text by what three letters in a row say of it, among those written in its script.
//!
//! Each trigram adds what it costs a language: a logarithm of how much rarer it is there than where it is most frequent. So a
//! naive Bayes classifier comes to a sum for each language, and the least is the likeliest. The table is made by
//! `scripts/language_trigrams.py`; classes of their own stand for neighbors that have no name in
//! [`Language`](super::super::Language), such as Afrikaans and Macedonian, so that these are not taken for Dutch and Bulgarian.
//!
//! * time: a look-up for each letter, and an addition for each language of the script
//! * space: 6,800 trigrams lead to their lines in the text of the table by an index of 100 KB that the compiler makes: building
//!   one took a seventh of the time of a process for one short text
//!
//! Cavnar and Trenkle, *N-gram-based text categorization*, 1994, for the trigrams; Dunning, *Statistical identification of
//! language*, 1994, for the likelihoods.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet, FxHasher};

use super::super::Language;
use super::script::Script;
use super::{LONGEST_WORD, PIECES, PLAIN_LETTERS, SAMPLE_BYTES};

/// The most languages that a script has in the table.
const CLASSES: usize = 56;

/// The most letters that are read of a text: each piece may end in a whole word.
const MOST_READ: usize = SAMPLE_BYTES + PIECES * LONGEST_WORD;

/// About how many words are read of a text.
const MOST_WORDS: usize = MOST_READ / 4;

/// The trigrams of a text that is long enough for the likeliest language to be right nearly always.
const MANY_TRIGRAMS: u32 = 100;

/// In so few trigrams nothing is known: a short word, a number with its unit.
const FEW_TRIGRAMS: u32 = 4;

/// What all classes but English cost from the start, in steps of 0.4 nats: it is what most short texts are written in, and what is taken
/// for the language where none is known. With 20, of cuts of twenty characters in 29 other languages in Latin script 75 in 100 are taken
/// for what they are, of English ones 987 in 1,000, and of 781 English headings 27 are taken for others; with 12 it is 78, 973 and 48.
const NOT_ENGLISH: u32 = 20;

/// What the classes without a name cost beyond that: few texts are in Esperanto or Faroese.
const NAMELESS: u32 = 12;

/// A text whose trigrams cost every language more than [`COSTLY`] steps each, and the next one hardly more than the
/// likeliest, is in none of them: less than [`CLEAR`] quarters of a step a trigram. Of pieces of 200 characters in the languages of
/// the table 7 in 1,000 are so, of 1,000 characters none; of 331 languages that are not in it 91 % are so, or taken for a
/// neighbor without a name.
const COSTLY: u32 = 4;
const CLEAR: u32 = 3;

/// What a word that is a form of another is worth to a class without a name, in the same steps. Chosen: as much as a letter that the others
/// are not written with.
const FORM: u32 = 8;

/// How much more a declared language may cost than the likeliest, in the same steps: a likelihood of 9 million to 1, as trigrams
/// that come from the same words are counted each, and a page has names and quotations of others.
const DECLARED: u32 = 40;

/// Languages that are so much alike that being near one says nothing against the other.
const ALIKE: [[Language; 2]; 5] = [
    [Language::Spanish, Language::Galician],
    [Language::Portuguese, Language::Galician],
    [Language::Croatian, Language::Serbian],
    [Language::Danish, Language::Norwegian],
    [Language::Czech, Language::Slovak],
];

/// What one of two languages has which few words cannot tell apart, and the other has not: letters, and the commonest spellings in small
/// letters, with and without accents, with bars between. `Undetermined` stands for neighbors without a name.
const MARKS: [[(Language, &str); 2]; 19] = [
    [
        (
            Language::French,
            " le | la | les | des | et | est | une | qui | dans | pour |é|è|ç|eau|eux| du | d'| l'|ment ",
        ),
        // Breton.
        (
            Language::Undetermined,
            "c'h|c’h|C'h| ket| eo |zh| ar | gant | war | hag | zo | da | an | ur | em eus| he deus| en deus|ñ| evit | bet |iñ |où",
        ),
    ],
    [
        (Language::Vietnamese, "ư|ơ|đ|ă|ế|ộ|ạ|ả|ấ|ầ|ệ| của | không| là | và |ng |nh "),
        // Yoruba, Igbo and others with dots below.
        (
            Language::Undetermined,
            "ṣ|Ṣ|gb| ní | ti | tí | kò | ń | ọ̀|ọ́|ẹ̀|ẹ́| àwọn| fún | sì | pé | lo |ị|ụ na | nke | ya ",
        ),
    ],
    [
        (Language::Galician, " o | os | do | da | na | dos | das | unha | non | máis |ción"),
        // Occitan.
        (Language::Undetermined, "Lo |Los | lo | los | las |è|à|ò|lh|nh| amb | pas "),
    ],
    // Sorbian has letters of both Polish and Czech.
    [
        (Language::Polish, "ż|ą|ę|rz|cz|sz|ś|ych |ego |dzi"),
        (Language::Undetermined, "ě|ř|č|š|ž| wo | zo | jo |njej|pś|wót"),
    ],
    [
        (Language::Slovak, "ľ|ô|ť|á|í|ý|é| na | sa | je "),
        (Language::Undetermined, "ł|ě|ř|ć|ń| wo | zo | so |šće"),
    ],
    [
        (Language::Slovenian, " in | se | ki | je | na | za | da |šč"),
        (Language::Undetermined, "ł|ě|ř|ć|ń|ó| wo | zo | so |šće"),
    ],
    [(Language::Czech, "ů|í|á|ý|é|ou | v | ve | na "), (Language::Undetermined, "ł|ć|ń| wo | zo | so |šće")],
    [
        (Language::Croatian, "đ|ije|lj|nj| je | su |ć|što| koj"),
        (Language::Undetermined, "ł|ř|ě|ń|šće|šć| wo | zo | so | kotr"),
    ],
    [
        (
            Language::Czech,
            concat!(
                "ě|ř|ů|Ě|Ř| ve | ze |jsem|jsme|jsou| byl|kter|kdo| nebo| se | pro |mezi | jen | jako| jak |",
                " podle| nej|muze|může| lid|řekl| roce | dne |protoz|protož| uz je| take| také| az | kdyz| když|",
                " neni|jejich",
            ),
        ),
        (
            Language::Slovak,
            concat!(
                "ľ|ĺ|ŕ|ô|ä| vo | zo | som | sme | bol|ktor| kto| alebo|preto| lebo|ia |iu | sa | pre |medzi |",
                " len | ako | podla| podľa| naj|môže| lud| ľud|povedal| dna | dňa |pretoz|pretož| su | sú |tiez|",
                "tiež|nie |nia | ked| keď| nie | jej | ich ",
            ),
        ),
    ],
    [
        (
            Language::Croatian,
            concat!(
                "gdje|prije|vrijem|mjesto|mjesta|mjeri|dvije|europ|uvjet|tisuć|također | tko |čovjek|cijen|uspje|",
                "bijel|tjed|rijek|svijet|lijep|nitko|netko|pješ|vje|mje|dje|cje|tje|sje|rješ|rjes|ijed|ijeć|ijes|",
                "tisuc|takoder |covjek|općin|opcin|tijek|glede|sukladno|siječnj|veljač|ožujk|svibnj|lipnj|srpnj|",
                "kolovoz|rujn|listopad|studeno|prosinc|vlak|glazb|izvješ|tvrtk|unatoč|unatoc|tjera|milijun|",
                "županij|zupanij|priopć|priopc|nogomet|veleposl|zrakoplov|poduze|glasnogov|općen|mjesec|suradnj|",
                "vanjsk|sustav|točk|tock|organizir|povijes|financij|gospodar|prijedlog|",
                "uopće|uopce|vijes|vijek|mijen|dijel|cijel|lijev|slijed|zlijed|obitelj|potpor|šutnj|sutnj|ravnatelj|trenutač|",
                "kolodvor|znanstv|premda|odvjetn|sudjel|gospođ|oporb|uspored|zračn|oženj|tisak|tiskov|naposlj|",
                "razrij|prigod| uhit| uhić|prosvjed|vijeć|povjerenst|tajnik|dužnosn|proračun|sigurnos|poslužitelj|zapork|pogrešk|korišt|",
                "obavij|vrijed|unijet|ispričav|iznimk|elektronič| upute ",
            ),
        ),
        (
            Language::Serbian,
            concat!(
                "gde| pre |mesto|mesta| dve |evrop|uslov|hiljad|takođe |čovek|nedelj| ovde| reke | reku |niko |",
                " ko |peške|časova|takodje |takode |covek|posle|opšt|delov|uspeh|rešen|resen|primer| mer|promen|",
                "zahtev|savet|sveta |svetu |svetsk| deca| dec|januar|februar|septembr|oktobr|novembr|decembr|",
                "avgust| april|proteklo|obezbe|bezbed| leto |pobed|reči |vreme |predsed|fudbal|portparol|saopšt|",
                "saopst|ambasad|milion|avion|preduze|pozoriš|pozoris| evra| šta | sta |hteo|hteli|pošto|",
                "uvek|mesec|predlog|zvanič|zvanic|saradnj|spoljn|odbran|tačn|tacn|tačk|tack|sistem|organizov|",
                "istorij|finansij| deo |rešav|sedišt| lev|levic| celo| cele|vekov| vesti| sled|naslednik|porodic|ćutanj|cutanj|",
                "tokom|naučn|muzič|muzic|učestv|ucestv|uticaj|takmič|poset|ubeđ|uver|poveren|smer|poređ|vazduh|uprkos|",
                "advokat|opozic|komesar|telim| tela | telo |utisak|pored toga|",
                "vrednost|vredn| da bude|mora da |može da |mogu da |treba da | želi da |aju da |iju da |korišć|obavešt|sledeć|posledn|",
                "ukoliko|fajl|sajt|uputstv|elektronsk|bezbednos|verov| ceo |primen|menja|zamen|budžet|hapš|sekretar|delimičn|srećn|uspeš",
            ),
        ),
    ],
    [
        (
            Language::Portuguese,
            "ã|õ|ç|lh|ê|ô|â|nao |cao |coes | com | uma | um | em | pelo| pela|ss| sao |ja | num|gem | bem |j",
        ),
        (
            Language::Galician,
            concat!(
                "ñ|unha|ll| co | coa |cion |xa |non | con | un | en | polo| pola|xe| nun|xo | moi | ben |aron |",
                " foron|ción|sión|ións| á | ás | lle|xustiz|xeral|xent| xen|xur|xov|oxe|viñ| ningu| ata |",
                " dende|deixa|dixo| fixo|é unha| eiqu| aquí",
            ),
        ),
    ],
    [
        (
            Language::Danish,
            concat!(
                "ede | af |hvad | ud | op | efter|øj|åb| mig| dig|noget|nogen|blev | uge| bog | nu | bliver|",
                " uden |gade |ej |tion|hedder|ighed| sig| ind|mellem| igen |gik |fik |mand |gøre|sprog|",
                "bruge|tage |siger| kun |Børn| børn| end |værdi|vælg|oply|venligst|læg|bekræft",
            ),
        ),
        (
            Language::Norwegian,
            concat!(
                " av | hva | ut | opp | etter|øy|åp| meg| deg| noe|sjon| ble | mye | uke| bok | nå | uten |gate |",
                "ei|kj|gj|nga |lva |kka |tta | heter|ighet| seg| inn|mellom|igjen|gikk|fikk|mann |gjør|kjen|",
                "språk|bruk| bare | slik| enn |verdi|oppg|tillat|vennligst| noen|dersom|bekreft|legge ",
            ),
        ),
    ],
    [
        (
            Language::Indonesian,
            concat!(
                "bahwa|karena|bisa |pemerintah|kamu|nomor|tanggal|silakan|harus|ketika|sedangkan|yakni|waktu|saat| uang|kantor|mobil|",
                "berbeda|coba |sekitar|seperti| besok|sepeda|rumah sakit|pabrik|bandara|pajak|rupiah|Rp|persen|karyawan|",
                "perawat|polisi |kemarin|kalian| kota |universitas|perusahaan|Agustus|Juli |Desember| sore",
            ),
        ),
        // Malay.
        (
            Language::Undetermined,
            concat!(
                "bahawa|kerana|iaitu|boleh|hendaklah| ialah|mahu |kerajaan|sekiranya|tarikh|nombor|sila |beliau| wang |pejabat|",
                "kereta|budak|universiti|polis |syarikat|cuba |semasa|berbeza|sekitar|seperti| esok|basikal|hospital| kilang|",
                "lapangan terbang| cukai|ringgit|RM|baharu|semalam| awak |majlis|Majlis|bandar|kanak-kanak|peratus|kakitangan|jururawat|sehingga|sesiapa|Ogos|Julai|Disember|petang",
            ),
        ),
    ],
    [
        (
            Language::Spanish,
            concat!(
                "ñ|ción| el | los | las | con | para | por |dad |¿|¡| y | más | su | del |iones| muy | donde|ie|ue|uev| ll|",
                " es | al ",
            ),
        ),
        (
            Language::Catalan,
            concat!(
                "ç|l·l|ny|ig |Els | molt |Avui | avui| tinc | vull | hi | ho | ens |arem |aré | amb | els | les | per |ció| d'| l'| s'|'l | d’| l’| s’|ï| és | aquest|ixen|tat |eix|leu |iu | si us |à|è|ò|",
                " el seu| dels| als | i | un | més |L'| li | va |gaireb|tothom| vell |dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge| fins | quan |",
                "seva|meva| vam | és ",
            ),
        ),
    ],
    [
        (
            Language::Spanish,
            "ción| el | los | las | es | muy |mucho|mucha|también| fue|gente| con la | con el |La |El |Los | en la | le | su ",
        ),
        // Aragonese and Asturian.
        (
            Language::Undetermined,
            concat!(
                " ye | yera| ista | iste |ixe | ixo|d'a |d'o |d'os|d'as| en o | en a | con o | con a | os | as |tamién|muit|munch|",
                "chent|xente|cion |zión|dende| nel | na | nun | nuna | col |equí|fizo| y o | y a | a os | que o |O | dica | puy|",
                " yá| llingua| x|xeron|dixo|Dixo| tol|íes |íen |güe|'l |l'|L'|ientu| pal | pa | toos| toes|ieya|óse'|dexar|axunt| conce",
            ),
        ),
    ],
    [
        (
            Language::Catalan,
            " els | amb | i |ny| és |ció|l·l| vam | van | va | dels | als |ix| més |Els | però| perquè| aquest| seva | que no ",
        ),
        // Occitan.
        (
            Language::Undetermined,
            " los | las | lo | e |lh|nh| sus |cion|èron| es | qu'| dins | dau |Los |Las |Lo | pas | que se | son | aqueste| uèi| èra",
        ),
    ],
    [
        (
            Language::Dutch,
            "ij|z|sch|cht|ten |gen |den |ven |len |ren |nen |ken |ont |eft | de | het | een | niet| ik | je | naar |De |Het |Een |Ik | uit | voor | ook |veel|heb",
        ),
        // Afrikaans and Frisian.
        (
            Language::Undetermined,
            concat!(
                " nie | nie.| nie,|'n |’n |hulle| sy | ek | vir | baie|ë|ê| my | by |sk|dae |Ons |Ek |",
                " hierdie| hom | gaan | word |oop|eur |nde | sal |igheid |",
                " fan | yn | it | mei | foar|wurd|tsj|û|ú|â|jier| dy | hie | hat | troch| nei | net | wy | oan |It |Wy |",
                "yn |moarn|gean| ha |jûn|hjoed|nije|oarn|oar |dei | oer |woene| binne|hawwe| soe |iepen|tiid|hûs|ea| wer ",
            ),
        ),
    ],
    [
        (Language::Turkish, "ğ|ı| ve | için| ile | olan|yor|mek |mak |lık"),
        // Turkmen and Kurdish.
        (
            Language::Undetermined,
            "ň|ý|ä|ž| we | üçin| bilen|ýan|mek |mak |lyk|ê|xw|î | ku | ji | li | bi | di | kir| jî| bû",
        ),
    ],
    [
        (
            Language::Hindi,
            concat!(
                " है| हैं| में | का | की | के | को | से | ने | और | था| थी| नहीं| पर | यह | वह | हुई| हुआ| रहा|",
                " रहे| गया",
            ),
        ),
        // Marathi and Nepali.
        (
            Language::Undetermined,
            concat!(
                " आहे| आणि |ातून|ाच्या |ांच्या |ची |चे |चा |ांनी |तील |पर्यंत|मुळे |साठी | नाही| होते| होता|ळ|",
                "ूने |ले.|ला.|न्छ| छ।|थियो|हरू|लाई |सम्म |एको|ौं|छैन| छन्|उनले|उनी|मैले| पनि |न् | तर | हिजो| भयो|एर |माथि|हुन्",
            ),
        ),
    ],
];

/// Past this many bytes trigrams tell Danish and Norwegian, Hindi and Marathi better than their marks do: of pieces of 200 letters. The marks
/// of the other pairs hold for longer texts too.
const SHORT_BYTES: usize = 300;

/// The letters beyond ASCII that languages in Latin script are written with. Those that stand in names alone are left out.
///
/// What a short text says by one such letter outweighs what its trigrams say, of which a table has the commonest only.
const LATIN: [(&str, &str); 46] = [
    ("ca", "àçéèíïóòúü"),
    ("cs", "áčďéěíňóřšťúůýž"),
    ("da", "æøåé"),
    ("de", "äöüßé"),
    ("en", "é"),
    ("es", "áéíóúüñ"),
    ("et", "äõöüšž"),
    ("fi", "äöå"),
    ("fr", "àâæçéèêëîïôœùûü"),
    ("gl", "áéíóúüñï"),
    ("hr", "čćđšž"),
    ("hu", "áéíóöőúüű"),
    ("id", "é"),
    ("is", "áðéíóúýþæö"),
    ("it", "àèéìíòóù"),
    ("lt", "ąčęėįšųūž"),
    ("lv", "āčēģīķļņšūž"),
    ("nl", "ëïéèêöüáó"),
    ("no", "æøåéèòô"),
    ("pl", "ąćęłńóśźż"),
    ("pt", "àáâãçéêíóôõúü"),
    ("ro", "ăâîșțşţ"),
    ("sk", "áäčďéíĺľňóôŕšťúýž"),
    ("sl", "čšž"),
    ("sr", "čćđšž"),
    ("sv", "åäöé"),
    ("tr", "çğıöşüâîû\u{307}"),
    ("vi", "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
    ("other-afr", "ëêôîûéèïöá"),
    ("other-als", "ëç"),
    ("other-azj", "əıçğöşü\u{307}"),
    ("other-cym", "âêîôûŵŷäëïö"),
    ("other-epo", "ĉĝĥĵŝŭ"),
    ("other-eus", "ñçü"),
    ("other-fao", "áðíóúýæø"),
    ("other-gle", "áéíóú"),
    ("other-hat", "èòéà"),
    ("other-lat", "āēīōūæœë"),
    ("other-ltz", "äëéöüôê"),
    ("other-mlt", "ċġħżàèìòù"),
    ("other-oci", "àáçéèíïóòúü"),
    ("other-som", ""),
    ("other-swh", ""),
    ("other-tgl", "ñáàéèíóòú"),
    ("other-uzn", "ʻ"),
    ("other-zul", ""),
];

/// Of Cyrillic script those letters that not all have.
const CYRILLIC: [(&str, &str); 6] = [
    ("be", "ёіўщыэйьюя"),
    ("bg", "ищъйьюя"),
    ("ru", "иёщъыэйьюя"),
    ("sr", "иђјљњћџ"),
    ("uk", "ґєіїищйьюя"),
    ("other-mkd", "иѓѕјљњќџ"),
];

/// What a letter costs a language that is not written with it, in the steps of the table; and what one costs that only languages
/// without a name are written with, as the `ĝ` of Esperanto: in a short text it outweighs that these are rare.
const STRANGER: u8 = 8;
const OUTLANDISH: u8 = 3 * STRANGER;

/// Behind this many trigrams letters say nothing new, and names have letters of other languages.
const FEW_ENOUGH: u32 = 80;

/// The tables, with room behind the last line for [`CLASSES`] letters.
const TEXT: &str =
    concat!(include_str!("../trigrams.txt"), "                                                        ");

/// The letter of a class that a trigram costs nothing.
const FREE: u8 = b'a';

/// What no language has, for the edges of words.
const EDGE: char = '_';

struct Table {
    /// `Undetermined` for those without a name.
    classes: Vec<Language>,
    /// For each letter beyond ASCII what it costs each class: nothing, if the language is written with it.
    /// Worked out for the first short text that has one.
    strangers: OnceLock<FxHashMap<char, [u8; CLASSES]>>,
    script: Script,
    /// The codes of the classes.
    names: &'static str,
}

/// The letters of the distinct words of a text that mostly says them again, from which on they tell its language. Chosen.
const REPEATED_LETTERS: usize = 100;

/// The language of a text in a script that several are written in, or `None` if there is doubt.
pub(super) fn detect<'t>(
    pieces: impl Iterator<Item = &'t str> + Clone,
    script: Script,
    declared: Option<Language>,
) -> Option<Language> {
    let mut found = likeliest(pieces.clone(), script, declared)?;
    if found == Language::Undetermined && declared.is_none() {
        // What is in no language may only say one word of it again and again.
        let mut seen = FxHashSet::with_capacity_and_hasher(MOST_WORDS, FxBuildHasher);
        let hash = |word: &str| {
            let mut hasher = FxHasher::default();
            word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c as u32));
            hasher.finish()
        };
        let mut distinct: Vec<&str> = Vec::with_capacity(MOST_WORDS);
        let mut count = 0;
        let words = pieces.clone().flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
        distinct.extend(words.filter(|word| {
            count += usize::from(!word.is_empty());
            !word.is_empty() && seen.insert(hash(word))
        }));
        let letters: usize = distinct.iter().map(|word| word.chars().count()).sum();
        // Where most words are said again, what is left is another text than the whole, and a few words of it will do.
        if letters >= PLAIN_LETTERS || letters >= REPEATED_LETTERS && count >= 2 * distinct.len() {
            found = likeliest(distinct.into_iter(), script, declared).unwrap_or(found);
        }
    }
    if declared == Some(found) {
        return Some(found);
    }
    Some(match script {
        Script::Cyrillic => by_south_slavic_letters(bulgarian_or_russian(found, pieces.clone()), pieces),
        Script::Arabic => without_kurdish(found, pieces),
        Script::Latin if found == Language::Undetermined => catalan_by_words(pieces),
        Script::Latin if found == Language::English && is_accented(pieces.clone()) => Language::Undetermined,
        _ => by_marks(found, script, pieces),
    })
}

/// Whether enough letters have marks for a text not to be English, which is what one in no language of the table is soonest taken for.
fn is_accented<'t>(pieces: impl Iterator<Item = &'t str>) -> bool {
    const LETTERS_PER_ACCENT: usize = 6;
    let (mut accents, mut letters) = (0, 0);
    for c in pieces.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        letters += 1;
        accents += usize::from(!c.is_ascii());
    }
    accents * LETTERS_PER_ACCENT >= letters && accents > 1
}

/// What is taken for Occitan or for none by its trigrams and has the words of Catalan: those that no neighbor has, and common ones.
fn catalan_by_words<'t>(pieces: impl Iterator<Item = &'t str> + Clone) -> Language {
    const OWN: &str = concat!(
        " vam |Vam | vaig |Vaig | amb | els |Els | quan |Quan | meva | seva | perquè | però |Però | aquest| molt | és |l·l|",
        " nosaltres|ningú |Ningú | havia | vora | fins | dels | als | i em | i vam | i la | i els | ens | hi ha | fou | després ",
    );
    const COMMON: &str =
        " de | la | i | per | al | del | que | a | un | una | en | el | les | va | era | no | es ";
    const OCCITAN: &str = " lo | los | las |Lo |Los |Las | e | dins | qu'|lh|nh| es | foguè| aviá| sus | pas | son | dau | deu | eth ";
    const SEVERAL: usize = 2;
    const MANY: usize = 4;
    let count = |words: &str| -> usize {
        words
            .split('|')
            .map(|word| pieces.clone().map(|piece| piece.matches(word).count()).sum::<usize>())
            .sum()
    };
    let has = |word: &&str| pieces.clone().any(|piece| piece.contains(*word));
    let own = count(OWN);
    let is_catalan = own >= SEVERAL && COMMON.split('|').filter(has).count() >= MANY && own > count(OCCITAN);
    if is_catalan { Language::Catalan } else { Language::Undetermined }
}

/// Of Bulgarian and Russian the one that more marks of a short text speak for: words of Russian, as `что` and `она`, and the articles of
/// Bulgarian.
fn bulgarian_or_russian<'t>(language: Language, pieces: impl Iterator<Item = &'t str> + Clone) -> Language {
    const RUSSIAN: &str = "ы|э|ё|что| как | это |ть |ть.|ть,|тся|ться|ого |его | она | он | они |ила |ало |ой |ий |ия |ии | был| вч| или | из | у | мы | вы | ты ";
    const BULGARIAN: &str = "ъ| се | са | ще | да | от | че |та |та.|та,|то | като | ли | му | ни | ги | ѝ |ят |ите |ха |хме | във | със | при | е | бе";
    let is_short = || pieces.clone().map(str::len).sum::<usize>() <= SHORT_BYTES;
    if !matches!(language, Language::Bulgarian | Language::Russian) || !is_short() {
        return language;
    }
    let count = |marks: &str| -> usize {
        let of = |mark: &str| pieces.clone().filter(|piece| piece.contains(mark)).count();
        marks.split('|').map(of).sum()
    };
    match (count(RUSSIAN), count(BULGARIAN)) {
        (russian, bulgarian) if russian > bulgarian => Language::Russian,
        (russian, bulgarian) if bulgarian > russian => Language::Bulgarian,
        _ => language,
    }
}

/// Of Serbian, Macedonian, which has no name here, and Bulgarian the one whose letters a text has: `ј` is in none of the third.
fn by_south_slavic_letters<'t>(
    language: Language,
    pieces: impl Iterator<Item = &'t str> + Clone,
) -> Language {
    if !matches!(language, Language::Bulgarian | Language::Serbian | Language::Undetermined) {
        return language;
    }
    let count = |letters: &[char]| pieces.clone().map(|piece| piece.matches(letters).count()).sum::<usize>();
    let has = |words: &str| {
        words
            .split('|')
            .map(|word| pieces.clone().map(|piece| piece.matches(word).count()).sum::<usize>())
            .sum::<usize>()
    };
    let own = [count(&['ћ', 'ђ', 'Ћ', 'Ђ']), count(&['ѓ', 'ќ', 'ѕ', 'Ѓ', 'Ќ', 'Ѕ'])];
    let shared = count(&['ј', 'Ј', 'љ', 'њ', 'џ']);
    if own[0] + own[1] + shared < 2
        || count(&['ъ', 'щ', 'ы', 'я', 'ю', 'ь', 'й', 'і', 'ү', 'ө', 'ң', 'ә', 'қ', 'ғ']) > 0
    {
        return language;
    }
    let serbian = 2 * own[0] + has(" је | у | су |их |ати |ити |ају |ује |ним |ог |ому |ње |ама | мо");
    let macedonian = 2 * own[1] + has(" е | во | ги |ата |ување|от | со | за да | ако | или ја");
    if serbian > macedonian { Language::Serbian } else { Language::Undetermined }
}

/// Central Kurdish has no name here, and letters for vowels that Persian, Urdu, Pashto and Arabic do not have.
fn without_kurdish<'t>(language: Language, pieces: impl Iterator<Item = &'t str> + Clone) -> Language {
    const SEVERAL: usize = 4;
    let vowels = pieces.map(|piece| piece.matches(['ە', 'ێ', 'ۆ', 'ڵ', 'ڕ']).count()).sum::<usize>();
    if vowels >= SEVERAL { Language::Undetermined } else { language }
}

/// What has the common words of Spanish may be one of its neighbors without a name, if it has a word that these have and Spanish has not.
pub(super) fn spanish_or_neighbor<'t>(pieces: impl Iterator<Item = &'t str> + Clone) -> Language {
    let has = |word: &&str| {
        pieces.clone().any(|piece| memchr::memmem::find(piece.as_bytes(), word.as_bytes()).is_some())
    };
    match [" ye ", " en a ", "'l ", "íen "].iter().any(has) {
        true => by_marks(Language::Spanish, Script::Latin, pieces),
        false => Language::Spanish,
    }
}

/// Of two languages that are alike, the one that has more of its marks; else the one that is given.
fn by_marks<'t>(
    language: Language,
    script: Script,
    pieces: impl Iterator<Item = &'t str> + Clone,
) -> Language {
    let is_short = pieces.clone().map(str::len).sum::<usize>() <= SHORT_BYTES;
    let is_written_so = |pair: &&[(Language, &str); 2]| match script {
        // What has no name may be anything but these.
        Script::Latin if language == Language::Undetermined => false,
        Script::Latin => pair[0].0 != Language::Hindi && (is_short || pair[0].0 != Language::Danish),
        Script::Devanagari => is_short && pair[0].0 == Language::Hindi,
        _ => false,
    };
    let mut found = language;
    let pairs = MARKS.iter().filter(is_written_so);
    let mut pairs = pairs.filter(|pair| pair.iter().any(|(other, _)| *other == language)).peekable();
    if pairs.peek().is_none() {
        return language;
    }
    let mut held = Pairs::default();
    pieces.clone().for_each(|piece| held.add(piece));
    let count = |marks: &str| -> usize {
        let of = |mark: &str| pieces.clone().filter(|piece| piece.contains(mark)).count();
        marks.split('|').filter(|mark| held.may_have(mark)).map(of).sum()
    };
    // What one pair has decided for another language the next pairs say nothing of.
    for pair in pairs {
        if found != language {
            break;
        }
        found = match pair.map(|(_, marks)| count(marks)) {
            [first, second] if first > second => pair[0].0,
            [first, second] if second > first => pair[1].0,
            _ => language,
        };
    }
    found
}

/// Which pairs of bytes stand in some texts, as far as a few bits say it: most marks have one that does not, and need not be looked for.
struct Pairs([u64; Pairs::WORDS]);

impl Default for Pairs {
    fn default() -> Pairs {
        Pairs([0; Pairs::WORDS])
    }
}

impl Pairs {
    const WORDS: usize = 64;

    fn bit([one, next]: [u8; 2]) -> (usize, u64) {
        let hash = (u32::from(one) << 8 | u32::from(next)).wrapping_mul(0x9E37_79B1);
        ((hash >> 26) as usize % Pairs::WORDS, 1 << (hash >> 20 & 63))
    }

    fn add(&mut self, text: &str) {
        for pair in text.as_bytes().windows(2) {
            let (word, bit) = Pairs::bit([pair[0], pair[1]]);
            self.0[word] |= bit;
        }
    }

    /// Whether a text may hold a mark.
    fn may_have(&self, mark: &str) -> bool {
        mark.as_bytes().windows(2).all(|pair| {
            let (word, bit) = Pairs::bit([pair[0], pair[1]]);
            self.0[word] & bit != 0
        })
    }
}

/// Whether a table has the language.
pub(super) fn has(language: Language) -> bool {
    let heads = include_str!("../trigrams.txt").lines().filter(|line| line.starts_with(": "));
    heads.flat_map(str::split_whitespace).any(|code| code == language.code())
}

/// Whether two languages are so much alike that one may be taken for the other.
pub(crate) fn are_alike(one: Language, other: Language) -> bool {
    ALIKE.iter().any(|pair| pair.contains(&one) && pair.contains(&other))
}

/// What the trigrams of a text cost each class, and how many of them a table has.
fn costs<'t>(
    table: &Table,
    pieces: impl Iterator<Item = &'t str> + Clone,
    script: Script,
) -> ([u32; CLASSES], u32) {
    // No letter costs more than fits, times the letters of a sample.
    const { assert!(MOST_READ * (b'z' - FREE) as usize <= u16::MAX as usize) };
    let mut sums = [0u16; CLASSES];
    let mut found = 0;
    for piece in pieces.clone() {
        for_each_trigram(piece, script, |trigram| {
            if let Some(costs) = costs_of(trigram) {
                found += 1;
                for (sum, letter) in sums.iter_mut().zip(costs) {
                    *sum = sum.wrapping_add(u16::from(letter.wrapping_sub(FREE)));
                }
            }
        });
    }
    if found < FEW_ENOUGH {
        let letters = pieces.flat_map(str::chars).filter(|c| !c.is_ascii() && c.is_alphabetic());
        for costs in letters.flat_map(char::to_lowercase).filter_map(|c| table.strangers().get(&c)) {
            sums.iter_mut().zip(costs).for_each(|(sum, cost)| *sum = sum.wrapping_add(u16::from(*cost)));
        }
    }
    (sums.map(u32::from), found)
}

/// The code of the class without a name that a text is likeliest in, if it is in none that has one; of Malay, which is no class of its own, that
/// of Indonesian. `None` if it is in none of them either, as far as a longer text tells.
///
/// In a short text it also counts how many of its words are forms of others by the rules of a class, which `forms` says: each is
/// worth [`FORM`] steps.
pub(super) fn nameless<'t>(
    pieces: impl Iterator<Item = &'t str> + Clone,
    script: Script,
    forms: impl Fn(&str) -> u32,
) -> Option<&'static str> {
    let table = Table::of(script)?;
    let (sums, found) = costs(table, pieces, script);
    let classes = &table.classes;
    let code = |class: usize| table.names.split_whitespace().nth(class + 2);
    let least = (0..classes.len()).min_by_key(|class| sums[*class])?;
    let is_malay = classes[least] == Language::Indonesian;
    let nameless = (0..classes.len()).filter(|class| classes[*class] == Language::Undetermined);
    let worth = |class: usize| match found < MANY_TRIGRAMS / 2 {
        true => FORM * code(class).map_or(0, &forms),
        false => 0,
    };
    let best = nameless.min_by_key(|class| i64::from(sums[*class]) - i64::from(worth(*class)));
    let class = if is_malay { least } else { best? };
    let next = (0..classes.len()).filter(|other| *other != class).map(|other| sums[other]).min()?;
    let fits = found < MANY_TRIGRAMS
        || sums[class] <= found * COSTLY
        || 4 * next.saturating_sub(sums[class]) >= CLEAR * found;
    (found > 0 && fits).then(|| code(class)).flatten()
}

fn likeliest<'t>(
    pieces: impl Iterator<Item = &'t str> + Clone,
    script: Script,
    declared: Option<Language>,
) -> Option<Language> {
    let table = Table::of(script)?;
    let (sums, found) = costs(table, pieces, script);
    let classes = &table.classes;
    let is_english = |class: usize| classes[class] == Language::English;
    let has_english = script == Script::Latin;
    let ahead = if has_english { NOT_ENGLISH } else { 0 };
    let cost = |class: usize| {
        let nameless = if classes[class] == Language::Undetermined { NAMELESS } else { 0 };
        sums[class] + if is_english(class) { 0 } else { ahead + nameless }
    };
    let best = (0..classes.len()).min_by_key(|class| cost(*class))?;
    // One without a name can be any of those that have none here either.
    let is_declared = |class: usize| declared == Some(classes[class]);
    let least = (0..classes.len()).filter(|class| is_declared(*class)).map(|class| sums[class]).min();
    if least.is_some_and(|least| least <= sums[best] + DECLARED) {
        return declared;
    }
    if has_english && found < FEW_TRIGRAMS {
        return declared;
    }
    if found == 0 {
        // English, which is what a doubtful text counts as, is the one that it cannot be.
        return declared.or(Some(Language::Undetermined));
    }
    let is_like = |class: usize| {
        let same = classes[best] == classes[class] && classes[best] != Language::Undetermined;
        same || ALIKE.iter().any(|pair| pair.contains(&classes[best]) && pair.contains(&classes[class]))
    };
    let next = (0..classes.len()).filter(|class| *class != best && !is_like(*class)).map(cost).min()?;
    if found >= MANY_TRIGRAMS {
        let fits = sums[best] <= found * COSTLY || 4 * (next - cost(best)) >= CLEAR * found;
        return Some(if fits { classes[best] } else { Language::Undetermined });
    }
    Some(classes[best])
}

impl Table {
    /// The table of a script, read once.
    fn of(script: Script) -> Option<&'static Table> {
        static TABLES: [OnceLock<Option<Table>>; Script::WITH_TABLES.len()] =
            [const { OnceLock::new() }; Script::WITH_TABLES.len()];
        let place = Script::WITH_TABLES.iter().position(|other| *other == script)?;
        TABLES[place].get_or_init(|| Table::new(TEXT, script)).as_ref()
    }

    /// Reads the line that names a script and its languages.
    fn new(text: &'static str, script: Script) -> Option<Table> {
        let head = memchr::memmem::find(text.as_bytes(), format!("\n: {} ", script.code()).as_bytes())? + 1;
        let (head, _) = text[head..].split_once('\n')?;
        let classes: Vec<Language> = head
            .split_whitespace()
            .skip(2)
            .map(|name| {
                let language = Language::ALL.into_iter().find(|language| language.code() == name);
                language.unwrap_or(Language::Undetermined)
            })
            .collect();
        Some(Table { classes, strangers: OnceLock::new(), script, names: head })
    }

    fn strangers(&self) -> &FxHashMap<char, [u8; CLASSES]> {
        self.strangers.get_or_init(|| strangers(self.script, self.names.split_whitespace().skip(2)))
    }
}

/// What each letter beyond ASCII costs the classes of a script whose languages are not written with it. One that comes twice is the second
/// time the language as it is typed without accents; one without an alphabet here may have any letter.
fn strangers<'n>(script: Script, names: impl Iterator<Item = &'n str>) -> FxHashMap<char, [u8; CLASSES]> {
    let alphabets: &[(&str, &str)] = match script {
        Script::Latin => &LATIN,
        Script::Cyrillic => &CYRILLIC,
        _ => &[],
    };
    let mut costs: FxHashMap<char, [u8; CLASSES]> = FxHashMap::default();
    for letter in alphabets.iter().flat_map(|(_, letters)| letters.chars()) {
        costs.insert(letter, [0; CLASSES]);
    }
    let mut seen = FxHashSet::default();
    for (class, name) in names.enumerate() {
        let letters = match alphabets.iter().find(|(other, _)| *other == name) {
            _ if !seen.insert(name) => "",
            Some((_, letters)) => letters,
            None => continue,
        };
        for (letter, costs) in &mut costs {
            let is_outlandish = || {
                let has =
                    |(name, letters): &(&str, &str)| !name.starts_with("other-") && letters.contains(*letter);
                script == Script::Latin && !alphabets.iter().any(has)
            };
            costs[class] = match letters.contains(*letter) {
                true => 0,
                false if is_outlandish() => OUTLANDISH,
                false => STRANGER,
            };
        }
    }
    costs
}

/// The bits of a character in a key. What does not fit is in no trigram of the table, and counts as the last that does, which is none
/// either.
const CHAR_BITS: u32 = 13;
const KEY_BITS: u32 = 3 * CHAR_BITS;

/// The bits of a place in the text of the tables.
const PLACE_BITS: u32 = u64::BITS - KEY_BITS;

/// A key of three characters with the first one dropped and another behind it.
const fn pushed(key: u64, c: char) -> u64 {
    const MOST: u64 = (1 << CHAR_BITS) - 1;
    let c = c as u64;
    (key << CHAR_BITS | if c < MOST { c } else { MOST }) & ((1 << KEY_BITS) - 1)
}

/// Four ninths of them are free, so that a look-up looks at two.
const SLOTS: usize = 12_288;

/// Where the look-up of a key begins.
const fn slot(key: u64) -> usize {
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    ((hash * SLOTS as u64) >> 32) as usize
}

/// Each trigram of all scripts, of which no two have the same, and behind it in the same number the place of its letters in [`TEXT`]; 0
/// where there is none. What has no slot of its own is in the next that is free.
static INDEX: [u64; SLOTS] = index();

const fn index() -> [u64; SLOTS] {
    let text = include_bytes!("../trigrams.txt");
    let mut slots = [0; SLOTS];
    let (mut at, mut classes) = (0, 0);
    while at < text.len() {
        if matches!(text[at], b'#' | b':') {
            // Of the two words before the languages the first has no blank before it.
            let is_head = text[at] == b':';
            let mut blanks = 0;
            while text[at] != b'\n' {
                blanks += (text[at] == b' ') as usize;
                at += 1;
            }
            at += 1;
            if is_head {
                classes = blanks - 1;
            }
            continue;
        }
        let mut key = 0;
        while text[at] != b' ' {
            let (c, length) = decoded(text, at);
            key = pushed(key, c);
            at += length;
        }
        let mut place = slot(key);
        while slots[place] != 0 {
            place = if place + 1 < SLOTS { place + 1 } else { 0 };
        }
        slots[place] = key << PLACE_BITS | (at as u64 + 1);
        at += 1 + classes + 1;
    }
    slots
}

/// The character at a place of a text, and how many bytes it has: no more than three, as in all scripts of the table.
const fn decoded(text: &[u8], at: usize) -> (char, usize) {
    const fn low(byte: u8) -> u32 {
        byte as u32 & 0x3F
    }
    let first = text[at] as u32;
    let (c, length) = match first {
        0..0x80 => (first, 1),
        0x80..0xE0 => ((first & 0x1F) << 6 | low(text[at + 1]), 2),
        _ => ((first & 0x0F) << 12 | low(text[at + 1]) << 6 | low(text[at + 2]), 3),
    };
    match char::from_u32(c) {
        Some(c) => (c, length),
        None => panic!("the table is UTF-8"),
    }
}

/// For each class a letter: what a trigram costs it, from `a` on. What stands behind these in the text comes with them, so
/// that all are added up by the same vectors.
fn costs_of(trigram: u64) -> Option<&'static [u8; CLASSES]> {
    let mut place = slot(trigram);
    loop {
        let found = INDEX[place];
        if found == 0 {
            return None;
        }
        if found >> PLACE_BITS == trigram {
            let letters = (found & ((1 << PLACE_BITS) - 1)) as usize;
            return TEXT.as_bytes().get(letters..)?.first_chunk();
        }
        place = if place + 1 < SLOTS { place + 1 } else { 0 };
    }
}

/// Shows `visit` the trigrams of each word of a script in lower case, with an edge before and behind it.
fn for_each_trigram(text: &str, script: Script, mut visit: impl FnMut(u64)) {
    let (mut key, mut length) = (0, 0);
    for c in text.chars().chain([' ']) {
        if Script::of(c) == Some(script) {
            if length == 0 {
                (key, length) = (pushed(0, EDGE), 1);
            }
            let mut push = |lower| {
                (key, length) = (pushed(key, lower), length + 1);
                if length > 2 {
                    visit(key);
                }
            };
            match c.is_ascii() {
                true => push(c.to_ascii_lowercase()),
                false => c.to_lowercase().for_each(push),
            }
        } else if length > 0 {
            if length > 1 {
                visit(pushed(key, EDGE));
            }
            length = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_tell_their_language() {
        for (text, script, language) in [
            ("Die neue Mauer steht am Fluss", Script::Latin, Some(Language::German)),
            ("Le pont est fermé aujourd'hui", Script::Latin, Some(Language::French)),
            ("El puente está cerrado", Script::Latin, Some(Language::Spanish)),
            ("Köprü fırtına yüzünden bugün kapatıldı", Script::Latin, Some(Language::Turkish)),
            ("The pier is closed today", Script::Latin, Some(Language::English)),
            ("De brug is vandaag gesloten", Script::Latin, Some(Language::Dutch)),
            ("Silta on suljettu myrskyn takia", Script::Latin, Some(Language::Finnish)),
            ("Most został dziś zamknięty z powodu burzy", Script::Latin, Some(Language::Polish)),
            ("Cây cầu đã bị đóng cửa", Script::Latin, Some(Language::Vietnamese)),
            (
                "Міст сьогодні зачинено через сильний шторм, люди чекають",
                Script::Cyrillic,
                Some(Language::Ukrainian),
            ),
            ("پل امروز به خاطر توفان بسته شده است", Script::Arabic, Some(Language::Persian)),
            // Too little.
            ("x", Script::Latin, None),
            ("", Script::Latin, None),
            ("12 – 34", Script::Latin, None),
        ] {
            assert_eq!(detect([text].into_iter(), script, None), language, "{text}");
        }
    }

    #[test]
    fn each_script_has_its_table() {
        let mut all = 0;
        for script in Script::WITH_TABLES {
            let table = Table::of(script).unwrap_or_else(|| panic!("{script:?}"));
            assert!((4..=CLASSES).contains(&table.classes.len()), "{script:?}");
            assert!(
                table.classes.contains(&Language::Undetermined),
                "{script:?} has neighbors without a name"
            );
            let count = table.classes.len();
            // What is read by length is what stands between line ends.
            let lines = include_str!("../trigrams.txt").lines();
            let lines = lines.skip_while(|line| !line.starts_with(&format!(": {} ", script.code()))).skip(1);
            let mut found = 0;
            for line in lines.take_while(|line| !line.starts_with(':')) {
                let (trigram, letters) = line.split_once(' ').unwrap();
                let costs = &costs_of(trigram.chars().fold(0, pushed)).unwrap()[..count];
                assert_eq!(costs, letters.as_bytes(), "{line}");
                assert!(costs.contains(&FREE), "{line}");
                assert!(letters.bytes().all(|letter| letter.is_ascii_lowercase()), "{line}");
                found += 1;
            }
            assert!(found >= 500, "{script:?}");
            all += found;
        }
        assert_eq!(all, INDEX.iter().filter(|slot| **slot != 0).count());
        let unknown = ["_fi", "ﬁsh", "\u{1fff}\u{1fff}\u{1fff}", "q_q"];
        assert_eq!(
            unknown.map(|trigram| costs_of(trigram.chars().fold(0, pushed)).is_some()),
            [true, false, false, false]
        );
    }

    #[test]
    fn pairs_rule_out_no_mark_that_is_there() {
        let mut held = Pairs::default();
        let pieces = ["A ponte não abre hoje", "porque a câmara quer uma nova inspeção"];
        pieces.iter().for_each(|piece| held.add(piece));
        for (_, marks) in MARKS.iter().flatten() {
            for mark in marks.split('|').filter(|mark| pieces.iter().any(|piece| piece.contains(*mark))) {
                assert!(held.may_have(mark), "{mark}");
            }
        }
        assert!(!held.may_have("unha") && !held.may_have("ě"));
    }

    #[test]
    fn trigrams_have_edges() {
        let mut found = Vec::new();
        for_each_trigram("Il y a ту", Script::Latin, |key| found.push(key));
        let key = |trigram: &str| trigram.chars().fold(0, pushed);
        assert_eq!(found, ["_il", "il_", "_y_", "_a_"].map(key));
    }
}
