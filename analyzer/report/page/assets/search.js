// Searching: all words must stand in an item; case and accents do not matter. Each block has one folded text of all its
// items, made when it is first needed or while nothing else happens.
const searching = (shared, data, { pause }) => {
  const PIECE = 500; // items that are folded at once
  const folded = []; // by block: the promise of its text, and of where each item of it ends

  const fold = (text) =>
    /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");

  const wordsOf = ({ text, more }) =>
    more.venue || more.place || more.people ? [text, more.venue || "", more.place || "", ...(more.people || [])].join("\n") : text;
  const prepared = async (number) => {
    await data.load(number);
    const size = data.sizeOf(number), ends = new Uint32Array(size), texts = [];
    let end = 0;
    for (let from = 0; from < size; from += PIECE) {
      for (const row of data.rowsOf(number, from, from + PIECE)) {
        const found = fold(wordsOf(row));
        end += found.length + 1;
        ends[texts.length] = end;
        texts.push(found);
      }
      await pause();
    }
    return { text: `${texts.join("\n")}\n`, ends };
  };
  const prepare = (number) => (folded[number] ||= prepared(number));

  // Mark the items of a block in which all terms stand. No term has white space, so none reaches into the next item.
  const look = ({ text, ends }, base, [first, ...others], marks) => {
    let place = 0;
    for (let found = text.indexOf(first); found >= 0; found = text.indexOf(first, ends[place - 1])) {
      while (ends[place] <= found) place += 1;
      const within = others.length ? text.slice(place ? ends[place - 1] : 0, ends[place]) : "";
      if (others.every((term) => within.includes(term))) marks[base + place] = 1;
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
      look(await prepare(number), number * data.inBlock, wanted, marks);
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
