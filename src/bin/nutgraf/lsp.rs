//! `nutgraf lsp`: audits in an editor, by the Language Server Protocol on standard input and output.
//!
//! One thread reads messages, answers requests and audits what has changed once no message waits any more, so that no version is
//! audited that is outdated already. What the protocol calls a text document is a [`Draft`]; what is said of one stands in
//! [`answers`], and places go through [`Lines`], in the unit that the client reads.

mod answers;
mod draft;
mod lines;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use lsp_server::{Connection, ErrorCode, ExtractError, Message, Notification, Request, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::args::{Common, Lsp};
use crate::audit::OptionsByFile;
use crate::config;
use crate::corpus::Tables;
use crate::output::Status;
use draft::Draft;
use lines::Encoding;

/// The commands that a client may ask to be carried out.
const NEXT_PLACE: &str = "nutgraf.nextPlace";

pub(crate) fn run(args: &Lsp, common: &Common) -> Result<Status> {
    let (connection, threads) = Connection::stdio();
    let status = serve(&connection, args, common);
    // The writer ends when nobody can send any more.
    drop(connection);
    threads.join()?;
    status
}

/// Talks to a client until it says `exit`, or goes away.
fn serve(connection: &Connection, args: &Lsp, common: &Common) -> Result<Status> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params)?;
    let mut server = Server::new(&params, args, common)?;
    let info = ServerInfo { name: "nutgraf".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
    let result = InitializeResult { capabilities: server.capabilities(), server_info: Some(info) };
    connection.initialize_finish(id, serde_json::to_value(result)?)?;
    for message in server.started() {
        connection.sender.send(message)?;
    }
    loop {
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            // Nothing waits: now is the time to audit.
            Err(_) => {
                for message in server.audit_changed() {
                    connection.sender.send(message)?;
                }
                match connection.receiver.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(Status::Done),
                }
            }
        };
        if let Message::Request(request) = &message
            && connection.handle_shutdown(request)?
        {
            return Ok(Status::Done);
        }
        for message in server.take(message) {
            connection.sender.send(message)?;
        }
    }
}

/// What is sent for messages of a client that tells nothing of itself, each followed by a pause.
#[cfg(any(test, fuzzing))]
pub(crate) fn replay(messages: Vec<Message>, args: &Lsp, common: &Common) -> Result<Vec<Message>> {
    let mut server = Server::new(&InitializeParams::default(), args, common)?;
    let mut sent = Vec::new();
    for message in messages {
        sent.extend(server.take(message));
        sent.extend(server.audit_changed());
    }
    Ok(sent)
}

/// What a client told of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Client {
    encoding: Encoding,
    /// It asks for diagnostics and need not be sent any.
    pulls: bool,
    /// It can be asked to ask anew.
    refreshes: bool,
    /// It shows a place in a document when told to.
    shows: bool,
    /// It tells of files that change when asked to.
    watches: bool,
    /// It creates files that an edit asks for.
    creates: bool,
}

struct Server<'a> {
    args: &'a Lsp,
    common: &'a Common,
    client: Client,
    options: OptionsByFile<'a>,
    auditor: nutgraf::Auditor,
    /// The documents that are open, by their addresses.
    drafts: BTreeMap<String, Draft>,
    /// The number of the next request to the client.
    next: i32,
}

impl<'a> Server<'a> {
    fn new(params: &InitializeParams, args: &'a Lsp, common: &'a Common) -> Result<Server<'a>> {
        let capabilities = &params.capabilities;
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let encodings = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edits.and_then(|edits| edits.resource_operations.as_ref());
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files);
        let diagnostic = workspace.and_then(|workspace| workspace.diagnostic.as_ref());
        let window = capabilities.window.as_ref().and_then(|window| window.show_document.as_ref());
        let client = Client {
            encoding: encodings.map_or(Encoding::Utf16, |known| {
                match known.contains(&PositionEncodingKind::UTF8) {
                    true => Encoding::Utf8,
                    false => Encoding::Utf16,
                }
            }),
            pulls: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes: diagnostic.and_then(|diagnostic| diagnostic.refresh_support).unwrap_or_default(),
            shows: window.is_some_and(|window| window.support),
            watches: watched.and_then(|watched| watched.dynamic_registration).unwrap_or_default(),
            creates: operations.is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
        };
        Ok(Server {
            args,
            common,
            client,
            options: OptionsByFile::new(&args.what, common)?,
            auditor: Tables::read(common)?.auditor(),
            drafts: BTreeMap::new(),
            next: 0,
        })
    }

    fn capabilities(&self) -> ServerCapabilities {
        let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::SOURCE];
        ServerCapabilities {
            position_encoding: Some(self.client.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(kinds),
                ..CodeActionOptions::default()
            })),
            completion_provider: Some(CompletionOptions::default()),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: vec![NEXT_PLACE.into()],
                ..ExecuteCommandOptions::default()
            }),
            diagnostic_provider: self.client.pulls.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("nutgraf".into()),
                    ..DiagnosticOptions::default()
                })
            }),
            ..ServerCapabilities::default()
        }
    }

    /// What is sent once the client is ready: to be told of configurations that change.
    fn started(&mut self) -> Vec<Message> {
        if !self.client.watches {
            return Vec::new();
        }
        let watcher = FileSystemWatcher {
            glob_pattern: GlobPattern::String(format!("**/{}", config::NAME)),
            kind: None,
        };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let registration = Registration {
            id: "nutgraf.toml".into(),
            method: notification::DidChangeWatchedFiles::METHOD.into(),
            register_options: serde_json::to_value(options).ok(),
        };
        vec![
            self.ask::<request::RegisterCapability>(RegistrationParams { registrations: vec![registration] }),
        ]
    }

    /// A request to the client.
    fn ask<R: request::Request>(&mut self, params: R::Params) -> Message
    where
        R::Params: Serialize,
    {
        self.next += 1;
        Request::new(self.next.into(), R::METHOD.into(), params).into()
    }

    /// Takes a message, and says what to send for it.
    fn take(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => self.answer(request),
            Message::Notification(notification) => self.hear(notification),
            Message::Response(_) => Vec::new(),
        }
    }

    /// Answers a request; one that is not understood with an error.
    fn answer(&mut self, request: Request) -> Vec<Message> {
        let id = request.id.clone();
        let mut after = Vec::new();
        let answered = match request.method.as_str() {
            request::HoverRequest::METHOD => with(request, |params: HoverParams| {
                let at = params.text_document_position_params;
                self.at(&at.text_document.uri, |draft, encoding| answers::hover(draft, at.position, encoding))
            }),
            request::DocumentSymbolRequest::METHOD => with(request, |params: DocumentSymbolParams| {
                self.at(&params.text_document.uri, |draft, encoding| Some(answers::symbols(draft, encoding)))
            }),
            request::CodeLensRequest::METHOD => with(request, |params: CodeLensParams| {
                self.at(&params.text_document.uri, |draft, _| Some(answers::lenses(draft)))
            }),
            request::CodeActionRequest::METHOD => with(request, |params: CodeActionParams| {
                let uri = params.text_document.uri.clone();
                let configuration = self.configuration(&uri);
                let client = self.client;
                self.at(&uri, |draft, _| {
                    Some(answers::actions(draft, &params, configuration.as_deref(), client))
                })
            }),
            request::Completion::METHOD => with(request, |params: CompletionParams| {
                let at = params.text_document_position;
                self.at(&at.text_document.uri, |draft, encoding| {
                    answers::completions(draft, at.position, encoding)
                })
            }),
            request::DocumentDiagnosticRequest::METHOD => {
                with(request, |params: DocumentDiagnosticParams| {
                    let uri = &params.text_document.uri;
                    let items = self.at(uri, |draft, encoding| Some(answers::diagnostics(draft, encoding)));
                    let report = RelatedFullDocumentDiagnosticReport {
                        related_documents: None,
                        full_document_diagnostic_report: FullDocumentDiagnosticReport {
                            result_id: None,
                            items: items.unwrap_or_default(),
                        },
                    };
                    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report))
                })
            }
            request::ExecuteCommand::METHOD => with(request, |params: ExecuteCommandParams| {
                after.extend(self.carry_out(&params));
                None::<Value>
            }),
            method => Err((ErrorCode::MethodNotFound, format!("no such request: {method}"))),
        };
        let response = match answered {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        };
        std::iter::once(response.into()).chain(after).collect()
    }

    /// What a document that is open says, once it is audited.
    fn at<T>(&mut self, uri: &Uri, say: impl FnOnce(&Draft, Encoding) -> Option<T>) -> Option<T> {
        self.audit(uri.as_str());
        say(self.drafts.get(uri.as_str())?, self.client.encoding)
    }

    /// Takes a notification; one that is not understood says nothing, as the protocol has it.
    fn hear(&mut self, notification: Notification) -> Vec<Message> {
        match notification.method.as_str() {
            notification::DidOpenTextDocument::METHOD => {
                if let Some(params) = told::<DidOpenTextDocumentParams>(notification) {
                    let document = params.text_document;
                    let draft = Draft::new(
                        document.uri.clone(),
                        &document.language_id,
                        document.version,
                        document.text,
                    );
                    self.drafts.insert(document.uri.as_str().into(), draft);
                }
            }
            notification::DidChangeTextDocument::METHOD => {
                if let Some(params) = told::<DidChangeTextDocumentParams>(notification) {
                    let encoding = self.client.encoding;
                    if let Some(draft) = self.drafts.get_mut(params.text_document.uri.as_str()) {
                        draft.change(params.text_document.version, params.content_changes, encoding);
                    }
                }
            }
            notification::DidCloseTextDocument::METHOD => {
                if let Some(params) = told::<DidCloseTextDocumentParams>(notification) {
                    let uri = params.text_document.uri;
                    if self.drafts.remove(uri.as_str()).is_some() && !self.client.pulls {
                        return vec![publish(uri, None, Vec::new())];
                    }
                }
            }
            notification::DidSaveTextDocument::METHOD => {
                if let Some(params) = told::<DidSaveTextDocumentParams>(notification)
                    && params.text_document.uri.path().as_str().ends_with(config::NAME)
                {
                    return self.reload();
                }
            }
            notification::DidChangeWatchedFiles::METHOD => return self.reload(),
            _ => {}
        }
        Vec::new()
    }

    /// Reads configurations anew, and audits everything by them.
    fn reload(&mut self) -> Vec<Message> {
        match OptionsByFile::new(&self.args.what, self.common) {
            Ok(options) => self.options = options,
            Err(error) => return vec![complaint(&error)],
        }
        self.drafts.values_mut().for_each(Draft::forget);
        match self.client.pulls && self.client.refreshes {
            true => vec![self.ask::<request::WorkspaceDiagnosticRefresh>(())],
            false => Vec::new(),
        }
    }

    /// Audits a document, unless that is done.
    fn audit(&mut self, uri: &str) -> Option<anyhow::Error> {
        let draft = self.drafts.get_mut(uri)?;
        if draft.is_audited() {
            return None;
        }
        let options = self.options.of(draft.path());
        let (options, error) = match options {
            Ok((options, _)) => (options.topic(false), None),
            // What is wrong with a configuration is said, and the draft is judged without it.
            Err(error) => (nutgraf::AuditOptions::new(), Some(error)),
        };
        draft.audit(&mut self.auditor, &options, self.common);
        error
    }

    /// Audits what has changed, and says what was found to a client that does not ask.
    fn audit_changed(&mut self) -> Vec<Message> {
        let changed = self.drafts.iter().filter(|(_, draft)| !draft.is_audited());
        let changed: Vec<String> = changed.map(|(uri, _)| uri.clone()).collect();
        let mut messages = Vec::new();
        for uri in changed {
            let error = self.audit(&uri);
            messages.extend(error.as_ref().map(complaint));
            if let Some(draft) = self.drafts.get(&uri).filter(|_| !self.client.pulls) {
                let diagnostics = answers::diagnostics(draft, self.client.encoding);
                messages.push(publish(draft.uri().clone(), Some(draft.version()), diagnostics));
            }
        }
        messages
    }

    /// The configuration that a document is judged by, or the one that it would be if it were there.
    fn configuration(&self, uri: &Uri) -> Option<PathBuf> {
        if let Some(given) = &self.args.what.config {
            return std::path::absolute(given).ok();
        }
        let path = self.drafts.get(uri.as_str())?.path();
        let folder = path.parent().filter(|_| path.is_absolute())?;
        let found = folder.ancestors().map(|folder| folder.join(config::NAME)).find(|path| path.is_file());
        Some(found.unwrap_or_else(|| folder.join(config::NAME)))
    }

    /// Carries out a command.
    fn carry_out(&mut self, params: &ExecuteCommandParams) -> Option<Message> {
        if params.command != NEXT_PLACE || !self.client.shows {
            return None;
        }
        let place: Location = serde_json::from_value(params.arguments.first()?.clone()).ok()?;
        let show = ShowDocumentParams {
            uri: place.uri,
            external: Some(false),
            take_focus: Some(true),
            selection: Some(place.range),
        };
        Some(self.ask::<request::ShowDocument>(show))
    }
}

/// What a request asks for, answered.
fn with<P: DeserializeOwned, T: Serialize>(
    request: Request,
    answer: impl FnOnce(P) -> T,
) -> Result<Value, (ErrorCode, String)> {
    let method = request.method.clone();
    match request.extract::<P>(&method) {
        Ok((_, params)) => {
            let value = serde_json::to_value(answer(params));
            value.map_err(|error| (ErrorCode::InternalError, error.to_string()))
        }
        Err(ExtractError::JsonError { error, .. }) => {
            Err((ErrorCode::InvalidParams, format!("{method}: {error}")))
        }
        Err(ExtractError::MethodMismatch(_)) => Err((ErrorCode::InternalError, method)),
    }
}

/// What a notification says, if it is as the protocol has it.
fn told<P: DeserializeOwned>(notification: Notification) -> Option<P> {
    let method = notification.method.clone();
    notification.extract(&method).ok()
}

fn publish(uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> Message {
    let params = PublishDiagnosticsParams { uri, diagnostics, version };
    Notification::new(notification::PublishDiagnostics::METHOD.into(), params).into()
}

/// An error as a message that the client shows.
fn complaint(error: &anyhow::Error) -> Message {
    let message = nutgraf::render::visible::line(&format!("{error:#}")).into_owned();
    let params = ShowMessageParams { typ: MessageType::ERROR, message };
    Notification::new(notification::ShowMessage::METHOD.into(), params).into()
}

/// The path that a `file:` address names.
fn path_of(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().is_some_and(|scheme| scheme.as_str().eq_ignore_ascii_case("file"));
    let path = is_file.then(|| uri.path().as_estr().decode().into_string_lossy())?;
    // `/C:/drafts` of Windows.
    let path = match path.as_bytes() {
        [b'/', drive, b':', ..] if drive.is_ascii_alphabetic() => &path[1..],
        _ => &path,
    };
    Some(PathBuf::from(path))
}

/// The `file:` address of a path.
fn uri_of(path: &Path) -> Result<Uri> {
    let path = path.to_str().ok_or_else(|| anyhow!("{}: expected a path in UTF-8", path.display()))?;
    let mut address = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                address.push(char::from(byte));
            }
            _ => address += &format!("%{byte:02X}"),
        }
    }
    address.parse().map_err(|_| anyhow!("{path}: expected a path that can be an address"))
}
