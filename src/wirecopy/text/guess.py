"""Which charset bytes are in, when they do not say: a detector's answer, checked by how well the text reads.

chardet names the charset; relatives of it are tried too, because they differ in a few letters and marks that only
reading tells apart (cp1250 and ISO 8859-2, Windows-1252 and Mac Roman).
"""

from __future__ import annotations

import codecs

from wirecopy.text.lazy import lazy
from wirecopy.text.letters import is_letter, letters
from wirecopy.text.utf8 import GENERAL_SEQUENCE

_SAMPLE = 4000  # bytes that are read to compare charsets
_HIGH = lazy(rb"[\x80-\xff]")
_ACCENTED = lazy(rb"[a-z]\xc3[\xa0-\xbf][a-z]")
"""A small accented letter amid plain ones. In a legacy charset it would be another letter and a sign, or two of another script."""
_SAID = 4.0  # bits that the detector's word is worth
# Bits that a charset has to make up for being rare on the web.
_PRIOR = {
    "mac_roman": 5.0, "mac_turkish": 8.0, "mac_cyrillic": 3.0, "mac_latin2": 8.0, "cp850": 8.0, "cp437": 10.0, "cp852": 5.0,
    "cp855": 3.0, "iso8859-2": 1.0, "iso8859-7": 1.0, "iso8859-8": 1.0, "iso8859-13": 1.0, "iso8859-4": 3.0, "iso8859-15": 1.0,
    "iso8859-16": 2.0,
}  # fmt: skip
_SUPERSETS = {
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949", "tis-620": "cp874",
    "iso8859-11": "cp874", "iso8859-1": "cp1252",
}  # fmt: skip
_WEST = ("en", "fr", "de", "es", "it", "pt", "sv", "da", "nb", "nl", "fi", "is", "ca", "id")
_EAST = ("cs", "pl", "hu", "ro", "sh", "sk", "sl", "de")
_CYRILLIC = ("ru", "uk", "bg", "sr", "mk")
_ARABIC = ("ar", "fa", "ur")
_FAMILIES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("cp1252", "mac_roman", "iso8859-15", "cp850", "cp437"), _WEST),
    (("cp1250", "iso8859-2", "iso8859-16", "mac_latin2", "cp852"), _EAST),
    (("cp1251", "koi8-u", "iso8859-5", "cp866", "mac_cyrillic", "cp855"), _CYRILLIC),
    (("cp1253", "iso8859-7"), ("el",)),
    (("cp1254", "mac_turkish"), ("tr",)),
    (("cp1255", "iso8859-8"), ("he",)),
    (("cp1256", "iso8859-6"), _ARABIC),
    (("cp1257", "iso8859-13", "iso8859-4"), ("lt", "lv")),
    (("cp1258",), ("vi",)),
    (("cp874",), ("th",)),
)
_COMPANIONS = {
    "cp1250": ("cs", "pl", "hu", "ro", "sh", "sk", "sl"), "cp1251": _CYRILLIC, "cp1253": ("el",), "cp1254": ("tr",),
    "cp1255": ("he",), "cp1256": _ARABIC, "cp1257": ("lt", "lv"), "cp1258": ("vi",), "cp874": ("th",),
}  # fmt: skip


def known(name: str) -> str | None:
    """Return Python's name of a charset label, None if it has none."""
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return codec.name


def wide(raw: bytes) -> str | None:
    """Return the form of UTF-16 or UTF-32 that zero bytes in the right places tell of."""
    head = raw[:_SAMPLE]
    size = len(head) // 4
    if not size:
        return None
    zeros = [head[place::4].count(0) for place in range(4)]
    for places, codec in ((zeros[2:], "utf-32-le"), (zeros[:2], "utf-32-be")):
        if all(count >= 0.9 * size for count in places) and len(raw) % 4 == 0 and _reads_as(head, codec):
            return codec
    low, high = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if high > 8 * low and _reads_as(head, "utf-16-le"):
        return "utf-16-le"
    if low > 8 * high and _reads_as(head, "utf-16-be"):
        return "utf-16-be"
    return None


def _reads_as(head: bytes, codec: str) -> bool:
    """Tell whether most of it is letters and blanks, and not the Chinese or Korean that pairs of ASCII letters look like."""
    text = head[: len(head) & ~3].decode(codec, "replace")
    good = sum(
        (is_letter(char) and not "\u3400" <= char <= "\ud7a3") or char in " \r\n.,-'\"0123456789" for char in text
    )
    return good >= 0.8 * len(text)


def shifted(raw: bytes) -> str | None:
    """Return the seven-bit charset whose escape sequences `raw` has, if it decodes to more than ASCII."""
    names = ["hz"] if b"\x1b" not in raw else ["iso2022_jp", "iso2022_kr", "iso2022_jp_2", "iso2022_jp_ext"]
    for name in names:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if not text.isascii():
            return name
    return None


def is_mixed(raw: bytes) -> bool:
    """Tell whether bytes that are not valid UTF-8 are UTF-8 in good part."""
    sequences, others = _counts(raw)
    if sequences >= others and sequences:
        return True
    if sequences * 8 < others:
        return False
    return any(_is_utf8(line) for line in raw.splitlines())


def _is_utf8(line: bytes) -> bool:
    """Tell whether a line can be UTF-8 only: many sequences and nothing else, or an accented letter amid plain ones."""
    sequences, others = _counts(line)
    return not others and (sequences >= 4 or _ACCENTED.search(line) is not None)


def is_legacy(line: bytes) -> bool:
    """Tell whether a line of a mixed file is in a legacy charset: hardly a UTF-8 sequence, and other bytes."""
    sequences, others = _counts(line)
    return others > 0 and sequences < others


def _counts(raw: bytes) -> tuple[int, int]:
    """Return how many UTF-8 sequences there are, and how many bytes beyond ASCII outside of them."""
    sequences = GENERAL_SEQUENCE.findall(raw)
    return len(sequences), len(_HIGH.findall(raw)) - sum(map(len, sequences))


def legacy(raw: bytes, expected: str | None = None) -> tuple[str, str]:
    """Return the charset of bytes that are not UTF-8, and how it was found. `expected`: what the rest of a file suggests."""
    import chardet

    name = chardet.detect(raw)["encoding"]
    found = known(name) if name else None
    found = None if found in _NOT_LEGACY or found in _NOT_PUBLISHED else _SUPERSETS.get(found or "", found)
    if found in _WIDE and _is_plain(raw):  # one zero byte in an English text is enough for the detector
        found = None
    if found in _MULTIBYTE:
        return found, "detected"
    better = _relative(_excerpt(raw), found, expected)
    if better == found or better is None:
        return (found, "detected") if found else ("cp1252", "fallback")
    return better, "detected, and a relative that reads better" if found else "reads best"


def _is_plain(raw: bytes) -> bool:
    """Tell whether nearly all bytes are printable ASCII; of Chinese in UTF-16 half are."""
    head = raw[:_SAMPLE]
    return len(head.translate(None, _PRINTABLE)) < 0.15 * len(head)


def _relative(sample: bytes, found: str | None, expected: str | None) -> str | None:
    """Return the single-byte charset that reads best among `found`, `expected` and their relatives."""
    costs: dict[str, float] = {}
    named = {_canonical(name) for name in (found, expected) if name}
    for charsets, langs in _FAMILIES:
        if named and langs is not _WEST and not named & set(map(_canonical, charsets)):
            continue
        for charset in charsets:
            text = _read(sample, charset)
            if text is not None:
                favour = _SAID if _canonical(charset) in named else 0.0
                costs[charset] = letters().cost(text.translate(_CEDILLAS), langs) + _PRIOR.get(charset, 0.0) - favour
    if found and _canonical(found) not in map(_canonical, costs):
        return found
    best = min(costs, key=costs.__getitem__, default=None)
    return found if best is not None and found and _canonical(best) == _canonical(found) else best


# ISO 8859-16 writes the Romanian letters that Windows-1250 writes with cedillas: no evidence for either.
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
# What some versions of the detector name for a few odd bytes in Latin text, and no page was ever published in.
_NOT_PUBLISHED = frozenset({"hp-roman8", "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"})
_PRINTABLE = bytes([9, 10, 13, *range(32, 127)])
_NOT_LEGACY = frozenset({"utf-16", "utf-32", "utf-7", "utf-8", "utf-8-sig", "ascii"})
_WIDE = frozenset({"utf-16-le", "utf-16-be"})
_MULTIBYTE = _WIDE | {"gb18030", "big5hkscs", "cp932", "euc_jp", "euc_jis_2004", "cp949", "johab"}


def _canonical(name: str) -> str:
    return {"iso8859-1": "cp1252", "koi8-r": "koi8-u", "iso8859-9": "cp1254"}.get(name, known(name) or name)


def _excerpt(raw: bytes) -> bytes:
    """Return the lines with bytes beyond ASCII, up to the size of a sample."""
    kept: list[bytes] = []
    size = 0
    for line in raw.splitlines():
        if _HIGH.search(line):
            kept.append(line[:_SAMPLE])
            size += len(kept[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(kept)


def _read(sample: bytes, charset: str) -> str | None:
    text = sample.decode(charset, "replace")
    return None if text.count("\ufffd") > len(text) // 50 else text


def companion(raw: bytes) -> str:
    """Return the Windows charset that goes with the language of the UTF-8 in a mixed file: for its stray bytes."""
    text = raw[: 3 * _SAMPLE].decode("utf-8", "ignore")
    lang = letters().languages(text, 1)[0]
    return next((charset for charset, langs in _COMPANIONS.items() if lang in langs), "cp1252")
