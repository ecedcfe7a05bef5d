// The reports, opened in a browser and used. Every page is watched: it may ask for nothing, complain of nothing and
// hold nothing that its draft has put there.
//
//   cargo build && cd .ci/browser && npm ci && node --test

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { corpora, folder, json, launch, nutgraf, write } from "./nutgraf.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const arabic = `مكتبة الحي تفتح أبوابها ليلاً

قررت إدارة مكتبة الحي فتح أبوابها ليلاً ابتداءً من الشهر القادم، بعد أن طلب الطلاب مكاناً هادئاً للدراسة. وقالت مديرة مكتبة الحي إن الخطوة جاءت استجابة لرسائل كثيرة من الأهالي. وستبقى مكتبة الحي مفتوحة حتى منتصف الليل في أيام الأسبوع.

وتضم المكتبة أكثر من عشرين ألف كتاب، وفيها قاعة للقراءة وأخرى للأطفال. ويقول المتطوعون إن عدد الزوار تضاعف في العام الماضي. وتخطط الإدارة لشراء أجهزة حاسوب جديدة من شركة Larkmoor Power بتمويل من البلدية.

وأعرب السكان عن سعادتهم بالقرار، لكن بعضهم طالب بزيادة الإضاءة في الشارع المؤدي إلى المكتبة. ووعدت البلدية بتركيب مصابيح جديدة قبل نهاية السنة. وسيُقام حفل صغير في ليلة الافتتاح.
`;

const hostile = `</title><script>alert(1)</script> & "quotes"

The hostile draft has <script>document.title = "taken"</script> and </script> and </style><style>* { display: none }</style> in its first sentence. An <img src=x onerror="document.title = 'taken'"> stands in the second sentence of the hostile draft. A [link](javascript:alert(4)) and <a href="javascript:alert(5)">another</a> are in its third one.

{{ 7 * 7 }} and {% raw %} and {# none #} are not worked out in the hostile draft. The hostile draft says <!-- what comes --> and --> as text, and "><svg onload=alert(6)> too. An override \u202e turns the hostile draft around, and \u2066 an isolate is left open.

A separator \u2028 stands in the hostile draft, and \u2029 another, and a \u0001 and a \u001b[31m and a \u009b as well. <meta http-equiv="refresh" content="0;url=https://example.com/"> <base href="https://example.com/"> <form action="https://example.com/"><input name=data></form> <iframe src="https://example.com/"></iframe> end the hostile draft.
`;

// Phrases in each other and across each other.
const nested = `# Bell towers

The old bell tower gate stands open. An old bell tower gate leans. The old bell tower gate is red, and an old bell tower gate costs much. Every bell tower rings. A bell tower is loud, but no bell tower sings. This bell tower leans.

## Gate repair

A tower gate repair took a day. Each old bell tower gate repair was cheap. Another tower gate repair was not. The last tower gate repair of the year came late.
`;

// A table, headings that skip a level, a doubled word.
const marked = `# Boats in Harrow

#### Prices

| boat | hour | day |
|---|---|---|
| rowing | 9 | 40 |
| sailing | | 90 |

The the skipper knows the harbor. Boats are hired by the hour. A deposit is asked for each of the boats.
`;

const files = {
  article: join(corpora, "flood-wall.txt"),
  stuffed: join(corpora, "smart-thermostat-rebate.txt"),
  german: join(corpora, "pendlerrat.md"),
  arabic: join(folder, "arabic.txt"),
  hostile: join(folder, `hostile <img src=x onerror=alert(7)> & "name".txt`),
  hostileMarkdown: join(folder, "hostile.md"),
  nested: join(folder, "nested.md"),
  marked: join(folder, "marked.md"),
};
const texts = { arabic, hostile, hostileMarkdown: `---\ntitle: '</title><script>alert("title")</script>'\n---\n\n# ${hostile}`, nested, marked };
for (const [name, text] of Object.entries(texts)) writeFileSync(files[name], text);

const pages = {};
for (const [name, path] of Object.entries(files)) {
  // Its marks are text here: by its content it would be read as Markdown, as the other hostile draft is.
  const how = name === "hostile" ? ["--input-format", "text"] : [];
  pages[name] = {
    path,
    how,
    summary: write(`${name}-summary.html`, "summarize", "--format", "html", path, ...how),
    audit: write(`${name}-audit.html`, "audit", "--format", "html", path, ...how),
    report: write(`${name}-report.html`, "report", path, ...how),
  };
}
const kinds = ["summary", "audit", "report"];

let browser;
before(async () => { browser = await launch(); });
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

// Opens a page, uses it, and says what it complained of, asked for, or let in.
async function opened(url, options, use) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== url) complaints.push(`request: ${request.url()}`); });
  await page.addInitScript(() => {
    window.blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.violatedDirective));
  });
  try {
    await page.goto(url);
    await use(page);
    if (options?.javaScriptEnabled !== false) {
      assert.deepEqual(await page.evaluate(() => window.blocked), [], "the policy blocked something");
    }
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

const squeezed = (text) => text.replace(/\s+/gu, " ").trim();

describe("the summary", () => {
  for (const name of ["article", "stuffed", "german", "arabic"]) {
    test(`${name}: the slider shows what summarize -n prints`, () => opened(pages[name].summary, {}, async (page) => {
      const count = Number(await page.locator("#count").getAttribute("max"));
      assert.ok(count > 5);
      for (const wanted of [1, 2, 5, 3, count, 8, count - 1, 4].filter((k) => k <= count)) {
        await page.locator("#count").fill(String(wanted));
        const expected = json("summarize", "--format", "json", "-n", String(wanted), pages[name].path).sentences;
        const shown = await page.locator("#gist a").allTextContents();
        assert.deepEqual(shown.map(squeezed), expected.map((sentence) => squeezed(sentence.text)));
        const ranks = await page.locator("#gist a").evaluateAll((links) => links.map((link) => Number(link.dataset.rank)));
        assert.deepEqual(ranks, expected.map((sentence) => sentence.rank));
        const marked = await page.locator("#article .s.on").evaluateAll((all) => all.map((one) => [one.id, Number(one.dataset.rank)]));
        const links = await page.locator("#gist a").evaluateAll((all) => all.map((one) => one.hash.slice(1)));
        assert.deepEqual(marked, links.map((id, place) => [id, ranks[place]]));
        assert.equal(await page.locator("#shown").textContent(), String(wanted));
      }
    }));
  }

  test("it opens with the sentences of a budget of words", () => {
    const url = write("words.html", "summarize", "--format", "html", "--words", "60", files.article);
    return opened(url, {}, async (page) => {
      const expected = json("summarize", "--format", "json", "--words", "60", files.article).sentences;
      const shown = async () => (await page.locator("#gist a").allTextContents()).map(squeezed);
      assert.deepEqual(await shown(), expected.map((sentence) => squeezed(sentence.text)));
      assert.equal(await page.locator("#count").inputValue(), String(expected.length));
      await page.locator("#more").click();
      const more = json("summarize", "--format", "json", "-n", String(expected.length + 1), files.article).sentences;
      assert.deepEqual(await shown(), more.map((sentence) => squeezed(sentence.text)));
    });
  });

  test("words and times follow the slider", () => opened(pages.article.summary, {}, async (page) => {
    const read = async (id) => Number((await page.locator(id).textContent()).replace(/\D/g, ""));
    const before = await read("#words");
    await page.locator("#count").fill("10");
    const words = await page.locator("#gist").evaluate((list) => list.textContent.split(/\s+/).filter(Boolean).length);
    const after = await read("#words");
    assert.ok(after > before && Math.abs(after - words) < words / 8, `${before}, ${after}, ${words}`);
    await page.locator("#count").fill("37");
    assert.ok(await read("#share") < 5);
  }));

  test("components are shown on hover and on focus, and go with Escape", () => opened(pages.article.summary, {}, async (page) => {
    const tip = page.locator("#tip");
    const expected = json("summarize", "--explain", "--format", "json", "-n", "3", files.article).sentences;
    const first = expected.find((sentence) => sentence.rank === 1);
    // A page that scrolls hides the card, so it is scrolled before.
    const sentence = page.locator('#article .s[data-rank="1"]');
    await sentence.scrollIntoViewIfNeeded();
    await page.waitForTimeout(100);
    await sentence.hover();
    assert.ok(await tip.isVisible());
    assert.match(await tip.textContent(), new RegExp(`Choice 1 of 37 · score ${first.score.toFixed(2)}`));
    const told = Object.fromEntries(await tip.locator("tr").evaluateAll((rows) => rows.map((row) => [row.dataset.component, row.cells[2].textContent])));
    for (const [name, value] of Object.entries(first.components)) {
      if (Math.abs(value) >= 0.01) assert.equal(told[name], value.toFixed(2), name);
    }
    await page.keyboard.press("Escape");
    assert.ok(!await tip.isVisible());
    await page.locator("#gist a").nth(1).focus();
    assert.ok(await tip.isVisible());
    assert.equal(await page.locator("#gist a").nth(1).getAttribute("aria-describedby"), "tip");
    await page.keyboard.press("Enter");
    const target = await page.evaluate(() => [location.hash, document.activeElement.id]);
    assert.equal(target[0], "#" + target[1]);
    const box = await page.locator(target[0]).boundingBox();
    assert.ok(box.y > 40 && box.y < 900, "the sentence is in view, under nothing");
  }));

  test("it is used by the keyboard alone", () => opened(pages.article.summary, {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const seen = [];
    for (let step = 0; step < 40 && !seen.includes("count"); step += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => document.activeElement.id));
    }
    assert.ok(seen.includes("count"));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator("#gist li").count(), 5);
    await page.keyboard.press("Home");
    assert.equal(await page.locator("#gist li").count(), 1);
    assert.match(await page.locator("#count").getAttribute("aria-valuetext"), /^1 sentence, \d+ words, \d+/);
    await page.keyboard.press("End");
    assert.equal(await page.locator("#gist li").count(), 37);
  }));
});

describe("the audit", () => {
  for (const name of ["stuffed", "german", "arabic", "nested", "hostile"]) {
    test(`${name}: phrases are walked through as often as the audit counts`, () => opened(pages[name].audit, {}, async (page) => {
      const phrases = json("audit", "--format", "json", pages[name].path, ...pages[name].how).phrases;
      assert.ok(phrases.length > 0 || name === "german", "there is something to walk through");
      for (const [place, phrase] of phrases.slice(0, 6).entries()) {
        const button = page.locator(`#phrases tbody button.pick[data-layer="${place}"]`);
        assert.equal(squeezed(await button.textContent()), squeezed(phrase.phrase));
        await button.click();
        assert.equal(await button.getAttribute("aria-pressed"), "true");
        const counter = page.locator("#place");
        const words = new Set();
        for (let step = 1; step <= phrase.count; step += 1) {
          assert.equal(await counter.textContent(), `${step} of ${phrase.count}`);
          const here = await page.locator("#marked .here").allTextContents();
          words.add(squeezed(here.join("")));
          await page.locator("#next").click();
        }
        assert.equal(await counter.textContent(), `1 of ${phrase.count}`);
        await page.locator("#previous").click();
        assert.equal(await counter.textContent(), `${phrase.count} of ${phrase.count}`);
        const written = phrase.variants.map((variant) => squeezed(variant.text));
        assert.deepEqual([...words].filter((word) => !written.includes(word)), [], "only the phrase is marked");
        // Only the marks of this phrase are there.
        const lit = await page.locator("#marked .lit").count();
        const painted = await page.locator("#marked .m").evaluateAll((all) =>
          all.filter((one) => getComputedStyle(one).textDecorationLine === "underline").length);
        assert.equal(painted, lit);
        assert.ok(lit >= phrase.count);
        await page.locator("#all").click();
        assert.ok(!await page.locator("#walker").isVisible());
        assert.equal(await page.locator("#marked .lit").count(), 0);
      }
    }));
  }

  test("a place of a finding leads to it", () => opened(pages.stuffed.audit, {}, async (page) => {
    const finding = json("audit", "--format", "json", files.stuffed).findings[0];
    await page.locator(".finding .places a").nth(2).click();
    assert.equal(await page.locator("#place").textContent(), `3 of ${finding.occurrences.length}`);
    await page.waitForFunction(() => {
      const box = document.querySelector("#marked .here").getBoundingClientRect();
      return box.top > 0 && box.bottom < innerHeight;
    });
    assert.match(await page.locator("#said").textContent(), /smart thermostat rebate program/i);
  }));

  test("keys walk, and can be switched off", () => opened(pages.stuffed.audit, {}, async (page) => {
    const counter = page.locator("#place");
    await page.locator('#phrases button.pick[data-layer="0"]').focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await page.keyboard.press("p");
    assert.equal(await counter.textContent(), "2 of 24");
    assert.ok((await page.locator('tr[data-layer="0"] .strip .here').getAttribute("d")).startsWith("M"));
    await page.locator("#keys").uncheck();
    await page.keyboard.press("n");
    assert.equal(await counter.textContent(), "2 of 24");
    await page.keyboard.press("Escape");
    assert.ok(!await page.locator("#walker").isVisible());
  }));

  test("the table is sorted by its heads", () => opened(pages.nested.audit, {}, async (page) => {
    const counts = () => page.locator("#phrases tbody td.count").allTextContents().then((all) => all.map(Number));
    const names = () => page.locator("#phrases tbody .pick bdi").allTextContents();
    const [original, first] = [await counts(), await names()];
    assert.ok(original.length > 2);
    const head = page.locator('#phrases th[data-key="count"]');
    const button = head.locator("button");
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await counts(), [...original].sort((a, b) => b - a));
    await page.keyboard.press("Space");
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    assert.deepEqual(await counts(), [...original].sort((a, b) => a - b));
    await page.keyboard.press("Enter");
    assert.equal(await head.getAttribute("aria-sort"), null);
    assert.deepEqual(await names(), first);
    await page.locator('#phrases th[data-key="phrase"] button').click();
    assert.deepEqual(await names(), [...first].sort((a, b) => a.localeCompare(b)));
  }));

  test("a phrase in a longer one has both numbers", () => opened(pages.nested.audit, {}, async (page) => {
    const phrases = json("audit", "--format", "json", files.nested).phrases;
    const inner = phrases.findIndex((phrase) => phrase.parent !== undefined && phrase.inside < phrase.count);
    assert.ok(inner >= 0);
    const { inside, count, parent } = phrases[inner];
    const told = squeezed(await page.locator(`tr[data-layer="${inner}"] .nested`).textContent());
    assert.equal(told, `${inside} inside “${phrases[parent].phrase}”, ${count - inside} elsewhere`);
    assert.ok(await page.locator("#marked .m.x").count() > 0, "where phrases lie in each other it is shown");
  }));
});

describe("every page", () => {
  for (const name of Object.keys(files)) {
    for (const kind of kinds) {
      test(`${name}, ${kind}: no violations by axe, in light and dark`, async () => {
        for (const colorScheme of ["light", "dark"]) {
          await opened(pages[name][kind], { colorScheme }, async (page) => {
            const pick = page.locator("button.pick").first();
            if (await pick.count()) await pick.click();
            for (const details of await page.locator("details").all()) await details.evaluate((one) => { one.open = true; });
            const sentence = page.locator("#gist a").first();
            if (await sentence.count()) {
              await sentence.focus();
              assert.ok(await page.locator("#tip").isVisible());
            }
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
            const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`);
            assert.deepEqual(told, []);
          });
        }
      });

      test(`${name}, ${kind}: nothing is wider than a phone`, async () => {
        for (const width of [320, 390]) {
          await opened(pages[name][kind], { viewport: { width, height: 780 }, hasTouch: true }, async (page) => {
            for (const details of await page.locator("details").all()) await details.evaluate((one) => { one.open = true; });
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width);
          });
        }
      });
    }
  }

  for (const name of ["hostile", "hostileMarkdown"]) {
    for (const kind of kinds) {
      test(`${name}, ${kind}: nothing of the draft is markup`, () => opened(pages[name][kind], {}, async (page) => {
        const found = await page.evaluate(() => ({
          scripts: document.querySelectorAll("script").length,
          styles: document.querySelectorAll("style").length,
          injected: document.querySelectorAll("img, iframe, form, base, object, embed, link, a[href^='javascript' i], svg[onload], [onerror]").length,
          metas: document.querySelectorAll("meta[http-equiv]").length,
          links: [...document.links].filter((link) => !link.getAttribute("href").startsWith("#")).length,
        }));
        assert.deepEqual(found, { scripts: 2, styles: 1, injected: 0, metas: 1, links: 0 });
        assert.equal(await page.locator("article.text").count(), 1);
        const title = name === "hostile" ? files.hostile : '</title><script>alert("title")</script>';
        assert.equal(await page.title(), `${title} · nutgraf`);
        assert.equal(await page.locator(".file").textContent(), files[name]);
        assert.equal(await page.locator("h1").textContent(), title);
        const text = await page.locator("article.text").first().textContent();
        if (name === "hostile") {
          for (const part of ["</style><style>* { display: none }</style>", "{{ 7 * 7 }}", "<!-- what comes -->", '"><svg onload=alert(6)>', "␁", "␛[31m"]) {
            assert.ok(text.includes(part), part);
          }
        }
      }));
    }
  }

  test("a blocked script would be told: the policy is in force", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pages.article.report);
    const blocked = await page.evaluate(() => new Promise((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), { once: true });
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
    }));
    assert.match(blocked, /^script-src/);
    assert.notEqual(await page.title(), "taken");
    await context.close();
  });

  test("without a script all is there, and nothing that does nothing", async () => {
    await opened(pages.stuffed.report, { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("#gist li").count(), 3);
      assert.ok(!await page.locator("#dial").isVisible() && !await page.locator("#walker").isVisible());
      for (const button of await page.locator("button").all()) assert.ok(!await button.isVisible());
      assert.ok(await page.locator("#marked .m").count() > 24);
      await page.locator('a.pick[data-layer="0"]').first().click();
      assert.match(page.url(), /#m\d+$/);
    });
  });

  test("languages and directions", async () => {
    await opened(pages.arabic.report, {}, async (page) => {
      for (const article of await page.locator("article.text").all()) {
        assert.deepEqual(await article.evaluate((one) => [one.lang, getComputedStyle(one).direction]), ["ar", "rtl"]);
      }
    });
    await opened(pages.german.report, {}, async (page) => {
      assert.equal(await page.locator("article.text").first().getAttribute("lang"), "de");
      assert.equal(await page.locator("html").getAttribute("lang"), "de");
      assert.equal(await page.locator("#findings-title").textContent(), "keine Befunde");
      await page.locator("#count").fill("5");
      assert.match(await page.locator("#words").textContent(), /^\d+ Wörter$/);
    });
  });

  test("in print the controls are gone and the marks are lines", () => opened(pages.stuffed.report, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const id of ["#dial", "#walker", ".contents", ".finding button"]) assert.ok(!await page.locator(id).first().isVisible(), id);
    const style = (selector) => page.locator(selector).first().evaluate((one) => {
      const { backgroundColor, textDecorationLine, color } = getComputedStyle(one);
      return [backgroundColor, textDecorationLine, color];
    });
    assert.deepEqual(await style(".s.on"), ["rgba(0, 0, 0, 0)", "underline", "rgb(0, 0, 0)"]);
    assert.deepEqual(await style("#marked .m.c0"), ["rgba(0, 0, 0, 0)", "underline", "rgb(0, 0, 0)"]);
    // No word of a head is broken: it is as wide as its longest word.
    const broken = await page.locator("thead th").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
    assert.deepEqual(broken, []);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 10_000);
  }));

  test("the layers of the article are switched", () => opened(pages.stuffed.report, {}, async (page) => {
    const background = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).backgroundColor);
    const line = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).textDecorationLine);
    const nothing = "rgba(0, 0, 0, 0)";
    assert.equal(await page.locator("#marked .s.on").count(), 3);
    assert.notEqual(await background("#marked .s.on"), nothing);
    assert.equal(await line("#marked .m.c0"), "underline");
    await page.locator("#layer-findings").check();
    assert.equal(await background("#marked .s.on"), nothing);
    assert.equal(await line("#marked .m.c0"), "underline");
    await page.locator("#gist a").first().click();
    assert.ok(await page.locator("#layer-both").isChecked(), "what the summary leads to is seen");
    await page.locator("#layer-summary").check();
    assert.equal(await line("#marked .m.c0"), "none");
    await page.locator('#phrases button.pick[data-layer="0"]').click();
    assert.ok(await page.locator("#layer-both").isChecked());
    await page.locator("#back").click();
    assert.equal(await page.evaluate(() => document.activeElement.dataset.layer), "0");
  }));

  test("the first screen has the verdict and the checklist", async () => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
      await opened(pages.article.report, { viewport }, async (page) => {
        for (const selector of ["#findings-title", ".checks h3", ".checklist li >> nth=0"]) {
          const box = await page.locator(selector).boundingBox();
          assert.ok(box.y + box.height < viewport.height, `${selector} at ${box.y}`);
        }
      });
    }
  });

  test("a finding is marked in the text, and says what it is", () => opened(pages.marked.report, {}, async (page) => {
    const flag = page.locator("#marked .m.flag").first();
    await flag.scrollIntoViewIfNeeded();
    await page.waitForTimeout(100);
    await flag.hover();
    assert.match(await page.locator("#tip").textContent(), /the the|The the/);
  }));

  test("in dark mode the page is dark, and forced colors keep the marks", async () => {
    const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    await opened(pages.stuffed.report, { colorScheme: "dark" }, async (page) => assert.ok((await background(page))[0] < 60));
    await opened(pages.stuffed.report, { colorScheme: "light" }, async (page) => assert.ok((await background(page))[0] > 230));
    await opened(pages.stuffed.report, { forcedColors: "active" }, async (page) => {
      for (const mark of [".s.on", "#marked .m.c0"]) {
        assert.equal(await page.locator(mark).first().evaluate((one) => getComputedStyle(one).textDecorationLine), "underline");
      }
    });
  });

  test("ten thousand sentences: the slider and a walk answer at once", () => {
    const path = join(folder, "long.txt");
    const paragraph = (number) => `The old flood wall of part ${number} costs the council much. The flood wall of part ${number} stands on clay. The council of part ${number} likes the old flood wall. Nobody asked for the wall in part ${number}.`;
    writeFileSync(path, Array.from({ length: 2500 }, (_, number) => paragraph(number)).join("\n\n"));
    return opened(write("long.html", "report", path), {}, async (page) => {
      assert.equal(await page.locator("#count").getAttribute("max"), "10000");
      const slid = await page.evaluate(() => {
        const slider = document.getElementById("count");
        const times = [];
        for (const value of [4, 5, 100, 101, 1000, 1001]) {
          const began = performance.now();
          slider.value = value;
          slider.dispatchEvent(new Event("input"));
          document.body.getBoundingClientRect();
          times.push(Math.round(performance.now() - began));
        }
        return times;
      });
      assert.ok(slid.every((time) => time < 1000), `ms by step: ${slid}`);
      const walked = await page.evaluate(() => {
        const times = [];
        const timed = (work) => { const began = performance.now(); work(); times.push(Math.round(performance.now() - began)); };
        timed(() => document.querySelector("#phrases button.pick").click());
        timed(() => document.getElementById("next").click());
        timed(() => document.getElementById("all").click());
        return times;
      });
      assert.ok(walked.every((time) => time < 2000), `ms to choose, walk, release: ${walked}`);
      console.log(`ten thousand sentences: slider ${slid} ms; choose, walk, release ${walked} ms`);
    });
  });
});

describe("the page of a site", () => {
  const sites = {
    site: [join(corpora, "against"), {}],
    corpora: [corpora, {}],
  };
  for (const [name, [path]] of Object.entries(sites)) {
    const url = write(`${name}-site.html`, "report", path);
    test(`${name}: no violations by axe, and nothing is wider than a phone`, async () => {
      for (const colorScheme of ["light", "dark"]) {
        await opened(url, { colorScheme }, async (page) => {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`), []);
        });
      }
      await opened(url, { viewport: { width: 320, height: 780 } }, async (page) => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320);
      });
    });
    test(`${name}: the table is sorted by its heads`, () => opened(url, {}, async (page) => {
      const words = () => page.locator("table.drafts tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.dataset.words)));
      const original = await words();
      await page.locator('table.drafts th[data-key="words"] button').click();
      assert.deepEqual(await words(), [...original].sort((a, b) => b - a));
      const link = page.locator("table.drafts a").first();
      await link.click();
      assert.match(page.url(), /#d\d+$/);
    }));
  }
});

test("several files are refused with what to do", () => {
  assert.throws(() => nutgraf("summarize", "--format", "html", files.article, files.stuffed), /expected one file.*--together/s);
  assert.throws(() => nutgraf("audit", "--format", "html", corpora), /expected one file/);
});
