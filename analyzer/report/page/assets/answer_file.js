// Answers as they are written: in the file that the program reads too, and, without a word of text, for the browser to
// keep until the next visit.
const answerFiles = (shared, objected) => {
  const KEYS = ["item", "group", "kind", "from", "to", "platform", "account", "sentence"];
  const AUDIENCES = ["public", "was_public", "not_public", "dont_know"];

  // As `analyzer.rules.answers_file.read_answers` reads them. Throws what is wrong.
  const DAY = /^\d{4}-\d\d-\d\d/;
  const isDay = (text) => DAY.test(text) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.slice(0, 10) === text.slice(0, 10);
  const read = (data) => {
    const fail = (why) => {
      throw new Error(why);
    };
    if (data?.schema !== 1) fail("schema is not 1");
    if (!Array.isArray(data.answer ?? []) || !Array.isArray(data.ticked ?? [])) fail("answer and ticked must be lists");
    const answer = (data.answer ?? []).map((entry, index) => {
      const where = `answer ${index + 1}`;
      if (typeof entry !== "object" || entry === null || Array.isArray(entry)) fail(where);
      const found = {};
      for (const [key, value] of Object.entries(entry)) {
        if (![...KEYS, "audience", "is"].includes(key) || typeof value !== "string") fail(`${where}, ${key}`);
        if (value) found[key] = key === "from" || key === "to" ? value.slice(0, 10) : value;
        if ((key === "from" || key === "to") && !isDay(value)) fail(`${where}, ${key}`);
      }
      if (found.sentence ? !["own_profile", "elsewhere"].includes(found.is) : found.is ? !["page", "profile"].includes(found.is) || !found.account : !AUDIENCES.includes(found.audience)) fail(where);
      if (found.platform && !shared.platforms.includes(found.platform)) fail(`${where}, platform`);
      if (found.kind && !Object.hasOwn(shared.words.kind, found.kind)) fail(`${where}, kind`);
      if (found.from && found.to && found.from >= found.to) fail(`${where}, from`);
      if (!KEYS.some((key) => found[key])) fail(where);
      return found;
    });
    if (data.birthday && !isDay(String(data.birthday))) fail("birthday");
    if (data.unchanged_since && !isDay(String(data.unchanged_since))) fail("unchanged_since");
    const beside = Object.fromEntries(["unchanged_since", "seen"].filter((key) => data[key]).map((key) => [key, data[key]]));
    const setObjected = objected.asks ? objected.read(data.objected_on) : () => {};
    return { answer, ticked: (data.ticked ?? []).map(String), birthday: String(data.birthday || ""), beside, setObjected };
  };

  // Names of groups and accounts by their place among those of this report; an answer about others is not kept.
  const coded = (answers) => {
    const places = answers.some((each) => each.group) ? new Map(shared.venues.map((name, index) => [name, index])) : new Map();
    return answers.flatMap((each) => {
      const found = { ...each };
      if (each.group) found.group = places.get(each.group) ?? -1;
      if (each.account) found.account = shared.accounts.indexOf(each.account);
      if (each.sentence) found.sentence = shared.sentences.indexOf(each.sentence);
      if (each.item && !/^[0-9a-f]{12}$/.test(each.item)) return [];
      return found.group === -1 || found.account === -1 || found.sentence === -1 ? [] : [found];
    });
  };
  const decoded = (kept) =>
    kept.map((each) => {
      const found = { ...each };
      if ("group" in each) found.group = shared.venues[each.group];
      if ("account" in each) found.account = shared.accounts[each.account];
      if ("sentence" in each) found.sentence = shared.sentences[each.sentence];
      return found;
    });

  return { KEYS, AUDIENCES, read, coded, decoded };
};
