"""Dates as HTML archives print them, in many languages: "Jun 26, 2026 9:05:20 am", "4. listopada 2016. u 13:54".

A text is cut at its numbers. What stands between them is looked up in the words of every language (`dates.json`);
a language reads a text only if it knows every word of it, and a date is given only if all languages that read it mean
the same one. So "4 listopad 2016" (October in Croatian, November in Czech and Polish) is nothing until a `DateReader`
has learned from the other dates of the archive which language it is written in. Nothing is guessed: what is not known
for certain is None.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

_LONGEST = 120  # characters; the longest date of CLDR's patterns has 60
_HALF_DAY_OR_MORE = 14 * 3600  # the widest that a local clock is from UTC
_EPOCH = datetime(1970, 1, 1)
_NUMBER = re.compile(r"(\d+)")
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?")
_AREA = re.compile(r"^(.*\S)\s+([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})\s*$", re.DOTALL)
# Marks of writing direction vanish, so does the dot that "İ" leaves when it becomes small; "ı" is read as "i".
_PLAIN: dict[int, str | None] = dict.fromkeys([0x307, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_PLAIN |= dict.fromkeys(range(0x2066, 0x206A)) | {ord("ı"): "i", ord("−"): "-", ord("ٔ"): None}
_PLAIN |= {ord(sign): "'" for sign in "’‘ʼ´`"} | {ord(sign): f" {sign} " for sign in "年月日년월일"}
_SPOKEN: dict[int, str | None] = {ord("."): None} | {ord(sign): " " for sign in ",،;/-‐‑–—|()·"}
# Hours from UTC of zone names that mean one zone only. Others (EST, CST, IST, BST ...) are passed over.
_NAMED = {
    "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "edt": -4, "mdt": -6, "pdt": -7, "akst": -9, "akdt": -8,
}  # fmt: skip
_PASSED_OVER = frozenset("est cst cdt mst pst bst ist ast adt hst nst ndt brt brst art clt cot pet sgt hkt jst kst pht"
                         " wib aest aedt acst acdt awst nzst nzdt sast wat cat eat gst trt".split())  # fmt: skip


class PrintedTime(NamedTuple):
    """A moment: seconds UTC, how sure (`second`, `minute`, `zone_assumed`), and the language, "" where several fit."""

    seconds: int
    basis: str
    language: str


class _Text(NamedTuple):
    """A text cut at its numbers; `zone` is the one it prints, if any."""

    gaps: tuple[str, ...]
    numbers: tuple[str, ...]
    zone: tzinfo | None


class _Gap(NamedTuple):
    """What the words between two numbers say: months, words that may be a month or a weekday, half of the day, mark."""

    months: tuple[int, ...] = ()
    maybe: tuple[int, ...] = ()
    meridiems: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()


class _Plan(NamedTuple):
    """Which number is what. `name` is the month where a word gives it; without a clock `size` is 0."""

    year: int
    month: int
    day: int
    name: int
    clock: int
    size: int
    meridiem: str


def plain(text: str) -> str:
    """`text` in small letters, composed, without invisible marks; Turkish i and ı are one."""
    return unicodedata.normalize("NFC", text).casefold().translate(_PLAIN)


def spoken(words: str) -> str:
    """The words without dots and other signs: "a. m." -> "a m", "пр.об." -> "проб"."""
    return " ".join(words.translate(_SPOKEN).split())


@cache
def _languages() -> dict[str, dict[str, Any]]:
    """The words of each language, month names also in all shorter forms of three letters or more that fit one only."""
    found: dict[str, dict[str, Any]] = json.loads(files("analyzer").joinpath("dates.json").read_text("utf-8"))["languages"]
    for words in found.values():
        starts: dict[str, set[int]] = {}
        for name, month in words["months"].items():
            for length in range(3, len(name) if " " not in name else 0):
                starts.setdefault(name[:length], set()).add(month)
        others = {*words["words"], *words["weekdays"], *words["meridiems"], *words["marks"]}
        short = {start: min(of) for start, of in starts.items() if len(of) == 1 and start not in others}
        words["months"] = short | words["months"]
        words["known"] = {*words["months"], *others}
    return found


def _gap(said: list[str], words: dict[str, Any]) -> _Gap | None:
    """What a language makes of some words, the longest phrase first; None if it does not know one of them."""
    months, maybe, meridiems, marks = [], [], [], []
    while said:
        size = next((size for size in (4, 3, 2, 1) if size <= len(said) and " ".join(said[:size]) in words["known"]), 0)
        if not size:
            return None
        phrase, said = " ".join(said[:size]), said[size:]
        if phrase in words["months"]:
            (maybe if phrase in words["weekdays"] else months).append(words["months"][phrase])
        elif phrase in words["marks"]:
            marks.append(words["marks"][phrase])
        elif phrase in words["meridiems"]:
            meridiems.append(words["meridiems"][phrase])
    return _Gap(tuple(months), tuple(maybe), tuple(meridiems), tuple(marks))


@lru_cache(2048)
def _gaps(text: str) -> dict[str, _Gap]:
    """What each language that knows all its words makes of the text between two numbers."""
    said = spoken(text).split()
    found = ((language, _gap(said, words)) for language, words in _languages().items())
    return {language: gap for language, gap in found if gap is not None}


def _clock(gaps: Sequence[str], numbers: Sequence[int]) -> tuple[int, int] | None:
    """Place and count of the numbers of the clock, told by what joins them; (0, 0) without a clock, None if unclear."""
    joints = [gap.strip() for gap in gaps[1:-1]]
    for sign in (":", ".", "h"):
        runs: list[list[int]] = []
        for place, joint in enumerate(joints):
            if joint == sign:
                if runs and runs[-1][-1] == place:
                    runs[-1].append(place + 1)
                else:
                    runs.append([place, place + 1])
        clocks = [run for run in runs if all(numbers[place] <= 2 for place in run) and numbers[run[1]] == 2]
        if len(clocks) > 1 or (clocks and len(clocks[0]) > 3):
            return None
        if clocks:
            return clocks[0][0], len(clocks[0])
    return 0, 0


def _orders(rest: list[int], year: int, gaps: Sequence[str], order: str) -> list[tuple[int, int]]:
    """Places of month and day in a date of numbers only. Nobody writes month.day.year with dots."""
    first, second = (place for place in rest if place != year)
    if year == rest[0]:
        return [(first, second)]
    if year != rest[2]:
        return []
    if gaps[rest[1]].strip() == ".":
        order = "dmy"
    return [places for name, places in (("dmy", (second, first)), ("mdy", (first, second))) if order in ("", name)]


def _plans_in(language: str, gaps: Sequence[_Gap], texts: Sequence[str], rest: list[int], year: int) -> list[_Plan]:
    months = [month for gap in gaps for month in gap.months] or [month for gap in gaps for month in gap.maybe]
    marked = [place if side > 0 else place - 1 for place, gap in enumerate(gaps) for side in gap.marks]
    others = [place for place in rest if place != year]
    if months:
        found = [(-1, others[0], months[0])] if len(others) == 1 and len(set(months)) == 1 and not marked else []
    elif marked:
        days = [place for place in others if place != marked[0]]
        found = [(marked[0], days[0], 0)] if len(marked) == 1 and len(others) == 2 and len(days) == 1 else []
    else:
        order = _languages()[language]["order"]
        found = [(*places, 0) for places in _orders(rest, year, texts, order)] if len(others) == 2 else []
    meridiems = {letters for gap in gaps for letters in gap.meridiems}
    if len(meridiems) > 1:
        return []
    return [_Plan(year, month, day, name, 0, 0, "".join(meridiems)) for month, day, name in found]


@lru_cache(4096)
def _plans(gaps: tuple[str, ...], sizes: tuple[int, ...]) -> dict[_Plan, tuple[str, ...]]:
    """The ways to read texts of these words with numbers of these sizes, each with its languages."""
    clock = _clock(gaps, sizes)
    if clock is None:
        return {}
    rest = [place for place in range(len(sizes)) if not clock[0] <= place < sum(clock)]
    years = [place for place in rest if sizes[place] == 4]
    if len(years) != 1 or not 2 <= len(rest) <= 3 or any(sizes[place] > 2 for place in rest if place not in years):
        return {}
    joints = range(clock[0] + 1, sum(clock))  # the gaps inside the clock say nothing
    asked = [_gaps("" if place in joints else gap) for place, gap in enumerate(gaps)]
    found: dict[_Plan, tuple[str, ...]] = {}
    for language in min(asked, key=len):
        if all(language in answer for answer in asked):
            for plan in _plans_in(language, [answer[language] for answer in asked], gaps, rest, years[0]):
                if clock[1] or not plan.meridiem:
                    plan = plan._replace(clock=clock[0], size=clock[1])
                    found[plan] = (*found.get(plan, ()), language)
    return found
