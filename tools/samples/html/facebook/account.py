"""What a Facebook copy in HTML tells about the account, and all that is in it which is nobody's post."""

from __future__ import annotations

from tools.samples.html.dates import long_day
from tools.samples.html.facebook.cards import Cards
from tools.samples.html.markup import block, esc
from tools.samples.html.words import TITLES
from tools.samples.model import utc
from tools.samples.person.phrases import NO_DATA, sentence

Pages = dict[str, tuple[str, str]]


def account_pages(make: Cards) -> Pages:
    """Profile, time zone, privacy of future posts, logins."""
    copy, layout, labels, row = make.setting, make.setting.layout, make.labels, make.dress.row
    before = utc(f"{copy.made} 00:00:00")
    titles = TITLES[make.person.language]
    security = f"security_and_login_information/{'logins_and_logouts' if layout.v2 else 'where_you_logged_in'}.html"
    logins = "".join(
        make.dress.wrap("", block("192.0.2.1"), make.dress.date(copy.clock.show(when)))
        for when in make.person.accounts["facebook"].accesses
        if when < before
    )
    empty = f'<div class="_3-95">{esc(NO_DATA[make.person.language])}</div>'
    profile = f"{layout.facts}profile_information/profile_information.html"
    found: Pages = {
        profile: (titles["profile"], make.record(_profile(make, before))),
        security: (titles["logins"], logins or empty),
    }
    if layout.era not in ("E", "F"):
        return found
    location = "logged_information/location/"
    if copy.timezone_page:
        zone = row(labels["timezone"], esc(make.person.zone), wide=layout.era == "E")
        found[f"{location}timezone.html"] = (labels["timezone"], make.record(zone))
    if layout.era == "F":
        law = make.record(row(labels["jurisdiction"], "EU"))
        future = make.dress.nested(labels["privacy"], row(labels["future"], esc(labels["friends"])))
        period = {"start": make.person.accounts["facebook"].registered, "end": before - 3600}
        dates = "".join(row(labels[key], esc(copy.clock.show(when))) for key, when in period.items())
        asked = make.record(dates + row(labels["format"], "HTML"), make.dress.date(copy.clock.show(before - 3600)))
        found |= {
            f"{location}your_privacy_jurisdiction.html": (labels["jurisdiction"], law),
            "preferences/preferences/privacy_settings.html": (titles["privacy"], make.record(future)),
            "your_facebook_activity/other_activity/your_information_download_requests.html": (titles["start"], asked),
        }
    return found


def _profile(make: Cards, before: int) -> str:
    person, words = make.person, make.words
    account = person.accounts["facebook"]
    wide = make.setting.era != "F"
    facts = {words["full_name"]: person.name, "Email": "someone@example.org"}
    if person.birthday:
        facts[words["birthday"]] = long_day(person.birthday, person.language)
    facts[words["gender"]] = "Female" if person.woman else "Male"
    if person.previous_name:
        facts[words["previous"]] = person.previous_name
    facts |= {words["home"]: person.city, words["registered"]: make.setting.clock.show(account.registered)}
    facts[words["profile"]] = f"https://www.facebook.com/{account.username}"
    for bio in person.of("facebook", frozenset({"bio"}), before):
        facts["Bio"] = bio.written
    return "".join(make.dress.row(label, esc(value), wide=wide) for label, value in facts.items())


def _card(make: Cards, title: str, said: str, when: int) -> str:
    """A card that is not the person's."""
    return make.dress.wrap(esc(title), block(esc(said)) if said else "", make.dress.date(make.setting.clock.show(when)))


def others_in_groups(make: Cards) -> str:
    """Cards on the page of the person's group posts that are not theirs."""
    group = make.person.groups[0]
    return _card(make, sentence(make.person, "added", make.person.friend, group=group), "", utc("2016-02-02 10:00:00"))


def noise_pages(make: Cards) -> Pages:
    """Messages, likes, searches: what a real copy is full of and no verdict is about."""
    person, layout, titles = make.person, make.setting.layout, TITLES[make.person.language]
    friend, turns = person.friend, (("See you at nine", 1_550_000_000), ("Bring the clock 🕰️", 1_549_999_940))
    names = (person.name, friend)
    chat = "".join(
        make.dress.wrap(
            esc(names[n % 2]),
            f'<div><div></div><div>{esc(said)}</div><div><ul class="_a6-q"><li><span>👍{esc(friend)}</span></li></ul>'
            "</div></div>",
            make.dress.date(make.setting.clock.show(when)),
        )
        for n, (said, when) in enumerate(turns)
    )
    head = f'<div class="_3-95 _a70a">{esc(make.words["participants"].format(", ".join(names)))}</div>'
    like = _card(make, sentence(person, "like", friend), "👍", utc("2015-02-02 12:00:00"))
    likes = f"{layout.root}{layout.paths['likes'].removesuffix('.json')}.html"
    found: Pages = {
        f"{layout.root}messages/inbox/friend_1000000000000001/message_1.html": (friend, head + chat),
        likes: (titles["likes"], like),
    }
    if layout.era in ("C", "D"):
        theirs = sentence(person, "timeline", person.name).replace(person.name, friend, 1)
        card = _card(make, theirs, "Words of somebody else", utc("2018-03-03 09:00:00"))
        found["posts/other_people's_posts_to_your_timeline.html"] = (titles["posts"], card)
        return found
    found["logged_information/search/your_search_history.html"] = (
        titles["search"],
        make.dress.wrap("", block("&quot;tide table&quot;"), make.dress.date(make.setting.clock.show(1_610_000_000))),
    )
    if layout.era == "F":
        when = make.dress.date(make.setting.clock.show(1_401_000_000))
        edit = make.record(make.dress.row(make.labels["message"], "An earlier wording"), when)
        found[f"{layout.root}posts/edits_you_made_to_posts.html"] = (titles["posts"], edit)
    return found
