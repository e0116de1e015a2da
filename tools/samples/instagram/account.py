"""What an Instagram copy tells about the account, and all that is in it which is nobody's post."""

from __future__ import annotations

import time
from typing import Any

from tools.samples.encode import labels, records
from tools.samples.instagram.layout import InstagramLayout
from tools.samples.instagram.records import uri
from tools.samples.model import Person, Thing
from tools.samples.person.phrases import LABELS, PROFILE

Documents = dict[str, Any]


def entry(value: str = "", timestamp: int = 0) -> dict[str, Any]:
    """One fact under its label. A time of 0 stands for none."""
    return {"href": "", "value": value, "timestamp": timestamp}


def account_files(person: Person, layout: InstagramLayout, photo: Thing | None, before: int) -> Documents:
    """Profile with the private flag and the birthday, the log of switches, logins, sign-up, place."""
    account = person.accounts["instagram"]
    words = PROFILE[person.language]
    login, word = layout.login, layout.word
    signup = "signup_information" if word == "account" else "signup_details"
    joined = {words["username"]: entry(account.username), words["time"]: entry("", account.registered)}
    found: Documents = {
        f"{layout.personal}personal_information.json": {"profile_user": [_profile(person, photo)]},
        f"{layout.personal}professional_information.json": {"profile_business": [_professional(person)]},
        f"{login}login_activity.json": {
            "account_history_login_history": [
                {
                    "title": _iso(when),
                    "string_map_data": {words["ip"]: entry("192.0.2.1"), words["time"]: entry("", when)},
                }
                for when in account.accesses
                if when < before
            ]
        },
        f"{login}{signup}.json": {
            "account_history_registration_info": [{"title": "", "media_map_data": {}, "string_map_data": joined}]
        },
    }
    switches = [switch for switch in account.switches if switch[0] < before]
    if switches:
        key = "account_history_account_privacy_history"
        found[f"{login}{word}_privacy_changes.json"] = {
            key: [_switch(when, private, layout, words["time"]) for when, private in reversed(switches)]
        }
    based = f"{layout.about}{word}_based_in.json"
    if layout.label_values:
        label = LABELS[person.language]
        where = [{"label": label["country"], "value": person.country}, {"label": label["city"], "value": person.city}]
        found[based] = labels({"label": label["location"], "dict": where}, fbid="17841000000000001")
    else:
        city = {"title": "", "string_map_data": {words["city"]: entry(person.city)}}
        found[based] = {"inferred_data_primary_location": [city]}
    if account.request:
        found[f"{layout.activity}other_activity/your_information_download_requests.json"] = _request(person)
    return found


def _switch(when: int, private: bool, layout: InstagramLayout, time_label: str) -> dict[str, Any]:
    """One switch. Its title is English: no translation has been seen in any language."""
    title: dict[str, Any] = {"title": "Switched to Private" if private else "Switched to Public", "media_map_data": {}}
    if layout.label_values:
        return {**title, "string_map_data": {}, "string_list_data": [{"timestamp": when}]}
    return {**title, "string_map_data": {time_label: entry("", when)}}


def _profile(person: Person, photo: Thing | None) -> dict[str, Any]:
    account = person.accounts["instagram"]
    words = PROFILE[person.language]
    values = {
        "email": "someone@example.org",
        "phone_confirmed": "False",
        "username": account.username,
        "name": person.name,
        "bio": person.bio("instagram"),
        "gender": "female" if person.woman else "male",
        "birth": person.birthday.isoformat() if person.birthday else "",
        "private": "" if account.private is None else str(account.private),
        "pong": "3",
    }
    picture = {}
    if photo:
        place = uri(photo.media[0], photo)
        picture[words["photo"]] = {"uri": place, "creation_timestamp": photo.created, "title": ""}
    facts = {words[key]: entry(value) for key, value in values.items() if value}
    return {"title": "", "media_map_data": picture, "string_map_data": facts}


def _professional(person: Person) -> dict[str, Any]:
    words = PROFILE[person.language]
    facts = {words["objectives"]: entry("Creator")} if person.accounts["instagram"].professional else {}
    return {"title": "", "media_map_data": {}, "string_map_data": facts}


def _request(person: Person) -> Any:
    made, start, end = person.accounts["instagram"].request or (0, 0, 0)
    words = LABELS[person.language]
    period: list[dict[str, Any]] = [
        {"label": words["start"], "timestamp_value": start},
        {"label": words["end"], "timestamp_value": end},
        {"label": words["format"], "value": "JSON"},
    ]
    return records([labels(*period, timestamp=made, fbid="17841000000000002")])


def noise_files(person: Person, layout: InstagramLayout) -> Documents:
    """Messages, likes, followers, ads seen."""
    friend = {"href": "https://www.instagram.com/sam.roe", "value": "sam.roe", "timestamp": 1_600_000_000}
    words = LABELS[person.language]
    thread = {
        "participants": [{"name": person.friend}, {"name": person.name}],
        "messages": [{"sender_name": person.name, "timestamp_ms": 1_610_000_000_000, "content": "Bis später 👋"}],
        "title": person.friend,
        "is_still_participant": True,
        "thread_path": "inbox/samroe_17840000000000002",
        "magic_words": [],
    }
    liked: Any = {"likes_media_likes": [{"title": "sam.roe", "string_list_data": [{**friend, "value": "👍"}]}]}
    followers: Any = [{"title": "", "media_list_data": [], "string_list_data": [friend]}]
    if layout.label_values:
        owner = {
            "title": words["owner"],
            "dict": [{"title": "", "dict": [{"label": words["username"], "value": "sam.roe"}]}],
        }
        link = {
            "label": words["url"],
            "value": "https://www.instagram.com/p/AAAA/",
            "href": "https://www.instagram.com/p/AAAA/",
        }
        caption = {"label": words["caption"], "value": "Words of somebody else"}
        liked = records([labels(link, caption, owner, timestamp=1_600_000_000, fbid="17841000000000003")])
    folder = f"{layout.activity}" if layout.activity else ""
    connections = "connections/" if layout.activity else ""
    ads = "ads_information/ads_and_topics/" if layout.activity else "ads_and_content/"
    seen = {"string_map_data": {"Author": entry("shoes.for.everyone"), "Time": entry("", 1_610_000_000)}}
    return {
        f"{folder}messages/inbox/samroe_17840000000000002/message_1.json": thread,
        f"{folder}likes/liked_posts.json": liked,
        f"{connections}followers_and_following/followers_1.json": records(followers),
        f"{ads}ads_viewed.json": {"impressions_history_ads_seen": [seen]},
    }


def _iso(when: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(when))
