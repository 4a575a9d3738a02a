"""Word tables: what a line says by its words, and what a label says of the lines below and above it."""

from __future__ import annotations

import collections

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from line_model import say
from wirecopy.linemodel.shape import size_of
from wirecopy.linemodel.wording import LABEL, Words, keys


def _logistic(examples, min_sites, strength, floor):
    """Fit weights of keys; examples: (keys, share positive, weight, site). Words that few sites use are left out."""
    sites = collections.defaultdict(set)
    for found, _, _, site in examples:
        for key in found:
            sites[key].add(site)
    vocabulary = {key: i for i, key in enumerate(sorted(key for key, s in sites.items() if len(s) >= min_sites))}
    indices, starts, values, targets, weights = [], [0], [], [], []
    for found, share, weight, _ in examples:
        ids = [vocabulary[key] for key in found if key in vocabulary]
        for target, amount in ((1, share), (0, 1 - share)):
            if ids and amount > 0:
                indices += ids
                values += [1 / len(found) ** 0.5] * len(ids)
                starts.append(len(indices))
                targets.append(target)
                weights.append(weight * amount)
    matrix = csr_matrix((values, indices, starts), shape=(len(targets), len(vocabulary)))
    fitted = LogisticRegression(C=strength, max_iter=100).fit(
        matrix, targets, sample_weight=np.array(weights) / np.mean(weights)
    )
    return {
        key: round(float(fitted.coef_[0][i]), 2) for key, i in vocabulary.items() if abs(fitted.coef_[0][i]) >= floor
    }


def wording_examples(docs):
    seen = {}
    for doc in docs:
        for text, words, mark, label in zip(doc.texts, doc.words, doc.marks, doc.labels, strict=True):
            if label >= 0 and words:
                found = set(keys(words, mark.rule))
                weight = min(len(words), 30) ** 0.5 * (1 if doc.news else 0.6)
                seen[doc.domain, text, label] = (found, label, weight, doc.domain, doc.fold)
    return [*seen.values()]


def zone_examples(docs, side, reach=15):
    """Labels with the share of the article's in the prose within `reach` lines below (side 0) or above (side 1)."""
    found = collections.defaultdict(lambda: [0, 0])
    for doc in docs:
        sizes = [size_of(text) for text in doc.texts]
        prose = [size if size >= 15 and label >= 0 else 0 for size, label in zip(sizes, doc.labels, strict=True)]
        total = np.cumsum([0, *prose])
        good = np.cumsum([0, *[size * (label == 1) for size, label in zip(prose, doc.labels, strict=False)]])
        n = len(sizes)
        for i, w in enumerate(doc.words):
            low, high = (i + 1, min(n, i + 1 + reach)) if side == 0 else (max(0, i - reach), i)
            if 0 < len(w) <= LABEL and low < high and total[high] - total[low] >= 15:
                entry = found[doc.domain, tuple(w), doc.marks[i].rule, doc.fold, doc.news]
                entry[0] += good[high] - good[low]
                entry[1] += total[high] - total[low]
    return [
        (set(keys(w, rule)), hit / all_, 1 if news else 0.6, domain, fold)
        for (domain, w, rule, fold, news), (hit, all_) in found.items()
    ]


def tables(docs, folds) -> list[Words]:
    """Return the word tables fitted without each fold, and last those fitted on everything."""
    prose, below, above = wording_examples(docs), zone_examples(docs, 0), zone_examples(docs, 1)
    result = []
    for left_out in folds:

        def rest(examples, left_out=left_out):
            return [example[:4] for example in examples if example[4] != left_out]

        down, up = _logistic(rest(below), 5, 0.1, 0.1), _logistic(rest(above), 5, 0.1, 0.1)
        lines = _logistic(rest(prose), 6, 0.08, 0.15)
        result.append(
            {
                key: tuple(round(100 * table.get(key, 0)) for table in (lines, down, up))
                for key in sorted({*lines, *down, *up})
            }
        )
        say("tables without fold", left_out, len(lines), len(down), len(up))
    return result
