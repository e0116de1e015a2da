// Runs the Python of the page in Node, for what only it can say: `node python.mjs PYODIDE pyconfig TO` writes the text of
// its pyconfig.h, `node python.mjs PYODIDE compile FROM TO PREFIX` compiles the modules in a zip ahead (with hashes of
// the sources in them, none of which is checked later; members whose names stand in the environment's AS_SOURCE stay).
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, what, from, to, prefix] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const py = await loadPyodide({ env: { PYTHONHASHSEED: "0" } }); // the order of sets is in compiled code
if (what === "pyconfig") {
  writeFileSync(from, py.runPython(`
import sysconfig
values = sysconfig.get_config_vars()
begin = ("HAVE_", "SIZEOF_", "ALIGNOF_", "WITH_", "STDC_", "SYS_", "TIME_", "VA_")
"".join(f"#define {name} {values[name]}\\n" for name in sorted(values)
        if name.startswith(begin) and isinstance(values[name], int) and values[name])
`));
} else {
  py.FS.writeFile("/from.zip", new Uint8Array(readFileSync(from)));
  py.globals.set("prefix", prefix);
  py.globals.set("as_source", py.toPy(JSON.parse(process.env.AS_SOURCE || "[]")));
  py.runPython(`
import ast, importlib._bootstrap_external as outside, importlib.util, zipfile

def without_docs(tree):
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and body:
            first = body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
                body[:1] = [] if len(body) > 1 else [ast.copy_location(ast.Pass(), first)]
    return tree

with zipfile.ZipFile("/from.zip") as old, zipfile.ZipFile("/to.zip", "w") as new:
    for entry in old.infolist():
        name, raw = entry.filename, old.read(entry)
        if name.endswith(".py") and not name.startswith(tuple(as_source)):
            # nobody asks for help() on the standard library here, and it is made to do without its docstrings
            tree = ast.parse(raw) if prefix == "/site/" else without_docs(ast.parse(raw))
            code = compile(tree, prefix + name, "exec", dont_inherit=True)
            raw = bytes(outside._code_to_hash_pyc(code, importlib.util.source_hash(raw), False))
            name += "c"
        new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), raw)
`);
  writeFileSync(to, py.FS.readFile("/to.zip"));
}
