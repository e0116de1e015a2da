// What the person says: answers to questions and about single items, and what is done. Kept by the browser from one
// visit to the next as numbers and ids, never as text, for browsers may share such storage between local files; saved
// as the file of answers that the program reads.
const answering = (shared, rows, judge, tools) => {
  const { at, make, number, fill, items, changed } = tools;
  const KEY = `meta-ai-scope:${shared.report}`;
  const KEYS = ["item", "group", "kind", "from", "to", "platform", "account"];
  const AUDIENCES = ["public", "was_public", "not_public", "dont_know"];
  const FEW = 8; // questions shown before the button that shows all
  const CREATED = 1, ID = 3;
  const say = shared.words.ask, taking = shared.answering;

  let answers = taking ? shared.given.map((each) => ({ ...each })) : [];
  let birthday = shared.birthday || "";
  let ticked = new Set(shared.ticked);
  let follow = [];

  // --- one answer ---------------------------------------------------------------------------------------------

  // What an answer is about: a later one about the same takes its place.
  const target = (answer) => JSON.stringify([...KEYS.map((key) => answer[key] || ""), Boolean(answer.is)]);
  const givenOn = (about) => answers.findLastIndex((each) => target(each) === target(about));
  const without = (about) => answers.filter((each) => target(each) !== target(about));
  const said = (about) => {
    const found = answers[givenOn(about)];
    return found ? found.is || found.audience : "";
  };
  const give = (about, value) => {
    const { is, ...rest } = about;
    answers = without(about);
    if (value) answers.push(is === undefined ? { ...rest, audience: value } : { ...rest, is: value });
    settle();
  };

  // Radio buttons for one question, a button to take the answer back, and what follows from it.
  let groups = 0;
  const choice = (about, choices, labelled) => {
    const box = make("div", "choice"), name = `answer-${(groups += 1)}`;
    box.setAttribute("role", "radiogroup");
    box.setAttribute("aria-labelledby", labelled.id);
    const inputs = choices.map((value) => {
      const label = make("label"), input = make("input");
      input.type = "radio";
      input.name = name;
      input.value = value;
      input.addEventListener("change", () => give(about, value));
      label.append(input, say[value]);
      box.append(label);
      return input;
    });
    const back = make("button", "back", say.back);
    back.type = "button";
    back.addEventListener("click", () => {
      inputs[0].focus();
      give(about, "");
    });
    box.append(back);
    const refresh = () => {
      const value = said(about);
      for (const input of inputs) input.checked = input.value === value;
      back.hidden = !value;
    };
    refresh();
    return { box, refresh, about };
  };

  const following = (about) => {
    const index = givenOn(about), count = index < 0 ? 0 : follow[index];
    if (index < 0) return "";
    return count === 1 ? say.follows_one : count ? fill(say.follows, { items: items(count) }) : say.nothing;
  };

  // --- the questions ------------------------------------------------------------------------------------------

  const asked = []; // one for each question: its place in the page, its controls when they are made
  let showAll = false;

  const build = (each) => {
    const { question, node } = each, { about } = question;
    if (!question.choices.length) return;
    const whole = question.account >= 0 ? { ...about, is: "" } : about;
    each.control = choice(whole, question.choices, node.querySelector(".question"));
    node.querySelector(".decides").after(each.control.box);
    if (about.platform === "facebook") each.years = periods(node);
  };

  const drawQuestions = (counts) => {
    let shown = 0, held = 0;
    asked.forEach((each, index) => {
      const { node, question } = each, about = each.question.account >= 0 ? { ...question.about, is: "" } : question.about;
      const answered = question.choices.length && said(about);
      const wanted = counts[index] || answered || each.years?.answered();
      node.hidden = !wanted || (!showAll && shown >= FEW);
      if (wanted) shown += 1;
      if (wanted && node.hidden) held += 1;
      if (node.hidden) return;
      if (!each.built) build(each);
      each.built = true;
      each.control?.refresh();
      each.years?.refresh();
      const note = answered ? following(about) : fill(say.settles, { items: items(counts[index]) });
      node.querySelector(".decides").textContent = note;
    });
    at("more").hidden = !held;
    at("more").textContent = fill(say.more, { n: number.format(held) });
  };

  // --- Facebook by years: runs of years that can be cut, as `analyzer/ask.py` cuts them ------------------------------

  const periods = (into) => {
    const details = make("details", "years"), list = make("ul");
    details.append(make("summary", "", say.years), make("p", "fine", say.years_note), list);
    into.append(details);
    const counts = new Map();
    const question = shared.questions.find((each) => each.about.platform === "facebook");
    for (const row of rows) {
      if (row[CREATED] !== null && judge.waits(question, shared.alike[row[0]])) {
        const year = new Date(row[CREATED] * 1000).getUTCFullYear();
        counts.set(year, (counts.get(year) || 0) + 1);
      }
    }
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
      runs = answers.filter(ours).map((each) => [yearOf(each.from), yearOf(each.to)]);
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
        const words = { first: from, last: to - 1, since: shared.since };
        const text = make("p", "question", fill(from === to - 1 ? say.period_one : say.period, words));
        text.id = `period-${from}-${to}`;
        const control = choice(aboutRun(run), AUDIENCES, text);
        node.append(text, note, control.box);
        const halves = halved(run);
        if (halves) {
          const split = make("button", "split", say.split);
          split.type = "button";
          split.addEventListener("click", () => {
            runs = runs.flatMap((each) => (each === run ? halves : [each]));
            const place = runs.indexOf(halves[0]);
            give(aboutRun(run), "");
            drawRuns();
            list.children[place]?.querySelector("input").focus();
          });
          node.append(split);
        }
        const here = [...counts].reduce((sum, [year, count]) => sum + (year >= from && year < to ? count : 0), 0);
        const refresh = () => {
          control.refresh();
          note.textContent = said(control.about) ? following(control.about) : items(here);
        };
        refresh();
        return { node, refresh, about: control.about };
      });
      list.replaceChildren(...controls.map((each) => each.node));
    };
    restart();
    details.open = answers.some(ours);
    details.hidden = all.length < 2;
    return {
      answered: () => answers.some(ours),
      shows: (answer) => controls.some((each) => target(each.about) === target(answer)),
      refresh: () => {
        const known = answers.filter(ours).every((each) => controls.some((one) => target(one.about) === target(each)));
        if (known) controls.forEach((each) => each.refresh());
        else restart();
      },
    };
  };

  // Answers that no question of the page shows: about single items, or out of a file.
  const drawOthers = () => {
    const shown = (answer) =>
      asked.some((each) =>
        each.question.choices.includes(answer.is || answer.audience) && !each.node.hidden && each.control &&
        target(each.control.about) === target(answer)) || asked.some((each) => each.years?.shows(answer));
    const rest = answers.filter((answer) => !shown(answer)).slice(0, 200), list = make("ul");
    for (const answer of rest) {
      const node = make("li"), back = make("button", "back", say.back);
      const about = KEYS.filter((key) => answer[key]).map((key) => `${key} ${answer[key]}`).join(", ");
      const text = make("span", "", `${about}: ${say[answer.is || answer.audience]}. ${following(answer)}`);
      text.dir = "auto";
      back.type = "button";
      back.setAttribute("aria-label", `${say.back}: ${about}`);
      back.addEventListener("click", () => {
        answers = without(answer);
        settle();
        at("save").focus();
      });
      node.append(text, " ", back);
      list.append(node);
    }
    at("others").replaceChildren(make("h3", "", say.others), list);
    at("others").hidden = !rest.length;
  };

  // --- what follows ---------------------------------------------------------------------------------------------

  const settle = (first = false) => {
    if (taking) {
      follow = judge.apply(answers);
      const counts = judge.decides(shared.questions);
      const best = shared.questions.reduce((found, question, index) => {
        const before = found >= 0 ? shared.questions[found] : null;
        if (!counts[index]) return found;
        if (!before || counts[index] > counts[found]) return index;
        return counts[index] === counts[found] && question.id < before.id ? index : found;
      }, -1);
      const totals = changed(first, shared.questions[best], counts[best]);
      drawQuestions(counts);
      drawOthers();
      const values = { used: number.format(totals.in_scope + totals.ongoing), items: items(rows.length), open: number.format(totals.undetermined) };
      if (!first) at("effect").textContent = fill(say.effect, values);
      at("saved").replaceChildren();
    }
    if (!first) keep();
  };

  // --- kept by the browser ------------------------------------------------------------------------------------

  // Names of groups and accounts by their place among those of this report; an answer about others is not kept.
  const groupNames = () => [...new Set(rows.map((row) => row[6]?.venue).filter(Boolean))];
  const coded = () => {
    const places = answers.some((each) => each.group) ? new Map(groupNames().map((name, index) => [name, index])) : new Map();
    return answers.flatMap((each) => {
      const found = { ...each };
      if (each.group) found.group = places.get(each.group) ?? -1;
      if (each.account) found.account = shared.accounts.indexOf(each.account);
      if (each.item && !/^[0-9a-f]{12}$/.test(each.item)) return [];
      return found.group === -1 || found.account === -1 ? [] : [found];
    });
  };
  const decoded = (kept) => {
    const names = kept.some((each) => "group" in each) ? groupNames() : [];
    return kept.map((each) => {
      const found = { ...each };
      if ("group" in each) found.group = names[each.group];
      if ("account" in each) found.account = shared.accounts[each.account];
      return found;
    });
  };
  const keep = () => {
    try {
      const ids = [...ticked].filter((id) => /^[0-9a-z_]{1,60}$/.test(id));
      localStorage.setItem(KEY, JSON.stringify({ ticked: ids, answers: coded() }));
    } catch {
      // a browser that keeps nothing: the answers can be saved as a file all the same
    }
  };
  const recall = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "null");
      if (!kept) return;
      const found = read({ schema: 1, answer: decoded(kept.answers), ticked: kept.ticked });
      if (taking) answers = found.answer;
      ticked = new Set(found.ticked);
    } catch {
      // nothing was kept, or not by this page
    }
  };

  // --- files of answers -----------------------------------------------------------------------------------------

  // As `analyzer.answers.read_answers` reads them. Throws what is wrong.
  const DAY = /^\d{4}-\d\d-\d\d/;
  const isDay = (text) => DAY.test(text) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.slice(0, 10) === text.slice(0, 10);
  const read = (data) => {
    const fail = (why) => {
      throw new Error(why);
    };
    if (data?.schema !== 1) fail("schema is not 1");
    if (!Array.isArray(data.answer ?? []) || !Array.isArray(data.ticked ?? [])) fail("answer and ticked must be lists");
    const answer = (data.answer ?? []).map((entry, index) => {
      const where = `answer ${index + 1}`;
      if (typeof entry !== "object" || entry === null || Array.isArray(entry)) fail(where);
      const found = {};
      for (const [key, value] of Object.entries(entry)) {
        if (![...KEYS, "audience", "is"].includes(key) || typeof value !== "string") fail(`${where}, ${key}`);
        if (value) found[key] = key === "from" || key === "to" ? value.slice(0, 10) : value;
        if ((key === "from" || key === "to") && !isDay(value)) fail(`${where}, ${key}`);
      }
      if (found.is ? !["page", "profile"].includes(found.is) || !found.account : !AUDIENCES.includes(found.audience)) fail(where);
      if (found.platform && !shared.platforms.includes(found.platform)) fail(`${where}, platform`);
      if (found.kind && !Object.hasOwn(shared.words.kind, found.kind)) fail(`${where}, kind`);
      if (!KEYS.some((key) => found[key])) fail(where);
      return found;
    });
    if (data.birthday && !isDay(String(data.birthday))) fail("birthday");
    return { answer, ticked: (data.ticked ?? []).map(String), birthday: String(data.birthday || "") };
  };

  const save = () => {
    const file = { schema: 1, ...(birthday && { birthday }), answer: answers, ticked: [...ticked] };
    const link = make("a"), name = "answers.json";
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    at("saved").replaceChildren(make("p", "", say.saved), make("code", "command", `analyze EXPORT --answers ${name}`));
  };

  const load = async (input) => {
    const [file] = input.files;
    if (!file) return;
    let text;
    try {
      const found = read(JSON.parse((await file.text()).replace(/^\ufeff/, "")));
      answers = found.answer;
      for (const id of found.ticked) ticked.add(id);
      const newBirthday = found.birthday && found.birthday !== birthday;
      birthday = found.birthday || birthday;
      settle();
      drawTicks();
      text = fill(say.loaded, { n: number.format(answers.length) }) + (newBirthday ? ` ${say.birthday}` : "");
    } catch (error) {
      text = fill(say.refused, { why: error instanceof SyntaxError ? "JSON" : error.message });
    }
    input.value = "";
    at("saved").replaceChildren(make("p", "", text));
  };

  // --- ticks ----------------------------------------------------------------------------------------------------

  const drawTicks = () => {
    for (const box of document.querySelectorAll("[data-tick]")) {
      box.checked = ticked.has(box.dataset.tick);
      box.closest(".step, .cards li")?.classList.toggle("done", box.checked);
    }
  };
  const tickBox = (row, describedBy) => {
    const label = make("label", "tick"), box = make("input");
    box.type = "checkbox";
    box.dataset.tick = row[ID];
    box.checked = ticked.has(row[ID]);
    if (describedBy) box.setAttribute("aria-describedby", describedBy);
    label.append(box, ` ${say.done}`);
    return label;
  };
  document.addEventListener("change", (event) => {
    const id = event.target.dataset?.tick;
    if (!id) return;
    if (event.target.checked) ticked.add(id);
    else ticked.delete(id);
    drawTicks();
    keep();
    tools.ticked(id);
  });

  // The question about one item, for its details.
  const itemChoice = (row, position) => {
    if (!taking || !judge.isOpen(position, answers)) return null;
    const box = make("div", "item-question"), text = make("p", "", fill(say.item, { since: shared.since }));
    text.id = "item-question";
    box.append(text, choice({ item: row[ID] }, AUDIENCES, text).box);
    return box;
  };

  const start = () => {
    recall();
    drawTicks();
    if (!taking) return;
    document.documentElement.classList.add("answering");
    for (const node of at("asked").children) asked.push({ node, question: shared.questions[node.dataset.question] });
    const more = make("button", "", "");
    more.type = "button";
    more.id = "more";
    more.addEventListener("click", () => {
      showAll = true;
      settle(true);
    });
    at("asked").after(more);
    at("save").addEventListener("click", save);
    at("load").addEventListener("change", () => load(at("load")));
    settle(JSON.stringify(answers) === JSON.stringify(shared.given));
  };

  return { start, tickBox, itemChoice, isTicked: (id) => ticked.has(id) };
};
