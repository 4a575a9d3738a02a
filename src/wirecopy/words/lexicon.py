"""Known words with their evidence, read from a file that is mapped and never loaded.

The file (written by `tools/build_words.py`) is a hash table: a header, one offset per bucket, then the buckets, each a
run of lines: key, tab, value. A look-up is one CRC-32, one slice and one `find`; nothing is decoded ahead. The same
format holds words (six value bytes, see `Entry`), pairs of words (one byte) and skeletons (the words that share one).
"""

from __future__ import annotations

import mmap
import struct
import zlib
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.data import DATA
from wirecopy.text.lazy import view

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"WCWORDS1"
HEADER = len(MAGIC) + 4  # magic, number of buckets
_PLACE = struct.Struct("<II").unpack_from
NO_LEVEL = 99
TABLES = ("pairs", "skeletons", "shadows", "misspellings")
LETTERS = "`abcdefghijklmnopqrstuvwxyz"  # as runs of three are counted; the grave accent is either end of a word
LISTED, PRONOUNCED, OPPOSITE, EITHER, OVERSHADOWED = 1, 2, 4, 16, 32
"""Flags of a word: a list of names has it; a pronouncing dictionary has it, and there its first sound is a vowel where its
first letter is a consonant (or the other way round), or is heard both ways; it is a known word one letter away from a
far more common one."""
SHIFT = 100  # added to a level in the file, where no byte may be 10
COMMON = 50  # frequency (0-255) of about the 30,000th word
CACHED = 50_000  # entries kept in memory on long runs


class Entry(NamedTuple):
    """What is known of one word, case folded. Frequencies are logarithms, scaled to 0-255; 0 is never seen."""

    news: int  # in news and encyclopedia text, any case
    lower: int  # in web text, written in lower case
    upper: int  # in web text, written with a capital
    level: int  # size class of the word list that has it in lower case (10 common ... 95 obscure); 99: none has
    names: int  # flags: see LISTED ...
    kind: int = 0  # which words it is used like: the first eight forks of a Brown clustering, 0 unknown


UNKNOWN = Entry(0, 0, 0, NO_LEVEL, 0, 0)


class Table:
    """A mapped hash table from strings to bytes."""

    __slots__ = ("_buckets", "_data")

    def __init__(self, data: mmap.mmap | bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a word table (wrong magic); build it with tools/build_words.py")
        self._data = data
        (self._buckets,) = struct.unpack_from("<I", data, len(MAGIC))

    def get(self, key: str) -> bytes | None:
        """The value of `key`, or None."""
        raw = b"\n" + key.encode("utf-8", "surrogatepass") + b"\t"
        start, end = _PLACE(self._data, HEADER + 4 * (zlib.crc32(raw) % self._buckets))
        bucket = self._data[start:end]
        found = bucket.find(raw)
        if found < 0:
            return None
        found += len(raw)
        return bucket[found : bucket.index(b"\n", found)]


def pack(values: dict[str, bytes], per_bucket: int = 8) -> bytes:
    """The file for a table; no value may hold a newline byte (10)."""
    count = max(1, len(values) // per_bucket)
    buckets: list[list[bytes]] = [[] for _ in range(count)]
    for key in sorted(values):
        raw = b"\n" + key.encode() + b"\t"
        if b"\n" in values[key]:
            raise ValueError(f"{key!r}: a value must not hold byte 10")
        buckets[zlib.crc32(raw) % count].append(raw + values[key])
    blobs = [b"".join(bucket) + b"\n" for bucket in buckets]
    offsets = [HEADER + 4 * (count + 1)]
    for blob in blobs:
        offsets.append(offsets[-1] + len(blob))
    return MAGIC + struct.pack(f"<{count + 2}I", count, *offsets) + b"".join(blobs)


def mapped(path: Path) -> Table:
    """The table in a file, mapped."""
    with path.open("rb") as handle:
        return Table(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))


def _mapped(name: str) -> Table | None:
    path = DATA / "typos" / name
    return mapped(path) if path.is_file() else None


class Lexicon:
    """The words of one language, the pairs of words that its texts are full of, and the words worth suggesting."""

    def __init__(self, lang: str, words: Table, tables: dict[str, Table | None] | None = None) -> None:
        self.lang = lang
        self._words = words
        self._pairs = (tables or {}).get("pairs")
        self._skeletons = (tables or {}).get("skeletons")
        self._shadows = (tables or {}).get("shadows")
        self._misspellings = (tables or {}).get("misspellings")
        self._cache: dict[str, Entry] = {}

    def entry(self, word: str) -> Entry:
        """What is known of `word` (already lower case); `UNKNOWN` if nothing is."""
        found = self._cache.get(word)
        if found is None:
            value = self._words.get(word)
            found = Entry(value[0], value[1], value[2], value[3] - SHIFT, value[4], value[5]) if value else UNKNOWN
            if len(self._cache) >= CACHED:
                self._cache.clear()
            self._cache[word] = found
        return found

    def pair(self, left: str, right: str) -> float:
        """log10 of how often books have `left right` next to each other, 0 when rarely or never."""
        if self._pairs is None or not left or not right:
            return 0.0
        value = self._pairs.get(f"{left} {right}")
        return value[0] / 20 if value else 0.0

    def fits(self, left: Entry, right: Entry) -> float:
        """How much likelier than chance words of these two classes stand side by side (natural logarithm, 0 unknown)."""
        if not left.kind or not right.kind:
            return 0.0
        return (self._kinds[256 * left.kind + right.kind] - 128) / 30

    @view
    def _kinds(self) -> bytes:
        path = DATA / "typos" / f"kinds.{self.lang}.bin"
        return path.read_bytes() if path.is_file() else bytes([128]) * 65536

    def sounding_like(self, skeleton: str) -> list[str]:
        """The common words with this consonant skeleton (see `near.skeleton`)."""
        value = self._skeletons.get(skeleton) if self._skeletons else None
        return value.decode().split() if value else []

    def overshadowing(self, word: str) -> list[str]:
        """The far more common words one letter away from a known word."""
        value = self._shadows.get(word) if self._shadows else None
        return value.decode().split() if value else []

    def misspelling(self, word: str) -> str | None:
        """What is meant by a word that is a known misspelling and no word; as written, a capital counts."""
        value = self._misspellings.get(word) if self._misspellings else None
        return value.decode() if value else None

    def common(self, letter: str) -> tuple[str, ...]:
        """The targets that begin with `letter` and that every reader knows."""
        return self._common.get(letter, ())

    @view
    def _common(self) -> dict[str, tuple[str, ...]]:
        words = self._target_lists[0].split("\n")
        return {letter: tuple(group) for letter, group in groupby(words, key=lambda word: word[:1])}

    def spelled(self, word: str) -> tuple[float, float]:
        """How unlike the language a word in letters a-z is spelled: the oddest run of three letters, and the mean.

        0 is what always follows, 8.5 what never does (minus natural logarithms of trigram frequencies).
        """
        table, codes = self._letters, word.encode()
        first = second = 0
        most = total = 0
        for code in (*codes, 96):
            third = code - 96 if 96 <= code <= 122 else 0
            odd = table[729 * first + 27 * second + third]
            most = max(most, odd)
            total += odd
            first, second = second, third
        return most / 30, total / (30 * (len(codes) + 1))

    @view
    def _letters(self) -> bytes:
        return (DATA / "typos" / f"letters.{self.lang}.bin").read_bytes()

    @view
    def targets(self) -> frozenset[str]:
        """The words common enough to be what somebody meant to write; read when first asked for."""
        return frozenset("\n".join(self._target_lists).split("\n"))

    @property
    def read(self) -> bool:
        """Whether the targets were read, so that asking for one costs little."""
        return "targets" in self.__dict__

    @view
    def _target_lists(self) -> tuple[str, str]:
        """Words that every reader knows, and other targets; each sorted, one a line."""
        path = DATA / "typos" / f"targets.{self.lang}.txt"
        common, _, others = path.read_text("utf-8").partition("\n\n") if path.is_file() else ("", "", "")
        return common, others


@lru_cache(maxsize=4)
def load(lang: str) -> Lexicon | None:
    """The lexicon of a language (ISO 639-1), or None when no word table for it is installed."""
    words = _mapped(f"words.{lang}.bin")
    if words is None:
        return None
    return Lexicon(lang, words, {name: _mapped(f"{name}.{lang}.bin") for name in TABLES})
