"""What holds of every result, however broken the archives: every file has its row, every record is counted."""

from __future__ import annotations

from collections import Counter

from analyzer.report.result import Result
from analyzer.rules.analysis import Analysis
from fuzz.targets import hold


def check(analysis: Analysis) -> None:
    """Raise Broken where the counts of a run do not agree."""
    summary, of_file = Result(analysis).summary, Counter(each.item.file for each in analysis.judged)
    for number, row in enumerate(analysis.collection.files):
        lost, skipped = sum(row.unread.values()), sum(row.skipped.values())
        hold("records = items + merged + skipped + unread", row.records == row.items + row.merged + skipped + lost)
        hold("items of a row are those that point to it", row.items == of_file[number])
        hold("no count is below nought", min(row.records, row.items, row.merged, lost, skipped) >= 0)
        hold("a damaged file has lost something", row.status != "damaged" or lost > 0)
    total, verdicts = len(analysis.judged), Counter(each.verdict for each in analysis.judged)
    hold("no id twice", len({each.id for each in analysis.judged}) == total)
    counts = sum(n for kinds in summary["counts"].values() for found in kinds.values() for n in found.values())
    hold("the summary counts all items", counts == total)
    least = verdicts["in_scope"] + verdicts["ongoing"]
    hold(
        "the range is that of the verdicts",
        summary["range"] == {"least": least, "most": least + verdicts["undetermined"]},
    )
    hold("all files are counted", sum(summary["files"].values()) == len(analysis.collection.files))
    ranks = sorted(each.priority for each in analysis.judged if each.priority is not None)
    hold("priorities are 1 to n", ranks == list(range(1, len(ranks) + 1)))
