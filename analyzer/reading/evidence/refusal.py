"""A file of evidence that is refused, with the reason as a word for the program and a sentence for the person."""

from __future__ import annotations

from typing import Literal

from analyzer.errors import UsageError

Why = Literal[
    "not_a_file",  # a folder, a pipe, a device
    "unreadable",
    "empty",
    "too_large",
    "wrong_kind",  # a PDF, a web archive of Safari, a zip, a picture
    "page_for_log",  # a saved page where a log is meant
    "log_for_page",
    "not_json",
    "no_entries",  # a log without a single request
    "other_site",  # a log without an answer of Facebook's or Instagram's
    "no_bodies",  # all answers without text: copied instead of exported
    "no_stories",  # answers of Facebook's, and none of them a list of posts
    "graph_error",
    "graph_shape",
    "graph_no_audience",
    "another_person",
    "namesakes",
    "owners_view",  # a page as its owner sees it
    "another_page",  # a page of somebody else
    "no_text",  # a page without visible text
]


class EvidenceRefused(UsageError):
    """`str()` is one sentence for a person: the path, what is wrong, what to do. Nothing of the file's content."""

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why
