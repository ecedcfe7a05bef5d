//! Mail: what somebody wrote, without what they answer to, sign with and are sent through.
//!
//! Of a file, mail-parser tells the parts; the text of each is read as the body of a mail in plain text is. Quotations stay as
//! blocks with the role [`Role::Quotation`], since another wrote them.
//!
//! * time: linear
//! * space: the decoded parts

use super::bytes::Bytes;
use super::frames::Framed;
use super::listed::Listed;
use super::rewrite::Rewriting;
use super::{Document, Role};
use crate::span::Span;

/// Fields that mails have.
#[rustfmt::skip] // Several to a line.
const FIELDS: [&str; 52] = [
    "name", "email", "e-mail", "cc", "bcc", "reply-to", "message-id", "in-reply-to", "references", "received", "return-path",
    "mime-version", "content-type", "content-transfer-encoding", "content-disposition", "delivered-to", "x-mailer", "user-agent",
    "list-id", "list-unsubscribe", "list-post", "list-archive", "list-help", "list-subscribe", "sender", "precedence", "organization",
    "dkim-signature", "authentication-results", "importance", "priority", "thread-topic", "attachments", "errors-to",
    "kopie", "antwort an", "kopia", "kopi", "copie", "wichtigkeit", "anlagen", "копия", "копія", "másolat", "bilgi",
    "抄送", "抄送人", "副本", "참조", "نسخة", "עותק", "tembusan",
];

/// Those that say who a mail is from.
#[rustfmt::skip] // Several to a line.
const SENDERS: [&str; 32] = [
    "from", "von", "de", "da", "van", "od", "от", "від", "från", "fra", "lähettäjä", "kimden", "gönderen", "feladó", "expeditor", "de la",
    "από", "发件人", "寄件者", "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람", "보낸이", "من", "מאת", "dari", "từ", "nuo", "no", "से",
];

/// Those that say who it is for.
#[rustfmt::skip] // Several to a line.
const RECIPIENTS: [&str; 32] = [
    "to", "an", "à", "para", "a", "aan", "do", "komu", "кому", "till", "til", "vastaanottaja", "kime", "alıcı", "címzett", "către", "προς",
    "收件人", "收件者", "宛先", "받는 사람", "받는사람", "받는이", "إلى", "الى", "אל", "kepada", "đến", "tới", "kam", "adresát", "odbiorca",
];

/// Those that say when it was sent.
#[rustfmt::skip] // Several to a line.
const SENT: [&str; 58] = [
    "date", "sent", "datum", "gesendet", "envoyé", "envoyé le", "fecha", "enviado", "enviado el", "enviada em", "data", "inviato", "verzonden", "wysłano",
    "odesláno", "отправлено", "дата", "надіслано", "skickat", "sendt", "dato", "lähetetty", "päivämäärä", "gönderilme", "gönderildi", "gönderme tarihi",
    "gönderilme tarihi", "tarih", "elküldve", "küldve", "dátum", "trimis", "στάλθηκε", "ημερομηνία", "发送时间", "发送日期", "日期", "时间", "寄件日期",
    "傳送日期", "日時", "送信日時", "送信日", "日付", "보낸 날짜", "보낸날짜", "날짜", "التاريخ", "تاريخ الإرسال", "أرسلت", "تم الإرسال", "נשלח", "תאריך", "tanggal", "terkirim",
    "ngày", "đã gửi", "išsiųsta",
];

/// Fields that say what a mail is about.
#[rustfmt::skip] // Several to a line.
const SUBJECTS: [&str; 33] = [
    "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "temat", "тема", "ämne", "emne", "aihe", "konu", "předmět",
    "predmet", "tárgy", "subiect", "θέμα", "主题", "主旨", "主題", "标题", "件名", "표제", "제목", "الموضوع", "נושא", "perihal", "subjek", "chủ đề", "tema",
    "re", "betr",
];

/// What stands before the subject of an answer and of a mail that is sent on.
#[rustfmt::skip] // Several to a line.
const REPLIES: [&str; 20] = [
    "re", "aw", "sv", "antw", "fwd", "fw", "wg", "tr", "rv", "rif", "vs", "ynt", "odp", "enc", "答复", "回复", "转发", "返信", "转寄", "답장",
];

/// Of the name of such a field with the marks around it, in bytes.
const LONGEST_SUBJECT: usize = 28;

/// Mails that are quoted as a whole are looked for at this many places where one may begin.
const MOST_QUOTED: usize = 20;

/// What greetings begin with that may end in a colon, as those of letters in Spanish and of offices do.
const FORMAL: [&str; 8] = ["dear", "querid", "estimad", "apreciad", "hola", "prezad", "car", "muy señor"];

/// The most words of a greeting.
const GREETING_WORDS: usize = 5;

/// The most characters of a greeting: Chinese and Japanese have no blanks between words.
const GREETING_COLUMNS: usize = 60;

/// What somebody did who is quoted below: words of the lines that say so.
#[rustfmt::skip] // Several to a line.
const WROTE: [&str; 36] = [
    "said", "quoting", "님이 작성", "đã viết", "menulis", "さんが書",
    "wrote", "writes", "schrieb", "geschrieben", "a écrit", "écrivait", "écrit", "escribió", "escreveu", "ha scritto", "scrisse", "schreef",
    "geschreven", "napisał", "napisała", "napisał(a)", "пишет", "написал", "написала", "писал", "skrev", "kirjoitti", "yazdı", "έγραψε", "كتب", "napsal",
    "írta", "a scris", "写道", "のメール",
];

/// What mails end with before a name, in lower case and without marks at the end.
#[rustfmt::skip] // Several to a line.
const SIGN_OFFS: [&str; 207] = [
    "thanks", "thank you", "many thanks", "thanks again", "thanks a lot", "best", "regards", "cheers", "sincerely",
    "yours sincerely", "sincerely yours", "yours truly", "very truly yours", "truly yours", "yours", "yours ever", "take care", "talk soon", "love", "lots of love", "thx",
    "all the best", "all best", "yours faithfully", "faithfully", "respectfully", "respectfully yours", "respectfully submitted", "cordially", "cordially yours", "warmly",
    "thanks in advance", "i remain", "br", "rgds", "mfg", "vg", "lg", "danke", "vielen dank", "danke im voraus", "hochachtungsvoll", "mit vorzüglicher hochachtung",
    "freundlichst", "herzlichst", "herzlich", "ihr", "ihre", "dein", "deine", "euer", "eure",
    "cordialement", "bien cordialement", "très cordialement", "bien à vous", "bien à toi", "amitiés", "amicalement", "merci", "merci d'avance", "respectueusement",
    "à bientôt", "bises", "cdt", "atentamente", "muy atentamente", "cordialmente", "gracias", "muchas gracias", "un abrazo", "abrazos", "respetuosamente", "afectuosamente", "sin otro particular",
    "atenciosamente", "com estima", "obrigado", "obrigada", "abraços", "abraço", "um abraço", "sem mais", "att", "respeitosamente", "grazie", "a presto", "in fede", "distintamente",
    "hoogachtend", "met hoogachting", "groetjes", "dank", "bedankt", "alvast bedankt", "mvg", "mvh", "vänligen", "högaktningsfullt", "tack", "tack på förhand", "på förhånd tak", "tak", "takk", "ærbødigst", "vh",
    "ystävällisesti", "kunnioittavasti", "kiittäen", "kiitos", "t", "saygılarımla", "saygılarımızla", "iyi çalışmalar", "iyi günler", "teşekkürler", "hoşçakal",
    "pozdrawiam", "dziękuję", "z pozdrowieniami", "s úctou", "děkuji", "köszönettel", "köszönöm", "üdv", "mulțumesc", "cu drag", "cu respect", "cu stimă",
    "всего доброго", "всего хорошего", "спасибо", "искренне ваш", "ваш", "дякую", "щиро ваш", "всього найкращого", "φιλικά", "ευχαριστώ", "cordialment", "salutacions", "pagarbiai", "lugupidamisega", "ar cieņu",
    "敬具", "草々", "以上", "此致", "此致敬礼", "敬礼", "此致敬禮", "敬禮", "祝好", "谨上", "敬上", "謹上", "谢谢", "謝謝", "顺颂商祺", "順頌商祺", "감사합니다", "드림", "올림", "배상", "고맙습니다",
    "بברכה",
    "תודה", "תודה רבה", "תודה מראש", "בתודה", "בתודה מראש", "שלך", "שלכם", "שלך בנאמנות", "با تشکر", "با تشکر فراوان", "با تشکر و احترام",
    "با سپاس", "با سپاس فراوان", "با احترام", "با تقدیم احترام", "با احترام فراوان", "ارادتمند", "ارادتمند شما", "سپاسگزارم", "متشکرم", "با آرزوی موفقیت", "با آرزوی بهترین‌ها",
    "شكرا", "شكراً", "شكرا جزيلا", "شكراً جزيلاً", "مع الشكر", "مع جزيل الشكر", "धन्यवाद", "भवदीय", "भवदीया", "आपका", "आपकी",
    "cảm ơn", "thân mến", "thân ái", "terima kasih", "salam hormat", "ขอบคุณครับ", "ขอบคุณค่ะ", "ด้วยความนับถือ",
];

/// Words that hardly any other short line near the end of a mail has: `Mit herzlichen Grüßen aus Kiel`.
#[rustfmt::skip] // Several to a line.
const SIGN_OFF_WORDS: [&str; 49] = [
    "regards", "wishes", "grüßen", "grüssen", "grüße", "grüsse", "gruß", "gruss", "salutations", "saludos", "saludo", "saluti", "saluto", "cumprimentos",
    "saudações", "groet", "groeten", "hälsningar", "hälsning", "hilsen", "hilsener", "hilsner", "terveisin", "terveiset", "selamlar", "selamlarımla", "pozdravem", "pozdravom", "pozdrowieniami",
    "poważaniem", "szacunku", "szacunkiem", "уважением", "пожеланиями", "приветом", "повагою", "побажаннями", "üdvözlettel", "tisztelettel", "stimă", "εκτίμηση", "χαιρετισμούς",
    "التحيات", "التحية", "تحياتي", "בברכה", "בכבוד", "linkėjimais", "sveicieniem",
];

/// What longer closings begin with, such as those of letters in French.
#[rustfmt::skip] // Several to a line.
const CLOSINGS: [&str; 38] = [
    "veuillez agréer", "veuillez recevoir", "veuillez croire", "je vous prie d'agréer", "je vous prie de croire", "je vous prie de recevoir", "nous vous prions d'agréer", "nous vous prions de croire", "recevez, ",
    "dans l'attente de votre réponse, je vous prie", "reciba un", "reciban un", "reciba mi", "le saluda", "les saluda", "la saluto", "porgo ", "voglia gradire", "vogliate gradire", "queira aceitar",
    "queiram aceitar", "subscrevo-me", "tot slot groet", "с наилучшими", "з найкращими", "よろしくお願い", "宜しくお願い", "どうぞよろしく", "何卒よろしく", "何卒宜しく", "وتفضلوا", "وتفضلي", "والسلام",
    "hormat kami", "hormat saya", "trân trọng", "ขอแสดงความนับถือ", "सादर",
];

/// A sign-off with one of [`SIGN_OFF_WORDS`], and one with a beginning of [`CLOSINGS`], has this many words or fewer.
const SIGN_OFF_LENGTH: usize = 8;
const CLOSING_LENGTH: usize = 24;

/// Marks before the name of somebody who signs for another, without stops and blanks.
#[rustfmt::skip] // Several to a line.
const ON_BEHALF: [&str; 15] =
    ["ia", "iv", "ppa", "pp", "p/p", "po", "p/o", "pa", "gez", "imauftrag", "invertretung", "perpro", "bo", "por", "inopdracht"];

/// No closing is longer, in bytes.
const LONGEST_CLOSING: usize = 240;

/// The most words of a name alone below a mail.
const NAME_WORDS: usize = 3;

/// Marks of a message that is quoted whole.
#[rustfmt::skip] // Several to a line.
const ORIGINALS: [&str; 16] = [
    "original message", "forwarded message", "begin forwarded message", "ursprüngliche nachricht", "original-nachricht", "weitergeleitete nachricht",
    "message d'origine", "message transféré", "mensaje original", "mensaje reenviado", "mensagem original", "mensagem encaminhada",
    "messaggio originale", "messaggio inoltrato", "oorspronkelijk bericht", "исходное сообщение",
];

/// What programs add below a mail.
const SENT_FROM: [&str; 9] = [
    "Sent from my",
    "Sent via",
    "Get Outlook for",
    "Von meinem",
    "Gesendet von",
    "Envoyé de mon",
    "Enviado desde mi",
    "Enviado do meu",
    "Inviato da",
];

/// Words of a disclaimer, of which each language has one of both kinds.
#[rustfmt::skip] // Several to a line.
const CONFIDENTIAL: [&str; 12] = [
    "confidential", "privileged", "intended recipient", "vertraulich", "confidentiel", "confidencial", "riservat", "vertrouwelijk", "poufn",
    "конфиденциальн", "konfidentiel", "luottamuksel",
];
#[rustfmt::skip] // Several to a line.
const MESSAGE: [&str; 13] =
    ["mail", "message", "nachricht", "courriel", "mensaje", "correo", "mensagem", "messaggio", "bericht", "wiadomoś", "сообщени", "письм", "viesti"];

/// What programs that look for viruses say of that.
#[rustfmt::skip] // Several to a line.
const SCANNED: [&str; 14] = [
    "scanned for viruses", "checked for viruses", "been scanned by", "been checked by", "believed to be clean", "no virus found", "virus-free", "auf viren geprüft", "auf viren überprüft", "vérifié par un antivirus",
    "aucun virus", "libre de virus", "antivirus avast", "controllato per virus",
];
/// And in how many bytes.
const LONGEST_SCANNED: usize = 400;

/// A signature below a sign-off has this many lines or fewer, of this many columns or fewer. Chosen by eye: name, office and address
/// of a firm, a line each.
const SIGNATURE_LINES: usize = 12;
const SIGNATURE_COLUMNS: usize = 60;

/// A footer of a list has this many lines or fewer behind its rule.
const FOOTER_LINES: usize = 12;

/// So many blank lines stand between a quotation and who is quoted, or fewer: programs that leave out pictures leave their lines.
const MOST_BLANK: usize = 8;

/// Who is quoted is said in this many lines more, or fewer, than its last one.
const MOST_BROKEN: usize = 3;

/// A quotation that a program broke once more leaves the ends of its lines without their mark: at most this many words, below
/// a line of at least this many columns. Chosen by eye.
const LEFT_WORDS: usize = 3;
const WIDE_QUOTE: usize = 55;

/// The least lines of an address below a mail without a sign-off, and the most columns of each.
const ADDRESS_LINES: usize = 3;
const ADDRESS_COLUMNS: usize = 45;

/// No field of [`FIELDS`] is longer, in bytes and in any case.
const LONGEST_FIELD: usize = 40;

/// The name of a field of any header is no longer, in bytes.
const LONGEST_NAME: usize = 100;

/// Fields that make a header of the first lines of a text.
const LEAST_FIELDS: usize = 3;

/// This many lines go on, and this many of ten that another follows, in a body whose lines end in a blank where they do. Chosen by
/// eye: who types line breaks leaves a blank before few of them.
const LEAST_SOFT: usize = 2;
const SOFT_OF_TEN: usize = 5;

/// Reads a text that begins as a mail does, or that quotes one; `None` for other texts.
pub(super) fn plain(text: &str, has: &Bytes<'_>) -> Option<Document<'static>> {
    // A mail has several lines, whatever tells that it is one.
    if !has.has(b'\n') {
        return None;
    }
    // The first byte of a wide colon is a rare one.
    let has_colon = has.has_any(&[b':', 0xEF]);
    let header = if has_colon { header(text) } else { None };
    let is_reply = || {
        // Two lines that are quoted, right behind a line that says who is.
        has.has_any(b">|") && (text.contains("\n>") || text.contains("\n| ")) && {
            let lines: Vec<Span> = lines(text);
            (1..lines.len())
                .any(|at| is_quoted(lines[at].of(text)) && attribution(text, &lines, at).is_some())
        }
    };
    let has_footer = || has.has(b'_') && has_footer(text);
    let quotes_whole = || has_colon && quotes_whole(text);
    if header.is_none() && !is_reply() && !has_footer() && !quotes_whole() && !is_letter(text) {
        return None;
    }
    #[cfg(feature = "mail")]
    if let Some(header) = &header
        && (header.is_encoded || text.starts_with("From "))
    {
        return Some(if text.starts_with("From ") { read_mbox(text) } else { read(text) });
    }
    let end = header.as_ref().map_or(0, |header| header.end);
    if has_soft_breaks(&text[end..]) {
        return Some(
            unflowed(text, end, false).read(|text| whole(text, header.map(|header| header.subject))),
        );
    }
    Some(whole(text, header.map(|header| header.subject)).into_owned())
}

/// Reads a text that is a mail, with the subject of its header, if it has one.
fn whole(text: &str, subject: Option<Option<String>>) -> Document<'static> {
    let header = header(text).filter(|_| subject.is_some());
    let end = header.as_ref().map_or(0, |header| header.end);
    let mut framed = Framed::new(text);
    framed.keep(Span { start: 0, end }, Role::Field);
    // Archives write one mail behind the other, each with the same first field.
    let first = text[..end].split([':', '：']).next().unwrap_or_default();
    let all = if header.is_some() { lines(text) } else { Vec::new() };
    let subject = header.as_ref().and_then(|header| header.subject.as_deref()).unwrap_or_default();
    let is_next = |at: &usize| {
        let fields = || fields_from(text, &all, *at);
        all[*at].start > end
            && all[at - 1].of(text).trim().is_empty()
            && all[*at].of(text).strip_prefix(first).is_some_and(|rest| rest.starts_with([':', '：', ' ']))
            && fields() >= LEAST_FIELDS
            && !is_answered(subject, all[*at..at + fields()].iter().map(|line| line.of(text)))
    };
    let mut start = end;
    for at in (1..all.len()).filter(is_next) {
        body(text, Span { start, end: all[at].start }, &mut framed);
        start = all[at + fields_from(text, &all, at) - 1].end;
        framed.part(all[at].start);
        framed.keep(Span { start: all[at].start, end: start }, Role::Field);
    }
    body(text, Span { start, end: text.len() }, &mut framed);
    let mut document = framed.read();
    if let Some(header) = header {
        document.fields.title = header.subject.or(document.fields.title);
    }
    document
}

/// Whether the lines of a body that go on end in a blank, as RFC 3676 has it: most of those that another follows.
fn has_soft_breaks(body: &str) -> bool {
    if memchr::memmem::find(body.as_bytes(), b" \n").is_none() {
        return false;
    }
    let (mut soft, mut followed) = (0, 0);
    let mut above: Option<(usize, bool)> = None;
    for line in each_line(body) {
        let (depth, words) = quoted_words(line.of(body));
        let is_said = !words.trim().is_empty();
        if let Some((_, is_soft)) = above.filter(|(same, _)| is_said && *same == depth) {
            followed += 1;
            soft += usize::from(is_soft);
        }
        let is_soft = words.ends_with(' ') && !words.ends_with("  ") && words != "-- ";
        above = is_said.then_some((depth, is_soft));
    }
    soft >= LEAST_SOFT && soft * 10 >= followed * SOFT_OF_TEN
}

/// How deep a line is quoted, and what it says, without the blank before it that a program has put there.
fn quoted_words(line: &str) -> (usize, &str) {
    if !line.starts_with('>') {
        return (0, line.strip_prefix(' ').unwrap_or(line));
    }
    let words = line.trim_start_matches(['>', ' ']);
    (memchr::memchr_iter(b'>', &line.as_bytes()[..line.len() - words.len()]).count(), words)
}

/// A text whose body begins at a place, with lines joined that go on. With `is_divided`, the blank at a line's end is none of
/// the text's.
///
/// Gellens, *The Text/Plain Format and DelSp Parameters*, RFC 3676, 2004.
fn unflowed(text: &str, body: usize, is_divided: bool) -> Rewriting<'_> {
    let mut out = Rewriting::new(text);
    out.keep(Span { start: 0, end: body });
    let mut above: Option<(usize, Span)> = None;
    for line in each_line(&text[body..]) {
        let line = Span { start: line.start + body, end: line.end + body };
        let (depth, words) = quoted_words(line.of(text));
        let mut start = line.end - words.len();
        let goes_on = above.filter(|(same, _)| *same == depth && !words.trim().is_empty() && words != "-- ");
        match (above, goes_on) {
            (_, Some((_, before))) => {
                out.put(if is_divided { "" } else { " " }, Span { start: before.end - 1, end: start });
            }
            (Some((_, before)), None) => out.keep(Span { start: before.end - 1, end: line.start }),
            (None, None) => {}
        }
        if goes_on.is_none() && depth > 0 {
            out.keep(Span { start: line.start, end: start });
        }
        let is_soft = words.ends_with(' ') && words != "-- " && !words.trim().is_empty();
        if !is_soft {
            // The line break, which may be two bytes.
            let end = each_line(&text[line.end..]).nth(1).map_or(text.len(), |next| line.end + next.start);
            out.keep(Span { start, end });
            above = None;
            continue;
        }
        start = start.min(line.end - 1);
        out.keep(Span { start, end: line.end - 1 });
        above = Some((depth, line));
    }
    if let Some((_, line)) = above {
        out.keep(Span { start: line.end - 1, end: text.len() });
    }
    out
}

/// Whether a mail with a subject answers or sends on the one with a header, which stands below it then.
fn is_answered<'t>(subject: &str, header: impl Iterator<Item = &'t str>) -> bool {
    let bare = bare_subject(subject);
    bare.len() < subject.trim().len()
        && header.filter_map(field).any(|(name, value)| {
            SUBJECTS.contains(&name.to_lowercase().as_str()) && bare_subject(value) == bare
        })
}

/// A subject without what answers have before it.
fn bare_subject(subject: &str) -> &str {
    let mut bare = subject.trim();
    while let Some((mark, rest)) = bare.split_once([':', '：'])
        && REPLIES.contains(&mark.trim().to_lowercase().as_str())
    {
        bare = rest.trim();
    }
    bare
}

/// Whether a text ends with the footer of a list: a line, an address of mail, and one of the web.
fn has_footer(text: &str) -> bool {
    let Some(rule) = memchr::memmem::rfind(text.as_bytes(), b"\n____________________") else { return false };
    let footer = &text[rule + 1..];
    footer.lines().next().is_some_and(|line| is_rule(line.trim()))
        && footer.lines().count() <= FOOTER_LINES
        && footer.contains('@')
        && footer.contains("://")
}

/// Whether a text quotes a mail as a whole, without marks at its lines: with the fields that its header has below each other.
fn quotes_whole(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The first byte of a wide colon is a rare one.
    let subjects = memchr::memchr2_iter(b':', 0xEF, bytes).filter_map(|colon| {
        let window = crate::span::boundary_at_or_after(text, colon.saturating_sub(LONGEST_SUBJECT));
        let start = window + memchr::memrchr(b'\n', &bytes[window..colon])? + 1;
        let name = text[start..colon].trim_matches(['*', ' ', '\t', '\u{A0}', '>']);
        (!name.starts_with(char::is_lowercase) && SUBJECTS.contains(&name.to_lowercase().as_str()))
            .then_some(start)
    });
    subjects.take(MOST_QUOTED).any(|subject| {
        // The fields above it, and it.
        let above = text[..subject].rmatch_indices('\n').nth(LEAST_FIELDS + 1).map_or(0, |(at, _)| at + 1);
        let below = text[subject..].find('\n').map_or(text.len(), |end| subject + end);
        // Somebody has said something above: a memorandum begins with such fields, too.
        let is_said = text[..above].lines().any(|line| line.trim_end().ends_with(['.', '!', '?', ',', '。']));
        let around = &text[above..below];
        let lines = lines(around);
        is_said
            && (0..lines.len()).any(|at| {
                let fields = fields_from(around, &lines, at);
                fields >= LEAST_FIELDS && at + fields == lines.len()
            })
    })
}

/// Whether a text is a letter: who it is for alone on the first line, and near the end what letters end with.
fn is_letter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let begins = |line: &str| is_greeting(line) && !line.starts_with(char::is_lowercase);
    if !lines.next().is_some_and(begins) {
        return false;
    }
    // What a program adds below is short, too.
    let last: Vec<&str> = lines.rev().take(SIGNATURE_LINES + 1).collect();
    last.iter().rposition(|line| is_sign_off(line)).is_some_and(|at| {
        (1..=SIGNATURE_LINES).contains(&at)
            && last[..at].iter().all(|line| line.chars().count() <= SIGNATURE_COLUMNS)
    })
}

/// Whether a line says who a mail is for.
fn is_greeting(line: &str) -> bool {
    let is_ended = line.ends_with([',', '!', '，', '：', '،', '様', '！'])
        || line.ends_with(':') && {
            let small = line.to_lowercase();
            FORMAL.iter().any(|begins| small.starts_with(begins))
        };
    is_ended
        && line.split_whitespace().count() <= GREETING_WORDS
        && line.chars().nth(GREETING_COLUMNS).is_none()
}

/// Whether a line is what mails end with before a name.
fn is_sign_off(line: &str) -> bool {
    // Prose is longer, and a line of it is not made small.
    let words = line.split_whitespace().take(CLOSING_LENGTH + 1).count();
    if words > CLOSING_LENGTH || line.len() > LONGEST_CLOSING {
        return false;
    }
    let bare =
        line.trim_end_matches([',', '.', '!', ' ', ':', ';', '،', '，', '、', '。', '！']).to_lowercase();
    let bare = bare.replace('’', "'");
    let has_word = || bare.split([' ', ',']).any(|word| SIGN_OFF_WORDS.contains(&word));
    SIGN_OFFS.contains(&bare.as_str())
        || words <= SIGN_OFF_LENGTH && !line.ends_with('?') && !bare.contains(". ") && has_word()
        || CLOSINGS.iter().any(|begins| bare.starts_with(begins))
        || is_on_behalf(line)
}

/// Whether a line has the mark of somebody who signs for another, with a name behind it: `i. A. Rita Vale`.
fn is_on_behalf(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let mut mark = String::new();
    // `i. A.` are two words.
    let is_mark = words.by_ref().take(2).any(|word| {
        mark.extend(word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase));
        ON_BEHALF.contains(&mark.as_str())
    });
    let is_ended = |word: &str| word.ends_with(',') || word.chars().count() > 3 && word.ends_with(['.', ':']);
    let mut names = words.peekable();
    is_mark
        && names.peek().is_some()
        && names.clone().count() <= GREETING_WORDS
        && names.all(|word| word.starts_with(char::is_uppercase) && !is_ended(word))
}

/// Whether the last line of a mail is only the name of who wrote it: `Rita`, `– Rita Vale`.
fn is_name_alone(line: &str) -> bool {
    let name = line.trim_start_matches(['-', '–', '—', '~', '/', ' ']);
    let mut words = name.split(' ').peekable();
    words.clone().count() <= NAME_WORDS
        && words.peek().is_some_and(|word| !word.is_empty())
        && words.all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        })
}

struct Header {
    subject: Option<String>,
    /// Whether what follows is of several parts, or has to be decoded.
    #[cfg_attr(not(feature = "mail"), allow(dead_code))]
    is_encoded: bool,
    end: usize,
}

/// The fields that a text begins with, if it is a mail's.
fn header(text: &str) -> Option<Header> {
    let (mut known, mut subject, mut end) = (0, None, 0);
    let (mut has_sender, mut is_encoded) = (false, false);
    for line in each_line(text) {
        let said = line.of(text);
        if said.trim().is_empty() {
            end = line.start;
            break;
        }
        end = line.end;
        if said.starts_with([' ', '\t']) && known > 0 || (line.start == 0 && said.starts_with("From ")) {
            is_encoded |= known > 0 && is_flowed(said);
            continue;
        }
        let (name, value) = field(said)?;
        // Prose with a colon in it is seen here: only fields that are no known ones may be long, and they are one word.
        if name.len() > LONGEST_FIELD && name.contains(' ') && !name.starts_with(['x', 'X']) {
            return None;
        }
        let lower = name.to_lowercase();
        let is_known = is_known(&lower);
        let is_other = lower.starts_with("x-") || (known > 1 && !lower.contains(' '));
        if !is_known && !is_other {
            return None;
        }
        known += usize::from(is_known);
        let value = value.trim();
        let begins =
            |kind: &str| value.get(..kind.len()).is_some_and(|given| given.eq_ignore_ascii_case(kind));
        is_encoded |= (lower == "content-type"
            && (begins("multipart/") || begins("text/html") || is_flowed(value)))
            || (lower == "content-transfer-encoding"
                && matches!(value.to_lowercase().as_str(), "base64" | "quoted-printable"));
        has_sender |=
            SENDERS.contains(&lower.as_str()) || matches!(lower.as_str(), "received" | "to" | "sender");
        if SUBJECTS.contains(&lower.as_str()) {
            subject = Some(value.trim().to_string()).filter(|subject| !subject.is_empty());
        }
    }
    (known >= LEAST_FIELDS && has_sender || known >= 2 && subject.is_some() && has_sender).then_some(Header {
        subject,
        is_encoded,
        end,
    })
}

/// The lines of a text, without line breaks.
fn lines(text: &str) -> Vec<Span> {
    each_line(text).collect()
}

fn each_line(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| {
        let said = text[start..end].strip_suffix('\r').unwrap_or(&text[start..end]);
        let span = Span { start, end: start + said.len() };
        start = (end + 1).min(text.len());
        span
    })
}

/// Whether a word before a colon is a field of a mail.
pub(super) fn is_field(name: &str) -> bool {
    name.len() > 1 && name.len() <= LONGEST_FIELD && KNOWN.may_have(name) && is_known(&name.to_lowercase())
}

static KNOWN: Listed = Listed::of(&[&FIELDS, &SENDERS, &RECIPIENTS, &SENT, &SUBJECTS]);

/// Whether a name in lower case is that of a field of mails.
fn is_known(name: &str) -> bool {
    [&FIELDS[..], &SENDERS, &RECIPIENTS, &SENT, &SUBJECTS].iter().any(|names| names.contains(&name))
}

/// The name of a field and its value, behind a colon, which is a wide one in Chinese and Japanese.
fn field(line: &str) -> Option<(&str, &str)> {
    let window = &line[..crate::span::boundary_at_or_before(line, LONGEST_NAME)];
    let colon = crate::span::first_colon(window)?;
    let width = line[colon..].chars().next().map_or(0, char::len_utf8);
    let value = &line[colon + width..];
    Some((line[..colon].trim_matches(['*', ' ', '\t', '\u{A0}', '\u{3000}']), value))
}

/// Whether a field of a header says that lines of the body that end in a blank go on.
fn is_flowed(said: &str) -> bool {
    said.to_ascii_lowercase().split(';').any(|part| {
        part.split_once('=').is_some_and(|(name, value)| {
            name.trim() == "format" && value.trim_matches(['"', ' ', '\t']) == "flowed"
        })
    })
}

fn is_quoted(line: &str) -> bool {
    let line = line.trim();
    // Some programs draw a line beside what they quote; a row of a table ends with one too.
    line.starts_with('>') || line.starts_with("| ") && !line.ends_with('|')
}

/// The first of the lines above a quotation that say whose it is.
fn attribution(text: &str, lines: &[Span], quoted: usize) -> Option<usize> {
    let mut last = quoted.checked_sub(1)?;
    for _ in 0..MOST_BLANK {
        if lines[last].of(text).trim().is_empty() {
            last = last.checked_sub(1)?;
        }
    }
    if !lines[last].of(text).trim_end().ends_with([':', '：']) {
        return None;
    }
    let mut first = last;
    // It may be wrapped.
    while last - first < 2
        && first > 0
        && !lines[first - 1].of(text).trim().is_empty()
        && !is_quoted(lines[first - 1].of(text))
        && !said_by(&lower(text, lines, first, last))
    {
        first -= 1;
    }
    // `4 March, Rita Vale <`: an address is broken behind its mark.
    let begun = Span { start: lines[first].start, end: lines[last].end }.of(text);
    let is_cut = begun.find('>').is_some_and(|close| !begun[..close].contains('<'));
    if is_cut && first > 0 && lines[first - 1].of(text).contains('<') && !is_quoted(lines[first - 1].of(text))
    {
        first -= 1;
    }
    said_by(&lower(text, lines, first, last)).then(|| begun_above(text, lines, first))
}

/// The line that the words of an attribution begin in, of which a later one says enough: `wrote:` alone, or an address before it.
fn begun_above(text: &str, lines: &[Span], first: usize) -> usize {
    let said = |at: usize| lines[at].of(text).trim();
    if !said(first).starts_with(|c: char| c.is_lowercase() || matches!(c, '<' | '(')) {
        return first;
    }
    let is_apart = |at: &usize| *at == 0 || said(at - 1).is_empty() || is_quoted(said(at - 1));
    let begins = (first.saturating_sub(MOST_BROKEN)..first).rev().find(is_apart);
    begins
        .filter(|begins| {
            (*begins..first).all(|at| !said(at).is_empty() && !is_quoted(said(at)))
                && (said(first).starts_with('<') && said(first).contains('@')
                    || (*begins..first).any(|at| said(at).bytes().any(|byte| byte.is_ascii_digit())))
                && !(*begins..first).any(|at| said(at).ends_with(['.', '!', '?']))
        })
        .unwrap_or(first)
}

fn lower(text: &str, lines: &[Span], first: usize, last: usize) -> String {
    Span { start: lines[first].start, end: lines[last].end }.of(text).to_lowercase()
}

/// Whether words say who wrote what follows: a time or an address, or that somebody did.
fn said_by(lower: &str) -> bool {
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    lower.len() < 300
        && ((WROTE.iter().any(|word| lower.contains(word)) && (digits > 0 || lower.len() < 80))
            || (lower.contains('@') && digits > 2))
}

/// What is written below the header.
fn body(text: &str, span: Span, framed: &mut Framed<'_>) {
    let shifted = |line: Span| Span { start: line.start + span.start, end: line.end + span.start };
    let lines: Vec<Span> = each_line(span.of(text)).map(shifted).collect();
    let lines = &lines[..];
    let mut roles: Vec<Role> = vec![Role::Prose; lines.len()];
    for at in 0..lines.len() {
        if is_quoted(lines[at].of(text)) {
            roles[at] = Role::Quotation;
            if (at == 0 || !is_quoted(lines[at - 1].of(text)))
                && let Some(first) = attribution(text, lines, at)
            {
                roles[first..at].fill(Role::Field);
            }
        }
    }
    for at in 1..lines.len().saturating_sub(1) {
        let said = lines[at].of(text).trim();
        let is_left = roles[at] == Role::Prose
            && roles[at - 1] == Role::Quotation
            && is_quoted(lines[at + 1].of(text))
            && is_quoted(lines[at - 1].of(text))
            && !said.is_empty()
            && said.split_whitespace().count() <= LEFT_WORDS
            && lines[at - 1].of(text).trim_end().chars().count() >= WIDE_QUOTE;
        if is_left {
            roles[at] = Role::Quotation;
        }
    }
    patch(text, lines, &mut roles);
    for (line, role) in lines.iter().zip(&mut roles) {
        if *role == Role::Prose && is_trailer(line.of(text)) {
            *role = Role::Field;
        }
    }
    let has_quotes = roles.contains(&Role::Quotation);
    let line = |at: usize| lines[at].of(text).trim();
    // A message that is quoted whole, without marks at its lines.
    let whole = (0..lines.len()).find(|at| {
        let said = line(*at).trim_matches(['-', '_', '*', ' ', ':']).to_lowercase();
        let is_original = ORIGINALS.contains(&said.as_str()) && said.len() < line(*at).len();
        let is_header = roles[*at] == Role::Prose
            && *at > 0
            && (line(at - 1).is_empty() || line(at - 1).starts_with("___"))
            && fields_from(text, lines, *at) >= LEAST_FIELDS;
        let is_said = !has_quotes
            && line(*at).ends_with(':')
            && line(*at).bytes().filter(u8::is_ascii_digit).count() > 3
            && said_by(&line(*at).to_lowercase());
        is_original || is_header || is_said
    });
    if let Some(whole) = whole {
        for role in &mut roles[whole..] {
            *role = Role::Quotation;
        }
        // What it says of itself is none of its words.
        let above = (whole..lines.len()).find(|at| !line(*at).is_empty()).unwrap_or(whole);
        let header = match fields_from(text, lines, above) {
            0 => (above + 1..lines.len()).find(|at| !line(*at).is_empty()).unwrap_or(above + 1),
            _ => above,
        };
        let fields = lines.get(header).map_or(0, |_| fields_from(text, lines, header));
        let is_header = fields >= LEAST_FIELDS;
        roles[above..if is_header { header + fields } else { above + 1 }].fill(Role::Field);
    }
    // The writer's own lines end with a footer of the list, a signature, a sign-off.
    let own: Vec<usize> =
        (0..lines.len()).filter(|at| roles[*at] == Role::Prose && !line(*at).is_empty()).collect();
    let footer = own.iter().rposition(|at| is_rule(line(*at))).filter(|from| {
        own.len() - from <= FOOTER_LINES
            && own[*from..]
                .iter()
                .any(|at| line(*at).contains("http") || line(*at).contains('@') || line(*at).contains("www."))
    });
    // An advertisement may stand above it, between rules of its own.
    let footer = footer.map(|from| {
        let above = own[..from].iter().rposition(|at| is_rule(line(*at)));
        let is_one = |above: &usize| {
            from - above <= FOOTER_LINES && own[*above..from].iter().any(|at| line(*at).contains("://"))
        };
        above.filter(is_one).unwrap_or(from)
    });
    for at in own.iter().skip(footer.unwrap_or(own.len())) {
        roles[*at] = Role::Notice;
    }
    if let Some(dashes) = (0..lines.len())
        .find(|at| roles[*at] == Role::Prose && matches!(lines[*at].of(text).trim_end(), "--" | "—"))
    {
        let end = (dashes..lines.len())
            .find(|at| !matches!(roles[*at], Role::Prose | Role::Signature))
            .unwrap_or(lines.len());
        roles[dashes..end].fill(Role::Signature);
    }
    let own: Vec<usize> = own.into_iter().filter(|at| roles[*at] == Role::Prose).collect();
    for (place, at) in own.iter().enumerate() {
        let said = line(*at);
        let left = &own[place + 1..];
        let is_sign_off = is_sign_off(said)
            && left.len() <= SIGNATURE_LINES
            && left.iter().all(|at| line(*at).chars().count() <= SIGNATURE_COLUMNS)
            // Behind a quotation the writer goes on: nothing of theirs is between here and the end.
            && !left.is_empty() | said.ends_with([',', '!', '.', '。', '，', '،']) | is_on_behalf(said);
        let is_sign_off =
            is_sign_off || left.is_empty() && place > 0 && is_name_alone(said) && line(at - 1).is_empty();
        if is_sign_off {
            for at in &own[place..] {
                roles[*at] = Role::Signature;
            }
            break;
        }
        if SENT_FROM.iter().any(|begins| said.starts_with(begins)) && said.len() < 80 {
            roles[*at] = Role::Signature;
        }
        // A greeting, unless it is all that somebody says.
        if place == 0 && !left.is_empty() && is_greeting(said) {
            roles[*at] = Role::Field;
        }
    }
    address(text, lines, &mut roles);
    disclaimers(text, lines, &mut roles);
    write(text, lines, &roles, framed);
}

/// Whether a line says who signed a patch or looked at it: `Signed-off-by: Rita Vale <rita@example.org>`.
fn is_trailer(line: &str) -> bool {
    line.split_once("-by: ").is_some_and(|(what, who)| {
        what.starts_with(char::is_uppercase) && !what.contains(' ') && who.contains('@')
    })
}

/// A patch below the words, with the statistics above it: code, up to the dashes before a signature.
fn patch(text: &str, lines: &[Span], roles: &mut [Role]) {
    /// The most files that are listed.
    const STATISTICS: usize = 60;
    let line = |at: usize| lines.get(at).map_or("", |line| line.of(text));
    let begins = |at: &usize| {
        line(*at).starts_with("diff --git ")
            || line(*at).starts_with("--- ")
                && line(at + 1).starts_with("+++ ")
                && line(at + 2).starts_with("@@ ")
    };
    let Some(first) = (0..lines.len()).find(|at| roles[*at] == Role::Prose && begins(at)) else { return };
    let above = (first.saturating_sub(STATISTICS)..first).rev().find(|at| line(*at).trim_end() == "---");
    let from = above.filter(|above| line(above + 1).contains(" | ")).unwrap_or(first);
    let end =
        (first..lines.len()).find(|at| matches!(line(*at).trim_end(), "--" | "—")).unwrap_or(lines.len());
    roles[from..end].fill(Role::Code);
}

/// The last lines of a mail, if they are who wrote it and where that is: short lines that begin with capitals and end no
/// sentence, below a blank one.
fn address(text: &str, lines: &[Span], roles: &mut [Role]) {
    let said = |at: usize| lines[at].of(text).trim();
    let Some(last) = (0..lines.len()).rev().find(|at| roles[*at] == Role::Prose && !said(*at).is_empty())
    else {
        return;
    };
    let first = (0..=last).rev().find(|at| said(*at).is_empty()).map_or(0, |blank| blank + 1);
    let is_line = |at: usize| {
        roles[at] == Role::Prose
            && said(at).chars().count() <= ADDRESS_COLUMNS
            && !said(at).ends_with(['.', '!', '?', ':', ';'])
            && said(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '+')
            || said(at).contains('@') && !said(at).contains(". ")
    };
    let is_above = (0..first).any(|at| roles[at] == Role::Prose && !said(at).is_empty());
    if is_above
        && (ADDRESS_LINES..=SIGNATURE_LINES).contains(&(last + 1 - first))
        && (first..=last).all(is_line)
    {
        roles[first..=last].fill(Role::Signature);
    }
}

/// Paragraphs behind the middle of a mail that say whose secret it is.
fn disclaimers(text: &str, lines: &[Span], roles: &mut [Role]) {
    let mut start = 0;
    while start < lines.len() {
        let mut end = start;
        while end < lines.len() && !lines[end].of(text).trim().is_empty() && roles[end] == roles[start] {
            end += 1;
        }
        let is_short = end > start && lines[end - 1].end - lines[start].start <= LONGEST_SCANNED;
        if is_short && roles[start] == Role::Prose {
            let words = lower(text, lines, start, end - 1).replace('\n', " ");
            if SCANNED.iter().any(|said| words.contains(said)) {
                roles[start..end].fill(Role::Notice);
            }
        }
        if end > start && roles[start] == Role::Prose && start * 2 > lines.len() {
            let words = lower(text, lines, start, end - 1);
            if CONFIDENTIAL.iter().any(|word| words.contains(word))
                && MESSAGE.iter().any(|word| words.contains(word))
            {
                roles[start..end].fill(Role::Notice);
            }
        }
        start = end.max(start + 1);
    }
}

/// How many fields of a header stand from a line on, one below the other.
fn fields_from(text: &str, lines: &[Span], at: usize) -> usize {
    let is_field = |line: &&Span| {
        let said = line.of(text).trim().trim_start_matches('*');
        field(said).is_some_and(|(name, _)| name.len() < LONGEST_FIELD && is_known(&name.to_lowercase()))
    };
    lines[at..].iter().take_while(is_field).count()
}

/// A line that a list draws above its footer.
fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|b| matches!(b, b'_' | b'-' | b'=' | b'*' | b'~'))
}

/// Writes the lines: each stretch of one role apart, quotations without their marks.
fn write(text: &str, lines: &[Span], roles: &[Role], framed: &mut Framed<'_>) {
    let mut last: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let said = line.of(text);
        let (mut start, mut depth) = (line.start, 0);
        if roles[at] == Role::Quotation {
            let words = said.trim_start_matches(['>', '|', ' ', '\t']);
            depth = said[..said.len() - words.len()].matches(['>', '|']).count();
            start = line.end - words.len();
        }
        let words = Span { start, end: line.end };
        let is_mark = roles[at] == Role::Signature && matches!(words.of(text).trim_end(), "--" | "—");
        if words.trim(text).is_empty() || is_mark {
            continue;
        }
        let before = last.filter(|last| roles[*last] == roles[at]);
        let parted = before.is_none_or(|last| {
            let quoted = lines[last].of(text);
            let above = quoted.len() - quoted.trim_start_matches(['>', '|', ' ', '\t']).len();
            let is_deeper =
                roles[at] == Role::Quotation && quoted[..above].matches(['>', '|']).count() != depth;
            last + 1 < at || is_deeper
        });
        if parted {
            framed.part(line.start);
        } else {
            framed.put("\n", Span { start: lines[at - 1].end, end: line.start });
        }
        framed.keep(words, roles[at]);
        last = Some(at);
    }
}

/// Reads a file of one mail.
#[cfg(feature = "mail")]
pub(super) fn read(source: &str) -> Document<'static> {
    file::read(source, 0).unwrap_or_else(|| Document::lines(source).with_roles().into_owned())
}

/// Reads a file of mails, one behind the other.
#[cfg(feature = "mail")]
pub(super) fn read_mbox(source: &str) -> Document<'static> {
    let starts = memchr::memmem::find_iter(source.as_bytes(), b"\nFrom ").map(|at| at + 1);
    let mut starts: Vec<usize> = [0].into_iter().chain(starts).collect();
    // A mail is parted from the next by a blank line.
    starts.retain(|at| *at == 0 || source[..*at].ends_with("\n\n") || source[..*at].ends_with("\n\r\n"));
    let mut documents = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(source.len());
        let message = &source[*start..end];
        let line = if message.starts_with("From ") {
            message.find('\n').map_or(message.len(), |at| at + 1)
        } else {
            0
        };
        documents.extend(file::read(&message[line..], start + line));
    }
    file::joined(documents)
}

#[cfg(feature = "mail")]
mod file {
    use std::borrow::Cow;

    use mail_parser::{MessageParser, MimeHeaders, PartType};

    use super::super::rewrite::Rewriting;
    use super::super::{Block, Date, Heading, ListItem, Piece, Stretch, TableCell};
    use super::*;

    /// The text of a mail, whose first byte is so far into its file.
    pub(super) fn read(source: &str, offset: usize) -> Option<Document<'static>> {
        let message = MessageParser::default().parse(source.as_bytes())?;
        let mut documents = Vec::new();
        for id in &message.text_body {
            let Some(part) = message.parts.get(*id as usize) else { continue };
            let place =
                Span { start: part.offset_body as usize, end: (part.offset_end as usize).min(source.len()) };
            let Some(raw) = source.get(place.range()) else { continue };
            let encoding = part.content_transfer_encoding().unwrap_or_default().to_ascii_lowercase();
            let (decoded, is_html): (&Cow<'_, str>, bool) = match &part.body {
                PartType::Text(text) => (text, false),
                PartType::Html(text) => (text, true),
                _ => continue,
            };
            let mut rewriting = Rewriting::new(source);
            match encoding.as_str() {
                "quoted-printable" => aligned(&mut rewriting, decoded, raw, place.start),
                "base64" => {
                    // A line of it stands for no line of the text: each paragraph leads to the part.
                    rewriting.put(decoded, place);
                }
                // The file was decoded as a whole, whatever its parts say.
                _ => rewriting.keep(place),
            }
            let format = |name: &str| part.content_type().and_then(|kind| kind.attribute(name));
            let is_flowed = format("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
            let is_divided = format("delsp").is_some_and(|divided| divided.eq_ignore_ascii_case("yes"));
            documents.push(rewriting.read(|text| match (is_html, is_flowed) {
                (true, _) => page(text),
                (_, true) => unflowed(text, 0, is_divided).read(mail),
                _ => mail(text),
            }));
        }
        let mut document = joined(documents);
        let shift = |span: &mut Span| *span = Span { start: span.start + offset, end: span.end + offset };
        document.pieces.iter_mut().for_each(|piece| shift(&mut piece.source));
        document.fields.alternatives.iter_mut().for_each(|(_, place)| shift(place));
        document.fields.unlabelled_images.iter_mut().for_each(shift);
        document.fields.main_headings.iter_mut().for_each(shift);
        document.fields.title =
            message.subject().map(|subject| subject.trim().to_string()).filter(|subject| !subject.is_empty());
        document.fields.date = message.date().and_then(|date| {
            format!("{:04}-{:02}-{:02}", date.year, date.month, date.day).parse::<Date>().ok()
        });
        Some(document)
    }

    fn mail(text: &str) -> Document<'_> {
        let mut framed = Framed::new(text);
        body(text, Span { start: 0, end: text.len() }, &mut framed);
        framed.read()
    }

    #[cfg(feature = "html")]
    fn page(text: &str) -> Document<'_> {
        use super::super::BlockKind;

        let Ok(mut document) = Document::html_page(text) else { return mail(text) };
        for block in &mut document.blocks {
            let said = block.span.of(&document.text);
            if block.kind == BlockKind::Quote {
                block.role = Role::Quotation;
            } else if said.ends_with(':') && said_by(&said.to_lowercase()) {
                block.role = Role::Field;
            }
        }
        document
    }

    #[cfg(not(feature = "html"))]
    fn page(text: &str) -> Document<'_> {
        mail(text)
    }

    /// Writes a text that was quoted-printable, letter by letter.
    fn aligned(rewriting: &mut Rewriting<'_>, decoded: &str, raw: &str, start: usize) {
        let bytes = raw.as_bytes();
        let mut at = 0;
        for c in decoded.chars() {
            // A line break that only the encoding has.
            while bytes.get(at) == Some(&b'=')
                && matches!(bytes.get(at + 1), Some(b'\n' | b'\r' | b' ' | b'\t'))
            {
                at += raw[at..].find('\n').map_or(raw.len() - at, |end| end + 1);
            }
            let mut end = at;
            if bytes.get(at) == Some(&b'=') {
                for _ in 0..c.len_utf8() {
                    if bytes.get(end) == Some(&b'=') {
                        end += 3;
                    }
                }
                // In an encoding of one byte a character, there is one escape.
                if c.len_utf8() > 1 && end - at > 3 && !is_utf8(&raw[at..end.min(raw.len())], c) {
                    end = at + 3;
                }
            } else if c == '\n' && bytes.get(at) == Some(&b'\r') {
                end += 2;
            } else {
                end += raw[at.min(raw.len())..].chars().next().map_or(0, char::len_utf8);
            }
            end = crate::span::boundary_at_or_after(raw, end.min(raw.len()));
            let place = Span { start: start + at, end: start + end };
            let mut buffer = [0; 4];
            rewriting.put(c.encode_utf8(&mut buffer), place);
            at = end;
        }
    }

    /// Whether escapes are the bytes of a character.
    fn is_utf8(raw: &str, c: char) -> bool {
        let bytes = raw.split('=').skip(1).filter_map(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.eq(c.to_string().into_bytes())
    }

    /// One document of several.
    pub(super) fn joined(documents: Vec<Document<'static>>) -> Document<'static> {
        let mut all = Document::default();
        let mut text = String::new();
        for document in documents {
            if !text.is_empty() && !document.text.is_empty() {
                text.push_str("\n\n");
            }
            let shift = text.len();
            let moved = |span: Span| Span { start: span.start + shift, end: span.end + shift };
            text.push_str(&document.text);
            all.blocks.extend(document.blocks.iter().map(|block| Block {
                span: moved(block.span),
                content_start: block.content_start + shift,
                ..*block
            }));
            all.stretches.extend(
                document.stretches.iter().map(|stretch| Stretch { span: moved(stretch.span), ..*stretch }),
            );
            all.gaps.extend(document.gaps.iter().map(|gap| gap + shift));
            all.unaudited.extend(document.unaudited.iter().map(|span| moved(*span)));
            all.pieces.extend(
                document.pieces.iter().map(|piece| Piece { text: moved(piece.text), source: piece.source }),
            );
            let title = all.fields.title.take().or(document.fields.title);
            all.fields.title = title;
            all.fields.date = all.fields.date.or(document.fields.date);
            all.fields.alternatives.extend(document.fields.alternatives);
            all.fields.unlabelled_images.extend(document.fields.unlabelled_images);
            all.fields.main_headings.extend(document.fields.main_headings);
            all.fields.list_items.extend(
                document.fields.list_items.iter().map(|item| ListItem { span: moved(item.span), ..*item }),
            );
            all.fields.links.extend(document.fields.links.into_iter().map(moved));
            let tables = all.fields.cells.last().map_or(0, |cell| cell.table + 1);
            all.fields.cells.extend(document.fields.cells.iter().map(|cell| TableCell {
                span: moved(cell.span),
                table: cell.table + tables,
                ..*cell
            }));
            all.fields.headings.extend(
                document
                    .fields
                    .headings
                    .iter()
                    .map(|heading| Heading { span: moved(heading.span), ..*heading }),
            );
        }
        all.text = Cow::Owned(text);
        all
    }
}
