"""Tokens of elements and of short blocks: which ones count, and their weights by logistic regression."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from wirecopy.passes.markup.words import element_words, text_words

if TYPE_CHECKING:
    from html_model.pages import Data

LEAST_SITES = 8
"""A token counts if this many sites use it."""
SCALE, LEAST_WEIGHT = 100, 5
"""Weights are kept in hundredths, from so many on."""


class Fit:
    """The tokens of all pages, and what weighs them."""

    def __init__(self, data: Data) -> None:
        self._data = data
        elements = vocabulary(
            data, lambda sample: set(zip(sample.page.names, sample.page.attributes, strict=True)), element_words
        )
        texts = vocabulary(data, lambda sample: {(block.text,) for block in sample.page.blocks}, text_words)
        self._parts = {
            "element": (elements, path_matrix(data, elements)),
            "text": (texts, word_matrix(data, texts)),
        }

    def without(self, fold: int | None) -> dict[str, dict[str, int]]:
        """Return the weights of the tokens of elements and of texts, from all pages but those of one fold."""
        chosen = self._data.folds != (-1 if fold is None else fold)
        return {name: fit(known, matrix, self._data, chosen) for name, (known, matrix) in self._parts.items()}


def vocabulary(data: Data, items: Any, tokens: Any) -> dict[str, int]:
    """Number the tokens that enough sites use."""
    sites: dict[str, set[str]] = collections.defaultdict(set)
    for sample in data.samples:
        for item in items(sample):
            for token in tokens(*item):
                sites[token].add(sample.row["domain"])
    return {token: number for number, token in enumerate(sorted(t for t, s in sites.items() if len(s) >= LEAST_SITES))}


def path_matrix(data: Data, known: dict[str, int]) -> sparse.csr_matrix:
    """Return which tokens each block's element and ancestors have."""
    rows = []
    for sample in data.samples:
        page = sample.page
        paths = [frozenset[int]()]
        for name, attributes, parent in zip(page.names[1:], page.attributes[1:], page.parents[1:], strict=True):
            own = {known[token] for token in element_words(name, attributes) if token in known}
            paths.append(paths[parent] | own if own - paths[parent] else paths[parent])
        rows += [paths[block.element] for block in page.blocks]
    return _indicator(rows, len(known))


def word_matrix(data: Data, known: dict[str, int]) -> sparse.csr_matrix:
    """Return which tokens each block's text has."""
    blocks = (block for sample in data.samples for block in sample.page.blocks)
    return _indicator(
        [{known[token] for token in text_words(block.text) if token in known} for block in blocks], len(known)
    )


def _indicator(rows: list[Any], width: int) -> sparse.csr_matrix:
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), width))


def fit(known: dict[str, int], matrix: sparse.csr_matrix, data: Data, chosen: Any) -> dict[str, int]:
    """Return weights of the tokens (hundredths), by logistic regression; those near 0 left out."""
    model = LogisticRegression(C=0.03, max_iter=60, tol=1e-3)
    model.fit(matrix[chosen], data.target[chosen], sample_weight=data.weight[chosen] ** 0.7)
    weights = np.round(model.coef_[0] * SCALE).astype(int)
    return {token: int(weights[number]) for token, number in known.items() if abs(weights[number]) >= LEAST_WEIGHT}
