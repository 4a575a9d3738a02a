"""Fit the weights that rank candidates (wirecopy.passes.typos.features._ERRORS and _FACTORS); prints them.

    python tools/rank_typos.py             # needs scipy; articles as for tools/train_typos.py

A conditional logit: among the candidates of one injected typo, the probability of the right one is made as large as can be.
"""

from __future__ import annotations

import argparse

import numpy as np
from scipy.optimize import minimize
from slips import Injected, Injector
from train_typos import articles_of

from wirecopy.passes.typos import features
from wirecopy.passes.typos.article import Article
from wirecopy.words.lexicon import Lexicon, load

SPELT = {"common", "ear", "keys", "multi", "once", "keys and ear", "kb_common", "kb_name_multi", "kb_name_once"}
Choice = tuple[str, str, np.ndarray, int | None, list[str]]


def terms(article: Article, index: int) -> list[tuple[str, np.ndarray]]:
    """Each candidate of a suspect with its terms, in the order of `_ERRORS` and `_FACTORS`."""
    folded = article.words[index].text.lower()
    capital = article.words[index].text != folded
    left, right = (word.lower() for word in features._neighbours(article, index))
    found = []
    lexicon = article.lexicon
    for c in features._rank(article, folded, left, right, capital=capital):
        row = np.zeros(8 + len(features._FACTORS))
        row[c.error] = 1
        row[8:] = (
            c.entry.news / 50, (c.entry.upper if capital else c.entry.lower) / 50, min(c.seen, 3), c.seen > 0,
            lexicon.pair(left, c.word) / 5, lexicon.pair(c.word, right) / 5, c.edits > 1, c.channel,
            c.entry.level > 60 and not capital, c.entry.level > 80 and not capital, len(c.word) - len(folded),
            lexicon.fits(lexicon.entry(left), c.entry), lexicon.fits(c.entry, lexicon.entry(right)),
        )  # fmt: skip
        found.append((c.word, row))
    return found


def choices(articles: list[tuple[str, list[Injected]]], lexicon: Lexicon) -> list[Choice]:
    made = []
    for text, typos in articles:
        article = Article(text, lexicon)
        for index in article.suspects:
            start, end, word = article.words[index]
            typo = next((t for t in typos if start < t.end and end > t.start and t.kind in SPELT), None)
            if typo is None:
                continue
            right = typo.right.lower().removesuffix("'s").removesuffix("’s")
            found = terms(article, index)
            words = [w for w, _ in found]
            made.append(
                (
                    word,
                    right,
                    np.array([row for _, row in found]),
                    words.index(right) if right in words else None,
                    words,
                )
            )
    return made


def accuracy(made: list[Choice], weights: np.ndarray) -> float:
    return sum(at is not None and int(np.argmax(rows @ weights)) == at for _, _, rows, at, _ in made) / len(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=1300)
    parser.add_argument("--show", action="store_true", help="print the labelled typos that are ranked wrong")
    args = parser.parse_args()
    lexicon = load("en")
    assert lexicon
    injector = Injector(lexicon, seed=5)
    train = choices([injector(a["text"]) for a in articles_of("background.jsonl.gz")[: args.limit]], lexicon)
    dev = choices(
        [
            (a["text"], [Injected(t["start"], t["end"], t["kind"], t["right"]) for t in a["typos"]])
            for a in articles_of("dev.jsonl.gz")
        ],
        lexicon,
    )
    fitted = [choice for choice in train if choice[3] is not None and len(choice[4]) > 1]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.0, np.zeros(len(weights))
        for _, _, rows, at, _ in fitted:
            z = rows @ weights
            p = np.exp(z - z.max())
            p /= p.sum()
            total -= np.log(p[at] + 1e-12)
            gradient += p @ rows - rows[at]
        return total / len(fitted) + 5e-4 * weights @ weights, gradient / len(fitted) + 1e-3 * weights

    start = np.array([*features._ERRORS, *features._FACTORS])
    print("before", round(accuracy(train, start), 4), round(accuracy(dev, start), 4))
    weights = minimize(loss, start, jac=True, method="L-BFGS-B").x
    print(
        "after",
        round(accuracy(train, weights), 4),
        round(accuracy(dev, weights), 4),
        "of at most",
        round(sum(c[3] is not None for c in dev) / len(dev), 4),
    )
    print("_ERRORS =", tuple(round(float(w), 2) for w in weights[:8]))
    print("_FACTORS =", tuple(round(float(w), 2) for w in weights[8:]))
    for word, right, rows, at, words in dev if args.show else ():
        best = int(np.argmax(rows @ weights)) if len(words) else None
        if best is None or best != at:
            print(
                f"  {word}: {words[best] if best is not None else None} for {right} ({'ranked lower' if at is not None else 'not found'})"
            )


if __name__ == "__main__":
    main()
