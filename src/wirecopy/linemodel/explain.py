"""Why the model dropped a line, in words: the two columns that said most against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.linemodel.context import STANDING, SURROUNDINGS
from wirecopy.linemodel.shape import FORM, SHAPE

if TYPE_CHECKING:
    from wirecopy.linemodel.model import LineModel, Verdict

_COLUMNS = (*FORM, *SURROUNDINGS, *SHAPE, *STANDING)
_WORDS = {
    "how long it is": ("length", "words", "word_length", "longest_word"),
    "how it ends": ("end",),
    "how it begins": ("start",),
    "the lengths of the lines around it": ("words_above", "words_below", "words_2_above", "words_2_below"),
    "how the lines around it begin and end": ("end_above", "start_above", "start_below", "end_below"),
    "no sentence that it goes on with": ("continues", "continued"),
    "lines of one form around it": ("alike",),
    "copies of it in the text": ("copies",),
    "its place in the text": ("place", "lines_to_end"),
    "how far the nearest prose is": ("prose_above", "prose_below", "prose_near", "body_above", "body_below"),
    "how little prose the text has": ("document_lines", "document_prose", "body_share", "body_lines", "mean_score"),
    "how much of the article lies above it": ("prose_passed", "body_passed"),
    "marks and signs in it": ("commas", "sentences", "separators", "quotation_marks", "symbols", "question"),
    "digits, dates or addresses in it": ("digits", "year", "addresses"),
    "how it is capitalised": ("capitals", "titled", "small_words"),
    "its script": ("script",),
    "its wording": ("wording", "wording_mean", "worst_word", "best_word", "opens", "closes"),
    "its own form": ("score",),
    "the lines around it, which are no prose": (
        "score_above",
        "score_2_above",
        "score_3_above",
        "score_below",
        "score_2_below",
        "score_3_below",
        "scores_near_above",
        "scores_near_below",
        "scores_above",
        "scores_below",
    ),
    "what parts it from the article": ("gap_above", "gap_below", "break_above", "break_below"),
    "that it stands outside of the article": ("side", "depth"),
    "how little it shares with the article's topic": ("shared_share", "shared_words", "shared_weight"),
    "how short its stretch of text is": ("run",),
    "a label above it": ("zone_above", "zone_label_above"),
    "a label below it": ("zone_below", "zone_label_below"),
}
_SAID = {name: words for words, names in _WORDS.items() for name in names}


def evidence(model: LineModel, verdict: Verdict) -> str:
    """Return the two strongest kinds of evidence against a line, the stronger first."""
    row = verdict.row
    reasons = model.reasons[len(row) > len(FORM) + len(SURROUNDINGS)]
    against: dict[str, int] = {}
    for column, levels in reasons:
        level = levels[row[column]]
        if level < 0:
            words = _SAID[_COLUMNS[column]]
            against[words] = against.get(words, 0) + level
    return " and ".join(sorted(against, key=lambda words: (against[words], words))[:2])
