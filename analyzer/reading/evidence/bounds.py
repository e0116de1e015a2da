"""The bounds within which files of evidence are read: all of them, in one place.

Each is far above what a browser writes: one answer of Facebook's has 40 to 400 kB, Chrome keeps at most 20 MB of one,
and a person with 5,000 posts gets about 200 MB in all. What lies beyond a bound is named, never dropped in silence.
"""

from __future__ import annotations

from analyzer.archive.limits import DEEPEST_DECODED

KIB, MIB = 1024, 1024 * 1024

HEAD = 64 * KIB  # bytes in which a file shows what it is
PIECE = 64 * KIB  # bytes read at a time

# network logs and bare answers
DEEPEST = DEEPEST_DECODED  # levels of JSON, in the log and in an answer; real ones have under 100
LONGEST_STRING = 64 * MIB  # bytes of one string of a log
LARGEST_ANSWER = 32 * MIB  # characters of one answer; Chrome keeps 20 MB at most
LARGEST_VALUE = 8 * MIB  # characters of one JSON value of an answer, of which there is one a line
LARGEST_BARE = 32 * MIB  # bytes of a file of bare JSON that is not one value a line
MOST_RESTARTS = 3  # values of a text that may go over several lines and turn out to be broken
CUT_FROM = 512 * KIB  # bytes from which on an answer may have been cut: Firefox cuts at 1 MiB or before
MOST_STORIES = 200_000  # of one file
MOST_TEXT = 32 * MIB  # characters of all texts of one file's stories
MOST_ACCOUNTS = 100_000  # that one file tells of
MOST_SECTIONS = 400  # parts of one story
DEEPEST_SECTION = 6  # sections inside sections of one story; seen: 3
MOST_MEDIA = 1_000  # media ids of one story

# saved pages
LARGEST_PAGE = 64 * MIB  # bytes of the page itself; pictures in the same file do not count
LONGEST_LINE = MIB  # bytes of a line of a MIME file that are read at a time
LARGEST_HEADERS = 256 * KIB  # bytes of the headers of a MIME part
DEEPEST_ELEMENT = 400  # levels of a page; the parser is quadratic in depth, and real pages have about 100
MOST_BLOCKS = 200_000  # pieces of visible text
MOST_PAGE_TEXT = 32 * MIB  # characters of visible text

# matching
SHORTEST_TEXT = 30  # characters from which on a text of a page is unmistakable
SHORTEST_BEGINNING = 60  # the same for the beginning of a text that was cut or changed
MOST_ALIKE = 64  # items (or texts) that share what is compared, beyond which none of them is told apart
CUT_LABEL = 40  # characters that may follow the ellipsis of a cut text: "See more" in any language
