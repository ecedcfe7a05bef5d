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
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

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
    let mut server = Server::new(&params, args, common)?;
    let info = json!({ "name": "nutgraf", "version": env!("CARGO_PKG_VERSION") });
    connection.initialize_finish(id, json!({ "capabilities": server.capabilities(), "serverInfo": info }))?;
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
    let mut server = Server::new(&Value::Null, args, common)?;
    let mut sent = Vec::new();
    for message in messages {
        sent.extend(server.take(message));
        sent.extend(server.audit_changed());
    }
    Ok(sent)
}

/// What a client says of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Client {
    encoding: Encoding,
    /// It asks for diagnostics and need not be sent any.
    pulls: bool,
    /// It can be requested to request anew.
    refreshes: bool,
    /// It shows a place in a document when requested.
    shows: bool,
    /// It reports files that change when requested.
    watches: bool,
    /// It creates files that an edit asks for.
    creates: bool,
}

impl Client {
    /// Reads the parameters of `initialize`. The six of its hundreds of capabilities that matter are looked for by name: the types
    /// that hold them all are half a megabyte of code.
    fn of(params: &Value) -> Client {
        let said = |path: &str| params["capabilities"].pointer(path).filter(|value| !value.is_null());
        let can = |path: &str| said(path).and_then(Value::as_bool).unwrap_or_default();
        let has = |path: &str, name: &str| {
            said(path).and_then(Value::as_array).is_some_and(|names| names.iter().any(|one| one == name))
        };
        Client {
            encoding: match has("/general/positionEncodings", PositionEncodingKind::UTF8.as_str()) {
                true => Encoding::Utf8,
                false => Encoding::Utf16,
            },
            pulls: said("/textDocument/diagnostic").is_some(),
            // `diagnostics` is what the protocol calls it.
            refreshes: ["diagnostic", "diagnostics"]
                .iter()
                .any(|name| can(&format!("/workspace/{name}/refreshSupport"))),
            shows: can("/window/showDocument/support"),
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            creates: has("/workspace/workspaceEdit/resourceOperations", "create"),
        }
    }
}

/// What matters of the parameters of requests. The types of the protocol hold more, of which each part is code for every request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Of {
    text_document: TextDocumentIdentifier,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct At {
    text_document: TextDocumentIdentifier,
    position: Position,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Within {
    text_document: TextDocumentIdentifier,
    range: Range,
    context: Wanted,
}

/// Which kinds of actions are wanted; `None` for all.
#[derive(Deserialize)]
struct Wanted {
    only: Option<Vec<CodeActionKind>>,
}

#[derive(Deserialize)]
struct Order {
    command: String,
    #[serde(default)]
    arguments: Vec<Value>,
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
    fn new(params: &Value, args: &'a Lsp, common: &'a Common) -> Result<Server<'a>> {
        Ok(Server {
            args,
            common,
            client: Client::of(params),
            options: OptionsByFile::new(&args.what, common)?,
            auditor: Tables::read(common)?.auditor(),
            drafts: BTreeMap::new(),
            next: 0,
        })
    }

    fn capabilities(&self) -> Value {
        let mut capabilities = json!({
            "positionEncoding": self.client.encoding.kind(),
            "textDocumentSync": { "openClose": true, "change": TextDocumentSyncKind::INCREMENTAL, "save": true },
            "hoverProvider": true,
            "documentSymbolProvider": true,
            "codeLensProvider": { "resolveProvider": false },
            "codeActionProvider": {
                "codeActionKinds": [CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::SOURCE],
            },
            "completionProvider": {},
            "executeCommandProvider": { "commands": [NEXT_PLACE] },
        });
        if self.client.pulls {
            capabilities["diagnosticProvider"] = json!({
                "identifier": "nutgraf",
                "interFileDependencies": false,
                "workspaceDiagnostics": false,
            });
        }
        capabilities
    }

    /// What is sent once the client is ready: to be notified of configurations that change.
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
            request::HoverRequest::METHOD => with(request, |at: At| {
                self.at(&at.text_document.uri, |draft, encoding| answers::hover(draft, at.position, encoding))
            }),
            request::DocumentSymbolRequest::METHOD => with(request, |params: Of| {
                self.at(&params.text_document.uri, |draft, encoding| Some(answers::symbols(draft, encoding)))
            }),
            request::CodeLensRequest::METHOD => with(request, |params: Of| {
                self.at(&params.text_document.uri, |draft, _| Some(answers::lenses(draft)))
            }),
            request::CodeActionRequest::METHOD => with(request, |params: Within| {
                let uri = params.text_document.uri.clone();
                let configuration = self.configuration(&uri);
                let client = self.client;
                self.at(&uri, |draft, _| {
                    Some(answers::actions(draft, &params, configuration.as_deref(), client))
                })
            }),
            request::Completion::METHOD => with(request, |at: At| {
                self.at(&at.text_document.uri, |draft, encoding| {
                    answers::completions(draft, at.position, encoding)
                })
            }),
            request::DocumentDiagnosticRequest::METHOD => with(request, |params: Of| {
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
            }),
            request::ExecuteCommand::METHOD => with(request, |params: Order| {
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
                if let Some(params) = params::<DidOpenTextDocumentParams>(notification) {
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
                if let Some(params) = params::<DidChangeTextDocumentParams>(notification) {
                    let encoding = self.client.encoding;
                    if let Some(draft) = self.drafts.get_mut(params.text_document.uri.as_str()) {
                        draft.change(params.text_document.version, params.content_changes, encoding);
                    }
                }
            }
            notification::DidCloseTextDocument::METHOD => {
                if let Some(params) = params::<DidCloseTextDocumentParams>(notification) {
                    let uri = params.text_document.uri;
                    if self.drafts.remove(uri.as_str()).is_some() && !self.client.pulls {
                        return vec![publish(uri, None, Vec::new())];
                    }
                }
            }
            notification::DidSaveTextDocument::METHOD => {
                if let Some(params) = params::<DidSaveTextDocumentParams>(notification)
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
    fn carry_out(&mut self, params: &Order) -> Option<Message> {
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
fn params<P: DeserializeOwned>(notification: Notification) -> Option<P> {
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
