"""What Facebook exports tell about the account: profile, places, log-ins, settings, requests."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import DownloadRequest, ExportFacts
from analyzer.reading.reader import UNREADABLE, reader

PROFILE = {
    "profile_v2": {
        "name": {"full_name": "Alex Doe", "first_name": "Alex", "middle_name": "", "last_name": "Doe"},
        "birthday": {"year": 1990, "month": 1, "day": 2},
        "username": "alex.doe",
        "registration_timestamp": 1300000000,
        "previous_names": [{"name": "Alex Smith", "timestamp": 0}],
        "other_names": [{"name": "Lex", "type": ""}],
        "intro_bio": {"name": "I like tea", "timestamp": 1400000000},
    }
}
FACTS = [
    "profile:facts",
    "facts:jurisdiction",
    "facts:places",
    "facts:time_zone",
    "facts:accesses",
    "facts:registration",
    "facts:future_audience",
    "facts:requests",
]


def facts_of(name: str, found: Any, known: ExportFacts | None = None) -> ExportFacts:
    """The facts that a reader takes from a file."""
    known = known or ExportFacts()
    reader(f"facebook.{name}").read(found, known)
    return known


def test_the_profile() -> None:
    """Names (former ones too), birthday and registration, under the newer and the older key."""
    for found in (PROFILE, {"profile": PROFILE["profile_v2"]}):
        account = facts_of("profile:facts", found).account("facebook")
        assert (account.full_name, account.username, account.seen) == ("Alex Doe", "alex.doe", True)
        assert account.names == {"Alex Doe", "Alex Smith", "Lex"}
        assert (account.birthday, account.registered) == (date(1990, 1, 2), 1300000000)


@pytest.mark.parametrize(
    "birthday",
    [None, {}, {"month": 1, "day": 2}, {"year": 0, "month": 1, "day": 2}, {"year": 1990, "month": 2, "day": 30}],
)
def test_a_birthday_without_a_whole_date_is_none(birthday: Any) -> None:
    """A missing year is never filled in, and does not cost the name."""
    found = {"profile_v2": {"name": {"full_name": "Alex Doe"}, "birthday": birthday}}
    account = facts_of("profile:facts", found).account("facebook")
    assert (account.birthday, account.full_name) == (None, "Alex Doe")


def test_the_bio() -> None:
    """A bio is an item where there is one."""
    ((pointer, make),) = reader("facebook.profile:bio").read(PROFILE, ExportFacts())
    assert (pointer, make().kind, make().text, make().created) == (
        "/profile_v2/intro_bio",
        "bio",
        "I like tea",
        1400000000,
    )
    without: list[Any] = [{}, {"profile_v2": {}}, {"profile_v2": {"intro_bio": {"name": " ", "timestamp": 1}}}]
    for none in without:
        assert not list(reader("facebook.profile:bio").read(none, ExportFacts()))


def test_places() -> None:
    """Jurisdictions and countries, in the order of the file."""
    found = {
        "media": [],
        "label_values": [{"label": "L", "value": "EU"}, {"label": "M", "vec": [{"value": "Germany"}]}],
    }
    assert facts_of("facts:jurisdiction", found).places == [("facebook", "EU"), ("facebook", "Germany")]
    assert facts_of("facts:jurisdiction", [found]).places[0] == ("facebook", "EU")
    pairs = {"primary_location_v2": {"city_region_pairs": [["Bonn", "North Rhine, Germany"]], "zipcode": ["1"]}}
    assert facts_of("facts:places", pairs).places[0] == ("facebook", "North Rhine, Germany")
    public = {"primary_public_location_v2": {"city": "Bonn", "region": "NRW", "country": "Germany"}}
    assert facts_of("facts:places", public).places == [("facebook", "Germany")]


def test_the_time_zone() -> None:
    """In the older and the newer shape."""
    assert facts_of("facts:time_zone", {"timezone_v2": "Europe/Berlin"}).time_zone == "Europe/Berlin"
    found = {"media": [], "label_values": [{"label": "Zeitzone", "value": "Europe/Berlin"}], "fbid": "1"}
    assert facts_of("facts:time_zone", found).time_zone == "Europe/Berlin"


def test_accesses_and_registration() -> None:
    """All times of log-ins; the registration fills in only what the profile does not tell."""
    known = facts_of("facts:accesses", {"account_accesses_v2": [{"action": "Login", "timestamp": 5}, {"timestamp": 0}]})
    facts_of("facts:accesses", {"admin_records_v2": [{"event": "x", "session": {"created_timestamp": 7}}]}, known)
    facts_of("facts:accesses", {"label_values": [{"label": "x", "dict": [{"timestamp_value": 9}]}]}, known)
    assert sorted(known.account("facebook").accesses) == [5, 7, 9]
    found = {"timestamp": 8, "label_values": [{"label": "x", "timestamp_value": 6}]}
    assert facts_of("facts:registration", found, known).account("facebook").registered == 6
    facts_of("facts:registration", {"timestamp": 2}, known)
    assert known.account("facebook").registered == 6


def test_the_audience_of_future_posts() -> None:
    """A hint in the languages that are known; any other label is reported."""
    inner = [{"label": "Wer kann deine zukünftigen Beiträge sehen?", "value": "Freunde"}]
    found = {"media": [], "label_values": [{"label": "Aktivität", "dict": inner}], "fbid": "1"}
    assert facts_of("facts:future_audience", found).future_audience == "Freunde"
    other = facts_of("facts:future_audience", {"label_values": [{"label": "Hver?", "value": "Vinir"}]})
    assert (other.future_audience, other.unknown_labels) == ("", {"Hver?"})


def test_requests_for_a_copy() -> None:
    """The time that a copy asked for: by its labels where they are known, else from first to last."""

    def made(*times: int) -> dict[str, Any]:
        return {
            "timestamp": 50,
            "label_values": [{"label": "?", "dict": [{"dict": [{"timestamp_value": t}]}]} for t in times],
        }

    assert facts_of("facts:requests", [made(10, 40, 50), made(40)]).requests == [
        DownloadRequest(50, 10, 40),
        DownloadRequest(50, None, 40),
    ]
    assert facts_of("facts:requests", made()).requests == [DownloadRequest(50, None, None)]
    named = {
        "timestamp": 50,
        "label_values": [
            {"label": "End date", "timestamp_value": 40},
            {"label": "Start date", "timestamp_value": 10},
            {"label": "?", "timestamp_value": 90},
        ],
    }
    assert facts_of("facts:requests", named).requests == [DownloadRequest(50, 10, 40)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "timestamp",
                    "label_values",
                    "label",
                    "value",
                    "vec",
                    "dict",
                    "timestamp_value",
                    "profile_v2",
                    "name",
                    "birthday",
                    "year",
                    "city_region_pairs",
                    "country",
                    "timezone_v2",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_file_gives_facts_or_is_unread(value: Any) -> None:
    """No file makes a fact reader fail with anything but what the engine counts as unread."""
    for name in FACTS:
        try:
            facts_of(name, value)
        except UNREADABLE:
            continue
