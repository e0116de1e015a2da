"""What a story's own audience section says: Facebook's `privacy_scope`, by its codes, in no language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from analyzer.reading.evidence import fact_tables
from analyzer.reading.evidence.model import Seen


class Scope(NamedTuple):
    """One audience: its code, what that means, and whether the viewer may change it (so that it is their own)."""

    audience: str
    seen: Seen
    denied: bool
    group: bool
    editable: bool


def scope_of(found: Mapping[str, Any]) -> Scope:
    """The audience in a `privacy_scope`.

    The state of the selector counts (`privacy_scope_renderer.privacy_row_input.base_state`); without one, the icon. The
    options that a selector offers are never looked at.
    """
    renderer = _object(found.get("privacy_scope_renderer"))
    row = _object(renderer.get("privacy_row_input")) or _object(found.get("privacy_row_input"))
    icon = _object(found.get("icon_image")).get("name")
    icon = icon.strip().lower() if isinstance(icon, str) else ""
    by_icon = fact_tables.meanings("icon").get(icon, "")
    words = found.get("description")
    group = by_icon == "group" or (isinstance(words, str) and words.strip().casefold() in fact_tables.group_words())
    may_edit = next((v for v in (_may_edit(renderer), _may_edit(found)) if v is not None), bool(row))
    state = row.get("base_state")
    if isinstance(state, str) and state.strip():
        audience = state.strip().upper()[:60]
        means = fact_tables.meanings("code").get(audience, "")
        if by_icon in ("everyone", "narrower") and by_icon != means:
            means = ""  # two words for one audience that do not agree
        denied = _is_list_of_some(row.get("deny"))
        return Scope(audience, _seen(means, denied), denied, group, may_edit)
    audience = "EVERYONE" if by_icon == "everyone" else icon.upper()[:60]
    return Scope(audience, _seen(by_icon, False), False, group, may_edit)


def _may_edit(found: Mapping[str, Any]) -> bool | None:
    for each in (found, _object(found.get("scope"))):
        said = each.get("can_viewer_edit")
        if isinstance(said, bool):
            return said
    return None


def _is_list_of_some(value: Any) -> bool:
    """Whether a list of people names somebody; what is no list is taken for one that does."""
    return value is not None and value != [] and value is not False and value != ""


def _seen(means: str, denied: bool) -> Seen:
    if means == "everyone":
        return "everyone_except" if denied else "everyone"
    return "narrower" if means == "narrower" else "unclear"


def one_scope(scopes: Iterable[Scope]) -> Scope | None:
    """The audience of a story that shows it in several sections; one that does not agree with itself is unclear."""
    found = list(scopes)
    if not found:
        return None
    best = next((scope for scope in found if scope.editable), found[0])
    group, editable = any(scope.group for scope in found), any(scope.editable for scope in found)
    known = {scope.seen for scope in found if scope.seen != "unclear"}
    seen: Seen = next(iter(known)) if len(known) == 1 else "unclear"
    if known == {"everyone", "everyone_except"}:  # an icon tells of nobody who is denied
        seen = "everyone_except"
    best = next((scope for scope in found if scope.seen == seen), best)
    return Scope(best.audience, seen, best.denied, group, editable)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
