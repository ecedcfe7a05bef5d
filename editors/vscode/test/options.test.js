const assert = require("node:assert");
const test = require("node:test");
const manifest = require("../package.json");
const { documentSelector, serverOptions } = require("../src/options");

const defaults = (name) => manifest.contributes.configuration.properties[`nutgraf.${name}`].default;

test("the defaults start the program on the path", () => {
  assert.deepStrictEqual(serverOptions(defaults), { command: "nutgraf", args: ["lsp"] });
});

test("options of an audit are passed on", () => {
  const settings = { path: "/opt/nutgraf", arguments: ["--preset", "seo"] };
  const options = serverOptions((name) => settings[name]);
  assert.deepStrictEqual(options, { command: "/opt/nutgraf", args: ["lsp", "--preset", "seo"] });
});

test("settings of other kinds than they should be start nothing odd", () => {
  assert.deepStrictEqual(serverOptions(() => undefined), { command: "nutgraf", args: ["lsp"] });
  assert.deepStrictEqual(documentSelector(() => "markdown"), [{ scheme: "file", pattern: "**/nutgraf.toml" }]);
});

test("every language that is audited wakes the extension", () => {
  for (const language of defaults("languages")) {
    assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
    assert.ok(documentSelector(defaults).some((filter) => filter.language === language));
  }
});
