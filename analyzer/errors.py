"""What can go wrong with a whole run, each with the exit code that the command gives for it.

Sentences stand in English where they are raised. In other languages they are in `words/errors/<language>.toml`, found
by the English before it is filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

# What an operating system says most, in the words of Python: it stands within sentences, and has translations.
OF_THE_SYSTEM = (
    "Permission denied", "Operation not permitted", "No such file or directory", "Is a directory", "Not a directory",
    "File exists", "File name too long", "No space left on device", "Disk quota exceeded", "Read-only file system",
    "Input/output error", "Too many open files",
)  # fmt: skip


class Sentence(str):
    """A sentence for a person in English, which remembers what it was filled in with and so can be translated.

    `Sentence("There is no file {path}.", path=path)`; values may be sentences themselves, words that have a
    translation, whole numbers, days, or tuples of these, which are listed.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        made = super().__new__(cls, _filled(template, values, str, _in_english))
        made.template, made.values = template, values
        return made

    def said(self, translated: Callable[[str], str], written: Callable[[object], object] | None = None) -> str:
        """The sentence in another language.

        `translated` gives a template, or a word, in that language; `written` a number, a day or a list.
        """
        return _filled(translated(self.template), self.values, translated, written or _in_english)


def _filled(
    template: str, values: Mapping[str, object], translated: Callable[[str], str], written: Callable[[object], object]
) -> str:
    def said(value: object) -> object:
        if isinstance(value, Sentence):
            return value.said(translated, written)
        if isinstance(value, tuple):
            return written(tuple(map(said, value)))
        return translated(value) if isinstance(value, str) else written(value)

    return template.format_map({name: said(value) for name, value in values.items()}) if values else template


def _in_english(value: object) -> object:
    if isinstance(value, tuple):
        *most, last = map(str, value)
        return f"{', '.join(most)} and {last}" if most else last
    return f"{value:,}" if isinstance(value, int) else value


class AnalyzerError(Exception):
    """A run that ended without a result. `str()` is one sentence for a person, free of archive content.

    `text` is filled in with `values` where there are any.
    """

    exit_code = 1

    def __init__(self, text: str, /, **values: object) -> None:
        self.sentence = text if isinstance(text, Sentence) and not values else Sentence(text, **values)
        super().__init__(self.sentence)


class UsageError(AnalyzerError):
    """An argument that cannot be meant: no such file, a birthday in the future, an `--out` that is not ours."""

    exit_code = 2


class NotAnExport(AnalyzerError):
    """Not a zip, or no archive of Facebook, Instagram or Threads, or one without any file that can hold items."""

    exit_code = 3


class RefusedArchive(AnalyzerError):
    """A directory that is hostile or truncated, or an archive of which no needed member is readable."""

    exit_code = 4
