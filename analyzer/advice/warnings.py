"""What a person should know before relying on a result: one sentence each, with an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analyzer.advice.evidence_warnings import evidence_warnings
from analyzer.archive.limits import OPTION
from analyzer.reading.json.cursor import FAULT_OF_META
from analyzer.reading.labels import can_be_shown
from analyzer.rules.age import majority_day
from analyzer.rules.analysis import Analysis
from analyzer.rules.objection import doubtful_objection

MISSING_SHARE = 0.05  # of the media that records name
OLD_AFTER_DAYS = 90

Warning_ = dict[str, str]


def warnings(analysis: Analysis) -> list[Warning_]:
    """All warnings of a run, the weightiest first."""
    return [{"id": name, "text": text} for name, text in dict.fromkeys(_all(analysis))]  # two accounts of one name


def _all(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield from _losses(analysis)
    yield from _several_accounts(analysis)
    yield from _policy(analysis)
    yield from _exports(analysis)
    yield from _accounts(analysis)
    yield from _answers(analysis)
    yield from _not_understood(analysis)
    yield from evidence_warnings(analysis)


def _say(analysis: Analysis, name: str, form: str = "", **values: object) -> tuple[str, str]:
    """A warning: its id and its text, which is another one for some forms of it."""
    return name, analysis.words.say(f"warnings.{form or name}", **values)


def _by_policy(analysis: Analysis, name: str, own: str, form: str = "", **values: object) -> tuple[str, str]:
    """A warning in the policy's own words (`policies.ID.own`) where it has some, else in those that hold everywhere."""
    text = f"policies.{analysis.policy.id}.{own}"
    return name, analysis.words.say(text if analysis.words.has(text) else f"warnings.{form or name}", **values)


def _losses(analysis: Analysis) -> Iterator[tuple[str, str]]:
    damaged = [row for row in analysis.collection.files if row.status == "damaged"]
    at_fault = {(each.archive, each.path) for each in analysis.collection.problems if each.problem == FAULT_OF_META}
    for row in damaged:
        form = "damaged_file_end" if row.records > 1 else "damaged_file"
        if (row.archive, row.path) in at_fault:
            form = "damaged_by_meta"
        yield _say(analysis, "damaged_file", form, path=row.path, archive=row.archive)
    if any(OPTION in each.problem for each in analysis.collection.problems):
        yield _say(analysis, "limit_reached", option=f"{OPTION} {10 * analysis.options.limits}")
    unread = sum(sum(row.unread.values()) for row in analysis.collection.files if row.status != "damaged")
    if unread:
        yield _say(analysis, "unread_records", n=unread)


def _several_accounts(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Where several people may stand in one run: two accounts of one platform, or two birthdays."""
    own = [(n, account) for n, account in enumerate(analysis.accounts) if not account.is_page]
    platforms = [account.platform for _, account in own]
    birthdays = {account.fact(account.exports[0], "birthday") for _, account in own} - {None}
    if len(set(platforms)) < len(platforms) or len(birthdays) > 1:
        words = analysis.words
        told = (
            words.say(
                "compare.named",
                name=_name(analysis, account.name),
                platform=words.code("codes.platform", account.platform),
            )
            for _, account in own
        )
        yield _say(analysis, "several_accounts", n=len(own), names=words.listed(told))


def _policy(analysis: Analysis) -> Iterator[tuple[str, str]]:
    policy = analysis.policy
    if policy.assumed:
        yield _say(analysis, "policy_assumed")
    for other in analysis.other_policies:
        yield _say(analysis, "policy_other", policy=other)
    if policy.training_start and not policy.first_day_sure:
        yield _by_policy(analysis, "policy_doubt", "first_day", day=policy.training_start)


def _exports(analysis: Analysis) -> Iterator[tuple[str, str]]:
    as_of, today = analysis.options.as_of, analysis.options.today
    for platform, archives in analysis.collection.without_items:
        names, where = analysis.words.listed(archives), analysis.words.code("codes.platform", platform)
        yield _say(analysis, "download_without_posts", export=names, platform=where)
    for export, made in zip(analysis.collection.exports, analysis.made, strict=True):
        name = export.export.name
        missing, named = len(export.missing_media), len(export.named_media)
        if missing > MISSING_SHARE * named:
            parts = export.export.archives
            several = len(parts) > 1
            found = _say(analysis, "media_found" if several else "media_one_file", parts=analysis.words.listed(parts))
            yield _say(analysis, "media_missing", missing=missing, named=named, export=name, found=found[1])
        if export.unread_dates:
            language = f" ({export.language})" if export.language else ""
            yield _say(analysis, "unread_dates", n=export.unread_dates, export=f"{name}{language}")
        if made.day is None:
            yield _say(analysis, "export_undated", export=name)
        elif (made.exact or as_of) and (today - (as_of or made.day)).days > OLD_AFTER_DAYS:
            yield _say(analysis, "export_old", export=name, day=as_of or made.day)
        if any(
            case.early for (_, index), case in analysis.cases.items() if analysis.collection.exports[index] is export
        ):
            yield _say(analysis, "export_before_training", export=name)


def _accounts(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for number, account in enumerate(analysis.accounts):
        of, name = analysis.cases[number, account.exports[0]], _name(analysis, account.name)
        majority, policy = majority_day(of), analysis.policy
        if majority and (of.is_adult == "no" or of.is_adult_basis == "age_limit_not_in_policy"):
            form = "minor" if policy.ai_prompts_any_age else "minor_nothing"
            form = form if policy.age_limit_stated else "minor_undecided"
            yield _by_policy(analysis, "minor", "minor", form, account=name, age=policy.adult_age, day=majority)
        said = analysis.objections.of(account)
        if doubtful_objection(said, analysis.policy):
            yield _say(analysis, "objection_2024", day=said)
        if account.is_page and not of.page_is:
            yield _say(analysis, "page_or_profile", account=name)
    for name in analysis.birthday_clash:
        yield _say(analysis, "birthday_clash", account=_name(analysis, name))


def _answers(analysis: Analysis) -> Iterator[tuple[str, str]]:
    count = sum(each.contradicted for each in analysis.judged)
    if count:
        yield _say(analysis, "answer_contradicts", n=count)


def _not_understood(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for path in analysis.collection.looks_authored:
        yield _say(analysis, "unknown_content", path=path)
    for path in analysis.collection.unknown_shapes:
        yield _say(analysis, "unknown_shape", path=path)
    skipped: Counter[str] = Counter()
    for row in analysis.collection.files:
        skipped.update(row.skipped)
    if skipped["author_not_known"]:
        yield _say(analysis, "author_not_known", n=skipped["author_not_known"])
    labels = set().union(*(export.facts.unknown_labels for export in analysis.collection.exports))
    if labels:
        told = sorted(_no_values(labels, analysis))[:12]
        shown = analysis.words.listed(analysis.words.say("warnings.quoted", text=label) for label in told)
        form = "unknown_labels" if told else "unknown_labels_unshown"
        yield _say(analysis, "unknown_labels", form, n=len(labels), labels=shown)
    if any(row.category == "reactions" and row.status == "not_needed" for row in analysis.collection.files):
        yield _say(analysis, "reactions")


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


def _name(analysis: Analysis, name: str) -> str:
    return name or analysis.words.say("warnings.this_account")
