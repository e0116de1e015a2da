"""What of the files of evidence was of no use, what they leave open, and where they, the archive and you disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from analyzer.model import SOURCES, Fault, FileCount, Trouble
from analyzer.rules import evidence
from analyzer.rules.analysis import Analysis
from analyzer.rules.decision import Judged
from analyzer.words import Words

Told = Iterator[tuple[str, str]]

#: By which sentence a trouble is told. That posts name no audience is told with those that fit no item.
_SENTENCE: Mapping[Trouble, str] = MappingProxyType({
    "file_cut": "evidence_file_cut", "file_damaged": "evidence_damaged", "bad_value": "evidence_damaged",
    "body_cut": "evidence_body_cut", "body_missing": "evidence_body_missing", "too_deep": "evidence_too_large",
    "too_large": "evidence_too_large", "too_many": "evidence_too_large", "clock": "evidence_clock",
    "day_in_future": "evidence_day_in_future",
})  # fmt: skip
_OPEN, _NARROW = ("everyone", "account_public"), ("narrower", "account_private")


def evidence_warnings(analysis: Analysis) -> Told:
    """All that is to be said of them, each as its id and its text: file by file, then of the items."""
    words = analysis.words
    for number, each in enumerate(analysis.evidence.files, 1):
        name = words.say("warnings.evidence_file", n=number) if analysis.redacted else Path(each.path).name
        if not each.confirmed:
            yield "evidence_unconfirmed", words.say("warnings.evidence_unconfirmed", file=name)
        yield from _faults(each.faults, name, words)
    yield from _unused(analysis.evidence.files, words)
    yield from _of_items(analysis)


def _faults(faults: tuple[Fault, ...], name: str, words: Words) -> Told:
    counts: Counter[str] = Counter()
    for each in faults:
        if each.trouble in _SENTENCE:
            counts[_SENTENCE[each.trouble]] += each.count
    for sentence, count in counts.items():
        of = max(each.of for each in faults if _SENTENCE.get(each.trouble) == sentence)
        text = words.say(f"warnings.{sentence}", file=name, count=count, of=max(of, count))
        if sentence == "evidence_body_cut" and any("firefox" in each.browser.casefold() for each in faults):
            text += " " + words.say("warnings.evidence_body_cut_firefox")
        yield sentence, text


def _unused(files: tuple[FileCount, ...], words: Words) -> Told:
    """Posts that decide nothing. Of the accounts that somebody follows most fit no comment: that is no news."""
    posts = [each for each in files if each.kind != "instagram_page"]
    useless = {
        "unmatched": sum(each.unmatched for each in posts), "ambiguous": sum(each.ambiguous for each in posts),
        "silent": sum(each.no_audience for each in posts), "elsewhere": sum(each.elsewhere for each in posts),
    }  # fmt: skip
    told = [words.say(f"warnings.evidence_not_matched.{why}", n=count) for why, count in useless.items() if count]
    if told:
        text = words.say("warnings.evidence_not_matched.sentence", what=words.listed(told))
        yield "evidence_not_matched", text


def _of_items(analysis: Analysis) -> Told:
    found: Counter[str] = Counter()
    for each in analysis.judged:
        if each.decision.seen:
            found.update(_about(each))
    for name in ("contradicts", "contradicted", "disagrees", "before_training", "old"):
        if found[name]:
            yield f"evidence_{name}", analysis.words.say(f"warnings.evidence_{name}", n=found[name])


def _about(each: Judged) -> Iterator[str]:
    """What is to be said of one item that evidence speaks of."""
    seen = evidence.reaching(each.case, "others_post")  # that basis matters for comments alone
    if _archive_says_otherwise(each):
        yield "contradicts"
    if each.decision.contradicts_evidence:
        yield "contradicted"
    if not seen:
        return
    if any(one.seen in _OPEN for one in seen) and any(one.seen in _NARROW for one in seen):
        yield "disagrees"
    if each.is_public_basis in SOURCES or each.is_public == "unknown":
        if not any(evidence.counts(one, each.case) for one in seen):
            yield "before_training"
        elif (days := [one.day for one in seen if one.day]) and evidence.is_old(max(days), each.case):
            yield "old"


def _archive_says_otherwise(each: Judged) -> bool:
    if each.is_public_basis in SOURCES:
        return False
    seen = {observation.seen for observation in each.decision.seen}
    if each.is_public == "no":
        return "everyone" in seen and each.is_public_basis != "stated_by_you"
    return (
        each.is_public == "yes" and each.is_public_now == "yes" and "narrower" in seen
        and each.is_public_basis != "stated_by_you"
    )  # fmt: skip
