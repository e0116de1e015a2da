"""Makes, when the package is built or installed, what a run would else work out each time from the tables.

Each of these files is only for speed: without it, or where it does not fit its sources, the sources are read.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface):  # type: ignore[misc]
    """Runs the tool before the files of the package are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the made files beside their sources."""
        sys.path.insert(0, self.root)
        try:
            import_module("tools.data.made_files").main()
        finally:
            sys.path.remove(self.root)
