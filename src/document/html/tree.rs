//! The tree of a page, for the reader view: html5ever's tree builder, fed by html5gum's tokenizer.
//!
//! html5ever's own tokenizer finds the same tags and texts, as both do what the HTML standard says. It stays out of the program,
//! and with it a table of the names of entities whose addresses alone were a quarter of those that the loader goes through
//! at every start.

use dom_query::{Document, NodeId};
use html5ever::interface::{Attribute, QualName, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, ns};
use html5gum::State;
use html5gum::emitters::callback::CallbackEvent;

use super::tokens::{self, Listener};
use crate::span::Span;

/// Builds the tree of a page, as `Document::from` does.
pub(super) fn build(source: &str) -> Document {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Document::default(), options);
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut feeder = Feeder { builder: &builder, start_tag: None, next: None };
    tokens::read(source.as_bytes(), false, &mut feeder);
    builder.sink.finish()
}

/// The tree builder knows of no lines.
const NO_LINE: u64 = 1;

/// Hands what the tokenizer finds to the tree builder.
struct Feeder<'b> {
    builder: &'b TreeBuilder<NodeId, Document>,
    start_tag: Option<Tag>,
    /// How the tokenizer is to go on behind the tag at hand.
    next: Option<State>,
}

impl Feeder<'_> {
    fn feed(&mut self, token: Token) {
        self.next = match self.builder.process_token(token, NO_LINE) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => return,
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            // The escaped states are the tokenizer's own affair.
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
                Some(State::ScriptData)
            }
        };
    }

    fn tag(kind: TagKind, name: &[u8]) -> Tag {
        Tag {
            kind,
            name: LocalName::from(&*String::from_utf8_lossy(name)),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        }
    }
}

impl Listener for Feeder<'_> {
    fn hear(&mut self, event: CallbackEvent<'_>, _: Span) -> bool {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start_tag = Some(Self::tag(TagKind::StartTag, name)),
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = &mut self.start_tag {
                    let name = LocalName::from(&*String::from_utf8_lossy(name));
                    // Whether it counts is known when the next one comes: its value is still to be read.
                    drop_duplicate(tag);
                    tag.attrs
                        .push(Attribute { name: QualName::new(None, ns!(), name), value: StrTendril::new() });
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(attribute) = self.start_tag.as_mut().and_then(|tag| tag.attrs.last_mut()) {
                    attribute.value = text(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(mut tag) = self.start_tag.take() {
                    drop_duplicate(&mut tag);
                    tag.self_closing = self_closing;
                    self.feed(Token::TagToken(tag));
                }
            }
            CallbackEvent::EndTag { name } => self.feed(Token::TagToken(Self::tag(TagKind::EndTag, name))),
            CallbackEvent::String { value } => {
                for (at, part) in value.split(|byte| *byte == 0).enumerate() {
                    if at > 0 {
                        self.feed(Token::NullCharacterToken);
                    }
                    if !part.is_empty() {
                        self.feed(Token::CharacterTokens(text(part)));
                    }
                }
            }
            CallbackEvent::Comment { value } => self.feed(Token::CommentToken(text(value))),
            CallbackEvent::Doctype { name, public_identifier, system_identifier, force_quirks } => {
                self.feed(Token::DoctypeToken(Doctype {
                    name: Some(name).filter(|name| !name.is_empty()).map(text),
                    public_id: public_identifier.map(text),
                    system_id: system_identifier.map(text),
                    force_quirks,
                }));
            }
            // Nobody reads them.
            CallbackEvent::Error(_) => {}
        }
        false
    }

    /// The tree builder says how the tokenizer goes on.
    fn next_state(&mut self, usual: Option<State>) -> Option<State> {
        self.next.take().or(usual)
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn end(&mut self) {
        self.feed(Token::EOFToken);
        self.builder.end();
    }
}

/// Of attributes with the same name the first counts.
fn drop_duplicate(tag: &mut Tag) {
    if let Some((last, before)) = tag.attrs.split_last()
        && before.iter().any(|one| one.name.local == last.name.local)
    {
        tag.attrs.pop();
        tag.had_duplicate_attributes = true;
    }
}

fn text(bytes: &[u8]) -> StrTendril {
    StrTendril::from(&*String::from_utf8_lossy(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Both tokenizers lead to the same tree.
    fn assert_same(source: &str) {
        assert_eq!(build(source).html(), Document::from(source).html(), "{source:?}");
    }

    #[test]
    fn the_tree_is_that_of_the_other_tokenizer() {
        for source in [
            "",
            "\u{feff}<!DOCTYPE html><title>A &amp; B</title><p>One<p>two &notin; &notit; &#128; &#x1F600; &unknown; &amp",
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><table><tr><td>a<p>b</table>c",
            "<table>foster<tr>parent<td>ed</table>",
            "<p>\r\none\rtwo\0three<pre>\n\nfour</pre><textarea>\nfive</textarea>",
            "<script>if (a < b) { '<!-- <script> </script> -->' }</script><p>after",
            "<script><!-- <script> </script> --></script><style>p > a { }</style><xmp><p></xmp>",
            "<noscript><p>no script</p></noscript><iframe><p></iframe><noembed><b></noembed>",
            "<svg><title><p>t</title><![CDATA[ x < y ]]><style><b>c</b></style></svg><![CDATA[ x ]]>",
            "<math><mi>x</mi><annotation-xml encoding='text/html'><p>y</annotation-xml></math>",
            "<a href=x class=one class=two id='a&amp;b&ampc&amp=d' CLASS=three hidden>link</a x=y><br/></br></p>",
            "<div a=1 a='' b a=2 =c d=><i/><b/>x</div / y>",
            "<!-- one --!><!--> two --><! three><?four?></ five><!---->",
            "<frameset><frame></frameset><noframes><p></noframes>",
            "<select><option>a<option>b<p>c</select><template><td>t</template>",
            "<b><i><p>x</b>y</i>z<a>1<a>2</a><nobr>1<nobr>2",
            "<plaintext><p>the rest</plaintext>",
            "<title>open <b",
            "text <a href='unfinished",
            "text <a href=x",
            "text </a",
            "<p>&lt",
            "<image src=x><isindex><body class=late><html lang=en>",
        ] {
            assert_same(source);
        }
    }

    proptest! {
        #[test]
        fn the_tree_of_soup_is_that_of_the_other_tokenizer(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", "<div class=a class=b>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<b>", "</b>", "<a href='x&y'>",
                    "</a>", "<script>", "</script>", "<!--", "-->", "<svg>", "</svg>", "<title>", "</title>", "<![CDATA[", "]]>", "&amp;", "&am",
                    "&#0;", "&#x80;", "\0", "\r\n", "\r", "\n", "<", ">", "/", "=", "'", "\"", " ", "word", "é", "<textarea>", "</textarea>", "<pre>",
                    "<select>", "<option>", "<template>", "</template>", "<math>", "<mi>", "<style>", "</style>", "<br/>", "</", "<!", "<?", "<li>",
                    "<noscript>", "</noscript>", "<frameset>", "<body>", "<html lang=de>", "<head>", "<!DOCTYPE html>", "<foreignObject>",
                ]),
                0..40,
            ),
        ) {
            assert_same(&pieces.concat());
        }
    }
}
