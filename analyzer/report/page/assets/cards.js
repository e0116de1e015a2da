// The most revealing items, drawn anew after an answer as the template shows them.
const itemCards = (shared, data, tools, { tickBox }) => {
  const { at, make, speech, fill, capital, column, givesAway, what, summaryOf, picture, verdictBadge, external, words } = tools;
  const MOST = 12;

  const card = (position) => {
    const row = data.row(position), node = make("li", row.more.thumb ? "pictured" : ""), a = shared.alike[data.alike[position]], id = data.id(position);
    const seconds = data.created[position], reason = a[column.reason];
    const kicker = make("p", "kicker", `${what(a)}${Number.isNaN(seconds) ? "" : ` · ${speech.longDay.format(seconds * 1000)}`}`);
    kicker.id = `card-${id}`;
    const text = make(row.text ? "blockquote" : "p", row.text ? "" : "quiet", summaryOf(row).slice(0, 400));
    text.dir = "auto";
    node.append(...picture(row, 88, 88), kicker, text, verdictBadge("p", a[column.verdict]), make("p", "reason", `${capital(words.basis[reason] || reason)}.`));
    if (a[column.reveals]) node.append(make("p", "reveals", fill(words.gives_away, { what: givesAway(a) })));
    const advice = make("p", "advice", tools.advice(a));
    if (row.more.open?.[1]) {
      const link = external(row.more.open[0], fill(words.open_on, { platform: words.platform[a[column.platform]] }));
      advice.append(" · ", link);
    }
    node.append(advice, tickBox(id, kicker.id));
    return node;
  };

  let latest = null; // what was asked for last: what was asked for before need not be drawn any more

  // `order`: all positions by what presses most.
  const draw = (order) => {
    const first = [...order.subarray(0, MOST)].filter((position) => shared.alike[data.alike[position]][column.suggestion] !== "none");
    const put = () => {
      if (latest === first) at("cards").replaceChildren(...first.map(card));
    };
    latest = first;
    at("revealing").hidden = !first.length;
    if (first.every((position) => data.row(position))) put();
    else Promise.all(first.map(data.ready)).then(put);
  };

  return { draw };
};
