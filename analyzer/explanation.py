"""The whole reasoning for one item: every test, every rule tried, the fact and the file behind it."""

from __future__ import annotations

from analyzer import audience
from analyzer.errors import UsageError
from analyzer.first_screen import verdict_words
from analyzer.run import Analysis
from analyzer.scope import Judged
from analyzer.tables import iso


def find(analysis: Analysis, item_id: str) -> Judged:
    """The item with this id. Raises UsageError if there is none."""
    found = next((each for each in analysis.judged if each.id == item_id.strip().lower()), None)
    if found is None:
        raise UsageError(f"There is no item {item_id} in these archives: see the column id of items.csv.")
    return found


def explanation(analysis: Analysis, item_id: str) -> list[tuple[str, str]]:
    """`(heading, sentence)` rows: what it is, each test with its reason and source, the verdict, what to do."""
    each = find(analysis, item_id)
    item, of, policy = each.item, each.case.of, analysis.policy
    file = analysis.collection.files[item.file]
    rows = [
        ("Item", f"{item.platform.title()} {item.kind.replace('_', ' ')}, {item.state}, id {each.id}"),
        ("Where it stands", f"{file.archive}, {file.path}{f', record {item.record}' if item.record else ''}"),
        ("Created", f"{iso(item.created)} (known to the {item.created_basis})" if item.created else "not recorded"),
        ("Rules tried", "who could see it, the first rule that answers decides:"),
    ]
    for number, (rule, ruling) in enumerate(audience.explain(each.case), 1):
        if ruling is None:
            rows.append((f"  {number}. {rule.name}", "does not apply"))
        else:
            answer = f"{ruling.is_public} ({ruling.basis}). {rule.sentence} Source: {rule.source}."
            rows.append((f"  {number}. {rule.name}", answer))
    if each.is_public_basis == "graph_api":
        rows.append(("  Graph API", f"Meta's own record of this post stands in place of the unknown: {each.is_public}"))
    if each.is_public_basis == "stated_by_you":
        rows.append(("  your answer", f"stands in place of the unknown: {each.is_public}"))
    made = of.made.day.isoformat() if of.made.day else "an unknown day"
    rows += [
        ("is_public", f"{each.is_public} ({each.is_public_basis}); now: {each.is_public_now}"),
        (
            "is_adult",
            f"{each.is_adult} ({each.is_adult_basis}): {policy.adult_age} or older when the archive was made ({made},"
            f" {'as its ' + of.made.source.replace('_', ' ') + ' says' if of.made.source else 'nothing tells'})",
        ),
        ("is_before_deadline", f"{each.is_before_deadline} (deadline {policy.deadline or 'none'}, policy {policy.id})"),
        ("verdict", f"{each.verdict}: {verdict_words(analysis)[each.verdict]}"),
        ("objection", each.objection),
        ("posted_as_minor", each.posted_as_minor),
        ("reveals", ", ".join(each.reveals) or "nothing that we look for"),
        *(("  by the words", said) for said in each.reveals_words),
        ("suggestion", each.suggestion + (f", number {each.priority} in order" if each.priority else "")),
    ]
    rows += [
        ("Source", f"{source['says']} ({source['where']}; certainty {source['sure']})") for source in policy.sources
    ]
    return rows
