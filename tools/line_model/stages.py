"""The looks of the line model, each fitted on what the one before it gives out of fold; and the gate, fitted on all of them."""

from __future__ import annotations

import lightgbm as lgb
import numpy as np

from line_model import say
from line_model.forests import PARAMS, export, folded, loss
from wirecopy.linemodel import ENOUGH
from wirecopy.linemodel.limit import worth
from wirecopy.linemodel.model import TIERS, LineModel, build, columns
from wirecopy.linemodel.remote import REMOTE
from wirecopy.linemodel.shape import size_of
from wirecopy.linemodel.standing import standing

FIRST = {"rounds": 100, "num_leaves": 8}
SECOND = {"rounds": 160, "num_leaves": 8}
CONSTANT = {"trees": [0], "scale": 1.0, "bias": 0.0}


def stub(words) -> LineModel:
    """Return a model that knows words and nothing else."""
    blank = CONSTANT | {"reasons": {}}
    return build(
        {
            "columns": columns(),
            "words": words,
            "first": blank,
            "second": blank,
            "gate": CONSTANT,
            "precision": [0.0],
            "remote": 0.0,
        }
    )


def fill(docs, stubs):
    """Let every document be read with the word table that was fitted without its site."""
    for doc in docs:
        doc.reading = doc.read_with(stubs[doc.fold])
        doc.looks = doc.reading.looks(doc.numbers, doc.certain)


def first_matrix(docs):
    """Return the rows of the first forest, which entries they are of, and the scores of the others."""
    rows, where, scores = [], [], []
    for doc in docs:
        looks = doc.looks
        for item, fixed, row in zip(looks.outlines, looks.fixed, looks.rows, strict=True):
            if fixed is None:
                rows.append(item.form + row)
                where.append(len(scores))
            scores.append(fixed or 0.0)
    return np.array(rows, dtype=np.uint8), np.array(where), np.array(scores)


def by_doc(docs, scores):
    """Yield each document with the scores of its entries."""
    at = 0
    for doc in docs:
        yield doc, scores[at : at + len(doc.looks.numbers)].tolist()
        at += len(doc.looks.numbers)


def by_line(doc, scores):
    """Return the scores of a document's lines, from those of its entries."""
    found = dict(zip(doc.looks.numbers, scores, strict=True))
    return [found.get(i, REMOTE) for i in doc.numbers]


def second_matrix(docs, scores):
    """Return the rows of the second forest and which entries they are of."""
    rows, where = [], []
    at = 0
    for doc, p in by_doc(docs, scores):
        looks = doc.looks
        wanted = worth(p, looks.fixed)
        lines = doc.reading.lines(looks.numbers, wanted)
        more = standing([item.size for item in looks.outlines], lines, p, wanted)
        for i, row in enumerate(more):
            if row:
                rows.append(looks.outlines[i].form + looks.rows[i] + lines[i].shape + row)
                where.append(at + i)
        at += len(p)
    return np.array(rows, dtype=np.uint8), np.array(where)


def targets(docs):
    """Return labels, weights and folds of the entries; a run of lines that are far from sentences weighs nothing."""
    y = np.array([d.labels[i] if i >= 0 else 0 for d in docs for i in d.looks.numbers])
    w = np.array([d.weights[i] if i >= 0 else 0.0 for d in docs for i in d.looks.numbers])
    f = np.array([d.fold for d in docs for _ in d.looks.numbers])
    return y, w, f


def stages(docs, folds, asked=None):
    """Fit both forests; return them by fold and the final scores. `asked`: the columns that the second may use."""
    y, w, f = targets(docs)
    x, where, scores = first_matrix(docs)
    firsts, scores[where] = folded(x, y[where], w[where], f[where], folds, **FIRST)
    say("first", x.shape, "log loss", loss(scores, y, w))
    x, where = second_matrix(docs, scores)
    if asked is not None:
        x[:, [c for c in range(x.shape[1]) if c not in asked]] = 0
    seconds, scores[where] = folded(x, y[where], w[where], f[where], folds, **SECOND)
    say("second", x.shape, "log loss", loss(scores, y, w))
    return firsts, seconds, scores


def record(words, first, second) -> dict:
    return {
        "columns": columns(),
        "words": words,
        "first": export(first[0]) | {"reasons": first[1]},
        "second": export(second[0]) | {"reasons": second[1]},
    }


def gates(dumps, clean, models, folds):
    """Fit what tells documents with boilerplate from those without, each judged by the model of its fold."""
    x, y, w, f = [], [], [], []
    for doc, dump in [*((d, True) for d in dumps), *((d, False) for d in clean)]:
        sizes = [size_of(text) for text in doc.texts]
        drop = sum(size for size, label in zip(sizes, doc.labels, strict=False) if label == 0) / (sum(sizes) or 1)
        if sum(sizes) < ENOUGH or (dump and drop < 0.01):
            continue
        reading = doc.read_with(models[doc.fold])
        looks = reading.looks(doc.numbers, doc.certain)
        x.append(reading.profile(looks, reading.scores(looks)[0]))
        y.append(dump)
        w.append((1.0 if doc.news else 0.4) * (min(drop, 0.3) * 4 if dump else 1.5))
        f.append(doc.fold)
    x, y, w, f = np.array(x, dtype=np.uint8), np.array(y), np.array(w), np.array(f)
    shape = PARAMS | {
        "num_leaves": 5,
        "min_child_samples": 25,
        "min_sum_hessian_in_leaf": 1e-3,
        "feature_fraction": 0.6,
        "bagging_fraction": 0.8,
        "lambda_l2": 5,
    }
    return [export(lgb.train(shape, lgb.Dataset(x[f != out], y[f != out], weight=w[f != out]), 80)) for out in folds]


def precisions(docs, scores) -> tuple[list[float], float]:
    """Return how often lines of news dumps with a score of at most 1.25%, 2.5%, … are rightly dropped, each fold unseen.

    And how often lines are that are far from any sentence. Lines that proven rules remove are not counted.
    """
    hits, counts, away = np.zeros(TIERS // 2), np.zeros(TIERS // 2), [0, 0]
    for doc, found in by_doc(docs, scores):
        if doc.news and doc.row is not None:
            near = set(doc.looks.numbers)
            for i, (score, label) in enumerate(zip(by_line(doc, found), doc.labels, strict=True)):
                if label >= 0 and i not in near:
                    away[label] += 1
                elif label >= 0 and i not in doc.certain and score < 0.5:
                    hits[int(score * TIERS)] += label == 0
                    counts[int(score * TIERS)] += 1
    return [round(float(share), 4) for share in hits / counts], round(away[0] / sum(away), 4)
