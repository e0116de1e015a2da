"""Donated archives of any number of people: `python -m benchmarks.donors NUMBER FOLDER`, for `analyze study`.

As people's archives are: half have fewer than 3,000 items (`--median`), few have up to 200,000; Facebook, Instagram or
both; JSON, and now and then HTML; in English, German or French, from accounts of different countries and years. Each
participant is a folder. Two are doubles of others, and a few are broken: what a study is to list.
"""

from __future__ import annotations

import argparse
import csv
import math
import multiprocessing
import random
import shutil
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import NormalDist

from benchmarks.varied import write_varied

MOST = 200_000  # items of one participant
_SPREAD = 1.35  # of the logarithm: a tenth has over 17,000 items, one in nine hundred the most


@dataclass(slots=True)
class Donor:
    """What a study is to find of a participant. `outcome` as in its table `participants`."""

    participant: str
    records: int
    items: int
    outcome: str = "done"
    duplicate_of: str = ""


def sizes(count: int, median: int, seed: int = 1) -> list[int]:
    """How many items each participant has."""
    spread = NormalDist(math.log(median), _SPREAD)  # drawn evenly, so that a thousand have the tail that they should
    found = [min(MOST, max(5, round(math.exp(spread.inv_cdf((each + 0.5) / count))))) for each in range(count)]
    found[-1] = MOST if count >= 1000 else found[-1]
    random.Random(seed).shuffle(found)
    return found


def write_donor(folder: Path, number: int, records: int) -> Donor:
    """Write the archives of one participant into a folder of their own."""
    chance, place = random.Random(number), folder / f"p{number:06}"
    place.mkdir(parents=True, exist_ok=True)
    drawn = chance.random()
    platforms = ["facebook", "instagram"] if drawn < 0.2 else ["facebook"] if drawn < 0.55 else ["instagram"]
    language, html = chance.choice(("en", "de", "de", "fr")), chance.random() < 0.15
    first = chance.randint(2008, 2019)
    last = chance.randint(2023, 2026)
    each, items = max(3, records // len(platforms)), 0
    for platform in platforms:
        items += write_varied(
            place / f"{platform}-p{number}-{last}-03-01-AbCdEfGh.zip", each,
            platform=platform, html=html, seed=number, language=language, years=(first, last), quick=True,  # type: ignore[arg-type]
        )  # fmt: skip
    return Donor(place.name, each * len(platforms), items)


def write_donors(folder: Path, count: int, median: int, processes: int = 2) -> list[Donor]:
    """Write so many participants: of every thousand two are doubles of another, two cut off, one is no archive.

    What a study is to find of each stands in `expected.csv`.
    """
    given = sorted(enumerate(sizes(count, median)), key=lambda each: -each[1])  # else the largest may be begun last
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        donors = sorted(
            pool.starmap(partial(write_donor, folder), given, chunksize=1), key=lambda each: each.participant
        )
    for number in range(7, count, 500):
        shutil.rmtree(folder / f"p{number:06}")
        shutil.copytree(folder / f"p{number - 1:06}", folder / f"p{number:06}")
        other = donors[number - 1]
        donors[number] = Donor(donors[number].participant, other.records, other.items, "done", other.participant)
    for number in range(13, count, 500):
        for archive in (folder / f"p{number:06}").glob("*.zip"):
            archive.write_bytes(archive.read_bytes()[:-200])
        donors[number] = Donor(donors[number].participant, 0, 0, "refused")
    for number in range(21, count, 1000):
        for archive in (folder / f"p{number:06}").glob("*.zip"):
            archive.unlink()
        (folder / f"p{number:06}" / "letter.txt").write_text("I could not find it.")
        donors[number] = Donor(donors[number].participant, 0, 0, "no_archive")
    with (folder / "expected.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, list(asdict(donors[0])))
        table.writeheader()
        table.writerows(map(asdict, donors))
    return donors


def main() -> None:
    """Read the arguments, write the archives."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.donors", description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--median", type=int, default=3000)
    given = parser.parse_args()
    donors = write_donors(given.folder, given.number, given.median)
    records, items = sum(each.records for each in donors), sum(each.items for each in donors)
    print(f"{len(donors)} participants, {records:,} records, {items:,} items, in {given.folder}")


if __name__ == "__main__":
    main()
