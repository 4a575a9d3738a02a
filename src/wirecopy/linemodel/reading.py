"""One document under the line model: two looks at its lines, and the verdicts on them.

The first look sees little more than the lengths of the lines and how they begin and end, and what rules know of them; it
finds the hopeless ones. The second sees the words of the others and how the first judged all of them: where the bulk of the
article is, what it talks about, what labels were passed on the way. The gate tells from all the scores whether there is
anything to drop.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.linemodel import ENOUGH
from wirecopy.linemodel.around import surroundings
from wirecopy.linemodel.gate import profile
from wirecopy.linemodel.guards import baffled
from wirecopy.linemodel.headline import headline
from wirecopy.linemodel.limit import SENTENCE, is_sentence, threshold, worth
from wirecopy.linemodel.looks import AWAY, Looks
from wirecopy.linemodel.remote import REMOTE, remote
from wirecopy.linemodel.shape import UNSEEN, Line, Outline, describe, outline, sizes_of
from wirecopy.linemodel.standing import standing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wirecopy.linemodel.model import LineModel

_RUN_FORM = (14, 6, 0, 1)
"""Stands for the form of a run of lines that are far from any sentence: a label of two words."""
CLEAN = 0.1
"""A document that the gate, asked by first scores, gives less is clean."""
OPEN = 0.87
"""The model drops lines of a document only if it holds boilerplate with at least this probability; less if it is bold."""


class Mark(NamedTuple):
    """What the rules know of a line, wherever it stands."""

    rule: str = ""
    """The name of the rule that knows it."""
    level: int = 0
    """2 for a proven rule, 1 for another, 0 for none."""


UNKNOWN = Mark()
"""No rule knows the line."""


class Verdict(NamedTuple):
    """What the model says of one line of a document."""

    keep: bool
    score: float
    """The probability that the line belongs to the article."""
    row: tuple[int, ...]
    """The columns that it was judged by: `FORM`, `SURROUNDINGS`, and at a second look `SHAPE` and `STANDING`."""


_verdict = partial(tuple.__new__, Verdict)
"""Makes a verdict of its fields: a text has hundreds of them."""


class Reading:
    """One document under the model. Any part of its lines can be judged as a document of its own."""

    def __init__(
        self,
        texts: Sequence[str],
        words: Sequence[Sequence[str]],
        marks: Sequence[Mark],
        model: LineModel,
        *,
        wide: bool = True,
    ) -> None:
        """Take the lines (stripped, none empty), their words (see `describe`) and what rules know of them.

        `wide`: whether one of them may be in a script without spaces.
        """
        self.texts, self.words, self.marks, self.model = texts, words, marks, model
        self._sizes = sizes_of(texts, wide=wide)
        self._outlines: list[Outline | None] = [None] * len(texts)
        self._lines: list[Line | None] = [None] * len(texts)

    def judge(
        self, numbers: Sequence[int], certain: Collection[int] = (), bias: float = 0.0, *, quick: bool = False
    ) -> list[Verdict]:
        """Return a verdict for each of the numbered lines, as if there were no others.

        `certain` are the numbers of lines that go in any case. `bias` from -1 (drop less) to 1 (drop more); 0 balances
        precision and recall. `quick`: nobody asks for more than what goes; a document that is clean at first sight then
        gets no second look.
        """
        if sum([self._sizes[i] for i in numbers]) < ENOUGH:
            return [Verdict(True, 1.0, ())] * len(numbers)
        looks = self.looks(numbers, certain)
        scores, rows = self._first_look(looks)
        if quick and self.model.gate.score(self.profile(looks, scores)) < CLEAN:
            return [Verdict(True, 1.0, ())] * len(numbers)
        scores, rows = self._second_look(looks, scores, rows)
        limit = self._limit(looks, scores, bias)
        keep = [score >= limit for score in scores]
        if limit > SENTENCE:
            for i, (score, item) in enumerate(zip(scores, looks.outlines, strict=True)):
                keep[i] = keep[i] or (score >= SENTENCE and is_sentence(looks.texts[i], item.size))
        if limit:
            words = [() if i == AWAY else self.words[i] for i in looks.numbers]
            title = headline(looks.outlines, looks.texts, words, keep)
            if title is not None:
                keep[title] = True
        verdicts = dict(zip(looks.numbers, map(_verdict, zip(keep, scores, rows, strict=True)), strict=True))
        away = Verdict(not limit, REMOTE, ())
        return [verdicts.get(i, away) for i in numbers]

    def _limit(self, looks: Looks, scores: Sequence[float], bias: float) -> float:
        """Return the score under which lines go; 0 if the document holds no boilerplate."""
        sizes = [item.size for item in looks.outlines]
        limit = threshold(scores, sizes, bias)
        if min(scores) >= limit or baffled(looks, scores, limit):
            return 0.0
        chance = self.model.gate.score(self.profile(looks, scores))
        return limit if chance >= OPEN - max(bias, 0.0) else 0.0

    def profile(self, looks: Looks, scores: Sequence[float]) -> tuple[int, ...]:
        """Return the row that the gate judges: of all entries but those that are certain to go.

        What rules know well tells nothing of the rest: an article that was cleaned may hold an agency's notice or a credit.
        """
        chosen = [i for i, fixed in enumerate(looks.fixed) if fixed != 0.0] or [0]
        sizes, scores = [looks.outlines[i].size for i in chosen], [scores[i] for i in chosen]
        return profile(sizes, scores, threshold(scores, sizes))

    def looks(self, numbers: Sequence[int], certain: Collection[int] = ()) -> Looks:
        """Return what the first look sees of the numbered lines."""
        sizes = [self._sizes[i] for i in numbers]
        entries: list[int] = []
        outlines: list[Outline] = []
        known_outlines, texts = self._outlines, self.texts
        run = 0
        for i, size, far in zip(numbers, sizes, remote(sizes), strict=True):
            if far:
                run += size + 1
                continue
            if run:
                entries.append(AWAY)
                outlines.append(Outline(_RUN_FORM, run))
                run = 0
            item = known_outlines[i]
            if item is None:
                item = known_outlines[i] = outline(texts[i], size)
            entries.append(i)
            outlines.append(item)
        if run:
            entries.append(AWAY)
            outlines.append(Outline(_RUN_FORM, run))
        fixed = [REMOTE if i == AWAY else 0.0 if i in certain else None for i in entries]
        chosen = ["" if i == AWAY else texts[i] for i in entries]
        known = [0 if i == AWAY else self.marks[i].level for i in entries]
        rows = surroundings(outlines, chosen, known, [score is None for score in fixed])
        return Looks(entries, chosen, outlines, fixed, known, rows)

    def lines(self, numbers: Sequence[int], wanted: Sequence[bool]) -> list[Line]:
        """Return the numbered lines as the second look sees them: of those that are not wanted, what their rule tells."""
        table, labels, asked = self.model.words, self.model.labels, self.model.asked
        found: list[Line] = []
        for i, want in zip(numbers, wanted, strict=True):
            line = self._lines[i] if want else UNSEEN if i == AWAY else labels.get(self.marks[i].rule, UNSEEN)
            if line is None:
                line = self._lines[i] = describe(self.texts[i], self.words[i], self.marks[i].rule, table, asked)
            found.append(line)
        return found

    def scores(self, looks: Looks) -> tuple[list[float], list[tuple[int, ...]]]:
        """Return the probability of each entry that it belongs to the article, and the row that it was judged by."""
        return self._second_look(looks, *self._first_look(looks))

    def _first_look(self, looks: Looks) -> tuple[list[float], list[tuple[int, ...]]]:
        rows = [item.form + row if row else () for item, row in zip(looks.outlines, looks.rows, strict=True)]
        asked = iter(self.model.first.scores(filter(None, rows)))
        return [next(asked) if fixed is None else fixed for fixed in looks.fixed], rows

    def _second_look(
        self, looks: Looks, scores: list[float], rows: list[tuple[int, ...]]
    ) -> tuple[list[float], list[tuple[int, ...]]]:
        wanted = worth(scores, looks.fixed)
        lines = self.lines(looks.numbers, wanted)
        sizes = [item.size for item in looks.outlines]
        final = scores.copy()
        asked: list[int] = []
        for i, more in enumerate(standing(sizes, lines, scores, wanted, self.model.asked)):
            if more:
                rows[i] += lines[i].shape + more
                asked.append(i)
        for i, score in zip(asked, self.model.second.scores([rows[i] for i in asked]), strict=True):
            final[i] = score
        return final, rows
