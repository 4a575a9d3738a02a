"""How many pages tell their metadata, and how often it is right where the pages come with the right answer.

    python benchmarks/html_metadata.py [--bench DIR]     # on the pages of boilerplate/html_dev.jsonl.gz

Right answers: title (that of the set, or an h1), language, address; the date in the address, where it has one, give or take a day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path

from wirecopy.passes.markup import metadata
from wirecopy.passes.markup.evidence import gather
from wirecopy.passes.markup.scan import scan

NEWS = {"scrapinghub", "fundus", "fundus_eval"}
FIELDS = ("title", "author", "published", "modified", "site", "lang", "canonical", "image")
_DATE = re.compile(r"/(20[012]\d)[/-]?(0\d|1[012])[/-]?([0-3]\d)\b")
_LONG = 15


def words(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def address(url: str) -> str:
    return re.sub(r"^https?://(www\.|m\.)?", "", url.split("?")[0].split("#")[0]).rstrip("/")


def judge(row: dict[str, str], told: dict[str, str]) -> Counter[str]:
    """Return what is there and what is right of one page."""
    found = Counter({f"has {field}": 1 for field in FIELDS if field in told}, pages=1)
    if title := words(told.get("title", "")):
        golds = [gold for gold in map(words, [row["title"], *row["h1"]]) if gold]
        right = any(
            title == gold or (len(title) > _LONG < len(gold) and (title in gold or gold in title)) for gold in golds
        )
        found["right title"] += right
    found["right lang"] += told.get("lang") == row["lang"]
    if row["url"] and "canonical" in told:
        found["right canonical"] += address(told["canonical"]) == address(row["url"])
    if row["url"] and (match := _DATE.search(row["url"])):
        found["date in address"] += 1
        if "published" in told:
            day = dt.date.fromisoformat(told["published"][:10])
            found["published and date in address"] += 1
            found["right published"] += abs((day - dt.date(*map(int, match.groups()))).days) <= 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("WIRECOPY_BENCH", Path(__file__).parent.parent.parent / "shared" / "bench")
    parser.add_argument("--bench", type=Path, default=Path(default))
    args = parser.parse_args()
    totals = {"news": Counter[str](), "other": Counter[str]()}
    with gzip.open(args.bench / "boilerplate" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            told: dict[str, str] = {}
            for fact in metadata.find(scan(row["html"]), gather(row["html"])):
                told.setdefault(fact.field, fact.value)
            totals["news" if row["source"] in NEWS else "other"] += judge(row, told)
    for name in dict.fromkeys(key for total in totals.values() for key in total):
        print(f"{name:32}" + "".join(f"{group:>8} {total[name]:4}" for group, total in totals.items()))


if __name__ == "__main__":
    main()
