// The numbers of the page, said anew once an answer has changed verdicts: first lines, figures, chart and its table,
// steps, the most revealing items. The same numbers as the program's: `first_screen`, `page`, `chart`, `advice`.
const numbering = (shared, data, tools, cards) => {
  const { at, make, number, fill, items, ofItems } = tools;
  const VERDICTS = ["in_scope", "ongoing", "undetermined", "out_of_scope"];
  const words = shared.words;
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const part = Object.fromEntries(shared.outcome.map((name, index) => [name, index]));
  const labels = Array.from(at("years")?.rows || [], (row) => row.cells[0].textContent);
  const rowOfYear = new Map(labels.map((label, index) => [Number(label) || 0, index]));

  const counted = () => {
    const kinds = new Uint32Array(shared.alike.length), media = new Uint32Array(shared.alike.length);
    const byYear = labels.map(() => [0, 0, 0, 0]);
    const verdicts = shared.alike.map((a) => VERDICTS.indexOf(a[column.verdict]));
    for (let position = 0; position < data.total; position += 1) {
      const k = data.alike[position];
      kinds[k] += 1;
      media[k] += data.media[position];
      byYear[rowOfYear.get(data.year[position])][verdicts[k]] += 1;
    }
    return { kinds, media, byYear };
  };

  const sum = (sizes, fits) => {
    const totals = { in_scope: 0, ongoing: 0, undetermined: 0, out_of_scope: 0 };
    shared.alike.forEach((a, k) => {
      if (sizes[k] && fits(a)) totals[a[column.verdict]] += sizes[k];
    });
    return totals;
  };

  // `question`: the one that settles most, and how many; `alone`: how many wait for one answer only; `asked`: how many
  // questions are open.
  const headline = (totals, { question, settles, alone, asked }) => {
    const said = words.line, used = totals.in_scope + totals.ongoing, open = totals.undetermined;
    const total = used + open + totals.out_of_scope, of_items = ofItems(total);
    let line;
    if (open > total - open) {
      line = fill(said.open, { n: open, of_items });
      if (used) line += ` ${fill(said.open_known, { n: used })}`;
    } else if (shared.deadline && used) {
      const day = shared.deadline, before = fill(said.before, { n: totals.in_scope, day }), since = fill(said.since, { n: totals.ongoing, day });
      line = fill(said.known_dated, { n: used, of_items, before, since });
    } else line = fill(said.known, { n: used, of_items });
    at("answer-title").textContent = line;
    const range = at("range");
    range.textContent = open ? fill(said.range, { least: used, most: used + open }) : said.decided;
    if (open && !question) range.append(` ${said.look}`);
    if (!open || !question) return;
    const best = settles > alone && asked > 1 ? fill(said.several, { n: asked }) : fill(said.best, { n: settles });
    range.append(` ${best} ${question.text} `);
    if (question.choices.length) {
      const link = make("a", "", said.here);
      link.href = "#questions";
      range.append(link, ".");
    } else range.append(fill(said.say, { command: "" }), make("code", "command", `analyze EXPORT ${question.option}`));
  };

  const figure = (figures, count, most, label, parts) => {
    const node = make("li");
    node.append(make("p", "number", number.format(count) + (most > count ? `–${number.format(most)}` : "")));
    node.append(make("p", "label", label));
    for (const [size, text] of parts) if (size) node.append(make("p", "part", fill(text, { n: size })));
    figures.append(node);
    return node;
  };

  // As `page._scope` says it.
  const scope = (used, seen, unsure, open) => {
    const said = words.scope;
    if (!used) return open ? said.none_yet : said.none;
    if (used === 1) return seen ? said.single_seen : said.single;
    return fill(said.several, { n: used, now: unsure ? fill(said.least, { n: seen }) : seen });
  };

  const drawFigures = ({ kinds, media }, totals) => {
    const said = words.figure, of = words.part, figures = at("figures");
    figures.replaceChildren();
    const some = (sizes, fits, label) => {
      const found = sum(sizes, fits), used = found.in_scope + found.ongoing;
      const parts = [[used, of.in_scope], [found.undetermined, of.undetermined], [found.out_of_scope, of.out_of_scope]];
      figure(figures, used + found.undetermined + found.out_of_scope, 0, label, parts);
    };
    some(kinds, (a) => a[column.kind] === "post", said.posts);
    some(media, () => true, said.media);
    some(kinds, (a) => a[column.kind] === "comment", said.comments);
    const now = sum(kinds, (a) => a[column.is_public_now] === "yes");
    const open = sum(kinds, (a) => a[column.is_public_now] !== "no").undetermined;
    const seen = now.in_scope + now.ongoing, used = totals.in_scope + totals.ongoing;
    const unsure = sum(kinds, (a) => a[column.is_public_now] === "unknown");
    at("scope").textContent = scope(used, seen, unsure.in_scope + unsure.ongoing, totals.undetermined);
    const parts = [[used, of.used], [open, of.open]];
    figure(figures, seen, seen + open, said.now, parts).className = "now";
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
        at("years").rows[index].cells[which + 1].textContent = number.format(count);
        if (!count) return;
        const width = (100 * count) / most, verdict = VERDICTS[which];
        const y = index * ROW + (ROW - BAR) / 2;
        const bar = shape("rect", { class: `bar ${verdict}`, x: `${left}%`, y, width: `${width}%`, height: BAR });
        const title = shape("title", {});
        title.textContent = fill(words.chart_part, { year: labels[index], n: count, verdict: words.verdict[verdict] });
        bar.append(title);
        svg.append(bar);
        left += width;
      });
    });
    [...at("legend").children].forEach((node, which) => {
      node.hidden = !totals[VERDICTS[which]];
      node.querySelector("b").textContent = number.format(totals[VERDICTS[which]]);
    });
  };

  // Which steps apply and how many items each covers, as `advice.actions` says.
  const drawSteps = (kinds) => {
    const covers = new Map(), always = new Set();
    shared.alike.forEach((a, k) => {
      if (!kinds[k]) return;
      for (const step of a.now[part.steps].split(";")) covers.set(step, (covers.get(step) || 0) + kinds[k]);
      for (const step of a.now[part.always].split(";")) always.add(step);
    });
    let any = false;
    for (const node of document.querySelectorAll("[data-step]")) {
      const count = covers.get(node.dataset.step) || 0, label = node.querySelector(".covers");
      node.hidden = !count && !always.has(node.dataset.step);
      label.textContent = items(count);
      label.hidden = !count;
      any ||= !node.hidden;
    }
    for (const node of document.querySelectorAll(".of-group")) node.hidden = !node.querySelector("[data-step]:not([hidden])");
    at("to-do").hidden = !any;
    at("nothing-to-do").hidden = any;
  };

  // Everything; tells how many items may be used, and how many are open.
  const draw = (order, best) => {
    const found = counted(), totals = sum(found.kinds, () => true);
    headline(totals, best);
    drawFigures(found, totals);
    drawChart(found.byYear, totals);
    drawSteps(found.kinds);
    cards.draw(order);
    return totals;
  };

  return { draw, headline, totals: () => sum(counted().kinds, () => true) };
};
