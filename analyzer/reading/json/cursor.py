"""Records out of JSON files of any size, one at a time.

The only door to the content of a JSON member. Elements of the wanted list are decoded one by one out of a small
buffer by the standard library's strict decoder (it keeps lone surrogates and long integers, which ijson does not),
so memory is that of the largest record, not of the file. Unknown files are only looked into, with ijson's events,
which are flat in depth; its `parse` and `items` are not used: they build a prefix for each level, which is
quadratic in depth (40 kB of `[` take 970 MB).
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import analyzer.reading.mojibake as mojibake
from analyzer.archive.depth import too_deep
from analyzer.archive.limits import (
    DEEPEST,
    DEEPEST_DECODED,
    LARGEST_VALUE,
    LONGEST_TEXT,
    MOST_MARKS,
    MOST_VALUES,
    bound,
    how_to_raise,
)
from analyzer.archive.member import MemberUnreadable
from analyzer.archive.stream_safe import stream_safe_value
from analyzer.reading.reader import Damaged

PIECE = 64 * 1024  # bytes read at a time
# Elsewhere the decoder itself stops in time, and to count before would take as long as half of all decoding.
SHORT_STACK = sys.platform == "emscripten"
# What Meta's own program writes in place of a whole file that it failed to make into JSON (stories/archived_stories).
_NO_JSON, _LONGEST_NO_JSON = re.compile(r"\[object [A-Z][A-Za-z]{0,20}\]"), 40
FAULT_OF_META = "Meta's own export failed to write its data"

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|["\[\]{}]', re.DOTALL)  # a lone quote: the string goes on beyond the buffer
# A "string" like `": [{"` or `, "`: a quote is missing or too many before it, so what follows cannot be told apart.
_LOST_QUOTE = re.compile(r'"\s*[:,\]}][\s:,\[\]{}0-9.eE+\-]*(?:(?:true|false|null)[\s:,\[\]{}0-9.eE+\-]*)*"')
_DEEPEST_SKIPPED = 1_000_000
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_SHORT = 16 * 1024  # characters of the buffer: more than nearly all records have
_FAR = 16  # characters: an error this far before the end of the buffer is no matter of a cut buffer
_NEXT_OBJECT = re.compile(r"[ \t\n\r]*,[ \t\n\r]*(?=\{)")
_MANY_ODD = re.compile(rf"(?:\\u[0-9a-fA-F]{{4}}|[^\x00-\x7f]){{{MOST_MARKS + 1}}}")
_decode = json.JSONDecoder().raw_decode
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # StopIteration where no value begins


class TooLarge(Damaged):
    """A record that goes beyond a bound: what follows is not looked for."""


class Unreadable:
    """Stands for one record that is not JSON while those around it are."""


UNREADABLE_RECORD = Unreadable()


class Cursor:
    """A position in a stream of JSON text."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = stream.read
        self._most_values, self._largest = bound(MOST_VALUES), bound(LARGEST_VALUE)
        self._longest = bound(LONGEST_TEXT)
        head = stream.read(4)
        name = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "utf-8-sig")
        wide = name != "utf-8-sig"
        # A byte that is no UTF-8 becomes a lone surrogate, so that only the record around it is lost.
        self._decoder = codecs.getincrementaldecoder(name)("strict" if wide else "surrogateescape")
        self._name = name
        self.ended = self._no_text = self._may_be_deep = False
        self.text = ""
        self.at = 0
        self._trouble: Exception | None = None
        self._take(head[2:] if wide else head or b"")
        self.ended = not head

    def _take(self, raw: bytes) -> None:
        try:
            found = self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            self._no_text = True  # what follows cannot be joined to what came before
            found = error.object[: error.start].decode(self._name)
        self.text = self.text[self.at :] + found
        self.at = 0
        self.ended = not raw
        self._may_be_deep = SHORT_STACK and too_deep(self.text)

    def more(self) -> bool:
        """Read on; False at the end of the file. The buffer at least grows by a third, so that retries stay cheap."""
        if self._trouble:
            raise self._trouble
        if self._no_text:
            raise Damaged("bytes that are no text")
        if self.ended:
            return False
        if len(self.text) - self.at > self._largest:
            raise TooLarge(f"a record of more than {self._largest:,} characters{how_to_raise()}")
        self._take(self._read(max(PIECE, (len(self.text) - self.at) // 3)))
        return True

    def _read_ahead(self) -> None:
        """Read on while there is something left; if that fails, it counts when what is left is used up."""
        try:
            self.more()
        except (Damaged, MemberUnreadable, OSError) as error:
            self._trouble = error

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def expect(self, characters: str) -> str:
        """Step over the next character, which must be one of `characters`."""
        found = self.peek()
        if not found:
            raise Damaged("the file ends in the middle")
        if found not in characters:
            raise Damaged("the file is not valid JSON")
        self.at += 1
        return found

    def _refuse_no_json(self) -> None:
        """Damaged where the text of a failed program stands in place of a list or a whole file."""
        while len(self.text) - self.at < _LONGEST_NO_JSON and self.more():
            pass
        if _NO_JSON.match(self.text, self.at):
            raise Damaged(FAULT_OF_META)

    def _refuse_many(self) -> None:
        """TooLarge where what is held, nearly all of it one value, has more parts than a record may have."""
        if len(self.text) - self.at > self._most_values:
            parts = self.text.count(",", self.at) + self.text.count("{", self.at) + self.text.count("[", self.at)
            if parts > self._most_values:
                raise self._too_many("a record")

    def _refuse_long(self, value: Any, piece: str) -> None:
        """TooLarge where a text in a value, decoded from `piece`, has more characters than anybody writes."""
        if len(piece) <= self._longest:
            return
        left = [value]
        while left:
            each = left.pop()
            if isinstance(each, dict):
                left += each
                left += each.values()
            elif isinstance(each, list):
                left += each
            elif isinstance(each, str) and len(each) > self._longest:
                raise TooLarge(f"a text of more than {self._longest:,} characters{how_to_raise()}")

    def _refuse_deep(self) -> None:
        """Damaged where the value that starts here is nested so deep that no decoder should see it."""
        if not self._may_be_deep or self.text[self.at] not in "[{":
            return
        depth = 0
        for token in _TOKEN.finditer(self.text, self.at):
            depth += (token[0] in "[{") - (token[0] in "]}")
            if depth > DEEPEST_DECODED:
                raise Damaged("values nested too deep")
            if depth <= 0:
                return

    def value(self) -> Any:
        """The value that starts here, its text repaired. Damaged where there is none."""
        if not self.peek():
            raise Damaged("the file ends in the middle")
        while True:
            self._refuse_many()
            self._refuse_deep()
            try:
                found, end = _decode(self.text, self.at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated string") or error.pos >= len(self.text) - _FAR
                if cut and self.more():
                    continue
                self._refuse_no_json()
                raise Damaged("the file ends in the middle" if cut else "the file is not valid JSON") from None
            except (ValueError, RecursionError) as error:  # thousands of digits, thousands of brackets
                if isinstance(error, RecursionError):
                    raise Damaged("values nested too deep") from None
                raise Damaged("a number of thousands of digits") from None
            if end > len(self.text) - 3 and not self.ended and isinstance(found, (int, float)):
                self.more()  # 12 may go on as 123, "1." as 1.5, "1e+" as 1e+5
                continue
            piece = self.text[self.at : end]
            _check(found, piece)
            self._refuse_long(found, piece)
            self.at = end
            if "\\u00" in piece or not piece.isascii():
                found = mojibake.repair_all(found)
            return _safe(found, piece)

    def skip_value(self) -> None:
        """Step over an element that does not decode, by its brackets alone.

        Damaged where brackets or quotes do not pair: a part of a record must not be taken for the next record.
        """
        if self.peek() not in ("{", "["):
            raise Damaged("the file is not valid JSON")
        opened: list[str] = []
        position, tokens = self.at, 0
        while True:
            tokens += 1
            if tokens > 4 * self._most_values:
                raise self._too_many("a record")
            token = _TOKEN.search(self.text, position)
            if token is None or token[0] == '"':
                position = (token.start() if token else len(self.text)) - self.at
                if not self.more():
                    raise Damaged("the file ends in the middle")
                continue
            position = token.end()
            if token[0] in "[{":
                opened.append(token[0])
            elif token[0] in "]}":
                # `[{}, ]}`: a bracket in the place of a value closes what is not at its end
                if opened.pop() + token[0] not in ("[]", "{}") or self._before(token.start()) in (",", ":"):
                    raise Damaged("the file is not valid JSON")
            elif _LOST_QUOTE.fullmatch(token[0]):
                raise Damaged("the file is not valid JSON")
            if not opened or len(opened) > _DEEPEST_SKIPPED:
                self.at = position
                if opened or self.peek() not in (",", "]"):
                    raise Damaged("the file is not valid JSON")
                return

    def _before(self, position: int) -> str:
        """The last character before a position that is not white space."""
        while position > self.at and self.text[position - 1] in " \t\n\r":
            position -= 1
        return self.text[position - 1] if position > self.at else ""

    def elements(self) -> Iterator[tuple[int, Any]]:
        """The elements of the list that starts here. One that does not decode comes as `UNREADABLE_RECORD`."""
        if self.peek() == "[":
            self._refuse_no_json()
        self.expect("[")
        if self.peek() == "]":
            self.at += 1
            return
        number = 0
        while True:
            for found in self._whole_elements():
                yield number, found
                number += 1
            skipped = False
            try:
                found = self.value()
            except TooLarge:
                raise
            except Damaged:
                self.skip_value()
                found, skipped = UNREADABLE_RECORD, True
            follows = self.peek()
            if follows not in (",", "]") and (follows or isinstance(found, (int, float))):
                raise Damaged("the file is not valid JSON" if follows else "the file ends in the middle")
            yield number, found
            number += 1
            if self.expect(",]") == "]":
                return
            if skipped and self.peek() not in ("{", "["):  # a key: this is the inside of a record
                raise Damaged("the file is not valid JSON")

    def _whole_elements(self) -> Iterator[Any]:
        """The objects from here on that lie whole in the buffer, with another one after them: nearly all.

        Whatever is not plain stays for the careful way: `value` and `elements`, which take twice the time.
        """
        self.peek()
        while True:
            if len(self.text) - self.at < _SHORT and not self.ended:
                self._read_ahead()  # rather than at the error that a cut record is: 7 % of reading
            if self._may_be_deep:
                return
            text, at = self.text, self.at
            try:
                found, end = _scan(text, at)
            except (StopIteration, ValueError, RecursionError):
                return
            next_one = _NEXT_OBJECT.match(text, end)
            piece = text[at:end]
            if next_one is None or not piece.isascii() or piece.count("[") + piece.count("{") > DEEPEST:
                return
            self._refuse_long(found, piece)
            self.at = next_one.end()
            yield _safe(mojibake.repair_all(found) if "\\u00" in piece else found, piece)

    def members(self) -> Iterator[str]:
        """The keys of the object that starts here; the value of each must be read before the next is asked for."""
        self.expect("{")
        if self.peek() == "}":
            self.at += 1
            return
        for _ in range(self._most_values):
            key = self.value()
            if not isinstance(key, str):
                raise Damaged("the file is not valid JSON")
            self.expect(":")
            yield key
            if self.expect(",}") == "}":
                return
        raise self._too_many("an object")

    def _too_many(self, what: str) -> TooLarge:
        return TooLarge(f"{what} of more than {self._most_values:,} values{how_to_raise()}")

    def end(self) -> None:
        """Damaged unless nothing but white space is left."""
        if self.peek():
            raise Damaged("more text after the end of the JSON")


def _safe(found: Any, piece: str) -> Any:
    """A value whose texts can be normalised in linear time."""
    if piece.count("\\u") <= MOST_MARKS and piece.isascii():
        return found
    return stream_safe_value(found) if _MANY_ODD.search(piece) else found


def _check(value: Any, piece: str) -> None:
    """Damaged if `value`, decoded from `piece`, is nested deeper than any real record, or held bytes of no text."""
    if not piece.isascii() and _BAD_BYTE.search(piece):
        raise Damaged("bytes that are no text")
    if piece.count("[") + piece.count("{") > DEEPEST:  # an upper bound of the depth, counted fast
        level = [value]
        for _ in range(DEEPEST):
            level = [inner for outer in level for inner in _inner(outer)]
            if not level:
                return
        raise Damaged("values nested too deep")


def _inner(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
