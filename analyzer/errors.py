"""What can go wrong with a whole run, each with the exit code that the command gives for it.

Sentences stand in English where they are raised. In other languages they are in `words/errors/<language>.toml`, found
by the English before it is filled in.
"""

from __future__ import annotations

from collections.abc import Callable


class Sentence(str):
    """A sentence for a person in English, which remembers what it was filled in with and so can be translated.

    `Sentence("There is no file {path}.", path=path)`; values may be sentences themselves, or words that have a
    translation.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        made = super().__new__(cls, template.format_map(values) if values else template)
        made.template, made.values = template, values
        return made

    def said(self, translated: Callable[[str], str]) -> str:
        """The sentence in another language. `translated` gives a template, or a word, in that language."""
        values = {name: _said(value, translated) for name, value in self.values.items()}
        template = translated(self.template)
        return template.format_map(values) if values else template


def _said(value: object, translated: Callable[[str], str]) -> object:
    if isinstance(value, Sentence):
        return value.said(translated)
    return translated(value) if isinstance(value, str) else value


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
