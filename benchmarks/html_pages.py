"""What an HTML page costs, phase by phase and beside trafilatura, and that the time is linear in the size of the page.

    python benchmarks/html_pages.py [--bench DIR] [--every 5]     # phases, on the pages of boilerplate/html_dev.jsonl.gz
    python benchmarks/html_pages.py --sizes                       # made-up wild pages from 0.1 to 20 MB, no data needed

CPU time, everything in one process and interleaved, so that figures can be compared with each other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import wirecopy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WARM_UP = 20
MEGABYTES = (0.1, 1, 20)
WILD = {
    "paragraphs": "<div class='x'><p>Some <b>text</b> of a page, with a <a href='/x'>link</a> &amp; more.</p></div>\n",
    "open divisions": "<div>text ",
    "open links": "<a href='x'>text ",
    "bare <": "< text ",
    "half tags": "<p class=",
    "open quotes": '<p title="',
    "open comments": "<!-- text ",
    "open scripts": "<script>text ",
    "open svg": "<svg>text ",
    "cells": "<td>text",
    "conditional comments": "<!--[if IE]><p>text</p><![endif]-->",
    "character data": "<![CDATA[text]]>",
    "templates": "<template><p>text</p></template>",
    "entities": "&amp;&nbsp;&#8217;&bogus;",
}


def clocked(total: Counter[str], name: str, work: Callable[..., Any], *args: object, **options: object) -> Any:
    start = time.process_time()
    result = work(*args, **options)
    total[name] += time.process_time() - start
    return result


def everything(find: Callable[..., Iterator[Any]], *args: object) -> list[Any]:
    return list(find(*args))


def phases(pages: Iterator[dict[str, str]]) -> None:
    """Print milliseconds a page of each phase; `both`: the passes markup and boilerplate, `all`: those of the default run."""
    try:
        import trafilatura
    except ImportError:
        trafilatura = None
    part = {
        name: import_module(f"wirecopy.passes.markup.{name}")
        for name in ("scan", "evidence", "metadata", "choose", "model")
    }
    model = part["model"].load()
    total: Counter[str] = Counter()
    count = -WARM_UP
    for row in pages:
        html, url, count = row["html"], row["url"], count + 1
        if count == 1:  # what is loaded once is loaded by now
            total.clear()
        page = clocked(total, "scan", part["scan"].scan, html)
        evidence = clocked(total, "evidence", part["evidence"].gather, html)
        clocked(total, "metadata", everything, part["metadata"].find, page, evidence)
        clocked(total, "decision", part["choose"].choose, page, evidence, model)
        clocked(total, "markup", wirecopy.clean, html, media="html", url=url, passes=("markup",))
        clocked(total, "both", wirecopy.clean, html, media="html", url=url, passes=("markup", "boilerplate"))
        clocked(total, "all", wirecopy.clean, html, media="html", url=url)
        if trafilatura:
            clocked(total, "trafilatura", trafilatura.extract, html, include_comments=False)
    total["edits, source map, engine"] = total["markup"] - sum(
        total[name] for name in ("scan", "evidence", "metadata", "decision")
    )
    print(f"{count} pages; CPU milliseconds a page")
    for name in (
        "scan", "evidence", "metadata", "decision", "edits, source map, engine", "markup", "both", "all",
        "trafilatura",
    ):  # fmt: skip
        print(f"  {name:28} {1e3 * total[name] / count:8.2f}")
    if trafilatura:
        for name in ("markup", "both", "all"):
            print(f"  trafilatura / {name:14} {total['trafilatura'] / total[name]:8.2f}")


def sizes() -> None:
    """Print seconds a megabyte for wild pages that grow by ten each step: about the same in a row if time is linear."""
    print(f"{'CPU seconds a MB, page of':24} " + " ".join(f"{size:>5} MB" for size in MEGABYTES) + "")
    for name, piece in WILD.items():
        shown = []
        for megabytes in MEGABYTES:
            html = "<html><body><p>start</p>" + piece * int(megabytes * 1e6 / len(piece))
            start = time.process_time()
            result = wirecopy.clean(html, media="html", passes=("markup",))
            shown.append((time.process_time() - start) / megabytes)
            assert not result.errors, result.errors
        print(f"{name:24} " + " ".join(f"{seconds:8.3f}" for seconds in shown), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("WIRECOPY_BENCH", Path(__file__).parent.parent.parent / "shared" / "bench")
    parser.add_argument("--bench", type=Path, default=Path(default))
    parser.add_argument("--every", type=int, default=5, help="take one page out of this many")
    parser.add_argument("--sizes", action="store_true")
    args = parser.parse_args()
    if args.sizes:
        sizes()
        return
    with gzip.open(args.bench / "boilerplate" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        phases(json.loads(line) for number, line in enumerate(lines) if number % args.every == 0)


if __name__ == "__main__":
    main()
