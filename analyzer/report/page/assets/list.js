// The list: of all items that fit, the few that are on screen. One of them can be reached with the Tab key; from it the
// arrow keys lead to the others.
const itemList = (shared, data, tools, { isTicked, open }) => {
  const { at, make, words, speech, what, summaryOf, picture, verdictBadge } = tools;
  const TALLEST = 15e6; // pixels: browsers stop a little above this, so longer lists are scrolled in proportion
  const SPARE = 4; // rows drawn above and below what can be seen
  const list = at("list"), spacer = at("spacer");
  const drawn = new Map(); // place in `shown` -> list item
  let shown = new Uint32Array(0); // positions of items, in the order on screen
  // In pixels: of a row, of all rows, of the list at most, and how far it is scrolled. Kept, for to ask the browser while
  // something is changed makes it lay out the page once more.
  let height = 0, tall = 0, most = 0, top = 0;
  let active = 0; // the place that the Tab key leads to

  const measure = () => {
    const style = getComputedStyle(list);
    height = parseFloat(style.getPropertyValue("--row")) || 80;
    most = parseFloat(style.maxHeight) - parseFloat(style.borderTopWidth) - parseFloat(style.borderBottomWidth);
    top = list.scrollTop;
  };
  const stretch = () => {
    tall = Math.min(shown.length * height, TALLEST);
    top = Math.max(0, Math.min(top, tall - most)); // as the browser does
    spacer.style.height = `${tall}px`;
  };

  const view = () => Math.min(tall, most);
  const first = () => {
    const room = tall - view(), rowsAbove = shown.length - view() / height;
    return room > 0 ? (top / room) * rowsAbove : 0;
  };

  const fillButton = (node, position) => {
    const a = shared.alike[data.alike[position]], row = data.row(position), seconds = data.created[position];
    const date = Number.isNaN(seconds) ? words.no_date : speech.day.format(seconds * 1000);
    const done = isTicked(data.id(position)) ? ` · \u2713 ${words.ask.done}` : "";
    const text = make("span", !row ? "item-text waiting" : row.text ? "item-text" : "item-text quiet", row ? summaryOf(row).slice(0, 300) : "\u2026");
    text.dir = "auto";
    node.classList.toggle("pictured", Boolean(row?.more.thumb));
    node.replaceChildren(...picture(row, 56, 56), make("span", "item-head", `${what(a)} · ${date}${done}`), verdictBadge("span", a[tools.column.verdict], words.badge), text);
  };

  const listItem = (place) => {
    const node = make("div", "row"), button = make("button", "item");
    node.setAttribute("role", "listitem");
    node.setAttribute("aria-posinset", place + 1);
    node.setAttribute("aria-setsize", shown.length);
    button.type = "button";
    button.dataset.place = place;
    fillButton(button, shown[place]);
    node.append(button);
    return node;
  };

  const forget = (place) => {
    drawn.get(place).remove();
    drawn.delete(place);
  };

  const draw = () => {
    const start = first(), visible = view() / height;
    const from = Math.max(0, Math.floor(start) - SPARE), to = Math.min(shown.length, Math.ceil(start + visible) + SPARE);
    for (const [place, node] of drawn) {
      if ((place < from || place >= to) && !node.contains(document.activeElement)) forget(place);
    }
    for (let place = from; place < to; place += 1) {
      if (drawn.has(place)) continue;
      drawn.set(place, listItem(place));
      data.ready(shown[place]);
    }
    const reached = drawn.has(active) ? active : Math.min(Math.ceil(start), shown.length - 1);
    for (const [place, node] of drawn) {
      node.style.top = `${top + (place - start) * height}px`;
      node.firstChild.tabIndex = place === reached ? 0 : -1;
    }
    const inOrder = [...drawn.entries()].sort((a, b) => a[0] - b[0]).map(([, node]) => node);
    inOrder.forEach((node, index) => {
      if (spacer.children[index] !== node) spacer.insertBefore(node, spacer.children[index] || null);
    });
  };

  // Show these items. `keep`: stay where the list stands.
  const show = (positions, keep) => {
    shown = positions;
    if (!keep) {
      list.scrollTop = 0;
      top = 0;
      active = 0;
    }
    list.classList.toggle("empty", !shown.length);
    for (const place of [...drawn.keys()]) forget(place);
    if (!height) measure();
    stretch();
    draw();
  };

  const moveTo = (wanted) => {
    if (!shown.length) return;
    active = Math.max(0, Math.min(shown.length - 1, wanted));
    const start = first(), visible = view() / height;
    if (active < start || active + 1 > start + visible) {
      const above = active < start ? active : active + 1 - visible;
      list.scrollTop = (above / Math.max(1, shown.length - visible)) * (tall - view());
      top = list.scrollTop;
    }
    draw();
    drawn.get(active)?.firstChild.focus({ preventScroll: true });
  };

  // Draw anew what is on screen, where `wanted` says so of an item's position.
  const redraw = (wanted) => {
    for (const [place, node] of drawn) if (wanted(shown[place])) fillButton(node.firstChild, shown[place]);
  };
  data.waiting.add((number) => redraw((position) => Math.floor(position / data.inBlock) === number));

  const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
  const placeOf = (event) => Number(event.target.closest?.("button.item")?.dataset.place ?? NaN);
  list.addEventListener("keydown", (event) => {
    const place = placeOf(event);
    if (!(event.key in MOVES) || Number.isNaN(place)) return;
    event.preventDefault();
    moveTo(place + MOVES[event.key]);
  });
  list.addEventListener("click", (event) => {
    const place = placeOf(event);
    if (Number.isNaN(place)) return;
    active = place;
    open(shown[place]);
  });
  const scrolled = () => {
    top = list.scrollTop;
    draw();
  };
  list.addEventListener("scroll", () => requestAnimationFrame(scrolled), { passive: true });
  window.addEventListener("resize", () => {
    measure();
    stretch();
    draw();
  });

  return {
    show, redraw,
    has: (node) => list.contains(node),
    focus: (position) => {
      const place = shown.indexOf(position);
      if (place >= 0) moveTo(place);
    },
  };
};
