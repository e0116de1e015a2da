"""Pages of Instagram that tell about the account: profile, privacy, logins, sign-up, country, what was asked for."""

from __future__ import annotations

import io
from datetime import date, timedelta, timezone

import pytest

from analyzer.model import DownloadRequest, ExportFacts, Item, Switch
from analyzer.reading.dates import DateReader
from analyzer.reading.html.context import PageContext
from analyzer.reading.html.pages import read_facts, read_page
from analyzer.reading.html.stream import cards
from analyzer.reading.instagram.pages.adapters import ADAPTERS, header_facts, page_request
from analyzer.reading.reader import Damaged, NoRecords

TIME = 1763075040  # Nov 13, 2025 3:04 pm at UTC-8
PRINTED = "Nov 13, 2025 3:04 pm"
PROFILES = {
    "en": ("Email", "Phone Confirmed", "Username", "Name", "Bio", "Gender", "Date of birth", "Private Account"),
    "de": ("E-Mail-Adresse", "Telefonnummer bestätigt", "Benutzername", "Name", "Steckbrief", "Geschlecht",
           "Geburtsdatum", "Privates Konto"),
    "fr": ("Adresse e-mail", "Numéro de téléphone confirmé", "Nom de profil", "Nom", "Bio", "Genre",
           "Date de naissance", "Compte privé"),
    "it": ("Indirizzo e-mail", "Numero confermato", "Nome utente", "Nome", "Biografia", "Genere", "Data di nascita",
           "Account privato"),
    "zz": ("Za", "Zb", "Zc", "Zd", "Ze", "Zf", "Zg", "Zh"),
}  # fmt: skip
VALUES = ("a&#064;example.org", "True", "ada.example", "Ada Example", "Fog &amp; sea", "female", "1990-04-23", "False")


def context(facts: ExportFacts) -> PageContext:
    dates = DateReader(timezone(timedelta(hours=-8)))
    return PageContext(facts, dates.read, dates.read_day)


def page(*boxes: str, head: str = "") -> bytes:
    top = f"<html><head><title>Page</title></head><body class='_5vb_ _2yq _a7o5'>{head}"
    return f'{top}<main class="_a706" role="main">{"".join(boxes)}</main></body></html>'.encode()


def box(body: str, title: str = "", date: str = "") -> str:
    head = f'<h2 class="_3-95 _2pim _a6-h _a6-i">{title}</h2>' if title else ""
    foot = f'<div class="_3-94 _a6-o">{date}</div>' if date else ""
    inner = f'{head}<div class="_3-95 _a6-p">{body}</div>{foot}'
    return f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">{inner}</div>'


def wide(label: str, value: str) -> str:
    return f'<tr><td colspan="2" class="_2pin _a6_q">{label}<div><div>{value}</div></div></td></tr>'


def two(label: str, value: str) -> str:
    return f'<tr><td class="_2pin _a6_q">{label}</td><td class="_2pin _2piu _a6_r">{value}</td></tr>'


def table(*rows: str) -> str:
    return f'<table style="table-layout: fixed;">{"".join(rows)}</table>'


def told(name: str, raw: bytes) -> ExportFacts:
    facts = ExportFacts()
    read_facts(io.BytesIO(raw), name, context(facts))
    return facts


def profile(labels: tuple[str, ...], values: tuple[str, ...] = VALUES) -> bytes:
    picture = '<a href="media/profile/1.jpg"><img src="media/profile/1.jpg" class="_a6_o"/></a>'
    rows = [wide("Profile Photo", picture), *map(wide, labels, values), wide("Zpong", "3")]
    return page(box(f"<div>{table(*rows)}</div>"))


@pytest.mark.parametrize("language", PROFILES)
@pytest.mark.parametrize("row", [wide, two])
def test_the_profile(language: str, row: object) -> None:
    """By label, else by order: the flag after the birth date is the private one."""
    raw = profile(PROFILES[language])
    account = told("instagram.profile:facts", raw).account("instagram")
    assert (account.username, account.full_name, account.birthday) == ("ada.example", "Ada Example", date(1990, 4, 23))
    assert (account.private, account.profile_photo, account.seen) == (False, "media/profile/1.jpg", True)
    facts = ExportFacts()
    found = [
        item for _, make in read_page(io.BytesIO(raw), "instagram.profile:items", context(facts)) for item in make()
    ]
    assert [(item.kind, item.text, item.mark) for item in found if isinstance(item, Item)] == [
        ("bio", "Fog & sea", ""), ("profile_photo", "", "current"),
    ]  # fmt: skip


def test_labels_that_nobody_knows_are_noted() -> None:
    """The labels, never the values."""
    assert told("instagram.profile:facts", profile(PROFILES["zz"])).unknown_labels == {"Zc", "Zd", "Ze", "Zg", "Zh"}


def test_one_flag_alone_under_an_unknown_label() -> None:
    """It may be any: the account's privacy stays unknown."""
    raw = page(box(table(wide("Zc", "ada.example"), wide("Zh", "True"))))
    assert told("instagram.profile:facts", raw).account("instagram").private is None


def test_a_birth_date_in_words() -> None:
    """As other pages print days."""
    values = (*VALUES[:6], "April 23, 1990", "True")
    account = told("instagram.profile:facts", profile(PROFILES["en"], values)).account("instagram")
    assert (account.birthday, account.private) == (date(1990, 4, 23), True)
    account = told("instagram.profile:facts", profile(PROFILES["zz"], values)).account("instagram")
    assert (account.birthday, account.private) == (date(1990, 4, 23), True)


def test_the_profile_on_threads() -> None:
    """It has a privacy of its own."""
    rows = (wide("Username", "ada.t"), wide("Name", "Ada"), wide("Bio", "Hi"), wide("Birthday", "1990-04-23"),
            wide("Private Account", "True"), wide("Onboarding Time", PRINTED), wide("Zbadge", "False"))  # fmt: skip
    facts = told("threads.profile:facts", page(box(table(*rows))))
    account = facts.account("threads")
    assert (account.username, account.private, account.birthday) == ("ada.t", True, date(1990, 4, 23))
    assert "instagram" not in facts.accounts


@pytest.mark.parametrize("title", ["Switched to Private", "Zu Privat gewechselt", "Zfoo"])
@pytest.mark.parametrize("form", ["wide", "two", "line", "foot", "unknown"])
def test_privacy_switches(title: str, form: str) -> None:
    """The time may stand in a row, in a line or at the foot; the title is kept in its language."""
    body = {"wide": table(wide("Time", PRINTED)), "two": table(two("Zeit", PRINTED)), "foot": "<div></div>",
            "line": f"<div><div>{PRINTED}</div></div>", "unknown": table(wide("Zt", PRINTED))}[form]  # fmt: skip
    raw = page(box(body, title, PRINTED if form == "foot" else ""))
    account = told("instagram.facts:privacy_history", raw).account("instagram")
    assert (account.switches, account.history_unreadable) == ([Switch(TIME, title)], False)


@pytest.mark.parametrize("body", ["<div>Zork 13, 2025 3:04 pm</div>", table(wide("Time", "soon")), "<div>soon</div>"])
def test_a_switch_without_a_time_makes_the_history_uncertain(body: str) -> None:
    """The others are still read."""
    raw = page(box(body, "Switched to Public"), box(table(wide("Time", PRINTED)), "Switched to Private"))
    account = told("instagram.facts:privacy_history", raw).account("instagram")
    assert account.history_unreadable and [switch.at for switch in account.switches] == [TIME]


def test_a_history_cut_in_the_middle_is_uncertain() -> None:
    """What is whole is read; what is lost may be a switch."""
    raw = page(box(table(wide("Time", PRINTED)), "Switched to Private"), box(table(wide("Time", PRINTED)), "Switched"))
    for broken, error in ((raw[:-180], Damaged), (b'{"no": "page"}', (Damaged, NoRecords))):
        facts = ExportFacts()
        with pytest.raises(error):
            read_facts(io.BytesIO(broken), "instagram.facts:privacy_history", context(facts))
        assert facts.account("instagram").history_unreadable


def test_an_empty_history() -> None:
    """A sentence instead of records: no switch, and nothing uncertain."""
    raw = page('<div class="_3-95">You have no data in this section</div>')
    account = told("instagram.facts:privacy_history", raw).account("instagram")
    assert (account.switches, account.history_unreadable) == ([], False)


def test_logins_and_sign_up() -> None:
    """A login is headed by its time in UTC, and printed again in a row."""
    row = table(wide("IP Address", "192.0.2.1"), two("Date and Time", "jun. 15, 2024 2:30 am"))
    facts = told("instagram.facts:accesses", page(box(row, "2024-06-15T10:30:07+00:00")))
    assert set(facts.account("instagram").accesses) >= {1718447407}
    raw = page(box(table(wide("Username", "ada.example"), wide("Zt", "Jul 01, 2012 12:00 am"))))
    assert told("instagram.facts:signup", raw).account("instagram").registered == 1341129600


def test_professional_information() -> None:
    """Everybody has the page; a personal account's has no rows."""
    for body, professional in ((table(wide("Zfoo", "Creator")), True), (table(), False), ("<div>None</div>", False)):
        facts = told("instagram.facts:professional", page(box(body)))
        assert facts.account("instagram").professional is professional


def test_where_the_person_lives() -> None:
    """A country in a row or behind the city; a country code by its shape."""
    assert told("instagram.facts:based_in", page(box(table(wide("Zstadt", "Turin, Italia"))))).places == [
        ("instagram", "Italia")
    ]
    rows = table(wide("First Story Time", PRINTED), wide("Zcode", "DE"))
    assert told("instagram.facts:first_country", page(box(rows))).places == [("instagram", "DE")]


@pytest.mark.parametrize(("start", "end"), [("Start date", "End date"), ("Zs", "Ze")])
def test_requests(start: str, end: str) -> None:
    """Made at the time at the foot, for a time between two others."""
    rows = table(two(start, "Jul 01, 2012 12:00 am"), two(end, "Nov 13, 2025 3:00 pm"), two("Zformat", "HTML"))
    assert told("instagram.facts:requests", page(box(rows, "", PRINTED))).requests == [
        DownloadRequest(TIME, 1341129600, TIME - 240)
    ]


def header(machine: bool, from_: str = "2012-07-01T08:00Z", to: str = "2025-11-13T23:00Z") -> str:
    def shown(moment: str, words: str) -> str:
        return f'<time datetime="{moment}">{words}</time>' if machine else words

    made = shown("2025-11-13T23:04Z", "Thursday, November 13, 2025 at 3:04 PM UTC-08:00")
    asked = f"{shown(from_, 'Zork 1')} ~ {shown(to, 'Zork 2')}"
    return f'<header><aside role="contentinfo" class="_aoaa">Zgen {made}<div>Zdata {asked}</div></aside></header>'


def test_the_range_of_the_header() -> None:
    """Machine-readable in every language; a range that ends before it begins is none; without it nothing is told."""
    row = box(table(wide("Zfoo", "x")))
    facts = ExportFacts()
    for _ in range(2):
        header_facts(io.BytesIO(page(row, head=header(True))), context(facts))
    assert facts.requests == [DownloadRequest(TIME, 1341129600, TIME - 240)]
    turned = page(row, head=header(True, "2025-11-13T23:00Z", "2012-07-01T08:00Z"))
    assert page_request(io.BytesIO(turned), context(facts)) == DownloadRequest(TIME, None, None)
    for nothing in (page(row), page(row, head=header(False)), b"", b"\xff\xfe<", b"{}"):
        assert page_request(io.BytesIO(nothing), context(facts)) is None


def test_the_printed_range_of_the_header() -> None:
    """In a language whose sentences are known."""
    made = "Generated by ada.example on Nov 13, 2025 3:04 pm"
    asked = "Contains data you requested from July 1, 2012 at 12:00 AM to November 13, 2025 at 3:00 PM"
    aside = f'<header><aside role="contentinfo">{made}<div>{asked}</div></aside></header>'
    found = page_request(io.BytesIO(page(box(table(wide("Zfoo", "x"))), head=aside)), context(ExportFacts()))
    assert found == DownloadRequest(TIME, 1341129600, TIME - 240)


def test_which_profile_photo_is_current() -> None:
    """The one that the profile names, or the only one; of several, none else."""
    name = "instagram.profile:photos"

    def marks(raw: bytes, named: str = "") -> list[str]:
        facts = ExportFacts()
        facts.account("instagram").profile_photo = named
        told = context(facts)
        read_facts(io.BytesIO(raw), name, told)
        found = [ADAPTERS[name](card, told, told.created(card)) for card in cards(io.BytesIO(raw))]
        assert all(isinstance(item, Item) and item.kind == "profile_photo" for item in found)
        return [item.mark for item in found]

    one, two_of_them = (
        [box(f'<img src="media/profile/{number}.jpg"/>', "", PRINTED) for number in numbers]
        for numbers in ((1,), (1, 2))
    )
    assert marks(page(*one)) == ["current"]
    assert marks(page(*two_of_them)) == ["", ""]
    assert marks(page(*two_of_them), "media/profile/2.jpg") == ["", "current"]
    flagged = box('<img src="media/profile/3.jpg"/>' + table(wide("Is Profile Picture", "True")), "", PRINTED)
    assert marks(page(*two_of_them, flagged)) == ["", "", "current"]
