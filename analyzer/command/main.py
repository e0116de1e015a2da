"""The command. Thin: arguments in, `analyzer.analyze` called, the first screen out."""

from __future__ import annotations

import gc
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from analyzer.command import ends
from analyzer.command.help import MAIN, Command, words_of_run, wrong_line
from analyzer.command.options import NONE_GIVEN, Exports, Shared, Verbose, with_shared_options
from analyzer.command.study_terminal import study
from analyzer.command.wrapping import harmless, wrapped
from analyzer.errors import AnalyzerError, Sentence

if TYPE_CHECKING:
    from analyzer.report.result import Result

INCOMPLETE = 5
_LONGEST = 2000  # characters of a sentence: a path in it may have more than anybody reads
#: Objects after which circles of them are looked for: nearly all that a run makes lives on. Saves 6 % of a small one.
_SELDOM = 200_000
_AGAIN = "Run it again with --verbose to see where, and tell us."
_written: list[Path] = []  # folders in which results of this run stand
_typed: list[str] = []  # the words behind the program's name, or those that would have given this run


class _MainByDefault(TyperGroup):
    """`analyze export.zip` and `analyze explain ...` side by side: an unknown first word is the main one's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not (len(args) == 1 and args[0] in ("--version", "--help")):
            args = [MAIN, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        main = self.commands[MAIN]
        with main.context_class(main, info_name=MAIN, parent=ctx) as inner:
            main.format_help(inner, formatter)


app = typer.Typer(cls=_MainByDefault, add_completion=False, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from analyzer.report.summary import program_version

        print(f"analyze {program_version()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _group(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    if context.invoked_subcommand is None:
        _offer()


def _offer() -> None:
    """Say what lies in Downloads. In a terminal, ask whether to analyse it: nothing happens without a clear yes."""
    from analyzer.command.shell import program
    from analyzer.command.start import agreed, chosen, found, guide, question, question_answers

    there = found()
    for line, is_command in guide(there, program()):
        print(line if is_command else wrapped(line, sys.stdout, hanging=True))
    if there.offers and sys.stdin.isatty() and sys.stdout.isatty():
        print(wrapped(question(there), sys.stdout), end="", flush=True)
        offer = chosen(there, sys.stdin.readline())
        if offer:
            answers = there.answers
            if answers:
                print(wrapped(question_answers(answers), sys.stdout), end="", flush=True)
                answers = answers if agreed(sys.stdin.readline()) else None
            _typed[:] = [*map(str, offer.paths), *(["--answers", str(answers)] if answers else [])]
            export(exports=list(offer.paths), answers=answers, open_page=True)


@app.command(MAIN, cls=Command)
@with_shared_options
def export(
    exports: Exports,
    out: Annotated[Path, typer.Option(metavar="DIR", readable=False)] = Path("ai-scope-report"),
    options: Shared = NONE_GIVEN,
    ask: Annotated[bool, typer.Option("--ask")] = False,
    thumbnails: Annotated[int, typer.Option(metavar="N", min=0)] = 60,
    redact: Annotated[bool, typer.Option("--redact")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    open_page: Annotated[bool, typer.Option("--open")] = False,
    debug_bundle: Annotated[Path | None, typer.Option(metavar="FILE", readable=False)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    verbose: Verbose = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Learn which of your public posts, photos and comments fall into the scope of Meta's AI training.

    Reads the archives that Facebook, Instagram and Threads made for you, and writes a report.
    """
    from analyzer.archive.target import check_outside
    from analyzer.report.place import with_place
    from analyzer.report.write import check_target

    check_outside(out, exports)
    check_target(out)
    if ask:
        from analyzer.command.ask import check_terminal

        check_terminal()
    if debug_bundle:
        from analyzer.report.debug_bundle import write_bundle

        write_bundle(debug_bundle, exports)
        _written.append(debug_bundle)
    answers: Path | None = options["answers"]
    given = bool(options["audiences"] or options["seen_public"])
    to_write = (ask or given) and answers is not None and not answers.exists()  # these may name a file that is not yet
    result = _analyze(exports, quiet or as_json, **{**options} | {"answers": None if to_write else answers})
    told = _asked(result) if ask else result
    shown = told.redacted() if redact else told
    shown.write(out, thumbnails=thumbnails)
    _written.append(out)
    saved: Path | None = None
    has_seen = bool(told.analysis.evidence.observations)
    if told is not result or (has_seen and (ask or answers is not None)):
        from analyzer.command.ask import save

        said = told.analysis.answers
        saved = save(said if ask else said.without_options(), answers, out, redact, told.analysis.words)
    with ends.output():
        if as_json:
            print(json.dumps(with_place(shown.summary, out, shown.analysis.words), indent=2))  # ASCII, for any terminal
        elif not quiet:
            _first_screen(shown, out, _again(ask, redact, saved), has_seen and not ask and answers is None)
    if open_page:
        typer.launch(str((out / "report.html").resolve()))
    if not result.complete:
        raise typer.Exit(INCOMPLETE)


@app.command("explain", cls=Command)
@with_shared_options
def explain(
    item_id: Annotated[str, typer.Argument(metavar="ID")],
    exports: Exports,
    rules: Annotated[bool, typer.Option("--rules")] = False,
    options: Shared = NONE_GIVEN,
    verbose: Verbose = False,
) -> None:
    """The whole reasoning for one item: first why, then, if asked for, every rule that was tried."""
    result = _analyze(exports, True, **options)
    from rich.console import Console

    from analyzer.command.shell import line
    from analyzer.command.terminal import show_reasons
    from analyzer.report.explanation import explanation

    more = "" if rules else line([*_typed, "--rules"])
    with ends.output():
        rows = explanation(result.analysis, item_id, rules)
        show_reasons(Console(highlight=False), rows, harmless(more), result.analysis.words)
    if not result.complete:
        raise typer.Exit(INCOMPLETE)


@app.command("letter", cls=Command)
@with_shared_options
def letter(
    exports: Exports,
    kind: Annotated[str, typer.Option(metavar="objection|reminder|complaint")] = "objection",
    language: Annotated[str, typer.Option(metavar="LANG")] = "",
    grounds: Annotated[str, typer.Option(metavar="TEXT")] = "",
    grounds_file: Annotated[Path | None, typer.Option(metavar="FILE", readable=False)] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(metavar="ID"),
    ] = None,
    annex: Annotated[bool, typer.Option("--annex")] = False,
    authority: Annotated[str, typer.Option(metavar="CODE")] = "",
    sent: Annotated[
        str,
        typer.Option(metavar="letter|form|bare"),
    ] = "",
    name: Annotated[str, typer.Option(metavar="NAME")] = "",
    address_file: Annotated[Path | None, typer.Option(metavar="FILE", readable=False)] = None,
    email: Annotated[str, typer.Option(metavar="ADDRESS")] = "",
    out: Annotated[Path, typer.Option(metavar="DIR", readable=False)] = Path("ai-scope-letters"),
    stdout: Annotated[bool, typer.Option("--stdout")] = False,
    options: Shared = NONE_GIVEN,
    verbose: Verbose = False,
) -> None:
    """The objection to AI training for each account, filled in: a text for the form, a letter, and a cover note."""
    from analyzer.archive.target import check_outside
    from analyzer.report.letter import LetterOptions, letters
    from analyzer.report.letter import files as letter_files

    if not stdout:
        check_outside(out, exports)
        letter_files.check_target(out)
    wanted = LetterOptions(
        kind, language, letter_files.grounds_of(grounds, grounds_file), tuple(confirm or ()), annex, authority,
        name, letter_files.text_of(address_file), email, sent,
    )  # fmt: skip
    result = _analyze(exports, stdout, **options)
    written = letters(result.analysis, wanted)
    if stdout:
        with ends.output():
            print("\n".join(f"==== {each.name} ====\n\n{each.text}" for each in written), end="")
    else:
        files = letter_files.write(written, out)
        _written.append(out)
        with ends.output():
            for line in letter_files.told(written, files, result.analysis.words):
                print(harmless(line))
    if not result.complete:
        raise typer.Exit(INCOMPLETE)


@app.command("compare", cls=Command)
@with_shared_options
def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", readable=False)],
    after: Annotated[Path, typer.Argument(metavar="AFTER", readable=False)],
    more_before: Annotated[list[Path] | None, typer.Option("--before", metavar="PATH", readable=False)] = None,
    more_after: Annotated[list[Path] | None, typer.Option("--after", metavar="PATH", readable=False)] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", readable=False)] = Path("ai-scope-compare"),
    options: Shared = NONE_GIVEN,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    open_page: Annotated[bool, typer.Option("--open")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    verbose: Verbose = False,
) -> None:
    """What became of each item between two archives: gone, archived, no longer public, still public, new."""
    from analyzer.archive.target import check_outside
    from analyzer.report.compare import compare as run
    from analyzer.report.compare import words as compare_words
    from analyzer.report.compare import write as compare_write
    from analyzer.report.place import with_place

    check_outside(out, [before, after, *(more_before or []), *(more_after or [])])
    compare_write.check_target(out)
    told_of_today: dict[str, Any] = {"audiences": None, "seen_public": None}
    first = _analyze([before, *(more_before or [])], quiet or as_json, **{**options} | told_of_today)
    second = _analyze([after, *(more_after or [])], quiet or as_json, **options)
    comparison = run(first.analysis, second.analysis)
    lines, summary = compare_words.lines(comparison), compare_words.summary(comparison)
    compare_write.write(comparison, summary, lines, out)
    _written.append(out)
    page = out / compare_write.PAGE
    summary = with_place(summary, out, comparison.words)
    with ends.output():
        if as_json:
            print(json.dumps(summary, indent=2))
        elif not quiet:
            from rich.console import Console

            from analyzer.command.compare_terminal import show

            show(Console(highlight=False), lines, summary, harmless(str(page)), comparison.words)
    if open_page:
        typer.launch(str(page.resolve()))
    if not comparison.complete:
        raise typer.Exit(INCOMPLETE)


app.command("study", cls=Command)(study)


def _analyze(exports: list[Path], quiet: bool, **options: Any) -> Result:
    import analyzer
    from analyzer.command.progress import progress

    with progress(quiet, options.get("language", "")) as report:
        return analyzer.analyze(*exports, progress=report, **options)


def _asked(result: Result) -> Result:
    """The result with what the person answers in the terminal; the same one if nothing is said."""
    from analyzer.command.ask import ask_here
    from analyzer.report.result import Result

    again = ask_here(result.analysis)
    return result if again is result.analysis else Result(again)


def _again(asked: bool, redact: bool, saved: Path | None) -> str:
    """The line that asks what this run left open: as it was called, and with the answers that it saved."""
    from analyzer.command.shell import line, program

    if redact:  # what is to be shown to others names no file
        return f"{program()} EXPORT --ask"
    answers = ["--answers", str(saved)] if saved and "--answers" not in _typed else []
    return line([*_typed, *answers, *([] if asked else ["--ask"])])


def _first_screen(result: Result, out: Path, again: str, to_keep: bool) -> None:
    """`again`: the line that asks what is still open."""
    from rich.console import Console

    from analyzer.command.terminal import show
    from analyzer.report.evidence_told import spoken_of
    from analyzer.report.first_lines import first_lines, verdict_words
    from analyzer.report.place import with_place

    lines = first_lines(result.analysis, harmless(again))
    verdicts, written = verdict_words(result.analysis), harmless(str(out / "report.html"))
    summary = with_place(result.summary, out, result.analysis.words)
    evidence = spoken_of(result.analysis) + [result.analysis.words.say("terminal.keep")] * to_keep
    show(Console(highlight=False), lines, summary, verdicts, written, result.analysis.words, evidence)


def _commands() -> dict[str, Any]:
    group: Any = get_command(app)
    return dict(group.commands)


def program() -> None:
    """`main` as a process of its own, which ends as soon as it is done."""
    gc.set_threshold(_SELDOM)
    try:
        main()
    except SystemExit as ended:
        ends.leave(ended.code)
        raise


def main() -> None:
    """Run the command; every foreseen failure is one sentence and an exit code, never a traceback."""
    ends.prepare_streams()
    ends.ignore_time_zone()
    ends.end_by_signals()
    verbose = "--verbose" in sys.argv or "-v" in sys.argv
    _written.clear()
    _typed[:] = sys.argv[1:]
    try:
        code = app(standalone_mode=False)
        ends.flush_output()
        raise SystemExit(code or 0)
    except AnalyzerError as error:
        _fail(error.exit_code, error.sentence, _results())
    except SystemExit as ended:
        raise SystemExit(ends.code_after_output(ended)) from None
    except BrokenPipeError:
        ends.drop_output()  # whoever read us has read enough
    except KeyboardInterrupt:
        _fail(130, Sentence("Stopped."), _results())
    except ends.Ended as ended:
        _fail(ended.code, Sentence("Stopped."), _results())
    except MemoryError:
        _fail(1, Sentence("There is not enough memory for this."), _results(True))
    except OSError as error:
        _fail(ends.code_of(error), ends.sentence_of(error), _results(error.filename is not None))
    except Exception as error:
        if hasattr(error, "format_message"):  # what typer says of a line that it cannot read
            _fail(2, Sentence(wrong_line(error, _commands(), words_of_run())))
        if verbose:
            print(ends.trace(error), file=sys.stderr)
        told = "Please tell us what stands above." if verbose else _AGAIN
        unforeseen = Sentence("Something went wrong that we did not foresee ({kind}).", kind=type(error).__name__)
        _fail(1, unforeseen, _results(True), Sentence(told))


def _results(nothing: bool = False) -> Sentence:
    """Where the results stand by now; that there are none only where that is so."""
    if _written:
        return Sentence("What was written stands in {folder}.", folder=_written[-1])
    return Sentence("Nothing was written." if nothing else "")


def _fail(code: int, *sentences: Sentence) -> None:
    ends.drop_output()
    told = [str(each) for each in sentences]
    with suppress(OSError, MemoryError):  # the words are files too: where they cannot be read, English is left
        words = words_of_run()
        told = [each.said(words.translated, words.written) for each in sentences]
    sentence = " ".join(filter(None, told))
    shown = sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST // 2]} ... {sentence[-_LONGEST // 2 :]}"
    ends.say_error(f"analyze: {harmless(shown)}")
    raise SystemExit(code)
