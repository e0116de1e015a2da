"""Letters as PDF: the words of the text version, on pages of A4, whatever was typed or stands in the archive."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import TextStringObject
from test_letter_samples import GROUNDS, judged

from analyzer.errors import AnalyzerError, UsageError
from analyzer.report.letter import KINDS, Letter, LetterOptions, letters, pdf
from analyzer.report.letter import files as letter_files
from analyzer.report.letter.blocks import Block, Style, typed, without_control
from analyzer.report.letter.pdf import LACKING, as_pdf
from analyzer.report.letter.texts import languages
from analyzer.words import speak

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 5, 27)
STYLES: tuple[Style, ...] = ("title", "heading", "paragraph", "lines", "bullets", "numbers", "typed")
WORDS = {
    "pl": "Zażółć gęślą jaźń, PÓJDŹŻE, KIŃ TĘ CHMURNOŚĆ W GŁĄB FLASZY „Ł”",
    "de": "Zwölf Boxkämpfer jagen Viktor über den großen Sylter Deich, „GROẞ“ ‚ß‘",
    "fr": "Dès Noël où un zéphyr haï me vêt de glaçons « œuvre » l’île, ÀÇÉÈÊËÎÏÔŒÙÛÜŸ …",
    "pt": "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim; coração, ações, “São” – é",
    "es": "El pingüino Wenceslao hizo kilómetros, ¿año?, ¡ñandú!, «Ávila», nº 1ª",
    "it": "Perché però così, là, già, più, È, l’un e l’altro «virgolette»",
    "nl": "Pa’s wijze lynx bezag vroom het fikse aquaduct: coöperatie, ideeën, ĳs, €",
    "en": "“Curly” ‘quotes’, an em—dash, naïve café",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
    "bg": "Жълтата дюля беше щастлива",
}
HOSTILE = (
    "x" * 10_000,
    "bell \x07 escape \x1b[31m null \x00 delete \x7f",
    "\u202etxet desrever\u202c \u2066isolate\u2069 \u200bzero\ufeff \u00adsoft",
    "page {nb} of {nb}, %s %(x)s {0} \\n \\ ( ) <b> **bold** __under__ [link](javascript:1)",
    "half a pair \ud83d and \udc00",
    "你好 😀 नमस्ते 👩‍👩‍👧 \U000e0041",
    "e\u0301\u0323\u0308 " + "a" + "\u0301" * 500,
    "\n\n\n \t\t tabs\tand\nlines \u2028 \u2029",
    "[an open bracket ] ] [ [",
    "",
)


def words(content: bytes) -> str:
    """The text of a PDF without spaces, the numbers of its pages left out."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    for number, page in enumerate(pages, 1):
        assert page.rstrip().endswith(f"{number} / {len(pages)}")
    return "".join("".join(page.rstrip().rpartition("\n")[0].split()) for page in pages)


def letter(*blocks: Block) -> bytes:
    """A PDF of these blocks."""
    return as_pdf(blocks, "en", DAY).content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_the_words_are_those_of_the_text(tmp_path: Path, language: str, kind: str) -> None:
    """In every language there is, for every kind of letter: nothing is missing, added or put elsewhere."""
    written = letters(judged("instagram-de"), LetterOptions(kind, language, GROUNDS, annex=True))
    files = letter_files.write(written, tmp_path / "out")
    found = [path for path in files.paths if path.suffix == ".pdf"]
    assert len(found) == sum("md" in each.formats for each in written) > 0 and not files.incomplete
    for path in found:
        text = re.sub(r"(?m)^- ", "• ", path.with_suffix(".txt").read_text("utf-8"))
        assert words(path.read_bytes()) == "".join(text.split())


@pytest.mark.parametrize("language", WORDS)
def test_letters_of_every_language(language: str) -> None:
    """Whatever is written in Latin, Greek and Cyrillic stands there, in both weights, and nothing is lacking."""
    blocks = [Block("title", (WORDS[language],)), Block("paragraph", (WORDS[language],))]
    made = as_pdf(blocks, language, DAY)
    assert words(made.content) == "".join(WORDS[language].split()) * 2 and made.complete
    assert PdfReader(io.BytesIO(made.content)).root_object["/Lang"] == TextStringObject(language)


def test_only_letters_become_pdf() -> None:
    """The text for the form and the cover note are to be copied or read: they stay text."""
    found = {each.name: "pdf" in each.formats for each in letters(judged("instagram-en"), LetterOptions(annex=True))}
    assert found == {name: name.endswith(("-letter", "-annex")) for name in found} and any(found.values())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text(text: str) -> None:
    """Control characters, changes of direction, a word without end, what would be markup: text, or left out."""
    blocks = [Block("paragraph", (text,)), Block("lines", (text, text)), Block("lines", (text,))]
    blocks += [Block(style, (text, text)) for style in STYLES]
    content = letter(*blocks)
    raw = re.sub(rb"(?s)stream.*?endstream", b"", content)
    assert not re.search(rb"/JavaScript|/URI|/Launch|/OpenAction (?!\[)", raw)
    shown = words(content)
    assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in shown)
    if "{nb}" in text:
        assert shown.count("".join(text.split())) == 4 + 2 * len(STYLES)


@given(st.lists(st.text(max_size=300), min_size=1, max_size=4), st.sampled_from(["paragraph", "typed", "numbers"]))
@example(["\u05d0[b\u0661"], "paragraph")
def test_any_text(texts: list[str], style: Style) -> None:
    """Whatever is typed, there is a PDF; a character is there, or a box stands for it and it is said so."""
    made = as_pdf([Block("title", ("A",)), Block(style, tuple(texts))], "en", DAY)
    shown = words(made.content)
    if made.complete:
        for text in texts:
            kept = without_control(unicodedata.normalize("NFC", text))
            assert all(each in shown for each in kept if each.isalnum())
            assert LACKING not in shown or LACKING in text


@given(st.text(st.sampled_from("ab .-W[]\u00e9"), max_size=400), st.floats(10, 170))
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    """No line is wider than its column, and together they are the text, but for spaces where one ends."""
    sheet = pdf._Sheet()
    sheet.set_font("DejaVu Sans", "", 10.5)
    found = sheet.lines(text, width)
    assert all(sheet.get_string_width(line.rstrip(" ")) <= width + 0.01 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_a_long_letter_has_pages() -> None:
    """Fifty thousand characters go over numbered pages; a heading does not stand alone at the foot of one."""
    blocks = [Block("title", ("Long",))]
    for number in range(60):
        blocks += [
            Block("heading", (f"Heading {number}",)),
            typed("\n".join(["some words of mine"] * (number % 9 + 40))),
        ]
    content = letter(*blocks)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 20
    for number, page in enumerate(pages, 1):
        lines = page.rstrip().split("\n")
        assert lines[-1] == f"{number} / {len(pages)}" and not lines[-2].startswith("Heading")


def test_a_signature_has_room_and_its_name() -> None:
    """The closing line and the name stand on one page, however long the letter is."""
    for count in range(30, 60, 2):
        body = [Block("paragraph", ("a line",)) for _ in range(count)]
        blocks = [Block("lines", ("Me",)), Block("title", ("T",)), *body, Block("paragraph", ("Yours,",))]
        last = PdfReader(io.BytesIO(letter(*blocks, Block("paragraph", ("Alex Doe",))))).pages[-1].extract_text()
        assert "Yours," in last and "Alex Doe" in last


def test_characters_that_the_font_lacks(tmp_path: Path) -> None:
    """A box stands for each, and the terminal says where they are in full; Hebrew is shown, in its order."""
    lacking = Letter("a", "王\n", "王\n", formats=("txt", "pdf"), blocks=(Block("title", ("Jörg 王小明",)),), day=DAY)
    fine = Letter("b", "é\n", "é\n", formats=("txt", "pdf"), blocks=(Block("title", ("é",)),), day=DAY)
    written = letter_files.write([lacking, fine], tmp_path / "out")
    assert words((tmp_path / "out" / "a.pdf").read_bytes()) == f"Jörg{LACKING * 3}"
    assert [path.name for path in written.incomplete] == ["a.pdf"]
    told = "\n".join(letter_files.told([lacking, fine], written, speak("en")))
    assert (
        "a.pdf does not show every character" in told and "a.txt has them in full" in told and "b.pdf does" not in told
    )
    hebrew = as_pdf([Block("title", ("(שלום) 12",))], "en", DAY)
    assert not hebrew.complete and pdf._in_order("a (שלום) b") == "a (םולש) b"


def test_nothing_of_the_machine_and_the_same_again() -> None:
    """The same letter gives the same bytes in any process; its date is the letter's, and nobody's name is in it."""
    code = (
        "import sys, hashlib; from datetime import date; from analyzer.report.letter.pdf import as_pdf\n"
        "from analyzer.report.letter.blocks import Block\n"
        "made = as_pdf([Block('title', ('Zażółć [x]',)), Block('bullets', ('a', 'ß'))], 'pl', date(2026, 5, 27))\n"
        "print(hashlib.sha256(made.content).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    }
    here = as_pdf([Block("title", ("Zażółć [x]",)), Block("bullets", ("a", "ß"))], "pl", DAY).content
    assert sums == {hashlib.sha256(here).hexdigest()}
    found = PdfReader(io.BytesIO(here)).metadata
    assert found == {"/Title": "Zażółć [x]", "/Producer": "fpdf2", "/CreationDate": "D:20260527000000Z"}


def test_blanks_are_set_off() -> None:
    """Square brackets lie on a coloured ground, over as many lines as they take; what the person typed does not."""

    def grounds(*blocks: Block) -> int:
        page = PdfReader(io.BytesIO(letter(Block("title", ("T",)), *blocks))).pages[0]
        return len(re.findall(rb"(?m) re f$", page.get_contents().get_data()))  # type: ignore[union-attr]

    assert grounds(Block("paragraph", ("no blank",))) == 0
    assert grounds(Block("paragraph", ("one [blank] and [two]",))) == 2
    assert grounds(Block("paragraph", ("one [" + "long blank " * 20 + "] end",))) == 3
    assert grounds(Block("lines", ("[your name]", "[your address]"))) == 2
    assert grounds(typed("[mine]")) == 0


def test_a_pdf_that_was_changed_is_kept(tmp_path: Path) -> None:
    """Like every letter: a changed one is a usage error; untouched ones are replaced; if the disk refuses, all stay."""
    made = [Letter("a", "a\n", "a\n", formats=("txt", "md", "pdf"), blocks=(Block("title", ("a",)),), day=DAY)]
    out = tmp_path / "out"
    letter_files.write(made, out)
    letter_files.write(made, out)
    (out / "a.pdf").write_bytes(b"%PDF mine")
    with pytest.raises(UsageError, match=r"a\.pdf"):
        letter_files.write(made, out)
    assert (out / "a.pdf").read_bytes() == b"%PDF mine" and (out / "a.txt").read_text() == "a\n"


def test_nothing_is_written_where_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If one file cannot be written, none is."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analyzer.report.folder.Work.put_in_place", full)
    made = [Letter("a", "a\n", "a\n", formats=("txt", "pdf"), blocks=(Block("title", ("a",)),), day=DAY)]
    with pytest.raises(AnalyzerError):
        letter_files.write(made, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_printing_costs_no_pdf() -> None:
    """`--stdout` imports no library of PDFs or fonts."""
    code = (
        "import sys, analyzer.command.main as c\n"
        "sys.argv = ['analyze', 'letter', *sys.argv[1:], '--stdout']\n"
        "try: c.main()\nexcept SystemExit: pass\n"
        "print('\\n', 'fpdf' in sys.modules, 'fontTools' in sys.modules, 'PIL' in sys.modules)\n"
    )
    sample = ROOT / "sample_exports" / "instagram-en"
    command = [sys.executable, "-c", code, *map(str, sample.glob("*.zip"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1].split() == ["False"] * 3


def test_the_font_is_as_it_came() -> None:
    """The files are those whose origin and checksum stand beside them, with their terms."""
    folder = Path(pdf.__file__).parent / "fonts"
    told = (folder / "README.md").read_text("utf-8")
    for path in folder.glob("*.ttf"):
        assert f"| `{path.name}` | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |" in told
    assert "Bitstream Vera Fonts Copyright" in (folder / "LICENSE.txt").read_text("utf-8")
