"""UTF-8 that was read in a charset of East Asia, where two bytes make one character: GB 18030, Shift-JIS, Big5, EUC-KR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change, applied
from wirecopy.passes.encoding.charsets import from_utf8
from wirecopy.passes.encoding.kinds import DOUBLE_BYTE
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.mojibake"
_CHARSETS = ("gb18030", "cp932", "big5hkscs", "cp949")
_RUN = lazy(r"[^\x00-\x7f]+")
_GAIN, _SHARE = 40.0, 0.5
_LEAST = 4.0


def repair(trace: Trace) -> None:
    """Undo the misreading when most of the runs are UTF-8 behind the characters and read better that way."""
    text = trace.text
    if not trace.kinds & DOUBLE_BYTE:
        return
    best: tuple[float, list[Change]] = (_GAIN, [])
    for charset in _CHARSETS:
        best = max(best, _weighed(text, charset), key=lambda entry: entry[0])
    trace.take(best[1])


def _weighed(text: str, charset: str) -> tuple[float, list[Change]]:
    runs = list(_RUN.finditer(text))
    changes: list[Change] = []
    missed = 0
    for match in runs:
        new = _read(match.group(), charset)
        if new is None or new == match.group():
            missed += len(match.group())
            if missed > 60 and missed > 3 * sum(change.end - change.start for change in changes):
                return 0.0, []
        else:
            changes.append(Change(match.start(), match.end(), new, RULE, note=f"UTF-8 read as {charset}"))
    size = sum(change.end - change.start for change in changes)
    if not changes or size < _SHARE * (missed + size):
        return 0.0, []
    whole = applied(text, changes)
    langs = (*letters().languages(whole), *letters().languages(text), "en")
    kept = []
    total = 0.0
    for change in changes:
        gain = letters().cost(text[change.start : change.end], langs) - letters().cost(change.text, langs)
        if gain >= _LEAST:
            kept.append(change)
            total += gain
    return total, kept


def _read(run: str, charset: str) -> str | None:
    try:
        raw = [part.encode(charset) for part in run.split("\ufffd")]
    except UnicodeEncodeError:
        return None
    if len(raw) == 1:
        return from_utf8(raw[0])
    joined = b"\xff".join(raw)
    return "".join(_filled(joined)) if _almost(joined) else None


def _almost(raw: bytes) -> bool:
    """Tell whether `raw` is UTF-8 but for bytes 0xFF, each of which stands for one that was lost."""
    return _SEQUENCES.fullmatch(raw) is not None


_SEQUENCES = lazy(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf\xff]|[\xe0-\xef][\x80-\xbf\xff]{2}|[\xf0-\xf4][\x80-\xbf\xff]{3}|\xff)*"
)
_SEQUENCE = lazy(
    rb"[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf\xff]|[\xe0-\xef][\x80-\xbf\xff]{2}|[\xf0-\xf4][\x80-\xbf\xff]{3}|\xff"
)


def _filled(raw: bytes) -> Iterator[str]:
    before = " "
    for match in _SEQUENCE.finditer(raw):
        piece = match.group()
        before = piece.decode("utf-8", "replace") if b"\xff" not in piece else _guess(piece, before)
        yield before


def _guess(piece: bytes, before: str) -> str:
    """Return the character that reads best behind `before` among those that the sequence may have been."""
    if len(piece) == 1 or piece.count(b"\xff") > 1:
        return "\ufffd"
    choices = [from_utf8(piece.replace(b"\xff", bytes([byte]))) for byte in range(0x80, 0xC0)]
    known = [new for new in choices if new and letters().knows(new)]
    return min(known, key=lambda new: min(letters().bits(before + new).values()), default="\ufffd")
