"""Broadcast channels and chats with Meta AI: only what the person wrote is theirs."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.model import ExportFacts, Item, Skipped
from analyzer.reading.reader import reader

TIME = 1700000000


def known() -> ExportFacts:
    facts = ExportFacts()
    facts.account("instagram").username = "ada.example"
    facts.account("instagram").full_name = "Ada Example"
    return facts


def read(name: str, document: Any, facts: ExportFacts | None = None) -> list[Any]:
    return [make() for _, make in reader(f"instagram.{name}").read(document, facts or known())]


def message(sender: str, content: str | None = "Hello", **more: Any) -> dict[str, Any]:
    return {"sender_name": sender, "timestamp_ms": TIME * 1000, "content": content, **more}


def thread(*messages: Any, **more: Any) -> dict[str, Any]:
    return {
        "participants": [{"name": "Ada Example"}, {"name": "Bo"}],
        "messages": list(messages),
        "title": "Knitters",
        **more,
    }


def test_messages_of_a_channel() -> None:
    """The person's own, with photos and links; others' are skipped."""
    photo = {"uri": "your_instagram_activity/messages/broadcast/x/photos/1.jpg", "creation_timestamp": TIME}
    shared = message("Ada Example", None, share={"link": "https://example.org", "share_text": "not mine"})
    mine, with_photo, link, other = read(
        "channels:messages",
        thread(message("Ada Example"), message("ada example", None, photos=[photo]), shared, message("Bo")),
    )
    assert (mine.kind, mine.venue, mine.venue_name, mine.text) == ("channel_message", "channel", "Knitters", "Hello")
    assert (mine.created, mine.created_basis) == (TIME, "second")
    assert [medium.path for medium in with_photo.media] == [photo["uri"]]
    assert (link.text, link.url) == ("", "https://example.org")
    assert other == Skipped("someone_else")


def test_messages_of_nobody_knows_whom() -> None:
    """Without the person's name nobody can tell which are theirs; an unsent message is empty."""
    assert read("channels:messages", thread(message("Bo")), ExportFacts()) == [Skipped("author_not_known")]
    assert read("channels:messages", thread(message("", "Hello"))) == [Skipped("author_not_known")]
    assert read("channels:messages", thread({}, message("Ada Example", None))) == [Skipped("empty")] * 2


def test_replies_in_a_channel() -> None:
    """Beside the messages or inside them, as text or as an object."""
    inner = message("Bo", replies=[{"sender_name": "Ada Example", "timestamp_ms": TIME * 1000, "reply_content": "Yes"}])
    beside = {"sender_name": "Ada Example", "reply_content": {"content": "No", "timestamp_ms": TIME * 1000}}
    first, second, third = read("channels:replies", thread(inner, message("Bo"), replies=[beside]))
    assert (first.text, first.created) == ("No", TIME)
    assert (second.text, second.venue_name) == ("Yes", "Knitters")
    assert third == Skipped("someone_else")


def turn(*values: str, labels: tuple[str, ...] = (), time: int = TIME, **more: Any) -> dict[str, Any]:
    """One turn: values under labels, `x` where none are given, and a time."""
    names = labels or ("x",) * len(values)
    entries: list[dict[str, Any]] = [
        {"label": label, "value": value} for label, value in zip(names, values, strict=True)
    ]
    return {"title": "", "dict": [*entries, {"label": "", "vec": []}, {"label": "", "timestamp_value": time}], **more}


def conversation(*turns: Any) -> dict[str, Any]:
    named = {"label": "Zn", "value": "Knitting"}
    return {"title": "t", "timestamp": TIME, "media": [], "label_values": [named, {"title": "Zm", "dict": list(turns)}]}


def turns(*given: Any, facts: ExportFacts | None = None) -> list[Any]:
    found = reader("instagram.ai:conversations").read(conversation(*given), facts or known())
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    "labels",
    [("Message", "Sender"), ("Message", "Expéditeur"), ("Nachricht", "Absender"), ("Testo", "Mittente"), ("Za", "Zb")],
)
def test_turns_of_a_conversation(labels: tuple[str, str]) -> None:
    """The person's are prompts; the AI's are not; of the rest nobody knows."""
    mine, also_mine, reply, neither = turns(
        turn("How do I knit?", "Ada Example", labels=labels),
        turn("And then?", "You", labels=labels),
        turn("Like so.", "Meta AI", labels=labels, time=TIME + 1),
        turn("How?", labels=labels[:1]),
    )
    assert (mine.kind, mine.venue, mine.text, mine.created) == ("ai_prompt", "ai_chat", "How do I knit?", TIME)
    assert also_mine.text == "And then?"
    assert (reply, neither) == (Skipped("written_by_ai"), Skipped("author_not_known"))


def test_the_text_among_unlabelled_values() -> None:
    """The longest that is no speaker, id, flag, time or address."""
    values = (
        "ada.example",
        "17841400000000000",
        "False",
        "https://example.org/a/very/long/address",
        "2024-01-01T00:00:00Z",
    )
    assert turns(turn(*values, "Knit?"))[0].text == "Knit?"
    assert turns(turn("ada.example", "12345678901234567")) == [Skipped("empty")]


def test_a_labelled_speaker_beside_the_person_is_the_ai() -> None:
    """AI characters have names of their own; without a label, a turn that names both is nobody's."""
    labels = ("Message", "Sender")
    assert turns(turn("Knit?", "Ada Example", labels=labels), turn("So.", "Luna", labels=labels))[1] == Skipped(
        "written_by_ai"
    )
    assert turns(turn("So.", "Luna", labels=labels)) == [Skipped("author_not_known")]
    assert turns(turn("So.", "Meta AI", "Ada Example")) == [Skipped("author_not_known")]
    assert turns(turn("Knit?", "Ada Example", "Meta AI", labels=("Message", "Sender", "Zq")))[0].text == "Knit?"


def test_conversations_of_other_shapes() -> None:
    """Nothing in it; the turn itself; a file with a prompt."""
    read_one = reader("instagram.ai:conversations").read
    assert read_one({}, known()) == [Skipped("empty")]
    assert read_one({"timestamp": TIME, "label_values": [{"label": "Zn", "vec": []}]}, known()) == [Skipped("empty")]
    flat = {"timestamp": TIME, "label_values": [{"label": "Message", "value": "Knit?"}, {"label": "x", "value": "You"}]}
    (prompt,) = read_one(flat, known())
    assert (prompt.text, prompt.created) == ("Knit?", TIME)
    counted = conversation({"label": "Zc", "value": "2"}, turn("Knit?", "You"), turn("So.", "Meta AI"))
    assert [type(each) for each in read_one(counted, known())] == [Item, Skipped]
    files = turn("Knit?", "You")
    files["dict"].append({"label": "Zp", "media": [{"uri": "media/ai/1.jpg"}]})
    assert [medium.path for medium in turns(files)[0].media] == ["media/ai/1.jpg"]


def test_a_thread_with_meta_ai() -> None:
    """Shaped like any thread of messages."""
    found = read(
        "ai:thread", thread(message("Ada Example", "Knit?"), message("Meta AI"), message("Luna"), title="Meta AI")
    )
    assert isinstance(found[0], Item)
    assert (found[0].kind, found[0].text, found[0].venue, found[0].venue_name) == (
        "ai_prompt",
        "Knit?",
        "ai_chat",
        "Meta AI",
    )
    assert found[1:] == [Skipped("written_by_ai")] * 2


def test_a_thread_under_a_former_name() -> None:
    """Of two participants one is Meta AI: the other is the person. Of three, nobody knows."""
    people = [{"name": "A. Former"}, {"name": "Meta AI"}]
    document = {"participants": people, "messages": [message("A. Former", "Knit?"), message("Meta AI")]}
    prompt, reply = read("ai:thread", document, ExportFacts())
    assert prompt.text == "Knit?" and reply == Skipped("written_by_ai")
    document["participants"] = [*people, {"name": "Bo"}]
    assert read("ai:thread", document)[0] == Skipped("author_not_known")
