"""Files that are something else than what was asked for, each refused with what to do instead."""

from __future__ import annotations

from typing import NoReturn

from analyzer.reading.evidence.opened import FileKind
from analyzer.reading.evidence.refusal import EvidenceRefused

_SAVE_AS = "Webpage, Single File (.mhtml)"
_SENTENCES: dict[FileKind, str] = {
    "webarchive": "is a web archive of Safari, which cannot be read: save the page as Page Source, or use Chrome or "
    f"Edge and save it as {_SAVE_AS}",
    "pdf": f"is a PDF, which cannot be read: save the page itself, in Chrome or Edge as {_SAVE_AS}",
    "zip": "is a zip: unpack it, and give the file that lies in it. An archive downloaded from Facebook or Instagram "
    "is given without an option",
    "picture": f"is a picture, which cannot be read: save the page itself, in Chrome or Edge as {_SAVE_AS}",
    "binary": "is no text, and no file of evidence that can be read",
}


def refuse_kind(path: str, kind: FileKind, wanted: str) -> NoReturn:
    """Refuse a file of `kind` where a network log (`wanted` "log") or a saved page ("page") is meant."""
    if kind in _SENTENCES:
        raise EvidenceRefused("wrong_kind", f"{path} {_SENTENCES[kind]}.")
    if wanted == "page":
        raise EvidenceRefused(
            "log_for_page", f"{path} is a network log or an answer, and no saved page: give it with --audiences."
        )
    if kind in ("mhtml", "html"):
        raise EvidenceRefused(
            "page_for_log",
            f"{path} is a saved page, and no network log. If it shows how strangers see your profile, give it with "
            "--seen-public; a log is saved by Export HAR in the browser's developer tools.",
        )
    raise EvidenceRefused("not_json", f"{path} is not JSON: neither a network log nor an answer of Facebook's.")
