"""Floors on real data, which is not part of the repository: a part of the rows, so that it takes a minute."""

from __future__ import annotations

import base64
import gzip
import json
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from wirecopy.passes.encoding import repair
from wirecopy.text.codec import decode

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
_QUOTES = str.maketrans({"\u02bc": "'", "‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'})
_OTHERS = frozenset({"crlf"})  # what the whitespace pass is for
# Latin o in a Russian word, in the original itself.
_FAULTY_ORIGINALS = ("oни были направлены",)


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFC", text.translate(_QUOTES)).rstrip()
    return "".join(unicodedata.normalize("NFKC", c) if "\uff00" < c < "\uff5f" else c for c in plain)


def without_mark(text: str) -> str:
    """A byte order mark is part of the source text: positions count in the file. The pass removes it; see test_codec."""
    return text.removeprefix("\ufeff")


def test_damaged_text_is_repaired_exactly(shared: Path) -> None:
    kinds: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(shared / "bench" / "encoding" / "dev.jsonl.gz"):
        kinds[row["kind"]].append(row)
    rates = []
    for kind in sorted(kinds.keys() - _OTHERS):
        sample = kinds[kind][:: max(1, len(kinds[kind]) // 8)]
        rates.append(sum(fold(repair(r["corrupted"]).text) == fold(r["original"]) for r in sample) / len(sample))
    assert sum(rates) / len(rates) >= 0.94


def test_clean_text_in_27_languages_stays(shared: Path) -> None:
    originals = dict.fromkeys(row["original"] for row in rows(shared / "bench" / "encoding" / "dev.jsonl.gz"))
    changed = [text for text in originals if repair(text).text != text]
    assert [text for text in changed if not any(fault in text for fault in _FAULTY_ORIGINALS)] == []


@pytest.mark.parametrize(
    ("group", "floor"), [("syn", 0.97), ("short", 0.97), ("mixed-para", 0.97), ("mixed-stray", 1.0), ("cesu8", 1.0)]
)
def test_bytes_are_read_right(shared: Path, group: str, floor: float) -> None:
    sample = [row for row in rows(shared / "bench" / "encoding" / "bytes_dev.jsonl.gz") if row["group"] == group][::2]
    right = sum(
        without_mark(decode(base64.b64decode(row["bytes"])).text) == without_mark(row["text"]) for row in sample
    )
    assert right / len(sample) >= floor
