"""Printed dates: every language as CLDR writes it, the words that mean two months, and what must stay unread."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from analyzer.reading.dates import DateReader, language_of, read_date, read_day
from analyzer.reading.dates.words import languages

LANGUAGES = sorted(languages())
BERLIN = ZoneInfo("Europe/Berlin")
INSTAGRAM = timezone(timedelta(hours=-8))
PATTERNS = {
    "MMM d, y h:mm:ss a": "second", "MMM dd, y h:mm a": "minute", "MMM d, y, h:mm\u202fa": "minute",
    "d MMM y, HH:mm": "minute", "dd MMM y HH:mm:ss": "second", "d MMMM y HH:mm": "minute", "d. LLLL y H:mm": "minute",
    "LLL d, y H:mm:ss": "second", "EEEE, d MMMM y, HH:mm": "minute", "y. MMMM d., HH:mm": "minute",
    "EEEE MMMM d y h:mm a": "minute", "d\u00a0MMMM\u00a0y\u00a0HH:mm": "minute", "HH:mm d MMMM y": "minute",
}  # fmt: skip


def utc(*parts: int) -> int:
    """Seconds of a moment given in UTC."""
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_month_of_every_language_comes_back(language: str, pattern: str) -> None:
    """What Babel formats is read as the same moment, early and late in the day and month."""
    for month in range(1, 13):
        for day, hour in ((3, 0), (11, 9), (28, 12), (5, 23)):
            moment = datetime(2024, month, day, hour, 7, 35 if PATTERNS[pattern] == "second" else 0, tzinfo=UTC)
            text = format_datetime(moment, pattern, locale=language)
            found = read_date(text, UTC, [language])
            assert found, text
            assert (found.seconds, found.basis) == (moment.timestamp(), PATTERNS[pattern]), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["full", "long", "medium"])
def test_the_formats_of_each_language_come_back(language: str, width: str) -> None:
    """CLDR's own date and time formats: "4 de abril de 2024", "2024. gada 4. apr.", "d. MMMM y 'kl'. HH:mm"."""
    locale = Locale.parse(language)
    for month in range(1, 13):
        moment = datetime(2024, month, 24, 15, 4, 20, tzinfo=UTC)
        pattern = locale.datetime_formats[width].replace("{1}", locale.date_formats[width].pattern)
        text = format_datetime(moment, pattern.replace("{0}", locale.time_formats["medium"].pattern), locale=language)
        found = read_date(text, UTC, [language])
        assert found, text
        assert found[:2] == (moment.timestamp(), "second"), text


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(list(PATTERNS)),
    st.integers(-12, 14),
)
def test_any_time_comes_back_or_is_not_read(moment: datetime, language: str, pattern: str, offset: int) -> None:
    """In its own language a date is always right; without it right or unread."""
    zone = timezone(timedelta(hours=offset))
    moment = moment.replace(microsecond=0, second=moment.second if PATTERNS[pattern] == "second" else 0, tzinfo=zone)
    text = format_datetime(moment, pattern, locale=language)
    found = read_date(text, zone, [language])
    assert found, text
    assert found.seconds == moment.timestamp()
    anywhere = read_date(text, zone)
    assert anywhere is None or anywhere.seconds == moment.timestamp()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jun 26, 2026 9:05:20 am", (utc(2026, 6, 26, 7, 5, 20), "second")),
        ("Aug 17, 2025 11:23 am", (utc(2025, 8, 17, 9, 23), "minute")),
        ("Sep 08, 2025 12:01 am", (utc(2025, 9, 7, 22, 1), "minute")),
        ("Sep 8, 2016, 4:36\u202fPM", (utc(2016, 9, 8, 14, 36), "minute")),
        ("Sept 8, 2016, 12:36 p.m.", (utc(2016, 9, 8, 10, 36), "minute")),
        ("12 abr 2020, 15:04", (utc(2020, 4, 12, 13, 4), "minute")),
        ("jun. 07, 2024 5:44 am", (utc(2024, 6, 7, 3, 44), "minute")),
        ("Tháng 10 01, 2025 10:21:24 ch", (utc(2025, 10, 1, 20, 21, 24), "second")),
        ("Tháng 10 01, 2025 10:21:24 sáng", (utc(2025, 10, 1, 8, 21, 24), "second")),
        ("ago 07, 2026 7:31 da tarde/noite", (utc(2026, 8, 7, 17, 31), "minute")),
        ("1 janvier 2015, 14:23", (utc(2015, 1, 1, 13, 23), "minute")),
        ("1er janvier 2015 à 14h23", (utc(2015, 1, 1, 13, 23), "minute")),
        ("26.6.2026 klo 15.04.20", (utc(2026, 6, 26, 13, 4, 20), "second")),
        ("2025年10月1日 下午3:04", (utc(2025, 10, 1, 13, 4), "minute")),
        ("\u200f٢٦ يونيو ٢٠٢٦، ٩:٠٥:٢٠ م", (utc(2026, 6, 26, 19, 5, 20), "second")),
        ("26\u200f/06\u200f/2026، 9:05 م", (utc(2026, 6, 26, 19, 5), "minute")),
        ("MAYIS 3, 2020 15:04", (utc(2020, 5, 3, 13, 4), "minute")),
        ("Aralık 3, 2020 15:04", (utc(2020, 12, 3, 14, 4), "minute")),
        ("ARALIK 3, 2020 15:04", (utc(2020, 12, 3, 14, 4), "minute")),
        ("3 Deireadh Fómhair 2020 15:04", (utc(2020, 10, 3, 13, 4), "minute")),
        ("3 ta’ Ġunju 2020 15:04", (utc(2020, 6, 3, 13, 4), "minute")),
        ("mar. 3 juin 2015 10:00", (utc(2015, 6, 3, 8, 0), "minute")),
        ("mar, 3 mar 2015 10:00", (utc(2015, 3, 3, 9, 0), "minute")),
        ("8 вечера, 3 мая 2020", None),
        ("3 мая 2020 г., 8:00 вечера", (utc(2020, 5, 3, 18, 0), "minute")),
        # Facebook before 2018: a printed zone wins over the one given where it means one only
        ("Thursday, January 1, 2015 at 12:05pm EDT", (utc(2015, 1, 1, 16, 5), "minute")),
        ("Sunday, December 4, 2016 at 1:54pm CDT", (utc(2016, 12, 4, 12, 54), "minute")),
        ("Donnerstag, 1. Januar 2015 um 20:53 UTC+01", (utc(2015, 1, 1, 19, 53), "minute")),
        ("Tuesday, June 2, 1970 at 3:26pm Asia/Kuala_Lumpur", (utc(1970, 6, 2, 7, 56), "minute")),
        ("31. heinäkuuta 2016 kello 21:05 UTC+03", (utc(2016, 7, 31, 18, 5), "minute")),
        ("5. november 2016 kl. 02:39 UTC+01", (utc(2016, 11, 5, 1, 39), "minute")),
        ("domingo, 4 de diciembre de 2016 a las 13:54 UTC-07", (utc(2016, 12, 4, 20, 54), "minute")),
        ("Domenica 4 dicembre 2016 alle ore 13:54 UTC-07", (utc(2016, 12, 4, 20, 54), "minute")),
        ("2016. december 4., 13:54 UTC-07", (utc(2016, 12, 4, 20, 54), "minute")),
        ("den 4 december 2016 kl 13:54 UTC-07", (utc(2016, 12, 4, 20, 54), "minute")),
        ("4. prosinec 2016 v 13:54 UTC+05:30", (utc(2016, 12, 4, 8, 24), "minute")),
        # numbers only
        ("13/2/2015, 15:04", (utc(2015, 2, 13, 14, 4), "minute")),
        ("2/13/2015, 3:04 PM", (utc(2015, 2, 13, 14, 4), "minute")),
        ("2/2/2015, 3:04 PM", (utc(2015, 2, 2, 14, 4), "minute")),
        ("1/2/2015, 3:04 PM", None),
        ("1-2-2015 15:04", None),
        ("1.2.2015 15:04", (utc(2015, 2, 1, 14, 4), "minute")),
        ("2025-06-07 15:04", (utc(2025, 6, 7, 13, 4), "minute")),
        ("05.06.26 15.04", None),
        # what does not exist or cannot be known
        ("31 Feb 2020 15:04", None),
        ("29 Feb 2023 15:04", None),
        ("Jan 1, 2020 25:00", None),
        ("Jan 1, 2020 13:04 am", None),
        ("Jan 1, 2020 0:04 pm", None),
        ("Jan 1, 2020 3:04 am pm", None),
        ("Jan 1, 2020 10:60", None),
        ("Jan Feb 1, 2020 10:00", None),
        ("Jan 1, 20 10:00", None),
        ("Jan 1, 2020", None),
        ("Blob 1, 2020 10:00 am", None),
        ("Jan 1, 2020 10:00 blob", None),
        ("Updated May 02, 2011 8:12:17 am", None),
        ("Dec 31, 1969 4:00:00 pm", None),
        ("Jan 1, 1970 1:00:00 am", None),
        ("", None),
    ],
)
def test_forms(text: str, expected: tuple[int, str] | None) -> None:
    """Forms seen in archives, and what looks like them; the zone is Berlin's."""
    found = read_date(text, BERLIN)
    assert (found and found[:2]) == expected


def test_zones() -> None:
    """Unknown: read as UTC and said so. Instagram: eight hours behind all year. Printed: certain without the caller."""
    assert read_date("Jul 1, 2025 9:05 am", None) == (utc(2025, 7, 1, 9, 5), "zone_assumed", "")
    assert read_date("Jul 1, 2025 9:05 am", INSTAGRAM) == (utc(2025, 7, 1, 17, 5), "minute", "")
    assert read_date("1. Januar 2015 um 20:53 UTC+01", None) == (utc(2015, 1, 1, 19, 53), "minute", "de")
    assert read_date("Thursday, January 1, 2015 at 12:05pm CST", None) == (utc(2015, 1, 1, 12, 5), "zone_assumed", "en")
    assert read_date("Jan 1, 1970 9:00 am", None) is None  # may be the placeholder 0


def test_hours_of_clock_changes() -> None:
    """The hour that came twice is the first; the one that clocks jumped over shows that the zone is another."""
    assert read_date("Oct 25, 2020 2:30 am", BERLIN) == (utc(2020, 10, 25, 0, 30), "minute", "")
    assert read_date("Mar 29, 2020 2:30 am", BERLIN) == (utc(2020, 3, 29, 2, 30), "zone_assumed", "")


TRAPS = {"listopad": ("cs", 11), "listopada": ("hr", 10), "lis": ("hr", 10), "srp": ("cs", 8), "lip": ("pl", 7)}


@pytest.mark.parametrize("word", TRAPS)
def test_months_of_two_meanings(word: str) -> None:
    """October in Croatian is November in Czech and Polish: unread, until the language is given or learned."""
    language, month = TRAPS[word]
    text = f"{word} 5, 2020 15:04"
    expected = (utc(2020, month, 5, 15, 4), "minute", language)
    assert read_date(text, UTC) is None
    assert read_date(text, UTC, ["en"]) is None
    assert read_date(text, UTC, ["hr", "cs", "pl"]) is None
    assert read_date(text, UTC, [language]) == expected
    reader = DateReader(UTC)
    assert reader.read(text) is None
    days = [datetime(2020, other, 5, tzinfo=UTC) for other in range(1, 13)]
    reader.learn(format_datetime(day, "d MMM y HH:mm", locale=language) for day in days)
    reader.learn(format_datetime(day, "d MMMM y HH:mm", locale=language) for day in days)
    reader.learn(["Mar 5, 2014 15:04", "May 6, 2014 15:04", text])
    assert reader.language == language
    assert reader.read(text) == expected
    assert DateReader(UTC, [language]).read(text) == expected


def test_one_date_is_no_majority() -> None:
    """Patterns count, not dates: a thousand equal ones of a doubtful month teach nothing."""
    reader = DateReader(UTC)
    reader.learn(["listopad 5, 2020 15:04"] * 1000)
    assert reader.language == ""
    assert reader.read("listopad 5, 2020 15:04") is None


def test_the_order_of_numbers_is_learned() -> None:
    """English is American or British until a day beyond the twelfth tells."""
    assert read_date("1/2/2015, 15:04", UTC, ["en"]) is None
    for text, month in (("13/2/2015, 15:04", 2), ("2/13/2015, 15:04", 1)):
        reader = DateReader(UTC, ["en"])
        reader.learn([text])
        found = reader.read("1/2/2015, 15:04")
        assert found == (utc(2015, month, 3 - month, 15, 4), "minute", "en")
    reader.learn(["13/2/2015, 15:04"])  # both orders in one archive
    assert reader.read("1/2/2015, 15:04") is None
    assert read_date("1/2/2015, 15:04", UTC, ["de"]) == (utc(2015, 2, 1, 15, 4), "minute", "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_year_is_found(language: str) -> None:
    """Twelve months tell the language, or leave it open between neighbours; never another."""
    texts = [format_datetime(datetime(2024, month, 9, 15, 4), "EEEE d MMMM y HH:mm", locale=language)
             for month in range(1, 13)]  # fmt: skip
    found = language_of(texts)
    assert found == language.partition("_")[0] or (found == "" and language in ("nb", "nn", "da", "zh", "ja"))


def test_days_without_a_clock() -> None:
    """Birthdays; a date with a clock is none."""
    assert read_day("January 1, 1990") == read_day("1 gennaio 1990") == date(1990, 1, 1)
    assert read_day("3/4/1990") is None
    assert read_day("3/4/1990", ["de"]) == DateReader(None, ["de"]).read_day("3/4/1990") == date(1990, 4, 3)
    assert read_day("January 1, 1990 10:00") is None
    assert read_day("31 Feb 1990") is None


@given(st.text(max_size=200) | st.from_regex(r"\w{0,9}[\d\W]{0,30}\w{0,9}\d{1,4}:\d\d\W\w{0,5}"))
def test_nothing_raises(text: str) -> None:
    """Whatever stands where a date is expected."""
    reader = DateReader(None)
    reader.learn([text])
    for found in (read_date(text, BERLIN), reader.read(text)):
        assert found is None or (found.seconds > 0 and found.basis in ("second", "minute", "zone_assumed"))
    read_day(text)


@pytest.mark.parametrize(
    "text",
    ["1" * 10_000, "1 " * 5_000, ":" * 10_000, "1:00" * 2_500, "a " * 5_000, "Jan" * 3_000, "\x00" * 10_000,
     "Jan 1, 2020\x00 10:00", "\x1b[31mJan 1, 2020 10:00", "Jan 1, 2020 10:00 ../../etc/localtime", "١" * 119,
     "Jan 1, 2020 10:00 America/Argentina", "Jan 1, 2020 10:00 Nowhere/Land", "jan " * 29, "1." * 60, "+" * 120],
)  # fmt: skip
def test_hostile_texts(text: str) -> None:
    """Long texts, control characters and names of files are no dates, and take no time."""
    started = time.perf_counter()
    assert read_date(text, BERLIN) is None
    assert time.perf_counter() - started < 0.5


def test_ten_thousand_dates_take_no_time() -> None:
    """Far below a second; ten times the time that is expected."""
    texts = [(datetime(2012, 1, 1) + timedelta(hours=7, seconds=7919 * n)).strftime("%b %d, %Y %I:%M:%S %p")
             for n in range(10_000)]  # fmt: skip
    started = time.perf_counter()
    assert all(read_date(text, BERLIN, ["en"]) for text in texts)
    assert time.perf_counter() - started < 1.5


def test_words_are_loaded_when_first_needed() -> None:
    """Importing reads no file of words, and Babel is not needed to read dates."""
    code = "import sys, analyzer.reading.dates as d, analyzer.reading.dates.words as w; "
    code += "assert 'babel' not in sys.modules; "
    code += "assert w.languages.cache_info().currsize == 0; d.read_date('Jan 1, 2020 10:00', None); "
    code += "assert w.languages.cache_info().currsize == 1 and 'babel' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_language_that_reads_most_is_not_named_where_many_cannot_be_read() -> None:
    """Swahili shares nine short names of months with Dutch: the others say that it is not Dutch."""
    months = "Jan Feb Mac Apr Mei Jun Jul Ago Sep Okt Nov Des".split()
    reader = DateReader(None)
    reader.learn(f"{name} 12, 2020 8:12:16" for name in months if name not in ("Mac", "Ago", "Des"))
    assert reader.language
    reader.learn(f"{name} 12, 2020 8:12:16" for name in months)
    assert reader.language == ""


@pytest.mark.parametrize(("winter", "summer", "hours"), [("EST", "EDT", 5), ("MST", "MDT", 7), ("PST", "PDT", 8)])
def test_a_winter_zone_is_read_where_the_archive_prints_its_summer_zone(winter: str, summer: str, hours: int) -> None:
    """EST alone may be of several places; beside EDT it is New York's. What was learned first makes no difference."""
    date_text = f"Tuesday, January 5, 2010 at 5:32am {winter}"
    reader = DateReader(None)
    reader.learn([date_text])
    alone = reader.read(date_text)
    assert alone and alone.basis == "zone_assumed"
    reader.learn([f"Tuesday, April 6, 2010 at 5:32am {summer}"])
    together = reader.read(date_text)
    assert together and (together.basis, together.seconds - alone.seconds) == ("minute", hours * 3600)
    other = DateReader(None)
    other.learn([date_text, "Tuesday, April 6, 2010 at 5:32am CDT", "Tuesday, April 6, 2010 at 5:32am UTC"])
    assert other.read(date_text) == alone
