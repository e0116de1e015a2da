"""The door for a page in a browser: what `analyzer.command.main` is to a terminal, this is to the page of `web/`.

The page hands over paths and the values of its fields, and gets back what to say and which files were made. Nothing
here knows of a browser, so all of it is tested like the rest.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from analyzer.archive import open_exports
from analyzer.errors import AnalyzerError, UsageError
from analyzer.report.result import Result
from analyzer.rules.analysis import Progress

REPORT, LETTERS, COMPARISON = "ai-scope-report", "ai-scope-letters", "ai-scope-compare"
ANSWERS = "answers.toml"
_EVERY = 0.1  # seconds between two calls of `progress`
_DAY = (2026, 1, 1, 0, 0, 0)  # of the members of a zip: none says when somebody sat at their computer
_OPTIONS = ("policy", "birthday", "objected_on", "audience", "answers", "audiences", "seen_public", "language")


@dataclass(slots=True)
class Reply:
    """What the page learns: an `error` to be shown, or what was found; `files` by their names, as paths to read."""

    told: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps({**self.told, "files": self.files})


class Door:
    """One page: it remembers the last result, of which letters may be asked for. Writes below `place` alone."""

    def __init__(self, place: str | Path) -> None:
        self.place = Path(place)
        self._result: Result | None = None

    def ask(self, name: str, given: str, progress: Progress | None = None) -> str:
        """Do what is called `name` (`look`, `analyse`, `letters`, `compare`); JSON in, JSON out (see `Reply`).

        Args:
            given: the values of the page's fields; see each method.
            progress: called with bytes read and bytes to read, ten times a second at most.

        Whatever goes wrong is an `error` in the reply, with the `code` that the command would have ended with.
        """
        ways: dict[str, Callable[[dict[str, Any], Progress | None], Reply]] = {
            "look": self._look, "analyse": self._analyse, "letters": self._letters, "compare": self._compare,
        }  # fmt: skip
        try:
            return ways[name](json.loads(given), _seldom(progress)).as_json()
        except AnalyzerError as error:
            return Reply({"error": str(error), "code": error.exit_code}).as_json()
        except MemoryError:
            self._result = None
            return Reply({"error": "There is not enough memory for this.", "code": 1}).as_json()
        except OSError as error:
            return Reply(
                {"error": f"The system refuses: {error.strerror or type(error).__name__}.", "code": 1}
            ).as_json()
        except Exception as error:  # what was not foreseen is a sentence here too, free of any content
            sentence = f"Something went wrong that we did not foresee ({type(error).__name__})."
            return Reply({"error": sentence, "code": 1}).as_json()

    def _look(self, given: Mapping[str, Any], _: Progress | None) -> Reply:
        """What lies in `exports`, by the lists of their members alone: `found`, one entry for each export."""
        opened = open_exports(given["exports"])
        try:
            found = [
                {
                    "platform": each.platform,
                    "archives": each.archives,
                    "made_on": each.named_on.isoformat() if each.named_on else "",
                    "files": sum(not file.is_media for file in each.files),
                }
                for each in opened.exports
            ]
        finally:
            opened.close()
        return Reply({"found": found})

    def _analyse(self, given: Mapping[str, Any], progress: Progress | None) -> Reply:
        """The report on `exports`. Beside the options of `analyzer.analyze`: `redact`, `pictures`."""
        self._result = None
        result = _analyse(given, progress)
        shown = result.redacted() if given.get("redact") else result
        out = self._emptied(REPORT)
        shown.write(out, thumbnails=int(given.get("pictures", 0)))
        if not given.get("redact") and result.analysis.evidence.observations:
            from analyzer.rules.answers_file import write_answers

            write_answers(result.analysis.answers.without_options(), out / ANSWERS)  # so that its file can be deleted
        self._result = result
        first, _, last = shown.lines  # the second names a command, and asks what the page of the report asks
        told = {"lines": [first, last], "summary": shown.summary, "complete": result.complete,
                "language": shown.analysis.language, "letters": _letters_of(result)}  # fmt: skip
        return Reply(told, self._files(out))

    def _letters(self, given: Mapping[str, Any], _: Progress | None) -> Reply:
        """Letters on the last result. `given`: the fields of `LetterOptions` that the person filled in."""
        from analyzer.report.letter import LetterOptions, letters
        from analyzer.report.letter import files as letter_files

        if self._result is None:
            raise UsageError("Give at least one archive.")
        names = ("kind", "language", "grounds", "authority", "name", "address", "email")
        typed: dict[str, Any] = {name: str(given[name]) for name in names if given.get(name)}
        wanted = LetterOptions(**typed, annex=bool(given.get("annex")))
        out = self._emptied(LETTERS)
        written = letters(self._result.analysis, wanted)
        letter_files.write(written, out)
        warnings = list(dict.fromkeys(warning for letter in written for warning in letter.warnings))
        texts = [{"name": each.name, "what": each.what, "label": each.label, "text": each.text} for each in written]
        return Reply({"letters": texts, "warnings": warnings}, self._files(out))

    def _compare(self, given: Mapping[str, Any], progress: Progress | None) -> Reply:
        """What became of each item of the older export `before` in the newer one, `exports`."""
        from analyzer.report.compare import compare
        from analyzer.report.compare import words as compare_words
        from analyzer.report.compare import write as compare_write

        if not given.get("before"):
            raise UsageError("Give at least one archive.")
        today = {name: value for name, value in given.items() if name not in ("audiences", "seen_public")}
        first = _analyse({**today, "exports": given["before"]}, progress)
        second = _analyse(given, progress)
        comparison = compare(first.analysis, second.analysis)
        lines, summary = compare_words.lines(comparison), compare_words.summary(comparison)
        out = self._emptied(COMPARISON)
        compare_write.write(comparison, summary, lines, out)
        return Reply({"lines": lines, "complete": comparison.complete}, self._files(out))

    def _emptied(self, name: str) -> Path:
        out = self.place / name
        shutil.rmtree(out, ignore_errors=True)
        return out

    def _files(self, out: Path) -> dict[str, str]:
        """What was written, and all of it as one zip."""
        whole = self.place / f"{out.name}.zip"
        names = sorted(each.name for each in out.iterdir() if each.is_file() and not each.name.startswith("."))
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                entry = zipfile.ZipInfo(f"{out.name}/{name}", _DAY)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                with (out / name).open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, 1 << 20)
        return {name: str(out / name) for name in names} | {whole.name: str(whole)}


def _analyse(given: Mapping[str, Any], progress: Progress | None) -> Result:
    import analyzer

    options = {name: given[name] for name in _OPTIONS if given.get(name)}
    return analyzer.analyze(*given["exports"], progress=progress, **options)


def _letters_of(result: Result) -> dict[str, Any]:
    """What the page needs for its form of letters: the languages, and the authorities one may complain to."""
    from analyzer.report.letter.texts import authorities, languages

    policy = result.analysis.policy.id
    places = [
        {"code": each.code, "name": f"{each.code}: {each.website}"} for each in authorities() if each.policy == policy
    ]
    return {"languages": list(languages()), "authorities": places}


def _seldom(progress: Progress | None) -> Progress | None:
    """`progress`, called ten times a second at most, and at the end."""
    if progress is None:
        return None
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= _EVERY or done >= total:
            last = now
            progress(done, total)

    return tell
