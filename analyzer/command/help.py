"""`--help`, and what is said of a line that cannot be meant: in the language of the person, before anything is read.

The texts are `words/LANGUAGE/help.toml`; an option that has none there says what stands in the code.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from typer.core import TyperCommand

from analyzer.command.shell import program
from analyzer.errors import UsageError
from analyzer.words import Words, speak
from analyzer.words.language import choose_language

MAIN = "export"
_COLUMN, _WIDEST = 26, 100  # characters: of what stands left, of a line


def words_of_run() -> Words:
    """The words to speak before an archive is read: of `--language`, if it is one, else of this computer."""
    try:
        return speak(choose_language(_typed_language(), ()))
    except UsageError:
        return speak(choose_language("", ()))


def _typed_language() -> str:
    words = iter(sys.argv[1:])
    for word in words:
        if word == "--language":
            return next(words, "")
        if word.startswith("--language="):
            return word.partition("=")[2]
    return ""


class Command(TyperCommand):
    """A command that explains itself in the person's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_lines(self, ctx, words_of_run())) + "\n")


def _lines(command: Any, context: Any, words: Words) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns - 1, _WIDEST)
    params = command.get_params(context)
    arguments = [each for each in params if each.param_type_name == "argument"]
    options = [each for each in params if each.param_type_name != "argument"]
    called = called_as(command)
    given = " ".join(_shown(each) for each in arguments)
    usage = words.say("help.usage", line=f"{called} {words.say('help.options_word')} {given}")
    yield from ("", *_wrapped(usage, width), "")
    for paragraph in _text(words, f"command.{command.name}", command.help).split("\n"):
        yield from (*_wrapped(paragraph, width), "")
    for heading, listed in (("arguments", arguments), ("options", options)):
        yield words.say(f"help.{heading}")
        for each in listed:
            yield from _entry(_shown(each), _meaning(each, command.name, words), width)
        yield ""
    group = context.parent.command if context.parent else None
    if command.name == MAIN and group:
        yield words.say("help.commands")
        for name, other in group.commands.items():
            if name != MAIN:
                shown = " ".join([name, *(_shown(each) for each in other.params if each.param_type_name == "argument")])
                yield from _entry(shown, _text(words, f"command.{name}", other.help), width)
        yield ""
    yield from _wrapped(words.say("help.end"), width)


def called_as(command: Any) -> str:
    """How a command is called here."""
    return program() if command.name == MAIN else f"{program()} {command.name}"


def _shown(each: Any) -> str:
    """`--out DIR`, `--quiet, -q`, `EXPORT...`."""
    if each.param_type_name == "argument":
        return f"{each.metavar or each.name.upper()}{'...' if each.nargs == -1 else ''}"
    names = ", ".join(each.opts)
    return names if each.is_flag or each.name == "help" else f"{names} {metavar(each)}"


def metavar(each: Any) -> str:
    """What stands behind an option, `DIR` say."""
    return str(each.metavar or each.name.upper())


def _meaning(each: Any, command: str, words: Words) -> str:
    if each.name == "help":
        return words.say("help.help")
    own = f"of.{command}.{each.name}"
    said = _text(words, own if words.has(f"help.{own}") else f"option.{each.name}", each.help)
    default = each.default if each.param_type_name != "argument" and not each.is_flag else None
    return f"{said} {words.say('help.default', value=str(default))}" if default else said


def _text(words: Words, name: str, in_code: str | None) -> str:
    return words.say(f"help.{name}") if words.has(f"help.{name}") else " ".join((in_code or "").split())


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _entry(left: str, right: str, width: int) -> Iterator[str]:
    """What stands left and what it means; below each other where there is no room."""
    column = _COLUMN if width >= 2 * _COLUMN else 0
    lines = _wrapped(right, width, " " * (column or 6))
    if len(left) + 4 <= column and lines:
        yield f"  {left}".ljust(column) + lines.pop(0).lstrip()
    else:
        yield f"  {left}"
    yield from lines


def wrong_line(error: Any, commands: Mapping[str, Any], words: Words) -> str:
    """One sentence for a line of which the parser makes nothing, and where to look. `error`: what it raised."""
    command = commands.get(next(iter(sys.argv[1:]), ""), commands[MAIN])
    return f"{_wrong(error, command, words)} {words.say('help.wrong.see', command=called_as(command))}"


def _wrong(error: Any, command: Any, words: Words) -> str:
    kind, option, param = type(error).__name__, getattr(error, "option_name", ""), getattr(error, "param", None)
    if kind == "NoSuchOption":
        others = sorted(getattr(error, "possibilities", None) or ())
        if others:
            return words.say("help.wrong.no_such_option_but", option=option, others=words.listed(others))
        return words.say("help.wrong.no_such_option", option=option)
    if kind == "MissingParameter" and param is not None:
        return words.say("help.wrong.missing", what=_shown(param))
    if kind == "BadOptionUsage":
        each = next((each for each in command.params if option in each.opts), None)
        if each is not None and each.is_flag:
            return words.say("help.wrong.no_value", option=option)
        return words.say("help.wrong.value_missing", option=option, metavar=metavar(each) if each else "")
    if kind == "BadParameter" and param is not None:
        return words.say("help.wrong.value", option=param.opts[0], metavar=metavar(param))
    return words.say("help.wrong.too_much")
