"""`python -m sample_exports.generator`: write the samples of the repository anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from sample_exports.generator.samples import write_samples


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(prog="python -m sample_exports.generator", description=__doc__)
    home = Path(__file__).resolve().parents[1]
    parser.add_argument("--out", type=Path, default=home, help="where the samples go (default: beside the generator)")
    for _ in write_samples(parser.parse_args().out, print):
        pass


main()
