"""The line model: which lines of a scraped text belong to the article. Pure functions over strings, no dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirecopy.linemodel.model import LineModel, build, load
    from wirecopy.linemodel.reading import Reading, Verdict

__all__ = ["ENOUGH", "LineModel", "Reading", "Verdict", "build", "load"]

ENOUGH = 80
"""Words that a document must have before the model says anything of it: a note of two sentences has no context."""


def __getattr__(name: str) -> object:
    """Import the model when it is asked for: a short text, or a page, has no use for it."""
    if name in __all__:
        from wirecopy.linemodel import model, reading

        return getattr(reading if name in {"Reading", "Verdict"} else model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
