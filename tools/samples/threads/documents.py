"""The part of an Instagram copy that is about Threads."""

from __future__ import annotations

from typing import Any

from tools.samples.instagram.account import entry
from tools.samples.instagram.layout import InstagramLayout
from tools.samples.instagram.records import Records
from tools.samples.model import Person, Thing
from tools.samples.person.phrases import PROFILE


def threads_documents(person: Person, layout: InstagramLayout, found: list[Thing]) -> dict[str, Any]:
    """Posts and replies, and the profile where its privacy is recorded."""
    folder = f"{layout.activity}threads/"
    made: dict[str, Any] = {}
    if posts := [thing for thing in found if thing.kind != "bio"]:
        newest = sorted(posts, key=lambda thing: -(thing.created or 0))
        made[f"{folder}threads_and_replies.json"] = {
            "text_post_app_text_posts": [_post(Records(person, layout), thing) for thing in newest]
        }
        viewed = {"string_map_data": {"Author": {"value": "sam.roe"}, "Time": {"timestamp": 1_720_000_000}}}
        made[f"{folder}threads_viewed.json"] = {"text_post_app_text_post_app_posts_seen": [viewed]}
    account = person.accounts["threads"]
    if account.private is not None:
        made[f"{folder}personal_information.json"] = {"text_post_app_text_post_app_profile": [_profile(person)]}
    return made


def _post(records: Records, thing: Thing) -> dict[str, Any]:
    facts = {"reply_control": "everyone", "geo_gated_country_list": "", "is_reply": thing.kind == "comment"}
    if thing.media:
        members = [{**records.media(medium, thing), "text_app_post": facts} for medium in thing.media]
        return {"media": members, "title": thing.written, "creation_timestamp": thing.created}
    text: dict[str, Any] = {
        "uri": "",
        "creation_timestamp": thing.created,
        "media_metadata": {"camera_metadata": {"has_camera_metadata": False}},
        "title": thing.written,
        "cross_post_source": {"source_app": "FB"},
        "dubbing_info": [],
        "media_variants": [],
        "text_app_post": facts,
    }
    return {"media": [text]}


def _profile(person: Person) -> dict[str, Any]:
    account = person.accounts["threads"]
    words = PROFILE[person.language]
    values = {
        "username": account.username,
        "name": person.name,
        "bio": person.bio("threads"),
        "birthday": person.birthday.isoformat() if person.birthday else "",
        "private": str(account.private),
    }
    facts = {words[key]: entry(value) for key, value in values.items() if value}
    facts[words["onboarding"]] = entry("", account.registered)
    facts |= {words["eligible"]: entry("False"), words["shows"]: entry("False")}
    return {"title": "", "media_map_data": {}, "string_map_data": facts}
