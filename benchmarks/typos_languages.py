"""The typo checks on texts in Spanish, German, French, Portuguese, Italian and Dutch: alarms on untouched text, recall, speed.

    python benchmarks/typos_languages.py [--treebanks DIR] [--show]     # texts: tools/language_texts.py; needs the extra `languages`

`--show` prints each alarm on untouched text, to be read: many are typos of the texts. The forest has seen these texts; what it
does on others is what `tools/train_languages.py` prints (five folds over articles).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from language_texts import inject, texts

from wirecopy.passes.typos.check import Spared, check
from wirecopy.rulebook import locate
from wirecopy.words import dictionary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    twice = next(rule for rule in locate.family("typos") if rule.id == "typos.doubled-word").phrases
    rng, words, alarms, hits, right, made = random.Random(12), *(Counter[str]() for _ in range(5))
    seconds = 0.0
    for text in texts(args.treebanks):
        known, spared = dictionary.load(text.lang), Spared(frozenset(twice.get(text.lang, ())))
        assert known, "pip install 'wirecopy[languages]'"
        where = f"{text.lang} {'bench' if text.id.startswith('bench') else 'treebank'}"
        started = time.process_time()
        clean = check(text.text, text.lang, spared)
        seconds += time.process_time() - started
        words[where] += len(text.text.split())
        alarms[where] += len(clean)
        for hit in clean if args.show else ():
            print(
                where,
                text.text[hit.start : hit.end],
                ">",
                hit.suggestions[0],
                repr(text.text[max(0, hit.start - 30) : hit.end + 20]),
            )
        written, typos = inject(text, known, rng)
        found = check(written, text.lang, spared)
        for typo in typos:
            made[where] += 1
            hit = next((hit for hit in found if hit.start < typo.end and hit.end > typo.start), None)
            hits[where] += hit is not None
            right[where] += hit is not None and hit.suggestions[0] == typo.right
    for where in sorted(words):
        told = (
            f"recall {hits[where] / made[where]:.3f} of {made[where]:>4}, right at 1 {right[where] / hits[where]:.3f}"
        )
        print(
            f"{where:12} {told}, alarms {1000 * alarms[where] / words[where]:.3f} in 1,000 of {words[where]:>6,} words"
        )
    print(f"{words.total() / seconds:,.0f} words/s (one core, CPU)")


if __name__ == "__main__":
    main()
