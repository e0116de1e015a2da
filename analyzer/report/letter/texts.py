"""The words of the letters, their sources and the facts that they fill in: `letters/*.toml`.

No text can be had without the row that says what it rests on and under which laws it may stand. So a letter
under Swiss law cannot name an article of the GDPR by oversight, and the cover note can say what it all rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from analyzer.errors import UsageError
from analyzer.rules.policy import Where, of_country
from analyzer.rules.policy import load as load_policy
from analyzer.toml_tables import table

_TABLES = ("rows", "facts", "authorities")  # files in `letters` that are no language


@dataclass(frozen=True, slots=True)
class TextRow:
    """What a text rests on. `sure`: see letters/rows.toml."""

    where: Where
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A data protection authority. `code` is a country, or a German Land (`DE-NW`)."""

    code: str
    website: str
    note: str = ""
    source: str = ""  # where it differs from the list's
    sure: str = ""

    @property
    def policy(self) -> str:
        """The policy that holds in its country."""
        return of_country(self.code.partition("-")[0])


@cache
def load(name: str) -> dict[str, Any]:
    """One of the files in `letters`."""
    return table(f"report/letter/texts/{name}.toml")


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are letters in."""
    names = (
        entry.name
        for entry in files("analyzer.report.letter").joinpath("texts").iterdir()
        if entry.name.endswith(".toml")
    )
    return tuple(sorted(stem for name in names if (stem := name.removesuffix(".toml")) not in _TABLES))


@cache
def rows() -> dict[str, TextRow]:
    """What each text rests on, by its id."""
    return {
        text: TextRow(Where.of(row), row["source"], row["sure"]) for row in load("rows")["row"] for text in row["texts"]
    }


@cache
def authorities() -> tuple[Authority, ...]:
    """All authorities, in the order of the file."""
    return tuple(Authority(**row) for row in load("authorities")["authority"])


def authority(code: str) -> Authority:
    """The authority of a country or Land. Raises UsageError where there is none of that code."""
    wanted = code.strip().upper()
    found = next((each for each in authorities() if each.code == wanted), None)
    if found is None:
        known = ", ".join(each.code for each in authorities())
        raise UsageError("There is no authority {code}: choose one of {known}.", code=code, known=known)
    return found


@cache
def _texts(language: str, door: str) -> dict[str, str]:
    """The texts of a language, with how to go on at this door (`command`, `page`) in place of each {how_...}."""
    data = load(language)
    how = re.compile("|".join(f"{{how_{name}}}" for name in data["how"][door]))
    return {name: how.sub(lambda found: data["how"][door][found[0][5:-1]], text) for name, text in data["text"].items()}


class Words:
    """The texts of one language as one policy may use them. Remembers which were used.

    `door`: where the person asked for them, `command` or `page` (in the browser), since they say how to go on.
    """

    def __init__(self, language: str, policy: str, door: str = "command") -> None:
        if language not in languages():
            raise UsageError(
                "There are no letters in {language}: choose one of {choices}.",
                language=language,
                choices=", ".join(languages()),
            )
        self._data = load(language)
        self._text = _texts(language, door)
        self.policy = load_policy(policy)
        self.used: dict[str, None] = {}

    def allowed(self, text: str) -> bool:
        """Whether there is a source for this text under the policy."""
        return rows()[text].where.holds(self.policy)

    @property
    def has_letter(self) -> bool:
        """Whether there are letters under the policy: one of its laws has a sentence of objection."""
        return any(text.startswith("object_") and self.allowed(text) for text in rows())

    @property
    def without_any(self) -> bool:
        """Whether there is no letter under the policy, nor a text for the form about information from third parties."""
        return not self.has_letter and not self.allowed("third_intro")

    def say(self, text: str, **values: str) -> str:
        """A text, filled in. Raises ValueError where no row allows it under the policy."""
        if not self.allowed(text):
            raise ValueError(f"{text} has no source for {self.policy.id}")
        self.used[text] = None
        return self._text[text].format_map(values)

    def unfilled(self, text: str) -> str:
        """A text as it is, with the names of what is to be filled in."""
        return self._text[text]

    def blank(self, name: str, **values: str) -> str:
        """A placeholder for the person to fill in, in square brackets."""
        return str(self._data["blanks"][name]).format_map(values)

    @property
    def reviewed(self) -> bool:
        """Whether a native reader has checked the texts."""
        return bool(self._data["language"]["reviewed"])

    def platform(self, platform: str) -> str:
        """The platform's name."""
        return str(self._data["platforms"][platform])

    def kind(self, kind: str, several: bool) -> str:
        """The name of a kind of item."""
        return str(self._data["kinds"][kind][several])

    def place(self, code: str) -> str:
        """The name of the country or Land of an authority."""
        return str(self._data["places"][code])

    def day(self, day: date) -> str:
        """A date as it is written in the language."""
        words = self._data["language"]
        return str(words["day"]).format(day=day.day, month=words["months"][day.month - 1], year=day.year)

    def number(self, number: int) -> str:
        """A whole number as it is written in the language."""
        return f"{number:,}".replace(",", str(self._data["language"]["thousands"]))

    def sources(self) -> list[TextRow]:
        """What the texts used so far rest on: each source once, without the rows that state no fact."""
        used = (rows()[text] for text in self.used)
        return list({(row.source, row.sure): row for row in used if row.sure != "-"}.values())
