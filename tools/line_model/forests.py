"""Forests: fitted, explained and written down as the code reads them."""

from __future__ import annotations

import lightgbm as lgb
import numpy as np

LEVELS = 63
"""Leaf values are told apart by so many steps: each bit of them is counted on its own."""
SEED = 2
"""Of nine: in the middle of them by F1; lists of links beside an article go, and the articles of our own tests stay."""
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
    "seed": SEED,
    "deterministic": True,
}


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
