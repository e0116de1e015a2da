// The question that settles most, on the first screen. Whatever it can say has its place from the start: every state
// stands in the same cell of a grid, those that are not wanted now out of sight. So nothing below moves with an answer.
const questionCard = (shared, data, tools, own) => {
  const { at, make, put, fill, capital, number, words } = tools, say = words.card;
  const LONGEST = 110; // characters of a question here; it stands in full among the questions
  const GHOSTS = 12; // of all texts of one place, the longest that are measured

  const short = (whole) => {
    const [text] = whole.split(" ("); // what stands in brackets is said among the questions
    return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()} \u2026` : text;
  };
  // Room for every text that can stand in this place.
  const ghosts = (node, texts) => {
    const longest = [...new Set(texts)].sort((a, b) => b.length - a.length).slice(0, GHOSTS);
    for (const text of longest) {
      const ghost = make(node.tagName === "H1" || node.tagName === "H2" ? "div" : node.tagName.toLowerCase(), `ghost ${node.tagName.toLowerCase()} ${node.className}`, text);
      ghost.setAttribute("aria-hidden", "true");
      node.after(ghost);
    }
  };

  const sort = (question) => (question.about.group ? "group" : question.about.sentence ? "sentence" : question.account >= 0 ? "account" : "audience");
  const about = (question) => (question.is ? { ...question.about, is: "" } : question.about);
  const takes = shared.questions.filter((each) => each.choices.length);
  const when = (question) => {
    if (sort(question) === "group") return say.when_group;
    if (sort(question) === "sentence") return say.when_sentence;
    return sort(question) === "account" ? say.when_account : fill(say.when, { since: shared.since });
  };

  // --- the answers: one set of buttons for each sort of question ------------------------------------------------

  const sets = new Map();
  const choices = (question) => {
    const key = sort(question);
    if (sets.has(key)) return;
    const box = make("div", "card-choices");
    box.setAttribute("role", "radiogroup");
    box.setAttribute("aria-labelledby", "card-title");
    const inputs = question.choices.map((value) => {
      const label = make("label"), input = make("input"), text = make("span");
      Object.assign(input, { type: "radio", name: `card-${key}`, value });
      input.addEventListener("change", () => own.give(about(current), value));
      text.append(make("b", "", own.label(value)), " ", make("small", "", (key === "group" && say.group[value]) || say.means[value]));
      label.append(input, text);
      box.append(label);
      return input;
    });
    at("card-choices").append(box);
    sets.set(key, { box, inputs });
  };

  // --- how to look it up, by platform ---------------------------------------------------------------------------

  const helps = new Map();
  const helpOf = (question) => (sort(question) === "audience" ? question.about.platform || "channel" : sort(question));
  const help = (question) => {
    const key = helpOf(question);
    if (helps.has(key)) return;
    const node = make("div", "card-help");
    node.append(make("p", "", say.help[key]));
    const link = shared.look_up[key];
    if (link) {
      const place = make("p");
      place.append(tools.external(...link));
      node.append(place);
    }
    at("card-panel").append(node);
    helps.set(key, node);
  };

  // --- the card as it is now --------------------------------------------------------------------------------------

  let current = null; // the question that stands here; null once none is left
  let counts = [], open = 0;
  const passed = new Set(); // questions that were left for later
  const best = (except = null) => {
    let found = null;
    const better = (one, two) => !two || counts[one] > counts[two] || (counts[one] === counts[two] && shared.questions[one].id < shared.questions[two].id);
    shared.questions.forEach((question, index) => {
      const free = question !== except && question.choices.length && counts[index] && !own.said(about(question)) && !passed.has(question.id);
      if (free && better(index, found)) found = String(index);
    });
    return found === null ? null : shared.questions[found];
  };
  const show = (node, wanted) => node.classList.toggle("away", !wanted);

  const draw = () => {
    const said = current ? own.said(about(current)) : "";
    put(at("card-title"), current ? short(current.text) : open ? say.rest : words.line.decided);
    put(at("card-when"), current ? when(current) : "");
    for (const [key, { box, inputs }] of sets) {
      show(box, current && key === sort(current));
      for (const input of inputs) input.checked = Boolean(current) && key === sort(current) && input.value === said;
    }
    const looking = said === "dont_know";
    for (const [key, node] of helps) show(node, looking && key === helpOf(current));
    show(at("card-note"), !looking);
    const left = open ? fill(words.line.wait, { n: open }) : words.line.decided;
    const settles = current && counts[shared.questions.indexOf(current)];
    let note = left;
    if (current && said) note = `${capital(own.following(about(current)))}. ${left}`;
    else if (current) note = fill(say.settles, { n: settles, open: number.format(open) });
    put(at("card-note"), note);
    at("card-undo").disabled = !own.canUndo();
    at("card-next").disabled = !current || !(best(current) || (passed.size && !said));
  };

  const update = (found, undetermined) => {
    counts = found;
    open = undetermined;
    if (current === null) current = best();
    draw();
  };
  const next = () => {
    const before = current;
    if (!own.said(about(before))) passed.add(before.id);
    current = best(before);
    if (!current) passed.clear(); // all were seen: from the beginning
    current ||= best(before) || before;
    draw();
    at("card-title").focus({ preventScroll: true });
  };
  // After an answer was taken back: the question that it was about stands here again.
  const turnTo = (wanted) => {
    const found = takes.find((question) => own.target(about(question)) === wanted);
    if (found) current = found;
    passed.clear();
  };

  const start = () => {
    takes.forEach(choices);
    takes.forEach(help);
    const most = data.total, whole = fill(words.line.wait, { n: most });
    const follows = capital(fill(words.ask.follows, { n: most }));
    ghosts(at("card-title"), [...takes.map((each) => short(each.text)), say.rest, words.line.decided]);
    ghosts(at("card-when"), takes.map(when));
    ghosts(at("card-note"), [`${follows}. ${whole}`, `${capital(words.ask.nothing)}. ${whole}`, fill(say.settles, { n: most, open: number.format(most) })]);
    const of_items = tools.ofItems(most);
    ghosts(at("answer-title"), [fill(words.line.between, { least: most, n: most, of_items }), fill(words.line.known, { n: most, of_items })]);
    at("card-undo").addEventListener("click", () => own.undo());
    at("card-next").addEventListener("click", next);
  };

  return { start, update, turnTo };
};
