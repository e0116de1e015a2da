// Words, numbers and dates in the language of the page, by the same CLDR as the program's (`analyzer/words`).
const speaking = (shared) => {
  const { language, words } = shared, { count } = words;
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language, { useGrouping: "always" }); // in Polish too, as the program does
  const date = (style) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...style });

  // A text with its placeholders filled in. One with plural forms takes that of `n`; English, which
  // stands in for what a language lacks, has fewer of them.
  const fill = (text, values = {}) =>
    (typeof text === "string" ? text : text[plural.select(values.n)] ?? text.other).replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return typeof value === "number" ? number.format(value) : value ?? whole;
    });

  return {
    number,
    fill,
    items: (n) => fill(count.items, { n }),
    ofItems: (n) => fill(count.of_items, { n }),
    noText: (files) => (files ? fill(words.files_no_text, { files: fill(count.files, { n: files }) }) : words.no_text),
    day: date({ dateStyle: "medium" }),
    longDay: date({ dateStyle: "long" }),
    time: date({ dateStyle: "long", timeStyle: "medium" }),
  };
};
