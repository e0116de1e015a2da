// What the person says: answers to questions and about single items, and what is done. Kept by the browser from one
// visit to the next as numbers and ids, never as text, for browsers may share such storage between local files; saved
// as the file of answers that the program reads.
const answering = (shared, data, judge, ticks, objected, tools) => {
  const { at, make, put, pause, fill, items, ofItems, changed } = tools;
  const KEY = `meta-ai-scope:${shared.report}`;
  const files = answerFiles(shared, objected), { KEYS, AUDIENCES } = files;
  const FEW = 8; // questions shown before the button that shows all
  const say = shared.words.ask, taking = shared.answering;

  let answers = taking ? shared.given.map((each) => ({ ...each })) : [];
  let birthday = shared.birthday || "";
  let beside = shared.beside || {}; // what else a file of answers holds: it counts in the next run
  let follow = [], open = 0; // how many items follow each answer; how many only the person can tell

  // --- one answer ---------------------------------------------------------------------------------------------

  // What an answer is about: a later one about the same takes its place.
  const target = (answer) => JSON.stringify([...KEYS.map((key) => answer[key] || ""), Boolean(answer.is)]);
  const givenOn = (about) => answers.findLastIndex((each) => target(each) === target(about));
  const without = (about) => answers.filter((each) => target(each) !== target(about));
  const said = (about) => {
    const found = answers[givenOn(about)];
    return found ? found.is || found.audience : "";
  };
  const past = []; // the answers before each change, and what it was about: for Undo
  const give = (about, value) => {
    const { is, ...rest } = about;
    past.push([answers, target(about)]);
    answers = without(about);
    if (value) answers.push(is === undefined ? { ...rest, audience: value } : { ...rest, is: value });
    settle();
  };

  // The same answer to several questions: one step for Undo.
  const giveAll = (abouts, value) => {
    const targets = new Set(abouts.map(target));
    past.push([answers, ""]);
    answers = answers.filter((each) => !targets.has(target(each)));
    if (value) answers.push(...abouts.map((about) => ({ ...about, audience: value })));
    settle();
  };

  const undo = () => {
    if (!past.length) return;
    const [before, about] = past.pop();
    answers = before;
    card?.turnTo(about);
    settle();
  };

  // Radio buttons for one question, a button to take the answer back, and what follows from it.
  let sets = 0;
  const choice = (about, choices, labelled) => {
    const box = make("div", "choice"), name = `answer-${(sets += 1)}`;
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
    return count ? fill(say.follows, { n: count }) : say.nothing;
  };

  const label = (value) => say[value];
  const own = { KEYS, AUDIENCES, choice, said, following, give, giveAll, target, label, answers: () => answers };
  const card = taking ? questionCard(shared, data, tools, { ...own, undo, canUndo: () => past.length > 0 }) : null;

  // --- the questions ------------------------------------------------------------------------------------------

  const asked = []; // one for each question: its place in the page, its controls when they are made
  let showAll = false;
  let groups = null; // the table of all groups, where there are several

  const build = (each) => {
    const { question, node } = each, { about } = question;
    if (!question.choices.length) return;
    const whole = question.is ? { ...about, is: "" } : about;
    each.control = choice(whole, question.choices, node.querySelector(".question"));
    node.querySelector(".decides").after(each.control.box);
    if (about.platform !== "facebook") return;
    each.finer = [yearQuestions(shared, data, judge, tools, own, node), kindQuestions(shared, data, judge, tools, own, question, node)];
  };

  const drawQuestions = (counts) => {
    let shown = 0, held = 0;
    if (groups) ({ held } = groups.draw(counts, showAll ? Infinity : FEW));
    if (groups && !groups.node.hidden) shown += 1;
    asked.forEach((each, index) => {
      if (groups && each.question.about.group) return;
      const { node, question } = each, about = each.question.is ? { ...question.about, is: "" } : question.about;
      const answered = question.choices.length && said(about);
      const wanted = counts[index] || answered || each.finer?.some((finer) => finer.answered());
      node.hidden = !wanted || (!showAll && shown >= FEW);
      if (wanted) shown += 1;
      if (wanted && node.hidden) held += 1;
      if (node.hidden) return;
      if (!each.built) build(each);
      each.built = true;
      each.control?.refresh();
      each.finer?.forEach((finer) => finer.refresh());
      const note = answered ? following(about) : fill(say.settles, { items: items(counts[index]) });
      put(node.querySelector(".decides"), note);
    });
    at("more").hidden = !held;
    put(at("more"), fill(say.more, { n: held }));
  };

  // Answers that no question of the page shows: about single items, or out of a file.
  const drawOthers = () => {
    const shown = (answer) =>
      asked.some((each) =>
        each.question.choices.includes(answer.is || answer.audience) && !each.node.hidden && each.control &&
        target(each.control.about) === target(answer)) || asked.some((each) => each.finer?.some((finer) => finer.shows(answer))) || groups?.shows(answer);
    const rest = answers.filter((answer) => !shown(answer)).slice(0, 200), list = make("ul");
    for (const answer of rest) {
      const node = make("li"), back = make("button", "back", say.back);
      const named = (key) => (shared.words[key] || {})[answer[key]] || answer[key]; // a platform or kind by its name
      const about = KEYS.filter((key) => answer[key]).map((key) => fill(say.about[key], { value: named(key) })).join(", ");
      const text = make("span", "", `${about}${shared.words.colon}${say[answer.is || answer.audience]}. ${following(answer)}`);
      text.dir = "auto";
      back.type = "button";
      back.setAttribute("aria-label", `${say.back}${shared.words.colon}${about}`);
      back.addEventListener("click", () => {
        past.push([answers, target(answer)]);
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

  // In steps, between which an opening page may pause.
  const settling = function* (first) {
    follow = judge.apply(answers);
    const { counts } = judge.decides(shared.questions);
    yield;
    const totals = changed(first);
    open = totals.undetermined;
    yield;
    drawQuestions(counts);
    drawOthers();
    yield;
    card.update(counts, open);
    ticks.draw();
    const used = totals.in_scope + totals.ongoing, for_open = fill(say.for_open, { n: open });
    if (!first) at("effect").textContent = fill(say.effect, { n: used, of_items: ofItems(data.total), for_open });
    at("saved").replaceChildren();
  };
  const settle = (first = false) => {
    if (taking) Array.from(settling(first));
    if (!first) keep();
  };

  // --- kept by the browser ------------------------------------------------------------------------------------

  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ticked: ticks.kept(), answers: files.coded(answers), objected: objected.kept() }));
    } catch {
      // a browser that keeps nothing: the answers can be saved as a file all the same
    }
  };
  const recall = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "null");
      if (!kept) return;
      const found = files.read({ schema: 1, answer: files.decoded(kept.answers), ticked: kept.ticked });
      if (taking) answers = found.answer;
      ticks.set(found.ticked);
      objected.recall(kept.objected);
    } catch {
      // nothing was kept, or not by this page
    }
  };

  // --- files of answers -----------------------------------------------------------------------------------------

  // `into`: where the page says what to do with the file.
  const save = (into) => {
    const objectedOn = objected.file();
    const file = { schema: 1, ...(birthday && { birthday }), ...(objectedOn && { objected_on: objectedOn }), ...beside, answer: answers, ticked: ticks.all() };
    const name = "answers.json";
    tools.saved(`${JSON.stringify(file, null, 2)}\n`, name, "application/json");
    into.replaceChildren(make("p", "", say.saved), make("code", "command", fill(shared.commands.answers, { name })));
  };

  const load = async (input) => {
    const [file] = input.files;
    if (!file) return;
    let text;
    try {
      const found = files.read(JSON.parse((await file.text()).replace(/^\ufeff/, "")));
      past.push([answers, ""]);
      answers = found.answer;
      ticks.add(found.ticked);
      found.setObjected();
      beside = { ...beside, ...found.beside };
      const newBirthday = found.birthday && found.birthday !== birthday;
      birthday = found.birthday || birthday;
      settle();
      ticks.draw();
      text = fill(say.loaded, { n: answers.length }) + (newBirthday ? ` ${say.birthday}` : "");
    } catch (error) {
      text = fill(say.refused, { why: error instanceof SyntaxError ? "JSON" : error.message });
    }
    input.value = "";
    at("saved").replaceChildren(make("p", "", text));
  };

  // The question about one item, for its details.
  const itemChoice = (id, position) => {
    if (!taking || !judge.isOpen(position, answers)) return null;
    const box = make("div", "item-question"), text = make("p", "", fill(say.item, { since: shared.since }));
    text.id = "item-question";
    box.append(text, choice({ item: id }, AUDIENCES, text).box);
    return box;
  };

  // After a day was said: the steps that it covers, the letters, what is kept.
  const objectionChanged = () => {
    if (taking) settle();
    else {
      changed(false);
      keep();
    }
  };

  // In pieces, for nobody should wait long before the page answers to a click or a key.
  const start = async () => {
    recall();
    ticks.draw();
    at("save-done")?.addEventListener("click", () => save(at("saved-done")));
    if (!taking) {
      changed(objected.isAsGiven());
      return ticks.unfold();
    }
    for (const node of at("asked").children) asked.push({ node, question: shared.questions[node.dataset.question] });
    const ofGroups = asked.map((each, index) => ({ ...each, index })).filter(({ question }) => question.about.group && question.choices.length);
    if (ofGroups.length > 1) {
      groups = groupQuestions(shared, tools, own, ofGroups);
      ofGroups[0].node.before(groups.node);
      for (const { node } of ofGroups) node.remove();
      await pause();
    }
    const more = make("button", "", "");
    more.type = "button";
    more.id = "more";
    more.addEventListener("click", () => {
      showAll = true;
      settle(true);
    });
    at("asked").after(more);
    at("save").addEventListener("click", () => save(at("saved")));
    at("load").addEventListener("change", () => load(at("load")));
    card.start();
    const first = JSON.stringify(answers) === JSON.stringify(shared.given) && objected.isAsGiven();
    for (const _ of settling(first)) await pause();
    if (!first) keep();
    ticks.unfold();
  };

  return { start, keep, itemChoice, objectionChanged, own: { ...own, undo, open: () => open } };
};
