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
import json
import sys
from pathlib import Path

import numpy as np
from line_model import say
from line_model.documents import FOLDS, assign_folds, bodies, document, part, published, read
from line_model.stages import CONSTANT, by_doc, by_line, fill, gates, precisions, record, stages, stub
from line_model.tables import tables

from wirecopy.linemodel.model import COLUMNS, build

KEEP_COLUMNS = 32
"""The second forest asks for so many columns, those that gained most at the first attempt."""


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
