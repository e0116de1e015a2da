// The start: put the parts together, and let what is said in one be seen in the others.
(() => {
  const written = document.querySelector("script.shared"), shared = JSON.parse(written.textContent);
  written.remove(); // it would be held twice
  const tools = pageTools(shared), { at, pause, fill, items, ofItems } = tools;

  const ON_PAPER = 100; // rows
  const HIDDEN = 200; // milliseconds after which a page that is not painted goes on: it stands in another tab
  const SLOW = 400; // milliseconds after which the page says that it is still searching

  // Of the table for browsers without a script, what the whole page shows on paper stays; the list shows everything.
  const onPaper = () => {
    const { rows } = document.querySelector(".plain tbody"), n = rows.length;
    if (n <= ON_PAPER) return;
    [...rows].slice(ON_PAPER).forEach((row) => row.remove());
    at("plain-note").textContent = fill(shared.words.of_all, { n: ON_PAPER, of_items: ofItems(shared.total) });
  };

  // Once the browser has laid out and painted what there is.
  const drawn = () => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, HIDDEN);
  });

  const start = async () => {
    const data = await itemData(shared);
    if (data.blocks) await data.load(0);
    const search = searching(shared, data, tools);
    const judge = shared.answering ? judging(shared, data) : null;
    const objected = objections(shared, data);
    let order = null; // all positions by what presses most, once answers have changed it
    let shown = new Uint32Array(0); // the items that fit
    let asked = 0; // how often the list was asked for: an older answer is not shown over a newer one

    // The items that fit the filters now. `keep`: the list stays where it stands.
    const refresh = async (keep) => {
      const mine = (asked += 1), stale = () => mine !== asked;
      at("list").setAttribute("aria-busy", "true");
      const slow = setTimeout(() => (at("count").textContent = shared.words.searching), SLOW);
      const found = await filters.matching(order, stale);
      clearTimeout(slow);
      if (stale()) return;
      at("list").setAttribute("aria-busy", "false");
      const all = found.length === data.total;
      at("count").textContent = all ? items(data.total) : fill(shared.words.of_all, { n: found.length, of_items: ofItems(data.total) });
      at("clear").hidden = !filters.isActive();
      filters.drawFold();
      list.show(found, keep);
      shown = found;
    };
    const filters = filtering(shared, data, tools, search, objected, () => refresh(false));

    const ticks = ticking(shared, tools, (id) => {
      answers.keep();
      list.redraw((position) => data.id(position) === id);
    });
    const list = itemList(shared, data, tools, { isTicked: ticks.has, open: (position) => details.open(position) });
    const details = itemDetails(shared, data, tools, objected, {
      itemChoice: (id, position) => answers.itemChoice(id, position),
      tickBox: ticks.box,
      // An answer draws the list anew, and with it the button from which the item was opened.
      closed: (position) => list.has(document.activeElement) || list.focus(position),
    });
    const cards = itemCards(shared, data, tools, { tickBox: ticks.box });
    const numbers = judge && numbering(shared, data, tools, cards, objected);
    const calendarOf = itemCalendar(shared, data, tools);
    const grid = pictureGrid(shared, data, tools, (position) => details.open(position));
    const letters = letterTexts(shared, data, objected, letterFields);
    const days = objectedView(shared, tools, objected, ticks, () => answers.objectionChanged());
    letterFields.start(objected.today(), letters.draw);

    // What follows from new answers, everywhere on the page. `first`: nothing has changed yet.
    const changed = (first) => {
      days.draw();
      if (first) return numbers ? numbers.totals() : null;
      letters.draw();
      if (!numbers) {
        filters.draw();
        refresh(true);
        details.refresh();
        return null;
      }
      order = judge.prioritise();
      const totals = numbers.draw(order);
      calendarOf.draw();
      grid.draw();
      filters.draw();
      refresh(true);
      details.refresh();
      return totals;
    };
    const answers = answering(shared, data, judge, ticks, objected, { ...tools, changed });
    if (judge) {
      const review = itemReview(shared, data, judge, tools, answers.own);
      for (const button of document.querySelectorAll("[data-review]")) button.addEventListener("click", () => review.open(order));
    }

    await pause();
    filters.draw();
    filters.drawOnce();
    at("find").addEventListener("input", () => refresh(false));
    at("browse").querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    at("clear").addEventListener("click", () => {
      filters.clear();
      at("find").focus();
      refresh(false);
    });
    // Every number, bar and step leads to the items that it counts.
    document.addEventListener("click", (event) => {
      const place = event.target.closest("[data-filter]");
      if (!place || (place.localName === "a" && !place.hasAttribute("href"))) return;
      filters.choose(place.dataset.filter);
      refresh(false);
      if (place.localName !== "a") at("items").scrollIntoView();
      at("count").focus({ preventScroll: true });
    });
    days.start();
    pageToShow(shared, tools);
    takingAlong(shared, data, tools, () => shown);
    at("browse").hidden = false;
    await pause();
    await answers.start();
    await pause();
    letters.draw();
    if (data.blocks) await search.prepare(0);
    await drawn();
    await refresh(false);
    document.documentElement.classList.add("ready");
    if (judge) document.documentElement.classList.add("answering");
    onPaper();
    search.prepareAll(1);
  };

  // Where the browser cannot unpack the items, the table of the first thousand stays; after a fault of ours too.
  const canUnpack = window.DecompressionStream || !document.querySelector("script.packed");
  if (canUnpack) {
    start().catch((error) => {
      at("browse").hidden = true;
      document.documentElement.classList.remove("ready", "answering");
      throw error;
    });
  }
})();
