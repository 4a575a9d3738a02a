"""Fit a forest for each pair of words in rules/typos/confused-word.yaml: src/wirecopy/data/typos/confusions.en.tsv.

    python tools/train_confusions.py       # articles as for tools/train_typos.py

Contexts of both words are taken from articles without labels; a forest learns which of the two stands in one. Its threshold
is set on news that it has not seen (five folds): no right word of a million is accused, by an everyday pair one. Pairs that then
find too little are dropped; pairs that news hardly has share a forest, with every known word that is one letter away from a
far more common one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from train_typos import BENCH, OUT, TYPOS, articles_of, export, fit, place

from wirecopy.passes.typos.article import Article
from wirecopy.passes.typos.confusion import SHARED, comparison, context, eligible, surface
from wirecopy.words.lexicon import OVERSHADOWED, load

RULE = Path(__file__).parent.parent / "rules/typos/confused-word.yaml"
EVERYDAY = 19  # pairs of the rule file, from the top, whose slips are common enough for one alarm more
READINGS = ("a > and",)  # pairs that never accuse, but help another rule to choose
NEVER = 2.0
SUREST, SURER = (
    0.98,
    0.99,
)  # probabilities below which no everyday pair, and no other, accuses, however clean its sample was
FEW = 15  # contexts of the written word below which a pair shares a forest
MOST = 12_000  # contexts of one word that are looked at


def texts() -> tuple[list[str], list[str]]:
    """The articles without labels, by which thresholds are set, and the articles of web pages, which only widen what is learned from.

    Not those of scrapinghub: typos/dev has some of them.
    """
    news = [a["text"] for a in articles_of("background.jsonl.gz")]
    with gzip.open(BENCH / "boilerplate/html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    return news, [page["gold"] for page in pages if page["lang"] == "en" and page["source"] != "scrapinghub"]


def places(articles: list[Article], wanted: set[str]) -> dict[str, list[tuple[int, int]]]:
    """Where each word stands and would be judged: (article, index)."""
    found = defaultdict(list)
    for number, article in enumerate(articles):
        for index, word in enumerate(article.words):
            if word.text:
                text = surface(article, index)[0]
                if text.lower() in wanted and eligible(article, index, text):
                    found[text.lower()].append((number, index))
    return found


def sample(found: list[tuple[int, int]], rng: random.Random) -> list[tuple[int, int]]:
    return found if len(found) <= MOST else rng.sample(found, MOST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", type=int, default=30)
    parser.add_argument("--least", type=float, default=0.1, help="drop a pair that finds less than this share")
    parser.add_argument("--shared-only", action="store_true", help="keep the forests of pairs that are there")
    parser.add_argument("--shared-words-per-alarm", type=float, default=120_000)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", nargs="*", help="pairs to fit, e.g. 'he > the'")
    args = parser.parse_args()
    lexicon, rng = load("en"), random.Random(7)
    assert lexicon
    pairs = args.only or yaml.safe_load(RULE.read_text("utf-8"))["phrases"]["en"]
    news, pages = texts()
    articles = [Article(text, lexicon) for text in (*news, *pages)]
    total = sum(len(article.words) for article in articles)
    found = places(articles, {word for pair in (*pairs, *READINGS) for word in pair.split(" > ")})
    out = OUT.with_name("confusions.en.tsv")
    kept: dict[str, Any] = {}
    if args.shared_only:
        rows = (line.split("\t") for line in out.read_text("utf-8").splitlines())
        kept = {pair: json.loads(item) for pair, item in rows if pair != SHARED}
        pairs = [pair for pair in pairs if kept.get(pair, "") is None]
    for pair in pairs if not args.shared_only else ():
        written, meant = pair.split(" > ")
        if len(found[written]) < FEW <= len(found[meant]):
            kept[pair] = None
            continue
        result = judge(pair, articles, found, len(news), args, rng, everyday=pair in pairs[:EVERYDAY])
        if isinstance(result, str):
            print(f"{pair:24} dropped: {result}")
        else:
            kept[pair] = result[0]
            print(f"{pair:24} {result[1]}", flush=True)
    loose = argparse.Namespace(**{**vars(args), "least": -1})
    for pair in READINGS if not args.shared_only else ():
        kept[pair] = judge(pair, articles, found, len(news), loose, rng, everyday=True)[0]
        kept[pair]["threshold"] = NEVER
    shared, told = share([pair for pair, item in kept.items() if item is None], articles, total, args, rng)
    print(told)
    rows = (f"{pair}\t{json.dumps(item, separators=(',', ':'))}\n" for pair, item in {**kept, SHARED: shared}.items())
    out.write_text("".join(rows), "utf-8")
    print(f"{len(kept)} pairs, {out.stat().st_size:,} bytes")


def judge(
    pair: str,
    articles: list[Article],
    found: dict[str, Any],
    news: int,
    args: argparse.Namespace,
    rng: random.Random,
    *,
    everyday: bool,
) -> Any:
    """What to keep of a pair (threshold and forest) and a line to print; only the line if it cannot be told well.

    `news`: how many of the articles, from the first, set the threshold.
    """
    written, meant = pair.split(" > ")
    right, wrong = found[written], found[meant]
    if len(wrong) < 40:
        return f"too few contexts of {meant!r} ({len(wrong)})"
    right = [(a, i) for a, i in right if place(a, articles[a].words[i].text) not in TYPOS]
    chosen_right, chosen_wrong = sample(right, rng), sample(wrong, rng)
    rows = np.array([context(articles[a], i, written, meant) for a, i in (*chosen_right, *chosen_wrong)], float)
    labels = np.array([False] * len(chosen_right) + [True] * len(chosen_wrong))
    groups = np.array([a for a, _ in (*chosen_right, *chosen_wrong)])
    scores = np.zeros(len(labels))
    order = {a: n % 5 for n, a in enumerate(sorted(set(groups)))}
    folds = np.array([order[a] for a in groups])
    for fold in range(5):
        inside = folds != fold
        if labels[inside].all() or not labels[inside].any():
            return "one-sided folds"
        scores[~inside] = balanced(rows[inside], labels[inside], args.trees).predict_proba(rows[~inside])[:, 1]
    told = groups < news
    right_told, wrong_told = scores[told & ~labels], scores[told & labels]
    if min(len(right_told), len(wrong_told)) < FEW:
        return f"too few contexts in news ({len(right_told)}, {len(wrong_told)})"
    worst = np.sort(right_told)[::-1]
    threshold = max(float(worst[min(int(everyday), len(worst) - 1)]), SUREST if everyday else SURER) + 1e-4
    recall = float((wrong_told >= threshold).mean())
    if recall < args.least:
        return f"finds {recall:.2f} at {threshold:.4f} ({len(right)}, {len(wrong)} contexts)"
    model = balanced(rows, labels, args.trees)
    data = export(model)
    del data["features"]
    return {
        "threshold": round(threshold, 4),
        **data,
    }, f"finds {recall:.2f} at {threshold:.4f} ({len(right)}, {len(wrong)} contexts)"


def share(
    few: list[str], articles: list[Article], total: int, args: Any, rng: random.Random
) -> tuple[dict[str, Any], str]:
    """The shared forest: fitted to overshadowed words where they stand, and put where their overshadowing words stand."""
    lexicon = articles[0].lexicon
    slips = defaultdict(list)
    for written in sorted(lexicon.targets):
        for meant in lexicon.overshadowing(written):
            slips[meant].append(written)
    for pair in few:
        written, meant = pair.split(" > ")
        slips[meant] += [written] * 2
    rows, labels, groups, notes = [], [], [], []
    for number, article in enumerate(articles):
        places = [i for i, word in enumerate(article.words) if word.text.islower()]
        for index in places:
            written = surface(article, index)[0]
            if lexicon.entry(written).names & OVERSHADOWED:
                for meant in lexicon.overshadowing(written):
                    rows.append(context(article, index, written, meant) + comparison(article, written, meant))
                    labels.append(False)
                    groups.append(number)
                    notes.append(
                        (
                            written,
                            meant,
                            article.text[max(0, article.words[index].start - 30) : article.words[index].end + 30],
                        )
                    )
        for index in rng.sample(places, min(25, len(places))):
            meant = surface(article, index)[0]
            if slips.get(meant):
                written = rng.choice(slips[meant])
                rows.append(context(article, index, written, meant) + comparison(article, written, meant))
                labels.append(True)
                groups.append(number)
                notes.append((written, meant, ""))
    x, y, group = np.array(rows, float), np.array(labels), np.array(groups) % 5
    scores = np.zeros(len(y))
    for fold in range(5):
        scores[group == fold] = fit(x[group != fold], y[group != fold], 100).predict_proba(x[group == fold])[:, 1]
    worst = np.sort(scores[~y])[::-1]
    threshold = float(worst[int(total / args.shared_words_per_alarm)])
    for at in np.argsort(np.where(y, -1, scores))[::-1][: args.show]:
        print(f"  {scores[at]:.4f} {notes[at]}")
    print(
        {
            f"{t}": (round(float((scores[y] >= t).mean()), 3), int((scores[~y] >= t).sum()))
            for t in (0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)
        }
    )
    data = export(fit(x, y, 100))
    del data["features"]
    return {
        "threshold": round(threshold, 4),
        **data,
    }, f"shared: finds {(scores[y] >= threshold).mean():.2f} at {threshold:.4f} of {y.sum()}"


def balanced(rows: np.ndarray, labels: np.ndarray, trees: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    weights = np.where(labels, len(labels) / (2 * labels.sum()), len(labels) / (2 * (~labels).sum()))
    return HistGradientBoostingClassifier(
        max_iter=trees, max_leaf_nodes=12, learning_rate=0.2, min_samples_leaf=10, l2_regularization=1.0, random_state=0
    ).fit(rows, labels, sample_weight=weights)


if __name__ == "__main__":
    main()
