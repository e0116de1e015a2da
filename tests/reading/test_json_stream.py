"""Records out of JSON: the same as `json.loads` gives, whatever the chunks; never one that does not stand there."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.reading.json import cursor
from analyzer.reading.json.cursor import DEEPEST, UNREADABLE_RECORD
from analyzer.reading.json.records import RECORD_KEYS, records
from analyzer.reading.json.unknown import looks_authored
from analyzer.reading.mojibake import repair_all
from analyzer.reading.reader import Damaged, NoRecords

KEYS = ("comments_v2", "comments")
QUICK = settings(max_examples=60, deadline=None)

_names = st.one_of(
    st.sampled_from([*KEYS, "timestamp", "title", "data", "media", "other", "a/b~c"]), st.text(max_size=4)
)
_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(['{"a": 1}', "}, {", '": "', "[", "\\", '\\"', "Ã©", "\ud83d", "\x00\t\n", ":)", "12:30", ", "]),
    st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass").decode("latin-1")),
)
_numbers = st.one_of(
    st.integers(), st.sampled_from([10**30, -(2**64), 0, -1]), st.floats(allow_nan=False, allow_infinity=False)
)
_leaves = st.one_of(st.none(), st.booleans(), _numbers, _texts)
_values = st.recursive(
    _leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=3)),
    max_leaves=8,
)
_objects = st.dictionaries(_names, _values, max_size=4)
_lists = st.lists(st.one_of(_objects, _values), max_size=5)
_documents = st.one_of(
    _lists,
    _objects,
    _values,
    st.builds(lambda key, found: {key: found}, _names, st.one_of(_lists, _objects)),
    st.builds(lambda key, more, found: {**more, key: found}, st.sampled_from(KEYS), _objects, _lists),
)
_record_lists = st.lists(
    st.fixed_dictionaries({"timestamp": st.integers(0, 2**31)}, optional={"title": _texts, "data": _lists}), max_size=5
)


def read(raw: bytes, keys: tuple[str, ...] = KEYS) -> tuple[list[tuple[str, Any]], str]:
    """What `records` gives for some bytes, and how it ended."""
    found: list[tuple[str, Any]] = []
    try:
        for pair in records(io.BytesIO(raw), keys):
            found.append(pair)
    except (Damaged, NoRecords) as error:
        return found, type(error).__name__
    return found, ""


def unwrapped(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The documented unwrapping of what stands under one key."""
    if isinstance(value, list):
        yield from ((f"{pointer}/{number}", each) for number, each in enumerate(value))
    elif isinstance(value, dict) and value.keys() & RECORD_KEYS:
        yield pointer, value
    elif isinstance(value, dict) and len(value) == 1 and isinstance(next(iter(value.values())), list):
        (key,) = value
        yield from unwrapped(f"{pointer}/{escaped(key)}", value[key])
    elif value not in (None, {}):
        raise NoRecords


def escaped(key: str) -> str:
    """A key as a JSON pointer writes it."""
    return key.replace("~", "~0").replace("/", "~1")


def model(document: Any) -> tuple[list[tuple[str, Any]], str]:
    """What `records` promises for a parsed and repaired document."""
    found: list[tuple[str, Any]] = []
    try:
        if isinstance(document, list):
            found += unwrapped("", document)
        elif not isinstance(document, dict):
            raise NoRecords
        else:
            wanted = [key for key in document if key in KEYS and isinstance(document[key], (list, dict))]
            rest = {key: value for key, value in document.items() if key not in wanted}
            for key in wanted:
                found += unwrapped(f"/{escaped(key)}", document[key])
            if wanted or not rest:
                pass
            elif rest.keys() & RECORD_KEYS:
                found.append(("", rest))
            elif len(rest) == 1:
                (key,) = rest
                found += unwrapped(f"/{escaped(key)}", rest[key])
            else:
                raise NoRecords
    except NoRecords:
        return found, "NoRecords"
    return found, ""


def in_pieces_of(size: int) -> pytest.MonkeyPatch:
    """Make the reader take so many bytes at a time."""
    patch = pytest.MonkeyPatch()
    patch.setattr(cursor, "PIECE", size)
    return patch


@given(_documents, st.booleans(), st.sampled_from([None, 1, 40]))
@settings(max_examples=250, deadline=None)
def test_any_document_gives_what_json_loads_and_the_unwrapping_give(
    document: Any, ascii_only: bool, indent: int | None
) -> None:
    """For any JSON document the records are those of `json.loads`, repaired and unwrapped as documented."""
    raw = json.dumps(document, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    if not ascii_only and any("\ud800" <= c <= "\udfff" for c in raw.decode("utf-8", "surrogatepass")):
        return  # half characters have no UTF-8: only escapes can hold them
    loaded = repair_all(json.loads(raw))
    if isinstance(document, dict) and len(loaded) != len(document):
        return  # two keys that are one after the repair
    found, end = read(raw)
    if end == "NoRecords":  # the model stops at once, the stream after what came before
        assert model(loaded)[1] == end
    else:
        assert (found, end) == model(loaded)


@given(_documents, st.integers(1, 64), st.sampled_from([None, 1, 30]))
@settings(max_examples=250, deadline=None)
def test_where_the_pieces_end_makes_no_difference(document: Any, size: int, indent: int | None) -> None:
    """Pieces of 1 to 64 bytes give exactly what one piece gives."""
    raw = json.dumps(document, ensure_ascii=False, indent=indent).encode("utf-8", "replace")
    whole = read(raw)
    patch = in_pieces_of(size)
    try:
        assert read(raw) == whole
    finally:
        patch.undo()


@given(_documents, st.data(), st.integers(1, 64))
@settings(max_examples=250, deadline=None)
def test_a_cut_file_gives_a_prefix_and_says_that_it_is_cut(document: Any, data: st.DataObject, size: int) -> None:
    """Cut at any byte: the records before the cut and nothing else, then Damaged (or all, if only space was cut)."""
    raw = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    if not isinstance(document, (list, dict)):
        return  # a bare number may go on anywhere; files of Meta are lists and objects
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    whole, whole_end = read(raw)
    patch = in_pieces_of(size)
    try:
        found, end = read(cut)
    finally:
        patch.undo()
    assert end == "Damaged" or end == whole_end == "NoRecords"  # which is told before the rest is looked at
    assert found == whole[: len(found)]


@given(_record_lists, st.data(), st.integers(1, 64), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_wrong_byte_never_makes_a_record(document: list[Any], data: st.DataObject, size: int, wrapped: bool) -> None:
    """One byte replaced: what is given are true records, or records that differ in place, or the mark of a loss."""
    raw = json.dumps({"comments_v2": document} if wrapped else document, ensure_ascii=False).encode("utf-8", "replace")
    true, _ = read(raw)
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.one_of(st.sampled_from(list(b'"\\{}[],:x0 \x00\xff\xc3')), st.integers(0, 255)))
    found, end = read(raw[:at] + bytes([byte]) + raw[at + 1 :])
    patch = in_pieces_of(size)
    try:
        assert read(raw[:at] + bytes([byte]) + raw[at + 1 :]) == (found, end), "the pieces made a difference"
    finally:
        patch.undo()
    if end == "NoRecords" or (not found and end == "Damaged"):
        return
    with suppress(ValueError):  # JSON again, with a rest behind it: no parser that reads on can know better
        json.JSONDecoder().raw_decode((raw[:at] + bytes([byte]) + raw[at + 1 :]).decode("utf-8"))
        return
    if wrapped and at < raw.index(b"["):
        assert [record for _, record in found] in ([], [record for _, record in true])  # only the name of the list
        return
    assert len(found) <= len(true) or (end == "" and raw.count(b"{") != len(true)), "a record was invented"
    changed = [
        (pointer, record)
        for pointer, record in found
        if record is not UNREADABLE_RECORD and (pointer, record) not in true
    ]
    for _, record in changed:
        assert isinstance(record, dict) and (record.keys() & {"timestamp", "title", "data"} or len(record) <= 3)
    assert len(changed) + sum(record is UNREADABLE_RECORD for _, record in found) <= 1 + (end == "Damaged")


@pytest.mark.parametrize("inside", ["[{}, ]}, {}, {}]", "[{}, {}, {}, ]}, {}]", '[{"a": }, {}]', "[{} , \n]}, {}]"])
def test_a_bracket_in_the_place_of_a_value(inside: str) -> None:
    """It closes a record before its end: what stands behind it is a part of that record, and none of its own."""
    for size in (1, 7, 10**6):
        patch = in_pieces_of(size)
        try:
            found, end = read(b'[{"title": "a"}, {"data": ' + inside.encode() + b', "title": "b"}, {"title": "c"}]')
        finally:
            patch.undo()
        assert found == [("/0", {"title": "a"})] and end == "Damaged"


def test_an_element_in_the_middle_that_is_no_json_costs_itself_only() -> None:
    """A raw control character, a byte of no text, a number of 5,000 digits: one record is lost, named by its place."""
    for bad in (
        b'{"a": "x\x01y"}',
        b'{"a": "\xff"}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": \x00}',
        b"[object Object]",
    ):
        found, end = read(b'[{"timestamp": 1}, ' + bad + b', {"timestamp": 2}]')
        assert end == ""
        assert found == [("/0", {"timestamp": 1}), ("/1", UNREADABLE_RECORD), ("/2", {"timestamp": 2})]


def test_after_a_lost_quote_nothing_inside_a_record_is_taken_for_a_record() -> None:
    """Where quotes no longer pair, what looks like an element may be a part of one: nothing more is given."""
    good = (
        '{"timestamp": 1, "title": "say \\"hi\\" , [x {\\"timestamp\\": 5}]", "data": [{"post": "a"}, {"post": "b"}]}'
    )
    assert isinstance(json.loads(good), dict)
    raw = f"[{good}, {good}, {good}]"
    true, _ = read(raw.encode())
    for at in [at for at, character in enumerate(raw) if character in '"\\{}[],:']:
        for put in ("x", '"', "", "}", "{"):
            found, end = read((raw[:at] + put + raw[at + 1 :]).encode())
            extra = [record for _, record in found if record is not UNREADABLE_RECORD and record != true[0][1]]
            assert all(isinstance(record, dict) and record.keys() & {"timestamp", "xtimestamp"} for record in extra), (
                at,
                put,
            )
            assert len(found) == 3 or end == "Damaged"
            assert len(extra) <= 1


def test_deep_nesting_is_a_loss_and_no_crash() -> None:
    """A record nested deeper than any real one is unreadable; 100,000 brackets take neither memory nor the process."""
    deep = b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2)
    found, end = read(b'[{"a": ' + deep + b'}, {"timestamp": 2}]')
    assert end == "" and found == [("/0", UNREADABLE_RECORD), ("/1", {"timestamp": 2})]
    for raw in (
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"comments_v2": ' + b"[" * 50_000,
    ):
        tracemalloc.start()
        found, end = read(raw)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert end in ("Damaged", "") and all(record is UNREADABLE_RECORD for _, record in found)
        assert peak < 20_000_000


def test_encodings_that_a_person_may_have_saved_it_in() -> None:
    """A byte order mark and UTF-16 are read; UTF-16 cut in the middle is damaged and gives no record twice or wrong."""
    document = [{"timestamp": n, "title": f"fünf {n} \U0001f600"} for n in range(20)]
    text = json.dumps(document, ensure_ascii=False)
    expected = [(f"/{n}", record) for n, record in enumerate(document)]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read(text.encode(encoding)) == (expected, "")
    raw = bytearray(text.encode("utf-16"))
    raw[400:402] = raw[402:404] = b"\x00\xd8"  # half a character
    for size in (1, 7, 64, 10**6):
        patch = in_pieces_of(size)
        try:
            found, end = read(bytes(raw))
        finally:
            patch.undo()
        assert end == "Damaged" and found == expected[:4]  # whatever the pieces: all before the half character


def test_odd_values_keep_what_they_say() -> None:
    """Lone surrogates and long integers survive; NaN is read; of a doubled key the last counts; NUL is text."""
    found, _ = read(
        b'[{"a": "\\ud83d", "n": 123456789012345678901234567890, "n2": NaN, "d": 1, "d": 2, "z": "\\u0000"}]'
    )
    record = found[0][1]
    assert (record["a"], record["n"], record["d"], record["z"]) == ("\ud83d", 123456789012345678901234567890, 2, "\x00")
    assert record["n2"] != record["n2"]


@pytest.mark.parametrize(
    "raw", [b"", b" ", b"\xef\xbb\xbf", b"{", b"[", b'{"a"', b"[object Object]", b"\x00\x00", b"PK"]
)
def test_what_is_no_json_is_damaged(raw: bytes) -> None:
    """Empty files, single brackets and other things are Damaged, with a sentence that holds nothing of the file."""
    with pytest.raises(Damaged) as caught:
        list(records(io.BytesIO(raw), KEYS))
    assert "object" not in str(caught.value)


def test_text_after_the_end_is_told() -> None:
    """More text after the end is a damage, but the records before it count."""
    assert read(b'[{"timestamp": 1}] {"timestamp": 2}') == ([("/0", {"timestamp": 1})], "Damaged")


class _Generated(io.RawIOBase):
    """A list of many records, made while it is read."""

    def __init__(self, records: int) -> None:
        self.left, self.buffer, self.first = records, b"", True
        self.record = json.dumps({"timestamp": 1, "data": [{"post": "wort " * 2000}]}).encode()

    def read(self, size: int = -1) -> bytes:
        while len(self.buffer) < size and self.left >= 0:
            if self.left == 0:
                self.buffer += b"]"
            else:
                self.buffer += (b"[" if self.first else b",") + self.record
            self.first, self.left = False, self.left - 1
        piece, self.buffer = self.buffer[:size], self.buffer[size:]
        return piece


def test_memory_is_that_of_a_record_not_of_the_file() -> None:
    """60 MB of records pass through less than 10 MB of memory."""
    tracemalloc.start()
    count = sum(1 for _ in records(_Generated(6_000)))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 6_000
    assert peak < 10_000_000


@given(st.binary(max_size=200))
@QUICK
def test_looking_into_an_unknown_file_never_fails(raw: bytes) -> None:
    """Whatever an unknown file holds, a look into it gives yes or no."""
    assert looks_authored(io.BytesIO(raw)) in (True, False)


def test_what_looks_authored() -> None:
    """A time beside words looks authored; settings, deep nests and cut files without both do not."""
    look = looks_authored
    assert look(io.BytesIO(b'[{"timestamp": 1700000000, "text": "two words"}]'))
    assert look(io.BytesIO(b'{"x": [{"creation_time": 1700000000, "data": [{"v": "two words"}]}, {"cut'))
    assert not look(io.BytesIO(b'[{"timestamp": 1700000000, "title": "two words"}]'))
    assert not look(io.BytesIO(b'[{"enabled": true, "name": "two words"}]'))
    assert not look(io.BytesIO(b"[" * 1_000_000))


class _BreaksOff:
    """A stream that fails after its bytes, as a damaged zip does."""

    def __init__(self, raw: bytes) -> None:
        self._raw = io.BytesIO(raw)

    def read(self, size: int = -1) -> bytes:
        if piece := self._raw.read(size):
            return piece
        raise OSError("damaged from here on")


@pytest.mark.parametrize("count", [1, 3, 1000, 2345])
def test_what_stands_before_the_damage_is_given(count: int) -> None:
    """A stream that fails in the middle has given every record that stands whole before that."""
    raw = (
        b"[" + b",".join(b'{"timestamp":%d,"title":"caf\\u00c3\\u00a9"}' % number for number in range(count)) + b',{"ti'
    )
    given = []
    with pytest.raises(OSError, match="damaged from here on"):
        for _, record in records(_BreaksOff(raw)):  # type: ignore[arg-type]
            given.append(record["timestamp"])
    assert given == list(range(count))


def test_numbers_without_end_in_unknown_files() -> None:
    """A number of thousands of digits in a file that nobody knows ends nothing, and what stands behind it is seen."""
    behind = b', "time": 1500000000, "text": "two words"}]'
    for number in (b"1" * 5000, b"-" + b"9" * 100_000, b"1." + b"0" * 9000, b"1e" + b"9" * 9000):
        for _ in range(20):  # the parser dies at the second or third at the latest, if it does
            looks_authored(io.BytesIO(b'[{"timestamp": ' + number + b"}]"))
    assert looks_authored(io.BytesIO(b'[{"number": ' + b"1" * 5000 + behind))
    assert looks_authored(io.BytesIO(b'[{"number": 5e' + b"9" * 20 + behind))
    assert looks_authored(io.BytesIO(b'[{"number": 100000000000000000000' + behind))
