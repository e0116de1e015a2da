"""Dates as Meta prints them in HTML: localised, without a zone, in many shapes; and what can be read back of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Literal

#: Instagram prints eight hours behind UTC, summer and winter.
PACIFIC = timezone(timedelta(hours=-8))

_SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
}
_LONG = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}
_WEEK = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_MERIDIEM = {"es": ("a.\u00a0m.", "p.\u00a0m."), "nl": ("a.m.", "p.m."), "de": ("vorm.", "nachm.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """One shape of dates. An empty language is that of the person; seconds None: as the era has it."""

    language: str = ""
    order: Literal["month", "day", "numeric"] = "month"
    hours: Literal[12, 24] = 12
    seconds: bool | None = None
    pad: bool = True  # the day, to two digits
    comma: bool = False  # between date and time
    gap: str = " "  # before am and pm
    meridiem: Literal["lower", "upper", "local"] = "lower"


_MODERN = DateStyle()  # Jun 06, 2026 9:05:20 am
_CLASSIC = {  # as the language has it: Jun 6, 2026, 9:05 AM
    "en": DateStyle(pad=False, comma=True, meridiem="upper"),
    "de": DateStyle(order="numeric", hours=24, comma=True),
    "nl": DateStyle(order="day", hours=24, pad=False),
}
STYLES: dict[str, DateStyle] = {
    "modern": _MODERN,
    "nbsp": replace(_MODERN, gap="\u00a0"),
    "narrow": DateStyle(pad=False, comma=True, meridiem="upper", gap="\u202f"),
    "glued": DateStyle(pad=False, gap=""),
    "month24": DateStyle(hours=24),
    "day24": DateStyle(order="day", hours=24, comma=True),
    "day12": DateStyle(order="day", pad=False, comma=True, meridiem="upper"),
    "local": DateStyle(order="day", pad=False, meridiem="local"),
    "numeric": DateStyle(order="numeric", hours=24, comma=True),
    "minutes": replace(_MODERN, seconds=False),
}


def style_of(name: str | DateStyle, language: str) -> DateStyle:
    """The style `name`: a key of STYLES or "classic", with "-es" and the like for a language of its own."""
    if isinstance(name, DateStyle):
        return name if name.language else replace(name, language=language)
    base, _, other = name.partition("-")
    chosen = other or language
    found = _CLASSIC.get(chosen, _CLASSIC["nl"]) if base == "classic" else STYLES[base]
    if base == "classic" and chosen not in _CLASSIC:
        found = replace(found, comma=True)  # 6 juin 2026, 9:05
    return replace(found, language=chosen)


@dataclass(frozen=True, slots=True)
class Clock:
    """Prints the times of one copy. `known`: a reader can learn the zone, from the copy or from the platform."""

    zone: tzinfo
    style: DateStyle
    seconds: bool
    known: bool = True

    def show(self, moment: int | None) -> str:
        """A time as the cards have it; empty for none."""
        if moment is None:
            return ""
        local, style = datetime.fromtimestamp(moment, self.zone), self.style
        return f"{_day(local, style)}{',' if style.comma else ''} {self._hour(local)}"

    def _hour(self, local: datetime) -> str:
        style = self.style
        rest = f":{local:%M}" + (f":{local:%S}" if self.precise else "")
        if style.hours == 24:
            return f"{local:%H}{rest}"
        morning, evening = _MERIDIEM.get(style.language, ("am", "pm")) if style.meridiem == "local" else ("am", "pm")
        half = evening if local.hour >= 12 else morning
        half = half.upper() if style.meridiem == "upper" else half
        return f"{(local.hour - 1) % 12 + 1}{rest}{style.gap}{half}"

    @property
    def precise(self) -> bool:
        """Whether seconds are printed."""
        return self.seconds if self.style.seconds is None else self.style.seconds

    def read(self, moment: int) -> tuple[str | None, str]:
        """What can be read back of the printed time, and its basis. None where a clock change makes it two times."""
        local = datetime.fromtimestamp(moment, self.zone)
        if not self.precise:
            local = local.replace(second=0)
        if not self.known:
            return f"{local:%Y-%m-%dT%H:%M:%SZ}", "zone_assumed"
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        found = None if twice else f"{local.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return found, "second" if self.precise else "minute"


def _day(local: datetime, style: DateStyle) -> str:
    day = f"{local:%d}" if style.pad else str(local.day)
    month = _SHORT[style.language].split()[local.month - 1]
    if style.order == "numeric":
        return f"{local:%d.%m.%Y}"
    return f"{month} {day}, {local.year}" if style.order == "month" else f"{day} {month} {local.year}"


def long_day(day: date, language: str) -> str:
    """A day in full, such as a birthday."""
    month = _LONG[language].split()[day.month - 1]
    if language == "en":
        return f"{month} {day.day}, {day.year}"
    return f"{day.day}{'.' if language == 'de' else ''} {month} {day.year}"


def long_time(moment: int, zone: tzinfo, language: str, *, weekday: bool = True, old: bool = False) -> str:
    """A time in full, with weekday and distance from UTC: in page headers, and everywhere before 2018 (`old`)."""
    local = datetime.fromtimestamp(moment, zone)
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign, ahead = "-" if minutes < 0 else "+", abs(minutes)
    offset = f" UTC{sign}{ahead // 60:02}" + ("" if old else f":{ahead % 60:02}") if weekday else ""
    day = long_day(local.date(), language)
    name = _WEEK[language].split()[local.weekday()] + (" " if language == "fr" else ", ")
    if language == "en":
        half = ("pm" if local.hour >= 12 else "am") if old else (" PM" if local.hour >= 12 else " AM")
        hour = f"{(local.hour - 1) % 12 + 1}:{local:%M}{half}"
    else:
        hour = f"{local:%H:%M}"
    at = {"en": "at", "de": "um", "fr": "à"}[language]
    return f"{name if weekday else ''}{day} {at} {hour}{offset}"
