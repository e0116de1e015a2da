"""The door for a page in a browser: what `analyzer.command.main` is to a terminal, this is to the page of `web/`.

The page hands over paths and the values of its fields, and gets back what to say and which files were made. Nothing
here knows of a browser, so all of it is tested like the rest.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from time import monotonic
from typing import TYPE_CHECKING, Any

from analyzer import advice, reading
from analyzer.archive import open_exports
from analyzer.archive.limits import without_option
from analyzer.errors import AnalyzerError, Sentence, UsageError
from analyzer.report import made_templates
from analyzer.report.page.commands import Commands
from analyzer.report.page.items import by_priority
from analyzer.report.page.thumbnails import Making
from analyzer.report.result import Result
from analyzer.report.write import write
from analyzer.rules.analysis import Progress
from analyzer.words import Words, languages, speak

if TYPE_CHECKING:
    from analyzer.report.letter import Letter

REPORT, LETTERS, COMPARISON = "ai-scope-report", "ai-scope-letters", "ai-scope-compare"
ANSWERS = "answers.toml"
_EVERY = 0.1  # seconds between two calls of `progress`
_DAY = (2026, 1, 1, 0, 0, 0)  # of the members of a zip: none says when somebody sat at their computer
_MOUNTED = re.compile(r"/in/\w+/\d+/")  # where the page puts the files that it was given
_OPTION = re.compile(r"--(?:(?:policy|objected-on|audiences|seen-public|answers|ask)\b|limits \d+)")
_LABELS = {"policy": "more.policy", "objected-on": "more.objected", "audiences": "more.audiences",
           "seen-public": "more.seen_public", "answers": "more.answers", "birthday": "more.birthday"}  # fmt: skip
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
        self._pictures: Generator[list[bytes], list[bytes], None] | None = None
        self._finish: Callable[[], Reply] | None = None

    def ask(self, name: str, given: str, progress: Progress | None = None) -> str:
        """Do what is called `name` (`look`, `analyse`, `pictured`, `letters`, `compare`); JSON in, JSON out (`Reply`).

        Args:
            given: the values of the page's fields; see each method. `spoken`: the language of what goes wrong.
            progress: called with bytes read and bytes to read, ten times a second at most.

        Whatever goes wrong is an `error` in the reply, with the `code` that the command would have ended with; where
        there was not enough memory, `memory` is true, and nothing more should be asked of this process.
        """
        ways: dict[str, Callable[[dict[str, Any], Progress | None], Reply]] = {
            "look": self._look, "analyse": self._analyse, "pictured": self._pictured, "letters": self._letters,
            "compare": self._compare,
        }  # fmt: skip
        fields: dict[str, Any] = json.loads(given)
        code, more = 1, dict[str, bool]()
        try:
            with without_option():
                return ways[name](fields, _seldom(progress)).as_json()
        except AnalyzerError as error:
            sentence, code = error.sentence, error.exit_code
        except MemoryError:
            self._result = None
            sentence, more = Sentence("There is not enough memory for this."), {"memory": True}
        except OSError as error:
            sentence = Sentence("The system refuses: {why}.", why=error.strerror or type(error).__name__)
        except Exception as error:  # what was not foreseen is a sentence here too, free of any content
            kind = type(error).__name__
            sentence = Sentence("Something went wrong that we did not foresee ({kind}).", kind=kind)
        return Reply({"error": _said(sentence, fields.get("spoken", "")), "code": code, **more}).as_json()

    def prepare(self) -> None:
        """Import what only a run imports, for whoever has time before it."""
        for package in (reading, advice):
            for module in walk_packages(package.__path__, f"{package.__name__}."):
                import_module(module.name)
        for each in made_templates.templates():
            made_templates.compiled(made_templates.module_of(each.name))

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
        """The report on `exports`. Beside the options of `analyzer.analyze`: `redact`, `pictures` (how many at most).

        Where there are photos to be made small first, the reply has `photos`, how many lie in its files; whoever
        asked sends small ones by `pictured`, until the reply is the report.
        """
        self._result = self._pictures = self._finish = None
        result = _analyse(given, progress)
        shown = result.redacted() if given.get("redact") else result
        making = Making(shown.analysis)
        self._pictures = making.batches(by_priority(shown.analysis.judged), int(given.get("pictures", 0)))

        def finish() -> Reply:
            out = self._emptied(REPORT)
            warnings = _warnings(shown.summary["warnings"], shown.analysis.words)
            summary = {**shown.summary, "warnings": warnings}
            write(shown.analysis, summary, shown.lines, out, making.made(), _fields(shown.analysis.words))
            if not given.get("redact") and result.analysis.evidence.observations:
                from analyzer.rules.answers_file import write_answers

                write_answers(result.analysis.answers.without_options(), out / ANSWERS)  # so that its file can go
            self._result = result
            first, _, last = shown.lines  # the second names a command, and asks what the page of the report asks
            told = {"lines": [first, last], "summary": summary, "complete": result.complete,
                    "language": shown.analysis.language, "letters": _letters_of(result)}  # fmt: skip
            return Reply(told, self._files(out))

        self._finish = finish
        return self._further(None)

    def _pictured(self, given: Mapping[str, Any], _: Progress | None) -> Reply:
        """What became of the last `photos`: `small`, a file for each in their order, empty where it is no picture."""
        if self._pictures is None:
            raise UsageError("Give at least one archive.")
        return self._further([Path(each).read_bytes() for each in given["small"]])

    def _further(self, small: list[bytes] | None) -> Reply:
        """The next photos to be made small; where there are none, the report."""
        assert self._pictures is not None and self._finish is not None
        try:
            photos = next(self._pictures) if small is None else self._pictures.send(small)
        except StopIteration:
            finish, self._pictures, self._finish = self._finish, None, None
            return finish()
        place = self._emptied("photos")
        place.mkdir(parents=True)
        for number, raw in enumerate(photos):
            (place / str(number)).write_bytes(raw)
        return Reply({"photos": len(photos)}, {str(each): str(place / str(each)) for each in range(len(photos))})

    def _letters(self, given: Mapping[str, Any], _: Progress | None) -> Reply:
        """Letters on the last result. `given`: the fields of `LetterOptions` that the person filled in."""
        from analyzer.report.letter import LetterOptions, letters
        from analyzer.report.letter import files as letter_files
        from analyzer.report.letter.blocks import as_text

        if self._result is None:
            raise UsageError("Give at least one archive.")
        names = ("kind", "language", "grounds", "authority", "name", "address", "email", "sent")
        typed: dict[str, Any] = {name: str(given[name]) for name in names if given.get(name)}
        confirmed = tuple(re.split(r"[\s,;]+", str(given.get("confirm", "")).strip(" ,;")))
        wanted = LetterOptions(**typed, confirmed=tuple(filter(None, confirmed)), annex=bool(given.get("annex")))
        out = self._emptied(LETTERS)
        written = letters(self._result.analysis, wanted, "page")
        letter_files.write(written, out)
        warnings = list(dict.fromkeys(warning for letter in written for warning in letter.warnings))
        asked = given.get("spoken")
        spoken = speak(asked) if asked in languages() else self._result.analysis.words
        texts = [
            {"name": each.name, "what": each.what, "title": _title(each, spoken),
             "text": as_text(list(each.blocks), wrap=False)}
            for each in written
        ]  # fmt: skip
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
        found = compare(first.analysis, second.analysis)
        comparison = replace(found, warnings=_warnings(found.warnings, second.analysis.words))
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


def _title(letter: Letter, words: Words) -> str:
    """What a letter is called on the page: as in the report, else as it calls itself; and whose account it is about."""
    own = next((block.lines[0] for block in letter.blocks if block.style == "title"), letter.name)
    name = f"page.letters.{letter.what}"
    called = words.say(name) if words.has(name) else own
    return f"{called}: {letter.label}" if letter.label else called


def _said(sentence: Sentence, language: str) -> str:
    """A sentence in the language of the page, English where it has none, with the names of files as they were given."""
    words = speak(language if language in languages() else "en")
    return _with_fields(_MOUNTED.sub("", sentence.said(words.translated, words.written)), words)


def _with_fields(text: str, words: Words) -> str:
    """A text that names options of the command, with the fields of the page in their place."""

    def field(found: re.Match[str]) -> str:
        name = found[0].removeprefix("--").partition(" ")[0]
        if name in _LABELS:
            return f"“{words.say(f'web.{_LABELS[name]}')}”"
        return words.say(f"web.instead.{name}")

    return _OPTION.sub(field, text)


def _fields(words: Words) -> Commands:
    """Fields of the page, where the report of the command says what to run."""
    said = {name: f"“{words.say(f'web.{label}')}”" for name, label in _LABELS.items()}
    again = {"--birthday": said["birthday"], "--objected-on": said["objected-on"], "--policy": said["policy"]}
    return Commands(
        again=lambda option: again.get(option.partition(" ")[0], ""),
        answers=f"{said['answers']}: {{name}}",
        explain="",  # the details of an item say all of it
        public=said["seen-public"],
        log=said["audiences"],
        letters=f"“{words.say('web.letters.title')}”",
        door="page",
    )


def _warnings(told: list[dict[str, str]], words: Words) -> list[dict[str, str]]:
    """The same warnings, with fields of the page where they name options."""
    return [{**each, "text": _with_fields(each["text"], words)} for each in told]


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
