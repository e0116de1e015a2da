"""Synthetic archives of Facebook, Instagram and Threads, written from one model of an invented person.

`person(language)` and `page(language)` give who it is about; `write_facebook` and `write_instagram` turn them into
files, `facebook_truth` and `instagram_truth` say what an analyser must find in those; `containers` makes zips, parts
of one export or folders. Nothing depends on the clock, on chance or on the analyzer.
"""

from sample_exports.generator import containers
from sample_exports.generator.facebook_json import write as write_facebook
from sample_exports.generator.instagram_json import write as write_instagram
from sample_exports.generator.person import page, person, with_account
from sample_exports.generator.truth import facebook_truth, instagram_truth

__all__ = [
    "containers",
    "facebook_truth",
    "instagram_truth",
    "page",
    "person",
    "with_account",
    "write_facebook",
    "write_instagram",
]
