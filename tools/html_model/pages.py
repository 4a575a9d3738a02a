"""Pages: read, scanned and labelled; the arrays over all of their blocks; and the measure over what a model makes of them."""

from __future__ import annotations

import collections
import gzip
import hashlib
import importlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from html_model.labels import block_labels
from wirecopy.passes.markup.choose import settle
from wirecopy.passes.markup.evidence import Evidence, gather
from wirecopy.passes.markup.scan import Page, scan
from wirecopy.passes.markup.tally import Tally

if TYPE_CHECKING:
    from pathlib import Path

FOLDS = 5
NEWS = {"scrapinghub", "fundus", "fundus_eval"}


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
