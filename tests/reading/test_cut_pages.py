"""A page that stops behind a whole card: what stands there is read, the damage is counted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import judge

PROFILE = "personal_information/personal_information/personal_information.html"
PHOTOS = "your_instagram_activity/media/profile_photos.html"
HEAD = '<html><body class="_5vb_ _2yq _a7o5"><main class="_a706" role="main">'
ROWS = {"Username": "alex", "Name": "Alex", "Bio": "Tea", "Date of birth": "1990-01-01", "Private Account": "False"}


def box(body: str) -> str:
    """A card of an Instagram page."""
    return f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_3-95 _a6-p">{body}</div></div>'


@pytest.mark.parametrize("end", ["</main></body></html>", "", "</main>", '<div class="pam _a6-g uiBoxWhite"><div>'])
def test_pages_with_facts_and_items(tmp_path: Path, end: str) -> None:
    """Profile and profile photos are read for facts first: their items are not lost with the end of the page."""
    rows = "".join(
        f'<tr><td class="_a6_q">{label}</td><td class="_a6_r">{value}</td></tr>' for label, value in ROWS.items()
    )
    found = judge(
        tmp_path,
        {
            PROFILE: (HEAD + box(f"<table>{rows}</table>") + end).encode(),
            PHOTOS: (HEAD + box('<img src="media/profile/202001/17940000000000001.jpg"/>') + end).encode(),
        },
    )
    assert {each.item.kind for each in found.judged} == {"bio", "profile_photo"}
    (account,) = found.accounts
    assert account.name == "alex"
    whole = end.endswith("</html>")
    assert [(row.status, row.items, row.unread) for row in found.collection.files] == [
        ("read" if whole else "damaged", 1, {} if whole else {"damaged": 1})
    ] * 2
    assert len(found.collection.problems) == (0 if whole else 2)
