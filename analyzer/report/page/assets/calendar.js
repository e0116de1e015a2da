// The items by month, drawn when it is opened: each month with its verdicts as patterns, years without items in one line.
const itemCalendar = (shared, data, tools) => {
  const { at, make, fill, items, number, words } = tools, details = at("calendar");
  if (!details) return { draw: () => {} };
  const VERDICTS = ["in_scope", "ongoing", "undetermined", "out_of_scope"];
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const spoken = (style) => new Intl.DateTimeFormat(shared.language, { timeZone: "UTC", ...style });
  const short = spoken({ month: "short" }), long = spoken({ month: "long", year: "numeric" });

  const shape = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const strip = (counts, total) => {
    const svg = shape("svg", { width: "100%", height: 8, "aria-hidden": "true" });
    let left = 0;
    VERDICTS.forEach((verdict, which) => {
      const width = (100 * counts[which]) / total;
      if (counts[which]) svg.append(shape("rect", { class: `bar ${verdict}`, x: `${left}%`, width: `${width}%`, height: 8 }));
      left += width;
    });
    return svg;
  };
  const link = (filter, name, counts, className) => {
    const total = counts.reduce((sum, n) => sum + n, 0), node = make("a", className);
    const parts = VERDICTS.flatMap((verdict, which) => (counts[which] ? [`${number.format(counts[which])} ${words.badge[verdict]}`] : []));
    node.href = "#items";
    node.dataset.filter = filter;
    node.setAttribute("aria-label", `${name}${words.colon}${items(total)} (${parts.join(", ")})`);
    return [node, total];
  };

  // Of each year its twelve months, each with its number of items by verdict; of 0 those without a time.
  const counted = () => {
    const years = new Map(), verdicts = shared.alike.map((a) => VERDICTS.indexOf(a[column.verdict]));
    for (let position = 0; position < data.total; position += 1) {
      const year = data.year[position];
      if (!years.has(year)) years.set(year, Array.from({ length: 12 }, () => [0, 0, 0, 0]));
      years.get(year)[data.month(position)][verdicts[data.alike[position]]] += 1;
    }
    return years;
  };
  const added = (months) => VERDICTS.map((_, which) => months.reduce((sum, counts) => sum + counts[which], 0));

  const yearRow = (year, months) => {
    const node = make("li", "cal-year"), list = make("ol", "cal-months");
    const [label, total] = link(`year=${year}`, year ? String(year) : words.no_date, added(months), "cal-label");
    label.append(make("b", "", year ? String(year) : words.no_date), " ", make("span", "fine", number.format(total)));
    node.append(label);
    if (!year) return node;
    months.forEach((counts, month) => {
      const cell = make("li"), moment = Date.UTC(2000, month, 1), name = short.format(moment);
      if (counts.some(Boolean)) {
        const when = new Date(0).setUTCFullYear(year, month, 1);
        const [button, n] = link(`year=${year}&month=${month + 1}`, long.format(when), counts, "");
        button.append(make("small", "", name), make("b", "", number.format(n)), strip(counts, n));
        cell.append(button);
      } else cell.append(make("small", "none", name));
      list.append(cell);
    });
    node.append(list);
    return node;
  };
  const empty = (first, last) => make("li", "cal-empty fine", fill(words.calendar.nothing, { years: first === last ? String(first) : `${first}\u2013${last}` }));

  const draw = () => {
    if (!details.open) return;
    const years = counted(), known = [...years.keys()].filter(Boolean).sort((a, b) => a - b), rows = [];
    known.forEach((year, index) => {
      if (index && year - known[index - 1] > 1) rows.push(empty(known[index - 1] + 1, year - 1));
      rows.push(yearRow(year, years.get(year)));
    });
    if (years.has(0)) rows.push(yearRow(0, years.get(0)));
    at("calendar-years").replaceChildren(...rows);
  };
  details.addEventListener("toggle", draw);
  return { draw };
};

// The small pictures of what is known to have been public; each opens its item.
const pictureGrid = (shared, data, tools, open) => {
  const { at, make, what, speech, fill, words } = tools, details = at("pictures"), { thumbs } = shared;
  if (!details) return { draw: () => {} };
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const draw = async () => {
    if (!details.open) return;
    const wanted = thumbs.filter((position) => shared.alike[data.alike[position]][column.is_public] === "yes");
    for (const position of wanted) await data.ready(position);
    const cells = wanted.map((position) => {
      const cell = make("li"), button = make("button"), a = shared.alike[data.alike[position]], row = data.row(position);
      const seconds = data.created[position], day = Number.isNaN(seconds) ? words.no_date : speech.longDay.format(seconds * 1000);
      button.type = "button";
      button.setAttribute("aria-label", `${what(a)}, ${day}`);
      button.append(...tools.picture(row, 88, 88));
      button.addEventListener("click", () => open(position));
      cell.append(button);
      return cell;
    });
    at("picture-grid").replaceChildren(...cells);
    at("picture-note").textContent = fill(words.calendar.pictures, { n: wanted.length });
  };
  details.addEventListener("toggle", draw);
  return { draw };
};
