"""What the archive tells about the account over time, in both dialects."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.model import DownloadRequest, ExportFacts, Switch
from analyzer.reading.reader import reader

TIME = 1700000000


def told(name: str, document: Any) -> ExportFacts:
    facts = ExportFacts()
    reader(f"instagram.facts:{name}").read(document, facts)
    return facts


def cells(**values: Any) -> dict[str, Any]:
    """The older dialect: text as `value`, a number as `timestamp`."""
    made = {}
    for label, value in values.items():
        time = value if isinstance(value, int) else 0
        made[label.replace("_", " ")] = {"href": "", "value": "" if time else value, "timestamp": time}
    return {"title": "", "media_map_data": {}, "string_map_data": made}


def entries(**values: Any) -> dict[str, Any]:
    """The newer dialect."""
    made = [
        {"label": label.replace("_", " "), "timestamp_value" if isinstance(value, int) else "value": value}
        for label, value in values.items()
    ]
    return {"timestamp": 0, "media": [], "fbid": "1", "label_values": made}


def test_privacy_switches_in_all_shapes() -> None:
    """The time may stand in a map, in a list or in an entry; the title is kept in its language."""
    log = [
        {**cells(Time=TIME), "title": "Switched to Public"},
        {"title": "Zq", "string_list_data": [{"timestamp": TIME + 1}]},
        entries(Zt=TIME + 2, Zq="Switched to Private"),
        {"title": "Zr", "timestamp": TIME + 3, "label_values": []},
    ]
    account = told("privacy_history", {"account_history_account_privacy_history": log}).account("instagram")
    assert account.switches == [
        Switch(TIME, "Switched to Public"), Switch(TIME + 1, "Zq"), Switch(TIME + 2, "Switched to Private"),
        Switch(TIME + 3, "Zr"),
    ]  # fmt: skip
    assert not account.history_unreadable and account.seen


@pytest.mark.parametrize("broken", [cells(Time=0), {}, None, 1, cells(Za=TIME, Zb=TIME + 1), {"string_map_data": []}])
def test_a_switch_without_its_time_makes_the_history_uncertain(broken: Any) -> None:
    """The others are still read."""
    account = told("privacy_history", [broken, cells(Time=TIME)]).account("instagram")
    assert account.history_unreadable
    assert [switch.at for switch in account.switches] == [TIME]


def test_a_history_of_another_shape_is_uncertain_too() -> None:
    """Else its absence would pass for an account that never switched."""
    facts = ExportFacts()
    with pytest.raises(TypeError):
        reader("instagram.facts:privacy_history").read("words", facts)
    assert facts.account("instagram").history_unreadable


@pytest.mark.parametrize("root", ["account_history_login_history", "account_history_password_change_history", "other"])
def test_accesses(root: str) -> None:
    """Times of logins, in entries and titles, under whatever root key."""
    log = [
        {**cells(Time=TIME, IP_Address="192.0.2.1"), "title": "2020-01-01T00:00:00+00:00"},
        {**entries(Heure=TIME + 1), "title": "Chrome"},
    ]
    assert told("accesses", {root: log}).account("instagram").accesses == [TIME, 1577836800, TIME + 1]
    assert told("accesses", log[1]).account("instagram").accesses == [TIME + 1]


def test_signup() -> None:
    """The earliest time; zero is none."""
    root = "account_history_registration_info"
    for record in (cells(Username="ada", Time=TIME), entries(Zt=TIME, Zu=TIME + 5), cells(Heure=TIME)):
        assert told("signup", {root: [record]}).account("instagram").registered == TIME
    assert told("signup", {root: [cells(Time=0)]}).account("instagram").registered is None


def test_professional() -> None:
    """Everybody has the record; only a professional account's has values."""
    for record in (cells(Business_Objectives="x"), entries(Zq="x")):
        assert told("professional", {"profile_business": [record]}).account("instagram").professional
    personal: list[Any] = [[cells()], [entries()], [entries(Zq="")], [], {}, None]
    for document in personal:
        assert not told("professional", {"profile_business": document}).account("instagram").professional


@pytest.mark.parametrize(
    ("record", "country"),
    [
        (cells(City_Name="Berlin, Germany"), "Germany"),
        (cells(Ville="Lyon, Auvergne-Rhône-Alpes, France"), "France"),
        (cells(Nome_della_città="Roma, Italia"), "Italia"),
        (cells(Zq="Berlin, Deutschland"), "Deutschland"),
        (cells(City_Name="Berlin"), None),
        (cells(Pays="France", Région="Bretagne"), "France"),
        ({"label_values": [{"label": "Location", "dict": [{"label": "Country", "value": "Germany"}]}]}, "Germany"),
        ({"label_values": [{"label": "Standort", "dict": [{"label": "Land", "value": "Österreich"}]}]}, "Österreich"),
        ({"label_values": [{"label": "Location", "dict": [{"label": "City", "value": "Berlin"}]}]}, None),
    ],
)
def test_based_in(record: Any, country: str | None) -> None:
    """A country, or nothing: a city alone does not tell one."""
    expected = [("instagram", country)] if country else []
    assert told("based_in", {"inferred_data_primary_location": [record]}).places == expected


@pytest.mark.parametrize(
    "record", [cells(First_Country_Code="DE"), entries(Zq="DE", Zr="12"), cells(Zr="none", Zq="DE")]
)
def test_first_country(record: Any) -> None:
    """Told by its shape."""
    assert told("first_country", {"profile_account_insights": [record]}).places == [("instagram", "DE")]
    assert told("first_country", {"profile_account_insights": [cells(Zq="de")]}).places == []


def test_requests() -> None:
    """The range of a request; one date alone is no range. The file may be one bare object."""
    asked = {**entries(Zs=TIME - 100, Ze=TIME), "timestamp": TIME + 5}
    assert told("requests", asked).requests == [DownloadRequest(TIME + 5, TIME - 100, TIME)]
    asked = {**entries(Start_date="2023-01-01", End_date="2024-01-01", Zq=TIME + 9**9), "timestamp": 0}
    assert told("requests", [asked]).requests == [DownloadRequest(None, 1672531200, 1704067200)]
    asked = {**entries(End_date=TIME, Output_format="JSON"), "timestamp": TIME + 5}
    assert told("requests", [asked]).requests == [DownloadRequest(TIME + 5, None, TIME)]
    assert told("requests", [{}]).requests == [DownloadRequest()]


@pytest.mark.parametrize(
    ("time", "start", "end"), [("Time", "Start date", "End date"), ("Zeit", "Startdatum", "Enddatum")]
)
def test_requests_in_the_older_dialect(time: str, start: str, end: str) -> None:
    """The time of the request is one of the labels: it is no end of the range."""

    def asked(**times: int) -> dict[str, Any]:
        return {"title": "", "string_map_data": {label: {"value": "", "timestamp": at} for label, at in times.items()}}

    whole = {time: TIME + 5, start: TIME - 100, end: TIME}
    assert told("requests", [asked(**whole)]).requests == [DownloadRequest(TIME + 5, TIME - 100, TIME)]
    assert told("requests", [asked(**{time: TIME})]).requests == [DownloadRequest(TIME, None, None)]
    assert told("requests", [asked(Zt=TIME)]).requests == [DownloadRequest(TIME, None, None)]
    assert told("requests", [asked(Zs=TIME - 9, Ze=TIME)]).requests == [DownloadRequest(None, TIME - 9, TIME)]
