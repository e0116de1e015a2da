// What is done: steps and items that are ticked off. Known by their ids alone.
const ticking = (shared, tools, changed) => {
  const { make } = tools;
  let ticked = new Set(shared.ticked);

  // All boxes of the page as they should be.
  const draw = () => {
    for (const box of document.querySelectorAll("[data-tick]")) {
      box.checked = ticked.has(box.dataset.tick);
      box.closest(".step, .cards li")?.classList.toggle("done", box.checked);
    }
    const steps = [...document.querySelectorAll(".step:not([hidden])")];
    const done = steps.filter((step) => ticked.has(step.dataset.step)).length;
    if (tools.at("progress")) tools.at("progress").textContent = tools.fill(shared.words.ask.progress, { done, n: steps.length });
  };
  // The first three that are left stand open. Only when the page opens: a step that is ticked stays where it is.
  const unfold = () => {
    const steps = [...document.querySelectorAll(".step")];
    const first = steps.filter((step) => !step.hidden && !ticked.has(step.dataset.step)).slice(0, 3);
    for (const step of steps) step.querySelector(".how").open = first.includes(step);
  };

  const box = (id, describedBy) => {
    const label = make("label", "tick"), input = make("input");
    input.type = "checkbox";
    input.dataset.tick = id;
    input.checked = ticked.has(id);
    if (describedBy) input.setAttribute("aria-describedby", describedBy);
    label.append(input, ` ${shared.words.ask.done}`);
    return label;
  };

  document.addEventListener("change", (event) => {
    const id = event.target.dataset?.tick;
    if (!id) return;
    if (event.target.checked) ticked.add(id);
    else ticked.delete(id);
    draw();
    changed(id);
  });

  // The steps alone on paper. By its own menu, the browser prints the whole page.
  const root = document.documentElement;
  window.addEventListener("afterprint", () => root.classList.remove("checklist"));
  tools.at("print")?.addEventListener("click", () => {
    root.classList.add("checklist");
    window.print();
  });

  return {
    draw, unfold, box,
    has: (id) => ticked.has(id),
    add: (ids) => ids.forEach((id) => ticked.add(id)),
    set: (ids) => (ticked = new Set(ids)),
    all: () => [...ticked],
    kept: () => [...ticked].filter((id) => /^[0-9a-z_]{1,60}$/.test(id)), // what may stand in the browser's storage
  };
};
