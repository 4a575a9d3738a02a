"""Count which classes of words follow each other: src/wirecopy/data/typos/kinds.en.bin.

    python tools/train_kinds.py            # articles as for tools/train_typos.py

A class is the first eight forks of a Brown clustering (`Entry.kind`). The file holds, for each pair of classes, the pointwise
mutual information of standing side by side, one byte each: 128 is chance, thirty steps a natural logarithm.
"""

from __future__ import annotations

import math

import numpy as np
from train_typos import OUT, articles_of

from wirecopy.passes.typos.article import Article
from wirecopy.words.lexicon import load

PRIOR = 3.0  # occurrences that chance is worth


def main() -> None:
    lexicon = load("en")
    assert lexicon
    counts = np.zeros((256, 256))
    for a in articles_of("background.jsonl.gz"):
        article = Article(a["text"], lexicon)
        for left, right in zip(article.words, article.words[1:], strict=False):
            if article.text[left.end : right.start].strip():
                continue
            counts[lexicon.entry(left.text.lower()).kind, lexicon.entry(right.text.lower()).kind] += 1
    counts[0] = counts[:, 0] = 0
    expected = np.outer(counts.sum(1), counts.sum(0)) / counts.sum()
    information = np.log(
        (counts + PRIOR * np.minimum(1, expected)) / np.maximum(expected + PRIOR * np.minimum(1, expected), 1e-9) + 1e-9
    )
    information[expected < 0.5] = 0
    table = np.clip(np.round(128 + 30 * information), 0, 255).astype(np.uint8)
    OUT.with_name("kinds.en.bin").write_bytes(table.tobytes())
    print(
        int(counts.sum()),
        "pairs; between",
        round(math.exp(information.min()), 3),
        "and",
        round(math.exp(information.max()), 1),
        "times chance",
    )


if __name__ == "__main__":
    main()
