"""What a person should know before relying on a result: one sentence each, with an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from analyzer import graph_api, scope
from analyzer.labels import can_be_shown
from analyzer.run import Analysis

MISSING_SHARE = 0.05  # of the media that records name
OLD_AFTER_DAYS = 90

Warning_ = dict[str, str]


def warnings(analysis: Analysis) -> list[Warning_]:
    """All warnings of a run, the weightiest first."""
    told = [{"id": name, "text": text} for name, text in _all(analysis)]
    return told + graph_api.warnings(analysis.graph, analysis.judged)


def _all(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield from _losses(analysis)
    yield from _policy(analysis)
    yield from _exports(analysis)
    yield from _accounts(analysis)
    yield from _answers(analysis)
    yield from _not_understood(analysis)


def _losses(analysis: Analysis) -> Iterator[tuple[str, str]]:
    damaged = [row for row in analysis.collection.files if row.status == "damaged"]
    for row in damaged:
        how = "could not be read to its end" if row.records > 1 else "could not be read"
        yield "damaged_file", f"{row.path} ({row.archive}) {how}: items may be missing. Ask for the download again."
    unread = sum(sum(row.unread.values()) for row in analysis.collection.files if row.status != "damaged")
    if unread:
        yield "unread_records", f"{_count(unread, 'record')} could not be read: see problems.csv."


def _policy(analysis: Analysis) -> Iterator[tuple[str, str]]:
    policy = analysis.policy
    if policy.assumed:
        yield (
            "policy_assumed",
            "No country is recorded in this archive. We assumed the rules for the European Union; use --policy to"
            " choose others.",
        )
    for other in analysis.other_policies:
        yield "policy_other", f"Another place on record would mean other rules (--policy {other})."
    if policy.id == "uk":
        yield "policy_doubt", "Meta announced the start for the UK on 13 September 2024; the first day is not known."
    if policy.id == "br":
        yield "policy_doubt", "For Brazil the first day of training is not known; we count from 30 August 2024."


def _exports(analysis: Analysis) -> Iterator[tuple[str, str]]:
    as_of, today = analysis.options.as_of, analysis.options.today
    for export, made in zip(analysis.collection.exports, analysis.made, strict=True):
        name = export.export.name
        missing, named = len(export.missing_media), len(export.named_media)
        if missing > MISSING_SHARE * named:
            parts = export.export.archives
            found = f" Found: {', '.join(parts)}." if len(parts) > 1 else " It was given as one file."
            yield (
                "media_missing",
                f"{missing:,} of {named:,} photos and videos that {name} names are not in it. A part of the download"
                f" may be missing, or it was made without media.{found}",
            )
        if export.unread_dates:
            language = f" ({export.language})" if export.language else ""
            yield (
                "unread_dates",
                f"{_count(export.unread_dates, 'date')} in {name}{language} could not be read: these items have no"
                " time.",
            )
        if made.day is None:
            yield "export_undated", f"Nothing tells when {name} was made."
        elif (today - (as_of or made.day)).days > OLD_AFTER_DAYS:
            yield (
                "export_old",
                f"{name} is of {_date(made.day)}{'' if made.exact else ' or later'}. What you posted, deleted or made"
                " private since is not in it: ask for a new one.",
            )
        if any(
            case.early for (_, index), case in analysis.cases.items() if analysis.collection.exports[index] is export
        ):
            yield (
                "export_before_training",
                f"{name} was made before training began. What was public then counts as public; later switches to"
                " private are not in it.",
            )


def _accounts(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for number, account in enumerate(analysis.accounts):
        of = analysis.cases[number, account.exports[0]]
        majority = scope.eighteenth_birthday(of)
        if of.is_adult == "no" and majority:
            yield (
                "minor",
                f"{_name(account.name)} is under {analysis.policy.adult_age}: Meta says it does not use public content"
                f" of minors. That ends on {_date(majority)}. What you type to Meta AI counts already.",
            )
        said = analysis.objections.of(account)
        if scope.doubtful_objection(said, analysis.policy):
            yield (
                "objection_2024",
                f"It is disputed whether an objection of {said} still counts: Meta says that earlier ones are honoured,"
                " others advise to object again. Objecting again does no harm.",
            )
        if account.is_page and not of.page_is:
            name = _name(account.name)
            yield (
                "page_or_profile",
                f"The archive of {name} is of a Page or an additional profile: --ask asks which.",
            )
    for name in analysis.birthday_clash:
        yield "birthday_clash", f"The archive of {_name(name)} has another birthday than the one given; it counts."


def _answers(analysis: Analysis) -> Iterator[tuple[str, str]]:
    count = sum(each.contradicted for each in analysis.judged)
    if count:
        yield (
            "answer_contradicts",
            f"For {_count(count, 'item')} the archive says otherwise than your answer; the archive's word was kept.",
        )


def _not_understood(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for path in analysis.collection.looks_authored:
        yield "unknown_content", f"{path} is not known to this version and may hold things that you wrote."
    for path in analysis.collection.unknown_shapes:
        yield "unknown_shape", f"{path} has a shape that this version does not know; nothing was read from it."
    skipped: Counter[str] = Counter()
    for row in analysis.collection.files:
        skipped.update(row.skipped)
    if skipped["author_not_known"]:
        yield (
            "author_not_known",
            f"For {_count(skipped['author_not_known'], 'record')} the archive does not tell who wrote them:"
            " they are left out.",
        )
    labels = set().union(*(export.facts.unknown_labels for export in analysis.collection.exports))
    if labels:
        known = f"{_count(len(labels), 'label')} of the archive {'is' if len(labels) == 1 else 'are'} not known"
        shown = ", ".join(f"“{label}”" for label in sorted(_no_values(labels, analysis))[:12])
        yield (
            "unknown_labels",
            f"{known}: {shown}. Please send them to us (labels only), so that the next version knows more."
            if shown
            else f"{known}.",
        )
    if any(row.category == "reactions" and row.status == "not_needed" for row in analysis.collection.files):
        yield (
            "reactions",
            "Likes, votes, sticker answers and donations are not counted: it is unclear whether they fall into the"
            " scope.",
        )


def _no_values(labels: set[str], analysis: Analysis) -> set[str]:
    """The labels without any that is also a value of the archive: in a file of an odd shape one may stand for it."""
    shown = {label for label in labels if can_be_shown(label)}
    for account in analysis.accounts:
        for facts in account.facts.values():
            shown -= {facts.username, facts.full_name, *facts.names}
    for each in analysis.judged:
        item = each.item
        shown -= {item.text, item.title, item.place, item.venue_name, *item.people}
    return shown


def _name(name: str) -> str:
    return name or "this account"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
