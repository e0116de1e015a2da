"""Small archives for tests, made of Python values: what a test is about stands in it, everything else has a default.

`write` puts files into a zip or a folder; `instagram` and `facebook` give the files of an account, to be united with
others by `|`; the short functions below them give single records. Times are written as ISO 8601, in UTC.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from analyzer.rules.analysis import Analysis, Options
from analyzer.rules.decision import Judged
from analyzer.run import analyze

TODAY = date(2026, 3, 1)  # the day of the run, unless a test says otherwise
INSTAGRAM = "instagram-alex-2026-02-01-AbCdEfGh"  # an export of the account `alex`, of 1 February 2026
FACEBOOK = "facebook-alexdoe-2026-02-01-AbCdEfGh"
POSTS = "your_instagram_activity/media/posts_1.json"
STORIES = "your_instagram_activity/media/stories.json"
THREADS = "your_instagram_activity/threads/threads_and_replies.json"
TIMELINE = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
COMMENTS = "your_facebook_activity/comments_and_reactions/comments.json"
PAGE_POSTS = "this_profile's_activity_across_facebook/posts/profile_posts_1.json"
PAGE_PROFILE = "this_profile's_activity_across_facebook/profile_information/profile_information.json"

Files = dict[str, Any]


def at(time: str) -> int:
    """Seconds since 1970 of an ISO time; without a zone it is UTC."""
    found = datetime.fromisoformat(time)
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def write(folder: Path, files: Mapping[str, Any], name: str = INSTAGRAM, *, zipped: bool = True) -> Path:
    """An archive of `files` (values become JSON as Meta writes it, bytes stay), a zip or a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = {path: value if isinstance(value, bytes) else _dump(value) for path, value in files.items()}
    if not zipped:
        for path, content in raw.items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_bytes(content)
        return folder / name
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for path, content in raw.items():
            archive.writestr(path, content)
    return folder / f"{name}.zip"


def _dump(value: Any) -> bytes:
    """JSON with an escape for each byte of UTF-8."""
    broken = json.dumps(value, ensure_ascii=False).encode("utf-8").decode("latin-1")
    return "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in broken).encode("ascii")


def run(*paths: Path, today: date = TODAY, **options: Any) -> Analysis:
    """Judge archives that are written already."""
    return analyze(paths, Options(today=today, **options))


def judge(folder: Path, files: Mapping[str, Any], name: str = INSTAGRAM, **options: Any) -> Analysis:
    """Write one archive and judge it."""
    return run(write(folder, files, name), **options)


def only(analysis: Analysis, kind: str = "", text: str | None = None, platform: str = "") -> Judged:
    """The one item of a kind, with a text, of a platform."""
    found = [
        each
        for each in analysis.judged
        if (not kind or each.item.kind == kind)
        and (text is None or each.item.text == text)
        and (not platform or each.item.platform == platform)
    ]
    assert len(found) == 1, [(each.item.kind, each.item.text) for each in analysis.judged]
    return found[0]


def public(each: Judged) -> tuple[str, str, str]:
    """The test of audience: answer, basis, and whether anyone can see it now."""
    return each.is_public, each.is_public_basis, each.is_public_now


# ---- Instagram and Threads


def labelled(root: str, values: Mapping[str, Any], title: str = "", photo: str = "") -> Files:
    """A file of one `string_map_data` record; numbers become times, texts become values."""
    cells = {
        label: {"href": "", "value": "", "timestamp": value}
        if isinstance(value, int)
        else {"href": "", "value": value, "timestamp": 0}
        for label, value in values.items()
    }
    media = {"Profile Photo": {"uri": photo, "creation_timestamp": at("2020-01-01"), "title": ""}} if photo else {}
    return {root: [{"title": title, "media_map_data": media, "string_map_data": cells}]}


def instagram(
    private: bool | None = False,
    birthday: str = "1990-01-01",
    username: str = "alex",
    *,
    bio: str = "",
    photo: str = "",
    switches: Sequence[tuple[str, str]] | None = None,
    logins: Sequence[str] = (),
    signup: str = "",
    requested: tuple[str, str, str] | None = None,
    professional: bool = False,
    country: str = "",
) -> Files:
    """The account files of an Instagram export. `switches`: (time, title); `requested`: made, start, end."""
    security = "security_and_login_information/login_and_profile_creation"
    values = {"Phone Confirmed": "True", "Username": username, "Name": "", "Bio": bio, "Date of birth": birthday}
    values |= {} if private is None else {"Private Account": str(private)}
    told = {label: value for label, value in values.items() if value}
    files: Files = {
        "personal_information/personal_information/personal_information.json": labelled("profile_user", told, "", photo)
    }
    if switches is not None:
        root = "account_history_account_privacy_history"
        log = [labelled(root, {"Time": at(time)}, title)[root][0] for time, title in switches]
        files[f"{security}/profile_privacy_changes.json"] = {root: log}
    if logins:
        root = "account_history_login_history"
        log = [labelled(root, {"Time": at(time)}, time)[root][0] for time in logins]
        files[f"{security}/login_activity.json"] = {root: log}
    if signup:
        files[f"{security}/signup_details.json"] = labelled("account_history_registration_info", {"Time": at(signup)})
    if requested:
        made, start, end = map(at, requested)
        files["your_instagram_activity/other_activity/your_information_download_requests.json"] = {
            "timestamp": made,
            "media": [],
            "label_values": [
                {"label": "Start date", "timestamp_value": start},
                {"label": "End date", "timestamp_value": end},
            ],
        }
    if professional:
        files["personal_information/personal_information/professional_information.json"] = labelled(
            "profile_business", {"Business Objectives": "Grow"}
        )
    if country:
        files["personal_information/information_about_you/profile_based_in.json"] = [
            {"label_values": [{"label": "Location", "dict": [{"label": "Country", "value": country}]}]}
        ]
    return files


def picture(uri: str, time: str = "", caption: str = "", **more: Any) -> Files:
    """A media record, as Instagram and Threads have it."""
    return {"uri": uri, "title": caption, **({"creation_timestamp": at(time)} if time else {}), **more}


def ig_post(time: str = "", text: str = "", *uris: str) -> Files:
    """A record of a post, reel or IGTV video."""
    return {
        "media": [picture(uri, time) for uri in uris],
        "title": text,
        **({"creation_timestamp": at(time)} if time else {}),
    }


def ig_comment(text: str, owner: str = "", time: str = "2024-01-01") -> Files:
    """A comment on a post of `owner`."""
    cells: Files = {"Comment": {"value": text}, "Time": {"timestamp": at(time)}}
    return {"string_map_data": cells | ({"Media Owner": {"value": owner}} if owner else {})}


def threads_account(private: bool | None, birthday: str = "1990-01-01", photo: str = "", bio: str = "") -> Files:
    """The Threads profile."""
    values = {"Username": "alex", "Bio": bio, "Birthday": birthday}
    values |= {} if private is None else {"Private Account": str(private)}
    told = {label: value for label, value in values.items() if value}
    root = "text_post_app_text_post_app_profile"
    return {"your_instagram_activity/threads/personal_information.json": labelled(root, told, "", photo)}


def thread(text: str, time: str = "2024-01-01", *, reply: bool = False) -> Files:
    """A Threads post or reply."""
    return {"media": [picture("", time, text, text_app_post={"is_reply": True} if reply else {})]}


def threads(*records: Files) -> Files:
    """The file of Threads posts and replies."""
    return {THREADS: {"text_post_app_text_posts": list(records)}}


# ---- Facebook


def facebook(
    birthday: tuple[int, int, int] | None = (1990, 1, 1),
    name: str = "Alex Doe",
    *,
    registered: str = "",
    bio: str = "",
    jurisdiction: str = "",
    path: str = "personal_information/profile_information/profile_information.json",
) -> Files:
    """The account files of a Facebook export."""
    profile: Files = {"name": {"full_name": name}}
    if birthday:
        profile["birthday"] = dict(zip(("year", "month", "day"), birthday, strict=True))
    if registered:
        profile["registration_timestamp"] = at(registered)
    if bio:
        profile["intro_bio"] = {"name": bio, "timestamp": 0}
    files: Files = {path: {"profile_v2": profile}}
    if jurisdiction:
        files["logged_information/location/your_privacy_jurisdiction.json"] = {
            "label_values": [{"label": "Jurisdiction", "value": jurisdiction}]
        }
    return files


def fb_post(time: str = "", text: str = "", *uris: str, title: str = "", url: str = "", place: str = "") -> Files:
    """A classic record: of a post, story, reel or group post."""
    attached: list[Files] = [{"media": {"uri": uri}} for uri in uris]
    attached += [{"external_context": {"url": url}}] if url else []
    attached += [{"place": {"name": place}}] if place else []
    return {
        "title": title,
        "data": [{"post": text}] if text else [],
        "attachments": [{"data": [entry]} for entry in attached],
        **({"timestamp": at(time)} if time else {}),
    }


def fb_comment(
    text: str,
    time: str = "2024-01-01",
    title: str = "Alex Doe commented on Sam Roe's post.",
    group: str = "",
    uri: str = "",
) -> Files:
    """A comment, in a group where one is named."""
    told = {"timestamp": at(time), "comment": text, "author": "Alex Doe", **({"group": group} if group else {})}
    record: Files = {"timestamp": at(time), "title": title, "data": [{"comment": told}]}
    return record | ({"attachments": [{"data": [{"media": {"uri": uri}}]}]} if uri else {})


def fb_photo(uri: str, time: str = "2024-01-01", caption: str = "") -> Files:
    """A bare medium of an album or list."""
    return {"uri": uri, "creation_timestamp": at(time), "description": caption}


def ai_chat(*prompts: tuple[str, str], person: str = "Alex Doe") -> Files:
    """A Messenger thread with Meta AI; each prompt is (time, text)."""
    sent = [{"sender_name": person, "timestamp_ms": at(time) * 1000, "content": text} for time, text in prompts]
    return {
        "your_facebook_activity/messages/inbox/metaai_1/message_1.json": {
            "participants": [{"name": person}, {"name": "Meta AI"}],
            "messages": [
                *sent,
                {"sender_name": "Meta AI", "timestamp_ms": at("2026-01-01") * 1000, "content": "Hello"},
            ],
            "title": "Meta AI",
        }
    }
