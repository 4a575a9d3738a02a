"""Labels: which blocks of a page its gold text has."""

from __future__ import annotations

import collections
import itertools


def block_labels(blocks: list[list[str]], gold: list[str], lines: set[tuple[str, ...]]) -> list[float]:
    """Return the share of each block's 4-grams that the gold text has; short blocks by their neighbours or as a line.

    Rows of short blocks, as in tables and lists, count where the 4-grams that run across them are in the gold text.
    """
    grams = collections.Counter(tuple(gold[k : k + 4]) for k in range(max(1, len(gold) - 3)))

    def share(tokens: list[str]) -> float:
        own = [tuple(tokens[k : k + 4]) for k in range(len(tokens) - 3)]
        return sum(gram in grams for gram in own) / len(own) if own else 0.0

    labels = [share(tokens) if len(tokens) >= 8 else 0.0 for tokens in blocks]
    _drop_copies(blocks, labels, grams)
    kept = [number for number, label in enumerate(labels) if label >= 0.5]
    low, high = (kept[0], kept[-1]) if kept else (0, len(blocks))
    long_labels = list(labels)
    covered = _covered(blocks, grams)
    for number, tokens in enumerate(blocks):
        if 1 <= len(tokens) < 8 and covered[number] == len(tokens):
            labels[number] = 1.0
            continue
        if not 1 <= len(tokens) < 8 or not low - 10 <= number <= high + 10:
            continue
        if not low - 3 <= number <= high + 3:
            labels[number] = float(len(tokens) >= 5 and share(tokens) == 1)
            continue
        before = [t for k in range(max(0, number - 12), number) if long_labels[k] >= 0.5 for t in blocks[k]][-3:]
        after = [
            t for k in range(number + 1, number + 13) if k < len(blocks) and long_labels[k] >= 0.5 for t in blocks[k]
        ][:3]
        near = max(share(before + tokens), share(tokens + after))
        if near >= 0.99 or tuple(tokens) in lines:
            labels[number] = 1.0
        elif near >= 0.5 and len(tokens) >= 4:
            labels[number] = near
    return labels


def _covered(blocks: list[list[str]], grams: collections.Counter[tuple[str, ...]]) -> list[int]:
    """Return how many tokens of each block stand in 4-grams of the page, across blocks too, that the gold text has."""
    stream = [token for tokens in blocks for token in tokens]
    marked = [False] * len(stream)
    for at in range(len(stream) - 3):
        if tuple(stream[at : at + 4]) in grams:
            marked[at : at + 4] = [True] * 4
    ends = list(itertools.accumulate(map(len, blocks), initial=0))
    return [sum(marked[start:end]) for start, end in itertools.pairwise(ends)]


def _drop_copies(blocks: list[list[str]], labels: list[float], grams: collections.Counter[tuple[str, ...]]) -> None:
    """Of blocks with the same text keep as many as the gold text has: those with the most article around them."""
    same: dict[tuple[str, ...], list[int]] = collections.defaultdict(list)
    for number, tokens in enumerate(blocks):
        if labels[number] >= 0.5:
            same[tuple(tokens)].append(number)
    for tokens, numbers in same.items():
        wanted = max(1, grams[tokens[:4]])
        if len(numbers) > wanted:
            around = {
                n: sum(len(blocks[k]) for k in range(max(0, n - 6), min(len(blocks), n + 7)) if labels[k] >= 0.5)
                for n in numbers
            }
            for number in sorted(numbers, key=around.__getitem__, reverse=True)[wanted:]:
                labels[number] = 0.0
