"""The bounds of a run: how much of a hostile or broken archive is read before it is given up; all in one place.

Each is far above what real archives hold (what was seen stands beside them). A limit that is hit is a row of
`problems` and a sentence, never a silent end; those of `bound` are raised by `--limits`. Files of evidence have
bounds of their own (`evidence.bounds`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from analyzer.errors import Sentence

MIB = 1024 * 1024

# one archive
MOST_MEMBERS = 5_000_000
MOST_FILES = 100_000  # files that are no media, and folders of media; the largest archives have some ten thousand
DEEPEST_PATH = 64  # folders in each other
LONGEST_PATH = 1024  # characters
HIGHEST_RATIO = 100  # unpacked to stored; JSON of real archives reaches 60
RATIO_FLOOR = 8 * MIB  # bytes of one member up to which no ratio is too high

# one run
MOST_PARTS = 5_000  # zips and folders; people tell of a hundred parts of one export
MOST_EXPORTS = 200
MOST_RECORDS = 2_000_000  # the largest archives that people tell of have under 1 million posts and comments
RECORDS_FLOOR = 100_000  # records up to which it does not matter how little is stored of each
LEAST_STORED = 4  # bytes of a record, packed; those of real archives take 15 and more
TOTAL_FLOOR = 64 * MIB  # bytes of all needed members up to which no ratio is too high

# one file
MOST_DECLARED = 1 << 40  # bytes that a list of files is believed; what is read is counted. All of them fit 64 bits
LARGEST_VALUE = 64 * MIB  # characters of one record of JSON; the largest seen is under 1 MB
MOST_VALUES = 1_000_000  # values of one record
LONGEST_TEXT = 1_000_000  # characters of one text, bytes of all of one card of a page; posts have up to 63,206
DEEPEST = 64  # levels of JSON; the deepest record seen has 14
DEEPEST_DECODED = 1_000  # levels of JSON or TOML that a decoder is shown; the stack of a browser ends at 5,000
MOST_MARKS = 30  # combining marks on one letter: as in UAX 15, stream-safe text
MOST_ELEMENTS = 200_000  # of one card of a page; the largest seen has some hundreds
MOST_ATTRIBUTES = 500  # of one element of a page; seen: 8

# what a person gives beside the archive
LARGEST_FILE_OF_ANSWERS = 16 * MIB  # bytes
LARGEST_FILE_OF_EVIDENCE = 2048 * MIB  # bytes; a person with 5,000 posts gets some 200 MB
MOST_KEYS_IN_KEYS = 10_000_000  # of TOML: the squares of the parts of each key, in sum; a file of answers needs none

_times: ContextVar[int] = ContextVar("times", default=1)
_has_option: ContextVar[bool] = ContextVar("has_option", default=True)
OPTION = "--limits"


@contextmanager
def raised(times: int) -> Iterator[None]:
    """Within it whatever asks for a `bound` gets so many times as much."""
    before = _times.set(times)
    try:
        yield
    finally:
        _times.reset(before)


@contextmanager
def without_option() -> Iterator[None]:
    """Within it no option of a command line is spoken of: there is none."""
    before = _has_option.set(False)
    try:
        yield
    finally:
        _has_option.reset(before)


def bound(limit: int) -> int:
    """A limit as it holds in this run."""
    return limit * _times.get()


def how_to_raise() -> Sentence:
    """How to go beyond a limit that was hit, for the end of the sentence that names it."""
    if not _has_option.get():
        return Sentence(" (the version to install can read more)")
    return Sentence(" ({option} {n} raises this limit)", option=OPTION, n=str(10 * _times.get()))
