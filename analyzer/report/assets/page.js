// All items: unpack them, filter, show the few that are on screen, and one in full. Whatever comes out of the
// archive reaches the page through textContent alone.
(() => {
  const TALLEST = 15e6; // pixels: browsers stop a little above this, so longer lists are scrolled in proportion
  const SPARE = 4; // rows drawn above and below what can be seen
  const IDLE_ROWS = 2000; // prepared for searching in one go while nothing else happens
  const ALIKE = 0, CREATED = 1, PRIORITY = 2, ID = 3, TEXT = 4, RECORD = 5, MORE = 6;

  const at = (id) => document.getElementById(id);
  const make = (name, className, text) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  const shared = JSON.parse(document.querySelector("script.shared").textContent);
  const words = shared.words, speech = speaking(shared), { number, fill, items, ofItems } = speech;
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const alike = (row, name) => shared.alike[row[ALIKE]][column[name]];

  const rows = [];
  const searchable = []; // by row: its words, folded; made when first needed
  let order = null; // all positions by what presses most, once answers have changed it
  let shown = []; // positions in `rows`, in the order on screen
  const list = at("list"), spacer = at("spacer"), find = at("find");

  // --- data ---------------------------------------------------------------------------------------------------

  const unpacked = async (block) => {
    if (!block.classList.contains("packed")) return block.textContent;
    const raw = atob(block.textContent.trim());
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  };

  const yearOf = (row) => (row[CREATED] === null ? words.no_date : String(new Date(row[CREATED] * 1000).getUTCFullYear()));

  const fold = (text) =>
    /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

  const foldedRow = (position) => {
    let text = searchable[position];
    if (text === undefined) {
      const row = rows[position], more = row[MORE];
      const parts = [row[TEXT]];
      if (more) parts.push(more.venue || "", more.place || "", (more.people || []).join(" "));
      text = fold(parts.join("\n"));
      searchable[position] = text;
    }
    return text;
  };

  // --- filters ------------------------------------------------------------------------------------------------

  // A row each: what is filtered, its label, the values of a row (by what it shares, or by the row itself).
  const FILTERS = [
    { name: "verdict", label: words.filter.verdict, words: words.verdict, of: (a) => [a[column.verdict]] },
    { name: "platform", label: words.filter.platform, words: words.platform, of: (a) => [a[column.platform]] },
    { name: "kind", label: words.filter.kind, words: words.kind, of: (a) => [a[column.kind]] },
    { name: "reveals", label: words.filter.reveals, words: words.reveals, of: (a) => a[column.reveals].split(";").filter(Boolean) },
  ];
  const ORDERS = [
    ["priority", words.order.priority, null],
    ["newest", words.order.newest, (a, b) => (rows[b][CREATED] ?? -Infinity) - (rows[a][CREATED] ?? -Infinity) || a - b],
    ["oldest", words.order.oldest, (a, b) => (rows[a][CREATED] ?? Infinity) - (rows[b][CREATED] ?? Infinity) || a - b],
  ];

  const select = (into, name, label, options) => {
    const before = at(`filter-${name}`);
    const input = before || make("select"), value = before?.value;
    input.replaceChildren(...options.map(([value, text]) => Object.assign(make("option", "", text), { value })));
    if (before) {
      input.value = options.some(([known]) => known === value) ? value : "";
      return;
    }
    const field = make("p"), caption = make("label", "", label);
    input.id = `filter-${name}`;
    caption.htmlFor = input.id;
    input.addEventListener("change", update);
    field.append(caption, input);
    at(into).append(field);
  };

  // Those by what the items are like; an answer changes how many there are of each.
  const drawFilters = () => {
    const sizes = new Uint32Array(shared.alike.length);
    for (const row of rows) sizes[row[ALIKE]] += 1;
    for (const filter of FILTERS) {
      const totals = new Map();
      shared.alike.forEach((a, index) => {
        for (const value of filter.of(a)) totals.set(value, (totals.get(value) || 0) + sizes[index]);
      });
      const values = Object.keys(filter.words).filter((value) => totals.get(value));
      if (!values.length && !at(`filter-${filter.name}`)) continue;
      const options = values.map((value) => [value, `${capital(filter.words[value])} (${number.format(totals.get(value))})`]);
      select("selects", filter.name, filter.label, [["", words.all], ...options]);
    }
  };

  const drawYears = () => {
    const years = new Map();
    for (const row of rows) {
      const year = yearOf(row);
      years.set(year, (years.get(year) || 0) + 1);
    }
    const known = [...years.keys()].sort().reverse();
    select("selects", "year", words.filter.year, [["", words.all], ...known.map((year) => [year, `${year} (${number.format(years.get(year))})`])]);
    select("first", "order", words.filter.order, ORDERS.map(([value, text]) => [value, text]));
  };

  const chosen = (name) => at(`filter-${name}`)?.value || "";

  const matching = () => {
    // Answers can add kinds of items to `shared.alike`, so it is asked anew each time.
    const active = FILTERS.filter((filter) => chosen(filter.name));
    const fits = shared.alike.map((a) => active.every((filter) => filter.of(a).includes(chosen(filter.name))));
    const year = chosen("year");
    const terms = fold(find.value).split(/\s+/).filter(Boolean);
    let from = -Infinity, to = Infinity;
    if (year && year !== words.no_date) {
      from = Date.UTC(Number(year), 0) / 1000;
      to = Date.UTC(Number(year) + 1, 0) / 1000;
    }
    const found = [];
    for (let place = 0; place < rows.length; place += 1) {
      const position = order ? order[place] : place, row = rows[position];
      if (!fits[row[ALIKE]]) continue;
      if (year) {
        const created = row[CREATED];
        if (year === words.no_date ? created !== null : created === null || created < from || created >= to) continue;
      }
      if (terms.length) {
        const text = foldedRow(position);
        if (!terms.every((term) => text.includes(term) || term === row[ID])) continue;
      }
      found.push(position);
    }
    const compare = ORDERS.find(([value]) => value === chosen("order"))?.[2];
    return compare ? found.sort(compare) : found;
  };

  function update() {
    refresh();
    list.scrollTop = 0;
    draw();
  }

  // The list as it is now, where it stands.
  function refresh() {
    shown = matching();
    const all = shown.length === rows.length;
    at("count").textContent = all ? items(rows.length) : fill(words.of_all, { n: shown.length, of_items: ofItems(rows.length) });
    list.classList.toggle("empty", !shown.length);
    for (const node of drawn.values()) node.remove();
    drawn.clear();
    measure();
    draw();
  }

  // --- the list -----------------------------------------------------------------------------------------------

  const drawn = new Map(); // place in `shown` -> button
  let height = 0, tall = 0;

  const measure = () => {
    height = parseFloat(getComputedStyle(list).getPropertyValue("--row")) || 80;
    tall = Math.min(shown.length * height, TALLEST);
    spacer.style.height = `${tall}px`;
  };

  const first = () => {
    const room = tall - list.clientHeight, rowsAbove = shown.length - list.clientHeight / height;
    return room > 0 ? (list.scrollTop / room) * rowsAbove : 0;
  };

  const draw = () => {
    const start = first(), visible = list.clientHeight / height;
    const from = Math.max(0, Math.floor(start) - SPARE), to = Math.min(shown.length, Math.ceil(start + visible) + SPARE);
    for (const [place, node] of drawn) {
      if ((place < from || place >= to) && node !== document.activeElement) {
        node.remove();
        drawn.delete(place);
      }
    }
    for (let place = from; place < to; place += 1) {
      if (drawn.has(place)) continue;
      const node = itemButton(rows[shown[place]], place);
      drawn.set(place, node);
    }
    for (const [place, node] of drawn) node.style.top = `${list.scrollTop + (place - start) * height}px`;
    const inOrder = [...drawn.entries()].sort((a, b) => a[0] - b[0]).map(([, node]) => node);
    inOrder.forEach((node, index) => {
      if (spacer.children[index] !== node) spacer.insertBefore(node, spacer.children[index] || null);
    });
  };

  const what = (row) => fill(words.what, { platform: words.platform[alike(row, "platform")], kind: words.kind[alike(row, "kind")] });
  const summaryOf = (row) => row[TEXT] || speech.noText(row[MORE]?.media?.length || 0);

  // The small picture of an item, for those that have one; decoration, so nothing is read out for it.
  const picture = (row, width, height) => {
    const src = row[MORE]?.thumb;
    return src ? [Object.assign(make("img", "thumb"), { alt: "", width, height, src })] : [];
  };

  const itemButton = (row, place) => {
    const node = make("button", row[MORE]?.thumb ? "item pictured" : "item");
    node.type = "button";
    node.dataset.place = place;
    const date = row[CREATED] === null ? words.no_date : speech.day.format(row[CREATED] * 1000);
    const done = answers?.isTicked(row[ID]) ? ` · ✓ ${words.ask.done}` : "";
    const head = make("span", "item-head", `${what(row)} · ${date}${done}`);
    const text = make("span", row[TEXT] ? "item-text" : "item-text quiet", summaryOf(row).slice(0, 300));
    text.dir = "auto";
    const verdict = alike(row, "verdict");
    const badge = make("span", `verdict ${verdict}`);
    badge.append(make("span", "", words.verdict[verdict]));
    node.append(...picture(row, 56, 56), head, badge, text);
    return node;
  };

  const moveTo = (place) => {
    const wanted = Math.max(0, Math.min(shown.length - 1, place));
    const start = first(), visible = list.clientHeight / height;
    if (wanted < start || wanted + 1 > start + visible) {
      const top = wanted < start ? wanted : wanted + 1 - visible;
      list.scrollTop = (top / Math.max(1, shown.length - visible)) * (tall - list.clientHeight);
    }
    draw();
    drawn.get(wanted)?.focus({ preventScroll: true });
  };

  const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
  list.addEventListener("keydown", (event) => {
    const place = Number(event.target.dataset?.place);
    if (!(event.key in MOVES) || Number.isNaN(place)) return;
    event.preventDefault();
    moveTo(place + MOVES[event.key]);
  });
  list.addEventListener("click", (event) => {
    const node = event.target.closest("button.item");
    if (node) openDetails(shown[Number(node.dataset.place)]);
  });

  // --- one item in full ---------------------------------------------------------------------------------------

  const dialog = at("details");

  const field = (into, label, ...values) => {
    const found = values.filter((value) => value !== undefined && value !== "" && value !== null);
    if (!found.length) return;
    const group = make("div");
    group.append(make("dt", "", label));
    for (const value of found) {
      const node = make("dd");
      if (value instanceof Node) node.append(value);
      else {
        node.dir = "auto";
        node.textContent = value;
      }
      group.append(node);
    }
    into.append(group);
  };

  const address = (entry) => {
    if (!entry) return undefined;
    const [url, canOpen] = entry;
    const node = make(canOpen ? "a" : "span", "long", url);
    if (canOpen) {
      node.href = url;
      node.rel = "noreferrer noopener";
    }
    return node;
  };

  const code = (text) => {
    const node = make("code", "long", text);
    node.dir = "ltr";
    return node;
  };

  const test = (row, name) => {
    const answer = alike(row, name), basis = column[`${name}_basis`] === undefined ? "" : alike(row, `${name}_basis`);
    const because = basis && answer !== "not_needed" ? words.basis[basis] || basis : "";
    return `${words.label[name]} ${words.answer[answer]}${because ? ` (${because})` : ""}`;
  };

  let opened = -1; // the position of the item in the dialog

  const openDetails = (position) => {
    opened = position;
    fillDetails();
    dialog.showModal();
    dialog.querySelector(".sheet").scrollTop = 0;
  };

  const fillDetails = () => {
    const row = rows[opened];
    const more = row[MORE] || {}, body = at("details-body"), verdict = alike(row, "verdict");
    const [sentence, source] = shared.rules[alike(row, "rule")];
    const [archive, path] = shared.files[alike(row, "file")];
    at("details-title").textContent = what(row);
    body.replaceChildren();
    const when = row[CREATED] === null ? words.detail.no_date : `${speech.time.format(row[CREATED] * 1000)} UTC`;
    body.append(make("p", "kicker", when), ...picture(row, 192, 144));
    if (row[TEXT]) {
      const quote = make("blockquote", "whole", row[TEXT]);
      quote.dir = "auto";
      body.append(quote);
    }
    const badge = make("p", `verdict ${verdict}`);
    badge.append(make("span", "", words.verdict[verdict]));
    const reason = alike(row, "reason"), said = words.basis[reason] || reason;
    const byAudience = reason === alike(row, "is_public_basis") || reason === "audience_not_recorded";
    body.append(badge, make("p", "why", `${capital(said)}.${byAudience ? ` ${sentence}` : ""}`));
    const question = answers.itemChoice(row, opened);
    if (question) body.append(question);
    body.append(answers.tickBox(row, "details-title"));
    const facts = make("dl", "facts");
    field(facts, words.detail.tests, ...["is_public", "is_public_now", "is_adult", "is_before_deadline"].map((name) => test(row, name)));
    field(facts, words.detail.todo, `${words.suggestion[alike(row, "suggestion")]}.${row[PRIORITY] ? ` ${fill(words.detail.number, { n: row[PRIORITY] })}` : ""}`);
    field(facts, words.detail.reveals, alike(row, "reveals").split(";").filter(Boolean).map((each) => words.reveals[each] || each).join(", "), ...(more.words || []).map((said) => `“${said}”`));
    if (alike(row, "posted_as_minor") === "unknown") field(facts, words.detail.age, `${words.label.posted_as_minor} ${words.answer.unknown}`);
    field(facts, words.detail.objection, words.objection[alike(row, "objection")]);
    field(facts, words.detail.place_of, words.venue[alike(row, "venue")], more.venue);
    field(facts, words.detail.state, alike(row, "state") === "published" ? "" : words.state[alike(row, "state")]);
    field(facts, words.detail.place, more.place, more.at && more.at.join(", "));
    field(facts, words.detail.people, ...(more.people || []));
    field(facts, words.detail.links, address(more.open), address(more.link));
    field(facts, words.detail.files, ...(more.media || []).map(([name, there]) => code(there ? name : fill(words.detail.not_there, { name }))));
    field(facts, words.detail.account, shared.accounts[alike(row, "account")]);
    field(facts, words.detail.newest, alike(row, "in_newest") ? "" : words.detail.only_older);
    field(facts, words.detail.rests_on, source);
    field(facts, words.detail.found_in, archive, code(path), row[RECORD] && code(row[RECORD]));
    field(facts, words.detail.reasoning, code(`analyze explain ${row[ID]} EXPORT`));
    body.append(facts);
  };

  // An answer draws the list anew, and with it the button from which the item was opened.
  dialog.addEventListener("close", () => {
    const place = list.contains(document.activeElement) ? -1 : shown.indexOf(opened);
    if (place >= 0) moveTo(place);
    opened = -1;
  });

  at("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  // --- answers ------------------------------------------------------------------------------------------------

  // One of the most revealing items, as the template shows it.
  const card = (row) => {
    const node = make("li", row[MORE]?.thumb ? "pictured" : ""), verdict = alike(row, "verdict"), reason = alike(row, "reason");
    const date = row[CREATED] === null ? "" : ` · ${speech.longDay.format(row[CREATED] * 1000)}`;
    const kicker = make("p", "kicker", `${what(row)}${date}`);
    kicker.id = `card-${row[ID]}`;
    const text = make(row[TEXT] ? "blockquote" : "p", row[TEXT] ? "" : "quiet", summaryOf(row).slice(0, 400));
    text.dir = "auto";
    const badge = make("p", `verdict ${verdict}`);
    badge.append(make("span", "", words.verdict[verdict]));
    node.append(...picture(row, 88, 88), kicker, text, badge, make("p", "reason", `${capital(words.basis[reason] || reason)}.`));
    const reveals = alike(row, "reveals").split(";").filter(Boolean).map((each) => words.reveals[each]).join(", ");
    if (reveals) node.append(make("p", "reveals", fill(words.gives_away, { what: reveals })));
    const advice = make("p", "advice", words.suggestion[alike(row, "suggestion")]);
    if (row[MORE]?.open?.[1]) {
      const link = address(row[MORE].open);
      link.className = "";
      link.textContent = fill(words.open_on, { platform: words.platform[alike(row, "platform")] });
      advice.append(" · ", link);
    }
    node.append(advice, answers.tickBox(row, kicker.id));
    return node;
  };

  let answers = null, judge = null, numbers = null;

  // What follows from new answers, everywhere on the page. `first`: nothing has changed yet.
  const changed = (first, best) => {
    if (first) {
      const totals = numbers.totals();
      numbers.headline(totals, best);
      return totals;
    }
    order = judge.prioritise();
    const totals = numbers.draw(order, best);
    drawFilters();
    refresh();
    draw();
    if (opened >= 0) {
      const inside = at("details-body").contains(document.activeElement);
      fillDetails();
      if (inside) at("details-body").querySelector("input:checked, input")?.focus();
    }
    return totals;
  };

  const ticked = (id) => {
    for (const [place, node] of drawn) {
      if (rows[shown[place]][ID] === id) {
        node.remove();
        drawn.delete(place);
      }
    }
    draw();
  };

  // --- start --------------------------------------------------------------------------------------------------

  const prepare = (position) => {
    const end = Math.min(rows.length, position + IDLE_ROWS);
    for (let each = position; each < end; each += 1) foldedRow(each);
    if (end < rows.length) later(() => prepare(end));
  };
  const later = (work) => (window.requestIdleCallback ? requestIdleCallback(work) : setTimeout(work, 50));

  const start = async () => {
    for (const block of document.querySelectorAll("script.rows")) {
      const found = JSON.parse(await unpacked(block));
      for (const row of found) rows.push(row);
      block.remove();
    }
    document.documentElement.classList.add("ready");
    at("browse").hidden = false;
    drawFilters();
    drawYears();
    const tools = { at, make, number, fill, items, ofItems, card, changed, ticked };
    if (shared.answering) {
      judge = judging(shared, rows);
      numbers = numbering(shared, rows, tools);
    }
    answers = answering(shared, rows, judge, tools);
    find.addEventListener("input", update);
    list.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
    window.addEventListener("resize", () => {
      measure();
      draw();
    });
    at("browse").querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    update();
    answers.start();
    later(() => {
      judge?.age();
      prepare(0);
    });
  };

  // Where the browser cannot unpack the items, the table of the first thousand stays.
  start().catch(() => {
    at("browse").hidden = true;
    document.documentElement.classList.remove("ready", "answering");
  });
})();
