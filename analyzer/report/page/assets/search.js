// Searching: all words must stand in an item; case and accents do not matter. Each block has two folded texts of its items,
// made when they are first needed or while nothing else happens: a single letter beyond Latin-1, an emoji, makes a browser
// hold a whole text in twice the memory, so items with one stand apart from all others.
const searching = (shared, data, { pause }) => {
  const PIECE = 500; // items that are folded at once
  const WIDE = /[^\x00-\xff]/;
  const folded = []; // by block: the promise of its texts, each with the places of its items in the block, and where they end

  const fold = (text) =>
    /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("\u03c2", "\u03c3");

  const wordsOf = ({ text, more }) =>
    more.venue || more.place || more.people ? [text, more.venue || "", more.place || "", ...(more.people || [])].join("\n") : text;
  // Parsed anew, a text is held in as little as it needs: where accents were taken out of it, it was not.
  const parsed = (text) => JSON.parse(JSON.stringify(text));
  const held = ({ texts, places }, kept) => {
    let end = 0;
    const ends = Uint32Array.from(texts, (text) => (end += text.length + 1));
    return { text: kept(`${texts.join("\n")}\n`), ends, places: Uint32Array.from(places) };
  };
  const prepared = async (number) => {
    await data.load(number);
    const size = data.sizeOf(number), narrow = { texts: [], places: [] }, wide = { texts: [], places: [] };
    let place = 0;
    for (let from = 0; from < size; from += PIECE) {
      for (const row of data.rowsOf(number, from, from + PIECE)) {
        const found = fold(wordsOf(row)), { texts, places } = WIDE.test(found) ? wide : narrow;
        texts.push(found);
        places.push(place);
        place += 1;
      }
      await pause();
    }
    return [held(narrow, parsed), held(wide, (text) => text)];
  };
  const prepare = (number) => (folded[number] ||= prepared(number));

  // Mark the items of a text in which all terms stand. No term has white space, so none reaches into the next item.
  const look = ({ text, ends, places }, base, [first, ...others], marks) => {
    let place = 0;
    for (let found = text.indexOf(first); found >= 0; found = text.indexOf(first, ends[place - 1])) {
      while (ends[place] <= found) place += 1;
      const within = others.length ? text.slice(place ? ends[place - 1] : 0, ends[place]) : "";
      if (others.every((term) => within.includes(term))) marks[base + places[place]] = 1;
      place += 1;
      if (place === ends.length) break;
    }
  };

  const terms = (words) => fold(words).split(/\s+/).filter(Boolean).sort((a, b) => b.length - a.length);

  // A mark for each item that fits; null where `stale` says that the answer is not wanted any more.
  const search = async (words, stale) => {
    const wanted = terms(words), marks = new Uint8Array(data.total);
    const known = data.find(words.trim());
    if (known >= 0) marks[known] = 1;
    for (let number = 0; number < data.blocks; number += 1) {
      if (number) await pause();
      if (stale()) return null;
      for (const part of await prepare(number)) look(part, number * data.inBlock, wanted, marks);
    }
    return marks;
  };

  // Unpack and fold one block after the other while nothing else happens.
  const later = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 1000 }) : setTimeout(work, 50));
  const prepareAll = (number) => {
    if (number >= data.blocks) return;
    later(async () => {
      await prepare(number);
      prepareAll(number + 1);
    });
  };

  return { search, prepare, prepareAll, hasTerms: (words) => terms(words).length > 0 };
};
