"""Why the model dropped a line, in words: the two columns that said most against it."""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

from wirecopy.text.lazy import view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirecopy.linemodel.model import LineModel
    from wirecopy.linemodel.reading import Verdict

_WORDS = {
    "how long it is": ("length", "words", "word_length"),
    "how it ends": ("end",),
    "how it begins": ("start",),
    "the lengths of the lines around it": ("words_above", "words_below", "words_2_above", "words_2_below"),
    "how the lines around it begin and end": ("end_above", "start_above", "start_below", "end_below"),
    "no sentence that it goes on with": ("continues", "continued"),
    "lines of one form around it": ("alike",),
    "copies of it in the text": ("copies",),
    "its place in the text": ("place", "lines_to_end"),
    "how far the nearest prose is": ("prose_above", "prose_below", "prose_near"),
    "how little prose the text has": ("document_lines", "document_prose", "body_share", "body_lines", "mean_score"),
    "how much of the article lies above it": ("prose_passed", "body_passed"),
    "a phrase in it that sites use": ("known",),
    "phrases around it that sites use": ("known_above", "known_below", "known_near", "document_known"),
    "marks and signs in it": ("commas", "sentences", "quotation_marks", "symbols"),
    "how it is capitalised": ("titled", "small_words"),
    "its script": ("script",),
    "its wording": ("wording", "wording_mean", "worst_word"),
    "its own form": ("score",),
    "the lines around it, which are no prose": (
        "score_above",
        "score_below",
        "scores_near_above",
        "scores_near_below",
    ),
    "what parts it from the article": ("break_above", "break_below"),
    "that it stands outside of the article": ("side", "depth"),
    "how little it shares with the article's topic": ("shared_share", "shared_words", "shared_weight"),
    "how short its stretch of text is": ("run",),
    "a label above it": ("zone_above", "zone_label_above"),
    "a label below it": ("zone_below", "zone_label_below"),
}
SAID = {name: words for words, names in _WORDS.items() for name in names}
"""What each column is in words."""
_KINDS = sorted(_WORDS)
"""Of two that are equally strong, the first one is told."""
_DIGIT = 16
"""Bits for the strength of one kind: it has few columns, none of which says more than some hundredths."""
_strengths = Struct(f"<{len(_KINDS)}H")
_AWAY = "a short line, and no long one near it"


class Reasons:
    """What the values of the columns say against keeping a line.

    What one value says is an integer with a digit for each kind of evidence: the sum over a row has the strengths of all
    kinds as its digits.
    """

    def __init__(self, levels: Mapping[str, Sequence[int]], columns: Sequence[str]) -> None:
        """Take for columns, by number, and for each value of them what it says for (above 0) or against, in hundredths."""
        self.columns = columns
        self.levels = levels

    @view
    def _tables(self) -> list[tuple[int, list[int]]]:
        return [
            (number, [max(-level, 0) << _DIGIT * _KINDS.index(SAID[self.columns[number]]) for level in levels])
            for number, levels in zip(map(int, self.levels), self.levels.values(), strict=True)
        ]

    def against(self, row: Sequence[int]) -> str:
        """Return the two strongest kinds of evidence against a line, the stronger first; fewer if there are no two."""
        digits = sum([table[row[number]] for number, table in self._tables])
        strengths = [*_strengths.unpack(digits.to_bytes(_strengths.size, "little"))]
        strongest = strengths.index(max(strengths))
        if not strengths[strongest]:
            return ""
        strengths[strongest] = 0
        second = strengths.index(max(strengths))
        return f"{_KINDS[strongest]} and {_KINDS[second]}" if strengths[second] else _KINDS[strongest]


def evidence(model: LineModel, verdict: Verdict) -> str:
    """Return the two strongest kinds of evidence against a line, the stronger first."""
    row = verdict.row
    if not row:
        return _AWAY
    first, second = model.reasons
    return (first if len(row) == len(first.columns) else second).against(row)
