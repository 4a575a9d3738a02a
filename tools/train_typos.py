"""Fit the forests that tell typos from rare words and names (data/typos/spelling.json) and words run together from others (joins.json).

    python tools/train_typos.py            # needs scikit-learn, and codespell (its pairs are injected, none is kept)

Articles without labels (`$WIRECOPY_BENCH/typos/background.jsonl.gz`) get typos of our own making (slips.py), twice. Each suspect becomes
two examples: one as it is, one beside counts over the other articles. Unlabelled typos of the articles would teach the wrong thing, so
suspects that a forest of the other half is sure about are left out. The thresholds are set on articles that a forest has not seen (five
folds): those that find most at `--alarms` in 1,000 words, the articles' own typos among them. The labelled articles (`typos/dev`) are
neither fitted to nor looked at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from slips import Injected, Injector

from wirecopy.passes.typos.article import Article
from wirecopy.passes.typos.features import NAMES, weigh
from wirecopy.passes.typos.spelling import NOTHING, group, known
from wirecopy.words.corpus import Corpus, Counts
from wirecopy.words.lexicon import Lexicon, Table, load

if TYPE_CHECKING:
    from collections.abc import Sequence

BENCH = Path(os.environ.get("WIRECOPY_BENCH", Path(__file__).parents[2] / "shared/bench"))
OUT = Path(__file__).parent.parent / "src/wirecopy/data/typos/spelling.json"
FOLDS = 5
TYPOS = frozenset((Path(__file__).parent / "words/typos_of_articles.txt").read_text("utf-8").split())
"""Places in the articles without labels, read one by one, where the written word is a typo indeed: checksums, see `place`."""
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
    "documents": -1,
    "c_documents": 1,
}
"""Features that can only speak for (1) or against (-1) a typo, whatever the sample says."""
SIGNS = [RISES.get(name, 0) for name in NAMES]


def place(number: int, word: str) -> str:
    """What names a word of the article of this number without telling it."""
    return f"{zlib.crc32(f'{number} {word}'.encode()):08x}"


class Others(Corpus):
    """Counts over all articles but one."""

    def __init__(self, whole: Corpus, own: frozenset[str]) -> None:
        self._whole, self._own = whole, own
        self.documents = whole.documents - 1

    def count(self, word: str) -> int:
        return max(0, self._whole.count(word) - (word in self._own))  # what stands in one article alone is not kept


class Example(NamedTuple):
    """What is remembered of a suspect besides its features."""

    article: int
    word: str
    kind: str
    right: bool
    group: str
    context: str
    place: str


class Examples:
    """Suspects with features, what they are, and how many words they were met in."""

    def __init__(self) -> None:
        self.rows: list[list[float]] = []
        self.notes: list[Example] = []

    def add(self, number: int, article: Article, made: list[Injected]) -> None:
        for index in article.suspects:
            if known(article, index):
                continue
            start, end, word = article.words[index]
            hit = next((typo for typo in made if start < typo.end and end > typo.start), None)
            if (where := place(number, word)) in TYPOS and not hit:
                continue
            evidence = weigh(article, index)
            best = evidence.candidates[0].word if evidence.candidates else ""
            right = bool(hit and best == hit.right.lower())
            context = f"{best}<{hit.right if hit else None}: {article.text[max(0, start - 30) : end + 30]!r}"
            self.rows.append(evidence.features)
            self.notes.append(
                Example(number, word, hit.kind if hit else "", right, group(word, evidence), context, where)
            )


def corpus_of(articles: Sequence[dict], lexicon: Lexicon) -> tuple[Corpus, list[frozenset[str]]]:
    """Counts over articles, and the words of each."""
    own = [frozenset(word.text for word in Article(a["text"], lexicon).words if word.text) for a in articles]
    counts = Counts()
    for words in own:
        counts.add(words)
    return Corpus(Table(counts.dump())), own


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


def unsure(
    rows: np.ndarray, labels: np.ndarray, half: np.ndarray, trees: int, rises: Sequence[int] | None = None
) -> np.ndarray:
    """Which examples to keep: not the negatives that a model of the other half of the articles takes for typos."""
    keep = np.ones(len(labels), bool)
    for side in (0, 1):
        model = fit(rows[half != side], labels[half != side], trees, rises)
        here = np.where(half == side)[0]
        keep[here[(model.predict_proba(rows[here])[:, 1] > 0.9) & ~labels[here]]] = False
    return keep


def out_of_fold(
    rows: np.ndarray,
    labels: np.ndarray,
    keep: np.ndarray,
    articles: np.ndarray,
    trees: int,
    rises: Sequence[int] | None = None,
) -> np.ndarray:
    """The probability of each example by a forest that has seen none of its article."""
    scores = np.zeros(len(labels))
    for fold in range(FOLDS):
        inside = articles % FOLDS != fold
        model = fit(rows[inside & keep], labels[inside & keep], trees, rises)
        scores[~inside] = model.predict_proba(rows[~inside])[:, 1]
    return scores


def thresholds(scores: np.ndarray, labels: np.ndarray, groups: np.ndarray, alarms: float) -> dict[str, float]:
    """A threshold for each group of suspects, so that `alarms` false ones in all buy the most true ones.

    All groups get the same price: each goes down as long as a false alarm there brings `price` true ones.
    """
    best: dict[str, float] = {}
    for price in np.geomspace(1000, 0.2, 120):
        found: dict[str, float] = {}
        false = 0
        for name in np.unique(groups):
            here = np.argsort(-scores[groups == name], kind="stable")
            ordered, right = scores[groups == name][here], labels[groups == name][here]
            gain = np.cumsum(right) - price * np.cumsum(~right)
            at = int(np.argmax(gain)) if len(gain) and gain.max() > 0 else -1
            # Half way to the next one: no threshold sits on the example that set it.
            after = ordered[at + 1] if at + 1 < len(ordered) else 0.0
            found[str(name)] = float(ordered[at] + after) / 2 if at >= 0 else 1.0
            false += int((~right[: at + 1]).sum())
        if false > alarms:
            break
        best = found
    return {name: round(value, 4) for name, value in best.items()}


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


def join_threshold(scores: np.ndarray, joined: np.ndarray) -> float:
    """The probability from which on a typo is taken for two words run together: where fewest are mistaken."""
    grid = np.round(
        np.arange(0.5, 0.96, 0.05), 2
    )  # in doubt one word, as fewer words are run together than are injected
    return float(grid[int(np.argmin([((scores >= t) != joined).sum() for t in grid]))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="articles to use")
    parser.add_argument("--trees", type=int, default=90)
    parser.add_argument("--times", type=int, default=2, help="how often each article gets typos, others each time")
    parser.add_argument("--alarms", type=float, default=0.06, help="false ones in 1,000 words")
    parser.add_argument("--show", type=int, default=0, help="worst false alarms to print")
    args = parser.parse_args()
    lexicon = load("en")
    assert lexicon
    raw = articles_of("background.jsonl.gz")[: args.limit]
    corpus, own = corpus_of(raw, lexicon)
    found = Examples()
    plain, made_of, words = [], Counter[str](), 0
    for seed in range(1, args.times + 1):
        injector = Injector(lexicon, seed)
        for number, a in enumerate(raw):
            text, made = injector(a["text"])
            words += len(text.split())
            made_of.update(typo.kind for typo in made)
            for others in (None, Others(corpus, own[number])):
                found.add(number, Article(text, lexicon, others), made)
                plain += [others is None] * (len(found.rows) - len(plain))
    rows, notes = np.array(found.rows, float), found.notes
    labels, alone = np.array([bool(n.kind) for n in notes]), np.array(plain)
    numbers = np.array([n.article for n in notes])
    keep = unsure(rows, labels, numbers % 2, args.trees, SIGNS)
    scores = out_of_fold(rows, labels, keep, numbers, args.trees, SIGNS)
    groups = np.array([n.group for n in notes])
    limits: dict[str, float] = {}
    for these in (alone, ~alone):
        told = these & (groups != NOTHING)
        limits |= thresholds(scores[told], labels[told], groups[told], args.alarms * words / 1000)
    print(
        f"{len(labels)} examples, {labels.sum()} injected, {(~keep).sum()} left out as probable typos of the articles"
    )
    for name, these in (("alone", alone), ("beside a corpus", ~alone)):
        report(
            name,
            [n for n, here in zip(notes, these, strict=True) if here],
            scores[these],
            limits,
            made_of,
            words,
            args.show,
        )
    joined = np.array([n.kind == "joined" for n in notes])
    joins = out_of_fold(rows[labels], joined[labels], np.ones(labels.sum(), bool), numbers[labels], 40)
    print("thresholds", limits, "joined", limit := join_threshold(joins, joined[labels]))
    forest = {**export(fit(rows[keep], labels[keep], args.trees, SIGNS)), "thresholds": limits}
    OUT.write_text(json.dumps(forest, separators=(",", ":")), "utf-8")
    forest = {**export(fit(rows[labels], joined[labels], 40)), "threshold": limit}
    OUT.with_name("joins.json").write_text(json.dumps(forest, separators=(",", ":")), "utf-8")


def report(
    name: str,
    notes: list[Example],
    scores: np.ndarray,
    limits: dict[str, float],
    made: Counter[str],
    words: int,
    show: int,
) -> None:
    hits = [n for n, score in zip(notes, scores, strict=True) if score >= limits.get(n.group, 2)]
    by_kind = Counter(n.kind for n in hits)
    alarms = sorted(
        (-score, n) for n, score in zip(notes, scores, strict=True) if score >= limits.get(n.group, 2) and not n.kind
    )
    right = sum(n.right for n in hits) / max(1, sum(bool(n.kind) for n in hits))
    told = ", ".join(f"{kind} {by_kind[kind] / total:.3f}" for kind, total in sorted(made.items()))
    print(f"{name}: recall {told}; first right {right:.3f}; alarms {1000 * len(alarms) / words:.3f} in 1,000 words")
    for score, note in alarms[:show]:
        print(f"  {note.place} {-score:.3f} {note.group} {note.word} -> {note.context}")


if __name__ == "__main__":
    main()
