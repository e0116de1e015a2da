"""What a Facebook copy tells about the account, and all that is in it which is nobody's post."""

from __future__ import annotations

from datetime import date
from typing import Any

from tools.samples.encode import labels
from tools.samples.facebook.layout import Layout
from tools.samples.model import Person, utc
from tools.samples.person.phrases import LABELS, sentence

Documents = dict[str, Any]


def account_files(person: Person, layout: Layout, made: date) -> Documents:
    """Profile, time zone, place, privacy of future posts, logins."""
    words = LABELS[person.language]
    account = person.accounts["facebook"]
    if layout.era == "P":
        profile = {"name": {"full_name": person.name}, "registration_timestamp": account.registered}
        return {"profile_information/profile_information/profile_information.json": {"profile_v2": profile}}
    before = utc(f"{made} 00:00:00")
    logins = [
        {"action": "Login", "timestamp": when, "site": "www.facebook.com", "ip_address": "192.0.2.1"}
        for when in account.accesses
        if when < before
    ]
    security = "security_and_login_information/"
    profile_path = f"{layout.facts}profile_information/profile_information.json"
    found: Documents = {
        profile_path: {layout.key("profile"): _profile(person, before)},
        f"{security}{'logins_and_logouts' if layout.v2 else 'where_you_logged_in'}.json": {
            layout.key("account_accesses"): logins
        },
    }
    if layout.era not in ("E", "F"):
        return found
    location, city = "logged_information/location/", person.city
    found |= {
        f"{location}primary_location.json": {
            "primary_location_v2": {"city_region_pairs": [[city, person.country]], "zipcode": []}
        },
        f"{location}primary_public_location.json": {
            "primary_public_location_v2": {"city": city, "region": "", "country": person.country}
        },
        f"{location}timezone.json": labels({"label": words["timezone"], "value": person.zone}, fbid="600000000000001"),
    }
    if layout.era == "F":
        future = {"label": words["privacy"], "dict": [{"label": words["future"], "value": words["friends"]}]}
        law = {"label": words["jurisdiction"], "value": "EU"}
        period: list[dict[str, Any]] = [
            {"label": words["start"], "timestamp_value": account.registered},
            {"label": words["end"], "timestamp_value": before - 3600},
            {"label": words["format"], "value": "JSON"},
        ]
        requests = "your_facebook_activity/other_activity/your_information_download_requests.json"
        found |= {
            "preferences/preferences/privacy_settings.json": labels(future, fbid="600000000000002"),
            f"{location}your_privacy_jurisdiction.json": labels(law, fbid="600000000000003"),
            requests: labels(*period, timestamp=before - 3600, fbid="600000000000004"),
        }
    return found


def _profile(person: Person, before: int) -> dict[str, Any]:
    account = person.accounts["facebook"]
    first = account.registered
    found: dict[str, Any] = {
        "name": {
            "full_name": person.name,
            "first_name": person.first_name,
            "middle_name": "",
            "last_name": person.last_name,
        },
        "emails": {
            "emails": ["someone@example.org"],
            "previous_emails": [],
            "pending_emails": [],
            "ad_account_emails": [],
        },
    }
    if person.birthday:
        day = person.birthday
        found["birthday"] = {"year": day.year, "month": day.month, "day": day.day}
    gender = "FEMALE" if person.woman else "MALE"
    found["gender"] = {"gender_option": gender, "pronoun": gender}
    found["previous_names"] = (
        [{"name": person.previous_name, "timestamp": first + 86_400}] if person.previous_name else []
    )
    found |= {"other_names": [], "current_city": {"name": person.city, "timestamp": first}, "family_members": []}
    found |= {"username": account.username, "registration_timestamp": first}
    found["profile_uri"] = f"https://www.facebook.com/{account.username}"
    for bio in person.of("facebook", frozenset({"bio"}), before):
        found["intro_bio"] = {"name": bio.written, "timestamp": bio.created}
    return found


def others_in_groups(person: Person) -> list[dict[str, Any]]:
    """Records in the file of the person's group posts that are not theirs."""
    group = person.groups[0]
    return [{"timestamp": utc("2016-02-02 10:00:00"), "title": sentence(person, "added", person.friend, group=group)}]


def noise_files(person: Person, layout: Layout) -> Documents:
    """Messages, likes, friends, ads: what a real copy is full of and no verdict is about."""
    if layout.era == "P":
        return {}
    friend, group = person.friend, person.groups[0]
    like = {
        "timestamp": utc("2015-02-02 12:00:00"),
        "data": [{"reaction": {"reaction": "LIKE", "actor": person.name}}],
        "title": sentence(person, "like", friend),
    }
    joined = {
        "timestamp": utc("2015-05-05 12:00:00"),
        "data": [{"name": group}],
        "title": sentence(person, "joined", group),
    }
    thread = f"{layout.root}messages/inbox/friend_1000000000000001/"
    likes: Any = [like] if layout.era in ("E", "F") else {layout.key("reactions"): [like]}
    found: Documents = {
        f"{thread}message_1.json": _thread(person, ("See you at nine", "Bring the clock 🕰️"), 1_550_000_000_000),
        f"{thread}message_2.json": _thread(person, ("Older message", "à bientôt"), 1_500_000_000_000),
        layout.path("likes"): likes,
        f"{layout.root}groups/your_group_membership_activity.json": {layout.key("groups_joined"): [joined]},
    }
    if layout.era in ("C", "D"):
        theirs = {
            "timestamp": utc("2018-03-03 09:00:00"),
            "data": [{"post": "Words of somebody else"}],
            "title": sentence(person, "timeline", person.name).replace(person.name, friend, 1),
        }
        posts = {"activity_log_data": [theirs]} if layout.era == "C" else [theirs]
        found["posts/other_people's_posts_to_your_timeline.json"] = {layout.key("wall_posts_sent_to_you"): posts}
        found["friends/friends.json"] = {layout.key("friends"): [{"name": friend, "timestamp": 1_400_000_000}]}
        return found
    found["connections/friends/your_friends.json"] = {"friends_v2": [{"name": friend, "timestamp": 1_400_000_000}]}
    found["ads_information/advertisers_you've_interacted_with.json"] = {
        "history_v2": [{"title": "Shoes for everyone", "action": "Clicked ad", "timestamp": 1_620_000_000}]
    }
    search = {
        "timestamp": 1_610_000_000,
        "attachments": [{"data": [{"text": "tide table"}]}],
        "data": [{"text": "tide table"}],
    }
    found["logged_information/search/your_search_history.json"] = {"searches_v2": [search]}
    if layout.era == "F":
        old = {"label": LABELS[person.language]["message"], "value": "An earlier wording"}
        edits = labels(old, timestamp=1_401_000_000, fbid="600000000000009")
        found[f"{layout.root}posts/edits_you_made_to_posts.json"] = edits
    return found


def _thread(person: Person, texts: tuple[str, ...], newest: int) -> dict[str, Any]:
    names = (person.name, person.friend)
    messages = [
        {
            "sender_name": names[n % 2],
            "timestamp_ms": newest - n * 60_000,
            "content": words,
            "is_geoblocked_for_viewer": False,
        }
        for n, words in enumerate(texts)
    ]
    return {
        "participants": [{"name": name} for name in reversed(names)],
        "messages": messages,
        "title": person.friend,
        "is_still_participant": True,
        "thread_path": "inbox/friend_1000000000000001",
        "magic_words": [],
    }
