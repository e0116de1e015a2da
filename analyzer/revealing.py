"""What an item gives away about a person. Found on the machine."""

from __future__ import annotations

from analyzer.records import Item

#: In this order an item's first category decides how soon it is shown.
REVEALS = ("document", "contact", "children", "special_category", "minor", "location", "people", "photo")


def reveals(item: Item, posted_as_minor: str) -> list[str]:
    """The categories that an item falls into, in the order of `REVEALS`."""
    found = []
    if posted_as_minor == "yes":
        found.append("minor")
    if item.latitude is not None or item.place or item.check_in or any(m.latitude is not None for m in item.media):
        found.append("location")
    if item.people:
        found.append("people")
    if any(medium.type == "photo" for medium in item.media):
        found.append("photo")
    return found
