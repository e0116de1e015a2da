"""What Python does first in the worker of the page: open the program's door."""

import os
import sys

os.geteuid = getattr(os, "geteuid", os.getuid)  # there is one user here
sys.path.insert(0, "/site")

from analyzer.command.browser import Door  # noqa: E402

door = Door("/work")
