"""The vocabulary: what readers find in an archive, before anything is decided about it.

Times are whole seconds since 1970-01-01 UTC (`int`), or None where the archive does not tell. Text is repaired
Unicode. Nothing here knows a policy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Platform = Literal["facebook", "instagram", "threads"]
PLATFORMS: tuple[Platform, ...] = ("facebook", "instagram", "threads")

Kind = Literal[
    "post", "photo", "video", "reel", "story", "live_video", "comment", "note", "event", "listing", "review",
    "profile_photo", "cover_photo", "bio", "channel_message", "ai_prompt",
]  # fmt: skip
Venue = Literal[
    "own_profile", "other_profile", "group", "page", "event", "marketplace", "channel", "ai_chat", "unknown"
]
State = Literal["published", "archived", "trashed", "draft", "pending"]
MediaType = Literal["photo", "video", "audio", "other"]
TimeBasis = Literal["second", "minute", "zone_assumed", "none"]

#: What an archive shows about one item beyond its kind, venue and state.
#: `current`: a profile or cover photo marked as the current one. `subscribers`: for paying subscribers only.
#: `may_be_draft`: from a file that mixes published reels with drafts. `own_post`: a comment on a post of the
#: same account, not told which. `others_post`: from a file of posts on other people's profiles and Pages.
#: `rating`: a rating or comment on Marketplace.
Mark = Literal["", "current", "subscribers", "may_be_draft", "own_post", "others_post", "rating"]


#: What a test can say. `not_needed` counts as yes.
Finding = Literal["yes", "no", "unknown", "not_needed"]
PublicBasis = Literal[
    "ai_interaction", "draft", "pending", "subscribers", "account_private", "archived", "always_public",
    "page_or_profile", "not_recorded", "may_be_draft", "channel_privacy_not_recorded", "account_private_now",
    "account_public", "account_public_then", "account_was_public", "was_public_while_live", "others_post",
    "group_privacy_not_recorded", "current_cover_photo", "facebook_page", "graph_api", "instagram_page", "public_view",
    "stated_by_you",
]  # fmt: skip
AdultBasis = Literal[
    "birthday_given", "birthday", "account_older_than_5_years", "age_limit_not_in_policy", "not_recorded",
    "ai_interaction",
]  # fmt: skip
Verdict = Literal["in_scope", "ongoing", "undetermined", "out_of_scope"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Suggestion = Literal["none", "object_only", "check_audience", "delete", "make_private"]
ObjectionState = Literal["unknown", "none", "covered", "disputed"]
#: What was seen of an item. `everyone_except`: everyone, but somebody is denied, so that nothing is sure.
#: `narrower`: friends, oneself, a list. `unclear`: an audience by a name that is not known here.
Seen = Literal["everyone", "everyone_except", "narrower", "unclear", "account_public", "account_private"]
Source = Literal["facebook_page", "graph_api", "instagram_page", "public_view"]  # the surest first
SEEN: tuple[Seen, ...] = get_args(Seen)
SOURCES: tuple[Source, ...] = get_args(Source)
#: What a person can say of an audience.
Said = Literal["public", "was_public", "not_public", "dont_know"]


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of one item on a day, and by which source."""

    seen: Seen
    day: date | None
    source: Source
    day_is_lower_bound: bool = False


#: What of a file of evidence was of no use.
Trouble = Literal[
    "file_cut",  # the file ends in the middle; what came before counts
    "file_damaged",  # it stops being JSON; what came before counts
    "body_cut",  # answers that end in the middle (Firefox cuts at 1 MiB); their whole lines count
    "bad_value",  # values that are not JSON, among others that are
    "too_deep",
    "too_large",  # answers, or values of them
    "too_many",  # stories or accounts beyond what one file may have
    "body_missing",  # answers of which the browser kept no text
    "no_audience",  # posts of the owner's that name no audience
    "clock",  # answers that are older, by the file, than a story in them; the file's day stands
    "day_in_future",  # answers of a day that has not come; they count as without a day
]
DAMAGES: frozenset[Trouble] = frozenset(
    ("file_cut", "file_damaged", "body_cut", "bad_value", "too_deep", "too_large", "too_many")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """How many of a file's answers (or stories, for `no_audience` and `too_many`) had a trouble, and of how many."""

    trouble: Trouble
    count: int = 1
    of: int = 0
    browser: str = ""  # `firefox`, `chrome`, `safari` or "": which hint helps

    @property
    def is_damage(self) -> bool:
        """Whether a part of the file is lost, so that the run ends with 5."""
        return self.trouble in DAMAGES


@dataclass(frozen=True, slots=True)
class FileCount:
    """How one file was matched. `matched` counts items, the rest what is in the file."""

    path: str
    kind: Source
    day: date | None
    matched: int = 0
    unmatched: int = 0  # stories (accounts) of no item
    ambiguous: int = 0  # stories that fit several items, or items that several stories fit that do not agree
    no_audience: int = 0  # stories whose audience is not told, or by a name that is not known
    elsewhere: int = 0  # stories in groups, in events, on other profiles: nothing follows from them
    years: Mapping[int, int] = field(default_factory=dict)  # items matched, by year of creation
    faults: tuple[Fault, ...] = ()
    confirmed: bool = True  # a page that shows, or of which the person says, that strangers saw it


@dataclass(frozen=True, slots=True)
class Matched:
    """What all files say of the items, by id of item, in order of day; and how each file was matched."""

    observations: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    on_own_profile: frozenset[str] = frozenset()  # items whose place was unknown, and which a story shows at home
    permalinks: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FileCount, ...] = ()


@dataclass(slots=True)
class Media:
    """One file that belongs to an item."""

    path: str  # as the record names it; may be missing from the archive, or a remote URL
    type: MediaType = "other"
    taken_at: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    device: str = ""
    caption: str = ""
    created: int | None = None  # on the platform
    key: str = ""  # what makes two media the same: see `analyzer.items.merged_item`; empty where it never joins records
    in_export: bool = False
    bytes: int | None = None


@dataclass(slots=True)
class Item:
    """A thing that its author can delete, or change the audience of, on its own."""

    platform: Platform
    kind: Kind
    created: int | None = None
    created_basis: TimeBasis = "none"
    text: str = ""
    state: State = "published"
    venue: Venue = "own_profile"
    venue_name: str = ""
    media: Sequence[Media] = ()  # nothing is one and the same for all items: 13 MiB less for 100,000, as with `people`
    url: str = ""
    permalink: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    people: Sequence[str] = ()
    mark: Mark = ""
    title: str = ""  # the sentence that the platform generated for it; never shown as text
    sentence: str = (
        ""  # of the own timeline, where it tells no place: its form with `{name}`, by which it is asked about
    )
    bare_media: bool = False  # a photo or video of an album or list, which may also stand in a post
    check_in: bool = False
    said: Sequence[tuple[str, str]] | None = (
        None  # what its words give away, once `analyzer.advice.revealing` has looked
    )
    # where it stands; the engine fills these in
    export: int = 0  # index into Collection.exports
    file: int = 0  # index into Collection.files
    record: str = ""  # JSON pointer
    account: int = -1  # index into Collection.accounts
    in_newest: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is read and is no item of the person's. `reason` is a short machine-readable word."""

    reason: str


@dataclass(frozen=True, slots=True)
class Switch:
    """One dated entry of Instagram's log of privacy switches. `title` is in the archive's language."""

    at: int
    title: str = ""


@dataclass(slots=True)
class AccountFacts:
    """What one export tells about one account: filled by the fact readers, before any item is read."""

    platform: Platform
    username: str = ""
    full_name: str = ""
    names: set[str] = field(default_factory=set)  # names under which the person wrote: current, previous
    renamed: list[tuple[str, str]] = field(default_factory=list)  # (before, after) of what may be user names
    birthday: date | None = None
    registered: int | None = None
    private: bool | None = None  # when the export was made; None where it is not recorded
    switches: list[Switch] = field(default_factory=list)
    history_unreadable: bool = False
    professional: bool = False
    accesses: list[int] = field(default_factory=list)  # logins, logouts, password changes
    is_page: bool = False  # a Page's or additional profile's own export
    profile_photo: str = ""  # path of the photo that the profile names as its current one
    seen: bool = False  # something of this account stands in the archive

    def former(self) -> set[str]:
        """Earlier user names, in small letters: those whose changes lead to the one of today."""
        found = {self.username.casefold()} - {""}
        for _ in self.renamed:
            found |= {before for before, after in self.renamed if after in found}
        return found - {self.username.casefold()}


@dataclass(slots=True)
class DownloadRequest:
    """One recorded request for a copy: when it was made and which time it asked for."""

    made: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class ExportFacts:
    """What one export tells about itself and the accounts in it."""

    accounts: dict[Platform, AccountFacts] = field(default_factory=dict)
    requests: list[DownloadRequest] = field(default_factory=list)
    places: list[tuple[Platform, str]] = field(default_factory=list)  # recorded countries and jurisdictions, in order
    time_zone: str = ""  # IANA name
    future_audience: str = ""  # "who can see your future posts", as printed: a hint, never a verdict
    albums: set[str] = field(default_factory=set)  # names that the person gave to albums
    labels: set[str] = field(default_factory=set)  # labels that are known: they tell the language
    unknown_labels: set[str] = field(default_factory=set)  # labels (never values) that no language file knows

    def account(self, platform: Platform) -> AccountFacts:
        """The facts of the account on `platform`, made empty at the first call."""
        return self.accounts.setdefault(platform, AccountFacts(platform))


@dataclass(slots=True)
class FileRow:
    """One member of an archive (or one folder of media) and what became of it."""

    archive: str
    path: str
    bytes: int
    status: Literal["read", "not_needed", "not_understood", "damaged", "empty", "media"]
    category: str = ""
    records: int = 0
    items: int = 0
    merged: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or was left out. No content of the archive but its paths."""

    archive: str
    path: str
    record: str
    problem: str
    done: str
