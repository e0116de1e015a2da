// Words, numbers and dates as the page says them.
const speaking = (shared) => {
  const { words } = shared;
  const number = new Intl.NumberFormat("en");
  const date = (style) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...style });
  const count = (n, one, many) => `${number.format(n)} ${n === 1 ? one : many}`;
  const fill = (text, values = {}) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : value ?? whole;
    });
  const items = (n) => count(n, "item", "items");

  return {
    number, fill, items,
    ofItems: (n) => `of ${items(n)}`,
    noText: (files) => (files ? fill(words.files_no_text, { files: count(files, "file", "files") }) : words.no_text),
    day: date({ dateStyle: "medium" }),
    longDay: date({ dateStyle: "long" }),
    time: date({ dateStyle: "long", timeStyle: "medium" }),
  };
};
