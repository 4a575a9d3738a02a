"""Build src/wirecopy/data/letters.json: how likely one letter follows another, per language.

Run from the checkout root with `wordfreq` installed:  python tools/build_letters.py TTC_FREQ OUT
Words and their frequencies: wordfreq 3.1 (data CC BY-SA 4.0); Thai: ttc_freq.txt of PyThaiNLP (CC0).
"""

from __future__ import annotations

import collections
import gzip
import itertools
import json
import math
import sys
import unicodedata
from pathlib import Path

import msgpack
import wordfreq

ALPHABETIC = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he", "hi", "bn", "ta", "hu", "id", "is",
    "it", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sh", "sk", "sl", "sv", "tr", "uk", "ur", "vi",
)  # fmt: skip
STEP, OFFSET, TOP = 4, 35, 56  # quarter bits, written as chr(OFFSET + quarters), never a quote or a backslash
MISSPELT = {"hu": str.maketrans("õû", "őű"), "ro": str.maketrans("ãşţ", "ășț")}  # cp1252 for cp1250 in the word lists
LATIN_TO_SERBIAN = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "đ": "ђ", "e": "е", "ž": "ж",
    "z": "з", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с",
    "t": "т", "ć": "ћ", "u": "у", "f": "ф", "h": "х", "c": "ц", "č": "ч", "š": "ш",
}  # fmt: skip


def weights(lang: str) -> dict[str, float]:
    """Words of a language -> weight: frequency per million, and a little for being a word at all."""
    table = wordfreq.get_frequency_dict(lang, wordlist="best")
    words = sorted(table, key=table.__getitem__, reverse=True)[:60000]
    return {w: table[w] * 1e6 + 0.5 for w in words if w.isalpha() or any(unicodedata.category(c)[0] == "M" for c in w)}


def table(words: dict[str, float], lang: str = "", keep: float = 2e-6) -> dict[str, str]:
    """Alphabet (first symbol: the blank between words) and the square of costs, row by row."""
    letters: collections.Counter[str] = collections.Counter()
    pairs: collections.Counter[tuple[str, str]] = collections.Counter()
    for word, weight in words.items():
        if lang in MISSPELT:
            word = word.translate(MISSPELT[lang])
        spelled = " " + unicodedata.normalize("NFC", word).lower() + " "
        for a, b in itertools.pairwise(spelled):
            pairs[a, b] += weight
            letters[b] += weight
    total = sum(letters.values())
    alphabet = [" "] + [c for c, n in letters.most_common(150) if c != " " and n / total > keep]
    known = set(alphabet)
    out = collections.Counter()
    for (a, b), n in pairs.items():
        if a in known and b in known:
            out[a] += n
    rows = []
    for a in alphabet:
        for b in alphabet:
            p = (pairs[a, b] + 200 * letters[b] / total) / (out[a] + 200)
            rows.append(chr(OFFSET + min(TOP, round(-STEP * math.log2(p)))) if p else chr(OFFSET + TOP))
    main = sum(letters[c] / total > 1e-4 for c in alphabet)
    return {"alphabet": "".join(alphabet), "main": "".join(sorted(alphabet[:main])), "costs": "".join(rows)}


def with_sharp_s(words: dict[str, float]) -> dict[str, float]:
    """Wordfreq folds ß to ss. Give back the words that spell it after a long vowel or a diphthong."""
    long = ("ei", "eu", "au", "äu", "ie", "ü", "ö", "ä")
    out = dict(words)
    for word, weight in words.items():
        at = word.find("ss")
        stem = word[: at + 2]
        if at > 0 and (
            word[:at].endswith(long) or stem.startswith(("gross", "stoss", "fuss", "spass", "mass", "stras"))
        ):
            out[word[:at] + "ß" + word[at + 2 :]] = out.get(word[:at] + "ß" + word[at + 2 :], 0) + weight / 2
        if word in {"dass", "muss", "lässt", "bisschen"}:  # before the reform of 1996
            out[word.replace("ss", "ß")] = weight / 4
    return out


def characters(words: dict[str, float], limit: int) -> str:
    """The characters of a language without an alphabet, most frequent first."""
    count: collections.Counter[str] = collections.Counter()
    for word, weight in words.items():
        for c in word:
            if ord(c) > 0x2E80:
                count[c] += weight
    return "".join(c for c, _ in count.most_common(limit))


def serbian(words: dict[str, float]) -> dict[str, float]:
    out = {}
    for word, weight in words.items():
        for latin, cyrillic in LATIN_TO_SERBIAN.items():
            word = word.replace(latin, cyrillic)
        out[word] = weight
    return out


def main() -> None:
    thai, target = Path(sys.argv[1]), Path(sys.argv[2])
    data: dict[str, object] = {}
    for lang in ALPHABETIC:
        data[lang] = table(with_sharp_s(weights(lang)) if lang == "de" else weights(lang), lang)
    data["sr"] = table(serbian(weights("sh")))
    counted = (line.split("\t") for line in thai.read_text(encoding="utf-8").splitlines() if "\t" in line)
    data["th"] = table({w.strip(): float(n) for w, n, *_ in counted})
    chinese = weights("zh")
    folder = Path(wordfreq.__file__).parent / "data"
    with gzip.open(folder / "_chinese_mapping.msgpack.gz") as file:
        simple = msgpack.load(file, strict_map_key=False)
    back = {chr(v) if isinstance(v, int) else v: chr(k) if isinstance(k, int) else k for k, v in simple.items()}
    data["zh"] = {"characters": characters(chinese, 5000)}
    data["zh-Hant"] = {"characters": "".join(back.get(c, c) for c in characters(chinese, 5000))}
    data["ja"] = {"characters": characters(weights("ja"), 3500)}
    data["ko"] = {"characters": characters(weights("ko"), 1800)}
    target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(target.stat().st_size, {k: len(v.get("alphabet", v.get("characters"))) for k, v in data.items()})


if __name__ == "__main__":
    main()
