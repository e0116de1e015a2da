// Stands behind the two scripts of Pyodide in one classic worker: browsers refuse module workers to a page opened from
// disk, and Pyodide refuses classic ones, which it knows by importScripts (taken away at the top of this text).
{
  const HOME = "https://in.this.page/"; // nothing is there; Pyodide asks for its parts under some address
  let py, door, mounted = false;

  const inflated = (bytes, type) =>
    new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });

  // The files of a zip in which everything is stored as it is, by its directory.
  const unpack = (raw, into) => {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength), made = new Set(), text = new TextDecoder();
    let end = raw.length - 22;
    while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
    let left = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true);
    for (; left; left -= 1) {
      const size = view.getUint32(at + 24, true), length = view.getUint16(at + 28, true), head = view.getUint32(at + 42, true);
      const path = into + text.decode(raw.subarray(at + 46, at + 46 + length)), folder = path.slice(0, path.lastIndexOf("/"));
      const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
      if (!made.has(folder)) {
        py.FS.mkdirTree(folder);
        made.add(folder);
      }
      py.FS.writeFile(path, raw.subarray(start, start + size));
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  };

  const boot = async ({ wasm, library, site, lock, start, language }) => {
    self.fetch = async (what) => {
      const name = String(what).replace(HOME, "");
      if (name === "pyodide.asm.wasm") return inflated(wasm, "application/wasm");
      if (name === "python_stdlib.zip") return inflated(library, "application/zip");
      throw new Error("There is no network here.");
    };
    py = await loadPyodide({
      indexURL: HOME, packageBaseUrl: HOME, lockFileContents: lock, createPyodideModule: _createPyodideModule,
      env: { LANG: language.replace("-", "_") + ".UTF-8", PYTHONDONTWRITEBYTECODE: "1" },
      stdout: () => {}, stderr: () => {},
    });
    py._api.on_fatal = () => postMessage({ died: true }); // else every promise would stay open
    unpack(new Uint8Array(await inflated(site, "application/zip").arrayBuffer()), "/site/");
    py.runPython(start);
    door = py.globals.get("door");
    postMessage({ ready: true });
    setTimeout(() => door.prepare(), 0); // while the person looks for the file
  };

  // The person's files as Python sees them: read in slices, where and when it asks for bytes, and never copied whole.
  const mount = (given, files) => {
    if (mounted) py.FS.unmount("/in");
    else py.FS.mkdirTree("/in");
    const blobs = [];
    for (const [field, entries] of Object.entries(files)) {
      const paths = entries.map(({ parts, day }, number) => {
        for (const { name, data } of parts) blobs.push({ name: `${field}/${number}/${name}`, data });
        const top = `/in/${field}/${number}/${parts[0].name.split("/")[0]}`;
        return day ? `${top}=${day}` : top;
      });
      if (paths.length) given[field] = field === "answers" ? paths[0] : paths;
    }
    py.FS.mount(py.FS.filesystems.WORKERFS, { blobs }, "/in");
    mounted = true;
  };

  // `small`: what became of the photos that the last reply asked to have made small; the archive stays mounted.
  const ask = ({ name, given, files, small }) => {
    if (small) {
      py.FS.mkdirTree("/small");
      given.small = small.map((raw, number) => {
        py.FS.writeFile(`/small/${number}`, raw);
        return `/small/${number}`;
      });
    } else mount(given, files);
    const told = JSON.parse(door.ask(name, JSON.stringify(given), (done, total) => postMessage({ done, total })));
    const made = {};
    for (const [each, path] of Object.entries(told.files)) made[each] = py.FS.readFile(path);
    for (const path of Object.values(told.files)) py.FS.unlink(path);
    delete told.files;
    postMessage({ told, made }, Object.values(made).map((each) => each.buffer));
  };

  const died = () => postMessage({ died: true });
  addEventListener("unhandledrejection", died);
  addEventListener("error", died);
  onmessage = async ({ data }) => {
    try {
      if (data.boot) await boot(data.boot);
      else ask(data.ask);
    } catch {
      died();
    }
  };
}
