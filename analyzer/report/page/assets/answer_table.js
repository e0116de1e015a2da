// Questions that are alike, as one table: a row for each, a column for each answer, and where `all` says so a row that
// answers all of them. `rows`: `about`, `label`, and `note`, what stands below the label. `own`: how answers are given.
const answerTable = (tools, own, { question, heading, choices, rows, all }) => {
  const { make, put, words } = tools, say = words.ask;
  const table = make("table", "answers"), body = make("tbody");
  const heads = make("tr");
  const cell = (name, scope, text) => Object.assign(make(name, "", text), { scope });
  heads.append(cell("th", "col", heading), ...choices.map((value) => cell("th", "col", own.label(value))));
  const last = cell("th", "col");
  last.append(make("span", "hidden", say.back));
  heads.append(last);
  const head = make("thead");
  head.append(heads);
  table.append(make("caption", "hidden", question), head, body);

  // One row: its buttons, and the one that takes its answer back. What stands in it is made when it is first shown.
  const row = ({ label, note, said, give, className }) => {
    const node = make("tr", className);
    let inputs = null, below, back;
    const input = (value, group) => {
      const place = make("td"), field = make("label"), made = make("input");
      Object.assign(made, { type: "radio", name: group, value });
      made.setAttribute("aria-label", `${label}${words.colon}${own.label(value)}`);
      made.addEventListener("change", () => give(value));
      field.append(made);
      place.append(field);
      node.append(place);
      return made;
    };
    const build = () => {
      const title = cell("th", "row"), name = make("span", "", label), place = make("td");
      below = make("small");
      back = make("button", "back", "×");
      name.dir = "auto";
      title.append(name, below);
      node.append(title);
      const group = `answers-${(answerTable.groups = (answerTable.groups || 0) + 1)}`;
      inputs = choices.map((value) => input(value, group));
      back.type = "button";
      back.setAttribute("aria-label", `${say.back}${words.colon}${label}`);
      back.addEventListener("click", () => {
        inputs[0].focus();
        give("");
      });
      place.append(back);
      node.append(place);
    };
    body.append(node);
    const refresh = () => {
      if (node.hidden) return;
      if (!inputs) build();
      const value = said();
      for (const each of inputs) each.checked = each.value === value;
      back.classList.toggle("away", !value);
      put(below, note());
    };
    return { node, refresh };
  };

  const one = ({ about, label, note }) => {
    const made = row({ label, note, said: () => own.said(about), give: (value) => own.give(about, value) });
    return { ...made, about };
  };
  // What all rows say, "" where they differ.
  const agreed = () => {
    const said = new Set(rows.map(({ about }) => own.said(about)));
    return said.size === 1 ? [...said][0] : "";
  };
  const differ = () => !agreed() && rows.some(({ about }) => own.said(about));
  const first = all && row({
    label: all.label, className: "whole-row", said: agreed, note: () => (differ() ? all.differ : ""),
    give: (value) => own.giveAll(rows.map(({ about }) => about), value),
  });
  const made = rows.map(one);
  const refresh = () => [first, ...made].filter(Boolean).forEach((each) => each.refresh());

  return {
    table, rows: made, refresh,
    shows: (answer) => made.some((each) => !each.node.hidden && own.target(each.about) === own.target(answer)),
  };
};
