// The filters: their choices with how many items each has, and which items fit those that are chosen.
const filtering = (shared, data, tools, search, objected, update) => {
  const { at, make, number, capital, column, listed, words } = tools;
  const MOST = 300; // choices of people and of places by name; the others are found by searching
  const find = at("find");

  // A row each: what many items share, by the values that a combination has.
  const USED = ["in_scope", "ongoing"];
  const verdicts = { used: words.badge.used, ...words.verdict };
  if (!shared.deadline) USED.forEach((name) => delete verdicts[name]); // the same words as for both
  const SHARED = [
    { name: "verdict", label: words.filter.verdict, words: verdicts, of: (a) => [a[column.verdict], ...(USED.includes(a[column.verdict]) ? ["used"] : [])] },
    { name: "now", label: words.filter.now, words: words.now, of: (a) => [a[column.is_public_now]] },
    { name: "platform", label: words.filter.platform, words: words.platform, of: (a) => [a[column.platform]] },
    { name: "kind", label: words.filter.kind, words: words.kind, of: (a) => [a[column.kind]] },
    { name: "venue", label: words.filter.venue, words: words.venue, of: (a) => [a[column.venue]] },
    { name: "reveals", label: words.filter.reveals, words: words.reveals, of: (a) => listed(a[column.reveals]) },
    { name: "step", label: words.filter.step, words: shared.titles, of: (a) => listed(a[column.steps]) },
    { name: "basis", label: words.filter.basis, words: words.basis, of: (a) => [a[column.is_public_basis]] },
  ];
  const ORDERS = ["priority", "newest", "oldest"].map((name) => [name, words.order[name]]);
  const NAMES = ["verdict", "now", "platform", "kind", "year", "month", "venue", "place", "person", "reveals", "basis", "step", "objection"]; // as they stand on the page

  const chosen = (name) => at(`filter-${name}`)?.value || "";
  const sized = (label, size) => `${label} (${number.format(size)})`;

  const offered = new Map(); // by name: the choices that stand there
  // `choices`: [value, text] each.
  const select = (into, name, label, choices) => {
    const before = at(`filter-${name}`), value = before?.value, now = JSON.stringify(choices);
    if (offered.get(name) === now) return;
    offered.set(name, now);
    const input = before || make("select");
    input.replaceChildren(...choices.map(([known, text]) => Object.assign(make("option", "", text), { value: known, dir: "auto" })));
    if (before) {
      input.value = [...input.options].some((option) => option.value === value) ? value : "";
      return;
    }
    const field = make("p"), caption = make("label", "", label);
    input.id = `filter-${name}`;
    caption.htmlFor = input.id;
    input.addEventListener("change", update);
    field.append(caption, input);
    at(into).append(field);
  };

  // The most frequent of many names: [value, text].
  const frequent = (names, sizes) =>
    [...names.keys()].filter((index) => sizes[index]).sort((a, b) => sizes[b] - sizes[a]).slice(0, MOST)
      .map((index) => [`name:${index}`, sized(names[index], sizes[index])]);
  const counted = (names, numbers) => {
    const sizes = new Uint32Array(names.length + 1);
    for (const each of numbers) sizes[each] += 1;
    return sizes;
  };
  const people = data.person.filter((_, index) => index % 2 === 1);
  const named = { venue: frequent(shared.venues, counted(shared.venues, data.venue).subarray(1)), person: frequent(shared.people, counted(shared.people, people)) };

  // Those by what items share; an answer changes how many there are of each.
  const draw = () => {
    const sizes = new Uint32Array(shared.alike.length);
    for (const each of data.alike) sizes[each] += 1;
    for (const filter of SHARED) {
      const totals = new Map();
      shared.alike.forEach((a, index) => {
        for (const value of filter.of(a)) totals.set(value, (totals.get(value) || 0) + sizes[index]);
      });
      const values = Object.keys(filter.words).filter((value) => totals.get(value));
      if (!values.length && !at(`filter-${filter.name}`)) continue;
      const choices = [["", words.all], ...values.map((value) => [value, capital(sized(filter.words[value], totals.get(value)))])];
      select("selects", filter.name, filter.label, choices);
    }
    drawObjection();
  };

  const ofObjection = (value) => {
    const [state, owner] = value.split(":");
    return `${objected.owners[owner].label}${words.colon}${words.objection[state]}`;
  };
  const drawObjection = () => {
    const counts = [...objected.counted()].filter(([key]) => !key.startsWith("unknown"));
    if (!counts.length && !at("filter-objection")) return;
    const choices = counts.sort().map(([key, n]) => [key, sized(ofObjection(key), n)]);
    select("selects", "objection", words.detail.objection, [["", words.all], ...choices]);
  };

  // Those by the items themselves, which stay as they are.
  const drawOnce = () => {
    const years = new Map();
    for (const each of data.year) years.set(each, (years.get(each) || 0) + 1);
    const known = [...years.keys()].sort((a, b) => (b || Infinity) - (a || Infinity) || 0);
    const text = (year) => (year ? String(year) : words.no_date); // the value of which is 0
    select("selects", "year", words.filter.year, [["", words.all], ...known.map((year) => [String(year), sized(text(year), years.get(year))])]);
    const month = new Intl.DateTimeFormat(shared.language, { timeZone: "UTC", month: "long" });
    const names = Array.from({ length: 12 }, (_, each) => [String(each + 1), capital(month.format(Date.UTC(2000, each, 1)))]);
    select("selects", "month", words.filter.month, [["", words.all], ...names]);
    if (named.venue.length) select("selects", "place", words.filter.place, [["", words.all], ...named.venue]);
    if (named.person.length) select("selects", "person", words.filter.person, [["", words.all], ...named.person]);
    select("first", "order", words.filter.order, ORDERS);
    at("selects").append(...NAMES.map((name) => at(`filter-${name}`)?.parentElement).filter(Boolean));
  };

  const isActive = () => find.value.trim() !== "" || NAMES.some(chosen);
  const clear = () => {
    find.value = "";
    for (const name of NAMES) if (at(`filter-${name}`)) at(`filter-${name}`).value = "";
  };

  // These filters and no others: `verdict=used&year=2012`. What no item has can be asked for too: the list is empty then.
  const choose = (text) => {
    clear();
    for (const [name, value] of new URLSearchParams(text)) {
      const input = at(`filter-${name}`);
      if (![...input.options].some((option) => option.value === value)) {
        const known = SHARED.find((filter) => filter.name === name)?.words[value] ?? value;
        input.append(Object.assign(make("option", "", capital(sized(known, 0))), { value }));
      }
      input.value = value;
    }
  };

  const marked = (name) => {
    const marks = new Uint8Array(data.total), wanted = Number(name.slice(5));
    for (let each = 0; each < data.person.length; each += 2) if (data.person[each + 1] === wanted) marks[data.person[each]] = 1;
    return marks;
  };

  // The positions of what fits, in the order that is chosen; null where `stale` says that another choice was made.
  // `pressing`: all positions by what presses most, once answers have changed it.
  const matching = async (pressing, stale) => {
    const active = SHARED.filter((filter) => chosen(filter.name));
    // Answers can add kinds of items to `shared.alike`, so it is asked anew each time.
    const fits = Uint8Array.from(shared.alike, (a) => Number(active.every((filter) => filter.of(a).includes(chosen(filter.name)))));
    const year = chosen("year") && Number(chosen("year"));
    const objection = chosen("objection"), uncovered = objected.asked.covered_steps.includes(chosen("step"));
    const place = chosen("place") ? Number(chosen("place").slice(5)) + 1 : 0, month = chosen("month") ? Number(chosen("month")) - 1 : -1;
    const marks = [];
    if (chosen("person")) marks.push(marked(chosen("person")));
    if (search.hasTerms(find.value)) marks.push(await search.search(find.value, stale));
    if (marks.includes(null)) return null;
    const [one, other] = marks, order = chosen("order"), { total } = data;
    const base = order === "priority" ? pressing : data.byDate();
    const undated = order === "newest" ? data.undated() : 0;
    const found = new Uint32Array(total);
    let size = 0;
    for (let each = 0; each < total; each += 1) {
      let position = base ? base[each] : each;
      if (order === "newest") position = base[each < total - undated ? total - undated - 1 - each : each];
      if (!fits[data.alike[position]] || (year !== "" && data.year[position] !== year)) continue;
      if (month >= 0 && (!data.year[position] || data.month(position) !== month)) continue;
      if (objection && objected.key(position) !== objection) continue;
      if (uncovered && objected.isCovered(position)) continue;
      if ((place && data.venue[position] !== place) || (one && !one[position]) || (other && !other[position])) continue;
      found[size] = position;
      size += 1;
    }
    return found.subarray(0, size);
  };

  // On a phone they are folded behind a button that says how many are in use.
  const fold = at("fold-filters");
  const drawFold = () => {
    const used = NAMES.filter(chosen).length;
    fold.textContent = used ? sized(words.filter.filters, used) : words.filter.filters;
  };
  fold.addEventListener("click", () => {
    const open = at("selects").classList.toggle("open");
    fold.setAttribute("aria-expanded", String(open));
  });

  return { draw, drawOnce, drawFold, matching, isActive, clear, choose };
};
