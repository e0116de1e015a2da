"""The salt of a study: what makes pseudonyms of participants and items, and is kept apart from the data."""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from analyzer.archive.plain_files import open_plain
from analyzer.errors import UsageError

DIGITS = 16  # hexadecimal digits of a pseudonym
_BYTES = 32
_LARGEST = 4096  # bytes of a salt file


@dataclass(frozen=True, slots=True)
class Salt:
    """A secret, out of which a key is made for each purpose, so that no two of them can be compared."""

    secret: bytes

    def key(self, purpose: str) -> bytes:
        """The key for one purpose. The secret itself never leaves this machine; keys go to the workers."""
        return hmac.digest(self.secret, f"analyze study, 1: {purpose}".encode(), "sha256")

    def participant(self, label: str) -> str:
        """The pseudonym of a participant."""
        return short(self.key("participant"), label)

    def dropped(self, pseudonym: str) -> str:
        """How a participant who was taken out is remembered: not by the pseudonym that older copies may hold."""
        return short(self.key("dropped"), pseudonym)

    @property
    def check(self) -> str:
        """What tells one salt from another and gives none of it away."""
        return short(self.key("check"), "salt")


def short(key: bytes, text: str) -> str:
    """The first `DIGITS` of the HMAC-SHA-256 of a text."""
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:DIGITS]


def default_place(out: Path) -> Path:
    """Where the salt of a study stands if the researcher names no place: in a folder of its own in their home."""
    whole = out.resolve()
    mark = hmac.digest(b"analyze study", os.fsencode(str(whole)), "sha256").hex()[:8]
    return Path.home() / "analyze-study-salts" / f"{whole.name}-{mark}.salt"


def check_apart(path: Path, out: Path, sources: list[str]) -> None:
    """Raise UsageError where a salt would lie with the data: in the study, beside it, or among the archives."""
    folder, study = path.resolve().parent, out.resolve()
    among = [Path(source).resolve() for source in sources if "://" not in source and Path(source).is_dir()]
    if folder == study.parent or any(folder.is_relative_to(each) for each in (study, *among)):
        raise UsageError(
            "The salt {path} would lie with the data: whoever has both can tell who the participants are."
            " With --salt, choose a file in another folder.",
            path=path,
        )


def read_salt(path: Path) -> Salt:
    """The salt in a file. Raises UsageError where there is none."""
    try:
        with open_plain(path) as file:
            secret = bytes.fromhex(file.read(_LARGEST).decode("ascii").strip())
    except OSError as error:
        raise UsageError("The salt {path} cannot be read: {why}.", path=path, why=error.strerror) from None
    except ValueError:
        secret = b""
    if len(secret) < _BYTES:
        raise UsageError("{path} is no salt of a study: it holds no {n} hexadecimal digits.", path=path, n=2 * _BYTES)
    return Salt(secret)


def make_salt(path: Path) -> Salt:
    """A new salt in a new file, for its owner alone. Raises UsageError where it cannot be written."""
    secret = secrets.token_bytes(_BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        raise UsageError("The salt {path} cannot be written: {why}.", path=path, why=error.strerror) from None
    return Salt(secret)
