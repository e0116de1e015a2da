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

# `readable=False` everywhere: what may not be read is told by whoever opens it, not as a wrong line.
Exports = Annotated[list[Path], typer.Argument(metavar="EXPORT", show_default=False, readable=False)]
Verbose = Annotated[bool, typer.Option("--verbose", "-v")]
#: Stands in a command for all shared options: it is given them by name, as `analyzer.analyze` takes them.
Shared = Mapping[str, Any]
NONE_GIVEN: Shared = MappingProxyType({})
_PLACE = "options"


def _shared(
    policy: Annotated[str, typer.Option(metavar=f"auto|{'|'.join(policies())}")] = "auto",
    deadline: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    objected_on: Annotated[list[str] | None, typer.Option(metavar="[ACCOUNT=]DATE|never")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    birthday: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(metavar="PLATFORM=public|not_public"),
    ] = None,
    answers: Annotated[Path | None, typer.Option(metavar="FILE", readable=False)] = None,
    audiences: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE"),
    ] = None,
    seen_public: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE"),
    ] = None,
    language: Annotated[str, typer.Option(metavar="LANG")] = "",
    limits: Annotated[int, typer.Option(metavar="N", min=1)] = 1,
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
