// What a client of `nutgraf lsp` is made with, from the settings of the editor. It needs no editor, so that it can be tested.

/**
 * @param {(name: string) => unknown} setting reads a setting of `nutgraf`
 */
function serverOptions(setting) {
  const command = String(setting("path") || "nutgraf");
  const given = setting("arguments");
  return { command, args: ["lsp", ...(Array.isArray(given) ? given.map(String) : [])] };
}

/**
 * Documents of the languages that are audited, and configurations, whose keys are completed.
 *
 * @param {(name: string) => unknown} setting reads a setting of `nutgraf`
 */
function documentSelector(setting) {
  const languages = setting("languages");
  const audited = (Array.isArray(languages) ? languages : []).flatMap((language) => [
    { scheme: "file", language: String(language) },
    { scheme: "untitled", language: String(language) },
  ]);
  return [...audited, { scheme: "file", pattern: "**/nutgraf.toml" }];
}

module.exports = { serverOptions, documentSelector };
