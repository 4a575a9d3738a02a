"""Training documents: dumps with their labels, what is left of them, bare articles; and the folds, which never share a site."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlparse

from wirecopy.api import rules_of
from wirecopy.linemodel import Reading
from wirecopy.linemodel.shape import size_of
from wirecopy.passes.boilerplate.lines import read as read_lines
from wirecopy.passes.boilerplate.rules import LineRules
from wirecopy.passes.boilerplate.settle import is_certain, marks_of
from wirecopy.text import Span

if TYPE_CHECKING:
    from pathlib import Path

FOLDS = 5
NEWS = {"scrapinghub", "fundus", "fundus_eval"}


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
