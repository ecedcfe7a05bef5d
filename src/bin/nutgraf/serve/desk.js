// The desk. What it knows of a draft it asks of the server that it came from; nothing of a draft becomes markup.

const $ = (id) => document.getElementById(id);
const text = $("text"), marks = $("marks"), root = document.documentElement;

// How long typing has to pause before the draft is judged, and how long until an edit is over, in milliseconds. Chosen: the first is less
// than people notice, the second is longer than a pause inside a sentence.
const PAUSE = 120, EDIT = 4000;
// The most marks that are drawn: more make typing slow.
const MOST_MARKS = 1500;
const KEPT = "nutgraf-desk";

const state = {
  format: "text", audit: null, picked: null, place: -1, tab: "findings",
  opened: "", before: "", last: "", typed: 0, references: [], token: "", waiting: {}, timer: 0, drawn: [],
};

// An element with text and attributes.
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}
const counted = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
// As the beginning of a sentence.
const opening = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const percent = (value, digits = 1) => `${value.toFixed(digits)}%`;

// Says something that happened, with a way back if there is one.
let back = null;
function say(message, label, act) {
  const notice = $("notice"), button = notice.querySelector("button");
  notice.firstElementChild.textContent = message;
  notice.hidden = !message;
  back = act || null;
  button.hidden = !act;
  button.textContent = label || "";
}
$("notice").querySelector("button").addEventListener("click", () => { const act = back; say(""); act?.(); });

// Asks the server. A question of the same kind that is still open is dropped: its draft is outdated.
async function ask(path, body, { kind = path, raw = false } = {}) {
  state.waiting[kind]?.abort();
  const control = state.waiting[kind] = new AbortController();
  const headers = { "Content-Type": raw ? "application/octet-stream" : "application/json" };
  if (state.token) headers.Authorization = `Bearer ${state.token}`;
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers, body: raw ? body : JSON.stringify(body), signal: control.signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("nutgraf does not answer. Is it still running?");
  } finally {
    if (state.waiting[kind] === control) delete state.waiting[kind];
  }
  if (answer.status === 401) {
    await askToken();
    return ask(path, body, { kind, raw });
  }
  if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.error?.message || `the server says ${answer.status}`);
  return answer;
}
const askJson = async (...args) => (await ask(...args)).json();

let asking = null;
function askToken() {
  asking ||= new Promise((resolve) => {
    const dialog = $("ask");
    dialog.addEventListener("close", () => { state.token = $("token").value.trim(); asking = null; resolve(); }, { once: true });
    dialog.showModal();
  });
  return asking;
}

// What goes wrong is said, except that a newer question took the place of an older.
function failed(error) {
  if (error.name !== "AbortError") say(error.message);
}

// A row as a batch has it.
function row(more = {}) {
  const made = { text: text.value, format: state.format === "text" ? undefined : state.format, ...more };
  const phrase = $("keyphrase").value.trim();
  if (phrase) made.keyphrase = phrase;
  return made;
}
const preset = () => ($("preset").value ? `&preset=${$("preset").value}` : "");

// ---- Marks ----

// Places of findings, or of the phrase that was picked, as ranges that do not overlap, the gravest on top.
function ranges() {
  const rank = { note: 1, warning: 2, error: 3, picked: 4, here: 5 }, found = [];
  const add = (places, kind) => { for (const place of places) found.push({ start: place.start, end: place.end, kind }); };
  for (const finding of state.audit?.findings || []) add(finding.occurrences, finding.level);
  if (state.picked) {
    add(state.picked.places, "picked");
    const here = state.picked.places[state.place];
    if (here) add([here], "here");
  }
  const points = new Map();
  for (const place of found.slice(-MOST_MARKS)) {
    if (place.end <= place.start) continue;
    for (const [at, step] of [[place.start, 1], [place.end, -1]]) {
      if (!points.has(at)) points.set(at, []);
      points.get(at).push([place.kind, step]);
    }
  }
  const open = { note: 0, warning: 0, error: 0, picked: 0, here: 0 }, out = [];
  let begin = 0, kind = null;
  for (const at of [...points.keys()].sort((a, b) => a - b)) {
    if (kind && at > begin) out.push({ start: begin, end: at, kind });
    for (const [changed, step] of points.get(at)) open[changed] += step;
    kind = Object.keys(open).filter((name) => open[name] > 0).sort((a, b) => rank[b] - rank[a])[0] || null;
    begin = at;
  }
  return out;
}

// The layer of marks has a block for each line, and only those that changed are made anew: a long draft in one block would be laid out
// whole for each letter.
function draw() {
  const lines = text.value.split("\n"), all = ranges(), keys = [], parts = [];
  let at = 0, first = 0;
  for (const line of lines) {
    const end = at + line.length, own = [];
    while (first < all.length && all[first].end <= at) first++;
    for (let place = first; place < all.length && all[place].start < end; place++) {
      const { start, end: until, kind } = all[place];
      own.push([Math.max(start, at) - at, Math.min(until, end) - at, kind]);
    }
    keys.push(`${line}\n${own.join()}`);
    parts.push([line, own]);
    at = end + 1;
  }
  const old = state.drawn, most = Math.min(old.length, keys.length);
  let front = 0, rear = 0;
  while (front < most && old[front] === keys[front]) front++;
  while (rear < most - front && old[old.length - 1 - rear] === keys[keys.length - 1 - rear]) rear++;
  const range = document.createRange();
  range.setStart(marks, front);
  range.setEnd(marks, old.length - rear);
  range.deleteContents();
  const made = document.createDocumentFragment();
  for (const [line, own] of parts.slice(front, parts.length - rear)) {
    const block = el("div");
    let begin = 0;
    for (const [start, end, kind] of own) {
      block.append(line.slice(begin, start), el("mark", { class: kind }, line.slice(start, end)));
      begin = end;
    }
    block.append(line.slice(begin) || (line ? "" : el("br")));
    made.append(block);
  }
  marks.insertBefore(made, marks.children[front] || null);
  state.drawn = keys;
  marks.classList.toggle("picking", Boolean(state.picked));
}

// Until the next audit, what stands behind an edit moves with it, and what it touches is gone.
function shift(old, now) {
  let begin = 0;
  const most = Math.min(old.length, now.length);
  while (begin < most && old[begin] === now[begin]) begin++;
  let end = 0;
  while (end < most - begin && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const until = old.length - end, by = now.length - old.length;
  const move = (places) => places.filter((place) => place.end <= begin || place.start >= until)
    .map((place) => (place.start >= until ? { ...place, start: place.start + by, end: place.end + by } : place));
  for (const finding of state.audit?.findings || []) finding.occurrences = move(finding.occurrences);
  for (const phrase of state.audit?.phrases || []) phrase.occurrences = move(phrase.occurrences);
  if (state.picked) state.picked.places = move(state.picked.places);
}

const line = (at) => text.value.slice(0, at).split("\n").length;

// Shows a place in the draft.
function show(place, focus = true) {
  draw();
  if (!place) return;
  if (focus) text.focus({ preventScroll: true });
  text.setSelectionRange(place.start, place.end);
  const here = marks.querySelector(".here") || markAt(place);
  here?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

// What can be scrolled to of a place that nothing marks.
function markAt(place) {
  const number = line(place.start) - 1, block = marks.children[number];
  const at = place.start - (text.value.lastIndexOf("\n", place.start - 1) + 1);
  let left = at;
  for (const node of block?.childNodes || []) {
    if (left < node.textContent.length) {
      if (node.nodeType === Node.ELEMENT_NODE) return node;
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      return { scrollIntoView: ({ behavior }) => scrollTo({ top: scrollY + range.getBoundingClientRect().top - innerHeight / 2, behavior }) };
    }
    left -= node.textContent.length;
  }
  return block;
}

function pick(key, places, step = 0) {
  const sorted = [...places].sort((a, b) => a.start - b.start);
  const same = state.picked?.key === key;
  if (same && step === 0) {
    state.picked = null;
    state.place = -1;
    draw();
  } else {
    const count = sorted.length;
    state.place = !same ? (step < 0 ? count - 1 : 0) : (state.place + step + count) % count;
    state.picked = { key, places: sorted };
    show(sorted[state.place]);
    $("status").textContent = `place ${state.place + 1} of ${count}, line ${line(sorted[state.place].start)}`;
  }
  pressed();
}

// Shows in the lists what is picked.
function pressed() {
  for (const button of document.querySelectorAll("[data-key]")) {
    const is = state.picked?.key === button.dataset.key;
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(is));
    else button.textContent = is ? `place ${state.place + 1} of ${state.picked.places.length}, line ${line(state.picked.places[state.place].start)}` : button.dataset.told;
  }
}

// F8 goes from finding to finding, as in editors of code.
function next(back) {
  const places = (state.audit?.findings || []).flatMap((finding) => finding.occurrences).sort((a, b) => a.start - b.start);
  if (!places.length) return;
  const at = back ? text.selectionStart : text.selectionEnd;
  const place = back ? places.findLast((place) => place.end <= at && place.start < at) || places.at(-1) : places.find((place) => place.start >= at) || places[0];
  state.picked = null;
  show(place);
  const about = state.audit.findings.find((finding) => finding.occurrences.includes(place));
  $("status").textContent = `line ${line(place.start)}: ${about.message}`;
  atCaret();
}
addEventListener("keydown", (event) => {
  if (event.key === "F8") { event.preventDefault(); next(event.shiftKey); }
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.firstElementChild.focus(); }
});

// The findings that the caret stands in.
function atCaret() {
  const at = text.selectionStart;
  for (const [place, card] of [...$("found").querySelectorAll(".finding")].entries()) {
    const finding = state.audit?.findings[place];
    card.classList.toggle("at", Boolean(finding?.occurrences.some((one) => one.start <= at && at <= one.end)) && document.activeElement === text);
  }
}
text.addEventListener("click", atCaret);
text.addEventListener("keyup", atCaret);

// ---- Judging ----

function verdict() {
  const audit = state.audit, standing = $("standing"), sign = standing.querySelector(".sign");
  const said = standing.querySelector("h2 span"), measure = $("measure");
  if (!audit || !text.value.trim()) {
    sign.className = "sign";
    said.textContent = "No draft yet";
    measure.textContent = "Paste a text to see what it repeats too often.";
    return;
  }
  const levels = ["error", "warning", "note"];
  const parts = levels.map((level) => [audit.findings.filter((finding) => finding.level === level).length, level]).filter(([count]) => count);
  sign.className = `sign ${parts[0]?.[1] || "clean"}`;
  const now = parts.map(([count, level]) => counted(count, level)).join(", ") || "no findings";
  if (said.textContent !== opening(now)) $("status").textContent = now;
  said.textContent = opening(now);
  const minutes = Math.max(1, Math.round(audit.measures.reading_minutes || 0));
  const language = new Intl.DisplayNames(["en"], { type: "language" }).of(audit.lang);
  const facts = [counted(audit.words, "word"), `${minutes} min to read`, language];
  if (audit.measures.family_coverage) facts.splice(1, 0, `top phrase ${percent(audit.measures.family_coverage)}`);
  measure.textContent = facts.join(" · ");
}

function findings() {
  const found = state.audit?.findings || [];
  const cards = found.map((finding, place) => {
    const key = `finding ${place} ${finding.fingerprint}`;
    const places = () => state.audit?.findings[place]?.occurrences || [];
    const count = finding.occurrences.length;
    const told = count === 1 ? `line ${line(finding.occurrences[0].start)}` : `${count} places`;
    const step = (label, name, by) => el("button", { type: "button", "aria-label": `${name} of finding ${place + 1}`, onclick: () => places().length && pick(key, places(), by) }, label);
    return el("li", { class: `finding ${finding.level}` },
      el("p", { class: "what" }, el("span", { class: "level" }, `${finding.level}: `), finding.message),
      finding.advice ? el("p", { class: "help" }, opening(finding.advice)) : null,
      count ? el("div", { class: "steps" },
        count > 1 ? step("‹", "Previous place", -1) : null,
        count > 1 ? step("›", "Next place", 1) : step("Show", "Show the place", 1),
        el("span", { "data-key": key, "data-told": told }, told)) : null);
  });
  if (!cards.length && text.value.trim()) cards.push(el("li", { class: "clean-note" }, "No findings. The phrases closest to a limit are listed under Phrases."));
  $("found").replaceChildren(...cards);
  const checks = state.audit?.checklist || [];
  $("checks").hidden = !checks.length;
  $("checklist").replaceChildren(...checks.map((check) => el("li", { class: check.passed ? "passed" : "failed" },
    el("i", { "aria-hidden": "true" }, check.passed ? "✓" : "✗"), el("span", {}, el("span", { class: "unseen" }, check.passed ? "passed: " : "failed: "), check.text))));
}

const svg = "http://www.w3.org/2000/svg";
function strip(places) {
  const whole = Math.max(1, text.value.length), made = document.createElementNS(svg, "svg");
  made.setAttribute("class", "strip");
  made.setAttribute("viewBox", "0 0 100 10");
  made.setAttribute("preserveAspectRatio", "none");
  made.setAttribute("aria-hidden", "true");
  const ground = document.createElementNS(svg, "line");
  for (const [name, value] of [["x1", 0], ["x2", 100], ["y1", 10], ["y2", 10]]) ground.setAttribute(name, value);
  const ticks = document.createElementNS(svg, "path");
  ticks.setAttribute("d", places.slice(0, 400).map((place) => `M${(99 * place.start / whole + .5).toFixed(2)} 1V10`).join(""));
  made.append(ground, ticks);
  return made;
}

function phrases() {
  const audit = state.audit || { keyphrases: [], phrases: [], single_words: [] };
  const all = [...audit.keyphrases, ...audit.phrases].slice(0, 30);
  $("repeated").replaceChildren(...all.map((phrase, place) => {
    const key = `phrase ${phrase.phrase}`;
    return el("tr", {},
      el("th", { scope: "row" }, el("button", { type: "button", class: "pick", "aria-pressed": "false", "data-key": key, onclick: () => phrase.occurrences.length && pick(key, phrase.occurrences) }, phrase.phrase),
        place < audit.keyphrases.length ? el("span", { class: "aside" }, " keyphrase") : null),
      el("td", { class: "number" }, String(phrase.count)),
      el("td", { class: "number" }, percent(phrase.coverage)),
      el("td", {}, strip(phrase.occurrences)));
  }));
  if (!all.length) $("repeated").replaceChildren(el("tr", {}, el("td", { colspan: "4", class: "aside" }, "No phrase is repeated three times or more.")));
  $("words").replaceChildren(...audit.single_words.slice(0, 12).map((word) => el("tr", {},
    el("th", { scope: "row" }, word.word), el("td", { class: "number" }, String(word.count)),
    el("td", { class: "number" }, percent(word.density)), el("td", { class: "number" }, percent(word.content_share)))));
}

// ---- Views that are asked for when they are looked at ----

const views = {
  findings() {},
  phrases() {},
  async density() {
    const answer = await askJson("/v1/density?offsets=utf16&top=15", row());
    const tables = answer.tables.filter((table) => table.phrases.length).map((table) => {
      const title = table.size === 1 ? "Single words" : `${["", "", "Two", "Three"][table.size] || table.size}-word phrases`;
      const most = table.phrases[0].share || 1;
      return el("div", { class: "scroll" }, el("table", { class: "barred" }, el("caption", {}, title),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, table.size === 1 ? "Word" : "Phrase"), el("th", { scope: "col", class: "number" }, "Times"), el("th", { scope: "col", class: "number" }, "Density"), el("th", { scope: "col", class: "share" }, el("span", { class: "unseen" }, "Beside the commonest")))),
        el("tbody", {}, ...table.phrases.map((phrase) => {
          const bar = el("i", { class: "bar", "aria-hidden": "true" });
          bar.style.width = `${Math.max(2, 100 * phrase.share / most)}%`;
          return el("tr", {}, el("th", { scope: "row" }, el("button", { type: "button", class: "pick", onclick: () => show(phrase.first) }, phrase.phrase)),
            el("td", { class: "number" }, String(phrase.count)), el("td", { class: "number" }, percent(phrase.density, 2)), el("td", {}, bar));
        }))));
    });
    $("density").replaceChildren(...(tables.length ? tables : [el("p", { class: "aside" }, "Nothing occurs twice.")]));
  },
  async summary() {
    const count = $("length").value;
    $("count").textContent = count;
    const [summary, keywords] = await Promise.all([
      askJson(`/v1/summarize?offsets=utf16&sentences=${count}`, row()),
      askJson("/v1/keywords?unnested&count=8", row()),
    ]);
    $("gist").replaceChildren(...summary.sentences.map((sentence) => el("li", {},
      el("button", { type: "button", onclick: () => show(sentence) }, sentence.text))));
    $("keywords").textContent = keywords.keywords.map((keyword) => keyword.phrase).join(" · ");
    state.summary = summary.summary;
  },
  async references() {
    $("listed").replaceChildren(...state.references.map((reference, place) => el("li", {}, el("span", {}, reference.name, el("span", { class: "aside" }, ` ${counted(reference.text.split(/\s+/u).filter(Boolean).length, "word")}`)),
      el("button", { type: "button", "aria-label": `Remove ${reference.name}`, onclick: () => { state.references.splice(place, 1); keep(); refresh(); } }, "Remove"))));
    if (!state.references.length) return $("beside").replaceChildren();
    const answer = await askJson("/v1/compare?top=15", row({ references: state.references }));
    const table = (title, terms, none) => terms.length
      ? el("div", { class: "scroll" }, el("table", {}, el("caption", {}, title),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Term"), el("th", { scope: "col", class: "number" }, "Here"), el("th", { scope: "col", class: "number" }, "There, median"))),
        el("tbody", {}, ...terms.map((term) => el("tr", {}, el("th", { scope: "row" }, term.term), el("td", { class: "number" }, percent(term.density, 2)), el("td", { class: "number" }, percent(term.median, 2)))))))
      : el("p", { class: "aside" }, none);
    const few = answer.references.length < 3;
    const leftOut = answer.left_out.map((out) => el("p", { class: "aside" }, `${out.reference}: ${out.reason === "empty" ? "no text" : "in another language"}; left out of the comparison`));
    $("beside").replaceChildren(...leftOut, el("h3", {}, "Missing here"), table(few ? "Several times in each reference, not in the draft" : "In most references, not in the draft", answer.missing, "Nothing that the references have is missing."),
      el("h3", {}, "Under-used"), table(few ? "Less than half as often as there" : "Less than half of their median", answer.under_used, "Nothing."),
      el("h3", {}, "Over-used"), table("At least twice as often as in the references", answer.over_used, "Nothing."));
  },
  async changes() {
    const old = $("since").value === "edit" ? state.before : state.opened;
    const panel = $("changed");
    if (!old.trim()) return panel.replaceChildren(el("p", { class: "aside" }, "There is no earlier version yet."));
    if (old === text.value) return panel.replaceChildren(el("p", { class: "aside" }, "Nothing has changed."));
    const answer = await askJson(`/v1/diff?offsets=utf16&top=10${preset()}`, row({ old }));
    const order = ["new", "worse", "better", "fixed"];
    const changed = answer.findings.filter((finding) => order.includes(finding.change)).sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
    // What is said of measures here is what a reader knows them by; the score is made of others.
    const names = { "family coverage, %": "top phrase and its variants", "sales words, %": "sales words" };
    const measures = answer.measures.filter((measure) => measure.name !== "score, %");
    const value = (number, name) => (number == null ? "–" : name.endsWith(", %") ? `${number.toFixed(1)}%` : Number.isInteger(number) ? number.toLocaleString("en") : number.toFixed(1));
    panel.replaceChildren(el("h3", {}, answer.worse ? "A finding is new or worse" : changed.length ? "Better" : "No finding changed"),
      el("ul", { class: "changes" }, ...changed.map((finding) => el("li", { class: finding.change }, el("b", {}, finding.change),
        el("span", {}, finding.message, finding.places_before !== finding.places_after ? el("span", { class: "aside" }, ` ${finding.places_before} → ${finding.places_after} places`) : null)))),
      answer.fields.length ? el("div", { class: "scroll" }, el("table", {}, el("caption", {}, "Title and headings"), el("thead", {}, el("tr", {}, el("td"), el("th", { scope: "col" }, "Before"), el("th", { scope: "col" }, "Now"))),
        el("tbody", {}, ...answer.fields.map((field) => el("tr", {}, el("th", { scope: "row" }, field.name), el("td", {}, field.before || "–"), el("td", {}, field.after || "–")))))) : "",
      el("div", { class: "scroll" }, el("table", {}, el("caption", {}, "Measures"), el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Measure"), el("th", { scope: "col", class: "number" }, "Before"), el("th", { scope: "col", class: "number" }, "Now"))),
        el("tbody", {}, ...measures.map((measure) => el("tr", {}, el("th", { scope: "row" }, names[measure.name] || measure.name), el("td", { class: "number" }, value(measure.before, measure.name)), el("td", { class: "number" }, value(measure.after, measure.name))))))),
      answer.phrases.length ? el("div", { class: "scroll" }, el("table", {}, el("caption", {}, "Phrases"), el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Phrase"), el("th", { scope: "col", class: "number" }, "Before"), el("th", { scope: "col", class: "number" }, "Now"))),
        el("tbody", {}, ...answer.phrases.map((phrase) => el("tr", {}, el("th", { scope: "row" }, phrase.phrase), el("td", { class: "number" }, String(phrase.before)), el("td", { class: "number" }, String(phrase.after))))))) : "");
  },
};

async function refresh() {
  try {
    // An empty draft has neither density nor summary; references can still be listed.
    if (text.value.trim() || state.tab === "references") await views[state.tab]();
    pressed();
  } catch (error) { failed(error); }
}

async function judge() {
  clearTimeout(state.timer);
  if (!text.value.trim()) {
    state.waiting["/v1/audit"]?.abort();
    state.audit = null;
  } else {
    root.classList.add("busy");
    const asked = text.value;
    try {
      const audit = await askJson(`/v1/audit?offsets=utf16${preset()}`, row(), { kind: "/v1/audit" });
      // Typed on meanwhile: the next answer is of what stands there now.
      if (asked !== text.value) return;
      state.audit = audit;
      $("length").max = Math.max(1, Math.min(12, audit.measures.sentences || 1));
      if (!$("notice").hidden && !back) say("");
    } catch (error) {
      failed(error);
      return;
    } finally {
      root.classList.remove("busy");
    }
  }
  if (state.picked) {
    const [kind] = state.picked.key.split(" ");
    const now = kind === "phrase" && state.audit?.phrases.find((phrase) => `phrase ${phrase.phrase}` === state.picked.key);
    state.picked = now ? { key: state.picked.key, places: now.occurrences } : null;
    if (!state.picked || state.place >= state.picked.places.length) state.place = -1;
    if (state.picked && state.place < 0) state.picked = null;
  }
  draw();
  verdict();
  findings();
  phrases();
  pressed();
  atCaret();
  await refresh();
}

function soon() {
  clearTimeout(state.timer);
  state.timer = setTimeout(judge, PAUSE);
}

text.addEventListener("input", () => {
  const now = Date.now();
  if (now - state.typed > EDIT) state.before = state.last;
  state.typed = now;
  // What was pasted into an empty desk is the draft as it was opened.
  if (!state.opened) state.opened = state.before = text.value;
  shift(state.last, text.value);
  state.last = text.value;
  draw();
  keep();
  soon();
});
for (const id of ["keyphrase", "preset"]) $(id).addEventListener("input", () => { keep(); soon(); });
$("name").addEventListener("input", keep);
$("brief").addEventListener("submit", (event) => event.preventDefault());
$("length").addEventListener("input", () => refresh());
$("since").addEventListener("change", () => refresh());

// ---- Tabs ----

const tabs = [...document.querySelectorAll("[role=tab]")];
function turn(tab, focus) {
  for (const other of tabs) {
    const is = other === tab;
    other.setAttribute("aria-selected", String(is));
    other.tabIndex = is ? 0 : -1;
    $(other.getAttribute("aria-controls")).hidden = !is;
  }
  state.tab = tab.getAttribute("aria-controls");
  if (focus) tab.focus();
  tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  refresh();
}
for (const [place, tab] of tabs.entries()) {
  tab.addEventListener("click", () => turn(tab));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    turn(tabs.at(to % tabs.length), true);
  });
}

// ---- Files ----

async function read(file) {
  return askJson(`/v1/read?name=${encodeURIComponent(file.name)}`, file, { kind: `read ${file.name}`, raw: true });
}

function put(value, name, format) {
  Object.assign(state, { format, opened: value, before: value, last: value, typed: 0, picked: null, place: -1, audit: null });
  text.value = value;
  // Line breaks are what the browser makes of them.
  state.opened = state.before = state.last = text.value;
  $("name").value = name;
  draw();
  keep();
  return judge();
}

async function open(file) {
  if (!file) return;
  const had = [text.value, $("name").value, state.format];
  try {
    const got = await read(file);
    await put(got.text, file.name, got.format);
    if (had[0].trim()) say(`Opened ${file.name}.`, `Back to ${had[1]}`, () => put(...had));
    else say("");
    text.setSelectionRange(0, 0);
  } catch (error) { failed(error); }
}

async function addReferences(files) {
  for (const file of files) {
    try {
      const got = await read(file);
      state.references.push({ name: file.name, text: got.text });
    } catch (error) { failed(error); }
  }
  keep();
  refresh();
}

$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", (event) => { open(event.target.files[0]); event.target.value = ""; });
$("add").addEventListener("click", () => $("more").click());
$("more").addEventListener("change", (event) => { addReferences([...event.target.files]); event.target.value = ""; });
$("paste").addEventListener("click", () => {
  const value = $("pasted").value.trim();
  if (!value) return;
  state.references.push({ name: `text ${state.references.length + 1}`, text: value });
  $("pasted").value = "";
  keep();
  refresh();
});

const hasFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
const sheet = document.querySelector(".sheet");
addEventListener("dragover", (event) => { if (hasFiles(event)) { event.preventDefault(); sheet.classList.add("over"); } });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) sheet.classList.remove("over"); });
addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  sheet.classList.remove("over");
  const files = [...event.dataTransfer.files];
  if (event.target instanceof Element && event.target.closest("#references")) addReferences(files);
  else open(files[0]);
});

// ---- Saving ----

function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const stem = () => $("name").value.trim().replace(/\.[^.\s]+$/u, "") || "draft";
const endings = { text: "txt", markdown: "md", mdx: "mdx", asciidoc: "adoc", rst: "rst", org: "org", latex: "tex", mediawiki: "wiki", man: "man", typst: "typ", textile: "textile", pod: "pod", creole: "creole", wikidot: "wikidot", bbcode: "bbcode", gemtext: "gmi", fountain: "fountain", subtitles: "srt" };
for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", async () => {
    $("save").open = false;
    const kind = button.dataset.save;
    if (kind === "draft") return save(`${stem()}.${endings[state.format] || "txt"}`, text.value, "text/plain");
    try {
      const asked = `/v1/report?as=${kind}&name=${encodeURIComponent($("name").value.trim() || "draft")}&sentences=${$("length").value}${preset()}`;
      const answer = await ask(asked, row(state.references.length ? { references: state.references } : {}), { kind: "report" });
      save(`${stem()}-report.${{ html: "html", markdown: "md", text: "txt" }[kind]}`, await answer.blob(), answer.headers.get("Content-Type"));
    } catch (error) { failed(error); }
  });
}
addEventListener("click", (event) => { if (!event.target.closest("#save")) $("save").open = false; });
$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(state.summary || "");
    $("status").textContent = $("copy").textContent = "Copied";
    setTimeout(() => { $("copy").textContent = "Copy the summary"; }, 1500);
  } catch { say("The browser refused to copy the summary."); }
});

// ---- What is kept, if that is asked for ----

function keep() {
  if (!$("keep").checked) return;
  const kept = { text: text.value, name: $("name").value, keyphrase: $("keyphrase").value, preset: $("preset").value, format: state.format, references: state.references };
  try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { say("There is no room in this browser to remember the draft."); }
}
$("keep").addEventListener("change", () => {
  if ($("keep").checked) keep();
  else localStorage.removeItem(KEPT);
});

// ---- The verdict stays in view on a phone ----

const away = el("div", { "aria-hidden": "true" });
$("standing").before(away);
new IntersectionObserver(([seen]) => {
  const is = !seen.isIntersecting && seen.boundingClientRect.top > 0;
  if (is) away.style.height = `${$("standing").offsetHeight}px`;
  $("standing").classList.toggle("away", is);
  if (!is) away.style.height = "";
}).observe(away);
document.querySelector(".jump").addEventListener("click", (event) => {
  event.preventDefault();
  away.scrollIntoView();
  $("verdict").focus({ preventScroll: true });
});

// The token may come behind #, which browsers send to nobody.
if (location.hash.startsWith("#token=")) {
  state.token = decodeURIComponent(location.hash.slice("#token=".length));
  history.replaceState(null, "", location.pathname);
}
let kept = null;
try { kept = JSON.parse(localStorage.getItem(KEPT)); } catch { /* What is no JSON is not ours. */ }
if (kept && typeof kept.text === "string") {
  $("keep").checked = true;
  $("keyphrase").value = kept.keyphrase || "";
  $("preset").value = kept.preset || "";
  state.references = Array.isArray(kept.references) ? kept.references.filter((one) => typeof one?.text === "string") : [];
  put(kept.text, kept.name || "draft", kept.format || "text");
} else {
  draw();
  // A browser that goes back to a page gives its fields what they had.
  if (text.value) put(text.value, $("name").value, "text");
}
