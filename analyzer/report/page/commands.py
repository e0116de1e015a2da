"""The commands that the page shows, in one place: where the page is made without a command line, there are none."""

from __future__ import annotations

AGAIN = "analyze EXPORT"
#: For the script; `{name}` and `{id}` are filled in there.
IN_SCRIPT = {"answers": f"{AGAIN} --answers {{name}}", "explain": "analyze explain {id} EXPORT"}
LOOK_UP = {"public": f"{AGAIN} --seen-public profile.mhtml", "log": f"{AGAIN} --audiences 1.har --audiences 2.har"}
