"""The options that bear on a verdict, which every command that reads archives takes: written once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, get_type_hints

import typer

from analyzer.rules.policy import policies

Exports = Annotated[
    list[Path], typer.Argument(metavar="EXPORT", show_default=False, help="Zips, parts of one export, or folders.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show where an error came from.")]
#: Stands in a command for all shared options: it is given them by name, as `analyzer.analyze` takes them.
Shared = Mapping[str, Any]
NONE_GIVEN: Shared = MappingProxyType({})
_PLACE = "options"


def _shared(
    policy: Annotated[str, typer.Option(metavar=f"auto|{'|'.join(policies())}", help="Whose rules.")] = "auto",
    deadline: Annotated[str | None, typer.Option(metavar="DATE", help="In place of the policy's deadline.")] = None,
    objected_on: Annotated[
        list[str] | None, typer.Option(metavar="[ACCOUNT=]DATE|never", help="When you objected; may be repeated.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="In place of the day of the export.")] = None,
    birthday: Annotated[str | None, typer.Option(metavar="DATE", help="If the archive lacks it.")] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(metavar="PLATFORM=public|not_public", help="Who could see your posts there; may be repeated."),
    ] = None,
    answers: Annotated[Path | None, typer.Option(metavar="FILE", help="Your answers, as TOML or JSON.")] = None,
    audiences: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Who could see each post: a network log, or the Graph API; may be repeated."),
    ] = None,
    seen_public: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A saved page of how strangers see your profile; may be repeated."),
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="LANG", help="Of the report: de, say; else the archive's, else this computer's.")
    ] = "",
    limits: Annotated[
        int, typer.Option(metavar="N", min=1, help="Read N times as much before an archive is given up as too large.")
    ] = 1,
) -> None:
    """The shared options, in their order."""


def with_shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Put the shared options in the place of the parameter `options` of a command.

    One that the command names itself, with a help text or meaning of its own, is the command's.
    """
    hints = get_type_hints(command, include_extras=True)
    own = {name: each.replace(annotation=hints[name]) for name, each in inspect.signature(command).parameters.items()}
    types = get_type_hints(_shared, include_extras=True)
    shared = {
        name: each.replace(annotation=types[name])
        for name, each in inspect.signature(_shared).parameters.items()
        if name not in own
    }
    listed: list[inspect.Parameter] = []
    for name, each in own.items():
        listed += shared.values() if name == _PLACE else [each]

    @wraps(command)
    def with_all(**given: Any) -> None:
        command(**{name: given[name] for name in given.keys() - shared.keys()},
                **{_PLACE: {name: given.get(name, each.default) for name, each in shared.items()}})  # fmt: skip

    with_all.__signature__ = inspect.Signature(listed)  # type: ignore[attr-defined]
    with_all.__annotations__ = {each.name: each.annotation for each in listed} | {"return": None}
    return with_all
