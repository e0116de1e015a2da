"""Templates as they were compiled beforehand: `made/*.py` beside this file, imported when first asked for.

They are not in the repository. `tools/data/templates.py` writes them, when the package is built. Where they are not
there, or were made of other templates or by another version of the engine than is there, the templates themselves are
compiled, which takes each run some thirty milliseconds.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

from analyzer import toml_tables

FOLDER, OF, BY = "made", "OF", "BY"
_FOLDERS = ("page/templates", "compare/templates")
_OPTIONS = "frame.py"  # has the options that templates are compiled with


class MadeTemplates(BaseLoader):
    """Gives the compiled templates, or none of them."""

    has_source_access = False

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """The compiled template of a name. Raises TemplateNotFound where that is not there, or old."""
        made = compiled(module_of(name))
        if made is None:
            raise TemplateNotFound(name)
        return environment.template_class.from_module_dict(environment, made, {} if globals is None else globals)


def module_of(template: str) -> str:
    """The name of the module of a template."""
    return template.replace(".", "_")


@cache
def compiled(module: str) -> dict[str, Any] | None:
    """What a module of compiled templates holds; None where it is not there, or old."""
    try:
        found = vars(import_module(f"{__package__}.{FOLDER}.{module}"))
    except (ImportError, SyntaxError, ValueError):
        return None  # not made, or cut off
    return found if found.get(OF) == fingerprint() and made_by() in ("", found.get(BY)) else None


@cache
def fingerprint() -> str:
    """What all of them are made of. Line ends do not count: git may change them."""
    sources = [each.name.encode() + b"\n" + each.read_bytes() for each in templates()]
    lines = b"\0".join((version("jinja2").encode(), *sources))
    return toml_tables.fingerprint(lines)


@cache
def made_by() -> str:
    """The options that templates are compiled with, "" where they are not there as source."""
    return toml_tables.fingerprint_of_code([files(__package__).joinpath(_OPTIONS)])


def templates() -> list[Any]:
    """The files of the templates, as `importlib.resources` has them, in their order."""
    here = files(__package__)
    found = (each for folder in _FOLDERS for each in here.joinpath(folder).iterdir())
    return sorted((each for each in found if each.name.endswith(".html")), key=lambda each: each.name)
