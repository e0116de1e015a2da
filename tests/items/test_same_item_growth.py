"""Joining records grows no faster than their number, however many share a second, a text or a medium."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from analyzer.items.same_item import Joins
from analyzer.model import Item, Media

PHOTO = "posts/media/11111111111.jpg"


def item(file: int, text: str = "same", created: int | None = 1_600_000_000, photo: str = "") -> Item:
    """One record of Facebook."""
    made = Item("facebook", "post", text=text, created=created, created_basis="second")
    made.file, made.export, made.account = file, file % 2, 0
    made.media = [Media(photo, "photo")] if photo else []
    return made


def of_one_medium(count: int) -> list[Item]:
    return [item(0, f"text {number}", photo=PHOTO) for number in range(count)]


def of_one_medium_and_text(count: int) -> list[Item]:
    made = [item(number % 3, photo=PHOTO) for number in range(count)]
    for number, each in enumerate(made):
        each.place = f"place {number}"
    return made


def of_one_text(count: int) -> list[Item]:
    return [item(number % 2) for number in range(count)]


def of_many_files(count: int) -> list[Item]:
    return [item(number) for number in range(count)]


def of_both_formats(count: int) -> list[Item]:
    return [item(number % 2, created=1_600_000_000 + number // 2 % 3) for number in range(count)]


def without_time(count: int) -> list[Item]:
    return [item(number % 2, created=None) for number in range(count)]


@pytest.mark.parametrize(
    "make", [of_one_medium, of_one_medium_and_text, of_one_text, of_many_files, of_both_formats, without_time]
)
def test_joining_is_linear(make: Callable[[int], list[Item]]) -> None:
    """Ten times as many records that share what is compared take about ten times as long."""
    times = []
    for count in (2000, 20_000):
        tries = []
        for _ in range(3):
            joins = Joins(make(count), frozenset({1}))
            started = process_time()
            joins.identical()
            joins.media()
            joins.text()
            joins.formats()
            joins.pages_of_exports()
            joins.clusters()
            tries.append(process_time() - started)
        times.append(min(tries))
    assert times[1] / max(times[0], 0.002) < 50 and times[1] < 20  # a hundred where it is quadratic


def test_pages_join_their_twins_however_many(count: int = 1000) -> None:
    """Of a thousand records of one text and second in JSON and as many in a page each joins one."""
    joins = Joins(of_both_formats(2 * count), frozenset({1}))
    joins.formats()
    assert sorted(map(len, joins.clusters())) == [2] * count
