"""Typos of our own making, put into texts: the model that `train_typos.py` and its siblings learn from.

A keyboard model, a model of spelling by ear, words run together, and common misspellings (pairs of codespell's dictionary, which
must be installed for those; none is kept).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.typos.article import settled
from wirecopy.passes.typos.channel import near
from wirecopy.passes.typos.hit import like

if TYPE_CHECKING:
    from wirecopy.words.lexicon import Lexicon

WORD = re.compile(r"(?<![\w@#/.'’-])[^\W\d_]{4,}(?![\w@/'’]|-\w)")
PAIR = re.compile(r"(?<![\w'’\-])[a-z]{1,12} [a-z]{1,12}(?![\w'’\-])")
BY_EAR = [
    pair.split(">")
    for pair in (  # noqa: SIM905 - a wall of quotes reads worse
        "ie>ei ei>ie a>e e>a i>e e>i o>a ant>ent ent>ant able>ible ible>able ss>s mm>m ll>l rr>r cc>c tt>t "
        "pp>p nn>n l>ll m>mm s>ss t>tt ph>f c>s s>c ck>k tion>sion sion>tion y>i er>or or>er ar>er e> h> u> "
        "i> gu>g ous>us ence>ance ance>ence ea>ee ee>ea ai>ia n> r> z>s k>c q>k ch>sh ght>te"
    ).split()
]
KINDS = ("common", "common", "common", "ear", "keys", "multi", "multi", "once", "keys and ear")
KEYS = {a: [b for b in "abcdefghijklmnopqrstuvwxyz" if b != a and near(a, b)] for a in "abcdefghijklmnopqrstuvwxyz"}
AGAIN = 4  # times that a name stands from which on a slip in it may stand twice
Edit = tuple[int, int, str, str, str]
"""Start and end of what is replaced, what is written, what was right, and the kind."""


class Injected(NamedTuple):
    """A typo in a text: where it is, and what should stand there."""

    start: int
    end: int
    kind: str
    right: str


def slip(word: str, rng: random.Random) -> str | None:
    """One keyboard slip."""
    for _ in range(20):
        kind = rng.choice(("sub", "sub", "ins", "del", "del", "swap", "swap", "double"))
        i = rng.randrange(len(word))
        letter = word[i].lower()
        if letter not in KEYS:
            continue
        if kind == "sub":
            wrong = word[:i] + rng.choice(KEYS[letter]) + word[i + 1 :] if i or rng.random() < 0.3 else word
        elif kind == "ins":
            wrong = word[: i + 1] + rng.choice(KEYS[letter]) + word[i + 1 :]
        elif kind == "del":
            wrong = word[:i] + word[i + 1 :]
        elif kind == "double":
            wrong = word[: i + 1] + letter + word[i + 1 :]
        else:
            wrong = word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :]
        if word[0].isupper():
            wrong = wrong[:1].upper() + wrong[1:].lower()
        if wrong != word and len(wrong) > 2:
            return wrong
    return None


def by_ear(word: str, rng: random.Random) -> str | None:
    """One mistake of spelling as it sounds."""
    for _ in range(20):
        right, wrong = rng.choice(BY_EAR)
        places = [m.start() for m in re.finditer(right, word)]
        if places:
            at = rng.choice(places)
            changed = word[:at] + wrong + word[at + len(right) :]
            if len(changed) > 3:
                return changed
    return None


def misspellings() -> dict[str, list[str]]:
    import codespell_lib

    found = defaultdict(list)
    path = Path(codespell_lib.__file__).parent / "data/dictionary.txt"
    for line in path.read_text("utf-8").splitlines():
        wrong, _, right = line.partition("->")
        right = right.split(",")[0].strip()
        if wrong.isalpha() and right.isalpha() and wrong.islower():
            found[right].append(wrong)
    return found


class Injector:
    """Puts typos into texts."""

    def __init__(self, lexicon: Lexicon, seed: int) -> None:
        self.lexicon, self.rng, self.known = lexicon, random.Random(seed), misspellings()

    def __call__(self, text: str, most: int = 5) -> tuple[str, list[Injected]]:
        matches = list(WORD.finditer(text))
        self.rng.shuffle(matches)
        counts = Counter(m.group() for m in matches)
        kinds = list(KINDS)
        self.rng.shuffle(kinds)
        edits: list[Edit] = self.joined(text)
        for match in matches:
            if len(edits) >= most:
                break
            if any(abs(match.start() - edit[0]) < 40 for edit in edits):
                continue
            for kind in kinds:
                edit = self.edit(kind, match, counts[match.group()], text)
                if edit:
                    edits.append(edit)
                    if kind == "multi" and counts[match.group()] >= AGAIN and self.rng.random() < 0.3:
                        edits += self.again(edit, matches, edits)
                    kinds.remove(kind)
                    break
        return self.apply(text, sorted(edits))

    @staticmethod
    def again(edit: Edit, matches: list[re.Match[str]], edits: list[Edit]) -> list[Edit]:
        """The same slip at another place: who does not know how a name is spelled errs twice."""
        _, _, wrong, right, kind = edit
        others = (m for m in matches if m.group() == right and all(abs(m.start() - other[0]) >= 40 for other in edits))
        return [(*m.span(), wrong, right, kind) for m in others][:1]

    def joined(self, text: str) -> list[Edit]:
        """In every other text, one pair of words run together."""
        edits = []
        for match in (
            self.rng.sample(found, min(self.rng.randrange(2), len(found)))
            if (found := list(PAIR.finditer(text)))
            else ()
        ):
            wrong = match.group().replace(" ", "")
            if len(wrong) > 3 and not settled(self.lexicon.entry(wrong)):
                edits.append((*match.span(), wrong, match.group(), "joined"))
        return edits

    def edit(self, kind: str, match: re.Match[str], count: int, text: str) -> Edit | None:
        word, rng, end = match.group(), self.rng, match.end()
        wrong = None
        if kind == "common" and word.lower() in self.known:
            wrong = like(word, rng.choice(self.known[word.lower()]))
        elif kind == "ear" and word.islower() and len(word) > 5:
            wrong = by_ear(word, rng)
        elif kind == "keys" and word.islower():
            wrong = slip(word, rng)
        elif kind == "keys and ear" and word.islower() and len(word) > 7 and rng.random() < 0.5:
            first = slip(word, rng)
            wrong = by_ear(first, rng) if first else None
        elif (
            kind in ("multi", "once") and word[0].isupper() and word[1:].islower() and (count > 1) == (kind == "multi")
        ):
            wrong = None if settled(self.lexicon.entry(word.lower())) else slip(word, rng)
        if not wrong or settled(self.lexicon.entry(wrong.lower())):
            return None
        return match.start(), end, wrong, text[match.start() : end], kind

    @staticmethod
    def apply(text: str, edits: list[Edit]) -> tuple[str, list[Injected]]:
        out, made, at, moved = [], [], 0, 0
        for start, end, wrong, right, kind in edits:
            out += [text[at:start], wrong]
            made.append(Injected(start + moved, start + moved + len(wrong), kind, right))
            moved += len(wrong) - (end - start)
            at = end
        return "".join([*out, text[at:]]), made
