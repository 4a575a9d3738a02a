"""What machine formats share: places of findings in their file, file names as URIs, edits put together, identities."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model.identity import finding_key
from wirecopy.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirecopy.model import Finding, Result, Source


class Place(NamedTuple):
    """Where a span of the source begins and ends: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def place_of(source: Source, start: int, end: int) -> Place:
    """Return the place of `[start, end)`; columns count code points."""
    first, last = source.position(start), source.position(end)
    return Place(first.line, first.column, last.line, last.column)


def utf8_column(source: Source, line: int, column: int) -> int:
    """Return a column (code points) as a column that counts bytes of UTF-8."""
    return len(source.line_text(line)[: column - 1].encode("utf-8", "surrogatepass")) + 1


def name_of(source: Source) -> str:
    """Return the file's name for people: its path, URL or "<text>"."""
    return source.path or source.url or "<text>"


def uri_of(source: Source) -> str:
    """Return the file's path as a URI reference; what was handed in without a name is "stdin"."""
    from pathlib import PurePath
    from urllib.parse import quote

    if source.path is None or source.path == "<stdin>":
        return "stdin"
    path = PurePath(source.path)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")


def joined(source: str, edits: Iterable[Edit]) -> Edit:
    """Return one edit that does what `edits` (at least one) do together."""
    ordered = sorted(edits)
    at = ordered[0].start
    pieces: list[str] = []
    for edit in ordered:
        pieces += (source[at : edit.start], edit.text)
        at = max(at, edit.end)
    return Edit(ordered[0].start, at, "".join(pieces))


def identified(result: Result) -> Iterator[tuple[Finding, str]]:
    """Yield the findings with an identity each: the key of the baseline, numbered where it comes again."""
    seen: Counter[str] = Counter()
    for finding in result.findings:
        key = finding_key(finding.rule, result.source.text, finding.span)
        seen[key] += 1
        yield finding, f"{key}/{seen[key]}"


def clean_text(text: str) -> str:
    """Return text that any encoder takes: a lone surrogate becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
