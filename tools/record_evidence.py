"""Record the logs and saved pages of tests/data/evidence anew, with real browsers: `python tools/record_evidence.py`.

A small site on this machine stands for Facebook's; it gives the invented answers of tests/evidence_world.py. Nothing
leaves the machine. Needs Chromium, Firefox (ESR), openssl and playwright, and a minute.

- `chromium.har`: by the code of Chromium's own developer tools. A second tab opens the tools that Chromium serves,
  attached to the first, and calls what the button *Export HAR (sanitized)* calls: `Writer.write` of `models/har`, on
  the requests that the filter `graphql` leaves. Playwright's `record_har` would be another writer, of another shape.
- `chromium_copied.har`: what *Copy all as HAR (sanitized)* calls: `Log.build`, which adds no bodies.
- `firefox.har`: by Firefox's own exporter (`devtools.netmonitor.har.enableAutoExportToFile`), tools open on the network
  tab, no window. The site is asked by http there, for Firefox takes no certificate for this name but the true one's.
- `firefox_cut.har`: the same with `devtools.netmonitor.responseBodyLimit` lowered to 5,000 bytes.
- `public.mhtml`, `owner.mhtml`: by `Page.captureSnapshot`, which is what *Webpage, Single File* calls.

Addresses of this machine and what tells its system are put in general terms; nothing else is changed.
"""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "data" / "evidence"
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

HOST = "www.facebook.com"
TOOLS_PORT = 9333
ANSWERS = 4
PIECE = 1500  # bytes
SCRIPT = """
document.cookie = 'xs=cookie-of-the-session; path=/';
async function ask() {
  for (let n = 0; n < %d; n++) {
    const answer = await fetch('/api/graphql/?n=' + n, {method: 'POST', body: 'fb_dtsg=token-of-the-session&n=' + n,
      headers: {'Content-Type': 'application/x-www-form-urlencoded'}});
    await answer.text();
  }
  await fetch('/static/x.js');
  document.title = 'ready';
}
"""
COMPOSER = '<div role="button"><span>What\'s on your mind, Ada?</span></div>'
EXPORT = """
async copied => {
  const {Log, Writer} = await import('/devtools/models/har/har.js');
  const {NetworkLog} = await import('/devtools/models/logs/logs.js');
  const Common = await import('/devtools/core/common/common.js');
  const parts = [];
  const stream = {write: async part => { parts.push(part); }, close: async () => {}};
  const listed = NetworkLog.NetworkLog.instance().requests().filter(each => each.url().includes('graphql'));
  if (copied) return JSON.stringify({log: await Log.Log.build(listed, {sanitize: true})});
  await Writer.Writer.write(stream, listed, {sanitize: true}, new Common.Progress.Progress());
  return parts.join('');
}
"""


class Site(BaseHTTPRequestHandler):
    """The small site."""

    server_version, sys_version = "site", ""

    def do_GET(self) -> None:
        import evidence_world as world  # type: ignore[import-not-found]  # of the tests
        from PIL import Image

        if self.path.startswith("/v/"):
            with tempfile.TemporaryFile() as file:
                Image.new("RGB", (8, 8), "green").save(file, "JPEG")
                file.seek(0)
                return self._send(file.read(), "image/jpeg")
        if not self.path.startswith("/ada.example"):
            return self._send(b"", "text/javascript")
        signs = COMPOSER if "own" in self.path else "" if "viewas" in self.path else world.LOGIN
        script = SCRIPT % ANSWERS
        if "wait" in self.path:  # until the tools are open
            script += "setTimeout(() => { location.href = '/ada.example?ask'; }, 12000);"
        script += "ask();" * ("ask" in self.path)
        html = world.site_page(signs).replace("</body>", f"<script>{script}</script></body>")
        return self._send(html.encode(), 'text/html; charset="utf-8"')

    def do_POST(self) -> None:
        import evidence_world as world  # of the tests

        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        number = int(re.search(r"n=(\d+)", self.path)[1])  # type: ignore[index]
        self._send(world.site_answers()[number].encode(), 'text/html; charset="utf-8"')

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "fr=cookie-of-the-site; path=/")
        self.end_headers()
        for at in range(0, len(body), PIECE):  # bit by bit, as a stream comes
            self.wfile.write(body[at : at + PIECE])
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def site(folder: Path, secure: bool) -> Iterator[int]:
    """The site, running; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    if secure:
        key, certificate = folder / "key.pem", folder / "cert.pem"
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
        subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()


def chromium(folder: Path) -> None:
    """The log and the two pages by Chromium."""
    from playwright.sync_api import sync_playwright

    with site(folder, secure=True) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", f"--remote-debugging-port={TOOLS_PORT}",
                f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )  # fmt: skip
        page = browser.new_page(ignore_https_errors=True)
        target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]["targetId"]
        tools = browser.new_page()
        at = f"127.0.0.1:{TOOLS_PORT}/devtools"
        tools.goto(f"http://{at}/inspector.html?ws={at}/page/{target}&panel=network")
        time.sleep(5)
        page.goto(f"https://{HOST}/ada.example?own")
        page.evaluate("ask()")
        page.wait_for_function("document.title == 'ready'")
        time.sleep(2)
        written("chromium_copied.har", json.loads(tools.evaluate(EXPORT, True)))
        written("chromium.har", json.loads(tools.evaluate(EXPORT, False)))
        for name, address in (("owner", "/ada.example?own"), ("public", "/ada.example?viewas=100000686899395")):
            page.goto(f"https://{HOST}{address}", wait_until="networkidle")
            raw = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
            (TARGET / f"{name}.mhtml").write_bytes(raw.encode("utf-8"))
        browser.close()


PREFERENCES = {
    "devtools.toolbox.selectedTool": "netmonitor",
    "devtools.netmonitor.har.enableAutoExportToFile": True,
    "devtools.netmonitor.har.forceExport": True,
    "devtools.netmonitor.har.defaultFileName": "firefox",
    "devtools.netmonitor.har.pageLoadedTimeout": 4000,
    "devtools.netmonitor.har.jsonp": False,
    "devtools.netmonitor.requestfilter": "graphql",
    "network.dns.forceResolve": "127.0.0.1",
    "network.stricttransportsecurity.preloadlist": False,
    "dom.security.https_first": False,
    "dom.security.https_only_mode": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
}


def firefox(folder: Path) -> None:
    """The log by Firefox, whole."""
    _firefox(folder, "firefox.har", {})


def firefox_cut(folder: Path) -> None:
    """The log by Firefox, with answers cut."""
    _firefox(folder, "firefox_cut.har", {"devtools.netmonitor.responseBodyLimit": 5000})


def _firefox(folder: Path, name: str, more: dict[str, int]) -> None:
    profile = folder / "profile"
    (profile / "har" / "logs").mkdir(parents=True)
    with site(folder, secure=False) as port:
        preferences = PREFERENCES | more | {
            "network.socket.forcePort": f"80={port}", "devtools.netmonitor.har.defaultLogDir": str(folder / "logs"),
        }  # fmt: skip
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items())
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        address = f"http://{HOST}/ada.example?wait"
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(profile), "--devtools", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            found = _written_in(folder, 120)
        finally:
            process.terminate()
            process.wait(20)
    written(name, json.loads(found.read_text("utf-8")))


def _written_in(folder: Path, seconds: int) -> Path:
    """The log that Firefox writes, once it holds the answers."""
    for _ in range(seconds):
        time.sleep(1)
        for path in folder.rglob("*.har"):
            if f"n={ANSWERS - 1}" in path.read_text("utf-8"):
                time.sleep(1)
                return path
    raise SystemExit("Firefox wrote no log")


def written(name: str, log: dict[str, Any]) -> None:
    """A log, with what tells of this machine put in general terms."""
    for entry in log["log"]["entries"]:
        entry["serverIPAddress"] = "192.0.2.1"
        entry.pop("connection", None)
    text = json.dumps(log, indent=2, ensure_ascii=False)
    text = re.sub(r"Mozilla/5\.0 [^\"]*", "Mozilla/5.0 (X11; Linux x86_64) Browser", text)
    text = re.sub(r"127\.0\.0\.1(:\d+)?", "192.0.2.1", text)
    (TARGET / name).write_text(text + "\n", "utf-8")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for record in (chromium, firefox, firefox_cut):
        with tempfile.TemporaryDirectory() as folder:
            record(Path(folder))


if __name__ == "__main__":
    main()
