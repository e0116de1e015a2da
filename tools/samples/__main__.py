"""`python -m tools.samples`: write the samples of the repository anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.samples.samples import write_samples


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(prog="python -m tools.samples", description=__doc__)
    home = Path(__file__).resolve().parents[2] / "sample_exports"
    parser.add_argument("--out", type=Path, default=home, help="where the samples go (default: sample_exports)")
    for _ in write_samples(parser.parse_args().out, print):
        pass


main()
