"""What the page says where it says how to go on: commands, or what stands in their place where there is no terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commands:
    """Each is shown as it is; "" shows nothing."""

    again: Callable[[str], str]  # to run it once more, with this option
    answers: str  # to give the file `{name}`, filled in on the page
    explain: str  # to have the item `{id}` explained
    public: str  # to give a page as strangers see it
    log: str  # to give network logs
    letters: str  # to have letters as files
    door: str  # where all of this is: see `letter.texts.Words`

    @property
    def in_script(self) -> dict[str, str]:
        """For the script of the page."""
        return {"answers": self.answers, "explain": self.explain}


COMMAND_LINE = Commands(
    again=lambda option: f"analyze EXPORT {option}",
    answers="analyze EXPORT --answers {name}",
    explain="analyze explain {id} EXPORT",
    public="analyze EXPORT --seen-public profile.mhtml",
    log="analyze EXPORT --audiences 1.har --audiences 2.har",
    letters="analyze letter EXPORT",
    door="command",
)
