"""Fit the block model of HTML pages: src/wirecopy/data/htmlmodel.json and src/wirecopy/passes/markup/trees.py; see docs/html.md.

    PYTHONPATH=src python tools/train_html_model.py [--bench DIR] [--report | --check]

Reads boilerplate/html_dev.jsonl.gz under DIR. Prints the figures of five-fold cross-validation over sites, which are
what to quote: the model that is written has seen all of these pages. Needs numpy, scipy, scikit-learn and LightGBM.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np
from html_model import tokens, write
from html_model.forest import FLOOR, LOOK, boost, look
from html_model.pages import FOLDS, Data, figures, load
from sklearn.metrics import log_loss

from wirecopy.passes.markup.features import Weights
from wirecopy.passes.markup.model import FILE
from wirecopy.passes.markup.words import ElementTokens, TextTokens

ROOT = Path(__file__).parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("WIRECOPY_BENCH", ROOT.parent / "shared" / "bench")
    parser.add_argument("--bench", type=Path, default=Path(default))
    parser.add_argument("--report", action="store_true", help="print the figures and write nothing")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 if the files are not what a run gives"
    )
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))  # score.py defines the measure
    data = Data(load(args.bench))
    weights = tokens.Fit(data)
    rows, looks = look(data, [_weights(weights.without(fold)) for fold in range(FOLDS)])
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
    if args.report:
        return 0
    model = {"floor": LOOK, **weights.without(None)}
    package = ROOT / "src" / "wirecopy"
    files = {
        package / "data" / FILE: json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n",
        package / "passes" / "markup" / "trees.py": write.source(boost(rows, data, seen), rows[looks >= LOOK]),
    }
    if args.check:
        changed = [path.name for path, text in files.items() if path.read_text("utf-8") != text]
        print("not what this run gives:" if changed else "the files are what this run gives", *changed)
        return 1 if changed else 0
    for path, text in files.items():
        path.write_text(text, "utf-8")
        print(f"wrote {path.name}: {path.stat().st_size} bytes")
    return 0


def _weights(fitted: dict[str, dict[str, int]]) -> Weights:
    return Weights(ElementTokens(fitted["element"]), TextTokens(fitted["text"]))


if __name__ == "__main__":
    sys.exit(main())
