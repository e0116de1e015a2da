// Facebook by kinds: a question for each kind of item of which some would wait for an answer. `own`: how answers are given.
const kindQuestions = (shared, data, judge, tools, own, question, into) => {
  const { make, fill, items, capital, column } = tools, words = shared.words;
  const counts = new Map(); // by kind: items that would wait for an answer if none were given
  const waits = judge.waitsBefore(question);
  for (let position = 0; position < data.total; position += 1) {
    if (!waits(position)) continue;
    const kind = shared.alike[data.alike[position]][column.kind];
    counts.set(kind, (counts.get(kind) || 0) + 1);
  }
  const details = make("details", "kinds"), list = make("ul");
  details.append(make("summary", "", words.ask.kinds), make("p", "fine", words.ask.kinds_note), list);
  into.append(details);
  const controls = Object.keys(words.kind).filter((kind) => counts.has(kind)).map((kind) => {
    const node = make("li"), note = make("p", "decides");
    const text = make("p", "question", fill(words.question.kind, { kind: capital(words.kind[kind]), since: shared.since }));
    text.id = `kind-${kind}`;
    const control = own.choice({ kind, platform: question.about.platform }, own.AUDIENCES, text);
    node.append(text, note, control.box);
    list.append(node);
    const refresh = () => {
      control.refresh();
      note.textContent = own.said(control.about) ? own.following(control.about) : items(counts.get(kind));
    };
    refresh();
    return { refresh, about: control.about };
  });
  const answered = () => controls.some((each) => own.said(each.about));
  details.open = answered();
  details.hidden = controls.length < 2;
  return {
    answered,
    shows: (answer) => controls.some((each) => own.target(each.about) === own.target(answer)),
    refresh: () => controls.forEach((each) => each.refresh()),
  };
};
