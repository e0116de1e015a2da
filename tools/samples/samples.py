"""The samples that are kept in the repository: which person, era, day and container each has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.samples.containers import write_parts, write_zip
from tools.samples.evidence import write_evidence
from tools.samples.facebook import documents as facebook
from tools.samples.facebook.layout import FacebookEra
from tools.samples.instagram import documents as instagram
from tools.samples.instagram.layout import InstagramEra
from tools.samples.model import Language, Person
from tools.samples.person.person import person
from tools.samples.truth import Rows, dump_truth, facebook_truth, instagram_truth


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: a folder with one export in it."""

    name: str
    language: Language
    made: date
    stem: str  # of the zip names, with the date as the language writes it
    endings: tuple[str, ...]  # one for each part
    facebook: FacebookEra | None = None
    instagram: InstagramEra | None = None
    wrapper: bool = False  # everything lies in a folder that is named like the zip
    seen_on: date | None = None  # the day on which a log and a public view were saved beside it

    @property
    def person(self) -> Person:
        """Whose export it is."""
        return person(self.language)

    def files(self) -> dict[str, bytes]:
        """What is in the export."""
        if self.facebook:
            return facebook.write(self.person, self.facebook, self.made)
        assert self.instagram
        return instagram.write(self.person, self.instagram, self.made)

    def truth(self) -> Rows:
        """What an analyser must find in it."""
        if self.facebook:
            return facebook_truth(self.person, self.facebook, self.made)
        assert self.instagram
        return instagram_truth(self.person, self.instagram, self.made)

    def write(self, folder: Path) -> list[Path]:
        """Write the zips and `truth.json` into `folder`; give the zips."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "truth.json").write_bytes(dump_truth(self.truth()))
        if self.seen_on:
            write_evidence(folder / "evidence", self.person, self.seen_on)
        if len(self.endings) > 1:
            return write_parts(folder, self.files(), stem=self.stem, endings=self.endings, wrapper=self.wrapper)
        stem = f"{self.stem}-{self.endings[0]}"
        return [write_zip(folder / f"{stem}.zip", self.files(), wrapper=stem if self.wrapper else "")]


SAMPLES: tuple[Sample, ...] = (
    Sample("facebook-en", "en", date(2026, 3, 14), "facebook-alex.doe.5-2026-03-14", ("Ab3dE5gH",), facebook="F",
           seen_on=date(2026, 3, 13)),
    Sample("instagram-en", "en", date(2026, 3, 14), "instagram-alex.doe-2026-03-14", ("Jk7Lm2Np",), instagram="E4"),
    Sample("facebook-de", "de", date(2026, 8, 27), "facebook-joerg.groessler.5-27.08.2026", ("BuQ4Gj1c", "w8TzRk0x"),
           facebook="F"),
    Sample("instagram-de", "de", date(2026, 8, 27), "instagram-joerg.groessler-2026-08-27", ("q5Vb9YsD",),
           instagram="E4"),
    Sample("facebook-fr", "fr", date(2026, 4, 23), "facebook-zoe.lefevre.5-23-4-2026", ("8nmoNHkR",), facebook="F",
           wrapper=True),
    Sample("instagram-fr", "fr", date(2026, 4, 23), "instagram-zoe.lefevre-2026-04-23", ("Zx1Cv6Bn",), instagram="E5"),
)  # fmt: skip


def write_samples(root: Path, said: Callable[[str], None] = lambda _: None) -> Iterator[Path]:
    """Write all samples below `root`; gives the path of each zip."""
    for sample in SAMPLES:
        folder = root / sample.name
        for old in folder.glob("*.zip"):
            old.unlink()
        for path in sample.write(folder):
            said(f"{sample.name}/{path.name}: {path.stat().st_size} bytes")
            yield path
