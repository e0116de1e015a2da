"""Everything that a person reads, by language: `words/<language>/*.toml`, English being the reference.

A text has the name of its file, its table and its key: `warnings.minor`. `{placeholders}` are filled in; a whole number
or a date is written as CLDR has it for the language (through Babel, imported when the first one is asked for). A table
whose keys are plural categories is one text: which form it takes follows the number `n`. What a verdict or a warning
says (`WHOLE`) a language has in full; of the rest, and of names of what gives away, it may lack a text until a native
reader has reviewed it. There
English stands in, and the page says how many texts that are.

Two kinds of texts stand beside their facts: the English of the steps, so that a claim stands beside its source
(`advice/steps/*.toml`), and the names of what gives a person away (`advice/revealing/categories.toml`).

What is said of errors stands in English where they are raised, and in other languages in `words/errors`
(`analyzer/errors.py`). Not here: facts (links, sources, dates), codes in CSV and `summary.json`; and the letters
(`letters/*.toml`), whose texts each have a row that says under which law they may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analyzer.toml_tables import of_source, table

if TYPE_CHECKING:
    from babel import Locale

REFERENCE = "en"
CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})  # of CLDR's plurals
TERMINAL = frozenset({"help"})  # tables of what is said in a terminal alone: a language may lack them
WHOLE = frozenset({"codes", "counts", "first", "terminal", "warnings"})  # tables that no language may lack
BESIDE_FACTS = "codes.reveals."  # of these English is enough: whoever adds a category knows one language
STEP_WORDS = frozenset(
    {"title", "path", "note", "does", "does_not", "hint", "text"}
)  # what of a row in `advice/steps` is words
Text = str | Mapping[str, str]


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words in."""
    folder = files("analyzer").joinpath("words")
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.joinpath("language.toml").is_file()))


@cache
def load(language: str) -> dict[str, Any]:
    """The tables of a language, by the name of their file."""
    folder = files("analyzer").joinpath("words", language)
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    tables = {
        entry.name.removesuffix(".toml"): of_source(entry.read_bytes(), f"words/{language}/{entry.name}")
        for entry in found
    }
    names = {each: row["name"][language] for each, row in revealing_categories().items() if language in row["name"]}
    tables["codes"] = tables.get("codes", {}) | {"reveals": names}
    return tables | {"steps": _words_of_steps()} if language == REFERENCE else tables


@cache
def revealing_categories() -> dict[str, dict[str, Any]]:
    """The categories of what gives a person away, in their order; each has its `name` in every language."""
    return table("advice/revealing/categories.toml")


@cache
def step_rows() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The tables of each file in `advice/steps`. A row has the facts of a step and, beside them, its English words."""
    folder = files("analyzer").joinpath("advice", "steps")
    found = sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): of_source(entry.read_bytes(), f"advice/steps/{entry.name}") for entry in found
    }


def _words_of_steps() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for tables in step_rows().values():
        for kind, rows in tables.items():
            for row in rows:
                said = {key: row[key] for key in row.keys() & STEP_WORDS}
                found.setdefault(kind, {})[row["id"]] = said
    return found


@cache
def _errors(language: str) -> dict[str, str]:
    """What is said of errors: the English, before it is filled in, and the translation. English itself has none."""
    file = files("analyzer").joinpath("words", "errors", f"{language}.toml")
    return of_source(file.read_bytes(), f"words/errors/{language}.toml") if file.is_file() else {}


@cache
def lacking(language: str) -> frozenset[str]:
    """The names of the texts of pages and tables that a language lacks: English stands in for them."""
    missing = texts(load(REFERENCE)).keys() - texts(load(language)).keys()
    aside = TERMINAL | {"language"}  # neither is on a page; the latter is about the language itself
    return frozenset(name for name in missing if name.partition(".")[0] not in aside)


def is_needed(name: str) -> bool:
    """Whether no language may lack the text called `name`: English never stands in for it."""
    return name.partition(".")[0] in WHOLE and not name.startswith(BESIDE_FACTS)


def _with_english(own: Mapping[str, Any], english: Mapping[str, Any]) -> dict[str, Any]:
    """A table with the English texts where it has none of its own. A text with forms is taken whole."""
    found = dict(own)
    for key, entry in english.items():
        if key not in own:
            found[key] = entry
        elif isinstance(entry, dict) and not is_text(entry):
            found[key] = _with_english(own[key], entry)
    return found


def is_text(entry: object) -> bool:
    """Whether an entry is a text, with forms for plurals or without, and no table of texts."""
    return isinstance(entry, str) or (isinstance(entry, dict) and bool(entry) and entry.keys() <= CATEGORIES)


def texts(table: Mapping[str, Any], name: str = "") -> dict[str, Text]:
    """All texts of a table by their names."""
    found: dict[str, Text] = {}
    for key, entry in table.items():
        full = f"{name}.{key}" if name else key
        if is_text(entry):
            found[full] = entry
        elif isinstance(entry, dict):
            found |= texts(entry, full)
    return found


class Words:
    """The words of one language. Get one by `speak`."""

    def __init__(self, language: str) -> None:
        self.language = language
        whole = load(language).keys() >= load(REFERENCE).keys() and not lacking(language)
        self._tables = load(language) if whole else _with_english(load(language), load(REFERENCE))
        self._texts = texts(self._tables)
        self.about: dict[str, Any] = self._tables["language"]
        self.tag = str(self.about["locale"])  # as browsers name it: `en-GB`

    @property
    def texts(self) -> Mapping[str, Text]:
        """All texts by their names."""
        return self._texts

    def __reduce__(self) -> tuple[Any, ...]:
        return speak, (self.language,)

    def say(self, name: str, /, **values: object) -> str:
        """The text called `name`, filled in. Its plural form follows `n`. Raises KeyError for what is not there."""
        text = self._texts[name]
        if not isinstance(text, str):
            form = self.plural(values["n"])
            text = text[form if form in text else "other"]  # a text of English has its forms
        return text.format_map({key: self.written(value) for key, value in values.items()})

    def translated(self, english: str) -> str:
        """What is said of an error, or a word in it, by the English; the English where the language has none."""
        return _errors(self.language).get(english, english)

    def has(self, name: str) -> bool:
        """Whether there is a text called `name`."""
        return name in self._texts

    def plural(self, number: object) -> str:
        """The plural category of a whole number."""
        assert isinstance(number, int)
        return str(_locale(self.tag).plural_form(number))

    def code(self, table: str, code: str) -> str:
        """What a code means, such as `codes.basis`; the code itself where it has no words."""
        found = self._texts.get(f"{table}.{code}", code)
        return found if isinstance(found, str) else code

    def table(self, name: str) -> Any:
        """A table of texts as it stands, such as `codes.kind`: for templates and for the script of the page."""
        found: Any = self._tables
        for key in name.split("."):
            found = found[key]
        return found

    def number(self, number: int) -> str:
        """A whole number as the language writes it."""
        return _number(self.tag, number)

    def day(self, day: date) -> str:
        """A date as the language writes it: `27 May 2025`."""
        return _day(self.tag, day)

    def listed(self, texts: Iterable[str]) -> str:
        """Texts as a list in one line."""
        return ", ".join(texts)

    def written(self, value: object) -> object:
        """A whole number, a date or a tuple (`a, b and c`) as the language writes it; all else as it is."""
        if isinstance(value, tuple):
            return _list(self.tag, tuple(map(str, value)))
        if isinstance(value, int):
            return self.number(value)
        return self.day(value) if isinstance(value, date) else value


def capital(text: str) -> str:
    """A text with a capital letter first."""
    return text[:1].upper() + text[1:]


@cache
def speak(language: str) -> Words:
    """The words of a language that there are words in."""
    return Words(language)


@cache
def _locale(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag, sep="-")


@lru_cache(maxsize=4096)
def _number(tag: str, number: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(tag))


@lru_cache(maxsize=4096)
def _day(tag: str, day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "long", locale=_locale(tag))


def _list(tag: str, texts: tuple[str, ...]) -> str:
    from babel.lists import format_list

    return format_list(texts, locale=_locale(tag))
