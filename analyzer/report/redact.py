"""`--redact`: a result that can be shown to others.

Taken out is what a person wrote, where they were, who is named, every link, the account; archives, files and media
get numbers, for even an unknown file name may be somebody's; ids are other ones. What was decided stays, and so do
times and sizes: docs/answers.md says what stays. Nothing is judged again: the verdicts were made before.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from analyzer.advice.questions import questions
from analyzer.archive.containers import Container
from analyzer.archive.exports import Export
from analyzer.archive.names import ExportName
from analyzer.archive.pieces import Piece
from analyzer.items.accounts import Account
from analyzer.items.collect import Collection, ReadExport
from analyzer.model import AccountFacts, ExportFacts, FileRow, Item, Matched, Switch
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers import Answers
from analyzer.rules.case import AccountCase
from analyzer.rules.objection import Objections

NONE: Mapping[str, str] = MappingProxyType({})


def redacted(analysis: Analysis) -> Analysis:
    """A copy without texts, names, links, places and paths. What was decided about each item is the same."""
    if analysis.redacted:
        return analysis
    facts = {id(old): _facts(old) for old in _all_facts(analysis)}
    ids = _new_ids([each.id for each in analysis.judged])
    accounts = [_account(old, facts, "") for old in analysis.accounts]
    objected = [analysis.objections.of(old) for old in analysis.accounts]
    found = replace(
        analysis,
        options=replace(analysis.options, objected_on=(), audience=(), answers=None, audiences=(), seen_public=()),
        collection=_collection(analysis.collection, facts),
        accounts=accounts,
        answers=Answers(),
        objections=_ByAccount(by_identity={id(new): said for new, said in zip(accounts, objected, strict=True)}),
        birthday_clash=[""] * len(analysis.birthday_clash),
        evidence=Matched(files=analysis.evidence.files),
        redacted=True,
    )
    _rejoin(found, accounts, {}, ids)
    found.questions = questions(_numbered(analysis, facts, ids))
    return found


def _new_ids(ids: Iterable[str]) -> dict[str, str]:
    """Another id for each, by a secret that is forgotten: an id of the full report proves a guessed text."""
    secret, found, taken = secrets.token_bytes(32), {}, set[str]()
    for old in ids:
        new, number = "", 0
        while not new or new in taken:
            new = hashlib.blake2b(f"{old}\n{number}".encode(), key=secret).hexdigest()[:12]
            number += 1
        taken.add(new)
        found[old] = new
    return found


def _numbered(analysis: Analysis, facts: Mapping[int, AccountFacts], ids: Mapping[str, str]) -> Analysis:
    """A copy in which groups and accounts have numbers for names: what the questions are worked out from."""
    words = analysis.words
    accounts = [
        _account(old, facts, words.say("questions.redacted.account", n=number))
        for number, old in enumerate(analysis.accounts, 1)
    ]
    open_ = [each for each in analysis.judged if each.verdict == "undetermined"]  # questions ask about no others
    names = dict.fromkeys(each.item.venue_name for each in open_ if each.item.venue == "group")
    groups = enumerate(filter(None, names), 1)
    numbered = {name: words.say("questions.redacted.group", n=number) for number, name in groups}
    forms = enumerate(filter(None, dict.fromkeys(each.item.sentence for each in open_)), 1)
    sentences = {form: words.say("questions.redacted.sentence", n=number) for number, form in forms}
    found = replace(analysis, accounts=accounts, judged=open_)
    _rejoin(found, accounts, numbered, ids, sentences)
    return found


def _rejoin(
    found: Analysis,
    accounts: list[Account],
    venues: Mapping[str, str],
    ids: Mapping[str, str],
    sentences: Mapping[str, str] = NONE,
) -> None:
    """Put redacted items and the given accounts into the cases and verdicts of a copy."""
    new = {id(of): _case(of, accounts[number]) for (number, _), of in found.cases.items()}
    numbers: dict[str, str] = {}
    same = {old: replace(old, of=new[id(old.of)]) for old in {each.decision for each in found.judged}}
    found.judged = [
        replace(
            each,
            id=ids[each.id],
            item=_item(each.item, venues, sentences, numbers),
            decision=same[each.decision],
            reveals_words=[],
        )
        for each in found.judged
    ]
    found.cases = {key: new[id(of)] for key, of in found.cases.items()}


def _item(item: Item, venues: Mapping[str, str], sentences: Mapping[str, str], numbers: dict[str, str]) -> Item:
    media = [
        replace(
            medium,
            path=numbers.setdefault(medium.path, f"media {len(numbers) + 1}"),
            latitude=None, longitude=None, device="", caption="", key="",
        )
        for medium in item.media
    ]  # fmt: skip
    return replace(
        item,
        text="", venue_name=venues.get(item.venue_name, ""), url="", permalink="", place="", latitude=None,
        longitude=None, people=[], title="", sentence=sentences.get(item.sentence, ""), media=media, said=None,
    )  # fmt: skip


def _all_facts(analysis: Analysis) -> list[AccountFacts]:
    of_accounts = [facts for account in analysis.accounts for facts in account.facts.values()]
    of_exports = [facts for export in analysis.collection.exports for facts in export.facts.accounts.values()]
    return [*of_accounts, *of_exports, *(of.facts for of in analysis.cases.values())]


def _facts(facts: AccountFacts) -> AccountFacts:
    switches = [Switch(switch.at) for switch in facts.switches]
    return replace(facts, username="", full_name="", names=set(), switches=switches, profile_photo="")


def _account(account: Account, facts: Mapping[int, AccountFacts], name: str) -> Account:
    return replace(account, name=name, facts={index: facts[id(old)] for index, old in account.facts.items()})


def _case(of: AccountCase, account: Account) -> AccountCase:
    return replace(of, account=account, facts=_facts(of.facts))


def _collection(collection: Collection, facts: Mapping[int, AccountFacts]) -> Collection:
    """Files and archives by number, without the records: they are in the items."""
    names = [name for export in collection.exports for name in export.export.archives]
    archives = _Numbers("archive", [*names, *(row.archive for row in collection.files)])
    files = _Numbers("file", [(row.archive, row.path) for row in collection.files])
    paths = {row.path: files.of((row.archive, row.path)) for row in reversed(collection.files)}
    return Collection(
        [_export(export, archives, facts) for export in collection.exports],
        [],
        [_row(row, archives, files) for row in collection.files],
        [
            replace(each, archive=archives.of(each.archive), path=files.of((each.archive, each.path)))
            for each in collection.problems
        ],
        looks_authored=[paths.get(path, "a file") for path in collection.looks_authored],
        unknown_shapes=[paths.get(path, "a file") for path in collection.unknown_shapes],
        without_items=[(platform, list(map(archives.of, names))) for platform, names in collection.without_items],
    )


def _row(row: FileRow, archives: _Numbers, files: _Numbers) -> FileRow:
    why = re.sub(r"(?s)(the same file as in )(.*)", lambda said: said[1] + archives.of(said[2]), row.why)
    return replace(row, archive=archives.of(row.archive), path=files.of((row.archive, row.path)), why=why)


def _export(read: ReadExport, archives: _Numbers, facts: Mapping[int, AccountFacts]) -> ReadExport:
    pieces = []
    for name in read.export.archives:
        container = Container()
        container.name = container.file_name = archives.of(name)
        container.members = []
        pieces.append(Piece(container, read.export.platform, ExportName("", "", None), []))
    kept = ExportFacts(
        {platform: facts[id(old)] for platform, old in read.facts.accounts.items()},
        requests=read.facts.requests,
        unknown_labels={f"label {number}" for number, _ in enumerate(read.facts.unknown_labels, 1)},
    )
    return replace(
        read,
        export=Export(read.export.platform, pieces),
        facts=kept,
        named_media={f"media {number}" for number, _ in enumerate(read.named_media, 1)},
        missing_media={f"media {number}" for number, _ in enumerate(read.missing_media, 1)},
    )


class _Numbers:
    """Numbers for names, in the order in which the names come."""

    def __init__(self, word: str, names: Iterable[object]) -> None:
        self._word = word
        self._found = {name: number for number, name in enumerate(dict.fromkeys(names), 1)}

    def of(self, name: object) -> str:
        return f"{self._word} {self._found[name]}" if name in self._found else f"another {self._word}"


@dataclass(frozen=True)
class _ByAccount(Objections):
    """When the person objected, for accounts that have no names any more."""

    by_identity: Mapping[int, date | str | None] | None = None

    def of(self, account: Account) -> date | str | None:
        return (self.by_identity or {}).get(id(account))
