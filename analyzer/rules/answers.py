"""What the person says where the archive does not tell: answers, the most specific of which wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Finding, Said
from analyzer.reading.fields import fold_text
from analyzer.rules.audience import Ruling
from analyzer.rules.case import Case
from analyzer.rules.policy import midnight

AUDIENCES: tuple[Said, ...] = get_args(Said)
#: What an answer says of the time that matters. `dont_know` says nothing.
PUBLIC: dict[str, Finding] = {"public": "yes", "was_public": "yes", "not_public": "no"}
_BROAD_BASES = ("not_recorded", "account_private_now", "archived")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and what it reaches. `is_` is for a Page's or additional profile's account alone."""

    audience: str = ""  # one of `AUDIENCES`, or nothing
    item: str = ""
    group: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    platform: str = ""
    account: str = ""
    is_: str = ""
    option: bool = False  # from --audience: the least specific
    graph: str = ""  # what the Graph API says of the one item that this was asked for; before the person's word

    @property
    def rank(self) -> int:
        """How specific it is: item, group, period, kind, platform, option."""
        wanted = (self.item, self.group, self.since or self.until, self.kind, not self.option)
        return next((len(wanted) - index for index, found in enumerate(wanted) if found), 0)

    def reaches(self, case: Case, basis: str) -> bool:
        """Whether it says something about an item whose audience is unknown for the reason `basis`."""
        item = case.item
        if self.is_ or (self.platform and self.platform != item.platform):
            return False
        if self.account and self.account.casefold() != case.of.account.name.casefold():
            return False
        if self.item:
            return self.item == case.id
        if self.group:
            return item.venue == "group" and fold_text(self.group).casefold() == fold_text(item.venue_name).casefold()
        if self.kind and self.kind != item.kind:
            return False
        if (self.since or self.until) and not self._covers(item.created):
            return False
        if self.kind == "channel_message":
            return True
        if item.kind in ("listing", "review") or basis not in _BROAD_BASES:
            return False
        return item.venue == "own_profile" or item.kind == "event"

    def _covers(self, created: int | None) -> bool:
        if created is None:
            return False
        after = self.since is None or created >= midnight(self.since)
        return after and (self.until is None or created < midnight(self.until))


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a run, and what has been ticked off."""

    answers: tuple[Answer, ...] = ()
    ticked: tuple[str, ...] = ()
    birthday: date | None = None  # for accounts whose archive has none
    graph: Mapping[str, str] = field(default_factory=dict)  # by id of item: its audience, as the Graph API says it

    def page_is(self, account: str) -> str:
        """What the person said of a Page's own export: `page`, `profile` or ""."""
        said = [a.is_ for a in self.answers if a.is_ and a.account.casefold() == account.casefold()]
        return said[-1] if said else ""

    def for_case(self, case: Case, basis: str) -> Answer | None:
        """The most specific answer that reaches an item (of two the later), and what the Graph API says of it."""
        best: Answer | None = None
        for answer in self.answers:
            if (best is None or answer.rank >= best.rank) and answer.reaches(case, basis):
                best = answer
        return replace(best or Answer(), graph=self.graph[case.id]) if case.id in self.graph else best


_ACCOUNT_BASES = ("account_public", "account_was_public", "account_private", "professional_account")


def contradicts(answers: Answers, case: Case, ruling: Ruling) -> bool:
    """Whether the person says the opposite of a yes or no of the archive: only a warning comes of it.

    Broad answers speak of accounts and audiences; a draft or a pending post does not contradict them.
    """
    if not answers.answers or ruling.is_public not in ("yes", "no"):
        return False
    answer = answers.for_case(case, "not_recorded")
    if answer is None or answer.audience not in PUBLIC or not (answer.item or ruling.basis in _ACCOUNT_BASES):
        return False
    return PUBLIC[answer.audience] != ruling.is_public


def from_options(options: list[str]) -> tuple[Answer, ...]:
    """`PLATFORM=public|not_public` as the least specific answers. Raises UsageError."""
    found = []
    for option in options:
        platform, _, audience = option.partition("=")
        if platform not in PLATFORMS or audience not in ("public", "not_public"):
            raise UsageError(
                f"--audience {option} is not understood: write {'|'.join(PLATFORMS)}=public or =not_public."
            )
        found.append(Answer(audience, platform=platform, option=True))
    return tuple(found)
