//! The table of [`super`]: each text in English, German, French and Spanish. Advice is in the infinitive in the last three.
//!
//! Blanks before marks and inside quotation marks are no-break spaces, written `\u{a0}`.

use super::Text;

/// A static for each text, and the list of all of them for tests.
macro_rules! table {
    ($($name:ident: $english:literal, $german:literal, $french:literal, $spanish:literal;)*) => {
        $(pub(crate) static $name: Text = Text([$english, $german, $french, $spanish]);)*

        #[cfg(test)]
        pub(super) static ALL: &[(&str, &Text)] = &[$((stringify!($name), &$name)),*];
    };
}

table! {
    // Levels, counts and lists
    NOTE:
        "note",
        "Hinweis",
        "remarque",
        "nota";
    WARNING:
        "warning",
        "Warnung",
        "avertissement",
        "advertencia";
    ERROR:
        "error",
        "Fehler",
        "erreur",
        "error";
    ONCE:
        "once",
        "einmal",
        "une fois",
        "una vez";
    TWICE:
        "twice",
        "zweimal",
        "deux fois",
        "dos veces";
    TIMES:
        "{0} times",
        "{0}-mal",
        "{0} fois",
        "{0} veces";
    WITH_SYNONYMS:
        "{0} with synonyms",
        "{0} mit Synonymen",
        "{0} avec ses synonymes",
        "{0} con sus sinónimos";
    AND:
        " and ",
        " und ",
        " et ",
        " y ";
    QUOTED:
        "\"{0}\"",
        "„{0}“",
        "«\u{a0}{0}\u{a0}»",
        "«{0}»";
    AND_MORE:
        " and {0} more",
        " und {0} weitere",
        " et {0} de plus",
        " y {0} más";
    COLON_NAMES:
        ": {0}",
        ": {0}",
        "\u{a0}: {0}",
        ": {0}";
    COMMA_TIMES:
        ", {0} times",
        ", {0}-mal",
        ", {0} fois",
        ", {0} veces";
    IN_ONE_MORE_PLACE:
        ", and in 1 more place",
        " und an einer weiteren Stelle",
        ", et à un autre endroit",
        ", y en un lugar más";
    IN_MORE_PLACES:
        ", and in {0} more places",
        " und an {0} weiteren Stellen",
        ", et à {0} autres endroits",
        ", y en {0} lugares más";

    // Over-used phrases and words
    PHRASE_APPEARS:
        "\"{0}\" appears {1}: {2}% of all words, {3}",
        "„{0}“ kommt {1} vor: {2}\u{a0}% aller Wörter; {3}",
        "«\u{a0}{0}\u{a0}» apparaît {1}\u{a0}: {2}\u{a0}% des mots\u{a0}; {3}",
        "«{0}» aparece {1}: el {2}\u{a0}% de las palabras; {3}";
    PHRASE_WITH_VARIANTS:
        "\"{0}\" appears {1}; with its variants {2}% of all words, {3}",
        "„{0}“ kommt {1} vor; mit Varianten {2}\u{a0}% aller Wörter; {3}",
        "«\u{a0}{0}\u{a0}» apparaît {1}\u{a0}; avec ses variantes, {2}\u{a0}% des mots\u{a0}; {3}",
        "«{0}» aparece {1}; con sus variantes, el {2}\u{a0}% de las palabras; {3}";
    SALES_WORDS:
        "; {0}% of all other words are sales words, so it counts as {1}%",
        "; {0}\u{a0}% der übrigen Wörter sind Werbewörter, deshalb zählt sie als {1}\u{a0}%",
        "\u{a0}; {0}\u{a0}% des autres mots sont des termes commerciaux, elle compte donc pour {1}\u{a0}%",
        "; el {0}\u{a0}% de las demás palabras son términos comerciales, así que cuenta como un {1}\u{a0}%";
    FROM:
        " ({0} from {1}%)",
        " ({0} ab {1}\u{a0}%)",
        " ({0} à partir de {1}\u{a0}%)",
        " ({0} a partir del {1}\u{a0}%)";
    MORE_THAN_IN_ANY:
        "more than in any of {0} {1}",
        "mehr als in jedem von {0} {1}",
        "plus que dans aucun des {0} {1}",
        "más que en cualquiera de los {0} {1}";
    USE_LESS:
        "{0} in {1} {2} use less",
        "{0} von {1} {2} haben weniger",
        "{0} {2} sur {1} en ont moins",
        "{0} de cada {1} {2} tienen menos";
    HALF_USE_LESS:
        "half of {0} use less",
        "bei {0} liegt die Hälfte darunter",
        "la moitié des {0} en ont moins",
        "la mitad de los {0} tiene menos";
    LESS_THAN_HALF:
        "less than in half of {0}",
        "bei {0} liegt mehr als die Hälfte darüber",
        "moins que dans la moitié des {0}",
        "menos que en la mitad de los {0}";
    COMPARABLE_POSTS:
        "comparable posts",
        "vergleichbaren Beiträgen",
        "articles comparables",
        "artículos comparables";
    COMPARABLE_ENGLISH_POSTS:
        "comparable English posts",
        "vergleichbaren englischen Beiträgen",
        "articles comparables en anglais",
        "artículos comparables en inglés";
    WORD_OF_ALL:
        "\"{0}\" appears {1}: {2}% of all words",
        "„{0}“ kommt {1} vor: {2}\u{a0}% aller Wörter",
        "«\u{a0}{0}\u{a0}» apparaît {1}\u{a0}: {2}\u{a0}% des mots",
        "«{0}» aparece {1}: el {2}\u{a0}% de las palabras";
    WORD_OF_CONTENT:
        "\"{0}\" appears {1}: {2}% of the content words; the top word of a typical post has {3}%",
        "„{0}“ kommt {1} vor: {2}\u{a0}% der Inhaltswörter; das häufigste Wort eines typischen Beitrags kommt auf {3}\u{a0}%",
        "«\u{a0}{0}\u{a0}» apparaît {1}\u{a0}: {2}\u{a0}% des mots pleins\u{a0}; le mot le plus fréquent d’un article typique atteint {3}\u{a0}%",
        "«{0}» aparece {1}: el {2}\u{a0}% de las palabras de contenido; la palabra más frecuente de un artículo típico llega al {3}\u{a0}%";
    WORD_OF_CONTENT_ABROAD:
        "\"{0}\" appears {1}: {2}% of the content words; the top word of a typical English post has {3}%",
        "„{0}“ kommt {1} vor: {2}\u{a0}% der Inhaltswörter; das häufigste Wort eines typischen englischen Beitrags kommt auf {3}\u{a0}%",
        "«\u{a0}{0}\u{a0}» apparaît {1}\u{a0}: {2}\u{a0}% des mots pleins\u{a0}; le mot le plus fréquent d’un article typique en anglais atteint {3}\u{a0}%",
        "«{0}» aparece {1}: el {2}\u{a0}% de las palabras de contenido; la palabra más frecuente de un artículo típico en inglés llega al {3}\u{a0}%";
    NO_REFERENCE:
        "; note instead of warning: there is no reference for this language",
        "; Hinweis statt Warnung: Für diese Sprache gibt es keine Vergleichstexte",
        "\u{a0}; remarque au lieu d’avertissement\u{a0}: il n’y a pas de référence pour cette langue",
        "; nota en lugar de advertencia: no hay referencia para este idioma";
    IS_CHANGELOG:
        "; note instead of warning: this is a changelog",
        "; Hinweis statt Warnung: Dies ist ein Änderungsprotokoll",
        "\u{a0}; remarque au lieu d’avertissement\u{a0}: c’est un journal des modifications",
        "; nota en lugar de advertencia: es un registro de cambios";
    IS_LEGAL:
        "; note instead of warning: this is legal text",
        "; Hinweis statt Warnung: Dies ist ein Rechtstext",
        "\u{a0}; remarque au lieu d’avertissement\u{a0}: c’est un texte juridique",
        "; nota en lugar de advertencia: es un texto legal";
    IS_VERSE:
        "; note instead of warning: lines come back as a refrain",
        "; Hinweis statt Warnung: Zeilen kehren als Refrain wieder",
        "\u{a0}; remarque au lieu d’avertissement\u{a0}: des vers reviennent en refrain",
        "; nota en lugar de advertencia: hay versos que vuelven como estribillo";
    IS_REFERENCE:
        "; note instead of warning: this is reference documentation",
        "; Hinweis statt Warnung: Dies ist eine Referenzdokumentation",
        "\u{a0}; remarque au lieu d’avertissement\u{a0}: c’est une documentation de référence",
        "; nota en lugar de advertencia: es documentación de referencia";
    IS_NAME:
        "; note instead of warning: looks like a proper name",
        "; Hinweis statt Warnung: sieht nach einem Eigennamen aus",
        "\u{a0}; remarque au lieu d’avertissement\u{a0}: cela ressemble à un nom propre",
        "; nota en lugar de advertencia: parece un nombre propio";
    CUT_MOST:
        "drop or shorten most of the {0}, and their variants with them",
        "die meisten der {0} Stellen streichen oder kürzen, mitsamt den Varianten",
        "supprimer ou abréger la plupart des {0} occurrences, avec leurs variantes",
        "suprimir o acortar la mayoría de las {0} apariciones, junto con sus variantes";
    CUT:
        "drop or shorten {0} of the {1}",
        "{0} der {1} Stellen streichen oder kürzen",
        "supprimer ou abréger {0} des {1} occurrences",
        "suprimir o acortar {0} de las {1} apariciones";
    CUT_OPENERS:
        "drop or shorten {0} of the {1}, first the {2} that open paragraphs",
        "{0} der {1} Stellen streichen oder kürzen, angefangen mit den {2}, die Absätze eröffnen",
        "supprimer ou abréger {0} des {1} occurrences, en commençant par les {2} qui ouvrent des paragraphes",
        "suprimir o acortar {0} de las {1} apariciones, empezando por las {2} que abren párrafos";
    FIRST_THE_OPENER:
        ", first the one that opens a paragraph",
        ", angefangen mit der, die einen Absatz eröffnet",
        ", en commençant par celle qui ouvre un paragraphe",
        ", empezando por la que abre un párrafo";
    OPENERS_FIRST:
        ", beginning with those that open paragraphs",
        ", angefangen mit denen, die Absätze eröffnen",
        ", en commençant par celles qui ouvrent des paragraphes",
        ", empezando por las que abren párrafos";
    SHORT_FORM:
        "; you already write \"{0}\" {1}: use it wherever the topic is clear",
        "; Sie schreiben schon {1} „{0}“: Das genügt, wo das Thema klar ist",
        "\u{a0}; vous écrivez déjà «\u{a0}{0}\u{a0}» {1}\u{a0}: cela suffit là où le sujet est clair",
        "; ya escribe «{0}» {1}: con eso basta donde el tema esté claro";
    INSTEAD_IT:
        "; say \"it\", name a part of it, or leave it out where the topic is clear",
        "; ein Pronomen verwenden, einen Teil davon nennen oder das Wort weglassen, wo das Thema klar ist",
        "\u{a0}; employer un pronom, nommer une partie de la chose ou omettre le mot là où le sujet est clair",
        "; usar un pronombre, nombrar una parte u omitir la palabra donde el tema esté claro";
    INSTEAD:
        "; name a part of it, or leave it out where the topic is clear",
        "; einen Teil davon nennen oder das Wort weglassen, wo das Thema klar ist",
        "\u{a0}; nommer une partie de la chose ou omettre le mot là où le sujet est clair",
        "; nombrar una parte u omitir la palabra donde el tema esté claro";

    // Keyphrases
    KEYPHRASE_ABSENT:
        "the keyphrase \"{0}\" does not occur in the text",
        "die Keyphrase „{0}“ kommt im Text nicht vor",
        "l’expression clé «\u{a0}{0}\u{a0}» n’apparaît pas dans le texte",
        "la frase clave «{0}» no aparece en el texto";
    USE_KEYPHRASE:
        "use it where the draft says what it is about, or name the keyphrase that the draft is about",
        "sie dort verwenden, wo der Entwurf sein Thema nennt, oder die Keyphrase angeben, um die es wirklich geht",
        "l’employer là où le brouillon annonce son sujet ou indiquer l’expression clé dont il traite vraiment",
        "usarla donde el borrador dice de qué trata o indicar la frase clave de la que trata en realidad";
    KEYPHRASE_UNEVEN:
        "the keyphrase \"{0}\" is absent from a stretch of {1}% of the text ({2} from {3}%)",
        "die Keyphrase „{0}“ fehlt auf einer Strecke von {1}\u{a0}% des Textes ({2} ab {3}\u{a0}%)",
        "l’expression clé «\u{a0}{0}\u{a0}» est absente d’un passage de {1}\u{a0}% du texte ({2} à partir de {3}\u{a0}%)",
        "la frase clave «{0}» falta en un tramo del {1}\u{a0}% del texto ({2} a partir del {3}\u{a0}%)";
    SEE_STRETCH:
        "see whether that part belongs to the topic",
        "prüfen, ob dieser Teil zum Thema gehört",
        "vérifier que cette partie relève bien du sujet",
        "comprobar si esa parte pertenece al tema";
    KEYPHRASE_MISSING:
        "the keyphrase \"{0}\" is missing from {1}",
        "die Keyphrase „{0}“ fehlt {1}",
        "l’expression clé «\u{a0}{0}\u{a0}» manque {1}",
        "la frase clave «{0}» falta {1}";
    READERS_LOOK_FIRST:
        "readers look there first for what a text is about",
        "sie ergänzen: Dort sehen Leser zuerst nach, worum es geht",
        "l’ajouter\u{a0}: c’est là que le lecteur cherche d’abord le sujet d’un texte",
        "añadirla: ahí mira primero el lector para saber de qué trata un texto";
    NO_DESCRIPTION_YET:
        "; there is no description for search results yet",
        "; eine Beschreibung für Suchergebnisse gibt es noch nicht",
        "\u{a0}; il n’y a pas encore de description pour les résultats de recherche",
        "; todavía no hay descripción para los resultados de búsqueda";
    THE_TITLE:
        "the title",
        "im Titel",
        "dans le titre",
        "en el título";
    THE_MAIN_HEADING:
        "the main heading",
        "in der Hauptüberschrift",
        "dans le titre principal",
        "en el encabezado principal";
    THE_SEARCH_TITLE:
        "the search title",
        "im Titel für Suchergebnisse",
        "dans le titre pour les moteurs de recherche",
        "en el título para buscadores";
    THE_DESCRIPTION:
        "the description",
        "in der Beschreibung",
        "dans la description",
        "en la descripción";
    THE_SLUG:
        "the slug",
        "im Slug",
        "dans le slug",
        "en el slug";
    THE_FIRST_PARAGRAPH:
        "the first paragraph",
        "im ersten Absatz",
        "dans le premier paragraphe",
        "en el primer párrafo";
    THE_HEADINGS:
        "the headings",
        "in den Überschriften",
        "dans les intertitres",
        "en los encabezados";
    KEYPHRASE_LATE:
        "the keyphrase \"{0}\" first appears after {1} words ({2} after {3})",
        "die Keyphrase „{0}“ steht erst nach {1} Wörtern ({2} nach mehr als {3})",
        "l’expression clé «\u{a0}{0}\u{a0}» n’apparaît qu’après {1} mots ({2} au-delà de {3})",
        "la frase clave «{0}» no aparece hasta después de {1} palabras ({2} por encima de {3})";
    KEYPHRASE_IN_HEADINGS_ONLY:
        "the keyphrase \"{0}\" appears in headings only",
        "die Keyphrase „{0}“ steht nur in Überschriften",
        "l’expression clé «\u{a0}{0}\u{a0}» n’apparaît que dans des intertitres",
        "la frase clave «{0}» solo aparece en encabezados";
    SAY_EARLY:
        "say early what the text is about",
        "früh sagen, worum es geht",
        "dire tôt de quoi traite le texte",
        "decir pronto de qué trata el texto";

    // Sentences and paragraphs
    SENTENCE_REPEATED:
        "the sentence \"{0}\" appears {1}, word for word or nearly so",
        "der Satz „{0}“ kommt {1} vor, wörtlich oder fast wörtlich",
        "la phrase «\u{a0}{0}\u{a0}» apparaît {1}, mot pour mot ou presque",
        "la oración «{0}» aparece {1}, palabra por palabra o casi";
    SAY_ONCE:
        "say it once, where it matters most",
        "ihn nur einmal verwenden, dort, wo er am wichtigsten ist",
        "ne la garder qu’une fois, là où elle compte le plus",
        "dejarla una sola vez, donde más importe";
    SAME_OPENING:
        "{0} sentences in a row begin with \"{1}\" ({2} above {3})",
        "{0} Sätze hintereinander beginnen mit „{1}“ ({2} bei mehr als {3})",
        "{0} phrases de suite commencent par «\u{a0}{1}\u{a0}» ({2} au-delà de {3})",
        "{0} oraciones consecutivas empiezan con «{1}» ({2} por encima de {3})";
    SO_DO_THOSE_IN_ONE:
        ", and so do those in 1 more place",
        ", ebenso an einer weiteren Stelle",
        ", de même qu’à un autre endroit",
        ", y también en un lugar más";
    SO_DO_THOSE_IN:
        ", and so do those in {0} more places",
        ", ebenso an {0} weiteren Stellen",
        ", de même qu’à {0} autres endroits",
        ", y también en {0} lugares más";
    BEGIN_OTHERWISE:
        "begin one of them with something else, or join two",
        "einen davon anders beginnen oder zwei verbinden",
        "commencer l’une d’elles autrement ou en réunir deux",
        "empezar una de ellas de otro modo o unir dos";
    WORD_DOUBLED:
        "\"{0}\" repeats a word",
        "„{0}“ wiederholt ein Wort",
        "«\u{a0}{0}\u{a0}» répète un mot",
        "«{0}» repite una palabra";
    REMOVE_ONE:
        "remove one of them",
        "eines davon streichen",
        "supprimer l’un des deux",
        "quitar una de las dos";
    WORD_ECHOED:
        "\"{0}\" appears three times within {1} words",
        "„{0}“ kommt innerhalb von {1} Wörtern dreimal vor",
        "«\u{a0}{0}\u{a0}» apparaît trois fois en {1} mots",
        "«{0}» aparece tres veces en {1} palabras";
    ECHO_ADVICE:
        "use another word, a pronoun, or two sentences",
        "ein anderes Wort oder ein Pronomen verwenden oder zwei Sätze daraus machen",
        "employer un autre mot ou un pronom, ou faire deux phrases",
        "usar otra palabra o un pronombre, o hacer dos oraciones";
    LONG_SENTENCE:
        "this sentence has {0} words ({1} above {2})",
        "dieser Satz hat {0} Wörter ({1} bei mehr als {2})",
        "cette phrase compte {0} mots ({1} au-delà de {2})",
        "esta oración tiene {0} palabras ({1} por encima de {2})";
    SPLIT:
        "split it in two",
        "in zwei Sätze teilen",
        "la couper en deux",
        "dividirla en dos";
    LONG_PARAGRAPH:
        "this paragraph has {0} words ({1} above {2})",
        "dieser Absatz hat {0} Wörter ({1} bei mehr als {2})",
        "ce paragraphe compte {0} mots ({1} au-delà de {2})",
        "este párrafo tiene {0} palabras ({1} por encima de {2})";
    NEW_PARAGRAPH:
        "start a new paragraph where the thought turns",
        "einen neuen Absatz beginnen, wo der Gedanke wechselt",
        "commencer un nouveau paragraphe là où l’idée change",
        "empezar otro párrafo donde cambie la idea";
    HARD_TO_READ:
        "readability ({0}) is {1}: harder to read than nearly all ordinary posts ({2} below {3})",
        "der Lesbarkeitsindex ({0}) beträgt {1}: schwerer zu lesen als fast alle gewöhnlichen Beiträge ({2} unter {3})",
        "l’indice de lisibilité ({0}) est de {1}\u{a0}: texte plus difficile à lire que presque tous les articles ordinaires ({2} au-dessous de {3})",
        "el índice de legibilidad ({0}) es {1}: más difícil de leer que casi todos los artículos corrientes ({2} por debajo de {3})";
    SHORTER_SENTENCES:
        "write shorter sentences and shorter words",
        "kürzere Sätze und kürzere Wörter schreiben",
        "écrire des phrases et des mots plus courts",
        "escribir oraciones y palabras más cortas";
    CLOSE_ECHO:
        "\"{0}\" comes back after {1} words ({2} within {3}, for rare words)",
        "„{0}“ kehrt nach {1} Wörtern wieder ({2} innerhalb von {3}, bei seltenen Wörtern)",
        "«\u{a0}{0}\u{a0}» revient après {1} mots ({2} en deçà de {3}, pour les mots rares)",
        "«{0}» vuelve a aparecer tras {1} palabras ({2} a menos de {3}, en palabras poco comunes)";
    CLOSE_ECHO_ADVICE:
        "use another word or a pronoun, or leave it out",
        "ein anderes Wort oder ein Pronomen verwenden oder es weglassen",
        "employer un autre mot ou un pronom, ou l’omettre",
        "usar otra palabra o un pronombre, u omitirla";
    PET_WORD:
        "\"{0}\" appears {1} times, {2} times as often as in other texts ({3} from {4})",
        "„{0}“ kommt {1}-mal vor, {2}-mal so oft wie in anderen Texten ({3} ab {4})",
        "«\u{a0}{0}\u{a0}» apparaît {1} fois, {2} fois plus souvent que dans d’autres textes ({3} à partir de {4})",
        "«{0}» aparece {1} veces, {2} veces más a menudo que en otros textos ({3} a partir de {4})";
    PET_WORD_ADVICE:
        "check whether each one is needed",
        "prüfen, ob jedes Vorkommen nötig ist",
        "vérifier que chaque occurrence est nécessaire",
        "comprobar si hacen falta todas las apariciones";
    FREQUENT_OPENING:
        "{0} of {1} sentences begin with \"{2}\": {3}% ({4} above {5}%)",
        "{0} von {1} Sätzen beginnen mit „{2}“: {3}\u{a0}% ({4} über {5}\u{a0}%)",
        "{0} phrases sur {1} commencent par «\u{a0}{2}\u{a0}»\u{a0}: {3}\u{a0}% ({4} au-delà de {5}\u{a0}%)",
        "{0} de {1} oraciones empiezan con «{2}»: el {3}\u{a0}% ({4} por encima del {5}\u{a0}%)";
    BEGIN_SOME_OTHERWISE:
        "begin some of them with something else",
        "einige davon anders beginnen",
        "commencer certaines d’entre elles autrement",
        "empezar algunas de otro modo";

    // Pages
    TITLE_SHORT:
        "the title has {0} characters ({1} below {2})",
        "der Titel hat {0} Zeichen ({1} bei weniger als {2})",
        "le titre compte {0} caractères ({1} au-dessous de {2})",
        "el título tiene {0} caracteres ({1} por debajo de {2})";
    TITLE_LONG:
        "the title has {0} characters ({1} above {2})",
        "der Titel hat {0} Zeichen ({1} bei mehr als {2})",
        "le titre compte {0} caractères ({1} au-delà de {2})",
        "el título tiene {0} caracteres ({1} por encima de {2})";
    TITLE_WIDE:
        "the title is about {0} pixels wide ({1} above {2})",
        "der Titel ist etwa {0} Pixel breit ({1} bei mehr als {2})",
        "le titre fait environ {0} pixels de large ({1} au-delà de {2})",
        "el título mide unos {0} píxeles de ancho ({1} por encima de {2})";
    TITLE_HAS:
        "the title has {0} characters",
        "der Titel hat {0} Zeichen",
        "le titre compte {0} caractères",
        "el título tiene {0} caracteres";
    DESCRIPTION_SHORT:
        "the description has {0} characters ({1} below {2})",
        "die Beschreibung hat {0} Zeichen ({1} bei weniger als {2})",
        "la description compte {0} caractères ({1} au-dessous de {2})",
        "la descripción tiene {0} caracteres ({1} por debajo de {2})";
    DESCRIPTION_LONG:
        "the description has {0} characters ({1} above {2})",
        "die Beschreibung hat {0} Zeichen ({1} bei mehr als {2})",
        "la description compte {0} caractères ({1} au-delà de {2})",
        "la descripción tiene {0} caracteres ({1} por encima de {2})";
    DESCRIPTION_WIDE:
        "the description is about {0} pixels wide ({1} above {2})",
        "die Beschreibung ist etwa {0} Pixel breit ({1} bei mehr als {2})",
        "la description fait environ {0} pixels de large ({1} au-delà de {2})",
        "la descripción mide unos {0} píxeles de ancho ({1} por encima de {2})";
    DESCRIPTION_HAS:
        "the description has {0} characters",
        "die Beschreibung hat {0} Zeichen",
        "la description compte {0} caractères",
        "la descripción tiene {0} caracteres";
    SAY_MORE:
        "say more about the page's topic",
        "genauer sagen, worum es auf der Seite geht",
        "en dire plus sur le sujet de la page",
        "decir más sobre el tema de la página";
    SHORTEN_LINE:
        "shorten it, or put what matters first: search results cut the rest",
        "kürzen oder das Wichtigste nach vorn stellen: Suchergebnisse schneiden den Rest ab",
        "abréger ou mettre l’essentiel au début\u{a0}: les résultats de recherche coupent le reste",
        "acortar o poner lo importante al principio: los resultados de búsqueda cortan el resto";
    NO_DESCRIPTION:
        "there is no description for search results",
        "es gibt keine Beschreibung für Suchergebnisse",
        "il n’y a pas de description pour les résultats de recherche",
        "no hay descripción para los resultados de búsqueda";
    WRITE_DESCRIPTION:
        "say in one or two sentences what readers find here",
        "in ein oder zwei Sätzen sagen, was Leser hier finden",
        "dire en une ou deux phrases ce que le lecteur trouve ici",
        "decir en una o dos oraciones qué encuentra aquí el lector";
    NO_MAIN_HEADING:
        "the page has no main heading (H1)",
        "die Seite hat keine Hauptüberschrift (H1)",
        "la page n’a pas de titre principal (H1)",
        "la página no tiene encabezado principal (H1)";
    GIVE_MAIN_HEADING:
        "give it one that says what it is about",
        "eine setzen, die sagt, worum es geht",
        "lui en donner un qui dise de quoi elle traite",
        "ponerle uno que diga de qué trata";
    MAIN_HEADINGS:
        "the page has {0} main headings (H1)",
        "die Seite hat {0} Hauptüberschriften (H1)",
        "la page a {0} titres principaux (H1)",
        "la página tiene {0} encabezados principales (H1)";
    KEEP_FIRST_HEADING:
        "keep the first, and make the others second-level headings (H2)",
        "die erste behalten und die anderen eine Ebene tiefer setzen (H2)",
        "garder le premier et faire des autres des intertitres de niveau 2 (H2)",
        "dejar el primero y pasar los demás al segundo nivel (H2)";
    HEADING_JUMP:
        "a level-{0} heading follows a level-{1} heading",
        "eine Überschrift der Ebene {0} folgt auf eine der Ebene {1}",
        "un intertitre de niveau {0} suit un intertitre de niveau {1}",
        "un encabezado de nivel {0} sigue a uno de nivel {1}";
    MEND_JUMP:
        "make it a level-{0} heading, or add the level between",
        "sie auf Ebene {0} setzen oder die Ebene dazwischen einfügen",
        "le passer au niveau {0} ou ajouter le niveau intermédiaire",
        "pasarlo al nivel {0} o añadir el nivel intermedio";
    IMAGE_WITHOUT_TEXT:
        "an image has no alternative text",
        "ein Bild hat keinen Alternativtext",
        "une image n’a pas de texte de remplacement",
        "una imagen no tiene texto alternativo";
    IMAGES_WITHOUT_TEXT:
        "{0} images have no alternative text",
        "{0} Bilder haben keinen Alternativtext",
        "{0} images n’ont pas de texte de remplacement",
        "{0} imágenes no tienen texto alternativo";
    SAY_WHAT_IT_SHOWS:
        "say in a few words what it shows",
        "in wenigen Worten sagen, was zu sehen ist",
        "dire en quelques mots ce qu’on y voit",
        "decir en pocas palabras qué muestra";
    LINK_VAGUE:
        "the link text \"{0}\" does not say where the link leads",
        "der Linktext „{0}“ sagt nicht, wohin der Link führt",
        "le texte de lien «\u{a0}{0}\u{a0}» ne dit pas où mène le lien",
        "el texto de enlace «{0}» no dice adónde lleva";
    NAME_THE_TARGET:
        "put the link on the words that name what it leads to",
        "den Link auf die Wörter legen, die sein Ziel nennen",
        "placer le lien sur les mots qui nomment sa destination",
        "poner el enlace en las palabras que nombran su destino";
    PLACEHOLDER:
        "a placeholder is left in the text: \"{0}\"",
        "im Text steht noch ein Platzhalter: „{0}“",
        "il reste un texte provisoire\u{a0}: «\u{a0}{0}\u{a0}»",
        "queda un texto provisional: «{0}»";
    FILL_PLACEHOLDER:
        "fill in what is missing, or take it out",
        "ergänzen, was fehlt, oder ihn streichen",
        "compléter ce qui manque ou le supprimer",
        "completar lo que falta o quitarlo";
    LONG_SECTION:
        "{0} words without a heading ({1} above {2})",
        "{0} Wörter ohne Überschrift ({1} bei mehr als {2})",
        "{0} mots sans intertitre ({1} au-delà de {2})",
        "{0} palabras sin encabezado ({1} por encima de {2})";
    ADD_HEADING:
        "add a heading where the topic turns",
        "eine Überschrift einfügen, wo das Thema wechselt",
        "ajouter un intertitre là où le sujet change",
        "añadir un encabezado donde cambie el tema";
    EMPTY_SECTION:
        "there is no text under the heading \"{0}\"",
        "unter der Überschrift „{0}“ steht kein Text",
        "il n’y a pas de texte sous l’intertitre «\u{a0}{0}\u{a0}»",
        "no hay texto bajo el encabezado «{0}»";
    WRITE_SECTION:
        "write the section, or take its heading out",
        "den Abschnitt schreiben oder die Überschrift streichen",
        "rédiger la section ou supprimer son intertitre",
        "escribir la sección o quitar su encabezado";

    // Several drafts
    COMPETING_TOPIC:
        "\"{0}\" is the topic of {1} too",
        "„{0}“ ist auch das Thema von {1}",
        "«\u{a0}{0}\u{a0}» est aussi le sujet de {1}",
        "«{0}» es también el tema de {1}";
    MERGE_OR_TELL:
        "merge them, or say in title and headings what each is about",
        "sie zusammenlegen oder in Titel und Überschriften sagen, worum es jeweils geht",
        "les fusionner ou dire dans le titre et les intertitres de quoi traite chacun",
        "unirlos o decir en el título y los encabezados de qué trata cada uno";
    BOILERPLATE:
        "\"{0}\" is in {1} of {2} drafts: {3}",
        "„{0}“ steht in {1} von {2} Entwürfen: {3}",
        "«\u{a0}{0}\u{a0}» figure dans {1} brouillons sur {2}\u{a0}: {3}",
        "«{0}» está en {1} de {2} borradores: {3}";
    LEAVE_TO_TEMPLATE:
        "leave it to the template, or say it once",
        "sie der Vorlage überlassen oder nur einmal verwenden",
        "le laisser au modèle de page ou ne le dire qu’une fois",
        "dejarlo en la plantilla o decirlo una sola vez";
    PASSAGE_SHARED:
        "a passage of {0} words is in {1} too",
        "eine Passage von {0} Wörtern steht auch in {1}",
        "un passage de {0} mots figure aussi dans {1}",
        "un pasaje de {0} palabras está también en {1}";
    PASSAGES_SHARED:
        "{0} passages of {1} words are in {2} too",
        "{0} Passagen mit zusammen {1} Wörtern stehen auch in {2}",
        "{0} passages totalisant {1} mots figurent aussi dans {2}",
        "{0} pasajes que suman {1} palabras están también en {2}";
    KEEP_IN_ONE:
        "keep it in one draft, and link to it from the others",
        "sie nur in einem Entwurf behalten und von den anderen darauf verlinken",
        "le garder dans un seul brouillon et y renvoyer par un lien depuis les autres",
        "dejarlo en un solo borrador y enlazarlo desde los demás";
    MOSTLY_SHARED:
        "{0} of its {1} words also appear in other drafts, {2} of them in {3} (warning from {4}%)",
        "{0} der {1} Wörter stehen auch in anderen Entwürfen, {2} davon in {3} (Warnung ab {4}\u{a0}%)",
        "{0} de ses {1} mots figurent aussi dans d’autres brouillons, dont {2} dans {3} (avertissement à partir de {4}\u{a0}%)",
        "{0} de sus {1} palabras están también en otros borradores, {2} de ellas en {3} (advertencia a partir del {4}\u{a0}%)";
    MOSTLY_SHARED_WITH_ONE:
        "{0} of its {1} words also appear in {2} (warning from {3}%)",
        "{0} der {1} Wörter stehen auch in {2} (Warnung ab {3}\u{a0}%)",
        "{0} de ses {1} mots figurent aussi dans {2} (avertissement à partir de {3}\u{a0}%)",
        "{0} de sus {1} palabras aparecen también en {2} (advertencia a partir del {3}\u{a0}%)";
    MERGE_OR_REWRITE:
        "merge the drafts, or rewrite this one",
        "die Entwürfe zusammenlegen oder diesen neu schreiben",
        "fusionner les brouillons ou réécrire celui-ci",
        "unir los borradores o reescribir este";

    // The checklist
    CHECK_ABSENT:
        "\"{0}\" does not occur in the text",
        "„{0}“ kommt im Text nicht vor",
        "«\u{a0}{0}\u{a0}» n’apparaît pas dans le texte",
        "«{0}» no aparece en el texto";
    CHECK_IS_IN:
        "\"{0}\" is in {1}",
        "„{0}“ steht {1}",
        "«\u{a0}{0}\u{a0}» figure {1}",
        "«{0}» está {1}";
    CHECK_IS_NOT_IN:
        "\"{0}\" is not in {1}",
        "„{0}“ steht nicht {1}",
        "«\u{a0}{0}\u{a0}» ne figure pas {1}",
        "«{0}» no está {1}";
    CHECK_EARLY:
        "\"{0}\" is within the first {1} words",
        "„{0}“ steht in den ersten {1} Wörtern",
        "«\u{a0}{0}\u{a0}» figure dans les {1} premiers mots",
        "«{0}» está en las primeras {1} palabras";
    CHECK_NOT_EARLY:
        "\"{0}\" is not within the first {1} words",
        "„{0}“ steht nicht in den ersten {1} Wörtern",
        "«\u{a0}{0}\u{a0}» ne figure pas dans les {1} premiers mots",
        "«{0}» no está en las primeras {1} palabras";
    CHECK_DENSITY:
        "\"{0}\" appears {1}, a density of {2}%",
        "„{0}“ kommt {1} vor, das ist eine Dichte von {2}\u{a0}%",
        "«\u{a0}{0}\u{a0}» apparaît {1}, soit une densité de {2}\u{a0}%",
        "«{0}» aparece {1}, lo que da una densidad del {2}\u{a0}%";
    CHECK_TOO_OFTEN:
        ": too often",
        ": zu oft",
        "\u{a0}: trop souvent",
        ": demasiadas veces";
    CHECK_EVEN:
        "\"{0}\" is not absent from any long stretch of the text",
        "„{0}“ fehlt auf keiner langen Strecke des Textes",
        "«\u{a0}{0}\u{a0}» n’est absent d’aucun long passage du texte",
        "«{0}» no falta en ningún tramo largo del texto";
    CHECK_ECHOES:
        "no rare word comes back too soon",
        "kein seltenes Wort kehrt zu schnell wieder",
        "aucun mot rare ne revient trop vite",
        "ninguna palabra poco común vuelve demasiado pronto";
    CHECK_PET_WORDS:
        "no common word occurs far more often than usual",
        "kein häufiges Wort kommt weit öfter vor als üblich",
        "aucun mot courant ne revient bien plus souvent que d’habitude",
        "ninguna palabra común aparece mucho más de lo habitual";
    CHECK_FREQUENT_OPENINGS:
        "not too many sentences begin with the same words",
        "nicht zu viele Sätze beginnen mit denselben Wörtern",
        "pas trop de phrases commencent par les mêmes mots",
        "no hay demasiadas oraciones que empiecen con las mismas palabras";
    CHECK_MAIN_HEADING:
        "there is one main heading",
        "es gibt genau eine Hauptüberschrift",
        "il y a un seul titre principal",
        "hay un solo encabezado principal";
    CHECK_LEVELS:
        "no heading skips a level",
        "keine Überschrift überspringt eine Ebene",
        "aucun intertitre ne saute de niveau",
        "ningún encabezado se salta un nivel";
    CHECK_SECTIONS:
        "every heading has text under it",
        "unter jeder Überschrift steht Text",
        "chaque intertitre est suivi de texte",
        "todos los encabezados tienen texto debajo";
    CHECK_IMAGE:
        "the image has an alternative text",
        "das Bild hat einen Alternativtext",
        "l’image a un texte de remplacement",
        "la imagen tiene texto alternativo";
    CHECK_IMAGES:
        "all {0} images have alternative texts",
        "alle {0} Bilder haben Alternativtexte",
        "les {0} images ont toutes un texte de remplacement",
        "las {0} imágenes tienen texto alternativo";
    CHECK_LINK:
        "the link says where it leads",
        "der Link sagt, wohin er führt",
        "le lien dit où il mène",
        "el enlace dice adónde lleva";
    CHECK_LINKS:
        "all {0} links say where they lead",
        "alle {0} Links sagen, wohin sie führen",
        "les {0} liens disent tous où ils mènent",
        "los {0} enlaces dicen adónde llevan";
    CHECK_PLACEHOLDERS:
        "no placeholder is left",
        "es sind keine Platzhalter übrig",
        "il ne reste aucun texte provisoire",
        "no queda ningún texto provisional";
    CHECK_STRETCHES:
        "no stretch without a heading is longer than {0} words",
        "kein Abschnitt ohne Überschrift ist länger als {0} Wörter",
        "aucun passage sans intertitre ne dépasse {0} mots",
        "ningún tramo sin encabezado supera las {0} palabras";
    CHECK_SENTENCES_UNLIKE:
        "no sentence is repeated",
        "kein Satz wird wiederholt",
        "aucune phrase n’est répétée",
        "ninguna oración se repite";
    CHECK_WORDS_SINGLE:
        "no word is doubled",
        "kein Wort steht doppelt",
        "aucun mot n’est doublé",
        "ninguna palabra está duplicada";
    CHECK_OPENINGS:
        "no long run of sentences begins with the same word",
        "keine lange Folge von Sätzen beginnt mit demselben Wort",
        "aucune longue suite de phrases ne commence par le même mot",
        "ninguna serie larga de oraciones empieza con la misma palabra";
    CHECK_PARAGRAPHS:
        "no paragraph has more than {0} words",
        "kein Absatz hat mehr als {0} Wörter",
        "aucun paragraphe ne dépasse {0} mots",
        "ningún párrafo tiene más de {0} palabras";
    CHECK_SENTENCES:
        "no sentence has more than {0} words",
        "kein Satz hat mehr als {0} Wörter",
        "aucune phrase ne dépasse {0} mots",
        "ninguna oración tiene más de {0} palabras";
    CHECK_LONG_SENTENCES:
        "{0}% of the sentences have more than {1} words",
        "{0}\u{a0}% der Sätze haben mehr als {1} Wörter",
        "{0}\u{a0}% des phrases dépassent {1} mots",
        "el {0}\u{a0}% de las oraciones tiene más de {1} palabras";
    CHECK_READABILITY:
        "readability ({0}) is {1}",
        "der Lesbarkeitsindex ({0}) beträgt {1}",
        "l’indice de lisibilité ({0}) est de {1}",
        "el índice de legibilidad ({0}) es {1}";
    CHECK_NO_PHRASE:
        "no phrase is repeated too often",
        "keine Wendung wird zu oft wiederholt",
        "aucune expression n’est répétée trop souvent",
        "ninguna frase se repite demasiado";
    CHECK_NO_WORD:
        "no single word is repeated too often",
        "kein einzelnes Wort wird zu oft wiederholt",
        "aucun mot isolé n’est répété trop souvent",
        "ninguna palabra suelta se repite demasiado";
    CHECK_IS_REPEATED:
        "{0} is repeated too often",
        "{0} wird zu oft wiederholt",
        "{0} est répété trop souvent",
        "{0} se repite demasiadas veces";
    CHECK_ARE_REPEATED:
        "{0} are repeated too often",
        "{0} werden zu oft wiederholt",
        "{0} sont répétés trop souvent",
        "{0} se repiten demasiadas veces";
    CHECK_ONE_OF:
        " (one of {0} findings)",
        " (einer von {0} Befunden)",
        " (un des {0} constats)",
        " (uno de {0} hallazgos)";
    SEVERAL_PLACEHOLDERS:
        "{0} placeholders are left in the text",
        "im Text stehen noch {0} Platzhalter",
        "il reste {0} textes provisoires",
        "quedan {0} textos provisionales";
    SEVERAL_LINKS:
        "{0} link texts do not say where the links lead",
        "{0} Linktexte sagen nicht, wohin die Links führen",
        "{0} textes de liens ne disent pas où mènent les liens",
        "{0} textos de enlace no dicen adónde llevan";
    SEVERAL_SECTIONS:
        "{0} headings have no text under them",
        "unter {0} Überschriften steht kein Text",
        "{0} intertitres ne sont suivis d’aucun texte",
        "{0} encabezados no tienen texto debajo";
    SEVERAL_JUMPS:
        "{0} headings skip a level",
        "{0} Überschriften überspringen eine Ebene",
        "{0} intertitres sautent un niveau",
        "{0} encabezados se saltan un nivel";
    SEVERAL_STRETCHES:
        "{0} stretches without a heading are too long",
        "{0} Abschnitte ohne Überschrift sind zu lang",
        "{0} passages sans intertitre sont trop longs",
        "{0} tramos sin encabezado son demasiado largos";
    SEVERAL_FINDINGS:
        "{0} findings of {1}",
        "{0} Befunde der Regel {1}",
        "{0} constats de la règle {1}",
        "{0} hallazgos de la regla {1}";
}
