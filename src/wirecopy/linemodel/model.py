"""The line model: tells for each line of a scraped text how likely it is the article's, and what to drop.

Two forests. The first sees little more than the lengths of the lines and how they begin and end; it finds the hopeless
ones, half of a page. The second sees the words of the others and how the first judged all of them: where the bulk of the
article is, what it talks about, what labels were passed on the way. A third tells from all the scores whether there is
anything to drop.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.linemodel.context import standing, surroundings
from wirecopy.linemodel.forest import Forest, grow
from wirecopy.linemodel.gate import profile
from wirecopy.linemodel.headline import headline
from wirecopy.linemodel.shape import UNSEEN, Line, Words, describe, outline
from wirecopy.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Reasons = tuple[tuple[int, Sequence[int]], ...]

HOPELESS = 0.03
"""First scores under this are final if no line within NEAR lines has more than twice as much."""
NEAR = 3
ENOUGH = 80
"""Words that a document must have before the model says anything of it: a note of two sentences has no context."""
OPEN = 0.8
"""The model drops lines of a document only if it holds boilerplate with at least this probability."""
CLEAN = 0.1
"""A document that the gate, asked by first scores, gives less is clean: of 164 such texts the second look changes two."""
SENTENCE = 0.3
"""A full sentence is dropped only below this: a lost one costs a reader more than one too many."""
SENTENCE_WORDS = 6
STOPS = frozenset(".!?…。！？")
FLOOR = 0.1
"""A limit is never lower; what scores less goes even where nothing scores more."""


class Verdict(NamedTuple):
    """What the model says of one line of a document."""

    keep: bool
    score: float
    """The probability that the line belongs to the article."""
    row: tuple[int, ...]
    """The columns that it was judged by: `FORM`, `SURROUNDINGS`, and at a second look `SHAPE` and `STANDING`."""


class LineModel(NamedTuple):
    """A word table, the forests, and what their figures mean."""

    words: Words
    first: Forest
    second: Forest
    gate: Forest
    """Tells from the scores of all lines whether a document holds boilerplate at all."""
    reasons: tuple[Reasons, Reasons]
    """For each forest, per column and value: what it says for (above 0) or against keeping a line, in hundredths."""
    precision: tuple[float, ...]
    """How often a dropped line with a score of at most 2.5%, 5%, … was rightly dropped in cross-validation."""

    def confidence(self, score: float) -> float:
        """Return how often a line that was dropped with this score was rightly dropped."""
        return self.precision[min(int(score * 40), len(self.precision) - 1)]


class Reading:
    """One document under the model. Any part of its lines can be judged as a document of its own."""

    def __init__(self, texts: Sequence[str], model: LineModel) -> None:
        """Take the lines (stripped, none empty)."""
        self.texts = texts
        self.model = model
        self._outlines = [outline(text) for text in texts]
        self._known: dict[str, Line] = {}

    def judge(self, numbers: Sequence[int], bias: float = 0.0, *, quick: bool = False) -> list[Verdict]:
        """Return a verdict for each of the numbered lines, as if there were no others.

        `bias` from -1 (drop less) to 1 (drop more); 0 balances precision and recall. `quick`: nobody asks for more than what
        goes; a document that is clean at first sight then gets no second look.
        """
        texts = [self.texts[i] for i in numbers]
        outlines = [self._outlines[i] for i in numbers]
        sizes = [item.size for item in outlines]
        if sum(sizes) < ENOUGH:
            return [Verdict(True, 1.0, ())] * len(numbers)
        rows = [item.form + row for item, row in zip(outlines, surroundings(outlines, texts), strict=True)]
        scores = list(map(self.model.first.score, rows))
        if quick and self.model.gate.score(profile(sizes, scores, threshold(scores, sizes, bias))) < CLEAN:
            return [Verdict(True, score, row) for score, row in zip(scores, rows, strict=True)]
        rows, scores = self._second_look(texts, sizes, rows, scores)
        limit = threshold(scores, sizes, bias)
        if min(scores) >= limit or self.model.gate.score(profile(sizes, scores, limit)) < OPEN - 0.3 * max(bias, 0.0):
            limit = 0.0
        keep = [score >= limit for score in scores]
        if limit > SENTENCE:
            keep = [
                kept or (score >= SENTENCE and is_sentence(text, size))
                for kept, score, text, size in zip(keep, scores, texts, sizes, strict=True)
            ]
        if limit:
            title = headline(outlines, [self._known.get(text, UNSEEN) for text in texts], keep)
            if title is not None:
                keep[title] = True
        return [Verdict(*verdict) for verdict in zip(keep, scores, rows, strict=True)]

    def _second_look(
        self, texts: Sequence[str], sizes: Sequence[int], rows: list[tuple[int, ...]], scores: list[float]
    ) -> tuple[list[tuple[int, ...]], list[float]]:
        wanted, known, words = worth(scores), self._known, self.model.words
        for text, want in zip(texts, wanted, strict=True):
            if want and text not in known:
                known[text] = describe(text, words)
        lines = [known[text] if want else UNSEEN for text, want in zip(texts, wanted, strict=True)]
        score = self.model.second.score
        for i, more in enumerate(standing(sizes, lines, scores, wanted)):
            if more:
                rows[i] += lines[i].shape + more
        return rows, [score(row) if want else first for row, want, first in zip(rows, wanted, scores, strict=True)]


def is_sentence(text: str, size: int) -> bool:
    """Tell whether a line of `size` words ends as a sentence does and is long enough to be one."""
    return size >= SENTENCE_WORDS and text.rstrip("\"'”’»)]」』")[-1:] in STOPS


def worth(scores: Sequence[float]) -> list[bool]:
    """Tell which lines deserve a second look: not those that are hopeless, as all around them are."""
    n = len(scores)
    hopeful = [score > 2 * HOPELESS for score in scores]
    sums = [0]
    for hope in hopeful:
        sums.append(sums[-1] + hope)
    return [scores[i] >= HOPELESS or sums[min(n, i + NEAR + 1)] > sums[max(0, i - NEAR)] for i in range(n)]


def threshold(scores: Sequence[float], sizes: Sequence[int], bias: float = 0.0) -> float:
    """Return the limit that gives the best expected F1 of words: half of that F1 (Lipton et al., 2014).

    Where the model is unsure of a whole document the limit is low; it never exceeds one half, and `bias` moves it.
    """
    ranked = sorted(zip(scores, sizes, strict=True), reverse=True)
    expected = sum(score * size for score, size in ranked)
    hit, taken, best = 0.0, 0, 0.0
    for score, size in ranked:
        hit += score * size
        taken += size
        best = max(best, 2 * hit / (taken + expected))
    return min(max(best / 2 + 0.4 * bias, FLOOR), 1 - FLOOR)


@cache
def load() -> LineModel:
    """Return the model that is part of the package."""
    import json

    return build(json.loads((DATA / "linemodel.json").read_text("utf-8")))


def build(record: Mapping[str, object]) -> LineModel:
    """Return the model that training wrote."""
    words, first, second, gate, precision = (record[key] for key in ("words", "first", "second", "gate", "precision"))
    assert isinstance(words, dict)
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert isinstance(gate, dict)
    assert isinstance(precision, list)
    reasons = (_reasons(first["reasons"]), _reasons(second["reasons"]))
    return LineModel(words, grow(first), grow(second), grow(gate), reasons, tuple(precision))


def _reasons(record: Mapping[str, Sequence[int]]) -> Reasons:
    return tuple((int(column), levels) for column, levels in record.items())
