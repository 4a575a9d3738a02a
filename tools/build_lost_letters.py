"""Build src/wirecopy/data/lost-letters.json: the contexts that tell letters apart of which the last byte of UTF-8 was lost.

Run from the checkout root with `wordfreq` installed:  PYTHONPATH=src python tools/build_lost_letters.py OUT
Words and their frequencies: wordfreq 3.1 (data CC BY-SA 4.0).
"""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path

import wordfreq
from build_letters import ALPHABETIC, MISSPELT, serbian

from wirecopy.text.data import DATA
from wirecopy.text.lostletters import SIZES, UNDEFINED, context, groups_of

LEAST = 0.05  # words a million by which a longer context has to be better
LISTED = 0.02  # words a million that being a word at all is worth
CAPITAL, CAPITALS = 0.1, 0.03  # how often a word is met with a capital, and in capitals


def groups(alphabet: str) -> list[str]:
    """Letters of an alphabet, small and capital, that are the same but for a last byte that gets lost."""
    found: dict[bytes, set[str]] = {}
    for letter in {*alphabet, *(letter.upper() for letter in alphabet if len(letter.upper()) == 1)}:
        raw = letter.encode()
        if len(raw) > 1 and raw[-1] in UNDEFINED:
            found.setdefault(raw[:-1], set()).add(letter)
    return sorted("".join(sorted(letters)) for letters in found.values() if len(letters) > 1)


def words(lang: str) -> dict[str, float]:
    """Words of a language, as they are written, and how often they occur in a million."""
    table = wordfreq.get_frequency_dict("sh" if lang == "sr" else lang, wordlist="best")
    weights = {word.translate(MISSPELT.get(lang, {})): 1e6 * share + LISTED for word, share in table.items()}
    written: collections.Counter[str] = collections.Counter()
    for word, weight in (serbian(weights) if lang == "sr" else weights).items():
        written[word] += weight
        written[word[:1].upper() + word[1:]] += CAPITAL * weight
        written[word.upper()] += CAPITALS * weight
    return written


def contexts(found: list[str], weights: dict[str, float]) -> dict[str, dict[str, str]]:
    """For each group and letter the contexts that tell it where a shorter one tells another letter, or nothing."""
    first = groups_of(found)
    counts: dict[int, dict[tuple[str, str], collections.Counter[str]]] = {
        size: collections.defaultdict(collections.Counter) for size in SIZES
    }
    shorter: dict[tuple[str, str], str] = {}
    for word, weight in weights.items():
        for at, letter in enumerate(word):
            if letter in first:
                keys = [(first[letter], context(word, at, size, first)) for size in SIZES]
                for size, key, less in zip(SIZES, keys, [*keys[1:], keys[-1]], strict=True):
                    counts[size][key][letter] += weight
                    if key != less:
                        shorter[key] = less[1]
    told: dict[tuple[str, str], str] = {}
    for size in reversed(SIZES):
        for key, letters in counts[size].items():
            best = max(letters, key=letters.__getitem__)
            less = (key[0], shorter[key]) if key in shorter else None
            while less and less not in told:
                less = (key[0], shorter[less]) if less in shorter else None
            known = told[less] if less else None
            if key not in told and best != known and letters[best] - letters[known or ""] >= LEAST:
                told[key] = best
    listed: dict[str, dict[str, list[str]]] = {group: collections.defaultdict(list) for group in found}
    for (group, where), letter in sorted(told.items()):
        listed[next(each for each in found if each[0] == group)][letter].append(where)
    return {group: {letter: " ".join(all_) for letter, all_ in letters.items()} for group, letters in listed.items()}


def main() -> None:
    alphabets = json.loads((DATA / "letters.json").read_text("utf-8"))
    data = {}
    for lang in (*ALPHABETIC, "sr"):
        found = groups(alphabets[lang]["alphabet"])
        if found:
            data[lang] = contexts(found, words(lang))
            print(lang, found, sum(len(each) for letters in data[lang].values() for each in letters.values()))
    target = Path(sys.argv[1])
    target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(target.stat().st_size)


if __name__ == "__main__":
    main()
