"""Which items a saved public view shows: by a whole text, by the beginning of one that the page cuts, by a picture.

Positive only: what a page does not show says nothing. A text must be one item's alone in the whole archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.items.evidence.items_index import ByText, Pair, Shown
from analyzer.reading.evidence import bounds
from analyzer.reading.evidence.cut_texts import cut_marks
from analyzer.reading.evidence.model import PublicView

_NOT_SHOWN = frozenset(("comment", "channel_message", "ai_prompt"))


def match_view(view: PublicView, pairs: Iterable[Pair]) -> dict[str, int | None]:
    """The ids of the items on a page, each with its time of creation."""
    index = ByText(pairs, view.platform)
    found: dict[str, int | None] = {}
    for number in [*_by_text(view, index), *_by_media(view, index)]:
        shown = index.items[number]
        if shown.at_home and shown.item.kind not in _NOT_SHOWN:
            found[shown.id] = shown.item.created
    return found


def _by_media(view: PublicView, index: ByText) -> Iterator[int]:
    """Items all of whose pictures are on the page, and are no other item's."""
    seen: dict[int, Shown] = {}
    for medium in view.media_ids:
        of_medium = index.of_medium.get(medium, [])
        if len(of_medium) == 1:
            seen[of_medium[0]] = index.items[of_medium[0]]
    for number, shown in seen.items():
        if shown.media_ids <= view.media_ids and len(shown.media_ids) == len(shown.item.media):
            yield number


def _by_text(view: PublicView, index: ByText) -> Iterator[int]:
    """Items whose text stands on the page as a whole, or as the beginning of a text that it cuts."""
    page = _Page(view)
    block = 0
    while block < len(page.starts):
        text, after = page.text_at(block, index)
        if text:
            numbers = index.of_text[text]
            if len(numbers) == 1:
                yield numbers[0]
        block = max(after, block + 1)


class _Page:
    """The texts of a page, one after the other with a blank between."""

    def __init__(self, view: PublicView) -> None:
        self._texts = view.texts
        self.joined = " ".join(piece.text for piece in view.texts)
        self.starts: list[int] = []
        self._block_ending: dict[int, int] = {}  # by the position behind a block
        at = 0
        for number, piece in enumerate(view.texts):
            self.starts.append(at)
            at += len(piece.text)
            self._block_ending[at] = number
            at += 1
        self._cuts = cut_marks(view.texts, self.starts)

    def text_at(self, block: int, index: ByText) -> tuple[str, int]:
        """The text of an item that begins with a block, and the block behind it; ("", 0) where there is none."""
        if block and self._texts[block - 1].goes_on:
            return "", 0
        start = self.starts[block]
        for text in index.starting(self.joined[start : start + bounds.SHORTEST_TEXT]):
            last = self._block_ending.get(start + len(text))
            if last is not None and not self._texts[last].goes_on and self.joined.startswith(text, start):
                return text, last + 1
        fits = {
            text
            for text in index.starting_long(self.joined[start : start + bounds.SHORTEST_BEGINNING])
            if self._is_cut(text, start)
        }
        return (fits.pop(), block + 1) if len(fits) == 1 else ("", 0)

    def _is_cut(self, text: str, start: int) -> bool:
        """Whether the page shows the beginning of this text, and then that it is cut."""
        same = _common(text, self.joined, start)
        for back in range(4):  # dots of the text itself may run into those of the ellipsis
            mark = start + same - back
            if mark in self._cuts or mark + 1 in self._cuts:
                shown = self.joined[start:mark].rstrip(" .…")
                return len(shown) >= bounds.SHORTEST_BEGINNING and len(shown) < len(text)
        return False


def _common(text: str, page: str, start: int) -> int:
    """How many characters of a text the page has from `start` on."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if page.startswith(text[:middle], start):
            low = middle
        else:
            high = middle - 1
    return low
