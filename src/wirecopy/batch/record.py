"""Record and Outcome: one document on its way in, and the same one on its way out."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple


class Record(NamedTuple):
    """One document of an input.

    `id` is unique in a run: the path below what all inputs share, for a row also `#` and its number (from 0).
    `row` holds the other columns of a dataset's row, which are passed through; `digest` stands for what is cleaned.
    """

    id: str
    data: bytes | str
    path: str | None = None
    url: str | None = None
    lang: str | None = None
    declared: str | None = None
    media: str | None = None
    row: dict[str, object] | None = None
    digest: bytes = b""

    @property
    def name(self) -> str:
        """What the configuration's globs and the report see: the path, else the id."""
        return self.path or self.id


class Problem(NamedTuple):
    """Something in an input that could not be read, and why; the rest of the input goes on."""

    id: str
    why: str
    digest: bytes = b""


_NONE: dict[str, int] = {}


class Stats(NamedTuple):
    """What the summary needs to know of one document."""

    words_in: int = 0
    words_out: int = 0
    rules: dict[str, int] = _NONE
    applied: dict[str, int] = _NONE
    """Findings of each rule that were repaired or removed."""
    removed: dict[str, int] = _NONE
    """Words of which nothing is left, by the rule that removed them."""
    suppressed: int = 0
    changed: bool = False
    worst: int = -1
    """The highest severity among its findings; -1 when there are none."""


class Duplicate(NamedTuple):
    """The earlier document that this one repeats, and the share of their 5-word shingles that they have in common."""

    of: str
    shared: float


class Outcome(NamedTuple):
    """What became of one record: its text and report (UTF-8; none if nobody wants it), or why there is none."""

    id: str
    text: bytes = b""
    report: bytes = b""
    row: dict[str, object] | None = None
    stats: Stats = Stats()
    error: str | None = None
    """Why the document could not be read, cleaned or written."""
    original: bytes | str | None = None
    """The data of a document that could not be cleaned, for the quarantine."""
    failed_passes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Passes that cannot run on this machine, which is no failure."""
    digest: bytes = b""
    """The record's digest, handed through."""
    signature: bytes = b""
    """MinHash of the cleaned text, where near duplicates are looked for."""
    duplicate: Duplicate | None = None
    reused: bool = False
    """Whether it came from the cache."""
    is_markdown: bool = False


Item = Record | Problem | Outcome
"""What an engine is given: an outcome is ready already, and only takes its place in the order."""


def with_digest(item: Item) -> Item:
    """Return the item with a digest of all that its cleaning depends on, besides configuration and program."""
    if isinstance(item, Problem):
        return item._replace(digest=sha256(item.why.encode("utf-8", "surrogatepass")).digest())
    if isinstance(item, Outcome):
        return item
    raw = item.data.encode("utf-8", "surrogatepass") if isinstance(item.data, str) else item.data
    kind = "text" if isinstance(item.data, str) else "bytes"
    way = repr((kind, item.name, item.url, item.lang, item.declared, item.media))
    return item._replace(digest=sha256(sha256(raw).digest() + way.encode("utf-8", "surrogatepass")).digest())


def chained(before: bytes, item: Record | Problem | Outcome) -> bytes:
    """Return the digest of everything up to and with this item: equal ones mean that the same input was read."""
    row = None if isinstance(item, Problem) else item.row
    told = repr((item.id, row)).encode("utf-8", "surrogatepass")
    return sha256(before + item.digest + told).digest()
