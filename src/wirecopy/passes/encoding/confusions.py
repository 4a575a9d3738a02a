"""Which legacy charsets are read as which others, and which of their bytes are letters of their languages."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from wirecopy.passes.encoding.kinds import DOUBLE_BYTE, FOREIGN, LATIN
from wirecopy.text.letters import letters

_WEST = ("fr", "de", "es", "it", "pt", "sv", "da", "nb", "nl", "fi", "is", "ca", "en")
_EAST = ("cs", "pl", "hu", "ro", "sh", "sk", "sl")
_CYRILLIC = ("ru", "uk", "bg", "sr", "mk")
_ARABIC = ("ar", "fa", "ur")
# The charset that text was shown in -> the charsets that it may really be in, each with its languages.
PAIRS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
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
LATIN_SCRIPT = frozenset({*_WEST, *_EAST, "tr", "lt", "vi"})
"""Languages written in Latin letters."""
# The letters that text shown in a charset has some of; Latin ones beyond ASCII if not told here.
SIGN = {
    "cp1251": FOREIGN, "koi8_u": FOREIGN, "cp866": FOREIGN, "cp437": FOREIGN | LATIN, "gb18030": DOUBLE_BYTE, "cp932": DOUBLE_BYTE,
    "big5hkscs": DOUBLE_BYTE, "cp949": DOUBLE_BYTE,
}  # fmt: skip
DOUBLE = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"})

"""Charsets in which two bytes make a character."""


class Bytes(NamedTuple):
    """Bytes of a charset of single bytes: letters of its languages beyond ASCII, marks of any text, and all that is usual."""

    letters: bytes
    marks: bytes
    usual: bytes


@lru_cache(maxsize=128)
def bytes_of(real: str, langs: tuple[str, ...]) -> Bytes:
    """Return the bytes of a charset that tell whether a text is in it and in one of the languages."""
    chars = {byte: char.lower() for byte in range(0x100) if (char := bytes([byte]).decode(real, "ignore"))}
    common = {byte for byte, char in chars.items() if byte >= 0x80 and letters().mostly(char, langs)}
    marks = {byte for byte in common if letters().mostly(chars[byte], ())}
    usual = bytes(byte for byte, char in chars.items() if letters().usual(char, langs))
    return Bytes(bytes(common - marks), bytes(marks), usual)


def may_be(odd: bytes, real: str, langs: tuple[str, ...], most: float) -> bool:
    """Tell from the different bytes beyond ASCII alone whether so many of them are letters of the languages; marks do not count."""
    found = odd.translate(None, bytes_of(real, langs).marks)
    others = found.translate(None, bytes_of(real, langs).letters)
    return len(found) - len(others) >= most * len(found)
