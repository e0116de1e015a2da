// Facebook by years: runs of years, each with its question, that can be cut in two where about half of the items lie
// before, as `analyzer/command/ask.py` cuts them. `own`: how answers are given.
const yearQuestions = (shared, data, judge, tools, own, into) => {
  const { make, put, fill, items } = tools, { KEYS, AUDIENCES } = own;
  const say = shared.words.ask;
  const details = make("details", "years"), list = make("ul");
  details.append(make("summary", "", say.years), make("p", "fine", say.years_note), list);
  into.append(details);
  const counts = new Map(); // by year: items that would wait for an answer if none were given
  const question = shared.questions.find((each) => each.about.platform === "facebook");
  const waits = judge.waitsBefore(question);
  data.year.forEach((year, position) => {
    if (year && waits(position)) counts.set(year, (counts.get(year) || 0) + 1);
  });
  const day = (year) => `${String(year).padStart(4, "0")}-01-01`;
  const aboutRun = ([from, to]) => ({ from: day(from), to: day(to), platform: "facebook" }); // `to` is excluded
  const ours = (each) =>
    !each.is && each.platform === "facebook" && /^\d{4}-01-01$/.test(each.from || "") && /^\d{4}-01-01$/.test(each.to || "") &&
    KEYS.every((key) => ["from", "to", "platform"].includes(key) || !each[key]);
  const yearOf = (text) => Number(text.slice(0, 4));
  const halved = ([from, to]) => {
    const years = [...counts.keys()].filter((year) => year >= from && year < to).sort((a, b) => a - b);
    if (years.length < 2) return null;
    const half = years.reduce((all, year) => all + counts.get(year), 0) / 2;
    let before = 0, cut = 0;
    for (; cut < years.length - 1; cut += 1) if ((before += counts.get(years[cut])) >= half) break;
    cut = Math.min(cut, years.length - 2);
    return [[years[0], years[cut] + 1], [years[cut + 1], years.at(-1) + 1]];
  };
  let runs = [], controls = [];
  const all = [...counts.keys()].sort((a, b) => a - b);
  const restart = () => {
    runs = own.answers().filter(ours).map((each) => [yearOf(each.from), yearOf(each.to)]);
    runs = runs.filter((run, index) => runs.findIndex((other) => other.join() === run.join()) === index);
    const given = [...runs];
    let open = null; // years without an answer that follow each other
    for (const year of all) {
      if (given.some(([from, to]) => year >= from && year < to)) open = null;
      else if (open) open[1] = year + 1;
      else runs.push((open = [year, year + 1]));
    }
    if (!given.length && runs.length) runs = halved(runs[0]) || runs;
    drawRuns();
  };
  const drawRuns = () => {
    runs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    controls = runs.map((run) => {
      const node = make("li"), [from, to] = run, note = make("p", "decides");
      const named = { first: String(from), last: String(to - 1), year: String(from), since: shared.since };
      const asks = shared.words.question;
      const text = make("p", "question", fill(from === to - 1 ? asks.year : asks.period, named));
      text.id = `period-${from}-${to}`;
      const control = own.choice(aboutRun(run), AUDIENCES, text);
      node.append(text, note);
      const then = shared.defaults.filter(([first, last]) => first < to && last >= from); // what Facebook chose then
      if (then.length) {
        const source = make("details", "source");
        source.append(make("summary", "", say.source), ...then.map(([, , , where]) => make("p", "fine", where)));
        node.append(...then.map(([, , said]) => make("p", "fine", said)), source);
      }
      node.append(control.box);
      const halves = halved(run);
      if (halves) {
        const split = make("button", "halves", say.split);
        split.type = "button";
        split.addEventListener("click", () => {
          runs = runs.flatMap((each) => (each === run ? halves : [each]));
          const place = runs.indexOf(halves[0]);
          own.give(aboutRun(run), "");
          drawRuns();
          list.children[place]?.querySelector("input").focus();
        });
        node.append(split);
      }
      const here = [...counts].reduce((sum, [year, count]) => sum + (year >= from && year < to ? count : 0), 0);
      const refresh = () => {
        control.refresh();
        put(note, own.said(control.about) ? own.following(control.about) : items(here));
      };
      refresh();
      return { node, refresh, about: control.about };
    });
    list.replaceChildren(...controls.map((each) => each.node));
  };
  restart();
  details.open = own.answers().some(ours);
  details.hidden = all.length < 2;
  return {
    answered: () => own.answers().some(ours),
    shows: (answer) => controls.some((each) => own.target(each.about) === own.target(answer)),
    refresh: () => {
      const known = own.answers().filter(ours).every((each) => controls.some((one) => own.target(one.about) === own.target(each)));
      if (known) controls.forEach((each) => each.refresh());
      else restart();
    },
  };
};
