use super::*;

fn blocks(source: &str) -> Vec<String> {
    let document = read(source).unwrap();
    document.blocks().iter().map(|block| block.span.of(document.text()).to_string()).collect()
}

#[test]
fn short_entities_of_the_document_are_words_and_others_gaps() {
    let source = "<!DOCTYPE article PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\" \"x\" [<!ENTITY wall \"the wall\"> <!ENTITY big SYSTEM 'x'>]>\n\
        <article><para>It is &wall; &amp; &big;, caf&eacute; &#233;.</para></article>";
    assert_eq!(blocks(source), ["It is the wall & …, café é."]);
}

#[test]
fn hostile_input_ends_soon() {
    let deep = format!("<TEI>{}", "<p>".repeat(1_000));
    assert!(read(&deep).is_err());
    for end in
        ["<p", "<p a='", "<!--", "<![CDATA[", "<![CDATA", "<!DOCTYPE x [", "<?", "</", "&", "&#", "<", "]]>"]
    {
        let _ = read(&format!("<TEI><text><p>Words {end}"));
        let _ = read(&format!("<rss version='2.0'><channel><item><title>Words {end}"));
        let _ = read(&format!("<rss version='2.0'><channel><item><title>Words {}", end.repeat(20_000)));
        let _ = read(&format!("<TEI><text><p>{}", end.repeat(20_000)));
    }
    let crossed = format!("<TEI>{}", "<a><b></a></c>".repeat(20_000));
    let _ = read(&crossed);
    let gone = read(&format!("<TEI>{}", "<a/></q>".repeat(50_000)));
    assert!(gone.is_ok());
}
