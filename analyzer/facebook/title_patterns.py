"""The patterns of `[titles]` in all language files, made into one search.

`{author}` and `{name}` stand for any name, `{thing}` for whatever the sentence says there. Patterns of `own` and
`own_comment` are beginnings, all others are whole sentences.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from analyzer.labels import languages

AUTHOR = "{author}"
_BEGINNINGS = ("own", "own_comment")
_SHORTEST_BEGINNING = 6  # letters that tell a sentence of a stranger's name; "is", "was" would not

_LONGEST_TITLE = 400


@lru_cache(maxsize=8192)
def told(sections: tuple[str, ...], rest: str) -> tuple[str, str]:
    """The section whose pattern fits, and the name in it. Destinations win over beginnings, long over short."""
    if len(rest) > _LONGEST_TITLE:
        return "", ""
    pattern, kinds = _compiled(sections, rest.startswith(AUTHOR))
    found = pattern.match(rest)
    if not found or found.lastgroup is None or found.lastindex is None:
        return "", ""
    inner = found.lastindex + 1  # the group of {name}, where the pattern has one
    name = found[inner] if inner <= pattern.groups else None
    return kinds[int(found.lastgroup[1:])], (name or "").strip()


@cache
def _compiled(sections: tuple[str, ...], known: bool) -> tuple[re.Pattern[str], list[str]]:
    """One alternation of all patterns; `known`: for titles that begin with `{author}`."""
    forms = {(kind, form["text"]) for each in languages().values() for kind in sections
             for form in each.get("titles", {}).get(kind, [])}  # fmt: skip
    ranked = sorted(forms, key=lambda form: (form[0] in _BEGINNINGS, -_literal(form[1]), form))
    used = [(kind, text) for kind, text in ranked if known or kind not in _BEGINNINGS
            or not text.startswith(AUTHOR) or _literal(text) >= _SHORTEST_BEGINNING]  # fmt: skip
    branches = [f"(?P<k{n}>{_expression(kind, text, known)})" for n, (kind, text) in enumerate(used)]
    return re.compile("(?:" + "|".join(branches) + ")" if branches else r"(?!)", re.DOTALL), [kind for kind, _ in used]


def _literal(text: str) -> int:
    return len(re.sub(r"\{\w+\}", "", text).strip())


def _expression(kind: str, text: str, known: bool) -> str:
    parts = {
        "author": re.escape(AUTHOR) if known and text.startswith(AUTHOR) else r"[^:\n]{1,60}?",
        "name": r"(.{1,200}?)",
        "thing": r"[^:]{1,80}?",
    }
    pieces = re.split(r"\{(author|name|thing)\}", unicodedata.normalize("NFC", text).rstrip("."))
    for at, piece in enumerate(pieces):
        literal = re.escape(piece).replace("'s", "'s?").replace("'", "['’]")
        pieces[at] = parts[piece] if at % 2 else literal.replace(r"\ :", r"\s*:").replace(r"\ ", r"\s+")
    return "".join(pieces) + (r"(?!\w)" if kind in _BEGINNINGS else r"\s*[.。]?$")


@cache
def second_person() -> frozenset[str]:
    """The words with which a title speaks to the person."""
    return frozenset(form["text"] for each in languages().values() for form in each["titles"].get("second_person", []))
