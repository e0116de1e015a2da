"""What an item gives away about a person, and the words that gave it away. Found on the machine.

Nearly all texts give nothing away, and that has to be found out for all of them. So the words of many texts are looked
at together (`pieces`), and what takes time is done for those texts alone in which there is something to look for:
patterns of words (`search`), numbers that a check tells (`numbers`), telephones (`telephones`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from analyzer.advice.revealing import numbers, vocabulary
from analyzer.advice.revealing.language import language
from analyzer.advice.revealing.pieces import memory
from analyzer.advice.revealing.search import words_say
from analyzer.advice.revealing.telephones import phones
from analyzer.advice.revealing.tokens import without_addresses
from analyzer.advice.revealing.vocabulary import Counts
from analyzer.model import Item
from analyzer.words import revealing_categories

#: In this order an item's first category decides how soon it is shown.
REVEALS = tuple(revealing_categories())
_ORDER = {category: place for place, category in enumerate(REVEALS)}
_AT_ONCE = 300_000  # characters of the texts that are looked at together
_COMPARED = 100  # findings of one text that are looked for in each other: time grows as the square of it
_IN_TEXT = 100_000_000  # captions by characters of the text that they are looked for in: 0.1 s
Said = list[tuple[str, str]]


def reveals(
    item: Item, posted_as_minor: str, country: str = "", language: str = ""
) -> tuple[Sequence[str], Sequence[str]]:
    """The categories that an item falls into, in the order of `REVEALS`, and the words, each as `category: words`.

    What words show is kept in `item.said`: an item is judged again for every answer.

    `country`: of the account, as ISO 3166-1, for its way to write telephone numbers; `language`: of its other texts.
    """
    if item.said is None:
        item.said = [each for text in _texts(item) for each in text_reveals(text, country, language)] or ()
    found = {category.split(": ")[0] for category, _ in item.said} if item.said else set()
    words = [f"{category}: {said}" for category, said in item.said]
    if posted_as_minor == "yes":
        found.add("minor")
    if item.latitude is not None or item.place or item.check_in or any(m.latitude is not None for m in item.media):
        found.add("location")
        words += [f"location: {said}" for said in _places(item)]
    if item.people:
        found.add("people")
        words += [f"people: {name}" for name in item.people]
    if any(medium.type == "photo" for medium in item.media):
        found.add("photo")
    if not found:
        return (), ()
    return _in_order(frozenset(found)), tuple(map(_in_list, dict.fromkeys(words)))


@cache
def _in_order(found: frozenset[str]) -> tuple[str, ...]:
    """Categories in the order of `REVEALS`; one and the same for all items with these: 7 MiB of 100,000."""
    return tuple(category for category in REVEALS if category in found)


def read_words(items: Iterable[Item], country: str = "", language: str = "") -> None:
    """Keep in each item what its words show, for many items of one account at once: a third of the time.

    Whoever does without gets the same from `reveals`.
    """
    waiting: list[Item] = []
    size = 0
    for item in items:
        if item.said is not None:  # it is judged again, for another answer
            continue
        waiting.append(item)
        size += len(item.text)
        if size > _AT_ONCE:
            _read(waiting, country, language)
            waiting, size = [], 0
    _read(waiting, country, language)


def _read(items: list[Item], country: str, language: str) -> None:
    texts = [_texts(item) for item in items]
    said = iter(texts_reveal([text for each in texts for text in each], country, language))
    for item, each in zip(items, texts, strict=True):
        found = [one for _ in each for one in next(said)]
        item.said = found or ()  # one and the same for nearly all


def forget() -> None:
    """Let go of word lists and of what is known of words, which is read again when it is needed: some 40 MiB."""
    for kept in (memory, language, vocabulary.known):
        kept.cache_clear()


def _in_list(words: str) -> str:
    """On one line, and without the mark that parts the entries of a list in CSV."""
    return " ".join(words.split()).replace(";", ",")


def _texts(item: Item) -> list[str]:
    """What the person wrote: the text, and captions that are not in it."""
    if not any(medium.caption for medium in item.media):
        return [item.text]
    captions = dict.fromkeys(medium.caption for medium in item.media if medium.caption)
    if len(captions) * len(item.text) < _IN_TEXT:
        captions = dict.fromkeys(caption for caption in captions if caption not in item.text)
    return [item.text, *captions]


def _places(item: Item) -> Iterator[str]:
    if item.place:
        yield item.place
    spots = [(item.latitude, item.longitude), *((medium.latitude, medium.longitude) for medium in item.media)]
    yield from (f"{latitude}, {longitude}" for latitude, longitude in spots if latitude is not None)


def text_reveals(text: str, country: str = "", language: str = "") -> Said:
    """`(category, words)` for what a text gives away, in the order of `REVEALS`.

    A special category is followed by which one: `special_category: health`.
    """
    return texts_reveal([text], country, language)[0]


def texts_reveal(texts: Sequence[str], country: str = "", language: str = "") -> list[Said]:
    """The same for each of many texts: those of one account."""
    split = [text.split() for text in texts]
    bare = {number: plain.split() for number, plain in _without_addresses(texts)}
    pieces, known = memory(), vocabulary.known()
    pieces.meet(chain.from_iterable((*split, *bare.values())))
    counts_of = pieces.counts.get
    found: list[Said] = []
    waiting: list[tuple[int, list[str], int]] = []  # texts whose words may say something: languages, digits
    for number, (text, cut) in enumerate(zip(texts, split, strict=True)):
        found.append([])
        counts = known.counts(text, len(cut), filter(None, map(counts_of, cut)))
        if counts is None:
            continue
        codes = known.languages_of(counts, language)
        if counts.mail or counts.digits >= numbers.LEAST:
            found[number] += _certain(text, counts, country, codes)
        if begun := [code for code in codes if counts.begins[known.place[code]]]:
            waiting.append((number, begun, counts.digits))
    for number, codes, digits in waiting:
        found[number] += words_say(texts[number], bare.get(number, split[number]), codes, digits)
    return [sorted(_longest(said), key=_order) if len(said) > 1 else said for said in found]


def _without_addresses(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number, text in enumerate(texts):
        if (plain := without_addresses(text)) is not text:
            yield number, plain


def _certain(text: str, counts: Counts, country: str, codes: list[str]) -> Iterator[tuple[str, str]]:
    """What does not depend on the words of a language: addresses, and numbers that a check tells."""
    if counts.mail:
        yield from (("contact", said) for said in numbers.emails(text))
    if counts.digits >= numbers.LEAST and numbers.has_digits(text):
        yield from _numbers(text, country, codes)


def _order(said: tuple[str, str]) -> int:
    return _ORDER[said[0].partition(": ")[0]]


def _numbers(text: str, country: str, codes: list[str]) -> Iterator[tuple[str, str]]:
    text = without_addresses(text)
    found, text = numbers.checked(text)
    yield from found
    if numbers.has_digits(text):
        meant = phones(text, country, lambda: vocabulary.known().regions(text, codes))
        yield from (("contact", said) for said in meant)


def _longest(found: Said) -> Said:
    """Of words that say the same twice, the longer ones; where more is found than anybody writes, all."""
    said_once = list(dict.fromkeys(found))
    if len(said_once) > _COMPARED:
        return said_once
    return [
        (category, said)
        for category, said in said_once
        if not any(category == other and said != longer and said in longer for other, longer in said_once)
    ]
