"""UTF-8 that was read in a charset of East Asia, where two bytes make one character: GB 18030, Shift-JIS, Big5, EUC-KR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change, applied
from wirecopy.passes.encoding.charsets import from_utf8
from wirecopy.passes.encoding.kinds import DOUBLE_BYTE
from wirecopy.passes.encoding.lost import most_common
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.mojibake"
_CHARSETS = ("gb18030", "cp932", "big5hkscs", "cp949")
_RUN = lazy(r"[^\x00-\x7f]+")
_GAIN, _PROVEN, _SHARE = 40.0, 120.0, 0.5
_LEAST = 4.0
_LOST, _DASH = "\ufffd", "—"
_EAST_ASIAN = "\u3000"  # from here on there are characters by the thousand, which what stands around does not tell
_LOST_BYTE = b"\xff"
_EARLIER = {"gb18030": "gbk"}


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
    changes: list[Change] = []
    missed = 0
    for match in _RUN.finditer(text):
        around = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        new = _read(match.group(), charset, *around)
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
    weighed = []
    for change in changes:
        before, after = text[max(0, change.start - 2) : change.start], text[change.end : change.end + 2]
        old = before + text[change.start : change.end] + after
        gain = letters().cost(old, langs) - letters().cost(before + change.text + after, langs)
        weighed.append((gain, change))
    total = sum(gain for gain, _ in weighed if gain >= _LEAST)
    if total >= _PROVEN:  # then what is usual in the language goes without saying
        return total, [change for gain, change in weighed if gain >= 0.0 or letters().usual(change.text, langs[:1])]
    return total, [change for gain, change in weighed if gain >= _LEAST]


def _read(run: str, charset: str, before: str, after: str) -> str | None:
    try:
        raw = [part.encode(charset) for part in run.split("\ufffd")]
    except UnicodeEncodeError:
        return None
    if len(raw) == 1:
        return from_utf8(raw[0])
    joined = b"\xff".join(raw)
    return _filled(joined, charset, before, after) if _almost(joined) else None


def _almost(raw: bytes) -> bool:
    """Tell whether `raw` is UTF-8 but for bytes 0xFF, each of which stands for one that was lost."""
    return _SEQUENCES.fullmatch(raw) is not None


_SEQUENCES = lazy(
    rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf\xff]|[\xe0-\xef][\x80-\xbf\xff]{2}|[\xf0-\xf4][\x80-\xbf\xff]{3}|\xff)*"
)
_SEQUENCE = lazy(
    rb"[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf\xff]|[\xe0-\xef][\x80-\xbf\xff]{2}|[\xf0-\xf4][\x80-\xbf\xff]{3}|\xff"
)


def _filled(raw: bytes, charset: str, before: str, after: str) -> str:
    """Decode UTF-8 in which 0xFF stands for a lost byte: what was there is guessed from what stands around."""
    pieces = [match.group() for match in _SEQUENCE.finditer(raw)]
    texts = [_LOST if b"\xff" in piece else piece.decode("utf-8", "replace") for piece in pieces]
    langs = letters().languages("".join(texts), 1)
    behind = [piece[0] for piece in pieces[1:]] + [*after.encode("utf-8", "surrogatepass")[:1]]
    for place, piece in enumerate(pieces):
        if texts[place] == _LOST and len(piece) > 1 and piece.count(_LOST_BYTE) == 1:
            start = (before + "".join(texts[max(0, place - 2) : place]))[-2:]
            end = ("".join(texts[place + 1 : place + 3]) + after)[:2]
            choices = _choices(piece, charset, bytes(behind[place : place + 1]))
            texts[place] = _guess(choices, start, end, langs)
    return "".join(texts)


def _choices(piece: bytes, charset: str, behind: bytes) -> list[str]:
    """Return what a sequence may have been: the lost byte and the one behind it are no character of the charset, so it was lost."""
    follows = (piece.partition(_LOST_BYTE)[2] + behind)[:1]
    lost = [
        byte
        for byte in map(_byte, range(0x80, 0xC0))
        if follows in {b"", _LOST_BYTE} or not _is_pair(byte + follows, charset)
    ]
    known = [new for byte in lost if (new := from_utf8(piece.replace(_LOST_BYTE, byte)))]
    return [new for new in known if letters().knows(new)]


@lru_cache(maxsize=1 << 14)
def _is_pair(raw: bytes, charset: str) -> bool:
    """Tell whether two bytes are a character, or two, in a charset as its readers had it before it grew."""
    try:
        raw.decode(_EARLIER.get(charset, charset))
    except UnicodeDecodeError:
        return False
    return True


def _byte(value: int) -> bytes:
    return bytes([value])


def _guess(choices: list[str], before: str, after: str, langs: list[str]) -> str:
    """Return the character that reads best between `before` and `after`; one of East Asia only where it is far more common."""
    if before.endswith(" ") and after[:1].isspace() and _DASH in choices:
        return _DASH  # what stands alone between words; that it was the shorter one, nothing tells
    if choices and choices[0] >= _EAST_ASIAN:
        return most_common(choices, langs) or _LOST
    return min(choices, key=lambda new: letters().cost(before + new + after, langs), default=_LOST)
