"""What the person says where the archive does not tell: answers, the most specific of which wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import get_args

from analyzer.errors import UsageError
from analyzer.model import PLATFORMS, Finding, Item, Observation, Said
from analyzer.reading.facebook.sentences import covers
from analyzer.reading.fields import fold_text
from analyzer.rules.audience import Ruling
from analyzer.rules.case import AccountCase, Case
from analyzer.rules.policy import midnight

AUDIENCES: tuple[Said, ...] = get_args(Said)
#: What an answer says of the time that matters. `dont_know` says nothing.
PUBLIC: dict[str, Finding] = {"public": "yes", "was_public": "yes", "not_public": "no"}
_BROAD_BASES = ("not_recorded", "account_private_now", "account_public_then", "archived")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and what it reaches. `is_` is for a Page's account, and for timeline sentences."""

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
    sentence: str = ""  # the form of timeline sentences of which `is_` says where they stand: own_profile, elsewhere

    @property
    def rank(self) -> int:
        """How specific it is: item, group, period, kind, platform, option."""
        wanted = (self.item, self.group, self.since or self.until, self.kind, not self.option)
        return next((len(wanted) - index for index, found in enumerate(wanted) if found), 0)

    def speaks_of(self, item: Item, account: str) -> bool:
        """Whether it is not narrowed to another platform or account than those of an item."""
        if self.platform and self.platform != item.platform:
            return False
        return not self.account or self.account.casefold() == account.casefold()

    def reaches(self, case: Case, basis: str) -> bool:
        """Whether it says something about an item whose audience is unknown for the reason `basis`."""
        item = case.item
        if self.is_ or not self.speaks_of(item, case.of.account.name):
            return False
        if self.item:
            return self.item == case.id
        if self.group:
            return case.venue == "group" and _folded(self.group) == _folded(item.venue_name)
        if self.kind and self.kind != item.kind:
            return False
        if (self.since or self.until) and not self._covers(item.created):
            return False
        if self.kind == "channel_message":
            return True
        if item.kind in ("listing", "review") or basis not in _BROAD_BASES:
            return False
        return case.venue == "own_profile" or item.kind == "event"

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
    unchanged_since: date | None = None  # since when no older post was hidden or opened
    objected_on: tuple[str, ...] = ()  # `[ACCOUNT=]DATE`, as `--objected-on` has it
    seen: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)  # evidence, by id of item
    on_own_profile: frozenset[str] = frozenset()  # items whose place was unknown, and which evidence shows at home
    _of_item: dict[str, list[Answer]] = field(init=False, repr=False, compare=False)
    _of_group: dict[str, list[Answer]] = field(init=False, repr=False, compare=False)
    _broad: list[Answer] = field(init=False, repr=False, compare=False)
    _of_sentence: list[Answer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put answers in the order in which they win, those on one item or group apart: somebody may give thousands."""
        of_item: dict[str, list[Answer]] = {}
        of_group: dict[str, list[Answer]] = {}
        broad: dict[Answer, None] = {}
        for answer in reversed(self.answers):
            if answer.is_:
                continue
            if answer.item:
                of_item.setdefault(answer.item, []).append(answer)
            elif answer.group:
                of_group.setdefault(_folded(answer.group), []).append(answer)
            else:
                broad[answer] = None
        object.__setattr__(self, "_of_item", of_item)
        object.__setattr__(self, "_of_group", of_group)
        object.__setattr__(self, "_broad", sorted(broad, key=lambda answer: -answer.rank))
        said = dict.fromkeys(answer for answer in reversed(self.answers) if answer.is_ and answer.sentence)
        object.__setattr__(self, "_of_sentence", list(said))

    def without_options(self) -> Answers:
        """Without what `--audience` said of this one run."""
        return replace(self, answers=tuple(each for each in self.answers if not each.option))

    def page_is(self, account: str) -> str:
        """What the person said of a Page's own export: `page`, `profile` or ""."""
        own = [a.is_ for a in self.answers if a.is_ and not a.sentence and a.account.casefold() == account.casefold()]
        return own[-1] if own else ""

    def home_of(self, item: Item, item_id: str, account: str) -> str:
        """Where a timeline post stands whose sentence tells no place: `own_profile`, `elsewhere`, "" (not said)."""
        asked = item.venue == "unknown" and item.sentence
        for each in self._of_sentence if asked else ():
            if each.speaks_of(item, account) and covers(each.sentence, item.sentence):
                return each.is_
        return "own_profile" if item_id in self.on_own_profile else ""

    def case(self, item: Item, item_id: str, of: AccountCase) -> Case:
        """An item to be judged, with what evidence and the person say of it."""
        return Case(item, item_id, of, self.seen.get(item_id, ()), self.home_of(item, item_id, of.account.name))

    def for_case(self, case: Case, basis: str) -> Answer | None:
        """The most specific answer that reaches an item; of two equally specific ones the later."""
        named = self._of_group.get(_folded(case.item.venue_name), ()) if self._of_group else ()
        told = chain(self._of_item.get(case.id, ()), named, self._broad)
        return next((answer for answer in told if answer.reaches(case, basis)), None)


def _folded(name: str) -> str:
    """The name of a group, as it is compared."""
    return fold_text(name).casefold()


_ACCOUNT_BASES = ("account_public", "account_was_public", "account_private")


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
                "--audience {option} is not understood: write {choices}=public or =not_public.",
                option=option,
                choices="|".join(PLATFORMS),
            )
        found.append(Answer(audience, platform=platform, option=True))
    return tuple(found)
