"""Whose stories a file holds: the owner's count, everybody else's are left out, and a log of another person is refused.

The owner is known by the names and ids that the archive tells. What can be edited counts as one's own only where no
actor is named: Pages that one manages can be edited too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analyzer.reading.evidence import fact_tables
from analyzer.reading.evidence.audience_file import AudienceFile
from analyzer.reading.evidence.model import Evidence, Fault, Owner, SeenAccount, SeenStory
from analyzer.reading.evidence.refusal import EvidenceRefused
from analyzer.reading.evidence.stories import FoundStory


def own_stories(file: AudienceFile, owner: Owner) -> Evidence:
    """What the file says of this owner's stories. Raises EvidenceRefused where it is somebody else's."""
    ids = _own_ids(file, owner)
    own = [pair for pair in file.stories if _is_own(pair[0], owner, ids)]
    if file.stories and not own and not file.accounts:
        _refuse(file, owner)
    stories = [_seen(story, day, file, ids) for story, day in own]
    stories += [_dated(post, file) for post in file.posts]
    silent = sum(story.audience == "" for story in stories)
    faults = (*file.faults, Fault("no_audience", silent, len(stories))) if silent else file.faults
    day, bound = _latest([*stories, *file.accounts])
    return Evidence(
        file.path, file.kind, day, bound, tuple(stories), file.accounts, faults, len(file.stories) - len(own)
    )


def _own_ids(file: AudienceFile, owner: Owner) -> frozenset[str]:
    """The owner's ids in this file: those that the archive tells, else that of the one actor who bears the name.

    Of several people of one name the owner is the one whose stories can be edited; if that does not tell, none of them.
    """
    if owner.ids:
        return owner.ids
    named: dict[str, bool] = {}
    for story, _ in file.stories:
        for actor, name in story.actors:
            if actor and name in owner.names:
                named[actor] = named.get(actor, False) or story.scope.editable
    if len(named) <= 1:
        return frozenset(named)
    editable = [actor for actor, may in named.items() if may]
    if len(editable) != 1:
        raise EvidenceRefused(
            "namesakes",
            f"{file.path} holds posts of {len(named)} people of your name, and does not show which of them is you. "
            "Export a log of your own profile alone.",
        )
    return frozenset(editable)


def _is_own(story: FoundStory, owner: Owner, ids: frozenset[str]) -> bool:
    """Whether the owner wrote it, as every section says that names an actor."""
    if not story.actors:
        return story.scope.editable
    return all(actor in ids if actor and ids else name in owner.names for actor, name in story.actors)


def _refuse(file: AudienceFile, owner: Owner) -> None:
    if not owner.names and not owner.ids:
        raise EvidenceRefused(
            "another_person",
            f"{file.path} cannot be used: the archive does not tell your name, so nobody can say whether the posts in "
            "the log are yours.",
        )
    raise EvidenceRefused(
        "another_person",
        f"{file.path} is a log of somebody else: none of its {len(file.stories)} posts is by the person whose archive "
        "this is. Open your own profile, and there Manage posts, before you export.",
    )


def _seen(story: FoundStory, day: date | None, file: AudienceFile, ids: frozenset[str]) -> SeenStory:
    to_others = any(end_id not in ids for kind, end_id in story.destinations if kind != "Group")
    away = bool(story.holder and ids and story.holder not in ids)
    manages = story.timeline == fact_tables.table("answers")["timeline"]["manage"]
    at_home = bool(story.timeline) and (story.holder in ids if story.holder and ids else manages)
    elsewhere = story.elsewhere or to_others or away
    return SeenStory(
        second=story.second, text=story.text, media_ids=story.media_ids, audience=story.scope.audience,
        seen=story.scope.seen, day=day or file.lower_bound, day_is_lower_bound=day is None, denied=story.scope.denied,
        group=story.group, elsewhere=elsewhere, own_timeline=at_home and not elsewhere and not story.group, id=story.id,
    )  # fmt: skip


def _dated(post: SeenStory, file: AudienceFile) -> SeenStory:
    day = post.day or file.lower_bound
    return SeenStory(
        post.second, post.text, post.media_ids, post.audience, post.seen, day, True, post.denied, post.group,
        post.elsewhere, post.own_timeline, post.id, post.permalink, post.source,
    )  # fmt: skip


def _latest(seen: Iterable[SeenStory | SeenAccount]) -> tuple[date | None, bool]:
    """The latest day, and whether it is a lower bound."""
    days = [(each.day, not each.day_is_lower_bound) for each in seen if each.day]
    if not days:
        return None, False
    day, exact = max(days)
    return day, not exact
