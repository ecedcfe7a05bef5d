// The desk of nutgraf serve, opened in a browser and used as a writer would.
//
//   cargo build && cd .ci/browser && npm ci && node --test

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { corpora, launch, program } from "./nutgraf.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const stuffed = readFileSync(join(corpora, "smart-thermostat-rebate.txt"), "utf8");
const clean = readFileSync(join(corpora, "flood-wall.txt"), "utf8");
const hostile = `# <img src=x onerror="document.title='taken'"> & "quotes"

The <script>document.title = "taken"</script> hostile draft is a hostile draft. The hostile draft has <b>marks</b>. A hostile draft is a hostile draft. Another hostile draft ends the hostile draft.
`;
const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 800 } };

let browser, server, address;

// Starts a server and says where it is.
function serve(...more) {
  const started = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--no-config", "--quiet", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    started.once("error", reject);
    started.stdout.once("data", (line) => resolve([started, String(line).trim()]));
  });
}

before(async () => {
  browser = await launch();
  [server, address] = await serve();
});
after(async () => {
  await browser?.close();
  server?.kill();
});

// Opens the desk, uses it, and sees that it asked only its own server and complained of nothing.
async function opened(use, { allowed = /^$/u, at = address, ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: sizes.desktop, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const complaints = [], foreign = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(new URL(at).origin) && !/^(?:blob|about):/u.test(request.url())) foreign.push(request.url()); });
  try {
    await page.goto(at);
    await use(page, context);
    assert.deepEqual(foreign, []);
    assert.deepEqual(complaints.filter((complaint) => !allowed.test(complaint)), []);
  } finally {
    await context.close();
  }
}

const verdict = (page) => page.locator("#verdict span");
async function write(page, text, expected) {
  await page.fill("#text", text);
  await verdict(page).filter({ hasText: expected }).waitFor();
}
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" ")}`);
}
const tabs = ["findings", "phrases", "density", "summary", "references", "changes"];

describe("the desk", () => {
  test("judges what is pasted, and marks it in the text", () => opened(async (page) => {
    assert.equal(await verdict(page).textContent(), "No draft yet");
    await write(page, stuffed, "1 warning");
    assert.match(await page.locator("#measure").textContent(), /941 words · top phrase 11\.2% · \d+ min to read · English/u);
    const marks = page.locator("#marks mark.warning");
    assert.ok(await marks.count() >= 20);
    // What is marked stands where the text has it.
    const boxes = await page.evaluate(() => {
      const text = document.querySelector("#text").getBoundingClientRect(), marks = document.querySelector("#marks").getBoundingClientRect();
      return [text.height - marks.height, text.width - marks.width];
    });
    assert.ok(boxes.every((difference) => Math.abs(difference) < 1), String(boxes));
    for (const mark of await marks.allTextContents()) assert.match(mark, /thermostat|rebate|program/iu);
  }));

  test("goes from place to place by buttons and by keys", () => opened(async (page) => {
    await write(page, stuffed, "1 warning");
    const selected = () => page.evaluate(() => { const text = document.querySelector("#text"); return text.value.slice(text.selectionStart, text.selectionEnd); });
    await page.getByRole("button", { name: "Next place of finding 1" }).click();
    assert.match(await selected(), /smart thermostat rebate program/iu);
    assert.match(await page.locator(".steps span").textContent(), /place 1 of \d+, line \d+/u);
    assert.equal(await page.locator("#marks mark.here").count(), 1);
    await page.getByRole("button", { name: "Previous place of finding 1" }).click();
    assert.match(await page.locator(".steps span").textContent(), /place (\d+) of \1,/u);
    await page.evaluate(() => document.querySelector("#text").setSelectionRange(0, 0));
    await page.keyboard.press("F8");
    assert.notEqual(await selected(), "");
    const before = await page.evaluate(() => document.querySelector("#text").selectionStart);
    await page.keyboard.press("F8");
    assert.ok(await page.evaluate(() => document.querySelector("#text").selectionStart) > before);
    await page.keyboard.press("Shift+F8");
    assert.equal(await page.evaluate(() => document.querySelector("#text").selectionStart), before);
  }));

  test("follows an edit, and says what it changed", () => opened(async (page) => {
    await write(page, stuffed, "1 warning");
    const better = stuffed.replace(/the smart thermostat rebate program/giu, "it");
    await page.fill("#text", better);
    await verdict(page).filter({ hasNotText: "1 warning" }).waitFor();
    await page.getByRole("tab", { name: "Changes" }).click();
    await page.locator("#changed .changes li").first().waitFor();
    assert.match(await page.locator("#changed").textContent(), /better|fixed/u);
    await page.fill("#text", stuffed);
    await page.locator("#changed").filter({ hasText: "Nothing has changed" }).waitFor();
  }));

  test("has phrases, densities, a summary with a slider, and keywords", () => opened(async (page) => {
    await write(page, stuffed, "1 warning");
    await page.getByRole("tab", { name: "Phrases" }).click();
    const phrase = page.locator("#repeated .pick").first();
    await phrase.click();
    assert.equal(await phrase.getAttribute("aria-pressed"), "true");
    assert.ok(await page.locator("#marks mark.picked").count() > 0);
    await page.getByRole("tab", { name: "Density" }).click();
    await page.locator("#density table").nth(2).waitFor();
    await page.getByRole("tab", { name: "Summary" }).click();
    await page.locator("#gist li").nth(2).waitFor();
    assert.equal(await page.locator("#gist li").count(), 3);
    await page.locator("#length").fill("5");
    await page.locator("#gist li").nth(4).waitFor();
    assert.equal(await page.locator("#count").textContent(), "5");
    assert.match(await page.locator("#keywords").textContent(), /\S+ · \S+/u);
  }));

  test("checks a keyphrase and the rules of a preset", () => opened(async (page) => {
    await write(page, clean, "no findings");
    await page.fill("#keyphrase", "flood wall");
    await page.selectOption("#preset", "seo");
    await page.locator("#checklist li").first().waitFor();
    assert.ok(await page.locator("#checklist li").count() > 2);
  }));

  test("reads files of other formats, and gives back what stood there", () => opened(async (page) => {
    await write(page, "A draft that stands here already.", "no findings");
    const html = "<html><body><article><h1>Title</h1><p>The text of a <b>page</b> is read.</p></article></body></html>";
    await page.setInputFiles("#file", { name: "page.html", mimeType: "text/html", buffer: Buffer.from(html) });
    await page.waitForFunction(() => document.querySelector("#text").value.includes("The text of a page is read."));
    assert.equal(await page.inputValue("#name"), "page.html");
    await page.getByRole("button", { name: "Back to draft" }).click();
    await page.waitForFunction(() => document.querySelector("#text").value.startsWith("A draft"));
    await page.setInputFiles("#file", { name: "broken.docx", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04broken") });
    await page.locator("#notice").filter({ hasText: "broken.docx" }).waitFor();
    assert.ok((await page.inputValue("#text")).startsWith("A draft"));
  }, { allowed: /status of 400/u }));

  test("sets a draft beside references", () => opened(async (page) => {
    await write(page, stuffed, "1 warning");
    await page.getByRole("tab", { name: "References" }).click();
    await page.setInputFiles("#more", [{ name: "other.txt", mimeType: "text/plain", buffer: Buffer.from(clean) }]);
    await page.locator("#beside table").first().waitFor();
    assert.match(await page.locator("#beside").textContent(), /Missing here.*Over-used/su);
    await page.getByRole("button", { name: "Remove other.txt" }).click();
    await page.locator("#beside table").first().waitFor({ state: "detached" });
  }));

  test("saves reports and the draft", () => opened(async (page) => {
    await write(page, stuffed, "1 warning");
    await page.fill("#name", "rebate.md");
    for (const [button, name, begin] of [
      ["The draft", "rebate.txt", stuffed.slice(0, 20)],
      ["A report, as HTML", "rebate-report.html", "<!doctype html>"],
      ["A report, as Markdown", "rebate-report.md", ""],
      ["A report, as plain text", "rebate-report.txt", ""],
    ]) {
      await page.locator("#save summary").click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button, exact: true }).click()]);
      assert.equal(download.suggestedFilename(), name);
      const content = readFileSync(await download.path(), "utf8");
      assert.ok(content.startsWith(begin) && content.toLowerCase().includes("thermostat"), name);
    }
  }));

  test("keeps nothing unless it is asked to, and then until it is told not to", () => opened(async (page) => {
    await write(page, stuffed, "1 warning");
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
    await page.getByLabel("Remember the draft in this browser").check();
    await page.reload();
    await verdict(page).filter({ hasText: "1 warning" }).waitFor();
    await page.getByLabel("Remember the draft in this browser").uncheck();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  }));

  test("lets nothing of a draft into the page", () => opened(async (page) => {
    await page.fill("#text", hostile);
    await page.locator("#found .finding").first().waitFor();
    for (const name of tabs) await page.locator(`#tab-${name}`).click();
    assert.equal(await page.title(), "Desk · nutgraf");
    assert.equal(await page.locator("main img, main script, main b b").count(), 0);
  }));

  test("asks for a token, and takes one behind #", async () => {
    const [guarded, at] = await serve("--token", "abc-1");
    try {
      await opened(async (page) => {
        await page.fill("#text", stuffed);
        await page.fill("#token", "abc-1");
        await page.getByRole("button", { name: "Continue" }).click();
        await verdict(page).filter({ hasText: "1 warning" }).waitFor();
      }, { at, allowed: /status of 401/u });
      await opened(async (page) => {
        await page.goto("about:blank");
        await page.goto(`${at}#token=abc-1`);
        await write(page, stuffed, "1 warning");
        assert.equal(new URL(page.url()).hash, "");
      }, { at });
    } finally {
      guarded.kill();
    }
  });

  test("works by keyboard alone", () => opened(async (page) => {
    await page.locator("#text").focus();
    await page.keyboard.insertText(stuffed);
    await verdict(page).filter({ hasText: "1 warning" }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-findings");
    for (const name of [...tabs.slice(1), tabs[0]]) {
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.evaluate(() => document.activeElement.id), `tab-${name}`);
      assert.equal(await page.locator(`#${name}`).getAttribute("hidden"), null);
    }
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Home");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /place of finding 1/u);
    await page.locator("#save summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.getByRole("button", { name: "The draft" }).isVisible());
    await page.keyboard.press("Escape");
    assert.ok(!await page.getByRole("button", { name: "The draft" }).isVisible());
  }));

  test("types a long draft without falling behind", () => opened(async (page) => {
    const long = Array.from({ length: 12 }, () => stuffed).join("\n\n");
    await page.fill("#text", long);
    await page.locator("#found .finding").first().waitFor();
    const time = await page.evaluate(() => {
      const text = document.querySelector("#text"), begun = performance.now();
      for (let i = 0; i < 10; i++) {
        text.setRangeText("a", 500 + i, 500 + i, "end");
        text.dispatchEvent(new Event("input"));
        void text.offsetHeight;
      }
      return (performance.now() - begun) / 10;
    });
    assert.ok(time < 250, `${time} ms a letter`);
  }));

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      test(`can be read on a ${size}, ${colorScheme}`, () => opened(async (page) => {
        assert.deepEqual(await faults(page), []);
        await write(page, stuffed, "1 warning");
        await page.selectOption("#preset", "seo");
        await page.locator("#checklist li").first().waitFor();
        for (const name of tabs) {
          await page.locator(`#tab-${name}`).click();
          await page.waitForLoadState("networkidle");
          assert.deepEqual(await faults(page), [], name);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${name} is wider than the window`);
        }
      }, { viewport, colorScheme }));
    }
  }
});
