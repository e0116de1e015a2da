"""Synthetic archives of Facebook, Instagram and Threads, written from one model of an invented person.

`person(language)` and `page(language)` give who it is about; `write_facebook` and `write_instagram` turn them into
files, `facebook_truth` and `instagram_truth` say what an analyser must find in those; `containers` makes zips, parts
of one export or folders. Nothing depends on the clock, on chance or on the analyzer.

`write_facebook_html` and `write_instagram_html` write the same person as HTML, with truths of their own; `awkward` adds
posts that are hard to read back, and `variants` goes through everything that can be written.
"""

from tools.samples import containers
from tools.samples.facebook.documents import write as write_facebook
from tools.samples.html.extras import awkward
from tools.samples.html.facebook.pages import write as write_facebook_html
from tools.samples.html.instagram.pages import write as write_instagram_html
from tools.samples.html.truth import facebook_html_truth, instagram_html_truth
from tools.samples.html.variants import Variant, variants
from tools.samples.instagram.documents import write as write_instagram
from tools.samples.person.person import page, person, with_account
from tools.samples.truth import facebook_truth, instagram_truth

__all__ = [
    "Variant",
    "awkward",
    "containers",
    "facebook_html_truth",
    "facebook_truth",
    "instagram_html_truth",
    "instagram_truth",
    "page",
    "person",
    "variants",
    "with_account",
    "write_facebook",
    "write_facebook_html",
    "write_instagram",
    "write_instagram_html",
]
