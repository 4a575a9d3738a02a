"""The strict tier: typos so certain that their fix needs nobody's leave.

Never a capitalised word, never in a quotation, never a word that the article uses twice; one slip inside the word, and one
candidate far ahead of the others. Thresholds are such that, on the
labelled articles and on the publishers' own typos, at least 99 of 100 are right (docs/typos.md says how many that were).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.text import Span
from wirecopy.words.near import distance

if TYPE_CHECKING:
    from wirecopy.model import Document
    from wirecopy.passes.typos.hit import Hit

SPELLING = 0.99
LEAD = 3.0  # of the first suggestion over the second, in log-odds
LONG = 6  # code points; shorter words have too many neighbours


def is_strict(doc: Document, hit: Hit) -> bool:
    """Tell whether the first suggestion of a hit may be applied without asking."""
    word = doc.text[hit.start : hit.end]
    if hit.rule != "typos.misspelling" or not word.islower() or len(word) < LONG or hit.confidence < SPELLING:
        return False
    if hit.lead < LEAD or doc.words[word] > 1:
        return False
    meant = hit.suggestions[0]
    if meant[0] != word[0] or meant[-1] != word[-1] or distance(word, meant) != 1:
        return False
    return not doc.quoted(Span(hit.start, hit.end))
