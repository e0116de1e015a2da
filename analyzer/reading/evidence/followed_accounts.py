"""Instagram's list of the accounts that somebody follows: which of them are private.

It is a fact about those accounts, whoever looked it up, so no owner is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_USERNAME = re.compile(r"[a-z0-9._]{1,30}")


def accounts_in(value: Any) -> Iterator[tuple[str, bool]]:
    """User name (in small letters) and privacy of each account in one answer."""
    users = value.get("users") if isinstance(value, dict) else None
    for user in users if isinstance(users, list) else ():
        name, private = (user.get("username"), user.get("is_private")) if isinstance(user, dict) else (None, None)
        if isinstance(name, str) and isinstance(private, bool) and _USERNAME.fullmatch(name.lower()):
            yield name.lower(), private
