"""A result as bytes, and back: JSON, squeezed. The document itself is not in it; it is at hand whenever a result is asked for."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from wirecopy.model import Article, Fact, Finding, Fix, Result, Safety, Severity, Source, Suppressed
from wirecopy.text import Edit, Span
from wirecopy.text.codec import Decoded, Segment
from wirecopy.text.sourcemap import SourceMap

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST = 256 << 20
"""What a record may unpack to: more means that it is none of ours."""


class BrokenRecordError(ValueError):
    """Bytes that are no record of a result."""


def dump(result: Result) -> bytes:
    """Return a result without errors as bytes."""
    source, here = result.source, result.map
    decoded = source.decoded
    data = {
        "media": source.media,
        "decoded": [None if _is_utf8(source) else decoded.text, decoded.segments, decoded.encoding, decoded.reason],
        "text": None if result.text == source.text else result.text,
        "findings": result.findings,
        "suppressed": result.suppressed,
        "map": [here.source_starts, here.text_starts, here.lengths, here.source_length, here.text_length],
        "facts": result.article.facts,
        "passes": result.passes,
        "notices": result.notices,
    }
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 1)


def load(data: bytes, raw: bytes, *, lang: str | None, url: str | None, path: str | None) -> Result:
    """Return the result of cleaning the document `raw` from what `dump` made of it.

    Raises:
        BrokenRecordError: it is no such thing.

    """
    try:
        unpacked = zlib.decompressobj()
        record = json.loads(unpacked.decompress(data, _LARGEST))
        text, segments, encoding, reason = record["decoded"]
        decoded = Decoded(
            raw.decode() if text is None else text, tuple(Segment(*item) for item in segments), encoding, reason
        )
        source = Source.of(raw, decoded, media=record["media"], lang=lang, url=url, path=path)
        return Result(
            source=source,
            text=source.text if record["text"] is None else record["text"],
            findings=tuple(map(_finding, record["findings"])),
            map=SourceMap(*record["map"]),
            suppressed=tuple(Suppressed(_finding(finding), by) for finding, by in record["suppressed"]),
            article=Article(
                tuple(Fact(name, value, Span(*span) if span else None) for name, value, span in record["facts"])
            ),
            passes=tuple((name, version) for name, version in record["passes"]),
            notices=tuple(record["notices"]),
        )
    except (zlib.error, ValueError, TypeError, KeyError, IndexError) as error:
        raise BrokenRecordError(str(error)) from error


def _is_utf8(source: Source) -> bool:
    try:
        return source.raw.decode() == source.text
    except UnicodeDecodeError:
        return False


def _finding(row: Sequence[Any]) -> Finding:
    rule, span, message, severity, fix, suggestions, confidence, evidence, exact, applied = row
    return Finding(
        rule,
        Span(*span),
        message,
        Severity(severity),
        Fix(tuple(Edit(*edit) for edit in fix[0]), Safety(fix[1])) if fix else None,
        tuple(suggestions),
        confidence,
        evidence,
        exact,
        applied,
    )
