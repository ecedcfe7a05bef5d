// What the tests and the screenshots have in common: the program, and Debian's Chromium.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const corpora = join(root, "corpora");

const target = process.env.CARGO_TARGET_DIR || join(root, "target");
const built = [process.env.NUTGRAF, join(target, "release", "nutgraf"), join(target, "debug", "nutgraf")];
export const program = built.find((path) => path && existsSync(path));
if (!program) throw new Error("there is no nutgraf to test: run cargo build, or set NUTGRAF to its path");

// Runs the program; an audit that finds something is no failure.
export function nutgraf(...args) {
  try {
    return execFileSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw new Error(`nutgraf ${args.join(" ")}: ${error.stderr}`);
  }
}

export const json = (...args) => JSON.parse(nutgraf(...args));
export const folder = mkdtempSync(join(tmpdir(), "nutgraf-browser-"));

// Writes a page, and says where it is.
export function write(name, ...args) {
  const path = join(folder, name);
  nutgraf(...args, "--output", path);
  return pathToFileURL(path).href;
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
