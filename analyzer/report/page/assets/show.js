// A page that can be shown to others: numbers, steps and sources as they stand now. It is put together of what is named
// here and of nothing else, so no text, name, place, picture or file name of the archive can get into it.
const pageToShow = (shared, tools) => {
  const { at, make, saved, words } = tools;

  // A copy that says the same and does nothing: no links, no fields, nothing hidden.
  const still = (node) => {
    const copy = node.cloneNode(true);
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      if (each !== copy && (each.hidden || each.matches(".ghost, .away, button, input, label, img, script"))) {
        each.remove();
        continue;
      }
      for (const name of each.getAttributeNames()) if (name.startsWith("data-") || ["href", "tabindex", "aria-live", "role"].includes(name)) each.removeAttribute(name);
    }
    return copy;
  };
  const part = (...nodes) => {
    const section = make("section");
    section.append(...nodes.filter(Boolean).map((node) => (typeof node === "string" ? make("p", "", node) : still(node))));
    return section;
  };
  const steps = () => {
    const list = make("ol", "sources");
    for (const step of document.querySelectorAll(".step:not([hidden])")) {
      const line = make("li", "", step.querySelector("h3").textContent), covers = step.querySelector(".covers");
      if (!covers.hidden) line.append(" · ", make("span", "fine", covers.textContent));
      list.append(line);
    }
    return list;
  };

  const whole = () => {
    const page = document.implementation.createHTMLDocument(document.title), { head, body } = page;
    page.documentElement.lang = document.documentElement.lang;
    page.documentElement.dir = document.documentElement.dir;
    for (const node of document.head.querySelectorAll("meta, style")) {
      const copy = node.cloneNode(true);
      if (copy.httpEquiv === "Content-Security-Policy") copy.content = copy.content.replace(/(?:img|script)-src [^;]*; /g, "");
      head.append(copy);
    }
    const top = make("header", "top"), main = make("main");
    top.append(make("p", "brand", document.title), make("p", "private", words.show.note));
    const hero = part(at("answer-title"), document.querySelector(".truth"), at("range-bar"), at("split"));
    hero.className = "hero";
    const found = part(at("figures-title"), at("scope"), at("figures"), document.querySelector(".plot > h3"), at("legend"), document.querySelector("svg.chart"), at("years")?.closest("table"));
    const todo = make("section");
    todo.append(still(at("do-title")), steps());
    const sources = part(at("sources-title"), document.querySelector("#sources > .lead"), document.querySelector("ul.sources"), document.querySelector(".legal"));
    main.append(hero, todo, found, part(at("stays-title"), document.querySelector(".stays")), sources);
    body.append(top, main);
    return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
  };

  at("show-others")?.addEventListener("click", () => saved(whole(), "report-to-show.html", "text/html"));
};
