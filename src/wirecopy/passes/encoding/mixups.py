"""Text of one legacy charset that was read in another: no UTF-8 to prove it, so the languages decide.

Line by line: what a line costs as it stands, against what it costs when its bytes are read in the charset of a language
that it might be in. Multi-byte charsets (GB 18030, Big5, Shift-JIS, EUC) are read the same way.
"""

from __future__ import annotations

import codecs
import heapq
from itertools import accumulate
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.encoding.changes import LINE_ENDS, Change, applied, changed
from wirecopy.passes.encoding.charsets import encode
from wirecopy.passes.encoding.confusions import DOUBLE, LATIN_SCRIPT, PAIRS, SIGN, bytes_of, may_be
from wirecopy.passes.encoding.kinds import LATIN, LETTER
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.wrong-charset"
_LINE = lazy(f"[^{LINE_ENDS}]+")
_RUNS = lazy(r"([^\x00-\x7f]+)")
_LONG = lazy(r"[^\W\d_a-zA-Z]{4}")
_SAMPLE, _LINES = 600, 5  # code points of a line that are tried, and lines
_FEWEST, _ENOUGH = 2, 300  # odd characters: in a line so few are no case; so many in all are enough
_LEAST, _LEAST_EACH = 16.0, 1.6  # bits that a line has to gain, in all and for each character that changes
# Bits that a character of a good text costs at most: what is cheaper than garble is not yet text. Measured: 5.6 and 8.8.
_GOOD, _GOOD_IDEOGRAM = 6.5, 10.0
# Bits a byte from which on the beginnings of lines are no text, and up to which they are: then no second byte makes them better.
_NO_TEXT, _TEXT = 9.5, 4.8
# Of words that are not all ASCII, how much at most is not in Latin script, and at least in others.
_MOST_LATIN, _LEAST_OTHER = 0.6, 0.4
_PROVEN_EACH = 0.8  # the same, once another line has proven the charset
_MARKS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
_ASCII = bytes(range(0x80))
_GLANCE, _NEAR = 25, 1.2  # code points of a line by which readings are ordered, and how near to the best one is weighed
_MOST, _SOME = 0.7, 0.5  # of the different odd bytes of a line, and of all of them, before a reading is weighed


class Mixup(NamedTuple):
    """Text shown in one charset that is really in another; `langs` of the real text."""

    shown: str
    real: str
    langs: tuple[str, ...]


class Candidate(NamedTuple):
    """A mix-up that may be, the bytes of the lines, None where a line has none, and bits a byte at their beginnings."""

    mixup: Mixup
    raws: list[bytes | None]
    glance: float


class Line(NamedTuple):
    """A line with characters beyond ASCII, and its words that have some: the others cost the same in every charset."""

    start: int
    text: str
    words: str


def repair(trace: Trace) -> None:
    """Read lines again in the charset that makes most of the text cheaper, if one does."""
    if not trace.kinds & LETTER or letters().fits(trace.runs, trace.odd):
        return
    lines = list(_lines(trace.text))
    best = _best(_sample(lines), [shown for shown in PAIRS if trace.kinds & SIGN.get(shown, LATIN)])
    if best is not None:
        _applied(trace, lines, best)


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not ASCII."""
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.isascii():
            words = line.replace("\t", " ").split(" ")
            yield Line(match.start(), line, " ".join([word for word in words if not word.isascii()]))


def _sample(lines: Sequence[Line]) -> list[str]:
    """Return the words of the lines that have most of them, cut where they are long, until there are enough odd characters."""
    sample: list[str] = []
    found = 0
    for words in heapq.nlargest(_LINES, [line.words for line in lines], key=len):
        odd = _odd(words[:_SAMPLE])
        if odd >= _FEWEST:
            sample.append(words[:_SAMPLE])
            found += odd
            if found >= _ENOUGH:
                break
    return sample


def _best(sample: Sequence[str], possible: Sequence[str]) -> Mixup | None:
    """Return the mix-up that gains most over the lines where it gains enough, None if there is none."""
    if not sample or not possible:
        return None
    candidates = sorted(_candidates(sample, possible), key=lambda candidate: candidate.glance)
    costs: dict[str, float] = {}
    found: dict[Mixup, float] = {}
    enough = 0.0
    for mixup, raws, glance in candidates:
        if found and glance > enough:
            break
        gain = 0.0
        for words, raw in zip(sample, raws, strict=True):
            new = _reading(raw, mixup.real, mixup.langs)
            if new is not None and new != words:
                costs[words] = costs.get(words) or _cost_now(words)
                gain += _gain(words, new, costs[words], mixup)
        if gain:
            found[mixup] = gain
            enough = enough or _NEAR * glance
    return max(found, key=found.__getitem__, default=None)


def _candidates(sample: Sequence[str], possible: Sequence[str]) -> Iterator[Candidate]:
    """Yield the mix-ups in which the lines have letters of the languages and begin like text."""
    dense = sum(map(_odd, sample)) / sum(map(len, sample))
    best = _NO_TEXT
    for shown in possible:
        raws = [_raw(words, shown) for words in sample]
        every = [raw for raw in raws if raw]
        head = b"\n".join([raw[:_GLANCE] for raw in every])
        odd = _different(b"".join(every))
        for real, langs in PAIRS[shown] if odd else ():
            if dense > _MOST_LATIN if langs[0] in LATIN_SCRIPT else dense < _LEAST_OTHER:
                continue
            if best > _TEXT if real in DOUBLE else may_be(odd, real, langs, _SOME):
                glance = letters().cost(head.decode(real, "replace"), langs) / len(head)
                if glance < _NO_TEXT:
                    best = min(best, glance)
                    yield Candidate(Mixup(shown, real, langs), raws, glance)


def _different(raw: bytes) -> bytes:
    """Return the different bytes beyond ASCII."""
    return bytes(set(raw.translate(None, _ASCII)))


def _reading(raw: bytes | None, real: str, langs: tuple[str, ...]) -> str | None:
    """Return the text that the bytes are in a charset, None if it has not the letters of the languages."""
    if raw is None or not (real in DOUBLE or may_be(_different(raw), real, langs, _MOST)):
        return None
    new = _decoded(raw, real, cut=len(raw) >= _SAMPLE)
    if new is None or (real in DOUBLE and not letters().mostly(new, langs)):
        return None
    return new if langs[0] in LATIN_SCRIPT or _LONG.search(new) else None


def _gain(words: str, new: str, cost: float, mixup: Mixup) -> float:
    """Return the bits that a line gains by a reading; none where that is not text, or not enough."""
    price = letters().cost(new, mixup.langs)
    if price > (_GOOD_IDEOGRAM if mixup.real in DOUBLE else _GOOD) * len(new):
        return 0.0
    return cost - price if cost - price >= max(_LEAST, _LEAST_EACH * _changed(words, new)) else 0.0


def _cost_now(words: str, langs: tuple[str, ...] = ()) -> float:
    """Return what words cost as they stand; C1 controls as the marks of Windows-1252 that they most likely are."""
    plain = words.translate(_MARKS)
    return letters().cost(plain, (*langs, *letters().languages(plain)))


def _changed(line: str, new: str) -> int:
    """Return how many characters change; where two bytes become one, all that are not ASCII."""
    if len(new) == len(line):
        return sum(map(ne, line, new))
    return _odd(line)


def _odd(text: str) -> int:
    """Return how many characters are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _raw(line: str, shown: str) -> bytes | None:
    if shown in DOUBLE:
        try:
            return line.encode(shown)
        except UnicodeEncodeError:
            return None
    return encode(line, shown)


def _decoded(raw: bytes | None, real: str, *, cut: bool = False) -> str | None:
    """Decode strictly; None when the bytes are not text of the charset. `cut`: they may end amid a character."""
    if raw is None:
        return None
    try:
        return codecs.getincrementaldecoder(real)().decode(raw) if cut else raw.decode(real)
    except UnicodeDecodeError:
        return None


def _read_again(line: Line, mixup: Mixup) -> str | None:
    """Return the line as the mix-up reads it, None where it is not better."""
    raw = _raw(line.text, mixup.shown)
    new = _decoded(raw, mixup.real)
    if raw is None or new is None:
        return None
    if mixup.langs[0] not in LATIN_SCRIPT and _LONG.search(new):
        # Letters that are common in languages of another script than Latin: nothing has to be weighed.
        if mixup.real in DOUBLE and letters().mostly(new, mixup.langs):
            return new
        if mixup.real not in DOUBLE and not raw.translate(None, _ASCII + bytes_of(mixup.real, mixup.langs).usual):
            return new
    better = _decoded(_raw(line.words, mixup.shown), mixup.real)
    if better is None or better == line.words:
        return None
    gain = _cost_now(line.words, mixup.langs) - letters().cost(better, mixup.langs)
    return new if gain >= _PROVEN_EACH * _changed(line.words, better) else None


def _applied(trace: Trace, lines: Sequence[Line], mixup: Mixup) -> None:
    """Read the lines again: a change for each run of odd characters, or for each line where two bytes become one character."""
    note = f"{mixup.real} read as {mixup.shown}"
    better = [(line, new) for line in lines if (new := _read_again(line, mixup)) is not None]
    whole = [Change(start, start + len(old), new, RULE, sure=False, note=note) for (start, old, _), new in better]
    result = applied(trace.text, whole)
    if len(result) != len(trace.text):
        trace.take(whole)
        return
    parts = _RUNS.split(trace.text)
    ends = list(accumulate(map(len, parts)))
    read = map(result.__getitem__, map(slice, ends[:-1:2], ends[1::2]))
    news = ["" if old == new else new for old, new in zip(parts[1::2], read, strict=True)]
    changes = changed(parts, news, RULE, sure=False, note=note)
    trace.take(changes, result)
