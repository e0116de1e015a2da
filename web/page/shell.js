"use strict";
// The shell reads nothing. It hands the parts of this file to the frame that reads, which the browser keeps from opening
// or leaving for any address, and shows what that frame has made.
{
  const at = (id) => document.getElementById(id);
  const reader = at("reader"), report = at("report");
  const own = JSON.parse(at("own").textContent);
  const urls = [];
  const address = (data, type) => {
    urls.push(URL.createObjectURL(new Blob([data], { type })));
    return urls.at(-1);
  };
  const bytes = (name) => {
    const node = at(`part-${name}`), raw = atob(node.textContent), found = new Uint8Array(raw.length);
    for (let each = 0; each < raw.length; each += 1) found[each] = raw.charCodeAt(each);
    node.remove();
    return found;
  };

  const show = ({ name, page, whole, title, words }) => {
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
    at("back").textContent = words.back;
    at("tab").textContent = words.tab;
    at("save").textContent = words.save;
    at("everything").textContent = words.everything;
    at("keep").textContent = words.keep;
    at("bar").setAttribute("aria-label", title);
    report.title = title;
    at("tab").href = address(page, "text/html");
    at("save").href = address(page, "text/html");
    at("save").download = name;
    at("everything").href = address(whole.data, "application/zip");
    at("everything").download = whole.name;
    report.src = address(page, "text/html");
    reader.hidden = true;
    at("shown").hidden = false;
    report.focus();
  };

  at("back").addEventListener("click", () => {
    at("shown").hidden = true;
    reader.hidden = false;
    report.removeAttribute("src"); // else it would go on in memory
    reader.focus();
  });

  // A file that is dropped beside the frame would replace the page.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());

  addEventListener("message", ({ source, data }) => {
    if (source !== reader.contentWindow) return;
    if (data.show) show(data.show);
    if (data.speaks) {
      document.documentElement.lang = data.speaks.language;
      document.title = reader.title = data.speaks.title;
    }
    // One of our own addresses, and only for a person who clicks: the frame itself can open nothing.
    if (data.open && own.links.includes(data.open) && navigator.userActivation?.isActive) window.open(data.open, "_blank", "noopener,noreferrer");
  });

  const lacking = [["WebAssembly", "WebAssembly"], ["Worker", "Worker"], ["DecompressionStream", "DecompressionStream"]]
    .filter(([name]) => !(name in window)).map(([, said]) => said);
  if (lacking.length) {
    at("lacks").textContent = (own.lacks[navigator.language.slice(0, 2)] || own.lacks.en).replace("{what}", lacking.join(", "));
    at("lacks").hidden = false;
    reader.hidden = true;
  } else {
    const parts = Object.fromEntries(["wasm", "library", "site", "worker", "rest"].map((name) => [name, bytes(name)]));
    const text = at("reading").textContent;
    reader.addEventListener("load", () => reader.contentWindow.postMessage({ parts }, "*", Object.values(parts).map((each) => each.buffer)), { once: true });
    reader.src = URL.createObjectURL(new Blob([JSON.parse(text)], { type: "text/html" }));
  }
}
