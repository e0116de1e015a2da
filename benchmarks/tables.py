"""`python -m benchmarks.tables EXPORT`: analyse an archive and ask for the table of items, as a notebook does."""

from __future__ import annotations

import sys

import analyzer

if __name__ == "__main__":
    print(len(analyzer.analyze(sys.argv[1]).items))
