// When the person objected, by account, and which items that covers: what `analyzer/rules/objection.py` does in the next
// run, said once more for the page.
const objections = (shared, data) => {
  const DAY = 86400;
  const STATES = {
    not_said: "unknown", never_objected: "none", objected_before_training: "covered",
    newer_than_the_objection: "covered", older_than_the_objection: "disputed",
  };
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const asked = shared.objecting || { owners: [], owner: [], covered_steps: [], months: 0 };
  const owners = asked.owners.map(([name, label, said, steps]) => ({ name, label, said, steps, sent: "" }));
  const asks = owners.length > 0;
  const others = owners.findIndex(({ name }) => !name); // the day of every account without one of its own
  const seconds = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(seconds(text) * 1000).toJSON()?.slice(0, 10) === text;

  const today = () => {
    const now = new Date(), two = (n) => String(n).padStart(2, "0");
    return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };
  const plus = (day, days) => new Date((seconds(day) + days * DAY) * 1000).toISOString().slice(0, 10);
  // The same day some months later, or the last of that month.
  const plusMonths = (day, months) => {
    const [year, month, date] = day.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
    return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
  };

  const saidOf = (owner) => owners[owner].said || (others < 0 ? "" : owners[others].said);
  const dayOf = (owner) => (isDay(saidOf(owner)) ? saidOf(owner) : "");
  const ownerOf = (account) => (asks ? asked.owner[account] : -1);

  // The rule that decides about an item; "" where the program alone has said it.
  const rule = (position) => {
    if (!asks) return "";
    const said = saidOf(ownerOf(shared.alike[data.alike[position]][column.account]));
    if (!said) return "not_said";
    if (!isDay(said)) return "never_objected";
    const moment = seconds(said);
    if (asked.start && moment < seconds(asked.start)) return "objected_before_training";
    return data.created[position] >= moment + DAY ? "newer_than_the_objection" : "older_than_the_objection"; // NaN is older
  };
  const state = (position) => STATES[rule(position)] ?? shared.alike[data.alike[position]][column.objection];

  // An item in question under an objection, as the filter names it: `covered:0`.
  const key = (position) => {
    const a = shared.alike[data.alike[position]];
    return a[column.verdict] === "out_of_scope" ? "" : `${state(position)}:${ownerOf(a[column.account])}`;
  };
  const counted = () => {
    const counts = new Map();
    if (!owners.some(({ said }) => said)) return counts;
    for (let position = 0; position < data.total; position += 1) {
      const name = key(position);
      if (name) counts.set(name, (counts.get(name) || 0) + 1);
    }
    return counts;
  };

  // As a file of answers has it: a day for all, or days by account. What is no day there cannot stand in it.
  const file = () => {
    const days = owners.filter(({ said }) => isDay(said)).map(({ name, said }) => [name, said]);
    if (days.length === 1 && !days[0][0]) return days[0][1];
    return days.length ? Object.fromEntries(days) : undefined;
  };
  // Throws what is wrong, as `parse_objections` does.
  const read = (value) => {
    const entries = typeof value === "string" ? [["", value]] : Object.entries(value ?? {});
    const found = entries.map(([name, day]) => {
      const text = String(day).slice(0, 10);
      const owner = owners.findIndex((each) => each.name.toLowerCase() === name.trim().toLowerCase());
      if (!isDay(text) || text > today() || (name && owner < 0)) throw new Error("objected_on");
      return [owner, text];
    });
    return () => {
      for (const [owner, day] of found) {
        if (owner >= 0) owners[owner].said = day;
        else owners.forEach((each) => (each.said ||= day));
      }
    };
  };

  return {
    asks, owners, asked, isDay, today, plus, plusMonths, seconds, saidOf, dayOf, ownerOf, rule, state, key, counted, file, read,
    due: (owner) => (dayOf(owner) && asked.months ? plusMonths(dayOf(owner), asked.months) : ""),
    isDoubtful: (owner) => Boolean(asked.doubtful && dayOf(owner) && dayOf(owner) < asked.doubtful),
    isCovered: (position) => state(position) === "covered",
    kept: () => owners.map(({ said, sent }) => [said, sent]),
    recall: (kept) => {
      if (!Array.isArray(kept) || kept.length !== owners.length) return;
      kept.forEach(([said, sent], owner) => {
        if (said === "" || said === asked.never || (isDay(said) && said <= today())) owners[owner].said = said;
        if (sent === "" || asked.sent.includes(sent)) owners[owner].sent = sent;
      });
    },
    isAsGiven: () => owners.every(({ said, sent }, owner) => said === asked.owners[owner][2] && !sent),
  };
};

// A calendar with one event that lasts a day, as RFC 5545 has it: lines of at most 75 bytes, texts escaped.
const calendar = ({ uid, day, now, title, note }) => {
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  const folded = (line) => {
    const encoder = new TextEncoder();
    let size = 0;
    return Array.from(line, (char) => {
      const bytes = encoder.encode(char).length;
      size += bytes;
      if (size <= 75) return char;
      size = bytes + 1;
      return `\r\n ${char}`;
    }).join("");
  };
  const plain = (iso) => iso.replaceAll("-", "");
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//meta-ai-scope//report//EN", "BEGIN:VEVENT", `UID:${uid}`,
    `DTSTAMP:${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`, `DTSTART;VALUE=DATE:${plain(day)}`,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(note)}`, "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY",
    "TRIGGER:PT9H", `DESCRIPTION:${escaped(title)}`, "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
  ];
  return lines.map(folded).join("\r\n");
};
