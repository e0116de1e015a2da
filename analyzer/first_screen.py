"""The three lines that stand first on the terminal and on the page."""

from __future__ import annotations

from analyzer.advice import objection_link
from analyzer.decision import alike
from analyzer.questions import questions, settles
from analyzer.run import Analysis

VERDICT_ORDER = ("in_scope", "ongoing", "undetermined", "out_of_scope")


def verdict_words(analysis: Analysis) -> dict[str, str]:
    """Each verdict in words for a person, with the policy's own date, or none where it has none."""
    deadline = analysis.policy.deadline
    if deadline is None:
        in_scope = ongoing = "may be used"
    else:
        day = f"{deadline.day} {deadline:%B %Y}"
        in_scope, ongoing = f"may be used, posted before {day}", f"may be used, posted since {day}"
    return {
        "in_scope": in_scope,
        "ongoing": ongoing,
        "undetermined": "only you can tell",
        "out_of_scope": "Meta says it does not use this",
    }


def first_lines(analysis: Analysis, command: str = "analyze EXPORT") -> list[str]:
    """How many items fall into the scope; the least and the most that it can be; that objecting is still possible."""
    counts = dict.fromkeys(VERDICT_ORDER, 0)
    for each, count in alike(analysis):
        counts[each.verdict] += count
    return [_how_many(analysis, counts), _range(analysis, counts, command), _objecting(analysis)]


def _how_many(analysis: Analysis, counts: dict[str, int]) -> str:
    total = sum(counts.values())
    used = counts["in_scope"] + counts["ongoing"]
    if not total:
        return "We found no post, photo or comment of yours in this archive."
    if counts["undetermined"] > total - counts["undetermined"]:
        known = f" {used:,} fall into what Meta says it may use." if used > 1 else ""
        known = " 1 falls into what Meta says it may use." if used == 1 else known
        return f"We cannot tell yet for {counts['undetermined']:,} of {_items(total)}.{known}"
    words = verdict_words(analysis)
    line = f"{used:,} of {_items(total)} {'falls' if used == 1 else 'fall'} into what Meta says it may use for its AI"
    if analysis.policy.deadline and used:
        parts = [f"{counts[v]:,} {words[v].removeprefix('may be used, ')}" for v in ("in_scope", "ongoing")]
        line += f": {', '.join(parts)}"
    return line + "."


def _range(analysis: Analysis, counts: dict[str, int], command: str) -> str:
    least = counts["in_scope"] + counts["ongoing"]
    most = least + counts["undetermined"]
    if least == most:
        return "Every item could be decided."
    line = f"It is at least {least:,} and at most {most:,}."
    asked = questions(analysis)
    if not asked:
        return line + " For the rest only a look at each item can tell."
    best = asked[0]
    undecided = [(each, count) for each, count in alike(analysis) if each.verdict == "undetermined"]
    alone = sum(count for each, count in undecided if settles(each, is_public="x") or settles(each, is_adult="x"))
    hint = " (If not: =not_public.)" if best.option.endswith("=public") else ""
    said = f"{best.text}{hint} Say it with: {command} {best.option}"
    if best.decides > alone and len(asked) > 1:
        return f"{line} {len(asked)} answers together settle most of them. The first: {said}"
    return f"{line} One answer settles {best.decides:,} of them: {said}"


def _objecting(analysis: Analysis) -> str:
    link = objection_link(analysis)
    if not link and analysis.policy.id == "br":
        return (
            "Objecting is possible in Brazil (LGPD, Art. 18), also today; we know no sure address of the form:"
            " look for it in the privacy settings of the app."
        )
    if not link:
        return (
            "Where you live Meta offers no objection to the use of your own posts: making them private or deleting"
            " them is what helps."
        )
    if analysis.policy.id == "row":
        return f"You can ask Meta about information from third parties only: {link}"
    return f"Objecting is still possible today, and works for the future: {link}"


def _items(number: int) -> str:
    return f"{number:,} item" + ("" if number == 1 else "s")
