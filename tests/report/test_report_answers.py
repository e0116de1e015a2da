"""Answers on the page: the same verdicts as the program's, on random answers; saved, loaded, kept, ticked off."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from test_report_browser import opened
from test_report_page import INSTAGRAM, NEW, OLD, Parsed, facebook, instagram, post, rendered, run

from analyzer import model
from analyzer.advice.questions import questions
from analyzer.report.first_lines import advice, first_lines
from analyzer.report.frame import asset, codes
from analyzer.report.page import answers
from analyzer.report.page import render as report_page
from analyzer.report.result import Result
from analyzer.report.summary import summary
from analyzer.rules.analysis import Analysis
from analyzer.rules.answers import AUDIENCES
from analyzer.rules.answers_file import read_answers
from analyzer.run import rejudge
from analyzer.words import speak
from tools.samples import containers, page, write_facebook, write_instagram
from tools.samples.person.person import person

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "sample_exports"
FACTS = ("verdict", "is_public", "is_public_basis", "is_public_now", "suggestion", "reason", "rule")
# Every item by its id, and what each question would decide, after each set of answers, by the page's own script.
JUDGE = """([shared, rows, sets, facts]) => {
  %s
  const when = (position) => rows[position].created ?? Infinity;
  const data = {
    total: rows.length, priority: new Uint32Array(rows.length), venue: rows.map((row) => row.venue),
    alike: Uint32Array.from(rows, (row) => row.alike), created: Float64Array.from(rows, (row) => row.created ?? NaN),
    id: (position) => rows[position].id, find: (id) => rows.findIndex((row) => row.id === id),
    byDate: () => Uint32Array.from(rows.keys()).sort((a, b) => (when(a) === when(b) ? a - b : when(a) - when(b))),
  };
  const judge = judging(shared, data), column = Object.fromEntries(shared.columns.map((name, index) => [name, index]));
  return sets.map((answers) => {
    const follow = judge.apply(answers), order = judge.prioritise();
    const items = rows.map((row, position) =>
      [row.id, data.priority[position], ...facts.map((name) => shared.alike[data.alike[position]][column[name]])]);
    const decides = judge.decides(shared.questions).counts;
    const left = shared.questions.map((each, n) => [each.id, decides[n]]);
    return { items, follow: [...follow], order: order.length, decides: left };
  });
}"""


def groups(at: int = OLD) -> dict[str, Any]:
    """Posts in groups whose names fold in several ways, for `facebook`."""
    names = ("Garden friends", "ÉCOLE de  Straße", "école DE STRASSE", "Ποδήλατος", "Диван")
    entries = [
        {"timestamp": at + n, "title": f"Alex Doe posted in {names[n % 5]}.", "data": [{"post": f"In a group {n}"}]}
        for n in range(23)
    ]
    return {"your_facebook_activity/groups/group_posts_and_comments.json": {"group_posts_v2": entries}}


def mixed(folder: Path) -> Analysis:
    """Facebook with groups over many years and times near the turn of days, and a private Instagram account."""
    posts = [post(f"Post {n}", at) for n, at in enumerate(range(OLD - OLD % 86400, NEW, 86400 * 60))]
    posts += [post("Without a time", None), post("Just before midnight", 1_388_534_399)]
    captions = [f"Caption {n}" for n in range(4)]
    return run(facebook(folder, posts, **groups()), instagram(folder, captions, private=True))


def generated(folder: Path, language: str) -> Analysis:
    """The generator's person on both platforms, with the archive of a Page."""
    one = containers.write_zip
    one(
        folder / "facebook-alex.doe.5-2026-03-14-Ab3dE5gH.zip",
        write_facebook(person(language), "F", made=date(2026, 3, 14)),
    )
    one(
        folder / "instagram-alex.doe-2026-04-23-Ab3dE5gJ.zip",
        write_instagram(person(language), "E5", made=date(2026, 4, 23)),
    )
    one(folder / "facebook-page-2026-03-14-Ab3dE5gK.zip", write_facebook(page(language), "P", made=date(2026, 3, 14)))
    return run(*sorted(folder.glob("*.zip")))


def random_answers(analysis: Analysis, chance: random.Random) -> list[dict[str, str]]:
    """Answers of every sort, with names as people type them, many of which reach the same items."""
    items = [each.item for each in analysis.judged]
    venues = sorted({item.venue_name for item in items if item.venue_name}) or ["nothing"]
    accounts = [account.name for account in analysis.accounts]
    pages = [account.name for account in analysis.accounts if account.is_page] or ["nobody"]
    years = [str(year) for year in range(2008, 2028)]
    kinds = [*sorted({item.kind for item in items}), "channel_message"]

    def narrowed(answer: dict[str, str]) -> dict[str, str]:
        if chance.random() < 0.2:
            answer["platform"] = chance.choice(model.PLATFORMS)
        if chance.random() < 0.15:
            answer["account"] = chance.choice([str.upper, str])(chance.choice(accounts)) or "x"
        return answer

    def group() -> dict[str, str]:
        name = chance.choice(venues)
        return {"group": chance.choice([name, name.upper(), name.lower(), f"  {name}\t", name.replace(" ", "  ")])}

    def period() -> dict[str, str]:
        days = sorted(
            f"{year}-{chance.choice(['01-01', '02-23', '06-30', '12-31'])}" for year in chance.sample(years, 2)
        )
        both = {"from": days[0], "to": days[1]}
        return {key: both[key] for key in chance.choice([["from"], ["to"], ["from", "to"], ["from", "to"]])}

    sorts = [
        lambda: {"item": chance.choice(analysis.judged).id},
        group,
        period,
        lambda: {**period(), "kind": chance.choice(kinds)},
        lambda: {"kind": chance.choice(kinds)},
        lambda: {"platform": chance.choice(model.PLATFORMS)},
        lambda: {"account": chance.choice(accounts) or "x"},
    ]
    found = []
    sentences = sorted({each.sentence for each in items if each.sentence})
    for _ in range(chance.randint(1, 9)):
        if sentences and chance.random() < 0.4:
            home = {"sentence": chance.choice(sentences), "is": chance.choice(["own_profile", "elsewhere"])}
            found.append(narrowed(home))
        if chance.random() < 0.12:
            found.append(
                {
                    "account": chance.choice([str.upper, str])(chance.choice(pages)),
                    "is": chance.choice(["page", "profile"]),
                }
            )
        else:
            found.append({**narrowed(chance.choice(sorts)()), "audience": chance.choice(AUDIENCES)})
    return found


def said(analysis: Analysis, entries: list[dict[str, str]], folder: Path) -> Analysis:
    """The analysis with these answers, as the program reads them out of a file."""
    file = folder / "given.json"
    file.write_text(json.dumps({"schema": 1, "answer": entries}), "utf-8")
    return rejudge(analysis, read_answers(file))


def facts(analysis: Analysis) -> list[list[Any]]:
    """What `JUDGE` tells of every item."""
    return sorted(
        [each.id, each.priority or 0, each.verdict, each.is_public, each.is_public_basis, each.is_public_now,
         each.suggestion, report_page.reason(each), each.rule.name]
        for each in analysis.judged
    )  # fmt: skip


def of_unknown_age(folder: Path) -> Analysis:
    """Posts of two years of an account whose birthday nobody knows: most wait for two answers."""
    return run(facebook(folder, [post(f"Post {n}", NEW - n * 864_000) for n in range(40)], **groups(NEW)))


def of_unknown_sentences(folder: Path) -> Analysis:
    """Timeline posts whose sentences tell no place, beside some that do."""
    titles = ("Alex Doe Frobnicated Quux", "Alex Doe Blorped Zork Again", "Alex Doe updated his status.")
    posts = [post(f"Post {n}", NEW - n * 864_000, title=titles[n % 3]) for n in range(40)]
    return run(facebook(folder, posts, **groups(NEW)), birthday=date(1980, 1, 1))


SOURCES = {
    "mixed": mixed,
    "sentences": of_unknown_sentences,
    "age": of_unknown_age,
    "en": lambda folder: generated(folder, "en"),
    "fr": lambda folder: generated(folder, "fr"),
    "samples": lambda folder: run(*sorted(SAMPLES.glob("*-de/*.zip"))),
}


@pytest.mark.parametrize("source", SOURCES)
def test_page_and_program_are_equal_on_random_answers(browser: Any, tmp_path: Path, source: str) -> None:
    """Every item, its order, and what is left to ask: 60 random sets of answers, one after the other."""
    analysis = SOURCES[source](tmp_path)
    assert len(analysis.judged) > 25
    chance = random.Random(source)
    first = random_answers(analysis, chance)
    for given in (analysis, said(analysis, first, tmp_path)):  # the page of a run with answers begins with those
        parsed = Parsed(rendered(given))
        shared = parsed.shared()
        sets = [shared["given"], [], *(random_answers(analysis, chance) for _ in range(30))]
        script = asset("verdict.js")
        tab = browser.new_page()
        told = tab.evaluate(JUDGE % script, [shared, parsed.rows(), sets, FACTS])
        tab.close()
        assert sorted(told[0]["items"]) == facts(given)
        for entries, page_says in zip(sets, told, strict=True):
            program = said(analysis, entries, tmp_path)
            assert sorted(page_says["items"]) == facts(program), entries
            assert page_says["order"] == len(program.judged)
            open_ = {question.id: question.decides for question in questions(program)}
            assert {id_: n for id_, n in page_says["decides"] if n} == open_, entries
            for entry, follow in zip(entries, page_says["follow"], strict=True):
                assert "is" in entry or follow <= len(program.judged)


@pytest.mark.parametrize(("source", "language"), [("en", "en"), ("age", "en"), ("en", "de"), ("age", "de")])
def test_the_page_follows_as_the_next_run_would(browser: Any, tmp_path: Path, source: str, language: str) -> None:
    """First lines, figures, chart, steps, cards and list after loading answers are those of a run with the answers."""
    analysis = replace(SOURCES[source](tmp_path), language=language)
    words = analysis.words
    chance, text = random.Random(5), rendered(analysis)
    for number in range(6):
        entries = random_answers(analysis, chance)
        if number < 3:  # enough that the first line changes its form
            entries += [{"platform": name, "audience": AUDIENCES[number]} for name in model.PLATFORMS]
        program = said(analysis, entries, tmp_path)
        with opened(browser, text, tmp_path) as tab:
            tab.set_input_files("#load", tmp_path / "given.json")
            tab.locator("#saved", has_text=words.say("script.ask.loaded", n=len(entries))).wait_for()
            of_page = look(tab)
            h1 = tab.locator("h1").text_content()
            listed = everything(tab) if number == 0 else None
        with opened(browser, rendered(program), tmp_path, java_script_enabled=False) as tab:
            assert look(tab) == of_page
        assert h1 == first_lines(program)[0]
        if listed is not None:
            by_id = {each.id: each for each in program.judged}
            assert {id_ for id_, _ in listed} == set(by_id)
            for id_, said_there in listed:
                each = by_id[id_]
                now = f"{words.say('codes.label.is_public_now')} {words.code('codes.answer', each.is_public_now)}"
                for part in (advice(each.suggestion, each.item, words), now):
                    assert part in said_there, (id_, part)


def look(tab: Any) -> dict[str, Any]:
    """What the page shows outside the list."""
    return dict(
        tab.evaluate("""() => {
          const seen = (query) => [...document.querySelectorAll(query)].filter((node) => !node.closest("[hidden]"));
          const texts = (query) => seen(query).map((node) => node.textContent.replace(/\\s+/g, " ").trim());
          const bars = [...document.querySelectorAll("svg.chart rect.bar title")].map((node) => node.textContent);
          return {
            scope: texts("#scope"),
            figures: texts("#figures tr"), split: texts("#split li"),
            legend: texts("#legend li"), years: texts("#years tr"), bars: bars.sort(),
            steps: seen(".step").map((node) => node.id), covers: texts(".step .covers"), forms: texts(".forms a"),
            cards: texts("#cards > li > :not(.tick)"), nothing: texts("#nothing-to-do"),
          };
        }""")
    )


def everything(tab: Any) -> list[tuple[str, str]]:
    """The details of every item: its id and its text."""
    found = []
    tab.locator("button.item").first.click()
    total = int(tab.locator("#count").text_content().split()[0].replace(",", ""))
    for place in range(total):
        body = tab.locator("#details-body")
        id_ = body.locator("code", has_text="analyze explain").text_content().split()[2]
        found.append((id_, body.text_content()))
        tab.keyboard.press("Escape")
        if place + 1 < total:
            tab.keyboard.press("ArrowDown")
            tab.keyboard.press("Enter")
    return found


@contextmanager
def answered(browser: Any, folder: Path, name: str = "mixed") -> Iterator[tuple[Any, Analysis]]:
    """The page of an archive, opened."""
    analysis = SOURCES[name](folder)
    with opened(browser, rendered(analysis), folder) as tab:
        yield tab, analysis


def question(tab: Any, text: str) -> Any:
    """The radio buttons of a question."""
    return tab.locator("#questions").get_by_role("radiogroup", name=text)


def group(tab: Any, name: str) -> Any:
    """A radio button in the table of groups: `Garden friends: Yes, public`."""
    return tab.locator(".groups table").get_by_role("radio", name=name)


def test_answer_tick_reload_save_and_run(browser: Any, tmp_path: Path) -> None:
    """The whole way: what the page says after answering is what the command says with the saved answers."""
    with answered(browser, tmp_path) as (tab, analysis):
        platform = question(tab, "Could everyone see your Facebook posts at any time since 27 May 2025?")
        platform.get_by_label("Yes, public").check()
        tab.get_by_text("It was different over the years").click()
        tab.get_by_role("radiogroup", name="Could everyone see your Facebook posts from").first.get_by_label(
            "Not public"
        ).check()
        group(tab, "Garden friends: Yes, public").check()
        tab.locator("button.item").first.click()
        tab.locator("#details-body").get_by_label("Not any more").check()
        tab.locator("#details-body").get_by_label("Done").check()
        tab.keyboard.press("Escape")
        tab.locator("#step-evidence").get_by_label("Done").check()
        before = look(tab)
        status = tab.locator("#effect")
        assert status.get_attribute("aria-live") == "polite"
        assert "may be used" in status.text_content()

        kept = tab.evaluate("JSON.stringify(localStorage)")
        assert "Garden" not in kept
        assert "Post" not in kept
        assert "alex" not in kept

        tab.reload()
        tab.wait_for_selector("html.ready")
        assert look(tab) == before
        assert platform.get_by_label("Yes, public").is_checked()
        assert tab.locator("#step-evidence").get_by_label("Done").is_checked()
        ticked = next(id_ for id_ in json.loads(next(iter(json.loads(kept).values())))["ticked"] if id_ != "evidence")
        tab.fill("#find", ticked)  # an id is found too
        assert "✓ Done" in tab.locator("button.item .item-head").text_content()
        tab.fill("#find", "")

        with tab.expect_download() as download:
            tab.get_by_role("button", name="Save my answers").click()
        assert download.value.suggested_filename == "answers.json"
        file = tmp_path / "answers.json"
        download.value.save_as(file)
        assert "analyze EXPORT --answers answers.json" in tab.locator("#saved").text_content()
        years = tab.locator("#years tr").all_text_contents()
        tab.evaluate("localStorage.clear()")
    given = read_answers(file)
    assert {(bool(each.item), each.group, each.platform, bool(each.since)) for each in given.answers} == {
        (False, "", "facebook", False), (False, "", "facebook", True), (False, "Garden friends", "", False),
        (True, "", "", False),
    }  # fmt: skip
    assert "evidence" in given.ticked
    assert len(given.ticked) == 2
    exports = sorted(tmp_path.glob("*-2026-*"))
    program = run(*exports, answers=file)
    out = tmp_path / "out"
    Result(program).write(out)
    with opened(browser, (out / "report.html").read_text("utf-8"), tmp_path) as tab:
        assert look(tab) == before
        assert tab.locator("#years tr").all_text_contents() == years
        # the answers that were given are shown as given
        platform = question(tab, "Could everyone see your Facebook posts at any time since 27 May 2025?")
        assert platform.get_by_label("Yes, public").is_checked()
        assert group(tab, "Garden friends: Yes, public").is_checked()
        assert tab.locator(".years input:checked").count() == 1
        assert tab.locator(".years li").count() == 2  # the years that only the answer for all reaches can still be told
        assert tab.locator("#step-evidence").get_by_label("Done").is_checked()
        assert "item " in tab.locator("#others").text_content()
    assert summary(program)["counts"] == summary(rejudge(analysis, given))["counts"]


def test_ticks_of_a_page_that_asks_nothing(browser: Any, tmp_path: Path) -> None:
    """Steps and items are ticked off where nothing is open too: they survive a reload, as ids, and can be saved."""
    analysis = run(instagram(tmp_path, ["One", "Two"]))
    ids = {each.id for each in analysis.judged}
    with opened(browser, rendered(analysis), tmp_path) as tab:
        assert tab.locator("[role=radiogroup]").count() == 0
        tab.locator(".step").first.get_by_label("Done").check()
        step = tab.locator(".step").first.get_attribute("data-step")
        tab.locator("button.item").first.click()
        tab.locator("#details-body").get_by_label("Done").check()
        tab.keyboard.press("Escape")
        assert "✓ Done" in tab.locator("button.item .item-head").first.text_content()
        kept = tab.evaluate("Object.values(localStorage).map((each) => JSON.parse(each))")
        assert len(kept) == 1
        assert kept[0]["answers"] == []
        assert set(kept[0]["ticked"]) <= ids | {step}
        tab.reload()
        tab.wait_for_selector("html.ready")
        assert "✓ Done" in tab.locator("button.item .item-head").first.text_content()
        assert tab.locator(".cards li").first.get_by_label("Done").is_checked()
        assert tab.locator(".step").first.get_by_label("Done").is_checked()
        with tab.expect_download() as download:
            tab.get_by_role("button", name="Save what is done").click()
        file = tmp_path / "answers.json"
        download.value.save_as(file)
        assert "--answers answers.json" in tab.locator("#saved-done").text_content()
        tab.evaluate("localStorage.clear()")
    given = read_answers(file)
    assert set(given.ticked) == set(kept[0]["ticked"])
    again = run(tmp_path / INSTAGRAM, answers=file)
    with opened(browser, rendered(again), tmp_path) as tab:
        assert tab.locator(".step").first.get_by_label("Done").is_checked()
        assert tab.locator(".cards li").first.get_by_label("Done").is_checked()


def test_answers_by_kind(browser: Any, tmp_path: Path) -> None:
    """A question for each kind that waits; its answer counts before the one for all, and the program agrees."""
    with answered(browser, tmp_path, "en") as (tab, analysis):
        question(tab, "Could everyone see your Facebook posts at any time since").get_by_label("Yes, public").check()
        tab.get_by_text("It was different for some kinds of posts").click()
        table = tab.locator(".kinds table")
        assert table.locator("thead th").all_text_contents() == [
            "Kind", "Yes, public", "Not any more", "Not public", "I don’t know", "Take back",
        ]  # fmt: skip
        assert table.locator("tbody tr").count() > 5
        table.get_by_role("radio", name="Post: Yes, public").check()
        tab.keyboard.press("Tab")  # to the button that takes it back, and on to the next line
        assert tab.evaluate("document.activeElement.ariaLabel") == "Take back: Post"
        tab.keyboard.press("Enter")
        assert not table.locator(":checked").count()
        table.get_by_role("radio", name="Reel: Yes, public").focus()
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("ArrowRight")
        assert table.get_by_role("radio", name="Reel: Not public").is_checked()
        assert "1 item follows your answer" in table.get_by_role("row", name="Reel").text_content()
        with tab.expect_download() as download:
            tab.click("#save")
        saved = tmp_path / "answers.json"
        download.value.save_as(saved)
        scope = tab.locator("#scope").text_content()
    assert {"kind": "reel", "platform": "facebook", "audience": "not_public"} in json.loads(saved.read_text())["answer"]
    again = rejudge(analysis, read_answers(saved))
    reels = [each for each in again.judged if (each.item.platform, each.item.kind) == ("facebook", "reel")]
    assert {each.is_public for each in reels} == {"no"}
    used = sum(each.verdict in ("in_scope", "ongoing") for each in again.judged)
    assert str(used) in scope


@pytest.mark.parametrize(
    ("language", "all_of_them", "differ", "back"),
    [
        ("en", "All 5 groups: ", "They differ", "Take back: "),
        ("de", "Alle 5 Gruppen: ", "Verschieden", "Zurücknehmen: "),
    ],
)
def test_groups_are_one_table(
    browser: Any, tmp_path: Path, language: str, all_of_them: str, differ: str, back: str
) -> None:
    """One line answers all groups, each line its own; the file of answers names each group, and one Undo is enough."""
    analysis = replace(SOURCES["mixed"](tmp_path), language=language)
    public, private = (analysis.words.say(f"script.ask.{name}") for name in ("public", "not_public"))
    with opened(browser, rendered(analysis), tmp_path) as tab:
        table = tab.locator(".groups table")
        before = look(tab)
        names = table.locator("tbody th > span").all_text_contents()[1:]
        assert len(names) == len(set(names)) == 5
        group(tab, all_of_them + private).check()
        assert table.locator(":checked").count() == 6 and differ not in table.text_content()
        group(tab, f"Garden friends: {public}").check()
        assert differ in table.locator("tbody tr").first.text_content()
        assert table.locator("tr", has_text="Garden friends").locator(":checked").count() == 1
        with tab.expect_download() as download:
            tab.click("#save")
        file = tmp_path / "answers.json"
        download.value.save_as(file)
        said = json.loads(file.read_text("utf-8"))["answer"]
        assert {each["group"]: each["audience"] for each in said} == {
            name: "public" if name == "Garden friends" else "not_public" for name in names
        }
        assert all(set(each) == {"group", "audience"} for each in said)
        table.get_by_role("button", name=f"{back}Garden friends").click()
        tab.click("#card-undo")
        tab.click("#card-undo")
        tab.click("#card-undo")
        assert look(tab) == before and not table.locator(":checked").count()


def test_taking_an_answer_back(browser: Any, tmp_path: Path) -> None:
    """Nothing is left of it, wherever it was given."""
    with answered(browser, tmp_path) as (tab, _):
        before = look(tab)
        first = tab.locator("#asked").get_by_role("radiogroup").first
        first.get_by_label("Not public").check()
        assert look(tab)["figures"] != before["figures"]
        first.get_by_role("button", name="Take back").click()
        assert look(tab) == before
        tab.locator("button.item").first.click()
        tab.locator("#details-body").get_by_label("Yes, public").check()
        assert "you said so" in tab.locator("#details-body").text_content()
        tab.keyboard.press("Escape")
        tab.locator("#others").get_by_role("button", name="Take back").click()
        assert look(tab) == before
        assert not tab.locator("#others").is_visible()


def test_by_keyboard(browser: Any, tmp_path: Path) -> None:
    """Tab to a question, choose with the arrows, step on to its button; splitting keeps the focus in place."""
    with answered(browser, tmp_path) as (tab, _):
        radios = tab.locator("#asked").get_by_role("radiogroup").first.locator("input")
        radios.first.focus()
        tab.keyboard.press("ArrowRight")
        assert tab.evaluate("document.activeElement.value") == "was_public"
        assert radios.nth(1).is_checked()
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Take back"
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.type") == "radio"
        tab.locator(".years > summary").press("Enter")
        runs = tab.locator(".years li").count()
        tab.locator(".years .halves").first.press("Enter")
        assert tab.locator(".years li").count() == runs + 1
        assert tab.evaluate("document.activeElement.closest('.years') !== null")
        tab.locator("button.item").nth(2).press("Enter")
        tab.locator("#details-body input[type=radio]").first.press("Space")
        assert tab.evaluate("document.activeElement.checked")
        tab.keyboard.press("Escape")
        tab.locator("button.item:focus").wait_for()


@pytest.mark.parametrize(
    "raw",
    [
        "not JSON", "[]", "{}", '{"schema": 2}', '{"schema": 1, "answer": {}}', '{"schema": 1, "answer": [[]]}',
        '{"schema": 1, "answer": [{"audience": "public"}]}', '{"schema": 1, "answer": [{"item": "x"}]}',
        '{"schema": 1, "answer": [{"item": "x", "audience": "all"}]}',
        '{"schema": 1, "answer": [{"kind": "toString", "audience": "public"}]}',
        '{"schema": 1, "answer": [{"platform": "x", "audience": "public"}]}',
        '{"schema": 1, "answer": [{"from": "2009-02-30", "audience": "public"}]}',
        '{"schema": 1, "answer": [{"__proto__": "x", "item": "y", "audience": "public"}]}',
        '{"schema": 1, "answer": [{"is": "page"}]}', '{"schema": 1, "answer": [], "ticked": 7}',
    ],
)  # fmt: skip
def test_files_that_are_no_answers(browser: Any, tmp_path: Path, raw: str) -> None:
    """They change nothing, and the page says what is wrong."""
    file = tmp_path / "wrong.json"
    file.write_text(raw, "utf-8")
    analysis = run(facebook(tmp_path, [post("Hello")]))
    with opened(browser, rendered(analysis), tmp_path) as tab:
        before = look(tab)
        tab.set_input_files("#load", file)
        tab.locator("#saved", has_text="Nothing was changed").wait_for()
        assert look(tab) == before


def test_a_hostile_file_of_answers_is_text(browser: Any, tmp_path: Path) -> None:
    evil = "<img src=x onerror='window.__pwned = 1'>"
    file = tmp_path / "evil.json"
    entries = [{"group": evil, "audience": "public"}, {"item": evil, "audience": "not_public"}]
    file.write_text(json.dumps({"schema": 1, "answer": entries, "ticked": [evil]}), "utf-8")
    with opened(browser, rendered(run(facebook(tmp_path, [post("Hello")]))), tmp_path) as tab:
        tab.set_input_files("#load", file)
        tab.locator("#saved", has_text="loaded").wait_for()
        assert evil in tab.locator("#others").text_content()
        assert tab.locator("img").count() == 0
        assert tab.evaluate("window.__pwned") is None
        assert "img" not in tab.evaluate("JSON.stringify(localStorage)")


def test_where_the_browser_keeps_nothing(browser: Any, tmp_path: Path) -> None:
    """Storage that refuses is no reason to refuse an answer."""
    file = tmp_path / "report.html"
    file.write_text(rendered(run(facebook(tmp_path, [post("Hello")]))), "utf-8")
    tab = browser.new_page()
    failed: list[str] = []
    tab.on("pageerror", lambda error: failed.append(str(error)))
    tab.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    tab.goto(file.as_uri())
    tab.wait_for_selector("html.ready")
    tab.get_by_role("radiogroup").first.get_by_label("Not public").check()
    tab.locator("#step-evidence, .step").first.get_by_label("Done")
    assert "0 of 1 item may be used" in tab.locator("#effect").text_content()
    assert failed == []
    tab.close()


def test_without_script_the_questions_have_commands(browser: Any, tmp_path: Path) -> None:
    analysis = mixed(tmp_path)
    with opened(browser, rendered(analysis), tmp_path, java_script_enabled=False) as tab:
        commands = tab.locator(".questions .command:visible").all_text_contents()
        assert commands == [f"analyze EXPORT {each.option}" for each in questions(analysis)]
        for hidden in ("#saving", ".tick", ".choice"):
            assert not tab.locator(hidden).first.is_visible()


def test_a_redacted_page_asks_nothing(browser: Any, tmp_path: Path) -> None:
    """Groups have numbers there, so answers about them would fit no archive; ticks do no harm."""
    shown = Result(mixed(tmp_path)).redacted().analysis
    with opened(browser, rendered(shown), tmp_path) as tab:
        assert tab.locator("[role=radiogroup]").count() == 0
        assert tab.locator(".questions .command").first.is_visible()
        tab.locator(".step").first.get_by_label("Done").check()
        tab.locator("button.item").first.click()
        assert tab.locator("#details-body").get_by_label("Done").is_visible()


def test_printed_as_a_checklist(browser: Any, tmp_path: Path) -> None:
    with answered(browser, tmp_path) as (tab, _):
        tab.emulate_media(media="print")
        assert tab.locator(".step .tick").first.is_visible()
        assert not tab.locator(".choice").first.is_visible()
        assert not tab.locator("#saving").is_visible()


def test_many_groups_are_not_all_asked_at_once(browser: Any, tmp_path: Path) -> None:
    entries = [
        {"timestamp": OLD + n, "title": f"Alex Doe posted in Group {n}.", "data": [{"post": f"In a group {n}"}]}
        for n in range(40)
    ]
    more = {"your_facebook_activity/groups/group_posts_and_comments.json": {"group_posts_v2": entries}}
    with opened(browser, rendered(run(facebook(tmp_path, [post("Hello")], **more))), tmp_path) as tab:
        lines = tab.locator(".groups tbody tr:visible")
        buttons = tab.locator(".groups input")
        assert tab.locator("#asked > li:visible").count() == 2 and lines.count() == 1 + 8
        each = buttons.count() // 9  # the buttons of a row are made when it is first shown
        assert each >= 3 and buttons.count() == 9 * each
        lines.nth(3).locator("input").first.check()
        tab.get_by_role("button", name="more questions").click()
        assert lines.count() == 1 + 40 and buttons.count() == 41 * each
        assert tab.locator(".groups input:checked").count() == 1
        lines.nth(0).locator("input").first.check()  # all of them
        assert tab.locator(".groups input:checked").count() == 41


@pytest.mark.parametrize("folded", [str.casefold])
def test_names_fold_as_in_the_program(browser: Any, folded: Any) -> None:
    """Letters whose cases are odd: the page folds each as Python does, up to which of two equal letters it takes."""
    letters = "ßẞſςσΣİıIiKÅﬁᾳᾼ\u0345ΐǰẖŉԵևᎠꭰ"
    script = str(asset("verdict.js"))
    fold = script[script.index("const casefold") : script.index("const SPACE")]
    tab = browser.new_page()
    told = tab.evaluate(f"(letters) => {{ {fold} return Array.from(letters, casefold); }}", letters)
    tab.close()
    pairs = [(one, two) for one in range(len(letters)) for two in range(len(letters))]
    assert [(a, b) for a, b in pairs if told[a] == told[b]] == [
        (a, b) for a, b in pairs if folded(letters[a]) == folded(letters[b])
    ]


def test_every_kind_can_be_named_in_a_file() -> None:
    """The page takes the kinds that it has words for."""
    assert set(get_args(model.Kind)) == set(codes(speak("en"))["kind"])


def test_answers_of_options_are_saved_as_answers(tmp_path: Path) -> None:
    """What `--audience` said stands first among the answers of the page, so a later one about the platform wins."""
    analysis = run(facebook(tmp_path, [post("Hello")]), audience=("facebook=public",))
    analysis = replace(analysis, answers=replace(analysis.answers, ticked=("evidence",)))
    shared = Parsed(rendered(analysis)).shared()
    assert shared["given"] == [{"platform": "facebook", "audience": "public"}]
    assert shared["ticked"] == ["evidence"]


def test_what_facebook_chose_then_is_for_the_age_of_the_person(tmp_path: Path) -> None:
    """Beside a question about years: what held for minors until the 18th birthday, for adults from then on."""
    profile = "personal_information/profile_information/profile_information.json"
    born = {profile: {"profile_v2": {"birthday": {"year": 1996, "month": 5, "day": 1}}}}
    analysis = run(facebook(tmp_path, [post("a", OLD)], **born))
    rows = {said: (first, last) for first, last, said, _ in answers._defaults(analysis)}
    teens = next(years for said, years in rows.items() if said.startswith("From 16 October 2013 people under 18"))
    adults = next(years for said, years in rows.items() if said.startswith("From August 2011 a new post"))
    assert teens == (2013, 2014) and adults == (2014, 2018)
    assert not any(said.startswith("Until December 2009") for said in rows)
