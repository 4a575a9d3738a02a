"""Text of one legacy charset that was read in another: no UTF-8 to prove it, so the languages decide.

Line by line: what a line costs as it stands, against what it costs when its bytes are read in the charset of a language
that it might be in. Multi-byte charsets (GB 18030, Big5, Shift-JIS, EUC) are read the same way.
"""

from __future__ import annotations

import heapq
from functools import lru_cache
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.encoding.changes import LINE_ENDS, Change
from wirecopy.passes.encoding.charsets import encode
from wirecopy.passes.encoding.kinds import DOUBLE_BYTE, FOREIGN, LATIN, LETTER
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.wrong-charset"
_WEST = ("fr", "de", "es", "it", "pt", "sv", "da", "nb", "nl", "fi", "is", "ca", "en")
_EAST = ("cs", "pl", "hu", "ro", "sh", "sk", "sl")
_CYRILLIC = ("ru", "uk", "bg", "sr", "mk")
_ARABIC = ("ar", "fa", "ur")
# The charset that text was shown in -> the charsets that it may really be in, each with its languages.
_PAIRS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "cp1252": (
        ("cp1250", _EAST), ("cp1251", _CYRILLIC), ("koi8_u", _CYRILLIC), ("cp866", _CYRILLIC), ("mac_cyrillic", _CYRILLIC),
        ("iso8859_5", _CYRILLIC), ("cp1253", ("el",)), ("cp1254", ("tr",)), ("cp1255", ("he",)), ("cp1256", _ARABIC),
        ("iso8859_6", ("ar",)), ("cp1257", ("lt", "lv")), ("cp1258", ("vi",)), ("cp874", ("th",)), ("iso8859_2", _EAST),
        ("iso8859_16", ("ro",)), ("mac_roman", _WEST), ("cp850", _WEST), ("mac_latin2", _EAST), ("cp852", _EAST), ("gb18030", ("zh",)),
        ("big5hkscs", ("zh-Hant",)), ("cp932", ("ja",)), ("euc_jp", ("ja",)), ("cp949", ("ko",)),
    ),
    "cp1251": (("koi8_u", _CYRILLIC), ("cp866", _CYRILLIC), ("mac_cyrillic", _CYRILLIC), ("iso8859_5", _CYRILLIC), ("cp1252", _WEST)),
    "koi8_u": (("cp1251", _CYRILLIC), ("cp866", _CYRILLIC)),
    "cp866": (("cp1251", _CYRILLIC), ("koi8_u", _CYRILLIC)),
    "mac_roman": (("cp1252", _WEST), ("cp1250", _EAST)),
    "cp1250": (("cp1252", _WEST),),
    "cp437": (("cp1252", _WEST),),
    "gb18030": (("big5hkscs", ("zh-Hant",)), ("cp949", ("ko",)), ("cp932", ("ja",))),
    "cp932": (("gb18030", ("zh",)), ("big5hkscs", ("zh-Hant",)), ("cp949", ("ko",))),
    "big5hkscs": (("gb18030", ("zh",)),),
    "cp949": (("gb18030", ("zh",)),),
}  # fmt: skip
_LINE = lazy(f"[^{LINE_ENDS}]+")
_ODD = lazy(r"[^\x00-\x7f]")
_LATIN = frozenset({*_WEST, *_EAST, "tr", "lt", "vi"})
_LONG = lazy(r"[^\W\d_a-zA-Z]{4}")
_SAMPLE, _LINES, _FEWEST = 600, 5, 2  # code points and lines that are tried, and how few odd characters are no case
_LEAST, _LEAST_EACH = 16.0, 1.6  # bits that a line has to gain, in all and for each character that changes
# Bits that a character of a good text costs at most: what is cheaper than garble is not yet text. Measured: 5.6 and 8.8.
_GOOD, _GOOD_IDEOGRAM = 6.5, 10.0
_PROVEN_EACH = 0.8  # the same, once another line has proven the charset
_CHANGED = lazy(r"[^\x00-\x7f]+")
_MARKS = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
_ASCII = bytes(range(0x80))
_GLANCE, _NEAR = 80, 1.2  # code points of a line by which readings are ordered, and how near to the best one is weighed
_MOST, _SOME = 0.7, 0.5  # of the different odd bytes of a line, and of all of them, before a reading is weighed
# The letters that text shown in a charset has some of; Latin ones beyond ASCII if not told here.
_SIGN = {
    "cp1251": FOREIGN, "koi8_u": FOREIGN, "cp866": FOREIGN, "cp437": FOREIGN | LATIN, "gb18030": DOUBLE_BYTE, "cp932": DOUBLE_BYTE,
    "big5hkscs": DOUBLE_BYTE, "cp949": DOUBLE_BYTE,
}  # fmt: skip
_DOUBLE = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"})


class Mixup(NamedTuple):
    """Text shown in one charset that is really in another; `langs` of the real text, `base` that it looks most like."""

    shown: str
    real: str
    langs: tuple[str, ...]
    base: tuple[str, ...]


class Candidate(NamedTuple):
    """A mix-up that may be, the lines as it reads them (None: not text), and bits a byte at their beginnings."""

    mixup: Mixup
    readings: list[str | None]
    glance: float


class Line(NamedTuple):
    """A line with characters beyond ASCII, and its words that have some: the others cost the same in every charset."""

    start: int
    text: str
    words: str


def repair(trace: Trace) -> None:
    """Read lines again in the charset that makes most of the text cheaper, if one does."""
    for _ in range(2):
        if not trace.kinds & LETTER or letters().fits(trace.runs, trace.odd):
            return
        lines = list(_lines(trace.text))
        best = _best(_sample(lines), [shown for shown in _PAIRS if trace.kinds & _SIGN.get(shown, LATIN)])
        if best is None or not trace.take([change for line in lines for change in _read_again(line, best)]):
            return


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not ASCII."""
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.isascii():
            words = line.replace("\t", " ").split(" ")
            yield Line(match.start(), line, " ".join([word for word in words if not word.isascii()]))


def _sample(lines: Sequence[Line]) -> list[str]:
    """Return the words of the lines that have most of them, up to a size, where they have enough odd characters."""
    sample: list[str] = []
    size = 0
    for words in heapq.nlargest(_LINES, [line.words for line in lines], key=len):
        sample.append(words[:_SAMPLE])
        size += len(sample[-1])
        if size > 2 * _SAMPLE:
            break
    return [words for words in sample if len(_ODD.findall(words)) >= _FEWEST]


def _best(sample: Sequence[str], possible: Sequence[str]) -> Mixup | None:
    """Return the mix-up that gains most over the lines where it gains enough, None if there is none."""
    if not sample or not possible:
        return None
    base = tuple(letters().languages(" ".join(sample), 3))
    candidates = sorted(_candidates(sample, possible, base), key=lambda candidate: candidate.glance)
    costs = [_cost_now(words, base) for words in sample] if candidates else []
    found: dict[Mixup, float] = {}
    enough = 0.0
    for mixup, readings, glance in candidates:
        if found and glance > enough:
            break
        gain = sum(_gain(words, new, cost, mixup) for words, new, cost in zip(sample, readings, costs, strict=True))
        if gain:
            found[mixup] = gain
            enough = enough or _NEAR * glance
    return max(found, key=found.__getitem__, default=None)


def _candidates(sample: Sequence[str], possible: Sequence[str], base: tuple[str, ...]) -> Iterator[Candidate]:
    """Yield the mix-ups in which some line has the letters of the languages."""
    for shown in possible:
        raws = [_raw(words, shown) for words in sample]
        odd = [frozenset(raw.translate(None, _ASCII)) if raw else frozenset() for raw in raws]
        together = frozenset[int]().union(*odd)
        for real, langs in _PAIRS[shown] if any(raws) else ():
            if real not in _DOUBLE and not _may_be(together, real, langs, _SOME):
                continue
            readings = [_reading(raw, some, real, langs) for raw, some in zip(raws, odd, strict=True)]
            parts = [
                (new[:_GLANCE], len(raw) / len(new)) for raw, new in zip(raws, readings, strict=True) if raw and new
            ]
            if parts:
                price = letters().cost("\n".join([part for part, _ in parts]), langs)
                glance = price / sum(len(part) * width for part, width in parts)
                yield Candidate(Mixup(shown, real, langs, base), readings, glance)


def _reading(raw: bytes | None, odd: frozenset[int], real: str, langs: tuple[str, ...]) -> str | None:
    """Return the text that the bytes are in a charset, None if it has not the letters of the languages."""
    if raw is None or not (real in _DOUBLE or _may_be(odd, real, langs, _MOST)):
        return None
    new = _decoded(raw, real)
    if new is None or (real in _DOUBLE and not letters().mostly(new, langs)):
        return None
    return new if langs[0] in _LATIN or _LONG.search(new) else None


def _gain(words: str, new: str | None, cost: float, mixup: Mixup) -> float:
    """Return the bits that a line gains by a reading; none where that is not text, or not enough."""
    if new is None or new == words:
        return 0.0
    price = letters().cost(new, mixup.langs)
    if price > (_GOOD_IDEOGRAM if mixup.real in _DOUBLE else _GOOD) * len(new):
        return 0.0
    return cost - price if cost - price >= max(_LEAST, _LEAST_EACH * _changed(words, new)) else 0.0


def _cost_now(words: str, langs: tuple[str, ...]) -> float:
    """Return what words cost as they stand; C1 controls as the marks of Windows-1252 that they most likely are."""
    plain = words.translate(_MARKS)
    return letters().cost(plain, (*langs, *letters().languages(plain)))


def _may_be(odd: frozenset[int], real: str, langs: tuple[str, ...], most: float) -> bool:
    """Tell from the different bytes beyond ASCII alone whether so many of them are letters of the languages."""
    chars, common = _chars_of(real, langs)
    found = set(map(chars.get, odd))  # None: a byte that is nothing in the charset
    found.discard("")
    return len(found & common) >= most * len(found)


@lru_cache(maxsize=128)
def _chars_of(real: str, langs: tuple[str, ...]) -> tuple[dict[int, str], frozenset[str]]:
    """Return the small letter of each byte of a charset, nothing for marks of any text, and which are letters of the languages."""
    chars = {byte: char.lower() for byte in range(0x80, 0x100) if (char := _decoded(bytes([byte]), real)) is not None}
    common = frozenset(char for char in chars.values() if letters().mostly(char, langs))
    marks = frozenset(char for char in common if letters().mostly(char, ()))
    return {byte: "" if char in marks else char for byte, char in chars.items()}, common - marks


def _changed(line: str, new: str) -> int:
    """Return how many characters change; where two bytes become one, all that are not ASCII."""
    if len(new) == len(line):
        return sum(map(ne, line, new))
    return len(_ODD.findall(line))


def _raw(line: str, shown: str) -> bytes | None:
    if shown in _DOUBLE:
        try:
            return line.encode(shown)
        except UnicodeEncodeError:
            return None
    return encode(line, shown)


def _decoded(raw: bytes | None, real: str) -> str | None:
    """Decode strictly; None when the bytes are not text of the charset."""
    if raw is None:
        return None
    try:
        return raw.decode(real)
    except UnicodeDecodeError:
        return None


def _is_plain(better: str, langs: tuple[str, ...]) -> bool:
    """Tell whether words are so well of another script than Latin, all their letters common, that nothing has to be weighed."""
    return langs[0] not in _LATIN and letters().usual(better, langs) and _LONG.search(better) is not None


def _read_again(line: Line, mixup: Mixup) -> Iterator[Change]:
    new = _decoded(_raw(line.text, mixup.shown), mixup.real)
    better = _decoded(_raw(line.words, mixup.shown), mixup.real)
    if new is None or better is None or better == line.words:
        return
    if not _is_plain(better, mixup.langs):
        gain = _cost_now(line.words, (*mixup.langs, *mixup.base)) - letters().cost(better, mixup.langs)
        if gain < _PROVEN_EACH * _changed(line.words, better):
            return
    note = f"{mixup.real} read as {mixup.shown}"
    if len(new) != len(line.text):
        yield Change(line.start, line.start + len(line.text), new, RULE, sure=False, note=note)
        return
    for match in _CHANGED.finditer(line.text):
        low, high = match.span()
        yield Change(line.start + low, line.start + high, new[low:high], RULE, sure=False, note=note)
