"""Run one measurement: ``python3 run bench NAME [NUMBERS]``."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
)
KNOWN = [name for name in NAMES if name != "database"]


def main() -> int:
    """Run the module named first with the numbers after it; its ``main`` gives the exit code."""
    words = sys.argv[1:]
    if not words or words[0] not in KNOWN or not all(word.isdigit() for word in words[1:]):
        print(f"usage: python3 run bench NAME [NUMBERS]; names: {', '.join(KNOWN)}")
        return 2
    return int(import_module(f"bench.{words[0]}").main(*map(int, words[1:])))


sys.exit(main())
