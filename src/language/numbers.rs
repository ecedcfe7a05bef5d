//! How numbers are written in the languages that reports are written in: as in English in all others.

use super::Language;

/// A whole number, its thousands parted: `1,398`. Spanish parts numbers of five digits and more only.
pub(crate) fn whole(number: usize, language: Language) -> String {
    let separator = match language {
        Language::German => ".",
        Language::French => "\u{202F}",
        Language::Spanish => "\u{A0}",
        _ => ",",
    };
    let digits = number.to_string();
    if language == Language::Spanish && digits.len() < 5 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with this many decimals.
pub(crate) fn decimal(value: f64, decimals: usize, language: Language) -> String {
    let plain = format!("{value:.decimals$}");
    match language {
        Language::German | Language::French | Language::Spanish => plain.replace('.', ","),
        _ => plain,
    }
}

/// Whether a word is a number, written out: up to twelve, the tens, the hundred and what is above. In seven languages.
pub(crate) fn is_word(word: &str, language: Language) -> bool {
    /// No number is longer, in bytes.
    const LONGEST: usize = 16;
    let words = match language {
        Language::English => {
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
             eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands \
             million millions billion billions dozen dozens"
        }
        Language::German => {
            "eins ein eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn \
             siebzehn achtzehn neunzehn zwanzig dreißig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert \
             hunderte tausend tausende million millionen milliarde milliarden dutzend dutzende"
        }
        Language::French => {
            "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept vingt \
             vingts trente quarante cinquante soixante septante huitante nonante cent cents mille million millions \
             milliard milliards dizaine dizaines douzaine douzaines centaine centaines millier milliers"
        }
        Language::Spanish => {
            "uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete \
             dieciocho diecinueve veinte veintiuno veintidós treinta cuarenta cincuenta sesenta setenta ochenta noventa cien \
             ciento cientos doscientos trescientos quinientos mil miles millón millones docena docenas"
        }
        Language::Italian => {
            "uno una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici \
             diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento \
             duecento trecento cinquecento mille mila milione milioni miliardo miliardi decina decine dozzina dozzine \
             centinaio centinaia migliaio migliaia"
        }
        Language::Portuguese => {
            "um uma dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quatorze quinze dezasseis \
             dezesseis dezessete dezassete dezoito dezanove dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta \
             noventa cem cento centos duzentos trezentos quinhentos mil milhão milhões milhar milhares dúzia dúzias dezena \
             dezenas centena centenas"
        }
        Language::Dutch => {
            "een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien \
             achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd honderden duizend \
             duizenden miljoen miljoenen miljard miljarden dozijn tientallen"
        }
        _ => return false,
    };
    word.len() <= LONGEST && words.split_ascii_whitespace().any(|number| number == word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_when_they_are_written_out() {
        for (language, numbers) in [
            (Language::English, "two Twelve ninety thousand"),
            (Language::German, "zwei Fünf dreißig Millionen"),
            (Language::French, "deux quatre vingt Mille"),
            (Language::Spanish, "dos cuatro veintidós millones"),
            (Language::Italian, "due quattro trenta Mila"),
            (Language::Portuguese, "dois três vinte milhões"),
            (Language::Dutch, "twee vier dertig miljoen"),
        ] {
            for number in numbers.split(' ') {
                assert!(is_word(number, language), "{number}");
            }
            assert!(!["wall", "once-only", "", "Haus"].iter().any(|word| is_word(word, language)));
        }
        assert!(!is_word("deux", Language::English) && !is_word("two", Language::Polish));
    }
}
