"""Fit the weights that rank candidates: src/wirecopy/data/typos/ranking.json (see wirecopy.passes.typos.features).

    python tools/rank_typos.py             # needs scipy; articles as for tools/train_typos.py, which is to be run after this

A conditional logit: among the candidates of one injected typo, the probability of the right one is made as large as can be. Every
other article stands beside counts over the others.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from slips import Injected, Injector
from train_typos import OUT, Others, articles_of, corpus_of

from wirecopy.passes.typos import features
from wirecopy.passes.typos.article import Article
from wirecopy.words.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterable

SPELT = {"common", "ear", "keys", "multi", "once", "keys and ear"}
ERRORS = 8  # kinds of error, see wirecopy.passes.typos.channel
Choice = tuple[np.ndarray, int]


def choices(articles: Iterable[tuple[Article, list[Injected]]]) -> tuple[list[Choice], int]:
    """The candidates of each injected typo, as rows of terms, and which is right; how many have the right one not at all."""
    made, missed = [], 0
    for article, typos in articles:
        for index in article.suspects:
            start, end, _ = article.words[index]
            typo = next((t for t in typos if start < t.end and end > t.start and t.kind in SPELT), None)
            if typo is None:
                continue
            right = typo.right.lower().removesuffix("'s").removesuffix("’s")
            found = features.candidates(article, index)
            at = next((i for i, (c, _) in enumerate(found) if c.word == right), None)
            if at is None:
                missed += 1
                continue
            rows = np.zeros((len(found), ERRORS + features.TERMS))
            for row, (candidate, terms) in zip(rows, found, strict=True):
                row[candidate.error] = 1
                row[ERRORS:] = terms
            made.append((rows, at))
    return made, missed


def accuracy(made: list[Choice], weights: np.ndarray) -> float:
    return sum(int(np.argmax(rows @ weights)) == at for rows, at in made) / len(made)


def fitted(made: list[Choice]) -> np.ndarray:
    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.0, np.zeros(len(weights))
        for rows, at in made:
            z = rows @ weights
            p = np.exp(z - z.max())
            p /= p.sum()
            total -= np.log(p[at] + 1e-12)
            gradient += p @ rows - rows[at]
        return total / len(made) + 5e-4 * weights @ weights, gradient / len(made) + 1e-3 * weights

    return minimize(loss, np.zeros(ERRORS + features.TERMS), jac=True, method="L-BFGS-B").x


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    lexicon = load("en")
    assert lexicon
    raw = articles_of("background.jsonl.gz")[: args.limit]
    corpus, own = corpus_of(raw, lexicon)
    injector = Injector(lexicon, seed=5)
    articles = []
    for number, a in enumerate(raw):
        text, typos = injector(a["text"])
        articles.append((Article(text, lexicon, Others(corpus, own[number]) if number % 2 else None), typos))
    made, missed = choices(articles)
    half = len(made) // 2
    held = (accuracy(made[half:], fitted(made[:half])) + accuracy(made[:half], fitted(made[half:]))) / 2
    weights = [round(float(weight), 2) for weight in fitted(made)]
    print(
        f"first is right: {held:.4f} on the other half; {missed} of {len(made) + missed} have the right one not at all"
    )
    data = {"errors": weights[:ERRORS], "factors": weights[ERRORS:]}
    OUT.with_name("ranking.json").write_text(json.dumps(data), "utf-8")
    print(data)


if __name__ == "__main__":
    main()
