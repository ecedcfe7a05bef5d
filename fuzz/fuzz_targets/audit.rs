//! Places of phrases are in order and apart, all lie in the source, and who asks for a phrase is told what was found.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{AuditOptions, Auditor, Document};
use nutgraf_fuzz::{check_audit, language};

fuzz_target!(|input: (u8, &str, &str)| {
    let (byte, asked, source) = input;
    let options = AuditOptions::new().language((byte < 0xF0).then(|| language(byte))).keyphrase(asked);
    let mut auditor = Auditor::new();
    for document in [Document::plain(source), Document::markdown(source)] {
        let audit = auditor.audit(&document, &options);
        check_audit(&audit, source);
        assert_eq!(Auditor::new().audit(&document, &options), audit);

        // The slow twin of the search for repeats: each phrase is looked for word by word.
        let mut asking = AuditOptions::new().language(audit.language);
        asking.keyphrases = audit.phrases.iter().map(|phrase| phrase.text.as_str().into()).collect();
        let counted = auditor.audit(&document, &asking);
        for (phrase, keyphrase) in audit.phrases.iter().zip(&counted.keyphrases) {
            // In a line of capitals `US` may be `us`; asked for, it is not.
            if !phrase.text.contains(char::is_uppercase) {
                assert_eq!(phrase.occurrences, keyphrase.occurrences, "{:?}", phrase.text);
            }
        }
    }
});
