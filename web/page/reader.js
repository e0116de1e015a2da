"use strict";
// The part that reads: it has the person's files and the worker, and no way out (a sandboxed frame below a policy).
{
  const at = (id) => document.getElementById(id);
  const PICTURES = 60; // at most, as in the report of the command
  const PLATFORMS = { facebook: "Facebook", instagram: "Instagram", threads: "Threads" };
  const shell = parent;
  let rest, words, worker, ready = false, busy = null, after = null, urls = new Map();
  let archives = [], before = [], report = null, comparison = null, clock = 0;

  const inflated = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();

  // Words

  const said = (name) => name.split(".").reduce((table, key) => table[key], words);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const language = () => at("language").value;

  const speak = () => {
    words = rest.words[language()];
    document.documentElement.lang = language();
    document.title = said("title");
    for (const each of document.querySelectorAll("[data-say]")) each.textContent = said(each.dataset.say);
    how();
    options(at("policy"), [["", said("more.by_archive")], ...Object.entries(rest.policies[language()])]);
    options(at("report-language"), [["", said("more.of_archive")], ...Object.entries(rest.names)]);
    about();
    list(at("found"), archives);
    list(at("before-found"), before);
    if (!busy) say(ready ? "" : said("run.getting_ready"));
    shell.postMessage({ speaks: { language: language(), title: said("title") } }, "*");
  };

  const options = (select, entries) => {
    const chosen = select.value;
    select.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
    if (entries.some(([value]) => value === chosen)) select.value = chosen;
  };

  // Two addresses of Meta's in a text: the shell opens them, and it knows no others.
  const how = () => {
    const pieces = rest.how[language()].trim().split(/(https:\/\/\S+?)(?=[.,]?\s|$)/);
    at("how").replaceChildren(...pieces.map((piece) => {
      if (!rest.links.includes(piece)) return piece;
      const link = document.createElement("button");
      link.type = "button";
      link.textContent = piece;
      link.addEventListener("click", () => shell.postMessage({ open: piece }, "*"));
      return link;
    }));
  };

  const about = () => {
    at("parts").replaceChildren(...rest.parts.map(({ name, version, licence, what, source, texts }) => {
      const node = document.createElement("details"), head = document.createElement("summary");
      head.textContent = `${name} ${version} (${licence})`;
      node.append(head);
      for (const text of [what, source].filter(Boolean)) {
        const line = document.createElement("p");
        line.textContent = text;
        node.append(line);
      }
      // the texts are long: they are laid out when somebody asks for them
      node.addEventListener("toggle", () => node.append(...texts.map((text) => Object.assign(document.createElement("pre"), { textContent: text, tabIndex: 0 }))), { once: true });
      return node;
    }));
  };

  const say = (text) => {
    at("say").textContent = text;
  };
  const fail = (text) => {
    at("failed").textContent = text;
    at("failed").hidden = !text;
  };

  // The worker

  const start = () => {
    ready = false;
    const code = URL.createObjectURL(new Blob([rest.code], { type: "text/javascript" }));
    worker = new Worker(code);
    worker.onmessage = heard;
    worker.onerror = (event) => {
      event.preventDefault();
      died();
    };
    const { wasm, library, site } = rest.parts_packed;
    worker.postMessage({ boot: { wasm, library, site, lock: JSON.stringify(rest.lock), start: rest.start, language: language() } });
  };

  const restart = () => {
    worker.onmessage = worker.onerror = null;
    worker.terminate();
    start();
  };

  const heard = ({ data }) => {
    if (data.died || data.told?.memory) died(); // memory that Python once took it never gives back
    else if (data.ready) {
      ready = true;
      document.documentElement.classList.add("ready");
      if (after) after();
      else if (!busy) say("");
      after = null;
    } else if (data.total && busy) {
      at("bar").value = data.done / data.total;
      busy.percent = Math.floor((100 * data.done) / data.total);
      tick();
    } else if (data.told?.photos && busy) {
      makeSmall(Object.values(data.made)).then((small) => worker.postMessage({ ask: { name: "pictured", given: { spoken: language() }, files: {}, small } }));
    } else if (data.told && busy) {
      const { then } = busy;
      idle();
      if (data.told.error) fail(data.told.error);
      else then(data.told, data.made);
    }
  };

  // Small pictures, each in its turn; the one at which that worker hangs is none, and when time is up the rest are none.
  const SECONDS = 3, ALL_SECONDS = 20;
  const makeSmall = async (photos) => {
    const mine = busy, made = [];
    mine.until ??= performance.now() + 1000 * ALL_SECONDS;
    mine.percent = null;
    mine.at = "run.pictures";
    tick();
    while (busy === mine && made.length < photos.length && performance.now() < mine.until) {
      const begun = made.length, code = URL.createObjectURL(new Blob([rest.pictures], { type: "text/javascript" }));
      const making = new Worker(code);
      await new Promise((done) => {
        let timer = setTimeout(done, 1000 * SECONDS);
        making.onerror = (event) => {
          event.preventDefault();
          done();
        };
        making.onmessage = ({ data }) => {
          made.push(data);
          clearTimeout(timer);
          if (made.length === photos.length || performance.now() > mine.until) done();
          else timer = setTimeout(done, 1000 * SECONDS);
        };
        making.postMessage(photos.slice(begun));
      });
      making.terminate();
      URL.revokeObjectURL(code);
      if (made.length < photos.length) made.push(new Uint8Array());
    }
    while (made.length < photos.length) made.push(new Uint8Array());
    if (busy !== mine) return new Promise(() => {}); // stopped meanwhile
    return made;
  };

  const died = () => {
    const was = busy || after;
    after = null;
    idle();
    if (!was && !ready) return say(said("run.broken")); // it did not even start: to try again would go on for ever
    fail(said("run.died"));
    forget();
    restart();
  };

  const tick = () => {
    if (!busy) return;
    const seconds = Math.round((performance.now() - busy.since) / 1000);
    const text = busy.percent === null ? said(busy.at) : fill(said("run.reading"), { percent: busy.percent });
    say(seconds < 5 ? text : `${text} ${fill(said("run.long"), { seconds })}`);
  };

  const idle = () => {
    busy = null;
    clearInterval(clock);
    at("bar").hidden = at("stop").hidden = true;
    at("bar").removeAttribute("value");
    say("");
    able();
  };

  const able = () => {
    at("start").disabled = Boolean(busy) || !archives.length;
    at("compare-start").disabled = Boolean(busy) || !before.length;
    at("write").disabled = Boolean(busy);
  };

  const ask = (name, given, files, then) => {
    fail("");
    busy = { then, since: performance.now(), percent: null, at: "run.working" };
    at("bar").hidden = at("stop").hidden = false;
    tick();
    clearInterval(clock);
    clock = setInterval(tick, 1000);
    able();
    const go = () => worker.postMessage({ ask: { name, given: { ...given, spoken: language() }, files } });
    if (ready) go();
    else after = go;
  };

  at("stop").addEventListener("click", () => {
    after = null;
    idle();
    forget();
    say(said("run.stopped"));
    restart();
  });

  // What the person gives

  const grouped = (files) => {
    const found = new Map();
    files.forEach((file, number) => {
      const path = file.whole || file.webkitRelativePath || file.name;
      const key = path.includes("/") ? path.split("/")[0] : `${number} ${path}`; // a folder is one, each zip another
      if (!found.has(key)) found.set(key, { label: path.split("/")[0], parts: [] });
      found.get(key).parts.push({ name: path, data: file });
    });
    return [...found.values()];
  };

  // A folder that is dropped comes as a tree.
  const below = async (entry, path = "") => {
    if (entry.isFile) {
      const file = await new Promise((ok, no) => entry.file(ok, no));
      file.whole = path + entry.name;
      return [file];
    }
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((ok, no) => reader.readEntries(ok, no));
      if (!some.length) return found;
      for (const each of some) found.push(...(await below(each, `${path}${entry.name}/`)));
    }
  };

  const list = (node, entries) => {
    node.replaceChildren(...entries.map(({ label, told }) => {
      const line = document.createElement("li");
      if (told) line.append(Object.assign(document.createElement("b"), { textContent: told }));
      line.append(label);
      return line;
    }));
  };

  const told = (found) => {
    const day = (text) => new Intl.DateTimeFormat(language(), { dateStyle: "long", timeZone: "UTC" }).format(new Date(text));
    const order = found.flatMap(({ archives: names }) => names); // the parts of an export stand together
    archives.sort((one, other) => order.indexOf(one.label) - order.indexOf(other.label));
    for (const { platform, archives: names, made_on } of found) {
      for (const each of archives) {
        if (!names.includes(each.label)) continue;
        const name = PLATFORMS[platform] || platform;
        each.told = made_on ? fill(said("archive.made_on"), { platform: name, day: day(made_on) }) : name;
        if (names[0] !== each.label && archives.some(({ label }) => label === names[0])) each.told = ""; // a part: its export is named
      }
    }
    list(at("found"), archives);
  };

  const take = (files) => {
    if (!files.length || busy) return;
    archives = [...archives, ...grouped(files)];
    list(at("found"), archives);
    at("given").hidden = false;
    at("done").hidden = true;
    able();
    ask("look", {}, { exports: archives }, ({ found }) => {
      told(found);
      say(said("archive.ready"));
      at("start").focus();
    });
  };

  const forget = () => {
    report = comparison = null;
    at("done").hidden = true;
  };

  for (const [id, go] of [["files", take], ["folder", take], ["before", older], ["before-folder", older]]) {
    at(id).addEventListener("change", () => {
      const files = [...at(id).files];
      at(id).value = ""; // the same file may be chosen again
      go(files);
    });
  }
  addEventListener("dragover", (event) => {
    event.preventDefault();
    at("drop").classList.add("over");
  });
  addEventListener("dragleave", () => at("drop").classList.remove("over"));
  addEventListener("drop", async (event) => {
    event.preventDefault();
    at("drop").classList.remove("over");
    const trees = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    take((await Promise.all(trees.map((tree) => below(tree)))).flat());
  });
  at("other").addEventListener("click", () => {
    archives = [];
    before = [];
    for (const each of document.querySelectorAll("#more input, #more select")) each.type === "checkbox" ? (each.checked = false) : (each.value = "");
    at("objected-day").hidden = true;
    at("given").hidden = true;
    list(at("before-found"), before);
    fail("");
    say("");
    forget();
    able();
    at("files").focus();
  });
  at("objected").addEventListener("change", () => {
    at("objected-day").hidden = at("objected").value !== "day";
  });

  const given = () => {
    const objected = at("objected").value === "day" ? at("objected-on").value : at("objected").value;
    return {
      policy: at("policy").value, birthday: at("birthday").value, objected_on: objected, redact: at("redact").checked, pictures: PICTURES,
      language: at("report-language").value,
    };
  };
  const evidence = (id) => [...at(id).files].map((file) => ({ parts: [{ name: file.name, data: file }], day: at(`${id}-day`).value }));
  const all = () => ({
    exports: archives, audiences: evidence("audiences"), seen_public: evidence("seen_public"),
    answers: [...at("answers").files].map((file) => ({ parts: [{ name: file.name, data: file }] })),
  });

  // What comes of it

  const href = (node, name, data, type) => {
    if (urls.has(node)) URL.revokeObjectURL(urls.get(node));
    urls.set(node, URL.createObjectURL(new Blob([data], { type })));
    node.href = urls.get(node);
    node.download = name;
  };
  const whole = (made) => Object.entries(made).find(([name]) => name.endsWith(".zip"));
  const open = (name, page, [zip, data]) => {
    const labels = { back: said("done.back"), tab: said("done.tab"), save: said("done.save"), everything: said("done.everything"), keep: said("done.keep_short") };
    shell.postMessage({ show: { name, page, whole: { name: zip, data }, title: said("title"), words: labels } }, "*");
  };

  at("start").addEventListener("click", () => ask("analyse", given(), all(), (told, made) => {
    forget();
    report = made;
    at("lines").replaceChildren(...told.lines.map((line) => Object.assign(document.createElement("li"), { textContent: line, lang: told.language })));
    at("incomplete").hidden = told.complete;
    const [name, data] = whole(made);
    href(at("everything"), name, data, "application/zip");
    options(at("letter-language"), [["", said("more.of_archive")], ...told.letters.languages.map((each) => [each, rest.names[each] || each])]);
    options(at("letter-authority"), [["", said("letters.by_archive")], ...told.letters.authorities.map(({ code, name: called }) => [code, called])]);
    at("written").replaceChildren();
    at("letters-zip").hidden = at("compare-show").hidden = true;
    at("done").hidden = false;
    at("done-title").focus();
    at("done-title").scrollIntoView(); // where it goes on, for who comes back from the report
    open("report.html", made["report.html"], whole(made));
  }));
  at("show").addEventListener("click", () => report && open("report.html", report["report.html"], whole(report)));

  at("letter-kind").addEventListener("change", () => {
    const first = at("letter-kind").value === "objection";
    at("letter-sent-field").hidden = first;
    at("letter-confirm-field").hidden = !first;
  });
  at("write").addEventListener("click", () => {
    const wanted = { annex: at("letter-annex").checked };
    for (const name of ["kind", "language", "authority", "name", "address", "email", "grounds", "sent", "confirm"]) wanted[name] = at(`letter-${name}`).value;
    ask("letters", wanted, {}, ({ letters, warnings }, made) => {
      const [name, data] = whole(made);
      href(at("letters-zip"), name, data, "application/zip");
      at("letters-zip").hidden = false;
      const notes = warnings.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
      at("written").replaceChildren(...notes, ...letters.map(({ name: file, title, text }) => {
        const node = document.createElement("details");
        node.append(Object.assign(document.createElement("summary"), { textContent: `${title} (${file})` }), Object.assign(document.createElement("pre"), { textContent: text, tabIndex: 0 }));
        return node;
      }));
    });
  });

  function older(files) {
    if (!files.length || busy) return;
    before = [...before, ...grouped(files)];
    list(at("before-found"), before);
    able();
  }
  at("compare-start").addEventListener("click", () => ask("compare", given(), { ...all(), before }, (_, made) => {
    comparison = made;
    at("compare-show").hidden = false;
    open("compare.html", made["compare.html"], whole(made));
  }));
  at("compare-show").addEventListener("click", () => comparison && open("compare.html", comparison["compare.html"], whole(comparison)));

  // Once the shell has handed over the parts of the file

  addEventListener("message", async ({ source, data }) => {
    if (source !== shell || rest) return;
    rest = JSON.parse(await inflated(data.parts.rest));
    rest.parts_packed = data.parts;
    options(at("language"), Object.entries(rest.names));
    const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => rest.names[tag]);
    at("language").value = wanted || "en";
    at("language").addEventListener("change", speak);
    speak();
    rest.code = await inflated(data.parts.worker);
    start();
  });
}
