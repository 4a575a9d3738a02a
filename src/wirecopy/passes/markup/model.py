"""The learned block model: weights of tokens, and boosted trees as code that is generated from the fitted ones.

`data/htmlmodel.json` and `trees.py` are written by tools/train_html_model.py; docs/html.md says from what.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.markup.features import Weights
from wirecopy.passes.markup.trees import total
from wirecopy.passes.markup.words import ElementTokens, TextTokens
from wirecopy.text.data import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "htmlmodel.json"


class Model(NamedTuple):
    """Weights of tokens, and the score below which a block is not looked at."""

    weights: Weights
    floor: float

    def probability(self, row: Sequence[float]) -> float:
        """Return how likely a block with these features is part of the article, 0 to 1."""
        return 1 / (1 + exp(-total(row)))


@lru_cache(maxsize=1)
def load() -> Model:
    """Return the model that the package carries."""
    data = json.loads((DATA / FILE).read_text("utf-8"))
    return Model(Weights(ElementTokens(data["element"]), TextTokens(data["text"])), data["floor"])
