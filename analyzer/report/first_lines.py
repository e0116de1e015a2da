"""The three lines that stand first on the terminal and on the page."""

from __future__ import annotations

from analyzer.advice.questions import settles
from analyzer.advice.steps import objection_link
from analyzer.model import VERDICTS
from analyzer.rules.analysis import Analysis
from analyzer.words import Words


def verdict_words(analysis: Analysis) -> dict[str, str]:
    """Each verdict in words for a person, with the policy's own date, or none where it has none."""
    words, deadline = analysis.words, analysis.policy.deadline
    dated = ("in_scope", "ongoing")
    if deadline is None:
        found = dict.fromkeys(dated, words.say("first.verdict.undated"))
    else:
        found = {verdict: words.say(f"first.verdict.{verdict}", day=deadline) for verdict in dated}
    return found | {verdict: words.say(f"first.verdict.{verdict}") for verdict in ("undetermined", "out_of_scope")}


def first_lines(analysis: Analysis, command: str = "analyze EXPORT") -> list[str]:
    """How many items fall into the scope; the least and the most that it can be; that objecting is still possible."""
    counts: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    for each, count in analysis.by_decision:
        counts[each.verdict] += count
    return [_how_many(analysis, counts), _range(analysis, counts, command), _objecting(analysis)]


def command_in(line: str, words: Words) -> tuple[str, str]:
    """A line without the command at its end, and the command; "" where it has none."""
    before = words.say("first.line.say", command="")
    sentence, said, command = line.rpartition(before)
    return (f"{sentence}{said.rstrip()}", command) if said else (line, "")


def _how_many(analysis: Analysis, counts: dict[str, int]) -> str:
    words, total = analysis.words, sum(counts.values())
    used, open_ = counts["in_scope"] + counts["ongoing"], counts["undetermined"]
    if not total:
        return words.say("first.line.none")
    of_items = words.say("counts.of_items", n=total)
    if open_ > total - open_:
        line = words.say("first.line.open", n=open_, of_items=of_items)
        return f"{line} {words.say('first.line.open_known', n=used)}" if used else line
    deadline = analysis.policy.deadline
    if deadline is None or not used:
        return words.say("first.line.known", n=used, of_items=of_items)
    before = words.say("first.line.before", n=counts["in_scope"], day=deadline)
    since = words.say("first.line.since", n=counts["ongoing"], day=deadline)
    return words.say("first.line.known_dated", n=used, of_items=of_items, before=before, since=since)


def _range(analysis: Analysis, counts: dict[str, int], command: str) -> str:
    words, least = analysis.words, counts["in_scope"] + counts["ongoing"]
    most = least + counts["undetermined"]
    if not analysis.judged:
        return words.say("first.line.ask_again")
    if least == most:
        return words.say("first.line.decided")
    line = words.say("first.line.range", least=least, most=most)
    asked = analysis.questions
    if not asked:
        return f"{line} {words.say('first.line.look')}"
    best = asked[0]
    undecided = [(each, count) for each, count in analysis.by_decision if each.verdict == "undetermined"]
    alone = sum(count for each, count in undecided if settles(each, audience=True) or settles(each, age=True))
    if best.decides > alone and len(asked) > 1:
        first = words.say("first.line.several", n=len(asked))
    else:
        first = words.say("first.line.best", n=best.decides)
    hint = [words.say("first.line.not")] if best.option.endswith("=public") else []
    said = words.say("first.line.say", command=f"{command} {best.option}")
    return " ".join([line, first, best.text, *hint, said])


def _objecting(analysis: Analysis) -> str:
    """That objecting is possible and where, in the policy's own words where it has some and no link is sure."""
    words, policy, link = analysis.words, analysis.policy, objection_link(analysis)
    if link:
        third = "third_parties" in policy.ways
        return words.say("first.objecting.third_parties" if third else "first.objecting.open", link=link)
    own = f"policies.{policy.id}.objecting"
    if words.has(own):
        return words.say(own)
    return words.say("first.objecting.in_app" if policy.ways else "first.objecting.none")
