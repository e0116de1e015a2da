// The list as it is filtered, taken along: as CSV, or on paper.
const takingAlong = (shared, data, tools, shownNow) => {
  const { at, make, speech, fill, what, column, words } = tools;
  const ON_PAPER = 2000; // rows that are printed; a file has them all
  const FORMULA = /^'*[=+\-@\t\r]/; // what a spreadsheet would run: as `tables.guard`
  const COLUMNS = ["id", "platform", "kind", "state", "venue", "venue_name", "created_at", "text", "verdict", "reason", "is_public_now", "suggestion", "permalink"];

  const cell = (value) => {
    const text = FORMULA.test(value) ? `'${value}` : value;
    return /["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const time = (position) => {
    const seconds = data.created[position];
    return Number.isNaN(seconds) ? "" : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
  };
  const line = (position) => {
    const a = shared.alike[data.alike[position]], { text, more } = data.row(position);
    const own = { id: data.id(position), created_at: time(position), text, venue_name: more.venue || "", permalink: more.open?.[0] || "" };
    return COLUMNS.map((name) => cell(String(own[name] ?? a[column[name]]))).join(",");
  };
  const loaded = async (positions) => {
    for (const number of new Set(Array.from(positions, (each) => Math.floor(each / data.inBlock)))) await data.load(number);
  };

  const save = async () => {
    const positions = shownNow();
    await loaded(positions);
    const lines = [COLUMNS.join(","), ...Array.from(positions, line), ""];
    tools.saved(`\ufeff${lines.join("\r\n")}`, "items-filtered.csv", "text/csv");
  };

  const print = async () => {
    const positions = shownNow().subarray(0, ON_PAPER), table = document.querySelector(".plain tbody");
    await loaded(positions);
    const before = [...table.children], note = at("plain-note"), said = note.textContent, root = document.documentElement;
    const rows = Array.from(positions, (position) => {
      const a = shared.alike[data.alike[position]], row = data.row(position), node = make("tr"), seconds = data.created[position];
      const day = Number.isNaN(seconds) ? words.no_date : speech.longDay.format(seconds * 1000);
      const texts = [day, what(a), row.text.slice(0, 400), words.verdict[a[column.verdict]], words.basis[a[column.reason]] || a[column.reason]];
      node.append(...texts.map((text) => Object.assign(make("td", "", text), { dir: "auto" })));
      return node;
    });
    table.replaceChildren(...rows);
    note.textContent = fill(words.of_all, { n: positions.length, of_items: tools.ofItems(data.total) });
    root.classList.add("listing");
    const after = () => {
      root.classList.remove("listing");
      table.replaceChildren(...before);
      note.textContent = said;
    };
    window.addEventListener("afterprint", after, { once: true });
    window.print();
  };

  at("save-list").addEventListener("click", save);
  at("print-list").addEventListener("click", print);
};
