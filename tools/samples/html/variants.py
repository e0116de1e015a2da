"""Every archive that the generator can write: era x format x language x container, one by one and on demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tools.samples.containers import write_folder, write_parts, write_zip
from tools.samples.facebook.documents import write as write_facebook
from tools.samples.facebook.layout import FacebookEra
from tools.samples.html.facebook.pages import write as write_facebook_html
from tools.samples.html.instagram.pages import InstagramHtmlEra
from tools.samples.html.instagram.pages import write as write_instagram_html
from tools.samples.html.setting import FacebookHtmlEra
from tools.samples.html.truth import facebook_html_truth, instagram_html_truth
from tools.samples.instagram.documents import write as write_instagram
from tools.samples.instagram.layout import InstagramEra
from tools.samples.model import LANGUAGES, Language, Person
from tools.samples.person.person import page, person
from tools.samples.truth import Rows, facebook_truth, instagram_truth

Format = Literal["json", "html"]
Container = Literal["zip", "wrapped", "parts", "folder", "meta"]
CONTAINERS: tuple[Container, ...] = ("zip", "wrapped", "parts", "folder", "meta")

_FACEBOOK_JSON: dict[FacebookEra, date] = {
    "C": date(2020, 3, 1), "D": date(2022, 3, 1), "E": date(2023, 9, 1), "F": date(2026, 3, 14), "P": date(2026, 3, 14),
}  # fmt: skip
_INSTAGRAM_JSON: dict[InstagramEra, date] = {
    "E2": date(2021, 11, 1), "E3": date(2024, 10, 1), "E4": date(2026, 3, 14), "E5": date(2026, 4, 23),
}  # fmt: skip
#: Era, day, style of dates, whether there is a page about the time zone.
_FACEBOOK_HTML: tuple[tuple[FacebookHtmlEra, date, str, bool], ...] = (
    ("A", date(2018, 3, 1), "classic", True), ("B", date(2020, 3, 1), "classic", True),
    ("D", date(2022, 3, 1), "narrow", True), ("D", date(2023, 9, 1), "day24", True),
    ("F", date(2026, 3, 14), "modern", True), ("F", date(2026, 3, 13), "nbsp", False),
    ("F", date(2026, 3, 12), "glued", True), ("F", date(2026, 3, 11), "month24", True),
)  # fmt: skip
_INSTAGRAM_HTML: tuple[tuple[InstagramHtmlEra, date, str], ...] = (
    ("E2", date(2021, 11, 1), "classic"), ("E4", date(2026, 3, 14), "modern"), ("E4", date(2026, 3, 13), "narrow"),
    ("E4", date(2026, 3, 12), "day24"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One archive that has not been written yet."""

    platform: Literal["facebook", "instagram"]
    era: str
    format: Format
    language: Language
    container: Container
    made: date
    date_style: str = ""
    timezone_page: bool = True

    @property
    def name(self) -> str:
        """A name for a test."""
        style = f"-{self.date_style}" if self.date_style else ""
        zone = "" if self.timezone_page else "-nozone"
        return f"{self.platform}-{self.era}-{self.format}-{self.language}-{self.container}-{self.made}{style}{zone}"

    @property
    def person(self) -> Person:
        """Whose archive it is."""
        return page(self.language) if self.era == "P" else person(self.language)

    @property
    def stem(self) -> str:
        """What the archive is called, without the end that differs between its parts."""
        return f"{self.platform}-{self.person.accounts[self.platform].username}-{self.made}"

    def build(self) -> tuple[dict[str, bytes], Rows]:
        """The files, and what must be found in them."""
        one, era, made, style = self.person, self.era, self.made, self.date_style
        if self.platform == "facebook" and self.format == "html":
            facts = {"timezone_page": self.timezone_page}
            files = write_facebook_html(one, era, made, None, style, **facts)  # type: ignore[arg-type]
            return files, facebook_html_truth(one, era, made, None, style, **facts)  # type: ignore[arg-type]
        if self.platform == "facebook":
            return write_facebook(one, era, made), facebook_truth(one, era, made)  # type: ignore[arg-type]
        if self.format == "html":
            files = write_instagram_html(one, era, made, style)  # type: ignore[arg-type]
            return files, instagram_html_truth(one, era, made, style)  # type: ignore[arg-type]
        return write_instagram(one, era, made), instagram_truth(one, era, made)  # type: ignore[arg-type]

    def write(self, folder: Path) -> tuple[list[Path], Rows]:
        """Put the archive into `folder` in its container; gives the paths to analyse, and the truth."""
        files, truth = self.build()
        stem = f"{self.stem}-Ab3dE5gH"
        if self.container == "folder":
            return [write_folder(folder / stem, files)], truth
        if self.container == "parts":
            return write_parts(folder, files, stem=self.stem, endings=("Ab3dE5gH", "w8TzRk0x")), truth
        if self.container == "meta":
            return [write_zip(folder / "meta-2026-Jan-10-17-13-19.zip", files, wrapper=stem)], truth
        return [write_zip(folder / f"{stem}.zip", files, wrapper=stem if self.container == "wrapped" else "")], truth


def variants(*, every: bool = False) -> Iterator[Variant]:
    """Each era, format and language once, the containers taking turns; with `every`, in each container."""
    turn = 0
    for language in LANGUAGES:
        for make in _plain(language):
            chosen = CONTAINERS if every else (CONTAINERS[turn % len(CONTAINERS)],)
            turn += 1
            yield from (Variant(*make[:4], container, *make[4:]) for container in chosen)


_Plain = tuple[Literal["facebook", "instagram"], str, Format, Language, date, str, bool]


def _plain(language: Language) -> Iterator[_Plain]:
    """All but the container."""
    for era, made in _FACEBOOK_JSON.items():
        yield "facebook", era, "json", language, made, "", True
    for html_era, made, style, zone in _FACEBOOK_HTML:
        yield "facebook", html_era, "html", language, made, style, zone
    for ig_era, made in _INSTAGRAM_JSON.items():
        yield "instagram", ig_era, "json", language, made, "", True
    for ig_html, made, style in _INSTAGRAM_HTML:
        yield "instagram", ig_html, "html", language, made, style, True
