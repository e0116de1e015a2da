// One item at a time, large: what only the person can tell of it, on four buttons and on the keys 1 to 4.
const itemReview = (shared, data, judge, tools, own) => {
  const { at, make, speech, fill, what, column, givesAway, picture, verdictBadge, words } = tools, say = words.review;
  const CHOICES = ["public", "was_public", "not_public", ""]; // the last: skip
  const WORDS = 6; // so many of the item's words find it again
  const dialog = at("review");
  const month = new Intl.DateTimeFormat(shared.language, { timeZone: "UTC", month: "long", year: "numeric" });
  let queue = [], place = 0, given = []; // places at which an answer was given, in their order

  const finding = (a, row, seconds) => {
    const node = make("div", "review-find"), platform = words.platform[a[column.platform]];
    node.append(make("h3", "", fill(say.find, { platform })));
    if (row.more.open?.[1]) {
      const line = make("p");
      line.append(tools.external(row.more.open[0], fill(words.open_on, { platform })));
      node.append(line);
      return node;
    }
    const log = shared.look_up[a[column.kind] === "comment" ? `${a[column.platform]}_comments` : a[column.platform]];
    if (log) {
      const line = make("p");
      line.append(tools.external(...log));
      node.append(line);
      if (!Number.isNaN(seconds)) node.append(make("p", "", fill(say.go_to, { month: month.format(seconds * 1000) })));
    }
    const some = row.text.split(/\s+/).slice(0, WORDS).join(" ").slice(0, 120);
    if (some) {
      const quote = make("p", "review-words", some), copy = make("button", "", say.copy), status = make("span", "fine");
      quote.dir = "auto";
      copy.type = "button";
      status.setAttribute("role", "status");
      copy.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(some);
          status.textContent = say.copied;
        } catch {
          getSelection().selectAllChildren(quote); // a browser that lets no page write to the clipboard
          status.textContent = say.selected;
        }
      });
      node.append(make("p", "fine", say.words), quote, copy, " ", status);
    }
    return node;
  };

  const draw = () => {
    const position = queue[place], left = at("review-item");
    at("review-undo").disabled = !given.length;
    at("review-back").disabled = !place;
    for (const button of at("review-choices").children) button.disabled = position === undefined;
    if (position === undefined) {
      at("review-title").textContent = say.end;
      left.replaceChildren(make("p", "", fill(words.line.wait, { n: own.open() })));
      return;
    }
    const a = shared.alike[data.alike[position]], row = data.row(position), seconds = data.created[position];
    const date = Number.isNaN(seconds) ? words.no_date : speech.longDay.format(seconds * 1000);
    const text = make("blockquote", "", row.text || tools.summaryOf(row)), card = make("div", "review-card");
    at("review-title").textContent = fill(say.place, { place: place + 1, n: queue.length });
    text.dir = "auto";
    card.append(...picture(row, 288, 216), make("p", "kicker", [what(a), date, words.venue[a[column.venue]], row.more.venue].filter(Boolean).join(" · ")), text);
    if (a[column.reveals]) card.append(make("p", "reveals", fill(words.gives_away, { what: givesAway(a) })));
    card.append(verdictBadge("p", a[column.verdict]));
    left.replaceChildren(card, finding(a, row, seconds));
    const said = own.said({ item: data.id(position) });
    [...at("review-choices").children].forEach((button, which) => button.setAttribute("aria-pressed", String(Boolean(said) && CHOICES[which] === said)));
    left.scrollTop = 0;
  };
  const go = async (wanted) => {
    place = Math.max(0, Math.min(queue.length, wanted));
    if (queue[place] !== undefined) await data.ready(queue[place]);
    draw();
    if (dialog.open && !dialog.contains(document.activeElement)) at("review-item").focus(); // a button that is out of use loses it
  };
  const answer = (which) => {
    if (queue[place] === undefined) return;
    if (CHOICES[which]) {
      given.push(place);
      own.give({ item: data.id(queue[place]) }, CHOICES[which]);
    }
    go(place + 1);
  };
  const undo = () => {
    if (!given.length) return;
    own.undo();
    go(given.pop());
  };

  // `order`: all positions by what presses most.
  const open = (order) => {
    const positions = order || Uint32Array.from({ length: data.total }, (_, each) => each);
    const waits = (position) => shared.alike[data.alike[position]][column.verdict] === "undetermined" && judge.isOpen(position, own.answers());
    queue = Array.from(positions.filter(waits));
    given = [];
    dialog.showModal();
    go(0);
  };

  [...at("review-choices").children].forEach((button, which) => button.addEventListener("click", () => answer(which)));
  at("review-undo").addEventListener("click", undo);
  at("review-back").addEventListener("click", () => go(place - 1));
  at("review-close").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (!dialog.open || !at("review-keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[1-4]$/.test(event.key)) answer(Number(event.key) - 1);
    else if (event.key === "ArrowLeft" && event.target.type !== "checkbox") go(place - 1);
    else return;
    event.preventDefault();
  });
  return { open };
};
