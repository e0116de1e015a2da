"""The three lines that stand first on the terminal, and in part on the page."""

from __future__ import annotations

from analyzer.advice.questions import settles
from analyzer.advice.steps import objection_link
from analyzer.model import VERDICTS, Item
from analyzer.rules.analysis import Analysis
from analyzer.words import Words

#: Warnings without which the first lines would mislead: they stand beside them.
WEIGHTY = ("damaged_file", "several_accounts", "minor", "policy_assumed")


def verdict_words(analysis: Analysis) -> dict[str, str]:
    """Each verdict in words for a person, with the policy's own date, or none where it has none."""
    words, deadline = analysis.words, analysis.policy.deadline
    dated = ("in_scope", "ongoing")
    if deadline is None:
        found = dict.fromkeys(dated, words.say("first.verdict.undated"))
    else:
        found = {verdict: words.say(f"first.verdict.{verdict}", day=deadline) for verdict in dated}
    return found | {verdict: words.say(f"first.verdict.{verdict}") for verdict in ("undetermined", "out_of_scope")}


def advice(suggestion: str, item: Item, words: Words) -> str:
    """What is suggested for an item, in words: what its platform can do."""
    if suggestion == "make_private":
        for name in (f"{item.platform}_{item.kind}", item.platform):
            if words.has(f"codes.make_private_on.{name}"):
                return words.code("codes.make_private_on", name)
    return words.code("codes.suggestion", suggestion)


def first_lines(analysis: Analysis, command: str = "analyze EXPORT --ask") -> list[str]:
    """The range of what falls into the scope; the answer that settles most; that objecting is still possible.

    `command`: the line that asks in the terminal.
    """
    counts: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    for each, count in analysis.by_decision:
        counts[each.verdict] += count
    return [_range(analysis, counts), _waiting(analysis, counts["undetermined"], command), _objecting(analysis)]


def command_in(line: str, words: Words) -> tuple[str, str]:
    """A line without the command at its end, and the command; "" where it has none."""
    for name in ("say", "say_only"):
        before = words.say(f"first.line.{name}", command="")
        sentence, said, command = line.rpartition(before)
        if said:
            return f"{sentence}{said.rstrip()}", command
    return line, ""


def _range(analysis: Analysis, counts: dict[str, int]) -> str:
    words, total = analysis.words, sum(counts.values())
    if not total:
        return words.say("first.line.none")
    least, of_items = counts["in_scope"] + counts["ongoing"], words.say("counts.of_items", n=total)
    if not counts["undetermined"]:
        return words.say("first.line.known", n=least, of_items=of_items)
    return words.say("first.line.between", least=least, n=least + counts["undetermined"], of_items=of_items)


def _waiting(analysis: Analysis, open_: int, command: str) -> str:
    words = analysis.words
    if not analysis.judged:
        return words.say("first.line.ask_again")
    if not open_:
        return words.say("first.line.decided")
    line, asked = words.say("first.line.wait", n=open_), analysis.questions
    if not asked:
        return f"{line} {words.say('first.line.look')}"
    best = asked[0]
    undecided = [(each, count) for each, count in analysis.by_decision if each.verdict == "undetermined"]
    alone = sum(count for each, count in undecided if settles(each, audience=True) or settles(each, age=True))
    if best.decides > alone and len(asked) > 1:
        first = words.say("first.line.several", n=len(asked))
    else:
        first = words.say("first.line.best", n=best.decides)
    said = "say_only" if analysis.redacted else "say"  # a page to be shown takes no answers
    return " ".join([line, first, best.text, words.say(f"first.line.{said}", command=command)])


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
