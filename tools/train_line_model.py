#!/usr/bin/env python3
"""Train the line model and write src/wirecopy/data/linemodel.json.

    python tools/train_line_model.py [--bench ../shared/bench] [--out FILE] [--folds-out FILE] [--check]

Reads boilerplate/text_dev.jsonl.gz: one JSON record a line with `lines`, `labels` (1 keep, 0 drop, -1 neutral), `domain`,
`style`, `source`; and boilerplate/label_suspects_dev.jsonl. Everything is fitted five-fold by site: word tables first,
then the first forest on features that hold out-of-fold weights, then the second on out-of-fold first scores, then both
once more with what the first attempt would have left of each document and with the bare articles as further documents,
so that the model recognises finished work. `--folds-out`
keeps the models of the folds for cross-validation. Needs numpy, scikit-learn and lightgbm.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlparse

import lightgbm as lgb
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from wirecopy.api import rules_of
from wirecopy.linemodel import ENOUGH, Reading
from wirecopy.linemodel.limit import worth
from wirecopy.linemodel.model import COLUMNS, TIERS, LineModel, build, columns
from wirecopy.linemodel.remote import REMOTE
from wirecopy.linemodel.shape import size_of
from wirecopy.linemodel.standing import standing
from wirecopy.linemodel.wording import LABEL, Words, keys
from wirecopy.passes.boilerplate.lines import read as read_lines
from wirecopy.passes.boilerplate.rules import LineRules
from wirecopy.passes.boilerplate.settle import is_certain, marks_of
from wirecopy.text import Span

FOLDS = 5
NEWS = {"scrapinghub", "fundus", "fundus_eval"}
FIRST = {"rounds": 100, "num_leaves": 8}
SECOND = {"rounds": 160, "num_leaves": 8}
KEEP_COLUMNS = 32
"""The second forest asks for so many columns, those that gained most at the first attempt."""
LEVELS = 63
"""Leaf values are told apart by so many steps: each bit of them is counted on its own."""
PARAMS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "min_child_samples": 40,
    "min_sum_hessian_in_leaf": 60,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "num_threads": 1,
    "verbose": -1,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
}
STARTED = time.time()


def say(*what: object) -> None:
    print(f"{time.time() - STARTED:6.0f}s", *what, flush=True)


class Doc:
    """A training document: stripped lines, what rules know of them, labels, weights, site, fold."""

    rules = LineRules(rules_of("boilerplate"))
    hits: ClassVar[dict] = {}

    def __init__(self, texts, labels, weights, domain, fold, news, row=None):
        self.texts, self.labels, self.weights = texts, labels, weights
        self.domain, self.fold, self.news, self.row = domain, fold, news, row
        spans, at = [], 0
        for text in texts:
            spans.append(Span(at, at + len(text)))
            at += len(text) + 1
        lines = read_lines("\n".join(texts), spans, marked=False)
        unknown = [line for line in lines if line.text not in self.hits]
        self.hits.update(zip([line.text for line in unknown], self.rules.look_up(unknown), strict=True))
        hits = [self.hits[line.text] for line in lines]
        self.words = [line.tokens for line in lines]
        self.marks = marks_of(lines, hits)
        verdicts = self.rules.judge(lines, hits)
        self.certain = {i for i, line in enumerate(lines) if is_certain(line, verdicts[i])}
        self.numbers = range(len(texts))
        self.reading = self.looks = None

    def read_with(self, model) -> Reading:
        return Reading(self.texts, self.words, self.marks, model)


def read(bench: Path, limit: int | None) -> list[dict]:
    folder = bench / "boilerplate"
    suspects = {}
    for text in (folder / "label_suspects_dev.jsonl").read_text().splitlines():
        if text.strip():
            record = json.loads(text)
            suspects[record["id"], record["style"]] = set(record["suspect"])
    rows = []
    with gzip.open(folder / "text_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for text in file:
            row = json.loads(text)
            row["news"] = row["source"] in NEWS
            row["suspects"] = suspects.get((row["id"], row["style"]), set())
            if row["news"] or row["style"] in {"a", "c"}:
                rows.append(row)
    return rows[:limit]


def assign_folds(rows: list[dict]) -> dict[str, int]:
    """Spread the sites over the folds, news sites and others each evenly."""
    news = {row["domain"] for row in rows if row["news"]}
    every = {row["domain"] for row in rows}
    fold = {}
    for group in (news, every - news):
        ranked = sorted(group, key=lambda name: hashlib.md5(f"1{name}".encode()).hexdigest())
        fold |= {name: number % FOLDS for number, name in enumerate(ranked)}
    return fold


def document(row: dict, fold: int) -> Doc:
    """Return a dump as a document. Neutral lines (the headline, mixed ones) weigh nothing."""
    pairs = [
        (line.strip(), label, i in row["suspects"])
        for i, (line, label) in enumerate(zip(row["lines"], row["labels"], strict=False))
        if line.strip()
    ]
    sizes = [size_of(text) for text, _, _ in pairs]
    gold = max(40, sum(size for size, (_, label, _) in zip(sizes, pairs, strict=False) if label == 1))
    base = 1.0 if row["news"] else 0.5
    weights = [
        base * (min(size, gold) + 1) / gold * (0.2 if suspect else 1) * (label >= 0)
        for size, (_, label, suspect) in zip(sizes, pairs, strict=False)
    ]
    return Doc([p[0] for p in pairs], [p[1] for p in pairs], weights, row["domain"], fold, row["news"], row)


def part(doc: Doc, keep: list[bool], share: float) -> Doc:
    """Return the document that is left when only the lines to keep are."""
    chosen = [i for i, kept in enumerate(keep) if kept]
    return Doc(
        [doc.texts[i] for i in chosen],
        [max(doc.labels[i], 0) if doc.labels[i] >= 0 else -1 for i in chosen],
        [doc.weights[i] * share for i in chosen],
        doc.domain,
        doc.fold,
        doc.news,
    )


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


def fit(x, y, w, rounds, num_leaves, tau=4.0):
    """Fit one forest on a sample of lines: heavy ones all, light ones in proportion to their weight."""
    w = w / w.mean()
    chance = np.minimum(1, w / tau)
    chosen = np.random.default_rng(1).random(len(w)) < chance
    data = lgb.Dataset(x[chosen], y[chosen], weight=(w / np.maximum(chance, 1e-9))[chosen])
    return lgb.train(PARAMS | {"num_leaves": num_leaves}, data, rounds)


def folded(x, y, w, f, folds, **size):
    """Return one forest per fold, each fitted without it (None: on everything), and the out-of-fold scores."""
    forests, scores = [], np.zeros(len(y))
    for left_out in folds:
        train = (f != left_out) & (w > 0)
        booster = fit(x[train], y[train], w[train], **size)
        forests.append((booster, {} if left_out is not None else reasons(booster, x)))
        if left_out is not None:
            held = f == left_out
            scores[held] = booster.predict(x[held])
    return forests, scores


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


def loss(p, y, w):
    known = (w > 0) & (p > 0)
    p, y, w = np.clip(p[known], 1e-6, 1 - 1e-6), y[known], w[known]
    return round(float(-(w * (y * np.log(p) + (1 - y) * np.log(1 - p))).sum() / w.sum()), 4)


def reasons(booster, x) -> dict[int, list[int]]:
    """Return for each column its mean Shapley value at each of its values, in hundredths: what it says on its own."""
    sample = x[np.random.default_rng(2).choice(len(x), min(len(x), 20000), replace=False)]
    share = booster.predict(sample, pred_contrib=True)
    found = {}
    for column in np.flatnonzero(booster.feature_importance("gain")):
        sums = np.bincount(sample[:, column], share[:, column], minlength=64)
        counts = np.bincount(sample[:, column], minlength=64)
        found[int(column)] = [round(float(100 * s / c)) if c >= 5 else 0 for s, c in zip(sums, counts, strict=False)][
            :64
        ]
    return found


def export(booster) -> dict:
    """Return a forest as nested lists with leaf values from 0 to LEVELS."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    lows, spans = [], []

    def leaves(node):
        return (
            [node["leaf_value"]] if "leaf_value" in node else leaves(node["left_child"]) + leaves(node["right_child"])
        )

    for tree in trees:
        values = leaves(tree)
        lows.append(min(values))
        spans.append(max(values) - min(values))
    scale = max(spans) / LEVELS

    def node(tree, low):
        if "leaf_value" in tree:
            return round((tree["leaf_value"] - low) / scale)
        return [
            tree["split_feature"],
            int(tree["threshold"]),
            node(tree["left_child"], low),
            node(tree["right_child"], low),
        ]

    return {
        "trees": [node(tree, low) for tree, low in zip(trees, lows, strict=False)],
        "scale": scale,
        "bias": sum(lows),
    }


def record(words, first, second) -> dict:
    return {
        "columns": columns(),
        "words": words,
        "first": export(first[0]) | {"reasons": first[1]},
        "second": export(second[0]) | {"reasons": second[1]},
    }


def bodies(rows, fold) -> list[Doc]:
    """Return the articles alone, in the lines of one dump style (or of the gold text), as documents with nothing to drop."""
    found = []
    for row in rows:
        if row["style"] == "a":
            texts = [text.strip() for text in row["gold"].split("\n") if text.strip()]
        else:
            texts = [
                line.strip()
                for line, label in zip(row["lines"], row["labels"], strict=False)
                if label != 0 and line.strip()
            ]
        found.append(
            Doc(texts, [1] * len(texts), [1.0] * len(texts), row["domain"], fold[row["domain"]], row["news"], row)
        )
    return found


def published(bench: Path, fold) -> list[Doc]:
    """Return published articles (phrasing/clean) as documents with nothing to drop."""
    found = []
    with gzip.open(bench / "phrasing" / "clean.jsonl.gz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            domain = urlparse(record["url"]).netloc.removeprefix("www.")
            texts = [text.strip() for text in record["text"].split("\n") if text.strip()]
            found.append(
                Doc(texts, [1] * len(texts), [1.0] * len(texts), domain, fold.get(domain, len(domain) % FOLDS), True)
            )
    return found


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("--bench", type=Path, default=root.parent / "shared" / "bench")
    parser.add_argument("--out", type=Path, default=root / "src" / "wirecopy" / "data" / "linemodel.json")
    parser.add_argument(
        "--folds-out", type=Path, help="write the models of the folds here (JSON), for cross-validation"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 if the file is not what a run gives"
    )
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    rows = read(args.bench, args.limit)
    fold = assign_folds(rows)
    docs = [document(row, fold[row["domain"]]) for row in rows]
    folds = [*range(FOLDS), None]
    words = tables([d for d in docs if d.row["style"] in {"a", "b"}], folds)
    stubs = [stub(table) for table in words]
    fill(docs, stubs)
    say("described", sum(len(d.texts) for d in docs))
    _, seconds, scores = stages(docs, folds[:-1])
    gain = sum(booster.feature_importance("gain") for booster, _ in seconds)
    asked = set(np.argsort(-gain)[:KEEP_COLUMNS].tolist())
    names = COLUMNS
    say("columns by gain:", *(f"{names[c]} {gain[c] / gain.sum():.3f}" for c in np.argsort(-gain)))
    left = []
    for doc, found in by_doc(docs, scores):
        left.append(part(doc, [label != 0 for label in doc.labels], 0.3))
        left.append(part(doc, [score > 0.4 for score in by_line(doc, found)], 0.4))
    left = [doc for doc in left if doc.texts]
    fill(left, stubs)
    firsts, seconds, scores = stages(docs + left, folds, asked)
    records = [record(*parts) for parts in zip(words, firsts, seconds, strict=False)]
    precision, remote = precisions(docs, scores)
    say("precision by score", precision, "far from sentences", remote)
    open_ = {"precision": precision, "remote": remote, "gate": CONSTANT}
    models = [build(entry | open_) for entry in records[:-1]]
    for entry, gate in zip(
        records, gates(docs, bodies(rows, fold) + published(args.bench, fold), models, folds), strict=False
    ):
        entry |= {"precision": precision, "remote": remote, "gate": gate}
    say("gates fitted")
    data = json.dumps(records[-1], ensure_ascii=False, separators=(",", ":")) + "\n"
    if args.check:
        same = args.out.read_text("utf-8") == data
        say(args.out, "is what this run gives" if same else "is not what this run gives")
        return 0 if same else 1
    args.out.write_text(data, "utf-8")
    if args.folds_out:
        args.folds_out.write_text(json.dumps({"fold": fold, "models": records[:-1]}), "utf-8")
    say("written", args.out, args.out.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
