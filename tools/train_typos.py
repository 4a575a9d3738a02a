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
import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from wirecopy.passes.typos.article import Article, settled
from wirecopy.passes.typos.candidates import near
from wirecopy.passes.typos.features import NAMES, weigh
from wirecopy.passes.typos.hit import like
from wirecopy.words.lexicon import Lexicon, load

if TYPE_CHECKING:
    from collections.abc import Sequence

BENCH = Path(os.environ.get("WIRECOPY_BENCH", Path(__file__).parents[2] / "shared/bench"))
OUT = Path(__file__).parent.parent / "src/wirecopy/data/typos/spelling.json"
WORD = re.compile(r"(?<![\w@#/.'’-])[^\W\d_]{4,}(?![\w@/'’]|-\w)")
PAIR = re.compile(r"(?<![\w'’\-])[a-z]{1,12} [a-z]{1,12}(?![\w'’\-])")
BY_EAR = [
    pair.split(">")
    for pair in (  # noqa: SIM905 - a wall of quotes reads worse
        "ie>ei ei>ie a>e e>a i>e e>i o>a ant>ent ent>ant able>ible ible>able ss>s mm>m ll>l rr>r cc>c tt>t "
        "pp>p nn>n l>ll m>mm s>ss t>tt ph>f c>s s>c ck>k tion>sion sion>tion y>i er>or or>er ar>er e> h> u> "
        "i> gu>g ous>us ence>ance ance>ence ea>ee ee>ea ai>ia n> r> z>s k>c q>k ch>sh ght>te"
    ).split()
]
KINDS = ("common", "common", "common", "ear", "keys", "multi", "multi", "once", "keys and ear")
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
KEYS = {a: [b for b in "abcdefghijklmnopqrstuvwxyz" if b != a and near(a, b)] for a in "abcdefghijklmnopqrstuvwxyz"}


SIGNS = [RISES.get(name, 0) for name in NAMES]


class Injected(NamedTuple):
    """A typo in a text: where it is, and what should stand there."""

    start: int
    end: int
    kind: str
    right: str


def slip(word: str, rng: random.Random) -> str | None:
    """One keyboard slip."""
    for _ in range(20):
        kind = rng.choice(("sub", "sub", "ins", "del", "del", "swap", "swap", "double"))
        i = rng.randrange(len(word))
        letter = word[i].lower()
        if letter not in KEYS:
            continue
        if kind == "sub":
            wrong = word[:i] + rng.choice(KEYS[letter]) + word[i + 1 :] if i or rng.random() < 0.3 else word
        elif kind == "ins":
            wrong = word[: i + 1] + rng.choice(KEYS[letter]) + word[i + 1 :]
        elif kind == "del":
            wrong = word[:i] + word[i + 1 :]
        elif kind == "double":
            wrong = word[: i + 1] + letter + word[i + 1 :]
        else:
            wrong = word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :]
        if word[0].isupper():
            wrong = wrong[:1].upper() + wrong[1:].lower()
        if wrong != word and len(wrong) > 2:
            return wrong
    return None


def by_ear(word: str, rng: random.Random) -> str | None:
    """One mistake of spelling as it sounds."""
    for _ in range(20):
        right, wrong = rng.choice(BY_EAR)
        places = [m.start() for m in re.finditer(right, word)]
        if places:
            at = rng.choice(places)
            changed = word[:at] + wrong + word[at + len(right) :]
            if len(changed) > 3:
                return changed
    return None


def misspellings() -> dict[str, list[str]]:
    import codespell_lib

    found = defaultdict(list)
    path = Path(codespell_lib.__file__).parent / "data/dictionary.txt"
    for line in path.read_text("utf-8").splitlines():
        wrong, _, right = line.partition("->")
        right = right.split(",")[0].strip()
        if wrong.isalpha() and right.isalpha() and wrong.islower():
            found[right].append(wrong)
    return found


class Injector:
    """Puts typos into texts."""

    def __init__(self, lexicon: Lexicon, seed: int) -> None:
        self.lexicon, self.rng, self.known = lexicon, random.Random(seed), misspellings()

    def __call__(self, text: str, most: int = 5) -> tuple[str, list[Injected]]:
        matches = list(WORD.finditer(text))
        self.rng.shuffle(matches)
        counts = Counter(m.group() for m in matches)
        kinds = list(KINDS)
        self.rng.shuffle(kinds)
        edits: list[tuple[int, int, str, str, str]] = self.joined(text)
        for match in matches:
            if len(edits) == most:
                break
            if any(abs(match.start() - edit[0]) < 40 for edit in edits):
                continue
            for kind in kinds:
                edit = self.edit(kind, match, counts[match.group()], text)
                if edit:
                    edits.append(edit)
                    kinds.remove(kind)
                    break
        return self.apply(text, sorted(edits))

    def joined(self, text: str) -> list[tuple[int, int, str, str, str]]:
        """In every other text, one pair of words run together."""
        edits = []
        for match in (
            self.rng.sample(found, min(self.rng.randrange(2), len(found)))
            if (found := list(PAIR.finditer(text)))
            else ()
        ):
            wrong = match.group().replace(" ", "")
            if len(wrong) > 3 and not settled(self.lexicon.entry(wrong)):
                edits.append((*match.span(), wrong, match.group(), "joined"))
        return edits

    def edit(self, kind: str, match: re.Match[str], count: int, text: str) -> tuple[int, int, str, str, str] | None:
        word, rng, end = match.group(), self.rng, match.end()
        wrong = None
        if kind == "common" and word.lower() in self.known:
            wrong = like(word, rng.choice(self.known[word.lower()]))
        elif kind == "ear" and word.islower() and len(word) > 5:
            wrong = by_ear(word, rng)
        elif kind == "keys" and word.islower():
            wrong = slip(word, rng)
        elif kind == "keys and ear" and word.islower() and len(word) > 7 and rng.random() < 0.5:
            first = slip(word, rng)
            wrong = by_ear(first, rng) if first else None
        elif (
            kind in ("multi", "once") and word[0].isupper() and word[1:].islower() and (count > 1) == (kind == "multi")
        ):
            wrong = None if settled(self.lexicon.entry(word.lower())) else slip(word, rng)
        if not wrong or settled(self.lexicon.entry(wrong.lower())):
            return None
        return match.start(), end, wrong, text[match.start() : end], kind

    @staticmethod
    def apply(text: str, edits: list[tuple[int, int, str, str, str]]) -> tuple[str, list[Injected]]:
        out, made, at, moved = [], [], 0, 0
        for start, end, wrong, right, kind in edits:
            out += [text[at:start], wrong]
            made.append(Injected(start + moved, start + moved + len(wrong), kind, right))
            moved += len(wrong) - (end - start)
            at = end
        return "".join([*out, text[at:]]), made


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
