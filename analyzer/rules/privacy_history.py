"""An Instagram account's privacy over time: from the flag of today back through the dated log of switches.

The titles of the log are localised, and unknown in most languages. They are not needed: the newest switch led to
the state of today, each earlier one to the opposite. Titles only serve to find a log that contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from analyzer.model import Switch
from analyzer.reading.labels import fold

# Seen in 11 of 27 real English exports (what-if-data-donation, 2024-2025); no other language was found.
_TO_PRIVATE = {"switched to public": False, "switched to private": True}


@dataclass(frozen=True, slots=True)
class PrivacyHistory:
    """`private_now`: when the export was made (None: not recorded). `switches`: times, oldest first.

    `consistent`: the log can be believed. `no_switch_shown`: there is no log, and the export reaches back far enough
    to say that there was no switch either. `public_on`: when older exports were made that show it public.
    """

    private_now: bool | None
    switches: tuple[int, ...]
    consistent: bool
    no_switch_shown: bool
    public_on: tuple[int, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the account's state can be told for times past."""
        return self.private_now is not None and self.consistent and (bool(self.switches) or self.no_switch_shown)

    def private_at(self, moment: int) -> bool | None:
        """Whether the account was private at a time, None where that is not known."""
        if not self.known or self.private_now is None:
            return None
        later = sum(1 for switch in self.switches if switch > moment)
        return self.private_now if later % 2 == 0 else not self.private_now

    def public_since(self, start: int) -> bool | None:
        """Whether the account was public at some moment since `start`, None where that is not known."""
        if self.private_now is False or any(moment >= start for moment in self.public_on):
            return True
        if not self.known:
            return None
        return bool(self.switches) and self.switches[-1] > start


def privacy_history(
    private_now: bool | None,
    switches: Iterable[Switch],
    unreadable: bool,
    no_switch_shown: bool,
    public_on: Iterable[int] = (),
) -> PrivacyHistory:
    """Read a log of switches, given in any order."""
    log = sorted({(switch.at, fold(switch.title)) for switch in switches})
    consistent = not unreadable and len({at for at, _ in log}) == len(log)
    titles = [title for _, title in log]
    if any(one and one == two for one, two in pairwise(titles)):
        consistent = False
    state = private_now
    for title in reversed(titles):
        if _TO_PRIVATE.get(title, state) != state:
            consistent = False
        state = None if state is None else not state
    return PrivacyHistory(private_now, tuple(at for at, _ in log), consistent, no_switch_shown, tuple(public_on))
