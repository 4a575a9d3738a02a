"""The properties on real data: restore, one sweep, no failing pass. The data is not part of the repository."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
from typing import TYPE_CHECKING

import pytest

import wirecopy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
EACH = 120
"""Documents of each kind, spread evenly over the file."""


def rows(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        every = list(lines)
    for line in itertools.islice(every, 0, None, max(1, len(every) // EACH)):
        yield json.loads(line)


def documents(bench: Path, kind: str) -> Iterator[tuple[str, bytes | str]]:
    if kind == "text":
        for row in rows(bench / "boilerplate" / "text_dev.jsonl.gz"):
            lines = row["lines"]
            assert isinstance(lines, list)
            yield f"{row['id']}/{row['style']}", ("\n" if str(row["style"]) in "ab" else "\n\n").join(lines)
    elif kind == "html":
        for row in rows(bench / "boilerplate" / "html_dev.jsonl.gz"):
            yield str(row["id"]), str(row["html"])
    elif kind == "typos":
        for row in rows(bench / "typos" / "dev.jsonl.gz"):
            yield str(row["id"]), str(row["text"])
    elif kind == "encoding":
        for row in rows(bench / "encoding" / "dev.jsonl.gz"):
            yield str(row["id"]), str(row["corrupted"])
    else:
        for number, row in enumerate(rows(bench / "encoding" / "bytes_dev.jsonl.gz")):
            yield str(number), base64.b64decode(str(row["bytes"]))


@pytest.mark.parametrize("kind", ["text", "html", "typos", "encoding", "bytes"])
def test_restore_and_one_sweep(shared: Path, kind: str) -> None:
    failures: list[str] = []
    for name, source in documents(shared / "bench", kind):
        result = wirecopy.clean(source)
        if result.errors:
            failures.append(f"{name}: {result.errors}")
        if wirecopy.restore(result.text, json.loads(json.dumps(result.report()))) != result.source.raw:
            failures.append(f"{name}: the bytes do not come back")
        if wirecopy.clean(result.text).text != result.text:
            failures.append(f"{name}: a second sweep changes something")
    assert failures == []


def test_pages_as_markdown_come_back_and_need_one_sweep(shared: Path) -> None:
    failures: list[str] = []
    for name, source in itertools.islice(documents(shared / "bench", "html"), 0, None, 3):
        result = wirecopy.clean(source, to="markdown")
        if result.errors or wirecopy.restore(result.text, result.report()) != result.source.raw:
            failures.append(f"{name}: {result.errors or 'the bytes do not come back'}")
        if wirecopy.clean(result.text).text != result.text:
            failures.append(f"{name}: a second sweep changes something")
    assert failures == []
