// Small things that the other parts use. Whatever comes out of the archive reaches the page through textContent alone.
const pageTools = (shared) => {
  const words = shared.words, speech = speaking(shared), { number, fill, items, ofItems } = speech;
  const at = (id) => document.getElementById(id);
  const make = (name, className, text) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  // What says the same as before is left alone: a text that is set anew is laid out anew.
  const put = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  // Between two pieces of work: what the person does meanwhile comes first. Right after a pause there is none.
  const SLICE = 25; // milliseconds
  let paused = performance.now();
  const pause = async () => {
    if (performance.now() - paused < SLICE) return;
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        done();
      };
      port2.postMessage(0);
    });
    paused = performance.now();
  };

  // What many items share: `shared.alike` has a row for each such combination, to which answers add new ones.
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const listed = (text) => text.split(";").filter(Boolean);
  const givesAway = (a) => listed(a[column.reveals]).map((each) => words.reveals[each] || each).join(", ");
  const what = (a) => fill(words.what, { platform: words.platform[a[column.platform]], kind: words.kind[a[column.kind]] });

  // What is suggested for an item: what its platform can do.
  const advice = (a) => {
    const platform = a[column.platform], on = words.make_private_on;
    const own = a[column.suggestion] === "make_private" && (on[`${platform}_${a[column.kind]}`] || on[platform]);
    return own || words.suggestion[a[column.suggestion]];
  };

  // What stands for an item in lists: its text, or that it has none.
  const summaryOf = (row) => row.text || speech.noText(row.more.media?.length || 0);

  // The small picture of an item, for those that have one; decoration, so nothing is read out for it.
  const picture = (row, width, height) => {
    const src = row?.more.thumb;
    return src ? [Object.assign(make("img", "thumb"), { alt: "", width, height, src })] : [];
  };

  // `said`: the words for it, short where the legend stands by.
  const verdictBadge = (name, verdict, said = words.verdict) => {
    const badge = make(name, `verdict ${verdict}`);
    badge.append(make("span", "", said[verdict]));
    return badge;
  };

  // A link out of the page, as the template's `external`.
  const external = (url, label) => {
    const node = make("a", "", label), out = make("span", "out", " \u2197");
    Object.assign(node, { href: url, target: "_blank", rel: "noreferrer noopener" });
    out.setAttribute("aria-hidden", "true");
    node.append(out, make("span", "hidden", ` ${words.new_tab}`));
    return node;
  };

  // A file for the person, made here.
  const saved = (text, name, type) => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // A number that leads to the items that it counts; nowhere, where there are none.
  const count = (node, n) => {
    const text = number.format(n);
    if (node.textContent === text) return;
    node.textContent = text;
    node.setAttribute("aria-label", `${node.dataset.label}${words.colon}${text}`);
    if (n) node.href = "#items";
    else node.removeAttribute("href");
  };

  // An address out of the archive, with whether it may be a link: `page_items.can_open` has decided that.
  const address = (entry) => {
    if (!entry) return undefined;
    const [url, canOpen] = entry;
    const node = make(canOpen ? "a" : "span", "long", url);
    if (canOpen) {
      node.href = url;
      node.rel = "noreferrer noopener";
      node.target = "_blank";
    }
    return node;
  };

  return {
    at, make, put, pause, number, speech, capital, fill, items, ofItems, column, listed, givesAway, advice, what, summaryOf, picture, verdictBadge, address, external, saved, count, words,
  };
};
