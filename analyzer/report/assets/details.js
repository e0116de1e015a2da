// One item in full: its text, its verdict and why, what to do, and where it was found.
const itemDetails = (shared, data, tools, { itemChoice, tickBox, closed }) => {
  const { at, make, number, dates, capital, column, givesAway, what, verdictBadge, address, words } = tools;
  const dialog = at("details");
  let opened = -1; // the position of the item that is shown

  const field = (into, label, ...values) => {
    const found = values.filter((value) => value !== undefined && value !== "" && value !== null);
    if (!found.length) return;
    const group = make("div");
    group.append(make("dt", "", label));
    for (const value of found) {
      const node = make("dd");
      if (value instanceof Node) node.append(value);
      else {
        node.dir = "auto";
        node.textContent = value;
      }
      group.append(node);
    }
    into.append(group);
  };

  const code = (text) => {
    const node = make("code", "long", text);
    node.dir = "ltr";
    return node;
  };

  const test = (a, name) => {
    const answer = a[column[name]], basis = column[`${name}_basis`] === undefined ? "" : a[column[`${name}_basis`]];
    const because = basis && answer !== "not_needed" ? words.basis[basis] || basis : "";
    return `${words.label[name]} ${words.answer[answer]}${because ? ` (${because})` : ""}`;
  };

  const facts = (position, { record, more }) => {
    const into = make("dl", "facts"), a = shared.alike[data.alike[position]], of = (name) => a[column[name]];
    const [, source] = shared.rules[of("rule")], [archive, path] = shared.files[of("file")];
    const place = data.priority[position];
    field(into, "The tests", ...["is_public", "is_public_now", "is_adult", "is_before_deadline"].map((name) => test(a, name)));
    field(into, "What to do", words.suggestion[of("suggestion")] + (place ? `. Number ${number.format(place)} in order.` : "."));
    field(into, "Gives away", givesAway(a));
    if (of("posted_as_minor") === "unknown") field(into, "Age", `${words.label.posted_as_minor} unknown`);
    field(into, "Objection", words.objection[of("objection")]);
    field(into, "Where it stands", words.venue[of("venue")], more.venue);
    field(into, "State", of("state") === "published" ? "" : words.state[of("state")]);
    field(into, "Place", more.place, more.at && more.at.join(", "));
    field(into, "People", ...(more.people || []));
    field(into, "Links", address(more.open), address(more.link));
    field(into, "Files", ...(more.media || []).map(([name, there]) => code(there ? name : `${name} (not in the archive)`)));
    field(into, "Account", shared.accounts[of("account")]);
    field(into, "In the newest archive", of("in_newest") ? "" : "no: only an older one has it");
    field(into, "Rests on", source);
    field(into, "Found in", archive, code(path), record && code(record));
    field(into, "The whole reasoning", code(`analyze explain ${data.id(position)} EXPORT`));
    return into;
  };

  const draw = () => {
    const row = data.row(opened), a = shared.alike[data.alike[opened]], body = at("details-body");
    const [sentence] = shared.rules[a[column.rule]], seconds = data.created[opened];
    at("details-title").textContent = what(a);
    body.replaceChildren();
    body.append(make("p", "kicker", Number.isNaN(seconds) ? "no date in the archive" : `${dates.time.format(seconds * 1000)} UTC`));
    if (row.text) {
      const quote = make("blockquote", "whole", row.text);
      quote.dir = "auto";
      body.append(quote);
    }
    const reason = a[column.reason], said = words.basis[reason] || reason;
    const byAudience = reason === a[column.is_public_basis] || reason === "audience_not_recorded";
    body.append(verdictBadge("p", a[column.verdict]), make("p", "why", `${capital(said)}.${byAudience ? ` ${sentence}` : ""}`));
    const question = itemChoice(data.id(opened), opened);
    if (question) body.append(question);
    body.append(tickBox(data.id(opened), "details-title"), facts(opened, row));
  };

  const open = async (position) => {
    if (!data.row(position)) await data.ready(position);
    opened = position;
    draw();
    dialog.showModal();
    dialog.querySelector(".sheet").scrollTop = 0;
  };

  // After an answer: the same item as it is now, with the focus where it was.
  const refresh = () => {
    if (opened < 0) return;
    const inside = at("details-body").contains(document.activeElement);
    draw();
    if (inside) at("details-body").querySelector("input:checked, input")?.focus();
  };

  dialog.addEventListener("close", () => {
    closed(opened);
    opened = -1;
  });
  at("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  return { open, refresh };
};
