"""Processes that analyse are kept from one test to the next: starting them is what takes the time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analyzer.command.study import guard


@pytest.fixture(scope="session", autouse=True)
def _kept_processes() -> Iterator[None]:
    ended = guard.close_children
    guard.close_children = lambda: None
    yield
    ended()
