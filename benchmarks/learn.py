"""What `wirecopy learn` finds: precision and recall of removed lines on sites with several labelled documents.

    python benchmarks/learn.py [--data DIR] [--style a] [--least-documents 5] [--out-of-sample]

DIR holds `boilerplate/text_dev.jsonl.gz`: pages as lines, each labelled 1 (article), 0 (not) or -1 (neither). For each host
with enough documents a pack is learned and written, read back, and each document cleaned with it: with the pack alone, with
the pack and all other rules but not the line model, with everything, and with everything but the pack. `--out-of-sample` learns
each document's pack from the other documents only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.config import Config
from wirecopy.learn import pack
from wirecopy.learn.counts import SiteCounts
from wirecopy.learn.keys import host_key
from wirecopy.learn.sketch import SiteSketch
from wirecopy.passes.boilerplate import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
MODEL_ONLY = tuple(meta.id for meta in unmarked.METAS)
PACK_ONLY = ("boilerplate.site-line", "boilerplate.site-list")


def rows(data: Path, style: str) -> dict[str, list[dict[str, object]]]:
    sites: dict[str, list[dict[str, object]]] = defaultdict(list)
    with gzip.open(data / "boilerplate" / "text_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            host = host_key(row["url"]) if row["url"] else None
            if row["style"] == style and host:
                sites[host].append(row)
    return sites


def learn(folder: Path, host: str, documents: Sequence[dict[str, object]], *, sketch: bool) -> Config:
    counts = SiteSketch() if sketch else SiteCounts()
    for row in documents:
        counts.add(row["lines"])  # type: ignore[arg-type]
    path = Path(tempfile.mkdtemp(dir=folder)) / "sites" / f"{host}.yaml"
    path.parent.mkdir()
    path.write_text(pack.write(host, len(documents), counts.repeated()), "utf-8")
    return Config(packs=(str(path.parent.parent),))


def score(row: dict[str, object], config: Config) -> list[int]:
    """Return how many lines labelled 0 and 1 were removed, and how many were not."""
    lines = [str(line).replace("\n", " ") for line in row["lines"]]  # type: ignore[attr-defined]
    text = "\n".join(lines)
    result = wirecopy.clean(text, media="text", url=str(row["url"]), passes=("boilerplate",), config=config)
    spans = [finding.span for finding in result.findings if finding.applied]
    tally, at = [0, 0, 0, 0], 0
    for line, label in zip(lines, row["labels"], strict=True):  # type: ignore[call-overload]
        if label >= 0 and line.strip():
            middle = at + len(line) // 2
            tally[label if any(start <= middle < end for start, end in spans) else 2 + label] += 1
        at += len(line) + 1
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("WIRECOPY_BENCH", ROOT.parent / "shared" / "bench"))
    parser.add_argument("--style", default="a")
    parser.add_argument("--least-documents", type=int, default=5)
    parser.add_argument("--out-of-sample", action="store_true")
    parser.add_argument("--sketch", action="store_true", help="learn with the bounded-memory sketch")
    args = parser.parse_args()
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with tempfile.TemporaryDirectory() as scratch:
        for host, documents in sorted(rows(Path(args.data), args.style).items()):
            if len(documents) < args.least_documents:
                continue
            site: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
            config = learn(Path(scratch), host, documents, sketch=args.sketch)
            for row in documents:
                if args.out_of_sample:
                    others = [other for other in documents if other is not row]
                    config = learn(Path(scratch), host, others, sketch=args.sketch)
                variants = {
                    "pack alone": Config(packs=config.packs, select=PACK_ONLY),
                    "pack and rules": Config(packs=config.packs, ignore=MODEL_ONLY),
                    "everything": config,
                    "no pack": Config(),
                }
                for name, variant in variants.items():
                    for i, count in enumerate(score(row, variant)):
                        site[name][i] += count
                        totals[name][i] += count
            print(f"{host} ({len(documents)})  " + "  ".join(f"{name}: {shown(site[name])}" for name in site))
    for name, tally in totals.items():
        print(f"{name:<16}{shown(tally)}")


def shown(tally: Sequence[int]) -> str:
    dropped, lost, left, _ = tally
    return f"P {dropped / max(1, dropped + lost):.4f} R {dropped / max(1, dropped + left):.3f} ({dropped}/{lost})"


if __name__ == "__main__":
    main()
