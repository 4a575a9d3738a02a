"""Why the model dropped a line, in words: the two columns that said most against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.linemodel.model import COLUMNS, FIRST_COLUMNS

if TYPE_CHECKING:
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
_SAID_OF = tuple([SAID[name] for name in COLUMNS])
_AWAY = "a short line, and no long one near it"


def evidence(model: LineModel, verdict: Verdict) -> str:
    """Return the two strongest kinds of evidence against a line, the stronger first."""
    row = verdict.row
    if not row:
        return _AWAY
    reasons = model.reasons[len(row) > len(FIRST_COLUMNS)]
    against: dict[str, int] = {}
    for words, level in [(_SAID_OF[column], level) for column, levels in reasons if (level := levels[row[column]]) < 0]:
        against[words] = against.get(words, 0) + level
    return " and ".join([words for _, words in sorted(zip(against.values(), against, strict=True))[:2]])
