// Starts `nutgraf lsp` and leaves the rest to it.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { documentSelector, serverOptions } = require("./options");

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("nutgraf");
  const setting = (name) => settings.get(name);
  const server = serverOptions(setting);
  client = new LanguageClient("nutgraf", "nutgraf", server, { documentSelector: documentSelector(setting) });
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`nutgraf: cannot start "${server.command}": set nutgraf.path to the program`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("nutgraf.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("nutgraf")) {
        return restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
