"""What an Instagram copy in HTML tells about the accounts, and all that is in it which is nobody's post."""

from __future__ import annotations

import time

from tools.samples.html.instagram.cards import Cards
from tools.samples.html.markup import esc, picture_html, table
from tools.samples.html.words import TITLES
from tools.samples.instagram.records import uri
from tools.samples.model import Thing
from tools.samples.person.phrases import NO_DATA

Pages = dict[str, tuple[str, str]]


def account_pages(make: Cards, photo: Thing | None, before: int) -> Pages:
    """Profile with the private flag and the birthday, the log of switches, logins, sign-up, place."""
    layout, words, row = make.layout, make.profile, make.dress.row
    account, titles = make.person.accounts["instagram"], TITLES[make.person.language]
    empty = f'<div class="_3-95">{esc(NO_DATA[make.person.language])}</div>'
    signup = "signup_information" if layout.word == "account" else "signup_details"
    joined = row(words["username"], esc(account.username), wide=True)
    joined += row(words["time"], esc(make.clock.show(account.registered)), wide=True)
    sells = make.record(row(words["objectives"], "Creator", wide=True)) if account.professional else empty
    logins = "".join(
        make.record(
            row(words["ip"], "192.0.2.1", wide=True) + row(words["time"], esc(make.clock.show(when)), wide=True),
            heading=time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(when)),
        )
        for when in account.accesses
        if when < before
    )
    city = make.record(row(words["city"], esc(make.person.city), wide=True))
    found: Pages = {
        f"{layout.personal}personal_information.html": _profile(make, photo),
        f"{layout.personal}professional_information.html": (titles["profile"], sells),
        f"{layout.login}login_activity.html": (titles["logins"], logins or empty),
        f"{layout.login}{signup}.html": (titles["profile"], make.record(joined)),
        f"{layout.about}{layout.word}_based_in.html": (titles["profile"], city),
    }
    switches = [(when, private) for when, private in reversed(account.switches) if when < before]
    if switches:  # their titles are English: no translation has been seen in any language
        cards = "".join(
            make.record(
                row(words["time"], esc(make.clock.show(when)), wide=True),
                heading="Switched to Private" if private else "Switched to Public",
            )
            for when, private in switches
        )
        found[f"{layout.login}{layout.word}_privacy_changes.html"] = (titles["switches"], cards)
    if account.request:
        made, start, end = account.request
        rows = row(make.labels["start"], esc(make.clock.show(start)))
        rows += row(make.labels["end"], esc(make.clock.show(end))) + row(make.labels["format"], "HTML")
        path = f"{layout.activity}other_activity/your_information_download_requests.html"
        found[path] = (titles["start"], make.record(rows, make.foot(made)))
    return found


def _profile(make: Cards, photo: Thing | None) -> tuple[str, str]:
    person, words = make.person, make.profile
    account = person.accounts["instagram"]
    values = {
        "email": "someone@example.org", "phone_confirmed": "False", "username": account.username, "name": person.name,
        "bio": person.bio("instagram"), "gender": "female" if person.woman else "male",
        "birth": person.birthday.isoformat() if person.birthday else "",
        "private": "" if account.private is None else str(account.private), "pong": "3",
    }  # fmt: skip
    rows = ""
    if photo:
        rows = make.dress.row(words["photo"], picture_html(uri(photo.media[0], photo), ""), wide=True)
    rows += "".join(make.dress.row(words[key], esc(value), wide=True) for key, value in values.items() if value)
    return TITLES[person.language]["profile"], make.record(rows)


def threads_profile(make: Cards) -> tuple[str, str]:
    """The profile on Threads, with its own privacy."""
    person, words = make.person, make.profile
    account = person.accounts["threads"]
    values = {
        "username": account.username, "name": person.name, "bio": person.bio("threads"),
        "birthday": person.birthday.isoformat() if person.birthday else "", "private": str(account.private),
        "onboarding": make.clock.show(account.registered), "eligible": "False", "shows": "False",
    }  # fmt: skip
    rows = "".join(make.dress.row(words[key], esc(value), wide=True) for key, value in values.items() if value)
    return TITLES[person.language]["profile"], make.record(rows)


def noise_pages(make: Cards) -> Pages:
    """Messages, likes, followers, ads seen."""
    layout, row = make.layout, make.dress.row
    shown = esc(make.clock.show(1_600_000_000))
    friend = f'<a target="_blank" href="https://www.instagram.com/sam.roe">sam.roe</a><div>{shown}</div>'
    liked = make.dress.wrap("sam.roe", f"<div>{friend}</div>")
    if layout.activity:  # someone else's words
        rows = row(make.labels["caption"], "Words of somebody else", wide=True)
        rows += make.dress.nested(make.labels["owner"], row(make.labels["username"], "sam.roe"))
        liked = make.record(rows, make.foot(1_600_000_000))
    chat = make.said(make.person.name, "Bis später 👋", 1_610_000_000)
    ads = "ads_information/ads_and_topics/" if layout.activity else "ads_and_content/"
    seen = row("Author", "shoes.for.everyone", wide=True) + row("Time", shown, wide=True)
    connections = "connections/" if layout.activity else ""
    followers = make.dress.wrap("", f"<div>{friend}</div>{table('')}")
    titles = TITLES[make.person.language]
    return {
        f"{layout.activity}messages/inbox/samroe_17840000000000002/message_1.html": (make.person.friend, chat),
        f"{layout.activity}likes/liked_posts.html": (titles["likes"], liked),
        f"{connections}followers_and_following/followers_1.html": (make.words["friends"], followers),
        f"{ads}ads_viewed.html": ("Ads viewed", make.record(seen)),
    }
