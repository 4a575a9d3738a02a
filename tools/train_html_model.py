"""Fit the block model of HTML pages and write src/wirecopy/data/htmlmodel.json; see docs/html.md.

    PYTHONPATH=src python tools/train_html_model.py [--bench DIR] [--report]

Reads boilerplate/html_dev.jsonl.gz under DIR. Prints the figures of five-fold cross-validation over sites, which are
what to quote: the model that is written has seen all of these pages. Needs numpy, scipy, scikit-learn and LightGBM.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import importlib
import itertools
import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from wirecopy.passes.markup.choose import settle
from wirecopy.passes.markup.evidence import Evidence, gather
from wirecopy.passes.markup.features import NAMES, Table, Weights
from wirecopy.passes.markup.model import FILE
from wirecopy.passes.markup.scan import Page, scan
from wirecopy.passes.markup.tally import Tally
from wirecopy.passes.markup.words import ElementTokens, TextTokens, element_words, text_words

ROOT = Path(__file__).parent.parent
FOLDS = 5
FLOOR, LOOK = -350.0, -250.0
"""Blocks whose first look is worse than these are not trained on, and not looked at."""
LEAST_SITES = 8
"""A token counts if this many sites use it."""
SCALE, LEAST_WEIGHT = 100, 5
"""Weights are kept in hundredths, from so many on."""
NEWS = {"scrapinghub", "fundus", "fundus_eval"}
TREES = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 31, "min_data_in_leaf": 60, "feature_fraction": 0.3,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 15, "max_bin": 63, "num_threads": 1, "verbose": -1, "seed": 7,
}  # fmt: skip
ROUNDS = 60
STAGES = (6, 12, 20, 32, 45)
"""After so many trees blocks are given up or taken."""
LIKELY, CERTAIN, ASTRAY = 0.2, 0.9, 0.001
"""Of blocks that end up more likely than the first, this share was given up; twice it of those less likely than the second taken."""


class Sample(NamedTuple):
    """One page with its gold text, the share of each block that is in it, and each block's number of tokens."""

    row: dict[str, str]
    page: Page
    evidence: Evidence
    labels: list[float]
    tokens: list[int]


class Data:
    """All samples, and the arrays over all of their blocks."""

    def __init__(self, samples: list[Sample]) -> None:
        self.samples = samples
        counts = [len(sample.labels) for sample in samples]
        self.offsets = np.concatenate([[0], np.cumsum(counts)])
        pages = np.repeat(np.arange(len(samples)), counts)
        self.target = (np.concatenate([sample.labels for sample in samples]) >= 0.5).astype(int)
        self.page_folds = np.array([_fold(sample.row["domain"] or sample.row["id"]) for sample in samples])
        self.folds = self.page_folds[pages]
        tokens = np.concatenate([sample.tokens for sample in samples]).astype(float)
        size = [max(50, sum(n for n, k in zip(s.tokens, s.labels, strict=True) if k >= 0.5)) for s in samples]
        share = np.array([2.0 if sample.row["source"] in NEWS else 1.0 for sample in samples])
        # An error costs what it costs the measure: its share of the page. Capped, so that no block decides alone.
        weight = (np.minimum(tokens, 400) + 1) / np.array(size)[pages] * share[pages]
        weight = np.minimum(weight, np.percentile(weight, 99.9))
        self.weight = weight / weight.mean()


def _fold(site: str) -> int:
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("WIRECOPY_BENCH", ROOT.parent / "shared" / "bench")
    parser.add_argument("--bench", type=Path, default=Path(default))
    parser.add_argument("--report", action="store_true", help="print the figures and write nothing")
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))  # score.py defines the measure
    data = Data(load(args.bench))
    elements = vocabulary(
        data, lambda sample: set(zip(sample.page.names, sample.page.attributes, strict=True)), element_words
    )
    texts = vocabulary(data, lambda sample: {(block.text,) for block in sample.page.blocks}, text_words)
    paths, words = path_matrix(data, elements), word_matrix(data, texts)
    by_fold = [
        Weights(
            ElementTokens(fit(elements, paths, data, data.folds != fold)),
            TextTokens(fit(texts, words, data, data.folds != fold)),
        )
        for fold in range(FOLDS)
    ]
    rows = feature_rows(data, by_fold)
    looks = first_looks(data, by_fold)
    seen = looks >= FLOOR
    likely = np.zeros(len(rows))
    for fold in range(FOLDS):
        train, test = seen & (data.folds != fold), (looks >= LOOK) & (data.folds == fold)
        likely[test] = boost(rows, data, train).predict(rows[test])
    print(
        f"blocks {len(rows)}, looked at {seen.mean():.3f}, log loss "
        f"{log_loss(data.target[seen], likely[seen], sample_weight=data.weight[seen]):.4f}"
    )
    print(figures(data, likely))
    if not args.report:
        everything = np.ones(len(rows), dtype=bool)
        model = {
            "floor": LOOK,
            "element": fit(elements, paths, data, everything),
            "text": fit(texts, words, data, everything),
        }
        out = ROOT / "src" / "wirecopy" / "data" / FILE
        out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
        write_trees(
            boost(rows, data, seen), rows[looks >= LOOK], ROOT / "src" / "wirecopy" / "passes" / "markup" / "trees.py"
        )
        print(f"wrote {out.name}: {out.stat().st_size} bytes")
    return 0


def load(bench: Path) -> list[Sample]:
    """Read the pages and label their blocks."""
    label = importlib.import_module("score").TOKEN.findall
    samples = []
    with gzip.open(bench / "boilerplate" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            html = row.pop("html")
            page = scan(html)
            tokens = [label(block.text) for block in page.blocks]
            labels = block_labels(tokens, label(row["gold"]), {tuple(label(x)) for x in row["gold"].split("\n")})
            samples.append(Sample(row, page._replace(source=""), gather(html), labels, [len(t) for t in tokens]))
    return samples


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


def feature_rows(data: Data, by_fold: list[Weights]) -> Any:
    """Return the features of all blocks, the learned scores from weights that never saw the block's site."""
    rows = []
    for sample, fold in zip(data.samples, data.page_folds, strict=True):
        table = Table(sample.page, sample.evidence, by_fold[fold])
        rows += [table.row(number) for number in range(len(sample.labels))]
    return np.array(rows, dtype=np.float32)


def first_looks(data: Data, by_fold: list[Weights]) -> Any:
    """Return the cheap scores that decide which blocks are looked at."""
    looks = []
    for sample, fold in zip(data.samples, data.page_folds, strict=True):
        table = Table(sample.page, sample.evidence, by_fold[fold])
        looks += [table.first_look(number) for number in range(len(sample.labels))]
    return np.array(looks)


def boost(rows: Any, data: Data, chosen: Any) -> lightgbm.Booster:
    """Fit the trees."""
    return lightgbm.train(
        TREES, lightgbm.Dataset(rows[chosen], data.target[chosen], weight=data.weight[chosen]), ROUNDS
    )


class Stage(NamedTuple):
    """After so many trees: scores that settle it, and what the other trees add to such scores on average."""

    trees: int
    low: float
    high: float
    more_low: float
    more_high: float


def write_trees(booster: lightgbm.Booster, rows: Any, path: Path) -> None:
    """Write the trees as one Python module: nested conditions, which is the fastest that plain Python has."""
    trees = [_condition(item["tree_structure"]) for item in booster.dump_model()["tree_info"]]
    sums = [booster.predict(rows, num_iteration=size, raw_score=True) for size in STAGES]
    path.write_text(module(trees, stages(sums, booster.predict(rows, raw_score=True))), "utf-8")


def stages(sums: list[Any], final: Any) -> list[Stage]:
    """Return where a block is given up, or taken, before all trees are asked: few that get there end up elsewhere."""
    likely = 1 / (1 + np.exp(-final))
    found = []
    open_ = np.ones(len(final), dtype=bool)
    for size, score in zip(STAGES, sums, strict=True):
        low, high = np.quantile(score[likely > LIKELY], ASTRAY), np.quantile(score[likely < CERTAIN], 1 - 2 * ASTRAY)
        below, above = open_ & (score < low), open_ & (score > high)
        more = [(final - score)[part].mean() if part.any() else 0.0 for part in (below, above)]
        found.append(Stage(size, low, high, *more))
        open_ &= ~(below | above)
    return found


def module(trees: list[str], found: list[Stage]) -> str:
    """Return the source of `trees.py`."""
    names = ", ".join(f"f{number}" for number in range(len(NAMES)))
    lines = [
        '"""Generated by tools/train_html_model.py; do not edit. The fitted trees over the features of a block.',
        "",
        "After some of them, a score that the others hardly ever turn is final: what they add on average is added.",
        '"""',
        "",
        "from __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:",
        "    from collections.abc import Sequence\n\n",
        "def total(row: Sequence[float]) -> float:",
        '    """Return the log odds that a block with the features `row` is part of the article."""',
        f"    {names} = row",
        "    score = 0.0",
    ]
    at = 0
    for stage in found:
        lines += ["    score += (", "        " + "\n        + ".join(trees[at : stage.trees]), "    )"]
        lines += [f"    if score < {stage.low:.4g}:", f"        return score - {-stage.more_low:.4g}"]
        lines += [f"    if score > {stage.high:.4g}:", f"        return score + {stage.more_high:.4g}"]
        at = stage.trees
    lines += ["    return score + (", "        " + "\n        + ".join(trees[at:]), "    )", ""]
    return "\n".join(lines)


def _condition(node: dict[str, Any]) -> str:
    if "leaf_value" in node:
        return f"{node['leaf_value']:.4g}"
    threshold = float(f"{node['threshold']:.7g}")
    shown = "0" if abs(threshold) < 1e-9 else f"{threshold:.7g}"
    low, high = _condition(node["left_child"]), _condition(node["right_child"])
    return f"({low} if f{node['split_feature']} <= {shown} else {high})"


def figures(data: Data, likely: Any) -> str:
    """Return F1 by source of the texts that the probabilities give (blocks joined, without the edits)."""
    score = importlib.import_module("score")
    pairs = collections.defaultdict(list)
    for number, sample in enumerate(data.samples):
        own = [float(p) for p in likely[data.offsets[number] : data.offsets[number + 1]]]
        kept = settle(own, Tally(sample.page).words).kept if own else []
        text = "\n\n".join(block.text for block, keep in zip(sample.page.blocks, kept, strict=True) if keep)
        pairs[sample.row["source"]].append(score.overlap(text, sample.row["gold"]))
    return "\n".join(f"{source:12} {score.prf(values)}" for source, values in pairs.items())


if __name__ == "__main__":
    sys.exit(main())
