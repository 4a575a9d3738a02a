"""Fit the forest that finds misspelt words in Spanish, German, French, Portuguese, Italian and Dutch: languages.json.

    python tools/train_languages.py --treebanks DIR     # needs scikit-learn and the extra `languages`; texts: language_texts.py

One forest for all six. Articles are scored by forests of the others (five folds): the threshold is the least at which the false
alarms in all languages together, the texts' own typos among them, stay under `--alarms` in 1,000 words. It is written beside
the forest. `--languages-apart` scores each language by the other five instead: what a further one would get.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from language_texts import Text, inject, texts
from train_typos import OUT, export, fit

from wirecopy.passes.typos.foreign import NAMES, Foreign, weighed
from wirecopy.words import dictionary as dictionaries
from wirecopy.words import load

if TYPE_CHECKING:
    from slips import Injected


class Suspects:
    """The suspects of all texts, with their features and what they are."""

    def __init__(self) -> None:
        self.rows: list[list[float]] = []
        self.kinds: list[str] = []
        self.langs: list[str] = []
        self.right: list[bool] = []
        self.notes: list[str] = []
        self.folds: list[int] = []

    def add(self, text: Text, fold: int, written: str, made: list[Injected]) -> None:
        dictionary, english = dictionaries.load(text.lang), load("en")
        assert dictionary
        assert english
        article = Foreign(written, dictionary, english)
        for index, features, ranked in weighed(article):
            start, end, word = article.words[index]
            typo = next((typo for typo in made if start < typo.end and end > typo.start), None)
            self.rows.append(features)
            self.kinds.append(typo.kind if typo else "")
            self.langs.append(text.lang)
            self.folds.append(fold)
            self.right.append(bool(typo and ranked[0].word == typo.right.lower()))
            where = written[max(0, start - 30) : end + 20]
            self.notes.append(f"{text.id[:5]} {word} > {ranked[0].word} ({typo.right if typo else '-'}): {where!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--trees", type=int, default=60)
    parser.add_argument("--alarms", type=float, default=0.2, help="false alarms in 1,000 words")
    parser.add_argument("--languages-apart", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="worst false alarms to print")
    args = parser.parse_args()
    found, rng, total, words = Suspects(), random.Random(11), Counter[str](), Counter[str]()
    for number, text in enumerate(texts(args.treebanks)):
        dictionary = dictionaries.load(text.lang)
        assert dictionary, f"no dictionary for {text.lang}: pip install 'wirecopy[languages]'"
        written, made = inject(text, dictionary, rng)
        found.add(text, number % 5, written, made)
        total.update(f"{text.lang} {typo.kind}" for typo in made)
        words[text.lang] += len(text.text.split())
    x, y, lang = np.array(found.rows, float), np.array([bool(kind) for kind in found.kinds]), np.array(found.langs)
    scores, fold = np.zeros(len(y)), lang if args.languages_apart else np.array(found.folds)
    for held in np.unique(fold):
        scores[fold == held] = fit(x[fold != held], y[fold != held], args.trees).predict_proba(x[fold == held])[:, 1]
    worst = np.sort(scores[~y])[::-1]
    threshold = float(worst[int(args.alarms * words.total() / 1000)])
    print(f"{len(y)} suspects, {y.sum()} injected; threshold {threshold:.4f}")
    for name in sorted(words):
        here = lang == name
        alarms = int((scores[here & ~y] >= threshold).sum())
        hits = here & y & (scores >= threshold)
        right = sum(found.right[i] for i in np.where(hits)[0])
        by_kind = Counter(found.kinds[i] for i in np.where(hits)[0])
        of = {kind: n for key, n in sorted(total.items()) if (kind := key.removeprefix(f"{name} ")) != key}
        told = ", ".join(f"{kind} {by_kind[kind] / n:.2f} of {n}" for kind, n in of.items())
        rate = 1000 * alarms / words[name]
        print(
            f"{name}: recall {hits.sum() / sum(of.values()):.3f} ({told}); right at 1 {right / max(1, hits.sum()):.3f}; false {rate:.3f}"
        )
    for at in np.argsort(np.where(y, scores, 2))[: args.show]:
        print(f"  missed {scores[at]:.3f} {found.langs[at]} {found.notes[at]}")
    for at in np.argsort(np.where(y, -1, scores))[::-1][: args.show]:
        print(f"  {scores[at]:.3f} {found.langs[at]} {found.notes[at]}")
    keep = ~(~y & (scores > 0.9))  # probably typos of the texts
    model = export(fit(x[keep], y[keep], args.trees))
    OUT.with_name("languages.json").write_text(
        json.dumps({**model, "features": NAMES, "threshold": round(threshold, 4)}, separators=(",", ":")), "utf-8"
    )


if __name__ == "__main__":
    main()
