//! The names of fields that stand below the title of minutes and memoranda: when and where, who was there, what was on the agenda.

use super::listed::Listed;
use crate::span::{boundary_at_or_before, first_colon};

/// A name of these is no longer, in bytes.
const LONGEST_NAME: usize = 48;

/// The names, in lower case, in the languages of minutes that people keep.
#[rustfmt::skip] // Several to a line.
const NAMES: [&str; 396] = [
    "date", "time", "place", "location", "venue", "present", "also present", "members present", "attendees", "attendance",
    "in attendance", "attending", "participants", "apologies", "apologies for absence", "apologies received", "absent", "absentees",
    "members absent", "regrets", "chair", "chairperson", "chairman", "chaired by", "minutes", "minute taker", "minutes taken by",
    "minutes by", "note taker", "notetaker", "scribe", "secretary", "clerk", "recorder", "facilitator", "distribution", "quorum",
    "guests", "called to order", "adjourned", "next meeting", "meeting called by", "type of meeting", "subject", "re", "to", "from", "cc",
    "datum", "zeit", "uhrzeit", "beginn", "ende", "dauer", "ort", "anwesend", "anwesende", "teilnehmer", "teilnehmende",
    "teilnehmerinnen", "teilnehmerinnen und teilnehmer", "entschuldigt", "abwesend", "gäste", "vorsitz", "sitzungsleitung", "moderation",
    "protokoll", "protokollführung", "protokollführer", "protokollführerin", "protokollant", "protokollantin", "schriftführer",
    "schriftführerin", "schriftführung", "verteiler", "tagesordnung", "betreff", "an", "von", "heure", "lieu", "présents", "présent",
    "présentes", "étaient présents", "présences", "absents", "absent excusé", "absents excusés", "excusés", "excusé", "invités",
    "présidence", "président de séance", "secrétaire", "secrétaire de séance", "rédacteur", "ordre du jour", "diffusion", "objet",
    "fecha", "hora", "lugar", "asistentes", "asistencia", "presentes", "ausentes", "excusados", "invitados", "preside", "secretario",
    "secretaria", "orden del día", "asunto", "data", "ora", "luogo", "presenti", "assenti", "assenti giustificati", "partecipanti",
    "verbalizzante", "segretario", "segretaria", "ordine del giorno", "oggetto", "local", "participantes", "convidados", "secretário",
    "secretária", "ordem do dia", "pauta", "assunto", "tijd", "plaats", "locatie", "aanwezig", "aanwezigen", "afwezig", "afwezigen",
    "afgemeld", "met kennisgeving", "voorzitter", "notulist", "notulen", "onderwerp", "aan", "tid", "plats", "närvarande", "frånvarande",
    "deltagare", "ordförande", "sekreterare", "protokollförare", "justerare", "justerande", "ärende", "dato", "sted", "til stede",
    "tilstede", "fraværende", "forfall", "afbud", "deltagere", "deltakere", "ordstyrer", "referent", "mødeleder", "møteleder", "dirigent",
    "emne", "aika", "paikka", "läsnä", "paikalla", "poissa", "osallistujat", "puheenjohtaja", "sihteeri", "aihe", "czas", "miejsce",
    "obecni", "nieobecni", "uczestnicy", "przewodniczący", "protokolant", "porządek obrad", "čas", "místo", "přítomni", "omluveni",
    "nepřítomni", "zapsal", "zapsala", "dátum", "időpont", "helyszín", "jelen vannak", "jelenlévők", "hiányzik",
    "készült", "helye", "ideje", "hely", "idő", "jelen van", "jelen voltak", "résztvevők", "meghívottak", "távol maradt", "távol vannak",
    "hiányoznak", "igazoltan távol", "elnök", "levezető elnök", "jegyzőkönyvvezető", "jegyzőkönyv-hitelesítő", "jegyzőkönyv hitelesítő",
    "jegyzőkönyv hitelesítők", "jegyzőkönyv-hitelesítők", "hitelesítő", "hitelesítők", "napirend", "napirendi pontok", "tárgy",
    "kuupäev", "aeg", "koht", "toimumisaeg", "toimumiskoht", "algus", "lõpp", "kohal", "kohal viibisid", "osalejad", "osavõtjad",
    "osalesid", "võtsid osa", "puudujad", "puudusid", "kutsutud", "koosoleku juhataja", "juhataja", "juhatas", "protokollija",
    "protokollis", "protokolli koostas", "päevakord", "päevakorras", "teema", "datums", "laiks", "vieta", "norises vieta", "norises laiks",
    "piedalās", "piedalījās", "dalībnieki", "nepiedalās", "sēdes vadītājs", "sēdi vada", "protokolētājs", "protokolē", "darba kārtība",
    "laikas", "dalyvavo", "dalyviai", "nedalyvavo", "posėdžio pirmininkas", "pirmininkas", "sekretorius", "darbotvarkė", "vrijeme",
    "vreme", "mjesto", "mesto", "nazočni", "prisutni", "odsutni", "predsjedavajući", "predsedavajući", "zapisničar", "dnevni red",
    "prisotni", "odsotni", "predsedujoči", "zapisnikar", "miesto", "prítomní", "neprítomní", "ospravedlnení", "zapisovateľ",
    "zapísal", "zapísala", "program rokovania", "program", "zapisovatel", "předsedající", "присъстваха", "присъстващи", "отсъстваха",
    "протоколчик", "дневен ред", "място", "присутни", "одсутни", "записничар", "дневни ред", "fundargerð", "fundarstjóri",
    "fundarritari", "mættir", "dagskrá", "staður", "locul", "prezenți",
    "absenți", "ordinea de zi", "дата", "время", "место", "присутствовали", "присутствующие", "отсутствовали", "председатель",
    "секретарь", "повестка дня", "час", "місце", "присутні", "відсутні", "голова", "секретар", "tarih", "saat", "yer", "katılanlar",
    "katılımcılar", "mazeretli", "gündem", "konu", "ημερομηνία", "τόπος", "παρόντες", "απόντες", "assistents", "lloc", "时间", "日期", "地点",
    "出席", "出席者", "出席人员", "参加人员", "与会人员", "参会人员", "缺席", "缺席人员", "请假", "主持", "主持人", "记录", "记录人", "议题", "日時", "日付", "場所", "参加者", "欠席者", "議長",
    "書記", "議事録作成者", "記録者", "議題", "일시", "날짜", "장소", "참석자", "참석", "불참자", "불참", "의장", "서기", "작성자", "안건", "التاريخ", "المكان", "الحضور",
    "الغائبون", "الوقت",
];

static LISTED: Listed = Listed::of(&[&NAMES]);

/// The name and the value of a field of minutes or a memorandum that a line begins with.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let window = &line[..boundary_at_or_before(line, LONGEST_NAME)];
    let colon = first_colon(window)?;
    let name = line[..colon].trim_matches(['*', '_', ' ', '\u{A0}', '\t']);
    let width = line[colon..].chars().next().map_or(0, char::len_utf8);
    let value = &line[colon + width..];
    let is_parted = width > 1 || value.is_empty() || value.starts_with([' ', '\u{A0}', '\t', '*', '_']);
    let is_name = || {
        let bare = name.split([' ', '/', '(']).next().unwrap_or_default();
        if !LISTED.may_have(name) && !LISTED.may_have(bare) {
            return false;
        }
        // `Present(e)s`, `Teilnehmer/innen`, `Présents (7)` say the same as without what is added.
        let small = name.to_lowercase();
        let bare = small.split([' ', '/', '(']).next().unwrap_or_default();
        let is_added = small[bare.len()..].trim_start().starts_with(['(', '/']);
        NAMES.contains(&small.as_str()) || is_added && NAMES.contains(&bare)
    };
    (is_parted && !name.starts_with(char::is_lowercase) && is_name()).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_minutes_have_known_names() {
        for (line, name) in [
            ("Present: Rita Vale, Ned Moss.", "Present"),
            ("**Apologies:** Tom Reed", "Apologies"),
            ("Date : 4 mars 2025", "Date"),
            ("Anwesend (7): Rita Vale", "Anwesend (7)"),
            ("出席者：リタ", "出席者"),
            ("ДАТА: 4 марта", "ДАТА"),
        ] {
            assert_eq!(field(line).map(|(name, _)| name), Some(name), "{line}");
        }
        for line in
            ["", "The date: 4 March", "present: all", "Time:12", "At ten the chair said: no", "Wall: old"]
        {
            assert_eq!(field(line), None, "{line}");
        }
    }
}
