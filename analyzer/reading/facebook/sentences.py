"""The form of a sentence that tells no place: what is asked about once, for all posts that say it.

"Mara Lind xarol edu lupa Chess." has the form "{name} xarol edu lupa {name}": numbers are `{number}`, so that one
question does for two photos and for three. Where a script has no capitals, only the own name can be told, and those
names that stand in a frame which many sentences share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from analyzer.model import ExportFacts, Item
from analyzer.reading.facebook.possible_names import (
    by_itself,
    capital_words,
    caseless,
    could_name,
    fold_word,
    like_a_name,
    tells_place,
)
from analyzer.reading.facebook.title_patterns import authors
from analyzer.reading.facebook.titles import destination, owner_names, plain

NAME, NUMBER = "{name}", "{number}"
_MARK, _COUNT = "\ue000", "\ue001"  # where a name, a number stood
_BRACES = str.maketrans("{}", "()", _MARK + _COUNT)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PIECES = re.compile(r"^(\W*)(.*?)((?:['’]s?)?\W*)$", re.DOTALL)
_INSIDE = frozenset(
    "de la le du des d da do dos das di del della van von der den ter ten of the af av bin el al".split()
)
_LIST = re.compile(rf"{_MARK}(?:(?:, |,? (?:and|und|et|y|og|och|és|и|&) ){_MARK})+")
_NAMES = re.compile(rf"{_MARK}(?: {_MARK})+")
_ENDS = " .。．।"
_LONGEST = 200  # letters of a form; what stands behind is left out
_LONGEST_NAME, _FEWEST_NAMES, _MOST_FORMS = 20, 3, 400  # of a frame: letters of a name, names in it, forms looked at
_FEWEST_SHARE = 0.8  # of the sentences, that begin with the person's name
_WORDS_OF_A_NAME = 5


@lru_cache(maxsize=8192)
def form(title: str, owners: tuple[str, ...], people: tuple[str, ...] = ()) -> str:
    """The form of a sentence: `{name}` for the own name, for that of `people`, and for whatever may be another."""
    text = " ".join(plain(title).translate(_BRACES).split())
    text = _marked(text, owners)
    own_first, own_inside = text.startswith(_MARK), _MARK in text
    text = _NUMBER.sub(_COUNT, _marked(text, people))
    words = [_word(word) for word in text.split(" ")]
    if not own_first and words and (own_inside or (owners and not (len(words) > 1 and words[1] == _MARK))):
        words[0] = text.split(" ")[0]  # a sentence may begin with its verb
    text = _LIST.sub(_MARK, _NAMES.sub(_MARK, " ".join(_joined(words))))
    text = text.replace(_MARK, NAME).replace(_COUNT, NUMBER)
    return (text if len(text) <= _LONGEST else re.sub(r"\{\w*$", "", text[:_LONGEST])).strip(_ENDS)


def covers(asked: str, sentence: str) -> bool:
    """Whether an answer about one form holds for another: for the same, and for one whose names were not told yet."""
    if asked == sentence:
        return True
    pieces = [re.escape(piece) for piece in asked.split(NAME)]
    found = re.fullmatch(rf"(.{{1,{_LONGEST_NAME}}}?)".join(pieces), sentence) if caseless(asked) else None
    return found is not None and not any(map(tells_place, found.groups()))


def _marked(text: str, names: Iterable[str]) -> str:
    for name in sorted({plain(name) for name in names if name.strip()}, key=lambda name: (-len(name), name)):
        text = by_itself(name).sub(_MARK, text) if name in text else text
    return text


def _word(word: str) -> str:
    """A word, or the mark where it may be a name; signs around it and an `'s` stay."""
    if not could_name(word):
        return word
    if caseless(word):
        return _latin_in(word)
    before, core, behind = _PIECES.match(word).groups()  # type: ignore[union-attr]
    known = not could_name(core) or fold_word(core) in capital_words() or tells_place(core)
    return word if known or not core else before + _MARK + behind


def _latin_in(word: str) -> str:
    """A word of a script without capitals, with the mark for what is written in one with capitals inside it."""
    runs = ("".join(run) for _, run in groupby(word, key=lambda letter: letter.isalpha() and not caseless(letter)))
    return "".join(
        _MARK if could_name(run) and not caseless(run) and fold_word(run) not in capital_words() else run
        for run in runs
    )


def _joined(words: list[str]) -> list[str]:
    """The words, those left out that stand inside a name, such as the "de" of one."""
    kept: list[str] = []
    for at, word in enumerate(words):
        inside = word.casefold() in _INSIDE and kept and kept[-1] == _MARK
        if not (inside and any(_MARK in later for later in words[at + 1 : at + 2])):
            kept.append(word)
    return kept


def framed(counts: Counter[str], known: Sequence[str] = ()) -> dict[str, str]:
    """For forms in a script without capitals: the frame that each shares with others, names in it as `{name}`.

    A frame has something of its own on both sides of the name and fits no sentence whose place is known. What tells
    of a place is no name, nor is what begins like a shorter one that stands in the same frame.
    """
    forms = [each for each, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if caseless(each)]
    frames: dict[tuple[str, str], set[str]] = {}
    for number, one in enumerate(forms[:_MOST_FORMS]):
        for other in forms[:number]:
            frame = _frame(one, other)
            if frame:
                frames.setdefault(frame, set()).update(filter(None, (_filler(frame, each) for each in (one, other))))
    good = [
        frame for frame, names in frames.items()
        if len(_apart(names)) >= _FEWEST_NAMES and not any(_filler(frame, each) for each in known)
    ]  # fmt: skip
    good.sort(key=lambda frame: (-len(frame[0]) - len(frame[1]), frame))
    result = {}
    for each in forms:
        for frame in good:
            if _filler(frame, each) in _apart(frames[frame]):
                result[each] = frame[0] + NAME + frame[1]
                break
    return result


def _frame(one: str, other: str) -> tuple[str, str] | None:
    before = one[: _shared(one, other)]
    most = min(len(one), len(other)) - len(before)
    behind = one[len(one) - min(_shared(one[::-1], other[::-1]), most) :]
    own = before.removeprefix(NAME)
    letters = sum(map(str.isalpha, behind))
    if not any(map(str.isalpha, own)) or letters < 2 or "{" in own[-7:] or "}" in behind[:7]:
        return None
    return before, behind


def _shared(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))


def _filler(frame: tuple[str, str], sentence: str) -> str:
    """What a sentence has in the middle of a frame, "" where it has another frame or no name there."""
    before, behind = frame
    inside = sentence[len(before) : len(sentence) - len(behind)]
    fits = sentence.startswith(before) and sentence.endswith(behind) and len(sentence) > len(before) + len(behind)
    return inside if fits and len(inside) <= _LONGEST_NAME and "{" not in inside and not tells_place(inside) else ""


def _apart(names: set[str]) -> set[str]:
    return {name for name in names if not any(name != other and name.startswith(other) for other in names)}


def common_name(titles: Iterable[str]) -> str:
    """The name with which sentences begin, where no file tells it: of at least two that differ; "" if there is none."""
    told = sorted({plain(title) for title in titles} - {""})
    if len(told) < 2:
        return ""
    enough = max(2, _FEWEST_SHARE * len(told))
    by_words = Counter(start for title in told for start in _starts(title))
    named = [start for start, times in by_words.items() if times >= enough]
    by_patterns = Counter(name for title in told for name in set(authors(title)))
    named += [name for name, times in by_patterns.items()
              if times >= 2 and sum(title.startswith(name) for title in told) >= enough]  # fmt: skip
    return max(named, key=lambda name: (len(name), name), default="")


def _starts(title: str) -> list[str]:
    """The words with a capital at the beginning of a sentence: the first, the first two, ..."""
    starts: list[str] = []
    words = title.split()
    for number, word in enumerate(words[:_WORDS_OF_A_NAME], 1):
        if caseless(word) or not like_a_name(word) or word[-1] in ",:;.!?":
            break
        starts.append(" ".join(words[:number]))
    return starts


def settle(items: Iterable[Item], facts: Sequence[ExportFacts]) -> None:
    """What only all records together tell: the own name that no file has, forms in frames, groups' names.

    `facts` of each export, by its number.
    """
    facebook = [item for item in items if item.platform == "facebook"]
    _one_spelling([item for item in facebook if item.venue == "group" and item.venue_name])
    for number, known in enumerate(facts):
        asked = [item for item in facebook if item.export == number and item.sentence]
        if asked and not owner_names(known):
            _by_common_name(asked, [item.title for item in facebook if item.export == number and item.title])
    asked = [item for item in facebook if item.sentence and caseless(item.sentence)]
    if asked:
        told = {form(item.title, owner_names(facts[item.export])) for item in facebook
                if not item.sentence and item.venue != "unknown" and caseless(item.title)}  # fmt: skip
        frames = framed(Counter(item.sentence for item in asked), sorted(told))
        for item in asked:
            item.sentence = frames.get(item.sentence, item.sentence)


def _by_common_name(asked: Iterable[Item], titles: Iterable[str]) -> None:
    """Read sentences anew with the name with which all of them begin."""
    name = common_name(titles)
    for item in asked if name else ():
        item.venue, item.venue_name = destination(item.title, (name,), tagged=bool(item.people))
        item.sentence = form(item.title, (name,), tuple(item.people)) if item.venue == "unknown" else ""


def _one_spelling(in_groups: list[Item]) -> None:
    """A group whose name ends in a full stop: sentences do not print it, comments do."""
    exact = {item.venue_name for item in in_groups if not _cut_short(item)}
    for item in in_groups:
        if _cut_short(item) and item.venue_name not in exact and item.venue_name + "." in exact:
            item.venue_name += "."


def _cut_short(item: Item) -> bool:
    return item.title.endswith(item.venue_name + ".")
