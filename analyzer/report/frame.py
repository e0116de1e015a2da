"""What all pages share: style, content policy, template engine, the words that templates speak with."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from analyzer.report.made_templates import MadeTemplates
from analyzer.words import REFERENCE, Words, capital, lacking, speak

_CLIPPED = 400  # characters of a text in the plain tables


def joined(pieces: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """The same text in pieces of `size` characters or more: few small ones, and never many large ones at once."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(found)
            found, length = [], 0
    yield "".join(found)


@cache
def environment() -> Environment:
    """The template engine: everything out of an archive is escaped, what is not there is an error."""
    environment = Environment(
        loader=ChoiceLoader([
            MadeTemplates(), *(PackageLoader("analyzer.report", f"{each}/templates") for each in ("page", "compare")),
        ]),
        autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(number=_number, iso_day=_iso_day, clipped=_clipped, sentence=_sentence)
    environment.tests["meta_link"] = can_open
    return environment


def speech(words: Words) -> dict[str, Any]:
    """What a template speaks with: `say`, the words of codes, the language and who has looked at it."""
    english = speak(REFERENCE)
    return {
        "speech": words, "say": words.say, "words": codes(words), "language": words.language, "about": words.about,
        "english": english.about, "lacking": len(lacking(words.language)),
        "in_english": lambda name: Markup(' lang="en"') if name in lacking(words.language) else "",
        "english_path": lambda step: english.say(f"steps.step.{step}.path"),
    }  # fmt: skip


def codes(words: Words) -> dict[str, dict[str, str]]:
    """The words of all codes that a page shows."""
    return {**words.table("codes"), "ask": words.table("script.ask")}


@cache
def asset(name: str) -> Markup:
    """A style sheet or script of ours, as it stands between its tags: its hash is over just this."""
    return Markup(files("analyzer.report.page").joinpath("assets", name).read_text("utf-8"))


def content_policy(style: str, script: str = "") -> str:
    """What a page may load: the one style sheet, and the one script with pictures beside it, by their hashes."""
    pictures, run = ("img-src data:; ", f"script-src '{hash_of(script)}'; ") if script else ("", "")
    return f"default-src 'none'; {pictures}style-src '{hash_of(style)}'; {run}base-uri 'none'; form-action 'none'"


def hash_of(text: str) -> str:
    """The hash of a style sheet or script as a content policy names it."""
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode()


@pass_context
def _number(context: Context, value: int) -> str:
    return str(context["speech"].number(value))


@pass_context
def _iso_day(context: Context, value: str) -> str:
    return str(context["speech"].day(date.fromisoformat(value)))


def _clipped(text: str) -> str:
    return text if len(text) <= _CLIPPED else text[:_CLIPPED].rstrip() + " …"


def _sentence(text: str) -> str:
    return f"{capital(text)}."


_META_HOSTS = ("facebook.com", "instagram.com", "whatsapp.com", "threads.net", "threads.com", "meta.com")

_META_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:facebook\.com|instagram\.com|whatsapp\.com|threads\.(?:net|com)|meta\.com)", re.ASCII
)


def can_open(url: str) -> bool:
    """Whether an address out of an archive may be a link: http(s), and of Meta's. All else is text."""
    if not any(host in url.lower() for host in _META_HOSTS):  # most links: no need to take them apart
        return False
    if not url.isascii() or not url.isprintable() or any(char in url for char in " \\\"'<>"):
        return False
    try:
        parts = urlsplit(url)
        plain = parts.port is None and parts.username is None and parts.password is None
    except ValueError:
        return False
    return plain and parts.scheme in ("http", "https") and bool(_META_HOST.fullmatch(parts.hostname or ""))
