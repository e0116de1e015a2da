"""Which translations are older than their English: `python -m tools.translations` lists them.

    python -m tools.translations                      list what is stale, new or gone; exit 1 if anything is
    python -m tools.translations --bless              record each stale or new text whose translation was changed, too
    python -m tools.translations --bless NAME...      only these: names, or their beginnings, such as policies.xx
    python -m tools.translations --bless --unchanged NAME...   also these, whose translation is right as it stands

A translation is stale when the English changed after it. `--bless` refuses a stale text whose translation is the same
as before, and a new one of some length that is the English itself: somebody has to say that it is right
(`--unchanged`), in the languages of `--language`, or in all.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analyzer import words
from analyzer.report.letter import texts as letters
from analyzer.words.fingerprint import fingerprint, recorded

Text = str | Mapping[str, str] | list[str]
Record = dict[str, tuple[str, str]]
FOLDER = Path(words.__file__).parent / "translated"
LETTERS = ("text", "blanks", "kinds", "places")  # the sections of a letter's language that are translated
LONG = 4  # from so many words on, a translation that is the English is none
HEAD = """\
# Which English each text was translated from, and which translation that was: fingerprints, as "English translation".
# `python -m tools.translations --bless` writes this file; do not edit it.
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """What the record of a language does not say of its texts as they are now."""

    stale: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.stale or self.new or self.gone)


def all_texts(language: str) -> dict[str, Text]:
    """Every text of a language by its name, those of the letters among them; not what the language says of itself."""
    spoken = words.texts(words.load(language))
    found: dict[str, Text] = {name: text for name, text in spoken.items() if not name.startswith("language.")}
    written = letters.load(language)
    sections = {part: written[part] for part in LETTERS} | {
        f"how.{door}": said for door, said in written["how"].items()
    }
    return found | {
        f"letters.{part}.{name}": text
        for part, texts in sections.items()
        for name, text in texts.items()
        if not str(text).startswith("analyze ")  # what is typed is the same everywhere
    }


def english_of(language: str) -> dict[str, Text]:
    """The English of the texts that a language has: what it lacks nobody translated, and English stands in for it."""
    there = all_texts(language).keys()
    return {name: text for name, text in all_texts(words.REFERENCE).items() if name in there}


def differences(english: Mapping[str, Text], record: Mapping[str, tuple[str, str]]) -> Differences:
    """What changed in English since the record."""
    now = {name: fingerprint(text) for name, text in english.items()}
    stale = tuple(name for name in now if name in record and record[name][0] != now[name])
    return Differences(stale, tuple(sorted(now.keys() - record.keys())), tuple(sorted(record.keys() - now.keys())))


def blessed(
    english: Mapping[str, Text],
    translation: Mapping[str, Text],
    record: Mapping[str, tuple[str, str]],
    unchanged: Iterable[str] = (),
    chosen: Iterable[str] = (),
) -> tuple[Record, list[str]]:
    """The record brought up to date, and the texts that are refused: nothing says that anybody translated them.

    Of `chosen`, names or their beginnings, only these; without any, all.
    """
    told, found, refused = set(unchanged), dict(record), []
    different = differences(english, record)
    starts = tuple(chosen)

    def wanted(name: str) -> bool:
        return not starts or any(name == start or name.startswith(f"{start}.") for start in starts)

    for name in filter(wanted, different.gone):
        del found[name]
    for name in filter(wanted, (*different.stale, *different.new)):
        said = fingerprint(translation[name])
        same = said == record[name][1] if name in record else _is_the_english(english[name], translation[name])
        if same and name not in told:
            refused.append(name)
        else:
            found[name] = (fingerprint(english[name]), said)
    for name in filter(wanted, found.keys() - {*different.stale, *different.new, *different.gone}):
        found[name] = (found[name][0], fingerprint(translation[name]))  # a better translation of the same English
    return found, refused


def _is_the_english(english: Text, translation: Text) -> bool:
    forms = (
        [english] if isinstance(english, str) else [*(english.values() if isinstance(english, Mapping) else english)]
    )
    return english == translation and max(len(form.split()) for form in forms) >= LONG


def written(record: Mapping[str, tuple[str, str]]) -> str:
    """The file of a language."""
    return HEAD + "".join(f'"{name}" = "{english} {other}"\n' for name, (english, other) in sorted(record.items()))


def main(arguments: list[str] | None = None) -> int:
    """What the command does; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.translations", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--bless", nargs="*", metavar="NAME")
    parser.add_argument("--unchanged", nargs="+", default=[], metavar="NAME")
    parser.add_argument(
        "--language", nargs="+", default=[name for name in words.languages() if name != words.REFERENCE]
    )
    chosen = parser.parse_args(arguments)
    open_ = False
    for language in chosen.language:
        english = english_of(language)
        record = dict(recorded(language)) if (FOLDER / f"{language}.toml").exists() else {}
        if chosen.bless is not None:
            before = record
            record, refused = blessed(english, all_texts(language), before, chosen.unchanged, chosen.bless)
            (FOLDER / f"{language}.toml").write_text(written(record), "utf-8")
            changed = [name for name in record.keys() | before.keys() if record.get(name) != before.get(name)]
            _tell(language, "recorded", sorted(changed))
            _tell(language, "not translated anew, so not recorded", refused)
            open_ = open_ or bool(refused)
        else:
            found = differences(english, record)
            _tell(language, "English changed after the translation", found.stale)
            _tell(language, "not recorded yet", found.new)
            _tell(language, "recorded, but no text any more", found.gone)
            open_ = open_ or bool(found)
    return int(open_)


def _tell(language: str, what: str, names: Iterable[str]) -> None:
    for name in names:
        print(f"{language}: {name}: {what}")


if __name__ == "__main__":
    sys.exit(main())
