// Facebook by kinds: one table with a row for each kind of item of which some would wait for an answer. `own`: how answers
// are given.
const kindQuestions = (shared, data, judge, tools, own, question, into) => {
  const { make, fill, items, capital, column } = tools, words = shared.words;
  const counts = new Map(); // by kind: items that would wait for an answer if none were given
  const waits = judge.waitsBefore(question);
  for (let position = 0; position < data.total; position += 1) {
    if (!waits(position)) continue;
    const kind = shared.alike[data.alike[position]][column.kind];
    counts.set(kind, (counts.get(kind) || 0) + 1);
  }
  const rows = Object.keys(words.kind).filter((kind) => counts.has(kind)).map((kind) => {
    const about = { kind, platform: question.about.platform };
    return { about, label: capital(words.kind[kind]), note: () => own.following(about) || items(counts.get(kind)) };
  });
  const asks = fill(words.ask.kinds_question, { since: shared.since }), text = make("p", "question", asks);
  const made = answerTable(tools, own, { question: asks, heading: words.filter.kind, choices: own.AUDIENCES, rows });
  const details = make("details", "kinds");
  details.append(make("summary", "", words.ask.kinds), text, make("p", "fine", words.ask.kinds_note), made.table);
  into.append(details);
  made.refresh();
  const answered = () => rows.some(({ about }) => own.said(about));
  details.open = answered();
  details.hidden = rows.length < 2;
  return { answered, shows: made.shows, refresh: made.refresh };
};

// All groups in one table. `asked`: their questions, with the place of each; `drawn` tells how many rows stand there.
const groupQuestions = (shared, tools, own, asked) => {
  const { make, fill, items, number, words } = tools, say = words.ask;
  let counts = [];
  const rows = asked.map(({ question, index }) => {
    const { about } = question;
    return { about, label: about.group, note: () => own.following(about) || items(counts[index]) };
  });
  const all = { label: fill(say.all_groups, { n: rows.length }), differ: say.differ };
  const made = answerTable(tools, own, { question: say.groups, heading: say.group, choices: asked[0].question.choices, rows, all });
  const node = make("li", "groups"), text = make("p", "question", say.groups);
  node.append(text, make("p", "fine", words.card.when_group), made.table);

  // `most`: rows that may stand there; tells how many would, and how many do not.
  const draw = (found, most) => {
    counts = found;
    let wanted = 0;
    made.rows.forEach((row, which) => {
      const wants = counts[asked[which].index] || own.said(row.about);
      row.node.hidden = !wants || wanted >= most;
      if (wants) wanted += 1;
    });
    node.hidden = !wanted;
    made.refresh();
    return { held: Math.max(0, wanted - most) };
  };
  return { node, draw, shows: made.shows };
};
