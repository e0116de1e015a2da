// What the letters say of an account, written anew once something was said: numbers as `letter/facts.py` counts them,
// texts as `letter/parts.py` chooses them, in the words of the letters.
const letterTexts = (shared, data, objected, fields) => {
  const about = shared.letter;
  if (!about) return { draw: () => {} };
  const { texts } = about;
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, about.thousands);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const day = (iso) => fill(about.day, { day: Number(iso.slice(8, 10)), month: about.months[Number(iso.slice(5, 7)) - 1], year: Number(iso.slice(0, 4)) });
  const dated = (seconds) => day(new Date(seconds * 1000).toISOString());

  // Of each account: what is known to have been public, by kind, and what is not known.
  const facts = () => {
    const found = about.accounts.map(() => ({ kinds: new Map(), known: 0, undecided: 0, minor: 0, special: 0, old: 0, stated: false }));
    // First by what items share: how many, how many of them are old, and when the first and the last was made. No
    // comparison is true of NaN, an item without a time.
    const { alike, created, total } = data, all = shared.alike.length;
    const sizes = new Uint32Array(all), olds = new Uint32Array(all);
    const firsts = new Float64Array(all).fill(Infinity), lasts = new Float64Array(all).fill(-Infinity);
    for (let position = 0; position < total; position += 1) {
      const k = alike[position], seconds = created[position];
      sizes[k] += 1;
      if (seconds < about.old_before) olds[k] += 1;
      if (seconds < firsts[k]) firsts[k] = seconds;
      if (seconds > lasts[k]) lasts[k] = seconds;
    }
    shared.alike.forEach((a, k) => {
      const of = found[a[column.account]], n = sizes[k], name = a[column.kind], isPublic = a[column.is_public];
      if (!n) return;
      if (isPublic !== "no") {
        if (a[column.posted_as_minor] === "yes") of.minor += n;
        if (a[column.reveals].split(";").includes("special_category")) of.special += n;
      }
      if (name === "ai_prompt") return;
      if (isPublic === "unknown") of.undecided += n;
      if (isPublic !== "yes") return;
      of.known += n;
      of.old += olds[k];
      of.stated ||= a[column.is_public_basis] === "stated_by_you";
      const kind = of.kinds.get(name) || { n: 0, first: Infinity, last: -Infinity };
      of.kinds.set(name, { n: kind.n + n, first: Math.min(kind.first, firsts[k]), last: Math.max(kind.last, lasts[k]) });
    });
    return found;
  };
  const period = ({ first, last }) => {
    if (first > last) return texts.period_undated;
    const [from, to] = [dated(first), dated(last)];
    return from === to ? from : fill(texts.period, { first: from, last: to });
  };
  const counts = ({ kinds }) =>
    [...kinds].sort(([one, a], [two, b]) => b.n - a.n || (one < two ? -1 : 1))
      .map(([kind, each]) => fill(texts.count_line, { kind: about.kinds[kind], count: number(each.n), period: period(each) }));

  // --- one text on its paper --------------------------------------------------------------------------------------

  const find = (into, name) => into.querySelector(`[data-text="${name}"]`);
  const put = (into, name, wanted, text, after, tag = "p") => {
    let node = find(into, name);
    if (!wanted || texts[name] === undefined) {
      node?.remove();
      return;
    }
    if (!node) {
      node = document.createElement(tag);
      node.dataset.text = name;
      after().after(node);
    }
    fields.write(node, text);
  };
  const shown = new WeakMap(); // by paper: what stands there
  const drawShown = (paper, fact, values) => {
    let last = find(paper, "h_shown");
    if (!last) return;
    const { known } = fact;
    const wanted = {
      known_archive: known && !fact.stated, known_answers: known && fact.stated, counts: known,
      copy_made: known && values.made, prompts: known && values.prompts, undecided: known && fact.undecided, none_known: !known,
    };
    const said = Object.keys(wanted).filter((name) => wanted[name] && (name === "counts" || texts[name] !== undefined))
      .map((name) => [name, name === "counts" ? counts(fact) : fill(texts[name], values)]);
    const now = JSON.stringify(said);
    if (shown.get(paper) === now) return;
    shown.set(paper, now);
    for (const name of Object.keys(wanted)) find(paper, name)?.remove();
    for (const [name, text] of said) {
      const lines = name === "counts", node = document.createElement(lines ? "ul" : "p");
      node.dataset.text = name;
      if (lines) node.append(...text.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
      else fields.write(node, text);
      last.after(node);
      last = node;
    }
  };

  const drawWarnings = (letter, fact, values, owner) => {
    const list = letter.querySelector(".notes-of"), { what } = letter.dataset, first = what === "letter", due = objected.due(owner);
    const early = due && fields.day() <= due;
    const wanted = {
      note_none_known: what !== "reminder" && !fact.known,
      note_undecided: what !== "reminder" && fact.undecided,
      note_special: first && fact.special,
      note_covered: first && objected.dayOf(owner),
      note_doubtful: objected.isDoubtful(owner),
      note_too_early: what === "reminder" && early,
      note_too_early_complaint: what === "complaint" && early,
    };
    for (const [name, holds] of Object.entries(wanted)) {
      let node = find(list, name);
      if (!holds || !texts[name]) {
        node?.remove();
        continue;
      }
      if (!node) list.append((node = document.createElement("li")));
      node.dataset.text = name;
      node.dir = "auto";
      node.textContent = fill(texts[name], values);
    }
    list.hidden = !list.children.length;
  };

  const draw = () => {
    const found = facts();
    for (const letter of document.querySelectorAll(".letter")) {
      const { what } = letter.dataset, account = Number(letter.dataset.account);
      if (account < 0) continue;
      const paper = letter.querySelector(".paper"), fact = found[account], of = about.accounts[account];
      const owner = objected.ownerOf(account), objectedOn = objected.dayOf(owner), { sent } = objected.owners[owner], due = objected.due(owner);
      const values = {
        ...of, label: letter.dataset.label, old: number(fact.old), undecided: number(fact.undecided), special: number(fact.special),
        objected: objectedOn ? day(objectedOn) : about.blanks.objected, over: due ? day(due) : "",
        form_sent: objectedOn && sent !== "letter" ? day(objectedOn) : about.blanks.form_sent,
        asked: about.asked[sent], articles: about.articles[sent] ?? "", until: day(objected.plus(fields.day(), about.until_days)),
      };
      const over = !due || fields.day() > due;
      const says = (name, wanted = true, after, tag) => put(paper, name, wanted && (after || find(paper, name)), fill(texts[name] ?? "", values), after, tag);
      const one = (...names) => names.map((name) => find(paper, name)).find(Boolean);
      if (letter.classList.contains("later")) letter.hidden = !objectedOn || (what === "complaint" && !over);
      if (find(paper, "day")) fields.write(find(paper, "day"), day(fields.day()));
      drawShown(paper, fact, values);
      if (what === "letter") {
        says("old_posts", fact.old, () => find(paper, "grounds"));
        for (const end of ["eu", "plain"]) if (texts[`minor_${end}`]) says(`minor_${end}`, fact.minor, () => one("erase_eu", "erase_plain"), "li");
        says("form_sent");
      }
      for (const end of ["eu", "plain"]) for (const name of ["subject_reminder", "reminder", "reminder_until", "happened_objected", "wish"]) says(`${name}_${end}`);
      if (what === "reminder" && find(paper, "reminder_eu")) says("reminder_over_eu", over, () => find(paper, "reminder_eu"));
      if (what !== "form") drawWarnings(letter, fact, values, owner);
    }
    fields.gaps();
  };

  return { draw };
};
