"""From a cleaned text and its report back to the original bytes: the net inverse, then the segments."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from hashlib import sha256
from typing import cast

from wirecopy.text.codec import RAW, encode


class RestoreError(ValueError):
    """Text and report do not belong together, or the report is damaged."""


def restore(text: str, report: Mapping[str, object]) -> bytes:
    """Return the bytes that were cleaned, given `Result.text` and `Result.report()`.

    Raises:
        RestoreError: the text was edited since, the report is another document's, or a checksum does not hold.

    """
    if not isinstance(report, Mapping):
        raise RestoreError(f"a report is a dict, as `json.load` gives it, not {type(report).__name__}")
    try:
        data = cast("Mapping[str, object]", report["restore"])
        if _digest(text.encode("utf-8", "surrogatepass")) != data["text_sha256"]:
            raise RestoreError("this text is not the one that the report was written for (its SHA-256 differs)")
        source = _source_text(text, cast("list[tuple[int, int, str]]", data["gaps"]))
        raw = _source_bytes(
            source,
            cast("list[tuple[int, int, int, int, str]]", data["segments"]),
            cast("Mapping[str, str]", data["raw"]),
        )
    except (AttributeError, KeyError, TypeError, IndexError, LookupError, UnicodeError) as error:
        raise RestoreError(f"the report has no usable restore data: {error!r}") from error
    if _digest(raw) != data["source_sha256"]:
        raise RestoreError("the restore data is damaged: the bytes do not have the SHA-256 of the original")
    return raw


def _source_text(text: str, gaps: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, original in gaps:
        pieces.append(text[at:start])
        pieces.append(original)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _source_bytes(source: str, segments: list[tuple[int, int, int, int, str]], raw: Mapping[str, str]) -> bytes:
    return b"".join(
        base64.b64decode(raw[str(byte_start)]) if codec == RAW else encode(source[start:end], codec)
        for start, end, byte_start, _, codec in segments
    )


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
