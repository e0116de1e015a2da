"""An archive taken apart in every order: the same items come out, or what is missing is named.

Hypothesis chooses the steps: split into parts, shuffle, rename the zip, nest it in folders, double a part, unpack it,
cut a file off. After each the items are those of the whole archive; after damage, those that are missing lie in files
whose row says so.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from analyzer.archive.names import export_name
from analyzer.rules.analysis import Analysis, Options
from analyzer.run import analyze
from fuzz.checks import check
from fuzz.targets import TODAY, hold
from fuzz.whole import Files, read, samples, write

Archive = dict[str, Files]  # parts by their names


def is_one_of_several(sample: Path) -> bool:
    """Whether it is a part of a download, beside others of its name: alone it may hold nothing to read."""
    stem = export_name(sample.stem).stem
    return sum(export_name(each.stem).stem == stem for each in sample.parent.glob("*.zip")) > 1


class Archives(RuleBasedStateMachine):
    """An archive of the samples, and what has been done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
        self.parts: list[Files] = []
        self.prefix, self.unpacked, self.changed = "", False, True
        self.damaged: set[str] = set()

    @initialize(sample=st.sampled_from([each for each in samples() if not is_one_of_several(each)]))
    def start(self, sample: Path) -> None:
        """One whole archive, and what stands in it."""
        self.stem, self.parts = sample.stem, [read(sample)]
        analysis = self.run()
        self.items, self.told = items_of(analysis), told_of(analysis)

    @rule(seed=st.integers(0, 99))
    def split(self, seed: int) -> None:
        """The largest part becomes two. Where a file is cut, it is so in one part only."""
        chance, largest = random.Random(seed), max(self.parts, key=len)
        if len(largest) > 1 and len(self.parts) < 6:
            moved = {name for name in largest if chance.random() < 0.5}
            self.parts.append({name: largest.pop(name) for name in moved})
            self.parts = [part for part in self.parts if part]
            self.changed = True

    @rule(seed=st.integers(0, 99))
    def shuffle(self, seed: int) -> None:
        """Members, and parts, in another order."""
        chance = random.Random(seed)
        chance.shuffle(self.parts)
        for part in self.parts:
            names = list(part)
            chance.shuffle(names)
            for name in names:
                part[name] = part.pop(name)
        self.changed = True

    @rule(wrapper=st.sampled_from(["", "export/", "a/b/"]))
    def nest(self, wrapper: str) -> None:
        """Everything lies below folders."""
        self.prefix, self.changed = wrapper, True

    @precondition(lambda self: not self.damaged)
    @rule(number=st.integers(0, 5))
    def double(self, number: int) -> None:
        """A part is given twice."""
        if len(self.parts) < 6:
            self.parts.append(dict(self.parts[number % len(self.parts)]))
            self.changed = True

    @rule(unpacked=st.booleans())
    def unpack(self, unpacked: bool) -> None:
        """Folders instead of zips."""
        self.unpacked, self.changed = unpacked, True

    @rule(number=st.integers(0, 200), share=st.floats(0.05, 0.95))
    def damage(self, number: int, share: float) -> None:
        """A file is cut off, in every part that has it."""
        names = sorted({name for part in self.parts for name in part if name.endswith(".json")})
        if names and len(self.damaged) < 3:
            name = names[number % len(names)]
            for part in self.parts:
                if name in part:
                    part[name] = part[name][: max(1, int(len(part[name]) * share))]
            self.damaged.add(name)
            self.changed = True

    @invariant()
    def the_same_items(self) -> None:
        """All items, or those that are missing are in files of which it is said."""
        if not self.changed or not self.parts or not hasattr(self, "items"):
            return
        self.changed = False
        analysis = self.run()
        check(analysis)
        found = items_of(analysis)
        if not self.damaged:
            hold("the same items", told_of(analysis) == self.told)
            return
        named = {row.path for row in analysis.collection.files if row.status == "damaged" or row.unread}
        named = {path.removeprefix(self.prefix) for path in named}
        missing = {each: where for each, where in self.items.items() if each not in found}
        unnamed = {where for where in missing.values() if where not in named and where in self.damaged}
        hold("what is missing is named", not unnamed)
        hold("only what was cut is missing", set(missing.values()) <= self.damaged | {""} or bool(named))

    def run(self) -> Analysis:
        """Write the parts as they are now, and judge them."""
        here = Path(tempfile.mkdtemp(dir=self.folder))
        paths = []
        for number, part in enumerate(self.parts, 1):
            name = f"{self.stem[:-1]}{number}"  # parts differ in the last eight characters
            files = {f"{self.prefix}{path}": raw for path, raw in part.items()}
            if self.unpacked:
                for path, raw in files.items():
                    target = here / name / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(raw)
                paths.append(here / name)
            else:
                paths.append(write(files, here / f"{name}.zip"))
        try:
            return analyze(paths, Options(today=TODAY))
        finally:
            shutil.rmtree(here)

    def teardown(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)


def items_of(analysis: Analysis) -> dict[str, str]:
    """The items by id, and in which file each stands."""
    return {each.id: analysis.collection.files[each.item.file].path for each in analysis.judged}


def told_of(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """The items by id, and what is said of each. Which of two files is named for what both have may differ."""
    return {
        each.id: (each.item.kind, each.item.state, each.item.venue, each.item.text, each.verdict, each.is_public_basis)
        for each in analysis.judged
    }
