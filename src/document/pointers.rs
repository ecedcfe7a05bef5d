//! Sentences that thank somebody or point to what stands elsewhere: "See the guide for more details.", "The table below shows the fares."
//!
//! Beside other sentences they say little, since what they point to is not shown there. Each is recognized by how it begins or ends, in the
//! languages of writers of documentation; a phrase that ordinary prose may begin with does not belong here.
//!
//! * time: of most sentences the first two words and the last eight bytes are looked at, for which filters are made
//!   where the program is compiled; else the phrases of a letter are compared
//! * space: none, and 2.5 KB of filters

use super::filter::{Filter, Key};
use super::listed::Barred;

/// A sentence of more words says something beside what it points to.
const MOST_WORDS: usize = 34;

/// A sentence that sends its reader elsewhere has no more words.
const SHORT_WORDS: usize = 18;

/// How they begin, behind the letter that they begin with. `~` stands for a word for what can be shown, such as a table; what ends in `+`
/// goes on with a verb that points.
#[rustfmt::skip] // Several to a line.
const fn beginnings(letter: char) -> &'static str {
    match letter {
        'a' => concat!(
            " full ~ of| complete ~ of| continuación se muestra| continuación se presenta| continuación se describe|",
            " tabela a seguir| tabela abaixo| figura a seguir| figura abaixo| lista a seguir| imagem a seguir|quí puedes ver|",
            "quí puedes encontrar|baixo está|baixo estão|lla on esitetty|s you can see in|s shown below|s shown above|s seen below|",
            "s seen above|şağıdaki ~|z alábbi ~|dditional information can|",
            "gradecemos a|gradezco a|gradecemos o|gradecemos el|gradeço a|gradeço ao",
        ),
        'b' => concat!(
            "elow is a|elow is an|elow is the|elow are the|elow are some|elow you will find|elow you can see|ekijk de documentatie|",
            "ij de volgende ~|ővebb információ|u ~ için bkz|ig thanks|esten Dank|esonderer Dank|edankt voor|",
            "edankt aan",
        ),
        'c' => concat!(
            "heck out the ~|heck out our ~|heck out this ~|heck out these ~|lick here|lick on the link|lick the link|onsulte a|onsulte el|",
            "onsulte la|onsulte o|onsulte las|onsulte los|onsulta la|onsulta el|onsultez le|onsultez la|onsultez les|",
            "onsultez notre|onfira a|onfira o|liquez ici|lique aqui|liccare qui|licca qui|i-dessous se trouve|",
            "i-dessous vous trouverez|onsulta la documentazione|osì come mostrato|onsult the ~",
        ),
        'd' => concat!(
            "ie folgende ~|ie folgenden ~|er folgende ~|as folgende ~|ie nachfolgende ~|ie nachstehende ~|ie ~ unten|e volgende ~|",
            "et följande ~|en följande ~|etails finden sich|etails dazu|etails siehe|aha fazla bilgi için|alší informace|",
            "alsze informacje|odatkowe informacje|en här ~ visar|la informacji o|i seguito è riportato|i seguito sono riportati|",
            "i seguito un|anke an|anke für|anke nochmals|ank aan|ank gilt|ank an|ziękujemy za|ziękuję za|ziękujemy wszystkim|",
            "ěkujeme za|ěkuji za|ěkujeme všem",
        ),
        'e' => concat!(
            "l siguiente ~|l ~ siguiente|n la siguiente ~|n el siguiente ~|n la ~ siguiente|ncontrarás más información|",
            "ine Liste aller|ine vollständige Liste|ine Übersicht über alle|en volledig overzicht|n la sección siguiente|",
            "n las siguientes ~|in großer Dank|in besonderer Dank|in herzlicher Dank|in Dank|tt stort tack|n stor tak|n stor takk",
        ),
        'f' => concat!(
            "or more information+|or more details+|or more info+|or more detail+|or more examples+|or more elaborate+|or more on+|",
            "or more about+|or further information+|or further details+|or further reading+|or further help+|",
            "or additional information+|or additional details+|or additional help+|or detailed+|or details+|or a full ~+|",
            "or a complete ~+|or a detailed ~+|or a comprehensive ~+|or a list of+|or an overview of+|or the full ~+|",
            "or the complete ~+|or help with+|ollowing is a|ollowing is the|ollowing are the|ör mer information|ör mer detaljer|",
            "or mer informasjon|or mere information|or flere detaljer|eel free to check out|urther information|urther details|",
            "ür weitere Informationen|ür mehr Informationen|ür weitere Details|ür Details|ollow the link|ollow this link|",
            "ind out more|ind more at|ind more in the ~",
        ),
        'g' => concat!(
            "o to the ~ for|iven below is|iven below are|racias a todos|racias a todas|racias por|razie a tutti|razie per|",
            "razie mille|ostaríamos de agradecer|ostaria de agradecer",
        ),
        'h' => concat!(
            "ere is a|ere is an|ere is the|ere is what|ere is how|ere are a|ere are some|ere are the|ere's a|ere's an|ere's the|",
            "ere's what|ere's how|ere’s a|ere’s an|ere’s the|ere’s what|ere’s how|ave a look at the|ead over to|et volgende ~|",
            "et onderstaande ~|ieronder zie je|ieronder vind je|ieronder staat|ieronder volgt|ier is een|ier finden Sie|",
            "ier findest du|ier finden sich|ier ist ein|ier ist eine|är är en|är är ett|er er en|er er et|az clic aquí|",
            "uge thanks|erzlichen Dank|artelijk dank|artelijk bedankt",
        ),
        'i' => concat!(
            "n the following ~|n the next ~|n the ~ below|n the ~ above|m folgenden ~|m nächsten ~|n der folgenden ~|n the figure|",
            "f you want to know more+|f you want to learn more+|f you would like to learn more+|f you'd like to learn more+|",
            "f you're interested in learning more+|l seguente ~|n de volgende ~|l ~ seguente|n het volgende ~|",
            "nformation about how to|nformationen dazu finden| thank | also thank | would like to thank | would also like to thank |",
            "'d like to thank |’d like to thank | want to thank | wish to thank |ch danke | am grateful to ",
        ),
        'j' => "oin us |ak widać poniżej|os haluat lisätietoja|e vindt meer|e remercie |e tiens à remercier|ag vill tacka|ag tackar ",
        'k' => concat!(
            "iitos kaikille|iitokset kaikille|öszönöm a|öszönjük a|öszönet a|licken Sie hier|licke hier|lik hier|liknij tutaj|",
            "likněte zde|licka här|atso myös|atso lisää",
        ),
        'l' => concat!(
            "a siguiente ~|a ~ siguiente|a seguente ~|e ~ suivant|e ~ ci-dessous|a ~ suivante|a ~ ci-dessous|es ~ suivants|",
            "es ~ suivantes|'exemple suivant|’exemple suivant|'exemple ci-dessous|’exemple ci-dessous|'image suivante|",
            "’image suivante|a tabella seguente|isätietoja |earn more about|ees meer over|ees meer in|ook at the ~ below|",
            "as siguientes ~|os siguientes ~|ásd még|eia mais sobre|es informations complètes",
        ),
        'm' => concat!(
            "any thanks|erci à|erci aux|erci pour|ein Dank gilt|uito obrigado|uchas gracias|ange tak|ange takk|ulțumim |ulțumesc |",
            "ore information can|ore information is|ore information about|ore information on|ore info on|ore info about|",
            "ore info can|ore details can|ore details about|ore details on|ore details are|",
            "ore documentation|ore examples can|ehr Informationen|ehr Details|ehr dazu|ehr darüber|eer informatie|eer details|",
            "er information|ere information|er informasjon|ás información|ás detalles|ais informações|ais detalhes|",
            "aggiori informazioni|aggiori dettagli|ai multe informații|ai multe detalii",
        ),
        'n' => concat!(
            "a tabela a seguir|a figura a seguir|a tabela abaixo|a figura abaixo|achstehend ein|ella seguente ~|el seguente ~|",
            "ous remercions |ous tenons à remercier|ous souhaitons remercier|edan visas|edan följer|edenfor vises|astępująca ~|ásledující ~|o exemplo a seguir",
        ),
        'o' => " exemplo a seguir| código a seguir| gráfico a seguir| diagrama a seguir| exemplo abaixo|s exemplos a seguir",
        'p' => concat!(
            "lease refer to|lease see|lease check|lease visit|lease consult|lease read the ~|lease have a look|lease take a look|",
            "lease look at|lease head over|our plus d'informations|our plus d’informations|our plus d'information|",
            "our plus d’information|our plus de détails|our en savoir plus|our davantage|our une liste complète|our un aperçu|",
            "ara más información|ara más detalles|ara obtener más|ara saber más|ara ver una lista|ara una lista completa|",
            "ara mais informações|ara mais detalhes|ara maiores detalhes|ara maiores informações|ara obter mais|ara saber mais|ara uma lista completa|er maggiori|er ulteriori|",
            "er saperne di più|er più informazioni|er altre informazioni|entru mai multe|entru informații|entru detalii|oniższa ~|",
            "oniższy ~|oniżej znajduje się|oniżej przedstawiono|ro více informací|odrobnosti najdete|uedes encontrar más|",
            "uede encontrar más|odrás encontrar más|lus d'informations|lus d’informations",
        ),
        'q' => "ue se muestra a continuación|ueremos agradecer|uiero agradecer",
        'r' => "ingraziamo |ingrazio |ead the ~ for|ead more about|ead more on|ead more in|efiérase a|eportez-vous à|eportez-vous au|eportez-vous aux|efer ",
        's' => concat!(
            "pecial thanks|peciale dank|tort tack|tor takk|i ringrazia |i ringraziano |erdecznie dziękuj|",
            "ee the|ee our|ee also the|ee also our|ee below|ee above|ee here|ee http|ee this|ee these|iehe auch|iehe den|iehe die|iehe das|",
            "iehe unten|iehe Abschnitt|iehe Kapitel|i veda|e även|e avsnitt|e også|ome examples are shown|hown below is|",
            "hown below are|hown above is|euraava ~|euraavassa ~|egue un esempio|egue un elenco|euraavassa on|zczegóły znajdziesz|",
            "zczegółowe informacje|e muestra a continuación|aiba mais sobre",
        ),
        't' => concat!(
            "he following ~|he ~ below|he ~ above|he next ~ shows|he above ~|he below ~|ake a look at the|ake a look at our|o learn more+|",
            "o find out more+|o read more+|o know more+|o see a list+|o see the full+|ovábbi információ|ovábbi részletek|",
            "utustu myös|abla siguiente|wo examples are shown|hank you to|hanks for|hanks go to|hanks also|hanks again|",
            "hanks to all|hanks to everyone|hanks to our|he author thanks|he authors thank|he authors gratefully|",
            "he authors would like to thank|he author would like to thank|he authors acknowledge|",
            "his work was supported by|his work was partially supported|his work was funded by|his work was financed by|",
            "his work has been supported|his work has been funded|his work is supported by|his research was supported by|",
            "his research was funded by|his research has been supported|his research has been funded|",
            "his project has received funding|his project was funded by|his project was supported by|his study was funded by|",
            "his study was supported by|ack till|ack för|ak til|ak for|akk til|akk for|usen takk|eşekkür ederiz",
        ),
        'u' => concat!(
            "se this link to|nser Dank gilt|n grand merci|n ringraziamento |n grazie |n agradecimiento |m agradecimento |nten finden Sie|",
            "nten sehen Sie|nten findest du|sa la seguente ~|lteriori informazioni| kunt meer|se the ~ below",
        ),
        'v' => concat!(
            "ielen Dank|eel dank|i tackar |i vill tacka|i takker |isit http|isit https|",
            "isit our ~|oor meer informatie|oor meer details|oor een overzicht|oor een volledig|oir aussi|oir la section|",
            "oir le chapitre|oir ci-dessous|euillez consulter|euillez vous référer|euillez lire|ous trouverez plus|",
            "ous trouverez ci-dessous|ous pouvez consulter|ous pouvez trouver|er también|er la sección|er la documentación|éase |",
            "ea la|ea el|isite a página|isita la página|eja a|eja o|eja também|edi anche|edi la|edi sotto|íce informací|",
            "íce podrobností|iac informácií|iz |ezi și|ezi secțiunea|ezi documentația|olgens de ~ hieronder|isit the ~",
        ),
        'w' => concat!(
            "eitere Informationen|eitere Details|eiterführende Informationen|eitere Hinweise|e refer the reader to|e refer to the|",
            "ięcej informacji|ięcej szczegółów|ięcej o tym|ith the following ~|e thank |e also thank |e would like to thank |",
            "e would also like to thank |e wish to thank |e want to thank |e gratefully acknowledge|e are grateful to |",
            "e acknowledge the support|e acknowledge funding|ir danken |ir bedanken uns|e danken |ij danken ",
        ),
        'y' => concat!(
            "ou can always see|ou can find more|ou can find a ~|ou can find an ~|ou can find additional|ou can read more|",
            "ou can learn more|ou can also find|ou can also read|ou can check out|ou may also find|ou will find more|ou may refer|",
            "ou can see the ~|ou can find the ~|ou can view the ~|ou can check the ~|ou should read the ~",
        ),
        'z' => concat!(
            "ie ook|ie de documentatie|ie hieronder|ie hoofdstuk|ie paragraaf|obacz także|obacz też|obacz ~|de je |de najdete|",
            "ur weiteren Lektüre|usätzliche Informationen",
        ),
        'п' => concat!(
            "одробнее о|одробнее об|одробнее см|одробности см|одробности смотрите|одробная информация|одробную информацию|",
            "ожалуйста, обратитесь|риведённая ниже ~|риведенная ниже ~",
        ),
        'б' => "лагодарим |лагодарю |ольшое спасибо|олее подробную информацию|олее подробно о|олее подробная информация|ільше інформації|ольше информации",
        'д' => concat!(
            "якуємо |якую |ополнительную информацию|ополнительная информация|ля получения дополнительной|окладніше про|етальніше про|",
            "етальніше див|ля получения подробной",
        ),
        'с' => "пасибо всем|м. также|м. раздел|мотрите также|ледующая ~|ледующий ~|ледующем ~",
        'н' => concat!(
            "иже приведён|иже приведен|иже показан|иже представлен|иже перечислены|ижче наведено|аступна ~|аступний ~|а ~ ниже|",
            "ажмите здесь",
        ),
        _ => "",
    }
}

/// Verbs behind what a reader may want to know more about.
const VERBS: &str =
    "see|refer|visit|check|consult|read|look|take|go|contact|click|please|head|follow|browse|join|try|watch";

/// Words for what is shown beside a text, below it, or elsewhere.
const SHOWN: &str = concat!(
    "|table|tables|figure|figures|example|examples|list|lists|image|images|picture|pictures|diagram|diagrams|chart|charts|",
    "graph|graphs|plot|plots|scatterplot|scatterplots|histogram|code|snippet|snippets|listing|screenshot|screenshots|",
    "command|commands|map|video|steps|section|sections|chapter|chapters|subsection|subsections|exercises|items|",
    "illustration|illustrations|output|query|script|overview|explanation|description|documentation|docs|guide|reference|",
    "documents|links|resources|program|block|tabelle|abbildung|abbildungen|grafik|liste|beispiel|beispiele|bild|bilder|",
    "diagramm|codebeispiel|abschnitt|abschnitte|abschnitten|kapitel|übersicht|karte|tableau|exemple|exemples|schéma|",
    "graphique|commande|commandes|capture|tabla|figura|lista|imagen|ejemplo|ejemplos|gráfico|gráfica|código|diagrama|",
    "sección|secciones|comando|captura|tabella|immagine|elenco|esempio|esempi|grafico|codice|sezione|sezioni|tabel|figuur|",
    "lijst|afbeelding|voorbeeld|grafiek|schema|hoofdstuk|tabell|figur|exempel|avsnitt|billede|eksempel|taulukko|kuva|",
    "esimerkki|kaavio|tabela|rysunek|ilustracja|przykład|tabulka|obrázek|příklad|seznam|таблица|таблице|рисунок|рисунке|",
    "пример|примере|список|диаграмма|таблиця|приклад|táblázat|ábra|példa|tablo|şekil|örnek|website|page|pages|site|",
    "repository|wiki|faq|blog|readme|manual|appendix|tutorial|tutorials|article|post|file|folder|directory|webpage|",
);

/// How they end, without the mark, by the last word.
const ENDINGS: &str = concat!(
    "for more information|for more details|for more detail|for more info|for further information|for further details|",
    "for details|for additional information|to learn more|to read more|to find out more|for more examples|",
    "can be found here|is available here|are available here|can be found below|be found in the documentation|shown below|",
    "seen below|listed below|given below|described below|illustrated below|explained below|outlined below|link below|",
    "links below|table below|figure below|example below|examples below|image below|diagram below|see below|click here|",
    "unten aufgeführt|unten dargestellt|unten beschrieben|pour plus d'informations|pour plus de détails|pour en savoir plus|",
    "para más información|para más detalles|para obtener más información|para mais informações|para mais detalhes|",
    "para obter mais informações|per maggiori informazioni|per ulteriori informazioni|per maggiori dettagli|",
    "voor meer informatie|voor meer details|für weitere Informationen|für mehr Informationen|für weitere Details|",
    "für Details|för mer information|för mer info|för mer detaljer|for mer informasjon|for mere information|",
    "aby uzyskać więcej informacji|pro více informací|saadaksesi lisätietoja|pentru mai multe informații|",
    "для получения дополнительной информации|для подробностей|daha fazla bilgi için|за докладнішою інформацією",
);

/// Those of languages without blanks, at the beginning and at the end.
const UNPARTED: &str = concat!(
    "详见|详情请|详细信息请|请参阅|请参考|请参见|请查看|更多信息请|更多详情|更多内容请|参见|下表|下图|如下图|如下表|以下是|下面是|詳見|請參閱|請參考|更多資訊",
    "|詳細は|詳しくは|詳細については|詳細情報|以下は|以下の表|以下の図|以下の例|以下のコード|次の表|次の図|次の例|次のコード|下の表|下の図|下記の表|下記の図",
    "|자세한 내용은|더 자세한|자세한 사항은|다음 표|다음 그림|다음 예|아래 표|아래 그림|아래는|다음은",
);

/// Letters from here on, those of Chinese, Japanese and Korean, begin with a byte of these or above.
const FIRST_WITHOUT_BLANKS: u8 = 0xE3;

/// How much of a text ends in a bracket that has nothing but a pointer to a figure or a section, up to what names it: `(see Fig. `, `(`. The
/// bracket goes with what is not shown.
#[cfg(any(feature = "markdown", feature = "markup"))]
pub(super) fn opened_reference(before: &str) -> Option<usize> {
    const LONGEST: usize = 28;
    let from = crate::span::boundary_at_or_after(before, before.len().saturating_sub(LONGEST));
    let open = from + before[from..].rfind('(')?;
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '~' | '\u{A0}');
    before[open + 1..].chars().all(is_plain).then(|| before.len() - open)
}

/// Whether a sentence only points to what stands elsewhere.
pub(super) fn points(sentence: &str) -> bool {
    let Some(first) = sentence.as_bytes().first() else { return false };
    let is_one = if *first >= FIRST_WITHOUT_BLANKS {
        UNPARTED.split('|').any(|begins| sentence.starts_with(begins))
    } else {
        ends(sentence) || begins(sentence) || leads_to_see(sentence) || says_where(sentence)
    };
    is_one
        && sentence.split_ascii_whitespace().take(MOST_WORDS + 1).count() <= MOST_WORDS
        && !says_beside_thanks(sentence)
}

/// Whether a sentence that thanks says something else, too: `We thank Rita, but the fund is empty.`
fn says_beside_thanks(sentence: &str) -> bool {
    const THANKS: &str = "hank|rateful|cknowledg|dank|erci|ringrazi|brigad|racias|akk |ack |dzięk|ulțum";
    const BESIDE: &str = concat!(
        " but | because | to have | although |cknowledge that| aber | weil | dass | obwohl | mais | parce qu| pero | porque | aunque ",
        "| perché | anche se | mas | maar | omdat | men | fordi | eftersom | ale | bo | ponieważ | dar | fiindcă ",
    );
    let head = &sentence[..crate::span::boundary_at_or_before(sentence, THANKS_BYTES)];
    THANKS.split('|').any(|word| head.contains(word)) && BESIDE.split('|').any(|word| sentence.contains(word))
}

/// A sentence that thanks says so in its first bytes, as many as these.
const THANKS_BYTES: usize = 40;

/// Words of links that say nothing of what they lead to.
static HERE: Barred = Barred::of(concat!(
    "here|hier|ici|aquí|aqui|qui|tutaj|tu|zde|tady|här|her|täältä|täällä|здесь|тут|по ссылке|burada|buradan|itt|aici|εδώ|ここ|",
    "こちら|这里|此处|這裡|여기|here.|this page|this link|this document|this guide|the link|the docs|the documentation|",
    "the website|the wiki|dieser Seite|diesem Link|ce lien|cette page|este enlace|esta página|este link|questo link|",
    "questa pagina|deze pagina|deze link|den här sidan|denna sida|denne siden|denne side",
));

/// Whether the words of a link are some of those.
pub(super) fn is_here(words: &str) -> bool {
    HERE.has(words)
}

/// Whether a sentence is so short that it says hardly more than where something is.
pub(super) fn is_short(sentence: &str) -> bool {
    // Chinese and Japanese have no blanks to count words by.
    sentence.len() <= LONGEST_POINTER
        && sentence.split_ascii_whitespace().take(POINTER_WORDS + 1).count() <= POINTER_WORDS
}

/// A sentence with such a link has no more words and bytes.
const POINTER_WORDS: usize = 15;
const LONGEST_POINTER: usize = 140;

fn is_printed(sentence: &str) -> bool {
    sentence.bytes().any(|byte| byte.is_ascii_digit()) || sentence.starts_with("In: ")
}

/// `The documentation can be found on Read the Docs.`: a short sentence that says where documents are.
fn says_where(sentence: &str) -> bool {
    const SUBJECTS: &str = "documentation|docs|slides|instructions|examples|tutorials|details|changelog|sources|recordings|highlights";
    static LISTED: Barred = Barred::of(SUBJECTS);
    const PLACES: &str = concat!(
        " can be found | can be viewed | can be read | can be downloaded | can be accessed | is available at |",
        " is available on | are available at | are available on | is hosted | are hosted | is located | is also available|",
        " are also available|follow below|follows below",
    );
    let is_subject = |word: &str| {
        let word = word.trim_end_matches([',', '.', ':']);
        LISTED.may_have(word) && SUBJECTS.split('|').any(|subject| word.eq_ignore_ascii_case(subject))
    };
    sentence.len() <= LONGEST_POINTER
        && sentence.split_ascii_whitespace().take(SUBJECT_WORDS).any(is_subject)
        && is_short(sentence)
        && PLACES
            .split('|')
            .any(|place| memchr::memmem::find(sentence.as_bytes(), place.as_bytes()).is_some())
}

/// What such a sentence is about is among its first words.
const SUBJECT_WORDS: usize = 4;

/// `To add one, see this page.`: a short sentence whose main clause points.
fn leads_to_see(sentence: &str) -> bool {
    if !matches!(sentence.as_bytes().first(), Some(b'S' | b'I' | b'T' | b'F')) {
        return false;
    }
    // `See #49.`, `Thanks to Rita Vale for the lamps.`, but not `Thanks to the wall, the quay stays dry for nine days.`
    if sentence.starts_with("See #") {
        return is_short(sentence);
    }
    // A part of an entry of a list of references.
    if sentence.starts_with("In: ") || sentence.starts_with("In Proceedings of ") {
        return is_printed(sentence);
    }
    if sentence.starts_with("Thanks to ") {
        return memchr::memmem::find(sentence.as_bytes(), b" for ").is_some()
            && memchr::memchr(b',', sentence.as_bytes()).is_none();
    }
    if sentence.starts_with("See ") {
        // `See to it that the rope is dry.`
        let leads = |word: &[u8]| memchr::memmem::find(&sentence.as_bytes()["See ".len()..], word).is_some();
        return (leads(b" for ") || leads(b" to ")) && is_short(sentence);
    }
    matches!(
        sentence.as_bytes(),
        [b'T', b'o', b' ', ..] | [b'I', b'f', b' ', ..] | [b'F', b'o', b'r', b' ', ..]
    ) && memchr::memchr_iter(b',', sentence.as_bytes()).any(|at| {
        [
            ", see ",
            ", please see ",
            ", refer to ",
            ", please refer ",
            ", check here",
            ", check out ",
            ", click ",
        ]
        .iter()
        .any(|points| sentence[at..].starts_with(points))
    }) && sentence.split_ascii_whitespace().take(SHORT_WORDS + 1).count() <= SHORT_WORDS
}

fn begins(sentence: &str) -> bool {
    let mut rest = sentence.chars();
    let Some(first) = rest.next() else { return false };
    let Some(small) = first.to_lowercase().next() else { return false };
    let (said, phrases) = (rest.as_str(), beginnings(small));
    // A filter lets other letters through now and then.
    may_begin(small, said.as_bytes())
        && !phrases.is_empty()
        && with_first(phrases, said.as_bytes()).any(|phrase| begins_with(said, phrase))
}

/// The phrases whose first two bytes are those of what is said.
fn with_first<'p>(phrases: &'p str, said: &[u8]) -> impl Iterator<Item = &'p str> {
    let first = [0, 1].map(|at| said.get(at).copied().unwrap_or_default());
    let mut start = 0;
    memchr::memchr_iter(b'|', phrases.as_bytes()).chain([phrases.len()]).filter_map(move |end| {
        let phrase = &phrases[start..end];
        start = end + 1;
        // The sign for what is shown may stand behind the blank.
        let is_one = |bytes: &[u8]| bytes[0] == first[0] && (bytes[1] == first[1] || bytes[1] == b'~');
        is_one(phrase.as_bytes()).then_some(phrase)
    })
}

/// Letters that phrases begin with.
const LETTERS: [char; 30] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u',
    'v', 'w', 'y', 'z', 'б', 'д', 'н', 'п', 'с',
];

/// What phrases begin with: of each the letter, its first word, and the second as far as it is ASCII.
static BEGINNINGS: Filter<256> = {
    let mut filter = Filter::new();
    let mut letter = 0;
    while letter < LETTERS.len() {
        let phrases = beginnings(LETTERS[letter]).as_bytes();
        let (mut at, mut key) = (0, Key::of(LETTERS[letter]));
        while at < phrases.len() {
            key = key.with(phrases[at]);
            at += 1;
            if phrases[at - 1] != b' ' {
                assert!(phrases[at - 1] != b'|', "a phrase of one word");
                continue;
            }
            // A phrase may end here, or go on with what can be shown.
            let next = if at < phrases.len() { phrases[at] } else { b'|' };
            if matches!(next, b'|' | b'~') {
                key = key.with(next);
            }
            while at < phrases.len() && phrases[at].is_ascii_alphanumeric() {
                key = key.with(phrases[at]);
                at += 1;
            }
            filter.put(key);
            while at < phrases.len() && phrases[at] != b'|' {
                at += 1;
            }
            (at, key) = (at + 1, Key::of(LETTERS[letter]));
        }
        letter += 1;
    }
    filter
};

/// Whether a phrase may begin with a letter and what is said behind it.
fn may_begin(letter: char, said: &[u8]) -> bool {
    let mut key = Key::of(letter);
    for (at, byte) in said.iter().enumerate().take(LONGEST_FIRST) {
        key = key.with(*byte);
        if *byte == b' ' {
            let behind = &said[at + 1..];
            let word = behind.iter().take_while(|byte| byte.is_ascii_alphanumeric());
            let both = word.fold(key, |key, byte| key.with(*byte));
            return BEGINNINGS.has(both)
                || BEGINNINGS.has(key.with(b'|'))
                || BEGINNINGS.has(key.with(b'~')) && may_be_shown(behind);
        }
    }
    false
}

/// The words for what can be shown.
static SHOWN_WORDS: Filter<32> = {
    let (mut filter, shown) = (Filter::new(), SHOWN.as_bytes());
    // Bars stand around all of them.
    let (mut start, mut at) = (1, 1);
    while at < shown.len() {
        if shown[at] == b'|' {
            filter.put(Key::of_bytes(shown, start, at));
            start = at + 1;
        }
        at += 1;
    }
    filter
};

/// Whether a word for what can be shown may stand here. What is not ASCII always may.
fn may_be_shown(said: &[u8]) -> bool {
    let letters = said.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if said.get(letters).is_some_and(|byte| !byte.is_ascii()) {
        return true;
    }
    let small = said[..letters]
        .iter()
        .fold(Key::of_bytes(said, 0, 0), |key, byte| key.with(byte.to_ascii_lowercase()));
    SHOWN_WORDS.has(small)
}

/// First words of phrases have no more bytes.
const LONGEST_FIRST: usize = 40;

/// What endings end in: of each the last bytes.
static ENDS: Filter<64> = {
    let mut filter = Filter::new();
    let endings = ENDINGS.as_bytes();
    let mut at = 1;
    while at <= endings.len() {
        if at == endings.len() || endings[at] == b'|' {
            filter.put(Key::of_bytes(endings, at - LAST, at));
        }
        at += 1;
    }
    filter
};

/// Endings are compared by their last bytes first, this count of them.
const LAST: usize = 8;

/// Whether words begin with a phrase.
fn begins_with(said: &str, phrase: &str) -> bool {
    if let Some(phrase) = phrase.strip_suffix('+') {
        return begins_with(said, phrase) && said.split_ascii_whitespace().any(is_verb);
    }
    let Some((before, behind)) = phrase.split_once('~') else {
        return said.strip_prefix(phrase).is_some_and(|rest| phrase.ends_with(' ') || is_parted(rest));
    };
    let Some(word) = said.strip_prefix(before) else { return false };
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    is_shown(&word[..end]) && word[end..].strip_prefix(behind).is_some_and(is_parted)
}

fn is_verb(word: &str) -> bool {
    VERBS.split('|').any(|verb| verb == word)
}

fn is_parted(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric()) || rest.starts_with("://")
}

fn is_shown(word: &str) -> bool {
    let is_listed = |word: &str| {
        memchr::memmem::find_iter(SHOWN.as_bytes(), word.as_bytes())
            .any(|at| SHOWN.as_bytes()[at - 1] == b'|' && SHOWN.as_bytes()[at + word.len()] == b'|')
    };
    // Nouns have a capital in German.
    !word.is_empty()
        && if word.starts_with(char::is_uppercase) {
            is_listed(&word.to_lowercase())
        } else {
            is_listed(word)
        }
}

fn ends(sentence: &str) -> bool {
    let is_last = |byte: u8| !matches!(byte, b'.' | b'!' | b')' | b':' | b' ');
    let said = &sentence[..sentence.bytes().rposition(is_last).map_or(0, |at| at + 1)];
    said.len() >= LAST
        && ENDS.has(Key::of_bytes(said.as_bytes(), said.len() - LAST, said.len()))
        && ENDINGS.split('|').any(|ending| {
            said.strip_suffix(ending)
                .is_some_and(|before| before.ends_with([' ', '(', ',']) && !says_more(before, ending))
        })
}

/// Whether a sentence that ends so says something before it points, `The wall is nine miles long, see the plan`, or points to nothing:
/// `Expect a call for more information`.
fn says_more(before: &str, ending: &str) -> bool {
    let points = [
        ", see ",
        " (see ",
        ", siehe ",
        " (siehe ",
        ", voir ",
        " (voir ",
        ", véase ",
        ", zie ",
        ", se ",
        ", vedi ",
    ];
    let at = points.iter().find_map(|point| memchr::memmem::find(before.as_bytes(), point.as_bytes()));
    if at.is_some_and(|at| before[..at].split_ascii_whitespace().nth(SAID_WORDS - 1).is_some()) {
        return true;
    }
    ending.starts_with("for ")
        && !before.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
            VERBS.split('|').chain(PLACES.split('|')).any(|known| known.eq_ignore_ascii_case(word))
        })
}

/// What was said before a sentence points has this many words or more.
const SAID_WORDS: usize = 6;

/// What English sentences point to, beside [`VERBS`].
const PLACES: &str = "available|found|here|below|above|website|site|page|wiki|documentation|docs|manual|guide|readme|link|links|file|find|sees|refers";

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence that begins with a phrase.
    fn sentence_of(letter: char, phrase: &str) -> String {
        let said = phrase.trim_end_matches('+').replacen('~', "table", 1);
        let verb = if phrase.ends_with('+') { ", see the rules" } else { " and more" };
        format!("{letter}{}{verb}.", said.trim_end())
    }

    #[test]
    fn filters_let_through_all_that_is_listed() {
        for letter in LETTERS {
            for phrase in beginnings(letter).split('|') {
                let sentence = sentence_of(letter, phrase);
                assert!(begins(&sentence), "{phrase}: {sentence}");
            }
        }
        for ending in ENDINGS.split('|') {
            // What ends in `for more information` points only by another word.
            assert!(ends(&format!("The wall has a page, {ending}.")), "{ending}");
        }
    }

    #[test]
    fn all_letters_have_their_phrases() {
        let with_phrases = ('\0'..='\u{FFFF}').filter(|letter| !beginnings(*letter).is_empty());
        assert_eq!(with_phrases.collect::<Vec<_>>(), LETTERS);
    }

    #[test]
    fn filters_keep_out_most_of_the_rest() {
        let prose = include_str!("../../corpora/flood-wall.txt");
        let starts = prose.char_indices().filter(|(at, _)| *at == 0 || prose[..*at].ends_with(' '));
        let let_through = starts.clone().filter(|(at, c)| {
            may_begin(c.to_lowercase().next().unwrap(), &prose.as_bytes()[at + c.len_utf8()..])
        });
        assert!(let_through.count() * 4 < starts.count());
        for letter in ('\0'..='\u{FFFF}').filter(|letter| !LETTERS.contains(letter)) {
            assert!(!begins(&format!("{letter}ee the table")) || letter.is_uppercase());
        }
    }
}
