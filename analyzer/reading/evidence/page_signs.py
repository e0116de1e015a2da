"""Whose view of a profile a saved page is: a stranger's, its owner's, or nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import parse_qs

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analyzer.model import Platform
from analyzer.reading.evidence.fact_tables import is_host, split, table
from analyzer.reading.evidence.model import Owner, PageText
from analyzer.reading.fields import fold_text

View = Literal["stranger", "owner", "unknown"]
_MOST_NAMES = 20  # titles and headings that are looked at
_LONGEST_LABEL = 200  # characters of the label of a button
_BUTTONS = '[role="button"], [role="textbox"], button, textarea, input, [contenteditable]'


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page shows of its viewer, each a fact of the page."""

    view_as: bool = False  # its own address says so
    login: bool = False  # a form to log in
    viewers: frozenset[str] = frozenset()  # the viewer's ids in its scripts
    profile: str = ""  # the id of the profile that is shown
    owners: bool = False  # what only the owner is shown

    def view(self) -> View:
        """Whose view it is. What only an owner is shown counts before everything else."""
        logged_in = self.viewers - {"0"}
        if self.owners:
            return "owner"
        if self.view_as:
            return "stranger"
        if logged_in:  # some other person who is logged in may see more than a stranger
            return "owner" if not self.profile or self.profile in logged_in else "unknown"
        return "stranger" if self.login or "0" in self.viewers else "unknown"


def signs_of(tree: LexborHTMLParser, scripts: str, address: str) -> Signs:
    """The signs in a page, its scripts and its address."""
    return Signs(
        view_as=_is_view_as(address),
        login=_has_login(tree),
        viewers=frozenset(_viewer().findall(scripts)),
        profile=_profile(tree),
        owners=_has_owners_links(tree) or any(map(_is_owners_label, _labels(tree))),
    )


def text_is_owners(texts: tuple[PageText, ...]) -> bool:
    """Whether a plain text shows the box for a new post: its words, the person's name, and a question mark."""
    return any(_COMPOSER_LINE.search(piece.text) and _begins(piece.text, "composer") for piece in texts)


_COMPOSER_LINE = re.compile(r"^.{1,60}, ?.{1,60}\?$")


def _is_view_as(address: str) -> bool:
    parts = split(address)
    try:
        query = parse_qs(parts.query, max_num_fields=200) if parts else {}
    except ValueError:
        return False
    return bool(query.get(table("pages")["view_as"]["query"]))


def _has_login(tree: LexborHTMLParser) -> bool:
    rows = table("pages")["login"]
    for form in tree.css("form"):
        action = (form.attributes.get("action") or "").partition("?")[0]
        parts = split(action)
        path = parts.path if parts else action
        names = {node.attributes.get("name") for node in form.css("input")}
        if "/" + path.lstrip("/") in rows["targets"] or any(set(fields) <= names for fields in rows["fields"]):
            return True
    return False


@cache
def _viewer() -> re.Pattern[str]:
    keys = "|".join(map(re.escape, table("pages")["viewer"]["keys"]))
    return re.compile(rf'"(?:{keys})"\s*:\s*"?(\d{{1,20}})\b')


def _profile(tree: LexborHTMLParser) -> str:
    for node in tree.css("meta[content]"):
        content = node.attributes.get("content") or ""
        for link in table("pages")["viewer"]["profile_links"]:
            if content.startswith(link) and content[len(link) :].isdigit():
                return content[len(link) :]
    return ""


def _has_owners_links(tree: LexborHTMLParser) -> bool:
    parts = table("pages")["owner"]["links"]
    for node in tree.css("a[href]"):
        href = node.attributes.get("href") or ""
        found = split(href)
        path = found.path if found else href.partition("?")[0]
        hosts = [host for row in table("pages")["platform"] for host in row["hosts"]]
        if any(part in path for part in parts) and (found is None or is_host(found.hostname or "", hosts)):
            return True
    return False


def _labels(tree: LexborHTMLParser) -> Iterator[str]:
    """What buttons and fields are called."""
    for node in tree.css(_BUTTONS):
        for name in ("aria-label", "placeholder", "aria-placeholder", "title"):
            yield node.attributes.get(name) or ""
        if node.tag not in ("input", "textarea"):
            yield _short_text(node)
    for node in tree.css("[aria-placeholder], [aria-label]"):
        yield node.attributes.get("aria-placeholder") or ""
        label = node.attributes.get("aria-label") or ""
        if _begins(label, "edit_privacy"):
            yield label


def _short_text(node: LexborNode) -> str:
    text = node.text(deep=True) or ""
    return text if len(text) <= _LONGEST_LABEL else ""


def _is_owners_label(label: str) -> bool:
    return _begins(label, "edit_privacy") or _begins(label, "composer")


def _begins(label: str, kind: str) -> bool:
    folded = fold_text(label[:_LONGEST_LABEL]).replace("’", "'").casefold()
    return bool(folded) and folded.startswith(_beginnings(kind))


@cache
def _beginnings(kind: str) -> tuple[str, ...]:
    rows = table("pages")[kind]
    return tuple({fold_text(word).replace("’", "'").casefold() for row in rows for word in row["begins"]})


def platform_of(address: str, tree: LexborHTMLParser | None) -> Platform | None:
    """The platform of a page, by its own address, else by what it calls itself. None where it does not tell."""
    rows = table("pages")["platform"]
    parts = split(address)
    if parts is not None:
        return next((row["id"] for row in rows if is_host(parts.hostname or "", row["hosts"])), None)
    names = " ".join(_names(tree)) if tree is not None else ""
    found = [row["id"] for row in rows if re.search(rf"\b{row['name']}\b", names)]
    return found[0] if len(found) == 1 else None


def _names(tree: LexborHTMLParser) -> Iterator[str]:
    """What the page calls itself."""
    for node in tree.css("title"):
        yield node.text(deep=True) or ""
    for node in tree.css('meta[property="og:title"], meta[property="og:site_name"]'):
        yield node.attributes.get("content") or ""


@dataclass(frozen=True, slots=True)
class PageNames:
    """After whom a page is called: its titles and headings, and the steps of its address. Folded, in small letters."""

    titles: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @classmethod
    def of(cls, tree: LexborHTMLParser, address: str) -> PageNames:
        """The names that a page has."""
        parts = split(address)
        said = [*_names(tree), *(node.text(deep=True) or "" for node in tree.css("h1"))][:_MOST_NAMES]
        titles = (_without_platform(name[:_LONGEST_LABEL]) for name in said)
        steps = (parts.path if parts else "").casefold().split("/")
        return cls(
            tuple(fold_text(name).casefold() for name in titles if name), tuple(step.lstrip("@") for step in steps)
        )

    def tell(self, owner: Owner) -> bool | None:
        """Whether it is called after the owner. None where it has no name, or the archive tells none."""
        if any(step in owner.names for step in self.steps if step):
            return True
        if not owner.names or not self.titles:
            return None
        words = (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in owner.names)
        return any(word.search(title) for word in words for title in self.titles)


def _without_platform(name: str) -> str:
    """A title without counts of messages and names of platforms: what is left may name a person."""
    for row in table("pages")["platform"]:
        name = re.sub(rf"\b{row['name']}\b", "", name)
    return re.sub(r"\(\d+\+?\)|[\W\d_]+", " ", name).strip() and name
