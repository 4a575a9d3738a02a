"""Build the table of known misspellings, src/wirecopy/data/typos/misspellings.en.bin, from tools/words/misspellings.txt.

python tools/build_misspellings.py

The list is ours: a misspelling and what is meant, one pair a line. None of them may be a word that some list has.
"""

from __future__ import annotations

import sys
from pathlib import Path

from wirecopy.words.lexicon import load, pack

LIST = Path(__file__).parent / "words/misspellings.txt"
OUT = Path(__file__).parent.parent / "src/wirecopy/data/typos/misspellings.en.bin"


def main() -> int:
    lexicon = load("en")
    assert lexicon
    pairs = dict(line.split(" ", 1) for line in LIST.read_text("utf-8").splitlines())
    words = [wrong for wrong in pairs if wrong.islower() and lexicon.entry(wrong).level <= 50]
    OUT.write_bytes(pack({wrong: right.encode() for wrong, right in pairs.items()}))
    print(f"{len(pairs)} pairs, {OUT.stat().st_size:,} bytes; words that a list has: {', '.join(words) or 'none'}")
    return int(bool(words))


if __name__ == "__main__":
    sys.exit(main())
