"""Files into zips, parts of one export, or folders. The same files give the same bytes everywhere."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]
_DATE = (2020, 1, 1, 0, 0, 0)


def member(path: str, *, deflate: bool = False) -> zipfile.ZipInfo:
    """The directory entry of one file: fixed date, fixed permissions, the same on every system."""
    info = zipfile.ZipInfo(path, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info


def write_zip(target: Path, files: Files, *, wrapper: str = "", deflate: bool = False) -> Path:
    """Write one zip; with `wrapper`, everything lies in a folder of that name. `deflate` gives up byte equality."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(files):
            archive.writestr(member(_inside(wrapper, path), deflate=deflate), files[path])
    return target


def write_folder(target: Path, files: Files, *, wrapper: str = "") -> Path:
    """Write the files into the folder `target`, as somebody who unpacked the zip has them."""
    for path, data in files.items():
        place = target / _inside(wrapper, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return target


def split_parts(files: Files, parts: int = 2) -> list[dict[str, bytes]]:
    """Deal the files out as Meta does: by file, in no order. The JSON goes to the first part with few exceptions
    (a thread's later files go elsewhere), most media to the other parts."""
    dealt: list[dict[str, bytes]] = [{} for _ in range(parts)]
    if parts == 1:
        return [dict(files)]
    for number, path in enumerate(sorted(files)):
        if path.endswith(".json") and not path.endswith(("message_2.json", "_2.json")):
            dealt[0][path] = files[path]
        elif path.endswith(".json"):
            dealt[1][path] = files[path]
        else:  # every seventh media file stays in the first part
            dealt[0 if number % 7 == 0 else 1 + number % (parts - 1)][path] = files[path]
    return dealt


def write_parts(
    folder: Path, files: Files, *, stem: str, endings: tuple[str, ...], wrapper: bool = False
) -> list[Path]:
    """Write one export as several zips `<stem>-<ending>.zip`, one for each of `endings`."""
    return [
        write_zip(folder / f"{stem}-{ending}.zip", part, wrapper=f"{stem}-{ending}" if wrapper else "")
        for ending, part in zip(endings, split_parts(files, len(endings)), strict=True)
    ]


def _inside(wrapper: str, path: str) -> str:
    return f"{wrapper}/{path}" if wrapper else path
