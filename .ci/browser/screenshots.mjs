// The screenshots in docs/, of pages at both widths:
//
//   cargo build --release && cd .ci/browser && npm ci && npm run screenshots
//
// What fonts they have depends on the machine: those in the repository were made on Debian 12 with fonts-noto-core.

import { statSync } from "node:fs";
import { join } from "node:path";
import { launch, root, write } from "./nutgraf.mjs";

const folder = process.argv[2] || join(root, "docs");
const summary = write("summary.html", "summarize", "--format", "html", "-n", "5", "corpora/flood-wall.txt");
const audit = write("audit.html", "audit", "--format", "html", "corpora/smart-thermostat-rebate.txt");

const report = write("report.html", "report", "--preset", "seo", "--keyphrase", "flood wall", "corpora/flood-wall.txt");
const site = write("site.html", "report", "corpora");

// A sentence whose components are shown.
const point = async (page) => {
  await page.locator('#gist a[data-rank="3"]').focus();
};
const open = async () => {};
// On the way from one place to the next.
const walk = async (page) => {
  await page.locator('#phrases button.pick[data-layer="0"]').click();
  for (let step = 0; step < 7; step += 1) await page.locator("#next").click();
};

// The article with both layers.
const read = async (page) => {
  await page.locator("#article").evaluate((section) => section.scrollIntoView());
};

const shots = [
  ["report-desktop.png", report, { width: 1280, height: 900 }, open],
  ["report-phone.png", report, { width: 390, height: 844 }, open],
  ["report-article.png", write("stuffed.html", "report", "corpora/smart-thermostat-rebate.txt"), { width: 1280, height: 900 }, read],
  ["site-desktop.png", site, { width: 1280, height: 900 }, open],
  ["summary-desktop.png", summary, { width: 1280, height: 1040 }, point],
  ["summary-phone.png", summary, { width: 390, height: 844 }, open],
  ["audit-desktop.png", audit, { width: 1280, height: 1430 }, open],
  ["audit-phone.png", audit, { width: 390, height: 844 }, walk],
];

const browser = await launch();
for (const [name, url, viewport, use] of shots) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(url);
  await use(page);
  const path = join(folder, name);
  await page.screenshot({ path, animations: "disabled" });
  console.log(`${name}: ${Math.round(statSync(path).size / 1024)} kB`);
  await context.close();
}
await browser.close();
