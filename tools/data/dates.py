"""Write `analyzer/reading/dates/words.json`: the words of printed dates, from CLDR through Babel.

Run at build time, when languages change. What CLDR (as Babel ships it) lacks is added here by hand, with its source.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import babel
from babel import Locale

from analyzer.reading.dates.words import plain, spoken

# A language and the regions whose month names or clock words differ. `en_GB` stands alone: its numbers go day first.
REGIONS = {
    "en": ["en_US", "en_AU", "en_CA"], "en_GB": ["en_IE", "en_US"], "es": ["es_MX", "es_AR", "es_PE", "es_UY"],
    "pt": ["pt_PT"], "fr": ["fr_CA"], "de": ["de_AT"], "ar": ["ar_EG", "ar_LB", "ar_IQ", "ar_DZ", "ar_MA", "ar_TN"],
}  # fmt: skip
LANGUAGES = (  # the official ones of the EU, then others that archives are in
    "bg", "cs", "da", "de", "el", "en", "en_GB", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
    "pl", "pt", "ro", "sk", "sl", "sv", "is", "nb", "nn", "tr", "uk", "ru", "ar", "vi", "ca", "zh", "ja", "ko",
)  # fmt: skip

# Words between date and hour. CLDR has most of them in its `atTime` patterns, which Babel leaves out; those of
# en, de, nb, da, sv, es, it, nl, ro, sl, cs, fi, pl are in archives of 2015-2018 (fbchat-archive-parser, its time
# tests and its issues 16, 41 and 52).
AT = {
    "en": "at", "en_GB": "at", "de": "um|den", "fr": "à", "es": "a las|a la", "it": "alle ore|alle|ore", "nl": "om",
    "pt": "às|à", "da": "kl|den", "nb": "kl|klokken|den", "nn": "kl|den", "sv": "kl|den", "fi": "kello|klo", "pl": "o",
    "cs": "v|ve", "sk": "o", "sl": "ob", "hr": "u", "ro": "la|ora", "bg": "в", "ru": "в", "uk": "о|об", "el": "στις",
    "et": "kell", "lv": "plkst", "is": "kl", "tr": "saat", "ar": "في|الساعة", "vi": "lúc|ngày|năm",
    "ca": "a les|a la", "ga": "ag", "mt": "fil|ta'", "lt": "val", "hu": "",
}  # fmt: skip
# Written after the number of a day or an hour.
AFTER_NUMBER = {
    "en": "st|nd|rd|th|of", "en_GB": "st|nd|rd|th|of", "fr": "er|h", "es": "h", "pt": "º|h", "it": "º",
    "ca": "h", "de": "uhr", "zh": "年|日", "ja": "年|日", "ko": "년|일",
}  # fmt: skip
# A word that makes the number beside it the month: vi (seen: "Tháng 10 01, 2025"), the others by CLDR.
MARKS = {"vi": {"tháng": 1, "thg": 1}, "zh": {"月": -1}, "ja": {"月": -1}, "ko": {"월": -1}}
# Seen: "ago 07, 2026 7:31 da tarde/noite" (a Brazilian's Instagram archive); "sáng" beside "ch".
# English am and pm stand in archives of other languages ("jun. 07, 2024 5:44 am").
CLOCK = {"pt": {"pm": "da tarde/noite"}, "vi": {"am": "sáng", "pm": "ch"}}
EVERYWHERE = {"am": "am", "a. m.": "am", "pm": "pm", "p. m.": "pm"}
MONTHS = {"es": {"set": 9, "setiembre": 9}, "de": {"mrz": 3, "maerz": 3}}  # RAE and Duden spellings CLDR leaves out

_FIXED = {"am": "a" * 12, "pm": "p" * 12, "midnight": "a" + "-" * 11, "noon": "p" + "-" * 11}


def hours(rules: Any, period: str) -> str:
    """For each hour of a 12-hour clock (12 first) whether `period` makes it am, pm or says nothing: `a`, `p`, `-`."""
    if period in _FIXED:
        return _FIXED[period]
    found = set()
    for rule in rules.get(period, ()):
        start, end = rule.get("from", rule.get("after", 0)) // 3600, rule.get("before", 0) // 3600
        found |= {hour % 24 for hour in range(start, end if end > start else end + 24)}
    if found and (max(found) < 12 or min(found) >= 12):
        return ("a" if max(found) < 12 else "p") * 12
    halves = (("a" if hour in found else "") + ("p" if hour + 12 in found else "") for hour in range(12))
    return "".join(half if len(half) == 1 else "-" for half in halves)


def both(one: str, other: str) -> str:
    """A word for two periods: what either says, nothing where they differ."""
    merged = (a if b in ("-", a) else b if a == "-" else "-" for a, b in zip(one, other, strict=True))
    return "".join(merged)


def clock_words(locale: Locale, found: dict[str, str]) -> None:
    """Add the day periods; the narrow forms only of am and pm, as a narrow evening may be another's "at"."""
    rules = locale.day_period_rules.get(None, {})
    for widths in locale.day_periods.values():
        for width, periods in widths.items():
            for period, name in periods.items():
                if width == "narrow" and period not in ("am", "pm"):
                    continue
                letters = hours(rules, period)
                joined = spoken(plain(name)).replace(" ", "") if period in ("am", "pm") else ""
                for form in {spoken(plain(name)), joined}:
                    if letters.strip("-") and form and not any(sign.isdigit() for sign in form):
                        found[form] = both(found.get(form, "-" * 12), letters)


def literals(locale: Locale) -> set[str]:
    """Words that the patterns of dates and times quote: "de", "kl.", "г."."""
    patterns = [str(getattr(entry, "pattern", entry)) for table in (
        locale.date_formats, locale.time_formats, locale.datetime_formats
    ) for entry in table.values()]  # fmt: skip
    skeletons = locale.datetime_skeletons
    patterns += [skeletons[key].pattern for key in skeletons if set(str(key)) <= set("yMdEhHmsaB")]
    quoted = (word for pattern in patterns for word in re.findall(r"'((?:[^']|'')+)'", pattern))
    found = {spoken(plain(word.replace("''", "'"))) for word in quoted}
    return {word for word in found if word}


def month_names(locale: Locale, found: dict[str, set[int]]) -> None:
    """Add all wide and abbreviated names, in their forms beside a day (genitive) and alone."""
    for widths in locale.months.values():
        for width in ("wide", "abbreviated"):
            for number, name in widths.get(width, {}).items():
                form = spoken(plain(name))
                if not any(sign.isdigit() for sign in form):
                    found.setdefault(form, set()).add(number)


def weekdays(locale: Locale) -> set[str]:
    """Names of weekdays, wide and abbreviated."""
    tables = [widths.get(width, {}) for widths in locale.days.values() for width in ("wide", "abbreviated", "short")]
    return {spoken(plain(name)) for table in tables for name in table.values()}


def language_data(language: str) -> dict[str, Any]:
    """The words of one language, those of its regions with them."""
    months: dict[str, set[int]] = {}
    meridiems: dict[str, str] = {}
    words: set[str] = set()
    days: set[str] = set()
    for name in [language, *REGIONS.get(language, [])]:
        locale = Locale.parse(name)
        month_names(locale, months)
        clock_words(locale, meridiems)
        words |= literals(locale)
        days |= weekdays(locale)
    for form, number in MONTHS.get(language, {}).items():
        months.setdefault(spoken(form), set()).add(number)
    for period, forms in CLOCK.get(language, {}).items():
        meridiems |= {spoken(plain(form)): _FIXED[period] for form in forms.split("|")}
    meridiems |= {spoken(form): _FIXED[period] for form, period in EVERYWHERE.items()}
    words |= {spoken(plain(word)) for word in (AT.get(language, "") + "|" + AFTER_NUMBER.get(language, "")).split("|")}
    marks = {spoken(plain(word)): side for word, side in MARKS.get(language, {}).items()}
    order = [sign for sign in str(Locale.parse(language).date_formats["short"].pattern) if sign in "dMy"]
    return {
        "order": "" if order[0] == "y" else "dmy" if order.index("d") < order.index("M") else "mdy",
        "months": {form: min(numbers) for form, numbers in sorted(months.items()) if len(numbers) == 1},
        "meridiems": dict(sorted(meridiems.items())),
        "weekdays": sorted(days - {""}),
        "words": sorted(words - {""} - set(meridiems) - set(months) - set(marks)),
        "marks": marks,
    }


def short_names(data: dict[str, dict[str, Any]]) -> None:
    """Add the beginnings of month names, of three to five letters: a platform may shorten otherwise than CLDR does.

    Only those that fit one month in all languages ("mar" would be November in Finnish), and are no other word.
    """
    meant: dict[str, set[int]] = {}
    begun: dict[str, dict[str, set[int]]] = {}
    for language, words in data.items():
        starts = begun[language] = {}
        for name, month in words["months"].items():
            meant.setdefault(name, set()).add(month)
            for length in range(3, min(len(name), 6) if " " not in name else 0):
                starts.setdefault(name[:length], set()).add(month)
                meant.setdefault(name[:length], set()).add(month)
    for language, words in data.items():
        taken = {form for role in ("months", "weekdays", "meridiems", "marks", "words") for form in words[role]}
        fitting = {start: min(months) for start, months in begun[language].items() if len(meant[start]) == 1}
        words["short"] = {start: month for start, month in sorted(fitting.items()) if start not in taken}


def kept(new: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
    """New words with those of earlier versions of CLDR, by which older archives were printed."""
    months, meridiems, marks = ({**old[role], **new[role]} for role in ("months", "meridiems", "marks"))
    words = {*old["words"], *new["words"]} - meridiems.keys() - months.keys() - marks.keys()
    return {
        "order": new["order"],
        "months": dict(sorted(months.items())),
        "meridiems": dict(sorted(meridiems.items())),
        "weekdays": sorted({*old["weekdays"], *new["weekdays"]}),
        "words": sorted(words),
        "marks": marks,
    }


def main() -> None:
    """Write the file, over the one that is there."""
    target = Path(__file__).parents[2] / "analyzer" / "reading" / "dates" / "words.json"
    before = json.loads(target.read_text("utf-8"))
    versions = dict.fromkeys([*re.findall(r"\d+\.\d+\.\d+", before["source"]), babel.__version__])
    source = f"CLDR through Babel {', '.join(versions)}; further forms with their sources in tools/data/dates.py"
    languages = {language: language_data(language) for language in LANGUAGES}
    for language, old in before["languages"].items():
        languages[language] = kept(languages[language], old)
    short_names(languages)
    blocks = []
    for language, words in languages.items():
        lines = (f"  {json.dumps(role)}: {json.dumps(forms, ensure_ascii=False)}" for role, forms in words.items())
        blocks.append(f"{json.dumps(language)}: {{\n" + ",\n".join(lines) + "\n}")
    text = f'{{"source": {json.dumps(source)}, "languages": {{\n' + ",\n".join(blocks) + "\n}}\n"
    target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
