"""What is known of pieces of text, as blanks cut it: learnt for many at once, and remembered.

Most pieces are words of no list, and nothing is kept of them but that they were met. So what each piece of each text is
looked up in stays small enough for the processor's own memory. New pieces are looked at together: 0.4 us each, where
one by one takes 2 to 4.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, reduce
from operator import or_

from analyzer.advice.revealing import vocabulary
from analyzer.advice.revealing.language import language
from analyzer.advice.revealing.tokens import fold, plain_words
from analyzer.advice.revealing.vocabulary import AT, LONGEST

REMEMBERED = 60_000  # pieces, of some 100 bytes each; then those stay that are at hand or were met in several lots
_SHORT = 5  # characters of a piece with a digit that is remembered; of others `LONGEST`. Longer ones hardly return
_HAS_DIGIT = re.compile(r"\d")
_MARKS = ".,!?:;…\"'“”„‘’«»*-–#)"  # about a word; not those that mail is told by
_Spoken = tuple[str, int, Collection[str]]  # a piece, a set of languages, its words


class Pieces:
    """The pieces that were met last, and those that are remembered.

    `counts`: see `Vocabulary.counts`; pieces without any are not in it.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self._met: set[str] = set()
        self._often: set[str] = set()  # met with texts of several lots
        self._passing: set[str] = set()  # met, and forgotten with the next texts
        self._spoken: list[_Spoken] = []  # those with words that are in the patterns of some languages
        self._spoken_in_passing: list[_Spoken] = []
        self._signals: dict[str, dict[str, int]] = {}  # by language, where they were asked for
        self._new: dict[str, list[_Spoken]] = {}  # not yet in `_signals`

    def meet(self, pieces: Iterable[str]) -> None:
        """Learn pieces. What is not remembered is known until the next call."""
        at_hand = dict.fromkeys(pieces)  # in the order of the texts, in which they lie in memory
        self._forget(at_hand.keys())
        met = self._met
        self._often |= met.intersection(at_hand)
        new = [piece for piece in at_hand if piece not in met]
        bare = [piece.strip(_MARKS) if len(piece) <= LONGEST else "" for piece in new]
        spoken = self._learn_words([pair for pair in zip(new, bare, strict=True) if pair[1].isalpha()])
        spoken += self._learn_odd(piece for piece, word in zip(new, bare, strict=True) if not word.isalpha())
        met.update(new)
        self._spoken += [each for each in spoken if each[0] not in self._passing]
        self._spoken_in_passing = [each for each in spoken if each[0] in self._passing]
        for waiting in self._new.values():
            waiting += spoken

    def _forget(self, at_hand: Collection[str]) -> None:
        """Forget the pieces that are only passing; and if they become too many, all that were met in one lot alone.

        Most are never met again; to keep those that return saves a fifth of what is learnt.
        """
        gone = self._passing
        if len(self._met) + len(at_hand) > REMEMBERED:
            if len(self._often.union(at_hand)) > REMEMBERED:
                self._often.intersection_update(at_hand)
            gone = self._met.difference(at_hand, self._often) | self._passing
            self._spoken = [each for each in self._spoken if each[0] not in gone]
        self._met -= gone
        for known in (self.counts, *self._signals.values()):
            for piece in known.keys() & gone:
                del known[piece]
        self._passing = set()

    def _learn_words(self, pairs: list[tuple[str, str]]) -> list[_Spoken]:
        """Learn pieces that are a word each, perhaps with marks around it. `pairs`: piece and word."""
        words = vocabulary.known()
        spoken: list[_Spoken] = []
        folded = _fold_all([word for _, word in pairs])
        for (piece, bare), word, known in zip(pairs, folded, words.may_know(folded), strict=True):
            if known:
                count, languages = words.of_word(word)
                if word in AT and piece == bare:
                    count += words.mail
                if count:
                    self.counts[piece] = count
                if languages:
                    spoken.append((piece, languages, (word,)))
        return spoken

    def _learn_odd(self, pieces: Iterable[str]) -> Iterator[_Spoken]:
        """Learn pieces that are anything else."""
        for piece in pieces:
            words = plain_words(piece)
            count, languages = vocabulary.known().of_piece(piece, words)
            if count:
                self.counts[piece] = count
            if languages:
                yield piece, languages, words
            if len(piece) > (_SHORT if _HAS_DIGIT.search(piece) else LONGEST):
                self._passing.add(piece)

    def signals(self, code: str) -> dict[str, int]:
        """The signals that pieces give in a language; those that give none are not in it."""
        signals = self._signals.setdefault(code, {})
        waiting = self._new.get(code)
        if waiting is None:
            waiting = [*self._spoken, *self._spoken_in_passing]
        if waiting:
            of, bit, met = language(code), 1 << vocabulary.known().place[code], self._met
            for piece, languages, words in waiting:
                if languages & bit and piece in met:
                    signal = 0
                    for word in words:
                        signal |= of.signals(word)
                    signals[piece] = signal
        self._new[code] = []
        return signals

    def signals_of(self, piece: str, code: str) -> int:
        """The signals of any piece, met or not."""
        found = self._signals[code].get(piece)
        if found is None:
            found = 0 if piece in self._met else reduce(or_, map(language(code).signals, plain_words(piece)), 0)
        return found


def _fold_all(words: Collection[str]) -> list[str]:
    """`fold` of each. A line break neither joins with a letter nor changes, so that one call does for all."""
    return fold("\n".join(words)).split("\n") if words else []


@cache
def memory() -> Pieces:
    """What is known of pieces in this run."""
    return Pieces()
