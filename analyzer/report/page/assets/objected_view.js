// "I objected on ...": a day for each account, here and in the steps; what it covers, and when to remind Meta.
const objectedView = (shared, tools, objected, ticks, changed) => {
  const { at, make, fill, items, speech, saved, words } = tools, say = words.objected;
  const long = (day) => speech.longDay.format(objected.seconds(day) * 1000);
  const fields = objected.owners.map((_, owner) => at(`objected-${owner}`));
  const inSteps = []; // [owner, field, note] for each field that stands in a step

  const set = (owner, day) => {
    if (day && (!objected.isDay(day) || day > objected.today())) return false;
    objected.owners[owner].said = day;
    if (day) ticks.add(objected.owners[owner].steps.filter((id) => at(`step-${id}`) && !at(`step-${id}`).hidden && id !== "object_elsewhere"));
    ticks.draw();
    changed();
    return true;
  };
  const listen = (field, owner, wrong) => {
    field.max = objected.today();
    field.addEventListener("change", () => {
      if (!set(owner, field.value)) wrong(field.value ? say.future : "");
    });
  };

  const counted = (n, state, owner) => {
    const line = make("p"), link = make("a", "", fill(say[state], { n, items: items(n) }));
    link.href = "#items";
    link.dataset.filter = `objection=${state}:${owner}`;
    line.append(link);
    return line;
  };
  const draw = () => {
    const counts = objected.counted();
    objected.owners.forEach(({ said, sent }, owner) => {
      const note = at(`objected-note-${owner}`), button = note.nextElementSibling, due = objected.due(owner);
      if (document.activeElement !== fields[owner]) fields[owner].value = objected.isDay(said) ? said : "";
      at(`sent-${owner}`).value = sent;
      at(`sent-${owner}`).parentElement.hidden = !objected.dayOf(owner);
      const lines = [];
      if (said === objected.asked.never) lines.push(make("p", "", words.objection.none));
      if (objected.dayOf(owner)) {
        for (const state of ["covered", "disputed"]) {
          const n = counts.get(`${state}:${owner}`) || 0;
          if (n) lines.push(counted(n, state, owner));
        }
        if (objected.isDoubtful(owner)) lines.push(make("p", "", fill(words.objection_2024, { day: long(objected.dayOf(owner)) })));
        if (due) lines.push(make("p", "", fill(objected.today() > due ? say.over : say.due, { day: long(due) })));
      }
      note.replaceChildren(...lines);
      button.hidden = !due || objected.today() > due;
      if (due) button.firstChild.textContent = fill(say.calendar, { day: long(due) });
    });
    for (const [owner, field, note] of inSteps) {
      const { said } = objected.owners[owner];
      if (document.activeElement !== field) field.value = objected.isDay(said) ? said : "";
      note.textContent = objected.due(owner) ? fill(say.due, { day: long(objected.due(owner)) }) : "";
    }
    for (const place of document.querySelectorAll(".asks-day")) {
      place.hidden = !place.children.length || !ticks.has(place.closest(".step").dataset.step);
    }
  };

  const inStep = (place) => {
    const { step } = place.closest(".step").dataset;
    objected.owners.forEach((each, owner) => {
      if (!each.steps.includes(step)) return;
      const line = make("p", "day-asked"), label = make("label", "", `${say.ask} `), field = make("input"), now = make("button", "back", say.today);
      const note = make("span", "fine");
      const name = make("span", "hidden", each.label);
      Object.assign(field, { type: "date", id: `asked-${step}-${owner}`, autocomplete: "off" });
      label.htmlFor = field.id;
      label.append(name);
      now.type = "button";
      now.addEventListener("click", () => set(owner, objected.today()));
      note.setAttribute("role", "status");
      listen(field, owner, (text) => (note.textContent = text));
      line.append(label, field, " ", now, " ", note);
      place.append(line);
      inSteps.push([owner, field, note]);
    });
  };
  const start = () => {
    fields.forEach((field, owner) => {
      listen(field, owner, (text) => at(`objected-note-${owner}`).replaceChildren(make("p", "", text)));
      at(`sent-${owner}`).addEventListener("change", (event) => {
        objected.owners[owner].sent = event.target.value;
        changed();
      });
    });
    for (const place of document.querySelectorAll(".asks-day")) inStep(place);
    document.addEventListener("change", (event) => {
      const place = event.target.dataset?.tick && event.target.closest(".step")?.querySelector(".asks-day");
      if (!place?.children.length) return;
      draw();
      if (event.target.checked) place.querySelector("input").focus();
    });
    for (const button of document.querySelectorAll("[data-calendar]")) {
      button.addEventListener("click", () => {
        const owner = Number(button.dataset.calendar), day = objected.due(owner);
        const title = fill(say.event, { what: objected.owners[owner].label });
        const uid = `objection-${owner}-${day}-${shared.report}@meta-ai-scope`;
        saved(calendar({ uid, day, now: new Date(), title, note: say.event_note }), `meta-${day}.ics`, "text/calendar");
      });
    }
  };

  return { start: objected.asks ? start : () => {}, draw: objected.asks ? draw : () => {} };
};
