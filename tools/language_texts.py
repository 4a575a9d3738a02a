"""Clean texts in other languages than English, and typos put into them: for `train_languages.py` and `benchmarks/typos_languages.py`.

Texts: articles of those languages in the bench (`$WIRECOPY_BENCH`), and treebanks in the CoNLL-U format of Universal Dependencies,
in one folder (`--treebanks DIR`), each named after its language: `nl-dev.conllu`.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slips import Injected, slip

from wirecopy.text.language import detect
from wirecopy.words.dictionary import LANGUAGES, plain

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from wirecopy.words.dictionary import Dictionary

BENCH = Path(os.environ.get("WIRECOPY_BENCH", Path(__file__).parents[2] / "shared/bench"))
FILES = (
    ("boilerplate/html_dev.jsonl.gz", "gold"),
    ("phrasing/clean.jsonl.gz", "text"),
    ("encoding/dev.jsonl.gz", "original"),
)
SENTENCES = 20  # of a treebank that make an article
WORD = re.compile(r"(?<![\w@#/.'’-])[^\W\d_]{5,}(?![\w@/'’]|-\w)")
KINDS = ("keys", "keys", "letters", "accents", "multi", "multi")


class Text(NamedTuple):
    """An article, and where it is from."""

    id: str
    lang: str
    text: str


def texts(treebanks: Path | None) -> list[Text]:
    """All texts, each once."""
    found: dict[str, Text] = {}
    for name, field in FILES:
        with gzip.open(BENCH / name, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                text = row.get(field)
                if isinstance(text, str) and len(text) > 200 and (lang := row.get("lang") or detect(text)) in LANGUAGES:
                    found.setdefault(text, Text(f"bench-{row['id']}", lang, text))
    for path in sorted(treebanks.glob("*.conllu")) if treebanks else ():
        found.update((text.text, text) for text in of_treebank(path))
    return list(found.values())


def of_treebank(path: Path) -> Iterator[Text]:
    """The sentences of a treebank, some to an article; the names of its documents keep articles apart."""
    articles: dict[str, list[str]] = {}
    document = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        name, _, value = line.partition(" = ")
        if name == "# newdoc_id" or (name == "# sent_id" and "\\" in value):
            document = value.split("\\")[0].split("-")[0] if name == "# newdoc_id" else value.split("\\")[0]
        elif name == "# text":
            articles.setdefault(document or f"{number // 500}", []).append(value)
    for name, sentences in articles.items():
        for at in range(0, len(sentences), SENTENCES):
            paragraphs = [" ".join(sentences[i : i + 5]) for i in range(at, min(at + SENTENCES, len(sentences)), 5)]
            yield Text(f"{path.stem}-{name}-{at}", path.stem[:2], "\n\n".join(paragraphs))


def inject(
    text: Text, dictionary: Dictionary, rng: random.Random, words_per_typo: int = 60
) -> tuple[str, list[Injected]]:
    """The text with about one typo in so many words, and what they are."""
    matches = list(WORD.finditer(text.text))
    counts = Counter(match.group() for match in matches)
    rng.shuffle(matches)
    edits: list[tuple[int, str, str, str]] = []
    for match in matches:
        if len(edits) >= max(1, len(text.text.split()) // words_per_typo):
            break
        if any(abs(match.start() - edit[0]) < 60 for edit in edits):
            continue
        word, kind = match.group(), rng.choice(KINDS)
        if wrong := misspelt(word, kind, counts[word], dictionary, rng):
            edits.append((match.start(), wrong, word, kind))
    out, made, at, moved = [], [], 0, 0
    for start, wrong, right, kind in sorted(edits):
        out += [text.text[at:start], wrong]
        made.append(Injected(start + moved, start + moved + len(wrong), kind, right))
        moved += len(wrong) - len(right)
        at = start + len(right)
    return "".join([*out, text.text[at:]]), made


def misspelt(word: str, kind: str, count: int, dictionary: Dictionary, rng: random.Random) -> str | None:
    """The word with a slip of that kind, or None if it is not one for it, or the slip is a word."""
    known = dictionary.known(word.lower())
    common = known is not None and (known.frequency > 10 or known.cases) and (word.islower() or dictionary.lang == "de")
    wrong = None
    if kind == "multi":
        if word[0].isupper() and word[1:].islower() and count > 1:
            wrong = slip(word, rng)
    elif not common:
        return None
    elif kind == "accents":
        wrong = plain(word) if word.islower() else None
    elif kind == "letters":
        wrong = doubled(word, rng)
    else:
        wrong = slip(word, rng)
    return wrong if wrong and wrong != word and not dictionary.known(wrong.lower()) else None


def doubled(word: str, rng: random.Random) -> str | None:
    """A double consonant made single, or a single one double."""
    twos = [m.start() for m in re.finditer(r"([bcdfglmnprstz])\1", word)]
    if twos and rng.random() < 0.7:
        at = rng.choice(twos)
        return word[:at] + word[at + 1 :]
    ones = [i for i in range(1, len(word) - 1) if word[i] in "cflmnprst" and word[i] not in (word[i - 1], word[i + 1])]
    if not ones:
        return None
    at = rng.choice(ones)
    return word[:at] + word[at] + word[at:]
