"""What an address in a page names: a file of the archive, something on the web, or nothing that counts."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

_PAGES = (".html", ".htm")


def web(address: str) -> str:
    """An address on the web, else ""."""
    address = address.strip()
    if address.startswith(("https://", "http://")) and "[" not in address:
        return address
    if address.startswith("//"):
        return "https:" + address
    return address if _scheme(address) in ("http", "https") else ""


def local(address: str) -> str:
    """The path inside the archive that an address names, else "": no page, no part of one, nothing on the web."""
    address = address.strip()
    if not address or address.startswith(("#", "//", "?")) or _scheme(address):
        return ""
    path = address.split("#")[0]
    if "%" in path:
        path = unquote(path)
    while path.startswith(("../", "./", "/")):
        path = path.partition("/")[2]
    return "" if path.lower().endswith(_PAGES) else path


def _scheme(address: str) -> str:
    if ":" not in address[:24]:
        return ""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return "?"
