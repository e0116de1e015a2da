"""What Python does first in the worker of the page: bound the depth of JSON, then open the program's door.

The stack of a browser ends at some 5,000 levels of JSON, before any RecursionError, and its end ends Python. So before
a decoder goes down, brackets are counted; where there are too many levels it is the error that every reader expects.
"""

import json
import json.scanner
import os
import re
import sys

_LEVELS = 1_000
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_make_scanner = json.scanner.make_scanner


def _is_deep(text: str, at: int) -> bool:
    depth = 0
    for token in _TOKEN.finditer(text, at):
        if token[0] in "[{":
            depth += 1
            if depth > _LEVELS:
                return True
        elif token[0] in "]}":
            depth -= 1
            if depth <= 0:
                return False
    return False


def _guarded(context):
    scan = _make_scanner(context)
    last, dense = "", False

    def scan_once(text, at):
        nonlocal last, dense
        if text is not last:  # one count for each piece of text, however many values are read from it
            last, dense = text, text.count("[") + text.count("{") > _LEVELS
        if dense and _is_deep(text, at):
            raise RecursionError("values nested too deep")
        return scan(text, at)

    return scan_once


json.scanner.make_scanner = _guarded
json._default_decoder = json.JSONDecoder()  # that of json.loads
os.geteuid = getattr(os, "geteuid", os.getuid)  # there is one user here
sys.path.insert(0, "/site")

from analyzer.command.browser import Door  # noqa: E402

door = Door("/work")
