"""One HTML file: the shell, and in it, as text, the frame that reads, the worker, Python and all packages.

Everything lies in the file, so its policy can forbid every connection from the first byte on.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

from analyzer.report import frame
from analyzer.report.compare.page import whole_style
from analyzer.report.page.render import whole_script
from analyzer.rules.policy import policies
from analyzer.words import languages, speak
from web.parts import BuildFailed, parts

_HERE = Path(__file__).parent
#: Pages of Meta's that the first steps name; the shell opens these and no others.
LINKS = (
    "https://accountscenter.facebook.com/info_and_permissions/dyi/",
    "https://accountscenter.instagram.com/info_and_permissions/dyi/",
)


def page(packed: dict[str, bytes]) -> str:
    """The whole file. `packed`: what is compressed, by name."""
    shell, reader = _text("shell.js"), _text("reader.js")
    rule = policy(shell, reader)
    inner = _filled("reader.html", POLICY=rule, STYLE=_text("reader.css"), SCRIPT=reader)
    lacks = {each: speak(each).say("web.about.lacks", what="{what}") for each in languages()}
    blocks = [
        *(f'<script type="text/plain" id="part-{name}">{_base64(raw)}</script>' for name, raw in packed.items()),
        f'<script type="application/json" id="reading">{_harmless(json.dumps(inner))}</script>',
        f'<script type="application/json" id="own">{_harmless(json.dumps({"links": LINKS, "lacks": lacks}))}</script>',
    ]  # fmt: skip
    return _filled("shell.html", POLICY=rule, STYLE=_text("shell.css"), PARTS="\n".join(blocks), SCRIPT=shell)


def policy(shell: str, reader: str) -> str:
    """What the page and all that it opens may do: nothing that connects. Scripts and styles go by their hashes."""
    scripts = " ".join(f"'{frame.hash_of(each)}'" for each in (shell, reader, whole_script()))
    styles = (_text("shell.css"), _text("reader.css"), frame.asset("page.css"), whole_style())
    hashes = " ".join(f"'{frame.hash_of(each)}'" for each in styles)
    return (
        f"default-src 'none'; connect-src 'none'; script-src {scripts} 'wasm-unsafe-eval' blob:; worker-src blob:; "
        f"style-src {hashes}; img-src data: blob:; frame-src blob:; base-uri 'none'; form-action 'none'"
    )


def worker(pyodide: Path) -> str:
    """The text of the worker: Pyodide's two modules and ours as one classic script. Raises BuildFailed."""
    outer = _replaced((pyodide / "pyodide.asm.mjs").read_text("utf-8"), "export default _createPyodideModule;", "", 1)
    outer = _replaced(outer, "import.meta.url", "location.href", 3)
    inner = (pyodide / "pyodide.mjs").read_text("utf-8")
    found = re.search(r"export\{(\w+) as loadPyodide,\w+ as version\};\n//# sourceMappingURL=\S+", inner)
    if found is None:
        raise BuildFailed("pyodide.mjs ends otherwise than it did: see web/page/assemble.py.")
    inner = inner.replace(found[0], f"const loadPyodide={found[1]};")
    return "delete self.importScripts;self.importScripts=undefined;\n" + "\n".join([outer, inner, _text("worker.js")])


def _replaced(text: str, old: str, new: str, times: int) -> str:
    if text.count(old) != times:
        raise BuildFailed(f"{old} stands {text.count(old)} times in Pyodide, not {times}: see web/page/assemble.py.")
    return text.replace(old, new)


def rest(lock: dict[str, Any]) -> str:
    """What the frame that reads needs beside its own text, as JSON. `lock`: Pyodide's list of packages."""
    words = {each: speak(each) for each in languages()}
    first, second = LINKS
    found = {
        "lock": lock,
        "start": _text("start.py"),
        "pictures": _text("pictures.js"),
        "links": LINKS,
        "names": {each: spoken.about["name"] for each, spoken in words.items()},
        "words": {each: spoken.table("web") for each, spoken in words.items()},
        "how": {each: spoken.say("start.how", facebook=first, instagram=second) for each, spoken in words.items()},
        "policies": {
            each: {name: spoken.say(f"policies.{name}.name") for name in policies()} for each, spoken in words.items()
        },
        "parts": [
            {name: getattr(each, name) for name in ("name", "version", "licence", "what", "source")}
            | {"texts": each.licences()}
            for each in parts()
        ],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def _text(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _filled(template: str, **pieces: str) -> str:
    return re.sub("__([A-Z]+)__", lambda found: pieces[found[1]], _text(template))


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _harmless(text: str) -> str:
    """JSON that no HTML can be in."""
    return text.replace("<", "\\u003c")
