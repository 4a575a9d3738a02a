"""Fit the forests that tell typos from rare words and names (data/typos/spelling.json) and words run together from others (joins.json).

    python tools/train_typos.py            # needs scikit-learn, and codespell (its pairs are injected, none is kept)

Articles without labels (`$WIRECOPY_BENCH/typos/background.jsonl.gz`) get typos of our own making: a keyboard model, a
model of spelling by ear, words run together, and common misspellings. Each suspect becomes an example. Unlabelled typos of
the articles themselves would teach the wrong thing, so suspects that a forest of the other half is sure about are left out.
The labelled articles (`typos/dev`) are not fitted to, only reported on, unless --final adds them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pickle
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from slips import Injected, Injector

from wirecopy.passes.typos.article import Article
from wirecopy.passes.typos.features import NAMES, weigh
from wirecopy.words.lexicon import Lexicon, load

if TYPE_CHECKING:
    from collections.abc import Sequence

BENCH = Path(os.environ.get("WIRECOPY_BENCH", Path(__file__).parents[2] / "shared/bench"))
OUT = Path(__file__).parent.parent / "src/wirecopy/data/typos/spelling.json"
RISES = {
    "c_news": 1,
    "channel": 1,
    "c_seen": 1,
    "c_pair": 1,
    "parts_pair": 1,
    "news": -1,
    "lower": -1,
    "upper": -1,
    "crowd": -1,
}
"""Features that can only speak for (1) or against (-1) a typo, whatever the sample says."""


SIGNS = [RISES.get(name, 0) for name in NAMES]


class Example(NamedTuple):
    """What is remembered of a suspect besides its features."""

    article: str
    word: str
    kind: str
    right: bool
    context: str


def examples(
    articles: list[tuple[str, str, list[Injected]]], lexicon: Lexicon
) -> tuple[np.ndarray, np.ndarray, list[Example]]:
    rows, labels, notes = [], [], []
    for name, text, made in articles:
        article = Article(text, lexicon)
        for index in article.suspects:
            start, end, word = article.words[index]
            evidence = weigh(article, index)
            hit = next((typo for typo in made if start < typo.end and end > typo.start), None)
            best = evidence.candidates[0].word if evidence.candidates else ""
            rows.append(evidence.features)
            labels.append(hit is not None)
            notes.append(
                Example(
                    name,
                    word,
                    hit.kind if hit else "",
                    bool(hit and best == hit.right.lower()),
                    f"{best}<{hit.right if hit else None}: {text[max(0, start - 30) : end + 30]!r}",
                )
            )
    return np.array(rows, float), np.array(labels), notes


def fit(
    rows: np.ndarray, labels: np.ndarray, trees: int, rises: Sequence[int] | None = None
) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=16,
        learning_rate=0.1,
        min_samples_leaf=20,
        l2_regularization=1.0,
        random_state=0,
        monotonic_cst=rises,
    )
    return model.fit(rows, labels)


def unsure(rows: np.ndarray, labels: np.ndarray, notes: list[Example], trees: int) -> np.ndarray:
    """Which examples to keep: not the negatives that a model of the other articles takes for typos."""
    halves = {name: i % 2 for i, name in enumerate(dict.fromkeys(note.article for note in notes))}
    half = np.array([halves[note.article] for note in notes])
    keep = np.ones(len(labels), bool)
    for side in (0, 1):
        model = fit(rows[half != side], labels[half != side], trees, SIGNS)
        here = np.where(half == side)[0]
        keep[here[(model.predict_proba(rows[here])[:, 1] > 0.9) & ~labels[here]]] = False
    return keep


def export(model: HistGradientBoostingClassifier) -> dict[str, object]:
    """The trees as flat columns, children in preorder (see wirecopy.passes.typos.forest)."""
    columns: dict[str, list] = {"roots": [], "feature": [], "value": [], "right": []}

    def walk(nodes: np.ndarray, at: int) -> None:
        node, here = nodes[at], len(columns["feature"])
        leaf = bool(node["is_leaf"])
        columns["feature"].append(-1 if leaf else int(node["feature_idx"]))
        columns["value"].append(float(f"{node['value'] if leaf else node['num_threshold']:.5g}"))
        columns["right"].append(0)
        if not leaf:
            walk(nodes, int(node["left"]))
            columns["right"][here] = len(columns["feature"])
            walk(nodes, int(node["right"]))

    for (tree,) in model._predictors:
        columns["roots"].append(len(columns["feature"]))
        walk(tree.nodes, 0)
    return {"features": NAMES, "base": float(model._baseline_prediction.item()), **columns}


def articles_of(name: str) -> list[dict]:
    with gzip.open(BENCH / "typos" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="background articles to use")
    parser.add_argument("--trees", type=int, default=90)
    parser.add_argument("--cache", type=Path, help="keep the examples there, for another run")
    parser.add_argument("--show", type=int, default=0, help="worst false alarms to print")
    parser.add_argument("--dry", action="store_true", help="do not write the forest")
    args = parser.parse_args()
    lexicon = load("en")
    assert lexicon
    dev = articles_of("dev.jsonl.gz")
    injector = Injector(lexicon, seed=1)
    background = [(a["id"], *injector(a["text"])) for a in articles_of("background.jsonl.gz")[: args.limit]]
    rows, labels, notes = examples(background, lexicon)
    made = [
        (a["id"], a["text"], [Injected(t["start"], t["end"], t["kind"], t["right"]) for t in a["typos"]]) for a in dev
    ]
    dev_rows, _dev_labels, dev_notes = examples(made, lexicon)
    clean_rows, _, clean_notes = examples([(a["id"], a["clean"], []) for a in dev], lexicon)
    if args.cache:
        args.cache.write_bytes(pickle.dumps((rows, labels, notes, dev_rows, dev_notes, clean_rows, clean_notes)))
    keep = unsure(rows, labels, notes, args.trees)
    print(
        f"{len(labels)} suspects, {labels.sum()} injected, {(~keep).sum()} left out as probable typos of the articles"
    )
    model = fit(rows[keep], labels[keep], args.trees, SIGNS)
    joined = np.array([note.kind == "joined" for note in notes])
    joins = fit(rows[labels], joined[labels], 40)
    report(model, dev, (dev_rows, dev_notes), (clean_rows, clean_notes), args.show)
    if not args.dry:
        OUT.with_name("joins.json").write_text(json.dumps(export(joins), separators=(",", ":")), "utf-8")
        OUT.write_text(json.dumps(export(model), separators=(",", ":")), "utf-8")
        print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


def report(model, dev, typos, clean, show: int) -> None:
    natural = {(n["id"], n["wrong"]) for n in json.loads((BENCH / "typos/natural_dev.json").read_text())}
    total = Counter(t["kind"] for a in dev for t in a["typos"])
    on_typos, on_clean = model.predict_proba(typos[0])[:, 1], model.predict_proba(clean[0])[:, 1]
    false = [
        (p, note)
        for p, note in zip(on_clean, clean[1], strict=False)
        if (note.article, note.word) not in natural and (note.article, note.word + "'s") not in natural
    ]
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        found = Counter(note.kind for p, note in zip(on_typos, typos[1], strict=False) if p >= threshold and note.kind)
        right = sum(note.right for p, note in zip(on_typos, typos[1], strict=False) if p >= threshold and note.kind)
        by_kind = {kind: round(found[kind] / total[kind], 3) for kind in sorted(found)}
        print(threshold, "false", sum(p >= threshold for p, _ in false), "right", right, sum(found.values()), by_kind)
    for p, note in sorted(false, key=lambda item: -item[0])[:show]:
        print(f"  {p:.3f} {note.word} -> {note.context}")


if __name__ == "__main__":
    main()
