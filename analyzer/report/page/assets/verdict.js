// Which answer reaches which item, and which of several wins: what `analyzer/rules/answers.py` does in the next run, said
// once more for the page. What an answer makes of an item is not worked out here: `shared.outcomes` holds it, decided
// by the program for every answer that there can be.
const judging = (shared, data) => {
  const AUDIENCES = ["", "public", "was_public", "not_public"]; // places in the outcomes of an item
  const PAGE_IS = ["", "page", "profile"];
  const HOMES = ["", "own_profile", "elsewhere"];
  const BROAD_BASES = ["not_recorded", "account_private_now", "account_public_then", "archived"];
  const column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  const part = Object.fromEntries(shared.outcome.map((name, index) => [name, index]));
  const CHANGED = shared.outcome.filter((name) => name in column); // columns that an answer can change
  const first = data.alike.slice(); // what each item is like in this run
  const kinds = shared.alike.length; // beyond these stand the ones that answers made
  const made = new Map();

  // Python's str.casefold, and its idea of white space. Dotless i is a letter of its own.
  const casefold = (text) =>
    Array.from(text, (char) => (char === "\u0131" ? char : char.toLowerCase().toUpperCase().toLowerCase())).join("");
  const SPACE = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
  const foldName = (text) => casefold(text.normalize("NFC").split(SPACE).filter(Boolean).join(" "));
  const folded = new Map();
  const foldOnce = (text) => {
    if (!folded.has(text)) folded.set(text, foldName(text));
    return folded.get(text);
  };

  const seconds = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;

  // Answer.rank: item, group, period, kind, platform.
  const rank = (answer) => (answer.item ? 5 : answer.group ? 4 : answer.from || answer.to ? 3 : answer.kind ? 2 : 1);

  // The most specific first, of equals the later.
  const inOrder = (answers) =>
    answers
      .map((answer, index) => ({
        answer, index, rank: rank(answer),
        audience: Math.max(0, AUDIENCES.indexOf(answer.audience)),
        account: answer.account ? casefold(answer.account) : "",
        since: answer.from ? seconds(answer.from) : -Infinity,
        until: answer.to ? seconds(answer.to) : Infinity,
        dated: Boolean(answer.from || answer.to),
      }))
      .filter((each) => !each.answer.is)
      .sort((a, b) => b.rank - a.rank || b.index - a.index);

  // What the person said of the account of a Page: the last word on it.
  const pageIs = (answers, name) => {
    const said = answers.filter((each) => each.is && !each.sentence && each.account && casefold(each.account) === casefold(name)).pop();
    return said ? PAGE_IS.indexOf(said.is) : 0;
  };

  // Where posts stand whose sentence tells no place.
  const names = shared.accounts.map(casefold);
  const ofThatSentence = (answer, a) =>
    answer.sentence === a[column.sentence] && fits({ answer, account: answer.account ? casefold(answer.account) : "" }, a);
  const homeOf = (answers, a) => {
    const said = answers.filter((each) => each.is && each.sentence && ofThatSentence(each, a)).pop();
    return said ? HOMES.indexOf(said.is) : 0;
  };
  const variant = (answers, a) => (a[column.sentence] ? homeOf(answers, a) : pageIs(answers, shared.accounts[a[column.account]]));

  const fits = (each, a) =>
    (!each.answer.platform || each.answer.platform === a[column.platform]) &&
    (!each.account || each.account === names[a[column.account]]);

  // Answer.reaches of an answer about a period, a kind or a platform, as far as it is the same for all who are alike.
  const reachesAlike = (each, a, basis, venue = a[column.venue]) => {
    const kind = a[column.kind];
    if (!fits(each, a) || (each.answer.kind && each.answer.kind !== kind)) return false;
    if (each.answer.kind === "channel_message") return true;
    if (kind === "listing" || kind === "review" || !BROAD_BASES.includes(basis)) return false;
    return venue === "own_profile" || kind === "event";
  };

  const covers = (each, created) =>
    !each.dated || (created >= each.since && created < each.until); // never of NaN, an item without a time

  const by = (found, name) => {
    const groups = new Map();
    for (const each of found) {
      const key = name(each.answer);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(each);
    }
    return groups;
  };

  // The row of `shared.alike` for those alike `k` of whom outcome `o` holds; made where there is none yet.
  const alikeOf = (k, o) => {
    const key = k * shared.outcomes.length + o;
    let found = made.get(key);
    if (found === undefined) {
      const outcome = shared.outcomes[o];
      const values = [...shared.alike[k]];
      for (const name of CHANGED) values[column[name]] = outcome[part[name]];
      values.now = outcome;
      const same = CHANGED.every((name) => values[column[name]] === shared.alike[k][column[name]]);
      found = same ? k : shared.alike.push(values) - 1;
      shared.alike[found].now = outcome;
      made.set(key, found);
    }
    return found;
  };

  // Give every item its verdict by these answers. Tells how many items follow each answer (by its index).
  const apply = (answers) => {
    const ordered = inOrder(answers);
    const byItem = by(ordered.filter((each) => each.rank === 5), (answer) => answer.item);
    const byGroup = by(ordered.filter((each) => each.rank === 4), (answer) => foldName(answer.group));
    const rest = ordered.filter((each) => each.rank < 4);
    const follow = new Uint32Array(answers.length);
    const sets = [], reached = [];
    for (let k = 0; k < kinds; k += 1) {
      const a = shared.alike[k], choices = a[column.outcomes];
      const set = choices.length > 1 ? choices[variant(answers, a)] : choices[0];
      const basis = shared.outcomes[set[0]][part.is_public_basis], venue = shared.outcomes[set[0]][part.venue];
      sets.push(set);
      reached.push(set.length > 1 ? rest.filter((each) => reachesAlike(each, a, basis, venue)) : []);
    }
    const placed = new Map([...byItem].map(([id, found]) => [data.find(id), found]));
    const named = byGroup.size ? ["", ...shared.venues].map((name) => byGroup.get(foldOnce(name))) : [];
    const winner = (position, k) => {
      const a = shared.alike[k];
      let found = placed.size ? placed.get(position)?.find((each) => fits(each, a)) : undefined;
      if (!found && byGroup.size && a[column.venue] === "group") {
        found = named[data.venue[position]]?.find((each) => fits(each, a));
      }
      return found || reached[k].find((each) => covers(each, data.created[position]));
    };
    for (let position = 0; position < data.total; position += 1) {
      const k = first[position], set = sets[k];
      let outcome = set[0];
      if (set.length > 1) {
        const best = winner(position, k);
        if (best) {
          outcome = set[best.audience];
          follow[best.index] += 1;
        }
      }
      data.alike[position] = alikeOf(k, outcome);
    }
    answers.forEach((answer, index) => {
      if (answer.is) follow[index] = answer.sentence ? ofSentence(answer) : ofAccount(answer.account);
    });
    return follow;
  };

  const ofSentence = (answer) => first.reduce((count, k) => count + ofThatSentence(answer, shared.alike[k]), 0);
  const ofAccount = (name) => {
    const wanted = casefold(name);
    let count = 0;
    for (const k of first) if (shared.alike[k][column.outcomes].length > 1 && names[shared.alike[k][column.account]] === wanted) count += 1;
    return count;
  };

  // Whether the person can say something about the audience of an item.
  const isOpen = (position, answers) => {
    const a = shared.alike[first[position]], choices = a[column.outcomes];
    return (choices.length > 1 ? choices[variant(answers, a)] : choices[0]).length > 1;
  };

  // `scope._pressing`: items by what presses most. Their order by age never changes, so it is made once.
  let byAge = null;
  const age = () => {
    if (byAge) return byAge;
    byAge = data.byDate().slice();
    const same = (a, b) => a === b || (Number.isNaN(a) && Number.isNaN(b));
    for (let start = 0, end = 1; start < byAge.length; start = end, end += 1) {
      while (end < byAge.length && same(data.created[byAge[start]], data.created[byAge[end]])) end += 1;
      if (end - start > 1) byAge.set([...byAge.subarray(start, end)].map((each) => [data.id(each), each]).sort().map(([, each]) => each), start);
    }
    return byAge;
  };
  const pressing = (a) => {
    if (a[column.suggestion] === "none") return -1;
    const reveals = a[column.reveals].split(";")[0];
    const place = reveals ? shared.revealing.indexOf(reveals) : shared.revealing.length;
    const now = a[column.is_public_now] !== "yes", open = a[column.verdict] === "undetermined";
    return (now * 2 + open) * (shared.revealing.length + 1) + place;
  };

  // All items in order: by priority, which is numbered anew, then those without one, newest first.
  const prioritise = () => {
    const buckets = [], none = [], press = shared.alike.map(pressing);
    for (const position of age()) {
      const bucket = press[data.alike[position]];
      if (bucket < 0) none.push(position);
      else (buckets[bucket] ||= []).push(position);
    }
    const order = new Uint32Array(data.total);
    let size = 0;
    data.priority.fill(0);
    for (const bucket of buckets) {
      for (const position of bucket || []) {
        order[size] = position;
        size += 1;
        data.priority[position] = size;
      }
    }
    const undated = none.findIndex((position) => Number.isNaN(data.created[position]));
    const dated = undated < 0 ? none : none.slice(0, undated);
    order.set(dated.reverse(), size);
    if (undated >= 0) order.set(none.slice(undated), size + dated.length);
    return order;
  };

  // How many items each question would decide now, as `analyzer/advice/questions.py` counts them: `counts`, by the answer
  // alone; or where these are few, with other answers together.
  const decides = (questions) => {
    const groups = [new Map(), new Map()], sizes = new Uint32Array(shared.alike.length);
    const inGroup = shared.alike.map((a) => (a[column.is_public_basis] === "group_privacy_not_recorded" ? a.now?.[part.by_audience] : 0));
    for (let position = 0; position < data.total; position += 1) {
      const k = data.alike[position], by = inGroup[k], place = data.venue[position];
      sizes[k] += 1;
      if (!by || !place) continue;
      const name = shared.venues[place - 1];
      for (let mode = by; mode <= 2; mode += 1) groups[mode - 1].set(name, (groups[mode - 1].get(name) || 0) + 1);
    }
    const [one, more] = [1, 2].map((mode) =>
      questions.map((question) => {
        if (question.about.group) return groups[mode - 1].get(question.about.group) || 0;
        const fits = waits(question, mode);
        return shared.alike.reduce((sum, a, k) => sum + (sizes[k] && fits(a) ? sizes[k] : 0), 0);
      }));
    const most = Math.max(0, ...one), together = 4 * most < Math.max(0, ...more);
    return { counts: together ? more : one };
  };
  const waits = (question, mode) => {
    const { about } = question, [each] = inOrder([about]);
    const by = (a, which) => a.now[which] && a.now[which] <= mode;
    if (question.id === "birthday") return (a) => by(a, part.by_age);
    return (a) => {
      const basis = a[column.is_public_basis];
      if (!by(a, part.by_audience)) return false;
      if (about.sentence) return a[column.sentence] === about.sentence && a[column.venue] === "unknown";
      if (question.account >= 0) return basis === "page_or_profile" && a[column.account] === question.account;
      if (about.kind) return basis === "channel_privacy_not_recorded";
      return a[column.platform] === about.platform && reachesAlike(each, a, basis);
    };
  };

  // Whether an item waits for an answer about its platform as long as nothing is answered: by its position.
  const waitsBefore = (question) => {
    const [each] = inOrder([question.about]);
    const waiting = shared.alike.slice(0, kinds).map((a) => {
      const outcome = shared.outcomes[a[column.outcomes][0][0]];
      return outcome[part.by_audience] && reachesAlike(each, a, outcome[part.is_public_basis]);
    });
    return (position) => waiting[first[position]];
  };

  return { apply, prioritise, decides, waitsBefore, isOpen, age };
};
