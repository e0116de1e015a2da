// One item in full: its text, its verdict and why, what to do, and where it was found.
const itemDetails = (shared, data, tools, objected, { itemChoice, tickBox, closed }) => {
  const { at, make, speech, fill, capital, column, givesAway, what, picture, verdictBadge, address, words } = tools;
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

  // Every list of rules in its order: the first that answers decides, and those before it did not apply.
  const rulesTried = (of, objection) => {
    const tried = make("details", "source"), deciding = of("decided_by").split(";");
    if (objection) deciding[Object.keys(shared.rules).indexOf("objection")] = objection;
    tried.append(make("summary", "", words.detail.tried));
    Object.entries(shared.rules).forEach(([name, rules], index) => {
      const list = make("ol", "tried");
      for (const [rule, [sentence, source]] of Object.entries(rules)) {
        const decides = rule === deciding[index], node = make("li", decides ? "decides" : "", sentence);
        node.append(make("p", "fine", decides ? fill(words.detail.source, { source }) : words.detail.not_applying));
        list.append(node);
        if (decides) break;
      }
      tried.append(make("p", "list", words.list[name]), list);
    });
    return tried;
  };

  const test = (a, name) => {
    const answer = a[column[name]], basis = column[`${name}_basis`] === undefined ? "" : a[column[`${name}_basis`]];
    const because = basis && answer !== "not_needed" ? words.basis[basis] || basis : "";
    return `${words.label[name]} ${words.answer[answer]}${because ? ` (${because})` : ""}`;
  };

  const facts = (position, { record, more }) => {
    const into = make("dl", "facts"), a = shared.alike[data.alike[position]], of = (name) => a[column[name]];
    const [, source] = shared.rules.audience[of("rule")], [archive, path] = shared.files[of("file")];
    const place = data.priority[position];
    field(into, words.detail.tests, ...["is_public", "is_public_now", "is_adult", "is_before_deadline"].map((name) => test(a, name)));
    field(into, words.detail.evidence, ...(more.seen || []));
    field(into, words.detail.todo, `${tools.advice(a)}.${place ? ` ${fill(words.detail.number, { n: place })}` : ""}`);
    field(into, words.detail.reveals, givesAway(a), ...(more.words || []).map((said) => fill(words.detail.said, { said })));
    if (of("posted_as_minor") === "unknown") field(into, words.detail.age, `${words.label.posted_as_minor} ${words.answer.unknown}`);
    field(into, words.detail.objection, words.objection[objected.state(position)]);
    field(into, words.detail.place_of, words.venue[of("venue")], more.venue);
    field(into, words.detail.state, of("state") === "published" ? "" : words.state[of("state")]);
    field(into, words.detail.place, more.place, more.at && more.at.join(", "));
    field(into, words.detail.people, ...(more.people || []));
    field(into, words.detail.links, address(more.open), address(more.link));
    field(into, words.detail.files, ...(more.media || []).map(([name, there]) => code(there ? name : fill(words.detail.not_there, { name }))));
    field(into, words.detail.account, shared.accounts[of("account")]);
    field(into, words.detail.newest, of("in_newest") ? "" : words.detail.only_older);
    field(into, words.detail.rests_on, source);
    field(into, words.detail.found_in, archive, code(path), record && code(record));
    field(into, words.detail.reasoning, rulesTried(of, objected.rule(position)), shared.commands.explain && code(fill(shared.commands.explain, { id: data.id(position) })));
    return into;
  };

  const draw = () => {
    const row = data.row(opened), a = shared.alike[data.alike[opened]], body = at("details-body");
    const [sentence] = shared.rules.audience[a[column.rule]], seconds = data.created[opened];
    at("details-title").textContent = what(a);
    const when = Number.isNaN(seconds) ? words.detail.no_date : `${speech.time.format(seconds * 1000)} UTC`;
    body.replaceChildren(make("p", "kicker", when), ...picture(row, 192, 144));
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
