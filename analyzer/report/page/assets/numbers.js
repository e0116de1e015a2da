// The numbers of the page, said anew once an answer has changed verdicts: first lines, figures, chart and its table,
// steps, the most revealing items. The same numbers as the program's: `first_screen`, `page`, `chart`, `advice`.
const numbering = (shared, data, tools, cards, objected) => {
  const { at, put, number, fill, items, ofItems } = tools;
  const VERDICTS = ["in_scope", "ongoing", "undetermined", "out_of_scope"];
  const words = shared.words;
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const part = Object.fromEntries(shared.outcome.map((name, index) => [name, index]));
  const labels = Array.from(at("years")?.rows || [], (row) => row.cells[0].textContent);
  const rowOfYear = new Map(labels.map((label, index) => [Number(label) || 0, index]));

  const counted = () => {
    const kinds = new Uint32Array(shared.alike.length);
    const byYear = labels.map(() => [0, 0, 0, 0]);
    const verdicts = shared.alike.map((a) => VERDICTS.indexOf(a[column.verdict]));
    for (let position = 0; position < data.total; position += 1) {
      const k = data.alike[position];
      kinds[k] += 1;
      byYear[rowOfYear.get(data.year[position])][verdicts[k]] += 1;
    }
    return { kinds, byYear };
  };

  const sum = (sizes, fits) => {
    const totals = { in_scope: 0, ongoing: 0, undetermined: 0, out_of_scope: 0 };
    shared.alike.forEach((a, k) => {
      if (sizes[k] && fits(a)) totals[a[column.verdict]] += sizes[k];
    });
    return totals;
  };

  // As `first_lines` says it, with the bar and the three numbers below it.
  const headline = (totals) => {
    const used = totals.in_scope + totals.ongoing, open = totals.undetermined, total = data.total;
    const of_items = ofItems(total);
    put(at("answer-title"), open
      ? fill(words.line.between, { least: used, n: used + open, of_items })
      : fill(words.line.known, { n: used, of_items }));
    let left = 0;
    [...at("range-bar").querySelectorAll("rect")].forEach((bar, which) => {
      const width = (100 * totals[VERDICTS[which]]) / total;
      bar.setAttribute("x", `${left}%`);
      bar.setAttribute("width", `${width}%`);
      left += width;
    });
    [used, open, totals.out_of_scope].forEach((count, which) => {
      put(at("split").children[which].querySelector("b"), number.format(count));
    });
  };

  // As `page._scope` says it.
  const scope = (used, seen, unsure, open) => {
    const said = words.scope;
    if (!used) return open ? said.none_yet : said.none;
    if (used === 1) return seen ? said.single_seen : said.single;
    return fill(said.several, { n: used, now: unsure ? fill(said.least, { n: seen }) : seen });
  };

  const drawFigures = ({ kinds }, totals) => {
    const divided = (cells, found) => {
      const used = found.in_scope + found.ongoing, { undetermined, out_of_scope } = found;
      [used, undetermined, out_of_scope, used + undetermined + out_of_scope].forEach((n, which) => tools.count(cells[which + 1].firstChild, n));
    };
    for (const row of at("figures").tBodies[0].rows) {
      const { platform, kind } = row.dataset;
      divided(row.cells, sum(kinds, (a) => a[column.platform] === platform && a[column.kind] === kind));
    }
    divided(at("figures").tFoot.rows[0].cells, totals);
    const now = sum(kinds, (a) => a[column.is_public_now] === "yes"), used = totals.in_scope + totals.ongoing;
    const unsure = sum(kinds, (a) => a[column.is_public_now] === "unknown");
    put(at("scope"), scope(used, now.in_scope + now.ongoing, unsure.in_scope + unsure.ongoing, totals.undetermined));
    if (used) at("scope").href = "#items";
    else at("scope").removeAttribute("href");
  };

  // As `chart.svg` draws it: only the parts of the bars change, never their length.
  const ROW = 26, BAR = 16;
  const drawChart = (byYear, totals) => {
    const svg = document.querySelector("svg.chart");
    if (!svg) return;
    for (const bar of svg.querySelectorAll("rect.bar")) bar.remove();
    const shape = (name, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const most = Math.max(1, ...byYear.map((counts) => counts.reduce((a, b) => a + b)));
    byYear.forEach((counts, index) => {
      let left = 0;
      counts.forEach((count, which) => {
        tools.count(at("years").rows[index].cells[which + 1].firstChild, count);
        if (!count) return;
        const width = (100 * count) / most, verdict = VERDICTS[which];
        const y = index * ROW + (ROW - BAR) / 2;
        const bar = shape("rect", { class: `bar ${verdict}`, x: `${left}%`, y, width: `${width}%`, height: BAR, "data-filter": `year=${Number(labels[index]) || 0}&verdict=${verdict}` });
        const title = shape("title", {});
        title.textContent = fill(words.chart_part, { year: labels[index], n: count, verdict: words.verdict[verdict] });
        bar.append(title);
        svg.append(bar);
        left += width;
      });
    });
    [...at("legend").children].forEach((node, which) => {
      node.hidden = !totals[VERDICTS[which]];
      put(node.querySelector("b"), number.format(totals[VERDICTS[which]]));
    });
  };

  // Which steps apply and how many items each covers, as `advice.actions` says.
  const drawSteps = (kinds) => {
    const covers = new Map(), always = new Set(), open = kinds.slice(); // `open`: without those that an objection covers
    if (objected.asks) for (let position = 0; position < data.total; position += 1) if (objected.isCovered(position)) open[data.alike[position]] -= 1;
    const sizes = (step) => (objected.asked.covered_steps.includes(step) ? open : kinds);
    shared.alike.forEach((a, k) => {
      if (!kinds[k]) return;
      for (const step of a.now[part.steps].split(";")) covers.set(step, (covers.get(step) || 0) + sizes(step)[k]);
      for (const step of a.now[part.always].split(";")) if (sizes(step)[k]) always.add(step);
    });
    let any = false;
    for (const node of document.querySelectorAll("[data-step]")) {
      const count = covers.get(node.dataset.step) || 0, label = node.querySelector(".covers");
      node.hidden = !count && !always.has(node.dataset.step);
      put(label, items(count));
      label.hidden = !count;
      any ||= !node.hidden;
    }
    at("to-do").hidden = !any;
    at("nothing-to-do").hidden = any;
  };

  // Everything; tells how many items may be used, and how many are open.
  const draw = (order) => {
    const found = counted(), totals = sum(found.kinds, () => true);
    headline(totals);
    drawFigures(found, totals);
    drawChart(found.byYear, totals);
    drawSteps(found.kinds);
    cards.draw(order);
    return totals;
  };

  return { draw, headline, totals: () => sum(counted().kinds, () => true) };
};
