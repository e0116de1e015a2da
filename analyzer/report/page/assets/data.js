// The items: columns of numbers for all of them at once, and of each a line of JSON, `[text, record, more]`. Lines are
// unpacked block by block while the page is in use already, and stay bytes until somebody looks.
const itemData = async (shared) => {
  const { total, in_block: inBlock } = shared;
  const decoder = new TextDecoder();

  const fromBase64 = (text) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const raw = atob(text), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
    return bytes;
  };
  const unpacked = async (node) => {
    const text = node.textContent;
    node.remove();
    if (node.type === "application/json") return new TextEncoder().encode(text);
    const bytes = fromBase64(text);
    if (!node.classList.contains("packed")) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  // --- columns: as `page_items.Columns` writes them -------------------------------------------------------------

  const { buffer } = await unpacked(document.querySelector("script.columns"));
  let offset = 0;
  const take = (Kind, length) => {
    const found = new Kind(buffer, offset, length);
    offset += found.byteLength;
    return found;
  };
  const created = take(Float64Array, total), alike = take(Uint32Array, total);
  const venue = take(Uint32Array, total), media = take(Uint32Array, total);
  const person = take(Uint32Array, 2 * shared.named), ids = take(Uint8Array, 6 * total);
  const priority = new Uint32Array(total);
  for (let position = 0; position < shared.suggested; position += 1) priority[position] = position + 1;

  // The year of each item, 0 without a time.
  const starts = [];
  const yearOf = (seconds) => {
    let year = 1970 + Math.floor(seconds / 31556952);
    const start = (y) => (starts[y] ??= new Date(0).setUTCFullYear(y, 0, 1) / 1000);
    while (seconds < start(year)) year -= 1;
    while (seconds >= start(year + 1)) year += 1;
    return year;
  };
  const year = new Int16Array(total);
  for (let position = 0; position < total; position += 1) {
    if (!Number.isNaN(created[position])) year[position] = yearOf(created[position]);
  }

  // The month of each item, from 0 on; worked out when it is first asked for.
  let months = null;
  const month = (position) => {
    if (!months) {
      months = new Uint8Array(total);
      for (let each = 0; each < total; each += 1) if (year[each]) months[each] = new Date(created[each] * 1000).getUTCMonth();
    }
    return months[position];
  };

  const hex = (byte) => byte.toString(16).padStart(2, "0");
  const id = (position) => Array.from(ids.subarray(6 * position, 6 * position + 6), hex).join("");
  const find = (wanted) => {
    if (!/^[0-9a-f]{12}$/.test(wanted)) return -1;
    const bytes = wanted.match(/../g).map((pair) => parseInt(pair, 16));
    for (let start = 0; start < ids.length; start += 6) {
      if (ids[start] === bytes[0] && bytes.every((byte, index) => ids[start + index] === byte)) return start / 6;
    }
    return -1;
  };

  // All positions by time, those without one last; of the same second in the order that they have.
  let dated = null;
  const byDate = () => {
    if (dated) return dated;
    let low = Infinity, high = -Infinity;
    for (let position = 0; position < total; position += 1) {
      const seconds = created[position];
      if (seconds < low) low = seconds;
      if (seconds > high) high = seconds;
    }
    if ((high - low + 2) * total < Number.MAX_SAFE_INTEGER) {
      const keys = new Float64Array(total); // numbers alone are sorted far quicker than items are compared
      for (let p = 0; p < total; p += 1) keys[p] = ((Number.isNaN(created[p]) ? high + 1 : created[p]) - low) * total + p;
      keys.sort();
      dated = new Uint32Array(total);
      for (let place = 0; place < total; place += 1) dated[place] = keys[place] - Math.floor(keys[place] / total) * total;
    } else {
      const when = (position) => (Number.isNaN(created[position]) ? Infinity : created[position]);
      dated = Uint32Array.from(created.keys()).sort((a, b) => (when(a) === when(b) ? a - b : when(a) - when(b)));
    }
    return dated;
  };
  const undated = () => year.reduce((sum, each) => sum + (each === 0), 0);

  // --- rows -----------------------------------------------------------------------------------------------------

  const blocks = Array.from(document.querySelectorAll("script.rows"), (node) => ({ node, loading: null, bytes: null, ends: null }));
  const waiting = new Set(); // called with the number of each block that has come

  const load = (number) => {
    const block = blocks[number];
    block.loading ||= unpacked(block.node).then((bytes) => {
      const ends = new Uint32Array(Math.min(inBlock, total - number * inBlock));
      for (let place = 0, at = 0; place < ends.length; place += 1) {
        at = bytes.indexOf(10, at);
        ends[place] = at;
        at += 1;
      }
      Object.assign(block, { node: null, bytes, ends });
      for (const call of waiting) call(number);
    });
    return block.loading;
  };
  const blockOf = (position) => Math.floor(position / inBlock);
  const parsed = ([text, record, more]) => ({ text, record, more: more || {} });

  // The words of an item; null as long as they are not unpacked.
  const row = (position) => {
    const { bytes, ends } = blocks[blockOf(position)], place = position % inBlock;
    if (!bytes) return null;
    return parsed(JSON.parse(decoder.decode(bytes.subarray(place ? ends[place - 1] + 1 : 0, ends[place]))));
  };
  // The rows of a block that is unpacked, from one place up to another.
  const sizeOf = (number) => blocks[number].ends.length;
  const rowsOf = (number, from, to) => {
    const { bytes, ends } = blocks[number], last = Math.min(to, ends.length) - 1;
    return JSON.parse(`[${decoder.decode(bytes.subarray(from ? ends[from - 1] + 1 : 0, ends[last])).replaceAll("\n", ",")}]`).map(parsed);
  };

  return {
    total, inBlock, created, alike, venue, media, person, priority, year, month, id, find, byDate, undated, row, rowsOf, sizeOf, load, waiting,
    blocks: blocks.length,
    ready: (position) => load(blockOf(position)),
  };
};
