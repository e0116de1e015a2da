// The Python of the page, in Node: `node made.mjs PYODIDE LIBRARY SITE` says which files that are made beforehand do not
// count there, and which modules of the standard library the packages there do not find.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, library, site] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const py = await loadPyodide({ stdLibURL: pathToFileURL(library).href });
py.unpackArchive(new Uint8Array(readFileSync(site)), "zip", { extractDir: "/site" });
console.log(py.runPython(`
import json, os, sys
from importlib import import_module
from pkgutil import walk_packages
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
missing = []
for each in walk_packages(["/site"], onerror=lambda name: None):
    try:
        import_module(each.name)
    except ModuleNotFoundError as error:
        if error.name.partition(".")[0] in sys.stdlib_module_names:
            missing.append(f"{each.name}: {error.name}")
    except BaseException:
        pass  # other packages that are no part of the page
json.dumps({"old": old, "missing": missing})
`));
