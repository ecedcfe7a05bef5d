
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const texts = data.texts;
  const ui = document.documentElement.lang;
  const fill = (text, ...values) => text.replace(/\{\}/g, () => values.shift());
  const decimal = (value) => value.toLocaleString(ui, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const say = (text) => { byId("said").textContent = text; };
  const make = (name, classes, text) => {
    const element = document.createElement(name);
    if (classes) element.className = classes;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const draw = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  // The number of the sentence that an element is of, and what was found where it is: of pages that have these.
  let numberOf = () => -1;
  let findingsAt = () => [];
  for (const element of document.querySelectorAll(".scripted")) element.hidden = false;
  if (data.summary) summing(data.summary);
  if (data.audit) auditing(data.audit);
  for (const table of document.querySelectorAll("table.phrases, table.drafts")) sortable(table);
  contents();

  // The summary: a slider over ranks, and what each sentence's score is made of.
  function summing(data) {
    const count = data.ranks.length;
    if (!count) return;
    const STEPS = 4;
    const elements = data.ranks.map((_, number) => byId("s" + number));
    const lines = new Map();
    const gist = byId("gist");
    const slider = byId("count");
    const byRank = [];
    data.ranks.forEach((rank, number) => { byRank[rank - 1] = number; });
    let ranks = data.opening;
    let chosen = ranks.filter((rank) => rank > 0).length;
    const steps = new Uint8Array(count);
    const step = (rank) => rank ? Math.floor(STEPS * (rank - 1) / chosen) + 1 : 0;
    ranks.forEach((rank, number) => { steps[number] = step(rank); });
    for (const link of gist.querySelectorAll("a")) lines.set(Number(link.hash.slice(2)), link.parentElement);
    elements.forEach((element, number) => { if (element && steps[number]) reachable(element, true); });

    function reachable(element, is) {
      if (is) {
        element.tabIndex = 0;
        element.setAttribute("role", "mark");
      } else {
        element.removeAttribute("tabindex");
        element.removeAttribute("role");
      }
    }

    function line(number) {
      let item = lines.get(number);
      if (!item) {
        item = make("li");
        item.dir = "auto";
        const link = make("a", "", elements[number] ? elements[number].textContent.replace(/\s+/g, " ") : "");
        link.href = "#s" + number;
        item.append(link);
        lines.set(number, item);
      }
      return item;
    }

    function show(wanted) {
      chosen = Math.max(1, Math.min(count, wanted));
      ranks = data.ranks.map((rank) => rank <= chosen ? rank : 0);
      let words = 0;
      const shown = [];
      for (let number = 0; number < count; number += 1) {
        const rank = ranks[number];
        const next = step(rank);
        const element = elements[number];
        if (rank) {
          words += data.words[number];
          const item = line(number);
          item.firstChild.className = "k" + next;
          item.firstChild.dataset.rank = rank;
          shown.push(item);
        }
        if (!element) continue;
        if (rank) element.dataset.rank = rank;
        if (next === steps[number]) continue;
        element.className = next ? "s on k" + next : "s";
        if (!next !== !steps[number]) reachable(element, Boolean(next));
        steps[number] = next;
      }
      gist.replaceChildren(...shown);
      tell(words);
    }

    function tell(words) {
      const saved = Math.max(0, data.total_words - words);
      const time = (some) => duration(some * 60 / data.words_per_minute);
      byId("shown").textContent = chosen;
      byId("time").textContent = time(words);
      byId("words").textContent = words_of(words);
      byId("saved").textContent = time(saved);
      byId("share").textContent = byId("share").textContent.replace(/^\d+/, data.total_words ? Math.floor(100 * saved / data.total_words) : 0);
      slider.setAttribute("aria-valuetext", sentences_of(chosen) + ", " + words_of(words) + ", " + time(words));
      const fitted = byId("fitted");
      if (fitted) fitted.hidden = true;
    }

    if (count > 1) {
      byId("dial").hidden = false;
      slider.setAttribute("aria-valuetext", sentences_of(chosen));
      slider.addEventListener("input", () => show(Number(slider.value)));
      const nudge = (by) => () => {
        slider.value = chosen + by;
        show(Number(slider.value));
        say(slider.getAttribute("aria-valuetext"));
      };
      byId("fewer").addEventListener("click", nudge(-1));
      byId("more").addEventListener("click", nudge(1));
    }
    numberOf = (element) => {
      const link = element.closest("#gist a");
      const sentence = element.closest(".s");
      if (link) return Number(link.hash.slice(2));
      // A sentence has its number where it begins; a piece of it has not.
      return sentence && sentence.id ? Number(sentence.id.slice(1)) : -1;
    };
    reasons(data, count);
    // What the summary leads to is seen, whatever was chosen to be seen before.
    const layer = byId("layer-both");
    if (layer) gist.addEventListener("click", () => { if (byId("layer-findings").checked) layer.checked = true; });
  }

  // The card that says what a score is made of and what was found, on hover and on focus.
  function reasons(data, count) {
    const LEAST_CARD = 100;
    const tip = byId("tip");
    let owner = null;
    let leaving = 0;

    function explain(number) {
      const rank = data.ranks[number];
      const head = make("p");
      head.append(make("b", "", fill(texts.choice, rank, count)), " · " + fill(texts.score, decimal(data.scores[number] / 100)));
      const table = make("table");
      const body = make("tbody");
      const given = data.labels.map((name, place) => [name, data.values[number][place], data.names[place]]);
      const told = given.filter(([, value]) => value).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
      const least = Math.min(0, ...told.map(([, value]) => value));
      const width = Math.max(1, ...told.map(([, value]) => value)) - least;
      const share = (value) => (100 * value / width).toFixed(1) + "%";
      for (const [name, value, component] of told) {
        const row = make("tr");
        row.dataset.component = component;
        const label = make("th", "", name);
        label.scope = "row";
        const bar = make("td", "bar");
        const chart = draw("svg", { "aria-hidden": "true" });
        chart.append(
          draw("rect", { class: value < 0 ? "down" : "up", x: share(Math.min(0, value) - least), width: share(Math.abs(value)), y: 1, height: 8 }),
          draw("line", { class: "zero", x1: share(-least), x2: share(-least), y1: 0, y2: 10 }),
        );
        bar.append(chart);
        row.append(label, bar, make("td", "", decimal(value / 100)));
        body.append(row);
      }
      table.append(body);
      tip.append(head, table);
    }

    function show(element, pointed) {
      const number = numberOf(element);
      const found = findingsAt(pointed || element);
      if (number < 0 && !found.length) return;
      clearTimeout(leaving);
      if (owner === element && !tip.hidden && !found.length) return;
      hide();
      owner = element;
      tip.replaceChildren(...found);
      if (number >= 0) explain(number);
      tip.hidden = false;
      element.setAttribute("aria-describedby", "tip");
      const box = element.getClientRects()[0] || element.getBoundingClientRect();
      const whole = element.getBoundingClientRect();
      const below = Math.min(whole.bottom, box.bottom + 6 * box.height);
      // Where there is more room, and no taller than that: it never covers what it is about.
      tip.style.maxHeight = "";
      const [over, under] = [box.top - 16, innerHeight - below - 16];
      const fits = tip.offsetHeight <= under || under >= over;
      tip.style.maxHeight = Math.max(LEAST_CARD, fits ? under : over) + "px";
      tip.style.top = (fits ? below + 8 : Math.max(8, box.top - tip.offsetHeight - 8)) + "px";
      tip.style.left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8)) + "px";
    }

    function hide() {
      clearTimeout(leaving);
      if (owner) owner.removeAttribute("aria-describedby");
      owner = null;
      tip.hidden = true;
    }

    // What has the focus has its card again.
    function leave() {
      hide();
      const focused = held({ target: document.activeElement });
      if (focused) show(focused);
    }

    const held = (event) => event.target.closest ? event.target.closest(".s, .m, #gist a") : null;
    document.addEventListener("pointerover", (event) => {
      const element = held(event);
      if (element && event.pointerType === "mouse") show(element.closest(".s") || element, element);
      else if (event.target.closest && event.target.closest("#tip")) clearTimeout(leaving);
    });
    document.addEventListener("pointerout", (event) => {
      if (event.pointerType !== "mouse" || !owner || owner === document.activeElement) return;
      clearTimeout(leaving);
      leaving = setTimeout(leave, 250);
    });
    document.addEventListener("click", (event) => {
      const element = held(event);
      if (element && element.matches(".s, .m")) show(element.closest(".s") || element, element);
      else if (!event.target.closest("#tip")) hide();
    });
    document.addEventListener("focusin", (event) => {
      const element = held(event);
      if (element) show(element);
      else hide();
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    addEventListener("scroll", () => { if (owner && owner !== document.activeElement) leave(); }, { passive: true });
  }

  // The audit: marks of one phrase or finding at a time, and a walk from one to the next.
  function auditing(data) {
    const draft = byId("marked");
    if (!byId("gist")) reasons(null, 0);
    const walker = byId("walker");
    const plain = new Map();
    let layer = -1;
    let at = 0;
    let here = [];
    let from = null;
    const buttons = new Map();
    // The layers of findings that each mark is of.
    const layersOf = new Map();
    data.layers.forEach((one, number) => {
      if (!one.message) return;
      for (let place = 0; place < one.marks.length; place += 2) {
        for (let mark = one.marks[place]; mark < one.marks[place + 1]; mark += 1) {
          if (!layersOf.has(mark)) layersOf.set(mark, new Set());
          layersOf.get(mark).add(number);
        }
      }
    });
    findingsAt = (element) => {
      const mark = element.closest ? element.closest(".m") : null;
      const numbers = mark ? layersOf.get(Number(mark.id.slice(1))) : null;
      return [...numbers || []].slice(0, 4).map((number) => {
        const line = make("p", "of-finding");
        line.append(make("i", "sign " + data.layers[number].level), data.layers[number].message);
        return line;
      });
    };

    const marks = (number) => data.layers[number].marks;
    const places = (number) => marks(number).length / 2;
    const classOf = (number) => data.layers[number].color === null ? "cf" : "c" + data.layers[number].color;
    const elementsOf = (number, place) => {
      const found = [];
      for (let mark = marks(number)[2 * place]; mark < marks(number)[2 * place + 1]; mark += 1) found.push(byId("m" + mark));
      return found;
    };

    // Links to the first place become buttons.
    for (const link of document.querySelectorAll("a.pick, button.pick")) {
      const number = Number(link.dataset.layer);
      const button = link.matches("button") ? link : make("button", "pick");
      if (button !== link) {
        button.type = "button";
        button.dataset.layer = number;
        button.append(...link.childNodes);
        link.replaceWith(button);
      }
      button.setAttribute("aria-pressed", "false");
      if (!buttons.has(number)) buttons.set(number, []);
      buttons.get(number).push(button);
      button.addEventListener("click", () => { if (number === layer) return release(); from = button; pick(number, 0); });
    }
    for (const link of document.querySelectorAll("a[data-at]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        from = link;
        pick(Number(link.dataset.layer), Number(link.dataset.at));
      });
    }
    byId("next").addEventListener("click", () => walk(1));
    byId("previous").addEventListener("click", () => walk(-1));
    byId("all").addEventListener("click", release);
    byId("back").addEventListener("click", () => {
      if (!from) return;
      from.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
      from.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", (event) => {
      if (layer < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") return release();
      if (!byId("keys").checked || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
      if (event.key === "n") walk(1);
      if (event.key === "p") walk(-1);
    });

    function press(number, is) {
      for (const button of buttons.get(number) || []) button.setAttribute("aria-pressed", String(is));
    }

    function clear() {
      for (const [element, classes] of plain) element.className = classes;
      plain.clear();
      here = [];
      if (layer >= 0) press(layer, false);
      for (const path of document.querySelectorAll(".strip .here")) path.setAttribute("d", "");
      draft.classList.remove("only");
      layer = -1;
    }

    function release() {
      const before = (buttons.get(layer) || [])[0];
      const inside = walker.contains(document.activeElement);
      clear();
      walker.hidden = true;
      if (inside && before) before.focus({ preventScroll: true });
      say(texts.all_marked);
    }

    function pick(number, place) {
      const summary = byId("layer-summary");
      if (summary && summary.checked) byId("layer-both").checked = true;
      if (number !== layer) {
        clear();
        layer = number;
        const classes = "m lit " + classOf(number);
        for (let each = 0; each < places(number); each += 1) {
          for (const element of elementsOf(number, each)) {
            if (!plain.has(element)) plain.set(element, element.className);
            element.className = classes;
          }
        }
        draft.classList.add("only");
        press(number, true);
        byId("walked").textContent = data.layers[number].name;
        walker.querySelector(".swatch").className = "swatch " + classOf(number);
        walker.hidden = false;
      }
      go(place);
    }

    function walk(by) {
      const count = places(layer);
      if (count) go((at + by + count) % count);
    }

    function go(place) {
      for (const element of here) element.classList.remove("here");
      at = place;
      here = elementsOf(layer, at);
      for (const element of here) element.classList.add("here");
      const count = places(layer);
      byId("place").textContent = count ? fill(texts.of, at + 1, count) : texts.nowhere;
      if (!here.length) return;
      here[0].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
      const row = document.querySelector('tr[data-layer="' + layer + '"] .strip .here');
      if (row) row.setAttribute("d", "M" + data.layers[layer].at[at] + " 0v20");
      say(around(here));
    }

    // A few words on both sides, for those who do not see where the mark is.
    function around(elements) {
      const block = elements[0].closest("p, li, td, th, h3, h4, h5, h6") || draft;
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEndBefore(elements[0]);
      const after = document.createRange();
      after.setStartAfter(elements[elements.length - 1]);
      after.setEnd(block, block.childNodes.length);
      const marked = elements.map((element) => element.textContent).join("");
      return "… " + before.toString().slice(-40) + marked + after.toString().slice(0, 40) + " …";
    }

  }

  // A table whose heads sort it: first the most, then the least, then as it was.
  function sortable(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    for (const head of table.querySelectorAll("th[data-key]")) {
      const button = make("button", "", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const key = head.dataset.key;
        const order = key === "phrase" ? ["ascending", "descending", null] : ["descending", "ascending", null];
        const next = order[(order.indexOf(head.getAttribute("aria-sort")) + 1) % order.length];
        for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
        if (next) head.setAttribute("aria-sort", next);
        table.classList.toggle("sorted", Boolean(next));
        const name = (row) => row.querySelector("th bdi").textContent;
        const compare = key === "phrase"
          ? (a, b) => name(a).localeCompare(name(b))
          : (a, b) => Number(a.dataset[key]) - Number(b.dataset[key]);
        const sign = next === "descending" ? -1 : 1;
        body.append(...(next ? [...original].sort((a, b) => sign * compare(a, b)) : original));
        const told = { ascending: texts.sorted_up, descending: texts.sorted_down }[next];
        say(told ? fill(told, head.textContent) : texts.unsorted);
      });
    }
  }

  // The contents say where the reader is.
  function contents() {
    const links = new Map();
    for (const link of document.querySelectorAll(".contents a")) links.set(link.hash.slice(1), link);
    const seen = new Set();
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target.id);
        else seen.delete(target.id);
      }
      const current = [...links.keys()].find((id) => seen.has(id));
      for (const [id, link] of links) {
        if (id === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-20% 0px -60% 0px" });
    for (const id of links.keys()) if (byId(id)) watch.observe(byId(id));
  }

  function words_of(count) {
    return fill(count === 1 ? texts.word : texts.words, count.toLocaleString(ui));
  }

  function sentences_of(count) {
    return fill(count === 1 ? texts.sentence : texts.sentences, count.toLocaleString(ui));
  }

  // As the page says it without a script.
  function duration(given) {
    const seconds = Math.round(given);
    const minutes = Math.floor((seconds + 30) / 60);
    if (seconds < 60) return seconds + "\u00a0s";
    if (seconds < 600 && seconds % 60 === 0) return seconds / 60 + "\u00a0min";
    if (seconds < 600) return Math.floor(seconds / 60) + "\u00a0min " + seconds % 60 + "\u00a0s";
    if (minutes < 60) return minutes + "\u00a0min";
    return Math.floor(minutes / 60) + "\u00a0h " + minutes % 60 + "\u00a0min";
  }
})();
