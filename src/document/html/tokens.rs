//! What the tokenizer of HTML finds, handed to whoever listens.
//!
//! The tokenizer is compiled anew for each type that it reports to, and is 160 kB of code. So there is one such type for all
//! that read HTML: the scan for places, the tree, the name of a page's encoding and what entities say. They are called once a
//! token, not once a letter.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span as TokenSpan, State, Tokenizer};

use crate::span::Span;

/// Who hears what a page is made of.
pub(in crate::document) trait Listener {
    /// Something was found, at a place in the source. Whether nothing further is of interest.
    fn hear(&mut self, event: CallbackEvent<'_>, span: Span) -> bool;

    /// How the tokenizer goes on behind a tag, if it is to go on otherwise than it did; `usual` is what the name of the tag
    /// says, if [`read`] was to look at names.
    fn next_state(&mut self, usual: Option<State>) -> Option<State> {
        usual
    }

    /// Whether what comes is inside a picture or a formula, where `<![CDATA[` has a meaning.
    fn is_in_foreign_content(&mut self) -> bool {
        false
    }

    /// The source has ended.
    fn end(&mut self) {}
}

/// Reads a source to its end, or until the listener has heard enough. With `by_names`, the names of tags say which hold raw
/// text, as they do unless a tree knows better.
pub(in crate::document) fn read(source: &[u8], by_names: bool, listener: &mut dyn Listener) {
    let mut emitter = CallbackEmitter::new(Hearing(listener));
    emitter.naively_switch_states(by_names);
    // What is yielded says that enough was heard.
    let _ = Tokenizer::new_with_emitter(source, Relay(emitter)).next();
}

struct Hearing<'l>(&'l mut dyn Listener);

impl Callback<(), usize> for Hearing<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: TokenSpan<usize>) -> Option<()> {
        self.0.hear(event, Span { start: span.start, end: span.end }).then_some(())
    }
}

/// The tokenizer's own emitter, but that the listener has a say.
struct Relay<'l>(CallbackEmitter<Hearing<'l>, (), usize>);

impl ForwardingEmitter for Relay<'_> {
    type Token = ();

    fn inner(&mut self) -> &mut impl Emitter<Token = ()> {
        &mut self.0
    }

    /// Nobody listens to errors, and without them no character is looked at for being one that pages must not have: 6 % of the
    /// instructions of a page.
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let usual = self.0.emit_current_tag();
        self.0.callback_mut().0.next_state(usual)
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
        self.0.callback_mut().0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.0.callback_mut().0.is_in_foreign_content()
    }
}
