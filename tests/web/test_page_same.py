"""The page gives what the command gives, byte for byte, and all that a person does with it works."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_in_browser import POSTS, SAMPLES, SLOW, Person, command, pictures_in, visited, without_pictures
from PIL import Image

from tools.samples import Variant, containers, variants

#: One of each era and style of dates.
HTML = list({(v.platform, v.era, v.date_style): v for v in variants() if v.format == "html"}.values())

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def someone(browser: Any) -> Iterator[Person]:
    """One page for all archives, one after the other, as a person may use it."""
    with visited(browser) as found:
        found.wait_until_ready()
        yield found


def read_anew(someone: Person, paths: list[Path]) -> dict[str, bytes]:
    """Another archive without loading the page again."""
    someone.start_anew()
    someone.choose(paths)
    assert someone.text("#failed") == ""
    someone.read()
    return without_pictures(someone.saved())


@pytest.mark.parametrize("sample", sorted(path.parent.name for path in SAMPLES.glob("*/truth.json")))
def test_every_sample(someone: Person, tmp_path: Path, sample: str) -> None:
    """One zip, parts, wrapped in a folder; three languages, two platforms and Threads."""
    paths = sorted((SAMPLES / sample).glob("*.zip"))
    assert read_anew(someone, paths) == command(paths, tmp_path / "out")


def test_numbers_of_all_kinds(someone: Person, tmp_path: Path) -> None:
    """Texts with an account, a telephone and papers: what finds them is imported when the first one comes."""
    texts = [
        "IBAN DE89 3704 0044 0532 0130 00", "Tel. +49 30 901820", "BSN 111222333", "RSSMRA85T10A562S",
        "DNI 12345678Z",
        "4111 1111 1111 1111", "PESEL 44051401359", "NIR 1 85 05 78 006 084 91", "NIF 123456789",
        "Steuer-ID 65929970489",
    ]  # fmt: skip
    posts = [{"timestamp": 1500000000 + number, "data": [{"post": text}]} for number, text in enumerate(texts)]
    path = tmp_path / "facebook-someone-2026-03-14-Ab3dE5gH.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(POSTS, json.dumps(posts))
    made_here = command([path], tmp_path / "out")
    assert b"contact" in made_here["items.csv"]
    assert read_anew(someone, [path]) == made_here


def test_small_pictures(someone: Person) -> None:
    """Of the same items as the command's, though made by the browser: small, upright, and pictures."""
    read_anew(someone, sorted((SAMPLES / "facebook-de").glob("*.zip")))
    made = pictures_in(someone.saved()["report.html"])
    assert len(made) >= 10
    for raw in made:
        with Image.open(io.BytesIO(raw)) as picture:
            assert picture.format == "WEBP" and max(picture.size) <= 192


@pytest.mark.parametrize("variant", HTML, ids=lambda variant: variant.name)
def test_pages_in_html(someone: Person, tmp_path: Path, variant: Variant) -> None:
    """The parser that was built for the page finds what the one of every installation finds, in every era."""
    files, _ = variant.build()
    target = containers.write_zip(tmp_path / f"{variant.stem}.zip", files)
    assert read_anew(someone, [target]) == command([target], tmp_path / "out")


def test_both_platforms_at_once(someone: Person, tmp_path: Path) -> None:
    """Several accounts in one run."""
    paths = [*sorted((SAMPLES / "facebook-en").glob("*.zip")), *sorted((SAMPLES / "instagram-en").glob("*.zip"))]
    assert read_anew(someone, paths) == command(paths, tmp_path / "out")


def test_a_folder(someone: Person, tmp_path: Path) -> None:
    """An unpacked archive, chosen as a folder."""
    folder = tmp_path / "facebook-alex.doe.5-2026-03-14-Ab3dE5gH"
    with zipfile.ZipFile(next((SAMPLES / "facebook-en").glob("*.zip"))) as archive:
        archive.extractall(folder)
    someone.start_anew()
    someone.reader.locator("#folder").set_input_files(folder)
    someone.reader.locator("#stop").wait_for(state="hidden", timeout=SLOW)
    someone.read()
    assert without_pictures(someone.saved()) == command([folder], tmp_path / "out")


def test_fields_and_files(someone: Person, tmp_path: Path) -> None:
    """Policy, birthday, objection, language, a network log and a saved page, as the command takes them."""
    sample = SAMPLES / "facebook-en"
    paths = sorted(sample.glob("*.zip"))
    someone.start_anew()
    someone.choose(paths)
    reader = someone.reader
    reader.locator("#more > summary").click()
    reader.locator("#policy").select_option("uk")
    reader.locator("#birthday").fill("1990-04-23")
    reader.locator("#objected").select_option("day")
    reader.locator("#objected-on").fill("2025-02-03")
    reader.locator("#report-language").select_option("fr")
    reader.locator("#audiences").set_input_files(sample / "evidence" / "manage_posts.har")
    reader.locator("#seen_public").set_input_files(sample / "evidence" / "public_view.mhtml")
    someone.read()
    made = without_pictures(someone.saved())
    assert made["answers.toml"].startswith(b"schema = 1")
    evidence = {
        "audiences": [str(sample / "evidence" / "manage_posts.har")],
        "seen_public": [str(sample / "evidence" / "public_view.mhtml")],
    }
    said = {"policy": "uk", "birthday": "1990-04-23", "objected_on": "2025-02-03", "language": "fr"}
    assert made == command(paths, tmp_path / "out", **said, **evidence)


def test_letters_and_a_comparison(someone: Person) -> None:
    """After the report: letters with what was typed, as text and PDF, and what changed since an older archive."""
    paths = sorted((SAMPLES / "facebook-de").glob("*.zip"))
    read_anew(someone, paths)
    someone.back()
    reader = someone.reader
    reader.locator("#letters > summary").click()
    reader.locator("#letter-name").fill("Erika Mustermann")
    reader.locator("#write").click()
    reader.locator("#letters-zip").wait_for(state="visible", timeout=SLOW)
    with someone.page.expect_download() as download:
        reader.locator("#letters-zip").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name, raw in made.items() if raw.startswith(b"%PDF")]
    assert [name for name, raw in made.items() if name.endswith("-letter.txt") and b"Erika Mustermann" in raw]
    assert reader.locator("#letter-confirm").is_visible() and not reader.locator("#letter-sent").is_visible()
    reader.locator("#letter-kind").select_option("reminder")
    assert reader.locator("#letter-sent").is_visible() and not reader.locator("#letter-confirm").is_visible()
    reader.locator("#letter-sent").select_option("bare")
    reader.locator("#write").click()
    reader.locator("#written summary", has_text="reminder").first.wait_for()
    note = reader.locator("#written pre").first.text_content() or ""
    assert note and "Was haben Sie abgeschickt" not in note and not reader.locator("#failed").is_visible()
    reader.locator("#compare > summary").click()
    reader.locator("#before").set_input_files(paths)
    reader.locator("#compare-start").click()
    someone.page.locator("#report").wait_for(state="visible", timeout=SLOW)
    assert set(someone.saved()) == {"compare.html", "compare.csv", "compare.json"}


def test_the_report_is_alive(someone: Person) -> None:
    """In its frame its script runs, and an answer changes the page; the bar offers it in a new tab and as a file."""
    read_anew(someone, sorted((SAMPLES / "facebook-de").glob("*.zip")))
    report = someone.page.frame_locator("#report")
    report.locator("html.ready").wait_for(state="attached", timeout=SLOW)
    before = report.locator("#answer-title").inner_text()
    report.locator("#card-choices input").first.check()
    assert report.locator("#answer-title").inner_text() != before
    with someone.page.context.expect_page() as opened:
        someone.page.locator("#tab").click()
    opened.value.wait_for_selector("html.ready", timeout=SLOW)
    opened.value.close()
    assert someone.page.locator("#save").get_attribute("download") == "report.html"
