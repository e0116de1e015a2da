// The Python of the page, in Node: `node made.mjs PYODIDE SITE` says which files that are made beforehand do not count there.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, site] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const py = await loadPyodide();
py.unpackArchive(new Uint8Array(readFileSync(site)), "zip", { extractDir: "/site" });
console.log(py.runPython(`
import json, os, sys
os.geteuid = os.getuid
sys.path.insert(0, "/site")
from importlib.resources import files
from analyzer.advice.revealing import tables
from analyzer.report import made_templates
old = []
tables._worked_out = lambda name: old.append(f"words of {name}") or {}
for each in files(tables.__package__).joinpath(tables.FOLDER).iterdir():
    tables.table(each.name.removesuffix(".json"))
for each in made_templates.templates():
    if made_templates.compiled(made_templates.module_of(each.name)) is None:
        old.append(each.name)
json.dumps(old)
`));
