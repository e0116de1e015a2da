"""What the three invented people wrote, from `texts.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from tools.samples.model import Language


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def text(slug: str, language: Language) -> str:
    """The text `slug` in `language`; empty where the thing has none."""
    return _texts().get(slug, {}).get(language, "")
